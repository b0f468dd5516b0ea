/* The table of every option, and one parser for all commands: --name VALUE, --name=VALUE,
 * -o VALUE, -oVALUE, and -- to end the options. Numbers are checked against the table's range.
 * --help is printed from the same table. */
#include "base/foreign.h"
#include "base/number.h"
#include "base/number_types.h"
#include "cli/options.h"
#include "base/diag.h"
#include "compiler/front/renamed.h"
#include <errno.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum OptType {
    OPT_FLAG,
    OPT_TEXT,
    OPT_LIST,
    OPT_WHOLE,
    OPT_NUMBER,
    OPT_BYTES,
    OPT_CHOICE
} OptType;

typedef struct OptSpec {
    const char *name; /* without the dashes */
    char letter;      /* 0: none */
    OptType type;
    const char *value; /* placeholder, or the choices separated by '|' */
    double min, max;
    const char *doc;
    OptFile file;
} OptSpec;

#define ANY_SEED 18446744073709551615.0

static const OptSpec option_table[OPT_COUNT] = {
    /* ORDER OPT */
    [OPT_OUT] = {"out", 'o', OPT_TEXT, "FILE", 0, 0, "file to write", OPT_FILE_WRITTEN},
    [OPT_OUTPUT] = {"output", 0, OPT_TEXT, "FILE", 0, 0, "file to write", OPT_FILE_WRITTEN},
    [OPT_INPUT] = {"input", 0, OPT_TEXT, "X.npy", 0, 0,
                   "float32 (n,H,W,C), as the first layer sees it", OPT_FILE_READ},
    [OPT_LABEL] = {"label", 0, OPT_TEXT, "Y.npy", 0, 0,
                   "whole-number labels (n), or float targets (n,outputs)", OPT_FILE_READ},
    [OPT_WEIGHTS] = {"weights", 0, OPT_TEXT, "FILE", 0, 0,
                     "weights to start from (.safetensors, Keras .h5 or .keras, .npz)",
                     OPT_FILE_READ},
    [OPT_SCOPE] = {"scope", 0, OPT_TEXT, "PATH", 0, 0,
                   "the weights are those of this part of the net, `base` say", OPT_NO_FILE},
    [OPT_PARTIAL] = {"partial", 0, OPT_FLAG, NULL, 0, 0,
                     "load the weights that fit, although others do not", OPT_NO_FILE},
    [OPT_MAP] = {"map", 0, OPT_TEXT, "FILE", 0, 0,
                 "lines `parameter = tensor`: whose tensor is whose, where names do not tell",
                 OPT_FILE_READ},
    [OPT_DENSE_ORDER] =
        {"dense-order", 0, OPT_CHOICE, "auto|hwc|chw", 0, 0,
         "how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)",
         OPT_NO_FILE},
    [OPT_VERBOSE] = {"verbose", 0, OPT_FLAG, NULL, 0, 0,
                     "print what became of every tensor of the weights", OPT_NO_FILE},
    [OPT_DATA] = {"data", 0, OPT_TEXT, "[KIND:]PATH", 0, 0,
                  "data set in place of the one the file names; KIND: cifar10, cifar100, "
                  "cifar100_coarse, mnist, npy or folder",
                  OPT_NO_FILE},
    [OPT_STRICT] = {"strict", 0, OPT_FLAG, NULL, 0, 0,
                    "an unreadable picture is an error (default: left out, with a warning)",
                    OPT_NO_FILE},
    [OPT_DATA_MEMORY] = {"data-memory", 0, OPT_WHOLE, "MIB", 0, 1 << 24,
                         "decoded pictures of class folders kept; more are decoded each time "
                         "(default: half the memory)",
                         OPT_NO_FILE},
    [OPT_LIMIT] = {"limit", 0, OPT_WHOLE, "N", 1, INT_MAX, "use only the first N images",
                   OPT_NO_FILE},
    [OPT_NET] = {"net", 0, OPT_TEXT, "NAME", 0, 0, "which net of the file (default: the last)",
                 OPT_NO_FILE},
    [OPT_INCLUDE] = {"include", 'I', OPT_LIST, "DIR", 0, 0, "also look for imported files in DIR",
                     OPT_NO_FILE},
    [OPT_TRAIN] = {"train", 0, OPT_FLAG, NULL, 0, 0,
                   "the training plan: backward pass and optimizer too", OPT_NO_FILE},
    [OPT_BATCH] = {"batch", 0, OPT_WHOLE, "N", 1, 65536, "largest batch", OPT_NO_FILE},
    [OPT_ACCUMULATE] = {"accumulate", 0, OPT_WHOLE, "N", 1, 65536,
                        "batches whose mean gradient makes a step", OPT_NO_FILE},
    [OPT_EPOCHS] = {"epochs", 0, OPT_WHOLE, "N", 1, 1000000,
                    "epochs, in place of what the file says", OPT_NO_FILE},
    [OPT_RATE] = {"rate", 0, OPT_NUMBER, "X", 0, FLT_MAX,
                  "learning rate, in place of the optimizer's", OPT_NO_FILE},
    [OPT_SEED] = {"seed", 0, OPT_WHOLE, "N", 0, ANY_SEED, "seed of every random number",
                  OPT_NO_FILE},
    [OPT_WHITEN] =
        {"whiten", 0, OPT_TEXT, "LAYER", 0, 0,
         "this layer, a convolution of the net's input, whitens the patches of the training images",
         OPT_NO_FILE},
    [OPT_RESUME] = {"resume", 0, OPT_TEXT, "FILE.ckpt", 0, 0, "go on from a checkpoint",
                    OPT_FILE_RESUMED},
    [OPT_CHANGED] = {"changed", 0, OPT_FLAG, NULL, 0, 0,
                     "resume although the net or its train section says otherwise now",
                     OPT_NO_FILE},
    [OPT_FORCE] = {"force", 0, OPT_FLAG, NULL, 0, 0, "write over the files of another training",
                   OPT_NO_FILE},
    [OPT_LOG] = {"log", 0, OPT_TEXT, "FILE.jsonl", 0, 0, "append one JSON line an epoch",
                 OPT_FILE_WRITTEN},
    [OPT_NO_CACHE] = {"no-cache", 0, OPT_FLAG, NULL, 0, 0, "compute frozen layers anew each epoch",
                      OPT_NO_FILE},
    [OPT_CACHE] = {"cache", 0, OPT_TEXT, "DIR", 0, 0,
                   "where values of frozen layers go that are too large for memory (default: "
                   "beside the weights)",
                   OPT_NO_FILE},
    [OPT_CACHE_LIMIT] =
        {"cache-limit", 0, OPT_WHOLE, "MIB", 0, 1 << 24,
         "values of frozen layers kept in memory (default: a quarter of the memory)", OPT_NO_FILE},
    [OPT_LOGS] = {"log", 0, OPT_LIST, "[LABEL=]FILE.jsonl", 0, 0,
                  "the log of a training; several are drawn in one chart", OPT_FILES_LABELLED},
    [OPT_PLOTS] = {"plots", 0, OPT_TEXT, "DIR", 0, 0,
                   "also write each chart to DIR, as SVG and PNG", OPT_FILE_WRITTEN},
    [OPT_NO_PICTURES] = {"no-pictures", 0, OPT_FLAG, NULL, 0, 0,
                         "name the pictures by their numbers and do not show them, as for data "
                         "that may not be passed on",
                         OPT_NO_FILE},
    [OPT_THREADS] = {"threads", 0, OPT_WHOLE, "N", 1, 1024, "threads (default: all processors)",
                     OPT_NO_FILE},
    [OPT_MEM_LIMIT] = {"mem-limit", 0, OPT_BYTES, "SIZE", 0, 0,
                       "bytes the plan may take, with k, M or G: values are computed twice, and "
                       "weights prepared smaller, to fit",
                       OPT_NO_FILE},
    [OPT_BACKEND] = {"backend", 0, OPT_CHOICE, "jit|cc|reference", 0, 0, "how the plan runs",
                     OPT_NO_FILE},
    [OPT_EXACT] = {"exact", 0, OPT_FLAG, NULL, 0, 0, "no Winograd variants", OPT_NO_FILE},
    [OPT_STORE] = {"weights-type", 0, OPT_CHOICE, NUMBER_WORDS, 0, 0,
                   "how inference stores the kernels of conv and dense (default f32)", OPT_NO_FILE},
    [OPT_TYPE] = {"type", 0, OPT_CHOICE, NUMBER_WORDS, 0, 0,
                  "numbers of the file, if it is .safetensors (default f32)", OPT_NO_FILE},
    [OPT_MAIN] = {"main", 0, OPT_CHOICE, "train|infer", 0, 0, "add a main(): a complete program",
                  OPT_NO_FILE},
    [OPT_INLINE] = {"inline-weights", 0, OPT_FLAG, NULL, 0, 0,
                    "put the weights into the C text, however large", OPT_NO_FILE},
    [OPT_SELFTEST] = {"selftest", 0, OPT_FLAG, NULL, 0, 0,
                      "store values for NAME_selftest (small nets have them anyway)", OPT_NO_FILE},
    [OPT_LINES] = {"lines", 0, OPT_FLAG, NULL, 0, 0,
                   "#line directives: debuggers show the .net file", OPT_NO_FILE},
    [OPT_DUMP] = {"dump", 0, OPT_TEXT, "PASS", 0, 0, "print the state after PASS and stop",
                  OPT_NO_FILE},
    [OPT_MACHINE] = {"machine", 0, OPT_TEXT, "FILE", 0, 0,
                     "choose algorithms by the constants of `netc tune` in FILE (or `default`)",
                     OPT_FILE_MACHINE},
    [OPT_MEASURE] = {"measure", 0, OPT_FLAG, NULL, 0, 0, "run it, and time each layer and pass",
                     OPT_NO_FILE},
    [OPT_TOP] = {"top", 0, OPT_WHOLE, "N", 1, 1000, "classes to print for each image (default 3)",
                 OPT_NO_FILE},
    [OPT_FLIPS] = {"flips", 0, OPT_FLAG, NULL, 0, 0,
                   "average the outputs of each picture and its mirror image", OPT_NO_FILE},
    [OPT_N_TRAIN] = {"train", 0, OPT_WHOLE, "N", 1, 1000000, "training images (default 5000)",
                     OPT_NO_FILE},
    [OPT_N_TEST] = {"test", 0, OPT_WHOLE, "N", 1, 1000000, "test images (default 1000)",
                    OPT_NO_FILE},
    [OPT_PICTURE] = {"picture", 0, OPT_TEXT, "FILE.png", 0, 0, "also write one picture of a class",
                     OPT_FILE_WRITTEN},
    [OPT_CLASS] = {"class", 0, OPT_WHOLE, "K", 0, 9, "class of the picture (default 0)",
                   OPT_NO_FILE},
    [OPT_JSON] = {"json", 0, OPT_FLAG, NULL, 0, 0, "print JSON", OPT_NO_FILE},
    [OPT_HELP] = {"help", 'h', OPT_FLAG, NULL, 0, 0, "print this help", OPT_NO_FILE},
};

