/* Quant: a net's weights as 8-bit integers, and the scales of its values, as a quantized weights
 * file has them (weights/quantized.h). Scheme of TensorFlow Lite: a real number is scale * (q -
 * zero). Weights have zero 0 and a scale for each output channel or one for all, -127 ... 127;
 * values one scale and zero, -128 ... 127; a bias is 32 bits wide, of the scale of its products.
 * Target.quant makes a plan of integers of it. */
#ifndef NETC_QUANT_H
#define NETC_QUANT_H
#include <stdbool.h>
#include <stdint.h>

typedef struct QuantScale {
    float scale; /* 0: not known */
    int zero;
} QuantScale;

typedef struct QuantNode {
    QuantScale value;     /* of the node's value as it is stored */
    const int8_t *kernel; /* Keras layout; NULL: none */
    const float *scale;   /* of the kernel, n_scales of them: 1, or one for each output channel */
    const int32_t *bias;  /* one for each output channel */
    int n_scales;
} QuantNode;

typedef struct Quant {
    const char *path;   /* of the file, for messages */
    const char *floats; /* "LAYER hash; ...": the floats that each layer's integers are made of;
                           NULL: the file does not say */
    QuantNode *node;    /* by node id */
    int trained;        /* ranges of values that are a training's (`quantize int8`) */
} Quant;

/* Whose scale the value of a kind has (Layer.int8_scale). */
typedef enum Int8Scale {
    INT8_OWN,    /* one of its own, from calibration */
    INT8_INPUT,  /* that of input 0 */
    INT8_SHARED, /* one for itself and all of its inputs */
    INT8_SHARES, /* 1/256, zero -128: numbers from 0 to 1 */
    INT8_SIGNED  /* 1/128, zero 0: numbers from -1 to 1 */
} Int8Scale;
extern const QuantScale quant_shares, quant_signed;

/* factor as multiplier * 2^(shift - 31), multiplier between 2^30 and 2^31, or 0 where the factor is
 * below 2^-32. False: it is no positive number below 2^30. */
bool quant_factor(double factor, int32_t *multiplier, int *shift);
/* The scale and zero whose integers reach from low to high, widened so that 0 is one of them. */
QuantScale quant_range(double low, double high);
/* The integer nearest to x, within -128 ... 127. */
int quant_integer(QuantScale s, double x);
#endif
