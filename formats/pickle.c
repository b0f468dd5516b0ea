/* Pickles; see pickle.h. Source: the opcodes' descriptions in Python's pickletools. */
#include "formats/pickle.h"
#include "base/number.h"
#include "formats/bytes.h"
#include <string.h>

enum { VALUES_MOST = 4000000, MEMO_MOST = 2000000, TEXT_MOST = 1 << 20 };

typedef struct Machine {
    Arena *arena;
    const char *path;
    const uint8_t *data;
    size_t size, at;
    Pickle **stack; /* NULL: a mark */
    int n, cap;
    Pickle **memo;
    int n_memo;
    int next_memo;
    int values;
    PickleList *outside; /* NULL: not wanted */
    const char *why;
} Machine;

static bool bad(Machine *m, const char *why)
{
    if (!m->why)
        m->why = why;
    return false;
}

static const uint8_t *take(Machine *m, uint64_t bytes)
{
    if (bytes > m->size - m->at) {
        bad(m, "it ends too early");
        return NULL;
    }
    const uint8_t *p = m->data + m->at;
    m->at += (size_t)bytes;
    return p;
}

static Pickle *value(Machine *m, PickleKind kind)
{
    if (++m->values > VALUES_MOST) {
        bad(m, "it has more than 4,000,000 values");
        return NULL;
    }
    Pickle *p = ARENA_NEW(m->arena, Pickle);
    p->kind = kind;
    return p;
}

static bool push(Machine *m, Pickle *p)
{
    if (m->why)
        return false;
    ARENA_PUSH(m->arena, m->stack, m->n, m->cap, p);
    return true;
}

static Pickle *pop(Machine *m)
{
    if (m->n > 0 && m->stack[m->n - 1])
        return m->stack[--m->n];
    bad(m, "its stack is empty");
    return NULL;
}

static Pickle *top(Machine *m)
{
    if (m->n > 0 && m->stack[m->n - 1])
        return m->stack[m->n - 1];
    bad(m, "its stack is empty");
    return NULL;
}

static void append(Machine *m, Pickle *list, Pickle *item)
{
    ARENA_PUSH(m->arena, list->item, list->n, list->cap, item);
}

/* What lies above the last mark, which goes: *first; how many. -1: there is no mark. */
static int above_mark(Machine *m, Pickle ***first)
{
    int k = m->n;
    while (k > 0 && m->stack[k - 1])
        k--;
    if (k == 0) {
        bad(m, "a mark is missing");
        return -1;
    }
    int n = m->n - k;
    *first = m->stack + k;
    m->n = k - 1;
    return n;
}

/* ---- opcodes ---- */

static bool push_whole(Machine *m, int64_t x)
{
    Pickle *p = value(m, PICKLE_WHOLE);
    if (p)
        p->whole = x;
    return p && push(m, p);
}

static bool push_text(Machine *m, PickleKind kind, const uint8_t *s, size_t bytes)
{
    Pickle *p = s ? value(m, kind) : NULL;
    if (!p)
        return false;
    p->bytes = bytes;
    p->text = arena_strndup(m->arena, (const char *)s, bytes);
    return push(m, p);
}

/* LONG1 and LONG4: two's complement of any length; the lowest 8 bytes count. */
static bool push_long(Machine *m, uint64_t bytes)
{
    const uint8_t *p = take(m, bytes);
    uint64_t x = p && bytes && p[bytes - 1] & 128 ? UINT64_MAX : 0;
    if (!p)
        return false;
    for (uint64_t i = 0; i < 8 && i < bytes; i++)
        x = (x & ~((uint64_t)255 << (8 * i))) | (uint64_t)p[i] << (8 * i);
    return push_whole(m, (int64_t)x);
}

static bool push_real(Machine *m)
{
    const uint8_t *p = take(m, 8);
    Pickle *v = p ? value(m, PICKLE_REAL) : NULL;
    uint64_t bits = 0;
    if (!v)
        return false;
    for (int i = 0; i < 8; i++)
        bits = bits << 8 | p[i];
    memcpy(&v->real, &bits, sizeof bits);
    return push(m, v);
}

/* The rest of a line, without its end. */
static const uint8_t *line(Machine *m, size_t *bytes)
{
    const uint8_t *p = m->data + m->at, *end = memchr(p, '\n', m->size - m->at);
    if (!end || end - p > TEXT_MOST) {
        bad(m, "a line has no end");
        return NULL;
    }
    *bytes = (size_t)(end - p);
    m->at += *bytes + 1;
    return p;
}

