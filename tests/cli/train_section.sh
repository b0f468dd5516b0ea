# What the train section can ask of `netc train`: held-out validation, pretrained weights, frozen
# parts, the other losses, several nets.
. "$(dirname "$0")/tap.inc"
run shapes data --train 200 --test 50 --seed 3
expect 0 "the data set"

net() {         # net LAST_LAYER TRAIN_STATEMENTS: a small net with a labelled block
    cat <<END
block trunk(n) {
    conv n 3x3 relu
    batchnorm
    maxpool 4x4
}
net two_part {
    input 32x32x3 scale=1/255 mean=(0.4,0.5,0.6) std=(0.25,0.25,0.5) order=bgr
    base: trunk(8)
    flatten
    $1
}
train {
    data cifar10 "data"
    batch 32
    epochs 1
$2
}
END
}
net 'dense 10 softmax' '    loss crossentropy' >plain.net
run train plain.net -o plain.safetensors
expect 0 "a net with a block"
net 'dense 10 softmax' '    loss crossentropy
    validation 0.25' >held.net
run train held.net -o held.safetensors
prints '^validation: 50 of these images, held out' "validation 0.25 holds a quarter out"
prints '150 images, batch 32' "and trains on the rest"

net 'dense 10 softmax' '    loss crossentropy
    weights base "plain.safetensors"
    freeze base
    optimizer sgd rate=0.01 momentum=0.9 nesterov' >tuned.net
run train tuned.net -o tuned.safetensors
expect 0 "weights of a part, frozen"
# The frozen part of both files is the same: their run with the head's weights replaced cannot show
# it, so the bytes must. In the file the tensors of base come first, in the order of the net.
bytes=$(( (3*3*3*8 + 8 + 4*8) * 4 ))
data_of() { h=$(od -An -tu8 -N8 "$1" | tr -d ' '); tail -c +$((h + 9)) "$1" | head -c $bytes; }
data_of plain.safetensors >a; data_of tuned.safetensors >b
check "a frozen part keeps its weights" cmp a b
check "and the other part learns" sh -c '! cmp -s plain.safetensors tuned.safetensors'
run train plain.net -o again.safetensors --weights plain.safetensors
data_of again.safetensors >b
check "a part that is not frozen does not" sh -c '! cmp -s a b'

sed 's/freeze base/freeze bsae/' tuned.net >typo.net
run train typo.net -o x.safetensors
fails 1 'typo.net:[0-9]+:[0-9]+: error: .*bsae' "freeze of an unknown part"
sed 's/"plain.safetensors"/"vgg.h5"/' tuned.net >hdf5.net
run train hdf5.net -o x.safetensors
fails 1 'cannot open vgg.h5' "HDF5 weights that are not there"
cp plain.net vgg.h5
run train hdf5.net -o x.safetensors
fails 1 'vgg.h5: not an HDF5 file' "nor one that is none"
sed 's/"plain.safetensors"/"none.safetensors"/' tuned.net >none.net
run train none.net -o x.safetensors
fails 1 'none.safetensors' "pretrained weights that are not there"
net 'dense 12 softmax' '    loss crossentropy
    weights "plain.safetensors"' >twelve.net
run train twelve.net -o x.safetensors
fails 1 \
    'plain.safetensors: tensor `dense_1.kernel` is [0-9]+x[0-9]+, but this net.s parameter `dense_1.kernel` is [0-9]+x[0-9]+' \
    "pretrained weights of another shape"

net 'dense 10 sigmoid' '    loss binary_crossentropy' >sigmoid.net
run train sigmoid.net -o sigmoid.safetensors
expect 0 "binary_crossentropy against one-hot targets"
prints 'val_loss 0\.[0-9]+' "its validation loss is a mean over outputs"
net 'dense 10' '    loss mse
    optimizer rmsprop rate=0.001' >mse.net
run train mse.net -o mse.safetensors
expect 0 "mse against one-hot targets"
net 'dense 1 sigmoid' '    loss binary_crossentropy' >one.net
run train one.net -o x.safetensors
fails 1 'label [0-9]+, but the output of two_part tells only 2 classes apart' \
    "one output tells two classes apart"
mkdir -p pics/off pics/on
i=0
while [ $i -lt 10 ]; do
    printf 'P6\n8 8\n255\n' | tee pics/off/$i.ppm >pics/on/$i.ppm
    head -c 192 /dev/zero >>pics/off/$i.ppm
    head -c 192 /dev/zero | tr '\000' '\360' >>pics/on/$i.ppm
    i=$((i + 1))
done
sed 's/epochs 1/epochs 60/; s/batch 32/batch 8/' one.net >bright.net
run train bright.net --data folder:pics -o one.safetensors
expect 0 "a folder of pictures, one output"
prints 'epoch 60/60 .* val_accuracy 1.0000' "learns to tell dark from light"
run predict bright.net --weights one.safetensors pics/on/0.ppm
check "predict prints both classes" test "$(grep -c ' on*f*  *[01][.]' out)" -eq 2
prints '^pics.on.0.ppm +on ' "and knows the class"

cat plain.net >several.net
cat >>several.net <<'END'
net other {
    input 32x32x3
    globalavgpool
    dense 10 softmax
}
END
run summary several.net
prints '^net other' "the last net is the default"
run summary several.net --net two_part
prints '^net two_part' "--net picks one"
run train several.net --net other -o other.safetensors
expect 0 "a train section without a name is every net's"

"$NETC" train plain.net -o term.safetensors --epochs 5000 >term.out 2>&1 &
pid=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    grep -q '^epoch 1/' term.out && break
    sleep 0.2
done
kill -TERM $pid
wait $pid
status=$?
cp term.out out; : >err
expect 130 "SIGTERM ends it like Ctrl-C"
check "with a checkpoint" test -s term.ckpt
finish
