# init, run, grad: arrays in and out, and their mistakes.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
run init tiny.net -o w.safetensors --seed 7
expect 0 "init succeeds"
run init tiny.net -o w2.safetensors --seed 7
check "the same seed gives the same file" cmp w.safetensors w2.safetensors
run init tiny.net -o w3.safetensors --seed 8
check "another seed another" sh -c '! cmp -s w.safetensors w3.safetensors'
run shapes data --train 100 --test 10 --seed 3
sed 's/conv 8 3x3 relu/stem: conv 20 3x3 frozen/' tiny.net >white.net
run init white.net -o white.safetensors --seed 7 --whiten stem
expect 0 "init --whiten succeeds"
prints \
    'stem: whitens 27 directions of [0-9]+ patches of 100 training images; mean squares along them [0-9.e-]+ to [0-9.e-]+$' \
    "and says what it found"
run init white.net -o white2.safetensors --seed 7 --whiten stem --data cifar10:data
check "twice the same file" cmp white.safetensors white2.safetensors
run train white.net --weights white.safetensors -o trained.safetensors --epochs 1
expect 0 "such weights can be trained from"
run init white.net -o x.safetensors --whiten sten
fails 1 'tiny has no layer `sten`' "whitening a layer that is not there"
run init white.net -o x.safetensors --whiten stem --data nowhere
fails 1 'nowhere' "whitening without data"
run init white.net -o x.safetensors --data data
fails 2 'goes with --whiten' "init --data alone"
check "failed runs write no weights" sh -c '! ls x.* 2>/dev/null'
run init tiny.net -o nowhere/w.safetensors
fails 1 'nowhere/w.safetensors' "init into a folder that is not there"

npy x.npy '<f4' '(3, 32, 32, 3)' 36864 "$FLOATS"
npy y.npy '<i4' '(3,)' 12 '\001\000\000\000\007\000\000\000'
run run tiny.net --weights w.safetensors --input x.npy --output out.npy
expect 0 "run succeeds"
check "its output is (3, 10) floats" \
    sh -c 'head -c 128 out.npy | grep -aq "(3, 10)" && test "$(wc -c <out.npy)" -eq 248'
run run tiny.net --weights w.safetensors --input x.npy --output one.npy --batch 1
expect 0 "run in slices"
run run tiny.net --weights w.safetensors --input x.npy --output ref.npy --backend=reference
expect 0 "run on the reference"
run grad tiny.net --weights w.safetensors --input x.npy --label y.npy --output g.safetensors
expect 0 "grad succeeds"
prints '^loss [0-9.]+$' "grad prints the loss"
check "grad's file names the parameters" grep -aq '"conv.*\.kernel"' g.safetensors
check "and holds the loss" grep -aq '"loss":"[0-9.]*"' g.safetensors
run grad tiny.net --weights w.safetensors --input x.npy --label y.npy --output g2.safetensors
check "grad is deterministic: dropout is off" cmp g.safetensors g2.safetensors

npy flat.npy '<f4' '(3, 3072)' 36864 "$FLOATS"
run run tiny.net --weights w.safetensors --input flat.npy --output no.npy
fails 1 'flat.npy: shape \(3,3072\); tiny takes \(n,32,32,3\)' "an input of another shape"
run grad tiny.net --weights w.safetensors --input flat.npy --label y.npy --output no.safetensors
fails 1 'flat.npy: shape \(3,3072\)' "the same for grad"
npy small.npy '<f4' '(0, 32, 32, 3)' 0 "$FLOATS"
run run tiny.net --weights w.safetensors --input small.npy --output no.npy
fails 1 'small.npy' "an empty input"
head -c 5000 x.npy >cut.npy
run run tiny.net --weights w.safetensors --input cut.npy --output no.npy
fails 1 'cut.npy' "a truncated array"
run run tiny.net --weights w.safetensors --input tiny.net --output no.npy
fails 1 'tiny.net' "an input that is no array"
npy two.npy '<i4' '(2,)' 8 '\001\000\000\000'
run grad tiny.net --weights w.safetensors --input x.npy --label two.npy --output no.safetensors
fails 1 'two.npy: shape \(2\); expected \(3\)' "too few labels"
npy big.npy '<i4' '(3,)' 12 '\014\000\000\000'
run grad tiny.net --weights w.safetensors --input x.npy --label big.npy --output no.safetensors
fails 1 'big.npy: label 12 at index 0; expected 0 to 9' "a label out of range"
npy half.npy '<f4' '(3,)' 12 '\000\000\000\077'
run grad tiny.net --weights w.safetensors --input x.npy --label half.npy --output no.safetensors
fails 1 'half.npy' "a label that is no whole number"
check "no failed run leaves a file" sh -c '! ls no.* 2>/dev/null'

# mse takes float targets.
cat >line.net <<'END'
net line {
    input 1x1x4
    flatten
    dense 2
}
train {
    loss mse
    optimizer sgd rate=0.1
}
END
run init line.net -o l.safetensors
npy lx.npy '<f4' '(2, 1, 1, 4)' 32 "$FLOATS"
npy ly.npy '<f4' '(2, 2)' 16 "$FLOATS"
run grad line.net --weights l.safetensors --input lx.npy --label ly.npy --output lg.safetensors
expect 0 "grad with float targets"
npy ly1.npy '<f4' '(2,)' 8 "$FLOATS"
run grad line.net --weights l.safetensors --input lx.npy --label ly1.npy --output no.safetensors
fails 1 'ly1.npy: shape \(2\); expected \(2,2\)' "targets of another shape"

if [ -w /dev/full ]; then
    run init tiny.net -o /dev/full
    fails 1 '/dev/full: .*[Nn]o space' "a full disk: init"
    run run tiny.net --weights w.safetensors --input x.npy --output /dev/full
    fails 1 '/dev/full: .*[Nn]o space' "a full disk: run"
    run grad tiny.net --weights w.safetensors --input x.npy --label y.npy --output /dev/full
    fails 1 '/dev/full: .*[Nn]o space' "a full disk: grad"
else
    tests=$((tests + 1)); echo "ok $tests - a full disk # SKIP no /dev/full"
fi
finish
