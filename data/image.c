/* Pictures: telling the formats apart, resizing, and writing; see image.h. */
#include "data/image.h"
#include "base/fileio.h"
#include "formats/bytes.h"
#include "data/image_format.h"
#include "data/resize.h"
#include <png.h>

enum { MAX_FILE = 1 << 30 };

static const ImageFormat *const formats[] = {&image_jpeg, &image_png, &image_webp, &image_bmp,
                                             &image_gif,  &image_ppm, NULL};
const char image_kinds[] = "JPEG, PNG, WebP, BMP, GIF or binary PPM/PGM";

bool image_check_size(const char *path, long long w, long long h, Err *err)
{
    if (w < 1 || h < 1)
        return err_set(err, "%s: a picture of %lld x %lld pixels", path, w, h);
    if (w > IMAGE_MAX_SIDE || h > IMAGE_MAX_SIDE || w * h > IMAGE_MAX_PIXELS)
        return err_set(
            err,
            "%s: a picture of %lld x %lld pixels is too large; at most %d in all and %d on a side",
            path, w, h, IMAGE_MAX_PIXELS, IMAGE_MAX_SIDE);
    return true;
}

/* From 67 million pixels on (200 MB decoded), half a bit a pixel: photographs have more, and larger
 * scans of text are cut. */
bool image_check_packed(const char *path, long long w, long long h, size_t file_bytes, Err *err)
{
    enum { LARGE = 1 << 26, PIXELS_A_BYTE = 16 };
    if (w * h <= LARGE || w * h / PIXELS_A_BYTE <= (long long)file_bytes)
        return true;
    return err_set(
        err,
        "%s: refused as a compression bomb: %zu bytes would become %lld x %lld pixels, %lld MiB",
        path, file_bytes, w, h, w * h * 3 >> 20);
}

bool image_decode(const uint8_t *data, size_t size, const char *path, Image *out, Err *err)
{
    memset(out, 0, sizeof *out);
    if (size == 0)
        return err_set(err, "%s: the file is empty; expected a %s picture", path, image_kinds);
    for (int i = 0; formats[i]; i++) {
        if (!formats[i]->matches(data, size))
            continue;
        if (formats[i]->decode(data, size, path, out, err))
            return true;
        image_free(out);
        return false;
    }
    const char *other = image_unread_kind(data, size);
    if (other)
        return err_set(err, "%s: a %s picture, which netc does not read; save it as PNG or JPEG",
                       path, other);
    return err_set(err, "%s: not a %s picture (its first bytes are %02x %02x)", path, image_kinds,
                   data[0], size > 1 ? data[1] : 0);
}

/* Kinds told by bytes at the start, or, for the ISO containers, by the brand behind "ftyp". */
const char *image_unread_kind(const uint8_t *head, size_t size)
{
    static const struct {
        const char *kind, *bytes;
        size_t at, n;
    } kinds[] = {
        {"TIFF", "II*\0", 0, 4},
        {"TIFF", "MM\0*", 0, 4},
        {"BigTIFF", "II+\0", 0, 4},
        {"BigTIFF", "MM\0+", 0, 4},
        {"AVIF", "ftypavif", 4, 8},
        {"AVIF", "ftypavis", 4, 8},
        {"HEIC", "ftyphei", 4, 7},
        {"HEIC", "ftyphev", 4, 7},
        {"HEIC", "ftypmif1", 4, 8},
        {"HEIC", "ftypmsf1", 4, 8},
        {"JPEG XL", "\xff\x0a", 0, 2},
        {"JPEG XL", "JXL \r\n", 4, 6},
        {"JPEG 2000", "jP  \r\n", 4, 6},
        {"JPEG 2000", "\xff\x4f\xff\x51", 0, 4},
        {"Photoshop", "8BPS", 0, 4},
        {"icon", "\0\0\1\0", 0, 4},
        {"OpenEXR", "\x76\x2f\x31\x01", 0, 4},
        {"DDS", "DDS ", 0, 4},
        {"QOI", "qoif", 0, 4},
        {"Radiance", "#?RADIANCE", 0, 10},
        {"plain PPM", "P3", 0, 2},
        {"plain PGM", "P2", 0, 2},
        {"PBM", "P4", 0, 2},
        {"plain PBM", "P1", 0, 2},
        {"PAM", "P7", 0, 2},
        {"PFM", "PF", 0, 2},
        {"PFM", "Pf", 0, 2},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t end = kinds[i].at + kinds[i].n;
        bool letters = head && size > end && kinds[i].bytes[0] == 'P' &&
                       kinds[i].n == 2; /* two letters alone may begin a text */
        if (size >= end && !memcmp(head + kinds[i].at, kinds[i].bytes, kinds[i].n) &&
            (!letters || head[2] == '\n' || head[2] == ' ' || head[2] == '\r'))
            return kinds[i].kind;
    }
    return NULL;
}

