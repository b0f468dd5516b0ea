/* Layers on views; see make_layers.h. */
#include "models/make_layers.h"
#include "base/number.h"
#include "compiler/ir/layer.h"
#include <math.h>
#include <string.h>

enum { SIDE_MOST = 1 << 24 };
static const int64_t VALUES_MOST = (int64_t)1 << 26;

void build_lacks(Build *b, const char *remedy, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    const char *text = arena_vprintf(b->arena, fmt, ap);
    va_end(ap);
    diag_error(b->diag, (Span){NULL, 0, 0}, "%s: %s", b->where, text);
    if (remedy)
        diag_note(b->diag, "hint: %s", remedy);
}

static View lacks(Build *b, const View *x, const char *remedy, const char *what)
{
    build_lacks(b, remedy, "%s", what);
    return *x;
}

/* ---- steps in the shape that a layer wants ---- */

/* A step whose value is that of x, in its order, under the shape s. */
static int shaped(Build *b, const View *x, Shape s)
{
    Model *m = b->m;
    int step = x->step;
    if (shape_equal(m->step[step].out, s))
        return step;
    if (s.rank == 1)
        return step_add(m, "flatten", NULL, &step, 1, s);
    int made = step_add(m, "reshape", NULL, &step, 1, s);
    m->step[made].args = arena_printf(b->arena, "%dx%dx%d", s.h, s.w, s.c);
    return made;
}

static bool fits(Build *b, int64_t h, int64_t w, int64_t c)
{
    if (h < 1 || w < 1 || c < 1)
        build_lacks(b, NULL, "the result has no values");
    else if (h > SIDE_MOST || w > SIDE_MOST || c > SIDE_MOST || h * w > VALUES_MOST ||
             h * w * c > VALUES_MOST)
        build_lacks(b, NULL, "the result is larger than 2^26 values");
    else
        return true;
    return false;
}

static int64_t side(const View *x, int axis) { return axis < 0 ? 1 : x->dim[axis]; }

/* x as a map whose places are those of axes h and w, in this order, and whose channels those of c,
 * in an order of their own where `any` (view_places). -1: it has another order, which is told. */
static int as_map(Build *b, const View *x, MapAxes a, bool any)
{
    int places[2], n = 0, atom[VIEW_ATOMS];
    if (a.h >= 0)
        places[n++] = a.h;
    if (a.w >= 0)
        places[n++] = a.w;
    int64_t h = side(x, a.h), w = side(x, a.w), c = side(x, a.c);
    int count = view_atoms(x, places, n, atom);
    if (h * w * c != view_count(x)) {
        build_lacks(b, NULL, "it reads a tensor with more axes than a map has");
        return -1;
    }
    bool good = view_last(x, &a.c, 1) && (any || view_in_order(x, &a.c, 1));
    for (int i = 0; i < count; i++)
        good = good && atom[i] == i;
    if (!good) {
        build_lacks(b, "a layer that transposes would express it",
                    "its input is in another order than height, width, channels");
        return -1;
    }
    return shaped(b, x, (Shape){3, (int)h, (int)w, (int)c});
}

/* ---- input and output ---- */

View build_input(Build *b, int rank, const int64_t *dim, int batch, const MapAxes *axes)
{
    int64_t h = 1, w = 1, c = 1;
    int first = batch == 0;
    if (axes) {
        h = axes->h >= 0 ? dim[axes->h] : 1, w = dim[axes->w], c = dim[axes->c];
    } else {
        c = rank > first ? dim[rank - 1] : 1;
        w = rank > first + 1 ? dim[rank - 2] : 1;
        for (int i = first; i < rank - 2; i++)
            h = h > VALUES_MOST || dim[i] > VALUES_MOST ? VALUES_MOST + 1 : h * dim[i];
    }
    if (!fits(b, h, w, c))
        return view_unknown();
    bool map = axes || rank > first + 1;
    Shape s = {map ? 3 : 1, (int)h, (int)w, (int)c};
    int step = step_add(b->m, "input", NULL, NULL, 0, s);
    return axes ? view_map(step, rank, batch, *axes, s) : view_of(step, rank, dim, batch);
}

/* The order of the file's values is that of the step's, but for a map with its channels first. */
void build_output(Build *b, const View *x)
{
    int axis[VIEW_RANK], n = 0;
    if (x->step < 0) {
        if (x->k)
            build_lacks(b, NULL, "the output is a constant");
        return;
    }
    for (int i = 0; i < x->rank; i++)
        if (i != x->batch)
            axis[n++] = i;
    b->m->output = x->step;
    if (n == 0 || view_in_order(x, axis, n))
        return;
    if (n == 3 && x->n <= 3)
        model_note(b->m, "the output is height x width x channels, in the file channels first");
    else
        build_lacks(b, "a layer that transposes would express it",
                    "the values of the output are in another order");
}

View build_unary(Build *b, const View *x, const char *kind, const char *args)
{
    View y = *x;
    if (x->step < 0)
        return view_unknown();
    int in = x->step;
    y.step = step_add(b->m, kind, b->label, &in, 1, b->m->step[in].out);
    b->m->step[y.step].args = args;
    return y;
}

