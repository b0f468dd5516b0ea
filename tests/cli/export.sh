# netc export: every kind of layer as ONNX, with the values that ONNX Runtime gave, and back again.
X=$PWD/tests/data_golden/export
LAYERS=$PWD/compiler/ir/layers.def
. "$(dirname "$0")/tap.inc"

near() { # near FILE.npy FILE.npy: float32, within 1e-5 of the largest
    od -An -v -tf4 -w4 -j128 "$1" >a.txt
    od -An -v -tf4 -w4 -j128 "$2" >b.txt
    paste -d' ' a.txt b.txt | awk '{ d = $1 - $2; d = d < 0 ? -d : d; v = $2 < 0 ? -$2 : $2
        if (NF != 2) bad = 1; if (d > apart) apart = d; if (v > most) most = v }
        END { exit bad || NR == 0 || apart > 1e-5 * most }'
}

for kind in $(sed -n 's/^LAYER(\(.*\))/\1/p' "$LAYERS"); do
    [ "$kind" != resize_map ] || kind=resize
    grep -Eq "(^| )$kind( |\$)" "$X/kinds.net" || echo "$kind" >>missing.txt
done
check "every kind is exported here" test ! -e missing.txt

for net in convs norms shapes joins activations corners; do
    run run "$X/kinds.net" --net $net --weights "$X/$net.safetensors" --input "$X/$net.x.npy" \
        --output y.npy --backend=reference
    expect 0 "$net runs"
    check "as its export did in ONNX Runtime" near y.npy "$X/$net.y.npy"
    run export "$X/kinds.net" --net $net --weights "$X/$net.safetensors" -o $net.onnx
    expect 0 "it is exported"
    run import $net.onnx -o $net.net
    expect 0 "and imported"
    run run $net.net --weights $net.safetensors --input "$X/$net.x.npy" --output y.npy \
        --backend=reference
    check "with the same values" near y.npy "$X/$net.y.npy"
    mkdir again
    run export $net.net --weights $net.safetensors -o again/$net.onnx
    run import again/$net.onnx -o again/$net.net
    for f in $net again/$net; do sed 's/ frozen$//' $f.net >$f.text; done
    check "once more it is the same net" cmp $net.text again/$net.text
    check "and the same weights" cmp $net.safetensors again/$net.safetensors
    rm -r again
done
cat >blocks.net <<'END'
net blocks {
    input 6x4x8
    space_to_depth 2 order=channel
    conv 8 1x1
    depth_to_space 2
    space_to_depth 2 order=channel
}
END
run init blocks.net -o blocks.safetensors
run export blocks.net --weights blocks.safetensors -o blocks.onnx
run import blocks.onnx -o again.net
check "blocks for which ONNX has several operators are one layer again" sh -c \
    "sed 's/again/blocks/' again.net | cmp - blocks.net"
cat >idle.net <<'END'
net idle {
    input 4x4x3
    a: conv 4 3x3
    b: conv 2 1x1
    maxpool 2x2 from b
    conv 3 1x1 from a
}
END
run init idle.net -o idle.safetensors
for end in onnx keras; do
    run export idle.net --weights idle.safetensors -o idle.$end
    prints "^wrote idle.$end: 2 layers, 4 parameters\$" "$end: what is written is counted"
    says 'note: 2 layers on which the output does not depend are left out' "and what is not"
done
run export idle.net --weights idle.safetensors --layout=torch -o idle_torch.safetensors
prints "^wrote idle_torch.safetensors: 3 layers, 6 parameters\$" \
    "PyTorch: all layers with parameters are written"
says 'note: 1 layer on which the output does not depend is left out' "but not the others"
check "forward does not call what the output does not depend on" sh -c \
    'grep -q "self.b = nn.Conv2d" idle_torch.py && ! grep -q "self.b(" idle_torch.py'
run convert idle.net --weights idle_torch.safetensors -o back.safetensors
expect 0 "so that the file is that of the net"
run convert idle.net --weights idle.safetensors -o own.safetensors
check "with the same numbers" cmp back.safetensors own.safetensors
# Corners of kinds: the file is that which ONNX Runtime ran when make.py compared.
for net in $(sed -n 's/^net \([a-z]*\) .*/\1/p' "$X/edges.net"); do
    run run "$X/edges.net" --net $net --weights "$X/$net.safetensors" --input "$X/$net.x.npy" \
        --output y.npy --backend=reference
    expect 0 "$net runs"
    check "as its export did in ONNX Runtime" near y.npy "$X/$net.y.npy"
    run export "$X/edges.net" --net $net --weights "$X/$net.safetensors" -o $net.onnx
    expect 0 "it is exported"
    check "as the file that agreed" cmp $net.onnx "$X/$net.onnx"
    [ $net != backwards ] || continue
    run run $net.onnx --input "$X/$net.x.npy" --output y.npy --backend=reference
    expect 0 "which is imported"
    check "with the same values" near y.npy "$X/$net.y.npy"
