/* Bad numbers given to training: rates, gradients, inputs, labels, null pointers, damaged states
 * and checkpoints. Each is refused with a reason, and then parameters, moments and counters keep
 * every bit. */
#include "training/checkpoint.h"
#include "weights/pretrained.h"
#include <errno.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { BATCH = 4, CLASSES = 3 };

static const char relu_net[] = "net t {\n input 4x4x2\n a: conv 3 3x3 relu\n n: batchnorm\n "
                               "flatten\n b: dense 5 relu frozen\n c: dense 3 softmax\n}\n";
/* relu right behind what the input meets, and no batchnorm that would spread a NaN */
static const char hiding_net[] =
    "net h {\n input 4x4x2\n a: conv 3 3x3 relu\n flatten\n c: dense 3 softmax\n}\n";

static NetcModel *open_net(const char *body, const char *train, NetcOptions o)
{
    char path[] = "/tmp/netc_bad_numbers_XXXXXX", *diagnostics = NULL;
    Err err = {""};
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    fprintf(f, "%strain {\n loss crossentropy\n batch %d\n %s\n}\n", body, BATCH, train);
    fclose(f);
    o.train = true;
    o.threads = 1;
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

static const int32_t labels[BATCH] = {0, 2, 1, 2};

static void step(NetcModel *m, uint32_t from)
{
    float *x = floats(BATCH * netc_input_floats(m), from);
    assert_true(netc_train_step(m, x, labels, BATCH, 0.05f, NULL, NULL, NULL));
    free(x);
}

/* Parameters, moments, steps: the state says all of it. Passes (which number the draws of dropout)
 * are counted even when nothing changes. */
static unsigned char *state_of(NetcModel *m)
{
    unsigned char *s = malloc(netc_state_bytes(m));
    assert_non_null(s);
    assert_true(netc_state_save(m, s));
    return s;
}

static void same_weights(NetcModel *m, const float *before)
{
    assert_memory_equal(netc_params(m), before, netc_param_floats(m) * sizeof *before);
}

static float *weights_of(NetcModel *m)
{
    float *w = malloc((netc_param_floats(m) + 1) * sizeof *w);
    assert_non_null(w);
    return memcpy(w, netc_params(m), netc_param_floats(m) * sizeof *w);
}

static void rates_are_looked_at(void **state)
{
    (void)state;
    const float bad[] = {NAN, INFINITY, -INFINITY, -1e-30f, -1.0f};
    const NetcOptions as[] = {{.backend = NETC_JIT},
                              {.backend = NETC_REFERENCE},
                              {.backend = NETC_JIT, .steps_only = true}};
    for (size_t a = 0; a < sizeof as / sizeof *as; a++) {
        NetcModel *m = open_net(relu_net, "optimizer adam\n accumulate 2", as[a]);
        float *x = floats(BATCH * netc_input_floats(m), 7), *g = floats(netc_param_floats(m), 9),
              loss;
        step(m, 1);
        unsigned char *before = state_of(m);
        for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
            Err err = {""};
            assert_false(netc_train_step(m, x, labels, BATCH, bad[i], &loss, NULL, &err));
            assert_non_null(strstr(err.text, "learning rate"));
            if (!as[a].steps_only) {
                assert_false(netc_train_apply(m, g, bad[i], &err));
                assert_non_null(strstr(err.text, "learning rate"));
            }
            unsigned char *after = state_of(m);
            assert_memory_equal(before, after, netc_state_bytes(m));
            free(after);
        }
        assert_true(netc_train_add(m, x, labels, BATCH, &loss, NULL, NULL));
        for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
            Err err = {""};
            assert_false(netc_train_update(m, bad[i], &err));
            assert_non_null(strstr(err.text, "learning rate"));
        }
        assert_true(netc_train_update(m, 0.05f, NULL)); /* the gradient still waits */
        float *w = weights_of(m);
        assert_true(netc_train_step(m, x, labels, BATCH, 0.0f, &loss, NULL,
                                    NULL)); /* 0 moves none that is trained */
        for (int p = 0; p < netc_param_count(m); p++) {
            const NetcParam *q = netc_param(m, p);
            if (!strstr(q->name, "moving"))
                assert_memory_equal(netc_params(m) + q->offset, w + q->offset,
                                    q->count * sizeof *w);
        }
        free(w);
        free(before);
        free(x);
        free(g);
        netc_close(m);
    }
}

