/* Steps shared by the shape rules: what a kind accepts, padding words, windows, and the
 * rules that several kinds have in common. */
#include "compiler/ir/geometry.h"
#include <string.h>

Init init_named(const char *name)
{
    static const struct {
        const char *name;
        Init init;
    } table[] = {
        {"zeros", INIT_ZEROS},
        {"ones", INIT_ONES},
        {"glorot_uniform", INIT_GLOROT_UNIFORM},
        {"glorot_normal", INIT_GLOROT_NORMAL},
        {"he_uniform", INIT_HE_UNIFORM},
        {"he_normal", INIT_HE_NORMAL},
        {"lecun_uniform", INIT_LECUN_UNIFORM},
        {"lecun_normal", INIT_LECUN_NORMAL},
        {"pytorch", INIT_PYTORCH},
        {"dirac", INIT_DIRAC},
        {"whiten", INIT_WHITEN},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(table[i].name, name) == 0)
            return table[i].init;
    return INIT_GLOROT_UNIFORM;
}

bool want_map(ShapeCtx *sc, const Node *n)
{
    Shape s = n->in[0]->out;
    if (s.rank == 3)
        return true;
    shape_error(sc, n, "%s takes a map (height x width x channels); its input is a vector of %s",
                n->layer->kind, shape_text(shape_arena(sc), s));
    shape_hint(sc, "`reshape HxWxC` makes a map of a vector");
    return false;
}

bool want_vector(ShapeCtx *sc, const Node *n)
{
    Shape s = n->in[0]->out;
    if (s.rank == 1)
        return true;
    shape_error(sc, n, "%s takes a vector; its input is a map of %s", n->layer->kind,
                shape_text(shape_arena(sc), s));
    shape_hint(sc, "put `flatten` or `globalavgpool` before it");
    return false;
}

bool padding_of(ShapeCtx *sc, const Node *n, PadMode otherwise, PadMode *mode)
{
    static const struct {
        const char *word;
        PadMode mode;
    } words[] = {
        {"same", PAD_SAME},
        {"valid", PAD_VALID},
        {"pad", PAD_EXPLICIT},
    };
    const char *first = NULL;
    *mode = otherwise;
    for (int i = 0; i < 3; i++) {
        bool written = false; /* `same=0` is as not written */
        for (const AttrSpec *a = n->layer->attrs; a->name; a++)
            if (strcmp(a->name, words[i].word) == 0)
                written = attr_value(n, a->name)->set &&
                          (a->type != ATTR_FLAG || attr_flag(n, a->name));
        if (!written)
            continue;
        if (first) {
            shape_error_at(sc, attr_value(n, words[i].word)->span,
                           "%s has both `%s` and `%s`; one of them must go", n->layer->kind, first,
                           words[i].word);
            return false;
        }
        first = words[i].word;
        *mode = words[i].mode;
    }
    return true;
}

int window_output(PadMode mode, int in, int k, int stride, int dilation, int pad, int *before)
{
    int64_t reach = (int64_t)dilation * (k - 1) + 1, out;
    *before = 0;
    if (mode == PAD_SAME) {
        out = ((int64_t)in + stride - 1) / stride;
        int64_t total = (out - 1) * stride + reach - in;
        if (total > 0)
            *before = (int)(total / 2 > INT32_MAX ? INT32_MAX : total / 2);
    } else {
        int64_t room = (int64_t)in + (mode == PAD_EXPLICIT ? 2 * (int64_t)pad : 0) - reach;
        out = room < 0 ? 0 : room / stride + 1;
        if (mode == PAD_EXPLICIT)
            *before = pad;
    }
    return (int)out;
}

