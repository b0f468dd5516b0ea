#!/bin/sh
# The promises of spec/emitted-c.md that are not about numbers, on small nets: no symbol but its own
# and libm's, no memory of its own, little stack, return codes, weights files, two models in one
# program, threads, C++ and 32-bit hosts, #line.
root=$PWD
. "$(dirname "$0")/../cli/tap.inc"
strict="-pedantic -Wall -Wextra -Wshadow -Wconversion -Werror -Werror=vla"

has() { command -v "$1" >/dev/null 2>&1; }

mkdir lines again
cat >one.net <<'END'
net one {
    input 9x8x3 scale=1/255 mean=0.5 std=0.25
    labels red "what??!" blue
    a: conv 18 3x3 relu
    batchnorm
    conv 18 3x3
    add a
    maxpool 2x2 same
    dropout 0.2
    flatten
    dense 20 relu
    dense 3 softmax
}
net ice {
    input 9x8x3 scale=1/255 mean=0.5 std=0.25
    labels red green blue
    a: conv 18 3x3 relu frozen
    batchnorm frozen
    conv 18 3x3 frozen
    add a
    maxpool 2x2 same
    dropout 0.2
    flatten
    dense 20 relu
    dense 3 softmax
}
net two {
    input 5x4x20 scale=2 mean=1 std=4
    conv 7 3x3 stride=2 tanh
    globalavgpool
    dense 6 sigmoid
    dense 2
}
net bare {
    input 6
    dense 4 relu frozen
    softmax
}
net none {
    input 4x4x5
    globalmaxpool
    softmax
}
train     { loss crossentropy; optimizer adam; batch 4 }
train two { loss mse; optimizer sgd momentum=0.9 rate=0.01; batch 3; accumulate 2; average 0.9 }
END

for net in one ice two bare none; do
    run one.net --net $net -o $net.c --train
    expect 0 "$net: emitted"
    run init one.net --net $net -o $net.safetensors --seed 3
    expect 0 "$net: starting weights"
done

# ---- text ----
run one.net --net one -o again/one.c --train
check "the same input gives the same bytes" sh -c 'cmp one.c again/one.c && cmp one.h again/one.h'
run one.net --net one -o lines/one.c --train --lines
expect 0 "emitted with --lines"
line_of() { awk -v n="$1" \
    '$1 == "#line" { on = ($2 == n && $3 == "\"one.net\""); next } on && /conv_forward|_conv/ { found = 1 } END { exit !found }' \
    lines/one.c; }
check "--lines: the first convolution's function is line 4 of one.net" line_of 4
check "--lines: and goes on in the C file after it" grep -Eq '^#line [0-9]+ "one.c"' lines/one.c
check "without it there is none" sh -c '! grep -q "^#line" one.c'

# ---- objects ----
objects() {     # objects "NET ..." COMPILER...   the nets' objects
    nets=$1
    shift
    for net in $nets; do "$@" -c $net.c -o $net.o || return 1; done
}
# One strict build of every net, whose objects are looked at below; emitted_test.sh has larger nets
# and all compilers.
for c in "clang -std=c99 $strict" "g++ -x c++ $strict" "tcc -Wall -Werror"; do
    if has ${c%% *}; then check "${c%% *} takes nets that train nothing, strictly" objects \
        "bare none" $c
    else skip "${c%% *} takes nets that train nothing, strictly" "no ${c%% *}"; fi
done
usage=
has gcc && usage="-fstack-usage"
gcc=$(has gcc && echo gcc || echo cc)
check "C99, strictly, no VLA" objects "one two" $gcc -std=c99 -O1 -fno-pic -fno-pie $usage $strict
check "those that train less, too" objects "ice bare none" $gcc -std=c99 $(thorough && echo -O1) \
    -fno-pic -fno-pie $usage $strict
foreign() { nm -u one.o ice.o two.o bare.o none.o | awk '$1 == "U" {print $2}' | sort -u |
    grep -Ev '^(mem(cpy|set|move|cmp)|str(len|cmp|ncmp)|(exp|log|log1p|expm1|sqrt|pow|tanh|erf|floor|fabs|fmax|fmin)f?|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_)$'; \
        }
