/* Constants of ONNX graphs computed; see onnx_fold.h. Results have at most 2^26 numbers. */
#include "models/onnx_fold.h"
#include <math.h>
#include <string.h>

static const int64_t COUNT_MOST = (int64_t)1 << 26;

Const *const_new(Arena *a, bool ints, int rank, const int64_t *dim)
{
    Const *k = ARENA_NEW(a, Const);
    *k = (Const){.ints = ints, .rank = rank, .count = 1};
    if (rank > VIEW_RANK)
        return NULL;
    for (int i = 0; i < rank; i++) {
        if (dim[i] < 0 || dim[i] > COUNT_MOST || k->count * dim[i] > COUNT_MOST)
            return NULL;
        k->dim[i] = dim[i];
        k->count *= dim[i];
    }
    if (ints)
        k->i = ARENA_ARRAY(a, int64_t, k->count + 1);
    else
        k->f = ARENA_ARRAY(a, float, k->count + 1);
    return k;
}

double const_number(const Const *k, int64_t i) { return k->ints ? (double)k->i[i] : k->f[i]; }

static int64_t whole(double x)
{
    if (!(x == x))
        return 0;
    return x >= 9e18 ? INT64_MAX : x <= -9e18 ? INT64_MIN : (int64_t)x;
}

int64_t const_whole(const Const *k, int64_t i) { return k->ints ? k->i[i] : whole(k->f[i]); }

static Folded bad(Fold *f, const char *why)
{
    f->why = why;
    return FOLD_BAD;
}

static Folded too_large(Fold *f) { return bad(f, "a constant of more than 2^26 numbers"); }

static Const *make(Fold *f, bool ints, int rank, const int64_t *dim)
{
    return f->out[0] = const_new(f->arena, ints, rank, dim);
}

static void copy_number(Const *to, int64_t i, const Const *from, int64_t k)
{
    if (to->ints)
        const_ints(to)[i] = const_whole(from, k);
    else
        const_floats(to)[i] = (float)const_number(from, k);
}

/* ---- element by element, with broadcasting ---- */

static bool broadcast(const Fold *f, int *rank, int64_t *dim)
{
    *rank = 0;
    for (int i = 0; i < f->n_in; i++)
        *rank = f->in[i]->rank > *rank ? f->in[i]->rank : *rank;
    for (int k = 0; k < *rank; k++) {
        dim[k] = 1;
        for (int i = 0; i < f->n_in; i++) {
            int at = k - (*rank - f->in[i]->rank);
            int64_t d = at < 0 ? 1 : f->in[i]->dim[at];
            if (d != 1 && dim[k] != 1 && d != dim[k])
                return false;
            dim[k] = d != 1 ? d : dim[k];
        }
    }
    return true;
}

static int64_t element(const Const *k, int rank, const int64_t *dim, int64_t e)
{
    int64_t at = 0, stride = 1;
    for (int i = rank - 1; i >= 0; i--) {
        int own = i - (rank - k->rank);
        int64_t index = e % dim[i];
        e /= dim[i];
        if (own < 0)
            break;
        at += k->dim[own] == 1 ? 0 : index * stride;
        stride *= k->dim[own];
    }
    return at;
}

typedef enum Math {
    MATH_NONE,
    MATH_ADD,
    MATH_SUB,
    MATH_MUL,
    MATH_DIV,
    MATH_POW,
    MATH_MIN,
    MATH_MAX,
    MATH_MOD,
    MATH_EQUAL,
    MATH_LESS,
    MATH_GREATER,
    MATH_AND,
    MATH_OR,
    MATH_LESS_EQUAL,
    MATH_GREATER_EQUAL
} Math;

