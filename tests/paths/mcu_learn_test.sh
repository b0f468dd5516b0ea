#!/bin/sh
# --target=mcu --train: steps on one sample, in place or by sums. The same losses and weights as the
# training plan for servers, whose emitted C takes the same steps; statuses; what is refused; and
# both dense layers of the 28x28 net trained on a Cortex-M4 under qemu within 128 KB, with the host's
# bits.
root=$PWD
. "$(dirname "$0")/../cli/tap.inc"
strict="-std=c99 -Wall -Wextra -Wshadow -Wconversion -Wundef -pedantic -Werror"
cat >classes.net <<'END'
net nn {
    input 8x8x2 scale=1/255
    conv 8 3x3 nobias frozen
    batchnorm frozen
    relu
    maxpool 2x2
    flatten
    dense 24
    relu max=6
    a: dense 13 nobias
    relu
    dense 12
    identity
    dense 5 softmax
}
train { loss crossentropy smoothing=0.1; optimizer sgd rate=0.05 decay=0.01; batch 1 }
END
cat >numbers.net <<'END'
net nn {
    input 7
    dense 9 relu
    dense 6 frozen relu
    dense 3
}
train { loss mse; optimizer sgd rate=0.05; batch 1 }
END
sed '/conv 8/,/relu$/d' classes.net >all.net # nothing is frozen
cat >maps.net <<'END'
net nn {
    input 14x12x3
    conv 8 3x3 nobias frozen
    batchnorm frozen
    relu
    maxpool 2x2
    conv 12 3x3
    batchnorm frozen
    s: relu max=6
    depthwise 3x3
    affine
    relu
    conv 12 1x1 groups=2 nobias
    add s
    maxpool 3x2 stride=2
    pad 1x2
    depthwise 3x2 multiplier=2 stride=2 dilation=1x2 nobias
    t: avgpool 2x2 stride=1 same
    conv 9 2x2 stride=1x2 same relu
    u: conv 6 1x1 frozen
    globalmaxpool from t
    v: identity
    globalavgpool from u
    concat v
    dense 5 softmax
}
train { loss crossentropy; optimizer sgd rate=0.05 decay=0.01 momentum=0.8; batch 1
        rate conv_3 0.5 }
END
sed 's/^    affine$/    affine over=values/' maps.net >values.net
sed 's/rate=0.05/rate=0.05 momentum=0.9 nesterov/' numbers.net >nesterov.net
sed 's/rate=0.05/rate=0.05 momentum=0.9 velocity=gradients decay=0.1/' numbers.net >gradients.net
sed 's/rate=0.05/rate=0.05 momentum=0.9 velocity=gradients nesterov/' numbers.net >both.net
sed 's/batch 1/batch 1; accumulate 3/' classes.net >sums.net
sed 's/batch 1/batch 1; accumulate 3/' maps.net >all_sums.net
cat >compare.c <<'END'
#include "full.h"
#include "model.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
enum { IN = NN_IN_H * NN_IN_W * NN_IN_C };
static union { unsigned char b[FULL_TRAIN_BYTES + 64]; double d; } room;
static float params[FULL_PARAM_FLOATS], weights[NN_WEIGHT_FLOATS + 1], trained[NN_TRAINED_FLOATS],
    want[NN_TRAINED_FLOATS], work[NN_WORK_BYTES / 4 + 1], x[IN], y[NN_OUTPUTS];
