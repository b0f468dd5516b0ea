/* WebP through libwebp: lossy and lossless; of an animation the first frame, on its canvas.
 * Transparency is laid over white, as in image_png.c. EXIF data may stand in a chunk of the file.
 * Source: developers.google.com/speed/webp/docs/riff_container. */
#include "formats/bytes.h"
#include "data/exif.h"
#include "data/image_format.h"
#include <webp/decode.h>
#include <webp/demux.h>

static VP8StatusCode decode_into(const WebPIterator *frame, uint8_t *rgba, size_t stride,
                                 size_t rows)
{
    WebPDecoderConfig c;
    if (!WebPInitDecoderConfig(&c))
        return VP8_STATUS_INVALID_PARAM;
    c.output.colorspace = MODE_RGBA;
    c.output.is_external_memory = 1;
    c.output.u.RGBA = (WebPRGBABuffer){.rgba = rgba, .stride = (int)stride, .size = stride * rows};
    VP8StatusCode status = WebPDecode(frame->fragment.bytes, frame->fragment.size, &c);
    WebPFreeDecBuffer(&c.output);
    return status;
}

/* The frame's pixels over white, at its place. A part of it that lies outside the canvas is refused
 * by libwebpdemux. */
static bool paste(const WebPIterator *frame, Image *out, const char *path, Err *err)
{
    int w = 0, h = 0;
    if (!WebPGetInfo(frame->fragment.bytes, frame->fragment.size, &w, &h) || w != frame->width ||
        h != frame->height || !frame->complete)
        return err_set(err, "%s: damaged or truncated WebP", path);
    size_t stride = (size_t)w * 4;
    uint8_t *rgba = data_alloc((size_t)h, stride, path, err);
    if (!rgba)
        return false;
    VP8StatusCode status = decode_into(frame, rgba, stride, (size_t)h);
    for (int y = 0; status == VP8_STATUS_OK && y < h; y++) {
        uint8_t *to = out->rgb + 3 * ((size_t)(frame->y_offset + y) * (size_t)out->w +
                                      (size_t)frame->x_offset);
        image_over_white(rgba + (size_t)y * stride, to, (size_t)w);
    }
    free(rgba);
    if (status == VP8_STATUS_OK)
        return true;
    /* libwebp has other answers, too, for an allocation that failed. */
    return err_set(err, "%s: %s", path,
                   status == VP8_STATUS_OUT_OF_MEMORY
                       ? "out of memory"
                       : "damaged or truncated WebP, or memory lacks");
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
