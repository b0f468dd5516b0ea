/* Checkpoints: a table of TrainState's fields serves both directions. See checkpoint.h. */
#include "runtime/checkpoint.h"
#include "compiler/compile.h"
#include "compiler/graph.h"
#include "compiler/layer.h"
#include "runtime/data/safetensors.h"
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef enum FieldType { FIELD_INT, FIELD_I64, FIELD_U64, FIELD_BOOL, FIELD_DOUBLE } FieldType;
typedef struct Field { const char *key; FieldType type; size_t at; } Field;

#define FIELD(type, name) {#name, type, offsetof(TrainState, name)}
static const Field field_table[] = {
    FIELD(FIELD_U64, seed), FIELD(FIELD_INT, images), FIELD(FIELD_INT, epoch), FIELD(FIELD_INT, done), FIELD(FIELD_I64, step),
    FIELD(FIELD_DOUBLE, loss_sum), FIELD(FIELD_I64, correct), FIELD(FIELD_BOOL, has_best), FIELD(FIELD_INT, best_epoch),
    FIELD(FIELD_DOUBLE, best_value), FIELD(FIELD_INT, wait), FIELD(FIELD_INT, batch), FIELD(FIELD_DOUBLE, rate),
    FIELD(FIELD_INT, falls), FIELD(FIELD_BOOL, has_plateau), FIELD(FIELD_DOUBLE, plateau_best), FIELD(FIELD_INT, plateau_wait),
};
enum {
    N_FIELDS = sizeof field_table / sizeof *field_table,
    N_OLD_FIELDS = N_FIELDS - 6,        /* the first versions wrote no batch, no rate and no plateau */
    TEXT = 40,
    PIECE = 1 << 30                     /* bytes of a state tensor: a dimension is an int */
};
static const char checkpoint_format[] = "netc checkpoint 1";

static void field_print(const Field *f, const TrainState *s, char text[TEXT])
{
    const char *p = (const char *)s + f->at;
    switch (f->type) {
    case FIELD_INT:    snprintf(text, TEXT, "%d", *(const int *)(const void *)p); break;
    case FIELD_I64:    snprintf(text, TEXT, "%" PRId64, *(const int64_t *)(const void *)p); break;
    case FIELD_U64:    snprintf(text, TEXT, "%" PRIu64, *(const uint64_t *)(const void *)p); break;
    case FIELD_BOOL:   snprintf(text, TEXT, "%d", *(const bool *)(const void *)p); break;
    case FIELD_DOUBLE: snprintf(text, TEXT, "%a", *(const double *)(const void *)p); break;
    }
}

static bool field_scan(const Field *f, TrainState *s, const char *text)
{
    char *p = (char *)s + f->at, *end = NULL;
    switch (f->type) {
    case FIELD_INT:    *(int *)(void *)p = (int)strtol(text, &end, 10); break;
    case FIELD_I64:    *(int64_t *)(void *)p = strtoll(text, &end, 10); break;
    case FIELD_U64:    *(uint64_t *)(void *)p = strtoull(text, &end, 10); break;
    case FIELD_BOOL:   *(bool *)(void *)p = strtol(text, &end, 10) != 0; break;
    case FIELD_DOUBLE: *(double *)(void *)p = strtod(text, &end); break;
    }
    return *text && !*end;
}

static int piece_count(size_t bytes) { return (int)((bytes + PIECE - 1) / PIECE); }

static void piece_name(int i, char name[TEXT])
{
    if (i == 0) snprintf(name, TEXT, "state");
    else snprintf(name, TEXT, "state.%d", i);
}

static const char *optimizer_name(const NetcModel *m)
{
    const Optimizer *o = netc_graph(m)->train.optimizer.record;
    return o ? o->name : "none";
}

/* Does a layer with parameters lead nowhere? Such layers are in no plan. */
static bool has_idle_params(const Graph *g)
{
    bool *used = calloc((size_t)g->n_nodes, sizeof *used), idle = !used;     /* without memory: the safe answer */
    if (used) used[g->output->id] = true;
    for (int i = g->n_nodes - 1; used && i >= 0; i--) {     /* inputs come before their readers */
        const Node *n = g->nodes[i];
        for (int k = 0; used[n->id] && k < n->n_in; k++) used[n->in[k]->id] = true;
        idle |= !used[n->id] && n->n_params > 0;
    }
    free(used);
    return idle;
}

