/* Tables of activations for 8-bit integers: of each of the 256 integers that an input may be, the
 * output. sigmoid, tanh and leaky are what TensorFlow Lite's kernels for microcontrollers compute,
 * in fixed point; others the function rounded to the nearest integer. */
#include "compiler/layers/int8.h"
#include <math.h>

void int8_table(Lower *lo, Node *n, const int8_t *table)
{
    k_plain_int8_table(lo,
                       (PlainInt8Table){.LEN = shape_count(stored_shape(n)),
                                        .x = lower_in(lo, n, 0),
                                        .table = lower_data(lo, n, "table", NUMBER_I8, 256, table),
                                        .y = lower_out(lo, n)});
}

static int8_t within(int64_t v) { return (int8_t)(v < -128 ? -128 : v > 127 ? 127 : v); }

void int8_by_table(Lower *lo, Node *n)
{
    const QuantScale x = lower_in(lo, n, 0)->quant, y = lower_out(lo, n)->quant;
    int8_t *table = arena_alloc(lower_arena(lo), 256);
    for (int q = -128; q < 128; q++)
        table[q + 128] = (int8_t)quant_integer(y, n->layer->at(n, (double)x.scale * (q - x.zero)));
    int8_table(lo, n, table);
}

/* ---- fixed point: numbers of 31 bits behind the point, but where stated ---- */

/* v / 2^bits, rounded, halves away from 0 */
static int64_t shifted(int64_t v, int bits)
{
    const int64_t half = bits > 0 ? (int64_t)1 << (bits - 1) : 0;
    return v < 0 ? -((-v + half) >> bits) : (v + half) >> bits;
}

static int64_t times(int64_t a, int64_t b) { return (a * b + ((int64_t)1 << 30)) >> 31; }

/* v * multiplier * 2^(shift - 31), as mk_int8_scaled */
static int64_t scaled(int64_t v, Int8Factor f)
{
    const int left = f.shift > 0 ? f.shift : 0;
    const int64_t most = INT32_MAX, wide = v * ((int64_t)1 << left);
    return shifted(times(wide > most    ? most
                         : wide < -most ? -most
                                        : wide,
                         f.multiplier),
                   left - f.shift);
}

/* exp(a) of a <= 0 with 31 - bits behind the point, as mk_int8_exp */
static int64_t exp_of(int64_t a, int bits)
{
    static const int64_t factor[] = {1672461947, 1302514674, 790015084, 290630308,
                                     39332535,   720401,     242};
    const int64_t quarter = (int64_t)1 << (29 - bits), part = (a & (quarter - 1)) - quarter;
    const int64_t x = part * ((int64_t)1 << bits) + (1 << 28), x2 = times(x, x),
                  tail = shifted(times(shifted(times(x2, x2), 2) + times(x2, x), 715827883) + x2,
                                 1);
    int64_t y = 1895147668 + times(1895147668, x + tail);
    for (int i = 0; i < bits + 2; i++)
        if ((part - a) & quarter << i)
            y = times(y, factor[i]);
    return a == 0 ? INT32_MAX : y;
}

/* 1 / (1 + a) of a from 0 to 1, with 29 bits behind the point and half of it, as mk_int8_inverse */
static int64_t inverse_of(int64_t a)
{
    const int64_t half = (a + INT32_MAX + 1) / 2;
    int64_t x = 1515870810 + times(half, -1010580540);
    for (int i = 0; i < 3; i++)
        x += times(x, ((int64_t)1 << 29) - times(half, x)) * 4;
    return x;
}

static int64_t saturated(int64_t v) { return v > INT32_MAX ? INT32_MAX : v; }

/* Of an input with 27 bits behind the point. */
static int64_t sigmoid_of(int64_t a)
{
    const int64_t above = saturated(inverse_of(exp_of(a > 0 ? -a : a, 4)) * 2);
    return a == 0 ? (int64_t)1 << 30 : a > 0 ? above : INT32_MAX - above;
}

static int64_t tanh_of(int64_t a)
{
    const int64_t above = saturated((inverse_of(exp_of(a > 0 ? -a : a, 5)) - ((int64_t)1 << 29)) *
                                    4);
    return a == 0 ? 0 : a > 0 ? above : -above;
}

/* A table of `of`, whose outputs have `bits` bits behind the point, from zero on. */
static const int8_t *fixed_table(Lower *lo, const Node *n, QuantScale x, int64_t (*of)(int64_t),
                                 int bits, int zero)
{
    int8_t *table = arena_alloc(lower_arena(lo), 256);
    const Int8Factor f = int8_factor(lo, n, (double)x.scale * 0x1p27);
    const int64_t radius = (int64_t)floor(ldexp(15, 27 - f.shift)); /* beyond: the ends */
    for (int q = -128; q < 128; q++) {
        const int v = q - x.zero;
        table[q + 128] = v <= -radius  ? -128
                         : v >= radius ? 127
                                       : within(shifted(of(scaled(v, f)), 31 - bits) + zero);
    }
    return table;
}

const int8_t *int8_sigmoid_table(Lower *lo, const Node *n, QuantScale x)
{
    return fixed_table(lo, n, x, sigmoid_of, 8, -128);
}

const int8_t *int8_tanh_table(Lower *lo, const Node *n, QuantScale x)
{
    return fixed_table(lo, n, x, tanh_of, 7, 0);
}

const int8_t *int8_leaky_table(Lower *lo, Node *n, double slope)
{
    const QuantScale x = lower_in(lo, n, 0)->quant, y = lower_out(lo, n)->quant;
    const double factor = (double)x.scale / (double)y.scale;
    const Int8Factor above = int8_factor(lo, n, factor), none = {0, 0},
                     below = slope > 0 ? int8_factor(lo, n, factor * slope) : none;
    int8_t *table = arena_alloc(lower_arena(lo), 256);
    for (int q = -128; q < 128; q++)
        table[q + 128] = within(y.zero + scaled(q - x.zero, q >= x.zero ? above : below));
    return table;
}
