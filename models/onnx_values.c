/* Test data that ONNX's tools keep beside a model: test_data_set_0/input_0.pb, and output_N.pb with
 * what the model made of it. Here they become samples in netc's order. */
#include "models/onnx_fold.h"
#include "models/onnx_graph.h"
#include <string.h>
#include <unistd.h>

/* A tensor's numbers as n samples in the order of the view's step. NULL: they have another shape.
 */
static float *in_order(Onnx *o, const Const *k, const View *v, int *n)
{
    int axis[VIEW_RANK], count = 0;
    int64_t each = view_count(v);
    if (k->rank != v->rank || k->count < 1 || k->count % each)
        return NULL;
    for (int i = 0; i < v->rank; i++) {
        if (i != v->batch && k->dim[i] != v->dim[i])
            return NULL;
        axis[count++] = i;
    }
    if (v->batch > 0)
        return NULL;
    const int *place = view_places(o->arena, v, axis, count);
    float *to = ARENA_ARRAY(o->arena, float, k->count);
    *n = (int)(k->count / each);
    for (int s = 0; s < *n; s++)
        for (int64_t e = 0; e < each; e++)
            to[s * each + (place ? place[e] : e)] = (float)const_number(k, s * each + e);
    return to;
}

static const Const *tensor_at(Onnx *o, const char *what, int i)
{
    const char *slash = strrchr(o->file.path, '/');
    int folder = slash ? (int)(slash - o->file.path) + 1 : 0;
    const char *path = arena_printf(o->arena, "%.*stest_data_set_0/%s_%d.pb", folder, o->file.path,
                                    what, i);
    Const *k = ARENA_NEW(o->arena, Const);
    Err err;
    if (access(path, R_OK))
        return NULL;
    const Onnx__TensorProto *t = onnx_open_tensor(o->arena, path, &err);
    return t && onnx_const(&o->file, t, k, &err) ? k : NULL;
}

/* Which of the graph's outputs the view is of. */
static int output_number(const Onnx *o, const char *wanted)
{
    const Onnx__GraphProto *g = o->file.model->graph;
    for (size_t i = 0; wanted && i < g->n_output; i++)
        if (g->output[i]->name && !strcmp(g->output[i]->name, wanted))
            return (int)i;
    return 0;
}

void onnx_values(Onnx *o, const View *input, const View *output, const char *wanted)
{
    const Const *x = tensor_at(o, "input", 0),
                *y = x ? tensor_at(o, "output", output_number(o, wanted)) : NULL;
    Values v = {.from = "test_data_set_0"};
    int n = 0;
    if (!x || !y)
        return;
    v.x = in_order(o, x, input, &v.n);
    v.y = in_order(o, y, output, &n);
    if (v.x && v.y && n == v.n)
        o->b.m->values = v;
    else
        model_note(o->b.m, "test_data_set_0 has values of other shapes");
}
