/* Files of torch.save: a zip archive (FOLDER/data.pkl, the numbers in FOLDER/data/KEY), or the
 * older single pickle, behind which the numbers lie. The pickles say which tensors there are; they
 * are read as data (pickle.h), and nothing of them is executed: what is no tensor and no dictionary
 * of tensors is passed over. Taken are the tensors of a state dict, in its order, also where it is
 * an entry of a checkpoint. Source: torch/serialization.py and torch/_utils.py. */
#include "base/fileio.h"
#include "base/foreign.h"
#include "base/number_types.h"
#include "formats/bytes.h"
#include "formats/pickle.h"
#include "formats/tensors.h"
#include "formats/zip_members.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { DEPTH_MOST = 20, PICKLE_MOST = 256 << 20 };

typedef struct Storage {
    const char *key;
    const NumberTypeInfo *type;
    int64_t count;
    uint64_t at; /* older files: the byte its numbers begin at; 0: not seen */
} Storage;

typedef struct TorchTensor {
    int storage;
    int64_t offset, stride[TENSOR_MAX_RANK];
    bool negated; /* its numbers are those of the storage with the other sign */
} TorchTensor;

typedef struct Torch {
    zip_t *zip;         /* NULL: the older file */
    const char *folder; /* "archive/" */
    int fd;             /* of an older file; -1 */
    uint64_t size;
    Storage *storage;
    int n_storages, cap_storages;
    TorchTensor *tensor;
    int n, cap;
    unsigned char *numbers; /* of the storage read last; malloc'd */
    size_t bytes;
    int last;
} Torch;

/* ---- what the pickle says ---- */

static const struct {
    const char *name; /* of torch.FloatStorage, and of torch.float32 */
    const char *dtype;
    NumberType type;
} types[] = {
    {"torch FloatStorage", "torch float32", NUMBER_F32},
    {"torch DoubleStorage", "torch float64", NUMBER_F64},
    {"torch HalfStorage", "torch float16", NUMBER_F16},
    {"torch BFloat16Storage", "torch bfloat16", NUMBER_BF16},
    {"torch LongStorage", "torch int64", NUMBER_I64},
    {"torch IntStorage", "torch int32", NUMBER_I32},
    {"torch ShortStorage", "torch int16", NUMBER_I16},
    {"torch CharStorage", "torch int8", NUMBER_I8},
    {"torch ByteStorage", "torch uint8", NUMBER_U8},
    {"torch BoolStorage", "torch bool", NUMBER_BOOL},
};

static const NumberTypeInfo *type_of(const Pickle *p)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (pickle_is_global(p, types[i].name) || pickle_is_global(p, types[i].dtype))
            return &number_types[types[i].type];
    return NULL;
}

static const Pickle *item(const Pickle *list, int i)
{
    return list && list->kind == PICKLE_LIST && i < list->n ? list->item[i] : NULL;
}

static bool is_text(const Pickle *p, const char *text)
{
    return p && p->kind == PICKLE_TEXT && !strcmp(p->text, text);
}

/* ('storage', torch.FloatStorage, key, place, count); -1: none that is read. */
static int storage_of(TensorFile *f, const Pickle *p, const NumberTypeInfo *type)
{
    Torch *t = f->handle;
    const Pickle *of = p && p->kind == PICKLE_OUTSIDE ? p->of : NULL, *key = item(of, 2),
                 *count = item(of, 4);
    type = type ? type : type_of(item(of, 1));
    if (!is_text(item(of, 0), "storage") || !type || !key || key->kind != PICKLE_TEXT || !count ||
        count->kind != PICKLE_WHOLE || count->whole < 0)
        return -1;
    for (int i = t->n_storages - 1; i >= 0 && i > t->n_storages - 2000; i--)
        if (!strcmp(t->storage[i].key, key->text) && t->storage[i].type == type)
            return i;
    bool untyped = pickle_is_global(item(of, 1), "torch.storage UntypedStorage");
    Storage s = {key->text, type, untyped ? count->whole / type->bytes : count->whole, 0};
    ARENA_PUSH(f->arena, t->storage, t->n_storages, t->cap_storages, s);
    return t->n_storages - 1;
}

/* The arguments of the call that makes a tensor; NULL: p is none. A parameter has its tensor as its
 * first argument. */
