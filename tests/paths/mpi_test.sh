# The example that trains emitted C on several ranks (examples/mpi): it compiles without warnings,
# learns, gives the same bits each time, and differs from one process in rounding only.
root=$PWD
. "$(dirname "$0")/../cli/tap.inc"
if ! command -v mpicc >/dev/null 2>&1 || ! command -v mpirun >/dev/null 2>&1; then
    skip "emitted C trains on several ranks" "no mpicc, or no mpirun"
    finish
fi
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1
run "$root/examples/mpi/spiral.net" --train --batch 64 -o spiral.c
expect 0 "emits the net"
check "the example compiles" mpicc -std=c11 -Wall -Wextra -Werror -O1 -I. \
    "$root/examples/mpi/train_mpi.c" spiral.c -lm -o train_mpi
for n in 1 2 2 3; do
    mpirun -n $n ./train_mpi >"out$n" 2>err </dev/null || explain
    [ $n -eq 2 ] && [ ! -e first ] && cp out2 first
done
check "two ranks give the same bits again" cmp first out2
losses() { sed -n 's/^epoch //p' "$1"; }
close() {
    losses out1 >a
    losses "$1" >b
    paste -d' ' a b | awk '{ d = $3 - $6; if (d < 0) d = -d; if (d > 0.0003) bad = 1; last = $3 }
        END { exit bad || NR != 4 || last > 0.3 }'
}
check "the loss falls, and is that of one process" close out2
check "so it is with three ranks, whose parts differ in size" close out3
check "their sums have another order" sh -c '! [ "$(tail -1 out1 | cut -c9-24)" = "$(tail -1 out3 | cut -c9-24)" ]'
finish
