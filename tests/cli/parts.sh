#!/bin/sh
# Nets with several inputs and outputs, and layers that share parameters: training, evaluation,
# prediction, report and emitted C; what is wrong with such a net or its data is told at its place.
ROOT=$PWD
. "$(dirname "$0")/tap.inc"
. "$ROOT/tests/cli/bytes.inc"

cat >two.net <<'EOF'
net two {
    input image 6x6x3 scale=1/255 mean=(0.5,0.4,0.3) std=0.25 order=bgr
    input numbers 4 mean=1 std=2
    conv 4 3x3 relu from image
    flatten
    a: dense 8 relu
    dense 8 relu from numbers
    concat a
    body: dense 8 relu
    class: dense 3 softmax
    age: dense 1 from body
    output class age
}
train {
    data npy "two" weight="w"
    loss crossentropy of=class
    loss mse of=age weight=0.5
    optimizer adam rate=0.01
    batch 8
    epochs 12
}
EOF
cat >draw.c <<'EOF'
#include <stdint.h>
#include <stdio.h>
#include <string.h>
static uint64_t state = 1;
static float noise(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (float)(state >> 40) / 16777216.0f;
}
static void npy(const char *path, const char *type, const char *shape, const void *data, size_t n)
{
    char text[200];
    FILE *f = fopen(path, "wb");
    int k = snprintf(text, sizeof text, "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }",
                     type, shape);
    fprintf(f, "\223NUMPY%c%c%c%c%s%*s\n", 1, 0, 118, 0, text, 117 - k, "");
    fwrite(data, 1, n, f);
    fclose(f);
}
static void set(const char *name, int n)
{
    static unsigned char image[64 * 108];
    static float numbers[64 * 4], age[64], w[64], raw[112];
    static int32_t class[64];
    char path[60], shape[40];
    for (int i = 0; i < n * 108; i++)
        image[i] = (unsigned char)(noise() * 256);
    for (int i = 0; i < n * 4; i++)
        numbers[i] = noise() * 2 - 1;
    for (int i = 0; i < n; i++) {
        class[i] = (int32_t)(numbers[4 * i] * 1.5f + 1.5f);
        age[i] = numbers[4 * i + 1];
        w[i] = noise() * 2;
    }
    sprintf(path, "two/image_%s.npy", name), sprintf(shape, "%d, 6, 6, 3", n);
    npy(path, "|u1", shape, image, (size_t)n * 108);
    sprintf(path, "two/numbers_%s.npy", name), sprintf(shape, "%d, 4", n);
    npy(path, "<f4", shape, numbers, (size_t)n * 16);
    sprintf(path, "two/class_%s.npy", name), sprintf(shape, "%d,", n);
    npy(path, "<i4", shape, class, (size_t)n * 4);
    sprintf(path, "two/age_%s.npy", name);
    npy(path, "<f4", shape, age, (size_t)n * 4);
    sprintf(path, "two/w_%s.npy", name);
    npy(path, "<f4", shape, w, (size_t)n * 4);
    npy("one.npy", "|u1", "6, 6, 3", image, 108);
    npy("row.npy", "<f4", "4,", numbers, 16);
    npy("short.npy", "<f4", "3,", numbers, 12);
    for (int i = 0; i < 108; i++)
        raw[i] = image[i];
    memcpy(raw + 108, numbers, 16);
    FILE *f = fopen("raw.bin", "wb");
    fwrite(raw, 4, 112, f);
    fclose(f);
}
int main(void)
{
    set("train", 64);
    set("test", 24);
    return 0;
}
EOF
mkdir two
cc -O1 draw.c -o draw && ./draw

run train two.net -o w.safetensors
check "a net with two inputs and two outputs trains" [ "$status" -eq 0 ]
check "its loss falls" sh -c 'a=$(sed -n "s/^epoch 1\/12  loss \([0-9.]*\).*/\1/p" out); b=$(sed -n "s/^epoch 12\/12  loss \([0-9.]*\).*/\1/p" out); [ -n "$a" ] && awk "BEGIN { exit !($b < $a) }"'
run eval two.net --weights w.safetensors
check "each output has its figures" sh -c 'grep -q "^class *classes *[0-9.]* *1 *[01]\.[0-9]*" out && grep -q "^age *numbers .* 0\.5 " out'
run eval two.net --weights w.safetensors --json
check "also for programs" grep -q '"name": "age"' out
run predict two.net --weights w.safetensors image=one.npy numbers=row.npy --json
check "a sample of both inputs is predicted" [ "$status" -eq 0 ]
tr -d '\n ' <out | sed 's/.*"values":\[\([^]]*\)\],"class".*"values":\[\([^]]*\)\].*/\1,\2/' >said
run report two.net --weights w.safetensors -o r.html
check "the report has a row for each output" sh -c '[ "$(grep -c "<th scope=\"row\">age</th>\|<th scope=\"row\">class</th>" r.html)" -ge 2 ]'
check "and the loss of each" grep -q "loss of age<.*mse.*, weight 0.5" r.html

