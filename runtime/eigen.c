/* The cyclic method of Jacobi: each sweep turns every pair of axes so that their element becomes 0;
 * the sum of squares beside the diagonal falls quadratically. See eigen.h. */
#include "runtime/eigen.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SWEEPS_MOST = 60 };

/* Rows p and q of m become c * p - s * q and s * p + c * q. */
static void turn_rows(double *m, int n, int p, int q, double c, double s)
{
    double *x = m + (size_t)p * (size_t)n, *y = m + (size_t)q * (size_t)n;
    for (int k = 0; k < n; k++) {
        const double a = x[k], b = y[k];
        x[k] = c * a - s * b;
        y[k] = s * a + c * b;
    }
}

static void turn_columns(double *m, int n, int p, int q, double c, double s)
{
    for (int k = 0; k < n; k++) {
        double *row = m + (size_t)k * (size_t)n;
        const double a = row[p], b = row[q];
        row[p] = c * a - s * b;
        row[q] = s * a + c * b;
    }
}

/* Makes element (p, q) of the whole symmetric m 0; the rows of v are turned alike. */
static void turn(double *m, double *v, int n, int p, int q)
{
    const double between = m[(size_t)p * (size_t)n + (size_t)q];
    if (between == 0)
        return;
    const double tau = (m[(size_t)q * (size_t)n + (size_t)q] -
                        m[(size_t)p * (size_t)n + (size_t)p]) /
                       (2 * between),
                 t = (tau >= 0 ? 1 : -1) / (fabs(tau) + sqrt(1 + tau * tau)),
                 c = 1 / sqrt(1 + t * t), s = t * c;
    turn_rows(m, n, p, q, c, s);
    turn_columns(m, n, p, q, c, s);
    turn_rows(v, n, p, q, c, s);
}

static bool is_diagonal(const double *m, int n)
{
    double beside = 0, on = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            const double x = m[(size_t)i * (size_t)n + (size_t)j];
            *(i == j ? &on : &beside) += x * x;
        }
    return beside <= 1e-30 * (on + beside);
}

/* Ascending; rows of v go along. */
static void sort(double *w, double *v, int n)
{
    for (int i = 0; i < n; i++) {
        int least = i;
        for (int k = i + 1; k < n; k++)
            least = w[k] < w[least] ? k : least;
        const double kept = w[i];
        w[i] = w[least];
        w[least] = kept;
        for (int k = 0; k < n && least != i; k++) {
            double *x = &v[(size_t)i * (size_t)n + (size_t)k],
                   *y = &v[(size_t)least * (size_t)n + (size_t)k], was = *x;
            *x = *y;
            *y = was;
        }
    }
}

bool eigen_symmetric(int n, double *a, double *w)
{
    const size_t size = (size_t)n, all = size * size;
    double *m = malloc(sizeof *m * (all + 1));
    bool found = false;
    if (!m)
        return false;
    for (size_t i = 0; i < size; i++)
        for (size_t j = 0; j <= i; j++)
            m[i * size + j] = m[j * size + i] = a[i * size + j];
    memset(a, 0, sizeof *a * all);
    for (size_t i = 0; i < size; i++)
        a[i * size + i] = 1;
    for (int k = 0; k < SWEEPS_MOST && !(found = is_diagonal(m, n)); k++)
        for (int p = 0; p < n; p++)
            for (int q = p + 1; q < n; q++)
                turn(m, a, n, p, q);
    for (size_t i = 0; i < size; i++)
        w[i] = m[i * size + i];
    free(m);
    sort(w, a, n);
    return found;
}
