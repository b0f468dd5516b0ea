#!/bin/sh
# Nets of 8-bit integers: the same bits as TensorFlow Lite for microcontrollers (tests/golden/int8),
# calibration, the commands that take its file, the C for small machines, and what is refused.
root=$PWD
. "$(dirname "$0")/tap.inc"
warnings="-Wall -Wextra -Wshadow -Wconversion -Wundef -pedantic -Werror"

same_as_golden() { # NAME: netc's outputs are those of tests/golden/int8
    "$NETC" run "$1.net" --weights "$1.safetensors" --input "$1.x.npy" --output y.npy &&
        cmp y.npy "$1.y.npy"
}
cp "$root"/tests/golden/int8/* .
cp -r "$root"/tests/golden/fake_quant .
for net in *.net; do
    check "${net%.net}: the bits of tflite-micro" same_as_golden "${net%.net}"
done
golden() { # COMMAND...: all of them, with that before each run
    for net in conv*.net dense*.net depthwise*.net add.net batchnorm.net panels.net windows.net; do
        "$@" "$NETC" run "$net" --weights "${net%.net}.safetensors" --input "${net%.net}.x.npy" \
            --output y.npy $target && cmp y.npy "${net%.net}.y.npy" || return 1
    done
}
target=--target=mcu
check "the same by the kernels for small machines" golden env
target=
for isa in avx512 avx2_vnni avx2 baseline; do # those that this processor lacks: the best it has
    check "the same by the kernels of $isa" golden env NETC_ISA=$isa
done

cat >tiny.net <<'END'
net tiny {
    input  32x32x3 scale=1/255
    conv 8 3x3 nobias
    batchnorm
    relu
    maxpool 4x4
    s: conv 12 3x3 relu
    depthwise 3x3
    batchnorm
    relu max=6
    conv 12 1x1
    add s
    relu
    batchnorm
    t: identity
    maxpool 2x2 same stride=1
    concat t
    avgpool 2x2
    flatten
    dropout 0.1
    dense 10 softmax
}
train {
    data      cifar10 "data"
    loss      crossentropy
}
END
run shapes data --train 200 --test 40
run init tiny.net -o w.safetensors --seed 2
for how in mse minmax percentile; do
    run quantize tiny.net --weights w.safetensors --calibrate "$how" --limit 20 -o $how.safetensors
    expect 0 "calibrated by $how"
    prints "$how.safetensors: 6 layers with weights, 5184 bytes of them; calibrated on 20 of 200" \
        "and said so"
done
check "other ranges are other files" sh -c '! cmp mse.safetensors minmax.safetensors'
run quantize tiny.net --weights w.safetensors --limit 20 -o again.safetensors
check "the same file for the same samples" cmp again.safetensors mse.safetensors

npy x.npy '<f4' '(1, 32, 32, 3)' 12288 "$FLOATS"
run run tiny.net --weights w.safetensors --input x.npy --output float.npy
run run tiny.net --weights minmax.safetensors --input x.npy --output jit.npy
expect 0 "runs"
run run tiny.net --weights minmax.safetensors --input x.npy --output ref.npy --backend=reference
check "the JIT has the bits of the reference" cmp jit.npy ref.npy
run run tiny.net --weights minmax.safetensors --input x.npy --output mcu.npy --target=mcu
check "and so have the kernels for small machines" cmp jit.npy mcu.npy
floats() { tail -c 40 "$1" | od -An -v -tf4 -w4; }
floats float.npy >a
floats jit.npy >b
check "within 4 of 256 steps of the floats" \
    awk 'NR == FNR { a[NR] = $1; next } { d = $1 - a[FNR]; s = d < 0 ? -d : d; if (s > m) m = s }
         END { exit !(m < 4 / 256) }' a b
npy nan.npy '<f4' '(1, 32, 32, 3)' 12288 "\\000\\000\\300\\177$FLOATS"
for target in native mcu; do
    run run tiny.net --weights minmax.safetensors --input nan.npy --output nan.y.npy --target=$target
    fails 1 'number 0 of input 0 is NaN, which 8-bit integers do not have' "a NaN is refused, $target"
done
run eval tiny.net --weights minmax.safetensors
expect 0 "eval judges it"
prints "of 40 images" "on the test set"
run predict tiny.net --weights minmax.safetensors "$root/tests/data_golden/alpha.bmp"
expect 0 "predict classifies"
run verify tiny.net --weights minmax.safetensors --data cifar10:data
expect 0 "verify finds no deviation"
run verify tiny.net --weights minmax.safetensors --target=mcu
expect 0 "nor for small machines"
run verify tiny.net --weights minmax.safetensors --mem-limit=17400
expect 0 "nor with a plan by rows"

run tiny.net --target=mcu --weights minmax.safetensors -o tiny.c
expect 0 "emitted"
run tiny.net --weights minmax.safetensors --ends=float -o ends.c
expect 0 "emitted with floats at its ends"
cat >int8_driver.c <<'C'
#include "tiny.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
enum { X = TINY_IN_H * TINY_IN_W * TINY_IN_C };
static float x[X], want[TINY_OUTPUTS], got[TINY_OUTPUTS];
static int8_t q[X], q2[X], y[TINY_OUTPUTS + 4], work[TINY_WORK_BYTES + 4];
static unsigned char raw[X];
int ends(const float *from, float *to);
static int read_npy(const char *path, float *to, size_t n)
{
    FILE *f = fopen(path, "rb");
    int ok = f && !fseek(f, 128, SEEK_SET) && fread(to, sizeof *to, n, f) == n;
    if (f)
        fclose(f);
    return ok;
}
int main(void)
{
    int i;
    if (!read_npy("x.npy", x, X) || !read_npy("jit.npy", want, TINY_OUTPUTS))
        return 2;
    memset(y, 99, sizeof y);
    memset(work, 99, sizeof work);
    if (tiny_quantize(NULL, q) != TINY_EARG || tiny_quantize(x, q) != TINY_OK)
        return 3;
    if (tiny_infer(NULL, y, work, TINY_WORK_BYTES) != TINY_EARG ||
        tiny_infer(q, NULL, work, TINY_WORK_BYTES) != TINY_EARG ||
        tiny_infer(q, y, NULL, TINY_WORK_BYTES) != TINY_EARG ||
        tiny_infer(q, y, work, TINY_WORK_BYTES - 1) != TINY_ESIZE || y[0] != 99)
        return 4;
    if (tiny_infer(q, y, work, TINY_WORK_BYTES) != TINY_OK || y[TINY_OUTPUTS] != 99 ||
        work[TINY_WORK_BYTES] != 99)
        return 5;
    if (tiny_dequantize(y, got) != TINY_OK || memcmp(got, want, sizeof got))
        return 6;
    if (ends(x, got) || memcmp(got, want, sizeof got))
        return 7;
    for (i = 0; i < X; i++) {
        raw[i] = (unsigned char)(i % 256);
        x[i] = (float)raw[i] / 255.0f;
    }
    if (tiny_preprocess(raw, q) != TINY_OK || tiny_quantize(x, q2) != TINY_OK)
        return 8;
    if (memcmp(q, q2, sizeof q))
        return 9;
    x[X - 1] = (float)NAN; /* no integer: refused, and nothing is written */
    memset(q2, 77, sizeof q2);
    memset(got, 0, sizeof got);
    if (tiny_quantize(x, q2) != TINY_ENAN || q2[0] != 77 || ends(x, got) != TINY_ENAN || got[0] != 0)
        return 10;
    x[X - 1] = (float)INFINITY;
    x[0] = -(float)INFINITY;
    return tiny_quantize(x, q2) != TINY_OK || q2[X - 1] != 127 || q2[0] != -128 ? 11 : 0;
}
C
cat >int8_native.c <<'C'
#include "tiny.h"
#include <stdio.h>
#include <string.h>
enum { X = TINY_IN_H * TINY_IN_W * TINY_IN_C };
static float x[X], want[TINY_OUTPUTS], got[TINY_OUTPUTS];
static int8_t q[X], y[TINY_OUTPUTS], work[TINY_WORK_BYTES + 1];
int main(void)
{
    FILE *f = fopen("x.npy", "rb"), *g = fopen("jit.npy", "rb");
    if (!f || !g || fseek(f, 128, SEEK_SET) || fread(x, sizeof *x, X, f) != X ||
        fseek(g, 128, SEEK_SET) || fread(want, sizeof *want, TINY_OUTPUTS, g) != TINY_OUTPUTS)
        return 2;
    memset(work, 99, sizeof work);
    if (tiny_quantize(x, q) != TINY_OK ||
        tiny_infer(q, y, work + 1, TINY_WORK_BYTES) != TINY_OK || /* of no alignment */
        tiny_dequantize(y, got) != TINY_OK)
        return 3;
    return memcmp(got, want, sizeof got) ? 4 : 0;
}
C
cat >int8_ends.c <<'C'
#define tiny_infer ends_infer
#define tiny_preprocess ends_preprocess
#include "ends.c"
int ends(const float *from, float *to);
static char room[TINY_WORK_BYTES];
int ends(const float *from, float *to) { return tiny_infer(from, to, room, sizeof room); }
C
dot='-DTINY_DOT4(s,x,w)=((s)+(x)[0]*(w)[0]+(x)[1]*(w)[1]+(x)[2]*(w)[2]+(x)[3]*(w)[3])'
mkdir native
mv int8_native.c native
run tiny.net --target=native --weights minmax.safetensors -o native/tiny.c
expect 0 "emitted for processors with wide registers"
has() { printf '#ifndef %s\n#error none\n#endif\n' "$2" | gcc -march=native $1 -E -x c - >/dev/null 2>&1; }
for cc in "gcc -std=c99 -O2 -mavx2" "gcc -std=c11 -O3 -march=native" "clang -O2 -march=native" \
    "g++ -O1" "tcc"; do
    if ! command -v ${cc%% *} >/dev/null 2>&1 || ! has "" __AVX2__; then
        skip "native, by $cc" "no ${cc%% *}, or no AVX2 here"
        continue
    fi
    w=$warnings
    [ "$cc" = tcc ] && w=
    x=
    [ "${cc%% *}" = g++ ] && x="-x c++"
    # shellcheck disable=SC2086
    check "native, by $cc: no warning" $cc $w $x -c native/tiny.c -o tiny.o
    check "native, by $cc: links" gcc -std=c99 -O1 native/int8_native.c tiny.o -lm -o int8_native
    check "native, by $cc: the bits of netc run" ./int8_native
