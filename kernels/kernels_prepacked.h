/* Prototypes of the kernels on prepacked weights, for unit tests; the compiler finds kernels by name.
 */
#ifndef NETC_KERNELS_STORED_H
#define NETC_KERNELS_STORED_H
void conv_store(int FORMAT, int BYTES, int TAPS, int FIRST, int C, int K, int GROUPS, int begin,
                int end, const float *keras, uint8_t *s, float *rows);
void wino_store(int FORMAT, int BYTES, int P, int C, int K, int GROUPS, int begin, int end,
                const float *keras, uint8_t *u, float *rows);
void conv_prepacked_forward(int FORMAT, int BYTES, int C, int H, int W, int K, int OH, int OW, int KH,
                         int KW, int SH, int SW, int DH, int DW, int PT, int PL, int PH, int PW,
                         int POOL, int LOT, int begin, int end, const float *x, const uint8_t *w,
                         const float *scale, float *y, float *padded, float *lines);
void pointwise_prepacked_forward(int FORMAT, int BYTES, int C, int K, int n, int begin, int end,
                          const float *x, const uint8_t *w, float *y);
void wino_prepacked_forward(int FORMAT, int BYTES, int M, int P, int C, int K, int OH, int OW, int PH,
                         int PW, int POOL, int n, int begin, int end, const float *v,
                         const uint8_t *u, const float *scale, float *y, float *m, float *lines);
void wino_prepacked_blocks(int FORMAT, int BYTES, int M, int P, int C, int H, int W, int K, int OH,
                        int OW, int PT, int PL, int RB, int PH, int PW, int POOL, int begin,
                        int end, const float *x, const uint8_t *u, const float *scale, float *y,
                        float *v, float *m, float *lines);
void wino_prepacked_panels(int FORMAT, int BYTES, int M, int P, int C, int K, int OH, int OW, int CC,
                        int PH, int PW, int POOL, int n, int begin, int end, const float *v,
                        const uint8_t *w, const float *scale, float *y, float *wide, float *u,
                        float *m, float *lines);
#endif
