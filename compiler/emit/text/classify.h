
/* Of output i; "" where the net has no labels. */
static inline const char *net_label(int i)
{
    return i >= 0 && i < (int)(sizeof net_label_text / sizeof *net_label_text) - 1
               ? net_label_text[i]
               : "";
}

/* y (NET_OUTPUTS) of one picture, NET_IN_H x NET_IN_W pixels of NET_IN_C bytes. NET_OK, or what
 * net_infer says. In static memory: one call at a time. */
static inline int net_classify(const unsigned char *raw, float *y)
{
    /* @if native */
    return net_predict(raw, y);
    /* @end */
    /* @if float */
    static float x[NET_IN_H * NET_IN_W * NET_IN_C], work[NET_WORK_BYTES / sizeof(float) + 1];
    const int bad = net_preprocess(raw, x);
    /* @if weights */
    return bad ? bad : net_infer(net_weights, x, y, work, NET_WORK_BYTES);
    /* @end */
    /* @if !weights */
    return bad ? bad : net_infer(NULL, x, y, work, NET_WORK_BYTES);
    /* @end */
    /* @end */
    /* @if int8_float */
    static float x[NET_IN_H * NET_IN_W * NET_IN_C], work[NET_WORK_BYTES / sizeof(float) + 1];
    const int bad = net_preprocess(raw, x);
    return bad ? bad : net_infer(x, y, work, NET_WORK_BYTES);
    /* @end */
    /* @if int8 */
    static int8_t x[NET_IN_H * NET_IN_W * NET_IN_C], out[NET_OUTPUTS];
    static float work[NET_WORK_BYTES / sizeof(float) + 1];
    int bad = net_preprocess(raw, x);
    if (!bad)
        bad = net_infer(x, out, work, NET_WORK_BYTES);
    return bad ? bad : net_dequantize(out, y);
    /* @end */
}

static inline int net_largest(const float *y)
{
    int i, best = 0;
    for (i = 1; i < NET_OUTPUTS; i++)
        best = y[i] > y[best] ? i : best;
    return best;
}
#endif
