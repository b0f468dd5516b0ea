/* Layer: all that netc knows of a layer kind. One record a kind in compiler/layers/KIND.c,
 * one line a kind in layers.def. The grammar and the passes never name a kind. */
#ifndef NETC_LAYER_H
#define NETC_LAYER_H
#include "compiler/ir/graph.h"
#include "compiler/ir/ir.h"

typedef enum AttrType {
    ATTR_INT,  /* whole number, min <= x <= max */
    ATTR_NUM,  /* number, min <= x <= max */
    ATTR_SIZE, /* 3x3, or one number for a square; each >= 1 */
    ATTR_FLAG, /* a bare word: `nobias` */
    ATTR_NAME, /* key=word, one of `choices` (separated by blanks) */
    ATTR_STR,  /* key="text" */
    ATTR_TUPLE /* key=(a,b,c) */
} AttrType;

typedef struct AttrSpec {
    const char *name; /* the key; a flag's word */
    AttrType type;
    int position; /* > 0: may be written without a key, as the position-th such argument of its
                     form; 0: key only. Sizes and numbers are told apart by form: `conv 32 3x3`
                     fills filters and size */
    bool required;
    double def, min, max; /* numbers; for ATTR_SIZE `def` is the square's side (0: none). A default
                             below min is none: what it means unwritten, its kind knows */
    const char *choices;  /* ATTR_NAME: allowed words; the first is the default */
    const char *doc;
} AttrSpec;

typedef struct LayerExample { /* a use that the gradient check runs: "6x5x3" and "conv 4 3x3
                                 stride=2" */
    const char *input, *body; /* body: statements, separated by ';' */
} LayerExample;

typedef struct ShapeCtx ShapeCtx; /* of infer_shapes */
typedef struct Lower Lower;       /* of lower and differentiate; see ir.h */

/* What the cost model tells apart: the gradient of the inputs, and that of the parameters. */
typedef enum Pass { PASS_FORWARD, PASS_DATA, PASS_WEIGHTS, PASS_COUNT } Pass;

struct Layer {
    const char *kind;      /* "conv" */
    const char *doc;       /* one sentence */
    const AttrSpec *attrs; /* ends with name NULL */
    int min_in,
        max_in;      /* inputs: 1,1 for most; add: 2,INT_MAX (the current value and those named) */
    bool activation; /* may be a flag of conv and dense */
    bool takes_activation; /* conv, dense: an activation's kind may be a flag */
    /* Sets n->out and declares parameters, or reports through shape_error. */
    void (*shape)(ShapeCtx *, Node *n);
    /* Appends instructions that make lower_out(n). NULL: the kind does not compile yet. */
    void (*forward)(Lower *, Node *n);
    /* Appends instructions that make lower_grad_in(n, i) for every input that wants one and every
     * parameter gradient. */
    void (*backward)(Lower *, Node *n);
    /* Nondecreasing pointwise kinds whose derivative follows from their output: appends dx = dy
     * times the derivative where it gave y, each of `len` floats an image. NULL: it does not
     * follow. */
    void (*slope)(Lower *, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx);
    /* ---- fusion with neighbours: see absorb.h ---- */
    unsigned traits; /* TRAIT_... */
    /* ABSORBS_...: what n's kernels can compute of its neighbours, by n->algo. NULL: nothing. */
    unsigned (*absorbs)(const Node *n);
    /* The buffer of factors that TRAIT_CHANNEL_AFFINE or TRAIT_NORMALISES speaks of: made at the
     * first call. */
    Buffer *(*factors)(Lower *, Node *n);
    /* Appends what is left of `forward` where another node computes n's value (Absorbed.by). NULL:
     * nothing is. */
    void (*absorbed)(Lower *, Node *n);
    /* TRAIT_CHANNEL_AFFINE: appends, where an inference plan is prepared, what folds n into the
     * layer before it: *to, that layer's kernel of `rows` rows of one number a channel, from its
     * own, *from; rows 0: its bias (from NULL: it has none). */
    void (*fold)(Lower *, Node *n, int64_t rows, Buffer *from, Buffer *to);
    /* ---- values [H][W][C] (layout_hwc): inference of one image by kernels/plain/ ---- */
    /* As `forward`. NULL: not there yet, and a plan of this layout is refused. */
    void (*plain)(Lower *, Node *n);
    /* Whether it takes this use of the kind. NULL: every one. */
    bool (*plain_takes)(const Node *n);
    unsigned plain_absorbs; /* in the place of `absorbs` */
    /* In a plan that learns (Target.learns): appends the gradient of what it reads from that of its
     * value, of the stored shape, and then the steps on its own weights. NULL: not there yet. */
    void (*learn)(Lower *, Node *);
    /* ---- the same of 8-bit integers (Target.quant); see compiler/layers/int8.h ---- */
    void (*int8)(Lower *, Node *n);    /* NULL: there is none, and a plan is refused */
    bool (*int8_takes)(const Node *n); /* beside plain_takes; NULL: every use */
    bool int8_channels; /* weights are a factor and a summand for each channel, not a kernel */
    Int8Scale int8_scale;
    const char *int8_hint; /* where a net that has it is refused: what to write. NULL: nothing */
    double (*at)(const Node *, double x); /* value by value: that of x, for int8_by_table */
    double (*flops)(const Node *n); /* forward, one image; multiply and add count 2. NULL: 0 */
    /* Kinds with several algorithms: picks n->algo. `exact`: no Winograd. */
    void (*select)(const Target *, Node *n);
    /* Kinds whose time is not just that of their FLOPs or bytes: what a pass by n->algo does. NULL:
     * it is. */
    void (*work)(const Target *, const Node *n, Pass, Work *);
    const LayerExample
        *examples; /* ends with input NULL; at least one for every kind that compiles */
};

