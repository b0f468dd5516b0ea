#!/bin/sh
# netc size: flash and RAM of a net on a small machine, and with a compiler, code and stack.
root=$PWD
. "$(dirname "$0")/tap.inc"
cp "$root/examples/embed/digits.net" .
run size digits.net --target=mcu --compiler "gcc -m64"
expect 0 "with the compiler of this machine"
prints '^flash +106792  weights$' "weights"
prints '^ +[1-9][0-9]{3}  code \(gcc -m64 -Os\)$' "code, some thousand bytes"
prints '^RAM +9408  work area; most of it is in use at conv_2: 9408$' "the work area and its peak"
prints '^ +3136  input$' "the input"
prints '^ +[1-9][0-9]{2}  stack' "the stack, some hundred bytes"
total=$(awk '/work area|input$|output$|stack/ { s += $1 == "RAM" ? $2 : $1 } END { print s }' out)
prints "^ +$total  together$" "their sum"
run digits.net --target=mcu -o d.c
run size digits.net --target=mcu --json --compiler "gcc -m64"
check "as JSON" json_ok out
run init digits.net -o w.safetensors
run digits.net --target=mcu --weights w.safetensors -o d.c
gcc -m64 -std=c99 -Os -fno-asynchronous-unwind-tables -c d.c -o d.o
own=$(($(size d.o | awk 'NR == 2 { print $1 }') - 106792))
run size digits.net --target=mcu --compiler "gcc -m64 -fno-asynchronous-unwind-tables"
prints "^ +$own  code" "the code is what size says of the user's own object"
run size digits.net --target=mcu --compiler no_such_compiler
fails 1 "there is no program .no_such_compiler" "a compiler that is not there"
run size digits.net --target=mcu --compiler false
fails 1 "false does not compile" "one that fails"
PATH=/nowhere run size digits.net --target=mcu
expect 0 "without a compiler"
says "code and stack are not known: there is no .arm-none-eabi-gcc" "what is not known"
prints '^ +12584  together$' "and the rest"
run size digits.net --target=native
fails 2 "netc mem" "of native plans netc mem tells"
run size digits.net
fails 2 "missing option --target" "the target is stated"
run size digits.net --target=mcu --mem-limit=7k
fails 1 "936 more than the limit" "a limit"
if command -v arm-none-eabi-gcc >/dev/null 2>&1; then
    run size digits.net --target=mcu
    prints '^ +1[0-9]{3}  code \(arm-none-eabi-gcc' "code for a Cortex-M4"
else
    skip "code for a Cortex-M4" "no arm-none-eabi-gcc (./deps.sh --mcu installs it)"
fi
ls /tmp/netc-size-* >left 2>/dev/null
check "no folder is left" test ! -s left
finish
