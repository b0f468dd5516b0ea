#!/bin/sh
# Losses that compare the samples of a batch: trained from the command line, judged by the nearest
# neighbour, the same bits on any number of threads, and what does not go with them is refused.
. "$(dirname "$0")/tap.inc"

# Rows of three classes, on rings of different radius, sorted by class, so that batches in the order
# of the data would hold one class.
table() {
    awk -v n="$1" -v seed="$2" 'BEGIN { srand(seed); print "x,y,kind"
        for (c = 0; c < 3; c++) for (i = 0; i < n; i++) {
            a = 6.2831853 * rand(); r = 1 + 0.6 * c + 0.1 * rand()
            printf "%.5f,%.5f,%s\n", r * cos(a), r * sin(a), substr("redblugrn", 3 * c + 1, 3) } }'
}
mkdir rings
table 200 1 >rings/train.csv
table 60 2 >rings/test.csv
net() {     # net LOSS
    cat <<EOF
net rings {
    input 2
    dense 32 relu
    dense 32 relu
    dense 3
}
train {
    data csv "rings" target="kind"
    loss $1
    optimizer adam rate=0.01
    batch 48
    epochs 12
    seed 2
}
EOF
}
for loss in 'triplet margin=0.5' 'triplet mining=hard margin=0.5 unit' \
    'triplet mining=all distance=cosine margin=0.3' 'contrastive' 'supcon'; do
    net "$loss" >one.net
    run train one.net -o w.safetensors --force --threads 1
    expect 0 "$loss trains"
    run train one.net -o three.safetensors --force --threads 3
    check "on three threads to the same bits" cmp w.safetensors three.safetensors
    run eval one.net --weights w.safetensors --json
    recall=$(tr ',' '\n' <out | sed -n 's/.*"recall": *\([0-9.e+-]*\).*/\1/p' | head -1)
    check "nine of ten have a neighbour of their class ($recall)" \
        awk "BEGIN { exit !($recall > 0.9 && $recall <= 1) }"
done
run eval one.net --weights w.safetensors
prints '^loss [0-9.]+ +recall at 1 [01][.][0-9]+ +\(.*of 180 samples' "recall is told"
prints '^blu +[0-9.]+ +60' "and that of each class"
run predict one.net --weights w.safetensors rings/test.csv
prints 'rings/test.csv:2 +0 +-?[0-9.]+' "predict prints the embedding"
run report one.net --weights w.safetensors -o r.html
check "the report has recall" grep -q 'recall at 1' r.html
run verify one.net --weights w.safetensors --batch 7
check "all ways to run it agree" grep -q 'no deviation' out
run verify one.net --weights w.safetensors --batch 7 --precision=bf16
check "also in bfloat16" grep -q 'no deviation' out

head -40 rings/train.csv >red.csv
cat >red.net <<'EOF'
net rings { input 2; dense 3 }
train { data csv "red.csv" target="kind"; loss triplet; optimizer sgd rate=0.1; batch 8 }
EOF
run train red.net -o red.safetensors
fails 1 'all 3[0-9] training samples are of class 0 \(red\): there is nothing to tell apart' \
    "samples of one class are refused"
sed 's/batch 48/batch 5/' one.net >small.net
run train small.net -o small.safetensors --epochs 1
says 'note: a batch of 5 has samples of up to 3 classes: few of them have another of their class' \
    "a batch that is too small is noted"
sed 's/batch 48/batch 1/' one.net >alone.net
run check alone.net
fails 1 'supcon compares the samples of a batch, and a batch of 1 has one' "a batch of 1 is refused"
says 'hint: .batch 64.' "with what to write"
run train one.net -o alone.safetensors --batch 1
fails 1 '--batch 1: supcon compares the samples of a batch, and a batch of 1 has one' \
    "from the command line, too"
run one.net --train --batch 1 -o alone.c
fails 1 '--batch 1: supcon compares the samples of a batch' "and in emitted C"
run one.net --batch 1 -o alone.c
expect 0 "which has inference of 1"
sed 's/batch 48/batch 16; accumulate 3/' one.net >sum.net
run train sum.net -o sum.safetensors --epochs 2
expect 0 "with accumulate each batch is compared by itself"
run train one.net -o shares.safetensors --shares 2
fails 1 'supcon compares the samples of a batch with one another, so that a batch is not comp' \
    "shares are refused"
sed 's/epochs 12/epochs 12; stop val_accuracy patience=2/' one.net >stop.net
run train stop.net -o stop.safetensors --epochs 3
expect 0 "val_accuracy, recall at 1, can be watched"
sed 's/epochs 12/epochs 12; stop accuracy patience=2/' one.net >stop.net
run train stop.net -o stop2.safetensors
fails 1 'accuracy cannot be watched: the outputs of a batch are an embedding' "accuracy cannot"
run shapes drawn --train 60 --test 20
cat >some.net <<'EOF'
net some { input 32x32x3 scale=1/255; globalavgpool; dense 4 }
train { data cifar10 "drawn"; loss supcon; optimizer sgd rate=0.1; batch 8; epochs 1; classes circle square star }
EOF
run train some.net -o some.safetensors
expect 0 "some of the classes are chosen"
check "without a word of classes that are not there" sh -c '! grep -q "tells" err'
run one.net --train -o emb.c --batch 8
expect 0 "it is emitted"
check "and compiles" cc -std=c99 -Wall -Wextra -pedantic -Werror -O1 -c emb.c
run one.net --train --main=train -o main.c
fails 1 'main=train makes a program that reads CIFAR' "its main is refused"
run one.net --train --target=mcu -o mcu.c
fails 1 'target=mcu has no loss supcon for training yet' "and a small machine's"
# More classes than an embedding has numbers.
net triplet | sed 's/dense [0-9]*$/dense 2/' >few.net
run init few.net -o few.safetensors
npy x.npy '<f4' '(4, 2)' 32 "$FLOATS"
npy y.npy '<i4' '(4,)' 16 '\007\000\000\000\002\000\000\000'
run grad few.net --weights few.safetensors --input x.npy --label y.npy --output g.safetensors
expect 0 "grad takes class numbers beyond the outputs"
npy y.npy '<i4' '(4,)' 16 '\377\377\377\377\002\000\000\000'
run grad few.net --weights few.safetensors --input x.npy --label y.npy --output g.safetensors
fails 1 'label -1 at index 0; expected at least 0' "but none below 0"
finish
