# netc import at its edges: what means the same as in ONNX and Keras, or is refused.
E=$PWD/tests/data_golden/import_edges
. "$(dirname "$0")/tap.inc"

floats() { od -An -v -tf4 -w4 -j128 "$1"; }
near() { # near FILE.npy FILE.npy: float32, within 1e-5 of the largest
    floats "$1" >a.txt
    floats "$2" >b.txt
    paste -d' ' a.txt b.txt | awk '{ d = $1 - $2; d = d < 0 ? -d : d; v = $2 < 0 ? -$2 : $2
        if (NF != 2) bad = 1; if (d > apart) apart = d; if (v > most) most = v }
        END { exit bad || NR == 0 || apart > 1e-5 * most }'
}

# What is right is as the framework has it.
for y in "$E"/*.npy; do
    name=$(basename "$y" .npy) x=$E/x.npy
    case $name in x | *.in) continue ;; esac
    model=$E/$name.onnx
    [ -f "$model" ] || model=$E/$name.keras
    [ -f "$model" ] || model=$E/$name.h5
    [ -f "$model" ] || model=$E/$name.cfg
    [ ! -f "$E/$name.in.npy" ] || x=$E/$name.in.npy
    run run "$model" --input "$x" --output y.npy
    expect 0 "$name"
    check "$name is as in its framework" near y.npy "$y"
done

# Common code becomes the layer that was meant, and nothing beside it.
written() { # written NAME LINES: the statements behind the input
    run import "$E/$1.onnx" -o q.net --force
    sed -n '/^    input/,/^}/p' q.net | sed '1d; s/^ *//; /^}/d; s/^[^ ]*: //' >got
    printf "$2" >wanted
    check "$1 is written as a person would" cmp got wanted
}
written expand_as 'conv 4 3x3 nobias\nglobalavgpool\nsigmoid\nmul c\n'
written zero_channels \
    'conv 7 1x1 nobias\npermute order=cwh from input\npad 2x0\npermute order=cwh\nadd c\n'
written dealt_channels 'conv 4 3x3 nobias\nshuffle 2\nslice channels=(0, 2)\nshuffle 2 from c
slice channels=(2, 4)\nsub a_2 from a\n'
written one_group 'conv 4 3x3 nobias\ngroupnorm 1 eps=1e-05\n'
written area_both 'conv 3 1x1\nupsample 2x2\nresize 3x3 mode=area\n'
written area_rows 'conv 3 1x1\nupsample 2x2\nresize 3x8 mode=area\n'
written area_more 'conv 3 1x1\nupsample 2x2\nresize 11x1 mode=area\n'
written area_even 'conv 3 1x1\nupsample 2x2\navgpool 2x2 stride=2x1\n'
written area_uneven 'conv 3 1x1\nupsample 2x2\npad 1x1\nresize 4x4 mode=area\n'
written area_line 'conv 3 1x1\nupsample 2x2\nreshape 1x64x3\nresize 1x5 mode=area\n'
run import "$E/area_count.onnx" -o q.net --force
check "sums that are divided by another number are no means" sh -c '! grep -q mode=area q.net'
run import "$E/two_ends.onnx" -o q.net --force
prints 'output `w` is numbers 4 to 67 of the net.s output, 4x4x4' \
    "several outputs are one, and where each lies"
run import "$E/two_begins.onnx" -o q.net --force
prints 'input `z` is numbers 48 to 52 of the net.s input' "several inputs, too"
# Classes are no values: their names are labels.
labelled() { # labelled NAME LINE
    run import "$E/$1.onnx" -o q.net --force
    prints 'output `label` is a class, made of the scores: left out' "$1 gives the scores"
    check "and labels of its classes" test "$(grep labels q.net)" = "$2"
}
labelled ml_linear '    labels "cat" "big dog" "7"'
labelled ml_two '    labels 3 "-5"'
labelled ml_best '    labels "one" "two" "three"'
labelled ml_odd_names ''
prints 'the net has no labels: the name of a class' "names that cannot be written"
labelled ml_margin ''
prints 'its class is the second where the last score is above 0' "classes by another rule"
# The same file as weights of its net, though a layer stands in it several times.
run import "$E/k2_nested.h5" -o q.net --force
run run q.net --weights "$E/k2_nested.h5" --input "$E/x.npy" --output y.npy
expect 0 "a model is weights for its own net"
says 'read as a whole model, whose layers are those of the net' "which is said"
check "with the right numbers" near y.npy "$E/k2_nested.npy"
run convert q.net --weights "$E/k2_nested.h5" -o converted.safetensors
expect 0 "convert takes it, too"
check "the same weights" cmp converted.safetensors q.safetensors
{
    cat q.net
    printf 'train {\nweights "%s"\ndata npy "d"\nbatch 2\n' "$E/k2_nested.h5"
    printf 'loss mse\noptimizer sgd rate=1e-30\n}\n'
} >section.net
mkdir d
cp "$E/x.npy" d/x_train.npy
cp "$E/k2_nested.npy" d/y_train.npy
cp "$E/x.npy" d/x_test.npy
cp "$E/k2_nested.npy" d/y_test.npy
run train section.net -o section.safetensors
expect 0 "so does a train section"
run run q.net --weights section.safetensors --input "$E/x.npy" --output y.npy
check "from which training starts" near y.npy "$E/k2_nested.npy"
sed 's/dense 3 relu/dense 3 tanh/' q.net >other.net
run run other.net --weights "$E/k2_nested.h5" --input "$E/x.npy" --output y.npy
fails 1 'k2_nested.h5' "but not for a net with another layer"
rm q.net q.safetensors
# A sequence without the height that a net gives it.
printf 'net s {\ninput 1x5x3\nconv 2 1x3 valid\n}\n' >s.net
run init s.net -o s.safetensors
npy x.npy '<f4' '(2, 5, 3)' 120 "$FLOATS"
run run s.net --weights s.safetensors --input x.npy --output y.npy
expect 0 "(n,length,channels)"

