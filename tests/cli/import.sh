# netc import: whole models of ONNX and Keras as a net and its weights.
D=$PWD/tests/data_golden
root=$PWD
. "$(dirname "$0")/tap.inc"

run import "$D/models/residual/model.onnx" -o r.net
expect 0 "an ONNX model"
prints 'ONNX of pytorch .*: [0-9]+ layers, [0-9,]+ parameters' "what it was"
prints 'compared with test_data_set_0: 2 samples, largest difference [0-9.e-]+ of' \
    "and that it computes what the file says"
check "the net and its weights are there" test -s r.net -a -s r.safetensors
run check r.net
expect 0 "the net is well formed"
run r.net --weights r.safetensors -o r.c --main=infer
expect 0 "it becomes C"
check "which compiles" cc -std=c99 -Wall -Werror -O1 r.c -o r -lm
echo 'train { loss crossentropy; optimizer sgd rate=0.01; batch 2; data npy "d"; epochs 1 }' >>r.net
run r.net --train -o t.c
expect 0 "it has a backward pass"
run import "$D/models/residual/model.onnx" -o r.net
fails 1 'r.net is there and holds something else: --force' "a net that was changed stays"
check "as it was" grep -q 'optimizer sgd' r.net
run import "$D/models/residual/model.onnx" -o r.net --force
expect 0 "--force writes over it"
mkdir dir.safetensors
cp r.net dir.net
echo '# mine' >>dir.net
# shellcheck disable=SC2012
ls -i dir.net >before
run import "$D/models/residual/model.onnx" -o dir.net --force
fails 1 'cannot write dir.safetensors: Is a directory' "weights that cannot be written"
# shellcheck disable=SC2012
ls -i dir.net >after
check "the net beside them was not touched" cmp before after

run import "$D/foreign/k3_nested.keras" -o k.net
expect 0 "a Keras model"
npy x.npy '<f4' '(2, 6, 6, 4)' 1152 "$FLOATS"
run run k.net --weights k.safetensors --input x.npy --output y.npy
expect 0 "it runs"

# A model in place of a .net file.
K=$D/foreign/k3_nested.keras
run summary "$K"
expect 0 "summary of a model"
run run "$K" --input x.npy --output z.npy
expect 0 "run, with the model's own weights"
check "the same outputs" cmp y.npy z.npy
run run "$K" --weights "$D/foreign/k3_branches.keras" --input x.npy --output z.npy
fails 1 'k3_branches.keras' "weights that are given count"
run "$D/models/residual/model.onnx" -o m.c --main=infer
expect 0 "emission"
check "is that of the imported net" sh -c 'sed 1,20d m.c >a; sed 1,20d r.c >b; diff a b | grep -q "^[<>].*[0-9]f," && exit 1; exit 0'
check "its weights are beside it" cmp m.safetensors r.safetensors
run check "$D/models/lacking/model.onnx"
fails 1 'third.*MaxPool' "what is lacking is told here too"
check "nothing is left behind" sh -c '! ls -d "${TMPDIR:-/tmp}"/netc-?????? 2>/dev/null'

# What is lacking is told whole, and nothing is written.
run import "$D/models/lacking/model.onnx" -o l.net
fails 1 'node `third` \(MaxPool\): pooling with a dilation' "what netc lacks"
says 'node `bad\\x1Bname` \(Sinh\)' "every place, and no character that a terminal obeys"
check "nothing is written" sh -c '! ls l.net l.safetensors 2>/dev/null'
cp "$D/models/mobile/model.onnx" cut.onnx
head -c 5000 "$D/models/mobile/model.onnx" >cut.onnx
run import cut.onnx -o c.net
fails 1 'cut.onnx: not an ONNX file, or damaged at byte [0-9]+' "a file that ends too early"
run import x.npy -o c.net
fails 1 'not a model that netc imports' "no model"
run import none.onnx -o c.net
fails 1 'none.onnx' "no file"
cp "$D/models/functions/model.onnx" f.onnx
run import f.onnx -o c.net
fails 1 'tensor `.*numbers.bin' "external numbers that are missing: the tensor and the file"
printf 12345678 >numbers.bin
run import f.onnx -o c.net
fails 1 'numbers.bin has not the [0-9]+ bytes from byte 0 on' "a file of theirs that ends too early"
LC_ALL=C sed 's/length\(..\)72/length\171/' f.onnx >f1.onnx
run import f1.onnx -o c.net
fails 1 'its shape is of 72 bytes, and its numbers in another file are 71' "a length that does not fit"
LC_ALL=C sed 's/offset\(..\)72/offset\1-2/' f.onnx >f2.onnx
cp "$D/models/functions/numbers.bin" .
run import f2.onnx -o c.net
fails 1 'the offset of its numbers in another file is `-2`, not a count' "an offset that is no number"
rm numbers.bin
run import "$D/models/residual/model.onnx" -o "$D/models/residual/model.onnx"
fails 1 'model.onnx' "an output that is the input"
# Operators of Keras and ONNX whose meaning a reader may miss.
near() { # near FILE.npy FILE.npy: float32, the second 4-dimensional or flat
    od -An -v -tf4 -w4 -j128 "$1" >a.txt; od -An -v -tf4 -w4 -j128 "$2" >b.txt
    paste -d' ' a.txt b.txt | awk '{ d = $1 - $2; if (NF != 2 || d > 1e-5 || -d > 1e-5) bad = 1 }
        END { exit bad || NR == 0 }'
}
O=$D/keras_ops
for f in number_first.keras gelu.keras number_over.keras array.keras; do
    run run "$O/$f" --input "$O/x.npy" --output y.npy
    expect 0 "$f"
    check "is as Keras has it" near y.npy "$O/${f%.keras}.npy"