#ifdef NN_KEPT_FLOATS
static float kept[NN_KEPT_FLOATS];
#define KEPT kept,
#else
#define KEPT
#endif
#ifdef CLASSES
#define LABEL int
#else
#define LABEL const float *
#endif
static int learn_it(const float *w, float *t, const float *at, LABEL label, float rate, float *to,
                    float *loss, void *room_for, size_t bytes)
{
    (void)rate;
#ifdef SUMS
    return nn_learn(w, t, KEPT at, label, to, loss, room_for, bytes);
#else
    return nn_learn(w, t, KEPT at, label, rate, to, loss, room_for, bytes);
#endif
}
static unsigned seed = 1;
static float draw(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (float)(seed >> 8) / 16777216.0f - 0.5f;
}
int main(void)
{
    full_train *t;
    unsigned char *at = room.b + (64 - (uintptr_t)room.b % 64) % 64;
    float most = 0, off = 0, loss, full;
    const union { uint32_t bits; float v; } nan = {0x7FC00000u}, infinite = {0x7F800000u};
    int i, k, bad = 0;
    if (full_init(params, 3) || full_train_init(&t, at, FULL_TRAIN_BYTES, params, 1) ||
        nn_fold(params, weights, trained))
        return 2;
    for (i = 0; i < 30; i++) {
#ifdef CLASSES
        const int32_t label[1] = {i % NN_OUTPUTS};
        const int own = label[0];
#else
        float label[NN_OUTPUTS];
        const float *own = label;
        for (k = 0; k < NN_OUTPUTS; k++)
            label[k] = draw();
#endif
        for (k = 0; k < IN; k++)
            x[k] = 2.0f * draw();
        if (
#ifdef SUMS /* a step of 3 samples */
            full_train_add(t, x, label, 1, &full) ||
            (i % 3 == 2 && full_train_update(t, 0.05f)) ||
#else
            full_train_step(t, x, label, 1, 0.05f, &full) ||
#endif
            learn_it(weights, trained, x, own, 0.05f, y, &loss, work, NN_WORK_BYTES))
            return 3;
#ifdef SUMS
        if (i % 3 == 2 && nn_step(trained, kept, 3, 0.05f))
            return 5;
        bad |= nn_step(trained, kept, 0, 0.05f) != NN_EARG || nn_step(trained, NULL, 1, 0.05f) != NN_EARG;
        bad |= nn_step(trained, kept, 1, nan.v) != NN_EARG || nn_step(NULL, kept, 1, 0.05f) != NN_EARG;
#endif
        if (fabsf(loss - full) > 2e-5f * (1.0f + fabsf(full)))
            bad = printf("# step %d: loss %g, not %g\n", i, (double)loss, (double)full);
        if (i == 29) { /* what is refused changes nothing */
            memcpy(want, trained, sizeof want);
            for (k = 0; k < 2; k++) {
                const float kept = x[2];
                x[2] = k ? nan.v : infinite.v;
                bad |= learn_it(weights, trained, x, own, 0.05f, y, NULL, work, NN_WORK_BYTES) != NN_ENAN;
                x[2] = kept;
#ifndef SUMS
                bad |= learn_it(weights, trained, x, own, k ? nan.v : -1.0f, y, NULL, work,
                                NN_WORK_BYTES) != NN_EARG;
#endif
            }
            bad |= learn_it(weights, trained, NULL, own, 0.05f, y, NULL, work, NN_WORK_BYTES) != NN_EARG;
            bad |= learn_it(weights, NULL, x, own, 0.05f, y, NULL, work, NN_WORK_BYTES) != NN_EARG;
            bad |= learn_it(weights, trained, x, own, 0.05f, NULL, NULL, work, NN_WORK_BYTES) != NN_EARG;
            bad |= learn_it(weights, trained, x, own, 0.05f, y, NULL, NULL, NN_WORK_BYTES) != NN_EARG;
            bad |= learn_it(weights, trained, x, own, 0.05f, y, NULL, work, NN_WORK_BYTES - 1) != NN_ESIZE;
            bad |= learn_it(weights, (float *)((char *)trained + 1), x, own, 0.05f, y, NULL, work,
                            NN_WORK_BYTES) != NN_EALIGN;
#ifdef CLASSES
            bad |= learn_it(weights, trained, x, NN_OUTPUTS, 0.05f, y, NULL, work, NN_WORK_BYTES) != NN_EARG;
            bad |= learn_it(weights, trained, x, -1, 0.05f, y, NULL, work, NN_WORK_BYTES) != NN_EARG;
#endif
            bad |= memcmp(want, trained, sizeof want) != 0;
        }
    }
    if (full_train_params(t, params) || nn_fold(params, weights, want))
        return 4;
    for (k = 0; k < NN_TRAINED_FLOATS; k++) {
        const float d = fabsf(want[k] - trained[k]);
        most = fabsf(want[k]) > most ? fabsf(want[k]) : most;
        off = d > off ? d : off;
    }
    printf("# weights up to %g, off by %g\n", (double)most, (double)off);
    return bad || !(off <= 2e-5f * most);
}
END
for net in classes numbers all maps values nesterov gradients both sums all_sums; do
    sed 's/net nn/net full/' $net.net >full.net
    run full.net --train --batch 1 -o full.c
    run $net.net --target=mcu --train -o model.c
    expect 0 "$net: emitted"
    classes=
    grep -q crossentropy $net.net && classes=-DCLASSES
    grep -q accumulate $net.net && classes="$classes -DSUMS"
    cc -O1 $classes -c compare.c -o compare.o && cc -O0 -c full.c -o full.o
    others='"clang $strict -O1" "g++ -std=c++17 -Wall -Wextra -pedantic -Werror -x c++" tcc'
    case $net in nesterov | gradients | both | sums) others= ;; esac
    # In the short form the net with every kind alone has all compilers.
    thorough || [ $net = maps ] || others=
    eval "set -- \"gcc \$strict -O2\" $others"
    for cc; do
        command -v ${cc%% *} >/dev/null || { skip "$net by ${cc%% *}" "not here"; continue; }
        # shellcheck disable=SC2086
        check "$net by ${cc%% *}: no warning" $cc -c model.c -o model.o
        check "$net by ${cc%% *}: the steps of the training plan, and statuses" sh -c "
            cc compare.o full.o model.o -lm -o compare && ./compare"
    done
