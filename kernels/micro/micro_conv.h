/* Prototypes of the convolutions' micro-kernels: gemm.c, wino*.c. */
#ifndef NETC_MICRO_CONV_H
#define NETC_MICRO_CONV_H
void mk_tile1(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step);
void mk_tile2(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step);
void mk_tile3(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step);
void mk_tile4(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step);
void mk_tile5(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step);
void mk_tile6(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step);
void mk_tile8(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
              const int *count, const ptrdiff_t *step);
void mk_tile16(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
               const int *count, const ptrdiff_t *step);
void mk_rows(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w,
             const int *count, const ptrdiff_t *step, int rows);
void mk_conv_row(float *y, ptrdiff_t yr, int pixels, const float *x, ptrdiff_t xr, ptrdiff_t xi,
                 ptrdiff_t xj, ptrdiff_t xb, const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni,
                 int nj, int channels, int add);
void mk_panel(float *y, ptrdiff_t yr, int rows, const float *x, ptrdiff_t xr, ptrdiff_t xb,
              const float *w, int channels, int add);
void mk_panel_grad(float *y, int channels, const float *x, ptrdiff_t xi, ptrdiff_t xt,
                   const float *d, ptrdiff_t di, int ni, int nt, int add);
void mk_panel_grad9(float *y, const ptrdiff_t *to, const float *x, const ptrdiff_t *from, int rows,
                    ptrdiff_t xi, ptrdiff_t xt, const float *d, ptrdiff_t di, int ni, int nt,
                    int add);
void mk_prefetch(const float *p, int floats);
void mk_transpose(float *y, const float *x, ptrdiff_t xs, int rows, int lanes);
void mk_wino_gather(int P, int grad, float *v, ptrdiff_t vs, const float *x, int H, int W, int h0,
                    int w0, int tiles);
void mk_wino_patch(int P, float *v, ptrdiff_t vs, const float *x, int H, int W, int h0, int w0,
                   int tiles, int kind, const float *norm, float max, float *patch);
void mk_wino_scatter(int P, int grad, float *y, int H, int W, int h0, int w0, const float *m,
                     ptrdiff_t ms, int tiles, int above);
void mk_wino_weights(int P, float *u, ptrdiff_t us, const float *w, ptrdiff_t ws, int count);
void mk_wino_weights_grad(int P, float *w, ptrdiff_t ws, const float *u, ptrdiff_t us, int parts,
                          ptrdiff_t part, int count);
void mk_wino_product(int planes, float *m, ptrdiff_t ms, int tiles, const float *v, ptrdiff_t vs,
                     const float *u, ptrdiff_t us, int channels, int add);
void mk_wino_outer(int planes, float *u, ptrdiff_t us, int channels, const float *v, ptrdiff_t vs,
                   const float *m, ptrdiff_t ms, int tiles, int add);
#endif
