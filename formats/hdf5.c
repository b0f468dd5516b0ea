/* HDF5 files through libhdf5: every data set with its path and shape, read as float32 whatever its
 * float type, byte order, storage (contiguous, chunked, compressed); and Keras' layout of a model's
 * weights, written. The library's own error printing is off within each call; its innermost reason
 * becomes part of our message. Only hard links are followed: a soft or external link could lead out
 * of the file. A damaged file can make libhdf5 crash, so that it reads only in a child process
 * (guarded.h). Writing builds the file in memory, so that it appears whole or not at all. */
#include "formats/tensors.h"
#include "base/fileio.h"
#include "formats/guarded.h"
#include <hdf5.h>
#include <signal.h>
#include <poll.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/wait.h>
#include <sys/stat.h>
#include <sys/resource.h>
#include <sys/mman.h>
#include <errno.h>

/* A path of the language has 1000 letters, and Keras' layout has a layer's twice. */
enum { MAX_DEPTH = 32, MAX_NAME = 4096 };

/* ---- errors ---- */

typedef struct Quiet {
    H5E_auto2_t print;
    void *user;
} Quiet;

static Quiet quiet_begin(void)
{
    Quiet q = {NULL, NULL};
    H5Eget_auto2(H5E_DEFAULT, &q.print, &q.user);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    H5Eclear2(H5E_DEFAULT);
    return q;
}

static void quiet_end(Quiet q)
{
    H5Eclear2(H5E_DEFAULT);
    H5Eset_auto2(H5E_DEFAULT, q.print, q.user);
}

static herr_t keep_reason(unsigned n, const H5E_error2_t *e, void *user)
{
    char *text = user;
    if (n == 0 && e->desc)
        snprintf(text, 200, "%s", e->desc);
    return 0;
}

/* "PATH: what: the innermost reason" */
static bool failed(const char *path, const char *what, Err *err)
{
    char reason[200] = "no reason given; memory may lack";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_reason, reason);
    if (strstr(reason, "memory allocation failed") || strstr(reason, "unable to allocate") ||
        strstr(reason, "H5MM_") || strstr(reason, "string duplication failed"))
        return err_set(err, "%s: damaged HDF5 file (the reader took too much memory)", path);
    if (!strncmp(reason, "truncated", 9))
        what = "the HDF5 file is truncated";
    return err_set(err, "%s: %s (%s)", path, what, reason);
}

/* ---- reading: all of it in the child, up to `reader` ---- */

static hid_t *file_of(const TensorFile *f) { return f->handle; }

/* Each chunk went through every filter, or has all its bytes: libhdf5 1.10 would read past one that
 * was not inflated. */
static bool chunks_there(hid_t set, hid_t space, hid_t create, size_t size)
{
    hsize_t n = 0, dim[H5S_MAX_RANK], at[H5S_MAX_RANK];
    int rank = H5Pget_chunk(create, H5S_MAX_RANK, dim), filters = H5Pget_nfilters(create);
    hsize_t want = size;
    if (rank < 0 || filters < 0 || H5Dget_num_chunks(set, space, &n) < 0)
        return false;
    for (int i = 0; i < rank; i++)
        want *= dim[i];
    for (hsize_t i = 0; i < n; i++) {
        unsigned skipped = 0;
        haddr_t place;
        hsize_t bytes = 0;
        if (H5Dget_chunk_info(set, space, i, at, &skipped, &place, &bytes) < 0)
            return false;
        if (bytes < want && (filters == 0 || skipped))
            return false;
    }
    return true;
}

/* The numbers lie in other files, or are put together from other data sets. */
static bool is_elsewhere(hid_t create)
{
    return H5Pget_layout(create) == H5D_VIRTUAL || H5Pget_external_count(create) > 0;
}

/* Whether the data set stores as many bytes as its shape needs, or none: then all are fill values.
 */
