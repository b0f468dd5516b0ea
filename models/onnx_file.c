/* Reading of ONNX files; see onnx_file.h. Before protobuf-c unpacks a file, its fields are walked
 * through: messages within messages only to a depth, and so many in all, since unpacked they take
 * far more memory than in the file. */
#include "models/onnx_file.h"
#include "base/fileio.h"
#include "base/number_types.h"
#include "formats/bytes.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEPTH_MOST = 40, FIELDS_MOST = 4000000 };
static const size_t BYTES_MOST = (size_t)2 << 30; /* protobuf's own limit */

/* ---- the walk through the fields ---- */

typedef struct Walk {
    const uint8_t *data;
    size_t at, end;
    int fields;
    const char *why;
} Walk;

static bool bad(Walk *w, const char *why)
{
    w->why = why;
    return false;
}

static bool varint(Walk *w, uint64_t *out)
{
    *out = 0;
    for (int shift = 0; shift < 64 && w->at < w->end; shift += 7) {
        uint8_t byte = w->data[w->at++];
        *out |= (uint64_t)(byte & 127) << shift;
        if (!(byte & 128))
            return true;
    }
    return bad(w, "it ends in the middle of a number");
}

static bool skip(Walk *w, uint64_t bytes)
{
    if (bytes > w->end - w->at)
        return bad(w, "a field is longer than what holds it");
    w->at += (size_t)bytes;
    return true;
}

static bool walk(Walk *w, const ProtobufCMessageDescriptor *d, int depth);

static bool walk_field(Walk *w, const ProtobufCMessageDescriptor *d, int depth)
{
    uint64_t key, value;
    if (!varint(w, &key))
        return false;
    if (key >> 3 == 0 || key >> 3 > (1u << 29) - 1)
        return bad(w, "a field has no number");
    if (++w->fields > FIELDS_MOST)
        return bad(w, "it has more than 4,000,000 fields");
    switch (key & 7) {
    case 0: return varint(w, &value);
    case 1: return skip(w, 8);
    case 5: return skip(w, 4);
    case 2: break;
    default: return bad(w, "a field is of a type that protobuf no longer has");
    }
    if (!varint(w, &value))
        return false;
    size_t begin = w->at, end = w->end;
    if (!skip(w, value))
        return false;
    const ProtobufCFieldDescriptor *f = protobuf_c_message_descriptor_get_field(
        d, (unsigned)(key >> 3));
    if (!f || f->type != PROTOBUF_C_TYPE_MESSAGE)
        return true;
    if (depth == DEPTH_MOST)
        return bad(w, "messages are nested too deeply");
    w->at = begin;
    w->end = begin + (size_t)value;
    if (!walk(w, f->descriptor, depth + 1))
        return false;
    w->end = end;
    return true;
}

static bool walk(Walk *w, const ProtobufCMessageDescriptor *d, int depth)
{
    while (w->at < w->end)
        if (!walk_field(w, d, depth))
            return false;
    return true;
}

/* ---- unpacking ---- */

static void *take_memory(void *lacking, size_t bytes)
{
    void *p = malloc(bytes ? bytes : 1);
    if (!p)
        *(bool *)lacking = true;
    return p;
}

static void give_memory(void *lacking, void *p)
{
    (void)lacking;
    free(p);
}

static void drop_message(void *message) { protobuf_c_message_free_unpacked(message, NULL); }

/* The file's message, in the arena's care; NULL with *err. */
static void *unpack(Arena *a, const char *path, const ProtobufCMessageDescriptor *d, Err *err)
{
    unsigned char *data;
    size_t size;
    bool lacking = false;
    if (!file_read(path, BYTES_MOST, &data, &size, err))
        return NULL;
    Walk w = {.data = data, .end = size};
    ProtobufCAllocator memory = {take_memory, give_memory, &lacking};
    void *message = walk(&w, d, 0) ? protobuf_c_message_unpack(d, &memory, size, data) : NULL;
    free(data);
    if (message)
        return arena_own(a, message, drop_message);
    if (w.why)
        err_set(err, "%s: not an ONNX file, or damaged at byte %zu: %s", path, w.at, w.why);
    else if (lacking)
        err_set(err, "%s: out of memory", path);
    else
        err_set(err, "%s: not an ONNX file, or damaged: a field is of the wrong type", path);
    return NULL;
}

bool onnx_open(OnnxFile *f, Arena *a, const char *path, Err *err)
{
    *f = (OnnxFile){.arena = a, .path = path};
    f->model = unpack(a, path, &onnx__model_proto__descriptor, err);
    if (f->model && !f->model->graph)
        return err_set(err, "%s: not an ONNX model: it has no graph", path);
    return f->model != NULL;
}

Onnx__TensorProto *onnx_open_tensor(Arena *a, const char *path, Err *err)
{
    return unpack(a, path, &onnx__tensor_proto__descriptor, err);
}

