/* What a training step is made of, seen through runtime/netc.h: who counts steps, what a refused
 * step leaves, gradients of several batches, limits to their norm, rates of parts, averages.
 * Expected values are computed here from the library's own gradients, in double, by the formulas of
 * spec/numerics.md. */
#include "training/train.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { BATCH = 4 };

static const char layers[] = "net t {\n input 6x6x3\n a: conv 5 3x3 relu\n n: batchnorm\n "
                             "flatten\n dense 7 tanh\n dense 4 softmax\n}\n";

static NetcModel *open_net(const char *body, const char *train, const NetcOptions *as)
{
    char path[] = "/tmp/netc_training_XXXXXX", *diagnostics = NULL;
    Err err = {""};
    NetcOptions o = as ? *as : (NetcOptions){.threads = 1};
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    fprintf(f, "%strain {\n loss crossentropy\n batch %d\n %s\n}\n", body, BATCH, train);
    fclose(f);
    o.train = true;
    NetcModel *m = netc_open(path, &o, &diagnostics, &err);
    unlink(path);
    if (!m)
        fail_msg("%s %s", err.text, diagnostics ? diagnostics : "");
    netc_init(m, 3);
    return m;
}

static float *floats(size_t n, uint32_t from)
{
    float *v = malloc((n + 1) * sizeof *v);
    assert_non_null(v);
    for (size_t i = 0; i < n; i++) {
        uint64_t z = (from + i + 1) * UINT64_C(0x9E3779B97F4A7C15);
        v[i] = (float)((z ^ (z >> 29)) >> 40) * 0x1p-23f - 1.0f;
    }
    return v;
}

static float *copy(const float *v, size_t n)
{
    float *c = malloc((n + 1) * sizeof *c);
    assert_non_null(c);
    return memcpy(c, v, n * sizeof *c);
}

static const int32_t labels[4 * BATCH] = {0, 3, 2, 1, 3, 3, 0, 2, 1, 1, 1, 0, 2, 0, 3, 2};

/* Batch k of fixed data. */
static float *batch(const NetcModel *m, int k)
{
    return floats(BATCH * netc_input_floats(m), 5000u * (unsigned)k);
}

static float *grad_of(NetcModel *m, int k, int n)
{
    float *x = batch(m, k), *g = floats(netc_param_floats(m), 0);
    assert_true(netc_train_grad(m, x, labels + k % 4 * BATCH, n, g, NULL, NULL));
    free(x);
    return g;
}

static void step(NetcModel *m, int k, float rate)
{
    float *x = batch(m, k);
    assert_true(netc_train_step(m, x, labels + k % 4 * BATCH, BATCH, rate, NULL, NULL, NULL));
    free(x);
}

static void same(const float *a, const float *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (memcmp(&a[i], &b[i], sizeof *a))
            fail_msg("element %zu: %.9g and %.9g", i, (double)a[i], (double)b[i]);
}

/* Several gradients and one apply are one step of Adam: its first step moves every weight by rate *
 * g / (|g| + eps sqrt(1000)). */
static void apply_counts_the_steps(void **state)
{
    (void)state;
    NetcModel *m = open_net(layers, "optimizer adam", NULL);
    size_t n = netc_param_floats(m);
    float *before = copy(netc_params(m), n), *sum = grad_of(m, 0, BATCH);
    for (int k = 1; k < 3; k++) {
        float *g = grad_of(m, k, BATCH);
        for (size_t i = 0; i < n; i++)
            sum[i] += g[i];
        free(g);
    }
    for (size_t i = 0; i < n; i++)
        sum[i] /= 3;
    for (int t = 1; t <= 2;
         t++) { /* the same gradient again: the moments' corrections cancel, and so the same move */
        float *now = copy(netc_params(m), n);
        assert_true(netc_train_apply(m, sum, 0.25f, NULL));
        const float *after = netc_params(m);
        for (int p = 0; p < netc_param_count(m); p++) {
            const NetcParam *q = netc_param(m, p);
            for (size_t i = q->offset; q->trainable && i < q->offset + q->count; i++) {
                double g = (double)sum[i],
                       move = 0.25 * g / (fabs(g) + 1e-7 / sqrt(1 - pow(0.999, t)));
                if (fabs((double)now[i] - (double)after[i] - move) > 1e-5)
                    fail_msg("step %d, %s: %g, expected %g", t, q->name,
                             (double)now[i] - (double)after[i], move);
            }
        }
        free(now);
    }
    free(before);
    free(sum);
    netc_close(m);
}

