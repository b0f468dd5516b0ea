/* Zip archives of weights, read through libzip: NumPy's .npz (each member NAME.npy is a tensor) and
 * Keras' .keras (the member model.weights.h5 is an HDF5 file, unpacked into memory). Of arrays, the
 * headers are read when the file is opened and compared with the declared sizes; a member is
 * unpacked when its tensor is wanted, into memory of the tensor's size, and its CRC compared.
 * Written: both, with stored members and a fixed date, so that the same weights give the same
 * bytes; piece by piece, and there whole or not at all. */
#include "base/utf8.h"
#include "formats/tensors.h"
#include "base/fileio.h"
#include "base/number.h"
#include "formats/bytes.h"
#include "formats/npy.h"
#include "formats/zip_members.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <zip.h>
#include <zlib.h>

enum { MAX_CONFIG = 1 << 24 };

typedef struct ZipMember {
    zip_uint64_t at;
    const char *shown;
} ZipMember; /* shown: "w.npz(kernel.npy)" */

typedef struct ZipArrays {
    zip_t *zip;        /* open as long as the TensorFile */
    ZipMember *member; /* .npz: of each tensor */
    TensorFile *inner; /* .keras: what hdf5_open_fd filled; NULL for .npz */
} ZipArrays;

/* libzip's words, in no locale: they hold the system's. */
static const char *reason(zip_error_t *e)
{
    CLocale l = c_locale_enter();
    const char *text = zip_error_strerror(e);
    c_locale_leave(l);
    return text;
}

/* ---- members ---- */

typedef ZipPull Pulling;

bool zip_pull(void *from, void *to, size_t n, Err *err)
{
    const Pulling *p = from;
    for (size_t at = 0; at < n;) {
        errno = 0; /* libzip forgets why a read failed, where a part of it came */
        zip_int64_t k = zip_fread(p->in, (uint8_t *)to + at, n - at);
        if (k <= 0 && errno)
            return err_set(err, "%s: cannot read the member: %s", p->shown, err_reason(errno));
        if (k <= 0)
            return err_set(err, "%s: the member is damaged: %s", p->shown,
                           k < 0 ? reason(zip_file_get_error(p->in)) : "it ends too early");
        at += (size_t)k;
    }
    return true;
}

/* The whole member was read: its size is the declared one, and its checksum is right (libzip
 * compares it at the end). */
bool zip_pull_end(const ZipPull *p, Err *err)
{
    uint8_t more;
    zip_int64_t k = zip_fread(p->in, &more, 1);
    return k == 0 || err_set(err, "%s: the member is damaged: %s", p->shown,
                             k < 0 ? reason(zip_file_get_error(p->in))
                                   : "it is longer than the archive says");
}

static bool member_size(const char *shown, zip_t *z, zip_uint64_t i, uint64_t *size,
                        uint64_t *packed, Err *err)
{
    const zip_uint64_t need = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    zip_stat_t st;
    zip_stat_init(&st);
    if (zip_stat_index(z, i, 0, &st) || (st.valid & need) != need)
        return err_set(err, "%s: damaged archive: %s", shown, reason(zip_get_error(z)));
    *size = st.size;
    *packed = st.comp_size;
    return true;
}

static bool member_open(const char *shown, zip_t *z, zip_uint64_t i, Pulling *p, Err *err)
{
    *p = (Pulling){zip_fopen_index(z, i, 0), shown};
    return p->in || err_set(err, "%s: cannot read the member: %s", shown, reason(zip_get_error(z)));
}

static bool not_bomb(const char *shown, uint64_t packed, uint64_t bytes, Err *err);

bool zip_pull_open(const char *shown, zip_t *z, zip_uint64_t i, ZipPull *p, uint64_t *bytes,
                   Err *err)
{
    uint64_t packed;
    return member_size(shown, z, i, bytes, &packed, err) && not_bomb(shown, packed, *bytes, err) &&
           member_open(shown, z, i, p, err);
}

