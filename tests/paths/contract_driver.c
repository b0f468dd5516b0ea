/* An embedder that tries what the contract of the emitted C promises (spec/emitted-c.md): return
 * codes, memory that is the caller's and no larger than stated, weights files, training states,
 * step = grad + apply, the self-test. Compiled with -DP=name -DU=NAME -DHEADER='"name.h"',
 * -DTARGETS for a loss on float targets, and -DSUMS for a net that accumulates and averages; linked
 * with the emitted file.
 * usage: driver WEIGHTS OTHERS-WEIGHTS   what `netc init --seed 3` wrote for this net, and for
 * another one
 * Prints a line for each broken promise and, last, a digest of everything computed; status 1 if a
 * promise is broken. */
#include HEADER
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JOIN_(a, b) a##_##b
#define JOIN(a, b)  JOIN_(a, b)
#define F(name)     JOIN(P, name) /* functions and types */
#define C(name)     JOIN(U, name) /* constants */

enum {
    N = C(BATCH),
    IN = C(IN_H) * C(IN_W) * C(IN_C),
    OUT = C(OUTPUTS),
    PARAMS = C(PARAM_FLOATS),
    STEPS = 4,
    GUARD = 256
};
#ifdef TARGETS
typedef float Label;
enum { PER_LABEL = OUT };
#else
typedef int32_t Label;
enum { PER_LABEL = 1 };
#endif

static int failures;
static void check_at(int good, const char *what, int line)
{
    if (good)
        return;
    printf("wrong: %s (line %d)\n", what, line);
    failures++;
}
#define CHECK(good)    check_at(good, #good, __LINE__)
#define IS(code, call) CHECK((call) == C(code))

static float x[STEPS * N * IN], params[PARAMS + 1], other[PARAMS + 1], grad[PARAMS + 1];
static Label label[STEPS * N * PER_LABEL];

static float uniform(uint32_t i)
{
    uint64_t z = (i + UINT64_C(1)) * UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    return (float)((z ^ (z >> 27)) >> 40) * (1.0f / 16777216.0f);
}

static void make_data(void)
{
    for (int i = 0; i < STEPS * N * IN; i++)
        x[i] = 2 * uniform((uint32_t)i) - 1;
    for (int i = 0; i < STEPS * N * PER_LABEL; i++)
        label[i] = (Label)(uniform(900000u + (uint32_t)i) * (PER_LABEL > 1 ? 1 : OUT));
}

static uint64_t digest = UINT64_C(0xcbf29ce484222325);
static void digest_floats(const float *v, size_t n)
{
    const unsigned char *b = (const unsigned char *)v;
    for (size_t i = 0; i < n * sizeof *v; i++)
        digest = (digest ^ b[i]) * UINT64_C(0x100000001b3);
}

/* ---- memory with guards: exactly as large as stated, full of NaNs at first ---- */

static unsigned char *guarded(size_t bytes)
{
    unsigned char *p = malloc(bytes + 2 * GUARD + C(ALIGN));
    if (!p)
        abort();
    memset(p, 0xFF, bytes + 2 * GUARD + C(ALIGN));
    return p + GUARD + (C(ALIGN) - (uintptr_t)(p + GUARD) % C(ALIGN)) % C(ALIGN);
}

static int intact(const unsigned char *p, size_t bytes)
{
    for (size_t i = 1; i < GUARD; i++)
        if (p[bytes + i - 1] != 0xFF || p[-(ptrdiff_t)i] != 0xFF)
            return 0;
    return 1;
}

/* ---- files in memory ---- */

typedef struct File {
    unsigned char b[C(TRAIN_BYTES) + 65536];
    size_t n, at;
    long limit;
} File; /* limit: bytes until writing fails; -1: never */
static File file, strange, copy;

static int write_file(void *user, const void *buf, size_t n)
{
    File *f = user;
    if (f->n + n > sizeof f->b || (f->limit >= 0 && f->n + n > (size_t)f->limit))
        return 1;
    memcpy(f->b + f->n, buf, n);
    f->n += n;
    return 0;
}