static bool write_pieces(NetcModel *m, const StMeta *meta, int n_meta, const unsigned char *state, size_t bytes, const float *best,
                         const char *path, Err *err)
{
    int n = 0, floats = (int)netc_param_floats(m);
    size_t most = (size_t)piece_count(bytes) + 2;
    StEntry *entry = calloc(most, sizeof *entry);
    char (*name)[TEXT] = calloc(most, sizeof *name);
    int *dim = calloc(most, sizeof *dim);
    bool ok = (entry && name && dim) || err_set(err, "no memory for a checkpoint");
    for (int i = 0; ok && i < piece_count(bytes); i++) {
        size_t at = (size_t)i * PIECE;
        piece_name(i, name[i]);
        dim[i] = (int)(bytes - at < PIECE ? bytes - at : PIECE);
        entry[n++] = (StEntry){name[i], ST_U8, 1, &dim[i], state + at};
    }
    if (ok && best) entry[n++] = (StEntry){"best", ST_F32, 1, &floats, best};
    if (ok && has_idle_params(netc_graph(m))) entry[n++] = (StEntry){"params", ST_F32, 1, &floats, netc_params(m)};
    ok = ok && st_write(path, entry, n, meta, n_meta, err);
    free(entry);
    free(name);
    free(dim);
    return ok;
}

bool checkpoint_save(NetcModel *m, const TrainState *s, const float *best, const char *path, Err *err)
{
    size_t bytes = netc_state_bytes(m);
    if (netc_param_floats(m) > INT_MAX) return err_set(err, "%s: too many parameters for a checkpoint", path);
    unsigned char *state = malloc(bytes + 1);
    char value[N_FIELDS][TEXT], layout[TEXT];
    StMeta meta[N_FIELDS + 3];
    if (!state) return err_set(err, "no memory for a checkpoint of %zu bytes", bytes);
    for (int i = 0; i < N_FIELDS; i++) {
        field_print(&field_table[i], s, value[i]);
        meta[i] = (StMeta){field_table[i].key, value[i]};
    }
    snprintf(layout, sizeof layout, "%016" PRIx64, netc_graph(m)->layout_hash);
    meta[N_FIELDS] = (StMeta){"format", checkpoint_format};
    meta[N_FIELDS + 1] = (StMeta){"layout", layout};
    meta[N_FIELDS + 2] = (StMeta){"optimizer", optimizer_name(m)};
    bool ok = netc_state_save(m, state) || err_set(err, "%s: no training state to save", path);
    ok = ok && write_pieces(m, meta, N_FIELDS + 3, state, bytes, best, path, err);
    free(state);
    return ok;
}

static bool read_state(StFile *f, TrainState *s, Err *err)
{
    const char *format = st_metadata(f, "format");
    if (!format || strcmp(format, checkpoint_format)) return err_set(err, "%s is no checkpoint of netc train", st_path(f));
    for (int i = 0; i < N_FIELDS; i++) {
        const char *text = st_metadata(f, field_table[i].key);
        if (!text && i >= N_OLD_FIELDS) continue;
        if (!text || !field_scan(&field_table[i], s, text))
            return err_set(err, "%s: the checkpoint's entry `%s` is missing or damaged", st_path(f), field_table[i].key);
    }
    if (s->epoch < 0 || s->done < 0 || s->done > s->images)
        return err_set(err, "%s: the checkpoint's position is damaged: epoch %d, sample %d of %d", st_path(f), s->epoch, s->done, s->images);
    if (s->batch < 0 || s->batch > NETC_MAX_BATCH || !(s->rate >= 0 && s->rate < HUGE_VAL))
        return err_set(err, "%s: the checkpoint's batch %d or rate %g is damaged", st_path(f), s->batch, s->rate);
    if (s->falls < 0 || s->plateau_wait < 0 || !isfinite(s->plateau_best))
        return err_set(err, "%s: the checkpoint's plateau is damaged: %d falls, %d epochs, best %g", st_path(f), s->falls, s->plateau_wait, s->plateau_best);
    return true;
}

