/* Ranks: the processes that train one net together, started by mpirun, and what they tell each
 * other. Rank 0 prints and writes. Every call but ranks_sum_start is made by all ranks in the same
 * order. NULL for a Ranks means one process: calls then do nothing, and succeed.
 *
 * Sums. Numbers are added in one order, whatever arrives first: the sum of ranks lo ... hi - 1 is
 * that of lo ... mid - 1 plus that of mid ... hi - 1, mid - lo being the largest power of two below
 * hi - lo (sum_split). So a rank that has added the parts of 2^k ranks in this order gives the bits
 * that they would have given. Of each block of numbers a rank gets its part from all others, adds,
 * and sends the sum to all: each rank sends and receives 2 (R - 1) / R of the numbers, as a ring
 * does, in two exchanges. */
#ifndef NETC_RANKS_H
#define NETC_RANKS_H
#include "base/err.h"
#include <stdint.h>

typedef struct Ranks Ranks;

/* Joins the other processes that a launcher has started, as its environment says; *out NULL: there
 * are none. False: there are some, but they cannot be reached; where *out is not NULL, this process
 * has joined, and ranks_close(*out, 1), after the message, ends the others. */
bool ranks_open(Ranks **out, Err *err);
/* Has a launcher started several processes, of which this is one? */
bool ranks_launched(void);
/* Takes leave: of all ranks in order (status 0), or ending every one of them with this status. */
void ranks_close(Ranks *r, int status);
int ranks_rank(const Ranks *r);  /* from 0; NULL: 0 */
int ranks_count(const Ranks *r); /* NULL: 1 */

/* A wait for a rank that has ended fails: where it was on this machine, at once; else while `asked`
 * is true and the wait takes far longer than any before, since the launcher asks all to end when
 * one of them has died. */
void ranks_watch(Ranks *r, bool (*asked)(void *user), void *user);
/* A rank was out of reach: nothing more can be done together, and ranks_close ends all. */
bool ranks_broken(const Ranks *r);

/* Of `all`, n times `bytes`, part k is what rank k had as `mine`. */
bool ranks_gather(Ranks *r, const void *mine, size_t bytes, void *all, Err *err);
/* What rank 0 has, to all. */
bool ranks_broadcast(Ranks *r, void *data, size_t bytes, Err *err);
/* Did all succeed? If not, *err of each is that of the first that failed, which is named. */
bool ranks_agree(Ranks *r, bool ok, Err *err);
/* The same for what all must have alike: false where `value` is not the same on all ranks, with
 * `what` for the message: "rank 2 (host): WHAT". */
bool ranks_alike(Ranks *r, uint64_t value, const char *what, Err *err);

/* data[0 ... n - 1] becomes, on every rank, the sum over all: begun here, by a thread of its own,
 * in the order of the calls; there once ranks_sum_end returns. Meanwhile the numbers are not to be
 * touched, and no other call may be made. The calls must be the same on all ranks. */
void ranks_sum_start(Ranks *r, float *data, size_t n);
bool ranks_sum_end(Ranks *r, Err *err);

/* Where a sum of n parts is split in two. */
int sum_split(int n);
/* to[i] += from[i]. */
void sum_into(float *to, const float *from, size_t n);
#endif
