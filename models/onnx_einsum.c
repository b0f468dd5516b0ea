/* Einsum: a value multiplied by a constant, summed along axes of both ("bchw,dc->bdhw"), by numbers
 * of its own for each element of some axes ("bchw,c->bchw"), or only summed and transposed. The
 * letters say which axes are the same. Summed axes become one, the last, for a layer `dense`, or
 * `conv` of 1x1; all else is a matter of views. */
#include "models/onnx_graph.h"
#include <string.h>

/* A letter for each axis of an input or of the output; the axes of "..." have letters of their own.
 */
typedef struct Letters {
    int n;
    int of[VIEW_RANK];
} Letters;

typedef struct Equation {
    Letters in[2], out;
    int n_in;
} Equation;

static int place_of(const Letters *l, int letter)
{
    for (int i = 0; i < l->n; i++)
        if (l->of[i] == letter)
            return i;
    return -1;
}

/* Reads letters up to `end`; dots: the axes that "..." stands for. False: too many, or one twice.
 */
static bool read_letters(const char *s, const char *end, int dots, Letters *l)
{
    enum { OF_DOTS = 256 };
    l->n = 0;
    for (; s < end; s++) {
        const bool three = end - s >= 3 && !strncmp(s, "...", 3);
        if (*s == ' ')
            continue;
        for (int i = 0; i < (three ? dots : 1); i++) {
            const int letter = three ? OF_DOTS + i : (unsigned char)*s;
            if (l->n == VIEW_RANK || place_of(l, letter) >= 0)
                return false;
            l->of[l->n++] = letter;
        }
        s += three ? 2 : 0;
    }
    return true;
}

/* How many axes "..." stands for in a part of the equation for so many axes. */
static int dotted(const char *s, const char *end, int rank)
{
    int letters = 0;
    bool dots = false;
    for (; s < end; s++) {
        dots |= *s == '.';
        letters += *s != '.' && *s != ' ';
    }
    return dots && rank > letters ? rank - letters : 0;
}

/* Without "->" the output has the letters that stand once, in their order. */
static void implied_output(Equation *e)
{
    e->out.n = 0;
    for (int k = 0; k < 2; k++) /* those of "..." first */
        for (int letter = k ? 1 : 256; letter < (k ? 256 : 256 + VIEW_RANK); letter++) {
            int times = 0;
            for (int i = 0; i < e->n_in; i++)
                times += place_of(&e->in[i], letter) >= 0;
            if (times && (!k || times == 1) && e->out.n < VIEW_RANK)
                e->out.of[e->out.n++] = letter;
        }
}

static bool read_equation(const char *s, const View *const *x, int n_in, Equation *e)
{
    const char *arrow = strstr(s, "->"), *end = arrow ? arrow : s + strlen(s);
    int most = 0;
    e->n_in = n_in;
    for (int i = 0; i < n_in; i++) {
        const char *comma = memchr(s, ',', (size_t)(end - s));
        if ((i + 1 < n_in) != (comma != NULL))
            return false;
        const char *to = comma ? comma : end;
        const int dots = dotted(s, to, x[i]->rank);
        most = dots > most ? dots : most;
        if (!read_letters(s, to, dots, &e->in[i]) || e->in[i].n != x[i]->rank)
            return false;
        s = to + 1;
    }
    if (!arrow) {
        implied_output(e);
        return true;
    }
    return read_letters(arrow + 2, arrow + 2 + strlen(arrow + 2), most, &e->out);
}

/* x with the axes that `l` names brought into the order of `to`. */
static View in_order_of(const View *x, const Letters *l, const Letters *to)
{
    int perm[VIEW_RANK];
    View y = *x;
    for (int i = 0; i < to->n; i++)
        perm[i] = place_of(l, to->of[i]);
    view_transpose(x, perm, &y);
    return y;
}

/* The numbers of k with their axes in the order of `to`; those that k does not have are of length
 * 1. */
static Const *constant_as(Call *c, const Const *k, const Letters *l, const Letters *to)
{
    int64_t stride[VIEW_RANK] = {0}, step[VIEW_RANK] = {0}, size = 1;
    float *f = ARENA_ARRAY(c->o->arena, float, k->count);
    Const *made = ARENA_NEW(c->o->arena, Const);
    *made = (Const){.rank = to->n, .count = k->count, .f = f, .name = k->name};
    for (int i = k->rank - 1; i >= 0; i--) {
        stride[i] = size;
        size *= k->dim[i];
    }
    for (int i = 0; i < to->n; i++) {
        const int at = place_of(l, to->of[i]);
        made->dim[i] = at < 0 ? 1 : k->dim[at];
        step[i] = at < 0 ? 0 : stride[at];
    }
    for (int64_t e = 0; e < k->count; e++) {
        int64_t rest = e, from = 0;
        for (int i = to->n - 1; i >= 0; i--) {
            from += rest % made->dim[i] * step[i];
            rest /= made->dim[i];
        }
        f[e] = k->f[from];
    }
    return made;
}

static void add_letter(Letters *l, int letter) { l->of[l->n++] = letter; }

