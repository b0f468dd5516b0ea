/* Variant: one algorithm for a layer kind that has several. conv's stand in
 * compiler/variants/conv_*.c, one line each in conv_variants.def; conv's select takes the
 * applicable one of least cost. A variant lowers the sum over taps and channels alone: bias
 * and activation are instructions of their own, fused where the kernel marks it. */
#ifndef NETC_VARIANT_H
#define NETC_VARIANT_H
#include "compiler/layers/geometry.h"

/* What a convolution's lowering works on. dx or dw is NULL where nothing needs it. */
typedef struct ConvJob {
    Lower  *lo;
    Node   *node;
    const Conv2dGeometry *g;
    Buffer *x, *w;              /* w packed: [KH*KW][KB][C][16] */
    Buffer *y;                  /* forward: the result */
    Buffer *dy, *dx, *dw;       /* backward */
} ConvJob;

typedef struct ConvVariant {
    const char *name;           /* Node.algo, and a word of conv's algorithm= (CONV-VARIANTS) */
    const char *needs;          /* when it applies, in words: "a 3x3 window of stride 1" */
    bool        inexact;        /* rounds otherwise than the plain sum: not under Target.exact */
    bool      (*applies)(const Conv2dGeometry *);
    double    (*cost)(const Conv2dGeometry *, const Target *);      /* of a training step, in multiply-adds at full speed */
    void      (*forward)(const ConvJob *);
    void      (*backward)(const ConvJob *);
} ConvVariant;

extern const ConvVariant *const conv_variants[];    /* NULL-terminated; the first applies always */

/* Outputs of one image times taps and channels: the multiply-adds of a plain sum, with padded output lanes. */
static inline double conv_macs(const Conv2dGeometry *g)
{
    return (double)g->OH * g->OW * g->KH * g->KW * g->C * blocks(g->K) * 16;
}

/* How much longer a register tile of few rows takes than its share: 1, 2 and 3 rows keep 2, 4 and 6 accumulators busy where 8
 * hide the latency of a multiply-add. */
static inline double conv_tile_slowness(int rows)
{
    static const double slow[] = {1, 4, 2, 1.4, 1.1, 1.05};
    return rows < 6 ? slow[rows] : 1.02;
}

/* The products of a step: `points` a tile, tiles in blocks of `rows`, about 100 multiply-adds' time beside each row's own. */
static inline double conv_product_cost(const Conv2dGeometry *g, double tiles, int points, int rows)
{
    return 3 * tiles * points * (g->C * 16.0 + 100) * blocks(g->K) * conv_tile_slowness(rows);
}

/* The packed kernel. */
static inline int64_t conv_weight_floats(const Conv2dGeometry *g)
{
    return (int64_t)g->KH * g->KW * blocks(g->K) * g->C * 16;
}
#endif
