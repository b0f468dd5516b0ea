# --weights-type: inference with kernels stored in 16 bits, in every backend and in emitted C,
# against the same net in float.
. "$(dirname "$0")/tap.inc"
cat >net.net <<'END'
net tiny {
    input  9x8x3
    conv 20 3x3 relu
    conv 24 3x3 relu
    conv 24 3x3 algorithm=winograd relu
    conv 24 3x3 algorithm=winograd_panels relu
    conv 24 3x3 algorithm=winograd_f4_prepacked relu
    conv 24 3x3 algorithm=winograd_f2_prepacked groups=2 relu
    maxpool 2x2
    depthwise 3x3 relu
    conv 16 3x3 stride=2 relu
    conv 40 3x3 algorithm=toeplitz relu
    conv 24 1x1 relu
    maxpool 2x2
    conv 20 3x3 relu
    flatten
    dense 30 relu
    dense 10 softmax
}
END
# close A B LIMIT: the largest difference of two .npy files of equal size, held to LIMIT; one above
# 1e-5 wants some difference
cat >close.c <<'END'
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(int argc, char **argv)
{
    static unsigned char a[1 << 16], b[1 << 16];
    FILE *f = fopen(argv[1], "rb"), *g = fopen(argv[2], "rb");
    size_t n = f ? fread(a, 1, sizeof a, f) : 0, m = g ? fread(b, 1, sizeof b, g) : 0, i;
    double worst = 0;
    if (argc < 4 || !n || n != m)
        return 2;
    for (i = 128; i + 4 <= n; i += 4) {
        float x, y;
        memcpy(&x, a + i, 4), memcpy(&y, b + i, 4);
        worst = fmax(worst, fabs((double)x - (double)y));
    }
    printf("%g\n", worst);
    return worst <= atof(argv[3]) && (worst > 0 || atof(argv[3]) < 1e-5) ? 0 : 1;
}
END
check "the comparison compiles" ${CC:-cc} -o close close.c -lm
awk 'BEGIN { h = "{\047descr\047: \047<f4\047, \047fortran_order\047: False, \047shape\047: (3, 9, 8, 3), }"; while (length(h) < 117) h = h " "; printf "%s", h }' \
    >head.txt
{ printf '\223NUMPY\001\000v\000'; cat head.txt; printf '\n'; } >x.npy
i=0; while [ $i -lt 648 ]; do printf \
    "\\$(printf %03o $((i * 37 % 256)))\\$(printf %03o $((i * 101 % 256)))\\$(printf %03o $((i % 128)))\\$([ $((i % 3)) -eq 0 ] && echo 277 || echo 077)"; \
    i=$((i + 1)); done >>x.npy
run init net.net -o w.safetensors
run run net.net --weights w.safetensors --input x.npy --output f32.npy
expect 0 "in float"
for type in f16 bf16; do
    limit=0.0005
    [ $type = bf16 ] && limit=0.004
    for backend in jit cc reference; do
        run run net.net --weights w.safetensors --input x.npy --output $type.$backend.npy \
            --weights-type=$type --backend=$backend
        expect 0 "$type, $backend"
        check "$type, $backend: near the float result, and not it" ./close f32.npy \
            $type.$backend.npy $limit
    done
    check "$type: JIT and reference agree, bit for bit" cmp $type.jit.npy $type.reference.npy
    run run net.net --weights w.safetensors --input x.npy --output $type.one.npy \
        --weights-type=$type --threads 1 --batch 2
    check "$type: another batch and number of threads" ./close $type.jit.npy $type.one.npy 0.000001
done

cat >wide.net <<'END'
net wide {
    input 8x8x64
    conv 256 3x3 relu
    conv 256 3x3 relu
    maxpool 8x8
    flatten
    dense 10 softmax
}
END
bytes() { sed -n 's/#define WIDE_MODEL_BYTES (*\([0-9]*\).*/\1/p' "$1"; }
run wide.net -o wide32.c --exact
run wide.net -o wide16.c --exact --weights-type=f16
check "the model is half as large" test "$(bytes wide16.h)" -lt $(($(bytes wide32.h) * 6 / 10))
run wide.net -o wide32.c --batch 1
run wide.net -o wide16.c --batch 1 --weights-type=bf16
check "with Winograd too" test "$(bytes wide16.h)" -lt $(($(bytes wide32.h) * 8 / 10))
for type in f16 bf16; do
    run net.net -o $type.c --weights-type=$type --selftest --batch 3
    expect 0 "emitting with $type"
    cat >self.c <<END
