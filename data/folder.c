/* Data sets of class folders; folder_list.h finds the pictures, all of them sorted, so that order
 * and split depend on names alone; then a thread a processor decodes its share of them. When
 * pictures are unreadable, the message names the first ones, whichever thread found them. */
#define _POSIX_C_SOURCE 200809L
#include "base/arena.h"
#include "formats/bytes.h"
#include "data/folder_list.h"
#include "data/image.h"
#include <pthread.h>
#include <unistd.h>

enum { MOST_THREADS = 16, NAMED = 3 };

/* ---- decoding ---- */

typedef struct Decoder { /* one thread's share: pictures first, first + threads, ... */
    const FolderList *f;
    Dataset *d;
    int first, threads;
    uint8_t *room; /* for a picture that is not kept; NULL: they are */
    char **why;    /* by picture: why it could not be read, malloc'd; NULL: it could */
    int resized,
        grey; /* of those that could be read: of another size than asked for; without colour */
} Decoder;

/* One picture in the size of the data set. `fixed`: another size is resized; else it is an error.
 */
static bool decode_one(Decoder *t, const FolderPicture *p, uint8_t *to, Err *err)
{
    const Dataset *d = t->d;
    bool fixed = t->f->req->h > 0;
    Image im, sized;
    if (!image_read(p->path, &im, err))
        return false;
    bool ok = true, same = im.w == d->w && im.h == d->h;
    size_t bytes = (size_t)d->w * (size_t)d->h * 3;
    if (same) {
        memcpy(to, im.rgb, bytes);
    } else if (!fixed) {
        ok = err_set(err,
                     "%s is %dx%d, the pictures before it are %dx%d; give the net's input a size "
                     "to resize them to",
                     p->path, im.w, im.h, d->w, d->h);
    } else if ((ok = image_resize(&im, d->w, d->h, &sized, err))) {
        memcpy(to, sized.rgb, bytes);
        image_free(&sized);
    }
    t->resized += ok && !same;
    t->grey += ok && im.grey;
    image_free(&im);
    return ok;
}

/* Stands for a reason that could not be kept. */
static const char no_memory[] = "out of memory (a picture)";

/* Pictures that are not kept are decoded as well: what cannot be read is to be known now. */
static void *decode_share(void *arg)
{
    Decoder *t = arg;
    Err err;
    for (int i = t->first; i < t->f->n; i += t->threads) {
        t->d->labels[i] = t->f->pictures[i].label;
        uint8_t *to = t->room ? t->room : t->d->pixels + (size_t)i * dataset_item_bytes(t->d);
        if (decode_one(t, &t->f->pictures[i], to, &err))
            continue;
        if (!(t->why[i] = strdup(err.text)))
            t->why[i] = (char *)(uintptr_t)no_memory;
        if (t->f->req->strict)
            break;
    }
    return NULL;
}

/* Whether every class has a picture left. In a test or validation set a class may have none. */
static bool no_class_empty(const FolderList *f, const Dataset *d)
{
    bool *some = calloc((size_t)f->classes.n + 1, sizeof *some);
    int empty = -1;
    if (!some)
        return err_set(f->err, "out of memory (%d classes)", f->classes.n);
    for (int i = 0; i < d->n; i++)
        some[d->labels[i]] = true;
    for (int c = f->classes.n - 1; c >= 0; c--)
        if (!some[c])
            empty = c;
    free(some);
    if (empty < 0 || f->req->split != DATASET_TRAIN)
        return true;
    bool listed = false;
    for (int i = 0; i < f->n; i++)
        listed |= f->pictures[i].label == empty;
    return err_set(
        f->err,
        "the class folder %s/%s holds no %spictures (%s): a class that training never sees%s",
        f->root, f->classes.name[empty], listed ? "readable " : "", image_kinds, f->hint);
}

/* Leaves the unreadable ones out, and says so; an error when `strict` or when all are. */
static bool leave_out(const FolderList *f, Dataset *d, char *const *why)
{
    uint8_t *good = malloc((size_t)f->n + 1);
    char names[900] = "";
    int bad = 0;
    size_t at = 0;
    if (!good)
        return err_set(f->err, "out of memory (%d pictures)", f->n);
    for (int i = 0; i < f->n; i++) {
        if (why[i] && strstr(why[i], "out of memory")) { /* no fault of the picture */
            err_set(f->err, "%s", why[i]);
            free(good);
            return false;
        }
        good[i] = why[i] == NULL;
        if (good[i] || bad++ >= NAMED)
            continue;
        if (bad == 1 && f->req->strict)
            err_set(f->err, "%s", why[i]);
        at += (size_t)snprintf(names + at, sizeof names - at, "%s%s", bad > 1 ? "; " : "", why[i]);
        at = at < sizeof names ? at : sizeof names - 1;
    }
    bool ok = !(bad && f->req->strict);
    if (ok && bad == f->n)
        ok = err_set(f->err, "no picture of %s can be read: %s%s", f->root, names,
                     bad > NAMED ? "; ..." : "");
    if (ok && bad) {
        dataset_keep(d, good);
        ok = dataset_warn(d, f->err, "%d of %d pictures cannot be read and are left out: %s%s", bad,
                          f->n, names, bad > NAMED ? "; ..." : "");
    }
    free(good);
    return ok;
}

