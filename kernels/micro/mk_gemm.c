/* The one matrix product of netc: register tiles of up to 6 rows by 16 lanes, and the calls
 * that convolutions make of them. Direct convolution, 1x1 convolution, the products between
 * Winograd transforms and the gradients of weights differ only in their strides.
 * No intrinsics: 12 accumulators of eight lanes leave 4 of 16 vector registers for operands,
 * and gcc and clang keep it so. Tile heights are as equal as can be (13 = 5+4+4), because a short
 * tile waits for its own multiply-adds. */
#include "micro.h"

/* The register tile, the one source of mk_tile1 to mk_tile6: for `rows` rows r, at most 6,
 *   Y[r][16] (+)= sum over i < count[0], j < count[1], c < count[2] of X[r][i, j, c] * W[i, j,
 * c][16] Row r of Y is at y + r*yr. Element (i, j, c) of row r of X is at x + r*xr + i*step[0] +
 * j*step[1] + (c / count[3])*step[2] + (c % count[3])*step[3]; row (i, j, c) of W at w + i*step[4]
 * + j*step[5] + 16*c. All sums stay in registers: with 6 rows 12 accumulators, 2 loads and 6
 * broadcasts for 12 multiply-adds. `rows` is a constant where this is called, so that a compiler
 * drops the rows that are not there. With 4 rows the row of W is loaded one step ahead (the last
 * one twice), so that it is in registers: gcc, when it tunes for Zen, reads it from memory for each
 * of the rows otherwise, and 12 loads take longer than 8 multiply-adds. */
NETC_INLINE void mk_tile_of(int rows, float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                            const float *w, const int *count, const ptrdiff_t *step)
{
    v8 a0 = v8_zero(), b0 = v8_zero(), a1 = v8_zero(), b1 = v8_zero(), a2 = v8_zero(),
       b2 = v8_zero(), a3 = v8_zero(), b3 = v8_zero(), a4 = v8_zero(), b4 = v8_zero(),
       a5 = v8_zero(), b5 = v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                v8 s = v8_zero(), t = s;
                if (rows == 4)
                    s = v8_load(q), t = v8_load(q + 8);
                for (int c = left < chunk ? left : chunk; c > 0;
                     c--, p += xk, q += rows == 4 ? 0 : 16) {
                    if (rows != 4)
                        s = v8_load(q), t = v8_load(q + 8);
                    v8 e = v8_set1(p[0]);
                    a0 = v8_fma(e, s, a0), b0 = v8_fma(e, t, b0);
                    if (rows > 1) {
                        e = v8_set1(p[xr]);
                        a1 = v8_fma(e, s, a1), b1 = v8_fma(e, t, b1);
                    }
                    if (rows > 2) {
                        e = v8_set1(p[2 * xr]);
                        a2 = v8_fma(e, s, a2), b2 = v8_fma(e, t, b2);
                    }
                    if (rows > 3) {
                        e = v8_set1(p[3 * xr]);
                        a3 = v8_fma(e, s, a3), b3 = v8_fma(e, t, b3);
                    }
                    if (rows > 4) {
                        e = v8_set1(p[4 * xr]);
                        a4 = v8_fma(e, s, a4), b4 = v8_fma(e, t, b4);
                    }
                    if (rows > 5) {
                        e = v8_set1(p[5 * xr]);
                        a5 = v8_fma(e, s, a5), b5 = v8_fma(e, t, b5);
                    }
                    if (rows == 4) {
                        q += left > chunk || c > 1 ? 16 : 0;
                        s = v8_load(q), t = v8_load(q + 8);
                    }
                }
            }
        }
    if (add) {
        a0 = v8_add(a0, v8_load(y)), b0 = v8_add(b0, v8_load(y + 8));
        if (rows > 1)
            a1 = v8_add(a1, v8_load(y + yr)), b1 = v8_add(b1, v8_load(y + yr + 8));
        if (rows > 2)
            a2 = v8_add(a2, v8_load(y + 2 * yr)), b2 = v8_add(b2, v8_load(y + 2 * yr + 8));
        if (rows > 3)
            a3 = v8_add(a3, v8_load(y + 3 * yr)), b3 = v8_add(b3, v8_load(y + 3 * yr + 8));
        if (rows > 4)
            a4 = v8_add(a4, v8_load(y + 4 * yr)), b4 = v8_add(b4, v8_load(y + 4 * yr + 8));
        if (rows > 5)
            a5 = v8_add(a5, v8_load(y + 5 * yr)), b5 = v8_add(b5, v8_load(y + 5 * yr + 8));
    }
    v8_store(y, a0), v8_store(y + 8, b0);
    if (rows > 1)
        v8_store(y + yr, a1), v8_store(y + yr + 8, b1);
    if (rows > 2)
        v8_store(y + 2 * yr, a2), v8_store(y + 2 * yr + 8, b2);
    if (rows > 3)
        v8_store(y + 3 * yr, a3), v8_store(y + 3 * yr + 8, b3);
    if (rows > 4)
        v8_store(y + 4 * yr, a4), v8_store(y + 4 * yr + 8, b4);
    if (rows > 5)
        v8_store(y + 5 * yr, a5), v8_store(y + 5 * yr + 8, b5);
}

