/* outputs: several outputs as one vector, one after the other, each in the order height, width,
 * channel. No kind of the language: `output a b` makes it. */
#include "compiler/layers/lowering.h"
#include <limits.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    int64_t sum = 0;
    for (int i = 0; i < n->n_in; i++)
        sum += shape_count(n->in[i]->out);
    if (sum > DIM_MAX)
        shape_error(sc, n, "the outputs are %.0f numbers together, more than %d", (double)sum,
                    (int)DIM_MAX);
    else
        n->out = (Shape){1, 1, 1, (int)sum};
}

static void forward(Lower *lo, Node *n)
{
    int at = 0;
    for (int i = 0; i < n->n_in; i++) {
        const Shape s = n->in[i]->out;
        k_map_to_part(lo, (MapToPart){.H = s.h,
                                      .W = s.w,
                                      .C = s.c,
                                      .TOTAL = n->out.c,
                                      .AT = at,
                                      .x = lower_in(lo, n, i),
                                      .y = lower_out(lo, n)});
        at += (int)shape_count(s);
    }
}

static void backward(Lower *lo, Node *n)
{
    int at = 0;
    for (int i = 0; i < n->n_in; i++) {
        const Shape s = n->in[i]->out;
        Buffer *dx = lower_grad_in(lo, n, i);
        if (dx)
            k_part_to_map(lo, (PartToMap){.H = s.h,
                                          .W = s.w,
                                          .C = s.c,
                                          .TOTAL = n->out.c,
                                          .AT = at,
                                          .x = lower_grad_out(lo, n),
                                          .y = dx});
        at += (int)shape_count(s);
    }
}

static void plain(Lower *lo, Node *n)
{
    int at = 0;
    for (int i = 0; i < n->n_in; i++) {
        const int len = (int)shape_count(n->in[i]->out);
        k_plain_concat(lo, (PlainConcat){.HW = 1,
                                         .C = len,
                                         .TOTAL = n->out.c,
                                         .AT = at,
                                         .x = lower_in(lo, n, i),
                                         .y = lower_out(lo, n)});
        at += len;
    }
}

static const LayerExample examples[] = {{NULL, NULL}};

const Layer layer_outputs = {
    .kind = "outputs",
    .doc = "Several outputs as one vector.",
    .attrs = attrs,
    .min_in = 2,
    .max_in = INT_MAX,
    .shape = shape,
    .forward = forward,
    .plain = plain,
    .backward = backward,
    .examples = examples,
};
