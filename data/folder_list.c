/* Finds the sets, classes and pictures of class folders; see folder_list.h. Everything is sorted
 * bytewise, so that numbering, order and split depend on names alone, not on the locale or the
 * order in which the system lists a folder. Symbolic links are followed; within a class each folder
 * is entered once, by device and inode, so that a loop of links ends. */
#define _POSIX_C_SOURCE 200809L
#include "data/folder_list.h"
#include "base/ascii.h"
#include "base/diag.h"
#include "base/fileio.h"
#include "data/image.h"
#include "data/wav.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* flat: each EVERY-th picture of a class tests; DEPTH: folders in folders; KINDS_MOST: endings that
 * are counted apart */
enum { EVERY = 5, DEPTH = 64, KINDS_NAMED = 8, KINDS_MOST = 500 };

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_name(Arena *a, Names *to, const char *name)
{
    ARENA_PUSH(a, to->name, to->n, to->cap, name);
}

static void sort_names(Names *n)
{
    if (n->n)
        qsort(n->name, (size_t)n->n, sizeof *n->name, by_name);
}

static bool holds(const Names *n, const char *name)
{
    for (int i = 0; i < n->n; i++)
        if (!strcmp(n->name[i], name))
            return true;
    return false;
}

/* "a b c", cut off where the list grows long. */
static const char *names_text(Arena *a, const Names *n)
{
    char text[400];
    name_list(text, sizeof text, n->name, n->n);
    return arena_strdup(a, text);
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool same_letters(const char *a, const char *b)
{
    while (*a && ascii_lower((unsigned char)*a) == *b)
        a++, b++;
    return !*a && !*b;
}

/* What systems and file managers leave behind; passed over without a word, as hidden files are. */
static bool is_junk(const char *name)
{
    static const char *const junk[] = {"thumbs.db", "desktop.ini", "__macosx", "@eadir"};
    for (size_t i = 0; i < sizeof junk / sizeof *junk; i++)
        if (same_letters(name, junk[i]))
            return true;
    return name[0] == '.';
}

static void close_folder(void *d) { closedir(d); }

/* The names in a folder, sorted, without hidden ones. */
static bool read_folder(FolderList *f, const char *path, Names *out)
{
    DIR *d = opendir(path);
    struct dirent *e;
    if (!d)
        return err_set(f->err, "cannot open folder %s: %s", path, err_reason(errno));
    arena_own(f->arena, d, close_folder);
    while (errno = 0, (e = readdir(d)) != NULL)
        if (!is_junk(e->d_name))
            add_name(f->arena, out, arena_strdup(f->arena, e->d_name));
    int why = errno;
    arena_release(f->arena, d);
    if (why)
        return err_set(f->err, "cannot read folder %s: %s", path, err_reason(why));
    sort_names(out);
    return true;
}

/* ---- what is no picture ---- */

static void leave_out(FolderList *f, bool picture, const char *kind)
{
    for (int i = 0; i < f->n_left; i++)
        if (f->left[i].picture == picture && !strcmp(f->left[i].kind, kind)) {
            f->left[i].n++;
            return;
        }
    if (f->n_left >= KINDS_MOST && strcmp(kind, "others")) {
        leave_out(f, picture, "others");
        return;
    }
    KindCount one = {picture, arena_strdup(f->arena, kind), 1};
    ARENA_PUSH(f->arena, f->left, f->n_left, f->cap_left, one);
}

static bool is_picture_name(const char *name)
{
    static const char *const ends[] = {".jpg", ".jpeg", ".png", ".ppm",
                                       ".pgm", ".webp", ".bmp", ".gif"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
        if (same_letters(dot, ends[i]))
            return true;
    return false;
}

/* By its first bytes. What only its name calls a picture counts, too, and what cannot be read:
 * reading it says what is wrong with it. */
static bool is_picture(FolderList *f, const char *path, const char *name)
{
    if (f->sounds) {
        const char *end = strrchr(name, '.');
        if (wav_is(path, NULL) || (end && same_letters(end, ".wav")))
            return true;
        leave_out(f, false, end && end != name && strlen(end) < 12 ? end : "without an ending");
        return false;
    }
    uint8_t head[32];
    int n = file_head(path, head, sizeof head, NULL);
    if (n < 0 || image_known(head, (size_t)n))
        return true;
    const char *other = image_unread_kind(head, (size_t)n), *dot = strrchr(name, '.');
    if (!other && is_picture_name(name))
        return true;
    bool ending = dot && dot != name && strlen(dot) < 12;
    leave_out(f, other != NULL, other ? other : ending ? dot : "without an ending");
    return false;
}

/* "pictures": what the data set is of. */
static const char *things(const FolderList *f) { return f->sounds ? "WAV files" : "pictures"; }

static void add_note(FolderList *f, const char *text) { add_name(f->arena, &f->notes, text); }

static int by_kind(const void *a, const void *b)
{
    return strcmp(((const KindCount *)a)->kind, ((const KindCount *)b)->kind);
}

/* "left out of d/train, kinds of pictures that netc does not read: 2 HEIC, 1 TIFF". */
static void note_kinds(FolderList *f, bool pictures)
{
    const char *text = NULL;
    int named = 0, more = 0;
    bool sounds = false;
    for (int i = 0; i < f->n_left; i++) {
        if (f->left[i].picture != pictures)
            continue;
        sounds |= !strcmp(f->left[i].kind, ".wav");
        if (named++ < KINDS_NAMED)
            text = arena_printf(f->arena, "%s%s%d %s", text ? text : "", text ? ", " : "",
                                f->left[i].n, f->left[i].kind);
        else
            more += f->left[i].n;
    }
    if (more)
        text = arena_printf(f->arena, "%s, %d others", text, more);
    if (text)
        add_note(f, arena_printf(f->arena, "left out of %s, %s: %s%s", f->root,
                                 pictures    ? "kinds of pictures that netc does not read"
                                 : f->sounds ? "files that are no WAV files"
                                             : "files that are no pictures",
                                 text, !f->sounds && sounds ? "; `data wav` reads these" : ""));
}

static void note_left(FolderList *f)
{
    if (f->n_left)
        qsort(f->left, (size_t)f->n_left, sizeof *f->left, by_kind);
    note_kinds(f, true);
    note_kinds(f, false);
}

/* ---- the sets ---- */

typedef struct Sets {
    const char *train, *test, *val;
} Sets; /* paths; NULL: there is none */

static const char *set_folder(FolderList *f, const char *name)
{
    const char *path = arena_printf(f->arena, "%s/%s", f->req->path, name);
    return is_folder(path) ? path : NULL;
}

/* val/, valid/ or validation/; at most one of them. */
static bool find_validation(FolderList *f, Sets *s)
{
    static const char *const names[] = {"val", "valid", "validation"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = set_folder(f, names[i]);
        if (path && s->val)
            return err_set(f->err,
                           "%s holds both %s and %s: which one validates? Rename or remove one",
                           f->req->path, s->val, path);
        if (path)
            s->val = path;
    }
    return true;
}

static bool find_sets(FolderList *f, Sets *s)
{
    const char *path = f->req->path;
    *s = (Sets){set_folder(f, "train"), set_folder(f, "test"), NULL};
    if (!is_folder(path))
        return err_set(f->err,
                       "cannot open folder %s: %s; expected %s/train/CLASS/PICTURE and "
                       "%s/test/CLASS/PICTURE, or %s/CLASS/PICTURE",
                       path, errno == ENOENT ? "it does not exist" : "it is no folder", path, path,
                       path);
    f->flat = !s->train && !s->test;
    return f->flat || find_validation(f, s);
}

/* "; did you mean d/Train?": a folder whose name differs from a set's in capitals only. */
static const char *alike(FolderList *f, const char *set)
{
    Names all = {0};
    Err *err = f->err;
    f->err = NULL; /* only a hint is looked for */
    bool read = read_folder(f, f->req->path, &all);
    f->err = err;
    for (int i = 0; read && i < all.n; i++)
        if (same_letters(all.name[i], set))
            return arena_printf(f->arena, "; did you mean %s/%s?", f->req->path, all.name[i]);
    return "";
}

/* The folder of the split that is asked for. */
static bool choose_root(FolderList *f, const Sets *s)
{
    const char *path = f->req->path;
    f->own_validation = s->val != NULL;
    f->set = f->req->split == DATASET_TRAIN ? "training" : "test";
    if (f->flat)
        f->root = path;
    else if (f->req->split == DATASET_TRAIN)
        f->root = s->train;
    else if (f->req->split == DATASET_VALIDATION)
        f->root = s->val ? s->val : s->test;
    else
        f->root = s->test ? s->test : s->val;
    if (f->root && f->root == s->val)
        f->set = "validation";
    if (!f->root && f->req->split == DATASET_VALIDATION)
        return err_set(f->err,
                       "missing folder %s/val or %s/test%s: nothing validates the training; "
                       "`validation 0.1` in the train section holds out a tenth of the training "
                       "pictures",
                       path, path, alike(f, "test"));
    if (!f->root) {
        const char *set = f->req->split == DATASET_TRAIN ? "train" : "test";
        return err_set(f->err, "missing folder %s/%s: %s holds %s only%s", path, set, path,
                       s->train ? "train" : "test", alike(f, set));
    }
    if (f->req->split == DATASET_VALIDATION && f->flat)
        add_note(f, arena_printf(f->arena,
                                 "%s has no val folder: every fifth picture of a class validates, "
                                 "and `netc eval` will judge by "
                                 "the same pictures",
                                 path));
    if (f->req->split == DATASET_VALIDATION && !f->flat && !s->val)
        add_note(f, arena_printf(f->arena,
                                 "%s has no val folder: %s validates, and `netc eval` will judge "
                                 "by the same pictures",
                                 path, s->test));
    if (f->req->split == DATASET_TEST && !f->flat && !s->test)
        add_note(f, arena_printf(f->arena,
                                 "%s has no test folder: the pictures of %s, which validate the "
                                 "training, are judged",
                                 path, s->val));
    return true;
}

/* Folders beside train, test and val, which nothing reads. */
static bool note_others(FolderList *f)
{
    static const char *const sets[] = {"train", "test", "val", "valid", "validation"};
    Names all = {0}, others = {0};
    if (f->flat || f->req->split == DATASET_VALIDATION)
        return true;
    if (!read_folder(f, f->req->path, &all))
        return false;
    for (int i = 0; i < all.n; i++) {
        bool set = false;
        for (size_t k = 0; k < sizeof sets / sizeof *sets; k++)
            set = set || !strcmp(all.name[i], sets[k]);
        if (!set && is_folder(arena_printf(f->arena, "%s/%s", f->req->path, all.name[i])))
            add_name(f->arena, &others, all.name[i]);
    }
    if (others.n)
        add_note(f, arena_printf(f->arena,
                                 "%s: the folder%s %s %s neither train, val nor test: not used",
                                 f->req->path, others.n == 1 ? "" : "s",
                                 names_text(f->arena, &others), others.n == 1 ? "is" : "are"));
    return true;
}

/* ---- the classes ---- */

static bool class_folders(FolderList *f, const char *root, Names *out)
{
    Names all = {0};
    if (!read_folder(f, root, &all))
        return false;
    for (int i = 0; i < all.n; i++)
        if (is_folder(arena_printf(f->arena, "%s/%s", root, all.name[i])))
            add_name(f->arena, out, all.name[i]);
    if (out->n == 0)
        return err_set(f->err, "%s holds no class folders; expected %s/CLASS/PICTURE", root, root);
    return true;
}

/* Without train/ and test/ all folders are classes: "Training" and "Test" are hardly meant so. */
static bool no_sets_as_classes(FolderList *f, const Names *found)
{
    static const char *const sets[] = {"train", "training", "test", "testing", "val", "validation"};
    Names labels = {(const char **)f->req->labels, f->req->n_labels, 0}, like = {0};
    for (int i = 0; i < found->n; i++)
        for (size_t k = 0; k < sizeof sets / sizeof *sets; k++)
            if (same_letters(found->name[i], sets[k]) && !holds(&labels, found->name[i]))
                add_name(f->arena, &like, found->name[i]);
    if (!like.n)
        return true;
    return err_set(f->err,
                   "%s has neither a train nor a test folder, so each of its folders would be a "
                   "class, also %s; rename the sets to "
                   "train, val and test (a class of such a name must be one of the net's `labels`)",
                   f->req->path, names_text(f->arena, &like));
}

/* The names in `a` that are not in `b`. */
static Names without(FolderList *f, const Names *a, const Names *b)
{
    Names out = {0};
    for (int i = 0; i < a->n; i++)
        if (!holds(b, a->name[i]))
            add_name(f->arena, &out, a->name[i]);
    return out;
}

static const char *guess(FolderList *f, const char *word, const Names *known)
{
    const char *near = nearest_word(word, known->name, known->n);
    return near ? arena_printf(f->arena, " (did you mean %s?)", near) : "";
}

/* Does the name hold an accent as a character of its own (U+0300 to U+036F), as macOS writes names?
 */
static bool accents_apart(const char *name)
{
    const unsigned char *p = (const unsigned char *)name;
    for (; p[0]; p++)
        if ((p[0] == 0xCC && p[1] >= 0x80) || (p[0] == 0xCD && p[1] >= 0x80 && p[1] < 0xB0))
            return true;
    return false;
}

static bool beyond_ascii(const char *name)
{
    while (*name && (unsigned char)*name < 128)
        name++;
    return *name;
}

/* Two spellings of one name that look alike: the message would name it twice. */
static const char *alike_hint(const Names *a, const Names *b)
{
    for (int i = 0; i < a->n; i++)
        for (int k = 0; k < b->n; k++)
            if (beyond_ascii(a->name[i]) && beyond_ascii(b->name[k]) &&
                accents_apart(a->name[i]) != accents_apart(b->name[k]))
                return "; names are compared byte by byte, and one has letter and accent as two "
                       "characters (as macOS writes them), the other as one";
    return "";
}

/* The training folder must hold every label, and no other class. Only the difference is said. */
static bool training_is_labels(FolderList *f, const Names *found)
{
    Names more = without(f, found, &f->classes), less = without(f, &f->classes, found);
    if (!more.n && !less.n && found->n == f->classes.n)
        return true;
    if (!more.n && !less.n)
        return err_set(f->err, "the net's labels name a class twice");
    return err_set(
        f->err, "the class folders of %s are not the net's labels%s%s%s%s%s%s", f->root,
        more.n ? "; folders without a label: " : "", more.n ? names_text(f->arena, &more) : "",
        less.n ? "; labels without a folder: " : "", less.n ? names_text(f->arena, &less) : "",
        more.n ? guess(f, more.name[0], less.n ? &less : &f->classes) : "",
        alike_hint(&more, &less));
}

/* Any other set may lack classes, but not have one of its own. */
static bool all_known(FolderList *f, const Names *found, const char *where)
{
    Names more = without(f, found, &f->classes);
    if (!more.n)
        return true;
    if (f->req->some_classes) {
        add_note(f, arena_printf(f->arena, "%s holds classes that %s, not used: %s", f->root, where,
                                 names_text(f->arena, &more)));
        return true;
    }
    return err_set(f->err, "%s holds %s that %s: %s%s (known: %s)%s", f->root,
                   more.n == 1 ? "a class" : "classes", where, names_text(f->arena, &more),
                   guess(f, more.name[0], &f->classes), names_text(f->arena, &f->classes),
                   alike_hint(&more, &f->classes));
}

/* The classes of the data that the train section names, when these here are others: what the net
 * learnt, as far as can be known. */
static Names trained_classes(FolderList *f)
{
    const char *path = f->req->trained_on;
    Names out = {0};
    if (!path || !is_folder(path) || !strcmp(path, f->req->path))
        return out;
    const char *train = arena_printf(f->arena, "%s/train", path);
    Err *err = f->err;
    f->err = NULL; /* that they cannot be read matters to nobody here */
    if (!class_folders(f, is_folder(train) ? train : path, &out))
        out.n = 0;
    f->err = err;
    return out;
}

/* Those that the net's weights were trained on, where they say so. */
static Names known_classes(FolderList *f)
{
    Names out = {0};
    for (int i = 0; f->req->known && i < f->req->n_known; i++)
        add_name(f->arena, &out, arena_strdup(f->arena, f->req->known[i]));
    return out;
}

/* Numbers the classes as the net's weights do, where these say it and know all of `own`, the
 * folders of `source`; where they say it otherwise, feed_knows_classes finds it. Else as the
 * folders are sorted; where the net tells another number of classes apart, by the data of the train
 * section if these have as many, and among them all of `own`. `alone`: source is no training
 * folder. */
static bool numbered_by(FolderList *f, const Names *own, const char *source, bool alone)
{
    int wanted = f->req->n_outputs;
    f->classes = *own;
    if (!wanted)
        return true;
    Names known = known_classes(f);
    if (known.n == wanted) {
        f->classes = without(f, own, &known).n ? *own : known;
        return true;
    }
    Names trained = own->n == wanted ? (Names){0} : trained_classes(f);
    if (trained.n == wanted && !without(f, own, &trained).n) {
        f->classes = trained;
        add_note(f, arena_printf(f->arena,
                                 "%s has %d of the %d classes of %s, the data of the train "
                                 "section, which number them",
                                 source, own->n, wanted, f->req->trained_on));
    } else if (own->n != wanted && alone) {
        return err_set(f->err,
                       "%s has %d class folders, but the net tells %d classes apart, and neither "
                       "`labels` nor a folder %s/train says "
                       "which is which",
                       source, own->n, wanted, f->req->path);
    } else if (own->n != wanted || alone) {
        add_note(f, arena_printf(f->arena,
                                 "the classes of %s, %d of the %d that the net tells apart, are "
                                 "numbered as its folders are sorted; "
                                 "`labels` in the net would name them",
                                 source, own->n, wanted));
    }
    return true;
}

/* Numbers the classes, from the labels or the training folder, once for all sets. */
static bool number_classes(FolderList *f, const Sets *s)
{
    const DatasetRequest *r = f->req;
    Names found = {0}, own = {0};
    if (!class_folders(f, f->root, &found) || (f->flat && !no_sets_as_classes(f, &found)))
        return false;
    if (r->labels) {
        for (int i = 0; i < r->n_labels; i++)
            add_name(f->arena, &f->classes, arena_strdup(f->arena, r->labels[i]));
        return r->split == DATASET_TRAIN ? training_is_labels(f, &found)
                                         : all_known(f, &found, "the net's labels lack");
    }
    if (r->split == DATASET_TRAIN || (f->flat && r->split == DATASET_VALIDATION)) {
        f->classes = found;
        return true;
    }
    if (f->flat)
        return numbered_by(f, &found, f->root, false);
    if (!s->train)
        return numbered_by(f, &found, f->root, true);
    if (!class_folders(f, s->train, &own))
        return false;
    f->classes = own;
    return (r->split == DATASET_VALIDATION || numbered_by(f, &own, s->train, false)) &&
           all_known(f, &found, arena_printf(f->arena, "%s lacks", s->train));
}

/* ---- the pictures ---- */

typedef struct Inode {
    dev_t dev;
    ino_t ino;
} Inode;

typedef struct Walk { /* of one class */
    FolderList *f;
    const char *folder; /* the class's */
    Names found;        /* paths below it */
    Inode *seen;
    int n_seen, cap_seen;
} Walk;

static bool enter(Walk *w, const struct stat *st)
{
    for (int i = 0; i < w->n_seen; i++)
        if (w->seen[i].dev == st->st_dev && w->seen[i].ino == st->st_ino)
            return false;
    Inode one = {st->st_dev, st->st_ino};
    ARENA_PUSH(w->f->arena, w->seen, w->n_seen, w->cap_seen, one);
    return true;
}

static bool walk(Walk *w, const char *below, int depth);

static bool take(Walk *w, const char *below, const char *name, int depth)
{
    FolderList *f = w->f;
    struct stat st;
    const char *path = arena_printf(f->arena, "%s/%s", w->folder, below);
    if (stat(path, &st)) {
        leave_out(f, false,
                  errno == ENOENT  ? "links to nothing"
                  : errno == ELOOP ? "links in a circle"
                                   : "that cannot be looked at");
        return true;
    }
    if (S_ISDIR(st.st_mode))
        return !enter(w, &st) || walk(w, below, depth + 1);
    if (!S_ISREG(st.st_mode))
        leave_out(f, false, "pipes, sockets or devices");
    else if (is_picture(f, path, name))
        add_name(f->arena, &w->found, below);
    return true;
}

/* The pictures of a folder and of those in it. `below`: its path from the class's folder; NULL:
 * that one. */
static bool walk(Walk *w, const char *below, int depth)
{
    Arena *a = w->f->arena;
    const char *path = below ? arena_printf(a, "%s/%s", w->folder, below) : w->folder;
    Names all = {0};
    if (depth > DEPTH)
        return err_set(w->f->err, "%s: more than %d folders in one another", path, DEPTH);
    if (!read_folder(w->f, path, &all))
        return false;
    for (int i = 0; i < all.n; i++)
        if (!take(w, below ? arena_printf(a, "%s/%s", below, all.name[i]) : all.name[i],
                  all.name[i], depth))
            return false;
    return true;
}

/* The folder and all that it lies in: a link up to one of these would bring pictures of other
 * classes in, or whatever lies beside the data set. */
static void enter_all_above(Walk *w, const char *path)
{
    struct stat st, before = {0};
    for (int i = 0; i < DEPTH && !stat(path, &st); i++) {
        if (i && st.st_ino == before.st_ino && st.st_dev == before.st_dev) /* the root */
            return;
        enter(w, &st);
        before = st;
        path = arena_printf(w->f->arena, "%s/..", path);
    }
}

static bool list_class(FolderList *f, int c)
{
    struct stat st;
    Walk w = {.f = f, .folder = arena_printf(f->arena, "%s/%s", f->root, f->classes.name[c])};
    enter_all_above(&w, f->req->path);
    if (!stat(f->root, &st))
        enter(&w, &st);
    if (stat(w.folder, &st)) /* a class that this set lacks */
        return true;
    enter(&w, &st);
    if (!walk(&w, NULL, 0))
        return false;
    sort_names(&w.found);
    for (int i = 0; i < w.found.n; i++) {
        bool tests = i % EVERY == EVERY - 1;
        if (f->flat && tests != (f->req->split != DATASET_TRAIN))
            continue;
        ListedPicture p = {arena_printf(f->arena, "%s/%s", w.folder, w.found.name[i]), c};
        ARENA_PUSH(f->arena, f->pictures, f->n, f->cap, p);
    }
    return true;
}

/* Pictures in no class folder. */
static bool note_loose(FolderList *f)
{
    Names all = {0};
    int loose = 0;
    if (!read_folder(f, f->root, &all))
        return false;
    for (int i = 0; i < all.n; i++) {
        struct stat st;
        const char *path = arena_printf(f->arena, "%s/%s", f->root, all.name[i]);
        if (!stat(path, &st) && S_ISREG(st.st_mode))
            loose += is_picture(f, path, all.name[i]);
    }
    if (loose)
        add_note(f, arena_printf(f->arena, "%d %s%s in %s %s in no class folder: left out", loose,
                                 f->sounds ? "WAV file" : "picture", loose == 1 ? "" : "s", f->root,
                                 loose == 1 ? "lies" : "lie"));
    return true;
}

bool folder_list(FolderList *f)
{
    Sets sets;
    if (!find_sets(f, &sets) || !choose_root(f, &sets) || !number_classes(f, &sets) ||
        !note_others(f))
        return false;
    for (int c = 0; c < f->classes.n; c++)
        if (!list_class(f, c))
            return false;
    int before = f->notes.n;
    if (!note_loose(f))
        return false;
    note_left(f);
    f->hint = "";
    for (int k = before; k < f->notes.n; k++)
        f->hint = arena_printf(f->arena, "%s; %s", f->hint, f->notes.name[k]);
    if (f->req->split == DATASET_VALIDATION && f->flat) /* the training set has said it */
        f->notes.n = before;
    if (f->n)
        return true;
    return err_set(f->err, "%s holds no %s %s%s%s%s%s%s", f->root, f->set, things(f),
                   f->sounds ? "" : " (", f->sounds ? "" : image_kinds, f->sounds ? "" : ")",
                   f->flat ? "; without train and test folders every fifth one of a class is "
                             "for testing"
                           : "",
                   f->hint);
}
