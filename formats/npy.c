/* .npy files; see npy.h. The format: 6 bytes "\x93NUMPY", version major and minor, the header's
 * length (2 bytes in version 1, else 4), the header, a Python dict literal such as
 *     {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }
 * padded with blanks to a multiple of 64 and ended by a newline, then the data. The dict is read by
 * the small parser below, which takes its three keys in any order and any blanks. The header comes
 * first and is checked against the number of bytes there are; memory is taken for the numbers only
 * when they are wanted, and they are converted piece by piece. Source: numpy.lib.format ("NEP 1").
 */
#include "formats/npy.h"
#include "base/fileio.h"
#include "base/number.h"
#include "base/utf8.h"
#include "formats/bytes.h"
#include "formats/zip_members.h"
#include <errno.h>
#include <float.h>
#include <math.h>

enum {
    MAX_HEADER = 1 << 20,
    PIECE = 1 << 16,
    TEXT_MOST = 10000, /* characters of a text */
    NUMBER_ROOM = 28   /* bytes of a number as a text */
};                     /* bytes; NumPy itself reads headers of at most 10,000 */

/* ---- the header ---- */

typedef struct Header {
    const char *path;
    const uint8_t *data;
    size_t at, end; /* what is left of the dict's text */
    const NumberTypeInfo *type;
    bool has_descr, has_order, has_shape;
    int rank;
    int64_t dim[TENSOR_MAX_RANK];
    bool texts, wide; /* texts are read; they are of 32-bit characters */
    int text;         /* characters of each; 0: numbers */
    Err *err;
} Header;

static bool expected(Header *h, const char *what)
{
    return err_set(h->err, "%s: malformed .npy header at byte %zu: expected %s", h->path, h->at,
                   what);
}

static void skip_blanks(Header *h)
{
    while (h->at < h->end &&
           (h->data[h->at] == ' ' || h->data[h->at] == '\t' || h->data[h->at] == '\n'))
        h->at++;
}

static bool take(Header *h, char c)
{
    skip_blanks(h);
    if (h->at == h->end || h->data[h->at] != (uint8_t)c)
        return false;
    h->at++;
    return true;
}

static bool take_word(Header *h, const char *word)
{
    size_t n = strlen(word);
    skip_blanks(h);
    if (h->end - h->at < n || memcmp(h->data + h->at, word, n))
        return false;
    h->at += n;
    return true;
}

/* 'text' into out. */
static bool take_string(Header *h, char *out, size_t size)
{
    char quote = take(h, '\'') ? '\'' : take(h, '"') ? '"' : 0;
    size_t n = 0;
    if (!quote)
        return expected(h, "a quoted word");
    while (h->at < h->end && h->data[h->at] != (uint8_t)quote && n + 1 < size)
        out[n++] = (char)h->data[h->at++];
    out[n] = 0;
    if (h->at == h->end || h->data[h->at] != (uint8_t)quote)
        return expected(h, "the end of a quoted word");
    h->at++;
    return true;
}

static bool parse_descr(Header *h)
{
    char text[32];
    if (!take_string(h, text, sizeof text))
        return expected(h, "a simple number type such as '<f4' (structured types are not read)");
    for (int i = 0; i < NUMBER_TYPES; i++) {
        const NumberTypeInfo *t = &number_types[i];
        bool order = text[0] == '<' ||
                     (t->bytes == 1 && (text[0] == '|' || text[0] == '=' || text[0] == '>'));
        if (order && t->numpy && !strcmp(text + 1, t->numpy))
            h->type = t;
    }
    if (h->texts && (!strncmp(text, "<U", 2) || !strncmp(text, "|S", 2))) {
        long n = strtol(text + 2, NULL, 10);
        if (n < 1 || n > TEXT_MOST)
            return expected(h, "texts of 1 to 10000 characters");
        h->text = (int)n;
        h->wide = text[1] == 'U';
        h->has_descr = true;
        return true;
    }
    if (!h->type)
        return err_set(h->err,
                       "%s: numbers of type '%s'; expected little-endian floats, such as '<f4', or "
                       "whole numbers, '<i4' or '|b1'",
                       h->path, text);
    h->has_descr = true;
    return true;
}

