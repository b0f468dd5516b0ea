/* shuffle: channels dealt out from groups: those of all groups take turns (ShuffleNet). */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"groups", ATTR_INT, 1, true, 0, 1, 65536, NULL, "channel groups of the input"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    if (n->out.c % attr_int(n, "groups") != 0)
        shape_error_at(sc, attr_value(n, "groups")->span, "groups=%d does not divide %d channels",
                       attr_int(n, "groups"), n->out.c);
}

static void forward(Lower *lo, Node *n)
{
    k_shuffle_channels(lo, (ShuffleChannels){.C = n->out.c,
                                             .HW = pixels(n->out),
                                             .G = attr_int(n, "groups"),
                                             .x = lower_in(lo, n, 0),
                                             .y = lower_out(lo, n)});
}

/* Dealing out C / groups groups collects what was dealt out. */
static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_shuffle_channels(lo, (ShuffleChannels){.C = n->out.c,
                                                 .HW = pixels(n->out),
                                                 .G = n->out.c / attr_int(n, "groups"),
                                                 .x = lower_grad_out(lo, n),
                                                 .y = dx});
}

static const LayerExample examples[] = {{"3x4x6", "shuffle 2"},
                                        {"2x3x21", "shuffle groups=3; conv 2 1x1"},
                                        {"20", "dense 20; shuffle 5"},
                                        {NULL, NULL}};

const Layer layer_shuffle = {
    .kind = "shuffle",
    .doc = "Channels of several groups, one of each in turn.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
