/* The table of every option, from options.def, and one parser for all commands: --name VALUE,
 * --name=VALUE, -o VALUE, -oVALUE, and -- to end the options. Numbers are checked against the
 * table's range. */
#include "base/ascii.h"
#include "base/foreign.h"
#include "base/number.h"
#include "base/number_types.h"
#include "cli/model_file.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "base/diag.h"
#include "compiler/compile.h"
#include "compiler/emit/emit.h"
#include "compiler/front/other_words.h"
#include "compiler/front/renamed.h"
#include "data/dataset.h"
#include <errno.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANY_SEED 18446744073709551615.0

static const OptSpec option_table[OPT_COUNT] = {
#define OPTION(id, ...) [OPT_##id] = {__VA_ARGS__},
#include "cli/options.def"
#undef OPTION
};

const OptSpec *option_spec(OptId id) { return &option_table[id]; }

const char *option_text(Arena *a, OptId id)
{
    const OptSpec *s = &option_table[id];
    return s->letter ? arena_printf(a, "-%c", s->letter) : arena_printf(a, "--%s", s->name);
}

static const OptUse help_use = {.id = OPT_HELP};

/* A line with the names in it as a terminal may get them, behind `prefix`; a line feed at its end
 * stays. */
static void say(FILE *f, const char *prefix, const char *fmt, va_list ap)
{
    char raw[8192], shown[2 * sizeof raw];
    text_vsnprintf(raw, sizeof raw, fmt, ap);
    size_t n = strlen(raw);
    bool line = n > 0 && raw[n - 1] == '\n';
    if (line)
        raw[n - 1] = 0;
    foreign_shown_to(shown, sizeof shown, raw);
    fputs(prefix, f);
    if (line || f == stderr)
        terminal_line(f, shown, (int)strlen(prefix));
    else
        fputs(shown, f);
}

void cli_print(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say(stdout, "", fmt, ap);
    va_end(ap);
}

int cli_fail(const char *fmt, ...)
{
    va_list ap;
    fflush(stdout);
    va_start(ap, fmt);
    say(stderr, "netc: ", fmt, ap);
    va_end(ap);
    return STATUS_MISTAKE;
}

void cli_note(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say(stderr, "netc: note: ", fmt, ap);
    va_end(ap);
}

int cli_misuse(const Command *c, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say(stderr, "netc: ", fmt, ap);
    va_end(ap);
    fprintf(stderr, "try `netc%s%s --help`\n", c && *c->name ? " " : "", c ? c->name : "");
    return STATUS_MISUSE;
}

const OptUse *command_use(const Command *c, int i)
{
    int n = 0;
    while (c->uses[n].id != OPT_END)
        n++;
    return i < n ? &c->uses[i] : i == n ? &help_use : NULL;
}

static const OptUse *find_use(const Command *c, const char *name, size_t len, char letter)
{
    const OptUse *u;
    for (int i = 0; (u = command_use(c, i)); i++) {
        const OptSpec *s = &option_table[u->id];
        if (letter ? s->letter == letter : strlen(s->name) == len && !memcmp(s->name, name, len))
            return u;
    }
    return NULL;
}

/* The same for a former name of a long option, with a note. */
static const OptUse *find_renamed(const Args *a, const char *text, size_t len)
{
    const char *word = arena_strndup(a->arena, text + 2, len - 2), *now = renamed("option", word);
    const OptUse *u = now ? find_use(a->command, now, strlen(now), 0) : NULL;
    if (u)
        cli_note("--%s is called --%s now", word, now);
    return u;
}

/* Whether the command has each option that a hint names, as `--rate 0.001` or `-o FILE`. */
static bool has_options_of(const Command *c, const char *hint)
{
    for (const char *p = hint; (p = strstr(p, "`-")); p++) {
        const char *word = p + 2 + (p[2] == '-');
        const size_t n = strspn(word, "abcdefghijklmnopqrstuvwxyz-");
        if (!(p[2] == '-' ? find_use(c, word, n, 0) : find_use(c, NULL, 0, *word)))
            return false;
    }
    return true;
}

