/* mk_sgemm's twins on OpenBLAS; the same arguments (kernels/micro/mk_sgemm.c). */
#ifndef NETC_BLAS_H
#define NETC_BLAS_H
#include "base/err.h"
#include <stdbool.h>

/* Opens OpenBLAS, unless it is open; it computes on the calling thread from then on, and has its
 * memory for so many threads that call at once: where that is not to be had, a call would never
 * return. The functions below may be called only after it has returned true. A program that puts
 * OPENBLAS_NUM_THREADS=1 into its environment before keeps it from starting threads that nothing
 * would use. */
bool blas_open(int threads, Err *err);
/* The same for threads that go on calling beside all others that are reserved: those of a model,
 * until blas_release gives as many back. */
bool blas_reserve(int threads, Err *err);
void blas_release(int threads);
/* True while it is opened: the Fortran library that comes with it calls exit when its first
 * allocation fails, and then crashes in its own exit handler. A program may ask this in an atexit
 * function, and end at once. */
bool blas_is_being_opened(void);

/* c (n, n) += sum over the rows of a (rows, n) of row^T row; one triangle of c. */
void blas_dsyrk(int n, int rows, const double *a, double *c);
/* Eigenvalues (ascending, to w) and vectors (row i of a for w[i], in place) of the symmetric a (n,
 * n). Room for n_work numbers in work, at least 3n. 0, or LAPACK's word that it found none. */
int blas_dsyev(int n, double *a, double *w, double *work, int n_work);

typedef void Sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b,
                   int ldb, int accumulate, float *c, int ldc, float *room);
Sgemm netc_blas_sgemm;

/* Whether OpenBLAS's kernels of this name (openblas_get_corename) use the vectors and multiply-adds
 * that netc's own builds for AVX2 and later need. Those of older processors, which
 * OPENBLAS_CORETYPE may ask for, are several times slower than netc's own product. */
bool blas_core_is_wide(const char *core);

/* What the kernels built for an instruction set call: OpenBLAS, or their own product where OpenBLAS
 * runs for an older processor. */
Sgemm netc_blas_sgemm_avx2, netc_blas_sgemm_avx512;
#endif
