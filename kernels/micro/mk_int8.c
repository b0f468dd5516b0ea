/* Products of 8-bit integers for processors with wide registers: tiles of a few positions of a map
 * by 16 to 64 output channels, on weight panels [K/16][depth/4][16][4]: four numbers of the depth
 * for each of 16 channels. x counts from 0 here (128 more than the integer), since the instruction
 * of four products (VNNI) takes one factor without a sign; what this adds to a sum stands in the
 * rule. Sums are exact in every build: by VNNI, by products of 16 bits (AVX2), or in plain C. */
#include "int8_rows.h"

/* x * multiplier * 2^(shift - 31): the product rounded to the nearest, halves up; then what the
 * shift takes away, halves away from 0 */
int32_t mk_int8_scaled(int32_t x, int32_t multiplier, int32_t shift)
{
    int32_t high, mask;
    if (shift > 0) { /* a factor of 1 and more: seldom */
        const int64_t most = 0x7FFFFFFF, wide = (int64_t)x * ((int64_t)1 << shift);
        x = (int32_t)(wide > most ? most : wide < -most ? -most : wide);
        shift = 0;
    }
    high = (int32_t)(((int64_t)x * multiplier + ((int64_t)1 << 30)) >> 31);
    mask = (int32_t)(((uint32_t)1 << -shift) - 1);
    return (high >> -shift) + ((high & mask) > (mask >> 1) + (high < 0));
}

/* v, at least low and at most high */
int8_t mk_int8_within(int32_t v, int low, int high)
{
    return (int8_t)(v < low ? low : v > high ? high : v);
}

/* y[i] = x[i] + 128 */
void mk_int8_raise(uint8_t *y, const int8_t *x, int count)
{
    for (int i = 0; i < count; i++)
        y[i] = (uint8_t)(x[i] ^ -128);
}

/* sum[64 * p + k] of P positions p and 16 * J channels k: over the windows' bytes x[at[p] + ...]
 * and panels w, `panel` bytes apart; the same for each P and J, which are constants of the call */
NETC_INLINE void mk_int8_tile_wide(int32_t *sum, const uint8_t *x, const int32_t *at,
                                   const int8_t *w, ptrdiff_t panel, const mk_int8_map *m, int P,
                                   int J)
{
#ifdef NETC_DOT16
    v16i acc[24], wide[4];
    for (int i = 0; i < P * J; i++)
        acc[i] = v16i_zero();
    for (int ky = 0; ky < m->kh; ky++)
        for (int kx = 0; kx < m->kw; kx++) {
            const uint8_t *from = x + (ptrdiff_t)ky * m->down + (ptrdiff_t)kx * m->right;
            for (int i = 0; i < m->quads; i++, from += 4, w += 64) {
                for (int j = 0; j < J; j++)
                    wide[j] = v16i_load(w + j * panel);
                for (int p = 0; p < P; p++) {
                    const v16i four = v16i_four(from + at[p]);
                    for (int j = 0; j < J; j++)
                        acc[p * J + j] = NETC_DOT16(acc[p * J + j], four, wide[j]);
                }
            }
        }
    for (int p = 0; p < P; p++)
        for (int j = 0; j < J; j++)
            v16i_store(sum + 64 * p + 16 * j, acc[p * J + j]);
#else
    (void)sum, (void)x, (void)at, (void)w, (void)panel, (void)m, (void)P, (void)J;
#endif
}

