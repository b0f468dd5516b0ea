/* Prototypes of every kernel but those of convolution. spec/kernels.md tells how to read them:
 * capitals are shape constants, then run-time scalars, then buffers. The comment above each
 * definition has its formula and annotations. */
#ifndef NETC_KERNELS_MISC_H
#define NETC_KERNELS_MISC_H
#include "micro.h"
#ifdef __cplusplus
extern "C" {
#endif

/* pack.c */
void vector_pack(int C, const float *from, float *to);
void vector_unpack(int C, const float *from, float *to);
void dense_pack(int C, int K, const float *from, float *to);
void dense_unpack(int C, int K, const float *from, float *to);

/* layout.c */
void nhwc_to_blocked(int C, int H, int W, int begin, int end, const float *x, float *y);
void blocked_to_nhwc(int C, int H, int W, int begin, int end, const float *x, float *y);
void preprocess(int H, int W, int C, int BGR, float SCALE, float M0, float M1, float M2, float M3,
                float S0, float S1, float S2, float S3, int begin, int end, const uint8_t *rgb,
                float *x);
void reshape_values(int H, int W, int C, int OH, int OW, int OC, int begin, int end, const float *x,
                    float *y);
void copy_values(int LEN, int begin, int end, const float *x, float *y);
void fill_zero(int LEN, int begin, int end, float *y);
void concat_copy(int HW, int C, int TOTAL, int AT, int begin, int end, const float *x, float *y);
void concat_slice(int HW, int C, int TOTAL, int AT, int begin, int end, const float *y, float *x);

/* add.c */
void add_forward(int LEN, int begin, int end, const float *a, const float *b, float *y);
void add_maps(int CB, int HW, int begin, int end, const float *a, const float *b, float *y);
void accumulate(int LEN, int begin, int end, const float *x, float *y);

/* mul.c */
void mul_maps(int CB, int HW, int begin, int end, const float *a, const float *b, float *y);
void mul_channels(int CB, int HW, int begin, int end, const float *x, const float *a, float *y);
void mul_channels_backward(int CB, int HW, int begin, int end, const float *dy, const float *x,
                           float *da);

/* channel.c */
void bias_forward(int CB, int HW, int begin, int end, const float *x, const float *bias, float *y);
void bias_sums(int CB, int HW, int STEP, int AFTER, int TIMES, int begin, int end, const float *dy,
               float *part);
void bias_backward(int CB, int TIMES, int n, int begin, int end, const float *dy, float *dbias);
void scale_shift(int CB, int HW, int begin, int end, const float *x, const float *scale,
                 const float *shift, float *y);
void scale_backward(int CB, int HW, int begin, int end, const float *dy, const float *scale,
                    float *dx);

/* activation.c */
void relu_forward(int LEN, float MAX, int begin, int end, const float *x, float *y);
void relu_backward(int LEN, float MAX, int begin, int end, const float *y, const float *dy,
                   float *dx);
void leaky_forward(int LEN, float SLOPE, int begin, int end, const float *x, float *y);
void leaky_backward(int LEN, float SLOPE, int begin, int end, const float *y, const float *dy,
                    float *dx);
void elu_forward(int LEN, float ALPHA, int begin, int end, const float *x, float *y);
void elu_backward(int LEN, float ALPHA, int begin, int end, const float *y, const float *dy,
                  float *dx);
void gelu_forward(int LEN, int begin, int end, const float *x, float *y);
void gelu_backward(int LEN, int begin, int end, const float *x, const float *dy, float *dx);
void gelu_tanh_forward(int LEN, int begin, int end, const float *x, float *y);
void gelu_tanh_backward(int LEN, int begin, int end, const float *x, const float *dy, float *dx);
void silu_forward(int LEN, int begin, int end, const float *x, float *y);
void silu_backward(int LEN, int begin, int end, const float *x, const float *dy, float *dx);
void hardswish_forward(int LEN, int begin, int end, const float *x, float *y);
void hardswish_backward(int LEN, int begin, int end, const float *x, const float *dy, float *dx);
void sigmoid_forward(int C, int HW, int begin, int end, const float *x, float *y);
void sigmoid_backward(int LEN, int begin, int end, const float *y, const float *dy, float *dx);
void tanh_forward(int LEN, int begin, int end, const float *x, float *y);
void tanh_backward(int LEN, int begin, int end, const float *y, const float *dy, float *dx);
void softmax_forward(int C, int HW, int begin, int end, const float *x, float *y);
void softmax_backward(int C, int HW, int begin, int end, const float *y, const float *dy,
                      float *dx);

/* layernorm.c */
void layernorm_forward(int C, int HW, float EPS, int begin, int end, const float *x,
                       const float *gamma, const float *beta, float *mean, float *rstd, float *y);
void layernorm_backward(int C, int HW, int begin, int end, const float *dy, const float *x,
                        const float *mean, const float *rstd, const float *gamma, float *dx);
void layernorm_reduce(int CB, int HW, int n, int begin, int end, const float *dy, const float *x,
                      const float *mean, const float *rstd, float *dgamma, float *dbeta);

/* depthwise.c */
void depthwise_pack(int TAPS, int K, const float *from, float *to);
void depthwise_unpack(int TAPS, int K, const float *from, float *to);
void depthwise_forward(int CB, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW, int DH,
                       int DW, int PT, int PL, int begin, int end, const float *x, const float *w,
                       float *y);
void depthwise_backward_data(int CB, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW,
                             int DH, int DW, int PT, int PL, int begin, int end, const float *dy,
                             const float *w, float *dx);
void depthwise_backward_weights(int CB, int H, int W, int OH, int OW, int KH, int KW, int SH,
                                int SW, int DH, int DW, int PT, int PL, int n, int begin, int end,
                                const float *x, const float *dy, float *dw);
void channels_repeat(int C, int TIMES, int HW, int begin, int end, const float *x, float *y);
void channels_repeat_backward(int C, int TIMES, int HW, int begin, int end, const float *dy,
                              float *dx);

/* pad.c */
void pad_forward(int CB, int H, int W, int T, int B, int L, int R, int begin, int end,
                 const float *x, float *y);
void pad_backward(int CB, int H, int W, int T, int B, int L, int R, int begin, int end,
                  const float *dy, float *dx);

/* upsample.c */
void upsample_nearest(int CB, int H, int W, int FH, int FW, int begin, int end, const float *x,
                      float *y);
void upsample_nearest_backward(int CB, int H, int W, int FH, int FW, int begin, int end,
                               const float *dy, float *dx);
void upsample_bilinear(int CB, int H, int W, int FH, int FW, int begin, int end, const float *x,
                       float *y);
void upsample_bilinear_backward(int CB, int H, int W, int FH, int FW, int begin, int end,
                                const float *dy, float *dx);

/* pool.c */
void maxpool_forward(int CB, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW, int PT,
                     int PL, int begin, int end, const float *x, float *y);
void maxpool_train(int CB, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW, int PT,
                   int PL, int begin, int end, const float *x, float *y, uint8_t *arg);
void maxpool_backward(int CB, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW, int PT,
                      int PL, int begin, int end, const uint8_t *arg, const float *dy, float *dx);
void maxpool_backward_search(int CB, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW,
                             int PT, int PL, int begin, int end, const float *x, const float *y,
                             const float *dy, float *dx);
void avgpool_forward(int CB, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW, int PT,
                     int PL, int begin, int end, const float *x, float *y);
void avgpool_backward(int CB, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW, int PT,
                      int PL, int begin, int end, const float *dy, float *dx);
void globalavgpool_forward(int CB, int HW, int begin, int end, const float *x, float *y);
void globalavgpool_backward(int CB, int HW, int begin, int end, const float *dy, float *dx);
void globalmaxpool_forward(int CB, int HW, int begin, int end, const float *x, float *y,
                           int32_t *arg);
void globalmaxpool_backward(int CB, int HW, int begin, int end, const int32_t *arg, const float *dy,
                            float *dx);

/* batchnorm.c */
void batchnorm_moments(int CB, int HW, int STEP, int begin, int end, const float *x, float *part);
void batchnorm_stats(int C, int HW, int STEP, float EPS, float ONE_MINUS_MOMENTUM, int n, int begin,
                     int end, const float *part, float *mean, float *rstd, float *moving_mean,
                     float *moving_variance);
void batchnorm_apply(int CB, int HW, int begin, int end, const float *x, const float *mean,
                     const float *rstd, const float *gamma, const float *beta, float *y);
void batchnorm_factors(int CB, int begin, int end, const float *mean, const float *rstd,
                       const float *gamma, const float *beta, float *norm);
void norm_relu_backward(int CB, int HW, float MAX, int begin, int end, const float *x,
                        const float *norm, const float *dy, float *dx);
void batchnorm_sums(int CB, int HW, int STEP, int AFTER, int TIMES, int begin, int end,
                    const float *dy, const float *x, const float *mean, float *part);
void batchnorm_reduce(int CB, int TIMES, int n, int begin, int end, const float *part,
                      const float *rstd, float *dgamma, float *dbeta);
void batchnorm_backward(int CB, int HW, int n, int begin, int end, const float *dy, const float *x,
                        const float *mean, const float *rstd, const float *gamma,
                        const float *dgamma, const float *dbeta, float *dx);
void batchnorm_fold_scale(int C, float EPS, const float *gamma, const float *variance,
                          float *scale);
void batchnorm_fold_shift(int C, float EPS, const float *gamma, const float *beta,
                          const float *mean, const float *variance, float *shift);

/* dropout.c */
void dropout_mask(int LEN, float RATE, int STREAM, int begin, int end, uint64_t seed, uint64_t step,
                  const float *x, float *y);

/* dense.c */
void dense_forward(int C, int K, int n, int begin, int end, const float *x, const float *w,
                   float *y);
void dense_backward_data(int C, int K, int n, int begin, int end, const float *dy, const float *w,
                         float *dx);
void dense_backward_weights(int C, int K, int n, int begin, int end, const float *x,
                            const float *dy, float *dw);

/* loss.c */
void softmax_crossentropy(int C, float SMOOTHING, int begin, int end, const float *x,
                          const int32_t *labels, float *prob, float *losses);
void softmax_crossentropy_backward(int C, float SMOOTHING, int n, int begin, int end,
                                   const float *prob, const int32_t *labels, float *dx);
void sigmoid_binary_crossentropy(int C, int HW, int begin, int end, const float *x,
                                 const float *target, float *prob, float *losses);
void mse_forward(int C, int HW, int begin, int end, const float *y, const float *target,
                 float *losses);
void error_backward(int C, int HW, float FACTOR, int n, int begin, int end, const float *y,
                    const float *target, float *dy);
void mean_loss(int n, const float *losses, float *loss);

/* optimizer.c */
void sgd_update(int COUNT, float DECAY, float CLIP, int begin, int end, float rate,
                const float *grad, float *param);
void sgd_momentum_update(int COUNT, float MOMENTUM, int NESTEROV, float DECAY, float CLIP,
                         int begin, int end, float rate, const float *grad, float *param,
                         float *velocity);
void adam_update(int COUNT, float BETA1, float ONE_MINUS_BETA1, float BETA2, float ONE_MINUS_BETA2,
                 float EPSILON, float DECAY, float DECOUPLED, float CLIP, int begin, int end,
                 uint64_t step, float rate, const float *grad, float *param, float *moment1,
                 float *moment2);
void rmsprop_update(int COUNT, float RHO, float ONE_MINUS_RHO, float EPSILON, float DECAY,
                    float CLIP, int begin, int end, float rate, const float *grad, float *param,
                    float *square);
void rmsprop_momentum_update(int COUNT, float RHO, float ONE_MINUS_RHO, float MOMENTUM,
                             float EPSILON, float DECAY, float CLIP, int begin, int end, float rate,
                             const float *grad, float *param, float *square, float *velocity);
void gradient_add(int COUNT, int n, int begin, int end, const float *grad, float *sum);
void gradient_mean(int COUNT, int n, int begin, int end, float *sum, float *grad);
void gradient_squares(int COUNT, int PARTS, int begin, int end, const float *grad, float *partial);
void gradient_total(int PARTS, int FIRST, const float *partial, float *total);
void gradient_factor(float LIMIT, const float *total, float *factor);
void gradient_scale(int COUNT, int begin, int end, const float *factor, float *grad);
void average_update(int COUNT, float ONE_MINUS_KEEP, int begin, int end, uint64_t step,
                    const float *param, float *average);

/* init.c */
void init_param(int COUNT, int FAN_IN, int FAN_OUT, int KIND, int STREAM, int begin, int end,
                uint64_t seed, float *w);

#ifdef __cplusplus
}
#endif
#endif
