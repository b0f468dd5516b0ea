/* Whitening of the first convolution (training/whiten.h): outputs on the images are uncorrelated
 * and of equal power, filters come in pairs, and what cannot be whitened is refused by name. */
#include "training/feed.h"
#include "training/whiten.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { IMAGES = 60, SIDE = 9 };

static NetcModel *open_net(const char *layers)
{
    char path[] = "/tmp/netc_whiten_XXXXXX", text[512];
    Err err = {""};
    int fd = mkstemp(path),
        n = snprintf(text, sizeof text,
                     "net m {\n input %dx%dx3 scale=1/255 mean=(0.4,0.5,0.6) std=0.25\n %s\n}\n",
                     SIDE, SIDE, layers);
    assert_true(fd >= 0 && write(fd, text, (size_t)n) == n);
    close(fd);
    NetcModel *m = netc_open(path, &(NetcOptions){.batch = IMAGES, .threads = 1}, NULL, &err);
    unlink(path);
    if (!m)
        fail_msg("%s", err.text);
    assert_true(netc_init(m, 3));
    return m;
}

/* Pictures whose pixels resemble their neighbours and whose channels resemble each other, as in
 * photographs. */
static void pictures(Dataset *d)
{
    uint32_t s = 7;
    assert_true(dataset_alloc(d, IMAGES, SIDE, SIDE, NULL));
    for (int i = 0; i < IMAGES * SIDE * SIDE; i++) {
        int left = i % SIDE ? d->pixels[i * 3 - 3] : 128;
        s = s * 1664525u + 1013904223u;
        int grey = (left * 3 + (int)(s >> 24)) / 4;
        for (int c = 0; c < 3; c++)
            d->pixels[i * 3 + c] = (uint8_t)((grey * 7 + (int)(s >> (8 + 4 * c) & 255)) / 8);
    }
}

static float *inputs(const NetcModel *m, const Dataset *d)
{
    Feed f;
    Fetch fetch = {.failed = false};
    float *x = calloc(IMAGES * netc_input_floats(m), sizeof *x);
    assert_true(x && feed_init(&f, m, NULL) && fetch_new(&fetch, d, NULL));
    for (int i = 0; i < IMAGES; i++)
        feed_sample(&f, d, i, &fetch, x + (size_t)i * netc_input_floats(m));
    fetch_free(&fetch);
    return x;
}

/* Mean products of the outputs of filters a and b; l / (l + eps) on the diagonal, so a little less
 * than 1. */
static double product(const float *y, size_t places, int filters, int a, int b)
{
    double sum = 0;
    for (size_t i = 0; i < places; i++)
        sum += (double)y[i * (size_t)filters + (size_t)a] *
               (double)y[i * (size_t)filters + (size_t)b];
    return sum / (double)places;
}

static void outputs_are_white(void **state)
{
    (void)state;
    NetcModel *m = open_net("stem: conv 24 2x2 valid nobias");
    Dataset d = {.n = 0};
    Whitening w;
    Err err = {""};
    pictures(&d);
    if (!whiten_layer(m, &d, "stem", &w, &err))
        fail_msg("%s", err.text);
    assert_int_equal(w.directions, 12);
    assert_int_equal(w.images, IMAGES);
    assert_int_equal(w.patches, IMAGES * (SIDE - 1) * (SIDE - 1)); /* so few that all are used */
    assert_true(w.largest > 10 * w.smallest && w.smallest > 0);
    size_t places = (size_t)IMAGES * (SIDE - 1) * (SIDE - 1);
    float *x = inputs(m, &d), *y = calloc(places * 24, sizeof *y);
    assert_true(netc_infer(m, x, IMAGES, y, &err));
    for (int a = 0; a < 12; a++)
        for (int b = 0; b < 12; b++) {
            double p = product(y, places, 24, a, b);
            if (a != b ? fabs(p) > 1e-3 : p > 1.001 || p < 0.9)
                fail_msg("outputs %d and %d: %g", a, b, p);
        }
    for (size_t i = 0; i < places; i++)
        for (size_t k = 0; k < 12; k++)
            assert_true(fabsf(y[i * 24 + k] + y[i * 24 + k + 12]) < 1e-4f);
    free(x);
    free(y);
    netc_close(m);
    free(d.pixels);
    free(d.labels);
}

/* With fewer filters than directions the strongest are kept; windows with holes have the same form.
 */
static void strongest_come_first(void **state)
{
    (void)state;
    NetcModel *all = open_net("a: conv 54 3x3 dilation=2x1 valid"),
              *few = open_net("a: conv 5 3x3 dilation=2x1 valid");
    Dataset d = {.n = 0};
    Whitening w;
    pictures(&d);
    assert_true(whiten_layer(all, &d, "a", &w, NULL) && whiten_layer(few, &d, "a", &w, NULL));
    assert_int_equal(w.patches, IMAGES * (SIDE - 4) * (SIDE - 2));
    for (int i = 0; i < 27; i++)
        for (int k = 0; k < 5; k++) {
            float sign = k < 3 ? 1 : -1;
            assert_true(netc_params(few)[i * 5 + k] == sign * netc_params(all)[i * 54 + k % 3]);
        }
    netc_close(all);
    netc_close(few);
    free(d.pixels);
    free(d.labels);
}

static void mistakes_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *layers, *layer, *says;
    } cases[] = {
        {"a: conv 4 3x3", "b", "m has no layer `b`"},
        {"a: relu", "a", "a is no convolution"},
        {"a: conv 6 3x3 groups=3", "a", "a is no convolution of all its input's channels"},
        {"relu; a: conv 4 3x3", "a", "a does not read the net's input"},
        {"a: conv 55 3x3", "a",
         "a has 55 filters, but a patch of 3x3x3 has 27 directions, each for two filters: at most "
         "54"},
        {"a: conv 4 3x3 dilation=6", "a", "the window of a is larger than the images"},
    };
    Dataset d = {.n = 0};
    pictures(&d);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        NetcModel *m = open_net(cases[i].layers);
        Whitening w;
        Err err = {""};
        assert_false(whiten_layer(m, &d, cases[i].layer, &w, &err));
        if (!strstr(err.text, cases[i].says))
            fail_msg("%s: %s", cases[i].layers, err.text);
        netc_close(m);
    }
    NetcModel *m = open_net("a: conv 4 3x3");
    Whitening w;
    Err err = {""};
    d.n = 0;
    assert_false(whiten_layer(m, &d, "a", &w, &err));
    assert_non_null(strstr(err.text, "no images"));
    netc_close(m);
    free(d.pixels);
    free(d.labels);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outputs_are_white),
        cmocka_unit_test(strongest_come_first),
        cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
