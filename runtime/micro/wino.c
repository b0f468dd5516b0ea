/* Transforms of fast convolution: y = At [(G w Gt) . (Bt x B)] A on tiles, and its exact adjoint. P, the points of one
 * dimension, tells the algorithm:
 *   P = 6   Winograd F(4x4, 3x3): 6x6 patches of x, 4x4 tiles of y; points 0, +-2/3, +-3/2 and infinity, which cost
 *           as much as the usual +-1, +-2 and round 3 to 5 times less
 *   P = 3   a 2x2 map under a padded 3x3 window: its Toeplitz product with 3 multiplications in each dimension
 * A line is a one-dimensional transform of eight lanes; a plane is its square. spec/numerics.md states the matrices;
 * mk_..._a, _b and _gt are the transposes of _at, _bt and _g, line by line.
 * Source: A. Lavin, S. Gray, Fast Algorithms for Convolutional Neural Networks, 2015; B. Barabasz et al., Error Analysis
 * and Improving the Accuracy of Winograd Convolution for Deep Neural Networks, 2018 (the choice of points). */
#include "micro.h"

/* ---- lines: y[i*ys] from x[j*xs], eight lanes each ---- */

/* v = Bt x for P = 6. */
static inline void mk_line6_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8 a = v8_set1((float)(2.0 / 3.0)), b = v8_set1((float)1.5), q = v8_set1((float)(-97.0 / 36.0));
    const v8 x1 = v8_load(x + xs), x2 = v8_load(x + 2 * xs), x3 = v8_load(x + 3 * xs), x4 = v8_load(x + 4 * xs);
    const v8 even_a = v8_fma(v8_set1((float)-2.25), x2, x4), odd_a = v8_sub(v8_mul(a, x3), v8_mul(b, x1));
    const v8 even_b = v8_fma(v8_set1((float)(-4.0 / 9.0)), x2, x4), odd_b = v8_sub(v8_mul(b, x3), v8_mul(a, x1));
    v8_store(y, v8_fma(q, x2, v8_add(v8_load(x), x4)));
    v8_store(y + ys, v8_add(even_a, odd_a));
    v8_store(y + 2 * ys, v8_sub(even_a, odd_a));
    v8_store(y + 3 * ys, v8_add(even_b, odd_b));
    v8_store(y + 4 * ys, v8_sub(even_b, odd_b));
    v8_store(y + 5 * ys, v8_fma(q, x3, v8_add(x1, v8_load(x + 5 * xs))));
}

/* dx = B dv for P = 6; add: dx += B dv. */
static inline void mk_line6_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs, int add)
{
    const v8 a = v8_set1((float)(2.0 / 3.0)), b = v8_set1((float)1.5), q = v8_set1((float)(-97.0 / 36.0));
    const v8 x0 = v8_load(x), x5 = v8_load(x + 5 * xs);
    const v8 x1 = v8_load(x + xs), x2 = v8_load(x + 2 * xs), x3 = v8_load(x + 3 * xs), x4 = v8_load(x + 4 * xs);
    const v8 sa = v8_add(x1, x2), da = v8_sub(x1, x2), sb = v8_add(x3, x4), db = v8_sub(x3, x4);
    v8 y0 = x0, y1 = v8_sub(x5, v8_fma(a, db, v8_mul(b, da))), y5 = x5;
    v8 y2 = v8_fma(q, x0, v8_fma(v8_set1((float)-2.25), sa, v8_mul(v8_set1((float)(-4.0 / 9.0)), sb)));
    v8 y3 = v8_fma(q, x5, v8_fma(b, db, v8_mul(a, da))), y4 = v8_add(x0, v8_add(sa, sb));
    if (add) {
        y0 = v8_add(y0, v8_load(y)), y1 = v8_add(y1, v8_load(y + ys)), y2 = v8_add(y2, v8_load(y + 2 * ys));
        y3 = v8_add(y3, v8_load(y + 3 * ys)), y4 = v8_add(y4, v8_load(y + 4 * ys)), y5 = v8_add(y5, v8_load(y + 5 * ys));
    }
    v8_store(y, y0), v8_store(y + ys, y1), v8_store(y + 2 * ys, y2);
    v8_store(y + 3 * ys, y3), v8_store(y + 4 * ys, y4), v8_store(y + 5 * ys, y5);
}

