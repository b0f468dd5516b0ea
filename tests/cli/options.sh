# The command line: help, version, misuse, and where the messages go.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net

run --help
expect 0 "--help succeeds"
prints '^  netc train FILE.net' "--help lists the commands"
run --version
expect 0 "--version succeeds"
prints '^netc [0-9]+\.[0-9]+' "--version prints the version"
run
expect 2 "no arguments is misuse"
for c in $("$NETC" help | sed -n 's/^  netc \([a-z]*\) [A-Z].*/\1/p'); do
    run $c --help
    expect 0 "$c --help succeeds"
    prints "^usage: netc $c " "$c --help states its usage"
    run $c
    fails 2 'missing argument: expected' "$c without a file is misuse"
    run $c tiny.net --no-such-option
    fails 2 'unknown option --no-such-option' "$c refuses an unknown option"
done
run tune --help
expect 0 "tune --help succeeds"
run tune tiny.net
fails 2 "one argument too many: expected none" "tune takes no file"
run tiny.net --help
prints '^ *-o, --out model.c' "compiling to C has its help"

run trian tiny.net
fails 2 'unknown command `trian` \(did you mean train\?\)' "a mistyped command has a suggestion"
for c in summary shapes predict fmt import; do
    set -- "$c"
    [ $c = predict ] && set -- predict tiny.net --weights w
    [ $c = import ] && set -- import -o i.net
    run "$@" ""
    fails 2 'an empty argument: expected ' "$c of nothing is misuse"
done
run summary tiny.net --jsno
fails 2 'unknown option --jsno \(did you mean --json\?\)' "a mistyped option has a suggestion"
run tiny.net -q
fails 2 'unknown option -q' "an unknown letter"
run tiny.net
fails 2 'missing option -o model.c' "compiling to C needs -o"
run tiny.net -o
fails 2 '-o needs model.c' "an option without its value"
run tiny.net -o model.txt
fails 2 'expected a name that ends in .c \(or .cpp' "-o must end in .c"
run tiny.net -o m.c --batch 0
fails 2 '--batch: expected a whole number from 1 to 65536, found `0`' "a number out of range"
run tiny.net -o m.c --batch=many
fails 2 '--batch: expected a whole number.*`many`' "no number at all"
run tiny.net -o m.c --main=both
fails 2 '--main: expected train\|infer, found `both`' "a choice that is none"
run tiny.net -o m.c --dump=codegen
fails 2 '--dump: expected shapes\|absorb\|lower\|fuse\|plan, found `codegen`' "an unknown pass"
run tiny.net -o m.c --inline-weights
fails 2 '--inline-weights goes with --weights' "--inline-weights alone"
run summary tiny.net --json=yes
fails 2 '--json takes no value' "a flag with a value"
run summary tiny.net other.net
fails 2 '`other.net` is one argument too many' "an argument too many"
run eval tiny.net
fails 2 'missing option --weights W.safetensors' "eval needs weights"
run run tiny.net --weights w
fails 2 'missing option --input' "run needs an input"
run train tiny.net --rate -1
fails 2 '--rate: expected a number from 0 to 3.40282e\+38, found `-1`' "a negative rate"
run train tiny.net --backend=gpu
fails 2 '--backend: expected jit\|cc\|reference' "an unknown backend"
run train tiny.net --resume x.ckpt --seed 1
fails 2 '--resume brings its own' "--resume with --seed"
run shapes d --class 3
fails 2 '--class goes with --picture' "--class alone"
run init tiny.net -o w --seed 99999999999999999999
fails 2 '--seed: expected a whole number' "a seed that does not fit"
run summary -- --json
fails 1 'cannot open --json' "after -- everything is a file"

if [ -w /dev/full ]; then
    "$NETC" summary tiny.net >/dev/full 2>err
    status=$?
    : >out
    fails 1 'cannot write to standard output' "a full disk behind standard output"
else
    tests=$((tests + 1)); echo "ok $tests - a full disk behind standard output # SKIP no /dev/full"
fi
# A value that no file has to be read for is a mistake of the command line: 2.
write_tiny bad.net
while read -r line; do
    run $line
    fails 2 '^netc: .*(expected|goes with|only|needs|at a time|given twice|same value|is two numbers)' "\`$line\`"
done <<'END'
eval bad.net --weights w --views 3
predict bad.net --weights w --views 0 x.png
report bad.net --weights w -o r.html --views x
check bad.net -D width
check bad.net -D =3
check bad.net -D width=
sweep bad.net -D width -o swept
sweep bad.net -D width=1,2 -D width=3 -o swept
sweep bad.net -D width=1,1 -o swept
bad.net -o m.c --target=mcu --batch 2
bad.net -o m.c --target=mcu --weights-type=bf16
run bad.net --weights w --input x.npy --output y.npy --target=mcu --batch 2
run bad.net --weights w --input x.npy --output y.npz
init bad.net -o w.h5
train bad.net -o w.npz
quantize bad.net --weights w -o q.keras
preview bad.net -o sheet.jpg
report bad.net --weights w -o r.pdf
shapes drawn --picture x.jpg
convert bad.net --weights w -o w.pt
convert bad.net --weights w -o w.h5 --type=bf16
grad bad.net --weights w --input x.npy --label y.npy --output g.NPZ
import m.onnx -o m.net --input-size 224x
import m.onnx -o m.net --input-size x224
END
check "nothing was written" test ! -e w.h5 -a ! -e w.npz -a ! -e drawn
# Variables of the environment: a value that means nothing is an error, not another one.
write_tiny isa.net
for command in "check isa.net" "mem isa.net" "init isa.net -o isa.safetensors" "isa.net -o isa.c"; do
    NETC_ISA=avx run $command
    fails 1 '^netc: NETC_ISA names no build of the kernels: expected baseline, avx2, avx2_vnni, avx512, avx512_vnni, avx512bf16 or amx, found .avx.$' \
        "NETC_ISA=avx, \`$command\`"
done
check "nothing was written" test ! -e isa.c -a ! -e isa.safetensors
for isa in "" baseline avx2 avx2_vnni avx512 avx512_vnni avx512bf16 amx; do
    NETC_ISA=$isa run check isa.net
    expect 0 "NETC_ISA=$isa"
    ! grep -q . err || says "note: NETC_ISA=$isa: this processor has no such kernels; those of [a-z0-9_]* are used" \
        "is what is used, or it says what is"
done
NETC_KEEP_JIT=none/x.c run init isa.net -o isa.safetensors
fails 1 'cannot write none/x.c: .* .NETC_KEEP_JIT names this file' "NETC_KEEP_JIT that cannot be written"
finish
