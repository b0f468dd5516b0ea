/* A model of another program in place of a .net file: any command that takes the one takes the
 * other. */
#ifndef NETC_CLI_MODEL_FILE_H
#define NETC_CLI_MODEL_FILE_H
#include "cli/cli.h"
#include "models/import.h"

/* Is the command's file such a model? */
bool model_given(const Args *args);
/* Imports it: its net into args->net_text, its weights into a file that --weights then names,
 * unless it was given. When C is emitted that file lies beside the C and stays, else it goes with
 * the command. False: the mistakes are printed. */
bool model_take(Args *args);

/* The parameters of an imported model, the arena's; NULL with *err. */
float *model_params(Arena *a, const Model *m, const Graph *g, Err *err);
/* The net of an imported model; NULL: the mistakes are printed, or *err has them. */
Graph *model_graph(Arena *a, const Model *m, const char *path, const char *text, Err *err);
/* Writes the weights of an imported model. A file that is there and holds something else is an
 * error, unless `force`. */
bool model_save_weights(Arena *a, const struct Graph *g, const float *params, const char *path,
                        bool force, Err *err);
/* The weights of a whole model for a net that its import would make: layer by layer from the output
 * on, so that names and the order of layers do not count. False: *err; nothing was changed. */
bool model_load_weights(const Args *args, NetcModel *net, const char *path, Err *err);
#endif
