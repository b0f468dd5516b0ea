/* netc grad: the loss of a batch and the gradient of every parameter, as `netc train` would compute
 * them but for dropout, which is off. Batchnorm is in training mode: it normalises by the batch's
 * own statistics. */
#include "base/number.h"
#include "base/utf8.h"
#include "cli/arrays.h"
#include "cli/cli.h"
#include "formats/safetensors.h"
#include <stdlib.h>

static bool write_gradients(const NetcModel *m, const float *grad, float loss, const char *path,
                            Err *err)
{
    StEntry *entry = malloc(sizeof *entry * ((size_t)netc_param_count(m) + 1));
    char text[40];
    int n = 0;
    if (!entry)
        return err_set(err, "out of memory (the gradients)");
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        if (p->trainable)
            entry[n++] = (StEntry){p->name, NUMBER_F32, p->rank, p->dim, grad + p->offset};
    }
    text_snprintf(text, sizeof text, "%.9g", (double)loss);
    bool ok = st_write(path, entry, n, &(StMeta){"loss", text}, 1, err);
    free(entry);
    return ok;
}

static bool compute(const Args *args, NetcModel *m, const NpyArray *x, const void *labels, int n,
                    float *loss, Err *err)
{
    float *grad = calloc(netc_param_floats(m) + 1, sizeof *grad);
    bool ok = grad || err_set(err, "out of memory (the gradients)");
    ok = ok && cli_load_weights(args, m, err) &&
         netc_train_grad(m, x->f, labels, n, grad, loss, err) &&
         write_gradients(m, grad, *loss, opt_text(args, OPT_OUTPUT), err);
    free(grad);
    return ok;
}

static bool with_input(const Args *args, NpyArray *x, int *status, Err *err)
{
    NpyArray y;
    const void *labels;
    float loss = 0;
    int n;
    int64_t samples = x->rank > 0 ? x->dim[0] : 1;
    NetcModel *m = cli_open(args,
                            (OpenAs){.train = true,
                                     .train_only = true,
                                     .no_dropout = true,
                                     .batch = samples > 0 && samples <= 65536 ? (int)samples : 1});
    *status = STATUS_MISTAKE;
    if (!m)
        return true;
    bool ok = array_input(netc_graph(m), x, opt_text(args, OPT_INPUT), &n, err);
    ok = ok && array_finite(opt_text(args, OPT_INPUT), x, n, err);
    if (ok && n > netc_batch(m))
        ok = err_set(err, "%s: %d samples; at most %d go into one batch", opt_text(args, OPT_INPUT),
                     n, netc_batch(m));
    ok = ok && array_labels(m, opt_text(args, OPT_LABEL), n, &y, &labels, err);
    if (ok) {
        ok = compute(args, m, x, labels, n, &loss, err);
        npy_free(&y);
    }
    cli_close(args, m);
    if (ok)
        text_printf("loss %.9g\n", (double)loss);
    *status = STATUS_OK;
    return ok;
}

static int run(const Args *args)
{
    NpyArray *x = ARENA_NEW(args->arena, NpyArray);
    Err err;
    int status;
    if (!npy_read_shape(opt_text(args, OPT_INPUT), x, &err))
        return cli_fail("%s", err.text);
    arena_own(args->arena, x, array_drop);
    bool ok = with_input(args, x, &status, &err);
    return ok ? status : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, true, "W.safetensors", "the weights"},
    WEIGHT_USES,
    {OPT_INPUT, true, NULL, NULL},
    {OPT_LABEL, true, NULL, NULL},
    {OPT_OUTPUT, true, "G.safetensors", "gradients to write"},
    {.id = OPT_NET},
    {.id = OPT_THREADS},
    {.id = OPT_MEM_LIMIT},
    {.id = OPT_BACKEND},
    {.id = OPT_EXACT},
    {.id = OPT_PRECISION},
    {.id = OPT_MACHINE},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_END},
};
const Command cmd_grad = {
    .name = "grad",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "loss and gradients for a batch from .npy files",
    .more = "The whole input is one batch. Dropout is off, batchnorm is in training mode. Each "
            "trainable parameter's gradient is written under its full name in Keras layout; "
            "the loss is printed and stands in the file's metadata.",
    .examples =
        (const Example[]){
            {"netc grad small.net --weights w.safetensors --input x.npy --label y.npy "
             "--output g.safetensors",
             "loss and gradients of a batch"},
            {NULL, NULL}},
    .format = "safetensors",
    .uses = uses,
    .run = run,
};