/* y = At m for P = 6: 6 to 4. */
static inline void mk_line6_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8 x1 = v8_load(x + xs), x2 = v8_load(x + 2 * xs), x3 = v8_load(x + 3 * xs), x4 = v8_load(x + 4 * xs);
    const v8 sa = v8_add(x1, x2), da = v8_sub(x1, x2), sb = v8_add(x3, x4), db = v8_sub(x3, x4);
    v8_store(y, v8_add(v8_load(x), v8_add(sa, sb)));
    v8_store(y + ys, v8_fma(v8_set1((float)(2.0 / 3.0)), da, v8_mul(v8_set1((float)1.5), db)));
    v8_store(y + 2 * ys, v8_fma(v8_set1((float)(4.0 / 9.0)), sa, v8_mul(v8_set1((float)2.25), sb)));
    v8_store(y + 3 * ys, v8_fma(v8_set1((float)(8.0 / 27.0)), da, v8_fma(v8_set1((float)3.375), db, v8_load(x + 5 * xs))));
}

/* dm = A dy for P = 6: 4 to 6. */
static inline void mk_line6_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8 x0 = v8_load(x), x1 = v8_load(x + xs), x2 = v8_load(x + 2 * xs), x3 = v8_load(x + 3 * xs);
    const v8 even_a = v8_fma(v8_set1((float)(4.0 / 9.0)), x2, x0), even_b = v8_fma(v8_set1((float)2.25), x2, x0);
    const v8 odd_a = v8_fma(v8_set1((float)(2.0 / 3.0)), x1, v8_mul(v8_set1((float)(8.0 / 27.0)), x3));
    const v8 odd_b = v8_fma(v8_set1((float)1.5), x1, v8_mul(v8_set1((float)3.375), x3));
    v8_store(y, x0);
    v8_store(y + ys, v8_add(even_a, odd_a));
    v8_store(y + 2 * ys, v8_sub(even_a, odd_a));
    v8_store(y + 3 * ys, v8_add(even_b, odd_b));
    v8_store(y + 4 * ys, v8_sub(even_b, odd_b));
    v8_store(y + 5 * ys, x3);
}

/* u = G w for P = 6: 3 to 6. The rows of +-2/3 carry 1/m'(2/3) = -81/130, those of +-3/2 1/m'(3/2) = 8/65. */
static inline void mk_line6_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8 x0 = v8_load(x), x1 = v8_load(x + xs), x2 = v8_load(x + 2 * xs);
    const v8 even_a = v8_fma(v8_set1((float)(-18.0 / 65.0)), x2, v8_mul(v8_set1((float)(-81.0 / 130.0)), x0));
    const v8 even_b = v8_fma(v8_set1((float)(18.0 / 65.0)), x2, v8_mul(v8_set1((float)(8.0 / 65.0)), x0));
    const v8 odd_a = v8_mul(v8_set1((float)(-27.0 / 65.0)), x1), odd_b = v8_mul(v8_set1((float)(12.0 / 65.0)), x1);
    v8_store(y, x0);
    v8_store(y + ys, v8_add(even_a, odd_a));
    v8_store(y + 2 * ys, v8_sub(even_a, odd_a));
    v8_store(y + 3 * ys, v8_add(even_b, odd_b));
    v8_store(y + 4 * ys, v8_sub(even_b, odd_b));
    v8_store(y + 5 * ys, x2);
}

/* dw = Gt du for P = 6: 6 to 3. */
static inline void mk_line6_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8 x1 = v8_load(x + xs), x2 = v8_load(x + 2 * xs), x3 = v8_load(x + 3 * xs), x4 = v8_load(x + 4 * xs);
    const v8 sa = v8_add(x1, x2), da = v8_sub(x1, x2), sb = v8_add(x3, x4), db = v8_sub(x3, x4);
    v8_store(y, v8_fma(v8_set1((float)(-81.0 / 130.0)), sa, v8_fma(v8_set1((float)(8.0 / 65.0)), sb, v8_load(x))));
    v8_store(y + ys, v8_fma(v8_set1((float)(-27.0 / 65.0)), da, v8_mul(v8_set1((float)(12.0 / 65.0)), db)));
    v8_store(y + 2 * ys, v8_fma(v8_set1((float)(18.0 / 65.0)), v8_sub(sb, sa), v8_load(x + 5 * xs)));
}

