/* Transforms of fast convolution: y = At [(G w Gt) . (Bt x B)] A on tiles, and its exact adjoint.
 * P, the points of one dimension, tells the algorithm:
 *   P = 6   Winograd F(4x4, 3x3): 6x6 patches of x, 4x4 tiles of y; points 0, +-2/3, +-3/2 and
 *           infinity, which cost as much as the usual +-1, +-2 and round 3 to 5 times less
 *   P = 4   Winograd F(2x2, 3x3): 4x4 patches, 2x2 tiles; points 0, +-1 and infinity. Forward only:
 *           where weights come from memory once for each image, its 16 numbers a kernel beat the 36
 *           of P = 6
 *   P = 3   a 2x2 map under a padded 3x3 window: its Toeplitz product with 3 multiplications in
 *           each dimension
 * A line is a one-dimensional transform of one vector's lanes; a plane is its square.
 * spec/numerics.md states the matrices; mk_..._a, _b and _gt are the transposes of _at, _bt and _g,
 * line by line. Source: A. Lavin, S. Gray, Fast Algorithms for Convolutional Neural Networks, 2015;
 * B. Barabasz et al., Error Analysis and Improving the Accuracy of Winograd Convolution for Deep
 * Neural Networks, 2018 (the choice of points). */
#include "micro.h"

/* ---- lines: y[i*ys] from x[j*xs], NETC_WIDE lanes each ---- */

/* v = Bt x for P = 6. */
static inline void mk_line6_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w a = v8w_set1((float)(2.0 / 3.0)), b = v8w_set1((float)1.5),
              q = v8w_set1((float)(-97.0 / 36.0));
    const v8w x1 = v8w_load(x + xs), x2 = v8w_load(x + 2 * xs), x3 = v8w_load(x + 3 * xs),
              x4 = v8w_load(x + 4 * xs);
    const v8w even_a = v8w_fma(v8w_set1((float)-2.25), x2, x4),
              odd_a = v8w_sub(v8w_mul(a, x3), v8w_mul(b, x1));
    const v8w even_b = v8w_fma(v8w_set1((float)(-4.0 / 9.0)), x2, x4),
              odd_b = v8w_sub(v8w_mul(b, x3), v8w_mul(a, x1));
    v8w_store(y, v8w_fma(q, x2, v8w_add(v8w_load(x), x4)));
    v8w_store(y + ys, v8w_add(even_a, odd_a));
    v8w_store(y + 2 * ys, v8w_sub(even_a, odd_a));
    v8w_store(y + 3 * ys, v8w_add(even_b, odd_b));
    v8w_store(y + 4 * ys, v8w_sub(even_b, odd_b));
    v8w_store(y + 5 * ys, v8w_fma(q, x3, v8w_add(x1, v8w_load(x + 5 * xs))));
}

/* dx = B dv for P = 6. add bit 0: the first two += instead, which the patch before has begun; bit
 * 1: the other four. */
static inline void mk_line6_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs, int add)
{
    const v8w a = v8w_set1((float)(2.0 / 3.0)), b = v8w_set1((float)1.5),
              q = v8w_set1((float)(-97.0 / 36.0));
    const v8w x0 = v8w_load(x), x5 = v8w_load(x + 5 * xs);
    const v8w x1 = v8w_load(x + xs), x2 = v8w_load(x + 2 * xs), x3 = v8w_load(x + 3 * xs),
              x4 = v8w_load(x + 4 * xs);
    const v8w sa = v8w_add(x1, x2), da = v8w_sub(x1, x2), sb = v8w_add(x3, x4),
              db = v8w_sub(x3, x4);
    v8w y0 = x0, y1 = v8w_sub(x5, v8w_fma(a, db, v8w_mul(b, da))), y5 = x5;
    v8w y2 = v8w_fma(
        q, x0, v8w_fma(v8w_set1((float)-2.25), sa, v8w_mul(v8w_set1((float)(-4.0 / 9.0)), sb)));
    v8w y3 = v8w_fma(q, x5, v8w_fma(b, db, v8w_mul(a, da))), y4 = v8w_add(x0, v8w_add(sa, sb));
    if (add & 1)
        y0 = v8w_add(y0, v8w_load(y)), y1 = v8w_add(y1, v8w_load(y + ys));
    if (add & 2) {
        y2 = v8w_add(y2, v8w_load(y + 2 * ys)), y3 = v8w_add(y3, v8w_load(y + 3 * ys));
        y4 = v8w_add(y4, v8w_load(y + 4 * ys)), y5 = v8w_add(y5, v8w_load(y + 5 * ys));
    }
    v8w_store(y, y0), v8w_store(y + ys, y1), v8w_store(y + 2 * ys, y2);
    v8w_store(y + 3 * ys, y3), v8w_store(y + 4 * ys, y4), v8w_store(y + 5 * ys, y5);
}

