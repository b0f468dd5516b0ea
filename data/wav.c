/* Reading WAV files; see wav.h. Chunks that are not needed are passed over. Source: Microsoft and
 * IBM, Multimedia Programming Interface and Data Specifications 1.0; for WAVE_FORMAT_EXTENSIBLE,
 * Microsoft's documentation of it. */
#include "data/wav.h"
#include "base/fileio.h"
#include "base/number_types.h"
#include "data/sound_rate.h"
#include "formats/bytes.h"
#include <errno.h>
#include <stdlib.h>

enum { PCM = 1, FLOATS = 3, EXTENSIBLE = 0xfffe, CHANNELS_MOST = 64, FORMAT_MOST = 40 };

bool wav_known(const uint8_t *head, size_t size)
{
    return size >= 12 && (!memcmp(head, "RIFF", 4) || !memcmp(head, "RF64", 4)) &&
           !memcmp(head + 8, "WAVE", 4);
}

int wav_is(const char *path, Err *err)
{
    uint8_t head[12];
    int n = file_head(path, head, sizeof head, err);
    return n < 0 ? -1 : wav_known(head, (size_t)n);
}

/* The codec's name where it is a common one. */
static const char *codec(int format)
{
    static const struct {
        int format;
        const char *name;
    } known[] = {{2, "Microsoft ADPCM"}, {6, "A-law"},   {7, "mu-law"}, {0x11, "IMA ADPCM"},
                 {0x31, "GSM 6.10"},     {0x50, "MPEG"}, {0x55, "MP3"}, {0xff, "AAC"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].format == format)
            return known[i].name;
    return "an unknown codec";
}

static bool read_format(const char *path, const uint8_t *p, size_t n, uint64_t at, Wav *w, Err *err)
{
    int format = le16(p), frame = le16(p + 12);
    w->channels = le16(p + 2);
    w->rate = (int)(le32(p + 4) & 0x7fffffff);
    w->bits = le16(p + 14);
    if (format == EXTENSIBLE && n >= 26)
        format = le16(p + 24);
    w->floats = format == FLOATS;
    if (format != PCM && format != FLOATS)
        return err_set(
            err,
            "%s: coded as %s (format %d at byte %llu); expected PCM or floats, as `sox in.wav "
            "-b 16 -e signed out.wav` writes them",
            path, codec(format), format, (unsigned long long)at);
    if (w->channels < 1 || w->channels > CHANNELS_MOST || w->rate < 1)
        return err_set(
            err,
            "%s: %d channels, %d samples a second at byte %llu; expected 1 to %d, and at "
            "least 1",
            path, w->channels, w->rate, (unsigned long long)at + 2, CHANNELS_MOST);
    bool fits = w->floats ? w->bits == 32 || w->bits == 64
                          : w->bits == 8 || w->bits == 16 || w->bits == 24 || w->bits == 32;
    if (!fits || frame != w->channels * w->bits / 8)
        return err_set(
            err,
            "%s: samples of %d bits, %d bytes for all %d channels, at byte %llu; expected "
            "%s bits, and bytes for these",
            path, w->bits, frame, w->channels, (unsigned long long)at + 12,
            w->floats ? "32 or 64" : "8, 16, 24 or 32");
    return true;
}

/* Leaves the file at the first frame. */
static bool read_head(FILE *f, const char *path, uint64_t size, Wav *w, Err *err)
{
    uint8_t head[12], format[FORMAT_MOST];
    bool known = false;
    *w = (Wav){.rate = 0};
    if (fread(head, 1, 12, f) != 12 || !wav_known(head, 12))
        return err_set(err, "%s: no WAV file: expected RIFF and WAVE at byte 0", path);
    if (head[1] == 'F')
        return err_set(err, "%s: a WAV file of 64-bit sizes (RF64), which is not read", path);
    for (uint64_t at = 12;;) {
        if (at + 8 > size || fseeko(f, (off_t)at, SEEK_SET) || fread(head, 1, 8, f) != 8)
            return err_set(err, "%s: truncated at byte %llu: expected a chunk `%s`", path,
                           (unsigned long long)size, known ? "data" : "fmt ");
        uint64_t bytes = le32(head + 4), begin = at + 8, left = size - begin;
        if (!memcmp(head, "data", 4)) {
            if (!known)
                return err_set(err, "%s: the chunk `data` at byte %llu comes before `fmt `", path,
                               (unsigned long long)at);
            uint64_t frame = (uint64_t)w->channels * (uint64_t)w->bits / 8;
            if (bytes == 0xffffffff) /* a program that did not know how many there would be */
                bytes = left;
            if (bytes > left)
                return err_set(
                    err,
                    "%s: truncated at byte %llu: expected %llu bytes of samples from byte "
                    "%llu on",
                    path, (unsigned long long)size, (unsigned long long)bytes,
                    (unsigned long long)begin);
            w->frames = (int64_t)(bytes / frame);
            w->at = begin;
            return w->frames > 0 || err_set(err, "%s: no samples", path);
        }
        if (!memcmp(head, "fmt ", 4)) {
            size_t n = bytes < FORMAT_MOST ? (size_t)bytes : FORMAT_MOST;
            if (n < 16 || n > left || fread(format, 1, n, f) != n)
                return err_set(err,
                               "%s: the chunk `fmt ` at byte %llu has %llu bytes; expected 16 or "
                               "more",
                               path, (unsigned long long)at, (unsigned long long)bytes);
            if (!read_format(path, format, n, begin, w, err))
                return false;
            known = true;
        }
        at = begin + bytes + (bytes & 1);
    }
}

