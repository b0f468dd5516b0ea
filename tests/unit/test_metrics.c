/* Metrics against values worked out by hand from a small confusion matrix:
 *            guess 0  1  2
 *   truth 0        3  1  0
 *   truth 1        2  1  0
 *   truth 2        0  2  1 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include "training/metrics.h"

static const int counts[3][3] = {{3, 1, 0}, {2, 1, 0}, {0, 2, 1}};

static Metrics *example(void)
{
    Metrics *m = metrics_new(3);
    assert_non_null(m);
    for (int t = 0; t < 3; t++)
        for (int g = 0; g < 3; g++)
            for (int i = 0; i < counts[t][g]; i++)
                metrics_add(m, t, g);
    return m;
}

static void near(double found, double expected)
{
    if (fabs(found - expected) > 1e-12)
        fail_msg("found %.17g, expected %.17g", found, expected);
}

static void test_counts(void **state)
{
    Metrics *m = example();
    (void)state;
    for (int t = 0; t < 3; t++)
        for (int g = 0; g < 3; g++)
            assert_int_equal(metrics_count(m, t, g), counts[t][g]);
    assert_int_equal(m->total, 10);
    near(metrics_accuracy(m), 0.5);
    metrics_reset(m);
    assert_int_equal(m->total, 0);
    assert_int_equal(metrics_count(m, 0, 0), 0);
    metrics_free(m);
}

static void test_classes(void **state)
{
    Metrics *m = example();
    ClassMetrics a = metrics_class(m, 0), b = metrics_class(m, 1), c = metrics_class(m, 2);
    (void)state;
    near(a.precision, 0.6); /* 3 of 5 guesses */
    near(a.recall, 0.75);   /* 3 of 4 */
    near(a.f1, 2.0 / 3.0);  /* 2*0.6*0.75/1.35 */
    assert_int_equal(a.support, 4);
    near(b.precision, 0.25); /* 1 of 4 */
    near(b.recall, 1.0 / 3.0);
    near(b.f1, 2.0 / 7.0);
    assert_int_equal(b.support, 3);
    near(c.precision, 1.0);
    near(c.recall, 1.0 / 3.0);
    near(c.f1, 0.5);
    assert_int_equal(c.support, 3);
    metrics_free(m);
}

static void test_means(void **state)
{
    Metrics *m = example();
    ClassMetrics plain = metrics_mean(m, false), weighted = metrics_mean(m, true);
    (void)state;
    near(plain.precision, 1.85 / 3.0);
    near(plain.recall, (0.75 + 2.0 / 3.0) / 3.0);
    near(plain.f1, (2.0 / 3.0 + 2.0 / 7.0 + 0.5) / 3.0);
    assert_int_equal(plain.support, 10);
    near(weighted.precision, (4 * 0.6 + 3 * 0.25 + 3 * 1.0) / 10.0);
    near(weighted.recall, 0.5); /* the weighted recall is the accuracy */
    near(weighted.f1, (4 * 2.0 / 3.0 + 3 * 2.0 / 7.0 + 3 * 0.5) / 10.0);
    metrics_free(m);
}

/* Class 2 is guessed and does not occur, class 3 neither: the means are over three classes. Values
 * of scikit-learn 1.x, average="macro" and "weighted" (torchmetrics' macro and Keras' MeanIoU count
 * alike). */
static void test_means_count_guessed_classes(void **state)
{
    static const int truth[] = {0, 0, 0, 1, 1, 1}, guess[] = {0, 0, 2, 1, 1, 0};
    Metrics *m = metrics_new(4);
    (void)state;
    for (int i = 0; i < 6; i++)
        metrics_add(m, truth[i], guess[i]);
    const ClassMetrics plain = metrics_mean(m, false), weighted = metrics_mean(m, true);
    near(plain.precision, 0.5555555555555555);
    near(plain.recall, 0.4444444444444444);
    near(plain.f1, 0.4888888888888889);
    near(metrics_mean_iou(m), 0.3888888888888888);
    near(weighted.precision, 0.8333333333333334);
    near(weighted.recall, 0.6666666666666666);
    near(weighted.f1, 0.7333333333333333);
    metrics_free(m);
}

static void test_absent_class_is_zero(void **state)
{
    Metrics *m = metrics_new(3);
    (void)state;
    near(metrics_accuracy(m), 0);
    near(metrics_mean(m, true).f1, 0);
    metrics_add(m, 0, 0);
    metrics_add(m, 0, 1);
    ClassMetrics never_true = metrics_class(m, 1), never_seen = metrics_class(m, 2);
    near(never_true.precision, 0);
    near(never_true.recall, 0);
    near(never_true.f1, 0);
    assert_int_equal(never_true.support, 0);
    near(never_seen.precision, 0);
    near(never_seen.f1, 0);
    metrics_free(m);
}

static void test_class_of(void **state)
{
    const float nan_first[] = {NAN, 0.1f, 0.2f}, nan_last[] = {0.1f, 0.2f, NAN},
                tie[] = {0.2f, 0.4f, 0.4f}, low[] = {-3.0f, -2.0f};
    const float half[] = {0.5f}, under[] = {0.49999f};
    (void)state;
    assert_int_equal(class_of(nan_first, 3), 2);
    assert_int_equal(class_of(nan_last, 3), 1);
    assert_int_equal(class_of(tie, 3), 1);
    assert_int_equal(class_of(low, 2), 1);
    assert_int_equal(class_of(half, 1), 1);
    assert_int_equal(class_of(under, 1), 0);
    assert_int_equal(classes_of_outputs(1), 2);
    assert_int_equal(classes_of_outputs(10), 10);
}

static void test_rows_of_outputs(void **state)
{
    const float y[] = {0.7f, 0.2f, 0.1f, 0.1f, 0.3f, 0.6f, 0.5f, 0.2f, 0.3f};
    const int32_t truth[] = {0, 2, 1};
    Metrics *m = metrics_new(3);
    (void)state;
    metrics_add_outputs(m, y, 3, truth, 3);
    assert_int_equal(metrics_count(m, 0, 0), 1);
    assert_int_equal(metrics_count(m, 2, 2), 1);
    assert_int_equal(metrics_count(m, 1, 0), 1);
    near(metrics_accuracy(m), 2.0 / 3.0);
    metrics_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_means),
        cmocka_unit_test(test_means_count_guessed_classes),
        cmocka_unit_test(test_absent_class_is_zero),
        cmocka_unit_test(test_class_of),
        cmocka_unit_test(test_rows_of_outputs),
    };
    return cmocka_run_group_tests_name("metrics", tests, NULL, NULL);
}
