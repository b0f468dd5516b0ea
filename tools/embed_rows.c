/* Rows of 16 stored numbers by the table of types (base/number_types.def): the functions that
 * choose a type's own, for kernels that get it as a number, and the functions of types that have
 * none for rows. */
#include "embed.h"
#include <string.h>

typedef struct StoredType {
    const char *word;
    int bytes;
    enum { PLAIN, OWN } rows;
} StoredType;

static const StoredType types[] = {
#define STORED_TYPE(ID, word, ctype, bytes, digits, rows, ...) {#word, bytes, rows},
#define NUMBER_TYPE(...)
#include "base/number_types.def"
};
enum { TYPES = sizeof types / sizeof *types };

/* One number after the other. */
static void put_plain(FILE *o, const StoredType *t)
{
    for (int high = 0; high < 2; high++) {
        fprintf(o,
                "static inline v8 v8_%s_%s(const uint8_t *p)\n{\n    float x[8];\n"
                "    for (int l = 0; l < 8; l++)\n        x[l] = number_load_%s(p + %d * ",
                high ? "high" : "low", t->word, t->word, t->bytes);
        fprintf(o, "%s);\n    return v8_load(x);\n}\n", high ? "(l + 8)" : "l");
    }
    fprintf(o,
            "static inline void v8_narrow_%s(uint8_t *p, const float *x)\n{\n"
            "    for (int l = 0; l < 16; l++)\n        number_store_%s(p + %d * l, x[l]);\n}\n",
            t->word, t->word, t->bytes);
}

/* A function that takes the type as a number: HEAD { ... }. What is not there in a plan is left out
 * of its text. */
static void put_choice(FILE *o, const char *head, const char *each)
{
    const bool is_void = !strncmp(head, "void", 4);
    fprintf(o, "static inline %s\n{\n    (void)format;\n", head);
    for (int i = TYPES - 1; i >= 0; i--) {
        const char *step = i ? "        " : "    ";
        if (i)
            fprintf(o, "    /* @when FORMAT %d */\n    if (format == %d)%s\n", i, i,
                    is_void ? " {" : "");
        fprintf(o, "%s%s", step, is_void ? "" : "return ");
        fprintf(o, each, types[i].word);
        fputs(";\n", o);
        if (i)
            fputs(is_void ? "        return;\n    }\n    /* @end */\n" : "    /* @end */\n", o);
    }
    fputs("}\n", o);
}

static void put_bytes(FILE *o)
{
    fputs("/* Bytes of a number. */\nstatic inline int v8_bytes(int format)\n{\n    return ", o);
    for (int i = 0; i + 1 < TYPES; i++)
        fprintf(o, "format == %d ? %d : ", i, types[i].bytes);
    fprintf(o, "%d;\n}\n", types[TYPES - 1].bytes);
}

/* Calls f with the type as a constant, for inlining. */
static void put_typed(FILE *o)
{
    fputs(
        "/* f for that type: inlined once for each of them. */\n"
        "NETC_INLINE void v8_typed(int format, void (*f)(int, const v8_tile *), const v8_tile *t)\n"
        "{\n",
        o);
    fputs("    (void)format;\n", o);
    for (int i = TYPES - 1; i > 0; i--)
        fprintf(o,
                "    /* @when FORMAT %d */\n    if (format == %d) {\n        f(%d, t);\n"
                "        return;\n    }\n    /* @end */\n",
                i, i, i);
    fputs("    f(0, t);\n", o);
    fputs("}\n", o);
}

void put_rows(FILE *o)
{
    fputs("/* @prelude begin */\n", o);
    for (int i = 0; i < TYPES; i++)
        if (types[i].rows == PLAIN)
            put_plain(o, &types[i]);
    fputs("/* Rows of 16 stored numbers; format:", o);
    for (int i = 0; i < TYPES; i++)
        fprintf(o, "%s %d %s", i ? "," : "", i, types[i].word);
    fputs(". */\n", o);
    put_choice(o, "v8 v8_low(const uint8_t *p, int format)", "v8_low_%s(p)");
    put_choice(o, "v8 v8_high(const uint8_t *p, int format)", "v8_high_%s(p)");
    put_choice(o, "void v8_narrow(uint8_t *p, const float *x, int format)", "v8_narrow_%s(p, x)");
    put_bytes(o);
    put_typed(o);
    fputs("/* @prelude end */\n", o);
}
