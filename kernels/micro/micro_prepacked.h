/* Prototypes of the micro-kernels on prepacked weights: stored.c. */
#ifndef NETC_MICRO_STORED_H
#define NETC_MICRO_STORED_H
uint32_t mk_half_bits(float x);
uint32_t mk_bfloat_bits(float x);
void mk_store_rows(int format, uint8_t *s, const float *x, int rows);
void mk_widen_rows(int format, float *x, const uint8_t *s, int rows);
void mk_kernel_rows(float *y, const float *w, int C, int K, int groups, int from, int rows, int k0);
void mk_prepacked_tile6(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride);
void mk_prepacked_tile5(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride);
void mk_prepacked_tile4(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride);
void mk_prepacked_tile3(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride);
void mk_prepacked_tile2(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride);
void mk_prepacked_tile1(int format, float *y, ptrdiff_t yr, const float *x, const ptrdiff_t *at,
                        const uint8_t *w, const int *count, const ptrdiff_t *step, int add,
                        const uint8_t *ahead, ptrdiff_t stride);
void mk_prepacked_rows(int format, float *y, ptrdiff_t yr, int rows, const float *x, ptrdiff_t xr,
                       int width, ptrdiff_t xl, const uint8_t *w, const int *count,
                       const ptrdiff_t *step, int add, ptrdiff_t bytes, int part, int parts);
void mk_prepacked_map(int format, float *y, int pixels, int width, const float *x, ptrdiff_t xr,
                      ptrdiff_t xl, ptrdiff_t xb, const uint8_t *w, int channels, int add);
void mk_prepacked_conv_row(int format, float *y, ptrdiff_t yr, int pixels, const float *x,
                           ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj, ptrdiff_t xb, const uint8_t *w,
                           ptrdiff_t wi, ptrdiff_t wj, int ni, int nj, int channels, int part,
                           int parts);
void mk_prepacked_panel(int format, float *y, ptrdiff_t yr, int rows, const float *x, ptrdiff_t xr,
                        ptrdiff_t xb, const uint8_t *w, int channels);
void mk_prepacked_ahead(const uint8_t *w, ptrdiff_t step, int taps, int bytes, int part, int parts);
void mk_prepacked_product(int format, int planes, float *m, ptrdiff_t ms, int tiles, const float *v,
                          ptrdiff_t vs, const uint8_t *u, int channels);
#endif
