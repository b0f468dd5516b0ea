# Checkpoints: a training that is killed, or whose checkpoint is cut or damaged, ends with the bits
# of one that was not; and what does not belong to the checkpoint is named. Everything that a state
# can hold is on: averages, accumulation, a schedule that depends on the epochs, augmentation,
# dropout.
HERE=$(cd "$(dirname "$0")" && pwd)
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
run shapes data --train 640 --test 80 --seed 3
expect 0 "shapes draws a data set"
sed 's/    optimizer adam rate=0.005/    optimizer adam rate=0.005 global_clipnorm=1\n    average   0.9\n    accumulate 3\n    schedule  cosine warmup=2\n    augment   flip shift=2 randaugment=9 erase=0.2 mixup=0.2 cutmix=1\n    lookahead 2\n    rate      conv_1 0.5/; s/epochs    2/epochs    10/' \
    tiny.net >all.net
run train all.net -o straight.safetensors --seed 5 --log straight.json
expect 0 "ten epochs at once"
prints 'batch 32 x 3, seed 5' "says how many batches make a step"
check "a step is three batches, and at the end of an epoch what is left" \
    grep -q '"epoch":1,"step":7,' straight.json
check "the checkpoint before the last is kept" test -s straight.ckpt.prev

# Killed in the sixth epoch: tried again when it was too fast.
for try in 1 2 3 4 5 6 7 8; do
    rm -f killed.*
    : >killed.out
    "$NETC" train all.net -o killed.safetensors --seed 5 >killed.out 2>&1 &
    pid=$!
    while kill -0 $pid 2>/dev/null && ! grep -q '^epoch 5/' killed.out; do :; done
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    grep -q '^epoch 5/' killed.out && ! grep -q '^epoch 6/' killed.out && break
done
check "killed after the fifth epoch, before the end of the sixth" \
    sh -c 'grep -q "^epoch 5/" killed.out && ! grep -q "^epoch 6/" killed.out'
rm -f killed.*.tmp.*
cp killed.ckpt five.ckpt
cp killed.ckpt.prev five.ckpt.prev
run train all.net --resume killed.ckpt
expect 0 "a killed training resumes, with nothing else named"
prints '^epoch 10/10' "to the end of its ten epochs"
check "with the same weights, bit for bit" cmp straight.safetensors killed.safetensors
check "the same best weights" cmp straight.best.safetensors killed.best.safetensors
check "and the same checkpoint" cmp straight.ckpt killed.ckpt
run train all.net --resume five.ckpt --epochs 12
fails 1 \
    'five.ckpt is a checkpoint of a training of 10 epochs, and its schedule, cosine, depends on them' \
    "other epochs than the schedule's are an error"
sed 's/epochs    10/epochs    20/' all.net >more.net
run train more.net --resume five.ckpt -o more.safetensors
prints '^10 epochs in all, as the checkpoint says; more.net says 20$' \
    "epochs of the checkpoint, not of the file"
check "again the same weights" cmp straight.safetensors more.safetensors

# How it is computed is the checkpoint's, too.
run train tiny.net -o once.safetensors --exact --epochs 2
run train tiny.net -o parts.safetensors --exact --epochs 1
run train tiny.net --resume parts.ckpt --epochs 2
expect 0 "a training with --exact goes on without naming it"
check "with the same bits" cmp once.safetensors parts.safetensors
run train all.net --resume five.ckpt -o exact.safetensors --exact
fails 1 'five.ckpt is a checkpoint of a training without --exact; this one is with it' \
    "one without does not go on with it"
check "and nothing is written" test ! -e exact.safetensors
cat >other.json <<'END'
{"threads": 2, "fma_gflops": 55, "fma_all_gflops": 110, "l2_gbs": 90, "l3_gbs": 70, "dram_gbs": 25,
 "dram_all_gbs": 35, "l2_kib": 1024, "l3_kib": 32768, "gather_ns": 100, "scatter_ns": 66,
 "kernel_ns": 64, "call_us": 1, "bf16_gain": 1}
END
cp parts.ckpt machine.ckpt
run train tiny.net --resume machine.ckpt --epochs 3 --machine other.json
says 'note: machine.ckpt was made with other constants of the machine than --machine gives' \
    "constants of another machine"
