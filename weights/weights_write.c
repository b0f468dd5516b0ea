/* Weights written for other programs: a record for each format, the first whose ending the file's
 * name has. The layers of Keras' .h5 have the net's names with underscores (base_block1_conv1);
 * .npz and safetensors keep the full names. */
#include "weights/pretrained.h"
#include "base/number_types.h"
#include "compiler/ir/graph.h"
#include "formats/tensors.h"
#include <string.h>

static TensorOut *all_params(Arena *a, const Graph *g, const float *params)
{
    TensorOut *t = ARENA_ARRAY(a, TensorOut, (size_t)g->n_params + 1);
    for (int i = 0; i < g->n_params; i++) {
        const Param *p = g->params[i];
        char *layer = arena_strdup(a, p->node->name);
        for (char *c = layer; *c; c++)
            if (*c == '.')
                *c = '_';
        t[i] = (TensorOut){.layer = layer,
                           .var = p->name,
                           .name = p->full_name,
                           .rank = p->rank,
                           .dim = p->dim,
                           .data = params + p->offset};
    }
    return t;
}

typedef struct Writing {
    Arena *arena;
    const Graph *g;
    const float *params;
    TensorOut *t; /* g->n_params of them */
    NumberType type;
} Writing;

static bool list_params(void *arg)
{
    Writing *w = arg;
    w->t = all_params(w->arena, w->g, w->params);
    return true;
}

/* In Keras' file a layer is found by its name alone: a.b_c and a_b.c would be one. */
static bool distinct(const TensorOut *t, int n, const char *path, Err *err)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++)
            if (!strcmp(t[i].layer, t[k].layer) && !strcmp(t[i].var, t[k].var))
                return err_set(err,
                               "cannot write %s: `%s` and `%s` have the same name in a Keras file",
                               path, t[k].name, t[i].name);
    return true;
}

static bool write_keras(const char *path, const Writing *w, Err *err)
{
    return distinct(w->t, w->g->n_params, path, err) &&
           hdf5_write(path, w->t, w->g->n_params, NULL, err);
}

static bool write_npz(const char *path, const Writing *w, Err *err)
{
    return npz_write(path, w->t, w->g->n_params, err);
}

static bool write_safetensors(const char *path, const Writing *w, Err *err)
{
    return weights_save(w->g, w->params, path, w->type, err);
}

/* Keras 3 takes the layout from the name, and this name means the one without names. */
static bool write_nothing(const char *path, const Writing *w, Err *err)
{
    (void)w;
    return err_set(err,
                   "cannot write %s: Keras expects another layout under a name that ends in "
                   ".weights.h5; end it in .h5",
                   path);
}

static const struct Format {
    const char *ending;
    bool (*write)(const char *path, const Writing *w, Err *err);
    bool types; /* in all stored types, not only float */
    bool any;   /* number of tensors; else TENSORS_MOST */
} formats[] = {
    {".weights.h5", write_nothing, false, true},
    {".h5", write_keras, false, false},
    {".npz", write_npz, false, false},
    {".safetensors", write_safetensors, true, true},
};

bool weights_write(const Graph *g, const float *params, const char *path, NumberType type, Err *err)
{
    size_t len = strlen(path);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        size_t k = strlen(formats[i].ending);
        if (len <= k || strcmp(path + len - k, formats[i].ending))
            continue;
        if (type != NUMBER_F32 && !formats[i].types)
            return err_set(err, "cannot write %s in %s: only .safetensors files are written so",
                           path, number_types[type].word);
        if (!formats[i].any && g->n_params > TENSORS_MOST)
            return err_set(err,
                           "cannot write %s: it would have %d tensors, %d are the most in such a "
                           "file; .safetensors takes any number",
                           path, g->n_params, TENSORS_MOST);
        if (!weights_all_finite(g, params, path, err))
            return false;
        Writing w = {arena_new(), g, params, NULL, type};
        bool ok = w.arena ? arena_try(w.arena, list_params, &w, err)
                          : err_set(err, "cannot write %s: out of memory", path);
        ok = ok && formats[i].write(path, &w, err);
        arena_free(w.arena);
        return ok;
    }
    return err_set(err,
                   "cannot write %s: the name must end in .h5, .npz or .safetensors, which says "
                   "how to write it",
                   path);
}
