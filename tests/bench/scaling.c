/* What more cores would give: times every range of a step on one thread, then replays the ranges on
 * 1 to 64 workers as the pool hands them out, stage by stage, with the measured costs of handing
 * out a range and of a barrier, and with memory at 12 GB/s a worker and 200 GB/s in all. scaling
 * FILE.net train|infer BATCH [ROUNDS] prints for each number of workers the time that is expected,
 * the efficiency against one, and what takes the rest: instructions of one range, ranges that are
 * few or of unequal length, barriers and handing out, memory; the instructions with most of it; and
 * for 1 and 2 threads what a run takes. Everything is a minimum over rounds, so that other programs
 * disturb it little. */
#include "runtime/measure.h"
#include "runtime/threads.h"
#include <math.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_WORKERS = 64, WORST = 4 };
#define WORKER_GBS 12.0
#define ALL_GBS    200.0

typedef struct Call { /* of a kernel, or a run of one without ranges */
    const Instr *in;
    double *seconds; /* of each range; NULL: it has none, and runs on one worker */
    int ranges;
    double whole, bytes; /* bytes: of its buffers */
} Call;

typedef struct Bench {
    NetcModel *m;
    const Ir *ir;
    bool train;
    int batch, n_calls, next; /* next: the call whose ranges come */
    Call *call;
    float *x, *y;
    int32_t *label;
    double handing, barrier; /* seconds of one */
} Bench;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double less(double a, double b) { return a < b ? a : b; }

/* ---- a step, range by range ---- */

static const ProgramId programs[] = {PROG_INFER, PROG_FORWARD, PROG_STATS, PROG_BACKWARD,
                                     PROG_APPLY};
enum { N_PROGRAMS = sizeof programs / sizeof *programs };

static double bytes_of(const Ir *ir, const Instr *in)
{
    double sum = 0;
    for (int b = 0; b < in->k->n_bufs; b++)
        if (in->buf[b]->owner != OWNER_WORKER)
            sum += (double)buffer_bytes(ir, in->buf[b]);
    return sum;
}

static bool list_calls(Bench *b)
{
    int n = 0;
    for (int p = 0; p < N_PROGRAMS; p++)
        n += b->ir->prog[programs[p]].n;
    b->call = calloc((size_t)n + 1, sizeof *b->call);
    for (int p = 0; b->call && p < N_PROGRAMS; p++)
        for (int i = 0; i < b->ir->prog[programs[p]].n; i++) {
            const Instr *in = b->ir->prog[programs[p]].code[i];
            if (in->gone)
                continue;
            Call *c = &b->call[b->n_calls++];
            *c = (Call){.in = in, .whole = INFINITY, .bytes = bytes_of(b->ir, in)};
            if (in->ranges == 1)
                continue;
            c->ranges = instr_ranges(in, b->batch);
            c->seconds = malloc((size_t)c->ranges * sizeof *c->seconds);
            for (int r = 0; c->seconds && r < c->ranges; r++)
                c->seconds[r] = INFINITY;
            if (!c->seconds)
                return false;
        }
    return b->call != NULL;
}

static void take_range(void *user, int range, int count, double seconds)
{
    Bench *b = user;
    while (b->next < b->n_calls && !b->call[b->next].seconds)
        b->next++;
    if (b->next == b->n_calls || b->call[b->next].ranges != count) {
        fprintf(stderr, "scaling: ranges of no instruction\n");
        exit(1);
    }
    Call *c = &b->call[b->next];
    c->seconds[range] = less(c->seconds[range], seconds);
    b->next += range == count - 1;
}

static void take_whole(Bench *b)
{
    int at = 0;
    for (int p = 0; p < N_PROGRAMS; p++)
        for (int i = 0; i < b->ir->prog[programs[p]].n; i++)
            if (!b->ir->prog[programs[p]].code[i]->gone) {
                Call *c = &b->call[at++];
                c->whole = less(c->whole, netc_seconds(b->m, b->train, programs[p])[i]);
            }
}

static bool step(const Bench *b, NetcModel *m, Err *err)
{
    float loss;
    return b->train ? netc_train_step(m, b->x, b->label, b->batch, 1e-4f, &loss, NULL, err)
                    : netc_infer(m, b->x, b->batch, b->y, err);
}

/* ---- costs of the pool ---- */

static void nothing(void *arg, int range, int worker) { (void)arg, (void)range, (void)worker; }

/* Ends when both threads have come. */
static void meet(void *arg, int range, int worker)
{
    atomic_int *come = arg;
    (void)range, (void)worker;
    atomic_fetch_add(come, 1);
    while (atomic_load(come) % 2)
        sched_yield();
}

enum { TRIES = 400, EMPTY = 2000 };