/* y = At m for P = 6: 6 to 4. */
static inline void mk_line6_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x1 = v8w_load(x + xs), x2 = v8w_load(x + 2 * xs), x3 = v8w_load(x + 3 * xs),
              x4 = v8w_load(x + 4 * xs);
    const v8w sa = v8w_add(x1, x2), da = v8w_sub(x1, x2), sb = v8w_add(x3, x4),
              db = v8w_sub(x3, x4);
    v8w_store(y, v8w_add(v8w_load(x), v8w_add(sa, sb)));
    v8w_store(y + ys, v8w_fma(v8w_set1((float)(2.0 / 3.0)), da, v8w_mul(v8w_set1((float)1.5), db)));
    v8w_store(y + 2 * ys,
              v8w_fma(v8w_set1((float)(4.0 / 9.0)), sa, v8w_mul(v8w_set1((float)2.25), sb)));
    v8w_store(y + 3 * ys, v8w_fma(v8w_set1((float)(8.0 / 27.0)), da,
                                  v8w_fma(v8w_set1((float)3.375), db, v8w_load(x + 5 * xs))));
}

/* dm = A dy for P = 6: 4 to 6. */
static inline void mk_line6_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x0 = v8w_load(x), x1 = v8w_load(x + xs), x2 = v8w_load(x + 2 * xs),
              x3 = v8w_load(x + 3 * xs);
    const v8w even_a = v8w_fma(v8w_set1((float)(4.0 / 9.0)), x2, x0),
              even_b = v8w_fma(v8w_set1((float)2.25), x2, x0);
    const v8w odd_a = v8w_fma(v8w_set1((float)(2.0 / 3.0)), x1,
                              v8w_mul(v8w_set1((float)(8.0 / 27.0)), x3));
    const v8w odd_b = v8w_fma(v8w_set1((float)1.5), x1, v8w_mul(v8w_set1((float)3.375), x3));
    v8w_store(y, x0);
    v8w_store(y + ys, v8w_add(even_a, odd_a));
    v8w_store(y + 2 * ys, v8w_sub(even_a, odd_a));
    v8w_store(y + 3 * ys, v8w_add(even_b, odd_b));
    v8w_store(y + 4 * ys, v8w_sub(even_b, odd_b));
    v8w_store(y + 5 * ys, x3);
}

/* u = G w for P = 6: 3 to 6. The rows of +-2/3 carry 1/m'(2/3) = -81/130, those of +-3/2 1/m'(3/2)
 * = 8/65. */
static inline void mk_line6_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x0 = v8w_load(x), x1 = v8w_load(x + xs), x2 = v8w_load(x + 2 * xs);
    const v8w even_a = v8w_fma(v8w_set1((float)(-18.0 / 65.0)), x2,
                               v8w_mul(v8w_set1((float)(-81.0 / 130.0)), x0));
    const v8w even_b = v8w_fma(v8w_set1((float)(18.0 / 65.0)), x2,
                               v8w_mul(v8w_set1((float)(8.0 / 65.0)), x0));
    const v8w odd_a = v8w_mul(v8w_set1((float)(-27.0 / 65.0)), x1),
              odd_b = v8w_mul(v8w_set1((float)(12.0 / 65.0)), x1);
    v8w_store(y, x0);
    v8w_store(y + ys, v8w_add(even_a, odd_a));
    v8w_store(y + 2 * ys, v8w_sub(even_a, odd_a));
    v8w_store(y + 3 * ys, v8w_add(even_b, odd_b));
    v8w_store(y + 4 * ys, v8w_sub(even_b, odd_b));
    v8w_store(y + 5 * ys, x2);
}

