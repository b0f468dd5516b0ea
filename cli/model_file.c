/* Models of other programs as the file of a command; see model_file.h. */
#include "cli/model_file.h"
#include "base/fileio.h"
#include "cli/files.h"
#include "compiler/compile.h"
#include "models/same_layer.h"
#include "runtime/scratch.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool model_given(const Args *args)
{
    return args->n_files > 0 && !strncmp(args->command->args, "FILE.net", 8) &&
           model_is(args->file[0]);
}

float *model_params(Arena *a, const Model *m, const Graph *g, Err *err)
{
    float *p = calloc((size_t)g->param_floats + 1, sizeof *p);
    if (!p) {
        err_set(err, "out of memory (%lld parameters)", (long long)g->param_floats);
        return NULL;
    }
    arena_own(a, p, free);
    return model_fill(m, g, p, err) ? p : NULL;
}

Graph *model_graph(Arena *a, const Model *m, const char *path, const char *text, Err *err)
{
    Diag *d = diag_new(a);
    Graph *g = compile_graph(a, path, &(CompileOptions){.text = text}, d, err);
    if (!g) {
        cli_diag(d, stderr);
        err_set(err, "%s: netc does not take what was made of it", m->path);
    }
    return g;
}

/* ---- a file for the weights ---- */

static void remove_file(void *path)
{
    unlink(path);
    char *slash = strrchr(path, '/');
    *slash = 0;
    rmdir(path);
    free(path);
}

/* MODEL.safetensors in a folder of its own, gone with the arena; NULL with *err. */
static const char *passing_path(Arena *a, const char *name, Err *err)
{
    char folder[SCRATCH_PATH], *path = malloc(SCRATCH_PATH + strlen(name) + sizeof ".safetensors");
    if (!path) {
        err_set(err, "out of memory");
        return NULL;
    }
    if (!scratch_folder(folder, "model", err)) {
        free(path);
        return NULL;
    }
    sprintf(path, "%s/%s.safetensors", folder, name);
    return arena_own(a, path, remove_file);
}

static bool takes(const Args *args, OptId id)
{
    const OptUse *u;
    for (int i = 0; (u = command_use(args->command, i)); i++)
        if (u->id == id)
            return true;
    return false;
}

/* Beside the C text: model.safetensors for model.c. */
static const char *weights_path(const Args *args, const Model *m, Err *err)
{
    const char *out = opt_text(args, OPT_OUT);
    size_t n = out ? strlen(out) : 0;
    if (*args->command->name || n < 3 || strcmp(out + n - 2, ".c"))
        return passing_path(args->arena, m->name, err);
    return arena_printf(args->arena, "%.*s.safetensors", (int)n - 2, out);
}

/* False: one of them cannot be read. */
static bool compare(const char *a, const char *b, bool *same, Err *err)
{
    unsigned char *x = NULL, *y = NULL;
    size_t n = 0, m = 0;
    bool ok = file_read(a, 0, &x, &n, err) && file_read(b, 0, &y, &m, err);
    *same = ok && n == m && !memcmp(x, y, n);
    free(x);
    free(y);
    return ok;
}

bool model_save_weights(Arena *a, const Graph *g, const float *params, const char *path, bool force,
                        Err *err)
{
    if (force || access(path, F_OK))
        return weights_save(g, params, path, NUMBER_F32, err);
    const char *beside = arena_printf(a, "%s.%ld", path, (long)getpid());
    if (!weights_save(g, params, beside, NUMBER_F32, err))
        return false;
    bool same, read = compare(path, beside, &same, err);
    remove(beside);
    return read && (same || err_set(err, "%s is there and holds other weights", path));
}

static bool save_weights(Args *args, const Model *m, Err *err)
{
    Arena *a = args->arena;
    Graph *g = model_graph(a, m, args->file[0], args->net_text, err);
    const float *params = g ? model_params(a, m, g, err) : NULL;
    const char *path = params ? weights_path(args, m, err) : NULL;
    if (!path || !model_save_weights(a, g, params, path, false, err))
        return false;
    args->v[OPT_WEIGHTS] = (OptValue){.set = true, .text = path};
    return true;
}

