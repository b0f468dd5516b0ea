/* Data sets of class folders; see dataset.h for the layout. The pictures' names are listed first, all of them sorted,
 * so that order and split depend on names alone; then a thread a processor decodes its share of them. When pictures are
 * unreadable, the message names the first ones, whichever thread found them. */
#define _POSIX_C_SOURCE 200809L
#include "base/ascii.h"
#include "base/arena.h"
#include "runtime/data/bytes.h"
#include "runtime/data/dataset.h"
#include "runtime/data/image.h"
#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_THREADS = 16, EVERY = 5, NAMED = 3 };     /* without train/ and test/: each EVERY-th picture of a class tests */

typedef struct Names { const char **name; int n, cap; } Names;

typedef struct Picture { const char *path; int label; } Picture;

typedef struct Folder {
    Arena      *arena;
    const DatasetRequest *req;
    const char *root;           /* the folder that holds the class folders */
    bool        split;          /* root has no train and test: take this split's share of each class */
    Names       classes;        /* in label order */
    Picture    *pictures;
    int         n, cap;
    int         ignored;        /* files that are no pictures */
    Err        *err;
} Folder;

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_picture_name(const char *name)
{
    static const char *const ends[] = {".jpg", ".jpeg", ".png", ".ppm", ".pgm"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++) {
        size_t k = 0;
        while (dot[k] && ascii_lower((unsigned char)dot[k]) == ends[i][k])
            k++;
        if (!dot[k] && !ends[i][k])
            return true;
    }
    return false;
}

static void close_folder(void *d)
{
    closedir(d);
}

/* The entries of a folder, sorted, without hidden ones: folders when `folders`, else pictures (others are counted). */
static bool list(Folder *f, const char *path, bool folders, Names *out)
{
    DIR *d = opendir(path);
    struct dirent *e;
    if (!d)
        return err_set(f->err, "cannot open folder %s: %s", path, strerror(errno));
    arena_own(f->arena, d, close_folder);
    while (errno = 0, (e = readdir(d)) != NULL) {
        if (e->d_name[0] == '.')
            continue;
        bool folder = is_folder(arena_printf(f->arena, "%s/%s", path, e->d_name));
        bool wanted = folders ? folder : !folder && is_picture_name(e->d_name);
        if (wanted)
            ARENA_PUSH(f->arena, out->name, out->n, out->cap, arena_strdup(f->arena, e->d_name));
        else if (!folder)
            f->ignored++;
    }
    int why = errno;
    arena_release(f->arena, d);
    if (why)
        return err_set(f->err, "cannot read folder %s: %s", path, strerror(why));
    if (out->n)
        qsort(out->name, (size_t)out->n, sizeof *out->name, by_name);
    return true;
}

static bool find_root(Folder *f)
{
    const DatasetRequest *r = f->req;
    const char *train = arena_printf(f->arena, "%s/train", r->path), *test = arena_printf(f->arena, "%s/test", r->path);
    if (!is_folder(r->path))
        return err_set(f->err, "cannot open folder %s: %s; expected %s/train/CLASS/PICTURE and %s/test/CLASS/PICTURE, or %s/CLASS/PICTURE",
                       r->path, errno == ENOENT ? "it does not exist" : "it is no folder", r->path, r->path, r->path);
    f->split = !is_folder(train) && !is_folder(test);
    f->root = f->split ? r->path : r->split == DATASET_TRAIN ? train : test;
    if (!is_folder(f->root))
        return err_set(f->err, "missing folder %s: %s has only the other one of train and test", f->root, r->path);
    return true;
}

static bool is_label(const DatasetRequest *r, const char *name)
{
    for (int i = 0; i < r->n_labels; i++)
        if (!strcmp(r->labels[i], name))
            return true;
    return false;
}

