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

static int64_t product_of(const int64_t *size, int from, int to)
{
    int64_t p = 1;
    for (int i = from; i < to; i++)
        p *= size[i];
    return p;
}

/* A layer that exchanges the atoms [i, j) with [j, k): h, w and c are the sizes of what it makes of
 * them. */
static void exchange(Build *b, View *x, int i, int j, int k, const char *order, Shape s, Shape out)
{
    int in = shaped(b, x, s);
    x->step = step_add(b->m, "permute", NULL, &in, 1, out);
    b->m->step[x->step].args = arena_printf(b->arena, "order=%s", order);
    int64_t size[VIEW_ATOMS];
    memcpy(size, x->size, sizeof size);
    for (int a = 0; a < x->n; a++) {
        int to = a < i || a >= k ? a : a < j ? a + (k - j) : a - (j - i);
        x->size[to] = size[a];
    }
    for (int a = 0; a < x->n; a++) {
        int was = x->seq[a];
        x->seq[a] = was < i || was >= k ? was : was < j ? was + (k - j) : was - (j - i);
    }
}

/* Brings all atoms of x into the order `want`, by layers that permute maps. */
static void arrange(Build *b, View *x, int *want)
{
    for (int i = 0; i < x->n; i++) {
        int j = want[i], k = j + 1;
        if (j == i)
            continue;
        while (k < x->n && want[i + k - j] == k)
            k++;
        int p = (int)product_of(x->size, 0, i), a = (int)product_of(x->size, i, j),
            c = (int)product_of(x->size, j, k), rest = (int)product_of(x->size, k, x->n);
        if (i == 0) {
            exchange(b, x, i, j, k, "whc", (Shape){3, a, c, rest}, (Shape){3, c, a, rest});
        } else if (k == x->n) {
            exchange(b, x, i, j, k, "hcw", (Shape){3, p, a, c}, (Shape){3, p, c, a});
        } else { /* first both behind a, then a before the rest again */
            int n = x->n, moved = n - (j - i);
            exchange(b, x, i, j, n, "hcw", (Shape){3, p, a, c * rest}, (Shape){3, p, c * rest, a});
            exchange(b, x, i + k - j, moved, n, "hcw", (Shape){3, p * c, rest, a},
                     (Shape){3, p * c, a, rest});
        }
        for (int e = 0; e < x->n; e++) {
            int was = want[e];
            want[e] = was < i || was >= k ? was : was < j ? was + (k - j) : was - (j - i);
        }
    }
}

/* These axes, one after the other, and before them (last) or behind them all others as they lie. */
static void arrange_axes(Build *b, View *x, const int *axis, int n, bool last)
{
    int want[VIEW_ATOMS], own[VIEW_ATOMS], count = view_atoms(x, axis, n, own), at = 0;
    for (int i = 0; !last && i < count; i++)
        want[at++] = own[i];
    for (int a = 0; a < x->n; a++) {
        bool named = false;
        for (int i = 0; i < count; i++)
            named |= own[i] == a;
        if (!named)
            want[at++] = a;
    }
    for (int i = 0; last && i < count; i++)
        want[at++] = own[i];
    arrange(b, x, want);
}

/* x as a map whose places are those of axes h and w, in this order, and whose channels those of c,
 * in an order of their own where `any` (view_places). -1: it has more axes, which is told. */
static int as_map(Build *b, View *x, MapAxes a, bool any)
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
        places[n++] = a.c;
        arrange_axes(b, x, places, n, true);
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
void build_output(Build *b, View *x)
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
    View own = *x;
    int last[VIEW_RANK]; /* the order with the first axis behind the others */
    for (int i = 0; i < n; i++)
        last[i] = axis[(i + 1) % (n ? n : 1)];
    if (n > 1 && !view_in_order(x, axis, n) && view_in_order(x, last, n))
        model_note(b->m, "the output has its channels last, in the file they are first");
    else if (n && !view_in_order(x, axis, n))
        arrange_axes(b, &own, axis, n, true);
    b->m->output = own.step;
    *x = own;
}

