/* @if !learns */
int net_fold(const float *params, float *weights)
/* @end */
/* @if learns */
int net_fold(const float *params, float *weights, float *trained)
/* @end */
{
    /* @if timed */
    net_run run;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.params = params;
    run.model = weights;
    /* @end */
    /* @if learns */
    if (!params || !trained)
        return NET_EARG;
    if (!net_aligned(params) || !net_aligned(trained))
        return NET_EALIGN;
    /* @end */
    /* @if weights */
    if (!params || !weights)
        return NET_EARG;
    if (!net_aligned(params) || !net_aligned(weights))
        return NET_EALIGN;
    /* @end */
    /* @if !weights */
    (void)params;
    (void)weights;
    /* @end */
