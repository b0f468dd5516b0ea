/* The table of convolution algorithms, and the words of conv's algorithm=, from
 * conv_algorithms.def.
 */
#include "compiler/algorithms/conv_algorithm.h"

#define ALGORITHM(word) extern const ConvAlgorithm conv_##word;
#define PAIRS(word)     ALGORITHM(word)
#include "compiler/algorithms/conv_algorithms.def"
#undef ALGORITHM

const ConvAlgorithm *const conv_algorithm_table[] = {
#define ALGORITHM(word) &conv_##word,
#include "compiler/algorithms/conv_algorithms.def"
#undef ALGORITHM
    NULL};

const char conv_algorithm_words[] = "auto"
#undef PAIRS
#define PAIRS(word)
#define ALGORITHM(word) " " #word
#include "compiler/algorithms/conv_algorithms.def"
#undef ALGORITHM
#undef PAIRS
    ;
