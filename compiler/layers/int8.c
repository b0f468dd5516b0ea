/* Steps that the lowerings to 8-bit integers share; see int8.h. */
#include "compiler/layers/int8.h"
#include <stdlib.h>
#include <string.h>

Buffer *int8_out_as_input(Lower *lo, Node *n)
{
    Buffer *y = lower_out(lo, n);
    y->quant = lower_in(lo, n, 0)->quant;
    return y;
}

Buffer *int8_out_shares(Lower *lo, Node *n)
{
    Buffer *y = lower_out(lo, n);
    y->quant = quant_shares;
    return y;
}

Int8Factor int8_factor(Lower *lo, const Node *n, double factor)
{
    Int8Factor f = {0, 0};
    if (!quant_factor(factor, &f.multiplier, &f.shift))
        lower_refuse(lo, "%s: the scales of %s and its inputs do not fit together: a factor of %g",
                     lower_target(lo)->quant->path, n->name, factor);
    return f;
}

Int8Limits int8_limits(const Node *limit, QuantScale s)
{
    Int8Limits l = {-128, 127};
    if (!limit)
        return l;
    const double max = attr_num(limit, "max");
    l.low = quant_integer(s, 0);
    if (max > 0)
        l.high = quant_integer(s, max);
    return l;
}

/* [rows][k] as [k][rows]. */
static const int8_t *by_output(Arena *a, const int8_t *w, int64_t rows, int64_t k)
{
    int8_t *to = arena_alloc(a, (size_t)(rows * k) + 1);
    for (int64_t r = 0; r < rows; r++)
        for (int64_t j = 0; j < k; j++)
            to[j * rows + r] = w[r * k + j];
    return to;
}

static int64_t kernel_count_of(const Node *n)
{
    for (int i = 0; i < n->n_params; i++)
        if (!strcmp(n->params[i]->name, "kernel"))
            return n->params[i]->count;
    return n->layer->int8_channels ? n->out.c : 0;
}

/* What the sum of channel k begins with. */
static int64_t begin_of(const QuantNode *q, const int8_t *w, int64_t rows, int64_t k, int zero)
{
    int64_t sum = 0;
    for (int64_t r = 0; r < rows && zero; r++)
        sum += w[k * rows + r];
    return (q->bias ? q->bias[k] : 0) - zero * sum;
}

/* What makes outputs of the sums of channel j: a beginning, a multiplier and a shift; false: the
 * plan is refused. */
typedef struct Rule {
    int64_t begin;
    Int8Factor f;
} Rule;

static Rule rule_of(Lower *lo, Node *n, const int8_t *w, int64_t rows, int64_t j, int zero)
{
    const QuantNode *q = &lower_target(lo)->quant->node[n->id];
    const QuantScale x = lower_in(lo, n, 0)->quant, y = lower_out(lo, n)->quant;
    const double of = (double)q->scale[q->n_scales > 1 ? j : 0];
    const Rule r = {begin_of(q, w, rows, j, zero),
                    int8_factor(lo, n, (double)x.scale * of / (double)y.scale)};
    if (llabs(r.begin) + rows * 128 * 127 > INT32_MAX)
        lower_refuse(lo, "%s: the sums of %s do not fit 32 bits: its bias is %lld",
                     lower_target(lo)->quant->path, n->name, (long long)r.begin);
    return r;
}

Int8Weights int8_weights(Lower *lo, Node *n, Int8Order order)
{
    Arena *a = lower_arena(lo);
    const QuantNode *q = &lower_target(lo)->quant->node[n->id];
    const int64_t k = n->out.c, count = kernel_count_of(n), rows = count / k;
    const int zero = order == INT8_BY_OUTPUT ? lower_in(lo, n, 0)->quant.zero : 0;
    const int8_t *w = order == INT8_BY_OUTPUT ? by_output(a, q->kernel, rows, k) : q->kernel;
    int32_t *rule = ARENA_ARRAY(a, int32_t, 3 * k);
    for (int64_t j = 0; j < k; j++) {
        const Rule r = rule_of(lo, n, w, rows, j, zero);
        rule[3 * j] = (int32_t)r.begin;
        rule[3 * j + 1] = r.f.multiplier;
        rule[3 * j + 2] = r.f.shift;
    }
    return (Int8Weights){.kernel = lower_data(lo, n, "kernel", NUMBER_I8, count, w),
                         .rule = lower_data(lo, n, "rule", NUMBER_I32, 3 * k, rule),
                         .limits = int8_limits(n->absorbed.limit, lower_out(lo, n)->quant)};
}

/* ---- panels ---- */

enum { PANEL = 16, TOGETHER = 4 };

/* Into [K/16][3][16]. */
static void put_rule(int32_t *rule, int64_t j, Rule r, int64_t beyond)
{
    int32_t *to = rule + j / PANEL * 3 * PANEL + j % PANEL;
    to[0] = (int32_t)(uint32_t)(r.begin - beyond);
    to[PANEL] = r.f.multiplier;
    to[2 * PANEL] = r.f.shift;
}

/* w as [k][rows], rows a multiple of run. */
static const int8_t *panels_of(Arena *a, const int8_t *w, int64_t k, int64_t rows, int64_t run,
                               int64_t bytes)
{
    const int64_t wide = (run + TOGETHER - 1) / TOGETHER * TOGETHER, depth = rows / run * wide;
    int8_t *to = arena_alloc(a, (size_t)bytes);
    memset(to, 0, (size_t)bytes);
    for (int64_t j = 0; j < k; j++)
        for (int64_t r = 0; r < rows; r++) {
            const int64_t at = r / run * wide + r % run;
            to[j / PANEL * PANEL * depth + at / TOGETHER * TOGETHER * PANEL + j % PANEL * TOGETHER +
               at % TOGETHER] = w[j * rows + r];
        }
    return to;
}

