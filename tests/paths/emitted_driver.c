/* An embedder of emitted C, and the library beside it: the functions of the header must do what the
 * library does on the same net. Compiled with -DP=name -DU=NAME -DHEADER='"name.h"' (the symbols'
 * prefix in both cases), and -DSUMS for a net that accumulates and averages; linked with the
 * emitted file's object, made by any compiler, and the library.
 * usage: driver FILE.net SCRATCH-FILE      prints one line for each thing that is wrong; status 1
 * if any is. */
#include HEADER
#include "runtime/netc.h"
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JOIN_(a, b) a##_##b
#define JOIN(a, b)  JOIN_(a, b)
#define F(name)     JOIN(P, name) /* functions and types */
#define C(name)     JOIN(U, name) /* constants */
#define TEXT_(a)    #a
#define TEXT(a)     TEXT_(a)

enum {
    STEPS = 10,
    N = C(BATCH),
    IN = C(IN_H) * C(IN_W) * C(IN_C),
    OUT = C(OUTPUTS),
    PARAMS = C(PARAM_FLOATS)
};
static const float RATE = 1e-4f;
static const double GROWTH = 64; /* see test_paths.c: of what one rounding of the weights does */

static int failures;
static void check(int good, const char *what)
{
    if (good)
        return;
    printf("wrong: %s\n", what);
    failures++;
}

static void *need(void *p)
{
    if (!p)
        abort();
    return p;
}

/* What was computed, by either side. */
typedef struct Result {
    float y[N * OUT], loss[STEPS + 1], grad[PARAMS], start[PARAMS], end[PARAMS];
} Result;

static float x[(STEPS + 1) * N * IN];
static union {
    int32_t number[(STEPS + 1) * N];
    float target[(STEPS + 1) * N * OUT];
} label;
static int n_of(int step) { return step % 3 == 2 && N > 1 ? N - 1 : N; } /* short batches too */

static float uniform(uint64_t i)
{
    uint64_t z = (i + 1) * UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    return (float)((z ^ (z >> 27)) >> 40) * 0x1p-24f;
}

static void make_data(int int_labels)
{
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        x[i] = 2 * uniform(i) - 1;
    for (int i = 0; i < (STEPS + 1) * N; i++) {
        if (int_labels)
            label.number[i] = (int32_t)(uniform(1000000 + (uint64_t)i) * OUT);
        else
            for (int k = 0; k < OUT; k++)
                label.target[i * OUT + k] = uniform(1000000 + (uint64_t)(i * OUT + k));
    }
}

static const void *label_of(int int_labels, int step)
{
    return int_labels ? (const void *)(label.number + step * N)
                      : (const void *)(label.target + step * N * OUT);
}

/* ---- the library ---- */

static NetcModel *open_library(const char *path)
{
    char *diagnostics = NULL;
    Err err = {""};
    NetcOptions o = {.net = TEXT(P), .train = true, .batch = N, .threads = 1, .backend = NETC_JIT};
    NetcModel *m = netc_open(path, &o, &diagnostics, &err);
    if (!m) {
        printf("wrong: %s %s\n", err.text, diagnostics ? diagnostics : "");
        exit(1);
    }
    return m;
}

static void run_library(const char *path, const float *start, Result *r)
{
    NetcModel *m = open_library(path);
    int ints = netc_int_labels(m);
    netc_init(m, 9);
    memcpy(netc_params(m), start, sizeof r->start);
    netc_params_changed(m);
    int ok = netc_infer(m, x, N, r->y, NULL) &&
             netc_train_grad(m, x, label_of(ints, 0), N, r->grad, r->loss, NULL);
    for (int s = 1; s <= STEPS; s++)
        ok = ok && netc_train_step(m, x + s * N * IN, label_of(ints, s), n_of(s), RATE, r->loss + s,
                                   NULL, NULL);
    check(ok, "the library runs");
    memcpy(r->end, netc_params(m), sizeof r->end);
    netc_close(m);
}

