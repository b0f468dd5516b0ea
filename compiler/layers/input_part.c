/* input_part: one of several inputs, out of the numbers of all of them. No kind of the language:
 * `input image 32x32x3` makes it. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, true, 0, 1, DIM_MAX, "3", "height x width x channels, or a length"},
    {"at", ATTR_INT, 0, true, 0, 0, 1 << 26, NULL, "the first of its numbers"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    const AttrValue *v = attr_value(n, "size");
    (void)sc;
    n->out = v->rank == 1 ? (Shape){1, 1, 1, v->size[0]}
                          : (Shape){3, v->size[0], v->size[1], v->rank == 3 ? v->size[2] : 1};
}

static void forward(Lower *lo, Node *n)
{
    k_part_to_map(lo, (PartToMap){.H = n->out.h,
                                  .W = n->out.w,
                                  .C = n->out.c,
                                  .TOTAL = n->in[0]->out.c,
                                  .AT = attr_int(n, "at"),
                                  .x = lower_in(lo, n, 0),
                                  .y = lower_out(lo, n)});
}

/* Nothing trains before an input. */
static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        lower_refuse(lo, "%s has no gradient", n->name);
}

static const LayerExample examples[] = {{NULL, NULL}};

const Layer layer_input_part = {
    .kind = "input_part",
    .doc = "One of several inputs.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
