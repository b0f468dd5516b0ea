/* The net's input and output, and values in the order and shape that a layer wants; see
 * make_layers.h. */
#include "models/make_impl.h"
#include "base/number.h"
#include "compiler/ir/layer.h"
#include <string.h>

enum { SIDE_MOST = 1 << 24 };
static const int64_t VALUES_MOST = (int64_t)1 << 26;

static void tell(Build *b, const char *remedy, const char *text)
{
    diag_error(b->diag, (Span){NULL, 0, 0}, "%s: %s", b->where, text);
    if (remedy)
        diag_note(b->diag, "hint: %s", remedy);
}

void build_lacks(Build *b, const char *remedy, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    tell(b, remedy, arena_vprintf(b->arena, fmt, ap));
    va_end(ap);
}

void build_misfit(Build *b, const char *remedy, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    if (!b->guessed || !diag_errors(b->diag))
        tell(b, remedy, arena_vprintf(b->arena, fmt, ap));
    va_end(ap);
}

View make_lacks(Build *b, const View *x, const char *remedy, const char *what)
{
    build_lacks(b, remedy, "%s", what);
    return *x;
}

View make_misfit(Build *b, const View *x, const char *what)
{
    build_misfit(b, NULL, "%s", what);
    return *x;
}

bool make_across_samples(Build *b, const View *x, const int *axis, int n)
{
    for (int i = 0; i < n; i++)
        if (axis[i] == x->batch) {
            build_misfit(b, NULL, "it works along the axis of the samples");
            return true;
        }
    return false;
}

/* ---- steps in the shape that a layer wants ---- */

/* A step whose value is that of x, in its order, under the shape s. */
int make_shaped(Build *b, const View *x, Shape s)
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

bool make_fits(Build *b, int64_t h, int64_t w, int64_t c)
{
    if (h < 1 || w < 1 || c < 1)
        build_misfit(b, NULL, "the result has no values");
    else if (h > SIDE_MOST || w > SIDE_MOST || c > SIDE_MOST || h * w > VALUES_MOST ||
             h * w * c > VALUES_MOST)
        build_misfit(b, NULL, "the result is larger than 2^26 values");
    else
        return true;
    return false;
}

int64_t make_side(const View *x, int axis) { return axis < 0 ? 1 : x->dim[axis]; }

int64_t make_product_of(const int64_t *size, int from, int to)
{
    int64_t p = 1;
    for (int i = from; i < to; i++)
        p *= size[i];
    return p;
}

/* Atom a is to[a] now. */
static void renumber(View *x, const int *to)
{
    int64_t size[VIEW_ATOMS];
    memcpy(size, x->size, sizeof size);
    for (int a = 0; a < x->n; a++)
        x->size[to[a]] = size[a];
    for (int i = 0; i < x->n; i++)
        x->seq[i] = to[x->seq[i]];
}

static void permuted(Build *b, View *x, int in, const char *order, Shape out)
{
    x->step = step_add(b->m, "permute", NULL, &in, 1, out);
    b->m->step[x->step].args = arena_printf(b->arena, "order=%s", order);
}

/* A layer that exchanges the atoms [i, j) with [j, k): h, w and c are the sizes of what it makes of
 * them. Where they are all channels of the step it is a `shuffle`. */
static void exchange(Build *b, View *x, int i, int j, int k, const char *order, Shape s, Shape out)
{
    Shape own = b->m->step[x->step].out;
    int to[VIEW_ATOMS];
    if (k == x->n && own.rank == 3 && i > 0 && own.c == s.w * s.c) {
        x->step = step_add(b->m, "shuffle", NULL, &x->step, 1, own);
        b->m->step[x->step].args = arena_printf(b->arena, "%d", s.w);
    } else {
        permuted(b, x, make_shaped(b, x, s), order, out);
    }
    for (int a = 0; a < x->n; a++)
        to[a] = a < i || a >= k ? a : a < j ? a + (k - j) : a - (j - i);
    renumber(x, to);
}

