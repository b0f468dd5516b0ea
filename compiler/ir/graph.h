/* Graph: the flat network after blocks, repeats and ifs are expanded. Nodes stand in
 * source order, which is a topological order. Made by expand(), completed by
 * infer_shapes(); later passes only read it (but for Node.algo, see select). */
#ifndef NETC_GRAPH_H
#define NETC_GRAPH_H
#include "base/arena.h"
#include "base/diag.h"
#include "compiler/ir/absorb.h"
#include "data/augment.h"
#include "data/columns.h"
#include "kernels/run.h"
#include <stdbool.h>

typedef struct Layer Layer;

/* Shape of one sample. rank 1: a vector of c features (h = w = 1). rank 3: h x w x c. */
typedef struct Shape {
    int rank, h, w, c;
} Shape;

/* One attribute's value as written or by default; which fields count is told by AttrSpec.type. */
typedef struct AttrValue {
    bool set;    /* written in the file (false: default) */
    double num;  /* ATTR_INT, ATTR_NUM, ATTR_FLAG (0 or 1) */
    int size[3]; /* ATTR_SIZE: as written, 3x3 -> {3,3}; a single number k -> {k,k} */
    int rank;    /* ATTR_SIZE: how many numbers of `size` count; ATTR_TUPLE: length */
    const double
        *tuple;      /* ATTR_TUPLE: `rank` numbers, filled up to at least four with the default */
    const char *str; /* ATTR_STR, ATTR_NAME */
    Span span;       /* of the argument; of the statement when not set */
} AttrValue;

typedef enum Init { /* starting values, Keras' names */
                    INIT_ZEROS,
                    INIT_ONES,
                    INIT_GLOROT_UNIFORM,
                    INIT_GLOROT_NORMAL,
                    INIT_HE_UNIFORM,
                    INIT_HE_NORMAL,
                    INIT_LECUN_UNIFORM,
                    INIT_LECUN_NORMAL,
                    INIT_PYTORCH, /* evenly within 1 / sqrt(fan_in): PyTorch's default */
                    INIT_DIRAC,   /* so, but the first filters pass on a channel each */
                    INIT_WHITEN   /* from the training data; before these are seen, as pytorch */
} Init;

/* A parameter of a node, in Keras layout. Declared by the layer's shape rule. */
typedef struct Param {
    const char *name;      /* "kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance" */
    const char *full_name; /* "base.block1.conv1.kernel" */
    int rank, dim[4];
    Init init;
    int fan_in, fan_out;
    bool trainable; /* false for moving statistics and frozen layers */
    bool trains;    /* what trainable would be, were nothing frozen */
    double rate;    /* factor on its learning rate: 1, or the train section's `rate`, times the rate
                       of an optimizer of its own by that of the whole net */
    int part; /* it trains for Train.epochs_of[part - 1] epochs, with a schedule over as many; 0:
                 for all */
    const struct Setting *optimizer; /* of its own (const Optimizer *); NULL: the net's */
    double deviation;                /* that its starting values are scaled to; 0: as they are */
    bool decays;    /* kernels: true; biases and batchnorm parameters: false, but with an optimizer
                       of their own */
    bool own_decay; /* the train section's `decay` names it: `decay` in place of the optimizer's */
    double decay;
    bool matrix;    /* from all axes but the last to the last */
    bool optional;  /* where a file of weights lacks it, it stays as it starts */
    int64_t count;  /* product of dim */
    int64_t offset; /* floats, in the parameter buffer */
    int index;      /* in Graph.params */
    struct Node *node;
} Param;

/* What a statement of the train section says of a node's parameters: waits at the node for them to
 * be declared. Those of a node are in the order written. */
typedef struct ParamWish {
    const char *name; /* of the one it is said of; NULL: of all */
    enum { WISH_RATE, WISH_FREEZE, WISH_OPTIMIZER } what;
    double rate; /* WISH_RATE */
    int part;    /* see Param */
    bool frozen,
        undone; /* WISH_FREEZE; undone: an `unfreeze` of the whole layer stands behind it */
    const struct Setting *optimizer; /* WISH_OPTIMIZER */
    Span span;
    struct ParamWish *next;
} ParamWish;

/* `decay PATH X`: for the parameters of a layer or block that decay, or for a single parameter; or
 * for all parameters that a pattern fits. */
