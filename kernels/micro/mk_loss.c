/* Losses of one image and their gradients. Values are packed ([CB][pixels][16]), targets are as the
 * user gave them (channels last, unpadded). Sums are in double. */
#include "micro.h"

/* Softmax of one vector x and the cross-entropy against `label`, in one shifted pass: prob = exp(x
 * - max) / sum, loss = log(sum) - sum over c of t[c] * (x[c] - max), t = (1 - smoothing) * one-hot
 * + smoothing / classes. A label that is none gives NaN. prob may not be x. */
float mk_crossentropy(float *prob, const float *x, int classes, int label, float smoothing)
{
    float max = x[0];
    for (int c = 1; c < classes; c++)
        max = x[c] > max ? x[c] : max;
    for (int c = 0; c < classes; c += 16)
        for (int l = 0; l < 16; l++)
            prob[c + l] = x[c + l] - max;
    double all = 0.0, sum = 0.0, picked = (double)sqrtf(-1.0f);
    for (int c = 0; c < classes; c++) {
        all += (double)prob[c];
        picked = c == label ? (double)prob[c] : picked;
    }
    mk_exp(prob, prob, (classes + 15) / 16 * 16);
    for (int c = classes; c % 16 != 0; c++)
        prob[c] = 0.0f;
    for (int c = 0; c < classes; c++)
        sum += (double)prob[c];
    for (int c = 0; c < classes; c++)
        prob[c] = (float)((double)prob[c] / sum);
    double s = (double)smoothing;
    return (float)(log(sum) - (1.0 - s) * picked - s / classes * all);
}

/* dx[c] = (prob[c] - t[c]) * scale, t as above; lanes beyond the classes are 0 */
void mk_crossentropy_back(float *dx, const float *prob, int classes, int label, float smoothing,
                          float scale)
{
    float rest = smoothing / (float)classes, hit = 1.0f - smoothing;
    for (int c = 0; c < classes; c++)
        dx[c] = (prob[c] - rest - (c == label ? hit : 0.0f)) * scale;
    for (int c = classes; c % 16 != 0; c++)
        dx[c] = 0.0f;
}

/* prob = sigmoid(x); returns the sum over channels and pixels of max(x, 0) - x * t + log(1 +
 * exp(-|x|)), the binary cross-entropy that does not overflow. One image. */
double mk_binary_crossentropy(float *prob, const float *x, const float *target, int channels,
                              int pixels)
{
    double sum = 0.0;
    for (int c = 0; c < channels; c += 16) {
        const float *from = x + (ptrdiff_t)(c / 16) * pixels * 16;
        mk_sigmoid(prob + (ptrdiff_t)(c / 16) * pixels * 16, from, pixels * 16, channels - c);
        int live = channels - c < 16 ? channels - c : 16;
        for (int p = 0; p < pixels; p++)
            for (int l = 0; l < live; l++) {
                double v = (double)from[(ptrdiff_t)p * 16 + l],
                       t = (double)target[(ptrdiff_t)p * channels + c + l];
                sum += (v > 0.0 ? v : 0.0) - v * t + log1p(exp(-fabs(v)));
            }
    }
    return sum;
}

/* The sum over channels and pixels of (y - t)^2. One image. */
double mk_squared_error(const float *y, const float *target, int channels, int pixels)
{
    double sum = 0.0;
    for (int c = 0; c < channels; c += 16) {
        const float *from = y + (ptrdiff_t)(c / 16) * pixels * 16;
        int live = channels - c < 16 ? channels - c : 16;
        for (int p = 0; p < pixels; p++)
            for (int l = 0; l < live; l++) {
                double d = (double)from[(ptrdiff_t)p * 16 + l] -
                           (double)target[(ptrdiff_t)p * channels + c + l];
                sum += d * d;
            }
    }
    return sum;
}

/* Of e = y - t, by DELTA: where |e| <= delta, e^2 / 2; else delta * (|e| - delta / 2). delta 0:
 * |e|. (Huber, Robust estimation of a location parameter, 1964.) The sum over channels and pixels
 * of one image. */
double mk_huber(const float *y, const float *target, int channels, int pixels, float delta)
{
    double sum = 0.0, d = (double)delta;
    for (int c = 0; c < channels; c += 16) {
        const float *from = y + (ptrdiff_t)(c / 16) * pixels * 16;
        int live = channels - c < 16 ? channels - c : 16;
        for (int p = 0; p < pixels; p++)
            for (int l = 0; l < live; l++) {
                double e = fabs((double)from[(ptrdiff_t)p * 16 + l] -
                                (double)target[(ptrdiff_t)p * channels + c + l]);
                sum += d <= 0.0 ? e : e <= d ? 0.5 * e * e : d * (e - 0.5 * d);
            }
    }
    return sum;
}

/* dy = scale * its slope: e held between -delta and delta; delta 0: the sign of e, 0 at 0. Lanes
 * beyond the channels are 0. One image. */
void mk_huber_back(float *dy, const float *y, const float *target, int channels, int pixels,
                   float delta, float scale)
{
    for (int c = 0; c < channels; c += 16)
        for (int p = 0; p < pixels; p++) {
            ptrdiff_t at = ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            for (int l = 0; l < 16; l++) {
                float e = c + l < channels ? y[at + l] - target[(ptrdiff_t)p * channels + c + l]
                                           : 0.0f;
                float sign = (float)((e > 0.0f) - (e < 0.0f));
                float held = e > delta ? delta : e < -delta ? -delta : e;
                dy[at + l] = (delta > 0.0f ? held : sign) * scale;
            }
        }
}

/* dy = (y - t) * scale; lanes beyond the channels are 0. One image. */
void mk_error_back(float *dy, const float *y, const float *target, int channels, int pixels,
                   float scale)
{
    for (int c = 0; c < channels; c += 16) {
        ptrdiff_t block = (ptrdiff_t)(c / 16) * pixels * 16;
        int live = channels - c < 16 ? channels - c : 16;
        for (int p = 0; p < pixels; p++) {
            for (int l = 0; l < live; l++)
                dy[block + (ptrdiff_t)p * 16 + l] = (y[block + (ptrdiff_t)p * 16 + l] -
                                                     target[(ptrdiff_t)p * channels + c + l]) *
                                                    scale;
            for (int l = live; l < 16; l++)
                dy[block + (ptrdiff_t)p * 16 + l] = 0.0f;
        }
    }
}

/* The mean of x, summed in double. */
float mk_mean(const float *x, int count)
{
    double sum = 0.0;
    for (int i = 0; i < count; i++)
        sum += (double)x[i];
    return (float)(sum / count);
}
