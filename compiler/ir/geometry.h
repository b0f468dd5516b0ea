/* What shape rules work out for the lowering of windowed layers (Node.geometry), and the
 * steps that several shape rules share. Letters are those of the kernels: C channels in,
 * K channels out, H W input map, OH OW output map, KH KW window, SH SW stride, DH DW
 * dilation, PT PL padding before (what follows after is implied by the output size). */
#ifndef NETC_GEOMETRY_H
#define NETC_GEOMETRY_H
#include "compiler/ir/layer.h"

typedef struct Conv2dGeometry { /* conv, depthwise (K = C * multiplier) */
    int C, H, W, K, OH, OW, KH, KW, SH, SW, DH, DW, PT, PL;
    int groups; /* conv: channel groups that do not mix */
} Conv2dGeometry;

/* The windows of n over its input as it is stored: without the zeros that n absorbs. */
Conv2dGeometry windows_over_zeros(const Node *n);

typedef struct PoolGeometry { /* maxpool, avgpool */
    int C, H, W, OH, OW, KH, KW, SH, SW, PT, PL;
} PoolGeometry;

typedef struct PadGeometry {
    int top, bottom, left, right;
} PadGeometry;

#define INIT_CHOICES \
    "glorot_uniform glorot_normal he_uniform he_normal lecun_uniform lecun_normal zeros ones"
Init init_named(const char *name); /* one of INIT_CHOICES */

/* Attribute lines that several kinds share. */
#define ATTRS_PADDING(same_doc, valid_doc)                     \
    {"same", ATTR_FLAG, 0, false, 0, 0, 1, NULL, same_doc},    \
    {                                                          \
        "valid", ATTR_FLAG, 0, false, 0, 0, 1, NULL, valid_doc \
    }
#define ATTR_END                                       \
    {                                                  \
        NULL, ATTR_FLAG, 0, false, 0, 0, 0, NULL, NULL \
    }
enum { DIM_MAX = 1 << 24 }; /* the largest size a file may state */

/* True when input 0 is a map (vector); otherwise reports "KIND takes ..., its input is ...". */
bool want_map(ShapeCtx *, const Node *n);
bool want_vector(ShapeCtx *, const Node *n);
/* `same`, `valid` and (when the kind has it) `pad=`: at most one may be written. */
bool padding_of(ShapeCtx *, const Node *n, PadMode otherwise, PadMode *mode);
/* "window leaves nothing" with its hint, as in spec/language.md. `same_h`, `same_w`: what `same`
 * would give; 0: it is no remedy. */
void window_error(ShapeCtx *, const Node *n, int kh, int kw, int same_h, int same_w);
/* The names of the remedy, for window_error: the labelled block that the net stands on ("the base")
 * or "the net". */
const char *shape_base(ShapeCtx *);
const Input *shape_input(ShapeCtx *);

/* Whole shape rules and operation counts used by more than one kind. */
void keep_shape(ShapeCtx *, Node *n);   /* out = in 0 */
void equal_shapes(ShapeCtx *, Node *n); /* out = in 0, and every other input is like it */
void pool_shape(ShapeCtx *, Node *n);   /* attributes size, stride, same, valid -> PoolGeometry */
void global_pool_shape(ShapeCtx *, Node *n); /* map -> vector of its channels */
double pool_flops(const Node *n);
double flops_per_output(const Node *n); /* one for each output element */
#endif
