# Output that cannot be written, and names and texts that are no UTF-8: one message, status 1,
# nothing half written.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
run shapes data --train 64 --test 20
run init tiny.net -o w.safetensors
expect 0 "weights to work with"

limited() {     # limited BLOCKS ARGS...: netc with files of at most BLOCKS * 512 bytes
    n=$1; shift
    (ulimit -f "$n"; "$NETC" "$@" >out 2>err </dev/null)
    status=$?
}
nothing_left() { check "$1" sh -c '! ls -d x.* x_* 2>/dev/null'; }

limited 4 init tiny.net -o x.safetensors
fails 1 'cannot write x.safetensors: File too large' "init beyond the limit of a file"
nothing_left "leaves nothing"
limited 40 tiny.net -o x.c
fails 1 'cannot write x.c: File too large' "the emitted C beyond the limit"
nothing_left "leaves neither the C file nor the header"
mkdir x.h
run tiny.net -o x.c
fails 1 'cannot write x.h: Is a directory' "a header that cannot be written"
rmdir x.h
nothing_left "leaves no C file either"
npy x.npy '<f4' '(600, 32, 32, 3)' $((600*32*32*3*4)) "$FLOATS"
mv x.npy in.npy
limited 8 run tiny.net --weights w.safetensors --input in.npy --output x.npy
fails 1 'cannot write x.npy: File too large' "outputs beyond the limit"
nothing_left "leave nothing"
limited 8 shapes x_data --train 10 --test 10
fails 1 'cannot write x_data/data_batch_1.bin: File too large' "a data set beyond the limit"
check "leaves no picture files" sh -c '! ls x_data/*.bin 2>/dev/null'
rm -rf x_data
run init tiny.net -o /proc/nowhere/w.safetensors
fails 1 'cannot write /proc/nowhere/w.safetensors' "a folder that is not there"

if [ -w /dev/full ]; then
    for c in "check tiny.net --json" "summary tiny.net" "mem tiny.net" "graph tiny.net" \
        "explain tiny.net --json" "eval tiny.net --weights w.safetensors" "--help"; do
        # shellcheck disable=SC2086
        "$NETC" $c >/dev/full 2>err
        status=$?
        : >out
        fails 1 'cannot (write to standard output|print JSON)' "$c on a full disk"
    done
fi

printf 'net a {\n    input 3x3x3\n    conv \377\376 3\n}\n' >bytes.net
run check bytes.net --json
expect 1 "a file that is no UTF-8"
check "gives JSON" json_ok out
prints '"line": 3' "with the line"
prints '"column": 10' "and the column of the mistake"
prints '"severity": "error"' "and how bad it is"
name=$(printf 'n\351.net')
if cp tiny.net "$name" 2>/dev/null; then
    run check "$name" --json
    expect 0 "a file whose name is no UTF-8"
    check "gives JSON too" json_ok out
fi
run check nowhere.net --json
expect 1 "a file that is not there"
prints 'cannot open nowhere.net' "is an error in the JSON"
run mem tiny.net
prints "^.netc train.:" "mem says what netc train takes"
run mem tiny.net --json
prints '"netc_train": [{]' "also in its JSON"

cat >huge.net <<'END'
net huge {
    input 1000x1000x3
    repeat i in 1..100 {
        conv 16 3x3 relu
    }
    globalavgpool
    dense 10 softmax
}
train {
    loss  crossentropy
    batch 100
}
END
run shapes drawn --train 50 --test 10
run train huge.net --data cifar10:drawn -o huge.safetensors
fails 1 'the plan needs [0-9.]+ GiB, this machine has [0-9.]+ GiB' \
    "a plan larger than the machine's memory is refused before it starts"
check "and leaves nothing behind" test ! -e huge.safetensors
finish