static int read_file(void *user, void *buf, size_t n)
{
    File *f = user;
    if (n > f->n - f->at)
        return 1;
    memcpy(buf, f->b + f->at, n);
    f->at += n;
    return 0;
}

static void read_disk(File *f, const char *path)
{
    FILE *d = fopen(path, "rb");
    if (!d)
        abort();
    f->n = fread(f->b, 1, sizeof f->b, d);
    f->at = 0;
    fclose(d);
}

static int load(File *f, float *to)
{
    f->at = 0;
    return F(load)(to, read_file, f);
}

static void check_weights_files(const char *path, const char *others)
{
    read_disk(&file, path);
    read_disk(&strange, others);
    IS(OK, F(init)(params, 3));
    IS(OK, load(&file, other));
    CHECK(!memcmp(params, other, sizeof(float) * PARAMS)); /* the same seed, the same bits */
    IS(EHASH, load(&strange, other));
    copy.n = 0;
    copy.limit = -1;
    IS(OK, F(save)(params, write_file, &copy));
    const long saved = (long)copy.n; /* the file of netc train says more of the net */
    memset(other, 0xFF, sizeof other);
    IS(OK, load(&copy, other));
    CHECK(!memcmp(params, other, sizeof(float) * PARAMS));
    const size_t header = 8 + (file.b[0] | (size_t)file.b[1] << 8 | (size_t)file.b[2] << 16);
    CHECK(header < file.n);
    for (size_t n = 0; n < file.n; n += n < header + 8 ? 1 : 997) { /* truncated anywhere */
        copy = file;
        copy.n = n;
        int r = load(&copy, other);
        CHECK(r == C(EIO) || r == C(EFORMAT));
    }
    for (size_t i = 0; i < header;
         i++) /* a damaged header: never a crash, never another's memory */
        for (int k = 0; k < 4; k++) {
            static const unsigned char to[] = {0, '"', '9', 0xFF};
            memcpy(&copy, &file, sizeof file);
            copy.b[i] = to[k];
            int r = load(&copy, other);
            CHECK(r == C(OK) || r == C(EIO) || r == C(EFORMAT) || r == C(EHASH) || r == C(ENAN));
        }
    copy = file;
    copy.b[8] = 'x';
    IS(EFORMAT, load(&copy, other));
    copy = file;
    memset(copy.b, 0xFF, 8);
    IS(EFORMAT, load(&copy, other));
    for (int i = 0; i < 2; i++) { /* not a number, infinity */
        memcpy(&copy, &file, sizeof file);
        memcpy(copy.b + copy.n - 4, i ? "\0\0\200\177" : "\1\0\300\377", 4);
        IS(ENAN, load(&copy, other));
    }
    int norms = 0;
    for (int p = 0; p < F(param_count); p++) { /* a variance below 0, nor is one saved */
        const char *dot = strrchr(F(params)[p].name, '.');
        const float below = -1e-30f;
        norms += dot && !strcmp(dot, ".gamma");
        if (!dot || strcmp(dot, ".moving_variance"))
            continue;
        memcpy(&copy, &file, sizeof file);
        memcpy(copy.b + copy.n - sizeof(float) * (PARAMS - F(params)[p].offset), &below, 4);
        IS(ENAN, load(&copy, other));
        memcpy(other, params, sizeof(float) * PARAMS);
        other[F(params)[p].offset] = below;
        copy.n = 0;
        copy.limit = -1;
        IS(ENAN, F(save)(other, write_file, &copy));
        CHECK(copy.n == 0);
        norms--;
    }
    CHECK(norms == 0);            /* each batchnorm was met */
    for (int i = 0; i < 2; i++) { /* nor are they saved */
        const float none[] = {NAN, -INFINITY};
        memcpy(other, params, sizeof(float) * PARAMS);
        other[i ? 0 : PARAMS - 1] = none[i];
        copy.n = 0;
        copy.limit = -1;
        IS(ENAN, F(save)(other, write_file, &copy));
        CHECK(copy.n == 0);
    }
    for (long limit = 0; limit < saved; limit += 211) { /* a full disk */
        copy.n = 0;
        copy.limit = limit;
        IS(EIO, F(save)(params, write_file, &copy));
    }
    IS(EARG, F(load)(NULL, read_file, &file));
    IS(EARG, F(load)(other, NULL, &file));
    IS(EARG, F(save)(NULL, write_file, &copy));
    IS(EARG, F(save)(params, NULL, &copy));
    IS(EARG, F(init)(NULL, 1));
}