void window_error(ShapeCtx *sc, const Node *n, int kh, int kw, int same_h, int same_w)
{
    Arena *a = shape_arena(sc);
    const char *kind = n->layer->kind;
    Shape s = n->in[0]->out;
    shape_error(sc, n, "%s %dx%d leaves nothing of a %dx%d input", kind, kh, kw, s.h, s.w);
    const Input *in = shape_input(sc);
    const char *larger = "";
    int factor = 2;
    while ((s.h * (int64_t)factor < kh || s.w * (int64_t)factor < kw) && factor < 1024)
        factor *= 2;
    if (in->raw_h > 0 && in->h == in->raw_h && (int64_t)in->h * factor <= 4096 &&
        (int64_t)in->w * factor <= 4096)
        larger = arena_printf(a, " (`input %dx%dx%d resize=%dx%d`)", in->raw_h, in->raw_w, in->c,
                              in->h * factor, in->w * factor);
    if (same_h <= 0)
        shape_hint(sc, "give %s a larger input%s", shape_base(sc), larger);
    else
        shape_hint(sc, "`%s %dx%d same` %s %dx%d, or give %s a larger input%s", kind, kh, kw,
                   same_h == s.h && same_w == s.w ? "keeps" : "makes it", same_h, same_w,
                   shape_base(sc), larger);
}

void keep_shape(ShapeCtx *sc, Node *n)
{
    (void)sc;
    n->out = n->in[0]->out;
}

bool takes_number(const Node *n) { return attr_value(n, "value")->set; }

static bool fit(int a, int b) { return a == b || a == 1 || b == 1; }

static void not_equal(ShapeCtx *sc, Node *n, int k, int i)
{
    Arena *a = shape_arena(sc);
    Shape s = n->in[k]->out, t = n->in[i]->out;
    shape_error(sc, n, "%s needs equal shapes, or 1 where they differ: %s is %s, %s is %s",
                n->layer->kind, n->in[k]->name, shape_text(a, s), n->in[i]->name, shape_text(a, t));
    if (t.rank == 3 && s.rank == 3 && t.h == s.h && t.w == s.w)
        shape_hint(sc, "`conv %d 1x1 from %s` brings it to the same channels", s.c, n->in[i]->name);
    else if (t.rank == 3 && s.rank == 3 && t.h > s.h && t.w > s.w && t.h / s.h == t.w / s.w)
        shape_hint(sc, "`conv %d 1x1 stride=%d from %s` may bring it to the same shape", s.c,
                   t.h / s.h, n->in[i]->name);
}

void operands_shape(ShapeCtx *sc, Node *n, int most)
{
    bool number = takes_number(n);
    const char *kind = n->layer->kind;
    if (number && n->n_in > 1) {
        shape_error_at(sc, attr_value(n, "value")->span,
                       "%s takes a number or the names of values, not both", kind);
        return;
    }
    if (!number && n->n_in < 2) {
        shape_error(sc, n, "%s needs the name of another value, or a number", kind);
        shape_hint(sc, "label a layer above (`x: identity`) and write `%s x`", kind);
        return;
    }
    if (most && n->n_in > most) {
        shape_error(sc, n, "%s takes %d values, here are %d", kind, most, n->n_in);
        return;
    }
    Shape s = n->in[0]->out;
    for (int i = 1; i < n->n_in; i++) {
        Shape t = n->in[i]->out;
        for (int k = 0; k < i; k++) {
            Shape r = n->in[k]->out;
            if (fit(r.h, t.h) && fit(r.w, t.w) && fit(r.c, t.c))
                continue;
            not_equal(sc, n, k, i);
            return;
        }
        s.rank = t.rank > s.rank ? t.rank : s.rank;
        s.h = t.h > s.h ? t.h : s.h;
        s.w = t.w > s.w ? t.w : s.w;
        s.c = t.c > s.c ? t.c : s.c;
    }
    n->out = s;
}

static int side(const Node *n, const char *name, int otherwise)
{
    return attr_value(n, name)->set ? attr_int(n, name) : otherwise;
}

PadGeometry *sides_of(ShapeCtx *sc, const Node *n, int high, int wide)
{
    PadGeometry *g = ARENA_NEW(shape_arena(sc), PadGeometry);
    *g = (PadGeometry){.top = side(n, "top", high),
                       .bottom = side(n, "bottom", high),
                       .left = side(n, "left", wide),
                       .right = side(n, "right", wide)};
    return g;
}

/* One axis with padding as it is written. With `ceil` a window may reach beyond the padding, but
 * begins before the end of the map (PyTorch). */
static int padded_output(int in, int k, int stride, int before, int after, bool ceil)
{
    int64_t room = (int64_t)in + before + after - k;
    if (room < 0)
        return 0;
    int64_t out = (room + (ceil ? stride - 1 : 0)) / stride + 1;
    return (int)(ceil && (out - 1) * stride >= (int64_t)in + before ? out - 1 : out);
}