/* dw = Gt du for P = 6: 6 to 3. */
static inline void mk_line6_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x1 = v8w_load(x + xs), x2 = v8w_load(x + 2 * xs), x3 = v8w_load(x + 3 * xs),
              x4 = v8w_load(x + 4 * xs);
    const v8w sa = v8w_add(x1, x2), da = v8w_sub(x1, x2), sb = v8w_add(x3, x4),
              db = v8w_sub(x3, x4);
    v8w_store(y, v8w_fma(v8w_set1((float)(-81.0 / 130.0)), sa,
                         v8w_fma(v8w_set1((float)(8.0 / 65.0)), sb, v8w_load(x))));
    v8w_store(y + ys, v8w_fma(v8w_set1((float)(-27.0 / 65.0)), da,
                              v8w_mul(v8w_set1((float)(12.0 / 65.0)), db)));
    v8w_store(y + 2 * ys,
              v8w_fma(v8w_set1((float)(18.0 / 65.0)), v8w_sub(sb, sa), v8w_load(x + 5 * xs)));
}

/* v = Bt x for P = 4: (x0 - x2, x1 + x2, x2 - x1, x3 - x1). */
static inline void mk_line4_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x1 = v8w_load(x + xs), x2 = v8w_load(x + 2 * xs);
    v8w_store(y, v8w_sub(v8w_load(x), x2)), v8w_store(y + ys, v8w_add(x1, x2));
    v8w_store(y + 2 * ys, v8w_sub(x2, x1)),
        v8w_store(y + 3 * ys, v8w_sub(v8w_load(x + 3 * xs), x1));
}

/* y = At m for P = 4: (m0 + m1 + m2, m1 - m2 + m3). */
static inline void mk_line4_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x1 = v8w_load(x + xs), x2 = v8w_load(x + 2 * xs);
    v8w_store(y, v8w_add(v8w_load(x), v8w_add(x1, x2))),
        v8w_store(y + ys, v8w_add(v8w_sub(x1, x2), v8w_load(x + 3 * xs)));
}

/* u = G w for P = 4: (w0, (w0 + w2 + w1) / 2, (w0 + w2 - w1) / 2, w2). */
static inline void mk_line4_g(float *y, ptrdiff_t ys, v8w x0, v8w x1, v8w x2)
{
    const v8w h = v8w_set1(0.5f), s = v8w_mul(h, v8w_add(x0, x2)), d = v8w_mul(h, x1);
    v8w_store(y, x0), v8w_store(y + ys, v8w_add(s, d)), v8w_store(y + 2 * ys, v8w_sub(s, d)),
        v8w_store(y + 3 * ys, x2);
}

/* U = G w Gt for P = 4: nine loads, sixteen stores. */
static inline void mk_plane4_g(float *u, ptrdiff_t us, const float *w, ptrdiff_t ws)
{
    const v8w h = v8w_set1(0.5f), a0 = v8w_load(w), a1 = v8w_load(w + ws),
              a2 = v8w_load(w + 2 * ws);
    const v8w c0 = v8w_load(w + 6 * ws), c1 = v8w_load(w + 7 * ws), c2 = v8w_load(w + 8 * ws);
    const v8w s0 = v8w_mul(h, v8w_add(a0, c0)), s1 = v8w_mul(h, v8w_add(a1, c1)),
              s2 = v8w_mul(h, v8w_add(a2, c2));
    const v8w d0 = v8w_mul(h, v8w_load(w + 3 * ws)), d1 = v8w_mul(h, v8w_load(w + 4 * ws)),
              d2 = v8w_mul(h, v8w_load(w + 5 * ws));
    mk_line4_g(u, us, a0, a1, a2);
    mk_line4_g(u + 4 * us, us, v8w_add(s0, d0), v8w_add(s1, d1), v8w_add(s2, d2));
    mk_line4_g(u + 8 * us, us, v8w_sub(s0, d0), v8w_sub(s1, d1), v8w_sub(s2, d2));
    mk_line4_g(u + 12 * us, us, c0, c1, c2);
}

