/* Data sets: the table of kinds, memory, and splitting; see dataset.h. Each kind's loader has its
 * own file. */
#include "base/number.h"
#include "data/dataset.h"
#include "formats/bytes.h"
#include "data/image.h"
#include "data/order.h"
#include "data/resize.h"
#include "data/wav.h"
#include <sys/mman.h>
#include <unistd.h>

#define DATASET(word) extern const DatasetKind dataset_##word;
#include "data/datasets.def"
#undef DATASET

const DatasetKind *const dataset_kinds[] = {
#define DATASET(word) &dataset_##word,
#include "data/datasets.def"
#undef DATASET
    NULL};

const char dataset_words_text[] =
#define DATASET(word) " " #word
#include "data/datasets.def"
#undef DATASET
    ;

void name_list(char *buf, size_t size, const char *const *names, int n)
{
    size_t at = 0;
    buf[0] = 0;
    for (int i = 0; i < n; i++) {
        size_t len = strlen(names[i]) + (i > 0);
        size_t reserve = i + 1 < n ? 5 : 1; /* " ..." and the end */
        if (at + len + reserve > size) {
            snprintf(buf + at, size - at, "%s...", i ? " " : "");
            return;
        }
        at += (size_t)snprintf(buf + at, size - at, "%s%s", i ? " " : "", names[i]);
    }
}

static const DatasetKind *kind_find(const char *kind, Err *err)
{
    const char *names[32];
    char list[256];
    int n = 0;
    for (; dataset_kinds[n] && n < 32; n++) {
        if (!strcmp(dataset_kinds[n]->name, kind))
            return dataset_kinds[n];
        names[n] = dataset_kinds[n]->name;
    }
    name_list(list, sizeof list, names, n);
    err_set(err, "unknown kind of data set \"%s\"; expected one of: %s", kind, list);
    return NULL;
}

static const char *share_text(char *buf, size_t size, int k, int n, DatasetSplit split)
{
    const char *set = split == DATASET_TRAIN ? "training" : "test";
    if (n == 1 && k == 1)
        snprintf(buf, size, "the one %s picture", set);
    else if (k == n)
        snprintf(buf, size, "all %d %s pictures", n, set);
    else
        snprintf(buf, size, "%d of %d %s pictures", k, n, set);
    return buf;
}

/* Says what the net's input makes of the pictures: a mistake in `input` is otherwise hard to see.
 */
static bool note_changes(Dataset *d, const DatasetRequest *r, Err *err)
{
    char share[80];
    int colour = d->n - d->grey;
    if (dataset_is_numbers(d) || r->split == DATASET_VALIDATION || d->n == 0)
        return true;
    if (d->resized && !dataset_note(d, err, "%s of %s %s resized to %dx%d",
                                    share_text(share, sizeof share, d->resized, d->n, r->split),
                                    r->path, d->resized == 1 ? "is" : "are", d->w, d->h))
        return false;
    if (r->channels == 1 && colour)
        return dataset_note(d, err, "%s of %s %s made grey",
                            share_text(share, sizeof share, colour, d->n, r->split), r->path,
                            colour == 1 ? "is" : "are");
    if (r->channels == 3 && d->grey)
        return dataset_note(d, err, "%s of %s %s grey: the three channels are equal",
                            share_text(share, sizeof share, d->grey, d->n, r->split), r->path,
                            d->grey == 1 ? "is" : "are");
    return true;
}

bool dataset_load(const char *kind, DatasetRequest req, Dataset **out, Err *err)
{
    const DatasetKind *k = kind_find(kind, err);
    *out = NULL;
    if (!k)
        return false;
    Dataset *d = calloc(1, sizeof *d);
    if (!d)
        return err_set(err, "%s: out of memory", req.path);
    bool ok = k->load(&req, d, err);
    const bool stored = d->pixels || (d->records && !d->records->type);
    if (ok && stored && (d->h != d->stored_h || d->w != d->stored_w))
        d->resized = d->n;
    if (ok && stored && d->stored_c == 1)
        d->grey = d->n;
    if (!ok || !note_changes(d, &req, err)) {
        dataset_free(d);
        return false;
    }
    *out = d;
    return true;
}

