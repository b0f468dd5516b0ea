/* C = A * B in plain floats: the matrix product of dense layers in standalone C. Panels of 16 columns of B are packed
 * into 16 KiB on the stack and multiplied by six rows of A at a time, whose 6x16 sums stay in registers. The runtime binds
 * mk_sgemm to OpenBLAS instead (runtime/blas.c). */
#include "micro.h"

/* t[r][j] = sum over p < k of a[r*row_step + p*k_step] * b[p*ldb + j], r < 6, j < 16. Only `rows` rows of A are read; those of t
 * beyond them repeat the last one. */
void mk_gemm_6x16(float *t, int k, int rows, const float *a, ptrdiff_t row_step, ptrdiff_t k_step, const float *b, ptrdiff_t ldb)
{
    const float *a0 = a, *a1 = rows > 1 ? a0 + row_step : a0, *a2 = rows > 2 ? a1 + row_step : a1;
    const float *a3 = rows > 3 ? a2 + row_step : a2, *a4 = rows > 4 ? a3 + row_step : a3, *a5 = rows > 5 ? a4 + row_step : a4;
    v8 c00 = v8_zero(), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    v8 c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    for (int p = 0; p < k; p++) {
        ptrdiff_t at = (ptrdiff_t)p * k_step;
        v8 b0 = v8_load(b + (ptrdiff_t)p * ldb), b1 = v8_load(b + (ptrdiff_t)p * ldb + 8), s;
        s = v8_set1(a0[at]); c00 = v8_fma(s, b0, c00); c01 = v8_fma(s, b1, c01);
        s = v8_set1(a1[at]); c10 = v8_fma(s, b0, c10); c11 = v8_fma(s, b1, c11);
        s = v8_set1(a2[at]); c20 = v8_fma(s, b0, c20); c21 = v8_fma(s, b1, c21);
        s = v8_set1(a3[at]); c30 = v8_fma(s, b0, c30); c31 = v8_fma(s, b1, c31);
        s = v8_set1(a4[at]); c40 = v8_fma(s, b0, c40); c41 = v8_fma(s, b1, c41);
        s = v8_set1(a5[at]); c50 = v8_fma(s, b0, c50); c51 = v8_fma(s, b1, c51);
    }
    v8_store(t, c00); v8_store(t + 8, c01); v8_store(t + 16, c10); v8_store(t + 24, c11);
    v8_store(t + 32, c20); v8_store(t + 40, c21); v8_store(t + 48, c30); v8_store(t + 56, c31);
    v8_store(t + 64, c40); v8_store(t + 72, c41); v8_store(t + 80, c50); v8_store(t + 88, c51);
}

/* t[j] = sum over p < k of a[p*k_step] * b[p*ldb + j], j < 16; the order of the sum is that of mk_gemm_6x16 */
void mk_gemm_1x16(float *t, int k, const float *a, ptrdiff_t k_step, const float *b, ptrdiff_t ldb)
{
    v8 c0 = v8_zero(), c1 = c0;
    for (int p = 0; p < k; p++) {
        v8 s = v8_set1(a[(ptrdiff_t)p * k_step]);
        c0 = v8_fma(s, v8_load(b + (ptrdiff_t)p * ldb), c0);
        c1 = v8_fma(s, v8_load(b + (ptrdiff_t)p * ldb + 8), c1);
    }
    v8_store(t, c0);
    v8_store(t + 8, c1);
}

/* p[i][j] = b[i*ldb + j], or b[j*ldb + i] when tb; i < k, j < cols; 0 for cols <= j < 16 */
void mk_gemm_pack(float *p, int k, int cols, const float *b, int ldb, int tb)
{
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < cols; j++)
            p[i * 16 + j] = tb ? b[(ptrdiff_t)j * ldb + i] : b[(ptrdiff_t)i * ldb + j];
        for (int j = cols; j < 16; j++)
            p[i * 16 + j] = 0.0f;
    }
}

/* c[r*ldc + j] = t[r][j], or += when accumulate; r < rows, j < cols <= 16 */
void mk_gemm_merge(float *c, ptrdiff_t ldc, const float *t, int rows, int cols, int accumulate)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++)
            c[r * ldc + j] = accumulate ? c[r * ldc + j] + t[r * 16 + j] : t[r * 16 + j];
}

/* C (m x n, row-major, row step ldc) = A * B, or C += A * B when accumulate. A is m x k, stored as k x m when ta; B is
 * k x n, stored as n x k when tb; lda, ldb are the row steps as stored. C overlaps neither. */
void mk_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb,
              int accumulate, float *c, int ldc)
{
    enum { DEPTH = 256 };
    float panel[DEPTH * 16], t[6 * 16];
    ptrdiff_t row_step = ta ? 1 : lda, k_step = ta ? lda : 1;
    if (k <= 0 && !accumulate)
        for (int i = 0; i < m; i++)
            memset(c + (ptrdiff_t)i * ldc, 0, sizeof *c * (size_t)n);
    for (int p = 0; p < k; p += DEPTH) {
        int depth = k - p < DEPTH ? k - p : DEPTH, add = accumulate || p > 0;
        for (int j = 0; j < n; j += 16) {
            int cols = n - j < 16 ? n - j : 16;
            const float *from = tb ? b + (ptrdiff_t)j * ldb + p : b + (ptrdiff_t)p * ldb + j, *q = from;
            ptrdiff_t q_step = ldb;
            if (tb || cols < 16 || m > 6) {     /* few rows read an untransposed B where it lies */
                mk_gemm_pack(panel, depth, cols, from, ldb, tb);
                q = panel;
                q_step = 16;
            }
            for (int i = 0; i < m; i += 6) {
                int rows = m - i < 6 ? m - i : 6;
                const float *rows_a = a + i * row_step + p * k_step;
                if (rows > 1)
                    mk_gemm_6x16(t, depth, rows, rows_a, row_step, k_step, q, q_step);
                else
                    mk_gemm_1x16(t, depth, rows_a, k_step, q, q_step);
                mk_gemm_merge(c + (ptrdiff_t)i * ldc + j, ldc, t, rows, cols, add);
            }
        }
    }
}
