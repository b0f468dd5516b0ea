/* Muon (K. Jordan and others, 2024): the step of a matrix is its momentum made orthogonal. X, the
 * momentum over its norm, takes some Newton-Schulz steps X = a X + (b A + c A A) X, A = X X^T,
 * which bring its singular values near 1. X is [ROWS][COLS], a parameter in Keras layout: a column
 * is an output. SIDE is the smaller of the two; where that is COLS, the same is computed as X (b A
 * + c A A) with A = X^T X. */
#include "kernels.h"

/* velocity = MOMENTUM * velocity + grad; direction = velocity, or with NESTEROV grad + MOMENTUM *
 * velocity. CLIP > 0 limits each gradient element first.
 * @range COUNT / 16
 * @size grad COUNT
 * @size velocity COUNT
 * @size direction COUNT */
void muon_direction(int COUNT, float MOMENTUM, int NESTEROV, float CLIP, int begin, int end,
                    const float *NETC_RESTRICT grad, float *NETC_RESTRICT velocity,
                    float *NETC_RESTRICT direction)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_muon_direction(direction + at, velocity + at, grad + at, (end - begin) * 16, MOMENTUM,
                      NESTEROV, CLIP);
}

/* x /= norm; a row of zeros stays one.
 * @range COUNT / 16
 * @size norm 16
 * @size x COUNT */
void muon_unit(int COUNT, int begin, int end, const float *NETC_RESTRICT norm,
               float *NETC_RESTRICT x)
{
    (void)COUNT;
    mk_muon_scale(x + (ptrdiff_t)begin * 16, (end - begin) * 16,
                  norm[0] > 0.0f ? (float)(1.0 / (double)norm[0]) : 0.0f);
}

/* A = X^T X where COLS is SIDE, else X X^T; columns begin * 16 to end * 16 of it.
 * @batched
 * @range (SIDE + 15) / 16
 * @grain 4
 * @work ROWS * COLS * SIDE
 * @size x ROWS * COLS
 * @size a SIDE * SIDE
 * @scratch room 9280 */
void muon_gram(int ROWS, int COLS, int SIDE, int begin, int end, const float *NETC_RESTRICT x,
               float *NETC_RESTRICT a, float *room)
{
    const int from = begin * 16, to = end * 16 < SIDE ? end * 16 : SIDE;
    if (COLS == SIDE)
        mk_sgemm(1, 0, SIDE, to - from, ROWS, x, COLS, x + from, COLS, 0, a + from, SIDE, room);
    else
        mk_sgemm(0, 1, SIDE, to - from, COLS, x, COLS, x + (ptrdiff_t)from * COLS, COLS, 0,
                 a + from, SIDE, room);
}

/* p = B * a + C * a . a; columns begin * 16 to end * 16 of it.
 * @batched
 * @range (SIDE + 15) / 16
 * @grain 4
 * @work SIDE * SIDE * SIDE
 * @size a SIDE * SIDE
 * @size p SIDE * SIDE
 * @scratch room 9280 */
void muon_polynomial(int SIDE, float B, float C, int begin, int end, const float *NETC_RESTRICT a,
                     float *NETC_RESTRICT p, float *room)
{
    const int from = begin * 16, to = end * 16 < SIDE ? end * 16 : SIDE;
    mk_sgemm(0, 0, SIDE, to - from, SIDE, a, SIDE, a + from, SIDE, 0, p + from, SIDE, room);
    for (int i = 0; i < SIDE; i++)
        mk_muon_sum(p + (ptrdiff_t)i * SIDE + from, a + (ptrdiff_t)i * SIDE + from, to - from, B,
                    C);
}

/* y = A * x + x . p where COLS is SIDE, else A * x + p . x; rows begin * 16 to end * 16 of it.
 * @batched
 * @range (ROWS + 15) / 16
 * @grain 4
 * @work ROWS * COLS * SIDE
 * @size x ROWS * COLS
 * @size p SIDE * SIDE
 * @size y ROWS * COLS
 * @scratch room 9280 */
void muon_next(int ROWS, int COLS, int SIDE, float A, int begin, int end,
               const float *NETC_RESTRICT x, const float *NETC_RESTRICT p, float *NETC_RESTRICT y,
               float *room)
{
    const int from = begin * 16, rows = (end * 16 < ROWS ? end * 16 : ROWS) - from;
    const ptrdiff_t at = (ptrdiff_t)from * COLS;
    if (COLS == SIDE)
        mk_sgemm(0, 0, rows, COLS, COLS, x + at, COLS, p, COLS, 0, y + at, COLS, room);
    else
        mk_sgemm(0, 0, rows, COLS, ROWS, p + (ptrdiff_t)from * ROWS, ROWS, x, COLS, 0, y + at, COLS,
                 room);
    mk_muon_sum(y + at, x + at, rows * COLS, A, 1.0f);
}

/* param = keep * (1 - rate * DECAY) * param - rate * SCALE * direction; keep: with NORMED (1, else
 * 0) NORM / norm, which gives the parameter that norm first, else 1.
 * @range COUNT / 16
 * @size norm NORMED * 16
 * @size direction COUNT
 * @size param COUNT */
void muon_update(int COUNT, int NORMED, float NORM, float SCALE, float DECAY, int begin, int end,
                 float rate, const float *NETC_RESTRICT norm, const float *NETC_RESTRICT direction,
                 float *NETC_RESTRICT param)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    double keep = 1.0 - (double)rate * (double)DECAY;
    (void)COUNT;
    if (NORMED && norm[0] > 0.0f)
        keep *= (double)NORM / (double)norm[0];
    mk_step_along(param + at, direction + at, (end - begin) * 16, (float)keep, rate * SCALE);
}
