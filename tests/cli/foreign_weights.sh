# Weights of Keras and PyTorch in every command: the same files, the same options, one table.
D=$PWD/tests/data_golden/foreign
. "$(dirname "$0")/tap.inc"

sed 's/^}/    softmax\n}/; s/^    conv 4 3x3$/    c: conv 4 3x3/' "$D/t_prefix.net" >p.net
cat >>p.net <<'END2'
train { loss crossentropy; optimizer sgd rate=0.01; batch 2; data npy "d"; epochs 1 }
END2
mkdir d
npy d/x_train.npy '<f4' '(2, 6, 6, 4)' 1152 "$FLOATS"; cp d/x_train.npy d/x_test.npy
npy d/y_train.npy '<i4' '(2,)' 8 '\001\000\000\000\002\000\000\000'; cp d/y_train.npy d/y_test.npy
W=$D/t_prefix.safetensors
run convert p.net --weights "$W" -o own.safetensors
expect 0 "convert"
for w in "$W" own.safetensors; do
    n=$(basename "$w" .safetensors)
    run run p.net --weights "$w" --input d/x_train.npy --output "$n.y.npy"
    expect 0 "run with $n"
    run grad p.net --weights "$w" --input d/x_train.npy --label d/y_train.npy \
        --output "$n.g.safetensors"
    expect 0 "grad with $n"
    run eval p.net --weights "$w"
    expect 0 "eval with $n"
    grep -v "$n" out >"$n.eval"
    run p.net --weights "$w" -o "$n.c" --inline-weights
    expect 0 "emission with $n"
    grep -v 'netc p.net\|t_prefix\|own' "$n.c" >"$n.text"
    run train p.net --weights "$w" -o "$n.trained.safetensors"
    expect 0 "train from $n"
done
check "run: the same outputs" cmp t_prefix.y.npy own.y.npy
check "grad: the same gradients" cmp t_prefix.g.safetensors own.g.safetensors
check "emission: the same text" cmp t_prefix.text own.text
check "train: the same weights" cmp t_prefix.trained.safetensors own.trained.safetensors

# A layer that is called in two places: only the model tells which of the net's share.
for share in "a b a" "a a b" "b a b"; do
    echo "net s {
    input 6x6x4" >s.net
    seen=
    for l in $share; do
        case $seen in *$l*) echo "    again: conv 4 3x3 share=$l" ;; *) echo "    $l: conv 4 3x3" ;; esac
        seen=$seen$l
    done >>s.net
    echo "    globalavgpool
}" >>s.net
    run convert s.net --weights "$D/called.keras" -o s.npz
    if [ "$share" = "a b a" ]; then
        expect 0 "taken as a whole model where they are shared so"
    else
        fails 1 'called in 2 places' "refused where they are shared otherwise: $share"
    fi
done

# Where names do not tell: refused alike, and resolved by a map.
cat >o.net <<'END2'
net o {
    input 6x6x4
    conv 4 3x3
    conv 4 3x3
    globalavgpool
    softmax
}
train { loss crossentropy; optimizer sgd rate=0.01; batch 2; data npy "d"; epochs 1 }
END2
W=$D/t_plain.safetensors
for c in "run o.net --input d/x_train.npy --output y.npy" \
    "grad o.net --input d/x_train.npy --label d/y_train.npy --output g.safetensors" "eval o.net" \
         "o.net -o o.c" "train o.net -o w.safetensors" "convert o.net -o c.npz" \
             "report o.net -o r.html" "predict o.net none.png"; do
    run $c --weights "$W"
    fails 1 'conv1. and .conv2. have one shape' "refused: $c"
    says 'hint: --partial' "with the table and a hint"
done
check "nothing was written" \
    sh -c '! ls y.npy g.safetensors o.c w.safetensors c.npz r.html 2>/dev/null'
for c in "run o.net --input d/x_train.npy --output y.npy" \
    "grad o.net --input d/x_train.npy --label d/y_train.npy --output g.safetensors" "eval o.net" \
         "o.net -o o.c" "train o.net -o w.safetensors" "convert o.net -o c.npz" \
             "report o.net -o r.html"; do
    run $c --weights "$W" --map "$D/t_plain.map"
    expect 0 "with a map: $c"
