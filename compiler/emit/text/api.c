/* ---- memory and arguments ---- */

static int net_aligned(const void *p) { return ((uintptr_t)p) % NET_ALIGN == 0; }

/* Numbers by their bits, so that no option of a compiler takes the question for answered. */
static int net_finite(float x)
{
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    return (u & 0x7F800000u) != 0x7F800000u;
}

static int net_all_finite(const float *p, size_t count)
{
    size_t k;
    for (k = 0; k < count; k++)
        if (!net_finite(p[k]))
            return 0;
    return 1;
}

static int net_floats_aligned(const void *p) { return ((uintptr_t)p) % sizeof(float) == 0; }

static int net_check_memory(const void *p, size_t have, size_t want)
{
    return !p ? NET_EARG : have < want ? NET_ESIZE : !net_aligned(p) ? NET_EALIGN : NET_OK;
}

static unsigned char *net_bytes(const void *p) { return (unsigned char *)(uintptr_t)p; }
static float *net_as_floats(const void *p) { return (float *)(uintptr_t)p; }

const char *net_strerror(int code)
{
    static const char *const text[] = {
        "success",
        "an argument is out of its range",
        "the memory given is too small",
        "the memory given is not aligned",
        "reading or writing failed",
        "not a weights file, or a damaged one",
        "a weights file of another net",
        "not a finite number",
        "not an area that prepare or train_init filled, or one overwritten or moved since"};
    return code >= 0 && code <= NET_EAREA ? text[code] : "unknown error";
}

/* ---- parameters and inference ----
 * A model begins with 64 bytes that name the plan it was prepared for. */

int net_init(float *params, uint64_t seed)
{
    net_run run;
    if (!params)
        return NET_EARG;
    if (!net_floats_aligned(params))
        return NET_EALIGN;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.seed = seed;
    run.params = net_as_floats(params);
    net_run_init(&run);
    return NET_OK;
}

int net_prepare(const float *params, void *model, size_t bytes)
{
    const uint64_t tag = NET_MODEL_TAG;
    net_run run;
    int bad = net_check_memory(model, bytes, NET_MODEL_BYTES);
    if (bad || !params)
        return bad ? bad : NET_EARG;
    if (!net_floats_aligned(params))
        return NET_EALIGN;
    memset(model, 0, NET_HEAD_BYTES);
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.params = net_as_floats(params);
    run.model = net_as_floats(net_bytes(model) + NET_HEAD_BYTES);
    run.scratch = net_as_floats(net_bytes(model) + NET_PREPARE_SCRATCH_AT);
    run.scratch_floats = NET_PREPARE_SCRATCH;
    net_run_prepare(&run);
    memcpy(model, &tag, sizeof tag);
    return NET_OK;
}

int net_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes)
{
    const uint64_t tag = NET_MODEL_TAG;
    net_run run;
    int bad = net_check_memory(work, bytes, NET_WORK_BYTES);
    if (!model || !x || !y || n < 1 || n > NET_BATCH)
        return NET_EARG;
    if (bad || !net_aligned(model) || !net_floats_aligned(x) || !net_floats_aligned(y))
        return bad ? bad : NET_EALIGN;
    if (memcmp(model, &tag, sizeof tag))
        return NET_EAREA;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.x = x;
    run.y = y;
    run.model = net_as_floats(net_bytes(model) + NET_HEAD_BYTES);
    run.work = net_as_floats(work);
    run.scratch = net_as_floats(net_bytes(work) + NET_INFER_SCRATCH_AT);
    run.scratch_floats = NET_INFER_SCRATCH;
    net_run_infer(&run);
    return NET_OK;
}

/* @if table */
/* In bits: a compiler may take a number to be none otherwise. */
static int net_missing(double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    return (bits & 0x7FFFFFFFFFFFFFFFu) > 0x7FF0000000000000u;
}

int net_normalize(const double *rows, int n, float *x)
{
    static const double mean[] = NET_INPUT_MEAN, std[] = NET_INPUT_STD;
    ptrdiff_t i;
    if (!rows || !x || n < 0)
        return NET_EARG;
    if (!net_floats_aligned(x))
        return NET_EALIGN;
    for (i = 0; i < (ptrdiff_t)n * NET_IN_C; i++) {
        const int c = (int)(i % NET_IN_C);
        x[i] = net_missing(rows[i]) ? 0 : (float)((rows[i] - mean[c]) / std[c]);
    }
    return NET_OK;
}