static bool parse_order(Header *h)
{
    if (take_word(h, "True"))
        return err_set(h->err,
                       "%s: the array is in Fortran order; save it with numpy.ascontiguousarray",
                       h->path);
    if (!take_word(h, "False"))
        return expected(h, "True or False");
    h->has_order = true;
    return true;
}

static bool parse_dim(Header *h, int64_t *dim)
{
    int64_t v = 0;
    bool any = false;
    skip_blanks(h);
    for (; h->at < h->end && h->data[h->at] >= '0' && h->data[h->at] <= '9'; h->at++) {
        if (v > (INT64_MAX - 9) / 10)
            return expected(h, "a dimension below 2^63");
        v = v * 10 + (h->data[h->at] - '0');
        any = true;
    }
    *dim = v;
    return any ? true : expected(h, "a dimension");
}

static bool parse_shape(Header *h)
{
    if (!take(h, '('))
        return expected(h, "'(' of the shape");
    h->rank = 0;
    while (!take(h, ')')) {
        if (h->rank == TENSOR_MAX_RANK)
            return expected(h, "at most 8 dimensions");
        if (!parse_dim(h, &h->dim[h->rank++]))
            return false;
        if (!take(h, ',')) {
            if (!take(h, ')'))
                return expected(h, "',' or ')' in the shape");
            break;
        }
    }
    h->has_shape = true;
    return true;
}

static bool parse_dict(Header *h)
{
    if (!take(h, '{'))
        return expected(h, "'{'");
    while (!take(h, '}')) {
        char key[32];
        if (!take_string(h, key, sizeof key))
            return false;
        if (!take(h, ':'))
            return expected(h, "':'");
        bool ok = !strcmp(key, "descr") && !h->has_descr           ? parse_descr(h)
                  : !strcmp(key, "fortran_order") && !h->has_order ? parse_order(h)
                  : !strcmp(key, "shape") && !h->has_shape
                      ? parse_shape(h)
                      : expected(h, "the keys descr, fortran_order and shape, once each");
        if (!ok)
            return false;
        if (!take(h, ',')) {
            if (!take(h, '}'))
                return expected(h, "',' or '}'");
            break;
        }
    }
    skip_blanks(h);
    if (h->at != h->end)
        return expected(h, "the end of the header");
    if (!h->has_descr || !h->has_order || !h->has_shape)
        return expected(h, "the keys descr, fortran_order and shape");
    return true;
}

/* The bytes in front of the dict: its place and length. */
static bool find_header(Header *h, const NpySource *s, uint8_t *prefix, size_t *len)
{
    static const uint8_t magic[6] = {0x93, 'N', 'U', 'M', 'P', 'Y'};
    memset(prefix, 0, 12);
    if (s->bytes >= 10 && !s->pull(s->from, prefix, 10, h->err))
        return false;
    if (s->bytes < 10 || memcmp(prefix, magic, sizeof magic))
        return err_set(h->err,
                       "%s: not a .npy file: expected the bytes \\x93NUMPY and a version at byte 0",
                       h->path);
    int major = prefix[6], minor = prefix[7];
    if (major < 1 || major > 3 || minor != 0)
        return err_set(h->err, "%s: .npy version %d.%d at byte 6; expected 1.0, 2.0 or 3.0",
                       h->path, major, minor);
    h->at = major == 1 ? 10 : 12;
    if (major > 1 && s->bytes >= 12 && !s->pull(s->from, prefix + 10, 2, h->err))
        return false;
    *len = major == 1 ? le16(prefix + 8) : s->bytes < 12 ? SIZE_MAX : le32(prefix + 8);
    if (s->bytes < h->at || *len > s->bytes - h->at)
        return err_set(
            h->err,
            "%s: truncated: the header at byte %zu runs past the end of the file (%llu bytes)",
            h->path, h->at, (unsigned long long)s->bytes);
    if (*len > MAX_HEADER)
        return err_set(h->err, "%s: the header at byte %zu has %zu bytes; at most %d are read",
                       h->path, h->at, *len, MAX_HEADER);
    return true;
}

