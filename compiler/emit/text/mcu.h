/* What a call returns. One that returns another than NET_OK has written nothing. */
enum {
    NET_OK,
    NET_EARG,  /* a pointer is NULL */
    NET_ESIZE, /* the memory given is too small */
    /* @if map */
    NET_EFORMAT, /* not a file of weights, a damaged one, or one for the other order of bytes */
    NET_EHASH,   /* a file of weights of another net */
    /* @end */
    /* @if learns */
    NET_ENAN, /* a number of x, or the loss, is not finite: nothing is trained */
    /* @end */
    NET_EALIGN /* memory or an array of floats is not aligned to floats */
};

/* @if array */
/* The weights, for net_infer. */
extern NET_CONST float net_weights[NET_WEIGHT_FLOATS];

/* @end */
/* @if starts */
/* What the trained weights begin as, to be copied to memory of NET_TRAINED_BYTES. */
extern NET_CONST float net_trained_start[NET_TRAINED_FLOATS];

/* @end */
/* @if fold */
/* The weights, NET_WEIGHT_FLOATS, that net_infer reads, made of every parameter as netc's weights
 * files and training have them, NET_PARAM_FLOATS: a batchnorm is folded into the layer before it.
 */
/* @if !learns */
int net_fold(const float *params, float *weights);
/* @end */
/* @if learns */
/* And the trained weights, NET_TRAINED_FLOATS. */
int net_fold(const float *params, float *weights, float *trained);
/* @end */

/* @end */
/* @if !x8 */
/* @if table */
/* x from a row of NET_IN_C numbers, as the list above has them: each less the mean of the training
 * rows, by their standard deviation. A NaN, a number that is missing, is the mean. */
int net_normalize(const float *row, float *x);
/* @end */
/* @if !table */
/* x from a picture of NET_IN_H x NET_IN_W pixels of NET_IN_C 8-bit channels side by side, as
 * the net's `input` states: x[c] = (raw[c] * scale - mean[c]) / std[c]. */
int net_preprocess(const unsigned char *raw, float *x);
/* @end */
/* @end */
/* @if x8 */
/* Numbers of x, and those before the first layer that trains, are 8-bit integers: real = scale *
 * (integer - zero). */
/* @if table */
/* x from a row of NET_IN_C numbers, as the list above has them: each less the mean of the training
 * rows, by their standard deviation, and that as an integer. A NaN, a number that is missing, is
 * the mean. */
int net_normalize(const float *row, int8_t *x);
/* @end */
/* @if !table */
/* x from a picture of NET_IN_H x NET_IN_W pixels of NET_IN_C 8-bit channels side by side, as the
 * net's `input` states: (raw[c] * scale - mean[c]) / std[c], and that as an integer. */
int net_preprocess(const unsigned char *raw, int8_t *x);
/* @end */
/* x from as many floats, which went through that preprocessing but for its end, by NET_IN_SCALE and
 * NET_IN_ZERO. A number beyond those that an integer has becomes the nearest of them; with a NaN it
 * is NET_ENAN. */
int net_quantize(const float *from, int8_t *x);
/* @end */
/* y (NET_OUTPUTS) from one input x (NET_IN_H, NET_IN_W, NET_IN_C): the channels of a pixel side by
 * side. weights: NET_WEIGHT_FLOATS, read where they
 * lie; work: NET_WORK_BYTES, aligned to floats, whatever it holds. Re-entrant. */
/* @if !learns */
int net_infer(const float *weights, const float *x, float *y, void *work, size_t bytes);
/* @end */
/* @if learns */
/* trained: the weights of layers that are not frozen, NET_TRAINED_FLOATS, in RAM. */
/* @if !x8 */
int net_infer(const float *weights, const float *trained, const float *x, float *y, void *work,
              size_t bytes);
/* @end */
/* @if x8 */
int net_infer(const float *weights, const float *trained, const int8_t *x, float *y, void *work,
              size_t bytes);
/* @end */
/* @end */