OptFile option_file(OptId id) { return option_table[id].file; }

const char *option_text(Arena *a, OptId id)
{
    const OptSpec *s = &option_table[id];
    return s->letter ? arena_printf(a, "-%c", s->letter) : arena_printf(a, "--%s", s->name);
}

static const OptUse help_use = {OPT_HELP, false, NULL, NULL};

/* A line with the names in it as a terminal may get them; a line feed at its end stays. */
static void say(FILE *f, const char *fmt, va_list ap)
{
    char raw[8192], shown[2 * sizeof raw];
    text_vsnprintf(raw, sizeof raw, fmt, ap);
    size_t n = strlen(raw);
    bool line = n > 0 && raw[n - 1] == '\n';
    if (line)
        raw[n - 1] = 0;
    foreign_shown_to(shown, sizeof shown, raw);
    fputs(shown, f);
    if (line || f == stderr)
        fputc('\n', f);
}

void cli_print(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say(stdout, fmt, ap);
    va_end(ap);
}

int cli_fail(const char *fmt, ...)
{
    va_list ap;
    fflush(stdout);
    fputs("netc: ", stderr);
    va_start(ap, fmt);
    say(stderr, fmt, ap);
    va_end(ap);
    return STATUS_MISTAKE;
}

void cli_note(const char *fmt, ...)
{
    va_list ap;
    fputs("netc: note: ", stderr);
    va_start(ap, fmt);
    say(stderr, fmt, ap);
    va_end(ap);
}

