/* Starting weights from the data: the first convolution's kernel as the whitening of the images'
 * patches. */
#ifndef NETC_WHITEN_H
#define NETC_WHITEN_H
#include "compiler/ir/graph.h"
#include "data/dataset.h"
#include "runtime/netc.h"

enum { WHITEN_IMAGES = 5000, WHITEN_PATCHES = 400000 };
#define WHITEN_EPS 5e-4

/* What was found: the means of the squared coordinates along the principal directions, largest
 * first. */
typedef struct Whitening {
    int directions, images;
    int64_t patches;
    double largest, smallest;
} Whitening;

/* Writes the kernel of `layer`, a full name as "stem.conv", into netc_params(m) and calls
 * netc_params_changed. The layer must be a convolution without groups that reads the net's input,
 * with at most two filters for each direction of a patch (KH * KW * C).
 *
 * With p the patches (KH, KW, C) of preprocessed images as vectors, S = mean of p p^T = sum over i
 * of l[i] v[i] v[i]^T, l falling, and eps = WHITEN_EPS * mean of l, the filters are v[i] /
 * sqrt(l[i] + eps) for i = 0 ... ceil(K / 2) - 1 and then the same negated, so that what follows
 * sees both halves of each direction whatever its activation cuts off: outputs are uncorrelated and
 * of about equal power. The first filters serve the strongest directions. The sign of v[i] is that
 * which makes its component of largest size positive. Source: the input whitening of D. Page, "How
 * to train your ResNet" (2019), in the form of K. Jordan, "94% on CIFAR-10 in 3.29 seconds" (2024).
 *
 * Uses at most WHITEN_IMAGES images of d, evenly spread over it, and at most about WHITEN_PATCHES
 * patches, at evenly spread places. */
bool whiten_layer(NetcModel *m, const Dataset *d, const char *layer, Whitening *found, Err *err);
/* The same for every layer with `init=whiten`, which a graph has checked to be fit for it. Calls
 * told(user, layer, &found) for each; told may be NULL. */
typedef void WhitenTold(void *user, const char *layer, const Whitening *found);
bool whiten_start(NetcModel *m, const Dataset *d, WhitenTold *told, void *user, Err *err);
bool whiten_wanted(const Graph *g); /* whether there is one */
#endif