/* The folders must be the net's labels, each once; then the net's order counts. */
static bool match_labels(Folder *f)
{
    const DatasetRequest *r = f->req;
    char ours[400], theirs[400];
    bool same = f->classes.n == r->n_labels;
    if (f->classes.n == 0)
        return err_set(f->err, "%s holds no class folders; expected %s/CLASS/PICTURE", f->root, f->root);
    if (!r->labels)
        return true;
    for (int i = 0; i < f->classes.n; i++)
        same = same && is_label(r, f->classes.name[i]);
    if (!same) {
        name_list(ours, sizeof ours, r->labels, r->n_labels);
        name_list(theirs, sizeof theirs, f->classes.name, f->classes.n);
        return err_set(f->err, "the class folders of %s are not the net's labels; folders: %s; labels: %s", f->root, theirs, ours);
    }
    for (int i = 0; i < r->n_labels; i++)
        f->classes.name[i] = arena_strdup(f->arena, r->labels[i]);
    return true;
}

static bool list_pictures(Folder *f)
{
    if (!find_root(f) || !list(f, f->root, true, &f->classes) || !match_labels(f))
        return false;
    for (int c = 0; c < f->classes.n; c++) {
        const char *folder = arena_printf(f->arena, "%s/%s", f->root, f->classes.name[c]);
        Names names = {0};
        if (!list(f, folder, false, &names))
            return false;
        for (int i = 0; i < names.n; i++) {
            bool tests = i % EVERY == EVERY - 1;
            if (f->split && tests != (f->req->split == DATASET_TEST))
                continue;
            Picture p = {arena_printf(f->arena, "%s/%s", folder, names.name[i]), c};
            ARENA_PUSH(f->arena, f->pictures, f->n, f->cap, p);
        }
    }
    if (f->n == 0)
        return err_set(f->err, "%s holds no %s pictures (.jpg .jpeg .png .ppm .pgm)%s", f->root,
                       f->req->split == DATASET_TRAIN ? "training" : "test",
                       f->split ? "; without train and test folders every fifth picture of a class is for testing" : "");
    return true;
}

/* ---- decoding ---- */

typedef struct Decoder {        /* one thread's share: pictures first, first + threads, ... */
    const Folder *f;
    Dataset *d;
    int      first, threads;
    uint8_t *room;              /* for a picture that is not kept; NULL: they are */
    char   **why;               /* by picture: why it could not be read, malloc'd; NULL: it could */
} Decoder;

/* One picture in the size of the data set. `fixed`: another size is resized; else it is an error. */
static bool decode_one(const Picture *p, const Dataset *d, bool fixed, uint8_t *to, Err *err)
{
    Image im, sized;
    if (!image_read(p->path, &im, err))
        return false;
    bool ok = true, same = im.w == d->w && im.h == d->h;
    size_t bytes = (size_t)d->w * (size_t)d->h * 3;
    if (same) {
        memcpy(to, im.rgb, bytes);
    } else if (!fixed) {
        ok = err_set(err, "%s is %dx%d, the pictures before it are %dx%d; give the net's input a size to resize them to", p->path, im.w,
                     im.h, d->w, d->h);
    } else if ((ok = image_resize(&im, d->w, d->h, &sized, err))) {
        memcpy(to, sized.rgb, bytes);
        image_free(&sized);
    }
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
        if (decode_one(&t->f->pictures[i], t->d, t->f->req->h > 0, t->room ? t->room : t->d->pixels + (size_t)i * dataset_item_bytes(t->d), &err))
            continue;
        if (!(t->why[i] = strdup(err.text)))
            t->why[i] = (char *)(uintptr_t)no_memory;
        if (t->f->req->strict)
            break;
    }
    return NULL;
}

/* Every class has a picture left; in a test set it may have none. */
static bool no_class_empty(const Folder *f, const Dataset *d)
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
    if (empty < 0 || f->req->split == DATASET_TEST)
        return true;
    bool listed = false;
    for (int i = 0; i < f->n; i++)
        listed |= f->pictures[i].label == empty;
    return err_set(f->err, "the class folder %s/%s holds no %spictures (.jpg .jpeg .png .ppm .pgm): a class that training never sees", f->root,
                   f->classes.name[empty], listed ? "readable " : "");
}

