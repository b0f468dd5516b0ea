/* Augmentation: each change against what its definition says of a hand-made picture, and that the
 * result is a function of seed, epoch and number of the picture alone. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include "data/augment.h"
#include "data/colour.h"
#include "data/mix.h"

enum { W = 9, H = 7, BYTES = W * H * 3, TRIES = 400 };

static int at(const uint8_t *p, int x, int y, int c) { return p[(y * W + x) * 3 + c]; }

static void scramble(uint8_t *p)
{
    uint32_t s = 12345;
    for (int i = 0; i < BYTES; i++) {
        s = s * 1664525u + 1013904223u;
        p[i] = (uint8_t)(s >> 24);
    }
}

static void change(const AugmentSpec *a, int sample, const uint8_t *from, uint8_t *to)
{
    augment_picture(a, 7, 3, (uint64_t)sample, from, W, H, to);
}

/* numpy.pad's "reflect", written as a walk. */
static int walk(int i, int n)
{
    while (i < 0 || i >= n)
        i = i < 0 ? -i : 2 * (n - 1) - i;
    return i;
}

static void test_flip(void **state)
{
    uint8_t from[BYTES], to[BYTES], mirror[BYTES];
    AugmentSpec a = {.flip = 1};
    int flipped = 0;
    (void)state;
    scramble(from);
    for (int i = 0; i < BYTES; i++)
        mirror[i] = (uint8_t)at(from, W - 1 - i / 3 % W, i / 3 / W, i % 3);
    for (int i = 0; i < TRIES; i++) {
        change(&a, i, from, to);
        if (!memcmp(to, mirror, BYTES))
            flipped++;
        else
            assert_memory_equal(to, from, BYTES);
    }
    assert_in_range(flipped, TRIES / 2 - 50, TRIES / 2 + 50); /* five standard deviations */
}

/* Each picture is mirrored in every second epoch, half of them in the first; whatever else changes.
 */
static void test_alternate(void **state)
{
    uint8_t from[BYTES], to[BYTES], mirror[BYTES];
    AugmentSpec a = {.alternate = 1};
    int first = 0;
    (void)state;
    scramble(from);
    for (int i = 0; i < BYTES; i++)
        mirror[i] = (uint8_t)at(from, W - 1 - i / 3 % W, i / 3 / W, i % 3);
    for (int i = 0; i < TRIES; i++) {
        bool before = false;
        for (uint64_t epoch = 0; epoch < 4; epoch++) {
            augment_picture(&a, 7, epoch, (uint64_t)i, from, W, H, to);
            bool mirrored = !memcmp(to, mirror, BYTES);
            assert_true(mirrored || !memcmp(to, from, BYTES));
            assert_true(epoch == 0 || mirrored != before);
            first += epoch == 0 && mirrored;
            before = mirrored;
        }
    }
    assert_in_range(first, TRIES / 2 - 50, TRIES / 2 + 50); /* five standard deviations */
}

/* Every move by whole pixels occurs, exactly, with the edges mirrored; no other. */
static void test_crop(void **state)
{
    uint8_t from[BYTES], to[BYTES], moved[BYTES];
    AugmentSpec a = {.crop = 2};
    int seen[5][5] = {{0}};
    (void)state;
    scramble(from);
    for (int i = 0; i < TRIES; i++) {
        int hits = 0;
        change(&a, i, from, to);
        for (int dy = -2; dy <= 2; dy++)
            for (int dx = -2; dx <= 2; dx++) {
                for (int k = 0; k < BYTES; k++)
                    moved[k] = (uint8_t)at(from, walk(k / 3 % W + dx, W), walk(k / 3 / W + dy, H),
                                           k % 3);
                if (memcmp(moved, to, BYTES))
                    continue;
                seen[dy + 2][dx + 2]++;
                hits++;
            }
        assert_int_equal(hits, 1);
    }
    for (int k = 0; k < 25; k++)
        assert_in_range(seen[k / 5][k % 5], 1, 50); /* 16 expected */
}

