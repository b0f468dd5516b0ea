#!/bin/sh
# Static analysis of every source file: gcc, tidy or cppcheck. usage: static.sh BUILD TOOL
# Prints the findings that tests/analyze/TOOL.supp does not explain, and the explanations that
# explain nothing any more; fails when there are any of the first. BUILD/analyze/TOOL.txt has all.
set -eu
build=$1 tool=$2
here=tests/analyze
out=$build/analyze/$tool.txt
mkdir -p "$build/analyze"
# Every room of the library, the program and what it opens, but for kernels (see below).
rooms=$(awk -F' *[|] *' '$1 ~ /^[a-z]/ && $1 !~ /^kernels/ && $2 !~ /alone|made/ { print $1 }' \
    spec/rooms.txt)
sources=$(for d in $rooms; do ls "$d"/*.c 2>/dev/null || true; done)
flags="-std=c11 -D_GNU_SOURCE -I. -I$build/gen -Ikernels/micro $(pkg-config --cflags openblas hdf5 libzip)"
flags="$flags $(pkg-config --cflags libprotobuf-c) $(mpicc --showme:compile 2>/dev/null || true)"
flags="$flags -DNETC_VERSION=\"0\" -DNETC_DATADIR=\"/usr/local/share/netc\""

# What err_set gives is told to the tools, but where it is defined.
told() { [ "$1" = base/err.c ] || echo "-include tests/analyze/err_set.h"; }

# Kernels are left out: their pointers come from plans that verify_ir has checked, which these tools
# cannot see, and the sanitizers run every one of them.
: >"$out"
case $tool in
gcc)
    # shellcheck disable=SC2086
    for f in $sources; do
        gcc $flags $(told "$f") -O1 -fanalyzer -c "$f" -o "$build/analyze/object.o" >>"$out" 2>&1 ||
            true
    done ;;
tidy)
    checks='-*,bugprone-*,clang-analyzer-*,cert-*'
    while read -r name _; do
        case $name in '' | \#*) ;; *) checks="$checks,-$name" ;; esac
    done <"$here/tidy.off"
    # shellcheck disable=SC2086
    for f in $sources; do
        clang-tidy --quiet --checks="$checks" "$f" -- $flags $(told "$f") 2>/dev/null >>"$out" ||
            true
    done ;;
cppcheck)
    # shellcheck disable=SC2086
    cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr -D_GNU_SOURCE -I. \
        --include=$here/foreach.h \
        -I"$build/gen" \
        -Ikernels/micro --template='{file}:{line}:{column}: {severity}: {message} [{id}]' $sources \
            >>"$out" 2>&1 || true ;;
esac

sed "s|^$PWD/||; s|^\./||" "$out" |
    grep -E '^[^ ]+:[0-9]+:[0-9]+: (warning|error|fatal error|portability): |^cc1: warning' | sort -u |
    awk -v tool="$tool" '
    NR == FNR {if ($1 != "" && $1 !~ /^#/) {known[$1 " " $2] = 1}; next}
    {
        split($1, place, ":")
        name = $NF
        gsub(/[][]/, "", name)
        key = place[1] " " name
        if (key in known) {used[key] = 1; n++; next}
        print
        bad++
    }
    END {
        for (key in known) if (!(key in used)) print "explains nothing: " key
        printf "%s: %d findings, %d explained\n", tool, bad + n, n
        exit bad > 0
    }' "$here/$tool.supp" -
