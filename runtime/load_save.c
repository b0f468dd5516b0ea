/* Weights files: safetensors with every parameter under its full name, in Keras layout.
 * The metadata carry the net's name and the hash of its parameter layout. Files are read through
 * pretrained.h, strictly: every parameter, in its shape, and nothing else. */
#include "runtime/netc.h"
#include "compiler/ir/graph.h"
#include "weights/pretrained.h"
#include "formats/safetensors.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool netc_load(NetcModel *m, const char *path, Err *err)
{
    if (!m || !path)
        return err_set(err, "no %s: a null pointer was given", m ? "file" : "model");
    return weights_load_as(m, path, NULL, NULL, err);
}

/* The word of a stored type that holds x although `type` does not; NULL: none does. */
static const char *roomier(NumberType type, float x)
{
    for (int i = NUMBER_F32 + 1; i < NUMBER_STORED; i++) {
        uint8_t bytes[8];
        number_types[i].store(bytes, x);
        if (i != (int)type && isfinite(number_types[i].load(bytes)))
            return number_types[i].word;
    }
    return NULL;
}

/* The parameter in a smaller type, rounded to the nearest; one that would become infinite could not
 * be read back. */
static bool narrow(const NetcParam *p, const float *from, NumberType type, uint8_t *to,
                   const char *path, Err *err)
{
    const NumberTypeInfo *t = &number_types[type];
    for (size_t i = 0; i < p->count; i++, to += t->bytes) {
        t->store(to, from[i]);
        if (isfinite(t->load(to)))
            continue;
        const char *other = isfinite(from[i]) ? roomier(type, from[i]) : NULL;
        return err_set(err, "%s: number %zu of %s, %g, is too large for %s%s%s%s", path, i, p->name,
                       (double)from[i], t->word, other ? " (" : "", other ? other : "",
                       other ? " holds it)" : "");
    }
    return true;
}

static bool save_image(const NetcModel *m, const float *image, const char *path, NumberType type,
                       Err *err)
{
    int n = netc_param_count(m);
    size_t bytes = (size_t)number_types[type].bytes;
    StEntry *entries = calloc((size_t)n + 1, sizeof *entries);
    uint8_t *narrowed = type == NUMBER_F32 ? NULL : calloc(netc_param_floats(m) + 1, bytes);
    bool ok = entries && (type == NUMBER_F32 || narrowed);
    if (!ok)
        err_set(err, "out of memory");
    for (int i = 0; ok && i < n; i++) {
        const NetcParam *p = netc_param(m, i);
        entries[i] = (StEntry){.name = p->name,
                               .type = type,
                               .rank = p->rank,
                               .dim = p->dim,
                               .data = image + p->offset};
        if (narrowed) {
            ok = narrow(p, image + p->offset, type, narrowed + p->offset * bytes, path, err);
            entries[i].data = narrowed + p->offset * bytes;
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

bool netc_save(NetcModel *m, const char *path, Err *err)
{
    return netc_save_as(m, path, NETC_F32, err);
}

bool netc_save_as(NetcModel *m, const char *path, NetcWeights type, Err *err)
{
    if (!m || !path)
        return err_set(err, "no %s: a null pointer was given", m ? "file" : "model");
    if ((unsigned)type >= NUMBER_STORED)
        return err_set(err, "unknown type of weights");
    return save_image(m, netc_params(m), path, (NumberType)type, err);
}

bool weights_save_image(const NetcModel *m, const float *image, const char *path, Err *err)
{
    return save_image(m, image, path, NUMBER_F32, err);
}
