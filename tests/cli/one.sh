# make test T=NAME finds every test that make test runs, by its file's name, and tests/README.md
# names no test that is not there.
root=$PWD
. "$(dirname "$0")/tap.inc"
in_root() { (cd "$root" && "$@"); }
tests_there() {
    for f in tests/unit/test_*.c tests/paths/test_*.c tests/cli/*.sh tests/paths/*_test.sh; do
        case $f in *.c) f=${f##*/} && echo "build/test/${f%.c}" ;; *) echo "$f" ;; esac
    done
}
every_name_finds() {
    tests_there | sort >"$TMP/there"
    sh tests/one.sh -n build $(sed 's|.*/||; s|\.sh$||' "$TMP/there") | sort -u >"$TMP/found"
    comm -23 "$TMP/there" "$TMP/found" >"$TMP/lost"
    cat "$TMP/lost"
    [ "$(wc -l <"$TMP/there")" -gt 90 ] && [ ! -s "$TMP/lost" ]
}
check "T=NAME finds every test" in_root every_name_finds
check "T=conv finds the program alone" \
    [ "$(in_root sh tests/one.sh -n build conv)" = build/test/test_conv ]
none() {
    ! sh tests/one.sh -n build nosuch >"$TMP/out" &&
        grep -q 'no test is called nosuch' "$TMP/out"
}
check "a name of no test is said" in_root none

# Its table: unit/test_conv.c, or test_conv.c alone where a folder came before.
named() { grep -oE '(cli/|unit/|paths/)?[a-z_0-9]+\.(c|sh)\b' tests/README.md | sort -u; }
not_there() {
    for f in $(named); do
        [ -f "$f" ] || [ -f "tests/$f" ] || ls tests/*/"$f" >/dev/null 2>&1 || echo "$f"
    done
}
all_there() { l=$(not_there); echo "$l"; [ -z "$l" ]; }
check "tests/README.md names tests that are there" in_root all_there
finish