/* The shape's count, and that the numbers are all there is behind the header. */
static bool check_size(const Header *h, uint64_t bytes, NpyHead *out)
{
    uint64_t count = 1, limit = (uint64_t)(SIZE_MAX / 16);
    bool empty = false;
    for (int i = 0; i < h->rank; i++)
        empty = empty || h->dim[i] == 0;
    for (int i = 0; i < h->rank && !empty; i++) {
        if ((uint64_t)h->dim[i] > limit / count)
            return err_set(h->err, "%s: the shape is absurdly large", h->path);
        count *= (uint64_t)h->dim[i];
    }
    *out = (NpyHead){.rank = h->rank,
                     .count = empty ? 0 : (size_t)count,
                     .type = h->type,
                     .text = h->text,
                     .wide = h->wide,
                     .at = h->end};
    memcpy(out->dim, h->dim, sizeof out->dim);
    uint64_t each = h->text ? (uint64_t)h->text * (h->wide ? 4 : 1) : (uint64_t)h->type->bytes;
    if (each && out->count > UINT64_MAX / each)
        return err_set(h->err, "%s: the shape is absurdly large", h->path);
    uint64_t have = bytes - h->end, want = (uint64_t)out->count * each;
    if (have != want)
        return err_set(
            h->err,
            "%s: %s at byte %llu: expected %llu bytes of data after the header of %zu, found %llu",
            h->path, have < want ? "truncated" : "extra bytes",
            (unsigned long long)(have < want ? bytes : h->end + want), (unsigned long long)want,
            h->end, (unsigned long long)have);
    return true;
}

bool npy_head(const NpySource *s, NpyHead *out, Err *err)
{
    Header h = {.path = s->shown, .err = err, .texts = s->texts};
    uint8_t prefix[12];
    size_t len = 0;
    memset(out, 0, sizeof *out);
    if (!find_header(&h, s, prefix, &len))
        return false;
    uint8_t *text = data_alloc(h.at + len, 1, s->shown, err);
    if (!text)
        return false;
    memcpy(text, prefix, h.at);
    h.data = text;
    h.end = h.at + len;
    bool ok = s->pull(s->from, text + h.at, len, err) && parse_dict(&h) &&
              check_size(&h, s->bytes, out);
    free(text);
    return ok;
}

/* ---- numbers ---- */

/* One piece of n numbers, of which the first is number `first` of the array; their bytes are at p.
 */
typedef bool PutNumbers(const NpySource *s, const NpyHead *h, const uint8_t *p, size_t first,
                        size_t n, void *to, Err *err);

static bool put_floats(const NpySource *s, const NpyHead *h, const uint8_t *p, size_t first,
                       size_t n, void *to, Err *err)
{
    float *f = (float *)to + first;
    for (size_t i = 0; i < n; i++, p += h->type->bytes) {
        double v = h->type->load(p);
        if (fabs(v) > FLT_MAX && isfinite(v))
            return err_set(err, "%s: %g at byte %zu (number %zu) does not fit a float", s->shown, v,
                           h->at + (first + i) * (size_t)h->type->bytes, first + i);
        f[i] = (float)v;
    }
    return true;
}

static bool put_int32s(const NpySource *s, const NpyHead *h, const uint8_t *p, size_t first,
                       size_t n, void *to, Err *err)
{
    int32_t *out = (int32_t *)to + first;
    for (size_t i = 0; i < n; i++, p += h->type->bytes) {
        double v = h->type->load(p);
        if (!(v >= INT32_MIN && v <= INT32_MAX) || v != floor(v))
            return err_set(err,
                           "%s: %.9g at byte %zu (number %zu) is not a whole number of 32 bits",
                           s->shown, v, h->at + (first + i) * (size_t)h->type->bytes, first + i);
        out[i] = (int32_t)v;
    }
    return true;
}

static bool take_numbers(const NpySource *s, const NpyHead *h, PutNumbers *put, void *to, Err *err)
{
    uint8_t buf[PIECE]; /* a multiple of every type's size */
    size_t size = (size_t)h->type->bytes;
    for (size_t at = 0, n; at < h->count; at += n) {
        n = h->count - at < PIECE / size ? h->count - at : PIECE / size;
        if (!s->pull(s->from, buf, n * size, err) || !put(s, h, buf, at, n, to, err))
            return false;
    }
    return true;
}