# What is not is refused, with the node and the reason.
# What changes a layer of darknet, or its weights, is never passed over.
section() { # section TEXT MESSAGE: a section behind a convolution of 1x1
    printf '[net]\nheight=4\nwidth=4\nchannels=2\n[convolutional]\nfilters=2\n' >q.cfg
    printf "\n$1\n" >>q.cfg
    run import q.cfg --weights "$E/parts.weights" -o q.net
    fails 1 "line 8: .*$2" "a section: $2"
}
for what in local crop reorg batchnorm gru yolo; do
    section "[$what]" "\\[$what\\]: netc has no layer for this section"
done
for what in xnor=1 binary=1 antialiasing=1 share_index=0 dontload=1 numload=3; do
    section "[convolutional]\nfilters=2\n$what" "\\[convolutional\\]: $what: netc has nothing"
done
section '[convolutional]\nsize=3\ndilation=2\npadding=2' 'dilation=2 of 3 taps with 2 zeros'
section '[convolutional]\nfilters=4.5' 'filters=4.5: expected a whole number'
section '[convolutional]\nfilters=many' 'filters=many: expected a number'
section '[convolutional]\nactivation=stair' 'activation=stair: netc has no layer'
section '[shortcut]\nfrom=-1\nweights_type=per_channel' 'weights_type=per_channel: netc has'
section '[shortcut]\nalpha=.5' 'from= is missing'
section '[softmax]\ntree=9k.tree' 'tree=9k.tree: netc has nothing'
section '[softmax]\ngroups=3' 'groups or temperature do not fit its 32 values'
section '[upsample]\nstride=-2' 'stride=-2: expected 1 to 64'
section '[maxpool]\nmaxpool_depth=1' 'maxpool_depth=1: netc has nothing'
run import "$E/keys.cfg" -o q.net --force
prints 'line 6: .*key `filters` is not known, or stands there twice' "the first of a key counts"
prints 'key `hue` is not known' "keys that no one knows are named"
rm q.net q.safetensors

