/* Layouts of values: every number of a value has a place of its own among those that are counted,
 * lanes beyond the channels none; and a kernel that reads another layout is refused. */
#include "compiler/compile.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const Shape shapes[] = {{1, 1, 1, 1}, {1, 1, 1, 10}, {1, 1, 1, 16}, {1, 1, 1, 33},
                               {3, 2, 5, 3}, {3, 7, 3, 16}, {3, 4, 4, 40}, {3, 1, 9, 31}};

static void test_places(void **state)
{
    (void)state;
    for (int i = 0; i < LAYOUTS; i++)
        for (size_t j = 0; j < sizeof shapes / sizeof *shapes; j++) {
            const ValueLayout *l = layout_table[i];
            Shape s = shapes[j];
            int64_t count = layout_count(l, s), taken = 0;
            char *at = calloc((size_t)count, 1);
            assert_non_null(at);
            for (int h = 0; h < s.h; h++)
                for (int w = 0; w < s.w; w++)
                    for (int c = 0; c < s.c; c++) {
                        int64_t p = layout_place(l, s, h, w, c);
                        assert_true(p >= 0 && p < count && !at[p]);
                        at[p] = 1;
                        taken++;
                    }
            assert_int_equal(taken, shape_count(s));
            assert_true(count == layout_lanes(l, s.c) * s.h * s.w && count >= taken);
            free(at);
        }
}

static void test_blocked(void **state)
{
    (void)state;
    Shape s = {3, 5, 7, 40};
    assert_int_equal(layout_blocks(&layout_blocked, 40), 3);
    assert_int_equal(layout_lanes(&layout_blocked, 40), 48);
    assert_int_equal(layout_count(&layout_blocked, s), 3 * 5 * 7 * 16);
    assert_int_equal(layout_place(&layout_blocked, s, 4, 3, 37), ((2 * 5 + 4) * 7 + 3) * 16 + 5);
    assert_int_equal(layout_blocks(&layout_hwc, 40), 1);
    assert_int_equal(layout_lanes(&layout_hwc, 40), 40);
    assert_int_equal(layout_count(&layout_hwc, s), 5 * 7 * 40);
    assert_int_equal(layout_place(&layout_hwc, s, 4, 3, 37), (4 * 7 + 3) * 40 + 37);
}

/* The numbers in the order height, width, channel, one after the other. */
static bool same_by_places(const ValueLayout *l, Shape s, Shape t)
{
    if (shape_count(s) != shape_count(t))
        return false;
    for (int i = 0; i < (int)shape_count(s); i++)
        if (layout_place(l, s, i / s.c / s.w, i / s.c % s.w, i % s.c) !=
            layout_place(l, t, i / t.c / t.w, i / t.c % t.w, i % t.c))
            return false;
    return true;
}

static void test_same(void **state)
{
    (void)state;
    static const Shape all[] = {{3, 2, 6, 32}, {3, 3, 4, 32},  {3, 12, 1, 32},
                                {3, 2, 3, 64}, {1, 1, 1, 384}, {3, 2, 6, 31}};
    for (int i = 0; i < LAYOUTS; i++)
        for (int a = 0; a < 6; a++)
            for (int b = 0; b < 6; b++)
                assert_int_equal(layout_same(layout_table[i], all[a], all[b]),
                                 same_by_places(layout_table[i], all[a], all[b]));
}

/* A plan whose values are said to lie as its kernels do not read them. */
static void test_refused(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    Err err;
    Graph *g = compile_graph(a, "examples/mlp.net", &(CompileOptions){0}, d, &err);
    assert_non_null(g);
    Target t = default_target(g);
    Ir *ir = compile_plan(a, g, MODE_INFER, &t, NULL, NULL);
    assert_true(compile_within(ir, &err) && verify_ir(ir, &err));
    for (int i = 0; i < ir->n_bufs; i++)
        if (ir->bufs[i]->layout)
            ir->bufs[i]->layout = &layout_hwc;
    assert_false(verify_ir(ir, &err));
    assert_non_null(strstr(err.text, "layout of"));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_places),
                                       cmocka_unit_test(test_blocked), cmocka_unit_test(test_same),
                                       cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
