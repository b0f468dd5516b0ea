/* Tidies up the steps of a model, so that the net is what a person would have written: see
 * model_simplify in steps.h. */
#include "compiler/ir/layer.h"
#include "models/steps.h"
#include <string.h>

static Step *input_of(const Model *m, const Step *s, int k)
{
    return &m->step[step_real(m, s->in[k])];
}

static void drop(Model *m, Step *s)
{
    s->gone = true;
    m->dropped++;
}

/* ---- shapes ---- */

static bool reshapes(const Step *s) { return step_is(s, "reshape") || step_is(s, "flatten"); }

/* A reshape of a reshape is one; one to the shape that is there already is none. */
static void simplify_reshape(Model *m, Step *s)
{
    if (!reshapes(s))
        return;
    while (reshapes(input_of(m, s, 0)))
        s->in[0] = step_real(m, input_of(m, s, 0)->in[0]);
    if (shape_equal(input_of(m, s, 0)->out, s->out))
        drop(m, s);
}

/* Layers that work on single values do not mind the shape: x reshape f is x f reshape. Moves the
 * reshape behind, so that two of them meet. */
static bool any_shape(const Step *s)
{
    const Layer *l = layer_find(s->kind);
    return l && l->activation && !step_is(s, "softmax") && s->n_in == 1;
}

static void move_reshape(Model *m, int i)
{
    Step *s = &m->step[i], *before = input_of(m, s, 0);
    int from = step_real(m, s->in[0]);
    if (!any_shape(s) || !reshapes(before) || before->readers != 1)
        return;
    Step moved = *before, kept = *s;
    kept.in[0] = moved.in[0];
    kept.out = m->step[step_real(m, moved.in[0])].out;
    moved.in = ARENA_ARRAY(m->arena, int, 1);
    moved.in[0] = from;
    m->step[from] = kept;
    m->step[i] = moved;
    m->step[i].nonnegative = m->step[from].nonnegative;
    m->step[i].readers = s->readers;
    m->step[from].readers = 1;
}

/* ---- padding ---- */

/* Zeros before a convolution are its own padding, where that has words. */
static void simplify_pad(Model *m, Step *s)
{
    bool conv = step_is(s, "conv") || step_is(s, "depthwise");
    Step *before = s->n_in == 1 ? input_of(m, s, 0) : NULL;
    if (!conv || !before || !step_is(before, "pad") || before->readers != 1)
        return;
    Step joined = *s;
    joined.in = ARENA_ARRAY(m->arena, int, 1);
    joined.in[0] = before->in[0];
    for (int i = 0; i < 4; i++)
        joined.pad[i] += before->pad[i];
    if (!step_padding(m, &joined))
        return;
    *s = joined;
    before->gone = true;
    m->merged++;
}

/* ---- numbers ---- */

/* A depthwise window of 1x1 that only adds, or only multiplies. */
static bool is_affine(const Step *s)
{
    return step_is(s, "depthwise") && s->size[0] == 1 && s->size[1] == 1 && s->stride[0] == 1 &&
           s->stride[1] == 1 && s->filters == 1 && !s->pad[0] && !s->pad[1] && !s->pad[2] &&
           !s->pad[3];
}

static const float *weight_of(const Step *s, const char *param)
{
    for (int i = 0; i < s->n_weights; i++)
        if (!strcmp(s->weight[i].param, param))
            return s->weight[i].data;
    return NULL;
}

static bool all_are(const float *v, int64_t n, float value)
{
    for (int64_t i = 0; i < n; i++)
        if (v[i] != value)
            return false;
    return true;
}

/* What is added to the sums of a layer without a bias is its bias. A reshape may stand between. */
static void simplify_bias(Model *m, Step *s)
{
    const float *kernel = weight_of(s, "kernel"), *bias = weight_of(s, "bias");
    if (!is_affine(s) || !kernel || !all_are(kernel, s->out.c, 1))
        return;
    if (!bias || all_are(bias, s->out.c, 0)) {
        drop(m, s);
        return;
    }
    Step *before = input_of(m, s, 0), *shape = NULL;
    if (reshapes(before) && before->readers == 1)
        shape = before, before = input_of(m, before, 0);
    bool sums = step_is(before, "conv") || step_is(before, "dense") || step_is(before, "depthwise");
    if (!sums || before->readers != 1 || before->out.c != s->out.c || before->flag)
        return;
    if (shape && shape_count(before->out) != shape_count(s->out))
        return;
    if (before->nobias) {
        before->nobias = false;
        before->weight[before->n_weights++] = (Weight){"bias", bias, s->out.c};
        s->gone = true;
        m->merged++;
    }
}

/* ---- activations by their parts ---- */

static bool one_reader(const Step *s, const char *kind)
{
    return s->readers == 1 && step_is(s, kind);
}

