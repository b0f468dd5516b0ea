/* Keras' files: the model's configuration (config.json, model_config, or a .json file) and the
 * variables of each layer, found as Keras stores them. */
#ifndef NETC_KERAS_FILE_H
#define NETC_KERAS_FILE_H
#include "formats/json.h"
#include "formats/tensors.h"
#include "models/view.h"

typedef struct KerasFile {
    Arena *arena;
    TensorFile *f;
    json_t *model;      /* {"class_name": "Functional", "config": {...}} */
    const char *prefix; /* of the groups in an .h5 file: "model_weights/" or "" */
    bool numbered;      /* layers/conv2d_1/vars/0 */
    int version;        /* Keras' first number */
    const char **taken; /* names of the n_taken variables that were read so far */
    int n_taken, cap_taken;
    const char *producer; /* "2.21.0"; NULL: the file does not say */
} KerasFile;

/* weights: the file of variables of an architecture .json; NULL: path has them. opened: path as the
 * caller has opened it, who closes it; NULL: it is opened here. */
bool keras_open(KerasFile *k, Arena *a, const char *path, const char *weights, TensorFile *opened,
                Err *err);

/* Where a layer is: by its place in the lists of models ("layers/functional/layers/conv2d_1") and
 * by names, the outermost first. */
typedef struct KerasPlace {
    const char *place;
    const char *const *path;
    int n_path;
} KerasPlace;

/* Its variables in Keras' order, at most `most`, as constants in the arena; how many. -1: *err. */
int keras_variables(KerasFile *k, const KerasPlace *at, Const *out, int most, Err *err);

/* ---- configuration ---- */

const char *keras_text(const json_t *o, const char *key); /* NULL: none */
/* What is of another type is as if it were not there. */
double keras_number(const json_t *o, const char *key, double otherwise);
/* The same of true and false. */
bool keras_flag(const json_t *o, const char *key, bool otherwise);
/* Two whole numbers, or one for both; what is beyond 2^24 becomes -1. */
void keras_pair(const json_t *o, const char *key, int otherwise, int out[2]);
/* DepthwiseConv2D is depthwise_conv2d. */
const char *keras_snake(Arena *a, const char *class_name);
#endif
