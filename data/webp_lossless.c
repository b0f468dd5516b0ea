/* Lossless WebP: see webp_lossless.h. Source: RFC 9649, section 3 (and 2.7.1.2 for transparency).
 * A picture is a stream of bits, the lowest of a byte first: transforms, each with a small picture
 * of its parameters, a cache of colours, prefix codes, and pixels as literals, colours of the cache
 * or copies of earlier pixels. Each of the small pictures is coded the same way, but for transforms
 * and groups of codes. What cannot be is refused; nothing is read beyond the data. */
#include "data/webp_lossless.h"
#include <stdlib.h>
#include <string.h>

enum {
    LONGEST = 15,   /* bits of a code */
    QUICK = 8,      /* bits of codes that one look decodes */
    LITERALS = 256, /* of a colour; then lengths of copies, then colours of the cache */
    LENGTHS = 24,
    DISTANCES = 40,
    MOST_SYMBOLS = LITERALS + LENGTHS + (1 << 11),
    CODES = 5,            /* green and lengths, red, blue, alpha, distances */
    MOST_TABLES = 1 << 28 /* bytes of codes: more than any encoder makes */
};
#define BLACK UINT32_C(0xff000000)

/* ---- bits ---- */

typedef struct Bits {
    const uint8_t *at, *end;
    uint64_t held; /* the next ones, the first lowest; above `n` zero */
    int n;
    bool beyond; /* more were taken than there are */
} Bits;

/* At least 32 bits, or all that are left. */
static void hold(Bits *b)
{
    while (b->n <= 32 && b->at < b->end) {
        b->held |= (uint64_t)*b->at++ << b->n;
        b->n += 8;
    }
}

static void drop_bits(Bits *b, int n)
{
    b->beyond |= n > b->n;
    b->held >>= n;
    b->n = b->n > n ? b->n - n : 0;
}

/* n from 0 to 24 */
static uint32_t take_bits(Bits *b, int n)
{
    hold(b);
    uint32_t v = (uint32_t)(b->held & ((UINT64_C(1) << n) - 1));
    drop_bits(b, n);
    return v;
}

/* ---- prefix codes ---- */

/* Canonical: codes of one length follow one another, in the order of their symbols. Codes of up to
 * QUICK bits are looked up by the next bits; longer ones are compared with the first of each
 * length. */
typedef struct Code {
    uint16_t count[LONGEST + 1]; /* of codes of each length */
    uint16_t *symbol;            /* by code */
    uint16_t *quick;             /* symbol * 16 + length; 0: longer than quick_bits */
    int quick_bits;
    int only; /* the one symbol, which takes no bits; -1: there are several */
} Code;

static uint32_t reversed(uint32_t code, int bits)
{
    uint32_t v = 0;
    for (int i = 0; i < bits; i++)
        v |= (code >> i & 1) << (bits - 1 - i);
    return v;
}

static void fill_quick(Code *c, int longest, Arena *a)
{
    uint32_t code = 0;
    int k = 0;
    c->quick_bits = longest < QUICK ? longest : QUICK;
    c->quick = ARENA_ARRAY(a, uint16_t, (size_t)1 << c->quick_bits);
    for (int len = 1; len <= c->quick_bits; len++, code <<= 1)
        for (int i = 0; i < c->count[len]; i++, code++, k++)
            for (uint32_t v = reversed(code, len); v < 1u << c->quick_bits; v += 1u << len)
                c->quick[v] = (uint16_t)(c->symbol[k] * 16 + len);
}

/* From the length of each symbol's code, 0: it has none. False: no such code can be. */
static bool code_make(Code *c, const uint8_t *length, int symbols, Arena *a)
{
    uint16_t next[LONGEST + 2] = {0};
    int used = 0, longest = 0, left = 1;
    *c = (Code){.only = -1};
    for (int i = 0; i < symbols; i++)
        if (length[i]) {
            c->count[length[i]]++;
            c->only = i;
            used++;
        }
    if (used < 2)
        return used == 1;
    c->only = -1;
    for (int len = 1; len <= LONGEST; len++) {
        left = 2 * left - c->count[len];
        if (left < 0)
            return false;
        longest = c->count[len] ? len : longest;
        next[len + 1] = (uint16_t)(next[len] + c->count[len]);
    }
    if (left)
        return false;
    c->symbol = ARENA_ARRAY(a, uint16_t, used);
    for (int i = 0; i < symbols; i++)
        if (length[i])
            c->symbol[next[length[i]]++] = (uint16_t)i;
    fill_quick(c, longest, a);
    return true;
}

