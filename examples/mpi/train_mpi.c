/* Trains emitted C on several processes: each computes the gradient of its part of every batch with
 * spiral_train_grad, the gradients are added in the order of the ranks, and all make the same step
 * with spiral_train_apply. The data are two arms of a spiral, made here.
 *
 *     netc spiral.net --train --batch 64 -o spiral.c
 *     mpicc -O2 train_mpi.c spiral.c -lm -o train_mpi
 *     mpirun -n 4 ./train_mpi
 *
 * Every rank ends with the same weights, bit for bit, and rank 0 prints their hash: the same number
 * of ranks gives it again. Another number adds in another order, and differs in rounding. */
#include "spiral.h"
#include <math.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 512, BATCH = 64, EPOCHS = 40, FLOATS = SPIRAL_PARAM_FLOATS };

/* Mixed up, so that a batch has samples of both arms from everywhere. */
static void make_data(float *x, int32_t *label)
{
    for (int i = 0; i < SAMPLES; i++) {
        int k = i * 197 % SAMPLES;
        double along = (double)k / SAMPLES, angle = 7 * along + 3.14159265 * (i % 2);
        x[2 * i] = (float)(along * cos(angle));
        x[2 * i + 1] = (float)(along * sin(angle));
        label[i] = i % 2;
    }
}

static void stop(const char *what, int code)
{
    fprintf(stderr, "%s: %s\n", what, spiral_strerror(code));
    MPI_Abort(MPI_COMM_WORLD, 1);
}

/* grad, times n of this rank, becomes the mean over the batch; the loss as its last number. all has
 * room for the gradients of all ranks. */
static void add_over_ranks(float *grad, float *all, int n, int batch, int ranks)
{
    for (int i = 0; i <= FLOATS; i++)
        grad[i] *= (float)n;
    MPI_Allgather(grad, FLOATS + 1, MPI_FLOAT, all, FLOATS + 1, MPI_FLOAT, MPI_COMM_WORLD);
    memcpy(grad, all, sizeof *grad * (FLOATS + 1));
    for (int k = 1; k < ranks; k++) /* in this order, whatever arrived first */
        for (int i = 0; i <= FLOATS; i++)
            grad[i] += all[(size_t)k * (FLOATS + 1) + (size_t)i];
    for (int i = 0; i <= FLOATS; i++)
        grad[i] /= (float)batch;
}

static unsigned long long hash(const float *params)
{
    unsigned long long h = 14695981039346656037ull;
    const unsigned char *p = (const unsigned char *)params;
    for (size_t i = 0; i < sizeof *params * FLOATS; i++)
        h = (h ^ p[i]) * 1099511628211ull;
    return h;
}

int main(int argc, char **argv)
{
    static float x[2 * SAMPLES], params[FLOATS], grad[FLOATS + 1];
    static int32_t label[SAMPLES];
    int rank, ranks, code;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    float *all = malloc(sizeof *all * (FLOATS + 1) * (size_t)ranks);
    size_t bytes = (SPIRAL_TRAIN_BYTES + SPIRAL_ALIGN - 1) / SPIRAL_ALIGN * SPIRAL_ALIGN;
    void *memory = aligned_alloc(SPIRAL_ALIGN, bytes);
    spiral_train *t;
    if (!all || !memory || ranks > BATCH) {
        fprintf(stderr, ranks > BATCH ? "more ranks than samples in a batch\n" : "out of memory\n");
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    make_data(x, label);
    if ((code = spiral_init(params, 1)) != SPIRAL_OK ||
        (code = spiral_train_init(&t, memory, bytes, params, 1)) != SPIRAL_OK)
        stop("start", code);
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        double loss = 0;
        for (int at = 0; at < SAMPLES; at += BATCH) {
            int begin = at + BATCH * rank / ranks, n = at + BATCH * (rank + 1) / ranks - begin;
            code = spiral_train_grad(t, x + 2 * begin, label + begin, n, grad, &grad[FLOATS]);
            if (code != SPIRAL_OK)
                stop("gradient", code);
            add_over_ranks(grad, all, n, BATCH, ranks);
            loss += (double)grad[FLOATS] * BATCH / SAMPLES;
            if ((code = spiral_train_apply(t, grad, 0.01f)) != SPIRAL_OK)
                stop("step", code);
        }
        if (rank == 0 && epoch % 10 == 0)
            printf("epoch %d  loss %.4f\n", epoch, loss);
    }
    if ((code = spiral_train_params(t, params)) != SPIRAL_OK)
        stop("weights", code);
    unsigned long long mine = hash(params), first = mine;
    MPI_Bcast(&first, 1, MPI_UNSIGNED_LONG_LONG, 0, MPI_COMM_WORLD);
    if (mine != first)
        stop("the ranks' weights differ", SPIRAL_OK);
    if (rank == 0)
        printf("weights %016llx on %d ranks\n", mine, ranks);
    free(all);
    free(memory);
    MPI_Finalize();
    return 0;
}