/* ---- tensors ---- */

static const struct {
    int onnx; /* TensorProto.DataType */
    NumberType type;
} types[] = {
    {1, NUMBER_F32},  {10, NUMBER_F16}, {16, NUMBER_BF16}, {11, NUMBER_F64}, {3, NUMBER_I8},
    {5, NUMBER_I16},  {6, NUMBER_I32},  {7, NUMBER_I64},   {2, NUMBER_U8},   {4, NUMBER_U16},
    {12, NUMBER_U32}, {13, NUMBER_U64}, {9, NUMBER_BOOL},
};

static const NumberTypeInfo *type_of(const Onnx__TensorProto *t)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i].onnx == t->data_type)
            return &number_types[types[i].type];
    return NULL;
}

static bool count_of(const Onnx__TensorProto *t, Const *out, Err *err)
{
    *out = (Const){.rank = (int)t->n_dims, .count = 1, .name = t->name};
    if (t->n_dims > VIEW_RANK)
        return err_set(err, "it has %zu dimensions, more than %d", t->n_dims, VIEW_RANK);
    for (size_t i = 0; i < t->n_dims; i++) {
        if (t->dims[i] < 0 || t->dims[i] > INT32_MAX ||
            (t->dims[i] && out->count > INT32_MAX / t->dims[i]))
            return err_set(err, "its shape is absurdly large");
        out->dim[i] = t->dims[i];
        out->count *= t->dims[i];
    }
    return true;
}

static const char *external_value(const Onnx__TensorProto *t, const char *key)
{
    for (size_t i = 0; i < t->n_external_data; i++)
        if (t->external_data[i]->key && !strcmp(t->external_data[i]->key, key))
            return t->external_data[i]->value;
    return NULL;
}

/* Only files in the model's folder or below it: a name with `..`, or from the root, is refused. */
static bool plain_location(const char *s)
{
    if (!s || !*s || *s == '/')
        return false;
    for (const char *part = s; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (!strncmp(part, "..", 2) && (!part[2] || part[2] == '/'))
            return false;
    }
    return true;
}

static bool read_at(int fd, uint8_t *to, size_t bytes, uint64_t from)
{
    while (bytes) {
        ssize_t k = pread(fd, to, bytes, (off_t)from);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        to += k;
        bytes -= (size_t)k;
        from += (uint64_t)k;
    }
    return true;
}

/* A count of bytes, in decimal digits; where the file has none, `otherwise`. */
static bool external_count(const Onnx__TensorProto *t, const char *key, uint64_t otherwise,
                           uint64_t *out, Err *err)
{
    const char *text = external_value(t, key);
    *out = otherwise;
    if (!text)
        return true;
    char *end = NULL;
    errno = 0;
    if (*text >= '0' && *text <= '9')
        *out = strtoull(text, &end, 10);
    return (end && !*end && !errno) ||
           err_set(err, "the %s of its numbers in another file is `%.40s`, not a count of bytes",
                   key, text);
}

static bool external_bytes(const OnnxFile *f, const Onnx__TensorProto *t, size_t bytes,
                           uint8_t **out, Err *err)
{
    const char *place = external_value(t, "location"), *slash = strrchr(f->path, '/');
    uint64_t from, length, size;
    if (!plain_location(place))
        return err_set(err, "its numbers are in a file that is not beside the model: `%.200s`",
                       place ? place : "");
    if (!external_count(t, "offset", 0, &from, err) ||
        !external_count(t, "length", bytes, &length, err))
        return false;
    if (length != bytes)
        return err_set(err, "its shape is of %zu bytes, and its numbers in another file are %llu",
                       bytes, (unsigned long long)length);
    const char *path = arena_printf(f->arena, "%.*s%s", slash ? (int)(slash - f->path) + 1 : 0,
                                    f->path, place);
    int fd = file_open(path, &size, err); /* for its size: no room is made for what is not there */
    if (fd < 0)
        return false;
    close(fd);
    bool ok = from <= size && bytes <= size - from;
    if (ok) {
        *out = arena_alloc(f->arena, bytes + 1); /* does not return where there is no memory */
        if ((fd = file_open(path, &size, err)) < 0)
            return false;
        ok = read_at(fd, *out, bytes, from);
        close(fd);
    }
    return ok || err_set(err, "%s has not the %zu bytes from byte %llu on", path, bytes,
                         (unsigned long long)from);
}

/* Reals as float, all others as int64. */
static void convert(const OnnxFile *f, const NumberTypeInfo *type, const uint8_t *bytes, Const *out)
{
    float *x = NULL;
    int64_t *i = NULL;
    if (out->ints)
        out->i = i = ARENA_ARRAY(f->arena, int64_t, out->count + 1);
    else if (type == &number_types[NUMBER_F32] && host_is_little_endian() &&
             (uintptr_t)bytes % sizeof(float) == 0) {
        out->f = (const float *)(const void *)bytes; /* the message stays */
        return;
    } else
        out->f = x = ARENA_ARRAY(f->arena, float, out->count + 1);
    for (int64_t k = 0; k < out->count; k++) {
        const uint8_t *p = bytes + k * type->bytes;
        if (x)
            x[k] = (float)type->load(p);
        else
            i[k] = type->bytes == 8 ? (int64_t)le64(p) : (int64_t)type->load(p);
    }
}

