/* Every call of netc.h, load_save.h, shares.h and values.h, each one tried again when it fails:
 * library NET FOLDER BACKEND WEIGHTS [once]. A call that fails leaves the model fit for the next
 * try, so the parameters at the end (FOLDER/params.bin) are the same whatever failed. Exit status 1
 * and the first message when something failed; 3 when a second try failed as well. With `once`, for
 * faults that last: 1 then, too. */
#include "base/fileio.h"
#include "runtime/netc.h"
#include "runtime/load_save.h"
#include "runtime/shares.h"
#include "runtime/values.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 2 };
static Err err, first;
static bool once;
static NetcModel *model;
static float *grad, *y;
static void *image;

static _Noreturn void end(int status)
{
    if (first.text[0])
        fprintf(stderr, "%s\n", first.text);
    netc_close(model);
    free(grad);
    free(y);
    free(image);
    exit(status);
}

static void note(const char *what)
{
    if (!first.text[0])
        snprintf(first.text, sizeof first.text, "%s: %.900s", what,
                 err.text[0] ? err.text : "(no reason given)");
}

static void unmended(const char *what)
{
    if (!once)
        fprintf(stderr, "%s fails a second time: %s\n", what, err.text);
    end(once ? 1 : 3);
}

/* A call, and once more if it fails. */
#define CALL(what)               \
    do {                         \
        err.text[0] = 0;         \
        if (!(what)) {           \
            note(#what);         \
            err.text[0] = 0;     \
            if (!(what))         \
                unmended(#what); \
        }                        \
    } while (0)

/* A frozen front, and parts of two rates. */
static const char parts_text[] =
    "net p {\n input 6x6x2\n a: conv 3 3x3 relu frozen\n b: conv 3 3x3\n flatten\n c: dense 3 "
    "softmax\n}\ntrain {\n loss crossentropy\n optimizer sgd rate=0.1\n rate b 0.5 epochs=2\n}\n";
static const char table_text[] =
    "net q {\n input 1\n dense 1\n}\ntrain {\n loss mse\n optimizer sgd rate=0.1\n}\n";
static const char table[] =
    "{\"inputs\":[{\"name\":\"a\",\"mean\":0,\"std\":1}],\"targets\":[{\"name\":\"b\",\"mean\":0,"
    "\"std\":1}]}";
static const char origin[] = "{\"scale\":1,\"order\":\"rgb\",\"mean\":[0,0,0],\"std\":[1,1,1],"
                             "\"classes\":[\"x\",\"y\",\"z\"],\"rate\":0}";

static NetcModel *open_text(const char *text, NetcBackend b, int shares)
{
    char *diagnostics = NULL;
    NetcModel *m = netc_open("text.net",
                             &(NetcOptions){.train = true,
                                            .batch = BATCH,
                                            .shares = shares,
                                            .backend = b,
                                            .threads = 2,
                                            .text = text},
                             &diagnostics, &err);
    if (!m && diagnostics)
        snprintf(err.text, sizeof err.text, "%.900s", diagnostics);
    free(diagnostics);
    return m;
}

static NetcModel *open_model(const char *path, NetcBackend b)
{
    char *diagnostics = NULL;
    NetcModel *m = netc_open(
        path,
        &(NetcOptions){.train = true, .batch = BATCH, .accumulate = 2, .backend = b, .threads = 2},
        &diagnostics, &err);
    if (!m && diagnostics)
        snprintf(err.text, sizeof err.text, "%.900s", diagnostics);
    free(diagnostics);
    return m;
}

static void *once_more(size_t bytes)
{
    void *p = calloc(bytes, 1);
    snprintf(err.text, sizeof err.text, "out of memory");
    if (!p)
        note("calloc");
    return p ? p : calloc(bytes, 1);
}

static void buffers(void)
{
    grad = once_more(netc_param_floats(model) * sizeof *grad);
    y = once_more(BATCH * netc_output_floats(model) * sizeof *y);
    image = once_more(netc_state_bytes(model));
}

static void steps(const float *x, const int32_t *label)
{
    float loss;
    CALL(netc_infer(model, x, BATCH, y, &err));
    CALL(netc_train_step(model, x, label, BATCH, 0.1f, &loss, y, &err));
    CALL(netc_train_grad(model, x, label, BATCH, grad, &loss, &err));
    CALL(netc_train_apply(model, grad, 0.1f, &err));
    CALL(netc_train_add(model, x, label, BATCH, &loss, y, &err));
    CALL(netc_train_add(model, x, label, BATCH, &loss, NULL, &err));
    CALL(netc_train_update(model, 0.1f, &err));
    netc_show_average(model, true);
    netc_show_average(model, false);
    CALL(isfinite(netc_loss(model, y, label, BATCH)));
    CALL(netc_state(model) != NULL);
    CALL(netc_state_save(model, image));
    CALL(netc_state_check(model, image, &err));
    CALL(netc_state_load(model, image));
}

static void files(const char *folder, const char *weights)
{
    static const char *const ending[] = {"safetensors", "h5", "npz"};
    char path[1024];
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/w.%s", folder, ending[i]);
        CALL(netc_write_weights(model, path, NETC_F32, &err));
        CALL(netc_load(model, path, &err));
    }
    snprintf(path, sizeof path, "%s/w.safetensors", folder);
    CALL(netc_save_as(model, path, NETC_BF16, &err));
    CALL(netc_load(model, path, &err));
    CALL(netc_load(model, weights, &err));
    CALL(netc_save(model, path, &err));
}

/* What trains from values of a frozen front, with rates of its parts. */
static void values(NetcModel *m, const float *x, const int32_t *label)
{
    float loss, rate = 0.1f;
    const ValuesInfo train = netc_values(m, VALUES_TRAIN), infer = netc_values(m, VALUES_INFER);
    void *kept = once_more(BATCH * (train.bytes + infer.bytes)),
         *other = kept ? (char *)kept + BATCH * train.bytes : NULL;
    if (!kept)
        return;
    CALL(netc_init(m, 2));
    CALL(netc_set_part_rates(m, &rate, &err));
    CALL(netc_values_run(m, VALUES_TRAIN, x, BATCH, kept, &err));
    CALL(netc_train_step_values(m, kept, label, BATCH, 0.1f, &loss, y, &err));
    CALL(netc_values_run(m, VALUES_INFER, x, BATCH, other, &err));
    CALL(netc_infer_values(m, other, BATCH, y, &err));
    free(kept);
}

/* A batch in two shares. */
static void shares(NetcModel *m, const float *x, const int32_t *label)
{
    float loss, *sums = once_more(netc_share_floats(m) * sizeof *sums);
    if (!sums)
        return;
    CALL(netc_init(m, 2));
    for (int i = 0; i < 2; i++) {
        const Share s = {
            .x = x + (size_t)i * netc_input_floats(m), .labels = label + i, .n = 1, .first = i};
        CALL(netc_share_pass(m, &s, sums, &loss, y, NULL, NULL, &err));
    }
    CALL(netc_share_step(m, sums, 2, true, 0.1f, &err));
    free(sums);
}

/* Weights by rules of their own, and what a file of them says of the data. */
static void told(const char *folder, const char *weights)
{
    static const char *const names[] = {"x", "y", "z"};
    WeightsTold tells = {NULL};
    char path[1024];
    CALL(netc_load_weights(model, weights, &(WeightsOptions){.partial = true}, &tells, &err));
    weights_told_free(&tells);
    CALL(netc_load_section(model, &(WeightsOptions){.partial = true}, &tells, &err));
    weights_told_free(&tells);
    CALL(netc_use_classes(model, names, 3, 0, &err));
    CALL(netc_use_origin(model, origin, &err));
    snprintf(path, sizeof path, "%s/w.safetensors", folder);
    CALL(netc_save(model, path, &err));
    CALL(netc_load(model, path, &err));
}

/* A net that is trained on a table. */
static void columns(const char *folder, NetcBackend b)
{
    NetcModel *m = NULL;
    char path[1024];
    snprintf(path, sizeof path, "%s/w.safetensors", folder);
    CALL(m = open_text(table_text, b, 1));
    CALL(netc_init(m, 3));
    CALL(netc_use_columns(m, table, "a table", &err));
    CALL(netc_save(m, path, &err));
    CALL(netc_load(m, path, &err));
    netc_close(m);
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    NetcBackend b = !strcmp(argv[3], "reference") ? NETC_REFERENCE
                    : !strcmp(argv[3], "cc")      ? NETC_CC
                                                  : NETC_JIT;
    once = argc > 5;
    float x[512], *params;
    const int32_t label[BATCH] = {0, 1};
    CALL(model = open_model(argv[1], b));
    buffers();
    if (!grad || !y || !image)
        end(once ? 1 : 3);
    if (BATCH * netc_input_floats(model) > 512)
        return 2;
    for (int i = 0; i < 512; i++)
        x[i] = (float)(i % 7) / 7;
    CALL(netc_init(model, 1));
    steps(x, label);
    files(argv[2], argv[4]);
    told(argv[2], argv[4]);
    columns(argv[2], b);
    for (int parts = 0; parts <= 2; parts += 2) {
        NetcModel *other = NULL;
        CALL(other = open_text(parts_text, b, parts));
        (parts ? shares : values)(other, x, label);
        netc_close(other);
    }
    steps(x, label);
    params = netc_params(model);
    netc_params_changed(model);
    CALL(netc_infer(model, x, BATCH, y, &err));
    char path[1024];
    snprintf(path, sizeof path, "%s/params.bin", argv[2]);
    CALL(file_write(path, params, netc_param_floats(model) * sizeof *params, &err));
    end(first.text[0] != 0);
}
