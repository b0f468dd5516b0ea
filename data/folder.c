/* Data sets of class folders; folder_list.h finds the pictures, all of them sorted, so that order
 * and split depend on names alone; decode.h decodes them. */
#include "base/arena.h"
#include "data/folder_list.h"
#include "data/image.h"
#include <stdlib.h>

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
    if (!folder_list(f))
        return false;
    const PictureJob job = {.req = f->req, .picture = f->pictures, .n = f->n, .from = f->root};
    if (!pictures_decode(&job, d, f->err) || !no_class_empty(f, d) ||
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