static bool bytes_there(hid_t set, hid_t space, hid_t type, hid_t create)
{
    hssize_t n = H5Sget_simple_extent_npoints(space);
    H5D_layout_t layout = H5Pget_layout(create);
    hsize_t stored = H5Dget_storage_size(set);
    size_t size = H5Tget_size(type);
    if (n < 0 || size == 0)
        return false;
    if (layout == H5D_CHUNKED)
        return chunks_there(set, space, create, size);
    return (layout == H5D_COMPACT || layout == H5D_CONTIGUOUS) &&
           (stored == 0 || stored / size >= (hsize_t)n);
}

static bool check_storage(const TensorFile *f, hid_t set, const char *name, hid_t space, hid_t type,
                          Err *err)
{
    hid_t create = H5Dget_create_plist(set);
    if (create < 0)
        return failed(f->path, "the HDF5 file is damaged, or memory lacks", err);
    bool ok = true;
    if (is_elsewhere(create))
        ok = err_set(err,
                     "%s: data set `%s` has its numbers elsewhere (external or virtual storage), "
                     "which is not read: save it whole",
                     f->path, name);
    else if (!bytes_there(set, space, type, create))
        ok = err_set(
            err,
            "%s: damaged: data set `%s` has not the bytes that its shape needs, or memory lacks",
            f->path, name);
    H5Pclose(create);
    return ok;
}

static bool add_dataset(TensorFile *f, hid_t set, const char *name, Err *err)
{
    hid_t space = H5Dget_space(set), type = H5Dget_type(set);
    hsize_t dim[H5S_MAX_RANK];
    int64_t d[TENSOR_MAX_RANK] = {0};
    int rank = space < 0 ? -1 : H5Sget_simple_extent_dims(space, dim, NULL);
    H5T_class_t class = type < 0 ? H5T_NO_CLASS : H5Tget_class(type);
    static const char *const class_names[] = {
        [H5T_INTEGER] = "whole numbers", [H5T_STRING] = "text", [H5T_FLOAT] = "floats"};
    const char *what = class >= 0 && class <= H5T_STRING && class_names[class] ? class_names[class]
                       : class == H5T_OPAQUE && H5Tget_size(type) == 2
                           ? "two bytes for each number and does not say what they are, as Keras "
                             "writes bfloat16 (save it with `keras.config.set_dtype_policy"
                             "(\"float32\")`, or as safetensors)"
                           : "no plain numbers";
    bool null = space >= 0 && H5Sget_simple_extent_type(space) == H5S_NULL;
    bool ok = (rank >= 0 && type >= 0) ||
              failed(f->path, "the HDF5 file is damaged, or memory lacks", err);
    ok = ok && (null || check_storage(f, set, name, space, type, err));
    if (ok && f->n >= TENSORS_MOST)
        ok = err_set(err, "%s: more than %d data sets", f->path, TENSORS_MOST);
    for (int i = 0; ok && i < rank && i < TENSOR_MAX_RANK; i++)
        d[i] = dim[i] > INT64_MAX ? INT64_MAX : (int64_t)dim[i];
    ok = ok && (null || tensors_add(f, name, rank, d, what, class == H5T_FLOAT, err));
    if (type >= 0)
        H5Tclose(type);
    if (space >= 0)
        H5Sclose(space);
    return ok;
}

/* ---- attributes: what the file says of itself ---- */

enum { MAX_STRINGS = 100000, MAX_TEXT = 64 << 20 };

typedef struct Strings {
    Arena *a;
    const char *path; /* of the file, for messages */
    char **vary;
    const char *fixed;
    size_t width;
    hssize_t n;
    const char **out;
} Strings;

