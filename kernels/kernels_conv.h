/* Prototypes of the convolution kernels, for unit tests; the compiler finds kernels by name. */
#ifndef NETC_KERNELS_CONV_H
#define NETC_KERNELS_CONV_H
void conv_pack(int TAPS, int C, int K, const float *keras, float *packed);
void conv_unpack(int TAPS, int C, int K, const float *packed, float *keras);
void conv_pack_groups(int TAPS, int C, int K, int GROUPS, const float *keras, float *packed);
void conv_unpack_groups(int TAPS, int C, int K, int GROUPS, const float *packed, float *keras);
void conv_mask_groups(int TAPS, int C, int K, int GROUPS, int begin, int end, float *dw);
void conv_transpose(int TAPS, int FIRST, int C, int K, int begin, int end, const float *w,
                    float *wt);
void conv_forward(int C, int H, int W, int K, int OH, int OW, int KH, int KW, int SH, int SW,
                  int DH, int DW, int PT, int PL, int GROUPS, int PH, int PW, int POOL, int KEEP,
                  int begin, int end, const float *x, const float *w, const float *scale, float *y,
                  uint8_t *arg, float *padded, float *lines);
void conv_backward_data(int C, int H, int W, int K, int OH, int OW, int KH, int KW, int SH, int SW,
                        int DH, int DW, int PT, int PL, int GROUPS, int begin, int end,
                        const float *dy, const float *wt, float *dx, float *padded);
void conv_backward_weights(int C, int H, int W, int K, int OH, int OW, int KH, int KW, int SH,
                           int SW, int DH, int DW, int PT, int PL, int GROUPS, int n, int begin,
                           int end, const float *x, const float *dy, float *dw);
void conv_backward_weights_few(int C, int H, int W, int K, int OH, int OW, int KH, int KW, int SH,
                               int SW, int DH, int DW, int PT, int PL, int TOGETHER, int n,
                               int begin, int end, const float *x, const float *dy, float *dw);
void wino_weights(int P, int C, int K, int begin, int end, const float *w, float *u);
void wino_forward(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL, int RB,
                  int KG, int NORM, float MAX, int begin, int end, const float *x,
                  const float *norm, const float *u, float *y, float *v, float *m, float *patch);
void wino_forward_pooled(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL,
                         int RB, int KG, int NORM, float MAX, int PH, int PW, int POOL, int KEEP,
                         int begin, int end, const float *x, const float *norm, const float *u,
                         const float *scale, float *y, uint8_t *arg, float *v, float *m,
                         float *lines, float *patch);
void wino_backward(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL, int RB,
                   int KG, int NORM, float MAX, int PARTS, int begin, int end, const float *x,
                   const float *norm, const float *dy, const float *ut, float *dx, float *du,
                   float *v, float *m, float *patch);
void wino_backward_data(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL,
                        int RB, int KG, int begin, int end, const float *dy, const float *ut,
                        float *dx, float *v, float *m);
void wino_backward_weights(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL,
                           int RB, int KG, int NORM, float MAX, int PARTS, int begin, int end,
                           const float *x, const float *norm, const float *dy, float *du, float *v,
                           float *m, float *patch);
void wino_weights_grad(int P, int C, int K, int PARTS, int begin, int end, const float *du,
                       float *dw);
void wino_panel_gather(int GRAD, int M, int P, int C, int H, int W, int TY, int TX, int TOP,
                       int LEFT, int NORM, float MAX, int n, int begin, int end, const float *x,
                       const float *norm, float *v, float *patch);
void wino_panel_forward(int M, int P, int C, int K, int OH, int OW, int CC, int G, int n, int begin,
                        int end, const float *v, const float *w, float *y, float *u, float *m);
void wino_panel_forward_pooled(int M, int P, int C, int K, int OH, int OW, int CC, int G, int PH,
                               int PW, int KEEP, int n, int begin, int end, const float *v,
                               const float *w, float *y, uint8_t *arg, float *u, float *m,
                               float *lines);
void wino_panel_backward_data(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT,
                              int PL, int CC, int G, int n, int begin, int end, const float *m,
                              const float *w, float *dx, float *wt, float *u, float *v);
void wino_panel_backward_weights(int P, int C, int K, int TILES, int G, int n, int begin, int end,
                                 const float *v, const float *m, float *dw, float *u);
void conv_pointwise_forward(int TAP, int C, int K, int n, int begin, int end, const float *x,
                        const float *w, float *y);
void conv_pointwise_backward_data(int C, int K, int n, int begin, int end, const float *dy,
                              const float *wt, float *dx);
void conv_pointwise_backward_weights(int TAPS, int TAP, int C, int K, int n, int begin, int end,
                                 const float *x, const float *dy, float *dw);
#endif
