/* Completion for bash, zsh and fish, from the tables of commands and options: the commands, each
 * command's options, the words of choices, and files where a file is named. */
#include "cli/help.h"
#include "cli/topics.h"
#include <string.h>

typedef enum Taken { NOTHING, WORDS, FILES, OTHER } Taken;

/* What an option's value is. */
static Taken taken(const OptionText *o)
{
    if (!o->value)
        return NOTHING;
    if (o->spec->type == OPT_CHOICE)
        return WORDS;
    return o->spec->file != OPT_NO_FILE || strstr(o->value, "DIR") || strstr(o->value, "PATH")
               ? FILES
               : OTHER;
}

/* --scope takes a path within the net. */
static Taken taken_by(const OptUse *u, const OptionText *o)
{
    return u->id == OPT_SCOPE ? OTHER : taken(o);
}

/* "jit cc reference" */
static const char *choices(Arena *a, const OptionText *o)
{
    char *words = arena_strdup(a, o->value);
    for (char *c = words; *c; c++)
        *c = *c == '|' ? ' ' : *c;
    return words;
}

/* Between single quotes of a shell, with a backslash before each of `marks`. */
static const char *quoted(Arena *a, const char *text, const char *marks)
{
    const char *out = "";
    for (; *text; text++)
        out = *text == '\''          ? arena_printf(a, "%s'\\''", out)
              : strchr(marks, *text) ? arena_printf(a, "%s\\%c", out, *text)
                                     : arena_printf(a, "%s%c", out, *text);
    return out;
}

static const char *command_names(Arena *a)
{
    const char *names = command_table[1]->name;
    for (int i = 2; command_table[i]; i++)
        names = arena_printf(a, "%s %s", names, command_table[i]->name);
    return names;
}

/* The pages of `netc help`, which takes them beside the commands. */
static const char *page_names(Arena *a)
{
    const char *text = "";
    for (const Topic *t = topic_table; t->word; t++)
        text = arena_printf(a, "%s%s%s", text, *text ? " " : "", t->word);
    return text;
}

/* ---- bash ---- */

static void bash_values(Arena *a, FILE *f, const Command *c)
{
    const OptUse *u;
    for (int i = 0; (u = command_use(c, i)); i++) {
        OptionText o = help_option(a, u);
        Taken t = taken_by(u, &o);
        if (t == NOTHING)
            continue;
        fprintf(f, "                --%s", o.spec->name);
        if (o.spec->letter)
            fprintf(f, " | -%c", o.spec->letter);
        if (t == WORDS)
            fprintf(f, ") values='%s' files= ;;\n", choices(a, &o));
        else
            fprintf(f, t == FILES ? ") options= files=all ;;\n" : ") options= files= ;;\n");
    }
}

static void bash_command(Arena *a, FILE *f, const Command *c)
{
    const OptUse *u;
    bool net = strstr(c->args, "FILE.net") != NULL, any = strstr(c->args, "FOLDER") != NULL;
    fprintf(f, "        %s)\n            files=%s\n            options='", *c->name ? c->name : "*",
            any   ? "all"
            : net ? "net"
                  : "");
    for (int i = 0, at = 0; (u = command_use(c, i)); i++) {
        if (at > 60)
            at = fprintf(f, "\n                ");
        at += fprintf(f, at ? " --%s" : "--%s", option_spec(u->id)->name);
    }
    fprintf(f, "'\n");
    if (!strcmp(c->name, "help"))
        help_wrap(f, fprintf(f, "            words=\"$commands "), 16, HELP_WIDTH,
                  arena_printf(a, "%s\"", page_names(a)));
    fprintf(f, "            case $prev in\n");
    bash_values(a, f, c);
    fprintf(f, "            esac ;;\n");
}

void help_bash(Arena *a, FILE *f)
{
    fprintf(f, "# Completion of netc for bash, printed by `netc help --format=bash`.\n"
               "_netc() {\n"
               "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
               "    local words= options= values= files= commands='");
    help_wrap(f, 53, 8, HELP_WIDTH, arena_printf(a, "%s'", command_names(a)));
    fprintf(f, "    if [[ $cur == = ]]; then cur=\n"
               "    elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
               "    if [[ $COMP_CWORD == 1 ]]; then\n"
               "        words=\"$commands --help --version\" files=net\n"
               "    else case ${COMP_WORDS[1]} in\n");
    for (int i = 1; command_table[i]; i++)
        bash_command(a, f, command_table[i]);
    bash_command(a, f, command_table[0]);
    fprintf(f, "    esac fi\n"
               "    [[ $cur == -* ]] && words=$options files=\n"
               "    [[ $values ]] && words=$values\n"
               "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
               "    local IFS=$'\\n'\n"
               "    case $files in\n"
               "        all) COMPREPLY+=($(compgen -f -- \"$cur\")) ;;\n"
               "        net) COMPREPLY+=($(compgen -f -X '!*.net' -- \"$cur\")\n"
               "            $(compgen -d -- \"$cur\")) ;;\n"
               "    esac\n"
               "}\n"
               "complete -o filenames -F _netc netc\n");
}