done
# A module of PyTorch and its state dict: the text is that which PyTorch ran when make.py compared.
mkdir torch
for net in convs norms shapes joins activations corners; do
    run export "$X/kinds.net" --net $net --weights "$X/$net.safetensors" --layout=torch \
        -o torch/$net.safetensors
    expect 0 "$net as a module of PyTorch"
    check "is the one that agreed" cmp torch/$net.py "$X/$net.module"
    [ $net != joins ] && [ $net != shapes ] || continue
    run convert "$X/kinds.net" --net $net --weights torch/$net.safetensors -o back.safetensors
    expect 0 "its state dict is that of the net"
    run convert "$X/kinds.net" --net $net --weights "$X/$net.safetensors" -o own.safetensors
    check "with the same numbers" cmp back.safetensors own.safetensors
done

# Names that are Python's or the module's own: make none of them an attribute, and find them again.
cat >words.net <<'END2'
block bb() { bn: dense 4 }
net words {
    input 4
    class: dense 4
    None: batchnorm
    lambda: prelu
    forward: dense 4
    forward_: dense 4
    to: dense 4
    register_buffer: dense 4
    training: rmsnorm
    _modules: dense 4
    __hidden: dense 4
    a: bb()
    a_bn: dense 4
    clip
    eval: dense 2
}
END2
run init words.net -o words.safetensors --seed=3
run export words.net --weights words.safetensors --layout=torch -o words_torch.safetensors
expect 0 "labels that are words of Python and of its modules"
sed -n '/nn.Module()/d; s/.*self\.\([A-Za-z_.]*\) = .*/\1/p' words_torch.py >names.txt
printf '%s\n' class_ None_ lambda_ forward__ forward_ to_ register_buffer_ training_ _modules__ \
    __hidden__ a.bn a_bn eval_ >expected.txt
check "have underscores behind them, each name once" cmp names.txt expected.txt
check "also in the state dict" sh -c 'for i in $(cat names.txt); do
    grep -qa "\"$i\.[a-z_]*\":" words_torch.safetensors || exit 1; done'
check "a clip without limits is its input" sh -c '! grep -q clamp words_torch.py'
printf 'net bare {\n input 4\n clip\n dense 2\n}\n' >bare.net
run init bare.net -o bare.safetensors --seed=3
for end in keras h5; do
    run export bare.net --weights bare.safetensors -o bare.$end
    expect 0 "so it is in a .$end file"
    run import bare.$end -o back.net --force
    expect 0 "which is imported"
    check "without a limit" sh -c '! grep -q "minimum\|maximum\|clip" back.net'
done
run convert words.net --weights words_torch.safetensors -o back.safetensors
expect 0 "they are found again"
run convert words.net --weights words.safetensors -o own.safetensors
check "with the same numbers" cmp back.safetensors own.safetensors

# Paths that would be one name with underscores in place of dots: each layer gets its own numbers.
cat >twins.net <<'END2'
block pair() {
    b: dense 4
    b_: dense 4
    _b: dense 4
}
net twins {
    input 2x2x1
    flatten
    a_b: dense 4
    a_b_: dense 4
    a: pair()
    dense 2
}
END2
run init twins.net -o twins.safetensors --seed=3
run convert twins.net --weights twins.safetensors -o own.safetensors
run export twins.net --weights twins.safetensors --layout=torch -o twins_torch.safetensors
expect 0 "layers whose paths differ by a dot"
run convert twins.net --weights twins_torch.safetensors -o back.safetensors
check "get their own numbers back" cmp back.safetensors own.safetensors
# What PyTorch saves of the module has no metadata, but the buffer.
check "the module says how it flattens" grep -q 'register_buffer("dense_order_hwc"' twins_torch.py
sed 's/"dense_order":"hwc"/"dense_0rder":"hwc"/' twins_torch.safetensors >saved.safetensors
check "(the metadata differ)" sh -c '! cmp -s saved.safetensors twins_torch.safetensors'
run convert twins.net --weights saved.safetensors -o back.safetensors
check "so does a state dict that PyTorch saved" cmp back.safetensors own.safetensors