/* ---- the emitted text ---- */

static void *aligned(size_t bytes)
{
    return memset(need(aligned_alloc(C(ALIGN), (bytes + C(ALIGN) - 1) / C(ALIGN) * C(ALIGN))), 0xA5,
                  bytes);
}

static int train_step(F(train) * t, int ints, int s, float *loss)
{
    return F(train_step)(t, x + s * N * IN, label_of(ints, s), n_of(s), RATE, loss);
}

static void run_emitted(int ints, const float *start, Result *r)
{
    void *model = aligned(C(MODEL_BYTES)), *work = aligned(C(WORK_BYTES)),
         *mem = aligned(C(TRAIN_BYTES));
    F(train) *t = NULL;
    check(F(prepare)(start, model, C(MODEL_BYTES)) == C(OK), "prepare");
    check(F(infer)(model, x, N, r->y, work, C(WORK_BYTES)) == C(OK), "infer");
    float one[OUT];
    check(F(infer)(model, x + IN, 1, one, work, C(WORK_BYTES)) == C(OK), "infer one image");
    for (int k = 0; k < OUT; k++)
        check(fabsf(one[k] - r->y[OUT + k]) <= 64 * FLT_EPSILON * fabsf(one[k]) + FLT_EPSILON,
              "an image alone is as in a batch");
    check(F(train_init)(&t, mem, C(TRAIN_BYTES), start, 9) == C(OK), "train_init");
    check(F(train_grad)(t, x, label_of(ints, 0), N, r->grad, r->loss) == C(OK), "train_grad");
    for (int s = 1; s <= STEPS; s++)
        check(train_step(t, ints, s, r->loss + s) == C(OK), "train_step");
    check(F(train_params)(t, r->end) == C(OK), "train_params");
    free(model);
    free(work);
    free(mem);
}

/* ---- agreement ---- */

static double distance(const float *a, const float *b, size_t n)
{
    double s = 0;
    for (size_t i = 0; i < n; i++)
        s += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
    return sqrt(s);
}

static void close_to(const char *what, const float *a, const float *b, const float *moved, size_t n,
                     const float *from)
{
    static const float zero[PARAMS];
    double size = distance(a, from ? from : zero, n),
           noise = distance(a, moved, n) + FLT_EPSILON * size, d = distance(a, b, n);
    if (d <= GROWTH * noise && GROWTH * noise < size / 8)
        return;
    printf("wrong: %s differs by %.3g; rounding explains %.3g; its size is %.3g\n", what, d,
           GROWTH * noise, size);
    failures++;
}

/* Kernels enlarged, and numbers that all begin as one (a bias, a gamma, what is added to a map)
 * drawn: with zeros and ones alone, one in another's place would make no difference. */
static void draw_weights(float *w, const F(param) * p)
{
    int alike = strcmp(strrchr(p->name, '.'), ".range") != 0;
    for (size_t e = 1; e < p->count; e++)
        alike = alike && w[e] == w[0];
    for (size_t e = 0; e < p->count; e++)
        w[e] = alike ? w[e] + 0.25f * (2 * uniform(p->offset + e + 500) - 1) : 1.5f * w[e];
}

static void compare(const char *path, int ints)
{
    Result *lib = need(calloc(3, sizeof *lib)), *moved = lib + 1, *own = lib + 2;
    check(F(init)(lib->start, 5) == C(OK), "init");
    for (int i = 0; i < F(param_count); i++)
        draw_weights(lib->start + F(params)[i].offset, &F(params)[i]);
    for (int i = 0; i < PARAMS; i++)
        moved->start[i] = nextafterf(lib->start[i], uniform((uint64_t)i) < 0.5f ? 2.0f : -2.0f);
    run_library(path, lib->start, lib);
    run_library(path, moved->start, moved);
    run_emitted(ints, lib->start, own);
    close_to("the output", lib->y, own->y, moved->y, N * OUT, NULL);
    close_to("the gradient", lib->grad, own->grad, moved->grad, PARAMS, NULL);
    close_to("the loss", lib->loss, own->loss, moved->loss, STEPS + 1, NULL);
    close_to("what training changed", lib->end, own->end, moved->end, PARAMS, lib->start);
    free(lib);
}

