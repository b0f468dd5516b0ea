/* netc verify: all the ways in which a net can run, compared layer by layer on the user's net, data
 * and machine. See runtime/verify_net.h. */
#include "cli/cli.h"
#include "cli/open_data.h"
#include "compiler/ir/layer.h"
#include "runtime/measure.h"
#include "runtime/verify_net.h"
#include "base/number.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 8 }; /* samples when --batch does not say */

typedef struct Verify {
    const Args *args;
    NetcModel *m;
    const Graph *g;
    float *x;
    void *labels;
    const char *samples, *weights; /* where they come from, for the user */
    VerifyReport report;
} Verify;

/* ---- samples ---- */

static float noise(uint64_t *s)
{
    *s = *s * 6364136223846793005u + 1442695040888963407u;
    return (float)((double)(*s >> 40) * 0x1p-23 - 1);
}

static void random_samples(Verify *v)
{
    uint64_t r = opt_set(v->args, OPT_SEED) ? v->args->v[OPT_SEED].whole : 1;
    size_t n = (size_t)netc_batch(v->m), in = netc_input_floats(v->m),
           out = netc_output_floats(v->m), row = netc_label_floats(v->m);
    const Loss *loss = v->g->train.loss.record;
    for (size_t i = 0; i < n * in; i++)
        v->x[i] = noise(&r);
    for (size_t i = 0; i < n; i++)
        if (netc_int_labels(v->m))
            ((int32_t *)v->labels)[i] = (int32_t)(i % out);
        else
            for (size_t k = 0; k < row; k++)
                ((float *)v->labels)[i * row + k] = (loss && loss->fused_kind) || v->g->n_heads
                                                        ? (float)((i + k) % 2)
                                                        : noise(&r);
}

/* The first batch of the training data, in its order; a set of fewer samples begins anew. */
static bool data_samples(Verify *v, Err *err)
{
    Dataset *d = NULL;
    Feed feed;
    Fetch fetch;
    int n = netc_batch(v->m);
    bool ok = feed_training(v->m, opt_text(v->args, OPT_DATA), 1, &d, err) &&
              (v->g->columns || feed_use_columns(v->m, d, NULL, err)) &&
              feed_init(&feed, v->m, err);
    feed.trains = true;
    arena_own(v->args->arena, d, cli_data_drop);
    if (!ok || !fetch_new(&fetch, d, err))
        return false;
    cli_data_warn(d);
    for (int i = 0; i < n; i++) {
        float *x = v->x + netc_input_floats(v->m) * (size_t)i;
        feed_sample(&feed, d, i % d->n, &fetch, x);
        feed_label(&feed, d, i % d->n, x, v->labels, i);
    }
    ok = !fetch.failed || err_set(err, "%s", fetch.why.text);
    fetch_free(&fetch);
    v->samples = arena_printf(v->args->arena, "the first %d of the training data (%s)", n,
                              d->describe);
    return ok;
}

static bool get_samples(Verify *v, Err *err)
{
    size_t n = (size_t)netc_batch(v->m), out = netc_label_floats(v->m);
    v->x = ARENA_ARRAY(v->args->arena, float, n *netc_input_floats(v->m));
    v->labels = ARENA_ARRAY(v->args->arena, float, n *(out > 0 ? out : 1));
    bool named = opt_set(v->args, OPT_DATA),
         wanted = named || (v->g->train.data_path && v->report.trained);
    if (wanted && data_samples(v, err))
        return true;
    if (named)
        return false;
    random_samples(v);
    v->samples = arena_printf(v->args->arena, "%zu random one%s%s%s%s", n, text_s((int64_t)n),
                              wanted ? " (" : "", wanted ? err->text : "", wanted ? ")" : "");
    return true;
}

/* ---- text ---- */

static const char *number(Arena *a, double v)
{
    return v < 0.05   ? "0"
           : v < 9.95 ? arena_printf(a, "%d.%d", (int)(v * 10 + 0.5) / 10, (int)(v * 10 + 0.5) % 10)
           : v < 9999.5 ? arena_printf(a, "%.0f", v)
           : v < 999499 ? arena_printf(a, "%.0fk", v / 1000)
                        : "more";
}

/* The worst cell of the nodes of a row. */
static VerifyCell cell_of(const Verify *v, const LayerRow *row, VerifyBackend b, int pass)
{
    VerifyCell worst = {0};
    for (int i = 0; i < row->n; i++)
        for (int p = pass < 0 ? 0 : pass; p < (pass < 0 ? VERIFY_PASSES : pass + 1); p++) {
            VerifyCell c = v->report.layer[row->node[i]->id].cell[b][p];
            if (c.seen &&
                (!worst.seen || c.units / (c.allowed + 1) > worst.units / (worst.allowed + 1))) {
                bool bad = worst.bad;
                worst = c;
                worst.bad |= bad;
            }
        }
    return worst;
}

static VerifySlope slope_of(const Verify *v, const LayerRow *row)
{
    VerifySlope worst = {0};
    for (int i = 0; i < row->n; i++) {
        VerifySlope s = v->report.layer[row->node[i]->id].slope;
        if (s.seen && (!worst.seen || s.deviation > worst.deviation))
            worst = s;
    }
    return worst;
}