nothing_foreign() { ! foreign; }
check "no malloc, stdio or exit: only mem*, str* and libm" nothing_foreign
own_names() {
    for net in one ice two bare none; do
        nm -g --defined-only $net.o | awk 'NF == 3 {print $3}' | grep -v "^${net}_" && return 1
    done
    return 0
}
check "every global symbol begins with the net's name" own_names
no_data() { size -A "$@" |
    awk '$1 ~ /^\.(t?data|t?bss)/ && $1 !~ /rel\.ro/ && $2 > 0 {print; bad = 1} END {exit bad}'; }
check "no memory of its own that changes" no_data one.o ice.o two.o bare.o none.o
own_macros() {  # macros, as the preprocessor sees them, beyond those of the two system headers
    printf '#include <stddef.h>\n#include <stdint.h>\n' | ${CC:-cc} -std=c99 -E -dM -x c - |
        awk '{print $2}' | sort >system.txt
    printf '#include "one.h"\n' | ${CC:-cc} -std=c99 -E -dM -x c -I. - | awk '{print $2}' |
        sort >all.txt
    comm -13 system.txt all.txt | grep -v '^ONE_' && return 1
    comm -13 system.txt all.txt | grep -q '^ONE_TRAIN_BYTES$'
}
check "every macro of the header begins with the net's name" own_macros
if [ "$usage" ]; then
    stack() {
        gcc -std=c99 -O0 -fstack-usage -c one.c -o slow.o &&
            { ! thorough || gcc -std=c99 -O3 -march=native -fstack-usage -c two.c -o fast.o; } ||
            return 1
        for su in *.su; do
            awk -F'\t' '$2 > 65536 || $3 !~ /static|bounded/ {print; bad = 1} END {exit bad || NR < 5}' \
            $su || return 1; done
    }
    check "no function takes more than 64 KiB of stack" stack
else skip "no function takes more than 64 KiB of stack" "no gcc"; fi
same_code() {
    ${CC:-cc} -std=c99 -O0 -c one.c -o plain.o && (cd lines &&
        ${CC:-cc} -std=c99 -O0 -c one.c -o ../lined.o) &&
    objcopy -O binary --only-section=.text plain.o plain.bin &&
        objcopy -O binary --only-section=.text lined.o lined.bin && cmp plain.bin lined.bin &&
        test -s plain.bin
}
if has objcopy; then check "--lines changes no instruction" same_code
else skip "--lines changes no instruction" "no objcopy"; fi

# ---- sizes ----
value() { sed -n "s/^#define $2 (*\([0-9]*\).*/\1/p" "$1.h"; }
check "frozen parameters have no gradient and no moments" \
    sh -c "test $(value ice ICE_TRAIN_BYTES) -lt $(($(value one ONE_TRAIN_BYTES) - 8 * 4 * 18 * 18 * 9))"
check "but the same inference" test "$(value ice ICE_MODEL_BYTES)" = "$(value one ONE_MODEL_BYTES)"

# ---- the driver ----
build() {       # build PROGRAM NET COMPILER...     the driver and the net's C with that compiler
    program=$1 name=$2 upper=$(echo "$2" | tr '[:lower:]' '[:upper:]')
    shift 2
    case $name in
        two) how="-DTARGETS -DSUMS -DSCALE=2.0 -DMEAN=1.0 -DSTD=4.0" ;;
        *) how="-DSCALE=(1.0/255) -DMEAN=0.5 -DSTD=0.25" ;;
    esac
    "$@" -I. "-DP=$name" "-DU=$upper" "-DHEADER=\"$name.h\"" $how \
        -c "$root/tests/paths/contract_driver.c" -o driver.o &&
        "$@" -c $name.c -o net.o && "$@" driver.o net.o -lm -o "$program"
}
drive() {       # drive NET RUNNER...   stops at the first broken promise
    net=$1 other=two.safetensors
    shift
    [ "$net" = two ] && other=one.safetensors
    "$@" $net.safetensors $other
}
sanitize="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
for net in one ice two; do
    [ $net = one ] || { [ $net = two ] && thorough; } || sanitize=
    check "$net: the driver builds" build driver_$net $net ${CC:-cc} -std=gnu11 -O0 -g $sanitize
    check "$net: every promise is kept" drive $net env ASAN_OPTIONS=detect_leaks=0 ./driver_$net