/* Under arena_try, since an attribute is open meanwhile. */
static bool copy_strings(void *arg)
{
    Strings *s = arg;
    s->out = ARENA_ARRAY(s->a, const char *, (size_t)s->n + 1);
    for (hssize_t i = 0; i < s->n; i++) {
        const char *fixed = s->fixed ? s->fixed + (size_t)i * s->width : NULL;
        s->out[i] = fixed ? arena_strndup(s->a, fixed, strnlen(fixed, s->width))
                          : arena_strdup(s->a, s->vary[i] ? s->vary[i] : "");
    }
    return true;
}

typedef enum Got { GOT_NOTHING, GOT_STRINGS, GOT_ERROR } Got;

/* An attribute that is there and cannot be read: without it other layers would seem to be meant. */
static Got unread(const Strings *s, bool memory, Err *err)
{
    if (memory)
        failed(s->path, "an attribute cannot be read: the HDF5 file is damaged, or memory lacks",
               err);
    else
        err_set(err, "%s: out of memory (an attribute)", s->path);
    return GOT_ERROR;
}

static Got read_vary(Strings *s, hid_t attribute, hid_t type, hid_t space, Err *err)
{
    hid_t memory = H5Tcopy(H5T_C_S1);
    Got got;
    s->vary = calloc((size_t)s->n + 1, sizeof *s->vary);
    H5Tset_size(memory, H5T_VARIABLE);
    H5Tset_cset(memory, H5Tget_cset(type));
    if (s->vary && H5Aread(attribute, memory, s->vary) >= 0) {
        got = arena_try(s->a, copy_strings, s, err) ? GOT_STRINGS : GOT_ERROR;
        H5Dvlen_reclaim(memory, space, H5P_DEFAULT, s->vary);
    } else {
        got = unread(s, s->vary != NULL, err);
    }
    free(s->vary);
    H5Tclose(memory);
    return got;
}

static Got read_fixed(Strings *s, hid_t attribute, hid_t type, Err *err)
{
    char *text = calloc((size_t)s->n + 1, s->width);
    Got got;
    s->fixed = text;
    if (text && (s->n == 0 || H5Aread(attribute, type, text) >= 0))
        got = arena_try(s->a, copy_strings, s, err) ? GOT_STRINGS : GOT_ERROR;
    else
        got = unread(s, text != NULL, err);
    free(text);
    return got;
}

/* Strings of fixed or variable length, a scalar or a list; anything else is no note. h5py writes an
 * empty list as numbers. */
static Got read_strings(Strings *s, hid_t attribute, Err *err)
{
    hid_t type = H5Aget_type(attribute), space = H5Aget_space(attribute);
    Got got = GOT_NOTHING;
    s->n = space < 0 ? -1 : H5Sget_simple_extent_npoints(space);
    s->width = type < 0 ? 0 : H5Tget_size(type);
    bool text = type >= 0 && H5Tget_class(type) == H5T_STRING && s->n >= 0 && s->n <= MAX_STRINGS;
    if (type < 0 || space < 0)
        got = unread(s, true, err);
    else if (text && H5Tis_variable_str(type) > 0)
        got = read_vary(s, attribute, type, space, err);
    else if ((text && s->width > 0 && (size_t)s->n <= MAX_TEXT / s->width) || s->n == 0)
        got = read_fixed(s, attribute, type, err);
    if (space >= 0)
        H5Sclose(space);
    if (type >= 0)
        H5Tclose(type);
    return got;
}

static Got read_attribute(Strings *s, hid_t group, const char *key, Err *err)
{
    const htri_t there = H5Aexists(group, key);
    if (there <= 0)
        return there < 0 ? unread(s, true, err) : GOT_NOTHING;
    hid_t attribute = H5Aopen(group, key, H5P_DEFAULT);
    Got got = attribute < 0 ? unread(s, true, err) : read_strings(s, attribute, err);
    if (attribute >= 0)
        H5Aclose(attribute);
    return got;
}

