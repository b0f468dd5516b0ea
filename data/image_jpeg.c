/* JPEG through libjpeg. The library reports fatal errors through a function that must not return:
 * ours keeps the message and jumps back to decode(). Warnings that mean missing or damaged picture
 * data are errors here. What decode() needs after the jump lives in a struct of its caller, so that
 * no local variable can be stale. CMYK (in Adobe's inverted form or not) is multiplied out to RGB
 * without colour management. */
#include "formats/bytes.h"
#include "data/exif.h"
#include "data/image_format.h"
#include <setjmp.h>
#include <stdio.h>
#include <jpeglib.h>
#include <jerror.h>

enum {
    MAX_SCANS = 500
}; /* a progressive file of very many scans takes very long: an attack, not a picture */

typedef struct Jpeg {
    struct jpeg_decompress_struct d;
    struct jpeg_error_mgr mgr;
    struct jpeg_progress_mgr progress;
    jmp_buf back;
    char message[JMSG_LENGTH_MAX];
    const char *path;
    Image *out;
    uint8_t *row; /* one row as libjpeg gives it */
    Err *err;
    bool explained; /* err is filled already */
} Jpeg;

static Jpeg *of_common(j_common_ptr c) { return (Jpeg *)c->client_data; }

static void fail(j_common_ptr c)
{
    Jpeg *j = of_common(c);
    c->err->format_message(c, j->message);
    longjmp(j->back, 1);
}

static bool means_damage(int code)
{
    return code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE ||
           code == JWRN_MUST_RESYNC || code == JWRN_ARITH_BAD_CODE ||
           code == JWRN_BOGUS_PROGRESSION || code == JWRN_NOT_SEQUENTIAL;
}

static void on_message(j_common_ptr c, int level)
{
    if (level < 0 && means_damage(c->err->msg_code))
        fail(c);
}

static void on_progress(j_common_ptr c)
{
    Jpeg *j = of_common(c);
    if (j->d.input_scan_number > MAX_SCANS) {
        snprintf(j->message, sizeof j->message, "more than %d scans", MAX_SCANS);
        longjmp(j->back, 1);
    }
}

static void no_output(j_common_ptr c) { (void)c; }

static void cmyk_to_rgb(const uint8_t *cmyk, uint8_t *rgb, int n, bool inverted)
{
    for (int i = 0; i < n; i++, cmyk += 4, rgb += 3)
        for (int k = 0; k < 3; k++) {
            int ink = inverted ? cmyk[k] : 255 - cmyk[k],
                black = inverted ? cmyk[3] : 255 - cmyk[3];
            rgb[k] = (uint8_t)((ink * black + 127) / 255);
        }
}

/* Of the first APP1 marker that holds EXIF data (others hold XMP). */
static int orientation_of(const Jpeg *j)
{
    for (jpeg_saved_marker_ptr m = j->d.marker_list; m; m = m->next)
        if (m->marker == JPEG_APP0 + 1 && m->data_length >= 6 && !memcmp(m->data, "Exif\0", 6))
            return exif_orientation(m->data, m->data_length);
    return 1;
}

/* Runs between setjmp and any failure. */
static bool decode_rows(Jpeg *j, const uint8_t *data, size_t size)
{
    jpeg_mem_src(&j->d, data, (unsigned long)size);
    jpeg_save_markers(&j->d, JPEG_APP0 + 1, 0xffff);
    jpeg_read_header(&j->d, TRUE);
    if (!image_check_size(j->path, j->d.image_width, j->d.image_height, j->err) ||
        !image_check_packed(j->path, j->d.image_width, j->d.image_height, size, j->err))
        return false;
    bool cmyk = j->d.num_components == 4;
    j->d.out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&j->d);
    int w = (int)j->d.output_width, h = (int)j->d.output_height;
    *j->out = (Image){w, h, data_alloc((size_t)w * (size_t)h, 3, j->path, j->err),
                      j->d.num_components == 1};
    j->row = data_alloc((size_t)w, 4, j->path, j->err);
    if (!j->out->rgb || !j->row)
        return false;
    while (j->d.output_scanline < j->d.output_height) {
        uint8_t *to = j->out->rgb + (size_t)j->d.output_scanline * (size_t)w * 3;
        JSAMPROW row = cmyk ? j->row : to;
        jpeg_read_scanlines(&j->d, &row, 1);
        if (cmyk)
            cmyk_to_rgb(j->row, to, w, j->d.saw_Adobe_marker);
    }
    int orientation = orientation_of(j);
    jpeg_finish_decompress(&j->d);
    return image_upright(j->out, orientation, j->path, j->err);
}

static bool guarded(Jpeg *j, const uint8_t *data, size_t size)
{
    if (setjmp(j->back))
        return err_set(j->err, "%s: damaged or truncated JPEG: %s", j->path, j->message);
    jpeg_create_decompress(&j->d);
    j->d.client_data = j;
    j->d.progress = &j->progress;
    return decode_rows(j, data, size);
}

static bool decode(const uint8_t *data, size_t size, const char *path, Image *out, Err *err)
{
    Jpeg *j = calloc(1, sizeof *j);
    if (!j)
        return err_set(err, "%s: out of memory", path);
    j->path = path;
    j->out = out;
    j->err = err;
    j->d.err = jpeg_std_error(&j->mgr);
    j->d.client_data = j;
    j->mgr.error_exit = fail;
    j->mgr.emit_message = on_message;
    j->mgr.output_message = no_output;
    j->progress.progress_monitor = on_progress;
    bool ok = guarded(j, data, size);
    jpeg_destroy_decompress(&j->d);
    free(j->row);
    free(j);
    return ok;
}

static bool matches(const uint8_t *data, size_t size)
{
    return size >= 2 && data[0] == 0xff && data[1] == 0xd8;
}

const ImageFormat image_jpeg = {"JPEG", matches, decode};