int cli_misuse(const Command *c, const char *fmt, ...)
{
    va_list ap;
    fputs("netc: ", stderr);
    va_start(ap, fmt);
    say(stderr, fmt, ap);
    va_end(ap);
    fprintf(stderr, "try `netc%s%s --help`\n", c && *c->name ? " " : "", c ? c->name : "");
    return STATUS_MISUSE;
}

/* The i-th use of the command; its --help follows its own. NULL: no more. */
static const OptUse *use_at(const Command *c, int i)
{
    int n = 0;
    while (c->uses[n].id != OPT_END)
        n++;
    return i < n ? &c->uses[i] : i == n ? &help_use : NULL;
}

static const OptUse *find_use(const Command *c, const char *name, size_t len, char letter)
{
    const OptUse *u;
    for (int i = 0; (u = use_at(c, i)); i++) {
        const OptSpec *s = &option_table[u->id];
        if (letter ? s->letter == letter : strlen(s->name) == len && !memcmp(s->name, name, len))
            return u;
    }
    return NULL;
}

/* The same for the word of before that a long option is called by, with a note. */
static const OptUse *find_renamed(const Args *a, const char *text, size_t len)
{
    const char *word = arena_strndup(a->arena, text + 2, len - 2), *now = renamed("option", word);
    const OptUse *u = now ? find_use(a->command, now, strlen(now), 0) : NULL;
    if (u)
        cli_note("--%s is called --%s now", word, now);
    return u;
}