done
run run o.net --weights c.npz --input d/x_train.npy --output z.npy
check "convert and run agree" cmp y.npy z.npy
run convert o.net --weights "$W" --map "$D/t_plain.map" -o c.npz
prints 'conv_1.kernel .*conv2.weight .*transposed, by the map' "the table says what the map did"
run train o.net --map "$D/t_plain.map" -o w.safetensors
fails 2 '--map goes with --weights' "a map without weights"
run o.net --map "$D/t_plain.map" -o o.c
fails 2 'go with --weights' "the same for emission"
run run o.net --weights "$W" --dense-order=xyz --input d/x_train.npy --output y.npy
fails 2 'dense-order' "a dense order that is none"

# A map may begin with a byte order mark; files that are often taken for weights are named.
{ printf '\357\273\277'; sed 1d "$D/t_plain.map"; } >bom.map
run run o.net --weights "$W" --map bom.map --input d/x_train.npy --output y.npy
expect 0 "a map with a byte order mark"
run run o.net --weights d/x_train.npy --input d/x_train.npy --output y.npy
fails 1 'not weights that netc reads .* but a single array of NumPy' "an array"
echo '{"weight_map": {}}' >model.safetensors.index.json
run run o.net --weights model.safetensors.index.json --input d/x_train.npy --output y.npy
fails 1 'but JSON, perhaps the index of weights in several files' "an index of shards"

# The order of layers is said, once; names need no word.
npy x.npy '<f4' '(1, 6, 6, 4)' 576 "$FLOATS"
run run "$D/chain.net" --weights "$D/chain.weights.h5" --input x.npy --output y.npy
expect 0 "by order"
says 'matched by the order of layers' "run says so"
check "one table" sh -c 'test $(grep -c "parameters of chain fit" err) = 1'
run run "$D/t_prefix.net" --weights "$D/t_prefix.safetensors" --input x.npy --output y.npy
check "names: nothing is said" sh -c '! test -s err'
sed 's/ eps=1e-5//' "$D/t_prefix.net" >eps.net
run run eps.net --weights "$D/t_prefix.safetensors" --input x.npy --output y.npy
expect 0 "a batchnorm with another epsilon than PyTorch's"
says "note: .*does not say its epsilon: PyTorch's is 1e-5 .*that of .bn1. is 0.001" "gets a note"
run run "$D/t_vectors.net" --weights "$D/t_vectors.safetensors" --input x.npy --output y.npy
says "note: .*PyTorch's is 1e-5 .*that of .ln. is 0.001" "so does a layernorm"
run run "$D/axis.net" --weights "$D/axis_bn.keras" --partial --input x.npy --output y.npy
expect 0 "--partial leaves out a batchnorm of another axis"
run convert "$D/axis.net" --weights "$D/axis_bn.keras" --partial -o part.npz
prints 'batchnorm_1.gamma .*AXIS differs' "and the table says so"
run run "$D/t_prefix.net" --weights "$D/t_prefix.safetensors" --input x.npy --output y.npy --verbose
says 'fc.kernel .*loaded, transposed' "--verbose says it all the same"
# A part from a file that has more: what to do is said.
cat >part.net <<'END'
block trunk {
    block1_conv1: conv 3 3x3 relu
    block1_conv2: conv 4 3x3 relu
    maxpool 4x4
}
net part {
    input 8x8x3
    base: trunk
    flatten
    dense 7 softmax
}
END
for f in named.keras auto.keras whole.h5; do
    run convert part.net --weights "$D/../weights/$f" --scope base -o part.npz
    fails 1 'built otherwise than the part `base` of this net \(other layers, such as a top, .*\(--partial leaves out what' \
        "$f: a part of its model"
    run convert part.net --weights "$D/../weights/$f" --scope base --partial -o part.npz
    expect 0 "$f: with --partial"
    prints '4 of 4 parameters of part, part base fit' "$f: all of the part is loaded"
