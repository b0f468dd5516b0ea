/* Memory of jansson: every piece is in a list. So it is known at the end whether a piece was
 * missing, which jansson's building functions do not say (an entry is then left out), and what a
 * command leaves when it is given up can be freed. jansson's hooks take no argument: the list is
 * the program's one variable of this kind. */
#include "cli/cli.h"
#include <pthread.h>
#include <stdlib.h>

typedef struct Link {
    struct Link *next, *before;
} Link;
typedef struct Piece {
    Link link;
    max_align_t data[];
} Piece;

static struct Pieces {
    pthread_mutex_t lock;
    Link ring; /* next, before: itself when empty */
    bool lacked;
} pieces = {.lock = PTHREAD_MUTEX_INITIALIZER, .ring = {&pieces.ring, &pieces.ring}};

static void *json_alloc(size_t bytes)
{
    Piece *p = malloc(sizeof *p + bytes);
    pthread_mutex_lock(&pieces.lock);
    if (p) {
        p->link = (Link){&pieces.ring, pieces.ring.before};
        p->link.before->next = p->link.next->before = &p->link;
    } else {
        pieces.lacked = true;
    }
    pthread_mutex_unlock(&pieces.lock);
    return p ? p->data : NULL;
}

static void json_release(void *data)
{
    if (!data)
        return;
    Piece *p = (Piece *)((char *)data - offsetof(Piece, data));
    pthread_mutex_lock(&pieces.lock);
    p->link.before->next = p->link.next;
    p->link.next->before = p->link.before;
    pthread_mutex_unlock(&pieces.lock);
    free(p);
}

void cli_json_begin(void) { json_set_alloc_funcs(json_alloc, json_release); }

bool cli_json_whole(void)
{
    pthread_mutex_lock(&pieces.lock);
    bool whole = !pieces.lacked;
    pthread_mutex_unlock(&pieces.lock);
    return whole;
}

void cli_json_end(void)
{
    while (pieces.ring.next != &pieces.ring)
        json_release(((Piece *)(void *)pieces.ring.next)->data);
}