#include "$type.h"
#include <stdio.h>
static union { unsigned char bytes[TINY_SELFTEST_BYTES + TINY_ALIGN]; double align; } mem;
int main(void)
{
    unsigned char *p = mem.bytes + (TINY_ALIGN - (size_t)mem.bytes % TINY_ALIGN) % TINY_ALIGN;
    int bad = tiny_selftest(p, TINY_SELFTEST_BYTES);
    printf("%s\n", tiny_strerror(bad));
    return bad;
}
END
    test -z "${NETC_TEST_SAME_TEXT:-}" || continue      # other compilers have seen it
    for flags in "-O1 -march=native" "long -O2" "long -O3 -march=native" "long -O1 -DTINY_PLAIN_C"; do
        case $flags in long*) thorough || continue ;; esac
        flags=${flags#long }
        check "$type: clean C99, $flags" ${CC:-cc} -std=c99 -Wall -Wextra -Wshadow -Wconversion \
            -pedantic -Werror $flags -o self self.c $type.c -lm
        check "$type: its self-test passes, $flags" ./self
    done
    if [ $type = f16 ] && ! thorough; then :    # bf16's is the shorter text
    elif command -v clang >/dev/null 2>&1; then
        check "$type: clang" clang -std=c99 -Wall -Wextra -pedantic -Werror -O2 -o self self.c \
            $type.c -lm
        check "$type: its self-test passes under clang" ./self
    fi
    if command -v tcc >/dev/null 2>&1; then
        check "$type: tcc" tcc -o self self.c $type.c -lm
        check "$type: its self-test passes under tcc" ./self
    fi
done
run mem wide.net --exact --weights-type=f16 --json
model() { sed -n 's/.*"model": \([0-9]*\).*/\1/p' out | head -1; }
half=$(model)
run mem wide.net --exact --json
check "netc mem shows it" test "$half" -lt $(($(model) * 6 / 10))
run explain net.net --weights-type=f16
prints 'wino_prepacked_forward' "netc explain names the kernels"
for type in f16 bf16; do
    run convert net.net --weights w.safetensors -o $type.safetensors --type=$type
    expect 0 "convert --type=$type"
    check "$type: the file is half as large" test "$(wc -c <$type.safetensors)" -lt $(($(wc \
        -c <w.safetensors) * 6 / 10))
    run run net.net --weights $type.safetensors --input x.npy --output file.npy
    expect 0 "$type: the file is read"
    check "$type: with the weights rounded" ./close f32.npy file.npy 0.004
    run convert net.net --weights $type.safetensors -o again.safetensors --type=$type
    check "$type: a second rounding changes nothing" cmp $type.safetensors again.safetensors
done
cp w.safetensors large.safetensors       # its first number becomes 1e6
printf '\000\044\164\111' | dd of=large.safetensors bs=1 seek=$(($(od -An -tu8 -N8 w.safetensors) \
    + 8)) conv=notrunc 2>dd.err
run convert net.net --weights large.safetensors -o no.safetensors --type=f16
fails 1 'no.safetensors: number 0 of [a-z0-9_.]*, 1e\+06, is too large for f16 \(bf16 holds it\)' \
    "a number too large for f16"
check "and no file is left" test ! -e no.safetensors
run convert net.net --weights large.safetensors -o yes.safetensors --type=bf16
expect 0 "bf16 holds it"
run convert net.net --weights w.safetensors -o w.npz --type=f16
fails 2 'only .safetensors' "other files are not written in 16 bits"
run run net.net --weights w.safetensors --input x.npy --output no.npy --weights-type=f8
fails 2 'expected f32\|f16\|bf16' "a type that is not there"
finish
