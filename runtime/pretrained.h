/* Pretrained weights: parameters of a net, or of a scope of it, from a file of another program. */
#ifndef NETC_PRETRAINED_H
#define NETC_PRETRAINED_H
#include "runtime/netc.h"

/* Which layer of the net each tensor of the file belongs to, is found by name, and for names that only count (conv2d_3,
 * features.0) by order within the kind. scope NULL: the whole net. Strict: every parameter of the scope must be found in
 * its shape, and every tensor of the file used, but for those of other parts of the net, an optimizer's and counters;
 * partial: what fits is loaded, which must be something. A number that is not finite is always an error, and then, as
 * with any error, the model stays as it was. *table (may be NULL): every tensor and parameter and what became of it, malloc'd; NULL
 * when the file could not be read. */
bool weights_load(NetcModel *m, const char *path, const char *scope, bool partial, char **table, Err *err);

/* Starting weights as the train section says (`weights SCOPE "FILE"`), over what the model holds: all of them or none. */
bool train_load_pretrained(NetcModel *m, bool partial, char **tables, Err *err);

/* Writes every parameter; the end of the name says how: .h5 (Keras' whole-model layout), .npz, .safetensors (as netc_save). */
bool weights_write(NetcModel *m, const char *path, NetcWeights type, Err *err);
/* As netc_save, of another image of m's parameters; the model is not touched. */
bool weights_save_image(const NetcModel *m, const float *image, const char *path, Err *err);
#endif
