/* @if train */
/* ---- training ---- */

struct net_train {
    uint64_t tag;          /* of the plan that filled this area */
    const net_train *self; /* tells an area that was moved */
    uint64_t seed;
    uint64_t step;    /* of the optimizer, so far */
    uint64_t pass;    /* forward and backward passes so far: numbers the draws of dropout */
    uint64_t waiting; /* samples whose gradients wait for an update */
    /* @if spans */
    int spans_set; /* by net_train_rates */
    float span_rate[NET_SPANS];
    /* @end */
};

/* TRAIN-LAYOUT: the struct, the loss, the outputs, the state, the work area, the scratch of workers
 * 1, 2, .... */
enum { NET_AT_LOSS = 256, NET_AT_OUTPUTS = NET_AT_LOSS + 64 };

/* The mean loss, and what is above 0 where a gradient of the pass is not fit for a step. */
static float *net_train_loss(const net_train *t)
{
    return (float *)(void *)(net_bytes(t) + NET_AT_LOSS);
}

static unsigned char *net_train_state(const net_train *t)
{
    return net_bytes(t) + NET_AT_OUTPUTS +
           (sizeof(float) * NET_BATCH * NET_OUTPUTS + NET_ALIGN - 1) / NET_ALIGN * NET_ALIGN;
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
    run.y = net_as_floats(net_bytes(t) + NET_AT_OUTPUTS);
    run.loss = net_train_loss(t);
    run.state = net_as_floats(net_train_state(t));
    run.work = net_as_floats(net_train_work(t));
    run.scratch = net_as_floats(net_bytes(t) + NET_TRAIN_SCRATCH_AT);
    run.scratch_floats = NET_TRAIN_SCRATCH;
    return run;
}

static int net_train_check(const net_train *t)
{
    if (!t || !net_aligned(t))
        return t ? NET_EALIGN : NET_EARG;
    return t->tag == NET_TRAIN_TAG && t->self == t ? NET_OK : NET_EAREA;
}

static int net_rate_fits(float rate) { return net_finite(rate) && rate >= 0.0f; }

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
    run.params = net_as_floats(params);
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
    for (i = 0; i < n; i++) {
        /* @if !compares */
        if (label[i] < 0 || label[i] >= NET_OUTPUTS)
            return 0;
        /* @end */
        /* @if compares */
        if (label[i] < 0)
            return 0;
        /* @end */
    }
    return 1;
}

/* @end */
static int net_train_arguments(const net_train *t, const float *x, const net_label_t *label, int n)
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

static int net_train_forward_backward(net_train *t, const float *x, const void *labels, int n,
                                      float *loss)
{
    static const uint32_t no_number = 0x7FC00000u;
    net_run run = net_train_run(t, n);
    run.step = ++t->pass;
    run.x = x;
    run.label = labels;
    net_run_forward(&run);
    if (!net_all_finite(x, (size_t)n * NET_IN_H * NET_IN_W * NET_IN_C))
        memcpy(net_train_loss(t), &no_number,
               sizeof no_number); /* also where relu made 0 of it: the gradient behind it is none */
    if (loss)
        *loss = net_train_loss(t)[0];
    net_run_backward(&run);
    if (!net_finite(net_train_loss(t)[0]) || net_train_loss(t)[1] > 0.0f) {
        t->pass--; /* nothing is changed */
        return NET_ENAN;
    }
    net_run_stats(&run);
    return NET_OK;
}

/* n: the samples behind the gradient. The optimizer counts the steps: one may be made of several
 * gradients. */
static void net_train_optimize(net_train *t, int n, float rate)
{
    net_run run = net_train_run(t, n);
    /* @if spans */
    int i;
    for (i = 0; i < NET_SPANS; i++)
        run.part_rate[i] = t->spans_set ? t->span_rate[i] : rate;
    /* @end */
    run.step = ++t->step;
    run.rate = rate;
    net_run_apply(&run);
}

/* @if spans */
int net_train_rates(net_train *t, const float *rate)
{
    int i, bad = net_train_check(t);
    for (i = 0; !bad && rate && i < NET_SPANS; i++)
        bad = net_rate_fits(rate[i]) ? NET_OK : NET_EARG;
    if (bad)
        return bad;
    t->spans_set = rate != NULL;
    for (i = 0; rate && i < NET_SPANS; i++)
        t->span_rate[i] = rate[i];
    return NET_OK;
}

/* @end */
int net_train_step(net_train *t, const float *x, const net_label_t *label, int n, float rate,
                   float *loss)
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

int net_train_grad(net_train *t, const float *x, const net_label_t *label, int n, float *grad,
                   float *loss)
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
    run.grads = net_as_floats(grad);
    net_run_grads_out(&run);
    return bad;
}

/* @if accumulate */
int net_train_add(net_train *t, const float *x, const net_label_t *label, int n, float *loss)
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
/* Numbers of up to 2^60 in size, as mk_gradient_fits has it. */
static int net_gradient_fits(const float *grad)
{
    const uint32_t most = 0x5D800000u;
    uint32_t u;
    size_t k;
    int i;
    for (i = 0; i < NET_PARAM_COUNT; i++)
        for (k = 0; net_params[i].trainable && k < net_params[i].count; k++) {
            memcpy(&u, grad + net_params[i].offset + k, sizeof u);
            if ((u & 0x7FFFFFFFu) > most)
                return 0;
        }
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
    if (!net_gradient_fits(grad))
        return NET_ENAN;
    run = net_train_run(t, 1);
    run.grads = net_as_floats(grad);
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
    run.params = net_as_floats(params);
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
    run.params = net_as_floats(params);
    net_run_average(&run);
    return NET_OK;
}

/* @end */
const float *net_train_outputs(const net_train *t)
{
    return net_train_check(t) ? NULL : (const float *)(const void *)(net_bytes(t) + NET_AT_OUTPUTS);
}

/* A saved state: a name of 32 bytes with the parameters' layout; the layout and the size of the
 * state; seed, step, pass, samples that wait; the state; a checksum of all before it. Numbers are
 * in this host's order of bytes. */
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

int net_train_save(const net_train *t, int (*write)(void *user, const void *buf, size_t n),
                   void *user)
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

/* The state goes through the work area, which is as large, so that t changes only by a whole one.
 */
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
    if (memcmp(name, net_state_name, sizeof name) || words[0] != NET_STATE_HASH ||
        words[1] != NET_STATE_BYTES)
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
