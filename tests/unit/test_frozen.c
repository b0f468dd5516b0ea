/* What is kept of frozen layers (compiler/passes/frozen_prefix.h, runtime/values.h,
 * training/frozen.h): where a net is cut, that training and inference from kept values have the
 * bits of training from the images, whatever batch the values were made in, and that a cache in a
 * file holds the same as one in memory and says when there is no room. Nets are written here. */
#include "training/frozen.h"
#include "compiler/ir/graph.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { BATCH = 4, IMAGES = 10 };

#define TRAIN "train { loss crossentropy\n optimizer adam rate=0.01\n batch 4 }\n"

typedef struct Case {
    const char *body;   /* of the net: input 8x8x3, 5 classes */
    int layers, values; /* of the training plan's prefix; 0: none */
    int infer_layers, infer_values;
} Case;

static const Case cases[] = {
    {"conv 16 3x3 relu frozen\n maxpool 2x2\n flatten\n dense 5 softmax", 3, 256, 3, 256},
    /* batchnorm as in inference, with its statistics as they are; 18 channels take two blocks of 16
     */
    {"conv 18 3x3 frozen\n batchnorm frozen\n relu\n dropout 0.3\n flatten\n dense 5 softmax", 3,
     2048, 4, 1152},
    /* two values cross; what comes after them is cheap to do again */
    {"a: conv 16 3x3 relu frozen\n b: conv 16 3x3 frozen\n conv 16 3x3\n add a\n globalavgpool\n "
     "dense 5 softmax",
     2, 2048, 2, 2048},
    /* an upsampling makes more of it, not better */
    {"conv 16 3x3 stride=2 frozen\n upsample 2x2\n conv 16 3x3 relu\n globalavgpool\n dense 5 "
     "softmax",
     1, 256, 1, 256},
    /* a layer that trains ends it, and so does dropout, which inference leaves out */
    {"conv 16 3x3 frozen\n dropout 0.5\n conv 16 3x3 frozen\n globalavgpool\n dense 5 softmax", 1,
     1024, 3, 16},
    {"conv 16 3x3 relu\n conv 16 3x3 frozen\n globalavgpool\n dense 5 softmax", 0, 0, 0, 0},
    {"relu\n maxpool 2x2\n conv 16 3x3 relu\n globalavgpool\n dense 5 softmax", 0, 0, 0, 0},
    /* batch statistics of what is frozen change with the batch; in inference the convolution does
       the work of this batchnorm */
    {"conv 16 3x3 relu frozen\n batchnorm\n globalavgpool\n dense 5 softmax", 1, 1024, 0, 0},
    /* a dense layer's bits may depend on how many images are multiplied together, but for the few
       of this inference */
    {"conv 16 3x3 relu frozen\n globalavgpool\n dense 32 relu frozen\n dense 5 softmax", 2, 16, 3,
     32},
    /* pooled by the convolution, through what is between them in inference */
    {"conv 8 1x1 frozen\n conv 16 3x3 frozen algorithm=winograd\n batchnorm frozen\n maxpool 2x2\n "
     "flatten\n dense 5 softmax",
     5, 256, 5, 256},
};
enum { CASES = sizeof cases / sizeof *cases };

static NetcModel *open_case(const Case *c, NetcBackend backend, bool steps_only)
{
    char path[] = "/tmp/netc_frozen_XXXXXX", *diagnostics = NULL;
    Err err = {""};
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    fprintf(f, "net f {\n input 8x8x3\n %s\n}\n" TRAIN, c->body);
    fclose(f);
    NetcOptions o = {.train = true, .steps_only = steps_only, .threads = 2, .backend = backend};
    NetcModel *m = netc_open(path, &o, &diagnostics, &err);
    unlink(path);
    if (!m)
        fail_msg("%s%s", err.text, diagnostics ? diagnostics : "");
    assert_true(netc_init(m, 7));
    return m;
}