static void gradients_are_looked_at(void **state)
{
    (void)state;
    const float bad[] = {NAN, INFINITY, -INFINITY};
    for (int b = NETC_JIT; b <= NETC_REFERENCE; b += NETC_REFERENCE - NETC_JIT) {
        NetcModel *m = open_net(relu_net, "optimizer adam\n average 0.9",
                                (NetcOptions){.backend = (NetcBackend)b});
        step(m, 1);
        unsigned char *before = state_of(m);
        float *g = floats(netc_param_floats(m), 9);
        for (int p = 0; p < netc_param_count(m); p++) {
            const NetcParam *q = netc_param(m, p);
            for (size_t i = 0; q->trainable && i < 3; i++) {
                Err err = {""};
                size_t at = q->offset + i * (q->count - 1) / 2;
                float was = g[at];
                g[at] = bad[i];
                assert_false(netc_train_apply(m, g, 0.1f, &err));
                assert_non_null(strstr(err.text, q->name));
                unsigned char *after = state_of(m);
                assert_memory_equal(before, after, netc_state_bytes(m));
                free(after);
                g[at] = was;
            }
            if (!q->trainable)
                g[q->offset] = NAN; /* of what does not train, nothing is read */
        }
        assert_true(netc_train_apply(m, g, 0.1f, NULL));
        for (size_t i = 0; i < netc_param_floats(m); i++)
            assert_true(isfinite(netc_params(m)[i]));
        free(g);
        free(before);
        netc_close(m);
    }
}

/* relu takes a NaN for 0: outputs and loss would be finite, and the kernel's gradient NaN. */
static void an_input_that_is_no_number_is_no_step(void **state)
{
    (void)state;
    const NetcOptions as[] = {{.backend = NETC_JIT},
                              {.backend = NETC_REFERENCE},
                              {.backend = NETC_JIT, .steps_only = true}};
    const float bad[] = {NAN, INFINITY, -INFINITY};
    for (size_t a = 0; a < sizeof as / sizeof *as; a++)
        for (size_t i = 0; i < 3; i++) {
            NetcModel *m = open_net(hiding_net, "optimizer adam\n accumulate 2", as[a]);
            size_t in = netc_input_floats(m);
            float *x = floats(BATCH * in, 7), *g = floats(netc_param_floats(m), 0), loss = 0;
            step(m, 1);
            float *before = weights_of(m);
            x[BATCH * in - 1 - i] = bad[i];
            assert_true(netc_train_step(m, x, labels, BATCH, 0.1f, &loss, NULL, NULL));
            assert_false(isfinite(loss));
            same_weights(m, before);
            assert_true(netc_train_add(m, x, labels, BATCH, &loss, NULL, NULL));
            assert_false(isfinite(loss));
            Err err = {""};
            assert_false(netc_train_update(m, 0.1f, &err)); /* it was not added */
            same_weights(m, before);
            if (!as[a].steps_only) {
                assert_true(netc_train_grad(m, x, labels, BATCH, g, &loss, NULL));
                assert_false(isfinite(loss));
            }
            same_weights(m, before);
            assert_true(netc_train_step(m, x, labels, BATCH - 1, 0.1f, &loss, NULL,
                                        NULL)); /* beyond n nothing is looked at */
            assert_true(isfinite(loss));
            free(before);
            free(x);
            free(g);
            netc_close(m);
        }
}

/* Large inputs of small weights, large weights behind them: the values and the loss are finite, and
 * the gradient of the first kernel is not. */
static const char over_net[] =
    "net o {\n input 4\n a: dense 3\n n: batchnorm\n c: dense 3 softmax\n}\n";

static NetcModel *open_over(const char *train, NetcOptions o, float large)
{
    NetcModel *m = open_net(over_net, train, o);
    float *w = netc_params(m);
    for (int p = 0; p < netc_param_count(m); p++) {
        const NetcParam *q = netc_param(m, p);
        float by = !strcmp(q->name, "a.kernel")   ? 1 / large
                   : !strcmp(q->name, "c.kernel") ? 1e15f
                                                  : 1;
        for (size_t i = 0; i < q->count; i++)
            w[q->offset + i] *= by;
    }
    netc_params_changed(m);
    return m;
}

