/* slice: a part of a value: some of its rows, columns and channels. */
#include "compiler/ir/geometry.h"
#include "compiler/layers/int8.h"
#include "compiler/layers/resample.h"
#include <string.h>

static const AttrSpec attrs[] = {
    {"rows", ATTR_TUPLE, 0, false, 0, -1e9, 1e9, NULL,
     "the first, the end (which is left out) and the step; negative: from the end"},
    {"columns", ATTR_TUPLE, 0, false, 0, -1e9, 1e9, NULL, "likewise"},
    {"channels", ATTR_TUPLE, 0, false, 0, -1e9, 1e9, NULL, "likewise, without a step"},
    ATTR_END,
};

/* A place as it is written: below 0 counted from the end, then held between least and most. */
static int within(double place, int size, int least, int most)
{
    place = place < 0 ? place + size : place;
    return place < least ? least : place > most ? most : (int)place;
}

/* What `name` takes of `size`; everything where it is not written. False after an error. */
static bool part_of(ShapeCtx *sc, const Node *n, const char *name, int size, SlicePart *p)
{
    const AttrValue *v = attr_value(n, name);
    *p = (SlicePart){0, 1, size};
    if (!v->set)
        return true;
    double step = v->rank > 2 ? v->tuple[2] : 1;
    bool whole = true;
    for (int i = 0; i < v->rank; i++)
        whole = whole && v->tuple[i] == (double)(int)v->tuple[i];
    if (!whole || v->rank > 3 || step == 0 || (step != 1 && strcmp(name, "channels") == 0)) {
        shape_error_at(sc, v->span, "%s takes whole numbers: the first, the end and the step",
                       name);
        return false;
    }
    /* backwards the places before the first and behind the last are one lower each */
    int least = step < 0 ? -1 : 0, most = size + least;
    int first = within(v->tuple[0], size, least, most);
    int end = v->rank > 1 ? within(v->tuple[1], size, least, most) : most;
    int room = step < 0 ? first - end : end - first, by = step < 0 ? -(int)step : (int)step;
    *p = (SlicePart){first, (int)step, room > 0 ? (room - 1) / by + 1 : 0};
    if (p->count > 0)
        return true;
    shape_error_at(sc, v->span, "%s takes nothing of %d", name, size);
    return false;
}

static void shape(ShapeCtx *sc, Node *n)
{
    Shape s = n->in[0]->out;
    SliceGeometry *g = ARENA_NEW(shape_arena(sc), SliceGeometry);
    if (!part_of(sc, n, "rows", s.h, &g->rows) || !part_of(sc, n, "columns", s.w, &g->columns) ||
        !part_of(sc, n, "channels", s.c, &g->channels))
        return;
    n->geometry = g;
    n->out = (Shape){s.rank, g->rows.count, g->columns.count, g->channels.count};
}

static AxisMap map_of(SlicePart p) { return (AxisMap){p.step, p.first, 1}; }

static bool takes_all(SlicePart p, int size) { return p.count == size && p.step == 1; }

/* Channels first, then rows and columns of those. */
/* from: the input, of the channels that are taken. */
static Resampling resampling(const Node *n, Shape from)
{
    const SliceGeometry *g = n->geometry;
    return (Resampling){.from = from,
                        .to = n->out,
                        .down = map_of(g->rows),
                        .across = map_of(g->columns),
                        .edge = EDGE_LAST};
}

static void forward(Lower *lo, Node *n)
{
    const SliceGeometry *g = n->geometry;
    Shape s = n->in[0]->out, few = {s.rank, s.h, s.w, n->out.c};
    bool all = takes_all(g->rows, s.h) && takes_all(g->columns, s.w);
    Buffer *x = lower_in(lo, n, 0);
    if (few.c != s.c || all) {
        Buffer *y = all ? lower_out(lo, n)
                        : lower_temp(lo, n, "channels", NUMBER_F32, lower_count(lo, few), 0);
        k_concat_slice(lo, (ConcatSlice){.HW = pixels(s),
                                         .C = few.c,
                                         .TOTAL = s.c,
                                         .AT = g->channels.first,
                                         .y = x,
                                         .x = y});
        x = y;
    }
    if (!all)
        forward_resample(lo, resampling(n, few), x, lower_out(lo, n));
}

static void backward(Lower *lo, Node *n)
{
    const SliceGeometry *g = n->geometry;
    Shape s = n->in[0]->out, few = {s.rank, s.h, s.w, n->out.c};
    bool all = takes_all(g->rows, s.h) && takes_all(g->columns, s.w);
    Buffer *dx = lower_grad_in(lo, n, 0), *dy = lower_grad_out(lo, n);
    if (!dx)
        return;
    if (!all) {
        Buffer *to = few.c == s.c
                         ? dx
                         : lower_temp(lo, n, "channels", NUMBER_F32, lower_count(lo, few), 0);
        backward_resample(lo, resampling(n, few), dy, to);
        dy = to;
    }
    if (few.c != s.c || all)
        k_slice_backward(lo, (SliceBackward){.HW = pixels(s),
                                             .C = few.c,
                                             .TOTAL = s.c,
                                             .AT = g->channels.first,
                                             .dy = dy,
                                             .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    const SliceGeometry *g = n->geometry;
    const Shape s = n->in[0]->out;
    k_plain_slice(lo, (PlainSlice){.H = s.h,
                                   .W = s.w,
                                   .TOTAL = s.c,
                                   .OH = n->out.h,
                                   .OW = n->out.w,
                                   .C = n->out.c,
                                   .TOP = g->rows.first,
                                   .DOWN = g->rows.step,
                                   .LEFT = g->columns.first,
                                   .ACROSS = g->columns.step,
                                   .AT = g->channels.first,
                                   .x = lower_in(lo, n, 0),
                                   .y = lower_out(lo, n)});
}

static void int8(Lower *lo, Node *n)
{
    const SliceGeometry *g = n->geometry;
    const Shape s = n->in[0]->out;
    k_plain_int8_slice(lo, (PlainInt8Slice){.H = s.h,
                                            .W = s.w,
                                            .TOTAL = s.c,
                                            .OH = n->out.h,
                                            .OW = n->out.w,
                                            .C = n->out.c,
                                            .TOP = g->rows.first,
                                            .DOWN = g->rows.step,
                                            .LEFT = g->columns.first,
                                            .ACROSS = g->columns.step,
                                            .AT = g->channels.first,
                                            .x = lower_in(lo, n, 0),
                                            .y = int8_out_as_input(lo, n)});
}

static const LayerExample examples[] = {
    {"4x5x3", "slice channels=(1,3)"},
    {"3x2x37", "slice channels=(-20)"},
    {"6x5x3", "slice rows=(1,6,2) columns=(0,-1)"},
    {"6x5x19", "slice rows=(-1,0,-2) columns=(3,5) channels=(2,19)"},
    {"4x3x20", "s: identity; a: slice channels=(0,10); slice channels=(10,20) from s; concat a"},
    {"23", "slice channels=(3,21); dense 2"},
    {NULL, NULL}};

const Layer layer_slice = {
    .kind = "slice",
    .doc = "A part of a value: some of its rows, columns and channels. A split is several of them "
           "`from` one value.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward,
    .plain = plain,
    .int8 = int8,
    .int8_scale = INT8_INPUT,
    .backward = backward,
    .examples = examples,
};
