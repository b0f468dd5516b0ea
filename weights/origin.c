/* What a weights file says of its training data; see origin.h. */
#include "weights/origin.h"
#include "base/fileio.h"
#include "base/number.h"
#include "base/text_stream.h"
#include "formats/json.h"
#include "formats/safetensors.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char weights_origin_key[] = "origin";

enum { CHANNELS = 4, CLASSES_MOST = 100000 }; /* of mean and std: as many as Input has at least */

/* Either is NULL where memory lacks; jansson would leave something out. */
static json_t *names_json(const char *const *names, int n)
{
    json_t *list = json_array();
    for (int i = 0; list && i < n; i++)
        if (json_array_append_new(list, json_string(names[i]))) {
            json_decref(list);
            list = NULL;
        }
    return list;
}

static json_t *numbers_json(const double *x)
{
    json_t *list = json_array();
    for (int i = 0; list && i < CHANNELS; i++)
        if (json_array_append_new(list, json_real(x[i]))) {
            json_decref(list);
            list = NULL;
        }
    return list;
}

char *origin_json(const Graph *g)
{
    const Input *in = &g->input;
    const char *const *names = g->labels ? g->labels : g->classes;
    json_t *o = json_object();
    bool ok = o && (!names ||
                    !json_object_set_new(
                        o, "classes", names_json(names, g->labels ? g->n_labels : g->n_classes)));
    if (!g->columns) /* which say it themselves */
        ok = ok && !json_object_set_new(o, "scale", json_real(in->scale)) &&
             !json_object_set_new(o, "mean", numbers_json(in->mean)) &&
             !json_object_set_new(o, "std", numbers_json(in->std)) &&
             !json_object_set_new(o, "order", json_string(in->bgr ? "bgr" : "rgb"));
    if (g->rate)
        ok = ok && !json_object_set_new(o, "rate", json_integer(g->rate));
    char *text = ok ? json_print(o, JSON_COMPACT) : NULL;
    json_decref(o);
    return text;
}

bool weights_says(const char *path, const char *key, char **text, Err *err)
{
    uint8_t head[9];
    int n = file_head(path, head, sizeof head, err);
    *text = NULL;
    if (n < (int)sizeof head || head[8] != '{')
        return n >= 0;
    StFile *f = st_open(path, err);
    if (!f)
        return false;
    const char *says = st_metadata(f, key);
    *text = says ? strdup(says) : NULL;
    st_close(f);
    return !says || *text || err_set(err, "out of memory (what %s says of itself)", path);
}

static json_t *parse(const char *json, bool *lacking)
{
    json_error_t why;
    json_t *o = json_read(json, strlen(json), &why, lacking);
    if (o && json_is_object(o))
        return o;
    json_decref(o);
    return NULL;
}

static bool are_names(const json_t *list, int n)
{
    if (!json_is_array(list) || json_array_size(list) != (size_t)n)
        return false;
    for (int i = 0; i < n; i++)
        if (!json_is_string(json_array_get(list, (size_t)i)))
            return false;
    return true;
}

void origin_take(Graph *g, const char *json)
{
    const int outputs = g->output->out.c, n = outputs == 1 ? 2 : outputs;
    bool lacking;
    json_t *o = parse(json, &lacking);
    if (lacking)
        arena_fail(g->arena, strlen(json));
    const json_int_t rate = json_integer_value(json_object_get(o, "rate"));
    const json_t *list = n > CLASSES_MOST ? NULL : json_object_get(o, "classes");
    g->rate = rate > 0 && rate < INT_MAX ? (int)rate : 0;
    if (are_names(list, n)) {
        size_t bytes = 0, at = 0;
        for (int i = 0; i < n; i++)
            bytes += json_string_length(json_array_get(list, (size_t)i)) + 1;
        char *text = malloc(bytes); /* so that no failure of the arena leaves the list behind */
        for (int i = 0; text && i < n; i++) {
            const char *name = json_string_value(json_array_get(list, (size_t)i));
            memcpy(text + at, name, strlen(name) + 1);
            at += strlen(name) + 1;
        }
        json_decref(o);
        if (!text)
            arena_fail(g->arena, bytes);
        arena_own(g->arena, text, free);
        g->classes = ARENA_ARRAY(g->arena, const char *, n + 1);
        g->n_classes = n;
        for (int i = 0; i < n; i++) {
            g->classes[i] = text;
            text += strlen(text) + 1;
        }
        return;
    }
    json_decref(o);
}

static void put_numbers(FILE *f, const double *x)
{
    bool alike = x[0] == x[1] && x[1] == x[2];
    if (alike)
        text_fprintf(f, "%.6g", x[0]);
    else
        text_fprintf(f, "(%.6g, %.6g, %.6g)", x[0], x[1], x[2]);
}

static void put_differs(FILE *f, bool *any, const char *what, const double *was, const double *is)
{
    bool same = true;
    for (int i = 0; i < CHANNELS; i++)
        same = same && fabs(was[i] - is[i]) <= 1e-12 * fabs(is[i]);
    if (same)
        return;
    fprintf(f, "%s%s was ", *any ? ", " : "", what);
    put_numbers(f, was);
    fputs(", is ", f);
    put_numbers(f, is);
    *any = true;
}

static bool numbers_of(const json_t *list, double *x)
{
    for (int i = 0; i < CHANNELS; i++) {
        const json_t *v = json_array_get(list, (size_t)i);
        if (!json_is_number(v))
            return false;
        x[i] = json_number_value(v);
    }
    return true;
}

/* To f what differs between `in` and the input of an origin; false: nothing, or none is told. */
static bool put_input(FILE *f, const Input *in, const json_t *o)
{
    const json_t *scale = json_object_get(o, "scale");
    const char *order = json_string_value(json_object_get(o, "order"));
    double mean[CHANNELS], std[CHANNELS], was[CHANNELS], is[CHANNELS];
    bool any = false;
    if (!json_is_number(scale) || !order || !numbers_of(json_object_get(o, "mean"), mean) ||
        !numbers_of(json_object_get(o, "std"), std))
        return false;
    for (int i = 0; i < CHANNELS; i++) {
        was[i] = json_number_value(scale);
        is[i] = in->scale;
    }
    put_differs(f, &any, "scale", was, is);
    put_differs(f, &any, "mean", mean, in->mean);
    put_differs(f, &any, "std", std, in->std);
    if (strcmp(order, in->bgr ? "bgr" : "rgb")) {
        fprintf(f, "%sorder was %s, is %s", any ? ", " : "", in->bgr ? "rgb" : "bgr",
                in->bgr ? "bgr" : "rgb");
        any = true;
    }
    return any;
}

bool origin_differs(const Graph *g, const char *json, char **out, Err *err)
{
    bool lacking = false;
    json_t *o = g->columns ? NULL : parse(json, &lacking);
    TextStream text;
    FILE *f = text_stream_open(&text);
    const bool any = f && o && put_input(f, &g->input, o);
    char *said = f ? text_stream_close(&text, NULL) : NULL;
    json_decref(o);
    *out = any ? said : NULL;
    if (!any)
        free(said);
    return (!lacking && said) || err_set(err, "out of memory (how the input is made)");
}
