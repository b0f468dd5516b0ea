#!/bin/sh
# Emitted C on other processors (`make hosts`): for each whose compiler and emulator are here, the
# self-test, six steps of training, and a step of --target=mcu, which leave the same bits in every
# weight as on this machine; for Windows by mingw-w64 and wine. And as C99, C11, C23 and C++17
# without a warning by each compiler; and the stack that functions take.
. "$(dirname "$0")/../cli/tap.inc"
cat >nn.net <<'END'
net nn {
    input 12x10x3
    conv 16 3x3 relu
    conv 20 3x3 nobias
    batchnorm
    relu
    maxpool 2x2
    depthwise 3x3 relu
    conv 24 3x3 silu
    flatten
    dense 40 tanh
    dropout 0.25
    dense 5 softmax
}
train { loss crossentropy; optimizer adam rate=0.003; batch 4 }
END
cat >small.net <<'END'
net small {
    input 12x10x3
    conv 8 3x3 relu frozen
    maxpool 2x2
    flatten
    dense 24 relu
    dense 5 softmax
}
train { loss crossentropy; optimizer sgd rate=0.01; batch 1 }
END
cat >drive.c <<'END'
#include "model.h"
#include "small.h"
#include <stdio.h>
#include <string.h>
enum { N = 4, IN = NN_IN_H * NN_IN_W * NN_IN_C };
static union { unsigned char b[NN_TRAIN_BYTES + NN_SELFTEST_BYTES + 256]; double d; } mem;
static float params[NN_PARAM_FLOATS], x[N * IN], frozen[SMALL_WEIGHT_FLOATS],
    trained[SMALL_TRAINED_FLOATS], work[SMALL_WORK_BYTES / 4], y[SMALL_OUTPUTS];
static unsigned long hash(const float *p, int n)
{
    unsigned long h = 2166136261ul;
    int i;
    for (i = 0; i < n; i++) {
        uint32_t u;
        memcpy(&u, p + i, 4);
        h = ((h ^ (u & 0xffff)) * 16777619ul) & 0xfffffffful;
        h = ((h ^ (u >> 16)) * 16777619ul) & 0xfffffffful;
    }
    return h;
}
int main(void)
{
    unsigned char *at = mem.b + (64 - (size_t)mem.b % 64) % 64;
    const int32_t label[N] = {0, 4, 2, 1};
    nn_train *t;
    uint32_t seed = 1;
    float loss = 0;
    int i, k, bad = nn_selftest(at, NN_SELFTEST_BYTES);
    printf("selftest %d\n", bad);
    bad |= nn_init(params, 3) || nn_train_init(&t, at, NN_TRAIN_BYTES, params, 1) ||
           small_fold(params, frozen, trained);
    for (i = 0; !bad && i < 6; i++) {
        for (k = 0; k < N * IN; k++) {
            seed = seed * 1664525u + 1013904223u;
            x[k] = (float)(seed >> 8) / 16777216.0f - 0.5f;
        }
        bad = nn_train_step(t, x, label, N, 0.003f, &loss) ||
              small_learn(frozen, trained, x, i % 5, 0.01f, y, NULL, work, sizeof work);
    }
    bad |= nn_train_params(t, params);
    printf("weights %08lx %08lx\nstatus %d\n", hash(params, NN_PARAM_FLOATS),
           hash(trained, SMALL_TRAINED_FLOATS), bad);
    return bad;
}
END
run nn.net --train --selftest -o model.c
expect 0 "emitted"
run small.net --target=mcu --train -o small.c
expect 0 "emitted for small machines"
# -std=gnu99: in strict C99 gcc computes in doubles on s390x, which changes the bits.
build() { # build OUT COMPILER OPTIONS...
    out=$1; shift
    "$@" -std=gnu99 -O1 -ffp-contract=off -Wall -Wextra -Werror drive.c model.c small.c -lm -o "$out"
}
here() { build here cc && ./here >want && grep -qx 'selftest 0' want && grep -qx 'status 0' want; }
check "here" here
same() { # same OUT EMULATOR...
    out=$1; shift
    timeout 200 "$@" "./$out" 2>/dev/null | tr -d '\r' >have
    cat have
    test -s want && cmp have want
}
while read -r cross emulator options; do
    command -v "$cross-gcc" >/dev/null && command -v "$emulator" >/dev/null ||
        { skip "$cross" "no $cross-gcc or $emulator"; continue; }
    # shellcheck disable=SC2086
    check "$cross: compiles without a warning" build "$cross" "$cross-gcc" -static $options
    check "$cross: the bits of this machine" same "$cross" "$emulator"
    check "$cross: compiles as loops (NN_PLAIN_C)" build "$cross" "$cross-gcc" -static $options -DNN_PLAIN_C
    check "$cross, as loops: the bits of this machine" same "$cross" "$emulator"
done <<'END'
aarch64-linux-gnu qemu-aarch64
arm-linux-gnueabihf qemu-arm
arm-linux-gnueabi qemu-arm
riscv64-linux-gnu qemu-riscv64
s390x-linux-gnu qemu-s390x
powerpc-linux-gnu qemu-ppc
mips-linux-gnu qemu-mips
i686-linux-gnu qemu-i386 -msse2 -mfpmath=sse
END
if command -v x86_64-w64-mingw32-gcc >/dev/null && command -v wine >/dev/null; then
    check "mingw-w64: compiles without a warning" build windows.exe x86_64-w64-mingw32-gcc -static
    check "mingw-w64: the self-test under wine" sh -c 'WINEPREFIX=$PWD/wine WINEDEBUG=-all timeout 300 wine ./windows.exe 2>/dev/null |
        tr -d "\r" | grep -qx "selftest 0"'
else
    skip "mingw-w64" "no x86_64-w64-mingw32-gcc or wine"
fi
# Not to /dev/null: tcc removes what it writes over, whatever it is.
warnings="-Wall -Wextra -Wshadow -Wconversion -pedantic -Werror -O1 -c -o taken.o"
for cc in gcc clang tcc arm-none-eabi-gcc x86_64-w64-mingw32-gcc; do
    command -v $cc >/dev/null || { skip "$cc" "not here"; continue; }
    for std in c99 c11 c2x; do
        for f in model small; do
            [ $cc = tcc ] && [ $std = c2x ] && continue
            # shellcheck disable=SC2086
            check "$cc -std=$std: $f.c without a warning" $cc -std=$std $warnings $f.c
        done
    done
done
for cc in g++ clang++ arm-none-eabi-g++ x86_64-w64-mingw32-g++; do
    command -v $cc >/dev/null || { skip "$cc" "not here"; continue; }
    # shellcheck disable=SC2086
    check "$cc -std=c++17 without a warning" sh -c "$cc -std=c++17 $warnings -x c++ model.c && $cc -std=c++17 $warnings -x c++ small.c"
done
# The largest frames: of model.c they are told, of small machines' C they have a limit.
frames() { # frames FILE OPTIONS...
    file=$1; shift
    gcc -std=c99 "$@" -fstack-usage -c "$file.c" -o "$file.o" &&
        sort -t"$(printf '\t')" -k2 -n "$file.su" | tail -n 3 | sed 's/^/# /'
}
run nn.net -o infer.c
frames infer -O2
frames model -O2
small_frames() { frames small -Os && awk -F'\t' '$2 > 512 { bad = 1 } END { exit bad || !NR }' small.su; }
check "small machines: no function has a frame above 512 bytes" small_frames
finish
