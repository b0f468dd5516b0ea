/* Products of numbers in bfloat16 with sums in float. Neighbours of the sum, two channels or two
 * pixels, lie side by side as a pair of four bytes; a pair of x, once in a register, meets the
 * pairs of 2 x 16 outputs. AVX512-BF16 multiplies and adds 16 pairs at once (vdpbf16ps); elsewhere
 * floats do the same: the product of two bfloat16 is a float without rounding, and the second
 * number of a pair is added before the first, as that instruction does. So the bits are the same,
 * but that it takes numbers below 2^-126 for 0. AMX multiplies tiles of 16 by 16 pairs (tdpbf16ps);
 * it sums the first and the second numbers of 16 pairs apart before it adds them, so its last bits
 * are others. */
#include "micro.h"
#include "rows.h"

/* sum + p[1] * high + p[0] * low, of a pair p. */
NETC_INLINE v8 mk_dot2(v8 sum, const uint8_t *p, v8 low, v8 high)
{
    sum = v8_fma(v8_set1(number_load_bf16(p + 2)), high, sum);
    return v8_fma(v8_set1(number_load_bf16(p)), low, sum);
}

/* The tile, the one source of mk_dot12 to mk_dot1 and of mk_dot_grad8 to mk_dot_grad1: for `rows`
 * rows r, at most 12, and two blocks o, Y[o, r][16] (+)= sum over t < count[0], k < count[1] of
 * X[r][t, k] * W[o, t, k][16], pair by pair. Row r of Y is at y + r*yr, its blocks ys apart. Pair
 * (t, k) of row r of X is at x + r*xr + t*step[0] + k / count[2] * step[1] + k % count[2] * xk; row
 * (t, k) of W at w + t*step[2] + 64*k, its blocks ws apart. `rows`, xr and xk are constants where
 * this is called. */
