# netc FILE.net -o model.c: the files, that a C compiler takes them, and that nothing partial is
# left behind.
root=$PWD
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
run tiny.net -o model.c
expect 0 "compiling to C succeeds"
check "the source is there" test -s model.c
check "the header is there" test -s model.h
check "the head states the command" grep -q 'netc tiny.net -o model.c' model.c
mkdir -p other
run tiny.net -o other/model.c
check "the same input gives the same bytes" cmp model.c other/model.c
check "and the same header" cmp model.h other/model.h
check "the header has no training without --train" sh -c '! grep -q tiny_train_step model.h'
run tiny.net -o train.c --train --batch 4
expect 0 "--train succeeds"
check "the header has the training" grep -q 'tiny_train_step' train.h
check "--batch" grep -q 'TINY_BATCH 4' train.h
check "a C compiler takes it" ${CC:-cc} -std=c99 -O0 -c model.c -o model.o
check "and the training" ${CC:-cc} -std=c99 -O0 -c train.c -o train.o
cat >selftest.c <<'END'
#include "train.h"
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
check "its self-test passes" \
    sh -c "${CC:-cc} -std=c99 -O1 selftest.c train.c -lm -o selftest && ./selftest"

# One header, and names of C++ files.
run tiny.net -o one.h --single-header --train --batch 4
expect 0 "--single-header"
check "no other file" sh -c '! ls one.c one.o 2>/dev/null'
sed 's/train.h/one.h/' selftest.c >uses_one.c
printf '#define TINY_IMPLEMENTATION\n#include "one.h"\n#include "one.h"\n' >one_impl.c
check "interface and implementation apart" \
    sh -c "${CC:-cc} -std=c99 -Wall -Wextra -Werror -O1 uses_one.c one_impl.c -lm -o uses_one && ./uses_one"
sed '1i #define TINY_IMPLEMENTATION' uses_one.c >all_in_one.c
check "in one file, under -ffast-math" \
    sh -c "${CC:-cc} -std=c99 -Wall -Wextra -Werror -O1 -ffast-math all_in_one.c -lm -o all && ./all"
run tiny.net -o one_mcu.h --single-header --target=mcu
printf '#define TINY_IMPLEMENTATION\n#include "one_mcu.h"\nint main(void) { return tiny_infer(0, 0, 0, 0, 0) != TINY_EARG; }\n' >m.c
check "of --target=mcu" \
    sh -c "${CC:-cc} -std=c99 -Wall -Wextra -Werror -O1 m.c -lm -o m && ./m"
run init tiny.net -o mcu.safetensors
run tiny.net -o mcu.c --target=mcu --weights mcu.safetensors
check "the macro of the weights' place has the net's name in the example, too" \
    sh -c 'grep -q "define TINY_SECTION __attribute__" mcu.h && ! grep -qE "[^_A-Z]NET_SECTION" mcu.h'
run tiny.net -o one.c --single-header
fails 2 'expected a name that ends in .h' "--single-header wants a header's name"
run tiny.net -o one.h
fails 2 'expected a name that ends in .c' "and a header's name wants it"
run tiny.net -o one.h --single-header --main=infer
fails 2 'do not go with --single-header' "a header has no main"
run tiny.net -o plus.cpp --train --batch 4 --lines
expect 0 "a name of C++"
check "with its header" grep -q '#include "plus.h"' plus.cpp
check "named in the #line directives" grep -q '#line [0-9]* "plus.cpp"' plus.cpp
check "a C++ compiler takes it" ${CXX:-g++} -Wall -Wextra -Werror -O0 -c plus.cpp -o plus.o

run init tiny.net -o w.safetensors
run tiny.net -o inline.c --weights w.safetensors
expect 0 "small weights go into the text"
check "as an array" grep -q 'tiny_weights' inline.c
run init tiny.net -o w.safetensors
run tiny.net -o bad.c --weights missing.safetensors
fails 1 'missing.safetensors' "weights that are not there"
check "leave no file" sh -c '! ls bad.* 2>/dev/null'
cat >large.net <<'END'
net large {
    input 32x32x3
    flatten
    dense 64 relu
    dense 10 softmax
}
END
run init large.net -o large.safetensors
run large.net -o large.c --weights large.safetensors
expect 0 "large weights are no mistake"
says 'are not put into the C text' "but stay out of the text, with a note"
check "indeed" test "$(wc -c <large.c)" -lt 1000000
run large.net -o large.c --weights large.safetensors --inline-weights
no_net() { ! grep -n '[^A-Za-z]D\{0,1\}NET_' large.h; }
check "no name of the header lacks the net's" no_net
check "--inline-weights puts them in" test "$(wc -c <large.c)" -gt 1500000

