/* Shares of a batch (runtime/shares.h): a share's sums are its gradient times its samples, and
 * parts of them are there before the backward pass has ended. */
#include "runtime/shares.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char text[] = "net n {\n"
                           "    input 8x8x3\n"
                           "    conv 16 3x3\n"
                           "    batchnorm\n"
                           "    relu\n"
                           "    flatten\n"
                           "    dense 128 relu\n"
                           "    dropout 0.3\n"
                           "    dense 4 softmax\n"
                           "}\n"
                           "train {\n"
                           "    loss crossentropy\n"
                           "    optimizer sgd rate=0.1\n"
                           "    batch 8\n"
                           "}\n";

static NetcModel *open_net(int batch, int shares, NetcBackend backend)
{
    Err err = {""};
    NetcModel *m = netc_open("n.net",
                             &(NetcOptions){.train = true,
                                            .text = text,
                                            .batch = batch,
                                            .shares = shares,
                                            .threads = 1,
                                            .backend = backend,
                                            .machine = "default"},
                             NULL, &err);
    if (!m)
        fail_msg("%s", err.text);
    netc_init(m, 3);
    return m;
}

typedef struct Heard {
    const NetcModel *m;
    const float *sums;
    int parts;
    bool early; /* the gradients of the first layer were not there yet with the first part */
} Heard;

static void ready(void *user, int part)
{
    Heard *h = user;
    assert_int_equal(part, h->parts++);
    if (part)
        return;
    const NetcParam *first = netc_param(h->m, 0);
    h->early = true;
    for (size_t i = 0; i < first->count; i++)
        h->early &= h->sums[first->offset + i] == 0;
}

static void one_backend(NetcBackend backend)
{
    enum { N = 4, X = 8 * 8 * 3 };
    Err err = {""};
    NetcModel *whole = open_net(N, 1, backend), *m = open_net(2 * N, 2, backend);
    float x[N * X], loss = 0, share_loss = 0, y[N * 4];
    int32_t labels[N] = {0, 1, 2, 3};
    for (int i = 0; i < N * X; i++)
        x[i] = (float)(i * 37 % 101) / 50 - 1;
    size_t params = netc_param_floats(m), all = netc_share_floats(m);
    float *grad = malloc(sizeof *grad * params), *sums = calloc(all, sizeof *sums);
    assert_int_equal(netc_batch(m), N);
    assert_int_equal(netc_step_batch(m), 2 * N);
    assert_int_equal(all, params + 2 * 16);
    assert_true(netc_train_grad(whole, x, labels, N, grad, &loss, &err));
    Heard h = {.m = m, .sums = sums};
    /* what is refused draws nothing: not by its labels, not by its sums */
    int32_t wrong[N] = {0, 1, 2, 9};
    assert_false(netc_share_pass(m, &(Share){.x = x, .labels = wrong, .n = N}, sums, &share_loss, y,
                                 NULL, NULL, &err));
    sums[0] = (float)NAN;
    assert_false(netc_share_step(m, sums, 2 * N, true, 0.1f, &err));
    memset(sums, 0, sizeof *sums * all);
    assert_true(netc_share_pass(m, &(Share){.x = x, .labels = labels, .n = N}, sums, &share_loss, y,
                                ready, &h, &err));
    assert_true(loss == share_loss);
    assert_int_equal(h.parts, netc_share_parts(m));
    assert_true(h.parts >= 3);
    assert_true(h.early);
    for (size_t i = 0; i < params; i++)
        assert_true(sums[i] == grad[i] * N); /* a power of two: exact */

    /* both halves of the batch alike: a step is the whole model's */
    for (size_t i = 0; i < all; i++)
        sums[i] *= 2;
    assert_true(netc_share_step(m, sums, 2 * N, true, 0.1f, &err));
    assert_true(netc_train_apply(whole, grad, 0.1f, &err));
    assert_memory_equal(netc_params(m), netc_params(whole), sizeof *grad * params);
    free(grad);
    free(sums);
    netc_close(whole);
    netc_close(m);
}

static void shares(void **state)
{
    (void)state;
    one_backend(NETC_REFERENCE);
    one_backend(NETC_JIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shares)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
