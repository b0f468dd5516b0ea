/* What a call returns. One that returns another than NET_OK has written nothing. */
enum {
    NET_OK,
    NET_EARG,   /* a pointer is NULL */
    NET_ESIZE,  /* the memory given is too small */
    NET_EALIGN, /* an array of floats is not aligned to floats */
    NET_ENAN    /* a number of the input is NaN, which no integer is */
};

/* Numbers within are 8-bit integers: real = scale * (integer - zero). */
/* @if !floats */
/* @if table */
/* x from a row of NET_IN_C numbers, as the list above has them: each less the mean of the training
 * rows, by their standard deviation, and that as an integer. A NaN, a number that is missing, is
 * the mean. */
int net_normalize(const float *row, int8_t *x);
/* @end */
/* @if !table */
/* x (NET_IN_H, NET_IN_W, NET_IN_C), the channels of a pixel side by side, from a picture of as many
 * 8-bit channels, as the net's `input` states: (raw[c] * scale - mean[c]) / std[c], and that as an
 * integer. */
int net_preprocess(const unsigned char *raw, int8_t *x);
/* @end */
/* x from as many floats, which went through that preprocessing but for its end, and NET_OUTPUTS
 * floats from y: by NET_IN_SCALE and NET_IN_ZERO, NET_OUT_SCALE and NET_OUT_ZERO. A number
 * beyond those that an integer has becomes the nearest of them; with a NaN it is NET_ENAN. */
int net_quantize(const float *from, int8_t *x);
int net_dequantize(const int8_t *y, float *to);
/* y (NET_OUTPUTS) from one input x. work: NET_WORK_BYTES, whatever it holds. Re-entrant. */
int net_infer(const int8_t *x, int8_t *y, void *work, size_t bytes);
/* @end */
/* @if floats */
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
 * side. work: NET_WORK_BYTES, whatever it holds. Re-entrant. */
int net_infer(const float *x, float *y, void *work, size_t bytes);
/* @end */