static void compare_tables(NetcModel *m)
{
    float *w = need(malloc(sizeof(float) * PARAMS));
    check(netc_param_count(m) == F(param_count) && netc_param_floats(m) == PARAMS,
          "number of parameters");
    for (int i = 0; i < F(param_count); i++) {
        const NetcParam *a = netc_param(m, i);
        const F(param) *b = &F(params)[i];
        check(!strcmp(a->name, b->name) && a->rank == b->rank &&
                  !memcmp(a->dim, b->dim, (size_t)a->rank * sizeof *a->dim) &&
                  a->offset == b->offset && a->count == b->count && a->trainable == b->trainable,
              a->name);
    }
    netc_init(m, 5);
    const float *lib = netc_params(m);
    check(F(init)(w, 5) == C(OK), "init");
    for (int i = 0; i < PARAMS; i++)
        check(fabsf(w[i] - lib[i]) <= 32 * FLT_EPSILON * fabsf(w[i]), "the seed's weight");
    free(w);
}

/* ---- training state ---- */

typedef struct Stream {
    unsigned char *data;
    size_t n, at, cap;
} Stream;
static int put(void *user, const void *buf, size_t n)
{
    Stream *s = user;
    if (s->n + n > s->cap)
        s->data = need(realloc(s->data, s->cap = 2 * (s->n + n)));
    memcpy(s->data + s->n, buf, n);
    s->n += n;
    return 0;
}
static int take(void *user, void *buf, size_t n)
{
    Stream *s = user;
    if (s->n - s->at < n)
        return 1;
    memcpy(buf, s->data + s->at, n);
    s->at += n;
    return 0;
}

/* step == grad + apply, and saved state continues, bit for bit. */
static void check_training(int ints)
{
    float *start = need(malloc(4 * sizeof(float) * PARAMS)), *grad = start + PARAMS,
          *end[2] = {grad + PARAMS, grad + 2 * PARAMS}, loss[2] = {0, 0};
    void *mem[2] = {aligned(C(TRAIN_BYTES)), aligned(C(TRAIN_BYTES))};
    F(train) * t[2] = {NULL, NULL};
    Stream s = {NULL, 0, 0, 0};
    F(init)(start, 5);
    for (int i = 0; i < 2; i++)
        check(F(train_init)(&t[i], mem[i], C(TRAIN_BYTES), start, 9) == C(OK), "train_init");
    for (int k = 1; k < 4; k++) {
        train_step(t[0], ints, k, loss);
        F(train_grad)(t[1], x + k * N * IN, label_of(ints, k), n_of(k), grad, loss + 1);
        check(F(train_apply)(t[1], grad, RATE) == C(OK), "train_apply");
        check(loss[0] == loss[1], "loss of step and grad");
    }
    for (int i = 0; i < 2; i++)
        F(train_params)(t[i], end[i]);
    check(!memcmp(end[0], end[1], sizeof(float) * PARAMS), "step is grad and apply, bit for bit");
    check(memcmp(end[0], start, sizeof(float) * PARAMS) != 0, "training moves the parameters");
    check(F(train_save)(t[0], put, &s) == C(OK), "train_save");
    check(F(train_init)(&t[1], mem[1], C(TRAIN_BYTES), start, 1) == C(OK), "train_init again");
    check(F(train_load)(t[1], take, &s) == C(OK), "train_load");
    for (int i = 0; i < 2; i++) {
        train_step(t[i], ints, 4, loss + i);
        F(train_params)(t[i], end[i]);
    }
    check(loss[0] == loss[1] && !memcmp(end[0], end[1], sizeof(float) * PARAMS),
          "a saved training goes on, bit for bit");
    free(s.data);
    free(start);
    free(mem[0]);
    free(mem[1]);
}