static int64_t math_whole(Math m, int64_t a, int64_t b)
{
    uint64_t x = (uint64_t)a, y = (uint64_t)b;
    bool zero = b == 0 || (a == INT64_MIN && b == -1);
    switch (m) {
    case MATH_ADD: return (int64_t)(x + y);
    case MATH_SUB: return (int64_t)(x - y);
    case MATH_MUL: return (int64_t)(x * y);
    case MATH_DIV: return zero ? 0 : a / b;
    case MATH_MOD: return zero ? 0 : (a % b + ((a % b < 0) != (b < 0) && a % b ? b : 0));
    case MATH_MIN: return a < b ? a : b;
    case MATH_MAX: return a > b ? a : b;
    case MATH_EQUAL: return a == b;
    case MATH_LESS: return a < b;
    case MATH_GREATER: return a > b;
    case MATH_LESS_EQUAL: return a <= b;
    case MATH_GREATER_EQUAL: return a >= b;
    case MATH_AND: return a && b;
    case MATH_OR: return a || b;
    default: return whole(pow((double)a, (double)b));
    }
}

static double math_real(Math m, double a, double b)
{
    switch (m) {
    case MATH_ADD: return a + b;
    case MATH_SUB: return a - b;
    case MATH_MUL: return a * b;
    case MATH_DIV: return a / b;
    case MATH_MOD: return fmod(a, b);
    case MATH_MIN: return a < b ? a : b;
    case MATH_MAX: return a > b ? a : b;
    case MATH_EQUAL: return a == b;
    case MATH_LESS: return a < b;
    case MATH_GREATER: return a > b;
    case MATH_LESS_EQUAL: return a <= b;
    case MATH_GREATER_EQUAL: return a >= b;
    case MATH_AND: return a != 0 && b != 0;
    case MATH_OR: return a != 0 || b != 0;
    default: return pow(a, b);
    }
}

static Folded fold_math(Fold *f, Math m)
{
    int rank;
    int64_t dim[VIEW_RANK];
    bool truth = m >= MATH_EQUAL, ints = true;
    if (f->n_in < 1 || !broadcast(f, &rank, dim))
        return bad(f, "its inputs have shapes that do not fit");
    for (int i = 0; i < f->n_in; i++)
        ints = ints && f->in[i]->ints;
    Const *y = make(f, ints || truth, rank, dim);
    if (!y)
        return too_large(f);
    for (int64_t e = 0; e < y->count; e++) {
        int64_t at = element(f->in[0], rank, dim, e), n = const_whole(f->in[0], at);
        double x = const_number(f->in[0], at);
        for (int i = 1; i < f->n_in; i++) {
            int64_t k = element(f->in[i], rank, dim, e);
            n = math_whole(m, n, const_whole(f->in[i], k));
            x = math_real(m, x, const_number(f->in[i], k));
        }
        if (y->ints)
            const_ints(y)[e] = ints ? n : x != 0;
        else
            const_floats(y)[e] = (float)x;
    }
    return FOLD_DONE;
}

static double same(double x) { return x; }
static double negative(double x) { return -x; }
static double reciprocal(double x) { return 1 / x; }
static double absolute(double x) { return fabs(x); }
static double no(double x) { return x == 0; }
static double truth(double x) { return x != 0; }
static double relu(double x) { return x > 0 ? x : 0; }
static double sigmoid(double x) { return 1 / (1 + exp(-x)); }
static double sign(double x) { return (x > 0) - (x < 0); }
static double softplus(double x) { return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)); }
static double square(double x) { return x * x; }

static Folded fold_unary(Fold *f, double (*of)(double), bool ints)
{
    const Const *x = f->in[0];
    Const *y = make(f, ints, x->rank, x->dim);
    if (!y)
        return too_large(f);
    for (int64_t i = 0; i < y->count; i++) {
        if (y->ints)
            const_ints(y)[i] = of == same ? const_whole(x, i) : whole(of(const_number(x, i)));
        else
            const_floats(y)[i] = (float)of(const_number(x, i));
    }
    return FOLD_DONE;
}

static Folded fold_where(Fold *f)
{
    int rank;
    int64_t dim[VIEW_RANK];
    if (f->n_in != 3 || !broadcast(f, &rank, dim))
        return bad(f, "its inputs have shapes that do not fit");
    Const *y = make(f, f->in[1]->ints && f->in[2]->ints, rank, dim);
    if (!y)
        return too_large(f);
    for (int64_t e = 0; e < y->count; e++) {
        bool first = const_number(f->in[0], element(f->in[0], rank, dim, e)) != 0;
        const Const *from = f->in[first ? 1 : 2];
        copy_number(y, e, from, element(from, rank, dim, e));
    }
    return FOLD_DONE;
}