done

refused() { # refused PATTERN SED...: of classes.net, changed by sed
    pattern=$1; shift
    sed "$@" classes.net >no.net
    run no.net --target=mcu --train -o no.c
    fails 1 "$pattern" "refused: $*"
}
refused 'does not train with this optimizer' 's/optimizer sgd rate=0.05/optimizer adam/'
refused 'does not train with this optimizer' 's/batch 1/batch 1; optimizer adam of=dense_1/'
refused 'does not train with limits' 's/decay=0.01/clip=1/'
refused 'does not train with average' 's/batch 1/batch 1; average 0.9/'
refused 'no loss mae' -e '/softmax/s/ softmax//' -e 's/crossentropy smoothing=0.1/mae/'
refused 'does not train batchnorm_1, whose statistics are those of a batch' '/batchnorm/s/ frozen//'
refused 'all layers are frozen' -e '/dense/s/$/ frozen/' -e '/^    a:/s/$/ frozen/'
refused 'does not train tanh_[0-9]+, nor' 's/^    relu$/    tanh/'
refused 'does not train [a-z0-9_]+, which shares its weights' 's/^    dense 5 /    dense 24\n    dense 13 nobias share=a\n    dense 5 /'
refused 'training needs a train section' '/^train/d'
check "and nothing was written" test ! -e no.c

# 8 steps on the host and under qemu: STEPS_OF NET FRAME, frame: 0 where x is floats, 1 where it is
# integers
cat >steps.h <<'END'
#include "model.h"
#include <stdint.h>
#include <string.h>
enum { IN = NN_IN_H * NN_IN_W * NN_IN_C };
static float trained[NN_TRAINED_FLOATS], work[NN_WORK_BYTES / 4], y[NN_OUTPUTS];
#ifdef NN_IN_SCALE
static int8_t x[IN];
#else
static float x[IN];
#endif
static uint32_t hash_of(const void *p, size_t n)
{
    const unsigned char *b = (const unsigned char *)p;
    uint32_t h = 2166136261u;
    while (n--)
        h = (h ^ *b++) * 16777619u;
    return h;
}
/* 0, or a status; losses[8] by their bits */
static int steps(uint32_t *losses)
{
    uint32_t seed = 7;
    memcpy(trained, nn_trained_start, sizeof trained);
    for (int i = 0; i < 8; i++) {
        float loss;
        for (int k = 0; k < IN; k++) {
            seed = seed * 1664525u + 1013904223u;
#ifdef NN_IN_SCALE
            x[k] = (int8_t)(seed >> 24);
#else
            x[k] = (float)(seed >> 8) / 16777216.0f;
#endif
        }
#ifdef NO_WEIGHTS
        const float *const nn_weights = NULL;
#endif
        int bad = nn_learn(nn_weights, trained, x, i % 10, 0.01f, y, &loss, work, NN_WORK_BYTES);
        if (bad)
            return bad;
        memcpy(&losses[i], &loss, 4);
    }
    return 0;
}
END
cat >host.c <<'END'
#include "steps.h"
#include <stdio.h>
int main(void)
{
    uint32_t loss[8];
    if (steps(loss))
        return 1;
    for (int i = 0; i < 8; i++)
        printf("%08x\n", (unsigned)loss[i]);
    printf("%08x\n", (unsigned)hash_of(trained, sizeof trained));
    return 0;
}
END
cat >board.c <<'END'
#include "steps.h"
extern uint32_t data_from[], data_begin[], data_end[], bss_begin[], bss_end[], stack_begin[], stack_end[];
void start(void);
__attribute__((section(".vectors"), used)) static const void *const vectors[16] = {stack_end, start};
static void semihosting(int call, const void *arg)
{
    register int r0 __asm__("r0") = call;
    register const void *r1 __asm__("r1") = arg;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}
