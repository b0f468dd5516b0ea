/* The drawn data set; see drawn_shapes.h. Lengths are in 1/256 pixel, angles in 1/256 turn, sines
 * in 1/16384. A picture is the shape's colour over a background gradient, mixed by how many of the
 * 16 sample points of a pixel lie inside the shape, plus noise. A class is one line of the table
 * `classes` and its inside test in the shape's own coordinates. Only int arithmetic that C defines
 * fully is used (division rounds towards 0), so the bytes are the same everywhere. */
#include "data/drawn_shapes.h"
#include "data/image.h"
#include "base/fileio.h"
#include "formats/bytes.h"
#include "data/order.h"
#include <unistd.h>

enum { PX = 256, GRID = 4, NOISE = 22, CONTRAST = 170, FILES = 5 };

/* One instance: u to the right, v downwards before the rotation. */
typedef struct Shape2 {
    int cx, cy; /* centre */
    int r;      /* radius of the circle around the shape */
    int cos, sin;
    int period, phase; /* of patterns */
} Shape2;

typedef bool Inside(const Shape2 *, int u, int v);

static int iabs(int x) { return x < 0 ? -x : x; }

static bool in_circle(const Shape2 *s, int u, int v) { return u * u + v * v <= s->r * s->r; }

static bool in_square(const Shape2 *s, int u, int v)
{
    int half = s->r * 3 / 4;
    return iabs(u) <= half && iabs(v) <= half;
}

/* Equilateral, pointing upwards; 1774/1024 is the square root of 3. */
static bool in_triangle(const Shape2 *s, int u, int v)
{
    return v <= s->r / 2 && iabs(u) * 1774 / 1024 <= s->r + v;
}

static bool in_cross(const Shape2 *s, int u, int v)
{
    int thin = s->r * 9 / 32;
    return (iabs(u) <= thin && iabs(v) <= s->r) || (iabs(v) <= thin && iabs(u) <= s->r);
}

static bool in_ring(const Shape2 *s, int u, int v)
{
    int hole = s->r * 5 / 8;
    return in_circle(s, u, v) && u * u + v * v >= hole * hole;
}

/* A pentagram is cut out by five lines at r * cos(72 degrees) from the centre: its points lie
 * beyond at most one of them. */
static bool in_star(const Shape2 *s, int u, int v)
{
    static const int normal[5][2] = {
        {0, -16384}, {15582, -5063}, {9630, 13255}, {-9630, 13255}, {-15582, -5063}};
    int beyond = 0;
    for (int i = 0; i < 5; i++)
        beyond += (u * normal[i][0] + v * normal[i][1]) / 16384 > s->r * 316 / 1024;
    return beyond <= 1;
}

/* Which half of its period x is in; x + phase is made positive first. */
static int half_period(const Shape2 *s, int x)
{
    return (x + s->phase + 64 * s->period) / (s->period / 2) & 1;
}

static bool in_stripes_h(const Shape2 *s, int u, int v)
{
    return in_circle(s, u, v) && half_period(s, v);
}
static bool in_stripes_v(const Shape2 *s, int u, int v)
{
    return in_circle(s, u, v) && half_period(s, u);
}
static bool in_checker(const Shape2 *s, int u, int v)
{
    return in_circle(s, u, v) && (half_period(s, u) ^ half_period(s, v));
}

/* Pointing upwards: a head from the middle to the tip, and a shaft. */
static bool in_arrow(const Shape2 *s, int u, int v)
{
    return v <= 0 ? v >= -s->r && iabs(u) * 5 / 4 <= s->r + v
                  : v <= s->r * 7 / 8 && iabs(u) <= s->r / 5;
}

typedef struct ShapeClass {
    const char *name;
    Inside *inside;
    int turn; /* rotated by up to this much either way */
} ShapeClass;

static const ShapeClass classes[SHAPES_CLASSES] = {
    /* ORDER SHAPES */
    {"circle", in_circle, 128},      {"square", in_square, 128},
    {"triangle", in_triangle, 128},  {"cross", in_cross, 128},
    {"ring", in_ring, 128},          {"star", in_star, 128},
    {"stripes_h", in_stripes_h, 10}, {"stripes_v", in_stripes_v, 10},
    {"checker", in_checker, 128},    {"arrow", in_arrow, 128},
};

const char *const shapes_class[SHAPES_CLASSES] = {
    /* ORDER SHAPES */
    "circle", "square",    "triangle",  "cross",   "ring",
    "star",   "stripes_h", "stripes_v", "checker", "arrow",
};

/* 16384 * sin(2 pi i / 256), a quarter of a turn. */
static const int16_t quarter_sine[65] = {
    0,     402,   804,   1205,  1606,  2006,  2404,  2801,  3196,  3590,  3981,  4370,  4756,
    5139,  5520,  5897,  6270,  6639,  7005,  7366,  7723,  8076,  8423,  8765,  9102,  9434,
    9760,  10080, 10394, 10702, 11003, 11297, 11585, 11866, 12140, 12406, 12665, 12916, 13160,
    13395, 13623, 13842, 14053, 14256, 14449, 14635, 14811, 14978, 15137, 15286, 15426, 15557,
    15679, 15791, 15893, 15986, 16069, 16143, 16207, 16261, 16305, 16340, 16364, 16379, 16384,
};

