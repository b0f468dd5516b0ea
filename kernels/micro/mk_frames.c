/* Products of maps in bfloat16 that lie in a frame of zeros (mk_frames in micro.h): each tap of a
 * window sees the frame from a place of its own, so no pixel is copied for a tap. Where there are
 * tiles (AMX), a tile of X is 16 pixels as they lie. Rows of a frame follow one another, and the
 * zeros behind a row are those before the next: what a tile makes of pixels between two rows of
 * outputs is left out. Elsewhere the products are those of mk_dot_block, with the same bits. */
#include "micro.h"

/* One block of 16 channels of a frame of `len` pixels, `pixel` bytes apart: x [images][h][w][16],
 * images `next` bytes apart. x NULL: zeros. */
void mk_frame_bf16(uint8_t *to, ptrdiff_t pixel, const uint8_t *x, ptrdiff_t next,
                   const mk_frames *f, int len)
{
    const int from = f->first > f->top ? f->first - f->top : 0,
              end = f->first - f->top + f->rows + (f->kh - 1) * f->dh,
              past = end < f->h ? end : f->h;
    int at = 0;
    for (int i = 0; x && i < f->images; i++)
        for (int r = from; r < past; r++) {
            const int start = i * f->map + (r - f->first + f->top) * f->row + f->left;
            const uint8_t *p = x + i * next + (ptrdiff_t)r * f->w * 32;
            uint8_t *q = to + at * pixel;
            for (; at < start; at++, q += pixel)
                memset(q, 0, 32);
            for (; at < start + f->w; at++, p += 32, q += pixel)
                memcpy(q, p, 32);
        }
    for (; at < len; at++)
        memset(to + at * pixel, 0, 32);
}

/* Of positions p ... p + count - 1 the sums, one behind the other, that belong to outputs: to row
 * r, column c of y, whose images are `next` floats apart. */
NETC_INLINE void mk_frame_outputs(float *y, ptrdiff_t next, const float *sums, int p, int count,
                                  const mk_frames *f)
{
    for (int run; count > 0; count -= run, p += run, sums += 16 * (ptrdiff_t)run) {
        const int i = p / f->map, r = p % f->map / f->row, c = p % f->map % f->row,
                  some = f->ow - c < count ? f->ow - c : count;
        if (some > 0 && r < f->rows && i < f->images)
            memcpy(y + i * next + ((ptrdiff_t)r * f->ow + c) * 16, sums,
                   sizeof(float) * 16 * (size_t)some);
        run = f->map - p % f->map < f->row - c ? f->map - p % f->map : f->row - c;
        run = run < count ? run : count;
    }
}

/* mk_dot_frames in tiles of 32 positions by 2 blocks. */
void mk_dot_frames_tiles(float *y, ptrdiff_t ys, ptrdiff_t next, const uint8_t *x, ptrdiff_t xb,
                         const uint8_t *w, ptrdiff_t wt, ptrdiff_t ws, const mk_frames *f,
                         int chunks, int blocks)
{
#if defined(NETC_TILES)
    uint8_t shapes[64];
    v8w room[1024 / NETC_WIDE]; /* aligned */
    float *const sums = (float *)(void *)room;
    const int end = (f->images - 1) * f->map + (f->rows - 1) * f->row + f->ow, two = blocks > 1;
    v8_tile_shapes(shapes);
    NETC_TILE_SHAPES(shapes);
    for (int p = 0; p < end; p += 32) {
        const int low = end - p > 16;
        const uint8_t *q = w;
        NETC_TILE_ZERO(0);
        NETC_TILE_ZERO(1);
        NETC_TILE_ZERO(2);
        NETC_TILE_ZERO(3);
        for (int a = 0; a < f->kh; a++)
            for (int b = 0; b < f->kw; b++, q += wt) {
                const uint8_t *at = x + ((ptrdiff_t)p + a * f->dh * f->row + b * f->dw) * 64,
                              *with = q;
                for (int c = 0; c < chunks; c++, at += xb, with += 1024) {
                    NETC_TILE_LOAD(4, at, 64);
                    NETC_TILE_LOAD(6, with, 64);
                    NETC_TILE_DOT(0, 4, 6);
                    if (two) {
                        NETC_TILE_LOAD(7, with + ws, 64);
                        NETC_TILE_DOT(1, 4, 7);
                    }
                    if (low) {
                        NETC_TILE_LOAD(5, at + 1024, 64);
                        NETC_TILE_DOT(2, 5, 6);
                    }
                    if (low && two)
                        NETC_TILE_DOT(3, 5, 7);
                }
            }
        NETC_TILE_STORE(0, sums, 64);
        if (low)
            NETC_TILE_STORE(2, sums + 256, 64);
        mk_frame_outputs(y, next, sums, p, end - p < 32 ? end - p : 32, f);
        if (two) {
            NETC_TILE_STORE(1, sums + 512, 64);
            if (low)
                NETC_TILE_STORE(3, sums + 768, 64);
            mk_frame_outputs(y + ys, next, sums + 512, p, end - p < 32 ? end - p : 32, f);
        }
    }
    NETC_TILE_END();
#else
    (void)y, (void)ys, (void)next, (void)x, (void)xb, (void)w, (void)wt, (void)ws, (void)f;
    (void)chunks, (void)blocks, (void)v8_tile_shapes, (void)mk_frame_outputs;
#endif
}

