/* netc shapes: draws a small data set of ten classes of shapes, in the CIFAR-10 layout, for the
 * demo and for tests. */
#include "cli/cli.h"
#include "cli/files.h"
#include "data/image.h"
#include "data/drawn_shapes.h"
#include <string.h>

enum {
    PICTURE_NUMBER = 1 << 30
}; /* beyond any number in the set, so that the picture is a new one */

static void files(const Args *args, const struct Graph *g, FileList *l)
{
    (void)g;
    for (int i = 0; shapes_file[i] && args->n_files && !opt_set(args, OPT_FOLDERS); i++)
        files_write(l, "a file of the data set",
                    arena_printf(args->arena, "%s/%s", args->file[0], shapes_file[i]));
}

static int run(const Args *args)
{
    const char *folder = args->file[0], *picture = opt_text(args, OPT_PICTURE);
    int train = opt_int(args, OPT_N_TRAIN, 5000), test = opt_int(args, OPT_N_TEST, 1000),
        label = opt_int(args, OPT_CLASS, 0);
    uint64_t seed = opt_set(args, OPT_SEED) ? args->v[OPT_SEED].whole : 1;
    Err err;
    if (opt_set(args, OPT_CLASS) && !picture)
        return cli_misuse(args->command, "--class goes with --picture");
    bool folders = opt_set(args, OPT_FOLDERS);
    if (!(folders ? shapes_write_folders : shapes_write)(folder, train, test, seed, &err))
        return cli_fail("%s", err.text);
    cli_print("drew %d training and %d test picture%s of 32x32 pixels in %s, seed %llu\n", train,
              test, text_s(test), folder, (unsigned long long)seed);
    cli_print("(a drawn data set: geometric shapes made by a program, no photographs)\n");
    if (picture) {
        uint8_t rgb[SHAPES_BYTES];
        shapes_render(label, seed, PICTURE_NUMBER, rgb);
        size_t len = strlen(picture);
        bool ppm = len > 4 && !strcmp(picture + len - 4, ".ppm");
        if (!(ppm ? image_write_ppm : image_write_png)(picture, rgb, SHAPES_SIDE, SHAPES_SIDE,
                                                       &err))
            return cli_fail("%s", err.text);
        cli_print("drew %s: %s\n", picture, shapes_class[label]);
    }
    return STATUS_OK;
}

static const OptUse uses[] = {
    {.id = OPT_N_TRAIN},
    {.id = OPT_N_TEST},
    {.id = OPT_SEED, .doc = "seed (default 1)"},
    {.id = OPT_FOLDERS},
    {.id = OPT_PICTURE,
     .doc = "also draw one more picture, that is not in the set: PNG, or PPM by its name"},
    {.id = OPT_CLASS},
    {.id = OPT_END},
};
const Command cmd_shapes = {
    .name = "shapes",
    .args = "FOLDER",
    .min_args = 1,
    .max_args = 1,
    .doc = "draw a small 10-class data set of shapes",
    .more = "Writes the CIFAR-10 binary layout, or class folders. The pictures are drawn, the same "
            "on every "
            "machine for the same seed.",
    .writes = "data_batch_1.bin ... data_batch_5.bin, test_batch.bin and batches.meta.txt in "
              "FOLDER; with --folders a PNG file for each picture",
    .examples = (const Example[]){{"netc shapes data --train 128 --test 32 --picture picture.png",
                                   "a small data set, and one more picture"},
                                  {NULL, NULL}},
    .format = "png|ppm",
    .uses = uses,
    .run = run,
    .files = files,
};
