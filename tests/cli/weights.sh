# Weights of other programs on the command line: convert, train's `weights` statement, --weights,
# --partial; the table and the mistakes.
W=$PWD/tests/data_golden/weights
. "$(dirname "$0")/tap.inc"

for f in auto.weights.h5 whole.h5 auto.keras named.keras keras.safetensors torch.safetensors \
    keras.npz packed.npz; do
    run convert "$W/tiny.net" --weights "$W/$f" -o "$f.safetensors"
    expect 0 "convert $f"
    prints '10 of 10 parameters of tiny fit' "$f: all there"
    check "$f: the same weights as the others" cmp auto.weights.h5.safetensors "$f.safetensors"
done
prints 'block1_conv1.kernel +3x3x3x3 +block1_conv1.kernel +3x3x3x3 +loaded' \
    "the table has a row for each parameter"

# There and back.
# More names than an attribute of HDF5 holds (64 KiB), and more tensors than such files may have.
printf \
    'net long {\n input 2\n repeat i in 1..900 { a_layer_whose_name_is_long_enough_for_seventy_letters_and_then_some_more_$i: dense 1 }\n}\n' \
    >long.net
run init long.net -o long.safetensors
run convert long.net --weights long.safetensors -o long.h5
expect 0 "a long list of names is split over attributes"
run convert long.net --weights long.h5 -o back.safetensors
check "and comes back the same" cmp back.safetensors long.safetensors
printf 'net many {\n input 2\n repeat i in 1..5001 { dense 1 }\n}\n' >many.net
run init many.net -o many.safetensors
for e in h5 npz; do
    run convert many.net --weights many.safetensors -o many.$e
    fails 1 "cannot write many.$e: it would have 10002 tensors, 10000 are the most" \
        "more tensors than are read in a .$e are not written"
    check "and nothing is there" [ ! -e many.$e ]
done

for e in h5 npz; do
    run convert "$W/tiny.net" --weights "$W/whole.h5" -o "out.$e"
    expect 0 "convert to .$e"
    prints "^wrote out.$e: 10 parameters" "and says so"
    run convert "$W/tiny.net" --weights "out.$e" -o back.safetensors
    check ".$e comes back the same" cmp back.safetensors auto.weights.h5.safetensors
    run convert "$W/tiny.net" --weights "$W/whole.h5" -o "again.$e"
    check ".$e has the same bytes each time" cmp "out.$e" "again.$e"
done
npy in.npy '<f4' '(1, 8, 8, 3)' 768 "$FLOATS"
run run "$W/tiny.net" --weights "$W/named.keras" --input in.npy --output a.npy
expect 0 "run with a .keras file"
run run "$W/tiny.net" --weights auto.weights.h5.safetensors --input in.npy --output b.npy
check "computes the same" cmp a.npy b.npy

# netc reads back what it wrote, also where a name means something in files of other programs.
own() { # own NAME TEXT: the same bytes come back
    printf '%s\n' "$2" >"$1.net"
    run init "$1.net" -o "$1.safetensors"
    run convert "$1.net" --weights "$1.safetensors" -o "$1.back.safetensors"
    expect 0 "labels: $1"
    check "$1: the same bytes" cmp "$1.safetensors" "$1.back.safetensors"
    run convert "$1.net" --weights "$1.safetensors" -o "$1.npz"
    run convert "$1.net" --weights "$1.npz" -o "$1.npz.safetensors"
    check "$1: also through .npz" cmp "$1.safetensors" "$1.npz.safetensors"
}
for label in optimizer training optimizer_weights metrics model module; do
    own $label "net t { input 4
        $label: dense 3 relu
        dense 2 softmax }"
done
own moving 'net t { input 4
    moving: batchnorm
    running: dense 3
    dense 2 }'
own alike 'block bb() { bn: dense 4 }
net t { input 4
    a: bb()
    a_bn: dense 4
    dense 2 }'
own wrapped 'block bb() { c: dense 4 }
net t { input 4
    model: bb()
    c: dense 4 }'
own both 'block bb() { optimizer: dense 4
    a_b: dense 4 }
net t { input 4
    part: bb()
    part_a_b: dense 4 }'
run convert both.net --weights both.safetensors --scope part -o scoped.safetensors
expect 0 "the part of a scope from the whole net's file"
printf 'net t { input 4\n    one: dense 4\n    two: dense 4 }\n' >swap.net
printf 'one.kernel = two.kernel\ntwo.kernel = one.kernel\n' >swap.map
run init swap.net -o swap.safetensors
for i in swap once; do
    run convert swap.net --weights $i.safetensors --map swap.map -o $i.out.safetensors
    expect 0 "a map"
    mv $i.out.safetensors $([ $i = swap ] && echo once || echo twice).safetensors
