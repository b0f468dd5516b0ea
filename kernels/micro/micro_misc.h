/* Prototypes of every micro-kernel but those of convolution. A row is `count` floats of one
 * channel block: pixels of 16 lanes, so count is a multiple of 16. Outputs stand first and may be
 * the same memory as an input of the same length, unless the definition's comment says otherwise.
 */
#ifndef NETC_MICRO_MISC_H
#define NETC_MICRO_MISC_H
#ifdef __cplusplus
extern "C" {
#endif

/* pointwise.c */
void mk_add(float *y, const float *a, const float *b, int count);
void mk_mul(float *y, const float *a, const float *b, int count);
void mk_add_channel(float *y, const float *x, int count, const float *b);
void mk_scale_channel(float *y, const float *x, int count, const float *a);
void mk_scale_shift_channel(float *y, const float *x, int count, const float *a, const float *b);
void mk_relu(float *y, const float *x, int count, float max);
void mk_relu_back(float *dx, const float *dy, const float *y, int count, float max);
void mk_leaky(float *y, const float *x, int count, float slope);
void mk_leaky_back(float *dx, const float *dy, const float *y, int count, float slope);
void mk_hardswish(float *y, const float *x, int count);
void mk_hardswish_back(float *dx, const float *dy, const float *x, int count);

/* transcendental.c */
void mk_exp(float *y, const float *x, int count);
void mk_erf(float *y, const float *x, int count);
void mk_elu(float *y, const float *x, int count, float alpha);
void mk_elu_back(float *dx, const float *dy, const float *y, int count, float alpha);
void mk_gelu(float *y, const float *x, int count);
void mk_gelu_back(float *dx, const float *dy, const float *x, int count);
void mk_gelu_tanh(float *y, const float *x, int count);
void mk_gelu_tanh_back(float *dx, const float *dy, const float *x, int count);
void mk_silu(float *y, const float *x, int count);
void mk_silu_back(float *dx, const float *dy, const float *x, int count);
void mk_sigmoid(float *y, const float *x, int count, int live);
void mk_sigmoid_back(float *dx, const float *dy, const float *y, int count);
void mk_tanh(float *y, const float *x, int count);
void mk_tanh_back(float *dx, const float *dy, const float *y, int count);
void mk_softmax(float *y, const float *x, int channels, int pixels);
void mk_softmax_back(float *dx, const float *dy, const float *y, int channels, int pixels);

/* reduce.c */
void mk_sum_channel(double *sum, const float *x, int pixels);
void mk_dot_channel(double *sum, const float *a, const float *b, int pixels);
void mk_moments(float *part, const float *x, int count, int step);
void mk_moments_merge(double *mean, double *square, const float *part, int n, ptrdiff_t stride,
                      int pixels, int step);
void mk_normalize(float *y, const float *x, int count, const float *mean, const float *rstd,
                  const float *gamma, const float *beta);
void mk_norm_sums(float *part, const float *dy, const float *x, int count, const float *mean);
void mk_norm_line(float *y, const float *x, int count, const float *norm);
void mk_norm_relu_back(float *dx, const float *dy, const float *x, int count, const float *norm,
                       float max);
void mk_sum_pairs(double *sum, const float *x, int count);
void mk_sum_row(float *part, const float *x, int count);
void mk_norm_back(float *dx, const float *dy, const float *x, int count, const float *mean,
                  const float *rstd, const float *gamma, const float *dgamma, const float *dbeta,
                  float share);
void mk_fill_channel(float *y, int count, const float *b);
void mk_max_channel(float *y, int32_t *arg, const float *x, int pixels);

/* layernorm.c */
void mk_layernorm(float *y, float *mean, float *rstd, const float *x, const float *gamma,
                  const float *beta, int channels, ptrdiff_t step, int pixels, float eps);
void mk_layernorm_back(float *dx, const float *dy, const float *x, const float *mean,
                       const float *rstd, const float *gamma, int channels, ptrdiff_t step,
                       int pixels);
void mk_layernorm_sums(double *sum_dy, double *sum_dyx, const float *dy, const float *x,
                       const float *mean, const float *rstd, int pixels);

/* pool.c */
void mk_maxpool_row(float *y, uint8_t *arg, const float *x, int oy, int ow, int h, int w, int kh,
                    int kw, int sh, int sw, int top, int left);
void mk_extreme_row(float *y, const float *x, const float *scale, int oy, int ow, int h, int w);
void mk_pool_lines(float *y, uint8_t *arg, const float *x, const float *scale, int rows, int ow,
                   int h, int w);
void mk_maxpool_back4(float *dx, const float *dy, const uint8_t *arg, int ow);
void mk_maxpool_back_row(float *dx, const float *dy, const uint8_t *arg, int oy, int ow, int h,
                         int w, int kh, int kw, int sh, int sw, int top, int left);
void mk_maxpool_search_row(float *dx, const float *dy, const float *y, const float *x, int oy,
                           int ow, int h, int w, int kh, int kw, int sh, int sw, int top, int left);
void mk_avgpool_row(float *y, const float *x, int oy, int ow, int h, int w, int kh, int kw, int sh,
                    int sw, int top, int left);
void mk_avgpool_back_row(float *dx, const float *dy, int oy, int ow, int h, int w, int kh, int kw,
                         int sh, int sw, int top, int left);

/* upsample.c */
void mk_repeat_row(float *y, const float *x, int pixels, int times);
void mk_repeat_back_row(float *dx, const float *dy, int pixels, int times, int rows);
float mk_lerp_place(int *low, int *high, int o, int count, int factor);
void mk_lerp_row(float *y, const float *x, int oy, int h, int w, int fh, int fw);
void mk_lerp_back_row(float *dx, const float *dy, int oy, int h, int w, int fh, int fw);

/* depthwise.c */
void mk_depthwise_tile(float *y, const float *x, ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj,
                       const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni, int nj);
void mk_window(int *first, int *last, ptrdiff_t from, int taps, int dilation, int size);
void mk_depthwise_row(float *y, const float *x, const float *w, ptrdiff_t step, int oy, int ow,
                      int h, int wide, int kh, int kw, int sh, int sw, int dh, int dw,
                      ptrdiff_t top, ptrdiff_t left);
void mk_depthwise_back_row(float *dx, const float *dy, const float *w, int oy, int ow, int h,
                           int wide, int kh, int kw, int sh, int sw, int dh, int dw, ptrdiff_t top,
                           ptrdiff_t left);
void mk_depthwise_grad_row(double *sum, const float *dy, const float *x, int t0, int t1, int oy,
                           int ow, int h, int wide, int kw, int sh, int sw, int dh, int dw,
                           ptrdiff_t top, ptrdiff_t left);
void mk_repeat_channels(float *y, const float *x, int channels, int times, int pixels);
void mk_repeat_channels_back(float *dx, const float *dy, int channels, int times, int pixels);

/* arrange.c */
void mk_block_channels(float *y, const float *x, int pixels, int channels, int first);
void mk_unblock_channels(float *y, const float *x, int pixels, int channels, int first);
void mk_copy_lanes(float *y, const float *x, int pixels, int to, int from, int lanes);
void mk_zero_lanes(float *y, int pixels, int first);
void mk_keep_lanes(float *y, int pixels, int first, int last);
void mk_reshape(float *y, const float *x, int pixels_y, int channels_y, int pixels_x,
                int channels_x);
void mk_preprocess(float *x, const uint8_t *raw, int pixels, int channels, int bgr, float scale,
                   const float *mean, const float *std);

/* random.c */
uint64_t mk_key(uint64_t seed, uint64_t step, uint64_t stream);
uint32_t mk_random(uint64_t key, uint32_t index);
void mk_dropout(float *y, const float *x, int count, uint64_t key, uint32_t index,
                uint32_t threshold, float scale);
void mk_uniform(float *y, int count, uint64_t key, uint32_t index, float limit);
void mk_normal(float *y, int count, uint64_t key, uint32_t index, float stddev);

/* sgemm.c */
void mk_gemm_6x16(float *t, int k, int rows, const float *a, ptrdiff_t row_step, ptrdiff_t k_step,
                  const float *b, ptrdiff_t ldb);
void mk_gemm_1x16(float *t, int k, const float *a, ptrdiff_t k_step, const float *b, ptrdiff_t ldb);
void mk_gemm_pack(float *p, int k, int cols, const float *b, int ldb, int tb);
void mk_gemm_merge(float *c, ptrdiff_t ldc, const float *t, int rows, int cols, int accumulate);
void mk_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb,
              int accumulate, float *c, int ldc);

