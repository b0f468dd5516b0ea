/* Options: what a command accepts, and what it was given. Every option of netc stands once, in
 * the table of options.c; a command names the ones it takes (its "uses"), and parsing,
 * "did you mean" and --help follow from that. */
#ifndef NETC_CLI_OPTIONS_H
#define NETC_CLI_OPTIONS_H
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum OptId { /* ORDER OPT: as option_table in options.c */
                     OPT_OUT,
                     OPT_OUTPUT,
                     OPT_INPUT,
                     OPT_LABEL,
                     OPT_WEIGHTS,
                     OPT_SCOPE,
                     OPT_PARTIAL,
                     OPT_MAP,
                     OPT_DENSE_ORDER,
                     OPT_VERBOSE,
                     OPT_DATA,
                     OPT_STRICT,
                     OPT_DATA_MEMORY,
                     OPT_LIMIT,
                     OPT_NET,
                     OPT_INCLUDE,
                     OPT_TRAIN,
                     OPT_BATCH,
                     OPT_ACCUMULATE,
                     OPT_EPOCHS,
                     OPT_RATE,
                     OPT_SEED,
                     OPT_WHITEN,
                     OPT_RESUME,
                     OPT_CHANGED,
                     OPT_FORCE,
                     OPT_LOG,
                     OPT_NO_CACHE,
                     OPT_CACHE,
                     OPT_CACHE_LIMIT,
                     OPT_LOGS,
                     OPT_PLOTS,
                     OPT_NO_PICTURES,
                     OPT_THREADS,
                     OPT_MEM_LIMIT,
                     OPT_BACKEND,
                     OPT_EXACT,
                     OPT_STORE,
                     OPT_TYPE,
                     OPT_MAIN,
                     OPT_INLINE,
                     OPT_LINES,
                     OPT_SELFTEST,
                     OPT_DUMP,
                     OPT_MACHINE,
                     OPT_MEASURE,
                     OPT_TOP,
                     OPT_FLIPS,
                     OPT_N_TRAIN,
                     OPT_N_TEST,
                     OPT_PICTURE,
                     OPT_CLASS,
                     OPT_JSON,
                     OPT_HELP,
                     OPT_COUNT,
                     OPT_END = -1
} OptId;

/* One option as one command uses it; value and doc NULL: as the table says. Arrays end with
 * OPT_END. */
typedef struct OptUse {
    OptId id;
    bool required;
    const char *value, *doc;
} OptUse;

/* What every command that reads weights takes beside --weights. */
#define WEIGHT_USES                                                                   \
    {.id = OPT_SCOPE}, {.id = OPT_PARTIAL}, {.id = OPT_MAP}, {.id = OPT_DENSE_ORDER}, \
    {                                                                                 \
        .id = OPT_VERBOSE                                                             \
    }

typedef struct OptValue {
    bool set;
    const char *text; /* as given; the last one when given several times */
    double num;
    uint64_t whole;
    int choice;        /* index among the words of the option's value, "jit|cc|reference" */
    const char **list; /* repeatable options: NULL-terminated; NULL when never given */
    int n, cap;
} OptValue;

typedef struct Args Args;
struct FileList;
struct Graph;

/* What the file that an option names is for; see files.h. */
typedef enum OptFile {
    OPT_NO_FILE,
    OPT_FILE_READ,
    OPT_FILE_WRITTEN,
    OPT_FILE_RESUMED,  /* read, and then written anew by the same training */
    OPT_FILE_MACHINE,  /* read, unless it is the word `default` */
    OPT_FILES_LABELLED /* a list, read: FILE or LABEL=FILE */
} OptFile;

typedef struct Command {
    const char *name; /* "" for `netc FILE.net -o model.c` */
    const char *args; /* "FILE.net IMAGE..." */
    int min_args, max_args;
    const char *doc;  /* one line */
    const char *more; /* further text of --help, or NULL */
    const OptUse *uses;
    int (*run)(const Args *);
    void (*files)(const Args *, const struct Graph *,
                  struct FileList *); /* those that no option names (files.h); NULL: none */
} Command;

struct Args {
    const Command *command;
    Arena *arena;
    OptValue v[OPT_COUNT];
    const char **file; /* the arguments that are no options */
    int n_files, cap_files;
};

enum { STATUS_OK = 0, STATUS_MISTAKE = 1, STATUS_MISUSE = 2, STATUS_INTERRUPTED = 130 };

/* Parses argv[0 .. argc) for the command. Returns STATUS_OK, or says what is wrong and returns
 * STATUS_MISUSE. Once --help is seen, nothing else is checked: look at v[OPT_HELP].set. */
int options_parse(Args *args, int argc, char **argv);
void options_help(const Command *c); /* to standard output */
OptFile option_file(OptId id);
const char *option_text(Arena *a, OptId id); /* as it is written: "-o", "--log" */

/* "netc: ..." on standard error; returns STATUS_MISTAKE. */
int cli_fail(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* "netc: note: ..." on standard error. */
void cli_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* A line on standard output (or a part of one) that holds paths, labels or other names: what a
 * terminal must not get becomes an escape. */
void cli_print(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The same with a pointer to --help; returns STATUS_MISUSE. */
int cli_misuse(const Command *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#endif