/* The code of a longer length, bit by bit: `first` is the first code of each. */
static int take_long(Bits *b, const Code *c)
{
    int code = 0, first = 0, before = 0;
    for (int len = 1; len <= LONGEST; len++) {
        code |= (int)(b->held >> (len - 1) & 1);
        if (code - first < c->count[len]) {
            drop_bits(b, len);
            return c->symbol[before + code - first];
        }
        before += c->count[len];
        first = (first + c->count[len]) << 1;
        code <<= 1;
    }
    b->beyond = true; /* a complete code has no such bits */
    return 0;
}

static int take_symbol(Bits *b, const Code *c)
{
    if (c->only >= 0)
        return c->only;
    hold(b);
    uint16_t q = c->quick[b->held & ((1u << c->quick_bits) - 1)];
    if (!q)
        return take_long(b, c);
    drop_bits(b, q & 15);
    return q >> 4;
}

/* ---- codes in the file ---- */

/* Lengths of codes, as numbers under a code of their own: 16 to 18 repeat. */
static bool read_lengths(Bits *b, uint8_t *length, int symbols, Arena *a)
{
    static const uint8_t order[19] = {17, 18, 0, 1,  2,  3,  4,  5,  16, 6,
                                      7,  8,  9, 10, 11, 12, 13, 14, 15};
    uint8_t own[19] = {0}, last = 8;
    int n = 4 + (int)take_bits(b, 4), at = 0, left = symbols;
    Code c;
    for (int i = 0; i < n; i++)
        own[order[i]] = (uint8_t)take_bits(b, 3);
    if (!code_make(&c, own, 19, a))
        return false;
    if (take_bits(b, 1)) {
        int bits = 2 + 2 * (int)take_bits(b, 3);
        left = 2 + (int)take_bits(b, bits);
        if (left > symbols)
            return false;
    }
    while (at < symbols && left-- > 0) {
        int s = take_symbol(b, &c);
        if (s < 16) {
            length[at++] = (uint8_t)s;
            last = s ? (uint8_t)s : last;
            continue;
        }
        int times = s == 16   ? 3 + (int)take_bits(b, 2)
                    : s == 17 ? 3 + (int)take_bits(b, 3)
                              : 11 + (int)take_bits(b, 7);
        if (times > symbols - at)
            return false;
        memset(length + at, s == 16 ? last : 0, (size_t)times);
        at += times;
    }
    return true;
}

static bool read_code(Bits *b, Code *c, int symbols, Arena *a)
{
    uint8_t length[MOST_SYMBOLS] = {0};
    if (take_bits(b, 1)) { /* one symbol or two */
        int two = (int)take_bits(b, 1), first = (int)take_bits(b, take_bits(b, 1) ? 8 : 1),
            second = two ? (int)take_bits(b, 8) : first;
        length[first] = length[second] = 1;
    } else if (!read_lengths(b, length, symbols, a)) {
        return false;
    }
    return code_make(c, length, symbols, a) && !b->beyond;
}

/* ---- pictures ---- */

typedef struct Coded {
    Bits bits;
    Arena *arena; /* of what is decoded */
    size_t tables;
} Coded;

typedef struct Groups {    /* of codes, one for each square of pixels */
    const uint32_t *which; /* NULL: there is one group */
    int shift, across;
    Code (*code)[CODES];
} Groups;

typedef struct Cache {
    uint32_t *colour;
    int bits; /* 0: there is none */
} Cache;

static int squares(int pixels, int shift) { return (pixels + (1 << shift) - 1) >> shift; }

static uint32_t *read_picture(Coded *c, int w, int h, bool whole);