View build_dropout(Build *b, const View *x, double rate)
{
    if (x->step < 0 || !(rate > 0 && rate < 1))
        return *x;
    return build_unary(b, x, "dropout", build_number(b, rate));
}

/* ---- windows ---- */

void window_same(Window *w, int axis, int length, bool lower)
{
    int before = 0;
    int64_t out = window_output(PAD_SAME, length, w->size[axis], w->stride[axis], w->dilation[axis],
                                0, &before);
    int64_t total = (out - 1) * w->stride[axis] + (int64_t)w->dilation[axis] * (w->size[axis] - 1) +
                    1 - length;
    total = total > 0 ? total : 0;
    w->pad[2 * axis] = lower ? (int)(total - before) : before;
    w->pad[2 * axis + 1] = (int)total - w->pad[2 * axis];
}

static bool window_good(Build *b, const Window *w)
{
    for (int i = 0; i < 2; i++)
        if (w->size[i] < 1 || w->stride[i] < 1 || w->dilation[i] < 1 || w->size[i] > 65536 ||
            w->stride[i] > 65536 || w->dilation[i] > 65536) {
            build_lacks(
                b, NULL, "window %dx%d, stride %dx%d, dilation %dx%d: each must be from 1 to 65536",
                w->size[0], w->size[1], w->stride[0], w->stride[1], w->dilation[0], w->dilation[1]);
            return false;
        }
    for (int i = 0; i < 4; i++)
        if (w->pad[i] < 0 || w->pad[i] > 65536) {
            build_lacks(b, NULL, "padding of %d: it must be from 0 to 65536", w->pad[i]);
            return false;
        }
    return true;
}

/* The length of the output, and what the end is padded by for it. */
static int64_t window_length(const Window *w, int axis, int length, int *after)
{
    int64_t reach = (int64_t)w->dilation[axis] * (w->size[axis] - 1) + 1,
            room = (int64_t)length + w->pad[2 * axis] + w->pad[2 * axis + 1] - reach, out;
    *after = w->pad[2 * axis + 1];
    if (room < 0)
        return 0;
    out = room / w->stride[axis] + 1;
    bool inside = out * w->stride[axis] < (int64_t)length + w->pad[2 * axis];
    if (w->ceil && room % w->stride[axis] && inside) {
        *after += (int)(w->stride[axis] - room % w->stride[axis]);
        out++;
    }
    return out;
}

static void set_window(Step *s, const Window *w, const int after[2])
{
    for (int i = 0; i < 2; i++) {
        s->size[i] = w->size[i];
        s->stride[i] = w->stride[i];
        s->dilation[i] = w->dilation[i];
        s->pad[2 * i] = w->pad[2 * i];
        s->pad[2 * i + 1] = after[i];
    }
}

static int pad_step(Build *b, int in, const int pad[4])
{
    Model *m = b->m;
    Shape s = m->step[in].out, out = {3, s.h + pad[0] + pad[1], s.w + pad[2] + pad[3], s.c};
    if (!fits(b, out.h, out.w, out.c))
        return -1;
    int made = step_add(m, "pad", NULL, &in, 1, out);
    memcpy(m->step[made].pad, pad, sizeof m->step[made].pad);
    return made;
}

/* Padding that has no words becomes a step of zeros before it. */
static bool pad_before(Build *b, int step)
{
    Model *m = b->m;
    if (step_padding(m, &m->step[step]))
        return true;
    int pad = pad_step(b, m->step[step].in[0], m->step[step].pad);
    if (pad < 0)
        return false;
    /* the steps stand in order: the pad comes first */
    Step window = m->step[step], before = m->step[pad];
    window.in[0] = step;
    memset(window.pad, 0, sizeof window.pad);
    m->step[step] = before;
    m->step[pad] = window;
    return true;
}

static View windowed(Build *b, const View *x, MapAxes a, const char *kind, const Window *w,
                     int channels, int in, int *made)
{
    int after[2];
    Shape s = b->m->step[in].out;
    *made = -1;
    if (!window_good(b, w))
        return *x;
    int64_t h = window_length(w, 0, s.h, &after[0]), v = window_length(w, 1, s.w, &after[1]);
    if (h < 1 || v < 1) {
        build_lacks(b, NULL, "a window of %dx%d leaves nothing of a %dx%d map", w->size[0],
                    w->size[1], s.h, s.w);
        return *x;
    }
    if (!fits(b, h, v, channels))
        return *x;
    Shape out = {3, (int)h, (int)v, channels};
    int step = step_add(b->m, kind, b->label, &in, 1, out);
    set_window(&b->m->step[step], w, after);
    if (!pad_before(b, step))
        return *x;
    *made = b->m->n - 1;
    return view_map(*made, x->rank, x->batch, a, out);
}

