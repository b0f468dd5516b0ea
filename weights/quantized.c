/* Quantized weights files; see quantized.h. */
#include "weights/origin.h"
#include "weights/quantized.h"
#include "base/fileio.h"
#include "base/hash.h"
#include "compiler/ir/layer.h"
#include "formats/bytes.h"
#include "formats/safetensors.h"
#include "weights/pretrained.h"
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

static const char format[] = "netc int8", floats_key[] = "floats";

/* Whether it begins as a safetensors file does: the length of a header, and a brace. */
static bool begins_as_one(const char *path, bool *does, Err *err)
{
    uint8_t head[9];
    uint64_t bytes;
    FILE *f = file_open_stream(path, &bytes, err);
    if (!f)
        return false;
    errno = 0;
    const bool read = fread(head, 1, sizeof head, f) == sizeof head;
    const int why = ferror(f) ? errno : 0;
    fclose(f);
    *does = read && head[8] == '{' && le64(head) < bytes;
    return !why || err_set(err, "cannot read %s: %s", path, err_reason(why));
}

bool quantized_is(const char *path, bool *is, Err *err)
{
    *is = false;
    if (!begins_as_one(path, is, err))
        return false;
    if (!*is)
        return true;
    StFile *f = st_open(path, err);
    const char *says = f ? st_metadata(f, "format") : NULL;
    *is = says && !strcmp(says, format);
    st_close(f);
    return f != NULL;
}

/* ---- reading ---- */

typedef struct Reading {
    Arena *a;
    StFile *f;
    Err *err;
} Reading;

/* The shape that NAME.kernel has; rank 0: the layer has no such weights. */
typedef struct KernelShape {
    int rank;
    const int *dim;
} KernelShape;

static KernelShape kernel_shape(const Node *n)
{
    for (int i = 0; i < n->n_params; i++)
        if (!strcmp(n->params[i]->name, "kernel"))
            return (KernelShape){n->params[i]->rank, n->params[i]->dim};
    return n->layer->int8_channels ? (KernelShape){1, &n->out.c} : (KernelShape){0, NULL};
}

/* The numbers of tensor NAME.what, of that type; *to NULL where there is none. */
static bool get(Reading *r, const Node *n, const char *what, NumberType type, int64_t *count,
                const void **to)
{
    const char *name = arena_printf(r->a, "%s.%s", n->name, what);
    const StTensor *t = st_find(r->f, name);
    *to = NULL;
    if (!t)
        return true;
    if (t->type != type)
        return err_set(
            r->err, "%s: %s of layer %s is of type %s; expected %s: its weights are not quantized",
            st_path(r->f), what, n->name, number_types[t->type].safetensors,
            number_types[type].safetensors);
    void *numbers = arena_alloc(r->a, (size_t)(t->end - t->begin) + 8);
    *count = t->count;
    *to = numbers;
    if (!st_read_raw(r->f, t, numbers, r->err))
        return false;
    for (int64_t i = 0; number_types[type].bytes == 4 && i < t->count; i++) {
        const uint32_t host = le32((const uint8_t *)numbers + 4 * i);
        memcpy((uint8_t *)numbers + 4 * i, &host, 4);
    }
    return true;
}

static bool wrong_count(const Reading *r, const Node *n, const char *what, int64_t count,
                        int64_t want)
{
    return err_set(r->err, "%s: %s of layer %s has %lld numbers; expected %lld", st_path(r->f),
                   what, n->name, (long long)count, (long long)want);
}

static bool scale_fits(const Reading *r, const Node *n, const char *what, float s)
{
    return (s > 0 && isfinite(s)) ||
           err_set(r->err, "%s: %s of layer %s is %g; expected a finite number above 0",
                   st_path(r->f), what, n->name, (double)s);
}