static const char *cell_text(Arena *a, const VerifyCell *c)
{
    return !c->seen ? "-"
                    : arena_printf(a, "%s%s/%s", c->bad ? "!" : "", number(a, c->units),
                                   number(a, c->allowed));
}

static void add_row(const Verify *v, Table *t, const LayerRow *row, const char *name)
{
    static const struct {
        VerifyBackend b;
        VerifyPass p;
    } columns[] = {{VERIFY_CC, VERIFY_FORWARD},  {VERIFY_EMITTED, VERIFY_FORWARD},
                   {VERIFY_CC, VERIFY_BACKWARD}, {VERIFY_EMITTED, VERIFY_BACKWARD},
                   {VERIFY_CC, VERIFY_STEP},     {VERIFY_EMITTED, VERIFY_STEP}};
    Arena *a = v->args->arena;
    VerifyCell jit = cell_of(v, row, VERIFY_JIT, -1);
    VerifySlope slope = slope_of(v, row);
    const char *cells[9] = {name, !jit.seen ? "-" : jit.bad ? "!" : "="};
    for (int i = 0; i < (v->report.trained ? 6 : 2); i++) {
        VerifyCell c = cell_of(v, row, columns[i].b, (int)columns[i].p);
        cells[2 + i] = cell_text(a, &c);
    }
    cells[8] = !slope.seen ? "-"
                           : arena_printf(a, "%s%s%%", slope.bad ? "!" : "",
                                          number(a, 100 * slope.deviation));
    table_row(t, cells);
}

static void print_head(const Verify *v)
{
    const VerifyReport *r = &v->report;
    Arena *a = v->args->arena;
    cli_print("net: %s, batch %d; weights: %s\n", v->g->name, netc_batch(v->m), v->weights);
    cli_print("samples: %s\n", v->samples);
    const char *others = r->ran[VERIFY_CC]
                             ? arena_printf(a,
                                            ", the system's compiler (cc), and the emitted C (C), "
                                            "compiled by %s",
                                            emitted_flags)
                             : arena_printf(a, "; not the system's compiler and the emitted C: %s",
                                            r->why_not[VERIFY_CC]);
    cli_print("compared with the reference, instruction by instruction: the JIT (equal to the "
              "bit: =)%s.\n",
              others);
    cli_print("%s\n",
              opt_precision(v->args) || (r->trained && v->g->train.quantize)
                  ? "No slope: a loss through rounded values moves in steps."
              : r->trained
                  ? "Slope: the loss's difference quotients along each parameter's gradient."
                  : "The net has no loss: the forward pass alone.");
    printf("\n");
}

static void print_text(const Verify *v)
{
    static const char *const heads[] = {"layer",  "jit",     "fwd cc", "fwd C", "back cc",
                                        "back C", "step cc", "step C", "slope"};
    const VerifyReport *r = &v->report;
    Arena *a = v->args->arena;
    int n;
    const LayerRow *rows = cli_rows(a, v->g, &n);
    Table *t = table_new(a, r->trained ? "lrrrrrrrr" : "lrrr", heads);
    print_head(v);
    for (int i = 0; i < n; i++)
        add_row(v, t, &rows[i], rows[i].node[0]->name);
    table_print(t, stdout);
    printf("\n");
    cli_print("A/B: largest difference, in units in the last place of the largest number of what "
              "an instruction writes, and what is allowed (spec/numerics.md); fwd: forward, back: "
              "backward, step: the update.\n");
    cli_print("%lld instruction%s, %s compared%s.\n", (long long)r->instructions,
              text_s(r->instructions), text_counted(a, r->values, "number"),
              r->trained ? arena_printf(a, "; loss %.6g", r->loss) : "");
    if (r->bad)
        cli_print("%d deviation%s. The first: %s\n", r->bad, r->bad == 1 ? "" : "s", r->first);
    else
        printf("no deviation\n");
}

/* ---- JSON ---- */

static json_t *json_layer(const VerifyLayer *l, const char *name)
{
    json_t *o = json_pack("{s:s}", "layer", name);
    for (int b = 0; b < VERIFY_BACKENDS; b++)
        for (int p = 0; p < VERIFY_PASSES; p++) {
            const VerifyCell *c = &l->cell[b][p];
            char key[60];
            snprintf(key, sizeof key, "%s_%s", verify_backend_name[b], verify_pass_name[p]);
            if (c->seen)
                json_object_set_new(o, key,
                                    json_pack("{s:f, s:f, s:s, s:b}", "units",
                                              isfinite(c->units) ? c->units : 1e300, "allowed",
                                              c->allowed, "kernel", c->kernel, "deviates", c->bad));
        }
    if (l->slope.seen)
        json_object_set_new(o, "slope",
                            json_pack("{s:f, s:f, s:s, s:b}", "deviation",
                                      isfinite(l->slope.deviation) ? l->slope.deviation : 1e300,
                                      "allowed", verify_slope_allowed, "parameter", l->slope.param,
                                      "deviates", l->slope.bad));
    return o;
}

