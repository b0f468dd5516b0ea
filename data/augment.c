/* Changes of pictures, one small function each; see augment.h. Those that move it only add to the
 * place from which each pixel is taken, those that colour it work on the moved picture. */
#include "data/augment.h"
#include "data/colour.h"
#include "data/order.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

static const uint64_t augment_stream = UINT64_C(
    0x6175676d656e74); /* "augment": apart from the streams of order.h */

typedef struct Work {
    int w, h;
    uint8_t *rgb;      /* the moved picture, for those that colour */
    double m[4], t[2]; /* pixel (x, y) is taken from centre + m * ((x, y) - centre) + t */
    bool moved;
    uint64_t state; /* of this change's random numbers */
    uint64_t own;   /* key of the sample's random numbers that are the same in each epoch */
    uint64_t epoch;
} Work;

/* Uniform in [-1, 1), from 53 bits. */
static double either_way(Work *k) { return (double)(splitmix64(&k->state) >> 11) * 0x1p-52 - 1; }

static uint8_t to_byte(double v) { return v <= 0 ? 0 : v >= 255 ? 255 : (uint8_t)(v + 0.5); }

/* ---- moving: each puts itself behind the moves before it ---- */

static void turn(Work *k, double a, double b, double c, double d)
{
    double *m = k->m, n[4] = {m[0] * a + m[1] * c, m[0] * b + m[1] * d, m[2] * a + m[3] * c,
                              m[2] * b + m[3] * d};
    memcpy(k->m, n, sizeof n);
    k->moved = true;
}

static void move(Work *k, double x, double y)
{
    k->t[0] += k->m[0] * x + k->m[1] * y;
    k->t[1] += k->m[2] * x + k->m[3] * y;
    k->moved = true;
}

static void do_flip(Work *k, double amount)
{
    (void)amount;
    if (random_below(&k->state, 2))
        turn(k, -1, 0, 0, 1);
}

static void do_rotate(Work *k, double amount)
{
    double angle = either_way(k) * amount * (3.14159265358979323846 / 180), c = cos(angle),
           s = sin(angle);
    turn(k, c, -s, s, c);
}

static void do_shift(Work *k, double amount)
{
    double x = either_way(k) * amount, y = either_way(k) * amount;
    move(k, x, y);
}

static void do_crop(Work *k, double amount)
{
    uint32_t places = 2 * (uint32_t)amount + 1;
    int x = (int)random_below(&k->state, places), y = (int)random_below(&k->state, places);
    move(k, x - amount, y - amount);
}

static void do_alternate(Work *k, double amount)
{
    (void)amount;
    if ((random_below(&k->own, 2) + k->epoch) % 2)
        turn(k, -1, 0, 0, 1);
}

/* ---- colouring ---- */

static void mean_colour(const Work *k, double mean[3])
{
    uint64_t sum[3] = {0, 0, 0};
    size_t n = (size_t)k->w * (size_t)k->h;
    for (size_t i = 0; i < n * 3; i++)
        sum[i % 3] += k->rgb[i];
    for (int c = 0; c < 3; c++)
        mean[c] = (double)sum[c] / (double)n;
}

/* Every value v becomes centre + (v - centre) * factor. */
static void scale_values(Work *k, double centre, double factor)
{
    uint8_t table[256];
    size_t n = (size_t)k->w * (size_t)k->h * 3;
    for (int v = 0; v < 256; v++)
        table[v] = to_byte(centre + (v - centre) * factor);
    for (size_t i = 0; i < n; i++)
        k->rgb[i] = table[k->rgb[i]];
}

static void do_brightness(Work *k, double amount)
{
    scale_values(k, 0, 1 + either_way(k) * amount);
}

static void do_contrast(Work *k, double amount)
{
    double mean[3];
    mean_colour(k, mean);
    scale_values(k, (mean[0] + mean[1] + mean[2]) / 3, 1 + either_way(k) * amount);
}

