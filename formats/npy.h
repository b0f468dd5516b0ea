/* NumPy's .npy files. Read: versions 1, 2 and 3, little-endian (or one-byte) f2 f4 f8 i1 i2 i4 i8
 * u1 u2 u4 u8 and bool, C order. Written: version 1, float32, byte for byte what numpy.save writes.
 * Errors name path, byte offset and expectation. */
#ifndef NETC_FORMATS_NPY_H
#define NETC_FORMATS_NPY_H
#include "base/err.h"
#include "base/number_types.h"
#include <stddef.h>
#include <stdint.h>

typedef struct NpyArray { /* owned by the caller: npy_free */
    int rank;             /* 0: a single number */
    int64_t dim[TENSOR_MAX_RANK];
    size_t count; /* product of dim; 1 for rank 0 */
    float *f;     /* npy_read_float */
    int32_t *i;   /* npy_read_int32 */
    uint8_t *b;   /* npy_read_any of u1 */
} NpyArray;

/* From elsewhere than a file, as a member of an archive: pull gives the next n of `bytes` bytes,
 * all of them or a message. */
typedef struct NpySource {
    const char *shown; /* stands for the path in messages */
    uint64_t bytes;
    bool (*pull)(void *from, void *to, size_t n, Err *err);
    void *from;
    bool texts; /* arrays of texts are read, too */
} NpySource;

typedef struct NpyHead {
    int rank;
    int64_t dim[TENSOR_MAX_RANK];
    size_t count;
    const NumberTypeInfo *type; /* NULL: texts */
    int text;                   /* characters of each; 0: numbers */
    bool wide;                  /* of 32 bits */
    size_t at;                  /* byte at which the numbers begin */
} NpyHead;

/* First the header, which is checked against s->bytes; then, from the same place on, count numbers
 * as npy_read_float gives them. */
bool npy_head(const NpySource *s, NpyHead *h, Err *err);
bool npy_floats(const NpySource *s, const NpyHead *h, float *to, Err *err);

/* Where a path is wanted, "ARCHIVE.npz(MEMBER.npy)" is a member of an archive; its checksum is
 * compared when all of it is read. True: it is one; both parts, of at most size bytes. */
bool npy_is_member(const char *path, char *archive, char *member, size_t size);
/* The file that has the array's bytes, and where in it the array begins. False: it is packed. */
bool npy_place(const char *path, char *file, size_t size, uint64_t *at);
/* Reads all of it, for its checksum. */
bool npy_check(const char *path, Err *err);
/* Numbers as texts with all their digits, and texts as UTF-8: head->count of them, each in room
 * bytes of *text, malloc'd. Texts that cannot be printed are errors. */
bool npy_read_cells(const char *path, NpyHead *head, char **text, size_t *room, Err *err);

/* As float: integers and f8 are rounded to the nearest float; a finite number too large for a float
 * is an error. */
bool npy_read_float(const char *path, NpyArray *out, Err *err);
/* As int32: a number that is not whole or does not fit is an error (float arrays are accepted when
 * every number is whole). */
bool npy_read_int32(const char *path, NpyArray *out, Err *err);
/* u1 as bytes, all others as float. */
bool npy_read_any(const char *path, NpyArray *out, Err *err);
/* Only rank, dim and count, from the header; also the file's size is checked against them. To judge
 * a shape before its numbers are read. */
bool npy_read_shape(const char *path, NpyArray *out, Err *err);
/* The header alone, and then the numbers of a file that still has it: bytes (of u1) to b, or floats
 * to f, whichever is not NULL. */
bool npy_read_head(const char *path, NpyHead *out, Err *err);
bool npy_read_into(const char *path, const NpyHead *head, uint8_t *b, float *f, Err *err);
void npy_free(NpyArray *a); /* leaves it empty; twice is fine */

bool npy_write_float(const char *path, int rank, const int64_t *dim, const float *data,
                     Err *err); /* atomic */
/* The bytes of such a file, piece by piece. rank at most TENSOR_MAX_RANK. */
typedef void NpySink(void *to, const void *bytes, size_t n);
void npy_put(int rank, const int64_t *dim, const float *data, NpySink *sink, void *to);
#endif
