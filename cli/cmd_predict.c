/* netc predict: classifies pictures of any size, and folders of them: each is resized to the net's
 * input and preprocessed as `input` says. */
#include "cli/cli.h"
#include "compiler/ir/layer.h"
#include "data/dataset.h"
#include "data/image.h"
#include "data/pictures.h"
#include "training/feed.h"
#include "training/flips.h"
#include "training/metrics.h"

typedef struct Memory {
    float *x, *y, *mirrored;
} Memory; /* of one picture; mirrored NULL: no flips */

/* The net's outputs for one picture, in s->y. */
static bool classify(NetcModel *m, const Feed *feed, const char *path, const Memory *s, Err *err)
{
    const Input *in = &netc_graph(m)->input;
    Image picture, fitted;
    if (!image_read(path, &picture, err))
        return false;
    bool ok = image_resize(&picture, in->w, in->h, &fitted, err);
    image_free(&picture);
    if (!ok)
        return false;
    feed_pixels(feed, fitted.rgb, s->x);
    image_free(&fitted);
    return s->mirrored ? infer_flips(m, s->x, 1, s->y, s->mirrored, err)
                       : netc_infer(m, s->x, 1, s->y, err);
}

/* Are the outputs numbers of their own, not what speaks for each class? A net with labels tells
 * classes apart, whatever its loss. */
static bool gives_numbers(const Graph *g)
{
    const Loss *loss = g->train.loss.record;
    return loss && !loss->int_labels && !loss->shares && !g->labels;
}

static json_t *json_numbers(const Args *args, const char *path, const float *y, int outputs)
{
    json_t *list = json_array();
    for (int k = 0; k < outputs; k++)
        json_array_append_new(list, cli_json_number((double)y[k]));
    return json_pack("{s:o, s:b, s:o}", "file", json_text(path), "flips", opt_set(args, OPT_FLIPS),
                     "outputs", list);
}

/* One row an output; the picture's name stands in the first. */
static void number_rows(Table *t, const Args *args, const char *path, const float *y, int outputs)
{
    for (int k = 0; k < outputs; k++)
        table_row(t, (const char *const[]){k ? NULL : path, arena_printf(args->arena, "%d", k),
                                           arena_printf(args->arena, "%.6g", (double)y[k])});
}

static json_t *json_picture(const Args *args, const Graph *g, const char *path, const float *y,
                            int outputs)
{
    int classes = classes_of_outputs(outputs);
    json_t *list = json_array();
    for (int k = 0; k < classes; k++)
        json_array_append_new(list, json_pack("{s:o, s:f}", "class",
                                              json_text(cli_label(args, g, NULL, 0, k)),
                                              "probability", class_output(y, outputs, k)));
    return json_pack("{s:o, s:b, s:o, s:i, s:o}", "file", json_text(path), "flips",
                     opt_set(args, OPT_FLIPS), "class",
                     json_text(cli_label(args, g, NULL, 0, class_of(y, outputs))), "number",
                     class_of(y, outputs), "classes", list);
}

/* One row a class, the likeliest first; the picture's name stands in its first. */
static void picture_rows(Table *t, const Args *args, const Graph *g, const char *path,
                         const float *y, int outputs, int top)
{
    int *best = ARENA_ARRAY(args->arena, int, top), n = class_ranking(y, outputs, top, best);
    for (int i = 0; i < n; i++)
        table_row(t, (const char *const[]){
                         i ? NULL : path, cli_label(args, g, NULL, 0, best[i]),
                         arena_printf(args->arena, "%.6f", class_output(y, outputs, best[i]))});
}

/* The pictures of the command line, those of a folder in its place. A note names what in it is no
 * picture. */
static int list_pictures(const Args *args, PictureList *list)
{
    int status = STATUS_OK;
    Err err;
    for (int i = 1; i < args->n_files; i++) {
        int others = list->n_other;
        if (!picture_folder(args->file[i])) {
            const char *path = args->file[i];
            ARENA_PUSH(args->arena, list->path, list->n, list->cap, path);
            continue;
        }
        if (!pictures_find(args->arena, args->file[i], list, &err))
            status = cli_fail("%s", err.text);
        if (list->n_other == others)
            continue;
        char names[300];
        name_list(names, sizeof names, list->other + others, list->n_other - others);
        cli_note("%s: %d file%s no picture%s, left out: %s", args->file[i], list->n_other - others,
                 list->n_other - others == 1 ? " is" : "s are",
                 list->n_other - others == 1 ? "" : "s", names);
    }
    return status;
}

