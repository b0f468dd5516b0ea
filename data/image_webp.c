/* WebP: lossy pictures through libwebp, lossless ones and transparency by webp_lossless.c; of an
 * animation the first frame, on its canvas. Transparency is laid over white, as in image_png.c.
 * EXIF data may stand in a chunk of the file. Source:
 * developers.google.com/speed/webp/docs/riff_container. */
#include "formats/bytes.h"
#include "data/exif.h"
#include "data/image_format.h"
#include "data/webp_lossless.h"
#include <webp/decode.h>
#include <webp/demux.h>

/* The chunks of a frame; data NULL: there is none. */
typedef struct Frame {
    int w, h;
    WebPData lossy, lossless, alpha;
} Frame;

/* Chunks: four letters, the size, the payload, to an even length. */
static bool find_chunks(const WebPIterator *it, Frame *f)
{
    const uint8_t *p = it->fragment.bytes;
    size_t left = it->fragment.size;
    *f = (Frame){.w = it->width, .h = it->height};
    while (left >= 8) {
        size_t n = (size_t)p[4] | (size_t)p[5] << 8 | (size_t)p[6] << 16 | (size_t)p[7] << 24,
               padded = n + (n & 1);
        WebPData payload = {p + 8, n};
        if (n > left - 8)
            return false;
        if (!memcmp(p, "ALPH", 4) && !f->alpha.bytes)
            f->alpha = payload;
        else if (!memcmp(p, "VP8 ", 4) && !f->lossy.bytes)
            f->lossy = payload;
        else if (!memcmp(p, "VP8L", 4) && !f->lossless.bytes)
            f->lossless = payload;
        padded = padded < left - 8 ? padded : left - 8;
        p += 8 + padded;
        left -= 8 + padded;
    }
    return !f->lossy.bytes != !f->lossless.bytes;
}

static VP8StatusCode decode_lossy(const Frame *f, uint8_t *rgba, size_t stride)
{
    WebPDecoderConfig c;
    int w = 0, h = 0;
    if (!WebPInitDecoderConfig(&c))
        return VP8_STATUS_INVALID_PARAM;
    if (!WebPGetInfo(f->lossy.bytes, f->lossy.size, &w, &h) || w != f->w || h != f->h)
        return VP8_STATUS_BITSTREAM_ERROR;
    c.output.colorspace = MODE_RGBA;
    c.output.is_external_memory = 1;
    c.output.u.RGBA = (WebPRGBABuffer){
        .rgba = rgba, .stride = (int)stride, .size = stride * (size_t)f->h};
    VP8StatusCode status = WebPDecode(f->lossy.bytes, f->lossy.size, &c);
    WebPFreeDecBuffer(&c.output);
    return status;
}

typedef struct Decoding {
    const Frame *frame;
    Arena *arena;
    uint8_t *rgba;
    const char *path;
    Err *err;
} Decoding;

/* libwebp has other answers than that, too, for an allocation that failed. */
static bool lossy_pixels(const Decoding *d)
{
    VP8StatusCode status = decode_lossy(d->frame, d->rgba, (size_t)d->frame->w * 4);
    return status == VP8_STATUS_OK || err_set(d->err, "%s: %s", d->path,
                                              status == VP8_STATUS_OUT_OF_MEMORY
                                                  ? "out of memory"
                                                  : "damaged or truncated WebP, or memory lacks");
}

static bool pixels(void *arg)
{
    const Decoding *d = arg;
    const Frame *f = d->frame;
    size_t n = (size_t)f->w * (size_t)f->h;
    const uint32_t *argb = NULL;
    const uint8_t *alpha = NULL;
    if (f->lossless.bytes)
        argb = webp_lossless(d->arena, f->lossless.bytes, f->lossless.size, f->w, f->h);
    else if (f->alpha.bytes)
        alpha = webp_alpha(d->arena, f->alpha.bytes, f->alpha.size, f->w, f->h);
    if ((f->lossless.bytes && !argb) || (!f->lossless.bytes && f->alpha.bytes && !alpha))
        return err_set(d->err, "%s: damaged or truncated WebP", d->path);
    if (!argb && !lossy_pixels(d))
        return false;
    for (size_t i = 0; argb && i < n; i++)
        for (int k = 0; k < 4; k++)
            d->rgba[4 * i + (size_t)k] = (uint8_t)(argb[i] >> (k == 3 ? 24 : 16 - 8 * k));
    for (size_t i = 0; alpha && i < n; i++)
        d->rgba[4 * i + 3] = alpha[i];
    return true;
}

