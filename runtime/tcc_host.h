/* What libtcc calls in place of the C library (the Makefile renames it in libtcc's objects). It
 * would end the program when an allocation fails, and would make the memory of its code writable
 * and executable at once. To be called under the JIT's lock. */
#ifndef NETC_TCC_HOST_H
#define NETC_TCC_HOST_H
#include <stdbool.h>
#include <stddef.h>

/* Calls work(arg), which compiles `text` bytes; false when there is no memory, or libtcc gave up
 * meanwhile. Either way all memory of libtcc's is freed: no TCCState outlives it. */
bool tcc_host_try(void (*work)(void *arg), void *arg, size_t text);
#endif
