/* Packages (--package): a net's C with the files that a build system, or a browser, wants around
 * it. A package is a text of compiler/emit/package/, whose lines "@file PATH" begin a file each;
 * "@model.c PATH", "@model.h PATH" and "@classify PATH" stand for files that are printed here. */
#include "base/foreign.h"
#include "compiler/emit/emit_impl.h"
#include <string.h>

typedef struct Packing {
    Arena *a;
    const Ir *infer;
    const EmitOptions *o;
    EmitNames names;
    const char *words[4];
} Packing;

static bool is_mcu(const Ir *infer) { return target_layout(&infer->target) == &layout_hwc; }

static void find_words(Packing *p)
{
    int n = 0;
    const Target *t = &p->infer->target;
    p->words[n++] = !is_mcu(p->infer) ? "native"
                    : !t->quant       ? "float"
                    : t->int8_ends    ? "int8"
                                      : "int8_float";
    if (p->infer->area_bytes[AREA_MODEL])
        p->words[n++] = "weights";
}

/* PREFIX_classify.h: labels, and one call from the bytes of a picture to the outputs. */
static void put_classify(FILE *f, const Packing *p)
{
    const Graph *g = p->infer->graph;
    const char *upper = p->names.upper, *prefix = p->names.prefix;
    fprintf(f, "/* One call of net `%s` from the bytes of a picture to its outputs. */\n", g->name);
    fprintf(f, "#ifndef %s_CLASSIFY_H\n#define %s_CLASSIFY_H\n#include <%s>\n\n", upper, upper,
            p->o->header);
    fprintf(f, "static const char *const %s_label_text[] = {", prefix);
    for (int i = 0; i < g->n_labels; i++) {
        fputs("\n    ", f);
        foreign_c_string(f, g->labels[i]);
        fputs(",", f);
    }
    fputs(g->n_labels ? "\n    NULL};\n" : "NULL};\n", f);
    emit_support(f, "classify.h", p->words, &p->names);
}

/* What the line behind `@WORD ` stands for, NULL: it begins a file of its own text. */
static const char *printed(const Packing *p, const char *word)
{
    FILE *f;
    ArenaText *t = arena_text_open(p->a, &f);
    if (!strcmp(word, "model.c"))
        is_mcu(p->infer) ? emit_mcu_c(f, p->infer, p->o)
                         : emit_standalone_c(f, p->infer, NULL, p->o);
    else if (!strcmp(word, "model.h"))
        is_mcu(p->infer) ? emit_mcu_h(f, p->infer, p->o)
                         : emit_standalone_h(f, p->infer, NULL, p->o);
    else if (!strcmp(word, "classify"))
        put_classify(f, p);
    const char *text = arena_text(t, NULL);
    return *text ? text : NULL;
}

int emit_package(const Ir *infer, const EmitOptions *o, const char *kind, EmitFile *files)
{
    Packing p = {infer->arena, infer, o, emit_names(infer->arena, o->prefix, true), {NULL}};
    FILE *f;
    int n = 0;
    find_words(&p);
    ArenaText *t = arena_text_open(p.a, &f);
    emit_support(f, arena_printf(p.a, "%s.pkg", kind), p.words, &p.names);
    for (const char *text = arena_text(t, NULL), *end; *text; text = end) {
        const size_t word = strcspn(text + 1, " "), line = strcspn(text, "\n");
        const char *path = text + 1 + word + 1;
        const char *body = text + line + (text[line] == '\n');
        end = strstr(body - 1, "\n@");
        end = end ? end + 1 : body + strlen(body);
        files[n].path = arena_printf(p.a, "%.*s", (int)(text + line - path), path);
        files[n].text = printed(&p, arena_printf(p.a, "%.*s", (int)word, text + 1));
        if (!files[n].text)
            files[n].text = arena_printf(p.a, "%.*s", (int)(end - body), body);
        n++;
    }
    return n;
}