static int sine(int angle)
{
    int a = angle & 127, s = quarter_sine[a <= 64 ? a : 128 - a];
    return angle & 128 ? -s : s;
}

static int between(uint64_t *state, int lo, int hi) /* lo ... hi, both included */
{
    return lo + (int)random_below(state, (uint32_t)(hi - lo + 1));
}

typedef struct Colours {
    int shape[3], from[3], to[3];
} Colours; /* the background runs from -> to */

static int distance(const int *a, const int *b)
{
    return iabs(a[0] - b[0]) + iabs(a[1] - b[1]) + iabs(a[2] - b[2]);
}

/* Any three colours of which the background's two differ enough from the shape's. The mixture of
 * the two may come closer; that is part of the task. */
static void draw_colours(uint64_t *state, Colours *c)
{
    do {
        for (int i = 0; i < 3; i++) {
            c->shape[i] = between(state, 0, 255);
            c->from[i] = between(state, 0, 255);
            c->to[i] = between(state, 0, 255);
        }
    } while (distance(c->shape, c->from) < CONTRAST || distance(c->shape, c->to) < CONTRAST);
}

/* How many of the sample points of pixel (x, y) are inside, 0 ... GRID*GRID. */
static int coverage(const ShapeClass *k, const Shape2 *s, int x, int y)
{
    int n = 0;
    for (int i = 0; i < GRID * GRID; i++) {
        int dx = x * PX + (2 * (i % GRID) + 1) * (PX / (2 * GRID)) - s->cx;
        int dy = y * PX + (2 * (i / GRID) + 1) * (PX / (2 * GRID)) - s->cy;
        int u = (dx * s->cos + dy * s->sin) / 16384, v = (dy * s->cos - dx * s->sin) / 16384;
        n += k->inside(s, u, v);
    }
    return n;
}

void shapes_render(int label, uint64_t seed, uint64_t number, uint8_t rgb[SHAPES_BYTES])
{
    uint64_t state = random_stream(random_stream(seed, number), (uint64_t)label);
    const ShapeClass *k = &classes[label];
    Colours c;
    draw_colours(&state, &c);
    int turn = between(&state, -k->turn, k->turn - 1), slope = between(&state, 0, 255);
    int gx = sine(slope + 64), gy = sine(slope); /* direction of the gradient */
    Shape2 s = {.r = between(&state, 7 * PX, 12 * PX), .cos = sine(turn + 64), .sin = sine(turn)};
    s.cx = between(&state, 13 * PX, 19 * PX);
    s.cy = between(&state, 13 * PX, 19 * PX);
    s.period = between(&state, 5 * PX, 7 * PX);
    s.phase = between(&state, 0, s.period - 1);
    for (int y = 0; y < SHAPES_SIDE; y++)
        for (int x = 0; x < SHAPES_SIDE; x++, rgb += 3) {
            int in = coverage(k, &s, x, y);
            int t = 128 + ((2 * x - SHAPES_SIDE + 1) * gx + (2 * y - SHAPES_SIDE + 1) * gy) /
                              (16384 * SHAPES_SIDE / 90); /* 0 ... 256 */
            for (int i = 0; i < 3; i++) {
                int ground = (c.from[i] * (256 - t) + c.to[i] * t) / 256;
                int v = (ground * (GRID * GRID - in) + c.shape[i] * in) / (GRID * GRID) +
                        between(&state, -NOISE, NOISE);
                rgb[i] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
            }
        }
}

/* ---- the files ---- */

/* Pictures [begin, end) of a set of n as one file. `first` is the number of its picture 0: training
 * and test sets never share one. */
const char *const shapes_file[] = {
    "data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
    "data_batch_5.bin", "test_batch.bin",   "batches.meta.txt", NULL};

static bool write_batch(const char *folder, const char *name, const int32_t *order, int begin,
                        int end, uint64_t seed, uint64_t first, Err *err)
{
    enum { PLANE = SHAPES_SIDE * SHAPES_SIDE, RECORD = 1 + SHAPES_BYTES };
    char path[4096];
    uint8_t rgb[SHAPES_BYTES], record[RECORD];
    if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, name) >= sizeof path)
        return err_set(err, "the path %s is too long", folder);
    FileWriter *w = file_writer_open(path, err);
    if (!w)
        return false;
    for (int i = begin; i < end && file_writer_ok(w); i++) {
        int label = order[i] % SHAPES_CLASSES;
        shapes_render(label, seed, first + (uint64_t)i, rgb);
        record[0] = (uint8_t)label;
        for (int p = 0; p < SHAPES_BYTES; p++)
            record[1 + p % 3 * PLANE + p / 3] = rgb[p];
        file_writer_put(w, record, sizeof record);
    }
    return file_writer_commit(w, err);
}