static const Pickle *tensor_call(const Pickle *p, const NumberTypeInfo **type)
{
    *type = NULL;
    for (int i = 0; p && p->kind == PICKLE_CALL && i < 3; i++) {
        if (pickle_is_global(p->of, "torch._utils _rebuild_tensor_v2") ||
            pickle_is_global(p->of, "torch._utils _rebuild_tensor"))
            return p->with;
        if (pickle_is_global(p->of, "torch._utils _rebuild_tensor_v3")) {
            *type = type_of(item(p->with, 6));
            return *type ? p->with : NULL;
        }
        if (!pickle_is_global(p->of, "torch._utils _rebuild_parameter") &&
            !pickle_is_global(p->of, "torch._utils _rebuild_parameter_with_state"))
            return NULL;
        p = item(p->with, 0);
    }
    return NULL;
}

static bool is_tensor(const Pickle *p)
{
    const NumberTypeInfo *type;
    return tensor_call(p, &type) != NULL;
}

/* Its elements lie within the storage. */
static bool within(const Storage *s, const TorchTensor *t, int rank, const int64_t *dim)
{
    int64_t last = t->offset;
    if (t->offset < 0 || t->offset > s->count)
        return false;
    for (int i = 0; i < rank; i++) {
        if (dim[i] == 0)
            return true;
        if (t->stride[i] < 0 || (dim[i] > 1 && t->stride[i] > s->count / (dim[i] - 1)))
            return false;
        last += t->stride[i] * (dim[i] - 1);
        if (last > s->count)
            return false;
    }
    return last < s->count;
}

/* The keys and values of a dictionary, ordered or not; NULL: it is none. */
static const Pickle *as_dict(const Pickle *p)
{
    bool ordered = p && p->kind == PICKLE_CALL &&
                   (pickle_is_global(p->of, "collections OrderedDict") ||
                    pickle_is_global(p->of, "collections defaultdict"));
    return p && (p->kind == PICKLE_DICT || ordered) ? p : NULL;
}

/* What the last argument says of the tensor: {'neg': True}. */
static bool read_flags(const TensorFile *f, const char *name, const Pickle *flags, bool *negated,
                       Err *err)
{
    if (!flags || flags->kind == PICKLE_NONE)
        return true;
    if (!as_dict(flags))
        return err_set(err, "%s: tensor `%s` is damaged: what it says of itself is no dictionary",
                       f->path, name);
    for (int i = 0; i + 1 < flags->n; i += 2) {
        const Pickle *key = flags->item[i], *value = flags->item[i + 1];
        if (value->kind == PICKLE_TRUTH && !value->whole)
            continue;
        if (!is_text(key, "neg") || value->kind != PICKLE_TRUTH)
            return err_set(err, "%s: tensor `%s` has a mark of PyTorch that is not read, `%.100s`",
                           f->path, name,
                           key->kind == PICKLE_TEXT ? foreign_shown(f->arena, key->text) : "");
        *negated = true;
    }
    return true;
}

static bool add_tensor(TensorFile *f, const char *name, const Pickle *p, Err *err)
{
    Torch *t = f->handle;
    const NumberTypeInfo *type;
    const Pickle *with = tensor_call(p, &type), *size = item(with, 2), *stride = item(with, 3),
                 *offset = item(with, 1);
    int64_t dim[TENSOR_MAX_RANK] = {0};
    TorchTensor one = {.storage = storage_of(f, item(with, 0), type)};
    int rank = size && size->kind == PICKLE_LIST ? size->n : -1;
    bool good = one.storage >= 0 && rank >= 0 && rank <= TENSOR_MAX_RANK && stride &&
                stride->kind == PICKLE_LIST && stride->n == rank && offset &&
                offset->kind == PICKLE_WHOLE;
    for (int i = 0; good && i < rank; i++) {
        dim[i] = size->item[i]->whole;
        one.stride[i] = stride->item[i]->whole;
        good = size->item[i]->kind == PICKLE_WHOLE && dim[i] >= 0;
    }
    if (good)
        one.offset = offset->whole;
    if (!good || !within(&t->storage[one.storage], &one, rank, dim))
        return err_set(err,
                       "%s: tensor `%s` is damaged, or of a sort that is not read (quantised, "
                       "sparse)",
                       f->path, name);
    if (!read_flags(f, name, item(with, type ? 7 : 6), &one.negated, err))
        return false;
    const NumberTypeInfo *of = t->storage[one.storage].type;
    if (f->n >= TENSORS_MOST)
        return err_set(err, "%s: more than %d tensors", f->path, TENSORS_MOST);
    ARENA_PUSH(f->arena, t->tensor, t->n, t->cap, one);
    return tensors_add(f, name, rank, dim, of->safetensors, of->kind == NUMBER_REAL, err);
}

