/* Augmentation: random changes of the training pictures, on 8-bit RGB. The numbers that a picture's
 * changes are drawn from depend on (seed, epoch, number of the picture in its set) and the kind of
 * change alone: threads, batches and resuming do not change them, and asking for one change more
 * leaves the others as they were. The kinds, their order and their amounts stand in
 * data/augments.def.
 *
 * flip, rotate, shift, crop and alternate, and what randaugment draws of that sort, move the
 * picture in one go: one bilinear look-up for each pixel, so that a rotated and shifted picture is
 * not blurred twice; moves by whole pixels are exact. What lies outside is mirrored at the edge,
 * the outermost pixels not repeated (dcb|abcd|cba without the first d: numpy's "reflect"). Values
 * are rounded to the nearest and kept within 0 ... 255. */
#ifndef NETC_DATA_AUGMENT_H
#define NETC_DATA_AUGMENT_H
#include <stdbool.h>
#include <stdint.h>

/* What the train section's `augment` says: one amount for each line of augments.def, 0 for what is
 * not asked for. */
typedef struct AugmentSpec {
#define AUGMENT(name, form, def, max, doc) double name;
#include "data/augments.def"
#undef AUGMENT
} AugmentSpec;

bool augment_any(const AugmentSpec *a); /* false: augment_picture would only copy */
/* Whether samples are mixed with others (mix.h), which augment_picture does not do. */
bool augment_mixes(const AugmentSpec *a);
/* to = the changed picture of from; (h, w, 3) both, and not the same memory. */
void augment_picture(const AugmentSpec *a, uint64_t seed, uint64_t epoch, uint64_t sample,
                     const uint8_t *from, int w, int h, uint8_t *to);
/* The same moves of a mask (h, w) of the picture, each pixel the class of the nearest one; and
 * whether there are any. */
void augment_mask(const AugmentSpec *a, uint64_t seed, uint64_t epoch, uint64_t sample,
                  const uint8_t *from, int w, int h, uint8_t *to);
bool augment_moves(const AugmentSpec *a);
#endif
