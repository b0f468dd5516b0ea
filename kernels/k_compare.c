/* Losses that compare the samples of a batch with one another: a table of the distances of all
 * samples to all, of BATCH places a row; a part of the loss, a count and slopes of each row; the
 * loss, the sum of the parts by that of the counts; and its gradient. Ranges are cut from the BATCH
 * rows, not through the images, since a row reads every sample; those beyond n do nothing. */
#include "kernels.h"

/* unit = x / |x|, length = |x|, from 1e-12 up.
 * @range n
 * @size x n * ((C + 15) / 16) * 16
 * @size unit n * ((C + 15) / 16) * 16
 * @size length n */
void compare_unit(int C, int begin, int end, const float *NETC_RESTRICT x,
                  float *NETC_RESTRICT unit, float *NETC_RESTRICT length)
{
    for (int i = begin; i < end; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        length[i] = mk_compare_unit(unit + at, x + at, (C + 15) / 16 * 16);
    }
}

/* table[i][j] = distance of samples i and j: METRIC 0 |x - x'|, 1 its square, 2 one less the
 * product x . x'.
 * @range BATCH
 * @work n * n * ((C + 15) / 16) * 16
 * @size x n * ((C + 15) / 16) * 16
 * @size table n * BATCH */
void compare_distances(int C, int BATCH, int METRIC, int n, int begin, int end,
                       const float *NETC_RESTRICT x, float *NETC_RESTRICT table)
{
    for (int i = begin; i < end && i < n; i++)
        mk_compare_row(table + (ptrdiff_t)i * BATCH, x, i, n, (C + 15) / 16 * 16, METRIC);
}

/* part[i], count[i], slope[i][] = the triplets of anchor i (mk_triplets).
 * @range BATCH
 * @work n * n * n
 * @size table n * BATCH
 * @size labels n
 * @size slope n * BATCH
 * @size part n
 * @size count n */
void triplet_parts(int BATCH, int MINING, float MARGIN, int n, int begin, int end,
                   const float *NETC_RESTRICT table, const int32_t *NETC_RESTRICT labels,
                   float *NETC_RESTRICT slope, float *NETC_RESTRICT part,
                   float *NETC_RESTRICT count)
{
    for (int i = begin; i < end && i < n; i++)
        part[i] = (float)mk_triplets(slope + (ptrdiff_t)i * BATCH, table + (ptrdiff_t)i * BATCH,
                                     labels, i, n, MINING, MARGIN, count + i);
}

/* The same of its pairs (mk_contrasts).
 * @range BATCH
 * @work n * n * 4
 * @size table n * BATCH
 * @size labels n
 * @size slope n * BATCH
 * @size part n
 * @size count n */
void contrastive_parts(int BATCH, float MARGIN, int n, int begin, int end,
                       const float *NETC_RESTRICT table, const int32_t *NETC_RESTRICT labels,
                       float *NETC_RESTRICT slope, float *NETC_RESTRICT part,
                       float *NETC_RESTRICT count)
{
    for (int i = begin; i < end && i < n; i++)
        part[i] = (float)mk_contrasts(slope + (ptrdiff_t)i * BATCH, table + (ptrdiff_t)i * BATCH,
                                      labels, i, n, MARGIN, count + i);
}

/* The same of its class among all others (mk_supcon).
 * @range BATCH
 * @work n * n * 40
 * @size table n * BATCH
 * @size labels n
 * @size slope n * BATCH
 * @size part n
 * @size count n */
void supcon_parts(int BATCH, float TEMPERATURE, int n, int begin, int end,
                  const float *NETC_RESTRICT table, const int32_t *NETC_RESTRICT labels,
                  float *NETC_RESTRICT slope, float *NETC_RESTRICT part, float *NETC_RESTRICT count)
{
    for (int i = begin; i < end && i < n; i++)
        part[i] = (float)mk_supcon(slope + (ptrdiff_t)i * BATCH, table + (ptrdiff_t)i * BATCH,
                                   labels, i, n, TEMPERATURE, count + i);
}

/* losses[i] = part[i] * n / (sum of count), so that their mean is the sum of parts by that of
 * counts.
 * @size part n
 * @size count n
 * @size losses n */
void compare_losses(int n, const float *NETC_RESTRICT part, const float *NETC_RESTRICT count,
                    float *NETC_RESTRICT losses)
{
    mk_compare_losses(losses, part, count, n, 0, n);
}

/* dx[i] = sum over j of (slope[i][j] + slope[j][i]) / (sum of count) * the slope of the distance.
 * @range BATCH
 * @work n * n * ((C + 15) / 16) * 32
 * @size x n * ((C + 15) / 16) * 16
 * @size table n * BATCH
 * @size slope n * BATCH
 * @size count n
 * @scratch weight BATCH
 * @size dx n * ((C + 15) / 16) * 16 */
void compare_backward(int C, int BATCH, int METRIC, int n, int begin, int end,
                      const float *NETC_RESTRICT x, const float *NETC_RESTRICT table,
                      const float *NETC_RESTRICT slope, const float *NETC_RESTRICT count,
                      float *NETC_RESTRICT weight, float *NETC_RESTRICT dx)
{
    for (int i = begin; i < end && i < n; i++)
        mk_compare_back(dx + (ptrdiff_t)i * ((C + 15) / 16) * 16, weight, x, slope, table, count, i,
                        n, BATCH, (C + 15) / 16 * 16, METRIC);
}

/* dx = (du - u (u . du)) / |x|.
 * @range n
 * @size du n * ((C + 15) / 16) * 16
 * @size unit n * ((C + 15) / 16) * 16
 * @size length n
 * @size dx n * ((C + 15) / 16) * 16 */
void compare_unit_backward(int C, int begin, int end, const float *NETC_RESTRICT du,
                           const float *NETC_RESTRICT unit, const float *NETC_RESTRICT length,
                           float *NETC_RESTRICT dx)
{
    for (int i = begin; i < end; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        mk_compare_unit_back(dx + at, du + at, unit + at, (C + 15) / 16 * 16, length[i]);
    }
}
