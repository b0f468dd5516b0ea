/* Lossless WebP pictures (VP8L), and the transparency of lossy ones, decoded here and not by
 * libwebp: versions of it that are in use crash on some damaged files or where memory lacks. */
#ifndef NETC_DATA_WEBP_LOSSLESS_H
#define NETC_DATA_WEBP_LOSSLESS_H
#include "base/arena.h"
#include <stdint.h>

/* w x h pixels, alpha in the highest byte, then red, green, blue, in the arena, from the payload of
 * a VP8L chunk; NULL: it is damaged or cut, or the picture in it is not of that size. */
const uint32_t *webp_lossless(Arena *a, const uint8_t *data, size_t size, int w, int h);
/* The same of an ALPH chunk: w x h bytes. */
const uint8_t *webp_alpha(Arena *a, const uint8_t *data, size_t size, int w, int h);
#endif