static bool read_value(Reading *r, const Node *n, QuantNode *q)
{
    int64_t scales, zeros;
    const void *scale, *zero;
    if (!get(r, n, "scale", NUMBER_F32, &scales, &scale) ||
        !get(r, n, "zero", NUMBER_I8, &zeros, &zero))
        return false;
    if (!scale && !zero)
        return true;
    if (!scale || !zero)
        return err_set(r->err, "%s: layer %s has a %s and no %s", st_path(r->f), n->name,
                       scale ? "scale" : "zero", scale ? "zero" : "scale");
    if (scales != 1 || zeros != 1)
        return wrong_count(r, n, scales != 1 ? "scale" : "zero", scales != 1 ? scales : zeros, 1);
    q->value = (QuantScale){*(const float *)scale, *(const int8_t *)zero};
    return scale_fits(r, n, "scale", q->value.scale);
}

static bool kernel_fits(const Reading *r, const Node *n, const int8_t *w, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        if (w[i] == -128)
            return err_set(r->err,
                           "%s: number %lld of kernel of layer %s is -128; weights are -127 to 127",
                           st_path(r->f), (long long)i, n->name);
    return true;
}

/* As many numbers in another shape would be the weights of another net. */
static bool has_shape(const Reading *r, const Node *n, KernelShape p)
{
    const StTensor *t = st_find(r->f, arena_printf(r->a, "%s.kernel", n->name));
    bool same = t->rank == p.rank;
    for (int i = 0; same && i < p.rank; i++)
        same = t->dim[i] == p.dim[i];
    if (same)
        return true;
    const char *found = "", *want = "";
    for (int i = 0; i < t->rank; i++)
        found = arena_printf(r->a, "%s%s%lld", found, i ? "x" : "", (long long)t->dim[i]);
    for (int i = 0; i < p.rank; i++)
        want = arena_printf(r->a, "%s%s%d", want, i ? "x" : "", p.dim[i]);
    return err_set(r->err, "%s: kernel of layer %s is %s; this net's is %s", st_path(r->f), n->name,
                   found, want);
}

static bool read_weights(Reading *r, const Node *n, QuantNode *q)
{
    int64_t count, scales, biases;
    const void *kernel, *scale, *bias;
    const KernelShape p = kernel_shape(n);
    if (!p.rank)
        return true;
    if (!get(r, n, "kernel", NUMBER_I8, &count, &kernel) ||
        !get(r, n, "kernel.scale", NUMBER_F32, &scales, &scale) ||
        !get(r, n, "bias", NUMBER_I32, &biases, &bias))
        return false;
    if (!kernel)
        return true;
    if (!has_shape(r, n, p))
        return false;
    if (!scale)
        return err_set(r->err, "%s: kernel of layer %s has no scale", st_path(r->f), n->name);
    if (scales != 1 && scales != n->out.c)
        return wrong_count(r, n, "kernel.scale", scales, n->out.c);
    if (bias && biases != n->out.c)
        return wrong_count(r, n, "bias", biases, n->out.c);
    q->kernel = kernel;
    q->scale = scale;
    q->bias = bias;
    q->n_scales = (int)scales;
    for (int i = 0; i < q->n_scales; i++)
        if (!scale_fits(r, n, "kernel.scale", q->scale[i]))
            return false;
    return kernel_fits(r, n, q->kernel, count);
}

/* Whether the tensor is one of the node's. */
static bool is_of(const char *tensor, const Node *n)
{
    static const char *const ends[] = {"kernel", "kernel.scale", "bias", "scale", "zero"};
    size_t len = strlen(n->name);
    if (strncmp(tensor, n->name, len) || tensor[len] != '.')
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (!strcmp(tensor + len + 1, ends[i]))
            return true;
    return false;
}

static bool all_known(const Reading *r, const Graph *g)
{
    for (int i = 0; i < st_count(r->f); i++) {
        bool known = false;
        for (int k = 0; k < g->n_nodes && !known; k++)
            known = is_of(st_tensor(r->f, i)->name, g->nodes[k]);
        if (!known)
            return err_set(r->err, "%s: tensor %s belongs to no layer of net %s", st_path(r->f),
                           st_tensor(r->f, i)->name, g->name);
    }
    return true;
}

static void close_file(void *f) { st_close(f); }

/* ---- the floats that they are made of ---- */

