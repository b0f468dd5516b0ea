/* See json.h. */
#include "formats/json.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>

char *json_print(const json_t *value, size_t flags)
{
    size_t n = value ? json_dumpb(value, NULL, 0, flags) : 0;
    char *text = n ? malloc(n + 1) : NULL;
    if (text && json_dumpb(value, text, n, flags) != n) {
        free(text);
        return NULL;
    }
    if (text)
        text[n] = 0;
    return text;
}

/* What a thread's reading has in memory. jansson's lexer leaves a character out where its text
 * could not grow, or ends the program by an assert; so it never sees an allocation fail: the
 * reading is left by longjmp, and its pieces are freed here. */
typedef struct Reading {
    jmp_buf out;
    void **piece;
    size_t n, room;
} Reading;
static _Thread_local Reading *reading;

/* The functions that were set before ours, which call them. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static json_malloc_t beneath = malloc;
static json_free_t beneath_free = free;

static bool remember(Reading *r, void *piece)
{
    if (r->n == r->room) {
        const size_t room = r->room ? 2 * r->room : 64;
        void **more = realloc(r->piece, room * sizeof *more);
        if (!more)
            return false;
        r->piece = more;
        r->room = room;
    }
    r->piece[r->n++] = piece;
    return true;
}

static void *json_alloc(size_t bytes)
{
    void *p = beneath(bytes);
    if (!reading || (p && remember(reading, p)))
        return p;
    beneath_free(p);
    longjmp(reading->out, 1);
}

static void json_release(void *data)
{
    Reading *r = reading;
    for (size_t i = r && data ? r->n : 0; i-- > 0;)
        if (r->piece[i] == data) { /* most often one of the last */
            r->piece[i] = r->piece[--r->n];
            break;
        }
    beneath_free(data);
}

static void take_over(void)
{
    json_malloc_t m;
    json_free_t f;
    pthread_mutex_lock(&lock);
    json_get_alloc_funcs(&m, &f);
    if (m != json_alloc) {
        beneath = m;
        beneath_free = f;
        json_set_alloc_funcs(json_alloc, json_release);
    }
    pthread_mutex_unlock(&lock);
}

json_t *json_read(const char *text, size_t bytes, json_error_t *why, bool *lacking)
{
    Reading r = {.n = 0};
    json_t *volatile o = NULL; /* kept over longjmp */
    take_over();
    *lacking = true;
    if (setjmp(r.out) == 0) {
        reading = &r;
        o = json_loadb(text, bytes, JSON_REJECT_DUPLICATES, why);
        *lacking = !o && json_error_code(why) == json_error_out_of_memory;
    }
    const bool left = reading && *lacking && !o;
    reading = NULL;
    while (left && r.n > 0)
        beneath_free(r.piece[--r.n]);
    free(r.piece);
    return o;
}
