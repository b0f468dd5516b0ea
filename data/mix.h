/* Samples mixed with others: mixup (H. Zhang et al., 2017) and cutmix (S. Yun et al., 2019). With
 * whom a sample is mixed, and by how much, depends on (seed, epoch, number of the sample in its
 * set) alone, as what augment.h draws. */
#ifndef NETC_DATA_MIX_H
#define NETC_DATA_MIX_H
#include "data/augment.h"
#include <stddef.h>

typedef struct Mix {
    int partner;    /* the other sample of the set; may be the sample itself */
    double share;   /* of the sample itself, 0 to 1, in its target; of the partner the rest */
    bool cut;       /* a part of the picture is the partner's; else all is mixed */
    int x, y, w, h; /* of a cut: that part */
} Mix;

/* Draws for sample `sample` of n, of a picture w x h. Of mixup and cutmix, where both are asked
 * for, each is drawn as often. Share: of a beta distribution, both of whose parameters are the
 * amount; of a cut it is what the part leaves of the picture. Not for a spec that asks for neither.
 */
Mix mix_draw(const AugmentSpec *a, uint64_t seed, uint64_t epoch, uint64_t sample, int n, int w,
             int h);
/* x (h, w, c) of the sample becomes the mixture with that of the partner. */
void mix_values(const Mix *m, float *x, const float *partner, int w, int h, int c);
/* The same for a target of `count` numbers. */
void mix_targets(const Mix *m, float *t, const float *partner, size_t count);
#endif
