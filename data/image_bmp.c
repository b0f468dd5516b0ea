/* BMP: the headers of OS/2 (12 bytes) and Windows (40 bytes and more); 1, 4 and 8 bits through a
 * palette, also run-length coded; 16, 24 and 32 bits, also with masks. Rows come from the bottom
 * unless the height is negative. A mask for alpha is laid over white. Read here rather than by a
 * library: the format is a header and a loop, and every access below is checked against the file's
 * size. Source: learn.microsoft.com/windows/win32/gdi/bitmap-storage. */
#include "formats/bytes.h"
#include "data/image_format.h"

enum { RGB = 0, RLE8 = 1, RLE4 = 2, BITFIELDS = 3, ALPHABITFIELDS = 6, FILE_HEADER = 14 };

typedef struct Bmp {
    const uint8_t *data;
    size_t size, pixels; /* pixels: offset of the first row */
    const char *path;
    int w, h, bits;
    bool top_down;
    uint32_t coding, mask[4]; /* mask: red, green, blue, alpha */
    uint8_t palette[256][3];
    int colours;
    Err *err;
} Bmp;

static bool damaged(const Bmp *b, const char *why, size_t at)
{
    return err_set(b->err, "%s: damaged or truncated BMP: %s at byte %zu", b->path, why, at);
}

static int32_t signed32(const uint8_t *p)
{
    uint32_t u = le32(p);
    return u < 0x80000000u ? (int32_t)u : (int32_t)(u - 0x80000000u) + INT32_MIN;
}

/* ---- headers ---- */

static bool read_sizes(Bmp *b, uint32_t header)
{
    const uint8_t *p = b->data + FILE_HEADER;
    bool old = header == 12;
    long long w = old ? le16(p + 4) : signed32(p + 4), h = old ? le16(p + 6) : signed32(p + 8);
    b->top_down = h < 0;
    b->bits = le16(p + (old ? 10 : 14));
    b->coding = old ? RGB : le32(p + 16);
    h = h < 0 ? -h : h;
    if (!image_check_size(b->path, w, h, b->err) ||
        !image_check_packed(b->path, w, h, b->size, b->err))
        return false;
    b->w = (int)w;
    b->h = (int)h;
    bool plain = b->coding == RGB && (b->bits == 1 || b->bits == 4 || b->bits == 8 ||
                                      b->bits == 16 || b->bits == 24 || b->bits == 32);
    bool runs = (b->coding == RLE8 && b->bits == 8) || (b->coding == RLE4 && b->bits == 4);
    bool masks = (b->coding == BITFIELDS || b->coding == ALPHABITFIELDS) &&
                 (b->bits == 16 || b->bits == 32) && !old;
    return plain || (runs && !b->top_down) || masks ||
           err_set(b->err,
                   "%s: a BMP of %d bits with coding %u, which netc does not read; save it as PNG",
                   b->path, b->bits, (unsigned)b->coding);
}

/* The masks stand in the header from 52 bytes on, behind one of 40. */
static bool read_masks(Bmp *b, uint32_t header, size_t *palette)
{
    static const uint32_t five[4] = {0x7c00, 0x3e0, 0x1f, 0},
                          eight[4] = {0xff0000, 0xff00, 0xff, 0};
    size_t at = FILE_HEADER + 40, n = header >= 56 || b->coding == ALPHABITFIELDS ? 4 : 3;
    memcpy(b->mask, b->bits == 16 ? five : eight, sizeof b->mask);
    if (b->coding != BITFIELDS && b->coding != ALPHABITFIELDS)
        return true;
    if (b->size - at < 4 * n)
        return damaged(b, "the masks end", b->size);
    for (size_t i = 0; i < n; i++)
        b->mask[i] = le32(b->data + at + 4 * i);
    if (header == 40)
        *palette += 4 * n;
    for (int i = 0; i < 3; i++)
        if (!b->mask[i])
            return damaged(b, "an empty mask", at + 4 * (size_t)i);
    return true;
}

