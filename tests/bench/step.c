/* Times training steps and inference of a net on random data, as a worker of bench.py:
 *   step FILE.net train|train_bf16|infer BATCH THREADS jit|cc [Q.safetensors]
 * with a file of `netc quantize`: inference by its 8-bit integers. It
 * prints "ready netc FIRST_MS" (from the start of main to the end of the first step, code made in
 * between), then for every line "N" on standard input one line of N times in milliseconds, and at
 * its end "peak KIB 0", the largest memory of the process. */
#include "runtime/netc.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct Job {
    NetcModel *m;
    bool train;
    int batch;
    float *x, *y;
    int32_t *label;
} Job;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static bool step(Job *j, Err *err)
{
    float loss;
    return j->train ? netc_train_step(j->m, j->x, j->label, j->batch, 1e-4f, &loss, NULL, err)
                    : netc_infer(j->m, j->x, j->batch, j->y, err);
}

static bool open_job(Job *j, char **argv, Err *err)
{
    j->train = strcmp(argv[2], "infer") != 0;
    j->batch = atoi(argv[3]);
    NetcOptions o = {.train = j->train,
                     .steps_only = j->train,
                     .batch = j->batch,
                     .precision = strcmp(argv[2], "train_bf16") ? NETC_F32 : NETC_BF16,
                     .threads = atoi(argv[4]),
                     .quantized = argv[6],
                     .backend = !strcmp(argv[5], "cc") ? NETC_CC : NETC_JIT};
    char *diagnostics = NULL;
    j->m = netc_open(argv[1], &o, &diagnostics, err);
    if (!j->m)
        return diagnostics ? err_set(err, "%s", diagnostics) : false;
    netc_init(j->m, 1);
    size_t in = netc_input_floats(j->m) * (size_t)j->batch, out = netc_output_floats(j->m);
    j->x = calloc(in, sizeof *j->x);
    j->y = calloc(out * (size_t)j->batch, sizeof *j->y);
    j->label = calloc((size_t)j->batch, sizeof *j->label);
    if (!j->x || !j->y || !j->label)
        return err_set(err, "no memory");
    for (size_t i = 0; i < in; i++)
        j->x[i] = (float)((i * 2654435761u >> 8) % 1000) * 1e-3f;
    for (int i = 0; i < j->batch; i++)
        j->label[i] = (int)((size_t)i % out);
    return true;
}

/* Answers until the end of input. */
static bool serve(Job *j, Err *err)
{
    for (int n; scanf("%d", &n) == 1;) {
        for (; n > 0; n--) {
            double t = now_ms();
            if (!step(j, err))
                return false;
            printf("%.3f ", now_ms() - t);
        }
        puts("");
        fflush(stdout);
    }
    return true;
}

int main(int argc, char **argv)
{
    double start = now_ms();
    Job j = {0};
    Err err = {{0}};
    if (argc < 6) {
        fprintf(stderr, "usage: step FILE.net train|train_bf16|infer BATCH THREADS jit|cc\n");
        return 2;
    }
    bool ok = open_job(&j, argv, &err) && step(&j, &err);
    double first = now_ms() - start;
    ok = ok && step(&j, &err);
    if (ok) {
        printf("ready netc %.1f\n", first);
        fflush(stdout);
        ok = serve(&j, &err);
    }
    if (!ok) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    netc_close(j.m);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("peak %ld 0\n", use.ru_maxrss);
    return 0;
}
