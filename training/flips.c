/* Mirroring and averaging. A sum of two floats does not depend on their order and halving is exact,
 * so that a picture and its mirror image get the same outputs, bit for bit. See flips.h. */
#include "training/flips.h"
#include "compiler/ir/graph.h"
#include <string.h>

/* One row of w pixels of c floats. */
static void mirror_row(float *row, size_t w, size_t c)
{
    for (size_t left = 0, right = w - 1; left < right; left++, right--)
        for (size_t k = 0; k < c; k++) {
            float kept = row[left * c + k];
            row[left * c + k] = row[right * c + k];
            row[right * c + k] = kept;
        }
}

static void mirror(float *maps, Shape s, int n)
{
    size_t w = (size_t)s.w, c = (size_t)s.c, rows = (size_t)n * (size_t)s.h;
    for (size_t r = 0; r < rows; r++)
        mirror_row(maps + r * w * c, w, c);
}

bool infer_flips(NetcModel *m, float *x, int n, float *y, float *scratch, Err *err)
{
    size_t floats = (size_t)n * netc_output_floats(m);
    if (!netc_infer(m, x, n, y, err))
        return false;
    mirror(x, netc_graph(m)->nodes[0]->out, n);
    if (!netc_infer(m, x, n, scratch, err))
        return false;
    mirror(scratch, netc_graph(m)->output->out, n);
    for (size_t i = 0; i < floats; i++)
        y[i] = 0.5f * (y[i] + scratch[i]);
    return true;
}

bool views_fit(const NetcModel *m, int views, Err *err)
{
    const Graph *g = netc_graph(m);
    if (views != VIEWS_ONE && views != VIEWS_FLIPS && views != VIEWS_SHIFTS)
        return err_set(err, "%d views: it must be 1, 2 or 6", views);
    return views != VIEWS_SHIFTS || g->output->out.rank == 1 ||
           err_set(err,
                   "6 views move the picture, and with it the map that %s ends in; 2 views only "
                   "mirror it",
                   g->name);
}

size_t views_scratch(const NetcModel *m, int views, int n)
{
    size_t outputs = (size_t)n * netc_output_floats(m), inputs = (size_t)n * netc_input_floats(m);
    return views == VIEWS_ONE ? 0 : views == VIEWS_FLIPS ? outputs : 2 * outputs + inputs;
}

/* The place that i means, of n, where it is at most one beyond the edge. */
static size_t inside(int i, int n) { return (size_t)(n == 1 ? 0 : i < 0 ? 1 : i < n ? i : n - 2); }

/* to(y, z) = x(y + by, z + by) for n maps. */
static void move(const float *x, Shape s, int n, int by, float *to)
{
    const size_t c = (size_t)s.c, map = (size_t)s.h * (size_t)s.w * c;
    for (int i = 0; i < n; i++, x += map)
        for (int y = 0; y < s.h; y++)
            for (int z = 0; z < s.w; z++, to += c)
                memcpy(to, x + (inside(y + by, s.h) * (size_t)s.w + inside(z + by, s.w)) * c,
                       c * sizeof *to);
}

bool infer_views(NetcModel *m, int views, float *x, int n, float *y, float *scratch, Err *err)
{
    const size_t outputs = (size_t)n * netc_output_floats(m);
    float *own = scratch, *mirrored = own + outputs, *moved = mirrored + outputs;
    if (views == VIEWS_ONE)
        return netc_infer(m, x, n, y, err);
    if (views == VIEWS_FLIPS)
        return infer_flips(m, x, n, y, scratch, err);
    for (int by = -1; by <= 1; by += 2) {
        move(x, netc_graph(m)->nodes[0]->out, n, by, moved);
        if (!infer_flips(m, moved, n, by < 0 ? y : own, mirrored, err))
            return false;
    }
    for (size_t i = 0; i < outputs; i++)
        y[i] = 0.5f * (y[i] + own[i]);
    if (!infer_flips(m, x, n, own, mirrored, err))
        return false;
    for (size_t i = 0; i < outputs; i++)
        y[i] = 0.5f * (y[i] + own[i]);
    return true;
}
