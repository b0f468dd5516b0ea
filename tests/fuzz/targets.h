/* What can be fuzzed: every reader of files that come from elsewhere, as a table. A target gets a file and must answer with success
 * or a message; a crash, a sanitizer's report or a failed check is a finding. Used by fuzz_files.c (AFL++, by hand) and by
 * tests/unit/test_fuzz.c (a fixed number of mutations in every test run). */
#ifndef NETC_FUZZ_TARGETS_H
#define NETC_FUZZ_TARGETS_H
#include "base/fileio.h"
#include "base/hash.h"
#include "compiler/compile.h"
#include "runtime/checkpoint.h"
#include "runtime/data/dataset.h"
#include "runtime/data/image.h"
#include "runtime/data/npy.h"
#include "runtime/data/safetensors.h"
#include "runtime/data/tensors.h"
#include "runtime/trainlog.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The net whose weights and checkpoints are read. */
static const char fuzz_net[] =
    "net fuzzed {\n    input 4x4x3\n    conv 2 3x3 relu\n    batchnorm\n    flatten\n    dense 3 softmax\n}\n"
    "train {\n    loss crossentropy\n    optimizer sgd momentum=0.9\n    batch 2\n}\n";

typedef struct Fuzz {
    char       folder[64];      /* scratch; looks like a CIFAR-10 folder: test_batch.bin is there while that target runs */
    NetcModel *model;           /* of fuzz_net */
    float     *best;            /* room for its parameters */
} Fuzz;

typedef struct FuzzTarget {
    const char *name;
    bool      (*run)(Fuzz *, const char *path, Err *);
} FuzzTarget;

/* A bug in ours: ends the process as a crash does, so that every fuzzer sees it. */
static inline void fuzz_check(bool ok, const char *what)
{
    if (ok) return;
    fprintf(stderr, "fuzzing: %s\n", what);
    abort();
}

/* Not atomic and not flushed to the disk, unlike file_write: scratch. */
static bool fuzz_write(const char *path, const void *data, size_t n)
{
    unlink(path);                       /* a file that is overwritten is flushed to the disk when it is closed */
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(data, 1, n, f) == n;
    return f && fclose(f) == 0 && ok;
}

/* Front end; for small nets the plans too, which must not fail on what the front end let pass. */
static bool fuzz_language(Fuzz *z, const char *path, Err *err)
{
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    CompileOptions o = {.library = "lib"};
    (void)z;
    err->text[0] = 0;
    Graph *g = compile_graph(a, path, &o, d, err);
    fuzz_check(g || diag_errors(d) > 0 || err->text[0], "a net is refused without a message");
    if (!g && !err->text[0]) err_set(err, "%s has errors", path);
    for (int mode = 0; g && g->param_floats < 100000 && g->n_nodes < 100 && mode < 2; mode++) {
        Target t = default_target(g);
        t.batch = 2;
        Mode wanted = mode ? MODE_TRAIN : MODE_INFER;
        if (compile_ready(g, wanted, d) && compile_fits(g, t.batch, d)) compile_plan(a, g, wanted, &t, NULL, NULL);
    }
    arena_free(a);
    return g != NULL;
}

static bool fuzz_safetensors(Fuzz *z, const char *path, Err *err)
{
    StFile *f = st_open(path, err);
    (void)z;
    for (int i = 0; f && i < st_count(f); i++) {
        const StTensor *t = st_tensor(f, i);
        float *to = malloc(sizeof *to * ((size_t)t->count + 1));
        fuzz_check(t->rank <= ST_MAX_RANK && t->count >= 0 && t->end >= t->begin, "a tensor of an impossible shape");
        if (to) (void)st_read_float(f, t, to, err);
        free(to);
    }
    st_close(f);
    return f != NULL;
}

/* HDF5, archives and safetensors through the table of kinds. Few numbers are read: a mutant may say that it has 10^12. */
static bool fuzz_tensors(Fuzz *z, const char *path, Err *err)
{
    static float to[1 << 16];
    TensorFile *f = tensors_open(path, err);
    Err why = {""};
    (void)z;
    for (int i = 0; f && i < f->n; i++) {
        const FileTensor *t = &f->tensor[i];
        int64_t count = 1;
        fuzz_check(t->rank >= 0 && t->rank <= TENSOR_MAX_RANK && t->count >= 0, "a tensor of an impossible shape");
        for (int k = 0; k < t->rank; k++) count *= t->dim[k];
        fuzz_check(count == t->count, "a count that is not the shape's");
        if (t->count <= 1 << 16 && t->floats) fuzz_check(tensors_read(f, i, to, &why) || why.text[0], "a tensor is refused without a message");
    }
    tensors_close(f);
    return f != NULL;
}

