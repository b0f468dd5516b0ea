/* What the lowerings of kinds to 8-bit integers (Layer.int8) share. */
#ifndef NETC_LAYERS_INT8_H
#define NETC_LAYERS_INT8_H
#include "compiler/layers/lowering.h"

/* The node's value, with the scale of its first input (INT8_INPUT), of shares (INT8_SHARES). */
Buffer *int8_out_as_input(Lower *lo, Node *n);
Buffer *int8_out_shares(Lower *lo, Node *n);

typedef struct Int8Factor {
    int32_t multiplier;
    int shift;
} Int8Factor;
/* A factor for a kernel of n; one that no kernel can compute with makes the plan faulty. */
Int8Factor int8_factor(Lower *lo, const Node *n, double factor);

typedef struct Int8Limits {
    int low, high;
} Int8Limits;
/* The least and the most of a value, of a scale, that `limit` (TRAIT_CLAMPS; NULL: nothing)
 * clamps. */
Int8Limits int8_limits(const Node *limit, QuantScale s);

typedef enum Int8Order {
    INT8_KEPT,     /* as the file has it, Keras layout; the kernel subtracts the input's zero */
    INT8_BY_OUTPUT /* all numbers of an output channel side by side; rule has the input's zero */
} Int8Order;
typedef struct Int8Weights {
    Buffer *kernel, *rule;
    Int8Limits limits;
} Int8Weights;
/* Weights of a kind with a kernel, in the order of its kernels, and what they make of sums: `rule`
 * has three numbers for each of the K output channels (kernels/plain/plain_int8.c). */
Int8Weights int8_weights(Lower *lo, Node *n, Int8Order order);

typedef struct Int8Panels {
    Buffer *kernel, *rule;
    Int8Limits limits;
    int runs, quads;
} Int8Panels;
/* Weights of n as panels for a processor with wide registers: each run of `run` numbers of an
 * output channel filled up to QUADS times four, 16 channels together
 * (kernels/plain/int8_panels.c). NULL kernel: the plan has none (Target.wide), or its sums could
 * be too large. */
Int8Panels int8_panels(Lower *lo, Node *n, int64_t run);
/* Products of each channel with its own numbers, by the weights as the file has them (INT8_KEPT);
 * the node's value is written. */
void int8_depthwise(Lower *lo, Node *n, ConvShape s);
/* y = x times a factor and a summand for each channel (Layer.int8_channels). */
void int8_channels(Lower *lo, Node *n);

/* ---- activations, by a table of the 256 integers that there are ---- */

/* y = table[x + 128], of x the node's input; the table is the arena's. */
void int8_table(Lower *lo, Node *n, const int8_t *table);
/* By Layer.at, rounded to the nearest. */
void int8_by_table(Lower *lo, Node *n);
/* As TensorFlow Lite computes them in integers; sigmoid with values of quant_shares, tanh with
 * those of quant_signed. */
const int8_t *int8_sigmoid_table(Lower *lo, const Node *n, QuantScale x);
const int8_t *int8_tanh_table(Lower *lo, const Node *n, QuantScale x);
const int8_t *int8_leaky_table(Lower *lo, Node *n, double slope);
#endif
