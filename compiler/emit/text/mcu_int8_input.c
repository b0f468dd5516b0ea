static int8_t net_integer(float v)
{
    const float q = roundf(v / NET_IN_SCALE) + (float)(NET_IN_ZERO);
    return (int8_t)(q > -128.0f ? q < 127.0f ? (int)q : 127 : -128);
}

/* @if table */
int net_normalize(const float *row, int8_t *x)
{
    int c;
    if (!row || !x)
        return NET_EARG;
    for (c = 0; c < NET_IN_C; c++)
        x[c] = net_integer(net_missing(row[c]) ? 0.0f : (row[c] - net_mean[c]) / net_std[c]);
    return NET_OK;
}
/* @end */
/* @if !table */
int net_preprocess(const unsigned char *raw, int8_t *x)
{
    const int last = (int)(sizeof net_factor / sizeof *net_factor) - 1;
    int p, c;
    if (!raw || !x)
        return NET_EARG;
    for (p = 0; p < NET_IN_H * NET_IN_W; p++, raw += NET_IN_C, x += NET_IN_C)
        for (c = 0; c < NET_IN_C; c++) {
            /* @if bgr */
            const float v = (float)raw[NET_IN_C - 1 - c];
            /* @end */
            /* @if !bgr */
            const float v = (float)raw[c];
            /* @end */
            x[c] = net_integer(v * net_factor[c < last ? c : last] +
                               net_shift[c < last ? c : last]);
        }
    return NET_OK;
}
/* @end */

int net_quantize(const float *from, int8_t *x)
{
    int i;
    if (!from || !x)
        return NET_EARG;
    if (net_any_missing(from))
        return NET_ENAN;
    for (i = 0; i < NET_IN_H * NET_IN_W * NET_IN_C; i++)
        x[i] = net_integer(from[i]);
    return NET_OK;
}

/* @if !mixed */
int net_dequantize(const int8_t *y, float *to)
{
    int i;
    if (!y || !to)
        return NET_EARG;
    for (i = 0; i < NET_OUTPUTS; i++)
        to[i] = NET_OUT_SCALE * (float)(y[i] - (NET_OUT_ZERO));
    return NET_OK;
}
/* @end */