/* ---- inference ---- */

static void check_inference(void)
{
    unsigned char *model = guarded(C(MODEL_BYTES)), *work = guarded(C(WORK_BYTES)),
                  *before = guarded(C(MODEL_BYTES));
    float y[(N + 1) * OUT], one[(N + 1) * OUT];
    IS(EARG, F(prepare)(params, NULL, C(MODEL_BYTES)));
    IS(EARG, F(prepare)(NULL, model, C(MODEL_BYTES)));
    IS(ESIZE, F(prepare)(params, model, C(MODEL_BYTES) - 1));
    IS(EALIGN, F(prepare)(params, model + 4, C(MODEL_BYTES)));
    IS(OK, F(prepare)(params, model, C(MODEL_BYTES)));
    memcpy(before, model, C(MODEL_BYTES));
    IS(ESIZE, F(infer)(model, x, N, y, work, C(WORK_BYTES) - 1));
    IS(EALIGN, F(infer)(model, x, N, y, work + 32, C(WORK_BYTES)));
    IS(EALIGN, F(infer)(model + 16, x, N, y, work, C(WORK_BYTES)));
    IS(EARG, F(infer)(NULL, x, N, y, work, C(WORK_BYTES)));
    IS(EARG, F(infer)(model, NULL, N, y, work, C(WORK_BYTES)));
    IS(EARG, F(infer)(model, x, N, NULL, work, C(WORK_BYTES)));
    IS(EARG, F(infer)(model, x, N, y, NULL, C(WORK_BYTES)));
    IS(EARG, F(infer)(model, x, 0, y, work, C(WORK_BYTES)));
    IS(EARG, F(infer)(model, x, -1, y, work, C(WORK_BYTES)));
    IS(EARG, F(infer)(model, x, N + 1, y, work, C(WORK_BYTES)));
    IS(OK, F(infer)(model, x, N, y, work, C(WORK_BYTES)));
    digest_floats(y, N * OUT);
    for (int n = 1; n <= N; n++) {
        memset(one, 0xFF, sizeof one);
        memset(work, 0xFF, C(WORK_BYTES));
        IS(OK, F(infer)(model, x, n, one, work, C(WORK_BYTES)));
        for (int i = 0; i < n * OUT; i++)
            CHECK(fabsf(one[i] - y[i]) <= 1e-5f + 1e-5f * fabsf(y[i]));
        CHECK(one[n * OUT] != one[n * OUT]); /* nothing beyond n is written */
    }
    CHECK(!memcmp(before, model, C(MODEL_BYTES))); /* infer only reads the model */
    memset(before, 0, C(MODEL_BYTES));
    IS(EAREA, F(infer)(before, x, N, y, work, C(WORK_BYTES)));
    memset(before, 0xFF, C(MODEL_BYTES));
    IS(EAREA, F(infer)(before, x, N, y, work, C(WORK_BYTES)));
    memcpy(before, params,
           sizeof(float) * PARAMS < C(MODEL_BYTES) ? sizeof(float) * PARAMS : C(MODEL_BYTES));
    IS(EAREA, F(infer)(before, x, N, y, work, C(WORK_BYTES)));
    memcpy(before, model, C(MODEL_BYTES));
    IS(OK, F(infer)(before, x, N, one, work, C(WORK_BYTES))); /* a model may be copied */
    CHECK(!memcmp(one, y, sizeof(float) * N * OUT));
    IS(EALIGN, F(infer)(model, (const float *)(const void *)((const char *)x + 2), 1, y, work,
                        C(WORK_BYTES)));
    IS(EALIGN, F(infer)(model, x, 1, (float *)(void *)((char *)y + 1), work, C(WORK_BYTES)));
    IS(EALIGN,
       F(prepare)((const float *)(const void *)((const char *)params + 1), before, C(MODEL_BYTES)));
    CHECK(intact(model, C(MODEL_BYTES)) && intact(work, C(WORK_BYTES)));
}