static float *large_input(float large)
{
    float *x = floats(BATCH * 4, 7);
    for (int i = 0; i < BATCH * 4; i++)
        x[i] *= large;
    return x;
}

static void refused_for(const NetcModel *m, bool ok, const char *name, const char *why,
                        const Err *err)
{
    assert_false(ok);
    assert_non_null(netc_overflowed(m));
    assert_string_equal(netc_overflowed(m), name);
    if (!strstr(err->text, name) || !strstr(err->text, why))
        fail_msg("%s", err->text);
}

/* A model that was asked for impossible steps goes on as one that was not. */
static void an_overflow_is_no_step(void **state)
{
    (void)state;
    const float large[] = {1e30f, 1e5f}; /* gradients: infinite or NaN; finite, beyond 2^60 */
    const char *const trains[] = {"optimizer adam", "optimizer sgd momentum=0.9",
                                  "optimizer rmsprop\n accumulate 2",
                                  "optimizer adam clip=1\n average 0.9"};
    for (int b = NETC_JIT; b <= NETC_REFERENCE; b++)
        for (int k = 0; k < (b == NETC_CC ? 1 : 8); k++) { /* compiling takes seconds */
            const NetcOptions o = {.backend = (NetcBackend)b};
            NetcModel *m = open_over(trains[k % 4], o, large[k / 4]),
                      *twin = open_over(trains[k % 4], o, large[k / 4]);
            float *x = large_input(large[k / 4]), *g = floats(netc_param_floats(m), 0), loss = 0;
            Err err = {""};
            float *before = weights_of(m);
            bool ok = netc_train_step(m, x, labels, BATCH, 0.1f, &loss, NULL, &err);
            refused_for(m, ok, "a.kernel", "nothing was changed", &err);
            assert_true(isfinite(loss));
            same_weights(m, before);
            ok = netc_train_add(m, x, labels, BATCH, &loss, NULL, &err);
            refused_for(m, ok, "a.kernel", "nothing was changed", &err);
            assert_false(netc_train_update(m, 0.1f, &err)); /* it was not added */
            ok = netc_train_grad(m, x, labels, BATCH, g, &loss, &err);
            refused_for(m, ok, "a.kernel", "nothing was changed", &err);
            err.text[0] = 0;
            refused_for(m, netc_train_apply(m, g, 0.1f, &err), "a.kernel", "nothing was changed",
                        &err);
            same_weights(m, before);
            step(m, 3);
            assert_null(netc_overflowed(m));
            step(twin, 3);
            same_weights(m, netc_params(twin));
            step(m, 4);
            step(twin, 4);
            same_weights(m, netc_params(twin));
            free(before);
            free(x);
            free(g);
            netc_close(m);
            netc_close(twin);
        }
}

/* Inputs that are finite, with a variance that no float holds: 1 / sqrt(variance) is a small
 * number, and the loss behind it finite. The moving variance would be infinite for ever. */
static void a_variance_that_overflows_is_no_step(void **state)
{
    (void)state;
    const char *const inner[] = {"batchnorm", "batchnorm\n relu\n dense 4",
                                 "batchnorm nogamma nobeta\n relu"};
    for (int b = NETC_JIT; b <= NETC_REFERENCE; b++)
        for (int k = 0; k < (b == NETC_CC ? 1 : 3); k++) {
            char text[300];
            snprintf(text, sizeof text,
                     "net large {\n input 4\n %s\n dense 3 softmax\n}\n"
                     "train { loss crossentropy; optimizer adam; batch %d }\n",
                     inner[k], BATCH);
            const NetcOptions o = {.backend = (NetcBackend)b,
                                   .batch = BATCH,
                                   .threads = 1,
                                   .train = true,
                                   .text = text};
            Err err = {""};
            NetcModel *m = netc_open("large.net", &o, NULL, &err);
            if (!m)
                fail_msg("%s", err.text);
            assert_true(netc_init(m, 3));
            step(m, 3);
            float *before = weights_of(m), *x = large_input(1e25f), loss = 0;
            bool ok = netc_train_step(m, x, labels, BATCH, 0.1f, &loss, NULL, &err);
            if (k < 2) {
                assert_true(!ok || !isfinite(loss));
                same_weights(m, before);
            }
            for (size_t i = 0; i < netc_param_floats(m); i++)
                assert_true(isfinite(netc_params(m)[i]));
            step(m, 4);
            free(before);
            free(x);
            netc_close(m);
        }
}

