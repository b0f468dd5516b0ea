# What a command writes is never what it reads, nor two things under one name: refused before
# anything is written. And a training does not write over another's files unasked.
. "$(dirname "$0")/tap.inc"
run shapes data --train 60 --test 40 --seed 3
expect 0 "the data set"
cat >part.net <<'END'
block head() {
    dense 10 softmax
}
END
cat >t.net <<'END'
import "part.net"
net t {
    input 32x32x3
    flatten
    head()
}
train {
    data cifar10 "data"
    loss crossentropy
    batch 20
    epochs 2
}
END
cp t.net keep.net
cp part.net keep_part.net
run init t.net -o v.safetensors
expect 0 "weights"
cp v.safetensors keep.safetensors
npy x.npy '<f4' '(1, 32, 32, 3)' 12288 "$FLOATS"
npy y.npy '<i4' '(1,)' 4 '\003\000\000\000'
cp x.npy keep_x.npy
cp y.npy keep_y.npy
"$NETC" train t.net -o log.safetensors --log log.jsonl >/dev/null
cp log.jsonl keep.jsonl
cp -r data keep_data

unhurt() {
    cmp -s t.net keep.net && cmp -s part.net keep_part.net &&
        cmp -s v.safetensors keep.safetensors && cmp -s x.npy keep_x.npy &&
        cmp -s y.npy keep_y.npy && cmp -s log.jsonl keep.jsonl && diff -r data keep_data >/dev/null
}
no() {          # no PATTERN TEXT ARGS...: refused, and nothing has changed or come to be
    pattern=$1 text=$2
    shift 2
    before=$(ls -A | grep -v '^check.out$'; ls -A data)
    run "$@"
    [ "$status" -eq 1 ] && grep -Eq -- "$pattern" err && unhurt &&
        [ "$before" = "$(ls -A | grep -v '^check.out$'; ls -A data)" ]
    r=$?
    result $r "$text"
    [ $r -eq 0 ] || explain
}
over='is also an input \('
for command in init "train --epochs 1" "convert --weights v.safetensors" \
    "report --weights v.safetensors" preview; do
    set -- $command
    first=$1
    shift
    no "^netc: -o t.net is also an input \(the net\): nothing was written" "$first: -o is the net" \
        "$first" t.net "$@" -o t.net
    [ $first = convert ] || # which writes no file of such a name
        no "$over" "$first: -o is an imported file" "$first" t.net "$@" -o part.net
done
cp t.net t.c
cp t.net t.h
cp t.net keep_t.c
no "^netc: -o t.c is also an input \(the net" "emission over the net" t.c -o t.c
check "that is still there" cmp t.c keep_t.c
no "^netc: the header t.h is also an input \(the net" "the header over the net" t.h -o t.c
check "that is still there, too" cmp t.h keep_t.c
rm t.c t.h
cp v.safetensors v.c
no "is also an input \(--weights" "emission over the weights" t.net --weights v.c -o v.c
rm v.c
for command in "convert t.net" "report t.net" "train t.net --epochs 1"; do
    no "^netc: -o v.safetensors is also an input \(--weights\)" "$command over its weights" \
        $command --weights v.safetensors -o v.safetensors
done
run_it="run t.net --weights v.safetensors --input x.npy"
grad="grad t.net --weights v.safetensors --input x.npy --label y.npy"
for out in x.npy v.safetensors t.net part.net; do
    no "^netc: --output $out is also an input" "run over $out" $run_it --output $out
    no "^netc: --output $out is also an input" "grad over $out" $grad --output $out
done
no "^netc: --output y.npy is also an input \(--label" "grad over the labels" $grad --output y.npy
run $grad --output g.npz
fails 2 '^netc: --output is written as .safetensors: expected such a name, not one in .npz' \
    "gradients under another format's name"
