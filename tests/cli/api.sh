#!/bin/sh
# runtime/netc.h is the library's manual: its example compiles against the headers that are
# installed and does what the command does; the header is C++, too.
root=$PWD
. "$(dirname "$0")/tap.inc"
build=$(dirname "$NETC")
mkdir -p include/netc
make -s --no-print-directory -C "$root" print-installed >install
for f in runtime/netc.h base/err.h base/number_types.def; do
    check "make install takes $f" grep -q "$f" install
    mkdir -p "include/netc/$(dirname "${f#runtime/}")"
    cp "$root/$f" "include/netc/${f#runtime/}"
done
sed -n '/^#ifndef/q; s/^ \*     //p' include/netc/netc.h >example.c
check "the manual has an example" grep -q 'int main' example.c
san=$(nm "$build/libnetc.a" 2>/dev/null | grep -q __asan_init &&
    echo "-fsanitize=address,undefined -fno-sanitize-recover=undefined")
libs=$(make -s --no-print-directory -C "$root" print-libs)
strict="-Wall -Wextra -Werror -pedantic -Iinclude"
compiles() { ${CC:-cc} -std=c11 $strict $san example.c "$build/libnetc.a" $libs -o example; }
check "it compiles without a warning" compiles
cat >header.cc <<'END'
#include <netc/netc.h>
int main() { return netc_open(nullptr, nullptr, nullptr, nullptr) != nullptr; }
END
if command -v g++ >/dev/null 2>&1; then
    check "the header is C++, too" g++ -std=c++11 $strict -c header.cc -o header.o
fi

cat >t.net <<'END'
net t {
    input 4x4x3
    conv 4 3x3 relu
    globalavgpool
    dense 3 softmax
}
END
run init t.net -o t.safetensors
expect 0 "weights for it"
npy zeros.npy '<f4' '(1, 4, 4, 3)' $((4*4*3*4)) '\000'
run run t.net --weights t.safetensors --input zeros.npy --output y.npy
expect 0 "the command's outputs"
./example t.net t.safetensors >out 2>err
status=$?
expect 0 "the example runs"
lines_are() { [ "$(wc -l <out)" -eq "$1" ]; }
check "and prints an output a line" lines_are 3
tail -c 12 y.npy | od -An -tf4 | tr -s ' ' '\n' | sed '/^$/d' >wanted
same() {
    paste out wanted |
        awk '{ d = $1 - $2; if (d < 0) d = -d; if (d > 1e-5) bad = 1 } END { exit bad }'
}
check "which are the command's" same
# A picture, read, resized and preprocessed by the library: what the command says of it.
cat >look.c <<'END'
#include <netc/netc.h>
#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv)
{
    Err err = {""};
    int w = 0, h = 0, ih = 0, iw = 0, ic = 0, best = 0;
    float raw[12], x[12], same[12], y[3];
    NetcModel *m = argc > 3 ? netc_open(argv[1], NULL, NULL, &err) : NULL;
    uint8_t *rgb = m ? netc_picture_read(argv[3], &w, &h, &err) : NULL;
    uint8_t *fit = rgb ? netc_picture_resize(rgb, w, h, 2, 2, &err) : NULL;
    if (!fit || !netc_load(m, argv[2], &err) || !netc_picture_input(m, rgb, w, h, x, &err) ||
        !netc_infer(m, x, 1, y, &err))
        return fprintf(stderr, "%s\n", err.text), 1;
    netc_input_shape(m, &ih, &iw, &ic);
    for (int i = 0; i < 12; i++)
        raw[i] = fit[i];
    if (ih * iw * ic != 12 || !netc_preprocess(m, raw, same, &err))
        return 2;
    for (int i = 0; i < 12; i++)
        if (x[i] != same[i] || x[i] * 255 > raw[i / 3 * 3 + 2 - i % 3] + 0.001f)
            return 3;
    for (int i = 1; i < 3; i++)
        best = y[i] > y[best] ? i : best;
    printf("%s %.4f\n", netc_label(m, best), (double)y[best]);
    if (netc_label(m, 3) || netc_label(m, -1) || netc_picture_read("none", &w, &h, NULL) ||
        netc_picture_decode("no", 2, &w, &h, &err) || netc_picture_resize(rgb, 0, 1, 1, 1, NULL) ||
        netc_picture_resize(NULL, 1, 1, 1, 1, &err) || netc_picture_input(m, NULL, 1, 1, x, &err) ||
        netc_picture_input(m, rgb, w, h, NULL, NULL) || netc_preprocess(m, NULL, x, &err))
        return 4;
    NetcOptions none = {.target = (NetcTarget)2};
    if (netc_picture_input(NULL, rgb, w, h, x, &err) || netc_preprocess(NULL, raw, x, &err) ||
        netc_open(argv[1], &none, NULL, &err))
        return 5;
    free(rgb);
    free(fit);
    netc_close(m);
    return 0;
}
END
looks() { ${CC:-cc} -std=c11 $strict $san look.c "$build/libnetc.a" $libs -o look; }
check "a program that takes pictures" looks
cat >p.net <<'END'
net p {
    input 2x2x3 scale=1/255 order=bgr
    labels one two three
    flatten
    dense 3 softmax
}
END
run init p.net -o p.safetensors
run predict p.net --weights p.safetensors "$root/tests/data_golden/exif6.jpg" --json
said() {
    ./look p.net p.safetensors "$root/tests/data_golden/exif6.jpg" >seen || return 1
    read -r name share <seen
    grep -q "\"$name\"" out && grep -q "${share%?}" out
}
check "says what netc predict says" said
for args in "" "t.net" "nowhere.net t.safetensors" "t.net nowhere.safetensors"; do
    # shellcheck disable=SC2086
    ./example $args >out 2>err
    status=$?
    fails 1 . "a message for: example $args"
done
# However little address space there is, a host is told so, and not ended.
cat >little.c <<'END'
#include <netc/netc.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv)
{
    int opened = 0;
    for (unsigned mib = 40; argc > 1 && mib < 720; mib += 20) {
        pid_t child = fork();
        int status = -1;
        if (!child) {
            struct rlimit r = {(rlim_t)mib << 20, (rlim_t)mib << 20};
            int last = mib == 700; /* without a limit */
            Err err = {""};
            NetcOptions o = {.threads = 2};
            alarm(60); /* it does not ask without end */
            if (!last && setrlimit(RLIMIT_AS, &r))
                _exit(2);
            NetcModel *m = netc_open(argv[1], &o, NULL, &err);
            _exit(m ? 0 : err.text[0] ? 1 : 3);
        }
        if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) ||
            WEXITSTATUS(status) > 1)
            return fprintf(stderr, "%u MiB: status %x\n", mib, (unsigned)status), 1;
        opened += WEXITSTATUS(status) == 0;
    }
    return opened ? 0 : fprintf(stderr, "it was never opened\n"), !opened;
}
END
if [ -z "$san" ]; then
    check "a program with little address space" ${CC:-cc} -std=gnu11 $strict little.c \
        "$build/libnetc.a" $libs -o little
    check "is told so, and not ended" ./little t.net
else skip "little address space" "sanitizers take more than all of it"; fi
echo 'net t { input 4x4x3 dens 3 }' >bad.net
./example bad.net t.safetensors >out 2>err
status=$?
fails 1 'dens' "the mistakes of a net that has some"
finish
