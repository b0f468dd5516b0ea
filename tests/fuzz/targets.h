/* What can be fuzzed: every reader of files that come from elsewhere, as a table. A target gets a
 * file and must answer with success or a message; a crash, a sanitizer's report or a failed check
 * is a finding. Used by fuzz_bytes.c (libFuzzer), fuzz_files.c (by hand) and tests/unit/test_fuzz.c
 * (the saved corpora and a fixed number of mutations in every test run). The current folder is the
 * project's. */
#ifndef NETC_FUZZ_TARGETS_H
#define NETC_FUZZ_TARGETS_H
#include "tests/fuzz/target_data.h"
#include "tests/fuzz/target_models.h"
#include "tests/fuzz/target_net.h"
#include "tests/fuzz/target_weights.h"

typedef struct FuzzTarget {
    const char *name;
    bool (*run)(Fuzz *, const char *path, Err *);
    const char *file; /* the name that the file gets */
    /* Files to start from besides tests/fuzz/corpus/NAME: those of a folder with these ends; "":
     * those that fuzz_write_seeds makes. */
    const char *folder, *ends[6];
    int mutations; /* in every test run */
} FuzzTarget;

#define GOLDEN "tests/data_golden"
static const FuzzTarget fuzz_targets[] = {
    {"net", fuzz_language, "f.net", "tests/lang", {".net"}, 1500},
    {"run", fuzz_run, "f.net", "tests/campaign/fixed", {".net"}, 60},
    {"safetensors", fuzz_safetensors, "f.safetensors", GOLDEN, {".safetensors"}, 1000},
    {"npy", fuzz_npy, "f.npy", GOLDEN, {".npy"}, 1000},
    {"jpeg", fuzz_image, "f.jpg", GOLDEN, {".jpg"}, 500},
    {"png", fuzz_image, "f.png", GOLDEN, {".png"}, 500},
    {"webp", fuzz_image, "f.webp", GOLDEN, {".webp"}, 500},
    {"gif", fuzz_image, "f.gif", GOLDEN, {".gif"}, 500},
    {"bmp", fuzz_image, "f.bmp", GOLDEN, {".bmp"}, 500},
    {"ppm", fuzz_image, "f.ppm", GOLDEN, {".pgm", "five.ppm", "deep.ppm"}, 500},
    {"exif", fuzz_exif, "f.exif", "tests/fuzz/corpus/exif", {""}, 500},
    {"cifar10", fuzz_cifar10, "f.bin", "", {"records.bin"}, 200},
    {"cifar100", fuzz_cifar100, "f.bin", "", {"fine.bin"}, 200},
    {"cifar_names", fuzz_cifar_names, "f.txt", "tests/fuzz/corpus/cifar_names", {""}, 200},
    {"idx_images", fuzz_idx_images, "f.idx", GOLDEN "/mnist", {"t10k-images-idx3-ubyte"}, 200},
    {"idx_labels", fuzz_idx_labels, "f.idx", GOLDEN "/mnist", {"t10k-labels-idx1-ubyte"}, 200},
    {"npy_x", fuzz_npy_x, "f.npy", GOLDEN "/npy_bytes", {"x_test.npy"}, 200},
    {"npy_y", fuzz_npy_y, "f.npy", GOLDEN "/npy_bytes", {"y_test.npy"}, 200},
    {"folder", fuzz_folder, "f.txt", "tests/fuzz/corpus/folder", {""}, 300},
    {"wav", fuzz_wav, "f.wav", "tests/fuzz/corpus/wav", {""}, 500},
    {"npz_table", fuzz_npz_table, "f.npz", "tests/fuzz/corpus/npz_table", {""}, 300},
    {"lines", fuzz_lines, "f.csv", "tests/fuzz/corpus/lines", {""}, 300},
    {"log", fuzz_log, "f.jsonl", "examples/results", {".jsonl"}, 1000},
    {"machine", fuzz_machine, "f.json", "", {"machine.json"}, 300},
    {"names", fuzz_names, "f.txt", "tests/fuzz/corpus/names", {""}, 500},
    {"weights", fuzz_weights, "f.safetensors", "", {"fuzzed.safetensors"}, 1000},
    {"foreign",
     fuzz_foreign,
     "f.safetensors",
     GOLDEN "/foreign",
     {"t_index.safetensors", "t_groups.safetensors", "t_map.safetensors", "t_prefix.safetensors"},
     100},
    {"map", fuzz_map, "f.map", GOLDEN "/foreign", {".map"}, 500},
    {"config", fuzz_config, "f.json", "tests/fuzz/corpus/config", {""}, 200},
    {"keras_model", fuzz_keras_model, "f.json", "tests/fuzz/corpus/config", {""}, 200},
    {"onnx", fuzz_onnx, "model.onnx", "tests/fuzz/corpus/onnx", {""}, 700},
    {"darknet", fuzz_darknet, "f.cfg", GOLDEN "/models", {".cfg"}, 300},
    {"darknet_weights", fuzz_darknet_weights, "f.weights", GOLDEN "/models", {".weights"}, 300},
    {"model_keras", fuzz_keras_file, "f.keras", GOLDEN "/foreign", {".keras"}, 30},
    {"model_h5", fuzz_keras_file, "f.h5", GOLDEN "/foreign", {"branches.h5", "nested.h5"}, 30},
    {"checkpoint", fuzz_checkpoint, "f.ckpt", "", {"fuzzed.ckpt"}, 500},
    {"state", fuzz_state, "f.state", "", {"fuzzed.state"}, 500},
    {"emitted_load", fuzz_emitted_load, "f.safetensors", "", {"fuzzed.safetensors"}, 1000},
    {"emitted_state", fuzz_emitted_state, "f.state", "", {"emitted.state"}, 500},
    {"npz", fuzz_archive, "f.npz", GOLDEN "/weights", {".npz"}, 500},
    {"pickle", fuzz_archive, "f.pt", "tests/fuzz/corpus/pickle", {""}, 300},
    {"keras", fuzz_archive, "f.keras", GOLDEN "/weights", {".keras"}, 100},
    {"hdf5", fuzz_tensors, "f.h5", GOLDEN "/weights", {".h5"}, 100},
};
#undef GOLDEN
enum { N_FUZZ_TARGETS = sizeof fuzz_targets / sizeof *fuzz_targets };

