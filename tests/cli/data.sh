# Kinds of data sets as the commands take them: told by their files, trained on, resized on the way,
# and what is said of bad ones.
ROOT=$PWD
. "$(dirname "$0")/tap.inc"
cp -r "$ROOT/tests/data_golden/mnist" "$ROOT/tests/data_golden/mnist_gz" \
    "$ROOT/tests/data_golden/npy_bytes" "$ROOT/tests/data_golden/npy_floats" \
    "$ROOT/tests/data_golden/npy_vectors" .
write_net() {   # write_net FILE INPUT DATA [EXTRA]: ten classes
    cat >"$1" <<END
net d {
    input $2
    ${4:-conv 8 3x3 relu
    globalavgpool}
    dense 10 softmax
}
train {
    data      $3
    loss      crossentropy
    optimizer adam rate=0.01
    batch     2
    epochs    2
}
END
}

write_net mnist.net '4x3x1 scale=1/255' 'mnist "mnist"'
run train mnist.net -o m.safetensors
expect 0 "train on idx files"
prints \
    '^data: 5 training pictures of 3x4 in 10 classes from mnist \(MNIST layout\), 60 B in memory$' \
    "the set is described, and its memory"
prints '^validation: 2 test pictures of 3x4' "its test set validates"
run train mnist.net -o z.safetensors --data mnist_gz
expect 0 "train on gzipped idx files, told by their names"
check "the weights are the same" cmp m.safetensors z.safetensors
run eval mnist.net --weights m.safetensors --data mnist:mnist_gz
expect 0 "eval takes them, too"
run train mnist.net -o n.safetensors --data npy_bytes
expect 0 "a net of one channel takes colour pictures from numpy"
says 'note: all 5 training pictures of npy_bytes are made grey' "which a note says"
sed 's/4x3x1/8x6x3/' mnist.net >colour.net
run train colour.net -o q.safetensors
says 'note: all 5 training pictures of mnist are resized to 6x8' "so it does of other sizes"
says 'note: all 5 training pictures of mnist are grey: the three channels are equal' \
    "and of grey pictures for three channels"
run eval colour.net --weights q.safetensors
says 'note: all 2 test pictures of mnist are resized to 6x8' "eval, too"
rm q.safetensors q.ckpt q.best.safetensors
run train mnist.net -o m.safetensors --data mnist:npy_bytes --force
fails 1 'npy_bytes has no file train-images-idx3-ubyte .* f68b3c2dcbeaaa9fbdd348bbdeb94873' \
    "a folder of another kind: which files, and their checksums"

write_net bytes.net '4x3x3 scale=1/256 mean=0.5' 'npy "npy_bytes"'
write_net floats.net '4x3x3' 'npy "npy_floats"'
write_net vectors.net '36 scale=1/256 mean=0.5' 'npy "npy_vectors"' ' '
sed 's/^    conv.*/    flatten/; /globalavgpool/d' bytes.net >flat.net
run train bytes.net -o b.safetensors
expect 0 "train on pictures of bytes from numpy"
run train floats.net -o f.safetensors
expect 0 "and on float32"
prints '^data: 5 training samples of 4x3x3 numbers in 10 classes from npy_floats/x_train.npy' \
    "which are numbers, not pictures"
same_numbers() { # the files say by which `input` they were trained
    run convert "$1.net" --weights "$1.safetensors" -o 1.npz
    run convert "$2.net" --weights "$2.safetensors" -o 2.npz
    cmp 1.npz 2.npz
}
cp b.safetensors bytes.safetensors
cp f.safetensors floats.safetensors
check "the numbers are those that the bytes become" same_numbers bytes floats
run train vectors.net -o v.safetensors
expect 0 "vectors"
run train flat.net -o w.safetensors
check "are the pictures' numbers in a row" cmp v.safetensors w.safetensors
write_net large.net '8x6x3' 'npy "npy_floats"'
run train large.net -o x.safetensors
fails 1 'npy_floats holds samples of 4x3x3 numbers, but d takes 8x6x3' "numbers are not resized"
run train floats.net -o f.safetensors --force
check "numbers without a scale get no note" sh -c '! grep "is beyond 1" err'
write_net small.net '4x3x3 scale=1/255' 'npy "npy_floats"'
run train small.net -o x.safetensors
says 'note: npy_floats: no number is beyond 1, and `input` of d multiplies them by 0.00392157' \
    "numbers that are scaled twice"
