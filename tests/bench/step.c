/* Times training steps and inference of a net on random data:
 *   step FILE.net train|infer BATCH THREADS jit|cc REPEATS
 * prints "first MS" (from the call of main to the end of the first step, code made in between) and then one line of
 * milliseconds for each further step. */
#include "runtime/netc.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

int main(int argc, char **argv)
{
    double start = now_ms();
    if (argc != 7) {
        fprintf(stderr, "usage: step FILE.net train|infer BATCH THREADS jit|cc REPEATS\n");
        return 2;
    }
    int batch = atoi(argv[3]), repeats = atoi(argv[6]);
    bool train = !strcmp(argv[2], "train");
    NetcOptions o = {.train = train, .batch = batch, .threads = atoi(argv[4]), .backend = !strcmp(argv[5], "cc") ? NETC_CC : NETC_JIT};
    Err err = {{0}};
    char *diagnostics = NULL;
    NetcModel *m = netc_open(argv[1], &o, &diagnostics, &err);
    if (!m) {
        fprintf(stderr, "%s\n", diagnostics ? diagnostics : err.text);
        return 1;
    }
    netc_init(m, 1);
    size_t in = netc_input_floats(m), out = netc_output_floats(m);
    float *x = calloc(in * (size_t)batch, sizeof *x), *y = calloc(out * (size_t)batch, sizeof *y), loss;
    int32_t *label = calloc((size_t)batch, sizeof *label);
    for (size_t i = 0; i < in * (size_t)batch; i++)
        x[i] = (float)((i * 2654435761u >> 8) % 1000) * 1e-3f;
    for (int i = 0; i < batch; i++)
        label[i] = (int)((size_t)i % out);
    for (int i = 0; i <= repeats; i++) {
        double t = i ? now_ms() : start;
        bool ok = train ? netc_train_step(m, x, label, batch, 1e-4f, &loss, NULL, &err) : netc_infer(m, x, batch, y, &err);
        if (!ok) {
            fprintf(stderr, "%s\n", err.text);
            return 1;
        }
        printf(i ? "%.3f\n" : "first %.1f\n", now_ms() - t);
    }
    netc_close(m);
    return 0;
}
