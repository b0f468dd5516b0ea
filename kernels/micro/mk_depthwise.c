/* Convolution of each channel by itself: rows of one plane [h][wide][16] of a channel block, a
 * window w [kh * kw][16] with one number for each lane. Output row oy, pixel ox looks at input rows
 * oy*sh - top + ky*dh and columns ox*sw - left + kx*dw; those outside the map count as 0. */
#include "micro.h"

/* y[j][l] = sum over ky < ni, kx < nj of x[ky*xi + kx*xj + j*xr + l] * w[ky*wi + kx*wj + l] for
 * eight pixels j: all taps on the map */
void mk_depthwise_tile8(float *y, const float *x, ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj,
                        const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni, int nj)
{
    for (int l = 0; l < 16; l += NETC_WIDE, y += NETC_WIDE, x += NETC_WIDE, w += NETC_WIDE) {
        v8w a0 = v8w_zero(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        for (int ky = 0; ky < ni; ky++)
            for (int kx = 0; kx < nj; kx++) {
                const float *p = x + ky * xi + kx * xj, *q = p + 4 * xr;
                const v8w t = v8w_keep(v8w_load(w + ky * wi + kx * wj));
                a0 = v8w_fma(v8w_load(p), t, a0), a1 = v8w_fma(v8w_load(p + xr), t, a1),
                a2 = v8w_fma(v8w_load(p + 2 * xr), t, a2),
                a3 = v8w_fma(v8w_load(p + 3 * xr), t, a3);
                a4 = v8w_fma(v8w_load(q), t, a4), a5 = v8w_fma(v8w_load(q + xr), t, a5),
                a6 = v8w_fma(v8w_load(q + 2 * xr), t, a6),
                a7 = v8w_fma(v8w_load(q + 3 * xr), t, a7);
            }
        v8w_store(y, a0), v8w_store(y + 16, a1), v8w_store(y + 32, a2), v8w_store(y + 48, a3);
        v8w_store(y + 64, a4), v8w_store(y + 80, a5), v8w_store(y + 96, a6), v8w_store(y + 112, a7);
    }
}

/* The same for four pixels. */
void mk_depthwise_tile(float *y, const float *x, ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj,
                       const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni, int nj)
{
    for (int l = 0; l < 16; l += NETC_WIDE, y += NETC_WIDE, x += NETC_WIDE, w += NETC_WIDE) {
        v8w a0 = v8w_zero(), a1 = a0, a2 = a0, a3 = a0;
        for (int ky = 0; ky < ni; ky++)
            for (int kx = 0; kx < nj; kx++) {
                const float *p = x + ky * xi + kx * xj;
                const v8w t = v8w_keep(v8w_load(w + ky * wi + kx * wj));
                a0 = v8w_fma(v8w_load(p), t, a0), a1 = v8w_fma(v8w_load(p + xr), t, a1),
                a2 = v8w_fma(v8w_load(p + 2 * xr), t, a2),
                a3 = v8w_fma(v8w_load(p + 3 * xr), t, a3);
            }
        v8w_store(y, a0), v8w_store(y + 16, a1), v8w_store(y + 32, a2), v8w_store(y + 48, a3);
    }
}

/* The same for eight pixels that lie anywhere, pixel j at x + at[j]. */
void mk_depthwise_any8(float *y, const float *x, const ptrdiff_t *at, ptrdiff_t xi, ptrdiff_t xj,
                       const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni, int nj)
{
    const ptrdiff_t o1 = at[1] - at[0], o2 = at[2] - at[0], o3 = at[3] - at[0], o4 = at[4] - at[0],
                    o5 = at[5] - at[0], o6 = at[6] - at[0], o7 = at[7] - at[0];
    x += at[0];
    for (int l = 0; l < 16; l += NETC_WIDE, y += NETC_WIDE, x += NETC_WIDE, w += NETC_WIDE) {
        v8w a0 = v8w_zero(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        for (int ky = 0; ky < ni; ky++) {
            const float *p = x + ky * xi, *q = w + ky * wi;
            for (int kx = 0; kx < nj; kx++, p += xj, q += wj) {
                const v8w t = v8w_keep(v8w_load(q));
                a0 = v8w_fma(v8w_load(p), t, a0), a1 = v8w_fma(v8w_load(p + o1), t, a1),
                a2 = v8w_fma(v8w_load(p + o2), t, a2), a3 = v8w_fma(v8w_load(p + o3), t, a3);
                a4 = v8w_fma(v8w_load(p + o4), t, a4), a5 = v8w_fma(v8w_load(p + o5), t, a5),
                a6 = v8w_fma(v8w_load(p + o6), t, a6), a7 = v8w_fma(v8w_load(p + o7), t, a7);
            }
        }
        v8w_store(y, a0), v8w_store(y + 16, a1), v8w_store(y + 32, a2), v8w_store(y + 48, a3);
        v8w_store(y + 64, a4), v8w_store(y + 80, a5), v8w_store(y + 96, a6), v8w_store(y + 112, a7);
    }
}

/* A plane of windows that all lie on the map x, `wide` pixels a row: y = its `count` outputs, `ow`
 * a row, eight at a time wherever rows end; the last eight may overlap those before. Windows are
 * g's kh x kw taps, dh and dw apart, and sh and sw from one another; weights as in
 * mk_depthwise_row. y and x differ. */
void mk_depthwise_plane(float *y, const float *x, int wide, const float *w, ptrdiff_t step, int ow,
                        int count, int dh, int dw, const mk_windows *g)
{
    const ptrdiff_t down = (ptrdiff_t)g->sh * wide * 16, right = (ptrdiff_t)g->sw * 16,
                    xi = (ptrdiff_t)dh * wide * 16, xj = (ptrdiff_t)dw * 16;
    ptrdiff_t at[8];
    float few[8 * 16];
    for (int j = 0; j < count; j += 8) {
        const int from = j + 8 <= count || count < 8 ? j : count - 8;
        int row = from / ow, col = from % ow;
        for (int r = 0; r < 8; r++) {
            at[r] = row * down + col * right;
            if (from + r + 1 < count && ++col == ow)
                col = 0, row++;
        }
        mk_depthwise_any8(count < 8 ? few : y + (ptrdiff_t)from * 16, x, at, xi, xj, w,
                          g->kw * step, step, g->kh, g->kw);
    }
    if (count < 8)
        memcpy(y, few, sizeof *y * 16 * (size_t)count);
}

/* The first tap and the one after the last of a window of `taps`, `dilation` apart from position
 * `from` on, that lie in [0, size). */
void mk_window(int *first, int *last, ptrdiff_t from, int taps, int dilation, int size)
{
    ptrdiff_t begin = from < 0 ? (dilation - 1 - from) / dilation : 0,
              end = from < size ? (size - 1 - from) / dilation + 1 : 0;
    *last = end < taps ? (int)end : taps;
    *first = begin < *last ? (int)begin : *last;
}

/* y = output row oy of `ow` pixels. The taps' weights lie `step` floats apart, from w on: -16 turns
 * the window round, which makes the adjoint of a convolution of stride 1. y and x differ. */
void mk_depthwise_row(float *y, const float *x, const float *w, ptrdiff_t step, int oy, int ow,
                      int h, int wide, int kh, int kw, int sh, int sw, int dh, int dw,
                      ptrdiff_t top, ptrdiff_t left)
{
    ptrdiff_t y0 = (ptrdiff_t)oy * sh - top, xi = (ptrdiff_t)dh * wide * 16,
              xj = (ptrdiff_t)dw * 16, wi = kw * step;
    int ky0, ky1, kx0, kx1;
    mk_window(&ky0, &ky1, y0, kh, dh, h);
    for (int ox = 0; ox < ow;) {
        ptrdiff_t x0 = (ptrdiff_t)ox * sw - left;
        const float *from = x + (ky0 < ky1 ? y0 + (ptrdiff_t)ky0 * dh : 0) * wide * 16;
        const ptrdiff_t room = wide - x0 - (ptrdiff_t)(kw - 1) * dw;
        if (x0 >= 0 && ox + 8 <= ow && room > 7 * (ptrdiff_t)sw) {
            mk_depthwise_tile8(y + (ptrdiff_t)ox * 16, from + x0 * 16, (ptrdiff_t)sw * 16, xi, xj,
                               w + ky0 * wi, wi, step, ky1 - ky0, kw);
            ox += 8;
            continue;
        }
        if (x0 >= 0 && ox + 4 <= ow && room > 3 * (ptrdiff_t)sw) {
            mk_depthwise_tile(y + (ptrdiff_t)ox * 16, from + x0 * 16, (ptrdiff_t)sw * 16, xi, xj,
                              w + ky0 * wi, wi, step, ky1 - ky0, kw);
            ox += 4;
            continue;
        }
        mk_window(&kx0, &kx1, x0, kw, dw, wide);
        for (int l = 0; l < 16; l += NETC_WIDE) {
            v8w sum = v8w_zero();
            for (int ky = ky0; ky < ky1; ky++)
                for (int kx = kx0; kx < kx1; kx++)
                    sum = v8w_fma(
                        v8w_load(from + (ky - ky0) * xi + (x0 + (ptrdiff_t)kx * dw) * 16 + l),
                        v8w_load(w + ky * wi + kx * step + l), sum);
            v8w_store(y + (ptrdiff_t)ox * 16 + l, sum);
        }
        ox++;
    }
}

/* Adds dy of output row oy, times the window, to the pixels of plane dx that it looked at. The
 * caller zeroes dx first. */
void mk_depthwise_back_row(float *dx, const float *dy, const float *w, int oy, int ow, int h,
                           int wide, int kh, int kw, int sh, int sw, int dh, int dw, ptrdiff_t top,
                           ptrdiff_t left)
{
    ptrdiff_t y0 = (ptrdiff_t)oy * sh - top;
    int ky0, ky1, kx0, kx1;
    mk_window(&ky0, &ky1, y0, kh, dh, h);
    for (int ox = 0; ox < ow; ox++) {
        ptrdiff_t x0 = (ptrdiff_t)ox * sw - left;
        v8 g0 = v8_load(dy + (ptrdiff_t)ox * 16), g1 = v8_load(dy + (ptrdiff_t)ox * 16 + 8);
        mk_window(&kx0, &kx1, x0, kw, dw, wide);
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                float *to = dx + ((y0 + (ptrdiff_t)ky * dh) * wide + x0 + (ptrdiff_t)kx * dw) * 16;
                const float *tap = w + ((ptrdiff_t)ky * kw + kx) * 16;
                v8_store(to, v8_fma(g0, v8_load(tap), v8_load(to)));
                v8_store(to + 8, v8_fma(g1, v8_load(tap + 8), v8_load(to + 8)));
            }
    }
}

/* sum[t - t0][l] += sum over ox of dy[ox][l] * x at tap t of output row oy, for taps t0 <= t < t1:
 * in float over a row's 128 pixels, then in double */
void mk_depthwise_grad_row(double *sum, const float *dy, const float *x, int t0, int t1, int oy,
                           int ow, int h, int wide, int kw, int sh, int sw, int dh, int dw,
                           ptrdiff_t top, ptrdiff_t left)
{
    for (int t = t0; t < t1; t++) {
        ptrdiff_t iy = (ptrdiff_t)oy * sh - top + (ptrdiff_t)(t / kw) * dh,
                  ix = (ptrdiff_t)(t % kw) * dw - left, xr = (ptrdiff_t)sw * 16;
        int first, last;
        if (iy < 0 || iy >= h)
            continue;
        mk_window(&first, &last, ix, ow, sw, wide); /* the outputs whose tap lies on the map */
        for (int p = first; p < last; p += 128) {
            int stop = last - p < 128 ? last : p + 128, q = p;
            v8 a0 = v8_zero(), a1 = a0, b0 = a0, b1 = a0;
            const float *g = dy + (ptrdiff_t)p * 16,
                        *from = x + (iy * wide + ix + (ptrdiff_t)p * sw) * 16;
            for (; q + 1 < stop; q += 2) {
                a0 = v8_fma(v8_load(g), v8_load(from), a0);
                a1 = v8_fma(v8_load(g + 8), v8_load(from + 8), a1);
                b0 = v8_fma(v8_load(g + 16), v8_load(from + xr), b0);
                b1 = v8_fma(v8_load(g + 24), v8_load(from + xr + 8), b1);
                g += 32;
                from += 2 * xr;
            }
            if (q < stop) {
                a0 = v8_fma(v8_load(g), v8_load(from), a0);
                a1 = v8_fma(v8_load(g + 8), v8_load(from + 8), a1);
            }
            float s[16];
            v8_store(s, v8_add(a0, b0));
            v8_store(s + 8, v8_add(a1, b1));
            for (int l = 0; l < 16; l++)
                sum[(t - t0) * 16 + l] += (double)s[l];
        }
    }
}

/* The same for `maps` planes of oh x ow outputs, ds floats apart, whose windows all lie on maps x,
 * xs floats apart and `wide` pixels a row, at most nine taps: in float over some 128 pixels, then
 * in double */
void mk_depthwise_grad_planes(double *sum, const float *dy, ptrdiff_t ds, const float *x,
                              ptrdiff_t xs, int maps, int wide, int t0, int t1, int oh, int ow,
                              int dh, int dw, const mk_windows *g)
{
    const int rows = ow < 128 ? 128 / ow : 1;
    const ptrdiff_t right = (ptrdiff_t)g->sw * 16, down = (ptrdiff_t)g->sh * wide * 16;
    ptrdiff_t at[9];
    v8w s_[9];
    float *const s = (float *)(void *)s_;
    for (int t = 0; t < 9; t++) {
        const int tap = t0 + t < t1 ? t0 + t : t0;
        at[t] = ((ptrdiff_t)(tap / g->kw) * dh * wide + (ptrdiff_t)(tap % g->kw) * dw) * 16;
    }
    for (int oy = 0; oy < maps * oh; oy += rows)
        for (int l = 0; l < 16; l += NETC_WIDE) {
            v8w a0 = v8w_zero(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0,
                a8 = a0;
            for (int r = oy; r < maps * oh && r < oy + rows; r++) {
                const float *p = x + r / oh * xs + r % oh * down + l,
                            *q = dy + r / oh * ds + (ptrdiff_t)(r % oh) * ow * 16 + l;
                for (int ox = 0; ox < ow; ox++, p += right, q += 16) {
                    const v8w d = v8w_keep(v8w_load(q));
                    a0 = v8w_fma(d, v8w_load(p + at[0]), a0);
                    a1 = v8w_fma(d, v8w_load(p + at[1]), a1);
                    a2 = v8w_fma(d, v8w_load(p + at[2]), a2);
                    a3 = v8w_fma(d, v8w_load(p + at[3]), a3);
                    a4 = v8w_fma(d, v8w_load(p + at[4]), a4);
                    a5 = v8w_fma(d, v8w_load(p + at[5]), a5);
                    a6 = v8w_fma(d, v8w_load(p + at[6]), a6);
                    a7 = v8w_fma(d, v8w_load(p + at[7]), a7);
                    a8 = v8w_fma(d, v8w_load(p + at[8]), a8);
                }
            }
            v8w_store(s, a0), v8w_store(s + NETC_WIDE, a1), v8w_store(s + 2 * NETC_WIDE, a2);
            v8w_store(s + 3 * NETC_WIDE, a3), v8w_store(s + 4 * NETC_WIDE, a4),
                v8w_store(s + 5 * NETC_WIDE, a5);
            v8w_store(s + 6 * NETC_WIDE, a6), v8w_store(s + 7 * NETC_WIDE, a7),
                v8w_store(s + 8 * NETC_WIDE, a8);
            for (int i = 0; i < (t1 - t0) * NETC_WIDE; i++)
                sum[i / NETC_WIDE * 16 + l + i % NETC_WIDE] += (double)s[i];
        }
}

/* y[c * times + j] = x[c], j < times, for one image of `channels` channels in x */
void mk_repeat_channels(float *y, const float *x, int channels, int times, int pixels)
{
    for (int k = 0; k < channels * times; k += 16) {
        int lanes = channels * times - k < 16 ? channels * times - k : 16;
        ptrdiff_t from[16];
        for (int l = 0; l < lanes; l++)
            from[l] = (ptrdiff_t)((k + l) / times / 16) * pixels * 16 + (k + l) / times % 16;
        for (int p = 0; p < pixels; p++) {
            float *to = y + ((ptrdiff_t)(k / 16) * pixels + p) * 16;
            for (int l = 0; l < lanes; l++)
                to[l] = x[from[l] + (ptrdiff_t)p * 16];
            for (int l = lanes; l < 16; l++)
                to[l] = 0.0f;
        }
    }
}

/* dx[c] = sum over j < times of dy[c * times + j], for one image of `channels` channels in dx */
void mk_repeat_channels_back(float *dx, const float *dy, int channels, int times, int pixels)
{
    for (int c = 0; c < (channels + 15) / 16 * 16; c++)
        for (int p = 0; p < pixels; p++) {
            double sum = 0.0;
            for (int k = c * times; c < channels && k < (c + 1) * times; k++)
                sum += (double)dy[((ptrdiff_t)(k / 16) * pixels + p) * 16 + k % 16];
            dx[((ptrdiff_t)(c / 16) * pixels + p) * 16 + c % 16] = (float)sum;
        }
}