static bool fuzz_npy(Fuzz *z, const char *path, Err *err)
{
    NpyArray x, y;
    (void)z;
    bool ok = npy_read_float(path, &x, err);
    if (npy_read_int32(path, &y, err)) {
        fuzz_check(ok && x.count == y.count, "two readings of an array differ");
        npy_free(&y);
    }
    if (ok) npy_free(&x);
    return ok;
}

static bool fuzz_image(Fuzz *z, const char *path, Err *err)
{
    Image im, small;
    (void)z;
    if (!image_read(path, &im, err)) return false;
    bool ok = image_resize(&im, 8, 5, &small, err);
    if (ok) image_free(&small);
    image_free(&im);
    return ok;
}

static bool fuzz_cifar10(Fuzz *z, const char *path, Err *err)
{
    char link[128], full[4096];
    Dataset *d = NULL;
    snprintf(link, sizeof link, "%s/test_batch.bin", z->folder);
    if (!realpath(path, full) || symlink(full, link)) return err_set(err, "cannot link %s", path);
    bool ok = dataset_load("cifar10", z->folder, DATASET_TEST, 8, 8, NULL, 0, &d, err);
    for (int i = 0; ok && i < d->n; i++) fuzz_check(d->labels[i] >= 0 && d->labels[i] < d->n_classes, "a label out of range");
    dataset_free(d);
    unlink(link);
    return ok;
}

static bool fuzz_weights(Fuzz *z, const char *path, Err *err)
{
    bool ok = netc_load(z->model, path, err);
    fuzz_check(find_nonfinite(netc_params(z->model), (int64_t)netc_param_floats(z->model)) < 0, "weights that are not finite were taken");
    return ok;
}

/* What lies behind the checksums is to be fuzzed too: puts right that of the training state, then, as the reader's own message says
 * what it would be, that of the file. */
static void fuzz_seal_state(const Fuzz *z, unsigned char *data, size_t n)
{
    enum { TAIL = 8 * sizeof(uint64_t) };           /* behind the state: seven numbers and the checksum */
    size_t bytes = netc_state_bytes(z->model), start = 8;
    uint64_t sum;
    for (int i = 0; n > 8 && i < 8; i++) start += (size_t)data[i] << (8 * i);
    if (start > n || bytes > n - start) return;
    sum = hash_bytes(HASH_START, data + start, bytes - TAIL);
    sum = hash_bytes(sum, data + start + bytes - TAIL, TAIL - sizeof sum);
    memcpy(data + start + bytes - sizeof sum, &sum, sizeof sum);
}

/* Of a whole checkpoint it changes nothing. */
static inline bool fuzz_seal_fits(const Fuzz *z, const char *path, Err *err)
{
    unsigned char *data, *copy;
    size_t n;
    if (!file_read(path, 0, &data, &n, err)) return false;
    bool ok = (copy = malloc(n)) != NULL;
    if (ok) {
        memcpy(copy, data, n);
        fuzz_seal_state(z, copy, n);
        ok = !memcmp(copy, data, n) || err_set(err, "fuzz_seal_state does not compute the checksum of netc_state");
    }
    free(copy);
    free(data);
    return ok;
}

static void fuzz_seal_file(unsigned char *data, size_t n, const char *message)
{
    static const char says[] = "that of its content ", key[] = "\"checksum\":\"";
    enum { DIGITS = 16 };
    const char *sum = strstr(message, says);
    unsigned char *at = memmem(data, n, key, sizeof key - 1);
    if (sum && at && strlen(sum) == sizeof says - 1 + DIGITS && (size_t)(data + n - at) >= sizeof key - 1 + DIGITS)
        memcpy(at + sizeof key - 1, sum + sizeof says - 1, DIGITS);
}

static bool fuzz_checkpoint_file(Fuzz *z, const char *path, Err *err)
{
    TrainState s = {0};
    bool peeked = checkpoint_peek(path, &s, err), ok = checkpoint_load(z->model, &s, z->best, path, err);
    fuzz_check(peeked || !ok, "a checkpoint loads that cannot be looked at");
    char *used = NULL;
    Err note, why;
    if (checkpoint_choose(path, &used, &note, &why)) fuzz_check(peeked && !strcmp(used, path), "a whole checkpoint that is not one");
    free(used);
    netc_init(z->model, 1);         /* its numbers may be anything: back to finite ones */
    return ok;
}