/* Of two threads: a call in which they meet, and what each of many ranges costs. */
static bool measure_pool(Bench *b)
{
    Pool *p = pool_new(2);
    atomic_int come = 0;
    double call = INFINITY, many = INFINITY;
    for (int i = 0; p && i < TRIES; i++) {
        double start = now();
        for (int k = 0; k < 10; k++)
            pool_run(p, meet, &come, 2);
        call = less(call, (now() - start) / 10);
        start = now();
        pool_run(p, nothing, NULL, EMPTY);
        many = less(many, now() - start);
    }
    pool_free(p);
    b->barrier = call;
    b->handing = many > call ? (many - call) / EMPTY : many / EMPTY;
    return p != NULL;
}

/* ---- replay ---- */

typedef struct Replay { /* seconds; all but `time` are summed over the workers and divided by them
                         */
    double time, alone, uneven, costs, memory;
} Replay;

/* A range that is handed out: of each instruction of its lane one. */
typedef struct Unit {
    double seconds, bytes;
} Unit;

/* How many of the calls from b->call[at] on are handed out together. */
static int stage_calls(const Bench *b, int at)
{
    int n = 1;
    while (b->call[at].in->stage && at + n < b->n_calls &&
           b->call[at + n].in->stage == b->call[at].in->stage)
        n++;
    return n;
}

static int call_ranges(const Call *c) { return c->seconds ? c->ranges : 1; }

/* Adds those of a lane, n calls, to *units. */
static int add_units(const Call *c, int n, Unit *units, int at)
{
    int most = 0;
    for (int i = 0; i < n; i++)
        most = call_ranges(&c[i]) > most ? call_ranges(&c[i]) : most;
    for (int r = 0; r < most; r++) {
        Unit u = {0, 0};
        for (int i = 0; i < n; i++)
            if (r < call_ranges(&c[i])) {
                u.seconds += c[i].seconds ? c[i].seconds[r] : c[i].whole;
                u.bytes += c[i].bytes / call_ranges(&c[i]);
            }
        units[at++] = u;
    }
    return at;
}

static int list_units(const Call *c, int n, Unit *units)
{
    int count = 0;
    for (int i = 0, lane; i < n; i += lane) {
        for (lane = 1; i + lane < n && c[i + lane].in->lane == c[i].in->lane; lane++)
            ;
        count = add_units(c + i, lane, units, count);
    }
    return count;
}

enum { MOST_UNITS = 1 << 16 };

/* A stage of n calls on `workers`: ranges in order, each to who is free first. A line of the pool
 * goes to one worker after another, so a barrier costs a handing out for each beyond two. */
static double replay_stage(const Bench *b, const Call *c, int n, int workers, Replay *r)
{
    static Unit units[MOST_UNITS];
    double free_at[MOST_WORKERS] = {0}, last = 0, sums = 0, longer = 0;
    const int count = list_units(c, n, units), at_once = count < workers ? count : workers;
    const double gbs = workers == 1 ? INFINITY : less(WORKER_GBS, ALL_GBS / (at_once + !at_once));
    if (count == 1) {
        r->alone += units[0].seconds * (workers - 1) / workers;
        return units[0].seconds;
    }
    for (int i = 0; i < count; i++) {
        int w = 0;
        for (int k = 1; k < workers; k++)
            w = free_at[k] < free_at[w] ? k : w;
        const double moved = units[i].bytes / gbs * 1e-9,
                     takes = units[i].seconds > moved ? units[i].seconds : moved;
        free_at[w] += takes + (workers > 1 ? b->handing : 0);
        last = free_at[w] > last ? free_at[w] : last;
        sums += units[i].seconds;
        longer += takes - units[i].seconds;
    }
    const double barrier = workers > 1 ? b->barrier + b->handing * (workers - 2) : 0,
                 handed = workers > 1 ? b->handing * count / workers : 0;
    r->memory += longer / workers;
    r->costs += barrier + handed;
    r->uneven += last - handed - (sums + longer) / workers;
    return last + barrier;
}

static Replay replay(const Bench *b, int workers)
{
    Replay r = {0};
    for (int i = 0; i < b->n_calls; i += stage_calls(b, i))
        r.time += replay_stage(b, &b->call[i], stage_calls(b, i), workers, &r);
    return r;
}

/* The instructions that lose most on that many workers. */
static void print_worst(const Bench *b, int workers, double all)
{
    bool *told = calloc((size_t)b->n_calls, sizeof *told);
    printf("  most is lost on %d by", workers);
    for (int k = 0; told && k < WORST; k++) {
        int worst = -1;
        double most = 0;
        for (int i = 0; i < b->n_calls; i += stage_calls(b, i)) {
            Replay r = {0}, one = {0};
            const int n = stage_calls(b, i);
            double lost = replay_stage(b, &b->call[i], n, workers, &r) -
                          replay_stage(b, &b->call[i], n, 1, &one) / workers;
            if (!told[i] && lost > most)
                worst = i, most = lost;
        }
        if (worst < 0)
            break;
        const Instr *in = b->call[worst].in;
        told[worst] = true;
        printf("%s %s %s%s (%d ranges, %.1f %%)", k ? "," : "",
               in->node ? in->node->name : "the plan", in->k->name,
               in->stage ? " and its stage" : "", in->ranges, most / all * 100);
    }
    puts("");
    free(told);
}