static int unknown_option(const Args *a, const char *text, size_t len)
{
    const char *names[OPT_COUNT];
    const OptUse *u;
    int n = 0;
    for (int i = 0; (u = use_at(a->command, i)); i++)
        names[n++] = option_table[u->id].name;
    const char *word = text + (text[0] == '-') + (text[0] == '-' && text[1] == '-');
    const char *near = nearest_word(arena_strndup(a->arena, word, len - (size_t)(word - text)),
                                    names, n);
    return cli_misuse(a->command, "unknown option %.*s%s%s%s", (int)len, text,
                      near ? " (did you mean --" : "", near ? near : "", near ? "?)" : "");
}

static int choice_index(const char *choices, const char *word)
{
    size_t len = strlen(word);
    for (int i = 0;; i++) {
        size_t n = strcspn(choices, "|");
        if (n == len && !memcmp(choices, word, n))
            return i;
        if (!choices[n])
            return -1;
        choices += n + 1;
    }
}

static bool whole_number(const OptSpec *s, const char *text, OptValue *v)
{
    char *end;
    errno = 0;
    unsigned long long w = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end || errno)
        return false;
    v->whole = w;
    v->num = (double)w;
    return v->num >= s->min && v->num <= s->max;
}

/* 300M: a positive number and k, M or G (powers of 1024), or bytes. */
static bool byte_size(const char *text, OptValue *v)
{
    static const char units[] = "kKmMgG";
    char *end;
    double d = number_parse(text, &end);
    const char *unit = *end ? strchr(units, *end) : NULL;
    if ((text[0] < '0' || text[0] > '9') || (*end && (!unit || end[1])))
        return false;
    for (long k = unit ? (unit - units) / 2 + 1 : 0; k > 0; k--)
        d *= 1024;
    v->whole = d >= 1 && d < 1e18 ? (uint64_t)d : 0;
    return v->whole > 0;
}

static int set_choice(Args *a, const OptSpec *s, OptValue *v, const char *text)
{
    v->choice = choice_index(s->value, text);
    if (v->choice >= 0)
        return STATUS_OK;
    const char *now = renamed(arena_printf(a->arena, "--%s", s->name), text);
    if (!now)
        return cli_misuse(a->command, "--%s: expected %s, found `%s`", s->name, s->value, text);
    cli_note("--%s %s is called %s now", s->name, text, now);
    v->text = now;
    v->choice = choice_index(s->value, now);
    return STATUS_OK;
}

