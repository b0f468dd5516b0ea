/* muon: the step of a kernel is its momentum made orthogonal by Newton-Schulz steps (K. Jordan and
 * others, 2024; kernels/k_muon.c). The other parameters, and kernels that are no matrix, take sgd
 * steps with momentum. */
#include "compiler/optimizers/optimizer.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_RATE(0.02),
    {"momentum", ATTR_NUM, 0, false, 0.95, 0, 1, NULL, "share of the last step's velocity"},
    {"nesterov", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "Nesterov's momentum"},
    {"steps", ATTR_INT, 0, false, 5, 1, 20, NULL, "Newton-Schulz steps"},
    {"normed", ATTR_FLAG, 0, false, 0, 0, 1, NULL,
     "each kernel gets the norm sqrt(outputs) before its step"},
    {"dense", ATTR_FLAG, 0, false, 0, 0, 1, NULL,
     "also for kernels of dense layers, not of convolutions alone"},
    {"others", ATTR_NUM, 0, false, 1, 0, 1e6, NULL,
     "what the rate is multiplied by for all other parameters"},
    {"other_momentum", ATTR_NUM, 0, false, 0.9, 1e-6, 1, NULL, "their momentum"},
    ATTR_DECAY(0),
    ATTR_CLIP,
    ATTR_END,
};

/* The coefficients of the published polynomial. */
static const double poly_a = 3.4445, poly_b = -4.7750, poly_c = 2.0315;

/* One row or one column has nothing to be orthogonal to. */
static bool is_matrix(const Setting *set, const Param *p)
{
    const int64_t outputs = p->dim[p->rank - 1];
    return p->matrix && (p->rank == 4 || setting_num(set, attrs, "dense")) && outputs > 1 &&
           p->count > outputs;
}

/* The packed direction, of norm 1, as an orthogonal matrix in its place. */
static void make_orthogonal(Lower *lo, const ParamUpdate *u, int steps, Buffer *direction)
{
    Node *n = u->param->node;
    const int cols = u->param->dim[u->param->rank - 1], rows = (int)(u->param->count / cols),
              side = cols < rows ? cols : rows;
    Buffer *x = lower_temp(lo, n, "muon.x", NUMBER_F32, 0, u->param->count),
           *y = lower_temp(lo, n, "muon.y", NUMBER_F32, 0, u->param->count),
           *gram = lower_temp(lo, n, "muon.gram", NUMBER_F32, 0, (int64_t)side * side),
           *poly = lower_temp(lo, n, "muon.polynomial", NUMBER_F32, 0, (int64_t)side * side);
    KernelCall unpack = u->unpack, pack = u->pack;
    unpack.buf[0] = direction;
    unpack.buf[1] = x;
    ir_emit(lo, unpack);
    for (int i = 0; i < steps; i++) {
        k_muon_gram(lo, (MuonGram){.ROWS = rows, .COLS = cols, .SIDE = side, .x = x, .a = gram});
        k_muon_polynomial(
            lo, (MuonPolynomial){.SIDE = side, .B = poly_b, .C = poly_c, .a = gram, .p = poly});
        k_muon_next(
            lo,
            (MuonNext){
                .ROWS = rows, .COLS = cols, .SIDE = side, .A = poly_a, .x = x, .p = poly, .y = y});
        Buffer *before = x;
        x = y;
        y = before;
    }
    pack.buf[0] = x;
    pack.buf[1] = direction;
    ir_emit(lo, pack);
}

static void lower_matrix(Lower *lo, const Setting *set, const ParamUpdate *u)
{
    const bool normed = setting_num(set, attrs, "normed");
    const double outputs = u->param->dim[u->param->rank - 1],
                 inputs = (double)u->param->count / outputs;
    Buffer *direction = lower_temp(lo, u->param->node, "muon.direction", NUMBER_F32, 0, u->count);
    k_muon_direction(lo, (MuonDirection){.COUNT = u->count,
                                         .MOMENTUM = setting_num(set, attrs, "momentum"),
                                         .NESTEROV = setting_num(set, attrs, "nesterov"),
                                         .CLIP = setting_num(set, attrs, "clip"),
                                         .grad = u->grad,
                                         .velocity = u->moment[0],
                                         .direction = direction});
    k_muon_unit(lo, (MuonUnit){.COUNT = u->count,
                               .norm = norm_of(lo, u, direction, "muon.norm"),
                               .x = direction});
    make_orthogonal(lo, u, (int)setting_num(set, attrs, "steps"), direction);
    k_muon_update(
        lo, (MuonUpdate){.COUNT = u->count,
                         .NORMED = normed,
                         .NORM = sqrt(outputs),
                         .SCALE = outputs > inputs ? sqrt(outputs / inputs) : 1,
                         .DECAY = u->decay,
                         .norm = normed ? norm_of(lo, u, u->packed, "muon.kernel_norm") : NULL,
                         .direction = direction,
                         .param = u->packed});
}

static void lower_it(Lower *lo, const Setting *set, const ParamUpdate *u)
{
    if (is_matrix(set, u->param)) {
        lower_matrix(lo, set, u);
        return;
    }
    Instr *in = k_sgd_momentum_update(
        lo, (SgdMomentumUpdate){.COUNT = u->count,
                                .MOMENTUM = setting_num(set, attrs, "other_momentum"),
                                .NESTEROV = setting_num(set, attrs, "nesterov"),
                                .DECAY = u->decay,
                                .CLIP = setting_num(set, attrs, "clip"),
                                .grad = u->grad,
                                .param = u->packed,
                                .velocity = u->moment[0]});
    in->rate = setting_num(set, attrs, "others");
}

const Optimizer optimizer_muon = {
    .name = "muon",
    .doc = "Kernels of convolutions step along their momentum made orthogonal; the rest by sgd.",
    .attrs = attrs,
    .n_moments = 1,
    .lower = lower_it,
};
