/* GIF through giflib: the first picture of the file, on its screen; what it does not cover, or
 * leaves transparent, is white. The pictures after it are not decoded, so a long animation costs
 * nothing. Source: w3.org/Graphics/GIF/spec-gif89a.txt. */
#include "formats/bytes.h"
#include "data/image_format.h"
#include <gif_lib.h>

typedef struct Gif {
    const uint8_t *data;
    size_t size, at;
    const char *path;
    Image *out;
    GifPixelType *row;
    int clear; /* the transparent colour's number; -1: none */
    Err *err;
} Gif;

static int on_read(GifFileType *file, GifByteType *to, int n)
{
    Gif *g = file->UserData;
    size_t left = g->size - g->at, take = (size_t)n < left ? (size_t)n : left;
    memcpy(to, g->data + g->at, take);
    g->at += take;
    return (int)take;
}

static bool damaged(const Gif *g, int code)
{
    const char *why = GifErrorString(code);
    return err_set(g->err, "%s: damaged or truncated GIF%s%s", g->path, why ? ": " : "",
                   why ? why : "");
}

static void put_row(const Gif *g, const ColorMapObject *map, int left, int y, int w)
{
    if (y >= g->out->h)
        return;
    for (int x = 0; x < w && left + x < g->out->w; x++) {
        int k = g->row[x];
        uint8_t *to = g->out->rgb + 3 * ((size_t)y * (size_t)g->out->w + (size_t)(left + x));
        if (k == g->clear || k >= map->ColorCount)
            continue;
        to[0] = map->Colors[k].Red;
        to[1] = map->Colors[k].Green;
        to[2] = map->Colors[k].Blue;
    }
}

/* The rows of the picture whose descriptor has been read; interlaced ones come in four passes. */
static bool read_rows(Gif *g, GifFileType *file)
{
    static const int first[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};
    const GifImageDesc *im = &file->Image;
    const ColorMapObject *map = im->ColorMap ? im->ColorMap : file->SColorMap;
    if (!map)
        return err_set(g->err, "%s: damaged GIF: no colour table", g->path);
    if (!image_check_size(g->path, im->Width, im->Height, g->err) ||
        !(g->row = data_alloc((size_t)im->Width, sizeof *g->row, g->path, g->err)))
        return false;
    for (int pass = im->Interlace ? 0 : 3; pass < 4; pass++)
        for (int y = im->Interlace ? first[pass] : 0; y < im->Height;
             y += im->Interlace ? step[pass] : 1) {
            if (DGifGetLine(file, g->row, im->Width) == GIF_ERROR)
                return damaged(g, file->Error);
            put_row(g, map, im->Left, im->Top + y, im->Width);
        }
    return true;
}

static bool read_extension(Gif *g, GifFileType *file)
{
    GifByteType *block;
    int code;
    if (DGifGetExtension(file, &code, &block) == GIF_ERROR)
        return damaged(g, file->Error);
    if (block && code == GRAPHICS_EXT_FUNC_CODE && block[0] >= 4)
        g->clear = block[1] & 1 ? block[4] : -1;
    while (block)
        if (DGifGetExtensionNext(file, &block) == GIF_ERROR)
            return damaged(g, file->Error);
    return true;
}

/* A screen of no size is that of its first picture; some programs write such. */
static bool make_screen(Gif *g, const GifFileType *file)
{
    long long w = file->SWidth, h = file->SHeight;
    if (w == 0 || h == 0) {
        w = (long long)file->Image.Left + file->Image.Width;
        h = (long long)file->Image.Top + file->Image.Height;
    }
    if (!image_check_size(g->path, w, h, g->err) ||
        !image_check_packed(g->path, w, h, g->size, g->err))
        return false;
    *g->out = (Image){
        .w = (int)w, .h = (int)h, .rgb = data_alloc((size_t)w * (size_t)h, 3, g->path, g->err)};
    if (g->out->rgb)
        memset(g->out->rgb, 255, (size_t)w * (size_t)h * 3);
    return g->out->rgb != NULL;
}

static bool first_picture(Gif *g, GifFileType *file)
{
    for (;;) {
        GifRecordType type;
        if (DGifGetRecordType(file, &type) == GIF_ERROR)
            return damaged(g, file->Error);
        if (type == EXTENSION_RECORD_TYPE && !read_extension(g, file))
            return false;
        if (type == TERMINATE_RECORD_TYPE)
            return err_set(g->err, "%s: a GIF without a picture", g->path);
        if (type != IMAGE_DESC_RECORD_TYPE)
            continue;
        if (DGifGetImageDesc(file) == GIF_ERROR)
            return damaged(g, file->Error);
        return make_screen(g, file) && read_rows(g, file);
    }
}

static bool decode(const uint8_t *data, size_t size, const char *path, Image *out, Err *err)
{
    Gif g = {.data = data, .size = size, .path = path, .out = out, .clear = -1, .err = err};
    int code = 0;
    GifFileType *file = DGifOpen(&g, on_read, &code);
    if (!file)
        return damaged(&g, code);
    bool ok = first_picture(&g, file);
    DGifCloseFile(file, &code); /* what comes after the first picture does not matter */
    free(g.row);
    return ok;
}

static bool matches(const uint8_t *data, size_t size)
{
    return size >= 6 && (!memcmp(data, "GIF87a", 6) || !memcmp(data, "GIF89a", 6));
}

const ImageFormat image_gif = {"GIF", matches, decode};