/* Outputs of a convolution: for each output of f and `blocks` blocks o, 1 or 2, Y[o][16] = sum over
 * taps t and `channels` channels c of X[t, c] * W[o, t, c][16]. X is a frame of blocks of 32
 * channels, 64 bytes a pixel, xb bytes apart; W as mk_dot_block's, of taps wt and blocks ws bytes
 * apart, with zeros up to the next multiple of 32 channels. Rows of outputs lie behind one another
 * in y, images `next` and blocks ys floats apart. */
void mk_dot_frames(float *y, ptrdiff_t ys, ptrdiff_t next, const uint8_t *x, ptrdiff_t xb,
                   const uint8_t *w, ptrdiff_t wt, ptrdiff_t ws, const mk_frames *f, int channels,
                   int blocks)
{
#if defined(NETC_TILES)
    mk_dot_frames_tiles(y, ys, next, x, xb, w, wt, ws, f, (channels + 31) / 32, blocks);
#else
    for (int i = 0; i < f->images; i++)
        for (int r = 0; r < f->rows; r++)
            for (int a = 0; a < f->kh; a++)
                mk_dot_block(y + i * next + (ptrdiff_t)r * f->ow * 16, 16, ys, f->ow,
                             x + ((ptrdiff_t)i * f->map + (ptrdiff_t)(r + a * f->dh) * f->row) * 64,
                             (ptrdiff_t)f->dw * 64, xb, w + a * f->kw * wt, wt, ws, f->kw, channels,
                             blocks, a > 0);
#endif
}

/* A block of 16 channels of a frame, `len` pixels of 32 bytes, as mk_frame_grad takes it; `len` is
 * a multiple of 32. For tiles: Y[c][p] = X[p][c], rows of Y `row` bytes apart; else as it is. */
void mk_turn_frame(uint8_t *y, ptrdiff_t row, const uint8_t *x, int len)
{
#if defined(NETC_TILES)
    uint8_t pairs[1024];
    float turned[256], from[256];
    for (int p = 0; p < len; p += 32, x += 1024, y += 64) {
        mk_interleave_bf16(pairs, x, 32);
        memcpy(from, pairs, sizeof from);
        mk_transpose(turned, from, 0, 16, 16);
        for (int c = 0; c < 16; c++)
            memcpy(y + c * row, turned + 16 * c, 64);
    }
#else
    (void)row;
    memcpy(y, x, (size_t)len * 32);
#endif
}

/* The first `rows` of 16 rows of 16 floats; zeros behind them. */
NETC_INLINE const float *mk_rows_in(float *room, const float *y, int rows)
{
    if (rows >= 16)
        return y;
    memset(room, 0, sizeof(float) * 256);
    memcpy(room, y, sizeof(float) * 16 * (size_t)(rows > 0 ? rows : 0));
    return room;
}

