/* Samples mixed with others; see mix.h. */
#include "data/mix.h"
#include "data/order.h"
#include <math.h>
#include <string.h>

static const uint64_t mix_stream = UINT64_C(0x6d6978); /* "mix" */

/* Uniform in (0, 1), from 53 bits. */
static double unit(uint64_t *state) { return ((double)(splitmix64(state) >> 11) + 0.5) * 0x1p-53; }

/* A standard normal number (Box and Muller). */
static double normal(uint64_t *state)
{
    double r = sqrt(-2 * log(unit(state)));
    return r * cos(6.28318530717958647692 * unit(state));
}

/* The logarithm of a gamma-distributed number of shape a (Marsaglia and Tsang, 2000; below 1 by the
 * shape above): small shapes give numbers that no double holds. */
static double log_gamma_number(uint64_t *state, double a)
{
    if (a < 1) {
        double less = log(unit(state)) / a;
        return less + log_gamma_number(state, a + 1);
    }
    const double d = a - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        double x = normal(state), v = 1 + c * x;
        if (v <= 0)
            continue;
        double log_v = 3 * log(v), u = unit(state);
        if (log(u) < x * x / 2 + d * (1 - exp(log_v) + log_v))
            return log(d) + log_v;
    }
}

static double beta_number(uint64_t *state, double a)
{
    double x = log_gamma_number(state, a), y = log_gamma_number(state, a);
    return 1 / (1 + exp(y - x));
}

/* A part of 1 - share of the picture, of its form, its centre anywhere; cut off at the edges. */
static void place_cut(Mix *m, uint64_t *state, int w, int h)
{
    const double side = sqrt(1 - m->share);
    const int cw = (int)(w * side), ch = (int)(h * side);
    int x = (int)random_below(state, (uint32_t)w) - cw / 2,
        y = (int)random_below(state, (uint32_t)h) - ch / 2, right = x + cw, bottom = y + ch;
    m->x = x < 0 ? 0 : x;
    m->y = y < 0 ? 0 : y;
    m->w = (right > w ? w : right) - m->x;
    m->h = (bottom > h ? h : bottom) - m->y;
    m->share = 1 - (double)m->w * m->h / ((double)w * h);
}

Mix mix_draw(const AugmentSpec *a, uint64_t seed, uint64_t epoch, uint64_t sample, int n, int w,
             int h)
{
    uint64_t state = random_stream(random_stream(random_stream(seed, mix_stream), epoch), sample);
    Mix m = {.partner = (int)random_below(&state, (uint32_t)n)};
    const bool either = random_below(&state, 2);
    m.cut = a->cutmix > 0 && (a->mixup <= 0 || either);
    m.share = beta_number(&state, m.cut ? a->cutmix : a->mixup);
    if (m.cut)
        place_cut(&m, &state, w, h);
    return m;
}

void mix_targets(const Mix *m, float *t, const float *partner, size_t count)
{
    const float own = (float)m->share, other = (float)(1 - m->share);
    for (size_t i = 0; i < count; i++)
        t[i] = own * t[i] + other * partner[i];
}

void mix_values(const Mix *m, float *x, const float *partner, int w, int h, int c)
{
    const size_t row = (size_t)w * (size_t)c;
    if (!m->cut) {
        mix_targets(m, x, partner, row * (size_t)h);
        return;
    }
    for (int y = m->y; y < m->y + m->h; y++) {
        size_t at = (size_t)y * row + (size_t)m->x * (size_t)c;
        memcpy(x + at, partner + at, sizeof *x * (size_t)m->w * (size_t)c);
    }
}
