/* Inverted dropout. The mask is never stored: whether a value is dropped is a hash of (seed, step,
 * stream, place), see kernels/micro/mk_random.c, so the backward pass is the same kernel on dy. */
#include "kernels.h"

/* y = x / (1 - RATE) where kept, else 0; a value is dropped with probability RATE. LEN floats an
 * image. Places are counted from the batch's first image, `first` before this call's.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x */
void dropout_mask(int LEN, float RATE, int STREAM, int begin, int end, uint64_t seed, uint64_t step,
                  int first, const float *x, float *y)
{
    mk_dropout(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16,
               mk_key(seed, step, (uint64_t)STREAM),
               (uint32_t)first * (uint32_t)LEN + (uint32_t)begin * 16u,
               (uint32_t)((double)RATE * 16777216.0 + 0.5), 1.0f / (1.0f - RATE));
}