check "and nothing is written" test ! -e g.npz
# The same file by other names.
ln -s t.net soft.net
ln t.net hard.net
mkdir sub
ln -s .. sub/up
for name in soft.net hard.net ./t.net sub/../t.net sub/up/t.net "$PWD/t.net" sub/up/soft.net; do
    no "is also an input \(the net" "the net as $name" init t.net -o "$name"
    no "is also an input \(the net" "the net read as $name" init "$name" -o t.net
done
rm soft.net hard.net

# Two outputs under one name, there or not yet.
no "^netc: -o and --log would be one file, w.safetensors" "weights and log" train t.net \
    -o w.safetensors --log w.safetensors
no "would be one file" "by another spelling" train t.net -o w.safetensors --log sub/../w.safetensors
no "would be one file" "through a folder that is not there" train t.net -o none/w.safetensors \
    --log none/../none/./w.safetensors
no "would be one file" "through a folder's link" train t.net -o w.safetensors \
    --log sub/up/w.safetensors
ln -s w.ckpt dangling
no "would be one file" "through a link to what is not there yet" train t.net -o w.safetensors \
    --log dangling
rm dangling
for end in best.safetensors ckpt ckpt.prev ckpt.new; do
    no "^netc: --log w.$end and the .* would be one file|^netc: --log and .* would be one file, w.$end" \
        "log and w.$end" train t.net -o w.safetensors --log w.$end
done
no "^netc: --log and the weights would be one file, t.safetensors" \
    "the log and the weights' default name" train t.net --log t.safetensors
no "^netc: --log t.net is also an input \(the net" "the log and the net" train t.net \
    -o w.safetensors --log t.net
no "^netc: --log part.net is also" "the log and an import" train t.net -o w.safetensors \
    --log part.net
no "^netc: --log v.safetensors is also an input \(--weights" "the log and the first weights" train \
    t.net -o w.safetensors --weights v.safetensors --log v.safetensors
no "^netc: the best weights w.best.safetensors is also an input \(--weights|is also an input \(--weights" \
    "the best weights and the first" \
    train t.net -o w.safetensors --weights w.best.safetensors
no "^netc: -o data/batches.meta.txt is a file of the data set data" \
    "weights over a file of the data set" train t.net -o data/batches.meta.txt --force
no "is a file of the data set data" "a log over a file of the data set" train t.net \
    -o w.safetensors --log data/test_batch.bin
no "is a file of the data set ./data" "with the data set on the command line" train t.net \
    -o w.safetensors --data cifar10:./data --log data/data_batch_1.bin
ln -s data/test_batch.bin soft
no "is a file of the data set data" "by a link" train t.net -o w.safetensors --log soft
rm soft
no "is a file of the data set data" "a report over the data" report t.net --weights v.safetensors \
    -o data/test_batch.bin
no "is also an input \(--log" "a report over its log" report t.net --weights v.safetensors \
    --log log.jsonl -o log.jsonl
no "is also an input \(--log" "a report over a labelled log" report t.net --weights v.safetensors \
    --log one=log.jsonl -o log.jsonl
no "would be one file" "a report and its folder of charts" report t.net --weights v.safetensors \
    -o r.html --plots r.html
no "would be one file" "a report and one of its charts" report t.net --weights v.safetensors \
    -o plots/loss.svg --plots plots
no "would be one file" "a drawn picture and a file of its set" shapes more \
    --picture more/test_batch.bin
mkdir photographs own
printf 'airplane\nautomobile\n' >photographs/batches.meta.txt
echo kept >photographs/data_batch_1.bin
no "was not drawn here" "shapes over another data set" shapes photographs --train 10 --test 10
mv photographs/batches.meta.txt named
no "was not drawn here" "shapes over one without names" shapes photographs --train 10 --test 10
check "which is left as it was" grep -q kept photographs/data_batch_1.bin
run shapes drawn --train 10 --test 10
run shapes drawn --train 12 --test 10
expect 0 "shapes over shapes"
echo mine >own/README.md
no "own/README.md is there already" "a package over a user's README.md" t.net \
    --weights v.safetensors --package=cmake -o own