Int8Panels int8_panels(Lower *lo, Node *n, int64_t run)
{
    Arena *a = lower_arena(lo);
    const QuantNode *q = &lower_target(lo)->quant->node[n->id];
    const int64_t k = n->out.c, rows = kernel_count_of(n) / k;
    const int64_t panels = (k + PANEL - 1) / PANEL, quads = (run + TOGETHER - 1) / TOGETHER;
    const int64_t bytes = panels * PANEL * TOGETHER * quads * (rows / run);
    const int zero = lower_in(lo, n, 0)->quant.zero;
    if (!lower_target(lo)->wide || rows * 255 * 127 > INT32_MAX)
        return (Int8Panels){.kernel = NULL};
    const int8_t *w = by_output(a, q->kernel, rows, k);
    int32_t *rule = ARENA_ARRAY(a, int32_t, 3 * PANEL * panels);
    for (int64_t j = 0; j < k; j++) {
        int64_t sum = 0; /* 128 times of it is in the sums, since x counts from 0 there */
        for (int64_t i = 0; i < rows; i++)
            sum += w[j * rows + i];
        put_rule(rule, j, rule_of(lo, n, w, rows, j, zero), 128 * sum);
    }
    return (Int8Panels){.kernel = lower_data(lo, n, "kernel", NUMBER_I8, bytes,
                                             panels_of(a, w, k, rows, run, bytes)),
                        .rule = lower_data(lo, n, "rule", NUMBER_I32, 3 * PANEL * panels, rule),
                        .limits = int8_limits(n->absorbed.limit, lower_out(lo, n)->quant),
                        .runs = (int)(rows / run),
                        .quads = (int)quads};
}

static void depthwise_wide(Lower *lo, Node *n, ConvShape s)
{
    Arena *a = lower_arena(lo);
    const QuantNode *q = &lower_target(lo)->quant->node[n->id];
    const int64_t k = n->out.c, count = kernel_count_of(n), panels = (k + PANEL - 1) / PANEL;
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    const Int8Limits limits = int8_limits(n->absorbed.limit, y->quant);
    int32_t *rule = ARENA_ARRAY(a, int32_t, 3 * PANEL * panels);
    for (int64_t j = 0; j < k; j++)
        put_rule(rule, j, rule_of(lo, n, q->kernel, count / k, j, 0), 0);
    k_int8_depthwise_wide(
        lo,
        (Int8DepthwiseWide){.s = s,
                            .ZERO = x->quant.zero,
                            .YZERO = y->quant.zero,
                            .LOW = limits.low,
                            .HIGH = limits.high,
                            .x = x,
                            .w = lower_data(lo, n, "kernel", NUMBER_I8, count, q->kernel),
                            .rule = lower_data(lo, n, "rule", NUMBER_I32, 3 * PANEL * panels, rule),
                            .y = y});
}

void int8_depthwise(Lower *lo, Node *n, ConvShape s)
{
    if (lower_target(lo)->wide && s.K == s.C) {
        depthwise_wide(lo, n, s);
        return;
    }
    const Int8Weights w = int8_weights(lo, n, INT8_KEPT);
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    Instr *in = k_plain_int8_depthwise(lo, (PlainInt8Depthwise){.s = s,
                                                                .r = all_rows(s.H, s.OH),
                                                                .ZERO = x->quant.zero,
                                                                .YZERO = y->quant.zero,
                                                                .LOW = w.limits.low,
                                                                .HIGH = w.limits.high,
                                                                .x = x,
                                                                .w = w.kernel,
                                                                .rule = w.rule,
                                                                .y = y});
    const int low = -s.PT, high = low + (s.KH - 1) * s.DH;
    in->rows = (InstrRows){
        .step = s.SH, .low = low, .high = high, .in_rows = s.H, .out_rows = s.OH};
}

/* In the place of x: a map of one pixel a row, so that no more than a pixel is kept aside. */
static void channels_in_place(Lower *lo, Node *n, ConvShape s)
{
    const Int8Weights w = int8_weights(lo, n, INT8_KEPT);
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    k_plain_int8_depthwise_in_place(lo, (PlainInt8DepthwiseInPlace){.s = s,
                                                                    .ZERO = x->quant.zero,
                                                                    .YZERO = y->quant.zero,
                                                                    .LOW = w.limits.low,
                                                                    .HIGH = w.limits.high,
                                                                    .x = x,
                                                                    .w = w.kernel,
                                                                    .rule = w.rule,
                                                                    .y = y});
}

void int8_channels(Lower *lo, Node *n)
{
    const int c = n->out.c, all = pixels(stored_shape(n)), wide = lower_target(lo)->wide ? all : 1;
    const ConvShape s = {.C = c,
                         .H = all / wide,
                         .W = wide,
                         .K = c,
                         .OH = all / wide,
                         .OW = wide,
                         .KH = 1,
                         .KW = 1,
                         .SH = 1,
                         .SW = 1,
                         .DH = 1,
                         .DW = 1,
                         .PT = 0,
                         .PL = 0};
    if (wide == 1 && lower_may_replace(lo, n, 0))
        channels_in_place(lo, n, s);
    else
        int8_depthwise(lo, n, s);
}
