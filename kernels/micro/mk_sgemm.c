/* C = A * B in plain floats: the matrix product of dense layers. Blocks of A and panels of 16
 * columns of B are packed, 32 KiB of the worker's scratch, and multiplied by the register tiles of
 * convolutions (mk_gemm.c), whose sums stay in registers for DEPTH terms. A few rows take B where
 * it lies. The runtime binds large products to OpenBLAS instead (runtime/blas.c). */
#include "micro.h"

/* t[r][j] = sum over p < k of a[r*row_step + p*k_step] * b[p*ldb + j], r < 6, j < 16. Only `rows`
 * rows of A are read; those of t beyond them repeat the last one. */
void mk_gemm_6x16(float *t, int k, int rows, const float *a, ptrdiff_t row_step, ptrdiff_t k_step,
                  const float *b, ptrdiff_t ldb)
{
    const float *a0 = a, *a1 = rows > 1 ? a0 + row_step : a0, *a2 = rows > 2 ? a1 + row_step : a1;
    const float *a3 = rows > 3 ? a2 + row_step : a2, *a4 = rows > 4 ? a3 + row_step : a3,
                *a5 = rows > 5 ? a4 + row_step : a4;
    v8 c00 = v8_zero(), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    v8 c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    for (int p = 0; p < k; p++) {
        ptrdiff_t at = (ptrdiff_t)p * k_step;
        v8 b0 = v8_load(b + (ptrdiff_t)p * ldb), b1 = v8_load(b + (ptrdiff_t)p * ldb + 8), s;
        s = v8_set1(a0[at]);
        c00 = v8_fma(s, b0, c00);
        c01 = v8_fma(s, b1, c01);
        s = v8_set1(a1[at]);
        c10 = v8_fma(s, b0, c10);
        c11 = v8_fma(s, b1, c11);
        s = v8_set1(a2[at]);
        c20 = v8_fma(s, b0, c20);
        c21 = v8_fma(s, b1, c21);
        s = v8_set1(a3[at]);
        c30 = v8_fma(s, b0, c30);
        c31 = v8_fma(s, b1, c31);
        s = v8_set1(a4[at]);
        c40 = v8_fma(s, b0, c40);
        c41 = v8_fma(s, b1, c41);
        s = v8_set1(a5[at]);
        c50 = v8_fma(s, b0, c50);
        c51 = v8_fma(s, b1, c51);
    }
    v8_store(t, c00);
    v8_store(t + 8, c01);
    v8_store(t + 16, c10);
    v8_store(t + 24, c11);
    v8_store(t + 32, c20);
    v8_store(t + 40, c21);
    v8_store(t + 48, c30);
    v8_store(t + 56, c31);
    v8_store(t + 64, c40);
    v8_store(t + 72, c41);
    v8_store(t + 80, c50);
    v8_store(t + 88, c51);
}

/* t[j] = sum over p < k of a[p*k_step] * b[p*ldb + j], j < 16; the order of the sum is that of
 * mk_gemm_6x16 */
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

/* The same for cols = 16, and for tb k = 64: there rows of 64 numbers are copied to t, then turned
 * in squares of 16. */
NETC_APART void mk_gemm_pack16(float *p, int k, const float *b, int ldb, int tb, float *t)
{
    if (tb) {
        for (int i = 0; i < 64; i++)
            memcpy(t + i % 4 * 256 + i / 4 * 16, b + (ptrdiff_t)(i / 4) * ldb + i % 4 * 16,
                   16 * sizeof *t);
        mk_transpose(p, t, 256, 16, 64);
    } else {
        for (int i = 0; i < k; i++)
            memcpy(p + i * 16, b + (ptrdiff_t)i * ldb, 16 * sizeof *p);
    }
}

/* c[r*ldc + j] = t[r][j], or += when accumulate; r < rows, j < cols <= 16 */
void mk_gemm_merge(float *c, ptrdiff_t ldc, const float *t, int rows, int cols, int accumulate)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++)
            c[r * ldc + j] = accumulate ? c[r * ldc + j] + t[r * 16 + j] : t[r * 16 + j];
}

/* mk_sgemm for `rows` <= 64 rows of A and `depth` <= 64 terms of the sum: C (+)= A * B, n columns.
 * 64 columns are packed together, which are whole stretches of B and C, and those after them asked
 * for meanwhile. */
