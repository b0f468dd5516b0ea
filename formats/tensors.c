/* Weights files of any kind: the table of kinds and what they share. See tensors.h. The safetensors
 * kind wraps safetensors.h; HDF5 and zip have files of their own. */
#include "formats/tensors.h"
#include <errno.h>
#include "base/fileio.h"
#include "formats/safetensors.h"
#include <stdlib.h>
#include <string.h>

typedef struct Adding {
    TensorFile *f;
    FileTensor *t;
    const char *name;
} Adding;

static bool add(void *arg)
{
    Adding *a = arg;
    TensorFile *f = a->f;
    a->t->name = arena_strdup(f->arena, a->name);
    ARENA_PUSH(f->arena, f->tensor, f->n, f->cap, *a->t);
    return true;
}

bool tensors_add(TensorFile *f, const char *name, int rank, const int64_t *dim, const char *type,
                 bool floats, Err *err)
{
    FileTensor t = {.rank = rank, .count = 1, .type = type, .floats = floats};
    if (rank < 0 || rank > TENSOR_MAX_RANK)
        return err_set(err, "%s: tensor `%s` has %d dimensions, at most %d are read", f->path, name,
                       rank, TENSOR_MAX_RANK);
    for (int i = 0; i < rank; i++) {
        if (dim[i] < 0 || (dim[i] && t.count > INT64_MAX / 16 / dim[i]))
            return err_set(err, "%s: tensor `%s`: the shape is absurdly large", f->path, name);
        t.dim[i] = dim[i];
        t.count *= dim[i];
    }
    return arena_try(f->arena, add, &(Adding){f, &t, name},
                     err); /* returns: the caller may hold what is not the arena's */
}

void tensors_note(TensorFile *f, const char *at, const char *key, const char *const *value, int n)
{
    FileNote note = {arena_strdup(f->arena, at), arena_strdup(f->arena, key), NULL, n};
    note.value = ARENA_ARRAY(f->arena, const char *, (size_t)n + 1);
    for (int i = 0; i < n; i++)
        note.value[i] = arena_strdup(f->arena, value[i]);
    ARENA_PUSH(f->arena, f->note, f->n_notes, f->cap_notes, note);
}

const FileNote *tensors_find_note(const TensorFile *f, const char *at, const char *key)
{
    for (int i = 0; i < f->n_notes; i++)
        if (!strcmp(f->note[i].key, key) && !strcmp(f->note[i].at, at))
            return &f->note[i];
    return NULL;
}

/* ---- safetensors ---- */

static bool safetensors_open(TensorFile *f, Err *err)
{
    StFile *st = st_open(f->path, err);
    f->handle = st;
    const char *format = st ? st_metadata(st, "format") : NULL;
    if (format && !strncmp(format, "netc checkpoint", 15))
        return err_set(err,
                       "%s: a checkpoint of netc train, not weights: those are beside it, in a "
                       "name that ends in .safetensors; --resume goes on from it",
                       f->path);
    for (int i = 0; st && i < st_count(st); i++) {
        const StTensor *t = st_tensor(st, i);
        const NumberTypeInfo *type = &number_types[t->type];
        if (!tensors_add(f, t->name, t->rank, t->dim, type->safetensors, type->kind == NUMBER_REAL,
                         err))
            return false;
    }
    for (int i = 0; st && i < st_metadata_count(st); i++) {
        const char *key, *value;
        st_metadata_at(st, i, &key, &value);
        tensors_note(f, "", key, &value, 1);
    }
    return st != NULL;
}

static bool safetensors_read(TensorFile *f, int i, float *to, Err *err)
{
    return st_read_float(f->handle, st_tensor(f->handle, i), to, err);
}

static void safetensors_close(TensorFile *f) { st_close(f->handle); }

static const TensorKind tensor_kind_safetensors = {"safetensors", safetensors_open,
                                                   safetensors_read, safetensors_close};

/* ---- which kind ---- */

typedef struct Signature {
    const char *bytes;
    size_t n;
    const TensorKind *kind;
} Signature;
static const Signature signatures[] = {
    {"\x89HDF\r\n\x1a\n", 8, &tensor_kind_hdf5},
    {"PK\x03\x04", 4, &tensor_kind_zip},
    {"PK\x05\x06", 4, &tensor_kind_zip},
};

/* A file that begins like none of these is safetensors, unless its name promises something else. */
typedef struct Ending {
    const char *text, *what;
} Ending;
static const Ending endings[] = {
    {".h5", "an HDF5 file"},
    {".hdf5", "an HDF5 file"},
    {".keras", "a Keras archive (zip)"},
    {".npz", "a NumPy archive (zip)"},
};
static const char *const torch_endings[] = {".pt", ".pth", ".th", ".ckpt"};

static bool ends_in(const char *path, const char *end)
{
    size_t len = strlen(path), k = strlen(end);
    return len > k && !strcmp(path + len - k, end);
}

