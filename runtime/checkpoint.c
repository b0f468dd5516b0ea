/* Checkpoints: a table of TrainState's fields serves both directions. See checkpoint.h. */
#include "runtime/checkpoint.h"
#include "compiler/graph.h"
#include "runtime/data/safetensors.h"
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

typedef enum FieldType { FIELD_INT, FIELD_I64, FIELD_U64, FIELD_BOOL, FIELD_DOUBLE } FieldType;
typedef struct Field { const char *key; FieldType type; size_t at; } Field;

#define FIELD(type, name) {#name, type, offsetof(TrainState, name)}
static const Field field_table[] = {
    FIELD(FIELD_U64, seed), FIELD(FIELD_INT, images), FIELD(FIELD_INT, epoch), FIELD(FIELD_INT, done), FIELD(FIELD_I64, step),
    FIELD(FIELD_DOUBLE, loss_sum), FIELD(FIELD_I64, correct), FIELD(FIELD_BOOL, has_best), FIELD(FIELD_INT, best_epoch),
    FIELD(FIELD_DOUBLE, best_value), FIELD(FIELD_INT, wait),
};
enum { N_FIELDS = sizeof field_table / sizeof *field_table, TEXT = 40 };
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

bool checkpoint_save(NetcModel *m, const TrainState *s, const float *best, const char *path, Err *err)
{
    int floats = (int)netc_param_floats(m);
    size_t bytes = netc_state_bytes(m);
    if (netc_param_floats(m) > INT_MAX || bytes > INT_MAX) return err_set(err, "%s: the training state is too large for a checkpoint", path);
    unsigned char *state = malloc(bytes + 1);
    char value[N_FIELDS][TEXT], layout[TEXT];
    StMeta meta[N_FIELDS + 2];
    if (!state) return err_set(err, "no memory for a checkpoint of %zu bytes", bytes);
    for (int i = 0; i < N_FIELDS; i++) {
        field_print(&field_table[i], s, value[i]);
        meta[i] = (StMeta){field_table[i].key, value[i]};
    }
    snprintf(layout, sizeof layout, "%016" PRIx64, netc_graph(m)->layout_hash);
    meta[N_FIELDS] = (StMeta){"format", checkpoint_format};
    meta[N_FIELDS + 1] = (StMeta){"layout", layout};
    int state_dim = (int)bytes;
    StEntry entry[3] = {
        {"params", ST_F32, 1, &floats, netc_params(m)},
        {"state", ST_U8, 1, &state_dim, state},
        {"best", ST_F32, 1, &floats, best},
    };
    bool ok = netc_state_save(m, state) || err_set(err, "%s: no training state to save", path);
    ok = ok && st_write(path, entry, best ? 3 : 2, meta, N_FIELDS + 2, err);
    free(state);
    return ok;
}

static bool read_state(StFile *f, TrainState *s, Err *err)
{
    for (int i = 0; i < N_FIELDS; i++) {
        const char *text = st_metadata(f, field_table[i].key);
        if (!text || !field_scan(&field_table[i], s, text))
            return err_set(err, "%s: the checkpoint's entry `%s` is missing or damaged", st_path(f), field_table[i].key);
    }
    if (s->epoch < 0 || s->done < 0 || s->done > s->images)
        return err_set(err, "%s: the checkpoint's position is damaged: epoch %d, sample %d of %d", st_path(f), s->epoch, s->done, s->images);
    return true;
}

static const StTensor *find_tensor(StFile *f, const char *name, StType type, size_t count, Err *err)
{
    const StTensor *t = st_find(f, name);
    if (t && t->type == type && (size_t)t->count == count) return t;
    err_set(err, "%s: expected `%s` with %zu elements of type %s in the checkpoint", st_path(f), name, count, st_type_name(type));
    return NULL;
}

static bool check_origin(StFile *f, const NetcModel *m, Err *err)
{
    char layout[TEXT];
    const char *format = st_metadata(f, "format"), *found = st_metadata(f, "layout");
    snprintf(layout, sizeof layout, "%016" PRIx64, netc_graph(m)->layout_hash);
    if (!format || strcmp(format, checkpoint_format)) return err_set(err, "%s is no checkpoint of netc train", st_path(f));
    if (!found || strcmp(found, layout))
        return err_set(err, "%s is a checkpoint of another net: the parameters of %s differ in names or shapes", st_path(f), netc_graph(m)->name);
    return true;
}

static bool load_from(StFile *f, NetcModel *m, TrainState *s, float *best, float *params, unsigned char *state, Err *err)
{
    size_t floats = netc_param_floats(m);
    const StTensor *tp, *ts, *tb;
    if (!check_origin(f, m, err) || !read_state(f, s, err)) return false;
    if (!(tp = find_tensor(f, "params", ST_F32, floats, err)) || !(ts = find_tensor(f, "state", ST_U8, netc_state_bytes(m), err))) return false;
    if (!st_read_float(f, tp, params, err) || !st_read_raw(f, ts, state, err)) return false;
    if (!st_find(f, "best")) memcpy(best, params, sizeof *best * floats);
    else if (!(tb = find_tensor(f, "best", ST_F32, floats, err)) || !st_read_float(f, tb, best, err)) return false;
    memcpy(netc_params(m), params, sizeof *params * floats);
    netc_params_changed(m);
    return netc_state_load(m, state) || err_set(err, "%s: the training state does not fit this net", st_path(f));
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
