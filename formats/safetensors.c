/* safetensors files; see safetensors.h. The JSON header goes through jansson; everything the
 * numbers in it say is checked against the file before it is believed: a tensor's bytes are its
 * shape times its type, and the tensors, sorted by place, cover the data section without gap or
 * overlap (as the format demands, so that nothing can hide between them). Source: the format's
 * description in github.com/huggingface/safetensors. */
#define _POSIX_C_SOURCE 200809L
#include "formats/safetensors.h"
#include "base/arena.h"
#include "base/utf8.h"
#include "base/fileio.h"
#include "formats/bytes.h"
#include "formats/json.h"
#include <errno.h>
#include <float.h>
#include <inttypes.h>
#include <jansson.h>
#include <math.h>

enum {
    MAX_HEADER = 1 << 24,
    MAX_LISTS = 600000
}; /* bytes; objects and arrays in them, three a tensor, of which each takes 250 bytes */

struct StFile {
    Arena *arena; /* owns the struct itself and all below */
    const char *path;
    FILE *f;
    uint64_t data_at, data_bytes;
    StTensor *tensors;
    int n;
    const char **meta; /* key, value, key, value ... */
    int n_meta;
};

/* ---- the header ---- */

static bool parse_metadata(StFile *f, json_t *map, Err *err)
{
    const char *key;
    json_t *value;
    int i = 0;
    if (!json_is_object(map))
        return err_set(err, "%s: __metadata__ is not a map of strings", f->path);
    f->n_meta = (int)json_object_size(map);
    f->meta = ARENA_ARRAY(f->arena, const char *, 2 * (size_t)f->n_meta + 1);
    json_object_foreach(map, key, value)
    {
        if (!json_is_string(value))
            return err_set(err, "%s: the metadata \"%s\" is not a string", f->path, key);
        f->meta[i++] = arena_strdup(f->arena, key);
        f->meta[i++] = arena_strdup(f->arena, json_string_value(value));
    }
    return true;
}

static bool parse_type(const StFile *f, StTensor *t, const json_t *dtype, Err *err)
{
    const char *name = json_string_value(dtype);
    for (int i = 0; name && i < NUMBER_TYPES; i++)
        if (!strcmp(name, number_types[i].safetensors)) {
            t->type = (NumberType)i;
            return true;
        }
    return err_set(err, "%s: tensor \"%s\": unknown dtype %s; expected %s or a whole-number type",
                   f->path, t->name, name ? name : "(not a string)", NUMBER_REALS);
}

/* The count of an array with a zero is 0, whatever its other dimensions; otherwise the product must
 * not overflow. */
static bool parse_shape(const StFile *f, StTensor *t, const json_t *shape, Err *err)
{
    bool zero = false;
    if (!json_is_array(shape) || json_array_size(shape) > TENSOR_MAX_RANK)
        return err_set(err, "%s: tensor \"%s\": the shape is not a list of at most %d numbers",
                       f->path, t->name, TENSOR_MAX_RANK);
    t->rank = (int)json_array_size(shape);
    t->count = 1;
    for (int i = 0; i < t->rank; i++) {
        const json_t *d = json_array_get(shape, (size_t)i);
        if (!json_is_integer(d) || json_integer_value(d) < 0)
            return err_set(err,
                           "%s: tensor \"%s\": dimension %d is not a whole number of at least 0",
                           f->path, t->name, i);
        t->dim[i] = json_integer_value(d);
        zero = zero || t->dim[i] == 0;
    }
    for (int i = 0; i < t->rank && !zero; i++) {
        if (t->dim[i] > INT64_MAX / 16 / t->count)
            return err_set(err, "%s: tensor \"%s\": the shape is absurdly large", f->path, t->name);
        t->count *= t->dim[i];
    }
    t->count = zero ? 0 : t->count;
    return true;
}

static bool parse_tensor(const StFile *f, StTensor *t, const json_t *o, Err *err)
{
    const json_t *at = json_object_get(o, "data_offsets");
    const json_t *begin = json_array_get(at, 0), *end = json_array_get(at, 1);
    if (!json_is_object(o) || json_object_size(o) != 3 || !json_object_get(o, "dtype") ||
        !json_object_get(o, "shape") || !at)
        return err_set(err, "%s: tensor \"%s\": expected dtype, shape and data_offsets", f->path,
                       t->name);
    if (!parse_type(f, t, json_object_get(o, "dtype"), err) ||
        !parse_shape(f, t, json_object_get(o, "shape"), err))
        return false;
    if (json_array_size(at) != 2 || !json_is_integer(begin) || !json_is_integer(end) ||
        json_integer_value(begin) < 0 || json_integer_value(end) < json_integer_value(begin))
        return err_set(err, "%s: tensor \"%s\": data_offsets are not two rising whole numbers",
                       f->path, t->name);
    t->begin = (uint64_t)json_integer_value(begin);
    t->end = (uint64_t)json_integer_value(end);
    if (t->end > f->data_bytes)
        return err_set(err,
                       "%s: tensor \"%s\" ends at byte %" PRIu64
                       " of the data, which has only %" PRIu64 " (truncated?)",
                       f->path, t->name, t->end, f->data_bytes);
    uint64_t want = (uint64_t)t->count * (uint64_t)number_types[t->type].bytes;
    if (t->end - t->begin != want)
        return err_set(
            err, "%s: tensor \"%s\" has %" PRIu64 " bytes; its shape and dtype %s want %" PRIu64,
            f->path, t->name, t->end - t->begin, number_types[t->type].safetensors, want);
    return true;
}