done
check "stands above the names" sh -c '! cmp -s swap.safetensors once.safetensors'
check "and twice gives the same" cmp swap.safetensors twice.safetensors

# The train section: a VGG-named base, frozen; its weights are the first of the file.
cat >vgg.net <<END2
block stage() {
    conv1: conv 3 3x3 relu
    conv2: conv 4 3x3 relu
    maxpool 4x4
}
block vgg() {
    block1: stage()
}
net v {
    input 32x32x3 scale=1/255
    base: vgg frozen
    flatten
    dense 10 softmax
}
train {
    data cifar10 "data"
    loss crossentropy
    optimizer sgd rate=0.001
    weights base "$W/notop_gzip.h5"
    batch 32
    epochs 1
}
END2
run shapes data --train 64 --test 32
run train vgg.net -o v.safetensors
expect 0 "train from a base in HDF5"
prints '4 of 4 parameters of v, part base fit' "the table is printed"
prints 'base.block1.conv1.kernel +3x3x3x3 +block1_conv1/block1_conv1_W_1:0 +3x3x3x3 +loaded' \
    "block1_conv1 is base.block1.conv1"
data_of() { h=$(od -An -tu8 -N8 "$1" | tr -d ' '); tail -c +$((h + 9)) "$1" |
    head -c $(((81 + 3 + 108 + 4) * 4)); }
data_of v.safetensors >a; data_of auto.weights.h5.safetensors >b
check "a frozen base keeps them" cmp a b
run convert vgg.net --weights "$W/notop_gzip.h5" --scope base -o base.safetensors
expect 0 "convert with a scope"
prints '4 of 4 parameters of v, part base fit' "the scope's table is printed"
data_of base.safetensors >c
check "the base is the same" cmp a c
run convert vgg.net --weights "$W/notop_gzip.h5" --scope bse -o x.h5
fails 1 'weights bse: no parameter of the net is in this scope' "a scope that is none"
run train vgg.net --weights "$W/notop_gzip.h5" --scope base -o s.safetensors
expect 0 "train with a scope"
data_of s.safetensors >c
check "the frozen base is the same" cmp a c
run eval vgg.net --weights "$W/notop_gzip.h5" --scope base
expect 0 "eval with a scope"
says 'note: --scope base: the weights are those of this part; 2 of the 6 parameters of v have starting' \
    "says what has no weights of the file"
run train vgg.net --scope base -o s.safetensors
fails 2 '--scope goes with --weights' "a scope without weights"
for bad in missing shape dtype nan truncated; do
    sed "s/notop_gzip/bad_$bad/" vgg.net >bad.net
    run train bad.net -o x.safetensors
    fails 1 "bad_$bad.h5: " "a base with a mistake: $bad"
done
sed "s/notop_gzip/bad_missing/" vgg.net >bad.net
run train bad.net -o part.safetensors --partial
expect 0 "--partial trains from what fits"
run train vgg.net -o w.safetensors --weights v.safetensors
expect 0 "--weights in place of the base"

sed 's/dense 5/dense 6/' "$W/tiny.net" >six.net
run convert six.net --weights "$W/whole.h5" -o x.h5
fails 1 'dense/kernel. is 16x5, but this net.s parameter .dense.kernel. is 16x6' \
    "weights of another net"
run convert "$W/tiny.net" --weights "$W/other_net.h5" -o x.h5
fails 1 "another net's weights" "none fits"
run convert "$W/tiny.net" --weights "$W/other_net.h5" -o x.h5 --partial
fails 1 "another net's weights" "none fits, --partial"
run convert "$W/tiny.net" --weights "$W/notop_gzip.h5" -o x.h5
fails 1 'no tensor .batchnorm.gamma.; and 5 more mistakes' "a base is no whole net"
says 'hint: --partial' "the hint names --partial"
says 'dense.kernel .*MISSING' "the table says what is missing"
run convert "$W/tiny.net" --weights "$W/notop_gzip.h5" -o part.npz --partial
expect 0 "--partial takes the base"
prints '4 of 10 parameters of tiny fit' "and says how much"
run convert "$W/tiny.net" --weights "$W/bad_truncated.h5" -o x.h5
fails 1 'bad_truncated.h5: the HDF5 file is truncated' "a truncated file"
check "HDF5's own messages stay away" sh -c '! grep -q HDF5-DIAG err'
run convert "$W/tiny.net" --weights "$W/bad_nan.h5" -o x.h5 --partial
fails 1 'not finite, at element 2' "a NaN, even with --partial"
printf 'net bn {\n    input 4x4x2\n    batchnorm\n}\n' >bn.net
head='{"batchnorm_1.gamma":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},'
head="$head"'"batchnorm_1.beta":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},'
head="$head"'"batchnorm_1.moving_mean":{"dtype":"F32","shape":[2],"data_offsets":[16,24]},'
head="$head"'"batchnorm_1.moving_variance":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}}   '
{ printf "\\$(printf %o $((${#head} % 256)))\\$(printf %o $((${#head} / 256)))\\0\\0\\0\\0\\0\\0%s" "$head"
  printf '\0\0\200\77%.0s' 1 2 3 4 5 6 7; printf '\0\0\200\277'; } >bn.safetensors