static double sample(const Wav *w, const uint8_t *p)
{
    switch (w->bits) {
    case 8: return (p[0] - 128) / 128.0;
    case 16: return (int16_t)le16(p) / 32768.0;
    case 24:
        return (int32_t)((uint32_t)p[0] << 8 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 24) /
               2147483648.0;
    case 32:
        if (!w->floats)
            return (int32_t)le32(p) / 2147483648.0;
        return number_types[NUMBER_F32].load(p);
    default: return number_types[NUMBER_F64].load(p);
    }
}

/* One frame to `channels` numbers. */
static void put_frame(const Wav *w, const uint8_t *p, int channels, float *to)
{
    size_t bytes = (size_t)w->bits / 8;
    double sum = 0;
    for (int c = 0; c < w->channels; c++, p += bytes) {
        double v = sample(w, p);
        sum += v;
        if (w->channels == channels)
            to[c] = (float)v;
        for (int k = 0; w->channels == 1 && k < channels; k++)
            to[k] = (float)v;
    }
    if (channels == 1)
        to[0] = (float)(sum / w->channels);
}

static bool read_frames(FILE *f, const char *path, const Wav *w, int64_t frames, int channels,
                        float *to, Err *err)
{
    uint8_t buf[CHANNELS_MOST * 8 * 16];
    size_t frame = (size_t)w->channels * (size_t)w->bits / 8, most = sizeof buf / frame;
    if (fseeko(f, (off_t)w->at, SEEK_SET))
        return err_set(err, "cannot read %s: %s", path, err_reason(errno));
    for (int64_t i = 0; i < frames;) {
        size_t n = (uint64_t)(frames - i) < most ? (size_t)(frames - i) : most;
        if (fread(buf, frame, n, f) != n)
            return err_set(err, "cannot read %s: %s", path,
                           ferror(f) ? err_reason(errno)
                                     : "the file became shorter while it was read");
        for (size_t k = 0; k < n; k++, i++, to += channels) {
            put_frame(w, buf + k * frame, channels, to);
            for (int c = 0; c < channels; c++)
                if (!(to[c] - to[c] == 0))
                    return err_set(err, "%s: the sample at byte %llu is not finite", path,
                                   (unsigned long long)(w->at + (uint64_t)i * frame));
        }
    }
    return true;
}

/* A head that is cut off may be one that could not be read. */
static bool find_frames(FILE *f, const char *path, uint64_t size, Wav *w, Err *err)
{
    errno = 0;
    bool ok = read_head(f, path, size, w, err);
    int why = errno;
    if (!ok && ferror(f))
        err_set(err, "cannot read %s: %s", path, err_reason(why));
    return ok;
}

bool wav_head(const char *path, Wav *w, Err *err)
{
    uint64_t size;
    FILE *f = file_open_stream(path, &size, err);
    bool ok = f && find_frames(f, path, size, w, err);
    if (f)
        fclose(f);
    return ok;
}

/* The first `frames` frames at another rate. */
static bool read_resampled(FILE *f, const char *path, const Wav *w, int64_t frames, int channels,
                           int rate, float *to, Err *err)
{
    int64_t have = resample_needs(frames, w->rate, rate);
    have = w->frames < have ? w->frames : have;
    float *own = (uint64_t)have < SIZE_MAX / sizeof *own / (uint64_t)channels
                     ? malloc(sizeof *own * (size_t)have * (size_t)channels)
                     : NULL;
    bool ok = (own || err_set(err, "%s: out of memory (%lld samples)", path, (long long)have)) &&
              read_frames(f, path, w, have, channels, own, err) &&
              resample(own, have, channels, w->rate, rate, frames, to, err);
    free(own);
    return ok;
}

bool wav_read(const char *path, int64_t frames, int channels, int rate, float *to, Wav *w, Err *err)
{
    uint64_t size;
    FILE *f = file_open_stream(path, &size, err);
    bool ok = f && find_frames(f, path, size, w, err);
    if (ok && w->channels != channels && channels != 1 && w->channels != 1)
        ok = err_set(err, "%s has %d channels, but the net takes %d", path, w->channels, channels);
    rate = ok && !rate ? w->rate : rate;
    Err why;
    if (ok && !resample_fits(w->rate, rate, &why))
        ok = err_set(err, "%s: %s", path, why.text);
    w->resampled = ok ? resample_frames(w->frames, w->rate, rate) : 0;
    int64_t have = ok && w->resampled < frames ? w->resampled : frames;
    ok = ok && (w->rate == rate ? read_frames(f, path, w, have, channels, to, err)
                                : read_resampled(f, path, w, have, channels, rate, to, err));
    for (int64_t i = have * channels; ok && i < frames * channels; i++)
        to[i] = 0;
    if (f)
        fclose(f);
    return ok;
}
