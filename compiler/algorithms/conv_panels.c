/* Fast convolution for few tiles and many channels, parallel over output panels: Winograd F(4x4,
 * 3x3), and the Toeplitz product of 2x2 maps. Panels of weights are transformed as they are used,
 * each way; the transformed maps are kept whole. */
#include "compiler/algorithms/conv_algorithm.h"

/* GROUP panels share a pass over the transformed maps, CHUNK of their channels are transformed at a
 * time: 2 * 36 * 128 * 16 floats fit the second-level cache. */
enum { GROUP = 2, CHUNK = 128, OUTER_GROUP = 4, OUTER_BYTES = 600 << 10 };

typedef struct Scheme {
    int m, p, top, left, ty, tx;
} Scheme;

static bool is_3x3(const Conv2dGeometry *g)
{
    return g->KH == 3 && g->KW == 3 && g->SH == 1 && g->SW == 1 && g->DH == 1 && g->DW == 1;
}

static bool is_toeplitz(const Conv2dGeometry *g)
{
    return is_3x3(g) && g->H == 2 && g->W == 2 && g->OH == 2 && g->OW == 2 && g->PT == 1 &&
           g->PL == 1;
}

static Scheme scheme_of(const Conv2dGeometry *g)
{
    if (is_toeplitz(g))
        return (Scheme){2, 3, 0, 0, 1, 1};
    return (Scheme){4, 6, g->PT, g->PL, (g->OH + 3) / 4, (g->OW + 3) / 4};
}

static bool winograd_applies(const Conv2dGeometry *g)
{
    return g->C >= 8 && is_3x3(g) && !is_toeplitz(g);
}

/* The transformed maps are written and read where they lie; each panel of weights goes through all
 * of the other side's. For inference a Toeplitz product's are stored transformed, 9 numbers as
 * before. */
static void work(const Conv2dGeometry *g, const Target *t, Pass p, Work *w)
{
    Scheme s = scheme_of(g);
    double tiles = (double)s.ty * s.tx * t->batch, points = s.p * s.p, share = points / 36,
           map = points * tiles * 16 * sizeof(float);
    int from = p == PASS_DATA ? blocks(g->K) : blocks(g->C),
        to = p == PASS_DATA ? blocks(g->C) : blocks(g->K);
    w->calls = 2;
    w->gathers = tiles * from * share;
    w->kernels = (double)g->C * blocks(g->K) * (9 + points) / 45; /* read and written */
    w->span = map * (from + to);
    w->moved = map * from;
    w->bytes = map * from * to;
    if (p == PASS_WEIGHTS) {
        conv_products(w, points * g->C * to, tiles, 16, 100);
        w->bytes *= 2;
        return;
    }
    conv_products(w, tiles * points * to, p == PASS_DATA ? g->K : g->C, (int)tiles, 100);
    w->scatters = tiles * to * share;
    if (t->infer) {
        w->weights = 9.0 * g->C * to * 16 * target_weight_bytes(t);
        w->weights_span = t->param_bytes;
        w->kernels = s.p == 3 ? 0 : w->kernels;
    }
    if (map > conv_machine(t)->l2_kib * 1024) /* one panel's sums, before their transform */
        w->moved += 2 * map * to;
}

/* The tiles of a map of c channels: of x, normalised on the way where the job says so, or of a
 * gradient. */
static Buffer *gather(const ConvJob *j, bool grad, int c, int h, int w, Buffer *map)
{
    Scheme s = scheme_of(j->g);
    int64_t points = s.p * s.p;
    Buffer *v = lower_temp(j->lo, j->node, grad ? "gradient tiles" : "tiles", NUMBER_F32,
                           points * blocks(c) * s.ty * s.tx * 16, points * 16);
    InputNorm norm = conv_norm(j), none = {.NORM = 0, .MAX = 0};
    k_wino_panel_gather(j->lo, (WinoPanelGather){.GRAD = grad,
                                                 .s = {.M = s.m,
                                                       .P = s.p,
                                                       .C = c,
                                                       .H = h,
                                                       .W = w,
                                                       .TY = s.ty,
                                                       .TX = s.tx,
                                                       .TOP = grad ? 0 : s.top,
                                                       .LEFT = grad ? 0 : s.left},
                                                 .in = grad ? none : norm,
                                                 .x = map,
                                                 .norm = grad ? NULL : j->norm,
                                                 .v = v});
    return v;
}