/* "LAYER hash; ", of all parameters of n; empty where it has none. */
static const char *floats_of(Arena *a, const Node *n, const float *params)
{
    uint64_t h = HASH_START;
    for (int i = 0; i < n->n_params; i++)
        h = hash_bytes(h, params + n->params[i]->offset,
                       sizeof *params * (size_t)n->params[i]->count);
    return n->n_params ? arena_printf(a, "%s %016" PRIx64 "; ", n->name, h) : "";
}

static const char *all_floats(const Graph *g, const float *params)
{
    size_t room = 1, at = 0;
    for (int i = 0; i < g->n_nodes; i++)
        room += strlen(g->nodes[i]->name) + sizeof " 0123456789abcdef; ";
    char *text = arena_alloc(g->arena, room);
    text[0] = 0;
    for (int i = 0; i < g->n_nodes; i++) {
        const char *one = floats_of(g->arena, g->nodes[i], params);
        memcpy(text + at, one, strlen(one) + 1);
        at += strlen(one);
    }
    return text;
}

bool quantized_made_of(const Graph *g, const Quant *q, const Node *n, const float *params)
{
    return !q->floats || strstr(q->floats, floats_of(g->arena, n, params));
}

const Quant *quantized_read(Arena *a, const Graph *g, const char *path, Err *err)
{
    Reading r = {a, arena_own(a, st_open(path, err), close_file), err};
    if (!r.f)
        return NULL;
    Quant *q = ARENA_NEW(a, Quant);
    q->path = arena_strdup(a, path);
    const char *floats = st_metadata(r.f, floats_key);
    q->floats = floats ? arena_strdup(a, floats) : NULL;
    q->node = ARENA_ARRAY(a, QuantNode, g->n_nodes + 1);
    bool ok = all_known(&r, g);
    for (int i = 0; ok && i < g->n_nodes; i++)
        ok = read_value(&r, g->nodes[i], &q->node[i]) && read_weights(&r, g->nodes[i], &q->node[i]);
    arena_release(a, r.f);
    return ok ? q : NULL;
}

/* ---- writing ---- */

typedef struct Writing {
    Arena *a;
    StEntry *entry;
    int n, cap;
} Writing;

static void put(Writing *w, const Node *n, const char *what, NumberType type, int rank,
                const int *dim, const void *data)
{
    StEntry e = {.name = arena_printf(w->a, "%s.%s", n->name, what),
                 .type = type,
                 .rank = rank,
                 .dim = dim,
                 .data = data};
    ARENA_PUSH(w->a, w->entry, w->n, w->cap, e);
}

static void put_node(Writing *w, const Node *n, const QuantNode *q)
{
    static const int one = 1;
    int *dim = ARENA_ARRAY(w->a, int, 2);
    dim[0] = q->n_scales;
    dim[1] = n->out.c;
    if (q->kernel) {
        const KernelShape p = kernel_shape(n);
        put(w, n, "kernel", NUMBER_I8, p.rank, p.dim, q->kernel);
        put(w, n, "kernel.scale", NUMBER_F32, 1, &dim[0], q->scale);
        if (q->bias)
            put(w, n, "bias", NUMBER_I32, 1, &dim[1], q->bias);
    }
    if (q->value.scale > 0) {
        int8_t *zero = ARENA_NEW(w->a, int8_t);
        *zero = (int8_t)q->value.zero;
        put(w, n, "scale", NUMBER_F32, 1, &one, &q->value.scale);
        put(w, n, "zero", NUMBER_I8, 1, &one, zero);
    }
}

bool quantized_write(const Graph *g, const Quant *q, const float *params, const char *path,
                     Err *err)
{
    Writing w = {.a = g->arena};
    for (int i = 0; i < g->n_nodes; i++)
        put_node(&w, g->nodes[i], &q->node[i]);
    char *origin = origin_json(g);
    const StMeta meta[] = {{"format", format},
                           {"net", g->name},
                           {weights_origin_key, origin},
                           {floats_key, all_floats(g, params)},
                           {weights_table_key, g->columns}};
    bool ok = origin ? st_write(path, w.entry, w.n, meta, g->columns ? 5 : 4, err)
                     : err_set(err, "out of memory");
    free(origin);
    return ok;
}