static int set_value(Args *a, const OptUse *u, const char *text)
{
    const OptSpec *s = &option_table[u->id];
    OptValue *v = &a->v[u->id];
    char *end;
    v->set = true;
    v->text = text;
    switch (s->type) {
    case OPT_WHOLE:
        if (whole_number(s, text, v))
            return STATUS_OK;
        if (s->max == ANY_SEED)
            return cli_misuse(a->command, "--%s: expected a whole number, found `%s`", s->name,
                              text);
        return cli_misuse(a->command, "--%s: expected a whole number from %.0f to %.0f, found `%s`",
                          s->name, s->min, s->max, text);
    case OPT_NUMBER:
        v->num = number_parse(text, &end);
        if (*text && !*end && v->num >= s->min && v->num <= s->max)
            return STATUS_OK;
        return cli_misuse(a->command, "--%s: expected a number from %g to %g, found `%s`", s->name,
                          s->min, s->max, text);
    case OPT_BYTES:
        if (byte_size(text, v))
            return STATUS_OK;
        return cli_misuse(a->command, "--%s: expected a size such as 300M (k, M or G), found `%s`",
                          s->name, text);
    case OPT_CHOICE: return set_choice(a, s, v, text);
    case OPT_LIST:
        ARENA_PUSH(a->arena, v->list, v->n, v->cap, text);
        ARENA_PUSH(a->arena, v->list, v->n, v->cap, NULL);
        v->n--; /* the NULL is overwritten by the next one */
        return STATUS_OK;
    default:
        if (!*text)
            return cli_misuse(a->command, "--%s needs %s", s->name, u->value ? u->value : s->value);
        return STATUS_OK;
    }
}

/* One argument that begins with a dash; *i moves over a value that stands by itself. */
static int parse_option(Args *a, int *i, int argc, char **argv)
{
    const char *text = argv[*i], *value = NULL;
    bool is_long = text[1] == '-';
    size_t len = is_long ? strcspn(text, "=") : 2;
    const OptUse *u = is_long ? find_use(a->command, text + 2, len - 2, 0)
                              : find_use(a->command, NULL, 0, text[1]);
    if (!u && is_long)
        u = find_renamed(a, text, len);
    if (!u)
        return unknown_option(a, text, is_long ? len : strlen(text));
    const OptSpec *s = &option_table[u->id];
    if (text[len])
        value = text + len + is_long;
    if (s->type == OPT_FLAG) {
        if (value)
            return cli_misuse(a->command, "%.*s takes no value", (int)len, text);
        a->v[u->id].set = true;
        return STATUS_OK;
    }
    if (!value) {
        if (*i + 1 >= argc)
            return cli_misuse(a->command, "%s needs %s", text, u->value ? u->value : s->value);
        value = argv[++*i];
    }
    return set_value(a, u, value);
}

static int check_complete(const Args *a)
{
    const Command *c = a->command;
    const OptUse *u;
    if (a->n_files < c->min_args)
        return cli_misuse(c, "missing argument: expected %s", c->args);
    if (a->n_files > c->max_args)
        return cli_misuse(c, "`%s` is one argument too many: expected %s", a->file[c->max_args],
                          *c->args ? c->args : "none");
    for (int i = 0; (u = use_at(c, i)); i++) {
        const OptSpec *s = &option_table[u->id];
        if (!u->required || a->v[u->id].set)
            continue;
        return cli_misuse(c, "missing option %s%s %s", s->letter ? "-" : "--",
                          s->letter ? (const char[]){s->letter, 0} : s->name,
                          u->value ? u->value : s->value);
    }
    return STATUS_OK;
}

int options_parse(Args *a, int argc, char **argv)
{
    bool only_files = false;
    for (int i = 0; i < argc; i++) {
        if (!only_files && !strcmp(argv[i], "--")) {
            only_files = true;
        } else if (!only_files && argv[i][0] == '-' && argv[i][1]) {
            int status = parse_option(a, &i, argc, argv);
            if (status != STATUS_OK)
                return status;
            if (a->v[OPT_HELP].set)
                return STATUS_OK;
        } else {
            const char *file = argv[i];
            ARENA_PUSH(a->arena, a->file, a->n_files, a->cap_files, file);
        }
    }
    return check_complete(a);
}

void options_help(const Command *c)
{
    const OptUse *u;
    printf("usage: netc%s%s%s%s [options]\n\n%s\n", *c->name ? " " : "", c->name,
           *c->args ? " " : "", c->args, c->doc);
    if (c->more)
        printf("\n%s\n", c->more);
    printf("\noptions:\n");
    for (int i = 0; (u = use_at(c, i)); i++) {
        const OptSpec *s = &option_table[u->id];
        const char *value = u->value ? u->value : s->value;
        char left[80];
        int n = s->letter ? snprintf(left, sizeof left, "-%c, --%s", s->letter, s->name)
                          : snprintf(left, sizeof left, "    --%s", s->name);
        if (value)
            snprintf(left + n, sizeof left - (size_t)n, " %s", value);
        printf("  %-30s %s%s\n", left, u->doc ? u->doc : s->doc, u->required ? " (required)" : "");
    }
}
