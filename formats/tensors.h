/* A weights file of any kind as a list of named tensors: HDF5 (Keras .h5), zip (.keras with HDF5 in
 * it, NumPy's .npz) and safetensors. What a file is, its first bytes say; its name only chooses the
 * message when they say nothing known. A kind is one record (TensorKind) in the table of tensors.c.
 */
#ifndef NETC_FORMATS_TENSORS_H
#define NETC_FORMATS_TENSORS_H
#include "base/arena.h"
#include "base/err.h"
#include "base/number_types.h"
#include <stddef.h>
#include <stdint.h>

enum { TENSORS_MOST = 10000 }; /* of an archive or an HDF5 file, read or written */

typedef struct FileTensor {
    const char *name; /* as the file has it: "block1_conv1/block1_conv1_W_1:0" */
    int rank;
    int64_t dim[TENSOR_MAX_RANK];
    int64_t count;    /* product of dim; 1 for rank 0 */
    const char *type; /* for messages: "float32", "integers" */
    bool floats;      /* tensors_read works */
} FileTensor;

/* What a file says of itself beside the tensors: strings under a key, at a place in the file.
 *   HDF5         at: the group's path, "" for the root; keys model_config, keras_version, backend,
 *                producer (netc's own), layer_names, weight_names, name
 *   .keras       the same of its model.weights.h5, and config.json as "model_config" at ""
 *   safetensors  the metadata at "" */
typedef struct FileNote {
    const char *at, *key;
    const char **value;
    int n; /* values; may be 0 */
} FileNote;

typedef struct TensorKind TensorKind;

typedef struct TensorFile {
    Arena *arena; /* owns this struct, the names and the notes */
    const char *path;
    const TensorKind *kind;
    void *handle; /* the kind's own */
    FileTensor *tensor;
    int n, cap;
    FileNote *note;
    int n_notes, cap_notes;
} TensorFile;

struct TensorKind {
    const char *name;                      /* "HDF5" */
    bool (*open)(TensorFile *f, Err *err); /* fills handle and the tensors */
    bool (*read)(TensorFile *f, int i, float *to,
                 Err *err);       /* tensor[i].count floats; floats is true */
    void (*close)(TensorFile *f); /* handle may be NULL */
};

TensorFile *tensors_open(const char *path, Err *err); /* NULL on failure */
void tensors_close(TensorFile *f);                    /* NULL is fine */
/* Tensor i, whose `floats` is true: its `count` numbers to `to`. */
bool tensors_read(TensorFile *f, int i, float *to, Err *err);

/* For the kinds: adds a tensor (name copied). A shape that does not fit is an error. */
bool tensors_add(TensorFile *f, const char *name, int rank, const int64_t *dim, const char *type,
                 bool floats, Err *err);

/* Adds a note; at, key and the n values are copied. */
void tensors_note(TensorFile *f, const char *at, const char *key, const char *const *value, int n);
/* The note of that place and key; NULL: there is none. */
const FileNote *tensors_find_note(const TensorFile *f, const char *at, const char *key);

extern const TensorKind tensor_kind_hdf5, tensor_kind_zip, tensor_kind_torch;

/* For writing: Keras layout float32. */
typedef struct TensorOut {
    const char *layer, *var; /* "base_block1_conv1", "kernel" */
    const char *name;        /* full: "base.block1.conv1.kernel" */
    int rank;
    const int *dim;
    const float *data;
} TensorOut;

/* n tensors, those of a layer together, as Keras' .h5; and as members NAME.npy, stored, of an .npz.
 * config: of the model, as JSON, with which Keras opens the file as a whole model; NULL: none.
 * Atomic. */
bool hdf5_write(const char *path, const TensorOut *t, int n, const char *config, Err *err);
bool npz_write(const char *path, const TensorOut *t, int n, Err *err);
/* A .keras archive: the model's configuration and its variables, each at LAYER/VAR
 * ("layers/conv2d_1", "vars/0"). Atomic. */
bool keras_write(const char *path, const TensorOut *t, int n, const char *config, Err *err);
/* The same variables as an HDF5 file without a name; a descriptor, the caller's. -1: *err, where
 * `path` is what could not be written. */
int hdf5_make(const char *path, const TensorOut *t, int n, Err *err);

/* The HDF5 file that fd is open on, which f->path names in messages; for the .keras archive. fd may
 * be closed afterwards. */
bool hdf5_open_fd(TensorFile *f, int fd, Err *err);
#endif
