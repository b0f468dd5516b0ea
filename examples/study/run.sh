#!/bin/sh
# The experiments behind the README's table, one by one or all: trains, then judges the weights the
# training ends with. What was cut off is resumed; what is finished is left alone.
#
#   sh examples/study/run.sh [NAME...]      NETC=build/netc DATA=data/cifar-10-batches-bin OUT=study
# THREADS=2 EXTRA=
#
# Each NAME leaves OUT/NAME.log (what netc train says), .jsonl (a line an epoch), .txt (netc eval;
# where it is said, with views at test time too), .html (netc report) and .safetensors. The nets are
# NAME.net beside this script; transfer_frozen, transfer_selective and transfer_trainable are the
# nets of transfer.net, behind vgg_half. EXTRA: more options of netc train, as `EXTRA="--limit 640
# --epochs 1"` for a try. REPORT: more options of netc report (--no-pictures).
set -eu
here=$(dirname "$0")
netc=${NETC:-build/netc}
data=cifar10:${DATA:-data/cifar-10-batches-bin}
out=${OUT:-study}
threads=${THREADS:-$(getconf _NPROCESSORS_ONLN)}
mkdir -p "$out"

# learn NAME FILE OPTIONS...
learn() {
    name=$1 file=$2
    shift 2
    if [ -e "$out/$name.safetensors" ]; then return; fi
    if [ -e "$out/$name.ckpt" ]; then set -- "$@" --resume "$out/$name.ckpt"; \
        else set -- "$@" --seed "${seed:-1}"; fi
    # shellcheck disable=SC2086
    "$netc" train "$file" "$@" ${EXTRA:-} --data "$data" --threads "$threads" \
        -o "$out/$name.safetensors" --log "$out/$name.jsonl" >>"$out/$name.log"
}

# judge NAME FILE VIEWS OPTIONS... VIEWS: numbers of views beside one ("2", "2 6"); "": none.
judge() {
    name=$1 file=$2 views=$3
    shift 3
    set -- "$file" "$@" --data "$data" --weights "$out/$name.safetensors" --threads "$threads"
    "$netc" eval "$@" >"$out/$name.txt.part"
    for v in $views; do { echo; "$netc" eval "$@" --views "$v"; } >>"$out/$name.txt.part"; done
    # shellcheck disable=SC2086
    "$netc" report "$@" ${views:+--views "${views##* }"} ${REPORT:-} --log "$out/$name.jsonl" \
        -o "$out/$name.html" >>"$out/$name.log"
    mv "$out/$name.txt.part" "$out/$name.txt"
}

# run NAME FILE VIEWS OPTIONS...
run() {
    if [ -e "$out/$1.txt" ]; then
        echo "$1: finished before"
    else
        run_name=$1 run_file=$2 run_views=$3
        shift 3
        learn "$run_name" "$run_file" "$@"
        judge "$run_name" "$run_file" "$run_views" "$@"
        set -- "$run_name"
    fi
    sed -n "s/^loss.*accuracy/$1: accuracy/p" "$out/$1.txt"
}

# ninety and best_hour begin with a first convolution that whitens the training images.
start_whitened() {
    whitened=$1 start=$out/$1_start.safetensors
    shift
    [ -e "$start" ] || "$netc" init "$here/$whitened.net" --whiten stem.conv --seed 1 \
        --data "$data" -o "$start"
    [ -e "$out/$whitened.ckpt" ] || set -- --weights "$start"
    learn "$whitened" "$here/$whitened.net" "$@"
}

# winograd_or_exact KIND SEEDS OPTIONS: whether Winograd's rounding matters over a training:
# base_cnn with it and without; one chart of all.
winograd_or_exact() {
    kind=$1 seeds=$2 options=$3
    set --
    for seed in $seeds; do
        # shellcheck disable=SC2086
        learn "winograd_${kind}_$seed" "$here/base_cnn.net" $options
        # shellcheck disable=SC2086
        learn "exact_${kind}_$seed" "$here/base_cnn.net" $options --exact
        set -- "$@" --log "$out/winograd_${kind}_$seed.jsonl" --log "$out/exact_${kind}_$seed.jsonl"
    done
    seed=1
    # shellcheck disable=SC2086
    "$netc" report "$here/base_cnn.net" --data "$data" \
        --weights "$out/winograd_${kind}_1.safetensors" --threads "$threads" "$@" ${REPORT:-} \
        --plots "$out/exact_$kind" -o "$out/exact_$kind.html" >"$out/exact_$kind.log"
    for name in winograd exact; do
        for s in $seeds; do
            sed -n "\$s/.*\"val_loss\":\([0-9.]*\),\"val_accuracy\":\([0-9.]*\).*/$name $s: val_loss \1, accuracy \2/p" \
                "$out/${name}_${kind}_$s.jsonl"
        done
    done
}

[ $# -gt 0 ] || set -- base_cnn base_cnn_augmented base_cnn_64 vgg_cifar_scratch transfer_frozen \
    transfer_selective transfer_trainable exact ninety best_hour speedrun
for experiment; do
    case $experiment in
    transfer_*)
        run vgg_half "$here/vgg_half.net" ""
        [ -e vgg_half.safetensors ] || cp "$out/vgg_half.safetensors" vgg_half.safetensors
        run "$experiment" "$here/transfer.net" "" --net "${experiment#transfer_}" ;;
    exact) winograd_or_exact whole "1 2" "--epochs 8" ;;
    exact_short) winograd_or_exact short "1 2 3" "--limit 5000 --epochs 6" ;;
    ninety|best_hour)
        start_whitened "$experiment"
        run "$experiment" "$here/$experiment.net" 2 ;;
    speedrun)
        for seed in 1 2 3; do run "speedrun_$seed" "$here/speedrun.net" "2 6"; done
        seed=1 ;;
    vgg_fast) run vgg_fast "$here/vgg_fast.net" 2 ;;
    *) run "$experiment" "$here/$experiment.net" "" ;;
    esac
done
