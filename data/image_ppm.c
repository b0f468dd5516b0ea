/* Binary PPM (P6) and PGM (P5): the letters, width, height and largest value as decimal numbers
 * between blanks and #-comments, one blank, then samples of one byte, or two (high byte first) when
 * the largest value is above 255. Samples are scaled to 0 ... 255. Only the first picture of a file
 * is read. Source: netpbm.sourceforge.net/doc/ppm.html. */
#include "formats/bytes.h"
#include "data/image_format.h"

typedef struct Ppm {
    const uint8_t *data;
    size_t size, at;
    const char *path;
    Err *err;
} Ppm;

static bool is_blank(int c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool number(Ppm *p, const char *what, int *out)
{
    while (p->at < p->size && (is_blank(p->data[p->at]) || p->data[p->at] == '#')) {
        if (p->data[p->at++] == '#')
            while (p->at < p->size && p->data[p->at] != '\n')
                p->at++;
    }
    size_t begin = p->at;
    int v = 0;
    for (; p->at < p->size && p->data[p->at] >= '0' && p->data[p->at] <= '9' && v < 100000000;
         p->at++)
        v = v * 10 + (p->data[p->at] - '0');
    if (p->at == begin || p->at == p->size || !(is_blank(p->data[p->at]) || p->data[p->at] == '#'))
        return err_set(p->err, "%s: malformed PPM: expected %s at byte %zu", p->path, what, begin);
    *out = v;
    return true;
}

static bool samples(const Ppm *p, size_t count, int channels, int most, uint8_t *rgb)
{
    int bytes = most > 255 ? 2 : 1;
    const uint8_t *from = p->data + p->at;
    for (size_t i = 0; i < count; i++, from += bytes) {
        int v = bytes == 2 ? from[0] << 8 | from[1] : from[0];
        if (v > most)
            return err_set(p->err, "%s: sample %d at byte %zu is above the largest value %d",
                           p->path, v, (size_t)(from - p->data), most);
        uint8_t b = (uint8_t)((v * 255 + most / 2) / most);
        for (int k = 0; k < (channels == 1 ? 3 : 1); k++)
            *rgb++ = b;
    }
    return true;
}

static bool decode(const uint8_t *data, size_t size, const char *path, Image *out, Err *err)
{
    Ppm p = {data, size, 2, path, err};
    int w, h, most, channels = data[1] == '6' ? 3 : 1;
    if (!number(&p, "the width", &w) || !number(&p, "the height", &h) ||
        !number(&p, "the largest value", &most))
        return false;
    if (!is_blank(data[p.at++]) || most < 1 || most > 65535)
        return err_set(err,
                       "%s: malformed PPM: expected a largest value of 1 ... 65535 and a blank "
                       "before byte %zu",
                       path, p.at);
    if (!image_check_size(path, w, h, err))
        return false;
    size_t count = (size_t)w * (size_t)h * (size_t)channels, want = count * (most > 255 ? 2 : 1);
    if (size - p.at < want)
        return err_set(err, "%s: truncated PPM: %zu bytes of samples from byte %zu, expected %zu",
                       path, size - p.at, p.at, want);
    *out = (Image){w, h, data_alloc((size_t)w * (size_t)h, 3, path, err), channels == 1};
    return out->rgb && samples(&p, count, channels, most, out->rgb);
}

static bool matches(const uint8_t *data, size_t size)
{
    return size >= 3 && data[0] == 'P' && (data[1] == '5' || data[1] == '6') &&
           (is_blank(data[2]) || data[2] == '#');
}

const ImageFormat image_ppm = {"PPM", matches, decode};