static int by_place(const void *a, const void *b)
{
    const StTensor *x = a, *y = b;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return strcmp(x->name, y->name);
}

static bool check_cover(const StFile *f, Err *err)
{
    uint64_t at = 0;
    for (int i = 0; i < f->n; i++) {
        const StTensor *t = &f->tensors[i];
        if (t->begin != at)
            return err_set(err,
                           "%s: tensor \"%s\" begins at byte %" PRIu64
                           " of the data, expected %" PRIu64 " (%s)",
                           f->path, t->name, t->begin, at,
                           t->begin < at ? "tensors overlap" : "a gap between tensors");
        at = t->end;
    }
    if (at != f->data_bytes)
        return err_set(
            err, "%s: the tensors end at byte %" PRIu64 " of the data, which has %" PRIu64 " bytes",
            f->path, at, f->data_bytes);
    return true;
}

static bool parse_header(StFile *f, const json_t *root, Err *err)
{
    const char *key;
    json_t *value;
    f->tensors = ARENA_ARRAY(f->arena, StTensor, json_object_size(root) + 1);
    json_object_foreach((json_t *)root, key, value)
    {
        if (!strcmp(key, "__metadata__")) {
            if (!parse_metadata(f, value, err))
                return false;
            continue;
        }
        StTensor *t = &f->tensors[f->n++];
        t->name = arena_strdup(f->arena, key);
        if (!parse_tensor(f, t, value, err))
            return false;
    }
    qsort(f->tensors, (size_t)f->n, sizeof *f->tensors, by_place);
    return check_cover(f, err);
}

/* ---- opening ---- */

static bool read_at(const StFile *f, uint64_t at, void *to, size_t bytes, Err *err)
{
    errno = 0;
    if (fseeko(f->f, (off_t)at, SEEK_SET) || fread(to, 1, bytes, f->f) != bytes)
        return err_set(err, "cannot read %s at byte %" PRIu64 ": %s", f->path, at,
                       errno ? err_reason(errno) : "the file ends there");
    return true;
}

/* The header's text and length, after checking the length against the file. */
static bool read_header_text(StFile *f, uint64_t file_bytes, char **text, uint64_t *len, Err *err)
{
    uint8_t head[8];
    if (file_bytes < 10)
        return err_set(err, "%s: not a safetensors file: %" PRIu64 " bytes, expected at least 10",
                       f->path, file_bytes);
    if (!read_at(f, 0, head, sizeof head, err))
        return false;
    *len = le64(head);
    if (*len > MAX_HEADER || *len < 2)
        return err_set(
            err, "%s: not a safetensors file: the first 8 bytes give a header of %" PRIu64 " bytes",
            f->path, *len);
    if (*len > file_bytes - 8)
        return err_set(
            err, "%s: truncated: the header at byte 8 has %" PRIu64 " bytes, the file %" PRIu64,
            f->path, *len, file_bytes);
    *text = arena_own(f->arena, data_alloc((size_t)*len, 1, f->path, err), free);
    if (!*text || !read_at(f, 8, *text, (size_t)*len, err))
        return false;
    if (**text != '{')
        return err_set(err, "%s: not a safetensors file: expected '{' at byte 8", f->path);
    f->data_at = 8 + *len;
    f->data_bytes = file_bytes - f->data_at;
    return true;
}

/* The tree of a header takes many times its bytes: 16 MB of brackets would take more than 1 GB. */
static bool few_lists(const StFile *f, const char *text, uint64_t len, Err *err)
{
    int n = 0;
    for (uint64_t i = 0; i < len; i++)
        n += text[i] == '{' || text[i] == '[';
    return n <= MAX_LISTS ||
           err_set(err,
                   "%s: its header has %d objects and lists; at most %d, so %d tensors, are read",
                   f->path, n, MAX_LISTS, MAX_LISTS / 3);
}

