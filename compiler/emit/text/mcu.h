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
/* y (NET_OUTPUTS) from one input x (NET_IN_H, NET_IN_W, NET_IN_C): the channels of a pixel side by
 * side. weights: NET_WEIGHT_FLOATS, read where they
 * lie; work: NET_WORK_BYTES, aligned to floats, whatever it holds. Re-entrant. */
/* @if !learns */
int net_infer(const float *weights, const float *x, float *y, void *work, size_t bytes);
/* @end */
/* @if learns */
/* trained: the weights of layers that are not frozen, NET_TRAINED_FLOATS, in RAM. */
int net_infer(const float *weights, const float *trained, const float *x, float *y, void *work,
              size_t bytes);
/* One step on one sample: its outputs y as net_infer gives them, its loss (loss_of may be NULL),
 * and each trained weight less rate times its gradient, in place: no gradients of weights are
 * stored. Weights that were trained are what net_infer reads, at once. NET_ENAN has written y and
 * the loss alone. rate: finite, from 0 up. */
/* @if int_labels */
int net_learn(const float *weights, float *trained, const float *x, int class_number, float rate,
              float *y, float *loss_of, void *work, size_t bytes);
/* @end */
/* @if !int_labels */
/* label: NET_OUTPUTS numbers that y should be. */
int net_learn(const float *weights, float *trained, const float *x, const float *label, float rate,
              float *y, float *loss_of, void *work, size_t bytes);
/* @end */
/* @end */
