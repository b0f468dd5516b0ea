/* What the files of emit share. */
#ifndef NETC_EMIT_IMPL_H
#define NETC_EMIT_IMPL_H
#include "compiler/emit/emit.h"
#include "compiler/ir/layer.h"
#include "compiler/passes/passes.h"

typedef struct Rename {
    const char *from, *to;
} Rename;

typedef struct EmitNames {
    const char *prefix, *upper; /* NULL: words stay as they are */
    const Rename *map;          /* further words, ends with from NULL; NULL: none */
} EmitNames;

/* What emit_programs puts before and after a layer's function, a line each: LINE_MARK "12
 * \"vgg.net\"", LINE_MARK "end". */
#define LINE_MARK "\001line "
/* Prints `text`, whose marked regions get #line directives of their .net line (or lose the marks);
 * after a region the lines count as those of `file` again. */
void emit_lines(FILE *f, const char *text, bool directives, const char *file);
/* The mark before what is printed for node n; nothing when that has no place in a .net file. */
void emit_line_mark(FILE *f, const Node *n);

EmitNames emit_names(Arena *a, const char *prefix);
/* Prints `text`, its words renamed. */
void emit_text(FILE *f, const char *text, size_t len, const EmitNames *names);
/* v as a constant of type float: "0.25f". */
void emit_float(FILE *f, double v);
/* An instruction's function, called `fn`; explain: with the kernel's own comment. */
void emit_function(FILE *f, Arena *a, const Instr *in, const char *fn, bool explain,
                   const EmitNames *names);
/* Its task, called `task`: a call of `fn` for one range. */
void emit_task(FILE *f, const Instr *in, const char *fn, const char *task, const EmitNames *names);
/* The vector type, then every micro-kernel that the plans call, and what those call, callees first.
 */
void emit_micro(FILE *f, Arena *a, const Ir *const *irs, int n_irs, const EmitNames *names);
#endif
