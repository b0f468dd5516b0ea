/* Targets that read weights, checkpoints, training states and what tells of them. */
#ifndef NETC_FUZZ_TARGET_WEIGHTS_H
#define NETC_FUZZ_TARGET_WEIGHTS_H
#include "base/number.h"
#include "compiler/compile.h"
#include "training/checkpoint.h"
#include "formats/safetensors.h"
#include "formats/tensors.h"
#include "runtime/load_save.h"
#include "runtime/values.h"
#include "tests/fuzz/fuzzed_emitted.h"
#include "tests/fuzz/scratch.h"

static bool fuzz_safetensors(Fuzz *z, const char *path, Err *err)
{
    StFile *f = st_open(path, err);
    (void)z;
    for (int i = 0; f && i < st_count(f); i++) {
        const StTensor *t = st_tensor(f, i);
        float *to = malloc(sizeof *to * ((size_t)t->count + 1));
        fuzz_check(t->rank <= TENSOR_MAX_RANK && t->count >= 0 && t->end >= t->begin,
                   "a tensor of an impossible shape");
        if (to)
            (void)st_read_float(f, t, to, err);
        free(to);
    }
    st_close(f);
    return f != NULL;
}

/* HDF5, archives, pickles and safetensors through the table of kinds. Few numbers are read: a
 * mutant may say that it has 10^12. */
static bool fuzz_tensors(Fuzz *z, const char *path, Err *err)
{
    static float to[1 << 16];
    TensorFile *f = tensors_open(path, err);
    Err why = {""};
    (void)z;
    for (int i = 0; f && i < f->n; i++) {
        const FileTensor *t = &f->tensor[i];
        int64_t count = 1;
        fuzz_check(t->rank >= 0 && t->rank <= TENSOR_MAX_RANK && t->count >= 0,
                   "a tensor of an impossible shape");
        for (int k = 0; k < t->rank; k++)
            count *= t->dim[k];
        fuzz_check(count == t->count, "a count that is not the shape's");
        if (t->count <= 1 << 16 && t->floats)
            fuzz_check(tensors_read(f, i, to, &why) || why.text[0],
                       "a tensor is refused without a message");
    }
    tensors_close(f);
    return f != NULL;
}

/* The file, and, when it is refused, the file with its checksums put right. */
static bool fuzz_archive(Fuzz *z, const char *path, Err *err)
{
    unsigned char *data;
    size_t n;
    if (fuzz_tensors(z, path, err))
        return true;
    if (!file_read(path, 0, &data, &n, NULL))
        return false;
    fuzz_seal_zip(data, n);
    const char *sealed = fuzz_path(z, strrchr(path, '.') ? "sealed.npz" : "sealed");
    fuzz_check(fuzz_write(sealed, data, n), "a scratch file cannot be written");
    free(data);
    bool ok = fuzz_tensors(z, sealed, err);
    unlink(sealed);
    return ok;
}

static void fuzz_finite(NetcModel *m)
{
    fuzz_check(find_nonfinite(netc_params(m), (int64_t)netc_param_floats(m)) < 0,
               "weights that are not finite were taken");
}

static bool fuzz_weights(Fuzz *z, const char *path, Err *err)
{
    bool ok = netc_load(z->model, path, err);
    fuzz_finite(z->model);
    return ok;
}

static NetcModel *fuzz_net(Fuzz *z, int i, const char *path)
{
    Err err = {""};
    if (!z->nets[i])
        z->nets[i] = netc_open(
            path, &(NetcOptions){.batch = 1, .threads = 1, .backend = NETC_REFERENCE}, NULL, &err);
    if (!z->nets[i])
        fprintf(stderr, "%s\n", err.text);
    fuzz_check(z->nets[i] != NULL, "a net cannot be opened");
    return z->nets[i];
}

static bool fuzz_load_into(NetcModel *m, const char *path, bool partial, const char *map, Err *err)
{
    WeightsOptions o = {.partial = partial, .map = map, .whole_table = true};
    WeightsTold told = {0};
    err->text[0] = 0;
    bool ok = netc_load_weights(m, path, &o, &told, err);
    fuzz_check(ok || err->text[0], "weights are refused without a message");
    fuzz_finite(m);
    weights_told_free(&told);
    return ok;
}

/* Names and shapes as PyTorch and Keras write them, in safetensors, against nets of several forms.
 */
static bool fuzz_foreign(Fuzz *z, const char *path, Err *err)
{
    static const char *const nets[] = {
        "tests/data_golden/foreign/t_index.net", "tests/data_golden/foreign/t_groups.net",
        "tests/data_golden/foreign/t_map.net", "tests/data_golden/foreign/t_prefix.net"};
    bool any = false;
    Err why;
    for (int i = 0; i < 4; i++) {
        any |= fuzz_load_into(fuzz_net(z, i, nets[i]), path, false, NULL, any ? &why : err);
        (void)fuzz_load_into(z->nets[i], path, true, NULL, &why);
    }
    return any;
}

