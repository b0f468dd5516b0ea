/* mk_sgemm's twin on OpenBLAS; the same arguments (runtime/micro/sgemm.c). */
#ifndef NETC_BLAS_H
#define NETC_BLAS_H
void netc_blas_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb,
                     int accumulate, float *c, int ldc);
#endif
