# --mem-limit: the same weights, gradients and emitted results with values computed twice; what mem
# and explain say of it; limits that cannot be met, and sizes that are none.
. "$(dirname "$0")/tap.inc"

"$NETC" shapes data --train 96 --test 20 >/dev/null || echo "# no data"
cat >res.net <<'END'
net res {
    input 32x32x3 scale=1/255
    a: conv 16 3x3 relu
    batchnorm
    conv 16 3x3 relu
    batchnorm
    dropout 0.2
    add a
    relu
    maxpool 2x2
    b: conv 32 3x3
    batchnorm
    relu
    conv 32 3x3
    batchnorm
    add b
    relu
    maxpool 2x2
    dropout 0.3
    globalavgpool
    dense 10 softmax
}
train {
    data cifar10 "data"
    loss crossentropy
    optimizer adam rate=0.002
    batch 32
    epochs 1
    seed 4
}
END

run mem res.net --mem-limit=1k
fails 1 \
    'training plan does not fit.*smallest possible is --mem-limit=[0-9]+k$' "a limit that cannot be met names the smallest"
least=$(sed -n 's/.*possible is --mem-limit=\([0-9]*\)k$/\1/p' err)
run mem res.net --json
full=$(sed -n '/"training"/,/}/s/.*"total": \([0-9]*\).*/\1/p' out)
check "the smallest is below four fifths of the whole" [ "$((least * 5120))" \
    -lt "$((full * 4))" ]
run mem res.net --mem-limit="$((least - 1))k"
fails 1 "smallest possible is --mem-limit=${least}k" "one kilobyte less is refused"
run mem res.net --mem-limit="${least}k"
expect 0 "the smallest is accepted"
kept=$(sed -n 's/^netc: note: .*--train.*grad.*--mem-limit=\([0-9]*\)k$/\1/p' err)
check "and a note says what C with --train takes" [ "${kept:-0}" -gt "$least" ]
run res.net -o kept.c --train --mem-limit="${least}k"
fails 1 "smallest possible is --mem-limit=${kept}k" "which refuses it"
run res.net -o kept.c --train --mem-limit="${kept}k"
expect 0 "and takes what the note says"
run mem res.net --mem-limit="${kept}k"
check "where that fits, mem has no note" sh -c '! grep -q note err'
prints '^--mem-limit=.*computed again in the backward pass:' \
    "mem says that values are computed again"
prints 'FLOP more a step \([0-9.]+ %\), about .* ms more on one core' "and what it costs"
prints '^  (b|conv_1|batchnorm_[0-9])[a-z.]*out ' "and which"
run mem res.net --mem-limit="${least}k" --json
check "mem --json is JSON" json_ok out
prints '"flops_percent": [0-9.]+' "with the cost"
run explain res.net --train --mem-limit="${least}k"
prints '^    recompute +[a-z]' "explain shows the repeated kernels"
run explain res.net --train
prints '^    backward' "without a limit the backward pass is there"
check "and nothing is repeated" sh -c '! grep -q "^    recompute" out'

run train res.net -o free.safetensors
expect 0 "train without a limit"
for k in "${least}k" "$(((least + full / 1024) / 2))k" 1G; do
    run train res.net -o limited.safetensors --force --mem-limit="$k"
    expect 0 "train with --mem-limit=$k"
    check "the same weights, bit for bit" cmp free.safetensors limited.safetensors
done
run train res.net -o limited.safetensors --force --mem-limit=1k
fails 1 'training plan does not fit' "train refuses a limit that cannot be met"
run eval res.net --weights free.safetensors --mem-limit=1k
fails 1 'inference plan does not fit.*at batch 32' "eval refuses a plan above the limit"
run eval res.net --weights free.safetensors --mem-limit=100M
expect 0 "eval within a limit"

# A frozen prefix is computed once for all steps, limited or not.
sed 's/a: conv 16 3x3 relu/conv 16 3x3 relu frozen\n    conv 8 3x3 relu frozen\n    a: conv 16 3x3 relu/' \
    res.net >ice.net
run mem ice.net --mem-limit=1k
least=$(sed -n 's/.*possible is --mem-limit=\([0-9]*\)k$/\1/p' err)
run train ice.net -o free.safetensors --force
expect 0 "train with frozen layers"
for cache in "" --no-cache; do
    # shellcheck disable=SC2086
    run train ice.net -o limited.safetensors --force --mem-limit="${least}k" $cache
    expect 0 "and with a limit $cache"
    check "the same weights, bit for bit" cmp free.safetensors limited.safetensors
