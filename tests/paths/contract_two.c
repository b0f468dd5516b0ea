/* Two emitted models in one program, taking turns: each does what it does alone. Prints nothing and
 * returns 0, or says what is wrong. */
#include "one.h"
#include "two.h"
#include "one.h"
#include <stdio.h>
#include <string.h>

enum { STEPS = 3 };
static union {
    unsigned char bytes[ONE_TRAIN_BYTES + ONE_ALIGN];
    double align;
} one_mem;
static union {
    unsigned char bytes[TWO_TRAIN_BYTES + TWO_ALIGN];
    double align;
} two_mem;
static float one_x[ONE_BATCH * ONE_IN_H * ONE_IN_W * ONE_IN_C],
    two_x[TWO_BATCH * TWO_IN_H * TWO_IN_W * TWO_IN_C];
static float one_w[3][ONE_PARAM_FLOATS],
    two_w[3][TWO_PARAM_FLOATS]; /* starting; after training alone; after taking turns */
static const int32_t label[ONE_BATCH] = {1, 0};
static const float target[TWO_BATCH * TWO_OUTPUTS] = {0.5f, 0.25f};
static one_train *t;
static two_train *u;

static unsigned char *aligned(unsigned char *p) { return p + (64 - (uintptr_t)p % 64) % 64; }

static int begin_one(void)
{
    return one_train_init(&t, aligned(one_mem.bytes), ONE_TRAIN_BYTES, one_w[0], 9);
}
static int begin_two(void)
{
    return two_train_init(&u, aligned(two_mem.bytes), TWO_TRAIN_BYTES, two_w[0], 9);
}
static int step_one(void) { return one_train_step(t, one_x, label, ONE_BATCH, 0.01f, NULL); }
static int step_two(void) { return two_train_step(u, two_x, target, TWO_BATCH, 0.01f, NULL); }

int main(void)
{
    int bad = 0;
    for (size_t i = 0; i < sizeof one_x / sizeof *one_x; i++)
        one_x[i] = (float)(i * 7 % 31) / 31;
    for (size_t i = 0; i < sizeof two_x / sizeof *two_x; i++)
        two_x[i] = (float)(i * 5 % 29) / 29;
    bad |= one_init(one_w[0], 4) | two_init(two_w[0], 4);
    bad |= begin_one();
    for (int s = 0; s < STEPS; s++)
        bad |= step_one();
    bad |= one_train_params(t, one_w[1]) | begin_two();
    for (int s = 0; s < STEPS; s++)
        bad |= step_two();
    bad |= two_train_params(u, two_w[1]) | begin_one() | begin_two();
    for (int s = 0; s < STEPS; s++)
        bad |= step_two() | step_one();
    bad |= one_train_params(t, one_w[2]) | two_train_params(u, two_w[2]);
    if (bad)
        puts("a call failed");
    if (memcmp(one_w[1], one_w[2], sizeof one_w[1]) || memcmp(two_w[1], two_w[2], sizeof two_w[1]))
        bad |= puts("taking turns changed a result") != 0;
    if (!memcmp(one_w[0], one_w[1], sizeof one_w[1]) ||
        !memcmp(two_w[0], two_w[1], sizeof two_w[1]))
        bad |= puts("training changed nothing") != 0;
    return bad != 0;
}
