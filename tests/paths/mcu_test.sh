#!/bin/sh
# The emitted C of --target=mcu as its users have it: compiled without a warning as C and as C++ by
# several compilers, the same outputs as here, NAME_fold the same weights, statuses for bad
# arguments, no function of the C library but those of libm and memory, and what is refused.
root=$PWD
. "$(dirname "$0")/../cli/tap.inc"
warnings="-Wall -Wextra -Wshadow -Wconversion -Wundef -pedantic -Werror"

cat >chain.net <<'END'
net nn {
    input 12x10x3 scale=1/255
    conv 8 3x3 nobias
    batchnorm
    relu max=6
    maxpool 2x2
    s: identity
    depthwise 3x3 multiplier=2
    batchnorm
    conv 8 1x1 groups=2 leaky
    add s
    t: hardswish
    globalavgpool
    dense 8 sigmoid
    mul t
    pad top=1
    upsample 2x2 mode=bilinear
    u: conv 6 3x3 dilation=2 stride=2 silu
    concat u
    avgpool 2x2 same
    layernorm
    conv 5 2x2 gelu
    batchnorm
    flatten
    dense 11 tanh
    dense 7 softmax
}
END
sed 's/net digits/net nn/' "$root/examples/embed/digits.net" >digits.net
npy digits.npy '<f4' '(1, 28, 28, 1)' 3136 "$FLOATS"
npy chain.npy '<f4' '(1, 12, 10, 3)' 1440 "$FLOATS"

for net in digits chain; do
    run init $net.net -o $net.safetensors --seed 3
    run $net.net --target=mcu --weights $net.safetensors -o $net.c
    expect 0 "$net: emitted"
    run run $net.net --target=mcu --backend=reference --weights $net.safetensors \
        --input $net.npy --output $net.y.npy
    expect 0 "$net: run here"
    gcc -std=c99 -Os -c $net.c -o $net.o
    nm -u $net.o | awk '{ print $NF }' |
        grep -vE '^(expf|tanhf|erff|expm1f|sqrtf|memcpy|memset|_GLOBAL_OFFSET_TABLE_)$' >used
    check "$net: of the C library only libm and memory functions" test ! -s used
    nm $net.o | grep -E ' [bBdD] ' >state
    check "$net: no state" test ! -s state
    for cc in "gcc -std=c99" "gcc -std=c11 -O3" "gcc -O2 -ffast-math" "g++ -std=c++17" \
        "clang -std=c99" "tcc"; do
        if ! command -v ${cc%% *} >/dev/null 2>&1; then
            skip "$net by $cc" "no ${cc%% *}"
            continue
        fi
        w=$warnings
        [ "$cc" = tcc ] && w=
        x=
        [ "${cc%% *}" = g++ ] && x="-x c++"
        # shellcheck disable=SC2086
        check "$net by $cc: no warning" $cc $w $x -c $net.c -o $net.o
        check "$net by $cc: links with a C program" gcc -std=c99 -Wall -Wextra -Werror -O1 -I. \
            -DMODEL="\"$net.h\"" "$root/tests/paths/mcu_driver.c" $net.o -lm -o driver
        check "$net by $cc: the outputs of netc run, and statuses" ./driver $net.npy $net.y.npy
    done
    run verify $net.net --target=mcu
    expect 0 "$net: verify finds no deviation"
done

# Without weights there is NAME_fold; it makes the array that the other file has.
cat >fold.c <<'C'
#include "folds.h"
#include <stdio.h>
#include <string.h>
static float params[NN_PARAM_FLOATS], made[NN_WEIGHT_FLOATS];
extern const float nn_weights[];
int main(void)
{
    if (fread(params, sizeof *params, NN_PARAM_FLOATS, stdin) != NN_PARAM_FLOATS)
        return 2;
    if (nn_fold(NULL, made) != NN_EARG || nn_fold(params, NULL) != NN_EARG)
        return 3;
    if (nn_fold(params, made) != NN_OK)
        return 4;
    return memcmp(made, nn_weights, sizeof made) ? 5 : 0;
}
C
run chain.net --target=mcu -o folds.c
expect 0 "without weights: emitted with nn_fold"
size=$(od -An -tu8 -N8 chain.safetensors)
tail -c +$((size + 9)) chain.safetensors >params
gcc -std=c99 -O1 -c chain.c -o chain.o
objcopy --keep-global-symbol=nn_weights chain.o weights.o
check "nn_fold compiles" gcc -std=c99 $warnings -O1 -ffp-contract=off fold.c folds.c weights.o -lm \
    -o fold
check "nn_fold makes the same weights to the bit" sh -c './fold <params'
check "with weights there is no nn_fold" sh -c '! grep -q nn_fold chain.c'

# raw numbers to x, in the order of the net's channels
cat >input.net <<'END'
net nn {
    input 2x3x3 scale=1/255 mean=(0.5, 0.4, 0.3) std=(0.25, 0.5, 0.2) order=bgr
    flatten
    dense 2
}
END
cat >input.c <<'C'
#include "raw.h"
#include <math.h>
int main(void)
{
    static const double mean[] = {0.5, 0.4, 0.3}, std[] = {0.25, 0.5, 0.2};
    unsigned char raw[18];
    float x[18];
    int i, bad = 0;
    for (i = 0; i < 18; i++)
        raw[i] = (unsigned char)(15 * i);
    bad |= nn_preprocess(NULL, x) != NN_EARG || nn_preprocess(raw, NULL) != NN_EARG;
    bad |= nn_preprocess(raw, x) != NN_OK;
    for (i = 0; i < 18; i++) {
        double want = (raw[i - i % 3 + 2 - i % 3] / 255.0 - mean[i % 3]) / std[i % 3];
        bad |= fabs((double)x[i] - want) > 1e-6;
    }
    return bad;
}
C
run input.net --target=mcu -o raw.c
check "nn_preprocess compiles" gcc -std=c99 $warnings -O1 input.c raw.c -lm -o input
check "nn_preprocess makes x of bytes" ./input

run digits.net --target=mcu -o d.c --train
fails 1 "training needs a train section" "training without a train section is refused"
run digits.net --target=mcu -o d.c --batch 4
fails 2 "one sample at a time" "a batch is refused"
run digits.net --target=mcu -o d.c --weights-type=f16
fails 2 "in float only" "halves are refused"
run digits.net --target=mcu -o d.c --main=infer
fails 2 "--main does not go with --target=mcu" "a main is refused"
run verify digits.net --target=mcu --mem-limit=8104
expect 0 "verify of a plan by rows finds no deviation"
run digits.net --target=mcu -o rows.c --mem-limit=8104
check "a plan by rows says its RAM" grep -q 'NN_RAM_BYTES 8104' rows.h
check "and compiles" gcc -std=c99 $warnings -O1 -c rows.c -o rows.o
run digits.net --target=mcu -o d.c --mem-limit=7k
fails 1 "takes 8104 bytes of RAM, 936 more than the limit: .* in use at conv_2 \(4928 bytes\)" \
    "a limit that is not met names the layer"
check "and nothing was written" test ! -e d.c
finish
