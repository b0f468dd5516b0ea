/* --help and `netc help`: text for terminals; and what all forms of help share. */
#include "cli/help.h"
#include "cli/cli.h"
#include "cli/terminal.h"
#include "cli/topics.h"
#include "compiler/front/front.h"
#include <string.h>

const char help_about[] =
    "netc reads a neural network written in its own small language and compiles it to standalone "
    "C, or trains it, judges it and runs it by compiling it in memory. What it writes needs a C99 "
    "compiler and libm, and nothing else.";

const NamedText help_exits[] = {
    {"0", "success"},
    {"1", "a mistake in a file or in data; a file that could not be written whole is not there"},
    {"2", "a wrong command line"},
    {NULL, NULL}};

const NamedText help_environment[] = {
    {"CC", "the system's compiler, for `--backend=cc` and `verify` (default: cc)"},
    {"NETC_CACHE", "folder of what `--backend=cc` compiled (default: ~/.cache/netc)"},
    {"NETC_ISA", "which build of the kernels to use, in place of the best one for the processor: "
                 "baseline, avx2, avx512, avx512bf16 or amx; avx2_vnni and avx512_vnni: with VNNI "
                 "for 8-bit integers. Where the processor lacks it, the next one"},
    {"NETC_LIB", "folder of the blocks that `import` finds, in place of the installed one"},
    {"NETC_MACHINE", "the file of `netc tune` that plans running here go by, or `default`"},
    {"NO_COLOR", "set to anything but nothing: no colours and bold letters in a terminal"},
    {"SOURCE_DATE_EPOCH", "seconds since 1970: the date of a report, in place of now"},
    {NULL, NULL}};

const char *help_line(Arena *a, const Command *c)
{
    const char *name = *c->name ? arena_printf(a, "netc %s", c->name) : "netc";
    return *c->args ? arena_printf(a, "%s %s", name, c->args) : name;
}

const char *help_piece(Arena *a, const char **text, char mark)
{
    const char *from = *text, *end = strchr(from, mark);
    *text = end ? end + 1 : NULL;
    return end ? arena_strndup(a, from, (size_t)(end - from)) : from;
}

/* "cifar10, mnist or folder" of words separated by blanks. */
static const char *listed(Arena *a, const char *words)
{
    const char *text = "";
    for (const char *word; words; text = arena_printf(a, "%s%s", text, word)) {
        word = help_piece(a, &words, ' ');
        text = !*text ? text : arena_printf(a, words ? "%s, " : "%s or ", text);
    }
    return text;
}

OptionText help_option(Arena *a, const OptUse *u)
{
    const OptSpec *s = option_spec(u->id);
    const char *doc = u->doc ? u->doc : s->doc;
    if (!u->doc && s->words)
        doc = arena_printf(a, "%s %s", doc, listed(a, s->words));
    return (OptionText){s, u->value ? u->value : s->value, doc, u->required};
}

/* Bytes of the next word that stand together: all, or, of one longer than a line, those up to a `|`
 * that fit into `room`. */
static int together(const char *text, int room)
{
    int n = (int)strcspn(text, " "), most = 0;
    if (n > room)
        for (int i = 0; i < room; i++)
            most = text[i] == '|' ? i + 1 : most;
    return most ? most : n;
}

void help_wrap(FILE *f, int at, int indent, int width, const char *text)
{
    for (bool first = true; *text; first = false) {
        int n = together(text, width - indent);
        bool fits = at + !first + n <= width;
        if (!first)
            at = fits ? at + fprintf(f, " ") : fprintf(f, "\n%*s", indent, "") - 1;
        at += fprintf(f, "%.*s", n, text);
        text += n + (text[n] == ' ');
        while (text[-1] == '|' && *text) {
            n = together(text, width - indent);
            at = at + n <= width ? at : fprintf(f, "\n%*s", indent, "") - 1;
            at += fprintf(f, "%.*s", n, text);
            text += n + (text[n] == ' ');
        }
    }
    fputc('\n', f);
}

int help_room(const FILE *f)
{
    int width = terminal_width(f);
    width = width ? width : HELP_WIDTH;
    return width < HELP_WIDEST ? width : HELP_WIDEST;
}

static void wrap(FILE *f, int at, int indent, const char *text)
{
    help_wrap(f, at, indent, help_room(f), text);
}

/* A name and what it means, in two columns. */
static void entry(FILE *f, const char *left, int column, const char *text)
{
    int at = 2 + terminal_columns(left, strlen(left));
    if (help_room(f) < HELP_WIDTH)
        column = column < help_room(f) / 4 ? column : help_room(f) / 4;
    fputs("  ", f);
    if (at > help_room(f))
        help_wrap(f, 2, 4, help_room(f), left);
    else
        fputs(left, f);
    if (at > help_room(f))
        at = fprintf(f, "%*s", column, "");
    else if (at + 2 > column)
        at = fprintf(f, "\n%*s", column, "") - 1;
    else
        at += fprintf(f, "%*s", column - at, "");
    wrap(f, at, column, text);
}

static void heading(FILE *f, const char *name) { fprintf(f, "\n%s:\n", name); }

void help_usage(FILE *f)
{
    wrap(f, fprintf(f, "netc %s: ", NETC_VERSION), 0,
         "compiles neural networks to C, and trains them");
    heading(f, "usage");
    entry(f, "netc FILE.net -o model.c", 30, command_table[0]->doc);
    for (int i = 1; command_table[i]; i++) {
        const Command *c = command_table[i];
        char left[64];
        snprintf(left, sizeof left, "netc %s %s", c->name, c->args);
        entry(f, left, 30, c->doc);
    }
    heading(f, "pages to read with netc help");
    for (const Topic *t = topic_table; t->word; t++)
        entry(f, t->word, 30, t->what);
    fputc('\n', f);
    wrap(f, 0, 0,
         "`netc COMMAND --help` lists a command's options, `netc FILE.net --help` those of "
         "compiling to C; `netc help COMMAND` says more.");
    wrap(f, 0, 0,
         "Exit status: 0; 1 for a mistake in a file or in data; 2 for a wrong command line.");
}

