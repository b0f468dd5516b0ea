# verify: a right net passes, in 80 columns and as JSON; a compiler that makes wrong code is found
# out, with the layer's name; what was compared is said.
. "$(dirname "$0")/tap.inc"
export NETC_CACHE=$TMP/cache
cat >v.net <<'END'
net v {
    input 5x6x3
    first: conv 4 3x3 leaky
    batchnorm
    globalavgpool
    last: dense 3 softmax
}
train { loss crossentropy }
END

run verify v.net --batch 3
expect 0 "a right net passes"
prints '^first +=( +[0-9.k]+/[0-9k]+){6} +[0-9.]+%$' \
    "a line for each layer, forward, backward, step and slope"
prints '^no deviation$' "it says so"
prints 'samples: 3 random ones' "and what the samples were"
check "its table has 80 columns" sh -c '[ "$(awk "/^-----/ { print length }" out)" -le 80 ]'
uncompiled run verify v.net --batch 3 --json
check "--json is JSON" json_ok out
prints '"deviations": 0' "no deviation in JSON"
run verify v.net --data folder:nowhere
fails 1 'nowhere' "data asked for that is not there is an error"
run init v.net -o w.safetensors --seed 4
uncompiled run verify v.net --weights w.safetensors --batch 2
expect 0 "with weights"
prints 'weights: w.safetensors' "named"

# A compiler that takes another slope for leaky: 0.3 becomes 0.31.
cat >wrong-cc <<'END'
#!/bin/sh
for word; do
    case $word in *.c) sed -i 's/0\.300000012f/0.31f/g' "$word" ;; esac
done
exec ${NETC_TEST_CC:-cc} "$@"
END
chmod +x wrong-cc
CC=$TMP/wrong-cc
export CC
run verify v.net --batch 3
fails 1 'first.*deviates: cc, forward' "a wrong compiler is found out: status 1 and the layer"
prints '^first .*!' "and the place in the table"
run verify v.net --batch 3 --json
prints '"first_layer": "first"' "and in JSON"
CC=no-such-compiler
run verify v.net --batch 3
expect 0 "without a compiler the rest is compared"
prints 'no C compiler' "and it says what was not"
unset CC

cat >i.net <<'END'
net i {
    input 4
    dense 3 tanh
}
END
run verify i.net
expect 0 "a net without a loss"
prints 'no loss: the forward pass alone' "forward alone"
# A loss that bends much within the steps: features that hardly differ, behind a batchnorm.
cat >bent.net <<'END'
net t {
    input 8x8x3 scale=1/255
    repeat i in 1..4 {
        conv 4 3x3 relu frozen
    }
    globalavgpool
    dense 32 relu
    batchnorm
    dense 4 softmax
}
train { loss crossentropy; optimizer sgd }
END
uncompiled run verify bent.net
expect 0 "slopes of a loss that bends"
prints '^no deviation' "are found all the same"
# Kinks nearer than the shortest step that the loss can tell: batchnorm of values that hardly differ,
# at beta 0 before relu. No step tells the slope; that is no deviation.
cat >kinks.net <<'END'
net f {
    input 3x1x1
    conv 1 3x3 frozen
    conv 1 3x3 gelu frozen
    conv 2 3x3 silu frozen
    conv 2 3x3 silu frozen
    conv 1 3x3 relu frozen
    batchnorm
    relu
    flatten
    dense 2 softmax
}
train { loss crossentropy
 optimizer sgd rate=0.1
 batch 4
 seed 167 }
END
CC=no-such-compiler run verify kinks.net
expect 0 "a net of tiny values before batchnorm and relu"
prints 'no deviation' "has right slopes"
# Trained for 8-bit integers: the loss moves in steps, along which gradients pass as if it did not.
cat >rounded.net <<'END'
net rounded {
    input 6x6x3
    conv 4 3x3 relu
    maxpool 2x2
    conv 5 3x3
    batchnorm
    relu
    globalavgpool
    dense 6 relu
    dense 3 softmax
}
train {
    loss crossentropy
    optimizer sgd
    quantize int8
}
END
CC=no-such-compiler run verify rounded.net
expect 0 "a net that is trained for 8-bit integers"
prints '^No slope: ' "has no difference quotients"
prints 'no deviation' "and right gradients"
finish
