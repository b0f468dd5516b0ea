#!/bin/sh
# The text of emitted C: its size, its lines, nothing in it that never runs, and that a change of one
# layer changes no other layer's functions.
root=$PWD
. "$(dirname "$0")/tap.inc"

# ---- size ----
# No more lines and bytes than this for the committed examples, training included.
while read -r name lines bytes; do
    file=$root/generated/$name.c
    check "$name.c: at most $lines lines" test "$(wc -l <"$file")" -le "$lines"
    check "$name.c: at most $bytes bytes" test "$(wc -c <"$file")" -le "$bytes"
done <<'END'
mlp 3000 121000
resnet_cifar 12500 695000
shapes 5770 276000
small_cnn 5710 276000
vgg_bn 7740 383000
vgg_cifar 9910 520000
vgg_cifar_frozen 7050 373000
END
for f in "$root"/examples/*.net; do
    check "$(basename "$f" .net) has a limit" grep -q "^$(basename "$f" .net) [0-9]" \
        "$root/tests/cli/text.sh"
done
long_lines() { awk 'length > 100 { print FILENAME ": " $0; bad = 1 } END { exit bad }' "$@"; }
check "no line of generated/ is longer than 100 columns" long_lines "$root"/generated/*.[ch]

# ---- names that are long, labels that are ----
cat >long.net <<'END'
block part(filters) {
    convolution_with_a_long_name: conv filters 3x3 relu
    normalisation_with_a_long_name: batchnorm
}
net a_net_whose_name_is_rather_long {
    input 9x8x3 scale=1/255
    labels "a label of so many words that no line of a hundred columns has room for it and for another" "eine Beschriftung mit 'Zeichen' und sehr vielen weiteren Wörtern, die kein Ende nimmt, \??!" b
    the_first_part_of_the_whole_net: part 18
    the_second_part_of_the_whole_net: part 18
    add the_first_part_of_the_whole_net
    maxpool 2x2
    flatten
    dense 3 softmax
}
train { loss crossentropy; optimizer adam; batch 4 }
END
run long.net -o long.c --train --main=train
expect 0 "long names: emitted"
check "its lines have at most 100 columns" long_lines long.c long.h
check "and compile" ${CC:-cc} -std=c99 -Wall -Wextra -Wshadow -pedantic -Werror -fsyntax-only long.c
run long.net -o lines.c --train --lines
expect 0 "with --lines"
no_mark() { ! grep -q "$(printf '\001')" lines.c; }
check "no mark is left" no_mark

# Convolutions into which nothing is fused, and that neither pool nor normalise.
cat >alone.net <<'END'
net alone {
    input 4x4x512
    a: conv 512 3x3 nobias
    b: conv 256 3x3 nobias from a
    d: conv 512 3x3 nobias from b
    c: conv 512 3x3 nobias from a
    concat c d
}
END
run alone.net -o alone.c
expect 0 "nothing fused: emitted"
check "prepacked" grep -q 'wino_prepacked_[a-z]*(' alone.c
check "and compiles" ${CC:-cc} -std=c99 -Wall -Wextra -Wshadow -pedantic -Werror -fsyntax-only alone.c

# ---- nothing that never runs ----
cat >one.net <<'END'
net one {
    input 9x8x3 scale=1/255 mean=0.5 std=0.25
    labels red green blue
    a: conv 18 3x3 relu
    batchnorm
    b: conv 18 3x3
    add a
    maxpool 2x2 same
    dropout 0.2
    flatten
    c: dense 20 relu
    d: dense 3 softmax
}
net two {
    input 5
    dense 2
}
train { loss crossentropy; optimizer adam; batch 4 }
train two { loss mse; optimizer sgd rate=0.01 }
END
for net in one two; do
    run one.net --net $net -o $net.c --train
    expect 0 "$net: emitted"
    run init one.net --net $net -o $net.safetensors --seed 3
    expect 0 "$net: starting weights"
done
if command -v clang >/dev/null; then
    run "$root/tests/paths/kinds.net" --net kinds -o kinds.c --train --batch 4
    for f in one kinds; do
        check "$f.c: clang finds no code that cannot be reached" \
            clang -Wunreachable-code -Werror -fsyntax-only $f.c
    done
else skip "clang finds no code that cannot be reached" "no clang"; fi
# What no run of the net reaches: the other order of bytes, tiles of rows that these maps do not
# have or that other processors use, and windows that fit a map exactly.
allowed='_(swap|mk_(prepacked_)?tile[0-9]+|mk_maxpool_back4|mk_max_row|v8w_top|mk_pair_.*|mk_wide_of|mk_prefetch)$'
never_run() {
    gcc -std=gnu11 -O0 --coverage -I. -DP=one -DU=ONE '-DHEADER="one.h"' '-DSCALE=(1.0/255)' \
        -DMEAN=0.5 -DSTD=0.25 "$root/tests/paths/contract_driver.c" one.c -lm -o covered &&
        ./covered one.safetensors two.safetensors >/dev/null &&
        gcov -f covered-one.gcda | grep -B1 'executed:0.00' | sed -n "s/^Function '\(.*\)'/\1/p" >never &&
        gcov -f covered-one.gcda | grep -c "^Function 'one_" >all && test "$(cat all)" -gt 120
}
if command -v gcov >/dev/null && command -v gcc >/dev/null; then
    check "every function was counted" never_run
    all_run() { ! grep -Ev "$allowed" never; }
    check "every function runs" all_run
else skip "every function runs" "no gcov"; fi
check "half floats only where they are used" sh -c '! grep -q "_f16" one.c'
run one.net --net one -o half.c --weights-type=f16
check "control: half floats" grep -q '_f16' half.c

# ---- a change of one layer ----
# The text of each function, a line each: its name, and what it says.
functions() {
    awk '/^ONE_TASK\(/ { name = $0; gsub(/^ONE_TASK\(|\).*/, "", name); text = "" }
        /^(static |ONE_INLINE |ONE_APART )?[a-z].*[^;]$/ && /\(/ && !/^ / { name = $0; sub(/\(.*/, "", name); sub(/.* \*?/, "", name); text = "" }
        name { gsub(/[0-9]+/, "&"); text = text " " $0 } /^}/ && name { print name, text; name = "" }' \
        "$1" | sort >"$2"
}
changed() {     # changed FILE.net: names of functions that are new, gone or different
    run "$1" --net one -o other.c --train
    functions one.c before.txt
    functions other.c after.txt
    test "$(wc -l <before.txt)" -gt 150 || return 1
    comm -3 before.txt after.txt | awk '{ print $1 }' | sort -u
}
# Programs and stages name their steps, tasks on rows their tables, and draws of dropout and checks
# of gradients are numbered through the net; what stays is what layers do.
layers() {
    grep -Ev '^one_(run_|[a-z_]*_rows_|prepare_|[a-z]*_stage)|_dropout_mask$|_gradient_check(_2|_end)?$'
}
sed 's/c: dense 20 relu/c: dense 24 relu/' one.net >wide.net
changed wide.net | layers >names
check "another width of a layer changes its own functions and its reader's" \
    sh -c 'test -s names && ! grep -Ev "_(c|c_relu|d|d_softmax)_[a-z_0-9]*$" names'
sed 's/^    b: conv/    between: conv 18 1x1 relu\n    b: conv/' one.net >more.net
changed more.net | layers >names
check "a layer more changes no other layer's functions but its neighbours'" \
    sh -c 'grep -q "_between_" names && ! grep -Ev "_(between|between_relu|b|batchnorm_1)_[a-z_0-9]*$|^one_(conv|wino|bias|relu|batchnorm|mk|v8w?)_[a-z_0-9]*$" names'
finish