static void free_paths(char **path)
{
    for (int i = 0; path && path[i]; i++)
        free(path[i]);
    free(path);
}

void dataset_free(Dataset *d)
{
    if (!d)
        return;
    for (int i = 0; d->classes && i < d->n_classes; i++)
        free(d->classes[i]);
    free(d->classes);
    free(d->pixels);
    free(d->values);
    free(d->numbers);
    records_free(d->records);
    free(d->where);
    free_paths(d->sources);
    free_paths(d->names);
    free(d->labels);
    free(d->masks);
    free(d->targets);
    free(d->weights);
    columns_free(d->columns);
    free(d->describe);
    free(d->warning);
    for (int i = 0; d->notes && d->notes[i]; i++)
        free(d->notes[i]);
    free(d->notes);
    free(d);
}

/* Memory is handed out before it is there: a set that cannot fit would be killed while it is read.
 */
static bool fits(const Dataset *d, Err *err)
{
    double need = (double)d->n * d->stored_h * d->stored_w * d->stored_c,
           have = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE);
    if (have <= 0 || need < have)
        return true;
    return err_set(err,
                   "%d pictures of %dx%d take %.1f GiB of memory; this machine has %.1f GiB: a "
                   "smaller input or fewer pictures would fit",
                   d->n, d->stored_w, d->stored_h, need / (1 << 30), have / (1 << 30));
}

/* Filling fresh memory costs most of the time of loading where the system has to give it page by
 * small page. */
static void large_pages(uint8_t *p, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    const size_t page = 4096;
    size_t lost = (page - (uintptr_t)p % page) % page;
    if (p && bytes > (4u << 20))
        madvise(p + lost, (bytes - lost) / page * page,
                MADV_HUGEPAGE); /* a wish: refusal does no harm */
#else
    (void)p;
    (void)bytes;
#endif
}

bool dataset_alloc_stored(Dataset *d, int n, int stored_h, int stored_w, int stored_c, int h, int w,
                          Err *err)
{
    d->n = n;
    d->h = h > 0 ? h : stored_h;
    d->w = w > 0 ? w : stored_w;
    d->c = 3;
    d->stored_h = stored_h;
    d->stored_w = stored_w;
    d->stored_c = stored_c;
    if (!fits(d, err))
        return false;
    d->pixels = data_alloc((size_t)n, dataset_item_bytes(d), "the data set's pictures", err);
    large_pages(d->pixels, (size_t)n * dataset_item_bytes(d));
    d->labels = data_alloc((size_t)n, sizeof *d->labels, "the data set's labels", err);
    return d->pixels && d->labels;
}

bool dataset_alloc(Dataset *d, int n, int h, int w, Err *err)
{
    return dataset_alloc_stored(d, n, h, w, 3, h, w, err);
}

const char dataset_outside_text[] = ", too many for memory: read each time";

size_t dataset_limit(const DatasetRequest *req)
{
    return req->limit ? req->limit : (size_t)(memory_bytes() / 2);
}

bool dataset_take_records(Dataset *d, Records *records, int stored_h, int stored_w, int stored_c,
                          int h, int w, Err *err)
{
    bool numbers = records->type != NULL;
    d->records = records;
    d->n = records->n;
    d->stored_h = stored_h;
    d->stored_w = stored_w;
    d->stored_c = stored_c;
    d->h = numbers || h <= 0 ? stored_h : h;
    d->w = numbers || w <= 0 ? stored_w : w;
    d->c = numbers ? stored_c : 3;
    d->where = data_alloc((size_t)d->n, sizeof *d->where, "the places of samples", err);
    d->labels = data_alloc((size_t)d->n, sizeof *d->labels, "the data set's labels", err);
    for (int i = 0; d->where && i < d->n; i++)
        d->where[i] = i;
    return d->where && d->labels;
}