/* ---- shapes ---- */

/* Axes from an input (at) or an attribute, counted from the front; -1: none are given. */
static int axes_of(const Fold *f, int at, const char *name, int rank, int64_t *axis)
{
    int n = 0;
    const int64_t *given = onnx_ints(f->node, name, &n);
    const Const *k = at < f->n_in ? f->in[at] : NULL;
    if (k)
        n = k->count < VIEW_RANK ? (int)k->count : VIEW_RANK + 1;
    else if (!given)
        return -1;
    if (n > VIEW_RANK)
        return -1;
    for (int i = 0; i < n; i++) {
        axis[i] = k ? const_whole(k, i) : given[i];
        axis[i] += axis[i] < 0 ? rank : 0;
    }
    return n;
}

static Folded view_as(Fold *f, int rank, const int64_t *dim)
{
    const Const *x = f->in[0];
    Const *y = ARENA_NEW(f->arena, Const);
    *y = *x;
    y->rank = rank;
    int64_t n = 1;
    for (int i = 0; i < rank; i++) {
        y->dim[i] = dim[i];
        if (dim[i] < 0 || (dim[i] && n > INT32_MAX / dim[i]))
            return bad(f, "a shape that does not fit");
        n *= dim[i];
    }
    f->out[0] = y;
    return n == x->count ? FOLD_DONE : bad(f, "a shape that does not fit");
}

static Folded fold_reshape(Fold *f)
{
    const Const *x = f->in[0], *s = f->n_in > 1 ? f->in[1] : NULL;
    int64_t dim[VIEW_RANK], known = 1;
    int open = -1;
    if (!s || s->count > VIEW_RANK)
        return FOLD_UNKNOWN;
    for (int i = 0; i < s->count; i++) {
        dim[i] = const_whole(s, i);
        if (dim[i] == 0 && i < x->rank && !onnx_int(f->node, "allowzero", 0))
            dim[i] = x->dim[i];
        if (dim[i] == -1)
            open = i;
        else if (dim[i] < 0 || dim[i] > COUNT_MOST || known * dim[i] > COUNT_MOST)
            return bad(f, "a shape that does not fit");
        else
            known *= dim[i];
    }
    if (open >= 0)
        dim[open] = known ? x->count / known : 0;
    return view_as(f, (int)s->count, dim);
}

static Folded fold_squeeze(Fold *f)
{
    const Const *x = f->in[0];
    int64_t axis[VIEW_RANK + 1], dim[VIEW_RANK];
    int n = axes_of(f, 1, "axes", x->rank, axis), rank = 0;
    for (int i = 0; i < x->rank; i++) {
        bool named = n < 0 && x->dim[i] == 1;
        for (int k = 0; k < n; k++)
            named |= axis[k] == i;
        if (!named)
            dim[rank++] = x->dim[i];
    }
    return view_as(f, rank, dim);
}

static Folded fold_unsqueeze(Fold *f)
{
    const Const *x = f->in[0];
    int64_t axis[VIEW_RANK + 1], dim[VIEW_RANK];
    int given = 0;
    (void)onnx_ints(f->node, "axes", &given);
    int more = f->n_in > 1 && f->in[1] ? (int)f->in[1]->count : given;
    int n = axes_of(f, 1, "axes", x->rank + more, axis), rank = x->rank + n, at = 0;
    if (n < 0 || rank > VIEW_RANK)
        return bad(f, "axes that do not fit");
    for (int i = 0; i < rank; i++) {
        bool named = false;
        for (int k = 0; k < n; k++)
            named |= axis[k] == i;
        dim[i] = named ? 1 : at < x->rank ? x->dim[at++] : 1;
    }
    return view_as(f, rank, dim);
}

