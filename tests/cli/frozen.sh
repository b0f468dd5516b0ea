# The values of a frozen prefix are computed once and kept: said so, with the weights of a training
# that computes them each epoch, in memory and in a file, resumed in the middle, and not where
# images are augmented.
. "$(dirname "$0")/tap.inc"
run shapes data --train 200 --test 60 --seed 4
cat >frozen.net <<'END'
net frozen_net {
    input  32x32x3 scale=1/255
    conv 16 3x3 relu frozen
    maxpool 4x4
    conv 20 3x3 frozen
    batchnorm frozen
    relu
    globalavgpool
    dense 24 relu
    batchnorm
    dropout 0.2
    dense 10 softmax
}
train {
    data      cifar10 "data"
    loss      crossentropy
    optimizer adam rate=0.005
    batch     32
    epochs    4
}
END
run train frozen.net -o kept.safetensors --log kept.jsonl
expect 0 "train with a frozen prefix"
prints '^frozen prefix: 6 layers up to globalavgpool_1, 32 values an image, 32.5 KiB in memory$' \
    "train says what it keeps"
run train frozen.net -o each.safetensors --log each.jsonl --no-cache
expect 0 "train --no-cache"
check "--no-cache says nothing of a prefix" sh -c '! grep -q "frozen prefix" out'
check "the weights are the same" cmp kept.safetensors each.safetensors
numbers() { sed 's/"seconds.*images_per_second[^,]*,//' "$1"; }
numbers kept.jsonl >kept.txt
numbers each.jsonl >each.txt
check "and so are losses and accuracies, of training and validation" cmp kept.txt each.txt
check "which are written" grep -q '"val_loss":' kept.txt

mkdir place sub
run train frozen.net -o sub/file.safetensors --cache-limit 0
prints 'values an image, 32.5 KiB in a file in sub$' \
    "values too large for memory go into a file beside the weights"
check "with the same weights" cmp kept.safetensors sub/file.safetensors
check "and nothing is left of it" sh -c '! ls sub | grep -v "^file"'
run train frozen.net -o file.safetensors --cache-limit 0 --cache place --threads 1
prints 'in a file in place$' "--cache names another place"
check "the same weights again" cmp kept.safetensors file.safetensors
run train frozen.net -o none.safetensors --cache-limit 0 --cache nowhere
expect 0 "a place that is not there"
prints '^not all is kept: cannot make a file .* in nowhere: No such file' \
    "is no reason to stop, but said"
check "and changes no weight" cmp kept.safetensors none.safetensors

run train frozen.net -o half.safetensors --epochs 2
run train frozen.net -o half.safetensors --epochs 4 --resume half.ckpt
expect 0 "a training with kept values resumes"
check "with the same weights in the end" cmp kept.safetensors half.safetensors
run train frozen.net -o mixed.safetensors --epochs 2
run train frozen.net -o mixed.safetensors --epochs 4 --resume mixed.ckpt --no-cache
check "with or without keeping" cmp kept.safetensors mixed.safetensors
run train frozen.net -o one.safetensors --epochs 1
check "one epoch keeps nothing" sh -c '! grep -q "frozen prefix" out'

"$NETC" train frozen.net -o long.safetensors --epochs 3000 >long.out 2>&1 &
pid=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    grep -qs '^epoch 3/' long.out && break
    sleep 0.2
done
kill -INT $pid
wait $pid
epochs=$(sed -n 's/^interrupted after \([0-9]*\) epoch.*/\1/p' long.out)
run train frozen.net -o long.safetensors --resume long.ckpt --epochs $((epochs + 2))
expect 0 "an interrupted one resumes"
run train frozen.net -o whole.safetensors --epochs $((epochs + 2)) --no-cache
check "and ends with the weights of one that was never interrupted and kept nothing" cmp \
    long.safetensors whole.safetensors

sed 's/epochs    4/epochs    3\n    augment   flip/' frozen.net >augment.net
run train augment.net -o a.safetensors
prints \
    '^frozen prefix: 6 layers .* the training images are augmented, so only validation keeps them, 7.50 KiB in memory$' \
    "augmented images are not kept"
run train augment.net -o b.safetensors --no-cache
check "and learn the same" cmp a.safetensors b.safetensors

sed 's/epochs    4/epochs    3\n    average   0.9\n    accumulate 3/' frozen.net >steps.net
run train steps.net -o a.safetensors --force
prints '^frozen prefix: 6 layers' "kept where several batches make a step and weights are averaged"
run train steps.net -o b.safetensors --no-cache --force
check "with the same weights" cmp a.safetensors b.safetensors

run explain --train frozen.net
prints \
    '^frozen prefix: 6 layers up to globalavgpool_1; `netc train` keeps 32 values \(128 B\) of each image' \
    "explain shows the prefix"
run explain --train frozen.net --json
check "also as JSON" grep -q '"values": *32' out
run mem frozen.net
prints 'and its values of the frozen prefix +128 B' "mem counts them"
write_tiny tiny.net
run train tiny.net -o t.safetensors
check "a net without frozen layers has none" sh -c '! grep -q "frozen prefix" out'
finish
