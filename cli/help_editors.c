/* Highlighting of .net files for vim and Visual Studio Code: the words of the language, from the
 * tables of layers, losses, optimizers, schedules and statements. */
#include "cli/help.h"
#include "compiler/front/front.h"
#include "grammar/ast.h"
#include <string.h>

enum { WORDS_MAX = 400 };

typedef struct Group {
    const char *what; /* of a LanguageWord; NULL: the names of arguments and flags of all */
    const char *word[WORDS_MAX];
    int n;
} Group;

static void put(Group *g, const char *word)
{
    for (int i = 0; i < g->n; i++)
        if (!strcmp(g->word[i], word))
            return;
    if (g->n < WORDS_MAX)
        g->word[g->n++] = word;
}

static void gather(void *to, const char *word, LanguageWord w)
{
    Group *g = to;
    if (g->what && !strcmp(g->what, w.what))
        put(g, word);
    for (const AttrSpec *s = w.attrs; !g->what && s && s->name; s++)
        put(g, s->name);
}

static const char *words_of(Arena *a, const char *what, const char *mark)
{
    Group *g = ARENA_NEW(a, Group);
    const char *text = "";
    g->what = what;
    language_words(gather, g);
    for (int i = 0; i < g->n; i++)
        text = arena_printf(a, "%s%s%s", text, i ? mark : "", g->word[i]);
    return text;
}

static const struct {
    const char *vim, *code, *what;
} groups[] = {{"netcLayer", "support.function.layer.netc", "a layer"},
              {"netcTrain", "support.function.train.netc", "a statement of the train section"},
              {"netcChoice", "support.constant.netc", "a loss"},
              {"netcChoice", "support.constant.netc", "an optimizer"},
              {"netcChoice", "support.constant.netc", "a schedule"},
              {"netcArgument", "variable.parameter.netc", NULL}};
enum { N_GROUPS = sizeof groups / sizeof *groups };
const char help_keywords[] = "net block train import param repeat in if else from and or not";

void help_vim(Arena *a, FILE *f)
{
    fprintf(f,
            "\" Highlighting of netc's .net files, printed by `netc help --format=vim`.\n"
            "if exists('b:current_syntax') | finish | endif\n"
            "syn keyword netcKeyword %s\n",
            help_keywords);
    for (int i = 0; i < N_GROUPS; i++)
        fprintf(f, "syn keyword %s %s\n", groups[i].vim, words_of(a, groups[i].what, " "));
    fprintf(f, "syn keyword netcTrain labels\n"
               "syn match netcNumber /\\<\\d\\+\\(\\.\\d\\+\\)\\?\\(e[-+]\\?\\d\\+\\)\\?\\>/\n"
               "syn match netcNumber /\\<\\d\\+\\(x\\d\\+\\)\\+\\>/\n"
               "syn match netcLabel /[A-Za-z_$][A-Za-z0-9_${}]*\\s*:/me=e-1\n"
               "syn match netcVariable /\\$\\({\\w\\+}\\|\\w\\+\\)/ containedin=netcLabel\n"
               "syn region netcString start=/\"/ end=/\"/ oneline\n"
               "syn match netcComment /#.*$/ contains=@Spell\n"
               "hi def link netcKeyword Keyword\nhi def link netcLayer Function\n"
               "hi def link netcTrain Statement\nhi def link netcChoice Constant\n"
               "hi def link netcArgument Identifier\nhi def link netcNumber Number\n"
               "hi def link netcLabel Label\nhi def link netcVariable Special\n"
               "hi def link netcString String\nhi def link netcComment Comment\n"
               "let b:current_syntax = 'netc'\n");
}

static void code_pattern(FILE *f, const char *name, const char *match, bool last)
{
    fprintf(f, "    { \"name\": \"%s\",\n      \"match\": \"%s\" }%s\n", name, match,
            last ? "" : ",");
}

void help_vscode(Arena *a, FILE *f)
{
    const char *all = help_keywords, *bars = "";
    while (all)
        bars = arena_printf(a, "%s%s%s", bars, *bars ? "|" : "", help_piece(a, &all, ' '));
    fprintf(f, "{\n  \"name\": \"netc\",\n  \"scopeName\": \"source.netc\",\n"
               "  \"comment\": \"Printed by `netc help --format=vscode`.\",\n"
               "  \"fileTypes\": [\"net\"],\n  \"patterns\": [\n");
    code_pattern(f, "comment.line.number-sign.netc", "#.*$", false);
    code_pattern(f, "string.quoted.double.netc", "\\\"[^\\\"]*\\\"", false);
    code_pattern(f, "keyword.control.netc", arena_printf(a, "\\\\b(%s)\\\\b", bars), false);
    code_pattern(f, "entity.name.label.netc", "[A-Za-z_$][A-Za-z0-9_${}]*(?=\\\\s*:)", false);
    for (int i = 0; i < N_GROUPS; i++)
        code_pattern(f, groups[i].code,
                     arena_printf(a, "\\\\b(%s)\\\\b", words_of(a, groups[i].what, "|")), false);
    code_pattern(f, "constant.numeric.netc",
                 "\\\\b\\\\d+((x\\\\d+)+|(\\\\.\\\\d+)?(e[-+]?\\\\d+)?)\\\\b", true);
    fprintf(f, "  ]\n}\n");
}
