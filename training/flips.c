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