static bool check_origin(StFile *f, const NetcModel *m, Err *err)
{
    char layout[TEXT];
    const char *found = st_metadata(f, "layout"), *optimizer = st_metadata(f, "optimizer");
    snprintf(layout, sizeof layout, "%016" PRIx64, netc_graph(m)->layout_hash);
    if (!found || strcmp(found, layout))
        return err_set(err, "%s is a checkpoint of another net: the parameters of %s differ in names or shapes", st_path(f), netc_graph(m)->name);
    if (optimizer && strcmp(optimizer, optimizer_name(m)))
        return err_set(err, "%s is a checkpoint of a training with optimizer %s; %s says %s", st_path(f), optimizer, netc_graph(m)->name,
                       optimizer_name(m));
    return true;
}

/* The pieces' sizes add up to netc_state_bytes, or the plan that wrote them was another one. */
static bool read_pieces(StFile *f, const NetcModel *m, unsigned char *state, Err *err)
{
    char name[TEXT];
    size_t bytes = netc_state_bytes(m);
    for (int i = 0; i < piece_count(bytes); i++) {
        size_t at = (size_t)i * PIECE, want = bytes - at < PIECE ? bytes - at : PIECE;
        piece_name(i, name);
        const StTensor *t = st_find(f, name);
        if (!t || t->type != ST_U8 || (size_t)t->count != want)
            return err_set(err, "%s: expected `%s` with %zu bytes, found %lld: is another part of the net frozen, or the optimizer set otherwise?",
                           st_path(f), name, want, t ? (long long)(t->end - t->begin) : 0LL);
        if (!st_read_raw(f, t, state + at, err)) return false;
    }
    return true;
}

/* An image of all parameters, where the file has it; *found says so. */
static bool read_image(StFile *f, const char *name, float *to, size_t floats, bool *found, Err *err)
{
    const StTensor *t = st_find(f, name);
    *found = t != NULL;
    if (!t) return true;
    if (t->type != ST_F32 || (size_t)t->count != floats)
        return err_set(err, "%s: expected `%s` with %zu elements of type F32 in the checkpoint", st_path(f), name, floats);
    return st_read_float(f, t, to, err);
}

/* Before all is read, only *best, params and state are written to: the model and *s stay whole. */
static bool load_from(StFile *f, NetcModel *m, TrainState *s, float *best, float *params, unsigned char *state, Err *err)
{
    TrainState found = {0};
    size_t floats = netc_param_floats(m);
    bool has_best, has_params;
    if (!read_state(f, &found, err) || !check_origin(f, m, err) || !read_pieces(f, m, state, err)) return false;
    if (!read_image(f, "best", best, floats, &has_best, err) || !read_image(f, "params", params, floats, &has_params, err)) return false;
    if (has_params) {
        memcpy(netc_params(m), params, sizeof *params * floats);
        netc_params_changed(m);
    }
    if (!netc_state_load(m, state)) return err_set(err, "%s: the training state does not fit this net", st_path(f));
    if (!has_best) memcpy(best, netc_params(m), sizeof *best * floats);
    *s = found;
    return true;
}

bool checkpoint_load(NetcModel *m, TrainState *s, float *best, const char *path, Err *err)
{
    StFile *f = st_open(path, err);
    if (!f) return false;
    float *params = malloc(sizeof *params * (netc_param_floats(m) + 1));
    unsigned char *state = malloc(netc_state_bytes(m) + 1);
    bool ok = params && state ? load_from(f, m, s, best, params, state, err) : err_set(err, "no memory to read %s", path);
    free(params);
    free(state);
    st_close(f);
    return ok;
}

bool checkpoint_peek(const char *path, TrainState *s, Err *err)
{
    TrainState found = {0};
    StFile *f = st_open(path, err);
    bool ok = f && read_state(f, &found, err);
    st_close(f);
    if (ok) *s = found;
    return ok;
}
