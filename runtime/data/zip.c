/* Zip archives of weights through libzip: NumPy's .npz (each member NAME.npy is a tensor) and Keras' .keras (the member
 * model.weights.h5 is an HDF5 file, opened from memory). Members are read whole and checked by libzip's CRC. Written: .npz with stored members and
 * a fixed date, so that the same weights give the same bytes; built in memory, and there whole or not at all. */
#include "runtime/data/tensors.h"
#include "base/fileio.h"
#include "runtime/data/bytes.h"
#include "runtime/data/npy.h"
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { MAX_MEMBERS = 10000 };

typedef struct ZipArrays {      /* .npz: every member's numbers, by tensor */
    NpyArray *array;
    int       n;
    TensorFile *inner;          /* .keras: what hdf5_open_memory filled; NULL for .npz */
} ZipArrays;

/* ---- reading ---- */

static bool read_member(const char *path, zip_t *z, zip_uint64_t i, unsigned char **data, size_t *size, Err *err)
{
    zip_stat_t st;
    zip_stat_init(&st);
    if (zip_stat_index(z, i, 0, &st) || !(st.valid & ZIP_STAT_SIZE)) return err_set(err, "%s: damaged archive: %s", path, zip_strerror(z));
    zip_file_t *in = zip_fopen_index(z, i, 0);
    if (!in) return err_set(err, "%s: cannot read member `%s`: %s", path, st.name, zip_strerror(z));
    *data = data_alloc((size_t)st.size, 1, path, err);
    size_t n = 0;
    while (*data && n < st.size) {
        zip_int64_t k = zip_fread(in, *data + n, st.size - n);
        if (k <= 0) break;
        n += (size_t)k;
    }
    uint8_t more;
    bool ok = *data && ((n == st.size && zip_fread(in, &more, 1) == 0) ||      /* the last read checks the CRC */
                        err_set(err, "%s: member `%s` is damaged: %s", path, st.name, zip_file_strerror(in)));
    zip_fclose(in);
    *size = n;
    if (!ok) {
        free(*data);
        *data = NULL;
    }
    return ok;
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), k = strlen(end);
    return n > k && !strcmp(s + n - k, end);
}

static bool open_array(TensorFile *f, zip_t *z, zip_uint64_t i, const char *member, Err *err)
{
    ZipArrays *h = f->handle;
    unsigned char *data;
    size_t size;
    const char *name = arena_printf(f->arena, "%.*s", (int)(strlen(member) - 4), member);
    if (!read_member(f->path, z, i, &data, &size, err)) return false;
    NpyArray *a = &h->array[h->n];
    bool ok = npy_parse_float(arena_printf(f->arena, "%s(%s)", f->path, member), data, size, a, err);
    free(data);
    if (!ok) return false;
    h->n++;
    return tensors_add(f, name, a->rank, a->dim, "floats", true, err);
}

static bool open_arrays(TensorFile *f, zip_t *z, Err *err)
{
    zip_int64_t n = zip_get_num_entries(z, 0);
    ZipArrays *h = f->handle;
    if (n > MAX_MEMBERS) return err_set(err, "%s: more than %d members", f->path, MAX_MEMBERS);
    h->array = ARENA_ARRAY(f->arena, NpyArray, (size_t)n + 1);
    for (zip_int64_t i = 0; i < n; i++) {
        const char *name = zip_get_name(z, (zip_uint64_t)i, 0);
        if (name && ends_with(name, ".npy") && !open_array(f, z, (zip_uint64_t)i, name, err)) return false;
    }
    return f->n > 0 || err_set(err, "%s: the archive holds neither model.weights.h5 (Keras) nor .npy members (NumPy)", f->path);
}

/* config.json, for the model that the weights are of. */
static bool note_config(TensorFile *f, zip_t *z, Err *err)
{
    unsigned char *data;
    size_t size;
    zip_int64_t member = zip_name_locate(z, "config.json", 0);
    if (member < 0) return true;
    if (!read_member(f->path, z, (zip_uint64_t)member, &data, &size, err)) return false;
    const char *text = arena_strndup(f->arena, (const char *)data, size);
    tensors_note(f, "", "model_config", &text, 1);
    free(data);
    return true;
}

