#!/bin/sh
# The options of emitted C: macros before and behind each layer, the section of the weights and of
# static memory, dot products of one's own; all off by default, and no other result by them.
. "$(dirname "$0")/../cli/tap.inc"
strict="-std=c99 -Wall -Wextra -Wshadow -Wconversion -Wundef -pedantic -Werror"
cat >nn.net <<'END'
net nn {
    input 8x8x1 scale=1/255
    labels a b c
    a: conv 8 3x3 relu
    maxpool 2x2
    branch: conv 8 1x1
    other: conv 8 3x3
    add branch
    flatten
    dense 3 softmax
}
train { loss crossentropy; optimizer sgd rate=0.1; batch 2 }
END
cat >my_config.h <<'END'
void heard(int, const char *program, const char *layer);
extern int own_sums;
#define NN_BEFORE_LAYER(program, layer) heard(0, program, layer)
#define NN_AFTER_LAYER(program, layer) heard(1, program, layer)
#define NN_SECTION __attribute__((section("flash_weights")))
#define NN_RAM_SECTION __attribute__((section("fast_ram")))
#define NN_SUMS4(sum, x, w, count, step) my_sums4(sum, x, w, count, step)
static inline void my_sums4(float *sum, const float *x, const float *w, int count, int step)
{
    for (int i = 0; i < count; i++)
        for (int j = 0; j < 4; j++)
            sum[j] += x[i] * w[i * step + j];
}
END
cat >heard.h <<'END'
#include <stdio.h>
#include <string.h>
static int open_now, bad;
static char now[2][64];
void heard(int end, const char *program, const char *layer)
{
    if (end)
        bad |= !open_now || strcmp(now[0], program) || strcmp(now[1], layer);
    else {
        bad |= open_now;
        snprintf(now[0], sizeof now[0], "%s", program);
        snprintf(now[1], sizeof now[1], "%s", layer);
        printf("%s %s\n", program, layer);
    }
    open_now = !end;
}
END
cat >native.c <<'END'
#include MODEL
#ifdef NN_CONFIG
#include "heard.h"
#else
#include <stdio.h>
static const int bad = 0, open_now = 0;
#endif
static union { unsigned char b[NN_TRAIN_BYTES + 64]; double d; } room;
int main(void)
{
    unsigned char rgb[64];
    float y[NN_OUTPUTS], x[128] = {1, 2, 3}, loss;
    int32_t label[2] = {0, 2};
    void *t_at = room.b + (64 - (uintptr_t)room.b % 64) % 64;
    nn_train *t;
    for (int i = 0; i < 64; i++)
        rgb[i] = (unsigned char)(4 * i);
    if (nn_predict(rgb, y) || nn_train_init(&t, t_at, NN_TRAIN_BYTES, nn_weights, 1) ||
        nn_train_step(t, x, label, 2, 0.1f, &loss))
        return 1;
    fwrite(y, sizeof y, 1, stderr);
    fwrite(&loss, sizeof loss, 1, stderr);
    return bad || open_now;
}
END
cat >mcu.c <<'END'
#include MODEL
#ifdef NN_CONFIG
#include "heard.h"
#else
#include <stdio.h>
static const int bad = 0, open_now = 0;
#endif
static float work[NN_WORK_BYTES / 4];
int main(void)
{
    float y[NN_OUTPUTS], x[64];
    for (int i = 0; i < 64; i++)
        x[i] = (float)i / 63.0f;
    if (nn_infer(nn_weights, x, y, work, sizeof work))
        return 1;
    fwrite(y, sizeof y, 1, stderr);
    return bad || open_now;
}
END
run init nn.net -o w.safetensors --seed 3
both() { # both TARGET: without options and with them
    cc $strict -O1 -ffp-contract=off -DMODEL='"model.h"' "$1.c" model.c -lm -o plain &&
        cc $strict -O1 -ffp-contract=off -DNN_CONFIG='"my_config.h"' -I. -c model.c -o hooked.o &&
        cc $strict -O1 -DNN_CONFIG='"my_config.h"' -I. -DMODEL='"model.h"' "$1.c" hooked.o -lm \
            -o hooked
}
quiet() { ./plain >out.plain 2>y.plain && test ! -s out.plain && test -s y.plain; }
loud() { ./hooked >out 2>y; }
# The layers of the program that compute something, in order, each once however many steps it has.
layers() { # layers PROGRAM WANTED
    sed -n "s/^$1 //p" out | awk '!seen[$0]++' | tr '\n' ' ' | tee heard.txt
    test "$(cat heard.txt)" = "$2 "
}
section() { objdump -t hooked.o | grep "$1.*$2"; }

run nn.net --weights w.safetensors --train -o model.c
expect 0 "native: emitted"
check "native: compiles with options and without" both native
check "native: silent without" quiet
check "native: each before has its after" loud
check "native: the same bits" cmp y y.plain
check "native: the layers of infer" layers infer "input a branch other flatten_1 dense_1 dense_1.softmax"
check "native: backward is heard" grep -q '^backward a$' out
check "native: apply is heard as a whole" grep -qx 'apply ' out
check "native: the weights have their section" section flash_weights nn_weights
check "native: static memory has its section" section fast_ram work
g() { g++ -std=c++17 -Wall -Wextra -Wshadow -pedantic -Werror -DNN_CONFIG='"my_config.h"' -I. \
    -x c++ -c model.c -o model.o; }
check "native: as C++ with options" g

run nn.net --weights w.safetensors --target=mcu -o model.c
expect 0 "mcu: emitted"
check "mcu: compiles with options and without" both mcu
check "mcu: silent without" quiet
check "mcu: each before has its after" loud
check "mcu: the same bits, by dot products of one's own" cmp y y.plain
check "mcu: the layers of infer" layers infer "a branch other add_1 dense_1 dense_1.softmax"
check "mcu: the weights have their section" section flash_weights nn_weights
calls() { sed 's/sum\[j\] += x/own_sums = 1, sum[j] += x/' my_config.h >other.h &&
    cc -DNN_CONFIG='"other.h"' -I. -O1 -c model.c -o other.o && nm other.o | grep 'U own_sums'; }
check "mcu: NN_SUMS4 is what sums" calls
finish