/* Codes of groups that no pixel has are read, and not kept. */
static bool read_group(Coded *c, Code *to, int cache_bits, Arena *a)
{
    const int symbols[CODES] = {LITERALS + LENGTHS + (cache_bits ? 1 << cache_bits : 0), LITERALS,
                                LITERALS, LITERALS, DISTANCES};
    for (int i = 0; i < CODES; i++) {
        if (!read_code(&c->bits, &to[i], symbols[i], a))
            return false;
        if (a == c->arena)
            c->tables += sizeof *to + (to[i].symbol ? 2u * (size_t)symbols[i] + 512 : 0);
    }
    return c->tables <= MOST_TABLES;
}

static bool read_groups(Coded *c, Groups *g, int w, int h, int cache_bits, bool several)
{
    int n = 1, kept = 0, count = 0;
    uint32_t *which = NULL;
    if (several && take_bits(&c->bits, 1)) {
        g->shift = 2 + (int)take_bits(&c->bits, 3);
        g->across = squares(w, g->shift);
        count = g->across * squares(h, g->shift);
        which = read_picture(c, g->across, squares(h, g->shift), false);
        if (!which)
            return false;
        for (int i = 0; i < count; i++) {
            which[i] = which[i] >> 8 & 0xffff;
            n = (int)which[i] >= n ? (int)which[i] + 1 : n;
        }
    }
    int *place = ARENA_ARRAY(c->arena, int, n); /* 1 + number among those that are kept; 0: none */
    if (!which)
        place[0] = ++kept;
    for (int i = 0; i < count; i++) {
        int *p = &place[which[i]];
        *p = *p ? *p : ++kept;
        which[i] = (uint32_t)*p - 1;
    }
    g->which = which;
    g->code = arena_array(c->arena, sizeof *g->code, (size_t)kept);
    Arena *passing = arena_child(c->arena);
    bool ok = true;
    for (int i = 0; ok && i < n; i++) {
        Code skipped[CODES];
        ok = place[i] ? read_group(c, g->code[place[i] - 1], cache_bits, c->arena)
                      : read_group(c, skipped, cache_bits, passing);
    }
    arena_free(passing);
    return ok;
}

static void remember(Cache *k, uint32_t colour)
{
    if (k->bits)
        k->colour[UINT32_C(0x1e35a7bd) * colour >> (32 - k->bits)] = colour;
}

/* A number of which the symbol says the highest bits. */
static int take_number(Bits *b, int symbol)
{
    if (symbol < 4)
        return symbol + 1;
    int more = (symbol - 2) >> 1;
    return ((2 + (symbol & 1)) << more) + (int)take_bits(b, more) + 1;
}

/* Distances of 1 to 120 stand for pixels near by: how far to the left, how far up. */
static int distance_of(int number, int w)
{
    static const int8_t near_by[120][2] = {
        {0, 1},  {1, 0},  {1, 1},  {-1, 1}, {0, 2},  {2, 0},  {1, 2},  {-1, 2}, {2, 1},  {-2, 1},
        {2, 2},  {-2, 2}, {0, 3},  {3, 0},  {1, 3},  {-1, 3}, {3, 1},  {-3, 1}, {2, 3},  {-2, 3},
        {3, 2},  {-3, 2}, {0, 4},  {4, 0},  {1, 4},  {-1, 4}, {4, 1},  {-4, 1}, {3, 3},  {-3, 3},
        {2, 4},  {-2, 4}, {4, 2},  {-4, 2}, {0, 5},  {3, 4},  {-3, 4}, {4, 3},  {-4, 3}, {5, 0},
        {1, 5},  {-1, 5}, {5, 1},  {-5, 1}, {2, 5},  {-2, 5}, {5, 2},  {-5, 2}, {4, 4},  {-4, 4},
        {3, 5},  {-3, 5}, {5, 3},  {-5, 3}, {0, 6},  {6, 0},  {1, 6},  {-1, 6}, {6, 1},  {-6, 1},
        {2, 6},  {-2, 6}, {6, 2},  {-6, 2}, {4, 5},  {-4, 5}, {5, 4},  {-5, 4}, {3, 6},  {-3, 6},
        {6, 3},  {-6, 3}, {0, 7},  {7, 0},  {1, 7},  {-1, 7}, {5, 5},  {-5, 5}, {7, 1},  {-7, 1},
        {4, 6},  {-4, 6}, {6, 4},  {-6, 4}, {2, 7},  {-2, 7}, {7, 2},  {-7, 2}, {3, 7},  {-3, 7},
        {7, 3},  {-7, 3}, {5, 6},  {-5, 6}, {6, 5},  {-6, 5}, {8, 0},  {4, 7},  {-4, 7}, {7, 4},
        {-7, 4}, {8, 1},  {8, 2},  {6, 6},  {-6, 6}, {8, 3},  {5, 7},  {-5, 7}, {7, 5},  {-7, 5},
        {8, 4},  {6, 7},  {-6, 7}, {7, 6},  {-7, 6}, {8, 5},  {7, 7},  {-7, 7}, {8, 6},  {8, 7}};
    if (number > 120)
        return number - 120;
    int d = near_by[number - 1][0] + near_by[number - 1][1] * w;
    return d < 1 ? 1 : d;
}

