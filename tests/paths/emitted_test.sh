#!/bin/sh
# The standalone C: gcc, clang, g++ and tcc take it without a warning, and what each of them makes
# does what the library does (emitted_driver.c). The examples and more_kinds.net, which holds the
# kinds that kinds.net has not, are checked for warnings.
root=$PWD
. "$(dirname "$0")/../cli/tap.inc"
strict="-pedantic -Wall -Wextra -Wshadow -Wconversion -Werror"
build=$(dirname "$NETC")
lib=$build/libnetc.a
libs=$(make -s --no-print-directory -C "$root" print-libs)
# The library may be built with sanitizers; then the program that links it must be, too, and the
# plain build tests the rest.
san=$(nm "$lib" 2>/dev/null | grep -q __asan_init &&
    echo "-fsanitize=address,undefined -fno-sanitize-recover=undefined")
include="-I$root -I$(printf %s "$TMP")"

compiler() {    # compiler gcc|clang|g++|tcc OPTIONS FILE.c ...     the object, strictly
    case $1 in
        tcc) shift; tcc -Wall -Werror "$@" ;;
        g++) shift; g++ -x c++ $strict "$@" ;;
        *) cc=$1; shift; "$cc" -std=c99 $strict "$@" ;;
    esac
}
emit() {        # emit NAME ARGS...     -> NAME.c NAME.h
    name=$1
    shift
    run "$@" -o "$name.c" --train --batch 4
    expect 0 "$name: emitted"
}
# what tcc's code calls
tcc_support=$(tcc -print-search-dirs 2>/dev/null | sed -n 's/^install: *//p')/libtcc1.a
[ -f "$tcc_support" ] || tcc_support=
lld=$(command -v ld.lld >/dev/null && echo -fuse-ld=lld)
# driver NAME FILE.net NAME.o      the driver, linked with that object, runs without complaint
driver() {
    upper=$(echo "$1" | tr '[:lower:]' '[:upper:]')
    sums=
    [ "$1" = targets ] && sums=-DSUMS
    ${CC:-cc} -std=gnu11 -O1 -g $san $sums $define $include "-DP=$1" "-DU=$upper" "-DHEADER=\"$1.h\"" \
        "$root/tests/paths/emitted_driver.c" "$3" "$lib" $tcc_support $libs -lgomp $lld -o driver &&
        ./driver "$2" scratch
}
try() {         # try COMPILER OPTIONS NAME FILE.net
    command -v "$1" >/dev/null || { skip "$3: $1 $2" "no $1"; return; }
    check "$3: $1 $2 takes it without a warning" compiler "$1" $2 -c "$3.c" -o "$3.o"
    check "$3: what $1 $2 made does what the library does" driver "$3" "$4" "$3.o"
}

kinds=$root/tests/paths/kinds.net
for net in kinds targets mobile; do
    emit $net "$kinds" --net $net
    if [ "$san" ]; then
        try gcc "-O1 -g $san" $net "$kinds"     # the emitted text under sanitizers, too
        continue
    fi
    # Each compiler has one of the nets, and tcc, which is quick and takes the plain loops, all
    # three; in the long form all have all.
    case $net in mobile) few=gcc ;; targets) few=clang ;; *) few=g++ ;; esac
    for cc in gcc clang g++; do
        if thorough || [ $cc = $few ]; then try $cc -O2 $net "$kinds"; fi
    done
    thorough &&
        try gcc "-O1 -D$(echo $net | tr '[:lower:]' '[:upper:]')_PLAIN_C" $net "$kinds"
    try tcc "" $net "$kinds"
done
[ "$san" ] && finish
# The driver must ask for the memory of as many workers.
define=-DKINDS_WORKERS=4
try gcc "$(thorough && echo -O1 || echo -O0) -fopenmp $define" kinds "$kinds"
define=

# Control: the driver must notice a wrong constant, here the momentum of a batch normalisation.
sed 's:/\*ONE_MINUS_MOMENTUM\*/ 0\.00999999978f:0.03f:' kinds.c >wrong.c
check "control: a constant was changed" sh -c '! cmp -s kinds.c wrong.c'
check "control: and compiles" compiler tcc -c wrong.c -o wrong.o
fails_driver() { ! driver kinds "$kinds" wrong.o &&
    grep -q '^wrong: what training changed' check.out; }
check "control: the driver notices" fails_driver

# In the short form each has one of the compilers, and tcc.
compilers="gcc clang g++"
for file in "$root"/examples/*.net "$root/tests/paths/more_kinds.net"; do
    name=$(basename "$file" .net)
    emit "$name" "$file"
    first=${compilers%% *}
    for cc in $(thorough && echo $compilers || echo $first); do
        if command -v $cc >/dev/null; then check "$name: no warning of $cc" compiler $cc \
            -fsyntax-only "$name.c"
        else skip "$name: no warning of $cc" "no $cc"; fi
    done
    compilers="${compilers#* } $first"
    if command -v tcc >/dev/null; then check "$name: no warning of tcc" compiler tcc -c "$name.c" \
        -o "$name.o"
    else skip "$name: no warning of tcc" "no tcc"; fi
done
finish