static void make_data(float *x, int32_t *labels, size_t floats)
{
    unsigned state = 12345;
    for (size_t i = 0; i < IMAGES * floats; i++) {
        state = state * 1664525u + 1013904223u;
        x[i] = (float)(state >> 8) / (float)(1 << 24) - 0.3f;
    }
    for (int i = 0; i < IMAGES; i++)
        labels[i] = i % 5;
}

static void cuts(void **state)
{
    (void)state;
    for (int i = 0; i < CASES; i++) {
        NetcModel *m = open_case(&cases[i], NETC_REFERENCE, false);
        ValuesInfo train = netc_values(m, VALUES_TRAIN), infer = netc_values(m, VALUES_INFER);
        if (train.layers != cases[i].layers || train.values != cases[i].values ||
            infer.layers != cases[i].infer_layers || infer.values != cases[i].infer_values)
            fail_msg("case %d: %d layers, %d values in training; %d layers, %d values in inference",
                     i, train.layers, (int)train.values, infer.layers, (int)infer.values);
        assert_int_equal(train.bytes, 4 * train.values);
        netc_close(m);
    }
}

static void same_bits(int c, const char *what, const void *a, const void *b, size_t bytes)
{
    if (memcmp(a, b, bytes))
        fail_msg("case %d: %s differ", c, what);
}

/* Values are made in one order and company, steps taken in another. */
static void steps_agree(int c, NetcBackend backend)
{
    NetcModel *plain = open_case(&cases[c], backend, false),
              *kept = open_case(&cases[c], backend, true);
    size_t floats = netc_input_floats(plain), item = netc_values(kept, VALUES_TRAIN).bytes,
           bytes = netc_param_floats(plain) * sizeof(float);
    float *x = malloc(sizeof *x * IMAGES * floats), *batch = malloc(sizeof *batch * BATCH * floats),
          y[2][BATCH * 5], loss[2];
    unsigned char *values = malloc(IMAGES * item), *some = malloc(BATCH * item);
    int32_t labels[IMAGES], batch_labels[BATCH];
    Err err = {""};
    make_data(x, labels, floats);
    for (int at = 0; at < IMAGES; at += BATCH)
        assert_true(netc_values_run(kept, VALUES_TRAIN, x + (size_t)at * floats,
                                    IMAGES - at < BATCH ? IMAGES - at : BATCH,
                                    values + (size_t)at * item, &err));
    for (int step = 0; step < 6; step++) {
        int n = step % 3 == 2 ? 3 : BATCH;
        for (int i = 0; i < n; i++) {
            int k = (step * 7 + i * 3) % IMAGES;
            memcpy(batch + (size_t)i * floats, x + (size_t)k * floats, floats * sizeof *x);
            memcpy(some + (size_t)i * item, values + (size_t)k * item, item);
            batch_labels[i] = labels[k];
        }
        assert_true(netc_train_step(plain, batch, batch_labels, n, 0.01f, &loss[0], y[0], &err));
        assert_true(
            netc_train_step_values(kept, some, batch_labels, n, 0.01f, &loss[1], y[1], &err));
        same_bits(c, "losses", &loss[0], &loss[1], sizeof *loss);
        same_bits(c, "outputs", y[0], y[1], sizeof(float) * (size_t)n * 5);
        same_bits(c, "parameters", netc_params(plain), netc_params(kept), bytes);
    }
    free(x);
    free(batch);
    free(values);
    free(some);
    netc_close(plain);
    netc_close(kept);
}

static void training_agrees(void **state)
{
    (void)state;
    for (int c = 0; c < CASES; c++)
        for (int b = NETC_JIT; b <= NETC_REFERENCE && cases[c].layers; b++)
            if (b != NETC_CC || c == 2) /* the compiler's text is the JIT's, and takes long */
                steps_agree(c, (NetcBackend)b);
}

