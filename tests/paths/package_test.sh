#!/bin/sh
# --package: folders that build as they are. That of CMake is built and run, that of WebAssembly
# built and run by node, that of Arduino compiled for a Cortex-M4 with a stand-in core and run under
# qemu; the others' C is compiled with stand-ins. All say what `netc predict` says of a picture.
# `make browser` looks at the page of WebAssembly in a browser (tests/long/browser.sh).
root=$PWD
. "$(dirname "$0")/../cli/tap.inc"
has() { command -v "$1" >/dev/null 2>&1; }
cat >nn.net <<'END'
net nn {
    input 8x8x3 scale=1/255
    labels ant bee cat dog
    conv 8 3x3 relu
    maxpool 2x2
    flatten
    dense 4 softmax
}
END
# The picture of the examples: byte i is i % 256.
{ printf 'P6\n8 8\n255\n'
  # shellcheck disable=SC2059
  printf "$(awk 'BEGIN { for (i = 0; i < 192; i++) printf "\\%03o", i }')"; } >ramp.ppm
run init nn.net -o w.safetensors --seed 3
run predict nn.net --weights w.safetensors --json ramp.ppm
expect 0 "netc predict"
cp out predicted
# said NAME NUMBER: what netc predict says, the number to five digits
said() {
    grep -q "\"$1\"" predicted || return 1
    awk -v v="$2" '{ while (match($0, /[0-9]+\.[0-9]+/)) {
            d = substr($0, RSTART, RLENGTH) - v; if (d < 0) d = -d; if (d < 0.00002) good = 1
            $0 = substr($0, RSTART + RLENGTH) } } END { exit !good }' predicted
}
package() { # package KIND ARGS...: to the folder KIND
    kind=$1; shift
    run nn.net --weights w.safetensors --package="$kind" -o "$kind" "$@"
    expect 0 "$kind: written"
}

package cmake
built() { cmake -S "$1" -B "$1/build" >log 2>&1 && cmake --build "$1/build" >>log 2>&1 ||
    { tail -20 log; return 1; }; }
classified() { "$1/build/nn_classify" ramp.ppm >told && read -r _ name p <told && said "$name" "$p"; }
if has cmake; then
    check "cmake: builds" built cmake
    check "cmake: its example says what netc predict says" classified cmake
    check "cmake: a picture of another size is refused" sh -c '! cmake/build/nn_classify nn.net'
    run nn.net --weights w.safetensors --package=cmake --target=mcu -o small
    expect 0 "cmake, --target=mcu: written"
    check "cmake, --target=mcu: builds" built small
    check "cmake, --target=mcu: says the same" classified small
else
    skip "cmake: builds" "no cmake"
fi

package wasm
wasm_compiler() { has emcc || { echo 'int main(void) { return 0; }' >t.c &&
    clang --target=wasm32-wasi t.c -o t.wasm >/dev/null 2>&1; }; }
cat >run.js <<'END'
const fs = require("fs");
const zero = new Proxy({}, { get: () => () => 0 });
WebAssembly.instantiate(fs.readFileSync("wasm/nn_model.wasm"), {
  wasi_snapshot_preview1: zero, env: zero }).then(({ instance: { exports: n } }) => {
  if (n._initialize) n._initialize();
  const size = n.width() * n.height() * n.channels();
  const to = new Uint8Array(n.memory.buffer, n.input(), size);
  for (let i = 0; i < size; i++) to[i] = i;
  if (n.classify()) process.exit(1);
  const y = Array.from(new Float32Array(n.memory.buffer, n.output(), n.outputs()));
  const best = y.indexOf(Math.max(...y));
  const memory = new Uint8Array(n.memory.buffer);
  let name = "";
  for (let p = n.label(best); memory[p]; p++) name += String.fromCharCode(memory[p]);
  console.log(best, name, y[best]);
});
END
wasm_says() { node run.js >told && read -r _ name p <told && said "$name" "$p"; }
if wasm_compiler; then
    check "wasm: builds" sh wasm/build.sh
    check "wasm: the page has it as text" sh -c 'test $(wc -c <wasm/nn_wasm.js) -gt 1000'
    if has node; then
        check "wasm: says what netc predict says" wasm_says
    else
        skip "wasm: runs" "no node"
    fi
