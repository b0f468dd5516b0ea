/* A training step on one sample, on values [H][W][C]: losses of the output, gradients of dense
 * layers, and steps of stochastic gradient descent on weights in place: no gradient of weights is
 * stored. */
#include "kernels.h"

/* *loss = -log of the probability y of the class label, of C, the least a normal float; dx = y less
 * 1 there: the gradient before the softmax. With SMOOTHING that share of the target is spread
 * evenly over the classes.
 * @size label 1
 * @size y C
 * @size loss 2
 * @size dx C */
void plain_class_loss(int C, float SMOOTHING, const int32_t *label, const float *y, float *loss,
                      float *dx)
{
    const float least = 1.17549435e-38f;
    float sum = 0.0f;
    for (int k = 0; k < C; k++) {
        const float t = SMOOTHING / (float)C + (k == label[0] ? 1.0f - SMOOTHING : 0.0f);
        const float p = y[k] < least ? least : y[k];
        if (t > 0.0f)
            sum -= t * logf(p);
        dx[k] = y[k] - t;
    }
    loss[0] = sum;
}

/* *loss = the mean of (y - target)^2 over LEN; dy = its gradient.
 * @size target LEN
 * @size y LEN
 * @size loss 2
 * @size dy LEN */
void plain_square_loss(int LEN, const float *target, const float *y, float *loss, float *dy)
{
    float sum = 0.0f;
    for (int i = 0; i < LEN; i++) {
        const float d = y[i] - target[i];
        sum += d * d;
        dy[i] = 2.0f * d / (float)LEN;
    }
    loss[0] = sum / (float)LEN;
}

/* dx = dy where the clamped y lies between 0 and MAX (0: no limit), else 0.
 * @size y LEN
 * @size dy LEN
 * @size dx LEN
 * @inplace dx dy */
void plain_clamp_backward(int LEN, float MAX, const float *y, const float *dy, float *dx)
{
    for (int i = 0; i < LEN; i++)
        dx[i] = y[i] > 0.0f && (MAX <= 0.0f || y[i] < MAX) ? dy[i] : 0.0f;
}

/* dx[c] = sum over k of w[c][k] * dy[k].
 * @size w C * K
 * @size dy K
 * @size dx C */
void plain_dense_backward(int C, int K, const float *NETC_RESTRICT w, const float *NETC_RESTRICT dy,
                          float *NETC_RESTRICT dx)
{
    for (int c = 0; c < C; c++, w += K) {
        float sum = 0.0f;
        for (int k = 0; k < K; k++)
            sum += w[k] * dy[k];
        dx[c] = sum;
    }
}

/* w[c][k] -= rate * SHARE * (x[c] * dy[k] + DECAY * w[c][k]): a step with the gradient of w, which
 * is the outer product of x and dy.
 * @size x C
 * @size dy K
 * @size w C * K */
void plain_dense_step(int C, int K, float SHARE, float DECAY, float rate,
                      const float *NETC_RESTRICT x, const float *NETC_RESTRICT dy,
                      float *NETC_RESTRICT w)
{
    const float step = rate * SHARE;
    for (int c = 0; c < C; c++, w += K)
        for (int k = 0; k < K; k++)
            w[k] -= step * (x[c] * dy[k] + DECAY * w[k]);
}

/* The same of a bias.
 * @size dy K
 * @size bias K */
void plain_bias_step(int K, float SHARE, float DECAY, float rate, const float *NETC_RESTRICT dy,
                     float *NETC_RESTRICT bias)
{
    const float step = rate * SHARE;
    for (int k = 0; k < K; k++)
        bias[k] -= step * (dy[k] + DECAY * bias[k]);
}
