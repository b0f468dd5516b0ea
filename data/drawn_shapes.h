/* The drawn data set: ten classes of 32x32 RGB drawings for the demo and the tests, written in the
 * CIFAR-10 layout. Each picture is a pure function of (seed, number): colours, size, place,
 * rotation, background gradient and noise are drawn by splitmix64 and rendered in integer
 * arithmetic, so every machine draws the same bytes. */
#ifndef NETC_DATA_DRAWN_SHAPES_H
#define NETC_DATA_DRAWN_SHAPES_H
#include "base/err.h"
#include <stdint.h>

enum { SHAPES_CLASSES = 10, SHAPES_SIDE = 32, SHAPES_BYTES = SHAPES_SIDE * SHAPES_SIDE * 3 };

extern const char *const shapes_class[SHAPES_CLASSES];

/* Draws picture `number` of the set `seed` as an instance of class `label`: rgb (32, 32, 3). */
void shapes_render(int label, uint64_t seed, uint64_t number, uint8_t rgb[SHAPES_BYTES]);

/* Writes FOLDER/data_batch_1..5.bin (n_train pictures divided over the five), test_batch.bin and
 * batches.meta.txt, making the folder if needed. Every class occurs n/10 times (or one more), in a
 * shuffled order. Counts of 0 give empty files. */
bool shapes_write(const char *folder, int n_train, int n_test, uint64_t seed, Err *err);
extern const char *const shapes_file[]; /* the files that it writes; NULL-terminated */
/* The same pictures as class folders of PNG files: FOLDER/train/CLASS/NUMBER.png, and test beside
 * train. */
bool shapes_write_folders(const char *folder, int n_train, int n_test, uint64_t seed, Err *err);
#endif