done
# A checkpoint with the weights and their average, half of them: none is taken unasked.
two="convert $D/../models/torch.net --weights $D/../models/torch_two_sets.pt -o"
run $two two.npz
fails 1 'tensor .model_ema.conv.weight. belongs to no layer' "two sets of the same tensors"
run $two first.npz --partial
expect 0 "the set that the names fit"
for l in conv.kernel=conv.weight conv.bias=conv.bias bn.gamma=bn.weight bn.beta=bn.bias \
    bn.moving_mean=bn.running_mean bn.moving_variance=bn.running_var \
    head.kernel=head.weight head.bias=head.bias; do
    echo "${l%=*} = model_ema.${l#*=}"
done >map
run $two other.npz --partial --map map
expect 0 "the set that the map names"
prints 'model_ema.head.weight +3x180 +loaded' "which is the one that is read"
check "they differ" sh -c '! cmp -s first.npz other.npz'
# A square kernel of a transposed convolution: only its name tells.
for label in deconv1 up_conv_Transposed upconv2 c; do
    printf 'net t {\n input 6x6x4\n %s: conv 4 3x3\n flatten\n d: dense 2\n}\n' $label >label.net
    sed "s/$label: //" label.net >plain.net
    run init label.net -o label.safetensors --seed 3
    run convert label.net --weights label.safetensors -o own.safetensors
    expect 0 "a net's own layer $label"
    run convert plain.net --weights label.safetensors -o plain.safetensors
    [ $label = c ] && break
    fails 1 "tensor .$label.kernel. is by its name of a transposed convolution, .conv_1. of a net is not" \
        "$label of another net"
    printf 'conv_1.kernel = %s.kernel\nconv_1.bias = %s.bias\n' $label $label >map
    run convert plain.net --weights label.safetensors -o plain.safetensors --map map
    expect 0 "$label, unless the map says what it is"
done
expect 0 "any other name is none"
# What a file does not say, or says of numbers that a net has in `input`: a note each.
S=$D/scales
run convert "$S.net" --weights "$S.weights.h5" -o s.npz
expect 0 "a batchnorm of three variables, as the net has it"
says 'note: .*scales.weights.h5 does not say whether .batch_normalization. lacks gamma or beta: .nobeta. of this net.s .batchnorm_1. is believed' \
    "is not passed over"
sed 's/nobeta/& ; mul 0.5/' "$S.net" | tr ';' '\n' >halves.net
sed 's|6x6x4|& scale=2/255 mean=1|' halves.net >scales.net
run convert scales.net --weights "$S.keras" -o s.npz
expect 0 "a model that begins with Rescaling"
check "the same input is not worth a note" sh -c '! grep -q note err'
sed 's|6x6x4|& ; mul 0.00784313725 ; sub 1|' halves.net | tr ';' '\n' >scaled.net
run run scaled.net --weights "$S.keras" --input "$D/x.npy" --output y.npy
expect 0 "the same in layers"
check "is not worth a note" sh -c '! grep -q note err'
run run halves.net --weights "$S.keras" --input "$D/x.npy" --output y.npy
expect 0 "with another input"
says 'note: the model in .*scales.keras makes its input of raw numbers by 0.00784314 \* raw - 1, .input. of this net by 1 \* raw \+ 0' \
    "the difference is told"
run convert "$S.net" --weights "$S.keras" -o s.npz
fails 1 'scales.keras: the model in it is not this net: .batchnorm_1. .batchnorm. of the net is where the file has .mul_2. .mul. .--partial takes' \
    "a Rescaling behind other layers is one"
run convert "$S.net" --weights "$S.keras" -o s.npz --partial
expect 0 "but for --partial"
says 'note: .*scales.keras: the model in it is not this net: .batchnorm_1.' "with a note"

# What an attribute says (layer_names, model_config) is there but cannot be read.
for f in k2_branches k3_branches; do
    LC_ALL=C sed 's/GCOL/GCOX/g' "$D/$f.h5" >damaged.h5
    run convert "$D/$f.net" --weights damaged.h5 -o damaged.npz
    fails 1 'damaged.h5: an attribute cannot be read: the HDF5 file is damaged' \
        "$f: a damaged attribute is not passed over"
done
finish
