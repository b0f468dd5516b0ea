#!/bin/sh
# ThreadSanitizer or valgrind on a part of the tests. usage: dynamic.sh BUILD tsan|valgrind
# tsan wants a BUILD with -fsanitize=thread; valgrind the plain one. AddressSanitizer and UBSan are
# part of `make test`.
set -eu
build=$1 tool=$2 here=$PWD/tests/analyze
export NETC_MACHINE=default NETC_ROOT="$PWD"
case $tool in
tsan)
    export TSAN_OPTIONS="suppressions=$here/tsan.supp halt_on_error=0 exitcode=66"
    for t in test_pool test_training test_pooled; do
        "$build/test/$t" >"$build/$t.log" 2>&1 ||
            { grep -A15 'WARNING: ThreadSanitizer\|ERROR' "$build/$t.log" |
            head -n 60; echo "tsan: $t failed"; exit 1; }
        echo "tsan: $t: nothing found"
    done ;;
valgrind) sh "$here/train_and_eval.sh" "$build/netc" valgrind -q --error-exitcode=99 \
    --leak-check=full \
              --errors-for-leak-kinds=definite --suppressions="$here/valgrind.supp" ;;
esac
# A training with several threads and made code, then eval: the commands as users have them.
[ "$tool" = valgrind ] || sh "$here/train_and_eval.sh" "$build/netc" env
