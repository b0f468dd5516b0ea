/* EXIF orientation; see exif.h. Every offset is checked against the size before it is used; only
 * the first directory is looked at, once, so that no loop of directories can hold the reader. */
#include "data/exif.h"
#include "formats/bytes.h"

enum { ORIENTATION = 0x0112, TYPE_SHORT = 3, ENTRY_BYTES = 12 };

typedef struct Tiff {
    const uint8_t *data;
    size_t size;
    bool big;
} Tiff;

static unsigned u16(const Tiff *t, size_t at)
{
    const uint8_t *p = t->data + at;
    return t->big ? (unsigned)(p[0] << 8 | p[1]) : le16(p);
}

static uint32_t u32(const Tiff *t, size_t at)
{
    return t->big ? (uint32_t)u16(t, at) << 16 | u16(t, at + 2) : le32(t->data + at);
}

int exif_orientation(const uint8_t *data, size_t size)
{
    static const uint8_t exif[6] = "Exif\0";
    if (size >= sizeof exif && !memcmp(data, exif, sizeof exif)) {
        data += sizeof exif;
        size -= sizeof exif;
    }
    if (size < 10 || (memcmp(data, "II*\0", 4) && memcmp(data, "MM\0*", 4)))
        return 1;
    Tiff t = {data, size, data[0] == 'M'};
    size_t at = u32(&t, 4);
    if (at < 8 || at > size - 2)
        return 1;
    size_t entries = u16(&t, at), room = (size - at - 2) / ENTRY_BYTES;
    entries = entries < room ? entries : room;
    for (size_t i = 0; i < entries; i++) {
        size_t e = at + 2 + i * ENTRY_BYTES;
        if (u16(&t, e) != ORIENTATION)
            continue;
        unsigned v = u16(&t, e + 8);
        return u16(&t, e + 2) == TYPE_SHORT && u32(&t, e + 4) >= 1 && v >= 1 && v <= 8 ? (int)v : 1;
    }
    return 1;
}

/* Where pixel (x, y) of the upright picture lies in the stored one of w x h. Orientation 1: the
 * same; 2: mirrored; 3: turned by 180 degrees; 4: upside down; 5: transposed; 6: lying on its left
 * side; 7: transposed along the other diagonal; 8: lying on its right side. */
static size_t stored_at(int orientation, size_t x, size_t y, size_t w, size_t h)
{
    switch (orientation) {
    case 2: return y * w + (w - 1 - x);
    case 3: return (h - 1 - y) * w + (w - 1 - x);
    case 4: return (h - 1 - y) * w + x;
    case 5: return x * w + y;
    case 6: return (h - 1 - x) * w + y;
    case 7: return (h - 1 - x) * w + (w - 1 - y);
    case 8: return x * w + (w - 1 - y);
    default: return y * w + x;
    }
}

bool image_upright(Image *im, int orientation, const char *path, Err *err)
{
    if (orientation <= 1 || orientation > 8)
        return true;
    size_t w = (size_t)im->w, h = (size_t)im->h, to_w = orientation >= 5 ? h : w,
           to_h = orientation >= 5 ? w : h;
    uint8_t *rgb = data_alloc(w * h, 3, path, err), *to = rgb;
    if (!rgb)
        return false;
    for (size_t y = 0; y < to_h; y++)
        for (size_t x = 0; x < to_w; x++, to += 3)
            memcpy(to, im->rgb + 3 * stored_at(orientation, x, y, w, h), 3);
    free(im->rgb);
    im->rgb = rgb;
    im->w = (int)to_w;
    im->h = (int)to_h;
    return true;
}