/* A batch with a NaN or an infinity: the loss says so, and parameters, moments and moving
 * statistics keep every bit. */
static void a_refused_step_changes_nothing(void **state)
{
    (void)state;
    for (int b = NETC_JIT; b <= NETC_REFERENCE; b += NETC_REFERENCE - NETC_JIT)
        for (int inf = 0; inf < 2; inf++) {
            NetcModel *m = open_net(layers, "optimizer adam",
                                    &(NetcOptions){.threads = 2, .backend = (NetcBackend)b});
            size_t n = netc_param_floats(m);
            for (int k = 0; k < 3; k++)
                step(m, k, 0.01f);
            float *before = copy(netc_params(m), n), *x = batch(m, 3), *g = floats(n, 0), loss = 0;
            step(m, 4, 0.01f);
            assert_true(memcmp(before, netc_params(m), n * sizeof *before) != 0);
            free(before);
            before = copy(netc_params(m), n);
            x[10] = inf ? INFINITY : NAN;
            assert_true(netc_train_step(m, x, labels, BATCH, 0.01f, &loss, NULL, NULL));
            assert_false(isfinite(loss));
            same(netc_params(m), before, n);
            assert_true(netc_train_grad(m, x, labels, BATCH, g, &loss, NULL));
            assert_false(isfinite(loss));
            same(netc_params(m), before, n);
            step(m, 5, 0.01f); /* and the training goes on as one that never met the batch */
            NetcModel *other = open_net(layers, "optimizer adam",
                                        &(NetcOptions){.threads = 2, .backend = (NetcBackend)b});
            for (int k = 0; k < 3; k++)
                step(other, k, 0.01f);
            step(other, 4, 0.01f);
            step(other, 5, 0.01f);
            same(netc_params(m), netc_params(other), n);
            free(before);
            free(x);
            free(g);
            netc_close(m);
            netc_close(other);
        }
}

/* ---- accumulation ---- */

static void add(NetcModel *m, int k, int n)
{
    float *x = batch(m, k), loss;
    assert_true(netc_train_add(m, x, labels + k % 4 * BATCH, n, &loss, NULL, NULL));
    assert_true(isfinite(loss));
    free(x);
}

/* Two batches and one of another size are one step with the gradient of the mean over all their
 * samples. */
static void batches_make_one_step(void **state)
{
    (void)state;
    NetcModel *m = open_net(layers, "optimizer sgd rate=0.1\n accumulate 3", NULL),
              *grads = open_net(layers, "optimizer sgd rate=0.1", NULL);
    static const int n_of[] = {BATCH, BATCH, 3};
    size_t n = netc_param_floats(m);
    double *mean = calloc(n + 1, sizeof *mean);
    assert_non_null(mean);
    assert_int_equal(netc_accumulate(m), 3);
    float *before = copy(netc_params(m), n);
    for (int k = 0; k < 3; k++) {
        float *g = grad_of(grads, k, n_of[k]);
        for (size_t i = 0; i < n; i++)
            mean[i] += (double)g[i] * n_of[k] / 11;
        free(g);
        add(m, k, n_of[k]);
    }
    Err err;
    assert_true(netc_train_update(m, 0.1f, &err));
    const float *after = netc_params(m), *statistics = netc_params(grads);
    for (int p = 0; p < netc_param_count(m); p++) {
        const NetcParam *q = netc_param(m, p);
        if (!q->trainable)
            same(after + q->offset, statistics + q->offset,
                 q->count); /* moving statistics see every batch */
        for (size_t i = q->offset; q->trainable && i < q->offset + q->count; i++)
            assert_true(fabs((double)before[i] - (double)after[i] - 0.1 * mean[i]) < 1e-6);
    }
    assert_false(netc_train_update(m, 0.1f, &err));
    assert_non_null(strstr(err.text, "no gradient waits"));
    float *x = batch(m, 0), loss = 0;
    assert_true(netc_train_add(grads, x, labels, BATCH, &loss, NULL, NULL));
    assert_false(netc_train_add(grads, x, labels, BATCH, &loss, NULL, &err));
    assert_non_null(strstr(err.text, "accumulate"));
    x[0] = NAN; /* not added, and the rest of the step is as without it */
    assert_true(netc_train_add(m, x, labels, BATCH, &loss, NULL, NULL));
    assert_false(isfinite(loss));
    assert_false(netc_train_update(m, 0.1f, &err));
    free(x);
    free(before);
    free(mean);
    netc_close(m);
    netc_close(grads);
}