/* A model of another program has no train section. */
static bool wants_training(const Args *args)
{
    return takes(args, OPT_ACCUMULATE) || opt_set(args, OPT_TRAIN) ||
           !strcmp(args->command->name, "grad");
}

bool model_take(Args *args)
{
    Err err = {""};
    if (wants_training(args)) {
        cli_fail("%s: a model of another program says nothing of training: netc import %s -o "
                 "NAME.net, add a train section to NAME.net, and use that",
                 args->file[0], args->file[0]);
        return false;
    }
    Diag *d = diag_new(args->arena);
    Model *m = model_import(args->arena, args->file[0], &(ModelOptions){.batch = true}, d, &err);
    cli_diag(d, stderr);
    if (m && diag_errors(d))
        err_set(&err, "%s: netc import says more", args->file[0]);
    if (m && !diag_errors(d)) {
        for (int i = 0; i < m->n_notes; i++)
            cli_note("%s: %s", args->file[0], m->note[i]);
        args->net_text = model_text(m);
        if (!takes(args, OPT_WEIGHTS) || opt_set(args, OPT_WEIGHTS) || save_weights(args, m, &err))
            return true;
    }
    cli_fail("%s", err.text);
    return false;
}

/* ---- weights for a net that is there ---- */

/* Dropout and identity compute nothing here, and are often in one of the two nets alone. */
static const Node *computed(const Node *n)
{
    while (!strcmp(n->layer->kind, "dropout") || !strcmp(n->layer->kind, "identity"))
        n = n->in[0];
    return n;
}

static bool same_sizes(const Node *a, const Node *b)
{
    bool same = a->layer == b->layer && a->n_in == b->n_in && a->out.h == b->out.h &&
                a->out.w == b->out.w && a->out.c == b->out.c && a->n_params == b->n_params;
    for (int i = 0; same && i < a->n_params; i++) {
        const Param *x = a->params[i], *y = b->params[i];
        same = x->rank == y->rank && !strcmp(x->name, y->name);
        for (int k = 0; same && k < x->rank; k++)
            same = x->dim[k] == y->dim[k];
    }
    return same;
}

static bool same_layer(Arena *a, const Node *x, const Node *y, Err *err)
{
    if (!same_sizes(x, y))
        return err_set(err, "`%s` (%s) of the net is where the file has `%s` (%s)%s", x->name,
                       x->layer->kind, y->name, y->layer->kind,
                       x->layer == y->layer ? ", of other shapes" : "");
    const AttrSpec *s = x->n_in ? layer_differing(x, y) : NULL; /* of `input` see same_input */
    const ptrdiff_t i = s ? s - x->layer->attrs : 0;
    return !s ||
           err_set(err, "`%s` (%s) of the net has %s, `%s` of the file %s", x->name, x->layer->kind,
                   attr_words(a, s, &x->attr[i]), y->name, attr_words(a, s, &y->attr[i]));
}

/* What `input` makes of raw numbers is the net's own, unless the file says something, too. */
static bool same_input(const Input *net, const Input *file, Err *err)
{
    bool plain = file->scale == 1 && !file->bgr, same = net->bgr == file->bgr;
    int n = net->per_channel > file->per_channel ? net->per_channel : file->per_channel;
    for (int i = 0; i < n; i++) {
        int k = i < net->per_channel ? i : net->per_channel - 1,
            j = i < file->per_channel ? i : file->per_channel - 1;
        plain = plain && file->mean[j] == 0 && file->std[j] == 1;
        same = same && same_number(net->scale / net->std[k], file->scale / file->std[j]) &&
               same_number(net->mean[k] / net->std[k], file->mean[j] / file->std[j]);
    }
    return plain || same ||
           err_set(err, "`input` of the net makes other numbers of raw ones than that of the file");
}

/* A name of the one net in the other: `.` and `_` are alike. */
static bool same_name(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (*a != *b && !((*a == '.' || *a == '_') && (*b == '.' || *b == '_')))
            return false;
    return *a == *b;
}

/* Where the net shares parameters, so does the file, or has them twice: a layer that is called in
 * two places is imported as two. */
