#!/bin/sh
# Distillation: a net learns from another one's outputs. What it is told is what the teacher says of
# the same pictures, however that one prepares them; and what does not fit is refused.
. "$(dirname "$0")/tap.inc"
run shapes data --train 64 --test 32 --seed 3

# the teacher reads BGR, twice as large and moved; the copy has its kernel's channels the other way
cat >nets.net <<'EOF'
net big {
    input 32x32x3 scale=2/255 mean=1 std=0.5 order=bgr
    globalavgpool
    dense 10 softmax
}
net copy {
    input 32x32x3 scale=1/255 std=0.25
    globalavgpool
    dense 10 softmax
}
net other {
    input 32x32x3 scale=1/255
    globalavgpool
    dense 9 softmax
}
net open {
    input 32x32x3 scale=1/255
    globalavgpool
    dense 10
}
train { data cifar10 "data"; loss crossentropy; optimizer adam rate=0.05; batch 16; epochs 4 }
train copy {
    data cifar10 "data"
    loss distillation temperature=2 share=1
    teacher "nets.net" name="big" weights="big.safetensors"
    optimizer adam rate=0.05
    batch 16
    epochs 40
}
EOF
run train nets.net --net big -o big.safetensors
expect 0 "the teacher is trained"
run train nets.net --net copy -o copy.safetensors --log copy.jsonl
expect 0 "another net learns from it"
# Both are linear in the mean of the picture: the divergence can go to 0, and does only where the
# teacher sees what it saw in its own training.
loss=$(sed -n 's/^epoch 40\/40  loss \([0-9.]*\).*/\1/p' out)
first=$(sed -n 's/^epoch 1\/40  loss \([0-9.]*\).*/\1/p' out)
check "its divergence from the teacher falls to a tenth ($first to $loss)" \
    awk "BEGIN { exit !($loss >= 0 && $loss < $first / 10) }"
run train nets.net --net copy -o three.safetensors --threads 3 --epochs 2
run train nets.net --net copy -o one.safetensors --threads 1 --epochs 2
check "on any number of threads to the same bits" cmp one.safetensors three.safetensors
sed 's/^train copy {/train copy {\n    augment flip mixup=0.3/' nets.net >mixed.net
run train mixed.net --net copy -o mixed.safetensors --epochs 2
expect 0 "also of pictures that are changed and mixed"
run train nets.net --net copy -o shares.safetensors --epochs 1 --shares 4
expect 0 "in shares"
run eval nets.net --net copy --weights copy.safetensors
prints '^loss [0-9.]+ +accuracy' "it is judged by its classes"
run verify nets.net --net copy --batch 3
check "all ways to run it agree" grep -q 'no deviation' out
run nets.net --net copy --train -o copy.c
expect 0 "C that trains takes the teacher's rows"
check "whose length it tells" grep -q 'COPY_TARGETS 20' copy.h

# going on with the same teacher, and with another
run train nets.net --net copy -o go.safetensors --epochs 1
cp go.ckpt first.ckpt
run train nets.net --net copy -o go.safetensors --epochs 2 --resume go.ckpt
expect 0 "it goes on with its teacher"
cp big.safetensors kept.safetensors
run init nets.net --net big -o big.safetensors --seed 9
run train nets.net --net copy -o go2.safetensors --epochs 2 --resume first.ckpt
fails 1 'first.ckpt belongs to a training by another teacher: the net or the weights of .*nets.net' \
    "another teacher is noticed"
run train nets.net --net copy -o go4.safetensors --epochs 2 --resume first.ckpt --changed
expect 0 "--changed takes it"
cp kept.safetensors big.safetensors
sed 's/scale=2\/255 mean=1/scale=2\/255 mean=1.5/' nets.net >moved.net
sed 's/teacher "nets.net"/teacher "moved.net"/' nets.net >by_moved.net
run train by_moved.net --net copy -o go3.safetensors --epochs 2 --resume first.ckpt
fails 1 'by another teacher' "also one that only prepares its input otherwise"

# a model of another program: it takes samples as they are
cat nets.net >raw.net
echo 'net raw { input 32x32x3; globalavgpool; dense 10 softmax }' >>raw.net
sed 's/teacher "nets.net" name="big" weights="big/teacher "raw.net" name="raw" weights="raw/' nets.net >by_raw.net
run init raw.net --net raw -o raw.safetensors
run export raw.net --net raw --weights raw.safetensors -o raw.onnx
expect 0 "the teacher as an ONNX model"
sed 's/teacher "nets.net".*/teacher "raw.onnx"/' nets.net >foreign.net
run train by_raw.net --net copy -o native.safetensors --epochs 2
own=$(sed -n 's/^epoch 2\/2  loss \([0-9.]*\).*/\1/p' out)
run train foreign.net --net copy -o foreign.safetensors --epochs 2
expect 0 "teaches"
loss=$(sed -n 's/^epoch 2\/2  loss \([0-9.]*\).*/\1/p' out)
check "the same ($loss, $own)" awk "BEGIN { d = $loss - $own; exit !(d < 0.001 && d > -0.001) }"
sed 's/teacher "nets.net".*/teacher "nets.net" name="big"/' nets.net >bare.net
run train bare.net --net copy -o bare.safetensors
fails 1 'the teacher nets.net needs weights: .teacher "nets.net" weights="FILE".' \
    "a .net file needs weights"
