/* netc preview: a sheet of training pictures as `augment` changes them, for people to look at
 * before a long run. Each row is one picture: first as it is, then as the first epochs of a
 * training with this seed see it, to the bit. */
#include "cli/cli.h"
#include "cli/open_data.h"
#include "data/augment.h"
#include "data/image.h"
#include "data/order.h"
#include "training/feed.h"
#include <stdlib.h>
#include <string.h>

enum { ROWS = 8, COLUMNS = 8, GAP = 2, PAPER = 255 };

typedef struct Sheet {
    int w, h;
    uint8_t *rgb;
} Sheet;

static void paste(Sheet *s, const Dataset *d, const uint8_t *rgb, int row, int column)
{
    size_t w = (size_t)d->w, h = (size_t)d->h, bytes = w * 3;
    size_t left = GAP + (size_t)column * (w + GAP), top = GAP + (size_t)row * (h + GAP);
    for (size_t y = 0; y < h; y++)
        memcpy(s->rgb + ((top + y) * (size_t)s->w + left) * 3, rgb + y * bytes, bytes);
}

static bool sheet_new(Sheet *s, const Dataset *d, int rows, int columns, Err *err)
{
    int64_t w = GAP + (int64_t)columns * (d->w + GAP), h = GAP + (int64_t)rows * (d->h + GAP);
    if (w > IMAGE_MAX_SIDE || h > IMAGE_MAX_SIDE || w * h > IMAGE_MAX_PIXELS)
        return err_set(err,
                       "a sheet of %d by %d pictures of %dx%d is too large: give fewer --epochs",
                       columns, rows, d->h, d->w);
    *s = (Sheet){(int)w, (int)h, malloc((size_t)(w * h) * 3)};
    if (!s->rgb)
        return err_set(err, "out of memory (a sheet of %dx%d pixels)", s->h, s->w);
    memset(s->rgb, PAPER, (size_t)(w * h) * 3);
    return true;
}

static bool draw(Sheet *s, const Dataset *d, const AugmentSpec *a, uint64_t seed, int epochs,
                 Err *err)
{
    int rows = d->n < ROWS ? d->n : ROWS;
    int32_t *order = malloc(sizeof *order * (size_t)d->n);
    uint8_t *changed = malloc((size_t)d->w * (size_t)d->h * 3);
    Fetch fetch = {.failed = false};
    bool ok = (order && changed) || err_set(err, "out of memory (%d pictures)", d->n);
    ok = ok && fetch_new(&fetch, d, err) && sheet_new(s, d, rows, epochs + 1, err);
    if (ok)
        epoch_order(d->n, seed, 0, order);
    for (int r = 0; ok && r < rows; r++) {
        const uint8_t *rgb = dataset_fetch(d, order[r], &fetch);
        paste(s, d, rgb, r, 0);
        for (int e = 0; e < epochs; e++) {
            augment_picture(a, seed, (uint64_t)e, (uint64_t)order[r], rgb, d->w, d->h, changed);
            paste(s, d, changed, r, e + 1);
        }
    }
    if (ok && fetch.failed)
        ok = err_set(err, "%s", fetch.why.text);
    free(order);
    free(changed);
    fetch_free(&fetch);
    return ok;
}

static int run(const Args *args)
{
    NetcModel *m = cli_open(args, (OpenAs){.batch = 1, .small = true});
    Dataset *d = NULL;
    Sheet sheet = {0, 0, NULL};
    Err err;
    if (!m)
        return STATUS_MISTAKE;
    const Train *t = &netc_graph(m)->train;
    const char *out = opt_text(args, OPT_OUT);
    uint64_t seed = opt_set(args, OPT_SEED) ? args->v[OPT_SEED].whole : t->seed;
    int epochs = opt_int(args, OPT_EPOCHS, COLUMNS);
    bool ok = augment_any(&t->augment) ||
              err_set(&err,
                      augment_mixes(&t->augment)
                          ? "nothing to preview: `augment` of %s only mixes samples with others"
                          : "nothing to preview: %s has no `augment` statement in its train "
                            "section",
                      netc_graph(m)->name);
    ok = ok && feed_training(m, opt_text(args, OPT_DATA), seed, &d, &err);
    if (ok)
        cli_data_warn(d);
    ok = ok && draw(&sheet, d, &t->augment, seed, epochs, &err) &&
         image_write_png(out, sheet.rgb, sheet.w, sheet.h, &err);
    if (ok)
        cli_print("%s: %d picture%s, each as it is and as %d epoch%s of a training with seed %llu "
                  "see it\n",
                  out, d->n < ROWS ? d->n : ROWS, text_s(d->n), epochs, epochs == 1 ? "" : "s",
                  (unsigned long long)seed);
    free(sheet.rgb);
    dataset_free(d);
    cli_close(args, m);
    return ok ? STATUS_OK : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {OPT_OUT, true, "SHEET.png", "the sheet"},
    {.id = OPT_DATA},
    {.id = OPT_EPOCHS, .doc = "changed copies of each picture (default 8)"},
    {.id = OPT_SEED, .doc = "seed (default: what the file says)"},
    {.id = OPT_NET},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_END},
};
const Command cmd_preview = {
    .name = "preview",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "a sheet of training pictures as `augment` changes them",
    .more = "Each row is one picture: as it is, then as epoch 1, 2, ... of a training with "
            "this seed sees it.",
    .reads = "the training images of the data set that the train section or --data names",
    .examples = (const Example[]){{"netc preview small.net -o sheet.png",
                                   "a sheet to look at before training"},
                                  {NULL, NULL}},
    .format = "png",
    .uses = uses,
    .run = run,
};
