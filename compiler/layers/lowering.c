/* Steps that the lowerings of several kinds share: pointwise kinds, values passed on as they are or
 * under another shape, and the constants of pooling kernels. */
#include "compiler/layers/lowering.h"

void forward_pointwise(Lower *lo, Node *n, const char *kernel, const double *parameter)
{
    double consts[2] = {packed_len(n), parameter ? *parameter : 0};
    ir_emit(lo, kernel, consts, parameter ? 2 : 1, IR_BUFS(lower_in(lo, n, 0), lower_out(lo, n)));
}

void backward_pointwise(Lower *lo, Node *n, const char *kernel, const double *parameter, bool from_output)
{
    double consts[2] = {packed_len(n), parameter ? *parameter : 0};
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        ir_emit(lo, kernel, consts, parameter ? 2 : 1,
                IR_BUFS(from_output ? lower_out(lo, n) : lower_in(lo, n, 0), lower_grad_out(lo, n), dx));
}

/* The packed layout knows only the number of pixels and of channels. */
static bool same_layout(Shape a, Shape b)
{
    return pixels(a) == pixels(b) && a.c == b.c;
}

void forward_reshape(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out, t = n->out;
    if (same_layout(s, t)) {
        lower_alias(lo, n, lower_in(lo, n, 0));
        return;
    }
    ir_emit(lo, "reshape_values", IR_CONSTS(s.h, s.w, s.c, t.h, t.w, t.c), IR_BUFS(lower_in(lo, n, 0), lower_out(lo, n)));
}

void backward_reshape(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out, t = n->out;
    if (same_layout(s, t)) {
        lower_grad_alias(lo, n, 0, lower_grad_out(lo, n));
        return;
    }
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        ir_emit(lo, "reshape_values", IR_CONSTS(t.h, t.w, t.c, s.h, s.w, s.c), IR_BUFS(lower_grad_out(lo, n), dx));
}

void forward_identity(Lower *lo, Node *n)
{
    lower_alias(lo, n, lower_in(lo, n, 0));
}

void backward_identity(Lower *lo, Node *n)
{
    lower_grad_alias(lo, n, 0, lower_grad_out(lo, n));
}

void pool_consts(const Node *n, double consts[POOL_CONSTS])
{
    const PoolGeometry *g = n->geometry;
    const int value[POOL_CONSTS] = {blocks(g->C), g->H, g->W, g->OH, g->OW, g->KH, g->KW, g->SH, g->SW, g->PT, g->PL};
    for (int i = 0; i < POOL_CONSTS; i++)
        consts[i] = value[i];
}
