/* Layer normalisation: statistics over the channels of each pixel. A pixel's channels lie in blocks
 * of 16 lanes, `step` floats apart; lanes beyond the last channel hold 0 and are kept out of the
 * sums by a mask. Sums run in float over 64 blocks and are then added in double. */
#include "micro.h"

/* y = (x - mean) * rstd * gamma + beta for each of `pixels` pixels; mean[p] and rstd[p] = 1 /
 * sqrt(variance + eps) are written. Lanes beyond `channels` stay 0, as gamma and beta are 0 there.
 */
void mk_layernorm(float *y, float *mean, float *rstd, const float *x, const float *gamma,
                  const float *beta, int channels, ptrdiff_t step, int pixels, float eps)
{
    const int blocks = (channels + 15) / 16;
    float live[16];
    for (int l = 0; l < 16; l++)
        live[l] = (blocks - 1) * 16 + l < channels ? 1.0f : 0.0f;
    for (int p = 0; p < pixels; p++) {
        const float *from = x + (ptrdiff_t)p * 16;
        double sum = 0.0, square = 0.0;
        for (int b = 0; b < blocks; b += 64) {
            v8 s = v8_zero();
            for (int c = b; c < blocks && c < b + 64; c++)
                s = v8_add(s, v8_add(v8_load(from + c * step), v8_load(from + c * step + 8)));
            sum += (double)v8_sum(s);
        }
        mean[p] = (float)(sum / (double)channels);
        v8 m = v8_set1(mean[p]);
        for (int b = 0; b < blocks; b += 64) {
            v8 s = v8_zero();
            for (int c = b; c < blocks && c < b + 64; c++) {
                v8 d0 = v8_sub(v8_load(from + c * step), m),
                   d1 = v8_sub(v8_load(from + c * step + 8), m);
                if (c == blocks - 1) {
                    d0 = v8_mul(d0, v8_load(live));
                    d1 = v8_mul(d1, v8_load(live + 8));
                }
                s = v8_fma(d0, d0, v8_fma(d1, d1, s));
            }
            square += (double)v8_sum(s);
        }
        rstd[p] = (float)(1.0 / sqrt(square / (double)channels + (double)eps));
        v8 r = v8_set1(rstd[p]);
        for (int c = 0; c < blocks * 2; c++) {
            ptrdiff_t at = c / 2 * step + c % 2 * 8;
            v8 d = v8_mul(v8_sub(v8_load(from + at), m), r);
            v8_store(y + (ptrdiff_t)p * 16 + at,
                     v8_fma(d, v8_load(gamma + c * 8), v8_load(beta + c * 8)));
        }
    }
}

/* dx = rstd * (g - mean of g - xhat * mean of g * xhat), g = dy * gamma, xhat = (x - mean) * rstd,
 * means over the channels of a pixel */
void mk_layernorm_back(float *dx, const float *dy, const float *x, const float *mean,
                       const float *rstd, const float *gamma, int channels, ptrdiff_t step,
                       int pixels)
{
    const int halves = (channels + 15) / 16 * 2;
    float live[16];
    for (int l = 0; l < 16; l++)
        live[l] = (halves / 2 - 1) * 16 + l < channels ? 1.0f : 0.0f;
    for (int p = 0; p < pixels; p++) {
        v8 m = v8_set1(mean[p]), r = v8_set1(rstd[p]);
        double sum = 0.0, dot = 0.0;
        for (int b = 0; b < halves; b += 128) {
            v8 s = v8_zero(), t = v8_zero();
            for (int c = b; c < halves && c < b + 128; c++) {
                ptrdiff_t at = (ptrdiff_t)p * 16 + c / 2 * step + c % 2 * 8;
                v8 g = v8_mul(v8_load(dy + at), v8_load(gamma + c * 8));
                s = v8_add(s, g);
                t = v8_fma(g, v8_mul(v8_sub(v8_load(x + at), m), r), t);
            }
            sum += (double)v8_sum(s);
            dot += (double)v8_sum(t);
        }
        v8 ms = v8_set1((float)(sum / (double)channels)),
           mt = v8_set1((float)(dot / (double)channels));
        for (int c = 0; c < halves; c++) {
            ptrdiff_t at = (ptrdiff_t)p * 16 + c / 2 * step + c % 2 * 8;
            v8 g = v8_mul(v8_load(dy + at), v8_load(gamma + c * 8)),
               xhat = v8_mul(v8_sub(v8_load(x + at), m), r);
            v8 d = v8_mul(r, v8_sub(v8_sub(g, ms), v8_mul(xhat, mt)));
            v8_store(dx + at, c < halves - 2 ? d : v8_mul(d, v8_load(live + c % 2 * 8)));
        }
    }
}

/* sum_dy[l] += sum of dy[p][l], sum_dyx[l] += sum of dy[p][l] * (x[p][l] - mean[p]) * rstd[p] */
void mk_layernorm_sums(double *sum_dy, double *sum_dyx, const float *dy, const float *x,
                       const float *mean, const float *rstd, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        v8 s0 = v8_zero(), s1 = v8_zero(), q0 = v8_zero(), q1 = v8_zero();
        for (int q = p; q < stop; q++) {
            ptrdiff_t at = (ptrdiff_t)q * 16;
            v8 g0 = v8_load(dy + at), g1 = v8_load(dy + at + 8), m = v8_set1(mean[q]),
               r = v8_set1(rstd[q]);
            s0 = v8_add(s0, g0);
            s1 = v8_add(s1, g1);
            q0 = v8_fma(g0, v8_mul(v8_sub(v8_load(x + at), m), r), q0);
            q1 = v8_fma(g1, v8_mul(v8_sub(v8_load(x + at + 8), m), r), q1);
        }
        float t[32];
        v8_store(t, s0);
        v8_store(t + 8, s1);
        v8_store(t + 16, q0);
        v8_store(t + 24, q1);
        for (int l = 0; l < 16; l++) {
            sum_dy[l] += (double)t[l];
            sum_dyx[l] += (double)t[16 + l];
        }
    }
}