/* Copies with an index of each axis: y[e] = x[from(e)]. */
static Folded gathered(Fold *f, const Const *x, int rank, const int64_t *dim, const int64_t *begin,
                       const int64_t *step, const int *axis)
{
    int64_t stride[VIEW_RANK + 1];
    Const *y = make(f, x->ints, rank, dim);
    if (!y)
        return too_large(f);
    stride[x->rank] = 1;
    for (int i = x->rank - 1; i >= 0; i--)
        stride[i] = stride[i + 1] * x->dim[i];
    for (int64_t e = 0; e < y->count; e++) {
        int64_t rest = e, at = 0;
        for (int i = rank - 1; i >= 0; i--) {
            int64_t index = begin[i] + rest % dim[i] * step[i];
            if (axis[i] >= 0)
                at += index * stride[axis[i] + 1];
            rest /= dim[i];
        }
        if (at < 0 || at >= x->count)
            return bad(f, "an index beyond the end");
        copy_number(y, e, x, at);
    }
    return FOLD_DONE;
}

static Folded fold_transpose(Fold *f)
{
    const Const *x = f->in[0];
    int64_t dim[VIEW_RANK], begin[VIEW_RANK] = {0}, step[VIEW_RANK];
    int axis[VIEW_RANK], n;
    const int64_t *perm = onnx_ints(f->node, "perm", &n);
    for (int i = 0; i < x->rank; i++) {
        int64_t from = perm && i < n ? perm[i] : x->rank - 1 - i;
        if (from < 0 || from >= x->rank)
            return bad(f, "an axis that is not there");
        axis[i] = (int)from;
        dim[i] = x->dim[from];
        step[i] = 1;
    }
    return gathered(f, x, x->rank, dim, begin, step, axis);
}

static int64_t clamp(int64_t x, int64_t low, int64_t high)
{
    return x < low ? low : x > high ? high : x;
}

static Folded fold_slice(Fold *f)
{
    const Const *x = f->in[0];
    int64_t dim[VIEW_RANK], begin[VIEW_RANK] = {0}, step[VIEW_RANK], axes[VIEW_RANK + 1];
    int axis[VIEW_RANK], n_starts, n_ends;
    const int64_t *starts = onnx_ints(f->node, "starts", &n_starts),
                  *ends = onnx_ints(f->node, "ends", &n_ends);
    const Const *s = f->n_in > 1 ? f->in[1] : NULL, *e = f->n_in > 2 ? f->in[2] : NULL,
                *t = f->n_in > 4 ? f->in[4] : NULL;
    int n = axes_of(f, 3, "axes", x->rank, axes), count = s ? (int)s->count : n_starts;
    for (int i = 0; i < x->rank; i++)
        dim[i] = x->dim[i], step[i] = 1, axis[i] = i;
    if (count > VIEW_RANK || (e ? e->count : n_ends) != count || (n >= 0 && n != count) ||
        (t && t->count != count))
        return bad(f, "starts, ends, axes and steps of different numbers");
    for (int i = 0; i < count; i++) {
        int64_t a = n < 0 ? i : axes[i], b = s ? const_whole(s, i) : starts[i],
                c = e ? const_whole(e, i) : ends[i], by = t ? const_whole(t, i) : 1;
        if (a < 0 || a >= x->rank || by == 0 || by < -COUNT_MOST || by > COUNT_MOST)
            return bad(f, "an axis or a step that does not fit");
        int64_t d = x->dim[a];
        b = clamp(b + (b < 0 ? d : 0), 0, by < 0 ? d - 1 : d);
        c = c < 0 && c >= -d ? c + d : c;
        c = clamp(c, by < 0 ? -1 : 0, d);
        int64_t span = by > 0 ? c - b : b - c, each = by > 0 ? by : -by;
        dim[a] = span > 0 ? (span + each - 1) / each : 0;
        begin[a] = b;
        step[a] = by;
    }
    return gathered(f, x, x->rank, dim, begin, step, axis);
}

