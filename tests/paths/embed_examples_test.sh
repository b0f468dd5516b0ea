#!/bin/sh
# examples/embed: each program is built as its page says, from what netc emits alone, and run. They
# agree with netc predict; finetune learns a user's pictures, and netc reads what it saved.
root=$PWD
. "$(dirname "$0")/../cli/tap.inc"
has() { command -v "$1" >/dev/null 2>&1; }
cp -r "$root/examples/embed/." .
strict="-Wall -Wextra -Wshadow -pedantic -Werror -O1"
run shapes data --train 320 --test 10 --picture star.ppm --class 5
run shapes other --train 10 --test 10 --seed 7 --picture ring.ppm --class 4
run train shapes.net -o w.safetensors --seed 1
expect 0 "trained"
run shapes.net --train -o model.c
expect 0 "emitted"
run predict shapes.net --weights w.safetensors star.ppm ring.ppm
expect 0 "netc predict"
cp out predicted
# The class of both pictures, and the probability to three digits.
agree() { # agree FILE
    test "$(wc -l <"$1")" = 2 || return 1
    while IFS=': ' read -r picture class p; do
        grep "$picture" predicted | grep -q "$class" &&
            grep "$picture" predicted | tr ' %' '\n\n' | awk -v p="$p" '
                /^[0-9.]+$/ { v = $1 > 1 ? $1 / 100 : $1; d = v - p; if (d < 0) d = -d
                              if (d < 0.002) good = 1 } END { exit !good }' || return 1
    done <"$1"
}
c() { cc -std=c11 $strict classify.c model.c -lm -o classify &&
    cc -std=c11 $strict finetune.c model.c -o finetune -lm; }
classified() { ./classify w.safetensors star.ppm ring.ppm >told && agree told; }
check "classify and finetune compile" c
check "classify agrees with netc predict" classified
check "classify: no such weights" sh -c '! ./classify none star.ppm 2>/dev/null'
check "classify: damaged weights" sh -c 'head -c 5000 w.safetensors >cut; ! ./classify cut star.ppm 2>says &&
    grep -q "reading or writing failed" says'
check "classify: what is no picture" sh -c '! ./classify w.safetensors shapes.net 2>says && grep -q "no PPM" says'

check "finetune runs" sh -c './finetune w.safetensors mine.safetensors 150 cross=star.ppm arrow=ring.ppm >told'
check "its loss falls" sh -c 'awk "NR == 1 { a = \$4 } { b = \$4 } END { exit !(b < a / 2) }" told'
check "netc and classify say what was learned" sh -c './classify mine.safetensors star.ppm ring.ppm >told &&
    grep -q "star.ppm: cross" told && grep -q "ring.ppm: arrow" told &&
    "$NETC" predict shapes.net --weights mine.safetensors star.ppm | grep -q cross'
check "finetune: a label that the net lacks" sh -c '! ./finetune w.safetensors bad.safetensors 1 tree=star.ppm 2>says &&
    grep -q "a label of the net" says && test ! -e bad.safetensors'
check "finetune writes over its own weights" sh -c './finetune w.safetensors mine.safetensors 1 cross=star.ppm >told &&
    ./classify mine.safetensors star.ppm >told && test ! -e mine.safetensors.new'
others() {  # a file of another kind, and what may be left beside
    cp shapes.net mine.net; cp shapes.net left.safetensors.new
    ! ./finetune w.safetensors mine.net 1 cross=star.ppm 2>says && grep -q "mine.net is there, and holds no weights" says &&
        cmp -s shapes.net mine.net &&
        ! ./finetune w.safetensors left.safetensors 1 cross=star.ppm 2>says && grep -q "left over, remove it" says &&
        cmp -s shapes.net left.safetensors.new && test ! -e left.safetensors
}
check "finetune writes over no other file" others
none() { ! ./finetune w.safetensors none/w.safetensors 1 cross=star.ppm 2>says && grep -q "cannot be made" says; }
check "finetune: a folder that is not there" none

cpp() { cc -O1 -c model.c && c++ -std=c++17 $strict classify.cpp model.o -o classify_cpp &&
    ./classify_cpp w.safetensors star.ppm ring.ppm >told && agree told; }
if has c++; then check "C++ agrees" cpp; else skip "C++" "no c++"; fi
python() { cc -std=c99 $strict -shared -fPIC model.c sizes.c -o libmodel.so -lm &&
    python3 classify.py ./libmodel.so w.safetensors star.ppm ring.ppm >told && agree told; }
if has python3; then check "Python agrees, by ctypes" python; else skip "Python" "no python3"; fi
with_cmake() { cmake -S . -B build -DCMAKE_BUILD_TYPE=Debug >log 2>&1 && cmake --build build >>log 2>&1 ||
    { tail log; return 1; }
    build/classify_cpp w.safetensors star.ppm ring.ppm >told && agree told &&
        test -x build/classify && test -x build/finetune; }
if has cmake; then check "CMake builds all of them" with_cmake; else skip "CMake" "no cmake"; fi

run shapes.net --target=mcu --weights w.safetensors -o board/model.c
expect 0 "for a microcontroller: emitted"
image() {
    { echo 'static const unsigned char rgb[] = {'
      tail -c 3072 star.ppm | od -An -v -tu1 -w16 | sed 's/  */,/g; s/^,//; s/$/,/'
      echo '};'; } >board/picture.inc
    (cd board && arm-none-eabi-gcc -mthumb -mcpu=cortex-m4 -Os -Wall -Wextra -Werror -nostartfiles \
        -T board.ld main.c model.c -lm -o image)
}
emulated() {
    timeout 60 qemu-system-arm -M mps2-an386 -display none -serial null -monitor none \
        -semihosting-config enable=on,target=native -kernel board/image >told 2>&1 </dev/null
    grep star.ppm predicted | grep -q "$(tr -d '\r\n' <told)"
}
if has arm-none-eabi-gcc && echo '#include <math.h>' | arm-none-eabi-gcc -E - >/dev/null 2>&1; then
    check "the image for a Cortex-M4 is made" image
    if has qemu-system-arm; then
        check "and says under qemu what netc predict says" emulated
    else
        skip "the image runs" "no qemu-system-arm"
    fi
else
    skip "the image for a Cortex-M4" "no arm-none-eabi-gcc with a C library"
fi
finish