/* The atoms of each side of the step's shape, from first[side] on; false: a side cuts one. */
static bool sides_of(const View *x, Shape s, int first[4])
{
    const int side[3] = {s.h, s.w, s.c};
    int at = 0;
    for (int k = 0; k < 3; k++) {
        first[k] = at;
        int64_t p = 1;
        while (p < side[k] && at < x->n)
            p *= x->size[at++];
        if (p != side[k])
            return false;
    }
    first[3] = at;
    return at == x->n;
}

/* One `permute` of the sides of a shape, where these change places whole; sides of 1 keep theirs.
 */
static bool permute_sides(Build *b, View *x, const int *want, Shape s)
{
    const int side[3] = {s.h, s.w, s.c};
    int first[4], from[3], to[VIEW_ATOMS], at = 0, free = 0, moved = 0;
    if (s.rank != 3 || !sides_of(x, s, first))
        return false;
    for (int k = 0; k < 3; k++)
        from[k] = side[k] == 1 ? k : -1;
    while (at < x->n) {
        int k = 0;
        while (first[k + 1] <= want[at])
            k++;
        for (int a = first[k]; a < first[k + 1]; a++)
            if (want[at++] != a)
                return false;
        while (from[free] >= 0)
            free++;
        from[free] = k;
    }
    for (int k = 0; k < 3; k++)
        moved += from[k] != k;
    if (!moved)
        return true;
    char order[4] = {0};
    for (int k = 0; k < 3; k++)
        order[k] = "hwc"[from[k]];
    for (int i = 0; i < x->n; i++)
        to[want[i]] = i;
    permuted(b, x, make_shaped(b, x, s), order,
             (Shape){3, side[from[0]], side[from[1]], side[from[2]]});
    renumber(x, to);
    return true;
}

/* ---- exchanges that are one layer ---- */

/* A layer that only exchanges elements: axes into which its input's shape is cut, and their order
 * behind it. */
typedef struct Deal {
    const char *kind;
    int by; /* blocks or groups */
    bool channel;
    int64_t dim[5];
    int perm[5];
    Shape out;
} Deal;

/* Are the elements of x in the order `want` what the layer makes of them? */
static bool deals_so(const View *x, const int *want, const Deal *d)
{
    const int64_t all = make_product_of(x->size, 0, x->n);
    View cut = view_of(-1, 5, d->dim, -1), dealt, wanted = *x, a, b;
    memcpy(wanted.seq, want, sizeof *want * (size_t)x->n);
    view_transpose(&cut, d->perm, &dealt);
    /* with one axis the atoms are as few as can be, which is one form for each order */
    return view_reshape(&wanted, 1, &all, &a) && view_reshape(&dealt, 1, &all, &b) && a.n == b.n &&
           !memcmp(a.size, b.size, sizeof *a.size * (size_t)a.n) &&
           !memcmp(a.seq, b.seq, sizeof *a.seq * (size_t)a.n);
}

/* Channels spread over blocks of f x f pixels. */
static Deal spreading(Shape s, int f, bool channel)
{
    const int64_t c = s.c / (f * f);
    Deal d = {"depth_to_space", f,
              channel,          {s.h, s.w, f, f, c},
              {0, 2, 1, 3, 4},  {3, s.h * f, s.w * f, (int)c}};
    if (channel) {
        memcpy(d.dim + 2, (int64_t[]){c, f, f}, 3 * sizeof *d.dim);
        memcpy(d.perm, (int[]){0, 3, 1, 4, 2}, sizeof d.perm);
    }
    return d;
}

/* Blocks of f x f pixels gathered. */
static Deal gathering(Shape s, int f, bool channel)
{
    Deal d = {"space_to_depth", f,
              channel,          {s.h / f, f, s.w / f, f, s.c},
              {0, 2, 1, 3, 4},  {3, s.h / f, s.w / f, s.c * f * f}};
    if (channel)
        memcpy(d.perm, (int[]){0, 2, 4, 1, 3}, sizeof d.perm);
    return d;
}

