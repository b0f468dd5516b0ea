/* Eigenvalues without LAPACK (runtime/eigen.c): of matrices whose values are known, and of random
 * ones by what they must be. */
#include "runtime/eigen.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void known_values(void **state)
{
    double a[9] = {2, 7, 7, 1, 2, 7, 0, 1, 2}, w[3]; /* what lies above the diagonal is not read */
    (void)state;
    assert_true(eigen_symmetric(3, a, w));
    for (int i = 0; i < 3; i++)
        assert_true(fabs(w[i] - (2 + (i - 1) * sqrt(2))) < 1e-13);
    double one[1] = {-3}, v[1], equal[4] = {5, 0, 0, 5}, u[2];
    assert_true(eigen_symmetric(1, one, v) && v[0] == -3 && one[0] == 1);
    assert_true(eigen_symmetric(2, equal, u) && u[0] == 5 && u[1] == 5);
}

/* A v = w v, the vectors orthonormal, the values ascending. */
static void random_matrix(int n, uint64_t seed)
{
    const size_t all = (size_t)n * (size_t)n;
    double *m = malloc(sizeof *m * all), *a = malloc(sizeof *a * all),
           *w = malloc(sizeof *w * (size_t)n);
    assert_true(m && a && w);
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            m[i * n + j] = m[j * n + i] = (double)(seed >> 40) / 8388608 - 1;
        }
    memcpy(a, m, sizeof *a * all);
    assert_true(eigen_symmetric(n, a, w));
    for (int k = 0; k < n; k++) {
        assert_true(k == 0 || w[k] >= w[k - 1]);
        for (int i = 0; i < n; i++) {
            double sum = 0, dot = 0;
            for (int j = 0; j < n; j++) {
                sum += m[i * n + j] * a[k * n + j];
                dot += a[k * n + j] * a[i * n + j];
            }
            assert_true(fabs(sum - w[k] * a[k * n + i]) < 1e-11);
            assert_true(fabs(dot - (i == k)) < 1e-12);
        }
    }
    free(m);
    free(a);
    free(w);
}

static void random_matrices(void **state)
{
    static const int sizes[] = {2, 3, 12, 27, 75};
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        random_matrix(sizes[i], i + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_values),
                                       cmocka_unit_test(random_matrices)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
