/* The files of a command: all that it reads and all that it writes, gathered in one list and
 * compared before anything is written. What an option's file is for stands in the table of options;
 * a command adds what follows from its options (model.h beside model.c, the checkpoint beside the
 * weights) in its `files` function. */
#ifndef NETC_CLI_FILES_H
#define NETC_CLI_FILES_H
#include "base/err.h"
#include "cli/options.h"
#include "compiler/ir/graph.h"

typedef struct FileList FileList;

/* what: as the message names it, "-o" or "the checkpoint". NULL paths are left out. */
void files_read(FileList *l, const char *what, const char *path);
void files_write(FileList *l, const char *what, const char *path);
/* Whose name follows from another's: what is there is refused without --force, unless it is empty
 * or has `mark` in the first lines of the file `marked` (NULL: of itself), as what netc writes has.
 */
void files_write_made(FileList *l, const char *what, const char *path, const char *marked,
                      const char *mark);
/* Whose name follows from another's, and which is replaced: what is there must be a regular file.
 * (What a user names himself may be a device or a pipe, and is written through.) */
void files_replace(FileList *l, const char *what, const char *path);
/* A file that the command goes on with: read first, then written, so that it may be one of those
 * that it writes with files_own_write, which is files_replace, too. */
void files_own_read(FileList *l, const char *what, const char *path);
void files_own_write(FileList *l, const char *what, const char *path);

/* Is a file to be written also one that is read, or written twice? Symbolic and hard links and
 * other spellings are the same file, and names of files that are not there yet are compared as
 * well. g: the net, once it is read: then with its imports, its data set and the weights of its
 * train section; NULL: what the command line alone tells. False: the mistake is printed. */
bool cli_files_check(const Args *args, const Graph *g);
/* The same with further outputs, path[0 ... n - 1], whose names a command knows later: the files of
 * a folder. False: with *err. */
bool cli_outputs_check(const Args *args, const Graph *g, const char *const *path, int n, Err *err);

/* The path without symbolic links, of a file that is there or not yet. */
const char *file_without_links(Arena *a, const char *path);
/* Do both names mean one file, there or not yet? */
bool same_file(Arena *a, const char *one, const char *other);
#endif
