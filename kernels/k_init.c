/* Starting weights, in the Keras layout. Random numbers are those of kernels/micro/mk_random.c with
 * step 0, where the generator is stated exactly: the same seed gives the same bits on every host.
 */
#include "kernels.h"

/* w[i], i = begin ... end - 1, by KIND (the order of enum Init, INIT-KINDS):
 *   0 zeros, 1 ones,
 *   2 glorot_uniform, 4 he_uniform, 6 lecun_uniform: limit * v,    limit  = sqrt(3 * f)
 *   3 glorot_normal,  5 he_normal,  7 lecun_normal:  stddev * z(v), stddev = sqrt(f) /
 * 0.87962566103423978, cut at 2 deviations f = 2 / (FAN_IN + FAN_OUT) for glorot, 2 / FAN_IN for
 * he, 1 / FAN_IN for lecun: Keras' variance scaling. Roots are stored (volatile): those of x87 keep
 * more bits than a float otherwise.
 * @range COUNT
 * @size w COUNT */
void init_param(int COUNT, int FAN_IN, int FAN_OUT, int KIND, int STREAM, int begin, int end,
                uint64_t seed, float *w)
{
    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        (void)key, (void)f;
        /* @when KIND 2 4 6 */
        if (KIND % 2 == 0) {
            const float square = 3.0f * f;
            const volatile float limit = sqrtf(square);
            mk_uniform(w + begin, end - begin, key, (uint32_t)begin, limit);
        }
        /* @end */
        /* @when KIND 3 5 7 */
        if (KIND % 2 == 1) {
            const volatile float root = sqrtf(f);
            mk_normal(w + begin, end - begin, key, (uint32_t)begin, root / 0.879625661f);
        }
        /* @end */
    }
}

/* The first min(C, K) filters of w[TAPS][C][K] pass on a channel each: w[t, c, k] = 1 where t is
 * CENTRE and c is k, else 0. The others stay as they are. As PyTorch's dirac_.
 * @range TAPS * C
 * @size w TAPS * C * K */
void init_dirac(int C, int K, int TAPS, int CENTRE, int begin, int end, float *w)
{
    const int filters = C < K ? C : K;
    (void)TAPS;
    for (int row = begin; row < end; row++)
        for (int k = 0; k < filters; k++)
            w[(ptrdiff_t)row * K + k] = row / C == CENTRE && row % C == k ? 1.0f : 0.0f;
}

/* w *= TO / its standard deviation, that of COUNT - 1; numbers that are all alike stay.
 * @size w COUNT */
void init_deviation(int COUNT, float TO, float *w)
{
    double mean = 0.0, squares = 0.0;
    for (int i = 0; i < COUNT; i++)
        mean += (double)w[i] / COUNT;
    for (int i = 0; i < COUNT; i++)
        squares += ((double)w[i] - mean) * ((double)w[i] - mean);
    if (squares > 0.0)
        for (int i = 0; i < COUNT; i++)
            w[i] = (float)((double)w[i] * ((double)TO / sqrt(squares / (COUNT - 1))));
}