static void json_drop(void *root) { json_decref(root); }

static bool read_header(StFile *f, uint64_t file_bytes, Err *err)
{
    uint64_t len = 0;
    char *text = NULL;
    json_error_t why;
    bool ok = read_header_text(f, file_bytes, &text, &len, err) && few_lists(f, text, len, err);
    if (ok) {
        bool lacking;
        json_t *root = json_read(text, (size_t)len, &why, &lacking);
        arena_own(f->arena, root, json_drop);
        if (root)
            ok = parse_header(f, root, err);
        else if (lacking)
            ok = err_set(err, "%s: out of memory (the header of %" PRIu64 " bytes)", f->path, len);
        else
            ok = err_set(err, "%s: malformed JSON header at byte %d: %s", f->path, 8 + why.position,
                         why.text);
        arena_release(f->arena, root);
    }
    arena_release(f->arena, text);
    return ok;
}

typedef struct Opening {
    Arena *a;
    const char *path;
    FILE *in;
    uint64_t file_bytes;
    StFile *f;
    Err *err;
} Opening;

static bool open_header(void *arg)
{
    Opening *o = arg;
    StFile *f = ARENA_NEW(o->a, StFile);
    *f = (StFile){.arena = o->a, .path = arena_strdup(o->a, o->path), .f = o->in};
    o->f = f;
    return read_header(f, o->file_bytes, o->err);
}

StFile *st_open(const char *path, Err *err)
{
    uint64_t file_bytes;
    FILE *in = file_open_stream(path, &file_bytes, err);
    if (!in)
        return NULL;
    Opening o = {arena_new(), path, in, file_bytes, NULL, err};
    if (o.a ? arena_try(o.a, open_header, &o, err) : err_set(err, "%s: out of memory", path))
        return o.f;
    fclose(in);
    arena_free(o.a);
    return NULL;
}

void st_close(StFile *f)
{
    if (!f)
        return;
    fclose(f->f);
    arena_free(f->arena);
}

/* ---- reading ---- */

const char *st_path(const StFile *f) { return f->path; }
int st_count(const StFile *f) { return f->n; }
const StTensor *st_tensor(const StFile *f, int i) { return &f->tensors[i]; }
int st_metadata_count(const StFile *f) { return f->n_meta; }

const StTensor *st_find(const StFile *f, const char *name)
{
    for (int i = 0; i < f->n; i++)
        if (!strcmp(f->tensors[i].name, name))
            return &f->tensors[i];
    return NULL;
}

void st_metadata_at(const StFile *f, int i, const char **key, const char **value)
{
    *key = f->meta[2 * i];
    *value = f->meta[2 * i + 1];
}

const char *st_metadata(const StFile *f, const char *key)
{
    for (int i = 0; i < f->n_meta; i++)
        if (!strcmp(f->meta[2 * i], key))
            return f->meta[2 * i + 1];
    return NULL;
}

bool st_read_raw(StFile *f, const StTensor *t, void *to, Err *err)
{
    return read_at(f, f->data_at + t->begin, to, (size_t)(t->end - t->begin), err);
}

bool st_read_float(StFile *f, const StTensor *t, float *to, Err *err)
{
    enum { BATCH = 4096 };
    uint8_t buf[BATCH * 8];
    const NumberTypeInfo *type = &number_types[t->type];
    if (type->kind != NUMBER_REAL)
        return err_set(err, "%s: tensor \"%s\" holds whole numbers (%s); expected one of %s",
                       f->path, t->name, type->safetensors, NUMBER_REALS);
    if (t->type == NUMBER_F32 && host_is_little_endian())
        return st_read_raw(f, t, to, err);
    for (int64_t i = 0; i < t->count; i += BATCH) {
        int n = (int)(t->count - i < BATCH ? t->count - i : BATCH);
        uint64_t at = f->data_at + t->begin + (uint64_t)i * (uint64_t)type->bytes;
        if (!read_at(f, at, buf, (size_t)n * (size_t)type->bytes, err))
            return false;
        for (int k = 0; k < n; k++) {
            double v = type->load(buf + k * type->bytes);
            if (isfinite(v) && fabs(v) > FLT_MAX)
                return err_set(err,
                               "%s: tensor \"%s\", number %" PRId64 ": %g does not fit a float",
                               f->path, t->name, i + k, v);
            to[i + k] = (float)v;
        }
    }
    return true;
}

/* ---- writing ---- */

static int64_t entry_bytes(const StEntry *e)
{
    int64_t n = number_types[e->type].bytes;
    for (int i = 0; i < e->rank; i++)
        n *= e->dim[i];
    return n;
}

