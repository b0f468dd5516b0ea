/* Data sets of pictures with masks, each pixel of which says its class; see dataset.h. Pictures lie
 * in images/, the mask of images/NAME.jpg is masks/NAME.png: grey or of a palette, the value or the
 * number of the colour is the class. */
#include "base/arena.h"
#include "data/dataset.h"
#include "data/image.h"
#include "data/pictures.h"
#include "formats/bytes.h"
#include <sys/stat.h>

enum { EVERY = 5 };

typedef struct Loading {
    const DatasetRequest *req;
    Dataset *d;
    Arena *a;
    Err *err;
} Loading;

static bool is_folder(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/* The folder that holds images/ and masks/; *flat: of all sets, so that every fifth tests. */
static const char *find_root(Loading *l, const char **set, bool *flat)
{
    static const char *const validation[] = {"val", "valid", "validation"};
    const DatasetRequest *req = l->req;
    const char *root = req->path, *own = NULL;
    *set = req->split == DATASET_TRAIN ? "training" : "test";
    if ((*flat = is_folder(arena_printf(l->a, "%s/images", root))))
        return root;
    for (size_t i = 0; i < 3 && !own; i++)
        if (is_folder(arena_printf(l->a, "%s/%s/images", root, validation[i])))
            own = arena_printf(l->a, "%s/%s", root, validation[i]);
    l->d->validation_beside = own && req->split != DATASET_VALIDATION;
    if (own && req->split == DATASET_VALIDATION) {
        *set = "validation";
        return own;
    }
    root = arena_printf(l->a, "%s/%s", root, req->split == DATASET_TRAIN ? "train" : "test");
    if (is_folder(arena_printf(l->a, "%s/images", root)))
        return root;
    err_set(l->err,
            "%s has no folder images; expected %s/images and %s/masks, or %s/images and "
            "%s/masks, of which every fifth is for testing",
            root, root, root, req->path, req->path);
    return NULL;
}

/* images/A/NAME.jpg -> masks/A/NAME.png */
static const char *mask_path(Arena *a, const char *root, const char *picture)
{
    const char *name = picture + strlen(root) + strlen("/images/"), *dot = strrchr(name, '.'),
               *slash = strrchr(name, '/');
    int stem = dot && (!slash || dot > slash) ? (int)(dot - name) : (int)strlen(name);
    return arena_printf(a, "%s/masks/%.*s.png", root, stem, name);
}

/* The mask in the size of the net's output, by the nearest pixel. */
static bool set_mask(Loading *l, const char *path, const Mask *m, uint8_t *to)
{
    const DatasetRequest *req = l->req;
    for (int y = 0; y < req->mask_h; y++)
        for (int x = 0; x < req->mask_w; x++) {
            int from_y = (int)((2 * (int64_t)y + 1) * m->h / (2 * (int64_t)req->mask_h)),
                from_x = (int)((2 * (int64_t)x + 1) * m->w / (2 * (int64_t)req->mask_w));
            int k = m->index[(size_t)from_y * (size_t)m->w + (size_t)from_x];
            k = k == 255 && req->n_outputs == 2 ? 1 : k;
            if (k >= req->n_outputs)
                return err_set(l->err, "%s: pixel %d, %d is of class %d; expected 0 ... %d%s", path,
                               from_x, from_y, k, req->n_outputs - 1,
                               req->n_outputs == 2 ? ", or 255 for 1" : "");
            *to++ = (uint8_t)k;
        }
    return true;
}

/* To its place, or, NULL, nowhere: it stays in its file, and is counted. */
static bool load_picture(Loading *l, const Image *im, uint8_t *to)
{
    Image sized = {.rgb = NULL};
    const Dataset *d = l->d;
    bool same = im->w == d->w && im->h == d->h;
    if (to && !same && !image_resize(im, d->w, d->h, &sized, l->err))
        return false;
    if (to)
        memcpy(to, same ? im->rgb : sized.rgb, (size_t)d->w * (size_t)d->h * 3);
    l->d->resized += !same;
    l->d->grey += im->grey;
    image_free(&sized);
    return true;
}

static bool has_mask(Loading *l, const char *picture, const char *mask)
{
    struct stat st;
    return !stat(mask, &st) ||
           err_set(l->err, "the picture %s has no mask: expected %s, a PNG file", picture, mask);
}

static bool load_pair(Loading *l, const char *root, const char *path, int i)
{
    const char *mask = mask_path(l->a, root, path);
    Image im = {.rgb = NULL};
    Mask m = {.index = NULL};
    Dataset *d = l->d;
    bool ok = image_read(path, &im, l->err) && has_mask(l, path, mask) &&
              mask_read_png(mask, &m, l->err);
    if (ok && (im.w != m.w || im.h != m.h))
        ok = err_set(l->err, "%s is %dx%d, but the picture %s is %dx%d", mask, m.w, m.h, path, im.w,
                     im.h);
    if (ok && d->sources)
        ok = (d->sources[i] = strdup(path)) || err_set(l->err, "out of memory (%s)", path);
    else
        ok = ok && dataset_name(d, i, path, l->err);
    ok = ok &&
         load_picture(l, &im, d->sources ? NULL : d->pixels + (size_t)i * dataset_item_bytes(d)) &&
         set_mask(l, mask, &m, d->masks + (size_t)i * dataset_mask_pixels(d));
    d->labels[i] = 0;
    image_free(&im);
    free(m.index);
    return ok;
}

/* For n pictures, or their paths when they would take too much memory, and for their masks, which
 * are in memory always. */
static bool make_room(const Loading *l, int n)
{
    const DatasetRequest *req = l->req;
    const size_t picture = (size_t)req->h * (size_t)req->w * 3;
    const bool outside = n && picture > dataset_limit(req) / (size_t)n;
    const uint64_t masks = (uint64_t)req->mask_h * (uint64_t)req->mask_w;
    if (!memory_fits((uint64_t)n * (masks + (outside ? 0 : picture)), req->path, l->err))
        return false;
    return (outside ? dataset_alloc_sources(l->d, n, req->h, req->w, l->err)
                    : dataset_alloc(l->d, n, req->h, req->w, l->err)) &&
           dataset_alloc_masks(l->d, req->mask_h, req->mask_w, l->err);
}

static bool load_inside(void *arg)
{
    Loading *l = arg;
    const DatasetRequest *req = l->req;
    PictureList all = {.n = 0};
    const char *set;
    bool flat;
    int n = 0;
    if (!req->mask_h)
        return err_set(l->err,
                       "%s has masks, but the net does not tell the class of each pixel: it "
                       "ends in a map, with loss crossentropy behind a softmax",
                       req->path);
    const char *root = find_root(l, &set, &flat);
    if (!root || !pictures_find(l->a, arena_printf(l->a, "%s/images", root), &all, l->err))
        return false;
    const char **path = ARENA_ARRAY(l->a, const char *, all.n + 1);
    for (int i = 0; i < all.n; i++)
        if (!flat || (i % EVERY == EVERY - 1) != (req->split == DATASET_TRAIN))
            path[n++] = all.path[i];
    if (!make_room(l, n))
        return false;
    for (int i = 0; i < n; i++)
        if (!load_pair(l, root, path[i], i))
            return false;
    bool named = req->labels && req->n_labels == req->n_outputs;
    return (named ? dataset_set_classes(l->d, req->labels, req->n_labels, l->err)
                  : dataset_number_classes(l->d, req->n_outputs, l->err)) &&
           dataset_describe(
               l->d, l->err, "%d %s pictures of %dx%d with masks in %d classes from %s%s%s", n, set,
               l->d->w, l->d->h, req->n_outputs, root,
               !flat                         ? ""
               : req->split == DATASET_TRAIN ? " (but for every fifth, kept for testing)"
                                             : " (every fifth)",
               l->d->sources ? ", too many for memory: decoded each time" : "");
}

static bool load(const DatasetRequest *req, Dataset *d, Err *err)
{
    Loading l = {req, d, arena_new(), err};
    bool ok = l.a ? arena_try(l.a, load_inside, &l, err)
                  : err_set(err, "%s: out of memory", req->path);
    arena_free(l.a);
    return ok;
}

DATASET_KIND(masks, .doc = "a folder with images and masks: the class of each pixel", .load = load);