/* 6 rows of mk_rows. */
void mk_tile6(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step)
{
    mk_tile_of(6, y, yr, add, x, xr, w, count, step);
}

/* 5 rows of mk_rows. */
void mk_tile5(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step)
{
    mk_tile_of(5, y, yr, add, x, xr, w, count, step);
}

/* 4 rows of mk_rows. */
void mk_tile4(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step)
{
    mk_tile_of(4, y, yr, add, x, xr, w, count, step);
}

/* 3 rows of mk_rows. */
void mk_tile3(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step)
{
    mk_tile_of(3, y, yr, add, x, xr, w, count, step);
}

/* 2 rows of mk_rows. */
void mk_tile2(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step)
{
    mk_tile_of(2, y, yr, add, x, xr, w, count, step);
}

/* 1 row of mk_rows. */
void mk_tile1(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step)
{
    mk_tile_of(1, y, yr, add, x, xr, w, count, step);
}

/* The tile for registers of 16 lanes, the one source of mk_tile8 and mk_tile16: 8 or 16 `rows` of
 * mk_rows, a constant. With 16 a step is one load and 16 multiply-adds that broadcast as they read.
 * With eight lanes it has more accumulators than there are registers, and is right but slow. The
 * strides of X are arguments: where they are constants, multiply-adds broadcast from fixed places
 * beside one pointer, else each takes an index, which costs a sixth of the speed. */