static bool has_tensors(const Pickle *dict)
{
    for (int i = 0; i + 1 < dict->n; i += 2)
        if (is_tensor(dict->item[i + 1]))
            return true;
    return false;
}

static bool add_dict(TensorFile *f, const Pickle *dict, const char *before, int depth, Err *err)
{
    for (int i = 0; i + 1 < dict->n; i += 2) {
        const Pickle *key = dict->item[i], *v = dict->item[i + 1], *inner = as_dict(v);
        const char *name = key->kind == PICKLE_TEXT
                               ? arena_printf(f->arena, "%s%.1000s", before, key->text)
                           : key->kind == PICKLE_WHOLE
                               ? arena_printf(f->arena, "%s%lld", before, (long long)key->whole)
                               : NULL;
        if (!name || strlen(name) > 2000)
            continue;
        if (is_tensor(v) && !add_tensor(f, name, v, err))
            return false;
        if (inner && depth < DEPTH_MOST &&
            !add_dict(f, inner, arena_printf(f->arena, "%s.", name), depth + 1, err))
            return false;
    }
    return true;
}

/* Has one of its first tensors a name that `of` has, too: another set of the same parameters? */
static bool same_names(const Pickle *dict, const Pickle *of)
{
    enum { LOOKED_AT = 16 }; /* tensors, as a file may have very many */
    for (int i = 0, n = 0; i + 1 < dict->n && n < LOOKED_AT; i += 2) {
        if (!is_tensor(dict->item[i + 1]))
            continue;
        n++;
        for (int k = 0; k + 1 < of->n; k += 2)
            if (of->item[k]->kind == PICKLE_TEXT && is_text(dict->item[i], of->item[k]->text))
                return true;
    }
    return false;
}

/* Is there more than the one in root, an average of the weights for example? */
static bool has_another(const Pickle *root, const Pickle *one)
{
    for (int i = 0; i + 1 < root->n; i += 2) {
        const Pickle *v = as_dict(root->item[i + 1]);
        if (v && v != one && same_names(v, one))
            return true;
    }
    return false;
}

/* The state dict: the value itself, or the entry of a checkpoint that is one; the whole where there
 * are two sets of the same names, which is for the user to choose (--partial,
 * --map). */
static const Pickle *state_dict(const Pickle *root)
{
    static const char *const names[] = {"state_dict", "model_state_dict", "model_state", "model",
                                        "net",        "network",          "weights",     "params"};
    if (has_tensors(root))
        return root;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        for (int i = 0; i + 1 < root->n; i += 2) {
            const Pickle *v = as_dict(root->item[i + 1]);
            if (v && is_text(root->item[i], names[k]) && has_tensors(v))
                return has_another(root, v) ? root : v;
        }
    return root;
}

static bool take_root(TensorFile *f, const Pickle *root, Err *err)
{
    const Pickle *dict = as_dict(root);
    if (!dict) {
        const Pickle *of = root->kind == PICKLE_CALL ? root->of : NULL;
        const char *class = of && of->kind == PICKLE_GLOBAL ? foreign_shown(f->arena, of->text)
                                                            : "no dictionary";
        return err_set(
            err,
            "%s: a whole pickled model (%.200s), which only Python could open: export it "
            "(torch.onnx.export(model, example, \"model.onnx\"), then netc import), or "
            "save its weights (torch.save(model.state_dict(), \"w.pt\"))",
            f->path, class);
    }
    if (!add_dict(f, state_dict(dict), "", 0, err))
        return false;
    return f->n > 0 || err_set(err, "%s: the file holds no tensors in a dictionary", f->path);
}

/* ---- the archive ---- */