/* v = Bt x for P = 3: (x0 + x1, x1, x0). */
static inline void mk_line3_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x0 = v8w_load(x), x1 = v8w_load(x + xs);
    v8w_store(y, v8w_add(x0, x1)), v8w_store(y + ys, x1), v8w_store(y + 2 * ys, x0);
}

/* dx = B dv for P = 3. */
static inline void mk_line3_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x0 = v8w_load(x);
    v8w_store(y, v8w_add(x0, v8w_load(x + 2 * xs))),
        v8w_store(y + ys, v8w_add(x0, v8w_load(x + xs)));
}

/* y = At m for P = 3: (m0 + m1, m0 + m2). */
static inline void mk_line3_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x0 = v8w_load(x);
    v8w_store(y, v8w_add(x0, v8w_load(x + xs))),
        v8w_store(y + ys, v8w_add(x0, v8w_load(x + 2 * xs)));
}

/* dm = A dy for P = 3: (dy0 + dy1, dy0, dy1). */
static inline void mk_line3_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x0 = v8w_load(x), x1 = v8w_load(x + xs);
    v8w_store(y, v8w_add(x0, x1)), v8w_store(y + ys, x0), v8w_store(y + 2 * ys, x1);
}

/* u = G w for P = 3: (w1, w2 - w1, w0 - w1). */
static inline void mk_line3_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x0 = v8w_load(x), x1 = v8w_load(x + xs), x2 = v8w_load(x + 2 * xs);
    v8w_store(y, x1), v8w_store(y + ys, v8w_sub(x2, x1)), v8w_store(y + 2 * ys, v8w_sub(x0, x1));
}

/* dw = Gt du for P = 3: (du2, du0 - du1 - du2, du1). */
static inline void mk_line3_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const v8w x1 = v8w_load(x + xs), x2 = v8w_load(x + 2 * xs);
    v8w_store(y, x2), v8w_store(y + ys, v8w_sub(v8w_load(x), v8w_add(x1, x2))),
        v8w_store(y + 2 * ys, x1);
}

/* ---- planes: 16 lanes of one tile. Pixels of x or y are 16 floats, its rows xs or ys apart; the
 * P*P points of v, m are vs, ms apart. t has room for P*(P+1)*16 floats: the tile half transformed,
 * and a line of it at the edge of a map. Rows are transformed first where a map is read and last
 * where it is written, so that rows off the map, and columns left of `left` and from `right` on,
 * cost little ---- */

/* V = Bt X B (P = 6, X 6x6); x points at the patch's corner, of which rows top ... bottom - 1 are
 * on the map. */
