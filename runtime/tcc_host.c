/* The C library as libtcc sees it; see tcc_host.h. Memory is in a list, so that all of it can be
 * freed when libtcc is left in the middle of its work. libtcc passes no context to these functions,
 * so what they know is static, under the JIT's lock. */
#include "runtime/tcc_host.h"
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct Link {
    struct Link *next, *before;
    size_t bytes;
    bool reserved; /* of the reserve */
} Link;
typedef struct Piece {
    Link link;
    max_align_t data[];
} Piece;

static Link pieces = {&pieces, &pieces, 0, false};
static jmp_buf given_up;
/* What is left for when malloc has nothing. A compilation that fails before libtcc has begun its
 * table of names is one that crashes: on its way out it frees names by the number that an earlier
 * one had. The reserve lasts until then. */
static unsigned char *reserve;
static size_t reserve_left;

/* libtcc's streams and environment. It writes to none, since its messages go to a function of ours,
 * and asks for no variable; and libnetc.so could not refer to those of the C library from code that
 * was not built for it. */
void *netc_tcc_stdout, *netc_tcc_stderr, *netc_tcc_environ;

void *netc_tcc_malloc(size_t bytes);
void *netc_tcc_calloc(size_t n, size_t size);
void *netc_tcc_realloc(void *old, size_t bytes);
void netc_tcc_free(void *data);
_Noreturn void netc_tcc_exit(int status);
int netc_tcc_mprotect(void *at, size_t bytes, int access);
int netc_tcc_fprintf(void *f, const char *format, ...);
int netc_tcc___fprintf_chk(void *f, int flag, const char *format, ...);
int netc_tcc_sem_init(void *s, int shared, unsigned value);
int netc_tcc_sem_wait(void *s);
int netc_tcc_sem_post(void *s);

static Piece *from_reserve(size_t bytes)
{
    size_t whole = (bytes + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    if (whole < bytes || whole > reserve_left)
        return NULL;
    reserve_left -= whole;
    return (Piece *)(void *)(reserve + reserve_left);
}

void *netc_tcc_malloc(size_t bytes)
{
    if (bytes >= PTRDIFF_MAX - sizeof(Piece))
        return NULL;
    Piece *p = malloc(sizeof *p + bytes);
    bool reserved = !p;
    if (!p && !(p = from_reserve(sizeof *p + bytes)))
        return NULL;
    p->link = (Link){pieces.next, &pieces, bytes, reserved};
    pieces.next->before = &p->link;
    pieces.next = &p->link;
    return p->data;
}

void *netc_tcc_calloc(size_t n, size_t size)
{
    size_t bytes;
    void *data = __builtin_mul_overflow(n, size, &bytes) ? NULL : netc_tcc_malloc(bytes);
    return data ? memset(data, 0, bytes) : NULL;
}

static Piece *piece_of(void *data)
{
    return (Piece *)(void *)((char *)data - offsetof(Piece, data));
}

void netc_tcc_free(void *data)
{
    if (!data)
        return;
    Piece *p = piece_of(data);
    p->link.before->next = p->link.next;
    p->link.next->before = p->link.before;
    if (!p->link.reserved)
        free(p);
}

void *netc_tcc_realloc(void *old, size_t bytes)
{
    if (bytes == 0) { /* libtcc frees so */
        netc_tcc_free(old);
        return NULL;
    }
    void *data = netc_tcc_malloc(bytes);
    if (data && old) {
        size_t had = piece_of(old)->link.bytes;
        memcpy(data, old, had < bytes ? had : bytes);
        netc_tcc_free(old);
    }
    return data;
}

void netc_tcc_exit(int status)
{
    (void)status;
    longjmp(given_up, 1);
}

/* The JIT gives the memory its rights itself, when all is written. */
int netc_tcc_mprotect(void *at, size_t bytes, int access)
{
    (void)at, (void)bytes, (void)access;
    return 0;
}

/* What libtcc prints where it has no function for messages. A library prints nothing. */
int netc_tcc_fprintf(void *f, const char *format, ...) { return (void)f, (void)format, 0; }
int netc_tcc___fprintf_chk(void *f, int flag, const char *format, ...)
{
    return (void)f, (void)flag, (void)format, 0;
}

/* The JIT's lock is already held. */
int netc_tcc_sem_init(void *s, int shared, unsigned value)
{
    return (void)s, (void)shared, (void)value, 0;
}
int netc_tcc_sem_wait(void *s) { return (void)s, 0; }
int netc_tcc_sem_post(void *s) { return (void)s, 0; }

bool tcc_host_try(void (*work)(void *arg), void *arg, size_t text)
{
    enum { TABLES = 3 << 20 }; /* libtcc's pools: 1.75 MiB, and what else it begins with */
    volatile bool done = false;
    size_t bytes = (TABLES + text) / sizeof(max_align_t) * sizeof(max_align_t);
    reserve = malloc(bytes);
    reserve_left = reserve ? bytes : 0;
    if (reserve && !setjmp(given_up)) {
        work(arg);
        done = true;
    }
    while (pieces.next != &pieces)
        netc_tcc_free(((Piece *)(void *)pieces.next)->data);
    free(reserve);
    reserve = NULL;
    reserve_left = 0;
    return done;
}