/* ---- training ---- */

static int step(F(train) * t, int s, float *loss)
{
    return F(train_step)(t, x + s * N * IN, label + s * N * PER_LABEL, s % 2 ? N - (N > 1) : N,
                         0.01f, loss);
}

static void check_refusals(F(train) * t)
{
    float loss;
    IS(EARG, F(train_step)(t, x, label, 0, 0.01f, &loss));
    IS(EARG, F(train_step)(t, x, label, N + 1, 0.01f, &loss));
    IS(EARG, F(train_step)(t, NULL, label, N, 0.01f, &loss));
    IS(EARG, F(train_step)(t, x, NULL, N, 0.01f, &loss));
    IS(EARG, F(train_step)(NULL, x, label, N, 0.01f, &loss));
    IS(EARG, F(train_grad)(t, x, label, N, NULL, &loss));
    IS(EARG, F(train_grad)(t, x, label, -1, grad, &loss));
    IS(EARG, F(train_apply)(t, NULL, 0.01f));
    IS(EARG, F(train_apply)(NULL, grad, 0.01f));
    IS(EARG, F(train_params)(t, NULL));
#ifndef TARGETS
    Label high[N] = {OUT}, low[N] = {-1};
    IS(EARG, F(train_step)(t, x, high, N, 0.01f, &loss));
    IS(EARG, F(train_grad)(t, x, low, N, grad, &loss));
#endif
    IS(OK, F(train_params)(t, other));
    CHECK(!memcmp(params, other, sizeof(float) * PARAMS)); /* what is refused changes nothing */
}

/* x with other bits */
static float bits_float(uint32_t u)
{
    float v;
    memcpy(&v, &u, sizeof v);
    return v;
}

static int unchanged(const F(train) * t, const float *before)
{
    return F(train_params)(t, other) == C(OK) && !memcmp(before, other, sizeof(float) * PARAMS);
}

static void check_bad_numbers(F(train) * t)
{
    static const uint32_t bad_bits[] = {0x7FC00000u, 0xFFC00000u, 0x7F800001u, 0x7F800000u,
                                        0xFF800000u}; /* NaNs, infinities */
    float loss, before[PARAMS + 1];
    IS(OK, F(train_params)(t, before));
    IS(OK, F(train_grad)(t, x, label, N, grad, &loss));
    for (int i = 0; i < 6; i++) {
        float rate = i < 5 ? bits_float(bad_bits[i]) : -1e-20f;
        IS(EARG, F(train_step)(t, x, label, N, rate, &loss));
        IS(EARG, F(train_apply)(t, grad, rate));
#ifdef SUMS
        IS(OK, F(train_add)(t, x, label, N, &loss));
        IS(EARG, F(train_update)(t, rate));
#endif
    }
    for (int p = 0; p < F(param_count); p++)
        for (int i = 0; i < 5 && F(params)[p].trainable; i++) {
            float *at = grad + F(params)[p].offset + (i % 2 ? F(params)[p].count - 1 : 0),
                  kept = *at;
            *at = bits_float(bad_bits[i]);
            IS(ENAN, F(train_apply)(t, grad, 0.01f));
            *at = kept;
        }
    IS(OK, F(train_params)(t, other));
    for (int p = 0; p < F(param_count); p++) /* grad brings moving statistics up to date */
        if (!strstr(F(params)[p].name, ".moving_"))
            CHECK(!memcmp(before + F(params)[p].offset, other + F(params)[p].offset,
                          F(params)[p].count * sizeof(float)));
    IS(OK, F(train_apply)(t, grad, 0.0f));
}

