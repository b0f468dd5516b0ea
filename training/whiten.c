/* Whitening of the first convolution: second moments of patches by OpenBLAS (dsyrk), their
 * principal directions by its LAPACK (dsyev). The formula and its source stand in whiten.h. */
#include "training/whiten.h"
#include "compiler/ir/layer.h"
#include "runtime/blas.h"
#include "training/feed.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DIRECTIONS_MAX = 2048, ROWS = 512 };

typedef struct Patches {
    int h, w, c, kh, kw, dh, dw; /* an image, a window and the distance of its taps */
    int n, rows;                 /* numbers of a patch; patches in `row` */
    double *row;                 /* (ROWS, n) */
    double *moment;              /* (n, n), one triangle: sums of products */
    int64_t count;
} Patches;

static void flush(Patches *p)
{
    if (p->rows > 0)
        blas_dsyrk(p->n, p->rows, p->row, p->moment);
    p->count += p->rows;
    p->rows = 0;
}

/* The patch of x (h, w, c) whose first tap is at y, z. Only whole patches count: padding is no part
 * of the pictures. */
static void add_patch(Patches *p, const float *x, int y, int z)
{
    double *to = p->row + (size_t)p->rows * (size_t)p->n;
    for (int i = 0; i < p->kh; i++)
        for (int j = 0; j < p->kw; j++)
            for (int k = 0; k < p->c; k++)
                *to++ = x[((size_t)(y + i * p->dh) * (size_t)p->w + (size_t)(z + j * p->dw)) *
                              (size_t)p->c +
                          (size_t)k];
    if (++p->rows == ROWS)
        flush(p);
}

/* At most `most` patches of image number i: all, or one of every `step`, beginning elsewhere in
 * each image. */
static void add_image(Patches *p, const float *x, int i, int64_t most)
{
    int oh = p->h - (p->kh - 1) * p->dh, ow = p->w - (p->kw - 1) * p->dw;
    int64_t places = (int64_t)oh * ow, step = (places + most - 1) / most;
    for (int64_t q = step > 1 ? (int64_t)i * 7919 % step : 0; q < places; q += step)
        add_patch(p, x, (int)(q / ow), (int)(q % ow));
}

/* The node `layer`, and its kernel in *kernel. NULL, with a message, when it cannot be whitened. */
static const Node *layer_of(const Graph *g, const char *layer, const Param **kernel, Err *err)
{
    const Node *n = NULL;
    for (int i = 1; i < g->n_nodes && !n; i++)
        if (strcmp(g->nodes[i]->name, layer) == 0)
            n = g->nodes[i];
    if (!n) {
        err_set(err, "%s has no layer `%s`", g->name, layer);
        return NULL;
    }
    const Param *k = n->n_params > 0 ? n->params[0] : NULL;
    if (!k || k->rank != 4 || n->n_in != 1 || k->dim[2] != n->in[0]->out.c ||
        k->dim[3] != n->out.c) {
        err_set(err, "%s is no convolution of all its input's channels: there is nothing to whiten",
                layer);
        return NULL;
    }
    if (n->in[0] != g->nodes[0]) {
        err_set(err,
                "%s does not read the net's input: only patches of the images themselves can be "
                "whitened",
                layer);
        return NULL;
    }
    int64_t directions = (int64_t)k->dim[0] * k->dim[1] * k->dim[2];
    if (directions > DIRECTIONS_MAX) {
        err_set(err, "a patch of %s has %lld numbers; at most %d can be whitened", layer,
                (long long)directions, DIRECTIONS_MAX);
        return NULL;
    }
    if (k->dim[3] > 2 * directions) {
        err_set(err,
                "%s has %d filters, but a patch of %dx%dx%d has %lld directions, each for two "
                "filters: at most %lld",
                layer, k->dim[3], k->dim[0], k->dim[1], k->dim[2], (long long)directions,
                (long long)(2 * directions));
        return NULL;
    }
    *kernel = k;
    return n;
}

static bool sum_patches(Patches *p, const NetcModel *m, const Dataset *d, int images, Err *err)
{
    Feed feed;
    Fetch fetch = {.failed = false};
    float *x = malloc(sizeof *x * netc_input_floats(m));
    int64_t most = (WHITEN_PATCHES + images - 1) / images;
    bool ok = feed_init(&feed, m, err) && (x || err_set(err, "out of memory (an image)")) &&
              fetch_new(&fetch, d, err);
    for (int i = 0; ok && i < images; i++) {
        feed_sample(&feed, d, (int)((int64_t)i * d->n / images), &fetch, x);
        add_image(p, x, i, most);
    }
    if (ok && fetch.failed)
        ok = err_set(err, "%s", fetch.why.text);
    flush(p);
    fetch_free(&fetch);
    free(x);
    return ok;
}

