/* Layers with windows, and what changes the size of a map; see make_layers.h. */
#include "models/make_impl.h"
#include "compiler/ir/layer.h"
#include <string.h>

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
    if (!make_fits(b, out.h, out.w, out.c))
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
    if (!make_fits(b, h, w, s.c))
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

/* What a step made of x, whose places are those of a. A sequence has one axis of them, and keeps
 * that. */
static View mapped(Build *b, const View *x, int made, MapAxes a)
{
    Shape s = b->m->step[made].out;
    if ((a.h < 0 && s.h > 1) || (a.w < 0 && s.w > 1))
        return make_misfit(b, x, "a result of two axes of places, from an input of one");
    return view_map(made, x->rank, x->batch, a, s);
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
        build_misfit(b, NULL, "a window of %dx%d leaves nothing of a %dx%d map", w->size[0],
                     w->size[1], s.h, s.w);
        return *x;
    }
    if (!make_fits(b, h, v, channels))
        return *x;
    Shape out = {3, (int)h, (int)v, channels};
    int step = step_add(b->m, kind, b->label, &in, 1, out);
    set_window(&b->m->step[step], w, after);
    if (!pad_before(b, step))
        return *x;
    *made = b->m->n - 1;
    return mapped(b, x, *made, a);
}

/* (h, w, in, out), its inputs where the step has them. */
const float *make_turned_kernel(Build *b, const ConvWeights *k, const int size[2], const int *place)
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
    int64_t channels = make_side(x, a.c);
    if (channels != (int64_t)k->in * k->groups || k->out % k->groups) {
        build_misfit(b, NULL, "a kernel of %d x %d inputs and %d outputs, but %lld channels", k->in,
                     k->groups, k->out, (long long)channels);
        return *x;
    }
    int in = make_as_map(b, x, a, k->groups == 1);
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
    step_weight(b->m, made, "kernel", make_turned_kernel(b, k, w->size, place),
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
    int in = make_as_map(b, x, a, false);
    if (in < 0)
        return *x;
    int64_t c = make_side(x, a.c), out = c * multiplier;
    if (!make_fits(b, 1, 1, out))
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
        return make_lacks(b, x, NULL, "pooling with a dilation: netc's windows have none");
    int in = make_as_map(b, x, a, false);
    if (in < 0)
        return *x;
    View y = windowed(b, x, a, kind, w, (int)make_side(x, a.c), in, &made);
    if (made < 0)
        return y;
    Step *s = &b->m->step[made];
    bool padded = s->pad[0] || s->pad[1] || s->pad[2] || s->pad[3];
    s->countpad = w->counts_pad && padded && strcmp(kind, "maxpool");
    for (int i = 0; s->countpad && i < 2; i++) { /* what ceil adds is not counted */
        s->ceil |= s->pad[2 * i + 1] != w->pad[2 * i + 1];
        s->pad[2 * i + 1] = w->pad[2 * i + 1];
    }
    for (int i = 0; i < 4; i++)
        if (s->pad[i] >= w->size[i / 2])
            return make_lacks(
                b, x, NULL,
                arena_printf(b->arena,
                             "pooling with a padding of %d and a window of %d there: some windows "
                             "see padding alone",
                             s->pad[i], w->size[i / 2]));
    return y;
}

/* Of what is left after cutting, a map is mirrored or repeated once at most. */
static bool mirror_fits(Shape s, const int more[4], const int less[4], const char *args)
{
    const bool mirror = args && !strcmp(args, "mode=reflect");
    const int h = s.h - less[0] - less[1] - mirror, w = s.w - less[2] - less[3] - mirror;
    if (!mirror && (!args || (strcmp(args, "mode=wrap") && strcmp(args, "mode=symmetric"))))
        return true;
    return more[0] <= h && more[1] <= h && more[2] <= w && more[3] <= w;
}

View build_pad(Build *b, const View *from, MapAxes a, const int pad[4], const char *args)
{
    View own = *from, *x = &own;
    int more[4], less[4];
    if (x->step < 0)
        return view_unknown();
    int in = make_as_map(b, x, a, false);
    if (in < 0)
        return *x;
    bool pads = false, cuts = false;
    for (int i = 0; i < 4; i++) {
        more[i] = pad[i] > 0 ? pad[i] : 0;
        less[i] = pad[i] < 0 ? -pad[i] : 0;
        pads |= more[i] > 0;
        cuts |= less[i] > 0;
    }
    if (!mirror_fits(b->m->step[in].out, more, less, args))
        return make_lacks(b, x, NULL, "a padding by mirror or repetition beyond its map");
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
    return mapped(b, x, made, a);
}