else
    skip "wasm: builds" "no emcc, nor clang with wasi-libc and wasm-ld"
fi

# Of the core what the example uses, by semihosting; pictures a second is not asked of it.
package arduino
cat >Arduino.h <<'END'
#pragma once
#include <stdint.h>
static inline void semihosting(int call, const void *arg)
{
    register int r0 __asm__("r0") = call;
    register const void *r1 __asm__("r1") = arg;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}
static inline unsigned long micros() { return 0; }
static inline void delay(unsigned long) { semihosting(0x18, (const void *)0x20026); }
static struct Port {
    void begin(unsigned long) {}
    void print(const char *s) { semihosting(4, s); }
    void print(unsigned long v)
    {
        char t[12], *p = t + 11;
        for (*p = 0; v || !*p; v /= 10)
            *--p = (char)('0' + v % 10);
        print(p);
    }
    void print(int v) { print((unsigned long)v); }
    void print(float v, int)
    {
        unsigned long u = (unsigned long)(v * 1e6f + 0.5f);
        print("0.");
        for (unsigned long d = 100000; d > u && d > 1; d /= 10)
            print("0");
        print(u);
    }
    template <class T> void println(T v) { print(v), print("\n"); }
} Serial;
END
cat >start.cpp <<'END'
#include <Arduino.h>
#include "Classify.ino"
extern "C" uint32_t data_from[], data_begin[], data_end[], bss_begin[], bss_end[], stack_end[];
extern "C" void start()
{
    uint32_t *to = data_begin;
    for (const uint32_t *from = data_from; to < data_end;)
        *to++ = *from++;
    for (to = bss_begin; to < bss_end;)
        *to++ = 0;
    setup();
    for (;;)
        loop();
}
__attribute__((section(".vectors"), used)) static void *const vectors[16] = {stack_end, (void *)start};
END
m4="-mthumb -mcpu=cortex-m4 -Os -Wall -Wextra -Werror"
arduino() {
    # shellcheck disable=SC2086
    arm-none-eabi-gcc $m4 -std=c99 -pedantic -c arduino/src/nn_model.c -o a.o &&
        arm-none-eabi-g++ $m4 -fno-exceptions -fno-rtti -I. -Iarduino/src -Iarduino/examples/Classify \
            -c start.cpp -o start.o &&
        arm-none-eabi-gcc $m4 -nostartfiles -T "$root/tests/paths/mcu_board.ld" start.o a.o -lm -o a.elf
}
arduino_says() {
    timeout 60 qemu-system-arm -M mps2-an386 -display none -serial null -monitor none \
        -semihosting-config enable=on,target=native -kernel a.elf >told 2>&1 </dev/null
    tr -d '\r' <told >told.1 && read -r _ name p _ <told.1 && said "$name" "$p"
}
if has arm-none-eabi-g++ && echo '#include <math.h>' | arm-none-eabi-gcc -E - >/dev/null 2>&1; then
    check "arduino: compiles for a Cortex-M4" arduino
    if has qemu-system-arm; then
        check "arduino: its example says what netc predict says, under qemu" arduino_says
    else
        skip "arduino: runs" "no qemu-system-arm"
    fi
else
    skip "arduino: compiles" "no arm-none-eabi-g++ with a C library"
fi

