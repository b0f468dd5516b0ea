/* The table of convolution algorithms, from conv_variants.def. */
#include "compiler/algorithms/variant.h"

#define VARIANT(name) extern const ConvVariant conv_##name;
#include "compiler/algorithms/conv_variants.def"
#undef VARIANT

const ConvVariant *const conv_variants[] = {
#define VARIANT(name) &conv_##name,
#include "compiler/algorithms/conv_variants.def"
#undef VARIANT
    NULL};