refused() { # refused NAME TEXT
    run import "$E/$1.onnx" -o q.net
    fails 1 "$2" "$1 is refused"
}
refused from_left_each 'node `y` \(MatMul\): netc multiplies a value by one matrix, not by several'
refused size 'node `y` \(Div\): its input 1 depends on the number of samples'
refused shape0 'node `y` \(Div\): its input 1 depends on the number of samples'
refused all_axes 'ReduceMean.*along all axes, that of the samples too'
refused axis0 'ReduceMean.*along the axis of the samples'
refused rows_mean 'ReduceMean.*along the axis of the samples'
refused across 'Mul.*along the axis of the samples'
refused joined 'Reshape.*puts several samples along axis 1'
refused three_pads 'Conv.*pads has 3 numbers; expected 4'
refused two_open 'Reshape.*a shape with two open lengths'
refused open_lengths 'axes 1, 2 \(`rows`\) of the input have no fixed length'
refused twice 'node `t` \(Abs\): it makes `t`, which is there already'
refused variance 'BatchNormalization.*variance has a number below 0'
refused einsum_values 'node `end` \(Einsum\): equation=nchw,ncij->nhi: .* not by another value'
refused einsum_batch 'node `end` \(Einsum\): equation=nchw,cdw->ndhw: an axis of the constant is'
refused only_sign 'node `end` \(Sign\): netc has it only as a part of'
refused same_axis 'node `end` \(GatherND\): its indices have .* numbers that differ along the same'
refused follow_on 'node `a` \(Sinh\)'
says 'node `c` \(Conv\): dilations has 3 numbers' "every mistake"
says 'node `z2` \(Hardmax\)' "also behind others"
says '3 places' "but none that only follows from another"
refused ml_refused 'node `n` \(Normalizer\): norm=MAX'
says 'node `l` \(LinearClassifier\): post_transform=PROBIT' "classical models, too"
says 'node `b` \(Binarizer\): threshold=2' "by the node"
says 'node `best` \(ArgMax\): netc.s nets give scores' "a class among samples"
says 'node `both` \(Add\): its input 0 is a class.s number' "arithmetic with a class"
says 'node `t` \(TreeEnsembleRegressor\): netc has no layer' "and trees"
refused part_kept 'node `y` \(Resize\): it resizes by a factor to the size that is there'
refused ml_class_alone 'output `label`: the output is a class.s number'
refused quantized 'QuantizeLinear.: netc has no layer'
says 'hint: import the model of floats; .netc quantize.' "a model of 8-bit integers, with what helps"
run import "$E/kl_refused.keras" -o q.net
fails 1 'layer `doubled` \(Lambda\): netc has no layer for this class' "Keras layers are refused"
says 'layer `frames` \(TimeDistributed\): netc has no time-distributed Conv1D' "by their names"
says 'layer `mixing` \(EinsumDense\): netc has products with a matrix along the last' "one by one"
says 'layer `smooth` \(Resizing\): antialias=True' "with the argument"
says 'layer `step` \(ReLU\): ReLU with a threshold' "that netc lacks"
run import "$E/kl_parts.keras" -o q.net
fails 1 'AdaptiveMaxPooling2D\): maxima over 3 parts of 4 elements' "maxima over parts that overlap"
run import "$E/k2_unknown.h5" -o q.net
fails 1 'layer `tf.math.cumsum` \(math.cumsum\): netc has no layer' "functions of TensorFlow"
check "nothing is written" sh -c '! ls q.net q.safetensors 2>/dev/null'

# A Keras configuration with fields of another type, or that do not fit the weights.
damaged() { # damaged SED-EXPRESSION TEXT
    sed "$1" "$E/k.json" >q.json
    check "$1 changes the file" sh -c "! cmp -s q.json '$E/k.json'"
    run import q.json --weights "$E/k.h5" -o q.net
    fails 1 "$2" "$1"
}
run import "$E/k.json" --weights "$E/k.h5" -o whole.net
expect 0 "a configuration with its weights"
sed 's/"use_bias": true/"use_bias": 1/' "$E/k.json" >k.json
run import k.json --weights "$E/k.h5" -o one.net
check "a flag that was given as a number" cmp one.safetensors whole.safetensors
damaged 's/"units": 5/"units": 6/' 'layer `dense`.*units=6, but the kernel in the file has 5 outputs'
damaged 's/"filters": 4/"filters": 8/' 'layer `conv2d`.*filters=8'
damaged 's/"filters": 4/"filters": "4"/' 'its filters is not of the type'
damaged 's/"strides": .1, 1./"strides": [1.5, 1]/' 'its strides is not of the type'
damaged 's/"use_bias": true/"use_bias": 2/' 'its use_bias is not of the type'
damaged 's/"activation": "relu"/"activation": {"config": 3}/' 'its activation is neither'
damaged 's/"Flatten", "config": {/"Flatten", "config": null, "x": {/' 'Flatten.: it has no conf'

one_axis='"class_name": "Flatten", "config": {'
damaged "s/$one_axis/\"class_name\": \"Softmax\", \"config\": {\"axis\": [1, 1], /" \
    'layer `flatten`.*axis 1 is named twice'
damaged "s/$one_axis/\"class_name\": \"BatchNormalization\", \"config\": {\"axis\": [1, 3], /" \
    'BatchNormalization over several axes'
damaged "s/$one_axis/\"class_name\": \"LayerNormalization\", \"config\": {\"axis\": [3, -1], /" \
    'axis 3 is named twice'
damaged "s/$one_axis/\"class_name\": \"LayerNormalization\", \"config\": {\"axis\": [0, 1, 2, 3, 3], /" \
    'axis names 5 axes of 4'

# The model's own file stays, and neither file is there without the other.
cp "$E/expand.onnx" own.onnx
run import own.onnx -o own.onnx --force
check "an output that is the model is refused" test $status = 2 -o $status = 1
check "and the model as it was" cmp own.onnx "$E/expand.onnx"
mkdir none.net
run import own.onnx -o none.net --force
check "where the net cannot be written" test $status = 1
check "its weights are not there either" test ! -e none.safetensors
check "nor a part of them" sh -c '! ls none.safetensors.* 2>/dev/null'
run train own.onnx
fails 1 'own.onnx: a model of another program says nothing of training' "train names the way"
finish
