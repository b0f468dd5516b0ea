/* Picture formats: what image.c needs to know of each. One file a format, one line in image.c's
 * table. */
#ifndef NETC_DATA_IMAGE_FORMAT_H
#define NETC_DATA_IMAGE_FORMAT_H
#include "data/image.h"

typedef struct ImageFormat {
    const char *name;
    bool (*matches)(const uint8_t *data, size_t size); /* by the first bytes */
    bool (*decode)(const uint8_t *data, size_t size, const char *path, Image *out, Err *err);
} ImageFormat;

extern const ImageFormat image_jpeg, image_png, image_webp, image_bmp, image_gif, image_ppm;

/* n pixels of R, G, B, alpha over white: c' = (c * a + 255 * (255 - a)) / 255 on the stored values.
 * to may be from. */
void image_over_white(const uint8_t *from, uint8_t *to, size_t n);

/* Before any memory is taken: both sides at least 1 and the limits of image.h kept. */
bool image_check_size(const char *path, long long w, long long h, Err *err);
/* After that one, for formats that compress: a very large picture of a very small file is refused.
 */
bool image_check_packed(const char *path, long long w, long long h, size_t file_bytes, Err *err);
#endif
