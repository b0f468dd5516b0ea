/* mk_sgemm's twins on OpenBLAS; the same arguments (runtime/micro/sgemm.c). */
#ifndef NETC_BLAS_H
#define NETC_BLAS_H
#include <stdbool.h>

typedef void Sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb, int accumulate, float *c, int ldc);
Sgemm netc_blas_sgemm;

/* Whether OpenBLAS's kernels of this name (openblas_get_corename) use the vectors and multiply-adds that netc's own builds for AVX2 and later
 * need. Those of older processors, which OPENBLAS_CORETYPE may ask for, are several times slower than netc's own product. */
bool blas_core_is_wide(const char *core);

/* What the kernels built for an instruction set call: OpenBLAS, or their own product where OpenBLAS runs for an older processor. */
Sgemm netc_blas_sgemm_avx2, netc_blas_sgemm_avx512;
#endif
