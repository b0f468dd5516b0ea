/* Numbers of the 8-bit scheme; see quant.h. */
#include "compiler/ir/quant.h"
#include <math.h>

const QuantScale quant_shares = {1.0f / 256, -128}, quant_signed = {1.0f / 128, 0};

bool quant_factor(double factor, int32_t *multiplier, int *shift)
{
    if (!(factor > 0 && factor < 0x1p30))
        return false;
    int e;
    int64_t m = (int64_t)llround(frexp(factor, &e) * 0x1p31);
    if (m == (int64_t)1 << 31) {
        m /= 2;
        e++;
    }
    *multiplier = e < -31 ? 0 : (int32_t)m;
    *shift = e < -31 ? 0 : e;
    return true;
}

QuantScale quant_range(double low, double high)
{
    low = fmin(low, 0);
    high = fmax(high, 0);
    QuantScale s = {(float)((high - low) / 255), -128};
    if (!(s.scale > 0) || !isfinite(s.scale))
        return (QuantScale){1, 0};
    s.zero = (int)fmin(fmax(round(-128 - low / (double)s.scale), -128), 127);
    return s;
}

int quant_integer(QuantScale s, double x)
{
    double q = s.zero + round(x / (double)s.scale);
    return (int)fmin(fmax(q, -128), 127);
}
