#!/bin/sh
# One layout: no line of the sources has over 100 columns, and C is as clang-format leaves it, where
# the version is installed that the tree was formatted with (Debian: clang-format).
root=$PWD
. "$(dirname "$0")/tap.inc"
[ -z "${NETC_TEST_SAME_TEXT:-}" ] || { skip "the layout of the sources" "seen already"; finish; }
sources() {
    (cd "$root" && find base grammar kernels formats data compiler weights runtime training report \
        cli tools tests examples -type f \( -name '*.[chly]' -o -name '*.def' \) \
        ! -path 'tests/fuzz/corpus/*' | LC_ALL=C sort)
}
short() { # no line of the files named on standard input is too long
    xargs awk 'length > 100 { print FILENAME ":" FNR ": " length " columns"; bad = 1 }
        END { exit bad }'
}
all_short() { (cd "$root" && sources | short); }
check "no line has more than 100 columns" all_short
printf '%0101d\n' 0 >bad.c
found() { ! echo bad.c | short; }
check "control: one of 101 is found" found

case $(clang-format --version 2>/dev/null) in
    *' 14.'*)
        formatted() {
            (cd "$root" && sources | grep '\.[ch]$' | xargs clang-format --dry-run -Werror)
        }
        check "clang-format would change nothing" formatted
        ;;
    *) skip "clang-format would change nothing" "no clang-format 14 (Debian: clang-format)" ;;
esac
finish