bool npy_floats(const NpySource *s, const NpyHead *h, float *to, Err *err)
{
    bool same = h->type == &number_types[NUMBER_F32] && host_is_little_endian();
    return same ? s->pull(s->from, to, h->count * sizeof *to, err)
                : take_numbers(s, h, put_floats, to, err);
}

/* ---- files ---- */

/* A file, or a member of an archive: "a.npz(x.npy)". */
typedef struct NpyFile {
    const char *path;
    FILE *f; /* NULL: a member */
    zip_t *zip;
    ZipPull member;
} NpyFile;

static bool pull_file(void *from, void *to, size_t n, Err *err)
{
    NpyFile *f = from;
    if (!f->f)
        return zip_pull(&f->member, to, n, err);
    errno = 0;
    if (fread(to, 1, n, f->f) == n)
        return true;
    return err_set(err, "cannot read %s: %s", f->path,
                   ferror(f->f) && errno ? err_reason(errno)
                                         : "the file became shorter while it was read");
}

bool npy_is_member(const char *path, char *archive, char *member, size_t size)
{
    const char *open = strstr(path, ".npz(");
    size_t n = strlen(path), stem = open ? (size_t)(open - path) + 4 : 0;
    if (!open || path[n - 1] != ')' || n + 1 > size)
        return false;
    memcpy(archive, path, stem);
    archive[stem] = 0;
    memcpy(member, path + stem + 1, n - stem - 2);
    member[n - stem - 2] = 0;
    return true;
}

bool npy_place(const char *path, char *file, size_t size, uint64_t *at)
{
    char member[4096];
    *at = 0;
    if (npy_is_member(path, file, member, size < sizeof member ? size : sizeof member))
        return zip_stored_at(file, member, at);
    return snprintf(file, size, "%s", path) < (int)size;
}

static void npy_file_close(NpyFile *f)
{
    if (f->f)
        fclose(f->f);
    if (f->member.in)
        zip_fclose(f->member.in);
    if (f->zip)
        zip_discard(f->zip);
}

static bool npy_file_open(const char *path, NpyFile *f, NpySource *s, Err *err)
{
    char archive[4096], member[4096];
    *f = (NpyFile){.path = path};
    *s = (NpySource){.shown = path, .pull = pull_file, .from = f};
    if (!npy_is_member(path, archive, member, sizeof archive))
        return (f->f = file_open_stream(path, &s->bytes, err)) != NULL;
    if (!(f->zip = zip_open_read(archive, err)))
        return false;
    zip_int64_t i = zip_name_locate(f->zip, member, 0);
    bool ok = i >= 0
                  ? zip_pull_open(path, f->zip, (zip_uint64_t)i, &f->member, &s->bytes, err)
                  : err_set(err, "%s has no array %.*s", archive, (int)strlen(member) - 4, member);
    if (!ok)
        npy_file_close(f);
    return ok;
}

/* Everything was read: a member's checksum is right. */
static bool npy_file_end(const NpyFile *f, Err *err)
{
    return f->f || zip_pull_end(&f->member, err);
}

/* The bytes of one character. */
static size_t put_character(uint32_t c, char *to)
{
    static const uint8_t first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n; i-- > 1; c >>= 6)
        to[i] = (char)(0x80 | (c & 0x3F));
    to[0] = (char)(first[n == 1 ? 0 : n] | c);
    return n;
}

/* One text of an array of them, as UTF-8. */
static bool text_cell(const NpySource *s, const NpyHead *h, size_t i, char *to, Err *err)
{
    uint8_t item[4 * TEXT_MOST];
    char *begin = to;
    size_t each = h->wide ? 4 : 1;
    if (!s->pull(s->from, item, (size_t)h->text * each, err))
        return false;
    for (int k = 0; k < h->text; k++) {
        uint32_t c = h->wide ? le32(item + 4 * k) : item[k];
        if (!c)
            break;
        if (c > 0x10ffff || (!h->wide && c > 0x7f))
            return err_set(err, "%s: text %zu is no %s", s->shown, i,
                           h->wide ? "Unicode" : "ASCII");
        to += put_character(c, to);
    }
    *to = 0;
    for (const char *q = begin; *q; q += utf8_printable(q))
        if (!utf8_printable(q))
            return err_set(err, "%s: text %zu holds what cannot be printed", s->shown, i);
    return true;
}

