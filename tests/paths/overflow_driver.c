/* A gradient that overflows behind a finite loss, in the emitted C of over.net: refused, and the
 * training goes on as one that was never asked. Prints what is broken; status 1 then. */
#include "over.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N = 4, IN = OVER_IN_H * OVER_IN_W * OVER_IN_C };
static union {
    unsigned char b[OVER_TRAIN_BYTES + 64];
    double d;
} mem[2];
static float params[OVER_PARAM_FLOATS], first[OVER_PARAM_FLOATS], second[OVER_PARAM_FLOATS],
    grad[OVER_PARAM_FLOATS], x[N * IN], fit[N * IN];
static const int32_t label[N] = {0, 2, 1, 2};
static int broken;

static void check(int holds, const char *what, double large)
{
    if (!holds) {
        printf("inputs of %g: %s\n", large, what);
        broken = 1;
    }
}

/* from -1 to 1 */
static float uniform(unsigned i)
{
    return (float)(i * 2654435761u >> 8 & 0xffff) / 32768.0f - 1.0f;
}

static over_train *train_on(int which)
{
    over_train *t = NULL;
    unsigned char *at = mem[which].b;
    at += (OVER_ALIGN - (size_t)at % OVER_ALIGN) % OVER_ALIGN;
    check(over_train_init(&t, at, OVER_TRAIN_BYTES, params, 5) == OVER_OK, "train_init", 0);
    return t;
}

static void scale(const char *name, float by)
{
    int p;
    size_t i;
    for (p = 0; p < over_param_count; p++)
        for (i = 0; !strcmp(over_params[p].name, name) && i < over_params[p].count; i++)
            params[over_params[p].offset + i] *= by;
}

static void steps(over_train *t, float *to)
{
    float loss;
    int i;
    for (i = 0; i < 3; i++)
        check(over_train_step(t, fit, label, N, 0.01f, &loss) == OVER_OK, "a fit step", 0);
    check(over_train_params(t, to) == OVER_OK, "train_params", 0);
}

static void overflow(float large)
{
    over_train *t, *twin;
    float loss = 0;
    int i;
    check(over_init(params, 3) == OVER_OK, "init", large);
    scale("a.kernel", 1 / large);
    scale("c.kernel", 1e15f);
    for (i = 0; i < N * IN; i++) {
        fit[i] = uniform((unsigned)i + 1);
        x[i] = fit[i] * large;
    }
    t = train_on(0);
    check(over_train_step(t, x, label, N, 0.01f, &loss) == OVER_ENAN, "a step is made", large);
    check(loss > 0 && loss < 1e30f, "the loss is not finite", large);
    check(over_train_grad(t, x, label, N, grad, &loss) == OVER_ENAN, "grad accepts it", large);
    check(over_train_apply(t, grad, 0.01f) == OVER_ENAN, "apply accepts it", large);
    check(over_train_add(t, x, label, N, &loss) == OVER_ENAN, "add accepts it", large);
    check(over_train_update(t, 0.01f) == OVER_EARG, "it was added", large);
    check(over_train_params(t, first) == OVER_OK && !memcmp(first, params, sizeof first),
          "the parameters change", large);
    twin = train_on(1);
    steps(t, first);
    steps(twin, second);
    check(!memcmp(first, second, sizeof first), "moments or statistics change", large);
}

/* Inputs whose variance in the batchnorm no float holds, behind a finite loss. */
static void variance(float large)
{
    over_train *t, *twin;
    float loss = 0;
    int i;
    check(over_init(params, 3) == OVER_OK, "init", large);
    for (i = 0; i < N * IN; i++) {
        fit[i] = uniform((unsigned)i + 1);
        x[i] = fit[i] * large;
    }
    t = train_on(0);
    check(over_train_step(t, x, label, N, 0.01f, &loss) == OVER_ENAN, "a step is made", large);
    check(over_train_params(t, first) == OVER_OK && !memcmp(first, params, sizeof first),
          "parameters or statistics change", large);
    twin = train_on(1);
    steps(t, first);
    steps(twin, second);
    check(!memcmp(first, second, sizeof first), "moments or statistics change", large);
}

int main(void)
{
    overflow(1e30f); /* gradients: infinite or NaN */
    overflow(1e5f);  /* finite, beyond 2^60 */
    variance(1e25f);
    variance(1e37f);
    return broken;
}
