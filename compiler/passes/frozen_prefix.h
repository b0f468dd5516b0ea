/* The frozen prefix: the instructions at the start of a plan that give the same for an image every
 * time, because everything they depend on is frozen and nothing random is among them. Training
 * keeps what the rest reads of them instead of computing it anew each epoch. */
#ifndef NETC_FROZEN_PREFIX_H
#define NETC_FROZEN_PREFIX_H
#include "compiler/ir/ir.h"

enum { FROZEN_PREFIX_MAX_VALUES = 8 };

typedef struct FrozenPrefix {
    int layers;       /* statements, the input not counted; 0: the plan has no such prefix */
    const Node *last; /* the last layer of it */
    Buffer *
        value[FROZEN_PREFIX_MAX_VALUES]; /* what the rest reads; each [n][per_image] in AREA_WORK */
    int n;
    int64_t values; /* numbers an image, of all together */
    int64_t bytes;  /* the same in bytes */
} FrozenPrefix;

/* requires: a plan (plan_memory is done); leaves: FROZEN_PREFIX and AFTER_PREFIX, which run after
 * one another do what INFER or FORWARD does. AFTER_PREFIX may also run by itself on values put
 * where FROZEN_PREFIX leaves them. No prefix worth keeping: both stay empty. */
FrozenPrefix split_frozen_prefix(Ir *ir);
/* How many instructions at the start of INFER or FORWARD, those that are gone left out, a frozen
 * prefix can be made of; 0 where none of them has parameters. */
int frozen_prefix_end(const Ir *ir, const Program *p);
/* By node: no training changes its value, so a frozen prefix may hold it. */
bool *frozen_prefix_nodes(const Ir *ir);
#endif