/* Keras splits a list that is too long for an attribute: layer_names0, layer_names1 ... */
static bool note_parts(TensorFile *f, hid_t group, const char *at, const char *key, Err *err)
{
    const char **all = NULL;
    int n = 0, cap = 0;
    Got got = GOT_STRINGS;
    for (int part = 0; part < MAX_STRINGS && got == GOT_STRINGS; part++) {
        Strings s = {.a = f->arena, .path = f->path};
        char name[40];
        snprintf(name, sizeof name, "%s%d", key, part);
        got = read_attribute(&s, group, name, err);
        for (hssize_t i = 0; got == GOT_STRINGS && i < s.n; i++)
            ARENA_PUSH(f->arena, all, n, cap, s.out[i]);
    }
    if (all)
        tensors_note(f, at, key, all, n);
    return got != GOT_ERROR;
}

static bool note_group(TensorFile *f, hid_t group, const char *at, Err *err)
{
    static const char *const keys[] = {"model_config", "keras_version", "backend", "producer",
                                       "layer_names",  "weight_names",  "name"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        Strings s = {.a = f->arena, .path = f->path};
        Got got = read_attribute(&s, group, keys[i], err);
        if (got == GOT_ERROR)
            return false;
        if (got == GOT_STRINGS)
            tensors_note(f, at, keys[i], s.out, (int)s.n);
        else if (!note_parts(f, group, at, keys[i], err))
            return false;
    }
    return true;
}

typedef struct Noting {
    TensorFile *f;
    hid_t group;
    const char *at;
    Err *err;
} Noting;

static bool note(void *arg)
{
    const Noting *n = arg;
    return note_group(n->f, n->group, n->at, n->err);
}

typedef struct Walk {
    TensorFile *f;
    const char *prefix;
    int depth;
    bool told;
    Err *err;
} Walk;

static bool walk(TensorFile *f, hid_t group, const char *prefix, int depth, Err *err);

static bool walk_object(const Walk *w, hid_t group, const char *name, const char *path)
{
    hid_t object = H5Oopen(group, name, H5P_DEFAULT);
    if (object < 0)
        return failed(w->f->path, "the HDF5 file is damaged, or memory lacks", w->err);
    H5I_type_t type = H5Iget_type(object);
    bool ok = type == H5I_GROUP ? walk(w->f, object, path, w->depth + 1, w->err)
                                : type != H5I_DATASET || add_dataset(w->f, object, path, w->err);
    H5Oclose(object);
    return ok;
}

/* A link that is not followed is noted, so that a message can say where a missing tensor went. */
static herr_t walk_link(hid_t group, const char *name, const H5L_info_t *link, void *arg)
{
    Walk *w = arg;
    char *path = malloc(MAX_NAME); /* not on the stack, of which each level would take as much */
    int n = path ? snprintf(path, MAX_NAME, "%s%s%s", w->prefix, *w->prefix ? "/" : "", name) : 0;
    bool ok = n < MAX_NAME && w->depth <= MAX_DEPTH;
    const char *first = path;
    if (!path)
        ok = err_set(w->err, "%s: out of memory", w->f->path);
    else if (!ok)
        err_set(w->err, "%s: group `%.100s...` is nested too deeply, or its name too long",
                w->f->path, path);
    else if (link->type == H5L_TYPE_HARD)
        ok = walk_object(w, group, name, path);
    else if (!tensors_find_note(w->f, "", "link"))
        tensors_note(w->f, "", "link", &first, 1);
    free(path);
    w->told = !ok;
    return ok ? 0 : -1;
}

/* By iteration: a link's name by its number would be counted out anew for each. */
static bool walk(TensorFile *f, hid_t group, const char *prefix, int depth, Err *err)
{
    Walk w = {f, prefix, depth, false, err};
    if (!arena_try(f->arena, note, &(Noting){f, group, prefix, err}, err))
        return false;
    if (H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, NULL, walk_link, &w) >= 0)
        return true;
    return !w.told && failed(f->path, "the HDF5 file is damaged, or memory lacks", err);
}