bool dataset_alloc_values(Dataset *d, int n, int h, int w, int c, Err *err)
{
    d->n = n;
    d->h = d->stored_h = h;
    d->w = d->stored_w = w;
    d->c = d->stored_c = c;
    d->values = data_alloc((size_t)n, sizeof *d->values * (size_t)h * (size_t)w * (size_t)c,
                           "the data set's values", err);
    d->labels = data_alloc((size_t)n, sizeof *d->labels, "the data set's labels", err);
    return d->values && d->labels;
}

bool dataset_alloc_rows(Dataset *d, int n, int c, Err *err)
{
    d->n = n;
    d->h = d->stored_h = d->w = d->stored_w = 1;
    d->c = d->stored_c = c;
    d->numbers = data_alloc((size_t)n, sizeof *d->numbers * (size_t)c, "the rows of a table", err);
    d->labels = data_alloc((size_t)n, sizeof *d->labels, "the data set's labels", err);
    return d->numbers && d->labels;
}

bool dataset_alloc_weights(Dataset *d, Err *err)
{
    d->weights = data_alloc((size_t)d->n, sizeof *d->weights, "the samples' weights", err);
    return d->weights != NULL;
}

bool dataset_weights_fit(const Dataset *d, const char *from, Err *err)
{
    bool some = false;
    for (int i = 0; i < d->n; i++) {
        if (!(d->weights[i] >= 0 && d->weights[i] <= 1e6f))
            return err_set(err, "%s: the weight of sample %d is %g; expected 0 to 1000000", from, i,
                           (double)d->weights[i]);
        some |= d->weights[i] > 0;
    }
    return some || err_set(err, "%s: every sample weighs 0: nothing would train", from);
}

bool dataset_alloc_targets(Dataset *d, int k, Err *err)
{
    d->n_targets = k;
    d->targets = data_alloc((size_t)d->n, sizeof *d->targets * (size_t)k, "the data set's targets",
                            err);
    return d->targets != NULL;
}

bool dataset_alloc_masks(Dataset *d, int mask_h, int mask_w, Err *err)
{
    d->mask_h = mask_h;
    d->mask_w = mask_w;
    d->masks = data_alloc((size_t)d->n, dataset_mask_pixels(d), "the data set's masks", err);
    return d->masks != NULL;
}

bool dataset_alloc_sources(Dataset *d, int n, int h, int w, Err *err)
{
    d->n = n;
    d->h = d->stored_h = h;
    d->w = d->stored_w = w;
    d->c = d->stored_c = 3;
    d->sources = calloc((size_t)n + 1, sizeof *d->sources);
    d->labels = data_alloc((size_t)n, sizeof *d->labels, "the data set's labels", err);
    return (d->sources && d->labels) || err_set(err, "out of memory (the names of %d pictures)", n);
}

bool dataset_name(Dataset *d, int i, const char *path, Err *err)
{
    if (!d->names)
        d->names = calloc((size_t)d->n + 1, sizeof *d->names);
    return (d->names && (d->names[i] = strdup(path))) ||
           err_set(err, "out of memory (the names of %d pictures)", d->n);
}

const char *dataset_word(const Dataset *d) { return dataset_words_of(d, 2); }

const char *dataset_words_of(const Dataset *d, int64_t n)
{
    static const char *const words[][2] = {
        {"row", "rows"}, {"signal", "signals"}, {"sample", "samples"}, {"image", "images"}};
    const bool flat = dataset_is_numbers(d) && (d->h == 1 || d->w == 1);
    return words[d->numbers || d->columns ? 0 : d->sounds || d->rate ? 1 : flat ? 2 : 3][n != 1];
}

