/* Keras' files; see keras_file.h. HDF5 is read in a child process (formats/guarded.h). */
#include "models/keras_file.h"
#include "base/ascii.h"
#include "base/fileio.h"
#include <stdlib.h>
#include <string.h>

/* ---- configuration ---- */

const char *keras_text(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

double keras_number(const json_t *o, const char *key, double otherwise)
{
    const json_t *v = json_object_get(o, key);
    return json_is_number(v) ? json_number_value(v) : otherwise;
}

bool keras_flag(const json_t *o, const char *key, bool otherwise)
{
    const json_t *v = json_object_get(o, key);
    if (json_is_integer(v)) /* scale=1: kept as it was given */
        return json_integer_value(v) != 0;
    return json_is_boolean(v) ? json_is_true(v) : otherwise;
}

void keras_pair(const json_t *o, const char *key, int otherwise, int out[2])
{
    const json_t *v = json_object_get(o, key);
    for (int i = 0; i < 2; i++) {
        const json_t *x = json_is_array(v) ? json_array_get(v, (size_t)i) : v;
        json_int_t n = json_is_integer(x) ? json_integer_value(x) : otherwise;
        out[i] = n < -1 || n > 1 << 24 ? -1 : (int)n;
    }
}

const char *keras_snake(Arena *a, const char *s)
{
    char *out = arena_alloc(a, 2 * strlen(s) + 2), *o = out;
    for (size_t i = 0; s[i]; i++) {
        unsigned char c = (unsigned char)s[i], next = (unsigned char)s[i + 1];
        bool upper = ascii_lower(c) != c, starts = upper && ascii_upper(next) != next,
             follows = i > 0 && ascii_upper((unsigned char)s[i - 1]) != (unsigned char)s[i - 1];
        if (!ascii_word(c))
            continue;
        if (i > 0 && upper && (starts || follows))
            *o++ = '_';
        *o++ = (char)ascii_lower(c);
    }
    return out;
}

/* ---- opening ---- */

static void drop_json(void *json) { json_decref(json); }
static void drop_tensors(void *f) { tensors_close(f); }

static bool parse(KerasFile *k, const char *path, const char *text, size_t size, Err *err)
{
    json_error_t why;
    bool lacking = false;
    k->model = json_read(text, size, &why, &lacking);
    if (!k->model)
        return err_set(err, "%s: %s%s", path,
                       lacking ? "out of memory" : "the model's configuration is no JSON: ",
                       lacking ? "" : why.text);
    arena_own(k->arena, k->model, drop_json);
    if (!keras_text(k->model, "class_name") || !json_object_get(k->model, "config"))
        return err_set(err, "%s: the JSON is no configuration of a Keras model", path);
    return true;
}

static bool read_json(KerasFile *k, const char *path, Err *err)
{
    unsigned char *data;
    size_t size;
    if (!file_read(path, 64 << 20, &data, &size, err))
        return false;
    arena_own(k->arena, data, free);
    bool ok = parse(k, path, (const char *)data, size, err);
    arena_release(k->arena, data);
    return ok;
}

/* What the file says of the Keras that wrote it; NULL: nothing. An .h5 file has it as an attribute,
 * an archive in metadata.json, an architecture beside the model. */
static const char *find_version(KerasFile *k)
{
    const FileNote *version = tensors_find_note(k->f, "", "keras_version"),
                   *about = tensors_find_note(k->f, "", "metadata");
    const char *own = keras_text(k->model, "keras_version");
    json_error_t why;
    bool lacking;
    if (own)
        return own;
    if (version && version->n == 1)
        return version->value[0];
    json_t *json = about && about->n == 1
                       ? json_read(about->value[0], strlen(about->value[0]), &why, &lacking)
                       : NULL;
    own = keras_text(json, "keras_version");
    own = own ? arena_strdup(k->arena, own) : NULL;
    json_decref(json);
    return own;
}

static void find_layout(KerasFile *k)
{
    k->producer = find_version(k);
    k->version = k->producer ? atoi(k->producer) : 0;
    k->prefix = "";
    for (int i = 0; i < k->f->n; i++) {
        if (strstr(k->f->tensor[i].name, "/vars/"))
            k->numbered = true;
        if (!strncmp(k->f->tensor[i].name, "model_weights/", 14))
            k->prefix = "model_weights/";
    }
    if (k->numbered && !k->version)
        k->version = 3;
}

bool keras_open(KerasFile *k, Arena *a, const char *path, const char *weights, TensorFile *opened,
                Err *err)
{
    *k = (KerasFile){.arena = a};
    if (weights && !read_json(k, path, err))
        return false;
    k->f = opened ? opened : tensors_open(weights ? weights : path, err);
    if (!k->f)
        return false;
    if (!opened)
        arena_own(a, k->f, drop_tensors);
    if (weights) {
        find_layout(k);
        return true;
    }
    const FileNote *note = tensors_find_note(k->f, "", "model_config");
    if (!note || note->n != 1)
        return err_set(err,
                       "%s: weights alone, without a model's configuration: save the whole model "
                       "(model.save), or give the architecture: --weights with its .json file",
                       path);
    if (!parse(k, path, note->value[0], strlen(note->value[0]), err))
        return false;
    find_layout(k);
    return true;
}

/* ---- variables ---- */

static bool take(KerasFile *k, int tensor, Const *out, Err *err)
{
    const FileTensor *t = &k->f->tensor[tensor];
    if (!t->floats || t->rank > VIEW_RANK)
        return err_set(err, "tensor `%s` holds %s of %d dimensions", t->name, t->type, t->rank);
    float *to = ARENA_ARRAY(k->arena, float, t->count + 1);
    *out = (Const){.rank = t->rank, .count = t->count, .f = to, .name = t->name};
    memcpy(out->dim, t->dim, sizeof out->dim);
    ARENA_PUSH(k->arena, k->taken, k->n_taken, k->cap_taken, t->name);
    return tensors_read(k->f, tensor, to, err);
}

static int find_tensor(const KerasFile *k, const char *name)
{
    for (int i = 0; i < k->f->n; i++)
        if (!strcmp(k->f->tensor[i].name, name))
            return i;
    return -1;
}

static int numbered_variables(KerasFile *k, const char *place, Const *out, int most, Err *err)
{
    int n = 0;
    for (; n < most; n++) {
        int t = find_tensor(k, arena_printf(k->arena, "%s/vars/%d", place, n));
        if (t < 0 || !k->f->tensor[t].floats) /* counters come last */
            break;
        if (!take(k, t, &out[n], err))
            return -1;
    }
    return n;
}

/* Does the path of a variable, without its own name, end in the layer's name? Keras 2 may count it:
 * bn0_2. */
static bool of_layer(const char *variable, const char *layer)
{
    const char *slash = strrchr(variable, '/');
    size_t n = slash ? (size_t)(slash - variable) : 0, k = strlen(layer);
    return n >= k && !strncmp(variable + n - k, layer, k) && (n == k || variable[n - k - 1] == '/');
}

/* Of a layer in a group by itself all; of one in a model within the model those of its name. */
static int named_variables(KerasFile *k, const KerasPlace *at, Const *out, int most, Err *err)
{
    const char *group = arena_printf(k->arena, "%s%s", k->prefix, at->path[0]);
    const FileNote *names = tensors_find_note(k->f, group, "weight_names");
    const char *own = at->path[at->n_path - 1];
    int n = 0;
    if (at->n_path > 2) { /* where the name alone is that of layers in several models */
        const char *longer = arena_printf(k->arena, "%s/%s", at->path[at->n_path - 2], own);
        for (int i = 0; names && i < names->n; i++)
            if (of_layer(names->value[i], longer))
                own = longer;
    }
    for (int i = 0; names && i < names->n; i++) {
        const char *name = names->value[i];
        if (at->n_path > 1 && !of_layer(name, own))
            continue;
        int t = find_tensor(k, arena_printf(k->arena, "%s/%s", group, name));
        if (t < 0) {
            err_set(err, "its variable `%s` is not in the file", name);
            return -1;
        }
        if (!k->f->tensor[t].floats)
            continue;
        if (n == most) {
            err_set(err, "it has more variables than were expected; the first is `%s`", name);
            return -1;
        }
        if (!take(k, t, &out[n++], err))
            return -1;
    }
    return n;
}

int keras_variables(KerasFile *k, const KerasPlace *at, Const *out, int most, Err *err)
{
    return k->numbered ? numbered_variables(k, at->place, out, most, err)
                       : named_variables(k, at, out, most, err);
}
