/* Parameters between Keras' layout and the packed one that kernels read. Padding is zero
 * (ZERO-LANES); unpacking drops it. */
#include "kernels.h"

/* to[c] = from[c], 0 beyond C.
 * @size from C
 * @size to (C + 15) / 16 * 16 */
void vector_pack(int C, const float *NETC_RESTRICT from, float *NETC_RESTRICT to)
{
    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}

/* to[c] = from[c].
 * @size from (C + 15) / 16 * 16
 * @size to C */
void vector_unpack(int C, const float *NETC_RESTRICT from, float *NETC_RESTRICT to)
{
    memcpy(to, from, sizeof *to * (size_t)C);
}

/* to[c][k] = from[c][k], rows of C and K rounded up to 16, padding 0.
 * @size from C * K
 * @size to (C + 15) / 16 * 16 * ((K + 15) / 16 * 16) */
void dense_pack(int C, int K, const float *NETC_RESTRICT from, float *NETC_RESTRICT to)
{
    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
}

/* to[c][k] = from[c][k].
 * @size from (C + 15) / 16 * 16 * ((K + 15) / 16 * 16)
 * @size to C * K */
void dense_unpack(int C, int K, const float *NETC_RESTRICT from, float *NETC_RESTRICT to)
{
    const int step = (K + 15) / 16 * 16;
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * K, from + (ptrdiff_t)c * step, sizeof *to * (size_t)K);
}
