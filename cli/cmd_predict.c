/* netc predict: classifies pictures of any size, and folders of them: each is resized to the net's
 * input and preprocessed as `input` says; or the rows of tables, as the weights file says. */
#include "cli/cli.h"
#include "cli/files.h"
#include "cli/several.h"
#include "compiler/ir/layer.h"
#include "data/dataset.h"
#include "data/image.h"
#include "data/npztable.h"
#include "data/pictures.h"
#include "data/wav.h"
#include "training/feed.h"
#include "training/flips.h"
#include "training/metrics.h"
#include "formats/bytes.h"
#include "base/utf8.h"
#include <string.h>
#include <unistd.h>

typedef struct Memory {
    float *x, *y, *scratch;
    int views; /* of it: see training/flips.h */
} Memory;      /* of one picture */

static bool takes_signals(const Graph *g)
{
    int64_t frames;
    int channels;
    return sound_shape(g->input.h, g->input.w, g->input.c, &frames, &channels);
}

/* The same of a signal: with the rate that the weights were trained on, where they say it. */
static bool classify_sound(NetcModel *m, const Feed *feed, const char *path, const Memory *s,
                           Err *err)
{
    const Graph *g = netc_graph(m);
    const Input *in = &g->input;
    int rate = g->rate ? g->rate : g->train.columns.rate, channels;
    int64_t frames;
    Wav w;
    if (!sound_shape(in->h, in->w, in->c, &frames, &channels))
        return err_set(err, "%s is a WAV file, but %s takes maps of %dx%d", path, g->name, in->h,
                       in->w);
    float *raw = data_alloc(netc_input_floats(m), sizeof *raw, "a signal", err);
    bool ok = raw && wav_read(path, frames, channels, rate, raw, &w, err);
    if (ok && s->views > 1)
        ok = err_set(err, "%s is a WAV file, of which there is one view", path);
    if (ok)
        feed_values(feed, raw, s->x);
    free(raw);
    return ok && netc_infer(m, s->x, 1, s->y, err);
}

/* The net's outputs for one picture or signal, in s->y. */
static bool classify(NetcModel *m, const Feed *feed, const char *path, const Memory *s, Err *err)
{
    const Input *in = &netc_graph(m)->input;
    Image picture, fitted;
    int sound = wav_is(path, err);
    if (sound)
        return sound > 0 && classify_sound(m, feed, path, s, err);
    if (!feed_takes_pictures(netc_graph(m), err))
        return false;
    if (!image_read(path, &picture, err))
        return false;
    bool ok = image_resize(&picture, in->w, in->h, &fitted, err);
    image_free(&picture);
    if (!ok)
        return false;
    feed_pixels(feed, fitted.rgb, s->x);
    image_free(&fitted);
    return infer_views(m, s->views, s->x, 1, s->y, s->scratch, err);
}

/* Are the outputs numbers of their own, not what speaks for each class? A net with labels tells
 * classes apart, whatever its loss, unless a table says that its targets are numbers: then the
 * labels are the names of these. */
static bool gives_numbers(const Graph *g)
{
    const Loss *loss = g->train.loss.record;
    return loss && (loss->compares || !loss->int_labels) && !loss->shares &&
           (!g->labels || g->outputs);
}

/* What a class's output is called. Only what a loss of classes takes to be one is a probability:
 * softmax, or the sigmoid of one class or of many. */
static const char *class_score(const Graph *g)
{
    const char *last = g->output->layer ? g->output->layer->kind : "";
    for (const Loss *const *l = loss_table; *l; l++)
        if ((*l)->fused_kind && !strcmp((*l)->fused_kind, last))
            return "probability";
    return "value";
}

static json_t *json_numbers(const Args *args, const char *path, const float *y, int outputs)
{
    json_t *list = json_array();
    for (int k = 0; k < outputs; k++)
        json_array_append_new(list, cli_json_number((double)y[k]));
    return json_pack("{s:o, s:b, s:i, s:o}", "file", json_text(path), "flips", opt_views(args) > 1,
                     "views", opt_views(args), "outputs", list);
}