/* (h, w, in, out), its inputs where the step has them. */
static const float *turned_kernel(Build *b, const ConvWeights *k, const int size[2],
                                  const int *place)
{
    int64_t taps = (int64_t)size[0] * size[1], count = taps * k->in * k->out;
    float *to = ARENA_ARRAY(b->arena, float, count);
    for (int64_t t = 0; t < taps; t++)
        for (int64_t i = 0; i < k->in; i++) {
            int64_t at = place ? place[i] : i;
            for (int64_t o = 0; o < k->out; o++)
                to[(t * k->in + at) * k->out + o] = k->torch
                                                        ? k->kernel[(o * k->in + i) * taps + t]
                                                        : k->kernel[(t * k->in + i) * k->out + o];
        }
    return to;
}

View build_conv(Build *b, const View *x, MapAxes a, const Window *w, const ConvWeights *k)
{
    int made;
    if (x->step < 0)
        return view_unknown();
    int64_t channels = side(x, a.c);
    if (channels != (int64_t)k->in * k->groups || k->out % k->groups) {
        build_lacks(b, NULL, "a kernel of %d x %d inputs and %d outputs, but %lld channels", k->in,
                    k->groups, k->out, (long long)channels);
        return *x;
    }
    int in = as_map(b, x, a, k->groups == 1);
    if (in < 0)
        return *x;
    const int *place = view_places(b->arena, x, &a.c, 1);
    View y = windowed(b, x, a, "conv", w, k->out, in, &made);
    if (made < 0)
        return y;
    Step *s = &b->m->step[made];
    s->filters = k->out;
    s->groups = k->groups;
    s->nobias = !k->bias;
    step_weight(b->m, made, "kernel", turned_kernel(b, k, w->size, place),
                (int64_t)w->size[0] * w->size[1] * k->in * k->out);
    if (k->bias)
        step_weight(b->m, made, "bias", k->bias, k->out);
    return y;
}

View build_depthwise(Build *b, const View *x, MapAxes a, const Window *w, const float *kernel,
                     const float *bias, int multiplier)
{
    int made;
    if (x->step < 0)
        return view_unknown();
    int in = as_map(b, x, a, false);
    if (in < 0)
        return *x;
    int64_t c = side(x, a.c), out = c * multiplier;
    if (!fits(b, 1, 1, out))
        return *x;
    View y = windowed(b, x, a, "depthwise", w, (int)out, in, &made);
    if (made < 0)
        return y;
    b->m->step[made].filters = multiplier;
    b->m->step[made].nobias = !bias;
    step_weight(b->m, made, "kernel", kernel, (int64_t)w->size[0] * w->size[1] * out);
    if (bias)
        step_weight(b->m, made, "bias", bias, out);
    return y;
}

static bool padded(const Step *s) { return s->pad[0] || s->pad[1] || s->pad[2] || s->pad[3]; }

View build_pool(Build *b, const View *x, MapAxes a, const char *kind, const Window *w)
{
    int made;
    if (x->step < 0)
        return view_unknown();
    if (w->dilation[0] != 1 || w->dilation[1] != 1)
        return lacks(b, x, NULL, "pooling with a dilation: netc's windows have none");
    int in = as_map(b, x, a, false);
    if (in < 0)
        return *x;
    bool max = !strcmp(kind, "maxpool"), zeros = b->m->step[in].nonnegative;
    int first = b->m->n;
    View y = windowed(b, x, a, kind, w, (int)side(x, a.c), in, &made);
    if (made < 0)
        return y;
    /* zeros stand for places without a value where they change nothing, or are to be counted */
    bool zero_step = b->m->n - first == 2, words = !zero_step && padded(&b->m->step[made]);
    if (max && zero_step && !zeros)
        return lacks(b, x, "a maxpool with padding of its own would express it",
                     "max pooling whose padding is not that of `same`, of values below 0");
    if (!max && zero_step && (!w->counts_pad || w->ceil))
        return lacks(b, x, "an avgpool with padding of its own would express it",
                     "average pooling whose padding is not that of `same`, and not counted");
    if (!max && words && w->counts_pad)
        return lacks(b, x, "put a layer `pad` before it",
                     "average pooling that counts its padding (count_include_pad)");
    return y;
}

View build_pad(Build *b, const View *x, MapAxes a, const int pad[4])
{
    if (x->step < 0)
        return view_unknown();
    int in = as_map(b, x, a, false);
    int made = in < 0 ? -1 : pad_step(b, in, pad);
    if (made < 0)
        return *x;
    b->m->step[made].label = b->label;
    return view_map(made, x->rank, x->batch, a, b->m->step[made].out);
}

View build_upsample(Build *b, const View *x, MapAxes a, const int factor[2], bool bilinear)
{
    if (x->step < 0)
        return view_unknown();
    int in = as_map(b, x, a, false);
    if (in < 0)
        return *x;
    Shape s = b->m->step[in].out;
    if (!fits(b, (int64_t)s.h * factor[0], (int64_t)s.w * factor[1], s.c))
        return *x;
    Shape out = {3, s.h * factor[0], s.w * factor[1], s.c};
    int made = step_add(b->m, "upsample", b->label, &in, 1, out);
    b->m->step[made].args = arena_printf(b->arena, "%dx%d%s", factor[0], factor[1],
                                         bilinear ? " mode=bilinear" : "");
    return view_map(made, x->rank, x->batch, a, out);
}

