/* Weights of a model by the rules of weights/pretrained.h, beyond netc_load and netc_save. On false
 * the model is as it was, and *err (may be NULL) says why. */
#ifndef NETC_LOAD_SAVE_H
#define NETC_LOAD_SAVE_H
#include "runtime/netc.h"
#include "weights/pretrained.h"

/* Parameters from a file of netc or of another program. o NULL: strict, the whole net. told may be
 * NULL. */
bool netc_load_weights(NetcModel *m, const char *path, const WeightsOptions *o, WeightsTold *told,
                       Err *err);
/* What the train section states in lines `weights SCOPE "FILE"`; all of them or none. o->scope is
 * not looked at. */
bool netc_load_section(NetcModel *m, const WeightsOptions *o, WeightsTold *told, Err *err);
/* The columns of a table that the net is trained on (data/columns.h, JSON): its input is normalised
 * by them, and every file that netc_save writes has them, so that netc_load_weights finds them.
 * `from`: what is named in messages. */
bool netc_use_columns(NetcModel *m, const char *json, const char *from, Err *err);
/* The names of the classes of the data that the net is trained on, in the order of its outputs:
 * every file that netc_save writes has them, and netc_load_weights finds them. They are copied; n
 * 0: they have none. */
bool netc_use_classes(NetcModel *m, const char *const *names, int n, int rate, Err *err);
/* What a weights file says of them (weights/origin.h). */
bool netc_use_origin(NetcModel *m, const char *json, Err *err);
/* Every parameter into .h5, .npz or .safetensors, as the name ends; `type` beyond NETC_F32 for
 * .safetensors alone. */
bool netc_write_weights(NetcModel *m, const char *path, NetcWeights type, Err *err);
#endif
