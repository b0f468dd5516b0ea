/* Signals: class folders of WAV files, or WAV files that a table lists; see dataset.h and wav.h.
 * The net's input says how many samples and channels are taken: a vector of N, or a map 1xNxC or
 * Nx1xC. */
#include "base/arena.h"
#include "data/folder_list.h"
#include "data/listed.h"

typedef struct Loading {
    FolderList *f;
    Dataset *d;
} Loading;

static bool add_notes(const FolderList *f, Dataset *d)
{
    d->validation_beside = f->own_validation && f->req->split != DATASET_VALIDATION;
    for (int i = 0; i < f->notes.n; i++)
        if (!dataset_note(d, f->err, "%s", f->notes.name[i]))
            return false;
    return true;
}

static bool load_inside(void *arg)
{
    Loading *l = arg;
    FolderList *f = l->f;
    Dataset *d = l->d;
    char what[100];
    if (!folder_list(f))
        return false;
    const PictureJob job = {.req = f->req, .picture = f->pictures, .n = f->n, .from = f->root};
    if (!sounds_read(&job, d, f->err))
        return false;
    const char *share = !f->flat ? ""
                        : f->req->split == DATASET_TRAIN
                            ? " (but for every fifth, kept for testing)"
                            : " (every fifth)";
    sounds_text(d, what, sizeof what);
    return dataset_set_classes(d, f->classes.name, f->classes.n, f->err) && add_notes(f, d) &&
           dataset_describe(d, f->err, "%d %s %s, in %d classes from %s%s%s", d->n, f->set, what,
                            d->n_classes, f->root, share,
                            d->sources ? ", too many for memory: read each time" : "");
}

static bool load(const DatasetRequest *req, Dataset *d, Err *err)
{
    if (listed_there(req))
        return listed_load(req, d, true, err);
    FolderList f = {.arena = arena_new(), .req = req, .err = err, .sounds = true};
    bool ok = f.arena ? arena_try(f.arena, load_inside, &(Loading){&f, d}, err)
                      : err_set(err, "%s: out of memory", req->path);
    arena_free(f.arena);
    return ok;
}

DATASET_KIND(wav, .doc = "WAV files: a folder of class folders, or a table that names them",
             .load = load, .listed = true);