/* Numbers in a field of their own type. False: there are not as many as the shape says. */
static bool from_fields(const OnnxFile *f, const Onnx__TensorProto *t, const NumberTypeInfo *type,
                        Const *out)
{
    size_t n = (size_t)out->count;
    if (type == &number_types[NUMBER_F32] && t->n_float_data == n) {
        out->f = t->float_data;
        return true;
    }
    if (type == &number_types[NUMBER_I64] && t->n_int64_data == n) {
        out->i = t->int64_data;
        return true;
    }
    bool reals = type == &number_types[NUMBER_F64] && t->n_double_data == n,
         wide = type->bytes >= 4 && out->ints && t->n_uint64_data == n,
         words = type->bytes <= (out->ints ? 4 : 2) && t->n_int32_data == n;
    if (!words && !(out->ints ? wide : reals)) /* no room is made for what is not there */
        return false;
    float *x = out->ints ? NULL : ARENA_ARRAY(f->arena, float, n + 1);
    int64_t *i = out->ints ? ARENA_ARRAY(f->arena, int64_t, n + 1) : NULL;
    out->f = x;
    out->i = i;
    for (size_t k = 0; k < n; k++) {
        uint8_t half[2];
        if (words)
            put_le(half, (uint64_t)(uint32_t)t->int32_data[k], 2);
        if (x)
            x[k] = reals ? (float)t->double_data[k] : (float)type->load(half);
        else
            i[k] = words ? t->int32_data[k] : (int64_t)t->uint64_data[k];
    }
    return true;
}

bool onnx_const(const OnnxFile *f, const Onnx__TensorProto *t, Const *out, Err *err)
{
    const NumberTypeInfo *type = type_of(t);
    if (!count_of(t, out, err))
        return false;
    if (!type)
        return err_set(err, "its elements are of type %d, which is not read", t->data_type);
    out->ints = type->kind != NUMBER_REAL;
    size_t bytes = (size_t)out->count * (size_t)type->bytes;
    uint8_t *data = t->raw_data.data;
    if (t->has_data_location && t->data_location == 1) {
        if (!external_bytes(f, t, bytes, &data, err))
            return false;
    } else if (!t->has_raw_data) {
        return from_fields(f, t, type, out) ||
               err_set(err, "it has not the %lld numbers that its shape needs",
                       (long long)out->count);
    } else if (t->raw_data.len != bytes) {
        return err_set(err, "it has %zu bytes of numbers; its shape needs %zu", t->raw_data.len,
                       bytes);
    }
    if (out->count)
        convert(f, type, data, out);
    return true;
}

/* ---- attributes ---- */

const Onnx__AttributeProto *onnx_attr(const OnnxNode *n, const char *name)
{
    for (size_t i = 0; i < n->p->n_attribute; i++) {
        const Onnx__AttributeProto *a = n->p->attribute[i];
        if (!a->name || strcmp(a->name, name))
            continue;
        if (!a->ref_attr_name || !*a->ref_attr_name)
            return a;
        return n->caller ? onnx_attr(n->caller, a->ref_attr_name) : NULL;
    }
    return NULL;
}

int64_t onnx_int(const OnnxNode *n, const char *name, int64_t otherwise)
{
    const Onnx__AttributeProto *a = onnx_attr(n, name);
    return a && a->has_i ? a->i : otherwise;
}

double onnx_float(const OnnxNode *n, const char *name, double otherwise)
{
    const Onnx__AttributeProto *a = onnx_attr(n, name);
    return a && a->has_f ? (double)a->f : otherwise;
}

const char *onnx_string(Arena *a, const OnnxNode *n, const char *name)
{
    const Onnx__AttributeProto *p = onnx_attr(n, name);
    return p && p->has_s ? arena_strndup(a, (const char *)p->s.data, p->s.len) : NULL;
}

const int64_t *onnx_ints(const OnnxNode *n, const char *name, int *count)
{
    const Onnx__AttributeProto *a = onnx_attr(n, name);
    *count = a ? (int)(a->n_ints < 64 ? a->n_ints : 64) : 0;
    return a ? a->ints : NULL;
}

const float *onnx_floats(const OnnxNode *n, const char *name, int *count)
{
    const Onnx__AttributeProto *a = onnx_attr(n, name);
    *count = a ? (int)(a->n_floats < 65536 ? a->n_floats : 65536) : 0;
    return a ? a->floats : NULL;
}