NETC_APART void mk_plane6_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs, int top,
                             int bottom, int left, int right, float *t)
{
    float *const edge = t + 36 * NETC_WIDE;
    const int whole = left <= 0 && right >= 6;
    if (!whole)
        memset(edge, 0, sizeof *edge * 96);
    for (int half = 0; half < 16; half += NETC_WIDE) {
        if (top > 0 || bottom < 6)
            memset(t, 0, sizeof *t * 36 * NETC_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = x + i * xs;
            for (int j = left; !whole && j < right; j++)
                v8w_store(edge + 16 * j + half, v8w_load(p + 16 * j + half));
            mk_line6_bt(t + 6 * i * NETC_WIDE, NETC_WIDE, (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            mk_line6_bt(v + j * vs + half, 6 * vs, t + j * NETC_WIDE, 6 * NETC_WIDE);
    }
}

/* M = A Y At (P = 6, Y 4x4), the edges as in mk_plane6_bt. */
NETC_APART void mk_plane6_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys, int top,
                            int bottom, int left, int right, float *t)
{
    float *const edge = t + 24 * NETC_WIDE;
    const int whole = left <= 0 && right >= 4;
    if (!whole)
        memset(edge, 0, sizeof *edge * 64);
    for (int half = 0; half < 16; half += NETC_WIDE) {
        if (top > 0 || bottom < 4)
            memset(t, 0, sizeof *t * 24 * NETC_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = y + i * ys;
            for (int j = left; !whole && j < right; j++)
                v8w_store(edge + 16 * j + half, v8w_load(p + 16 * j + half));
            mk_line6_a(t + 6 * i * NETC_WIDE, NETC_WIDE, (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            mk_line6_a(m + j * ms + half, 6 * ms, t + j * NETC_WIDE, 6 * NETC_WIDE);
    }
}

/* Y = At M A (P = 6), the edges as in mk_plane6_bt. */
NETC_APART void mk_plane6_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms, int top,
                             int bottom, int left, int right, float *t)
{
    float *const edge = t + 24 * NETC_WIDE;
    const int whole = left <= 0 && right >= 4;
    for (int half = 0; half < 16; half += NETC_WIDE) {
        for (int j = 0; j < 6; j++)
            mk_line6_at(t + j * NETC_WIDE, 6 * NETC_WIDE, m + j * ms + half, 6 * ms);
        for (int i = top; i < bottom; i++) {
            float *p = y + i * ys;
            mk_line6_at((whole ? p : edge) + half, 16, t + 6 * i * NETC_WIDE, NETC_WIDE);
            for (int j = left; !whole && j < right; j++)
                v8w_store(p + 16 * j + half, v8w_load(edge + 16 * j + half));
        }
    }
}

/* X = B V Bt (P = 6) where no patch has been before, X += B V Bt elsewhere: above, a row of patches
 * came before, beside, a patch in this row; each has reached over two lines. The edges as in
 * mk_plane6_bt. */
NETC_APART void mk_plane6_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs, int top,
                            int bottom, int left, int right, int above, int beside, float *t)
{
    float *const edge = t + 36 * NETC_WIDE;
    const int whole = left <= 0 && right >= 6;
    for (int half = 0; half < 16; half += NETC_WIDE) {
        for (int j = 0; j < 6; j++)
            mk_line6_b(t + j * NETC_WIDE, 6 * NETC_WIDE, v + j * vs + half, 6 * vs, 0);
        for (int i = top; i < bottom; i++) {
            float *p = x + i * xs;
            const int add = above && i < 2 ? 3 : beside ? 1 : 0;
            mk_line6_b((whole ? p : edge) + half, 16, t + 6 * i * NETC_WIDE, NETC_WIDE,
                       whole ? add : 0);
            for (int j = left; !whole && j < right; j++) {
                const v8w e = v8w_load(edge + 16 * j + half);
                v8w_store(p + 16 * j + half,
                          add & (j < 2 ? 1 : 2) ? v8w_add(v8w_load(p + 16 * j + half), e) : e);
            }
        }
    }
}

/* V = Bt X B (P = 4, X 4x4), the edges as in mk_plane6_bt. */
static inline void mk_plane4_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs, int top,
                                int bottom, int left, int right, float *t)
{
    float *const edge = t + 16 * NETC_WIDE;
    const int whole = left <= 0 && right >= 4;
    if (!whole)
        memset(edge, 0, sizeof *edge * 64);
    for (int half = 0; half < 16; half += NETC_WIDE) {
        if (top > 0 || bottom < 4)
            memset(t, 0, sizeof *t * 16 * NETC_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = x + i * xs;
            for (int j = left; !whole && j < right; j++)
                v8w_store(edge + 16 * j + half, v8w_load(p + 16 * j + half));
            mk_line4_bt(t + 4 * i * NETC_WIDE, NETC_WIDE, (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 4; j++)
            mk_line4_bt(v + j * vs + half, 4 * vs, t + j * NETC_WIDE, 4 * NETC_WIDE);
    }
}

/* Y = At M A (P = 4), of which the first `rows` rows and `cols` columns are on the map. */
static inline void mk_plane4_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms, int rows,
                                int cols, float *t)
{
    float *const edge = t + 8 * NETC_WIDE;
    for (int half = 0; half < 16; half += NETC_WIDE) {
        for (int j = 0; j < 4; j++)
            mk_line4_at(t + j * NETC_WIDE, 4 * NETC_WIDE, m + j * ms + half, 4 * ms);
        for (int i = 0; i < rows; i++) {
            float *p = y + i * ys;
            mk_line4_at((cols >= 2 ? p : edge) + half, 16, t + 4 * i * NETC_WIDE, NETC_WIDE);
            if (cols < 2)
                v8w_store(p + half, v8w_load(edge + half));
        }
    }
}

/* V = Bt X B (P = 3, X 2x2). */
static inline void mk_plane3_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs, float *t)
{
    for (int half = 0; half < 16; half += NETC_WIDE) {
        for (int i = 0; i < 2; i++)
            mk_line3_bt(t + 3 * i * NETC_WIDE, NETC_WIDE, x + i * xs + half, 16);
        for (int j = 0; j < 3; j++)
            mk_line3_bt(v + j * vs + half, 3 * vs, t + j * NETC_WIDE, 3 * NETC_WIDE);
    }
}

/* M = A Y At (P = 3, Y 2x2). */
static inline void mk_plane3_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys, float *t)
{
    for (int half = 0; half < 16; half += NETC_WIDE) {
        for (int i = 0; i < 2; i++)
            mk_line3_a(t + 3 * i * NETC_WIDE, NETC_WIDE, y + i * ys + half, 16);
        for (int j = 0; j < 3; j++)
            mk_line3_a(m + j * ms + half, 3 * ms, t + j * NETC_WIDE, 3 * NETC_WIDE);
    }
}

/* Y = At M A (P = 3). */
static inline void mk_plane3_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms, float *t)
{
    for (int half = 0; half < 16; half += NETC_WIDE) {
        for (int j = 0; j < 3; j++)
            mk_line3_at(t + j * NETC_WIDE, 3 * NETC_WIDE, m + j * ms + half, 3 * ms);
        for (int i = 0; i < 2; i++)
            mk_line3_at(y + i * ys + half, 16, t + 3 * i * NETC_WIDE, NETC_WIDE);
    }
}

