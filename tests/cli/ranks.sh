# Training by several processes: batches in shares give the same bits on 1, 2 and 4 ranks, rank 0
# writes, and what does not fit is said once. Without mpirun the parts that need it are skipped.
. "$(dirname "$0")/tap.inc"
cat >tiny.net <<'END'
net tiny {
    input  32x32x3 scale=1/255
    conv 8 3x3 relu
    maxpool 4x4
    conv 16 3x3
    batchnorm
    relu
    maxpool 2x2
    flatten
    dropout 0.2
    dense 10 softmax
}
train {
    data      cifar10 "data"
    loss      crossentropy
    optimizer adam rate=0.005
    batch     34
    augment   flip
    average   0.9
    epochs    2
}
END
"$NETC" shapes data --train 360 --test 82 --seed 3 >/dev/null # the last batch has fewer than shares

# ---- one process ----
run train tiny.net -o four.safetensors --shares 4 --log four.json
expect 0 "batches in four shares"
prints 'batch 34 in 4 shares, seed' "says so"
run train tiny.net -o again.safetensors --shares 4 --threads 3
check "the same bits on other threads" cmp four.safetensors again.safetensors
run train tiny.net -o half.safetensors --shares 4 --epochs 1
run train tiny.net --resume half.ckpt --epochs 2
check "a checkpoint knows its shares" cmp four.safetensors half.safetensors
run train tiny.net --resume half.ckpt --shares 2 --epochs 3
fails 1 'half.ckpt belongs to a training with batches in 4 shares; here they are in 2' \
    "other shares are refused"
run train tiny.net --resume half.ckpt --shares 2 --epochs 3 --changed
expect 0 "but with --changed"
run train tiny.net -o x.safetensors --shares 35
fails 1 'a batch of 34 cannot be computed in 35 shares' "more shares than samples are an error"

# Without batchnorm the sum of four shares is that of the whole batch, but for rounding, which
# neither relu nor maxpool turn into another choice.
grep -v batchnorm tiny.net |
    sed "s/adam rate=0.005/sgd rate=0.05/; s/relu/tanh/; s/maxpool/avgpool/" >plain.net
"$NETC" train plain.net -o p1.safetensors --log p1.json >/dev/null
"$NETC" train plain.net -o p4.safetensors --log p4.json --shares 4 >/dev/null
losses() { sed 's/.*"step":[0-9]*,"loss":\([0-9.]*\),.*/\1/' "$1"; }
close() {   # close LOG LOG: their losses differ in rounding only
    losses "$1" >a
    losses "$2" >b
    paste -d' ' a b |
        awk '{ d = $1 - $2; if (d < 0) d = -d; if (!(d < 1e-6 * $1)) bad = 1 }
             END { exit bad || NR != 2 }'
}
check "shares differ from whole batches in rounding alone" close p1.json p4.json
check "and they do differ" sh -c '! cmp -s p1.safetensors p4.safetensors'

# ---- no plug-in, or no mpirun ----
OMPI_COMM_WORLD_SIZE=4 NETC_MPI=/nowhere.so "$NETC" train tiny.net -o x.safetensors >out 2>err
status=$?
fails 1 'started by mpirun .OMPI_COMM_WORLD_SIZE is set. without the plug-in .*no /nowhere.so' \
    "a rank without the plug-in does not train alone"
check "and writes nothing" [ ! -e x.safetensors ]
OMPI_COMM_WORLD_SIZE=4 "$NETC" sweep tiny.net --seeds 2 -o sweep >out 2>err
status=$?
fails 1 'a sweep runs its trainings by itself' "nor does a sweep run on several ranks"
if ! command -v mpirun >/dev/null 2>&1 || [ ! -e "$(dirname "$NETC")/netc_mpi.so" ]; then
    skip "training by several ranks" "no mpirun, or netc was built without it"
    finish
fi
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_btl_base_warn_component_unused=0
# Open MPI leaves memory behind that it took in parts of itself which it has unloaded by then.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
ranks() {   # ranks N ARGS...: netc ARGS on N ranks, as run
    n=$1
    shift
    mpirun -n "$n" "$NETC" "$@" >out 2>err </dev/null
    status=$?
}
once() { [ "$(grep -c "$1" err)" -eq 1 ]; }

