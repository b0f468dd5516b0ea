/* upsample: every position repeated, or interpolated linearly, `size` times along each axis. */
#include "compiler/layers/geometry.h"

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, false, 2, 1, 4096, NULL, "factors of height and width"},
    {"mode", ATTR_NAME, 0, false, 0, 0, 0, "nearest bilinear", "repeat or interpolate"},
    ATTR_END
};

static void shape(ShapeCtx *sc, Node *n)
{
    if (!want_map(sc, n))
        return;
    const int *f = attr_value(n, "size")->size;
    Shape s = n->in[0]->out;
    if ((double)s.h * f[0] > DIM_MAX || (double)s.w * f[1] > DIM_MAX) {
        shape_error(sc, n, "upsample %dx%d of a %dx%d input is too large", f[0], f[1], s.h, s.w);
        return;
    }
    n->out = (Shape){3, s.h * f[0], s.w * f[1], s.c};
}

const Layer layer_upsample = {
    .kind = "upsample", .doc = "A larger map, by repetition or interpolation.",
    .attrs = attrs, .min_in = 1, .max_in = 1, .shape = shape, .flops = flops_per_output,
};
