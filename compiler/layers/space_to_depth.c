/* space_to_depth: blocks of pixels gathered into channels (PixelUnshuffle). */
#include "compiler/layers/lowering.h"
#include <string.h>

static const AttrSpec attrs[] = {
    {"factor", ATTR_INT, 1, true, 0, 1, 4096, NULL, "pixels of a block, along each axis"},
    {"order", ATTR_NAME, 0, false, 0, 0, 0, "pixel channel",
     "what is slowest among the channels: a pixel's place in its block, or the channel (PyTorch)"},
    ATTR_END,
};

static int inner(const Node *n) { return strcmp(attr_str(n, "order"), "channel") == 0; }

static void shape(ShapeCtx *sc, Node *n)
{
    if (!want_map(sc, n))
        return;
    Shape s = n->in[0]->out;
    int b = attr_int(n, "factor");
    if (s.h % b != 0 || s.w % b != 0) {
        shape_error(sc, n, "a block of %dx%d pixels does not divide a %dx%d map", b, b, s.h, s.w);
        return;
    }
    if ((double)s.c * b * b > DIM_MAX)
        shape_error(sc, n, "%d channels of %dx%d pixels are too large", s.c, b, b);
    else
        n->out = (Shape){3, s.h / b, s.w / b, s.c * b * b};
}

static void forward(Lower *lo, Node *n)
{
    k_space_to_depth(lo, (SpaceToDepth){.C = n->in[0]->out.c,
                                        .H = n->out.h,
                                        .W = n->out.w,
                                        .S = attr_int(n, "factor"),
                                        .INNER = inner(n),
                                        .x = lower_in(lo, n, 0),
                                        .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_depth_to_space(lo, (DepthToSpace){.C = n->in[0]->out.c,
                                            .H = n->out.h,
                                            .W = n->out.w,
                                            .S = attr_int(n, "factor"),
                                            .INNER = inner(n),
                                            .x = lower_grad_out(lo, n),
                                            .y = dx});
}

static const LayerExample examples[] = {{"4x6x3", "space_to_depth 2"},
                                        {"2x4x9", "space_to_depth 2 order=channel; conv 2 1x1"},
                                        {"6x3x2", "space_to_depth 3"},
                                        {NULL, NULL}};

const Layer layer_space_to_depth = {
    .kind = "space_to_depth",
    .doc = "Blocks of pixels gathered into channels.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