static Folded fold_gather(Fold *f)
{
    const Const *x = f->in[0], *at = f->n_in > 1 ? f->in[1] : NULL;
    int64_t axis = onnx_int(f->node, "axis", 0), dim[2 * VIEW_RANK], outer = 1, inner = 1;
    axis += axis < 0 ? x->rank : 0;
    if (!at || axis < 0 || axis >= x->rank || x->rank - 1 + at->rank > VIEW_RANK)
        return bad(f, "an axis that is not there");
    int rank = 0;
    for (int i = 0; i < axis; i++)
        outer *= dim[rank++] = x->dim[i];
    for (int i = 0; i < at->rank; i++)
        dim[rank++] = at->dim[i];
    for (int i = (int)axis + 1; i < x->rank; i++)
        inner *= dim[rank++] = x->dim[i];
    Const *y = make(f, x->ints, rank, dim);
    if (!y)
        return too_large(f);
    for (int64_t o = 0; o < outer; o++)
        for (int64_t k = 0; k < at->count; k++) {
            int64_t index = const_whole(at, k);
            index += index < 0 ? x->dim[axis] : 0;
            if (index < 0 || index >= x->dim[axis])
                return bad(f, "an index beyond the end");
            for (int64_t i = 0; i < inner; i++)
                copy_number(y, (o * at->count + k) * inner + i, x,
                            (o * x->dim[axis] + index) * inner + i);
        }
    return FOLD_DONE;
}

static Folded fold_concat(Fold *f)
{
    const Const *first = f->in[0];
    int64_t axis = onnx_int(f->node, "axis", 0), dim[VIEW_RANK], outer = 1, inner = 1, at = 0;
    axis += axis < 0 ? first->rank : 0;
    if (axis < 0 || axis >= first->rank)
        return bad(f, "an axis that is not there");
    memcpy(dim, first->dim, sizeof dim);
    dim[axis] = 0;
    bool ints = true;
    for (int i = 0; i < f->n_in; i++) {
        if (f->in[i]->rank != first->rank)
            return bad(f, "its inputs have shapes that do not fit");
        for (int k = 0; k < first->rank; k++)
            if (k != axis && f->in[i]->dim[k] != first->dim[k])
                return bad(f, "its inputs have shapes that do not fit");
        dim[axis] += f->in[i]->dim[axis];
        ints = ints && f->in[i]->ints;
    }
    for (int i = 0; i < first->rank; i++)
        *(i < axis ? &outer : &inner) *= i == axis ? 1 : dim[i];
    Const *y = make(f, ints, first->rank, dim);
    if (!y)
        return too_large(f);
    for (int64_t o = 0; o < outer; o++)
        for (int i = 0; i < f->n_in; i++)
            for (int64_t k = 0, n = f->in[i]->dim[axis] * inner; k < n; k++)
                copy_number(y, at++, f->in[i], o * n + k);
    return FOLD_DONE;
}

static Folded fold_expand(Fold *f)
{
    const Const *s = f->n_in > 1 ? f->in[1] : NULL;
    int64_t dim[VIEW_RANK];
    if (!s || s->count > VIEW_RANK)
        return FOLD_UNKNOWN;
    for (int i = 0; i < s->count; i++)
        dim[i] = const_whole(s, i);
    Const *ones = ARENA_NEW(f->arena, Const);
    *ones = (Const){.ints = true, .rank = (int)s->count};
    memcpy(ones->dim, dim, sizeof *dim * (size_t)s->count);
    Fold pair = {.arena = f->arena, .node = f->node, .in = {f->in[0], ones}, .n_in = 2};
    int rank;
    if (!broadcast(&pair, &rank, dim))
        return bad(f, "its inputs have shapes that do not fit");
    Const *y = make(f, f->in[0]->ints, rank, dim);
    if (!y)
        return too_large(f);
    for (int64_t e = 0; e < y->count; e++)
        copy_number(y, e, f->in[0], element(f->in[0], rank, dim, e));
    return FOLD_DONE;
}