static void fill(Work *k, int x, int y, int w, int h)
{
    double mean[3];
    mean_colour(k, mean);
    for (int i = y < 0 ? 0 : y; i < y + h && i < k->h; i++)
        for (int j = x < 0 ? 0 : x; j < x + w && j < k->w; j++)
            for (int c = 0; c < 3; c++)
                k->rgb[((size_t)i * (size_t)k->w + (size_t)j) * 3 + (size_t)c] = to_byte(mean[c]);
}

static void do_cutout(Work *k, double amount)
{
    int side = (int)amount;
    int x = (int)random_below(&k->state, (uint32_t)k->w) - side / 2,
        y = (int)random_below(&k->state, (uint32_t)k->h) - side / 2;
    fill(k, x, y, side, side);
}

static size_t pixels_of(const Work *k) { return (size_t)k->w * (size_t)k->h; }

static void do_saturation(Work *k, double amount)
{
    colour_saturate(k->rgb, pixels_of(k), 1 + either_way(k) * amount);
}

static void do_hue(Work *k, double amount)
{
    colour_hue(k->rgb, pixels_of(k), either_way(k) * amount);
}

/* Random erasing (Z. Zhong et al., 2017): 0.02 to 0.33 of the picture, as wide as high or up to 3.3
 * times as much, either way. Ten attempts to find one that fits, as torchvision makes. */
static void do_erase(Work *k, double amount)
{
    const double size = (double)k->w * k->h, widest = log(3.3);
    if ((either_way(k) + 1) / 2 >= amount)
        return;
    for (int i = 0; i < 10; i++) {
        double area = size * (0.02 + 0.31 * (either_way(k) + 1) / 2),
               form = exp(either_way(k) * widest);
        int h = (int)(sqrt(area * form) + 0.5), w = (int)(sqrt(area / form) + 0.5);
        if (h < 1 || w < 1 || h >= k->h || w >= k->w)
            continue;
        int x = (int)random_below(&k->state, (uint32_t)(k->w - w + 1)),
            y = (int)random_below(&k->state, (uint32_t)(k->h - h + 1));
        fill(k, x, y, w, h);
        return;
    }
}

/* ---- RandAugment (E. Cubuk et al., 2019), with torchvision's list and strengths ---- */

static void shear_x(Work *k, double v) { turn(k, 1, v, 0, 1); }
static void shear_y(Work *k, double v) { turn(k, 1, 0, v, 1); }
static void translate_x(Work *k, double v) { move(k, v * k->w, 0); }
static void translate_y(Work *k, double v) { move(k, 0, v * k->h); }
static void rotate_by(Work *k, double v)
{
    double angle = v * (3.14159265358979323846 / 180), c = cos(angle), s = sin(angle);
    turn(k, c, -s, s, c);
}
static void brighten(Work *k, double v) { scale_values(k, 0, 1 + v); }
static void saturate(Work *k, double v) { colour_saturate(k->rgb, pixels_of(k), 1 + v); }
static void add_contrast(Work *k, double v)
{
    double mean[3];
    mean_colour(k, mean);
    scale_values(k, (mean[0] + mean[1] + mean[2]) / 3, 1 + v);
}
static void sharpen(Work *k, double v) { colour_sharpen(k->rgb, k->w, k->h, 1 + v); }
static void posterize(Work *k, double v)
{
    colour_posterize(k->rgb, pixels_of(k), 8 - (int)(v + 0.5));
}
static void solarize(Work *k, double v)
{
    colour_solarize(k->rgb, pixels_of(k), (int)(255 * (1 - v) + 0.5));
}
static void autocontrast(Work *k, double v)
{
    (void)v;
    colour_autocontrast(k->rgb, pixels_of(k));
}
static void equalize(Work *k, double v)
{
    (void)v;
    colour_equalize(k->rgb, pixels_of(k));
}

