# What is named as a file and is none: a message, never a wait. And standard output that cannot be
# written, for every command.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
run shapes data --train 64 --test 20
run init tiny.net -o w.safetensors
expect 0 "weights to work with"
"$NETC" convert tiny.net --weights w.safetensors -o w.npz >/dev/null 2>&1
"$NETC" convert tiny.net --weights w.safetensors -o w.h5 >/dev/null 2>&1
npy x.npy '<f4' '(1, 32, 32, 3)' $((32*32*3*4)) "$FLOATS"
npy y.npy '<f4' '(1, 10)' 40 "$FLOATS"
npy l.npy '<i4' '(1,)' 4 '\001\000\000\000'
"$NETC" train tiny.net -o t.safetensors --epochs 1 --log t.jsonl >/dev/null 2>&1

limited() {     # limited ARGS...: netc, ended after a while if it waits
    timeout 20 "$NETC" "$@" >out 2>err </dev/null
    status=$?
}
none='is not a regular file'
mkfifo pipe pipe.net pipe.npy pipe.h5 pipe.npz pipe.png
mkdir folder.npz folder.h5 folder.safetensors pictures pictures/a
ln -s loop loop
printf 'import "pipe.net"\nnet a {\n    input 3x3x3\n}\n' >import.net
limited check import.net
fails 1 "import.net:1:8: error: cannot read pipe.net: it $none" "a FIFO that is imported"
limited check pipe.net
fails 1 "cannot read pipe.net: it $none" "a FIFO as a net"
limited check /dev/zero
fails 1 "cannot read /dev/zero: it $none" "a device as a net"
limited pipe.net -o x.c
fails 1 "$none" "a FIFO to be compiled"
for f in pipe pipe.h5 pipe.npz /dev/null /dev/zero; do
    for c in "convert tiny.net --weights $f -o x.npz" "eval tiny.net --weights $f" \
        "run tiny.net --weights $f --input x.npy --output x.y.npy" \
        "train tiny.net -o x.safetensors --weights $f" \
            "train tiny.net -o x.safetensors --resume $f"; do
        # shellcheck disable=SC2086
        limited $c
        fails 1 "$none" "$c"
    done
done
for f in folder.npz folder.h5 folder.safetensors loop; do
    limited convert tiny.net --weights $f -o x.npz
    fails 1 "$f: (Is a directory|Too many levels of symbolic links)" "weights that are $f"
done
for f in pipe pipe.npy /dev/zero; do
    limited run tiny.net --weights w.safetensors --input $f --output x.y.npy
    fails 1 "cannot read $f: it $none" "$f as input"
    limited grad tiny.net --weights w.safetensors --input x.npy --label $f --output x.safetensors
    fails 1 "cannot read $f: it $none" "$f as labels"
done
for f in pipe.png /dev/zero; do
    limited predict tiny.net --weights w.safetensors $f
    fails 1 "cannot read $f: it $none" "$f as a picture"
done
limited convert tiny.net --weights w.safetensors --map pipe -o x.npz
fails 1 "cannot read pipe: it $none" "a FIFO as the map of names"
limited mem tiny.net --machine pipe
fails 1 "cannot read pipe: it $none" "a FIFO as the file of the machine"
limited report tiny.net --weights w.safetensors --log pipe -o x.html
fails 1 "cannot read pipe: it $none" "a FIFO as a log"
for f in pipe /dev/zero w.npz; do
    limited eval tiny.net --weights w.safetensors --data $f
    check "$f as data is refused" test "$status" = 1
done
mkdir mnist npyset
for f in train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte \
    t10k-labels-idx1-ubyte; do mkfifo mnist/$f; done
for f in x_train y_train x_test y_test; do mkfifo npyset/$f.npy; done
sed 's/cifar10 "data"/mnist "mnist"/' tiny.net >mnist.net
sed 's/cifar10 "data"/npy "npyset"/' tiny.net >npyset.net
limited eval mnist.net --weights w.safetensors
fails 1 "mnist/t10k-images-idx3-ubyte: it $none" "FIFOs as idx files"
limited eval npyset.net --weights w.safetensors
fails 1 "npyset/x_test.npy: it $none" "FIFOs as a NumPy data set"
check "no failed run leaves a file" \
    sh -c '! ls x.c x.h x.npz x.safetensors x.ckpt x.y.npy x.html 2>/dev/null'
