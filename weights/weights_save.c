/* netc's own weights files: safetensors with every parameter under its full name, in Keras layout.
 * The metadata carry the net's name and the hash of its parameter layout. Files are read through
 * weights_load, strictly: every parameter, in its shape, and nothing else. */
#include "base/number.h"
#include "formats/safetensors.h"
#include "weights/origin.h"
#include "weights/pretrained.h"
#include "weights/weight_file.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char weights_table_key[] = "table";

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
static bool narrow(const Param *p, const float *from, NumberType type, uint8_t *to,
                   const char *path, Err *err)
{
    const NumberTypeInfo *t = &number_types[type];
    for (int64_t i = 0; i < p->count; i++, to += t->bytes) {
        t->store(to, from[i]);
        if (isfinite(t->load(to)))
            continue;
        const char *other = isfinite(from[i]) ? roomier(type, from[i]) : NULL;
        return err_set(err, "%s: number %lld of %s, %g, is too large for %s%s%s%s", path,
                       (long long)i, p->full_name, (double)from[i], t->word, other ? " (" : "",
                       other ? other : "", other ? " holds it)" : "");
    }
    return true;
}

/* What loading refuses is not saved. */
bool weights_all_finite(const Graph *g, const float *params, const char *path, Err *err)
{
    for (int i = 0; i < g->n_params; i++) {
        const Param *p = g->params[i];
        int64_t bad = find_nonfinite(params + p->offset, p->count);
        if (bad >= 0)
            return err_set(err, "%s was not written: number %lld of %s is %s", path, (long long)bad,
                           p->full_name, isnan(params[p->offset + bad]) ? "NaN" : "infinite");
        bad = param_negative(p, params + p->offset);
        if (bad >= 0)
            return err_set(err, "%s was not written: number %lld of %s is %g, and no variance",
                           path, (long long)bad, p->full_name, (double)params[p->offset + bad]);
    }
    return true;
}

FileWriter *weights_compose(const Graph *g, const float *params, const char *path, NumberType type,
                            Err *err)
{
    FileWriter *w = NULL;
    size_t bytes = (size_t)number_types[type].bytes;
    StEntry *entries = calloc((size_t)g->n_params + 1, sizeof *entries);
    uint8_t *narrowed = type == NUMBER_F32 ? NULL : calloc((size_t)g->param_floats + 1, bytes);
    char *origin = origin_json(g);
    bool ok = entries && origin && (type == NUMBER_F32 || narrowed);
    if (!ok)
        err_set(err, "out of memory");
    ok = ok && weights_all_finite(g, params, path, err);
    for (int i = 0; ok && i < g->n_params; i++) {
        const Param *p = g->params[i];
        entries[i] = (StEntry){.name = p->full_name,
                               .type = type,
                               .rank = p->rank,
                               .dim = p->dim,
                               .data = params + p->offset};
        if (narrowed) {
            uint8_t *to = narrowed + (size_t)p->offset * bytes;
            ok = narrow(p, params + p->offset, type, to, path, err);
            entries[i].data = to;
        }
    }
    char hash[32];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)g->layout_hash);
    const StMeta meta[] = {{"format", "netc"},
                           {"net", g->name},
                           {"layout_hash", hash},
                           {weights_origin_key, origin},
                           {weights_table_key, g->columns}};
    if (ok)
        w = st_compose(path, entries, g->n_params, meta, g->columns ? 5 : 4, err);
    free(origin);
    free(entries);
    free(narrowed);
    return w;
}

bool weights_save(const Graph *g, const float *params, const char *path, NumberType type, Err *err)
{
    FileWriter *w = weights_compose(g, params, path, type, err);
    return w && file_writer_commit(w, err);
}
