/* Layers that work along channels: dense ones, norms, softmax, reductions; see make_layers.h. */
#include "models/make_impl.h"
#include <string.h>

const float *make_filled(Build *b, int64_t n, float value)
{
    float *v = ARENA_ARRAY(b->arena, float, n);
    for (int64_t i = 0; i < n; i++)
        v[i] = value;
    return v;
}

/* Numbers for each channel, where the step has them. */
const float *make_placed(Build *b, const float *v, int64_t n, const int *place)
{
    if (!v || !place)
        return v;
    float *to = ARENA_ARRAY(b->arena, float, n);
    for (int64_t i = 0; i < n; i++)
        to[place[i]] = v[i];
    return to;
}

/* The axes `axis` of x replaced by one of length `out`, which is the last atom. */
View make_with_last(const View *x, int step, int axis, int64_t out)
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
    int64_t c = make_side(x, axis), places = view_count(x) / c;
    int in = make_as_channels(b, x, &axis, 1, false);
    if (in < 0)
        return *x;
    if (!make_fits(b, 1, places, out))
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
                place ? make_turned_kernel(b, &k, (const int[]){1, 1}, place) : kernel, c * out);
    if (bias)
        step_weight(b->m, made, "bias", bias, out);
    return make_with_last(x, made, axis, out);
}

View build_batchnorm(Build *b, const View *from, int axis, const Norm *n)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    if (!build_takes(b, "batchnorm", "eps", n->eps) || make_across_samples(b, x, &axis, 1))
        return *x;
    int64_t c = make_side(x, axis);
    for (int64_t i = 0; i < c; i++)
        if (!(n->variance[i] + n->eps > 0))
            return make_lacks(b, x, NULL, "its variance has a number below 0");
    int in = make_as_channels(b, x, &axis, 1, false);
    if (in < 0)
        return *x;
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
    step_weight(b->m, y.step, "gamma",
                make_placed(b, n->gamma ? n->gamma : make_filled(b, c, 1), c, place), c);
    step_weight(b->m, y.step, "beta",
                make_placed(b, n->beta ? n->beta : make_filled(b, c, 0), c, place), c);
    step_weight(b->m, y.step, "moving_mean", make_placed(b, n->mean, c, place), c);
    step_weight(b->m, y.step, "moving_variance", make_placed(b, n->variance, c, place), c);
    return y;
}

View build_layernorm(Build *b, const View *from, const int *axis, int n_axes, const Norm *n)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    if (!build_takes(b, "layernorm", "eps", n->eps) || make_across_samples(b, x, axis, n_axes))
        return *x;
    int in = make_as_channels(b, x, axis, n_axes, false);
    if (in < 0)
        return *x;
    int64_t c = make_product(x, axis, n_axes);
    const int *place = view_places(b->arena, x, axis, n_axes);
    View y = *x;
    y.step = step_add(b->m, "layernorm", b->label, &in, 1, b->m->step[in].out);
    if ((float)n->eps != 1e-3f)
        b->m->step[y.step].args = arena_printf(b->arena, "eps=%s", build_number(b, n->eps));
    step_weight(b->m, y.step, "gamma",
                make_placed(b, n->gamma ? n->gamma : make_filled(b, c, 1), c, place), c);
    step_weight(b->m, y.step, "beta",
                make_placed(b, n->beta ? n->beta : make_filled(b, c, 0), c, place), c);
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
    int64_t groups = make_side(x, axis);
    int own = x->start[axis + 1] - x->start[axis];
    int64_t each = make_product_of(x->size, at + own, x->n), c = groups * each;
    Shape s = b->m->step[x->step].out;
    if (!build_takes(b, "groupnorm", "eps", n->eps) ||
        !build_takes(b, "groupnorm", "groups", (double)groups))
        return *x;
    int in = s.rank == 3 && s.c == c
                 ? x->step
                 : make_shaped(b, x, (Shape){3, 1, (int)make_product_of(x->size, 0, at), (int)c});
    y.step = step_add(b->m, "groupnorm", b->label, &in, 1, b->m->step[in].out);
    b->m->step[y.step].args = norm_args(b, (int)groups, n->eps);
    step_weight(b->m, y.step, "gamma", repeated(b, n->gamma, groups, each, 1), c);
    step_weight(b->m, y.step, "beta", repeated(b, n->beta, groups, each, 0), c);
    return y;
}

