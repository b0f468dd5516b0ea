/* What the commands share: opening a net as the options say, and printing. */
#ifndef NETC_CLI_H
#define NETC_CLI_H
#include "base/diag.h"
#include "cli/options.h"
#include "compiler/ir/graph.h"
#include "compiler/ir/ir.h"
#include "runtime/netc.h"
#include "weights/pretrained.h"
#include <jansson.h>
#include <stdio.h>

#ifndef NETC_VERSION
#define NETC_VERSION "0.1.0"
#endif

/* A handler of signals that end the process: first the programs that it runs are ended. */
void cli_end_by_signal(int number);

/* The messages, in colours where f is a terminal that has them. */
void cli_diag(const Diag *d, FILE *f);
/* printf whose numbers follow no locale. */
int text_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Compiles args->file[0] to a graph by --net and -I; prints nothing. NULL: see d, or err when the
 * file cannot be read. */
Graph *cli_compile(const Args *args, Diag *d, Err *err);
/* The net of args->file[0], expanded and with shapes, for commands that look and do not run. NULL:
 * the mistakes are printed. */
Graph *cli_graph(const Args *args);
/* The constants that algorithms are chosen by: --machine, else this machine's; for emitted C the
 * defaults, so that the text is the same everywhere. NULL: the mistake is printed. */
const Machine *cli_machine(const Args *args);
/* Whether a batch that an option says has what a loss that compares samples needs. False: the
 * mistake is printed. */
bool cli_compares(const Graph *g, int batch);
/* Its plan; batch from --batch, else the train section, else 64. NULL: the mistakes are printed. */
Ir *cli_plan(const Args *args, Graph *g, Mode mode);
/* The same as `netc train` runs it: each parameter updated at once. */
Ir *cli_step_plan(const Args *args, Graph *g);
/* The same, printing the programs after the pass. */
bool cli_dump(const Args *args, Graph *g, Mode mode, const char *pass);
/* What a command wants beside its options; fields that NetcOptions has mean the same. */
typedef struct OpenAs {
    bool train, train_only, no_dropout, steps_only, measure;
    int batch;      /* where --batch is not given; 0: the library's default */
    int accumulate; /* 0: as the train section says */
    int shares;
    NetcWeights precision;    /* where --precision is not given */
    bool exact;               /* also where --exact is not given */
    bool small;               /* `batch` whatever --batch says, and one thread */
    bool portable;            /* the same bits on every machine */
    bool native;              /* NETC_NATIVE, whatever --target says */
    bool mcu;                 /* NETC_MCU, likewise */
    const Machine *constants; /* where --machine is not given; NULL: this machine's */
    bool told;                /* the messages about the file have been printed */
} OpenAs;
/* A model that runs, by --net, --batch, --threads, --backend, --exact, -I. NULL: the mistakes are
 * printed. For cli_close. */
NetcModel *cli_open(const Args *args, OpenAs as);
/* The arena owns what cli_open gives, so that it is closed too when a command is given up for want
 * of memory. */
static inline void cli_close_model(void *m) { netc_close(m); }
static inline void cli_close(const Args *args, NetcModel *m) { arena_release(args->arena, m); }
#pragma GCC poison netc_close /* would close it a second time: cli_close */
/* --weights into the model, by --scope, --partial, --map, --dense-order. The table of tensors and
 * parameters is printed to standard error when they do not fit, when they were matched by the order
 * of layers only, and with --verbose. What --scope and --partial leave gets starting weights. */
bool cli_load_weights(const Args *args, NetcModel *m, Err *err);
bool cli_load_weights_told(const Args *args, NetcModel *m, WeightsTold *told, Err *err);
/* Where names and order did not tell whose the tensors of the file are: is it a whole model whose
 * net is the one at hand? Then its weights are loaded, and *told has a note in place of the
 * table. Else *err says what differs, for files that are no weights files. */
bool cli_load_model(const Args *args, NetcModel *m, const char *path, WeightsTold *told, Err *err);
WeightsOptions cli_weights_options(const Args *args);
/* The table to out, or with a hint to standard error when the weights were not loaded. */
void cli_tell_weights(const Args *args, const WeightsTold *told, bool ok, FILE *out);