static uint32_t take_literal(Bits *b, Code *code, int green)
{
    uint32_t red = (uint32_t)take_symbol(b, &code[1]), blue = (uint32_t)take_symbol(b, &code[2]),
             alpha = (uint32_t)take_symbol(b, &code[3]);
    return alpha << 24 | red << 16 | (uint32_t)green << 8 | blue;
}

static bool read_pixels(Coded *c, const Groups *g, Cache *k, uint32_t *to, int w, int h)
{
    Bits *b = &c->bits;
    const int total = w * h;
    for (int at = 0, x = 0, y = 0; at < total;) {
        Code *code =
            g->code[g->which ? g->which[(y >> g->shift) * g->across + (x >> g->shift)] : 0];
        int s = take_symbol(b, &code[0]), n = 1;
        if (s < LITERALS) {
            to[at] = take_literal(b, code, s);
        } else if (s < LITERALS + LENGTHS) {
            n = take_number(b, s - LITERALS);
            int back = distance_of(take_number(b, take_symbol(b, &code[4])), w);
            if (back > at || n > total - at)
                return false;
            for (int i = 0; i < n; i++)
                to[at + i] = to[at + i - back];
        } else {
            to[at] = k->colour[s - LITERALS - LENGTHS];
        }
        for (int i = 0; i < n; i++)
            remember(k, to[at + i]);
        at += n;
        for (x += n; x >= w; x -= w)
            y++;
        if (b->beyond)
            return false;
    }
    return true;
}

/* whole: the picture itself, whose codes may be of several groups. */
static uint32_t *read_picture(Coded *c, int w, int h, bool whole)
{
    Cache cache = {NULL, 0};
    Groups groups = {NULL, 0, 0, NULL};
    if (take_bits(&c->bits, 1)) {
        cache.bits = (int)take_bits(&c->bits, 4);
        if (cache.bits < 1 || cache.bits > 11)
            return NULL;
        cache.colour = ARENA_ARRAY(c->arena, uint32_t, (size_t)1 << cache.bits);
    }
    if (!read_groups(c, &groups, w, h, cache.bits, whole))
        return NULL;
    uint32_t *to = ARENA_ARRAY(c->arena, uint32_t, (size_t)w * (size_t)h);
    return read_pixels(c, &groups, &cache, to, w, h) ? to : NULL;
}

/* ---- transforms ---- */

enum { PREDICT, CROSS_COLOUR, ADD_GREEN, PALETTE, TRANSFORMS };

typedef struct Transform {
    int kind, shift, w; /* w: of what it makes */
    const uint32_t *data;
} Transform;

/* Each byte by itself. */
static uint32_t add_pixels(uint32_t a, uint32_t b)
{
    const uint32_t odd = 0xff00ff00u, even = 0x00ff00ffu;
    return (((a & odd) + (b & odd)) & odd) | (((a & even) + (b & even)) & even);
}

static uint32_t mean(uint32_t a, uint32_t b) { return (((a ^ b) & 0xfefefefeu) >> 1) + (a & b); }

static int byte_of(uint32_t v, int i) { return (int)(v >> 8 * i & 255); }