run tiny.net -o nowhere/model.c
fails 1 'nowhere/model.c' "an output folder that is not there"
mkdir -p folder.c
run tiny.net -o folder.c
expect 1 "an output that is a folder"
(trap '' XFSZ 2>/dev/null; ulimit -f 4; "$NETC" tiny.net -o big.c >out 2>err)
status=$?
fails 1 'big.c' "a file that cannot grow"
check "leaves nothing" sh -c '! ls -A | grep -E "^big|tmp"'
run tiny.net --dump=lower
prints '^infer:' "--dump=lower prints the programs"
run tiny.net --dump=plan --train
prints '^apply:' "--dump=plan --train prints the training's"
sed 's/^net tiny/net tiny_train/' tiny.net >named.net
run named.net -o named.c
fails 1 'net tiny_train ends in _train: .* a net tiny' \
    "a name that is that of another net's training"
check "which leaves no file" test ! -e named.c
sed '/^train/,$d' tiny.net >bare.net
run bare.net -o bare.c
expect 0 "a net without a train section compiles"
run bare.net -o bare_train.c --train
fails 1 'loss' "but not with --train"
check "which leaves no file" test ! -e bare_train.c
cat >logs.net <<'END'
net logs {
    input 8
    dense 4
    log
}
train {
    loss mse
}
END
for options in "" --train --target=mcu; do
    [ "$options" = --target=mcu ] && weights="--weights logs.safetensors" || weights=
    run init logs.net -o logs.safetensors
    run logs.net -o logs.c $options $weights
    expect 0 "logarithms of starting weights are emitted $options"
    [ "$options" = --target=mcu ] || says 'no self-test: .* not all finite' "without a self-test"
    check "and compile" ${CC:-cc} -std=c99 -c logs.c -o logs.o
done

# Gradients of starting weights that no optimizer could take, behind finite values.
sed 's/^net logs/net steep/; s/ log$/ mul 1e20/' logs.net >steep.net
run steep.net -o steep.c --train
expect 0 "a net whose first gradients overflow is emitted"
says 'no self-test: .* too large' "without a self-test"
check "and compiles" ${CC:-cc} -std=c99 -c steep.c -o steep.o

# Folded weights that are not finite: there is no C for them.
cat >folded.net <<'END'
net folded {
    input 4x4x4
    conv 4 3x3
    batchnorm eps=0
    globalavgpool
}
END
run init folded.net -o folded.safetensors
run folded.net --target=mcu --weights folded.safetensors -o folded.c
expect 0 "batchnorm is folded"
# its variances, ones, are the last numbers of the file
head -c -16 folded.safetensors >flat.safetensors
head -c 16 /dev/zero >>flat.safetensors
rm -f folded.c
run folded.net --target=mcu --weights flat.safetensors -o folded.c
fails 1 '^netc: flat.safetensors: with batchnorm folded into them not all weights are finite' \
    "variances of 0 are refused where they are folded"
check "which leaves no file" test ! -e folded.c

# gcc 12 can take a layer's function for one without effects and leave out its calls, unless a
# statement in it says otherwise.
run tiny.net -o keep.c --train
check "every kernel's body says that it writes" awk '
    /^TINY_INLINE void tiny_[a-z]/ && !/tiny_mk_|tiny_v8/ { n++; body = 1; kept = 0 }
    /^    TINY_WROTE\(\);$/ { kept = 1 }
    /^}/ { if (body && !kept) bad++; body = 0 }
    END { exit n < 10 || bad > 0 }' keep.c
check "and every layer's function calls one" awk '
    /^TINY_INLINE void tiny_[a-z]/ { sub(/\(.*/, ""); body[$3] = 1 }
    /^TINY_TASK\(tiny_/ { n++; called = 0; task = 1 }
    task && /^    tiny_/ { sub(/\(.*/, ""); called += ($1 in body) }
    /^}/ { if (task && called != 1) bad++; task = 0 }
    END { exit n < 10 || bad > 0 }' keep.c
check "and so do functions that only ask for memory" awk '
    /^static inline void vgg_cifar_mk_(prefetch|prepacked_ahead)\(/ { n++; asks = 1; kept = 0 }
    /^    VGG_CIFAR_WROTE\(\);/ { kept = 1 }
    /^}/ { if (asks && !kept) bad++; asks = 0 }
    END { exit n != 2 || bad > 0 }' "$root/generated/vgg_cifar.c"
finish
