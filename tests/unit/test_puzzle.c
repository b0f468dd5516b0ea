/* puzzle_solve against every permutation: small puzzles drawn at random, of layers in classes of
 * one shape and of arbitrary fits, with orders that say much or little and with orders that
 * contradict each other. */
#include "tests/unit/kernel_util.h"
#include "weights/weight_order.h"

enum { MOST = 5, DRAWS = 20000 };

typedef struct Drawn {
    int n;
    bool fits[MOST][MOST], before[MOST][MOST], above[MOST][MOST];
} Drawn;

static bool fits(const void *d, int file, int net) { return ((const Drawn *)d)->fits[file][net]; }
static bool before(const void *d, int a, int b) { return ((const Drawn *)d)->before[a][b]; }
static bool above(const void *d, int a, int b) { return ((const Drawn *)d)->above[a][b]; }

static int draw(uint64_t *seed, int n) { return (int)((uniform(seed) + 1) / 2 * n); }

static void shuffle(uint64_t *seed, int *list, int n)
{
    for (int i = 0; i < n; i++)
        list[i] = i;
    for (int i = n - 1; i > 0; i--) {
        int k = draw(seed, i + 1), kept = list[i];
        list[i] = list[k], list[k] = kept;
    }
}

/* Says `often` tenths of what the list, first to last, could say. */
static void order_by(uint64_t *seed, const int *list, int n, int often, bool (*said)[MOST])
{
    for (int i = 0; i < n; i++)
        for (int k = i + 1; k < n; k++)
            said[list[i]][list[k]] = draw(seed, 10) < often;
}

/* The net's layer of each layer of the file is drawn first; orders follow it, or in one puzzle of
 * eight do not. */
static Drawn drawn(uint64_t *seed)
{
    Drawn d = {.n = 1 + draw(seed, MOST)};
    int truth[MOST], file[MOST], net[MOST], class[MOST], classes = 1 + draw(seed, 3);
    bool by_class = draw(seed, 4) > 0;
    shuffle(seed, truth, d.n);
    shuffle(seed, file, d.n);
    for (int i = 0; i < d.n; i++)
        net[i] = truth[file[i]], class[i] = draw(seed, classes);
    if (draw(seed, 8) == 0)
        shuffle(seed, net, d.n);
    for (int i = 0; i < d.n; i++)
        for (int k = 0; k < d.n; k++)
            d.fits[i][truth[k]] = k == i || (by_class ? class[i] == class[k] : draw(seed, 2));
    order_by(seed, file, d.n, draw(seed, 11), d.before);
    order_by(seed, net, d.n, draw(seed, 11), d.above);
    return d;
}

static bool agrees(const Drawn *d, const int *pair)
{
    for (int i = 0; i < d->n; i++) {
        if (!d->fits[i][pair[i]])
            return false;
        for (int k = 0; k < d->n; k++)
            if (d->before[i][k] && d->above[pair[k]][pair[i]])
                return false;
    }
    return true;
}

typedef struct All {
    int n, pair[120][MOST];
} All;

static void every_way(const Drawn *d, int *pair, int at, All *all)
{
    if (at == d->n) {
        if (agrees(d, pair))
            memcpy(all->pair[all->n++], pair, sizeof *pair * MOST);
        return;
    }
    for (int k = 0; k < d->n; k++) {
        bool taken = false;
        for (int i = 0; i < at; i++)
            taken |= pair[i] == k;
        pair[at] = k;
        if (!taken)
            every_way(d, pair, at + 1, all);
    }
}

/* In some two ways the layer that is named first goes to two places, and in one of them the second
 * has the place that the first has in the other. */
static bool exchanged(const All *all, const int *vague)
{
    for (int a = 0; a < all->n; a++)
        for (int b = 0; b < all->n; b++)
            if (all->pair[a][vague[0]] != all->pair[b][vague[0]] &&
                all->pair[a][vague[0]] == all->pair[b][vague[1]])
                return true;
    return false;
}

static bool each_has_one_place(const Drawn *d)
{
    for (int i = 0; i < d->n; i++) {
        int n = 0;
        for (int k = 0; k < d->n; k++)
            n += d->fits[i][k];
        if (n != 1)
            return false;
    }
    return true;
}

static void all_ways_are_seen(void **state)
{
    (void)state;
    uint64_t seed = 7;
    int seen[UNSOLVED_LARGE + 1] = {0};
    for (int t = 0; t < DRAWS; t++) {
        Arena *a = arena_new();
        Drawn d = drawn(&seed);
        Puzzle p = {a, d.n, fits, before, above, &d};
        static All all;
        int pair[MOST] = {0}, way[MOST] = {0}, vague[2];
        all.n = 0;
        every_way(&d, way, 0, &all);
        Solved got = puzzle_solve(&p, pair, vague);
        seen[got]++;
        if (all.n == 0) {
            assert_int_equal(got, UNSOLVED_NONE);
            assert_int_equal(vague[0], -1); /* each fits somewhere, as it was drawn */
        } else if (all.n > 1) {
            assert_int_equal(got, UNSOLVED_TWO);
            assert_true(exchanged(&all, vague));
        } else {
            assert_int_equal(got, each_has_one_place(&d) ? SOLVED_SHAPE : SOLVED);
            assert_memory_equal(pair, all.pair[0], sizeof *pair * (size_t)d.n);
        }
        arena_free(a);
    }
    for (int k = SOLVED; k < UNSOLVED_LARGE; k++)
        assert_true(seen[k] > 200);
}

static void one_that_fits_nowhere_is_named(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Drawn d = {.n = 3, .fits = {{1, 1, 1}, {1, 0, 1}, {0, 0, 0}}};
    Puzzle p = {a, d.n, fits, before, above, &d};
    int pair[MOST], vague[2];
    assert_int_equal(puzzle_solve(&p, pair, vague), UNSOLVED_NONE);
    assert_int_equal(vague[0], 2);
    arena_free(a);
}

/* Many layers of one shape in a row, as in a deep net: no search. */
static bool any(const void *n, int a, int b) { return a < *(const int *)n && b < *(const int *)n; }
static bool smaller(const void *n, int a, int b) { return any(n, a, b) && a < b; }
static bool larger(const void *n, int a, int b) { return any(n, a, b) && a > b; }

static void a_long_row_is_paired_at_once(void **state)
{
    (void)state;
    enum { LONG = 600 };
    static int pair[LONG];
    const int n = LONG;
    int vague[2];
    Arena *a = arena_new();
    Puzzle p = {a, n, any, smaller, larger, &n};
    assert_int_equal(puzzle_solve(&p, pair, vague), SOLVED);
    for (int i = 0; i < n; i++)
        assert_int_equal(pair[i], n - 1 - i);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_ways_are_seen),
        cmocka_unit_test(one_that_fits_nowhere_is_named),
        cmocka_unit_test(a_long_row_is_paired_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
