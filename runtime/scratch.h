/* A folder of its own for what a compiler reads and writes, in TMPDIR or /tmp, and text in it. */
#ifndef NETC_RUNTIME_SCRATCH_H
#define NETC_RUNTIME_SCRATCH_H
#include "base/arena.h"
#include <stdio.h>

enum { SCRATCH_PATH = 1024 }; /* bytes of the folder's path and of those in it */

/* Makes TMPDIR/netc-WORD-PROCESS-XXXXXX, and removes such folders that processes which were killed
 * left more than an hour ago; false: folder is "". */
bool scratch_folder(char folder[SCRATCH_PATH], const char *word, Err *err);
/* folder/name, shorter than SCRATCH_PATH for names of less than 32 bytes. */
void scratch_path(char path[SCRATCH_PATH], const char *folder, const char *name);
/* Removes these files (NULL ends them), whether they are there or not, and the folder. */
void scratch_remove(const char *folder, const char *const *names);

/* Writes folder/name by print(f, arg), which may allocate from the arena. */
bool scratch_write(const char *folder, const char *name, Arena *a,
                   void (*print)(FILE *f, const void *arg), const void *arg, Err *err);
#endif
