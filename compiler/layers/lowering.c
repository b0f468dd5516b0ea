/* Steps that the lowerings of several kinds share: pointwise kinds, values passed on as they are or
 * under another shape, and the constants of pooling kernels. */
#include "compiler/layers/lowering.h"

void forward_pointwise(Lower *lo, Node *n, const char *kernel, const double *parameter)
{
    double consts[2] = {(double)packed_count(lower_shape(lo, n)), parameter ? *parameter : 0};
    ir_emit(lo, kernel, consts, parameter ? 2 : 1, IR_BUFS(lower_in(lo, n, 0), lower_out(lo, n)));
}

void backward_pointwise(Lower *lo, Node *n, const char *kernel, const double *parameter)
{
    double consts[2] = {packed_len(n), parameter ? *parameter : 0};
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        ir_emit(lo, kernel, consts, parameter ? 2 : 1,
                IR_BUFS(lower_in(lo, n, 0), lower_grad_out(lo, n), dx));
}

/* dx = dy times n's slope where it gave y; `len` floats an image. */
static void emit_slope(Lower *lo, const Node *n, double len, Buffer *y, Buffer *dy, Buffer *dx)
{
    const Layer *l = n->layer;
    double consts[2] = {len, l->slope_attr ? attr_num(n, l->slope_attr) : 0};
    ir_emit(lo, l->slope, consts, l->slope_attr ? 2 : 1, IR_BUFS(y, dy, dx));
}

void backward_slope(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        emit_slope(lo, n, packed_len(n), lower_out(lo, n), lower_grad_out(lo, n), dx);
}

void selected_grads(Lower *lo, Node *n, Buffer **dy, Buffer **dx)
{
    Node *in = n->in[0];
    *dy = lower_grad_out(lo, n);
    if (!in->layer->slope || lower_readers(lo, in) > 1) {
        *dx = lower_grad_in(lo, n, 0);
        return;
    }
    *dx = lower_grad_in(lo, in, 0);
    if (!*dx)
        return;
    Buffer *sloped = lower_temp(lo, n, "sloped", ELEM_F32, packed_count(n->out), 0);
    emit_slope(lo, in, packed_len(n), lower_out(lo, n), *dy, sloped);
    *dy = sloped;
}

void bias_grad(Lower *lo, Node *n, Buffer *dy)
{
    int cb = blocks(n->out.c), hw = pixels(n->out);
    Buffer *sums = dy;
    if (hw > 1) { /* of whole maps; fuse may cut them */
        sums = lower_temp(lo, n, "bias sums", ELEM_F32, cb * 16, 0);
        ir_emit(lo, "bias_sums", IR_CONSTS(cb, hw, hw, 0, 1), IR_BUFS(dy, sums));
    }
    ir_emit(lo, "bias_backward", IR_CONSTS(cb, 1), IR_BUFS(sums, lower_param_grad(lo, n, "bias")));
}

/* The packed layout knows only the number of pixels and of channels. */
static bool same_layout(Shape a, Shape b) { return pixels(a) == pixels(b) && a.c == b.c; }

void forward_reshape(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out, t = n->out;
    if (same_layout(s, t)) {
        lower_alias(lo, n, lower_in(lo, n, 0));
        return;
    }
    ir_emit(lo, "reshape_values", IR_CONSTS(s.h, s.w, s.c, t.h, t.w, t.c),
            IR_BUFS(lower_in(lo, n, 0), lower_out(lo, n)));
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
        ir_emit(lo, "reshape_values", IR_CONSTS(t.h, t.w, t.c, s.h, s.w, s.c),
                IR_BUFS(lower_grad_out(lo, n), dx));
}

void forward_identity(Lower *lo, Node *n) { lower_alias(lo, n, lower_in(lo, n, 0)); }

void backward_identity(Lower *lo, Node *n) { lower_grad_alias(lo, n, 0, lower_grad_out(lo, n)); }

void pool_consts(const Node *n, double consts[POOL_CONSTS])
{
    const PoolGeometry *g = n->geometry;
    const int value[POOL_CONSTS] = {blocks(g->C), g->H,  g->W,  g->OH, g->OW, g->KH,
                                    g->KW,        g->SH, g->SW, g->PT, g->PL};
    for (int i = 0; i < POOL_CONSTS; i++)
        consts[i] = value[i];
}
