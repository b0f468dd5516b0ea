# train, eval, predict on the drawn data set: files written, logs, resume, interruption, early
# stopping, and bad data.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
run shapes data --train 320 --test 80 --seed 3
expect 0 "shapes draws a data set"
prints 'a drawn data set' "shapes says that it is drawn"

run train tiny.net -o w.safetensors --seed 5 --log log.jsonl
expect 0 "train succeeds"
prints '^epoch 2/2  loss [0-9.]+  accuracy [0-9.]+  val_loss [0-9.]+  val_accuracy' \
    "train prints a line an epoch"
check "the final weights are there" test -s w.safetensors
check "the best weights are there" test -s w.best.safetensors
check "the checkpoint is there" test -s w.ckpt
check "the log has a line an epoch" test "$(grep -c '"val_loss":' log.jsonl)" -eq 2
check "and says whose training it is" \
    grep -q '"net":"tiny","layout":"[0-9a-f]*","monitor":"val_loss","seed":5,"batch":32,"images":[0-9]*,"epochs":2}$' \
    log.jsonl
check "a log line is JSON" sh -c 'tail -1 log.jsonl >l.json'
check "a log line is JSON" json_ok l.json
check "no temporary file is left" sh -c '! ls -A | grep tmp'

run train tiny.net -o same.safetensors --seed 5 --threads 1
check "the same seed gives the same weights, whatever the number of threads" cmp w.safetensors \
    same.safetensors
run train tiny.net -o other.safetensors --seed 6
check "another seed gives other weights" sh -c '! cmp -s w.safetensors other.safetensors'

run train tiny.net -o half.safetensors --seed 5 --epochs 1
expect 0 "one epoch"
run train tiny.net -o half.safetensors --resume half.ckpt --epochs 2
expect 0 "resume succeeds"
prints '^epoch 2/2' "resume goes on with the second epoch"
check "resumed training ends with the same weights" cmp w.safetensors half.safetensors
run train tiny.net -o half.safetensors --resume half.ckpt
expect 0 "resuming a finished training does nothing"
check "and keeps the weights" cmp w.safetensors half.safetensors
run train tiny.net -o again.safetensors --resume w.safetensors
fails 1 'w.safetensors is no checkpoint' "weights are no checkpoint"
run train tiny.net --resume missing.ckpt
fails 1 'missing.ckpt' "a checkpoint that is not there"
write_tiny wide.net 12
run train wide.net --resume w.ckpt -o x.safetensors
fails 1 'w.ckpt is a checkpoint of another net' "a checkpoint of another net"
run train tiny.net --resume w.ckpt --limit 100 -o x.safetensors
fails 1 'on 320 images; here are 100' "a checkpoint of other data"
head -c 3000 w.ckpt >cut.ckpt
run train tiny.net --resume cut.ckpt -o x.safetensors
fails 1 'cut.ckpt' "a truncated checkpoint"
check "failed runs write no weights" sh -c '! ls x.* 2>/dev/null'

run train tiny.net -o lim.safetensors --limit 64 --epochs 1
prints 'the first 64 of them' "--limit takes the first images, and says so"
prints '64 images' "and trains on these"
run train tiny.net -o warm.safetensors --weights w.safetensors --epochs 1
expect 0 "train from given weights"

# Interrupted in the middle of an epoch, then resumed: the same weights as without the interruption.
"$NETC" train tiny.net -o long.safetensors --seed 5 --epochs 2000 >long.out 2>&1 &
pid=$!
i=0
until grep -q '^epoch 1/' long.out 2>grep.out || [ $i -ge 150 ]; do
    i=$((i + 1))
    sleep 0.2
