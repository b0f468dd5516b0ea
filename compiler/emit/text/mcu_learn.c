/* By its bits, so that no option of a compiler takes the question for answered. */
static int net_finite(float v)
{
    uint32_t u;
    memcpy(&u, &v, sizeof u);
    return (u & 0x7F800000u) != 0x7F800000u;
}

/* @if int_labels */
int net_learn(const float *weights, float *trained, const float *x, int class_number, float rate,
              float *y, float *loss_of, void *memory, size_t bytes)
/* @end */
/* @if !int_labels */
int net_learn(const float *weights, float *trained, const float *x, const float *label, float rate,
              float *y, float *loss_of, void *memory, size_t bytes)
/* @end */
{
    float *const work = (float *)memory;
    float loss[2] = {0.0f, 0.0f};
    /* @if int_labels */
    const int32_t label[1] = {class_number};
    /* @end */
    int i, bad;
    if (!x)
        return NET_EARG;
    if (!net_aligned(x))
        return NET_EALIGN;
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
    if (!net_finite(rate) || rate < 0.0f)
        return NET_EARG;
    for (i = 0; i < NET_IN_H * NET_IN_W * NET_IN_C; i++)
        if (!net_finite(x[i]))
            return NET_ENAN;
    bad = net_infer(weights, trained, x, y, memory, bytes);
    if (bad)
        return bad;
