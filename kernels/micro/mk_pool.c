/* Windows over the rows of one plane [h][w][16] of a channel block (mk_windows g). Output row oy,
 * pixel ox looks at input rows oy*sh - top ... + kh - 1 and columns ox*sw - left ... + kw - 1,
 * those outside the map left out. */
#include "micro.h"

/* One window of 2x2 in mk_maxpool_row: its rows at r and s. */
static inline void mk_max4(float *y, uint8_t *arg, const float *r, const float *s)
{
    float t[16];
    for (int l = 0; l < 16; l += 8) {
        const v8 a = v8_load(r + l), b = v8_load(r + l + 16), c = v8_load(s + l),
                 d = v8_load(s + l + 16);
        const v8 m = v8_top(b, a), n = v8_top(c, m);
        if (arg) {
            const v8 i = v8_select(b, a, v8_set1(1.0f), v8_zero()),
                     j = v8_select(c, m, v8_set1(2.0f), i);
            v8_store(t + l, v8_select(d, n, v8_set1(3.0f), j));
        }
        v8_store(y + l, v8_top(d, n));
    }
    for (int l = 0; arg && l < 16; l++)
        arg[l] = (uint8_t)(int)t[l];
}

/* y[ox][l] = max over the window, NaN where one of it is. A window holds at least one pixel. */
void mk_max_row(float *y, const float *x, int oy, int ow, const mk_windows *g)
{
    const int w = g->w, y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < g->kh ? g->h - y0 : g->kh;
    for (int ox = 0; ox < ow; ox++) {
        const int x0 = ox * g->sw - g->left, kx0 = x0 < 0 ? -x0 : 0,
                  kx1 = w - x0 < g->kw ? w - x0 : g->kw;
        for (int l = 0; l < 16; l += NETC_WIDE) {
            const float *at = x + ((ptrdiff_t)(y0 + ky0) * w + x0) * 16 + l;
            v8w m = v8w_load(at + (ptrdiff_t)kx0 * 16);
            for (int ky = ky0; ky < ky1; ky++, at += (ptrdiff_t)w * 16)
                for (int kx = kx0; kx < kx1; kx++)
                    m = v8w_top(v8w_load(at + (ptrdiff_t)kx * 16), m);
            v8w_store(y + (ptrdiff_t)ox * 16 + l, m);
        }
    }
}

/* y[ox][l] = max over the window, arg[ox][l] = ky * kw + kx of its first maximum in row-major order
 * (kh * kw <= 256); arg may be NULL. A window holds at least one pixel. */
void mk_maxpool_row(float *y, uint8_t *arg, const float *x, int oy, int ow, const mk_windows *g)
{
    const int w = g->w, kh = g->kh, kw = g->kw, sw = g->sw, left = g->left;
    const int y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < kh ? g->h - y0 : kh;
    if (!arg && (kh != 2 || kw != 2)) {
        mk_max_row(y, x, oy, ow, g);
        return;
    }
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        const float *first = x + ((ptrdiff_t)(y0 + ky0) * w + x0 + kx0) * 16;
        if (kh == 2 && kw == 2 && ky1 - ky0 == 2 && kx1 - kx0 == 2) {
            mk_max4(y + (ptrdiff_t)ox * 16, arg ? arg + (ptrdiff_t)ox * 16 : NULL, first,
                    first + (ptrdiff_t)w * 16);
            continue;
        }
        v8 m0 = v8_load(first), m1 = v8_load(first + 8);
        v8 i0 = v8_set1((float)(ky0 * kw + kx0)), i1 = i0;
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                const float *at = x + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                v8 a0 = v8_load(at), a1 = v8_load(at + 8), i = v8_set1((float)(ky * kw + kx));
                i0 = v8_select(a0, m0, i, i0);
                i1 = v8_select(a1, m1, i, i1);
                m0 = v8_top(a0, m0);
                m1 = v8_top(a1, m1);
            }
        v8_store(y + (ptrdiff_t)ox * 16, m0);
        v8_store(y + (ptrdiff_t)ox * 16 + 8, m1);
        if (arg) {
            float t[16];
            v8_store(t, i0);
            v8_store(t + 8, i1);
            for (int l = 0; l < 16; l++)
                arg[(ptrdiff_t)ox * 16 + l] = (uint8_t)(int)t[l];
        }
    }
}

