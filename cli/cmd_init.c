/* netc init: starting weights, as `netc train` would start with; with --whiten, the first
 * convolution made from the training images. */
#include "base/number.h"
#include "cli/cli.h"
#include "cli/open_data.h"
#include "training/feed.h"
#include "training/whiten.h"

static bool whiten(const Args *args, NetcModel *m, uint64_t seed, Err *err)
{
    const char *layer = opt_text(args, OPT_WHITEN);
    Dataset *d = NULL;
    Whitening w;
    if (!layer && !whiten_wanted(netc_graph(m)))
        return true;
    bool ok = feed_training(m, opt_text(args, OPT_DATA), seed, &d, err);
    if (ok)
        cli_data_warn(d);
    ok = ok && whiten_start(m, d, cli_tell_whitening, NULL, err) &&
         (!layer || whiten_layer(m, d, layer, &w, err));
    if (ok && layer)
        cli_tell_whitening(NULL, layer, &w);
    dataset_free(d);
    return ok;
}

static int run(const Args *args)
{
    NetcModel *m = cli_open(args, (OpenAs){.batch = 1});
    Err err;
    if (!m)
        return STATUS_MISTAKE;
    if (opt_set(args, OPT_DATA) && !opt_set(args, OPT_WHITEN) && !whiten_wanted(netc_graph(m))) {
        cli_close(args, m);
        return cli_misuse(args->command,
                          "--data goes with --whiten, or with init=whiten in the net");
    }
    uint64_t seed = opt_set(args, OPT_SEED) ? args->v[OPT_SEED].whole : netc_graph(m)->train.seed;
    bool ok = (netc_init(m, seed) || err_set(&err, "cannot make starting weights")) &&
              whiten(args, m, seed, &err) && netc_save(m, opt_text(args, OPT_OUT), &err);
    cli_close(args, m);
    return ok ? STATUS_OK : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {OPT_OUT, true, "W.safetensors", "weights file to write"},
    {.id = OPT_WHITEN},
    {.id = OPT_DATA},
    {.id = OPT_SEED, .doc = "seed (default: what the train section says)"},
    {.id = OPT_NET},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_END},
};
const Command cmd_init = {
    .name = "init",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "write starting weights",
    .more = "With --whiten stem.conv that layer's outputs on the training images are "
            "uncorrelated and of equal power, which a net learns from faster. Freeze it (`conv "
            "... frozen`) and start with: netc train FILE.net --weights W.safetensors",
    .examples = (const Example[]){{"netc init small.net -o start.safetensors --seed 7",
                                   "starting weights, the same for the same seed"},
                                  {NULL, NULL}},
    .format = "safetensors",
    .uses = uses,
    .run = run,
};
