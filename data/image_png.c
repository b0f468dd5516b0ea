/* PNG through libpng: every colour type becomes 8-bit RGB or RGBA by the library's transformations;
 * alpha is then laid over white, c' = (c * a + 255 * (255 - a)) / 255 on the stored values (gamma
 * is not looked at). As in image_jpeg.c, the library leaves through a jump on errors, and what
 * outlives it is in a struct. */
#include "formats/bytes.h"
#include "data/exif.h"
#include "data/image_format.h"
#include <png.h>
#include <setjmp.h>

typedef struct Png {
    png_structp png;
    png_infop info;
    const uint8_t *data;
    size_t size, at;
    const char *path;
    Image *out;
    Mask *mask; /* in place of out: its numbers are wanted; else NULL */
    png_bytep *rows;
    char message[128];
    Err *err;
} Png;

static void on_error(png_structp png, png_const_charp text)
{
    Png *p = png_get_error_ptr(png);
    snprintf(p->message, sizeof p->message, "%s", text);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

static void on_read(png_structp png, png_bytep to, size_t bytes)
{
    Png *p = png_get_io_ptr(png);
    if (bytes > p->size - p->at)
        png_error(png, "the file ends too early");
    memcpy(to, p->data + p->at, bytes);
    p->at += bytes;
}

/* Asks for 8-bit RGB, or RGBA when anything can be transparent. */
static void set_transformations(Png *p, bool alpha)
{
    png_set_expand(p->png); /* palette to RGB, small grey to 8 bits, tRNS to alpha */
    png_set_scale_16(p->png);
    png_set_gray_to_rgb(p->png);
    if (!alpha)
        png_set_strip_alpha(p->png);
    png_set_interlace_handling(p->png);
    png_read_update_info(p->png, p->info);
}

/* The eXIf chunk may stand before or behind the pixels. */
static int orientation_of(Png *p)
{
    png_uint_32 size = 0;
    png_bytep data = NULL;
    return png_get_eXIf_1(p->png, p->info, &size, &data) && data ? exif_orientation(data, size) : 1;
}

static bool decode_rows(Png *p)
{
    png_set_read_fn(p->png, p, on_read);
    png_set_user_limits(p->png, IMAGE_MAX_SIDE, IMAGE_MAX_SIDE);
    png_read_info(p->png, p->info);
    size_t w = png_get_image_width(p->png, p->info), h = png_get_image_height(p->png, p->info);
    if (!image_check_size(p->path, (long long)w, (long long)h, p->err) ||
        !image_check_packed(p->path, (long long)w, (long long)h, p->size, p->err))
        return false;
    bool alpha = (png_get_color_type(p->png, p->info) & PNG_COLOR_MASK_ALPHA) ||
                 png_get_valid(p->png, p->info, PNG_INFO_tRNS);
    p->out->grey = !(png_get_color_type(p->png, p->info) & PNG_COLOR_MASK_COLOR);
    set_transformations(p, alpha);
    size_t row = png_get_rowbytes(p->png, p->info);
    if (row != w * (alpha ? 4 : 3))
        return err_set(p->err, "%s: PNG: rows of %zu bytes for %zu pixels", p->path, row, w);
    *p->out = (Image){
        .w = (int)w, .h = (int)h, .rgb = data_alloc(h, row, p->path, p->err), .grey = p->out->grey};
    p->rows = data_alloc(h, sizeof *p->rows, p->path, p->err);
    if (!p->out->rgb || !p->rows)
        return false;
    for (size_t y = 0; y < h; y++)
        p->rows[y] = p->out->rgb + y * row;
    png_read_image(p->png, p->rows);
    png_read_end(p->png, p->info);
    if (alpha)
        image_over_white(p->out->rgb, p->out->rgb,
                         w * h); /* pixel i of three bytes never lies behind pixel i of four */
    return image_upright(p->out, orientation_of(p), p->path, p->err);
}

/* The numbers of a mask, one a byte. */
static bool decode_numbers(Png *p)
{
    png_set_read_fn(p->png, p, on_read);
    png_set_user_limits(p->png, IMAGE_MAX_SIDE, IMAGE_MAX_SIDE);
    png_read_info(p->png, p->info);
    size_t w = png_get_image_width(p->png, p->info), h = png_get_image_height(p->png, p->info);
    int type = png_get_color_type(p->png, p->info);
    if (!image_check_size(p->path, (long long)w, (long long)h, p->err) ||
        !image_check_packed(p->path, (long long)w, (long long)h, p->size, p->err))
        return false;
    if ((type != PNG_COLOR_TYPE_GRAY && type != PNG_COLOR_TYPE_PALETTE) ||
        png_get_bit_depth(p->png, p->info) > 8)
        return err_set(p->err,
                       "%s: a mask is grey, of at most 8 bits, or of a palette: the value, or the "
                       "number of the colour, is the class",
                       p->path);
    png_set_packing(p->png);
    png_set_interlace_handling(p->png);
    png_read_update_info(p->png, p->info);
    p->mask->w = (int)w;
    p->mask->h = (int)h;
    p->mask->index = data_alloc(h, w, p->path, p->err);
    p->rows = data_alloc(h, sizeof *p->rows, p->path, p->err);
    if (!p->mask->index || !p->rows || png_get_rowbytes(p->png, p->info) != w)
        return p->mask->index && p->rows ? err_set(p->err, "%s: PNG: rows of another size", p->path)
                                         : false;
    for (size_t y = 0; y < h; y++)
        p->rows[y] = p->mask->index + y * w;
    png_read_image(p->png, p->rows);
    png_read_end(p->png, p->info);
    return true;
}

static bool guarded(Png *p)
{
    if (setjmp(png_jmpbuf(p->png)))
        return err_set(p->err, "%s: damaged or truncated PNG: %s", p->path, p->message);
    return p->mask ? decode_numbers(p) : decode_rows(p);
}

static bool decode_with(Png p)
{
    Err *err = p.err;
    const char *path = p.path;
    p.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &p, on_error, on_warning);
    p.info = p.png ? png_create_info_struct(p.png) : NULL;
    bool ok = p.info ? guarded(&p) : err_set(err, "%s: out of memory", path);
    png_destroy_read_struct(&p.png, &p.info, NULL);
    free(p.rows);
    return ok;
}

static bool decode(const uint8_t *data, size_t size, const char *path, Image *out, Err *err)
{
    return decode_with((Png){.data = data, .size = size, .path = path, .out = out, .err = err});
}

static bool matches(const uint8_t *data, size_t size)
{
    return size >= 4 && data[0] == 0x89 && !memcmp(data + 1, "PNG", 3);
}

const ImageFormat image_png = {"PNG", matches, decode};

/* Nothing, or less than what tells a PNG: its beginning alone. */
static bool cut_short(const uint8_t *data, size_t size)
{
    return size == 0 || (size < 4 && !memcmp(data, "\x89PNG", size));
}

bool mask_read_png(const char *path, Mask *out, Err *err)
{
    unsigned char *data;
    size_t size;
    *out = (Mask){.index = NULL};
    if (!file_read(path, 0, &data, &size, err))
        return false;
    bool ok = matches(data, size) || cut_short(data, size)
                  ? decode_with(
                        (Png){.data = data, .size = size, .path = path, .mask = out, .err = err})
                  : err_set(err, "%s is no PNG file; a mask is one", path);
    free(data);
    if (!ok)
        free(out->index);
    if (!ok)
        out->index = NULL;
    return ok;
}
