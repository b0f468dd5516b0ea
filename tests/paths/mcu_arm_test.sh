#!/bin/sh
# --target=mcu on a Cortex-M4: examples/embed/digits.net within 4 KB of code and 14 KB of RAM, input
# and stack counted, and under qemu (mps2-an386) the outputs that `netc run` gives here; a net with
# the other kinds gives them too, with and without a floating-point unit. In 8-bit integers digits
# takes 4 KB of code and 5 KB of RAM, and the outputs are the same to the bit, by SMLAD and without.
root=$PWD
. "$(dirname "$0")/../cli/tap.inc"
cross=arm-none-eabi
without() {
    echo "1..0 # SKIP no $1 (Debian: $2; ./deps.sh --mcu installs it)"
    exit 0
}
command -v $cross-gcc >/dev/null 2>&1 || without $cross-gcc gcc-arm-none-eabi
echo '#include <math.h>' | $cross-gcc -E - >/dev/null 2>&1 ||
    without "C library for $cross" libnewlib-arm-none-eabi
command -v qemu-system-arm >/dev/null 2>&1 || without qemu-system-arm qemu-system-arm

soft="-mthumb -mcpu=cortex-m4"
hard="$soft -mfloat-abi=hard -mfpu=fpv4-sp-d16"
arm() { # arm NET FLAGS: NET.o and NET.elf
    $cross-gcc -std=c99 -Wall -Wextra -Wshadow -Wconversion -pedantic -Werror -Os $2 -c "$1.c" \
        -o "$1.o" &&
        $cross-gcc -std=gnu99 -Wall -Wextra -Os $2 -nostartfiles -I. -DMODEL="\"$1.h\"" \
            -T "$root/tests/paths/mcu_board.ld" "$root/tests/paths/mcu_board.c" "$1.o" -lm \
            -o "$1.elf"
}
arm_object() { $cross-gcc -std=c99 -Wall -Wextra -Wshadow -Wconversion -pedantic -Werror -Os $soft \
    -c "$1.c" -o "$1.o"; }
same_lines() { test -s want && cmp have want; }
board() { # board NET: its lines to NET.out: status, stack, time, outputs
    timeout 60 qemu-system-arm -M mps2-an386 -icount shift=0 -display none -serial null \
        -monitor none -semihosting-config enable=on,target=native -kernel "$1.elf" >"$1.out" 2>&1 \
        </dev/null
}
# The floats of an .npy file as bits, one a line.
bits() { tail -c "+$((11 + $(od -An -tu2 -j8 -N2 "$1")))" "$1" | od -An -v -tx4 -w4 | tr -d ' '; }
# same NET: the outputs are those of y.npy, up to rounding
same() {
    tail -n +4 "$1.out" | tr -d '\r' >have
    bits "$1.y.npy" >want
    paste have want | awk '
        function hex(s, i, v) {
            v = 0
            for (i = 1; i <= length(s); i++)
                v = 16 * v + index("0123456789abcdef", substr(s, i, 1)) - 1
            return v
        }
        function number(s, v, e, m) {
            v = hex(s); e = int(v / 2^23) % 256; m = v % 2^23
            return (v >= 2^31 ? -1 : 1) * (e ? (1 + m / 2^23) * 2^(e - 127) : m / 2^149)
        }
        NF != 2 { bad = 1 }
        { a = number($1); b = number($2); d = a - b < 0 ? b - a : a - b; b = b < 0 ? -b : b
          if (b > most) most = b
          if (d > off) off = d }
        END { print NR " outputs, largest " most ", off by " off
              exit bad || !NR || !(off <= 64 * 1.2e-7 * most) }'
}
line() { sed -n "$2p" "$1.out" | tr -d '\r' | sed 's/^/0x/'; }

cat >chain.net <<'END'
net nn {
    input 12x10x3 scale=1/255
    conv 8 3x3 nobias
    batchnorm
    relu max=6
    depthwise 3x3
    s: identity
    depthwise 3x3 stride=2
    conv 8 1x1 groups=2 silu
    maxpool 3x3 stride=1 same
    layernorm
    conv 7 2x2 gelu
    flatten
    dense 11 tanh
    dense 7 softmax
}
END
sed 's/net digits/net nn/' "$root/examples/embed/digits.net" >digits.net
npy digits.npy '<f4' '(1, 28, 28, 1)' 3136 "$FLOATS"
npy chain.npy '<f4' '(1, 12, 10, 3)' 1440 "$FLOATS"
for net in digits chain; do
    run init $net.net -o w.safetensors --seed 3
    run $net.net --target=mcu --weights w.safetensors -o $net.c
    expect 0 "$net: emitted"
    run run $net.net --target=mcu --backend=reference --weights w.safetensors \
        --input $net.npy --output $net.y.npy
    { echo '#include <stdint.h>'
      echo 'static const union { uint32_t bits[NN_IN_H * NN_IN_W * NN_IN_C]; float x[1]; } given = {{'
      bits $net.npy | sed 's/.*/0x&,/'
      echo '}};'
      echo '#define input given.x'; } >input.h
    for unit in hard soft; do
        eval "flags=\$$unit"
        check "$net ($unit): compiles without a warning" arm $net "$flags"
        check "$net ($unit): runs under qemu" board $net
        check "$net ($unit): status 0" test "$(line $net 1)" = 0x00000000
        check "$net ($unit): the outputs of netc run" same $net
        stack=$(($(line $net 2)))
        echo "# $net ($unit): stack $stack bytes, about $(($(line $net 3) * 40)) instructions"
        check "$net ($unit): the stack is at most 2 KB" test "$stack" -le 2048
    done
    [ $net = digits ] && digits_stack=$stack
