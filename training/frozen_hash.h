/* What is frozen, and that it stays so: a hash of every parameter of frozen layers, moving
 * statistics included. */
#ifndef NETC_FROZEN_HASH_H
#define NETC_FROZEN_HASH_H
#include "runtime/netc.h"

typedef struct FrozenHash {
    int layers;     /* frozen ones that have parameters */
    int64_t floats; /* in these */
    uint64_t hash;  /* of their bits */
} FrozenHash;
/* Of the parameters that the model shows now (netc_params). */
FrozenHash frozen_hash(NetcModel *m);
#endif
