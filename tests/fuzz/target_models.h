/* Targets that read whole models: what is taken must be a net that netc takes, with its weights. */
#ifndef NETC_FUZZ_TARGET_MODELS_H
#define NETC_FUZZ_TARGET_MODELS_H
#include "models/import.h"
#include "tests/fuzz/target_weights.h"

typedef struct FuzzImport {
    Arena *arena;
    const char *path, *weights;
    Model *(*read)(Arena *, const char *, const ModelOptions *, Diag *, Err *);
    Err *err;
} FuzzImport;

/* Does a mistake say where it is: a node, a layer, a tensor ...? */
static bool fuzz_has_place(const char *text)
{
    static const char *const places[] = {"node `",   "layer `",   "tensor `",  "input `",
                                         "output `", "the graph", "the model", "a node"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (!strncmp(text, places[i], strlen(places[i])))
            return true;
    return false;
}

/* darknet's say the file and the line or section. */
static void fuzz_check_places(const FuzzImport *j, const Diag *d)
{
    DiagMessage m;
    for (int i = 0; diag_message(d, i, &m); i++)
        fuzz_check(strcmp(m.severity, "error") || j->read == darknet_model ||
                       fuzz_has_place(m.text),
                   "a mistake without its place");
}

static bool fuzz_import_job(void *arg)
{
    const FuzzImport *j = arg;
    const ModelOptions o = {.batch = true, .weights = j->weights};
    Diag *d = diag_new(j->arena), *net = diag_new(j->arena);
    j->err->text[0] = 0;
    Model *m = j->read(j->arena, j->path, &o, d, j->err);
    fuzz_check(m || j->err->text[0], "a model is refused without a message");
    if (!m)
        return false;
    fuzz_check_places(j, d);
    if (diag_errors(d))
        return err_set(j->err, "%s has errors", j->path);
    model_simplify(m);
    model_check(m, d);
    if (diag_errors(d))
        return err_set(j->err, "%s has errors", j->path);
    const char *text = model_text(m);
    Graph *g = compile_graph(j->arena, "m.net", &(CompileOptions){.text = text}, net, j->err);
    if (!g)
        diag_print(net, stderr);
    fuzz_check(g != NULL, "what was imported is no net");
    float *params = calloc((size_t)g->param_floats + 1, sizeof *params);
    if (params && !model_fill(m, g, params, j->err))
        fuzz_check(false, j->err->text);
    free(params);
    return true;
}

static bool fuzz_import(FuzzImport j)
{
    j.arena = arena_new();
    bool ok = j.arena && arena_try(j.arena, fuzz_import_job, &j, j.err);
    arena_free(j.arena);
    return ok;
}

static bool fuzz_onnx(Fuzz *z, const char *path, Err *err)
{
    (void)z;
    return fuzz_import((FuzzImport){.path = path, .read = onnx_model, .err = err});
}

static bool fuzz_darknet(Fuzz *z, const char *path, Err *err)
{
    (void)z;
    return fuzz_import((FuzzImport){.path = path,
                                    .weights = "tests/data_golden/models/darknet.weights",
                                    .read = darknet_model,
                                    .err = err});
}

static bool fuzz_darknet_weights(Fuzz *z, const char *path, Err *err)
{
    (void)z;
    return fuzz_import((FuzzImport){.path = "tests/data_golden/models/darknet.cfg",
                                    .weights = path,
                                    .read = darknet_model,
                                    .err = err});
}

/* A whole file: .keras or .h5. */
static bool fuzz_keras_file(Fuzz *z, const char *path, Err *err)
{
    unsigned char *data;
    size_t n;
    if (!file_read(path, 0, &data, &n, err))
        return false;
    bool zip = n > 4 && !memcmp(data, "PK", 2);
    char sealed[4200];
    snprintf(sealed, sizeof sealed, "%s", fuzz_path(z, zip ? "sealed.keras" : "sealed.h5"));
    if (zip)
        fuzz_seal_zip(data, n);
    fuzz_check(fuzz_write(sealed, data, n), "a scratch file cannot be written");
    free(data);
    bool ok = fuzz_import((FuzzImport){.path = sealed, .read = keras_model, .err = err});
    unlink(sealed);
    return ok;
}

/* The configuration of a Keras model, around the variables of a good one (see fuzz_config). */
static bool fuzz_keras_model(Fuzz *z, const char *path, Err *err)
{
    unsigned char *data;
    size_t n;
    if (!file_read(path, 0, &data, &n, err))
        return false;
    int i = n > 0 && data[0] >= '0' ? (data[0] - '0') % N_FUZZ_KERAS : 0;
    const FuzzLayers *l = fuzz_layers(z, i);
    StMeta meta = {"model_config", n > 0 ? (char *)data + 1 : ""};
    const char *model = fuzz_path(z, "model.safetensors");
    bool ok = st_write(model, l->entry, l->n, &meta, 1, err) &&
              fuzz_import((FuzzImport){.path = model, .read = keras_model, .err = err});
    unlink(model);
    free(data);
    return ok;
}
#endif