void image_over_white(const uint8_t *from, uint8_t *to, size_t n)
{
    for (size_t i = 0; i < n; i++, from += 4, to += 3) {
        int a = from[3], r = from[0], g = from[1], b = from[2];
        to[0] = (uint8_t)((r * a + 255 * (255 - a) + 127) / 255);
        to[1] = (uint8_t)((g * a + 255 * (255 - a) + 127) / 255);
        to[2] = (uint8_t)((b * a + 255 * (255 - a) + 127) / 255);
    }
}

bool image_known(const uint8_t *head, size_t size)
{
    for (int i = 0; formats[i]; i++)
        if (formats[i]->matches(head, size))
            return true;
    return false;
}

bool image_read(const char *path, Image *out, Err *err)
{
    unsigned char *data;
    size_t size;
    memset(out, 0, sizeof *out);
    if (!file_read(path, MAX_FILE, &data, &size, err))
        return false;
    bool ok = image_decode(data, size, path, out, err);
    free(data);
    return ok;
}

void image_free(Image *im)
{
    free(im->rgb);
    memset(im, 0, sizeof *im);
}

bool image_resize(const Image *from, int w, int h, Image *out, Err *err)
{
    memset(out, 0, sizeof *out);
    if (!image_check_size("resizing", w, h, err))
        return false;
    void *scratch = data_alloc(resize_scratch_bytes(from->w, from->h, w, h), 1,
                               "resizing a picture", err);
    uint8_t *rgb = data_alloc((size_t)w * (size_t)h, 3, "resizing a picture", err);
    if (!scratch || !rgb) {
        free(scratch);
        free(rgb);
        return false;
    }
    resize_rgb(from->rgb, from->w, from->h, rgb, w, h, scratch);
    free(scratch);
    *out = (Image){.w = w, .h = h, .rgb = rgb, .grey = from->grey};
    return true;
}

bool image_write_ppm(const char *path, const uint8_t *rgb, int w, int h, Err *err)
{
    FileWriter *f = file_writer_open(path, err);
    if (!f)
        return false;
    file_writer_printf(f, "P6\n%d %d\n255\n", w, h);
    file_writer_put(f, rgb, (size_t)w * (size_t)h * 3);
    return file_writer_commit(f, err);
}

static bool write_png(const char *path, const uint8_t *rgb, int w, int h, png_uint_32 format,
                      Err *err)
{
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)w,
                     .height = (png_uint_32)h,
                     .format = format};
    FileWriter *f = file_writer_open(path, err);
    if (!f)
        return false;
    bool ok = png_image_write_to_stdio(&png, file_writer_stream(f), 0, rgb, 0, NULL);
    png_image_free(&png);
    if (!ok && file_writer_ok(f)) { /* else the commit says what went wrong */
        file_writer_abort(f);
        return err_set(err, "cannot write %s: %s", path, png.message);
    }
    return file_writer_commit(f, err);
}

bool image_write_png(const char *path, const uint8_t *rgb, int w, int h, Err *err)
{
    return write_png(path, rgb, w, h, PNG_FORMAT_RGB, err);
}

/* Grey samples of 8 bits are written as they are: the format's linear light is of 16. */
bool mask_write_png(const char *path, const uint8_t *index, int w, int h, Err *err)
{
    return write_png(path, index, w, h, PNG_FORMAT_GRAY, err);
}
