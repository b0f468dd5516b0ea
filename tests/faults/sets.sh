# Data sets of every kind and the tasks that go with them, for tests/faults/commands.sh: make_sets
# writes them into the folder `sets`, each_set sweeps what reads them.
head_of() {     # head_of FILE INPUT LAYERS DATA LOSS: a net with a train section
    printf 'net n {\n input %s\n %s\n}\ntrain {\n data %s\n loss %s\n optimizer adam rate=0.05\n batch 4\n epochs 1\n}\n' \
        "$2" "$3" "$4" "$5" | tr ';' '\n' >"$1"
}
make_sets() {
    mkdir sets
    cd sets || return 1
    # a table as text and as an archive
    printf 'area,town,price\n' >table.csv
    : >area; : >town; : >price
    i=0
    while [ $i -lt 15 ]; do
        a=$((i * 7 % 15)) t=Bonn
        [ $((i % 3)) -ne 0 ] || t=Ulm
        echo "$a,$t,$((2 * a + i % 3))" >>table.csv
        le 1 $a >>area; le 1 $((2 * a + i % 3)) >>price
        [ $t = Bonn ] && printf Bonn >>town || printf 'Ulm\000' >>town
        i=$((i + 1))
    done
    array area.npy '|u1' '(15,)' <area
    array price.npy '|u1' '(15,)' <price
    array town.npy '|S4' '(15,)' <town
    archive table.npz 8 area.npy town.npy price.npy
    head_of table.net 3 'dense 4 tanh;dense 1' 'csv "../sets/table.csv" target="price"' mse
    sed 's/csv/npz/; s/table.csv/table.npz/' table.net >archive.net
    # samples in arrays, in an archive of them and in MNIST's files
    cp "$root"/tests/data_golden/npy_bytes/*.npy .
    archive set.npz 0 x_train.npy y_train.npy x_test.npy y_test.npy
    head_of set.net '4x3x3 scale=1/255' 'conv 4 3x3;globalavgpool;dense 10 softmax' \
        'npz "../sets/set.npz"' crossentropy
    head_of mnist.net '4x3x1 scale=1/255' 'flatten;dense 10 softmax' \
        "mnist \"$root/tests/data_golden/mnist_gz\"" crossentropy
    mkdir hundred
    for part in train test; do
        for k in 3 5 7 9; do printf "\\00$((k / 2))\\00$((k % 8))"; head -c 3072 ../data/test_batch.bin; \
            done >hundred/$part.bin
    done
    head_of hundred.net '32x32x3 scale=1/255' 'globalavgpool;dense 100 softmax' \
        'cifar100 "../sets/hundred"' crossentropy
    # signals, pictures listed in a table, masks
    for i in 1 2 3; do
        for part in train test; do
            tone 2 32 $i | wav w/$part/high/$i.wav 1 1 8000 16
            tone 8 32 $i | wav w/$part/low/$i.wav 1 1 8000 16
        done
    done
    head_of wav.net 1x32x1 'conv 4 1x5 relu;globalavgpool;dense 2 softmax' 'wav "../sets/w"' \
        crossentropy
    mkdir -p d/images pics/train/images pics/test/images
    echo id,class >d/labels.csv
    for i in 0 1 2 3 4 5 6 7 8 9; do
        { printf 'P6 4 4 255\n'; printf 'abcdefghijklmnop%032d' $i; } >d/images/p$i.ppm
        echo "p$i,c$((i % 2))" >>d/labels.csv
        part=train
        [ $i -lt 6 ] || part=test
        cp d/images/p$i.ppm pics/$part/images/
    done
    head_of listed.net '4x4x3 scale=1/255' 'flatten;dense 2 softmax' \
        'pictures "../sets/d" target="class"' crossentropy
    head_of masks.net '4x4x3 scale=1/255' 'conv 4 1x1 tanh;conv 2 1x1 softmax' \
        'masks "../sets/pics"' crossentropy
    run init masks.net -o masks.safetensors
    for part in train test; do
        run predict masks.net --weights masks.safetensors -o pics/$part/masks pics/$part/images
    done
    # two inputs and two outputs
    mkdir two
    for part in train test; do
        npy two/image_$part.npy '|u1' '(8, 4, 4, 3)' 384 '\001\100\310\003\177'
        npy two/numbers_$part.npy '<f4' '(8, 4)' 128 "$FLOATS"
        npy two/class_$part.npy '<i4' '(8,)' 32 '\001\000\000\000\002\000\000\000\000\000\000\000'
        npy two/age_$part.npy '<f4' '(8,)' 32 "$FLOATS"
    done
    npy row.npy '<f4' '(4,)' 16 "$FLOATS"
    cat >two.net <<'N'
net two {
    input image 4x4x3 scale=1/255
    input numbers 4
    conv 4 3x3 relu from image
    flatten
    a: dense 4 relu
    dense 4 relu from numbers
    concat a
    body: dense 4 relu
    class: dense 3 softmax
    age: dense 1 from body
    output class age
}
train {
    data npy "../sets/two"
    loss crossentropy of=class
    loss mse of=age weight=0.5
    optimizer adam rate=0.01
    batch 4
    epochs 1
}
N
    # a net that learns from another, one of whose layers are frozen, one with parameters to vary
    sed 's/^net tiny/net teacher/' ../t.net >school.net
    cat >>school.net <<'N'
net pupil {
    input 32x32x3 scale=1/255
    globalavgpool
    dense 10 softmax
}
train pupil {
    data cifar10 "../data"
    loss distillation temperature=2 share=0.5
    teacher "../sets/school.net" name="teacher" weights="../whole/w.safetensors"
    optimizer adam rate=0.05
    batch 32
    epochs 1
}
N
    sed 's/conv [0-9]* 3x3 relu/& frozen/; s/epochs    2/epochs 1/; s/adam/sgd/; /dropout/d' ../t.net >frozen.net
    sed 's/^net tiny/param step = 0.005\n&/; s/rate=0.005/rate=step/; s/epochs    2/epochs 1/' ../t.net \
        >vary.net
    mkdir maps
    cp "$root/tests/data_golden/foreign/t_plain.safetensors" maps/
    cp "$root/tests/data_golden/foreign/t_plain.map" maps/
    printf 'net o {\n input 6x6x4\n conv 4 3x3\n conv 4 3x3\n globalavgpool\n softmax\n}\n' >maps/o.net
    # a part of a net in a file of its own
    mkdir parts
    printf 'block part(n) {\n conv n 3x3 relu\n}\n' >parts/part.net
    printf 'import "part.net"\nnet n {\n input 6x6x2\n part(3)\n flatten\n dense 3 softmax\n}\n' >whole.net
    run init frozen.net -o frozen.safetensors
    run quantize frozen.net --weights frozen.safetensors --data ../data --limit 3 -o front.safetensors
    [ $status -eq 0 ] || { result 1 "integers of a frozen front"; explain; }
    for set in table set wav listed two; do
        run train $set.net -o $set.safetensors --log $set.jsonl
        [ $status -eq 0 ] || { result 1 "the set $set"; explain; }
    done
    cd ..
}

LEFT="w.ckpt w.ckpt.prev w.ckpt.new w.best.safetensors w.safetensors"
trained() {     # trained TEXT ARGUMENTS...: a training, afterwards of the same bits
    text=$1; shift
    one "$text" done=w.safetensors free="$LEFT" -- "$NETC" train "$@" -o w.safetensors
}
each_set() {
    S=../sets
    for set in table archive set mnist hundred wav listed masks two; do
        trained "train on the set $set" $S/$set.net --strict
    done
    for set in set wav listed; do
        trained "train on the set $set, read each time" $S/$set.net --strict --data-memory 0
    done
    trained "train with a teacher" $S/school.net --net pupil
    trained "train in bfloat16" $S/set.net --precision=bf16
    trained "train in shares" $S/set.net --shares 2
    trained "train from weights, frozen layers in a file" $S/frozen.net --data ../data \
        --weights $S/frozen.safetensors --cache-limit 0 --cache .
    for set in table wav listed two; do
        one "eval of the set $set" stdout=1 -- "$NETC" eval $S/$set.net --strict \
            --weights $S/$set.safetensors
        echo old >box/r.html
        one "report of the set $set" out=r.html -- "$NETC" report $S/$set.net \
            --strict --weights $S/$set.safetensors --log $S/$set.jsonl -o r.html
    done
    one "eval of masks, as JSON" stdout=1 -- "$NETC" eval $S/masks.net --weights \
        $S/masks.safetensors --json
    one "predict of a table" stdout=1 -- "$NETC" predict $S/table.net $S/table.csv $S/table.npz \
        --weights $S/table.safetensors
    one "predict of signals" stdout=1 -- "$NETC" predict $S/wav.net $S/w/test \
        --weights $S/wav.safetensors
    one "predict of several inputs" stdout=1 -- "$NETC" predict $S/two.net image=$S/d/images/p1.ppm \
        numbers=$S/row.npy --weights $S/two.safetensors
    one "predict of masks" out="m/p1.png m/p2.png" -- "$NETC" predict $S/masks.net \
        $S/d/images/p1.ppm $S/d/images/p2.ppm --weights $S/masks.safetensors -o m
    for set in table two; do
        echo old >box/m.c; echo old >box/m.h
        one "C of the set $set" out="m.c m.h" -- "$NETC" $S/$set.net -o m.c --train \
            --weights $S/$set.safetensors
    done
    echo old >box/m.c; echo old >box/m.h
    one "C that trains behind a front of integers" out="m.c m.h" -- "$NETC" $S/frozen.net -o m.c \
        --target=mcu --train --weights $S/frozen.safetensors --front $S/front.safetensors
}
