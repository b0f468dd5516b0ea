/* The table of convolution algorithms, and the words of conv's algorithm=, from conv_variants.def.
 */
#include "compiler/algorithms/variant.h"

#define VARIANT(word) extern const ConvVariant conv_##word;
#include "compiler/algorithms/conv_variants.def"
#undef VARIANT

const ConvVariant *const conv_variants[] = {
#define VARIANT(word) &conv_##word,
#include "compiler/algorithms/conv_variants.def"
#undef VARIANT
    NULL};

const char conv_algorithms[] = "auto"
#define VARIANT(word) " " #word
#include "compiler/algorithms/conv_variants.def"
#undef VARIANT
    ;
