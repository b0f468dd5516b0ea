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
    return 0;
}

/* What the sum of channel k begins with. */
static int64_t begin_of(const QuantNode *q, const int8_t *w, int64_t rows, int64_t k, int zero)
{
    int64_t sum = 0;
    for (int64_t r = 0; r < rows && zero; r++)
        sum += w[k * rows + r];
    return (q->bias ? q->bias[k] : 0) - zero * sum;
}

Int8Weights int8_weights(Lower *lo, Node *n, Int8Order order)
{
    Arena *a = lower_arena(lo);
    const QuantNode *q = &lower_target(lo)->quant->node[n->id];
    const int64_t k = n->out.c, count = kernel_count_of(n), rows = count / k;
    const QuantScale x = lower_in(lo, n, 0)->quant, y = lower_out(lo, n)->quant;
    const int8_t *w = order == INT8_BY_OUTPUT ? by_output(a, q->kernel, rows, k) : q->kernel;
    int32_t *rule = ARENA_ARRAY(a, int32_t, 3 * k);
    for (int64_t j = 0; j < k; j++) {
        const double of = (double)q->scale[q->n_scales > 1 ? j : 0];
        const int64_t begin = begin_of(q, w, rows, j, order == INT8_BY_OUTPUT ? x.zero : 0);
        const Int8Factor f = int8_factor(lo, n, (double)x.scale * of / (double)y.scale);
        if (llabs(begin) + rows * 128 * 127 > INT32_MAX)
            lower_refuse(lo, "%s: the sums of %s do not fit 32 bits: its bias is %lld",
                         lower_target(lo)->quant->path, n->name, (long long)begin);
        rule[3 * j] = (int32_t)begin;
        rule[3 * j + 1] = f.multiplier;
        rule[3 * j + 2] = f.shift;
    }
    return (Int8Weights){.kernel = lower_data(lo, n, "kernel", NUMBER_I8, count, w),
                         .rule = lower_data(lo, n, "rule", NUMBER_I32, 3 * k, rule),
                         .limits = int8_limits(n->absorbed.limit, y)};
}
