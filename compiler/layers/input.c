/* input: the net's first node. Its attributes say how raw bytes become numbers; expand()
 * keeps them in Graph.input. Not usable in a body: it has no inputs. */
#include "compiler/ir/geometry.h"

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, true, 0, 0, DIM_MAX, "3",
     "height x width x channels of the data, or the length of a vector; 0x0xC with `resize=`: any "
     "size"},
    {"scale", ATTR_NUM, 0, false, 1, -1e30, 1e30, NULL, "raw values are multiplied by it"},
    {"mean", ATTR_TUPLE, 0, false, 0, -1e30, 1e30, NULL,
     "subtracted after scaling, one for all or one a channel, in the order of x"},
    {"std", ATTR_TUPLE, 0, false, 1, 1e-30, 1e30, NULL,
     "divided by at the end, one for all or one a channel"},
    {"order", ATTR_NAME, 0, false, 0, 0, 0, "rgb bgr",
     "order of the channels that the first layer sees"},
    {"resize", ATTR_SIZE, 0, false, 0, 1, 65536, NULL,
     "images are resized to this before the first layer"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    const Input *in = shape_input(sc);
    n->out = attr_value(n, "size")->rank == 1 ? (Shape){1, 1, 1, in->c}
                                              : (Shape){3, in->h, in->w, in->c};
}

const Layer layer_input = {
    .kind = "input",
    .doc = "The net's input and its preprocessing: x = (raw * scale - mean) / std.",
    .attrs = attrs,
    .min_in = 0,
    .max_in = 0,
    .shape = shape,
    .traits = TRAIT_GIVEN,
};