done
for cc in "gcc -std=c99" "gcc -std=c11 -O3" "g++ -std=c++17" "clang -std=c99" "tcc" "gcc $dot"; do
    if ! command -v ${cc%% *} >/dev/null 2>&1; then
        skip "by $cc" "no ${cc%% *}"
        continue
    fi
    w=$warnings
    [ "$cc" = tcc ] && w=
    x=
    [ "${cc%% *}" = g++ ] && x="-x c++"
    # shellcheck disable=SC2086
    check "by $cc: no warning" $cc $w $x -c tiny.c -o tiny.o
    check "by $cc: links" gcc -std=c99 -Wall -Wextra -Werror -O1 int8_driver.c int8_ends.c tiny.o \
        -lm -o int8_driver
    check "by $cc: the bits of netc run, and statuses" ./int8_driver
done
gcc -std=c99 -Os -c tiny.c -o tiny.o
nm tiny.o | grep -E ' [bBdD] ' >state
check "no state" test ! -s state
run size tiny.net --target=mcu --weights minmax.safetensors --compiler "gcc -m64"
expect 0 "netc size takes it"
prints '^ +3072  input$' "an input of bytes"
run size tiny.net --target=mcu --weights w.safetensors
fails 1 "no file of .netc quantize" "sizes do not depend on floats"