/* v = Bt x for P = 3: (x0 + x1, x1, x0). */
static inline void mk_line3_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8 x0 = v8_load(x), x1 = v8_load(x + xs);
    v8_store(y, v8_add(x0, x1)), v8_store(y + ys, x1), v8_store(y + 2 * ys, x0);
}

/* dx = B dv for P = 3; add: dx += B dv. */
static inline void mk_line3_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs, int add)
{
    const v8 x0 = v8_load(x), y0 = v8_add(x0, v8_load(x + 2 * xs)), y1 = v8_add(x0, v8_load(x + xs));
    v8_store(y, add ? v8_add(v8_load(y), y0) : y0), v8_store(y + ys, add ? v8_add(v8_load(y + ys), y1) : y1);
}

/* y = At m for P = 3: (m0 + m1, m0 + m2). */
static inline void mk_line3_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8 x0 = v8_load(x);
    v8_store(y, v8_add(x0, v8_load(x + xs))), v8_store(y + ys, v8_add(x0, v8_load(x + 2 * xs)));
}

/* dm = A dy for P = 3: (dy0 + dy1, dy0, dy1). */
static inline void mk_line3_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8 x0 = v8_load(x), x1 = v8_load(x + xs);
    v8_store(y, v8_add(x0, x1)), v8_store(y + ys, x0), v8_store(y + 2 * ys, x1);
}

/* u = G w for P = 3: (w1, w2 - w1, w0 - w1). */
static inline void mk_line3_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8 x0 = v8_load(x), x1 = v8_load(x + xs), x2 = v8_load(x + 2 * xs);
    v8_store(y, x1), v8_store(y + ys, v8_sub(x2, x1)), v8_store(y + 2 * ys, v8_sub(x0, x1));
}

/* dw = Gt du for P = 3: (du2, du0 - du1 - du2, du1). */
static inline void mk_line3_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8 x1 = v8_load(x + xs), x2 = v8_load(x + 2 * xs);
    v8_store(y, x2), v8_store(y + ys, v8_sub(v8_load(x), v8_add(x1, x2))), v8_store(y + 2 * ys, x1);
}

/* ---- planes: 16 lanes of one tile. Pixels of x or y are 16 floats, its rows xs or ys apart; the P*P points of v, m are vs, ms apart ---- */

/* V = Bt X B (P = 6, X 6x6). */
static inline void mk_plane6_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs)
{
    float t[6 * 6 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 6; j++)
            mk_line6_bt(t + 8 * j, 48, x + 16 * j + half, xs);
        for (int i = 0; i < 6; i++)
            mk_line6_bt(v + 6 * i * vs + half, vs, t + 48 * i, 8);
    }
}

/* M = A Y At (P = 6, Y 4x4). */
static inline void mk_plane6_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys)
{
    float t[6 * 4 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 4; j++)
            mk_line6_a(t + 8 * j, 32, y + 16 * j + half, ys);
        for (int i = 0; i < 6; i++)
            mk_line6_a(m + 6 * i * ms + half, ms, t + 32 * i, 8);
    }
}

/* Y = At M A (P = 6). */
static inline void mk_plane6_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms)
{
    float t[4 * 6 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 6; j++)
            mk_line6_at(t + 8 * j, 48, m + j * ms + half, 6 * ms);
        for (int i = 0; i < 4; i++)
            mk_line6_at(y + i * ys + half, 16, t + 48 * i, 8);
    }
}

/* X += B V Bt (P = 6). */
static inline void mk_plane6_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs)
{
    float t[6 * 6 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 6; j++)
            mk_line6_b(t + 8 * j, 48, v + j * vs + half, 6 * vs, 0);
        for (int i = 0; i < 6; i++)
            mk_line6_b(x + i * xs + half, 16, t + 48 * i, 8, 1);
    }
}

