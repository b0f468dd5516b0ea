/* @if timed */
/* @note RUN-LAYOUT */
typedef struct net_run {
    int n, row, first;
    float rate;
    uint64_t seed, step;
    int64_t scratch_floats;
    const float *x;
    const void *label;
    float *y;
    const float *params;
    const float *model;
    float *state, *work, *grads, *loss, *scratch;
} net_run;
/* For measuring: hears of the start (-1) and of the end of each call. */
void (*net_mark)(const net_run *run, int program, int instr);

/* @end */
static int net_aligned(const void *p) { return (uintptr_t)p % sizeof(float) == 0; }
