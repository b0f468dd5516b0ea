#!/bin/sh
# Every test: the plain build, then the same programs built with AddressSanitizer and UBSan. Closes
# with the sum. NETC_TEST_SAN=0 leaves the second part out. LONG=1 (NETC_TEST_LONG) is the long
# form: all compilers and options for all nets, no optimization saved, more scripts with sanitizers.
set -u
long=${NETC_TEST_LONG:-0}
[ "$long" = 1 ] || export NETC_TEST_CC="$PWD/tests/quick_cc"
jobs=$(nproc 2>/dev/null || echo 2)
COUNTS=$(mktemp)
export COUNTS
trap 'rm -f "$COUNTS"' EXIT
scripts=$(ls tests/cli/*.sh tests/paths/*_test.sh 2>/dev/null)

# Tests run side by side, so the longest begin first.
slow="test_paths paths/emitted_test contract_test flags_test faults large walkthroughs number_type
    weights_type arm_test test_golden schedule resume test_cost"
longest_first() {
    for name in $slow; do ls "$@" | grep "$name"; done
    ls "$@" | grep -vE "$(echo $slow | tr ' ' '|')"
}
# Of the scripts that hand emitted C to other compilers only the one that emits every example:
# what the rest check is the text, which is the same.
# Nor those that read the sources, which are the same, nor that follows the pages: what it calls
# has tests of its own.
sources='absorb|arrows|docs|format|headers|kernel_calls|number_type|quiet|tables|walkthroughs'
# Nor those that measure the machine or compile emitted C again and again, and of training in
# bfloat16 and of the terminal what amx.sh, test_bf16, options.sh and mistakes.sh run too.
sources="$sources|help|locale|names|precision|terminal|tune|verify"
# What the rest has that the long form alone runs so: large nets, long trainings, packages, and
# what hands C to compilers.
[ "$long" = 1 ] || sources="$sources|install|large|memory|resume|schedule|sweep|best_weights"
[ "$long" = 1 ] || sources="$sources|cc_cache|compiler|weights_type|gallery|recipe|spans"
san_scripts="$(ls tests/cli/*.sh | grep -vE "/($sources)\.sh$") tests/paths/generated_test.sh"
# The short form runs a script once, with sanitizers where it does so at all; but twice where it
# asks for them, since it then leaves something out.
once=$scripts
if [ "${NETC_TEST_SAN:-1}" = 1 ] && [ "$long" != 1 ]; then
    # shellcheck disable=SC2086
    once=$(grep -LE 'SAME_TEXT|asan' $san_scripts)
    once=$(printf '%s\n' $scripts | grep -vxF "$once")
fi
make --no-print-directory -s -j"$jobs" tests ||
    { echo "the build failed"; echo "0 passed, 1 failed"; exit 1; }
# shellcheck disable=SC2086
NETC=build/netc tests/run $(longest_first $(ls build/test/test_* | grep -v '\.d$') $once)
if [ "${NETC_TEST_SAN:-1}" = 1 ]; then
    # No kernels that cannot run on this machine.
    set --
    if grep -q avx2 /proc/cpuinfo && ! grep -q avx512f /proc/cpuinfo; then
        set -- ISAS="baseline avx2" PART_ISAS=avx2_vnni CFLAGS=-DNETC_NO_AVX512
    fi
    make "$@" --no-print-directory -s -j"$jobs" tests-san ||
        { echo "the sanitizer build failed"; echo "0 passed, 1 failed"; exit 1; }
    # test_golden compares numbers with Keras' by code that test_paths and test_model run too.
    san_programs=$(ls build-san/test/test_* | grep -vE '\.d$|/test_golden$')
    # libtcc keeps some memory of its own until the process ends; everything else must be given
    # back. What sanitizers find ends with 99, which no test takes for a refusal. Their strstr
    # measures all of the text, at every call.
    # shellcheck disable=SC2086
    ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:handle_sigill=1:exitcode=99:intercept_strstr=0 \
        LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0" NETC=build-san/netc \
        NETC_TEST_SAME_TEXT=1 \
        tests/run --label "san" $(longest_first $san_programs $san_scripts)
fi
tests/run --total
