/* Layouts of values (layouts.def): how many numbers a value of a shape takes, where each of them
 * lies, and which kernels can read it. A plan has one for all of its values, Target.layout; the
 * ends, x and y, are in the users' own, [n][H][W][C]. */
#ifndef NETC_LAYOUT_H
#define NETC_LAYOUT_H
#include "compiler/ir/graph.h"
#include "compiler/ir/kernel.h"

typedef struct ValueLayout {
    const char *name;
    int block, align;
    const char *kernels;
} ValueLayout;

#define LAYOUT(ID, ...) extern const ValueLayout layout_##ID;
#include "compiler/ir/layouts.def"
#define LAYOUT(ID, ...) +1
enum {
    LAYOUTS = 0
#include "compiler/ir/layouts.def"
};
extern const ValueLayout *const layout_table[LAYOUTS];

/* Blocks of a value of c channels; channels with those that fill the last block up, which is also
 * the length of a vector with one number a channel (bias, gamma, ...). */
int layout_blocks(const ValueLayout *l, int c);
int64_t layout_lanes(const ValueLayout *l, int c);
/* Numbers of one sample's value, and the place of one of them, from 0. */
int64_t layout_count(const ValueLayout *l, Shape s);
int64_t layout_place(const ValueLayout *l, Shape s, int h, int w, int c);
/* Whether values of shapes s and t with the same numbers in the order height, width, channel are
 * the same memory. */
bool layout_same(const ValueLayout *l, Shape s, Shape t);
bool layout_read_by(const ValueLayout *l, const Kernel *k);
#endif
