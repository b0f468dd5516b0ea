/* permute: the axes of a map in another order. */
#include "compiler/layers/lowering.h"
#include <string.h>

static const AttrSpec attrs[] = {
    {"order", ATTR_NAME, 0, false, 0, 0, 0, "hcw whc wch chw cwh hwc",
     "which of height, width and channels become height, width and channels"},
    ATTR_END,
};

static int axis_of(const Node *n, int i)
{
    return (int)(strchr("hwc", attr_str(n, "order")[i]) - "hwc");
}

static void shape(ShapeCtx *sc, Node *n)
{
    if (!want_map(sc, n))
        return;
    const Shape s = n->in[0]->out;
    const int size[3] = {s.h, s.w, s.c};
    n->out = (Shape){3, size[axis_of(n, 0)], size[axis_of(n, 1)], size[axis_of(n, 2)]};
}

/* y from x of shape s by the axes a. */
static void permute(Lower *lo, Shape s, const int a[3], Buffer *x, Buffer *y)
{
    const int size[3] = {s.h, s.w, s.c};
    k_permute_values(lo, (PermuteValues){.H = s.h,
                                         .W = s.w,
                                         .C = s.c,
                                         .A = a[0],
                                         .B = a[1],
                                         .D = a[2],
                                         .OC = size[a[2]],
                                         .x = x,
                                         .y = y});
}

static void forward(Lower *lo, Node *n)
{
    const int axes[3] = {axis_of(n, 0), axis_of(n, 1), axis_of(n, 2)};
    permute(lo, n->in[0]->out, axes, lower_in(lo, n, 0), lower_out(lo, n));
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    int back[3];
    for (int i = 0; i < 3; i++)
        back[axis_of(n, i)] = i;
    if (dx)
        permute(lo, n->out, back, lower_grad_out(lo, n), dx);
}

static const LayerExample examples[] = {{"3x4x5", "permute order=chw"},
                                        {"3x4x17", "permute order=cwh; conv 2 1x1"},
                                        {"18x2x3", "permute order=wch"},
                                        {"3x4x5", "permute order=whc; permute order=hcw"},
                                        {NULL, NULL}};

const Layer layer_permute = {
    .kind = "permute",
    .doc = "The axes of a map in another order: `order=chw` has the channels as rows.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
