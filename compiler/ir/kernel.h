/* Kernel: what the build tool (embed.c) read from the .c files of kernels and kernels/micro.
 * spec/kernels.md is the contract. */
#ifndef NETC_KERNEL_H
#define NETC_KERNEL_H
#include "base/number_types.h"
#include "kernels/run.h"
#include <stdbool.h>

typedef enum ArgRole { ARG_CONST, ARG_SCALAR, ARG_READ, ARG_WRITE } ArgRole;
/* Of the elements of buffers. */
typedef NumberType ElemType;
#define ELEM_F32 NUMBER_F32
#define ELEM_U8  NUMBER_U8
#define ELEM_I32 NUMBER_I32

typedef struct KernelArg {
    const char *name, *ctype; /* ctype as written: "const float *NETC_RESTRICT" */
    ArgRole role;
    bool is_float;    /* ARG_CONST: float, else int */
    ElemType elem;    /* pointers */
    const char *size; /* @size or @private expression; NULL for none */
    bool is_private;
} KernelArg;

typedef struct Kernel {
    const char *name;
    const char *file; /* "kernels/k_activation.c" */
    int line;
    const char *comment; /* the text above it, without marks and annotations */
    const char *body;    /* "{ ... }" with the braces; the fuse marks still in it */
    const KernelArg *args;
    int n_args, n_consts, n_scalars,
        n_bufs;        /* args stand in this order: constants, scalars, buffers */
    const char *range; /* @range expression, NULL: one call */
    const char *parts; /* name of the constant that fixes the number of ranges; NULL: free */
    const char *inplace_out, *inplace_in;
    const char *row;      /* @row text, NULL: not pointwise */
    const char *rowargs;  /* buffer names, separated by blanks */
    const char *observed; /* the buffer whose rows @row only reads, NULL: it changes them */
    const char *fuse_every, *fuse_after,
        *fuse_times; /* rows at the @fuse marks: at `every` pixels of a map, counted from `after`
before it, `times` rows a map; every NULL: not stated, after NULL: 0, times NULL: as many as there
is room for */
    int fuse_arg;    /* index in args of the output that has a @fuse mark; -1: none */
} Kernel;

typedef struct MicroFn { /* a micro-kernel's whole text, for standalone C */
    const char *name, *file,
        *text;         /* text: comment and definition, beginning with "static inline" */
    const char *proto; /* "void mk_relu(float *y, const float *x, int count);" */
    const char *deps;  /* names of micro-kernels it calls, separated by blanks */
} MicroFn;

typedef struct SupportText { /* a file of compiler/emit/text/: text pasted around the programs of
                                standalone C */
    const char *name, *text;
} SupportText;
extern const SupportText support_table[]; /* ends with name NULL */

extern const Kernel kernel_table[];
extern const int kernel_count;
extern const MicroFn micro_table[];
extern const int micro_count;
extern const char micro_prelude[]; /* what stands between the prelude marks of micro.h */

/* One build of every kernel for an instruction set: thunks and micro-kernel addresses, in table
 * order. */
typedef void KernelThunk(const double *consts, const NetcRun *run, int begin, int end, int part,
                         void *const *bufs);
typedef struct KernelBuild {
    const char *isa; /* "avx512", "avx2", "baseline" */
    KernelThunk *const *thunks;
    void *const *micro;
} KernelBuild;
extern const KernelBuild kernel_build_baseline;
const KernelBuild *kernel_build_best(
    void); /* for this processor; NETC_ISA in the environment overrides */

/* Value of an expression of spec/kernels.md; names are the kernel's constants (values in `consts`)
 * and n. */
int64_t kernel_eval(const Kernel *k, const char *expr, const double *consts, int n);
#endif
