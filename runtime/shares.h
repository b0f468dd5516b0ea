/* Shares: a batch in equal parts, each computed for itself, whose gradients are then added. One
 * process computes all of them, one after the other, or several some each (training/ranks.h); the
 * bits depend on the number of shares alone. For a model opened with NetcOptions.shares above 1;
 * its netc_batch is that of a share. Batchnorm takes its statistics over a share. */
#ifndef NETC_SHARES_H
#define NETC_SHARES_H
#include "runtime/netc.h"

int netc_shares(const NetcModel *m);     /* at least 1 */
int netc_step_batch(const NetcModel *m); /* the largest n of all shares together */
/* Numbers of an array of sums: every gradient, as netc_train_grad gives it, then the moving
 * statistics that the step would leave. */
size_t netc_share_floats(const NetcModel *m);

/* These arrays come to be, and are summed, in parts: floats offset ... offset + count - 1. What is
 * in no part, the gradients of frozen layers, stays as it is. */
typedef struct SharePart {
    size_t offset, count;
} SharePart;
/* How many, and part i; the last are the moving statistics. */
int netc_share_parts(const NetcModel *m);
SharePart netc_share_part(const NetcModel *m, int i);
/* Part `part` of the sums is there: called for each in turn, from 0, while the rest is computed. */
typedef void ShareReady(void *user, int part);

typedef struct Share {
    const float *x;     /* n images, or NULL: */
    const void *values; /* what is kept of them behind the frozen prefix (values.h) */
    const void *labels;
    int n;     /* samples of this share, at most netc_batch */
    int first; /* place of the first of them in the batch */
} Share;
/* The passes forward and back of a share, which draws, by the places of its samples, the random
 * numbers that the whole batch would: into `sums`, its numbers times n; its mean loss, and, y
 * not NULL, its outputs. The model's state stays as it is. A loss that is not finite is returned
 * like any other, and `sums` is of no use then. sums: zero where no call has written. ready may be
 * NULL. */
bool netc_share_pass(NetcModel *m, const Share *s, float *sums, float *loss, float *y,
                     ShareReady *ready, void *user, Err *err);
/* With `sums` added over all shares, of n samples: what netc_train_step does with such a gradient
 * (accumulate 1), or netc_train_add and, where it is the `last` one, netc_train_update. Leaves the
 * means in `sums`. A gradient that overflowed is an error that changes nothing, as there. */
bool netc_share_step(NetcModel *m, float *sums, int n, bool last, float rate, Err *err);
#endif
