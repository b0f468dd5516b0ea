/* The table of number types, with the functions that read and write one number of each as files
 * have it; see number_types.h. */
#include "base/number_types.h"
#include "base/number_codecs.h"

/* The `bytes` bytes of a number in a file as the low bits of a word. */
static uint64_t file_bits(const uint8_t *p, int bytes)
{
    uint64_t bits = 0;
    for (int i = 0; i < bytes; i++)
        bits |= (uint64_t)p[i] << (8 * i);
    return bits;
}

/* Copies a number from a file's order of bytes to the host's, or back. */
static void swap_order(uint8_t *to, const uint8_t *from, int bytes)
{
    const uint16_t one = 1;
    uint8_t little;
    memcpy(&little, &one, 1);
    for (int i = 0; i < bytes; i++)
        to[i] = from[little ? i : bytes - 1 - i];
}

static double real_of(uint64_t bits)
{
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}

#define OF_REAL(ctype, bits)  real_of(bits)
#define OF_WHOLE(ctype, bits) (double)(ctype)(bits)
#define OF_WORD(ctype, bits)  (double)(ctype)(bits)
#define OF_TRUTH(ctype, bits) (double)(bits)

#define STORED_TYPE(ID, word, ctype, bytes, ...) \
    static double load_##ID(const uint8_t *p)    \
    {                                            \
        uint8_t host[bytes];                     \
        swap_order(host, p, bytes);              \
        return (double)number_load_##word(host); \
    }                                            \
    static void store_##ID(uint8_t *p, float x)  \
    {                                            \
        uint8_t host[bytes];                     \
        number_store_##word(host, x);            \
        swap_order(p, host, bytes);              \
    }
#define NUMBER_TYPE(ID, kind, ctype, bytes, ...) \
    static double load_##ID(const uint8_t *p) { return OF_##kind(ctype, file_bits(p, bytes)); }
#include "base/number_types.def"

const NumberTypeInfo number_types[NUMBER_TYPES] = {
#define STORED_TYPE(ID, word, ctype, bytes, digits, rows, safetensors, numpy) \
    {#word, NUMBER_REAL, bytes, digits, safetensors, numpy, #ctype, load_##ID, store_##ID},
#define NUMBER_TYPE(ID, kind, ctype, bytes, safetensors, numpy) \
    {NULL, NUMBER_##kind, bytes, 0, safetensors, numpy, #ctype, load_##ID, NULL},
#include "base/number_types.def"
};

const char number_words_text[] = ""
#define STORED_TYPE(ID, word, ...) "|" #word
#define NUMBER_TYPE(...)
#include "base/number_types.def"
    ;

#define NAME_REAL(name) ", " name
#define NAME_WHOLE(name)
#define NAME_WORD(name)
#define NAME_TRUTH(name)
const char number_reals_text[] = ""
#define STORED_TYPE(ID, word, ctype, bytes, digits, rows, name, numpy) ", " name
#define NUMBER_TYPE(ID, kind, ctype, bytes, name, numpy)               NAME_##kind(name)
#include "base/number_types.def"
    ;