static bool write_meta(const char *folder, Err *err)
{
    char path[4096];
    if ((size_t)snprintf(path, sizeof path, "%s/batches.meta.txt", folder) >= sizeof path)
        return err_set(err, "the path %s is too long", folder);
    FileWriter *w = file_writer_open(path, err);
    if (!w)
        return false;
    for (int i = 0; i < SHAPES_CLASSES; i++)
        file_writer_printf(w, "%s\n", shapes_class[i]);
    return file_writer_commit(w, err);
}

/* A folder of another data set in the same layout is left as it is: what names its classes, or that
 * nothing does, tells them apart. */
static bool ours_or_none(const char *folder, Err *err)
{
    char path[4096], names[1024];
    bool known = false;
    for (int i = 0; shapes_file[i]; i++) {
        if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, shapes_file[i]) >= sizeof path)
            return err_set(err, "the path %s is too long", folder);
        known = known || access(path, F_OK) == 0;
    }
    if (!known)
        return true;
    snprintf(path, sizeof path, "%s/batches.meta.txt", folder);
    const int n = file_head(path, (uint8_t *)names, sizeof names - 1, NULL);
    names[n > 0 ? n : 0] = 0;
    const char *at = names;
    for (int k = 0; k < SHAPES_CLASSES && at; k++) {
        const size_t length = strlen(shapes_class[k]);
        at = !strncmp(at, shapes_class[k], length) && at[length] == '\n' ? at + length + 1 : NULL;
    }
    return at || err_set(err,
                         "%s holds a data set that was not drawn here (batches.meta.txt does not "
                         "have the names of the shapes), and drawing would write over it; name "
                         "another folder",
                         folder);
}

enum { FIRST_TEST_BIT = 32 }; /* pictures of the test set have numbers from 2^32 on */

/* The order in which n pictures are drawn, which also says their classes; for free. NULL on
 * failure. */
static int32_t *order_of(int n, uint64_t seed, int which, Err *err)
{
    if (n < 0) {
        err_set(err, "cannot draw %d pictures", n);
        return NULL;
    }
    int32_t *order = data_alloc((size_t)n, sizeof *order, "drawing pictures", err);
    if (order)
        epoch_order(n, seed, which, order);
    return order;
}

bool shapes_write(const char *folder, int n_train, int n_test, uint64_t seed, Err *err)
{
    int32_t *train = order_of(n_train, seed, 0, err),
            *test = train ? order_of(n_test, seed, 1, err) : NULL;
    /* The names first: with them a set that was not finished can be drawn again. */
    bool ok = test && folder_make(folder, err) && ours_or_none(folder, err) &&
              write_meta(folder, err);
    for (int f = 0; f < FILES && ok; f++) {
        char name[] = "data_batch_1.bin";
        name[11] = (char)('1' + f);
        int begin = (int)((int64_t)n_train * f / FILES),
            end = (int)((int64_t)n_train * (f + 1) / FILES);
        ok = write_batch(folder, name, train, begin, end, seed, 0, err);
    }
    ok = ok && write_batch(folder, "test_batch.bin", test, 0, n_test, seed,
                           (uint64_t)1 << FIRST_TEST_BIT, err);
    free(train);
    free(test);
    return ok;
}

/* Pictures of one set, as folders of its classes. */
static bool write_classes(const char *folder, const char *set, int n, uint64_t seed, Err *err)
{
    bool test = !strcmp(set, "test");
    char path[4096];
    uint8_t rgb[SHAPES_BYTES];
    int32_t *order = order_of(n, seed, test, err);
    bool ok = order;
    for (int k = 0; k < SHAPES_CLASSES && ok; k++) {
        ok = (size_t)snprintf(path, sizeof path, "%s/%s/%s", folder, set, shapes_class[k]) <
             sizeof path;
        ok = ok ? folder_make(path, err) : err_set(err, "the path %s is too long", folder);
    }
    for (int i = 0; i < n && ok; i++) {
        int label = order[i] % SHAPES_CLASSES;
        ok = (size_t)snprintf(path, sizeof path, "%s/%s/%s/%05d.png", folder, set,
                              shapes_class[label], i) < sizeof path;
        if (!ok)
            err_set(err, "the path %s is too long", folder);
        shapes_render(label, seed, (uint64_t)i + ((uint64_t)test << FIRST_TEST_BIT), rgb);
        ok = ok && image_write_png(path, rgb, SHAPES_SIDE, SHAPES_SIDE, err);
    }
    free(order);
    return ok;
}

bool shapes_write_folders(const char *folder, int n_train, int n_test, uint64_t seed, Err *err)
{
    return write_classes(folder, "train", n_train, seed, err) &&
           write_classes(folder, "test", n_test, seed, err);
}