if command -v cc >/dev/null; then
    run train tiny.net --resume parts.ckpt --epochs 3 --backend=cc
    says 'note: parts.ckpt was made with --backend=jit: the last bits will differ' "another backend"
fi

# Cut or damaged at any place, or gone: the one before it is used.
size=$(wc -c <straight.ckpt)
goes_on() {     # goes_on TEXT: w.ckpt is bad
    cp straight.ckpt.prev w.ckpt.prev
    run train all.net --resume w.ckpt
    [ "$status" -eq 0 ] &&
        grep -q 'Going on from the checkpoint before it, w.ckpt.prev, after epoch 9' err &&
        cmp -s straight.safetensors w.safetensors &&
        cmp -s straight.ckpt w.ckpt && cmp -s straight.ckpt.prev w.ckpt.prev
    r=$?
    result $r "$1: the one before is used, and stays"
    [ $r -eq 0 ] || explain
}
for cut in 0 300 $((size / 2)) $((size - 1)); do
    head -c "$cut" straight.ckpt >w.ckpt
    goes_on "cut to $cut bytes"
done
for at in 3 700 2500 $((size / 2)) $((size - 2)); do
    cp straight.ckpt w.ckpt
    byte=$(od -An -tu1 -j$at -N1 straight.ckpt | tr -d ' ')
    printf "\\$(printf %o $((byte ^ 1)))" | dd of=w.ckpt bs=1 seek=$at conv=notrunc 2>/dev/null
    check "one bit at byte $at differs" sh -c '! cmp -s straight.ckpt w.ckpt'
    goes_on "one bit of byte $at"
done
rm w.ckpt
goes_on "no checkpoint"
check "and the note says that it is not there" grep -q 'note: w.ckpt is not there. Going on' err
# Killed between the two renames of a save: the old one has become the one before, the new one has
# its own name yet.
rm -f w.ckpt
cp straight.ckpt w.ckpt.new
goes_on "only .prev and .new"
check "and the note says how that came" \
    grep -q 'note: w.ckpt is not there: its training was killed while it saved. Going on' err
check "what was left is gone" test ! -e w.ckpt.new
head -c 500 straight.ckpt >w.ckpt.new
rm -f w.ckpt
goes_on "only .prev and a damaged .new"
# The same at the first save: there is no one before.
rm -f w.ckpt w.ckpt.prev
cp straight.ckpt w.ckpt.new
run train all.net --resume w.ckpt
expect 0 "only .new: it gets its name"
check "and the training ends as it would have" cmp straight.safetensors w.safetensors
rm -f w.ckpt*
run train all.net --resume w.ckpt
fails 1 'cannot open w.ckpt: No such file' "nothing at all is an error"
head -c 1000 straight.ckpt >w.ckpt
head -c 2000 straight.ckpt >w.ckpt.prev
rm -f w.safetensors
run train all.net --resume w.ckpt
fails 1 'w.ckpt: .*nor is the one before of use: w.ckpt.prev' \
    "both cut: an error that tells of both"
check "that writes nothing" test ! -e w.safetensors
run train all.net --resume straight.ckpt.prev
expect 0 "the one before can be named"
check "and its weights go where the other's go" cmp straight.safetensors killed.safetensors
sed 's/netc checkpoint 10/netc checkpoint 99/' straight.ckpt >old.ckpt
run train all.net --resume old.ckpt
fails 1 'old.ckpt was written by another version of netc: .netc checkpoint 99.; this one reads 3 to 10' \
    "another version's file"
says 'can be trained on by --weights' "and what can be done with its weights"

cp straight.ckpt other_name.safetensors
for name in straight.ckpt other_name.safetensors; do
    run eval all.net --weights $name
    fails 1 "$name: a checkpoint of netc train, not weights" \
        "a checkpoint is no weights file, as $name"
done
run train all.net -o seed.safetensors --epochs 1 --seed 18446744073709551615 --log seed.jsonl
check "the log has a seed beyond 2^63" grep -q '"seed":"18446744073709551615"' seed.jsonl