static uint32_t clipped(int v) { return v < 0 ? 0 : v > 255 ? 255 : (uint32_t)v; }

/* The one of left and top that is nearer to left + top - corner. */
static uint32_t nearer(uint32_t left, uint32_t top, uint32_t corner)
{
    int from_left = 0, from_top = 0;
    for (int i = 0; i < 4; i++) {
        from_left += abs(byte_of(top, i) - byte_of(corner, i));
        from_top += abs(byte_of(left, i) - byte_of(corner, i));
    }
    return from_left < from_top ? left : top;
}

static uint32_t plane(uint32_t left, uint32_t top, uint32_t corner)
{
    uint32_t v = 0;
    for (int i = 0; i < 4; i++)
        v |= clipped(byte_of(left, i) + byte_of(top, i) - byte_of(corner, i)) << 8 * i;
    return v;
}

static uint32_t half_plane(uint32_t middle, uint32_t corner)
{
    uint32_t v = 0;
    for (int i = 0; i < 4; i++) {
        int m = byte_of(middle, i);
        v |= clipped(m + (m - byte_of(corner, i)) / 2) << 8 * i;
    }
    return v;
}

/* p: the pixel, with all before it. Right of the last pixel of the row above stands the first of
 * this row. */
static uint32_t predicted(int mode, const uint32_t *p, int w)
{
    uint32_t l = p[-1], t = p[-w], tr = p[-w + 1], tl = p[-w - 1];
    switch (mode) {
    case 1: return l;
    case 2: return t;
    case 3: return tr;
    case 4: return tl;
    case 5: return mean(mean(l, tr), t);
    case 6: return mean(l, tl);
    case 7: return mean(l, t);
    case 8: return mean(tl, t);
    case 9: return mean(t, tr);
    case 10: return mean(mean(l, tl), mean(t, tr));
    case 11: return nearer(l, t, tl);
    case 12: return plane(l, t, tl);
    case 13: return half_plane(mean(l, t), tl);
    default: return BLACK;
    }
}

static void undo_predict(const Transform *f, uint32_t *p, int h)
{
    int across = squares(f->w, f->shift);
    for (int y = 0; y < h; y++) {
        const uint32_t *modes = f->data + (size_t)(y >> f->shift) * (size_t)across;
        for (int x = 0; x < f->w; x++, p++)
            *p = add_pixels(*p, !x && !y ? BLACK
                                : !y     ? p[-1]
                                : !x     ? p[-f->w]
                                         : predicted(modes[x >> f->shift] >> 8 & 15, p, f->w));
    }
}

static uint32_t share(uint32_t by, uint32_t of)
{
    return (uint32_t)((int)(int8_t)(by & 255) * (int)(int8_t)(of & 255) >> 5);
}

static void undo_cross_colour(const Transform *f, uint32_t *p, int h)
{
    int across = squares(f->w, f->shift);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < f->w; x++, p++) {
            uint32_t m = f->data[(size_t)(y >> f->shift) * (size_t)across + (x >> f->shift)],
                     green = *p >> 8, red = (*p >> 16) + share(m, green);
            uint32_t blue = *p + share(m >> 8, green) + share(m >> 16, red);
            *p = (*p & 0xff00ff00u) | (red & 255) << 16 | (blue & 255);
        }
}

static void undo_add_green(uint32_t *p, int n)
{
    for (int i = 0; i < n; i++) {
        uint32_t green = p[i] >> 8 & 255;
        p[i] = add_pixels(p[i], green << 16 | green);
    }
}

/* Several pixels may stand in one. */
static uint32_t *undo_palette(const Transform *f, const uint32_t *p, int h, Arena *a)
{
    int from_w = squares(f->w, f->shift), bits = 8 >> f->shift, mask = (1 << f->shift) - 1;
    uint32_t *to = ARENA_ARRAY(a, uint32_t, (size_t)f->w * (size_t)h), *at = to;
    for (int y = 0; y < h; y++, p += from_w)
        for (int x = 0; x < f->w; x++)
            *at++ =
                f->data[(p[x >> f->shift] >> 8 & 255) >> bits * (x & mask) & ((1u << bits) - 1)];
    return to;
}

