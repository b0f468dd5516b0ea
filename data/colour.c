/* Changes of colours; see colour.h. */
#include "data/colour.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint8_t to_byte(double v) { return v <= 0 ? 0 : v >= 255 ? 255 : (uint8_t)(v + 0.5); }

void colour_saturate(uint8_t *rgb, size_t n, double factor)
{
    for (uint8_t *p = rgb; n--; p += 3) {
        double grey = (p[0] * 19595 + p[1] * 38470 + p[2] * 7471 + 0x8000) >> 16;
        for (int c = 0; c < 3; c++)
            p[c] = to_byte(grey + (p[c] - grey) * factor);
    }
}

/* The channel whose hue lies `from` sixths of a turn before the one at hand: of saturation s and
 * value v. */
static uint8_t channel(double v, double s, double sixths)
{
    double k = fmod(sixths, 6), down = fmin(k, 4 - k);
    return to_byte(v - v * s * fmax(0, fmin(down, 1)));
}

void colour_hue(uint8_t *rgb, size_t n, double turn)
{
    for (uint8_t *p = rgb; n--; p += 3) {
        const double r = p[0], g = p[1], b = p[2], v = fmax(r, fmax(g, b)),
                     range = v - fmin(r, fmin(g, b));
        if (range <= 0)
            continue;
        double h = v == r ? (g - b) / range : v == g ? 2 + (b - r) / range : 4 + (r - g) / range;
        h += 12 + 6 * turn; /* 12: whole turns, so that fmod sees no negative one */
        p[0] = channel(v, range / v, h + 5);
        p[1] = channel(v, range / v, h + 3);
        p[2] = channel(v, range / v, h + 1);
    }
}

bool colour_sharpen(uint8_t *rgb, int w, int h, double factor)
{
    const size_t row = (size_t)w * 3;
    if (w < 3 || h < 3)
        return true;
    uint8_t *from = malloc(row * (size_t)h);
    if (!from)
        return false;
    memcpy(from, rgb, row * (size_t)h);
    for (int y = 1; y < h - 1; y++)
        for (size_t i = 3; i < row - 3; i++) {
            const uint8_t *p = from + (size_t)y * row + i;
            int sum = 4 * *p;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                    sum += p[dy * (ptrdiff_t)row + dx * 3];
            double smooth = sum / 13.0;
            rgb[(size_t)y * row + i] = to_byte(smooth + (*p - smooth) * factor);
        }
    free(from);
    return true;
}

void colour_posterize(uint8_t *rgb, size_t n, int bits)
{
    const int mask = 255 & ~((1 << (8 - bits)) - 1);
    for (size_t i = 0; i < n * 3; i++)
        rgb[i] = (uint8_t)(rgb[i] & mask);
}

void colour_solarize(uint8_t *rgb, size_t n, int threshold)
{
    for (size_t i = 0; i < n * 3; i++)
        if (rgb[i] >= threshold)
            rgb[i] = (uint8_t)(255 - rgb[i]);
}

static void count(const uint8_t *rgb, size_t n, int c, size_t found[256])
{
    memset(found, 0, 256 * sizeof *found);
    for (size_t i = 0; i < n; i++)
        found[rgb[i * 3 + (size_t)c]]++;
}

static void look_up(uint8_t *rgb, size_t n, int c, const uint8_t table[256])
{
    for (size_t i = 0; i < n; i++)
        rgb[i * 3 + (size_t)c] = table[rgb[i * 3 + (size_t)c]];
}

void colour_autocontrast(uint8_t *rgb, size_t n)
{
    for (int c = 0; c < 3; c++) {
        size_t found[256];
        uint8_t table[256];
        int low = 0, high = 255;
        count(rgb, n, c, found);
        while (low < 255 && !found[low])
            low++;
        while (high > 0 && !found[high])
            high--;
        if (high <= low)
            continue;
        for (int v = 0; v < 256; v++)
            table[v] = to_byte((v - low) * (255.0 / (high - low)));
        look_up(rgb, n, c, table);
    }
}

void colour_equalize(uint8_t *rgb, size_t n)
{
    for (int c = 0; c < 3; c++) {
        size_t found[256];
        uint8_t table[256];
        int last = 255;
        count(rgb, n, c, found);
        while (last > 0 && !found[last])
            last--;
        const size_t step = (n - found[last]) / 255;
        if (step == 0)
            continue;
        size_t sum = step / 2;
        for (int v = 0; v < 256; v++) {
            table[v] = sum / step > 255 ? 255 : (uint8_t)(sum / step);
            sum += found[v];
        }
        look_up(rgb, n, c, table);
    }
}