static bool fuzz_map(Fuzz *z, const char *path, Err *err)
{
    NetcModel *m = fuzz_net(z, 4, "tests/data_golden/foreign/t_plain.net");
    return fuzz_load_into(m, "tests/data_golden/foreign/t_plain.safetensors", false, path, err);
}

/* ---- Keras' configuration: safetensors' metadata become the same notes ---- */

static const char *const fuzz_keras[] = {"k3_nested", "k3_branches", "k3_separable",
                                         "k2_nested", "k2_branches", "k2_separable"};
enum { N_FUZZ_KERAS = sizeof fuzz_keras / sizeof *fuzz_keras };

typedef struct FuzzLayers {
    StEntry *entry;
    int n;
} FuzzLayers;

static void fuzz_copy_layers(TensorFile *f, FuzzLayers *l)
{
    l->entry = calloc((size_t)f->n + 1, sizeof *l->entry);
    for (int i = 0; i < f->n; i++) {
        const FileTensor *t = &f->tensor[i];
        int *dim = calloc(TENSOR_MAX_RANK, sizeof *dim);
        float *data = malloc(sizeof *data * ((size_t)t->count + 1));
        fuzz_check(dim && data, "no memory");
        for (int k = 0; k < t->rank; k++)
            dim[k] = (int)t->dim[k];
        bool ok = t->floats && tensors_read(f, i, data, NULL);
        if (ok)
            l->entry[l->n++] = (StEntry){strdup(t->name), NUMBER_F32, t->rank, dim, data};
        if (ok)
            continue;
        free(dim);
        free(data);
    }
}

static const FuzzLayers *fuzz_layers(Fuzz *z, int i)
{
    char path[200];
    Err err = {""};
    if (z->layers[i])
        return z->layers[i];
    snprintf(path, sizeof path, "tests/data_golden/foreign/%s.keras", fuzz_keras[i]);
    TensorFile *f = tensors_open(path, &err);
    FuzzLayers *l = calloc(1, sizeof *l);
    fuzz_check(f && l, err.text);
    fuzz_copy_layers(f, l);
    tensors_close(f);
    return z->layers[i] = l;
}

static void fuzz_layers_free(FuzzLayers *l)
{
    for (int i = 0; l && i < l->n; i++) {
        free((void *)(uintptr_t)l->entry[i].name);
        free((void *)(uintptr_t)l->entry[i].dim);
        free((void *)(uintptr_t)l->entry[i].data);
    }
    if (l)
        free(l->entry);
    free(l);
}

/* A digit, which says whose layers the file has, then config.json. */
static bool fuzz_config(Fuzz *z, const char *path, Err *err)
{
    unsigned char *data;
    size_t n;
    char net[200];
    if (!file_read(path, 0, &data, &n, err))
        return false;
    int i = n > 0 && data[0] >= '0' ? (data[0] - '0') % N_FUZZ_KERAS : 0;
    const FuzzLayers *l = fuzz_layers(z, i);
    StMeta meta = {"model_config", n > 0 ? (char *)data + 1 : ""};
    const char *weights = fuzz_path(z, "config.safetensors");
    snprintf(net, sizeof net, "tests/data_golden/foreign/%s.net", fuzz_keras[i]);
    bool ok = st_write(weights, l->entry, l->n, &meta, 1, err) &&
              fuzz_load_into(fuzz_net(z, 5 + i, net), weights, false, NULL, err);
    unlink(weights);
    free(data);
    return ok;
}

/* ---- checkpoints and training states ---- */

static bool fuzz_checkpoint_file(Fuzz *z, const char *path, Err *err)
{
    TrainState s = {0};
    bool peeked = checkpoint_peek(path, &s, err);
    bool ok = checkpoint_load(z->model, &s, z->best, path, false, err);
    fuzz_check(peeked || !ok, "a checkpoint loads that cannot be looked at");
    char *used = NULL;
    Err note, why;
    if (checkpoint_choose(path, &used, &note, &why))
        fuzz_check(peeked && !strcmp(used, path), "a whole checkpoint that is not one");
    free(used);
    netc_init(z->model, 1); /* its numbers may be anything: back to finite ones */
    return ok;
}