NETC_INLINE void mk_wide_of(int rows, float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                            ptrdiff_t xk, const float *w, const int *count, const ptrdiff_t *step)
{
    const int chunk = count[3];
    for (int l = 0; l < 16; l += NETC_WIDE, y += NETC_WIDE) {
        for (int r = 0; r < 16 && l == 0 && rows == 16; r++)
            v8_prefetch(y + r * yr, 1);
        v8w a0 = v8w_zero(), a1 = v8w_zero(), a2 = v8w_zero(), a3 = v8w_zero(), a4 = v8w_zero(),
            a5 = v8w_zero(), a6 = v8w_zero(), a7 = v8w_zero(), a8 = v8w_zero(), a9 = v8w_zero(),
            a10 = v8w_zero(), a11 = v8w_zero(), a12 = v8w_zero(), a13 = v8w_zero(),
            a14 = v8w_zero(), a15 = v8w_zero();
        for (int i = 0; i < count[0]; i++)
            for (int j = 0; j < count[1]; j++) {
                const float *xp = x + i * step[0] + j * step[1],
                            *q = w + l + i * step[4] + j * step[5];
                for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                    const float *p = xp, *p8 = xp + 8 * xr, *f = xp + step[2];
                    for (int c = left < chunk ? left : chunk; c > 0;
                         c--, p += xk, p8 += xk, q += 16, f += xr) {
                        const v8w s = v8w_load(q);
                        if (rows == 16)
                            v8_prefetch(q + 1024, 1), v8_prefetch(f, 1);
                        a0 = v8w_fma(v8w_set1(p[0]), s, a0), a1 = v8w_fma(v8w_set1(p[xr]), s, a1),
                        a2 = v8w_fma(v8w_set1(p[2 * xr]), s, a2),
                        a3 = v8w_fma(v8w_set1(p[3 * xr]), s, a3);
                        a4 = v8w_fma(v8w_set1(p[4 * xr]), s, a4),
                        a5 = v8w_fma(v8w_set1(p[5 * xr]), s, a5),
                        a6 = v8w_fma(v8w_set1(p[6 * xr]), s, a6),
                        a7 = v8w_fma(v8w_set1(p[7 * xr]), s, a7);
                        if (rows == 16) {
                            a8 = v8w_fma(v8w_set1(p8[0]), s, a8),
                            a9 = v8w_fma(v8w_set1(p8[xr]), s, a9),
                            a10 = v8w_fma(v8w_set1(p8[2 * xr]), s, a10),
                            a11 = v8w_fma(v8w_set1(p8[3 * xr]), s, a11);
                            a12 = v8w_fma(v8w_set1(p8[4 * xr]), s, a12),
                            a13 = v8w_fma(v8w_set1(p8[5 * xr]), s, a13),
                            a14 = v8w_fma(v8w_set1(p8[6 * xr]), s, a14),
                            a15 = v8w_fma(v8w_set1(p8[7 * xr]), s, a15);
                        }
                    }
                }
            }
        if (add) {
            a0 = v8w_add(a0, v8w_load(y)), a1 = v8w_add(a1, v8w_load(y + yr)),
            a2 = v8w_add(a2, v8w_load(y + 2 * yr)), a3 = v8w_add(a3, v8w_load(y + 3 * yr));
            a4 = v8w_add(a4, v8w_load(y + 4 * yr)), a5 = v8w_add(a5, v8w_load(y + 5 * yr)),
            a6 = v8w_add(a6, v8w_load(y + 6 * yr)), a7 = v8w_add(a7, v8w_load(y + 7 * yr));
        }
        if (add && rows == 16) {
            a8 = v8w_add(a8, v8w_load(y + 8 * yr)), a9 = v8w_add(a9, v8w_load(y + 9 * yr)),
            a10 = v8w_add(a10, v8w_load(y + 10 * yr)), a11 = v8w_add(a11, v8w_load(y + 11 * yr));
            a12 = v8w_add(a12, v8w_load(y + 12 * yr)), a13 = v8w_add(a13, v8w_load(y + 13 * yr)),
            a14 = v8w_add(a14, v8w_load(y + 14 * yr)), a15 = v8w_add(a15, v8w_load(y + 15 * yr));
        }
        v8w_store(y, a0), v8w_store(y + yr, a1), v8w_store(y + 2 * yr, a2),
            v8w_store(y + 3 * yr, a3);
        v8w_store(y + 4 * yr, a4), v8w_store(y + 5 * yr, a5), v8w_store(y + 6 * yr, a6),
            v8w_store(y + 7 * yr, a7);
        if (rows == 16) {
            v8w_store(y + 8 * yr, a8), v8w_store(y + 9 * yr, a9), v8w_store(y + 10 * yr, a10),
                v8w_store(y + 11 * yr, a11);
            v8w_store(y + 12 * yr, a12), v8w_store(y + 13 * yr, a13), v8w_store(y + 14 * yr, a14),
                v8w_store(y + 15 * yr, a15);
        }
    }
}

/* 16 rows of mk_rows, for the strides of convolutions and of gradients, and for any other. */
void mk_tile16(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
               const int *count, const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        mk_wide_of(16, y, yr, add, x, 16, 1, w, count, step);
    else if (xr == 1)
        mk_wide_of(16, y, yr, add, x, 1, step[3], w, count, step);
    else
        mk_wide_of(16, y, yr, add, x, xr, step[3], w, count, step);
}

/* 8 rows of mk_rows, for the strides of convolutions, and for any other. */
void mk_tile8(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        mk_wide_of(8, y, yr, add, x, 16, 1, w, count, step);
    else
        mk_wide_of(8, y, yr, add, x, xr, step[3], w, count, step);
}

/* Y[t][16] (+)= sum over the taps and channels, for `rows` rows t: mk_tile6 for any number of rows.
 */