static bool not_bomb(const char *shown, uint64_t packed, uint64_t bytes, Err *err)
{
    if (is_bomb(packed, bytes))
        return err_set(err, "%s: refused as a compression bomb: %llu bytes would become %llu",
                       shown, (unsigned long long)packed, (unsigned long long)bytes);
    return bytes < memory_bytes() ||
           err_set(err, "%s: it has %llu bytes, more than this machine's memory", shown,
                   (unsigned long long)bytes);
}

bool zip_member_bytes(const char *shown, zip_t *z, zip_uint64_t i, unsigned char **data,
                      size_t *size, Err *err)
{
    uint64_t bytes, packed;
    Pulling p;
    *data = NULL;
    *size = 0;
    if (!member_size(shown, z, i, &bytes, &packed, err) || !not_bomb(shown, packed, bytes, err))
        return false;
    if (!member_open(shown, z, i, &p, err))
        return false;
    *size = (size_t)bytes;
    *data = data_alloc(*size, 1, shown, err);
    bool ok = *data && zip_pull(&p, *data, *size, err) && zip_pull_end(&p, err);
    zip_fclose(p.in);
    if (!ok) {
        free(*data);
        *data = NULL;
    }
    return ok;
}

/* ---- .npz ---- */

/* Unpacks no more than the header of the member. */
static bool array_head(const ZipArrays *h, const ZipMember *m, Pulling *p, NpySource *s,
                       NpyHead *head, Err *err)
{
    uint64_t packed;
    *s = (NpySource){.shown = m->shown, .pull = zip_pull, .from = p};
    if (!member_size(m->shown, h->zip, m->at, &s->bytes, &packed, err) ||
        !member_open(m->shown, h->zip, m->at, p, err))
        return false;
    if (npy_head(s, head, err))
        return true;
    zip_fclose(p->in);
    return false;
}