NETC_APART void mk_gemm_block(int ta, int tb, int rows, int n, int depth, const float *a, int lda,
                              const float *b, int ldb, int add, float *c, int ldc, float *room)
{
    float *const t = room, *const x = t + 1024, *const panel = x + 4160;
    const int count[4] = {1, 1, depth, ta ? depth : 16}, xr = ta ? 1 : 16, tiles = (rows + 15) / 16;
    const ptrdiff_t step[6] = {0, 0, 1040, ta ? 64 : 1, 0, 0};
    for (int i = 0; i < (ta ? depth : rows); i++) { /* of A stored as it is, blocks of 16 terms, a
                                                       cache line further apart than their size */
        const float *from = a + (ptrdiff_t)i * lda;
        if ((ta ? rows : depth) < 64)
            for (int q = 0; q < (ta ? rows : depth); q++)
                x[ta ? i * 64 + q : q / 16 * 1040 + i * 16 + q % 16] = from[q];
        else
            for (int q = 0; q < 4; q++)
                memcpy(x + (ta ? i * 64 + q * 16 : q * 1040 + i * 16), from + q * 16,
                       16 * sizeof *x);
    }
    for (int j = 0; j < n; j += 64) {
        const int wide = n - j < 64 ? n - j : 64, panels = (wide + 15) / 16, calls = tiles * panels,
                  after = n - j - wide < 64 ? n - j - wide : 64;
        const int lines =
            tb ? after : depth; /* stretches of B after these, each of depth or `after` numbers */
        for (int q = 0; q < panels; q++) {
            const float *from = tb ? b + (ptrdiff_t)(j + 16 * q) * ldb : b + j + 16 * q;
            if (wide - 16 * q >= 16 && (!tb || depth == 64))
                mk_gemm_pack16(panel + q * 1024, depth, from, ldb, tb, t);
            else
                mk_gemm_pack(panel + q * 1024, depth, wide - 16 * q < 16 ? wide - 16 * q : 16, from,
                             ldb, tb);
        }
        for (int i = 0; i < calls; i++) {
            const int row = i / panels * 16, q = i % panels,
                      some = rows - row < 16 ? rows - row : 16,
                      cols = wide - 16 * q < 16 ? wide - 16 * q : 16;
            float *to = c + (ptrdiff_t)row * ldc + j + 16 * q;
            for (int r = after > 0 ? lines * i / calls : lines; r < lines * (i + 1) / calls; r++)
                v8_prefetch(tb ? b + (ptrdiff_t)(j + 64 + r) * ldb
                               : b + (ptrdiff_t)r * ldb + j + 64,
                            tb ? depth : after);
            mk_rows(cols == 16 ? to : t, cols == 16 ? ldc : 16, cols == 16 && add, x + row * xr, xr,
                    panel + q * 1024, count, step, some);
            if (cols < 16)
                mk_gemm_merge(to, ldc, t, some, cols, add);
        }
    }
}

/* C (m x n, row-major, row step ldc) = A * B, or C += A * B when accumulate. A is m x k, stored as
 * k x m when ta; B is k x n, stored as n x k when tb; lda, ldb are the row steps as stored. C
 * overlaps neither. The order of a sum does not depend on m and n. room: 9280 floats, or 96 where m
 * <= 6, tb is 0 and n a multiple of 16. */
void mk_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb,
              int accumulate, float *c, int ldc, float *room)
{
    enum { DEPTH = 64, ROWS = 64, FEW = 6 };
    const ptrdiff_t row_step = ta ? 1 : lda, k_step = ta ? lda : 1, b_step = tb ? 1 : ldb;
    if (k <= 0 && !accumulate)
        for (int i = 0; i < m; i++)
            memset(c + (ptrdiff_t)i * ldc, 0, sizeof *c * (size_t)n);
    for (int p = 0; p < k; p += DEPTH) {
        const int depth = k - p < DEPTH ? k - p : DEPTH, add = accumulate || p > 0,
                  whole = m > FEW || tb ? 0 : n / 16 * 16;
        for (int j = 0; j < whole; j += 16) {
            const float *from = b + p * b_step + j;
            if (m > 1)
                mk_gemm_6x16(room, depth, m, a + p * k_step, row_step, k_step, from, ldb);
            else
                mk_gemm_1x16(room, depth, a + p * k_step, k_step, from, ldb);
            mk_gemm_merge(c + j, ldc, room, m, 16, add);
        }
        for (int i = 0; i < m && whole < n; i += ROWS)
            mk_gemm_block(ta, tb, m - i < ROWS ? m - i : ROWS, n - whole, depth,
                          a + i * row_step + p * k_step, lda,
                          b + p * b_step + (tb ? whole * (ptrdiff_t)ldb : whole), ldb, add,
                          c + (ptrdiff_t)i * ldc + whole, ldc, room);
    }
}
