/* safetensors files: 8 bytes of header length, a JSON header (dtype, shape and place of each
 * tensor, and a map of strings, "__metadata__"), then the raw little-endian data. Reading is
 * strict: whatever the format forbids is an error that names path and place. Opening reads the
 * header only; tensors are read one by one, by name or number. Writing is atomic and deterministic:
 * tensors and metadata stand in the order given. */
#ifndef NETC_FORMATS_SAFETENSORS_H
#define NETC_FORMATS_SAFETENSORS_H
#include "base/err.h"
#include "base/fileio.h"
#include "base/number_types.h"
#include <stddef.h>
#include <stdint.h>

typedef struct StTensor {
    const char *name;
    NumberType type;
    int rank;
    int64_t dim[TENSOR_MAX_RANK];
    int64_t count;       /* product of dim; 1 for rank 0 */
    uint64_t begin, end; /* bytes of the data section */
} StTensor;

typedef struct StFile StFile;

StFile *st_open(const char *path, Err *err); /* NULL on failure */
void st_close(StFile *f);                    /* NULL is fine */
/* What the header says, the file's until st_close: as it was opened, how many tensors, the i-th in
 * the order of their data, the one of a name (NULL: there is none). */
const char *st_path(const StFile *f);
int st_count(const StFile *f);
const StTensor *st_tensor(const StFile *f, int i);
const StTensor *st_find(const StFile *f, const char *name);
/* Its metadata: the value of a key (NULL: there is none), and entry i of so many. */
const char *st_metadata(const StFile *f, const char *key);
int st_metadata_count(const StFile *f);
void st_metadata_at(const StFile *f, int i, const char **key, const char **value);

/* t->count floats. The other real types are converted (a finite number too large for a float is an
 * error); whole numbers are an error. */
bool st_read_float(StFile *f, const StTensor *t, float *to, Err *err);
/* The bytes as they are: t->end - t->begin of them. */
bool st_read_raw(StFile *f, const StTensor *t, void *to, Err *err);

typedef struct StEntry { /* one tensor to write */
    const char *name;
    NumberType type; /* 0: NUMBER_F32 */
    int rank;
    const int *dim;   /* rank of them */
    const void *data; /* in the byte order of this machine */
} StEntry;
typedef struct StMeta {
    const char *key, *value;
} StMeta;

/* Writes a file of n tensors, atomically. False also for a name that comes twice. */
bool st_write(const char *path, const StEntry *entries, int n, const StMeta *meta, int n_meta,
              Err *err);
/* The same, but for the commit, which is the caller's: for files that belong together. NULL on
 * failure. */
FileWriter *st_compose(const char *path, const StEntry *entries, int n, const StMeta *meta,
                       int n_meta, Err *err);
#endif
