/* The types of numbers as a table (number_types.def), and numbers as they stand in files:
 * little-endian bytes, on hosts of either byte order. */
#ifndef NETC_NUMBER_TYPES_H
#define NETC_NUMBER_TYPES_H
#include <stddef.h>
#include <stdint.h>

typedef enum NumberType {
#define STORED_TYPE(ID, ...) NUMBER_##ID,
#define NUMBER_TYPE(ID, ...) NUMBER_##ID,
#include "base/number_types.def"
    NUMBER_TYPES
} NumberType;

/* The first NUMBER_STORED of them may hold kernels of conv and dense. */
enum {
    NUMBER_STORED = 0
#define STORED_TYPE(...) +1
#define NUMBER_TYPE(...)
#include "base/number_types.def"
};

enum { TENSOR_MAX_RANK = 8 }; /* dimensions of a tensor in a file, at most */

typedef enum NumberKind { NUMBER_REAL, NUMBER_WHOLE, NUMBER_WORD, NUMBER_TRUTH } NumberKind;

typedef struct NumberTypeInfo {
    const char *word; /* "f32": on the command line; NULL for what is not stored */
    NumberKind kind;
    int bytes;                        /* size and alignment */
    int digits;                       /* bits of the significand; 0 for what is not stored */
    const char *safetensors, *numpy;  /* "F32", "f4"; numpy NULL: .npy files have no name for it */
    const char *ctype;                /* of what a kernel's pointer to them points to */
    double (*load)(const uint8_t *p); /* from a file's bytes: exact but for 64-bit whole numbers */
    void (*store)(uint8_t *p, float x); /* into a file's bytes; NULL for what is not stored */
} NumberTypeInfo;
extern const NumberTypeInfo number_types[NUMBER_TYPES];

/* The words of the stored types, "f32|f16|bf16", and the safetensors names of all real types, "F32,
 * F16, BF16, F64", for options and messages. */
extern const char number_words_text[], number_reals_text[];
#define NUMBER_WORDS (number_words_text + 1)
#define NUMBER_REALS (number_reals_text + 2)
#endif
