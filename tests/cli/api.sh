#!/bin/sh
# runtime/netc.h is the library's manual: its example compiles against the headers that are
# installed and does what the command does; the header is C++, too.
root=$PWD
. "$(dirname "$0")/tap.inc"
build=$(dirname "$NETC")
mkdir -p include/netc
make -s --no-print-directory -C "$root" print-installed >install
for f in runtime/netc.h base/err.h base/number_types.def; do
    check "make install takes $f" grep -q "$f" install
    mkdir -p "include/netc/$(dirname "${f#runtime/}")"
    cp "$root/$f" "include/netc/${f#runtime/}"
done
sed -n '/^#ifndef/q; s/^ \*     //p' include/netc/netc.h >example.c
check "the manual has an example" grep -q 'int main' example.c
san=$(nm "$build/libnetc.a" 2>/dev/null | grep -q __asan_init &&
    echo "-fsanitize=address,undefined -fno-sanitize-recover=undefined")
libs=$(make -s --no-print-directory -C "$root" print-libs)
strict="-Wall -Wextra -Werror -pedantic -Iinclude"
compiles() { ${CC:-cc} -std=c11 $strict $san example.c "$build/libnetc.a" $libs -o example; }
check "it compiles without a warning" compiles
cat >header.cc <<'END'
#include <netc/netc.h>
int main() { return netc_open(nullptr, nullptr, nullptr, nullptr) != nullptr; }
END
if command -v g++ >/dev/null 2>&1; then
    check "the header is C++, too" g++ -std=c++11 $strict -c header.cc -o header.o
fi

cat >t.net <<'END'
net t {
    input 4x4x3
    conv 4 3x3 relu
    globalavgpool
    dense 3 softmax
}
END
run init t.net -o t.safetensors
expect 0 "weights for it"
npy zeros.npy '<f4' '(1, 4, 4, 3)' $((4*4*3*4)) '\000'
run run t.net --weights t.safetensors --input zeros.npy --output y.npy
expect 0 "the command's outputs"
./example t.net t.safetensors >out 2>err
status=$?
expect 0 "the example runs"
lines_are() { [ "$(wc -l <out)" -eq "$1" ]; }
check "and prints an output a line" lines_are 3
tail -c 12 y.npy | od -An -tf4 | tr -s ' ' '\n' | sed '/^$/d' >wanted
same() {
    paste out wanted |
        awk '{ d = $1 - $2; if (d < 0) d = -d; if (d > 1e-5) bad = 1 } END { exit bad }'
}
check "which are the command's" same
for args in "" "t.net" "nowhere.net t.safetensors" "t.net nowhere.safetensors"; do
    # shellcheck disable=SC2086
    ./example $args >out 2>err
    status=$?
    fails 1 . "a message for: example $args"
done
echo 'net t { input 4x4x3 dens 3 }' >bad.net
./example bad.net t.safetensors >out 2>err
status=$?
fails 1 'dens' "the mistakes of a net that has some"
finish