size_t dataset_item_bytes(const Dataset *d)
{
    if (d->sources)
        return sizeof *d->sources;
    if (d->records)
        return sizeof *d->where;
    if (d->numbers)
        return sizeof *d->numbers * (size_t)d->c;
    if (d->values)
        return sizeof *d->values * (size_t)d->h * (size_t)d->w * (size_t)d->c;
    return (size_t)d->stored_h * (size_t)d->stored_w * (size_t)d->stored_c;
}

size_t dataset_bytes(const Dataset *d) { return (size_t)d->n * dataset_item_bytes(d); }

/* ---- fetching ---- */

static bool is_resized(const Dataset *d) { return d->h != d->stored_h || d->w != d->stored_w; }

static bool fetch_records(Fetch *f, const Dataset *d, Err *err)
{
    const Records *r = d->records;
    f->raw = data_alloc(records_bytes(r), 1, "a sample", err);
    if (r->type)
        f->floats = data_alloc(r->count, sizeof *f->floats, "a sample", err);
    if (r->planes)
        f->stored = data_alloc(r->count, 1, "a picture", err);
    return f->raw && (f->floats || !r->type) && (f->stored || !r->planes);
}

bool fetch_new(Fetch *f, const Dataset *d, Err *err)
{
    memset(f, 0, sizeof *f);
    if (d->records && !fetch_records(f, d, err))
        return false;
    if (d->sounds)
        return (f->floats = data_alloc((size_t)d->h * (size_t)d->w * (size_t)d->c,
                                       sizeof *f->floats, "a signal", err)) != NULL;
    if (dataset_is_numbers(d))
        return true;
    if (d->sources)
        return (f->sized = data_alloc((size_t)d->h * (size_t)d->w, 3, "a picture", err));
    if (d->stored_c == 1)
        f->spread = data_alloc((size_t)d->stored_h * (size_t)d->stored_w, 3, "a picture", err);
    if (is_resized(d)) {
        f->sized = data_alloc((size_t)d->h * (size_t)d->w, 3, "a picture", err);
        f->scratch = data_alloc(resize_scratch_bytes(d->stored_w, d->stored_h, d->w, d->h), 1,
                                "resizing a picture", err);
    }
    return (f->spread || d->stored_c != 1) && ((f->sized && f->scratch) || !is_resized(d));
}

void fetch_free(Fetch *f)
{
    free(f->raw);
    free(f->stored);
    free(f->floats);
    free(f->spread);
    free(f->sized);
    free(f->scratch);
    f->raw = f->stored = f->spread = f->sized = NULL;
    f->floats = NULL;
    f->scratch = NULL;
}

/* The picture of a file; grey where it cannot be read, so that a loader that runs beside a step
 * need not stop. */
static const uint8_t *decode(const char *path, const Dataset *d, Fetch *f)
{
    Image im, sized = {.rgb = NULL};
    Err err;
    size_t bytes = (size_t)d->h * (size_t)d->w * 3;
    bool ok = image_read(path, &im, &err), same = ok && im.w == d->w && im.h == d->h;
    ok = ok && (same || image_resize(&im, d->w, d->h, &sized, &err));
    if (ok)
        memcpy(f->sized, same ? im.rgb : sized.rgb, bytes);
    else
        memset(f->sized, 128, bytes);
    image_free(&im);
    image_free(&sized);
    if (!ok && !f->failed)
        f->why = err;
    f->failed |= !ok;
    return f->sized;
}

/* The bytes of sample i in its file, `other` in their place where they cannot be read. */
static bool read_record(const Dataset *d, int i, Fetch *f, int other)
{
    Err err;
    if (records_read(d->records, d->where[i], f->raw, &err))
        return true;
    memset(f->raw, other, records_bytes(d->records));
    if (!f->failed)
        f->why = err;
    f->failed = true;
    return false;
}

