/* ConvAlgorithm: one way to compute a convolution. They stand in conv_*.c of this folder, one line
 * each in conv_algorithms.def; conv's select takes the applicable one of least cost. An algorithm
 * lowers the sum over taps and channels alone: bias and activation are instructions of their own,
 * fused where the kernel marks it. */
#ifndef NETC_CONV_ALGORITHM_H
#define NETC_CONV_ALGORITHM_H
#include "compiler/ir/geometry.h"
#include "kernel_calls.h"

/* What a convolution's lowering works on. dx or dw is NULL where nothing needs it. */
typedef struct ConvJob {
    Lower *lo;
    Node *node;
    const Conv2dGeometry *g;
    Buffer *x;
    Buffer *norm;  /* NULL, or batchnorm_factors that x goes through on the way in, */
    int norm_kind; /* alone (1) or clamped behind it (2), to at most norm_max; 0: as it is */
    double norm_max;
    Buffer *w; /* packed: [KH*KW][KB][C][16]; NULL in an inference plan, which takes conv_packed or
                  a stored form */
    Buffer *y; /* forward: the result */
    const PoolGeometry *pool; /* forward: the result are maxima of 2x2 windows of the sum, see
                                 conv_pool; NULL: all of it */
    Buffer *scale; /* forward: of a layer between sum and pool; where it is negative, minima are
                      what becomes maxima. NULL: none */
    Buffer *arg;   /* their places, for the backward pass */
    Buffer *dy, *dx, *dw; /* backward */
} ConvJob;

/* The shape constants of the kernels that take all of the geometry, ConvJob.norm (as their
 * constants tell it) or ConvJob.pool. */
ConvShape conv_shape(const Conv2dGeometry *g);
WinogradShape conv_winograd_shape(const Conv2dGeometry *g, int tile, int points);
InputNorm conv_norm(const ConvJob *);
OutputPool conv_pool(const ConvJob *);

/* Whether an algorithm that absorbs ABSORBS_GIVEN does: few channels, whose windows are short runs.
 */
static inline bool conv_takes_given(const Conv2dGeometry *g)
{
    return g->C <= 4 && g->KH * g->KW * g->C <= 512 && g->groups == 1 && g->DH == 1 && g->DW == 1;
}

typedef struct ConvAlgorithm {
    const char *name;  /* Node.algo, and a word of conv's algorithm=; see CONV_ALGORITHM */
    const char *needs; /* when it applies, in words: "a 3x3 window of stride 1" */
    bool pairs;        /* for training plans that conv_multiplies_pairs alone, by choice of the cost
                          model: no word of algorithm= */
    bool inexact;      /* rounds otherwise than the plain sum: not under Target.exact */
    unsigned absorbs;  /* ABSORBS_NORM: forward and backward take ConvJob.norm; ABSORBS_MAXIMA:
                          forward and infer take ConvJob.pool; ABSORBS_GIVEN: infer takes x as
                          Absorbed.given says, where conv_takes_given */
    int points; /* numbers that an inference plan keeps of the kernel for each pair of channels; 0:
                   those of its taps */
    bool (*applies)(const Conv2dGeometry *);
    void (*work)(const Conv2dGeometry *, const Target *, Pass,
                 Work *); /* what a pass does; *work is all 0 before */
    void (*forward)(const ConvJob *);
    void (*backward)(const ConvJob *); /* NULL: inference only */
    void (*infer)(
        const ConvJob *); /* forward in an inference plan, with kernels as Target.weights says */
} ConvAlgorithm;

extern const ConvAlgorithm
    *const conv_algorithm_table[];        /* NULL-terminated; the first applies always */
extern const char conv_algorithm_words[]; /* the choices of algorithm=: "auto direct ..." */

/* The record of an algorithm: its word, as in conv_algorithms.def, then its other fields. */
#define CONV_ALGORITHM(word, ...) const ConvAlgorithm conv_##word = {.name = #word, __VA_ARGS__}

static inline const Machine *conv_machine(const Target *t)
{
    return t->machine ? t->machine : &machine_default;
}

/* How much longer `rows` rows take than their share: they are cut into tiles of at most 6, as equal
 * as can be, and a tile of 1, 2 and 3 rows keeps 2, 4 and 6 accumulators busy where 8 hide the
 * latency of a multiply-add. */
static inline double conv_tile_slowness(int rows)
{
    static const double slow[] = {1, 3.8, 1.9, 1.35, 1.08, 1.03, 1};
    int tiles = (rows + 5) / 6, low = tiles ? rows / tiles : 0, high = tiles ? rows % tiles : 0;
    return tiles ? (high * (low + 1) * slow[high ? low + 1 : low] +
                    (tiles - high) * low * slow[low]) /
                       rows
                 : 1;
}

/* Products of `rows` rows each: `sums` rows of 16 sums, each over `terms` products. A row costs
 * `beside` multiply-adds' time beside its own. */
static inline void conv_products(Work *w, double sums, double terms, int rows, double beside)
{
    w->macs += sums * 16 * terms;
    w->lost += sums * ((16 * terms + beside) * conv_tile_slowness(rows) - 16 * terms);
}

/* Weights that stream through `times`: the first time from where the whole net's lie, then from the
 * level that holds them. */
static inline void conv_weight_stream(Work *w, const Target *t, double times, double bytes)
{
    w->bytes = times * bytes;
    w->span = times > 1 ? bytes : t->param_bytes;
}

/* Whether products of pairs of bfloat16 are made of it in this plan. */
bool conv_multiplies_pairs(const Conv2dGeometry *g, const Target *t);
/* Machine.bf16_gain that only processors with tiles reach (AMX). */
enum { CONV_TILE_GAIN = 4 };
/* What conv_bf16.c lends to others: the packed kernel j->w rounded into pairs, as it is and turned
 * round for the gradient of x. */
Buffer *conv_weight_pairs(const ConvJob *j);
Buffer *conv_turned_weight_pairs(const ConvJob *j);
/* What conv_direct.c lends to others: the gradient of x in float, and the convolution of dy, by the
 * window turned round, that makes it where the stride is 1. */
void conv_backward_data_floats(const ConvJob *j);
Conv2dGeometry conv_turned(const Conv2dGeometry *g);

/* ---- inference: what conv_prepacked.c lends to the algorithms ---- */

/* The packed kernel j->w as the products take it: see lower_product_weights. Called where it is
 * read, so that a rounded copy lives no longer. */
Buffer *conv_weights(const ConvJob *j);
/* The packed kernel, as training has it. */
Buffer *conv_packed(const ConvJob *);
/* The kernel's taps FIRST ... FIRST + TAPS - 1 as they are, or transformed for P points, stored as
 * Target.weights says. */
Buffer *conv_prepacked(const ConvJob *, int taps, int first);
Buffer *conv_prepacked_points(const ConvJob *, int p);
void conv_infer_blocks(const ConvJob *, int block_rows);
void conv_infer_panels(const ConvJob *);
void conv_infer_toeplitz(const ConvJob *);

/* The packed kernel. */
static inline int64_t conv_weight_floats(const Conv2dGeometry *g)
{
    return (int64_t)g->KH * g->KW * blocks(g->K) * g->C * 16;
}
#endif