static inline const FuzzTarget *fuzz_find(const char *name)
{
    for (int i = 0; i < N_FUZZ_TARGETS; i++)
        if (!strcmp(fuzz_targets[i].name, name))
            return &fuzz_targets[i];
    return NULL;
}

static inline bool fuzz_open(Fuzz *z, Err *err)
{
    bool shm = !access("/dev/shm", W_OK);
    snprintf(z->folder, sizeof z->folder, "%s/netc-fuzz-XXXXXX", shm ? "/dev/shm" : "/tmp");
    if (!mkdtemp(z->folder))
        return err_set(err, "cannot make a folder: %s", z->folder);
    NetcOptions o = {.train = true, .threads = 1, .backend = NETC_REFERENCE, .machine = "default"};
    z->model = netc_open("tests/fuzz/fuzzed.net", &o, NULL, err);
    z->best = z->model ? malloc(sizeof *z->best * (netc_param_floats(z->model) + 1)) : NULL;
    return z->best && netc_init(z->model, 1);
}

static inline void fuzz_close(Fuzz *z)
{
    for (int i = 0; i < FUZZ_NETS; i++) {
        netc_close(z->nets[i]);
        fuzz_layers_free(z->layers[i]);
    }
    netc_close(z->model);
    free(z->best);
    rmdir(z->folder);
}

static int fuzz_append(void *user, const void *buf, size_t n)
{
    return fwrite(buf, 1, n, user) != n;
}

static inline bool fuzz_write_emitted_state(const char *path)
{
    static float params[FUZZED_PARAM_FLOATS];
    fuzzed_train *t = NULL;
    void *mem = aligned_alloc(FUZZED_ALIGN, FUZZED_TRAIN_BYTES);
    FILE *f = fopen(path, "wb");
    bool ok = mem && f && !fuzzed_init(params, 1) &&
              !fuzzed_train_init(&t, mem, FUZZED_TRAIN_BYTES, params, 1) &&
              !fuzzed_train_save(t, fuzz_append, f);
    if (f)
        ok &= fclose(f) == 0;
    free(mem);
    return ok;
}

static const char *const fuzz_seeds[] = {"fuzzed.safetensors", "fuzzed.ckpt", "fuzzed.state",
                                         "emitted.state",      "records.bin", "fine.bin",
                                         "machine.json",       NULL};

/* Files to start from that depend on fuzzed.net, and records that are all alike. */
static inline bool fuzz_write_seeds(Fuzz *z, const char *folder, Err *err)
{
    static unsigned char records[2 * 3074];
    const TrainState s = {.seed = 5,
                          .images = 20,
                          .epoch = 3,
                          .done = 4,
                          .step = 33,
                          .loss_sum = 7.25,
                          .correct = 2,
                          .monitor = 1,
                          .has_best = true,
                          .best_epoch = 2,
                          .best_value = 1.5,
                          .wait = 1,
                          .batch = 2,
                          .shares = 1,
                          .accumulate = 1,
                          .epochs = 5,
                          .rate = 0.01};
    char path[4200];
    for (size_t i = 0; i < sizeof records; i++)
        records[i] = (unsigned char)(i * 7);
    memcpy(z->best, netc_params(z->model), sizeof *z->best * netc_param_floats(z->model));
#define SEED(name) (snprintf(path, sizeof path, "%s/" name, folder), path)
    if (!machine_write(SEED("machine.json"), &machine_default, err))
        return false;
    if (!netc_save(z->model, SEED("fuzzed.safetensors"), err))
        return false;
    if (!checkpoint_save(z->model, &s, z->best, CHECKPOINT_DROP, SEED("fuzzed.ckpt"), err) ||
        !fuzz_seal_fits(z, path, err))
        return false;
    bool ok = fuzz_write(SEED("fuzzed.state"), netc_state(z->model), netc_state_bytes(z->model)) &&
              fuzz_write_emitted_state(SEED("emitted.state"));
    records[0] = 3;
    records[3073] = 9;
    ok = ok && fuzz_write(SEED("records.bin"), records, 2 * 3073);
    records[1] = 77;
    records[3074] = 5;
    records[3075] = 99;
    ok = ok && fuzz_write(SEED("fine.bin"), records, 2 * 3074);
#undef SEED
    return ok || err_set(err, "cannot write %s", path);
}
#endif
