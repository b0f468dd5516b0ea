/* Decoding a list of pictures into a data set: as many as fit are kept, in the size that is asked
 * for; of more, the paths are kept, and each is decoded whenever it is fetched. A thread a
 * processor decodes its share of them; what comes out depends on the list alone. */
#ifndef NETC_DATA_DECODE_H
#define NETC_DATA_DECODE_H
#include "data/dataset.h"

typedef struct ListedPicture {
    const char *path;
    int label;
} ListedPicture;

typedef struct PictureJob {
    const DatasetRequest *req; /* h and w 0: the size of the first picture that can be read */
    const ListedPicture *picture;
    int n;            /* at least 1 */
    const char *from; /* where they are listed, for messages */
    /* Called when d has its size and its n labels, before any picture is decoded, to add what
     * samples have beside labels; NULL: nothing. */
    bool (*sized)(void *user, Dataset *d, Err *err);
    void *user;
} PictureJob;

/* Fills pixels or sources, names, labels, resized and grey of an empty data set. Pictures that
 * cannot be read are left out, with a warning; an error when req->strict, or when all are. */
bool pictures_decode(const PictureJob *job, Dataset *d, Err *err);
/* The same for WAV files, of the samples and channels that the request's sizes say (sound_shape);
 * notes say what was cut off, filled up, averaged and resampled. */
bool sounds_read(const PictureJob *job, Dataset *d, Err *err);
/* "signals of 16000 samples, 8000 a second, 1 channel" */
void sounds_text(const Dataset *d, char *to, size_t size);
#endif
