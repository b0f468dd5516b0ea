#!/bin/sh
# Does what CONTRIBUTING.md's walk-throughs say, in a copy of the tree: writes their files, builds
# once, runs their commands, and compares the files that each touches with the table there.
root=$PWD
. "$(dirname "$0")/tap.inc"
if [ -n "${NETC_TEST_SAME_TEXT:-}" ]; then
    skip "the walk-throughs of CONTRIBUTING.md" "done by the plain build"
    finish
fi
page=$root/CONTRIBUTING.md
mkdir copy nets touched
copy_tree copy || exit 1

# take SECTION: writes what its listings say; the project's files into the copy, nets beside it, the
# commands to nets/SECTION.sh, and the names of the project's files to touched/SECTION.
take() {
    awk -v section="### $1" -v copy=copy -v name="$2" '
        /^##+ / { on = $0 == section; next }
        !on { next }
        /^```/ && open { close(file); open = 0; next }
        /^```/ {
            open = 1
            if ($1 == "```sh") { file = "nets/" name ".sh"; next }
            match($0, /title="[^"]*"/)
            where = substr($0, RSTART + 7, RLENGTH - 8)
            adds = sub(/^add to /, "", where)
            if (where ~ /\.net$/ && where !~ /\//) { file = "nets/" where; next }
            print where >("touched/" name)
            file = copy "/" where
            if (!adds) system("rm -f " file)
            next
        }
        open { print >>file }
    ' "$page"
}
take "An activation" activation
take "A layer with parameters" layer
take "An optimizer" optimizer
take "A data set format" data
take "A convolution algorithm" algorithm
take "A command" command

files() { # files NAME COUNT WORDS: so many are touched, and the table says so
    [ "$(sort -u "touched/$1" | wc -l)" -eq "$2" ] && grep -Eq "^\| $3 \| $2[:,]? ?.*\|$" "$page"
}
check "an activation touches 3 files" files activation 3 "an activation"
check "a layer with parameters touches 2" files layer 2 "a layer kind with parameters"
check "an optimizer touches 2" files optimizer 2 "an optimizer"
check "a data set format touches 2" files data 2 "a data set format"
check "an algorithm touches 2" files algorithm 2 "a convolution algorithm"
check "a command touches 2" files command 2 "a command"

thorough || { skip "what they write builds and works" "a minute: make test LONG=1"; finish; }
# One instruction set, without optimization: a quarter of a minute.
build() {
    # Make's own variables, as those of `make test`, are not this build's.
    env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -C copy -s -j2 ISAS=baseline \
        CFLAGS=-DNETC_BASELINE_ONLY OPT=-O0 KERNEL_OPT=-O0 build/netc >build.log 2>&1 &&
        ! grep -i warning build.log
}
check "the tree builds with all of them, without a warning" build || true
[ -x copy/build/netc ] || { sed 's/^/# /' build.log | head -40; finish; }

mkdir bin
ln -s "$TMP/copy/build/netc" bin/netc
commands() { # each command of a walk-through succeeds
    (cd nets && PATH="$TMP/bin:$PATH" sh -e "$1.sh") >commands.log 2>&1 ||
        { tail -30 commands.log; return 1; }
}
for name in activation layer optimizer data algorithm command; do
    check "what the walk-through of $name runs" commands $name
done
shows() { grep -q "$1" commands.log; }
check "the new command counts the new layer" shows '1 shift'
check "and helps" shows 'count the layers of each kind'
finish