/* As it is stored. */
static const uint8_t *stored_picture(const Dataset *d, int i, Fetch *f)
{
    if (!d->records)
        return d->pixels + (size_t)i * dataset_item_bytes(d);
    read_record(d, i, f, 128);
    if (!d->records->planes)
        return f->raw;
    records_interleave(f->raw, d->records->count / 3, f->stored);
    return f->stored;
}

/* Silence where it cannot be read. */
static const float *read_sound(const Dataset *d, int i, Fetch *f)
{
    int64_t frames;
    int channels;
    Wav w;
    Err err;
    size_t count = (size_t)d->h * (size_t)d->w * (size_t)d->c;
    if (sound_shape(d->h, d->w, d->c, &frames, &channels) &&
        wav_read(d->sources[i], frames, channels, d->rate, f->floats, &w, &err))
        return f->floats;
    memset(f->floats, 0, sizeof *f->floats * count);
    if (!f->failed)
        f->why = err;
    f->failed = true;
    return f->floats;
}

const float *dataset_values(const Dataset *d, int i, Fetch *f)
{
    if (d->sounds)
        return read_sound(d, i, f);
    if (!d->records)
        return d->values + (size_t)i * (size_t)d->h * (size_t)d->w * (size_t)d->c;
    read_record(d, i, f, 0);
    records_floats(d->records, f->raw, f->floats);
    return f->floats;
}

const uint8_t *dataset_fetch(const Dataset *d, int i, Fetch *f)
{
    if (d->sources)
        return decode(d->sources[i], d, f);
    const uint8_t *rgb = stored_picture(d, i, f);
    if (d->stored_c == 1) {
        size_t n = (size_t)d->stored_h * (size_t)d->stored_w;
        for (size_t k = 0; k < n; k++)
            f->spread[3 * k] = f->spread[3 * k + 1] = f->spread[3 * k + 2] = rgb[k];
        rgb = f->spread;
    }
    if (!is_resized(d))
        return rgb;
    resize_rgb(rgb, d->stored_w, d->stored_h, f->sized, d->w, d->h, f->scratch);
    return f->sized;
}

bool dataset_set_classes(Dataset *d, const char *const *names, int n, Err *err)
{
    d->classes = calloc((size_t)n + 1, sizeof *d->classes);
    if (!d->classes)
        return err_set(err, "out of memory (%d class names)", n);
    for (; d->n_classes < n; d->n_classes++) {
        const char *s = names[d->n_classes];
        size_t len = strlen(s) + 1;
        char *copy = malloc(len);
        if (!copy)
            return err_set(err, "out of memory (%d class names)", n);
        d->classes[d->n_classes] = memcpy(copy, s, len);
    }
    return true;
}

bool dataset_number_classes(Dataset *d, int n, Err *err)
{
    d->classes = calloc((size_t)n + 1, sizeof *d->classes);
    for (int i = 0; d->classes && i < n; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d", i);
        d->classes[i] = malloc(strlen(name) + 1);
        if (!d->classes[i])
            return err_set(err, "out of memory (%d class names)", n);
        strcpy(d->classes[i], name);
        d->n_classes++;
    }
    return d->classes || err_set(err, "out of memory (%d class names)", n);
}

static bool set_text(char **to, Err *err, const char *fmt, va_list ap)
{
    char text[2048];
    text_vsnprintf(text, sizeof text, fmt, ap);
    free(*to);
    *to = malloc(strlen(text) + 1);
    if (!*to)
        return err_set(err, "out of memory");
    strcpy(*to, text);
    return true;
}

/* "1 training pictures of 2x2 in 1 classes from ...": the words before the path that are counted as
 * one lose their s. */
