/* Draws the data sets of the gallery that are not pictures of classes, the same on every machine:
 *     draw FOLDER
 * FOLDER/masks: grey pictures of discs and squares in noise, and maps of where the discs are (npy).
 * FOLDER/words: WAV files of one second at 400 samples: a rising, a falling, a steady and a
 * trembling tone. FOLDER/series: tables (CSV), a row 48 values of a sum of waves, and the one that
 * follows. FOLDER/table.csv: rows of numbers and categories, and a price that follows from them. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static uint64_t state = 1;

static double drawn(double from, double to)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return from + (to - from) * (double)(state >> 11) / 9007199254740992.0;
}

static double noise(double size) { return size * (drawn(-1, 1) + drawn(-1, 1) + drawn(-1, 1)); }

static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    if (!f) {
        perror(path);
        exit(1);
    }
    return f;
}

static void make(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    mkdir(path, 0777);
}

static void npy_head(FILE *f, const char *type, const char *shape)
{
    char head[256];
    int n = snprintf(head, sizeof head, "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }",
                     type, shape);
    fwrite("\x93NUMPY\1\0v\0", 1, 10, f);
    fprintf(f, "%s%*s\n", head, 117 - n, "");
}

static void put(FILE *f, double x)
{
    float value = (float)x;
    fwrite(&value, sizeof value, 1, f);
}

/* ---- masks: (n, 32, 32) and (n, 32, 32, 1) ---- */

enum { SIDE = 32 };

static void mask(FILE *x, FILE *y)
{
    double disc[2][3], square[3], light = drawn(0.5, 0.9), dark = drawn(0, 0.3);
    for (int d = 0; d < 2; d++)
        for (int i = 0; i < 3; i++)
            disc[d][i] = i < 2 ? drawn(5, SIDE - 5) : drawn(3, 6);
    for (int i = 0; i < 3; i++)
        square[i] = i < 2 ? drawn(5, SIDE - 5) : drawn(3, 5);
    for (int r = 0; r < SIDE; r++)
        for (int c = 0; c < SIDE; c++) {
            int in = fabs(r - square[0]) < square[2] && fabs(c - square[1]) < square[2], on = 0;
            for (int d = 0; d < 2; d++)
                on |= hypot(r - disc[d][0], c - disc[d][1]) < disc[d][2];
            put(x, (in || on ? light : dark) + noise(0.08));
            put(y, on);
        }
}

static void masks(const char *folder, const char *set, int n)
{
    char name[64], shape[64];
    snprintf(name, sizeof name, "x_%s.npy", set);
    FILE *x = create(folder, name);
    snprintf(name, sizeof name, "y_%s.npy", set);
    FILE *y = create(folder, name);
    snprintf(shape, sizeof shape, "%d, 32, 32, 1", n);
    npy_head(x, "<f4", shape);
    npy_head(y, "<f4", shape);
    for (int i = 0; i < n; i++)
        mask(x, y);
    fclose(x);
    fclose(y);
}

/* ---- words: WAV files of 400 samples in class folders ---- */

static void put_bytes(FILE *f, unsigned long value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        fputc((int)(value >> 8 * i & 255), f);
}

/* PCM of 16 bits, one channel, 400 samples a second, of which there are n. */
static void wav_head(FILE *f, unsigned long n)
{
    fputs("RIFF", f);
    put_bytes(f, 36 + 2 * n, 4);
    fputs("WAVEfmt ", f);
    put_bytes(f, 16, 4);
    put_bytes(f, 1, 2);
    put_bytes(f, 1, 2);
    put_bytes(f, 400, 4);
    put_bytes(f, 800, 4);
    put_bytes(f, 2, 2);
    put_bytes(f, 16, 2);
    fputs("data", f);
    put_bytes(f, 2 * n, 4);
}