static bool fuzz_checkpoint(Fuzz *z, const char *path, Err *err)
{
    char sealed[128];
    unsigned char *data;
    size_t n;
    snprintf(sealed, sizeof sealed, "%s/sealed.ckpt", z->folder);
    bool ok = fuzz_checkpoint_file(z, path, err);
    if (ok || !file_read(path, 0, &data, &n, NULL)) return ok;
    fuzz_seal_state(z, data, n);
    for (int i = 0; i < 2 && !ok; i++) {
        if (i) fuzz_seal_file(data, n, err->text);
        fuzz_check(fuzz_write(sealed, data, n), "a scratch file cannot be written");
        ok = fuzz_checkpoint_file(z, sealed, err);
    }
    unlink(sealed);
    free(data);
    return ok;
}

static bool fuzz_log(Fuzz *z, const char *path, Err *err)
{
    Arena *a = arena_new();
    TrainLog log;
    (void)z;
    bool ok = trainlog_read(a, path, &log, err);
    fuzz_check(!ok || (log.n > 0 && trainlog_best(&log) < log.n && log.n_notes <= 2), "a log without epochs, or with too many notes");
    for (int i = 1; ok && i < log.n; i++) fuzz_check(log.epoch[i].epoch > log.epoch[i - 1].epoch, "epochs out of order");
    arena_free(a);
    return ok;
}

static const FuzzTarget fuzz_targets[] = {
    {"net", fuzz_language}, {"safetensors", fuzz_safetensors}, {"npy", fuzz_npy}, {"image", fuzz_image}, {"cifar10", fuzz_cifar10},
    {"weights", fuzz_weights}, {"checkpoint", fuzz_checkpoint}, {"log", fuzz_log}, {"tensors", fuzz_tensors},
};
enum { N_FUZZ_TARGETS = sizeof fuzz_targets / sizeof *fuzz_targets };

static inline bool fuzz_open(Fuzz *z, Err *err)
{
    char path[128];
    snprintf(z->folder, sizeof z->folder, "/tmp/netc-fuzz-XXXXXX");
    if (!mkdtemp(z->folder)) return err_set(err, "cannot make a folder in /tmp");
    snprintf(path, sizeof path, "%s/fuzzed.net", z->folder);
    if (!file_write(path, fuzz_net, strlen(fuzz_net), err)) return false;
    z->model = netc_open(path, &(NetcOptions){.train = true, .threads = 1, .backend = NETC_REFERENCE}, NULL, err);
    unlink(path);
    z->best = z->model ? malloc(sizeof *z->best * (netc_param_floats(z->model) + 1)) : NULL;
    return z->best && netc_init(z->model, 1);
}

static inline void fuzz_close(Fuzz *z)
{
    netc_close(z->model);
    free(z->best);
    rmdir(z->folder);
}

/* Files to start from that depend on fuzz_net: FOLDER/fuzzed.safetensors, FOLDER/fuzzed.ckpt, FOLDER/records.bin. */
static inline bool fuzz_write_seeds(Fuzz *z, const char *folder, Err *err)
{
    static unsigned char records[2 * 3073];
    const TrainState s = {.seed = 5, .images = 20, .epoch = 3, .done = 4, .step = 33, .loss_sum = 7.25, .correct = 2, .monitor = 1, .has_best = true,
                          .best_epoch = 2, .best_value = 1.5, .wait = 1, .batch = 2, .accumulate = 1, .epochs = 5, .rate = 0.01};
    char path[4200];
    for (size_t i = 0; i < sizeof records; i++) records[i] = (unsigned char)(i * 7);
    records[0] = 3;
    records[3073] = 9;
    memcpy(z->best, netc_params(z->model), sizeof *z->best * netc_param_floats(z->model));
    snprintf(path, sizeof path, "%s/fuzzed.safetensors", folder);
    if (!netc_save(z->model, path, err)) return false;
    snprintf(path, sizeof path, "%s/fuzzed.ckpt", folder);
    if (!checkpoint_save(z->model, &s, z->best, CHECKPOINT_DROP, path, err) || !fuzz_seal_fits(z, path, err)) return false;
    snprintf(path, sizeof path, "%s/records.bin", folder);
    return file_write(path, records, sizeof records, err);
}
#endif