# The others: their C with stand-ins for what they include.
mkdir -p stand/zephyr/sys
cat >stand/zephyr/kernel.h <<'END'
#include <stdint.h>
static inline uint32_t k_cycle_get_32(void) { return 0; }
END
echo '#include <stdio.h>
#define printk printf' >stand/zephyr/sys/printk.h
echo 'static inline long long esp_timer_get_time(void) { return 0; }' >stand/esp_timer.h
cat >platform.h <<'END'
#pragma once
#include <stdio.h>
#include <stdlib.h>
static unsigned long micros() { return 0; }
static void delay(unsigned long) { exit(0); }
static struct Port {
    void begin(unsigned long) {}
    void print(const char *s) { printf("%s", s); }
    void print(unsigned long v) { printf("%lu", v); }
    void print(int v) { printf("%d", v); }
    void print(float v, int n) { printf("%.*f", n, (double)v); }
    template <class T> void println(T v) { print(v), print("\n"); }
} Serial;
END
mkdir other && mv platform.h other/Arduino.h
strict="-O1 -Wall -Wextra -Werror"
tell() { ./told.run >told && read -r _ name p _ <told && grep -q "\"${name%,}\"" predicted; }
for kind in zephyr esp-idf platformio; do
    package $kind
    check "$kind: the README says that it was not built" grep -q 'was not built' $kind/README.md
    case $kind in
    zephyr) check "$kind: its C compiles" cc -std=c99 $strict -Istand -Izephyr/src \
        zephyr/sample/src/main.c zephyr/src/nn_model.c -lm -o told.run ;;
    esp-idf)
        echo 'void app_main(void); int main(void) { app_main(); return 0; }' >main.c
        check "$kind: its C compiles" cc -std=c99 $strict -Istand -Iesp-idf/src main.c \
            esp-idf/example/main/main.c esp-idf/src/nn_model.c -lm -o told.run ;;
    *)
        echo 'void setup(); void loop(); int main() { setup(); loop(); }' >main.cpp
        check "$kind: its C compiles" sh -c "cc -std=c99 $strict -c platformio/lib/nn_model/src/nn_model.c \
            -o p.o && c++ $strict -Iother -Iplatformio/lib/nn_model/src main.cpp \
            platformio/src/main.cpp p.o -lm -o told.run" ;;
    esac
    check "$kind: its example names the class of netc predict" tell
done

# In 8-bit integers, with both kinds of ends.
mkdir data
npy data/y_train.npy '<i8' '(4,)' 32 '\000\000\000\000\000\000\000\000\001\000\000\000\000\000\000\000'
npy data/x_train.npy '<f4' '(4, 8, 8, 3)' 3072 "$FLOATS"
run quantize nn.net --weights w.safetensors --data npy:data -o q.safetensors
for ends in int8 float; do
    run nn.net --weights q.safetensors --ends=$ends --package=cmake -o int8_$ends
    expect 0 "cmake, integers with $ends at the ends: written"
    check "cmake, integers with $ends at the ends: compiles" cc -std=c99 $strict -Iint8_$ends/include \
        int8_$ends/example/classify.c int8_$ends/src/nn_model.c -lm -o int8_$ends.run
    check "cmake, integers with $ends at the ends: runs" ./int8_$ends.run ramp.ppm
done

# A net without labels, refusals, the folder written anew.
sed '/labels/d' nn.net >bare.net
run bare.net --weights w.safetensors --package=cmake -o cmake
expect 0 "without labels, over another"
check "without labels: compiles" cc -std=c99 $strict -Icmake/include cmake/example/classify.c \
    cmake/src/nn_model.c -lm -o bare
check "without labels: runs" ./bare ramp.ppm
run nn.net --package=cmake -o none
fails 2 "--package goes with --weights" "without weights"
run nn.net --weights w.safetensors --package=arduino --target=native -o none
fails 2 "for --target=mcu" "arduino for a server"
run nn.net --weights w.safetensors --package=cmake --train -o none
fails 2 "does not go with --package" "with training"
run nn.net --weights w.safetensors --package=makefile -o none
fails 2 "makefile" "a word that is no package"
run nn.net --weights w.safetensors --package=cmake -o nn.net
fails 1 "nn.net" "a file in the folder's place"
check "and nothing was written" test ! -e none
finish