NETC_INLINE void mk_dot_of(int rows, float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                           const uint8_t *x, ptrdiff_t xr, ptrdiff_t xk, const uint8_t *w,
                           ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
#if defined(NETC_DOT2)
    v8w a0 = v8w_zero(), b0 = a0, a1 = a0, b1 = a0, a2 = a0, b2 = a0, a3 = a0, b3 = a0, a4 = a0,
        b4 = a0, a5 = a0, b5 = a0, a6 = a0, b6 = a0, a7 = a0, b7 = a0, a8 = a0, b8 = a0, a9 = a0,
        b9 = a0, a10 = a0, b10 = a0, a11 = a0, b11 = a0;
    if (add) {
        a0 = v8w_load(y + 0 * yr), b0 = v8w_load(y + ys + 0 * yr);
        if (rows > 1)
            a1 = v8w_load(y + 1 * yr), b1 = v8w_load(y + ys + 1 * yr);
        if (rows > 2)
            a2 = v8w_load(y + 2 * yr), b2 = v8w_load(y + ys + 2 * yr);
        if (rows > 3)
            a3 = v8w_load(y + 3 * yr), b3 = v8w_load(y + ys + 3 * yr);
        if (rows > 4)
            a4 = v8w_load(y + 4 * yr), b4 = v8w_load(y + ys + 4 * yr);
        if (rows > 5)
            a5 = v8w_load(y + 5 * yr), b5 = v8w_load(y + ys + 5 * yr);
        if (rows > 6)
            a6 = v8w_load(y + 6 * yr), b6 = v8w_load(y + ys + 6 * yr);
        if (rows > 7)
            a7 = v8w_load(y + 7 * yr), b7 = v8w_load(y + ys + 7 * yr);
        if (rows > 8)
            a8 = v8w_load(y + 8 * yr), b8 = v8w_load(y + ys + 8 * yr);
        if (rows > 9)
            a9 = v8w_load(y + 9 * yr), b9 = v8w_load(y + ys + 9 * yr);
        if (rows > 10)
            a10 = v8w_load(y + 10 * yr), b10 = v8w_load(y + ys + 10 * yr);
        if (rows > 11)
            a11 = v8w_load(y + 11 * yr), b11 = v8w_load(y + ys + 11 * yr);
    }
    for (int t = 0; t < count[0]; t++) {
        const uint8_t *xp = x + t * step[0], *q = w + t * step[2];
        for (int left = count[1]; left > 0; left -= count[2], xp += step[1]) {
            const uint8_t *p = xp;
            for (int k = left < count[2] ? left : count[2]; k > 0; k--, p += xk, q += 64) {
                const v8w s = v8w_pairs(q), u = v8w_pairs(q + ws);
                v8_ask(q + 1024), v8_ask(q + ws + 1024);
                v8w e = v8w_pair(p);
                a0 = v8w_dot2(a0, s, e), b0 = v8w_dot2(b0, u, e);
                if (rows > 1) {
                    e = v8w_pair(p + 1 * xr);
                    a1 = v8w_dot2(a1, s, e), b1 = v8w_dot2(b1, u, e);
                }
                if (rows > 2) {
                    e = v8w_pair(p + 2 * xr);
                    a2 = v8w_dot2(a2, s, e), b2 = v8w_dot2(b2, u, e);
                }
                if (rows > 3) {
                    e = v8w_pair(p + 3 * xr);
                    a3 = v8w_dot2(a3, s, e), b3 = v8w_dot2(b3, u, e);
                }
                if (rows > 4) {
                    e = v8w_pair(p + 4 * xr);
                    a4 = v8w_dot2(a4, s, e), b4 = v8w_dot2(b4, u, e);
                }
                if (rows > 5) {
                    e = v8w_pair(p + 5 * xr);
                    a5 = v8w_dot2(a5, s, e), b5 = v8w_dot2(b5, u, e);
                }
                if (rows > 6) {
                    e = v8w_pair(p + 6 * xr);
                    a6 = v8w_dot2(a6, s, e), b6 = v8w_dot2(b6, u, e);
                }
                if (rows > 7) {
                    e = v8w_pair(p + 7 * xr);
                    a7 = v8w_dot2(a7, s, e), b7 = v8w_dot2(b7, u, e);
                }
                if (rows > 8) {
                    e = v8w_pair(p + 8 * xr);
                    a8 = v8w_dot2(a8, s, e), b8 = v8w_dot2(b8, u, e);
                }
                if (rows > 9) {
                    e = v8w_pair(p + 9 * xr);
                    a9 = v8w_dot2(a9, s, e), b9 = v8w_dot2(b9, u, e);
                }
                if (rows > 10) {
                    e = v8w_pair(p + 10 * xr);
                    a10 = v8w_dot2(a10, s, e), b10 = v8w_dot2(b10, u, e);
                }
                if (rows > 11) {
                    e = v8w_pair(p + 11 * xr);
                    a11 = v8w_dot2(a11, s, e), b11 = v8w_dot2(b11, u, e);
                }
            }
        }
    }
    v8w_store(y + 0 * yr, a0), v8w_store(y + ys + 0 * yr, b0);
    if (rows > 1)
        v8w_store(y + 1 * yr, a1), v8w_store(y + ys + 1 * yr, b1);
    if (rows > 2)
        v8w_store(y + 2 * yr, a2), v8w_store(y + ys + 2 * yr, b2);
    if (rows > 3)
        v8w_store(y + 3 * yr, a3), v8w_store(y + ys + 3 * yr, b3);
    if (rows > 4)
        v8w_store(y + 4 * yr, a4), v8w_store(y + ys + 4 * yr, b4);
    if (rows > 5)
        v8w_store(y + 5 * yr, a5), v8w_store(y + ys + 5 * yr, b5);
    if (rows > 6)
        v8w_store(y + 6 * yr, a6), v8w_store(y + ys + 6 * yr, b6);
    if (rows > 7)
        v8w_store(y + 7 * yr, a7), v8w_store(y + ys + 7 * yr, b7);
    if (rows > 8)
        v8w_store(y + 8 * yr, a8), v8w_store(y + ys + 8 * yr, b8);
    if (rows > 9)
        v8w_store(y + 9 * yr, a9), v8w_store(y + ys + 9 * yr, b9);
    if (rows > 10)
        v8w_store(y + 10 * yr, a10), v8w_store(y + ys + 10 * yr, b10);
    if (rows > 11)
        v8w_store(y + 11 * yr, a11), v8w_store(y + ys + 11 * yr, b11);
#else
    for (int h = 0; h < (ys ? 4 : 2); h++) { /* halves of the blocks; ys 0: there is one */
        const int l = h % 2 * 8;
        const uint8_t *const from = w + h / 2 * ws + 4 * l;
        float *const to = y + h / 2 * ys + l;
        v8 a0 = v8_zero(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0, a8 = a0,
           a9 = a0, a10 = a0, a11 = a0;
        if (add) {
            a0 = v8_load(to + 0 * yr);
            if (rows > 1)
                a1 = v8_load(to + 1 * yr);
            if (rows > 2)
                a2 = v8_load(to + 2 * yr);
            if (rows > 3)
                a3 = v8_load(to + 3 * yr);
            if (rows > 4)
                a4 = v8_load(to + 4 * yr);
            if (rows > 5)
                a5 = v8_load(to + 5 * yr);
            if (rows > 6)
                a6 = v8_load(to + 6 * yr);
            if (rows > 7)
                a7 = v8_load(to + 7 * yr);
            if (rows > 8)
                a8 = v8_load(to + 8 * yr);
            if (rows > 9)
                a9 = v8_load(to + 9 * yr);
            if (rows > 10)
                a10 = v8_load(to + 10 * yr);
            if (rows > 11)
                a11 = v8_load(to + 11 * yr);
        }
        for (int t = 0; t < count[0]; t++) {
            const uint8_t *xp = x + t * step[0], *q = from + t * step[2];
            for (int left = count[1]; left > 0; left -= count[2], xp += step[1]) {
                const uint8_t *p = xp;
                for (int k = left < count[2] ? left : count[2]; k > 0; k--, p += xk, q += 64) {
                    const v8 s = v8_low_bf16(q), u = v8_high_bf16(q);
                    a0 = mk_dot2(a0, p, s, u);
                    if (rows > 1)
                        a1 = mk_dot2(a1, p + 1 * xr, s, u);
                    if (rows > 2)
                        a2 = mk_dot2(a2, p + 2 * xr, s, u);
                    if (rows > 3)
                        a3 = mk_dot2(a3, p + 3 * xr, s, u);
                    if (rows > 4)
                        a4 = mk_dot2(a4, p + 4 * xr, s, u);
                    if (rows > 5)
                        a5 = mk_dot2(a5, p + 5 * xr, s, u);
                    if (rows > 6)
                        a6 = mk_dot2(a6, p + 6 * xr, s, u);
                    if (rows > 7)
                        a7 = mk_dot2(a7, p + 7 * xr, s, u);
                    if (rows > 8)
                        a8 = mk_dot2(a8, p + 8 * xr, s, u);
                    if (rows > 9)
                        a9 = mk_dot2(a9, p + 9 * xr, s, u);
                    if (rows > 10)
                        a10 = mk_dot2(a10, p + 10 * xr, s, u);
                    if (rows > 11)
                        a11 = mk_dot2(a11, p + 11 * xr, s, u);
                }
            }
        }
        v8_store(to + 0 * yr, a0);
        if (rows > 1)
            v8_store(to + 1 * yr, a1);
        if (rows > 2)
            v8_store(to + 2 * yr, a2);
        if (rows > 3)
            v8_store(to + 3 * yr, a3);
        if (rows > 4)
            v8_store(to + 4 * yr, a4);
        if (rows > 5)
            v8_store(to + 5 * yr, a5);
        if (rows > 6)
            v8_store(to + 6 * yr, a6);
        if (rows > 7)
            v8_store(to + 7 * yr, a7);
        if (rows > 8)
            v8_store(to + 8 * yr, a8);
        if (rows > 9)
            v8_store(to + 9 * yr, a9);
        if (rows > 10)
            v8_store(to + 10 * yr, a10);
        if (rows > 11)
            v8_store(to + 11 * yr, a11);
    }
#endif
}

/* 12 rows of mk_dot_block. */
void mk_dot12(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const uint8_t *x, const uint8_t *w,
              ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_dot_of(12, y, yr, ys, add, x, 64, 4, w, ws, count, step);
}

/* 8 rows of mk_dot_block. */
void mk_dot8(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const uint8_t *x, const uint8_t *w,
             ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_dot_of(8, y, yr, ys, add, x, 64, 4, w, ws, count, step);
}

/* 4 rows of mk_dot_block. */
void mk_dot4(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const uint8_t *x, const uint8_t *w,
             ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_dot_of(4, y, yr, ys, add, x, 64, 4, w, ws, count, step);
}

/* 2 rows of mk_dot_block. */
void mk_dot2_rows(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const uint8_t *x, const uint8_t *w,
                  ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_dot_of(2, y, yr, ys, add, x, 64, 4, w, ws, count, step);
}

/* 1 row of mk_dot_block. */
void mk_dot1(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const uint8_t *x, const uint8_t *w,
             ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_dot_of(1, y, yr, ys, add, x, 64, 4, w, ws, count, step);
}

/* 8 channels of mk_dot_grad. */
void mk_dot_grad8(float *y, ptrdiff_t ys, int add, const uint8_t *x, const uint8_t *w, ptrdiff_t ws,
                  int pairs)
{
    const int count[3] = {1, pairs, pairs};
    const ptrdiff_t step[3] = {0, 0, 0};
    mk_dot_of(8, y, 16, ys, add, x, 4, 64, w, ws, count, step);
}

/* 4 channels of mk_dot_grad. */
void mk_dot_grad4(float *y, ptrdiff_t ys, int add, const uint8_t *x, const uint8_t *w, ptrdiff_t ws,
                  int pairs)
{
    const int count[3] = {1, pairs, pairs};
    const ptrdiff_t step[3] = {0, 0, 0};
    mk_dot_of(4, y, 16, ys, add, x, 4, 64, w, ws, count, step);
}

/* 2 channels of mk_dot_grad. */
void mk_dot_grad2(float *y, ptrdiff_t ys, int add, const uint8_t *x, const uint8_t *w, ptrdiff_t ws,
                  int pairs)
{
    const int count[3] = {1, pairs, pairs};
    const ptrdiff_t step[3] = {0, 0, 0};
    mk_dot_of(2, y, 16, ys, add, x, 4, 64, w, ws, count, step);
}

/* 1 channel of mk_dot_grad. */
void mk_dot_grad1(float *y, ptrdiff_t ys, int add, const uint8_t *x, const uint8_t *w, ptrdiff_t ws,
                  int pairs)
{
    const int count[3] = {1, pairs, pairs};
    const ptrdiff_t step[3] = {0, 0, 0};
    mk_dot_of(1, y, 16, ys, add, x, 4, 64, w, ws, count, step);
}

/* mk_dot_block for `rows` rows, a multiple of 16, and `chunks` times 32 channels: in tiles of 32
 * rows by 2 blocks. */
void mk_dot_tiles(float *y, ptrdiff_t yr, ptrdiff_t ys, int rows, const uint8_t *x, ptrdiff_t xt,
                  ptrdiff_t xb, const uint8_t *w, ptrdiff_t wt, ptrdiff_t ws, int nt, int chunks,
                  int blocks, int add)
{
#if defined(NETC_TILES)
    uint8_t shapes[64];
    v8_tile_shapes(shapes);
    NETC_TILE_SHAPES(shapes);
    for (int r = 0; r < rows; r += 32) {
        const int low = rows - r > 16, two = blocks > 1;
        float *const a = y + r * yr, *const b = a + 16 * yr;
        NETC_TILE_ZERO(0);
        NETC_TILE_ZERO(1);
        NETC_TILE_ZERO(2);
        NETC_TILE_ZERO(3);
        if (add)
            NETC_TILE_LOAD(0, a, 4 * yr);
        if (add && two)
            NETC_TILE_LOAD(1, a + ys, 4 * yr);
        if (add && low)
            NETC_TILE_LOAD(2, b, 4 * yr);
        if (add && low && two)
            NETC_TILE_LOAD(3, b + ys, 4 * yr);
        for (int i = 0; i < nt * chunks; i++) {
            const uint8_t *const p = x + r * 64 + i / chunks * xt + i % chunks * xb,
                                 *const q = w + i / chunks * wt + i % chunks * 1024;
            NETC_TILE_LOAD(4, p, 64);
            NETC_TILE_LOAD(6, q, 64);
            NETC_TILE_DOT(0, 4, 6);
            if (two) {
                NETC_TILE_LOAD(7, q + ws, 64);
                NETC_TILE_DOT(1, 4, 7);
            }
            if (low) {
                NETC_TILE_LOAD(5, p + 1024, 64);
                NETC_TILE_DOT(2, 5, 6);
            }
            if (low && two)
                NETC_TILE_DOT(3, 5, 7);
        }
        NETC_TILE_STORE(0, a, 4 * yr);
        if (two)
            NETC_TILE_STORE(1, a + ys, 4 * yr);
        if (low)
            NETC_TILE_STORE(2, b, 4 * yr);
        if (low && two)
            NETC_TILE_STORE(3, b + ys, 4 * yr);
    }
    NETC_TILE_END();
#else
    (void)y, (void)yr, (void)ys, (void)rows, (void)x, (void)xt, (void)xb, (void)w, (void)wt;
    (void)ws, (void)nt, (void)chunks, (void)blocks, (void)add;
#endif
}

/* mk_dot_grad of 16 channels in tiles: 4 blocks share a tile of X, transposed before, 16 pairs of
 * pixels a row, to turned. */
void mk_dot_grad_tiles(float *y, ptrdiff_t ys, const uint8_t *x, const uint8_t *d, ptrdiff_t ds,
                       int pairs, int blocks, int add, float *turned)
{
#if defined(NETC_TILES)
    uint8_t last[1024], shapes[64];
    v8_tile_shapes(shapes);
    NETC_TILE_SHAPES(shapes);
    for (int first = 0; first < pairs; first += 128, add = 1) {
        const int n = pairs - first < 128 ? pairs - first : 128;
        for (int k = 0; k < n; k += 16)
            mk_transpose(turned + k * 16, (const float *)(const void *)(x + (first + k) * 64), 0,
                         n - k < 16 ? n - k : 16, 16);
        for (int o = 0; o < blocks; o += 4) {
            const int some = blocks - o;
            float *const to = y + o * ys;
            NETC_TILE_ZERO(0);
            NETC_TILE_ZERO(1);
            NETC_TILE_ZERO(2);
            NETC_TILE_ZERO(3);
            if (add)
                NETC_TILE_LOAD(0, to, 64);
            if (add && some > 1)
                NETC_TILE_LOAD(1, to + ys, 64);
            if (add && some > 2)
                NETC_TILE_LOAD(2, to + 2 * ys, 64);
            if (add && some > 3)
                NETC_TILE_LOAD(3, to + 3 * ys, 64);
            for (int k = 0; k < n; k += 16) {
                NETC_TILE_LOAD(4, turned + k * 16, 64);
                for (int b = 0; b < 4 && b < some; b++) {
                    const uint8_t *from = d + (o + b) * ds + (first + k) * 64;
                    if (n - k < 16) { /* zeros behind the last pair */
                        memset(last, 0, sizeof last);
                        memcpy(last, from, (size_t)(n - k) * 64);
                        from = last;
                    }
                    NETC_TILE_LOAD(5, from, 64);
                    if (b == 0)
                        NETC_TILE_DOT(0, 4, 5);
                    else if (b == 1)
                        NETC_TILE_DOT(1, 4, 5);
                    else if (b == 2)
                        NETC_TILE_DOT(2, 4, 5);
                    else
                        NETC_TILE_DOT(3, 4, 5);
                }
            }
            NETC_TILE_STORE(0, to, 64);
            if (some > 1)
                NETC_TILE_STORE(1, to + ys, 64);
            if (some > 2)
                NETC_TILE_STORE(2, to + 2 * ys, 64);
            if (some > 3)
                NETC_TILE_STORE(3, to + 3 * ys, 64);
        }
    }
    NETC_TILE_END();
#else
    (void)y, (void)ys, (void)x, (void)d, (void)ds, (void)pairs, (void)blocks, (void)add;
    (void)turned;
#endif
}

/* Y[o, r][16] (+)= sum over taps t < nt and `channels` channels c of X[r][t, c] * W[o, t, c][16]
 * for `rows` rows r and `blocks` blocks o, 1 or 2. A row of X has 32 channels, 64 bytes; taps are
 * xt and blocks of 32 channels xb bytes apart. W has 64 bytes for two channels; its taps are wt and
 * blocks ws bytes apart. Rows of Y are yr floats apart, its blocks ys. An odd number of channels
 * wants a 0 behind the last in W, and a number in X; AMX wants zeros in W up to
 * the next multiple of 32 channels, and numbers in X. */
void mk_dot_block(float *y, ptrdiff_t yr, ptrdiff_t ys, int rows, const uint8_t *x, ptrdiff_t xt,
                  ptrdiff_t xb, const uint8_t *w, ptrdiff_t wt, ptrdiff_t ws, int nt, int channels,
                  int blocks, int add)
{
    const int count[3] = {nt, (channels + 1) / 2, 16};
    const ptrdiff_t step[3] = {xt, xb, wt};
    const ptrdiff_t beside = blocks > 1 ? ys : 0, next = blocks > 1 ? ws : 0;
#if defined(NETC_TILES)
    const int tiled = rows / 16 * 16;
    if (tiled > 0)
        mk_dot_tiles(y, yr, ys, tiled, x, xt, xb, w, wt, ws, nt, (channels + 31) / 32, blocks, add);
    y += tiled * yr;
    x += tiled * 64;
    rows -= tiled;
#endif
    while (rows > 0) {
        const int r = rows >= 12 && rows != 16 ? 12
                      : rows >= 8              ? 8
                      : rows >= 4              ? 4
                      : rows >= 2              ? 2
                                               : 1;
        switch (r) {
        case 12: mk_dot12(y, yr, beside, add, x, w, next, count, step); break;
        case 8: mk_dot8(y, yr, beside, add, x, w, next, count, step); break;
        case 4: mk_dot4(y, yr, beside, add, x, w, next, count, step); break;
        case 2: mk_dot2_rows(y, yr, beside, add, x, w, next, count, step); break;
        default: mk_dot1(y, yr, beside, add, x, w, next, count, step); break;
        }
        y += r * yr;
        x += r * 64;
        rows -= r;
    }
}

/* The gradient of weights: Y[o, c][16] (+)= sum over pairs p of pixels of X[p][c] * D[o, p][16], c
 * < channels <= 16, o < blocks: 64 bytes of X and of D for two pixels. Blocks of Y are ys floats,
 * of D ds bytes apart. turned: room for 2048 floats, for tiles. */
void mk_dot_grad(float *y, ptrdiff_t ys, int channels, const uint8_t *x, const uint8_t *d,
                 ptrdiff_t ds, int pairs, int blocks, int add, float *turned)
{
    (void)turned;
#if defined(NETC_TILES)
    if (channels == 16 && pairs > 0) {
        mk_dot_grad_tiles(y, ys, x, d, ds, pairs, blocks, add, turned);
        return;
    }
#endif
    for (int o = 0; o < blocks; o += 2) {
        const ptrdiff_t beside = blocks - o > 1 ? ys : 0, next = blocks - o > 1 ? ds : 0;
        for (int c = 0, r; c < channels; c += r) {
            float *to = y + o * ys + c * 16;
            const uint8_t *from = x + c * 4, *with = d + o * ds;
            r = channels - c >= 8 ? 8 : channels - c >= 4 ? 4 : channels - c >= 2 ? 2 : 1;
            switch (r) {
            case 8: mk_dot_grad8(to, beside, add, from, with, next, pairs); break;
            case 4: mk_dot_grad4(to, beside, add, from, with, next, pairs); break;
            case 2: mk_dot_grad2(to, beside, add, from, with, next, pairs); break;
            default: mk_dot_grad1(to, beside, add, from, with, next, pairs); break;
            }
        }
    }
}