done

cat >over.net <<'NET'
net over {
    input 4
    a: dense 3
    batchnorm
    c: dense 3 softmax
}
train { loss crossentropy; optimizer adam; batch 4; accumulate 2; average 0.9 }
NET
run over.net -o over.c --train
expect 0 "emitted: a net whose gradient overflows"
overflows() {   # overflows COMPILER...
    "$@" -I. "$root/tests/paths/overflow_driver.c" over.c -lm -o over && ./over
}
check "a gradient that overflows behind a finite loss is refused" overflows ${CC:-cc} -std=c99 \
    -O0 -g -Wall -Wextra -Wconversion -Werror -fsanitize=address,undefined \
    -fno-sanitize-recover=undefined
for c in gcc clang $(thorough && echo g++); do
    if has ${c%% *}; then check "also by $c -Ofast" overflows $c -Ofast
    else skip "also by $c -Ofast" "no ${c%% *}"; fi
done

check "two models: built" ${CC:-cc} -std=c99 -O0 -Wall -Werror \
    -I. "$root/tests/paths/contract_two.c" one.c two.c -lm -o both
check "two models take turns in one program" ./both

# damaged SED-SCRIPT        the self-test, or a test of the driver, must fail on changed text
damaged() {
    cp one.c kept.c
    sed "$1" kept.c >one.c
    cmp -s one.c kept.c && { cp kept.c one.c; return 1; }
    build wrong one ${CC:-cc} -std=gnu11 -O0; built=$?
    drive one ./wrong >wrong.out 2>&1; status=$?
    cp kept.c one.c
    cat wrong.out
    [ $built = 0 ] && [ $status = 1 ] && grep -q "selftest(mem, .*)) == C(OK)" wrong.out
}
check "control: the self-test sees another padding" damaged 's:/\*PT\*/ 1,:0,:'
check "control: and another epsilon" damaged 's:/\*EPS\*/ 0\.001[0-9]*f:0.1f:'
check "control: and damaged expected values" damaged \
    '/selftest_loss = /s/selftest_loss = /selftest_loss = 1 + /'

# ---- threads ----
digest_of() { drive one "$@" | sed -n 's/^digest //p'; }
check "serial program" build serial one ${CC:-cc} -std=gnu11 -O0
serial=$(digest_of ./serial)
check "it computes something" test -n "$serial"
if echo 'int main(void){return 0;}' >omp.c && ${CC:-cc} -fopenmp omp.c -o omp 2>/dev/null; then
    check "OpenMP program" build parallel one ${CC:-cc} -std=gnu11 -O0 -fopenmp
    for n in 2 7 $(thorough && echo 1 3 40); do check "$n OpenMP threads give the serial bits" \
        test "$(OMP_NUM_THREADS=$n digest_of ./parallel)" = "$serial"; done
else skip "OpenMP threads give the serial bits" "no OpenMP"; fi
check "a host's own parallel loop" build reverse one ${CC:-cc} -std=gnu11 \
    -O0 -DONE_WORKERS=3 \
    '-DONE_PARALLEL_FOR(task,run,count)=do{int p_;for(p_=(count)-1;p_>=0;p_--)task(run,p_,p_%3);}while(0)'
check "in any order gives the same bits" test "$(digest_of ./reverse)" = "$serial"
fewer() {       # the host was compiled with fewer workers than model.c
    build alike one ${CC:-cc} -std=gnu11 -O0 -DONE_WORKERS=3 && drive one ./alike >alike.out &&
        ${CC:-cc} -std=gnu11 -O0 -DONE_WORKERS=4 -c one.c -o net.o &&
        ${CC:-cc} driver.o net.o -lm -o fewer && ! drive one ./fewer >fewer.out 2>&1 &&
        grep -q '== C(OK)' fewer.out
}
check "a host that knows of fewer workers is refused its memory" fewer
check "a host's loop without the number of its workers does not compile" \
    sh -c "! ${CC:-cc} -c one.c -o no.o '-DONE_PARALLEL_FOR(task,run,count)=' 2>no.out"
