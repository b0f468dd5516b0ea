/* The statements of an imported net, and which of them repeat: what a person would have written as
 * a block. */
#ifndef NETC_FOLD_H
#define NETC_FOLD_H
#include "models/steps.h"

/* An argument as it is written: "64", "stride=2", "nobias". */
typedef struct Word {
    const char *text;
    bool implied; /* it is the default, and not written */
} Word;

/* The statement at a place of the order. */
typedef struct Statement {
    Word *word; /* the kind first; operands are not among them */
    int n, cap;
    const char *name; /* the file's, as a word; NULL: it says nothing */
    bool keeps;       /* its label is to be that name */
    bool named;       /* another statement names it */
} Statement;

/* A value that differs from use to use of a block. */
typedef struct FoldParam {
    const char *name;
    const char **value; /* of each use */
    const char *usual;  /* the default; NULL: none */
} FoldParam;

typedef struct FoldBlock {
    const char *name;
    int n, *first, n_uses; /* statements of the body, and where in the order each use begins */
    const char **use;      /* labels of the uses: layer1_0 of layer1_0_conv1; NULL: none */
    Word **word;           /* of each statement of the body, with parameters by their names */
    const char **label;    /* inner labels; NULL: none */
    bool entry;            /* the value at the place of use is called x */
    FoldParam *param;
    int n_params, cap_params;
} FoldBlock;

typedef struct Fold {
    FoldBlock *block;
    int n_blocks, cap_blocks;
    int *block_of, *use_of; /* by place: its block, -1: none, and which use of it */
} Fold;

/* requires: Model.order, and the statement at each place; leaves: blocks, those that save the most
 * lines first. A name for which is_reserved holds is given to no block, parameter or label. */
Fold *model_fold(Model *m, const Statement *statement, bool (*is_reserved)(const char *));
#endif