/* Where updates are at once the step is made in part, and said to be. */
static void an_overflow_of_whole_steps_is_told(void **state)
{
    (void)state;
    for (int b = NETC_JIT; b <= NETC_REFERENCE; b++) {
        const NetcOptions o = {.backend = (NetcBackend)b, .steps_only = true};
        NetcModel *m = open_over("optimizer adam", o, 1e30f);
        float *x = large_input(1e30f), loss = 0;
        Err err = {""};
        bool ok = netc_train_step(m, x, labels, BATCH, 0.1f, &loss, NULL, &err);
        refused_for(m, ok, "a.kernel", "in part", &err);
        assert_true(isfinite(loss));
        netc_init(m, 5); /* set anew, it is of use */
        step(m, 3);
        assert_null(netc_overflowed(m));
        for (size_t i = 0; i < netc_param_floats(m); i++)
            assert_true(isfinite(netc_params(m)[i]));
        free(x);
        netc_close(m);
    }
}

/* The bound is 2^60: exactly that is taken, and limits to the norm work on many such numbers. */
static void the_largest_gradient_is_taken(void **state)
{
    (void)state;
    static const char net[] = "net l {\n input 100\n c: dense 3\n softmax\n}\n";
    const char *const trains[] = {"optimizer adam", "optimizer sgd clipnorm=1",
                                  "optimizer rmsprop global_clipnorm=1"};
    for (int b = NETC_JIT; b <= NETC_REFERENCE; b += NETC_REFERENCE - NETC_JIT)
        for (int k = 0; k < 3; k++) {
            NetcModel *m = open_net(net, trains[k], (NetcOptions){.backend = (NetcBackend)b});
            size_t n = netc_param_floats(m);
            float *g = floats(n, 0);
            for (size_t i = 0; i < n; i++)
                g[i] = i % 2 ? 0x1p60f : -0x1p60f;
            float *before = weights_of(m);
            assert_true(netc_train_apply(m, g, 0.5f, NULL));
            for (size_t i = 0; i < n; i++) {
                float moved = netc_params(m)[i] - before[i];
                assert_true(isfinite(moved) && (moved < 0) == (g[i] > 0) && moved != 0);
            }
            g[n - 1] = nextafterf(0x1p60f, INFINITY);
            assert_false(netc_train_apply(m, g, 0.5f, NULL));
            free(before);
            free(g);
            netc_close(m);
        }
}

static void inference_passes_numbers_through(void **state)
{
    (void)state;
    static const char net[] = "net p {\n input 6\n dense 4 tanh\n dense 3 softmax\n}\n";
    for (int b = NETC_JIT; b <= NETC_REFERENCE; b += NETC_REFERENCE - NETC_JIT) {
        NetcModel *m = open_net(net, "", (NetcOptions){.backend = (NetcBackend)b});
        float *x = floats(3 * 6, 1), y[9], z[9];
        assert_true(netc_infer(m, x, 3, y, NULL));
        x[6 + 2] = NAN;
        assert_true(netc_infer(m, x, 3, z, NULL));
        assert_memory_equal(y, z, 3 * sizeof *y); /* the other samples are what they were */
        assert_memory_equal(y + 6, z + 6, 3 * sizeof *y);
        for (int i = 3; i < 6; i++)
            assert_true(isnan(z[i]));
        free(x);
        netc_close(m);
    }
}

