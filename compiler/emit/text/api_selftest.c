/* @if selftest */
/* ---- self-test ---- */

static float net_test_value(uint32_t i)
{
    uint32_t h = i * 2654435761u;
    h ^= h >> 15;
    h *= 2246822519u;
    h ^= h >> 13;
    return (float)(h >> 8) * (1.0f / 16777216.0f);
}

/* A tolerance for sums of this length in another order: a part in a thousand of the value, and a
 * little. */
static int net_test_near(double a, double b)
{
    double d = a < b ? b - a : a - b, m = b < 0 ? -b : b;
    return d <= 1e-3 * m + 1e-4;
}

int net_selftest(void *mem, size_t bytes)
{
    unsigned char *p = (unsigned char *)mem;
    float *params, *x, *y;
    int i, bad = net_check_memory(mem, bytes, NET_SELFTEST_BYTES);
    if (bad)
        return bad;
    params = (float *)(void *)p;
    p += (sizeof(float) * NET_PARAM_FLOATS + NET_ALIGN) / NET_ALIGN * NET_ALIGN;
    x = (float *)(void *)p;
    p += (sizeof(float) * NET_IN_H * NET_IN_W * NET_IN_C + NET_ALIGN) / NET_ALIGN * NET_ALIGN;
    y = (float *)(void *)p;
    p += (sizeof(float) * NET_OUTPUTS + NET_ALIGN) / NET_ALIGN * NET_ALIGN;
    (void)net_init(params, 1);
    for (i = 0; i < NET_IN_H * NET_IN_W * NET_IN_C; i++)
        x[i] = net_test_value((uint32_t)i);
    bad = net_prepare(params, p, NET_MODEL_BYTES);
    if (!bad)
        bad = net_infer(p, x, 1, y, p + NET_MODEL_BYTES, NET_WORK_BYTES);
    for (i = 0; !bad && i < NET_OUTPUTS; i++)
        if (!net_test_near((double)y[i], net_selftest_y[i]))
            bad = NET_ENAN;
    /* @if train */
    if (!bad) { /* a directional derivative: sum of gradient times direction */
        net_train *t;
        float loss = 0, *grad = (float *)(void *)(p + NET_TRAIN_BYTES);
        double slope = 0;
        const size_t count = NET_PARAM_FLOATS;
        uint32_t k;
        /* @if int_labels */
        const int32_t label[1] = {0};
        /* @end */
        /* @if float_labels */
        /* @if wide_rows */
        float label[NET_TARGETS];
        /* @end */
        /* @if !wide_rows */
        float label[NET_OUTPUTS];
        /* @end */
        memset(label, 0, sizeof label);
        label[0] = 1.0f;
        /* @if wide_rows */
        label[NET_TARGETS - 1] = 1.0f;
        /* @end */
        /* @end */
        bad = net_train_init(&t, p, NET_TRAIN_BYTES, params, 1);
        if (!bad)
            bad = net_train_grad(t, x, label, 1, grad, &loss);
        for (k = 0; !bad && k < count; k++)
            slope += (double)grad[k] * ((double)net_test_value(k) - 0.5);
        if (!bad && (!net_test_near((double)loss, net_selftest_loss) ||
                     !net_test_near(slope, net_selftest_slope)))
            bad = NET_ENAN;
    }
    /* @end */
    return bad;
}
/* @end */