enum { STRONGEST = 30, DRAWS = 2 };
static const struct {
    void (*change)(Work *, double); /* NULL: none */
    double most;                    /* its amount at the largest strength */
    bool moves, either;             /* either way */
} drawn[] = {
    {NULL, 0, false, false},
    {shear_x, 0.3, true, true},
    {shear_y, 0.3, true, true},
    {translate_x, 150.0 / 331, true, true},
    {translate_y, 150.0 / 331, true, true},
    {rotate_by, 30, true, true},
    {brighten, 0.9, false, true},
    {saturate, 0.9, false, true},
    {add_contrast, 0.9, false, true},
    {sharpen, 0.9, false, true},
    {posterize, 4, false, false},
    {solarize, 1, false, false},
    {autocontrast, 0, false, false},
    {equalize, 0, false, false},
};

/* Of the changes drawn those that move the picture, or those that colour it, in their order. */
static void draw_changes(Work *k, const AugmentSpec *a, uint64_t key, bool moves)
{
    static const uint64_t stream = UINT64_C(0x72616e64); /* "rand" */
    const int draws = a->draws > 0 ? (int)a->draws : DRAWS;
    uint64_t state = random_stream(key, stream);
    for (int i = 0; a->randaugment > 0 && i < draws; i++) {
        uint32_t which = random_below(&state, sizeof drawn / sizeof *drawn);
        double amount = drawn[which].most * a->randaugment / STRONGEST;
        if (random_below(&state, 2) && drawn[which].either)
            amount = -amount;
        if (drawn[which].change && drawn[which].moves == moves)
            drawn[which].change(k, amount);
    }
}

/* Those that augment_picture makes otherwise, or not at all. */
static void do_randaugment(Work *k, double amount) { (void)k, (void)amount; }
static void do_draws(Work *k, double amount) { (void)k, (void)amount; }
static void do_mixup(Work *k, double amount) { (void)k, (void)amount; }
static void do_cutmix(Work *k, double amount) { (void)k, (void)amount; }

/* ---- the whole ---- */

typedef struct Kind {
    size_t amount;
    void (*change)(Work *, double amount);
} Kind;

