/* @if !learns */
int net_infer(const float *weights, const float *x, float *y, void *memory, size_t bytes)
/* @end */
/* @if learns */
/* @if !x8 */
int net_infer(const float *weights, const float *trained, const float *x, float *y, void *memory,
              size_t bytes)
/* @end */
/* @if x8 */
int net_infer(const float *weights, const float *trained, const int8_t *x, float *y, void *memory,
              size_t bytes)
/* @end */
/* @end */
{
    float *const work = (float *)memory;
    /* @if work8 */
    int8_t *const work8 = (int8_t *)memory;
    /* @end */
    /* @if timed */
    net_run run;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.x = x;
    run.y = y;
    run.model = weights;
    run.work = work;
    /* @end */
    if (!x || !y)
        return NET_EARG;
    /* @if !x8 */
    if (!net_aligned(x))
        return NET_EALIGN;
    /* @end */
    if (!net_aligned(y))
        return NET_EALIGN;
    /* @if learns */
    if (!trained)
        return NET_EARG;
    if (!net_aligned(trained))
        return NET_EALIGN;
    /* @end */
    /* @if weights */
    if (!weights)
        return NET_EARG;
    if (!net_aligned(weights))
        return NET_EALIGN;
    /* @end */
    /* @if !weights */
    (void)weights;
    /* @end */
    /* @if work */
    if (!work)
        return NET_EARG;
    if (bytes < NET_WORK_BYTES)
        return NET_ESIZE;
    if (!net_aligned(work))
        return NET_EALIGN;
    /* @end */
    /* @if !work */
    (void)work;
    (void)bytes;
    /* @end */
    /* @if mixed */
    /* @if !x8 */
    if (net_any_missing(x))
        return NET_ENAN;
    /* @end */
    /* @end */
