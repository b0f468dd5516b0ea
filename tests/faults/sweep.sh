# Fails each call of a kind in turn under a program, and checks what the program does. Sourced, with: NETC, INJECT (the preloaded
# library), STEPS (at most so many calls of each kind and command; 0: all).
#   sweep KIND OUT COMMAND...   OUT: the file that the command writes (- for none), in the current folder
# Adds to `runs`; prints what is wrong, and adds to `wrong`.
runs=0 wrong=0
bad() { wrong=$((wrong + 1)); echo "# $kind $k of $n: $* ($label)"; sed 's/^/#   /' sweep.err | head -3; }
sweep() {
    kind=$1 out=$2; shift 2
    label=$(basename "$1") ; [ $# -gt 1 ] && label="$label $2"
    rm -f "$out"
    FAULT=$kind FAULT_COUNT=$PWD/sweep.n LD_PRELOAD=$INJECT "$@" >sweep.out 2>sweep.err || { k=0 n=0; bad "fails without a fault"; return; }
    n=$(cat sweep.n)
    step=1
    [ "$STEPS" -gt 0 ] && step=$(((n + STEPS - 1) / STEPS))
    [ "$step" -gt 0 ] || step=1
    k=$((1 + (n > step ? step / 2 : 0)))
    while [ "$k" -le "$n" ]; do
        [ "$out" = - ] || echo old >"$out"
        FAULT=$kind FAULT_AT=$k LD_PRELOAD=$INJECT timeout 60 "$@" >sweep.out 2>sweep.err
        status=$?
        runs=$((runs + 1))
        if [ $status -gt 1 ]; then bad "status $status"
        elif [ $status -eq 1 ] && ! [ -s sweep.err ] && ! [ -s sweep.out ]; then bad "no message"
        elif grep -q "standard output" sweep.err; then :        # the file was there already: its name could not be told
        elif [ $status -eq 1 ] && [ "$out" != - ] && [ "$(cat "$out")" != old ]; then bad "the old $out is gone"
        elif [ $status -eq 0 ] && [ "$out" != - ] && [ "$(head -c 4 "$out" | tr -d '\0')" = old ]; then bad "status 0, and $out is not written"
        fi
        for left in *.tmp.*; do
            [ -e "$left" ] && bad "$left is left" && rm -f "$left"
        done
        k=$((k + step))
    done
}
