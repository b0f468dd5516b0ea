/* Losses: one number an image, then their mean; gradients are of that mean. Targets are the user's:
 * class numbers, or floats in channels-last order, unpadded. */
#include "kernels.h"

/* prob = softmax(x), losses[i] = cross-entropy of image i against (1 - SMOOTHING) * one-hot +
 * SMOOTHING / C, in one shifted pass. A label outside 0 ... C - 1 gives NaN.
 * @range n
 * @size x n * ((C + 15) / 16) * 16
 * @size labels n
 * @size prob n * ((C + 15) / 16) * 16
 * @size losses n */
void softmax_crossentropy(int C, float SMOOTHING, int begin, int end, const float *NETC_RESTRICT x,
                          const int32_t *NETC_RESTRICT labels, float *NETC_RESTRICT prob,
                          float *NETC_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        losses[i] = mk_crossentropy(prob + at, x + at, C, labels[i], SMOOTHING);
    }
}

/* dx = (prob - target) / n, targets as above.
 * @range n
 * @size prob n * ((C + 15) / 16) * 16
 * @size labels n
 * @size dx n * ((C + 15) / 16) * 16 */
void softmax_crossentropy_backward(int C, float SMOOTHING, int n, int begin, int end,
                                   const float *NETC_RESTRICT prob,
                                   const int32_t *NETC_RESTRICT labels, float *NETC_RESTRICT dx)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        mk_crossentropy_back(dx + at, prob + at, C, labels[i], SMOOTHING, 1.0f / (float)n);
    }
}

/* prob = softmax(x) over the channels of each pixel, losses[i] = mean over the pixels of image i of
 * - sum over c of t[c] * log(prob[c]), t = (1 - SMOOTHING) * target + SMOOTHING * (sum of target) /
 * C.
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size prob n * ((C + 15) / 16) * HW * 16
 * @size losses n */
void row_crossentropy(int C, int HW, float SMOOTHING, int begin, int end,
                      const float *NETC_RESTRICT x, const float *NETC_RESTRICT target,
                      float *NETC_RESTRICT prob, float *NETC_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        double sum = mk_row_crossentropy(prob + at, x + at, target + (ptrdiff_t)i * HW * C, C, HW,
                                         SMOOTHING);
        losses[i] = (float)(sum / (double)HW);
    }
}

/* dx = (prob * (sum of target) - t) / (HW * n), t as above.
 * @range n
 * @size prob n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size dx n * ((C + 15) / 16) * HW * 16 */
void row_crossentropy_backward(int C, int HW, float SMOOTHING, int n, int begin, int end,
                               const float *NETC_RESTRICT prob, const float *NETC_RESTRICT target,
                               float *NETC_RESTRICT dx)
{
    const float scale = (float)(1.0 / ((double)HW * (double)n));
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mk_row_crossentropy_back(dx + at, prob + at, target + (ptrdiff_t)i * HW * C, C, HW,
                                 SMOOTHING, scale);
    }
}

/* prob = sigmoid(x), losses[i] = mean over channels and pixels of max(x, 0) - x * t + log(1 +
 * exp(-|x|)).
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size prob n * ((C + 15) / 16) * HW * 16
 * @size losses n */
void sigmoid_binary_crossentropy(int C, int HW, int begin, int end, const float *NETC_RESTRICT x,
                                 const float *NETC_RESTRICT target, float *NETC_RESTRICT prob,
                                 float *NETC_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        double sum = mk_binary_crossentropy(prob + at, x + at, target + (ptrdiff_t)i * HW * C, C,
                                            HW);
        losses[i] = (float)(sum / ((double)C * (double)HW));
    }
}

/* losses[i] = mean over channels and pixels of (y - target)^2.
 * @range n
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size losses n */
void mse_forward(int C, int HW, int begin, int end, const float *NETC_RESTRICT y,
                 const float *NETC_RESTRICT target, float *NETC_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        double sum = mk_squared_error(y + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16,
                                      target + (ptrdiff_t)i * HW * C, C, HW);
        losses[i] = (float)(sum / ((double)C * (double)HW));
    }
}

/* losses[i] = mean over channels and pixels of Huber's loss of y - target, of DELTA; DELTA 0: of
 * |y - target| (mk_huber).
 * @range n
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size losses n */
void huber_forward(int C, int HW, float DELTA, int begin, int end, const float *NETC_RESTRICT y,
                   const float *NETC_RESTRICT target, float *NETC_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        double sum = mk_huber(y + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16,
                              target + (ptrdiff_t)i * HW * C, C, HW, DELTA);
        losses[i] = (float)(sum / ((double)C * (double)HW));
    }
}

