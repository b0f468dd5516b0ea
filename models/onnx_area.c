/* Means over equal parts of a map, `resize mode=area`, as other programs write them in ONNX, which
 * has no such operator. PyTorch's exporter gathers the windows, side by side in (samples, channels,
 * oh, kh, ow, kw), puts zeros behind those that are shorter (Where), adds their pixels one by one
 * and divides the sums (Div); windows of one size are averaged (ReduceMean). netc's export
 * multiplies by two matrices, rows first (MatMul). What these nodes made before goes unread. */
#include "models/onnx_fold.h"
#include "models/onnx_graph.h"
#include <string.h>

enum { PIXELS_MOST = 4096, MASKS_MOST = 2 };

/* What is gathered of a map: pixel (i, j) of window (a, b) is that of index[a][i][b][j], or 0 where
 * a mask says so. */
typedef struct Gathered {
    const View *map;
    const Const *index; /* (oh, kh, ow, kw, 2) */
    const Const *mask[MASKS_MOST];
    int n_masks;
} Gathered;

/* The part of an axis that output o takes. */
typedef struct Part {
    int64_t first, end;
} Part;

static Part part(int64_t o, int64_t in, int64_t out)
{
    return (Part){o * in / out, ((o + 1) * in + out - 1) / out};
}

static const Const *constant(const NamedViews *names, const char *name)
{
    const View *v = name && *name ? views_find(names, name) : NULL;
    return v ? v->k : NULL;
}

/* The node that makes a value; NULL: none of this operator with so many inputs. */
static const Onnx__NodeProto *maker(Call *c, const char *name, const char *op, size_t n_input)
{
    const Onnx__NodeProto *p = name && *name ? onnx_maker(c->o, name) : NULL;
    return p && p->op_type && !strcmp(p->op_type, op) && p->n_input == n_input ? p : NULL;
}

static bool has_perm(Call *c, const Onnx__NodeProto *p, const int64_t *perm, int rank)
{
    int n = 0;
    const int64_t *own = p ? onnx_ints(&(OnnxNode){p, c->node.caller}, "perm", &n) : NULL;
    return own && n == rank && !memcmp(own, perm, sizeof *perm * (size_t)rank);
}

static bool read_gathered(Call *c, const NamedViews *names, const char *name, Gathered *g)
{
    static const int64_t back[6] = {4, 5, 0, 1, 2, 3}, front[4] = {2, 3, 0, 1};
    const Onnx__NodeProto *p;
    *g = (Gathered){0};
    while ((p = maker(c, name, "Where", 3))) {
        const Const *zero = constant(names, p->input[1]), *mask = constant(names, p->input[0]);
        if (g->n_masks == MASKS_MOST || !mask || mask->rank > 4 || !zero || zero->count != 1 ||
            const_number(zero, 0) != 0)
            return false;
        g->mask[g->n_masks++] = mask;
        name = p->input[2];
    }
    p = maker(c, name, "Transpose", 1);
    if (!has_perm(c, p, back, 6) || !(p = maker(c, p->input[0], "GatherND", 2)) ||
        onnx_int(&(OnnxNode){p, c->node.caller}, "batch_dims", 0))
        return false;
    g->index = constant(names, p->input[1]);
    p = maker(c, p->input[0], "Transpose", 1);
    if (!has_perm(c, p, front, 4) || !g->index || g->index->rank != 5 || g->index->dim[4] != 2 ||
        g->index->count < 1)
        return false;
    g->map = views_find(names, p->input[0]);
    return g->map && g->map->step >= 0 && g->map->rank == 4 && g->map->batch == 0 &&
           g->index->dim[1] * g->index->dim[3] <= PIXELS_MOST;
}

/* The number of k, broadcast, at these places of n axes of these lengths; *good becomes false where
 * it has others. */
static double at(const Const *k, const int64_t *dim, const int64_t *place, int n, bool *good)
{
    int64_t i = 0;
    *good = *good && k->rank <= n;
    for (int a = 0; *good && a < k->rank; a++) {
        int own = n - k->rank + a;
        *good = k->dim[a] == 1 || k->dim[a] == dim[own];
        i = i * k->dim[a] + (k->dim[a] == 1 ? 0 : place[own]);
    }
    return *good ? const_number(k, i) : 0;
}