/* The file's bytes are taken where they are: libhdf5 would copy an image twice. The file is never
 * written, so no other call comes. */
typedef struct Image {
    void *bytes;
} Image;

static void *image_place(size_t size, H5FD_file_image_op_t op, void *image)
{
    return (void)size, (void)op, ((Image *)image)->bytes;
}
static void *image_same(void *to, const void *from, size_t size, H5FD_file_image_op_t op,
                        void *image)
{
    return (void)size, (void)op, (void)image, to == from ? to : NULL;
}
static void *image_grow(void *p, size_t size, H5FD_file_image_op_t op, void *image)
{
    return (void)p, (void)size, (void)op, (void)image, NULL;
}
static herr_t image_keep(void *p, H5FD_file_image_op_t op, void *image)
{
    return (void)p, (void)op, (void)image, 0;
}
static void *image_user(void *image) { return image; }
static herr_t image_user_keep(void *image) { return (void)image, 0; }

static hid_t open_image(TensorFile *f, void *data, size_t size)
{
    Image *image = ARENA_NEW(f->arena, Image);
    H5FD_file_image_callbacks_t calls = {image_place, image_same,      image_grow, image_keep,
                                         image_user,  image_user_keep, image};
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    image->bytes = data;
    bool ok = access >= 0 && H5Pset_fapl_core(access, 1 << 16, 0) >= 0 &&
              H5Pset_file_image_callbacks(access, &calls) >= 0 &&
              H5Pset_file_image(access, data, size) >= 0;
    return ok ? H5Fopen("image", H5F_ACC_RDONLY, access) : -1;
}

/* In the child, like all that follows. Filters are only the built-in ones: a foreign file does not
 * choose a library to load. */
static bool child_open(TensorFile *f, void *data, size_t size, Err *err)
{
    hid_t *place = ARENA_NEW(f->arena, hid_t);
    quiet_begin();
    (void)H5PLset_loading_state(0);
    *place = open_image(f, data, size);
    if (*place < 0)
        return failed(f->path, "the HDF5 file is damaged, or memory lacks", err);
    f->handle = place;
    return walk(f, *place, "", 0, err);
}

static bool child_read(TensorFile *f, int i, float *to, Err *err)
{
    char what[300];
    hid_t set = H5Dopen2(*file_of(f), f->tensor[i].name, H5P_DEFAULT);
    snprintf(what, sizeof what, "cannot read data set `%.200s`", f->tensor[i].name);
    bool ok = (set >= 0 &&
               H5Dread(set, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, to) >= 0) ||
              failed(f->path, what, err);
    if (set >= 0)
        H5Dclose(set);
    return ok;
}

static const GuardedReader reader = {"HDF5 file", 3, 100, child_open, child_read};

bool hdf5_open_fd(TensorFile *f, int fd, Err *err) { return guarded_open(f, &reader, fd, err); }

static void close_stream(void *f) { fclose(f); }

static bool hdf5_open(TensorFile *f, Err *err)
{
    uint64_t bytes;
    FILE *in = file_open_stream(f->path, &bytes, err);
    if (!in)
        return false;
    arena_own(f->arena, in, close_stream);
    bool ok = hdf5_open_fd(f, fileno(in), err);
    arena_release(f->arena, in);
    return ok;
}

const TensorKind tensor_kind_hdf5 = {"HDF5", hdf5_open, guarded_read, guarded_close};

/* ---- writing ---- */

static size_t longest(const char *const *names, int n)
{
    size_t width = 1;
    for (int i = 0; i < n; i++)
        width = strlen(names[i]) > width ? strlen(names[i]) : width;
    return width;
}