static void what_is_missing_is_named(void **state)
{
    (void)state;
    NetcModel *m = open_net(relu_net, "optimizer sgd\n accumulate 2",
                            (NetcOptions){.backend = NETC_JIT});
    float *x = floats((BATCH + 1) * netc_input_floats(m), 7), *g = floats(netc_param_floats(m), 0),
          y[(BATCH + 1) * CLASSES], loss;
    unsigned char *before = state_of(m);
    const int32_t wrong[][2] = {{0, 3}, {-1, 0}, {0, INT32_MIN}, {INT32_MAX, 1}};
    Err err = {""};
#define REFUSED(call, says)                      \
    do {                                         \
        err.text[0] = 0;                         \
        assert_false(call);                      \
        if (!strstr(err.text, says))             \
            fail_msg("%s: %s", #call, err.text); \
    } while (0)
    REFUSED(netc_infer(NULL, x, 1, y, &err), "no model");
    REFUSED(netc_infer(m, NULL, 1, y, &err), "no input");
    REFUSED(netc_infer(m, x, 1, NULL, &err), "no room");
    REFUSED(netc_infer(m, x, -1, y, &err), "-1");
    assert_true(netc_infer(m, NULL, 0, NULL, &err));
    for (int n = -1; n <= 0; n++) {
        REFUSED(netc_train_step(m, x, labels, n, 0.1f, &loss, y, &err), "1 to 4");
        REFUSED(netc_train_grad(m, x, labels, n, g, &loss, &err), "1 to 4");
        REFUSED(netc_train_add(m, x, labels, n, &loss, y, &err), "1 to 4");
    }
    REFUSED(netc_train_step(m, x, labels, BATCH + 1, 0.1f, &loss, y, &err), "1 to 4");
    REFUSED(netc_train_step(NULL, x, labels, 1, 0.1f, &loss, y, &err), "no model");
    REFUSED(netc_train_step(m, NULL, labels, 1, 0.1f, &loss, y, &err), "no input");
    REFUSED(netc_train_step(m, x, NULL, 1, 0.1f, &loss, y, &err), "no labels");
    REFUSED(netc_train_grad(NULL, x, labels, 1, g, &loss, &err), "no model");
    REFUSED(netc_train_grad(m, NULL, labels, 1, g, &loss, &err), "no input");
    REFUSED(netc_train_grad(m, x, NULL, 1, g, &loss, &err), "no labels");
    REFUSED(netc_train_grad(m, x, labels, 1, NULL, &loss, &err), "no room");
    REFUSED(netc_train_apply(NULL, g, 0.1f, &err), "no model");
    REFUSED(netc_train_apply(m, NULL, 0.1f, &err), "no gradient");
    REFUSED(netc_train_add(NULL, x, labels, 1, &loss, y, &err), "no model");
    REFUSED(netc_train_add(m, NULL, labels, 1, &loss, y, &err), "no input");
    REFUSED(netc_train_update(NULL, 0.1f, &err), "no model");
    REFUSED(netc_load(m, NULL, &err), "no file");
    REFUSED(netc_save(m, NULL, &err), "no file");
    assert_null(netc_open(NULL, NULL, NULL, &err));
    assert_non_null(strstr(err.text, "no file"));
    assert_false(netc_state_save(m, NULL));
    assert_false(netc_state_load(m, NULL));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        REFUSED(netc_train_step(m, x, wrong[i], 2, 0.1f, &loss, y, &err),
                "is not one of the 3 classes");
        REFUSED(netc_train_grad(m, x, wrong[i], 2, g, &loss, &err), "is not one of the 3 classes");
        REFUSED(netc_train_add(m, x, wrong[i], 2, &loss, y, &err), "is not one of the 3 classes");
        assert_true(isnan(netc_loss(m, y, wrong[i], 2)));
    }
    assert_true(isnan(netc_loss(m, NULL, labels, 1)));
    assert_true(isnan(netc_loss(m, y, NULL, 1)));
    unsigned char *after = state_of(m);
    assert_memory_equal(before, after, netc_state_bytes(m));
    free(after);
    free(before);
    free(x);
    free(g);
    netc_close(m);
}

/* ---- states and checkpoints ---- */

static void every_flipped_bit_of_a_state_is_seen(void **state)
{
    (void)state;
    NetcModel *m = open_net(relu_net, "optimizer adam\n accumulate 2\n average 0.9",
                            (NetcOptions){.backend = NETC_JIT});
    step(m, 1);
    size_t bytes = netc_state_bytes(m);
    unsigned char *good = state_of(m), *bad = malloc(bytes);
    assert_non_null(bad);
    step(m, 2);
    unsigned char *here = state_of(m);
    for (size_t i = 0; i < 8 * bytes; i++) {
        if (i < 8 * (bytes - 256) && i % 7) /* all of the last ones, where the counters stand */
            continue;
        Err err = {""};
        memcpy(bad, good, bytes);
        bad[i / 8] ^= (unsigned char)(1u << i % 8);
        if (netc_state_load(m, bad))
            fail_msg("bit %zu of byte %zu of %zu is not missed", i % 8, i / 8, bytes);
        assert_false(netc_state_check(m, bad, &err));
        assert_true(err.text[0]);
    }
    unsigned char *after = state_of(m);
    assert_memory_equal(here, after, bytes);
    memset(bad, 0, bytes);
    assert_false(netc_state_load(m, bad));
    assert_true(netc_state_load(m, good));
    assert_true(netc_state_check(m, good, NULL));
    free(after);
    free(here);
    free(good);
    free(bad);
    netc_close(m);
}