/* The same of 16 channels, by registers of 8. */
NETC_INLINE void mk_int8_tile_half(int32_t *sum, const uint8_t *x, const int32_t *at,
                                   const int8_t *w, const mk_int8_map *m, int P)
{
#if defined(NETC_DOT8)
    v8i acc[12], wide[2];
    for (int i = 0; i < 2 * P; i++)
        acc[i] = v8i_zero();
    for (int ky = 0; ky < m->kh; ky++)
        for (int kx = 0; kx < m->kw; kx++) {
            const uint8_t *from = x + (ptrdiff_t)ky * m->down + (ptrdiff_t)kx * m->right;
            for (int i = 0; i < m->quads; i++, from += 4, w += 64) {
                wide[0] = v8i_load(w);
                wide[1] = v8i_load(w + 32);
                for (int p = 0; p < P; p++) {
                    const v8i four = v8i_four(from + at[p]);
                    acc[2 * p] = NETC_DOT8(acc[2 * p], four, wide[0]);
                    acc[2 * p + 1] = NETC_DOT8(acc[2 * p + 1], four, wide[1]);
                }
            }
        }
    for (int p = 0; p < P; p++) {
        v8i_store(sum + 64 * p, acc[2 * p]);
        v8i_store(sum + 64 * p + 8, acc[2 * p + 1]);
    }
#elif defined(NETC_DOT_PAIRS)
    v8i acc[12]; /* of 4 channels each: the sums of even pairs and of odd ones side by side */
    for (int i = 0; i < 4 * P; i++)
        acc[i] = v8i_zero();
    for (int ky = 0; ky < m->kh; ky++)
        for (int kx = 0; kx < m->kw; kx++) {
            const uint8_t *from = x + (ptrdiff_t)ky * m->down + (ptrdiff_t)kx * m->right;
            for (int i = 0; i < m->quads; i++, from += 4, w += 64) {
                v8i four[3];
                for (int p = 0; p < P; p++)
                    four[p] = v8i_pairs(from + at[p]);
                for (int j = 0; j < 4; j++) {
                    const v8i wide = v8i_widened(w + 16 * j);
                    for (int p = 0; p < P; p++)
                        acc[4 * p + j] += NETC_DOT_PAIRS(four[p], wide);
                }
            }
        }
    for (int p = 0; p < P; p++) {
        v8i_store(sum + 64 * p, v8i_folded(acc[4 * p], acc[4 * p + 1]));
        v8i_store(sum + 64 * p + 8, v8i_folded(acc[4 * p + 2], acc[4 * p + 3]));
    }
#else
    for (int p = 0; p < P; p++, sum += 64) {
        const int8_t *v = w;
        for (int k = 0; k < 16; k++)
            sum[k] = 0;
        for (int ky = 0; ky < m->kh; ky++)
            for (int kx = 0; kx < m->kw; kx++) {
                const uint8_t *from = x + at[p] + (ptrdiff_t)ky * m->down +
                                      (ptrdiff_t)kx * m->right;
                for (int i = 0; i < m->quads; i++, from += 4, v += 64)
                    for (int k = 0; k < 16; k++)
                        sum[k] += from[0] * v[4 * k] + from[1] * v[4 * k + 1] +
                                  from[2] * v[4 * k + 2] + from[3] * v[4 * k + 3];
            }
    }
#endif
}

/* sum[64 * p + k] of n positions, at most 8, and the channels of `blocks` panels, 1, 2 or 4 */
void mk_int8_tile(int32_t *sum, int n, const uint8_t *x, const int32_t *at, const int8_t *w,
                  ptrdiff_t panel, int blocks, const mk_int8_map *m)
{
#ifdef NETC_DOT16
    (void)mk_int8_tile_half; /* for others */
    for (int p = 0, left = n, done; left > 0; left -= done, p += done) {
        int32_t *to = sum + 64 * p;
        const int32_t *from = at + p;
        done = left >= 8 && blocks < 4 ? 8 : left >= 6 ? 6 : left == 5 ? 3 : left;
        switch (16 * done + blocks) {
        case 16 * 8 + 1: mk_int8_tile_wide(to, x, from, w, panel, m, 8, 1); break;
        case 16 * 8 + 2: mk_int8_tile_wide(to, x, from, w, panel, m, 8, 2); break;
        case 16 * 6 + 1: mk_int8_tile_wide(to, x, from, w, panel, m, 6, 1); break;
        case 16 * 6 + 2: mk_int8_tile_wide(to, x, from, w, panel, m, 6, 2); break;
        case 16 * 6 + 4: mk_int8_tile_wide(to, x, from, w, panel, m, 6, 4); break;
        case 16 * 4 + 1: mk_int8_tile_wide(to, x, from, w, panel, m, 4, 1); break;
        case 16 * 4 + 2: mk_int8_tile_wide(to, x, from, w, panel, m, 4, 2); break;
        case 16 * 4 + 4: mk_int8_tile_wide(to, x, from, w, panel, m, 4, 4); break;
        case 16 * 3 + 1: mk_int8_tile_wide(to, x, from, w, panel, m, 3, 1); break;
        case 16 * 3 + 2: mk_int8_tile_wide(to, x, from, w, panel, m, 3, 2); break;
        case 16 * 3 + 4: mk_int8_tile_wide(to, x, from, w, panel, m, 3, 4); break;
        case 16 * 2 + 1: mk_int8_tile_wide(to, x, from, w, panel, m, 2, 1); break;
        case 16 * 2 + 2: mk_int8_tile_wide(to, x, from, w, panel, m, 2, 2); break;
        case 16 * 2 + 4: mk_int8_tile_wide(to, x, from, w, panel, m, 2, 4); break;
        case 16 + 1: mk_int8_tile_wide(to, x, from, w, panel, m, 1, 1); break;
        case 16 + 2: mk_int8_tile_wide(to, x, from, w, panel, m, 1, 2); break;
        default: mk_int8_tile_wide(to, x, from, w, panel, m, 1, 4); break;
        }
    }
#else
    (void)mk_int8_tile_wide;
    for (int j = 0; j < blocks; j++, sum += 16, w += panel)
        for (int p = 0, left = n, done; left > 0; left -= done, p += done) {
            int32_t *to = sum + 64 * p;
            const int32_t *from = at + p;
#ifdef NETC_DOT8
            done = left >= 6 ? 6 : left >= 4 ? 4 : left;
#else
            done = left >= 3 && left != 4 ? 3 : left >= 2 ? 2 : 1;
#endif
            switch (done) {
#ifdef NETC_DOT8
            case 6: mk_int8_tile_half(to, x, from, w, m, 6); break;
            case 4: mk_int8_tile_half(to, x, from, w, m, 4); break;
#endif
            case 3: mk_int8_tile_half(to, x, from, w, m, 3); break;
            case 2: mk_int8_tile_half(to, x, from, w, m, 2); break;
            default: mk_int8_tile_half(to, x, from, w, m, 1); break;
            }
        }
#endif
}

