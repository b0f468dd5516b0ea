/* netc convert: weights of any kind that netc reads, written as Keras .h5, .npz or safetensors.
 * Prints what became of every tensor. */
#include "base/utf8.h"
#include "cli/cli.h"
#include "runtime/load_save.h"

static bool convert(const Args *args, NetcModel *m, Err *err)
{
    WeightsTold told = {0};
    WeightsOptions o = cli_weights_options(args);
    const char *out = opt_text(args, OPT_OUT);
    bool ok = netc_init(m, netc_graph(m)->train.seed) ||
              err_set(err, "cannot make starting weights"); /* what --partial leaves out */
    ok = ok && (netc_load_weights(m, opt_text(args, OPT_WEIGHTS), &o, &told, err) ||
                cli_load_model(args, m, opt_text(args, OPT_WEIGHTS), &told, err));
    cli_tell_weights(args, &told, ok, stdout);
    weights_told_free(&told);
    if (!ok || !netc_write_weights(m, out, (NetcWeights)args->v[OPT_TYPE].choice, err))
        return false;
    cli_print("wrote %s: %d parameter%s\n", out, netc_param_count(m), text_s(netc_param_count(m)));
    return true;
}

static int run(const Args *args)
{
    const char *out = opt_text(args, OPT_OUT);
    const bool safetensors = text_ends(out, ".safetensors");
    if (!safetensors && !text_ends(out, ".h5") && !text_ends(out, ".npz"))
        return cli_misuse(args->command,
                          "-o: expected a name that ends in .h5, .npz or .safetensors, which says "
                          "how to write it, found `%s`",
                          out);
    if (!safetensors && args->v[OPT_TYPE].choice)
        return cli_misuse(args->command, "--type: only .safetensors files hold other numbers");
    NetcModel *m = cli_open(
        args, (OpenAs){.batch = 1, .small = true, .portable = true}); /* it computes nothing */
    Err err;
    if (!m)
        return STATUS_MISTAKE;
    bool ok = convert(args, m, &err);
    cli_close(args, m);
    return ok ? STATUS_OK : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, true, "W", "the weights: .safetensors, Keras .h5 or .keras, .npz"},
    {OPT_OUT, true, "OUT", "file to write: .h5, .npz or .safetensors"},
    WEIGHT_USES,
    {.id = OPT_TYPE},
    {.id = OPT_NET},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_END},
};
const Command cmd_convert = {
    .name = "convert",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "weights from one format to another",
    .more = "Prints the parameters of the net and the tensors of the file, and what became of "
            "them. Parameters outside --scope, and with --partial those that the file has not, "
            "get starting weights.",
    .manual = "Reads safetensors (also with the names of Keras and PyTorch), .h5, .weights.h5 "
              "and .keras of Keras, and .npz.",
    .examples =
        (const Example[]){{"netc convert small.net --weights w.safetensors -o w.h5", "for Keras"},
                          {"netc convert small.net --weights w.h5 -o half.safetensors --type=f16",
                           "from Keras, in 16 bits"},
                          {NULL, NULL}},
    .uses = uses,
    .run = run,
};
