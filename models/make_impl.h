/* What the files that make layers (make_layers.h) share. */
#ifndef NETC_MAKE_IMPL_H
#define NETC_MAKE_IMPL_H
#include "models/make_layers.h"

/* Tells of what is lacking; x, so that what follows can be read. */
View make_lacks(Build *b, const View *x, const char *remedy, const char *what);
View make_misfit(Build *b, const View *x, const char *what); /* of what does not fit x */
/* Is one of these axes that of the samples? Then that is told. */
bool make_across_samples(Build *b, const View *x, const int *axis, int n);
/* Is a value of these sides neither empty nor too large? Else that is told. */
bool make_fits(Build *b, int64_t h, int64_t w, int64_t c);
/* A step whose value is that of x, in its order, under the shape s. */
int make_shaped(Build *b, const View *x, Shape s);

/* The length of an axis; 1 where there is none (-1). */
int64_t make_side(const View *x, int axis);
int64_t make_product(const View *x, const int *axis, int n); /* of the lengths of these axes */
/* Of size[from] ... size[to - 1]. */
int64_t make_product_of(const int64_t *size, int from, int to);
/* All axes but these; how many. */
int make_others(const View *x, const int *axis, int n, int *out);

/* Brings all atoms of x into the order `want`, by layers that permute maps. */
void make_arrange(Build *b, View *x, int *want);
/* Where the axes of x, behind that of the samples, are a map whose elements one depth_to_space or
 * space_to_depth (in Keras' models shuffle, too) would bring into order: that layer. */
void make_dealt(Build *b, View *x);
/* These axes, one after the other, and before them (last) or behind them all others as they lie. */
void make_arrange_axes(Build *b, View *x, const int *axis, int n, bool last);
/* x as a map whose places are those of axes h and w, in this order, and whose channels those of c,
 * in an order of their own where `any` (view_places). -1: it has more axes, which is told. */
int make_as_map(Build *b, View *x, MapAxes a, bool any);
/* A step whose channels are the elements of these axes: a vector where there are no others, unless
 * `map`. */
int make_as_channels(Build *b, View *x, const int *axis, int n, bool map);
/* x with an axis of length `out`, which is the last atom. */
View make_with_last(const View *x, int step, int axis, int64_t out);

/* Numbers for each channel, where the step has them (place, of view_places). */
const float *make_placed(Build *b, const float *v, int64_t n, const int *place);
/* n times the same number. */
const float *make_filled(Build *b, int64_t n, float value);
/* A kernel as (h, w, in, out), its inputs where the step has them. */
const float *make_turned_kernel(Build *b, const ConvWeights *k, const int size[2],
                                const int *place);
#endif
