/* Products of two output blocks at a time. A number of x, once in a register, meets the weights of
 * 32 outputs, so that a step of a tile loads fewer numbers than it multiplies: 12 rows by 2 blocks
 * are 24 sums in registers of 16 lanes, and a step is 12 broadcasts and 2 loads for 24
 * multiply-adds. Registers of eight lanes hold no such tile; there the blocks follow one another
 * (mk_rows). */
#include "micro.h"

/* The register tile, the one source of mk_pair1 to mk_pair12: for `rows` rows r, at most 12, and
 * blocks o of two, Y[o, r][16] (+)= sum over i < count[0], c < count[2] of X[r][i, c] *
 * W[o, i, c][16]. Strides as in mk_tile_of (mk_gemm.c), but rows of X are 16 apart; blocks of Y are
 * ys and those of W ws apart. `rows` is a constant where this is called. */
NETC_INLINE void mk_pair_of(int rows, float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                            const float *w, ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    for (int l = 0; l < 16; l += NETC_WIDE, y += NETC_WIDE) {
        v8w a0 = v8w_zero(), b0 = a0;
        v8w a1 = a0, b1 = a0, a2 = a0, b2 = a0, a3 = a0, b3 = a0, a4 = a0, b4 = a0, a5 = a0,
            b5 = a0, a6 = a0, b6 = a0, a7 = a0, b7 = a0, a8 = a0, b8 = a0, a9 = a0, b9 = a0,
            a10 = a0, b10 = a0, a11 = a0, b11 = a0;
        if (add) {
            a0 = v8w_load(y), b0 = v8w_load(y + ys);
            if (rows > 1)
                a1 = v8w_load(y + yr), b1 = v8w_load(y + ys + yr);
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
        for (int i = 0; i < count[0]; i++) {
            const float *xp = x + i * step[0], *q = w + l + i * step[4];
            for (int left = count[2]; left > 0; left -= 16, xp += step[2]) {
                const float *p = xp;
                for (int c = left < 16 ? left : 16; c > 0; c--, p++, q += 16) {
                    const v8w s = v8w_keep(v8w_load(q)), t = v8w_keep(v8w_load(q + ws));
                    v8_ask(q + 1024), v8_ask(q + ws + 1024);
                    v8w e = v8w_keep(v8w_set1(p[0]));
                    a0 = v8w_fma(e, s, a0), b0 = v8w_fma(e, t, b0);
                    if (rows > 1) {
                        e = v8w_keep(v8w_set1(p[16]));
                        a1 = v8w_fma(e, s, a1), b1 = v8w_fma(e, t, b1);
                    }
                    if (rows > 2) {
                        e = v8w_keep(v8w_set1(p[32]));
                        a2 = v8w_fma(e, s, a2), b2 = v8w_fma(e, t, b2);
                    }
                    if (rows > 3) {
                        e = v8w_keep(v8w_set1(p[48]));
                        a3 = v8w_fma(e, s, a3), b3 = v8w_fma(e, t, b3);
                    }
                    if (rows > 4) {
                        e = v8w_keep(v8w_set1(p[64]));
                        a4 = v8w_fma(e, s, a4), b4 = v8w_fma(e, t, b4);
                    }
                    if (rows > 5) {
                        e = v8w_keep(v8w_set1(p[80]));
                        a5 = v8w_fma(e, s, a5), b5 = v8w_fma(e, t, b5);
                    }
                    if (rows > 6) {
                        e = v8w_keep(v8w_set1(p[96]));
                        a6 = v8w_fma(e, s, a6), b6 = v8w_fma(e, t, b6);
                    }
                    if (rows > 7) {
                        e = v8w_keep(v8w_set1(p[112]));
                        a7 = v8w_fma(e, s, a7), b7 = v8w_fma(e, t, b7);
                    }
                    if (rows > 8) {
                        e = v8w_keep(v8w_set1(p[128]));
                        a8 = v8w_fma(e, s, a8), b8 = v8w_fma(e, t, b8);
                    }
                    if (rows > 9) {
                        e = v8w_keep(v8w_set1(p[144]));
                        a9 = v8w_fma(e, s, a9), b9 = v8w_fma(e, t, b9);
                    }
                    if (rows > 10) {
                        e = v8w_keep(v8w_set1(p[160]));
                        a10 = v8w_fma(e, s, a10), b10 = v8w_fma(e, t, b10);
                    }
                    if (rows > 11) {
                        e = v8w_keep(v8w_set1(p[176]));
                        a11 = v8w_fma(e, s, a11), b11 = v8w_fma(e, t, b11);
                    }
                }
            }
        }
        v8w_store(y, a0), v8w_store(y + ys, b0);
        if (rows > 1)
            v8w_store(y + yr, a1), v8w_store(y + ys + yr, b1);
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
    }
}

/* 12 rows of mk_pair_rows. */
void mk_pair12(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
               ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(12, y, yr, ys, add, x, w, ws, count, step);
}

/* 11 rows of mk_pair_rows. */
void mk_pair11(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
               ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(11, y, yr, ys, add, x, w, ws, count, step);
}

/* 10 rows of mk_pair_rows. */
void mk_pair10(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
               ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(10, y, yr, ys, add, x, w, ws, count, step);
}

/* 9 rows of mk_pair_rows. */
void mk_pair9(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
              ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(9, y, yr, ys, add, x, w, ws, count, step);
}

/* 8 rows of mk_pair_rows. */
void mk_pair8(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
              ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(8, y, yr, ys, add, x, w, ws, count, step);
}

/* 7 rows of mk_pair_rows. */
void mk_pair7(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
              ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(7, y, yr, ys, add, x, w, ws, count, step);
}

/* 6 rows of mk_pair_rows. */
void mk_pair6(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
              ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(6, y, yr, ys, add, x, w, ws, count, step);
}

/* 5 rows of mk_pair_rows. */
void mk_pair5(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
              ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(5, y, yr, ys, add, x, w, ws, count, step);
}

/* 4 rows of mk_pair_rows. */
void mk_pair4(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
              ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(4, y, yr, ys, add, x, w, ws, count, step);
}

/* 3 rows of mk_pair_rows. */
void mk_pair3(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
              ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(3, y, yr, ys, add, x, w, ws, count, step);
}

/* 2 rows of mk_pair_rows. */
void mk_pair2(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
              ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(2, y, yr, ys, add, x, w, ws, count, step);
}

/* 1 row of mk_pair_rows. */
void mk_pair1(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
              ptrdiff_t ws, const int *count, const ptrdiff_t *step)
{
    mk_pair_of(1, y, yr, ys, add, x, w, ws, count, step);
}

/* Y[o, t][16] (+)= sum over the taps and channels for `rows` rows t and `blocks` blocks o, 1 or 2:
 * mk_rows where there is one block, mk_prepacked_rows where registers are short, else in tiles of
 * at most 12 rows, as equal as can be. */
void mk_pair_rows(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x, const float *w,
                  ptrdiff_t ws, const int *count, const ptrdiff_t *step, int rows, int blocks)
{
#if defined(NETC_DOUBLE) /* numbers of eight bytes, which mk_prepacked_rows does not read */
    for (int o = 0; o < blocks; o++)
        mk_rows(y + o * ys, yr, add, x, 16, w + o * ws, count, step, rows);
    return;
#endif
    if (NETC_WIDE == 16 && blocks == 1) {
        mk_rows(y, yr, add, x, 16, w, count, step, rows);
        return;
    }
    for (int o = 0; NETC_WIDE == 8 && o < blocks; o++) {
        const ptrdiff_t strides[5] = {step[0], step[1], step[2], step[4], step[5]};
        mk_prepacked_rows(0, y + o * ys, yr, rows, x, 16, 0, 0,
                          (const uint8_t *)(const void *)(w + o * ws), count, strides, add,
                          (ptrdiff_t)count[0] * count[2] * 64, 0, 1);
    }
    if (NETC_WIDE == 8)
        return;
    for (int tiles = (rows + 11) / 12; tiles > 0; tiles--) {
        const int r = (rows + tiles - 1) / tiles;
        switch (r) {
        case 12: mk_pair12(y, yr, ys, add, x, w, ws, count, step); break;
        case 11: mk_pair11(y, yr, ys, add, x, w, ws, count, step); break;
        case 10: mk_pair10(y, yr, ys, add, x, w, ws, count, step); break;
        case 9: mk_pair9(y, yr, ys, add, x, w, ws, count, step); break;
        case 8: mk_pair8(y, yr, ys, add, x, w, ws, count, step); break;
        case 7: mk_pair7(y, yr, ys, add, x, w, ws, count, step); break;
        case 6: mk_pair6(y, yr, ys, add, x, w, ws, count, step); break;
        case 5: mk_pair5(y, yr, ys, add, x, w, ws, count, step); break;
        case 4: mk_pair4(y, yr, ys, add, x, w, ws, count, step); break;
        case 3: mk_pair3(y, yr, ys, add, x, w, ws, count, step); break;
        case 2: mk_pair2(y, yr, ys, add, x, w, ws, count, step); break;
        default: mk_pair1(y, yr, ys, add, x, w, ws, count, step); break;
        }
        y += r * yr;
        x += r * 16;
        rows -= r;
    }
}

/* Pixels `first` ... first + count - 1 of an output map of `ow` columns, as one tap of the window
 * sees the map x of h x w pixels of 16 channels: to[j] = x[oh * sh + top][ow * sw + left], 0
 * beyond the map. */
void mk_gather_tap(float *to, const float *x, int h, int w, int top, int left, int sh, int sw,
                   int ow, int first, int count)
{
    for (int j = 0, run; j < count; j += run, to += (ptrdiff_t)run * 16) {
        const int col = (first + j) % ow, row = (first + j) / ow * sh + top;
        run = count - j < ow - col ? count - j : ow - col;
        if (row < 0 || row >= h) {
            memset(to, 0, sizeof *to * 16 * (size_t)run);
            continue;
        }
        const float *line = x + ((ptrdiff_t)row * w + left) * 16;
        int a = 0, b = run; /* pixels a ... b - 1 of the run lie on the map */
        while (a < run && (col + a) * sw + left < 0)
            a++;
        while (b > a && (col + b - 1) * sw + left >= w)
            b--;
        memset(to, 0, sizeof *to * 16 * (size_t)a);
        memset(to + (ptrdiff_t)b * 16, 0, sizeof *to * 16 * (size_t)(run - b));
        for (int k = a; k < b; k++) {
            const float *from = line + (ptrdiff_t)(col + k) * sw * 16;
            for (int l = 0; l < 16; l += NETC_WIDE)
                v8w_store(to + (ptrdiff_t)k * 16 + l, v8w_load(from + l));
        }
    }
}

/* What a window at row `top`, column `left` sees of the map x [h][w][c], which ends at `end`, 0
 * beyond it: kh * kw * c numbers in the order of x. Up to seven more are written. */
static inline void mk_gather_window(float *v, const float *x, const float *end, int c,
                                    const mk_windows *g, int top, int left)
{
    const int run = g->kw * c;
    for (int ky = 0; ky < g->kh; ky++, v += run) {
        const int row = top + ky, inside = row >= 0 && row < g->h;
        const int a = !inside    ? run
                      : left < 0 ? -left * c
                                 : 0,
                  b = (g->w - left) * c < run ? (g->w - left) * c : run; /* on the map */
        const float *from = x + ((ptrdiff_t)row * g->w + left) * c;
        if (a == 0 && b == run && end - from >= run + 7) {
            for (int i = 0; i < run; i += 8)
                v8_store(v + i, v8_load(from + i));
            continue;
        }
        for (int i = 0; i < run; i++)
            v[i] = i >= a && i < b ? from[i] : 0.0f;
    }
}

/* Pixels `first` ... first + count - 1 of an output map of `ow` columns, each with all that its
 * window sees of the map x [h][w][c], 0 beyond the map: kh * kw * c <= 512 numbers in the order of
 * x, in blocks of 16 that lie `block` apart: to[b * block + j * 16 + l]. Lanes beyond are not
 * defined. v: room for 2048 floats. */
void mk_gather_given(float *to, ptrdiff_t block, const float *x, int c, const mk_windows *g, int ow,
                     int first, int count, float *v)
{
    const int run = g->kw * c, all = g->kh * run, wide = all + 16,
              most = 2048 / wide < 1 ? 1 : 2048 / wide; /* pixels at a time */
    const float *const end = x + (ptrdiff_t)g->h * g->w * c;
    int oh = first / ow, col = first % ow;
    for (int j = 0; j < count; j += most) {
        const int some = count - j < most ? count - j : most;
        for (int k = 0; k < some; k++) {
            mk_gather_window(v + k * wide, x, end, c, g, oh * g->sh - g->top,
                             col * g->sw - g->left);
            if (++col == ow)
                col = 0, oh++;
        }
        for (int i = 0; i < all; i += 16)
            for (int k = 0; k < some; k++)
                for (int l = 0; l < 16; l += NETC_WIDE)
                    v8w_store(to + i / 16 * block + (ptrdiff_t)(j + k) * 16 + l,
                              v8w_load(v + k * wide + i + l));
    }
}

/* mk_panel of two blocks: ys and ws apart. */
void mk_pair_panel(float *y, ptrdiff_t yr, ptrdiff_t ys, int rows, const float *x, ptrdiff_t xb,
                   const float *w, ptrdiff_t ws, int channels, int blocks)
{
    const int count[4] = {1, 1, channels, 16};
    const ptrdiff_t step[6] = {0, 0, xb, 1, 0, 0};
    mk_pair_rows(y, yr, ys, 0, x, w, ws, count, step, rows, blocks);
}

/* A block of products of a convolution: Y[o, t][16] (+)= sum over i < taps, c < channels of X[i,
 * t][c] * W[o, i, c][16] for `rows` pixels t, yr apart, and `blocks` blocks o, 1 or 2. Taps of X
 * are xi, its blocks of 16 channels xb, taps of W wi apart. */
void mk_conv_block(float *y, ptrdiff_t yr, ptrdiff_t ys, int rows, const float *x, ptrdiff_t xi,
                   ptrdiff_t xb, const float *w, ptrdiff_t wi, ptrdiff_t ws, int taps, int channels,
                   int blocks, int add)
{
    const int count[4] = {taps, 1, channels, 16};
    const ptrdiff_t step[6] = {xi, 0, xb, 1, wi, 0};
    mk_pair_rows(y, yr, ys, add, x, w, ws, count, step, rows, blocks);
}

/* The same tile for gradients of weights: for 8 channels r and blocks o of two, Y[o, r][16] (+)=
 * sum over i < ni, t < nt of X[i, t][r] * D[o, i, t][16]. Blocks of Y are ys, its rows 16 apart;
 * rows of X are xi, its pixels 16 apart; blocks of D are ds, its rows di, its pixels 16 apart. */
void mk_pair_grad8(float *y, ptrdiff_t ys, int add, const float *x, ptrdiff_t xi, const float *d,
                   ptrdiff_t ds, ptrdiff_t di, int ni, int nt)
{
    for (int l = 0; l < 16; l += NETC_WIDE, y += NETC_WIDE, d += NETC_WIDE) {
        v8w a0 = v8w_zero(), b0 = a0;
        v8w a1 = a0, b1 = a0, a2 = a0, b2 = a0, a3 = a0, b3 = a0, a4 = a0, b4 = a0, a5 = a0,
            b5 = a0, a6 = a0, b6 = a0, a7 = a0, b7 = a0;
        for (int i = 0; i < ni; i++) {
            const float *p = x + i * xi, *q = d + i * di;
            for (int t = 0; t < nt; t++, p += 16, q += 16) {
                const v8w s = v8w_keep(v8w_load(q)), u = v8w_keep(v8w_load(q + ds));
                v8w e = v8w_keep(v8w_set1(p[0]));
                a0 = v8w_fma(e, s, a0), b0 = v8w_fma(e, u, b0);
                e = v8w_keep(v8w_set1(p[1]));
                a1 = v8w_fma(e, s, a1), b1 = v8w_fma(e, u, b1);
                e = v8w_keep(v8w_set1(p[2]));
                a2 = v8w_fma(e, s, a2), b2 = v8w_fma(e, u, b2);
                e = v8w_keep(v8w_set1(p[3]));
                a3 = v8w_fma(e, s, a3), b3 = v8w_fma(e, u, b3);
                e = v8w_keep(v8w_set1(p[4]));
                a4 = v8w_fma(e, s, a4), b4 = v8w_fma(e, u, b4);
                e = v8w_keep(v8w_set1(p[5]));
                a5 = v8w_fma(e, s, a5), b5 = v8w_fma(e, u, b5);
                e = v8w_keep(v8w_set1(p[6]));
                a6 = v8w_fma(e, s, a6), b6 = v8w_fma(e, u, b6);
                e = v8w_keep(v8w_set1(p[7]));
                a7 = v8w_fma(e, s, a7), b7 = v8w_fma(e, u, b7);
            }
        }
        if (add) {
            a0 = v8w_add(a0, v8w_load(y + 0)), b0 = v8w_add(b0, v8w_load(y + ys + 0));
            a1 = v8w_add(a1, v8w_load(y + 16)), b1 = v8w_add(b1, v8w_load(y + ys + 16));
            a2 = v8w_add(a2, v8w_load(y + 32)), b2 = v8w_add(b2, v8w_load(y + ys + 32));
            a3 = v8w_add(a3, v8w_load(y + 48)), b3 = v8w_add(b3, v8w_load(y + ys + 48));
            a4 = v8w_add(a4, v8w_load(y + 64)), b4 = v8w_add(b4, v8w_load(y + ys + 64));
            a5 = v8w_add(a5, v8w_load(y + 80)), b5 = v8w_add(b5, v8w_load(y + ys + 80));
            a6 = v8w_add(a6, v8w_load(y + 96)), b6 = v8w_add(b6, v8w_load(y + ys + 96));
            a7 = v8w_add(a7, v8w_load(y + 112)), b7 = v8w_add(b7, v8w_load(y + ys + 112));
        }
        v8w_store(y + 0, a0), v8w_store(y + ys + 0, b0);
        v8w_store(y + 16, a1), v8w_store(y + ys + 16, b1);
        v8w_store(y + 32, a2), v8w_store(y + ys + 32, b2);
        v8w_store(y + 48, a3), v8w_store(y + ys + 48, b3);
        v8w_store(y + 64, a4), v8w_store(y + ys + 64, b4);
        v8w_store(y + 80, a5), v8w_store(y + ys + 80, b5);
        v8w_store(y + 96, a6), v8w_store(y + ys + 96, b6);
        v8w_store(y + 112, a7), v8w_store(y + ys + 112, b7);
    }
}

/* The gradient of weights of `blocks` blocks o, 1 or 2: Y[o, c][16] (+)= sum over i < ni, t < nt of
 * X[i, t][c] * D[o, i, t][16], c < channels <= 16. Strides as in mk_pair_grad8. */
void mk_pair_grad(float *y, ptrdiff_t ys, int channels, const float *x, ptrdiff_t xi,
                  const float *d, ptrdiff_t ds, ptrdiff_t di, int ni, int nt, int blocks, int add)
{
    int c = 0;
    for (; NETC_WIDE == 16 && blocks == 2 && c + 8 <= channels; c += 8)
        mk_pair_grad8(y + c * 16, ys, add, x + c, xi, d, ds, di, ni, nt);
    for (int o = 0; c < channels && o < blocks; o++)
        mk_panel_grad(y + o * ys + c * 16, channels - c, x + c, xi, 16, d + o * ds, di, ni, nt,
                      add);
}