/* V = Bt X B (P = 3, X 2x2). */
static inline void mk_plane3_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs)
{
    float t[3 * 2 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 2; j++)
            mk_line3_bt(t + 8 * j, 16, x + 16 * j + half, xs);
        for (int i = 0; i < 3; i++)
            mk_line3_bt(v + 3 * i * vs + half, vs, t + 16 * i, 8);
    }
}

/* M = A Y At (P = 3, Y 2x2). */
static inline void mk_plane3_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys)
{
    float t[3 * 2 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 2; j++)
            mk_line3_a(t + 8 * j, 16, y + 16 * j + half, ys);
        for (int i = 0; i < 3; i++)
            mk_line3_a(m + 3 * i * ms + half, ms, t + 16 * i, 8);
    }
}

/* Y = At M A (P = 3). */
static inline void mk_plane3_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms)
{
    float t[2 * 3 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 3; j++)
            mk_line3_at(t + 8 * j, 24, m + j * ms + half, 3 * ms);
        for (int i = 0; i < 2; i++)
            mk_line3_at(y + i * ys + half, 16, t + 24 * i, 8);
    }
}

/* X += B V Bt (P = 3). */
static inline void mk_plane3_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs)
{
    float t[2 * 3 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 3; j++)
            mk_line3_b(t + 8 * j, 24, v + j * vs + half, 3 * vs, 0);
        for (int i = 0; i < 2; i++)
            mk_line3_b(x + i * xs + half, 16, t + 24 * i, 8, 1);
    }
}

/* ---- rows of tiles ---- */

/* Transforms a row of tiles of one channel block [H][W][16] into P*P point planes, vs apart, tiles 16 floats apart in
 * each. Patches begin at row h0 and column w0 (both may be negative) and are M columns apart; what lies off the map is 0.
 * grad 0: V = Bt X B of a map x. grad 1: dM = A dY At of a gradient dy. */
void mk_wino_gather(int P, int grad, float *v, ptrdiff_t vs, const float *x, int H, int W, int h0, int w0, int tiles)
{
    const int M = P == 6 ? 4 : 2, R = P == 6 && !grad ? 6 : M;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    float patch[6 * 6 * 16];
    for (int t = 0; t < tiles; t++, v += 16, w0 += M) {
        const float *p = patch;
        ptrdiff_t ps = R * 16;
        if (h0 >= 0 && w0 >= 0 && h0 + R <= H && w0 + R <= W) {
            p = x + h0 * line + w0 * 16;
            ps = line;
        } else {
            const int left = w0 < 0 ? -w0 : 0, right = w0 + R > W ? W - w0 : R;
            memset(patch, 0, sizeof patch);
            for (int i = 0; i < R; i++)
                if (h0 + i >= 0 && h0 + i < H && left < right)
                    memcpy(patch + (i * R + left) * 16, x + (h0 + i) * line + (w0 + left) * 16, sizeof(float) * 16 * (size_t)(right - left));
        }
        if (P == 6 && grad)
            mk_plane6_a(v, vs, p, ps);
        else if (P == 6)
            mk_plane6_bt(v, vs, p, ps);
        else if (grad)
            mk_plane3_a(v, vs, p, ps);
        else
            mk_plane3_bt(v, vs, p, ps);
    }
}

/* The way back for a row of tiles: grad 0: the map = At M A, tile by tile. grad 1: the map += B dV Bt, patches overlapping.
 * Rows and columns off the map are dropped. */
void mk_wino_scatter(int P, int grad, float *y, int H, int W, int h0, int w0, const float *m, ptrdiff_t ms, int tiles)
{
    const int M = P == 6 ? 4 : 2, R = P == 6 && grad ? 6 : M;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    float patch[6 * 6 * 16];
    for (int t = 0; t < tiles; t++, m += 16, w0 += M) {
        const int inside = h0 >= 0 && w0 >= 0 && h0 + R <= H && w0 + R <= W;
        float *p = inside ? y + h0 * line + w0 * 16 : patch;
        const ptrdiff_t ps = inside ? line : R * 16;
        if (!inside && grad)
            memset(patch, 0, sizeof patch);
        if (P == 6 && grad)
            mk_plane6_b(p, ps, m, ms);
        else if (P == 6)
            mk_plane6_at(p, ps, m, ms);
        else if (grad)
            mk_plane3_b(p, ps, m, ms);
        else
            mk_plane3_at(p, ps, m, ms);
        for (int i = 0; !inside && i < R; i++)
            for (int j = 0; h0 + i >= 0 && h0 + i < H && j < R; j++)
                if (w0 + j >= 0 && w0 + j < W) {
                    float *to = y + (h0 + i) * line + (w0 + j) * 16;
                    const float *from = patch + (i * R + j) * 16;
                    v8_store(to, grad ? v8_add(v8_load(to), v8_load(from)) : v8_load(from));
                    v8_store(to + 8, grad ? v8_add(v8_load(to + 8), v8_load(from + 8)) : v8_load(from + 8));
                }
    }
}