# A new training over the files of an old one does not keep the old one's checkpoint as its own
# previous one.
run train tiny.net -o straight.safetensors --epochs 1 --force
check "the first checkpoint of a training has none before it" test ! -e straight.ckpt.prev
cp five.ckpt straight.ckpt

# What does not belong to the checkpoint is named.
no() {          # no PATTERN TEXT NET
    run train "$3" --resume five.ckpt -o x.safetensors
    fails 1 "$1" "$2"
}
sed 's/conv 16 3x3/conv 16 5x5/' all.net >other.net
no "is a checkpoint of another net: its conv_2.kernel is 3x3x8x16, that of tiny is 5x5x8x16" \
    "another shape" other.net
sed 's/conv 16 3x3 relu/conv 16 3x3 relu\n    batchnorm/' all.net >other.net
no "is a checkpoint of another net: it has dense_1.kernel .* where tiny has batchnorm_1.gamma" \
    "another layer" other.net
sed 's/conv 16 3x3 relu/conv 16 3x3 relu frozen/' all.net >other.net
no "belongs to a training in which conv_2.kernel was trained; here it is frozen" \
    "another frozen part" other.net
sed '/average/d' all.net >other.net
no "is a checkpoint of a training with .average.; tiny has none" "no average" other.net
sed 's/adam rate/sgd rate/' all.net >other.net
no "is a checkpoint of a training with optimizer adam; tiny says sgd" "another optimizer" other.net
run train all.net --resume five.ckpt --accumulate 1 -o x.safetensors
fails 1 'is a checkpoint of a training with 3 batches a step; here are 1' "another accumulation"
# So is what the net or its train section says otherwise, by its old and its new value.
changed() {     # changed SED PATTERN TEXT
    sed "$1" all.net >other.net
    cmp -s all.net other.net && echo "# nothing was changed by $1"
    no "^netc: five.ckpt is of a training that tiny no longer describes: $2\. Undo that; or give --changed " \
        "$3" other.net
}
changed 's/loss  *crossentropy/& smoothing=0.1/' 'loss: smoothing was 0, is 0.1' \
    "another loss's attribute"
changed 's/crossentropy/mse/' 'loss: was soft_crossentropy, is mse' "another loss"
changed 's/conv 8 3x3 relu/conv 8 3x3 gelu/' 'conv_1.gelu: was relu, is gelu' "another activation"
changed 's/dropout 0.1/dropout 0.25/' 'dropout_1: rate was 0.1, is 0.25' \
    "another attribute of a layer"
changed 's/conv 16 3x3 relu/conv 16 3x3 dilation=2 relu/' 'conv_2: dilation was 1x1, is 2x2' \
    "an attribute that was not written before"
changed 's/conv 16 3x3 relu/conv 16 3x3 valid relu/; s/maxpool 2x2/maxpool 3x3 stride=1/' \
    'conv_2: out was 8x8x16, is 6x6x16; .*' "another padding"
changed 's|scale=1/255|mean=0.5|' \
    'input: scale was 0.00392156862745098, is 1; input: mean was \(0\), is \(0.5\)' \
    "another preprocessing"
changed 's/    dropout 0.1/    identity\n&/' \
    'it had 10 layers, has 11; identity_1: was dropout, is identity' \
    "a layer without parameters more"
changed '/    dropout 0.1/d' 'it had 10 layers, has 9; dense_1: was dropout, is dense' "one less"
changed 's/global_clipnorm=1/& beta1=0.8/' 'optimizer: beta1 was 0.9, is 0.8' \
    "another attribute of the optimizer"
changed 's/flip shift=2/shift=3/' 'augment: flip was 1, is 0; augment: shift was 2, is 3' \
    "another augmentation"
changed '/augment/d' 'loss: was soft_crossentropy, is crossentropy; augment: flip was 1, is 0; augment: shift was 2, is 0; augment: randaugment was 9, is 0; and 3 more' \
    "none any more"
changed 's/cosine warmup=2/cosine warmup=3/' 'schedule: warmup was 2, is 3' \
    "another schedule's attribute"
changed 's/cosine warmup=2/constant/' 'schedule: was cosine, is constant' "another schedule"
changed 's/rate  *conv_1 0.5/rate conv_1 0.25/' \
    'conv_1: rate.kernel was 0.5, is 0.25; conv_1: rate.bias was 0.5, is 0.25' \
    "another rate of a layer"