static bool number_cell(const NpySource *s, const NpyHead *h, char *to, size_t room, Err *err)
{
    uint8_t p[8];
    const NumberTypeInfo *t = h->type;
    if (!s->pull(s->from, p, (size_t)t->bytes, err))
        return false;
    text_snprintf(to, room,
                  t->kind != NUMBER_REAL ? "%.0f"
                  : t->bytes < 8         ? "%.9g"
                                         : "%.17g",
                  t->load(p));
    return true;
}

static bool fill_float(const NpySource *s, const NpyHead *h, NpyArray *a, Err *err)
{
    a->f = data_alloc(a->count, sizeof *a->f, s->shown, err);
    return a->f && npy_floats(s, h, a->f, err);
}

static bool fill_int32(const NpySource *s, const NpyHead *h, NpyArray *a, Err *err)
{
    a->i = data_alloc(a->count, sizeof *a->i, s->shown, err);
    return a->i && take_numbers(s, h, put_int32s, a->i, err);
}

static bool fill_any(const NpySource *s, const NpyHead *h, NpyArray *a, Err *err)
{
    if (h->type != &number_types[NUMBER_U8])
        return fill_float(s, h, a, err);
    a->b = data_alloc(a->count, 1, s->shown, err);
    return a->b && s->pull(s->from, a->b, a->count, err);
}

static bool fill_nothing(const NpySource *s, const NpyHead *h, NpyArray *a, Err *err)
{
    (void)s, (void)h, (void)a, (void)err;
    return true;
}

static bool npy_read(const char *path, NpyArray *out,
                     bool (*fill)(const NpySource *, const NpyHead *, NpyArray *, Err *), Err *err)
{
    NpySource s;
    NpyHead h;
    NpyFile file;
    memset(out, 0, sizeof *out);
    if (!npy_file_open(path, &file, &s, err))
        return false;
    bool ok = npy_head(&s, &h, err);
    if (ok) {
        out->rank = h.rank;
        out->count = h.count;
        memcpy(out->dim, h.dim, sizeof out->dim);
        ok = fill(&s, &h, out, err) && (fill == fill_nothing || npy_file_end(&file, err));
    }
    npy_file_close(&file);
    if (!ok)
        npy_free(out);
    return ok;
}

bool npy_read_into(const char *path, const NpyHead *head, uint8_t *b, float *f, Err *err)
{
    NpySource s;
    NpyHead h;
    NpyFile file;
    if (!npy_file_open(path, &file, &s, err))
        return false;
    bool ok = npy_head(&s, &h, err);
    if (ok && (h.count != head->count || h.type != head->type))
        ok = err_set(err, "%s: the file changed while it was read", path);
    ok = ok && (b ? s.pull(s.from, b, h.count, err) : npy_floats(&s, &h, f, err)) &&
         npy_file_end(&file, err);
    npy_file_close(&file);
    return ok;
}

bool npy_check(const char *path, Err *err)
{
    NpySource s;
    NpyHead h;
    NpyFile file;
    uint8_t buf[PIECE];
    if (!npy_file_open(path, &file, &s, err))
        return false;
    bool ok = npy_head(&s, &h, err);
    for (uint64_t left = ok ? s.bytes - h.at : 0, n; ok && left; left -= n) {
        n = left < sizeof buf ? left : sizeof buf;
        ok = s.pull(s.from, buf, (size_t)n, err);
    }
    ok = ok && npy_file_end(&file, err);
    npy_file_close(&file);
    return ok;
}

bool npy_read_head(const char *path, NpyHead *out, Err *err)
{
    NpySource s;
    NpyFile file;
    if (!npy_file_open(path, &file, &s, err))
        return false;
    bool ok = npy_head(&s, out, err);
    npy_file_close(&file);
    return ok;
}

