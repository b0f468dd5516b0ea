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

/* prob = softmax(x) over the channels of each pixel; returns the sum over the pixels of -sum over c
 * of t[c] * log(prob[c]), t = (1 - smoothing) * target + smoothing * (sum of target) / channels,
 * from the shifted exponentials. One image; prob may not be x. */
double mk_row_crossentropy(float *prob, const float *x, const float *target, int channels,
                           int pixels, float smoothing)
{
    const ptrdiff_t block = (ptrdiff_t)pixels * 16;
    const double s = (double)smoothing;
    double loss = 0.0;
    for (int p = 0; p < pixels; p++) {
        const ptrdiff_t at = (ptrdiff_t)p * 16;
        float max = x[at];
        double hit = 0.0, all = 0.0, share = 0.0;
        for (int c = 1; c < channels; c++) {
            float v = x[at + c / 16 * block + c % 16];
            max = v > max || v != v ? v : max;
        }
        for (int c = 0; c < (channels + 15) / 16 * 16; c++)
            prob[at + c / 16 * block + c % 16] = c < channels
                                                     ? x[at + c / 16 * block + c % 16] - max
                                                     : 0.0f;
        for (int c = 0; c < channels; c++) {
            double d = (double)prob[at + c / 16 * block + c % 16],
                   t = (double)target[(ptrdiff_t)p * channels + c];
            hit += t * d;
            share += t;
            all += d;
        }
        loss -= (1.0 - s) * hit + s * share / channels * all;
    }
    mk_exp(prob, prob, (int)((channels + 15) / 16 * block));
    for (int p = 0; p < pixels; p++) {
        const ptrdiff_t at = (ptrdiff_t)p * 16;
        double sum = 0.0, share = 0.0;
        for (int c = 0; c < channels; c++) {
            sum += (double)prob[at + c / 16 * block + c % 16];
            share += (double)target[(ptrdiff_t)p * channels + c];
        }
        for (int c = 0; c < (channels + 15) / 16 * 16; c++) {
            float *to = prob + at + c / 16 * block + c % 16;
            *to = c < channels ? (float)((double)*to / sum) : 0.0f;
        }
        loss += share * log(sum);
    }
    return loss;
}

/* dx[c] = (prob[c] * (sum of target) - t[c]) * scale, t as above; lanes beyond the channels are 0
 */
