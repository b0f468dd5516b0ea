#!/bin/sh
# A slice of the real CIFAR-10, when CIFAR10_DIR names the folder of its binary files; skipped
# without it.
if [ -z "${CIFAR10_DIR:-}" ] || [ ! -f "$CIFAR10_DIR/data_batch_1.bin" ]; then
    echo "ok 1 # SKIP CIFAR10_DIR does not name the CIFAR-10 binary files"
    echo "1..1"
    exit 0
fi
. "$(dirname "$0")/tap.inc"
root=${NETC_ROOT:-$OLDPWD}

run train "$root/examples/small_cnn.net" --data "cifar10:$CIFAR10_DIR" --limit 3200 --epochs 3 \
    --seed 1 -o w.safetensors --log log.jsonl
expect 0 "trains the small CNN on 3200 real images"
prints "^epoch 3/3" "reports each epoch"
acc=$(sed -n 's/.*"val_accuracy":\([0-9.]*\).*/\1/p' log.jsonl | tail -n 1)
check "reaches 30 % on the 10000 test images after 3 epochs (chance is 10 %): $acc" \
    awk "BEGIN { exit !(${acc:-0} >= 0.30) }"

run eval "$root/examples/small_cnn.net" --weights w.safetensors --data "cifar10:$CIFAR10_DIR"
expect 0 "judges it on the test images"
prints "^automobile " "reports per class, by the file's class names"
prints "of 10000 images" "judges all 10000"
finish
