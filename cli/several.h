/* netc predict of nets with several inputs or outputs. */
#ifndef NETC_CLI_SEVERAL_H
#define NETC_CLI_SEVERAL_H
#include "cli/cli.h"
#include "training/feed.h"

/* A table for what heads_rows adds; `what`: the heading of its first column. */
Table *heads_table(Arena *a, const char *what);
/* The outputs y of one sample, called `name`: of an output of classes the `top` likeliest, of
 * others each number; of a map how large it is. */
void heads_rows(Table *t, const Args *args, const Graph *g, const char *name, const float *y,
                int top);
/* The same whole, as an object for each output; the caller's. */
json_t *heads_json(const Graph *g, const char *name, const float *y);

/* The samples of NAME=FILE for each input: a picture, or a .npy file of one sample or of several.
 * *x: n rows as the net reads them, malloc'd. False: what is missing or does not fit. */
bool heads_read_inputs(const Args *args, const Graph *g, const Feed *feed, float **x, int *n,
                       Err *err);
#endif