/* Row oy of 2x2 windows, stride 2, that may reach over the edge: y[ox][l] = the maximum where
 * scale[l] is not negative, else the minimum, which is where scale[l] times the value is largest.
 */
void mk_extreme_row(float *y, const float *x, const float *scale, int oy, int ow, int h, int w)
{
    const int rows = h - 2 * oy < 2 ? h - 2 * oy : 2;
    for (int l = 0; l < 16; l += 8) {
        const v8 k = v8_load(scale + l);
        const v8 sign = v8_select(v8_zero(), k, v8_set1(-1.0f), v8_set1(1.0f));
        for (int ox = 0; ox < ow; ox++) {
            const int cols = w - 2 * ox < 2 ? w - 2 * ox : 2;
            const float *at = x + ((ptrdiff_t)2 * oy * w + 2 * ox) * 16 + l;
            v8 high = v8_mul(v8_load(at), sign);
            for (int i = 1; i < rows * cols; i++) {
                const v8 a = v8_load(at + ((ptrdiff_t)(i / cols) * w + i % cols) * 16);
                high = v8_top(v8_mul(a, sign), high);
            }
            v8_store(y + (ptrdiff_t)ox * 16 + l, v8_mul(high, sign));
        }
    }
}

/* `rows` rows of maxima of 2x2 windows, stride 2, of x [h][w][16], as mk_maxpool_row, or with a
 * scale as mk_extreme_row, makes them; arg may be NULL. */
void mk_pool_lines(float *y, uint8_t *arg, const float *x, const float *scale, int rows, int ow,
                   int h, int w)
{
    const mk_windows g = {h, w, 2, 2, 2, 2, 0, 0};
    for (int r = 0; r < rows; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * ow * 16;
        /* @when POOL 2 */
        if (scale) {
            mk_extreme_row(y + at, x, scale, r, ow, h, w);
            continue;
        }
        /* @end */
        (void)scale;
        mk_maxpool_row(y + at, arg ? arg + at : NULL, x, r, ow, &g);
    }
}

/* Adds dy of output row oy to the pixels of dx that arg names. The caller zeroes dx first. */
void mk_maxpool_back_row(float *dx, const float *dy, const uint8_t *arg, int oy, int ow,
                         const mk_windows *g)
{
    const int w = g->w, kh = g->kh, kw = g->kw, sw = g->sw, left = g->left;
    const int y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < kh ? g->h - y0 : kh;
    v8 quarter = v8_set1(0.25f), zero = v8_zero();
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        float t[16];
        for (int l = 0; l < 16; l++)
            t[l] = (float)arg[(ptrdiff_t)ox * 16 + l];
        v8 i0 = v8_load(t), i1 = v8_load(t + 8);
        v8 g0 = v8_load(dy + (ptrdiff_t)ox * 16), g1 = v8_load(dy + (ptrdiff_t)ox * 16 + 8);
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                float *at = dx + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                v8 i = v8_set1((float)(ky * kw + kx)), d0 = v8_sub(i, i0), d1 = v8_sub(i, i1);
                v8_store(at, v8_add(v8_load(at), v8_select(quarter, v8_mul(d0, d0), g0, zero)));
                v8_store(at + 8,
                         v8_add(v8_load(at + 8), v8_select(quarter, v8_mul(d1, d1), g1, zero)));
            }
    }
}

/* Two rows of dx, `ow` windows of 2x2 side by side in them: the pixel of each that arg names gets
 * dy, the others 0. */
void mk_maxpool_back4(float *dx, const float *dy, const uint8_t *arg, int ow)
{
    const v8 quarter = v8_set1(0.25f), zero = v8_zero();
    float *next = dx + (ptrdiff_t)ow * 32;
    for (int ox = 0; ox < ow; ox++, dx += 32, next += 32, dy += 16, arg += 16) {
        float t[16];
        for (int l = 0; l < 16; l++)
            t[l] = (float)arg[l];
        for (int l = 0; l < 16; l += 8) {
            const v8 g = v8_load(dy + l), i0 = v8_load(t + l), i1 = v8_sub(v8_set1(1.0f), i0),
                     i2 = v8_sub(v8_set1(2.0f), i0), i3 = v8_sub(v8_set1(3.0f), i0);
            v8_store(dx + l, v8_select(quarter, v8_mul(i0, i0), g, zero));
            v8_store(dx + l + 16, v8_select(quarter, v8_mul(i1, i1), g, zero));
            v8_store(next + l, v8_select(quarter, v8_mul(i2, i2), g, zero));
            v8_store(next + l + 16, v8_select(quarter, v8_mul(i3, i3), g, zero));
        }
    }
}

