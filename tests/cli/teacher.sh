#!/bin/sh
# Distillation: a net learns from another one's outputs. What it is told is what the teacher says of
# the same pictures, however that one prepares them; and what does not fit is refused.
. "$(dirname "$0")/tap.inc"
run shapes data --train 64 --test 32 --seed 3

# the teacher reads BGR, twice as large and moved; the copy has its kernel's channels the other way
cat >nets.net <<'EOF'
net big {
    input 32x32x3 scale=2/255 mean=1 std=0.5 order=bgr
    globalavgpool
    dense 10 softmax
}
net copy {
    input 32x32x3 scale=1/255 std=0.25
    globalavgpool
    dense 10 softmax
}
net other {
    input 32x32x3 scale=1/255
    globalavgpool
    dense 9 softmax
}
net open {
    input 32x32x3 scale=1/255
    globalavgpool
    dense 10
}
train { data cifar10 "data"; loss crossentropy; optimizer adam rate=0.05; batch 16; epochs 4 }
train copy {
    data cifar10 "data"
    loss distillation temperature=2 share=1
    teacher "nets.net" name="big" weights="big.safetensors"
    optimizer adam rate=0.05
    batch 16
    epochs 40
}
EOF
run train nets.net --net big -o big.safetensors
expect 0 "the teacher is trained"
run train nets.net --net copy -o copy.safetensors --log copy.jsonl
expect 0 "another net learns from it"
# Both are linear in the mean of the picture: the divergence can go to 0, and does only where the
# teacher sees what it saw in its own training.
loss=$(sed -n 's/^epoch 40\/40  loss \([0-9.]*\).*/\1/p' out)
first=$(sed -n 's/^epoch 1\/40  loss \([0-9.]*\).*/\1/p' out)
check "its divergence from the teacher falls to a tenth ($first to $loss)" \
    awk "BEGIN { exit !($loss >= 0 && $loss < $first / 10) }"
run train nets.net --net copy -o three.safetensors --threads 3 --epochs 2
run train nets.net --net copy -o one.safetensors --threads 1 --epochs 2
check "on any number of threads to the same bits" cmp one.safetensors three.safetensors
sed 's/^train copy {/train copy {\n    augment flip mixup=0.3/' nets.net >mixed.net
run train mixed.net --net copy -o mixed.safetensors --epochs 2
expect 0 "also of pictures that are changed and mixed"
run train nets.net --net copy -o shares.safetensors --epochs 1 --shares 4
expect 0 "in shares"
run eval nets.net --net copy --weights copy.safetensors
prints '^loss [0-9.]+ +accuracy' "it is judged by its classes"
run verify nets.net --net copy --batch 3
check "all ways to run it agree" grep -q 'no deviation' out
run nets.net --net copy --train -o copy.c
expect 0 "C that trains takes the teacher's rows"
check "whose length it tells" grep -q 'COPY_TARGETS 20' copy.h

# wrong SED MESSAGE TEXT
wrong() {
    sed "$1" nets.net >bad.net
    run train bad.net --net copy -o bad.safetensors --force
    fails 1 "$2" "$3"
}
wrong '/teacher/d' 'distillation needs a teacher' "no teacher"
wrong 's/loss distillation.*/loss crossentropy/' 'crossentropy has no use for a teacher' "a loss that needs none"
wrong 's/name="big"/name="other"/' 'the teacher: .*big.safetensors' "weights of another net"
wrong 's/weights="big/weights="none/' 'none.safetensors' "no weights"
wrong 's/"nets.net" name/"none.net" name/' 'none.net' "no file"
run train nets.net --net other -o other.safetensors --epochs 1
run train nets.net --net open -o x.safetensors --epochs 1
fails 1 'crossentropy needs a net that ends in softmax' "control: a net without softmax"
run init nets.net --net other -o other.safetensors
wrong 's/name="big" weights="big/name="other" weights="other/' 'the teacher other ends in 9, but copy tells 10 classes apart' "another number of classes"
sed 's/loss crossentropy; //' nets.net >free.net
run init free.net --net open -o open.safetensors
wrong 's/name="big" weights="big/name="open" weights="open/; s/"nets.net"/"free.net"/' 'are no shares of classes' "outputs that are no shares"
run train nets.net --net copy -o big.safetensors --force
check "the teacher's weights are not written over" sh -c '[ "$0" -ne 0 ] && grep -q "big.safetensors" err' "$status"
finish