static Folded fold_fill(Fold *f)
{
    const Onnx__AttributeProto *a = onnx_attr(f->node, "value");
    Const value = {.count = 1, .f = (const float[]){0}};
    Err err;
    int64_t dim[VIEW_RANK];
    if (f->in[0]->count > VIEW_RANK)
        return FOLD_UNKNOWN;
    for (int i = 0; i < f->in[0]->count; i++)
        dim[i] = const_whole(f->in[0], i);
    if (a && a->t && (!onnx_const(f->file, a->t, &value, &err) || value.count != 1))
        return bad(f, "a value that is not one number");
    Const *y = make(f, value.ints, (int)f->in[0]->count, dim);
    if (!y)
        return too_large(f);
    for (int64_t e = 0; e < y->count; e++)
        copy_number(y, e, &value, 0);
    return FOLD_DONE;
}

static Folded fold_range(Fold *f)
{
    if (f->n_in != 3 || f->in[0]->count != 1 || f->in[1]->count != 1 || f->in[2]->count != 1)
        return bad(f, "it needs three numbers");
    double from = const_number(f->in[0], 0), to = const_number(f->in[1], 0),
           by = const_number(f->in[2], 0), n = ceil((to - from) / by);
    int64_t dim = n > 0 && n < 1e9 ? (int64_t)n : 0;
    Const *y = by != 0 ? make(f, f->in[0]->ints, 1, &dim) : NULL;
    if (!y)
        return too_large(f);
    for (int64_t i = 0; i < dim; i++) {
        if (y->ints)
            const_ints(y)[i] = whole(from + (double)i * by);
        else
            const_floats(y)[i] = (float)(from + (double)i * by);
    }
    return FOLD_DONE;
}

/* before, behind: of each number, of each result; NULL */
static Folded fold_reduce(Fold *f, Math m, double (*before)(double), double (*behind)(double))
{
    const Const *x = f->in[0];
    int64_t axis[VIEW_RANK + 1], dim[VIEW_RANK], kept[VIEW_RANK], count = 1;
    int n = axes_of(f, 1, "axes", x->rank, axis), rank = 0;
    bool keep = onnx_int(f->node, "keepdims", 1) != 0, mean = m == MATH_NONE;
    for (int i = 0; i < x->rank; i++) {
        bool named = n < 0;
        for (int k = 0; k < n; k++)
            named |= axis[k] == i;
        kept[i] = named ? 1 : x->dim[i];
        count *= named ? x->dim[i] : 1;
        if (keep || !named)
            dim[rank++] = kept[i];
    }
    Const *y = make(f, x->ints && !mean && !behind, rank, dim), shape = {.rank = x->rank};
    if (!y || !count)
        return too_large(f);
    memcpy(shape.dim, kept, sizeof kept);
    double *sum = ARENA_ARRAY(f->arena, double, y->count + 1);
    bool *begun = ARENA_ARRAY(f->arena, bool, y->count + 1);
    for (int64_t e = 0; e < x->count; e++) {
        int64_t at = element(&shape, x->rank, x->dim, e);
        double v = const_number(x, e);
        v = before ? before(v) : v;
        sum[at] = begun[at] ? math_real(mean ? MATH_ADD : m, sum[at], v) : v;
        begun[at] = true;
    }
    for (int64_t e = 0; e < y->count; e++) {
        sum[e] = behind ? behind(sum[e]) : sum[e];
        if (y->ints)
            const_ints(y)[e] = whole(sum[e]);
        else
            const_floats(y)[e] = (float)(mean ? sum[e] / (double)count : sum[e]);
    }
    return FOLD_DONE;
}

static Folded fold_cast(Fold *f)
{
    int64_t to = onnx_int(f->node, "to", 1);
    bool real = to == 1 || to == 10 || to == 11 || to == 16;
    if (f->in[0]->ints == !real) {
        f->out[0] = ARENA_NEW(f->arena, Const);
        *f->out[0] = *f->in[0];
        return FOLD_DONE;
    }
    return fold_unary(f, to == 9 ? truth : same, !real);
}

/* Of matrices (rows, inner) and (inner, columns): kernels that are made of smaller ones. At most
 * 2^28 products. */