/* A slope stays a slope: red rises along x, green along y, by 10 a pixel, so a shift adds a
 * constant where no edge is near. */
static void test_shift(void **state)
{
    uint8_t from[BYTES], to[BYTES];
    AugmentSpec a = {.shift = 1.5};
    double least = 9, most = -9;
    (void)state;
    for (int i = 0; i < BYTES; i++)
        from[i] = (uint8_t)(i % 3 == 0   ? 80 + 10 * (i / 3 % W)
                            : i % 3 == 1 ? 80 + 10 * (i / 3 / W)
                                         : 33);
    for (int i = 0; i < TRIES; i++) {
        change(&a, i, from, to);
        double dx = (at(to, 4, 3, 0) - at(from, 4, 3, 0)) / 10.0,
               dy = (at(to, 4, 3, 1) - at(from, 4, 3, 1)) / 10.0;
        least = fmin(least, fmin(dx, dy));
        most = fmax(most, fmax(dx, dy));
        for (int y = 2; y < H - 2; y++)
            for (int x = 2; x < W - 2; x++) {
                assert_int_equal(at(to, x, y, 0) - at(from, x, y, 0), (int)lrint(dx * 10));
                assert_int_equal(at(to, x, y, 1) - at(from, x, y, 1), (int)lrint(dy * 10));
                assert_int_equal(at(to, x, y, 2), 33);
            }
    }
    assert_true(least >= -1.5 && least < -1.3 && most <= 1.5 && most > 1.3);
}

/* Of slopes through the middle a turn makes slopes: the cosine and the sine can be read off, and
 * belong to one angle within the limit. */
static void test_rotate(void **state)
{
    uint8_t from[BYTES], to[BYTES];
    AugmentSpec a = {.rotate = 30};
    double least = 90, most = -90;
    (void)state;
    for (int i = 0; i < BYTES; i++)
        from[i] = (uint8_t)(i % 3 == 0   ? 128 + 20 * (i / 3 % W - 4)
                            : i % 3 == 1 ? 128 + 20 * (i / 3 / W - 3)
                                         : 7);
    for (int i = 0; i < TRIES; i++) {
        change(&a, i, from, to);
        double c = (at(to, 6, 3, 0) - 128) / 40.0, s = (at(to, 6, 3, 1) - 128) / 40.0,
               angle = atan2(s, c) * 57.29577951308232;
        assert_int_equal(at(to, 4, 3, 0), 128); /* the middle stays */
        assert_true(fabs(c * c + s * s - 1) < 0.05);
        for (int y = 2; y <= 4; y++) /* what the same angle says of the pixels around it */
            for (int x = 3; x <= 5; x++) {
                assert_true(fabs(at(to, x, y, 0) - (128 + 20 * (c * (x - 4) - s * (y - 3)))) < 1.6);
                assert_true(fabs(at(to, x, y, 1) - (128 + 20 * (s * (x - 4) + c * (y - 3)))) < 1.6);
            }
        least = fmin(least, angle);
        most = fmax(most, angle);
    }
    assert_true(least > -31.5 && least < -27 && most < 31.5 && most > 27);
}

static void test_brightness(void **state)
{
    uint8_t from[BYTES], to[BYTES];
    AugmentSpec a = {.brightness = 0.5};
    int darkest = 255, brightest = 0;
    (void)state;
    scramble(from);
    from[0] = 0;
    from[1] = 100;
    from[2] = 255;
    for (int i = 0; i < TRIES; i++) {
        change(&a, i, from, to);
        double factor = to[1] / 100.0;
        assert_int_equal(to[0], 0);
        for (int k = 0; k < BYTES; k++)
            assert_true(fabs(fmin(255, from[k] * factor) - to[k]) <= 0.5 + from[k] * 0.005 + 1e-9);
        if (to[1] < darkest)
            darkest = to[1];
        if (to[1] > brightest)
            brightest = to[1];
    }
    assert_in_range(darkest, 50, 52);
    assert_in_range(brightest, 148, 150);
}

