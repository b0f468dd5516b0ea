# `stop`: the training ends when Keras' EarlyStopping would end it, and what is written to OUT is
# what the summary says: the best weights where the file says `stop`, else the last. Keras' rule is
# applied here by awk to the log of a training that runs to its end.
. "$(dirname "$0")/tap.inc"
run shapes data --train 60 --test 40 --seed 3
expect 0 "the data set"
write() {       # write FILE STATEMENT...: a net that soon learns its few pictures by heart
    file=$1
    shift
    cat >"$file" <<END
net t {
    input 32x32x3 scale=1/255
    maxpool 8x8
    flatten
    ${layer:-a: dense 24 relu}
    dense 10 softmax
}
train {
    data      cifar10 "data"
    loss      crossentropy
    optimizer sgd rate=0.3 momentum=0.8
    batch     8
    epochs    24
END
    { printf '    %s\n' "$@"; echo '}'; } >>"$file"
}
train() {       # train NET ARGS...: anew, with a log
    rm -f w.* l.jsonl
    run train "$@" -o w.safetensors --log l.jsonl --threads 1
}
field() { sed -n "s/.*\"$2\":\\([-0-9.e+]*\\).*/\\1/p" "$1"; }
# keras MONITOR PATIENCE MIN_DELTA <VALUES: "EPOCHS BEST", of 24 epochs at most.
keras() {
    awk -v larger="$(case $1 in *accuracy) echo 1 ;; *) echo 0 ;; esac)" -v patience="$2" \
        -v delta="$3" '
        done { next }
        { wait++; epochs = NR }
        NR == 1 || (larger ? $1 - delta > best : $1 + delta < best) { best = $1; at = NR; wait = 0; next }
        wait >= patience { done = 1 }
        END { print epochs, at }'
}
losses() { "$NETC" eval "$1" --weights "$2" --json | tr ',' '\n' |
    sed -n 's/.*"loss": *\([0-9.e+-]*\).*/\1/p'; }

write whole.net
train whole.net
expect 0 "all epochs, without stop"
cp l.jsonl whole.jsonl
prints '^finished after 24 epochs, [0-9]+ steps: the last weights in w.safetensors$' \
    "without stop the last weights are written, and the summary says so"
check "the best are another file" sh -c '! cmp -s w.safetensors w.best.safetensors'
best=$(field whole.jsonl val_loss | keras val_loss 1000 0 | cut -d' ' -f2)
prints "^best val_loss [0-9.]+ in epoch $best: w.best.safetensors$" \
    "of the epoch with the least val_loss"
near() { awk -v a="$1" -v b="$2" \
    'BEGIN { d = a - b; exit !(a != "" && b != "" && d < 2e-5 && d > -2e-5) }'; }
check "the last weights have the last epoch's loss" near "$(losses whole.net w.safetensors)" \
    "$(field whole.jsonl val_loss | tail -1)"
check "the best file has the best epoch's" near "$(losses whole.net w.best.safetensors)" \
    "$(field whole.jsonl val_loss | sed -n "${best}p")"

for monitor in val_loss val_accuracy loss accuracy; do
    for patience in 0 1 2 100; do
        for delta in 0 0.05; do
            set -- $(field whole.jsonl $monitor | keras $monitor $patience $delta)
            epochs=$1 best=$2
            write stop.net "stop $monitor patience=$patience min_delta=$delta"
            train stop.net
            right=0
            [ "$(grep -c . l.jsonl)" = "$epochs" ] &&
                grep -q "^best $monitor [0-9.]* in epoch $best: w.best.safetensors\$" out &&
                grep -Eq '(holds the best weights$|: the best weights in w.safetensors$)' out &&
                    cmp -s w.safetensors w.best.safetensors &&
                near "$(losses stop.net w.safetensors)" \
                    "$(field whole.jsonl val_loss | sed -n "${best}p")" || right=1
            result $right \
                "stop $monitor patience=$patience min_delta=$delta: $epochs epochs, the best is $best"
            [ $right -eq 0 ] || explain
        done
    done
done
write zero.net 'stop val_loss'
train zero.net
cp l.jsonl zero.jsonl
write one.net 'stop val_loss patience=1'
train one.net
check "patience is 0 unless written, which is as 1" test "$(grep -c . zero.jsonl)" = \
    "$(grep -c . l.jsonl)"

# The same file at the end of every way there: resumed at each epoch, under another name, with other
# epochs.
write stop.net 'stop val_loss patience=2'
train stop.net
cp w.safetensors want.safetensors
last=$(sed -n 's/^stopped after epoch \([0-9]*\):.*/\1/p' out)
for epoch in 1 $((last - 2)) $((last - 1)) "$last"; do
    train stop.net --epochs "$epoch"
    run train stop.net --resume w.ckpt --epochs 24
    check "resumed after epoch $epoch: the best weights" cmp want.safetensors w.safetensors
done
train stop.net --epochs $((last - 1))
prints '^finished after [0-9]+ epochs, [0-9]+ steps: the best weights in w.safetensors$' \
    "fewer --epochs: the best of them"
check "are those of the same epoch" cmp want.safetensors w.safetensors
run train stop.net --resume w.ckpt --epochs 24 -o other.safetensors
prints '^best val_loss [0-9.]+ in epoch [0-9]+: other.best.safetensors$' \
    "resumed under another name, the summary names a best file"
check "that is there" cmp want.safetensors other.best.safetensors
check "and OUT has the same" cmp want.safetensors other.safetensors
write patient.net 'stop val_loss patience=100'
train stop.net
run train patient.net --resume w.ckpt
prints '^finished after 24 epochs' "more patience lets a stopped training go on"
check "to the best of all" cmp w.safetensors w.best.safetensors

write other.net 'stop val_accuracy patience=2'
train stop.net
run train other.net --resume w.ckpt -o x.safetensors
fails 1 \
    'w.ckpt belongs to a training that kept the weights of the best val_loss; here it is val_accuracy' \
    "a best value of another kind is not compared"
write plateau.net 'schedule plateau accuracy patience=2'
write plateau2.net 'schedule plateau loss patience=2'
train plateau.net --epochs 3
run train plateau2.net --resume w.ckpt --epochs 5
fails 1 'schedule: monitor was accuracy, is loss' "nor that of another plateau"
run train plateau2.net --resume w.ckpt --epochs 5 --changed
fails 1 'w.ckpt belongs to a training whose plateau watched accuracy; here it watches loss' \
    "not even when told that it is changed"

# Averaged weights, frozen parts, held-out images.
write average.net 'average 0.9' 'stop val_loss patience=3'
train average.net
check "averaged: OUT is the best" cmp w.safetensors w.best.safetensors
check "with the loss that the summary says" near "$(losses average.net w.safetensors)" \
    "$(field l.jsonl val_loss | sed -n "$(sed -n 's/^best .* in epoch \([0-9]*\):.*/\1/p' out)p")"
layer='a: dense 24 relu frozen' write frozen.net 'stop val_accuracy patience=3'
train frozen.net
check "frozen: OUT is the best" cmp w.safetensors w.best.safetensors
write held.net 'validation 0.3' 'stop val_loss patience=3'
train held.net
check "held out: OUT is the best" cmp w.safetensors w.best.safetensors

# Interrupted: also then.
write long.net 'stop val_accuracy patience=1000000'
rm -f w.*
"$NETC" train long.net -o w.safetensors --epochs 1000000 >out 2>err &
pid=$!
for i in $(seq 200); do
    grep -q '^epoch 9/' out && break
    sleep 0.1
done
kill -INT $pid
wait $pid
status=$?
expect 130 "interrupted"
prints '^interrupted after [0-9]+ epochs, [0-9]+ steps: the best weights in w.safetensors$' \
    "the best weights are written, and the summary says so"
check "they are the best" cmp w.safetensors w.best.safetensors
# A loss that is not finite any more: what was best stays.
train stop.net --epochs 2
cp w.best.safetensors want.safetensors
run train stop.net --resume w.ckpt --epochs 9 --rate 3e38
fails 1 \
    'became (NaN|infinite) at step [0-9]+ .*; w.safetensors holds the weights after epoch [12], the best ones' \
    "a loss that is not finite ends it"
check "OUT has the best weights" cmp want.safetensors w.safetensors
check "and so has the best file" cmp want.safetensors w.best.safetensors

# Keras' ReduceLROnPlateau, with its min_delta.
for delta in 0 0.0001 0.05; do
    write plateau.net "schedule plateau val_loss factor=0.5 patience=1 min=0.01 min_delta=$delta"
    train plateau.net
    field l.jsonl val_loss | awk -v delta=$delta 'BEGIN { rate = 0.3 }
        { print rate; wait++ }
        NR == 1 || $1 + delta < best { best = $1; wait = 0; next }
        wait >= 1 { rate = rate * 0.5 < 0.01 ? 0.01 : rate * 0.5; wait = 0 }' >want
    field l.jsonl rate >rates
    check "plateau min_delta=$delta: the rates of Keras' ReduceLROnPlateau" sh -c \
        'paste rates want | awk "{ d = \$1 - \$2; if (d > 1e-6 || d < -1e-6) bad = 1 } END { exit bad || NR != 24 }"'
done
finish
