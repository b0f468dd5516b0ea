/* netc predict: classifies pictures of any size: each is resized to the net's input and preprocessed as `input` says. */
#include "cli/cli.h"
#include "runtime/data/image.h"
#include "runtime/feed.h"
#include "runtime/flips.h"
#include "runtime/metrics.h"
#include <stdlib.h>

typedef struct Memory { float *x, *y, *mirrored; } Memory;      /* of one picture; mirrored NULL: no flips */

/* The net's outputs for one picture, in s->y. */
static bool classify(NetcModel *m, const Feed *feed, const char *path, const Memory *s, Err *err)
{
    const Input *in = &netc_graph(m)->input;
    Image picture, fitted;
    if (!image_read(path, &picture, err)) return false;
    bool ok = image_resize(&picture, in->w, in->h, &fitted, err);
    image_free(&picture);
    if (!ok) return false;
    feed_pixels(feed, fitted.rgb, s->x);
    image_free(&fitted);
    return s->mirrored ? infer_flips(m, s->x, 1, s->y, s->mirrored, err) : netc_infer(m, s->x, 1, s->y, err);
}

/* What a row of outputs says of class k: with one output, it is the probability of class 1. */
static double output_of(const float *y, int outputs, int k)
{
    if (outputs > 1) return (double)y[k];
    return k == 1 ? (double)y[0] : 1.0 - (double)y[0];
}

static json_t *json_picture(const Args *args, const Graph *g, const char *path, const float *y, int outputs)
{
    int classes = classes_of_outputs(outputs);
    json_t *list = json_array();
    for (int k = 0; k < classes; k++)
        json_array_append_new(list, json_pack("{s:o, s:f}", "class", json_text(cli_label(args, g, NULL, 0, k)), "probability", output_of(y, outputs, k)));
    return json_pack("{s:o, s:b, s:o, s:i, s:o}", "file", json_text(path), "flips", opt_set(args, OPT_FLIPS), "class", json_text(cli_label(args, g, NULL, 0, class_of(y, outputs))), "number", class_of(y, outputs),
                     "classes", list);
}

static void print_picture(const Args *args, const Graph *g, const char *path, const float *y, int outputs, int top)
{
    int classes = classes_of_outputs(outputs);
    bool *used = arena_alloc(args->arena, (size_t)classes);
    printf("%s\n", path);
    for (int i = 0; i < top && i < classes; i++) {
        int best = -1;
        for (int k = 0; k < classes; k++)
            if (!used[k] && (best < 0 || output_of(y, outputs, k) > output_of(y, outputs, best))) best = k;
        used[best] = true;
        printf("  %-20s %.6f\n", cli_label(args, g, NULL, 0, best), output_of(y, outputs, best));
    }
}

/* Every picture is tried; one that cannot be read is reported and the others go on. */
static int classify_all(const Args *args, NetcModel *m, const Feed *feed, const Memory *s)
{
    json_t *list = json_array();
    int status = STATUS_OK, outputs = (int)netc_output_floats(m), top = opt_int(args, OPT_TOP, 3);
    Err err;
    if (s->mirrored && !opt_set(args, OPT_JSON)) printf("test-time flips: outputs are the mean of each picture's and its mirror image's\n");
    for (int i = 0; i < args->n_files - 1; i++) {
        const char *path = args->file[i + 1];
        if (!classify(m, feed, path, s, &err)) status = cli_fail("%s", err.text);
        else if (opt_set(args, OPT_JSON)) json_array_append_new(list, json_picture(args, netc_graph(m), path, s->y, outputs));
        else print_picture(args, netc_graph(m), path, s->y, outputs, top);
    }
    if (!opt_set(args, OPT_JSON)) {
        json_decref(list);
        return status;
    }
    int printed = cli_json(list);
    return status == STATUS_OK ? printed : status;
}

static int run(const Args *args)
{
    NetcModel *m = cli_open(args, (OpenAs){.batch = 1});
    Feed feed;
    Err err;
    if (!m) return STATUS_MISTAKE;
    bool flips = opt_set(args, OPT_FLIPS);
    size_t y_bytes = sizeof(float) * netc_output_floats(m);
    Memory s = {malloc(sizeof(float) * netc_input_floats(m)), malloc(y_bytes), flips ? malloc(y_bytes) : NULL};
    bool ok = (s.x && s.y && (s.mirrored || !flips)) || err_set(&err, "no memory");
    ok = ok && cli_load_weights(args, m, &err) && feed_takes_pictures(netc_graph(m), &err) && feed_init(&feed, m, &err);
    int status = ok ? classify_all(args, m, &feed, &s) : cli_fail("%s", err.text);
    free(s.x);
    free(s.y);
    free(s.mirrored);
    netc_close(m);
    return status;
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, true, "W.safetensors", "the weights"}, {.id = OPT_TOP}, {.id = OPT_FLIPS}, {.id = OPT_THREADS}, {.id = OPT_BACKEND}, {.id = OPT_EXACT}, {.id = OPT_NET},
    {.id = OPT_MACHINE}, {.id = OPT_INCLUDE}, {.id = OPT_JSON, .doc = "print JSON, with every class"}, {.id = OPT_END},
};
const Command cmd_predict = {
    .name = "predict", .args = "FILE.net IMAGE...", .min_args = 2, .max_args = 1 << 30, .doc = "classify JPEG, PNG or PPM pictures",
    .uses = uses, .run = run,
};