static void test_contrast(void **state)
{
    uint8_t from[BYTES], to[BYTES];
    AugmentSpec a = {.contrast = 0.5};
    int least = 255, most = 0;
    (void)state;
    memset(from, 90, BYTES);
    change(&a, 1, from, to);
    assert_memory_equal(from, to, BYTES); /* a picture of one value is its own mean */
    from[0] = 50;
    from[5] = 130; /* the mean stays 90 */
    for (int i = 0; i < TRIES; i++) {
        change(&a, i, from, to);
        assert_int_equal(to[1], 90);
        assert_in_range(to[0] + to[5], 179, 181);
        if (to[5] < least)
            least = to[5];
        if (to[5] > most)
            most = to[5];
    }
    assert_in_range(least, 110, 111);
    assert_in_range(most, 149, 150);
}

/* What changed is a square of the mean colour, cut off at the edges. */
static void test_cutout(void **state)
{
    uint8_t from[BYTES], to[BYTES];
    AugmentSpec a = {.cutout = 4};
    int whole = 0, cut = 0;
    (void)state;
    scramble(from);
    double mean[3] = {0, 0, 0};
    for (int i = 0; i < BYTES; i++)
        mean[i % 3] += from[i] / (double)(W * H);
    for (int i = 0; i < TRIES; i++) {
        int x0 = W, x1 = -1, y0 = H, y1 = -1;
        change(&a, i, from, to);
        for (int k = 0; k < W * H; k++) {
            if (!memcmp(to + 3 * k, from + 3 * k, 3))
                continue;
            for (int c = 0; c < 3; c++)
                assert_int_equal(to[3 * k + c], (int)(mean[c] + 0.5));
            x0 = k % W < x0 ? k % W : x0;
            x1 = k % W > x1 ? k % W : x1;
            y0 = k / W < y0 ? k / W : y0;
            y1 = k / W;
        }
        assert_in_range(x1 - x0 + 1, 2, 4);
        assert_in_range(y1 - y0 + 1, 2, 4);
        assert_true(x1 - x0 == 3 || x0 == 0 || x1 == W - 1);
        assert_true(y1 - y0 == 3 || y0 == 0 || y1 == H - 1);
        for (int y = y0; y <= y1; y++)
            for (int x = x0; x <= x1; x++)
                for (int c = 0; c < 3; c++)
                    assert_int_equal(at(to, x, y, c), (int)(mean[c] + 0.5));
        if (x1 - x0 == 3 && y1 - y0 == 3)
            whole++;
        else
            cut++;
    }
    assert_true(whole > 100 && cut > 50);
}

/* Each change of colours by a given amount, against Pillow and Python's colorsys
 * (tests/golden/make_colours.py). Pillow cuts off fractions where values are rounded here. */