void mk_rows(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
             const int *count, const ptrdiff_t *step, int rows)
{
    while (rows > 0) {
        int r = (rows + (rows + 5) / 6 - 1) / ((rows + 5) / 6);
        if (NETC_WIDE == 16 && rows >= 8) {
            const int tall = rows >= 16 && (rows == 16 || rows >= 20) ? 16 : 8;
            r = rows == tall || rows >= tall + 4 ? tall : r;
        }
        switch (r) {
        case 16: mk_tile16(y, yr, add, x, xr, w, count, step); break;
        case 8: mk_tile8(y, yr, add, x, xr, w, count, step); break;
        case 6: mk_tile6(y, yr, add, x, xr, w, count, step); break;
        case 5: mk_tile5(y, yr, add, x, xr, w, count, step); break;
        case 4: mk_tile4(y, yr, add, x, xr, w, count, step); break;
        case 3: mk_tile3(y, yr, add, x, xr, w, count, step); break;
        case 2: mk_tile2(y, yr, add, x, xr, w, count, step); break;
        default: mk_tile1(y, yr, add, x, xr, w, count, step); break;
        }
        y += r * yr;
        x += r * xr;
        rows -= r;
    }
}

/* Part of a row of a convolution: Y[t][16] (+)= sum over i < ni, j < nj, c < channels of X[t, i, j,
 * c] * W[i, j, c][16]. Pixels of Y are yr apart, those of X xr, its tap rows xi, tap columns xj and
 * blocks of 16 channels xb; tap rows of W are wi and tap columns wj apart, its channels 16. */
void mk_conv_row(float *y, ptrdiff_t yr, int pixels, const float *x, ptrdiff_t xr, ptrdiff_t xi,
                 ptrdiff_t xj, ptrdiff_t xb, const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni,
                 int nj, int channels, int add)
{
    const int count[4] = {ni, nj, channels, 16};
    const ptrdiff_t step[6] = {xi, xj, xb, 1, wi, wj};
    mk_rows(y, yr, add, x, xr, w, count, step, pixels);
}

/* Y[t][16] (+)= sum over c of X[t][c] * W[c][16]: a panel product on the blocked layout. Rows of X
 * are xr apart, its blocks of 16 channels xb. */
void mk_panel(float *y, ptrdiff_t yr, int rows, const float *x, ptrdiff_t xr, ptrdiff_t xb,
              const float *w, int channels, int add)
{
    const int count[4] = {1, 1, channels, 16};
    const ptrdiff_t step[6] = {0, 0, xb, 1, 0, 0};
    mk_rows(y, yr, add, x, xr, w, count, step, rows);
}

/* The transposed product, for gradients of weights: Y[c][16] (+)= sum over i < ni, t < nt of X[i,
 * t][c] * D[i, t][16], c < channels <= 16. Rows of X are xi and its pixels xt apart; rows of D are
 * di apart, its pixels 16. */
void mk_panel_grad(float *y, int channels, const float *x, ptrdiff_t xi, ptrdiff_t xt,
                   const float *d, ptrdiff_t di, int ni, int nt, int add)
{
    const int count[4] = {ni, 1, nt, nt};
    const ptrdiff_t step[6] = {xi, 0, 0, xt, di, 0};
    mk_rows(y, 16, add, x, 1, d, count, step, channels);
}

/* mk_panel_grad for up to 9 rows that lie anywhere: row r of Y, at y + to[r], (+)= sum over i < ni,
 * t < nt of X[i, t][from[r]] * D[i, t][16]. So the taps of a window on few channels share the loads
 * of D: 9 accumulators. */