done
permuted() { # x.npy's values as they lie serve as 2 samples of 3x4x4
    run run "$O/odd_output.onnx" --input "$O/x.npy" --output y.npy
    [ $status = 0 ] && near y.npy "$O/odd_output.npy"
}
check "an output of stated size is cut where ONNX cuts it" permuted
run run "$O/by_hand.onnx" --input "$O/vector.npy" --output y.npy
expect 0 "a softmax of a vector by its parts"
check "is as ONNX Runtime has it" near y.npy "$O/by_hand.npy"
run import "$O/invert.keras" -o o.net
fails 1 'Normalization.*invert=True' "an inverted normalization"
run import "$O/flatten_first.keras" -o o.net
fails 1 'data_format=channels_first of Flatten' "channels first"
run import "$O/antialias.onnx" -o o.net
fails 1 'Resize.*antialias=1' "antialiased resizing"
# Words of the language as names.
for name in train if repeat net; do
    cp "$O/by_hand.onnx" $name.onnx
    run import $name.onnx -o $name.net
    expect 0 "a file called $name.onnx"
done
check "its net has a name that may be one" grep -q '^net train_ {' train.net
# Weights that are there stay.
run import "$D/foreign/k3_nested.keras" -o w.net
echo trained >w.safetensors
run import "$D/foreign/k3_nested.keras" -o w.net
fails 1 'w.safetensors is there and holds other weights' "weights of another training stay"
check "as they were" grep -q '^trained$' w.safetensors
run import "$D/foreign/k3_nested.keras" -o w.net --force
expect 0 "unless --force"
echo trained >e.safetensors
run "$D/foreign/k3_nested.keras" -o e.c
fails 1 'e.safetensors is there and holds other weights' "also where C is emitted"
# Repeated parts become blocks, with the file's names.
unit() { # unit NAME INPUT FILTERS
    printf '%s: conv %s 1x1 nobias\n%s: batchnorm\nrelu\n%s: conv %s 3x3\nadd %s\n%s: relu\n' \
        "${1}_1_conv" $3 "${1}_1_bn" "${1}_2_conv" $(($3 * 2)) $2 "${1}_out"
}
{
    printf 'net flat {\ninput 6x6x3\nstem: conv 8 3x3\n'
    unit s1_block1 stem 4; unit s1_block2 s1_block1_out 4
    printf 'down: conv 16 3x3 stride=2\n'
    unit s2_block1 down 8; unit s2_block2 s2_block1_out 8; unit s2_block3 s2_block2_out 8
    unit s2_block4 s2_block3_out 8
    printf 'one: conv 4 1x1\nglobalavgpool\nfc: dense 3\n}\n'
} >flat.net
cat >folded.net <<'END2'
block residual(filters) {
    x: identity
    _1_conv: conv filters 1x1 nobias
    _1_bn: batchnorm
    relu
    _2_conv: conv 2 * filters 3x3
    add x
    relu
}

net f {
    input 6x6x3
    stem: conv 8 3x3
    s1_block1: residual(4)
    s1_block2: residual(4)
    down: conv 16 3x3 stride=2
    repeat i in 1..4 {
        s2_block$i: residual(8)
    }
    one: conv 4 1x1
    globalavgpool
    fc: dense 3
}
END2
run init flat.net -o flat.safetensors --seed=5
run export flat.net --weights flat.safetensors -o f.keras
run import f.keras -o f.net
expect 0 "a net of six alike parts"
check "is written as a person would" cmp f.net folded.net
run export flat.net --weights flat.safetensors -o f.h5
run convert f.net --weights f.h5 -o named.safetensors --verbose
expect 0 "its parameters are those of the flat one"
check "by name" sh -c "grep -q 's2_block4._2_conv.bias .* loaded' out && ! grep -q 'by order' out"
check "with the same numbers" cmp named.safetensors f.safetensors
run import f.keras -o h.net --head "dense 2 softmax"
expect 0 "with another head"
check "blocks stand before the base" sh -c \
    "grep -q '^block residual(filters) {' h.net && grep -q 'base: f_base frozen' h.net"
run check h.net
expect 0 "and it is a net"

