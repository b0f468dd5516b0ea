/* netc init: starting weights, as `netc train` would start with. */
#include "cli/cli.h"

static int run(const Args *args)
{
    NetcModel *m = cli_open(args, (OpenAs){.batch = 1});
    Err err;
    if (!m) return STATUS_MISTAKE;
    uint64_t seed = opt_set(args, OPT_SEED) ? args->v[OPT_SEED].whole : netc_graph(m)->train.seed;
    bool ok = (netc_init(m, seed) || err_set(&err, "cannot make starting weights")) && netc_save(m, opt_text(args, OPT_OUT), &err);
    netc_close(m);
    return ok ? STATUS_OK : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {OPT_OUT, true, "W.safetensors", "weights file to write"},
    {.id = OPT_SEED, .doc = "seed (default: what the train section says)"}, {.id = OPT_NET}, {.id = OPT_INCLUDE}, {.id = OPT_END},
};
const Command cmd_init = {
    .name = "init", .args = "FILE.net", .min_args = 1, .max_args = 1, .doc = "write starting weights", .uses = uses, .run = run,
};
