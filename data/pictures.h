/* Every picture in a folder and the folders in it, for commands that take files or folders. What a
 * file is, its first bytes say; hidden files and folders and what is no ordinary file are passed
 * over, symbolic links to folders are not followed. Sorted by path, bytewise. */
#ifndef NETC_DATA_PICTURES_H
#define NETC_DATA_PICTURES_H
#include "base/arena.h"
#include "base/err.h"

typedef struct PictureList { /* in the arena */
    const char **path;       /* FOLDER/A/B.png */
    int n, cap;
    const char **other; /* names of the files that are no pictures, without FOLDER/ */
    int n_other, cap_other;
} PictureList;

bool picture_folder(const char *path); /* it is a folder (or a link to one) */
/* Appends the folder's pictures. One that holds none is an error. */
bool pictures_find(Arena *a, const char *folder, PictureList *out, Err *err);
#endif