static void test_colours(void **state)
{
    enum { CHANGES = 10, ACROSS = 5, DOWN = 6 };
    static const int off[CHANGES] = {1, 1, 1, 1, 1, 1, 0, 0, 1, 0};
    uint8_t from[BYTES], to[BYTES], want[CHANGES][BYTES], big[ACROSS * DOWN * BYTES];
    char path[4200];
    const char *root = getenv("NETC_ROOT");
    (void)state;
    snprintf(path, sizeof path, "%s/tests/data_golden/colours.bin", root ? root : ".");
    FILE *f = fopen(path, "rb");
    assert_true(f && fread(want, sizeof want, 1, f) == 1);
    fclose(f);
    scramble(from);
    for (int y = 0; y < DOWN * H; y++)
        for (int x = 0; x < ACROSS * W; x++)
            memcpy(big + (y * ACROSS * W + x) * 3, from + (y % H * W + x % W) * 3, 3);
    for (int i = 0; i < CHANGES; i++) {
        memcpy(to, from, BYTES);
        switch (i) {
        case 0: colour_saturate(to, W * H, 0.4); break;
        case 1: colour_saturate(to, W * H, 1.7); break;
        case 2: colour_hue(to, W * H, 0.125); break;
        case 3: colour_hue(to, W * H, -0.4); break;
        case 4: assert_true(colour_sharpen(to, W, H, 0.2)); break;
        case 5: assert_true(colour_sharpen(to, W, H, 1.8)); break;
        case 6: colour_posterize(to, W * H, 5); break;
        case 7: colour_solarize(to, W * H, 100); break;
        case 8:
            for (int k = 0; k < BYTES; k++)
                to[k] = (uint8_t)(60 + from[k] / 3);
            colour_autocontrast(to, W * H);
            break;
        default:
            colour_equalize(big, ACROSS * DOWN * W * H);
            for (int y = 0; y < H; y++)
                memcpy(to + y * W * 3, big + y * ACROSS * W * 3, W * 3);
        }
        for (int k = 0; k < BYTES; k++)
            if (abs(to[k] - want[i][k]) > off[i])
                fail_msg("change %d, byte %d: %d, expected %d", i, k, to[k], want[i][k]);
    }
}

/* Hue and saturation are drawn within their amounts, either way. */
static void test_jitter(void **state)
{
    uint8_t from[BYTES], to[BYTES];
    AugmentSpec hue = {.hue = 0.25}, saturation = {.saturation = 0.5};
    int least = 255, most = 0;
    (void)state;
    for (int i = 0; i < BYTES; i++)
        from[i] = i % 3 ? 0 : 200;
    for (int i = 0; i < TRIES; i++) {
        change(&hue, i, from, to); /* up to a quarter of a turn from red: no cyan */
        assert_true(to[0] >= 99 && (to[0] == 200 || to[1] == 200 || to[2] == 200));
        least = to[1] < least ? to[1] : least;
        most = to[2] > most ? to[2] : most;
    }
    assert_true(least == 0 && most > 190);
    least = 255, most = 0;
    for (int i = 0; i < BYTES; i++)
        from[i] = i % 3 ? 100 : 160; /* grey is 118 */
    for (int i = 0; i < TRIES; i++) {
        change(&saturation, i, from, to);
        least = to[0] < least ? to[0] : least;
        most = to[0] > most ? to[0] : most;
    }
    assert_in_range(least, 139, 141);
    assert_in_range(most, 179, 181);
}

/* Of as many pictures as its amount says a rectangle becomes the mean colour, of 0.02 to 0.33 of
 * the picture as far as whole pixels allow. */
static void test_erase(void **state)
{
    uint8_t from[BYTES], to[BYTES];
    AugmentSpec a = {.erase = 0.5};
    int erased = 0;
    (void)state;
    scramble(from);
    for (int i = 0; i < TRIES; i++) {
        int x0 = W, x1 = -1, y0 = H, y1 = -1, count = 0;
        change(&a, i, from, to);
        for (int k = 0; k < W * H; k++)
            if (memcmp(to + 3 * k, from + 3 * k, 3)) {
                x0 = k % W < x0 ? k % W : x0;
                x1 = k % W > x1 ? k % W : x1;
                y0 = k / W < y0 ? k / W : y0;
                y1 = k / W;
                count++;
                assert_memory_equal(to + 3 * k, to + 3 * (y0 * W + x0), 3);
            }
        erased += count > 0;
        assert_int_equal(count, count ? (x1 - x0 + 1) * (y1 - y0 + 1) : 0);
        assert_true(count <= 28); /* 0.33 of 63, both sides rounded up */
    }
    assert_in_range(erased, TRIES / 2 - 50, TRIES / 2 + 50);
}

/* RandAugment: changes nearly every picture, at strength 0 in nothing but what has none; masks move
 * with their pictures. */
