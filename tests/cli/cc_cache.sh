#!/bin/sh
# The cache of --backend=cc: what is damaged is made again, what others may write is refused,
# nothing is left behind.
. "$(dirname "$0")/tap.inc"
command -v cc >/dev/null 2>&1 || { echo "1..0 # SKIP no C compiler"; exit 0; }
cat > n.net <<'E'
net n {
 input 4
 dense 3 softmax
}
train { loss crossentropy
 optimizer sgd rate=0.1 }
E
umask 022
export NETC_CACHE="$TMP/a \"cache\"; with 'quotes'"
go() { run grad n.net --weights w.safetensors --input x.npy --label y.npy --output g.safetensors \
    --backend=cc; }
run init n.net -o w.safetensors
npy x.npy '<f4' '(1, 4)' 16 '\000\000\200\077\000\000\200\077\000\000\200\077\000\000\200\077'
npy y.npy '<i4' '(1,)' 4 '\001\000\000\000'
go; expect 0 "a folder whose name has quotes, blanks and a semicolon"
check "only finished files are left" \
    sh -c 'ls "$NETC_CACHE" | grep -v "^[0-9a-f]*\.so$" | wc -l | grep -qx 0'
cp g.safetensors right
for f in "$NETC_CACHE"/*.so; do : > "$f"; done
go; expect 0 "empty files are made again"
for f in "$NETC_CACHE"/*.so; do head -c 4096 "$f" > cut; cat cut > "$f"; done
go; expect 0 "cut files are made again"
for f in "$NETC_CACHE"/*.so; do
    { head -c 5000 "$f"; printf 'X'; tail -c +5002 "$f"; } > flip; cat flip > "$f"
done
go; expect 0 "files with a changed byte are made again"
check "and the result is the same" cmp g.safetensors right
rm -f "$NETC_CACHE"/*
(trap '' CHLD; exec "$NETC" grad n.net --weights w.safetensors --input x.npy --label y.npy \
    --output g.safetensors --backend=cc >out 2>err)
status=$?
expect 0 "who starts netc may ignore SIGCHLD, which netc inherits"
check "the result is the same again" cmp g.safetensors right
sh -c 'echo $$' > dead
touch "$NETC_CACHE/0123456789abcdef.$(cat dead).abcdef.c" "$NETC_CACHE/0123456789abcdef.$$.abcdef.c"
go
check "files of processes that are no more are removed" \
    sh -c "! ls \"\$NETC_CACHE\" | grep -q '\\.$(cat dead)\\.'"
check "those of a living one are not" test -f "$NETC_CACHE/0123456789abcdef.$$.abcdef.c"
rm -f "$NETC_CACHE"/*; rm -f g1.safetensors g2.safetensors
grad_into() { "$NETC" grad n.net --weights w.safetensors --input x.npy --label y.npy --output "$1" \
    --backend=cc >"$1.out" 2>&1 </dev/null; }
grad_into g1.safetensors & other=$!
grad_into g2.safetensors; status=$?
wait $other; first=$?
check "two at once in an empty cache, the first" test $first -eq 0
check "the second" test $status -eq 0
check "both with the same result" sh -c "cmp g1.safetensors right && cmp g2.safetensors right"
chmod 777 "$NETC_CACHE"; go
fails 1 "must be yours, and others must not be able to write" "a folder that all may write"
chmod 755 "$NETC_CACHE"; mkdir -p open/in; chmod 777 open
NETC_CACHE=$TMP/open/in go
fails 1 "$TMP/open: .*others must not" "a folder above it that all may write"
chmod 1777 open
NETC_CACHE=$TMP/open/in2 go; expect 0 "with the sticky bit it is fine"
(unset NETC_CACHE; export XDG_CACHE_HOME="$TMP/xdg"; go; exit $status); status=$?; \
    expect 0 "XDG_CACHE_HOME"
check "is used" sh -c 'ls xdg/netc/*.so'
echo 'echo "first line of trouble" >&2; exit 3' > badcc; chmod +x badcc
NETC_CACHE=$TMP/bad CC="sh $TMP/badcc" go
fails 1 "first line of trouble" "what a failing compiler says is shown"
check "and nothing is left of it" sh -c 'test -z "$(ls bad)"'
finish