/* mk_frame_grad in tiles of 32 channels by 2 blocks; x as mk_turn_frame leaves it. */
void mk_frame_grad_tiles(float *y, ptrdiff_t ys, int channels, const uint8_t *x, ptrdiff_t xs,
                         ptrdiff_t row, const uint8_t *d, ptrdiff_t ds, int len, int blocks,
                         int add)
{
#if defined(NETC_TILES)
    uint8_t shapes[64];
    float room[256];
    v8_tile_shapes(shapes);
    NETC_TILE_SHAPES(shapes);
    for (int i = 0; i < (channels + 31) / 32 * ((blocks + 1) / 2); i++) {
        const int c = i / ((blocks + 1) / 2) * 32, o = i % ((blocks + 1) / 2) * 2,
                  high = channels - c, low = high - 16, two = blocks - o > 1;
        const uint8_t *a = x + c / 16 * xs, *b = d + o * ds;
        float *const to = y + o * ys + (ptrdiff_t)c * 16;
        NETC_TILE_ZERO(0);
        NETC_TILE_ZERO(1);
        NETC_TILE_ZERO(2);
        NETC_TILE_ZERO(3);
        if (add) {
            NETC_TILE_LOAD(0, mk_rows_in(room, to, high), 64);
            if (two)
                NETC_TILE_LOAD(1, mk_rows_in(room, to + ys, high), 64);
            if (low > 0)
                NETC_TILE_LOAD(2, mk_rows_in(room, to + 256, low), 64);
            if (low > 0 && two)
                NETC_TILE_LOAD(3, mk_rows_in(room, to + ys + 256, low), 64);
        }
        for (int k = 0; k < len; k += 32, a += 64, b += 1024) {
            NETC_TILE_LOAD(4, a, row);
            NETC_TILE_LOAD(6, b, 64);
            NETC_TILE_DOT(0, 4, 6);
            if (two) {
                NETC_TILE_LOAD(7, b + ds, 64);
                NETC_TILE_DOT(1, 4, 7);
            }
            if (low > 0) {
                NETC_TILE_LOAD(5, a + xs, row);
                NETC_TILE_DOT(2, 5, 6);
            }
            if (low > 0 && two)
                NETC_TILE_DOT(3, 5, 7);
        }
        NETC_TILE_STORE(0, high < 16 ? room : to, 64);
        if (high < 16)
            memcpy(to, room, sizeof(float) * 16 * (size_t)high);
        if (two) {
            NETC_TILE_STORE(1, high < 16 ? room : to + ys, 64);
            if (high < 16)
                memcpy(to + ys, room, sizeof(float) * 16 * (size_t)high);
        }
        if (low > 0) {
            NETC_TILE_STORE(2, low < 16 ? room : to + 256, 64);
            if (low < 16)
                memcpy(to + 256, room, sizeof(float) * 16 * (size_t)low);
        }
        if (low > 0 && two) {
            NETC_TILE_STORE(3, low < 16 ? room : to + ys + 256, 64);
            if (low < 16)
                memcpy(to + ys + 256, room, sizeof(float) * 16 * (size_t)low);
        }
    }
    NETC_TILE_END();
#else
    (void)y, (void)ys, (void)channels, (void)x, (void)xs, (void)row, (void)d, (void)ds, (void)len;
    (void)blocks, (void)add, (void)v8_tile_shapes, (void)mk_rows_in;
#endif
}

/* The gradient of the weights of one tap: Y[o, c][16] (+)= sum over positions p < len of X[p +
 * shift][c] * D[o, p][16], c < channels, o < blocks. X has blocks of 16 channels, xs bytes apart,
 * as mk_turn_frame makes them of frames; D pairs of positions (mk_interleave_bf16), 0 where none is
 * an output. Blocks of Y are ys floats, of D ds bytes apart; len is a multiple of 32. pairs: room
 * for len * 32 bytes. */
void mk_frame_grad(float *y, ptrdiff_t ys, int channels, const uint8_t *x, ptrdiff_t xs,
                   ptrdiff_t row, int shift, const uint8_t *d, ptrdiff_t ds, int len, int blocks,
                   int add, uint8_t *pairs)
{
#if defined(NETC_TILES)
    (void)pairs;
    mk_frame_grad_tiles(y, ys, channels, x + 2 * (ptrdiff_t)shift, xs, row, d, ds, len, blocks,
                        add);
#else
    (void)row;
    for (int c = 0; c < channels; c += 16, x += xs) {
        mk_interleave_bf16(pairs, x + 32 * (ptrdiff_t)shift, len);
        mk_dot_grad(y + (ptrdiff_t)c * 16, ys, channels - c < 16 ? channels - c : 16, pairs, d, ds,
                    len / 2, blocks, add, NULL);
    }
#endif
}