#ifdef SUMS
/* Two batches a step, saved between them, and the average: as the library has them. */
static void check_sums(const char *path, int ints)
{
    float *start = need(malloc(4 * sizeof(float) * PARAMS)), *end = start + PARAMS,
          *lib = start + 2 * PARAMS, *average = start + 3 * PARAMS, loss;
    void *mem[2] = {aligned(C(TRAIN_BYTES)), aligned(C(TRAIN_BYTES))};
    F(train) * t[2] = {NULL, NULL};
    Stream s = {NULL, 0, 0, 0};
    NetcModel *m = open_library(path);
    int ok = 1;
    F(init)(start, 5);
    netc_init(m, 9);
    memcpy(netc_params(m), start, sizeof(float) * PARAMS);
    netc_params_changed(m);
    for (int i = 0; i < 2; i++)
        check(F(train_init)(&t[i], mem[i], C(TRAIN_BYTES), start, 9) == C(OK), "train_init");
    check(F(train_update)(t[0], RATE) == C(EARG), "an update without a gradient");
    for (int k = 0; k < 6; k++) {
        check(F(train_add)(t[k > 2], x + k * N * IN, label_of(ints, k), n_of(k), &loss) == C(OK),
              "train_add");
        ok = ok && netc_train_add(m, x + k * N * IN, label_of(ints, k), n_of(k), NULL, NULL, NULL);
        if (k % 2)
            ok = ok && netc_train_update(m, 0.01f, NULL);
        if (k % 2)
            check(F(train_update)(t[k > 2], 0.01f) == C(OK), "train_update");
        if (k == 2)
            check(F(train_save)(t[0], put, &s) == C(OK) && F(train_load)(t[1], take, &s) == C(OK),
                  "saved between two batches");
    }
    check(ok, "the library runs");
    F(train_params)(t[1], end);
    check(F(train_average)(t[1], average) == C(OK), "train_average");
    check(memcmp(end, average, sizeof(float) * PARAMS) != 0, "an average is not the last weights");
    memcpy(lib, netc_params(m), sizeof(float) * PARAMS);
    check(distance(lib, end, PARAMS) < 0.01 * distance(end, start, PARAMS), "steps of two batches");
    netc_show_average(m, true);
    check(distance(netc_params(m), average, PARAMS) < 0.01 * distance(average, end, PARAMS),
          "the average");
    free(s.data);
    free(start);
    free(mem[0]);
    free(mem[1]);
    netc_close(m);
}
#endif

/* Two gradients, their mean, one apply: as the library has it, whose optimizer has then made one
 * step. */
static void check_mean(const char *path, int ints)
{
    float *start = need(malloc(4 * sizeof(float) * PARAMS)), *end = start + PARAMS,
          *grad[2] = {end + PARAMS, end + 2 * PARAMS}, loss;
    void *mem = aligned(C(TRAIN_BYTES));
    F(train) *t = NULL;
    NetcModel *m = open_library(path);
    int ok = 1;
    F(init)(start, 5);
    netc_init(m, 9);
    memcpy(netc_params(m), start, sizeof(float) * PARAMS);
    netc_params_changed(m);
    check(F(train_init)(&t, mem, C(TRAIN_BYTES), start, 9) == C(OK), "train_init");
    for (int k = 0; k < 2; k++)
        check(F(train_grad)(t, x + k * N * IN, label_of(ints, k), N, grad[k], &loss) == C(OK),
              "train_grad");
    for (int i = 0; i < PARAMS; i++)
        grad[0][i] = (grad[0][i] + grad[1][i]) / 2;
    for (int s = 0; s < 2; s++)
        check(F(train_apply)(t, grad[0], 0.01f) == C(OK), "train_apply");
    F(train_params)(t, end);
    for (int k = 0; k < 2; k++)
        ok = ok && netc_train_grad(m, x + k * N * IN, label_of(ints, k), N, grad[k], NULL, NULL);
    for (int i = 0; i < PARAMS; i++)
        grad[0][i] = (grad[0][i] + grad[1][i]) / 2;
    for (int s = 0; s < 2; s++)
        ok = ok && netc_train_apply(m, grad[0], 0.01f, NULL);
    check(ok, "the library runs");
    check(distance(netc_params(m), end, PARAMS) < 0.01 * distance(end, start, PARAMS),
          "the mean of two gradients, applied twice");
    free(start);
    free(mem);
    netc_close(m);
}

