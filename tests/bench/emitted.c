/* Times the emitted C of a net as a worker of bench.py: compiled with -DNET=name and the sizes of
 * its header (bench.py), beside model.c. emitted train|infer prints "ready C" after two steps, then
 * for every line "N" on standard input one line of N times in milliseconds, at the end "peak KIB
 * 0". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define PASTE(a, b) a##b
#define NAMED(a, b) PASTE(a, b)
#define CALL(f)     NAMED(NET, f)

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

typedef struct Job {
    int train;
    float *x, *y;
    int32_t *label;
    void *model, *work;
    CALL(_train) * state;
} Job;

static void *block(size_t bytes)
{
    void *p = aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (!p)
        exit(3);
    return p;
}

static int step(Job *j)
{
    float loss;
    return j->train ? CALL(_train_step)(j->state, j->x, j->label, BATCH, 1e-4f, &loss)
                    : CALL(_infer)(j->model, j->x, BATCH, j->y, j->work, WORK_BYTES);
}

static int open_job(Job *j)
{
    float *params = block(sizeof(float) * PARAM_FLOATS);
    size_t in = (size_t)IN_FLOATS * BATCH;
    j->x = block(sizeof(float) * in);
    j->y = block(sizeof(float) * OUTPUTS * BATCH);
    j->label = block(sizeof(int32_t) * BATCH);
    for (size_t i = 0; i < in; i++)
        j->x[i] = (float)((i * 2654435761u >> 8) % 1000) * 1e-3f;
    for (int i = 0; i < BATCH; i++)
        j->label[i] = i % OUTPUTS;
    if (CALL(_init)(params, 1))
        return 1;
    if (j->train)
        return CALL(_train_init)(&j->state, block(TRAIN_BYTES), TRAIN_BYTES, params, 1);
    j->model = block(MODEL_BYTES);
    j->work = block(WORK_BYTES);
    return CALL(_prepare)(params, j->model, MODEL_BYTES);
}

int main(int argc, char **argv)
{
    Job j = {.train = argc > 1 && !strcmp(argv[1], "train")};
    int n;
    if (argc != 2 || open_job(&j) || step(&j) || step(&j))
        return 1;
    puts("ready C");
    fflush(stdout);
    while (scanf("%d", &n) == 1) {
        for (; n > 0; n--) {
            double t = now_ms();
            if (step(&j))
                return 1;
            printf("%.3f ", now_ms() - t);
        }
        puts("");
        fflush(stdout);
    }
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("peak %ld 0\n", use.ru_maxrss);
    return 0;
}