/* Every call on memory that is no training area. */
static void refuses(F(train) * t, int code, File *state)
{
    float loss;
    CHECK(F(train_step)(t, x, label, N, 0.01f, &loss) == code);
    CHECK(F(train_grad)(t, x, label, N, grad, &loss) == code);
    CHECK(F(train_apply)(t, grad, 0.01f) == code);
    CHECK(F(train_params)(t, other) == code);
    CHECK(F(train_outputs)(t) == NULL);
    state->at = 0;
    CHECK(F(train_load)(t, read_file, state) == code);
    state->n = 0;
    CHECK(F(train_save)(t, write_file, state) == code && state->n == 0);
#ifdef SUMS
    CHECK(F(train_add)(t, x, label, N, &loss) == code);
    CHECK(F(train_update)(t, 0.01f) == code);
    CHECK(F(train_average)(t, other) == code);
#endif
}

static void check_foreign_areas(unsigned char *mem)
{
    static File state;
    F(train) * t;
    unsigned char *second = guarded(C(TRAIN_BYTES));
    IS(OK, F(train_init)(&t, mem, C(TRAIN_BYTES), params, 5));
    memcpy(second, mem, C(TRAIN_BYTES));
    memset(grad, 0, sizeof grad);
    refuses((F(train) *)(void *)second, C(EAREA), &state); /* moved */
    memset(second, 0, C(TRAIN_BYTES));
    refuses((F(train) *)(void *)second, C(EAREA), &state);
    memset(second, 0xFF, C(TRAIN_BYTES));
    refuses((F(train) *)(void *)second, C(EAREA), &state);
    refuses((F(train) *)(void *)(mem + 4), C(EALIGN), &state);
    refuses(NULL, C(EARG), &state);
    IS(OK, F(train_init)(&t, mem, C(TRAIN_BYTES), params, 5));
    memset(mem, 0, 64);
    refuses(t, C(EAREA), &state);
    IS(EALIGN, F(train_init)(&t, mem, C(TRAIN_BYTES),
                             (const float *)(const void *)((const char *)params + 1), 5));
}

