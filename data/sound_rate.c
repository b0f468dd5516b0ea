/* Signals at another rate; see sound_rate.h. */
#include "data/sound_rate.h"
#include <math.h>
#include <stdlib.h>

enum { SIDE = 10, MOST = 1 << 20 }; /* SIDE: zeros of sinc on each side */

typedef struct Ratio {
    int64_t up, down, half;
} Ratio;

static Ratio ratio_of(int from, int to)
{
    int64_t a = from, b = to;
    while (b) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    Ratio r = {.up = to / a, .down = from / a};
    r.half = SIDE * (r.up > r.down ? r.up : r.down);
    return r;
}

bool resample_fits(int from, int to, Err *err)
{
    const Ratio r = ratio_of(from, to);
    return r.half <= (int64_t)SIDE * MOST ||
           err_set(err,
                   "%d samples a second do not become %d: their ratio, %lld / %lld, is of numbers "
                   "beyond 2^20",
                   from, to, (long long)r.up, (long long)r.down);
}

int64_t resample_frames(int64_t frames, int from, int to)
{
    const Ratio r = ratio_of(from, to);
    return frames / r.down * r.up + (frames % r.down * r.up + r.down - 1) / r.down;
}

int64_t resample_needs(int64_t wanted, int from, int to)
{
    const Ratio r = ratio_of(from, to);
    return from == to ? wanted : ((wanted - 1) * r.down + r.half) / r.up + 1;
}

/* I0(x), 0 <= x <= 5: sum of (x^2 / 4)^k / k!^2 */
static double bessel(double x)
{
    double sum = 1, term = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
        term *= x * x / 4 / k / k;
        sum += term;
    }
    return sum;
}

/* h[0 ... half]; it is the same on the other side. */
static void make_filter(const Ratio *r, double *h)
{
    const double pi = acos(-1.0), half = (double)r->half, most = half / SIDE;
    double sum = 0;
    for (int64_t k = 0; k <= r->half; k++) {
        const double t = (double)k / most, at = (double)k / half;
        h[k] = (k ? sin(pi * t) / (pi * t) : 1) * bessel(5 * sqrt(1 - at * at));
        sum += k ? 2 * h[k] : h[k];
    }
    for (int64_t k = 0; k <= r->half; k++)
        h[k] *= (double)r->up / sum;
}

/* Frame n of one channel */
static float one(const Ratio *r, const double *h, const float *x, int64_t frames, int channels,
                 int64_t n)
{
    const int64_t at = n * r->down, least = at - r->half;
    int64_t m = least > 0 ? (least + r->up - 1) / r->up : 0, end = (at + r->half) / r->up + 1;
    double sum = 0;
    for (end = end < frames ? end : frames; m < end; m++) {
        const int64_t k = at - m * r->up;
        sum += h[k < 0 ? -k : k] * (double)x[m * channels];
    }
    return (float)sum;
}

bool resample(const float *x, int64_t frames, int channels, int from, int to, int64_t wanted,
              float *y, Err *err)
{
    const Ratio r = ratio_of(from, to);
    double *h = malloc(sizeof *h * (size_t)(r.half + 1));
    if (!h)
        return err_set(err, "out of memory (a filter from %d to %d samples a second)", from, to);
    make_filter(&r, h);
    for (int64_t n = 0; n < wanted; n++)
        for (int c = 0; c < channels; c++)
            y[n * channels + c] = one(&r, h, x + c, frames, channels, n);
    free(h);
    return true;
}
