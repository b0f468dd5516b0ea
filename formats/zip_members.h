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
#endif