# training for integers: four steps, as PyTorch's fake quantization makes them (make_fake_quant.py)
mv fake_quant fake_data
mv fake_data/*.net fake_data/*.safetensors .
cp fake_data/x_train.npy fake_data/x_test.npy
cp fake_data/y_train.npy fake_data/y_test.npy
run train fake.net --weights start.safetensors -o fake.safetensors
expect 0 "trains with quantize int8"
numbers() { # the floats of a safetensors file, by the names of their tensors
    head=$(od -An -tu8 -N8 "$1")
    tail -c +9 "$1" | head -c $head | tr '{' '\n' |
        sed -n 's/.*\[\([0-9]*\),\([0-9]*\)\]}.*/\1 \2/p' >spans
    tail -c +9 "$1" | head -c $head | grep -o '"[A-Za-z0-9_.]*":{"dtype' | sed 's/":{.*//;s/"//' >names
    tail -c +$((9 + head)) "$1" | od -An -v -tf4 -w4 >floats
    paste -d ' ' names spans | awk 'NR == FNR { f[NR - 1] = $1; next }
        { for (i = $2 / 4; i < $3 / 4; i++) print $1 "[" i - $2 / 4 "]", f[i] }' floats - | sort
}
numbers fake.safetensors >got
numbers end.safetensors >want
check "every weight and range is PyTorch's" awk 'NR == FNR { a[$1] = $2; next }
    { d = $2 - a[$1]; if (!($1 in a) || d > 2e-6 || d < -2e-6) { print $1, a[$1], $2; bad = 1 } n++ }
    END { exit bad || n != 247 }' want got