check "which is left as it was" grep -qx mine own/README.md
mkdir -p own/src
mv own/README.md own/CMakeLists.txt
run t.net -o own/src/t_model.c
expect 0 "the net's C in a project"
no "own/.* is there already, and is not of a package" "a package over a project that has it" t.net \
    --weights v.safetensors --package=cmake -o own
check "which is left as it was" grep -qx mine own/CMakeLists.txt
run t.net --weights v.safetensors --package=cmake -o packed
expect 0 "a package"
run t.net --weights v.safetensors --package=cmake -o packed
expect 0 "may be made anew"
rm -r packed
# What the user did not name is his own, unless netc made it.
made() { # made OUTPUT BESIDE ARGUMENTS...: OUTPUT is named, BESIDE is written beside it
    out=$1 beside=$2
    shift 2
    mkdir -p "$(dirname "$beside")"
    echo "mine" >"$beside"
    no "$beside is there already, and netc did not make it: nothing was written. --force" \
        "$beside of a user's own" "$@"
    check "stays, and alone" sh -c "grep -qx mine $beside && test ! -e $out"
    run "$@" --force
    expect 0 "--force writes over it"
    run "$@"
    expect 0 "what netc made is made anew, unasked"
    [ "${beside%.svg}" = "$beside" ] || return # whose PNG needs it
    : >"$beside"
    run "$@"
    expect 0 "an empty file is nobody's"
    check "and then has what belongs there" test -s "$beside"
}
made mine.c mine.h t.net -o mine.c
made mcu.cc mcu.h t.net -o mcu.cc --target=mcu
made mine.bin mine.S t.net --weights v.safetensors -o mine2.c --weights-out mine.bin
made mine.safetensors mine.py export t.net --weights v.safetensors --layout=torch \
    -o mine.safetensors
if command -v gnuplot >/dev/null 2>&1; then
    made mine.html drawn_charts/loss.svg report t.net --weights v.safetensors --log log.jsonl \
        -o mine.html --plots drawn_charts
    rm drawn_charts/loss.svg
    no "drawn_charts/loss.png is there already, and netc did not make it" \
        "a PNG without the SVG beside it" report t.net --weights v.safetensors --log log.jsonl \
        -o mine.html --plots drawn_charts
else
    skip "charts" "no gnuplot"
fi
long=$(printf 'n%.0s' $(seq 200))
sed "s/net t /net $long /" t.net >long.net
run long.net -o long_name.c
run long.net -o long_name.c
expect 0 "also of a net with a long name"
rm -rf mine.* mine2.* mcu.* drawn_charts long.net long_name.*
sed 's/    loss/    weights "v.safetensors"\n    loss/' t.net >started.net
no "is also an input \(.weights. in the train section" "over the weights of the train section" \
    train started.net -o v.safetensors
run init started.net -o v2.safetensors
expect 0 "which init does not read"
run tune -o m.json --threads 1
if [ "$status" -eq 0 ]; then
    cp m.json keep.json
    no "is also an input \(--machine" "a log over the machine's constants" train t.net \
        -o w.safetensors --machine m.json --log m.json
    NETC_MACHINE=m.json no "is also an input \(NETC_MACHINE" \
        "also when the environment names them" train t.net -o w.safetensors --log m.json
    check "they are still there" cmp m.json keep.json
fi
# A folder of files: all their names are compared.
mkdir -p pack/src
cp t.net pack/README.md
no "^netc: pack/README.md is also an input \(the net" "a package over the net" pack/README.md \
    -I . --weights v.safetensors --package=cmake -o pack
check "that is still there" cmp pack/README.md keep.net
rm pack/README.md
ln -s ../t.net pack/README.md
no "^netc: pack/README.md is also an input \(the net t.net" "a package over the net, by a link" \
    t.net --weights v.safetensors --package=cmake -o pack