void mk_panel_grad9(float *y, const ptrdiff_t *to, const float *x, const ptrdiff_t *from, int rows,
                    ptrdiff_t xi, ptrdiff_t xt, const float *d, ptrdiff_t di, int ni, int nt,
                    int add)
{
    const ptrdiff_t o0 = from[0], o1 = from[rows > 1 ? 1 : 0], o2 = from[rows > 2 ? 2 : 0],
                    o3 = from[rows > 3 ? 3 : 0], o4 = from[rows > 4 ? 4 : 0],
                    o5 = from[rows > 5 ? 5 : 0], o6 = from[rows > 6 ? 6 : 0],
                    o7 = from[rows > 7 ? 7 : 0], o8 = from[rows > 8 ? 8 : 0];
    v8w s_[9];
    float *const s = (float *)(void *)s_;
    for (int l = 0; l < 16; l += NETC_WIDE) {
        v8w a0 = v8w_zero(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0, a8 = a0;
        for (int i = 0; i < ni; i++) {
            const float *p = x + i * xi, *q = d + i * di + l;
            for (int t = 0; t < nt; t++, p += xt, q += 16) {
                const v8w e = v8w_load(q);
                a0 = v8w_fma(v8w_set1(p[o0]), e, a0), a1 = v8w_fma(v8w_set1(p[o1]), e, a1),
                a2 = v8w_fma(v8w_set1(p[o2]), e, a2);
                a3 = v8w_fma(v8w_set1(p[o3]), e, a3), a4 = v8w_fma(v8w_set1(p[o4]), e, a4),
                a5 = v8w_fma(v8w_set1(p[o5]), e, a5);
                a6 = v8w_fma(v8w_set1(p[o6]), e, a6), a7 = v8w_fma(v8w_set1(p[o7]), e, a7),
                a8 = v8w_fma(v8w_set1(p[o8]), e, a8);
            }
        }
        v8w_store(s, a0), v8w_store(s + NETC_WIDE, a1), v8w_store(s + 2 * NETC_WIDE, a2),
            v8w_store(s + 3 * NETC_WIDE, a3), v8w_store(s + 4 * NETC_WIDE, a4);
        v8w_store(s + 5 * NETC_WIDE, a5), v8w_store(s + 6 * NETC_WIDE, a6),
            v8w_store(s + 7 * NETC_WIDE, a7), v8w_store(s + 8 * NETC_WIDE, a8);
        for (int r = 0; r < rows; r++) {
            float *const row = y + to[r] + l;
            const v8w e = v8w_load(s + r * NETC_WIDE);
            v8w_store(row, add ? v8w_add(v8w_load(row), e) : e);
        }
    }
}

/* Asks for `floats` floats at p; see v8_prefetch. gcc takes it for a function without effect, too,
 * and leaves out its calls, unless it says that it writes. */
void mk_prefetch(const float *p, int floats)
{
    v8_prefetch(p, floats);
    NETC_WROTE();
}

/* Y[j][i] = X[i][j] for 8 rows i of 8; rows of both are 16 floats apart. */
static inline void mk_transpose8(float *y, const float *x)
{
#if defined(NETC_SHUFFLE)
    v8 a[8], b[8];
    for (int i = 0; i < 8; i += 2) {
        const v8 p = v8_load(x + 16 * i), q = v8_load(x + 16 * i + 16);
        a[i] = NETC_SHUFFLE(p, q, 0, 8, 1, 9, 4, 12, 5, 13);
        a[i + 1] = NETC_SHUFFLE(p, q, 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = 0; j < 2; j++) {
            b[i + 2 * j] = NETC_SHUFFLE(a[i + j], a[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            b[i + 2 * j + 1] = NETC_SHUFFLE(a[i + j], a[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        }
    for (int j = 0; j < 4; j++) {
        v8_store(y + 16 * j, NETC_SHUFFLE(b[j], b[j + 4], 0, 1, 2, 3, 8, 9, 10, 11));
        v8_store(y + 16 * j + 64, NETC_SHUFFLE(b[j], b[j + 4], 4, 5, 6, 7, 12, 13, 14, 15));
    }
#else
    for (int i = 0; i < 8; i++)
        for (int j = 0; j < 8; j++)
            y[16 * j + i] = x[16 * i + j];
#endif
}

/* Transposes a panel of 16-wide rows: Y[l][r] = X[l / 16][r][l % 16] for r < rows <= 16, l < lanes;
 * lanes r >= rows of Y are 0. Rows of both are 16 floats; blocks of X, 16 lanes each, are xs apart,
 * so the next is asked for in time. */
void mk_transpose(float *y, const float *x, ptrdiff_t xs, int rows, int lanes)
{
    for (int l = 0; l < lanes; l += 16, x += xs, y += 256) {
        if (l + 32 < lanes)
            v8_prefetch(x + 2 * xs, rows * 16);
        if (rows == 16 && lanes - l >= 16) {
            for (int q = 0; q < 4; q++)
                mk_transpose8(y + q / 2 * 128 + q % 2 * 8, x + q % 2 * 128 + q / 2 * 8);
            continue;
        }
        for (int j = 0; j < 16 && l + j < lanes; j++)
            for (int r = 0; r < 16; r++)
                y[16 * j + r] = r < rows ? x[16 * r + j] : 0.0f;
    }
}
