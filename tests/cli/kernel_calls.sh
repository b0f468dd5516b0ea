# A call of a kernel with a wrong name does not compile; one that does not name a constant ends the
# build.
root=$PWD
. "$(dirname "$0")/tap.inc"
gen=$(dirname "$NETC")/gen
plain=${CC:-cc}

# calls TEXT: a lowering with this call in call.c
calls() {
    printf '#include "kernel_calls.h"\nvoid forward(Lower *lo, Buffer *x, Buffer *y);\nvoid forward(Lower *lo, Buffer *x, Buffer *y)\n{\n    %s\n}\n' "$1" >call.c
}
compiles() {
    $plain -std=c11 -Werror -fsyntax-only -I"$root" -I"$gen" -I"$root/kernels/micro" call.c
}
refused() {     # refused WORD: the compiler names it
    ! compiles 2>cc.err && grep -q "$1" cc.err
}
checked() {
    "$gen/embed" --check --shapes "$root/kernels/shapes.h" --kernels "$root"/kernels/*.c --users call.c
}
forgotten() {   # forgotten PATTERN: the build tool's message
    ! checked 2>check.err && grep -q "$1" check.err
}

calls 'k_relu_forward(lo, (ReluForward){.LEN = 32, .MAX = 0, .x = x, .y = y});'
check "a right call compiles" compiles
check "and names everything" checked
calls 'k_relu_forwards(lo, (ReluForward){.LEN = 32, .MAX = 0, .x = x, .y = y});'
check "no kernel of that name" refused k_relu_forwards
calls 'k_relu_forward(lo, (ReluForwards){.LEN = 32, .MAX = 0, .x = x, .y = y});'
check "no struct of that name" refused ReluForwards
calls 'k_relu_forward(lo, (ReluForward){.LEN = 32, .LIMIT = 0, .x = x, .y = y});'
check "no constant of that name" refused LIMIT
calls 'k_relu_forward(lo, (ReluForward){.LEN = 32, .MAX = 0, .x = x, .z = y});'
check "no buffer of that name" refused "‘z’\|'z'"
calls 'k_relu_forward(lo, (EluForward){.LEN = 32, .ALPHA = 0, .x = x, .y = y});'
check "the struct of another kernel" refused EluForward
calls 'k_avgpool_forward(lo, (AvgpoolForward){.s = {.CB = 1, .KD = 2}, .x = x, .y = y});'
check "no field of that name in a shape" refused KD

calls 'k_relu_forward(lo, (ReluForward){.LEN = 32, .x = x, .y = y});'
check "a forgotten constant compiles" compiles
check "but ends the build" forgotten 'call.c:5: error: ReluForward does not name .MAX'
calls 'k_relu_forward(lo, (ReluForward){.LEN = 32, /* .MAX = 0, */ .x = x, .y = y});'
check "a comment names nothing" forgotten 'does not name .MAX'
calls 'k_relu_forward(lo, (ReluForward){.LEN = 32, .MAX = 0, .x = x});'
check "a forgotten buffer" forgotten 'does not name .y'
calls 'ReluForward a = {.LEN = 32, .MAX = 0, .x = x}; k_relu_forward(lo, a);'
check "a forgotten buffer of a variable" forgotten 'does not name .y'
calls 'ir_emit(lo, call_vector_pack((VectorPack){.C = 3})); (void)x; (void)y;'
check "a call alone needs no buffers" checked
calls 'ir_emit(lo, call_vector_pack((VectorPack){.from = x, .to = y}));'
check "but its constants" forgotten 'VectorPack does not name .C'
calls 'PoolShape s = {.CB = 1, .H = 2, .W = 2}; k_avgpool_forward(lo, (AvgpoolForward){.s = s, .x = x, .y = y});'
check "a forgotten field of a shape" forgotten 'PoolShape does not name .OH'

check "every kernel is called by a layer, a loss, an optimizer or a pass" sh -c '
    missing=
    for k in $(sed -n "s/^KernelCall call_\([a-z0-9_]*\)(.*/\1/p" "$1/kernel_calls.h"); do
        grep -rqE "\b(k|call)_$k\(" "$2/compiler" --include="*.[ch]" || missing="$missing $k"
    done
    echo "never called:$missing"
    [ -z "$missing" ]' - "$gen" "$root"

# ---- what kernels call ----
# embed reads a copy of them with one more: BODY in a kernel that only this test has.
jit_text=$root/compiler/emit/text
micro=$root/kernels/micro
embeds() {      # embeds BODY
    printf '#include "kernels.h"\n\n/* @size y 1 */\nvoid odd_one(float *y)\n{\n    %s\n}\n' "$1" \
        >k_odd.c
    mkdir -p out
    "$gen/embed" out --prelude "$micro/micro.h" "$root/base/number_codecs.h" "$micro/rows.h" \
        --shapes "$root/kernels/shapes.h" --kernels "$root"/kernels/*.c k_odd.c \
        --micro "$micro"/*.c --support "$jit_text"/* 2>embed.err
}
refuses() { ! embeds "$1" && grep -q "$2" embed.err; }
check "a kernel may call micro-kernels and what the JIT knows" \
    embeds 'y[0] = expf(y[0]); if (y[0] > 0) memset(y, 0, sizeof(float)); /* tanh(x) */'
check "another function of the C library ends the build" refuses 'y[0] = (float)tanh((double)y[0]);' \
    'k_odd.c:4: error: odd_one calls tanh, which is no micro-kernel and not in .*jit_types.h'
declared() { sed -n 's/^[a-z].* \**\([a-z0-9]*\)(.*/\1/p' "$jit_text/jit_types.h" | sort; }
bound() { sed -n 's/.*{"\([a-z][a-z0-9]*\)", (void.*/\1/p' "$root/runtime/jit.c" | sort; }
same_names() { declared >a; bound >b; [ -s a ] && diff a b; }
check "the JIT binds what its header declares" same_names

for c in gcc clang; do
    if command -v $c >/dev/null 2>&1; then
        for f in kernel_table kernel_calls; do
            check "$c has no warning about $f.c" $c -std=gnu11 -Wall -Wextra -Werror -fsyntax-only \
                -I"$root" -I"$gen" -I"$root/kernels/micro" "$gen/$f.c"
        done
    else
        skip "$c has no warning about what the build tool writes" "no $c"
    fi
done
finish
