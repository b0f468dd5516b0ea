/* Products with weights that are only read: as floats, or of a narrower type and converted on the
 * way into registers. The sums are those of mk_rows (mk_gemm.c), in the same order. The rows of
 * weights follow one another, so a tile asks for them ahead of time: at batch 1 they come from
 * memory, and how fast they come is how fast the net runs. A row is 16 lanes; format is the
 * place of their type in base/number_types.def; spec/numerics.md says what the rounding costs. */
#include "rows.h"

/* Stores `rows` rows of 16 floats, one after the other. */
void mk_store_rows(int format, uint8_t *s, const float *x, int rows)
{
    const int line = 16 * v8_bytes(format);
    for (int r = 0; r < rows; r++, x += 16, s += line)
        v8_narrow(s, x, format);
}

/* Back to floats. */
void mk_widen_rows(int format, float *x, const uint8_t *s, int rows)
{
    const int line = 16 * v8_bytes(format);
    for (int r = 0; r < rows; r++, x += 16, s += line) {
        v8_store(x, v8_low(s, format));
        v8_store(x + 8, v8_high(s, format));
    }
}

/* Rows of a kernel in Keras layout: Y[c][l] = w[from + c, k0 + l] for c < rows, one tap's w being
 * [C / groups][K] of which input channel c meets only the outputs of its group; 0 elsewhere and
 * beyond K. */
void mk_kernel_rows(float *y, const float *w, int C, int K, int groups, int from, int rows, int k0)
{
    const int inputs = C / groups, outputs = K / groups;
    for (int c = from; c < from + rows; c++, y += 16)
        for (int l = 0; l < 16; l++)
            y[l] = k0 + l < K && (k0 + l) / outputs == c / inputs
                       ? w[(ptrdiff_t)(c % inputs) * K + k0 + l]
                       : 0.0f;
}

/* The register tile, the one source of mk_prepacked_tile1 to 6: mk_tile_of (mk_gemm.c) on prepacked
 * weights, for rows at x + at[r], added to y where `add` says so. `chunk` channels follow one
 * another, step is mk_tile_of's, in numbers. Each row of weights asks for the next `stride` bytes
 * of what is read later. t->rows is a constant where this is called, and so is format: the compiler
 * makes one loop for each type, without a question in it. */
NETC_INLINE void mk_prepacked_tile_of(int format, const v8_tile *t)
{
    const int rows = t->rows, add = t->add, *count = t->count;
    const ptrdiff_t yr = t->yr, *at = t->at, *step = t->step, stride = t->stride;
    const float *x = t->x;
    const uint8_t *w = t->w, *ahead = t->ahead;
    float *y = t->y;
    v8 a0 = v8_zero(), b0 = v8_zero(), a1 = v8_zero(), b1 = v8_zero(), a2 = v8_zero(),
       b2 = v8_zero(), a3 = v8_zero(), b3 = v8_zero(), a4 = v8_zero(), b4 = v8_zero(),
       a5 = v8_zero(), b5 = v8_zero();
    const int chunk = count[3], size = v8_bytes(format);
    const ptrdiff_t o1 = rows > 1 ? at[1] - at[0] : 0, o2 = rows > 2 ? at[2] - at[0] : 0,
                    o3 = rows > 3 ? at[3] - at[0] : 0, o4 = rows > 4 ? at[4] - at[0] : 0,
                    o5 = rows > 5 ? at[5] - at[0] : 0;
    if (add) {
        a0 = v8_load(y), b0 = v8_load(y + 8);
        if (rows > 1)
            a1 = v8_load(y + yr), b1 = v8_load(y + yr + 8);
        if (rows > 2)
            a2 = v8_load(y + 2 * yr), b2 = v8_load(y + 2 * yr + 8);
        if (rows > 3)
            a3 = v8_load(y + 3 * yr), b3 = v8_load(y + 3 * yr + 8);
        if (rows > 4)
            a4 = v8_load(y + 4 * yr), b4 = v8_load(y + 4 * yr + 8);
        if (rows > 5)
            a5 = v8_load(y + 5 * yr), b5 = v8_load(y + 5 * yr + 8);
    }
    x += at[0];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1];
            const uint8_t *q = w + (i * step[3] + j * step[4]) * size;
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0;
                     c--, p++, q += 16 * size, ahead += stride) {
                    const v8 s = v8_keep(v8_low(q, format)), u = v8_keep(v8_high(q, format));
                    v8_ask(ahead);
                    v8 e = v8_set1(p[0]);
                    a0 = v8_fma(e, s, a0), b0 = v8_fma(e, u, b0);
                    if (rows > 1) {
                        e = v8_set1(p[o1]);
                        a1 = v8_fma(e, s, a1), b1 = v8_fma(e, u, b1);
                    }
                    if (rows > 2) {
                        e = v8_set1(p[o2]);
                        a2 = v8_fma(e, s, a2), b2 = v8_fma(e, u, b2);
                    }
                    if (rows > 3) {
                        e = v8_set1(p[o3]);
                        a3 = v8_fma(e, s, a3), b3 = v8_fma(e, u, b3);
                    }
                    if (rows > 4) {
                        e = v8_set1(p[o4]);
                        a4 = v8_fma(e, s, a4), b4 = v8_fma(e, u, b4);
                    }
                    if (rows > 5) {
                        e = v8_set1(p[o5]);
                        a5 = v8_fma(e, s, a5), b5 = v8_fma(e, u, b5);
                    }
                }
            }
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