static inline const char *opt_text(const Args *a, OptId id)
{
    return a->v[id].text;
} /* NULL: not given */
static inline bool opt_set(const Args *a, OptId id) { return a->v[id].set; }
/* What --views says, or --flips; 1: neither. See training/flips.h. */
static inline int opt_views(const Args *a)
{
    static const int views[] = {1, 2, 6}; /* ORDER: the words of --views */
    const int said = a->v[OPT_VIEWS].set ? views[a->v[OPT_VIEWS].choice] : 1;
    return said > 1 ? said : a->v[OPT_FLIPS].set ? 2 : 1;
}
/* Of what several views are the mean; NULL: of one. */
const char *cli_views_text(const Args *a);
/* --target=mcu; a plan of integers has the same values [H][W][C], one sample at a time. A package
 * of a microcontroller's is for one unless --target says otherwise. ORDER: EMIT_PACKAGES. */
static inline bool opt_mcu(const Args *a)
{
    const int package = a->v[OPT_PACKAGE].set ? a->v[OPT_PACKAGE].choice : 0;
    return a->v[OPT_TARGET].choice == 1 || a->quantized ||
           (!a->v[OPT_TARGET].set && package >= 1 && package <= 4);
}
/* --target=native, or where that is the default. Of a plan of integers: kernels for wide registers.
 */
static inline bool opt_native(const Args *a, bool is_default)
{
    return opt_set(a, OPT_TARGET) ? a->v[OPT_TARGET].choice == 0 : is_default;
}
/* --precision */
static inline NumberType opt_precision(const Args *a)
{
    return a->v[OPT_PRECISION].choice == 1 ? NUMBER_BF16 : NUMBER_F32;
}
static inline int opt_int(const Args *a, OptId id, int otherwise)
{
    return a->v[id].set ? (int)a->v[id].whole : otherwise;
}

/* What the frozen layers of a training plan save, against the same net with nothing frozen; nothing
 * (JSON: null) without any. */
void cli_print_savings(const Args *args, const Ir *train);
json_t *cli_json_savings(const Args *args, const Ir *train);

/* The layer rows of a summary: a node and the implicit ones made by its flags (conv ... relu). */
typedef struct LayerRow {
    Node **node; /* the layer, then its implicit nodes */
    int n;
    const char *kind; /* "conv + relu" */
    Shape out;
    int64_t params, trainable;
    double flops; /* one image, forward */
} LayerRow;
LayerRow *cli_rows(Arena *a, const Graph *g, int *n);
/* row_of[node id] = index of its row */
int *cli_row_of(Arena *a, const Graph *g, const LayerRow *rows, int n);

/* What a limit of memory costs: a paragraph and the values computed again; nothing when there are
 * none. JSON: NULL then. */
void cli_recompute_print(Arena *a, const Ir *ir);
json_t *cli_recompute_json(const Ir *ir);

/* ---- numbers for people ---- */
const char *text_count(Arena *a, int64_t n); /* 1,234,567 */
static inline const char *text_s(int64_t n) { return n == 1 ? "" : "s"; }
/* "1 thread", "1,234 threads": the noun gets an s. */
const char *text_counted(Arena *a, int64_t n, const char *noun);
const char *text_bytes(Arena *a, int64_t n); /* 12.3 MiB */
const char *text_si(Arena *a, double n);     /* 12.3 M */

/* ---- tables: columns as wide as their widest cell ---- */
typedef struct Table Table;
/* heads: one for each column; align: 'l' or 'r' for each */
Table *table_new(Arena *a, const char *align, const char *const *heads);
void table_row(Table *t, const char *const *cells); /* a NULL cell is empty */
void table_rule(Table *t);
void table_print(const Table *t, FILE *f);
/* "  name      value" on standard output, in two columns where it has room for them. */
void cli_pair(const char *name, const char *value);
/* Lines as they are; on a terminal those that are too long without their columns, and broken. */
void cli_lines(FILE *f, const char *text);

/* Prints the value and a line feed, and drops the reference. */
int cli_json(json_t *value);
/* Memory of jansson, see json_memory.c: cli_json_whole is false once a piece of it was missing;
 * cli_json_end frees what is left. */
void cli_json_begin(void);
bool cli_json_whole(void);
void cli_json_end(void);
json_t *cli_json_number(double x); /* null where it is not finite */
json_t *json_text(
    const char *s);          /* bytes that are no UTF-8 (a file's name, its text) become U+FFFD */
json_t *json_shape(Shape s); /* [32,32,3] or [512] */
/* A class's name: the net's label, else the data set's (names, n), else its number. */
const char *cli_label(const Args *args, const Graph *g, const char *const *names, int n, int k);
#endif
