
/* One whole number of a PPM header; blanks and comments before it are passed over. -1: none. */
static int net_ppm_number(FILE *f)
{
    int c = getc(f), v = 0, digits = 0;
    while (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '#') {
        if (c == '#')
            while (c != '\n' && c != EOF)
                c = getc(f);
        c = getc(f);
    }
    for (; c >= '0' && c <= '9' && v < 100000000; c = getc(f), digits++)
        v = v * 10 + (c - '0');
    return digits ? v : -1;
}

/* A binary PPM (P6) or PGM (P5) picture of any size -> NET_IN_H x NET_IN_W, resized and, for a net of one channel, made grey
 * (ITU-R 601 luma) as netc does. 0: read. */
static int net_read_picture(const char *path, unsigned char *rgb)
{
    FILE *f = fopen(path, "rb");
    unsigned char *raw, *full, *scratch;
    int p, kind, w, h, max, depth;
    size_t i, n;
    if (!f) {
        perror(path);
        return 1;
    }
    p = getc(f);
    kind = getc(f);
    w = net_ppm_number(f);
    h = net_ppm_number(f);
    max = net_ppm_number(f);
    depth = kind == '6' ? 3 : 1;
    if (p != 'P' || (kind != '5' && kind != '6') || w < 1 || h < 1 || max != 255 || w > 65536 || h > 65536) {
        fprintf(stderr, "%s: not a binary PPM or PGM picture of 8 bits\n", path);
        fclose(f);
        return 1;
    }
    n = (size_t)w * (size_t)h;
    raw = (unsigned char *)net_memory(n * (size_t)depth);
    full = (unsigned char *)net_memory(n * 3);
    if (fread(raw, (size_t)depth, n, f) != n) {
        fprintf(stderr, "%s: the picture ends early\n", path);
        fclose(f);
        return 1;
    }
    fclose(f);
    for (i = 0; i < n * 3; i++)
        full[i] = depth == 3 ? raw[i] : raw[i / 3];
    if (w == NET_IN_W && h == NET_IN_H) {
        memcpy(rgb, full, n * 3);
    } else {
        scratch = (unsigned char *)net_memory(resize_scratch_bytes(w, h, NET_IN_W, NET_IN_H));
        resize_rgb(full, w, h, rgb, NET_IN_W, NET_IN_H, scratch);
    }
    for (i = 0; NET_IN_C == 1 && i < (size_t)NET_IN_H * NET_IN_W; i++)
        rgb[i] = (unsigned char)((rgb[3 * i] * 19595 + rgb[3 * i + 1] * 38470 + rgb[3 * i + 2] * 7471 + 0x8000) >> 16);
    return 0;
}

/* A name, filled up to `width` bytes; what a terminal would obey (control characters, changes of direction) becomes ?. */
static void net_print_name(const char *name, int width)
{
    const unsigned char *s = (const unsigned char *)(const void *)name;
    for (; *s; s++, width--) {
        int control = *s < 32 || *s == 127, c1 = *s == 0xC2 && s[1] >= 0x80 && s[1] < 0xA0;
        int turn = *s == 0xE2 && ((s[1] == 0x80 && s[2] >= 0x8B && s[2] <= 0xAE && (s[2] < 0x90 || s[2] > 0xA7)) || (s[1] == 0x81 && s[2] >= 0xA0 && s[2] <= 0xAF));
        putchar(control || c1 || turn ? '?' : *s);
        if (c1 || turn)
            s += c1 ? 1 : 2;
    }
    for (; width > 0; width--)
        putchar(' ');
}

static void net_print_classes(const char *path, const float *y)
{
    int i, best = 0;
    for (i = 1; i < NET_OUTPUTS; i++)
        if (y[i] > y[best])
            best = i;
    net_print_name(path, 0);
    putchar(':');
    if (net_labels[0]) {
        putchar(' ');
        net_print_name(net_labels[best], 0);
    } else {
        printf(" class %d", best);
    }
    printf(" %.6f\n", (double)y[best]);
    for (i = 0; i < NET_OUTPUTS; i++) {
        fputs("  ", stdout);
        if (net_labels[0])
            net_print_name(net_labels[i], 16);
        else
            printf("%-16d", i);
        printf(" %.6f\n", (double)y[i]);
    }
}

int main(int argc, char **argv)
{
    float *params = (float *)net_memory(sizeof(float) * NET_PARAM_FLOATS);
    void *model = net_memory(NET_MODEL_BYTES), *work = net_memory(NET_WORK_BYTES);
    static unsigned char rgb[NET_IN_H * NET_IN_W * 3];
    static float x[NET_IN_H * NET_IN_W * NET_IN_C], y[NET_OUTPUTS];
    int i, first = 1, failed = 0, bad;
/* @if inline */
    memcpy(params, net_weights, sizeof(float) * NET_PARAM_FLOATS);
    if (argc < 2) {
        fprintf(stderr, "usage: %s PICTURE.ppm...\n", argv[0]);
        return 2;
    }
/* @end */
/* @if !inline */
    if (argc < 3) {
        fprintf(stderr, "usage: %s WEIGHTS.safetensors PICTURE.ppm...\n", argv[0]);
        return 2;
    }
    net_load_file(params, argv[first++]);
/* @end */
    bad = net_prepare(params, model, NET_MODEL_BYTES);
    for (i = first; i < argc && !bad; i++) {
        if (net_read_picture(argv[i], rgb)) {
            failed = 1;
            continue;
        }
        bad = net_preprocess(rgb, 1, x);
        if (!bad)
            bad = net_infer(model, x, 1, y, work, NET_WORK_BYTES);
        if (!bad)
            net_print_classes(argv[i], y);
    }
    if (bad)
        fprintf(stderr, "%s\n", net_strerror(bad));
    return bad || failed;
}