void mk_row_crossentropy_back(float *dx, const float *prob, const float *target, int channels,
                              int pixels, float smoothing, float scale)
{
    const ptrdiff_t block = (ptrdiff_t)pixels * 16;
    for (int p = 0; p < pixels; p++) {
        const float *t = target + (ptrdiff_t)p * channels;
        float share = 0.0f;
        for (int c = 0; c < channels; c++)
            share += t[c];
        for (int c = 0; c < (channels + 15) / 16 * 16; c++) {
            const ptrdiff_t at = c / 16 * block + (ptrdiff_t)p * 16 + c % 16;
            dx[at] = c < channels ? (prob[at] * share - (1.0f - smoothing) * t[c] -
                                     smoothing * share / (float)channels) *
                                        scale
                                  : 0.0f;
        }
    }
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

/* ---- losses of outputs against float targets, each of one image ---- */

/* Within 1e-7 ... 1 - 1e-7, as Keras has it. */
static double mk_share(double y) { return y < 1e-7 ? 1e-7 : y > 1.0 - 1e-7 ? 1.0 - 1e-7 : y; }

/* Of a pixel: |y| and |t|, from 1e-6 up, and the cosine between them. */
static double mk_cosine_of(const float *y, const float *t, int channels, int pixels, double *of_y,
                           double *of_t)
{
    double yy = 0.0, tt = 0.0, yt = 0.0;
    for (int c = 0; c < channels; c++) {
        double v = (double)y[(ptrdiff_t)(c / 16) * pixels * 16 + c % 16], w = (double)t[c];
        yy += v * v;
        tt += w * w;
        yt += v * w;
    }
    *of_y = sqrt(yy) < 1e-6 ? 1e-6 : sqrt(yy);
    *of_t = sqrt(tt) < 1e-6 ? 1e-6 : sqrt(tt);
    return yt / (*of_y * *of_t);
}

/* The sum over pixels of 1 - y . t / (|y| |t|), over the channels of each. */
double mk_cosine(const float *y, const float *target, int channels, int pixels)
{
    double sum = 0.0, of_y, of_t;
    for (int p = 0; p < pixels; p++)
        sum += 1.0 - mk_cosine_of(y + (ptrdiff_t)p * 16, target + (ptrdiff_t)p * channels, channels,
                                  pixels, &of_y, &of_t);
    return sum;
}

/* dy = (cos y / |y| - t / |t|) / |y| * scale; where |y| is held at 1e-6, its first term is 0. Lanes
 * beyond the channels are 0. */
void mk_cosine_back(float *dy, const float *y, const float *target, int channels, int pixels,
                    float scale)
{
    for (int p = 0; p < pixels; p++) {
        const float *t = target + (ptrdiff_t)p * channels;
        double of_y, of_t,
            cosine = mk_cosine_of(y + (ptrdiff_t)p * 16, t, channels, pixels, &of_y, &of_t);
        if (of_y <= 1e-6)
            cosine = 0.0;
        for (int c = 0; c < (channels + 15) / 16 * 16; c++) {
            const ptrdiff_t at = ((ptrdiff_t)(c / 16) * pixels + p) * 16 + c % 16;
            double d = c < channels ? (cosine * (double)y[at] / of_y - (double)t[c] / of_t) / of_y
                                    : 0.0;
            dy[at] = (float)(d * (double)scale);
        }
    }
}

/* Of channel c: sum over pixels of y * t, and of y + t. */
static void mk_dice_sums(const float *y, const float *target, int channels, int pixels, int c,
                         double *both, double *all)
{
    *both = *all = 0.0;
    for (int p = 0; p < pixels; p++) {
        double v = (double)y[((ptrdiff_t)(c / 16) * pixels + p) * 16 + c % 16],
               t = (double)target[(ptrdiff_t)p * channels + c];
        *both += v * t;
        *all += v + t;
    }
}

/* The sum over channels of 1 - (2 sum(y t) + smooth) / (sum(y) + sum(t) + smooth), sums over the
 * pixels. */
double mk_dice(const float *y, const float *target, int channels, int pixels, float smooth)
{
    double sum = 0.0, both, all;
    for (int c = 0; c < channels; c++) {
        mk_dice_sums(y, target, channels, pixels, c, &both, &all);
        sum += 1.0 - (2.0 * both + (double)smooth) / (all + (double)smooth);
    }
    return sum;
}

/* dy = ((2 both + smooth) / (all + smooth) - 2 t) / (all + smooth) * scale; lanes beyond the
 * channels are 0 */
void mk_dice_back(float *dy, const float *y, const float *target, int channels, int pixels,
                  float smooth, float scale)
{
    for (int c = 0; c < (channels + 15) / 16 * 16; c++) {
        double both = 0.0, all = 1.0;
        if (c < channels)
            mk_dice_sums(y, target, channels, pixels, c, &both, &all);
        double under = all + (double)smooth, ratio = (2.0 * both + (double)smooth) / under;
        for (int p = 0; p < pixels; p++) {
            double t = c < channels ? (double)target[(ptrdiff_t)p * channels + c] : 0.0;
            dy[((ptrdiff_t)(c / 16) * pixels + p) * 16 + c % 16] =
                c < channels ? (float)((ratio - 2.0 * t) / under * (double)scale) : 0.0f;
        }
    }
}

/* The binary focal loss of one output y, held within mk_share: a (1 - p)^gamma b, b = -t log y -
 * (1 - t) log(1 - y) the binary cross-entropy, p = t y + (1 - t)(1 - y), a = t alpha + (1 - t)(1 -
 * alpha), or 1 where alpha is 0. *slope: by the sigmoid's input. T. Lin et al., Focal Loss for
 * Dense Object Detection, 2017. */
static double mk_focal_of(double y, double t, double gamma, double alpha, double *slope)
{
    const double v = mk_share(y), off = 1.0 - (t * v + (1.0 - t) * (1.0 - v)),
                 b = -t * log(v) - (1.0 - t) * log1p(-v),
                 a = alpha > 0.0 ? t * alpha + (1.0 - t) * (1.0 - alpha) : 1.0,
                 power = pow(off, gamma),
                 by_off = gamma > 0.0
                              ? -gamma * pow(off, gamma - 1.0) * (2.0 * t - 1.0) * v * (1.0 - v) * b
                              : 0.0;
    *slope = a * (by_off + power * (v - t));
    return a * power * b;
}

/* prob = sigmoid(x); the sum of mk_focal_of over channels and pixels. */
double mk_focal(float *prob, const float *x, const float *target, int channels, int pixels,
                float gamma, float alpha)
{
    double sum = 0.0, slope;
    for (int c = 0; c < channels; c += 16) {
        float *to = prob + (ptrdiff_t)(c / 16) * pixels * 16;
        int live = channels - c < 16 ? channels - c : 16;
        mk_sigmoid(to, x + (ptrdiff_t)(c / 16) * pixels * 16, pixels * 16, channels - c);
        for (int p = 0; p < pixels; p++)
            for (int l = 0; l < live; l++)
                sum += mk_focal_of((double)to[(ptrdiff_t)p * 16 + l],
                                   (double)target[(ptrdiff_t)p * channels + c + l], (double)gamma,
                                   (double)alpha, &slope);
    }
    return sum;
}

/* dx = the slope of that by x, times scale; lanes beyond the channels are 0 */
void mk_focal_back(float *dx, const float *prob, const float *target, int channels, int pixels,
                   float gamma, float alpha, float scale)
{
    for (int p = 0; p < pixels; p++)
        for (int c = 0; c < (channels + 15) / 16 * 16; c++) {
            const ptrdiff_t at = ((ptrdiff_t)(c / 16) * pixels + p) * 16 + c % 16;
            double slope = 0.0;
            if (c < channels)
                mk_focal_of((double)prob[at], (double)target[(ptrdiff_t)p * channels + c],
                            (double)gamma, (double)alpha, &slope);
            dx[at] = (float)(slope * (double)scale);
        }
}

/* q[c] = t[c]^(1 / temperature) / (sum of these), t shares of `classes` classes: what a softmax
 * with that temperature makes of the logits that t is of. Returns the sum of t; 0: q is then 0. */
double mk_distill_shares(float *q, const float *t, int classes, double temperature)
{
    double share = 0.0, sum = 0.0;
    for (int c = 0; c < classes; c++)
        share += (double)t[c];
    for (int c = 0; c < classes; c++) {
        const double p = share > 0.0 ? (double)t[c] / share : 0.0;
        q[c] = share > 0.0 ? (float)exp(log(p > 1e-37 ? p : 1e-37) / temperature) : 0.0f;
        sum += (double)q[c];
    }
    for (int c = 0; c < classes; c++)
        q[c] = share > 0.0 ? (float)((double)q[c] / sum) : 0.0f;
    return share;
}

/* Divergence of Kullback and Leibler of softmax(x / temperature) from q, of shares t as above,
 * times the square of the temperature and the sum of t. q: room for `classes`, which then holds the
 * shares. */
double mk_distill(float *q, const float *x, const float *t, int classes, float temperature)
{
    const double T = (double)temperature, share = mk_distill_shares(q, t, classes, T);
    double max = (double)x[0], sum = 0.0, loss = 0.0;
    for (int c = 1; c < classes; c++)
        max = (double)x[c] > max ? (double)x[c] : max;
    for (int c = 0; c < classes; c++)
        sum += exp(((double)x[c] - max) / T);
    for (int c = 0; c < classes; c++)
        if (q[c] > 0.0f)
            loss += (double)q[c] * (log((double)q[c]) - ((double)x[c] - max) / T + log(sum));
    return T * T * share * loss;
}

/* dx = (1 - share) * dx + share * scale * temperature * (sum of t) * (softmax(x / temperature) -
 * q), q as mk_distill leaves it. */
void mk_distill_back(float *dx, const float *x, const float *q, const float *t, int classes,
                     float temperature, float share, float scale)
{
    const double T = (double)temperature;
    double max = (double)x[0], sum = 0.0, weight = 0.0;
    for (int c = 1; c < classes; c++)
        max = (double)x[c] > max ? (double)x[c] : max;
    for (int c = 0; c < classes; c++) {
        sum += exp(((double)x[c] - max) / T);
        weight += (double)t[c];
    }
    for (int c = 0; c < classes; c++) {
        const double p = exp(((double)x[c] - max) / T) / sum;
        dx[c] = (float)((1.0 - (double)share) * (double)dx[c] +
                        (double)share * (double)scale * T * weight * (p - (double)q[c]));
    }
}
