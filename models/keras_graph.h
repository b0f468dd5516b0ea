/* A Keras model while it is read: its layers' calls, and what each layer makes. */
#ifndef NETC_KERAS_GRAPH_H
#define NETC_KERAS_GRAPH_H
#include "models/make_layers.h"
#include "models/keras_file.h"

typedef struct Keras {
    Arena *arena;
    KerasFile file;
    Build b;
    int64_t work; /* names compared */
    int layers;   /* calls read */
} Keras;

typedef struct KerasViews {
    View *view;
    int n, cap;
} KerasViews;

/* One call of a layer. in: the views that it takes; numbers: constants among them, in place, or
 * NULL. */
typedef struct LayerCall {
    Keras *k;
    const json_t *layer, *config;
    const json_t *call; /* of this call in inbound_nodes; NULL */
    const char *class_name;
    bool function; /* of TensorFlow (Keras 2), not a layer or operator of Keras */
    KerasPlace at;
    const View *in;
    int n_in;
    const double *numbers; /* further arguments of an operator: x * 2; */
    int n_numbers;
    bool number_first;  /* 2 - x */
    bool array;         /* numbers are not single, but those of an array */
    const json_t *list; /* that array; NULL: there is none, or several */
    KerasViews more;    /* further results of an operator with several */
} LayerCall;

/* A class of Keras' layers, or of operators that it keeps as layers. */
typedef struct KerasClass {
    const char *name; /* NULL ends a table */
    View (*read)(LayerCall *);
} KerasClass;
extern const KerasClass keras_operations[], keras_tensors[];

/* The layer's result; what is not known is told to b->diag. */
View keras_layer(LayerCall *c);

static inline Build *keras_builder(LayerCall *c) { return &c->k->b; }
/* Whole numbers of a list, or one, as axes of `rank`; -1: told. */
int keras_axes(LayerCall *c, const char *key, int rank, int *axis);
/* x behind the configuration's `activation`. */
View keras_activated(LayerCall *c, View x);
/* ops.reshape: `newshape` counts the samples' axis, too. */
View keras_reshape_all(LayerCall *c);
#endif
