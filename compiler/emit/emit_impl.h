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
    const bool *when;           /* which of text_whens hold; NULL: all */
} EmitNames;

/* own: standalone C, whose names begin with `prefix`; otherwise they begin with "net". */
EmitNames emit_names(Arena *a, const char *prefix, bool own);

/* Names that functions and tables have, so that none has that of another. */
typedef struct EmitTaken EmitTaken;
EmitTaken *emit_taken(Arena *a, const Ir *ir);
/* `base`, or where that is taken, with a number. */
const char *emit_unique(EmitTaken *t, Arena *a, const char *base);

enum { EMIT_FAMILIES = 3 }; /* programs that share tables */
typedef struct EmitTables EmitTables;

/* A plan that is printed. */
typedef struct EmitPlan {
    const Ir *ir;
    const EmitNames *names;
    EmitTaken *taken;
    /* Set by emit_find_tables: tables, NULL for none; of each program the instructions that are
     * rows. */
    EmitTables *tables[EMIT_FAMILIES];
    bool *in_table[PROG_COUNT];
    /* By a buffer's id, set by emit_offsets: what is added to the base of its area, " +
     * NET_WORK_CONV_2_OUT" or "". */
    const char **offset;
} EmitPlan;

/* A name as it stands in another that has `taken` letters beside it, so that a line has room for
 * it: a long one is cut, keeps what follows its last dot, and is told from others by a hash. */
const char *emit_short(Arena *a, const char *name, int taken);

/* One piece of a text that is printed whatever a plan looks like: words, and no others. */
void emit_piece(FILE *f, const char *text, const TextPiece *piece, const EmitNames *names);
/* Whether a text goes on hidden behind the piece, by its conditions. hidden: false at its begin. */
bool emit_hides(const TextPiece *piece, const EmitNames *names, bool *hidden);
/* Which of text_whens hold for the plans; irs[i] may be NULL. */
const bool *emit_when(Arena *a, const Ir *const *irs, int n_irs);
/* A text of such pieces. */
void emit_cut(FILE *f, const CutText *cut, const EmitNames *names);
/* The file `name` of compiler/emit/text/, without the sections whose word is not among `words`
 * (which ends with NULL). */
void emit_support(FILE *f, const char *name, const char *const *words, const EmitNames *names);
/* v as a constant of type float: "0.25f". */
void emit_float(FILE *f, double v);
/* Of a net that takes rows of a table, a comment with its columns. */
void emit_columns(FILE *f, const Graph *g);
/* Where each of several inputs and outputs begins in a row of x and of y, for the header. */
void emit_parts(FILE *f, const Graph *g, const EmitNames *names);

/* The sizes of the file of weights, for the header; and its tag, for PREFIX_map. */
void emit_file_macros(FILE *f, const Ir *infer, const EmitNames *names);
void emit_file_tag(FILE *f, const Ir *infer, const EmitNames *names);
/* Goes on with hash h over where a program's instructions have buffers in that area, and what they
 * do there. */
uint64_t emit_hash_area(uint64_t h, const Ir *ir, ProgramId p, int area);

/* LINE-MARKS: the mark before what is printed for node n and the one behind it; nothing when n has
 * no place in a .net file or there are no marks. */
void emit_line_mark(FILE *f, const Node *n, const EmitNames *names);
void emit_line_mark_end(FILE *f, const Node *n, const EmitNames *names);
/* Prints `text`, what stands between two marks with #line directives of its .net line; behind it
 * the lines count as those of `file` again. */
void emit_lines(FILE *f, const char *text, const char *file);

/* Prints C text with lines of at most 100 columns; marks of lines stay as they are. */
void emit_wrapped(FILE *f, Arena *a, const char *text);

/* Whether two instructions have one body: of the same kernel, with the same fused into it. */
bool same_body(const Instr *a, const Instr *b);
/* PREFIX_KERNEL_FUSED: a function of a kernel's constants, scalars and buffers, and of those of
 * what is fused into it. */
char *emit_body_name(Arena *a, const Instr *in, const EmitNames *names);
void emit_body(FILE *f, Arena *a, const Instr *in, const char *name, const EmitNames *names);
/* Every body of the plans, once. With marks of lines a layer's task has its own, which belongs to
 * the layer's line, and only those that tables call are here. */
void emit_bodies(FILE *f, Arena *a, const EmitPlan *plans, int n);
/* The comment before a layer's tasks: its statement and its shapes. */
void emit_heading(FILE *f, Arena *a, const Instr *in);
/* Whether the argument is a buffer of no elements with these constants. Such a one is NULL. */
bool emit_is_empty(const Ir *ir, const Instr *in, int arg);
/* What a task takes from a row of table `table`: by argument the column's name, NULL: its own
 * value; behind the last the factor of the rate. */
typedef struct EmitRows {
    const char *table;
    const char **column;
} EmitRows;

/* A function called `task`: the body with an instruction's constants and buffers, for one range on
 * one worker.
 * rows NULL: all are its own. */
void emit_task(FILE *f, Arena *a, const EmitPlan *plan, const Instr *in, const char *body,
               const char *task, const EmitRows *rows);
/* Whether how many ranges there are is said by the row. */
bool emit_ranges_by_row(const Instr *in, const EmitRows *rows);
/* How many ranges it has, as an expression over run->n. */
void emit_ranges(FILE *f, const EmitPlan *plan, const Instr *in, const EmitRows *rows);
/* The line of a program that runs it; rows: in a loop over them, with `row`. */
void emit_task_call(FILE *f, const EmitPlan *plan, const Instr *in, const char *task,
                    const EmitRows *rows);

/* Finds what becomes tables. */
void emit_find_tables(Arena *a, EmitPlan *plan);
/* Prints them and the tasks on their rows. */
void emit_tables(FILE *f, Arena *a, const EmitPlan *plan);
/* The tables of a program, NULL for none; and its text where it has them: loops, and the tasks of
 * instructions that are in none. */
const EmitTables *emit_tables_of(const EmitPlan *plan, ProgramId p);
void emit_table_loops(FILE *f, const EmitPlan *plan, const EmitTables *t, ProgramId p,
                      const char *const *task);

/* Names the offset of every buffer that the n plans of a file use, and prints the names with their
 * values. */
void emit_offsets(FILE *f, Arena *a, EmitPlan *plans, int n, const EmitNames *names);
/* Where a buffer lies: "run->work + NET_WORK_CONV_2_OUT". */
const char *emit_address(Arena *a, const EmitPlan *plan, const Buffer *b);
/* The base of its area: "run->work". */
const char *emit_area(const Buffer *b);

/* Of the prelude and the micro-kernels what the plans use; irs[i] may be NULL. */
void emit_micro(FILE *f, Arena *a, const Ir *const *irs, int n_irs, const EmitNames *names);
/* Prototypes of the micro-kernels that the plan's kernels call, and the structs that these take. */
void emit_protos(FILE *f, const Ir *ir, const EmitNames *names);
/* The programs of a plan: PREFIX_run_infer, PREFIX_run_grad .... */
void emit_programs(FILE *f, const EmitPlan *plan, EmitFlavour flavour);
#endif