/* One batch a step is the plain step, and a state saved between two batches goes on, bit for bit.
 */
static void accumulation_keeps_its_bits(void **state)
{
    (void)state;
    static const char drops[] = "net d {\n input 6x6x3\n conv 5 3x3 relu\n batchnorm\n dropout "
                                "0.3\n flatten\n dense 4 softmax\n}\n";
    NetcModel *m = open_net(drops, "accumulate 2\n average 0.9", NULL),
              *plain = open_net(drops, "", NULL);
    size_t n = netc_param_floats(m);
    Err err;
    for (int k = 0; k < 3; k++) {
        add(m, k, BATCH);
        assert_true(netc_train_update(m, 0.01f, &err));
        step(plain, k, 0.01f);
    }
    same(netc_params(m), netc_params(plain), n);
    add(m, 3, BATCH);
    unsigned char *saved = malloc(netc_state_bytes(m));
    assert_non_null(saved);
    assert_true(netc_state_save(m, saved));
    float *end[2], *average[2];
    for (int i = 0; i < 2; i++) {
        add(m, 4, BATCH - 1);
        assert_true(netc_train_update(m, 0.01f, &err));
        end[i] = copy(netc_params(m), n);
        netc_show_average(m, true);
        average[i] = copy(netc_params(m), n);
        netc_show_average(m, false);
        same(netc_params(m), end[i], n);
        netc_init(m, 8);
        assert_true(netc_state_load(m, saved));
    }
    same(end[0], end[1], n);
    same(average[0], average[1], n);
    assert_true(memcmp(end[0], average[0], n * sizeof **end) != 0);
    for (int i = 0; i < 2; i++) {
        free(end[i]);
        free(average[i]);
    }
    free(saved);
    netc_close(m);
    netc_close(plain);
}

/* A state saved between two returns of lookahead has the slow weights. */
static void lookahead_keeps_its_bits(void **state)
{
    (void)state;
    NetcModel *m = open_net(layers, "optimizer lamb\n lookahead 3", NULL);
    const size_t n = netc_param_floats(m);
    unsigned char *saved = malloc(netc_state_bytes(m));
    float *end[2];
    assert_non_null(saved);
    for (int k = 0; k < 4; k++)
        step(m, k, 0.01f);
    assert_true(netc_state_save(m, saved));
    for (int i = 0; i < 2; i++) {
        for (int k = 4; k < 6; k++)
            step(m, k, 0.01f);
        end[i] = copy(netc_params(m), n);
        netc_init(m, 8);
        assert_true(netc_state_load(m, saved));
    }
    same(end[0], end[1], n);
    free(end[0]);
    free(end[1]);
    free(saved);
    netc_close(m);
}

/* ---- limits to the norm, rates ---- */

static double norm_of(const NetcModel *m, const float *g, int only)
{
    double s = 0;
    for (int p = 0; p < netc_param_count(m); p++)
        for (size_t i = netc_param(m, p)->offset;
             (only < 0 || p == only) && i < netc_param(m, p)->offset + netc_param(m, p)->count; i++)
            s += (double)g[i] * (double)g[i];
    return sqrt(s);
}

/* Keras' clipnorm limits each variable, global_clipnorm all of them together: g *= min(1, limit /
 * norm). With sgd at rate 1 a step is the gradient itself. */