/* ---- channels ---- */

/* All axes but these. */
static int others(const View *x, const int *axis, int n, int *out)
{
    int count = 0;
    for (int i = 0; i < x->rank; i++) {
        bool named = false;
        for (int k = 0; k < n; k++)
            named |= axis[k] == i;
        if (!named)
            out[count++] = i;
    }
    return count;
}

static int64_t product(const View *x, const int *axis, int n)
{
    int64_t p = 1;
    for (int i = 0; i < n; i++)
        p *= x->dim[axis[i]];
    return p;
}

/* Something for each element of these axes, the same at every place of the others: they must be the
 * channels of the step's value. A vector where there are no others, else a map with as many
 * channels, in the step's own sides if it has these. */
static int as_channels(Build *b, const View *x, const int *axis, int n, bool map)
{
    int rest[VIEW_RANK], n_rest = others(x, axis, n, rest);
    int64_t c = product(x, axis, n), places = product(x, rest, n_rest);
    Shape s = b->m->step[x->step].out;
    if (!view_last(x, axis, n)) {
        build_lacks(b, "a layer that transposes would express it",
                    "it works along an axis that is not the last one in netc's order");
        return -1;
    }
    if (s.rank == 3 && s.c == c && (map || places > 1))
        return x->step;
    if (places == 1 && !map)
        return shaped(b, x, (Shape){1, 1, 1, (int)c});
    return shaped(b, x, (Shape){3, 1, (int)places, (int)c});
}

/* Numbers for each channel, where the step has them. */
static const float *placed(Build *b, const float *v, int64_t n, const int *place)
{
    if (!v || !place)
        return v;
    float *to = ARENA_ARRAY(b->arena, float, n);
    for (int64_t i = 0; i < n; i++)
        to[place[i]] = v[i];
    return to;
}

/* The axes `axis` of x replaced by one of length `out`, which is the last atom. */
static View with_last(const View *x, int step, int axis, int64_t out)
{
    View y = {.step = step, .rank = x->rank, .batch = x->batch};
    int last = x->n - (x->start[axis + 1] - x->start[axis]), at = 0;
    memcpy(y.size, x->size, sizeof *y.size * (size_t)last);
    y.n = last + (out > 1);
    y.size[last] = out;
    for (int i = 0; i < x->rank; i++) {
        y.start[i] = at;
        y.dim[i] = i == axis ? out : x->dim[i];
        if (i == axis && out > 1)
            y.seq[at++] = last;
        for (int k = x->start[i]; i != axis && k < x->start[i + 1]; k++)
            y.seq[at++] = x->seq[k];
    }
    y.start[x->rank] = at;
    return y;
}

View build_dense(Build *b, const View *x, const float *kernel, const float *bias, int out)
{
    if (x->step < 0)
        return view_unknown();
    int axis = x->rank - 1;
    int64_t c = side(x, axis), places = view_count(x) / c;
    int in = as_channels(b, x, &axis, 1, false);
    if (in < 0)
        return *x;
    if (!fits(b, 1, places, out))
        return *x;
    const int *place = view_places(b->arena, x, &axis, 1);
    const ConvWeights k = {.kernel = kernel, .out = out, .in = (int)c};
    Shape s = b->m->step[in].out;
    bool map = s.rank == 3;
    Shape o = map ? (Shape){3, s.h, s.w, out} : (Shape){1, 1, 1, out};
    int made = step_add(b->m, map ? "conv" : "dense", b->label, &in, 1, o);
    Step *t = &b->m->step[made];
    t->filters = out;
    t->nobias = !bias;
    if (map)
        t->size[0] = t->size[1] = 1;
    step_weight(b->m, made, "kernel",
                place ? turned_kernel(b, &k, (const int[]){1, 1}, place) : kernel, c * out);
    if (bias)
        step_weight(b->m, made, "bias", bias, out);
    return with_last(x, made, axis, out);
}

static const float *filled(Build *b, int64_t n, float value)
{
    float *v = ARENA_ARRAY(b->arena, float, n);
    for (int64_t i = 0; i < n; i++)
        v[i] = value;
    return v;
}

View build_batchnorm(Build *b, const View *x, int axis, const Norm *n)
{
    if (x->step < 0)
        return view_unknown();
    int in = as_channels(b, x, &axis, 1, false);
    if (in < 0)
        return *x;
    int64_t c = side(x, axis);
    const int *place = view_places(b->arena, x, &axis, 1);
    View y = *x;
    y.step = step_add(b->m, "batchnorm", b->label, &in, 1, b->m->step[in].out);
    const char *eps = (float)n->eps == 1e-3f
                          ? ""
                          : arena_printf(b->arena, " eps=%s", build_number(b, n->eps)),
               *rate = (float)n->momentum == 0.99f || n->momentum < 0 || n->momentum > 1
                           ? ""
                           : arena_printf(b->arena, " momentum=%s", build_number(b, n->momentum)),
               *args = arena_printf(b->arena, "%s%s", eps, rate);
    b->m->step[y.step].args = *args ? args + 1 : NULL;
    step_weight(b->m, y.step, "gamma", placed(b, n->gamma ? n->gamma : filled(b, c, 1), c, place),
                c);
    step_weight(b->m, y.step, "beta", placed(b, n->beta ? n->beta : filled(b, c, 0), c, place), c);
    step_weight(b->m, y.step, "moving_mean", placed(b, n->mean, c, place), c);
    step_weight(b->m, y.step, "moving_variance", placed(b, n->variance, c, place), c);
    return y;
}

