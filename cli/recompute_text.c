/* What --mem-limit costs, for mem and explain: bytes saved, arithmetic and estimated time added,
 * and which values the backward pass computes a second time. */
#include "base/number.h"
#include "cli/cli.h"
#include "compiler/ir/layer.h"

/* A step is taken as three forward passes. */
static double share(double part, double forward)
{
    return forward > 0 ? 100 * part / (3 * forward) : 0;
}

void cli_recompute_print(Arena *a, const Ir *ir)
{
    const Recompute *r = ir->recompute;
    if (!r || !r->n_dropped)
        return;
    text_printf(
        "\n--mem-limit=%s: the plan takes %s instead of %s. %d value%s not kept, and computed "
        "again in the backward pass:\n"
        "  %sFLOP more a step (%.1f %%), about %.3g ms more on one core (%.1f %%, estimated)\n",
        text_bytes(a, ir->target.mem_limit), text_bytes(a, plan_bytes(ir)),
        text_bytes(a, r->before), r->n_dropped, r->n_dropped == 1 ? " is" : "s are",
        text_si(a, r->flops), share(r->flops, r->step_flops), 1e3 * r->seconds,
        share(r->seconds, r->step_seconds));
    for (int i = 0; i < r->n_dropped; i++)
        printf("  %-34s %10s\n", r->dropped[i]->name,
               text_bytes(a, buffer_bytes(ir, r->dropped[i])));
}

json_t *cli_recompute_json(const Ir *ir)
{
    const Recompute *r = ir->recompute;
    if (!r || !r->n_dropped)
        return NULL;
    json_t *values = json_array();
    for (int i = 0; i < r->n_dropped; i++)
        json_array_append_new(values, json_pack("{s:s, s:I}", "name", r->dropped[i]->name, "bytes",
                                                (json_int_t)buffer_bytes(ir, r->dropped[i])));
    return json_pack("{s:I, s:I, s:I, s:f, s:f, s:f, s:f, s:o}", "limit",
                     (json_int_t)ir->target.mem_limit, "bytes", (json_int_t)plan_bytes(ir),
                     "without_limit", (json_int_t)r->before, "flops", r->flops, "flops_percent",
                     share(r->flops, r->step_flops), "seconds_estimated", r->seconds,
                     "seconds_percent", share(r->seconds, r->step_seconds), "values", values);
}