/* Every picture is tried; one that cannot be read is reported and the others go on. */
static int classify_all(const Args *args, NetcModel *m, const Feed *feed, const Memory *s)
{
    static const char *const heads[] = {"picture", "class", "probability"},
                             *const number_heads[] = {"picture", "output", "value"};
    PictureList pictures = {.n = 0};
    int status = list_pictures(args, &pictures), outputs = (int)netc_output_floats(m),
        top = opt_int(args, OPT_TOP, 3), done = 0;
    bool json = opt_set(args, OPT_JSON);
    json_t *list = json ? json_array() : NULL;
    const bool numbers = gives_numbers(netc_graph(m));
    Table *table = table_new(args->arena, "llr", numbers ? number_heads : heads);
    Err err;
    for (int i = 0; i < pictures.n; i++) {
        const char *path = pictures.path[i];
        if (!classify(m, feed, path, s, &err)) {
            status = cli_fail("%s", err.text);
            continue;
        }
        if (json)
            json_array_append_new(list,
                                  numbers ? json_numbers(args, path, s->y, outputs)
                                          : json_picture(args, netc_graph(m), path, s->y, outputs));
        else if (numbers)
            number_rows(table, args, path, s->y, outputs);
        else
            picture_rows(table, args, netc_graph(m), path, s->y, outputs, top);
        done++;
    }
    if (json) {
        int printed = cli_json(list);
        return status == STATUS_OK ? printed : status;
    }
    if (s->mirrored)
        printf("test-time flips: outputs are the mean of each picture's and its mirror image's\n");
    if (done)
        table_print(table, stdout);
    return status;
}

static int run(const Args *args)
{
    NetcModel *m = cli_open(args, (OpenAs){.batch = 1});
    Feed feed;
    Err err;
    if (!m)
        return STATUS_MISTAKE;
    bool flips = opt_set(args, OPT_FLIPS);
    size_t y_bytes = sizeof(float) * netc_output_floats(m);
    Arena *a = args->arena;
    Memory s = {arena_alloc(a, sizeof(float) * netc_input_floats(m)), arena_alloc(a, y_bytes),
                flips ? arena_alloc(a, y_bytes) : NULL};
    bool ok = cli_load_weights(args, m, &err) && feed_takes_pictures(netc_graph(m), &err) &&
              feed_init(&feed, m, &err);
    int status = ok ? classify_all(args, m, &feed, &s) : cli_fail("%s", err.text);
    cli_close(args, m);
    return status;
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, true, "W.safetensors", "the weights"},
    WEIGHT_USES,
    {.id = OPT_TOP},
    {.id = OPT_FLIPS},
    {.id = OPT_THREADS},
    {.id = OPT_BACKEND},
    {.id = OPT_EXACT},
    {.id = OPT_STORE},
    {.id = OPT_NET},
    {.id = OPT_MACHINE},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_JSON, .doc = "print JSON, with every class"},
    {.id = OPT_END},
};
const Command cmd_predict = {
    .name = "predict",
    .args = "FILE.net PICTURE|FOLDER...",
    .min_args = 2,
    .max_args = 1 << 30,
    .doc = "classify pictures: JPEG, PNG, WebP, BMP, GIF, PPM",
    .more =
        "Of a net whose loss compares numbers, and which has no labels, the outputs are printed "
        "as they are. Of a folder, all pictures in it and in the folders in it are classified, in "
        "the "
        "order of their names; what is no picture is left out with a note.",
    .reads = "the pictures: JPEG, PNG, WebP, BMP, GIF, PPM or PGM, of any size",
    .examples =
        (const Example[]){{"netc predict small.net --weights w.safetensors picture.png",
                           "the three likeliest classes"},
                          {"netc predict small.net --weights w.safetensors --top 1 --json pictures",
                           "of a folder, for programs"},
                          {NULL, NULL}},
    .uses = uses,
    .run = run,
};