extern const Layer layer_fake_quant;       /* no kind of the language; see add_ranges */
extern const Layer layer_input_part;       /* nor this: one of several inputs, of all of x */
extern const Layer layer_outputs;          /* nor this: several outputs as one vector */
extern const Layer *const layer_table[];   /* every kind, NULL-terminated, from layers.def */
const Layer *layer_find(const char *kind); /* NULL: unknown */

/* ---- attributes (compiler/ir/attributes.c) ---- */

/* The index in a table that ends with name NULL; -1: it has no such attribute. */
int attr_find(const AttrSpec *, const char *name);
/* The node's value of an attribute of its kind, as written or by default; any other name is an
 * error of netc. Never NULL; the node's. */
const AttrValue *attr_value(const Node *n, const char *name);
/* The same as a number, a flag, or a text (NULL when it is neither written nor has a default). */
int attr_int(const Node *n, const char *name);
double attr_num(const Node *n, const char *name);
bool attr_flag(const Node *n, const char *name);
const char *attr_str(const Node *n, const char *name);
/* The same of a statement of the train section, whose record has the table `attrs`. */
double setting_num(const Setting *, const AttrSpec *attrs, const char *name);
/* And of ATTR_NAME the number of its word among the choices, from 0. */
int setting_word(const Setting *, const AttrSpec *attrs, const char *name);

