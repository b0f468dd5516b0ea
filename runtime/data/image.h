/* Pictures: JPEG, PNG and binary PPM/PGM, told apart by their first bytes, decoded to 8-bit RGB, row by row from the top.
 * Grey becomes r = g = b; transparent pixels are laid over white; 16-bit samples are scaled to 8 bits; gamma and colour profiles
 * and EXIF orientation are ignored (as Pillow's Image.open(...).convert("RGB") ignores them). At most 2^28 pixels.
 * A truncated or corrupt file is an error, never a half-grey picture. */
#ifndef NETC_DATA_IMAGE_H
#define NETC_DATA_IMAGE_H
#include "base/err.h"
#include <stddef.h>
#include <stdint.h>

enum { IMAGE_MAX_PIXELS = 1 << 28, IMAGE_MAX_SIDE = 1 << 20 };

typedef struct Image { int w, h; uint8_t *rgb; } Image;     /* (h, w, 3), malloc'd: image_free */

bool image_read(const char *path, Image *out, Err *err);
bool image_decode(const uint8_t *data, size_t size, const char *path, Image *out, Err *err);   /* path: for messages */
bool image_known(const uint8_t *head, size_t size);     /* a file that begins so is of one of these kinds; 16 bytes are enough */
bool image_resize(const Image *from, int w, int h, Image *out, Err *err);      /* see resize.h */
void image_free(Image *im);     /* leaves it empty; twice is fine */

bool image_write_png(const char *path, const uint8_t *rgb, int w, int h, Err *err);     /* atomic */
bool image_write_ppm(const char *path, const uint8_t *rgb, int w, int h, Err *err);     /* atomic */
#endif
