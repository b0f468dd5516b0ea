/* Decodes a list of pictures; see decode.h. When pictures are unreadable, the message names the
 * first ones of the list, whichever thread found them. */
#define _POSIX_C_SOURCE 200809L
#include "data/decode.h"
#include "data/image.h"
#include "formats/bytes.h"
#include <pthread.h>
#include <unistd.h>

enum { MOST_THREADS = 16, NAMED = 3 };

typedef struct Decoder { /* one thread's share: pictures first, first + threads, ... */
    const PictureJob *job;
    Dataset *d;
    int first, threads;
    uint8_t *room; /* for a picture that is not kept; NULL: they are */
    char **why;    /* by picture: why it could not be read, malloc'd; NULL: it could */
    int resized,
        grey; /* of those that could be read: of another size than asked for; without colour */
} Decoder;

/* One picture in the size of the data set. `fixed`: another size is resized; else it is an error.
 */
static bool decode_one(Decoder *t, const ListedPicture *p, uint8_t *to, Err *err)
{
    const Dataset *d = t->d;
    bool fixed = t->job->req->h > 0;
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
    for (int i = t->first; i < t->job->n; i += t->threads) {
        t->d->labels[i] = t->job->picture[i].label;
        uint8_t *to = t->room ? t->room : t->d->pixels + (size_t)i * dataset_item_bytes(t->d);
        if (decode_one(t, &t->job->picture[i], to, &err))
            continue;
        if (!(t->why[i] = strdup(err.text)))
            t->why[i] = (char *)(uintptr_t)no_memory;
        if (t->job->req->strict)
            break;
    }
    return NULL;
}

/* Leaves the unreadable ones out, and says so; an error when `strict` or when all are. */
static bool leave_out(const PictureJob *job, Dataset *d, char *const *why, Err *err)
{
    uint8_t *good = malloc((size_t)job->n + 1);
    char names[900] = "";
    int bad = 0;
    size_t at = 0;
    if (!good)
        return err_set(err, "out of memory (%d pictures)", job->n);
    for (int i = 0; i < job->n; i++) {
        if (why[i] && strstr(why[i], "out of memory")) { /* no fault of the picture */
            err_set(err, "%s", why[i]);
            free(good);
            return false;
        }
        good[i] = why[i] == NULL;
        if (good[i] || bad++ >= NAMED)
            continue;
        if (bad == 1 && job->req->strict)
            err_set(err, "%s", why[i]);
        at += (size_t)snprintf(names + at, sizeof names - at, "%s%s", bad > 1 ? "; " : "", why[i]);
        at = at < sizeof names ? at : sizeof names - 1;
    }
    bool ok = !(bad && job->req->strict);
    if (ok && bad == job->n)
        ok = err_set(err, "no picture of %s can be read: %s%s", job->from, names,
                     bad > NAMED ? "; ..." : "");
    if (ok && bad) {
        dataset_keep(d, good);
        ok = dataset_warn(d, err, "%d of %d pictures cannot be read and are left out: %s%s", bad,
                          job->n, names, bad > NAMED ? "; ..." : "");
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

static bool decode_all(const PictureJob *job, Dataset *d, Err *err)
{
    Decoder t[MOST_THREADS];
    pthread_t id[MOST_THREADS];
    char **why = calloc((size_t)job->n + 1, sizeof *why);
    if (!why)
        return err_set(err, "out of memory (%d pictures)", job->n);
    int threads = decoder_threads(job->n), started = 1;
    bool room = true;
    for (int i = 0; i < threads; i++) {
        t[i] = (Decoder){.job = job, .d = d, .first = i, .threads = threads, .why = why};
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
    bool ok = (room || err_set(err, "out of memory for pictures of %dx%d", d->w, d->h)) &&
              leave_out(job, d, why, err);
    for (int i = 0; i < job->n; i++)
        if (why[i] != no_memory)
            free(why[i]);
    free(why);
    return ok;
}

/* Without a size in the request, that of the first picture that can be read. */
static bool first_size(const PictureJob *job, int *h, int *w, Err *err)
{
    Image im;
    for (int i = 0; i < job->n; i++) {
        if (!image_read(job->picture[i].path, &im, err)) {
            if (job->req->strict)
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
static bool make_room(const PictureJob *job, Dataset *d, int h, int w, Err *err)
{
    size_t image = (size_t)h * (size_t)w * 3;
    if (image <= dataset_limit(job->req) / (size_t)job->n) {
        bool ok = dataset_alloc(d, job->n, h, w, err);
        for (int i = 0; ok && i < job->n; i++)
            ok = dataset_name(d, i, job->picture[i].path, err);
        return ok;
    }
    if (!dataset_alloc_sources(d, job->n, h, w, err))
        return false;
    for (int i = 0; i < job->n; i++)
        if (!(d->sources[i] = strdup(job->picture[i].path)))
            return err_set(err, "out of memory (the names of %d pictures)", job->n);
    return true;
}

bool pictures_decode(const PictureJob *job, Dataset *d, Err *err)
{
    int h = job->req->h, w = job->req->w;
    if ((h <= 0 || w <= 0) && !first_size(job, &h, &w, err))
        return false;
    return make_room(job, d, h, w, err) && (!job->sized || job->sized(job->user, d, err)) &&
           decode_all(job, d, err);
}