/* loss.c */
float mk_crossentropy(float *prob, const float *x, int classes, int label, float smoothing);
void mk_crossentropy_back(float *dx, const float *prob, int classes, int label, float smoothing,
                          float scale);
double mk_binary_crossentropy(float *prob, const float *x, const float *target, int channels,
                              int pixels);
double mk_squared_error(const float *y, const float *target, int channels, int pixels);
void mk_error_back(float *dy, const float *y, const float *target, int channels, int pixels,
                   float scale);
float mk_mean(const float *x, int count);

/* optim.c */
void mk_gradient(float *to, const float *g, const float *w, float decay, float clip);
void mk_sgd(float *w, const float *g, int count, float rate, float decay, float clip);
void mk_sgd_momentum(float *w, float *m, const float *g, int count, float rate, float momentum,
                     int nesterov, float decay, float clip);
void mk_adam(float *w, float *m, float *v, const float *g, int count, float alpha, float beta1,
             float one_minus_beta1, float beta2, float one_minus_beta2, float epsilon, float decay,
             float shrink, float clip);
void mk_rmsprop(float *w, float *v, const float *g, int count, float rate, float rho,
                float one_minus_rho, float epsilon, float decay, float clip);
void mk_rmsprop_momentum(float *w, float *v, float *m, const float *g, int count, float rate,
                         float rho, float one_minus_rho, float momentum, float epsilon, float decay,
                         float clip);
void mk_gradient_add(float *sum, const float *g, int count, float factor);
void mk_gradient_mean(float *g, float *sum, int count, float divisor);
double mk_square_sum(const float *g, int count);
void mk_gradient_scale(float *g, int count, float factor);
void mk_average(float *a, const float *w, int count, float share);

#ifdef __cplusplus
}
#endif
#endif