View build_layernorm(Build *b, const View *x, const int *axis, int n_axes, const Norm *n)
{
    if (x->step < 0)
        return view_unknown();
    int in = as_channels(b, x, axis, n_axes, false);
    if (in < 0)
        return *x;
    int64_t c = product(x, axis, n_axes);
    const int *place = view_places(b->arena, x, axis, n_axes);
    View y = *x;
    y.step = step_add(b->m, "layernorm", b->label, &in, 1, b->m->step[in].out);
    if ((float)n->eps != 1e-3f)
        b->m->step[y.step].args = arena_printf(b->arena, "eps=%s", build_number(b, n->eps));
    step_weight(b->m, y.step, "gamma", placed(b, n->gamma ? n->gamma : filled(b, c, 1), c, place),
                c);
    step_weight(b->m, y.step, "beta", placed(b, n->beta ? n->beta : filled(b, c, 0), c, place), c);
    return y;
}

View build_softmax(Build *b, const View *x, int axis)
{
    if (x->step < 0)
        return view_unknown();
    if (view_count(x) != side(x, axis))
        return lacks(b, x, "a softmax over an axis of a map would express it",
                     "softmax over one axis of several");
    if (side(x, axis) == 1)
        return lacks(b, x, NULL, "softmax of a single value, which is always 1");
    int in = as_channels(b, x, &axis, 1, false);
    if (in < 0)
        return *x;
    View y = *x;
    y.step = step_add(b->m, "softmax", b->label, &in, 1, b->m->step[in].out);
    return y;
}

View build_global(Build *b, const View *x, const char *kind, const int *axis, int n, bool keep)
{
    int rest[VIEW_RANK];
    if (x->step < 0)
        return view_unknown();
    int n_rest = others(x, axis, n, rest);
    int64_t places = product(x, axis, n), c = product(x, rest, n_rest);
    View y = *x;
    for (int i = 0; i < n; i++)
        if (axis[i] == x->batch)
            return lacks(b, x, NULL, "it works along the axis of the samples");
    if (!view_first(x, axis, n))
        return lacks(b, x, "a layer that transposes would express it",
                     "it takes the mean or maximum of values that are not all of one channel");
    if (places > 1) {
        Shape s = b->m->step[x->step].out;
        int in = s.rank == 3 && s.c == c ? x->step
                                         : shaped(b, x, (Shape){3, (int)places, 1, (int)c});
        y.step = step_add(b->m, kind, b->label, &in, 1, (Shape){1, 1, 1, (int)c});
        int gone = x->n, at = 0, atom[VIEW_ATOMS], first = view_atoms(x, axis, n, atom);
        y.n = gone - first;
        for (int i = 0; i < y.n; i++)
            y.size[i] = x->size[i + first];
        for (int i = 0; i < x->rank; i++) {
            y.start[i] = at;
            for (int k = x->start[i]; k < x->start[i + 1]; k++)
                if (x->seq[k] >= first)
                    y.seq[at++] = x->seq[k] - first;
        }
        y.start[x->rank] = at;
    }
    for (int i = 0; i < n; i++)
        y.dim[axis[i]] = 1;
    for (int i = x->rank - 1; !keep && i >= 0; i--)
        for (int k = 0; k < n; k++)
            if (axis[k] == i)
                view_remove(&y, i);
    return y;
}

/* ---- element by element ---- */

/* Gives x the rank, by axes of length 1 in front. */
static bool lifted(View *x, int rank)
{
    int batch = x->batch;
    while (x->rank < rank)
        if (!view_insert(x, 0))
            return false;
    if (batch < 0 && x->batch == 0 && x->dim[0] != 1)
        x->batch = -1;
    return true;
}

/* The same dims and the same order of atoms: one step can be added to the other. */
static bool same_order(const View *a, const View *b)
{
    if (a->n != b->n)
        return false;
    for (int i = 0; i < a->n; i++)
        if (a->size[i] != b->size[i] || a->seq[i] != b->seq[i])
            return false;
    return true;
}

typedef struct Operands {
    View x[64];
    int n, whole; /* the operand of the result's dims */
} Operands;

enum { OPERANDS_MOST = 64 };

