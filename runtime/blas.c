/* The matrix product of dense layers by OpenBLAS: the runtime's build binds mk_sgemm (whose own text, runtime/micro/sgemm.c,
 * standalone C carries) to these functions. They run on the calling thread only as long as the runtime has said
 * openblas_set_num_threads(1); threads share a product by its columns instead. */
#include "runtime/blas.h"
#include "base/ascii.h"
#include <cblas.h>

void netc_blas_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb,
                     int accumulate, float *c, int ldc)
{
    if (m <= 0 || n <= 0)
        return;
    cblas_sgemm(CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans, m, n, k, 1.0f, a, lda, b, ldb,
                accumulate ? 1.0f : 0.0f, c, ldc);
}

bool blas_core_is_wide(const char *core)
{
    static const char *const narrow[] = {"Katmai", "Coppermine", "Northwood", "Prescott", "Banias", "Core2", "Penryn", "Dunnington", "Nehalem",
                                         "Sandybridge", "Atom", "Nano", "Athlon", "Opteron", "Opteron_SSE3", "Barcelona", "Bobcat", "Bulldozer",
                                         "Unknown", "Generic"};
    for (unsigned i = 0; i < sizeof narrow / sizeof narrow[0]; i++)
        if (ascii_same(core, narrow[i]))
            return false;
    return true;
}

#if defined(__x86_64__)
Sgemm mk_sgemm_avx2, mk_sgemm_avx512;

void netc_blas_sgemm_avx2(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb, int accumulate, float *c, int ldc)
{
    (blas_core_is_wide(openblas_get_corename()) ? netc_blas_sgemm : mk_sgemm_avx2)(ta, tb, m, n, k, a, lda, b, ldb, accumulate, c, ldc);
}

void netc_blas_sgemm_avx512(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb, int accumulate, float *c, int ldc)
{
    (blas_core_is_wide(openblas_get_corename()) ? netc_blas_sgemm : mk_sgemm_avx512)(ta, tb, m, n, k, a, lda, b, ldb, accumulate, c, ldc);
}
#endif
