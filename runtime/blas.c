/* The matrix product of dense layers by OpenBLAS: the runtime's build binds mk_sgemm (whose own text, runtime/micro/sgemm.c,
 * standalone C carries) to this function. It runs on the calling thread only as long as the runtime has said
 * openblas_set_num_threads(1); threads share a product by its columns instead. */
#include "runtime/blas.h"
#include <cblas.h>

void netc_blas_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb,
                     int accumulate, float *c, int ldc)
{
    if (m <= 0 || n <= 0)
        return;
    cblas_sgemm(CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans, m, n, k, 1.0f, a, lda, b, ldb,
                accumulate ? 1.0f : 0.0f, c, ldc);
}