/* *w: of the picture; of what the transform takes. */
static bool read_transform(Coded *c, Transform *f, int *w, int h)
{
    f->w = *w;
    f->shift = 0;
    if (f->kind == PREDICT || f->kind == CROSS_COLOUR) {
        f->shift = 2 + (int)take_bits(&c->bits, 3);
        f->data = read_picture(c, squares(*w, f->shift), squares(h, f->shift), false);
        return f->data != NULL;
    }
    if (f->kind == ADD_GREEN)
        return true;
    int n = 1 + (int)take_bits(&c->bits, 8);
    uint32_t *palette = ARENA_ARRAY(c->arena, uint32_t, LITERALS),
             *steps = read_picture(c, n, 1, false);
    for (int i = 0; steps && i < n; i++)
        palette[i] = i ? add_pixels(palette[i - 1], steps[i]) : steps[i];
    f->data = palette;
    f->shift = n > 16 ? 0 : n > 4 ? 1 : n > 2 ? 2 : 3;
    *w = squares(*w, f->shift);
    return steps != NULL;
}

static uint32_t *read_whole(Coded *c, int w, int h)
{
    Transform list[TRANSFORMS];
    int n = 0, inner = w;
    while (take_bits(&c->bits, 1)) {
        int kind = (int)take_bits(&c->bits, 2);
        for (int i = 0; i < n; i++)
            if (list[i].kind == kind)
                return NULL;
        list[n].kind = kind;
        if (!read_transform(c, &list[n++], &inner, h))
            return NULL;
    }
    uint32_t *p = read_picture(c, inner, h, true);
    while (p && n-- > 0) {
        const Transform *f = &list[n];
        if (f->kind == PREDICT)
            undo_predict(f, p, h);
        else if (f->kind == CROSS_COLOUR)
            undo_cross_colour(f, p, h);
        else if (f->kind == ADD_GREEN)
            undo_add_green(p, f->w * h);
        else
            p = undo_palette(f, p, h, c->arena);
    }
    return p;
}

const uint32_t *webp_lossless(Arena *a, const uint8_t *data, size_t size, int w, int h)
{
    enum { MARK = 0x2f };
    Coded c = {{data, data + size, 0, 0, false}, a, 0};
    if (take_bits(&c.bits, 8) != MARK || take_bits(&c.bits, 14) + 1 != (uint32_t)w ||
        take_bits(&c.bits, 14) + 1 != (uint32_t)h)
        return NULL;
    (void)take_bits(&c.bits, 1); /* whether alpha is of use: a hint */
    return take_bits(&c.bits, 3) ? NULL : read_whole(&c, w, h);
}

/* ---- transparency ---- */

/* Each byte is the difference to what its filter foretells from the left, from above, or both. */
static void unfilter(uint8_t *p, int w, int h, int filter)
{
    enum { LEFT = 1, ABOVE, BOTH };
    for (int y = 0; filter && y < h; y++)
        for (int x = 0; x < w; x++, p++) {
            int left = x ? p[-1] : 0, above = y ? p[-w] : 0,
                guess = !x && !y                      ? 0
                        : !y || (x && filter == LEFT) ? left
                        : !x || filter == ABOVE       ? above
                                                      : (int)clipped(left + above - p[-w - 1]);
            *p = (uint8_t)(*p + guess);
        }
}

const uint8_t *webp_alpha(Arena *a, const uint8_t *data, size_t size, int w, int h)
{
    size_t n = (size_t)w * (size_t)h;
    int packed = size ? data[0] & 3 : 2, filter = size ? data[0] >> 2 & 3 : 0;
    if (packed > 1 || (!packed && size - 1 < n))
        return NULL;
    Coded c = {{data + 1, data + size, 0, 0, false}, a, 0};
    const uint32_t *pixels = packed ? read_whole(&c, w, h) : NULL;
    if (packed && !pixels)
        return NULL;
    uint8_t *alpha = ARENA_ARRAY(a, uint8_t, n);
    for (size_t i = 0; i < n; i++)
        alpha[i] = packed ? (uint8_t)(pixels[i] >> 8) : data[1 + i];
    unfilter(alpha, w, h, filter);
    return alpha;
}