run train fake.net --weights start.safetensors -o two.safetensors --epochs 2
run train fake.net --resume two.ckpt -o two.safetensors --epochs 4
check "resumed, to the bit" cmp two.safetensors fake.safetensors
for backend in jit reference; do
    run train fake.net --weights start.safetensors -o $backend.safetensors --backend $backend \
        --batch 3 --epochs 40
done
check "JIT and reference have the same ranges" cmp jit.safetensors reference.safetensors
run quantize fake.net --weights fake.safetensors -o fq.safetensors
prints "calibrated on 8 of 8 training samples; 4 ranges from training" "its ranges are taken"
run run fake.net --weights fq.safetensors --input fake_data/x_test.npy --output y.npy
expect 0 "and it runs"
sed /quantize/d fake.net >plain.net
run eval plain.net --weights fake.safetensors
expect 0 "without the words the ranges are left out"
run train fake.net --precision=bf16 -o b.safetensors
fails 1 "trains with values in floats" "not with values in 16 bits"
printf 'net odd {\n input 6x6x2\n flatten\n prelu\n dense 3 softmax\n}\n' >odd.net
sed -n '/^train/,$p' fake.net >>odd.net
run train odd.net -o o.safetensors
fails 1 "odd.net:4:.*prelu has no kernel of 8-bit integers" "a kind that has none, at its place"

# activations by a table: as floats have it, but for a step of their range and of that of the input
mkdir acts
npy acts/x_train.npy '<f4' '(20, 4, 4, 3)' 3840 "$FLOATS\\000\\000\\200\\277\\000\\000\\300\\277"
npy acts/y_train.npy '<i8' '(20,)' 160 '\000\000\000\000\000\000\000\000\001\000\000\000\000\000\000\000'
npy acts.npy '<f4' '(1, 4, 4, 3)' 192 "$FLOATS\\000\\000\\200\\277\\000\\000\\300\\277"
near() {
    for f in float int8; do tail -c 192 acts.$f.npy | od -An -v -tf4 -w4 >acts.$f; done
    awk 'NR == FNR { a[NR] = $1; s = $1 < 0 ? -$1 : $1; if (s > most) most = s; next }
         { d = $1 - a[FNR]; s = d < 0 ? -d : d; if (s > off) off = s }
         END { print NR / 2 " numbers up to " most ", off by " off
               exit NR != 96 || !(off <= 0.015 * most) || !(off > 0) }' acts.float acts.int8
}
for act in abs celu "clip (-0.7) 0.6" elu exp gelu "gelu approximate" hardsigmoid hardswish \
    mish selu silu softplus softsign sigmoid tanh leaky "relu max=0.6"; do
    printf 'net acts {\n input 4x4x3\n %s\n}\n' "$act" >acts.net
    run init acts.net -o acts.safetensors
    run quantize acts.net --weights acts.safetensors --data npy:acts -o acts.q.safetensors
    [ "$status" -eq 0 ] || explain
    run run acts.net --weights acts.safetensors --input acts.npy --output acts.float.npy
    run run acts.net --weights acts.q.safetensors --input acts.npy --output acts.int8.npy
    check "$act: a table near the floats" near
done