/* Is pixel place[1], place[3] of window place[0], place[2] the one of the equal parts? */
static bool right_pixel(const Gathered *g, const int64_t *place)
{
    const int64_t *dim = g->index->dim;
    bool good = true, masked = false, inside = true;
    int64_t i = 0;
    for (int a = 0; a < 4; a++)
        i = i * dim[a] + place[a];
    for (int m = 0; m < g->n_masks; m++)
        masked |= at(g->mask[m], dim, place, 4, &good) != 0;
    for (int a = 0; a < 2; a++) {
        Part p = part(place[2 * a], g->map->dim[2 + a], dim[2 * a]);
        inside = inside && p.first + place[2 * a + 1] < p.end;
        good = good && p.end - p.first <= dim[2 * a + 1];
    }
    for (int a = 0; inside && a < 2; a++)
        good = good &&
               const_whole(g->index, 2 * i + a) ==
                   part(place[2 * a], g->map->dim[2 + a], dim[2 * a]).first + place[2 * a + 1];
    return good && masked == !inside;
}

static bool equal_parts(const Gathered *g)
{
    const int64_t *d = g->index->dim;
    int64_t p[4];
    bool good = true;
    for (p[0] = 0; good && p[0] < d[0]; p[0]++)
        for (p[1] = 0; good && p[1] < d[1]; p[1]++)
            for (p[2] = 0; good && p[2] < d[2]; p[2]++)
                for (p[3] = 0; good && p[3] < d[3]; p[3]++)
                    good = right_pixel(g, p);
    return good;
}

/* The number of the constant that a Gather along an axis takes, and what of; -1: another node. */
static int64_t taken(Call *c, const NamedViews *names, const char **name, int axis)
{
    const Onnx__NodeProto *p = maker(c, *name, "Gather", 2);
    const Const *k = p ? constant(names, p->input[1]) : NULL;
    if (!k || k->rank || onnx_int(&(OnnxNode){p, c->node.caller}, "axis", 0) != axis)
        return -1;
    *name = p->input[0];
    return const_whole(k, 0);
}

/* Is the value the sum of all pixels of the windows, each once? */
static bool sums_windows(Call *c, const NamedViews *names, const char *name, Gathered *g)
{
    const char *windows = NULL;
    bool *seen = NULL;
    int64_t n = 0, all = 1, kh = 0, kw = 0;
    for (const Onnx__NodeProto *p; n < all; n++) {
        p = maker(c, name, "Add", 2);
        const char *of = p ? p->input[1] : name;
        const int64_t j = taken(c, names, &of, 4), i = taken(c, names, &of, 3);
        if (!windows && i >= 0 && j >= 0 && read_gathered(c, names, of, g)) {
            windows = of;
            kh = g->index->dim[1], kw = g->index->dim[3];
            seen = ARENA_ARRAY(c->o->arena, bool, (all = kh * kw) + 1);
        }
        if (!windows || strcmp(of, windows) || i < 0 || i >= kh || j < 0 || j >= kw ||
            seen[i * kw + j] || !p != (n == all - 1))
            return false;
        seen[i * kw + j] = true;
        name = p ? p->input[0] : name;
    }
    return true;
}

static bool area_of(Call *c, const View *map, int64_t h, int64_t w)
{
    c->out[0] = build_resize(c->b, map, (MapAxes){2, 3, 1}, (const int[]){(int)h, (int)w},
                             " mode=area");
    return true;
}