static void print_hex(uint32_t v)
{
    char text[10];
    for (int i = 0; i < 8; i++)
        text[i] = "0123456789abcdef"[v >> (28 - 4 * i) & 15];
    text[8] = '\n';
    text[9] = 0;
    semihosting(4, text);
}
__attribute__((noinline)) static int run(uint32_t *loss) { return steps(loss); }
void start(void)
{
    static uint32_t loss[8];
    uint32_t *to = data_begin, mark = 0xDEADBEEF;
    for (const uint32_t *from = data_from; to < data_end;)
        *to++ = *from++;
    for (to = bss_begin; to < bss_end;)
        *to++ = 0;
#ifdef __ARM_FP
    *(volatile uint32_t *)0xE000ED88 |= 0xF << 20;
    __asm__ volatile("dsb\n isb");
#endif
    uint32_t *top = (uint32_t *)__builtin_frame_address(0) - 16;
    for (to = stack_begin; to < top;)
        *to++ = mark;
    int bad = run(loss);
    for (to = stack_begin; *to == mark && to < top;)
        to++;
    for (int i = 0; i < 8; i++)
        print_hex(loss[i]);
    print_hex(hash_of(trained, sizeof trained));
    print_hex((uint32_t)bad);
    print_hex((uint32_t)((char *)top - (char *)to));
    semihosting(0x18, (const void *)0x20026);
    for (;;)
        ;
}
END
host() { cc -std=c99 -O1 -Wall -Wextra -Werror host.c model.c -lm -o host && ./host >want; }
falls() { # the losses, as the bits of floats above 0, which are ordered as they are
    test "$(sort -u want | wc -l)" -ge 8
}
cross=arm-none-eabi
arm() {
    $cross-gcc -std=c99 -Wall -Wextra -Wshadow -Wconversion -pedantic -Werror -Os $1 -fstack-usage \
        -c model.c -o model.o &&
        $cross-gcc -std=gnu99 -ffp-contract=off -Wall -Os $1 -nostartfiles -I. -T "$root/tests/paths/mcu_board.ld" \
            board.c model.o -lm -o board.elf
}
emulated() {
    timeout 300 qemu-system-arm -M mps2-an386 -display none -serial null -monitor none \
        -semihosting-config enable=on,target=native -kernel board.elf 2>&1 </dev/null | tr -d '\r' >out
    head -n 9 out >have
    test -s want && cmp have want
}
on_board() { # on_board WHAT LIMIT UNIT...: model.c trains on the host and under qemu, in RAM of LIMIT bytes
    what=$1 limit=$2; shift 2
    check "$what, on the host: runs" host
    check "and the losses differ from step to step" falls
    ram=$(sed -n 's/^#define NN_RAM_BYTES \([0-9]*\).*/\1/p' model.h)
    if ! command -v $cross-gcc >/dev/null || ! echo '#include <math.h>' | $cross-gcc -E - >/dev/null 2>&1; then
        skip "$what, on a Cortex-M4" "no arm-none-eabi-gcc with a C library"
        return
    elif ! command -v qemu-system-arm >/dev/null; then
        skip "$what, on a Cortex-M4" "no qemu-system-arm"
        return
    fi
    for unit; do
        flags="-mthumb -mcpu=cortex-m4"
        [ $unit = hard ] && flags="$flags -mfloat-abi=hard -mfpu=fpv4-sp-d16"
        check "$what, Cortex-M4 ($unit): compiles without a warning" arm "$flags"
        check "$what, Cortex-M4 ($unit): the bits of the host, losses and weights, after 8 steps" emulated
        check "$what, Cortex-M4 ($unit): status 0" test "$(sed -n 10p out)" = 00000000
        stack=$((0x$(sed -n 11p out)))
        echo "# RAM $ram bytes and a stack of $stack"
        check "$what, Cortex-M4 ($unit): within $limit bytes, stack counted" test $((ram + stack)) -le "$limit"
    done
}

