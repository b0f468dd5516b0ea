/* Pairs by shape and order; see weight_order.h. Layers of one shape that the file puts in a row,
 * and that stand in a row in the net, are paired in that order at once. What is left is searched: a
 * choice is possible when it contradicts no order; two solutions are none. */
#include "weights/weight_order.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LAYERS = 3000, MAX_STEPS = 200000, MAX_WORK = 400000000 }; /* about a second */

typedef struct Search {
    const Puzzle *p;
    int n;
    bool *fit, *before, *above; /* n x n */
    int *pair, *owner;          /* file -> net, net -> file; -1: open */
    int *first;                 /* the first solution */
    int found, steps;
    int64_t work;
    int vague[2];
    int *todo, n_todo;
} Search;

static bool fit(const Search *s, int f, int k)
{
    return s->fit[(size_t)f * (size_t)s->n + (size_t)k];
}
static bool before(const Search *s, int a, int b)
{
    return s->before[(size_t)a * (size_t)s->n + (size_t)b];
}
static bool above(const Search *s, int a, int b)
{
    return s->above[(size_t)a * (size_t)s->n + (size_t)b];
}

/* Layer f of the file as k of the net contradicts none of the pairs so far. */
static bool allowed(const Search *s, int f, int k)
{
    if (!fit(s, f, k) || s->owner[k] >= 0)
        return false;
    for (int i = 0; i < s->n; i++)
        if (s->pair[i] >= 0 && ((before(s, i, f) && above(s, k, s->pair[i])) ||
                                (before(s, f, i) && above(s, s->pair[i], k))))
            return false;
    return true;
}

static void tie(Search *s, int f, int k)
{
    s->pair[f] = k;
    s->owner[k] = f;
}

static bool same_row(const Search *s, int a, int b)
{
    return !memcmp(s->fit + (size_t)a * (size_t)s->n, s->fit + (size_t)b * (size_t)s->n,
                   (size_t)s->n);
}

/* Layers from `first` on with the same choices; 0 unless there are as many choices. */
static int gather(const Search *s, int first, int *file, int *net)
{
    int n = 0, k = 0;
    for (int i = 0; i < s->n; i++)
        if (s->pair[i] < 0 && same_row(s, first, i))
            file[n++] = i;
    for (int i = 0; i < s->n; i++)
        if (s->owner[i] < 0 && fit(s, first, i))
            net[k++] = i;
    return n == k ? n : 0;
}

/* Sorts by how many of the list come before each; false: some two are in no order. */
static bool in_a_row(const Search *s, int *list, int n, bool (*less)(const Search *, int, int),
                     int *room)
{
    for (int i = 0; i < n; i++) {
        int rank = 0;
        for (int k = 0; k < n; k++)
            rank += k != i && less(s, list[k], list[i]);
        room[i] = rank;
    }
    int *sorted = room + n;
    for (int i = 0; i < n; i++)
        sorted[i] = -1;
    for (int i = 0; i < n; i++) {
        if (sorted[room[i]] >= 0)
            return false;
        sorted[room[i]] = list[i];
    }
    memcpy(list, sorted, sizeof *list * (size_t)n);
    return true;
}

static void tie_rows(Search *s)
{
    int *file = ARENA_ARRAY(s->p->arena, int, (size_t)s->n + 1),
        *net = ARENA_ARRAY(s->p->arena, int, (size_t)s->n + 1);
    int *room = ARENA_ARRAY(s->p->arena, int, 2 * (size_t)s->n + 1);
    for (int i = 0; i < s->n; i++) {
        int n = s->pair[i] < 0 ? gather(s, i, file, net) : 0;
        if (n == 0 || !in_a_row(s, file, n, before, room) || !in_a_row(s, net, n, above, room))
            continue;
        for (int k = 0; k < n; k++)
            tie(s, file[k], net[k]);
    }
}

static int choices(Search *s, int f, int enough)
{
    int n = 0;
    s->work += (int64_t)s->n * 8;
    for (int k = 0; k < s->n && n < enough; k++)
        n += allowed(s, f, k);
    return n;
}