/* ---- for shape rules; defined by the pass that calls them (compiler/front/infer_shapes.c) ---- */
Arena *shape_arena(ShapeCtx *);
/* An error at the node's statement; the pass adds the line "shapes so far: ..." after it. */
void shape_error(ShapeCtx *, const Node *n, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void shape_error_at(ShapeCtx *, Span, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* What is no mistake but hardly meant. */
void shape_warning(ShapeCtx *, const Node *n, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void shape_hint(ShapeCtx *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A parameter in Keras layout. */
typedef struct ParamSpec {
    const char *name;
    int rank, dim[4];
    Init init;
    int fan_in, fan_out; /* inputs of an output, and outputs of an input: for starting weights */
    double deviation;    /* see Param */
    bool fixed;          /* no training changes it: moving statistics */
    bool decays;         /* weight decay applies to it */
    bool matrix;         /* from all axes but the last to the last: an optimizer may take it so */
    bool optional;       /* where a file of weights lacks it, it stays as it starts */
} ParamSpec;
/* Declares it as n's next one. The graph's; an error is reported where it is too large. */
Param *shape_param(ShapeCtx *, Node *n, ParamSpec);
/* A vector that trains and does not decay, as a bias does. */
Param *shape_vector(ShapeCtx *, Node *n, const char *name, int count, Init);
typedef enum PadMode { PAD_SAME, PAD_VALID, PAD_EXPLICIT } PadMode;
/* `same`/`valid`/explicit padding arithmetic of one axis (Keras), all in pixels; *before: what is
 * padded in front. Returns the output length, or 0 or less when nothing is left. */
int window_output(PadMode, int in, int k, int stride, int dilation, int pad, int *before);

/* ---- losses (loss_NAME of compiler/losses/NAME.c) and optimizers (optimizer_NAME of
 * compiler/optimizers/NAME.c): a file there is in the table ---- */
typedef struct Loss {
    const char *name; /* "crossentropy" */
    const char *doc;
    const AttrSpec *attrs;
    const char *fused_kind; /* the last layer this loss is computed together with ("softmax"); NULL:
                               any. The gradient then enters at that layer's input. */
    bool int_labels;        /* labels are int32 class numbers [n]; false: float targets [n][C] */
    bool shares;            /* a float target is a share of 1, 0 to 1; false: any number */
    int target_rows;        /* rows of targets of a sample, each as long as the output, one after
                               the other; 0 is as 1 */
    bool compares; /* the samples of a batch with one another: an output is an embedding, a class
                      number any from 0 up, and the loss of a batch no mean over its parts */
    bool (*by_angle)(const Setting *); /* of embeddings: are they compared by their directions
                                          alone? NULL where there are none */
    /* `value` is the loss's input (the fused layer's input, or the net's output). Fills prob (the
     * net's output, a packed value), per-image losses [n] and, when dvalue is not NULL, the
     * gradient of the mean loss over n images. */
    void (*lower)(Lower *, const Setting *, Shape shape, Buffer *value, Buffer *labels,
                  Buffer *prob, Buffer *losses, Buffer *dvalue);
    /* The same for a plan of values [H][W][C] that learns, from one sample's output: the loss, and
     * dvalue, where the gradient enters. NULL: not there yet. */
    void (*plain)(Lower *, const Setting *, Shape shape, Buffer *labels, Buffer *y, Buffer *loss,
                  Buffer *dvalue);
    bool classes;            /* it tells classes apart: class numbers, or rows of float targets that
                                are the shares of each class */
    const struct Loss *rows; /* the same loss of such rows, with the same attributes, where the net
                                ends in a map or the classes have weights; NULL: there is none */
    /* The mean loss of n outputs y (n of that shape, channels last) against labels (int32 [n] or
     * floats as y), in double: what evaluation reports. */
    double (*evaluate)(const Setting *, const float *y, const void *labels, int n, Shape shape);
    const LayerExample *examples;
} Loss;

/* A parameter that a step changes. */
typedef struct ParamUpdate {
    const Param *param;
    int64_t count;         /* floats of the packed form */
    double decay;          /* what the attribute `decay` is for it: 0 where it does not decay */
    Buffer *packed, *grad; /* grad: as packed is laid out */
    Buffer **moment;       /* the optimizer's n_moments, likewise */
    KernelCall pack,
        unpack; /* from and to Keras layout: kernels of two buffers, which are given here */
} ParamUpdate;

typedef struct Optimizer {
    const char *name; /* "adam" */
    const char *doc;
    const AttrSpec *attrs; /* first one: rate; among them those of ATTR_CLIP (optimizer.h) */
    int n_moments; /* buffers beside the parameter: adam 2, sgd with momentum 1 (see moments) */
    int (*moments)(const Setting *); /* NULL: n_moments */
    /* Instructions that update u->packed from its gradient and its moments. The last one alone has
     * a rate, on which the layer's factor acts. u->decay stands for the attribute `decay`.
     */
    void (*lower)(Lower *, const Setting *, const ParamUpdate *u);
    /* What a plan that learns does with a gradient: its BY, NESTEROV and MOMENTUM of StepRule.
     * False, or NULL: it has no such step. */
    bool (*learn)(const Setting *, LearnStep *);
} Optimizer;

/* Stands for the losses of several outputs (Graph.heads); no loss of the language. */
extern const Loss loss_of_outputs;
extern const Loss *const loss_table[];
extern const Optimizer *const optimizer_table[];
#endif
