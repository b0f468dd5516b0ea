#!/bin/sh
# What emitted C does not train: spec/emitted-c.md lists it. Each line of the list is refused in these
# words, and each refusal of the sources that could be meant stands in the list.
ROOT=$PWD
. "$(dirname "$0")/tap.inc"
sed -n '/^## What emitted C does not train/,/^## Self-test/p' "$ROOT/spec/emitted-c.md" >page
sed -n 's/^| `--[^|]*| \(.*\) |$/\1/p' page >listed

cat >base.net <<'EOF'
net base {
    input 32x32x3 scale=1/255
    first: conv 4 3x3 relu
    globalavgpool
    last: dense 10 softmax
}
train {
    loss crossentropy
    optimizer sgd rate=0.01
    batch 8
}
EOF
: >tried
# refused TEXT SED OPTION...
refused() {
    echo "$1" >>tried
    sed "$2" base.net >one.net
    text=$1
    shift 2
    run one.net --train "$@" -o one.c
    [ "$status" -eq 1 ] && grep -qF -- "$text" err; r=$?
    result $r "$1: $text"
    [ $r -eq 0 ] || explain
}
m=--main=train
refused 'pictures of 3 channels, and the input is none' 's/32x32x3/32x32x1/' $m
refused "pictures of the net's own size, and \`resize=\` takes others" 's/scale=1/resize=16x16 scale=1/' $m
refused 'one class a picture, and the net tells one of each pixel' \
    's/globalavgpool//; s/dense 10/conv 10 1x1/' $m
refused 'one class a picture, and the net has several outputs' \
    's/last: dense 10 softmax/body: identity; a: dense 3 softmax; b: dense 1 from body; output a b/
     s/loss crossentropy/loss crossentropy of=a; loss mse of=b/' $m
refused 'classes, and the net learns from a teacher, too' 's/crossentropy/distillation/' $m
refused 'pictures that weigh alike, and `weight=` says what each weighs' \
    's/dense 10 softmax/dense 10/; s/loss crossentropy/loss mse; data npy "x" weight="w"/' $m
refused 'outputs that are classes, and those for supcon are an embedding' 's/ softmax//; s/crossentropy/supcon/' $m
refused 'class numbers, and mse compares numbers' 's/ softmax//; s/crossentropy/mse/' $m
refused 'a class for each output, and the net has one output' \
    's/dense 10 softmax/dense 1 sigmoid/; s/crossentropy/binary_crossentropy/' $m
m=--target=mcu
refused '--target=mcu has no loss mae for training yet' 's/ softmax//; s/crossentropy/mae/' $m
refused '--target=mcu does not train with this optimizer: it steps by `sgd`' 's/sgd/adam/' $m
refused '--target=mcu does not train with limits to gradients' 's/sgd/sgd clipnorm=1/' $m
refused '--target=mcu does not train with average' 's/batch 8/average 0.9/' $m
refused '--target=mcu does not train with lookahead' 's/batch 8/lookahead 3/' $m
refused '--target=mcu does not train a net of several outputs yet' \
    's/last: dense 10 softmax/body: identity; a: dense 3 softmax; b: dense 1 from body; output a b/
     s/loss crossentropy/loss crossentropy of=a; loss mse of=b/' $m
refused 'which shares its weights: freeze them' \
    's/32x32x3/32x32x4/; s/^    globalavgpool/    again: conv 4 3x3 share=first\n&/' $m
refused '--train: all layers are frozen, so that nothing trains' 's/batch 8/freeze first last/' $m
refused 'nor what lies before it, yet: freeze it and what is before it' 's/relu/gelu/' $m
refused 'whose statistics are those of a batch: freeze it' 's/relu/; batchnorm/' $m
sort -u tried >a
sort -u listed >b
check "the list has these lines and no others" diff a b

# the strings of the two functions and of the lowering, each with its longest piece between %s
{ sed -n '/^static const char .main_lacks/,/^}/p' "$ROOT/cli/cmd_emit.c"
  grep -h -A4 'lower_refuse(.*' "$ROOT/compiler/passes/learn.c" "$ROOT/compiler/layers/batchnorm.c"
  sed -n '/^static const char .beyond/,/^}/p' "$ROOT/compiler/passes/learn.c"
} | tr '\n' ' ' | sed 's/" *"//g' | grep -o '"[^"]*"' | tr -d '"' | tr '%' '\n' | sed 's/^s//; s/^[, ]*//' |
    awk 'length > 6' | sort -u >sources
check "strings are found in the sources" test "$(wc -l <sources)" -ge 18
while read -r piece; do grep -qF -- "$piece" listed || echo "$piece"; done <sources >missing
check "and each of them stands in the list" test ! -s missing
[ ! -s missing ] || sed 's/^/# /' missing
finish
