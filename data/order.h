/* Random numbers and orders that are the same on every machine and depend on nothing but their
 * arguments: splitmix64 (Steele, Lea, Flood 2014) and Fisher-Yates. */
#ifndef NETC_DATA_ORDER_H
#define NETC_DATA_ORDER_H
#include <stdint.h>

uint64_t splitmix64(uint64_t *state); /* advances the state, returns 64 random bits */
uint32_t random_below(uint64_t *state,
                      uint32_t n); /* 0 ... n-1, every one equally likely; n >= 1 */
/* A state for stream (seed, a): different pairs give unrelated streams. */
uint64_t random_stream(uint64_t seed, uint64_t a);

/* order[0..n-1] = the permutation of 0..n-1 in which epoch `epoch` of a training with `seed` takes
 * the samples. */
void epoch_order(int n, uint64_t seed, uint64_t epoch, int32_t *order);
#endif
