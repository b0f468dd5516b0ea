/* Reads a picture for the net: P6 (PPM) of any size, halved or stretched to the net's by taking the
 * nearest pixel. A program of yours has its own way to pictures; this one needs no library. */
#ifndef PICTURE_H
#define PICTURE_H
#include <stdio.h>
#include <stdlib.h>

/* rgb: width * height * 3 bytes. 0, or a message. */
static inline const char *picture_read(const char *path, unsigned char *rgb, int width, int height)
{
    int w, h, most, x, y, c;
    unsigned char *all;
    const char *bad = NULL;
    FILE *f = fopen(path, "rb");
    if (!f)
        return "cannot be opened";
    if (fscanf(f, "P6 %d %d %d", &w, &h, &most) != 3 || fgetc(f) == EOF || most != 255 || w < 1 ||
        h < 1 || w > 10000 || h > 10000) {
        fclose(f);
        return "is no PPM picture of 8 bits";
    }
    all = (unsigned char *)malloc((size_t)w * (size_t)h * 3);
    if (!all)
        bad = "is too large for the memory";
    else if (fread(all, 3, (size_t)w * (size_t)h, f) != (size_t)w * (size_t)h)
        bad = "ends early";
    for (y = 0; !bad && y < height; y++)
        for (x = 0; x < width; x++)
            for (c = 0; c < 3; c++)
                rgb[(y * width + x) * 3 + c] =
                    all[((size_t)(y * h / height) * (size_t)w + (size_t)(x * w / width)) * 3 +
                        (size_t)c];
    free(all);
    fclose(f);
    return bad;
}
#endif
