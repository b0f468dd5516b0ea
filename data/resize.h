/* Resizing of 8-bit RGB pictures: bilinear with half-pixel centres, antialiased when shrinking (the
 * triangle is as wide as the reduction), bit for bit Image.resize(size, BILINEAR) of Pillow 13
 * (earlier versions take the rows first always, which changes some samples by 1 where the height
 * shrinks most). Only integer arithmetic: the result is the same on every machine. No allocation,
 * no libc: the text is also embedded in emitted C. */
#ifndef NETC_DATA_RESIZE_H
#define NETC_DATA_RESIZE_H
#include <stddef.h>
#include <stdint.h>

/* Bytes of scratch that resize_rgb wants; it must be aligned for int32_t. */
size_t resize_scratch_bytes(int from_w, int from_h, int to_w, int to_h);

/* from (from_h, from_w, 3) -> to (to_h, to_w, 3); all sides at least 1; the three areas do not
 * overlap. */
void resize_rgb(const uint8_t *from, int from_w, int from_h, uint8_t *to, int to_w, int to_h,
                void *scratch);
#endif
