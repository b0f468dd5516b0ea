/* Changes of the colours of 8-bit RGB pictures, each by a given amount; augment.h draws the
 * amounts. rgb: n pixels, or (h, w) of them, changed in place. Values are rounded and kept from 0
 * to 255. */
#ifndef NETC_DATA_COLOUR_H
#define NETC_DATA_COLOUR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Every value v becomes grey + (v - grey) * factor, grey being the pixel's brightness (ITU-R 601,
 * as Pillow's convert("L") has it). 0: grey; 1: as it is. */
void colour_saturate(uint8_t *rgb, size_t n, double factor);
/* Turns the hue of each pixel by so much of a whole turn (HSV: saturation and value stay). */
void colour_hue(uint8_t *rgb, size_t n, double turn);
/* Every value v away from the edges becomes s + (v - s) * factor, s being the mean of its 3x3
 * neighbours in which it counts five times. 0: smooth; 1: as it is. False: out of memory. */
bool colour_sharpen(uint8_t *rgb, int w, int h, double factor);
/* The highest `bits` bits of each value, 0 to 8; each value from threshold on becomes 255 - value.
 */
void colour_posterize(uint8_t *rgb, size_t n, int bits);
void colour_solarize(uint8_t *rgb, size_t n, int threshold);
/* Each channel by itself: stretched to 0 ... 255; with each value as often as the others, as far as
 * that goes (the tables of Pillow's ImageOps). */
void colour_autocontrast(uint8_t *rgb, size_t n);
void colour_equalize(uint8_t *rgb, size_t n);
#endif
