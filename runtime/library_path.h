/* The folder of the installed library blocks. */
#ifndef NETC_LIBRARY_PATH_H
#define NETC_LIBRARY_PATH_H
#include <stddef.h>
/* NETC_LIB of the environment, else lib/ near the program's folder, else where netc was installed.
 * buf (of `size` bytes, which it may use), or a constant; never NULL. */
const char *library_path(char *buf, size_t size);
#endif
