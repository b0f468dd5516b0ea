/* Kernel: what the build tool (embed.c) read from the .c files of kernels and kernels/micro.
 * spec/kernels.md is the contract. */
#ifndef NETC_KERNEL_H
#define NETC_KERNEL_H
#include "base/err.h"
#include "base/number_types.h"
#include "kernels/run.h"
#include <stdbool.h>

typedef enum ArgRole { ARG_CONST, ARG_SCALAR, ARG_READ, ARG_WRITE } ArgRole;

/* Whose memory lies behind a pointer: the plan's (@size); scratch of the worker that runs a range
 * (@scratch); partial sums of the range, which another instruction reads (@partial). */
typedef enum Owner { OWNER_PLAN, OWNER_WORKER, OWNER_RANGE } Owner;

/* What the compiler prints was cut into pieces by the build tool (tools/embed_text.c). */
typedef enum PieceKind {
    PIECE_TEXT,    /* as it stands */
    PIECE_OWN,     /* a word that gets the net's name before it: mk_..., v8..., number_... */
    PIECE_LOWER,   /* a word whose first `arg` letters the net's name takes the place of: net_... */
    PIECE_UPPER,   /* the same in capitals: NET_..., NETC_... */
    PIECE_FUSE,    /* a fuse mark with its line; `arg` is its number in Kernel.marks */
    PIECE_ROW,     /* of a row call: ROW, CH, COUNT, AT (`arg` 0 to 3), or argument `arg` - 4 */
    PIECE_IF,      /* a line that begins a section: "@if WORD" or "@if !WORD" in a comment */
    PIECE_END,     /* the line that ends it */
    PIECE_WHEN,    /* a line that begins a section under condition `arg` of text_whens */
    PIECE_ENDWHEN, /* the line that ends it */
    PIECE_LABEL,   /* net_label_t: the type of labels */
    PIECE_NOTHING, /* is not printed: "(void)LEN;" of a constant that emitted bodies lack */
} PieceKind;

typedef struct TextPiece {
    unsigned char kind, arg;
    unsigned short len;
} TextPiece;

typedef struct CutText { /* a text and the pieces that it is made of, one behind the other */
    const char *text;
    const TextPiece *piece;
    int n;
} CutText;

typedef struct FuseMark { /* the words at a fuse mark */
    const char *output, *row, *channel, *count;
} FuseMark;

typedef struct KernelArg {
    const char *name, *ctype; /* ctype as written: "const float *NETC_RESTRICT" */
    ArgRole role;
    bool is_float;    /* ARG_CONST: float, else int */
    NumberType elem;  /* pointers */
    const char *size; /* @size, @scratch or @partial expression; NULL for none */
    Owner owner;
    bool in_row; /* pointwise kernels: the row call reads it */
    bool unused; /* a constant that only annotations and fuse marks name */
} KernelArg;

typedef struct Kernel {
    const char *name;
    const char *file; /* "kernels/k_activation.c" */
    int line;
    const char *comment; /* the text above it, without marks and annotations */
    const char *body;    /* "{ ... }" with the braces; the fuse marks still in it */
    const KernelArg *args;
    int n_args, n_consts, n_scalars,
        n_bufs;         /* args stand in this order: constants, scalars, buffers */
    const char *range;  /* @range expression, NULL: one call */
    const char *ranges; /* name of the constant that fixes the number of ranges; NULL: free */
    const char *grain;  /* @grain expression: ranges are best whole multiples of it; NULL: 1 */
    const char *work;   /* @work expression: multiply-adds of the whole call; NULL: few, and the
                           bytes of its buffers tell its time */
    const char *inplace_out, *inplace_in;
    const char *row;      /* @row text, NULL: not pointwise */
    const char *observed; /* the buffer whose rows @row only reads, NULL: it changes them */
    const char *fuse_every, *fuse_after,
        *fuse_times;   /* rows at the @fuse marks: at `every` pixels of a map, counted from `after`
  before it, `times` rows a map; every NULL: not stated, after NULL: 0, times NULL: as many as there
  is room for */
    const char *apart; /* @apart: calls on one such buffer write different elements of it; NULL: no
                          buffer */
    bool batched;      /* @batched: what it gives for an image may depend on how many there are */
    int fuse_arg;      /* index in args of the output that has a @fuse mark; -1: none */
    CutText inside;    /* of the body, without its braces */
    const FuseMark *marks;
    CutText row_call;       /* the row text */
    const short *needs;     /* names that the body and the signature use, -1 at the end */
    const short *row_needs; /* names that the row call uses */
} Kernel;

typedef struct MicroFn {
    const char *name, *file;
    const char *proto; /* "void mk_relu(float *y, const float *x, int count);" */
} MicroFn;

/* What kernels use has a number: micro-kernels have that of micro_table, functions, types and
 * macros of the prelude (kernels/micro/micro.h) follow. name_needs[number] are the numbers of what
 * a name's own text uses, -1 at the end; one that it uses only under a condition comes after -2 -
 * the condition. text_items is that text: the prelude in its order, then
 * the micro-kernels, each behind those that it calls. */
typedef enum TextKind {
    TEXT_ALWAYS, /* an include, a pragma */
    TEXT_NAMED,  /* a definition of `name`, with the comment before it; a name may have several */
    TEXT_IF,     /* #if; its #endif is item `end` */
    TEXT_ELSE,
    TEXT_END
} TextKind;

typedef struct TextItem {
    TextKind kind;
    int name, end;
    CutText cut;
} TextItem;
extern const TextItem text_items[];
extern const int text_item_count, text_name_count;
extern const short *const name_needs[];

/* "@when NAME VALUES" in a comment of a line of its own, up to "@end": text for plans that have a
 * kernel whose constant NAME has one of the values; TRAIN is 1 where there is a training plan. Two
 * names: for plans of which both hold. */
typedef struct TextWhen {
    const char *name[2]; /* the second may be "" */
    uint64_t values[2];  /* 1 << value */
} TextWhen;
extern const TextWhen text_whens[];
extern const int text_when_count;

typedef struct SupportText { /* a file of compiler/emit/text/ */
    const char *name;
    CutText cut;
} SupportText;
extern const SupportText support_table[]; /* ends with name NULL */

extern const Kernel kernel_table[];
extern const int kernel_count;
extern const MicroFn micro_table[];
extern const int micro_count;

/* One build of every kernel for an instruction set: thunks and micro-kernel addresses, in table
 * order. */
typedef void KernelThunk(const double *consts, const NetcRun *run, int begin, int end, int range,
                         void *const *bufs);
typedef struct KernelBuild {
    const char *isa;  /* "amx", "avx512bf16", "avx512_vnni", "avx512", "avx2", "baseline", ... */
    const char *rest; /* itself, or the build whose kernels it has but for a few: those that compute
                         with floats are */
    KernelThunk *const *thunks;
    void *const *micro;
} KernelBuild;
extern const KernelBuild kernel_build_baseline;
const KernelBuild *kernel_build_best(
    void); /* for this processor; NETC_ISA in the environment overrides */
/* False: NETC_ISA is the name of no build, and *err lists the names. *lacks: its name where this
 * processor or this netc has not that build, and kernel_build_best is the next one; else NULL. */
bool kernel_build_wanted(const char **lacks, Err *err);
/* Machine.bf16_gain of that build where nobody has measured it. */
double kernel_build_bf16_gain(void);

/* Value of an expression of spec/kernels.md; names are the kernel's constants (values in `consts`)
 * and n. */
int64_t kernel_eval(const Kernel *k, const char *expr, const double *consts, int n);
#endif
