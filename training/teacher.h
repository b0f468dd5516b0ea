/* The teacher of `loss distillation`: another net, whose outputs for each sample are part of its
 * target. It runs in inference, on the same threads, between the steps. */
#ifndef NETC_TEACHER_H
#define NETC_TEACHER_H
#include "data/dataset.h"
#include "runtime/netc.h"

typedef struct Teacher Teacher;

/* Opens what the train section of m names, with its weights; *out is NULL where it names none. n:
 * samples of the training set; repeats: the same ones come each epoch unchanged, so that what it
 * says of them is kept. False: it cannot be read, or takes or gives something else than m. */
bool teacher_open(const NetcModel *m, int n, bool repeats, Teacher **out, Err *err);
void teacher_close(Teacher *t); /* NULL is fine */
/* Of its layers, preprocessing and weights, by which a resumed training knows it; 0: of no teacher.
 */
uint64_t teacher_hash(const Teacher *t);
/* What it says of n samples, number[i] of the training set, of which x holds what m reads, into the
 * second half of their rows of targets, times weight[i] (NULL: 1). False: outputs that are no
 * shares of classes, or no memory. */
bool teacher_says(Teacher *t, const int32_t *number, const float *x, const float *weight, int n,
                  float *rows, Err *err);
#endif
