/* File input and output that never half succeeds. Reading: a whole file into memory. Writing:
 * everything goes into a file without a name in the target's folder (O_TMPFILE), which is called
 * `PATH.tmp.PID` and then by the target's name (rename) only after every byte is written and
 * synced, so a process that is killed leaves nothing; where the file system cannot do that, it has
 * the temporary name from the start. On any error it is removed and the old file stays as it was.
 * A target that exists and is no ordinary file (a pipe, /dev/stdout) is written directly (a FIFO
 * that nobody reads is an error), and a symbolic link is followed, so that the file it names is
 * replaced. Messages name the path and the system's reason. */
#ifndef NETC_BASE_FILEIO_H
#define NETC_BASE_FILEIO_H
#include "base/err.h"
#include <stddef.h>
#include <stdint.h>

/* Every file that is only read is opened by one of these. Nothing but a regular file is: a pipe, a
 * device or a folder is an error, never waited for. *size: its bytes when it was opened. The
 * descriptor or stream is the caller's; -1 or NULL with a message. */
int file_open(const char *path, uint64_t *size, Err *err);
FILE *file_open_stream(const char *path, uint64_t *size, Err *err);
/* The same for what is read from front to end: a pipe is taken, too, if the path names an open
 * descriptor (/dev/stdin, /dev/fd/N). */
FILE *file_open_text(const char *path, Err *err);

/* The first bytes of a file, at most `n`: how many there are. -1 with a message: it cannot be
 * opened or read. */
int file_head(const char *path, uint8_t *head, int n, Err *err);

/* This machine's memory, or what the container that we are in may have of it. */
uint64_t memory_bytes(void);
/* Whether that many bytes are less; else the error says how many MiB `what` takes. */
bool memory_fits(uint64_t bytes, const char *what, Err *err);

/* Reads the whole file: *data is malloc'd, of *size bytes and a NUL after them (not counted). A
 * file of more than max_bytes is an error; 0: none but this machine's memory. Opened as
 * file_open_text does. */
bool file_read(const char *path, size_t max_bytes, unsigned char **data, size_t *size, Err *err);

typedef struct FileWriter FileWriter;

/* To be ended by file_writer_commit or file_writer_abort. NULL on failure. */
FileWriter *file_writer_open(const char *path, Err *err);
/* Bytes, or text with numbers in no locale. Errors are kept for the commit. */
void file_writer_put(FileWriter *w, const void *data, size_t bytes);
void file_writer_printf(FileWriter *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The writer's own stream, for fprintf and others; do not close or seek it. */
FILE *file_writer_stream(FileWriter *w);
/* False once a write has failed: a long writer may stop early. */
bool file_writer_ok(const FileWriter *w);
/* All bytes are on the disk, under the temporary name, or an error. For files that belong together:
 * finish each, then commit each. Nothing may be put after it; w lives on. */
bool file_writer_finish(FileWriter *w, Err *err);
/* The file appears, or an error; frees w either way. */
bool file_writer_commit(FileWriter *w, Err *err);
/* Two files that belong together: when the second cannot appear, the first is again what it was.
 * Frees both either way. */
bool file_writer_commit_both(FileWriter *a, FileWriter *b, Err *err);
void file_writer_abort(FileWriter *w); /* removes the temporary file, frees w; NULL is fine */

bool file_write(const char *path, const void *data, size_t bytes, Err *err); /* all of it, atomic */

/* Lines go to the end of the file, which is made when it is missing. Closed by fclose; a regular
 * file is locked until then. NULL with a message, also when another process has the lock. */
FILE *file_open_log(const char *path, Err *err);

/* A lock on a name, until it is released or this process ends: a file at `path`, which is removed
 * when it is released. One that a killed process has left locks nothing, and is taken over. Where
 * the file system has no locks every process gets it. NULL on failure; *holder is then the process
 * that has the lock (-1: its number is not known), and 0 when there is another reason. */
typedef struct FileLock FileLock;
FileLock *file_lock(const char *path, long *holder, Err *err);
void file_unlock(FileLock *l); /* NULL is fine */

bool folder_make(const char *path, Err *err); /* with its parents; an existing folder is fine */
#endif