/* One bit of a saved state is another, or it is cut: refused, and everything stays. */
static void check_damaged_states(unsigned char *mem)
{
    static File state, later;
    F(train) * t;
    float loss, before[PARAMS + 1];
    int loaded = 0;
    IS(OK, F(train_init)(&t, mem, C(TRAIN_BYTES), params, 5));
    state.limit = later.limit = -1;
    IS(OK, step(t, 0, &loss));
    IS(OK, F(train_save)(t, write_file, &state));
    IS(OK, step(t, 1, &loss));
    IS(OK, F(train_params)(t, before));
    for (size_t i = 0; i < 1500; i++) {
        size_t bit = i < 900 ? i : (size_t)((double)uniform((uint32_t)i) * (double)state.n * 8);
        state.b[bit / 8] ^= (unsigned char)(1u << bit % 8);
        state.at = 0;
        int r = F(train_load)(t, read_file, &state);
        loaded += r == C(OK);
        CHECK(r == C(EFORMAT) || r == C(EHASH));
        state.b[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
    CHECK(loaded == 0 && unchanged(t, before));
    size_t whole = state.n;
    for (size_t i = 0; i < 300; i++) {
        state.n = i < 150   ? i
                  : i < 200 ? whole - (i - 149)
                            : (size_t)((double)uniform((uint32_t)i) * (double)whole);
        state.at = 0;
        IS(EIO, F(train_load)(t, read_file, &state));
    }
    CHECK(unchanged(t, before));
    state.n = whole;
    state.at = 0;
    IS(OK, F(train_load)(t, read_file, &state));
    IS(OK, F(train_save)(t, write_file, &later));
    CHECK(later.n == state.n && !memcmp(later.b, state.b, state.n));
}

static void check_nan(F(train) * t)
{
    static float bad[N * IN];
    static File whole, later;
    float loss, before[PARAMS + 1];
    memcpy(bad, x, sizeof bad);
    for (int i = 0; i < IN; i++)
        bad[i] = NAN;
    whole.limit = later.limit = -1;
    whole.n = later.n = 0;
    IS(OK, F(train_save)(t, write_file, &whole));
    IS(OK, F(train_params)(t, before));
    IS(ENAN, F(train_step)(t, bad, label, N, 0.01f, &loss));
    for (int i = 0; i < 2;
         i++) { /* one number, which relu may make 0 of before it reaches the loss */
        memcpy(bad, x, sizeof bad);
        bad[i ? N * IN - 1 : IN / 2] = i ? INFINITY : NAN;
        loss = 0;
        IS(ENAN, F(train_step)(t, bad, label, N, 0.01f, &loss));
        CHECK(loss != loss || i);
    }
    IS(OK, F(train_save)(t, write_file, &later)); /* the draws of dropout, too, are as they were */
    CHECK(later.n == whole.n && !memcmp(later.b, whole.b, whole.n));
    IS(OK, F(train_params)(t, other));
    for (int p = 0; p < F(param_count); p++)
        if (!strstr(F(params)[p].name, ".moving_"))
            CHECK(!memcmp(before + F(params)[p].offset, other + F(params)[p].offset,
                          F(params)[p].count * sizeof(float)));
}

static void check_state(unsigned char *mem)
{
    F(train) * t, *u;
    float loss, again[STEPS];
    unsigned char *second = guarded(C(TRAIN_BYTES));
    static File state;
    IS(OK, F(train_init)(&t, mem, C(TRAIN_BYTES), params, 5));
    IS(OK, step(t, 0, &loss));
    IS(OK, step(t, 1, &loss));
    state.limit = -1;
    state.n = 0;
    IS(OK, F(train_save)(t, write_file, &state));
    for (int s = 2; s < STEPS; s++)
        IS(OK, step(t, s, &again[s]));
    IS(OK, F(train_init)(&u, second, C(TRAIN_BYTES), params, 77));
    state.at = 0;
    IS(OK, F(train_load)(u, read_file, &state));
    for (int s = 2; s < STEPS; s++) {
        IS(OK, step(u, s, &loss));
        CHECK(!memcmp(&loss, &again[s], sizeof loss));
    }
    IS(OK, F(train_params)(t, other));
    IS(OK, F(train_params)(u, grad));
    CHECK(!memcmp(other, grad, sizeof(float) * PARAMS));
    state.at = 0;
    state.n--;
    IS(EIO, F(train_load)(u, read_file, &state));
    state.at = 0;
    state.b[12] ^= 1;
    IS(EHASH, F(train_load)(u, read_file, &state));
    state.at = 0;
    state.b[0] ^= 1;
    IS(EFORMAT, F(train_load)(u, read_file, &state));
    IS(EARG, F(train_load)(u, NULL, &state));
    IS(EARG, F(train_save)(u, NULL, &state));
    CHECK(intact(second, C(TRAIN_BYTES)));
}

static void check_training(void)
{
    unsigned char *mem = guarded(C(TRAIN_BYTES)), *second = guarded(C(TRAIN_BYTES));
    F(train) * t, *u;
    float loss = NAN, loss2 = NAN;
    IS(EARG, F(train_init)(&t, NULL, C(TRAIN_BYTES), params, 5));
    IS(EARG, F(train_init)(NULL, mem, C(TRAIN_BYTES), params, 5));
    IS(EARG, F(train_init)(&t, mem, C(TRAIN_BYTES), NULL, 5));
    IS(ESIZE, F(train_init)(&t, mem, C(TRAIN_BYTES) - 1, params, 5));
    IS(EALIGN, F(train_init)(&t, mem + 8, C(TRAIN_BYTES), params, 5));
    IS(OK, F(train_init)(&t, mem, C(TRAIN_BYTES), params, 5));
    check_refusals(t);
    IS(OK, F(train_init)(&t, mem, C(TRAIN_BYTES), params, 5));
    IS(OK, F(train_init)(&u, second, C(TRAIN_BYTES), params,
                         5)); /* two states of one net, one after the other */
    for (int s = 0; s < STEPS; s++) {
        IS(OK, step(t, s, &loss));
        IS(OK, F(train_grad)(u, x + s * N * IN, label + s * N * PER_LABEL, s % 2 ? N - (N > 1) : N,
                             grad, &loss2));
        digest_floats(grad, PARAMS);
        for (int p = 0; p < F(param_count); p++)
            for (size_t k = 0; k < F(params)[p].count && !F(params)[p].trainable; k++)
                CHECK(grad[F(params)[p].offset + k] == 0);
        IS(OK, F(train_apply)(u, grad, 0.01f));
        CHECK(!memcmp(&loss, &loss2, sizeof loss) && loss - loss == 0);
        CHECK(F(train_outputs)(t) != NULL &&
              !memcmp(F(train_outputs)(t), F(train_outputs)(u), sizeof(float) * OUT));
    }
    CHECK(F(train_outputs)(NULL) == NULL);
    float after[PARAMS + 1];
    IS(OK, F(train_params)(t, after));
    IS(OK, F(train_params)(u, other));
    CHECK(!memcmp(after, other, sizeof(float) * PARAMS));
    CHECK(memcmp(after, params, sizeof(float) * PARAMS) != 0);
    digest_floats(after, PARAMS);
    check_nan(t);
    CHECK(intact(mem, C(TRAIN_BYTES)) && intact(second, C(TRAIN_BYTES)));
    check_bad_numbers(t);
    check_foreign_areas(mem);
    check_state(mem);
    check_damaged_states(mem);
    CHECK(intact(mem, C(TRAIN_BYTES)));
}

/* ---- the rest ---- */

static void check_tables(void)
{
    size_t at = 0;
    for (int p = 0; p < F(param_count); p++) {
        size_t count = 1;
        for (int d = 0; d < F(params)[p].rank; d++)
            count *= (size_t)F(params)[p].dim[d];
        CHECK(F(params)[p].offset == at && F(params)[p].count == count &&
              strchr(F(params)[p].name, '.'));
        at += count;
    }
    CHECK(at == PARAMS);
    int labels = 0;
    while (F(labels)[labels])
        labels++;
    CHECK(labels == 0 || labels == OUT);
    for (int c = C(OK); c <= C(EAREA); c++)
        CHECK(strlen(F(strerror)(c)) > 5);
    CHECK(strlen(F(strerror)(-1)) > 5 && strlen(F(strerror)(C(EAREA) + 1)) > 5);
}

static void check_preprocess(void)
{
    unsigned char raw[2 * IN];
    float v[2 * IN + 1];
    for (int i = 0; i < 2 * IN; i++)
        raw[i] = (unsigned char)(i * 37 % 256);
    v[2 * IN] = 42;
    IS(OK, F(preprocess)(raw, 2, v));
    for (int i = 0; i < 2 * IN; i++)
        CHECK(fabs((double)v[i] - (raw[i] * SCALE - MEAN) / STD) < 1e-5);
    CHECK(v[2 * IN] == 42);
    IS(EARG, F(preprocess)(raw, -1, v));
    IS(EARG, F(preprocess)(NULL, 1, v));
}

static void check_selftest(void)
{
    unsigned char *mem = guarded(C(SELFTEST_BYTES));
    IS(ESIZE, F(selftest)(mem, C(SELFTEST_BYTES) - 1));
    IS(EALIGN, F(selftest)(mem + 1, C(SELFTEST_BYTES)));
    IS(EARG, F(selftest)(NULL, C(SELFTEST_BYTES)));
    IS(OK, F(selftest)(mem, C(SELFTEST_BYTES)));
    CHECK(intact(mem, C(SELFTEST_BYTES)));
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    make_data();
    check_tables();
    check_preprocess();
    check_weights_files(argv[1], argv[2]);
    check_inference();
    check_training();
    check_selftest();
    printf("digest %08lx%08lx\n", (unsigned long)(digest >> 32),
           (unsigned long)(digest & 0xFFFFFFFFu));
    return failures != 0;
}