/* A batch with a NaN changes nothing, nor does its gradient: the training goes on as one that never
 * met it. */
static void check_refusal(int ints)
{
    float *start = need(malloc(3 * sizeof(float) * PARAMS)), *before = start + PARAMS,
          *after = start + 2 * PARAMS, loss;
    void *mem = aligned(C(TRAIN_BYTES));
    F(train) *t = NULL;
    float *bad = need(malloc(sizeof(float) * N * IN));
    F(init)(start, 5);
    check(F(train_init)(&t, mem, C(TRAIN_BYTES), start, 9) == C(OK), "train_init");
    train_step(t, ints, 1, &loss);
    F(train_params)(t, before);
    for (int i = 0; i < N * IN; i++)
        bad[i] = i == 7 ? NAN : x[i];
    check(F(train_step)(t, bad, label_of(ints, 2), N, RATE, &loss) == C(ENAN), "a step with a NaN");
    check(F(train_grad)(t, bad, label_of(ints, 2), N, after, &loss) == C(ENAN),
          "a gradient with a NaN");
    F(train_params)(t, after);
    check(!memcmp(before, after, sizeof(float) * PARAMS), "leaves all parameters as they were");
    free(start);
    free(mem);
    free(bad);
}

/* ---- weights files ---- */

static void check_files(NetcModel *m, const char *scratch)
{
    float *w = need(malloc(2 * sizeof(float) * PARAMS)), *v = w + PARAMS;
    Stream s = {NULL, 0, 0, 0};
    Err err = {""};
    F(init)(w, 77);
    check(F(save)(w, put, &s) == C(OK), "save");
    check(F(load)(v, take, &s) == C(OK) && !memcmp(w, v, sizeof(float) * PARAMS),
          "load what was saved");
    FILE *f = need(fopen(scratch, "wb"));
    check(fwrite(s.data, 1, s.n, f) == s.n, "writing");
    fclose(f);
    check(netc_load(m, scratch, &err), err.text);
    check(!memcmp(netc_params(m), w, sizeof(float) * PARAMS),
          "the library reads what the emitted text wrote");
    netc_init(m, 78);
    check(netc_save(m, scratch, &err), err.text);
    f = need(fopen(scratch, "rb"));
    s.data = need(realloc(s.data, s.cap = s.n + 65536));
    s.n = fread(s.data, 1, s.cap, f);
    fclose(f);
    s.at = 0;
    check(F(load)(v, take, &s) == C(OK) && !memcmp(v, netc_params(m), sizeof(float) * PARAMS),
          "the emitted text reads what the library wrote");
    for (size_t cut = 0; cut < s.n; cut += cut < 600 ? 7 : s.n / 5) {
        Stream part = {s.data, cut, 0, 0};
        check(F(load)(v, take, &part) != C(OK), "a truncated file is refused");
    }
    unsigned char *hash = NULL;
    for (size_t i = 8; i + 12 < s.n && !hash; i++)
        if (!memcmp(s.data + i, "layout_hash\"", 12))
            hash = s.data + i + 14;
    check(hash != NULL, "the file names its layout");
    if (hash) {
        while (*hash == '"' || *hash == ' ' || *hash == ':')
            hash++;
        *hash = *hash == '0' ? '1' : '0';
        s.at = 0;
        check(F(load)(v, take, &s) == C(EHASH), "another net's file is refused");
    }
    free(s.data);
    free(w);
}

