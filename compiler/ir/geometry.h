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

typedef struct PoolGeometry { /* maxpool, avgpool; PB, PR: padding after */
    int C, H, W, OH, OW, KH, KW, SH, SW, PT, PL, PB, PR;
} PoolGeometry;

typedef struct PadGeometry {
    int top, bottom, left, right;
    bool zeros; /* pad: zeros are what it puts there */
} PadGeometry;

typedef struct SlicePart { /* from first (0 is the first) on each step-th, so many of them */
    int first, step, count;
} SlicePart;

typedef struct SliceGeometry {
    SlicePart rows, columns, channels;
} SliceGeometry;

#define INIT_CHOICES                                                                           \
    "glorot_uniform glorot_normal he_uniform he_normal lecun_uniform lecun_normal zeros ones " \
    "pytorch"
Init init_named(const char *name); /* one of INIT_CHOICES, or of the words that conv adds */
#define ATTR_DEVIATION                                                                            \
    {                                                                                             \
        "deviation", ATTR_NUM, 0, false, 0, 0, 1e6, NULL,                                         \
            "the kernel's starting values are scaled to this standard deviation; 0: they are not" \
    }

/* Attribute lines that several kinds share. */
#define ATTRS_PADDING(same_doc, valid_doc)                     \
    {"same", ATTR_FLAG, 0, false, 0, 0, 1, NULL, same_doc},    \
    {                                                          \
        "valid", ATTR_FLAG, 0, false, 0, 0, 1, NULL, valid_doc \
    }
/* Sides of a map, each as the attribute `size` says where it is not written. */
#define ATTRS_SIDES(rows_above, rows_below, columns_before, columns_after) \
    {"top", ATTR_INT, 0, false, -1, 0, 65536, NULL, rows_above},           \
        {"bottom", ATTR_INT, 0, false, -1, 0, 65536, NULL, rows_below},    \
        {"left", ATTR_INT, 0, false, -1, 0, 65536, NULL, columns_before},  \
    {                                                                      \
        "right", ATTR_INT, 0, false, -1, 0, 65536, NULL, columns_after     \
    }
#define ATTRS_POOL                                                                          \
    {"size", ATTR_SIZE, 1, false, 2, 1, 65536, NULL, "window"},                             \
        {"stride", ATTR_SIZE, 0, false, 0, 1, 65536, NULL, POOL_STRIDE_DOC},                \
        ATTRS_PADDING("output size is input / stride, rounded up", "no padding (default)"), \
        {"pad", ATTR_SIZE, 0, false, 0, 0, 65536, NULL, "padding on each side"},            \
        ATTRS_SIDES("padding above; as `pad` when not written",                             \
                    "padding below; as `pad` when not written",                             \
                    "padding before; as `pad` when not written",                            \
                    "padding after; as `pad` when not written"),                            \
    {                                                                                       \
        "ceil", ATTR_FLAG, 0, false, 0, 0, 1, NULL, POOL_CEIL_DOC                           \
    }
#define POOL_STRIDE_DOC "step of the window; as `size` when not written"
#define POOL_CEIL_DOC   "a last window may reach beyond the padding"
/* Of kinds that take one number in place of a second value. */
#define ATTR_VALUE(doc)                                            \
    {                                                              \
        "value", ATTR_NUM, 1, false, -2e30, -1e30, 1e30, NULL, doc \
    }
#define ATTR_KEEPDIMS                                                                 \
    {                                                                                 \
        "keepdims", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "leaves a 1x1 map, no vector" \
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

/* The attributes of ATTRS_SIDES; high and wide stand for what is not written. */
PadGeometry *sides_of(ShapeCtx *, const Node *n, int high, int wide);

/* Whole shape rules and operation counts used by more than one kind. */
void keep_shape(ShapeCtx *, Node *n); /* out = in 0 */
/* A second value (`most` of all at most; 0: any number) or one number, not both. Shapes are equal,
 * or have 1 where they differ: such a value is repeated along that axis. A vector counts as a map
 * of 1x1. */
void operands_shape(ShapeCtx *, Node *n, int most);
bool takes_number(const Node *n);            /* ATTR_VALUE is written */
void pool_shape(ShapeCtx *, Node *n);        /* ATTRS_POOL -> PoolGeometry */
void global_pool_shape(ShapeCtx *, Node *n); /* map -> vector of its channels, or 1x1 */
double pool_flops(const Node *n);
double flops_per_output(const Node *n); /* one for each output element */
#endif