/* @end */
/* @if parts */
int net_preprocess(const float *raw, int n, float *x)
{
    int i, p, k, c;
    if (!raw || !x || n < 0)
        return NET_EARG;
    if (!net_floats_aligned(x) || !net_floats_aligned(raw))
        return NET_EALIGN;
    for (i = 0; i < n; i++, raw += NET_IN_C, x += NET_IN_C)
        for (p = 0; p < NET_INPUT_PARTS; p++) {
            const int channels = net_inputs[p].channels, most = net_inputs[p].numbers - 1;
            for (k = 0; k < net_inputs[p].count; k++) {
                const int at = net_inputs[p].at + k, first = at - k % channels;
                c = k % channels;
                x[at] = (float)(((double)raw[net_inputs[p].bgr ? first + channels - 1 - c : at] *
                                     net_inputs[p].scale -
                                 net_inputs[p].mean[c < most ? c : most]) /
                                net_inputs[p].std[c < most ? c : most]);
            }
        }
    return NET_OK;
}

/* @end */
/* @if pictures */
/* x[c] = (raw[c] * scale - mean[c]) / std[c]; raw's channels are reversed first when the net wants
 * BGR. */
int net_preprocess(const unsigned char *rgb, int n, float *x)
{
    static const double
        mean[] = NET_INPUT_MEAN,
        std[] = NET_INPUT_STD; /* the last of each is also that of all further channels */
    float table[256];
    ptrdiff_t i;
    int c, v, k;
    if (!rgb || !x || n < 0)
        return NET_EARG;
    if (!net_floats_aligned(x))
        return NET_EALIGN;
    for (c = 0; c < NET_IN_C; c++) {
        const unsigned char *from = rgb + (NET_INPUT_BGR ? NET_IN_C - 1 - c : c);
        k = c < (int)(sizeof mean / sizeof *mean) ? c : (int)(sizeof mean / sizeof *mean) - 1;
        for (v = 0; v < 256; v++)
            table[v] = (float)(((double)v * NET_INPUT_SCALE - mean[k]) / std[k]);
        for (i = 0; i < (ptrdiff_t)n * NET_IN_H * NET_IN_W; i++)
            x[i * NET_IN_C + c] = table[from[i * NET_IN_C]];
    }
    return NET_OK;
}
/* @end */

/* @if inline */
#ifndef NET_NO_STATIC
/* @if table */
int net_predict(const double *row, float *prob)
/* @end */
/* @if parts */
int net_predict(const float *raw, float *prob)
/* @end */
/* @if pictures */
int net_predict(const unsigned char *rgb, float *prob)
/* @end */
{
    static union {
        unsigned char bytes[NET_MODEL_BYTES + NET_ALIGN];
        double align;
    } model NET_RAM_SECTION;
    static union {
        unsigned char bytes[NET_WORK_BYTES + NET_ALIGN];
        double align;
    } work NET_RAM_SECTION;
    static float x[NET_IN_H * NET_IN_W * NET_IN_C] NET_RAM_SECTION;
    static int ready;
    unsigned char *m = model.bytes + (NET_ALIGN - (uintptr_t)model.bytes % NET_ALIGN) % NET_ALIGN;
    unsigned char *w = work.bytes + (NET_ALIGN - (uintptr_t)work.bytes % NET_ALIGN) % NET_ALIGN;
    int bad = NET_OK;
    if (!ready)
        bad = net_prepare(net_weights, m, NET_MODEL_BYTES);
    if (bad)
        return bad;
    ready = 1;
    /* @if table */
    bad = net_normalize(row, 1, x);
    /* @end */
    /* @if parts */
    bad = net_preprocess(raw, 1, x);
    /* @end */
    /* @if pictures */
    bad = net_preprocess(rgb, 1, x);
    /* @end */
    return bad ? bad : net_infer(m, x, 1, prob, w, NET_WORK_BYTES);
}
#endif
/* @end */
