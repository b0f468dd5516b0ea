/* A model's parameters from files and into them: weights/ reads and writes the parameter buffer. */
#include "runtime/load_save.h"
#include "models/same_model.h"
#include "weights/origin.h"
#include "weights/pretrained.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A net that makes other numbers of its input than the one that was trained. */
static bool note_input(const NetcModel *m, const char *path, const char *origin, char **note,
                       Err *err)
{
    char *differs;
    if (!origin_differs(netc_graph(m), origin, &differs, err))
        return false;
    const char *net = netc_graph(m)->name;
    const size_t room = differs ? strlen(path) + strlen(net) + strlen(differs) + 100 : 0;
    bool ok = !differs || (*note = malloc(room)) || err_set(err, "out of memory (a note)");
    if (ok && differs)
        snprintf(*note, room, "%s was trained with another `input` than %s has: %s", path, net,
                 differs);
    free(differs);
    return ok;
}

/* A file that describes a model is compared with the net, whoever loads it. */
static WeightsOptions comparing(const WeightsOptions *o)
{
    WeightsOptions all = o ? *o : (WeightsOptions){0};
    all.compare = model_compare;
    return all;
}

bool netc_load_weights(NetcModel *m, const char *path, const WeightsOptions *o, WeightsTold *told,
                       Err *err)
{
    const bool whole = !o || !o->scope;
    char *table = NULL, *origin = NULL, *note = NULL;
    bool ok = !whole || (weights_says(path, weights_table_key, &table, err) &&
                         weights_says(path, weights_origin_key, &origin, err) &&
                         (!origin || note_input(m, path, origin, &note, err)));
    const WeightsOptions all = comparing(o);
    ok = ok && weights_load(netc_graph(m), netc_params(m), path, &all, told, err);
    if (ok)
        netc_params_changed(m);
    ok = ok && (!table || netc_use_columns(m, table, path, err)) &&
         (!origin || netc_use_origin(m, origin, err));
    if (ok && told && !told->note) {
        told->note = note;
        note = NULL;
    }
    free(table);
    free(origin);
    free(note);
    return ok;
}

bool netc_load_section(NetcModel *m, const WeightsOptions *o, WeightsTold *told, Err *err)
{
    const WeightsOptions all = comparing(o);
    bool ok = weights_load_section(netc_graph(m), netc_params(m), &all, told, err);
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
