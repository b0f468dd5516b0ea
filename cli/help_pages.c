/* The manual and spec/commands.md, from the tables of commands and options. */
#include "cli/help.h"
#include "compiler/front/front.h"
#include <string.h>

enum { ROFF_WIDTH = 78, PAGE_WIDTH = 100 };

/* ---- the manual ---- */

/* One word for roff: every - a minus, `code` in bold. *bold goes on to the next word. */
static const char *roff_word(Arena *a, const char *text, int n, bool *bold)
{
    const char *out = "";
    for (int i = 0; i < n; i++) {
        if (text[i] == '`') {
            *bold = !*bold;
            out = arena_printf(a, "%s%s", out, *bold ? "\\fB" : "\\fR");
        } else if (text[i] == '-') {
            out = arena_printf(a, "%s\\-", out);
        } else if (text[i] == '\\') {
            out = arena_printf(a, "%s\\e", out);
        } else {
            out = arena_printf(a, "%s%c", out, text[i]);
        }
    }
    return out;
}

/* One paragraph. A line that begins with . or ' would be a request. */
static void roff(Arena *a, FILE *f, const char *text)
{
    bool bold = false;
    for (int at = 0; *text;) {
        int n = (int)strcspn(text, " ");
        const char *word = roff_word(a, text, n, &bold);
        int len = (int)strlen(word);
        if (at > 0)
            at = at + 1 + len > ROFF_WIDTH ? (fputc('\n', f), 0) : at + fprintf(f, " ");
        at += fprintf(f, "%s%s", at == 0 && strchr(".'", *word) ? "\\&" : "", word);
        text += n + (text[n] == ' ');
    }
    fputc('\n', f);
}

static void roff_entry(Arena *a, FILE *f, const char *name, const char *text)
{
    fputs(".TP\n", f);
    roff(a, f, arena_printf(a, "`%s`", name));
    roff(a, f, text);
}

static void roff_paragraphs(Arena *a, FILE *f, const char *text)
{
    while (text) {
        fputs(".PP\n", f);
        roff(a, f, help_piece(a, &text, '\n'));
    }
}

static const char *sentence(Arena *a, const char *text)
{
    char *s = arena_printf(a, "%s%s", text, text[strlen(text) - 1] == '.' ? "" : ".");
    if (*s >= 'a' && *s <= 'z' && strncmp(s, "netc", 4))
        *s = (char)(*s - 'a' + 'A');
    return s;
}

static const char *option_name(Arena *a, const OptSpec *s)
{
    return s->letter ? arena_printf(a, "-%c, --%s", s->letter, s->name)
                     : arena_printf(a, "--%s", s->name);
}

static void roff_options(Arena *a, FILE *f, const Command *c)
{
    const OptUse *u;
    for (int i = 0; (u = command_use(c, i)) && u->id != OPT_HELP; i++) {
        OptionText o = help_option(a, u);
        const char *name = option_name(a, o.spec);
        roff_entry(a, f, o.value ? arena_printf(a, "%s %s", name, o.value) : name,
                   o.required ? arena_printf(a, "%s (required)", o.doc) : o.doc);
    }
}

static void roff_examples(Arena *a, FILE *f, const Command *c)
{
    for (const Example *e = c->examples; e && e->line; e++)
        roff_entry(a, f, e->line, sentence(a, e->what));
}

static void roff_command(Arena *a, FILE *f, const Command *c)
{
    fputs(".SS ", f);
    roff(a, f, help_line(a, c));
    roff(a, f, sentence(a, c->doc));
    roff_paragraphs(a, f, c->more);
    roff_paragraphs(a, f, c->manual);
    if (c->reads)
        roff_entry(a, f, "Reads", arena_printf(a, "%s.", c->reads));
    if (c->writes)
        roff_entry(a, f, "Writes", arena_printf(a, "%s.", c->writes));
    if (c->exits)
        roff_entry(a, f, "Exit status", arena_printf(a, "%s.", c->exits));
    roff_options(a, f, c);
    roff_examples(a, f, c);
}

static void roff_named(Arena *a, FILE *f, const char *section, const NamedText *list)
{
    fprintf(f, ".SH %s\n", section);
    for (const NamedText *e = list; e->name; e++)
        roff_entry(a, f, e->name, sentence(a, e->doc));
}

static const char copyright[] =
    ".SH COPYRIGHT\nMIT licence. Generated code belongs to whoever generated it.\n";