# Numbers of a layer that are no kernel have one order, and a map made into another one tells its.
cat >turned.net <<'END2'
net turned {
    input 2x3x4
    conv 5 1x1
    prelu over=values
    reshape 1x6x5
    conv 5 1x1
    flatten
    dense 2
}
END2
run init turned.net -o turned.safetensors --seed=3
run convert turned.net --weights turned.safetensors -o own.safetensors
run export turned.net --weights turned.safetensors --layout=torch -o turned_torch.safetensors
expect 0 "a slope for each element, and maps of another form"
sed 's/"dense_order":"hwc"/"dense_0rder":"hwc"/' turned_torch.safetensors >saved.safetensors
for f in turned_torch saved; do
    run convert turned.net --weights $f.safetensors -o back.safetensors
    expect 0 "$f is read"
    check "with the same numbers" cmp back.safetensors own.safetensors
done

check "labels stay, and names that netc gave do not become labels" sh -c \
    "grep -q 'stem_1_conv1: conv 6 3x3 stride=2 relu' convs.net && grep -q '^    dense 7 nobias' convs.net"

# A whole model of Keras.
run export "$X/kinds.net" --net keras --weights "$X/keras.safetensors" -o keras.h5
expect 0 "as a file of Keras"
run run keras.h5 --input "$X/keras.x.npy" --output y.npy --backend=reference
expect 0 "which is imported"
check "with the values that Keras computed" near y.npy "$X/keras.y.npy"
mkdir again
for end in h5 keras; do
    run export "$X/kinds.net" --net keras --weights "$X/keras.safetensors" -o keras.$end
    expect 0 "as a .$end file"
    run import keras.$end -o keras.net --force
    expect 0 "which is imported"
    run run keras.net --weights keras.safetensors --input "$X/keras.x.npy" --output y.npy \
        --backend=reference
    check "with the values that Keras computed" near y.npy "$X/keras.y.npy"
    run export keras.net --weights keras.safetensors -o again/keras.$end
    run import again/keras.$end -o again/keras.net --force
    check "once more it is the same net" cmp keras.net again/keras.net
    check "and the same weights" cmp keras.safetensors again/keras.safetensors
done
check "padding of a layer of its own comes back" sh -c \
    "grep -q '^    conv_transpose 5 3x2 pad=1x0' keras.net && grep -q 'avgpool 2x2 pad=1 countpad' keras.net"

# What Keras has no layer for, several that do the same say; they come back as one layer.
given="$X/kinds.net --net deals --weights $X/deals.safetensors"
for end in h5 keras; do
    run export $given -o deals.$end
    expect 0 "exchanged elements and affines that train as a .$end file"
    run import deals.$end -o deals.net --force
    expect 0 "are imported"
    run run deals.net --weights deals.safetensors --input "$X/deals.x.npy" --output y.npy \
        --backend=reference
    check "with the values that Keras computed" near y.npy "$X/deals.y.npy"
    awk '/^net deals/ { on = 1 } on && NF' "$X/kinds.net" |
        sed 's/outpad=1x1/outpad=1/; s/pad=0$/pad=0x0/; s/frozen over=values/over=values frozen/
            s/    s: /    /' >expected.net
    check "the net is the same" cmp deals.net expected.net
done
run convert "$X/kinds.net" --net deals --weights "$X/deals.safetensors" -o own.safetensors
check "and the weights" sh -c 'for f in own deals; do
    dd if=$f.safetensors bs=1 skip=$((8 + $(od -An -tu8 -N8 $f.safetensors))) of=$f.bin; done
    cmp own.bin deals.bin'
printf 'net m {\n    input 4x4x2\n    affine nogamma\n    a: affine nogamma over=values\n}\n' >m.net
run init m.net -o m.safetensors
run export m.net --weights m.safetensors -o no.keras
fails 1 'affine_1: Keras has no layer that only adds numbers which train; a:' \
    "an affine that only adds is refused"

# What takes several layers of Keras comes back as several.
for what in detours.h5 detours.keras around.keras; do
    net=${what%.*}
    given="$X/detours.net --net $net --weights $X/$net.safetensors"
    run run $given --input "$X/$net.x.npy" --output y.npy --backend=reference
    check "$net as Keras computed it" near y.npy "$X/$net.y.npy"
    run export $given -o $what
    expect 0 "is exported as $what"
    run run $what --input "$X/$net.x.npy" --output y.npy --backend=reference
    expect 0 "which is imported"
    check "with the same values" near y.npy "$X/$net.y.npy"
    run import $what -o back.net --force
    check "a maximum has its padding again" grep -q '^    maxpool 3x. stride=.* pad=1\|top=1' back.net
