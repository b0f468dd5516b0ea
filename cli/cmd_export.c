/* netc export: a net and its weights as a file of another program. */
#include "cli/cli.h"
#include "models/export.h"
#include <string.h>

static bool ends_in(const char *path, const char *end)
{
    size_t n = strlen(path), k = strlen(end);
    return n > k && !strcmp(path + n - k, end);
}

static bool export_model(const Args *args, NetcModel *m, Err *err)
{
    const char *out = opt_text(args, OPT_OUT);
    const ExportOptions o = {.preprocess = opt_set(args, OPT_PREPROCESS)};
    const Graph *g = netc_graph(m);
    if (!cli_load_weights(args, m, err) ||
        !export_onnx(args->arena, g, netc_params(m), out, &o, err))
        return false;
    cli_print("wrote %s: %d layers, %d parameters\n", out, g->n_nodes - 1, netc_param_count(m));
    return true;
}

static int run(const Args *args)
{
    Err err = {""};
    if (!ends_in(opt_text(args, OPT_OUT), ".onnx"))
        return cli_misuse(args->command, "-o names a file that ends in .onnx");
    NetcModel *m = cli_open(
        args, (OpenAs){.batch = 1, .small = true, .portable = true}); /* it computes nothing */
    if (!m)
        return STATUS_MISTAKE;
    bool ok = export_model(args, m, &err);
    cli_close(args, m);
    return ok ? STATUS_OK : cli_fail("%s: %s", args->file[0], err.text);
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, true, "W", "the weights: .safetensors, Keras .h5 or .keras, .npz"},
    {OPT_OUT, true, "MODEL.onnx", "the file to write"},
    {.id = OPT_PREPROCESS},
    WEIGHT_USES,
    {.id = OPT_NET},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_END},
};
const Command cmd_export = {
    .name = "export",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "a net and its weights as an ONNX model",
    .more = "The input and the output of the ONNX model lie as those of netc: pictures as "
            "(N,height,width,channels), of any number of samples. The model takes what the first "
            "layer sees, unless --preprocess is given. Importing it gives the same layers and "
            "weights again.",
    .manual = "spec/models.md says how each kind of layer is written.",
    .examples = (const Example[]){{"netc export small.net --weights w.safetensors -o small.onnx",
                                   "for ONNX Runtime"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
};