/* The blocks of pixels that x in the order `want` was spread over or gathered from. */
static bool find_blocks(const View *x, const int *want, Shape s, Deal *d)
{
    enum { FACTOR_MOST = 4096 };
    for (int f = 2; s.rank == 3 && f <= FACTOR_MOST && (f <= s.c / f || f <= s.h); f++)
        for (int channel = 0; channel < 2; channel++) {
            bool spreads = f <= s.c / f && s.c % (f * f) == 0,
                 gathers = s.h % f == 0 && s.w % f == 0;
            *d = spreading(s, f, channel);
            if (spreads && deals_so(x, want, d))
                return true;
            *d = gathering(s, f, channel);
            if (gathers && deals_so(x, want, d))
                return true;
        }
    return false;
}

static bool find_shuffle(const View *x, const int *want, Shape s, Deal *d)
{
    for (int g = 2; g <= s.c / 2; g++) {
        *d = (Deal){"shuffle",       g, false, {s.rank == 3 ? s.h * s.w : 1, 1, g, s.c / g, 1},
                    {0, 1, 3, 2, 4}, s};
        if (s.c % g == 0 && deals_so(x, want, d))
            return true;
    }
    return false;
}

static void deal(Build *b, View *x, const int *want, const Deal *d)
{
    int to[VIEW_ATOMS];
    for (int i = 0; i < x->n; i++)
        to[want[i]] = i;
    x->step = step_add(b->m, d->kind, NULL, &x->step, 1, d->out);
    b->m->step[x->step].args = arena_printf(b->arena, "%d%s", d->by,
                                            d->channel ? " order=channel" : "");
    renumber(x, to);
}

/* The layer that brings these axes of x, of which there are one or three, into order. */
static bool find_deal(const Build *b, const View *x, const int *axis, const int *want, Deal *d)
{
    const Shape own = b->m->step[x->step].out;
    if (x->rank == 2)
        return b->keeps_shuffle && own.rank == 1 && find_shuffle(x, want, own, d);
    const Shape s = {3, (int)x->dim[axis[0]], (int)x->dim[axis[1]], (int)x->dim[axis[2]]};
    return (find_blocks(x, want, own, d) && shape_equal(d->out, s)) ||
           (b->keeps_shuffle && shape_equal(own, s) && find_shuffle(x, want, own, d));
}

void make_dealt(Build *b, View *x)
{
    static const int lies[2][3] = {{1, 2, 3}, {2, 3, 1}}; /* height, width, channels */
    int want[VIEW_ATOMS];
    Deal d;
    if (x->batch != 0 || x->dim[0] != 1 || (x->rank != 2 && x->rank != 4))
        return;
    for (int i = 0; i < (x->rank == 4 ? 2 : 1); i++)
        if (view_in_order(x, lies[i], x->rank - 1))
            return;
    for (int i = 0; i < (x->rank == 4 ? 2 : 1); i++) {
        view_atoms(x, lies[i], x->rank - 1, want);
        if (find_deal(b, x, lies[i], want, &d)) {
            deal(b, x, want, &d);
            b->m->step[x->step].label = b->label;
            return;
        }
    }
}