static Folded fold_matmul(Fold *f)
{
    const Const *a = f->in[0], *b = f->in[1];
    if (f->n_in != 2 || a->rank != 2 || b->rank != 2 || a->dim[1] != b->dim[0])
        return FOLD_UNKNOWN;
    int64_t rows = a->dim[0], inner = a->dim[1], columns = b->dim[1];
    Const *y = inner > 0 && rows * columns <= ((int64_t)1 << 28) / inner
                   ? make(f, a->ints && b->ints, 2, (const int64_t[]){rows, columns})
                   : NULL;
    if (!y)
        return too_large(f);
    for (int64_t e = 0; e < y->count; e++) {
        double sum = 0;
        for (int64_t i = 0; i < inner; i++)
            sum += const_number(a, e / columns * inner + i) *
                   const_number(b, i * columns + e % columns);
        if (y->ints)
            const_ints(y)[e] = whole(sum);
        else
            const_floats(y)[e] = (float)sum;
    }
    return FOLD_DONE;
}

/* From the axis on all are one, and all before. */
static Folded fold_flatten(Fold *f)
{
    const Const *x = f->in[0];
    int64_t axis = onnx_int(f->node, "axis", 1), dim[2] = {1, 1};
    axis += axis < 0 ? x->rank : 0;
    if (axis < 0 || axis > x->rank)
        return bad(f, "an axis that is not there");
    for (int i = 0; i < x->rank; i++)
        dim[i >= axis] *= x->dim[i];
    return view_as(f, 2, dim);
}

/* Between limits: attributes, or (opset 11) two more inputs, each of which may be left out. */
static Folded fold_clip(Fold *f)
{
    double limit[2] = {onnx_float(f->node, "min", -INFINITY), onnx_float(f->node, "max", INFINITY)};
    const Const *x = f->in[0];
    for (int i = 0; i < 2; i++)
        if (f->n_in > i + 1 && f->in[i + 1] && f->in[i + 1]->count == 1)
            limit[i] = const_number(f->in[i + 1], 0);
        else if (f->n_in > i + 1 && f->in[i + 1])
            return bad(f, "a limit that is no number");
    Const *y = make(f, x->ints, x->rank, x->dim);
    if (!y)
        return too_large(f);
    for (int64_t e = 0; e < x->count; e++) {
        double v = fmin(fmax(const_number(x, e), limit[0]), limit[1]);
        if (y->ints)
            const_ints(y)[e] = whole(v);
        else
            const_floats(y)[e] = (float)v;
    }
    return FOLD_DONE;
}

/* (x - zero) * scale of whole numbers, one for all or one along an axis. */
static Folded fold_dequantize(Fold *f)
{
    const Const *x = f->in[0], *scale = f->n_in > 1 ? f->in[1] : NULL,
                *zero = f->n_in > 2 ? f->in[2] : NULL;
    int64_t axis = onnx_int(f->node, "axis", 1), behind = 1;
    axis += axis < 0 ? x->rank : 0;
    if (!scale || scale->count < 1 || (zero && zero->count != scale->count))
        return bad(f, "its scales and zeros are not as many");
    bool many = scale->count > 1;
    if (many && (axis < 0 || axis >= x->rank || x->dim[axis] != scale->count || scale->rank != 1))
        return bad(f, "its scales do not lie along one axis");
    for (int64_t i = axis + 1; many && i < x->rank; i++)
        behind *= x->dim[i];
    Const *y = make(f, false, x->rank, x->dim);
    if (!y)
        return too_large(f);
    for (int64_t e = 0; e < x->count; e++) {
        int64_t at = many ? e / behind % scale->count : 0;
        const_floats(y)[e] = (float)((const_number(x, e) - (zero ? const_number(zero, at) : 0)) *
                                     const_number(scale, at));
    }
    return FOLD_DONE;
}

/* ---- which operator ---- */

