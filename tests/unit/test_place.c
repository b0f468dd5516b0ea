/* Where buffers are placed: the trees of plan.c find the place that a search through all buffers
 * finds, on random lives and sizes. */
#include "compiler/passes/plan.c"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { MOST = 160, ROUNDS = 4000, ALIGN = 64 };

static uint32_t draw(uint64_t *s, uint32_t n)
{
    *s = *s * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*s >> 33) % n;
}

static int by_offset(const void *x, const void *y)
{
    const Item *a = x, *b = y;
    return a->b->offset < b->b->offset ? -1 : a->b->offset > b->b->offset;
}

/* The lowest offset that is free over the item's life, by looking at all items before it. */
static int64_t slow_place(const Item *items, int i)
{
    Item busy[MOST];
    int n = 0;
    for (int j = 0; j < i; j++)
        if (items[j].b->first <= items[i].b->last && items[i].b->first <= items[j].b->last)
            busy[n++] = items[j];
    qsort(busy, (size_t)n, sizeof *busy, by_offset);
    int64_t at = 0;
    for (int j = 0; j < n && at + items[i].bytes > busy[j].b->offset; j++) {
        int64_t end = busy[j].b->offset + busy[j].bytes;
        at = end > at ? end : at;
    }
    return at;
}

static void one_round(uint64_t *seed, Arena *a)
{
    int n = 1 + (int)draw(seed, MOST), times = 1 + (int)draw(seed, 100),
        sizes = 1 + (int)draw(seed, 5);
    Buffer *b = ARENA_ARRAY(a, Buffer, n);
    Item items[MOST];
    int64_t want[MOST];
    for (int i = 0; i < n; i++) {
        int x = (int)draw(seed, (uint32_t)times), y = (int)draw(seed, (uint32_t)times);
        b[i] = (Buffer){.id = i, .first = x < y ? x : y, .last = x < y ? y : x};
        items[i] = (Item){&b[i], ALIGN * (int64_t)draw(seed, (uint32_t)(sizes + 1))};
    }
    qsort(items, (size_t)n, sizeof *items, by_size);
    for (int i = 0; i < n; i++)
        want[i] = items[i].b->offset = items[i].bytes ? slow_place(items, i) : 0;
    place_items(a, items, n, times);
    for (int i = 0; i < n; i++)
        assert_int_equal(items[i].b->offset, want[i]);
}

static void places_are_the_lowest(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int r = 0; r < ROUNDS; r++) {
        Arena *a = arena_new();
        one_round(&seed, a);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(places_are_the_lowest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
