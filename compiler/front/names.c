/* The table of names: open addressing with linear probing, at most half full. */
#include "compiler/front/names.h"
#include <string.h>

uint64_t fnv_bytes(uint64_t hash, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ p[i]) * UINT64_C(1099511628211);
    return hash;
}

/* The slot of a name: where it stands or would stand. */
static Entry **slot(const Names *t, const void *scope, const char *name)
{
    uint64_t hash = fnv_bytes(fnv_bytes(FNV_START, &scope, sizeof scope), name, strlen(name));
    size_t mask = (size_t)t->cap_slots - 1, i = (size_t)(hash ^ hash >> 32) & mask;
    while (t->slots[i] && (t->slots[i]->scope != scope || strcmp(t->slots[i]->name, name) != 0))
        i = (i + 1) & mask;
    return &t->slots[i];
}

Entry *names_find(const Names *t, const void *scope, const char *name)
{
    return t->cap_slots ? *slot(t, scope, name) : NULL;
}

static void grow(Names *t)
{
    t->cap_slots = t->cap_slots ? 2 * t->cap_slots : 64;
    t->slots = ARENA_ARRAY(t->arena, Entry *, t->cap_slots);
    for (int i = 0; i < t->n; i++)
        *slot(t, t->all[i]->scope, t->all[i]->name) = t->all[i];
}

Entry *names_enter(Names *t, const void *scope, const char *name)
{
    if (2 * (t->n + 1) > t->cap_slots)
        grow(t);
    Entry **place = slot(t, scope, name);
    if (!*place) {
        Entry *e = ARENA_NEW(t->arena, Entry);
        e->scope = scope;
        e->name = name;
        *place = e;
        ARENA_PUSH(t->arena, t->all, t->n, t->cap, e);
    }
    return *place;
}

void names_list(const Names *t, const void *scope, bool automatic, Words *w)
{
    for (int i = 0; i < t->n; i++)
        if (t->all[i]->scope == scope && (automatic || !t->all[i]->automatic))
            words_add(w, t->all[i]->name);
}
