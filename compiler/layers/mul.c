/* mul: the product of the current value and those named, element by element. A vector or a
 * 1x1 map among those named multiplies each channel of the current map. */
#include "compiler/layers/geometry.h"
#include <limits.h>

static const AttrSpec attrs[] = {
    ATTR_END
};

static void shape(ShapeCtx *sc, Node *n)
{
    Arena *a = shape_arena(sc);
    Shape s = n->in[0]->out;
    for (int i = 1; i < n->n_in; i++) {
        Shape t = n->in[i]->out;
        bool equal = t.rank == s.rank && t.h == s.h && t.w == s.w, one = t.h == 1 && t.w == 1;
        if (t.c == s.c && (equal || one))
            continue;
        shape_error(sc, n, "mul needs equal shapes, or one value a channel: %s is %s, %s is %s",
                    n->in[0]->name, shape_text(a, s), n->in[i]->name, shape_text(a, t));
        return;
    }
    n->out = s;
}

static double flops(const Node *n)
{
    return (double)shape_count(n->out) * (n->n_in - 1);
}

const Layer layer_mul = {
    .kind = "mul", .doc = "Product of the current value and those named.",
    .attrs = attrs, .min_in = 2, .max_in = INT_MAX, .shape = shape, .flops = flops,
};