static void norms_are_limited(void **state)
{
    (void)state;
    static const struct {
        const char *train;
        bool global;
        double limit;
    } cases[] = {
        {"optimizer sgd clipnorm=0.05", false, 0.05},
        {"optimizer sgd clipnorm=0.3", false, 0.3},
        {"optimizer sgd global_clipnorm=0.2", true, 0.2},
        {"optimizer sgd global_clipnorm=1000", true, 1000},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
        for (int b = NETC_JIT; b <= NETC_REFERENCE; b += NETC_REFERENCE - NETC_JIT) {
            NetcModel *m = open_net(layers, cases[c].train,
                                    &(NetcOptions){.threads = 2, .backend = (NetcBackend)b});
            size_t n = netc_param_floats(m);
            float *g = grad_of(m, 0, BATCH), *before = copy(netc_params(m), n);
            assert_true(netc_train_apply(m, g, 1.0f, NULL));
            const float *after = netc_params(m);
            int limited = 0, whole = 0;
            for (int p = 0; p < netc_param_count(m); p++) {
                const NetcParam *q = netc_param(m, p);
                double norm = norm_of(m, g, cases[c].global ? -1 : p),
                       factor = norm > cases[c].limit ? cases[c].limit / norm : 1;
                limited += q->trainable && factor < 1;
                whole += q->trainable && factor >= 1;
                for (size_t i = q->offset; q->trainable && i < q->offset + q->count; i++)
                    if (fabs((double)before[i] - (double)after[i] - factor * (double)g[i]) > 3e-7)
                        fail_msg("%s, %s: %g, expected %g", cases[c].train, q->name,
                                 (double)before[i] - (double)after[i], factor * (double)g[i]);
            }
            if (c == 1)
                assert_true(limited > 0 && whole > 0);
            else
                assert_true(cases[c].limit < 1000 ? limited > 0 : limited == 0);
            free(g);
            free(before);
            netc_close(m);
        }
}

static void parts_have_their_own_rates(void **state)
{
    (void)state;
    static const char blocks[] = "block b(k) {\n c: conv k 3x3 relu\n}\nnet r {\n input 6x6x3\n "
                                 "one: b(5)\n two: b(4)\n flatten\n last: dense 4 softmax\n}\n";
    for (int b = NETC_JIT; b <= NETC_REFERENCE; b += NETC_REFERENCE - NETC_JIT) {
        NetcModel *m = open_net(
            blocks,
            "optimizer sgd\n rate one two 0.5\n rate two.c 0.125\n rate one.c.bias last.kernel 2",
            &(NetcOptions){.threads = 1, .backend = (NetcBackend)b});
        NetcModel *plain = open_net(blocks, "optimizer sgd", NULL);
        size_t n = netc_param_floats(m);
        float *before = copy(netc_params(m), n);
        step(m, 0, 1.0f);
        step(plain, 0, 1.0f);
        for (int p = 0; p < netc_param_count(m); p++) {
            const NetcParam *q = netc_param(m, p);
            double factor = strncmp(q->name, "one", 3) == 0   ? 0.5
                            : strncmp(q->name, "two", 3) == 0 ? 0.125
                                                              : 1;
            if (strcmp(q->name, "one.c.bias") == 0 || strcmp(q->name, "last.kernel") == 0)
                factor = 2;
            for (size_t i = q->offset; i < q->offset + q->count; i++)
                assert_true(fabs((double)before[i] - (double)netc_params(m)[i] -
                                 factor * ((double)before[i] - (double)netc_params(plain)[i])) <
                            3e-7);
        }
        assert_true(memcmp(before, netc_params(m), n * sizeof *before) != 0);
        free(before);
        netc_close(m);
        netc_close(plain);
    }
}

/* ---- averages ---- */

/* Keras' use_ema: the first step's result, then average = keep * average + (1 - keep) * weights;
 * here also for moving statistics. */
static void averages_follow_the_weights(void **state)
{
    (void)state;
    NetcModel *m = open_net(layers, "optimizer adam\n average 0.75", NULL),
              *plain = open_net(layers, "optimizer adam", NULL);
    size_t n = netc_param_floats(m);
    double *average = calloc(n + 1, sizeof *average);
    float *x = batch(m, 9), *y = floats(4 * BATCH, 0), *z = floats(4 * BATCH, 0);
    assert_non_null(average);
    for (int k = 0; k < 4; k++) {
        step(m, k, 0.01f);
        step(plain, k, 0.01f);
        netc_show_average(m, false);                 /* or it is off already */
        same(netc_params(m), netc_params(plain), n); /* training does not see the average */
        for (size_t i = 0; i < n; i++)
            average[i] = k ? 0.75 * average[i] + 0.25 * (double)netc_params(m)[i]
                           : (double)netc_params(m)[i];
        netc_show_average(m, true);
        for (size_t i = 0; i < n; i++)
            assert_true(fabs((double)netc_params(m)[i] - average[i]) < 1e-6);
        assert_true(netc_infer(m, x, BATCH, y, NULL));
        if (k % 2)
            netc_show_average(m, false); /* a step while it is shown is the same step */
    }
    netc_show_average(m, true);
    memcpy(netc_params(plain), netc_params(m), n * sizeof(float));
    netc_params_changed(plain);
    assert_true(netc_infer(plain, x, BATCH, z, NULL));
    same(y, z, 4 * BATCH); /* inference used the average */
    netc_params_changed(
        m); /* what was shown becomes the weights, and the average begins with them */
    netc_show_average(m, false);
    same(netc_params(m), netc_params(plain), n);
    netc_show_average(m, true);
    same(netc_params(m), netc_params(plain), n);
    free(x);
    free(y);
    free(z);
    free(average);
    netc_close(m);
    netc_close(plain);
}

/* ---- the loop ---- */

enum { IMAGES = 22, PIXELS = 6 * 6 * 3 };

typedef struct Seen {
    int steps, asked, epochs;
    int64_t step;
    double validation[2];
} Seen;

static void on_step(void *user, const TrainStep *s)
{
    Seen *seen = user;
    seen->steps++;
    seen->step = s->step;
    seen->validation[s->epoch > 1] = s->validation_seconds;
}

static void on_epoch(void *user, const TrainEpoch *e)
{
    (void)e;
    ((Seen *)user)->epochs++;
}

static bool interrupted(void *user)
{
    ((Seen *)user)->asked++;
    return false;
}

/* 22 images in batches of 4, three a step: two steps an epoch, of 12 and of 10 images. A step that
 * is under way is not left. */
static void the_loop_makes_steps_of_batches(void **state)
{
    (void)state;
    NetcModel *m = open_net(layers, "accumulate 3\n average 0.5", NULL);
    uint8_t pixels[IMAGES * PIXELS];
    int32_t classes[IMAGES];
    for (int i = 0; i < IMAGES * PIXELS; i++)
        pixels[i] = (uint8_t)(i * 7 % 251);
    for (int i = 0; i < IMAGES; i++)
        classes[i] = i % 4;
    Dataset d = {.n = IMAGES, .h = 6, .w = 6, .c = 3, .pixels = pixels, .labels = classes};
    Seen seen = {0};
    TrainOptions o;
    TrainResult r;
    Err err = {""};
    train_defaults(m, &o);
    o.epochs = 2;
    o.on_step = on_step;
    o.on_epoch = on_epoch;
    o.interrupted = interrupted;
    o.user = &seen;
    if (!train_run(m, &d, &d, &o, &r, &err))
        fail_msg("%s", err.text);
    assert_int_equal(seen.steps, 12);
    assert_int_equal(seen.asked, 4);
    assert_int_equal(seen.epochs, 2);
    assert_int_equal(seen.step, 4);
    assert_int_equal(r.step, 4);
    assert_true(seen.validation[0] > 0 &&
                seen.validation[1] >
                    0); /* a guess, then what the first took: the time left counts it */
    float *shown = copy(netc_params(m), netc_param_floats(m));
    netc_show_average(m, false);
    assert_true(memcmp(shown, netc_params(m), netc_param_floats(m) * sizeof *shown) !=
                0); /* what it ends with is the average */
    free(shown);
    netc_close(m);
}

/* One training as whole steps and another that may take them apart: the same bits, with inference
 * (which shares memory with whole steps) and a refused step between; and no gradients where there
 * are only whole steps. */
static void compare_whole_steps(const char *body, const char *train, bool refuse, int accumulate)
{
    NetcModel *any = open_net(body, train, &(NetcOptions){.threads = 2}),
              *whole = open_net(body, train, &(NetcOptions){.threads = 2, .steps_only = true});
    size_t n = netc_param_floats(any);
    float *g = floats(n, 0), y[2][4 * BATCH];
    for (int k = 0; k < 6; k++) {
        float *x = batch(any, k), loss[2];
        x[7] = refuse && k == 2 ? NAN : x[7];
        for (int w = 0; w < 2; w++) {
            NetcModel *m = w ? whole : any;
            assert_true(
                accumulate
                    ? netc_train_add(m, x, labels, BATCH - k % 2, &loss[w], NULL, NULL)
                    : netc_train_step(m, x, labels, BATCH - k % 2, 0.01f, &loss[w], NULL, NULL));
            x[7] = refuse && k == 2 ? 0 : x[7];
            assert_true(netc_infer(m, x, BATCH, y[w], NULL));
            if (accumulate && k % 2)
                assert_true(netc_train_update(m, 0.01f, NULL));
            x[7] = refuse && k == 2 ? NAN : x[7];
        }
        assert_true(refuse && k == 2 ? !isfinite(loss[1]) : loss[0] == loss[1]);
        same(y[0], y[1], 4 * BATCH);
        if (k % 2)
            same(netc_params(any), netc_params(whole), n);
        assert_false(netc_train_grad(whole, x, labels, BATCH, g, NULL, NULL));
        assert_false(netc_train_apply(whole, g, 0.01f, NULL));
        assert_true(accumulate || !netc_train_add(whole, x, labels, BATCH, NULL, NULL, NULL));
        free(x);
    }
    free(g);
    netc_close(any);
    netc_close(whole);
}

static void whole_steps_are_the_same_steps(void **state)
{
    (void)state;
    static const char drops[] = "net t {\n input 6x6x3\n conv 5 3x3 relu\n dropout 0.3\n flatten\n "
                                "dense 7 tanh\n dropout 0.5\n dense 4 softmax\n}\n";
    static const char *const trains[] = {"optimizer adam", "optimizer adam clipnorm=0.1",
                                         "optimizer sgd momentum=0.9 global_clipnorm=0.1",
                                         "optimizer adam\n average 0.9"};
    for (size_t i = 0; i < sizeof trains / sizeof *trains; i++) {
        compare_whole_steps(layers, trains[i], true, 0);
        compare_whole_steps(drops, trains[i], false, 0);
    }
    compare_whole_steps(layers, "optimizer adam\n accumulate 2", false, 2);
}

/* What the output does not use is part of the training state, and no step changes it: not by decay,
 * not by momentum. */
static void unused_layers_are_kept(void **state)
{
    (void)state;
    static const char body[] = "net t {\n input 6x6x3\n u: conv 5 3x3\n n: batchnorm\n conv 2 3x3 "
                               "from input\n flatten\n dense 4 softmax\n}\n";
    NetcModel *m = open_net(body, "optimizer sgd momentum=0.9 decay=0.1\n average 0.5", NULL),
              *other = open_net(body, "optimizer sgd momentum=0.9 decay=0.1\n average 0.5", NULL);
    size_t n = netc_param_floats(m);
    float *start = copy(netc_params(m), n), *g = grad_of(m, 0, BATCH);
    void *saved = malloc(netc_state_bytes(m));
    assert_non_null(saved);
    for (int k = 0; k < 3; k++)
        step(m, k, 0.1f);
    netc_init(other, 77);
    assert_true(netc_state_save(m, saved) && netc_state_load(other, saved));
    same(netc_params(m), netc_params(other), n);
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        bool unused = p->name[0] == 'u' || p->name[0] == 'n';
        assert_int_equal(unused, !memcmp(start + p->offset, netc_params(other) + p->offset,
                                         p->count * sizeof *start));
        for (size_t k = 0; unused && k < p->count; k++)
            assert_true(g[p->offset + k] == 0);
    }
    free(saved);
    free(start);
    free(g);
    netc_close(m);
    netc_close(other);
}

