#!/bin/sh
# Each kind of failing call, in a sample of places, under the commands and the library: an error that says why, the old file as it
# was, nothing left behind. FAULTS=all: every place (make faults).
root=$PWD
. "$(dirname "$0")/tap.inc"
case $(ldd "$NETC" 2>/dev/null) in *libasan*) echo "1..0 # SKIP the sanitizer has its own allocator"; exit 0 ;; esac
cc=${CC:-cc}
$cc -O1 -shared -fPIC "$root/tests/faults/inject.c" -o inject.so -ldl 2>cc.err || { echo "1..0 # SKIP no C compiler"; exit 0; }
INJECT=$TMP/inject.so STEPS=${FAULT_STEPS:-8}
[ "${FAULTS:-}" = all ] && STEPS=0
. "$root/tests/faults/sweep.sh"
cat > n.net <<'E'
net n {
 input 6x6x2
 conv 3x3 3 relu
 batchnorm
 flatten
 dense 3 softmax
}
train { loss crossentropy
 optimizer adam rate=0.1 }
E
run init n.net -o w0.safetensors
run convert n.net --weights w0.safetensors -o w0.h5
run convert n.net --weights w0.safetensors -o w0.npz
npy x.npy '<f4' '(2, 6, 6, 2)' 576 "$(printf '\\000\\000\\200\\077%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18)"
npy y.npy '<i4' '(2,)' 8 '\001\000\000\000\002\000\000\000'
all() {         # every kind under one command
    text=$1 before=$wrong; shift
    for kind in alloc open read write fsync rename close mmap mkdir; do sweep $kind "$@"; done
    [ "$wrong" -eq "$before" ]; result $? "$text"
}
all "check" - "$NETC" check n.net
all "check --json" - "$NETC" check n.net --json
all "mem --json" - "$NETC" mem n.net --json
all "explain" - "$NETC" explain n.net --train
all "C text" m.c "$NETC" n.net -o m.c --train
all "init" w.safetensors "$NETC" init n.net -o w.safetensors
all "convert to .h5" w.h5 "$NETC" convert n.net --weights w0.safetensors -o w.h5
all "convert from .npz" w.npz "$NETC" convert n.net --weights w0.npz -o w.npz
all "convert from .h5" w.safetensors "$NETC" convert n.net --weights w0.h5 -o w.safetensors
[ -f x.npy ] && all "grad" g.safetensors "$NETC" grad n.net --weights w0.safetensors --input x.npy --label y.npy --output g.safetensors
libs="-ldl -ljansson -ljpeg -lpng -lwebpdemux -lwebp -lgif -lz $(pkg-config --libs hdf5 libzip 2>/dev/null || echo -lhdf5_serial -lzip) -lm -pthread"
lib=$(dirname "$NETC")/libnetc.a
if $cc -std=gnu11 -I"$root" "$root/tests/faults/library.c" "$lib" $libs -o library 2>cc.err; then
    mkdir o
    all "the library's calls" - ./library n.net o
fi
echo "# $runs runs with a failing call"
finish