/* kernel[direction, filter] from the ascending values w and their vectors, the columns of a. */
static void write_kernel(const double *a, const double *w, int n, int filters, double eps,
                         float *kernel)
{
    int half = (filters + 1) / 2;
    for (int f = 0; f < filters; f++) {
        const double *v = a + (size_t)(n - 1 - f % half) * (size_t)n;
        double l = w[n - 1 - f % half], top = 0;
        for (int i = 0; i < n; i++)
            if (fabs(v[i]) > fabs(top))
                top = v[i];
        double factor = ((top < 0) == (f < half) ? -1 : 1) / sqrt((l > 0 ? l : 0) + eps);
        for (int i = 0; i < n; i++)
            kernel[(size_t)i * (size_t)filters + (size_t)f] = (float)(v[i] * factor);
    }
}

bool whiten_layer(NetcModel *m, const Dataset *d, const char *layer, Whitening *found, Err *err)
{
    const Graph *g = netc_graph(m);
    const Param *kernel;
    const Node *node = layer_of(g, layer, &kernel, err);
    if (!node)
        return false;
    const AttrValue *apart = attr_value(node, "dilation");
    Patches p = {.h = g->input.h,
                 .w = g->input.w,
                 .c = g->input.c,
                 .kh = kernel->dim[0],
                 .kw = kernel->dim[1],
                 .dh = apart->size[0],
                 .dw = apart->size[1],
                 .n = kernel->dim[0] * kernel->dim[1] * kernel->dim[2]};
    if (p.h <= (p.kh - 1) * p.dh || p.w <= (p.kw - 1) * p.dw)
        return err_set(err, "the window of %s is larger than the images: they have no whole patch",
                       layer);
    int images = d->n < WHITEN_IMAGES ? d->n : WHITEN_IMAGES, n_work = 34 * p.n, info = 0;
    size_t n = (size_t)p.n;
    p.row = malloc(sizeof *p.row * n * ROWS);
    p.moment = calloc(n * n, sizeof *p.moment);
    double *values = malloc(sizeof *values * n), *work = malloc(sizeof *work * (size_t)n_work),
           mean = 0;
    bool ok = (p.row && p.moment && values && work) ||
              err_set(err, "out of memory (to whiten %s)", layer);
    ok = ok && blas_open(1, err);
    ok = ok && (images > 0 || err_set(err, "no images to whiten %s with", layer)) &&
         sum_patches(&p, m, d, images, err);
    for (size_t i = 0; ok && i < n * n; i++)
        p.moment[i] /= (double)p.count;
    for (size_t i = 0; ok && i < n; i++)
        mean += p.moment[i * n + i] / (double)n;
    if (ok && !(mean > 0 && isfinite(mean)))
        ok = err_set(err, "cannot whiten %s: the images are %s", layer,
                     mean == 0 ? "all zero" : "not finite");
    if (ok)
        info = blas_dsyev(p.n, p.moment, values, work, n_work);
    if (ok && info)
        ok = err_set(err, "cannot whiten %s: LAPACK's dsyev gives up (%d)", layer, info);
    if (ok) {
        write_kernel(p.moment, values, p.n, kernel->dim[3], WHITEN_EPS * mean,
                     netc_params(m) + kernel->offset);
        netc_params_changed(m);
        *found = (Whitening){.directions = p.n,
                             .images = images,
                             .patches = p.count,
                             .largest = values[n - 1],
                             .smallest = values[0]};
    }
    free(p.row);
    free(p.moment);
    free(values);
    free(work);
    return ok;
}

/* Does the node's kernel start from the data? */
static bool starts_white(const Node *n)
{
    return n->n_params > 0 && n->params[0]->init == INIT_WHITEN;
}

bool whiten_wanted(const Graph *g)
{
    for (int i = 0; i < g->n_nodes; i++)
        if (starts_white(g->nodes[i]))
            return true;
    return false;
}

bool whiten_start(NetcModel *m, const Dataset *d, WhitenTold *told, void *user, Err *err)
{
    const Graph *g = netc_graph(m);
    for (int i = 0; i < g->n_nodes; i++) {
        Whitening found;
        if (!starts_white(g->nodes[i]))
            continue;
        if (!whiten_layer(m, d, g->nodes[i]->name, &found, err))
            return false;
        if (told)
            told(user, g->nodes[i]->name, &found);
    }
    return true;
}
