/* Zip archives opened for reading, and their members, through libzip. */
#ifndef NETC_FORMATS_ZIP_MEMBERS_H
#define NETC_FORMATS_ZIP_MEMBERS_H
#include "base/err.h"
#include <stddef.h>
#include <zip.h>

/* NULL with *err; ended by zip_discard. */
zip_t *zip_open_read(const char *path, Err *err);
/* A member as bytes, malloc'd, the caller's; its checksum was compared. shown: its name in
 * messages. */
bool zip_member_bytes(const char *shown, zip_t *z, zip_uint64_t i, unsigned char **data,
                      size_t *size, Err *err);
/* A member that is read piece by piece; ended by zip_fclose(p.in). */
typedef struct ZipPull {
    zip_file_t *in;
    const char *shown;
} ZipPull;
/* Opens member i; *bytes: as many as it has unpacked. One that would be a compression bomb is an
 * error. */
bool zip_pull_open(const char *shown, zip_t *z, zip_uint64_t i, ZipPull *p, uint64_t *bytes,
                   Err *err);
/* The next n bytes, all of them or a message; `from` is a ZipPull. */
bool zip_pull(void *from, void *to, size_t n, Err *err);
/* Behind its last byte: its size and checksum are the declared ones. */
bool zip_pull_end(const ZipPull *p, Err *err);
/* The names of all members that end in `end`, NULL-terminated: one block, malloc'd, the caller's.
 */
char **zip_names(const char *path, const char *end, int *n, Err *err);
/* Where in the archive the bytes of a member lie that is stored as it is; false: it is packed, or
 * the archive is not laid out as expected. */
bool zip_stored_at(const char *path, const char *member, uint64_t *at);
#endif