static void print_options(Arena *a, FILE *f, const Command *c)
{
    const OptUse *u;
    heading(f, "options");
    for (int i = 0; (u = command_use(c, i)); i++) {
        OptionText o = help_option(a, u);
        const char *left = o.spec->letter
                               ? arena_printf(a, "-%c, --%s", o.spec->letter, o.spec->name)
                               : arena_printf(a, "    --%s", o.spec->name);
        if (o.value)
            left = arena_printf(a, "%s %s", left, o.value);
        entry(f, left, 32, o.required ? arena_printf(a, "%s (required)", o.doc) : o.doc);
    }
}

static void paragraphs(Arena *a, FILE *f, const char *text)
{
    while (text) {
        fputc('\n', f);
        wrap(f, 0, 0, help_piece(a, &text, '\n'));
    }
}

static void manual(Arena *a, FILE *f, const Command *c)
{
    const OptUse *u;
    paragraphs(a, f, c->manual);
    for (int i = 0; (u = command_use(c, i)); i++)
        if (option_spec(u->id)->more)
            paragraphs(
                a, f,
                arena_printf(a, "--%s: %s", option_spec(u->id)->name, option_spec(u->id)->more));
    heading(f, "exit status");
    const char *own = c->exits; /* "1: what"; beside the common one of that number, else last */
    size_t digits = own ? strcspn(own, ":") : 0;
    for (const NamedText *e = help_exits; e->name; e++) {
        entry(f, e->name, 7, e->doc);
        if (own && strlen(e->name) == digits && !strncmp(e->name, own, digits)) {
            entry(f, "", 7, own + digits + 2);
            own = NULL;
        }
    }
    if (own)
        entry(f, arena_strndup(a, own, digits), 7, own + digits + 2);
}

/* A line that can be typed, broken by backslashes. */
static void typed(FILE *f, const char *line)
{
    int at = fprintf(f, "  ");
    while (*line) {
        int n = (int)strcspn(line, " ");
        if (at + n + 2 > help_room(f))
            at = fprintf(f, "\\\n        ") - 2;
        at += fprintf(f, "%.*s", n, line);
        line += n + (line[n] == ' ');
        if (*line)
            at += fprintf(f, " ");
    }
    fputc('\n', f);
}

void help_command(Arena *a, FILE *f, const Command *c, bool more)
{
    wrap(f, fprintf(f, "usage: "), 4, arena_printf(a, "%s [options]", help_line(a, c)));
    fputc('\n', f);
    wrap(f, 0, 0, c->doc);
    paragraphs(a, f, c->more);
    if (c->reads || c->writes)
        fputc('\n', f);
    if (c->reads)
        wrap(f, fprintf(f, "reads:  "), 8, c->reads);
    if (c->writes)
        wrap(f, fprintf(f, "writes: "), 8, c->writes);
    print_options(a, f, c);
    if (c->examples)
        heading(f, "examples");
    for (const Example *e = c->examples; e && e->line; e++) {
        typed(f, e->line);
        wrap(f, fprintf(f, "      "), 6, e->what);
    }
    if (more)
        manual(a, f, c);
}

const char *help_form(Arena *a, const char *form)
{
    static const char between[] = "`, `"; /* as spec/layers.md has several of them */
    const char *text = "";
    for (const char *next; (next = strstr(form, between)); form = next + sizeof between - 1)
        text = arena_printf(a, "%s%.*s or ", text, (int)(next - form), form);
    return arena_printf(a, "%s%s", text, form);
}

static void print_word(Arena *a, FILE *f, const char *word, const LanguageWord *w)
{
    wrap(f, 0, 2,
         w->form ? arena_printf(a, "%s, %s: %s", word, w->what, help_form(a, w->form))
                 : arena_printf(a, "%s, %s", word, w->what));
    fputc('\n', f);
    wrap(f, 0, 0, w->doc);
    if (w->attrs && w->attrs->name)
        heading(f, "arguments");
    for (const AttrSpec *s = w->attrs; s && s->name; s++) {
        const char *left = s->type == ATTR_FLAG ? s->name
                           : s->position        ? arena_printf(a, "[%s=]", s->name)
                                                : arena_printf(a, "%s=", s->name);
        entry(f, left, 20, arena_printf(a, "%s (%s)", s->doc, argument_text(a, s)));
    }
}

/* What is known of a word, as language_words tells it. */
typedef struct WordSearch {
    Arena *a;
    FILE *f;
    const char *word;
    int found;
    const char *names; /* of all that are of its kind: "mse, mae" */
} WordSearch;

static void meaning(void *to, const char *word, LanguageWord w)
{
    WordSearch *s = to;
    const char *kind = strchr(w.what, ' ') + 1;
    if (!strcmp(kind, s->word))
        s->names = s->names ? arena_printf(s->a, "%s, %s", s->names, word) : word;
    if (strcmp(word, s->word) != 0)
        return;
    if (s->found++)
        fputc('\n', s->f);
    print_word(s->a, s->f, word, &w);
}

bool help_word(Arena *a, FILE *f, const char *word)
{
    WordSearch s = {.a = a, .f = f, .word = word};
    language_words(meaning, &s);
    if (s.found && s.names) {
        fputc('\n', f);
        wrap(f, 0, 2, arena_printf(a, "NAME: %s", s.names));
        wrap(f, 0, 0, "`netc help NAME` has the arguments of each.");
    }
    return s.found > 0;
}
