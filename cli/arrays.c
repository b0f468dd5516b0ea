/* Checks of .npy arrays against a net's shapes. See arrays.h. */
#include "base/number.h"
#include "cli/arrays.h"
#include "compiler/ir/layer.h"
#include "formats/safetensors.h"
#include <inttypes.h>
#include <limits.h>
#include <string.h>

static void dims_text(const NpyArray *x, char *buf, size_t size)
{
    size_t k = (size_t)snprintf(buf, size, "(");
    for (int i = 0; i < x->rank && k < size; i++)
        k += (size_t)snprintf(buf + k, size - k, "%s%" PRId64, i ? "," : "", x->dim[i]);
    if (k < size)
        snprintf(buf + k, size - k, ")");
}

/* From the header alone: no memory is taken for numbers that the net does not want. */
static bool input_shape(const Graph *g, const NpyArray *x, const char *path, Err *err)
{
    Shape s = g->nodes[0]->out;
    bool image = x->rank == 4 && x->dim[1] == s.h && x->dim[2] == s.w && x->dim[3] == s.c;
    bool vector = s.h == 1 && s.w == 1 && x->rank == 2 && x->dim[1] == s.c;
    bool sequence = s.h == 1 && x->rank == 3 && x->dim[1] == s.w && x->dim[2] == s.c;
    char found[200];
    dims_text(x, found, sizeof found);
    if (!image && !vector && !sequence) {
        if (s.rank == 1)
            return err_set(err, "%s: shape %s; %s takes (n,%d)", path, found, g->name, s.c);
        if (s.h == 1 && s.w > 1)
            return err_set(err, "%s: shape %s; %s takes (n,%d,%d), or (n,1,%d,%d)", path, found,
                           g->name, s.w, s.c, s.w, s.c);
        return err_set(err, "%s: shape %s; %s takes (n,%d,%d,%d)", path, found, g->name, s.h, s.w,
                       s.c);
    }
    if (x->dim[0] < 1 || x->dim[0] > INT_MAX)
        return err_set(err, "%s: shape %s holds no sample, or too many", path, found);
    return true;
}

bool array_input(const Graph *g, NpyArray *x, const char *path, int *n, Err *err)
{
    if (!npy_read_shape(path, x, err) || !input_shape(g, x, path, err) ||
        !npy_read_float(path, x, err))
        return false;
    if (!input_shape(g, x, path, err)) { /* the file changed in between */
        npy_free(x);
        return false;
    }
    *n = (int)x->dim[0];
    return true;
}

static bool class_numbers(const NetcModel *m, const char *path, int n, NpyArray *out, Err *err)
{
    int outputs = (int)netc_output_floats(m);
    char found[200];
    if (!npy_read_shape(path, out, err))
        return false;
    dims_text(out, found, sizeof found);
    if ((int64_t)out->count != n || (out->rank != 1 && !(out->rank == 2 && out->dim[1] == 1)))
        return err_set(err, "%s: shape %s; expected (%d), one class number for each input", path,
                       found, n);
    if (!npy_read_int32(path, out, err))
        return false;
    if ((int64_t)out->count != n)
        return err_set(err, "%s: the file changed while it was read", path);
    const Loss *loss = netc_graph(m)->train.loss.record;
    const bool any = loss && loss->compares; /* outputs are no classes: as many as there are */
    for (int i = 0; i < n; i++)
        if (any && out->i[i] < 0)
            return err_set(err, "%s: label %d at index %d; expected at least 0", path, out->i[i],
                           i);
        else if (!any && (out->i[i] < 0 || out->i[i] >= outputs))
            return err_set(err, "%s: label %d at index %d; expected 0 to %d", path, out->i[i], i,
                           outputs - 1);
    return true;
}

static bool targets(const NetcModel *m, const char *path, int n, NpyArray *out, Err *err)
{
    size_t outputs = netc_label_floats(m);
    char found[200];
    if (!npy_read_shape(path, out, err))
        return false;
    dims_text(out, found, sizeof found);
    if (out->count != (size_t)n * outputs || out->rank < 1 || out->dim[0] != n)
        return err_set(err, "%s: shape %s; expected (%d,%zu), float targets for each input", path,
                       found, n, outputs);
    if (!npy_read_float(path, out, err))
        return false;
    if (out->count != (size_t)n * outputs)
        return err_set(err, "%s: the file changed while it was read", path);
    int64_t bad = find_nonfinite(out->f, (int64_t)out->count);
    return bad < 0 || err_set(err, "%s: element %lld is not a finite number", path, (long long)bad);
}

bool array_finite(const char *path, const NpyArray *x, int n, Err *err)
{
    int64_t bad = find_nonfinite(x->f, (int64_t)x->count), item = n > 0 ? (int64_t)x->count / n : 1;
    return bad < 0 || err_set(err, "%s: number %lld of sample %lld is not finite", path,
                              (long long)(bad % item), (long long)(bad / item));
}

bool array_labels(const NetcModel *m, const char *path, int n, NpyArray *out, const void **labels,
                  Err *err)
{
    bool ints = netc_int_labels(m);
    memset(out, 0, sizeof *out);
    bool ok = ints ? class_numbers(m, path, n, out, err) : targets(m, path, n, out, err);
    *labels = ints ? (const void *)out->i : (const void *)out->f;
    if (!ok)
        npy_free(out);
    return ok;
}

void array_drop(void *array) { npy_free(array); }
