# netc sweep: every combination of values and seeds is trained as netc train trains it, the table is
# that of the logs, and a sweep that was stopped goes on.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net 4
sed 's/^net tiny/param width = 4\nparam step = 0.005\nparam act = relu\n&/; s/conv 4 3x3 relu/conv width 3x3 act/
    s/rate=0.005/rate=step/; s/epochs    2/epochs 3/' tiny.net >s.net
grep -q 'conv width 3x3 act' s.net && grep -q 'rate=step' s.net || echo "Bail out! tiny.net has changed"
run shapes data --train 128 --test 64 --seed 3

run sweep s.net -D width=3,4 -D step=0.01,0.002 --seeds 2 -o a
expect 0 "four combinations of two seeds"
check "eight trainings, each with weights, log and end" sh -c \
    'for e in safetensors jsonl done txt; do [ $(ls a/*.$e | grep -vc best) = 8 ] || exit 1; done'
prints '^ *width +step +runs +loss +accuracy % +best epoch +seconds$' "the heads of the table"
check "a line a combination" sh -c '[ $(grep -cE "^ +[34] +0\.0[01]2? " out) = 4 ]'
prints '^8/8  width=4,step=0.002,seed=2: val_loss [0-9.]+, val_accuracy [0-9.]+ %' "a line a training"
check "the best combination stands first" sh -c 'grep -E "^ +[34] +0\.0" out | awk "{print \$4}" | sort -c -n'

run train s.net -D width=3 -D step=0.002 --seed 2 -o one.safetensors --log one.jsonl
check "a training of the sweep is that of netc train, bit for bit" \
    cmp one.safetensors 'a/width=3,step=0.002,seed=2.safetensors'
run sweep s.net -D width=3,4 -D step=0.01,0.002 --seeds 2 -o a --json
expect 0 "the same again, as JSON"
check "trains nothing anew" sh -c '[ $(cat a/*.jsonl | wc -l) = 24 ]'
check "is JSON" json_ok out
# The means by an independent computation from the logs: of the epoch with the least val_loss.
check "its means and spreads are those of the logs" sh -c '
    for w in 3 4; do for r in 0.01 0.002; do
        for s in 1 2; do
            sed "s/.*\"val_loss\":\([0-9.e-]*\).*/\1/" "a/width=$w,step=$r,seed=$s.jsonl" | sort -g | head -1
        done | awk "{v[NR] = \$1} END {m = (v[1] + v[2]) / 2; d = v[1] - v[2]; if (d < 0) d = -d
                     printf \"%.6f %.6f\n\", m, d / sqrt(2)}"
    done; done | sort >want
    grep -A2 "\"loss\": {" out | sed -n "s/.*\"mean\": \([^,]*\).*/\1/p; s/.*\"spread\": \(.*\)/\1/p" |
        paste -d" " - - | awk "{printf \"%.6f %.6f\n\", \$1, \$2}" | sort >have
    [ $(wc -l <have) = 4 ] && paste -d" " want have |
        awk "{ if ((\$1 - \$3)^2 > 1e-10 || (\$2 - \$4)^2 > 1e-10) bad = 1 } END { exit bad }"'

run sweep s.net -D width=3,4 -D step=0.01,0.002 --seeds 2 -o a --epochs 4
fails 1 'seed=1.done is of a training with another net or other options' "other options, same folder"
run sweep s.net -D width=3 -D step=0.01 -o a --epochs 4 --force
expect 0 "unless it is forced"
check "then it is trained anew" sh -c '[ $(wc -l <"a/width=3,step=0.01,seed=1.jsonl") = 4 ]'

# Stopped in the second training: the same command ends with the same bits.
for try in 1 2 3 4 5 6 7 8; do
    rm -rf b
    "$NETC" sweep s.net -D width=3,4 --epochs 40 -o b >stopped 2>&1 &
    pid=$!
    while kill -0 $pid 2>/dev/null && ! grep -qs '"epoch":[2-9]' 'b/width=4,seed=1.jsonl'; do :; done
    kill -INT $pid 2>/dev/null || kill -TERM $pid 2>/dev/null
    wait $pid
    status=$?
    [ ! -e 'b/width=4,seed=1.done' ] && break