/* The first of the atoms that are the channels of the step; -1: they are not whole atoms. */
static int first_of_channels(const Build *b, const View *x)
{
    Shape s = b->m->step[x->step].out;
    int at = x->n;
    int64_t c = 1;
    while (at > 0 && c < s.c)
        c *= x->size[--at];
    return s.rank == 3 && c == s.c ? at : -1;
}

/* Statistics over the places of each channel, or of each group of channels. */
View build_groupnorm(Build *b, const View *from, int axis, int groups, const Norm *n)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    int at = first_of_channels(b, x);
    if (!groups && make_side(x, axis) == 1 && at > 0 && at < x->n)
        return norm_of_groups(b, x, axis, at, n); /* of all channels together */
    if (!groups && !view_last(x, &axis, 1) && view_in_order(x, &axis, 1) &&
        side_by_side(x, &axis, 1, &at))
        return norm_of_groups(b, x, axis, at, n);
    int in = make_as_channels(b, x, &axis, 1, true);
    int64_t c = make_side(x, axis);
    const int *place = view_places(b->arena, x, &axis, 1);
    if (!build_takes(b, "groupnorm", "eps", n->eps))
        return *x;
    if (in < 0 || (groups && c % groups))
        return make_misfit(b, x, "groups that do not fit its channels");
    View y = *x;
    y.step = step_add(b->m, groups ? "groupnorm" : "instancenorm", b->label, &in, 1,
                      b->m->step[in].out);
    b->m->step[y.step].args = norm_args(b, groups, n->eps);
    step_weight(b->m, y.step, "gamma",
                make_placed(b, n->gamma ? n->gamma : make_filled(b, c, 1), c, place), c);
    step_weight(b->m, y.step, "beta",
                make_placed(b, n->beta ? n->beta : make_filled(b, c, 0), c, place), c);
    return y;
}

View build_rmsnorm(Build *b, const View *from, const int *axis, int n_axes, const Norm *n)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    if (!build_takes(b, "rmsnorm", "eps", n->eps) || make_across_samples(b, x, axis, n_axes))
        return *x;
    int in = make_as_channels(b, x, axis, n_axes, false);
    int64_t c = make_product(x, axis, n_axes);
    const int *place = view_places(b->arena, x, axis, n_axes);
    View y = *x;
    y.step = step_add(b->m, "rmsnorm", b->label, &in, 1, b->m->step[in].out);
    if ((float)n->eps != 1e-6f)
        b->m->step[y.step].args = arena_printf(b->arena, "eps=%s", build_number(b, n->eps));
    step_weight(b->m, y.step, "gamma",
                make_placed(b, n->gamma ? n->gamma : make_filled(b, c, 1), c, place), c);
    return y;
}

View build_softmax(Build *b, const View *from, const char *kind, const int *axis, int n)
{
    View own = *from, *x = &own;
    if (x->step < 0)
        return view_unknown();
    if (make_across_samples(b, x, axis, n))
        return *x;
    if (make_product(x, axis, n) == 1) /* of a single value it is always 1, its logarithm 0 */
        return build_affine_number(b, x, 0, strcmp(kind, "softmax") ? 0 : 1);
    int in = make_as_channels(b, x, axis, n, false);
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
                                              : make_shaped(b, x, (Shape){3, middle, 1, behind});
        return step_add(m, mean ? "globalavgpool" : "globalmaxpool", b->label, &in, 1,
                        (Shape){1, 1, 1, behind});
    }
    bool pixels = first && s.rank == 3 && s.c == behind,
         rows = !last && s.rank == 3 && s.h == middle && first && (int64_t)s.w * s.c == behind,
         columns = !last && s.rank == 3 && s.h == before && s.w == middle,
         channels = last && s.rank == 3 && s.c == middle;
    int in = x->step;
    if (!pixels && !rows && !columns && !channels) {
        in = make_shaped(b, x,
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
    if (make_across_samples(b, x, axis, n))
        return *x;
    if (!side_by_side(x, axis, n, &at)) {
        make_arrange_axes(b, x, axis, n, false);
        at = 0;
    }
    View y = *x;
    int gone = view_atoms(x, axis, n, atom);
    if (gone) {
        y.step = reduce_step(b, x, op, (int)make_product_of(x->size, 0, at),
                             (int)make_product_of(x->size, at, at + gone),
                             (int)make_product_of(x->size, at + gone, x->n));
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