static void test_randaugment(void **state)
{
    uint8_t from[BYTES], to[BYTES], mask[W * H], moved[W * H];
    AugmentSpec a = {.randaugment = 9}, more = {.randaugment = 9, .draws = 5};
    int same = 0, same_more = 0, moves = 0;
    (void)state;
    scramble(from);
    for (int i = 0; i < W * H; i++)
        mask[i] = (uint8_t)i;
    assert_true(augment_moves(&a) && augment_any(&a) && !augment_mixes(&a));
    for (int i = 0; i < TRIES; i++) {
        change(&a, i, from, to);
        same += !memcmp(from, to, BYTES);
        change(&more, i, from, to);
        same_more += !memcmp(from, to, BYTES);
        augment_mask(&a, 7, 3, (uint64_t)i, mask, W, H, moved);
        moves += memcmp(mask, moved, sizeof mask) != 0;
    }
    assert_true(same < TRIES / 8 && same_more < TRIES / 40);
    assert_in_range(moves, TRIES / 3, TRIES * 2 / 3); /* of two draws of 14, of which 5 move */
}

/* Shares of mixup are of a beta distribution, those of cutmix what the part leaves; all partners
 * occur, and everything is a function of seed, epoch and sample. */
static void test_mix(void **state)
{
    AugmentSpec mixup = {.mixup = 0.4}, cutmix = {.cutmix = 1}, both = {.mixup = 0.2, .cutmix = 1};
    double sum = 0, squares = 0;
    int seen[7] = {0}, cuts = 0;
    (void)state;
    assert_true(augment_mixes(&mixup) && augment_mixes(&cutmix) && !augment_any(&both));
    for (int i = 0; i < 4000; i++) {
        Mix m = mix_draw(&mixup, 7, 3, (uint64_t)i, 7, W, H),
            c = mix_draw(&cutmix, 7, 3, (uint64_t)i, 7, W, H),
            again = mix_draw(&mixup, 7, 3, (uint64_t)i, 7, W, H);
        assert_true(!m.cut && m.share == again.share && m.partner == again.partner);
        assert_true(m.share >= 0 && m.share <= 1);
        seen[m.partner]++;
        sum += m.share;
        squares += m.share * m.share;
        assert_true(c.cut && c.x >= 0 && c.y >= 0 && c.x + c.w <= W && c.y + c.h <= H);
        assert_true(fabs(c.share - (1 - c.w * c.h / (double)(W * H))) < 1e-12);
        cuts += mix_draw(&both, 7, 3, (uint64_t)i, 7, W, H).cut;
    }
    for (int i = 0; i < 7; i++)
        assert_in_range(seen[i], 450, 700);
    assert_in_range(cuts, 1840, 2160);
    double mean = sum / 4000, variance = squares / 4000 - mean * mean;
    assert_true(fabs(mean - 0.5) < 0.03);               /* five standard deviations */
    assert_true(fabs(variance - 1 / (4 * 1.8)) < 0.01); /* of beta(a, a): 1 / (4 (2 a + 1)) */
    float x[12], y[12], t[2] = {1, 0}, u[2] = {0, 1};
    for (int i = 0; i < 12; i++)
        x[i] = (float)i, y[i] = (float)(100 + i);
    mix_values(&(Mix){.share = 0.25}, x, y, 3, 2, 2);
    mix_targets(&(Mix){.share = 0.25}, t, u, 2);
    for (int i = 0; i < 12; i++)
        assert_true(x[i] == 75 + (float)i);
    assert_true(t[0] == 0.25f && t[1] == 0.75f);
    mix_values(&(Mix){.cut = true, .x = 1, .y = 1, .w = 2, .h = 1}, x, y, 3, 2, 2);
    for (int i = 0; i < 12; i++)
        assert_true(x[i] == (i < 8 ? 75 : 100) + (float)i);
}

