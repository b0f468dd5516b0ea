/* The folder of the installed library blocks. */
#ifndef NETC_LIBRARY_PATH_H
#define NETC_LIBRARY_PATH_H
#include <stddef.h>
const char *library_path(char *buf, size_t size); /* buf, or a constant; never NULL */
#endif