run two.net -o two.c --train --weights w.safetensors
check "C of it is written" [ "$status" -eq 0 ]
cat >drive.c <<'EOF'
#include "two.h"
#include <stdio.h>
static union { unsigned char b[TWO_MODEL_BYTES + 64]; double d; } model, work, train, self;
static unsigned char more[TWO_WORK_BYTES + 64], area[TWO_TRAIN_BYTES + 64], test[TWO_SELFTEST_BYTES + 64];
static void *up(unsigned char *p) { return p + (64 - (uintptr_t)p % 64) % 64; }
int main(void)
{
    float raw[TWO_IN_C], x[TWO_IN_C], y[TWO_OUTPUTS], row[TWO_TARGETS] = {0, 1, 0, 0.5f, 2}, l[3];
    two_train *t;
    FILE *f = fopen("raw.bin", "rb");
    int i;
    if (!f || fread(raw, sizeof *raw, TWO_IN_C, f) != TWO_IN_C || two_preprocess(raw, 1, x))
        return 1;
    if (two_prepare(two_weights, up(model.b), TWO_MODEL_BYTES) ||
        two_infer(up(model.b), x, 1, y, up(more), TWO_WORK_BYTES))
        return 2;
    for (i = 0; i < TWO_OUTPUTS; i++)
        printf(i ? ",%.4f" : "%.4f", y[TWO_AT_class + i]);
    puts("");
    if (two_train_init(&t, up(area), TWO_TRAIN_BYTES, two_weights, 1))
        return 3;
    for (i = 0; i < 3; i++)
        if (two_train_step(t, x, row, 1, 0.01f, &l[i]))
            return 4;
    row[4] = 0; /* what weighs nothing has no loss */
    return two_train_step(t, x, row, 1, 0.01f, &l[0]) || l[0] != 0 || !(l[2] < l[1]) ||
           two_selftest(up(test), TWO_SELFTEST_BYTES) || (work.b[0] + train.b[0] + self.b[0]);
}
EOF
check "it compiles without a warning" cc -std=c99 -Wall -Wextra -pedantic -Werror -O1 two.c drive.c -o drive -lm
check "trains, and its loss is 0 where the weight is" sh -c './drive >c.out'
check "says what predict says" sh -c '{ cat said; echo; } | tr , "\n" | while read v; do printf "%.4f\n" "$v"; done >a; tr , "\n" <c.out >b; [ "$(wc -l <a)" = 4 ] && paste a b | awk "{ d = \$1 - \$2; if (d > 0.0002 || d < -0.0002) bad = 1 } END { exit bad }"'