static int decoder_threads(int pictures)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    n = n < 2 ? 2 : n > MOST_THREADS ? MOST_THREADS : n;
    return n < pictures ? (int)n : pictures;
}

static bool decode_all(const FolderList *f, Dataset *d)
{
    Decoder t[MOST_THREADS];
    pthread_t id[MOST_THREADS];
    char **why = calloc((size_t)f->n + 1, sizeof *why);
    if (!why)
        return err_set(f->err, "out of memory (%d pictures)", f->n);
    int threads = decoder_threads(f->n), started = 1;
    bool room = true;
    for (int i = 0; i < threads; i++) {
        t[i] = (Decoder){.f = f, .d = d, .first = i, .threads = threads, .why = why};
        if (d->sources)
            room = (t[i].room = malloc((size_t)d->h * (size_t)d->w * 3)) && room;
    }
    while (room && started < threads &&
           pthread_create(&id[started], NULL, decode_share, &t[started]) == 0)
        started++;
    for (int i = 0; room && i < threads;
         i++) /* this thread's share, and those of threads that could not be had */
        if (i == 0 || i >= started)
            decode_share(&t[i]);
    for (int i = 1; i < started; i++)
        pthread_join(id[i], NULL);
    for (int i = 0; i < threads; i++) {
        free(t[i].room);
        d->resized += t[i].resized;
        d->grey += t[i].grey;
    }
    bool ok = (room || err_set(f->err, "out of memory for pictures of %dx%d", d->w, d->h)) &&
              leave_out(f, d, why) && no_class_empty(f, d);
    for (int i = 0; i < f->n; i++)
        if (why[i] != no_memory)
            free(why[i]);
    free(why);
    return ok;
}

/* Without a size in the request, that of the first picture that can be read. */
static bool first_size(const FolderList *f, int *h, int *w)
{
    Image im;
    for (int i = 0; i < f->n; i++) {
        if (!image_read(f->pictures[i].path, &im, f->err)) {
            if (f->req->strict)
                return false;
            continue;
        }
        *h = im.h;
        *w = im.w;
        image_free(&im);
        return true;
    }
    return false;
}

/* For the pictures; for their paths when all of them would take too much memory. */
static bool make_room(const FolderList *f, Dataset *d, int h, int w)
{
    size_t image = (size_t)h * (size_t)w * 3;
    size_t limit = f->req->limit
                       ? f->req->limit
                       : (size_t)sysconf(_SC_PHYS_PAGES) / 2 * (size_t)sysconf(_SC_PAGESIZE);
    if (image <= limit / (size_t)f->n) {
        bool ok = dataset_alloc(d, f->n, h, w, f->err);
        for (int i = 0; ok && i < f->n; i++)
            ok = dataset_name(d, i, f->pictures[i].path, f->err);
        return ok;
    }
    if (!dataset_alloc_sources(d, f->n, h, w, f->err))
        return false;
    for (int i = 0; i < f->n; i++)
        if (!(d->sources[i] = strdup(f->pictures[i].path)))
            return err_set(f->err, "out of memory (the names of %d pictures)", f->n);
    return true;
}

static bool add_notes(const FolderList *f, Dataset *d)
{
    d->validation_beside = f->own_validation && f->req->split != DATASET_VALIDATION;
    for (int i = 0; i < f->notes.n; i++)
        if (!dataset_note(d, f->err, "%s", f->notes.name[i]))
            return false;
    return true;
}

static bool load_all(FolderList *f, Dataset *d)
{
    int h = f->req->h, w = f->req->w;
    if (!folder_list(f))
        return false;
    if ((h <= 0 || w <= 0) && !first_size(f, &h, &w))
        return false;
    if (!make_room(f, d, h, w) || !decode_all(f, d) ||
        !dataset_set_classes(d, f->classes.name, f->classes.n, f->err) || !add_notes(f, d))
        return false;
    const char *share = !f->flat ? ""
                        : f->req->split == DATASET_TRAIN
                            ? " (but for every fifth, kept for testing)"
                            : " (every fifth)";
    return dataset_describe(d, f->err, "%d %s pictures of %dx%d in %d classes from %s%s%s", d->n,
                            f->set, d->w, d->h, d->n_classes, f->root, share,
                            d->sources ? ", too many for memory: decoded each time" : "");
}

typedef struct Loading {
    FolderList *f;
    Dataset *d;
} Loading;

static bool load_inside(void *arg)
{
    const Loading *l = arg;
    return load_all(l->f, l->d);
}

static bool load(const DatasetRequest *req, Dataset *d, Err *err)
{
    FolderList f = {.arena = arena_new(), .req = req, .err = err};
    bool ok = f.arena ? arena_try(f.arena, load_inside, &(Loading){&f, d}, err)
                      : err_set(err, "%s: out of memory", req->path);
    arena_free(f.arena);
    return ok;
}

DATASET_KIND(folder, .doc = "a folder of class folders with pictures", .load = load,
             .class_folders = true);
