/* Options: what a command accepts, and what it was given. Every option of netc stands once, in
 * options.def; a command names the ones it takes (its "uses"), and parsing, "did you mean", --help,
 * the manual and completion follow from that. */
#ifndef NETC_CLI_OPTIONS_H
#define NETC_CLI_OPTIONS_H
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum OptId {
#define OPTION(id, ...) OPT_##id,
#include "cli/options.def"
#undef OPTION
    OPT_COUNT,
    OPT_END = -1
} OptId;

typedef enum OptType {
    OPT_FLAG,
    OPT_TEXT,
    OPT_LIST,
    OPT_WHOLE,
    OPT_NUMBER,
    OPT_BYTES,
    OPT_CHOICE
} OptType;

/* What the file that an option names is for; see files.h. */
typedef enum OptFile {
    OPT_NO_FILE,
    OPT_FILE_READ,
    OPT_FILE_WRITTEN,
    OPT_FILE_RESUMED,  /* read, and then written anew by the same training */
    OPT_FILE_MACHINE,  /* read, unless it is the word `default` */
    OPT_FILES_LABELLED /* a list, read: FILE or LABEL=FILE */
} OptFile;

/* A line of options.def, where the fields are explained. */
typedef struct OptSpec {
    const char *name;
    char letter; /* 0: none */
    OptType type;
    const char *value; /* NULL: a flag */
    double min, max;
    OptFile file;
    const char *doc;
    const char *words, *more; /* may be NULL */
} OptSpec;

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

/* A line that is typed, and what it does. */
typedef struct Example {
    const char *line, *what;
} Example;

/* Texts are in plain ASCII, `words` of files and of the command line in backquotes; a line feed
 * ends a paragraph. */
typedef struct Command {
    const char *name; /* "" for `netc FILE.net -o model.c` */
    const char *args; /* "FILE.net IMAGE..." */
    int min_args, max_args;
    const char *doc;         /* one line */
    const char *reads;       /* what it reads beside the files that options name; NULL: nothing */
    const char *writes;      /* what it writes beside standard output; NULL: nothing */
    const char *more;        /* further text of --help, or NULL */
    const char *manual;      /* what only `netc help` and the manual say, or NULL */
    const char *exits;       /* "130: ..." an exit status of its own, or NULL */
    const Example *examples; /* ends with line NULL; each is run by tests/cli/help.sh */
    const char *format;      /* of -o, --output and --picture, "npy" or "png|ppm": names that end in
                                another format are refused; NULL: whatever the name says */
    const char *elsewhere;   /* what is said of an option that other commands have, or NULL */
    bool integers;           /* --weights may be a file of `netc quantize` */
    const OptUse *uses;
    int (*run)(const Args *);
    bool rewrites; /* the files that it is given may be those that it writes */
    void (*files)(const Args *, const struct Graph *,
                  struct FileList *); /* those that no option names (files.h); NULL: none */
} Command;

struct Args {
    const Command *command;
    Arena *arena;
    OptValue v[OPT_COUNT];
    const char *quantized; /* --weights, where it is a file of integers; else NULL */
    const char *net_text;  /* of a model of another program in place of a .net file; else NULL */
    int argc;              /* what was typed behind the command's name */
    char **argv;
    const char **file; /* the arguments that are no options */
    int n_files, cap_files;
};

enum { STATUS_OK = 0, STATUS_MISTAKE = 1, STATUS_MISUSE = 2, STATUS_INTERRUPTED = 130 };

/* Parses argv[0 .. argc) for the command. Returns STATUS_OK, or says what is wrong and returns
 * STATUS_MISUSE. Once --help is seen, nothing else is checked: look at v[OPT_HELP].set. */
int options_parse(Args *args, int argc, char **argv);
/* STATUS_OK, or says that an output has the name of another format than Command.format and returns
 * STATUS_MISUSE. */
int options_formats(const Args *args);
const OptSpec *option_spec(OptId id);
/* The i-th option of the command, its --help after its own; NULL: there are no more. */
const OptUse *command_use(const Command *c, int i);
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