check "and says what is missing" grep -q 'define ONE_WORKERS' no.out

# ---- weights in the text ----
run one.net --net one -o inline.c --weights one.safetensors
expect 0 "weights in the text"
cat >predict.c <<'END'
#include "inline.h"
#include <math.h>
#include <stdio.h>
int main(void)
{
    unsigned char rgb[ONE_IN_H * ONE_IN_W * ONE_IN_C];
    float p[ONE_OUTPUTS], q[ONE_OUTPUTS], sum = 0;
    int i;
    for (i = 0; i < (int)sizeof rgb; i++) rgb[i] = (unsigned char)(i * 11);
    if (one_predict(rgb, p) || one_predict(rgb, q)) return 1;
    for (i = 0; i < ONE_OUTPUTS; i++) { sum += p[i]; if (p[i] != q[i]) return 2; }
    return fabsf(sum - 1) < 1e-5f ? 0 : 3;
}
END
check "predict in one line" \
    sh -c "${CC:-cc} -std=c99 -O0 -Wall -Werror predict.c inline.c -lm -o predict && ./predict"
cat >weights.c <<'END'
#include "inline.h"
static union { unsigned char bytes[ONE_MODEL_BYTES + ONE_WORK_BYTES + 2 * ONE_ALIGN]; double align; } mem;
int main(void)
{
    static float x[ONE_IN_H * ONE_IN_W * ONE_IN_C];
    float p[ONE_OUTPUTS];
    unsigned char *model = mem.bytes + (ONE_ALIGN - (size_t)mem.bytes % ONE_ALIGN) % ONE_ALIGN;
    unsigned char *work = model + (ONE_MODEL_BYTES + ONE_ALIGN - 1) / ONE_ALIGN * ONE_ALIGN;
    return one_prepare(one_weights, model, ONE_MODEL_BYTES) || one_infer(model, x, 1, p, work, ONE_WORK_BYTES) || !(p[0] > 0);
}
END
check "and its weights without it" \
    sh -c "${CC:-cc} -std=c99 -O0 -DONE_NO_STATIC -Wall -Werror weights.c inline.c -lm -o weights && ./weights"
check "a program with weights in the text has no unused function" \
    sh -c "$NETC one.net --net one -o program.c --weights one.safetensors --main=infer && ${CC:-cc} -std=c99 -O0 -Wall -Wextra -Wshadow -pedantic -Werror -c program.c -o program.o"
check "nor one that trains" \
    sh -c "$NETC one.net --net one -o program.c --weights one.safetensors --main=train && ${CC:-cc} -std=c99 -O0 -Wall -Wextra -Wshadow -pedantic -Werror -c program.c -o program.o"
no_static() { ${CC:-cc} -std=c99 -O0 -fno-pic -fno-pie -DONE_NO_STATIC -c inline.c -o inline.o &&
    no_data inline.o && ! nm inline.o | grep -q one_predict; }
check "-DONE_NO_STATIC leaves no static memory" no_static

# ---- other hosts ----
if has i686-linux-gnu-gcc && has qemu-i386 &&
    i686-linux-gnu-gcc -static omp.c -o omp32 2>/dev/null && qemu-i386 ./omp32; then
    if thorough; then
        check "a 32-bit host: builds" build driver32 one i686-linux-gnu-gcc -std=gnu11 -O0 -static \
            -msse2 -mfpmath=sse
        check "a 32-bit host: every promise is kept" drive one qemu-i386 ./driver32
    fi
    check "a 32-bit host with x87 arithmetic: builds" build driver87 two i686-linux-gnu-gcc \
        -std=c99 -O1 -static -march=i686
    check "a 32-bit host with x87 arithmetic: every promise is kept" drive two qemu-i386 ./driver87
else skip "a 32-bit host" "no i686-linux-gnu-gcc with qemu-i386"; fi
finish
