/* Wire: messages between the processes of one training, as a plug-in provides them (plugins/mpi.c).
 * The algorithms on top are netc's own (ranks.h), so that a plug-in stays small. All calls come
 * from one thread at a time. */
#ifndef NETC_WIRE_H
#define NETC_WIRE_H
#include <stdbool.h>
#include <stddef.h>

typedef struct Wire Wire;
struct Wire {
    int rank, ranks; /* this process, and how many there are */
    /* Start a message, of any size, whose bytes stay where they are until `done` is not 0. Messages
     * from one rank to another arrive in the order in which they were sent. */
    bool (*send)(Wire *w, int to, const void *data, size_t bytes);
    bool (*receive)(Wire *w, int from, void *data, size_t bytes);
    /* 1: all that were started are there; 0: not yet; -1: one failed */
    int (*done)(Wire *w);
    const char *(*why)(const Wire *w); /* the last call failed */
    /* Takes leave of the other ranks, and frees w. Status 0: all of them do so, and it waits for
     * them; else ends them, and this process, with that status. */
    void (*end)(Wire *w, int status);
};

#define WIRE_VERSION 1 /* of this struct */
#define WIRE_SYMBOL  "netc_wire_open"
/* What a plug-in exports as WIRE_SYMBOL. NULL, and the reason in `why`: another version, or the
 * processes do not find each other. */
typedef Wire *WireOpen(int version, char *why, size_t size);
#endif