/* X = B V Bt (P = 3): its one patch covers the map. */
static inline void mk_plane3_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs, float *t)
{
    for (int half = 0; half < 16; half += NETC_WIDE) {
        for (int j = 0; j < 3; j++)
            mk_line3_b(t + j * NETC_WIDE, 3 * NETC_WIDE, v + j * vs + half, 3 * vs);
        for (int i = 0; i < 2; i++)
            mk_line3_b(x + i * xs + half, 16, t + 3 * i * NETC_WIDE, NETC_WIDE);
    }
}

/* ---- rows of tiles ---- */

/* Transforms a row of tiles of one channel block [H][W][16] into P*P point planes, vs apart, tiles
 * 16 floats apart in each. Patches begin at row h0 and column w0 (both may be negative) and are M
 * columns apart; what lies off the map is 0. grad 0: V = Bt X B of a map x. grad 1: dM = A dY At of
 * a gradient dy. tile: room for P*(P+1)*16 floats, here and below. */
void mk_wino_gather(int P, int grad, float *v, ptrdiff_t vs, const float *x, int H, int W, int h0,
                    int w0, int tiles, float *tile)
{
    const int M = P == 6 ? 4 : 2, R = P == 3 || grad ? M : P;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    const int top = h0 < 0 ? -h0 : 0, bottom = H - h0 < R ? H - h0 : R;
    for (int t = 0; t < tiles; t++, v += 16, w0 += M) {
        const float *p = x + h0 * line + w0 * 16;
        const int left = w0 < 0 ? -w0 : 0, right = W - w0 < R ? W - w0 : R;
        for (int i = 0; i < M && h0 + R + i < H; i++) /* what the next row of tiles reads first */
            v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        (void)top, (void)bottom, (void)left, (void)right; /* not of every P */
        /* @when P 6 */
        if (P == 6 && !grad)
            mk_plane6_bt(v, vs, p, line, top, bottom, left, right, tile);
        /* @end */
        /* @when P 4 */
        if (P == 4)
            mk_plane4_bt(v, vs, p, line, top, bottom, left, right, tile);
        /* @end */
        /* @when P 3 */
        if (P == 3 && !grad)
            mk_plane3_bt(v, vs, p, line, tile);
        /* @end */
        /* @when P 6 TRAIN 1 */
        if (P == 6 && grad)
            mk_plane6_a(v, vs, p, line, top, bottom, left, right, tile);
        /* @end */
        /* @when P 3 TRAIN 1 */
        if (P == 3 && grad)
            mk_plane3_a(v, vs, p, line, tile);
        /* @end */
    }
}

