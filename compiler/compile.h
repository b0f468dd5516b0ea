/* compile: the pass list. From a .net file to a shaped graph, and from the graph to a plan. */
#ifndef NETC_COMPILE_H
#define NETC_COMPILE_H
#include "base/err.h"
#include "compiler/ir/graph.h"
#include "compiler/ir/ir.h"
#include "compiler/passes/passes.h"

typedef struct CompileOptions {
    const char *net;            /* which net of the file; NULL: its last */
    const char *const *include; /* NULL-terminated; may be NULL */
    const char *library;        /* the installed library folder; NULL: none */
    const char *const *defines; /* "width=64": values of the file's `param` statements;
                                   NULL-terminated; may be NULL */
    const char *text;           /* what stands in the file, which is not read; NULL: read it */
} CompileOptions;

/* Parses, expands and infers shapes. NULL when there are errors: in d, or in *err when the file
 * cannot be read. */
Graph *compile_graph(Arena *a, const char *path, const CompileOptions *o, Diag *d, Err *err);
/* One error at its line for every kind and setting that this version cannot compile for `mode`. */
bool compile_ready(const Graph *g, Mode mode, Diag *d);
/* One error at its line for every layer whose output at that batch is more than the kernels' int
 * arithmetic holds, and for every kind that the target's layout has no kernels for. */
bool compile_fits(Graph *g, const Target *t, Diag *d);
/* The programs as they are lowered, in the arena: nothing is merged and nothing has an address. The
 * first half of compile_plan. */
Ir *compile_programs(Arena *a, Graph *g, Mode mode, const Target *t);
/* The plan. The graph must be ready and fit. `dump`: after which pass to print the graph
 * ("shapes"), its decisions ("absorb") or the programs (the others) to f, a word of COMPILE_DUMPS;
 * NULL: none. */
#define COMPILE_DUMPS "shapes|absorb|lower|fuse|plan"
Ir *compile_plan(Arena *a, Graph *g, Mode mode, const Target *t, const char *dump, FILE *f);

/* Whether the plan may run: false when it is faulty (Ir.fault: an internal error that names the
 * instruction), or when it takes more than Target.mem_limit, with the smallest possible size in the
 * error. To be asked of every plan. */
bool compile_within(const Ir *ir, Err *err);

/* The smallest limit, in whole KiB, under which a plan for inference (infer) and the training plan
 * `train`, made under t->mem_limit, fit; NULL: no training plan is needed. t->mem_limit, where the
 * search begins, is too small. */
int64_t compile_least(Arena *a, Graph *g, const Target *t, bool infer, const Ir *train);

Target default_target(const Graph *g); /* batch of the train section or 64, dropout on */
/* --target=mcu: values [H][W][C], one image at a time. */
Target mcu_target(void);
enum { NETC_MAX_BATCH = 65536, NETC_MAX_THREADS = 256, NETC_MAX_SHARES = 4096 };
#endif
