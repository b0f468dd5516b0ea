/* Class folders: which folder is the training, validation and test set, how its classes are
 * numbered, and which files are its pictures; spec/language.md has the rules. Nothing is decoded
 * here. */
#ifndef NETC_DATA_FOLDER_LIST_H
#define NETC_DATA_FOLDER_LIST_H
#include "base/arena.h"
#include "data/decode.h"

typedef struct Names {
    const char **name;
    int n, cap;
} Names;

typedef struct KindCount {
    bool picture;
    const char *kind;
    int n;
} KindCount; /* picture: of a kind that is not read */

typedef struct FolderList {
    Arena *arena; /* of all that follows; the caller's */
    const DatasetRequest *req;
    bool sounds;      /* of WAV files, not of pictures */
    const char *root; /* the folder that holds the class folders */
    const char *set;  /* "training", "test" or "validation": what the pictures of root are for */
    bool flat;        /* neither train/ nor test/: take this split's share of each class of PATH */
    bool own_validation; /* PATH has a validation folder beside its test folder */
    Names classes; /* in label order: the labels, or the training folder's; all of them, also those
                      root lacks */
    ListedPicture *pictures; /* by class, then by path within the class, bytewise */
    int n, cap;
    KindCount *left; /* files that are no pictures netc reads, counted by kind */
    int n_left, cap_left;
    const char *hint; /* "; ...": what was left out, for a message of too few pictures */
    Names notes;      /* what the user should know, a sentence each */
    Err *err;
} FolderList;

/* requires: arena, req, err and zeros; leaves: all of it, at least one picture. */
bool folder_list(FolderList *f);
#endif