check "said once" sh -c '[ $(grep -c "is beyond 1" err) = 1 ]'
run eval small.net --weights x.safetensors
says 'no number is beyond 1' "also by eval"
mkdir mixed && cp npy_bytes/?_train.npy mixed && cp npy_floats/?_test.npy mixed
run train bytes.net --data mixed -o x.safetensors --force
says 'note: the training samples are pictures of bytes, those that validate are numbers' \
    "bytes to train on, numbers to validate on"
# Other sizes and channels that come first.
rm -f x.*
mkdir sizes && cp npy_bytes/y_train.npy npy_bytes/y_test.npy sizes
npy sizes/x_train.npy '|u1' '(5, 4, 3, 3)' 180 '\001\100\200'
npy sizes/x_test.npy '|u1' '(2, 8, 6)' 96 '\001\100\200'
run train bytes.net --data sizes -o x.safetensors --force
says 'note: 2 of the 2 pictures that validate are resized to 3x4; none for training is' \
    "a validation set of another size"
says 'note: the 2 pictures that validate are all grey; none for training is' "and of other colours"
npy sizes/x_train.npy '|u1' '(5, 3, 4, 6)' 360 '\001\100\200'
run train bytes.net --data sizes -o x.safetensors --force
fails 1 'x_train.npy: pictures of 6 channels; expected 1 or 3, and channels come last' \
    "channels first, in bytes"
npy sizes/x_train.npy '<f4' '(5, 3, 8, 6)' 2880 "$FLOATS"
run train large.net --data sizes -o x.safetensors --force
fails 1 'holds samples of 3x8x6 numbers, but d takes 8x6x3: channels come last' "and in floats"
rm -f x.*
sed 's/epochs .*/epochs 2\n    augment flip/' floats.net >flip.net
run train flip.net -o x.safetensors
fails 1 '`augment` changes pictures of bytes' "nor augmented"
sed 's/conv 8 3x3 relu/conv 8 3x3 relu frozen/' floats.net >frozen.net
run train frozen.net -o x.safetensors
prints '^frozen prefix: 2 layers' "but kept behind frozen layers"
write_net two.net '5x5x2' 'mnist "mnist"'
run train two.net -o x.safetensors
fails 1 'takes 2 channels' "pictures have 1 or 3 channels"
write_net npy.net '4x3x3' 'npy "nothing"'
run train npy.net -o x.safetensors
fails 1 'nothing/x_train.npy: No such file .* y_test.npy in nothing' "missing arrays are named"

# Resized on the way: the same weights as from pictures that were resized before.
run shapes shapes --train 40 --test 10 --seed 2
write_net resized.net '32x32x3 scale=1/255 resize=48x48' 'cifar10 "shapes"'
run train resized.net -o r.safetensors
expect 0 "train with resize="
prints '^data: 40 training pictures of 48x48 .*, 120 KiB in memory$' \
    "pictures are kept as they were"
run eval resized.net --weights r.safetensors
expect 0 "eval with resize="
sed 's/epochs .*/epochs 2\n    validation 0.2\n    augment flip crop=4/' resized.net >augmented.net
run train augmented.net -o a.safetensors --threads 1
expect 0 "resized, augmented, with images held out"
run train augmented.net -o b.safetensors --threads 2 --force
check "the number of threads changes nothing" cmp a.safetensors b.safetensors

mkdir -p cifar100
{ printf '\003\007'; head -c 3072 shapes/test_batch.bin; printf '\004\011'; \
    head -c 3072 shapes/test_batch.bin; } >cifar100/train.bin
cp cifar100/train.bin cifar100/test.bin
write_net fine.net '32x32x3' 'cifar10 "shapes"'
# The same pictures as class folders: the classes stand in the order of their names there.
run shapes pictures --folders --train 40 --test 10 --seed 2
expect 0 "shapes as class folders"
check "with every picture" [ "$(find pictures -name '*.png' | wc -l)" -eq 50 ]
check "and nothing else" [ -z "$(find pictures -type f ! -name '*.png')" ]
same_pictures() {
    sed 's/cifar10 "shapes"/folder "pictures"/
        s/input .*/&\n labels circle square triangle cross ring star stripes_h stripes_v checker arrow/' \
        fine.net >folders.net
    "$NETC" init fine.net -o fine.safetensors >/dev/null || return 1
    for net in fine folders; do
        "$NETC" eval $net.net --weights fine.safetensors --json >$net.json || return 1
    done
    grep '"loss"' fine.json >a
    grep '"loss"' folders.json | diff a -
}
check "they are the same" same_pictures
sed 's/dense 10/dense 100/' fine.net >hundred.net
run train hundred.net --data cifar100 -o c.safetensors --force
prints '^data: 2 training pictures of 32x32 in 100 classes from cifar100 \(CIFAR-100 layout\)' \
    "CIFAR-100 is told by its files"
