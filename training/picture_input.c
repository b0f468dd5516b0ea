/* Pictures and numbers as a model's input, and the names of its classes: what netc.h offers of it.
 * Here, since runtime knows models and data knows pictures, and training both. */
#include "compiler/ir/graph.h"
#include "data/image.h"
#include "runtime/netc.h"
#include "training/feed.h"
#include <stdlib.h>

void netc_input_shape(const NetcModel *m, int *h, int *w, int *c)
{
    const Input *in = &netc_graph(m)->input;
    if (h)
        *h = in->h;
    if (w)
        *w = in->w;
    if (c)
        *c = in->c;
}

const char *netc_label(const NetcModel *m, int i)
{
    const Graph *g = netc_graph(m);
    int n = 0;
    while (g->classes && !g->labels && g->classes[n])
        n++;
    return i < 0 || (!g->labels && i >= n) ? NULL : class_name(g, i);
}

/* The bytes of a picture become the caller's. */
static uint8_t *hand_out(const Image *im, int *w, int *h)
{
    *w = im->w;
    *h = im->h;
    return im->rgb;
}

static bool no_place(const void *a, const void *b, const void *c, const char *what, Err *err)
{
    return (!a || !b || !c) && !err_set(err, "no %s: a null pointer was given", what);
}

uint8_t *netc_picture_read(const char *path, int *w, int *h, Err *err)
{
    Image im;
    if (no_place(path, w, h, "file, width or height", err) || !image_read(path, &im, err))
        return NULL;
    return hand_out(&im, w, h);
}

uint8_t *netc_picture_decode(const void *data, size_t size, int *w, int *h, Err *err)
{
    Image im;
    if (no_place(data, w, h, "data, width or height", err) ||
        !image_decode(data, size, "the picture", &im, err))
        return NULL;
    return hand_out(&im, w, h);
}

/* A view of the caller's bytes; false: that is no picture. */
static bool picture(const uint8_t *rgb, int w, int h, Image *out, Err *err)
{
    *out = (Image){.w = w, .h = h, .rgb = (uint8_t *)rgb};
    if (no_place(rgb, rgb, rgb, "picture", err))
        return false;
    return (w >= 1 && h >= 1) || err_set(err, "a picture of %dx%d has no pixels", h, w);
}

uint8_t *netc_picture_resize(const uint8_t *rgb, int w, int h, int to_w, int to_h, Err *err)
{
    Image from, to;
    return picture(rgb, w, h, &from, err) && image_resize(&from, to_w, to_h, &to, err) ? to.rgb
                                                                                       : NULL;
}

bool netc_picture_input(const NetcModel *m, const uint8_t *rgb, int w, int h, float *x, Err *err)
{
    const Graph *g = m ? netc_graph(m) : NULL;
    Feed feed;
    Image from, fitted;
    if (no_place(m, m, m, "model", err) || no_place(x, x, x, "place for the input", err) ||
        !picture(rgb, w, h, &from, err) ||
        (g->n_inputs &&
         !err_set(err, "%s has %d inputs; a picture is one", g->name, g->n_inputs)) ||
        !feed_takes_pictures(g, err) || !feed_init(&feed, m, err) ||
        !image_resize(&from, g->input.w, g->input.h, &fitted, err))
        return false;
    feed_pixels(&feed, fitted.rgb, x);
    image_free(&fitted);
    return true;
}

bool netc_preprocess(const NetcModel *m, const float *raw, float *x, Err *err)
{
    Feed feed;
    if (no_place(m, m, m, "model", err) ||
        no_place(raw, x, x, "numbers, or no place for them", err) || !feed_init(&feed, m, err))
        return false;
    feed_values(&feed, raw, x);
    return true;
}
