/* Eigenvalues of symmetric matrices, where no LAPACK is there to find them. */
#ifndef NETC_EIGEN_H
#define NETC_EIGEN_H
#include <stdbool.h>

/* As blas_dsyev: of a (n, n), of which a[i * n + j] with j <= i counts. The eigenvalues in
 * ascending order to w, their vectors of length 1 to the rows of a. By turns in planes (C. G. J.
 * Jacobi, 1846; cyclic, as in G. Golub and C. Van Loan, Matrix Computations, 8.5). False: no
 * memory, or not found in 60 sweeps. */
bool eigen_symmetric(int n, double *a, double *w);
#endif
