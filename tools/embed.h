/* What the files of the build tool embed share: the functions that it has read, and the means to
 * read more. */
#ifndef NETC_EMBED_H
#define NETC_EMBED_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct Text { /* a piece of a file that is read, or of memory that is never freed */
    const char *p;
    size_t n;
} Text;

enum { MAX_ARGS = 48, MAX_FNS = 1024, MAX_SHAPES = 32 };

/* A parameter, or one field of a parameter that is a struct of shape constants. */
typedef struct Arg {
    Text name, type, size;
    int role;  /* 0 constant, 1 scalar, 2 read, 3 write: ARG_CONST ... ARG_WRITE */
    int owner; /* of a buffer: 0 the plan, 1 a worker, 2 a range: OWNER_PLAN ... OWNER_RANGE */
    bool is_float, in_row, unused;
    const char *elem;
    const struct Shape *shape; /* NULL, or the struct that has it, */
    Text holder;               /* and the parameter of that type */
} Arg;

/* A struct of shape constants: `typedef struct NAME { int C, H; float MAX; } NAME;` */
typedef struct Shape {
    const char *file;
    int line;
    Text name;
    Arg field[MAX_ARGS];
    int n_fields;
} Shape;

typedef struct Shapes {
    Shape shape[MAX_SHAPES];
    int n;
} Shapes;

typedef struct Fn {
    const char *file;
    int line;
    Text comment, result, name, params, body;
    bool is_static;
    const char
        *macro; /* NETC_INLINE, inlined whatever its size, or NETC_APART, never; NULL: neither */
    Arg arg[MAX_ARGS];
    int n_args;
    Text range, ranges, grain, work, inplace_out, inplace_in, row, observed, every, after, times;
    Text apart;
    bool batched;
    int fuse_arg;
} Fn;

typedef struct Fns {
    Fn *fn;
    int n;
} Fns;

/* A file of the output directory. finish leaves one alone whose text is the same, so that an edit
 * inside of a kernel rebuilds that kernel only. */
typedef struct Output {
    char path[4096];
    char *text;
    size_t n;
    FILE *f;
} Output;
void begin(Output *out, const char *dir, const char *name);
void finish(Output *out);

/* Prints FILE:LINE: error: ... and ends the build. */
void fail(const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4), noreturn));
char *read_file(const char *path); /* ends the build where it cannot */
/* The formatted text. */
Text text_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

bool text_is(Text t, const char *s);
bool text_eq(Text a, Text b);
bool is_word(int c);
Text trim(Text t);
Text next_word(Text *t); /* takes it off t */
int line_of(const char *start, const char *p);
Text plain_comment(Text c); /* without marks and annotations */

/* C from p on; each returns what follows. */
const char *skip_comment(const char *p);
const char *skip_string(const char *p);
const char *skip_directive(const char *p);
const char *match_brace(const char *p); /* p: at or before the first brace */

void put_string(FILE *o, Text t); /* as a C string; NULL for a text without p */

/* embed_calls.c */
void write_headers(const char *dir, const Fns *kernels, const Fns *micro, const char *shapes);
void write_calls(const char *dir, const Fns *kernels);
/* Every constant is named in each call that the file makes; fails where one is not. */
void check_calls(const char *path, const Fns *kernels, const Shapes *shapes);

/* embed_text.c */
/* Sets Arg.unused: constants that the body only names in "(void)NAME;". */
void find_unused(Fn *f);
/* Writes the array pieces_NAME: the text cut into pieces (TextPiece of kernel.h), */
void put_pieces(FILE *o, const char *name, Text t);
/* a kernel's body, whose fuse marks are pieces, with marks_NAME, the words of each, */
void put_body_pieces(FILE *o, const char *name, const Fn *f);
/* a pointwise kernel's row call, whose words and arguments are pieces, */
void put_row_pieces(FILE *o, const char *name, const Fn *f);
/* a file of compiler/emit/text/: lines of conditions are pieces; includes of the project's headers
 * and lines that are a comment beginning with @note are not printed. */
void put_support_pieces(FILE *o, const char *name, Text t);
/* Orders micro-kernels so that each stands behind those that it calls. */
void sort_micro(Fns *micro);
/* Learns the names of the preludes (between their marks in the files) and of the micro-kernels. */
void read_items(const char *const *preludes, int n, const Fns *micro);
/* Writes needs_NAME: which of these names the text uses, -1 at the end. */
void put_needs(FILE *o, const char *name, Text t);
/* Writes text_items[] and name_needs[]: the prelude and the micro-kernels. */
void put_items(FILE *o);

/* ---- embed_rows.c ---- */

/* Writes a prelude: rows of the stored types of base/number_types.def. */
void put_rows(FILE *o);

#endif