/* One row an output; the picture's name stands in the first. */
static void number_rows(Table *t, const Args *args, const Graph *g, const char *path,
                        const float *y, int outputs)
{
    for (int k = 0; k < outputs; k++) {
        const char *name = k < g->n_labels    ? g->labels[k]
                           : k < g->n_outputs ? g->outputs[k]
                           : class_name(g, k) ? class_name(g, k)
                                              : arena_printf(args->arena, "%d", k);
        table_row(t, (const char *const[]){k ? NULL : path, name,
                                           arena_printf(args->arena, "%.6g", (double)y[k])});
    }
}

static json_t *json_picture(const Args *args, const Graph *g, const char *path, const float *y,
                            int outputs)
{
    int classes = classes_of_outputs(outputs);
    json_t *list = json_array();
    for (int k = 0; k < classes; k++)
        json_array_append_new(list, json_pack("{s:o, s:f}", "class",
                                              json_text(cli_label(args, g, NULL, 0, k)),
                                              class_score(g), class_output(y, outputs, k)));
    return json_pack("{s:o, s:b, s:i, s:o, s:i, s:o}", "file", json_text(path), "flips",
                     opt_views(args) > 1, "views", opt_views(args), "class",
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

/* What is printed for each picture or row. */
typedef struct Printed {
    const Args *args;
    const Graph *g;
    int outputs, top, done;
    json_t *list; /* NULL: a table */
    Table *table;
} Printed;

static Printed printed_begin(const Args *args, const NetcModel *m, const char *what)
{
    const Graph *g = netc_graph(m);
    bool numbers = gives_numbers(g);
    const char *heads[] = {what, numbers ? "output" : "class", numbers ? "value" : class_score(g)};
    return (Printed){.args = args,
                     .g = g,
                     .outputs = (int)netc_output_floats(m),
                     .top = opt_int(args, OPT_TOP, 3),
                     .list = opt_set(args, OPT_JSON) ? json_array() : NULL,
                     .table = g->n_heads ? heads_table(args->arena, what)
                                         : table_new(args->arena, "llr", heads)};
}

/* The outputs y of what is called `name`. */
static void print_outputs(Printed *p, const char *name, const float *y)
{
    bool numbers = gives_numbers(p->g);
    if (p->g->n_heads && p->list)
        json_array_append_new(p->list, heads_json(p->g, name, y));
    else if (p->g->n_heads)
        heads_rows(p->table, p->args, p->g, name, y, p->top);
    else if (p->list)
        json_array_append_new(p->list, numbers ? json_numbers(p->args, name, y, p->outputs)
                                               : json_picture(p->args, p->g, name, y, p->outputs));
    else if (numbers)
        number_rows(p->table, p->args, p->g, name, y, p->outputs);
    else
        picture_rows(p->table, p->args, p->g, name, y, p->outputs, p->top);
    p->done++;
}

static int printed_end(Printed *p, int status)
{
    if (p->list) {
        int printed = cli_json(p->list);
        return status == STATUS_OK ? printed : status;
    }
    if (cli_views_text(p->args))
        printf("%s\n", cli_views_text(p->args));
    if (p->done)
        table_print(p->table, stdout);
    return status;
}

/* Every picture is tried; one that cannot be read is reported and the others go on. */
static int classify_all(const Args *args, NetcModel *m, const Feed *feed, const Memory *s)
{
    PictureList pictures = {.n = 0};
    int status = list_pictures(args, &pictures);
    Printed p = printed_begin(args, m, netc_graph(m)->rate ? "signal" : "picture");
    Err err;
    for (int i = 0; i < pictures.n; i++) {
        if (classify(m, feed, pictures.path[i], s, &err))
            print_outputs(&p, pictures.path[i], s->y);
        else
            status = cli_fail("%s", err.text);
    }
    return printed_end(&p, status);
}

/* ---- the class of each pixel ---- */

/* A net whose outputs are a map of shares. */
static bool gives_masks(const Graph *g)
{
    const Loss *loss = g->train.loss.record;
    return loss && loss->shares && g->output->out.rank == 3 && !g->train.target_input;
}

/* The classes of the output's pixels, by the nearest in the picture's own size. */
static uint8_t *mask_of(const Graph *g, const float *y, int w, int h, Err *err)
{
    Shape s = g->output->out;
    uint8_t *mask = data_alloc((size_t)w, (size_t)h, "a mask", err);
    for (int i = 0; mask && i < h; i++)
        for (int j = 0; j < w; j++) {
            int64_t at_y = (2 * (int64_t)i + 1) * s.h / (2 * (int64_t)h),
                    at_x = (2 * (int64_t)j + 1) * s.w / (2 * (int64_t)w);
            mask[(size_t)i * (size_t)w + (size_t)j] = (uint8_t)class_of(
                y + (at_y * s.w + at_x) * s.c, s.c);
        }
    return mask;
}

/* DIR/NAME.png of A/NAME.jpg */
static const char *mask_name(const Args *args, const char *picture)
{
    const char *slash = strrchr(picture, '/'), *name = slash ? slash + 1 : picture,
               *dot = strrchr(name, '.');
    return arena_printf(args->arena, "%s/%.*s.png", opt_text(args, OPT_OUT),
                        dot && dot > name ? (int)(dot - name) : (int)strlen(name), name);
}

/* Each picture with its mask. A folder that cannot be read is an error of the run. */
static void files(const Args *args, const Graph *g, FileList *l)
{
    PictureList pictures = {.n = 0};
    Err err;
    if (!g || !gives_masks(g) || !opt_set(args, OPT_OUT))
        return;
    for (int i = 1; i < args->n_files; i++) {
        const char *path = args->file[i];
        if (!picture_folder(path))
            ARENA_PUSH(args->arena, pictures.path, pictures.n, pictures.cap, path);
        else
            pictures_find(args->arena, path, &pictures, &err);
    }
    for (int i = 0; i < pictures.n; i++) {
        const char *path = pictures.path[i];
        files_read(l, "a picture", path);
        files_write(l, arena_printf(args->arena, "the mask of %s", path), mask_name(args, path));
    }
}

static bool write_mask(NetcModel *m, const Feed *feed, const char *path, const char *to,
                       const Memory *s, const Args *args, Err *err)
{
    Image picture;
    if (!opt_set(args, OPT_FORCE) && !access(to, F_OK))
        return err_set(err, "%s is there already. --force writes over it", to);
    if (!classify(m, feed, path, s, err) || !image_read(path, &picture, err))
        return false;
    uint8_t *mask = mask_of(netc_graph(m), s->y, picture.w, picture.h, err);
    bool ok = mask && mask_write_png(to, mask, picture.w, picture.h, err);
    free(mask);
    image_free(&picture);
    return ok;
}

static int write_masks(const Args *args, NetcModel *m, const Feed *feed, const Memory *s)
{
    static const char *const heads[] = {"picture", "mask"};
    PictureList pictures = {.n = 0};
    Err err;
    if (!opt_set(args, OPT_OUT))
        return cli_misuse(args->command,
                          "%s tells the class of each pixel: -o DIR writes a mask "
                          "for each picture",
                          netc_graph(m)->name);
    int status = list_pictures(args, &pictures), done = 0;
    json_t *list = opt_set(args, OPT_JSON) ? json_array() : NULL;
    Table *table = table_new(args->arena, "ll", heads);
    if (!folder_make(opt_text(args, OPT_OUT), &err))
        return cli_fail("%s", err.text);
    for (int i = 0; i < pictures.n; i++, done++) {
        const char *path = pictures.path[i], *to = mask_name(args, path);
        if (!write_mask(m, feed, path, to, s, args, &err)) {
            status = cli_fail("%s", err.text);
            done--;
        } else if (list) {
            json_array_append_new(
                list, json_pack("{s:o, s:o}", "file", json_text(path), "mask", json_text(to)));
        } else {
            table_row(table, (const char *const[]){path, to});
        }
    }
    if (list) {
        int printed = cli_json(list);
        return status == STATUS_OK ? printed : status;
    }
    if (done)
        table_print(table, stdout);
    return status;
}

/* ---- rows of tables ---- */

typedef struct TableFile {
    Csv csv;
    Columns *columns;
} TableFile;

static void drop_table(void *table)
{
    csv_free(&((TableFile *)table)->csv);
    columns_free(((TableFile *)table)->columns);
}

/* Of an archive with a test part its rows, else all of them. */
static bool read_archive(const char *path, Csv *c, Err *err)
{
    bool tests;
    *c = (Csv){0};
    return npz_has_part(path, "test", &tests, err) && npz_table(path, tests ? "test" : "", c, err);
}

/* A file whose rows cannot all be read gives none; each row is called by its line, FILE:LINE. */
static bool classify_rows(NetcModel *m, const Feed *feed, const char *path, const Memory *s,
                          Printed *p, Err *err)
{
    Arena *a = p->args->arena;
    TableFile *f = ARENA_NEW(a, TableFile);
    arena_own(a, f, drop_table);
    const char *from = opt_text(p->args, OPT_WEIGHTS);
    if (!(is_npz(path) ? read_archive(path, &f->csv, err) : csv_read(path, &f->csv, err)) ||
        !columns_parse(p->g->columns, from, &f->columns, err))
        return false;
    if (f->csv.n_rows == 0)
        return err_set(err, "%s: no rows", path);
    int *at = ARENA_ARRAY(a, int, f->columns->n_inputs + 1);
    size_t width = netc_input_floats(m);
    double *raw = ARENA_ARRAY(a, double, width *(size_t)f->csv.n_rows + 1);
    if (!columns_find(f->columns, &f->csv, 0, f->columns->n_inputs, at, err))
        return false;
    for (int i = 0; i < f->csv.n_rows; i++)
        if (!columns_row(f->columns, &f->csv, at, i, raw + width * (size_t)i, err) ||
            !columns_within(f->columns, raw + width * (size_t)i, 1, path, f->csv.line[i], err))
            return false;
    for (int i = 0; i < f->csv.n_rows; i++) {
        feed_row(feed, raw + width * (size_t)i, s->x);
        if (!netc_infer(m, s->x, 1, s->y, err))
            return false;
        print_outputs(p, arena_printf(a, "%s:%d", path, f->csv.line[i]), s->y);
    }
    arena_release(a, f);
    return true;
}

static int classify_tables(const Args *args, NetcModel *m, const Feed *feed, const Memory *s)
{
    int status = STATUS_OK;
    Printed p = printed_begin(args, m, "row");
    Err err;
    if (s->views > 1)
        return cli_fail("--%s %s pictures; %s takes the rows of a table",
                        opt_set(args, OPT_VIEWS) ? "views" : "flips",
                        opt_set(args, OPT_VIEWS) ? "moves" : "mirrors", netc_graph(m)->name);
    for (int i = 1; i < args->n_files; i++)
        if (!classify_rows(m, feed, args->file[i], s, &p, &err))
            status = cli_fail("%s", err.text);
    return printed_end(&p, status);
}

/* ---- several inputs ---- */

static int classify_parts(const Args *args, NetcModel *m, const Feed *feed, const Memory *s)
{
    Printed p = printed_begin(args, m, "sample");
    Err err;
    float *x;
    int n = 0, status = STATUS_OK;
    if (s->views > 1)
        return cli_fail("--%s is for pictures; %s has several inputs",
                        opt_set(args, OPT_VIEWS) ? "views" : "flips", p.g->name);
    if (!heads_read_inputs(args, p.g, feed, &x, &n, &err))
        return cli_fail("%s", err.text);
    for (int i = 0; i < n && status == STATUS_OK; i++) {
        if (!netc_infer(m, x + (size_t)i * netc_input_floats(m), 1, s->y, &err))
            status = cli_fail("%s", err.text);
        else
            print_outputs(&p, arena_printf(args->arena, "%d", i), s->y);
    }
    free(x);
    return printed_end(&p, status);
}

static bool is_table(const char *path)
{
    size_t n = strlen(path);
    return n > 4 && (!strcmp(path + n - 4, ".csv") || is_npz(path));
}

/* Arrays of samples, files of this ending, are for another command. */
static bool no_array(const Args *args, const Graph *g, const char *ending, Err *err)
{
    for (int i = 1; i < args->n_files && !g->n_inputs; i++)
        if (text_ends(args->file[i], ending))
            return err_set(err,
                           "%s is an array: `netc run %s --weights W --input X.npy --output Y.npy` "
                           "computes the outputs of one, given as the first layer sees it",
                           args->file[i], args->file[0]);
    return true;
}

static int run(const Args *args)
{
    NetcModel *m = cli_open(args, (OpenAs){.batch = 1});
    Feed feed;
    Err err;
    if (!m)
        return STATUS_MISTAKE;
    int views = opt_views(args);
    size_t y_bytes = sizeof(float) * netc_output_floats(m);
    Arena *a = args->arena;
    Memory s = {arena_alloc(a, sizeof(float) * netc_input_floats(m)), arena_alloc(a, y_bytes),
                arena_alloc(a, sizeof(float) * views_scratch(m, views, 1)), views};
    const Graph *g = netc_graph(m);
    /* A net with columns, which its weights may bring, takes a table of NumPy's. */
    bool ok = no_array(args, g, ".npy", &err) && cli_load_weights(args, m, &err) &&
              (g->columns || no_array(args, g, ".npz", &err)) && views_fit(m, views, &err) &&
              (is_table(args->file[1]) && !g->n_inputs
                   ? feed_knows_columns(m, NULL, opt_text(args, OPT_WEIGHTS), &err)
                   : g->columns || g->n_inputs || takes_signals(g) ||
                         feed_takes_pictures(g, &err)) &&
              feed_init(&feed, m, &err);
    if (ok && opt_set(args, OPT_OUT) && !gives_masks(g))
        ok = err_set(&err,
                     "-o writes masks; %s does not tell the class of each pixel: `--json >FILE` "
                     "keeps what it tells",
                     g->name);
    int status = !ok              ? cli_fail("%s", err.text)
                 : gives_masks(g) ? write_masks(args, m, &feed, &s)
                 : g->n_inputs    ? classify_parts(args, m, &feed, &s)
                 : g->columns     ? classify_tables(args, m, &feed, &s)
                                  : classify_all(args, m, &feed, &s);
    cli_close(args, m);
    return status;
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, true, "W.safetensors", "the weights"},
    WEIGHT_USES,
    {OPT_OUT, false, "DIR", "folder for the masks of a net that tells the class of each pixel"},
    {.id = OPT_FORCE, .doc = "write over masks that are there"},
    {.id = OPT_TOP},
    {.id = OPT_FLIPS},
    {.id = OPT_VIEWS},
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
    .args = "FILE.net PICTURE|FOLDER|TABLE.csv|INPUT=FILE...",
    .min_args = 2,
    .max_args = 1 << 30,
    .doc = "classify pictures (JPEG, PNG, WebP, BMP, GIF, PPM), WAV files, or rows of a table",
    .more =
        "Of a net whose loss compares numbers, and which has no labels, the outputs are printed "
        "as they are. Of a folder, all pictures in it and in the folders in it are classified, in "
        "the "
        "order of their names; what is no picture is left out with a note. Where the weights are "
        "of "
        "a training on a table, the files are tables with the columns that were its inputs, in any "
        "order, and others that are not looked at; a row is called by its line, TABLE.csv:LINE. Of "
        "a net "
        "that tells the class of each pixel, -o DIR gets a PNG file for each picture, in its size, "
        "whose grey values are the classes. A mask that would be one of the inputs, and two "
        "pictures with one mask, are errors before anything is written. Of a net with several "
        "inputs each is given by its name, as a picture or a .npy file of one sample or of "
        "several: `image=cat.jpg numbers=five.npy`, or all by one archive with an array of each "
        "name, `test.npz`; of one with several outputs each is printed.",
    .reads = "the pictures: JPEG, PNG, WebP, BMP, GIF, PPM or PGM, of any size; or CSV tables; or, "
             "of several inputs, .npy files or an .npz archive",
    .examples =
        (const Example[]){{"netc predict small.net --weights w.safetensors picture.png",
                           "the three likeliest classes"},
                          {"netc predict small.net --weights w.safetensors --top 1 --json pictures",
                           "of a folder, for programs"},
                          {NULL, NULL}},
    .integers = true,
    .uses = uses,
    .files = files,
    .run = run,
};
