/* What the train section's `augment` says: one amount for each line of augments.def, 0 for what is
 * not asked for. */
#ifndef NETC_AUGMENT_SPEC_H
#define NETC_AUGMENT_SPEC_H

typedef struct AugmentSpec {
#define AUGMENT(name, form, def, max, doc) double name;
#include "data/augments.def"
#undef AUGMENT
} AugmentSpec;
#endif
