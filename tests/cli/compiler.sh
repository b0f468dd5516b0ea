# --backend=cc: CC as make understands it, a command and its options; and a compiler that is none.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
run shapes data --train 64 --test 16 --seed 3
export NETC_CACHE="$TMP/cache"
plain=${CC:-cc}
run train tiny.net -o a.safetensors --epochs 1 --seed 1 --backend=cc
expect 0 "the system's compiler"
n=$(ls cache | wc -l)
check "the code is kept" test "$n" -gt 0
CC="  $plain  -O1 " run train tiny.net -o b.safetensors --epochs 1 --seed 1 --backend=cc
expect 0 "a compiler with an option"
check "each command has its own file in the cache" test "$(ls cache | wc -l)" -eq $((2 * n))
CC="no-such-compiler -O1" run train tiny.net -o c.safetensors --epochs 1 --seed 1 --backend=cc
fails 1 'no-such-compiler -O1: cannot run the C compiler: .* \(CC names another\)' \
    "a compiler that is not there"
CC=" " run train tiny.net -o c.safetensors --epochs 1 --seed 1 --backend=cc
fails 1 'CC names no compiler' "no compiler at all"
check "nothing is left behind" sh -c '! ls c.* cache/*.c cache/*.tmp 2>/dev/null'
finish