static const AugmentSpec all = {.flip = 1,
                                .rotate = 15,
                                .shift = 2,
                                .crop = 2,
                                .cutout = 3,
                                .brightness = 0.2,
                                .contrast = 0.2};

static void test_determined(void **state)
{
    uint8_t from[BYTES], a[BYTES], b[BYTES];
    (void)state;
    scramble(from);
    augment_picture(&all, 7, 3, 11, from, W, H, a);
    change(&all, 99, from, b); /* another one between them leaves no trace */
    augment_picture(&all, 7, 3, 11, from, W, H, b);
    assert_memory_equal(a, b, BYTES);
    const uint64_t other[][3] = {{8, 3, 11}, {7, 4, 11}, {7, 3, 12}, {3, 7, 11}, {7, 11, 3}};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        augment_picture(&all, other[i][0], other[i][1], other[i][2], from, W, H, b);
        assert_memory_not_equal(a, b, BYTES);
    }
}

/* One change more does not change the others' numbers: a flip with a brightness that is 1 to a bit
 * is the flip alone. */
static void test_independent(void **state)
{
    uint8_t from[BYTES], a[BYTES], b[BYTES];
    AugmentSpec flip = {.flip = 1}, both = {.flip = 1, .brightness = 1e-9, .shift = 1e-9};
    (void)state;
    scramble(from);
    for (int i = 0; i < TRIES; i++) {
        change(&flip, i, from, a);
        change(&both, i, from, b);
        assert_memory_equal(a, b, BYTES);
    }
}

static void test_nothing_and_extremes(void **state)
{
    uint8_t from[BYTES], to[BYTES];
    AugmentSpec none = {.flip = 0},
                huge = {.flip = 1,
                        .rotate = 180,
                        .shift = 4096,
                        .crop = 4096,
                        .cutout = 4096,
                        .brightness = 1,
                        .contrast = 1,
                        .saturation = 1},
                wild = {.hue = 0.5, .randaugment = 30, .draws = 20, .erase = 1};
    (void)state;
    scramble(from);
    assert_false(augment_any(&none));
    assert_true(augment_any(&(AugmentSpec){.cutout = 1}));
    change(&none, 1, from, to);
    assert_memory_equal(from, to, BYTES);
    for (int i = 0; i < TRIES; i++) {
        const int size[][2] = {{1, 1}, {1, 7}, {9, 1}, {2, 2}, {W, H}};
        for (size_t k = 0; k < sizeof size / sizeof *size; k++) {
            size_t bytes = (size_t)size[k][0] * (size_t)size[k][1] * 3;
            uint8_t *p = malloc(bytes),
                    *q = malloc(bytes); /* of the exact size, for the sanitizer */
            assert_true(p && q);
            memcpy(p, from, bytes);
            augment_picture(&huge, 1, 1, (uint64_t)i, p, size[k][0], size[k][1], q);
            assert_memory_equal(p, from, bytes); /* the data set is only read */
            for (size_t j = 3; j < bytes; j++)
                assert_int_equal(q[j], q[j % 3]); /* all cut out: one colour */
            augment_picture(&wild, 1, 1, (uint64_t)i, p, size[k][0], size[k][1], q);
            free(p);
            free(q);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flip),        cmocka_unit_test(test_alternate),
        cmocka_unit_test(test_crop),        cmocka_unit_test(test_shift),
        cmocka_unit_test(test_rotate),      cmocka_unit_test(test_brightness),
        cmocka_unit_test(test_contrast),    cmocka_unit_test(test_cutout),
        cmocka_unit_test(test_determined),  cmocka_unit_test(test_colours),
        cmocka_unit_test(test_jitter),      cmocka_unit_test(test_erase),
        cmocka_unit_test(test_randaugment), cmocka_unit_test(test_mix),
        cmocka_unit_test(test_independent), cmocka_unit_test(test_nothing_and_extremes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