# Names that say nothing are given up in blocks; nothing is a block that saves no lines.
for net in resnet mobilenet_v2 densenet vgg; do
    run init "$root/examples/gallery/$net.net" -o w.safetensors
    run export "$root/examples/gallery/$net.net" --weights w.safetensors -o $net.onnx
    run import $net.onnx -o $net.net
    expect 0 "$net of the gallery comes back"
done
check "with its residual parts" grep -q '^block residual' resnet.net
check "and units" grep -q '^block bottleneck' mobilenet_v2.net
check "a list that begins with another one takes that" sh -c "! grep -q 'concat .* .* from' densenet.net"
cp "$root/tests/fuzz/corpus/onnx/output_shape_short" short.onnx
run import short.onnx -o short.net
fails 1 'node `up` .ConvTranspose.: output_shape has 1 numbers; expected 2' \
    "a list of another length than the map's is refused"
run check "$root/examples/import/resnet20.net"
expect 0 "a net for a state dict of PyTorch"
# Weights of a whole model for a net that is there: what computes something else is refused, with
# the layer and the attribute that differ; what only training reads is not compared.
net_of() {      # net_of FILE INPUT BODY: statements of the body are separated by `;`
    { echo "net t {"; echo "    input $2"; printf '%s\n' "$3" | tr ';' '\n'; echo "}"; } >"$1"
}
from_model() {  # from_model BODY OTHER [INPUT]: the weights of a model of the one for the other
    net_of one.net "${3:-6x6x4}" "$1"
    net_of two.net "${3:-6x6x4}" "$2"
    run init one.net -o one.safetensors
    rm -f one.onnx
    run export one.net --weights one.safetensors -o one.onnx
    run convert two.net --weights one.onnx -o two.npz
}
while IFS='|' read -r body other what; do
    from_model "$body" "$other"
    fails 1 "one.onnx: the model in it is not this net: .*$what" "refused: $other for $body"
done <<'END2'
conv 4 3x3 dilation=2|conv 4 3x3|conv. of the net has no `dilation`, .* dilation=2
conv 4 3x3 stride=2 pad=1|conv 4 3x3 stride=2|no `pad`, .* pad=1
conv 4 3x3; leaky 0.9|conv 4 3x3; leaky|no `slope`, .* slope=0.9
conv 4 3x3; elu 5|conv 4 3x3; elu|alpha=5
conv 4 3x3; clip min=(-0.1) max=0.1|conv 4 3x3; clip min=(-1) max=2|min=-1, .* min=-0.1
conv 4 3x3; add 5|conv 4 3x3; add 1|value=1, .* value=5
conv 4 3x3; mul 5|conv 4 3x3; mul 2|value=2, .* value=5
conv 4 3x3; avgpool 3x3 stride=1 pad=1 countpad|conv 4 3x3; avgpool 3x3 stride=1 pad=1|countpad
conv 4 3x3; maxpool 2x2 stride=2|conv 4 3x3; maxpool 1x1 stride=2|size=1x1, .* size=2x2
conv 4 3x3; slice channels=(2,4)|conv 4 3x3; slice channels=(0,2)|channels=0,2, .* channels=2,4
batchnorm eps=0.9; conv 4 3x3|batchnorm; conv 4 3x3|no `eps`, .* eps=0.9
layernorm eps=0.9; conv 4 3x3|layernorm; conv 4 3x3|no `eps`, .* eps=0.9
groupnorm 2; conv 4 3x3|groupnorm 4; conv 4 3x3|groups=4, .* groups=2
conv 4 3x3; relu max=6|conv 4 3x3; relu|relu
a: conv 4 3x3; b: conv 4 3x3; conv 4 3x3; add b|a: conv 4 3x3; b: conv 4 3x3; conv 4 3x3; add a|reads other layers|where
a: conv 4 3x3; b: conv 4 3x3|b: conv 4 3x3; a: conv 4 3x3|by its name `[ab]` of the net is
a: conv 4 3x3; b: conv 4 3x3|a: conv 4 3x3; b: conv 4 3x3 share=a|shares other parameters
conv 4 3x3; softmax|conv 4 3x3; globalavgpool; softmax|softmax
END2
while IFS='|' read -r body other; do
    from_model "$body" "$other"
    expect 0 "taken: $other for $body"
done <<'END2'
conv 4 3x3|conv 4 3x3 pad=1
conv 4 3x3; maxpool 2x2|conv 4 3x3; maxpool 2 stride=2 valid
conv 4 3x3; slice channels=(2,4)|conv 4 3x3; slice channels=(-2,4)
batchnorm; conv 4 3x3; relu|batchnorm momentum=0.5; dropout 0.5; conv 4 3x3 relu init=he_normal frozen
a: conv 4 3x3; b: conv 4 3x3|first: conv 4 3x3; second: conv 4 3x3 algorithm=direct
END2
run convert two.net --weights one.onnx --partial -o two.npz
fails 1 'a whole model goes without --scope, --partial' "options that are about tensors"
finish
