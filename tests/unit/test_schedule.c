/* The schedules of the learning rate: values against the formulas of spec/language.md worked out by
 * hand, the warm-up of each, and that every schedule of the table is read from the text of a net.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "compiler/front/front.h"
#include "compiler/front/schedule.h"

static Setting read_schedule(Arena *a, const char *words)
{
    char text[400];
    snprintf(text, sizeof text,
             "net n { input 4; dense 3 softmax }\ntrain { loss crossentropy\n%s%s\n}\n",
             *words ? "schedule " : "", words);
    Diag *d = diag_new(a);
    Graph *g = expand(a, parse(a, source_from_text(a, "x.net", text), d),
                      &(ExpandOptions){.net = NULL}, d);
    if (!g || diag_errors(d)) {
        diag_print(d, stderr);
        fail_msg("`schedule %s` is refused", words);
    }
    return g->train.schedule;
}

typedef struct Value {
    const char *words;
    double at, epochs;
    int falls;
    double rate;
} Value;

static const Value values[] = {
    /* the base rate is 0.8; a step takes a quarter of an epoch */
    {"", 7.25, 10, 0, 0.8},
    {"constant", 7.25, 10, 0, 0.8},
    {"constant warmup=2", 0, 10, 0, 0.1}, /* its end is 1/8 of the warm-up */
    {"constant warmup=2", 1.5, 10, 0, 0.7},
    {"constant warmup=2", 1.75, 10, 0, 0.8},
    {"constant warmup=2", 2, 10, 0, 0.8},
    {"constant warmup=0.1", 0, 10, 0, 0.8}, /* shorter than a step */
    {"step every=3 factor=0.5", 0, 10, 0, 0.8},
    {"step every=3 factor=0.5", 2.75, 10, 0, 0.8},
    {"step every=3 factor=0.5", 3, 10, 0, 0.4},
    {"step every=3 factor=0.5", 9.25, 10, 0, 0.1},
    {"step every=3 factor=0.5 warmup=1", 3, 10, 0, 0.8},
    {"step every=3 factor=0.5 warmup=1", 4, 10, 0, 0.4},
    {"step", 30, 100, 0, 0.08},
    {"exponential factor=0.25", 0, 10, 0, 0.8},
    {"exponential factor=0.25", 0.5, 10, 0, 0.4},
    {"exponential factor=0.25", 2, 10, 0, 0.05},
    {"exponential", 1, 10, 0, 0.76},
    {"cosine", 0, 12, 0, 0.8},
    {"cosine", 4, 12, 0, 0.6}, /* cos(60 degrees) = 1/2 */
    {"cosine", 6, 12, 0, 0.4},
    {"cosine", 8, 12, 0, 0.2},
    {"cosine", 12, 12, 0, 0},
    {"cosine min=0.2", 6, 12, 0, 0.5},
    {"cosine min=0.2", 12, 12, 0, 0.2},
    {"cosine min=3", 6, 12, 0, 0.8}, /* a floor above the base lifts nothing */
    {"cosine warmup=2", 8, 14, 0, 0.4},
    {"cosine warmup=2", 1, 14, 0, 0.5},
    {"cosine warmup=20", 13.75, 14, 0, 0.56}, /* a warm-up longer than the training */
    {"polynomial", 5, 20, 0, 0.6},
    {"polynomial power=2", 10, 20, 0, 0.2},
    {"polynomial power=0.5 min=0.3", 15, 20, 0, 0.55},
    {"polynomial power=3", 20, 20, 0, 0},
    /* PyTorch's OneCycleLR over 40 steps and CosineAnnealingWarmRestarts */
    {"onecycle", 0, 10, 0, 0.032},
    {"onecycle", 1.25, 10, 0, 0.3613511021030585},
    {"onecycle", 2.75, 10, 0, 0.8},
    {"onecycle", 3, 10, 0, 0.7974848940177613},
    {"onecycle", 5, 10, 0, 0.6128135793548123},
    {"onecycle", 9.75, 10, 0, 3.2e-6},
    {"onecycle linear rise=0.5 start=4 end=100", 0, 10, 0, 0.2},
    {"onecycle linear rise=0.5 start=4 end=100", 1.75, 10, 0, 0.4210526315789474},
    {"onecycle linear rise=0.5 start=4 end=100", 4.75, 10, 0, 0.8},
    {"onecycle linear rise=0.5 start=4 end=100", 5, 10, 0, 0.7601},
    {"onecycle linear rise=0.5 start=4 end=100", 7.75, 10, 0, 0.3212},
    {"onecycle linear rise=0.5 start=4 end=100", 9.75, 10, 0, 0.002},
    {"onecycle rise=0 linear end=1 start=5", 4.75, 10, 0, 0.48}, /* 20 of 40 steps of the fall */
    {"onecycle warmup=2", 4.75, 12, 0, 0.8},
    {"restarts every=3", 0, 10, 0, 0.8},
    {"restarts every=3", 1.25, 10, 0, 0.5035276180410083},
    {"restarts every=3", 2.75, 10, 0, 0.01362966948437272},
    {"restarts every=3", 3, 10, 0, 0.8},
    {"restarts every=3", 5, 10, 0, 0.2},
    {"restarts every=3 warmup=1", 6, 10, 0, 0.2},
    {"restarts every=2 grow=2 min=0.1", 1.75, 10, 0, 0.12664216362104966},
    {"restarts every=2 grow=2 min=0.1", 2, 10, 0, 0.8},
    {"restarts every=2 grow=2 min=0.1", 2.25, 10, 0, 0.7932748481411307},
    {"restarts every=2 grow=2 min=0.1", 5.75, 10, 0, 0.10672515185886935},
    {"restarts every=2 grow=2 min=0.1", 6, 10, 0, 0.8},
    {"restarts every=2 grow=2 min=0.1", 9.75, 10, 0, 0.48430599911534633},
    {"plateau", 5, 20, 0, 0.8},
    {"plateau", 5, 20, 1, 0.08},
    {"plateau loss factor=0.5", 5, 20, 3, 0.1},
    {"plateau loss factor=0.5 min=0.3", 5, 20, 3, 0.3},
    {"plateau loss factor=0.5 warmup=4", 0.75, 20, 3, 0.2},
};