void help_man(Arena *a, FILE *f)
{
    fputs(".\\\" Printed by `netc help --format=man`; do not edit.\n"
          ".TH NETC 1 \"\" \"netc\" \"User Commands\"\n.SH NAME\n"
          "netc \\- compile neural networks to C, and train them\n.SH SYNOPSIS\n"
          ".B netc\n.IR FILE.net \" \\-o \" model.c \" [\" options ]\n.br\n.B netc\n"
          ".I COMMAND FILE.net\n.RI [ options ]\n.SH DESCRIPTION\n",
          f);
    roff(a, f, help_about);
    fputs(".SH COMMANDS\n", f);
    for (int i = 0; command_table[i]; i++)
        roff_command(a, f, command_table[i]);
    fputs(".SH MORE ON OPTIONS\n", f);
    for (int i = 0; i < OPT_COUNT; i++)
        if (option_spec((OptId)i)->more)
            roff_entry(a, f, option_name(a, option_spec((OptId)i)), option_spec((OptId)i)->more);
    roff_named(a, f, "EXIT STATUS", help_exits);
    roff_named(a, f, "ENVIRONMENT", help_environment);
    fputs(".SH SEE ALSO\nEach command has a page of its own,\n.BR netc\\-train (1)\nand so on; "
          "the language is that of\n.BR netc.net (5).\n.PP\n",
          f);
    roff(a, f,
         "`netc help tutorial` and other pages of `netc help` lead from one thing to the next.");
    fputs(copyright, f);
}

void help_man_command(Arena *a, FILE *f, const Command *c)
{
    const OptUse *u;
    fputs(".\\\" Printed by `netc help COMMAND --format=man`; do not edit.\n", f);
    char *title = arena_strdup(a, c->name);
    for (char *p = title; *p; p++)
        *p = (char)(*p - 'a' + 'A'); /* names of commands are small letters */
    fprintf(f, ".TH NETC\\-%s 1 \"\" \"netc\" \"User Commands\"\n.SH NAME\n", title);
    roff(a, f, arena_printf(a, "netc-%s - %s", c->name, c->doc));
    fputs(".SH SYNOPSIS\n", f);
    roff(a, f, arena_printf(a, "`netc %s` %s [options]", c->name, c->args));
    fputs(".SH DESCRIPTION\n", f);
    roff(a, f, sentence(a, c->doc));
    roff_paragraphs(a, f, c->more);
    roff_paragraphs(a, f, c->manual);
    if (c->reads)
        roff_entry(a, f, "Reads", arena_printf(a, "%s.", c->reads));
    if (c->writes)
        roff_entry(a, f, "Writes", arena_printf(a, "%s.", c->writes));
    fputs(".SH OPTIONS\n", f);
    roff_options(a, f, c);
    for (int i = 0; (u = command_use(c, i)); i++)
        if (option_spec(u->id)->more)
            roff_paragraphs(
                a, f,
                arena_printf(a, "`--%s`: %s", option_spec(u->id)->name, option_spec(u->id)->more));
    roff_named(a, f, "EXIT STATUS", help_exits);
    if (c->exits)
        roff_paragraphs(a, f, arena_printf(a, "%s.", c->exits));
    roff_named(a, f, "ENVIRONMENT", help_environment);
    if (c->examples)
        fputs(".SH EXAMPLES\n", f);
    roff_examples(a, f, c);
    fputs(".SH SEE ALSO\n.BR netc (1),\n.BR netc.net (5)\n", f);
    fputs(copyright, f);
}

/* ---- the language ---- */

typedef struct Words {
    Arena *a;
    FILE *f;
    const char *what; /* those that are this, "a layer" */
} Words;

static void roff_word_of(void *to, const char *word, LanguageWord w)
{
    const Words *l = to;
    if (strcmp(w.what, l->what) != 0)
        return;
    roff_entry(l->a, l->f, w.form ? help_form(l->a, w.form) : word, w.doc);
    if (!w.attrs || !w.attrs->name)
        return;
    fputs(".RS\n", l->f);
    for (const AttrSpec *s = w.attrs; s->name; s++)
        roff_entry(l->a, l->f,
                   s->type == ATTR_FLAG ? s->name
                   : s->position        ? arena_printf(l->a, "[%s=]", s->name)
                                        : arena_printf(l->a, "%s=", s->name),
                   arena_printf(l->a, "%s (%s).", s->doc, argument_text(l->a, s)));
    fputs(".RE\n", l->f);
}

