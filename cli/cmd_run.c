/* netc run: forward on an array from a file. */
#include "cli/cli.h"
#include "cli/arrays.h"
#include <stdlib.h>

static bool run_net(const Args *args, NetcModel *m, NpyArray *x, Err *err)
{
    const Graph *g = netc_graph(m);
    int n;
    if (!array_input(g, x, opt_text(args, OPT_INPUT), &n, err))
        return false;
    if (!array_finite(opt_text(args, OPT_INPUT), x, n, err))
        cli_note("%s; its outputs may not be, either", err->text);
    if (!cli_load_weights(args, m, err))
        return false;
    float *y = malloc(sizeof *y * ((size_t)n * netc_output_floats(m) + 1));
    if (!y)
        return err_set(err, "out of memory (%d outputs)", n);
    Shape s = g->output->out;
    int64_t dim[4] = {n, s.rank == 1 ? s.c : s.h, s.w, s.c};
    bool ok = netc_infer(m, x->f, n, y, err) &&
              npy_write_float(opt_text(args, OPT_OUTPUT), s.rank + 1, dim, y, err);
    free(y);
    return ok;
}

static int run(const Args *args)
{
    NpyArray x = {0};
    Err err;
    NetcModel *m = cli_open(args, (OpenAs){.batch = 0});
    if (!m)
        return STATUS_MISTAKE;
    bool ok = run_net(args, m, &x, &err);
    npy_free(&x);
    cli_close(args, m);
    return ok ? STATUS_OK : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, true, "W.safetensors", "the weights"},
    WEIGHT_USES,
    {OPT_INPUT, true, NULL, NULL},
    {OPT_OUTPUT, true, "Y.npy", "outputs to write, float32 (n,outputs)"},
    {.id = OPT_NET},
    {.id = OPT_BATCH},
    {.id = OPT_THREADS},
    {.id = OPT_MEM_LIMIT,
     .doc = "bytes the plan may take (k, M, G): smaller prepared weights, or refused"},
    {.id = OPT_BACKEND},
    {.id = OPT_EXACT},
    {.id = OPT_TARGET},
    {.id = OPT_STORE},
    {.id = OPT_MACHINE},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_END},
};
const Command cmd_run = {
    .name = "run",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "outputs for the inputs of a .npy file",
    .more = "The input is what the first layer sees: the preprocessing that `input` states is "
            "already done.",
    .examples =
        (const Example[]){
            {"netc run small.net --weights w.safetensors --input x.npy --output out.npy",
             "the outputs of a batch"},
            {NULL, NULL}},
    .integers = true,
    .format = "npy",
    .uses = uses,
    .run = run,
};
