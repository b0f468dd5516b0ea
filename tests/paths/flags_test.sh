#!/bin/sh
# Emitted C under options that change arithmetic: what a compiler may not assume stays right. The
# same numbers but for rounding, and what is not finite is noticed under each.
. "$(dirname "$0")/../cli/tap.inc"
cat >small.net <<'NET'
net small {
    input 4x4x3
    depthwise 3x3 silu
    batchnorm
    flatten
    dense 24 gelu
    layernorm
    dense 20 hardswish
    dense 24 elu
    dense 24 tanh
    dense 20 sigmoid
    dropout 0.25
    dense 10 softmax
}
train {
    loss crossentropy smoothing=0.1
    optimizer adam rate=0.003
}
NET
cat >drive.c <<'END'
#include "small.h"
#include <stdio.h>
#include <string.h>
enum { N = 4, STEPS = 6 };
static union { unsigned char b[SMALL_TRAIN_BYTES + SMALL_MODEL_BYTES + SMALL_WORK_BYTES + SMALL_SELFTEST_BYTES + 512]; double d; } mem;
static float params[SMALL_PARAM_FLOATS], grad[SMALL_PARAM_FLOATS], x[N * SMALL_IN_H * SMALL_IN_W * SMALL_IN_C], y[N * SMALL_OUTPUTS];
static unsigned char *at;
static unsigned char *take(size_t n)
{
    unsigned char *p = at + (SMALL_ALIGN - (size_t)at % SMALL_ALIGN) % SMALL_ALIGN;
    at = p + n;
    return p;
}
static void show(const char *what, float v)
{
    unsigned u;
    memcpy(&u, &v, sizeof u);
    printf("%s %.9g %08x\n", what, (double)v, u);
}
static float bits(unsigned u)
{
    float v;
    memcpy(&v, &u, sizeof v);
    return v;
}
int main(void)
{
    static const unsigned odd[] = {0x7FC00000u, 0xFFC00001u, 0x7F800000u, 0xFF800000u};
    int32_t label[N] = {3, 1, 9, 4};
    small_train *t;
    unsigned char *model, *work;
    float loss, before[SMALL_PARAM_FLOATS];
    int i, bad;
    at = mem.b;
    printf("selftest %d\n", small_selftest(take(SMALL_SELFTEST_BYTES), SMALL_SELFTEST_BYTES));
    model = take(SMALL_MODEL_BYTES);
    work = take(SMALL_WORK_BYTES);
    for (i = 0; i < (int)(sizeof x / sizeof *x); i++)
        x[i] = ((float)((unsigned)i * 2654435761u >> 8 & 0xffff) / 65536.0f - 0.5f) * (i % 7 == 0 ? 60.0f : 2.0f);
    bad = small_init(params, 5) || small_prepare(params, model, SMALL_MODEL_BYTES) || small_infer(model, x, N, y, work, SMALL_WORK_BYTES);
    for (i = 0; i < N * SMALL_OUTPUTS; i++) show("y", y[i]);
    bad |= small_train_init(&t, take(SMALL_TRAIN_BYTES), SMALL_TRAIN_BYTES, params, 5);
    for (i = 0; i < STEPS; i++) {
        bad |= small_train_step(t, x, label, N, 0.003f, &loss);
        show("loss", loss);
    }
    bad |= small_train_params(t, params);
    for (i = 0; i < SMALL_PARAM_FLOATS; i += 37) show("p", params[i]);
    printf("ended %d\n", bad);
    for (i = 0; i < 4; i++) {                   /* what is not finite is refused, and nothing of it stays */
        float kept = x[10];
        x[10] = bits(odd[i]);
        printf("x %d\n", small_train_step(t, x, label, N, 0.01f, &loss) == SMALL_ENAN);
        x[10] = kept;
        printf("rate %d\n", small_train_step(t, x, label, N, bits(odd[i]), &loss) == SMALL_EARG);
        memset(grad, 0, sizeof grad);
        grad[20] = bits(odd[i]);
        printf("gradient %d\n", small_train_apply(t, grad, 0.01f) == SMALL_ENAN);
    }
    bad = small_train_params(t, before) || memcmp(before, params, sizeof params);
    printf("kept %d\n", !bad);
    return 0;
}
END
run small.net -o small.c --train --selftest --batch 4
expect 0 "emitted"
try() {         # try OUT COMPILER OPTIONS...
    out=$1
    shift
    "$@" -c small.c -o small.o && ${link:-cc} ${link_options:-} drive.c small.o -lm -o drive &&
        ./drive >$out.txt &&
        [ "$(grep -c '^[xrgk][a-z]* 1$' $out.txt)" = 13 ] && grep -q '^ended 0' $out.txt &&
            grep -q '^selftest 0' $out.txt || { grep -vE '^(y|p|loss)' $out.txt; return 1; }
}
near() {        # near A B [LIMIT]      numbers that differ by rounding alone
    paste -d' ' "$1.txt" "$2.txt" | awk -v limit=${3:-0.0005} \
        '/^(y|loss|p) / { d = $2 - $5; d = d < 0 ? -d : d; m = $2 < 0 ? -$2 : $2; if (m < 1) m = 1; if (!(d / m <= limit)) { bad = 1; print } n++ }
        END { exit bad || n < 100 }'
}
for cc in gcc clang; do
    command -v $cc >/dev/null || { skip "$cc" "no $cc"; continue; }
    strict="-std=c99 -pedantic -Wall -Wextra -Wshadow -Wconversion -Werror"
    check "$cc: plain" try $cc.plain $cc $strict -O0 -ffp-contract=off
    for flags in "-Ofast -march=native" \
        "long -O1 -fno-builtin -fwrapv -fshort-enums -fno-strict-aliasing -fsingle-precision-constant" \
        "long -O2 -ffast-math" "long -O1 -funsafe-math-optimizations" "long -O1 -ffinite-math-only" \
        "long -O1 -fassociative-math -fno-signed-zeros -fno-trapping-math -freciprocal-math" \
        "long -O2 -ffast-math -DSMALL_PLAIN_C"; do
        case $flags in long*) thorough || continue ;; esac
        flags=${flags#long }
        # clang has not this one
        [ $cc = clang ] && flags=${flags% -fsingle-precision-constant}
        check "$cc $flags" try other $cc $strict $flags
        check "$cc $flags: the same numbers" near $cc.plain other 0.0001
    done
    # the start-up code then makes the processor flush what is denormal
    link=$cc link_options=-ffast-math
    check "$cc: linked with -ffast-math" try other $cc $strict -O0 -ffast-math
    check "$cc: the same numbers" near $cc.plain other
    link=cc link_options=
    for std in c17 $(thorough && echo c11 gnu99 gnu17); do check "$cc -std=$std" $cc -std=$std -Wall -Wextra -Werror \
        -fsyntax-only small.c; done
done
# What is no number stays none: of every place of the input, in all that may be computed from it.
cat >odd.net <<'NET'
net odd {
    input 4x4x3
    a: maxpool 2x2
    relu max=6
    b: sqrt
    c: relu from a
    rmsnorm
    clip (-1) 4
    d: hardsigmoid
    add b
    globalmaxpool
}
NET
cat >odd.c <<'END'
#include "odd_net.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
enum { IN = ODD_IN_H * ODD_IN_W * ODD_IN_C };
static double model[ODD_SPACE / 8 + 16], work[ODD_WORK_BYTES / 8 + 16];
static void *aligned(void *p) { return (char *)p + (64 - (size_t)p % 64) % 64; }
int main(void)
{
    float x[IN], y[ODD_OUTPUTS], params[ODD_PARAM_FLOATS];
    unsigned nan = 0x7FC00000u, bits;
    int i, k, bad = 0;
    for (i = 0; i < ODD_PARAM_FLOATS; i++) params[i] = 1.0f;
    for (i = 0; i < IN; i++) x[i] = 1.0f;
    bad |= ODD_PREPARE;
    for (i = -1; i < IN; i++) {
        if (i >= 0) memcpy(&x[i], &nan, sizeof nan);
        bad |= ODD_INFER;
        for (k = 0; k < ODD_OUTPUTS; k++) {
            memcpy(&bits, &y[k], sizeof bits);
            if (((bits & 0x7fffffffu) > 0x7f800000u) != (i >= 0))
                printf("x %d: y %d is %g\n", i, k, (double)y[k]), bad = 1;
        }
        if (i < 0)
            for (k = 0; k < ODD_OUTPUTS; k++) printf("y %.5f\n", (double)y[k]);
        else
            x[i] = 1.0f;
    }
    return bad;
}
END
run odd.net -o odd_net.c
cat >>odd_net.h <<'END'
#define ODD_SPACE ODD_MODEL_BYTES
#define ODD_PREPARE odd_prepare(params, aligned(model), ODD_MODEL_BYTES)
#define ODD_INFER odd_infer(aligned(model), x, 1, y, aligned(work), ODD_WORK_BYTES)
END
mkdir small
run odd.net -o small/odd_net.c --target=mcu
cat >>small/odd_net.h <<'END'
#define ODD_SPACE 8
#define ODD_PREPARE (model[0] = 0, 0)
#define ODD_INFER odd_infer(params, x, y, work, ODD_WORK_BYTES)
END
odd() { "$@" -c odd_net.c -o odd_net.o && cc odd.c odd_net.o -lm -o odd && ./odd >odd.txt || { cat odd.txt; return 1; }; }
for cc in gcc clang; do
    command -v $cc >/dev/null || { skip "$cc" "no $cc"; continue; }
    for target in . small; do
        cp $target/odd_net.? . 2>/dev/null
        for flags in "long -O2" "long -Ofast" "-Ofast -march=native"; do
            case $flags in long*) thorough || continue ;; esac
            flags=${flags#long }
            check "$cc $flags $target: NaN stays" odd $cc $flags
        done
    done
done
# ---- statuses: targets, weights of samples and of the net, files and states ----
cat >rows.csv <<'END'
a,b,c,y,w
0.1,0.5,-0.25,0.75,1
0.7,-0.5,0.125,0.25,2
0.3,0.25,0.5,0.5,1
END
cat >rows.net <<'NET'
net rows {
    input 3
    dense 8 tanh
    dense 1
}
train {
    data csv "rows.csv" target="y" weight="w"
    loss mse
    optimizer adam rate=0.01
    batch 3
}
NET
cat >rows_drive.c <<'END'
#include "rows.h"
#include <stdio.h>
#include <string.h>
enum { N = 3, W = ROWS_TARGETS };
static union { unsigned char b[ROWS_TRAIN_BYTES + 128]; double d; } mem;
static float params[ROWS_PARAM_FLOATS], now[ROWS_PARAM_FLOATS];
static float x[N * 3] = {0.1f, 0.5f, -0.25f, 0.7f, -0.5f, 0.125f, 0.3f, 0.25f, 0.5f};
static float target[N * W] = {0.75f, 1, 0.25f, 2, 0.5f, 1};
static unsigned char file[65536];
static size_t length, place;
static int put(void *u, const void *b, size_t n) { (void)u; memcpy(file + length, b, n); length += n; return 0; }
static int get(void *u, void *b, size_t n) { (void)u; if (place + n > length) return 1; memcpy(b, file + place, n); place += n; return 0; }
static int failed(const char *what, int i, int status) { printf("%s %d: %d\n", what, i, status); return 1; }
int main(void)
{
    static const unsigned odd[] = {0x7FC00000u, 0xFFC00001u, 0x7F800001u, 0x7F800000u, 0xFF800000u};
    unsigned char *area = mem.b + (ROWS_ALIGN - (size_t)mem.b % ROWS_ALIGN) % ROWS_ALIGN;
    rows_train *t;
    float loss, kept;
    int i, k, s, bad = 0;
    if (rows_init(params, 5) || rows_train_init(&t, area, ROWS_TRAIN_BYTES, params, 5)) return 9;
    for (i = 0; i < 3; i++) if (rows_train_step(t, x, target, N, 0.01f, &loss)) return 8;
    if (rows_train_params(t, params)) return 7;
    for (k = 0; k < 5; k++) {
        for (i = 0; i < N * W; i++) {   /* targets, and what samples weigh */
            kept = target[i];
            memcpy(&target[i], &odd[k], 4);
            s = rows_train_step(t, x, target, N, 0.01f, &loss);
            bad += s == ROWS_ENAN ? 0 : failed("target", i, s);
            target[i] = kept;
        }
        if (rows_train_params(t, now) || memcmp(now, params, sizeof now)) bad += failed("changed", k, 0);
        length = place = 0;             /* a saved state with such a number */
        if (rows_train_save(t, put, NULL)) return 6;
        memcpy(file + length / 8 * 4, &odd[k], 4);
        s = rows_train_load(t, get, NULL);
        bad += s == ROWS_EFORMAT ? 0 : failed("state", k, s);
        for (i = 0; i < ROWS_PARAM_FLOATS; i++) { /* the net's weights: no file, and no step */
            kept = params[i];
            memcpy(&params[i], &odd[k], 4);
            length = 0;
            s = rows_save(params, put, NULL);
            bad += s == ROWS_ENAN && !length ? 0 : failed("save", i, s);
            if (rows_train_init(&t, area, ROWS_TRAIN_BYTES, params, 5)) return 5;
            s = rows_train_step(t, x, target, N, 0.01f, &loss);
            if (k < 3 && s != ROWS_ENAN) bad += failed("weight", i, s); /* tanh takes infinity */
            params[i] = kept;
        }
        if (rows_train_init(&t, area, ROWS_TRAIN_BYTES, params, 5)) return 4;
        length = place = 0;             /* nor is one read */
        if (rows_save(params, put, NULL)) return 3;
        memcpy(file + length - 4, &odd[k], 4);
        s = rows_load(now, get, NULL);
        bad += s == ROWS_ENAN ? 0 : failed("load", k, s);
    }
    return bad != 0;
}
END
run rows.net -o rows.c --train
expect 0 "emitted with targets and weights of samples"
rows() { "$@" -c rows.c -o rows.o && cc rows_drive.c rows.o -lm -o rows_drive && ./rows_drive; }
for cc in gcc clang; do
    command -v $cc >/dev/null || { skip "$cc" "no $cc"; continue; }
    for flags in "long -O2" "long -Ofast" "-Ofast -march=native" \
        "long -O2 -ffast-math -DROWS_PLAIN_C"; do
        case $flags in long*) thorough || continue ;; esac
        flags=${flags#long }
        check "$cc $flags: statuses" rows $cc $flags
    done
done
case $(${CC:-cc} -dumpmachine) in
x86_64*)
    for std in c99 $(thorough && echo gnu11); do
        check "x87 registers, $std" try other ${CC:-cc} -std=$std $(thorough && echo -O1 || echo -O0) -mfpmath=387 -DSMALL_PLAIN_C
        check "the same numbers" near gcc.plain other
    done ;;
esac
thorough && command -v g++ >/dev/null && check "g++ -Ofast" try other g++ -x c++ -Ofast -Wall -Wextra -Wshadow \
    -Wconversion -pedantic -Werror
finish
