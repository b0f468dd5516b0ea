#!/bin/sh
# generated/ holds what this version emits. When it does not, says what differs and how to renew it.
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
root=$PWD
# The head of a file names the command, so it must be the same command: run beside a folder named
# generated.
mkdir "$tmp/generated"
ln -s "$root/examples" "$root/lib" "$tmp/"
(cd "$tmp" && sh "$root/tests/paths/generate.sh" "$root/$NETC" generated) >/dev/null 2>"$tmp/err" \
    || { cat "$tmp/err"; echo "not ok 1 - emits every example"; echo 1..1; exit 1; }
n=0 failed=0
for f in "$tmp"/generated/*; do
    n=$((n + 1))
    name=$(basename "$f")
    if cmp -s "$f" "generated/$name"; then
        echo "ok $n - generated/$name is what netc emits"
    else
        failed=1
        diff -u "generated/$name" "$f" 2>&1 | head -n 20 | sed 's/^/# /'
        echo "# renew with: make generated"
        echo "not ok $n - generated/$name is what netc emits"
    fi
done
for f in generated/*.[ch]; do
    [ -e "$tmp/$f" ] || { n=$((n + 1)); failed=1; echo "not ok $n - $f belongs to no example"; }
done
echo "1..$n"
exit $failed