sed 's/teacher "nets.net".*/teacher "native.safetensors"/' nets.net >weights_alone.net
run train weights_alone.net --net copy -o native2.safetensors
fails 1 'native.safetensors is neither a .net file .*: .teacher "FILE.net" weights="native.safetensors".' \
    "weights alone are no teacher"
echo nothing >none.onnx
sed 's/teacher "nets.net".*/teacher "none.onnx"/' nets.net >bad.net
run train bad.net --net copy -o bare.safetensors
fails 1 'the teacher: ' "a model that cannot be read"

# tables: each net normalises by its own rows
awk 'BEGIN { srand(4); print "a,b,city,kind"; for (i = 0; i < 90; i++) { a = 100 * rand(); b = rand()
    printf "%.3f,%.4f,%s,%s\n", a, b, i % 3 ? "Bern" : "Genf", (a > 60 ? "high" : b > 0.4 ? "mid" : "low") } }' >all.csv
awk -F, 'NR == 1 || $1 > 30' all.csv >half.csv
cat >table.net <<'EOF'
net wise { input 4; dense 16 relu; dense 3 softmax }
net small { input 4; dense 3 softmax }
net wide { input 3; dense 3 softmax }
train { data csv "half.csv" target="kind"; loss crossentropy; optimizer adam rate=0.05; batch 10; epochs 30 }
train wide { data csv "half.csv" target="kind" ignore="b"; loss crossentropy; optimizer adam; batch 10; epochs 1 }
train small {
    data csv "all.csv" target="kind"
    loss distillation temperature=2 share=1
    teacher "table.net" name="wise" weights="wise.safetensors"
    optimizer adam rate=0.05
    batch 10
    epochs 60
}
EOF
run train table.net --net wise -o wise.safetensors
run train table.net --net small -o small.safetensors
expect 0 "a teacher that reads a table"
first=$(sed -n 's/^epoch 1\/60  loss \([0-9.]*\).*/\1/p' out)
loss=$(sed -n 's/^epoch 60\/60  loss \([0-9.]*\).*/\1/p' out)
check "is followed ($first to $loss)" awk "BEGIN { exit !($loss < $first / 2) }"
run predict table.net --net wise --weights wise.safetensors all.csv --json
tr -d ' \n' <out | sed 's/"file"/\n&/g' | sed -n 's/.*"class":"\([a-z]*\)","number.*/\1/p' >wise.txt
run predict table.net --net small --weights small.safetensors all.csv --json
tr -d ' \n' <out | sed 's/"file"/\n&/g' | sed -n 's/.*"class":"\([a-z]*\)","number.*/\1/p' >small.txt
check "both say the same of 75 of 90 rows" sh -c '[ "$(grep -c . wise.txt)" = 90 ] && [ "$(paste wise.txt small.txt | awk "\$1 == \$2" | wc -l)" -ge 75 ]'
run train table.net --net wide -o wide.safetensors
sed 's/name="wise" weights="wise/name="wide" weights="wide/' table.net >bad.net
run train bad.net --net small -o bad.safetensors --force
fails 1 'the teacher wide reads 2 columns, but small 3' "a teacher of other columns is refused"

# wrong SED MESSAGE TEXT
wrong() {
    sed "$1" nets.net >bad.net
    run train bad.net --net copy -o bad.safetensors --force
    fails 1 "$2" "$3"
}
wrong '/teacher/d' 'distillation needs a teacher' "no teacher"
wrong 's/loss distillation.*/loss crossentropy/' 'crossentropy has no use for a teacher' "a loss that needs none"
wrong 's/name="big"/name="other"/' 'the teacher: .*big.safetensors' "weights of another net"
wrong 's/weights="big/weights="none/' 'none.safetensors' "no weights"
wrong 's/"nets.net" name/"none.net" name/' 'none.net' "no file"
run train nets.net --net other -o other.safetensors --epochs 1
run train nets.net --net open -o x.safetensors --epochs 1
fails 1 'crossentropy needs a net that ends in softmax' "control: a net without softmax"
run init nets.net --net other -o other.safetensors
wrong 's/name="big" weights="big/name="other" weights="other/' 'the teacher other ends in 9, but copy tells 10 classes apart' "another number of classes"
sed 's/loss crossentropy; //' nets.net >free.net
run init free.net --net open -o open.safetensors
wrong 's/name="big" weights="big/name="open" weights="open/; s/"nets.net"/"free.net"/' 'are no shares of classes' "outputs that are no shares"
run train nets.net --net copy -o big.safetensors --force
check "the teacher's weights are not written over" sh -c '[ "$0" -ne 0 ] && grep -q "big.safetensors" err' "$status"
finish
