/* ---- memory and arguments ---- */

static int net_aligned(const void *p)
{
    return ((uintptr_t)p) % NET_ALIGN == 0;
}

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

static int net_floats_aligned(const void *p)
{
    return ((uintptr_t)p) % sizeof(float) == 0;
}

static int net_check_memory(const void *p, size_t have, size_t want)
{
    return !p ? NET_EARG : have < want ? NET_ESIZE : !net_aligned(p) ? NET_EALIGN : NET_OK;
}

static unsigned char *net_bytes(const void *p)
{
    return (unsigned char *)(uintptr_t)p;
}

const char *net_strerror(int code)
{
    static const char *const text[] = {
        "success", "an argument is out of its range", "the memory given is too small", "the memory given is not aligned",
        "reading or writing failed", "not a weights file, or a damaged one", "a weights file of another net", "not a finite number",
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
    run.base[NET_AREA_PARAMS] = net_bytes(params);
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
    run.base[NET_AREA_PARAMS] = net_bytes(params);
    run.base[NET_AREA_MODEL] = net_bytes(model) + NET_HEAD_BYTES;
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
    run.base[NET_AREA_X] = net_bytes(x);
    run.base[NET_AREA_Y] = net_bytes(y);
    run.base[NET_AREA_MODEL] = net_bytes(model) + NET_HEAD_BYTES;
    run.base[NET_AREA_WORK] = net_bytes(work);
    net_run_infer(&run);
    return NET_OK;
}

/* x[c] = (raw[c] * scale - mean[c]) / std[c]; raw's channels are reversed first when the net wants BGR. */
int net_preprocess(const unsigned char *rgb, int n, float *x)
{
    static const double mean[] = NET_INPUT_MEAN, std[] = NET_INPUT_STD;      /* the last of each is also that of all further channels */
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

/* @if inline */
#ifndef NET_NO_STATIC
int net_predict(const unsigned char *rgb, float *prob)
{
    static union { unsigned char bytes[NET_MODEL_BYTES + NET_ALIGN]; double align; } model;
    static union { unsigned char bytes[NET_WORK_BYTES + NET_ALIGN]; double align; } work;
    static float x[NET_IN_H * NET_IN_W * NET_IN_C];
    static int ready;
    unsigned char *m = model.bytes + (NET_ALIGN - (uintptr_t)model.bytes % NET_ALIGN) % NET_ALIGN;
    unsigned char *w = work.bytes + (NET_ALIGN - (uintptr_t)work.bytes % NET_ALIGN) % NET_ALIGN;
    int bad = NET_OK;
    if (!ready)
        bad = net_prepare(net_weights, m, NET_MODEL_BYTES);
    if (bad)
        return bad;
    ready = 1;
    bad = net_preprocess(rgb, 1, x);
    return bad ? bad : net_infer(m, x, 1, prob, w, NET_WORK_BYTES);
}
#endif
/* @end */

/* ---- weights files: safetensors ----
 * 8 bytes of header length, little-endian; a JSON header; the data, little-endian floats. */

static int net_host_is_big(void)
{
    const uint32_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

static void net_swap(unsigned char *p, size_t floats)
{
    size_t i;
    unsigned char t;
    for (i = 0; i < floats; i++, p += 4) {
        t = p[0]; p[0] = p[3]; p[3] = t;
        t = p[1]; p[1] = p[2]; p[2] = t;
    }
}

/* The header as a stream of bytes with one byte of lookahead. */
typedef struct {
    int (*read)(void *user, void *buf, size_t n);
    void *user;
    uint64_t left;
    int c;              /* the byte at hand, -1 at the end */
    int error;
} net_json;

static void net_json_next(net_json *j)
{
    unsigned char b = 0;
    if (!j->left) {
        j->c = -1;
        return;
    }
    if (j->read(j->user, &b, 1)) {
        j->error = NET_EIO;
        j->left = 0;
        j->c = -1;
        return;
    }
    j->left--;
    j->c = b;
}

static void net_json_blank(net_json *j)
{
    while (j->c == ' ' || j->c == '\n' || j->c == '\t' || j->c == '\r')
        net_json_next(j);
}

static int net_json_take(net_json *j, int c)
{
    net_json_blank(j);
    if (j->c != c)
        return 0;
    net_json_next(j);
    return 1;
}

static void net_json_want(net_json *j, int c)
{
    if (!net_json_take(j, c) && !j->error)
        j->error = NET_EFORMAT;
}

/* A string into s (cut at size - 1); escapes other than \" \\ \/ are kept as they are. */
static void net_json_string(net_json *j, char *s, size_t size)
{
    size_t n = 0;
    net_json_want(j, '"');
    while (!j->error && j->c != '"') {
        if (j->c == '\\')
            net_json_next(j);
        if (j->c < 0) {
            j->error = NET_EFORMAT;
            break;
        }
        if (n + 1 < size)
            s[n++] = (char)j->c;
        net_json_next(j);
    }
    s[n] = 0;
    net_json_next(j);
}

static uint64_t net_json_number(net_json *j)
{
    uint64_t v = 0;
    net_json_blank(j);
    if (j->c < '0' || j->c > '9')
        j->error = NET_EFORMAT;
    while (j->c >= '0' && j->c <= '9') {
        v = v * 10 + (uint64_t)(j->c - '0');
        net_json_next(j);
    }
    return v;
}

typedef struct {
    uint64_t begin[NET_PARAM_COUNT + 1];    /* UINT64_MAX: not found yet. A net may have no parameters */
} net_places;

static int net_find_param(const char *name)
{
    int i;
    for (i = 0; i < NET_PARAM_COUNT; i++)
        if (!strcmp(net_params[i].name, name))
            return i;
    return -1;
}

/* {"dtype":"F32","shape":[...],"data_offsets":[b,e]} of parameter p. */
static void net_read_entry(net_json *j, int p, net_places *places)
{
    char key[32], type[16];
    int rank = 0, same = 1;
    uint64_t end = 0;
    net_json_want(j, '{');
    do {
        net_json_string(j, key, sizeof key);
        net_json_want(j, ':');
        if (!strcmp(key, "dtype")) {
            net_json_string(j, type, sizeof type);
            same &= !strcmp(type, "F32");
        } else if (!strcmp(key, "shape")) {
            net_json_want(j, '[');
            for (rank = 0; !j->error && !net_json_take(j, ']'); rank++) {
                uint64_t d = net_json_number(j);
                same &= rank < net_params[p].rank && d == (uint64_t)net_params[p].dim[rank];
                (void)net_json_take(j, ',');
            }
            same &= rank == net_params[p].rank;
        } else if (!strcmp(key, "data_offsets")) {
            net_json_want(j, '[');
            places->begin[p] = net_json_number(j);
            net_json_want(j, ',');
            end = net_json_number(j);
            net_json_want(j, ']');
        } else {
            j->error = NET_EFORMAT;
        }
    } while (!j->error && net_json_take(j, ','));
    net_json_want(j, '}');
    if (!j->error && !same)
        j->error = NET_EHASH;
    if (!j->error && (end < places->begin[p] || end - places->begin[p] != net_params[p].count * 4))
        j->error = NET_EFORMAT;
}

static void net_read_metadata(net_json *j)
{
    char key[32], value[64];
    net_json_want(j, '{');
    if (net_json_take(j, '}'))
        return;
    do {
        net_json_string(j, key, sizeof key);
        net_json_want(j, ':');
        net_json_string(j, value, sizeof value);
        if (!j->error && !strcmp(key, "layout_hash") && strcmp(value, NET_LAYOUT_HASH))
            j->error = NET_EHASH;
    } while (!j->error && net_json_take(j, ','));
    net_json_want(j, '}');
}

static void net_read_header(net_json *j, net_places *places)
{
    char name[NET_NAME_BYTES];
    int p;
    net_json_next(j);
    net_json_want(j, '{');
    do {
        net_json_string(j, name, sizeof name);
        net_json_want(j, ':');
        if (j->error)
            return;
        p = net_find_param(name);
        if (!strcmp(name, "__metadata__"))
            net_read_metadata(j);
        else if (p < 0 || places->begin[p] != UINT64_MAX)
            j->error = NET_EHASH;
        else
            net_read_entry(j, p, places);
    } while (!j->error && net_json_take(j, ','));
    net_json_want(j, '}');
    while (!j->error && j->c >= 0)
        net_json_next(j);
}

int net_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user)
{
    unsigned char len[8];
    net_places places;
    net_json j;
    uint64_t at = 0;
    int i, done;
    if (!params || !read)
        return NET_EARG;
    if (!net_floats_aligned(params))
        return NET_EALIGN;
    memset(&places, 0xFF, sizeof places);
    memset(&j, 0, sizeof j);
    if (read(user, len, 8))
        return NET_EIO;
    for (i = 0; i < 8; i++)
        j.left |= (uint64_t)len[i] << (8 * i);
    if (j.left > 100000000u)
        return NET_EFORMAT;
    j.read = read;
    j.user = user;
    net_read_header(&j, &places);
    if (j.error)
        return j.error;
    for (i = 0; i < NET_PARAM_COUNT; i++)
        if (places.begin[i] == UINT64_MAX)
            return NET_EHASH;
    for (done = 0; done < NET_PARAM_COUNT; done++) {        /* in the order of the file */
        for (i = 0; i < NET_PARAM_COUNT && places.begin[i] != at; i++)
            ;
        if (i == NET_PARAM_COUNT)
            return NET_EFORMAT;
        if (read(user, params + net_params[i].offset, net_params[i].count * 4))
            return NET_EIO;
        if (net_host_is_big())
            net_swap(net_bytes(params + net_params[i].offset), net_params[i].count);
        if (!net_all_finite(params + net_params[i].offset, net_params[i].count))
            return NET_ENAN;
        at += net_params[i].count * 4;
    }
    return NET_OK;
}

/* The header is printed twice: once to learn its length, once to write it. */
typedef struct {
    int (*write)(void *user, const void *buf, size_t n);
    void *user;
    uint64_t count;
    int error;
} net_out;

static void net_put(net_out *o, const char *s)
{
    size_t n = strlen(s);
    if (o->write && !o->error && o->write(o->user, s, n))
        o->error = NET_EIO;
    o->count += n;
}

static void net_put_number(net_out *o, uint64_t v)
{
    char s[24];
    int i = 23;
    s[i] = 0;
    do {
        s[--i] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v);
    net_put(o, s + i);
}

static void net_put_header(net_out *o)
{
    uint64_t at = 0;
    int i, d;
    net_put(o, "{\"__metadata__\":{\"format\":\"netc\",\"net\":\"" NET_NET_NAME "\",\"layout_hash\":\"" NET_LAYOUT_HASH "\"}");
    for (i = 0; i < NET_PARAM_COUNT; i++) {
        net_put(o, ",\"");
        net_put(o, net_params[i].name);
        net_put(o, "\":{\"dtype\":\"F32\",\"shape\":[");
        for (d = 0; d < net_params[i].rank; d++) {
            net_put(o, d ? "," : "");
            net_put_number(o, (uint64_t)net_params[i].dim[d]);
        }
        net_put(o, "],\"data_offsets\":[");
        net_put_number(o, at);
        at += net_params[i].count * 4;
        net_put(o, ",");
        net_put_number(o, at);
        net_put(o, "]}");
    }
    net_put(o, "}");
    while (o->count % 8)
        net_put(o, " ");
}

/* Floats of this host -> little-endian bytes, in pieces. */
static int net_put_floats(net_out *o, const float *p, size_t n)
{
    unsigned char piece[1024];
    size_t m;
    for (; n; p += m, n -= m) {
        m = n < 256 ? n : 256;
        memcpy(piece, p, m * 4);
        if (net_host_is_big())
            net_swap(piece, m);
        if (o->write(o->user, piece, m * 4))
            return NET_EIO;
    }
    return NET_OK;
}

int net_save(const float *params, int (*write)(void *user, const void *buf, size_t n), void *user)
{
    unsigned char len[8];
    net_out o;
    int i;
    if (!params || !write)
        return NET_EARG;
    if (!net_floats_aligned(params))
        return NET_EALIGN;
    for (i = 0; i < NET_PARAM_COUNT; i++)
        if (!net_all_finite(params + net_params[i].offset, net_params[i].count))
            return NET_ENAN;        /* net_load would not take it */
    memset(&o, 0, sizeof o);
    net_put_header(&o);
    for (i = 0; i < 8; i++)
        len[i] = (unsigned char)(o.count >> (8 * i) & 255);
    if (write(user, len, 8))
        return NET_EIO;
    o.count = 0;
    o.write = write;
    o.user = user;
    net_put_header(&o);
    for (i = 0; i < NET_PARAM_COUNT && !o.error; i++)
        o.error = net_put_floats(&o, params + net_params[i].offset, net_params[i].count);
    return o.error;
}

/* @if train */
/* ---- training ---- */

struct net_train {
    uint64_t tag;       /* of the plan that filled this area */
    const net_train *self;      /* tells an area that was moved */
    uint64_t seed;
    uint64_t step;      /* of the optimizer, so far */
    uint64_t pass;      /* forward and backward passes so far: numbers the draws of dropout */
    uint64_t waiting;   /* samples whose gradients wait for an update */
};

/* TRAIN-LAYOUT: the struct, the loss, the outputs, the state, the work area. */
enum { NET_AT_LOSS = 256, NET_AT_OUTPUTS = NET_AT_LOSS + 64 };

static float *net_train_loss(const net_train *t)
{
    return (float *)(void *)(net_bytes(t) + NET_AT_LOSS);
}

static unsigned char *net_train_state(const net_train *t)
{
    return net_bytes(t) + NET_AT_OUTPUTS + (sizeof(float) * NET_BATCH * NET_OUTPUTS + NET_ALIGN - 1) / NET_ALIGN * NET_ALIGN;
}

static unsigned char *net_train_work(const net_train *t)
{
    return net_train_state(t) + NET_STATE_BYTES;
}

/* A run of n samples on the memory of t. */
static net_run net_train_run(const net_train *t, int n)
{
    net_run run;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.seed = t->seed;
    run.base[NET_AREA_Y] = net_bytes(t) + NET_AT_OUTPUTS;
    run.base[NET_AREA_LOSS] = net_bytes(t) + NET_AT_LOSS;
    run.base[NET_AREA_STATE] = net_train_state(t);
    run.base[NET_AREA_WORK] = net_train_work(t);
    return run;
}

static int net_train_check(const net_train *t)
{
    if (!t || !net_aligned(t))
        return t ? NET_EALIGN : NET_EARG;
    return t->tag == NET_TRAIN_TAG && t->self == t ? NET_OK : NET_EAREA;
}

static int net_rate_fits(float rate)
{
    return net_finite(rate) && rate >= 0.0f;
}

int net_train_init(net_train **t, void *mem, size_t bytes, const float *params, uint64_t seed)
{
    net_train *s = (net_train *)mem;
    net_run run;
    int bad = net_check_memory(mem, bytes, NET_TRAIN_BYTES);
    if (bad || !t || !params)
        return bad ? bad : NET_EARG;
    if (!net_floats_aligned(params))
        return NET_EALIGN;
    memset(s, 0, NET_AT_OUTPUTS);
    s->seed = seed;
    memset(net_train_state(s), 0, NET_STATE_BYTES);
    run = net_train_run(s, 1);
    run.base[NET_AREA_PARAMS] = net_bytes(params);
    net_run_pack(&run);
    s->tag = NET_TRAIN_TAG;
    s->self = s;
    *t = s;
    return NET_OK;
}

/* @if int_labels */
static int net_labels_fit(const int32_t *label, int n)
{
    int i;
    for (i = 0; i < n; i++)
        if (label[i] < 0 || label[i] >= NET_OUTPUTS)
            return 0;
    return 1;
}

static int net_train_arguments(const net_train *t, const float *x, const int32_t *label, int n)
/* @end */
/* @if float_labels */
static int net_train_arguments(const net_train *t, const float *x, const float *label, int n)
/* @end */
{
    int bad = net_train_check(t);
    if (bad || !x || !label || n < 1 || n > NET_BATCH)
        return bad ? bad : NET_EARG;
    if (!net_floats_aligned(x) || !net_floats_aligned(label))
        return NET_EALIGN;
/* @if int_labels */
    if (!net_labels_fit(label, n))
        return NET_EARG;
/* @end */
    return NET_OK;
}

static int net_train_forward_backward(net_train *t, const float *x, const void *labels, int n, float *loss)
{
    static const uint32_t no_number = 0x7FC00000u;
    int bad = NET_OK;
    net_run run = net_train_run(t, n);
    run.step = ++t->pass;
    run.base[NET_AREA_X] = net_bytes(x);
    run.base[NET_AREA_LABEL] = net_bytes(labels);
    net_run_forward(&run);
    if (!net_all_finite(x, (size_t)n * NET_IN_H * NET_IN_W * NET_IN_C))
        memcpy(net_train_loss(t), &no_number, sizeof no_number);    /* also where relu made 0 of it: the gradient behind it is none */
    if (loss)
        *loss = net_train_loss(t)[0];
    if (net_finite(net_train_loss(t)[0]))
        net_run_stats(&run);
    else
        bad = NET_ENAN;         /* nothing is changed */
    net_run_backward(&run);
    return bad;
}

/* n: the samples behind the gradient. The optimizer counts the steps: one may be made of several gradients. */
static void net_train_optimize(net_train *t, int n, float rate)
{
    net_run run = net_train_run(t, n);
    run.step = ++t->step;
    run.rate = rate;
    net_run_apply(&run);
}

/* @if int_labels */
int net_train_step(net_train *t, const float *x, const int32_t *label, int n, float rate, float *loss)
/* @end */
/* @if float_labels */
int net_train_step(net_train *t, const float *x, const float *label, int n, float rate, float *loss)
/* @end */
{
    int bad = net_train_arguments(t, x, label, n);
    if (!bad && !net_rate_fits(rate))
        bad = NET_EARG;
    if (!bad)
        bad = net_train_forward_backward(t, x, label, n, loss);
    if (!bad)
        net_train_optimize(t, n, rate);
    return bad;
}

/* @if int_labels */
int net_train_grad(net_train *t, const float *x, const int32_t *label, int n, float *grad, float *loss)
/* @end */
/* @if float_labels */
int net_train_grad(net_train *t, const float *x, const float *label, int n, float *grad, float *loss)
/* @end */
{
    net_run run;
    int bad = net_train_arguments(t, x, label, n);
    if (bad || !grad)
        return bad ? bad : NET_EARG;
    if (!net_floats_aligned(grad))
        return NET_EALIGN;
    bad = net_train_forward_backward(t, x, label, n, loss);
    memset(grad, 0, sizeof(float) * NET_PARAM_FLOATS);
    run = net_train_run(t, n);
    run.base[NET_AREA_GRADS] = net_bytes(grad);
    net_run_grads_out(&run);
    return bad;
}

/* @if accumulate */
/* @if int_labels */
int net_train_add(net_train *t, const float *x, const int32_t *label, int n, float *loss)
/* @end */
/* @if float_labels */
int net_train_add(net_train *t, const float *x, const float *label, int n, float *loss)
/* @end */
{
    net_run run;
    int bad = net_train_arguments(t, x, label, n);
    if (!bad)
        bad = net_train_forward_backward(t, x, label, n, loss);
    if (bad)
        return bad;
    run = net_train_run(t, n);
    net_run_add(&run);
    t->waiting += (uint64_t)n;
    return NET_OK;
}

int net_train_update(net_train *t, float rate)
{
    net_run run;
    int n, bad = net_train_check(t);
    if (bad || !t->waiting || t->waiting > 0x7FFFFFFFu || !net_rate_fits(rate))
        return bad ? bad : NET_EARG;
    n = (int)t->waiting;
    run = net_train_run(t, n);
    net_run_mean(&run);
    t->waiting = 0;
    net_train_optimize(t, n, rate);
    return NET_OK;
}

/* @end */
static int net_gradient_finite(const float *grad)
{
    int i;
    for (i = 0; i < NET_PARAM_COUNT; i++)
        if (net_params[i].trainable && !net_all_finite(grad + net_params[i].offset, net_params[i].count))
            return 0;
    return 1;
}

int net_train_apply(net_train *t, const float *grad, float rate)
{
    net_run run;
    int bad = net_train_check(t);
    if (bad || !grad || !net_rate_fits(rate))
        return bad ? bad : NET_EARG;
    if (!net_floats_aligned(grad))
        return NET_EALIGN;
    if (!net_gradient_finite(grad))
        return NET_ENAN;
    run = net_train_run(t, 1);
    run.base[NET_AREA_GRADS] = net_bytes(grad);
    net_run_grads_in(&run);
    net_train_optimize(t, 1, rate);
    return NET_OK;
}

int net_train_params(const net_train *t, float *params)
{
    net_run run;
    int bad = net_train_check(t);
    if (bad || !params)
        return bad ? bad : NET_EARG;
    if (!net_floats_aligned(params))
        return NET_EALIGN;
    run = net_train_run(t, 1);
    run.base[NET_AREA_PARAMS] = net_bytes(params);
    net_run_unpack(&run);
    return NET_OK;
}

/* @if average */
int net_train_average(const net_train *t, float *params)
{
    net_run run;
    int bad = net_train_check(t);
    if (bad || !params)
        return bad ? bad : NET_EARG;
    if (!net_floats_aligned(params))
        return NET_EALIGN;
    run = net_train_run(t, 1);
    run.base[NET_AREA_PARAMS] = net_bytes(params);
    net_run_average(&run);
    return NET_OK;
}

/* @end */
const float *net_train_outputs(const net_train *t)
{
    return net_train_check(t) ? NULL : (const float *)(const void *)(net_bytes(t) + NET_AT_OUTPUTS);
}

/* A saved state: a name of 32 bytes with the parameters' layout; the layout and the size of the state; seed, step, pass, samples that
 * wait; the state; a checksum of all before it. Numbers are in this host's order of bytes. */
enum { NET_STATE_WORDS = 6 };

static const char net_state_name[32] = "netc state " NET_LAYOUT_HASH;

/* One step loses nothing of the sum, so that any single damaged word changes the result. */
static uint64_t net_checksum(uint64_t sum, const void *data, size_t bytes)
{
    const unsigned char *p = net_bytes(data);
    uint64_t word;
    for (; bytes >= sizeof word; p += sizeof word, bytes -= sizeof word) {
        memcpy(&word, p, sizeof word);
        sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    return sum;
}

int net_train_save(const net_train *t, int (*write)(void *user, const void *buf, size_t n), void *user)
{
    uint64_t words[NET_STATE_WORDS], sum;
    int bad = net_train_check(t);
    if (bad || !write)
        return bad ? bad : NET_EARG;
    words[0] = NET_STATE_HASH;
    words[1] = NET_STATE_BYTES;
    words[2] = t->seed;
    words[3] = t->step;
    words[4] = t->pass;
    words[5] = t->waiting;
    sum = net_checksum(0, net_state_name, sizeof net_state_name);
    sum = net_checksum(sum, words, sizeof words);
    sum = net_checksum(sum, net_train_state(t), NET_STATE_BYTES);
    if (write(user, net_state_name, sizeof net_state_name) || write(user, words, sizeof words) ||
        write(user, net_train_state(t), NET_STATE_BYTES) || write(user, &sum, sizeof sum))
        return NET_EIO;
    return NET_OK;
}

/* The state goes through the work area, which is as large, so that t changes only by a whole one. */
int net_train_load(net_train *t, int (*read)(void *user, void *buf, size_t n), void *user)
{
    char name[sizeof net_state_name];
    uint64_t words[NET_STATE_WORDS], sum, said;
    int bad = net_train_check(t);
    if (bad || !read)
        return bad ? bad : NET_EARG;
    if (read(user, name, sizeof name))
        return NET_EIO;
    if (memcmp(name, net_state_name, 11))
        return NET_EFORMAT;
    if (read(user, words, sizeof words))
        return NET_EIO;
    if (memcmp(name, net_state_name, sizeof name) || words[0] != NET_STATE_HASH || words[1] != NET_STATE_BYTES)
        return NET_EHASH;
    if (read(user, net_train_work(t), NET_STATE_BYTES) || read(user, &said, sizeof said))
        return NET_EIO;
    sum = net_checksum(0, name, sizeof name);
    sum = net_checksum(sum, words, sizeof words);
    sum = net_checksum(sum, net_train_work(t), NET_STATE_BYTES);
    if (sum != said)
        return NET_EFORMAT;
    t->seed = words[2];
    t->step = words[3];
    t->pass = words[4];
    t->waiting = words[5];
    memcpy(net_train_state(t), net_train_work(t), NET_STATE_BYTES);
    return NET_OK;
}
/* @end */
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

/* A tolerance for sums of this length in another order: a part in a thousand of the value, and a little. */
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
        bad = net_infer(p, x, 1, y, p + NET_MODEL_ROOM, NET_WORK_BYTES);
    for (i = 0; !bad && i < NET_OUTPUTS; i++)
        if (!net_test_near((double)y[i], net_selftest_y[i]))
            bad = NET_ENAN;
/* @if train */
    if (!bad) {     /* a directional derivative: sum of gradient times direction */
        net_train *t;
        float loss = 0, *grad = (float *)(void *)(p + NET_TRAIN_ROOM);
        double slope = 0;
        const size_t count = NET_PARAM_FLOATS;
        uint32_t k;
/* @if int_labels */
        const int32_t label[1] = {0};
/* @end */
/* @if float_labels */
        float label[NET_OUTPUTS];
        memset(label, 0, sizeof label);
        label[0] = 1.0f;
/* @end */
        bad = net_train_init(&t, p, NET_TRAIN_BYTES, params, 1);
        if (!bad)
            bad = net_train_grad(t, x, label, 1, grad, &loss);
        for (k = 0; !bad && k < count; k++)
            slope += (double)grad[k] * ((double)net_test_value(k) - 0.5);
        if (!bad && (!net_test_near((double)loss, net_selftest_loss) || !net_test_near(slope, net_selftest_slope)))
            bad = NET_ENAN;
    }
/* @end */
    return bad;
}
/* @end */
