# check, summary, mem, graph, explain: what they print, their JSON, and mistakes in the file.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
cat >bad.net <<'END'
net bad {
    input 8x8x3
    conv 4 3x3 rleu
    maxpool 16x16
}
END
cat >frozen.net <<'END'
block head(n) {
    conv n 3x3 relu
    batchnorm
}
net frozen_net {
    input 8x8x3
    first: head(4) frozen
    x: identity
    conv 4 3x3 relu
    add x
    globalavgpool
    dense 2 softmax
}
train { loss crossentropy }
END

run check tiny.net
expect 0 "check accepts a good file"
prints 'net tiny is well formed.*parameters' "check says what it found"
run check bad.net
expect 1 "check refuses a bad file"
says '^bad.net:3:16: error: ' "check names line and column"
says '^ +\| +\^~~~' "check draws the caret"
run check bad.net --json
expect 1 "check --json has the same status"
prints '"ok": false' "check --json says so"
check "check --json is JSON" json_ok out
run check missing.net
fails 1 'cannot open missing.net' "check of a file that is not there"
run check .
fails 1 '' "check of a folder"
run check tiny.net --net nosuch
fails 1 'nosuch' "check of a net that is not in the file"
run check tiny.net --json
prints '"parameters": 3962' "check --json counts parameters"

# 3*3*3*8+8 = 224, 3*3*8*16+16 = 1168, 4*4*16*10+10 = 2570 and the total 3962
run summary tiny.net
expect 0 "summary succeeds"
prints '^conv.*conv \+ relu +32x32x8 +224 +224' "summary shows the activation in its layer's row"
prints '^total +3,962 +3,962' "summary adds up"
# 2*27*8*1024 = 442368 for the first convolution's products
run summary tiny.net --json
check "summary --json is JSON" json_ok out
prints '"parameters": 3962' "summary --json has the total"
run summary frozen.net
prints '^total +[0-9,]+ +158' "frozen layers do not count as trainable"
prints '^first\.' "names are paths"

run mem tiny.net
expect 0 "mem succeeds"
prints '^training, batch 32' "mem shows training"
prints '^inference, batch 32' "mem shows inference"
run mem tiny.net --json --batch 8
check "mem --json is JSON" json_ok out
prints '"batch": 8' "mem obeys --batch"
total8=$(grep -A8 '"training"' out | sed -n 's/.*"total": \([0-9]*\).*/\1/p')
run mem tiny.net --json --batch 64
total64=$(grep -A8 '"training"' out | sed -n 's/.*"total": \([0-9]*\).*/\1/p')
check "a larger batch needs more ($total8 < $total64)" test "$total8" -lt "$total64"
run mem frozen.net --json
check "mem --json of a frozen net is JSON" json_ok out
check "a frozen layer has no gradients and no moments" sh -c \
    "grep -A7 '\"parameters\"' out | tr -d '\n' | grep -q '\"gradients\": 0, *\"moments\": 0'"

run mem frozen.net --json
prints '"layers": [1-9]' "it has what freezing saves"
run mem frozen.net
prints '^With [0-9]+ frozen layers?, of what the same training takes' "mem says what freezing saves"
prints '^  work area .* [0-9.]+ [KM]iB of [0-9.]+ [KM]iB$' "of the work area"
prints '^  instructions of a step +[1-9][0-9]* of [0-9]+$' "and of the instructions"
run explain frozen.net --train
prints '^  instructions of a step +[1-9][0-9]* of [0-9]+$' "so does explain"
run mem tiny.net
check "without frozen layers nothing is saved" sh -c '! grep -q frozen out'

run graph tiny.net
prints '^digraph "tiny" \{' "graph prints dot"
prints 'n[0-9]+ -> n[0-9]+ \[label="32x32x8"\]' "graph writes the shapes on the arrows"
run graph frozen.net
check "a branch has two arrows out" test "$(grep -c 'label="8x8x4"' out)" -ge 4
if command -v dot >/dev/null 2>&1; then check "dot accepts it" dot -Tsvg out -o g.svg; fi

run explain tiny.net
expect 0 "explain succeeds"
prints '^barriers a call, .*: [0-9]+$' "explain says how often workers wait"
prints '^conv.*conv \+ relu.*32x32x8.*FLOP' "explain has a line for each layer"
prints '^ +forward ' "explain lists kernels"
run explain tiny.net --train
prints '^ +backward ' "explain --train shows the backward pass"
prints '^ +update .*adam' "explain --train shows the optimizer"
cat >norm.net <<'END'
net norm {
    input 8x8x3
    conv 8 3x3 nobias
    batchnorm
    relu
    conv 8 3x3 algorithm=winograd
    flatten
    dense 3 softmax
}
train {
    loss crossentropy
}
END
run explain norm.net --train
prints 'conv_forward.*\[\+ batchnorm_moments\]' "statistics are taken where the value is made"
prints 'wino_forward \(input normalised, relu\)' "and the next convolution normalises"
run explain norm.net
expect 0 "in inference batchnorm is part of the convolution before it"
prints 'conv_given \[\+ scale_shift \+ relu_forward\]' "as scale and shift"
cat >lenet.net <<'END'
net lenet {
    input 28x28x1
    conv 6 5x5 relu
    maxpool 2x2
    conv 16 5x5 tanh
    batchnorm
    maxpool 2x2
    conv 16 3x3 algorithm=winograd_f2_prepacked
    maxpool 2x2 same
    flatten
    dense 10 softmax
}
END
for type in f32 f16; do
    run explain lenet.net --weights-type $type
    check "convolutions pool with $type weights" \
        test "$(grep -c '(output pooled) \[+ bias_forward' out)" = 3
    check "and nothing else does" sh -c '! grep -q maxpool_forward out'
done
run explain lenet.net --json
check "explain --json says so" test "$(grep -c '"output": "pooled"' out)" = 3
run explain tiny.net --json
check "explain --json is JSON" json_ok out

for c in check summary mem graph explain; do
    run $c bad.net
    fails 1 'bad.net:3:16: error' "$c reports the mistake"
done

# Operations of an image: 2 a tap and input channel, 1 for the bias, for each output.
cat >flops.net <<END
net flops {
    input 4x4x4
    conv 8 3x3
    conv 8 3x3 nobias groups=2
    depthwise 3x3
    depthwise 3x3 nobias
    flatten
    dense 10
    dense 5 nobias
}
END
run summary flops.net --json
sed -n 's/.*"flops": \([0-9]*\).*/\1/p' out | tr '\n' ' ' >numbers
check "FLOPs are those of the formulas" \
    grep -qx "0 9344 9216 2432 2304 0 2570 100 25966 " numbers
finish
