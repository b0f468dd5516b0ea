/* Pictures: JPEG, PNG, WebP, BMP, GIF and binary PPM/PGM, told apart by their first bytes, whatever
 * the file is called, decoded to 8-bit RGB, row by row from the top. They are turned upright as the
 * EXIF orientation of JPEG, PNG and WebP files says. Grey becomes r = g = b; transparent pixels are
 * laid over white; 16-bit samples are scaled to 8 bits; of an animation the first picture counts;
 * gamma and colour profiles are ignored (as Pillow's
 * ImageOps.exif_transpose(Image.open(...)).convert("RGB") ignores them). At most 2^28 pixels. A
 * truncated or corrupt file is an error, never a half-grey picture; damaged EXIF data alone are
 * ignored. */
#ifndef NETC_DATA_IMAGE_H
#define NETC_DATA_IMAGE_H
#include "base/err.h"
#include <stddef.h>
#include <stdint.h>

enum { IMAGE_MAX_PIXELS = 1 << 28, IMAGE_MAX_SIDE = 1 << 20 };

typedef struct Image {
    int w, h;
    uint8_t *rgb; /* (h, w, 3), malloc'd: image_free */
    bool grey;    /* the file knows no colour: r = g = b everywhere */
} Image;

extern const char image_kinds[]; /* "JPEG, PNG, ...": for messages */

/* A picture from a file, or from the `size` bytes of one (path: for messages). On failure *out is
 * empty. */
bool image_read(const char *path, Image *out, Err *err);
bool image_decode(const uint8_t *data, size_t size, const char *path, Image *out, Err *err);
/* A file that begins so is of one of these kinds; 32 bytes are enough. */
bool image_known(const uint8_t *head, size_t size);
/* "TIFF", "HEIC", ...: it is of a kind of picture that is not read; NULL: no such. */
const char *image_unread_kind(const uint8_t *head, size_t size);
/* A new picture of w x h pixels (resize.h); `from` stays. */
bool image_resize(const Image *from, int w, int h, Image *out, Err *err);
void image_free(Image *im); /* leaves it empty; twice is fine */

/* A PNG file of numbers, not of colours: grey of at most 8 bits, its values as they are, or of a
 * palette, the numbers of its colours. */
typedef struct Mask {
    int w, h;
    uint8_t *index; /* (h, w), malloc'd */
} Mask;
/* From a file; another sort of file, colours, and more bits are errors. */
bool mask_read_png(const char *path, Mask *out, Err *err);
/* index (h, w) as a grey PNG, atomically. */
bool mask_write_png(const char *path, const uint8_t *index, int w, int h, Err *err);

/* rgb (h, w, 3) into a file, atomically. */
bool image_write_png(const char *path, const uint8_t *rgb, int w, int h, Err *err);
bool image_write_ppm(const char *path, const uint8_t *rgb, int w, int h, Err *err);
#endif
