/* Softmax along rows or columns of a map, and its logarithm. Where they go along height or width, a
 * plane's lanes are channels by themselves. */
#include "micro.h"

/* y[i][l] = exp(x[i][l] - max) / sum over the `count` values that lie `step` floats apart, or with
 * `logs` its logarithm, in the first `live` lanes */
void mk_softmax_line(float *y, const float *x, int count, ptrdiff_t step, int live, int logs)
{
    float max[16], t[16];
    double sum[16] = {0};
    memcpy(max, x, sizeof max);
    for (int i = 1; i < count; i++)
        for (int l = 0; l < 16; l++)
            max[l] = x[i * step + l] > max[l] ? x[i * step + l] : max[l];
    for (int i = 0; i < count; i++) {
        mk_sub(t, x + i * step, max, 16);
        if (logs)
            memcpy(y + i * step, t, sizeof t);
        mk_exp(t, t, 16);
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
        if (!logs)
            memcpy(y + i * step, t, sizeof t);
    }
    for (int l = 0; l < 16; l++)
        t[l] = logs ? (float)log(sum[l]) : (float)(1.0 / sum[l]);
    for (int i = 0; i < count; i++)
        for (int l = 0; l < 16; l++) {
            const float a = y[i * step + l];
            y[i * step + l] = l >= live ? 0.0f : logs ? a - t[l] : a * t[l];
        }
}

/* dx = y (dy - sum of dy y), or with `logs` dy - exp(y) (sum of dy), in the first `live` lanes */
void mk_softmax_line_back(float *dx, const float *dy, const float *y, int count, ptrdiff_t step,
                          int live, int logs)
{
    float t[16];
    double sum[16] = {0};
    for (int i = 0; i < count; i++)
        for (int l = 0; l < 16; l++)
            sum[l] += (double)dy[i * step + l] * (logs ? 1.0 : (double)y[i * step + l]);
    for (int i = 0; i < count; i++) {
        mk_exp(t, y + i * step, 16);
        for (int l = 0; l < 16; l++) {
            const float s = (float)sum[l], g = dy[i * step + l];
            dx[i * step + l] = l >= live ? 0.0f : logs ? g - t[l] * s : y[i * step + l] * (g - s);
        }
    }
}

/* y = x - max - log of the sum of exp(x - max), over the channels of each pixel; x and y are one
 * image, [CB][pixels][16] */
void mk_log_softmax(float *y, const float *x, int channels, int pixels)
{
    for (int p = 0; p < pixels; p++) {
        float max = x[(ptrdiff_t)p * 16], t[16];
        double sum = 0.0;
        for (int c = 1; c < channels; c++) {
            const float a = x[((ptrdiff_t)(c / 16) * pixels + p) * 16 + c % 16];
            max = a > max ? a : max;
        }
        for (int c = 0; c < channels; c += 16) {
            const float *row = x + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            mk_linear(t, row, 16, 16, 1.0f, -max);
            mk_exp(t, t, 16);
            for (int l = 0; l < 16 && c + l < channels; l++)
                sum += (double)t[l];
        }
        const float less = (float)log(sum);
        for (int c = 0; c < channels; c += 16) {
            const ptrdiff_t at = ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            for (int l = 0; l < 16; l++)
                y[at + l] = c + l < channels ? (x[at + l] - max) - less : 0.0f;
        }
    }
}

/* dx = dy - exp(y) (sum over the channels of dy), pixel by pixel; one image */
void mk_log_softmax_back(float *dx, const float *dy, const float *y, int channels, int pixels)
{
    for (int p = 0; p < pixels; p++) {
        double sum = 0.0;
        float t[16];
        for (int c = 0; c < channels; c += 16) {
            const float *row = dy + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            sum += (double)v8_sum(v8_add(v8_load(row), v8_load(row + 8)));
        }
        for (int c = 0; c < channels; c += 16) {
            const ptrdiff_t at = ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            mk_exp(t, y + at, 16);
            for (int l = 0; l < 16; l++)
                dx[at + l] = c + l < channels ? dy[at + l] - t[l] * (float)sum : 0.0f;
        }
    }
}
