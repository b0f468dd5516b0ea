/* What every target of targets.h has at hand: the net whose files are read, a folder to write in,
 * and the checksums that mutations break. */
#ifndef NETC_FUZZ_SCRATCH_H
#define NETC_FUZZ_SCRATCH_H
#include "base/fileio.h"
#include "base/hash.h"
#include "runtime/netc.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { FUZZ_NETS = 12 };

typedef struct Fuzz {
    char folder[64];  /* scratch: under /dev/shm where that is, so that no disk is waited for */
    NetcModel *model; /* of fuzzed.net */
    float *best;      /* room for its parameters */
    NetcModel *nets[FUZZ_NETS]; /* opened by the targets that need them */
    void *layers[FUZZ_NETS];    /* tensors of Keras' models; see target_weights.h */
} Fuzz;

/* A bug in ours: ends the process as a crash does, so that every fuzzer sees it. */
static inline void fuzz_check(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "fuzzing: %s\n", what);
    abort();
}

/* Not atomic and not flushed to the disk, unlike file_write: scratch. */
static inline bool fuzz_write(const char *path, const void *data, size_t n)
{
    unlink(path); /* a file that is overwritten is flushed to the disk when it is closed */
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(data, 1, n, f) == n;
    return f && fclose(f) == 0 && ok;
}

/* FOLDER/name, in one of four places that take turns. */
static inline const char *fuzz_path(const Fuzz *z, const char *name)
{
    static char path[4][4200];
    static int turn;
    turn = (turn + 1) % 4;
    snprintf(path[turn], sizeof path[turn], "%s/%s", z->folder, name);
    return path[turn];
}

/* The files `names` of `folder`, which must be absolute, under the same names in the scratch
 * folder. */
static inline void fuzz_link(const Fuzz *z, const char *folder, const char *const *names)
{
    char from[4200];
    for (int i = 0; names[i]; i++) {
        snprintf(from, sizeof from, "%s/%s", folder, names[i]);
        fuzz_check(!symlink(from, fuzz_path(z, names[i])), "cannot link a file");
    }
}

static inline void fuzz_unlink(const Fuzz *z, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        unlink(fuzz_path(z, names[i]));
}

/* ---- checksums: what lies behind them is to be fuzzed too ---- */

static inline uint32_t fuzz_be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static inline uint32_t fuzz_le32(const unsigned char *p)
{
    return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

/* The CRC of each chunk, as far as their lengths make sense. */
static inline void fuzz_seal_png(unsigned char *data, size_t n)
{
    size_t at = 8;
    if (n < 8 || memcmp(data, "\x89PNG", 4))
        return;
    while (n - at >= 12) {
        size_t length = fuzz_be32(data + at);
        if (length > n - at - 12)
            return;
        uint32_t crc = (uint32_t)crc32(0, data + at + 4, (uInt)length + 4);
        for (int i = 0; i < 4; i++)
            data[at + 8 + length + (size_t)i] = (unsigned char)(crc >> (24 - 8 * i));
        at += length + 12;
    }
}

/* The CRC of each stored member, in both of its headers. */
static inline void fuzz_seal_zip(unsigned char *data, size_t n)
{
    for (size_t at = 0; n >= 46 && at <= n - 46; at++) {
        unsigned char *entry = data + at;
        if (memcmp(entry, "PK\1\2", 4) || entry[10] || entry[11])
            continue;
        size_t bytes = fuzz_le32(entry + 20), local = fuzz_le32(entry + 42);
        if (n < 30 || local > n - 30 || memcmp(data + local, "PK\3\4", 4))
            continue;
        size_t start = local + 30 + data[local + 26] + 256u * data[local + 27] + data[local + 28] +
                       256u * data[local + 29];
        if (start > n || bytes > n - start)
            continue;
        uint32_t crc = (uint32_t)crc32(0, data + start, (uInt)bytes);
        for (int i = 0; i < 4; i++)
            entry[16 + i] = data[local + 14 + (size_t)i] = (unsigned char)(crc >> (8 * i));
    }
}

/* The checksum of a training state: `bytes` of them at data. Behind the state stand seven numbers,
 * then the checksum over both. */
static inline void fuzz_seal_state(unsigned char *data, size_t bytes)
{
    enum { TAIL = 8 * sizeof(uint64_t) };
    uint64_t sum = hash_bytes(HASH_START, data, bytes - TAIL);
    sum = hash_bytes(sum, data + bytes - TAIL, TAIL - sizeof sum);
    memcpy(data + bytes - sizeof sum, &sum, sizeof sum);
}

/* That of the training state in a checkpoint, then, as the reader's own message says what it would
 * be, that of the file. */
static inline void fuzz_seal_checkpoint(const Fuzz *z, unsigned char *data, size_t n)
{
    size_t bytes = netc_state_bytes(z->model), start = 8;
    for (int i = 0; n > 8 && i < 8; i++)
        start += (size_t)data[i] << (8 * i);
    if (start <= n && bytes <= n - start)
        fuzz_seal_state(data + start, bytes);
}

static inline void fuzz_seal_file(unsigned char *data, size_t n, const char *message)
{
    static const char says[] = "that of its content ", key[] = "\"checksum\":\"";
    enum { DIGITS = 16 };
    const char *sum = strstr(message, says);
    unsigned char *at = memmem(data, n, key, sizeof key - 1);
    if (sum && at && strlen(sum) == sizeof says - 1 + DIGITS &&
        (size_t)(data + n - at) >= sizeof key - 1 + DIGITS)
        memcpy(at + sizeof key - 1, sum + sizeof says - 1, DIGITS);
}

/* Of a whole checkpoint it changes nothing. */
static inline bool fuzz_seal_fits(const Fuzz *z, const char *path, Err *err)
{
    unsigned char *data, *copy;
    size_t n;
    if (!file_read(path, 0, &data, &n, err))
        return false;
    bool ok = (copy = malloc(n)) != NULL;
    if (ok) {
        memcpy(copy, data, n);
        fuzz_seal_checkpoint(z, copy, n);
        ok = !memcmp(copy, data, n) ||
             err_set(err, "fuzz_seal_state does not compute the checksum of netc_state");
    }
    free(copy);
    free(data);
    return ok;
}
#endif
