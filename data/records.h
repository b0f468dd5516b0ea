/* Samples that stay in their files: records of one size, read when they are fetched, for data
 * larger than memory. Files stay open; one that becomes shorter meanwhile is an error where it is
 * read, never a crash. */
#ifndef NETC_DATA_RECORDS_H
#define NETC_DATA_RECORDS_H
#include "base/err.h"
#include "base/number_types.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RECORD_FILES = 8 };

typedef struct RecordFile {
    char *path;
    int fd;
    uint64_t at;   /* byte of the first record */
    int n, before; /* records; those of the files before it */
} RecordFile;

typedef struct Records {
    RecordFile file[RECORD_FILES];
    int n_files, n;
    size_t stride, skip;        /* bytes from a record to the next; before its sample's numbers */
    size_t count;               /* numbers of a sample */
    const NumberTypeInfo *type; /* of numbers; NULL: bytes of pictures */
    bool planes;                /* of colours, one after the other, as CIFAR has them */
    float largest;              /* of all numbers, by size, where they are numbers */
    int users;                  /* data sets that have it */
} Records;

/* NULL: out of memory. One user. */
Records *records_new(size_t stride, size_t skip, size_t count, const NumberTypeInfo *type,
                     Err *err);
/* n records of the file from byte `at` on, behind those that are there. */
bool records_add(Records *r, const char *path, uint64_t at, int n, Err *err);
Records *records_share(Records *r); /* one user more */
void records_free(Records *r);      /* one less; NULL is fine */

/* Bytes of a sample in its file. */
size_t records_bytes(const Records *r);
/* Those of record i, as they are; any number of threads at once. */
bool records_read(const Records *r, int i, uint8_t *to, Err *err);
/* From them count floats; pixel by pixel from planes, `pixels` of them. */
void records_floats(const Records *r, const uint8_t *raw, float *to);
void records_interleave(const uint8_t *planes, size_t pixels, uint8_t *rgb);
/* Tells the system which records are read soon, so that it reads several at once. */
void records_soon(const Records *r, int i);
/* Reads every record once, in order: whether all numbers are finite, and the largest. */
bool records_check(Records *r, Err *err);
#endif
