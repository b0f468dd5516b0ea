#!/bin/sh
# One layout: no line of the sources has over 100 columns, and C is as clang-format leaves it, where
# the version is installed that the tree was formatted with (Debian: clang-format).
root=$PWD
. "$(dirname "$0")/tap.inc"
[ -z "${NETC_TEST_SAME_TEXT:-}" ] || { skip "the layout of the sources" "seen already"; finish; }
sources() {
    (cd "$root" && find $(room_folders) tests examples -type f \( -name '*.[chly]' -o -name '*.def' \) \
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

# Functions of the library and the program fit a screen, and take a struct rather than a ninth
# argument. Kernels, whose arguments are constants of their shapes, and tests may have more; so may
# the product that stands for one of theirs (runtime/blas.c), and the step that emitted C gives to
# callers who know none of its structs.
sizes() {
    xargs awk '
    function arguments(head,   i, c, depth, n) {
        sub(/^[^(]*\(/, "", head)
        n = 1
        for (i = 1; i <= length(head); i++) {
            c = substr(head, i, 1)
            depth += (c ~ /[(\[]/) - (c ~ /[)\]]/)
            if (depth < 0) break
            if (c == "," && depth == 0) n++
        }
        return n
    }
    FNR == 1 { head = ""; inside = 0 }
    inside {
        if (/^}/) {
            inside = 0
            if (FNR - start > 59) { print name ": " FNR - start + 1 " lines"; bad = 1 }
        }
        next
    }
    /^[{]$/ && head ~ /^[A-Za-z].*[(]/ {
        inside = 1
        name = head
        sub(/[(].*/, "", name)
        sub(/.*[ *]/, "", name)
        name = FILENAME ":" start ": " name
        if (arguments(head) > 8) { print name ": " arguments(head) " arguments"; bad = 1 }
        next
    }
    /^[A-Za-z]/ { head = ""; start = FNR }
    { head = head " " $0; sub(/^ +/, "", head) }
    END { exit bad }'
}
own_functions() {
    sources | grep '\.c$' | grep -vE '^(kernels|tests|examples)/' |
        grep -vE '^(runtime/blas|compiler/emit/text/mcu_learn)\.c$'
}
small_functions() { (cd "$root" && own_functions | sizes); }
check "no function has more than 60 lines or eight arguments" small_functions
{ echo 'static int f(int a, int (*b)(int, int), int c[2], int d,'; echo '    int e, int g, int h, int i, int j)'
  echo '{'; echo '    return 0;'; echo '}'; } >bad.c
wide() { ! echo bad.c | sizes >said && grep -qx 'bad.c:1: f: 9 arguments' said; }
check "control: nine arguments are found" wide
{ echo 'int f(void)'; echo '{'; yes '    x();' | head -58; echo '}'; } >bad.c
long() { ! echo bad.c | sizes >said && grep -qx 'bad.c:1: f: 61 lines' said; }
check "control: 61 lines are found" long

# Parts of emitted C that are no C by themselves: a function's head in two forms, its end alone.
parts='^compiler/emit/text/(api|mcu_fold|mcu_infer|mcu_learn|mcu_learn_end)\.c$'
case $(clang-format --version 2>/dev/null) in
    *' 14.'*)
        formatted() {
            (cd "$root" && sources | grep '\.[ch]$' | grep -vE "$parts" |
                xargs clang-format --dry-run -Werror)
        }
        check "clang-format would change nothing" formatted
        ;;
    *) skip "clang-format would change nothing" "no clang-format 14 (Debian: clang-format)" ;;
esac
finish