/* The length of a header of less than 4 GiB, and where that begins. */
static bool is_safetensors(const unsigned char head[9])
{
    return !head[4] && !head[5] && !head[6] && !head[7] && head[8] == '{';
}

/* A pickle begins with PROTO 2 to 5; safetensors with a length, whose upper bytes are 0. */
static bool is_pickle(const char *path, const unsigned char *head, size_t n)
{
    if (n < 8 || head[0] != 0x80 || head[1] < 2 || head[1] > 5)
        return false;
    if (head[4] || head[5] || head[6] || head[7])
        return true;
    for (size_t i = 0; i < sizeof torch_endings / sizeof *torch_endings; i++)
        if (ends_in(path, torch_endings[i]))
            return true;
    return false;
}

/* HDF5 may begin behind a user block, at 512 bytes or a power of two times that. */
static bool behind_user_block(FILE *in)
{
    char head[8];
    for (long at = 512; at <= (1L << 30) && !fseek(in, at, SEEK_SET); at *= 2) {
        if (fread(head, 1, sizeof head, in) != sizeof head)
            return false;
        if (!memcmp(head, signatures[0].bytes, sizeof head))
            return true;
    }
    return false;
}

/* Files that are often taken for weights. */
static bool is_other(const char *path, const unsigned char *head, size_t n, Err *err)
{
    static const struct {
        const char *bytes, *what;
    } others[] = {
        {"\x93NUMPY", "a single array of NumPy: save them all, with their names, by numpy.savez"},
        {"{", "JSON, perhaps the index of weights in several files: netc reads one, so save it "
              "without a largest size of a file"},
        {"GGUF", "a GGUF file, which is not read"},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        size_t k = strlen(others[i].bytes);
        if (n < k || memcmp(head, others[i].bytes, k))
            continue;
        err_set(err, "%s: not weights that netc reads (safetensors, HDF5, .keras, .npz) but %s",
                path, others[i].what);
        return true;
    }
    return false;
}

static const TensorKind *kind_of(const char *path, FILE *in, Err *err)
{
    unsigned char head[9] = {0};
    size_t n = fread(head, 1, sizeof head, in);
    if (n == sizeof head && is_safetensors(head))
        return &tensor_kind_safetensors;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (n >= signatures[i].n && !memcmp(head, signatures[i].bytes, signatures[i].n))
            return signatures[i].kind;
    if (is_other(path, head, n, err))
        return NULL;
    if (is_pickle(path, head, n))
        return &tensor_kind_torch;
    if (!ends_in(path, ".safetensors") && behind_user_block(in))
        return &tensor_kind_hdf5;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_in(path, endings[i].text))
            return err_set(err, "%s: not %s: its first bytes are those of something else", path,
                           endings[i].what),
                   NULL;
    for (size_t i = 0; i < sizeof torch_endings / sizeof *torch_endings; i++)
        if (ends_in(path, torch_endings[i]))
            return &tensor_kind_torch;
    return &tensor_kind_safetensors;
}

static const TensorKind *find_kind(const char *path, Err *err)
{
    uint64_t bytes;
    FILE *in = file_open_stream(path, &bytes, err);
    if (!in)
        return NULL;
    errno = 0;
    const TensorKind *kind = kind_of(path, in, err);
    if (ferror(in)) {
        err_set(err, "cannot read %s: %s", path, err_reason(errno ? errno : EIO));
        kind = NULL;
    }
    fclose(in);
    return kind;
}

typedef struct Opening {
    Arena *a;
    const char *path;
    const TensorKind *kind;
    TensorFile *f;
    Err *err;
} Opening;

static bool open_kind(void *arg)
{
    Opening *o = arg;
    TensorFile *f = ARENA_NEW(o->a, TensorFile);
    *f = (TensorFile){.arena = o->a, .path = arena_strdup(o->a, o->path), .kind = o->kind};
    o->f = f; /* from here on `close` undoes what `open` did */
    return o->kind->open(f, o->err);
}

TensorFile *tensors_open(const char *path, Err *err)
{
    const TensorKind *kind = find_kind(path, err);
    if (!kind)
        return NULL;
    Opening o = {arena_new(), path, kind, NULL, err};
    if (!o.a)
        return err_set(err, "%s: out of memory", path), NULL;
    if (arena_try(o.a, open_kind, &o, err))
        return o.f;
    if (o.f)
        tensors_close(o.f);
    else
        arena_free(o.a);
    return NULL;
}

void tensors_close(TensorFile *f)
{
    if (!f)
        return;
    f->kind->close(f);
    arena_free(f->arena);
}

bool tensors_read(TensorFile *f, int i, float *to, Err *err)
{
    const FileTensor *t = &f->tensor[i];
    if (!t->floats)
        return err_set(err, "%s: tensor `%s` holds %s; expected floating-point numbers", f->path,
                       t->name, t->type);
    return f->kind->read(f, i, to, err);
}