/* Keras' CosineDecayRestarts, in single precision. */
static const Value keras_values[] = {
    {"restarts every=2 grow=1.5 fall=0.5 min=0.1", 0, 20, 0, 0.8},
    {"restarts every=2 grow=1.5 fall=0.5 min=0.1", 1.25, 20, 0, 0.31606078147888184},
    {"restarts every=2 grow=1.5 fall=0.5 min=0.1", 2, 20, 0, 0.45},
    {"restarts every=2 grow=1.5 fall=0.5 min=0.1", 4.75, 20, 0, 0.10596296936273575},
    {"restarts every=2 grow=1.5 fall=0.5 min=0.1", 5, 20, 0, 0.275},
    {"restarts every=2 grow=1.5 fall=0.5 min=0.1", 9.25, 20, 0, 0.10132932662963867},
    {"restarts every=2 grow=1.5 fall=0.5 min=0.1", 9.5, 20, 0, 0.1875},
    {"restarts every=2 grow=1.5 fall=0.5 min=0.1", 15, 20, 0, 0.10719740390777588},
};

static void compare(const Value *given, size_t n, double bound)
{
    for (size_t i = 0; i < n; i++) {
        const Value *v = &given[i];
        Arena *a = arena_new();
        Setting set = read_schedule(a, v->words);
        double rate = schedule_rate(&set, (ScheduleAt){.base = 0.8,
                                                       .at = v->at,
                                                       .end = v->at + 0.25,
                                                       .epochs = v->epochs,
                                                       .falls = v->falls});
        if (fabs(rate - v->rate) > bound)
            fail_msg("`%s` at %g of %g: found %.17g, expected %.17g", v->words, v->at, v->epochs,
                     rate, v->rate);
        arena_free(a);
    }
}

static void test_values(void **state)
{
    (void)state;
    compare(values, sizeof values / sizeof *values, 1e-14);
    compare(keras_values, sizeof keras_values / sizeof *keras_values, 1e-7);
}

/* Every schedule by its bare name: never above the base rate nor below 0, and finite. But for those
 * that are made to rise it never does. */
static void test_falling(void **state)
{
    int n = 0;
    (void)state;
    for (const Schedule *const *s = schedule_table; *s; s++, n++) {
        Arena *a = arena_new();
        Setting set = read_schedule(a, (*s)->name);
        double last = 0.01;
        assert_ptr_equal(set.record, *s);
        for (int i = 0; i < 400; i++) {
            double rate = schedule_rate(&set, (ScheduleAt){.base = 0.01,
                                                           .at = i / 4.0,
                                                           .end = (i + 1) / 4.0,
                                                           .epochs = 100,
                                                           .falls = i / 100});
            bool rises = !strcmp((*s)->name, "onecycle") || !strcmp((*s)->name, "restarts");
            if (!(rate >= 0 && rate <= (rises ? 0.01 : last)))
                fail_msg("%s rises from %g to %g at epoch %g", (*s)->name, last, rate, i / 4.0);
            last = rate;
        }
        arena_free(a);
    }
    assert_true(n >= 8);
}

static void test_monitor(void **state)
{
    Arena *a = arena_new();
    int patience = 0;
    double min_delta = -1;
    (void)state;
    Setting cosine = read_schedule(a, "cosine warmup=2"), plain = read_schedule(a, "plateau"),
            none = read_schedule(a, "");
    Setting set = read_schedule(a, "plateau accuracy patience=3 min_delta=0.01 warmup=2.5");
    assert_null(schedule_monitor(&cosine, &patience, &min_delta));
    assert_null(schedule_monitor(&none, &patience, &min_delta));
    assert_string_equal(schedule_monitor(&plain, &patience, &min_delta), "val_loss");
    assert_int_equal(patience, 10);
    assert_true(min_delta == 0);
    assert_string_equal(schedule_monitor(&set, &patience, &min_delta), "accuracy");
    assert_int_equal(patience, 3);
    assert_true(min_delta == 0.01);
    assert_true(schedule_warming(&set, 2));
    assert_false(schedule_warming(&set, 3)); /* partly warm-up: it counts */
    assert_false(schedule_warming(&plain, 1));
    assert_false(schedule_warming(&none, 1));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values),
                                       cmocka_unit_test(test_falling),
                                       cmocka_unit_test(test_monitor)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