done
check "a signal ends it with status 130" [ $status = 130 ]
check "and says how to go on" grep -q '^stopped; the same command goes on from here$' stopped
check "no training is left behind" sh -c '! ls b/*.lock 2>/dev/null | grep .'
run sweep s.net -D width=3,4 --epochs 40 -o b
expect 0 "it goes on"
run sweep s.net -D width=3,4 --epochs 40 -o c
expect 0 "one that was not stopped"
check "has the same weights" sh -c 'for w in 3 4; do cmp "b/width=$w,seed=1.safetensors" "c/width=$w,seed=1.safetensors" || exit 1; done'

# Killed: the training that was under way ends, too, and leaves a checkpoint.
"$NETC" sweep s.net -D width=3,4 --epochs 100000 -o k >killed 2>&1 &
pid=$!
while kill -0 $pid 2>/dev/null && ! grep -qs '"epoch":2' 'k/width=3,seed=1.jsonl'; do :; done
check "its training has a lock" test -e 'k/width=3,seed=1.ckpt.lock'
run sweep s.net -D width=3,4 --epochs 100000 -o k
fails 1 '^netc: another sweep is training width=3,seed=1 in k. .*-o$' "a second sweep beside it"
check "leaves the log" grep -q '"epoch":2' 'k/width=3,seed=1.jsonl'
run sweep s.net -D width=5,6 --epochs 1 -o k
expect 0 "one of other trainings in the same folder runs beside it"
kill -KILL $pid
wait $pid 2>/dev/null
gone() {
    for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        ls k/*.lock >/dev/null 2>&1 || return 0
        sleep 0.5
    done
    return 1
}
check "a killed sweep leaves no training behind" gone
check "but its checkpoint" test -s 'k/width=3,seed=1.ckpt'
check "which it could write" grep -q '^interrupted' 'k/width=3,seed=1.txt'

# Other data.
run sweep s.net -D width=3,4 --epochs 40 -o b
expect 0 "what has ended is told again"
cp data/data_batch_1.bin kept.bin
touch -d '2001-02-03' data/data_batch_1.bin
run sweep s.net -D width=3,4 --epochs 40 -o b
fails 1 'width=3,seed=1.done is of a training on other files: .* --force' "data that have changed since"
cp -p kept.bin data/data_batch_1.bin

# Failures and mistakes.
mkdir -p 'd/step=0.02,seed=1.safetensors'
run sweep s.net -D step=0.01,0.02 -o d
expect 0 "a training that fails does not end the sweep"
prints '^2/2  step=0.02,seed=1: failed: .*seed=1.safetensors.* .d/step=0.02,seed=1.txt.$' "but is told"
prints '^ *0.02 +0 of 1 +- ' "and has no figures"
rmdir 'd/step=0.02,seed=1.safetensors'
run sweep s.net -D step=0.01,0.02 -o d
prints '^2/2  step=0.02,seed=1: val_loss' "it is tried again the next time"
run sweep s.net --seeds 2 -o f --weights none.safetensors
fails 1 '^netc: all 2 trainings failed$' "when all fail, so does the sweep"
run sweep s.net -D widht=3,4 -o e
fails 1 's.net has no `param widht`; did you mean `width`\?' "an unknown name"
check "nothing was made" [ ! -e e ]
run sweep s.net -D width=3,0 -o e
fails 1 'filters of conv is 0' "a value that cannot be is told before anything is trained"
check "again nothing was made" [ ! -e e ]
run sweep s.net -D width=3 -D width=4 -o e
fails 2 '-D width is given twice: list its values in one, width=A,B' "a name twice"
run sweep s.net -D step=0.01,0.002,1e-2 -o e
fails 2 '-D step=0.01,0.002,1e-2: 0.01 and 1e-2 are the same value' "a value twice"
run sweep s.net -D act=relu,relu -o e
fails 2 'relu and relu are the same value' "a word twice"
run sweep s.net -D width -o e
fails 2 '-D width: expected NAME=A,B,...' "no values"
run sweep s.net -o e
fails 2 'nothing to vary: list values by -D NAME=A,B, or seeds by --seeds N' "nothing to vary"
run sweep s.net --seeds 2
fails 2 '-o' "no folder"
run sweep s.net -D width=1,2,3,4,5,6,7,8,9,10,11 --seeds 100 -o e
fails 2 'more than 1000 trainings' "too many"
finish
