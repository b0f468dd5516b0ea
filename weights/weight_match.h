/* Which layer of a weights file belongs to which layer of a net. */
#ifndef NETC_WEIGHT_MATCH_H
#define NETC_WEIGHT_MATCH_H
#include "compiler/ir/graph.h"
#include "weights/weight_file.h"

typedef enum How { BY_NOTHING, BY_NAME, BY_MAP, BY_GRAPH, BY_ORDER, BY_SHAPE } How;

typedef struct Match {
    Arena *arena;
    const Graph *g;
    WeightFile *w;
    const char *scope; /* NULL: the whole net */
    bool partial;
    int *layer; /* by node: layer of the file, -1: none. Pairs given before match_layers are kept */
    How *how;   /* by node */
    int *node;  /* by layer of the file: node of the net, -1: none, or: */
    const char *trouble; /* why layers that are left could not be paired; NULL: nothing to say */
    bool vague;          /* the trouble is that there are several ways */
    bool conflict;       /* the trouble is one for all of them: nothing may be loaded */
} Match;

enum { LAYER_ELSEWHERE = -2 }; /* of a part of the net outside the scope */

/* Empties m for the part of g in scope and the layers of w; then match_pair for pairs that are
 * given, then match_layers, which finds the others or says in m why not. All in the arena. */
void match_begin(Match *m, Arena *a, const Graph *g, WeightFile *w, const char *scope,
                 bool partial);
void match_pair(Match *m, int node, int layer, How how);
void match_layers(Match *m);

/* How the tensor becomes the parameter. */
typedef enum Turn {
    TURN_NONE,  /* as it is; a depthwise kernel also from (h,w,1,channels) */
    TURN_TORCH, /* (out,in,h,w), (out,in) */
    TURN_BAD    /* the shapes do not fit */
} Turn;
typedef struct Turns {
    bool plain, torch;
} Turns;
/* Which turns make the tensor's shape the parameter's; a square kernel may allow both. */
Turns turns_possible(const FileTensor *t, const Param *p);
/* A role of the file's layer that the parameter may be without: batchnorm with no scale has a gamma
 * of 1. */
bool role_is_neutral(const FileLayer *l, Role role);
#endif