static const struct {
    const char *op;
    Math math;
} maths[] = {{"Add", MATH_ADD},
             {"Sub", MATH_SUB},
             {"Mul", MATH_MUL},
             {"Div", MATH_DIV},
             {"Pow", MATH_POW},
             {"Min", MATH_MIN},
             {"Max", MATH_MAX},
             {"Mod", MATH_MOD},
             {"Sum", MATH_ADD},
             {"And", MATH_AND},
             {"Equal", MATH_EQUAL},
             {"Greater", MATH_GREATER},
             {"Less", MATH_LESS},
             {"Or", MATH_OR},
             {"LessOrEqual", MATH_LESS_EQUAL},
             {"GreaterOrEqual", MATH_GREATER_EQUAL}};

static const struct {
    const char *op;
    double (*of)(double);
} unaries[] = {{"Identity", same},    {"Neg", negative},
               {"Sqrt", sqrt},        {"Exp", exp},
               {"Log", log},          {"Floor", floor},
               {"Ceil", ceil},        {"Round", rint},
               {"Abs", absolute},     {"Not", no},
               {"Relu", relu},        {"Sigmoid", sigmoid},
               {"Tanh", tanh},        {"Reciprocal", reciprocal},
               {"Sign", sign},        {"Erf", erf},
               {"Sin", sin},          {"Cos", cos},
               {"Tan", tan},          {"Atan", atan},
               {"Softplus", softplus}};

static const struct {
    const char *op;
    Folded (*fold)(Fold *);
    bool gaps; /* an input behind the first may be left out */
} folds[] = {{"Reshape", fold_reshape, true},     {"Squeeze", fold_squeeze, true},
             {"Unsqueeze", fold_unsqueeze, true}, {"Transpose", fold_transpose, false},
             {"Slice", fold_slice, true},         {"Gather", fold_gather, true},
             {"Concat", fold_concat, false},      {"Expand", fold_expand, true},
             {"Range", fold_range, false},        {"ConstantOfShape", fold_fill, false},
             {"Where", fold_where, false},        {"Cast", fold_cast, false},
             {"MatMul", fold_matmul, false},      {"Flatten", fold_flatten, false},
             {"Clip", fold_clip, true},           {"DequantizeLinear", fold_dequantize, true}};

static const struct {
    const char *op;
    Math math;
    double (*before)(double), (*behind)(double);
} reductions[] = {
    {"ReduceSum", MATH_ADD, NULL, NULL},   {"ReduceProd", MATH_MUL, NULL, NULL},
    {"ReduceMax", MATH_MAX, NULL, NULL},   {"ReduceMin", MATH_MIN, NULL, NULL},
    {"ReduceMean", MATH_NONE, NULL, NULL}, {"ReduceL1", MATH_ADD, absolute, NULL},
    {"ReduceL2", MATH_ADD, square, sqrt},  {"ReduceSumSquare", MATH_ADD, square, NULL},
    {"ReduceLogSum", MATH_ADD, NULL, log}, {"ReduceLogSumExp", MATH_ADD, exp, log}};

static bool all_there(const Fold *f)
{
    for (int i = 0; i < f->n_in; i++)
        if (!f->in[i])
            return false;
    return true;
}

Folded onnx_fold(Fold *f)
{
    const char *op = f->node->p->op_type;
    f->n_out = 1;
    if (f->n_in < 1)
        return FOLD_UNKNOWN;
    for (size_t i = 0; i < sizeof unaries / sizeof *unaries; i++)
        if (!strcmp(op, unaries[i].op))
            return f->in[0] ? fold_unary(f, unaries[i].of, f->in[0]->ints) : FOLD_UNKNOWN;
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
        if (!strcmp(op, folds[i].op))
            return f->in[0] && (folds[i].gaps || all_there(f)) ? folds[i].fold(f) : FOLD_UNKNOWN;
    for (size_t i = 0; i < sizeof reductions / sizeof *reductions; i++)
        if (!strcmp(op, reductions[i].op))
            return f->in[0] ? fold_reduce(f, reductions[i].math, reductions[i].before,
                                          reductions[i].behind)
                            : FOLD_UNKNOWN;
    if (!all_there(f))
        return FOLD_UNKNOWN;
    for (size_t i = 0; i < sizeof maths / sizeof *maths; i++)
        if (!strcmp(op, maths[i].op))
            return fold_math(f, maths[i].math);
    return FOLD_UNKNOWN;
}