# what is refused, by the layer's name
run quantize tiny.net --weights w.safetensors --data cifar10:nowhere -o q.safetensors
fails 1 "nowhere" "without data there is no calibration"
check "and no file" test ! -e q.safetensors
cat >norm.net <<'END'
net norm {
    input 32x32x3 scale=1/255
    maxpool 8x8
    flatten
    act: layernorm
    dense 10 softmax
}
train {
    data cifar10 "data"
    loss crossentropy
}
END
run init norm.net -o g.safetensors
run quantize norm.net --weights g.safetensors --limit 5 -o q.safetensors
fails 1 "layernorm act has no kernel of 8-bit integers" "a kind without a kernel"
says 'hint: with weights in floats --target=mcu has it' "and what has one"
check "and no file is left" test ! -e q.safetensors
sed -e 's/conv 8 3x3 nobias/conv 8 3x3 relu/' -e 's/^    relu$//' tiny.net >late.net
run init late.net -o l.safetensors
run quantize late.net --weights l.safetensors --limit 5 -o q.safetensors
expect 0 "a batchnorm behind an activation"
sed 's/    maxpool 8x8/    upsample 2x2 mode=bilinear\n    maxpool 16x16/;/layernorm/d' norm.net >up.net
run init up.net -o u.safetensors
run quantize up.net --weights u.safetensors --limit 5 -o q.safetensors
fails 1 "upsample has no kernel of 8-bit integers in this form" "a form without a kernel"
says 'hint: .upsample. without mode=bilinear has one' "and what to write"
with() {        # with OPTION...: refused beside integers
    run eval tiny.net --weights minmax.safetensors "$@"
    fails 1 "^netc: minmax.safetensors holds 8-bit integers: $1 does not go with them: " "$*"
}
with --batch 8
with --weights-type f16
with --partial
run eval tiny.net --weights minmax.safetensors --batch 1
expect 0 "--batch 1 is what they have"
run tiny.net --weights minmax.safetensors -o q.c --train
fails 1 "minmax.safetensors holds 8-bit integers: --train does not go" "C that trains"
run train tiny.net --weights minmax.safetensors -o t.safetensors
fails 1 "holds 8-bit integers, which this command does not take" "training takes floats"
run tiny.net --target=mcu --weights w.safetensors --ends=float -o e.c
fails 2 "--ends goes with weights" "floats have no other ends"

# damage NAME PATTERN BYTES: tensor NAME of minmax.safetensors begins with BYTES (for printf)
damage() {
    cp minmax.safetensors bad.safetensors
    at=$(grep -ao "\"$1\":{[^}]*}" bad.safetensors | sed 's/.*offsets":\[//; s/,.*//')
    head=$(od -An -tu8 -N8 bad.safetensors)
    printf "$2" | dd of=bad.safetensors bs=1 seek=$((8 + head + at)) conv=notrunc 2>/dev/null
    run run tiny.net --weights bad.safetensors --input x.npy --output y.npy
}
damage s.scale '\000\000\000\000'
fails 1 "bad.safetensors: scale of layer s is 0; expected a finite number above 0" "a scale of 0"
damage s.scale '\000\000\300\177'
fails 1 "scale of layer s is nan" "a scale that is no number"
damage s.scale '\000\000\000\001'
fails 1 "the scales of s and its inputs do not fit together" "a scale that no factor brings there"
damage s.kernel '\200'
fails 1 "number 0 of kernel of layer s is -128" "a weight that there is not"
damage s.bias '\377\377\377\177'
fails 1 "the sums of s do not fit 32 bits" "a bias that is too large"
factor() {      # a gamma of the batchnorm behind the depthwise layer is 3e38
    at=$(grep -ao '"batchnorm_2.gamma":{[^}]*}' w.safetensors | sed 's/.*offsets":\[//; s/,.*//')
    head=$(od -An -tu8 -N8 w.safetensors)
    cp w.safetensors huge.safetensors
    printf '\316\266\141\177' | dd of=huge.safetensors bs=1 seek=$((8 + head + at)) conv=notrunc 2>/dev/null
}
factor
run quantize tiny.net --weights huge.safetensors --limit 5 -o q.safetensors
fails 1 '^netc: huge.safetensors: the scales of depthwise_1 and its inputs do not fit together' "weights that no integers are found for are called by their file"
sed 's/s: conv 12/s: conv 13/;s/conv 12 1x1/conv 13 1x1/' tiny.net >wide.net
run run wide.net --weights minmax.safetensors --input x.npy --output y.npy
fails 1 "kernel of layer s is 3x3x8x12; this net's is 3x3x8x13" "weights of another net"
sed 's/    avgpool/    depthwise 1x1\n    avgpool/' tiny.net >more.net
run run more.net --weights minmax.safetensors --input x.npy --output y.npy
fails 1 "has no quantized weights of layer depthwise_2 \(depthwise_2.kernel\)" "weights that are missing"
finish