# all arrays in an archive, and without parts
pack() {    # pack FOLDER ARCHIVE METHOD: the arrays of a folder in an archive
    (cd "$1" && archive ../"$2" "$3" *.npy)
}
pack two two.npz 8
sed 's/npy "two"/npz "two.npz"/' two.net >zipped.net
run train zipped.net -o zipped.safetensors
check "from an archive the same is learned" cmp w.safetensors zipped.safetensors
run eval two.net --weights w.safetensors --json
cp out folder.json
run eval zipped.net --weights w.safetensors --json
check "and judged" sh -c 'sed "s/\"data\".*//" out >a; sed "s/\"data\".*//" folder.json >b; cmp a b'
run predict two.net --weights w.safetensors two.npz --json
check "predict takes the inputs of an archive" [ "$(grep -c '"class": ' out)" -ge 24 ]
run predict two.net --weights w.safetensors other.npz
fails 1 'other.npz' "an archive that is not there is named"
mkdir flat
for f in two/*_train.npy; do cp "$f" flat/"$(basename "$f" _train.npy)".npy; done
sed 's/npy "two"/npy "flat"/' two.net >flat.net
run train flat.net -o flat.safetensors --epochs 1
expect 0 "without parts every fifth sample is for testing"
pack flat flat.npz 0
sed 's/npy "two"/npz "flat.npz"/' two.net >flatzip.net
run train flatzip.net -o flatzip.safetensors --epochs 1
check "in an archive, too" cmp flat.safetensors flatzip.safetensors
sed 's/npz "two.npz"/npz "flat.npz"/; s/input numbers/input others/; s/from numbers/from others/' \
    zipped.net >bad.net
run train bad.net -o bad.safetensors
fails 1 'flat.npz has no array others' "a missing array is named"

# the same bits when it goes on
run train two.net -o whole.safetensors --epochs 4
run train two.net -o part.safetensors --epochs 2
run train two.net -o part.safetensors --resume part.ckpt --epochs 4
run train two.net -o part.safetensors --resume part.safetensors.ckpt --epochs 4
check "resumed, it ends with the same weights" cmp whole.safetensors part.safetensors
run train two.net -o shares.safetensors --epochs 1 --shares 4
check "it trains in shares" [ "$status" -eq 0 ]

# shared layers
cat >pair.net <<'EOF'
block tower(n) {
    conv n 3x3 relu
    batchnorm
    globalavgpool
    dense 5 tanh
}
net pair {
    input one 6x6x1
    input two 6x6x1
    left: tower(4) from one
    tower(4) share=left from two
    sub left
    abs
    dense 1 sigmoid
}
train { loss binary_crossentropy; optimizer sgd rate=0.1 }
EOF
run summary pair.net --json
check "shared parameters are counted once" grep -q '"parameters": 87' out
run verify pair.net --batch 3
check "all ways to run it agree" sh -c '[ "$0" -eq 0 ] && grep -q "no deviation" out' "$status"
run export pair.net --weights w.safetensors -o p.onnx
check "it is not exported" grep -q "share parameters, which no export has yet" err

# ---- mistakes ----
# wrong TEXT SED MESSAGE: two.net changed by SED is refused with the message
wrong() {
    sed "$2" two.net >bad.net
    run train bad.net -o bad.safetensors --force
    what=$1 text=$3
    [ "$status" -eq 1 ] && grep -qF -- "$text" err; r=$?
    result $r "$what is refused"
    [ $r -eq 0 ] || explain
}
wrong "an output without a loss" '/loss mse/d' 'the output `age` has no loss: `loss mse of=age`'
wrong "a loss of no output" 's/of=age/of=agee/' 'no output is called `agee`; did you mean `age`?'
wrong "a loss that says no output" 's/ of=class//' 'the net has 2 outputs: say of which this loss is'
wrong "two losses of one output" 's/mse of=age/mse of=class/' 'the loss of `class` is already set at line'
wrong "an output that ends otherwise" 's/dense 3 softmax/dense 3/' 'crossentropy needs an output that ends in softmax; this one ends in dense'
wrong "a name that is taken" 's/input numbers/input image/' 'the name `image` is already used at line 2'
wrong "an unnamed input beside a named one" 's/input numbers 4/input 4/' '`input` stands once, at the head of the net'
wrong "an input behind a layer" 's/^    a: dense.*/&\n    input late 3/' 'several inputs have names and stand before the first layer'
wrong "an output named twice" 's/output class age/output class class/' 'the output `class` is named twice'
wrong "an unknown output" 's/output class age/output class ages/' 'no value above is called `ages`; did you mean `age`?'
wrong "a weight below 0" 's/weight=0.5/weight=-1/' 'weight of a loss must be from 0 to 1000000'
wrong "an input of another shape" 's/input image 6x6x3/input image 6x5x3/' 'the input `image` takes (n, 6, 5, 3), channels last'
wrong "a class that is none" 's/dense 3 softmax/dense 2 softmax/' 'is no class of the output `class`: expected whole numbers from 0 to 1'
wrong "another kind of data" 's/npy "two" weight="w"/folder "two"/' 'two has several inputs; of such nets the data are `data npy` or `data npz`'
wrong "a missing file" 's/input numbers/input others/;s/from numbers/from others/' 'two/others_train.npy'
wrong "the first file missing" 's/image/photo/' \
    'of several inputs or outputs each has a file of its name: photo_train.npy, photo_test.npy and'
wrong "pixels that are mixed" 's/epochs 12/epochs 1; augment mixup=0.2/' 'mixup and cutmix are for nets with one output'
wrong "shared layers of other shapes" 's/^    dense 8 relu from numbers/    dense 8 relu share=a from numbers/' 'cannot share the parameters of a: they have not the same kernel'
wrong "shared layers that are not there" 's/^    dense 8 relu from numbers/    dense 8 relu share=b from numbers/' 'no layer or block above is called `b`'
run predict two.net --weights w.safetensors image=one.npy
check "an input is missing in predict" grep -qF 'the input `numbers` is missing: give numbers=FILE' err
run predict two.net --weights w.safetensors image=one.npy numbers=short.npy
check "an input is too short in predict" grep -qF 'short.npy holds 3 numbers; the input `numbers` takes 4 a sample' err
run predict two.net --weights w.safetensors one.npy
check "a file without a name" grep -qF 'expected NAME=FILE' err
run two.net --target=mcu --weights w.safetensors -o mcu.c
check "microcontrollers have no such nets yet" grep -qF 'no nets of several inputs yet' err
finish