rm pack/README.md
cp v.safetensors pack/src/t_model.c
no "^netc: pack/src/t_model.c is also an input \(--weights" "a package over the weights" t.net \
    --weights pack/src/t_model.c --package=cmake -o pack
check "that are still there" cmp pack/src/t_model.c keep.safetensors
check "and alone" test "$(find pack -type f)" = pack/src/t_model.c
rm -r pack
run sweep t.net --seeds 2 -o swept --epochs 1
cp -r swept keep_swept
no "^netc: swept/seed=1.best.safetensors is also an input \(--weights" "a sweep over its weights" \
    sweep t.net --seeds 2 -o swept --epochs 1 --weights swept/seed=1.best.safetensors --force
cp t.net 'swept/seed=2.txt'
cp t.net 'keep_swept/seed=2.txt'
no "^netc: swept/seed=2.txt is also an input \(the net" "a sweep over the net" sweep \
    'swept/seed=2.txt' -I . --seeds 2 -o swept --epochs 1 --force
check "which leaves what the one before wrote" diff -r swept keep_swept
rm -r swept keep_swept
run train t.net -o /dev/null --log /dev/null
expect 0 "a device may be named twice"
if mknod device c 1 3 2>/dev/null && echo >device; then
    through() { # through NAME ARGS...: NAME is a device, and still is when it was written to
        name=$1
        shift
        rm -f "$name"
        mknod "$name" c 1 3
        run "$@"
        check "$1 writes through a device" test -c "$name" -a "$status" -eq 0
        rm "$name"
    }
    through w1.safetensors init t.net -o w1.safetensors
    through w1.safetensors train t.net -o w1.safetensors
    through w1.npz convert t.net --weights v.safetensors -o w1.npz
    through w1.h5 convert t.net --weights v.safetensors -o w1.h5
    through m1.c t.net -o m1.c
    through m1.h t.net -o m1.c
    through m1.bin t.net --weights v.safetensors -o m1.c --weights-out m1.bin
    through m1.onnx export t.net --weights v.safetensors -o m1.onnx
    through m1.keras export t.net --weights v.safetensors -o m1.keras
    through m1.py export t.net --weights v.safetensors --layout=torch -o m1.safetensors
    through r1.html report t.net --weights v.safetensors -o r1.html
    mkdir m2.py
    mknod m2.safetensors c 1 3
    run export t.net --weights v.safetensors --layout=torch -o m2.safetensors
    fails 1 "m2.py" "a module that cannot be written is an error"
    check "and the device is still there" test -c m2.safetensors
else
    skip "devices" "this user can make none"
fi
rm -rf m1.* w1.* m2.py m2.safetensors device
# What a training calls after its weights is replaced, so it must be a file, --force or not.
for end in best.safetensors ckpt ckpt.prev ckpt.new ckpt.lock; do
    rm -f w1.*
    mkfifo w1.$end
    for force in "" --force; do
        no "^netc: the .* w1.$end is there, and is not a regular file: nothing was written" \
            "train $force: w1.$end is a pipe" train t.net -o w1.safetensors $force
    done
    check "that is still there" test -p w1.$end
done
rm -f w1.*
mkdir w1.ckpt
no "w1.ckpt is there, and is not a regular file" "w1.ckpt is a folder" train t.net \
    -o w1.safetensors --force