/* Sums of windows by the number of pixels in each. */
static bool area_by_sums(Call *c, const NamedViews *names)
{
    const Const *count = c->in[1]->k;
    Gathered g;
    if (!count || count->rank < 1 || c->in[0]->rank != 4 ||
        !sums_windows(c, names, c->node.p->input[0], &g) || !equal_parts(&g))
        return false;
    const int64_t size[2] = {g.index->dim[0], g.index->dim[2]};
    bool good = true;
    for (int64_t i = 0; good && i < size[0] * size[1]; i++) {
        const int64_t place[2] = {i / size[1], i % size[1]};
        const Part p = part(place[0], g.map->dim[2], size[0]),
                   q = part(place[1], g.map->dim[3], size[1]);
        double own = at(count, size, place, 2, &good);
        good = good && own == (double)((p.end - p.first) * (q.end - q.first));
    }
    return good && area_of(c, g.map, size[0], size[1]);
}

/* Means of windows that all have one size; where they lie equally far apart, an average pooling. */
static bool area_by_means(Call *c, const NamedViews *names)
{
    const View *x = c->in[0];
    int64_t axes[2 * VIEW_RANK];
    Gathered g;
    if (x->rank != 6 || x->k || onnx_int(&c->node, "keepdims", 1) ||
        call_ints(c, 1, "axes", axes) != 2 || axes[0] + (axes[0] < 0 ? 6 : 0) != 3 ||
        axes[1] + (axes[1] < 0 ? 6 : 0) != 5 || !read_gathered(c, names, c->node.p->input[0], &g) ||
        g.n_masks || !equal_parts(&g))
        return false;
    const int64_t *d = g.index->dim;
    Window w = {.dilation = {1, 1}};
    bool even = true;
    for (int a = 0; a < 2; a++) {
        const int64_t in = g.map->dim[2 + a], out = d[2 * a];
        w.size[a] = (int)d[2 * a + 1];
        w.stride[a] = out > 1 ? (int)part(1, in, out).first : w.size[a];
        for (int64_t o = 0; o < out; o++)
            even = even && part(o, in, out).first == o * w.stride[a];
        even = even && w.stride[a] > 0 && (out - 1) * w.stride[a] + w.size[a] == in;
    }
    if (!even)
        return area_of(c, g.map, d[0], d[2]);
    c->out[0] = build_pool(c->b, g.map, (MapAxes){2, 3, 1}, "avgpool", &w);
    return true;
}

/* Is it the matrix (out, in), or its transpose, of means over equal parts? */
static bool mean_matrix(const Const *k, bool transposed)
{
    if (!k || k->ints || k->rank != 2 || k->count < 1)
        return false;
    const int64_t out = k->dim[transposed], in = k->dim[!transposed];
    for (int64_t o = 0; o < out; o++) {
        const Part p = part(o, in, out);
        for (int64_t i = 0; i < in; i++) {
            float want = i >= p.first && i < p.end ? 1.0f / (float)(p.end - p.first) : 0.0f;
            if (k->f[transposed ? i * out + o : o * in + i] != want)
                return false;
        }
    }
    return true;
}

/* A map between two such matrices, of which one at least changes its size. */
static bool area_by_matrices(Call *c, const NamedViews *names)
{
    const Const *right = c->in[1]->k;
    const Onnx__NodeProto *p = c->in[0]->rank == 4 && mean_matrix(right, true)
                                   ? maker(c, c->node.p->input[0], "MatMul", 2)
                                   : NULL;
    const Const *left = p ? constant(names, p->input[0]) : NULL;
    const View *x = p ? views_find(names, p->input[1]) : NULL;
    return mean_matrix(left, false) && x && x->step >= 0 && x->rank == 4 && x->batch == 0 &&
           x->dim[2] == left->dim[1] && x->dim[3] == right->dim[0] &&
           (left->dim[0] != left->dim[1] || right->dim[0] != right->dim[1]) &&
           area_of(c, x, left->dim[0], right->dim[1]);
}

bool onnx_area(Call *c, const NamedViews *names)
{
    const char *op = c->node.p->op_type;
    if (c->n_in < 1 || c->n_out != 1)
        return false;
    return !strcmp(op, "ReduceMean")     ? area_by_means(c, names)
           : c->n_in != 2 || c->in[0]->k ? false
           : !strcmp(op, "Div")          ? area_by_sums(c, names)
           : !strcmp(op, "MatMul")       ? area_by_matrices(c, names)
                                         : false;
}
