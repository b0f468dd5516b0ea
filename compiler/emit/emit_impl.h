/* What the files of emit share. */
#ifndef NETC_EMIT_IMPL_H
#define NETC_EMIT_IMPL_H
#include "compiler/emit/emit.h"
#include "compiler/ir/layer.h"

/* How the names of a text begin. */
typedef struct EmitNames {
    const char *prefix, *upper; /* "net", "NET" */
    bool own;                   /* words of stored texts get these names; else they stay */
    bool lines;                 /* marks for emit_lines are printed */
} EmitNames;

/* own: standalone C, whose names begin with `prefix`; otherwise they begin with "net". */
EmitNames emit_names(Arena *a, const char *prefix, bool own);

/* A plan that is printed. */
typedef struct EmitPlan {
    const Ir *ir;
    const EmitNames *names;
    /* By a buffer's id, set by emit_offsets: what is added to the base of its area, " +
     * NET_WORK_CONV_2_OUT" or "". */
    const char **offset;
} EmitPlan;

/* One piece of a text that is printed whatever a plan looks like: words, and no others. */
void emit_piece(FILE *f, const char *text, const TextPiece *piece, const EmitNames *names);
/* A text of such pieces. */
void emit_cut(FILE *f, const CutText *cut, const EmitNames *names);
/* The file `name` of compiler/emit/text/, without the sections whose word is not among `words`
 * (which ends with NULL). */
void emit_support(FILE *f, const char *name, const char *const *words, const EmitNames *names);
/* v as a constant of type float: "0.25f". */
void emit_float(FILE *f, double v);

/* LINE-MARKS: the mark before what is printed for node n and the one behind it; nothing when n has
 * no place in a .net file or there are no marks. */
void emit_line_mark(FILE *f, const Node *n, const EmitNames *names);
void emit_line_mark_end(FILE *f, const Node *n, const EmitNames *names);
/* Prints `text`, what stands between two marks with #line directives of its .net line; behind it
 * the lines count as those of `file` again. */
void emit_lines(FILE *f, const char *text, const char *file);

/* An instruction's function, called `fn`; explain: with the kernel's own comment. */
void emit_function(FILE *f, Arena *a, const Instr *in, const char *fn, bool explain,
                   const EmitNames *names);
/* Its task, called `task`: a call of `fn` for one range. */
void emit_task(FILE *f, const EmitPlan *plan, const Instr *in, const char *fn, const char *task);

/* Names the offset of every buffer that the n plans of a file use, and prints the names with their
 * values. */
void emit_offsets(FILE *f, Arena *a, EmitPlan *plans, int n, const EmitNames *names);
/* The variable of a task that is the base of an area: "unsigned char *const work = ...". */
void emit_base(FILE *f, const EmitPlan *plan, int area);
/* Where a buffer lies: "work + NET_WORK_CONV_2_OUT". */
void emit_address(FILE *f, const EmitPlan *plan, const Buffer *b);

/* Of the prelude and the micro-kernels what the plans use; irs[i] may be NULL. */
void emit_micro(FILE *f, Arena *a, const Ir *const *irs, int n_irs, const EmitNames *names);
/* Prototypes of the micro-kernels that the plan's kernels call, and the structs that these take. */
void emit_protos(FILE *f, const Ir *ir, const EmitNames *names);
/* The programs of a plan: PREFIX_run_infer, PREFIX_run_grad .... */
void emit_programs(FILE *f, const EmitPlan *plan, EmitFlavour flavour);
#endif
