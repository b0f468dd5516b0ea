/* depth_to_space: channels spread over blocks of pixels (PixelShuffle). */
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
    if (s.c % (b * b) != 0) {
        shape_error(sc, n, "a block of %dx%d pixels does not divide %d channels", b, b, s.c);
        return;
    }
    n->out = (Shape){3, s.h * b, s.w * b, s.c / (b * b)};
}

static void forward(Lower *lo, Node *n)
{
    k_depth_to_space(lo, (DepthToSpace){.C = n->out.c,
                                        .H = n->in[0]->out.h,
                                        .W = n->in[0]->out.w,
                                        .S = attr_int(n, "factor"),
                                        .INNER = inner(n),
                                        .x = lower_in(lo, n, 0),
                                        .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_space_to_depth(lo, (SpaceToDepth){.C = n->out.c,
                                            .H = n->in[0]->out.h,
                                            .W = n->in[0]->out.w,
                                            .S = attr_int(n, "factor"),
                                            .INNER = inner(n),
                                            .x = lower_grad_out(lo, n),
                                            .y = dx});
}

static const LayerExample examples[] = {{"2x3x8", "depth_to_space 2"},
                                        {"2x1x72", "depth_to_space 2; conv 2 1x1"},
                                        {"2x3x27", "depth_to_space 3 order=channel"},
                                        {NULL, NULL}};

const Layer layer_depth_to_space = {
    .kind = "depth_to_space",
    .doc = "Channels spread over blocks of pixels.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