/* x times a matrix: its axes are `kept` and `summed`, the result's `kept` and `made`. */
static View product(Call *c, const View *x, const Letters *lx, const Const *k, const Letters *lk,
                    const Letters *kept, const Letters *summed, const Letters *made)
{
    Letters rows = *kept, columns = *summed;
    int64_t dim[VIEW_RANK], in = 1, out = 1;
    for (int i = 0; i < summed->n; i++)
        add_letter(&rows, summed->of[i]);
    for (int i = 0; i < made->n; i++)
        add_letter(&columns, made->of[i]);
    View y = in_order_of(x, lx, &rows);
    const Const *matrix = constant_as(c, k, lk, &columns);
    memcpy(dim, y.dim, sizeof dim);
    for (int i = 0; i < summed->n; i++)
        in *= matrix->dim[i];
    for (int i = 0; i < made->n; i++)
        out *= matrix->dim[summed->n + i];
    dim[kept->n] = in;
    y = build_reshape(c->b, &y, kept->n + 1, dim);
    y = build_dense(c->b, &y, matrix->f, NULL, (int)out);
    for (int i = 0; i < made->n; i++)
        dim[kept->n + i] = matrix->dim[summed->n + i];
    return y.step < 0 ? y : build_reshape(c->b, &y, kept->n + made->n, dim);
}

/* Axes of the value alone that the output lacks are summed. */
static View sum_of(Call *c, const View *x, Letters *lx, const Letters *lk, const Letters *out)
{
    Letters left = {0};
    int axis[VIEW_RANK], n = 0;
    for (int i = 0; i < lx->n; i++)
        if (place_of(out, lx->of[i]) < 0 && (!lk || place_of(lk, lx->of[i]) < 0))
            axis[n++] = i;
        else
            add_letter(&left, lx->of[i]);
    *lx = left;
    return n ? build_reduce(c->b, x, "sum", axis, n, false) : *x;
}

static bool same_lengths(const View *x, const Letters *lx, const Const *k, const Letters *lk)
{
    for (int i = 0; i < lk->n; i++) {
        const int at = place_of(lx, lk->of[i]);
        if (at >= 0 && x->dim[at] != k->dim[i])
            return false;
    }
    return true;
}

/* The value x by the constant k. */
static void times_constant(Call *c, const View *x, Letters *lx, const Const *k, const Letters *lk,
                           const Letters *out, const char *equation)
{
    Letters kept = {0}, summed = {0}, made = {0};
    View y = sum_of(c, x, lx, lk, out);
    int shared = 0;
    for (int i = 0; i < lx->n; i++)
        if (place_of(out, lx->of[i]) < 0)
            add_letter(&summed, lx->of[i]);
        else
            add_letter(&kept, lx->of[i]);
    for (int i = 0; i < lk->n; i++)
        if (place_of(&kept, lk->of[i]) >= 0)
            shared++;
        else if (place_of(lx, lk->of[i]) < 0)
            add_letter(&made, lk->of[i]);
    bool good = kept.n + made.n == out->n && kept.n + (made.n ? made.n : 1) <= VIEW_RANK;
    for (int i = 0; i < made.n; i++)
        good = good && place_of(out, made.of[i]) >= 0;
    if (!good || !(shared ? summed.n == 0 && made.n == 0 : summed.n > 0)) {
        build_lacks(
            c->b,
            "netc multiplies by a matrix for all the same (`dense`, `conv`), or by a number "
            "for each (`affine`)",
            "equation=%.60s: an axis of the constant is neither summed nor new", equation);
        return;
    }
    if (y.step < 0)
        return;
    if (shared) {
        y = build_affine(c->b, &y, constant_as(c, k, lk, lx), NULL);
        c->out[0] = in_order_of(&y, lx, out);
        return;
    }
    y = product(c, &y, lx, k, lk, &kept, &summed, &made);
    for (int i = 0; i < made.n; i++)
        add_letter(&kept, made.of[i]);
    if (y.step >= 0)
        c->out[0] = in_order_of(&y, &kept, out);
}

void onnx_einsum(Call *c)
{
    const char *equation = onnx_string(c->o->arena, &c->node, "equation");
    const int value = c->n_in == 2 && c->in[0]->k ? 1 : 0;
    const View *x = c->n_in ? c->in[value] : NULL;
    Equation e;
    if (!equation || c->n_in < 1 || c->n_in > 2 || !read_equation(equation, c->in, c->n_in, &e)) {
        build_lacks(c->b, NULL,
                    "equation=%.60s: netc reads letters of one value, or of a value and "
                    "a constant, each once in an input",
                    equation ? equation : "");
        return;
    }
    if (x->k) {
        build_lacks(c->b, NULL, "it has constants only");
        return;
    }
    const Const *k = c->n_in == 2 ? c->in[1 - value]->k : NULL;
    Letters own = e.in[value];
    if (c->n_in == 1) {
        const View y = sum_of(c, x, &own, NULL, &e.out);
        if (y.step >= 0 && own.n == e.out.n)
            c->out[0] = in_order_of(&y, &own, &e.out);
        return;
    }
    if (!k || k->ints || k->count < 1) {
        build_lacks(c->b, NULL,
                    "equation=%.60s: netc multiplies a value by a constant, not by another value",
                    equation);
        c->out[0] = *x;
    } else if (!same_lengths(x, &own, k, &e.in[1 - value])) {
        build_misfit(c->b, NULL, "equation=%.60s: axes of one letter have different lengths",
                     equation);
    } else {
        times_constant(c, x, &own, k, &e.in[1 - value], &e.out, equation);
    }
}