static bool push_global(Machine *m, const char *module, size_t n, const char *name, size_t k)
{
    Pickle *p = value(m, PICKLE_GLOBAL);
    if (!p || n > TEXT_MOST || k > TEXT_MOST)
        return bad(m, "a name is too long");
    p->text = arena_printf(m->arena, "%.*s %.*s", (int)n, module, (int)k, name);
    p->bytes = strlen(p->text);
    return push(m, p);
}

static bool global_lines(Machine *m)
{
    size_t n, k;
    const uint8_t *module = line(m, &n), *name = module ? line(m, &k) : NULL;
    return name && push_global(m, (const char *)module, n, (const char *)name, k);
}

static bool global_stack(Machine *m)
{
    Pickle *name = pop(m), *module = pop(m);
    if (!name || !module || name->kind != PICKLE_TEXT || module->kind != PICKLE_TEXT)
        return bad(m, "a name is no text");
    return push_global(m, module->text, module->bytes, name->text, name->bytes);
}

/* TUPLE1 to TUPLE3, and from a mark (n < 0). */
static bool tuple(Machine *m, int n)
{
    Pickle **first, *p = value(m, PICKLE_LIST);
    if (!p)
        return false;
    if (n < 0) {
        n = above_mark(m, &first);
    } else if (n > m->n) {
        return bad(m, "its stack is empty");
    } else {
        m->n -= n;
        first = m->stack + m->n;
    }
    for (int i = 0; i < n; i++)
        append(m, p, first[i]);
    for (int i = 0; i < n; i++)
        if (!first[i])
            return bad(m, "a mark is in a tuple");
    return push(m, p);
}

static bool call(Machine *m)
{
    Pickle *with = pop(m), *of = pop(m), *p = with && of ? value(m, PICKLE_CALL) : NULL;
    if (!p)
        return false;
    p->of = of;
    p->with = with;
    return push(m, p);
}

/* Items above a mark into the list or dictionary below it; `each`: how many make one. */
static bool set_items(Machine *m, int each)
{
    Pickle **first;
    int n = above_mark(m, &first);
    Pickle *to = n >= 0 ? top(m) : NULL;
    if (!to || n % each)
        return bad(m, "items do not go in pairs");
    for (int i = 0; i < n; i++)
        append(m, to, first[i]);
    return true;
}

static bool set_item(Machine *m, int each)
{
    Pickle *second = pop(m), *first = each == 2 ? pop(m) : second, *to = top(m);
    if (!to || !first || !second)
        return false;
    append(m, to, first);
    if (each == 2)
        append(m, to, second);
    return true;
}

static bool dict_of_mark(Machine *m)
{
    Pickle **first, *p = value(m, PICKLE_DICT);
    int n = p ? above_mark(m, &first) : -1;
    for (int i = 0; i < n; i++)
        append(m, p, first[i]);
    return n >= 0 && n % 2 == 0 ? push(m, p) : bad(m, "items do not go in pairs");
}

static bool put(Machine *m, uint64_t i)
{
    Pickle *p = top(m);
    if (!p || i >= MEMO_MOST)
        return bad(m, "its memo is too large");
    if ((int)i >= m->n_memo) {
        int n = (int)i + 1 > 2 * m->n_memo ? (int)i + 64 : 2 * m->n_memo;
        m->memo = arena_grow(m->arena, m->memo, sizeof *m->memo * (size_t)m->n_memo,
                             sizeof *m->memo * (size_t)n);
        m->n_memo = n;
    }
    m->memo[i] = p;
    m->next_memo = (int)i + 1 > m->next_memo ? (int)i + 1 : m->next_memo;
    return true;
}

static bool get(Machine *m, uint64_t i)
{
    if (i >= (uint64_t)m->n_memo || !m->memo[i])
        return bad(m, "it takes from its memo what is not there");
    return push(m, m->memo[i]);
}

static bool build(Machine *m)
{
    Pickle *state = pop(m), *to = top(m);
    if (to && state)
        to->state = state;
    return to && state;
}

static bool outside(Machine *m)
{
    Pickle *of = pop(m), *p = of ? value(m, PICKLE_OUTSIDE) : NULL;
    if (p)
        p->of = of;
    if (p && m->outside)
        ARENA_PUSH(m->arena, m->outside->item, m->outside->n, m->outside->cap, p);
    return p && push(m, p);
}

static bool push_kind(Machine *m, PickleKind kind, int64_t whole)
{
    Pickle *p = value(m, kind);
    if (p)
        p->whole = whole;
    return p && push(m, p);
}

