/* Values joined, cut and reshaped; see make_layers.h. */
#include "models/make_impl.h"

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
        return make_with_last(x, step, axis, total);
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
            build_misfit(b, NULL, "its inputs have different shapes");
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
                build_misfit(b, NULL, "its inputs are cut in ways that do not fit");
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
        return make_misfit(b, x[0], "it joins samples");
    bool last = concat_like(v, n, axis, true);
    if (!last && !concat_like(v, n, axis, false)) {
        int order[VIEW_RANK], count = make_others(&v[0], &axis, 1, order);
        order[count] = axis;
        for (int i = 0; i < n; i++)
            make_arrange_axes(b, &v[i], order, count + 1, true);
        last = true;
    }
    int64_t places = last ? view_count(&v[0]) / v[0].dim[axis] : 1,
            c = last ? total : total * (view_count(&v[0]) / v[0].dim[axis]);
    Shape s = b->m->step[v[0].step].out;
    int h = places == 1 ? 1 : s.rank == 3 && (int64_t)s.h * s.w == places ? s.h : (int)places;
    bool map = places > 1 || (last && s.rank == 3 && s.h * s.w == 1);
    if (!make_fits(b, h, places / h, c))
        return *x[0];
    for (int i = 0; i < n; i++) {
        int64_t own = view_count(&v[i]) / places;
        in[i] = make_shaped(b, &v[i],
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
        return make_misfit(b, x, "it takes some of the samples");
    int64_t side = make_side(x, axis), end = first + (count - 1) * step;
    if (count < 1 || step == 0 || first < 0 || first >= side || end < 0 || end >= side)
        return make_misfit(b, x, "a part that is empty or beyond the end");
    if (count == side && step > 0)
        return *x;
    int n = view_atoms(x, &axis, 1, atom);
    for (int i = 1; i < n; i++)
        if (atom[i] != atom[i - 1] + 1) {
            make_arrange_axes(b, x, &axis, 1, true);
            n = view_atoms(x, &axis, 1, atom);
            break;
        }
    int at = atom[0];
    int64_t before = make_product_of(x->size, 0, at), size = make_side(x, axis),
            behind = make_product_of(x->size, at + n, x->n);
    Shape s = b->m->step[x->step].out;
    const char *what = behind == 1 && step == 1 && s.c == size       ? "channels"
                       : s.rank == 3 && s.h == before && s.w == size ? "columns"
                       : s.rank == 3 && s.h == size && before == 1   ? "rows"
                                                                     : NULL;
    int in = what ? x->step : make_shaped(b, x, (Shape){3, (int)before, (int)size, (int)behind});
    what = what ? what : "columns";
    Shape out = b->m->step[in].out;
    *(*what == 'r' ? &out.h : what[1] == 'o' ? &out.w : &out.c) = (int)count;
    View y = *x;
    y.step = step_add(b->m, "slice", b->label, &in, 1, out);
    const char *by = step == 1 ? "" : arena_printf(b->arena, ", %lld", (long long)step);
    end = step > 0 ? end + 1 : end ? end - 1 : -side - 1; /* -1 would be the last */
    b->m->step[y.step].args = arena_printf(b->arena, "%s=(%lld, %lld%s)", what, (long long)first,
                                           (long long)end, by);
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
    if (view_reshape(x, rank, dim, &y)) {
        make_dealt(b, &y);
        return y;
    }
    for (int i = 0; i < x->rank; i++)
        axis[i] = i;
    make_arrange_axes(b, &own, axis, x->rank, true);
    if (view_reshape(&own, rank, dim, &y))
        return y;
    return make_misfit(b, x, "a reshape to so many axes is not read");
}
