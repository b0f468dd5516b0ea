int net_step(float *trained, float *kept, int n, float rate)
{
    if (!trained || !kept || n < 1 || !net_finite(rate) || rate < 0.0f)
        return NET_EARG;
    if (!net_aligned(trained) || !net_aligned(kept))
        return NET_EALIGN;