/* Nothing trains: a step of several batches is still one, for whole steps too. */
static void frozen_nets_accumulate(void **state)
{
    (void)state;
    for (int whole = 0; whole < 2; whole++) {
        NetcOptions o = {.threads = 1, .steps_only = whole};
        NetcModel *m = open_net(
            "net t {\n input 6x6x3\n globalavgpool\n dense 4 softmax frozen\n}\n",
            "optimizer sgd\n accumulate 3\n average 0.5", &o);
        size_t n = netc_param_floats(m);
        float *start = copy(netc_params(m), n), *x = batch(m, 0), loss = 0;
        for (int k = 0; k < 3; k++)
            assert_true(netc_train_add(m, x, labels, BATCH, &loss, NULL, NULL));
        assert_true(loss > 0 && netc_train_update(m, 0.1f, NULL));
        same(start, netc_params(m), n);
        netc_show_average(m, true);
        same(start, netc_params(m), n);
        free(start);
        free(x);
        netc_close(m);
    }
}

/* A small gradient after a large one, where nothing of the past is kept: the step is of the rate's
 * size still. */
static void small_after_large(void **state)
{
    (void)state;
    static const char *const trains[] = {"optimizer adam beta1=0 beta2=0 eps=1e-12",
                                         "optimizer adamw beta1=0 beta2=0 eps=1e-12 decay=0",
                                         "optimizer rmsprop rho=0 eps=1e-20",
                                         "optimizer rmsprop rho=0 eps=1e-20 momentum=0.000001"};
    for (size_t i = 0; i < sizeof trains / sizeof *trains; i++) {
        NetcModel *m = open_net(layers, trains[i], NULL);
        size_t n = netc_param_floats(m);
        float *g = floats(n, 1), *before;
        for (size_t k = 0; k < n; k++)
            g[k] = g[k] < 0 ? -3.0f : 3.0f;
        assert_true(netc_train_apply(m, g, 0.01f, NULL));
        before = copy(netc_params(m), n);
        for (size_t k = 0; k < n; k++)
            g[k] *= 1e-6f;
        assert_true(netc_train_apply(m, g, 0.01f, NULL));
        for (int p = 0; p < netc_param_count(m); p++)
            for (size_t k = netc_param(m, p)->offset;
                 netc_param(m, p)->trainable &&
                 k < netc_param(m, p)->offset + netc_param(m, p)->count;
                 k++)
                assert_true(fabsf(fabsf(before[k] - netc_params(m)[k]) - 0.01f) < 1e-5f);
        free(before);
        free(g);
        netc_close(m);
    }
}

