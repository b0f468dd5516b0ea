# A training that is killed again and again (SIGKILL), and resumed each time, ends with the bits of
# one that was never killed: weights, best weights and checkpoint. Every second kill comes at a
# moment drawn by SEED, the others at a call that writes, syncs, links, renames or removes a file
# (killer.c), before it is made or in the middle of a write: so inside checkpoints, too. Of these
# every second training cannot exchange the names of two files in one step, as on some file systems;
# the others have a checkpoint under its name from the first one on, whenever they are killed. KILLS
# says how many (200).
here=$(cd "$(dirname "$0")" && pwd)
long=$here/../long
. "$here/../cli/tap.inc"
kills=${KILLS:-200} seed=${SEED:-1}
run shapes data --train 160 --test 40 --seed 3
expect 0 "the data set"
cat >t.net <<'END'
net t {
    input   32x32x3 scale=1/255
    conv 8 3x3 relu
    batchnorm
    maxpool 2x2
    flatten
    dropout 0.2
    dense 24 relu
    dense 10 softmax
}
train {
    data       cifar10 "data"
    loss       crossentropy
    optimizer  adam rate=0.003
    batch      16
    accumulate 3
    average    0.9
    augment    flip shift=2
    schedule   cosine warmup=1
    epochs     6
    stop       val_accuracy patience=5
}
END
run train t.net -o straight.safetensors --threads 1
expect 0 "the training that is not killed"
begin=$(date +%s%N)
"$NETC" train t.net -o again.safetensors --threads 1 >again.out 2>&1
lasts=$(( ($(date +%s%N) - begin) / 1000000 ))
check "takes $lasts ms, and gives the same again" cmp straight.safetensors again.safetensors

killer=
if ${CC:-cc} -shared -fPIC -O1 "$long/killer.c" -o killer.so -ldl 2>/dev/null &&
    LD_PRELOAD=$PWD/killer.so "$NETC" --version >/dev/null 2>&1; then
    killer=$PWD/killer.so
else
    echo "# no kills at calls: there is no compiler, or $NETC takes no preloaded library"
fi

# One line a kill: milliseconds, and how many calls are let through.
awk -v n=$((kills * 3 + 9)) -v seed="$seed" -v lasts="$lasts" 'BEGIN {
    srand(seed)
    for (i = 0; i < n; i++) printf "%d.%03d %d\n", (t = int(rand() * lasts * 1.05)) / 1000, t % 1000, 1 + int(rand() * rand() * 160) }' \
        >plan
done_kills=0 at_calls=0 trainings=0 wrong=0 failed=0 previous=0 runs=0 gone=0
while [ "$done_kills" -lt "$kills" ] && [ $runs -lt $((kills * 3)) ]; do
    runs=$((runs + 1))
    set -- $(sed -n "${runs}p" plan)
    if [ -e w.ckpt ] || [ -e w.ckpt.prev ] || [ -e w.ckpt.new ]; then
        args="--resume w.ckpt"
    else
        args="-o w.safetensors --force"
    fi
    apart='' had=''
    [ $((runs % 4)) != 2 ] || apart=1
    [ ! -e w.ckpt ] || had=1
    if [ "$killer" ] && [ $((runs % 2)) = 0 ]; then
        env LD_PRELOAD="$killer" KILL_AT="$2" ${apart:+KILL_NO_EXCHANGE=1} "$NETC" train t.net $args \
            --threads 1 >out 2>err
        status=$?
        calls=1
    else
        "$NETC" train t.net $args --threads 1 >out 2>err &
        pid=$!
        sleep "$1"
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
        status=$?
        calls=0
    fi
    grep -q 'Going on from the checkpoint before it' err && previous=$((previous + 1))
    [ "$apart" ] || [ ! "$had" ] || [ -e w.ckpt ] || gone=$((gone + 1))
    if [ $status = 137 ]; then
        done_kills=$((done_kills + 1))
        at_calls=$((at_calls + calls))
    elif [ $status = 0 ]; then
        trainings=$((trainings + 1))
        cmp straight.safetensors w.safetensors &&
            cmp straight.best.safetensors w.best.safetensors && cmp straight.ckpt w.ckpt ||
            wrong=$((wrong + 1))
        rm -f w.*
    else
        failed=$((failed + 1))
        explain
        rm -f w.*
    fi
done
# The last one to its end.
if [ -e w.ckpt ] || [ -e w.ckpt.prev ] || [ -e w.ckpt.new ]; then
    run train t.net --resume w.ckpt
    expect 0 "the last one ends"
    trainings=$((trainings + 1))
    cmp straight.safetensors w.safetensors && cmp straight.best.safetensors w.best.safetensors &&
        cmp straight.ckpt w.ckpt || wrong=$((wrong + 1))
fi
echo \
    "# $done_kills kills, $at_calls of them at calls; $trainings trainings ended, $previous times from the checkpoint before; seed $seed"
check "$kills kills were made" test "$done_kills" -ge "$kills"
check "no resumed training failed" test $failed = 0
check "no checkpoint was gone where names are exchanged in one step" test $gone = 0
check "every training that ended has the bits of the one that was not killed" test $wrong = 0
[ "$kills" -lt 20 ] || check "some went on from the checkpoint before the last" test $previous -gt 0
finish
