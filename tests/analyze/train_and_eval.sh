#!/bin/sh
# train_and_eval.sh NETC TOOL...: a short training and eval under a tool, by the reference backend
# and for ThreadSanitizer by made code on four threads.
set -eu
netc=$PWD/$1
shift
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat >t.net <<'E2'
net t {
    input 8x8x3 scale=1/255
    conv 4 3x3 same relu
    batchnorm
    maxpool 2x2
    dropout 0.2
    flatten
    dense 10 softmax
}
train {
    loss crossentropy
    optimizer adam rate=0.01
    augment flip shift=1
    batch 8
    epochs 2
}
E2
mkdir data
i=0
while [ $i -lt 16 ]; do
    printf "\\$(printf %03o $((i % 10)))"
    head -c 3072 /dev/zero | tr '\000' "\\$(printf %03o $((i * 16)))"
    i=$((i + 1))
done >data/data_batch_1.bin
for k in 2 3 4 5; do cp data/data_batch_1.bin data/data_batch_$k.bin; done
cp data/data_batch_1.bin data/test_batch.bin
sed -i 's/input 8x8x3/input 32x32x3 resize=8x8/' t.net
case $1 in
valgrind) how="--backend=reference --threads 1" ;;
*) how="--threads 4" ;;
esac
# shellcheck disable=SC2086
"$@" "$netc" train t.net --data data -o w.safetensors $how >out 2>err || { cat err; exit 1; }
# shellcheck disable=SC2086
"$@" "$netc" eval t.net --data data --weights w.safetensors $how >out 2>err || { cat err; exit 1; }
echo "$1: train and eval: nothing found"