/* Constants near 1: what is left of them is what counts, and a float of the constant itself no
 * longer has its digits. */
static void digits_near_one(void **state)
{
    (void)state;
    NetcModel *m = open_net(layers, "optimizer rmsprop rho=0.999999 eps=1e-12", NULL);
    size_t n = netc_param_floats(m);
    float *start = copy(netc_params(m), n), *g = grad_of(m, 0, BATCH);
    assert_true(netc_train_apply(m, g, 1e-4f, NULL));
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        for (size_t k = p->offset; p->trainable && k < p->offset + p->count; k++) {
            double step = (double)1e-4f * g[k] / sqrt(1e-6 * g[k] * g[k] + 1e-12),
                   moved = (double)start[k] - (double)netc_params(m)[k];
            assert_true(fabs(moved - step) <= 1e-5 * fabs(step) + 2e-7 * fabs(start[k]) + 1e-12);
        }
    }
    free(start);
    free(g);
    netc_close(m);
    static const char keeps[] =
        "net t {\n input 6x6x3\n n: batchnorm momentum=%s\n flatten\n dense 4 softmax\n}\n";
    float *moved[2];
    for (int k = 0; k < 2; k++) {
        char body[200];
        snprintf(body, sizeof body, keeps, k ? "0.999999" : "0");
        m = open_net(body, "optimizer sgd", NULL);
        free(grad_of(m, 0, BATCH));
        moved[k] = copy(netc_params(m) + netc_param(m, 2)->offset, 3); /* moving_mean, 0 before */
        assert_string_equal(netc_param(m, 2)->name, "n.moving_mean");
        netc_close(m);
    }
    for (int c = 0; c < 3; c++)
        assert_true(fabs(moved[1][c] - 1e-6 * (double)moved[0][c]) <=
                    1e-12 * fabs((double)moved[0][c]));
    free(moved[0]);
    free(moved[1]);
}

