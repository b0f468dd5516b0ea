# tune, --machine and explain --measure: the file, its mistakes, what depends on it and what must
# not.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net

export XDG_CONFIG_HOME=$TMP/config
unset NETC_MACHINE
run tune --threads 1
expect 0 "tune succeeds"
prints "^wrote $TMP/config/netc/machine.json" "tune writes to the user's configuration"
check "the file is JSON" json_ok config/netc/machine.json
run tune --threads 1 -o own/m.json --json
check "tune --json is JSON" json_ok out
check "-o names another file, its folder is made" test -s own/m.json
run explain tiny.net
expect 0 "the written file is read"

# One constant a line; with transforms that take milliseconds every convolution is direct, with slow
# sums none of the large ones.
machine() {     # machine FILE SUMS TRANSFORMS
    cat >"$1" <<END
{"threads": 2, "fma_gflops": $2, "fma_all_gflops": $2, "l2_gbs": 90, "l3_gbs": 70, "dram_gbs": 25, "dram_all_gbs": 35, "l2_kib": 1024,
 "l3_kib": 32768, "gather_ns": $3, "scatter_ns": $3, "kernel_ns": $3, "call_us": 1}
END
}
machine direct.json 100 10000000
machine fast.json 0.1 10
cat >wide.net <<'END'
net wide {
    input 16x16x3
    conv 64 1x1
    conv 64 3x3 relu
    globalavgpool
    dense 2 softmax
}
train { loss crossentropy }
END
run explain wide.net --machine direct.json
prints '^conv_2 .*algorithm direct' "slow transforms: direct"
run explain wide.net --machine fast.json
prints '^conv_2 .*algorithm winograd' "slow sums: Winograd"
cp direct.json config/netc/machine.json
run explain wide.net
prints '^conv_2 .*algorithm direct' "the user's file counts"
NETC_MACHINE=none.json run explain wide.net
fails 1 '^netc: cannot open none.json: .*NETC_MACHINE names this file' "a file that is not there"
NETC_MACHINE=fast.json run explain wide.net
prints '^conv_2 .*algorithm winograd' "NETC_MACHINE comes before it"
NETC_MACHINE=fast.json run explain wide.net --machine direct.json
prints '^conv_2 .*algorithm direct' "--machine comes before NETC_MACHINE"

# Emitted C does not depend on this machine unless told to.
mkdir a b c d
run wide.net -o a/wide.c --train
NETC_MACHINE=fast.json run wide.net -o b/wide.c --train
check "emitted C is the same whatever the machine" cmp a/wide.c b/wide.c
run wide.net -o c/wide.c --train --machine direct.json
expect 0 "--machine for emitted C"
check "... changes it" sh -c '! cmp -s a/wide.c c/wide.c'
run wide.net -o d/wide.c --train --machine default
check "--machine default does not" \
    sh -c 'grep -v "machine default" d/wide.c >d1; grep -v "netc wide.net" a/wide.c >a1; cmp d1 a1'

# A training goes on with the constants that it began with, so with the same algorithms and bits.
cat >long.net <<'END'
net long {
    input 32x32x3 scale=1/255
    labels a b c d e f g h i j
    maxpool 2x2
    conv 16 1x1
    conv 16 3x3 relu
    globalavgpool
    dense 10 softmax
}
train {
    data cifar10 "drawn"
    loss crossentropy
    optimizer sgd rate=0.05
    batch 32
    epochs 2
}
END
run shapes drawn --train 64 --test 16 --seed 3
algorithm() { # algorithm FILE
    run explain long.net --train --batch 32 --machine "$1"
    sed -n 's/^conv_2 .*algorithm \([a-z_]*\).*/\1/p' out
}
check "the constants choose otherwise" \
    sh -c '[ "$1" = direct ] && [ "$2" != direct ]' - "$(algorithm direct.json)" \
    "$(algorithm fast.json)"
NETC_MACHINE=direct.json run train long.net -o long.safetensors --seed 2
NETC_MACHINE=fast.json run train long.net -o fast.safetensors --seed 2
NETC_MACHINE=direct.json run train long.net -o half.safetensors --seed 2 --epochs 1
check "and the weights differ" sh -c '! cmp -s long.safetensors fast.safetensors'
cp half.ckpt named.ckpt
NETC_MACHINE=fast.json run train long.net --resume half.ckpt --epochs 2
expect 0 "a training goes on where the constants are others"
check "with the same bits" cmp long.safetensors half.safetensors
NETC_MACHINE=default run train long.net --resume named.ckpt --epochs 2 --machine fast.json
check "but with those of --machine when it is given" \
    sh -c '! cmp -s long.safetensors named.safetensors'
LC_ALL=C sed 's/"machine_l2_kib":"0x1p+10"/"machine_l2_kib":"0x0p+10"/' long.ckpt >bad.ckpt
run train long.net --resume bad.ckpt --epochs 3
fails 1 'bad.ckpt: the checkpoint.s .machine_l2_kib. is damaged: 0' "a constant of 0"

for broken in '[1]:expected an object' '{"threads": 2:[0-9]+:' \
    '{"threads": 2}:"fma_gflops" is missing' '{"speed": 2}:no constant is called "speed"'; do
    printf '%s' "${broken%:*}" >broken.json
    run explain tiny.net --machine broken.json
    fails 1 "broken.json:? ?.*${broken##*:}" "a broken file: ${broken%:*}"
done
sed 's/"l2_gbs": 90/"l2_gbs": -90/' direct.json >broken.json
run explain tiny.net --machine broken.json
fails 1 'broken.json: "l2_gbs" must be a number above 0' "a constant out of range"
run train tiny.net --machine nosuch.json
fails 1 'nosuch.json' "a file that is not there"
NETC_MACHINE=nosuch.json run explain tiny.net
fails 1 'nosuch.json' "NETC_MACHINE names one that is not there"
mkdir full; : >full/netc
XDG_CONFIG_HOME=$TMP/full run tune --threads 1
fails 1 'full/netc' "a folder that cannot be made"

export NETC_MACHINE=default
run explain tiny.net --measure --batch 4 --threads 1
expect 0 "explain --measure runs"
prints '^net tiny, inference plan, batch 4, 1 thread;' "it says what ran"
prints '^conv_1 +direct +forward +[0-9.]+ +[0-9.]+ .*%' \
    "a line for a layer's pass, with its share of the roofline"
run explain tiny.net --measure --train --batch 4 --threads 2 --json
expect 0 "explain --measure --train --json"
check "... is JSON" json_ok out
for p in forward backward-data backward-weights update; do
    prints "\"pass\": \"$p\"" "it has the pass $p"
done
prints '"threads": 2' "it names the threads"
run explain tiny.net --measure --backend cc --batch 2
expect 0 "explain --measure through cc"
finish
