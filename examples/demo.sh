#!/bin/sh
# The whole path in about a minute: draws a data set, trains on it, reports, emits standalone C, and
# shows that the emitted
# program and netc agree on a picture.   usage: demo.sh NETC
set -eu
netc=$1
dir=build/demo
mkdir -p "$dir"
say() { printf '\n== %s\n' "$*"; }

say "drawing 10 classes of 32x32 shapes (a drawn data set, not photographs) in the CIFAR-10 layout"
"$netc" shapes "$dir/data" --train 6000 --test 1000 --seed 7
"$netc" shapes "$dir/data" --train 6000 --test 1000 --seed 7 --picture "$dir/picture.ppm" \
    --class 5 >/dev/null

say "training examples/shapes.net"
"$netc" train examples/shapes.net --data "cifar10:$dir/data" --seed 1 -o "$dir/shapes.safetensors" \
    --force --log "$dir/log.jsonl"

say "per-class report on the 1000 test pictures, with the best weights"
"$netc" eval examples/shapes.net --weights "$dir/shapes.best.safetensors" --data "cifar10:$dir/data"

say "emitting standalone C and compiling it with the system's compiler"
"$netc" examples/shapes.net -o "$dir/shapes.c" --main=infer
${CC:-cc} -O3 -march=native "$dir/shapes.c" -o "$dir/shapes" -lm
ls -l "$dir/shapes.c" "$dir/shapes.h" "$dir/shapes"

say "one picture through both"
"$dir/shapes" "$dir/shapes.best.safetensors" "$dir/picture.ppm" | tee "$dir/standalone.txt"
"$netc" predict examples/shapes.net --weights "$dir/shapes.best.safetensors" \
    --json "$dir/picture.ppm" >"$dir/netc.json"
"$netc" predict examples/shapes.net --weights "$dir/shapes.best.safetensors" "$dir/picture.ppm"
awk '
    FNR == NR { if (NF == 2 && $1 !~ /:$/) p[$1] = $2; next }
    match($0, /"class": *"[^"]*"/) { c = substr($0, RSTART, RLENGTH); gsub(/.*: *"|"/, "", c) }
    match($0, /"probability": *[0-9.eE+-]+/) {
        v = substr($0, RSTART, RLENGTH)
        gsub(/.*: */, "", v)
        if (c in p) {
            n++
            d = p[c] - v
            d = d < 0 ? -d : d
            if (d > worst)
                worst = d
        }
    }
    END {
        agree = n && worst < 1e-4
        printf "\n%d probabilities compared, largest difference %.2g: %s\n", n, worst,
            agree ? "they agree" : "they differ"
        exit !agree
    }
' "$dir/standalone.txt" "$dir/netc.json"