static bool add_array(TensorFile *f, zip_uint64_t i, const char *member, Err *err)
{
    ZipArrays *h = f->handle;
    ZipMember *m = &h->member[f->n];
    Pulling p;
    NpySource s;
    NpyHead head;
    *m = (ZipMember){i, arena_printf(f->arena, "%s(%s)", f->path, member)};
    if (!array_head(h, m, &p, &s, &head, err))
        return false;
    zip_fclose(p.in);
    return tensors_add(f, arena_printf(f->arena, "%.*s", (int)(strlen(member) - 4), member),
                       head.rank, head.dim, "floats", true, err);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Two members of one name: which of them is meant, nothing says. */
static bool names_differ(const TensorFile *f, Err *err)
{
    const char **name = ARENA_ARRAY(f->arena, const char *, (size_t)f->n + 1);
    for (int i = 0; i < f->n; i++)
        name[i] = f->tensor[i].name;
    qsort(name, (size_t)f->n, sizeof *name, by_text);
    for (int i = 1; i < f->n; i++)
        if (!strcmp(name[i - 1], name[i]))
            return err_set(err, "%s: the archive has two members `%s.npy`", f->path, name[i]);
    return true;
}

static bool open_arrays(TensorFile *f, Err *err)
{
    ZipArrays *h = f->handle;
    zip_int64_t n = zip_get_num_entries(h->zip, 0);
    if (n > TENSORS_MOST)
        return err_set(err, "%s: %lld members; at most %d are read", f->path, (long long)n,
                       TENSORS_MOST);
    h->member = ARENA_ARRAY(f->arena, ZipMember, (size_t)n + 1);
    for (zip_int64_t i = 0; i < n; i++) {
        const char *name = zip_get_name(h->zip, (zip_uint64_t)i, 0);
        if (name && text_ends(name, ".npy") && !add_array(f, (zip_uint64_t)i, name, err))
            return false;
    }
    if (f->n == 0)
        return err_set(
            err, "%s: the archive holds neither model.weights.h5 (Keras) nor .npy members (NumPy)",
            f->path);
    return names_differ(f, err);
}

static bool read_array(const ZipArrays *h, int i, float *to, Err *err)
{
    Pulling p;
    NpySource s;
    NpyHead head;
    if (!array_head(h, &h->member[i], &p, &s, &head, err))
        return false;
    bool ok = npy_floats(&s, &head, to, err) && zip_pull_end(&p, err);
    zip_fclose(p.in);
    return ok;
}

/* ---- .keras ---- */

/* A text of the archive as a note, if it is there. */
static bool note_text(TensorFile *f, const char *name, const char *note, Err *err)
{
    const ZipArrays *h = f->handle;
    unsigned char *data;
    size_t size;
    uint64_t bytes, packed;
    zip_int64_t member = zip_name_locate(h->zip, name, 0);
    if (member < 0)
        return true;
    const char *shown = arena_printf(f->arena, "%s(%s)", f->path, name);
    if (!member_size(shown, h->zip, (zip_uint64_t)member, &bytes, &packed, err))
        return false;
    if (bytes > MAX_CONFIG)
        return err_set(err, "%s: it has %llu bytes; at most %d are read", shown,
                       (unsigned long long)bytes, MAX_CONFIG);
    if (!zip_member_bytes(shown, h->zip, (zip_uint64_t)member, &data, &size, err))
        return false;
    arena_own(f->arena, data, free);
    const char *text = arena_strndup(f->arena, (const char *)data, size);
    arena_release(f->arena, data);
    tensors_note(f, "", note, &text, 1);
    return true;
}

/* config.json, for the model that the weights are of, and which Keras wrote it. */
static bool note_config(TensorFile *f, Err *err)
{
    return note_text(f, "config.json", "model_config", err) &&
           note_text(f, "metadata.json", "metadata", err);
}

/* A file in memory, or, where the kernel offers none, one without a name on the disk. Closed by
 * fclose. */
static FILE *nameless_file(void)
{
    int fd = memfd_create("model.weights.h5", MFD_CLOEXEC);
    FILE *f = fd < 0 ? tmpfile() : fdopen(fd, "wb+");
    if (fd >= 0 && !f)
        close(fd);
    return f;
}

/* Unpacks a member into a file, piece by piece. */
static bool unpack_member(const char *shown, zip_t *z, zip_uint64_t i, FILE *to, Err *err)
{
    uint64_t left, packed;
    Pulling p;
    unsigned char piece[1 << 16];
    if (!member_size(shown, z, i, &left, &packed, err) || !not_bomb(shown, packed, left, err) ||
        !member_open(shown, z, i, &p, err))
        return false;
    bool ok = true;
    for (size_t n; ok && left; left -= n) {
        n = left < sizeof piece ? (size_t)left : sizeof piece;
        ok = zip_pull(&p, piece, n, err) &&
             (fwrite(piece, 1, n, to) == n ||
              err_set(err, "%s: cannot unpack it: %s", shown, err_reason(errno)));
    }
    ok = ok && zip_pull_end(&p, err) &&
         (!fflush(to) || err_set(err, "%s: cannot unpack it: %s", shown, err_reason(errno)));
    zip_fclose(p.in);
    return ok;
}

static void close_stream(void *f) { fclose(f); }

static bool open_keras(TensorFile *f, zip_uint64_t member, Err *err)
{
    ZipArrays *h = f->handle;
    TensorFile *inner = ARENA_NEW(f->arena, TensorFile);
    *inner = (TensorFile){.arena = f->arena,
                          .path = arena_printf(f->arena, "%s(model.weights.h5)", f->path),
                          .kind = &tensor_kind_hdf5};
    FILE *unpacked = nameless_file();
    if (!unpacked)
        return err_set(err, "%s: cannot unpack it: %s", inner->path, err_reason(errno));
    arena_own(f->arena, unpacked, close_stream);
    h->inner = inner;
    bool ok = unpack_member(inner->path, h->zip, member, unpacked, err) &&
              hdf5_open_fd(inner, fileno(unpacked), err);
    arena_release(f->arena, unpacked); /* the child has it */
    f->tensor = inner->tensor;
    f->n = inner->n;
    f->note = inner->note;
    f->n_notes = inner->n_notes;
    f->cap_notes = inner->cap_notes;
    return ok && note_config(f, err);
}

/* ---- both ---- */

zip_t *zip_open_read(const char *path, Err *err)
{
    int why = 0;
    uint64_t bytes;
    int fd = file_open(path, &bytes, err);
    zip_t *z = fd < 0 ? NULL : zip_fdopen(fd, 0, &why); /* has a descriptor of its own then */
    if (fd >= 0 && !z) {
        zip_error_t e;
        zip_error_init_with_code(&e, why);
        err_set(err, "%s: damaged or truncated zip archive, or memory lacks: %s", path, reason(&e));
        zip_error_fini(&e);
        close(fd);
    }
    return z;
}

char **zip_names(const char *path, const char *end, int *n, Err *err)
{
    zip_t *z = zip_open_read(path, err);
    zip_int64_t all = z ? zip_get_num_entries(z, 0) : 0;
    size_t bytes = 0;
    char **name = NULL, *to;
    if (z && all > TENSORS_MOST)
        err_set(err, "%s: %lld members; at most %d are read", path, (long long)all, TENSORS_MOST);
    for (zip_int64_t i = 0; i < all; i++) {
        const char *s = zip_get_name(z, (zip_uint64_t)i, 0);
        bytes += s ? strlen(s) + 1 : 0;
    }
    if (z && all <= TENSORS_MOST && !(name = malloc(((size_t)all + 1) * sizeof *name + bytes)))
        err_set(err, "%s: out of memory", path);
    *n = 0;
    to = name ? (char *)(name + all + 1) : NULL;
    for (zip_int64_t i = 0; name && i < all; i++) {
        const char *s = zip_get_name(z, (zip_uint64_t)i, 0);
        if (!s) {
            err_set(err, "%s: damaged zip archive, or out of memory", path);
            free(name);
            name = NULL;
            break;
        }
        if (!text_ends(s, end))
            continue;
        name[(*n)++] = strcpy(to, s);
        to += strlen(s) + 1;
    }
    if (name)
        name[*n] = NULL;
    if (z)
        zip_discard(z);
    return name;
}

/* torch.save writes FOLDER/data.pkl into a zip archive. */
static bool is_torch(zip_t *z)
{
    zip_int64_t n = zip_get_num_entries(z, 0);
    for (zip_int64_t i = 0; i < n && i < TENSORS_MOST; i++) {
        const char *name = zip_get_name(z, (zip_uint64_t)i, 0);
        if (name && (!strcmp(name, "data.pkl") || text_ends(name, "/data.pkl")))
            return true;
    }
    return false;
}

static bool zip_kind_open(TensorFile *f, Err *err)
{
    ZipArrays *h = ARENA_NEW(f->arena, ZipArrays);
    h->zip = zip_open_read(f->path, err);
    if (!h->zip)
        return false;
    f->handle = h;
    zip_int64_t keras = zip_name_locate(h->zip, "model.weights.h5", 0);
    if (keras < 0 && is_torch(h->zip)) {
        zip_discard(h->zip);
        f->handle = NULL;
        f->kind = &tensor_kind_torch;
        return f->kind->open(f, err);
    }
    return keras >= 0 ? open_keras(f, (zip_uint64_t)keras, err) : open_arrays(f, err);
}

static bool zip_kind_read(TensorFile *f, int i, float *to, Err *err)
{
    ZipArrays *h = f->handle;
    return h->inner ? tensors_read(h->inner, i, to, err) : read_array(h, i, to, err);
}

static void zip_kind_close(TensorFile *f)
{
    ZipArrays *h = f->handle;
    if (!h)
        return;
    if (h->inner)
        h->inner->kind->close(h->inner);
    zip_discard(h->zip);
}

const TensorKind tensor_kind_zip = {"zip", zip_kind_open, zip_kind_read, zip_kind_close};

/* ---- where a stored member lies ----
 * libzip does not say. Source: as below. */

enum { FIND_LOCAL = 30, FIND_ENTRY = 46, FIND_END = 22, FIND_END64 = 56, FIND_LOCATOR = 20 };

static bool read_at(FILE *f, uint64_t at, void *to, size_t n)
{
    return at <= INT64_MAX && !fseeko(f, (off_t)at, SEEK_SET) && fread(to, 1, n, f) == n;
}

/* Place and number of the entries of the directory. */
static bool find_directory(FILE *f, uint64_t size, uint64_t *at, uint64_t *entries)
{
    uint8_t end[FIND_END], locator[FIND_LOCATOR], end64[FIND_END64];
    if (size < FIND_END || !read_at(f, size - FIND_END, end, FIND_END) ||
        le32(end) != 0x06054b50) /* with a comment behind it: not looked for */
        return false;
    *at = le32(end + 16);
    *entries = le16(end + 10);
    if (size < FIND_END + FIND_LOCATOR ||
        !read_at(f, size - FIND_END - FIND_LOCATOR, locator, FIND_LOCATOR) ||
        le32(locator) != 0x07064b50)
        return *at != 0xffffffff;
    if (!read_at(f, le64(locator + 8), end64, FIND_END64) || le32(end64) != 0x06064b50)
        return false;
    *at = le64(end64 + 48);
    *entries = le64(end64 + 32);
    return true;
}

/* The place of the local header of an entry: 32 bits, or the last number of its zip64 field. */
static bool local_place(const uint8_t *entry, const uint8_t *extra, size_t n, uint64_t *at)
{
    *at = le32(entry + 42);
    if (*at != 0xffffffff)
        return true;
    for (size_t i = 0; i + 4 <= n; i += 4 + le16(extra + i + 2)) {
        size_t bytes = le16(extra + i + 2), skip = 8 * (size_t)((le32(entry + 24) == 0xffffffff) +
                                                                (le32(entry + 20) == 0xffffffff));
        if (le16(extra + i) != 1 || i + 4 + bytes > n)
            continue;
        if (bytes < skip + 8)
            return false;
        *at = le64(extra + i + 4 + skip);
        return true;
    }
    return false;
}

static bool find_stored(FILE *f, uint64_t size, const char *member, uint64_t *at)
{
    uint8_t entry[FIND_ENTRY], local[FIND_LOCAL], text[2 * 0x10000];
    uint64_t place, entries, len = strlen(member);
    if (!find_directory(f, size, &place, &entries))
        return false;
    for (uint64_t i = 0; i < entries && i < TENSORS_MOST; i++) {
        if (!read_at(f, place, entry, FIND_ENTRY) || le32(entry) != 0x02014b50)
            return false;
        size_t name = le16(entry + 28), extra = le16(entry + 30);
        if (fread(text, 1, name + extra, f) != name + extra)
            return false;
        if (name == len && !memcmp(text, member, name))
            /* neither packed nor encrypted */
            return !le16(entry + 10) && !(le16(entry + 8) & 1) &&
                   local_place(entry, text + name, extra, &place) &&
                   read_at(f, place, local, FIND_LOCAL) && le32(local) == 0x04034b50 &&
                   (*at = place + FIND_LOCAL + le16(local + 26) + le16(local + 28)) < size;
        place += FIND_ENTRY + name + extra + le16(entry + 32);
    }
    return false;
}

bool zip_stored_at(const char *path, const char *member, uint64_t *at)
{
    uint64_t size;
    FILE *f = file_open_stream(path, &size, NULL);
    bool ok = f && find_stored(f, size, member, at);
    if (f)
        fclose(f);
    return ok;
}

/* ---- writing ----
 * Each member is a local header and its bytes; behind them all stand a directory with an entry for
 * each, and the record of its end. What does not fit 32 bits stands in a zip64 field, and its place
 * holds ones. Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3. */

enum {
    LOCAL = 30,
    ENTRY = 46,
    END = 22,
    END64 = 56,
    LOCATOR = 20,
    EXTRA = 28,
    NAME_MAX_BYTES = 1100, /* the language: a path of 1000 letters, and a parameter */
    UTF8 = 1 << 11,
    FIRST_OF_1980 = 0x21
};
static const uint64_t most = 0xffffffff;

typedef struct Stored {
    const char *name;
    uint32_t crc;
    uint64_t bytes, at;
    const char *end; /* of the name: ".npy" */
} Stored;

/* Checksum and size of a member, without its bytes in memory. */
static void count_bytes(void *to, const void *bytes, size_t n)
{
    enum { STEP = 1 << 30 }; /* zlib counts in unsigned int */
    Stored *m = to;
    m->bytes += n;
    for (const uint8_t *p = bytes; n;) {
        size_t k = n < STEP ? n : STEP;
        m->crc = (uint32_t)crc32(m->crc, p, (uInt)k);
        p += k;
        n -= k;
    }
}

static void put_member_bytes(void *to, const void *bytes, size_t n)
{
    file_writer_put(to, bytes, n);
}

static uint64_t fit(uint64_t v) { return v < most ? v : most; }

/* The zip64 field with what did not fit; 0: all did. `at` stands only in the directory. */
static size_t put_extra(uint8_t *p, const Stored *m, bool directory)
{
    bool big = m->bytes >= most, far = directory && m->at >= most;
    size_t n = 4;
    if (!big && !far)
        return 0;
    if (big) {
        put_le(p + n, m->bytes, 8);
        put_le(p + n + 8, m->bytes, 8);
        n += 16;
    }
    if (far) {
        put_le(p + n, m->at, 8);
        n += 8;
    }
    put_le(p, 1, 2);
    put_le(p + 2, n - 4, 2);
    return n;
}

/* What a local header and a directory's entry have in common, from the version that is needed to
 * the length of the extra field. */
static void put_common(uint8_t *p, const Stored *m, size_t extra)
{
    put_le(p, extra ? 45 : 20, 2);
    put_le(p + 2, UTF8, 2);
    put_le(p + 4, 0, 2); /* stored */
    put_le(p + 6, 0, 2);
    put_le(p + 8, FIRST_OF_1980, 2);
    put_le(p + 10, m->crc, 4);
    put_le(p + 14, fit(m->bytes), 4);
    put_le(p + 18, fit(m->bytes), 4);
    put_le(p + 22, strlen(m->name) + strlen(m->end), 2);
    put_le(p + 24, extra, 2);
}

static uint64_t put_local(FileWriter *w, const Stored *m)
{
    uint8_t head[LOCAL] = {'P', 'K', 3, 4}, extra[EXTRA];
    size_t name = strlen(m->name) + strlen(m->end), more = put_extra(extra, m, false);
    put_common(head + 4, m, more);
    file_writer_put(w, head, LOCAL);
    file_writer_put(w, m->name, strlen(m->name));
    file_writer_put(w, m->end, strlen(m->end));
    file_writer_put(w, extra, more);
    return LOCAL + name + more;
}

static uint64_t put_entry(FileWriter *w, const Stored *m)
{
    uint8_t head[ENTRY] = {'P', 'K', 1, 2}, extra[EXTRA];
    size_t name = strlen(m->name) + strlen(m->end), more = put_extra(extra, m, true);
    put_le(head + 4, 45, 2);
    put_common(head + 6, m, more);
    put_le(head + 42, fit(m->at), 4);
    file_writer_put(w, head, ENTRY);
    file_writer_put(w, m->name, strlen(m->name));
    file_writer_put(w, m->end, strlen(m->end));
    file_writer_put(w, extra, more);
    return ENTRY + name + more;
}

static void put_end(FileWriter *w, uint64_t n, uint64_t at, uint64_t bytes)
{
    uint8_t end[END] = {'P', 'K', 5, 6}, end64[END64] = {'P', 'K', 6, 6},
            locator[LOCATOR] = {'P', 'K', 6, 7};
    bool big = n >= 0xffff || at >= most || bytes >= most;
    put_le(end64 + 4, END64 - 12, 8);
    put_le(end64 + 12, 45, 2);
    put_le(end64 + 14, 45, 2);
    put_le(end64 + 24, n, 8);
    put_le(end64 + 32, n, 8);
    put_le(end64 + 40, bytes, 8);
    put_le(end64 + 48, at, 8);
    put_le(locator + 8, at + bytes, 8);
    put_le(locator + 16, 1, 4);
    put_le(end + 8, n < 0xffff ? n : 0xffff, 2);
    put_le(end + 10, n < 0xffff ? n : 0xffff, 2);
    put_le(end + 12, fit(bytes), 4);
    put_le(end + 16, fit(at), 4);
    if (big) {
        file_writer_put(w, end64, END64);
        file_writer_put(w, locator, LOCATOR);
    }
    file_writer_put(w, end, END);
}

static void put_directory(FileWriter *w, const Stored *m, int n, uint64_t at)
{
    uint64_t bytes = 0;
    for (int i = 0; i < n; i++)
        bytes += put_entry(w, &m[i]);
    put_end(w, (uint64_t)n, at, bytes);
}

static void put_arrays(FileWriter *w, const TensorOut *t, Stored *m, int n)
{
    uint64_t at = 0;
    for (int i = 0; i < n; i++) {
        int64_t dim[TENSOR_MAX_RANK] = {0};
        for (int k = 0; k < t[i].rank; k++)
            dim[k] = t[i].dim[k];
        m[i] = (Stored){.name = t[i].name, .end = ".npy", .at = at};
        npy_put(t[i].rank, dim, t[i].data, count_bytes, &m[i]);
        at += put_local(w, &m[i]) + m[i].bytes;
        npy_put(t[i].rank, dim, t[i].data, put_member_bytes, w);
    }
    put_directory(w, m, n, at);
}

bool npz_write(const char *path, const TensorOut *t, int n, Err *err)
{
    for (int i = 0; i < n; i++)
        if (strlen(t[i].name) > NAME_MAX_BYTES)
            return err_set(err, "cannot write %s: the name `%.60s...` has more than %d bytes", path,
                           t[i].name, NAME_MAX_BYTES);
    Stored *m = calloc((size_t)n + 1, sizeof *m);
    if (!m)
        return err_set(err, "cannot write %s: out of memory", path);
    FileWriter *w = file_writer_open(path, err);
    if (w)
        put_arrays(w, t, m, n);
    bool ok = w && file_writer_commit(w, err);
    free(m);
    return ok;
}

static bool put_keras(const char *path, const char *config, const void *weights, size_t bytes,
                      Err *err)
{
    static const char about[] = "{\"keras_version\": \"3.0.0\", \"producer\": \"netc\"}";
    const struct {
        const char *name;
        const void *data;
        size_t bytes;
    } members[] = {{"metadata.json", about, sizeof about - 1},
                   {"config.json", config, strlen(config)},
                   {"model.weights.h5", weights, bytes}};
    enum { N = sizeof members / sizeof *members };
    Stored m[N];
    uint64_t at = 0;
    FileWriter *w = file_writer_open(path, err);
    if (!w)
        return false;
    for (int i = 0; i < N; i++) {
        m[i] = (Stored){.name = members[i].name, .end = "", .at = at};
        count_bytes(&m[i], members[i].data, members[i].bytes);
        at += put_local(w, &m[i]) + m[i].bytes;
        file_writer_put(w, members[i].data, members[i].bytes);
    }
    put_directory(w, m, N, at);
    return file_writer_commit(w, err);
}

bool keras_write(const char *path, const TensorOut *t, int n, const char *config, Err *err)
{
    struct stat st;
    int fd = hdf5_make(path, t, n, err);
    if (fd < 0)
        return false;
    void *weights = fstat(fd, &st) ? MAP_FAILED
                                   : mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    bool ok = weights != MAP_FAILED ? put_keras(path, config, weights, (size_t)st.st_size, err)
                                    : err_set(err, "cannot write %s: %s", path, err_reason(errno));
    if (weights != MAP_FAILED)
        munmap(weights, (size_t)st.st_size);
    close(fd);
    return ok;
}