changed 's/epochs .*/&\n validation test/' 'validation: test was 0, is 1' \
    "another set that validates"
changed \
    's/relu$/tanh/; s/dropout 0.1/dropout 0.2/; s/flip shift=2/flip shift=3/; s/epsilon/&/; s/warmup=2/warmup=1/' \
    \
    'conv_1.tanh: was relu, is tanh; conv_2.tanh: was relu, is tanh; dropout_1: rate was 0.1, is 0.2; schedule: warmup was 2, is 1; and 1 more' \
        "many changes are counted"
sed 's/dropout 0.1/drop: dropout rate=1e-1/; s/conv 16 3x3 relu/conv 16 size=3 stride=1 same relu/; s/epochs .*/&\n    seed 77\n    stop val_loss patience=9/' \
    all.net >same.net
run train same.net --resume five.ckpt -o same.safetensors
expect 0 "the same in other words, another seed and patience are no change"
check "and the training goes on as if it were not" cmp killed.best.safetensors same.best.safetensors
sed 's/dropout 0.1/dropout 0.25/; s/rate=0.005/rate=0.001/; s/batch .*/batch 16/' all.net >other.net
run train other.net --resume five.ckpt -o changed.safetensors --changed
says 'note: going on with other settings, as --changed says: dropout_1: rate was 0.1, is 0.25$' \
    "--changed goes on, and says what is changed"
prints '^rate 0.005, as the checkpoint says; other.net says 0.001 \(--rate X changes it\)$' \
    "the checkpoint's rate counts, and that is said"
prints '^batch 32, as the checkpoint says; other.net says 16 \(--batch N changes it\)$' \
    "and its batch"
expect 0 "to the end"
sed 's/accumulate 3/accumulate 2/' all.net >fewer.net
run train fewer.net --resume five.ckpt -o fewer.safetensors
prints '^accumulate 3, as the checkpoint says; fewer.net says 2$' "and its batches a step"
check "to other weights" sh -c '! cmp -s straight.safetensors changed.safetensors'
run train all.net --resume changed.ckpt -o x.safetensors
fails 1 'dropout_1: rate was 0.25, is 0.1' "its checkpoint is of the changed training"
run train all.net --changed
fails 2 '^netc: --changed goes with --resume' "--changed alone says nothing"
rm -f x.*

run shapes others --train 640 --test 80 --seed 4
run train all.net --resume five.ckpt --data others -o x.safetensors
fails 1 'belongs to a training on other data: here are as many images \(640\), but other labels' \
    "other labels"
cp -r data pictures
printf '\001\002\003\004' | dd of=pictures/data_batch_1.bin bs=1 seek=1500 conv=notrunc 2>/dev/null
run train all.net --resume five.ckpt --data pictures -o x.safetensors
fails 1 'other data: the same number of images \(640\) and labels, but other pictures' \
    "other pictures"
silent() { # silent TEXT: the run that was refused has not said that it goes on
    check "$1" sh -c '! grep -q "going on" err'
}
run train other.net --resume five.ckpt --changed --data others -o x.safetensors
fails 1 'belongs to a training on other data' "other data and other settings"
silent "nothing is going on"
sed 's/dropout 0.1/dropout 0.25/; s/optimizer  *[a-z]*.*/optimizer lion/' all.net >lion.net
run train lion.net --resume five.ckpt --changed -o x.safetensors
fails 1 'five.ckpt is a checkpoint of a training with optimizer [a-z]*; [a-z]* says lion' \
    "another optimizer and other settings"
silent "nor there"
check "no failed run leaves weights" sh -c '! ls x.* 2>/dev/null'

