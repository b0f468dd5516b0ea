/* Pretrained weights: parameters of a net, or of a scope of it, from a file of another program. */
#ifndef NETC_PRETRAINED_H
#define NETC_PRETRAINED_H
#include "runtime/netc.h"

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

typedef struct WeightsOptions {
    const char *scope; /* NULL: the whole net */
    bool partial;
    const char *map; /* file of lines `parameter = tensor`; NULL: none */
    DenseOrder dense_order;
    bool whole_table; /* every row, not the first 40 */
} WeightsOptions;

typedef struct WeightsTold { /* zero it before; weights_told_free */
    char *table;   /* every tensor and parameter and what became of it; NULL when the file could not
                      be read */
    char *note;    /* what the file does not say and may be otherwise in this net; NULL: nothing */
    bool own;      /* netc wrote the file, as its metadata say */
    bool by_order; /* something was matched by the order of layers, or by shapes */
} WeightsTold;
void weights_told_free(WeightsTold *t);

/* o NULL: strict, whole net. told may be NULL. */
bool weights_load_as(NetcModel *m, const char *path, const WeightsOptions *o, WeightsTold *told,
                     Err *err);
/* The same; *table (may be NULL) is malloc'd. */
bool weights_load(NetcModel *m, const char *path, const char *scope, bool partial, char **table,
                  Err *err);

/* Starting weights as the train section says (`weights SCOPE "FILE"`), over what the model holds:
 * all of them or none. o->scope is not looked at. */
bool train_load_pretrained_as(NetcModel *m, const WeightsOptions *o, WeightsTold *told, Err *err);
bool train_load_pretrained(NetcModel *m, bool partial, char **tables, Err *err);

/* Writes every parameter; the end of the name says how: .h5 (Keras' whole-model layout), .npz,
 * .safetensors (as netc_save). */
bool weights_write(NetcModel *m, const char *path, NetcWeights type, Err *err);
/* As netc_save, of another image of m's parameters; the model is not touched. */
bool weights_save_image(const NetcModel *m, const float *image, const char *path, Err *err);
#endif