/* Text as JSON may hold it. */
static bool is_utf8(const char *s)
{
    while (*s) {
        size_t n = (unsigned char)*s < 0x80 ? 1 : utf8_printable(s);
        if (!n)
            return false;
        s += n;
    }
    return true;
}

/* Adds "name": value unless the name is there already. Steals value; NULL: it could not be made of
 * `text`. */
static bool add_new(json_t *o, const char *name, json_t *value, const char *text, const char *path,
                    Err *err)
{
    if (json_object_get(o, name)) {
        json_decref(value);
        return err_set(err, "cannot write %s: two tensors or metadata entries named \"%s\"", path,
                       name);
    }
    if (value && !json_object_set_new(o, name, value))
        return true;
    if (!is_utf8(name) || !is_utf8(text))
        return err_set(err, "cannot write %s: \"%s\" or its value is not UTF-8 text", path, name);
    return err_set(err, "cannot write %s: out of memory (the header)", path);
}

/* NULL: out of memory. */
static json_t *number_list(const int64_t *number, int n)
{
    json_t *list = json_array();
    bool ok = list != NULL;
    for (int i = 0; ok && i < n; i++)
        ok = !json_array_append_new(list, json_integer((json_int_t)number[i]));
    if (ok)
        return list;
    json_decref(list);
    return NULL;
}

/* {"dtype": .., "shape": [..], "data_offsets": [at, end]}, or NULL. Not json_pack, which returns an
 * object without the member that found no memory. */
static json_t *entry_json(const StEntry *e, int64_t at)
{
    int64_t dim[TENSOR_MAX_RANK];
    for (int d = 0; d < e->rank; d++)
        dim[d] = e->dim[d];
    json_t *o = json_object();
    if (o && !json_object_set_new(o, "dtype", json_string(number_types[e->type].safetensors)) &&
        !json_object_set_new(o, "shape", number_list(dim, e->rank)) &&
        !json_object_set_new(o, "data_offsets",
                             number_list((int64_t[]){at, at + entry_bytes(e)}, 2)))
        return o;
    json_decref(o);
    return NULL;
}

static bool build_header(json_t *root, const char *path, const StEntry *entries, int n,
                         const StMeta *meta, int n_meta, Err *err)
{
    int64_t at = 0;
    json_t *map = n_meta ? json_object() : NULL;
    if (!root || (n_meta && json_object_set_new(root, "__metadata__", map)))
        return err_set(err, "cannot write %s: out of memory (the header)", path);
    for (int i = 0; i < n_meta; i++)
        if (!add_new(map, meta[i].key, json_string(meta[i].value), meta[i].value, path, err))
            return false;
    for (int i = 0; i < n; at += entry_bytes(&entries[i]), i++) {
        if (!strcmp(entries[i].name, "__metadata__"))
            return err_set(err, "cannot write %s: a tensor may not be named __metadata__", path);
        if (!add_new(root, entries[i].name, entry_json(&entries[i], at), "", path, err))
            return false;
    }
    return true;
}

static void put_data(FileWriter *w, const StEntry *e)
{
    int size = number_types[e->type].bytes;
    int64_t bytes = entry_bytes(e);
    const uint8_t *p = e->data;
    if (host_is_little_endian() || size == 1) {
        file_writer_put(w, p, (size_t)bytes);
        return;
    }
    for (int64_t i = 0; i < bytes; i += size)
        for (int b = size; b-- > 0;)
            file_writer_put(w, p + i + b, 1);
}

FileWriter *st_compose(const char *path, const StEntry *entries, int n, const StMeta *meta,
                       int n_meta, Err *err)
{
    json_t *root = json_object();
    char *text = NULL;
    FileWriter *w = NULL;
    bool ok = build_header(root, path, entries, n, meta, n_meta, err);
    if (ok) {
        text = json_print(root, JSON_COMPACT);
        w = text ? file_writer_open(path, err) : NULL;
        ok = w != NULL;
        if (!text)
            err_set(err, "cannot write %s: out of memory (the header)", path);
    }
    json_decref(root);
    if (ok) {
        size_t len = strlen(text),
               padded = (len + 7) / 8 * 8; /* the data begins at a multiple of 8 */
        uint8_t head[8];
        put_le(head, padded, 8);
        file_writer_put(w, head, sizeof head);
        file_writer_put(w, text, len);
        file_writer_put(w, "       ", padded - len);
        for (int i = 0; i < n; i++)
            put_data(w, &entries[i]);
    }
    free(text);
    return w;
}

bool st_write(const char *path, const StEntry *entries, int n, const StMeta *meta, int n_meta,
              Err *err)
{
    FileWriter *w = st_compose(path, entries, n, meta, n_meta, err);
    return w && file_writer_commit(w, err);
}
