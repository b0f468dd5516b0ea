#!/bin/sh
# Fuzzes one target, or each in turn, for some seconds, from its corpus and its other seeds; prints
# a line about each. usage: fuzz.sh BUILD TARGET|all SECONDS
# What is found new stays in BUILD/fuzz/found/TARGET; an input that fails, in BUILD/fuzz/failed.
# fuzz.sh BUILD --merge TARGET|all: takes of what was found the small files that reach new code into
# the corpus.
set -eu
build=$1 target=$2 seconds=${3:-60}
[ "$target" = --merge ] && { merge=1 target=$3; } || merge=0
work=$build/fuzz
mkdir -p "$work/seeds" "$work/failed"
"$work/fuzz_files" --seeds "$work/seeds"
export ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=1:${ASAN_OPTIONS:-}"
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export NETC_MACHINE=default

# The seeds of a target, copied: libFuzzer takes whole folders.
gather() {      # target folder ends...
    into=$work/start/$1 from=$2
    rm -rf "$into" && mkdir -p "$into" "$work/found/$1" "tests/fuzz/corpus/$1"
    [ "$from" = - ] && from=$work/seeds
    shift 2
    for end in "$@"; do
        for f in "$from"/*"$end"; do
            [ ! -f "$f" ] || [ "$(wc -c <"$f")" -gt 100000 ] || cp "$f" "$into/"
        done
    done
}

one() {         # target
    log=$work/$1.log
    export FUZZ_TARGET=$1
    status=0
    nice -n 10 "$work/fuzz_bytes" -max_total_time="$seconds" -timeout=120 -rss_limit_mb=3000 \
        -malloc_limit_mb=2000 -print_final_stats=1 -artifact_prefix="$work/failed/$1-" \
            -max_len=65536 \
        -verbosity=1 "$work/found/$1" "tests/fuzz/corpus/$1" "$work/start/$1" >"$log" 2>&1 ||
            status=$?
    awk -v t="$1" -v s="$seconds" -v status=$status '
        / cov: / {for (i = 1; i < NF; i++) {if ($i == "cov:") c = $(i + 1); if ($i == "ft:") f = $(i + 1)}}
        /number_of_executed_units/ {n = $NF}
        END {printf "%-14s %5d s %10d executions %6d edges %7d features  %s\n", t, s, n, c, f,
                    status ? "FAILED, see the log" : "nothing found"}' "$log"
    return $status
}

# The corpus: of the found files, those that reach what neither the other seeds nor each other
# reach, the smallest first, at most 24 kB a target.
merge_one() {
    export FUZZ_TARGET=$1
    merged=$work/merged/$1
    rm -rf "$merged" && mkdir -p "$merged"
    cp "$work/start/$1/." "$merged/" -R
    nice -n 10 "$work/fuzz_bytes" -merge=1 -max_len=20000 "$merged" "tests/fuzz/corpus/$1" \
        "$work/found/$1" >"$work/merge.log" 2>&1
    for f in "$work/start/$1"/*; do rm -f "$merged/$(basename "$f")"; done
    sum=0 most=$(ls "$merged" | wc -l)
    [ "$most" -le 100 ] || most=100
    [ "$1" != run ] || [ "$most" -le 70 ] || most=70      # each is compiled, which takes its time
    for f in $(ls -Sr "$merged" | head -n "$most"); do
        sum=$((sum + $(wc -c <"$merged/$f")))
        [ $sum -lt 24000 ] || break
        cp "$merged/$f" "tests/fuzz/corpus/$1/"
    done
    echo \
        "$1: $(ls "$merged" | wc -l) files reach more, $(ls "tests/fuzz/corpus/$1" | wc -l) are in the corpus"
}

failed=0
"$work/fuzz_files" --table | while read -r name folder ends; do
    [ "$target" = all ] || [ "$target" = "$name" ] || continue
    # shellcheck disable=SC2086
    gather "$name" "$folder" $ends
    if [ $merge = 1 ]; then merge_one "$name"; else one "$name" || failed=1; fi
    [ $failed = 0 ] || touch "$work/failed/some"
done
[ ! -e "$work/failed/some" ] || { rm "$work/failed/some"; exit 1; }