static void word(FILE *f, int kind)
{
    double pitch = drawn(0.2, 0.5), phase = drawn(0, 6), begin = drawn(0, 150),
           loud = drawn(0.3, 1);
    wav_head(f, 400);
    for (int t = 0; t < 400; t++) {
        double at = (t - begin) / 250, inside = at >= 0 && at <= 1;
        double bend = kind == 0 ? 1 + at : kind == 1 ? 2 - at : 1.5;
        phase += pitch * bend + (kind == 3) * 0.25 * sin(t * 0.12);
        double x = inside * loud * sin(phase) * sin(3.14159 * at) + noise(0.1);
        put_bytes(f, (unsigned long)(long)lrint(x * 20000) & 0xffff, 2); /* |x| < 1.3 */
    }
}

static void words(const char *folder, const char *set, int n)
{
    static const char *const kinds[] = {"rising", "falling", "steady", "trembling"};
    char name[64];
    make(folder, set);
    for (int k = 0; k < 4; k++) {
        snprintf(name, sizeof name, "%s/%s", set, kinds[k]);
        make(folder, name);
    }
    for (int i = 0; i < n; i++) {
        snprintf(name, sizeof name, "%s/%s/%03d.wav", set, kinds[i % 4], i / 4);
        FILE *f = create(folder, name);
        word(f, i % 4);
        fclose(f);
    }
}

/* ---- series: rows of 48 values and the next ---- */

static double wave(int t)
{
    return sin(t * 0.2618) + 0.5 * sin(t * 0.0374 + 1) + 0.3 * sin(t * 0.5236) * sin(t * 0.0187);
}

static void series(const char *folder, const char *set, int n, int begin)
{
    char name[64];
    double *value = malloc(sizeof *value * (size_t)(n + 49));
    snprintf(name, sizeof name, "%s.csv", set);
    FILE *f = create(folder, name);
    for (int t = 0; t < n + 49; t++)
        value[t] = wave(begin + t) + noise(0.03);
    for (int t = 0; t < 48; t++)
        fprintf(f, "t-%d,", 48 - t);
    fputs("t\n", f);
    for (int i = 0; i < n; i++)
        for (int t = 0; t < 49; t++)
            fprintf(f, "%.4f%c", value[i + t], t < 48 ? ',' : '\n');
    free(value);
    fclose(f);
}

/* ---- a table ---- */

static void table(const char *folder)
{
    static const char *const places[] = {"harbour", "hill", "market", "station"};
    static const double worth[] = {90, 60, 40, 10};
    FILE *f = create(folder, "table.csv");
    fprintf(f, "id,area,rooms,year,place,garden,price\n");
    for (int i = 0; i < 1500; i++) {
        int place = (int)drawn(0, 4), garden = drawn(0, 1) < 0.4, year = (int)drawn(1900, 2020);
        double area = drawn(25, 160), rooms = floor(area / 28 + drawn(0, 2)) + 1;
        double price = area * (2 + worth[place] / 60) + rooms * 8 + garden * 45 +
                       (year - 1960) * (year - 1960) / 60.0 + noise(6);
        fprintf(f, "%d,%.1f,%g,%d,%s,%s,%.1f\n", i + 1, area, rooms, year, places[place],
                garden ? "yes" : "no", price);
    }
    fclose(f);
}

int main(int argc, char **argv)
{
    char folder[3][4000];
    static const char *const sub[] = {"masks", "words", "series"};
    if (argc != 2) {
        fprintf(stderr, "usage: draw FOLDER\n");
        return 2;
    }
    mkdir(argv[1], 0777);
    for (int i = 0; i < 3; i++) {
        make(argv[1], sub[i]);
        snprintf(folder[i], sizeof folder[i], "%s/%s", argv[1], sub[i]);
    }
    masks(folder[0], "train", 400);
    masks(folder[0], "test", 100);
    words(folder[1], "train", 800);
    words(folder[1], "test", 200);
    series(folder[2], "train", 1500, 0);
    series(folder[2], "test", 400, 2000);
    table(argv[1]);
    return 0;
}