static bool open_archive(TensorFile *f, Err *err)
{
    Torch *t = f->handle;
    unsigned char *data;
    size_t size, at = 0;
    zip_int64_t n = zip_get_num_entries(t->zip, 0), member = -1;
    for (zip_int64_t i = 0; i < n && member < 0; i++) {
        const char *name = zip_get_name(t->zip, (zip_uint64_t)i, 0);
        size_t k = name ? strlen(name) : 0;
        if (k < 8 || strcmp(name + k - 8, "data.pkl") || (k > 8 && name[k - 9] != '/'))
            continue;
        member = i;
        t->folder = arena_strndup(f->arena, name, k - 8);
    }
    const char *shown = arena_printf(f->arena, "%s(%sdata.pkl)", f->path, t->folder);
    zip_stat_t st;
    zip_stat_init(&st);
    if (zip_stat_index(t->zip, (zip_uint64_t)member, 0, &st) || !(st.valid & ZIP_STAT_SIZE) ||
        st.size > PICKLE_MOST)
        return err_set(err, "%s: damaged, or larger than 256 MiB", shown);
    if (!zip_member_bytes(shown, t->zip, (zip_uint64_t)member, &data, &size, err))
        return false;
    arena_own(f->arena, data, free);
    const Pickle *root = pickle_read(f->arena, shown, data, size, &at, NULL, err);
    bool ok = root && take_root(f, root, err);
    arena_release(f->arena, data);
    return ok;
}

static bool archive_numbers(TensorFile *f, const Storage *s, Err *err)
{
    Torch *t = f->handle;
    const char *name = arena_printf(f->arena, "%sdata/%.200s", t->folder, s->key),
               *shown = arena_printf(f->arena, "%s(%s)", f->path, name);
    zip_int64_t member = zip_name_locate(t->zip, name, 0);
    if (member < 0)
        return err_set(err, "%s: the archive has no such member", shown);
    return zip_member_bytes(shown, t->zip, (zip_uint64_t)member, &t->numbers, &t->bytes, err);
}

/* ---- the older file: pickles of a magic number, a version, the system, the value, the storages'
 * keys; then of each storage a count of 8 bytes and its numbers ---- */

static int by_key(const void *a, const void *b)
{
    const Storage *const *x = a, *const *y = b;
    return strcmp((*x)->key, (*y)->key);
}

/* Storages by their keys: the first of `key` is at the place returned; n: there is none. */
static int find_key(Storage *const *sorted, int n, const char *key)
{
    int low = 0, high = n;
    while (low < high) {
        const int half = low + (high - low) / 2;
        if (strcmp(sorted[half]->key, key) < 0)
            low = half + 1;
        else
            high = half;
    }
    return low < n && !strcmp(sorted[low]->key, key) ? low : n;
}

/* Where the numbers of each storage begin. They follow one another, those of an optimizer's state
 * among them: the sizes of all are needed. */
static bool place_numbers(TensorFile *f, const Pickle *keys, const uint8_t *data, size_t size,
                          size_t at, Err *err)
{
    Torch *t = f->handle;
    Storage **sorted = ARENA_ARRAY(f->arena, Storage *, (size_t)t->n_storages + 1);
    for (int i = 0; i < t->n_storages; i++)
        sorted[i] = &t->storage[i];
    qsort(sorted, (size_t)t->n_storages, sizeof *sorted, by_key);
    for (int k = 0; keys->kind == PICKLE_LIST && k < keys->n; k++) {
        uint64_t count = size - at < 8 ? UINT64_MAX : le64(data + at), bytes = 0;
        const char *key = keys->item[k]->kind == PICKLE_TEXT ? keys->item[k]->text : "";
        at += 8;
        for (int i = find_key(sorted, t->n_storages, key);
             i < t->n_storages && !strcmp(sorted[i]->key, key); i++) {
            sorted[i]->at = at;
            bytes = (uint64_t)sorted[i]->type->bytes;
        }
        if (!bytes)
            return err_set(err, "%s: holds numbers of a sort that is not read (complex, quantised)",
                           f->path);
        if (at > size || count > (size - at) / bytes)
            return err_set(err, "%s: damaged: it ends within the numbers of a tensor", f->path);
        at += (size_t)(count * bytes);
    }
    for (int i = 0; i < t->n_storages; i++)
        if (!t->storage[i].at ||
            (uint64_t)t->storage[i].count >
                (size - t->storage[i].at) / (uint64_t)t->storage[i].type->bytes)
            return err_set(err, "%s: damaged: the numbers of storage `%s` are missing", f->path,
                           t->storage[i].key);
    return true;
}