static bool affine_is(const Step *s, float scale, float shift)
{
    const float *k = weight_of(s, "kernel"), *b = weight_of(s, "bias");
    return is_affine(s) && s->readers == 1 && k && all_are(k, s->out.c, scale) &&
           (b ? all_are(b, s->out.c, shift) : shift == 0);
}

static int through_reshapes(const Model *m, int step)
{
    step = step_real(m, step);
    while (reshapes(&m->step[step]))
        step = step_real(m, m->step[step].in[0]);
    return step;
}

/* Is `gate` min(max(x + 3, 0), 6) / 6 of the step x, however it is written? */
static bool is_hard_gate(const Model *m, int gate, int x)
{
    const Step *s = &m->step[gate = through_reshapes(m, gate)];
    float limit = 1;
    if (affine_is(s, 1 / 6.0f, 0)) {
        s = &m->step[through_reshapes(m, s->in[0])];
        limit = 6;
    }
    if (!one_reader(s, "relu") || !s->args || strcmp(s->args, limit == 6 ? "max=6" : "max=1"))
        return false;
    const Step *a = &m->step[through_reshapes(m, s->in[0])];
    if (limit == 6 ? !affine_is(a, 1, 3) : !affine_is(a, 1 / 6.0f, 0.5f))
        return false;
    return through_reshapes(m, a->in[0]) == through_reshapes(m, x);
}

/* x * sigmoid(x) is silu; x * hard gate is hardswish. */
static void simplify_gate(Model *m, Step *s)
{
    if (!step_is(s, "mul") || s->n_in != 2)
        return;
    for (int k = 0; k < 2; k++) {
        int gate = through_reshapes(m, s->in[k]), x = s->in[1 - k];
        const Step *g = &m->step[gate];
        bool silu = one_reader(g, "sigmoid") &&
                    through_reshapes(m, g->in[0]) == through_reshapes(m, x);
        if (!silu && !is_hard_gate(m, gate, x))
            continue;
        s->kind = silu ? "silu" : "hardswish";
        s->in[0] = x;
        s->n_in = 1;
        m->merged++;
        return;
    }
}

/* x * min(max(x + 3, 0), 6), divided by 6 behind it, is hardswish, too. */
static void simplify_late_gate(Model *m, Step *s)
{
    const float *k = weight_of(s, "kernel");
    Step *product = s->n_in == 1 ? &m->step[through_reshapes(m, s->in[0])] : NULL;
    if (!is_affine(s) || !k || !all_are(k, s->out.c, 1 / 6.0f) || weight_of(s, "bias") ||
        !step_is(product, "mul") || product->n_in != 2 || product->readers != 1)
        return;
    for (int i = 0; i < 2; i++) {
        int gate = through_reshapes(m, product->in[i]), x = product->in[1 - i];
        const Step *limit = &m->step[gate];
        if (!one_reader(limit, "relu") || !limit->args || strcmp(limit->args, "max=6"))
            continue;
        const Step *sum = &m->step[through_reshapes(m, limit->in[0])];
        if (!affine_is(sum, 1, 3) || through_reshapes(m, sum->in[0]) != through_reshapes(m, x))
            continue;
        product->kind = "hardswish";
        product->in[0] = x;
        product->n_in = 1;
        s->gone = true;
        m->merged += 2;
        return;
    }
}

/* ---- what is left over ---- */

static void drop_unread(Model *m)
{
    steps_count_readers(m);
    for (int i = m->n - 1; i > 0; i--) {
        Step *s = &m->step[i];
        if (s->gone || s->readers)
            continue;
        s->gone = true;
        for (int k = 0; k < s->n_in; k++)
            m->step[s->in[k]].readers--;
    }
}

/* `conv ... relu`: the activation behind a layer that nothing else reads. */
static void join_activation(Model *m, Step *s)
{
    const Layer *l = layer_find(s->kind);
    Step *before = s->n_in == 1 ? input_of(m, s, 0) : NULL;
    const Layer *b = before ? layer_find(before->kind) : NULL;
    if (!l || !l->activation || s->args || !b || !b->takes_activation || before->readers != 1 ||
        before->flag)
        return;
    before->flag = s->kind;
    if (!before->label)
        before->label = s->label;
    s->gone = true;
}

static void each(Model *m, void (*pass)(Model *, Step *))
{
    drop_unread(m);
    for (int i = 1; i < m->n; i++)
        if (!m->step[i].gone)
            pass(m, &m->step[i]);
}

void model_simplify(Model *m)
{
    each(m, simplify_reshape);
    each(m, simplify_gate);
    each(m, simplify_late_gate);
    drop_unread(m);
    for (int i = 1; i < m->n; i++)
        if (!m->step[i].gone)
            move_reshape(m, i);
    each(m, simplify_reshape);
    each(m, simplify_bias);
    each(m, simplify_reshape);
    each(m, simplify_pad);
    each(m, join_activation);
    drop_unread(m);
}