static void one_of_them(char *text)
{
    static const char *const words[][2] = {{"pictures", "picture"}, {"images", "image"},
                                           {"rows", "row"},         {"samples", "sample"},
                                           {"signals", "signal"},   {"columns", "column"},
                                           {"numbers", "number"},   {"classes", "class"}};
    const char *path = strstr(text, " from ");
    for (char *at = text; at && *at; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (path && at > path)
            return;
        char *word = at + 2;
        for (int k = 0; !strncmp(at, "1 ", 2) && k < 3 && word[-1]; k++) {
            const size_t n = strcspn(word, " ,");
            for (size_t i = 0; i < sizeof words / sizeof *words; i++)
                if (n == strlen(words[i][0]) && !memcmp(word, words[i][0], n)) {
                    const size_t shorter = strlen(words[i][1]);
                    memmove(word + shorter, word + n, strlen(word + n) + 1);
                    path = path ? path - (n - shorter) : NULL;
                    k = 3;
                    break;
                }
            word += n + 1;
        }
    }
}

bool dataset_describe(Dataset *d, Err *err, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    bool ok = set_text(&d->describe, err, fmt, ap);
    va_end(ap);
    if (ok)
        one_of_them(d->describe);
    return ok;
}

bool dataset_warn(Dataset *d, Err *err, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    bool ok = set_text(&d->warning, err, fmt, ap);
    va_end(ap);
    return ok;
}

bool dataset_note(Dataset *d, Err *err, const char *fmt, ...)
{
    int n = 0;
    char *text = NULL;
    va_list ap;
    while (d->notes && d->notes[n])
        n++;
    char **more = realloc(d->notes, ((size_t)n + 2) * sizeof *more);
    if (!more)
        return err_set(err, "out of memory");
    d->notes = more;
    va_start(ap, fmt);
    bool ok = set_text(&text, err, fmt, ap);
    va_end(ap);
    d->notes[n] = text;
    d->notes[n + 1] = NULL;
    return ok;
}

/* ---- splitting ---- */

/* n of the samples that stay in d's files; which, is still to be said. */
static bool share_records(Dataset *s, const Dataset *d, int n, Err *err)
{
    if (!dataset_take_records(s, records_share(d->records), d->stored_h, d->stored_w, d->stored_c,
                              d->h, d->w, err))
        return false;
    s->n = n;
    return true;
}

/* Room for n samples of d's form. */
static bool alloc_like(Dataset *s, const Dataset *d, int n, Err *err)
{
    bool ok = d->records   ? share_records(s, d, n, err)
              : d->sources ? dataset_alloc_sources(s, n, d->h, d->w, err)
              : d->numbers ? dataset_alloc_rows(s, n, d->c, err)
              : d->values  ? dataset_alloc_values(s, n, d->h, d->w, d->c, err)
                           : dataset_alloc_stored(s, n, d->stored_h, d->stored_w, d->stored_c, d->h,
                                                  d->w, err);
    s->rate = d->rate;
    if (ok && d->sounds) {
        s->sounds = true;
        s->c = s->stored_c = d->c;
    }
    if (ok && d->masks)
        ok = dataset_alloc_masks(s, d->mask_h, d->mask_w, err);
    if (ok && d->columns)
        ok = columns_copy(d->columns, &s->columns, err);
    return ok && (!d->targets || dataset_alloc_targets(s, d->n_targets, err)) &&
           (!d->weights || dataset_alloc_weights(s, err));
}

/* Sample i of `from` is sample k of `to`, in its labels and targets. */
static void copy_label(Dataset *to, int k, const Dataset *from, int i)
{
    to->labels[k] = from->labels[i];
    if (from->weights)
        to->weights[k] = from->weights[i];
    if (from->masks)
        memmove(to->masks + (size_t)k * dataset_mask_pixels(to), dataset_mask(from, i),
                dataset_mask_pixels(from));
    if (from->targets)
        memmove(to->targets + (size_t)k * (size_t)to->n_targets, dataset_targets(from, i),
                sizeof *from->targets * (size_t)from->n_targets);
}