/* INT and LONG as text: I01 is true. */
static bool whole_line(Machine *m)
{
    size_t n;
    const uint8_t *s = line(m, &n);
    if (!s || n > 40)
        return bad(m, "a number has no end");
    return push_whole(m, (int64_t)number_parse(arena_strndup(m->arena, (const char *)s, n), NULL));
}

/* A length of so many bytes, which stands before a text. */
static bool text(Machine *m, int width)
{
    const uint8_t *p = take(m, (uint64_t)width);
    uint64_t n = !p ? 0 : width == 1 ? p[0] : width == 4 ? le32(p) : le64(p);
    const uint8_t *s = p ? take(m, n) : NULL;
    return s && push_text(m, PICKLE_TEXT, s, (size_t)n);
}

static uint64_t number(Machine *m, int width)
{
    const uint8_t *p = take(m, (uint64_t)width);
    return !p ? UINT64_MAX : width == 1 ? p[0] : width == 2 ? le16(p) : le32(p);
}

static bool step_simple(Machine *m, uint8_t op)
{
    switch (op) {
    case 'N': return push_kind(m, PICKLE_NONE, 0);
    case 0x88: return push_kind(m, PICKLE_TRUTH, 1);
    case 0x89: return push_kind(m, PICKLE_TRUTH, 0);
    case 'K': return push_whole(m, (int64_t)number(m, 1));
    case 'M': return push_whole(m, (int64_t)number(m, 2));
    case 'J': return push_whole(m, (int32_t)(uint32_t)number(m, 4));
    case 0x8a: return push_long(m, number(m, 1));
    case 0x8b: return push_long(m, number(m, 4));
    case 'G': return push_real(m);
    case 'I':
    case 'L': return whole_line(m);
    case 'U':
    case 'C':
    case 0x8c: return text(m, 1);
    case 'X':
    case 'T':
    case 'B': return text(m, 4);
    case 0x8d:
    case 0x8e: return text(m, 8);
    case ')':
    case ']':
    case 0x8f: return push_kind(m, PICKLE_LIST, 0);
    case '}': return push_kind(m, PICKLE_DICT, 0);
    default: return bad(m, "it has an instruction that is not read");
    }
}

static bool step(Machine *m, uint8_t op)
{
    switch (op) {
    case 0x80: return take(m, 1) != NULL;
    case 0x95: return take(m, 8) != NULL;
    case '(': return push(m, NULL);
    case '0': return m->n > 0 && m->n-- > 0;
    case '2': return top(m) && push(m, top(m));
    case 'c': return global_lines(m);
    case 0x93: return global_stack(m);
    case 't':
    case 'l':
    case 0x91: return tuple(m, -1);
    case 0x85: return tuple(m, 1);
    case 0x86: return tuple(m, 2);
    case 0x87: return tuple(m, 3);
    case 'd': return dict_of_mark(m);
    case 'R':
    case 0x81: return call(m);
    case 'a': return set_item(m, 1);
    case 's': return set_item(m, 2);
    case 'e':
    case 0x90: return set_items(m, 1);
    case 'u': return set_items(m, 2);
    case 'b': return build(m);
    case 'Q': return outside(m);
    case 'q': return put(m, number(m, 1));
    case 'r': return put(m, number(m, 4));
    case 0x94: return put(m, (uint64_t)m->next_memo);
    case 'h': return get(m, number(m, 1));
    case 'j': return get(m, number(m, 4));
    default: return step_simple(m, op);
    }
}

Pickle *pickle_read(Arena *a, const char *path, const uint8_t *data, size_t size, size_t *at,
                    PickleList *outside, Err *err)
{
    Machine m = {
        .arena = a, .path = path, .data = data, .size = size, .at = *at, .outside = outside};
    for (;;) {
        const uint8_t *op = take(&m, 1);
        if (op && *op == '.')
            break;
        if (!op || !step(&m, *op) || m.why) {
            err_set(err, "%s: a damaged pickle, at byte %zu: %s", path, m.at,
                    m.why ? m.why : "its stack is empty");
            return NULL;
        }
    }
    *at = m.at;
    Pickle *p = m.n == 1 ? m.stack[0] : NULL;
    if (!p)
        err_set(err, "%s: a damaged pickle: it ends with %d values", path, m.n);
    return p;
}

bool pickle_is_global(const Pickle *p, const char *name)
{
    return p && p->kind == PICKLE_GLOBAL && !strcmp(p->text, name);
}
