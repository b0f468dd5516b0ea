int net_infer(const float *x, float *y, void *memory, size_t bytes)
{
    /* @if work */
    int8_t *const work = (int8_t *)memory;
    /* @end */
    /* @if timed */
    net_run run;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.x = x;
    run.y = y;
    run.work = (float *)memory;
    /* @end */
    if (!x || !y)
        return NET_EARG;
    if (!net_aligned(x) || !net_aligned(y))
        return NET_EALIGN;
    /* @if work */
    if (!work)
        return NET_EARG;
    if (bytes < NET_WORK_BYTES)
        return NET_ESIZE;
    /* @end */
    /* @if !work */
    (void)memory;
    (void)bytes;
    /* @end */
    if (net_any_missing(x))
        return NET_ENAN;