done
kill -INT $pid
wait $pid
status=$?
cp long.out out; : >err
expect 130 "Ctrl-C ends with status 130"
prints 'to go on: --resume long.ckpt' "and says how to go on"
check "weights are written when interrupted" test -s long.safetensors
epochs=$(sed -n 's/^interrupted after \([0-9]*\) epoch.*/\1/p' long.out)
run train tiny.net -o long.safetensors --resume long.ckpt --epochs $((epochs + 1))
expect 0 "an interrupted training resumes"
run train tiny.net -o whole.safetensors --seed 5 --epochs $((epochs + 1))
check "and ends with the weights of one that was never interrupted" cmp long.safetensors \
    whole.safetensors

# Killed, not asked to stop: the last checkpoint is whole and its training ends as an uninterrupted
# one. What the options said comes back with it: seed (and so the held-out images), batch and rate;
# the weights go beside it.
sed 's/epochs    2/epochs    6\n    validation 0.2/' tiny.net >held.net
run train held.net -o straight.safetensors --seed 9 --batch 16 --rate 0.003
expect 0 "a training with held-out images"
"$NETC" train held.net -o killed.safetensors --seed 9 --batch 16 --rate 0.003 --epochs 3000 \
    >killed.out 2>&1 &
pid=$!
i=0
until [ -s killed.ckpt ] || [ $i -ge 300 ]; do
    i=$((i + 1))
    sleep 0.1
done
kill -9 $pid
wait $pid 2>/dev/null
cp killed.ckpt any.ckpt
run train held.net --resume any.ckpt --epochs 1
expect 0 "the checkpoint of a killed training is whole"
run train held.net -o part.safetensors --seed 9 --batch 16 --rate 0.003 --epochs 2
run train held.net --resume part.ckpt --epochs 6
prints 'batch 16, seed 9, rate 0.003' "resume takes seed, batch and rate from the checkpoint"
check "and ends with the same weights, beside the checkpoint" cmp straight.safetensors \
    part.safetensors
epochs=$(sed -n 's/^finished after \([0-9]*\) epoch.*/\1/p' out)
rm -f killed.ckpt*
"$NETC" train held.net -o killed.safetensors --force --seed 9 --batch 16 --rate 0.003 >killed.out \
    2>&1 &
pid=$!
i=0
until grep -q '^epoch 2/' killed.out 2>grep.out || [ $i -ge 600 ]; do
    i=$((i + 1))
    sleep 0.05
done
kill -9 $pid 2>/dev/null
wait $pid 2>/dev/null
run train held.net --resume killed.ckpt
check "a training killed in the middle ends with the same weights" cmp straight.safetensors \
    killed.safetensors
prints "^finished after $epochs epochs" "after as many epochs"
check "a checkpoint holds the parameters once" \
    sh -c '! head -c 2000 straight.ckpt | grep -q "\"params\""'
rm -f killed.*.tmp.*
sed 's/adam rate=0.005/rmsprop/' held.net >other.net
run train other.net --resume part.ckpt -o x.safetensors
fails 1 'part.ckpt is a checkpoint of a training with optimizer adam; tiny says rmsprop' \
    "a checkpoint of another optimizer"
sed 's/adam rate=0.005/sgd momentum=0.9/' held.net >sgd.net
sed 's/adam rate=0.005/sgd/' held.net >plain_sgd.net
run train sgd.net -o sgd.safetensors --epochs 1
run train plain_sgd.net --resume sgd.ckpt -o x.safetensors
fails 1 'sgd.ckpt is of a training that tiny no longer describes: optimizer: momentum was 0.9, is 0' \
    "a checkpoint of the same optimizer, set otherwise"
run train plain_sgd.net --resume sgd.ckpt -o x.safetensors --changed
fails 1 'sgd.ckpt: expected .state. with [0-9]+ bytes, found [0-9]+' \
    "a checkpoint of the same optimizer with another state"