typedef struct DecayRule {
    const char *path;
    bool pattern; /* `*` stands for any letters, `?` for one */
    double decay;
    Span span;
} DecayRule;

typedef struct Node {
    int id; /* index in Graph.nodes; also the stream number of its random numbers */
    const Layer *layer;
    const char *name; /* full path: "base.block1.conv1" */
    const char *top; /* outermost scope of the path one below a use of a block, for "shapes so far":
                        nodes of one block use at depth <= 2 share it ("base.block1"); else name */
    bool labelled;   /* the user gave the last part of the name; else netc did: conv_1 */
    bool implicit;   /* made by a flag of the layer above (conv ... relu): shown in its row */
    bool frozen;     /* `frozen` or the train section's `freeze` */
    ParamWish *wishes; /* see there */
    Span span;         /* the statement */
    AttrValue *attr;   /* one for each of layer->attrs */
    struct Node **in;  /* inputs */
    int n_in;
    Shape out;      /* set by infer_shapes; inputs' shapes are in[i]->out */
    Param **params; /* in Keras order */
    int n_params;
    struct Node *shares; /* whose parameters these are (share=); NULL: its own */
    Span share_span;
    const char *algo;  /* chosen algorithm, of kinds that have several; NULL otherwise */
    Absorbed absorbed; /* set by absorb(): fusion with its neighbours */
    void *geometry; /* owned by the layer kind: what its shape rule worked out for the lowering */
} Node;

/* What `input` says: raw bytes -> x. x[c] = (raw[c] * scale - mean[c]) / std[c]; c in the order of
 * x. */
typedef struct Input {
    int raw_h, raw_w; /* as written: the data's size; 0 x 0 when data of any size is resized */
    int h, w, c;      /* what the first layer sees (after resize=) */
    double scale;
    const double *mean,
        *std; /* per_channel entries, of which the last is also that of all further channels */
    int per_channel; /* at least 4 */
    bool bgr;
    Span span;
} Input;

/* One of several inputs: its numbers lie one after the other in x, and those of all inputs in the
 * order written. */
typedef struct InputPart {
    const char *name;
    Input in;
    Shape shape;
    int64_t at; /* the first of them in x */
    struct Node *node;
} InputPart;

/* A table-driven statement of the train section (optimizer, loss, schedule, ...): name and
 * attributes. */
typedef struct Setting {
    const void *record; /* const Loss *, const Optimizer *, ... */
    AttrValue *attr;
    Span span;
} Setting;

/* One of several outputs: its numbers lie one after the other in y and in a row of targets, and
 * those of all outputs in the order written. */
typedef struct Head {
    const char *name;
    Node *node;
    int64_t at, count; /* the first of them, and how many; set by infer_shapes */
    Setting loss;      /* record NULL: none is written */
    double weight;     /* of this loss in their sum */
    Span span;
} Head;

/* What holds where a file says nothing, also for texts: TEXT_OF(DEFAULT_BATCH) is "64". */
#define DEFAULT_BATCH     64
#define DEFAULT_OPTIMIZER "adam"
#define TEXT_OF(number)   TEXT_OF_(number)
#define TEXT_OF_(number)  #number

