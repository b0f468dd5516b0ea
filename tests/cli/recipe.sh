# A training by several optimizers with rates and decays of their own, starts that are made from the
# data or as identities, parts that train for some epochs, epochs of whole batches alone: the losses
# are PyTorch's (tests/golden/make_recipe.py), and a training that was killed ends with the same bits.
HERE=$(cd "$(dirname "$0")" && pwd)
. "$(dirname "$0")/tap.inc"
cp "$HERE/../golden/recipe/recipe.net" "$HERE/../golden/recipe/losses.txt" .
cp -r "$HERE/../golden/recipe/data" data

run train recipe.net -o straight.safetensors --seed 1 --log straight.jsonl
expect 0 "the recipe trains"
prints '^stem: whitens 12 directions of 6912 patches of 48 training images' "its first layer starts white"
sed 's/.*"loss":\([0-9.]*\),"acc.*/\1/' straight.jsonl >losses
check "the losses of eight steps are PyTorch's" sh -c 'paste losses losses.txt |
    LC_ALL=C awk "{ d = \$1 - \$2; if (d < 0) d = -d; if (d > 2e-6 * \$2) bad = 1 } END { exit bad || NR != 8 }"'
run init recipe.net -o start.safetensors --seed 1
prints '^stem: whitens 12' "init makes the same start"
run train recipe.net --weights start.safetensors -o again.safetensors --seed 1
check "from its weights the same bits" cmp straight.safetensors again.safetensors
sed '/^block/,/^}/d; /group[12]:/d; s/(stem, group.*/stem)/; s/maxpool 3x3/globalmaxpool/; /flatten/d' recipe.net >tiny.net
run verify tiny.net --batch 4
expect 0 "all backends agree on parts with rates of their own"

# Resumed after two epochs, while the bias trains, and after five, when it does not.
sed 's/batch     48 drop_last/batch     20 drop_last/; s/    epochs    8/    augment   alternate crop=2\n    epochs    8/' recipe.net >small.net
run train small.net -o whole.safetensors --seed 1 --log whole.jsonl
check "an epoch has the steps of whole batches" grep -q '"epoch":1,"step":2,' whole.jsonl
check "and ends with them" grep -q '"epoch":8,"step":16,' whole.jsonl
for epoch in 2 5; do
    for try in 1 2 3 4 5 6 7 8; do
        rm -f cut.*
        : >cut.out
        "$NETC" train small.net -o cut.safetensors --seed 1 >cut.out 2>&1 &
        pid=$!
        while kill -0 $pid 2>/dev/null && ! grep -q "^epoch $epoch/" cut.out; do :; done
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
        grep -q '^epoch 8/' cut.out || break
    done
    run train small.net --resume cut.ckpt
    expect 0 "resumed after epoch $epoch or a little later"
    check "it ends with the same bits" cmp whole.safetensors cut.safetensors
done
sed 's/epochs=3/epochs=4/' small.net >other.net
run train other.net --resume whole.ckpt
fails 1 'epochs.bias was 3, is 4' "a resumed training names other epochs of a part"
sed 's/decay=0.004.0.067.48/decay=0/' small.net >other.net
run train other.net --resume whole.ckpt
fails 1 'optimizer.kernel was sgd.* is sgd' "and another optimizer of a part"
sed 's/drop_last//' small.net >other.net
run train other.net --resume whole.ckpt
fails 1 'drop_last was 1, is 0' "and batches that are no longer dropped"

run train recipe.net -o none.safetensors --batch 49
fails 1 '48 images are fewer than a batch, 49: with `drop_last` none is left' "a batch larger than the data"
run recipe.net --train -o model.c
expect 0 "emitted C trains parts for epochs of their own"
check "by a function for their rates" grep -q 'recipe_train_rates(' model.h
finish
