#!/bin/sh
# What untrusted files cannot do that no other test shows, and spec/security.md: each test that it
# names exists.
root=$PWD
. "$(dirname "$0")/tap.inc"
cat >tiny.net <<'E2'
net tiny {
    input 4
    dense 2 softmax
}
E2

# A net shows no other file's text.
echo 'root:SECRET:0' >passwords
ln -s passwords link.net
for name in passwords "$TMP/passwords" link.net; do
    printf 'import "%s"\nnet a {\n    input 4\n    dense 2\n}\n' "$name" >import.net
    run check import.net
    fails 1 'only files whose names end in .net are imported' "an import of $name"
    check "shows nothing of its text" sh -c '! grep -q SECRET out err'
done
mkdir set
for f in x_train.npy y_train.npy x_test.npy y_test.npy data_batch_1.bin test_batch.bin; \
    do cp passwords "set/$f"; done
for data in 'npy "set"' 'cifar10 "set"' 'mnist "passwords"' 'folder "passwords"'; do
    printf \
        'net a {\n    input 32x32x3\n    flatten\n    dense 2 softmax\n}\ntrain {\n    data %s\n    loss crossentropy\n    optimizer sgd\n}\n' \
        "$data" >data.net
    run train data.net -o a.safetensors
    expect 1 "data $data"
    check "shows nothing of what the files hold" sh -c '! grep -q SECRET out err'
done
for name in passwords passwords.h5 passwords.npz passwords.keras passwords.safetensors; do
    [ -e "$name" ] || cp passwords "$name"
    sed "\$a train {\\n weights \"$name\"\\n loss crossentropy\\n optimizer sgd\\n}" tiny.net \
        >weights.net
    run train weights.net -o a.safetensors
    expect 1 "weights $name in a train section"
    check "show nothing of its text" sh -c '! grep -q SECRET out err'
    run predict tiny.net --weights "$name" passwords
    expect 1 "weights $name"
    check "show nothing of its text" sh -c '! grep -q SECRET out err'
done

# HDF5's links to other files are not followed.
cp "$root/tests/data_golden/weights/links.h5" "$root/tests/data_golden/weights/linked.h5" .
run convert tiny.net --weights links.h5 -o l.safetensors
fails 1 'no tensor .dense_1.kernel' "a link to a tensor in another HDF5 file is no tensor"
says 'links.h5: HDF5, 1 tensor' "nor is a link in the same one"
check "and the message says that it is a link" \
    grep -q 'links are not followed, as .dense_1/kernel. is one' err
for name in external virtual; do
    cp "$root/tests/data_golden/weights/$name.h5" .
    run convert tiny.net --weights $name.h5 -o l.safetensors
    fails 1 "$name.h5: data set .dense_1/kernel. has its numbers elsewhere" \
        "numbers of a data set with $name storage"
done

# A net says what is read, never what is written.
for word in out log checkpoint save write; do
    printf 'train {\n    %s "stolen"\n    loss crossentropy\n}\n' "$word" | cat tiny.net - >out.net
    run check out.net
    expect 1 "\`$word\` in a train section is unknown"
done
check "and no such file appears" test ! -e stolen

# Without --backend=cc no other program is run, and no file is left in a home or a temporary folder.
mkdir home tmp
npy x.npy '<f4' '(1, 4)' 16 '\000\000\200\077\000\000\200\077\000\000\200\077\000\000\200\077'
run init tiny.net -o w.safetensors
env -i PATH=/nonexistent HOME="$TMP/home" TMPDIR="$TMP/tmp" NETC_MACHINE=default "$NETC" run \
    tiny.net --weights w.safetensors \
    --input x.npy --output y.npy >out 2>err
status=$?
expect 0 "a net runs where no program can be found"
check "and leaves nothing in the home and temporary folders" \
    sh -c 'test -z "$(ls -A home)$(ls -A tmp)"'
# What a killed process left in a temporary folder goes with the next one that makes a folder there.
sh -c 'echo $$' >dead
old=netc-model-$(cat dead)-abcdef young=netc-size-$(cat dead)-abcdef living=netc-verify-$$-abcdef
other=netc-verify-$(cat dead)
for f in $old $young $living $other; do mkdir tmp/$f; echo >tmp/$f/model.safetensors; done
touch -d 2001-02-03 tmp/$old tmp/$living tmp/$other
run export tiny.net --weights w.safetensors -o tiny.onnx
TMPDIR=$PWD/tmp run predict tiny.onnx none.png
check "what a killed process left in a temporary folder is removed" test ! -e tmp/$old
check "what is not an hour old, a living process's, or none of netc's is not" \
    test -e tmp/$young -a -e tmp/$living -a -e tmp/$other
rm -r tmp/*
if command -v nm >/dev/null 2>&1; then
    nm -D --undefined-only "$NETC" >calls
    check "netc calls no shell, and nothing of the network" \
        sh -c '! grep -qwE "system|popen|connect|getaddrinfo|gethostbyname|bind|listen" calls'
fi

# Every test that spec/security.md names is there: "FILE: TEXT" at the end of a row.
grep -E '^\| .*tests/' "$root/spec/security.md" >rows
check "spec/security.md names tests in each of its rows" test "$(grep -c . rows)" -ge 40
grep -oE 'tests/[a-z_/]+\.(c|sh|net)(: [^;|]*[^;| ])?' rows | while IFS= read -r named; do
    file=${named%%: *} text=${named#*: }
    [ "$text" != "$named" ] || text=
    [ -f "$root/$file" ] && { [ -z "$text" ] || grep -qF -- "$text" "$root/$file"; } ||
        echo "$named"
done >missing
check "and each of them exists" test ! -s missing
[ ! -s missing ] || sed 's/^/# missing: /' missing
for section in $(sed -n 's/^## //p' "$root/spec/security.md" | tr ' ' '_'); do
    [ "$section" = What_is_not_defended ] && continue
    check "control: $section has rows" \
        sh -c "sed -n '/^## $(echo "$section" | tr _ ' ')/,/^## [^$]/p' '$root/spec/security.md' | grep -q '^| .*tests/'"
done
finish