static bool read_palette(Bmp *b, uint32_t header, size_t at)
{
    size_t bytes = header == 12 ? 3 : 4;
    uint32_t used = header == 12 ? 0 : le32(b->data + FILE_HEADER + 32);
    if (b->bits > 8)
        return true;
    uint32_t most = 1u << b->bits, n = used && used < most ? used : most;
    if (b->pixels > at && (b->pixels - at) / bytes <
                              n) /* the rows begin earlier: the palette is shorter than it says */
        n = (uint32_t)((b->pixels - at) / bytes);
    if (at > b->size || (b->size - at) / bytes < n)
        return damaged(b, "the palette ends", b->size);
    for (uint32_t i = 0; i < n; i++)
        for (int k = 0; k < 3; k++)
            b->palette[i][k] = b->data[at + i * bytes + 2 - (size_t)k];
    b->colours = (int)n;
    return true;
}

static bool read_headers(Bmp *b)
{
    uint32_t header = b->size >= FILE_HEADER + 4 ? le32(b->data + FILE_HEADER) : 0;
    if (header != 12 && (header < 40 || header > 1024))
        return damaged(b, "a header of unknown size", FILE_HEADER);
    if (b->size - FILE_HEADER < header)
        return damaged(b, "the header ends", b->size);
    b->pixels = le32(b->data + 10);
    size_t palette = FILE_HEADER + header;
    if (!read_sizes(b, header) || !read_masks(b, header, &palette) ||
        !read_palette(b, header, palette))
        return false;
    return b->pixels <= b->size || damaged(b, "the file ends before the pixels", b->size);
}

/* ---- pixels ---- */

static uint8_t *row_of(const Bmp *b, const Image *out, int y) /* y counts as the file does */
{
    return out->rgb + 3 * (size_t)b->w * (size_t)(b->top_down ? y : b->h - 1 - y);
}

static bool put_index(const Bmp *b, unsigned k, uint8_t *to)
{
    if (k >= (unsigned)b->colours)
        return err_set(b->err, "%s: damaged BMP: colour %u of a palette of %d", b->path, k,
                       b->colours);
    memcpy(to, b->palette[k], 3);
    return true;
}

/* The bits of a mask, scaled to 0 ... 255. */
static uint8_t masked(uint32_t v, uint32_t mask)
{
    while (!(mask & 1)) {
        mask >>= 1;
        v >>= 1;
    }
    return (uint8_t)(((uint64_t)(v & mask) * 255 + mask / 2) / mask);
}

static void put_masked(const Bmp *b, uint32_t v, bool alpha, uint8_t *to)
{
    uint8_t rgba[4];
    for (int k = 0; k < 3; k++)
        rgba[k] = masked(v, b->mask[k]);
    rgba[3] = alpha ? masked(v, b->mask[3]) : 255;
    image_over_white(rgba, to, 1);
}

/* Where alpha is 0 everywhere, the program that wrote the file did not mean it. */
static bool means_alpha(const Bmp *b, size_t stride)
{
    for (int y = 0; b->mask[3] && y < b->h; y++)
        for (int x = 0; x < b->w; x++) {
            const uint8_t *p = b->data + b->pixels + (size_t)y * stride +
                               (size_t)x * (size_t)b->bits / 8;
            if ((b->bits == 16 ? le16(p) : le32(p)) & b->mask[3])
                return true;
        }
    return false;
}

static bool plain_row(const Bmp *b, const uint8_t *from, bool alpha, uint8_t *to)
{
    for (int x = 0; x < b->w; x++, to += 3) {
        if (b->bits <= 8) {
            int per = 8 / b->bits, shift = 8 - b->bits * (x % per + 1);
            if (!put_index(b, (unsigned)from[x / per] >> shift & ((1u << b->bits) - 1), to))
                return false;
        } else if (b->bits == 24) {
            for (int k = 0; k < 3; k++)
                to[k] = from[3 * x + 2 - k];
        } else {
            put_masked(b, b->bits == 16 ? le16(from + 2 * x) : le32(from + 4 * (size_t)x), alpha,
                       to);
        }
    }
    return true;
}