rmdir w1.ckpt
mkfifo w1.pipe
cat w1.pipe >w1.safetensors &
cat=$!
run train t.net -o w1.pipe --epochs 1
expect 0 "weights into a pipe"
wait $cat
check "arrive whole" "$NETC" eval t.net --weights w1.safetensors
check "and the pipe is still there" test -p w1.pipe
rm -f w1.*
mkdir runs
for end in txt jsonl; do
    rm -rf runs/*
    mkfifo runs/seed=1.$end
    run sweep t.net --seeds 2 -o runs --force
    fails 1 "runs/seed=1.$end is there, and is not a regular file" "sweep: seed=1.$end is a pipe"
    check "that is still there" test -p runs/seed=1.$end
done
rm -rf runs
cp keep.safetensors m3.safetensors
mkdir m3.py
run export t.net --weights v.safetensors --layout=torch -o m3.safetensors
fails 1 "m3.py" "a module that cannot be written is an error"
check "and the state dict that was there stays" cmp m3.safetensors keep.safetensors
rm -rf m3.*
run init t.net -o v2.safetensors
expect 0 "a command writes over the file that it wrote earlier"

# A log is appended to; what is no log is not.
cp v.safetensors other.txt
for other in v.safetensors other.txt; do
    run train t.net -o n.safetensors --log $other
    fails 1 "^netc: $other is no log of netc train" "$other is no log"
    check "and stays as it was" cmp $other keep.safetensors
done
check "no weights were written" test ! -e n.safetensors
run train t.net -o n.safetensors --log n.jsonl
head -c -9 n.jsonl >cut.jsonl
run train t.net --resume n.ckpt --epochs 3 --log cut.jsonl
expect 0 "a log whose last line was cut off"
says 'note: the last line of cut.jsonl was cut off and is left out' "is mended"
check "it has the lines that are whole" \
    test "$(sed 's/^{"epoch":\([0-9]*\),.*}$/\1/' cut.jsonl | tr '\n' ' ')" = "1 3 "
run report t.net --weights n.safetensors --log cut.jsonl -o n.html
expect 0 "and is read again"
run train t.net -o w.safetensors --log new.jsonl
rm -f w.*
run init t.net -o w.safetensors
rm -f new.jsonl
run train t.net -o w.safetensors --log new.jsonl
fails 1 'w.safetensors is there already' "a training that is refused"
check "makes no log" test ! -e new.jsonl
rm -f w.*

# Nor do two trainings write one log at a time: their lines would be one training's.
"$NETC" train t.net -o long.safetensors --epochs 100000 --log long.jsonl >long.txt 2>&1 &
pid=$!
while kill -0 $pid 2>/dev/null && ! grep -qs '"epoch":2' long.jsonl; do :; done
run train t.net -o short.safetensors --log long.jsonl
fails 1 '^netc: another process is writing long.jsonl' "a log that another training writes"
check "no weights were written" test ! -e short.safetensors
kill -INT $pid
wait $pid
check "and the log is one training's" sh -c \
    '[ "$(sed "s/^{\"epoch\":\([0-9]*\),.*/\1/" long.jsonl)" = "$(seq $(wc -l <long.jsonl))" ]'
run train t.net -o short.safetensors --log long.jsonl
expect 0 "when that one has ended it may"
rm -f long.* short.*

# Another training's files.
run train t.net -o w.safetensors --seed 1
expect 0 "a training"
cp w.safetensors one.safetensors
cp w.ckpt one.ckpt
run train t.net -o w.safetensors --seed 2
fails 1 '^netc: w.safetensors is there already. .*--force .*--resume w.ckpt ' \
    "another one under the same name is an error that names both ways out"
check "that leaves the weights" cmp one.safetensors w.safetensors
check "and the checkpoint" cmp one.ckpt w.ckpt
rm w.safetensors
run train t.net -o w.safetensors --seed 2
fails 1 'w.best.safetensors is there already' "also when only the best weights are there"
rm w.best.safetensors
run train t.net -o w.safetensors --seed 2
expect 0 "a checkpoint alone, of a training that had ended"
says 'note: w.ckpt is of a training that had ended, and is written over' "is no loss, but said"
run train t.net -o half.safetensors --epochs 2
rm -f half.safetensors half.best.safetensors
run train t.net -o half.safetensors --resume half.ckpt --epochs 3
expect 0 "a resumed training writes its own files"
run train t.net -o half.safetensors --resume half.ckpt --epochs 4
expect 0 "again and again"
run train t.net --resume half.ckpt -o w.safetensors
fails 1 'w.safetensors is there already' "but not those of another"
run train t.net -o w.safetensors --seed 2 --force
expect 0 "--force writes over all of them"
run train t.net -o v2.safetensors --epochs 1
fails 1 'v2.safetensors is there already' "weights of init are not written over either"
check "no checkpoint is promised that is not there" sh -c '! grep -q resume err'
run train t.net -o w.safetensors --seed 3
fails 1 'w.safetensors is there already. --force writes over it; --resume w.ckpt goes on' \
    "where there is one, it is named"
