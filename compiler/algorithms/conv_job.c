/* What the algorithms of a convolution share: the shapes that their kernels take, and the packed
 * kernel of the layer. */
#include "compiler/algorithms/conv_algorithm.h"

ConvShape conv_shape(const Conv2dGeometry *g)
{
    return (ConvShape){.C = g->C,
                       .H = g->H,
                       .W = g->W,
                       .K = g->K,
                       .OH = g->OH,
                       .OW = g->OW,
                       .KH = g->KH,
                       .KW = g->KW,
                       .SH = g->SH,
                       .SW = g->SW,
                       .DH = g->DH,
                       .DW = g->DW,
                       .PT = g->PT,
                       .PL = g->PL};
}

WinogradShape conv_winograd_shape(const Conv2dGeometry *g, int tile, int points)
{
    return (WinogradShape){.M = tile,
                           .P = points,
                           .C = g->C,
                           .H = g->H,
                           .W = g->W,
                           .K = g->K,
                           .OH = g->OH,
                           .OW = g->OW,
                           .PT = g->PT,
                           .PL = g->PL};
}

InputNorm conv_norm(const ConvJob *j)
{
    return (InputNorm){.NORM = j->norm_kind, .MAX = (float)j->norm_max};
}

OutputPool conv_pool(const ConvJob *j)
{
    return (OutputPool){.PH = j->pool ? j->pool->OH : j->g->OH,
                        .PW = j->pool ? j->pool->OW : j->g->OW,
                        .POOL = !j->pool   ? 0
                                : j->scale ? 2
                                           : 1};
}

Buffer *conv_weights(const ConvJob *j) { return lower_product_weights(j->lo, j->node, j->w); }

Buffer *conv_packed(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    int taps = g->KH * g->KW;
    KernelCall pack = call_conv_pack((ConvPack){.TAPS = taps, .C = g->C, .K = g->K}),
               unpack = call_conv_unpack((ConvUnpack){.TAPS = taps, .C = g->C, .K = g->K});
    if (g->groups > 1) {
        pack = call_conv_pack_groups(
            (ConvPackGroups){.TAPS = taps, .C = g->C, .K = g->K, .GROUPS = g->groups});
        unpack = call_conv_unpack_groups(
            (ConvUnpackGroups){.TAPS = taps, .C = g->C, .K = g->K, .GROUPS = g->groups});
    }
    return lower_param(j->lo, j->node, "kernel", conv_weight_floats(g), pack, unpack);
}
