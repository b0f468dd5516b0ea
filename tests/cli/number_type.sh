# A number type that only stores, added as spec/numerics.md says: in a copy of the tree the text of
# that page is put into the table and the codecs, netc is built, and f8 is used in files, in
# inference and in emitted C, against a calculation of its own (number_type.c).
root=$PWD
. "$(dirname "$0")/tap.inc"
if [ -n "${NETC_TEST_SAME_TEXT:-}" ]; then
    skip "a number type in a copy of the tree" "done by the plain build"
    finish
fi
mkdir tree before
copy_tree tree && copy_tree before || exit 1

# block N: the N-th indented block of the page's section
block() {
    awk -v want="$1" '
        /^### / { on = /Another number type/ }
        /^## / { on = 0 }
        on && /^        / {
            n += !inside
            inside = 1
            if (n == want) print substr($0, 9)
            next
        }
        on && !/^$/ { inside = 0 }' "$root/spec/numerics.md"
}
block 1 >line
block 2 >codec
check "the page has a line for the table and two functions" grep -q STORED_TYPE line
awk 'NR == FNR { line = $0; next }
     /^STORED_TYPE/ { last = FNR } { text[FNR] = $0; n = FNR }
     END { for (i = 1; i <= n; i++) { print text[i]; if (i == last) print line } }' \
    line tree/base/number_types.def >new && cat new >tree/base/number_types.def
awk 'NR == FNR { codec = codec $0 "\n"; next } /@prelude end/ { printf "\n%s", codec } { print }' \
    codec tree/base/number_codecs.h >new && cat new >tree/base/number_codecs.h
touched=$(diff -rq before tree | wc -l)
echo "# a number type that only stores touches $touched files, aim: the table and the codecs"
check "it touches two files" test "$touched" -eq 2

thorough || { skip "a number type of the page builds and works" "a minute: make test LONG=1"
    finish; }
# One instruction set, without optimization.
build() {
    # Make's own variables, as those of `make test`, are not this build's.
    env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -C tree -s -j2 ISAS=baseline \
        CFLAGS=-DNETC_BASELINE_ONLY OPT=-O0 KERNEL_OPT=-O0 build/netc >build.log 2>&1 &&
        ! grep -i warning build.log
}
check "the tree builds, without a warning" build || true
[ -x tree/build/netc ] || { sed 's/^/# /' build.log | head -40; finish; }
NETC=$TMP/tree/build/netc

# ---- a net, and what it should compute ----
cat >small.net <<'END'
net small {
    input 5x4x3
    conv 20 3x3 relu
    conv 6 1x1 relu
    flatten
    dense 7
}
END
npy x.npy '<f4' '(2, 5, 4, 3)' 480 "$FLOATS"
check "the calculation compiles" ${CC:-cc} -o calc "$root/tests/cli/number_type.c" -lm
run init small.net -o w.safetensors
run run small.net --weights w.safetensors --input x.npy --output f32.npy
check "float: as calculated" ./calc w.safetensors asis f32.npy
check "which is not what 8 bits give" sh -c '! ./calc w.safetensors round f32.npy'

# ---- inference ----
for backend in jit reference cc; do
    run run small.net --weights w.safetensors --input x.npy --output f8.npy --weights-type=f8 \
        --backend=$backend
    expect 0 "f8, $backend"
    check "f8, $backend: as calculated" ./calc w.safetensors round f8.npy
done
run small.net --help
prints 'f32\|f16\|bf16\|f8' "--help names it"
run run small.net --weights w.safetensors --input x.npy --output no.npy --weights-type=f9
fails 2 'expected f32\|f16\|bf16\|f8' "and so does the message about a type that is not there"

# ---- files ----
run convert small.net --weights w.safetensors -o w8.safetensors --type=f8
expect 0 "a file is written in f8"
check "under the name that safetensors has for it" grep -q '"dtype":"F8_E4M3"' w8.safetensors
run run small.net --weights w8.safetensors --input x.npy --output file.npy
check "it is read: as calculated from its bytes" ./calc w8.safetensors asis file.npy
check "and as calculated from the rounded numbers" ./calc w.safetensors round file.npy
run convert small.net --weights w8.safetensors -o back.safetensors
run convert small.net --weights back.safetensors -o again.safetensors --type=f8
check "to float and back changes nothing" cmp w8.safetensors again.safetensors
cp w.safetensors large.safetensors       # its first number becomes 1e6
printf '\000\044\164\111' |
    dd of=large.safetensors bs=1 conv=notrunc \
        seek=$(($(od -An -tu8 -N8 w.safetensors) + 8)) 2>dd.err
run convert small.net --weights large.safetensors -o no.safetensors --type=f8
fails 1 '1e\+06, is too large for f8 \(bf16 holds it\)' "a number too large for it"

# ---- emitted C ----
run small.net -o m.c --weights-type=f8 --selftest --batch 2
expect 0 "C is emitted"
cat >self.c <<'END'
#include "m.h"
static union { unsigned char bytes[SMALL_SELFTEST_BYTES + SMALL_ALIGN]; double align; } mem;
int main(void)
{
    unsigned char *p = mem.bytes;
    p += (SMALL_ALIGN - (size_t)p % SMALL_ALIGN) % SMALL_ALIGN;
    return small_selftest(p, SMALL_SELFTEST_BYTES);
}
END
check "clean C99" ${CC:-cc} -std=c99 -Wall -Wextra -Wshadow -Wconversion -pedantic -Werror -O1 \
    -o self self.c m.c -lm
check "its self-test passes" ./self
finish