/* Of the three axes (two in sequences) behind the samples' one that is not padded, for channels:
 * the last of the step's value where that may be. False: all are padded, or the samples. */
static bool padded_axes(const View *x, int64_t pad[2][VIEW_RANK], MapAxes *a)
{
    int channels = -1;
    bool map = x->rank == 4 || x->rank == 3;
    for (int i = 1; map && i < x->rank; i++) {
        bool last = x->dim[i] > 1 && view_last(x, &i, 1);
        if (!pad[0][i] && !pad[1][i] && (channels < 0 || last))
            channels = i;
    }
    if (channels < 0 || pad[0][0] || pad[1][0])
        return false;
    int rest[3], n = 0;
    for (int i = 1; i < x->rank; i++)
        if (i != channels)
            rest[n++] = i;
    *a = (MapAxes){n > 1 ? rest[0] : -1, rest[n - 1], channels};
    return true;
}

View build_pad_axes(Build *b, const View *x, int64_t pad[2][VIEW_RANK], const char *args)
{
    MapAxes a = {0};
    int by[4] = {0};
    if (x->step < 0)
        return view_unknown();
    bool map = padded_axes(x, pad, &a);
    for (int end = 0; map && end < 2; end++) {
        int64_t v = a.h >= 0 ? pad[end][a.h] : 0, w = pad[end][a.w];
        map = v >= -65536 && w >= -65536 && v <= 65536 && w <= 65536;
        by[PAD_TOP + end] = (int)v;
        by[PAD_LEFT + end] = (int)w;
    }
    if (map)
        return build_pad(b, x, a, by, args);
    return make_lacks(b, x, NULL, "it pads, or cuts, more axes than two, or that of the samples");
}

View build_resize(Build *b, const View *from, MapAxes a, const int size[2], const char *args)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    int in = make_as_map(b, x, a, false);
    if (in < 0 || !make_fits(b, size[0], size[1], b->m->step[in].out.c))
        return *x;
    Shape out = {3, size[0], size[1], b->m->step[in].out.c};
    int made = step_add(b->m, "resize", b->label, &in, 1, out);
    b->m->step[made].args = arena_printf(b->arena, "%dx%d%s", size[0], size[1], args);
    return mapped(b, x, made, a);
}

View build_blocks(Build *b, const View *from, MapAxes a, const char *kind, int factor,
                  bool channel_first)
{
    View own = *from, *x = &own;
    bool gathers = !strcmp(kind, "space_to_depth");
    if (x->step < 0)
        return view_unknown();
    int in = make_as_map(b, x, a, false);
    if (in < 0)
        return *x;
    Shape s = b->m->step[in].out;
    if (factor < 1 || factor > 4096 || (gathers && (s.h % factor || s.w % factor)) ||
        (!gathers && s.c % (factor * factor)))
        return make_misfit(b, x, "blocks that do not fit its input");
    Shape out = gathers ? (Shape){3, s.h / factor, s.w / factor, s.c * factor * factor}
                        : (Shape){3, s.h * factor, s.w * factor, s.c / (factor * factor)};
    int made = step_add(b->m, kind, b->label, &in, 1, out);
    b->m->step[made].args = arena_printf(b->arena, "%d%s", factor,
                                         channel_first ? " order=channel" : "");
    return mapped(b, x, made, a);
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
    int in = make_as_map(b, x, a, false);
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
    if (!make_fits(b, out[0], out[1], k->out))
        return *x;
    if (keep[0] >= w->stride[0] || keep[1] >= w->stride[1])
        return make_misfit(b, x, "an output that is padded by a step of the window or more");
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
    return mapped(b, x, made, a);
}

View build_upsample(Build *b, const View *from, MapAxes a, const int factor[2], bool bilinear)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    int in = make_as_map(b, x, a, false);
    if (in < 0)
        return *x;
    Shape s = b->m->step[in].out;
    if (!make_fits(b, (int64_t)s.h * factor[0], (int64_t)s.w * factor[1], s.c))
        return *x;
    Shape out = {3, s.h * factor[0], s.w * factor[1], s.c};
    int made = step_add(b->m, "upsample", b->label, &in, 1, out);
    b->m->step[made].args = arena_printf(b->arena, "%dx%d%s", factor[0], factor[1],
                                         bilinear ? " mode=bilinear" : "");
    return mapped(b, x, made, a);
}
