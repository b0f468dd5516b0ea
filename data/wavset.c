/* Signals: class folders of WAV files; see dataset.h and wav.h. The net's input says how many
 * samples and channels are taken: a vector of N, or a map 1xNxC or Nx1xC. */
#include "base/arena.h"
#include "data/folder_list.h"
#include "data/wav.h"
#include "formats/bytes.h"

enum { NAMED = 3 };

typedef struct Loading {
    FolderList *f;
    Dataset *d;
    int64_t frames;
    int channels, rate;
    int shorter, longer, mixed; /* files that were; of which channels became one */
    int bad;
    char why[900]; /* of the first ones that could not be read */
} Loading;

bool sound_shape(int h, int w, int c, int64_t *frames, int *channels)
{
    bool vector = h == 1 && w == 1;
    *frames = vector ? c : h == 1 ? w : h;
    *channels = vector ? 1 : c;
    return *frames > 0 && *channels > 0 && (h == 1 || w == 1);
}

/* What is kept, or would be: all samples as numbers, or the paths of the files. */
static bool make_room(const Loading *l, Dataset *d)
{
    const DatasetRequest *req = l->f->req;
    size_t bytes = sizeof(float) * (size_t)l->frames * (size_t)l->channels;
    bool ok;
    if (bytes <= dataset_limit(req) / (size_t)l->f->n) {
        ok = dataset_alloc_values(d, l->f->n, req->h, req->w, req->channels, l->f->err);
        for (int i = 0; ok && i < l->f->n; i++)
            ok = dataset_name(d, i, l->f->pictures[i].path, l->f->err);
        return ok;
    }
    ok = dataset_alloc_sources(d, l->f->n, req->h, req->w, l->f->err);
    d->sounds = true;
    d->c = d->stored_c = req->channels;
    for (int i = 0; ok && i < l->f->n; i++)
        if (!(d->sources[i] = strdup(l->f->pictures[i].path)))
            ok = err_set(l->f->err, "out of memory (the names of %d files)", l->f->n);
    return ok;
}

static void note_bad(Loading *l, const Err *err)
{
    size_t n = strlen(l->why);
    if (l->bad++ < NAMED)
        snprintf(l->why + n, sizeof l->why - n, "%s%s", n ? "; " : "", err->text);
}

/* File i, to `to`. All have the rate of the first that can be read. */
static bool read_one(Loading *l, int i, float *to, Err *err)
{
    Wav w;
    if (!wav_read(l->f->pictures[i].path, l->frames, l->channels, l->rate, to, &w, err))
        return false;
    l->rate = w.rate;
    l->shorter += w.frames < l->frames;
    l->longer += w.frames > l->frames;
    l->mixed += w.channels > l->channels;
    return true;
}

static bool read_all(Loading *l, Dataset *d)
{
    const FolderList *f = l->f;
    size_t count = (size_t)l->frames * (size_t)l->channels;
    float *room = d->sources ? data_alloc(count, sizeof *room, "a signal", f->err) : NULL;
    uint8_t *good = data_alloc((size_t)f->n, 1, "the files of a data set", f->err);
    bool ok = good && (room || !d->sources);
    for (int i = 0; ok && i < f->n; i++) {
        Err err;
        d->labels[i] = f->pictures[i].label;
        good[i] = read_one(l, i, room ? room : d->values + (size_t)i * count, &err);
        if (!good[i] && (f->req->strict || (l->rate && strstr(err.text, "samples a second; "))))
            ok = err_set(f->err, "%s", err.text); /* another rate is no damage */
        else if (!good[i])
            note_bad(l, &err);
    }
    if (ok && l->bad == f->n)
        ok = err_set(f->err, "no file of %s can be read: %s%s", f->root, l->why,
                     l->bad > NAMED ? "; ..." : "");
    if (ok && l->bad) {
        dataset_keep(d, good);
        ok = dataset_warn(d, f->err, "%d of %d files cannot be read and are left out: %s%s", l->bad,
                          f->n, l->why, l->bad > NAMED ? "; ..." : "");
    }
    free(room);
    free(good);
    return ok;
}

static bool add_notes(const Loading *l, Dataset *d)
{
    const FolderList *f = l->f;
    d->validation_beside = f->own_validation && f->req->split != DATASET_VALIDATION;
    for (int i = 0; i < f->notes.n; i++)
        if (!dataset_note(d, f->err, "%s", f->notes.name[i]))
            return false;
    if (f->req->split == DATASET_VALIDATION)
        return true;
    return (!l->shorter ||
            dataset_note(d, f->err,
                         "%d of %d files of %s are shorter than %lld samples: zeros follow",
                         l->shorter, f->n, f->root, (long long)l->frames)) &&
           (!l->longer ||
            dataset_note(d, f->err,
                         "%d of %d files of %s are longer than %lld samples: cut off there",
                         l->longer, f->n, f->root, (long long)l->frames)) &&
           (!l->mixed ||
            dataset_note(d, f->err, "the channels of %d of %d files of %s are averaged", l->mixed,
                         f->n, f->root));
}

static bool load_inside(void *arg)
{
    Loading *l = arg;
    FolderList *f = l->f;
    const DatasetRequest *req = f->req;
    Dataset *d = l->d;
    if (!sound_shape(req->h, req->w, req->channels, &l->frames, &l->channels))
        return err_set(f->err,
                       "%s holds signals, but the net takes maps of %dx%d: `input 16000`, "
                       "`input 1x16000x1` or `input 16000x1` takes 16000 samples",
                       req->path, req->h, req->w);
    if (!folder_list(f) || !make_room(l, d) || !read_all(l, d))
        return false;
    d->rate = l->rate;
    const char *share = !f->flat                      ? ""
                        : req->split == DATASET_TRAIN ? " (but for every fifth, kept for testing)"
                                                      : " (every fifth)";
    return dataset_set_classes(d, f->classes.name, f->classes.n, f->err) && add_notes(l, d) &&
           dataset_describe(
               d, f->err,
               "%d %s signals of %lld samples, %d a second, %d channel%s, in %d classes "
               "from %s%s%s",
               d->n, f->set, (long long)l->frames, l->rate, l->channels,
               l->channels == 1 ? "" : "s", d->n_classes, f->root, share,
               d->sources ? ", too many for memory: read each time" : "");
}

static bool load(const DatasetRequest *req, Dataset *d, Err *err)
{
    FolderList f = {.arena = arena_new(), .req = req, .err = err, .sounds = true};
    Loading l = {.f = &f, .d = d, .rate = req->rate};
    bool ok = f.arena ? arena_try(f.arena, load_inside, &l, err)
                      : err_set(err, "%s: out of memory", req->path);
    arena_free(f.arena);
    return ok;
}

DATASET_KIND(wav, .doc = "a folder of class folders with WAV files", .load = load);