sed 's/dense 10/dense 20/' fine.net >twenty.net
run train twenty.net --data cifar100_coarse:cifar100 -o c.safetensors --force
prints 'in 20 classes' "its superclasses by their own name"
run train fine.net --data cifar100:cifar100 -o c.safetensors --force
expect 0 "labels that the net happens to have"
printf '\143' | dd of=cifar100/train.bin bs=1 seek=1 conv=notrunc 2>/dev/null
run train fine.net --data cifar100:cifar100 -o c.safetensors --force
fails 1 'cifar100: sample 0 has label 99, but the output of d tells only 10 classes apart' \
    "and one that it has not"
run train fine.net --data cifar10:cifar100 -o c.safetensors --force
fails 1 'missing file cifar100/data_batch_1.bin.*MD5 c32a1d4ab5d03f1284b67883e8d87530' \
    "missing files: where to get them, and their checksum"

# Class folders with a picture that cannot be read.
for c in 0 1 2 3 4 5 6 7 8 9; do
    mkdir -p pets/train/c$c pets/test/c$c
    "$NETC" shapes p --train 10 --test 1 --picture pets/train/c$c/a.png --class $c >/dev/null
    cp pets/train/c$c/a.png pets/test/c$c/a.png
done
write_net pets.net '32x32x3' 'folder "pets"'
run train pets.net -o p.safetensors
expect 0 "train on class folders"
run train pets.net -o d.safetensors --data-memory 0
prints \
    '^data: 10 training pictures of 32x32 in 10 classes from pets/train, too many for memory: decoded each time$' \
    "pictures that may not be kept"
check "give the same weights" cmp p.safetensors d.safetensors
"$NETC" train pets.net -o d.safetensors --data-memory 0 --epochs 100000 --force >d.out 2>err &
pid=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    grep -qs '^epoch 1/' d.out && break
    sleep 0.2
done
mv pets/train/c4/a.png away.png
wait $pid
status=$?
fails 1 'pets/train/c4/a.png: No such file' "a picture that goes away while training ends it"
mv away.png pets/train/c4/a.png
echo "no picture" >pets/train/c3/b.png
run train pets.net -o q.safetensors --force
expect 0 "an unreadable picture"
says '^warning: 1 of 11 pictures cannot be read and are left out: pets/train/c3/b.png: not a JPEG' \
    "is named and left out"
check "the weights are those without it" cmp p.safetensors q.safetensors
run train pets.net -o q.safetensors --force --strict
fails 1 'pets/train/c3/b.png: not a JPEG' "--strict makes it an error"
echo "no picture" >pets/test/c3/b.png
run eval pets.net --weights p.safetensors
says '^warning: 1 of 11 pictures' "eval says so"
run eval pets.net --weights p.safetensors --strict
fails 1 'pets/test/c3/b.png' "and is strict when asked"
rm pets/train/c5/a.png
run train pets.net -o q.safetensors --force
fails 1 'class folder pets/train/c5 holds no pictures .*: a class that training never sees' \
    "an empty class"