: >empty.safetensors
run train t.net -o empty.safetensors
expect 0 "an empty file is nobody's"
# Killed before its first checkpoint, a forced training must not be taken for the one before it.
rm -f w.*
run train t.net -o w.safetensors --seed 1
"$NETC" train t.net -o w.safetensors --seed 2 --force --epochs 1000000 --rate 0 >out 2>err &
pid=$!
for i in $(seq 200); do
    grep -q '^epoch 1/' out && break
    sleep 0.1
done
kill -9 $pid
wait $pid 2>/dev/null
mv w.safetensors killed.safetensors 2>/dev/null
run train t.net --resume w.ckpt --epochs 1
prints 'seed 2' "the checkpoint is of the training that was forced"
check "and the weights of the one before do not pass for its own" test ! -e killed.safetensors
# An unfinished one is worth keeping.
rm -f w.safetensors w.best.safetensors
run train t.net -o w.safetensors
fails 1 'w.ckpt(.prev)? is there already' \
    "the checkpoint of an unfinished training is not written over"
rm -f w.*
sed 's/epochs 2/epochs 1000000/' t.net >endless.net
"$NETC" train endless.net -o w.safetensors --rate 0 >out 2>err &
pid=$!
for i in $(seq 200); do
    [ -s w.ckpt ] && break
    sleep 0.1
done
kill -INT $pid
wait $pid 2>/dev/null
mv w.ckpt w.ckpt.new
rm -f w.safetensors w.best.safetensors w.ckpt.prev
run train t.net -o w.safetensors
fails 1 'w.ckpt.new is there already' "nor one that had not got its name yet"
# Two trainings under one name. `-o w` and `-o w.safetensors` have their checkpoint in common.
rm -f w w.*
"$NETC" train endless.net -o w.safetensors --rate 0 >first.out 2>first.err &
pid=$!
for i in $(seq 200); do
    [ -s w.ckpt ] && break
    sleep 0.1
done
gone=0
for i in $(seq 100000); do
    [ -e w.ckpt ] || gone=$((gone + 1))
done
check "its checkpoint is there at every moment" test $gone = 0
for second in "t.net -o w.safetensors" "t.net -o ./w.safetensors --force" "t.net -o w --force" "endless.net --resume w.ckpt" \
    "t.net -o $PWD/w --epochs 1 --force"; do
    run train $second
    fails 1 "^netc: another training, process $pid, is writing .*w(.safetensors)? and the files beside it. Wait until it has ended, or name another" \
        "while one is running, \`train $second\`"
done
ln -s w.safetensors link.safetensors
run train t.net -o link.safetensors --force
fails 1 "^netc: another training, process $pid, is writing link.safetensors and the files beside it" \
    "while one is running, a link to its output"
check "which leaves no lock" test ! -e link.ckpt.lock
mkdir real && ln -s real folder
run train t.net -o folder/w.safetensors
expect 0 "a name in a folder that is a link"
check "leaves no lock either" sh -c '! ls real | grep -q lock'
run train t.net -o beside.safetensors
expect 0 "another name in the same folder"
check "the first one goes on" kill -0 $pid
kill -INT $pid
wait $pid 2>/dev/null
check "to its end" test -s w.safetensors -a ! -e w.ckpt.lock
: >first.out # what the one before printed is not waited for
"$NETC" train endless.net -o w.safetensors --rate 0 --force >first.out 2>first.err &
pid=$!
for i in $(seq 200); do
    grep -q '^epoch 1/' first.out && break
    sleep 0.1
