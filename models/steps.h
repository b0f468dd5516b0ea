/* A model of another program as a list of netc's layers: what a reader of this room makes, the
 * passes of simplify.c tidy up, and print_net.c writes as a .net file. */
#ifndef NETC_STEPS_H
#define NETC_STEPS_H
#include "base/diag.h"
#include "compiler/ir/graph.h"
#include <stdint.h>

/* Numbers for a parameter, in netc's layout. */
typedef struct Weight {
    const char *param; /* "kernel" */
    const float *data;
    int64_t count;
} Weight;

enum { STEP_WEIGHTS = 6, PAD_TOP = 0, PAD_BOTTOM, PAD_LEFT, PAD_RIGHT };

/* A statement to be. */
typedef struct Step {
    const char *kind;  /* a word of compiler/ir/layers.def; "input" for the first */
    const char *label; /* what the file calls it, any text; NULL: nothing */
    int *in, n_in;     /* steps before this one */
    Shape out;
    int filters;                         /* conv: channels out; dense: units; depthwise: outputs
                                            a channel; else 0 */
    int size[2], stride[2], dilation[2]; /* of windows; size 0x0: there is none */
    int pad[4];                          /* zeros, or for pooling places without a value */
    int outpad[2];                       /* of conv_transpose */
    int groups;                          /* of conv */
    bool nobias;                         /* conv, depthwise, dense */
    bool ceil, countpad;                 /* of pooling */
    bool same;                           /* of conv_transpose: pad is that of `same` */
    bool has_number;                     /* it takes `number` for a second value */
    double number;
    const char *where; /* of what netc has no layer for: the place in the file */
    const char *args;  /* further arguments, as they are written; NULL: none */
    const char *flag;  /* the activation that is written behind it */
    Weight weight[STEP_WEIGHTS];
    int n_weights;
    int readers; /* steps that read it, and one for an output; by steps_count_readers */
    const char *const *tensor; /* names of the n_tensors of the file that its layer reads */
    int n_tensors;
    int part, parts;  /* of the steps of that layer that have weights the `part`th */
    bool frozen;      /* it does not train */
    bool gone;        /* its readers read in[0] */
    bool nonnegative; /* no value of it is below 0; by simplify.c */
} Step;

/* Inputs of a model and what its own framework made of them, in netc's order. */
typedef struct Values {
    float *x, *y; /* n samples of the input and of the output; NULL: the file has none */
    int n;
    const char *from; /* "test_data_set_0" */
} Values;

typedef struct Model {
    Arena *arena;
    const char *path;
    const char *name;     /* of the net: a word of the language */
    const char *format;   /* "ONNX", "Keras" */
    const char *producer; /* "pytorch 2.1"; NULL: not known */
    Step *step;
    int n, cap;
    int output;          /* the step that the net ends with */
    const char *head;    /* statements behind it, separated by `;`: then the steps are a block of
                            their own, frozen; NULL: none */
    int *order, n_order; /* the steps as they are printed, by model_text; -1: a layer `identity` */
    const char **labels;
    int n_labels;
    const char *input_args; /* "scale=1/255"; NULL */
    const char **note;      /* what a user should know, one line each */
    int n_notes, cap_notes;
    int constants, dropped, merged; /* folded constants, nodes left out, steps joined to others */
    Values values;
} Model;

/* An empty model, in the arena; its name follows from the path. */
Model *model_new(Arena *a, const char *path, const char *format);
/* Adds a step that reads n_in others; the number of it. */
int step_add(Model *m, const char *kind, const char *label, const int *in, int n_in, Shape out);
void step_weight(Model *m, int step, const char *param, const float *data, int64_t count);
void model_note(Model *m, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Follows steps that are gone. */
int step_real(const Model *m, int step);
/* Fills Step.readers. */
void steps_count_readers(Model *m);
static inline bool step_is(const Step *s, const char *kind)
{
    const char *a = s->kind;
    while (*a && *a == *kind)
        a++, kind++;
    return *a == *kind;
}
bool shape_equal(Shape a, Shape b);
/* How a window's padding is written: "" (conv: same), "same", "valid" or "pad=2x1"; NULL: it
 * cannot be, a step `pad` must stand before it. */
const char *step_padding(const Model *m, const Step *s);

/* ---- simplify.c ---- */

/* requires: a model; leaves: pads joined to convolutions, biases to the layers before them,
 * activations known by their parts (x * sigmoid(x)), activations as flags, steps that nothing reads
 * gone. */
void model_simplify(Model *m);

/* requires: simplified; leaves: the last dense or conv layer and all behind it gone, and
 * `statements` in its place. False: *err. */
bool model_new_head(Model *m, const char *statements, Err *err);

/* Tells of steps that no pass made a layer of netc. */
void model_check(const Model *m, Diag *d);

/* ---- print_net.c ---- */

/* The text of the .net file; sets Model.order. */
const char *model_text(Model *m);

/* ---- import.c ---- */

/* The parameters of the model into the parameter buffer of g, the graph of model_text: the
 * steps that were printed are its nodes, in their order. False: the two do not agree, which is an
 * error of netc. */
bool model_fill(const Model *m, const Graph *g, float *params, Err *err);
/* By node of g: the step that it was printed of; NULL: none. In m's arena. */
const Step **model_steps(const Model *m, const Graph *g);
#endif