static bool operands(Build *b, const View *const *x, int n, Operands *o)
{
    int rank = 0;
    o->n = n;
    if (n > OPERANDS_MOST) {
        build_lacks(b, NULL, "it has %d inputs, more than %d", n, OPERANDS_MOST);
        return false;
    }
    for (int i = 0; i < n; i++) {
        if (x[i]->step < 0)
            return false;
        rank = x[i]->rank > rank ? x[i]->rank : rank;
    }
    int64_t most = 0;
    for (int i = 0; i < n; i++) {
        o->x[i] = *x[i];
        if (!lifted(&o->x[i], rank))
            return false;
        if (view_count(&o->x[i]) > most)
            most = view_count(&o->x[i]), o->whole = i;
    }
    View *whole = &o->x[o->whole];
    for (int i = 0; i < n; i++)
        for (int k = 0; k < rank; k++)
            if (o->x[i].dim[k] != whole->dim[k] && o->x[i].dim[k] != 1) {
                build_lacks(b, NULL, "its inputs have %lld and %lld elements along axis %d",
                            (long long)whole->dim[k], (long long)o->x[i].dim[k], k);
                return false;
            }
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < n; i++)
            if (i != o->whole && !view_refine(whole, &o->x[i])) {
                build_lacks(b, NULL, "its inputs are cut in ways that do not fit");
                return false;
            }
    return true;
}

/* One operand as the whole has it, or (channels) with one number for each channel of it: -1: what
 * lies between is told. *map: the shape that the whole must have for it. */
static int operand(Build *b, Operands *o, int i, bool *channels)
{
    View *whole = &o->x[o->whole], *x = &o->x[i];
    Shape s = b->m->step[whole->step].out;
    *channels = false;
    if (view_count(x) == view_count(whole)) {
        if (same_order(whole, x))
            return shaped(b, x, s);
        build_lacks(b, "a layer that transposes would express it",
                    "its inputs are in different orders");
        return -1;
    }
    int axis[VIEW_RANK], n = 0, own[VIEW_ATOMS], all[VIEW_ATOMS];
    for (int k = 0; k < x->rank; k++)
        if (x->dim[k] > 1)
            axis[n++] = k;
    int count = view_atoms(x, axis, n, own), there = view_atoms(whole, axis, n, all);
    bool good = view_last(whole, axis, n) && count == there;
    for (int k = 0; good && k < count; k++)
        good = own[k] == all[k] - (whole->n - there);
    if (!good) {
        build_lacks(b, "a layer that transposes would express it",
                    "an input is repeated along axes that are not the height and width of the "
                    "other in netc's order");
        return -1;
    }
    *channels = true;
    return shaped(b, x, (Shape){3, 1, 1, (int)view_count(x)});
}

/* The whole with so many channels, where an operand has one number for each. */
static bool whole_map(Build *b, Operands *o)
{
    View *whole = &o->x[o->whole];
    int64_t c = 0, all = view_count(whole);
    for (int i = 0; i < o->n; i++) {
        int64_t own = view_count(&o->x[i]);
        if (own == all)
            continue;
        if (c && own != c) {
            build_lacks(b, NULL, "its inputs are repeated along different axes");
            return false;
        }
        c = own;
    }
    Shape s = b->m->step[whole->step].out;
    if (c && (s.rank != 3 || s.c != c))
        whole->step = shaped(b, whole, (Shape){3, (int)(all / c), 1, (int)c});
    return true;
}

static View joined(Build *b, const View *const *x, int n, const char *kind)
{
    Operands *o = ARENA_NEW(b->arena, Operands);
    int in[OPERANDS_MOST];
    if (!operands(b, x, n, o))
        return x[0]->step < 0 ? view_unknown() : *x[0];
    if (!whole_map(b, o))
        return *x[o->whole];
    Shape s = b->m->step[o->x[o->whole].step].out;
    for (int i = 0; i < n; i++) {
        bool channels;
        in[i] = operand(b, o, i, &channels);
        if (in[i] < 0)
            return o->x[o->whole];
        if (channels && strcmp(kind, "mul")) { /* mul knows vectors, add does not */
            int map = in[i];
            in[i] = step_add(b->m, "upsample", NULL, &map, 1, s);
            b->m->step[in[i]].args = arena_printf(b->arena, "%dx%d", s.h, s.w);
        }
    }
    View y = o->x[o->whole];
    y.step = n == 1 ? in[0] : step_add(b->m, kind, b->label, in, n, s);
    return y;
}

View build_add(Build *b, const View *const *x, int n) { return joined(b, x, n, "add"); }
View build_mul(Build *b, const View *const *x, int n) { return joined(b, x, n, "mul"); }

/* ---- numbers ---- */

static double const_at(const Const *k, int64_t i) { return k->ints ? (double)k->i[i] : k->f[i]; }

/* The axes of x that k differs along, after k got x's rank; false: k is larger than x. */
static bool const_axes(const View *x, const Const *k, int *axis, int *n)
{
    for (int i = 0; i < k->rank; i++) {
        int at = x->rank - k->rank + i;
        if (k->dim[i] == 1)
            continue;
        if (at < 0 || x->dim[at] != k->dim[i])
            return false;
        bool there = false;
        for (int j = 0; j < *n; j++)
            there |= axis[j] == at;
        if (!there)
            axis[(*n)++] = at;
    }
    return true;
}

