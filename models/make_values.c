/* Arithmetic on values, of which some are repeated along axes, and with numbers; see
 * make_layers.h. */
#include "models/make_impl.h"
#include "base/number.h"
#include <math.h>

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

/* By a product with a matrix (1, n) of ones. */
View build_repeat(Build *b, const View *x, int axis, int64_t n)
{
    int to[VIEW_RANK], last = x->rank - 1;
    View y, z;
    if (x->step < 0)
        return view_unknown();
    if (n > 65536)
        return make_misfit(b, x, "it repeats an axis more than 65536 times");
    float *ones = ARENA_ARRAY(b->arena, float, n);
    for (int64_t i = 0; i < n; i++)
        ones[i] = 1;
    for (int i = 0; i < x->rank; i++)
        to[i] = i == axis ? last : i == last ? axis : i;
    view_transpose(x, to, &y);
    y = build_dense(b, &y, ones, NULL, (int)n);
    if (y.step >= 0)
        b->m->step[y.step].frozen = true;
    z = y;
    view_transpose(&y, to, &z);
    return z;
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
    for (int i = 0; i < n; i++) {
        const View *own = &o->x[i];
        bool both = own->batch >= 0 && whole->batch >= 0;
        if (both &&
            (own->batch != whole->batch || own->dim[own->batch] != whole->dim[whole->batch])) {
            build_misfit(b, NULL, "it works along the axis of the samples");
            return false;
        }
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < rank; k++)
            if (whole->dim[k] == 1 && o->x[i].dim[k] > 1 && k != whole->batch)
                *whole = build_repeat(b, whole, k, o->x[i].dim[k]);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < rank; k++)
            if (o->x[i].dim[k] != whole->dim[k] && o->x[i].dim[k] != 1) {
                build_misfit(b, NULL, "its inputs have %lld and %lld elements along axis %d",
                             (long long)whole->dim[k], (long long)o->x[i].dim[k], k);
                return false;
            }
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < n; i++)
            if (i != o->whole && !view_refine(whole, &o->x[i])) {
                build_misfit(b, NULL, "its inputs are cut in ways that do not fit");
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
    make_arrange(b, x, want);
}

static bool alike(const Operands *o, int a, int c)
{
    for (int i = 0; i < o->n; i++)
        if (o->has[i][a] != o->has[i][c])
            return false;
    return true;
}

/* Is the part [from, to) of the whole's values, counted from the outermost side, had whole by each
 * operand, or not at all? *first: an atom of it. */
static bool part_alike(const Operands *o, int64_t from, int64_t to, int *first)
{
    const View *whole = &o->x[o->whole];
    int64_t begin = 1;
    *first = -1;
    for (int a = 0; a < whole->n; a++) {
        int64_t end = begin * whole->size[a];
        if (begin < to && end > from) {
            if (*first >= 0 && !alike(o, *first, a))
                return false;
            *first = *first < 0 ? a : *first;
        }
        begin = end;
    }
    return true;
}