/* 6 rows of mk_prepacked_rows. */
void mk_prepacked_tile6(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride)
{
    const v8_tile t = {6, add, count, yr, at, step, stride, x, w, ahead, y};
    v8_typed(format, mk_prepacked_tile_of, &t);
}

/* 5 rows of mk_prepacked_rows. */
void mk_prepacked_tile5(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride)
{
    const v8_tile t = {5, add, count, yr, at, step, stride, x, w, ahead, y};
    v8_typed(format, mk_prepacked_tile_of, &t);
}

/* 4 rows of mk_prepacked_rows. */
void mk_prepacked_tile4(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride)
{
    const v8_tile t = {4, add, count, yr, at, step, stride, x, w, ahead, y};
    v8_typed(format, mk_prepacked_tile_of, &t);
}

/* 3 rows of mk_prepacked_rows. */
void mk_prepacked_tile3(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride)
{
    const v8_tile t = {3, add, count, yr, at, step, stride, x, w, ahead, y};
    v8_typed(format, mk_prepacked_tile_of, &t);
}

/* 2 rows of mk_prepacked_rows. */
void mk_prepacked_tile2(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride)
{
    const v8_tile t = {2, add, count, yr, at, step, stride, x, w, ahead, y};
    v8_typed(format, mk_prepacked_tile_of, &t);
}

/* 1 row of mk_prepacked_rows. */
void mk_prepacked_tile1(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride)
{
    const v8_tile t = {1, add, count, yr, at, step, stride, x, w, ahead, y};
    v8_typed(format, mk_prepacked_tile_of, &t);
}

/* Y[t][16] = sum over the taps and channels, for `rows` rows t at x + t * xr, or, when `width` is
 * not 0, for pixels `width` to a line, lines xl apart: mk_rows on prepacked weights, which are
 * `bytes` bytes in one piece. A single tile asks for what it reads 4 KiB later. Several read the
 * weights again from the cache, so together (this call is part `part` of `parts` such) they ask for
 * as many bytes behind them: what is read next. */
void mk_prepacked_rows(int format, float *y, ptrdiff_t yr, int rows, const float *x, ptrdiff_t xr,
                       int width, ptrdiff_t xl, const uint8_t *w, const int *count,
                       const ptrdiff_t *step, int add, ptrdiff_t bytes, int part, int parts)
{
    const int line = 16 * v8_bytes(format), tiles = (rows + 5) / 6, passes = tiles * parts;
    const uint8_t *ahead = passes > 1 ? w + bytes + bytes / passes * tiles * part : w + 4096;
    ptrdiff_t at[6];
    for (int done = 0, left = tiles; left > 0; left--) {
        const int r = (rows - done + left - 1) / left;
        for (int i = 0; i < r; i++)
            at[i] = width ? (done + i) / width * xl + (done + i) % width * xr : (done + i) * xr;
        switch (r) {
        case 6:
            mk_prepacked_tile6(format, y, yr, x, at, w, count, step, add, ahead, line / passes);
            break;
        case 5:
            mk_prepacked_tile5(format, y, yr, x, at, w, count, step, add, ahead, line / passes);
            break;
        case 4:
            mk_prepacked_tile4(format, y, yr, x, at, w, count, step, add, ahead, line / passes);
            break;
        case 3:
            mk_prepacked_tile3(format, y, yr, x, at, w, count, step, add, ahead, line / passes);
            break;
        case 2:
            mk_prepacked_tile2(format, y, yr, x, at, w, count, step, add, ahead, line / passes);
            break;
        default:
            mk_prepacked_tile1(format, y, yr, x, at, w, count, step, add, ahead, line / passes);
            break;
        }
        y += r * yr;
        done += r;
        ahead += bytes / passes;
    }
}

