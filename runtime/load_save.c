/* A model's parameters from files and into them: weights/ reads and writes the parameter buffer. */
#include "runtime/load_save.h"
#include <stdlib.h>

bool netc_load_weights(NetcModel *m, const char *path, const WeightsOptions *o, WeightsTold *told,
                       Err *err)
{
    bool ok = weights_load(netc_graph(m), netc_params(m), path, o, told, err);
    if (ok)
        netc_params_changed(m);
    char *table = ok && !(o && o->scope) ? weights_columns(path) : NULL;
    ok = ok && (!table || netc_use_columns(m, table, path, err));
    free(table);
    return ok;
}

bool netc_load_section(NetcModel *m, const WeightsOptions *o, WeightsTold *told, Err *err)
{
    bool ok = weights_load_section(netc_graph(m), netc_params(m), o, told, err);
    if (ok && netc_graph(m)->train.n_weights)
        netc_params_changed(m);
    return ok;
}

bool netc_write_weights(NetcModel *m, const char *path, NetcWeights type, Err *err)
{
    return weights_write(netc_graph(m), netc_params(m), path, (NumberType)type, err);
}

bool netc_load(NetcModel *m, const char *path, Err *err)
{
    if (!m || !path)
        return err_set(err, "no %s: a null pointer was given", m ? "file" : "model");
    return netc_load_weights(m, path, NULL, NULL, err);
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
    return weights_save(netc_graph(m), netc_params(m), path, (NumberType)type, err);
}