static int unknown_option(const Args *a, const char *text, size_t len)
{
    const char *names[OPT_COUNT];
    const OptUse *u;
    int n = 0;
    for (int i = 0; (u = command_use(a->command, i)); i++)
        names[n++] = option_table[u->id].name;
    const char *word = text + (text[0] == '-') + (text[0] == '-' && text[1] == '-');
    const char *name = arena_strndup(a->arena, word, len - (size_t)(word - text)),
               *other = other_word("option", name), *near = nearest_word(name, names, n);
    if (other && has_options_of(a->command, other))
        return cli_misuse(a->command, "unknown option %.*s: %s", (int)len, text, other);
    bool known = other != NULL;
    for (int i = 0; i < OPT_COUNT; i++)
        known = known || (option_table[i].name && !strcmp(option_table[i].name, name));
    if (known && a->command->elsewhere)
        return cli_misuse(a->command, "unknown option %.*s; %s", (int)len, text,
                          a->command->elsewhere);
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

/* The ending of a format that is none of `format`, which a program that reads the file would
 * believe; NULL: it has none. */
static const char *other_format(const char *format, const char *path)
{
    static const char *const ends[] = {"safetensors", "npz", "npy",  "h5",  "hdf5", "keras",
                                       "pt",          "pth", "onnx", "png", "jpg",  "jpeg",
                                       "svg",         "pdf", "html", "csv", "json"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
        if (ascii_same(dot + 1, ends[i]))
            return choice_index(format, ends[i]) < 0 ? dot : NULL;
    return NULL;
}

int options_formats(const Args *a)
{
    static const OptId written[] = {OPT_OUT, OPT_OUTPUT, OPT_PICTURE};
    const char *format = a->command->format;
    for (size_t i = 0; format && i < sizeof written / sizeof *written; i++) {
        const OptValue *v = &a->v[written[i]];
        const char *other = v->set ? other_format(format, v->text) : NULL;
        const int first = (int)strcspn(format, "|");
        if (other)
            return cli_misuse(
                a->command, "%s is written as .%.*s%s%s: expected such a name, not one in %s",
                option_text(a->arena, written[i]), first, format, format[first] ? " or ." : "",
                format[first] ? format + first + 1 : "", other);
    }
    return STATUS_OK;
}

/* What follows the `=` of a -D is for the file, or the sweep, to judge. */
static bool names_value(const char *text)
{
    const char *equals = strchr(text, '=');
    return equals && equals > text && equals[1];
}

static int set_choice(Args *a, const OptSpec *s, OptValue *v, const char *text)
{
    v->choice = choice_index(s->value, text);
    if (v->choice >= 0)
        return STATUS_OK;
    const char *now = renamed(arena_printf(a->arena, "--%s", s->name), text);
    if (!now) {
        const char *other = other_word(arena_printf(a->arena, "option.%s", s->name), text);
        return cli_misuse(a->command, "--%s: expected %s, found `%s`%s%s", s->name, s->value, text,
                          other ? ": " : "", other ? other : "");
    }
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
        if (u->id == OPT_DEFINE && !names_value(text))
            return cli_misuse(a->command, "-D %s: expected %s", text,
                              u->value ? u->value : s->value);
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

/* The option that names a file of this ending, if the command has it: "--weights". */
static const char *option_of_file(const Command *c, const char *file)
{
    static const char *const endings[][2] = {
        {".safetensors", "weights"}, {".h5", "weights"},  {".keras", "weights"}, {".pt", "weights"},
        {".pth", "weights"},         {".npz", "weights"}, {".ckpt", "resume"},   {".npy", "input"},
        {".jsonl", "log"},           {".html", "out"},    {".c", "out"}};
    const char *dot = strrchr(file, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (!strcmp(dot, endings[i][0]) && find_use(c, endings[i][1], strlen(endings[i][1]), 0))
            return endings[i][1];
    return NULL;
}

static int too_many(const Args *a)
{
    const Command *c = a->command;
    const char *file = a->file[c->max_args], *option = option_of_file(c, file);
    return cli_misuse(c, "`%s` is one argument too many: expected %s%s%s%s%s", file,
                      *c->args ? c->args : "none", option ? "; write `--" : "",
                      option ? option : "", option ? " " : "",
                      option ? arena_printf(a->arena, "%s`", file) : "");
}

static int check_complete(const Args *a)
{
    const Command *c = a->command;
    const OptUse *u;
    if (a->n_files < c->min_args)
        return cli_misuse(c, "missing argument: expected %s", c->args);
    if (a->n_files > c->max_args)
        return too_many(a);
    for (int i = 0; i < a->n_files; i++)
        if (!*a->file[i]) /* an unset variable of a script: FOLDER/x would be /x */
            return cli_misuse(c, "an empty argument: expected %s", c->args);
    for (int i = 0; (u = command_use(c, i)); i++) {
        const OptSpec *s = &option_table[u->id];
        if (!u->required || a->v[u->id].set || (u->id == OPT_WEIGHTS && model_given(a)))
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
    a->argc = argc;
    a->argv = argv;
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

const char *cli_views_text(const Args *a)
{
    const int views = opt_views(a);
    return views < 2 ? NULL
           : views < 6
               ? "test-time flips: outputs are the mean of each picture's and its mirror image's"
               : "test-time views: outputs are means, half of each picture's and its mirror "
                 "image's, "
                 "half of those of both moved by a pixel, down and right, and up and left";
}