/* k's number for each element of these axes, where the step has it. */
static float *spread(Build *b, const View *x, const Const *k, const int *axis, int n,
                     const int *place)
{
    int64_t count = product(x, axis, n), stride[VIEW_RANK] = {0}, size = 1;
    float *to = ARENA_ARRAY(b->arena, float, count);
    for (int i = k->rank - 1; i >= 0; i--) {
        for (int j = 0; j < n; j++)
            if (axis[j] == x->rank - k->rank + i && k->dim[i] > 1)
                stride[j] = size;
        size *= k->dim[i];
    }
    for (int64_t e = 0; e < count; e++) {
        int64_t rest = e, at = 0;
        for (int j = n - 1; j >= 0; j--) {
            at += rest % x->dim[axis[j]] * stride[j];
            rest /= x->dim[axis[j]];
        }
        to[place ? place[e] : e] = (float)const_at(k, at);
    }
    return to;
}

static void sort_axes(int *axis, int n)
{
    for (int i = 1; i < n; i++)
        for (int k = i; k > 0 && axis[k] < axis[k - 1]; k--) {
            int t = axis[k];
            axis[k] = axis[k - 1];
            axis[k - 1] = t;
        }
}

/* A depthwise convolution of 1x1: a factor and a summand for each channel. Numbers that are no
 * tensor of the file do not train. */
static View affine_step(Build *b, const View *x, int in, const float *scale, const float *shift,
                        bool frozen)
{
    View y = *x;
    Shape s = b->m->step[in].out;
    y.step = step_add(b->m, "depthwise", b->label, &in, 1, s);
    Step *t = &b->m->step[y.step];
    t->filters = t->size[0] = t->size[1] = 1;
    t->nobias = !shift;
    t->frozen = frozen;
    step_weight(b->m, y.step, "kernel", scale ? scale : filled(b, s.c, 1), s.c);
    if (shift)
        step_weight(b->m, y.step, "bias", shift, s.c);
    return y;
}

View build_affine(Build *b, const View *x, const Const *scale, const Const *shift)
{
    int axis[VIEW_RANK], n = 0;
    if (x->step < 0)
        return view_unknown();
    if ((scale && !const_axes(x, scale, axis, &n)) || (shift && !const_axes(x, shift, axis, &n)))
        return lacks(b, x, NULL, "a constant that is larger than what it meets");
    if (n == 0 && x->rank > 0) /* one number: for each channel of the step's value */
        return build_affine_number(b, x, scale ? const_at(scale, 0) : 1,
                                   shift ? const_at(shift, 0) : 0);
    sort_axes(axis, n);
    for (int i = 0; i < n; i++)
        if (axis[i] == x->batch)
            return lacks(b, x, NULL, "it works along the axis of the samples");
    if (!view_last(x, axis, n)) { /* a number for each element */
        n = 0;
        for (int i = 0; i < x->rank; i++)
            if (i != x->batch)
                axis[n++] = i;
    }
    int in = as_channels(b, x, axis, n, true);
    if (in < 0)
        return *x;
    const int *place = view_places(b->arena, x, axis, n);
    return affine_step(b, x, in, scale ? spread(b, x, scale, axis, n, place) : NULL,
                       shift ? spread(b, x, shift, axis, n, place) : NULL,
                       !(scale && scale->name) && !(shift && shift->name));
}

View build_affine_number(Build *b, const View *x, double scale, double shift)
{
    if (x->step < 0)
        return view_unknown();
    Shape s = b->m->step[x->step].out;
    int in = s.rank == 3 ? x->step : shaped(b, x, (Shape){3, 1, 1, s.c});
    return affine_step(b, x, in, scale == 1 ? NULL : filled(b, s.c, (float)scale),
                       shift == 0 ? NULL : filled(b, s.c, (float)shift), true);
}

const char *build_number(Build *b, double x)
{
    char text[40];
    for (int digits = 1; digits <= 9; digits++) {
        text_snprintf(text, sizeof text, "%.*g", digits, x);
        if ((float)number_parse(text, NULL) == (float)x)
            break;
    }
    return arena_strdup(b->arena, text);
}

View build_clip(Build *b, const View *x, double low, double high)
{
    bool above = high<1e30, below = low> - 1e30;
    if (x->step < 0)
        return view_unknown();
    if (!(low < high) || (!above && !below))
        return above || below || !(low < high)
                   ? lacks(b, x, NULL, "it limits to a range without an inside")
                   : *x;
    if (!below) /* high - max(high - x, 0) */ {
        View y = build_affine_number(b, x, -1, high);
        y = build_unary(b, &y, "relu", NULL);
        return build_affine_number(b, &y, -1, high);
    }
    View y = low == 0 ? *x : build_affine_number(b, x, 1, -low);
    y = build_unary(b, &y, "relu",
                    above ? arena_printf(b->arena, "max=%s", build_number(b, high - low)) : NULL);
    return low == 0 ? y : build_affine_number(b, &y, 1, low);
}

/* ---- joining and shaping ---- */