done
run explain ice.net --train --mem-limit="${least}k" --json
check "explain --json is JSON" json_ok out
prints '"freezing_saves": null' "the limited plan is not compared with an unfrozen one"
check "and nothing else is said" [ ! -s err ]

run mem res.net --batch 1 --mem-limit=100
fails 1 'does not fit into 100 B: at batch 1 it takes 1.40 MiB' "small sizes in small units"

for s in 12Q 0 -5M M 1.5.5k ""; do
    run mem res.net --mem-limit="$s"
    fails 2 'mem-limit' "--mem-limit=$s is no size"
done
run mem res.net --mem-limit=0.5g
expect 0 "0.5g is a size"

run mem res.net --mem-limit=1k
least=$(sed -n 's/.*possible is --mem-limit=\([0-9]*\)k$/\1/p' err)
if command -v cc >/dev/null; then
    for k in "" "--mem-limit=$((least * 5 / 4))k"; do
        # shellcheck disable=SC2086
        run res.net -o "m$k.c" --main=train $k
        expect 0 "emit${k:+ with a limit}"
        check "it compiles" cc -O1 -Wall -Werror "m$k.c" -o "m$k" -lm
        check "and trains" "./m$k" data "w$k.safetensors" 1
        sed -n 's/#define RES_TRAIN_BYTES (*\([0-9]*\).*/\1/p' "m$k.h" >>sizes
    done
    check "emitted with a limit: the same weights" cmp w.safetensors \
        "w--mem-limit=$((least * 5 / 4))k.safetensors"
    check "in less memory" sh -c '[ "$(sed -n 1p sizes)" -gt "$(sed -n 2p sizes)" ]'
fi
# ---- inference: smaller prepared weights ----
cat >wide.net <<'END'
net wide {
    input 24x24x3
    conv 32 3x3 relu
    conv 32 3x3 relu
    conv 32 3x3 relu
    maxpool 2x2
    conv 64 3x3 relu
    globalavgpool
    dense 10 softmax
}
END
model_bytes() { sed -n 's/^#define WIDE_MODEL_BYTES (*\([0-9]*\).*/\1/p' "$1"; }
run wide.net -o large.c --batch 1
expect 0 "emitted without a limit"
run wide.net -o small.c --batch 1 --mem-limit=1k
fails 1 \
    'inference plan does not fit.*smallest prepared weights.*smallest possible is --mem-limit=[0-9]+k$' "a limit that inference cannot meet names the smallest"
least=$(sed -n 's/.*possible is --mem-limit=\([0-9]*\)k$/\1/p' err)
run wide.net -o small.c --batch 1 --mem-limit="$((least - 1))k"
fails 1 "smallest possible is --mem-limit=${least}k" "one kilobyte less is refused"
run wide.net -o small.c --batch 1 --mem-limit="${least}k"
expect 0 "the smallest is taken"
run wide.net -o middle.c --batch 1 --mem-limit="$((least + 500))k"
expect 0 "and more"
check "a prepared model shrinks as far as the limit asks" sh -c "
    test $(model_bytes small.h) -lt $(model_bytes middle.h) && test $(model_bytes middle.h) -lt $(model_bytes large.h)"
for size in large middle small; do
    cat >$size.main.c <<END
#include "$size.h"
#include <stdio.h>
static union { unsigned char b[WIDE_SELFTEST_BYTES + 64]; double d; } mem;
int main(void) { unsigned char *p = mem.b + (64 - (size_t)mem.b % 64) % 64; return puts(wide_strerror(wide_selftest(p, WIDE_SELFTEST_BYTES))) < 0 || wide_selftest(p, WIDE_SELFTEST_BYTES); }
END
    check "$size: the self-test passes" \
        sh -c "${CC:-cc} -O1 $size.main.c $size.c -lm -o $size && ./$size"
done
run init wide.net -o wide.safetensors
npy wide.npy '<f4' '(1,24,24,3)' 6912 "$FLOATS"
run run wide.net --weights wide.safetensors --input wide.npy --output fast.npy
run run wide.net --weights wide.safetensors --input wide.npy --output lean.npy \
    --mem-limit="${least}k" --batch 1
expect 0 "it runs within the limit too"
run mem wide.net --batch 1 --mem-limit="${least}k"
expect 0 "and netc mem says so"
prints 'prepared model' "with the size of the prepared model"