static int barriers(const Bench *b)
{
    int n = 0;
    for (int p = 0; p < N_PROGRAMS; p++)
        n += program_barriers(&b->ir->prog[programs[p]], b->batch);
    return n;
}

static void print_replays(const Bench *b, const double truth[3])
{
    static const int workers[] = {1, 2, 4, 8, 16, 32, 64};
    const double one = replay(b, 1).time;
    printf("%d calls, %d barriers; a barrier of two threads %.2f us, a "
           "range %.3f us\n",
           b->n_calls, barriers(b), b->barrier * 1e6, b->handing * 1e6);
    puts("| workers | ms | efficiency | one range | uneven | barriers, handing out | memory | "
         "measured ms |\n|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        const int t = workers[i];
        const Replay r = replay(b, t);
        char measured[40] = "-";
        if (t <= 2)
            snprintf(measured, sizeof measured, "%.2f (%+.0f %%)", truth[t] * 1e3,
                     (r.time / truth[t] - 1) * 100);
        printf("| %d | %.2f | %.2f | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %s |\n", t,
               r.time * 1e3, one / t / r.time, r.alone / r.time * 100, r.uneven / r.time * 100,
               r.costs / r.time * 100, r.memory / r.time * 100, measured);
    }
    print_worst(b, 16, replay(b, 16).time);
    print_worst(b, 64, replay(b, 64).time);
}

/* ---- main ---- */

static NetcModel *open_net(const Bench *b, const char *path, int threads, bool measure, Err *err)
{
    NetcOptions o = {.train = b->train,
                     .steps_only = b->train,
                     .batch = b->batch,
                     .threads = threads,
                     .measure = measure};
    char *diagnostics = NULL;
    NetcModel *m = netc_open(path, &o, &diagnostics, err);
    if (!m && diagnostics)
        err_set(err, "%s", diagnostics);
    free(diagnostics);
    if (m)
        netc_init(m, 1);
    return m;
}

static bool make_data(Bench *b, Err *err)
{
    const size_t n = (size_t)b->batch, in = netc_input_floats(b->m), out = netc_output_floats(b->m);
    b->x = calloc(n * in, sizeof *b->x);
    b->y = calloc(n * out, sizeof *b->y);
    b->label = calloc(n, sizeof *b->label);
    if (!b->x || !b->y || !b->label)
        return err_set(err, "no memory");
    for (size_t i = 0; i < n * in; i++)
        b->x[i] = (float)((i * 2654435761u >> 8) % 1000) * 1e-3f;
    for (size_t i = 0; i < n; i++)
        b->label[i] = (int)(i % out);
    return true;
}

/* Rounds of one step of each: with ranges timed, on one thread and on two, so that what disturbs
 * one disturbs all. */
static bool run(Bench *b, const char *path, int rounds, double truth[3], Err *err)
{
    NetcModel *plain[3] = {NULL, open_net(b, path, 1, false, err),
                           open_net(b, path, 2, false, err)};
    bool ok = plain[1] && plain[2];
    for (int r = 0; ok && r < rounds; r++) {
        b->next = 0;
        ok = step(b, b->m, err);
        take_whole(b);
        for (int t = 1; ok && t <= 2; t++) {
            double start = now();
            ok = step(b, plain[t], err);
            truth[t] = less(truth[t], now() - start);
        }
    }
    netc_close(plain[1]);
    netc_close(plain[2]);
    return ok;
}

int main(int argc, char **argv)
{
    Bench b = {0};
    Err err = {{0}};
    double truth[3] = {INFINITY, INFINITY, INFINITY};
    if (argc < 4) {
        fprintf(stderr, "usage: scaling FILE.net train|infer BATCH [ROUNDS]\n");
        return 2;
    }
    b.train = !strcmp(argv[2], "train");
    b.batch = atoi(argv[3]);
    bool ok = (b.m = open_net(&b, argv[1], 1, true, &err)) != NULL;
    b.ir = ok ? netc_plan(b.m, b.train) : NULL;
    ok = ok && (list_calls(&b) || err_set(&err, "no memory")) && make_data(&b, &err) &&
         step(&b, b.m, &err); /* and the model is prepared before ranges are watched */
    if (ok)
        netc_watch_ranges(b.m, take_range, &b);
    ok = ok && run(&b, argv[1], argc > 4 ? atoi(argv[4]) : 20, truth, &err) &&
         (measure_pool(&b) || err_set(&err, "no memory"));
    if (!ok) {
        fprintf(stderr, "scaling: %s\n", err.text);
        return 1;
    }
    printf("%s, %s, batch %d\n\n", argv[1], b.train ? "training step" : "inference", b.batch);
    print_replays(&b, truth);
    puts("");
    netc_close(b.m);
    return 0;
}