/* dy = the slope of that / (C * HW * n).
 * @range n
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size dy n * ((C + 15) / 16) * HW * 16 */
void huber_backward(int C, int HW, float DELTA, int n, int begin, int end,
                    const float *NETC_RESTRICT y, const float *NETC_RESTRICT target,
                    float *NETC_RESTRICT dy)
{
    const float scale = (float)(1.0 / ((double)C * (double)HW * (double)n));
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mk_huber_back(dy + at, y + at, target + (ptrdiff_t)i * HW * C, C, HW, DELTA, scale);
    }
}

/* dy = FACTOR * (y - target) / (C * HW * n): the gradient of mse (FACTOR 2), and that of binary
 * cross-entropy with respect to the sigmoid's input (FACTOR 1, y the probability).
 * @range n
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size dy n * ((C + 15) / 16) * HW * 16 */
void error_backward(int C, int HW, float FACTOR, int n, int begin, int end,
                    const float *NETC_RESTRICT y, const float *NETC_RESTRICT target,
                    float *NETC_RESTRICT dy)
{
    const float scale = (float)((double)FACTOR / ((double)C * (double)HW * (double)n));
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mk_error_back(dy + at, y + at, target + (ptrdiff_t)i * HW * C, C, HW, scale);
    }
}

/* losses[i] = mean over pixels of 1 - cosine of y and t, as vectors of channels.
 * @range n
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size losses n */
void cosine_loss_forward(int C, int HW, int begin, int end, const float *NETC_RESTRICT y,
                         const float *NETC_RESTRICT target, float *NETC_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        double sum = mk_cosine(y + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16,
                               target + (ptrdiff_t)i * HW * C, C, HW);
        losses[i] = (float)(sum / (double)HW);
    }
}

/* dy = the slope of that / n.
 * @range n
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size dy n * ((C + 15) / 16) * HW * 16 */
void cosine_loss_backward(int C, int HW, int n, int begin, int end, const float *NETC_RESTRICT y,
                          const float *NETC_RESTRICT target, float *NETC_RESTRICT dy)
{
    const float scale = (float)(1.0 / ((double)HW * (double)n));
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mk_cosine_back(dy + at, y + at, target + (ptrdiff_t)i * HW * C, C, HW, scale);
    }
}

/* losses[i] = mean over channels of 1 - (2 sum(y t) + SMOOTH) / (sum(y) + sum(t) + SMOOTH), sums
 * over pixels.
 * @range n
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size losses n */
void dice_loss_forward(int C, int HW, float SMOOTH, int begin, int end,
                       const float *NETC_RESTRICT y, const float *NETC_RESTRICT target,
                       float *NETC_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        double sum = mk_dice(y + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16,
                             target + (ptrdiff_t)i * HW * C, C, HW, SMOOTH);
        losses[i] = (float)(sum / (double)C);
    }
}

/* dy = the slope of that / n.
 * @range n
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size dy n * ((C + 15) / 16) * HW * 16 */
void dice_loss_backward(int C, int HW, float SMOOTH, int n, int begin, int end,
                        const float *NETC_RESTRICT y, const float *NETC_RESTRICT target,
                        float *NETC_RESTRICT dy)
{
    const float scale = (float)(1.0 / ((double)C * (double)n));
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mk_dice_back(dy + at, y + at, target + (ptrdiff_t)i * HW * C, C, HW, SMOOTH, scale);
    }
}

/* prob = sigmoid(x), losses[i] = mean over channels and pixels of the binary focal loss of GAMMA
 * and ALPHA (mk_focal_of).
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size prob n * ((C + 15) / 16) * HW * 16
 * @size losses n */
void sigmoid_focal(int C, int HW, float GAMMA, float ALPHA, int begin, int end,
                   const float *NETC_RESTRICT x, const float *NETC_RESTRICT target,
                   float *NETC_RESTRICT prob, float *NETC_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        double sum = mk_focal(prob + at, x + at, target + (ptrdiff_t)i * HW * C, C, HW, GAMMA,
                              ALPHA);
        losses[i] = (float)(sum / ((double)C * (double)HW));
    }
}

/* dx = the slope of that by x, / n.
 * @range n
 * @size prob n * ((C + 15) / 16) * HW * 16
 * @size target n * HW * C
 * @size dx n * ((C + 15) / 16) * HW * 16 */
void sigmoid_focal_backward(int C, int HW, float GAMMA, float ALPHA, int n, int begin, int end,
                            const float *NETC_RESTRICT prob, const float *NETC_RESTRICT target,
                            float *NETC_RESTRICT dx)
{
    const float scale = (float)(1.0 / ((double)C * (double)HW * (double)n));
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mk_focal_back(dx + at, prob + at, target + (ptrdiff_t)i * HW * C, C, HW, GAMMA, ALPHA,
                      scale);
    }
}

/* loss = mean of the images' losses, in double.
 * @size losses n
 * @size loss 1 */
void mean_loss(int n, const float *NETC_RESTRICT losses, float *NETC_RESTRICT loss)
{
    loss[0] = mk_mean(losses, n);
}