# Every command with the option: what it names as the smallest does.
limit_works() {         # text, the command with its arguments
    text=$1; shift
    run "$@" --mem-limit=1k
    fails 1 'smallest possible is --mem-limit=[0-9]+k$' "$text: a limit of 1k names the smallest"
    run "$@" --mem-limit="$(sed -n 's/.*possible is --mem-limit=\([0-9]*\)k$/\1/p' err)k"
    expect 0 "$text: and that does"
}
# Of this net a plan for 62k is larger than one for 61k: what is named is the smallest all the same.
cat >turns.net <<'END'
net turns {
    input 10x10x3
    conv 16 1x1 nobias
    sigmoid
    conv 4 1x1 gelu
    globalavgpool
    dense 5 softmax
}
train {
    loss crossentropy
    optimizer adam
    batch 2
}
END
nothing_below() {       # nothing_below COMMAND...: the six kilobytes below what it names
    run "$@" --mem-limit=1k --machine=default
    named=$(sed -n 's/.*possible is --mem-limit=\([0-9]*\)k$/\1/p' err)
    [ -n "$named" ] || return 1
    for less in 1 2 3 4 5 6; do
        run "$@" --mem-limit=$((named - less))k --machine=default
        [ $status -eq 1 ] || { echo "$((named - less))k does, too"; return 1; }
    done
    run "$@" --mem-limit="${named}k" --machine=default
    [ $status -eq 0 ]
}
check "mem: no smaller limit does than it names" nothing_below mem turns.net
check "nor of C with --train" nothing_below turns.net -o turns.c --train
npy res.npy '<f4' '(1, 32, 32, 3)' 12288 "$FLOATS"
npy label.npy '<i4' '(1,)' 4 '\001\000\000\000'
run init res.net -o res.safetensors
limit_works mem mem res.net
limit_works explain explain res.net --train
limit_works run run res.net --weights res.safetensors --input res.npy --output o.npy
limit_works eval eval res.net --weights res.safetensors
limit_works grad grad res.net --weights res.safetensors --input res.npy --label label.npy \
    --output g.safetensors
limit_works "the C text" res.net -o limited.c
limit_works "the C text of training" res.net -o limited.c --train
limit_works train train res.net -o smallest.safetensors --limit 32
run grad res.net --weights res.safetensors --input res.npy --label label.npy \
    --output g.safetensors --mem-limit=1k
says 'training plan' "grad speaks of its training plan alone"

# What the program takes is its own, and not what started it.
program() { sed -n 's/.*"program": \([0-9]*\).*/\1/p'; }
alone=$("$NETC" mem res.net --json | program)
by_large=$(sh -c 'x=$(head -c 100000000 /dev/zero | tr "\0" a); exec "$0" mem res.net --json' \
    "$NETC" | program)
check "mem: the program's memory" test "$alone" -gt 1000000
check "does not count that of a program before it" test "$by_large" -lt $((alone + 50000000))
# OpenBLAS asks again without end for a buffer that it cannot have: netc sees to it before.
cat >wide.net <<'END'
net wide {
    input 32x32x3 scale=1/255
    flatten
    dense 64 relu
    dense 10 softmax
}
train {
    data cifar10 "data"
    loss crossentropy
    optimizer sgd rate=0.01
    batch 32
    epochs 1
}
END
if ! (ulimit -v 4000000 && "$NETC" mem wide.net) >/dev/null 2>&1; then # sanitizers take terabytes
    skip "little address space" "this program does not run in 4 GB"
else
    hung='' refused=0
    for kib in 80000 110000 150000 200000 250000 300000 400000; do
        (ulimit -v $kib && exec timeout -k 1 60 "$NETC" train wide.net -o wide.safetensors --force \
            --threads 1) >out 2>err </dev/null
        case $? in 124 | 137) hung="$hung $kib" ;; esac
        if grep -q 'out of memory: OpenBLAS needs 128 MiB of address space for each of 1 thread' err
        then refused=$((refused + 1)); fi
    done
    check "little address space: no training hangs ($hung)" [ -z "$hung" ]
    check "and that OpenBLAS lacks it is told" [ $refused -gt 0 ]
    (ulimit -v 1000000 && exec "$NETC" train wide.net -o wide.safetensors --force --threads 2) \
        >out 2>err </dev/null
    status=$?
    expect 0 "1 GB does for two threads"
fi
finish