sed -e 's/net digits/net nn/' -e 's/\(conv .*\)/\1 frozen/' "$root/examples/embed/digits.net" >digits.net
echo 'train { loss crossentropy; optimizer sgd rate=0.01; batch 1 }' >>digits.net
run init digits.net -o w.safetensors --seed 3
run digits.net --target=mcu --train --weights w.safetensors -o model.c
expect 0 "the 28x28 net: emitted"
on_board "both dense layers of the 28x28 net" 131072 soft hard

# MobileNetV2: all before the last projection in 8-bit integers, calibrated on noise
sed 's/net mobilenet_v2_030/net nn/' "$root/tests/bench/nets/mobilenet_v2_030.net" >mobilenet.net
mkdir data
npy data/x_train.npy '|u1' '(16, 64, 64, 3)' 196608 '\000\377\100\200\020\300\150\310\004\220\037'
npy data/y_train.npy '<i8' '(16,)' 128 '\000\000\000\000\000\000\000\000\001\000\000\000\000\000\000\000'
run init mobilenet.net -o w.safetensors --seed 3
run quantize mobilenet.net --weights w.safetensors --data npy:data -o q.safetensors
expect 0 "MobileNetV2: calibrated"
run mobilenet.net --target=mcu --train --weights w.safetensors --front q.safetensors -o model.c
expect 0 "MobileNetV2 behind a front of integers: emitted"
check "its last projection and its classifier train" grep -q '#define NN_TRAINED_FLOATS 40458 ' model.h
on_board "MobileNetV2 0.3 at 64x64" 262144 soft hard
run mobilenet.net --target=mcu --train --weights w.safetensors --front q.safetensors --ends=float -o ends.c
expect 0 "the same with an input in floats: emitted"
check "compiles without a warning" gcc $strict -c ends.c

run mobilenet.net --target=mcu --train --weights w.safetensors --front w.safetensors -o no.c
fails 1 'front takes a file of .netc quantize., and w.safetensors is none' "a front in floats"
run mobilenet.net --target=mcu --weights w.safetensors --front q.safetensors -o no.c
fails 2 'front goes with --target=mcu --train and --weights' "a front without --train"
run mobilenet.net --target=mcu --train --weights q.safetensors -o no.c
fails 1 'train does not go with them' "integers alone do not train"
run digits.net --target=mcu --train --weights w.safetensors --front q.safetensors -o no.c
fails 1 'belongs to no layer of net' "the front of another net"
run init mobilenet.net -o other.safetensors --seed 4
run mobilenet.net --target=mcu --train --weights other.safetensors --front q.safetensors -o no.c
fails 1 '^netc: --front q.safetensors is not made of --weights other.safetensors: layer [a-z0-9_.]* has other weights there' "the front of other weights"
# a front of integers and no frozen floats; and, below, no front at all
mkdir digits
npy digits/x_train.npy '<f4' '(4, 28, 28, 1)' 12544 "$FLOATS"
npy digits/y_train.npy '<i8' '(4,)' 32 '\000\000\000\000\000\000\000\000\001\000\000\000\000\000\000\000'
run init digits.net -o d.safetensors --seed 3
run quantize digits.net --weights d.safetensors --data npy:digits -o d8.safetensors
run digits.net --target=mcu --train --weights d.safetensors --front d8.safetensors -o model.c
expect 0 "a front of integers behind which all layers train: emitted"
sane() {
    cc -std=c99 -g -O1 -DNO_WEIGHTS -fsanitize=address,undefined -fno-sanitize-recover=undefined host.c model.c -lm -o sane && ./sane
}
check "it runs, and sanitizers find nothing" sane
sed 's/ frozen//' digits.net >whole.net
run init whole.net -o w.safetensors
run quantize whole.net --weights w.safetensors --data npy:digits -o q.safetensors
run whole.net --target=mcu --train --weights w.safetensors --front q.safetensors -o no.c
fails 1 'and there is none' "no layer before the first that trains"
check "and nothing was written" test ! -e no.c
run whole.net --target=mcu --train --weights w.safetensors -o model.c
expect 0 "a net of which all trains, with its starting weights: emitted"
check "it runs, and sanitizers find nothing" sane
finish
