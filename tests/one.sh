#!/bin/sh
# Builds and runs the tests whose name is, or else contains, NAME. usage: tests/one.sh [-n] BUILD
# NAME... A name is that of a program (test_conv, or conv) or of a script (cli/folders.sh, or
# folders). -n: only says which tests these are.
set -u
say=0
[ "$1" != -n ] || { say=1; shift; }
build=$1
shift
all=$(ls tests/unit/test_*.c tests/paths/test_*.c tests/gradcheck/test_*.c tests/cli/*.sh \
    tests/paths/*_test.sh 2>/dev/null)
# The tests whose file's name, without its folder, "test_" and ending, is NAME; else those that
# contain it.
matching() {
    want=$(basename "$1" .sh)
    want=${want#test_}
    for how in exact part; do
        found=
        for f in $all; do
            name=${f##*/}
            name=${name%.*}
            name=${name#test_}
            case $how:$name in
                exact:"$want" | exact:"${want}_test" | part:*"$want"*) found="$found $f" ;;
            esac
        done
        [ -z "$found" ] || break
    done
    echo "$found"
}
tests=
for name in "$@"; do
    found=$(matching "$name")
    [ -n "$found" ] || { echo "no test is called $name; tests/README.md says what there is"; \
        exit 2; }
    for f in $found; do
        case $f in
            *.c) tests="$tests $build/test/$(basename "$f" .c)" ;;
            *) tests="$tests $f" ;;
        esac
    done
done
[ $say = 0 ] || { echo "$tests" | tr ' ' '\n' | grep .; exit 0; }
programs=$(for t in $tests; do case $t in *.sh) ;; *) echo "$t" ;; esac; done)
case "$tests" in *cli/renamed.sh*) programs="$programs $build/test/netc_renamed" ;; esac
# shellcheck disable=SC2086
make --no-print-directory -s -j"$(nproc 2>/dev/null || echo 2)" B="$build" "$build/netc" $programs \
    || exit 1
COUNTS=$(mktemp)
export COUNTS
trap 'rm -f "$COUNTS"' EXIT
# shellcheck disable=SC2086
NETC=$build/netc tests/run $tests
tests/run --total
