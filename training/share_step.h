/* ShareStep: one batch of a training whose batches are computed in shares (runtime/shares.h), some
 * of them by each rank (ranks.h): the passes of this rank's shares, the sums over all of them, and
 * the step that every rank then makes alike. */
#ifndef NETC_TRAINING_SHARES_H
#define NETC_TRAINING_SHARES_H
#include "runtime/shares.h"
#include "training/ranks.h"

/* Can so many ranks take so many shares with the same bits? The sums of a rank must be sums that
 * all orders have in common: 2^k shares a rank, or one rank. */
bool shares_fit(int shares, int ranks, Err *err);
/* Where share s of `of` begins among n samples; that of share `of` is n. */
int share_begin(int n, int of, int s);

typedef struct ShareStep {
    NetcModel *m;
    Ranks *ranks;
    int of, first, count; /* the shares, and those of this rank */
    float **level; /* arrays of sums, of 2^k shares each: none, or as a binary counter has bits */
    int *size;     /* of shares in each */
    int n_levels, cap;
    double *loss, *right; /* of this rank's shares: sums over their samples */
    void *all;            /* what all ranks tell */
} ShareStep;

/* False: no memory. For share_step_free, which a zeroed one may be given to, too. */
bool share_step_new(ShareStep *s, NetcModel *m, Ranks *ranks, Err *err);
void share_step_free(ShareStep *s);

/* What the ranks tell each other at the end of a batch. */
typedef struct ShareNews {
    bool failed;      /* a rank could not compute its part; with this, no step is made */
    bool interrupted; /* a rank was asked to end */
    double loss;      /* the sum over all samples, added in the order of the shares */
    double right;
} ShareNews;

/* The batch begins; then each of this rank's shares in turn (i from 0). NULL in place of a share
 * that has no samples, or could not be loaded. */
void share_step_begin(ShareStep *s);
bool share_step_pass(ShareStep *s, int i, const Share *share, float *y, Err *err);
/* `mine` (failed, interrupted) becomes what all ranks tell. False: a rank is out of reach. */
bool share_step_meet(ShareStep *s, ShareNews *mine, Err *err);
/* The step, on a batch of n samples: netc_share_step. */
bool share_step_end(ShareStep *s, int n, bool last, float rate, Err *err);
#endif