/* mk_conv_row on prepacked weights, for output row `part` of `parts`. */
void mk_prepacked_conv_row(int format, float *y, ptrdiff_t yr, int pixels, const float *x,
                           ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj, ptrdiff_t xb, const uint8_t *w,
                           ptrdiff_t wi, ptrdiff_t wj, int ni, int nj, int channels, int part,
                           int parts)
{
    const int count[4] = {ni, nj, channels, 16};
    const ptrdiff_t step[5] = {xi, xj, xb, wi, wj};
    mk_prepacked_rows(format, y, yr, pixels, x, xr, 0, 0, w, count, step, 0,
                      (ptrdiff_t)ni * wi * v8_bytes(format), part, parts);
}

/* One tap's part of a map of `pixels` outputs, `width` to a line, in steps of 256 channels, which
 * stay in the first-level cache while register tiles pass: y[p] = sum (add: y[p] +=) over c of x[p
 * / width * xl + p % width * xr][c] * w[c]. */
void mk_prepacked_map(int format, float *y, int pixels, int width, const float *x, ptrdiff_t xr,
                      ptrdiff_t xl, ptrdiff_t xb, const uint8_t *w, int channels, int add)
{
    const ptrdiff_t step[5] = {0, 0, xb, 0, 0};
    for (int c = 0; c < channels; c += 256) {
        const int count[4] = {1, 1, channels - c < 256 ? channels - c : 256, 16};
        const int line = 16 * v8_bytes(format);
        mk_prepacked_rows(format, y, 16, pixels, x + c / 16 * xb, xr, width, xl,
                          w + (ptrdiff_t)c * line, count, step, add || c > 0,
                          (ptrdiff_t)count[2] * line, 0, 1);
    }
}

/* mk_panel on prepacked weights. */
void mk_prepacked_panel(int format, float *y, ptrdiff_t yr, int rows, const float *x, ptrdiff_t xr,
                        ptrdiff_t xb, const uint8_t *w, int channels)
{
    const int count[4] = {1, 1, channels, 16};
    const ptrdiff_t step[5] = {0, 0, xb, 0, 0};
    mk_prepacked_rows(format, y, yr, rows, x, xr, 0, 0, w, count, step, 0,
                      (ptrdiff_t)channels * 16 * v8_bytes(format), 0, 1);
}

/* Asks for part `part` of `parts` of what is read next: `taps` runs of `bytes` bytes, `step` apart.
 */
void mk_prepacked_ahead(const uint8_t *w, ptrdiff_t step, int taps, int bytes, int part, int parts)
{
    for (int t = 0; t < taps; t++, w += step)
        for (int b = bytes / parts * part; b < bytes / parts * (part + 1); b += 64)
            v8_ask(w + b);
    NETC_WROTE(); /* see mk_prefetch */
}

/* mk_wino_product on prepacked weights, whose planes follow one another. */
void mk_prepacked_product(int format, int planes, float *m, ptrdiff_t ms, int tiles, const float *v,
                          ptrdiff_t vs, const uint8_t *u, int channels)
{
    const ptrdiff_t plane = (ptrdiff_t)channels * 16 * v8_bytes(format);
    for (int p = 0; p < planes; p++)
        mk_prepacked_panel(format, m + p * ms, 16, tiles, v + p * vs, 16, (ptrdiff_t)tiles * 16,
                           u + p * plane, channels);
}