check "a net from a pipe that is open" \
    sh -c '"$1" check /dev/stdin <tiny.net && cat tiny.net | "$1" check /dev/stdin' sh "$NETC"

limited train tiny.net -o x.safetensors --epochs 1 --log pipe
fails 1 "cannot open the log pipe: nobody reads this pipe" "a log into a FIFO that nobody reads"
mkfifo out.c
limited tiny.net -o out.c
fails 1 "cannot write out.c: nobody reads this pipe" "and emitted C"
rm -f out.c out.h
(sleep 0.3; cat <pipe >piped) &
limited train tiny.net -o piped.safetensors --epochs 1 --log pipe
expect 0 "a log into a FIFO that is read a little later"
wait
check "has its line" grep -q '^{"epoch":1,' piped
if [ -w /dev/full ]; then
    run train tiny.net -o full.safetensors --epochs 1 --log /dev/full
    fails 1 "cannot write to the log: No space left on device; the training goes on" \
        "a log on a full disk"
    check "the weights are written" test -s full.safetensors
fi

# Files that say they are larger than they are, and the other way round.
: >empty
for f in empty.npz empty.h5 empty.keras empty.safetensors; do
    cp empty $f
    limited convert tiny.net --weights $f -o x.npz
    fails 1 "$f: not " "an empty $f"
done
if truncate -s 4T hole.npy 2>/dev/null; then
    limited run tiny.net --weights w.safetensors --input hole.npy --output x.y.npy
    fails 1 "hole.npy: not a .npy file" "4 TiB of nothing as input"
    truncate -s 4T hole.json
    limited mem tiny.net --machine hole.json
    fails 1 "cannot read hole.json: it is larger than 65536 bytes" "and as the machine's file"
    rm -f hole.npy hole.json
fi

# Standard output: a full disk, a pipe that nobody reads, none at all.
for c in "--help" "--version" "train --help" "check tiny.net --json" "summary tiny.net" \
    "summary tiny.net --json" "mem tiny.net" "mem tiny.net --json" \
    "graph tiny.net" "explain tiny.net" \
        "explain tiny.net --json" "eval tiny.net --weights w.safetensors" \
        "eval tiny.net --weights w.safetensors --json" \
    "predict tiny.net --weights w.safetensors p.ppm" \
        "grad tiny.net --weights w.safetensors --input x.npy --label l.npy --output o.safetensors" \
    "convert tiny.net --weights w.safetensors -o o.npz" \
        "train tiny.net -o o2.safetensors --epochs 1"; do
    [ -f p.ppm ] || { printf 'P6\n1 1\n255\nabc' >p.ppm; }
    rm -f o2.*
    # shellcheck disable=SC2086
    "$NETC" $c >printed 2>/dev/null </dev/null
    if [ ! -s printed ]; then continue; fi
    : >out
    rm -f o2.*
    if [ -w /dev/full ]; then
        # shellcheck disable=SC2086
        "$NETC" $c >/dev/full 2>err </dev/null
        status=$?
        fails 1 'cannot write to standard output: No space left on device' "$c on a full disk"
    fi
    rm -f o2.*
    # shellcheck disable=SC2086
    "$NETC" $c >&- 2>err </dev/null
    status=$?
    fails 1 'cannot write to standard output: Bad file descriptor' "$c without standard output"
    rm -f o2.*
    # shellcheck disable=SC2086
    (sleep 0.2; "$NETC" $c 2>err </dev/null; echo $? >status) | true
    status=$(cat status)
    fails 1 'cannot write to standard output: Broken pipe' "$c into a closed pipe"
done
rm -f w2.safetensors
"$NETC" convert tiny.net --weights w.safetensors -o w2.safetensors >&- 2>/dev/null </dev/null
check "and what is printed goes into no file that is written" cmp w.safetensors w2.safetensors
printf 'net a {\n input 4\n dense 3 # a\000b\n}\n' >nul.net
for command in check summary "fmt --check" mem; do
    run $command nul.net
    fails 1 '^nul.net:3:13: error: a NUL byte: this is not a text file$' "$command: a NUL byte has a place"
done
printf 'import "nul.net"\nnet b {\n input 4\n dense 3\n}\n' >nuls.net
run check nuls.net
fails 1 '^nul.net:3:13: error: a NUL byte' "also in a file that is imported"
run check nul.net --json
prints '"column": 13' "also in JSON"
finish