/* ---- weights ---- */

/* U = G w Gt for `count` floats (a multiple of 8) at each of 9 taps, ws apart; the P*P points of u are us apart. */
void mk_wino_weights(int P, float *u, ptrdiff_t us, const float *w, ptrdiff_t ws, int count)
{
    float t[6 * 3 * 8];
    for (int n = 0; n < count; n += 8, u += 8, w += 8)
        if (P == 6) {
            for (int j = 0; j < 3; j++)
                mk_line6_g(t + 8 * j, 24, w + j * ws, 3 * ws);
            for (int i = 0; i < 6; i++)
                mk_line6_g(u + 6 * i * us, us, t + 24 * i, 8);
        } else {
            for (int j = 0; j < 3; j++)
                mk_line3_g(t + 8 * j, 24, w + j * ws, 3 * ws);
            for (int i = 0; i < 3; i++)
                mk_line3_g(u + 3 * i * us, us, t + 24 * i, 8);
        }
}

/* dw = Gt dU G for `count` floats; dU is the sum of `parts` partial sums, `part` floats apart, in their order. */
void mk_wino_weights_grad(int P, float *w, ptrdiff_t ws, const float *u, ptrdiff_t us, int parts, ptrdiff_t part, int count)
{
    float s[6 * 6 * 8], t[6 * 3 * 8];
    for (int n = 0; n < count; n += 8, u += 8, w += 8) {
        for (int p = 0; p < P * P; p++) {
            v8 sum = v8_load(u + p * us);
            for (int q = 1; q < parts; q++)
                sum = v8_add(sum, v8_load(u + q * part + p * us));
            v8_store(s + 8 * p, sum);
        }
        if (P == 6) {
            for (int i = 0; i < 6; i++)
                mk_line6_gt(t + 24 * i, 8, s + 48 * i, 8);
            for (int j = 0; j < 3; j++)
                mk_line6_gt(w + j * ws, 3 * ws, t + 8 * j, 24);
        } else {
            for (int i = 0; i < 3; i++)
                mk_line3_gt(t + 24 * i, 8, s + 24 * i, 8);
            for (int j = 0; j < 3; j++)
                mk_line3_gt(w + j * ws, 3 * ws, t + 8 * j, 24);
        }
    }
}

/* ---- products between the transforms ---- */

/* For each of `planes` points: M[t][16] (+)= sum over c of V[t][c] * U[c][16], t < tiles. Blocks of 16 channels of V are
 * tiles*16 floats apart; planes ms, vs, us apart. */
void mk_wino_product(int planes, float *m, ptrdiff_t ms, int tiles, const float *v, ptrdiff_t vs, const float *u, ptrdiff_t us, int channels, int add)
{
    for (int p = 0; p < planes; p++)
        mk_panel(m + p * ms, 16, tiles, v + p * vs, 16, (ptrdiff_t)tiles * 16, u + p * us, channels, add);
}

/* For each point: dU[c][16] (+)= sum over tiles t of V[t][c] * dM[t][16], for `channels` c in blocks of 16. */
void mk_wino_outer(int planes, float *u, ptrdiff_t us, int channels, const float *v, ptrdiff_t vs, const float *m, ptrdiff_t ms, int tiles, int add)
{
    for (int p = 0; p < planes; p++)
        for (int c = 0; c < channels; c += 16)
            mk_panel_grad(u + p * us + c * 16, channels - c < 16 ? channels - c : 16, v + p * vs + (ptrdiff_t)c * tiles, 0, 16,
                          m + p * ms, 0, 1, tiles, add);
}
