/* WAV files (RIFF): PCM of 8, 16, 24 and 32 bits and floats of 32 and 64, any number of channels.
 * Samples become numbers from -1 to 1, divided by 2^(bits - 1); 8 bits are without sign, 128 being
 * 0. */
#ifndef NETC_DATA_WAV_H
#define NETC_DATA_WAV_H
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Wav {    /* what a file says of itself */
    int rate, channels; /* samples a second of each channel */
    int64_t frames;     /* a sample of each channel */
    int64_t resampled;  /* frames at the rate that wav_read made of it */
    int bits;
    bool floats;
    uint64_t at; /* byte of the first frame */
} Wav;

/* Does a file begin so? 12 bytes are enough. */
bool wav_known(const uint8_t *head, size_t size);
int wav_is(const char *path, Err *err); /* 1, 0; -1 with a message: it cannot be read */
bool wav_head(const char *path, Wav *w, Err *err);
/* The first `frames` frames as (frames, channels): the file's channels, or, for one, their mean,
 * or, of a file of one, that one for each. A file that is shorter has zeros behind it. `rate`:
 * samples a second, to which a file of others is resampled (sound_rate.h); 0: the file's. A number
 * that is not finite is an error. */
bool wav_read(const char *path, int64_t frames, int channels, int rate, float *to, Wav *w,
              Err *err);
/* Samples and channels that an input of this size takes: a vector, or a map of one row or column.
 * False: it is neither. */
bool sound_shape(int h, int w, int c, int64_t *frames, int *channels);
#endif