# ---- several ranks ----
ranks 4 train tiny.net -o r4.safetensors --log r4.json
expect 0 "four ranks"
prints 'batch 34 in 4 shares on 4 ranks' "say so"
check "the weights of four shares, bit for bit" cmp four.safetensors r4.safetensors
check "the same best weights" cmp four.best.safetensors r4.best.safetensors
check "the same checkpoint" cmp four.ckpt r4.ckpt
check "one log" [ "$(wc -l <r4.json)" -eq 2 ]
ranks 1 train tiny.net -o r1.safetensors --shares 4 --epochs 1
check "one rank is no ranks" sh -c '! grep "1 ranks" out err'
ranks 2 train tiny.net -o r2.safetensors --shares 4 --epochs 1
expect 0 "two ranks, of two shares each"
ranks 4 train tiny.net --resume r2.ckpt --epochs 2
check "what two ranks began, four end with the same bits" cmp four.ckpt r2.ckpt
ranks 3 train tiny.net --resume r4.ckpt --epochs 3
fails 1 'r4.ckpt: a batch in 4 shares cannot be computed by 3 ranks .* it can by 1, 2, 4' \
    "not on three: the sums would be others"
check "said by one rank" once 'cannot be computed'
cat >other.sh <<'END'
[ "$OMPI_COMM_WORLD_RANK" -eq 1 ] && set -- "$@" --rate 0.1
exec "$NETC" "$@"
END
export NETC
mpirun -n 2 sh other.sh train tiny.net -o x.safetensors >out 2>err </dev/null
status=$?
fails 1 'rank 1 .*: its batch, shares, rate, epochs or seed are others than those of rank 0' \
    "a rank with other options is told of"

# ---- a rank that dies ----
cat >doomed.sh <<'END'
[ "$OMPI_COMM_WORLD_RANK" -eq 1 ] && echo $$ >pid
exec "$NETC" "$@"
END
mpirun -n 2 sh doomed.sh train tiny.net -o killed.safetensors --epochs 100000 --log killed.json \
    >out 2>err </dev/null &
job=$!
while kill -0 $job 2>/dev/null && ! grep -q '"epoch":2,' killed.json 2>/dev/null; do :; done
kill -9 "$(cat pid)"
wait $job
status=$?
check "a rank that dies ends the training with a status that is not 0" [ "$status" -ne 0 ]
says 'netc: rank 1 .* has ended before its time; killed.ckpt is still as after epoch [0-9]+: --resume' \
    "which is said, with the checkpoint to go on from"
last=$(sed -n 's/.*is still as after epoch \([0-9]*\):.*/\1/p' err)
run train tiny.net --resume killed.ckpt --epochs $((${last:-0} + 1))
"$NETC" train tiny.net -o whole.safetensors --shares 2 --epochs $((${last:-0} + 1)) >/dev/null
check "one process goes on from there, with the bits of a training that was never stopped" \
    cmp killed.safetensors whole.safetensors

# ---- two ranks on two machines: network namespaces, joined by a bridge ----
net=10.77.$(($$ % 250)) name=nct$$
down() {
    for i in 2 3; do ip netns del $name$i; done
    ip link del ${name}b
} 2>/dev/null
up() {
    ip link add ${name}b type bridge && ip addr add $net.1/24 dev ${name}b &&
        ip link set ${name}b up || return 1
    for i in 2 3; do
        ip netns add $name$i && ip link add ${name}v$i type veth peer name eth0 netns $name$i &&
            ip link set ${name}v$i master ${name}b up &&
            ip -n $name$i addr add $net.$i/24 dev eth0 && ip -n $name$i link set eth0 up &&
            ip -n $name$i link set lo up || return 1
    done
}
cat >agent.sh <<END
#!/bin/sh
host=\$1
shift
exec ip netns exec $name\${host##*.} unshare -u sh -c "hostname node\${host##*.}; \$*"
END
chmod +x agent.sh
if up 2>/dev/null; then
    mpirun --mca plm_rsh_agent "$PWD/agent.sh" --mca oob_tcp_if_include $net.0/24 \
        --mca btl_tcp_if_include $net.0/24 --mca btl self,tcp --host $net.2:1,$net.3:1 -n 2 \
        -x NETC_MACHINE --wdir "$PWD" "$NETC" train tiny.net -o apart.safetensors --shares 4 \
        --limit 68 --epochs 1 >out 2>err </dev/null
    status=$?
    expect 0 "two ranks in two network namespaces"
    "$NETC" train tiny.net -o near.safetensors --shares 4 --limit 68 --epochs 1 >/dev/null
    check "compute what one process does, bit for bit" cmp apart.safetensors near.safetensors
else
    skip "two ranks in two network namespaces" "ip netns is not allowed here"
fi
down
finish
