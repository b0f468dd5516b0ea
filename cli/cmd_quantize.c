/* netc quantize: a net's weights as 8-bit integers, with the scales of its values, for
 * --target=mcu. */
#include "cli/cli.h"
#include "cli/open_data.h"
#include "compiler/compile.h"
#include "training/calibrate.h"
#include "weights/quantized.h"

enum { SAMPLES = 512 }; /* when --limit does not say */

/* Weights of the file in bytes, and the layers that have some. */
static int64_t quantized_bytes(const Graph *g, const Quant *q, int *layers)
{
    int64_t bytes = 0;
    *layers = 0;
    for (int i = 0; i < g->n_nodes; i++) {
        const Node *n = g->nodes[i];
        *layers += q->node[i].kernel != NULL;
        if (q->node[i].kernel && n->layer->int8_channels)
            bytes += n->out.c;
        for (int k = 0; q->node[i].kernel && k < n->n_params; k++)
            if (n->params[k]->rank > 1)
                bytes += n->params[k]->count;
    }
    return bytes;
}

/* What a plan of these integers would refuse is refused before anything is written. */
static bool plan_fits(const Args *args, Graph *g, const Quant *q)
{
    Diag *d = diag_new(args->arena);
    Target t = mcu_target();
    Err err;
    t.quant = q;
    if (!compile_fits(g, &t, d)) {
        cli_diag(d, stderr);
        return false;
    }
    const Ir *ir = compile_plan(args->arena, g, MODE_INFER, &t, NULL, NULL);
    if (compile_within(ir, &err))
        return true;
    cli_fail("%s", err.text);
    return false;
}

static bool quantize(const Args *args, NetcModel *m, int *status, Err *err)
{
    const Graph *g = netc_graph(m);
    Dataset *d = NULL;
    Feed feed;
    bool ok = cli_load_weights(args, m, err) &&
              feed_training(m, opt_text(args, OPT_DATA), g->train.seed, &d, err) &&
              feed_init(&feed, m, err);
    arena_own(args->arena, d, cli_data_drop);
    if (!ok)
        return false;
    cli_data_warn(d);
    const int samples = opt_int(args, OPT_LIMIT, SAMPLES);
    const Quant *q = calibrate(m, &feed, d, samples, (CalibrateBy)args->v[OPT_CALIBRATE].choice,
                               opt_text(args, OPT_WEIGHTS), err);
    if (!q)
        return false;
    if (!plan_fits(args, (Graph *)(uintptr_t)g, q)) {
        *status = STATUS_MISTAKE; /* which is said */
        return true;
    }
    if (!quantized_write(g, q, netc_params(m), opt_text(args, OPT_OUT), err))
        return false;
    int layers;
    const int64_t bytes = quantized_bytes(g, q, &layers);
    const char *trained = q->trained ? arena_printf(args->arena, "; %s from training",
                                                    text_counted(args->arena, q->trained, "range"))
                                     : "";
    cli_print("%s: %s with weights, %s of them; calibrated on %d of %d training "
              "sample%s%s\n",
              opt_text(args, OPT_OUT), text_counted(args->arena, layers, "layer"),
              arena_printf(args->arena, "%lld byte%s", (long long)bytes, text_s(bytes)),
              samples < d->n ? samples : d->n, d->n, text_s(d->n), trained);
    return true;
}

static int run(const Args *args)
{
    NetcModel *m = cli_open(args, (OpenAs){.batch = 1, .mcu = true});
    int status = STATUS_OK;
    Err err;
    if (!m)
        return STATUS_MISTAKE;
    bool ok = quantize(args, m, &status, &err);
    cli_close(args, m);
    return ok ? status : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, true, "W.safetensors", "the weights, in floats"},
    WEIGHT_USES,
    {OPT_OUT, true, "Q.safetensors", "file of integers and scales to write"},
    {.id = OPT_DATA},
    {OPT_LIMIT, false, NULL, "training samples to calibrate on (default 512)"},
    {.id = OPT_CALIBRATE},
    {.id = OPT_NET},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_END},
};
const Command cmd_quantize = {
    .name = "quantize",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "weights as 8-bit integers, for small machines",
    .more =
        "The net runs on training samples, and the scale of each value follows from the numbers "
        "that it has there. Weights have a scale for each output channel; a batchnorm behind a "
        "layer is folded into them. Where weights are read (`netc eval`, `predict`, `run`, "
        "`verify`, `size`, and for C), the file stands for a plan of integers for "
        "--target=mcu.",
    .reads = "the training samples of the data set that the train section or --data names",
    .examples =
        (const Example[]){{"netc quantize small.net --weights w.safetensors -o q.safetensors",
                           "calibrates on 512 training samples"},
                          {NULL, NULL}},
    .format = "safetensors",
    .uses = uses,
    .run = run,
};