/* An attribute of fixed-length strings, as h5py writes one. n may be 0. */
static bool put_attribute(hid_t at, const char *attribute, const char *const *names, int n)
{
    size_t width = longest(names, n);
    char *text = calloc((size_t)n + 1, width);
    for (int i = 0; text && i < n; i++)
        memcpy(text + (size_t)i * width, names[i], strlen(names[i]));
    hsize_t dim = (hsize_t)n;
    hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate_simple(1, &dim, NULL);
    H5Tset_size(type, width);
    H5Tset_strpad(type, H5T_STR_NULLPAD);
    hid_t a = text ? H5Acreate2(at, attribute, type, space, H5P_DEFAULT, H5P_DEFAULT) : -1;
    bool ok = a >= 0 && H5Awrite(a, type, text) >= 0;
    if (a >= 0)
        H5Aclose(a);
    H5Sclose(space);
    H5Tclose(type);
    free(text);
    return ok;
}

/* layer_names and weight_names; what is too long for an attribute is split as Keras does. */
static bool put_names(hid_t at, const char *attribute, const char *const *names, int n)
{
    enum { ATTRIBUTE_MOST = 64512 }; /* bytes; Keras' HDF5_OBJECT_HEADER_LIMIT */
    int each = (int)(ATTRIBUTE_MOST / longest(names, n));
    bool ok = n > each || put_attribute(at, attribute, names, n);
    for (int i = 0; ok && n > each && i < n; i += each) {
        char part[60];
        snprintf(part, sizeof part, "%s%d", attribute, i / each);
        ok = put_attribute(at, part, names + i, n - i < each ? n - i : each);
    }
    return ok;
}

/* Time stamps are off: the same weights give the same bytes. */
static bool put_tensor(hid_t group, const char *name, const TensorOut *t)
{
    hsize_t dim[TENSOR_MAX_RANK] = {0};
    for (int i = 0; i < t->rank; i++)
        dim[i] = (hsize_t)t->dim[i];
    hid_t space = H5Screate_simple(t->rank, dim, NULL), create = H5Pcreate(H5P_DATASET_CREATE),
          links = H5Pcreate(H5P_LINK_CREATE);
    H5Pset_obj_track_times(create, 0);
    H5Pset_create_intermediate_group(links, 1);
    hid_t set = H5Dcreate2(group, name, H5T_IEEE_F32LE, space, links, create, H5P_DEFAULT);
    bool ok = set >= 0 &&
              H5Dwrite(set, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, t->data) >= 0;
    if (set >= 0)
        H5Dclose(set);
    H5Pclose(links);
    H5Pclose(create);
    H5Sclose(space);
    return ok;
}