static bool read_plain(const Bmp *b, Image *out)
{
    size_t stride = ((size_t)b->w * (size_t)b->bits + 31) / 32 * 4;
    if ((b->size - b->pixels) < stride * (size_t)b->h)
        return damaged(b, "the pixels end", b->size);
    bool alpha = means_alpha(b, stride);
    for (int y = 0; y < b->h; y++)
        if (!plain_row(b, b->data + b->pixels + (size_t)y * stride, alpha, row_of(b, out, y)))
            return false;
    return true;
}

/* Runs: (count, colour), or 0 and: 0 the row ends, 1 the picture ends, 2 a jump, n: n colours as
 * they are, padded to 16 bits. What is jumped over has colour 0. */
typedef struct Runs {
    const Bmp *b;
    Image *out;
    size_t at;
    int x, y;
} Runs;

static bool put_run(Runs *r, unsigned k)
{
    if (r->y >= r->b->h || r->x >= r->b->w)
        return damaged(r->b, "a run beyond the picture", r->at);
    return put_index(r->b, k, row_of(r->b, r->out, r->y) + 3 * r->x++);
}

static bool literal(Runs *r, int n)
{
    bool four = r->b->coding == RLE4;
    size_t bytes = (size_t)(four ? (n + 1) / 2 : n);
    if (r->b->size - r->at < bytes)
        return damaged(r->b, "a run ends", r->b->size);
    for (int i = 0; i < n; i++) {
        unsigned v = r->b->data[r->at + (size_t)(four ? i / 2 : i)];
        if (!put_run(r, four ? (i % 2 ? v & 15 : v >> 4) : v))
            return false;
    }
    r->at += bytes + (bytes & 1);
    r->at = r->at < r->b->size ? r->at : r->b->size;
    return true;
}

static bool read_runs(const Bmp *b, Image *out)
{
    Runs r = {b, out, b->pixels, 0, 0};
    size_t all = 3 * (size_t)b->w * (size_t)b->h;
    if (!put_index(b, 0, out->rgb))
        return false;
    for (size_t done = 3; done < all; done *= 2)
        memcpy(out->rgb + done, out->rgb, done < all - done ? done : all - done);
    for (;;) {
        if (b->size - r.at < 2)
            return damaged(b, "the runs end", b->size);
        int n = b->data[r.at], v = b->data[r.at + 1];
        r.at += 2;
        for (int i = 0; i < n; i++)
            if (!put_run(&r, b->coding == RLE8 ? (unsigned)v
                             : i % 2           ? (unsigned)v & 15
                                               : (unsigned)v >> 4))
                return false;
        if (n)
            continue;
        if (v == 1)
            return true;
        if (v == 0) {
            r.x = 0;
            r.y++;
        } else if (v > 2) {
            if (!literal(&r, v))
                return false;
        } else {
            if (b->size - r.at < 2)
                return damaged(b, "the runs end", b->size);
            r.x += b->data[r.at];
            r.y += b->data[r.at + 1];
            r.at += 2;
        }
        if (r.x > b->w || r.y > b->h)
            return damaged(b, "a jump beyond the picture", r.at);
    }
}

static bool decode(const uint8_t *data, size_t size, const char *path, Image *out, Err *err)
{
    Bmp b = {.data = data, .size = size, .path = path, .err = err};
    if (!read_headers(&b))
        return false;
    *out = (Image){.w = b.w, .h = b.h, .rgb = data_alloc((size_t)b.w * (size_t)b.h, 3, path, err)};
    if (!out->rgb)
        return false;
    return b.coding == RLE8 || b.coding == RLE4 ? read_runs(&b, out) : read_plain(&b, out);
}

/* The letters BM alone begin many texts: the header's size must be a known one. */
static bool matches(const uint8_t *data, size_t size)
{
    if (size < FILE_HEADER + 4 || data[0] != 'B' || data[1] != 'M')
        return false;
    uint32_t header = le32(data + FILE_HEADER);
    return header == 12 || (header >= 40 && header <= 1024);
}

const ImageFormat image_bmp = {"BMP", matches, decode};
