/* ShareStep. Sums of this rank's shares are added as a binary counter counts: two arrays of as many
 * shares become one, so that the order is that of ranks.h whatever the number of ranks. See
 * share_step.h. */
#include "training/share_step.h"
#include <stdlib.h>
#include <string.h>

/* What a rank says of itself; its shares' sums lie behind it. */
typedef struct Said {
    double failed, interrupted;
} Said;

static bool fits(int shares, int ranks)
{
    int each = shares / ranks;
    return ranks == 1 || (shares % ranks == 0 && (each & (each - 1)) == 0);
}

bool shares_fit(int shares, int ranks, Err *err)
{
    char list[200] = "1";
    size_t at = 1;
    if (fits(shares, ranks))
        return true;
    for (int r = 2; r <= shares; r++)
        if (fits(shares, r))
            at += (size_t)snprintf(list + at, sizeof list - at, ", %d", r);
    return err_set(err,
                   "a batch in %d shares cannot be computed by %d ranks with the same sums: it "
                   "can by %s",
                   shares, ranks, list);
}

int share_begin(int n, int of, int s) { return (int)((int64_t)n * s / of); }

static size_t said_bytes(const ShareStep *s)
{
    return sizeof(Said) + 2 * (size_t)s->count * sizeof(double);
}

bool share_step_new(ShareStep *s, NetcModel *m, Ranks *ranks, Err *err)
{
    *s = (ShareStep){.m = m, .ranks = ranks, .of = netc_shares(m)};
    if (!shares_fit(s->of, ranks_count(ranks), err))
        return false;
    s->count = s->of / ranks_count(ranks);
    if (s->of == 1)
        return true; /* batches are computed whole: nothing is summed here */
    s->first = ranks_rank(ranks) * s->count;
    s->cap = 1; /* as many as the counter has bits, and one that comes */
    while (1 << (s->cap - 1) < s->count)
        s->cap++;
    s->level = calloc((size_t)s->cap, sizeof *s->level);
    s->size = calloc((size_t)s->cap, sizeof *s->size);
    s->loss = calloc((size_t)s->count, sizeof *s->loss);
    s->right = calloc((size_t)s->count, sizeof *s->right);
    s->all = malloc(said_bytes(s) * ((size_t)ranks_count(ranks) + 1));
    bool ok = s->level && s->size && s->loss && s->right && s->all;
    for (int i = 0; ok && i < s->cap; i++)
        ok = (s->level[i] = calloc(netc_share_floats(m) + 1, sizeof(float))) != NULL;
    return ok || err_set(err, "out of memory (the sums of %d shares)", s->count);
}

void share_step_free(ShareStep *s)
{
    for (int i = 0; s->level && i < s->cap; i++)
        free(s->level[i]);
    free(s->level);
    free(s->size);
    free(s->loss);
    free(s->right);
    free(s->all);
    *s = (ShareStep){0};
}

void share_step_begin(ShareStep *s) { s->n_levels = 0; }

static void merge_last(ShareStep *s)
{
    int to = s->n_levels - 2, from = s->n_levels - 1;
    for (int i = 0; i < netc_share_parts(s->m); i++) {
        SharePart p = netc_share_part(s->m, i);
        sum_into(s->level[to] + p.offset, s->level[from] + p.offset, p.count);
    }
    s->size[to] += s->size[from];
    s->n_levels--;
}

/* A part of the only share: its sum over the ranks begins. */
static void sum_part(void *step, int part)
{
    ShareStep *s = step;
    SharePart p = netc_share_part(s->m, part);
    ranks_sum_start(s->ranks, s->level[0] + p.offset, p.count);
}

bool share_step_pass(ShareStep *s, int i, const Share *share, float *y, Err *err)
{
    float *sums = s->level[s->n_levels], loss = 0;
    bool ok = true, alone = s->count == 1;
    int parts = netc_share_parts(s->m);
    if (share)
        ok = netc_share_pass(s->m, share, sums, &loss, y, alone ? sum_part : NULL, s, err);
    for (int p = 0; (!share || !ok) && p < parts; p++)
        memset(sums + netc_share_part(s->m, p).offset, 0,
               sizeof *sums * netc_share_part(s->m, p).count);
    s->loss[i] = share && ok ? (double)loss * share->n : 0;
    s->right[i] = 0;
    s->size[s->n_levels++] = 1;
    while (s->n_levels > 1 && s->size[s->n_levels - 1] == s->size[s->n_levels - 2])
        merge_last(s);
    if (i + 1 < s->count)
        return ok;
    while (s->n_levels > 1)
        merge_last(s);
    for (int p = 0; (!alone || !share || !ok) && p < parts; p++)
        sum_part(s, p);
    return ok;
}

bool share_step_meet(ShareStep *s, ShareNews *news, Err *err)
{
    const size_t bytes = said_bytes(s), sums = (size_t)s->count * sizeof(double);
    const int ranks = ranks_count(s->ranks);
    char *all = s->all, *mine = all + bytes * (size_t)ranks;
    Said said = {news->failed, news->interrupted};
    memcpy(mine, &said, sizeof said);
    memcpy(mine + sizeof said, s->loss, sums);
    memcpy(mine + sizeof said + sums, s->right, sums);
    if (!ranks_sum_end(s->ranks, err) || !ranks_gather(s->ranks, mine, bytes, all, err))
        return false;
    *news = (ShareNews){.failed = false};
    for (int k = 0; k < ranks; k++) {
        const char *theirs = all + bytes * (size_t)k;
        memcpy(&said, theirs, sizeof said);
        news->failed |= said.failed != 0;
        news->interrupted |= said.interrupted != 0;
        for (int i = 0; i < s->count; i++) {
            double loss, right;
            memcpy(&loss, theirs + sizeof said + (size_t)i * sizeof loss, sizeof loss);
            memcpy(&right, theirs + sizeof said + sums + (size_t)i * sizeof right, sizeof right);
            news->loss += loss;
            news->right += right;
        }
    }
    return true;
}

bool share_step_end(ShareStep *s, int n, bool last, float rate, Err *err)
{
    return netc_share_step(s->m, s->level[0], n, last, rate, err);
}