bool build_takes(Build *b, const char *kind, const char *name, double value)
{
    const Layer *l = layer_find(kind);
    int i = l ? attr_find(l->attrs, name) : -1;
    if (i < 0 || ((float)value >= (float)l->attrs[i].min &&
                  ((float)value <= (float)l->attrs[i].max || l->attrs[i].max <= l->attrs[i].min)))
        return true;
    build_lacks(b, NULL, "%s=%g is beyond what `%s` takes", name, value, kind);
    return false;
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

static int crop_step(Build *b, int in, const int pad[4])
{
    Model *m = b->m;
    Shape s = m->step[in].out;
    int64_t h = (int64_t)s.h - pad[0] - pad[1], w = (int64_t)s.w - pad[2] - pad[3];
    if (!fits(b, h, w, s.c))
        return -1;
    int made = step_add(m, "crop", NULL, &in, 1, (Shape){3, (int)h, (int)w, s.c});
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

View build_conv(Build *b, const View *from, MapAxes a, const Window *w, const ConvWeights *k)
{
    View own = *from, *x = &own;
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

View build_depthwise(Build *b, const View *from, MapAxes a, const Window *w, const float *kernel,
                     const float *bias, int multiplier)
{
    View own = *from, *x = &own;
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

View build_pool(Build *b, const View *from, MapAxes a, const char *kind, const Window *w)
{
    View own = *from, *x = &own;
    int made;
    if (x->step < 0)
        return view_unknown();
    if (w->dilation[0] != 1 || w->dilation[1] != 1)
        return lacks(b, x, NULL, "pooling with a dilation: netc's windows have none");
    int in = as_map(b, x, a, false);
    if (in < 0)
        return *x;
    View y = windowed(b, x, a, kind, w, (int)side(x, a.c), in, &made);
    if (made < 0)
        return y;
    Step *s = &b->m->step[made];
    bool padded = s->pad[0] || s->pad[1] || s->pad[2] || s->pad[3];
    s->countpad = w->counts_pad && padded && strcmp(kind, "maxpool");
    for (int i = 0; s->countpad && i < 2; i++) { /* what ceil adds is not counted */
        s->ceil |= s->pad[2 * i + 1] != w->pad[2 * i + 1];
        s->pad[2 * i + 1] = w->pad[2 * i + 1];
    }
    return y;
}

View build_pad(Build *b, const View *from, MapAxes a, const int pad[4], const char *args)
{
    View own = *from, *x = &own;
    int more[4], less[4];
    if (x->step < 0)
        return view_unknown();
    int in = as_map(b, x, a, false);
    if (in < 0)
        return *x;
    bool pads = false, cuts = false;
    for (int i = 0; i < 4; i++) {
        more[i] = pad[i] > 0 ? pad[i] : 0;
        less[i] = pad[i] < 0 ? -pad[i] : 0;
        pads |= more[i] > 0;
        cuts |= less[i] > 0;
    }
    int made = cuts ? crop_step(b, in, less) : in;
    if (made >= 0 && (pads || !cuts)) {
        made = pad_step(b, made, more);
        if (made >= 0)
            b->m->step[made].args = args;
    }
    if (made < 0)
        return *x;
    if (made != in)
        b->m->step[made].label = b->label;
    return view_map(made, x->rank, x->batch, a, b->m->step[made].out);
}

View build_resize(Build *b, const View *from, MapAxes a, const int size[2], const char *args)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    int in = as_map(b, x, a, false);
    if (in < 0 || !fits(b, size[0], size[1], b->m->step[in].out.c))
        return *x;
    Shape out = {3, size[0], size[1], b->m->step[in].out.c};
    int made = step_add(b->m, "resize", b->label, &in, 1, out);
    b->m->step[made].args = arena_printf(b->arena, "%dx%d%s", size[0], size[1], args);
    return view_map(made, x->rank, x->batch, a, out);
}

View build_blocks(Build *b, const View *from, MapAxes a, const char *kind, int factor,
                  bool channel_first)
{
    View own = *from, *x = &own;
    bool gathers = !strcmp(kind, "space_to_depth");
    if (x->step < 0)
        return view_unknown();
    int in = as_map(b, x, a, false);
    if (in < 0)
        return *x;
    Shape s = b->m->step[in].out;
    if (factor < 1 || factor > 4096 || (gathers && (s.h % factor || s.w % factor)) ||
        (!gathers && s.c % (factor * factor)))
        return lacks(b, x, NULL, "blocks that do not fit its input");
    Shape out = gathers ? (Shape){3, s.h / factor, s.w / factor, s.c * factor * factor}
                        : (Shape){3, s.h * factor, s.w * factor, s.c / (factor * factor)};
    int made = step_add(b->m, kind, b->label, &in, 1, out);
    b->m->step[made].args = arena_printf(b->arena, "%d%s", factor,
                                         channel_first ? " order=channel" : "");
    return view_map(made, x->rank, x->batch, a, out);
}

/* (h, w, out / groups, in) */
static const float *transposed_kernel(Build *b, const ConvWeights *k, int64_t taps)
{
    int64_t out = k->out / k->groups, in = k->in;
    float *to = ARENA_ARRAY(b->arena, float, taps *out *in);
    for (int64_t t = 0; t < taps; t++)
        for (int64_t o = 0; o < out; o++)
            for (int64_t i = 0; i < in; i++)
                to[(t * out + o) * in + i] = k->torch ? k->kernel[(i * out + o) * taps + t]
                                                      : k->kernel[(t * out + o) * in + i];
    return to;
}

View build_conv_transpose(Build *b, const View *from, MapAxes a, const Window *w, const int more[2],
                          const ConvWeights *k)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    int in = as_map(b, x, a, false);
    if (in < 0 || !window_good(b, w))
        return *x;
    Shape s = b->m->step[in].out;
    int64_t side[2] = {s.h, s.w}, out[2];
    int keep[2];
    bool same = true; /* as the layer pads where nothing is said */
    for (int i = 0; i < 2; i++) {
        int64_t reach = (int64_t)w->dilation[i] * (w->size[i] - 1) + 1;
        keep[i] = more[i] - (w->pad[2 * i + 1] - w->pad[2 * i]);
        out[i] = (side[i] - 1) * w->stride[i] + reach - w->pad[2 * i] - w->pad[2 * i + 1] + more[i];
        same = same && out[i] == side[i] * w->stride[i] &&
               w->pad[2 * i] == (reach > w->stride[i] ? (reach - w->stride[i]) / 2 : 0);
    }
    if (!fits(b, out[0], out[1], k->out))
        return *x;
    if (keep[0] >= w->stride[0] || keep[1] >= w->stride[1])
        return lacks(b, x, NULL, "an output that is padded by a step of the window or more");
    for (int i = 0; same && i < 2; i++)
        keep[i] = 0;
    int cut[4] = {0, keep[0] < 0 ? -keep[0] : 0, 0, keep[1] < 0 ? -keep[1] : 0};
    Shape o = {3, (int)out[0] + cut[1], (int)out[1] + cut[3], k->out};
    int made = step_add(b->m, "conv_transpose", b->label, &in, 1, o);
    Step *t = &b->m->step[made];
    for (int i = 0; i < 2; i++) {
        t->size[i] = w->size[i];
        t->stride[i] = w->stride[i];
        t->dilation[i] = w->dilation[i];
        t->pad[2 * i] = t->pad[2 * i + 1] = w->pad[2 * i];
        t->outpad[i] = keep[i] > 0 ? keep[i] : 0;
    }
    t->same = same;
    t->filters = k->out;
    t->groups = k->groups;
    t->nobias = !k->bias;
    int64_t taps = (int64_t)w->size[0] * w->size[1];
    step_weight(b->m, made, "kernel", transposed_kernel(b, k, taps),
                taps * (k->out / k->groups) * k->in);
    if (k->bias)
        step_weight(b->m, made, "bias", k->bias, k->out);
    if (cut[1] || cut[3])
        made = crop_step(b, made, cut);
    return view_map(made, x->rank, x->batch, a, b->m->step[made].out);
}

View build_upsample(Build *b, const View *from, MapAxes a, const int factor[2], bool bilinear)
{
    View own = *from, *x = &own;
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
static int as_channels(Build *b, View *x, const int *axis, int n, bool map)
{
    int rest[VIEW_RANK], n_rest = others(x, axis, n, rest);
    int64_t c = product(x, axis, n), places = product(x, rest, n_rest);
    Shape s = b->m->step[x->step].out;
    if (!view_last(x, axis, n))
        arrange_axes(b, x, axis, n, true);
    s = b->m->step[x->step].out;
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

View build_dense(Build *b, const View *from, const float *kernel, const float *bias, int out)
{
    View own = *from, *x = &own;
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

View build_batchnorm(Build *b, const View *from, int axis, const Norm *n)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    if (!build_takes(b, "batchnorm", "eps", n->eps))
        return *x;
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

View build_layernorm(Build *b, const View *from, const int *axis, int n_axes, const Norm *n)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    if (!build_takes(b, "layernorm", "eps", n->eps))
        return *x;
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

/* Do the atoms of these axes, as a set, lie side by side? From which one on. */
static bool side_by_side(const View *x, const int *axis, int n, int *from)
{
    int atom[VIEW_ATOMS], count = view_atoms(x, axis, n, atom), high = -1;
    *from = x->n;
    for (int i = 0; i < count; i++) {
        *from = atom[i] < *from ? atom[i] : *from;
        high = atom[i] > high ? atom[i] : high;
    }
    return high - *from + 1 == count;
}

static const char *norm_args(Build *b, int groups, double eps)
{
    const char *text = (float)eps == 1e-3f
                           ? ""
                           : arena_printf(b->arena, " eps=%s", build_number(b, eps)),
               *args = groups ? arena_printf(b->arena, " %d%s", groups, text) : text;
    return *args ? args + 1 : NULL;
}

/* Each number for `times` channels. */
static const float *repeated(Build *b, const float *v, int64_t n, int64_t times, float otherwise)
{
    float *to = ARENA_ARRAY(b->arena, float, n *times);
    for (int64_t i = 0; i < n * times; i++)
        to[i] = v ? v[i / times] : otherwise;
    return to;
}

/* Statistics of each element of an axis, which is only the outer part of the step's channels, and
 * so a group of them: PyTorch's exporter writes group normalisation so. */
static View norm_of_groups(Build *b, const View *x, int axis, int at, const Norm *n)
{
    View y = *x;
    int64_t groups = side(x, axis);
    int own = x->start[axis + 1] - x->start[axis];
    int64_t each = product_of(x->size, at + own, x->n), c = groups * each;
    Shape s = b->m->step[x->step].out;
    if (!build_takes(b, "groupnorm", "eps", n->eps) ||
        !build_takes(b, "groupnorm", "groups", (double)groups))
        return *x;
    int in = s.rank == 3 && s.c == c
                 ? x->step
                 : shaped(b, x, (Shape){3, 1, (int)product_of(x->size, 0, at), (int)c});
    y.step = step_add(b->m, "groupnorm", b->label, &in, 1, b->m->step[in].out);
    b->m->step[y.step].args = norm_args(b, (int)groups, n->eps);
    step_weight(b->m, y.step, "gamma", repeated(b, n->gamma, groups, each, 1), c);
    step_weight(b->m, y.step, "beta", repeated(b, n->beta, groups, each, 0), c);
    return y;
}

/* Statistics over the places of each channel, or of each group of channels. */
View build_groupnorm(Build *b, const View *from, int axis, int groups, const Norm *n)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    int at;
    if (!groups && !view_last(x, &axis, 1) && view_in_order(x, &axis, 1) &&
        side_by_side(x, &axis, 1, &at))
        return norm_of_groups(b, x, axis, at, n);
    int in = as_channels(b, x, &axis, 1, true);
    int64_t c = side(x, axis);
    const int *place = view_places(b->arena, x, &axis, 1);
    if (!build_takes(b, "groupnorm", "eps", n->eps))
        return *x;
    if (in < 0 || (groups && c % groups))
        return lacks(b, x, NULL, "groups that do not fit its channels");
    View y = *x;
    y.step = step_add(b->m, groups ? "groupnorm" : "instancenorm", b->label, &in, 1,
                      b->m->step[in].out);
    b->m->step[y.step].args = norm_args(b, groups, n->eps);
    step_weight(b->m, y.step, "gamma", placed(b, n->gamma ? n->gamma : filled(b, c, 1), c, place),
                c);
    step_weight(b->m, y.step, "beta", placed(b, n->beta ? n->beta : filled(b, c, 0), c, place), c);
    return y;
}

View build_rmsnorm(Build *b, const View *from, const int *axis, int n_axes, const Norm *n)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    if (!build_takes(b, "rmsnorm", "eps", n->eps))
        return *x;
    int in = as_channels(b, x, axis, n_axes, false);
    int64_t c = product(x, axis, n_axes);
    const int *place = view_places(b->arena, x, axis, n_axes);
    View y = *x;
    y.step = step_add(b->m, "rmsnorm", b->label, &in, 1, b->m->step[in].out);
    if ((float)n->eps != 1e-6f)
        b->m->step[y.step].args = arena_printf(b->arena, "eps=%s", build_number(b, n->eps));
    step_weight(b->m, y.step, "gamma", placed(b, n->gamma ? n->gamma : filled(b, c, 1), c, place),
                c);
    return y;
}

View build_softmax(Build *b, const View *from, const char *kind, int axis)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    if (side(x, axis) == 1)
        return lacks(b, x, NULL, "softmax of a single value, which is always 1");
    int in = as_channels(b, x, &axis, 1, false);
    if (in < 0)
        return *x;
    View y = *x;
    y.step = step_add(b->m, kind, b->label, &in, 1, b->m->step[in].out);
    return y;
}

/* Without the atoms from `from` on, `gone` of them. */
static void drop_atoms(View *y, int from, int gone)
{
    int at = 0;
    View x = *y;
    y->n = x.n - gone;
    for (int i = from; i < y->n; i++)
        y->size[i] = x.size[i + gone];
    for (int i = 0; i < x.rank; i++) {
        y->start[i] = at;
        for (int k = x.start[i]; k < x.start[i + 1]; k++)
            if (x.seq[k] < from || x.seq[k] >= from + gone)
                y->seq[at++] = x.seq[k] - (x.seq[k] >= from + gone ? gone : 0);
    }
    y->start[x.rank] = at;
}

/* The layer for `middle` values between others. */
static int reduce_step(Build *b, View *x, const char *op, int before, int middle, int behind)
{
    Model *m = b->m;
    bool mean = !strcmp(op, "mean"), max = !strcmp(op, "max"), first = before == 1,
         last = behind == 1 && !first;
    Shape s = m->step[x->step].out;
    if (first && (mean || max)) {
        int in = s.rank == 3 && s.c == behind ? x->step
                                              : shaped(b, x, (Shape){3, middle, 1, behind});
        return step_add(m, mean ? "globalavgpool" : "globalmaxpool", b->label, &in, 1,
                        (Shape){1, 1, 1, behind});
    }
    bool pixels = first && s.rank == 3 && s.c == behind,
         rows = !last && s.rank == 3 && s.h == middle && first && (int64_t)s.w * s.c == behind,
         columns = !last && s.rank == 3 && s.h == before && s.w == middle,
         channels = last && s.rank == 3 && s.c == middle;
    int in = x->step;
    if (!pixels && !rows && !columns && !channels) {
        in = shaped(b, x,
                    last ? (Shape){3, 1, before, middle} : (Shape){3, before, middle, behind});
        columns = !last;
    }
    Shape out = m->step[in].out;
    out.h = pixels || rows ? 1 : out.h;
    out.w = (pixels || columns) && !rows ? 1 : out.w;
    out.c = last ? 1 : out.c;
    int made = step_add(m, "reduce", b->label, &in, 1, out);
    const char *over = last     ? " over=channels"
                       : rows   ? " over=rows"
                       : pixels ? ""
                                : " over=columns",
               *args = arena_printf(b->arena, "%s%s%s", mean ? "" : " op=", mean ? "" : op, over);
    m->step[made].args = *args ? args + 1 : NULL;
    return made;
}

View build_reduce(Build *b, const View *from, const char *op, const int *axis, int n, bool keep)
{
    View own = *from, *x = &own;
    int atom[VIEW_ATOMS], at;
    if (x->step < 0)
        return view_unknown();
    for (int i = 0; i < n; i++)
        if (axis[i] == x->batch)
            return lacks(b, x, NULL, "it works along the axis of the samples");
    if (!side_by_side(x, axis, n, &at)) {
        arrange_axes(b, x, axis, n, false);
        at = 0;
    }
    View y = *x;
    int gone = view_atoms(x, axis, n, atom);
    if (gone) {
        y.step = reduce_step(b, x, op, (int)product_of(x->size, 0, at),
                             (int)product_of(x->size, at, at + gone),
                             (int)product_of(x->size, at + gone, x->n));
        drop_atoms(&y, at, gone);
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

enum { OPERANDS_MOST = 64 };

typedef struct Operands {
    View x[OPERANDS_MOST];
    int n, whole;                        /* the operand of the result's dims */
    bool has[OPERANDS_MOST][VIEW_ATOMS]; /* which of the whole's atoms an operand has, too */
    Shape shape;                         /* of the whole */
} Operands;

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

/* An operand in the order of the whole, which it may lack axes of. */
static void follow(Build *b, Operands *o, int i)
{
    View *whole = &o->x[o->whole], *x = &o->x[i];
    int other[VIEW_ATOMS], want[VIEW_ATOMS], at = 0;
    for (int a = 0; a < whole->n; a++)
        other[a] = -1;
    for (int k = 0; k < x->rank; k++)
        for (int e = 0; x->start[k] + e < x->start[k + 1]; e++)
            other[whole->seq[whole->start[k] + e]] = x->seq[x->start[k] + e];
    for (int a = 0; a < whole->n; a++) {
        o->has[i][a] = other[a] >= 0;
        if (other[a] >= 0)
            want[at++] = other[a];
    }
    arrange(b, x, want);
}

static bool alike(const Operands *o, int a, int c)
{
    for (int i = 0; i < o->n; i++)
        if (o->has[i][a] != o->has[i][c])
            return false;
    return true;
}

/* Is every side of the step's own shape had whole by each operand, or not at all? */
static bool sides_fit(const Operands *o, Shape s)
{
    const View *whole = &o->x[o->whole];
    int64_t side[3] = {s.h, s.w, s.c};
    int at = 0;
    for (int k = 0; k < 3; k++) {
        int first = at;
        for (int64_t p = 1; p < side[k]; at++) {
            if (at == whole->n || side[k] % (p * whole->size[at]) || !alike(o, first, at))
                return false;
            p *= whole->size[at];
        }
    }
    return true;
}

/* A shape of the whole whose sides each operand has or has not. */
static bool find_shape(Build *b, Operands *o)
{
    const View *whole = &o->x[o->whole];
    int64_t side[3] = {1, 1, 1};
    int runs = 0;
    o->shape = b->m->step[whole->step].out;
    if (sides_fit(o, o->shape))
        return true;
    for (int a = 0; a < whole->n; a++) {
        runs += a == 0 || !alike(o, a - 1, a);
        if (runs > 3) {
            build_lacks(b, NULL, "its inputs are repeated along more axes than a map has");
            return false;
        }
        side[runs - 1] *= whole->size[a];
    }
    o->shape = runs == 2 ? (Shape){3, 1, (int)side[0], (int)side[1]}
                         : (Shape){3, (int)side[0], (int)side[1], (int)side[2]};
    return true;
}

/* The operand under the whole's shape, 1 along the sides that it has not. */
static int operand(Build *b, const Operands *o, int i)
{
    const View *whole = &o->x[o->whole], *x = &o->x[i];
    int64_t side[3] = {o->shape.h, o->shape.w, o->shape.c}, own[3];
    int at = 0;
    for (int k = 0; k < 3; k++) {
        int first = at;
        for (int64_t p = 1; p < side[k]; at++)
            p *= whole->size[at];
        own[k] = side[k] == 1 || o->has[i][first] ? side[k] : 1;
    }
    Shape s = b->m->step[x->step].out;
    if (i == o->whole || view_count(x) == view_count(whole))
        return shaped(b, x, o->shape);
    if (s.rank == 1 && own[0] == 1 && own[1] == 1)
        return x->step; /* a vector counts as a map of 1x1 */
    return shaped(b, x, (Shape){3, (int)own[0], (int)own[1], (int)own[2]});
}

View build_join(Build *b, const View *const *x, int n, const char *kind)
{
    Operands *o = ARENA_NEW(b->arena, Operands);
    int in[OPERANDS_MOST];
    if (!operands(b, x, n, o))
        return x[0]->step < 0 ? view_unknown() : *x[0];
    if (n == 1)
        return *x[0];
    for (int i = 0; i < n; i++)
        follow(b, o, i);
    View y = o->x[o->whole];
    if (!find_shape(b, o))
        return y;
    Shape out = o->shape;
    for (int i = 0; i < n; i++)
        in[i] = operand(b, o, i);
    y.step = step_add(b->m, kind, b->label, in, n, out);
    return y;
}

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

View build_affine(Build *b, const View *from, const Const *scale, const Const *shift)
{
    View own = *from, *x = &own;
    int axis[VIEW_RANK], n = 0;
    if (x->step < 0)
        return view_unknown();
    if ((scale && !const_axes(x, scale, axis, &n)) || (shift && !const_axes(x, shift, axis, &n)))
        return lacks(b, x, NULL, "a constant that is larger than what it meets");
    if (n == 0)
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
    int in = as_channels(b, x, axis, n, false);
    const int *place = view_places(b->arena, x, axis, n);
    int64_t c = product(x, axis, n);
    View y = *x;
    y.step = step_add(b->m, "affine", b->label, &in, 1, b->m->step[in].out);
    if (scale)
        step_weight(b->m, y.step, "gamma", spread(b, x, scale, axis, n, place), c);
    if (shift)
        step_weight(b->m, y.step, "beta", spread(b, x, shift, axis, n, place), c);
    b->m->step[y.step].args = !scale ? "nogamma" : !shift ? "nobeta" : NULL;
    b->m->step[y.step].frozen = !(scale && scale->name) && !(shift && shift->name);
    return y;
}

View build_prelu(Build *b, const View *from, const Const *slope)
{
    View own = *from, *x = &own;
    int axis[VIEW_RANK], n = 0;
    if (x->step < 0)
        return view_unknown();
    if (!const_axes(x, slope, axis, &n))
        return lacks(b, x, NULL, "slopes that do not fit its input");
    if (n == 0) /* one for all: for each element of the last axis */
        axis[n++] = x->rank - 1;
    sort_axes(axis, n);
    int in = as_channels(b, x, axis, n, false);
    const int *place = view_places(b->arena, x, axis, n);
    View y = *x;
    y.step = step_add(b->m, "prelu", b->label, &in, 1, b->m->step[in].out);
    step_weight(b->m, y.step, "alpha", spread(b, x, slope, axis, n, place), product(x, axis, n));
    return y;
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

View build_with_number(Build *b, const View *x, const char *kind, double value)
{
    if (x->step < 0)
        return view_unknown();
    if (!(fabs(value) <= 1e30))
        return lacks(b, x, NULL, "a number that is not finite");
    View y = build_unary(b, x, kind, NULL);
    Step *s = &b->m->step[y.step];
    const char *text = build_number(b, value);
    s->args = *text == '-' ? arena_printf(b->arena, "value=%s", text) : text;
    s->number = value;
    s->has_number = true;
    return y;
}

View build_affine_number(Build *b, const View *x, double scale, double shift)
{
    View y = *x;
    if (x->step < 0)
        return view_unknown();
    if (scale != 1)
        y = build_with_number(b, &y, "mul", scale);
    if (shift != 0)
        y = build_with_number(b, &y, shift < 0 ? "sub" : "add", fabs(shift));
    return y;
}

View build_clip(Build *b, const View *x, double low, double high)
{
    bool above = high<1e30, below = low> - 1e30;
    if (x->step < 0)
        return view_unknown();
    if (!(low < high))
        return lacks(b, x, NULL, "it limits to a range without an inside");
    if (!above && !below)
        return *x;
    if ((below && !build_takes(b, "clip", "max", low)) ||
        (above && !build_takes(b, "clip", "max", high)))
        return *x;
    if (low == 0)
        return build_unary(b, x, "relu",
                           above ? arena_printf(b->arena, "max=%s", build_number(b, high)) : NULL);
    return build_unary(b, x, "clip",
                       arena_printf(b->arena, "%s%s%s%s%s", below ? "min=" : "",
                                    below ? build_number(b, low) : "", above && below ? " " : "",
                                    above ? "max=" : "", above ? build_number(b, high) : ""));
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
    if (!last && !concat_like(v, n, axis, false)) {
        int order[VIEW_RANK], count = others(&v[0], &axis, 1, order);
        order[count] = axis;
        for (int i = 0; i < n; i++)
            arrange_axes(b, &v[i], order, count + 1, true);
        last = true;
    }
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

View build_slice(Build *b, const View *from, int axis, int64_t first, int64_t count, int64_t step)
{
    View own = *from, *x = &own;
    int atom[VIEW_ATOMS];
    if (x->step < 0)
        return view_unknown();
    if (axis == x->batch)
        return lacks(b, x, NULL, "it takes some of the samples");
    if (count < 1 || first < 0 || step < 1 || first + (count - 1) * step >= side(x, axis))
        return lacks(b, x, NULL, "a part that is empty, goes backwards, or beyond the end");
    if (count == side(x, axis))
        return *x;
    int n = view_atoms(x, &axis, 1, atom);
    for (int i = 1; i < n; i++)
        if (atom[i] != atom[i - 1] + 1) {
            arrange_axes(b, x, &axis, 1, true);
            n = view_atoms(x, &axis, 1, atom);
            break;
        }
    int at = atom[0];
    int64_t before = product_of(x->size, 0, at), size = side(x, axis),
            behind = product_of(x->size, at + n, x->n);
    Shape s = b->m->step[x->step].out;
    const char *what = behind == 1 && step == 1 && s.c == size       ? "channels"
                       : s.rank == 3 && s.h == before && s.w == size ? "columns"
                       : s.rank == 3 && s.h == size && before == 1   ? "rows"
                                                                     : NULL;
    int in = what ? x->step : shaped(b, x, (Shape){3, (int)before, (int)size, (int)behind});
    what = what ? what : "columns";
    Shape out = b->m->step[in].out;
    *(*what == 'r' ? &out.h : what[1] == 'o' ? &out.w : &out.c) = (int)count;
    View y = *x;
    y.step = step_add(b->m, "slice", b->label, &in, 1, out);
    const char *by = step == 1 ? "" : arena_printf(b->arena, ", %lld", (long long)step);
    b->m->step[y.step].args = arena_printf(b->arena, "%s=(%lld, %lld%s)", what, (long long)first,
                                           (long long)(first + (count - 1) * step + 1), by);
    /* the axis is one atom now, or none */
    y.n = 0;
    int becomes[VIEW_ATOMS], k = 0;
    for (int a = 0; a < x->n; a++) {
        bool cut = a >= at && a < at + n;
        becomes[a] = cut && (a > at || count == 1) ? -1 : y.n;
        if (becomes[a] >= 0)
            y.size[y.n++] = cut ? count : x->size[a];
    }
    for (int i = 0; i < x->rank; i++) {
        y.start[i] = k;
        for (int e = x->start[i]; e < x->start[i + 1]; e++)
            if (becomes[x->seq[e]] >= 0)
                y.seq[k++] = becomes[x->seq[e]];
    }
    y.start[x->rank] = k;
    y.dim[axis] = count;
    return y;
}

View build_reshape(Build *b, const View *x, int rank, const int64_t *dim)
{
    View y, own = *x;
    int axis[VIEW_RANK];
    if (x->step < 0)
        return view_unknown();
    if (view_reshape(x, rank, dim, &y))
        return y;
    for (int i = 0; i < x->rank; i++)
        axis[i] = i;
    arrange_axes(b, &own, axis, x->rank, true);
    if (view_reshape(&own, rank, dim, &y))
        return y;
    return lacks(b, x, NULL, "a reshape to so many axes is not read");
}
