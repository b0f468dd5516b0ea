/* Reads a file of tensors in a child process with limits, for a library that a damaged file can
 * make crash, hang, or take memory without end. Each of these becomes an error of the caller. The
 * child gets the file, one socket and nothing else that is open; it answers with the list of
 * tensors and notes, and then with the numbers of each tensor that is asked for. What it says is
 * checked like a file. The program that we are part of may have threads and wait for children of
 * its own: no signal handler is changed, and only this child is waited for. Its own handler of
 * SIGCHLD, if it has one, is called when the child ends. */
#ifndef NETC_FORMATS_GUARDED_H
#define NETC_FORMATS_GUARDED_H
#include "formats/tensors.h"

/* What runs in the child. open fills f's tensors and notes from the file, of which data is a
 * mapping that stays and cannot be written; `f` is the child's own. */
typedef struct GuardedReader {
    const char *what; /* "HDF5 file", for messages */
    int seconds;      /* of processor time for opening, and for reading a small tensor */
    int patience;     /* seconds without a sign of it, after which it is ended */
    bool (*open)(TensorFile *f, void *data, size_t size, Err *err);
    bool (*read)(TensorFile *f, int i, float *to, Err *err);
} GuardedReader;

/* Fills f (its handle, too) from the file that fd is open on; fd stays the caller's and may be
 * closed afterwards. */
bool guarded_open(TensorFile *f, const GuardedReader *reader, int fd, Err *err);
bool guarded_read(TensorFile *f, int i, float *to, Err *err);
void guarded_close(TensorFile *f); /* ends the child; handle may be NULL */
#endif