static void *item(const Dataset *d, int i)
{
    return (d->records   ? (uint8_t *)d->where
            : d->numbers ? (uint8_t *)d->numbers
            : d->values  ? (uint8_t *)d->values
                         : d->pixels) +
           (size_t)i * dataset_item_bytes(d);
}

/* The samples whose mark is `want`, in d's order. */
static Dataset *copy_marked(const Dataset *d, const uint8_t *mark, uint8_t want, int n,
                            const char *what, Err *err)
{
    Dataset *s = calloc(1, sizeof *s);
    bool ok = s && alloc_like(s, d, n, err) &&
              dataset_set_classes(s, (const char *const *)d->classes, d->n_classes, err) &&
              dataset_describe(s, err, "%d %s of: %s", n, what,
                               d->describe ? d->describe : "a data set");
    if (!s)
        err_set(err, "not enough memory to split the data set");
    if (!ok) {
        dataset_free(s);
        return NULL;
    }
    for (int i = 0, k = 0; i < d->n; i++) {
        if (mark[i] != want)
            continue;
        if (d->sources)
            s->sources[k] = strdup(d->sources[i]);
        else
            memcpy(item(s, k), item(d, i), dataset_item_bytes(d));
        if ((d->sources && !s->sources[k]) || (d->names && !dataset_name(s, k, d->names[i], err))) {
            err_set(err, "not enough memory to split the data set");
            dataset_free(s);
            return NULL;
        }
        copy_label(s, k++, d, i);
    }
    return s;
}

/* The same for n paths, which have to be given back. NULL: there are none. */
static void keep_paths(char **list, int n, const uint8_t *mark)
{
    int kept = 0;
    for (int i = 0; list && i < n; i++) {
        char *path = list[i];
        list[i] = NULL;
        if (mark[i])
            list[kept++] = path;
        else
            free(path);
    }
}

void dataset_keep(Dataset *d, const uint8_t *mark)
{
    int kept = 0;
    keep_paths(d->sources, d->n, mark);
    keep_paths(d->names, d->n, mark);
    for (int i = 0; i < d->n; i++) {
        if (!mark[i])
            continue;
        if (i > kept && !d->sources)
            memcpy(item(d, kept), item(d, i), dataset_item_bytes(d));
        copy_label(d, kept++, d, i);
    }
    d->n = kept;
    if (dataset_is_outside(d))
        return;
    void **p = d->numbers  ? (void **)&d->numbers
               : d->values ? (void **)&d->values
                           : (void **)&d->pixels,
         *less = kept ? realloc(*p, dataset_bytes(d)) : NULL;
    if (less)
        *p = less;
}

bool dataset_split(const Dataset *d, double share, uint64_t seed, Dataset **train,
                   Dataset **held_out, Err *err)
{
    *train = *held_out = NULL;
    if (!(share > 0.0 && share < 1.0))
        return err_set(
            err, "cannot hold out a share of %g of the data: expected more than 0 and less than 1",
            share);
    if (d->n < 2)
        return err_set(err, "cannot hold out a part of %d samples", d->n);
    int k = (int)(share * d->n + 0.5);
    k = k < 1 ? 1 : k > d->n - 1 ? d->n - 1 : k;
    int32_t *order = data_alloc((size_t)d->n, sizeof *order, "splitting the data set", err);
    uint8_t *mark = calloc((size_t)d->n, 1);
    if (order && mark) {
        epoch_order(d->n, seed, UINT64_MAX, order); /* an epoch that no training reaches */
        for (int i = 0; i < k; i++)
            mark[order[i]] = 1;
        *train = copy_marked(d, mark, 0, d->n - k, "samples for training", err);
        *held_out = *train ? copy_marked(d, mark, 1, k, "samples held out", err) : NULL;
    }
    free(order);
    free(mark);
    if (*held_out)
        return true;
    dataset_free(*train);
    *train = NULL;
    return false;
}
