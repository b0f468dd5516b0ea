/* Random numbers and orders; see order.h. */
#include "data/order.h"

uint64_t splitmix64(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Lemire, "Fast random integer generation in an interval" (2019): the high half of a product, with
 * the few low halves rejected that would favour some results. */
uint32_t random_below(uint64_t *state, uint32_t n)
{
    uint64_t m = (splitmix64(state) >> 32) * n;
    if ((uint32_t)m < n) {
        uint32_t threshold = (0u - n) % n;
        while ((uint32_t)m < threshold)
            m = (splitmix64(state) >> 32) * n;
    }
    return (uint32_t)(m >> 32);
}

uint64_t random_stream(uint64_t seed, uint64_t a)
{
    uint64_t s = seed;
    s = splitmix64(&s) ^ a;
    return splitmix64(&s);
}

void epoch_order(int n, uint64_t seed, uint64_t epoch, int32_t *order)
{
    uint64_t state = random_stream(seed, epoch);
    for (int i = 0; i < n; i++)
        order[i] = i;
    for (int i = n - 1; i > 0; i--) {
        uint32_t j = random_below(&state, (uint32_t)i + 1);
        int32_t t = order[i];
        order[i] = order[j];
        order[j] = t;
    }
}
