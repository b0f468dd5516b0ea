#!/bin/sh
# Where buffers lie in emitted C: by name, at the place that the plan gives them.
root=$PWD
. "$(dirname "$0")/tap.inc"
strict="-std=c99 -Wall -Wextra -Wshadow -Wconversion -pedantic -Werror"

cat >one.net <<'END'
net one {
    input 9x8x3
    a: conv 18 3x3 relu
    A: conv 18 3x3 relu
    add a
    maxpool 2x2 same
    flatten
    dense 3 softmax
}
net large {
    input 64x64x3
    conv 64 3x3 relu
    conv 64 3x3 relu
    flatten
    dense 2 softmax
}
train { loss crossentropy; optimizer adam }
END

run one.net --net one -o one.c --train --batch 4
expect 0 "emitted"
no_numbers() { ! grep -E 'run->(params|model|state|work|grads) \+ [^Or]' one.c; }
check "no address is a number" no_numbers
check "addresses are names" grep -q 'run->work + ONE_TRAIN_MAXPOOL_1_OUT' one.c
check "layers whose names differ in case have offsets of their own" sh -c 'test "$(grep -c "^    ONE_STATE_A_KERNEL\(_2\)* = " one.c)" = 2'

# Every buffer of the dump is among the offsets of the text, name and place, in floats; or, where
# tables alone use it, its place is in a row.
places() {      # places MODE       its work area is called TRAIN in a training plan
    "$NETC" one.net --net one $1 --batch 4 --dump plan | grep -o ':[A-Za-z0-9_.]*@[a-z]*+[0-9]*' | sort -u |
        grep -Ev '@(x|label|y|loss)\+' | sed 's/^://; s/[@+]/ /g' | tr 'a-z.' 'A-Z_' |
        awk -v train="$1" '{ print "ONE_" ($2 == "WORK" && train ? "TRAIN" : $2) "_" $1, $3 / 4 }'
}
same_places() { # under its name or that with a number
    sed -n 's/^    \(ONE_[A-Z_0-9]*\) = \([0-9]*\),.*/\1 \2/p' one.c >text.txt
    sed -n 's/^    {\([0-9].*\)},.*/\1/p' one.c | tr -d ' ' | tr , '\n' | sed 's/^/row /' >rows.txt
    { places "" && places --train; } | sort -u >plan.txt
    awk 'FILENAME == "rows.txt" { row[$2] = 1; next }
        FILENAME == "text.txt" { place[$1 " " $2] = 1; name = $1; sub(/_[2-9]$/, "", name)
            place[name " " $2] = 1; known[name] = 1; known[$1] = 1; next }
        $0 in place { named++; next }
        $1 in known || !($2 in row) { print; bad = 1 } END { exit bad || named < 40 || FNR < 60 }' \
        rows.txt text.txt plan.txt
}
check "at the places of the plan" same_places
sed 's/^\(    ONE_TRAIN_MAXPOOL_1_OUT = \)/\11/' one.c >moved.c
mv one.c kept.c
mv moved.c one.c
other_places() { ! same_places && ! cmp -s one.c kept.c; }
check "control: another place is noticed" other_places
mv kept.c one.c

run one.net --net large -o large.c --train --batch 2600
expect 0 "a plan of more than 8 GiB: emitted"
check "what lies beyond an int is a macro" grep -Eq '^#define LARGE_TRAIN_[A-Z_0-9]* [0-9]{10}' large.c
beyond() { awk '/^    LARGE_[A-Z_0-9]* = / && $3 + 0 > 2147483647 { bad = 1 } END { exit bad }' large.c; }
check "and no enumerator is" beyond
for c in gcc clang "g++ -x c++" tcc; do
    command -v ${c%% *} >/dev/null || continue
    case $c in
        tcc) check "tcc takes it" tcc -Wall -Werror -c large.c -o large.o ;;
        g++*) check "g++ takes it" $c -pedantic -Wall -Wextra -Werror -fsyntax-only large.c ;;
        *) check "$c takes it" $c $strict -fsyntax-only large.c ;;
    esac
done

# Two models in one source file.
run one.net --net large -o large.c --batch 2
printf '#include "one.c"\n#include "large.c"\n' >both.c
check "two models can be included in one file" ${CC:-cc} $strict -fsyntax-only both.c
finish
