/* Layers on views: what the readers of this room call for the operators that they read. Each
 * function adds steps to the model and gives the view of the result. What netc has no layer for, or
 * only for another order of axes, is a mistake in b->diag that names the place in the file; then
 * the result is the view of an input, so that what follows can be read, and its mistakes told at
 * once. An unknown view makes unknown views, without a message. */
#ifndef NETC_MAKE_LAYERS_H
#define NETC_MAKE_LAYERS_H
#include "models/steps.h"
#include "models/view.h"

typedef struct Build {
    Arena *arena;
    Model *m;
    Diag *diag;
    const char *where; /* "node `Conv_3` (Conv)": what is being read */
    const char *label; /* for the steps that it makes; NULL */
    bool file_order;   /* an output keeps the file's order of axes, also where channels are first */
    bool keeps_shuffle; /* exchanged channels are a layer at once, not the next kernel's order */
    bool guessed;       /* the dims of an input are a guess: what does not fit them tells nothing */
} Build;

/* A mistake at b->where; what would express it, or a remedy, in a line below when not NULL. */
void build_lacks(Build *b, const char *remedy, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The same of what does not fit its input: not told where that follows from another mistake. */
void build_misfit(Build *b, const char *remedy, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

typedef struct Window {
    int size[2], stride[2], dilation[2];
    int pad[4]; /* as Step.pad */
    bool ceil;  /* pooling: an output for a window that begins inside */
    bool counts_pad;
} Window;

/* One side of a window padded as `same`, more at the end, or (lower) at the beginning. */
void window_same(Window *w, int axis, int side, bool lower);

/* kernel: (out, in / groups, h, w) when torch, else (h, w, in / groups, out); bias may be NULL. */
typedef struct ConvWeights {
    const float *kernel, *bias;
    int out, in, groups; /* in: of a group */
    bool torch;
} ConvWeights;

/* The net's input, step 0; axes: of a map in another order, or NULL. */
View build_input(Build *b, int rank, const int64_t *dim, int batch, const MapAxes *axes);
/* One of a model's inputs. axes: as build_input; map: they count. */
typedef struct InputSpec {
    const char *name;
    int rank, batch;
    int64_t dim[VIEW_RANK];
    bool map;
    MapAxes axes;
} InputSpec;
/* Several inputs as parts of one, a vector of all their values; a note says where each lies. */
void build_inputs(Build *b, const InputSpec *in, int n, View *out);
/* A layer of one input that keeps the shape; args as they are written, or NULL. */
View build_unary(Build *b, const View *x, const char *kind, const char *args);
/* A convolution over the axes h and w. */
View build_conv(Build *b, const View *x, MapAxes axes, const Window *w, const ConvWeights *k);
/* kernel (h, w, in, multiplier) */
View build_depthwise(Build *b, const View *x, MapAxes axes, const Window *w, const float *kernel,
                     const float *bias, int multiplier);
/* The last axis times a matrix (in, out). */
View build_dense(Build *b, const View *x, const float *kernel, const float *bias, int out);
/* "maxpool" or "avgpool". */
View build_pool(Build *b, const View *x, MapAxes axes, const char *kind, const Window *w);
/* "mean", "sum", "max" or "min" over these axes, which become 1, or go. */
View build_reduce(Build *b, const View *x, const char *op, const int *axis, int n, bool keep);

typedef struct Norm {
    const float *gamma, *beta, *mean, *variance; /* NULL: 1, 0 */
    double eps, momentum;
} Norm;
/* Statistics for each element of an axis. */
View build_batchnorm(Build *b, const View *x, int axis, const Norm *n);
/* Over these axes. */
View build_layernorm(Build *b, const View *x, const int *axis, int n_axes, const Norm *n);

/* Element by element, shapes as in NumPy: "add", "mul", "sub", "maximum" ... */
View build_join(Build *b, const View *const *x, int n, const char *kind);
/* The same with a number for the second value. */
View build_with_number(Build *b, const View *x, const char *kind, double value);
/* x * scale + shift with numbers that are broadcast to x; either may be NULL. */
View build_affine(Build *b, const View *x, const Const *scale, const Const *shift);
View build_affine_number(Build *b, const View *x, double scale, double shift);

/* min(max(x, low), high) */
View build_clip(Build *b, const View *x, double low, double high);
/* Does the kind's attribute take the number? Else that is told. */
bool build_takes(Build *b, const char *kind, const char *name, double value);
/* The number as it is written: the shortest text that is the same float. */
const char *build_number(Build *b, double x);

/* The inputs one after the other along an axis. */
View build_concat(Build *b, const View *const *x, int n, int axis);
/* "softmax" or "log_softmax" over these axes together. */
View build_softmax(Build *b, const View *x, const char *kind, const int *axis, int n);
/* What lies around a map, cut off where below 0: `args` of the layer pad, NULL for zeros. */
View build_pad(Build *b, const View *x, MapAxes axes, const int pad[4], const char *args);
/* The same before (pad[0]) and behind (pad[1]) each axis, of which two at most are padded. */
View build_pad_axes(Build *b, const View *x, int64_t pad[2][VIEW_RANK], const char *args);
/* From `first` on every `step`th of so many elements of an axis; backwards for one below 0. */
View build_slice(Build *b, const View *x, int axis, int64_t first, int64_t count, int64_t step);
/* A map of another size; args of the layer resize. */
View build_resize(Build *b, const View *x, MapAxes axes, const int size[2], const char *args);
/* "depth_to_space" or "space_to_depth". */
View build_blocks(Build *b, const View *x, MapAxes axes, const char *kind, int factor,
                  bool channel_first);
/* A transposed convolution; w->pad is cut off, `more` rows and columns are kept behind. kernel:
 * (in, out / groups, h, w) when torch, else (h, w, out, in); in and out of k are of the layer. */
View build_conv_transpose(Build *b, const View *x, MapAxes axes, const Window *w, const int more[2],
                          const ConvWeights *k);
View build_prelu(Build *b, const View *x, const Const *slope);
/* "instancenorm" or "groupnorm" over all axes behind the channels'. */
View build_groupnorm(Build *b, const View *x, int axis, int groups, const Norm *n);
View build_rmsnorm(Build *b, const View *x, const int *axis, int n_axes, const Norm *n);
/* By whole factors of height and width, from half pixels. */
View build_upsample(Build *b, const View *x, MapAxes axes, const int factor[2], bool bilinear);
/* An axis of length 1, n times. */
View build_repeat(Build *b, const View *x, int axis, int64_t n);
/* The same elements in the same order, under other dims. */
View build_reshape(Build *b, const View *x, int rank, const int64_t *dim);
/* Nothing for a rate of 0. */
View build_dropout(Build *b, const View *x, double rate);

/* A value of no input: zero times one of x's numbers, plus k. */
View build_constant(Build *b, const View *x, const Const *k);

/* The end of the model; x becomes the view of what the net gives. */
void build_output(Build *b, View *x);
/* The same of several: one vector of them all; a note says where each lies. x: become the views of
 * its parts as they were before they were joined. */
void build_outputs(Build *b, View *x, int n, const char *const *name);
#endif
