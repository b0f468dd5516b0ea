/* The files that netc brings along: lib/ with its blocks, docs/ and spec/. */
#ifndef NETC_LIBRARY_PATH_H
#define NETC_LIBRARY_PATH_H
#include <stddef.h>
/* NETC_LIB of the environment, else lib/ near the program's folder, else where netc was installed.
 * buf (of `size` bytes, which it may use), or a constant; never NULL. */
const char *library_path(char *buf, size_t size);
/* The path of `name` ("docs/index.md") below the folder of these files: near the program or the
 * shared library that this code is in, else where it was installed. buf; NULL: it is nowhere. */
const char *data_path(const char *name, char *buf, size_t size);
#endif
