
/* ---- main: a complete program around the functions above ---- */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* A name, filled up to `width` bytes; what a terminal would obey (control characters, changes of
 * direction) becomes ?. */
static void net_print_name(FILE *f, const char *name, int width)
{
    const unsigned char *s = (const unsigned char *)(const void *)name;
    for (; *s; s++, width--) {
        int control = *s < 32 || *s == 127, c1 = *s == 0xC2 && s[1] >= 0x80 && s[1] < 0xA0;
        int turn = *s == 0xE2 && ((s[1] == 0x80 && s[2] >= 0x8B && s[2] <= 0xAE &&
                                   (s[2] < 0x90 || s[2] > 0xA7)) ||
                                  (s[1] == 0x81 && s[2] >= 0xA0 && s[2] <= 0xAF));
        putc(control || c1 || turn ? '?' : *s, f);
        if (c1 || turn)
            s += c1 ? 1 : 2;
    }
    for (; width > 0; width--)
        putc(' ', f);
}

static void net_complain(const char *about, const char *what)
{
    net_print_name(stderr, about, 0);
    fprintf(stderr, ": %s\n", what);
}

/* What was printed arrived: 0, else 1 and a message. */
static int net_print_end(void)
{
    if (!fflush(stdout) && !ferror(stdout))
        return 0;
    net_complain("cannot write to standard output", strerror(errno));
    return 1;
}

/* What net_memory took, for the end of the program. */
static void *net_blocks[16];
static int net_n_blocks;

static void net_release(void)
{
    while (net_n_blocks > 0)
        free(net_blocks[--net_n_blocks]);
}

static void *net_memory(size_t bytes)
{
    /* C99 has no aligned allocation: take a little more and move up. */
    unsigned char *p = (unsigned char *)malloc(bytes + NET_ALIGN);
    if (!p) {
        fprintf(stderr, NET_NET_NAME ": no memory for %lu bytes\n", (unsigned long)bytes);
        exit(1);
    }
    if (net_n_blocks == 0)
        atexit(net_release);
    if (net_n_blocks < (int)(sizeof net_blocks / sizeof *net_blocks))
        net_blocks[net_n_blocks++] = p;
    return p + (NET_ALIGN - (uintptr_t)p % NET_ALIGN) % NET_ALIGN;
}

/* @if file_weights */
static int net_file_read(void *user, void *buf, size_t n)
{
    return fread(buf, 1, n, (FILE *)user) == n ? 0 : 1;
}

static void net_load_file(float *params, const char *path)
{
    FILE *f = fopen(path, "rb");
    int bad;
    if (!f) {
        net_complain(path, strerror(errno));
        exit(1);
    }
    bad = net_load(params, net_file_read, f);
    fclose(f);
    if (bad) {
        net_complain(path, net_strerror(bad));
        exit(1);
    }
}
/* @end */
