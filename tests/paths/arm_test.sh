#!/bin/sh
# 64-bit ARM: the kernels and emitted C compile for it without a warning, their products become
# vector multiply-adds (fmla on four floats), and under qemu an emitted net passes its self-test and
# computes and trains as the same text does here.
root=$PWD
. "$(dirname "$0")/../cli/tap.inc"
skip() {
    echo "1..0 # SKIP $1"
    exit 0
}
cross=aarch64-linux-gnu
command -v $cross-gcc >/dev/null 2>&1 ||
    skip "no $cross-gcc (Debian: gcc-aarch64-linux-gnu; ./deps.sh --test installs it)"
command -v qemu-aarch64 >/dev/null 2>&1 ||
    skip "no qemu-aarch64 (Debian: qemu-user; ./deps.sh --test installs it)"
if $cross-gcc --print-file-name=libc.a |
    grep -qv /; then skip "no C library for $cross (Debian: libc6-dev-arm64-cross)"; fi

kernels() {
    mkdir -p arm/micro arm/kernels
    for f in "$root"/kernels/micro/*.c "$root"/kernels/*.c; do
        only=-fsyntax-only      # for time: but for those whose instructions are looked at below
        case $f in */mk_gemm.c | */mk_prepacked.c | */mk_sgemm.c) only= ;; esac
        thorough && only=
        $cross-gcc $only -std=gnu11 -O3 -fno-math-errno -fno-trapping-math -ffp-contract=fast -Wall \
            -Wextra -Wshadow -Werror -I"$root" -I"$root/kernels/micro" \
            -I"$(dirname "$NETC")/gen" \
            -c "$f" -o "arm/$(basename "$(dirname "$f")")/$(basename "$f" .c).o" || return 1
    done
}
check "the runtime's kernels compile for $cross" kernels
# vectors FILE.o FUNCTIONS AT-LEAST     that many vector multiply-adds, and not one of single floats
vectors() {
    $cross-objdump -d --no-show-raw-insn "$1" |
        awk -v f="^<$2[.>]" '/^[0-9a-f]+ </ { on = $2 ~ f; next } on' >text
    echo \
        "$2: $(grep -Ec 'fmla[[:space:]]+v[0-9]+\.4s' text) vector, $(grep -Ec '[[:space:]]fmadd[[:space:]]' text) scalar multiply-adds"
    [ "$(grep -Ec 'fmla[[:space:]]+v[0-9]+\.4s' text)" -ge "$3" ] &&
        ! grep -Eq '[[:space:]]fmadd[[:space:]]' text
}
for rows in 1 2 3 4 5 6; do
    check "a tile of $rows rows multiplies vectors" vectors arm/micro/mk_gemm.o mk_tile$rows $((4 \
        * rows))
done
check "so do those on prepacked weights" vectors arm/micro/mk_prepacked.o \
    'mk_prepacked_[a-z0-9_]*' 84
check "and that of dense layers" vectors arm/micro/mk_sgemm.o mk_gemm_6x16 24

