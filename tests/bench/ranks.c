/* What more machines would give: the passes of one share are timed, with the moment at which each
 * part of its gradients is done; then the sums over 2 to 64 ranks are laid beside the pass as
 * training/ranks.c makes them, over 1, 10 and 100 Gbit/s.
 *   ranks FILE.net BATCH [ROUNDS [MS]]
 * MS: as if a pass and its step took so long, for a faster machine than this one, or than this one
 * is while it does other work. BATCH is that of each rank, so the batch of a step grows with them.
 * A rank sends and receives 2 (R
 * - 1) / R of the bytes, each way at the line's rate; an exchange costs LATENCY besides, of which a
 * part has two, and a step's end one more. Adding is timed. Each rank has as many threads as the
 * process may use cores. Everything is a minimum over rounds. */
#include "runtime/shares.h"
#include "training/ranks.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LATENCY 30e-6 /* seconds: what TCP on a switch takes; faster lines often take less */

typedef struct Bench {
    NetcModel *m;
    int parts, batch;
    double began, *ready;    /* seconds after the pass began, of each part; the least seen */
    double pass, step, adds; /* seconds; of an addition */
    float *sums, *other;
} Bench;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void keep_least(double *least, double seconds)
{
    if (seconds < *least)
        *least = seconds;
}

static void part_ready(void *user, int part)
{
    Bench *b = user;
    keep_least(&b->ready[part], now() - b->began);
}

static bool one_round(Bench *b, const float *x, const void *labels, Err *err)
{
    float loss;
    Share s = {.x = x, .labels = labels, .n = b->batch};
    b->began = now();
    if (!netc_share_pass(b->m, &s, b->sums, &loss, NULL, part_ready, b, err))
        return false;
    keep_least(&b->pass, now() - b->began);
    double began = now();
    if (!netc_share_step(b->m, b->sums, b->batch, true, 1e-5f, err))
        return false;
    keep_least(&b->step, now() - began);
    size_t n = netc_share_floats(b->m);
    began = now();
    sum_into(b->other, b->sums, n);
    keep_least(&b->adds, (now() - began) / (double)n);
    return true;
}

/* Seconds of a step; *alone: with all sums behind the pass. */
static double replay(const Bench *b, int ranks, double gbit, double *alone)
{
    double line = 0, all = 0, share = (double)(ranks - 1) / ranks;
    for (int i = 0; i < b->parts; i++) {
        double n = (double)netc_share_part(b->m, i).count,
               takes = 2 * share * n * 4 * 8 / (gbit * 1e9) + share * n * b->adds + 2 * LATENCY;
        line = (b->ready[i] > line ? b->ready[i] : line) + takes;
        all += takes;
    }
    *alone = b->pass + all + LATENCY + b->step;
    return (line > b->pass ? line : b->pass) + LATENCY + b->step;
}

static void print_table(const Bench *b, const char *file)
{
    static const int ranks[] = {2, 4, 8, 16, 64};
    static const double gbits[] = {1, 10, 100};
    double floats = 0;
    for (int i = 0; i < b->parts; i++)
        floats += (double)netc_share_part(b->m, i).count;
    printf("%s, batch %d a rank: pass %.1f ms, step %.1f ms, %.2f MB of sums in %d parts\n", file,
           b->batch, b->pass * 1e3, b->step * 1e3, floats * 4e-6, b->parts);
    printf("milliseconds of a step, efficiency, and that with all sums behind the pass\n%-6s",
           "ranks");
    for (int g = 0; g < 3; g++)
        printf("  %12g Gbit/s", gbits[g]);
    printf("\n");
    for (int r = 0; r < 5; r++) {
        printf("%-6d", ranks[r]);
        for (int g = 0; g < 3; g++) {
            double behind, time = replay(b, ranks[r], gbits[g], &behind), one = b->pass + b->step;
            printf("  %8.1f %.2f %.2f", time * 1e3, one / time, one / behind);
        }
        printf("\n");
    }
}

static void scale(Bench *b, double by)
{
    b->pass *= by;
    b->step *= by;
    for (int i = 0; i < b->parts; i++)
        b->ready[i] *= by;
}

int main(int argc, char **argv)
{
    Err err = {"usage: ranks FILE.net BATCH [ROUNDS [MS]]"};
    char *mistakes = NULL;
    int batch = argc > 2 ? atoi(argv[2]) : 0, rounds = argc > 3 ? atoi(argv[3]) : 20;
    NetcModel *m = batch < 1 ? NULL
                             : netc_open(argv[1],
                                         &(NetcOptions){.train = true,
                                                        .batch = 2 * batch,
                                                        .shares = 2,
                                                        .machine = "default"},
                                         &mistakes, &err);
    if (!m) {
        fprintf(stderr, "ranks: %s%s\n", mistakes ? mistakes : "", err.text);
        free(mistakes);
        return 1;
    }
    netc_init(m, 1);
    size_t in = netc_input_floats(m), out = netc_output_floats(m), n = (size_t)batch;
    Bench b = {.m = m, .parts = netc_share_parts(m), .batch = batch};
    float *x = malloc(sizeof *x * n * in), *labels = calloc(n * out, sizeof *labels);
    b.ready = malloc(sizeof *b.ready * (size_t)b.parts);
    b.sums = calloc(netc_share_floats(m), sizeof(float));
    b.other = calloc(netc_share_floats(m), sizeof(float));
    b.pass = b.step = b.adds = INFINITY;
    bool ok = x && labels && b.ready && b.sums && b.other;
    for (int i = 0; ok && i < b.parts; i++)
        b.ready[i] = INFINITY;
    for (size_t i = 0; ok && i < n * in; i++)
        x[i] = (float)(i * 37 % 255) / 255;
    for (int r = 0; ok && r < rounds; r++)
        ok = one_round(&b, x, labels, &err);
    if (ok && argc > 4)
        scale(&b, atof(argv[4]) / 1e3 / (b.pass + b.step));
    if (ok)
        print_table(&b, argv[1]);
    else
        fprintf(stderr, "ranks: %s\n", x ? err.text : "out of memory");
    free(x);
    free(labels);
    free(b.ready);
    free(b.sums);
    free(b.other);
    netc_close(m);
    return !ok;
}
