/* Python's pickles as what they are: a program for a stack, of which nothing is executed here.
 * Numbers, texts, lists and dictionaries become values; what would call a function of Python stays
 * a record of the function's name and its arguments. Protocols 0 to 5 as torch.save writes them: 2
 * and 4. */
#ifndef NETC_FORMATS_PICKLE_H
#define NETC_FORMATS_PICKLE_H
#include "base/arena.h"
#include "base/err.h"
#include <stdint.h>

typedef enum PickleKind {
    PICKLE_NONE,
    PICKLE_TRUTH,   /* whole */
    PICKLE_WHOLE,   /* whole; what does not fit int64 is cut */
    PICKLE_REAL,    /* real */
    PICKLE_TEXT,    /* text, bytes */
    PICKLE_LIST,    /* item: a list, a tuple or a set */
    PICKLE_DICT,    /* item: key, value, key, value ... */
    PICKLE_GLOBAL,  /* text: "torch._utils _rebuild_tensor_v2" */
    PICKLE_OUTSIDE, /* of: what the program's persistent_load would get */
    PICKLE_CALL /* of: the callable, with: its arguments; item: what is set into it afterwards */
} PickleKind;

typedef struct Pickle Pickle;
struct Pickle {
    PickleKind kind;
    int64_t whole;
    double real;
    const char *text; /* with a NUL, which it may hold too */
    size_t bytes;
    Pickle **item;
    int n, cap;
    Pickle *of, *with, *state; /* state: of BUILD; NULL */
};

typedef struct PickleList {
    Pickle **item;
    int n, cap;
} PickleList;

/* The value at *at of the data, and *at behind its end. In the arena; NULL with *err, in which
 * `path` is named. outside, or NULL: every value of kind PICKLE_OUTSIDE is added to it, wherever it
 * stands. */
Pickle *pickle_read(Arena *a, const char *path, const uint8_t *data, size_t size, size_t *at,
                    PickleList *outside, Err *err);
/* Is it that function or class: "collections OrderedDict"? */
bool pickle_is_global(const Pickle *p, const char *name);
#endif