/* ---- parts of a loss: of several outputs, and of samples that weigh differently ---- */

/* y = numbers AT ... AT + LEN - 1 of each row of x, which has TOTAL.
 * @range n
 * @size x n * TOTAL
 * @size y n * LEN */
void target_part(int LEN, int TOTAL, int AT, int begin, int end, const float *NETC_RESTRICT x,
                 float *NETC_RESTRICT y)
{
    for (int i = begin; i < end; i++)
        memcpy(y + (ptrdiff_t)i * LEN, x + (ptrdiff_t)i * TOTAL + AT, sizeof *y * (size_t)LEN);
}

/* total[i] = FACTOR * losses[i], and, unless FIRST, what it was. In double, where the product is
 * exact, so that a fused multiplication changes nothing.
 * @range n
 * @size losses n
 * @size total n */
void add_losses(float FACTOR, int FIRST, int begin, int end, const float *NETC_RESTRICT losses,
                float *NETC_RESTRICT total)
{
    for (int i = begin; i < end; i++)
        total[i] = (float)((double)FACTOR * losses[i] + (FIRST ? 0.0 : (double)total[i]));
}

/* losses[i] times the weight of image i, which is the last of TOTAL numbers of its row.
 * @range n
 * @size rows n * TOTAL
 * @size losses n */
void weigh_losses(int TOTAL, int begin, int end, const float *NETC_RESTRICT rows,
                  float *NETC_RESTRICT losses)
{
    for (int i = begin; i < end; i++)
        losses[i] *= rows[(ptrdiff_t)(i + 1) * TOTAL - 1];
}

/* y = FACTOR * x, and, with WEIGHS, times the weight of the image, as above; LEN floats an image.
 * @range n
 * @size x n * LEN
 * @size rows n * TOTAL
 * @size y n * LEN
 * @inplace y x */
void weigh_rows(int LEN, int TOTAL, float FACTOR, int WEIGHS, int begin, int end, const float *x,
                const float *NETC_RESTRICT rows, float *y)
{
    for (int i = begin; i < end; i++) {
        const float by = WEIGHS ? FACTOR * rows[(ptrdiff_t)(i + 1) * TOTAL - 1] : FACTOR;
        for (ptrdiff_t k = (ptrdiff_t)i * LEN; k < (ptrdiff_t)(i + 1) * LEN; k++)
            y[k] = by * x[k];
    }
}

/* ---- distillation: the targets of image i are a row of C shares, and behind it the C outputs of
 * another net (G. Hinton, O. Vinyals, J. Dean: Distilling the Knowledge in a Neural Network, 2015)
 * ---- */

/* prob = softmax(x); losses[i] = (1 - SHARE) * cross-entropy against the first row, smoothed, +
 * SHARE
 * * T^2 * KL(softmax of the other net at T, softmax(x / T)), T the TEMPERATURE. soft: the shares of
 * the other net at T.
 * @range n
 * @size x n * ((C + 15) / 16) * 16
 * @size target n * 2 * C
 * @size prob n * ((C + 15) / 16) * 16
 * @size soft n * C
 * @size losses n */
void distillation(int C, float SMOOTHING, float TEMPERATURE, float SHARE, int begin, int end,
                  const float *NETC_RESTRICT x, const float *NETC_RESTRICT target,
                  float *NETC_RESTRICT prob, float *NETC_RESTRICT soft, float *NETC_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        const float *t = target + (ptrdiff_t)i * 2 * C;
        const double hard = mk_row_crossentropy(prob + at, x + at, t, C, 1, SMOOTHING),
                     other = mk_distill(soft + (ptrdiff_t)i * C, x + at, t + C, C, TEMPERATURE);
        losses[i] = (float)((1.0 - (double)SHARE) * hard + (double)SHARE * other);
    }
}

/* dx = the slope of that / n.
 * @range n
 * @size x n * ((C + 15) / 16) * 16
 * @size prob n * ((C + 15) / 16) * 16
 * @size target n * 2 * C
 * @size soft n * C
 * @size dx n * ((C + 15) / 16) * 16 */
void distillation_backward(int C, float SMOOTHING, float TEMPERATURE, float SHARE, int n, int begin,
                           int end, const float *NETC_RESTRICT x, const float *NETC_RESTRICT prob,
                           const float *NETC_RESTRICT target, const float *NETC_RESTRICT soft,
                           float *NETC_RESTRICT dx)
{
    for (int i = begin; i < end; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        const float *t = target + (ptrdiff_t)i * 2 * C;
        mk_row_crossentropy_back(dx + at, prob + at, t, C, 1, SMOOTHING, 1.0f / (float)n);
        mk_distill_back(dx + at, x + at, soft + (ptrdiff_t)i * C, t + C, C, TEMPERATURE, SHARE,
                        1.0f / (float)n);
    }
}
