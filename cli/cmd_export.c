/* netc export: a net and its weights as a file of another program. */
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "models/export.h"
#include <string.h>

/* The module beside the state dict. */
static void files(const Args *args, const Graph *g, struct FileList *l)
{
    (void)g;
    if (opt_set(args, OPT_LAYOUT))
        files_write_made(l, "the module", export_module_path(args->arena, opt_text(args, OPT_OUT)),
                         NULL, "a net of netc, as a PyTorch module"); /* MADE BY NETC */
}

static bool is_keras(const char *path)
{
    return text_ends(path, ".h5") || text_ends(path, ".keras");
}

/* What no writer of other formats knows; NULL: nothing. */
static const char *beyond_writers(const Graph *g)
{
    for (int i = 0; i < g->n_nodes; i++)
        if (g->nodes[i]->shares)
            return "layers that share parameters";
    return g->n_inputs ? "several inputs" : g->n_heads ? "several outputs" : NULL;
}

/* What is in the file: the layers that the output depends on, of PyTorch those with parameters,
 * too.
 */
static void say_written(const Args *args, const Graph *g)
{
    const bool *written = (opt_set(args, OPT_LAYOUT) ? export_torch_written
                                                     : export_wanted)(args->arena, g);
    int layers = 0, parameters = 0;
    for (int i = 1; i < g->n_nodes; i++)
        if (written[i]) {
            layers++;
            parameters += g->nodes[i]->n_params;
        }
    cli_print("wrote %s: %s, %s\n", opt_text(args, OPT_OUT),
              text_counted(args->arena, layers, "layer"),
              text_counted(args->arena, parameters, "parameter"));
    if (layers < g->n_nodes - 1)
        cli_note("%s on which the output does not depend %s left out",
                 text_counted(args->arena, g->n_nodes - 1 - layers, "layer"),
                 g->n_nodes - 1 - layers == 1 ? "is" : "are");
}

static bool export_model(const Args *args, NetcModel *m, Err *err)
{
    const char *out = opt_text(args, OPT_OUT);
    const ExportOptions o = {.preprocess = opt_set(args, OPT_PREPROCESS)};
    const Graph *g = netc_graph(m);
    if (beyond_writers(g))
        return err_set(err, "%s has %s, which no export has yet", g->name, beyond_writers(g));
    if (!cli_load_weights(args, m, err))
        return false;
    const float *params = netc_params(m);
    bool archive = text_ends(out, ".keras"),
         ok = text_ends(out, ".onnx") ? export_onnx(args->arena, g, params, out, &o, err)
              : is_keras(out)         ? export_keras(args->arena, g, params, out, archive, err)
                                      : export_torch(args->arena, g, params, out, err);
    if (!ok)
        return false;
    if (opt_set(args, OPT_LAYOUT))
        cli_print("wrote %s\n", export_module_path(args->arena, out));
    say_written(args, g);
    return true;
}

static int run(const Args *args)
{
    Err err = {""};
    const char *out = opt_text(args, OPT_OUT);
    bool torch = text_ends(out, ".safetensors") && opt_set(args, OPT_LAYOUT);
    bool other = text_ends(out, ".onnx") || is_keras(out);
    if (!torch && (!other || opt_set(args, OPT_LAYOUT)))
        return cli_misuse(args->command, "-o names a file that ends in .onnx, .keras or .h5, or "
                                         "with --layout=torch one that ends in .safetensors");
    if (!text_ends(out, ".onnx") && opt_set(args, OPT_PREPROCESS))
        return cli_misuse(args->command, "--preprocess is for ONNX models");
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
    {OPT_OUT, true, "MODEL",
     "the file to write: .onnx, Keras' .keras or .h5, (--layout=torch) "
     ".safetensors"},
    {.id = OPT_LAYOUT},
    {.id = OPT_PREPROCESS},
    {.id = OPT_FORCE, .doc = "write over a MODEL.py that netc did not make"},
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
    .doc = "a net and its weights as an ONNX, Keras or PyTorch model",
    .more = "The input and the output of the ONNX model lie as those of netc: pictures as "
            "(N,height,width,channels), of any number of samples. The model takes what the first "
            "layer sees, unless --preprocess is given. Importing it gives the same layers and "
            "weights again. A .keras or .h5 file is a whole model of Keras. With --layout=torch "
            "the state "
            "dict of a PyTorch module is written, and "
            "beside it a Python file with the module, which takes and gives maps as "
            "(n,channels,height,width).",
    .manual = "spec/models.md says how each kind of layer is written.",
    .examples =
        (const Example[]){
            {"netc export small.net --weights w.safetensors -o small.onnx", "for ONNX Runtime"},
            {"netc export small.net --weights w.safetensors -o small_torch.safetensors "
             "--layout=torch",
             "for PyTorch: small_torch.py loads it"},
            {NULL, NULL}},
    .uses = uses,
    .run = run,
    .files = files,
};