/* Blocks of input channels that share a pass over the other side's planes: as many as stay in the
 * second-level cache. */
static int outer_group(const ConvJob *j)
{
    Scheme s = scheme_of(j->g);
    int64_t bytes = (int64_t)s.p * s.p * s.ty * s.tx * lower_target(j->lo)->batch * 16 *
                    (int64_t)sizeof(float),
            fit = OUTER_BYTES / bytes;
    return fit < 1 ? 1 : fit < OUTER_GROUP ? (int)fit : OUTER_GROUP;
}

static void forward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    Scheme s = scheme_of(g);
    PanelShape shape = {.M = s.m, .P = s.p, .C = g->C, .K = g->K, .OH = g->OH, .OW = g->OW};
    Buffer *v = gather(j, false, g->C, g->H, g->W, j->x), *w = j->w;
    if (j->pool)
        k_wino_panel_forward_pooled(j->lo, (WinoPanelForwardPooled){.s = shape,
                                                                    .CC = CHUNK,
                                                                    .G = GROUP,
                                                                    .ROUND = lower_rounds(j->lo),
                                                                    .PH = j->pool->OH,
                                                                    .PW = j->pool->OW,
                                                                    .KEEP = 1,
                                                                    .v = v,
                                                                    .w = w,
                                                                    .y = j->y,
                                                                    .arg = j->arg});
    else
        k_wino_panel_forward(j->lo, (WinoPanelForward){.s = shape,
                                                       .CC = CHUNK,
                                                       .G = GROUP,
                                                       .ROUND = lower_rounds(j->lo),
                                                       .v = v,
                                                       .w = w,
                                                       .y = j->y});
}

static void backward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    Scheme s = scheme_of(g);
    Buffer *m = j->dx || j->dw ? gather(j, true, g->K, g->OH, g->OW, j->dy) : NULL;
    if (j->dw) {
        Buffer *v = gather(j, false, g->C, g->H, g->W, j->x);
        k_wino_panel_backward_weights(j->lo, (WinoPanelBackwardWeights){.P = s.p,
                                                                        .C = g->C,
                                                                        .K = g->K,
                                                                        .TILES = s.ty * s.tx,
                                                                        .G = outer_group(j),
                                                                        .v = v,
                                                                        .m = m,
                                                                        .dw = j->dw});
    }
    if (j->dx) {
        WinogradShape shape = conv_winograd_shape(g, s.m, s.p);
        shape.PT = s.top;
        shape.PL = s.left;
        k_wino_panel_backward_data(j->lo, (WinoPanelBackwardData){.s = shape,
                                                                  .CC = CHUNK,
                                                                  .G = GROUP,
                                                                  .ROUND = lower_rounds(j->lo),
                                                                  .m = m,
                                                                  .w = j->w,
                                                                  .dx = j->dx});
    }
}

CONV_ALGORITHM(winograd_panels,
               .needs = "a 3x3 window of stride 1 without dilation and 8 or more input "
                        "channels, but not where toeplitz applies",
               .inexact = true, .absorbs = ABSORBS_NORM | ABSORBS_MAXIMA,
               .applies = winograd_applies, .work = work, .forward = forward, .backward = backward,
               .infer = conv_infer_panels);
CONV_ALGORITHM(toeplitz,
               .needs = "a 3x3 window of stride 1 without dilation, padded by 1, on a 2x2 map",
               .inexact = true, .absorbs = ABSORBS_NORM | ABSORBS_MAXIMA, .applies = is_toeplitz,
               .work = work, .forward = forward, .backward = backward,
               .infer = conv_infer_toeplitz);
