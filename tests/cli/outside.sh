# Data larger than memory: samples stay in their files (--data-memory 0), and every command and every
# number of threads gets the same from them as from memory, to the bit.
ROOT=$PWD
. "$(dirname "$0")/tap.inc"
cp -r "$ROOT/tests/data_golden/npy_bytes" "$ROOT/tests/data_golden/npy_floats" \
    "$ROOT/tests/data_golden/npy_vectors" "$ROOT/tests/data_golden/mnist" \
    "$ROOT/tests/data_golden/mnist_gz" .
run shapes drawn --train 100 --test 30
net() { # net FILE INPUT DATA [LAYERS]
    printf 'net n {\n input %s\n %s\n dense 10 softmax\n}\ntrain {\n data %s\n loss crossentropy\n optimizer adam rate=0.01\n batch 16\n epochs 3\n%s\n}\n' \
        "$2" "${4:-conv 4 3x3 relu;globalavgpool}" "$3" "$5" | tr ';' '\n' >"$1"
}
each="too many for memory: read each time"
same() { # same NET WHAT
    run train "$1.net" -o in.safetensors --force
    run train "$1.net" -o out.safetensors --data-memory 0 --force
    expect 0 "$2"
    prints "^data: .*, $each$" "which stays in its files"
    check "the same bits" cmp in.safetensors out.safetensors
}
net cifar.net '32x32x3 scale=1/255' 'cifar10 "drawn"' '' 'augment flip crop=4 mixup=0.2'
same cifar "CIFAR-10, augmented and mixed"
run train cifar.net -o one.safetensors --data-memory 0 --threads 1
check "with one thread" cmp one.safetensors in.safetensors
run train cifar.net -o five.safetensors --data-memory 0 --threads 5
check "with five" cmp five.safetensors in.safetensors
run train cifar.net -o r.safetensors --data-memory 0 --epochs 1
run train cifar.net --resume r.ckpt --epochs 3 --threads 3
check "begun in files, gone on with in memory" cmp r.safetensors in.safetensors
run eval cifar.net --weights in.safetensors
cp out eval.in
run eval cifar.net --weights in.safetensors --data-memory 0
check "eval judges alike" sh -c 'grep -v ^data: eval.in >a; grep -v ^data: out >b; cmp a b'
run report cifar.net --weights in.safetensors -o r.html --data-memory 0
expect 0 "report shows pictures from files"
run preview cifar.net -o s.png
expect 0 "preview, too"
net held.net '32x32x3 scale=1/255' 'cifar10 "drawn" validation=0.2' '' 'classes circle square'
sed -i 's/dense 10/dense 2/' held.net
"$NETC" train held.net -o x.safetensors >out 2>err || sed -i "s/classes circle square/classes $(sed -n 1,2p drawn/batches.meta.txt | tr '\n' ' ')/" held.net
same held "a share held out, and some classes"
net bytes.net '4x3x3 scale=1/255' 'npy "npy_bytes"'
same bytes "bytes of numpy"
net other.net '8x6x1 scale=1/255' 'npy "npy_bytes"'
same other "resized and made grey"
net floats.net '4x3x3' 'npy "npy_floats"'
same floats "floats"
net vectors.net '36' 'npy "npy_vectors"' 'dense 8 relu'
same vectors "vectors"
net idx.net '4x3x1 scale=1/255' 'mnist "mnist"'
same idx "idx files"
run train idx.net -o gz.safetensors --data mnist_gz --data-memory 0
check "gzipped ones are read into memory" grep -q 'in memory$' out
check "with the same bits" cmp gz.safetensors in.safetensors
head -c 50000 drawn/data_batch_1.bin >drawn/data_batch_2.bin
run train cifar.net -o x.safetensors --data-memory 0 --force
fails 1 'drawn/data_batch_2.bin: truncated: the record at byte' "a file that is cut off"
run mem cifar.net
prints 'stay in their files' "mem says what stays in files"
prints '^ *and for each picture of the data +3\.00 KiB' "and what a picture takes"
run mem floats.net
prints '^ *or, of numbers that are no bytes +144 B' "a sample of floats takes more"
sed 's/cifar10 "drawn"/wav "drawn"/' cifar.net >sound.net
sed -i 's/32x32x3 scale=1.255/1x400x1/; s/conv 4 3x3/conv 4 1x3/; /augment/d' sound.net
run mem sound.net
prints '^ *and for each sample of the data +1\.56 KiB' "a signal is of floats"
finish
