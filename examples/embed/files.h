/* What NAME_load and NAME_save call: reading and writing a stdio file. */
#ifndef FILES_H
#define FILES_H
#include <stdio.h>

static inline int file_read(void *user, void *buf, size_t n)
{
    return fread(buf, 1, n, (FILE *)user) != n;
}

static inline int file_write(void *user, const void *buf, size_t n)
{
    return fwrite(buf, 1, n, (FILE *)user) != n;
}
#endif