bool npy_read_cells(const char *path, NpyHead *head, char **text, size_t *room, Err *err)
{
    NpySource s;
    NpyFile file;
    *text = NULL;
    if (!npy_file_open(path, &file, &s, err))
        return false;
    s.texts = true;
    bool ok = npy_head(&s, head, err);
    *room = head->text ? (size_t)head->text * (head->wide ? 4 : 1) + 1 : NUMBER_ROOM;
    ok = ok && (*text = data_alloc(head->count, *room, path, err));
    for (size_t i = 0; ok && i < head->count; i++) {
        char *to = *text + i * *room;
        ok = head->text ? text_cell(&s, head, i, to, err) : number_cell(&s, head, to, *room, err);
    }
    ok = ok && npy_file_end(&file, err);
    npy_file_close(&file);
    if (!ok) {
        free(*text);
        *text = NULL;
    }
    return ok;
}

bool npy_read_shape(const char *path, NpyArray *out, Err *err)
{
    return npy_read(path, out, fill_nothing, err);
}
bool npy_read_float(const char *path, NpyArray *out, Err *err)
{
    return npy_read(path, out, fill_float, err);
}
bool npy_read_any(const char *path, NpyArray *out, Err *err)
{
    return npy_read(path, out, fill_any, err);
}
bool npy_read_int32(const char *path, NpyArray *out, Err *err)
{
    return npy_read(path, out, fill_int32, err);
}

void npy_free(NpyArray *a)
{
    free(a->f);
    free(a->i);
    free(a->b);
    memset(a, 0, sizeof *a);
}

/* ---- writing ---- */

/* numpy leaves room to grow the first dimension in place: blanks up to 21 digits. */
enum { GROWTH_DIGITS = 21, NPY_ALIGN = 64, NPY_MAX_HEADER = 512 };

static size_t make_header(char *h, int rank, const int64_t *dim)
{
    size_t n = 10;
    n += (size_t)sprintf(h + n, "{'descr': '<f4', 'fortran_order': False, 'shape': (");
    for (int i = 0; i < rank; i++)
        n += (size_t)sprintf(h + n, "%s%lld", i ? ", " : "", (long long)dim[i]);
    n += (size_t)sprintf(h + n, "%s), }", rank == 1 ? "," : "");
    if (rank > 0)
        n += (size_t)sprintf(h + n, "%*s",
                             GROWTH_DIGITS - snprintf(NULL, 0, "%lld", (long long)dim[0]), "");
    size_t total = (n + 1 + NPY_ALIGN - 1) / NPY_ALIGN * NPY_ALIGN;
    memset(h + n, ' ', total - 1 - n);
    h[total - 1] = '\n';
    memcpy(h, "\x93NUMPY\x01\x00", 8);
    put_le((uint8_t *)h + 8, total - 10, 2);
    return total;
}

static void sink_numbers(const float *data, size_t count, NpySink *sink, void *to)
{
    uint8_t piece[4096];
    if (host_is_little_endian()) {
        sink(to, data, count * sizeof *data);
        return;
    }
    for (size_t at = 0, n; at < count; at += n) {
        n = count - at < sizeof piece / 4 ? count - at : sizeof piece / 4;
        for (size_t i = 0; i < n; i++) {
            uint32_t u;
            memcpy(&u, data + at + i, sizeof u);
            put_le(piece + 4 * i, u, 4);
        }
        sink(to, piece, n * 4);
    }
}

void npy_put(int rank, const int64_t *dim, const float *data, NpySink *sink, void *to)
{
    char header[NPY_MAX_HEADER];
    size_t count = 1;
    for (int i = 0; i < rank; i++)
        count *= (size_t)dim[i];
    sink(to, header, make_header(header, rank, dim));
    sink_numbers(data, count, sink, to);
}

static void to_writer(void *w, const void *bytes, size_t n) { file_writer_put(w, bytes, n); }

bool npy_write_float(const char *path, int rank, const int64_t *dim, const float *data, Err *err)
{
    if (rank < 0 || rank > TENSOR_MAX_RANK)
        return err_set(err, "cannot write %s: rank %d, at most %d", path, rank, TENSOR_MAX_RANK);
    FileWriter *w = file_writer_open(path, err);
    if (!w)
        return false;
    npy_put(rank, dim, data, to_writer, w);
    return file_writer_commit(w, err);
}