/* Leaves the unreadable ones out, and says so; an error when `strict` or when all are. */
static bool leave_out(const Folder *f, Dataset *d, char *const *why)
{
    uint8_t *good = malloc((size_t)f->n + 1);
    char names[900] = "";
    int bad = 0;
    size_t at = 0;
    if (!good)
        return err_set(f->err, "out of memory (%d pictures)", f->n);
    for (int i = 0; i < f->n; i++) {
        if (why[i] && strstr(why[i], "out of memory")) {        /* no fault of the picture */
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
        ok = err_set(f->err, "no picture of %s can be read: %s%s", f->root, names, bad > NAMED ? "; ..." : "");
    if (ok && bad) {
        dataset_keep(d, good);
        ok = dataset_warn(d, f->err, "%d of %d pictures cannot be read and are left out: %s%s", bad, f->n, names, bad > NAMED ? "; ..." : "");
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

static bool decode_all(const Folder *f, Dataset *d)
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
    while (room && started < threads && pthread_create(&id[started], NULL, decode_share, &t[started]) == 0)
        started++;
    for (int i = 0; room && i < threads; i++)       /* this thread's share, and those of threads that could not be had */
        if (i == 0 || i >= started)
            decode_share(&t[i]);
    for (int i = 1; i < started; i++)
        pthread_join(id[i], NULL);
    for (int i = 0; i < threads; i++)
        free(t[i].room);
    bool ok = (room || err_set(f->err, "out of memory (pictures of %dx%d)", d->w, d->h)) && leave_out(f, d, why) && no_class_empty(f, d);
    for (int i = 0; i < f->n; i++)
        if (why[i] != no_memory)
            free(why[i]);
    free(why);
    return ok;
}

/* Without a size in the request, that of the first picture that can be read. */
static bool first_size(const Folder *f, int *h, int *w)
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
static bool make_room(const Folder *f, Dataset *d, int h, int w)
{
    size_t image = (size_t)h * (size_t)w * 3;
    size_t limit = f->req->limit ? f->req->limit : (size_t)sysconf(_SC_PHYS_PAGES) / 2 * (size_t)sysconf(_SC_PAGESIZE);
    if (image <= limit / (size_t)f->n)
        return dataset_alloc(d, f->n, h, w, f->err);
    if (!dataset_alloc_sources(d, f->n, h, w, f->err))
        return false;
    for (int i = 0; i < f->n; i++)
        if (!(d->sources[i] = strdup(f->pictures[i].path)))
            return err_set(f->err, "out of memory (the names of %d pictures)", f->n);
    return true;
}

static bool load_all(Folder *f, Dataset *d)
{
    int h = f->req->h, w = f->req->w;
    char note[64] = "";
    if (!list_pictures(f))
        return false;
    if ((h <= 0 || w <= 0) && !first_size(f, &h, &w))
        return false;
    if (!make_room(f, d, h, w) || !decode_all(f, d) || !dataset_set_classes(d, f->classes.name, f->classes.n, f->err))
        return false;
    if (f->ignored)
        snprintf(note, sizeof note, ", %d other files left out", f->ignored);
    return dataset_describe(d, f->err, "%d %s pictures of %dx%d in %d classes from %s%s%s%s", d->n,
                            f->req->split == DATASET_TRAIN ? "training" : "test", d->w, d->h, d->n_classes, f->root,
                            f->split ? f->req->split == DATASET_TRAIN ? " (but for every fifth, kept for testing)" : " (every fifth)" : "", note,
                            d->sources ? ", too many for memory: decoded each time" : "");
}

typedef struct Loading { Folder *f; Dataset *d; } Loading;

static bool load_inside(void *arg)
{
    const Loading *l = arg;
    return load_all(l->f, l->d);
}

static bool load(const DatasetRequest *req, Dataset *d, Err *err)
{
    Folder f = {.arena = arena_new(), .req = req, .err = err};
    bool ok = f.arena ? arena_try(f.arena, load_inside, &(Loading){&f, d}, err) : err_set(err, "%s: out of memory", req->path);
    arena_free(f.arena);
    return ok;
}

const DatasetKind dataset_folder = {"folder", "a folder of class folders with JPEG, PNG or PPM pictures", load, NULL};
