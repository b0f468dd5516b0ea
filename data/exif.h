/* The orientation that a camera notes in a picture's EXIF data, and turning the picture upright by
 * it. A small reader of our own: of all EXIF only one number is wanted, and a library would parse
 * everything else in untrusted files (maker notes, thumbnails) to get it. Source: EXIF 2.32,
 * section 4.6.4 (tag 0x0112); TIFF 6.0, section 2. */
#ifndef NETC_DATA_EXIF_H
#define NETC_DATA_EXIF_H
#include "data/image.h"

/* 1 ... 8, of a TIFF header and what follows it ("Exif\0\0" before it is skipped); 1, upright, when
 * the data are damaged, have no orientation or one out of range: they then say nothing that a
 * reader could go by. */
int exif_orientation(const uint8_t *data, size_t size);

/* Turns and mirrors the picture so that it stands upright. False: no memory; the picture is as it
 * was. */
bool image_upright(Image *im, int orientation, const char *path, Err *err);
#endif