/* Padding as it is written: `pad=`, top and so on. False after an error. */
static bool padded_pool(ShapeCtx *sc, const Node *n, PoolGeometry *g)
{
    const int *pad = attr_value(n, "pad")->size;
    const PadGeometry *p = sides_of(sc, n, pad[0], pad[1]);
    bool ceil = attr_flag(n, "ceil");
    g->PT = p->top;
    g->PB = p->bottom;
    g->PL = p->left;
    g->PR = p->right;
    if (g->PT >= g->KH || g->PB >= g->KH || g->PL >= g->KW || g->PR >= g->KW) {
        shape_error(sc, n, "the padding of %s must be smaller than its %dx%d window",
                    n->layer->kind, g->KH, g->KW);
        return false;
    }
    g->OH = padded_output(g->H, g->KH, g->SH, g->PT, g->PB, ceil);
    g->OW = padded_output(g->W, g->KW, g->SW, g->PL, g->PR, ceil);
    return true;
}

/* Whether padding is written as numbers, or `ceil`; then `same` and `valid` must not be. */
static bool pads_by_number(const Node *n)
{
    static const char *const words[] = {"pad", "top", "bottom", "left", "right"};
    bool any = attr_flag(n, "ceil");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        any = any || attr_value(n, words[i])->set;
    return any;
}

void pool_shape(ShapeCtx *sc, Node *n)
{
    PadMode mode;
    if (!want_map(sc, n) || !padding_of(sc, n, PAD_VALID, &mode))
        return;
    if (mode == PAD_SAME && pads_by_number(n)) {
        shape_error_at(sc, attr_value(n, "same")->span,
                       "%s has both `same` and padding of its own; one of them must go",
                       n->layer->kind);
        return;
    }
    const AttrValue *size = attr_value(n, "size"), *stride = attr_value(n, "stride");
    if (!stride->set)
        stride = size;
    Shape s = n->in[0]->out;
    PoolGeometry *g = ARENA_NEW(shape_arena(sc), PoolGeometry);
    *g = (PoolGeometry){.C = s.c,
                        .H = s.h,
                        .W = s.w,
                        .KH = size->size[0],
                        .KW = size->size[1],
                        .SH = stride->size[0],
                        .SW = stride->size[1]};
    if (mode == PAD_SAME) {
        g->OH = window_output(mode, s.h, g->KH, g->SH, 1, 0, &g->PT);
        g->OW = window_output(mode, s.w, g->KW, g->SW, 1, 0, &g->PL);
        g->PB = (g->OH - 1) * g->SH + g->KH - s.h - g->PT;
        g->PR = (g->OW - 1) * g->SW + g->KW - s.w - g->PL;
    } else if (!padded_pool(sc, n, g)) {
        return;
    }
    if (g->OH <= 0 || g->OW <= 0) {
        int unused;
        window_error(sc, n, g->KH, g->KW, window_output(PAD_SAME, s.h, g->KH, g->SH, 1, 0, &unused),
                     window_output(PAD_SAME, s.w, g->KW, g->SW, 1, 0, &unused));
        return;
    }
    n->geometry = g;
    n->out = (Shape){3, g->OH, g->OW, s.c};
}

void global_pool_shape(ShapeCtx *sc, Node *n)
{
    if (want_map(sc, n))
        n->out = (Shape){attr_flag(n, "keepdims") ? 3 : 1, 1, 1, n->in[0]->out.c};
}

double pool_flops(const Node *n)
{
    const PoolGeometry *g = n->geometry;
    return (double)shape_count(n->out) * g->KH * g->KW;
}

double flops_per_output(const Node *n) { return (double)shape_count(n->out); }

Conv2dGeometry windows_over_zeros(const Node *n)
{
    Conv2dGeometry g = *(const Conv2dGeometry *)n->geometry;
    const Node *zeros = n->absorbed.zeros;
    const PadGeometry *around = zeros ? zeros->geometry : NULL;
    if (around) {
        g.H -= around->top + around->bottom;
        g.W -= around->left + around->right;
        g.PT += around->top;
        g.PL += around->left;
    }
    return g;
}