# A layer that nothing uses is in no plan, yet its weights come back too.
sed 's/    flatten/    x: identity\n    idle: conv 4 3x3\n    flatten from x/' tiny.net >idle.net
run init idle.net -o idle0.safetensors --seed 77
run train idle.net -o idle1.safetensors --weights idle0.safetensors
expect 0 "a net with a layer that nothing uses"
run train idle.net -o idle2.safetensors --weights idle0.safetensors --epochs 1
run train idle.net --resume idle2.ckpt --epochs 2
check "resumes with the weights of that layer" cmp idle1.safetensors idle2.safetensors

# The reader of the output goes away: as when interrupted.
"$NETC" train tiny.net -o piped.safetensors --epochs 3000 2>piped.err | head -n 1 >/dev/null
check "a closed pipe ends the training with its weights written" test -s piped.safetensors
check "and its checkpoint" test -s piped.ckpt

# Early stopping: a rate of 0 never improves, so patience runs out and the first epoch is the best.
sed 's/epochs    2/epochs 9\n    stop val_loss patience=2/' tiny.net >stop.net
run train stop.net -o stop.safetensors --rate 0
prints 'stopped after epoch 3' "patience ends the training"
check "the best weights are restored" cmp stop.safetensors stop.best.safetensors

run train tiny.net -o nan.safetensors --rate 1e30
fails 1 \
    '(the loss|a weight of [a-z0-9_.]+|the validation loss) became (NaN|infinite) at step [0-9]+' \
    "a loss that is not finite stops the training at its step"
check "and writes no weights" test ! -e nan.safetensors
sed 's|scale=1/255|scale=1e25|' tiny.net >over.net
run train over.net -o over.safetensors
fails 1 \
    'the gradient of [a-z0-9_.]+ overflowed at step [0-9]+ .*epoch 1, sample [0-9]+ of [0-9]+.; no weights were written' \
    "a gradient that overflows behind a finite loss does so too"
check "and writes no weights" test ! -e over.safetensors
cp w.safetensors keep.safetensors
run train tiny.net -o keep.safetensors --rate 1e30 --force
check "nor overwrites good ones" cmp w.safetensors keep.safetensors
run train tiny.net -o late.safetensors --seed 5 --epochs 1
cp late.safetensors first.safetensors
run train tiny.net -o late.safetensors --resume late.ckpt --epochs 2 --rate 1e30
fails 1 'late.safetensors holds the weights after epoch 1, the last good ones' \
    "later, it says what the weights file holds"
check "namely the last good weights" cmp first.safetensors late.safetensors
# Room for the checkpoint of the first epoch, not for the second one's, which holds the best weights
# beside the last (a rate of 0 never improves): the first stays.
run train tiny.net -o tight.safetensors --rate 0 --epochs 1
blocks=$(( $(wc -c <tight.ckpt) / 512 + 2 ))
(ulimit -f $blocks; "$NETC" train tiny.net -o tight.safetensors --rate 0 --epochs 2 --force >out \
    2>err </dev/null)
status=$?
fails 1 'cannot write tight.ckpt.new: File too large; tight.ckpt is still as after epoch 1' \
    "no room for a checkpoint: it says what is left"
run train tiny.net --resume tight.ckpt --rate 0 --epochs 2
expect 0 "leaves the one before, whole"
check "and no temporary file" sh -c '! ls | grep tmp'
if [ -w /dev/full ]; then
    run train tiny.net -o logged.safetensors --epochs 1 --log /dev/full
    fails 1 'cannot write to the log' "a log on a full disk"
    check "costs no weights" test -s logged.safetensors
fi

# On a terminal of 60 columns the progress line does not wrap.
if script -qec true typescript >/dev/null 2>&1 </dev/null && [ -f typescript ]; then
    script -qec "stty cols 60; $NETC train tiny.net -o terminal.safetensors --epochs 1" typescript \
        >/dev/null 2>&1 </dev/null
    tr '\r' '\n' <typescript | grep -a 'ETA' >eta
    check "a terminal gets a progress line with an ETA" test -s eta
    check "that fits" awk 'length($0) >= 60 { bad = 1 } END { exit bad }' eta
    tr '\r' '\n' <typescript | grep -av '^Script ' >lines
    check "no other line wraps either" awk 'length($0) > 60 { bad = 1; print } END { exit bad }' lines
    check "an epoch is told in brief" grep -aEq '^1/1 loss [0-9.]+ acc [0-9.]+  val [0-9.]+' lines
    check "and a long line goes on, indented" grep -aEq '^  ' lines
