/* An ONNX graph while it is read: the names and their views, and the nodes one by one. */
#ifndef NETC_ONNX_GRAPH_H
#define NETC_ONNX_GRAPH_H
#include "models/make_layers.h"
#include "models/onnx_file.h"

/* NamedViews to views. */
typedef struct NamedViews {
    Arena *arena;
    struct NamedView {
        const char *name;
        View view;
    } * entry;
    int *slot; /* power of two; 0: free, else entry + 1 */
    int n, cap, n_slots;
    struct NamedViews *outer; /* of a branch: the names around it; NULL */
} NamedViews;

View *views_find(const NamedViews *n, const char *name); /* NULL: there is none */
/* Adds a name, or gives it another view. */
void views_put(NamedViews *n, const char *name, const View *v);

enum { ONNX_INPUTS = 4096, ONNX_OUTPUTS = 64 };

typedef struct Onnx {
    Arena *arena;
    OnnxFile file;
    Build b;
    int opset;
    int64_t samples; /* the length of the first axis of the graph's input, as the file states it */
    int depth;       /* functions and branches within each other */
    int nodes;       /* read so far, in functions and branches too */
    struct Widened { /* what Expand made, and of what */
        View wide, narrow;
    } * widened;
    int n_widened, cap_widened;
    struct NodeList {
        Onnx__NodeProto *const *node;
        size_t n;
        NamedViews makers; /* by a value's name: .step is the node that makes it; empty until
                              onnx_maker is called */
    } list;                /* that is being read */
} Onnx;

/* The node of the list that makes this value; NULL: none. */
const Onnx__NodeProto *onnx_maker(Onnx *o, const char *name);

/* A node and its inputs; out[0 .. n_out) are to be set, and are unknown before. */
typedef struct Call {
    Onnx *o;
    Build *b;
    OnnxNode node;
    const View **in; /* never NULL; an input that is left out is unknown, with rank -1 */
    int n_in;
    View *out;
    int n_out;
} Call;

static inline bool call_has(const Call *c, int i) { return i < c->n_in && c->in[i]->rank >= 0; }
/* Whole numbers from input i, or else from an attribute, at most VIEW_RANK * 2; -1: neither is
 * given, or it is no constant (which is told). */
int call_ints(const Call *c, int i, const char *name, int64_t *out);
/* The same for one number; `otherwise` when neither is given. */
double call_number(const Call *c, int i, const char *name, double otherwise);

/* k is `other` for another number of samples. */
void onnx_other(Const *k, const Const *other);
enum { OTHER_SAMPLES = 3 }; /* that number, where k is for one */

/* y is x, repeated along axes of length 1. */
void onnx_widened(Onnx *o, const View *x, const View *y);

/* The operator Einsum. */
void onnx_einsum(Call *c);

/* Is it the last node of means over equal parts of a map? Then they are one layer. */
bool onnx_area(Call *c, const NamedViews *names);

/* Operators of ai.onnx.ml, and ArgMax. */
void onnx_linear_classifier(Call *c);
void onnx_linear_regressor(Call *c);
void onnx_normalizer(Call *c);
void onnx_binarizer(Call *c);
void onnx_zip_map(Call *c);
void onnx_arg_max(Call *c);
/* Is one of its inputs a class's number? Then the result is one, too, or that is told. */
bool onnx_class_input(Call *c);
/* Leaves out the outputs that are a class's number, with a note; how many are left. What names the
 * classes becomes the model's labels. */
int onnx_leave_classes_out(Onnx *o, View *output, const char **name, int n);

typedef enum First { FIRST_NONE, FIRST_ANY, FIRST_VALUE } First; /* what input 0 must be */
typedef struct Operator {
    const char *name;
    void (*read)(Call *);
    First first;
} Operator;
/* Ends with name NULL. */
extern const Operator onnx_operators[];

/* The tensors of a graph as names. */
void onnx_initializers(Onnx *o, NamedViews *names, const Onnx__GraphProto *g);
/* Test data beside the model (test_data_set_0), if there are some, to o->b.m->values. */
void onnx_values(Onnx *o, const View *input, const View *output, const char *wanted);
/* The nodes of a graph or a function body. */
void onnx_nodes(Onnx *o, NamedViews *names, Onnx__NodeProto *const *node, size_t n,
                const OnnxNode *caller);
#endif