done
run export "$X/detours.net" --net around --weights "$X/around.safetensors" -o no.h5
fails 1 'maxpool_1: a layer of Keras pads with zeros only.*gelu_1: only a .keras file' "not as layers"

# What is written and read again and again stays as it is.
cat >steady.net <<'END2'
net steady {
    input 6x6x4
    b: conv 8 3x3 relu
    a: conv 8 3x3 relu from input
    s: add b
    slice rows=(-1, -9, -1)
    c: crop bottom=2 from s
    slice rows=(2, 6) from s
    conv 8 1x1 sigmoid
    mul c
    permute order=whc from s
    conv 8 4x3 valid
    permute order=whc
    globalavgpool
    dense 3
}
END2
run init steady.net -o steady.safetensors
for end in keras onnx; do
    cp steady.net m0.net
    cp steady.safetensors m0.safetensors
    for i in 1 2 3; do
        run export m$((i - 1)).net --weights m$((i - 1)).safetensors -o m$i.$end
        run import m$i.$end -o m$i.net --force
        sed 's/^net .*/net m {/' m$i.net >text$i
    done
    check "the same net each time ($end)" sh -c 'cmp text1 text2 && cmp text2 text3'
done

# What Keras has as operators goes into an archive only.
given="$X/operators.net --weights $X/operators.safetensors"
run export $given -o operators.keras
expect 0 "operators of Keras"
run import operators.keras -o operators.net
expect 0 "come back"
run run operators.net --weights operators.safetensors --input "$X/operators.x.npy" --output y.npy
check "with the values that Keras computed" near y.npy "$X/operators.y.npy"
run run $given --input "$X/operators.x.npy" --output y.npy
check "which are netc's" near y.npy "$X/operators.y.npy"
run export operators.net --weights operators.safetensors -o again/operators.keras
run import again/operators.keras -o again/operators.net
check "once more it is the same net" cmp operators.net again/operators.net
run export $given -o no.h5
fails 1 'abs_1: only a .keras file has this operator of Keras' "no .h5 file"

# Keras finds a layer's variables by the layer's number: in the order in which Keras sorts them.
run init "$X/branches.net" -o branches.safetensors
run export "$X/branches.net" --weights branches.safetensors -o b.h5
run export "$X/branches.net" --weights branches.safetensors -o b.keras
for f in b.h5 b.keras; do
    grep -ao '"name":"[a-z]*","config"\|"name":"[a-z]*","inbound' $f | cut -d'"' -f4 | tr '\n' ' ' |
        sed 's/ input / /' >order.txt
    check "branches are in Keras' order in $f" grep -q 'a d b e c' order.txt
done
check "and so are the variables" sh -c "tr -d '\000' <b.h5 | grep -aq 'adbec'"
check "what is frozen does not train there" sh -c \
    "test \$(grep -ao '\"trainable\":false' b.keras | wc -l) = 2"
run export "$X/kinds.net" --net shapes --weights "$X/shapes.safetensors" -o no.keras
fails 1 'pad_2: Keras pads with numbers and mirror images only; pad_4: ' "what Keras has not, all of it"
check "nothing is written" test ! -e no.keras
run export "$X/kinds.net" --net shapes --weights "$X/shapes.safetensors" -o no.h5
fails 1 'pad_1: only a .keras file has .*; pad_2: Keras pads with numbers' "what Keras has not, all of it"
check "nothing is written" test ! -e no.h5

printf 'net m {\n    input 3x4x4\n    slice rows=(-9, 2) columns=(1, 9)\n    identity\n}\n' >m.net
run init m.net -o m.safetensors
run export m.net --weights m.safetensors -o m.h5
expect 0 "a slice from before the first row"
run run m.net --weights m.safetensors --input "$X/joins.x.npy" --output own.npy \
    --backend=reference
run run m.h5 --input "$X/joins.x.npy" --output y.npy --backend=reference
expect 0 "is imported"
check "and takes the same" near y.npy own.npy

# What `input` says of pictures is part of the model on request.
run export "$X/kinds.net" --net pictures --weights "$X/pictures.safetensors" -o p.onnx --preprocess
expect 0 "--preprocess"
run run p.onnx --input "$X/pictures.x.npy" --output y.npy --backend=reference
check "makes of raw pictures what ONNX Runtime made of them" near y.npy "$X/pictures.y.npy"

# Refused: files of other kinds.
run export "$X/kinds.net" --net convs --weights "$X/convs.safetensors" -o m.zip
fails 2 'ends in .onnx, .keras or .h5' "another kind of file"
run export "$X/kinds.net" --net convs --weights "$X/convs.safetensors" -o m.onnx --layout=torch
fails 2 'layout=torch' "another layout"
finish
