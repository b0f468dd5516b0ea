/* Little-endian numbers in byte buffers, for readers and writers of files, and checked
 * allocation. Works on hosts of either byte order: single bytes are put together. */
#ifndef NETC_FORMATS_BYTES_H
#define NETC_FORMATS_BYTES_H
#include "base/err.h"
#include "base/fileio.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static inline uint16_t le16(const uint8_t *p) { return (uint16_t)(p[0] | p[1] << 8); }

static inline uint32_t le32(const uint8_t *p)
{
    return (uint32_t)le16(p) | (uint32_t)le16(p + 2) << 16;
}

static inline uint64_t le64(const uint8_t *p)
{
    return (uint64_t)le32(p) | (uint64_t)le32(p + 4) << 32;
}

static inline void put_le(uint8_t *p, uint64_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        p[i] = (uint8_t)(v >> (8 * i));
}

static inline bool host_is_little_endian(void)
{
    const uint16_t one = 1;
    uint8_t first;
    memcpy(&first, &one, 1);
    return first == 1;
}

/* A packed file, or a member of an archive, that becomes very much larger: real weights and
 * pictures do not shrink like that. */
static inline bool is_bomb(uint64_t packed, uint64_t unpacked)
{
    return unpacked > (uint64_t)64 << 20 && unpacked / 200 > packed;
}

/* count * size bytes, or NULL with a message that names `what`: also when this machine has less
 * memory, because a system that hands out what it has not ends the process later. An empty array
 * gets one byte, so that NULL always means failure. */
static inline void *data_alloc(size_t count, size_t size, const char *what, Err *err)
{
    const bool small = !size || count <= ((size_t)64 << 20) / size,
               counted = small || count <= SIZE_MAX / 2 / size;
    if (!small && counted && !memory_fits(count * size, what, err))
        return NULL;
    void *p = counted ? malloc(count && size ? count * size : 1) : NULL;
    if (!p)
        err_set(err, "%s: out of memory (%zu x %zu bytes)", what, count, size);
    return p;
}
#endif