static bool same_owner(const float *params, const Node *x, const Node **to)
{
    const Node *y = to[x->id], *owner = to[params_owner(x)->id];
    if (!owner || (!x->shares && y->shares))
        return false;
    for (int i = 0; i < x->n_params; i++)
        if (memcmp(params + owner->params[i]->offset, params + y->params[i]->offset,
                   sizeof *params * (size_t)y->params[i]->count))
            return false;
    return true;
}

/* Each label that is the name of a layer of the file must be that of its own place, and parameters
 * are shared in the one where they are in the other. */
static bool same_places(const Graph *g, const Graph *from, const float *params, const Node **to,
                        Err *err)
{
    for (int i = 0; i < g->n_nodes; i++) {
        const Node *x = g->nodes[i], *y = to[i];
        if (!x->n_params)
            continue;
        if (!y)
            return err_set(err, "`%s` of the net has no place in the file", x->name);
        if (!same_owner(params, x, to))
            return err_set(err, "`%s` of the net shares other parameters than `%s` of the file",
                           x->name, y->name);
        for (int k = 0; k < i; k++)
            if (to[k] == y && g->nodes[k]->n_params)
                return err_set(err, "`%s` of the file is in two places of the net, `%s` and `%s`",
                               y->name, g->nodes[k]->name, x->name);
        for (int k = 0; x->labelled && !same_name(x->name, y->name) && k < from->n_nodes; k++)
            if (from->nodes[k]->n_params && same_name(x->name, from->nodes[k]->name))
                return err_set(err,
                               "by its name `%s` of the net is `%s` of the file, but it has "
                               "the place of `%s`",
                               x->name, from->nodes[k]->name, y->name);
    }
    return true;
}

/* to[i]: the layer of `from` that node i of g is. False: *err names the first that differ. */
static bool pair_layers(Arena *a, const Graph *g, const Graph *from, const float *params,
                        const Node **to, Err *err)
{
    int *stack = ARENA_ARRAY(a, int, g->n_nodes + 1), n = 0;
    const Node *end = computed(g->nodes[g->n_nodes - 1]);
    to[end->id] = computed(from->nodes[from->n_nodes - 1]);
    stack[n++] = end->id;
    while (n) {
        const Node *x = g->nodes[stack[--n]], *y = to[x->id];
        if (!same_layer(a, x, y, err))
            return false;
        for (int i = 0; i < x->n_in; i++) {
            const Node *in = computed(x->in[i]), *other = computed(y->in[i]);
            if (to[in->id] && to[in->id] != other)
                return err_set(err, "`%s` of the net reads other layers than `%s` of the file",
                               x->name, y->name);
            if (!to[in->id])
                stack[n++] = in->id;
            to[in->id] = other;
        }
    }
    return same_input(&g->input, &from->input, err) && same_places(g, from, params, to, err);
}

bool model_load_weights(const Args *args, NetcModel *net, const char *path, Err *err)
{
    Arena *a = args->arena;
    Diag *d = diag_new(a);
    const Graph *g = netc_graph(net);
    Model *m = model_import(a, path, &(ModelOptions){.batch = true}, d, err);
    if (!m || diag_errors(d))
        return m ? err_set(err, "%s: netc does not import it: netc import says why", path) : false;
    const char *text = model_text(m);
    const Graph *from = model_graph(a, m, path, text, err);
    const float *params = from ? model_params(a, m, from, err) : NULL;
    const Node **to = ARENA_ARRAY(a, const Node *, g->n_nodes + 1);
    Err why;
    if (!params)
        return false;
    if (!pair_layers(a, g, from, params, to, &why))
        return err_set(err, "%s: the model in it is not this net: %s", path, why.text);
    for (int i = 0; i < g->n_nodes; i++)
        for (int k = 0; to[i] && k < g->nodes[i]->n_params; k++)
            memcpy(netc_params(net) + g->nodes[i]->params[k]->offset,
                   params + to[i]->params[k]->offset,
                   sizeof *params * (size_t)to[i]->params[k]->count);
    netc_params_changed(net);
    return true;
}