/* The open layer with the fewest choices. */
static int tightest(Search *s)
{
    int best = -1, fewest = s->n + 1;
    for (int f = 0; f < s->n && fewest > 1; f++) {
        int n = s->pair[f] < 0 ? choices(s, f, fewest) : s->n + 1;
        if (n < fewest)
            best = f, fewest = n;
    }
    return best;
}

static void note_solution(Search *s)
{
    if (s->found++ == 0) {
        memcpy(s->first, s->pair, sizeof *s->pair * (size_t)s->n);
        return;
    }
    for (int f = 0; f < s->n; f++)
        if (s->pair[f] != s->first[f]) {
            s->vague[0] = f;
            s->vague[1] = s->owner[s->first[f]];
            return;
        }
}

static void search(Search *s)
{
    if (s->found > 1 || s->steps++ > MAX_STEPS || s->work > MAX_WORK) {
        s->steps = s->found > 1 ? s->steps : MAX_STEPS + 1;
        return;
    }
    int f = tightest(s);
    if (f < 0) {
        note_solution(s);
        return;
    }
    for (int k = 0; k < s->n && s->found < 2 && s->steps <= MAX_STEPS; k++) {
        if (!allowed(s, f, k))
            continue;
        tie(s, f, k);
        search(s);
        s->pair[f] = s->owner[k] = -1;
    }
}

static bool *matrix(const Puzzle *p, bool (*is)(const void *, int, int))
{
    bool *m = ARENA_ARRAY(p->arena, bool, (size_t)p->n *(size_t)p->n + 1);
    for (int i = 0; i < p->n; i++)
        for (int k = 0; k < p->n; k++)
            m[(size_t)i * (size_t)p->n + (size_t)k] = is(p->user, i, k);
    return m;
}

/* All pairs of the first solution against all orders: those that were made at once stand in every
 * solution, and may contradict each other. */
static bool agrees(const Search *s)
{
    for (int i = 0; i < s->n; i++)
        for (int k = 0; k < s->n; k++)
            if (s->first[i] >= 0 && s->first[k] >= 0 && before(s, i, k) &&
                above(s, s->first[k], s->first[i]))
                return false;
    return true;
}

static bool needed_order(const Search *s)
{
    for (int i = 0; i < s->n; i++) {
        int n = 0;
        for (int k = 0; k < s->n; k++)
            n += fit(s, i, k);
        if (n > 1)
            return true;
    }
    return false;
}

Solved puzzle_solve(const Puzzle *p, int *pair, int vague[2])
{
    vague[0] = vague[1] = -1;
    if (p->n > MAX_LAYERS)
        return UNSOLVED_LARGE;
    size_t size = (size_t)p->n + 1;
    Search s = {.p = p,
                .n = p->n,
                .fit = matrix(p, p->fits),
                .before = matrix(p, p->before),
                .above = matrix(p, p->above),
                .pair = ARENA_ARRAY(p->arena, int, size),
                .owner = ARENA_ARRAY(p->arena, int, size),
                .first = ARENA_ARRAY(p->arena, int, size)};
    for (int i = 0; i < p->n; i++)
        s.pair[i] = s.owner[i] = s.first[i] = -1;
    for (int i = 0; i < p->n; i++)
        if (choices(&s, i, 1) == 0) {
            vague[0] = i;
            return UNSOLVED_NONE;
        }
    tie_rows(&s);
    search(&s);
    if (s.steps > MAX_STEPS && s.found < 2)
        return UNSOLVED_LARGE;
    if (s.found == 0 || !agrees(&s))
        return UNSOLVED_NONE;
    if (s.found > 1) {
        memcpy(vague, s.vague, sizeof s.vague);
        return UNSOLVED_TWO;
    }
    memcpy(pair, s.first, sizeof *pair * (size_t)p->n);
    return needed_order(&s) ? SOLVED : SOLVED_SHAPE;
}