/* The same without arg: the first pixel of the window whose x equals y receives dy. For windows
 * that a byte cannot index. */
void mk_maxpool_search_row(float *dx, const float *dy, const float *y, const float *x, int oy,
                           int ow, const mk_windows *g)
{
    const int w = g->w, kh = g->kh, kw = g->kw, sw = g->sw, left = g->left;
    const int y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < kh ? g->h - y0 : kh;
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        for (int l = 0; l < 16; l++) {
            int found = 0;
            for (int ky = ky0; ky < ky1 && !found; ky++)
                for (int kx = kx0; kx < kx1 && !found; kx++) {
                    ptrdiff_t at = ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16 + l;
                    if (x[at] >= y[(ptrdiff_t)ox * 16 + l]) {
                        dx[at] += dy[(ptrdiff_t)ox * 16 + l];
                        found = 1;
                    }
                }
        }
    }
}

/* y[ox][l] = mean over the window's pixels inside the map */
void mk_avgpool_row(float *y, const float *x, int oy, int ow, const mk_windows *g)
{
    const int w = g->w, y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < g->kh ? g->h - y0 : g->kh;
    for (int ox = 0; ox < ow; ox++) {
        const int x0 = ox * g->sw - g->left, kx0 = x0 < 0 ? -x0 : 0,
                  kx1 = w - x0 < g->kw ? w - x0 : g->kw;
        const v8w count = v8w_set1((float)((ky1 - ky0) * (kx1 - kx0)));
        for (int l = 0; l < 16; l += NETC_WIDE) {
            const float *at = x + ((ptrdiff_t)(y0 + ky0) * w + x0) * 16 + l;
            v8w sum = v8w_zero();
            for (int ky = ky0; ky < ky1; ky++, at += (ptrdiff_t)w * 16)
                for (int kx = kx0; kx < kx1; kx++)
                    sum = v8w_add(sum, v8w_load(at + (ptrdiff_t)kx * 16));
            v8w_store(y + (ptrdiff_t)ox * 16 + l, v8w_div(sum, count));
        }
    }
}

/* Adds dy / (pixels of the window inside the map) of output row oy to each of them. The caller
 * zeroes dx first. */
void mk_avgpool_back_row(float *dx, const float *dy, int oy, int ow, const mk_windows *g)
{
    const int w = g->w, kh = g->kh, kw = g->kw, sw = g->sw, left = g->left;
    const int y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < kh ? g->h - y0 : kh;
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        v8 count = v8_set1((float)((ky1 - ky0) * (kx1 - kx0)));
        v8 g0 = v8_div(v8_load(dy + (ptrdiff_t)ox * 16), count),
           g1 = v8_div(v8_load(dy + (ptrdiff_t)ox * 16 + 8), count);
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                float *at = dx + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                v8_store(at, v8_add(v8_load(at), g0));
                v8_store(at + 8, v8_add(v8_load(at + 8), g1));
            }
    }
}

/* y[ox] = x[ox] times the share of the window's pixels that lie on the map: of those on the map and
 * on `bottom` rows and `right` columns behind it */
void mk_window_share_row(float *y, const float *x, int oy, int ow, int bottom, int right,
                         const mk_windows *g)
{
    const int y0 = oy * g->sh - g->top, y1 = y0 + g->kh, end = g->h + bottom, edge = g->w + right;
    const int all = (y1 < end ? y1 : end) - y0, some = (y1 < g->h ? y1 : g->h) - (y0 < 0 ? 0 : y0);
    for (int ox = 0; ox < ow; ox++) {
        const int x0 = ox * g->sw - g->left, x1 = x0 + g->kw;
        const int whole = (x1 < edge ? x1 : edge) - x0,
                  part = (x1 < g->w ? x1 : g->w) - (x0 < 0 ? 0 : x0);
        mk_times(y + (ptrdiff_t)ox * 16, x + (ptrdiff_t)ox * 16, 16,
                 (float)(some * part) / (float)(all * whole));
    }
}
