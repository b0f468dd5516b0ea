#!/bin/sh
# --weights-out: the weights as a file that is linked by the assembler's text beside it, or mapped.
# Outputs are those of weights in the text, for either target; what is not that file is refused.
. "$(dirname "$0")/../cli/tap.inc"
strict="-std=c99 -Wall -Wextra -Wshadow -Wconversion -pedantic -Werror"
cat >nn.net <<'END'
net nn {
    input 8x8x1 scale=1/255
    conv 8 3x3 nobias
    batchnorm
    relu
    maxpool 2x2
    flatten
    dense 3 softmax
}
END
sed 's/dense 3/dense 4/' nn.net >other.net
cat >run.c <<'END'
#include MODEL
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef NN_MODEL_BYTES
static union { unsigned char b[NN_MODEL_BYTES + 64]; double d; } model;
#endif
static union { unsigned char b[NN_WORK_BYTES + 64]; double d; } work;
static void *even(unsigned char *p) { return p + (64 - (size_t)p % 64) % 64; }
static const float *from_file(const char *path)
{
    static double room[NN_FILE_BYTES / 8 + 100];
    unsigned char *b = (unsigned char *)room;
    const float *w = NULL;
    FILE *f = fopen(path, "rb");
    size_t i, n = f ? fread(b, 1, sizeof room, f) : 0;
    if (n != NN_FILE_BYTES || fclose(f))
        return NULL;
    for (i = 0; i < n; i++) /* zeros behind the head's numbers are not looked at */
        if (i < 36 || i >= NN_FILE_HEAD) {
            int s;
            b[i] ^= 4;
            s = nn_map(b, n, &w);
            b[i] ^= 4;
            if (s != (i >= 24 && i < 32 ? NN_EHASH : NN_EFORMAT) || w)
                return NULL;
        }
    for (i = 0; i < n; i++)
        if (nn_map(b, i, &w) != NN_EFORMAT)
            return NULL;
    memmove(b + 1, b, n);
    if (nn_map(b + 1, n, &w) != NN_EALIGN)
        return NULL;
    memmove(b, b + 1, n);
    if (nn_map(NULL, n, &w) != NN_EARG || nn_map(b, n, NULL) != NN_EARG || nn_map(b, n, &w))
        return NULL;
    return w;
}
static int infer(const float *w, const float *x, float *y)
{
#ifdef NN_MODEL_BYTES
    void *m = even(model.b);
    int s = nn_prepare(w, m, NN_MODEL_BYTES);
    return s ? s : nn_infer(m, x, 1, y, even(work.b), NN_WORK_BYTES);
#else
    return nn_infer(w, x, y, even(work.b), NN_WORK_BYTES);
#endif
}
int main(int argc, char **argv)
{
    float x[64], y[NN_OUTPUTS];
    const float *w = NULL;
    int i;
    for (i = 0; i < 64; i++)
        x[i] = (float)(i * i % 64) / 64.0f;
#ifdef NN_FILE_BYTES
    w = argc > 1 ? from_file(argv[1]) : nn_map(nn_file, NN_FILE_BYTES, &w) ? NULL : w;
#else
    (void)argc;
    (void)argv;
    (void)from_file;
    w = nn_weights;
#endif
    if (!w || infer(w, x, y))
        return 1;
    fwrite(y, sizeof y, 1, stdout);
    return 0;
}
END
sed -e '/^static const float \*from_file/,/^}/d' -e '/void)from_file/d' run.c >inline.c
run init nn.net -o w.safetensors --seed 3
run init other.net -o other.safetensors --seed 3
link() { # link COMPILER OPTIONS: run, with the file
    "$@" $strict -O1 -c model.c -o model.o && "$@" -Wall -Wextra -Werror -c w.S -o w.o &&
        cc $strict -O1 -DMODEL='"model.h"' run.c model.o w.o -lm -o run 2>&1 && ./run >y
}
binary() { ld -r -b binary -z noexecstack w.bin -o b.o &&
    objcopy --redefine-sym _binary_w_bin_start=nn_file \
        --rename-section .data=.rodata,alloc,load,readonly,data,contents \
        --set-section-alignment .data=64 b.o &&
    cc -O1 -DMODEL='"model.h"' run.c model.o b.o -lm -o run && ./run >y && cmp y y.inline; }
for target in native mcu; do
    run nn.net --weights w.safetensors --target=$target -o model.c
    expect 0 "$target: with weights in the text"
    check "$target: runs" sh -c "cc -O1 -DMODEL='\"model.h\"' inline.c model.c -lm -o inline &&
        ./inline >y.inline"
    run nn.net --weights w.safetensors --target=$target --weights-out w.bin -o model.c
    expect 0 "$target: with weights in a file"
    check "$target: no weights in the text" sh -c '! grep -q nn_weights model.[ch]'
    for cc in gcc clang; do
        command -v $cc >/dev/null || { skip "$target: $cc" "no $cc"; continue; }
        check "$target: $cc links the file" link $cc
        check "$target: $cc: the same outputs" cmp y y.inline
    done
    check "$target: as C++" g++ -std=c++17 -Wall -Wextra -pedantic -Werror -x c++ -c model.c -o p.o
    check "$target: from a file, damaged and whole" sh -c './run w.bin >y && cmp y y.inline'
    check "$target: linked by ld and objcopy, as the page says" binary
    if command -v arm-none-eabi-gcc >/dev/null; then
        check "$target: the assembler's text for Arm" arm-none-eabi-gcc -c w.S -o arm.o
    fi
    run other.net --net nn --weights other.safetensors --target=$target --weights-out other.bin \
        -o other.c
    expect 0 "$target: another net"
    cat >foreign.c <<'END'
#include "model.h"
#include <stdio.h>
static double b[4000];
int main(void)
{
    const float *w;
    FILE *f = fopen("other.bin", "rb");
    return !f || nn_map(b, fread(b, 1, sizeof b, f), &w) != NN_EHASH;
}
END
    check "$target: its file is refused" sh -c 'cc foreign.c model.o -lm -o foreign && ./foreign'
done
rm -f model.c
run nn.net --weights-out w.bin -o model.c
fails 2 "weights-out goes with --weights" "without weights"
run nn.net --weights w.safetensors --weights-out w.S -o model.c
fails 2 "an ending other than .S" "a name that is the assembler's"
run nn.net --weights w.safetensors --weights-out w.bin --inline-weights -o model.c
fails 2 "do not go with --weights-out" "with inline weights"
run nn.net --weights w.safetensors --weights-out w.safetensors -o model.c
fails 1 "w.safetensors" "over the weights"
check "and nothing was written" test ! -e model.c
finish