/* x (rows, cols) -> 3.4445 x - 4.7750 (x x^T) x + 2.0315 (x x^T)^2 x, in double. */
static void newton_schulz(double *x, int rows, int cols)
{
    double *before = calloc((size_t)(rows * cols), sizeof *x),
           *gram = calloc((size_t)(rows * rows), sizeof *x), *y;
    assert_true(before && gram);
    memcpy(before, x, sizeof *x * (size_t)(rows * cols));
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < rows; j++)
            for (int k = 0; k < cols; k++)
                gram[i * rows + j] += before[i * cols + k] * before[j * cols + k];
    y = calloc((size_t)(rows * cols), sizeof *y);
    assert_non_null(y);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < rows; j++)
            for (int k = 0; k < cols; k++)
                y[i * cols + k] += gram[i * rows + j] * before[j * cols + k];
    for (int i = 0; i < rows * cols; i++)
        x[i] = 3.4445 * before[i] - 4.7750 * y[i];
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < rows; j++)
            for (int k = 0; k < cols; k++)
                x[i * cols + k] += 2.0315 * gram[i * rows + j] * y[j * cols + k];
    free(before);
    free(gram);
    free(y);
}

/* What one step from rest takes from a kernel whose gradient is g, before the rate: the rows of the
 * matrix are outputs, the last axis in Keras layout. */