cat >small.net <<'END'
net small {
    input 12x10x3
    conv 16 3x3 relu
    conv 20 3x3 nobias
    batchnorm
    relu
    maxpool 2x2
    depthwise 3x3 relu
    conv 24 3x3 algorithm=winograd_panels relu
    maxpool 2x2 same
    conv 16 3x3 stride=2 relu
    conv 20 3x3 algorithm=toeplitz silu
    flatten
    dense 40 tanh
    dropout 0.25
    dense 10 softmax
}
train {
    loss crossentropy
    optimizer adam rate=0.003
}
END
cat >drive.c <<'END'
#include HEADER
#include <stdio.h>
enum { N = 4, STEPS = 12 };
static union { unsigned char b[SMALL_SELFTEST_BYTES + SMALL_TRAIN_BYTES + SMALL_MODEL_BYTES + SMALL_WORK_BYTES + 512]; double d; } mem;
static float params[SMALL_PARAM_FLOATS], x[N * SMALL_IN_H * SMALL_IN_W * SMALL_IN_C], y[N * SMALL_OUTPUTS];
static unsigned char *at;
static unsigned char *take(size_t n)
{
    unsigned char *p = at + (SMALL_ALIGN - (size_t)at % SMALL_ALIGN) % SMALL_ALIGN;
    at = p + n;
    return p;
}
int main(void)
{
    int32_t label[N] = {3, 1, 9, 4};
    small_train *t;
    unsigned char *model, *work;
    float loss;
    int i, bad;
    at = mem.b;
    bad = small_selftest(take(0), SMALL_SELFTEST_BYTES);
    printf("selftest %s\n", small_strerror(bad));
    at = mem.b;
    model = take(SMALL_MODEL_BYTES);
    work = take(SMALL_WORK_BYTES);
    for (i = 0; i < (int)(sizeof x / sizeof *x); i++)
        x[i] = (float)((unsigned)i * 2654435761u >> 8 & 0xffff) / 65536.0f - 0.5f;
    bad |= small_init(params, 5) || small_prepare(params, model, SMALL_MODEL_BYTES) || small_infer(model, x, N, y, work, SMALL_WORK_BYTES);
    for (i = 0; i < N * SMALL_OUTPUTS; i++)
        printf("y %.9g\n", (double)y[i]);
    bad |= small_train_init(&t, take(SMALL_TRAIN_BYTES), SMALL_TRAIN_BYTES, params, 5);
    for (i = 0; i < STEPS && !bad; i++) {
        bad |= small_train_step(t, x, label, N, 0.003f, &loss);
        printf("loss %.9g\n", (double)loss);
    }
    bad |= small_train_params(t, params);
    for (i = 0; i < SMALL_PARAM_FLOATS; i += 97)
        printf("p %.9g\n", (double)params[i]);
    return bad;
}
END
# same A B LIMIT: the same lines, numbers within LIMIT of max(1, |number|)
same() {
    paste -d' ' "$1" "$2" | awk -v limit="$3" '
        $1 != $3 || NF != 4 { bad = 1; print "line " NR ": " $0; next }
        $1 == "selftest" { if ($2 != $4) bad = 1; next }
        { d = $2 - $4; d = d < 0 ? -d : d; m = $2 < 0 ? -$2 : $2; if (m < 1) m = 1; if (d / m > worst) worst = d / m; if (!(d / m <= limit)) { bad = 1; print "line " NR ": " $0 } }
        END { print NR " lines, largest difference " worst; exit bad || NR < 60 }'
}
for type in f32 f16 $(thorough && echo bf16); do
    [ $type = f32 ] || thorough && optimized=-O2 || optimized=-O1
    thorough && here=$optimized || here=-O0
    run small.net -o $type.c --train --selftest --batch 4 --weights-type=$type
    expect 0 "$type: emitted"
    check "$type: compiles for $cross as C99 without a warning" $cross-gcc -std=c99 $optimized -static \
        -Wall -Wextra -Wshadow -Wconversion -pedantic -Werror \
        -DHEADER="\"$type.h\"" drive.c $type.c -o arm_$type -lm
    check "$type: and here" ${CC:-cc} -std=c99 $here -DHEADER="\"$type.h\"" drive.c $type.c \
        -o here_$type -lm
    check "$type: runs here" sh -c "./here_$type >here.$type"
    check "$type: runs under qemu; its self-test passes" \
        sh -c "qemu-aarch64 ./arm_$type >arm.$type && grep -q '^selftest success' arm.$type"
    check "$type: outputs, losses and trained parameters are those of this machine" same \
        here.$type arm.$type 0.0002
done
falls() { \
    awk '$1 == "loss" { if (!n++) first = $2; last = $2 } END { print first, last; exit !(n == 12 && last < first / 2) }' \
    "$1"; }
check "training under qemu lowers the loss" falls arm.f32
finish