/* Whether one of count channels has a shift to the left, which registers are not for. */
int mk_int8_shifts_left(const int32_t *rule, int count)
{
    int left = 0;
    for (int k = 0; k < count; k += 16, rule += 48)
        for (int i = 0; i < 16; i++)
            left |= rule[32 + i] > 0;
    return left;
}

/* y[k] = zero + (sum[k] and what its channel begins with) times its factor, within low ... high,
 * of count channels; rule [count/16][3][16]: beginnings, multipliers, shifts; left: of which one is
 * to the left */
void mk_int8_outputs(int8_t *y, const int32_t *sum, const int32_t *rule, int count, int zero,
                     int low, int high, int left)
{
    for (int k = 0; k < count; k += 16, rule += 48) {
        const int n = count - k < 16 ? count - k : 16;
#ifdef NETC_INT8_ROWS
        if (!left) {
            int8_t row[16];
            v8i_bytes(n == 16 ? y + k : row, v8i_output(sum + k, rule, zero, low, high),
                      v8i_output(sum + k + 8, rule + 8, zero, low, high));
            if (n < 16)
                memcpy(y + k, row, (size_t)n);
            continue;
        }
#endif
        (void)left;
        for (int i = 0; i < n; i++) {
            const int32_t all = (int32_t)((uint32_t)sum[k + i] + (uint32_t)rule[i]);
            y[k + i] = mk_int8_within(zero + mk_int8_scaled(all, rule[16 + i], rule[32 + i]), low,
                                      high);
        }
    }
}

/* best[i] = the larger of best[i] and sum[i] */
void mk_int8_best(int32_t *NETC_RESTRICT best, const int32_t *NETC_RESTRICT sum, int count)
{
    for (int i = 0; i < count; i++)
        best[i] = sum[i] > best[i] ? sum[i] : best[i];
}

/* The outputs of n positions of 16 * blocks channels from channel k on: of each window the largest
 * sums, once its last position is there; best[64] has those of a window that has begun */
void mk_int8_close(int8_t *y, const int32_t *sum, int32_t *best, int n, const mk_int8_places *at,
                   int k, int blocks, const int32_t *rule, const mk_int8_map *m)
{
    const int width = 16 * blocks, count = m->k - k < width ? m->k - k : width;
    const int left = mk_int8_shifts_left(rule, count);
    for (int p = 0; p < n; p++, sum += 64) {
        const int32_t *from = at->first[p] && at->last[p] >= 0 ? sum : best;
        if (from == best && at->first[p])
            memcpy(best, sum, (size_t)width * sizeof *best);
        else if (from == best)
            mk_int8_best(best, sum, width);
        if (at->last[p] >= 0)
            mk_int8_outputs(y + (ptrdiff_t)at->last[p] * m->k + k, from, rule, count, m->zero,
                            m->low, m->high, left);
    }
}

/* Rows begin ... end - 1 of y [POH][POW][K], the largest of windows of a convolution of the padded
 * map x, which counts from 0 */
