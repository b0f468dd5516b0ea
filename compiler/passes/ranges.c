/* cut_ranges: how finely a call is cut. The cut decides in which order sums are made, so it goes by
 * shapes and built-in constants alone, never by the threads or the machine at hand. There are
 * enough ranges for many workers where the shape has them, and each is worth handing out. */
#include "compiler/passes/lower_impl.h"

/* How many ranges are enough, so that they need not be shorter than the kernel's grain for more;
 * and how many are plenty. */
enum { ENOUGH = ENOUGH_RANGES, PLENTY = 256 };

static int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }

static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

double call_seconds(const Ir *ir, const Instr *in)
{
    const Machine *m = &machine_default;
    double bytes = 0, macs = 0;
    for (int b = 0; b < in->k->n_bufs; b++)
        if (in->k->args[in->k->n_consts + in->k->n_scalars + b].owner == OWNER_PLAN)
            bytes += (double)buffer_bytes(ir, in->buf[b]);
    if (in->k->work)
        macs = (double)kernel_eval(in->k, in->k->work, in->consts, ir->target.batch);
    double moved = bytes / m->dram_gbs, sums = 2 * macs / machine_gflops(m, 1);
    return (moved > sums ? moved : sums) * 1e-9;
}

/* Whole grains where there are enough of them, else down to a third of one. */
static int64_t range_length(const Ir *ir, const Instr *in, int64_t extent)
{
    const double seconds = call_seconds(ir, in), worth = (double)RANGE_WORTH_US * 1e-6;
    const int64_t grain = in->k->grain
                              ? kernel_eval(in->k, in->k->grain, in->consts, ir->target.batch)
                              : 1;
    if (extent < 1 || seconds <= 0)
        return most(extent, 1);
    /* Not less for a short call: one function of emitted C serves parameters of all lengths. */
    int64_t least = most((int64_t)((double)extent * worth / seconds + 0.999), 1),
            length = ceil_div(most(least, ceil_div(extent, PLENTY)), grain) * grain;
    if (extent >= ENOUGH * length)
        return length;
    int64_t shorter = most(most(least, ceil_div(extent, ENOUGH)), ceil_div(grain, 3));
    return shorter < length ? shorter : length;
}

void cut_ranges(const Ir *ir, Instr *in)
{
    if (!in->k->range)
        return;
    const int64_t extent = instr_extent(in, ir->target.batch);
    in->length = (int)(in->k->ranges ? most(ceil_div(extent, in->ranges), 1)
                                     : range_length(ir, in, extent));
    in->ranges = (int)most(instr_ranges(in, ir->target.batch), 1);
}