static void a_state_of_another_training_is_refused(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "net t {\n input 8\n a: dense 16 relu\n b: dense 16 relu\n c: dense 3 softmax\n}\n",
        "net t {\n input 8\n a: dense 16 relu\n bb: dense 16 relu\n c: dense 3 "
        "softmax\n}\n", /* another
                           name
                         */
        "net t {\n input 8\n a: dense 16 relu\n b: dense 16 relu frozen\n c: dense 3 "
        "softmax\n}\n"};
    static const char *const trains[] = {"optimizer adam", "optimizer adamw",
                                         "optimizer sgd momentum=0.9", "optimizer rmsprop",
                                         "optimizer adam\n average 0.9"};
    NetcModel *m = open_net(bodies[0], trains[0], (NetcOptions){.backend = NETC_JIT});
    size_t most = 1 << 16;
    for (int b = 0; b < 3; b++)
        for (int t = 0; t < 5; t++) {
            NetcModel *other = open_net(bodies[b], trains[t],
                                        (NetcOptions){.backend = NETC_REFERENCE});
            unsigned char *s = calloc(1, most); /* as large as any: what is not filled is zero */
            Err err = {""};
            assert_true(s && netc_state_bytes(other) < most && netc_state_bytes(m) < most);
            assert_true(netc_state_save(other, s));
            assert_int_equal(netc_state_load(m, s), b == 0 && t == 0);
            assert_int_equal(netc_state_check(m, s, &err), b == 0 && t == 0);
            free(s);
            netc_close(other);
        }
    netc_close(m);
}

/* The file's bytes with one changed, or cut, in its place. */
static void put(const char *path, const unsigned char *data, size_t n, size_t flip)
{
    bool written = false;
    for (int tries = 0; tries < 20 && !written; tries++) {
        unlink(path); /* a new file: some systems write one that is cut and filled again at once to
                         the disk */
        FILE *f = fopen(path, "wb");
        assert_non_null(f);
        for (size_t i = 0; i < n; i++)
            fputc(data[i] ^ (i == flip / 8 ? 1 << flip % 8 : 0), f);
        written = fclose(f) == 0;
        if (!written) { /* seen rarely, beside other tests */
            print_message("# %zu bytes not written: errno %d\n", n, errno);
            usleep(50000);
        }
    }
    assert_true(written);
}

/* Whatever is damaged: refused, or every value of it is still right (a blank of the JSON text). */
static void damaged_checkpoints_are_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/netc_bad_numbers_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    NetcModel *m = open_net(hiding_net, "optimizer adam", (NetcOptions){.backend = NETC_JIT});
    TrainState s = {.seed = 7,
                    .images = 9,
                    .batch = BATCH,
                    .accumulate = 1,
                    .shares = 1,
                    .rate = 0.1,
                    .epochs = 3,
                    .epoch = 1,
                    .monitor = 1,
                    .step = 1,
                    .has_best = true,
                    .best_epoch = 1,
                    .best_value = 0.5},
               found;
    Err err;
    step(m, 1);
    float *best = weights_of(m), *room = weights_of(m), *right = weights_of(m);
    if (!checkpoint_save(m, &s, best, CHECKPOINT_DROP, path, &err))
        fail_msg("%s", err.text);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    unsigned char *data = malloc(1 << 20);
    assert_non_null(data);
    size_t n = fread(data, 1, 1 << 20, f);
    fclose(f);
    netc_init(m, 9);
    float *here = weights_of(m);
    int loaded = 0;
    for (size_t i = 0; i < n; i++) {
        put(path, data, n, 8 * i + i % 8);
        err.text[0] = 0;
        if (!checkpoint_load(m, &found, room, path, false, &err)) {
            assert_true(err.text[0]);
            continue;
        }
        loaded++;
        assert_memory_equal(netc_params(m), right, netc_param_floats(m) * sizeof *right);
        assert_memory_equal(room, best, netc_param_floats(m) * sizeof *best);
        assert_true(found.seed == s.seed && found.step == s.step &&
                    found.best_value == s.best_value && found.rate == s.rate);
        netc_init(m, 9);
    }
    assert_true(loaded < 100);
    same_weights(m, here);
    for (size_t cut = 0; cut < n; cut += 1 + cut / 16) {
        put(path, data, cut, SIZE_MAX);
        assert_false(checkpoint_load(m, &found, room, path, false, &err));
        assert_false(checkpoint_peek(path, &found, &err) && cut < 100);
    }
    same_weights(m, here);
    put(path, data, n, SIZE_MAX);
    assert_true(checkpoint_load(m, &found, room, path, false, &err));
    assert_memory_equal(netc_params(m), right, netc_param_floats(m) * sizeof *right);
    unlink(path);
    free(here);
    free(data);
    free(best);
    free(room);
    free(right);
    netc_close(m);
}