/* That, of every side of the step's own shape. */
static bool sides_fit(const Operands *o, Shape s)
{
    int64_t side[3] = {s.h, s.w, s.c}, at = 1;
    int first;
    for (int k = 0; k < 3; k++) {
        if (!part_alike(o, at, at * side[k], &first))
            return false;
        at *= side[k];
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
            build_misfit(b, NULL, "its inputs are repeated along more axes than a map has");
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
    int64_t side[3] = {o->shape.h, o->shape.w, o->shape.c}, own[3], at = 1;
    for (int k = 0, first; k < 3; k++) {
        part_alike(o, at, at * side[k], &first);
        own[k] = side[k] == 1 || o->has[i][first] ? side[k] : 1;
        at *= side[k];
    }
    Shape s = b->m->step[x->step].out;
    if (i == o->whole || view_count(x) == view_count(whole))
        return make_shaped(b, x, o->shape);
    if (s.rank == 1 && own[0] == 1 && own[1] == 1)
        return x->step;     /* a vector counts as a map of 1x1 */
    if (o->shape.rank == 1) /* and with a map, it would become one */
        return make_shaped(b, x, (Shape){1, 1, 1, (int)own[2]});
    return make_shaped(b, x, (Shape){3, (int)own[0], (int)own[1], (int)own[2]});
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
    int64_t count = make_product(x, axis, n), stride[VIEW_RANK] = {0}, size = 1;
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
        return make_misfit(b, x, "a constant that is larger than what it meets");
    if (n == 0)
        return build_affine_number(b, x, scale ? const_at(scale, 0) : 1,
                                   shift ? const_at(shift, 0) : 0);
    sort_axes(axis, n);
    if (make_across_samples(b, x, axis, n))
        return *x;
    if (n > 1 && !view_last(x, axis, n)) { /* a number for each element */
        n = 0;
        for (int i = 0; i < x->rank; i++)
            if (i != x->batch || x->dim[i] > 1)
                axis[n++] = i;
    }
    int64_t c = make_product(x, axis, n);
    const Shape own_shape = b->m->step[x->step].out;
    const bool values = own_shape.rank == 3 && (int64_t)own_shape.h * own_shape.w > 1 &&
                        c == (int64_t)own_shape.h * own_shape.w * own_shape.c;
    int in = values ? x->step : make_as_channels(b, x, axis, n, false);
    const int *place = view_places(b->arena, x, axis, n);
    View y = *x;
    y.step = step_add(b->m, "affine", b->label, &in, 1, b->m->step[in].out);
    if (scale)
        step_weight(b->m, y.step, "gamma", spread(b, x, scale, axis, n, place), c);
    if (shift)
        step_weight(b->m, y.step, "beta", spread(b, x, shift, axis, n, place), c);
    b->m->step[y.step].args = values   ? (!scale   ? "over=values nogamma"
                                          : !shift ? "over=values nobeta"
                                                   : "over=values")
                              : !scale ? "nogamma"
                              : !shift ? "nobeta"
                                       : NULL;
    b->m->step[y.step].frozen = !(scale && scale->name) && !(shift && shift->name);
    return y;
}

View build_constant(Build *b, const View *from, const Const *k)
{
    View own = *from, y;
    int64_t all = view_count(from), rank = k->rank;
    if (from->step < 0)
        return view_unknown();
    if (k->count < 1 || k->count > 1 << 24)
        return make_lacks(b, from, NULL, "a constant without numbers, or of more than 2^24");
    Shape s = b->m->step[own.step].out;
    own = view_of(own.step, 1, &all, -1);
    if (s.rank != 1)
        own.step = make_shaped(b, &own, (Shape){1, 1, 1, (int)all});
    own = build_slice(b, &own, 0, 0, 1, 1);
    float *zero = ARENA_ARRAY(b->arena, float, k->count),
          *value = ARENA_ARRAY(b->arena, float, k->count);
    for (int64_t i = 0; i < k->count; i++)
        value[i] = (float)const_at(k, i);
    own = build_dense(b, &own, zero, value, (int)k->count);
    if (own.step < 0)
        return own;
    b->m->step[own.step].frozen = true;
    y = view_of(own.step, (int)rank, k->dim, -1);
    return y;
}

View build_prelu(Build *b, const View *from, const Const *slope)
{
    View own = *from, *x = &own;
    int axis[VIEW_RANK], n = 0;
    if (x->step < 0)
        return view_unknown();
    if (!const_axes(x, slope, axis, &n))
        return make_misfit(b, x, "slopes that do not fit its input");
    if (n == 0) /* one for all: for each element of the last axis */
        axis[n++] = x->rank - 1;
    sort_axes(axis, n);
    int in = make_as_channels(b, x, axis, n, false);
    const int *place = view_places(b->arena, x, axis, n);
    View y = *x;
    y.step = step_add(b->m, "prelu", b->label, &in, 1, b->m->step[in].out);
    step_weight(b->m, y.step, "alpha", spread(b, x, slope, axis, n, place),
                make_product(x, axis, n));
    return y;
}

View build_with_number(Build *b, const View *x, const char *kind, double value)
{
    if (x->step < 0)
        return view_unknown();
    if (!(fabs(value) <= 1e30))
        return make_lacks(b, x, NULL, "a number that is not finite");
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
        return make_lacks(b, x, NULL, "it limits to a range without an inside");
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
