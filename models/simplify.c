/* Tidies up the steps of a model, so that the net is what a person would have written: see
 * model_simplify in steps.h. */
#include "base/number.h"
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
    Step *before = input_of(m, s, 0);
    bool pools = step_is(before, "globalavgpool") || step_is(before, "globalmaxpool");
    if (pools && before->readers == 1 && s->out.rank == 3 && s->out.h * s->out.w == 1) {
        before->args = "keepdims";
        before->out = s->out;
    }
    if (shape_equal(before->out, s->out))
        drop(m, s);
}

/* Layers that work on single values do not mind the shape: x reshape f is x f reshape. Moves the
 * reshape behind, so that two of them meet. */
static bool any_shape(const Step *s)
{
    const Layer *l = layer_find(s->kind);
    return s->n_in == 1 &&
           ((l && l->activation && !step_is(s, "softmax") && !step_is(s, "log_softmax")) ||
            s->has_number);
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
    m->step[i].readers = s->readers;
    m->step[from].readers = 1;
}

/* ---- padding ---- */

/* Zeros before a convolution are its own padding, where that has words. */
static void simplify_pad(Model *m, Step *s)
{
    bool conv = step_is(s, "conv") || step_is(s, "depthwise");
    Step *before = s->n_in == 1 ? input_of(m, s, 0) : NULL;
    if (!conv || !before || !step_is(before, "pad") || before->readers != 1 || before->args)
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

/* Rows are padded, and columns after them, or before. */
static void simplify_pads(Model *m, Step *s)
{
    Step *before = s->n_in == 1 ? input_of(m, s, 0) : NULL;
    if (!step_is(s, "pad") || !before || !step_is(before, "pad") || before->readers != 1 ||
        !s->args != !before->args || (s->args && strcmp(s->args, before->args)))
        return;
    for (int i = 0; i < 4; i += 2)
        if ((s->pad[i] || s->pad[i + 1]) && (before->pad[i] || before->pad[i + 1]))
            return;
    for (int i = 0; i < 4; i++)
        s->pad[i] += before->pad[i];
    s->in[0] = before->in[0];
    before->gone = true;
    m->merged++;
}

/* The number that is put around a map. False: the map is continued. */
static bool padded_with(const Step *s, double *value)
{
    static const char key[] = "value=";
    bool number = s->args && !strncmp(s->args, key, sizeof key - 1);
    *value = number ? number_parse(s->args + sizeof key - 1, NULL) : 0;
    return number || !s->args;
}

/* From the kind, and what it reads. */
static void mark_nonnegative(Model *m, Step *s)
{
    static const char *const always[] = {"relu", "sigmoid", "softmax", "exp", "abs", "softplus"},
                             *const keeps[] = {
                                 "maxpool", "avgpool", "pad",      "globalavgpool", "globalmaxpool",
                                 "flatten", "reshape", "upsample", "dropout",       "identity",
                                 "concat",  "add",     "mul",      "slice",         "crop"};
    double value;
    bool through = !s->flag && s->n_in && !(s->has_number && s->number < 0) &&
                   !(step_is(s, "pad") && padded_with(s, &value) && value < 0);
    const char *last = s->flag ? s->flag : s->kind;
    for (size_t i = 0; i < sizeof always / sizeof *always && !s->nonnegative; i++)
        s->nonnegative = !strcmp(last, always[i]);
    bool kept = false;
    for (size_t i = 0; i < sizeof keeps / sizeof *keeps; i++)
        kept |= step_is(s, keeps[i]);
    for (int i = 0; through && kept && i < s->n_in; i++)
        through = input_of(m, s, i)->nonnegative;
    s->nonnegative |= through && kept;
}

/* Does a maximum over values of the input and of this padding never take what is padded? */
static bool pads_with_least(Model *m, const Step *s)
{
    const double least = -1e30; /* less than values are */
    double value;
    return step_is(s, "pad") && padded_with(s, &value) &&
           (value <= least || (value == 0 && input_of(m, s, 0)->nonnegative));
}

/* Such a padding before a maximum is its own. */
static void simplify_least(Model *m, Step *s)
{
    Step *before = s->n_in == 1 ? input_of(m, s, 0) : NULL;
    if (!step_is(s, "maxpool") || s->ceil || !before || before->readers != 1 ||
        !pads_with_least(m, before))
        return;
    Step joined = *s;
    joined.in = ARENA_ARRAY(m->arena, int, 1);
    joined.in[0] = before->in[0];
    for (int i = 0; i < 4; i++) {
        joined.pad[i] += before->pad[i];
        if (joined.pad[i] >= s->size[i / 2])
            return;
    }
    *s = joined;
    before->gone = true;
    m->merged++;
}

/* Zeros before an average are counted: its own padding, with `countpad`. What is cut off all around
 * behind a transposed convolution is its padding. */
static void simplify_edges(Model *m, Step *s)
{
    bool pools = step_is(s, "avgpool"), cuts = step_is(s, "crop");
    Step *before = s->n_in == 1 ? input_of(m, s, 0) : NULL;
    bool fits = before && before->readers == 1 &&
                (pools
                     ? step_is(before, "pad") && !before->args && !s->ceil
                     : cuts && step_is(before, "conv_transpose") && !before->same && !before->flag);
    Step joined = pools ? *s : fits ? *before : *s;
    const int *by = pools && fits ? before->pad : s->pad;
    if (!fits || by[0] != by[1] || by[2] != by[3])
        return;
    for (int i = 0; i < 4; i++) {
        if (pools && joined.pad[i] && !joined.countpad)
            return;
        joined.pad[i] += by[i];
    }
    joined.countpad = pools;
    if (pools) {
        joined.in = ARENA_ARRAY(m->arena, int, 1);
        joined.in[0] = before->in[0];
        before->gone = true;
        *s = joined;
    } else {
        joined.out = s->out;
        *before = joined;
        s->gone = true;
    }
    m->merged++;
}

/* ---- numbers ---- */

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

/* One number for each value of a map, not for each channel. */
static bool over_values(const Step *s)
{
    return s->args && !strncmp(s->args, "over=values", strlen("over=values"));
}

/* What is added to the sums of a layer without a bias is its bias. A reshape may stand between. */
static void simplify_bias(Model *m, Step *s)
{
    const float *gamma = weight_of(s, "gamma"), *beta = weight_of(s, "beta");
    if (!step_is(s, "affine") || over_values(s) || (gamma && !all_are(gamma, s->out.c, 1)))
        return;
    if (!beta || all_are(beta, s->out.c, 0)) {
        drop(m, s);
        return;
    }
    Step *before = input_of(m, s, 0), *shape = NULL;
    if (reshapes(before) && before->readers == 1)
        shape = before, before = input_of(m, before, 0);
    bool sums = step_is(before, "conv") || step_is(before, "dense") ||
                step_is(before, "depthwise") || step_is(before, "conv_transpose");
    if (!sums || before->readers != 1 || before->out.c != s->out.c || !before->nobias ||
        (shape && shape_count(before->out) != shape_count(s->out)))
        return;
    before->nobias = false;
    before->weight[before->n_weights++] = (Weight){"bias", beta, s->out.c};
    s->gone = true;
    m->merged++;
}

/* Factors and summands behind a norm are its own, as are those behind others. */
static void simplify_scale(Model *m, Step *s)
{
    static const char *const kinds[] = {"affine", "layernorm", "groupnorm", "instancenorm"};
    Step *before = s->n_in == 1 ? input_of(m, s, 0) : NULL;
    bool fits = false;
    for (size_t i = 0; before && i < sizeof kinds / sizeof *kinds; i++)
        fits |= step_is(before, kinds[i]);
    fits = fits && !over_values(before) && !over_values(s);
    if (!fits || !step_is(s, "affine") || before->readers != 1 || before->out.c != s->out.c ||
        before->frozen != s->frozen)
        return;
    int64_t c = s->out.c;
    float *gamma = ARENA_ARRAY(m->arena, float, c), *beta = ARENA_ARRAY(m->arena, float, c);
    const float *g0 = weight_of(before, "gamma"), *b0 = weight_of(before, "beta"),
                *g1 = weight_of(s, "gamma"), *b1 = weight_of(s, "beta");
    for (int64_t i = 0; i < c; i++) {
        float by = g1 ? g1[i] : 1;
        gamma[i] = (g0 ? g0[i] : 1) * by;
        beta[i] = (b0 ? b0[i] : 0) * by + (b1 ? b1[i] : 0);
    }
    bool norm = !step_is(before, "affine");
    before->n_weights = 0;
    if (norm || g0 || g1)
        step_weight(m, (int)(before - m->step), "gamma", gamma, c);
    if (norm || b0 || b1)
        step_weight(m, (int)(before - m->step), "beta", beta, c);
    if (!norm)
        before->args = !(g0 || g1) ? "nogamma" : !(b0 || b1) ? "nobeta" : NULL;
    s->gone = true;
    m->merged++;
}

/* ---- activations by their parts ---- */

static int through_reshapes(const Model *m, int step)
{
    step = step_real(m, step);
    while (reshapes(&m->step[step]))
        step = step_real(m, m->step[step].in[0]);
    return step;
}

/* scale * x + shift, put together by layers with numbers that only the next one reads. */
typedef struct Line {
    float scale, shift;
    int x, steps;
} Line;

static Line line_of(const Model *m, int step)
{
    Line l = {1, 0, through_reshapes(m, step), 0};
    for (const Step *s = &m->step[l.x]; s->has_number && s->n_in == 1 && s->readers == 1;
         s = &m->step[l.x]) {
        float v = (float)s->number;
        if (step_is(s, "mul"))
            l.scale *= v;
        else if (step_is(s, "div"))
            l.scale /= v;
        else if (step_is(s, "add"))
            l.shift += l.scale * v;
        else if (step_is(s, "sub"))
            l.shift -= l.scale * v;
        else
            break;
        l.x = through_reshapes(m, s->in[0]);
        l.steps++;
    }
    return l;
}

static bool near(double a, double b) { return a - b < 1e-6 && b - a < 1e-6; }

static bool line_is(const Line *l, double scale, double shift)
{
    return near(l->scale, scale) && near(l->shift, shift);
}

static bool limited(const Step *s, const char *to)
{
    return s->readers == 1 && step_is(s, "relu") && s->args && !strcmp(s->args, to);
}

static void becomes(Model *m, Step *s, const char *kind, const char *args, int x)
{
    s->kind = kind;
    s->args = args;
    s->in[0] = x;
    s->n_in = 1;
    s->has_number = false;
    m->merged++;
}

/* min(max(x + 3, 0), 6) / 6 is hardsigmoid; min(max(a * x + b, 0), 1), too. */
static void simplify_hardsigmoid(Model *m, Step *s)
{
    if (s->has_number && (step_is(s, "mul") || step_is(s, "div"))) {
        double by = step_is(s, "mul") ? s->number : 1 / s->number;
        const Step *limit = input_of(m, s, 0);
        Line l = line_of(m, limit->n_in ? limit->in[0] : 0);
        if (near(by, 1 / 6.0) && limited(limit, "max=6") && line_is(&l, 1, 3))
            becomes(m, s, "hardsigmoid", NULL, l.x);
    } else if (step_is(s, "relu") && s->args && !strcmp(s->args, "max=1")) {
        Line l = line_of(m, s->in[0]);
        if (l.steps && line_is(&l, 1 / 6.0, 0.5))
            becomes(m, s, "hardsigmoid", NULL, l.x);
        else if (l.steps && line_is(&l, 0.2, 0.5))
            becomes(m, s, "hardsigmoid", "slope=0.2", l.x);
    }
}

/* x * sigmoid(x) is silu, x * hardsigmoid(x) hardswish, x * tanh(softplus(x)) mish. */
static void simplify_gate(Model *m, Step *s)
{
    if (!step_is(s, "mul") || s->n_in != 2)
        return;
    for (int k = 0; k < 2; k++) {
        int x = through_reshapes(m, s->in[1 - k]);
        const Step *g = &m->step[through_reshapes(m, s->in[k])];
        if (g->readers != 1 || g->n_in != 1)
            continue;
        int from = through_reshapes(m, g->in[0]);
        const Step *inner = &m->step[from];
        bool mish = step_is(g, "tanh") && step_is(inner, "softplus") && !inner->args &&
                    inner->readers == 1 && through_reshapes(m, inner->in[0]) == x;
        if (mish)
            becomes(m, s, "mish", NULL, s->in[1 - k]);
        else if (from == x && step_is(g, "sigmoid"))
            becomes(m, s, "silu", NULL, s->in[1 - k]);
        else if (from == x && step_is(g, "hardsigmoid") && !g->args)
            becomes(m, s, "hardswish", NULL, s->in[1 - k]);
        else
            continue;
        return;
    }
}

/* The same with the division behind the product. */
static void simplify_late_gate(Model *m, Step *s)
{
    Step *product = s->has_number && s->n_in == 1 ? &m->step[through_reshapes(m, s->in[0])] : NULL;
    double by = !product            ? 0
                : step_is(s, "mul") ? s->number
                : step_is(s, "div") ? 1 / s->number
                                    : 0;
    if (!near(by, 1 / 6.0) || !step_is(product, "mul") || product->n_in != 2 ||
        product->readers != 1)
        return;
    for (int k = 0; k < 2; k++) {
        const Step *limit = &m->step[through_reshapes(m, product->in[k])];
        if (!limited(limit, "max=6"))
            continue;
        Line l = line_of(m, limit->in[0]);
        if (!line_is(&l, 1, 3) || l.x != through_reshapes(m, product->in[1 - k]))
            continue;
        becomes(m, product, "hardswish", NULL, product->in[1 - k]);
        s->gone = true;
        m->merged++;
        return;
    }
}

/* x * (1 + erf(x / sqrt(2))) / 2 is gelu, in whichever factor the half stands. */
static void simplify_erf(Model *m, Step *s)
{
    bool half = s->has_number && s->n_in == 1 &&
                near(step_is(s, "div")   ? 1 / s->number
                     : step_is(s, "mul") ? s->number
                                         : 0,
                     0.5);
    Step *product = half ? &m->step[through_reshapes(m, s->in[0])] : s;
    if (!step_is(product, "mul") || product->n_in != 2 || (half && product->readers != 1))
        return;
    for (int k = 0; k < 2; k++) {
        Line one = line_of(m, product->in[k]), x = line_of(m, product->in[1 - k]);
        const Step *erf = &m->step[one.x];
        if (!step_is(erf, "erf") || erf->readers != 1 || x.shift != 0)
            continue;
        Line inner = line_of(m, erf->in[0]);
        double whole = (half ? 0.5 : 1) * one.scale * x.scale;
        if (!near(one.scale, one.shift) || !near(whole, 0.5) || !line_is(&inner, 0.70710678, 0) ||
            inner.x != x.x)
            continue;
        becomes(m, product, "gelu", NULL, x.x);
        if (half)
            s->gone = true;
        return;
    }
}

/* sign(x) * |x| is x, with a relu of |x| too: PyTorch writes LPPool2d so. */
static void simplify_sign(Model *m, Step *s)
{
    if (!step_is(s, "mul") || s->n_in != 2)
        return;
    for (int k = 0; k < 2; k++) {
        const Step *sign = input_of(m, s, k), *size = input_of(m, s, 1 - k);
        if (step_is(size, "relu") && !size->args)
            size = input_of(m, size, 0);
        if (!step_is(sign, "sign") || sign->readers != 1 || !step_is(size, "abs") ||
            step_real(m, sign->in[0]) != step_real(m, size->in[0]))
            continue;
        s->in[0] = step_real(m, sign->in[0]);
        s->n_in = 1;
        drop(m, s);
        return;
    }
}

/* ---- concatenations ---- */

/* Are the inputs of `part` those that s begins with? */
static bool begins_with(const Model *m, const Step *s, const Step *part)
{
    bool same = !part->gone && step_is(part, "concat") && part->n_in < s->n_in &&
                !part->args == !s->args && (!s->args || !strcmp(part->args, s->args));
    for (int k = 0; k < part->n_in && same; k++)
        same = step_real(m, part->in[k]) == step_real(m, s->in[k]);
    return same;
}

/* [a, b, c] where there is [a, b] already is [[a, b], c]: a DenseNet of PyTorch names all its
 * layers again and again. */
static void simplify_concat(Model *m, Step *s)
{
    enum { LOOK_BACK = 400 };
    int at = (int)(s - m->step), best = -1;
    if (!step_is(s, "concat") || s->n_in < 3)
        return;
    for (int i = at - 1; i > 0 && i > at - LOOK_BACK; i--)
        if (begins_with(m, s, &m->step[i]) && (best < 0 || m->step[i].n_in > m->step[best].n_in))
            best = i;
    if (best < 0 || m->step[best].n_in < 2)
        return;
    int n = m->step[best].n_in;
    int *in = ARENA_ARRAY(m->arena, int, s->n_in - n + 1);
    in[0] = best;
    for (int k = n; k < s->n_in; k++)
        in[1 + k - n] = s->in[k];
    s->n_in -= n - 1;
    s->in = in;
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

/* The longest first, so that the shorter ones still have all their inputs. */
static void each_backwards(Model *m, void (*pass)(Model *, Step *))
{
    drop_unread(m);
    for (int i = m->n - 1; i > 0; i--)
        if (!m->step[i].gone)
            pass(m, &m->step[i]);
}

void model_simplify(Model *m)
{
    each(m, simplify_reshape);
    each(m, simplify_late_gate);
    each(m, simplify_hardsigmoid);
    each(m, simplify_gate);
    each(m, simplify_erf);
    each(m, simplify_sign);
    drop_unread(m);
    for (int i = 1; i < m->n; i++)
        if (!m->step[i].gone)
            move_reshape(m, i);
    each(m, simplify_reshape);
    each(m, simplify_bias);
    each(m, simplify_scale);
    each(m, simplify_scale);
    each(m, simplify_reshape);
    each_backwards(m, simplify_concat);
    each(m, simplify_pads);
    each(m, simplify_pad);
    each(m, mark_nonnegative);
    each(m, simplify_least);
    each(m, simplify_edges);
    each(m, join_activation);
    drop_unread(m);
}

bool model_new_head(Model *m, const char *statements, Err *err)
{
    steps_count_readers(m);
    int at = m->output;
    while (at && m->step[at].n_in == 1 && !step_is(&m->step[at], "dense") &&
           !step_is(&m->step[at], "conv"))
        at = m->step[at].in[0];
    Step *s = &m->step[at];
    if (!at || s->n_in != 1 || !step_real(m, s->in[0]))
        return err_set(err,
                       "%s: no dense or conv layer at the end, behind others, that a head could "
                       "replace",
                       m->path);
    m->output = step_real(m, s->in[0]);
    m->head = statements;
    drop_unread(m);
    return true;
}