void mk_int8_panels(int8_t *y, const uint8_t *x, const int8_t *w, const int32_t *rule,
                    const mk_int8_map *m, int begin, int end)
{
    const int panels = (m->k + 15) / 16;
    const ptrdiff_t panel = (ptrdiff_t)m->kh * m->kw * m->quads * 64;
    for (int b = 0, blocks; b < panels; b += blocks) {
        mk_int8_places at;
        int32_t sum[8 * 64], best[64];
        const int most = panels - b >= 4 ? 6 : 8;
        int n = 0;
        blocks = panels - b >= 4 ? 4 : panels - b >= 2 ? 2 : 1;
        for (int py = begin; py < end; py++)
            for (int px = 0; px < m->pow; px++) {
                const int top = py * m->psh - m->ppt, y0 = top < 0 ? 0 : top;
                const int left = px * m->psw - m->ppl, x0 = left < 0 ? 0 : left;
                const int y1 = top + m->ph < m->oh ? top + m->ph : m->oh;
                const int x1 = left + m->pw < m->ow ? left + m->pw : m->ow;
                for (int oy = y0; oy < y1; oy++)
                    for (int ox = x0; ox < x1; ox++) {
                        at.x[n] = oy * m->sy + ox * m->sx;
                        at.first[n] = oy == y0 && ox == x0;
                        at.last[n] = oy == y1 - 1 && ox == x1 - 1 ? py * m->pow + px : -1;
                        if (++n < most)
                            continue;
                        mk_int8_tile(sum, n, x, at.x, w + b * panel, panel, blocks, m);
                        mk_int8_close(y, sum, best, n, &at, 16 * b, blocks,
                                      rule + 48 * (ptrdiff_t)b, m);
                        n = 0;
                    }
            }
        mk_int8_tile(sum, n, x, at.x, w + b * panel, panel, blocks, m);
        mk_int8_close(y, sum, best, n, &at, 16 * b, blocks, rule + 48 * (ptrdiff_t)b, m);
    }
}

/* sum[j] += (x[j] - zero) * w[j] */
void mk_int8_tap(int32_t *sum, const int8_t *x, const int8_t *w, int count, int zero)
{
    const int16_t from = (int16_t)zero;
    for (int j = 0; j < count; j++)
        sum[j] += (int16_t)((int16_t)(x[j] - from) * w[j]); /* at most 255 * 127 */
}

/* Row oy of y [OH][OW][K]: each channel's products of its window of x with w [KH][KW][K] */
void mk_int8_depthwise(int8_t *y, const int8_t *x, const int8_t *w, const int32_t *rule,
                       const mk_int8_windows *m, int oy)
{
    enum { WIDTH = 64 };
    const int top = oy * m->sh - m->top, left = mk_int8_shifts_left(rule, m->k);
    y += (ptrdiff_t)oy * m->ow * m->k;
    for (int ox = 0; ox < m->ow; ox++, y += m->k) {
        const int at = ox * m->sw - m->left;
        for (int k = 0; k < m->k; k += WIDTH) {
            const int n = m->k - k < WIDTH ? m->k - k : WIDTH;
            int32_t sum[WIDTH] = {0};
            for (int ky = 0; ky < m->kh; ky++) {
                const int iy = top + ky * m->dh;
                for (int kx = 0; kx < m->kw && iy >= 0 && iy < m->h; kx++) {
                    const int ix = at + kx * m->dw;
                    const int8_t *from = x + ((ptrdiff_t)iy * m->w + ix) * m->k + k,
                                 *by = w + ((ptrdiff_t)ky * m->kw + kx) * m->k + k;
                    if (ix < 0 || ix >= m->w)
                        continue;
                    if (n == WIDTH)
                        mk_int8_tap(sum, from, by, WIDTH, m->x_zero);
                    else
                        mk_int8_tap(sum, from, by, n, m->x_zero);
                }
            }
            mk_int8_outputs(y + k, sum, rule + 3 * (ptrdiff_t)k, n, m->zero, m->low, m->high, left);
        }
    }
}

/* As mk_int8_add. */
void mk_int8_add_wide(int8_t *y, const int8_t *a, const int8_t *b, int count, const mk_int8_sum *s)
{
    int i = 0;
#ifdef NETC_INT8_ROWS
    const v8i ma = v8i_set1(s->a_multiplier), mb = v8i_set1(s->b_multiplier),
              my = v8i_set1(s->multiplier), sa = v8i_set1(s->a_shift), sb = v8i_set1(s->b_shift),
              sy = v8i_set1(s->shift);
    for (; i + 16 <= count && s->a_shift <= 0 && s->b_shift <= 0 && s->shift <= 0; i += 16) {
        v8i half[2];
        for (int h = 0; h < 2; h++) {
            const v8i va = (v8i_of_bytes(a + i + 8 * h) - s->a_zero) << 20;
            const v8i vb = (v8i_of_bytes(b + i + 8 * h) - s->b_zero) << 20;
            const v8i sum = v8i_scaled(va, ma, sa) + v8i_scaled(vb, mb, sb);
            half[h] = v8i_within(v8i_scaled(sum, my, sy) + s->zero, s->low, s->high);
        }
        v8i_bytes(y + i, half[0], half[1]);
    }
#endif
    mk_int8_add(y + i, a + i, b + i, count - i, s);
}