/* ---- arguments ---- */

static void check_arguments(int ints)
{
    unsigned char *model = aligned(C(MODEL_BYTES) + 64), *work = aligned(C(WORK_BYTES) + 64),
                  *mem = aligned(C(TRAIN_BYTES) + 64);
    float *w = need(malloc(sizeof(float) * PARAMS)), y[N * OUT], loss;
    F(train) *t = NULL;
    F(init)(w, 1);
    check(F(prepare)(NULL, model, C(MODEL_BYTES)) == C(EARG), "prepare without parameters");
    check(F(prepare)(w, model, C(MODEL_BYTES) - 1) == C(ESIZE), "prepare in too little memory");
    check(F(prepare)(w, model + 4, C(MODEL_BYTES)) == C(EALIGN), "prepare in unaligned memory");
    check(F(prepare)(w, model, C(MODEL_BYTES)) == C(OK), "prepare");
    check(F(infer)(model, x, 0, y, work, C(WORK_BYTES)) == C(EARG), "infer no image");
    check(F(infer)(model, x, N + 1, y, work, C(WORK_BYTES)) == C(EARG), "infer too many images");
    check(C(WORK_BYTES) == 0 || F(infer)(model, x, N, y, work, C(WORK_BYTES) - 1) == C(ESIZE),
          "infer in too little memory");
    check(F(infer)(model, x, N, y, work + 4, C(WORK_BYTES)) == C(EALIGN),
          "infer in unaligned memory");
    check(F(train_init)(&t, mem, C(TRAIN_BYTES) - 1, w, 1) == C(ESIZE),
          "train_init in too little memory");
    check(F(train_init)(&t, mem + 4, C(TRAIN_BYTES), w, 1) == C(EALIGN),
          "train_init in unaligned memory");
    check(F(train_init)(&t, mem, C(TRAIN_BYTES), w, 1) == C(OK), "train_init");
    check(F(train_step)(t, x, label_of(ints, 0), N + 1, RATE, &loss) == C(EARG),
          "a step on too many images");
    check(F(train_step)(t, NULL, label_of(ints, 0), N, RATE, &loss) == C(EARG),
          "a step without images");
    float *bad = need(malloc(sizeof(float) * N * IN));
    for (int i = 0; i < N * IN; i++)
        bad[i] = NAN;
    check(F(train_step)(t, bad, label_of(ints, 0), N, RATE, &loss) == C(ENAN),
          "a loss that is no number");
    check(strcmp(F(strerror)(C(OK)), F(strerror)(C(EHASH))) && F(strerror)(-1) && F(strerror)(1000),
          "strerror");
    free(bad);
    free(model);
    free(work);
    free(mem);
    free(w);
}

static void check_selftest(void)
{
    void *mem = aligned(C(SELFTEST_BYTES));
    check(F(selftest)(mem, C(SELFTEST_BYTES)) == C(OK), "the self-test passes");
    check(F(selftest)(mem, C(SELFTEST_BYTES) - 1) == C(ESIZE),
          "the self-test in too little memory");
    free(mem);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    NetcModel *m = open_library(argv[1]);
    int ints = netc_int_labels(m);
    make_data(ints);
    check(netc_input_floats(m) == IN && netc_output_floats(m) == OUT, "sizes");
    compare_tables(m);
    check_files(m, argv[2]);
    netc_close(m);
    compare(argv[1], ints);
    check_training(ints);
    check_mean(argv[1], ints);
    check_refusal(ints);
#ifdef SUMS
    check_sums(argv[1], ints);
#endif
    check_arguments(ints);
    check_selftest();
    return failures != 0;
}