/* Whole by its checksum, and yet no state that a training can be in. */
static void impossible_checkpoints_are_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/netc_bad_numbers_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    NetcModel *m = open_net(hiding_net, "optimizer adam", (NetcOptions){.backend = NETC_JIT});
    const TrainState good = {.seed = 7,
                             .images = 9,
                             .batch = BATCH,
                             .accumulate = 1,
                             .shares = 1,
                             .rate = 0.1,
                             .epochs = 3,
                             .epoch = 1,
                             .done = 4,
                             .correct = 2,
                             .monitor = 1,
                             .step = 1,
                             .has_best = true,
                             .best_epoch = 1,
                             .best_value = 0.5};
    TrainState found;
    Err err;
    float *room = weights_of(m), *here = weights_of(m);
#define BAD(field, value)                                                       \
    do {                                                                        \
        TrainState s = good;                                                    \
        s.field = value;                                                        \
        assert_true(checkpoint_save(m, &s, room, CHECKPOINT_DROP, path, &err)); \
        err.text[0] = 0;                                                        \
        if (checkpoint_load(m, &found, room, path, false, &err) ||              \
            checkpoint_peek(path, &found, &err) || !err.text[0])                \
            fail_msg("%s = %s is taken", #field, #value);                       \
    } while (0)
    BAD(epoch, -1);
    BAD(epoch, INT32_MAX);
    BAD(epochs, 0);
    BAD(epochs, INT32_MAX);
    BAD(done, -1);
    BAD(done, 10);
    BAD(step, -1);
    BAD(batch, 0);
    BAD(batch, 1 << 20);
    BAD(accumulate, 0);
    BAD(shares, 0);
    BAD(shares, 1 << 30);
    BAD(rate, NAN);
    BAD(rate, INFINITY);
    BAD(rate, 1e39);
    BAD(rate, -1e-3);
    BAD(loss_sum, NAN);
    BAD(correct, -1);
    BAD(correct, (int64_t)5 << 31);
    TrainState more = good; /* than samples: told by who knows the net */
    more.correct = 5;
    assert_true(checkpoint_save(m, &more, room, CHECKPOINT_DROP, path, &err));
    assert_false(checkpoint_load(m, &found, room, path, false, &err));
    assert_non_null(strstr(err.text, "5 right of 4"));
    TrainState exact = good;
    exact.exact = EXACT_YES;
    assert_true(checkpoint_save(m, &exact, room, CHECKPOINT_DROP, path, &err));
    assert_false(checkpoint_load(m, &found, room, path, false, &err));
    assert_non_null(strstr(err.text, "with --exact; this one is without it"));
    BAD(monitor, 0);
    BAD(monitor, 5);
    BAD(best_epoch, 2);
    BAD(best_value, NAN);
    BAD(wait, -1);
    BAD(wait, INT32_MAX);
    BAD(falls, -1);
    BAD(falls, INT32_MAX);
    BAD(plateau_wait, INT32_MAX);
    BAD(plateau_best, INFINITY);
    BAD(plateau_monitor, 5);
    BAD(bare, 2);
    BAD(has_plateau, true); /* of which monitor? */
    assert_true(checkpoint_save(m, &good, room, CHECKPOINT_DROP, path, &err));
    same_weights(m, here);
    if (!checkpoint_load(m, &found, room, path, false, &err))
        fail_msg("%s", err.text);
    unlink(path);
    free(here);
    free(room);
    netc_close(m);
}