# A checkpoint of format 3, as netc 0.1.0 of 2026-11-28 wrote it for -o old: that cannot be
# compared, and its weights' name is not in it.
cat >old.net <<END
net old {
    input 32x32x3 scale=1/255
    globalavgpool
    dense 10 softmax
}
train {
    data      cifar10 "drawn"
    loss      crossentropy
    optimizer sgd rate=0.1
    batch     32
    epochs    2
}
END
run shapes drawn --train 64 --test 16 --seed 3
run train old.net -o straight.safetensors --seed 4 --epochs 3 --force
rm -f old.ckpt* old.safetensors
cp "$HERE/checkpoint_format_3.ckpt" old.ckpt
run train old.net --resume old.ckpt --epochs 3
expect 0 "a checkpoint of format 3 goes on"
says 'note: old.ckpt is of an older netc, and does not say what it was trained with' "with a note"
# The checkpoint comes from another machine, or another build: its last bits may differ here.
numbers() { # the floats of a safetensors file
    od -An -v -w4 -t f4 -j $((8 + $(od -An -t u8 -N 8 "$1"))) "$1"
}
close() { # A B: equal but for rounding
    numbers "$1" >a.numbers && numbers "$2" >b.numbers && paste a.numbers b.numbers | awk '
        { d = $1 - $2; n++; if (NF != 2 || d > 1e-5 || d < -1e-5) { print; bad++ } }
        END { exit bad > 0 || n != 40 }'
}
check "to the same weights" close straight.safetensors old.safetensors
rm old.safetensors
cp "$HERE/checkpoint_format_3.ckpt" old.ckpt
echo weights >old
run train old.net --resume old.ckpt --epochs 3
check "where \`old\` is there, they are what goes on" close straight.safetensors old
run train old.net -o other.safetensors --seed 5 --epochs 3
far() { ! close straight.safetensors other.safetensors >/dev/null; }
check "control: those of another training are not close" far

# Two batches of 16 a step are a batch of 32, up to rounding: where nothing depends on the batch.
sed 's/    dropout 0.1//' tiny.net >flat.net
run train flat.net -o whole.safetensors --seed 5 --epochs 1
whole=$(sed -n 's/.* val_loss \([0-9.]*\) .*/\1/p' out)
run train flat.net -o halves.safetensors --seed 5 --epochs 1 --batch 16 --accumulate 2
prints 'batch 16 x 2' "--accumulate"
check "half the batch, twice as many a step: the same loss" \
    test "$(sed -n 's/.* val_loss \([0-9.]*\) .*/\1/p' out)" = "$whole"

# Frozen parts: their hash before and after; a stopped training, and one that is interrupted, with
# all of it.
sed 's/conv ${2:-8} 3x3 relu/&/; s/    maxpool 4x4/    batchnorm\n    maxpool 4x4/; s/data      cifar10 "data"/&\n    freeze    conv_1 batchnorm_1/' \
    all.net | sed '/rate      conv_1/d' >ice.net
run train ice.net -o ice.safetensors --epochs 2
prints '^frozen: 2 layers, 256 parameters, hash [0-9a-f]{16}$' "the frozen parts' hash before"
prints '^frozen parameters unchanged: hash [0-9a-f]{16}$' "and after"
check "are one" test "$(grep -Eo 'hash [0-9a-f]{16}' out | sort -u | wc -l)" -eq 1
run train all.net -o none.safetensors --epochs 1
check "without frozen parts there is none" sh -c '! grep -q frozen out'
sed 's/    schedule .*/    stop val_loss patience=2/' all.net >stop.net
run train stop.net -o stop.safetensors --rate 0
prints 'stopped after epoch 3' "patience ends the training"
check "the best weights are restored, averaged as they are" cmp stop.safetensors \
    stop.best.safetensors
cp stop.safetensors first.safetensors
run train stop.net --resume stop.ckpt
prints 'stopped after epoch 3' "a stopped training stays stopped"
check "with its best weights" cmp stop.safetensors first.safetensors

# The emitted training program takes steps of several batches, too, and keeps the averaged weights:
# those it measured.
if command -v "${CC:-cc}" >/dev/null 2>&1; then
    run all.net -o program.c --main=train
    expect 0 "an emitted training program"
    check "compiles" ${CC:-cc} -std=c99 -O1 program.c -o program -lm
    check "runs" sh -c './program data emitted.safetensors 2 >program.out'
    run eval all.net --weights emitted.safetensors
    check "and saves the weights that it measured" \
        grep -q "^epoch 2: .*test accuracy $(sed -n 's/.*accuracy \([0-9.]*\)  (.*/\1/p' out)" \
        program.out
else
    echo "# there is no compiler: the emitted training program is not tested"
fi
finish
