/* Fusion between layers: the properties of kinds by which absorb() (compiler/passes/absorb.c)
 * decides, and what it writes on the graph. A node absorbs a neighbour when its own kernels compute
 * that one's value, too. */
#ifndef NETC_ABSORB_H
#define NETC_ABSORB_H

struct Node;

/* What is true of the function that a kind computes: Layer.traits. */
enum {
    TRAIT_IDENTITY = 1,       /* passes its value on */
    TRAIT_NONDECREASING = 2,  /* value by value: commutes with a maximum */
    TRAIT_CHANNEL_AFFINE = 4, /* inference: scale[c] * x + shift[c]; commutes with a maximum where a
                                 minimum is taken for negative scale. Layer.factors gives scale */
    TRAIT_NORMALISES = 8,     /* training, unless frozen: the same with numbers from the batch.
                                 Layer.factors gives them, [CB][48] as batchnorm_factors has them */
    TRAIT_CLAMPS = 16,        /* max(x, 0), and at most the attribute `max` where that is not 0 */
    TRAIT_MAXIMA = 32,        /* maxima of windows, those of its PoolGeometry */
    TRAIT_SELECTS = 64,       /* each output is one of the input's values */
    TRAIT_GIVEN = 256,        /* the caller's values */
    TRAIT_RANGE = 512, /* of training by fake 8-bit integers; in plans [H][W][C] it passes its
                          value on as if it were not there */
    TRAIT_PADS = 128   /* what its PadGeometry says around a map, zeros where that says so */
};

/* What a node's kernels can compute besides, by its algorithm: Layer.absorbs. */
enum {
    ABSORBS_MAXIMA = 1, /* maxima of 2x2 windows, stride 2, without padding, of its own result */
    ABSORBS_NORM = 2,   /* forward and backward: its input from what a kind that normalises reads,
                           clamped or not */
    ABSORBS_ZEROS = 4,  /* inference: zeros around its input, see windows_over_zeros */
    /* inference on values [H][W][C] (Layer.plain_absorbs): of its own result, in this order */
    ABSORBS_AFFINE = 8, /* scale and shift by channel, folded into its weights */
    ABSORBS_CLAMP = 16,
    ABSORBS_WINDOWS = 32, /* maxima of windows that do not overlap */
    /* inference: its input as the caller has it, [H][W][C], where it takes no maxima */
    ABSORBS_GIVEN = 64
};

/* The decision for one node; all NULL: its value is stored whole, by its own instructions. Written
 * by absorb(), obeyed by lower() and differentiate(). */
typedef struct Absorbed {
    struct Node *by;   /* its value is made by this node's kernels: it passes input 0 on as it is */
    struct Node *pool; /* its value is stored as the maxima that this node takes of it */
    struct Node *sign; /* of the node that makes the maxima: one between it and `pool` whose scale,
                          where negative, makes maxima of minima; NULL: none */
    struct Node *norm; /* its input 0 is stored as it is before this node normalises it */
    struct Node *zeros;  /* its input 0 is stored without the zeros that this node puts around it */
    struct Node *clamp;  /* with `norm`: and before this one clamps it; NULL: none does */
    struct Node *given;  /* its input 0 is stored as the caller of this node has it */
    struct Node *affine; /* its weights are those with this node behind it */
    struct Node *limit;  /* it clamps its result as this node does */
    struct Node *slope;  /* backward: it takes the derivative of this node, its input 0, at its own
                            outputs, and makes the gradient of that one's input */
} Absorbed;
#endif