/* ---- zsh ---- */

static void zsh_option(Arena *a, FILE *f, const OptUse *u)
{
    OptionText o = help_option(a, u);
    Taken t = taken_by(u, &o);
    const char *doc = quoted(a, o.doc, "[]:\\"), *many = o.spec->type == OPT_LIST ? "*" : "",
               *action = t == WORDS   ? arena_printf(a, ":value:(%s)", choices(a, &o))
                         : t == FILES ? ":file:_files"
                         : t == OTHER ? ":value:"
                                      : "";
    fprintf(f, " \\\n                '%s--%s%s[%s]%s'", many, o.spec->name, o.value ? "=" : "", doc,
            action);
    if (o.spec->letter)
        fprintf(f, " \\\n                '%s-%c%s[%s]%s'", many, o.spec->letter, o.value ? "+" : "",
                doc, action);
}

static void zsh_command(Arena *a, FILE *f, const Command *c)
{
    const OptUse *u;
    fprintf(f, "        %s)\n            _arguments", *c->name ? c->name : "*");
    for (int i = 0; (u = command_use(c, i)); i++)
        zsh_option(a, f, u);
    if (strstr(c->args, "FILE.net"))
        fprintf(f, " \\\n                '1:net:_files -g \"*.net\"'");
    if (strstr(c->args, "FOLDER"))
        fprintf(f, " \\\n                '*:file:_files'");
    if (!strcmp(c->name, "help"))
        fprintf(f, " \\\n                '1:command or page:(%s %s)'", command_names(a),
                page_names(a));
    fprintf(f, " ;;\n");
}

void help_zsh(Arena *a, FILE *f)
{
    fprintf(f, "#compdef netc\n"
               "# Completion of netc for zsh, printed by `netc help --format=zsh`.\n"
               "_netc() {\n"
               "    local -a commands=(\n");
    for (int i = 1; command_table[i]; i++)
        fprintf(f, "        '%s:%s'\n", command_table[i]->name,
                quoted(a, command_table[i]->doc, ":\\"));
    fprintf(f, "    )\n"
               "    if (( CURRENT == 2 )); then\n"
               "        _describe command commands\n"
               "        _files -g '*.net'\n"
               "        return\n"
               "    fi\n"
               "    local command=$words[2]\n"
               "    if (( $commands[(I)$command:*] )); then\n"
               "        shift words\n"
               "        (( CURRENT-- ))\n"
               "    fi\n"
               "    case $command in\n");
    for (int i = 1; command_table[i]; i++)
        zsh_command(a, f, command_table[i]);
    zsh_command(a, f, command_table[0]);
    fprintf(f, "    esac\n"
               "}\n"
               "_netc \"$@\"\n");
}

/* ---- fish ---- */

static void fish_command(Arena *a, FILE *f, const Command *c)
{
    const OptUse *u;
    for (int i = 0; (u = command_use(c, i)); i++) {
        OptionText o = help_option(a, u);
        Taken t = taken_by(u, &o);
        fprintf(f,
                *c->name ? "complete -c netc -n '__fish_seen_subcommand_from %s' -l %s"
                         : "complete -c netc -n 'not __fish_seen_subcommand_from $__netc%s' -l %s",
                c->name, o.spec->name);
        if (o.spec->letter)
            fprintf(f, " -s %c", o.spec->letter);
        if (t == WORDS)
            fprintf(f, " -x -a '%s'", choices(a, &o));
        else
            fprintf(f, "%s", t == FILES ? " -r -F" : t == OTHER ? " -x" : "");
        fprintf(f, " \\\n    -d '%s'\n", quoted(a, o.doc, "\\"));
    }
}

void help_fish(Arena *a, FILE *f)
{
    fprintf(f,
            "# Completion of netc for fish, printed by `netc help --format=fish`.\nset -g __netc ");
    help_wrap(f, 14, 0, 1 << 20, command_names(a));
    for (int i = 1; command_table[i]; i++)
        fprintf(f, "complete -c netc -n __fish_use_subcommand -a %s -d '%s'\n",
                command_table[i]->name, quoted(a, command_table[i]->doc, "\\"));
    fputs("complete -c netc -n __fish_use_subcommand -f -a \\\n"
          "    '(__fish_complete_path (commandline -ct) | string match -r "
          "\"^[^\\t]*(?:[.]net|/)(?=\\t|\\$)\")'\n",
          f);
    fprintf(f,
            "complete -c netc -n '__fish_seen_subcommand_from help' -f \\\n"
            "    -a \"$__netc %s\"\n",
            page_names(a));
    for (int i = 1; command_table[i]; i++)
        fish_command(a, f, command_table[i]);
    fish_command(a, f, command_table[0]);
}
