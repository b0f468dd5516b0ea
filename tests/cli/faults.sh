#!/bin/sh
# Each kind of failing call, in a sample of places, under the commands and the library: an error
# that says why, the old file as it was, nothing left behind, and never status 0 with something else
# than without the fault. FAULTS=all: many places (make faults); FAULT_STEPS=N: at most N of each
# kind and command, 0: every place; FAULT_ONLY="PATTERN|PATTERN": only the commands whose text
# matches. Without any of these one command in twelve is taken, drawn by FAULT_SEED, 5 unless
# set: FAULT_SEED=1 to 12 take them all.
root=$PWD
. "$(dirname "$0")/tap.inc"
STEPS=${FAULT_STEPS:-1} KINDS="alloc alloc+ open read write write+ fsync rename close mkdir mmap" \
    san=
[ "${FAULTS:-}" = all ] && STEPS=${FAULT_STEPS:-70}
share=12
[ -z "${FAULTS:-}${FAULT_STEPS:-}${FAULT_ONLY:-}" ] || share=1
[ $share = 1 ] || export FAULT_SEED="${FAULT_SEED:-5}"
# Under AddressSanitizer what is looked for are leaks; at the end it makes calls of its own.
case $(ldd "$NETC" 2>/dev/null) in *libasan*) san=1 KINDS="alloc write fsync rename" ;; esac
lib=$(dirname "$NETC")/libnetc.a
. "$root/tests/faults/sweep.sh"
. "$root/tests/faults/commands.sh"
[ $share = 1 ] || echo "# one command in $share, FAULT_SEED=$FAULT_SEED"
prepare
make_files
each_command
compile "$TMP/library" "$root/tests/faults/library.c"
r=$?; result $r "the program of library calls is built"
[ $r -eq 0 ] && each_backend "$TMP/library"
echo "# $runs runs with a failing call, $wrong mistakes, $((all_ms / 1000)) s of processors"
finish