static bool show_json(const Verify *v)
{
    const VerifyReport *r = &v->report;
    json_t *layers = json_array(), *backends = json_object();
    for (int i = 1; i < r->n - 1; i++)
        json_array_append_new(layers, json_layer(&r->layer[i], v->g->nodes[i]->name));
    json_object_set_new(backends, "reference", json_true());
    for (int b = 0; b < VERIFY_BACKENDS; b++)
        json_object_set_new(backends, verify_backend_name[b],
                            r->ran[b] ? json_true() : json_string(r->why_not[b]));
    json_t *o = json_pack("{s:s, s:i, s:s, s:s, s:o, s:b, s:I, s:I, s:i, s:o}", "net", v->g->name,
                          "batch", netc_batch(v->m), "weights", v->weights, "samples", v->samples,
                          "backends", backends, "trained", r->trained, "instructions",
                          (json_int_t)r->instructions, "numbers", (json_int_t)r->values,
                          "deviations", r->bad, "layers", layers);
    if (r->trained)
        json_object_set_new(o, "loss", json_real(r->loss));
    if (r->bad) {
        json_object_set_new(o, "first", json_string(r->first));
        json_object_set_new(o, "first_layer",
                            json_string(r->first_node ? r->first_node->name : v->g->name));
    }
    return cli_json(o) == STATUS_OK;
}

/* ---- the command ---- */

static bool get_weights(Verify *v, Err *err)
{
    uint64_t seed = opt_set(v->args, OPT_SEED) ? v->args->v[OPT_SEED].whole : 1;
    v->weights = opt_set(v->args, OPT_WEIGHTS)
                     ? opt_text(v->args, OPT_WEIGHTS)
                     : arena_printf(v->args->arena, "random, seed %llu", (unsigned long long)seed);
    return opt_set(v->args, OPT_WEIGHTS) ? cli_load_weights(v->args, v->m, err)
                                         : netc_init(v->m, seed) || err_set(err, "out of memory");
}

static bool verify(Verify *v, int *status, Err *err)
{
    const Optimizer *o = v->g->train.optimizer.record;
    if (!get_weights(v, err) || !get_samples(v, err))
        return false;
    VerifyRequest q = {.infer = netc_plan(v->m, false),
                       .train = netc_plan(v->m, true),
                       .params = netc_params(v->m),
                       .x = v->x,
                       .labels = v->labels,
                       .rate = o ? (float)setting_num(&v->g->train.optimizer, o->attrs, "rate")
                                 : 0};
    if (!netverify(v->args->arena, &q, &v->report, err))
        return false;
    if (!opt_set(v->args, OPT_JSON))
        print_text(v);
    else if (!show_json(v))
        *status = STATUS_MISTAKE; /* which is said */
    if (v->report.bad)
        *status = STATUS_MISTAKE;
    if (v->report.bad)
        cli_fail("%s: %s", v->args->file[0], v->report.first);
    return true;
}

static int run(const Args *args)
{
    const Graph *g = cli_graph(args);
    int status = STATUS_OK;
    Err err;
    if (!g)
        return STATUS_MISTAKE;
    bool trains = g->train.loss.record != NULL && !opt_mcu(args);
    Verify v = {.args = args,
                .m = cli_open(args, (OpenAs){.train = trains,
                                             .batch = opt_mcu(args) ? 1 : FEW,
                                             .measure = true,
                                             .told = true})};
    if (!v.m)
        return STATUS_MISTAKE;
    v.g = netc_graph(v.m);
    v.report.trained = trains;
    bool ok = verify(&v, &status, &err);
    cli_close(args, v.m);
    return ok ? status : cli_fail("%s: %s", args->file[0], err.text);
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, false, "W.safetensors", "the weights (default: random ones)"},
    {OPT_BATCH, false, NULL, "samples (default 8)"},
    {.id = OPT_DATA},
    {OPT_SEED, false, NULL, "of random weights and samples (default 1)"},
    {.id = OPT_EXACT},
    {.id = OPT_PRECISION},
    {.id = OPT_TARGET},
    {.id = OPT_STORE},
    {.id = OPT_MEM_LIMIT},
    {.id = OPT_NET},
    {.id = OPT_MACHINE},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_JSON},
    {.id = OPT_END},
};
const Command cmd_verify = {
    .name = "verify",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "compare all ways to run it, layer by layer",
    .more = "Runs the net forward and, when it has a loss, backward with one optimizer step, "
            "by the reference, the JIT, the system's compiler and as emitted C, and compares "
            "what each instruction writes. JIT and reference must be equal to the bit, the "
            "others within the bound of spec/numerics.md. The loss's difference quotients are "
            "compared with the gradients, unless values are rounded (--precision=bf16, `quantize "
            "int8`).\n"
            "The first batch of the training data is used where it is there, else random "
            "samples.",
    .exits = "1: something deviates; the first layer that does is named",
    .examples = (const Example[]){{"netc verify small.net --weights w.safetensors",
                                   "compares all ways to run it here"},
                                  {NULL, NULL}},
    .integers = true,
    .uses = uses,
    .run = run,
};
