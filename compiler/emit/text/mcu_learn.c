{
    float *const work = (float *)memory;
    float loss[2] = {0.0f, 0.0f};
    /* @if int_labels */
    const int32_t label[1] = {class_number};
    /* @end */
    /* @if !x8 */
    int i;
    /* @end */
    int bad;
    /* @if !x8 */
    if (!x)
        return NET_EARG;
    if (!net_aligned(x))
        return NET_EALIGN;
    /* @end */
    /* @if int_labels */
    if (class_number < 0 || class_number >= NET_OUTPUTS)
        return NET_EARG;
    /* @end */
    /* @if !int_labels */
    if (!label)
        return NET_EARG;
    if (!net_aligned(label))
        return NET_EALIGN;
    /* @end */
    /* @if kept */
    if (!kept)
        return NET_EARG;
    if (!net_aligned(kept))
        return NET_EALIGN;
    /* @end */
    /* @if !adds */
    if (!net_finite(rate) || rate < 0.0f)
        return NET_EARG;
    /* @end */
    /* @if !x8 */
    for (i = 0; i < NET_IN_H * NET_IN_W * NET_IN_C; i++)
        if (!net_finite(x[i]))
            return NET_ENAN;
    /* @end */
    bad = net_infer(weights, trained, x, y, memory, bytes);
    if (bad)
        return bad;
