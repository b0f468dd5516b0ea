/* Views of steps' values; see view.h. */
#include "models/view.h"
#include <string.h>

View view_of(int step, int rank, const int64_t *dim, int batch)
{
    View v = {.step = step, .rank = rank, .batch = batch};
    for (int i = 0; i < rank; i++) {
        v.dim[i] = dim[i];
        v.start[i] = v.n;
        if (dim[i] > 1) {
            v.size[v.n] = dim[i];
            v.seq[v.n] = v.n;
            v.n++;
        }
    }
    v.start[rank] = v.n;
    return v;
}

View view_const(const Const *k)
{
    View v = {.step = -1, .k = k, .rank = k->rank, .batch = -1};
    memcpy(v.dim, k->dim, sizeof v.dim);
    return v;
}

View view_unknown(void) { return (View){.step = -1, .batch = -1}; }

View view_map(int step, int rank, int batch, MapAxes a, Shape s)
{
    View v = {.step = step, .rank = rank, .batch = batch};
    int sides[3] = {s.h, s.w, s.c}, axis[3] = {a.h, a.w, a.c}, atom[3];
    for (int i = 0; i < 3; i++) {
        atom[i] = -1;
        if (sides[i] > 1) {
            atom[i] = v.n;
            v.size[v.n++] = sides[i];
        }
    }
    int at = 0;
    for (int i = 0; i < rank; i++) {
        v.dim[i] = 1;
        v.start[i] = at;
        for (int k = 0; k < 3; k++)
            if (axis[k] == i) {
                v.dim[i] = sides[k];
                if (atom[k] >= 0)
                    v.seq[at++] = atom[k];
            }
    }
    v.start[rank] = at;
    return v;
}

int64_t view_count(const View *v)
{
    int64_t n = 1;
    for (int i = 0; i < v->rank; i++)
        n *= v->dim[i];
    return n;
}

/* Atom a becomes two, the outer one of `outer`. False: there are too many. */
static bool cut(View *v, int a, int64_t outer)
{
    if (v->n == VIEW_ATOMS)
        return false;
    int at = 0;
    for (int i = 0; i < v->n; i++) {
        if (v->seq[i] == a)
            at = i;
        else if (v->seq[i] > a)
            v->seq[i]++;
    }
    memmove(v->seq + at + 2, v->seq + at + 1, sizeof *v->seq * (size_t)(v->n - at - 1));
    memmove(v->size + a + 2, v->size + a + 1, sizeof *v->size * (size_t)(v->n - a - 1));
    v->seq[at + 1] = a + 1;
    v->size[a + 1] = v->size[a] / outer;
    v->size[a] = outer;
    v->n++;
    for (int i = 0; i <= v->rank; i++)
        if (v->start[i] > at)
            v->start[i]++;
    return true;
}

/* Neighbours in both orders become one; whatever the axes, which lose their starts. */
static void join_all(View *v)
{
    for (int i = 0; i + 1 < v->n;) {
        int a = v->seq[i];
        if (v->seq[i + 1] != a + 1) {
            i++;
            continue;
        }
        v->size[a] *= v->size[a + 1];
        memmove(v->size + a + 1, v->size + a + 2, sizeof *v->size * (size_t)(v->n - a - 2));
        memmove(v->seq + i + 1, v->seq + i + 2, sizeof *v->seq * (size_t)(v->n - i - 2));
        v->n--;
        for (int k = 0; k < v->n; k++)
            v->seq[k] -= v->seq[k] > a;
    }
}

/* The atoms from seq[*at] on that make up `dim`. */
static bool take(View *v, int *at, int64_t dim)
{
    while (dim > 1) {
        if (*at >= v->n)
            return false;
        int64_t size = v->size[v->seq[*at]];
        if (dim % size == 0) {
            dim /= size;
        } else if (size % dim == 0) {
            if (!cut(v, v->seq[*at], dim))
                return false;
            dim = 1;
        } else {
            return false;
        }
        ++*at;
    }
    return true;
}

