/* A data set as most tests want it: strict, with nothing known of the net but its labels. */
#ifndef NETC_TEST_LOAD_STRICTLY_H
#define NETC_TEST_LOAD_STRICTLY_H
#include "data/dataset.h"

static inline bool load_strictly(const char *kind, const char *path, DatasetSplit split, int h,
                                 int w, const char *const *labels, int n_labels, Dataset **out,
                                 Err *err)
{
    return dataset_load(kind,
                        (DatasetRequest){.path = path,
                                         .split = split,
                                         .h = h,
                                         .w = w,
                                         .labels = labels,
                                         .n_labels = n_labels,
                                         .strict = true},
                        out, err);
}
#endif
