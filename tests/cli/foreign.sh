#!/bin/sh
# Names that others chose - paths, labels, tensors - reach the terminal, emitted C, charts, HTML,
# JSON and Graphviz without doing anything there.
. "$(dirname "$0")/tap.inc"
ESC=$(printf '\033') BEL=$(printf '\007') NL='
'
bidi=$(printf '\342\200\256') csi=$(printf '\302\233')
clean() {       # no control character but line feeds and tabs, no C1, no change of direction
    ! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" "$@" &&
        ! LC_ALL=C grep -q "$bidi" "$@" && ! LC_ALL=C grep -q "$csi" "$@"
}

# ---- emitted C ----
nasty="a*??\"b\\c'%s$ESC[31m$BEL$bidi$csi${NL}#error out.net"
printf \
    'net nasty {\n  input 2x2x3 mean=(0.5, # */ ??/ %s /* \\\n 0.25, 0.125)\n  labels "100%%" "q\\\\x%s*/" "%s??/"\n  flatten\n  dense 3 softmax\n}\ntrain { loss crossentropy }\n' \
    "$csi$bidi$ESC" "$ESC" "$bidi" >"$nasty"
run "$nasty" -o plain.c --train --lines
expect 0 "a net whose file has a nasty name"
check "is emitted without control characters" clean plain.c plain.h
for how in "cc -std=c99" "cc -std=c11" "cc -x c++" "cc -std=c99 -trigraphs"; do
    check "compiles: $how" ${CC:-cc} ${how#cc } -Wall -Wextra -pedantic -Werror -O0 -c plain.c \
        -o plain.o
done
check "and says whose lines they are" grep -qF '#line 6 "a*\?\?\"b\\c' plain.c
cat >labels.c <<'EOF'
#include "plain.h"
#include <string.h>
int main(void)
{
    return strcmp(nasty_labels[0], "100%") || strcmp(nasty_labels[1], "q\\\\x\033*/") || strcmp(nasty_labels[2], "\342\200\256?" "?/");
}
EOF
check "labels arrive as they are" sh -c "${CC:-cc} -O0 labels.c plain.c -lm -o labels && ./labels"
run init "$nasty" -o nasty.safetensors
run "$nasty" -o program.c --main=infer --weights nasty.safetensors
expect 0 "a program with those labels"
printf 'P6 2 2 255\n0123456789ab' >"p$ESC[31m$bidi.ppm"
check "compiles and runs" \
    sh -c "${CC:-cc} -std=c99 -Wall -Wextra -pedantic -Werror -O0 program.c -lm -o program && ./program p*.ppm >shown && grep -q '100%  *0' shown"
check "and prints no control character" clean shown
for bad in "q\"x.c" "b\\x.c" "t??x.c" "n${NL}x.c" "e$ESC.c"; do
    run "$nasty" -o "$bad"
    fails 2 'cannot include a header of this name' "a header's name that C cannot include"
done
run "$nasty" -o "it's %s (1) \$x.c"
expect 0 "an odd name that C can include"
check "and does" ${CC:-cc} -O0 -c "it's %s (1) \$x.c" -o plain2.o

# ---- the terminal ----
run check "$nasty"
expect 0 "check of a nasty path"
check "prints nothing that a terminal obeys" clean out err
printf 'net x {\n input 4\n dense %s %s\n}\n' "$csi" "$ESC[2J" >"bad$ESC]0;x$BEL.net"
run check "bad$ESC]0;x$BEL.net"
check "nor does a mistake in it" clean out err
run check "no$ESC[31m$bidi$csi.net"
check "nor a file that is not there" clean out err
run check --"x$ESC[31m"
check "nor an option" clean out err
run summary "$nasty"
check "nor a summary" clean out err
run "$nasty" --dump=plan
check "nor a dump" clean out err
cat >w.net <<'EOF'
net w {
    input 4
    dense 3 softmax
}
EOF
header='{"a\u001b[31m\u202e\u009b\n\u0007":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}'
pad=$(((8 - ${#header} % 8) % 8))
header=$header$(printf "%${pad}s" '')
{ printf "\\$(printf '%03o' ${#header})\\000\\000\\000\\000\\000\\000\\000"; printf %s "$header"; \
    head -c 12 /dev/zero; } >t.safetensors
run convert w.net --weights t.safetensors -o out.npz
fails 1 '' "tensors of another net"
check "whose names have escapes" clean out err
check "are named" grep -q 'u{202E}' err
npy "x$ESC[0m.npy" "<q$ESC[31m" '(1,4)' 16 '\000'
run run w.net --weights t.safetensors --in "x$ESC[0m.npy" --out y.npy
check "a .npy header with escapes" clean out err

# ---- JSON, Graphviz ----
run check "$nasty" --json
check "JSON has no raw control characters" clean out
run graph "$nasty"
check "a drawing has none" clean out

# ---- reports ----
command -v gnuplot >/dev/null 2>&1 || { skip "reports with nasty labels" "no gnuplot"; finish; }
run shapes data --train 20 --test 20
{
    printf \
        'net h {\n input 32x32x3\n labels "100%%%%" "50%%%% grey" "a]]>b" "<i>&amp;" "it'"'"'s" "{/Bold @x_1^2}" "back\\\\\\nslash" "' \
        | sed 's/%%/%/g'
    printf 'e%sx" "r%sx" "]]]>]]>"\n' "$ESC" "$bidi"
    printf \
        ' conv 4 3x3 relu\n globalavgpool\n dense 10 softmax\n}\ntrain { data cifar10 "data"\n loss crossentropy }\n'
} >l.net
run init l.net -o l.safetensors
run report l.net --weights l.safetensors -o r.html --plots p
expect 0 "a report whose classes have nasty names"
check "has no control characters" clean r.html p/classes.svg p/confusion.svg
check "shows percent signs" \
    sh -c 'grep -q "50% grey" p/confusion.svg && grep -q "50% grey" p/classes.svg && grep -q "100%" p/confusion.svg && ! grep -q "100%%" p/confusion.svg'
check "shows braces as they are" grep -q '{/Bold @x_1^2}' p/classes.svg
check "shows backslashes as they are" grep -q 'back.*\\n*slash' p/classes.svg
if command -v xmllint >/dev/null; then check "is well-formed" xmllint --nonet --noout r.html \
    p/classes.svg p/confusion.svg
else skip "is well-formed" "no xmllint"; fi
finish
