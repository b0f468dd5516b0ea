/* Signals at another rate, by a polyphase filter: as scipy.signal.resample_poly makes them with the
 * window that it has where none is said. Between rates whose ratio in lowest terms is up / down,
 *
 *     y[n] = sum over m of x[m] h[n down - m up],   h[k] = up g[k] / (sum of g),
 *     g[k] = sinc(k / most) I0(5 sqrt(1 - (k / half)^2)),   |k| <= half = 10 most,
 *
 * most being the larger of up and down, sinc(t) = sin(pi t) / (pi t) and I0 the modified Bessel
 * function (J. F. Kaiser's window, beta 5); x is 0 where there are no samples. So what is above
 * half of the smaller rate is taken away. */
#ifndef NETC_DATA_SOUND_RATE_H
#define NETC_DATA_SOUND_RATE_H
#include "base/err.h"
#include <stdbool.h>
#include <stdint.h>

/* An error: the ratio is of numbers beyond 2^20. What follows wants it asked. */
bool resample_fits(int from, int to, Err *err);
/* How many frames come of so many: ceil(frames up / down). */
int64_t resample_frames(int64_t frames, int from, int to);
/* The first frames of the input that the first `wanted` frames depend on. */
int64_t resample_needs(int64_t wanted, int from, int to);
/* The first `wanted` of the frames, (wanted, channels), from (frames, channels). An error: there
 * is no memory. */
bool resample(const float *x, int64_t frames, int channels, int from, int to, int64_t wanted,
              float *y, Err *err);
#endif