static const Kind kinds[] = {
#define AUGMENT(name, form, def, max, doc) {offsetof(AugmentSpec, name), do_##name},
#include "data/augments.def"
#undef AUGMENT
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

static double amount_of(const AugmentSpec *a, const Kind *k)
{
    return *(const double *)(const void *)((const char *)a + k->amount);
}

/* The place, mirrored into 0 ... n-1. */
static int mirrored(int64_t i, int n)
{
    if (i >= 0 && i < n)
        return (int)i;
    int64_t period = 2 * (int64_t)(n > 1 ? n - 1 : 1);
    i = ((i % period) + period) % period;
    return n == 1 ? 0 : (int)(i < n ? i : period - i);
}

static void take_pixel(const uint8_t *from, int w, int h, double x, double y, uint8_t *to)
{
    double left = floor(x), top = floor(y), fx = x - left, fy = y - top;
    int x0 = mirrored((int64_t)left, w), x1 = mirrored((int64_t)left + 1, w),
        y0 = mirrored((int64_t)top, h), y1 = mirrored((int64_t)top + 1, h);
    const uint8_t *a = from + ((size_t)y0 * (size_t)w + (size_t)x0) * 3,
                  *b = from + ((size_t)y0 * (size_t)w + (size_t)x1) * 3;
    const uint8_t *c = from + ((size_t)y1 * (size_t)w + (size_t)x0) * 3,
                  *d = from + ((size_t)y1 * (size_t)w + (size_t)x1) * 3;
    for (int i = 0; i < 3; i++)
        to[i] = to_byte((a[i] * (1 - fx) + b[i] * fx) * (1 - fy) +
                        (c[i] * (1 - fx) + d[i] * fx) * fy);
}

static void take_all(const Work *k, const uint8_t *from, uint8_t *to)
{
    double cx = (k->w - 1) / 2.0, cy = (k->h - 1) / 2.0;
    for (int y = 0; y < k->h; y++)
        for (int x = 0; x < k->w; x++, to += 3)
            take_pixel(from, k->w, k->h, cx + k->m[0] * (x - cx) + k->m[1] * (y - cy) + k->t[0],
                       cy + k->m[2] * (x - cx) + k->m[3] * (y - cy) + k->t[1], to);
}

static bool is_move(const Kind *k)
{
    return k->amount <
           offsetof(AugmentSpec, brightness); /* the first of augments.def that is none */
}

/* Of the numbers that each change draws from: by its place among all but `alternate`, which has its
 * own and came later. */
static uint64_t stream_of(const Kind *k)
{
    return (uint64_t)(k - kinds) - (k->amount > offsetof(AugmentSpec, alternate));
}

static uint64_t key_of(uint64_t seed, uint64_t epoch, uint64_t sample)
{
    return random_stream(random_stream(random_stream(seed, augment_stream), epoch), sample);
}

void augment_mask(const AugmentSpec *a, uint64_t seed, uint64_t epoch, uint64_t sample,
                  const uint8_t *from, int w, int h, uint8_t *to)
{
    Work k = {
        .w = w, .h = h, .m = {1, 0, 0, 1}, .own = key_of(seed, UINT64_MAX, sample), .epoch = epoch};
    uint64_t key = key_of(seed, epoch, sample);
    double cx = (w - 1) / 2.0, cy = (h - 1) / 2.0;
    for (int i = 0; i < N_KINDS && is_move(&kinds[i]); i++) {
        double amount = amount_of(a, &kinds[i]);
        k.state = random_stream(key, stream_of(&kinds[i]));
        if (amount > 0)
            kinds[i].change(&k, amount);
    }
    draw_changes(&k, a, key, true);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            double at_x = cx + k.m[0] * (x - cx) + k.m[1] * (y - cy) + k.t[0],
                   at_y = cy + k.m[2] * (x - cx) + k.m[3] * (y - cy) + k.t[1];
            *to++ = from[(size_t)mirrored((int64_t)floor(at_y + 0.5), h) * (size_t)w +
                         (size_t)mirrored((int64_t)floor(at_x + 0.5), w)];
        }
}

bool augment_moves(const AugmentSpec *a)
{
    for (int i = 0; i < N_KINDS && is_move(&kinds[i]); i++)
        if (amount_of(a, &kinds[i]) > 0)
            return true;
    return a->randaugment > 0;
}

bool augment_mixes(const AugmentSpec *a) { return a->mixup > 0 || a->cutmix > 0; }

bool augment_any(const AugmentSpec *a)
{
    for (int i = 0; i < N_KINDS; i++)
        if (amount_of(a, &kinds[i]) > 0 && kinds[i].change != do_mixup &&
            kinds[i].change != do_cutmix)
            return true;
    return false;
}

void augment_picture(const AugmentSpec *a, uint64_t seed, uint64_t epoch, uint64_t sample,
                     const uint8_t *from, int w, int h, uint8_t *to)
{
    Work k = {.w = w,
              .h = h,
              .rgb = to,
              .m = {1, 0, 0, 1},
              .own = key_of(seed, UINT64_MAX, sample),
              .epoch = epoch};
    uint64_t key = key_of(seed, epoch, sample);
    bool taken = false;
    for (int i = 0; i < N_KINDS; i++) {
        double amount = amount_of(a, &kinds[i]);
        if (!is_move(&kinds[i]) && !taken) {
            draw_changes(&k, a, key, true);
            if (k.moved)
                take_all(&k, from, to);
            else
                memcpy(to, from, (size_t)w * (size_t)h * 3);
            taken = true;
        }
        k.state = random_stream(key, stream_of(&kinds[i]));
        if (amount > 0)
            kinds[i].change(&k, amount);
        if (kinds[i].change == do_randaugment)
            draw_changes(&k, a, key, false);
    }
}
