/* Grouped convolution: GROUPS groups of C / GROUPS input and K / GROUPS output channels that do not
 * mix. It runs as one convolution whose packed kernel is 0 between the groups; the gradient there
 * is dropped, so the optimizer leaves it 0. */
#include "kernels.h"

/* From Keras layout (TAPS, C / GROUPS, K) to [TAPS][KB][C][16], KB = (K + 15) / 16; 0 between
 * groups and beyond K.
 * @size keras TAPS*(C/GROUPS)*K
 * @size packed TAPS*((K+15)/16)*C*16 */
void conv_pack_groups(int TAPS, int C, int K, int GROUPS, const float *keras, float *packed)
{
    const int KB = (K + 15) / 16, inputs = C / GROUPS, outputs = K / GROUPS;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int c = 0; c < C; c++) {
            const int first = c / inputs * outputs;
            for (int k = first, next; k < first + outputs; k = next) {
                next = (k / 16 + 1) * 16 < first + outputs ? (k / 16 + 1) * 16 : first + outputs;
                memcpy(packed + (((ptrdiff_t)t * KB + k / 16) * C + c) * 16 + k % 16,
                       keras + ((ptrdiff_t)t * inputs + c % inputs) * K + k,
                       sizeof(float) * (size_t)(next - k));
            }
        }
}

/* Back to Keras layout.
 * @size packed TAPS*((K+15)/16)*C*16
 * @size keras TAPS*(C/GROUPS)*K */
void conv_unpack_groups(int TAPS, int C, int K, int GROUPS, const float *packed, float *keras)
{
    const int KB = (K + 15) / 16, inputs = C / GROUPS, outputs = K / GROUPS;
    for (int t = 0; t < TAPS; t++)
        for (int c = 0; c < C; c++) {
            const int first = c / inputs * outputs;
            for (int k = first, next; k < first + outputs; k = next) {
                next = (k / 16 + 1) * 16 < first + outputs ? (k / 16 + 1) * 16 : first + outputs;
                memcpy(keras + ((ptrdiff_t)t * inputs + c % inputs) * K + k,
                       packed + (((ptrdiff_t)t * KB + k / 16) * C + c) * 16 + k % 16,
                       sizeof(float) * (size_t)(next - k));
            }
        }
}

/* dw = 0 between groups.
 * @range TAPS*((K+15)/16)
 * @size dw TAPS*((K+15)/16)*C*16 */
void conv_mask_groups(int TAPS, int C, int K, int GROUPS, int begin, int end, float *dw)
{
    const int KB = (K + 15) / 16, inputs = C / GROUPS, outputs = K / GROUPS;
    (void)TAPS;
    for (int r = begin; r < end; r++)
        for (int g = 0; g < GROUPS; g++)
            mk_keep_lanes(dw + ((ptrdiff_t)r * C + (ptrdiff_t)g * inputs) * 16, inputs,
                          g * outputs - r % KB * 16, (g + 1) * outputs - r % KB * 16);
}