static void muon_step(double *d, const float *g, const NetcParam *p, int steps)
{
    const int rows = p->dim[p->rank - 1], cols = (int)(p->count / (size_t)rows);
    double *x = calloc(p->count, sizeof *x), norm = 0;
    assert_non_null(x);
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < cols; c++)
            norm += (double)g[c * rows + r] * g[c * rows + r];
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < cols; c++)
            x[r * cols + c] = (double)g[c * rows + r] / sqrt(norm);
    for (int i = 0; i < steps; i++)
        newton_schulz(x, rows, cols);
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < cols; c++)
            d[c * rows + r] = x[r * cols + c] * sqrt(rows > cols ? (double)rows / cols : 1);
    free(x);
}

/* Kernels of convolutions, and with `dense` of dense layers, step along an orthogonal matrix; the
 * rest steps as sgd does. */
static void muon_steps_are_orthogonal(void **state)
{
    (void)state;
    for (int dense = 0; dense < 2; dense++) {
        NetcModel *m = open_net(layers,
                                dense ? "optimizer muon steps=3 normed decay=0.5 others=0.1 dense"
                                      : "optimizer muon steps=3 normed decay=0.5 others=0.1",
                                NULL);
        size_t n = netc_param_floats(m);
        float *start = copy(netc_params(m), n), *g = grad_of(m, 0, BATCH);
        double *d = calloc(n, sizeof *d), rate = 0.1f;
        assert_true(d && netc_train_apply(m, g, 0.1f, NULL));
        for (int i = 0; i < netc_param_count(m); i++) {
            const NetcParam *p = netc_param(m, i);
            const bool kernel = strstr(p->name, "kernel"),
                       matrix = kernel && (dense || p->rank == 4);
            const float *w = start + p->offset, *now = netc_params(m) + p->offset;
            double norm = 0, most = 0;
            for (size_t k = 0; k < p->count; k++)
                norm += (double)w[k] * w[k];
            if (matrix)
                muon_step(d, g + p->offset, p, 3);
            for (size_t k = 0; k < p->count && p->trainable; k++) {
                double want = matrix ? w[k] * sqrt(p->dim[p->rank - 1] / norm) * (1 - rate * 0.5) -
                                           rate * d[k]
                                     : w[k] - 0.1 * rate *
                                                  (g[p->offset + k] + (kernel ? 0.5 * w[k] : 0));
                if (fabs(want - now[k]) > most)
                    most = fabs(want - now[k]);
            }
            if (most > 2e-6)
                fail_msg("%s: %g", p->name, most);
        }
        free(d);
        free(start);
        free(g);
        netc_close(m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(muon_steps_are_orthogonal),
        cmocka_unit_test(lookahead_keeps_its_bits),
        cmocka_unit_test(digits_near_one),
        cmocka_unit_test(small_after_large),
        cmocka_unit_test(unused_layers_are_kept),
        cmocka_unit_test(frozen_nets_accumulate),
        cmocka_unit_test(apply_counts_the_steps),
        cmocka_unit_test(a_refused_step_changes_nothing),
        cmocka_unit_test(whole_steps_are_the_same_steps),
        cmocka_unit_test(batches_make_one_step),
        cmocka_unit_test(accumulation_keeps_its_bits),
        cmocka_unit_test(norms_are_limited),
        cmocka_unit_test(parts_have_their_own_rates),
        cmocka_unit_test(averages_follow_the_weights),
        cmocka_unit_test(the_loop_makes_steps_of_batches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