/* model_weights/LAYER with weight_names, and LAYER/VAR:0 in it. */
static bool put_layer(Arena *a, hid_t weights, const TensorOut *t, int n)
{
    const char **names = ARENA_ARRAY(a, const char *, (size_t)n);
    hid_t group = H5Gcreate2(weights, t->layer, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    bool ok = group >= 0;
    for (int i = 0; ok && i < n; i++) {
        names[i] = arena_printf(a, "%s/%s:0", t[i].layer, t[i].var);
        ok = put_tensor(group, names[i], &t[i]);
    }
    ok = ok && put_names(group, "weight_names", names, n);
    if (group >= 0)
        H5Gclose(group);
    return ok;
}

/* An attribute of one text of any length. */
static bool put_text(hid_t at, const char *attribute, const char *text)
{
    hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
    H5Tset_size(type, H5T_VARIABLE);
    hid_t a = H5Acreate2(at, attribute, type, space, H5P_DEFAULT, H5P_DEFAULT);
    bool ok = a >= 0 && H5Awrite(a, type, &text) >= 0;
    if (a >= 0)
        H5Aclose(a);
    H5Sclose(space);
    H5Tclose(type);
    return ok;
}

static bool put_model(Arena *a, hid_t file, const TensorOut *t, int n, const char *config)
{
    const char **layers = ARENA_ARRAY(a, const char *, (size_t)n + 1);
    int n_layers = 0;
    hid_t weights = H5Gcreate2(file, "model_weights", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    bool ok = weights >= 0;
    for (int i = 0, k; ok && i < n; i = k) {
        for (k = i + 1; k < n && !strcmp(t[k].layer, t[i].layer);)
            k++;
        layers[n_layers++] = t[i].layer;
        ok = put_layer(a, weights, t + i, k - i);
    }
    ok = ok && put_names(weights, "layer_names", layers, n_layers);
    if (config)
        ok = ok && put_text(file, "model_config", config) &&
             put_text(file, "keras_version", "3.0.0") && put_text(file, "producer", "netc") &&
             put_text(weights, "backend", "tensorflow");
    if (weights >= 0)
        H5Gclose(weights);
    return ok && H5Fflush(file, H5F_SCOPE_GLOBAL) >= 0;
}

/* 0, or errno. */
static int put_all(int fd, const void *data, size_t bytes)
{
    for (size_t done = 0; done < bytes;) {
        ssize_t n = write(fd, (const char *)data + done, bytes - done);
        if (n < 0 && errno != EINTR)
            return errno;
        done += n > 0 ? (size_t)n : 0;
    }
    return 0;
}

static bool put_image(const char *path, hid_t file, int fd, Err *err)
{
    ssize_t size = H5Fget_file_image(file, NULL, 0);
    void *image = size > 0 ? malloc((size_t)size) : NULL;
    bool ok = image && H5Fget_file_image(file, image, (size_t)size) == size;
    int why = ok ? put_all(fd, image, (size_t)size) : ENOMEM;
    free(image);
    return !why || err_set(err, "cannot write %s: %s", path,
                           why == ENOMEM ? "out of memory" : err_reason(why));
}

typedef struct Writing {
    const char *path;
    const TensorOut *t;
    int n;
    const char *config;
    bool archive; /* the variables of a .keras archive */
    Arena *a;
    hid_t file;
    Err *err;
} Writing;

/* LAYER/VAR, as an archive has them. */
static bool put_variables(hid_t file, const Writing *w)
{
    bool ok = true;
    for (int i = 0; ok && i < w->n; i++)
        ok = put_tensor(file, arena_printf(w->a, "%s/%s", w->t[i].layer, w->t[i].var), &w->t[i]);
    return ok && put_text(file, "producer", "netc") && H5Fflush(file, H5F_SCOPE_GLOBAL) >= 0;
}

static bool write_model(void *arg)
{
    const Writing *w = arg;
    if (w->archive ? put_variables(w->file, w) : put_model(w->a, w->file, w->t, w->n, w->config))
        return true;
    char reason[200] = "no reason given";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_reason, reason);
    return err_set(w->err, "cannot write %s: out of memory, or libhdf5 failed otherwise (%s)",
                   w->path, reason);
}

/* In the child: the file's bytes to fd. */
static bool make_image(Writing w, int fd, Err *err)
{
    w.a = arena_new();
    w.file = -1;
    w.err = err;
    if (!w.a)
        return err_set(err, "cannot write %s: out of memory", w.path);
    Quiet q = quiet_begin();
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    if (access >= 0 && H5Pset_fapl_core(access, 1 << 20, 0) >= 0 &&
        H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >=
            0) /* with what a failed allocation left */
        w.file = H5Fcreate(w.path, H5F_ACC_TRUNC, H5P_DEFAULT, access); /* no backing store */
    bool ok = w.file >= 0
                  ? arena_try(w.a, write_model, &w, err)
                  : err_set(err, "cannot write %s: out of memory (a file in memory)", w.path);
    ok = ok && put_image(w.path, w.file, fd, err);
    if (w.file >= 0)
        H5Fclose(w.file);
    if (access >= 0)
        H5Pclose(access);
    arena_free(w.a);
    quiet_end(q);
    return ok;
}

/* Says 1 (made) or 0 through `told`. */
_Noreturn static void image_child(const Writing *w, int fd, int told)
{
    Err err = {""};
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    char ok = make_image(*w, fd, &err);
    if (!ok && (ftruncate(fd, 0) || pwrite(fd, err.text, strlen(err.text), 0) < 0))
        _exit(2);
    _exit(write(told, &ok, 1) != 1);
}

enum { WRITE_SECONDS = 20, WRITE_BYTES_A_SECOND = 20 << 20 };

static int patience(const TensorOut *t, int n)
{
    double bytes = 0;
    for (int i = 0; i < n; i++) {
        double count = 4;
        for (int k = 0; k < t[i].rank; k++)
            count *= t[i].dim[k];
        bytes += count;
    }
    return WRITE_SECONDS + (int)(bytes / WRITE_BYTES_A_SECOND);
}

/* What the child reports: 1: written, 0: failed; -1: it ended without a report, -2: none came in
 * time. *why: errno where its report could not be read, else 0. */
static int hear(int told, int seconds, int *why)
{
    struct pollfd p = {.fd = told, .events = POLLIN};
    char word;
    int k;
    ssize_t n;
    *why = 0;
    do
        k = poll(&p, 1, seconds * 1000);
    while (k < 0 && errno == EINTR);
    if (k == 0)
        return -2;
    do
        n = read(told, &word, 1);
    while (n < 0 && errno == EINTR);
    *why = n < 0 ? errno : 0;
    return n == 1 ? word : -1;
}

/* Why the child made no file, which it left in fd. */
static bool take_reason(int fd, Err *err)
{
    char text[1024];
    ssize_t k = pread(fd, text, sizeof text - 1, 0);
    text[k > 0 ? k : 0] = 0;
    return err_set(err, "%s", text);
}

/* The file in memory; -1: *err. A child makes it: libhdf5 crashes where it finds no memory. Its
 * word counts, not its status: a host program may take the ends of all its children by itself. */
static int make_file(const Writing *w, Err *err)
{
    int told[2] = {-1, -1}, fd = memfd_create("weights.h5", MFD_CLOEXEC);
    pid_t pid = fd < 0 || pipe2(told, O_CLOEXEC) ? -1 : fork();
    if (pid == 0)
        image_child(w, fd, told[1]);
    bool ok = pid > 0 || err_set(err, "cannot write %s: %s", w->path, err_reason(errno));
    if (told[1] >= 0)
        close(told[1]);
    int why = 0, word = ok ? hear(told[0], patience(w->t, w->n), &why) : -1;
    if (ok && word == -2)
        kill(pid, SIGKILL);
    while (ok && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    if (ok && word < 0)
        ok = err_set(err, "cannot write %s: %s", w->path,
                     word == -2 ? "libhdf5 took too long"
                     : why      ? err_reason(why)
                                : "out of memory, or libhdf5 failed otherwise");
    ok = ok && (word == 1 || take_reason(fd, err));
    if (told[0] >= 0)
        close(told[0]);
    if (fd >= 0 && !ok)
        close(fd);
    return ok ? fd : -1;
}

int hdf5_make(const char *path, const TensorOut *t, int n, Err *err)
{
    const Writing w = {.path = path, .t = t, .n = n, .archive = true};
    return make_file(&w, err);
}

bool hdf5_write(const char *path, const TensorOut *t, int n, const char *config, Err *err)
{
    const Writing w = {.path = path, .t = t, .n = n, .config = config};
    struct stat st;
    int fd = make_file(&w, err);
    if (fd < 0)
        return false;
    void *image = fstat(fd, &st) ? MAP_FAILED
                                 : mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    bool ok = image != MAP_FAILED ? file_write(path, image, (size_t)st.st_size, err)
                                  : err_set(err, "cannot write %s: %s", path, err_reason(errno));
    if (image != MAP_FAILED)
        munmap(image, (size_t)st.st_size);
    close(fd);
    return ok;
}
