/* Weights files: safetensors with every parameter under its full name, in Keras layout.
 * The metadata carry the net's name and the hash of its parameter layout. Loading is
 * strict: every parameter, in its shape, and nothing else. Files of other programs go through pretrained.h. */
#include "runtime/netc.h"
#include "compiler/graph.h"
#include "runtime/pretrained.h"
#include "runtime/data/bytes.h"
#include "runtime/data/safetensors.h"
#include <stdlib.h>
#include <string.h>

static void dims_text(char *s, size_t size, int rank, const int64_t *dim)
{
    size_t n = 0;
    s[0] = 0;
    for (int i = 0; i < rank && n < size; i++)
        n += (size_t)snprintf(s + n, size - n, "%s%lld", i ? "x" : "", (long long)dim[i]);
}

static bool same_dims(const StTensor *t, const NetcParam *p)
{
    if (t->rank != p->rank)
        return false;
    for (int i = 0; i < p->rank; i++)
        if (t->dim[i] != p->dim[i])
            return false;
    return true;
}

static bool check_param(StFile *f, const NetcModel *m, const NetcParam *p, Err *err)
{
    const StTensor *t = st_find(f, p->name);
    if (!t) {
        const char **names = calloc((size_t)st_count(f) + 1, sizeof *names);
        for (int i = 0; names && i < st_count(f); i++)
            names[i] = st_tensor(f, i)->name;
        const char *near = names ? nearest_word(p->name, names, st_count(f)) : NULL;
        free(names);
        const char *net = st_metadata(f, "net");
        return err_set(err, "%s: no tensor `%s`, which net `%s` needs%s%s%s%s%s%s", st_path(f), p->name, netc_graph(m)->name,
                       near ? "; the nearest is `" : "", near ? near : "", near ? "`" : "",
                       net ? " (the file was written for net `" : "", net ? net : "", net ? "`)" : "");
    }
    if (!same_dims(t, p)) {
        char have[128], want[128];
        int64_t dim[4] = {p->dim[0], p->dim[1], p->dim[2], p->dim[3]};
        dims_text(have, sizeof have, t->rank, t->dim);
        dims_text(want, sizeof want, p->rank, dim);
        return err_set(err, "%s: tensor `%s` is %s, but net `%s` has it as %s", st_path(f), p->name, have, netc_graph(m)->name, want);
    }
    return true;
}

static bool is_param(const NetcModel *m, const char *name)
{
    for (int i = 0; i < netc_param_count(m); i++)
        if (!strcmp(netc_param(m, i)->name, name))
            return true;
    return false;
}

static bool load_all(NetcModel *m, StFile *f, float *image, Err *err)
{
    for (int i = 0; i < netc_param_count(m); i++)
        if (!check_param(f, m, netc_param(m, i), err))
            return false;
    for (int i = 0; i < st_count(f); i++)
        if (!is_param(m, st_tensor(f, i)->name))
            return err_set(err, "%s: tensor `%s` belongs to no layer of net `%s`", st_path(f), st_tensor(f, i)->name, netc_graph(m)->name);
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        if (!st_read_float(f, st_find(f, p->name), image + p->offset, err))
            return false;
        int64_t bad = find_nonfinite(image + p->offset, (int64_t)p->count);
        if (bad >= 0)
            return err_set(err, "%s: tensor `%s` holds a number that is not finite, at element %lld", st_path(f), p->name, (long long)bad);
    }
    return true;
}

/* netc's own file: safetensors with a full name of the net, or with our mark. */
static bool is_own(const NetcModel *m, StFile *f)
{
    const char *format = st_metadata(f, "format");
    bool own = format && !strcmp(format, "netc");
    for (int i = 0; i < st_count(f) && !own; i++)
        own = is_param(m, st_tensor(f, i)->name);
    return own;
}

bool netc_load(NetcModel *m, const char *path, Err *err)
{
    if (!m || !path)
        return err_set(err, "no %s: a null pointer was given", m ? "file" : "model");
    Err why;
    StFile *f = st_open(path, &why);
    if (!f || !is_own(m, f)) {
        st_close(f);
        return weights_load(m, path, NULL, false, NULL, err);
    }
    float *image = malloc((netc_param_floats(m) + 1) * sizeof *image);
    bool ok = image ? load_all(m, f, image, err) : err_set(err, "out of memory");
    if (ok) {
        memcpy(netc_params(m), image, netc_param_floats(m) * sizeof *image);
        netc_params_changed(m);
    }
    free(image);
    st_close(f);
    return ok;
}

/* The parameter in 16 bits, rounded to the nearest; one that would become infinite could not be read back. */
static bool narrow(const NetcParam *p, const float *from, NetcWeights type, uint16_t *to, const char *path, Err *err)
{
    for (size_t i = 0; i < p->count; i++) {
        to[i] = type == NETC_F16 ? half_bits(from[i]) : bfloat_bits(from[i]);
        if ((to[i] & 0x7fff) == (type == NETC_F16 ? 0x7c00 : 0x7f80))
            return err_set(err, "%s: number %zu of %s, %g, is too large for %s", path, i, p->name, (double)from[i], type == NETC_F16 ? "f16 (bf16 holds it)" : "bf16");
    }
    return true;
}

static bool save_image(const NetcModel *m, const float *image, const char *path, NetcWeights type, Err *err)
{
    static const StType types[] = {ST_F32, ST_F16, ST_BF16};
    int n = netc_param_count(m);
    StEntry *entries = calloc((size_t)n + 1, sizeof *entries);
    uint16_t *narrowed = type == NETC_F32 ? NULL : calloc(netc_param_floats(m) + 1, sizeof *narrowed);
    bool ok = entries && (type == NETC_F32 || narrowed);
    if (!ok)
        err_set(err, "out of memory");
    for (int i = 0; ok && i < n; i++) {
        const NetcParam *p = netc_param(m, i);
        entries[i] = (StEntry){.name = p->name, .type = types[type], .rank = p->rank, .dim = p->dim, .data = image + p->offset};
        if (narrowed) {
            ok = narrow(p, image + p->offset, type, narrowed + p->offset, path, err);
            entries[i].data = narrowed + p->offset;
        }
    }
    char hash[32];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)netc_graph(m)->layout_hash);
    const StMeta meta[] = {{"format", "netc"}, {"net", netc_graph(m)->name}, {"layout_hash", hash}};
    ok = ok && st_write(path, entries, n, meta, 3, err);
    free(entries);
    free(narrowed);
    return ok;
}

bool netc_save(NetcModel *m, const char *path, Err *err) { return netc_save_as(m, path, NETC_F32, err); }

bool netc_save_as(NetcModel *m, const char *path, NetcWeights type, Err *err)
{
    if (!m || !path)
        return err_set(err, "no %s: a null pointer was given", m ? "file" : "model");
    return save_image(m, netc_params(m), path, type, err);
}

bool weights_save_image(const NetcModel *m, const float *image, const char *path, Err *err) { return save_image(m, image, path, NETC_F32, err); }
