#!/bin/sh
# Emitted C of nets whose parts train for epochs of their own (`rate PATH X epochs=N`): the caller
# gives the rates of these parts.
. "$(dirname "$0")/tap.inc"
cat >parts.net <<'EOF'
net parts {
    input 32x32x3 scale=1/255
    stem: conv 4 3x3 stride=4 relu
    globalavgpool
    head: dense 10 softmax
}
train {
    data cifar10 "data"
    loss crossentropy
    optimizer sgd rate=0.1 momentum=0.9
    rate stem 1 epochs=2
    batch 16
    epochs 4
}
EOF
sed '/rate stem/d' parts.net >plain.net
run parts.net --train -o parts.c
expect 0 "C of such a net is written"
check "it tells the parts" sh -c 'grep -q "PARTS_SPANS 1" parts.h && grep -q "PARTS_SPAN_EPOCHS {2}" parts.h'
sed 's/net parts/net plain/' plain.net >p.net
run p.net --train -o plain.c
cat >drive.c <<'EOF'
#include "parts.h"
#include "plain.h"
#include <stdio.h>
#include <string.h>
static unsigned char one[PARTS_TRAIN_BYTES + 64], two[PLAIN_TRAIN_BYTES + 64];
static float x[PARTS_BATCH * 3072], a[PARTS_PARAM_FLOATS], b[PLAIN_PARAM_FLOATS], c[PLAIN_PARAM_FLOATS];
static void *up(unsigned char *p) { return p + (64 - (uintptr_t)p % 64) % 64; }
/* the parameters of stem come first */
static int same(const float *p, const float *q, int from, int to)
{
    return !memcmp(p + from, q + from, sizeof *p * (size_t)(to - from));
}
int main(void)
{
    enum { STEM = 3 * 3 * 3 * 4 + 4 };
    int32_t label[PARTS_BATCH];
    float rate = 0, wrong = -1;
    parts_train *t;
    plain_train *u;
    int i;
    for (i = 0; i < PARTS_BATCH * 3072; i++)
        x[i] = (float)(i * 37 % 101) / 101;
    for (i = 0; i < PARTS_BATCH; i++)
        label[i] = i % 10;
    if (parts_init(a, 1) || plain_init(b, 1) || !same(a, b, 0, PARTS_PARAM_FLOATS) ||
        parts_train_init(&t, up(one), PARTS_TRAIN_BYTES, a, 1) ||
        plain_train_init(&u, up(two), PLAIN_TRAIN_BYTES, b, 1))
        return 1;
    for (i = 0; i < 3; i++) /* until rates are given, as any net */
        if (parts_train_step(t, x, label, PARTS_BATCH, 0.1f, NULL) ||
            plain_train_step(u, x, label, PARTS_BATCH, 0.1f, NULL))
            return 2;
    if (parts_train_params(t, a) || plain_train_params(u, b) || !same(a, b, 0, PARTS_PARAM_FLOATS))
        return 3;
    if (parts_train_rates(t, &wrong) != PARTS_EARG || parts_train_rates(t, &rate) ||
        parts_train_step(t, x, label, PARTS_BATCH, 0.1f, NULL) || parts_train_params(t, c))
        return 4;
    if (!same(a, c, 0, STEM) || same(a, c, STEM, PARTS_PARAM_FLOATS)) /* stem stays, head moves */
        return 5;
    return parts_train_rates(t, NULL) || parts_train_step(t, x, label, PARTS_BATCH, 0.1f, NULL) ||
           parts_train_params(t, b) || same(b, c, 0, STEM) ? 6 : 0;
}
EOF
check "it compiles without a warning" cc -std=c99 -Wall -Wextra -pedantic -Werror -O1 parts.c plain.c drive.c -o drive -lm
check "a part keeps its weights where its rate is 0" ./drive
run shapes data --train 32 --test 16
run parts.net --main=train -o main.c
expect 0 "a program that trains is written"
check "and compiles" cc -std=c99 -Wall -Wextra -pedantic -Werror -O1 main.c -o main -lm
check "and trains" sh -c './main data w.safetensors 3 >said && grep -q "^epoch 3: loss" said'
run parts.net --train --target=mcu -o mcu.c
check "microcontrollers have one rate" sh -c '[ "$0" -eq 1 ]' "$status"
finish