static bool open_keras(TensorFile *f, zip_t *z, zip_uint64_t member, Err *err)
{
    ZipArrays *h = f->handle;
    unsigned char *data;
    size_t size;
    if (!read_member(f->path, z, member, &data, &size, err)) return false;
    h->inner = ARENA_NEW(f->arena, TensorFile);
    *h->inner = (TensorFile){.arena = f->arena, .path = arena_printf(f->arena, "%s(model.weights.h5)", f->path), .kind = &tensor_kind_hdf5};
    bool ok = hdf5_open_memory(h->inner, data, size, err);
    free(data);
    f->tensor = h->inner->tensor;
    f->n = h->inner->n;
    f->note = h->inner->note;
    f->n_notes = h->inner->n_notes;
    f->cap_notes = h->inner->cap_notes;
    return ok && note_config(f, z, err);
}

/* torch.save writes FOLDER/data.pkl into a zip archive. */
static bool is_torch(zip_t *z)
{
    zip_int64_t n = zip_get_num_entries(z, 0);
    for (zip_int64_t i = 0; i < n && i < MAX_MEMBERS; i++) {
        const char *name = zip_get_name(z, (zip_uint64_t)i, 0);
        if (name && (!strcmp(name, "data.pkl") || ends_with(name, "/data.pkl"))) return true;
    }
    return false;
}

static bool zip_kind_open(TensorFile *f, Err *err)
{
    int why = 0;
    zip_t *z = zip_open(f->path, ZIP_RDONLY, &why);
    if (!z) {
        zip_error_t e;
        zip_error_init_with_code(&e, why);
        err_set(err, "%s: damaged or truncated zip archive: %s", f->path, zip_error_strerror(&e));
        zip_error_fini(&e);
        return false;
    }
    f->handle = ARENA_NEW(f->arena, ZipArrays);
    zip_int64_t keras = zip_name_locate(z, "model.weights.h5", 0);
    bool ok = keras >= 0 ? open_keras(f, z, (zip_uint64_t)keras, err) :
              is_torch(z) ? tensors_is_torch(f->path, err) : open_arrays(f, z, err);
    zip_discard(z);
    return ok;
}

static bool zip_kind_read(TensorFile *f, int i, float *to, Err *err)
{
    ZipArrays *h = f->handle;
    if (h->inner) return tensors_read(h->inner, i, to, err);
    memcpy(to, h->array[i].f, sizeof *to * h->array[i].count);
    return true;
}

static void zip_kind_close(TensorFile *f)
{
    ZipArrays *h = f->handle;
    if (!h) return;
    if (h->inner) h->inner->kind->close(h->inner);
    for (int i = 0; i < h->n; i++) npy_free(&h->array[i]);
}

const TensorKind tensor_kind_zip = {"zip", zip_kind_open, zip_kind_read, zip_kind_close};

/* ---- writing ---- */

static bool put_array(zip_t *z, const TensorOut *t)
{
    char name[1100];
    int64_t dim[TENSOR_MAX_RANK] = {0};
    size_t size;
    for (int i = 0; i < t->rank; i++) dim[i] = t->dim[i];
    void *bytes = npy_image(t->rank, dim, t->data, &size);
    zip_source_t *s = bytes ? zip_source_buffer(z, bytes, size, 1) : NULL;      /* owns bytes from here */
    if (!s) return free(bytes), false;
    snprintf(name, sizeof name, "%s.npy", t->name);
    zip_int64_t at = zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);
    if (at < 0) return zip_source_free(s), false;
    return !zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0) && !zip_file_set_dostime(z, (zip_uint64_t)at, 0, 0x21, 0);
}

/* The archive is complete only after zip_close; the source outlives it (zip_source_keep). */
static bool write_source(const char *path, zip_source_t *s, Err *err)
{
    zip_stat_t st;
    zip_stat_init(&st);
    void *data = NULL;
    bool ok = !zip_source_stat(s, &st) && (st.valid & ZIP_STAT_SIZE) && (data = malloc((size_t)st.size + 1)) && !zip_source_open(s);
    if (ok) {
        ok = zip_source_read(s, data, st.size) == (zip_int64_t)st.size;
        zip_source_close(s);
    }
    ok = ok ? file_write(path, data, (size_t)st.size, err) : err_set(err, "cannot write %s: out of memory", path);
    free(data);
    return ok;
}

bool npz_write(const char *path, const TensorOut *t, int n, Err *err)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, &why);
    if (s) zip_source_keep(s);
    zip_t *z = s ? zip_open_from_source(s, ZIP_TRUNCATE, &why) : NULL;
    bool ok = z != NULL;
    for (int i = 0; ok && i < n; i++) ok = put_array(z, &t[i]);
    if (ok) ok = !zip_close(z);
    if (!ok && z) zip_discard(z);
    ok = ok ? write_source(path, s, err) : err_set(err, "cannot write %s: the archive could not be made", path);
    if (s) zip_source_free(s);
    zip_error_fini(&why);
    return ok;
}
