/* Which layer of a file is which of a net, from shapes and the order that the file states. */
#ifndef NETC_WEIGHT_ORDER_H
#define NETC_WEIGHT_ORDER_H
#include "base/arena.h"
#include <stdbool.h>

typedef struct Puzzle {
    Arena *arena;
    int n; /* layers of the file, and as many of the net */
    bool (*fits)(const void *user, int file, int net); /* kinds and shapes */
    bool (*before)(const void *user, int a,
                   int b); /* the file says that its layer a comes before b */
    bool (*above)(const void *user, int a, int b); /* the net's layer b is computed from a */
    const void *user;
} Puzzle;

typedef enum Solved { SOLVED, SOLVED_SHAPE, UNSOLVED_NONE, UNSOLVED_TWO, UNSOLVED_LARGE } Solved;

/* pair[layer of the file] = layer of the net, when there is exactly one way that agrees with all.
 * UNSOLVED_NONE: no way, vague[0] fits nowhere (-1: each fits somewhere); UNSOLVED_TWO: vague[0]
 * and vague[1] of the file may be exchanged. SOLVED_SHAPE: no order was needed. */
Solved puzzle_solve(const Puzzle *p, int *pair, int vague[2]);
#endif
