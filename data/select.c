/* The part of a data set that a few of its classes make up; see dataset.h. Samples move down in
 * place, and the memory behind the last one is given back. */
#include "data/dataset.h"
#include <stdlib.h>
#include <string.h>

static int find(const char *name, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (!strcmp(names[i], name))
            return i;
    return -1;
}

/* map[c]: the new number of d's class c, or -1 when its samples are left out. */
static bool class_map(const Dataset *d, const char *const *names, int n, const char *const *to,
                      int n_to, int *map, Err *err)
{
    const char *const *own = (const char *const *)d->classes;
    for (int i = 0; i < n; i++) {
        char list[320];
        if (find(names[i], own, d->n_classes) >= 0)
            continue;
        name_list(list, sizeof list, own, d->n_classes);
        return err_set(err, "the data set has no class \"%s\"; its classes are: %s", names[i],
                       list);
    }
    for (int c = 0; c < d->n_classes; c++)
        map[c] = find(own[c], names, n) < 0 ? -1 : find(own[c], to, n_to);
    return true;
}

static bool keep_mapped(Dataset *d, const int *map, Err *err)
{
    uint8_t *mark = calloc((size_t)d->n + 1, 1);
    if (!mark)
        return err_set(err, "not enough memory to select classes");
    for (int i = 0; i < d->n; i++)
        mark[i] = map[d->labels[i]] >= 0;
    dataset_keep(d, mark);
    for (int i = 0; i < d->n; i++)
        d->labels[i] = map[d->labels[i]];
    free(mark);
    return true;
}

static void drop_classes(Dataset *d)
{
    for (int i = 0; i < d->n_classes; i++)
        free(d->classes[i]);
    free(d->classes);
    d->classes = NULL;
    d->n_classes = 0;
}

bool dataset_select(Dataset *d, const char *const *names, int n, const char *const *labels,
                    int n_labels, Err *err)
{
    const char *const *to = labels ? labels : names;
    int n_to = labels ? n_labels : n, before = d->n;
    int *map = malloc(((size_t)d->n_classes + 1) * sizeof *map);
    char list[320], *was = d->describe;
    if (!map)
        return err_set(err, "not enough memory to select classes");
    bool ok = class_map(d, names, n, to, n_to, map, err) && keep_mapped(d, map, err);
    if (ok) {
        drop_classes(d);
        name_list(list, sizeof list, names, n);
        d->describe = NULL;
        ok = dataset_set_classes(d, to, n_to, err) &&
             dataset_describe(d, err, "%d of %d samples (%s) of: %s", d->n, before, list,
                              was ? was : "a data set");
        free(was);
    }
    free(map);
    return ok && d->n == 0 ? err_set(err, "the data set has no samples of the classes %s", list)
                           : ok;
}