else
    echo "# script(1) is missing or has no terminal to give: progress on a terminal is not tested"
fi
for rate in nan inf -inf -1 1e39 1e400 x ''; do
    run train tiny.net -o x.safetensors --rate "$rate"
    fails 2 'rate: expected a number from 0 to 3.40282e\+38' "--rate '$rate'"
done
bad() {         # bad OPTIMIZER MESSAGE: refused at its place
    sed "s|adam rate=0.005|$1|" tiny.net >bad.net
    run train bad.net -o x.safetensors
    fails 1 "^bad.net:14:[0-9]+: error: $2" "optimizer $1"
}
bad 'adam rate=-1' 'rate of adam is -1; it must be from 0 to 1000000'
bad 'adam rate=1e400' 'this number is too large'
bad 'adam rate=0/0' 'division by zero'
bad 'adam rate=nan' 'rate of adam must be a number'
bad 'adam eps=0' 'eps of adam is 0; it must be from 1e-30 to 1'
bad 'rmsprop eps=1e-40' 'eps of rmsprop is 1e-40; it must be from 1e-30 to 1'
bad 'adamw beta1=1' 'beta1 of adamw is 1; it must be from 0 to 0.999999'
bad 'sgd momentum=1.5' 'momentum of sgd is 1.5; it must be from 0 to 1'
bad 'sgd clip=-1' 'clip of sgd is -1; it must be at least 0'
bad 'sgd clip=1e-60' 'clip is 1e-60; it must be 0 .no limit. or at least 1e-30'
bad 'sgd global_clipnorm=1e300' 'global_clipnorm of sgd is 1e\+300; it must be from 0 to 1e\+30'
run train tiny.net --data nowhere -o x.safetensors
fails 1 'nowhere' "missing data"
mv data gone
run train tiny.net -o x.safetensors
fails 1 'cannot open the CIFAR-10 folder data: .*expected a folder with .*--data names another' \
    "data that the file names and are not there"
mv gone data
run train tiny.net --data cifar10:tiny.net -o x.safetensors
fails 1 'tiny.net' "data that is no folder"
cp -r data short
head -c 100000 data/data_batch_2.bin >short/data_batch_2.bin
run train tiny.net --data short -o x.safetensors
fails 1 'short/data_batch_2.bin' "a truncated batch"
sed 's/dense 10 softmax/dense 4 softmax/' tiny.net >four.net
run train four.net -o x.safetensors
fails 1 'label' "labels beyond the net's outputs"
printf \
    'net v {\n    input 10\n    dense 10 softmax\n}\ntrain {\n    loss crossentropy\n    optimizer adam\n}\n' \
    >vector.net
run train vector.net --data data -o x.safetensors
fails 1 'v takes 10 channels; pictures give 3' "a net that takes no pictures"
sed 's/scale=1\/255/scale=1\/255\n    labels a b c d e f g h i circle/' tiny.net >clash.net
run train clash.net -o x.safetensors
fails 1 'circle|label' "class names that clash with the data's"
run train tiny.net -o nowhere/w.safetensors
fails 1 'nowhere/w.safetensors' "an output folder that is not there"
run train tiny.net -o x.safetensors --log nowhere/log
fails 1 'cannot open the log nowhere/log' "a log that cannot be opened"
sed '/^train/,$d' tiny.net >bare.net
run train bare.net -o x.safetensors
fails 1 'loss' "training needs a loss"
check "no failed run leaves weights" sh -c '! ls x.* nowhere 2>/dev/null'
finish
