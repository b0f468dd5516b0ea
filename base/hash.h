/* A 64-bit hash of bytes, for telling damage and differences (not for security): eight bytes a
 * step, each mixed by a multiplication and a shift. The same on every little-endian host.
 * hash_bytes(hash_bytes(HASH_START, a), b) chains. */
#ifndef NETC_BASE_HASH_H
#define NETC_BASE_HASH_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define HASH_START UINT64_C(0xCBF29CE484222325)

static inline uint64_t hash_bytes(uint64_t h, const void *data, size_t n)
{
    const unsigned char *p = data;
    uint64_t word = n;
    h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15); /* the length: ("ab", "c") is not ("a", "bc") */
    for (; n >= sizeof word; p += sizeof word, n -= sizeof word) {
        memcpy(&word, p, sizeof word);
        h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        h ^= h >> 29;
    }
    word = 0;
    memcpy(&word, p, n);
    h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return h ^ (h >> 32);
}

static inline uint64_t hash_text(uint64_t h, const char *s) { return hash_bytes(h, s, strlen(s)); }
#endif
