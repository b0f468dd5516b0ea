/* FrozenCache: keeps, for every image of a data set, what the frozen layers at the start of the net
 * make of it, from the first time it is computed: later epochs run the rest of the net only. In
 * memory, or in a file when it is larger than a limit; the file has no name from its first moment
 * on, so it is gone whatever ends the process. The results have the bits of a training without it.
 * One thread may ask frozen_load while another takes a step on other images. */
#ifndef NETC_FROZEN_H
#define NETC_FROZEN_H
#include "runtime/values.h"

typedef struct FrozenCache FrozenCache;

typedef struct FrozenOptions {
    size_t limit;       /* bytes that may be kept in memory */
    const char *folder; /* for the file */
} FrozenOptions;
size_t frozen_default_limit(void); /* a quarter of the machine's memory */

/* For n images. NULL with an empty *err: the net has no frozen prefix. NULL with a message: there
 * is no room for the values. */
FrozenCache *frozen_new(NetcModel *m, ValuesFor what, int n, const FrozenOptions *o, Err *err);
void frozen_free(FrozenCache *c); /* NULL is fine */
size_t frozen_bytes(const FrozenCache *c);
bool frozen_in_file(const FrozenCache *c);

/* Copies the values of the n images to `values`; false when some of them are not there yet. c NULL:
 * false. */
bool frozen_load(const FrozenCache *c, const int32_t *image, int n, void *values);
/* Computes the values of the n images from x, and keeps them. values: room for them. */
bool frozen_fill(FrozenCache *c, const int32_t *image, int n, const float *x, void *values,
                 Err *err);
size_t frozen_item(const FrozenCache *c); /* bytes an image; c NULL: 0 */
#endif