# Labels and numbers that cannot be meant.
npy() {         # npy FILE DESCR SHAPE: a header; the numbers come from standard input
    header="{'descr': '$2', 'fortran_order': False, 'shape': ($3), }"
    while [ $(((${#header} + 11) % 64)) -ne 0 ]; do header="$header "; done
    { printf '\223NUMPY\001\000'; n=$((${#header} + 1)); \
        printf "\\$(printf %o $((n % 256)))\\$(printf %o $((n / 256)))"; printf '%s\n' "$header"; \
        cat; } >"$1"
}
mkdir bad
for set in train test; do
    head -c 48 /dev/zero | npy bad/x_$set.npy '|u1' '4, 2, 2, 3'
    printf '\0\1\2\1' | npy bad/y_$set.npy '|u1' '4,'
done
write_net bad.net '2x2x3' 'npy "bad"'
run train bad.net --force -o x.safetensors
says 'note: bad has 3 classes, but the net tells 10 apart: no sample is of the last 7' \
    "fewer classes than outputs"
run train bad.net --force -o x.safetensors --batch 64
says 'note: the batch, 64, is more than the 4 training samples: each step computes all of them' \
    "a batch larger than the set"
run train bad.net --force -o x.safetensors --limit 1
expect 0 "one sample is a set"
printf '\2\2\2\2' | npy bad/y_train.npy '|u1' '4,'
run train bad.net --force -o x.safetensors
fails 1 'bad: all 4 training samples are of class 2 \(2\): there is nothing to tell apart' \
    "all labels alike"
printf '\1\0\0\0\1\0\0\0\1\1\0\0' | npy bad/y_train.npy '|u1' '4, 3'
run train bad.net --force -o x.safetensors
fails 1 \
    'bad/y_train.npy has rows of 3 targets, but the net tells 10 classes apart: expected one-hot rows of 10, or class numbers' \
    "one-hot rows of another width"
printf '\0\1\2' | npy bad/y_train.npy '|u1' '3,'
run train bad.net --force -o x.safetensors
fails 1 'bad/x_train.npy holds 4 samples, but bad/y_train.npy 3 labels' \
    "another number of labels than samples"
printf '\0\1\2\12' | npy bad/y_train.npy '|u1' '4,'
run train bad.net --force -o x.safetensors
fails 1 'bad: sample 3 has label 10, but the output of d tells only 10 classes apart' \
    "a label that no output has"
sed 's/loss .*/loss mse/; s/softmax/sigmoid/' bad.net >numbers.net
run train numbers.net --force -o x.safetensors
fails 1 'tells only 10 classes apart \(0 to 9\); `target input` compares outputs with the input' \
    "where numbers are compared, an autoencoder may be meant"
printf '\0\0\0\0\0\0\200\77\0\0\0\77\0\0\200\77' | npy bad/y_train.npy '<f4' '4,'
run train bad.net --force -o x.safetensors
fails 1 'bad/y_train.npy: 0.5 at byte [0-9]+ \(number 2\) is not a whole number' \
    "a label between two classes"
printf '\0\1\2\1' | npy bad/y_train.npy '|u1' '4,'
{ head -c 20 /dev/zero; printf '\0\0\300\177'; head -c 168 /dev/zero; } |
    npy bad/x_train.npy '<f4' '4, 2, 2, 3'
run train bad.net --force -o x.safetensors
fails 1 'bad/x_train.npy: number 5 of sample 0 is not finite' "a number that is none"
: | npy bad/x_train.npy '<f4' '0, 2, 2, 3'
: | npy bad/y_train.npy '|u1' '0,'
run train bad.net --force -o x.safetensors
fails 1 'bad/x_train.npy: dimension 1 is 0; expected 1' "an empty set"
# One number a channel, however many there are.
mkdir five ones
for set in train test; do
    head -c 40 /dev/zero | npy five/x_$set.npy '<f4' '2, 5'
    { for i in 1 2; do printf '\0\0\200\77\0\0\200\77\0\0\200\77\0\0\200\77\0\0\0\100'; done; } |
        npy ones/x_$set.npy '<f4' '2, 5'
    printf '\0\1' | npy five/y_$set.npy '|u1' '2,'
    cp five/y_$set.npy ones
done
write_net five.net '5 mean=(-1, -1, -1, -1, -5) std=(1, 1, 1, 1, 2.5)' 'npy "five"' ' '
write_net ones.net '5' 'npy "ones"' ' '
run train five.net -o five.safetensors
expect 0 "five means and deviations for five channels"
run train ones.net -o ones.safetensors
check "make of zeros what stands for them" same_numbers five ones
run five.net -o five.c
check "emitted C has them all" grep -q 'INPUT_STD {1, 1, 1, 1, 2.5}' five.c
check "and compiles" ${CC:-cc} -std=c99 -Wall -Werror -c five.c -o five.o
cp ones/x_test.npy ones/x_val.npy; cp ones/y_test.npy ones/y_val.npy
run train ones.net --force -o ones.safetensors
prints '^validation: 2 validation samples of 1x1x5 numbers in 2 classes from ones/x_val.npy' \
    "x_val.npy validates"
run eval ones.net --weights ones.safetensors
prints '^data: 2 test samples .* from ones/x_test.npy' "and leaves x_test.npy to eval"
write_net six.net '6 mean=(1, 2, 3, 4, 5)' 'npy "five"' ' '
run check six.net
fails 1 'mean has 5 numbers, but the input has 6 channels' "five for six channels"
run init bad.net -o bad.safetensors
{ head -c 20 /dev/zero; printf '\0\0\200\177'; head -c 72 /dev/zero; } |
    npy x.npy '<f4' '2, 2, 2, 3'
printf '\0\1' | npy y.npy '|u1' '2,'
run run bad.net --weights bad.safetensors --input x.npy --output out.npy
says 'note: x.npy: number 5 of sample 0 is not finite; its outputs may not be, either' \
    "run says that an input is infinite"
run grad bad.net --weights bad.safetensors --input x.npy --label y.npy --output g.safetensors
fails 1 'x.npy: number 5 of sample 0 is not finite' "a gradient of it is refused"
finish
