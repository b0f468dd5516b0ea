/* @if table */
int net_normalize(const float *row, float *x)
{
    int c;
    if (!row || !x)
        return NET_EARG;
    if (!net_aligned(x))
        return NET_EALIGN;
    for (c = 0; c < NET_IN_C; c++)
        x[c] = net_missing(row[c]) ? 0.0f : (row[c] - net_mean[c]) / net_std[c];
    return NET_OK;
}
/* @end */
/* @if !table */
int net_preprocess(const unsigned char *raw, float *x)
{
    const int last = (int)(sizeof net_factor / sizeof *net_factor) - 1;
    int p, c;
    if (!raw || !x)
        return NET_EARG;
    if (!net_aligned(x))
        return NET_EALIGN;
    for (p = 0; p < NET_IN_H * NET_IN_W; p++, raw += NET_IN_C, x += NET_IN_C)
        for (c = 0; c < NET_IN_C; c++) {
            /* @if bgr */
            const float v = (float)raw[NET_IN_C - 1 - c];
            /* @end */
            /* @if !bgr */
            const float v = (float)raw[c];
            /* @end */
            x[c] = v * net_factor[c < last ? c : last] + net_shift[c < last ? c : last];
        }
    return NET_OK;
}
/* @end */