void help_man_language(Arena *a, FILE *f)
{
    static const char *const parts[][2] = {
        {"LAYERS", "a layer"},
        {"STATEMENTS OF A TRAIN SECTION", "a statement of the train section"},
        {"LOSSES", "a loss"},
        {"OPTIMIZERS", "an optimizer"},
        {"SCHEDULES", "a schedule"}};
    static const char about[] =
        "A file holds nets, blocks that nets use, and a train section for each net that is "
        "trained. A net is a list of layers, one a line, each of which reads the one before; "
        "`input` and `labels` stand before them.\n`#` begins a comment. A name before a colon "
        "(`a: conv 32 3x3`) names a layer, `conv 8 1x1 from a` reads it, `import \"FILE.net\"` "
        "takes the blocks of another file, `param width = 32` is a value that `-D width=64` "
        "replaces.\nArguments with a name alone in brackets, [size=], may stand by themselves, in "
        "this order: `conv 32 3x3`. An activation may follow its layer as a flag: `conv 32 3x3 "
        "relu`.";
    fputs(".\\\" Printed by `netc help language --format=man`; do not edit.\n"
          ".TH NETC.NET 5 \"\" \"netc\" \"File Formats\"\n.SH NAME\n"
          "netc.net \\- the language of .net files: neural networks and their training\n"
          ".SH DESCRIPTION\n",
          f);
    const char *text = about;
    roff(a, f, help_piece(a, &text, '\n'));
    roff_paragraphs(a, f, text);
    fputs(".SH EXAMPLE\n.nf\nnet small {\n    input  32x32x3 scale=1/255\n    conv 32 3x3 relu\n"
          "    maxpool 2x2\n    flatten\n    dense 10 softmax\n}\ntrain {\n    data      folder "
          "\"pictures\"\n    loss      crossentropy\n    optimizer adam rate=0.001\n    batch     "
          "64\n"
          "    epochs    20\n}\n.fi\n",
          f);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        fprintf(f, ".SH %s\n", parts[i][0]);
        language_words(roff_word_of, &(Words){a, f, parts[i][1]});
    }
    fputs(".SH SEE ALSO\n.BR netc (1)\n.PP\n", f);
    roff(a, f,
         "`netc help language` and `netc help layers` are the whole reference, `netc help "
         "WORD` tells of one word.");
    fputs(copyright, f);
}

/* ---- spec/commands.md ---- */

static void markdown_cell(FILE *f, const char *text)
{
    for (; *text; text++)
        fprintf(f, *text == '|' ? "\\|" : "%c", *text);
}

static void page_text(Arena *a, FILE *f, const char *text)
{
    while (text) {
        fputc('\n', f);
        help_wrap(f, 0, 0, PAGE_WIDTH, help_piece(a, &text, '\n'));
    }
}

static void markdown_options(Arena *a, FILE *f, const Command *c)
{
    const OptUse *u;
    fprintf(f, "\n| option | meaning |\n|---|---|\n");
    for (int i = 0; (u = command_use(c, i)) && u->id != OPT_HELP; i++) {
        OptionText o = help_option(a, u);
        const char *name = option_name(a, o.spec);
        fprintf(f, "| `");
        markdown_cell(f, o.value ? arena_printf(a, "%s %s", name, o.value) : name);
        fprintf(f, "` | ");
        markdown_cell(f, o.doc);
        fprintf(f, "%s |\n", o.required ? " (required)" : "");
    }
}

static void markdown_command(Arena *a, FILE *f, const Command *c)
{
    fprintf(f, "\n## %s\n", help_line(a, c));
    page_text(a, f, sentence(a, c->doc));
    page_text(a, f, c->more);
    page_text(a, f, c->manual);
    if (c->reads)
        page_text(a, f, arena_printf(a, "Reads: %s.", c->reads));
    if (c->writes)
        page_text(a, f, arena_printf(a, "Writes: %s.", c->writes));
    if (c->exits)
        page_text(a, f, arena_printf(a, "Exit status: %s.", c->exits));
    markdown_options(a, f, c);
    if (c->examples)
        fprintf(f, "\n");
    for (const Example *e = c->examples; e && e->line; e++)
        help_wrap(f, 0, 2, PAGE_WIDTH, arena_printf(a, "- `%s`: %s", e->line, e->what));
}

void help_markdown(Arena *a, FILE *f)
{
    fprintf(f, "# Commands and options\n");
    page_text(a, f,
              "Printed from the tables of `cli/` by `make docs`; a test compares. `netc help "
              "COMMAND` says the same in a terminal, `man netc` too.");
    page_text(a, f, help_about);
    for (int i = 0; command_table[i]; i++)
        markdown_command(a, f, command_table[i]);
    fprintf(f, "\n## More on options\n\n| option | what it does |\n|---|---|\n");
    for (int i = 0; i < OPT_COUNT; i++)
        if (option_spec((OptId)i)->more)
            fprintf(f, "| `--%s` | %s |\n", option_spec((OptId)i)->name,
                    option_spec((OptId)i)->more);
    fprintf(f, "\n## Exit status\n\n| status | meaning |\n|---|---|\n");
    for (const NamedText *e = help_exits; e->name; e++)
        fprintf(f, "| %s | %s |\n", e->name, e->doc);
    fprintf(f, "\n## Environment\n\n| variable | meaning |\n|---|---|\n");
    for (const NamedText *e = help_environment; e->name; e++)
        fprintf(f, "| `%s` | %s |\n", e->name, e->doc);
}