/* mk_wino_gather of a map x, or of what batchnorm makes of it (kind 1: mk_norm_line), and relu
 * behind that (kind 2: mk_relu); what lies off the map is 0 all the same. patch: P rows of the map.
 */
void mk_wino_patch(int P, float *v, ptrdiff_t vs, const float *x, int H, int W, int h0, int w0,
                   int tiles, int kind, const float *norm, float max, float *patch, float *tile)
{
    /* @when NORM 1 2 */
    const int first = h0 < 0 ? 0 : h0 < H ? h0 : H, rows = (h0 + P < H ? h0 + P : H) - first;
    if (kind != 0) {
        if (rows > 0)
            mk_norm_line(patch, x + (ptrdiff_t)first * W * 16, rows * W * 16, norm);
        if (rows > 0 && kind == 2)
            mk_relu(patch, patch, rows * W * 16, max);
        mk_wino_gather(P, 0, v, vs, patch, rows > 0 ? rows : 0, W, h0 - first, w0, tiles, tile);
        return;
    }
    /* @end */
    (void)kind, (void)norm, (void)max, (void)patch;
    mk_wino_gather(P, 0, v, vs, x, H, W, h0, w0, tiles, tile);
}

/* The way back for a row of tiles: grad 0: the map = At M A, tile by tile. grad 1: the sum of B dV
 * Bt, patches overlapping: it is begun by the first row of tiles and added to by those with above
 * set. Rows and columns off the map are dropped. */
void mk_wino_scatter(int P, int grad, float *y, int H, int W, int h0, int w0, const float *m,
                     ptrdiff_t ms, int tiles, int above, float *tile)
{
    const int M = P == 6 ? 4 : 2, R = P == 6 && grad ? 6 : M;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    const int top = h0 < 0 ? -h0 : 0, bottom = H - h0 < R ? H - h0 : R;
    for (int t = 0; t < tiles; t++, m += 16, w0 += M) {
        float *p = y + h0 * line + w0 * 16;
        const int left = w0 < 0 ? -w0 : 0, right = W - w0 < R ? W - w0 : R;
        for (int i = 0; i < M && h0 + R + i < H; i++)
            v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        (void)top, (void)bottom, (void)left, (void)right, (void)above; /* not of every P */
        /* @when P 6 */
        if (P == 6 && !grad)
            mk_plane6_at(p, line, m, ms, top, bottom, left, right, tile);
        /* @end */
        /* @when P 4 */
        if (P == 4)
            mk_plane4_at(p, line, m, ms, bottom, right, tile);
        /* @end */
        /* @when P 3 */
        if (P == 3 && !grad)
            mk_plane3_at(p, line, m, ms, tile);
        /* @end */
        /* @when P 6 TRAIN 1 */
        if (P == 6 && grad)
            mk_plane6_b(p, line, m, ms, top, bottom, left, right, above, t > 0, tile);
        /* @end */
        /* @when P 3 TRAIN 1 */
        if (P == 3 && grad)
            mk_plane3_b(p, line, m, ms, tile);
        /* @end */
    }
}

/* ---- weights ---- */

/* U = G w Gt for `count` floats (a multiple of 16) at each of 9 taps, ws apart; the P*P points of u
 * are us apart. */
