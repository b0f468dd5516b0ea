/* Weights files of any kind: the table of kinds and what they share. See tensors.h. The safetensors kind wraps safetensors.h;
 * HDF5 and zip have files of their own. */
#include "runtime/data/tensors.h"
#include "runtime/data/safetensors.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool tensors_add(TensorFile *f, const char *name, int rank, const int64_t *dim, const char *type, bool floats, Err *err)
{
    FileTensor t = {.name = arena_strdup(f->arena, name), .rank = rank, .count = 1, .type = type, .floats = floats};
    if (rank < 0 || rank > TENSOR_MAX_RANK) return err_set(err, "%s: tensor `%s` has %d dimensions, at most %d are read", f->path, name, rank, TENSOR_MAX_RANK);
    for (int i = 0; i < rank; i++) {
        if (dim[i] < 0 || (dim[i] && t.count > INT64_MAX / 16 / dim[i])) return err_set(err, "%s: tensor `%s`: the shape is absurdly large", f->path, name);
        t.dim[i] = dim[i];
        t.count *= dim[i];
    }
    if (f->n == f->cap) {
        int cap = f->cap ? 2 * f->cap : 64;
        FileTensor *grown = ARENA_ARRAY(f->arena, FileTensor, (size_t)cap);
        if (f->n) memcpy(grown, f->tensor, sizeof *grown * (size_t)f->n);
        f->tensor = grown;
        f->cap = cap;
    }
    f->tensor[f->n++] = t;
    return true;
}

/* ---- safetensors ---- */

static bool safetensors_open(TensorFile *f, Err *err)
{
    StFile *st = st_open(f->path, err);
    f->handle = st;
    for (int i = 0; st && i < st_count(st); i++) {
        const StTensor *t = st_tensor(st, i);
        bool floats = t->type == ST_F32 || t->type == ST_F16 || t->type == ST_BF16 || t->type == ST_F64;
        if (!tensors_add(f, t->name, t->rank, t->dim, st_type_name(t->type), floats, err)) return false;
    }
    return st != NULL;
}

static bool safetensors_read(TensorFile *f, int i, float *to, Err *err)
{
    return st_read_float(f->handle, st_tensor(f->handle, i), to, err);
}

static void safetensors_close(TensorFile *f) { st_close(f->handle); }

static const TensorKind tensor_kind_safetensors = {"safetensors", safetensors_open, safetensors_read, safetensors_close};

/* ---- which kind ---- */

typedef struct Signature { const char *bytes; size_t n; const TensorKind *kind; } Signature;
static const Signature signatures[] = {
    {"\x89HDF\r\n\x1a\n", 8, &tensor_kind_hdf5}, {"PK\x03\x04", 4, &tensor_kind_zip}, {"PK\x05\x06", 4, &tensor_kind_zip},
};

/* A file that begins like none of these is safetensors, unless its name promises something else. */
typedef struct Ending { const char *text, *what; } Ending;
static const Ending endings[] = {
    {".h5", "an HDF5 file"}, {".hdf5", "an HDF5 file"}, {".keras", "a Keras archive (zip)"}, {".npz", "a NumPy archive (zip)"},
};

static const TensorKind *find_kind(const char *path, Err *err)
{
    char head[8] = {0};
    FILE *in = fopen(path, "rb");
    if (!in) return err_set(err, "cannot open %s: %s", path, strerror(errno)), NULL;
    size_t n = fread(head, 1, sizeof head, in), len = strlen(path);
    fclose(in);
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (n >= signatures[i].n && !memcmp(head, signatures[i].bytes, signatures[i].n)) return signatures[i].kind;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t k = strlen(endings[i].text);
        if (len > k && !strcmp(path + len - k, endings[i].text))
            return err_set(err, "%s: not %s: its first bytes are those of something else", path, endings[i].what), NULL;
    }
    return &tensor_kind_safetensors;
}

TensorFile *tensors_open(const char *path, Err *err)
{
    const TensorKind *kind = find_kind(path, err);
    if (!kind) return NULL;
    Arena *a = arena_new();
    TensorFile *f = ARENA_NEW(a, TensorFile);
    f->arena = a;
    f->path = arena_strdup(a, path);
    f->kind = kind;
    if (kind->open(f, err)) return f;
    tensors_close(f);
    return NULL;
}

void tensors_close(TensorFile *f)
{
    if (!f) return;
    f->kind->close(f);
    arena_free(f->arena);
}

bool tensors_read(TensorFile *f, int i, float *to, Err *err)
{
    const FileTensor *t = &f->tensor[i];
    if (!t->floats) return err_set(err, "%s: tensor `%s` holds %s; expected floating-point numbers", f->path, t->name, t->type);
    return f->kind->read(f, i, to, err);
}
