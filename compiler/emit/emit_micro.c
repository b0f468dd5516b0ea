/* What layers' functions call: of the vector type (the prelude of kernels/micro/micro.h) and of the
 * micro-kernels those that a plan needs. */
#include "base/ascii.h"
#include "compiler/emit/emit_impl.h"
#include <string.h>

static void need_words(bool *need, const char *text)
{
    for (const char *p = text; p && *p;) {
        if (!ascii_word(*p)) {
            p++;
            continue;
        }
        const char *b = p;
        while (ascii_word(*p))
            p++;
        for (int m = 0; m < micro_count && !strncmp(b, "mk_", 3);
             m++) /* as every micro-kernel is called */
            if (strlen(micro_table[m].name) == (size_t)(p - b) &&
                !memcmp(micro_table[m].name, b, (size_t)(p - b)))
                need[m] = true;
    }
}

static void need_program(bool *need, const Program *p)
{
    for (int i = 0; i < p->n; i++) {
        const Instr *in = p->code[i];
        if (in->gone)
            continue;
        need_words(need, in->k->body);
        for (int q = 0; q < in->n_fused; q++)
            need_words(need, in->fused[q]->k->row);
    }
}

static void emit_one_micro(FILE *f, bool *need, bool *done, int m, const EmitNames *names)
{
    if (done[m])
        return;
    done[m] = true;
    for (int d = 0; d < micro_count; d++)
        if (need[d] && d != m) {
            bool dep[1] = {false};
            const char *at = micro_table[m].deps;
            size_t n = strlen(micro_table[d].name);
            while ((at = strstr(at, micro_table[d].name)) && !dep[0]) {
                dep[0] = at[-1] == ' ' && (at[n] == ' ' || !at[n]);
                at += n;
            }
            if (dep[0])
                emit_one_micro(f, need, done, d, names);
        }
    emit_text(f, micro_table[m].text, strlen(micro_table[m].text), names);
    fputc('\n', f);
}

/* ---- the vector type: of its one-line functions only those that something calls ---- */

/* The name a prelude line defines, "" for lines that are no function. */
static void prelude_name(const char *line, char name[64])
{
    name[0] = 0;
    if (strncmp(line, "static inline ", 14))
        return;
    const char *e = strchr(line, '('), *b = e;
    while (b && ascii_word(b[-1]))
        b--;
    if (b)
        snprintf(name, 64, "%.*s", (int)(e - b), b);
}

static bool has_word(const char *text, size_t len, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = text, *end = text + len; (p = memmem(p, (size_t)(end - p), word, n)); p++)
        if ((p == text || !ascii_word(p[-1])) && (p + n == end || !ascii_word(p[n])))
            return true;
    return false;
}

static bool prelude_needed(const char *name, const bool *need, int depth)
{
    for (int m = 0; m < micro_count; m++)
        if (need[m] && has_word(micro_table[m].text, strlen(micro_table[m].text), name))
            return true;
    for (const char *p = micro_prelude; *p && depth < 4;
         p += strcspn(p, "\n") + 1) { /* called by a needed prelude line? */
        char caller[64];
        prelude_name(p, caller);
        const char *body = strchr(p, '{');
        if (caller[0] && strcmp(caller, name) && body &&
            has_word(body, strcspn(body, "\n"), name) && prelude_needed(caller, need, depth + 1))
            return true;
    }
    return false;
}

/* Lines between "@needs NAME" and "@end" are there only when NAME is called. */
static void emit_prelude(FILE *f, const bool *need, const EmitNames *names)
{
    bool section = true;
    for (const char *p = micro_prelude; *p;) {
        size_t n = strcspn(p, "\n");
        n += p[n] == '\n';
        char name[64];
        prelude_name(p, name);
        if (sscanf(p, "/* @needs %63[a-z0-9_]", name) == 1)
            section = prelude_needed(name, need, 0);
        else if (!strncmp(p, "/* @end */", 10))
            section = true;
        else if (section && (!name[0] || prelude_needed(name, need, 0)))
            emit_text(f, p, n, names);
        p += n;
    }
    fputc('\n', f);
}

void emit_micro(FILE *f, Arena *a, const Ir *const *irs, int n_irs, const EmitNames *names)
{
    bool *need = ARENA_ARRAY(a, bool, micro_count), *done = ARENA_ARRAY(a, bool, micro_count);
    for (int i = 0; i < n_irs; i++)
        for (int p = 0; irs[i] && p < PROG_COUNT; p++)
            need_program(need, &irs[i]->prog[p]);
    for (bool again = true; again;) {
        again = false;
        for (int m = 0; m < micro_count; m++) {
            int before = 0, after = 0;
            for (int d = 0; d < micro_count; d++)
                before += need[d];
            if (need[m])
                need_words(need, micro_table[m].deps);
            for (int d = 0; d < micro_count; d++)
                after += need[d];
            again |= after != before;
        }
    }
    emit_prelude(f, need, names);
    for (int m = 0; m < micro_count; m++)
        if (need[m])
            emit_one_micro(f, need, done, m, names);
}