void mk_wino_weights(int P, float *u, ptrdiff_t us, const float *w, ptrdiff_t ws, int count)
{
    v8w t_[6 * 3]; /* aligned */
    float *const t = (float *)(void *)t_;
    (void)t;
    for (int n = 0; n < count; n += NETC_WIDE, u += NETC_WIDE, w += NETC_WIDE) {
        /* @when P 6 */
        for (int j = 0; j < 3 && P == 6; j++)
            mk_line6_g(t + NETC_WIDE * j, 3 * NETC_WIDE, w + j * ws, 3 * ws);
        for (int i = 0; i < 6 && P == 6; i++)
            mk_line6_g(u + 6 * i * us, us, t + 3 * NETC_WIDE * i, NETC_WIDE);
        /* @end */
        /* @when P 4 */
        if (P == 4)
            mk_plane4_g(u, us, w, ws);
        /* @end */
        /* @when P 3 */
        for (int j = 0; j < 3 && P == 3; j++)
            mk_line3_g(t + NETC_WIDE * j, 3 * NETC_WIDE, w + j * ws, 3 * ws);
        for (int i = 0; i < 3 && P == 3; i++)
            mk_line3_g(u + 3 * i * us, us, t + 3 * NETC_WIDE * i, NETC_WIDE);
        /* @end */
    }
}

/* dw = Gt dU G for `count` floats. */
void mk_wino_weights_grad(int P, float *w, ptrdiff_t ws, const float *u, ptrdiff_t us, int count)
{
    v8w s_[6 * 6], t_[6 * 3]; /* aligned */
    float *const s = (float *)(void *)s_, *const t = (float *)(void *)t_;
    for (int n = 0; n < count; n += NETC_WIDE, u += NETC_WIDE, w += NETC_WIDE) {
        for (int p = 0; p < P * P; p++)
            v8w_store(s + NETC_WIDE * p, v8w_load(u + p * us));
        /* @when P 6 */
        for (int i = 0; i < 6 && P == 6; i++)
            mk_line6_gt(t + 3 * NETC_WIDE * i, NETC_WIDE, s + 6 * NETC_WIDE * i, NETC_WIDE);
        for (int j = 0; j < 3 && P == 6; j++)
            mk_line6_gt(w + j * ws, 3 * ws, t + NETC_WIDE * j, 3 * NETC_WIDE);
        /* @end */
        /* @when P 3 */
        for (int i = 0; i < 3 && P == 3; i++)
            mk_line3_gt(t + 3 * NETC_WIDE * i, NETC_WIDE, s + 3 * NETC_WIDE * i, NETC_WIDE);
        for (int j = 0; j < 3 && P == 3; j++)
            mk_line3_gt(w + j * ws, 3 * ws, t + NETC_WIDE * j, 3 * NETC_WIDE);
        /* @end */
    }
}

/* ---- products between the transforms ---- */

/* For each of `planes` points: M[t][16] (+)= sum over c of V[t][c] * U[c][16], t < tiles. Blocks of
 * 16 channels of V are tiles*16 floats apart; planes ms, vs, us apart. */
void mk_wino_product(int planes, float *m, ptrdiff_t ms, int tiles, const float *v, ptrdiff_t vs,
                     const float *u, ptrdiff_t us, int channels, int add)
{
    for (int p = 0; p < planes; p++)
        mk_panel(m + p * ms, 16, tiles, v + p * vs, 16, (ptrdiff_t)tiles * 16, u + p * us, channels,
                 add);
}

/* For each point: dU[c][16] (+)= sum over tiles t of V[t][c] * dM[t][16], for `channels` c in
 * blocks of 16. */
void mk_wino_outer(int planes, float *u, ptrdiff_t us, int channels, const float *v, ptrdiff_t vs,
                   const float *m, ptrdiff_t ms, int tiles, int add)
{
    for (int p = 0; p < planes; p++)
        for (int c = 0; c < channels; c += 16)
            mk_panel_grad(u + p * us + c * 16, channels - c < 16 ? channels - c : 16,
                          v + p * vs + (ptrdiff_t)c * tiles, 0, 16, m + p * ms, 0, 1, tiles, add);
}
