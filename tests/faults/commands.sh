# What is swept, for tests/cli/faults.sh: make_files, each_command, each_backend PROGRAM. Each command
# of cli/commands.def is here, with each option that names a file.
. "$root/tests/cli/bytes.inc"
. "$root/tests/faults/sets.sh"
make_files() {
    cat > n.net <<'N'
net n {
 input 6x6x2
 conv 3x3 3 relu
 batchnorm
 flatten
 dense 3 softmax
}
train { loss crossentropy
 optimizer adam rate=0.1 }
N
    write_tiny t.net 4
    sed 's/epochs    2/&\n    augment flip crop=4/' t.net >a.net
    run init n.net -o w0.safetensors
    run convert n.net --weights w0.safetensors -o w0.h5
    run convert n.net --weights w0.safetensors -o w0.npz
    npy x.npy '<f4' '(2, 6, 6, 2)' 576 "$FLOATS"
    npy y.npy '<i4' '(2,)' 8 '\001\000\000\000\002\000\000\000'
    run shapes data --train 64 --test 16 --seed 3 --picture p.png
    mkdir -p folder/train/a folder/train/b folder/test/a folder/test/b
    for d in train/a train/b test/a test/b; do cp p.png folder/$d/1.png; \
        cp "$root/tests/data_golden/exif1.jpg" folder/$d/2.jpg; done
    cp "$root/tests/data_golden/alpha.webp" folder/train/a/3.webp
    cp "$root/tests/data_golden/animated.gif" folder/train/b/3.gif
    sed 's/cifar10 "data"/folder "folder"/; s/dense 10/dense 2/' t.net > f.net
    sed 's/epochs    2/&\n    augment flip crop=4/' f.net >fa.net
    run init f.net -o f.safetensors
    W=$root/tests/data_golden/weights
    mkdir first
    run train t.net --epochs 1 --threads 2 --log first/log.jsonl -o first/w.safetensors
    mkdir whole
    run train t.net --epochs 2 --threads 2 --log whole/log.jsonl -o whole/w.safetensors
    run quantize t.net --weights whole/w.safetensors --limit 3 -o q.safetensors
    cat > after.sh <<A
# After a training that failed: what stands there can be used, and going on from it ends as if
# nothing had been.
for f in w.ckpt.prev w.ckpt; do [ ! -e \$f ] || from=w.ckpt; done
[ ! -e w.best.safetensors ] || "$NETC" convert ../t.net --weights w.best.safetensors -o best.npz >/dev/null || exit 1
[ -z "\$from" ] || { "$NETC" train ../t.net --data ../data --epochs 2 --threads 2 --resume w.ckpt >resumed 2>&1 && cmp w.safetensors ../whole/w.safetensors || { tail -2 resumed; exit 1; }; }
A
    run export t.net --weights whole/w.safetensors -o t.onnx
    run export n.net --weights w0.safetensors -o whole.keras
    make_sets
    # one rank, over an MPI that does not end the process itself
    ${CC:-cc} -std=c11 -shared -fPIC -I"$root/tests/faults/mpi" -I"$root" "$root/plugins/mpi.c" \
        -o mpi.so || result 1 "the plug-in is built with one rank's MPI"
    sed 's/^net tiny/param step = 0.005\n&/; s/rate=0.005/rate=step/; s/epochs    2/epochs 1/' \
        f.net >fs.net
    run sweep sets/vary.net -D step=0.01,0.002 --data data -o swept
    cat >after_sweep.sh <<A
# A sweep that failed goes on with the same command, and ends with the same weights.
"$NETC" sweep ../sets/vary.net -D step=0.01,0.002 --data ../data -o s >again 2>&1 || { tail -2 again; exit 1; }
for f in ../swept/*.safetensors; do cmp "\$f" "s/\${f##*/}" || exit 1; done
A
    printf 'net n{\n input 6x6x2\nconv 3 3x3 relu\n flatten\n dense 3 softmax\n}\n' >loose.net
    SWEPT=$(for f in swept/*.done; do for e in ckpt.prev ckpt.new lock; do \
        echo "s/$(basename "$f" done)$e"; done; done | tr '\n' ' ')
    for kind in cmake arduino zephyr esp-idf platformio wasm; do
        mkdir -p packages/$kind
        run n.net -o packages/$kind/p --weights w0.safetensors --package=$kind
    done
    echo 'int n_infer(void) { return 7; }' >object.c
    ${CC:-cc} -c object.c -o object.o
    printf 'model.c:9:5:tiny_infer\t48\tstatic\n' >object.su
    cat >compiler.sh <<'C'
# In place of a compiler: what it made before, as -o says.
while [ $# -gt 0 ]; do
    case $1 in -o) cp ../object.o "$2"; cp ../object.su "${2%.*}.su" ;; esac
    shift
done
C
    cat >machine.json <<'J'
{"threads": 2, "fma_gflops": 100, "fma_all_gflops": 100, "l2_gbs": 90, "l3_gbs": 70, "dram_gbs": 25,
 "dram_all_gbs": 35, "l2_kib": 1024, "l3_kib": 32768, "gather_ns": 9, "scatter_ns": 9,
 "kernel_ns": 9, "call_us": 1}
J
}

wanted() {      # does FAULT_ONLY, patterns between `|`, have this text?
    [ -n "$FAULT_ONLY" ] || return 0
    rest=$FAULT_ONLY\|
    while [ -n "$rest" ]; do
        # shellcheck disable=SC2254
        case $1 in ${rest%%\|*}) return 0 ;; esac
        rest=${rest#*\|}
    done
    return 1
}
row=0
one() {         # sweep, unless FAULT_ONLY or the draw says otherwise
    row=$((row + 1))
    if wanted "$1" && [ $(((row + ${FAULT_SEED:-0}) % share)) -eq 0 ]; then
        sweep "$@"
    else
        rm -f box/*
    fi
}

each_command() {
    one "help of a command" stdout=1 -- "$NETC" help train
    one "help of a word" stdout=1 -- "$NETC" help conv
    one "help as completion" stdout=1 -- "$NETC" help --format=zsh
    one "check" stdout=1 -- "$NETC" check ../n.net
    one "check --json" stdout=1 -- "$NETC" check ../n.net --json
    one "summary" stdout=1 -- "$NETC" summary ../n.net
    one "summary --json" stdout=1 -- "$NETC" summary ../n.net --json
    one "graph" stdout=1 -- "$NETC" graph ../n.net
    one "mem" -- "$NETC" mem ../n.net
    one "mem --json" -- "$NETC" mem ../n.net --json
    one "explain" stdout=1 -- "$NETC" explain ../n.net --train
    echo old >box/m.c; echo old >box/m.h
    one "C text" out="m.c m.h" -- "$NETC" ../n.net -o m.c --train
    echo old >box/m.c
    one "C text with weights and main" out=m.c free=m.h -- "$NETC" ../t.net -o m.c \
        --weights ../first/w.safetensors --main=infer
    for kind in cmake arduino zephyr esp-idf platformio wasm; do
        one "package for $kind" out="$(cd packages/$kind && find p -type f | tr '\n' ' ')" -- \
            "$NETC" ../n.net -o p --weights ../w0.safetensors --package=$kind
    done
    echo old >box/m.c; echo old >box/w.bin; echo old >box/w.S
    one "C text with weights in a file" out="m.c m.h w.bin w.S" -- "$NETC" ../n.net -o m.c \
        --weights ../w0.safetensors --weights-out w.bin
    echo old >box/m.h
    one "C text in one header" out=m.h -- "$NETC" ../n.net -o m.h --weights ../w0.npz \
        --single-header --inline-weights --machine ../machine.json
    one "programs after a pass" stdout=1 -- "$NETC" ../n.net --dump=lower
    one "a net of several files" stdout=1 -- "$NETC" summary ../sets/whole.net -I ../sets/parts
    one "fmt" stdout=1 -- "$NETC" fmt ../loose.net
    cp loose.net box/n.net
    one "fmt --write" out=n.net -- "$NETC" fmt -w n.net
    one "size" stdout=1 -- "$NETC" size ../t.net --target=mcu --weights ../q.safetensors \
        --compiler "sh ../compiler.sh"
    echo old >box/w.safetensors
    one "init" out=w.safetensors -- "$NETC" init ../n.net -o w.safetensors
    echo old >box/w.safetensors
    one "init with whitening" out=w.safetensors -- "$NETC" init ../t.net --whiten conv_1 --data \
        ../data -o w.safetensors
    for form in h5 npz safetensors; do
        echo old >box/w.$form
        one "convert to .$form" out=w.$form stdout=1 -- "$NETC" convert ../n.net \
            --weights ../w0.safetensors -o w.$form
    done
    for from in "$TMP/w0.h5:n" "$TMP/w0.npz:n" "$W/auto.keras:tiny" "$W/named.keras:tiny" \
        "$W/auto.weights.h5:tiny" "$W/whole.h5:tiny" "$W/torch.safetensors:tiny" \
        "$W/packed.npz:tiny"; do
        file=${from%:*} net=$TMP/n.net
        [ "${from##*:}" = n ] || net=$W/tiny.net
        [ -e "$file" ] || { result 1 "$file is missing"; continue; }
        echo old >box/w.safetensors
        one "convert from ${file##*/}" out=w.safetensors stdout=1 -- "$NETC" convert "$net" \
            --weights "$file" -o w.safetensors
    done
    echo old >box/w.safetensors # its graph is compared with the net's
    one "convert from the whole model" out=w.safetensors stdout=1 -- "$NETC" convert ../n.net \
        --weights ../whole.keras -o w.safetensors
    echo old >box/w.safetensors
    one "convert by a map" out=w.safetensors stdout=1 -- "$NETC" convert ../sets/maps/o.net \
        --weights ../sets/maps/t_plain.safetensors --map ../sets/maps/t_plain.map \
        -o w.safetensors --verbose
    M=$root/tests/data_golden/models
    for from in "$M/tensors/model.onnx" "$M/darknet.cfg" \
        "$root/tests/data_golden/foreign/k3_branches.keras"; do
        echo old >box/m.net
        one "import of ${from##*/}" out=m.net free=m.safetensors -- "$NETC" import "$from" \
            -o m.net --force
    done
    one "import of .cfg, weights apart" out=m.net free=m.safetensors -- "$NETC" import \
        "$M/darknet.cfg" --weights "$M/darknet.weights" -o m.net
    E=$root/tests/data_golden/import_edges
    one "import of .json, weights apart" out=m.net free=m.safetensors -- "$NETC" import \
        "$E/k.json" --weights "$E/k.h5" -o m.net
    one "import with another head" out=m.net free=m.safetensors -- "$NETC" import \
        "$M/mobile/model.onnx" -o m.net --head "dense 5 softmax"
    one "summary of a model" stdout=1 -- "$NETC" summary "$M/mobile/model.onnx"
    for from in torch_checkpoint.pt torch_older.pth; do
        echo old >box/w.safetensors
        one "convert from $from" out=w.safetensors stdout=1 -- "$NETC" convert "$M/torch.net" \
            --weights "$M/$from" -o w.safetensors
    done
    for b in jit reference; do
        echo old >box/g.safetensors
        one "grad, $b" out=g.safetensors -- "$NETC" grad ../n.net --weights ../w0.safetensors \
            --input ../x.npy --label ../y.npy --output g.safetensors --backend=$b
        echo old >box/y.npy
        one "run, $b" out=y.npy -- "$NETC" run ../n.net --weights ../w0.safetensors \
            --input ../x.npy --output y.npy --backend=$b --threads 2
    done
    echo old >box/m.keras
    one "export to Keras" out=m.keras -- "$NETC" export ../n.net --weights ../w0.safetensors \
        -o m.keras
    for form in h5 onnx; do
        echo old >box/m.$form
        one "export to .$form" out=m.$form -- "$NETC" export ../n.net --weights ../w0.safetensors \
            -o m.$form
    done
    echo old >box/m.safetensors; echo old >box/m.py
    one "export to PyTorch" out="m.safetensors m.py" -- "$NETC" export ../n.net --weights \
        ../w0.h5 --layout=torch -o m.safetensors
    export NETC_CACHE="$TMP/warm"
    run run n.net --weights w0.safetensors --input x.npy --output right.npy --backend=cc
    echo old >box/y.npy
    one "run, cc, cached" out=y.npy -- "$NETC" run ../n.net --weights ../w0.safetensors \
        --input ../x.npy --output y.npy --backend=cc
    export NETC_CACHE="$TMP/work/cache"
    echo old >box/y.npy
    few=$STEPS compiled=$KINDS
    if [ "$STEPS" -gt 0 ] && [ "$STEPS" -le 2 ]; then compiled="alloc write rename"; fi
    if [ "$STEPS" -eq 0 ] || [ "$STEPS" -gt 6 ]; then few=6; fi
    one "run, cc" out=y.npy free="*.so" steps=$few kinds="$compiled" \
        after="$NETC run ../n.net --weights ../w0.safetensors --input ../x.npy --output y.npy --backend=cc && cmp y.npy ../right.npy" \
            \
        -- "$NETC" run ../n.net --weights ../w0.safetensors --input ../x.npy --output y.npy \
            --backend=cc
    unset NETC_CACHE
    echo old >box/q.safetensors
    one "quantize" out=q.safetensors -- "$NETC" quantize ../t.net --weights ../whole/w.safetensors \
        --data ../data --limit 3 -o q.safetensors
    one "eval of integers" stdout=1 -- "$NETC" eval ../t.net --weights ../q.safetensors \
        --data ../data
    echo old >box/m.c; echo old >box/m.h
    one "C of integers" out="m.c m.h" -- "$NETC" ../t.net --weights ../q.safetensors --target=mcu \
        -o m.c
    one "eval" stdout=1 -- "$NETC" eval ../t.net --weights ../whole/w.safetensors --data ../data \
        --threads 2
    one "eval --json" stdout=1 -- "$NETC" eval ../t.net --weights ../whole/w.safetensors \
        --data ../data --json
    one "eval of class folders" stdout=1 -- "$NETC" eval ../f.net --weights ../f.safetensors \
        --data folder:../folder --strict
    one "eval of a model" stdout=1 -- "$NETC" eval ../t.onnx --data cifar10:../data
    one "predict of a model" stdout=1 -- "$NETC" predict ../t.onnx ../p.png
    echo old >box/m.c; echo old >box/m.h
    one "C of a model" out="m.c m.h" -- "$NETC" ../t.onnx -o m.c
    one "predict" stdout=1 -- "$NETC" predict ../t.net ../p.png ../folder/train/a/2.jpg \
        --weights ../whole/w.safetensors
    one "predict --json" stdout=1 -- "$NETC" predict ../t.net ../p.png \
        --weights ../whole/w.safetensors --json
    echo old >box/r.html
    one "report" out=r.html -- "$NETC" report ../t.net --weights ../whole/w.safetensors \
        --data ../data --log ../whole/log.jsonl -o r.html
    one "report --plots" free="r.html $(cd "$root" && echo plots/loss.svg plots/loss.png)" \
        steps=$few -- "$NETC" report ../t.net --weights ../whole/w.safetensors --data ../data \
        --log ../whole/log.jsonl -o r.html --plots plots
    echo old >box/s.png
    one "preview" out=s.png -- "$NETC" preview ../a.net --data ../data -o s.png
    one "preview of class folders" free=s.png -- "$NETC" preview ../fa.net --data folder:../folder \
        -o s.png
    echo old >box/p.png
    one "a picture of shapes" done="p.png" free="p.png d/data_batch_1.bin d/data_batch_2.bin d/data_batch_3.bin d/data_batch_4.bin d/data_batch_5.bin d/test_batch.bin" \
        -- "$NETC" shapes d --train 5 --test 2 --picture p.png
    one "shapes" out="" done="d/data_batch_1.bin d/test_batch.bin" \
        free="d/data_batch_1.bin d/data_batch_2.bin d/data_batch_3.bin d/data_batch_4.bin d/data_batch_5.bin d/test_batch.bin" \
        -- "$NETC" shapes d --train 40 --test 8
    one "train" done=w.safetensors \
        free="w.ckpt w.ckpt.prev w.ckpt.new w.best.safetensors w.safetensors log.jsonl" \
        after="sh ../after.sh" \
        -- "$NETC" train ../t.net --data ../data --epochs 2 --threads 2 --log log.jsonl \
            -o w.safetensors
    cp first/w.* box
    one "train --resume" done=w.safetensors \
        free="w.ckpt w.ckpt.prev w.ckpt.new w.best.safetensors log.jsonl" after="sh ../after.sh" \
        -- "$NETC" train ../t.net --data ../data --epochs 2 --threads 2 --log log.jsonl \
            --resume w.ckpt
    leaves="$(cd swept && ls | sed 's|.*|s/&|' | tr '\n' ' ') $SWEPT"
    one "sweep" free="$leaves" \
        after="sh ../after_sweep.sh" steps=$few -- "$NETC" sweep ../sets/vary.net \
        -D step=0.01,0.002 --data ../data -o s
    one "sweep over class folders" free="$leaves" steps=$few -- "$NETC" sweep ../fs.net \
        -D step=0.01,0.002 --data folder:../folder -o s
    each_set
    for shares in 1 2; do
        export PMIX_RANK=0 NETC_MPI="$TMP/mpi.so"
        one "train on a rank, shares $shares" done=w.safetensors \
            free="w.ckpt w.ckpt.prev w.ckpt.new w.best.safetensors w.safetensors" -- "$NETC" train \
            ../t.net --data ../data --epochs 1 --shares $shares -o w.safetensors
        unset PMIX_RANK NETC_MPI
    done
    one "train on class folders" done=w.safetensors \
        free="w.ckpt w.ckpt.prev w.ckpt.new w.best.safetensors w.safetensors" steps=$few \
        -- "$NETC" train ../f.net --data folder:../folder --epochs 1 --strict -o w.safetensors
    [ -z "$san" ] || return
    one "verify" steps=2 kinds="alloc open read write close mmap" -- "$NETC" verify ../n.net
    echo old >box/m.json
    one "tune" free=m.json steps=1 kinds="alloc open read write fsync rename mmap" -- "$NETC" tune \
        -o m.json
}

each_backend() {
    single="alloc open read write fsync rename close mkdir mmap" lasting="alloc+ write+"
    [ -z "$san" ] || single=$KINDS lasting=$KINDS
    kept="w.h5 w.npz w.safetensors params.bin"
    for b in jit reference; do
        one "the library's calls, $b" out=params.bin kinds="$single" -- "$1" ../n.net . $b ../w0.h5
        one "the library's calls, $b, lasting faults" free="$kept" kinds="$lasting" -- "$1" \
            ../n.net . $b ../w0.h5 once
    done
    export NETC_CACHE="$TMP/warm-library"
    mkdir w; "$1" n.net w cc w0.h5 >/dev/null 2>&1; rm -r w
    one "the library's calls, cc" out=params.bin kinds="$single" steps=$few -- "$1" ../n.net . cc \
        ../w0.h5
    unset NETC_CACHE
}
