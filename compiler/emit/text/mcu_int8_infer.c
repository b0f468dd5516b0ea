int net_infer(const int8_t *x, int8_t *y, void *memory, size_t bytes)
{
    /* @if work */
    int8_t *const work = (int8_t *)memory;
    /* @end */
    if (!x || !y)
        return NET_EARG;
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
