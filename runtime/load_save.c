/* Weights files: safetensors with every parameter under its full name, in Keras layout.
 * The metadata carry the net's name and the hash of its parameter layout. Files are read through
 * pretrained.h, strictly: every parameter, in its shape, and nothing else. */
#include "runtime/netc.h"
#include "compiler/ir/graph.h"
#include "weights/pretrained.h"
#include "formats/bytes.h"
#include "formats/safetensors.h"
#include <stdlib.h>
#include <string.h>

bool netc_load(NetcModel *m, const char *path, Err *err)
{
    if (!m || !path)
        return err_set(err, "no %s: a null pointer was given", m ? "file" : "model");
    return weights_load_as(m, path, NULL, NULL, err);
}

/* The parameter in 16 bits, rounded to the nearest; one that would become infinite could not be
 * read back. */
static bool narrow(const NetcParam *p, const float *from, NetcWeights type, uint16_t *to,
                   const char *path, Err *err)
{
    for (size_t i = 0; i < p->count; i++) {
        to[i] = type == NETC_F16 ? half_bits(from[i]) : bfloat_bits(from[i]);
        if ((to[i] & 0x7fff) == (type == NETC_F16 ? 0x7c00 : 0x7f80))
            return err_set(err, "%s: number %zu of %s, %g, is too large for %s", path, i, p->name,
                           (double)from[i], type == NETC_F16 ? "f16 (bf16 holds it)" : "bf16");
    }
    return true;
}

static bool save_image(const NetcModel *m, const float *image, const char *path, NetcWeights type,
                       Err *err)
{
    static const StType types[] = {ST_F32, ST_F16, ST_BF16};
    int n = netc_param_count(m);
    StEntry *entries = calloc((size_t)n + 1, sizeof *entries);
    uint16_t *narrowed = type == NETC_F32 ? NULL
                                          : calloc(netc_param_floats(m) + 1, sizeof *narrowed);
    bool ok = entries && (type == NETC_F32 || narrowed);
    if (!ok)
        err_set(err, "out of memory");
    for (int i = 0; ok && i < n; i++) {
        const NetcParam *p = netc_param(m, i);
        entries[i] = (StEntry){.name = p->name,
                               .type = types[type],
                               .rank = p->rank,
                               .dim = p->dim,
                               .data = image + p->offset};
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

bool netc_save(NetcModel *m, const char *path, Err *err)
{
    return netc_save_as(m, path, NETC_F32, err);
}

bool netc_save_as(NetcModel *m, const char *path, NetcWeights type, Err *err)
{
    if (!m || !path)
        return err_set(err, "no %s: a null pointer was given", m ? "file" : "model");
    if ((unsigned)type > NETC_BF16)
        return err_set(err, "unknown type of weights");
    return save_image(m, netc_params(m), path, type, err);
}

bool weights_save_image(const NetcModel *m, const float *image, const char *path, Err *err)
{
    return save_image(m, image, path, NETC_F32, err);
}
