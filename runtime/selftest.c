/* One image of hashed values through the weights of seed 1: the outputs, and for training the loss
 * with class (or target) 0 and the derivative of the loss along a hashed direction.
 * SELFTEST-LAYOUT: net_selftest of compiler/emit/text/api_selftest.c makes the same input and
 * direction. */
#include "runtime/selftest.h"
#include <math.h>
#include <stdlib.h>

static float test_value(uint32_t i)
{
    uint32_t h = i * 2654435761u;
    h ^= h >> 15;
    h *= 2246822519u;
    h ^= h >> 13;
    return (float)(h >> 8) * (1.0f / 16777216.0f);
}

static bool gradient_values(NetcModel *m, const float *x, EmitSelftest *t, Err *err)
{
    size_t floats = netc_param_floats(m);
    float loss = 0, *grad = malloc(sizeof *grad * (floats + 1)),
          *target = calloc(netc_label_floats(m), sizeof *target);
    int32_t label = 0;
    bool ok = grad && target;
    if (!ok)
        err_set(err, "out of memory (the self-test)");
    if (ok)
        target[0] = 1.0f;
    if (ok && !netc_int_labels(m) && netc_label_floats(m) != netc_output_floats(m))
        target[netc_label_floats(m) - 1] = 1.0f;
    ok = ok &&
         (netc_train_grad(m, x, netc_int_labels(m) ? (const void *)&label : (const void *)target, 1,
                          grad, &loss, err) ||
          netc_overflowed(m));
    t->loss = ok && netc_overflowed(m) ? NAN : (double)loss; /* no test of a number beyond floats */
    t->slope = 0;
    for (uint32_t k = 0; ok && k < floats; k++)
        t->slope += (double)grad[k] * ((double)test_value(k) - 0.5);
    free(grad);
    free(target);
    return ok;
}

bool selftest_values(NetcModel *m, bool train, EmitSelftest *t, Err *err)
{
    size_t in = netc_input_floats(m);
    float *x = malloc(sizeof *x * in), *y = malloc(sizeof *y * netc_output_floats(m));
    bool ok = (x && y) || err_set(err, "out of memory (the self-test)");
    *t = (EmitSelftest){.y = y, .n_y = (int)netc_output_floats(m), .train = train};
    for (size_t i = 0; ok && i < in; i++)
        x[i] = test_value((uint32_t)i);
    ok = ok && (netc_init(m, 1) || err_set(err, "cannot make starting weights"));
    ok = ok && netc_infer(m, x, 1, y, err) && (!train || gradient_values(m, x, t, err));
    free(x);
    if (ok)
        return true;
    free(y);
    t->y = NULL;
    return false;
}
