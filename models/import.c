/* Which reader a file is for, and what comes after reading; see import.h. */
#include "base/utf8.h"
#include "models/import.h"
#include "base/fileio.h"
#include "compiler/ir/layer.h"
#include <string.h>

typedef struct Format {
    const char *name;
    bool (*is)(const char *path, const unsigned char *head, size_t n);
    Model *(*read)(Arena *, const char *, const ModelOptions *, Diag *, Err *);
} Format;

static bool is_onnx(const char *path, const unsigned char *head, size_t n)
{
    (void)head, (void)n;
    return text_ends(path, ".onnx");
}

static bool is_keras(const char *path, const unsigned char *head, size_t n)
{
    bool hdf5 = n >= 8 && !memcmp(head, "\x89HDF\r\n\x1a\n", 8);
    bool zip = n >= 4 && !memcmp(head, "PK\x03\x04", 4) && text_ends(path, ".keras");
    return hdf5 || zip || text_ends(path, ".json") || text_ends(path, ".keras") ||
           text_ends(path, ".h5") || text_ends(path, ".hdf5");
}

static bool is_darknet(const char *path, const unsigned char *head, size_t n)
{
    (void)head, (void)n;
    return text_ends(path, ".cfg");
}

enum { FORMAT_ONNX, FORMAT_KERAS, FORMAT_DARKNET };
static const Format formats[] = {
    [FORMAT_ONNX] = {"ONNX", is_onnx, onnx_model},
    [FORMAT_KERAS] = {"Keras", is_keras, keras_model},
    [FORMAT_DARKNET] = {"darknet", is_darknet, darknet_model},
};

static const Format *format_of(const char *path)
{
    unsigned char head[16] = {0};
    int n = file_head(path, head, sizeof head, NULL);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (formats[i].is(path, head, n < 0 ? 0 : (size_t)n))
            return &formats[i];
    return NULL;
}

void model_check(const Model *m, Diag *d)
{
    for (int i = 0; i < m->n; i++)
        if (!m->step[i].gone && m->step[i].where)
            diag_error(d, (Span){NULL, 0, 0}, "%s: netc has it only as a part of %s",
                       m->step[i].where, step_is(&m->step[i], "erf") ? "gelu" : "other layers");
}

bool model_is(const char *path) { return format_of(path) != NULL; }

Model *model_import(Arena *a, const char *path, const ModelOptions *o, Diag *d, Err *err)
{
    const Format *f = o->keras ? &formats[FORMAT_KERAS] : format_of(path);
    if (!f) {
        err_set(err,
                "%s: not a model that netc imports (%s); "
                "other programs write theirs as ONNX",
                path, MODEL_WORDS);
        return NULL;
    }
    Model *m = f->read(a, path, o, d, err);
    if (m && !diag_errors(d)) {
        model_simplify(m);
        model_check(m, d);
    }
    return m;
}

/* ---- parameters ---- */

static const Weight *weight_named(const Step *s, const char *param)
{
    for (int i = 0; i < s->n_weights; i++)
        if (!strcmp(s->weight[i].param, param))
            return &s->weight[i];
    return NULL;
}

/* A vector of n numbers and a map of one pixel and n channels hold the same. */
static bool same_values(Shape a, Shape b) { return a.h == b.h && a.w == b.w && a.c == b.c; }

static bool fill_node(const Node *n, const Step *s, float *params, Err *err)
{
    if (!step_is(s, n->layer->kind) || !same_values(n->out, s->out))
        return err_set(err, "internal error: step %s of %dx%dx%d became %s %s of %dx%dx%d", s->kind,
                       s->out.h, s->out.w, s->out.c, n->layer->kind, n->name, n->out.h, n->out.w,
                       n->out.c);
    for (int i = 0; i < n->n_params; i++) {
        const Param *p = n->params[i];
        const Weight *w = weight_named(s, p->name);
        if (!w || !w->data || w->count != p->count)
            return err_set(err, "internal error: %s has %lld numbers, its parameter %lld",
                           p->full_name, w ? (long long)w->count : 0, (long long)p->count);
        memcpy(params + p->offset, w->data, sizeof *params * (size_t)p->count);
    }
    return true;
}

const Step **model_steps(const Model *m, const Graph *g)
{
    const Step **step = ARENA_ARRAY(m->arena, const Step *, g->n_nodes + 1);
    for (int i = 0, at = 1; i < m->n_order && at < g->n_nodes; i++) {
        const Step *s = m->order[i] < 0 ? NULL : &m->step[m->order[i]];
        step[at] = s;
        at += 1 + (s && s->flag);
    }
    return step;
}

bool model_fill(const Model *m, const Graph *g, float *params, Err *err)
{
    int at = 1;
    for (int i = 0; i < m->n_order; i++) {
        const Step *s = m->order[i] < 0 ? NULL : &m->step[m->order[i]];
        if (at >= g->n_nodes)
            return err_set(err, "internal error: %s has too few layers", g->name);
        const Node *n = g->nodes[at];
        if (s && !fill_node(n, s, params, err))
            return false;
        at += 1 + (s && s->flag);
    }
    return true;
}