/* Inference from values that were made before the rest was trained. */
static void inference_agrees(void **state)
{
    (void)state;
    for (int c = 0; c < CASES; c++) {
        NetcModel *m = open_case(&cases[c], NETC_JIT, false);
        size_t floats = netc_input_floats(m);
        float *x = malloc(sizeof *x * IMAGES * floats), y[2][BATCH * 5], loss;
        int32_t labels[IMAGES];
        Err err = {""};
        make_data(x, labels, floats);
        if (cases[c].infer_layers) {
            unsigned char *values = malloc(BATCH * netc_values(m, VALUES_INFER).bytes);
            if (!netc_values_run(m, VALUES_INFER, x, BATCH, values, &err))
                fail_msg("case %d: %s", c, err.text);
            assert_true(netc_train_step(m, x, labels, BATCH, 0.05f, &loss, NULL, &err));
            assert_true(netc_infer(m, x + 2 * floats, 2, y[0], &err));
            assert_true(netc_infer_values(m, values + 2 * netc_values(m, VALUES_INFER).bytes, 2,
                                          y[1], &err));
            same_bits(c, "outputs", y[0], y[1], sizeof(float) * 10);
            free(values);
        } else {
            assert_false(netc_values_run(m, VALUES_INFER, x, BATCH, y, &err));
        }
        free(x);
        netc_close(m);
    }
}

static void one_cache(const FrozenOptions *o, bool in_file)
{
    NetcModel *m = open_case(&cases[0], NETC_REFERENCE, false);
    size_t floats = netc_input_floats(m), item = netc_values(m, VALUES_TRAIN).bytes;
    float *x = malloc(sizeof *x * IMAGES * floats);
    unsigned char *made = malloc(BATCH * item), *again = malloc(BATCH * item);
    int32_t labels[IMAGES], first[BATCH] = {9, 2, 0, 5}, second[BATCH] = {5, 9, 0, 2},
                            other[2] = {5, 1};
    Err err = {"?"};
    make_data(x, labels, floats);
    FrozenCache *c = frozen_new(m, VALUES_TRAIN, IMAGES, o, &err);
    assert_non_null(c);
    assert_int_equal(frozen_in_file(c), in_file);
    assert_int_equal(frozen_bytes(c), IMAGES * item);
    assert_int_equal(frozen_item(c), item);
    assert_false(frozen_load(c, first, BATCH, again));
    assert_true(frozen_fill(c, first, BATCH, x, made, &err));
    assert_true(frozen_load(c, second, BATCH, again));
    for (int i = 0; i < BATCH; i++) /* 5 was the fourth, 9 the first, ... */
        same_bits(i, "values", again + (size_t)i * item,
                  made + (size_t)(const int[]){3, 0, 2, 1}[i] * item, item);
    assert_false(frozen_load(c, other, 2, again));
    frozen_free(c);
    free(x);
    free(made);
    free(again);
    netc_close(m);
}

static void cache_holds(void **state)
{
    (void)state;
    one_cache(&(FrozenOptions){frozen_default_limit(), "/nowhere"}, false);
    one_cache(&(FrozenOptions){100, "/tmp"}, true);
}

static void cache_refuses(void **state)
{
    (void)state;
    NetcModel *m = open_case(&cases[0], NETC_REFERENCE, false),
              *none = open_case(&cases[5], NETC_REFERENCE, false);
    Err err = {"?"};
    assert_null(frozen_new(none, VALUES_TRAIN, IMAGES, &(FrozenOptions){0, "/tmp"}, &err));
    assert_string_equal(err.text, "");
    assert_null(frozen_new(m, VALUES_TRAIN, IMAGES, &(FrozenOptions){0, "/nowhere"}, &err));
    assert_string_equal(err.text, "cannot make a file for the values of the frozen layers in "
                                  "/nowhere: No such file or directory");
    assert_null(frozen_new(m, VALUES_TRAIN, 1 << 30, &(FrozenOptions){0, "/tmp"}, &err));
    assert_non_null(
        strstr(err.text, "no room for 1.00 TiB of values of the frozen layers in /tmp: "));
    assert_false(frozen_load(NULL, NULL, 0, NULL));
    frozen_free(NULL);
    netc_close(m);
    netc_close(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts),
        cmocka_unit_test(training_agrees),
        cmocka_unit_test(inference_agrees),
        cmocka_unit_test(cache_holds),
        cmocka_unit_test(cache_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
