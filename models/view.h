/* Values as another program sees them. Its tensors have other axes, in another order, than netc's
 * maps (height, width, channels): a view says where each axis of the file's tensor lies in the
 * value of a step. Transposing, flattening, reshaping and the like only change the view; a layer
 * is made only where something needs an order that the value does not have.
 *
 * The value of a step is a sequence of atoms, of which the last runs fastest: a map 7x7x512 is
 * atoms 7, 7, 512. Each axis of the view is a sequence of these atoms, too. A (1, 512, 7, 7) tensor
 * of that map has axes (), (2), (0), (1); flattened, it is (), (2 0 1): channel by channel, while
 * the step has it pixel by pixel. */
#ifndef NETC_VIEW_H
#define NETC_VIEW_H
#include "compiler/ir/graph.h"
#include <stdint.h>

enum { VIEW_RANK = 8, VIEW_ATOMS = 32 };

/* Numbers that the file holds, or that follow from such. */
typedef struct Const {
    bool ints; /* i, else f */
    int rank;
    int64_t dim[VIEW_RANK];
    int64_t count;
    const float *f;
    const int64_t *i;
    const char *name;          /* NULL: of no tensor of the file */
    const struct Const *other; /* for another number of samples; NULL: the same */
} Const;

/* What a model calls its outputs, as words of the language. */
typedef struct Classes {
    const char **name;
    int n;
} Classes;

typedef struct View {
    int step;       /* whose value it is; -1: a constant, or not known */
    const Const *k; /* NULL: no constant */
    int rank;
    int64_t dim[VIEW_RANK];
    bool whole;             /* the file has it as whole numbers */
    bool text;              /* a constant of strings: not known, but it may name classes */
    bool is_class;          /* not the step's value, but which of its numbers is the largest */
    const Classes *classes; /* of a class, or of scores; NULL: not known */
    bool guess;             /* what made it was not read: dims are those of an input */
    int batch; /* the axis of the samples, -1: none; of length 1, or more where each sample's own
                  elements lie along it, too */
    int n;     /* atoms, each longer than 1 */
    int64_t size[VIEW_ATOMS];
    int seq[VIEW_ATOMS];      /* the atoms in the order of the axes */
    int start[VIEW_RANK + 1]; /* axis i has seq[start[i]] ... seq[start[i + 1] - 1] */
} View;

static inline bool view_known(const View *v) { return v->step >= 0 || v->k; }

/* A step's value whose axes lie as they are numbered. */
View view_of(int step, int rank, const int64_t *dim, int batch);
View view_const(const Const *k);
View view_unknown(void);

/* Which axes of a tensor are those of a map; h is -1 in sequences, (samples, channels, length). */
typedef struct MapAxes {
    int h, w, c;
} MapAxes;
/* The map that a step makes, as a tensor of that rank. */
View view_map(int step, int rank, int batch, MapAxes a, Shape s);

/* The number of its elements. */
int64_t view_count(const View *v);
/* What axes become; false: there are too many, or the atoms cannot be cut so. */
bool view_reshape(const View *v, int rank, const int64_t *dim, View *out);
bool view_transpose(const View *v, const int *perm, View *out);
bool view_insert(View *v, int at); /* an axis of length 1 before axis `at` */
void view_remove(View *v, int at); /* an axis of length 1 */

/* Cuts the atoms of both, of equal dims, alike. Axes whose length is 1 in one of them are left as
 * they are. */
bool view_refine(View *a, View *b);

/* The atoms of these axes, one axis after the other, to `out`; how many. */
int view_atoms(const View *v, const int *axis, int n, int *out);
/* Are the atoms of these axes, as a set, the last (the first) ones of the step's value? */
bool view_last(const View *v, const int *axis, int n);
bool view_first(const View *v, const int *axis, int n);
/* Do they lie one after the other as `axis` has them? */
bool view_in_order(const View *v, const int *axis, int n);
/* For axes that view_last: the place in the step's value, counted in their part of it, of each
 * element, the last axis running fastest. NULL: it is the same. */
const int *view_places(Arena *a, const View *v, const int *axis, int n);
#endif
