
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

/* Reads the n pixels that follow a header, of `depth` channels, as three channels. The caller frees
 * it. NULL: none, as was said. */
static unsigned char *net_read_pixels(const char *path, FILE *f, size_t n, size_t depth)
{
    unsigned char *full = (unsigned char *)malloc(n * 3),
                  *raw = full ? full + n * (3 - depth) : NULL;
    size_t i;
    if (!full) {
        net_complain(path, "no memory for the picture");
        return NULL;
    }
    if (fread(raw, depth, n, f) != n) {
        net_complain(path, ferror(f) ? strerror(errno) : "the picture ends early");
        free(full);
        return NULL;
    }
    for (i = 0; depth == 1 && i < n; i++) /* never behind what is still to be read */
        full[3 * i] = full[3 * i + 1] = full[3 * i + 2] = raw[i];
    return full;
}

static int net_resize_picture(const char *path, const unsigned char *full, int w, int h,
                              unsigned char *rgb)
{
    unsigned char *scratch;
    if (w == NET_IN_W && h == NET_IN_H) {
        memcpy(rgb, full, NET_IN_H * NET_IN_W * 3);
        return 0;
    }
    scratch = (unsigned char *)malloc(resize_scratch_bytes(w, h, NET_IN_W, NET_IN_H));
    if (!scratch) {
        net_complain(path, "no memory for the picture");
        return 1;
    }
    resize_rgb(full, w, h, rgb, NET_IN_W, NET_IN_H, scratch);
    free(scratch);
    return 0;
}

/* A binary PPM (P6) or PGM (P5) picture of any size up to 2^28 pixels -> NET_IN_H x NET_IN_W,
 * resized and, for a net of one channel, made grey (ITU-R 601 luma) as netc does. 0: read. */
static int net_read_picture(const char *path, unsigned char *rgb)
{
    FILE *f = fopen(path, "rb");
    unsigned char *full;
    int p, kind, w, h, max, bad;
    size_t i;
    if (!f) {
        net_complain(path, strerror(errno));
        return 1;
    }
    p = getc(f);
    kind = getc(f);
    w = net_ppm_number(f);
    h = net_ppm_number(f);
    max = net_ppm_number(f);
    if (p != 'P' || (kind != '5' && kind != '6') || w < 1 || h < 1 || max != 255 || w > 65536 ||
        h > 65536 || w > (1 << 28) / h) {
        net_complain(path, "not a binary PPM or PGM picture of 8 bits");
        fclose(f);
        return 1;
    }
    full = net_read_pixels(path, f, (size_t)w * (size_t)h, kind == '6' ? 3 : 1);
    fclose(f);
    bad = !full || net_resize_picture(path, full, w, h, rgb);
    free(full);
    for (i = 0; !bad && NET_IN_C == 1 && i < (size_t)NET_IN_H * NET_IN_W; i++)
        rgb[i] = (unsigned char)((rgb[3 * i] * 19595 + rgb[3 * i + 1] * 38470 +
                                  rgb[3 * i + 2] * 7471 + 0x8000) >>
                                 16);
    return bad;
}

/* @if numbers */
static void net_print_outputs(const char *path, const float *y)
{
    int i;
    net_print_name(stdout, path, 0);
    puts(":");
    for (i = 0; i < NET_OUTPUTS; i++) {
        fputs("  ", stdout);
        if (net_labels[0])
            net_print_name(stdout, net_labels[i], 16);
        else
            printf("%-16d", i);
        printf(" %.6g\n", (double)y[i]);
    }
}

/* @end */
/* @if !numbers */
/* One output is the share of the second of two classes. */
enum { NET_PRINTED = NET_OUTPUTS == 1 ? 2 : NET_OUTPUTS };

static void net_print_outputs(const char *path, const float *y)
{
    float two[2];
    int i, best = 0;
    if (NET_OUTPUTS == 1) {
        two[0] = 1 - y[0];
        two[1] = y[0];
        y = two;
    }
    for (i = 1; i < NET_PRINTED; i++)
        if (y[i] > y[best])
            best = i;
    net_print_name(stdout, path, 0);
    putchar(':');
    if (net_labels[0]) {
        putchar(' ');
        net_print_name(stdout, net_labels[best], 0);
    } else {
        printf(" class %d", best);
    }
    printf(" %.6f\n", (double)y[best]);
    for (i = 0; i < NET_PRINTED; i++) {
        fputs("  ", stdout);
        if (net_labels[0])
            net_print_name(stdout, net_labels[i], 16);
        else
            printf("%-16d", i);
        printf(" %.6f\n", (double)y[i]);
    }
}

/* @end */
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
            net_print_outputs(argv[i], y);
    }
    if (bad)
        fprintf(stderr, "%s\n", net_strerror(bad));
    return net_print_end() || bad || failed;
}
