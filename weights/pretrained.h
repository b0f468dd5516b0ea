/* Pretrained weights: parameters of a net, or of a scope of it, from a file of another program. */
#ifndef NETC_PRETRAINED_H
#define NETC_PRETRAINED_H
#include "base/fileio.h"
#include "base/number_types.h"
#include "compiler/ir/graph.h"

/* Which layer of the net each layer of the file is, is found by names, by the graph of the file's
 * model, or by an order that the file states (spec/weights.md); what that leaves open is an error.
 * Strict: every parameter of the scope must be found in its shape, and every tensor of the file
 * used, but for those of other parts of the net, an optimizer's and counters; partial: what fits is
 * loaded, which must be something. A number that is not finite is always an error, and then, as
 * with any error, the model stays as it was. */
typedef enum DenseOrder { /* ORDER: the words of --dense-order. Rows of a dense layer behind a
                             flattened map */
                          DENSE_AUTO, /* channel by channel in PyTorch's files, else as netc has
                                         them */
                          DENSE_HWC,  /* as netc has them */
                          DENSE_CHW   /* channel by channel */
} DenseOrder;

/* What was loaded of a file that describes a model, for a function that compares the two. */
typedef struct WeightsFound {
    const Graph *g;
    const char *path;
    struct TensorFile *file;   /* the same, opened */
    const char *scope;         /* NULL: the whole net */
    const char *const *tensor; /* by parameter of g: the tensor that it was read from; NULL: none */
    bool whole;                /* every parameter of the net, every tensor of the file */
    bool scales; /* the model makes its input of raw numbers: a difference from `input` is told */
    bool scaled; /* out: the net does the same, in `input` or in layers */
} WeightsFound;
typedef enum SameModel { MODEL_SAME, MODEL_DIFFERS, MODEL_UNKNOWN } SameModel;

typedef struct WeightsOptions {
    const char *scope; /* NULL: the whole net */
    bool partial;
    const char *map; /* file of lines `parameter = tensor`; NULL: none */
    DenseOrder dense_order;
    bool whole_table; /* every row, not the first 40 */
    /* Where the file describes a model: does it compute what the net computes of these weights?
     * *why, in the arena: what differs, why that is not known, or something to say; NULL. Strictly
     * and without a map a difference is an error, else a note. NULL: nothing is compared. */
    SameModel (*compare)(Arena *a, WeightsFound *found, const char **why);
} WeightsOptions;

typedef struct WeightsTold { /* zero it before; weights_told_free */
    char *table;   /* every tensor and parameter and what became of it; NULL when the file could not
                      be read */
    char *note;    /* what the file does not say and may be otherwise in this net; NULL: nothing */
    bool own;      /* netc wrote the file, as its metadata say */
    bool by_order; /* something was matched by the order of layers, or by shapes */
    bool opened;   /* it is a file of weights, whatever came of it */
    bool unmatched; /* all of it could be read: it does not fit the net, as the error says */
    bool conflict;  /* names of the file are against its own graph: nothing else may read it */
} WeightsTold;
/* Frees the texts and zeroes it; twice is fine. */
void weights_told_free(WeightsTold *t);

/* From the file into `params`, the parameter buffer of g: g->param_floats numbers in Keras layout,
 * each at Param.offset. On false params is as it was, and *err says why; `told` (may be NULL) has
 * the table either way, unless the file could not be read. o NULL: strict, the whole net. */
bool weights_load(const Graph *g, float *params, const char *path, const WeightsOptions *o,
                  WeightsTold *told, Err *err);
/* The same for every `weights SCOPE "FILE"` of the train section, over what params holds: all of
 * them or none. o->scope is not looked at. True when the section has no such line. */
bool weights_load_section(const Graph *g, float *params, const WeightsOptions *o, WeightsTold *told,
                          Err *err);

/* Writes every parameter of the buffer; the end of the name says how: .h5 (Keras' whole-model
 * layout), .npz, .safetensors. Atomic: beside the target, fsync, renamed. `type`: of the numbers in
 * the file; .safetensors takes the stored ones (NUMBER_STORED), the others NUMBER_F32 only. A
 * finite number that would become infinite is an error, as is one that is not finite. */
bool weights_write(const Graph *g, const float *params, const char *path, NumberType type,
                   Err *err);
/* The same as safetensors, whatever the name. */
bool weights_save(const Graph *g, const float *params, const char *path, NumberType type, Err *err);
/* The same, but for the commit, which is the caller's. NULL on failure. */
FileWriter *weights_compose(const Graph *g, const float *params, const char *path, NumberType type,
                            Err *err);
extern const char weights_table_key[]; /* the metadata that say the columns (Graph.columns) */
/* Is every number of the buffer finite, and no variance below 0? Else err says which is not, and
 * that path was not written. */
bool weights_all_finite(const Graph *g, const float *params, const char *path, Err *err);
#endif
