/* In bits: a compiler may take a number to be none otherwise. */
static int net_missing(float v)
{
    union {
        float v;
        uint32_t bits;
    } u;
    u.v = v;
    return (u.bits & 0x7FFFFFFFu) > 0x7F800000u;
}

/* @if integers */
static int net_any_missing(const float *x)
{
    int i;
    for (i = 0; i < NET_IN_H * NET_IN_W * NET_IN_C; i++)
        if (net_missing(x[i]))
            return 1;
    return 0;
}

/* @end */