done

# of 8-bit integers, calibrated on pictures of noise; input.h is what it was
mkdir data
npy data/y_train.npy '<i8' '(20,)' 160 '\000\000\000\000\000\000\000\000\001\000\000\000\000\000\000\000'
cat >kinds.net <<'END'
net nn {
    input 28x28x1 scale=1/255
    conv 6 3x3 stride=2 relu
    s: identity
    depthwise 3x3
    relu max=6
    conv 6 1x1
    add s
    maxpool 3x3 stride=1 same
    concat s
    depthwise 3x3 multiplier=2
    avgpool 2x2
    flatten
    dense 7 softmax
}
END
npy data/x_train.npy '<f4' '(20, 28, 28, 1)' 62720 "$FLOATS"
for net in digits kinds; do
    run init $net.net -o w.safetensors --seed 3
    run quantize $net.net --weights w.safetensors --data npy:data -o q.safetensors
    expect 0 "$net of integers: calibrated"
    run $net.net --target=mcu --weights q.safetensors -o ${net}_int8.c
    run $net.net --target=mcu --weights q.safetensors --ends=float -o ${net}_q.c
    expect 0 "$net of integers: emitted"
    run run $net.net --weights q.safetensors --input digits.npy --output q.npy
    bits q.npy >want
    { echo '#include <stdint.h>'
      echo 'static const union { uint32_t bits[NN_IN_H * NN_IN_W * NN_IN_C]; float x[1]; } given = {{'
      bits digits.npy | sed 's/.*/0x&,/'
      echo '}};'
      echo '#define input given.x'; } >input.h
    for unit in m4 m3; do # with the DSP extension and without
        flags=$soft
        [ $unit = m3 ] && flags="-mthumb -mcpu=cortex-m3"
        check "$net of integers ($unit): compiles without a warning" arm ${net}_q "$flags"
        check "$net of integers ($unit): runs under qemu" board ${net}_q
        check "$net of integers ($unit): status 0" test "$(line ${net}_q 1)" = 0x00000000
        tail -n +4 ${net}_q.out | tr -d '\r' >have
        check "$net of integers ($unit): the bits of netc run" same_lines
        int8_stack=$(($(line ${net}_q 2)))
        echo "# $net of integers ($unit): stack $int8_stack bytes, about" \
            "$(($(line ${net}_q 3) * 40)) instructions"
    done
done
smlad() { $cross-objdump -d digits_q.o >code && grep -q smlad code; }
arm digits_q "$soft"
check "by SMLAD" smlad
check "integers: compiles without a warning" arm_object digits_int8
flash=$(sed -n 's/^#define NN_WEIGHT_BYTES \([0-9]*\).*/\1/p' digits_int8.h)
ram=$(sed -n 's/^#define NN_RAM_BYTES \([0-9]*\).*/\1/p' digits_int8.h)
code=$($cross-size digits_int8.o | awk 'NR == 2 { print $1 + $2 + $3 }')
code=$((code - flash))
echo "# digits of integers: code $code bytes, RAM $ram bytes"
check "digits of integers: at most 4 KB of code" test "$code" -le 4096
check "digits of integers: at most 5 KB of RAM" test $((ram + int8_stack)) -le 5120

# digits.o is the one without a floating-point unit, as a Cortex-M4 may be.
flash=$(sed -n 's/^#define NN_WEIGHT_BYTES \([0-9]*\).*/\1/p' digits.h)
ram=$(sed -n 's/^#define NN_RAM_BYTES \([0-9]*\).*/\1/p' digits.h)
code=$($cross-size digits.o | awk 'NR == 2 { print $1 + $2 + $3 }')
code=$((code - flash))
echo "# digits: code $code bytes, RAM $ram bytes and a stack of $digits_stack"
check "digits: at most 4 KB of code" test "$code" -le 4096
check "digits: at most 14 KB of RAM" test $((ram + digits_stack)) -le 14336
finish
