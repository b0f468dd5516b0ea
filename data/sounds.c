/* Reading a list of WAV files into a data set; see decode.h and wav.h. */
#include "data/decode.h"
#include "data/wav.h"
#include "formats/bytes.h"

enum { NAMED = 3 };

typedef struct Loading {
    const PictureJob *job;
    Dataset *d;
    Err *err;
    int64_t frames;
    int channels, rate;
    int shorter, longer, mixed; /* files that were; of which channels became one */
    int resampled;              /* that were of another rate than `rate=` says */
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
    const DatasetRequest *req = l->job->req;
    size_t bytes = sizeof(float) * (size_t)l->frames * (size_t)l->channels;
    bool ok;
    if (bytes <= dataset_limit(req) / (size_t)l->job->n) {
        ok = dataset_alloc_values(d, l->job->n, req->h, req->w, req->channels, l->err);
        for (int i = 0; ok && i < l->job->n; i++)
            ok = dataset_name(d, i, l->job->picture[i].path, l->err);
        return ok;
    }
    ok = dataset_alloc_sources(d, l->job->n, req->h, req->w, l->err);
    d->sounds = true;
    d->c = d->stored_c = req->channels;
    for (int i = 0; ok && i < l->job->n; i++)
        if (!(d->sources[i] = strdup(l->job->picture[i].path)))
            ok = err_set(l->err, "out of memory (the names of %d files)", l->job->n);
    return ok;
}

static void note_bad(Loading *l, const Err *err)
{
    size_t n = strlen(l->why);
    if (l->bad++ < NAMED)
        snprintf(l->why + n, sizeof l->why - n, "%s%.290s", n ? "; " : "", err->text);
}

/* File i, to `to`, at the rate that is asked for. Without one all have that of the first that can
 * be read: another is no damage, and *other. */
static bool read_one(Loading *l, int i, float *to, bool *other, Err *err)
{
    const int asked = l->job->req->rate;
    const char *path = l->job->picture[i].path;
    Wav w;
    if (!wav_read(path, l->frames, l->channels, asked, to, &w, err))
        return false;
    *other = !asked && l->rate && w.rate != l->rate;
    if (*other)
        return err_set(err,
                       "%s has %d samples a second; those before it %d: `rate=%d` of `data` "
                       "resamples what has others",
                       path, w.rate, l->rate, l->rate);
    l->rate = asked ? asked : w.rate;
    l->shorter += w.resampled < l->frames;
    l->longer += w.resampled > l->frames;
    l->mixed += w.channels > l->channels;
    l->resampled += w.rate != l->rate;
    return true;
}

static bool read_all(Loading *l, Dataset *d)
{
    const PictureJob *job = l->job;
    size_t count = (size_t)l->frames * (size_t)l->channels;
    float *room = d->sources ? data_alloc(count, sizeof *room, "a signal", l->err) : NULL;
    uint8_t *good = data_alloc((size_t)job->n, 1, "the files of a data set", l->err);
    bool ok = good && (room || !d->sources), other = false;
    for (int i = 0; ok && i < job->n; i++) {
        Err err;
        d->labels[i] = job->picture[i].label;
        good[i] = read_one(l, i, room ? room : d->values + (size_t)i * count, &other, &err);
        if (!good[i] && (job->req->strict || other))
            ok = err_set(l->err, "%s", err.text);
        else if (!good[i])
            note_bad(l, &err);
    }
    if (ok && l->bad == job->n)
        ok = err_set(l->err, "no file of %s can be read: %s%s", job->from, l->why,
                     l->bad > NAMED ? "; ..." : "");
    if (ok && l->bad) {
        dataset_keep(d, good);
        ok = dataset_warn(d, l->err, "%d of %d files cannot be read and are left out: %s%s", l->bad,
                          job->n, l->why, l->bad > NAMED ? "; ..." : "");
    }
    free(room);
    free(good);
    return ok;
}

static bool add_notes(const Loading *l, Dataset *d)
{
    const int n = l->job->n;
    const char *from = l->job->from;
    if (l->job->req->split == DATASET_VALIDATION)
        return true;
    return (!l->resampled ||
            dataset_note(d, l->err, "%d of %d files of %s are resampled to %d samples a second",
                         l->resampled, n, from, l->rate)) &&
           (!l->shorter ||
            dataset_note(d, l->err,
                         "%d of %d files of %s are shorter than %lld samples: zeros follow",
                         l->shorter, n, from, (long long)l->frames)) &&
           (!l->longer ||
            dataset_note(d, l->err,
                         "%d of %d files of %s are longer than %lld samples: cut off there",
                         l->longer, n, from, (long long)l->frames)) &&
           (!l->mixed ||
            dataset_note(d, l->err, "the channels of %d of %d files of %s are averaged", l->mixed,
                         n, from));
}

bool sounds_read(const PictureJob *job, Dataset *d, Err *err)
{
    const DatasetRequest *req = job->req;
    Loading l = {.job = job, .d = d, .err = err};
    if (!sound_shape(req->h, req->w, req->channels, &l.frames, &l.channels))
        return err_set(err,
                       "%s holds signals, but the net takes maps of %dx%d: `input 16000`, "
                       "`input 1x16000x1` or `input 16000x1` takes 16000 samples",
                       req->path, req->h, req->w);
    if (!make_room(&l, d) || (job->sized && !job->sized(job->user, d, err)) || !read_all(&l, d) ||
        !add_notes(&l, d))
        return false;
    d->rate = l.rate;
    return true;
}

void sounds_text(const Dataset *d, char *to, size_t size)
{
    int64_t frames = 0;
    int channels = 0;
    sound_shape(d->h, d->w, d->c, &frames, &channels);
    snprintf(to, size, "signals of %lld samples, %d a second, %d channel%s", (long long)frames,
             d->rate, channels, channels == 1 ? "" : "s");
}
