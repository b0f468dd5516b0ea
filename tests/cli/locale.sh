#!/bin/sh
# Nothing depends on the host's locale: every command gives the same bytes under one with a decimal
# comma, in each backend, and the sources call nothing that follows the locale outside
# base/number.c and base/err.c. The locale is made here by localedef, which needs no package of locales.
root=$PWD
. "$(dirname "$0")/tap.inc"

# ---- the sources ----
sources() { find "$root/base" "$root/grammar" "$root/formats" "$root/data" "$root/compiler" \
    "$root/weights" "$root/runtime" "$root/training" "$root/report" "$root/cli" -name '*.[chly]' |
    grep -vE '/compiler/emit/text/|/base/(number|err)\.[ch]$'; }
# Comments go; a call over several lines becomes one line.
calls() { sed -e 's://.*::' "$@" | tr '\n' ' ' |
    sed -e 's:/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/: :g' -e 's/;/;\n/g'; }
forbidden() {
    found=0
    for f in $(sources); do
        calls "$f" >text
        if \
            grep -nE '(^|[^A-Za-z_.>])(strtod|strtof|strtold|atof|strerror|dlerror|zip_strerror|zip_file_strerror|strcoll|strxfrm|setlocale|localeconv|strcasecmp|strncasecmp|is(alpha|alnum|digit|space|upper|lower|punct|print|graph|cntrl|xdigit|blank)|to(upper|lower))[ ]*\(' \
            text; then
            echo "$f: follows the locale"; found=1
        fi
        if \
            grep -nE "(^|[^A-Za-z_])(v|f|vf|s|vs|sn|vsn|d|vd|as|vas)?printf[ ]*\(.*%[-+ #0-9.*']*l?[aefgAEFG]([^A-Za-z]|$)" \
            text | grep -vE "^[0-9]*:[^;]*(text|arena|file_writer|cli)_[a-z]*printf"; then
            echo "$f: prints a number by the locale"; found=1
        fi
        if grep -nE "scanf[ ]*\(.*%[0-9*]*l?[aefgAEFG]" text; \
            then echo "$f: reads a number by the locale"; found=1; fi
    done
    [ $found = 0 ]
}
nothing_forbidden() { forbidden; }
check "the sources follow no locale outside base/number.c and base/err.c" nothing_forbidden
catches() { sources() { echo "$PWD/bad.c"; }; printf '%s\n' "$1" >bad.c; ! forbidden; }
check "control: the search finds strtod" catches 'x = strtod(s, NULL);'
check "control: and fprintf over two lines" catches 'fprintf(f, "%d %.3g",
    1, x);'
check "control: and strerror" catches 'return err_set(err, "%s", strerror(errno));'
check "control: and toupper" catches 'c = toupper(c);'

# ---- a host with a decimal comma ----
skip_rest() { tests=$((tests + 1)); echo \
    "ok $tests - the same bytes under a decimal comma # SKIP $1"; finish; }
command -v localedef >/dev/null 2>&1 || skip_rest "no localedef (Debian: libc-bin)"
printf 'LC_NUMERIC\ndecimal_point ","\nthousands_sep "."\ngrouping 3;3\nEND LC_NUMERIC\n' >comma.src
localedef -c -i comma.src -f ANSI_X3.4-1968 --no-archive "$PWD/comma" >/dev/null 2>&1
[ -f comma/LC_NUMERIC ] || skip_rest "localedef cannot make a locale here"
build=$(dirname "$NETC")
san=$(nm "$build/libnetc.a" 2>/dev/null | grep -q __asan_init &&
    echo "-fsanitize=address,undefined -fno-sanitize-recover=undefined")
libs=$(make -s --no-print-directory -C "$root" print-libs)
objects=$(ls "$build"/cli/*.o | grep -v '/main\.o$')
host_built() {
    ${CC:-cc} -std=c11 -D_GNU_SOURCE '-DNETC_VERSION="0"' $san -I"$root" \
        -I"$build/gen" "$root/tests/cli/locale.c" $objects "$build/libnetc.a" $libs -o host
}
check "a host is built" host_built

cat >t.net <<'NET'
net t {
    input 32x32x3 scale=1/255 mean=(0.5,0.25,0.125) std=0.25
    labels a b c d e f g h i j
    conv 4 3x3 stride=2 leaky
    batchnorm eps=0.05 momentum=0.5
    conv 6 3x3 stride=2 elu
    globalavgpool
    dropout 0.25
    dense 10 softmax
}
train {
    data cifar10 "data"
    loss crossentropy smoothing=0.1
    optimizer sgd rate=0.0125 momentum=0.9 decay=0.01
    schedule cosine
    augment flip crop=2
    average 0.9
    batch 16
    epochs 2
    validation 0.25
}
NET
run shapes data --train 64 --test 32
expect 0 "pictures"
cat >commands.sh <<'COMMANDS'
set -x
$H check t.net --json
$H t.net --dump=lower
$H t.net --dump=plan --train
$H summary t.net
$H mem t.net --train
$H explain t.net
$H init t.net -o i.safetensors
$H train t.net -o w.safetensors --log log.jsonl --threads 1 --epochs 2 --rate 0.0625
$H train t.net -o w.safetensors --resume w.ckpt --threads 1 --epochs 3
$H eval t.net --weights w.safetensors
$H eval t.net --weights w.safetensors --json
$H eval t.net --weights w.safetensors --backend=reference
$H eval t.net --weights w.safetensors --backend=cc
$H report t.net --weights w.safetensors --log log.jsonl -o r.html
$H t.net -o m.c --train --weights w.safetensors --main=infer --inline-weights
$H graph t.net
$H convert t.net --weights w.safetensors -o c.h5
$H mem t.net --mem-limit=1.5M
cat m.c m.h
sed 's/"seconds": *[0-9.]*//; s/"images_per_second": *[0-9.]*//' log.jsonl
COMMANDS
# What is measured (times, speeds) differs from run to run.
commands() {    # commands LOCALE OUT
    rm -rf run && mkdir run && cp -r data t.net run/ || return 1
    (cd run && env LOCPATH="$PWD/../locales" HOST_LOCALE=$1 NETC_MACHINE=default H=../host \
        sh ../commands.sh) >all.txt 2>&1
    grep -vE 'images/s|while it steps|in all, at the end|program and libraries|"(seconds|images_per_second)"' \
        all.txt | sed -E 's/after [0-9.]+ s//' >"$2.txt"
    [ -s run/r.html ] && [ -s run/m.c ] && [ -s run/w.safetensors ] ||
        { tail -n 40 all.txt; return 1; }
    cp run/w.safetensors "$2.weights"
}
mkdir locales && mv comma locales/
check "every command under the C locale" commands C c
check "every command under a decimal comma" commands comma comma
check "gives the same text" diff c.txt comma.txt
check "and the same weights" cmp c.weights comma.weights
finish
