
/* ---- main: a complete program around the functions above ---- */

#include <stdio.h>
#include <stdlib.h>

static void *net_memory(size_t bytes)
{
    /* C99 has no aligned allocation: take a little more and move up. The program keeps it until it ends. */
    unsigned char *p = (unsigned char *)malloc(bytes + NET_ALIGN);
    if (!p) {
        fprintf(stderr, NET_NET_NAME ": no memory for %lu bytes\n", (unsigned long)bytes);
        exit(1);
    }
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
        perror(path);
        exit(1);
    }
    bad = net_load(params, net_file_read, f);
    fclose(f);
    if (bad) {
        fprintf(stderr, "%s: %s\n", path, net_strerror(bad));
        exit(1);
    }
}
/* @end */