/* What netc_load refuses is not saved, in no format; the file that was there stays. */
static void weights_that_are_none_are_not_saved(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        float value;
    } bad[] = {{"NaN", NAN}, {"infinite", INFINITY}, {"infinite", -INFINITY}};
    char path[] = "/tmp/netc_bad_numbers_XXXXXX", npz[64], h5[64];
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    snprintf(npz, sizeof npz, "%s.npz", path);
    snprintf(h5, sizeof h5, "%s.h5", path);
    NetcModel *m = open_net(hiding_net, "optimizer adam", (NetcOptions){.backend = NETC_JIT});
    Err err;
    assert_true(netc_init(m, 3) && netc_save(m, path, &err));
    float *right = weights_of(m);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        for (int k = 0; k < netc_param_count(m); k++) {
            const NetcParam *p = netc_param(m, k);
            char says[100];
            memcpy(netc_params(m), right, netc_param_floats(m) * sizeof *right);
            netc_params(m)[p->offset + p->count - 1] = bad[i].value;
            netc_params_changed(m);
            snprintf(says, sizeof says, "was not written: number %zu of %s is %s", p->count - 1,
                     p->name, bad[i].name);
            REFUSED(netc_save(m, path, &err), says);
            REFUSED(netc_save_as(m, path, NETC_BF16, &err), says);
            REFUSED(weights_write(netc_graph(m), netc_params(m), npz, NUMBER_F32, &err), says);
            REFUSED(weights_write(netc_graph(m), netc_params(m), h5, NUMBER_F32, &err), says);
            assert_true(access(npz, F_OK) && access(h5, F_OK));
        }
    assert_true(netc_load(m, path, &err));
    same_weights(m, right);
    unlink(path);
    free(right);
    netc_close(m);
}

/* Options that no command can give, but a host's mistake. */
static void impossible_options_are_refused(void **state)
{
    (void)state;
    static const struct {
        NetcOptions o;
        const char *says;
    } bad[] = {
        {{.batch = -1}, "batch"},
        {{.accumulate = -1}, "accumulate"},
        {{.accumulate = INT_MAX}, "accumulate"},
        {{.threads = -1}, "threads"},
        {{.threads = INT_MAX}, "threads"},
        {{.mem_limit = -1}, "memory"},
        {{.weights = (NetcWeights)3}, "weights"},
        {{.backend = (NetcBackend)3}, "backend"},
    };
    char path[] = "/tmp/netc_bad_options_XXXXXX", out[] = "/tmp/netc_bad_type_XXXXXX";
    int fd = mkstemp(path), to = mkstemp(out);
    assert_true(fd >= 0 && to >= 0);
    assert_true(write(fd, relu_net, sizeof relu_net - 1) == sizeof relu_net - 1);
    close(fd);
    close(to);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Err err = {""};
        assert_null(netc_open(path, &bad[i].o, NULL, &err));
        if (!strstr(err.text, bad[i].says))
            fail_msg("%s: %s", bad[i].says, err.text);
    }
    NetcModel *m = netc_open(path, &(NetcOptions){.threads = 1}, NULL, NULL);
    assert_non_null(m);
    Err err = {""};
    assert_false(netc_save_as(m, out, (NetcWeights)3, &err));
    assert_non_null(strstr(err.text, "weights"));
    assert_null(netc_param(m, -1));
    assert_null(netc_param(m, netc_param_count(m)));
    assert_non_null(netc_param(m, 0));
    netc_close(m);
    unlink(path);
    unlink(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_are_looked_at),
        cmocka_unit_test(gradients_are_looked_at),
        cmocka_unit_test(an_input_that_is_no_number_is_no_step),
        cmocka_unit_test(an_overflow_is_no_step),
        cmocka_unit_test(a_variance_that_overflows_is_no_step),
        cmocka_unit_test(an_overflow_of_whole_steps_is_told),
        cmocka_unit_test(the_largest_gradient_is_taken),
        cmocka_unit_test(inference_passes_numbers_through),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(weights_that_are_none_are_not_saved),
        cmocka_unit_test(impossible_options_are_refused),
        cmocka_unit_test(every_flipped_bit_of_a_state_is_seen),
        cmocka_unit_test(a_state_of_another_training_is_refused),
        cmocka_unit_test(damaged_checkpoints_are_refused),
        cmocka_unit_test(impossible_checkpoints_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