typedef struct Train {
    bool present;
    Span span;    /* the section's head; the `}` of the net where there is none */
    Setting loss; /* record NULL when no loss is written */
    Setting optimizer;
    const Setting *const *optimizers; /* n_optimizers of parts of the net (`of=`), as written */
    int n_optimizers;
    Setting schedule;    /* const Schedule *; record NULL: the rate stays */
    AugmentSpec augment; /* all 0: the pictures stay as they are */
    int batch, epochs;
    int epochs_of[RUN_PARTS]; /* n_epochs_of lengths in epochs of parts that train for less than all
                               */
    int n_epochs_of;
    bool drop_last;        /* an epoch ends before a batch that would not be whole */
    int accumulate;        /* batches whose mean gradient makes a step */
    int stated_accumulate; /* as the file says; a caller may say otherwise */
    double average; /* share of its old value that the average of the weights keeps at a step; 0: no
                       average */
    int lookahead;  /* steps after which the weights go back to a share of their way; 0: no
                       lookahead */
    double lookahead_share; /* of the way that is kept */
    DecayRule *decays; /* in the order written: of those that fit a parameter the last counts */
    int n_decays, cap_decays;
    const char *data_kind; /* a word of data/datasets.def; NULL: none is named */
    const char *data_path; /* as written: from the folder that the program runs in */
    ColumnsWish columns;   /* what `data` says of a table's columns */
    bool takes_rows;       /* the data are rows of a table */
    Span data_span;
    const char **classes; /* the classes whose images are used; NULL: all */
    int n_classes;
    bool balanced;               /* class_weight balanced */
    const double *class_weights; /* a factor for each class; NULL: none are written */
    int n_class_weights;
    Span weights_span, weight_span; /* of class_weight; of `weight=` */
    bool weighs;                    /* rows of targets end with what the sample weighs */
    const char *stop_monitor;       /* "val_loss", "val_accuracy", ...; NULL: no early stopping */
    int stop_patience;
    double stop_min_delta;
    double validation;     /* share of the training data held out; 0: a set of its own validates */
    bool validate_on_test; /* `validation test`: the test set, also where there is a validation set
                            */
    bool quantize;         /* `quantize int8`: trained for 8-bit integers (add_ranges) */
    bool target_input;     /* the outputs are compared with the net's input */
    Span target_span;
    uint64_t seed;
    struct {
        const char *scope, *path;
        Span span;
    } weights[16]; /* weights SCOPE "FILE"; scope NULL: all */
    int n_weights;
    const char *teacher, *teacher_net, *teacher_weights; /* the .net file, its net (NULL: the last),
                                                            and its weights; NULL: no teacher */
    Span teacher_span;
} Train;

typedef struct Graph {
    Arena *arena;
    const char *name; /* the net's name */
    Input input;
    Node **nodes; /* nodes[0] is the input */
    int n_nodes, cap_nodes;
    Node *output;      /* the last value */
    InputPart *inputs; /* n_inputs that have names; 0: there is one, without */
    int n_inputs, cap_inputs;
    Head *heads; /* n_heads outputs; 0: there is one, `output`, which else joins them */
    int n_heads, cap_heads;
    Param **params;
    int n_params, cap_params;
    int64_t param_floats; /* size of the parameter buffer */
    const char **labels;  /* NULL-terminated; NULL when the net has none */
    int n_labels;
    const char **classes; /* n_classes names in the order of the outputs: of the data that the
                             weights were trained on, which `labels` go before; NULL: not known */
    int n_classes;
    int rate; /* samples a second of the signals that the weights were trained on; 0: of none */
    const char *
        *outputs; /* n_outputs names of what the outputs are, where a table tells; else NULL */
    int n_outputs;
    const char *columns; /* how the columns of a table become the input (data/columns.h, JSON);
                          NULL: none is known */
    const char **column_lines; /* with `columns`: which input is which column, for a reader; ends
                                  with NULL */
    Train train;
    const Source **sources; /* every file read, the main one first */
    int n_sources;
    uint64_t source_hash; /* FNV-1a over their texts */
    uint64_t layout_hash; /* FNV-1a over parameter names and shapes: whose weights are these */
} Graph;

/* Who declared n's parameters; and how many n has declared. */
static inline const Node *params_owner(const Node *n) { return n->shares ? n->shares : n; }
static inline int own_params(const Node *n) { return n->shares ? 0 : n->n_params; }

/* Of n's value as it lies in memory. */
static inline Shape stored_shape(const Node *n)
{
    return n->absorbed.pool ? n->absorbed.pool->out : n->out;
}

/* The name of class k, of the labels or of the data; NULL: it has none. */
static inline const char *class_name(const Graph *g, int k)
{
    if (g->labels)
        return k < g->n_labels ? g->labels[k] : NULL;
    return g->classes && k < g->n_classes ? g->classes[k] : NULL;
}

/* Numbers of a sample's row of targets, as a training plan reads it; 1 where labels are class
 * numbers. */
int64_t graph_label_floats(const Graph *g);
/* The loss of n samples by the train section: y (n, outputs) against rows of as many targets, or
 * class numbers; in double. The train section has a loss. */
double graph_loss(const Graph *g, const float *y, const void *labels, int n);

static inline int64_t shape_count(Shape s) { return (int64_t)s.h * s.w * s.c; }
const char *shape_text(Arena *a, Shape s); /* "32x32x3" or "512" */
#endif