npy x.npy "<f4" "(1, 4, 4, 2)" 128 "$FLOATS"
for command in "convert bn.net -o x.npz" "run bn.net --input x.npy --output y.npy" "bn.net -o bn.c" \
    "bn.net --target=mcu -o bn.c" "export bn.net -o bn.onnx"; do
    run $command --weights bn.safetensors
    fails 1 'bn.safetensors: tensor .batchnorm_1.moving_variance. holds a variance below 0, -1, at element 1' \
        "a variance below 0: $command"
done
run convert "$W/tiny.net" --weights "$W/bad_dtype.h5" -o x.h5
fails 1 'block1_conv2_b_1:0. holds whole numbers' "whole numbers"
run convert "$W/tiny.net" --weights "$W/bad_bfloat16.h5" -o x.h5
fails 1 'block1_conv2_b_1:0. holds two bytes for each number .*as Keras writes bfloat16 \(save it with' \
    "bfloat16 as Keras writes it"
run convert "$W/tiny.net" --weights "$W/bad_shape.h5" -o x.h5
fails 1 'block1_conv2_b_1:0. is 3, but' "another shape"
printf 'no weights at all' >not.h5
cp not.h5 not.npz; cp not.h5 not.keras
for e in h5 npz keras; do
    run convert "$W/tiny.net" --weights "not.$e" -o x.h5
    fails 1 "not.$e: not an? " "a .$e that is none"
done
head -c 2000 "$W/packed.npz" >cut.npz
run convert "$W/tiny.net" --weights cut.npz -o x.h5
fails 1 'cut.npz: damaged or truncated zip archive' "a cut archive"
sed 's/block1_conv2/block1_covn2/' "$W/tiny.net" >typo.net
run convert typo.net --weights "$W/keras.npz" -o x.h5
fails 1 'no tensor .block1_covn2.kernel.; the nearest is .block1_conv2/kernel:0.' \
    "near misses are named"
dense() # name, its dense layers
{
    echo "net s {"
    echo "    input 4"
    for d in $2; do echo "    $d: dense 4"; done
    echo "}"
} >"$1.net"
dense three 'first abc xabb'
dense two 'first xab'
run init three.net -o three.safetensors
run convert two.net --weights three.safetensors -o x.h5
says 'xab.kernel .*MISSING; the nearest is xabb.kernel' "by the whole name"
run predict typo.net --weights "$W/keras.npz" none.png
fails 1 'keras.npz' "predict with weights that do not fit"
says 'block1_covn2.kernel .*MISSING' "prints the table of what does not"
printf 'net other {\n    input 4\n    dense 2\n}\n' >other.net
run init other.net -o other.safetensors
run predict typo.net --weights other.safetensors none.png
says 'dense_1.kernel' "also for netc's own file of another net"
run init "$W/tiny.net" -o fits.safetensors
run predict "$W/tiny.net" --weights fits.safetensors none.png
check "not when they fit" sh -c '! grep -q kernel err'
run convert "$W/tiny.net" --weights "$W/keras.npz" -o x.weights
fails 2 'a name that ends in .h5, .npz or .safetensors' "an unknown ending"
run convert "$W/tiny.net" --weights "$W/keras.npz" -o x.weights.h5
fails 1 'x.weights.h5: .*another layout' "Keras reads that ending as another layout"
run convert "$W/tiny.net" --weights "$W/keras.npz" -o nowhere/x.h5
fails 1 'nowhere/x.h5' "a folder that is not there"
run convert "$W/tiny.net" -o x.h5
fails 2 'weights' "no --weights"
check "no failed run leaves a file" sh -c '! ls x.* *.tmp.* 2>/dev/null'
# The longest names that the language has, in each kind of file that is read again.
part=$(printf 'a%.0s' $(seq 199))
{
    echo "block b0() { $part: conv 2 1x1 }"
    for i in 1 2 3; do echo "block b$i() { $part: b$((i - 1))() }"; done
    printf 'net names {\n input 2x2x3\n %s: b3()\n flatten\n dense 2 softmax\n}\n' "$part"
} >names.net
run init names.net -o names.safetensors
expect 0 "a path of 999 letters"
for end in h5 npz safetensors; do
    run convert names.net --weights names.safetensors -o names_again.$end
    expect 0 "is written to $end"
    run convert names.net --weights names_again.$end -o names_back.$end.npz
    expect 0 "and read again"
    check "with the same numbers" cmp names_back.$end.npz names_back.h5.npz
done
finish
