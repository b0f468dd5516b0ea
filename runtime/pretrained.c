/* `weights SCOPE "FILE"` of the train section: copies the parameters of a scope (a labelled block or layer; none: the
 * whole net) from a safetensors file over what the model holds. In the file a parameter of the scope stands under its full
 * name, or under its name within the scope. Each must be there in its shape; other tensors of the file are ignored. */
#include "runtime/train.h"
#include "runtime/data/safetensors.h"
#include <stdlib.h>
#include <string.h>

static bool in_scope(const char *name, const char *scope)
{
    size_t n = scope ? strlen(scope) : 0;
    return n == 0 || (!strncmp(name, scope, n) && name[n] == '.');
}

static bool same_shape(const StTensor *t, const NetcParam *p)
{
    bool same = t->rank == p->rank;
    for (int i = 0; same && i < p->rank; i++) same = t->dim[i] == p->dim[i];
    return same;
}

static bool other_shape(const StFile *f, const StTensor *t, const NetcParam *p, Err *err)
{
    char found[160] = "", want[100] = "";
    size_t n = 0;
    for (int i = 0; i < t->rank && n < sizeof found; i++)
        n += (size_t)snprintf(found + n, sizeof found - n, "%s%lld", i ? "x" : "", (long long)t->dim[i]);
    n = 0;
    for (int i = 0; i < p->rank && n < sizeof want; i++) n += (size_t)snprintf(want + n, sizeof want - n, "%s%d", i ? "x" : "", p->dim[i]);
    return err_set(err, "%s: tensor `%s` is %s, but this net's parameter `%s` is %s", st_path(f), t->name, found, p->name, want);
}

static bool copy_scope(NetcModel *m, StFile *f, const char *scope, float *to, Err *err)
{
    int copied = 0;
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        if (!in_scope(p->name, scope)) continue;
        const StTensor *t = st_find(f, p->name);
        if (!t && scope) t = st_find(f, p->name + strlen(scope) + 1);
        if (!t) return err_set(err, "%s: no tensor `%s`%s%s", st_path(f), p->name, scope ? ", nor under its name within " : "", scope ? scope : "");
        if (!same_shape(t, p)) return other_shape(f, t, p, err);
        if (!st_read_float(f, t, to + p->offset, err)) return false;
        int64_t bad = find_nonfinite(to + p->offset, (int64_t)p->count);
        if (bad >= 0) return err_set(err, "%s: tensor `%s` holds a number that is not finite, at element %lld", st_path(f), t->name, (long long)bad);
        copied++;
    }
    return copied > 0 || err_set(err, "weights %s: no parameter of the net is in this scope", scope ? scope : "");
}

static bool is_hdf5(const char *path)
{
    size_t n = strlen(path);
    return (n > 3 && !strcmp(path + n - 3, ".h5")) || (n > 5 && !strcmp(path + n - 5, ".hdf5"));
}

bool train_load_pretrained(NetcModel *m, Err *err)
{
    const Train *t = &netc_graph(m)->train;
    size_t bytes = sizeof(float) * netc_param_floats(m);
    bool ok = true;
    float *params = t->n_weights ? malloc(bytes + 1) : NULL;
    if (t->n_weights && !params) return err_set(err, "no memory for the weights");
    if (params) memcpy(params, netc_params(m), bytes);
    for (int i = 0; ok && i < t->n_weights; i++) {
        const char *path = t->weights[i].path;
        if (is_hdf5(path)) ok = err_set(err, "%s: HDF5 weights are not available in this version; the train section's `weights` reads safetensors", path);
        StFile *f = ok ? st_open(path, err) : NULL;
        ok = f && copy_scope(m, f, t->weights[i].scope, params, err);
        st_close(f);
    }
    if (ok && params) {
        memcpy(netc_params(m), params, bytes);
        netc_params_changed(m);
    }
    free(params);
    return ok;
}