bool view_reshape(const View *v, int rank, const int64_t *dim, View *out)
{
    *out = *v;
    if (rank > VIEW_RANK)
        return false;
    out->rank = 0; /* cut() moves no starts: they are made here */
    join_all(out);
    int at = 0;
    for (int i = 0; i < rank; i++) {
        out->start[i] = at;
        out->dim[i] = dim[i];
        if (!take(out, &at, dim[i]))
            return false;
    }
    out->rank = rank;
    out->start[rank] = at;
    bool leads = rank > 0 && (dim[0] == 1 || v->batch == 0), kept = v->batch > 0 && rank > v->batch;
    for (int i = 0; kept && i <= v->batch; i++)
        kept = v->dim[i] == dim[i];
    out->batch = kept ? v->batch : leads && v->batch <= 0 ? 0 : -1;
    return at == out->n;
}

bool view_transpose(const View *v, const int *perm, View *out)
{
    int at = 0;
    *out = *v;
    for (int i = 0; i < v->rank; i++) {
        int from = perm[i];
        out->dim[i] = v->dim[from];
        out->start[i] = at;
        for (int k = v->start[from]; k < v->start[from + 1]; k++)
            out->seq[at++] = v->seq[k];
        if (from == v->batch)
            out->batch = i;
    }
    out->start[v->rank] = at;
    return true;
}

bool view_insert(View *v, int at)
{
    if (v->rank == VIEW_RANK)
        return false;
    for (int i = v->rank; i > at; i--)
        v->dim[i] = v->dim[i - 1];
    for (int i = v->rank + 1; i > at; i--)
        v->start[i] = v->start[i - 1];
    v->dim[at] = 1;
    v->rank++;
    v->batch += v->batch >= at;
    if (v->batch < 0 && at == 0)
        v->batch = 0;
    return true;
}

void view_remove(View *v, int at)
{
    for (int i = at; i + 1 < v->rank; i++)
        v->dim[i] = v->dim[i + 1];
    for (int i = at; i < v->rank; i++)
        v->start[i] = v->start[i + 1];
    v->rank--;
    v->batch = v->batch == at ? -1 : v->batch - (v->batch > at);
}

bool view_refine(View *a, View *b)
{
    for (int axis = 0; axis < a->rank; axis++) {
        if (a->dim[axis] == 1 || b->dim[axis] == 1)
            continue;
        for (int i = 0; a->start[axis] + i < a->start[axis + 1]; i++) {
            if (b->start[axis] + i >= b->start[axis + 1])
                return false;
            int p = a->seq[a->start[axis] + i], q = b->seq[b->start[axis] + i];
            int64_t x = a->size[p], y = b->size[q];
            if (x > y && (x % y || !cut(a, p, y)))
                return false;
            if (y > x && (y % x || !cut(b, q, x)))
                return false;
        }
    }
    return true;
}

int view_atoms(const View *v, const int *axis, int n, int *out)
{
    int count = 0;
    for (int i = 0; i < n; i++)
        for (int k = v->start[axis[i]]; k < v->start[axis[i] + 1]; k++)
            out[count++] = v->seq[k];
    return count;
}

static bool all_within(const int *atom, int n, int from, int to)
{
    for (int i = 0; i < n; i++)
        if (atom[i] < from || atom[i] >= to)
            return false;
    return true;
}

bool view_last(const View *v, const int *axis, int n)
{
    int atom[VIEW_ATOMS], count = view_atoms(v, axis, n, atom);
    return all_within(atom, count, v->n - count, v->n);
}

bool view_first(const View *v, const int *axis, int n)
{
    int atom[VIEW_ATOMS], count = view_atoms(v, axis, n, atom);
    return all_within(atom, count, 0, count);
}

bool view_in_order(const View *v, const int *axis, int n)
{
    int atom[VIEW_ATOMS], count = view_atoms(v, axis, n, atom);
    for (int i = 1; i < count; i++)
        if (atom[i] < atom[i - 1])
            return false;
    return true;
}

const int *view_places(Arena *a, const View *v, const int *axis, int n)
{
    int atom[VIEW_ATOMS], count = view_atoms(v, axis, n, atom);
    int64_t total = 1, step[VIEW_ATOMS];
    if (view_in_order(v, axis, n))
        return NULL;
    for (int i = v->n - 1; i >= v->n - count; i--) {
        for (int k = 0; k < count; k++)
            if (atom[k] == i)
                step[k] = total;
        total *= v->size[i];
    }
    int *place = ARENA_ARRAY(a, int, total);
    for (int64_t e = 0; e < total; e++) {
        int64_t rest = e, at = 0;
        for (int k = count - 1; k >= 0; k--) {
            at += rest % v->size[atom[k]] * step[k];
            rest /= v->size[atom[k]];
        }
        place[e] = (int)at;
    }
    return place;
}