/* The axis lies as one atom, the last or the first, and the others alike in all. */
static bool concat_like(View *x, int n, int axis, bool last)
{
    for (int i = 0; i < n; i++) {
        if (!view_in_order(&x[i], &axis, 1) ||
            !(last ? view_last(&x[i], &axis, 1) : view_first(&x[i], &axis, 1)))
            return false;
        for (int k = 0; k < x[i].rank; k++) {
            if (k == axis)
                continue;
            int own[VIEW_ATOMS], first[VIEW_ATOMS], na = view_atoms(&x[i], &k, 1, own),
                                                    nb = view_atoms(&x[0], &k, 1, first);
            int a = last ? 0 : x[i].start[axis + 1] - x[i].start[axis],
                c = last ? 0 : x[0].start[axis + 1] - x[0].start[axis];
            if (na != nb)
                return false;
            for (int j = 0; j < na; j++)
                if (own[j] - a != first[j] - c)
                    return false;
        }
    }
    return true;
}

/* x[0]'s view with its axis of `total`, a single atom at the end or the beginning. */
static View concat_view(const View *x, int step, int axis, int64_t total, bool last)
{
    if (last)
        return with_last(x, step, axis, total);
    int own = x->start[axis + 1] - x->start[axis], at = 0;
    View y = {.step = step, .rank = x->rank, .batch = x->batch, .n = x->n - own + 1};
    y.size[0] = total;
    for (int i = own; i < x->n; i++)
        y.size[i - own + 1] = x->size[i];
    for (int i = 0; i < x->rank; i++) {
        y.start[i] = at;
        y.dim[i] = i == axis ? total : x->dim[i];
        if (i == axis)
            y.seq[at++] = 0;
        for (int k = x->start[i]; i != axis && k < x->start[i + 1]; k++)
            y.seq[at++] = x->seq[k] - own + 1;
    }
    y.start[x->rank] = at;
    return y;
}

static bool concat_dims(Build *b, const View *const *x, int n, int axis, View *v, int64_t *total)
{
    *total = 0;
    for (int i = 0; i < n; i++) {
        if (x[i]->step < 0)
            return false;
        v[i] = *x[i];
        bool good = v[i].rank == v[0].rank;
        for (int k = 0; good && k < v[i].rank; k++)
            good = k == axis || v[i].dim[k] == v[0].dim[k];
        if (!good) {
            build_lacks(b, NULL, "its inputs have different shapes");
            return false;
        }
        *total += v[i].dim[axis];
    }
    for (int round = 0; round < 2; round++)
        for (int i = 1; i < n; i++) { /* the axis itself may differ */
            int64_t one = v[i].dim[axis], first = v[0].dim[axis];
            v[i].dim[axis] = v[0].dim[axis] = 1;
            bool good = view_refine(&v[0], &v[i]);
            v[i].dim[axis] = one;
            v[0].dim[axis] = first;
            if (!good) {
                build_lacks(b, NULL, "its inputs are cut in ways that do not fit");
                return false;
            }
        }
    return true;
}

View build_concat(Build *b, const View *const *x, int n, int axis)
{
    View *v = ARENA_ARRAY(b->arena, View, n + 1);
    int *in = ARENA_ARRAY(b->arena, int, n + 1);
    int64_t total;
    if (n == 1)
        return *x[0];
    if (n < 1 || !concat_dims(b, x, n, axis, v, &total))
        return n < 1 || x[0]->step < 0 ? view_unknown() : *x[0];
    if (axis == v[0].batch)
        return lacks(b, x[0], NULL, "it joins samples");
    bool last = concat_like(v, n, axis, true);
    if (!last && !concat_like(v, n, axis, false))
        return lacks(b, x[0], "a layer that transposes would express it",
                     "it joins along an axis that is neither the first nor the last in netc's "
                     "order");
    int64_t places = last ? view_count(&v[0]) / v[0].dim[axis] : 1,
            c = last ? total : total * (view_count(&v[0]) / v[0].dim[axis]);
    Shape s = b->m->step[v[0].step].out;
    int h = places == 1 ? 1 : s.rank == 3 && (int64_t)s.h * s.w == places ? s.h : (int)places;
    bool map = places > 1 || (last && s.rank == 3 && s.h * s.w == 1);
    if (!fits(b, h, places / h, c))
        return *x[0];
    for (int i = 0; i < n; i++) {
        int64_t own = view_count(&v[i]) / places;
        in[i] = shaped(b, &v[i],
                       map ? (Shape){3, h, (int)(places / h), (int)own}
                           : (Shape){1, 1, 1, (int)own});
    }
    Shape out = map ? (Shape){3, h, (int)(places / h), (int)c} : (Shape){1, 1, 1, (int)c};
    int made = step_add(b->m, "concat", b->label, in, n, out);
    return concat_view(&v[0], made, axis, total, last);
}

View build_reshape(Build *b, const View *x, int rank, const int64_t *dim)
{
    View y;
    if (x->step < 0)
        return view_unknown();
    if (view_reshape(x, rank, dim, &y))
        return y;
    return lacks(b, x, "a layer that transposes would express it",
                 "a reshape that cuts across the channels");
}