/* Brings all atoms of x into the order `want`, by layers that permute maps. */
void make_arrange(Build *b, View *x, int *want)
{
    Shape own = b->m->step[x->step].out;
    Deal d;
    if (permute_sides(b, x, want, own) ||
        permute_sides(b, x, want, (Shape){own.rank, 1, own.h * own.w, own.c}))
        return;
    if (find_blocks(x, want, own, &d)) {
        deal(b, x, want, &d);
        return;
    }
    for (int i = 0; i < x->n; i++) {
        int j = want[i], k = j + 1;
        if (j == i)
            continue;
        while (k < x->n && want[i + k - j] == k)
            k++;
        int p = (int)make_product_of(x->size, 0, i), a = (int)make_product_of(x->size, i, j),
            c = (int)make_product_of(x->size, j, k), rest = (int)make_product_of(x->size, k, x->n);
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
void make_arrange_axes(Build *b, View *x, const int *axis, int n, bool last)
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
    make_arrange(b, x, want);
}

/* x as a map whose places are those of axes h and w, in this order, and whose channels those of c,
 * in an order of their own where `any` (view_places). -1: it has more axes, which is told. */
int make_as_map(Build *b, View *x, MapAxes a, bool any)
{
    int places[3], n = 0, atom[VIEW_ATOMS];
    if (a.h >= 0)
        places[n++] = a.h;
    if (a.w >= 0)
        places[n++] = a.w;
    int64_t h = make_side(x, a.h), w = make_side(x, a.w), c = make_side(x, a.c);
    int count = view_atoms(x, places, n, atom);
    if (h * w * c != view_count(x)) {
        build_misfit(b, NULL, "it reads a tensor with more axes than a map has");
        return -1;
    }
    bool good = view_last(x, &a.c, 1) && (any || view_in_order(x, &a.c, 1));
    for (int i = 0; i < count; i++)
        good = good && atom[i] == i;
    if (!good) {
        places[n++] = a.c;
        make_arrange_axes(b, x, places, n, true);
    }
    return make_shaped(b, x, (Shape){3, (int)h, (int)w, (int)c});
}

/* All axes but these. */
int make_others(const View *x, const int *axis, int n, int *out)
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

int64_t make_product(const View *x, const int *axis, int n)
{
    int64_t p = 1;
    for (int i = 0; i < n; i++)
        p *= x->dim[axis[i]];
    return p;
}

/* Something for each element of these axes, the same at every place of the others: they must be the
 * channels of the step's value. A vector where there are no others, else a map with as many
 * channels, in the step's own sides if it has these. */
int make_as_channels(Build *b, View *x, const int *axis, int n, bool map)
{
    int rest[VIEW_RANK], n_rest = make_others(x, axis, n, rest);
    int64_t c = make_product(x, axis, n), places = make_product(x, rest, n_rest);
    Shape s = b->m->step[x->step].out;
    if (!view_last(x, axis, n))
        make_arrange_axes(b, x, axis, n, true);
    s = b->m->step[x->step].out;
    if (s.rank == 3 && s.c == c && (map || places > 1))
        return x->step;
    if (places == 1 && !map)
        return make_shaped(b, x, (Shape){1, 1, 1, (int)c});
    return make_shaped(b, x, (Shape){3, 1, (int)places, (int)c});
}

/* ---- input and output ---- */

/* The shape in which an input lies; false: it is empty or too large, which is told. */
static bool input_shape(Build *b, const InputSpec *in, Shape *s)
{
    int64_t h = 1, w = 1, c = 1;
    int first = in->batch == 0, rank = in->rank;
    if (in->map) {
        h = in->axes.h >= 0 ? in->dim[in->axes.h] : 1;
        w = in->dim[in->axes.w];
        c = in->dim[in->axes.c];
    } else {
        c = rank > first ? in->dim[rank - 1] : 1;
        w = rank > first + 1 ? in->dim[rank - 2] : 1;
        for (int i = first; i < rank - 2; i++)
            h = h > VALUES_MOST || in->dim[i] > VALUES_MOST ? VALUES_MOST + 1 : h * in->dim[i];
    }
    if (!make_fits(b, h, w, c))
        return false;
    *s = (Shape){in->map || rank > first + 1 ? 3 : 1, (int)h, (int)w, (int)c};
    return true;
}

static View input_view(const InputSpec *in, int step, Shape s)
{
    return in->map ? view_map(step, in->rank, in->batch, in->axes, s)
                   : view_of(step, in->rank, in->dim, in->batch);
}

View build_input(Build *b, int rank, const int64_t *dim, int batch, const MapAxes *axes)
{
    InputSpec in = {.rank = rank, .batch = batch, .map = axes != NULL};
    Shape s;
    memcpy(in.dim, dim, sizeof *dim * (size_t)rank);
    if (axes)
        in.axes = *axes;
    if (!input_shape(b, &in, &s))
        return view_unknown();
    return input_view(&in, step_add(b->m, "input", NULL, NULL, 0, s), s);
}

static const char *shape_words(Build *b, Shape s)
{
    return s.rank == 1 ? "" : arena_printf(b->arena, ", %dx%dx%d", s.h, s.w, s.c);
}

void build_inputs(Build *b, const InputSpec *in, int n, View *out)
{
    Shape *s = ARENA_ARRAY(b->arena, Shape, n + 1);
    int64_t total = 0, at = 0;
    bool good = true;
    for (int i = 0; i < n; i++) {
        out[i] = view_unknown();
        good = input_shape(b, &in[i], &s[i]) && good;
        total += good ? (int64_t)s[i].h * s[i].w * s[i].c : 0;
    }
    if (!good || !make_fits(b, 1, 1, total))
        return;
    int all = step_add(b->m, "input", NULL, NULL, 0, (Shape){1, 1, 1, (int)total});
    for (int i = 0; i < n; i++) {
        int64_t end = at + (int64_t)s[i].h * s[i].w * s[i].c;
        int own = step_add(b->m, "slice", in[i].name, &all, 1, (Shape){1, 1, 1, (int)(end - at)});
        b->m->step[own].args = arena_printf(b->arena, "channels=(%lld, %lld)", (long long)at,
                                            (long long)end);
        View v = view_of(own, 1, (const int64_t[]){end - at}, -1);
        model_note(b->m, "input `%s` is numbers %lld to %lld of the net's input%s", in[i].name,
                   (long long)at, (long long)end - 1, shape_words(b, s[i]));
        out[i] = input_view(&in[i], make_shaped(b, &v, s[i]), s[i]);
        at = end;
    }
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
        if (i != x->batch || x->dim[i] > 1)
            axis[n++] = i;
    View own = *x;
    bool rows = x->batch >= 0 && x->dim[x->batch] > 1; /* of samples one after the other */
    int last[VIEW_RANK]; /* the order with the first axis behind the others */
    for (int i = 0; i < n; i++)
        last[i] = axis[(i + 1) % (n ? n : 1)];
    if (n > 1 && !b->file_order && !rows && !view_in_order(x, axis, n) && view_in_order(x, last, n))
        model_note(b->m, "the output has its channels last, in the file they are first");
    else if (n && !view_in_order(x, axis, n))
        make_arrange_axes(b, &own, axis, n, true);
    b->m->output = own.step;
    *x = own;
}

void build_outputs(Build *b, View *x, int n, const char *const *name)
{
    View *flat = ARENA_ARRAY(b->arena, View, n + 1);
    const View **each = ARENA_ARRAY(b->arena, const View *, n + 1);
    int64_t at = 0;
    if (n == 1) {
        build_output(b, &x[0]);
        return;
    }
    for (int i = 0; i < n; i++) {
        build_output(b, &x[i]);
        if (x[i].step < 0)
            return;
        Shape s = b->m->step[x[i].step].out;
        int64_t count = (int64_t)s.h * s.w * s.c;
        flat[i] = view_of(x[i].step, 1, &count, -1);
        each[i] = &flat[i];
        model_note(b->m, "output `%s` is numbers %lld to %lld of the net's output%s", name[i],
                   (long long)at, (long long)(at + count - 1), shape_words(b, s));
        at += count;
    }
    View all = build_concat(b, each, n, 0);
    if (all.step >= 0)
        b->m->output = all.step;
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