done
kill -9 $pid
wait $pid 2>/dev/null
check "one that is killed leaves its lock" test -s w.ckpt.lock
run train endless.net --resume w.ckpt --epochs 1
expect 0 "which stops nobody"
check "and is gone then" test ! -e w.ckpt.lock
echo "my own file" >w.ckpt.lock
run train t.net -o w.safetensors --force
fails 1 'cannot lock w.ckpt.lock: the file is there, and is no lock' "a file of that name that is no lock"
check "stays" grep -q "my own file" w.ckpt.lock
rm w.ckpt.lock
run train t.net -o w.safetensors --force --log w.ckpt.lock
fails 1 'would be one file' "the lock is an output like others"
# A resumed training writes where it did before.
rm -f w w.*
run train t.net -o w --epochs 1
cp w before
run train t.net --resume w.ckpt --epochs 2
expect 0 "a training of -o w, resumed without -o"
prints 'in w$' "goes on with w"
check "and leaves no older weights there" sh -c '! cmp -s before w && test ! -e w.safetensors'
cp w.ckpt w.ckpt.prev
echo damaged >w.ckpt
run train t.net --resume w.ckpt --epochs 3
prints 'in w$' "also where only the checkpoint before is whole"
cp w before
run train t.net --resume w.ckpt -o w --epochs 4
check "the same with -o w" sh -c '! cmp -s before w && test ! -e w.safetensors'
cp before w.safetensors
run train t.net --resume w.ckpt -o w.safetensors --epochs 5
fails 1 'w.safetensors is there already, and not from the training of w.ckpt, which writes w. --force' "another file under the ending's name is not its own"
run train t.net --resume w.ckpt -o w.safetensors --epochs 5 --force
expect 0 "unless it is forced"
run train t.net --resume w.ckpt --epochs 6
prints 'in w.safetensors$' "from then on that is where it writes"
run train t.net -o w.st --epochs 1
run train t.net --resume w.st.ckpt --epochs 2
prints 'in w.st$' "any other ending stays as well"
rm -f w w.*
# A name must have room for all that a training calls after it, before its first step.
room() { # room LENGTH OUTCOME [NET]: a training whose output has so many letters
    rm -f aaaa*
    long=$(printf 'a%.0s' $(seq $1)).safetensors
    run train t.net --epochs 1 -o "$long"
    if [ "$2" = fits ]; then
        expect 0 "a name of $1 letters"
        check "has its checkpoint and its best weights" \
            test -s "${long%.safetensors}.ckpt" -a -s "${long%.safetensors}.best.safetensors"
    else
        fails 1 "^netc: cannot write $2.*: File name too long: of its [0-9]* bytes 243 are allowed" \
            "a name of $1 letters"
        check "is refused before anything is done" sh -c '! test -s out && ! ls | grep -q ^aaaa'
    fi
}
room 226 fits
room 227 "the best weights aaaa"
room 244 "-o aaaa"
long=$(printf 'n%.0s' $(seq 244))
no "cannot write .*: File name too long: of its 246 bytes 243 are allowed" "the header of a long name" \
    t.net -o "$long.c"
rm -f aaaa*
# Names longer than any file's, also of thousands of folders: refused like others.
deep=$(printf 'd/%.0s' $(seq 2038))
for path in "${deep}w" "$deep${deep}w" "$(printf 'a%.0s' $(seq 300))"; do
    run train t.net -o "$path"
    fails 1 'cannot write .*: (No such file|File name too long)' "an output of ${#path} characters"
    run eval t.net --weights "$path"
    fails 1 'cannot open .*(No such file|File name too long)' "an input of as many"
    run check "$path"
    fails 1 'cannot open .*(No such file|File name too long)' "a net of as many"
done
finish
