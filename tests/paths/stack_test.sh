#!/bin/sh
# The stack of emitted C for servers: at most 2 KB below each function of inference, 8 KB with
# training, along the deepest calls that gcc -fcallgraph-info=su knows, and no array of any length.
# What must be large lies in the work area (spec/emitted-c.md).
root=$PWD
. "$(dirname "$0")/../cli/tap.inc"
awk=$root/tests/paths/stack.awk

cc=${CC:-gcc}
cc=${cc##* }    # without a cache of compilations, which does not keep what is asked for here
wide=
case $("$cc" -dumpmachine) in x86_64*) wide="-mavx2 -mfma -mf16c" ;; esac
echo 'int main(void) { return 0; }' >try.c
"$cc" -fcallgraph-info=su -c try.c -o try.o 2>/dev/null && [ -f try.ci ] || {
    skip "stack" "$cc has no -fcallgraph-info=su"
    finish
}

# A function below which there is more than BYTES of stack, or a lack of functions.
over() {        # over BYTES FILE.ci PATTERN
    awk -f "$awk" "$2" | grep -E "^[0-9]+ [a-z0-9_]*_($3)\(" |
        awk -v most="$1" '{ n++ } $1 > most { bad = 1; print "# " $0 } END { exit bad || !n }'
}
# net_selftest is no part of a program that is finished: it calls everything
names='infer|prepare|init|load|save|preprocess|normalize|train_[a-z]+|strerror'
within() {      # within NAME "FLAGS"   compiled so, it is within its limits
    "$cc" -std=c99 $2 -fcallgraph-info=su -c "$1.c" -o "$1.o" || return 1
    most=2048
    grep -q '_train_step(' "$1.c" && most=8192
    over 2048 "$1.ci" 'infer|prepare' && over $most "$1.ci" "$names"
}
emit() {        # emit NAME FILE OPTIONS...
    name=$1
    shift
    run "$@" -o "$name.c"
    expect 0 "$name: emitted"
}

emit small_cnn "$root/examples/small_cnn.net" --train
emit much "$root/examples/small_cnn.net"
emit mlp "$root/examples/mlp.net"
emit kinds "$root/tests/paths/kinds.net" --net kinds --train
emit more_kinds "$root/tests/paths/more_kinds.net" --train
check "small_cnn, training: -O2 $wide" within small_cnn "-O2 $wide"
check "mlp: -O3 -ffp-contract=fast $wide" within mlp "-O3 -ffp-contract=fast $wide"
check "kinds, training: -O1" within kinds -O1
check "more_kinds, training: -O1" within more_kinds -O1

# Control: an array in a micro-kernel of convolutions is found, and so are a stack without a bound
# and a function that calls itself.
mv much.c whole.c
sed '/void small_cnn_mk_plane6_bt(/,/^{/s/^{$/{ volatile float much[600]; much[top] = 0;/' whole.c >much.c
check "control: an array was put in" sh -c '! cmp -s whole.c much.c'
refused() { ! within "$@" >why; }
check "control: and is too much" refused much -O1
check "control: in inference, by way of its transform" grep -q '_infer(.*_mk_plane6_bt' why
cat >odd.c <<'END'
void odd_use(void *);
int odd_infer(int n) { char of_any[n]; odd_use(of_any); return 0; }
int odd_prepare(int n) { return n < 2 ? 1 : n * odd_prepare(n - 1) + odd_prepare(n - 2); }
END
check "control: compiles" "$cc" -O0 -fcallgraph-info=su -c odd.c -o odd.o
found() { ! over 1000000 odd.ci infer >/dev/null; }
check "control: an array of any length has no bound" found
endless() { ! over 1000000 odd.ci prepare >/dev/null; }
check "control: nor has what calls itself" endless
finish