static bool read_older(TensorFile *f, const uint8_t *data, size_t size, Err *err)
{
    const int64_t magic = (int64_t)UINT64_C(0xa86a20f9469cfc6c); /* its lower 8 bytes */
    const Pickle *part[5];
    PickleList all = {0};
    size_t at = 0;
    for (int i = 0; i < 5; i++) {
        part[i] = pickle_read(f->arena, f->path, data, size, &at, &all, err);
        if (!part[i])
            return false;
        if (i == 0 && (part[0]->kind != PICKLE_WHOLE || part[0]->whole != magic))
            return take_root(f, part[0], err) &&
                   err_set(err, "%s: a pickle of Python, not a file of torch.save", f->path);
    }
    if (!take_root(f, part[3], err))
        return false;
    for (int i = 0; i < all.n; i++)
        (void)storage_of(f, all.item[i], NULL);
    return place_numbers(f, part[4], data, size, at, err);
}

static bool open_older(TensorFile *f, Err *err)
{
    unsigned char *data;
    size_t size;
    if (!file_read(f->path, 0, &data, &size, err))
        return false;
    arena_own(f->arena, data, free);
    bool ok = read_older(f, data, size, err);
    arena_release(f->arena, data);
    return ok;
}

static bool older_numbers(TensorFile *f, const Storage *s, Err *err)
{
    Torch *t = f->handle;
    size_t bytes = (size_t)s->count * (size_t)s->type->bytes;
    t->numbers = data_alloc(bytes, 1, f->path, err);
    t->bytes = bytes;
    if (!t->numbers)
        return false;
    for (size_t done = 0; done < bytes;) {
        ssize_t k = pread(t->fd, t->numbers + done, bytes - done, (off_t)(s->at + done));
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return err_set(err, "%s: cannot read the numbers of storage %s: %s", f->path, s->key,
                           k < 0 ? err_reason(errno) : "the file ends");
        done += (size_t)k;
    }
    return true;
}

/* ---- both ---- */

static void drop_numbers(Torch *t)
{
    free(t->numbers);
    t->numbers = NULL;
    t->last = -1;
}

static bool torch_open(TensorFile *f, Err *err)
{
    unsigned char head[2] = {0};
    Torch *t = ARENA_NEW(f->arena, Torch);
    *t = (Torch){.fd = -1, .last = -1, .folder = ""};
    f->handle = t;
    t->fd = file_open(f->path, &t->size, err);
    if (t->fd < 0)
        return false;
    ssize_t k = pread(t->fd, head, 2, 0);
    if (k < 0)
        return err_set(err, "cannot read %s: %s", f->path, err_reason(errno));
    if (k != 2 || memcmp(head, "PK", 2))
        return open_older(f, err);
    t->zip = zip_open_read(f->path, err);
    return t->zip && open_archive(f, err);
}

static bool torch_read(TensorFile *f, int i, float *to, Err *err)
{
    Torch *t = f->handle;
    const TorchTensor *one = &t->tensor[i];
    const Storage *s = &t->storage[one->storage];
    const FileTensor *shape = &f->tensor[i];
    if (t->last != one->storage) {
        drop_numbers(t);
        if (!(t->zip ? archive_numbers(f, s, err) : older_numbers(f, s, err))) {
            drop_numbers(t);
            return false;
        }
        t->last = one->storage;
    }
    if (t->bytes / (size_t)s->type->bytes < (size_t)s->count)
        return err_set(err,
                       "%s: tensor `%s`: its storage has %zu bytes; expected %lld numbers of %d",
                       f->path, shape->name, t->bytes, (long long)s->count, s->type->bytes);
    for (int64_t e = 0; e < shape->count; e++) {
        int64_t rest = e, at = one->offset;
        for (int k = shape->rank - 1; k >= 0; k--) {
            at += rest % shape->dim[k] * one->stride[k];
            rest /= shape->dim[k];
        }
        const float x = (float)s->type->load(t->numbers + at * s->type->bytes);
        to[e] = one->negated ? -x : x;
    }
    return true;
}

static void torch_close(TensorFile *f)
{
    Torch *t = f->handle;
    if (!t)
        return;
    free(t->numbers);
    if (t->zip)
        zip_discard(t->zip);
    if (t->fd >= 0)
        close(t->fd);
}

const TensorKind tensor_kind_torch = {"PyTorch", torch_open, torch_read, torch_close};