static bool fuzz_checkpoint(Fuzz *z, const char *path, Err *err)
{
    unsigned char *data;
    size_t n;
    const char *sealed = fuzz_path(z, "sealed.ckpt");
    bool ok = fuzz_checkpoint_file(z, path, err);
    if (ok || !file_read(path, 0, &data, &n, NULL))
        return ok;
    fuzz_seal_checkpoint(z, data, n);
    for (int i = 0; i < 2 && !ok; i++) {
        if (i)
            fuzz_seal_file(data, n, err->text);
        fuzz_check(fuzz_write(sealed, data, n), "a scratch file cannot be written");
        ok = fuzz_checkpoint_file(z, sealed, err);
    }
    unlink(sealed);
    free(data);
    return ok;
}

/* netc_state_load of a state that a host kept, then a step with it. */
static bool fuzz_state(Fuzz *z, const char *path, Err *err)
{
    static const float x[96] = {1, -1, 0.5f};
    static const int32_t label[2] = {1, 2};
    size_t bytes = netc_state_bytes(z->model), n;
    unsigned char *data, *image = calloc(1, bytes);
    if (!image || !file_read(path, 0, &data, &n, err)) {
        free(image);
        return false;
    }
    memcpy(image, data, n < bytes ? n : bytes);
    for (int sealed = 0; sealed < 2; sealed++) {
        if (sealed)
            fuzz_seal_state(image, bytes);
        bool ok = netc_state_check(z->model, image, err);
        fuzz_check(ok || err->text[0], "a state is refused without a message");
        fuzz_check(netc_state_load(z->model, image) == ok, "a state loads that fails its check");
    }
    bool ok = netc_state_load(z->model, image);
    float loss;
    if (ok)
        (void)netc_train_step(z->model, x, label, 2, 0.1f, &loss, NULL, NULL);
    free(data);
    free(image);
    netc_init(z->model, 1);
    return ok;
}

/* ---- the loader in emitted C, reading from memory ---- */

typedef struct FuzzBytes {
    const unsigned char *p;
    size_t n;
} FuzzBytes;

static int fuzz_read_bytes(void *user, void *buf, size_t n)
{
    FuzzBytes *b = user;
    if (n > b->n)
        return 1;
    memcpy(buf, b->p, n);
    b->p += n;
    b->n -= n;
    return 0;
}

static bool fuzz_emitted_load(Fuzz *z, const char *path, Err *err)
{
    static float params[FUZZED_PARAM_FLOATS];
    unsigned char *data;
    size_t n;
    (void)z;
    if (!file_read(path, 0, &data, &n, err))
        return false;
    int status = fuzzed_load(params, fuzz_read_bytes, &(FuzzBytes){data, n});
    free(data);
    fuzz_check(status || find_nonfinite(params, FUZZED_PARAM_FLOATS) < 0,
               "the emitted loader took weights that are not finite");
    return !status || err_set(err, "%s: %s", path, fuzzed_strerror(status));
}

/* As net_train_load computes it: the last eight bytes of the file. */
static void fuzz_seal_emitted(unsigned char *data, size_t n)
{
    uint64_t sum = 0, word;
    for (size_t at = 0; n >= 8 && at + 8 <= n - 8; at += 8) {
        memcpy(&word, data + at, sizeof word);
        sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    if (n >= 8)
        memcpy(data + n - 8, &sum, sizeof sum);
}

static bool fuzz_emitted_state(Fuzz *z, const char *path, Err *err)
{
    static float params[FUZZED_PARAM_FLOATS];
    static const float x[96] = {1, -1, 0.5f};
    static const int32_t label[2] = {1, 2};
    fuzzed_train *t = NULL;
    unsigned char *data;
    size_t n;
    (void)z;
    void *mem = aligned_alloc(FUZZED_ALIGN, FUZZED_TRAIN_BYTES);
    if (!mem || !file_read(path, 0, &data, &n, err)) {
        free(mem);
        return false;
    }
    fuzzed_init(params, 1);
    fuzz_check(!fuzzed_train_init(&t, mem, FUZZED_TRAIN_BYTES, params, 1), "train_init fails");
    int status = fuzzed_train_load(t, fuzz_read_bytes, &(FuzzBytes){data, n});
    fuzz_seal_emitted(data, n);
    if (status)
        status = fuzzed_train_load(t, fuzz_read_bytes, &(FuzzBytes){data, n});
    if (status) { /* refused: all is as it was */
        float after[FUZZED_PARAM_FLOATS];
        fuzz_check(!fuzzed_train_params(t, after) && !memcmp(after, params, sizeof after),
                   "a state that was refused changed the parameters");
    } else {
        (void)fuzzed_train_step(t, x, label, 2, 0.1f, NULL);
    }
    free(data);
    free(mem);
    return !status || err_set(err, "%s: %s", path, fuzzed_strerror(status));
}
#endif
