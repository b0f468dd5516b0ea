/* The manual and spec/commands.md, from the tables of commands and options. */
#include "cli/help.h"
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

static void roff_command(Arena *a, FILE *f, const Command *c)
{
    const OptUse *u;
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
    for (int i = 0; (u = command_use(c, i)) && u->id != OPT_HELP; i++) {
        OptionText o = help_option(a, u);
        const char *name = option_name(a, o.spec);
        roff_entry(a, f, o.value ? arena_printf(a, "%s %s", name, o.value) : name,
                   o.required ? arena_printf(a, "%s (required)", o.doc) : o.doc);
    }
    for (const Example *e = c->examples; e && e->line; e++)
        roff_entry(a, f, e->line, sentence(a, e->what));
}

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
    fputs(".SH EXIT STATUS\n", f);
    for (const NamedText *e = help_exits; e->name; e++)
        roff_entry(a, f, e->name, sentence(a, e->doc));
    fputs(".SH ENVIRONMENT\n", f);
    for (const NamedText *e = help_environment; e->name; e++)
        roff_entry(a, f, e->name, sentence(a, e->doc));
    fputs(".SH COPYRIGHT\nMIT licence. Generated code belongs to whoever generated it.\n", f);
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
    fprintf(f, "\n## More on options\n\n| option | |\n|---|---|\n");
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