/* What the decoding takes besides is in an arena of its own. */
static bool decode_frame(const Frame *f, uint8_t *rgba, const char *path, Err *err)
{
    Arena *a = arena_new();
    bool ok = a ? arena_try(a, pixels, &(Decoding){f, a, rgba, path, err}, err)
                : err_set(err, "%s: out of memory", path);
    arena_free(a);
    return ok;
}

/* The frame's pixels over white, at its place. A part of it that lies outside the canvas is refused
 * by libwebpdemux. */
static bool paste(const WebPIterator *it, Image *out, const char *path, Err *err)
{
    Frame f;
    if (!it->complete || !find_chunks(it, &f))
        return err_set(err, "%s: damaged or truncated WebP", path);
    size_t w = (size_t)f.w, h = (size_t)f.h;
    uint8_t *rgba = data_alloc(h, w * 4, path, err);
    if (!rgba)
        return false;
    bool ok = decode_frame(&f, rgba, path, err);
    for (size_t y = 0; ok && y < h; y++)
        image_over_white(
            rgba + y * w * 4,
            out->rgb + 3 * (((size_t)it->y_offset + y) * (size_t)out->w + (size_t)it->x_offset), w);
    free(rgba);
    return ok;
}

static bool decode_first(WebPDemuxer *demux, size_t size, const char *path, Image *out, Err *err)
{
    long long w = WebPDemuxGetI(demux, WEBP_FF_CANVAS_WIDTH),
              h = WebPDemuxGetI(demux, WEBP_FF_CANVAS_HEIGHT);
    WebPIterator frame;
    if (!image_check_size(path, w, h, err) || !image_check_packed(path, w, h, size, err))
        return false;
    if (!WebPDemuxGetFrame(demux, 1, &frame))
        return err_set(err, "%s: damaged or truncated WebP: no picture in it", path);
    bool inside = frame.x_offset >= 0 && frame.y_offset >= 0 &&
                  frame.x_offset + (long long)frame.width <= w &&
                  frame.y_offset + (long long)frame.height <= h;
    *out = (Image){.w = (int)w,
                   .h = (int)h,
                   .rgb = inside ? data_alloc((size_t)w * (size_t)h, 3, path, err) : NULL};
    if (out->rgb)
        memset(out->rgb, 255, (size_t)w * (size_t)h * 3);
    bool ok = out->rgb ? paste(&frame, out, path, err)
              : inside ? false
                       : err_set(err, "%s: damaged WebP: a frame outside its canvas", path);
    WebPDemuxReleaseIterator(&frame);
    return ok;
}

static int orientation_of(WebPDemuxer *demux)
{
    WebPChunkIterator chunk;
    if (!WebPDemuxGetChunk(demux, "EXIF", 1, &chunk))
        return 1;
    int orientation = exif_orientation(chunk.chunk.bytes, chunk.chunk.size);
    WebPDemuxReleaseChunkIterator(&chunk);
    return orientation;
}

static bool decode(const uint8_t *data, size_t size, const char *path, Image *out, Err *err)
{
    WebPData whole = {data, size};
    WebPDemuxer *demux = WebPDemux(&whole); /* NULL when the file is cut, and when memory lacks */
    if (!demux)
        return err_set(err, "%s: damaged or truncated WebP, or memory lacks", path);
    bool ok = decode_first(demux, size, path, out, err) &&
              image_upright(out, orientation_of(demux), path, err);
    WebPDemuxDelete(demux);
    return ok;
}

static bool matches(const uint8_t *data, size_t size)
{
    return size >= 12 && !memcmp(data, "RIFF", 4) && !memcmp(data + 8, "WEBP", 4);
}

const ImageFormat image_webp = {"WebP", matches, decode};
