/* Structs of shape constants that families of kernels share. A kernel takes one as a parameter,
 * `ConvShape s`, and says s.C; to the compiler each field is a constant of the kernel, and emitted
 * C knows it by its name alone, C, an argument of its own. The build tool reads this file;
 * fields are int or float, in capitals, and one kernel's are all different. Letters as in
 * spec/kernels.md.
 */
#ifndef NETC_SHAPES_H
#define NETC_SHAPES_H

/* A convolution: C channels to K, a map of H x W pixels to OH x OW, a window of KH x KW with stride
 * SH, SW and dilation DH, DW; PT rows and PL columns of zeros before the map. */
typedef struct ConvShape {
    int C, H, W, K, OH, OW, KH, KW, SH, SW, DH, DW, PT, PL;
} ConvShape;

/* The same, channel by channel, of CB blocks of 16 channels. */
typedef struct DepthwiseShape {
    int CB, H, W, OH, OW, KH, KW, SH, SW, DH, DW, PT, PL;
} DepthwiseShape;

/* The maximum or mean of windows. */
typedef struct PoolShape {
    int CB, H, W, OH, OW, KH, KW, SH, SW, PT, PL;
} PoolShape;

/* A map of OH x OW pixels that are each one of H x W, or between them: output row o lies at row (o
 * * MULH + ADDH) / DIVH, and so the columns. EDGE and LINEAR as in mk_axis. */
typedef struct ResampleShape {
    int CB, H, W, OH, OW, MULH, ADDH, DIVH, MULW, ADDW, DIVW, EDGE, LINEAR;
} ResampleShape;

/* A convolution of 3x3 windows by tiles of M x M outputs, each of P x P products. */
typedef struct WinogradShape {
    int M, P, C, H, W, K, OH, OW, PT, PL;
} WinogradShape;

/* The same where the map has been transformed before. */
typedef struct PanelShape {
    int M, P, C, K, OH, OW;
} PanelShape;

/* TY x TX tiles of a map, the first at row -TOP and column -LEFT. */
typedef struct TileShape {
    int M, P, C, H, W, TY, TX, TOP, LEFT;
} TileShape;

/* What a convolution makes of its input on the way in: NORM 0: nothing, 1: batch normalisation, 2:
 * that and relu up to MAX (0: without limit). */
typedef struct InputNorm {
    int NORM;
    float MAX;
} InputNorm;

/* What a convolution makes of its sums: POOL 0: nothing, PH x PW is the output; 1: the maxima of
 * 2x2 windows of stride 2, PH x PW of them; 2: the same where a factor of the channel is positive,
 * minima where it is negative. */
typedef struct OutputPool {
    int PH, PW, POOL;
} OutputPool;

/* How a convolution is cut into products (k_conv_gemm.c): PIXELS pixels of IMAGES images meet TAPS
 * taps of CHANNELS channels at a time, for OUTS output blocks. FLAT 1: pixels are read where they
 * lie; else they are gathered before. */
typedef struct GemmBlocks {
    int IMAGES, PIXELS, TAPS, CHANNELS, OUTS, FLAT;
} GemmBlocks;

/* The same of products in bfloat16 (k_conv_bf16.c): BANDS times PIXELS pixels are a map, each of
 * ROW results. ACROSS 0: image by image; 1: OUTS output blocks of all images. */
typedef struct DotBlocks {
    int IMAGES, PIXELS, BANDS, ROW, TAPS, CHANNELS, OUTS, ACROSS, SUMS;
} DotBlocks;

/* The same of products on frames (k_conv_frames.c): BANDS times ROWS rows are a map, each of ROW
 * results; rows of a frame are PITCH pixels, images MAP apart, LEN pixels in all. */
typedef struct FrameBlocks {
    int IMAGES, ROWS, BANDS, ROW, PITCH, MAP, LEN, OUTS, ACROSS;
} FrameBlocks;

/* What a call computes, and what is kept in memory: rows FROM ... TO - 1 of y; of x and y the last
 * XR and YR rows, row r at place r % XR. All of them where nothing else is stated. */
typedef struct RowShape {
    int FROM, TO, XR, YR;
} RowShape;

/* Windows of PH x PW over a convolution's result, with stride PSH, PSW; PPT rows and PPL columns of
 * them before the map; POW of them in a row. */
typedef struct WindowShape {
    int PH, PW, PSH, PSW, PPT, PPL, POW;
} WindowShape;

/* A sum of two 8-bit values a and b: what each has for 0, and its factor, of which 2^(SHIFT - 31)
 * is MULT's place; the same of their sum, and the least and the most of it. */
typedef struct SumShape {
    int AZERO, AMULT, ASHIFT, BZERO, BMULT, BSHIFT, YZERO, YMULT, YSHIFT, LOW, HIGH;
} SumShape;

/* What a gradient does to a weight in a plan that trains on the device: see mk_plain_step, whose
 * words BY, NESTEROV, DECAY and MOMENTUM are. SHARE: factor on the rate. KEPT 1: a number is kept
 * beside each weight, 0: none is. */
typedef struct StepRule {
    int BY, NESTEROV, KEPT;
    float SHARE, DECAY, MOMENTUM;
} StepRule;

/* A step of Adam: shares of the running means that stay and that the gradient takes, what is added
 * to the root, the decay in the gradient and the one of the weights themselves, and the limit of a
 * gradient's element. */
typedef struct AdamRule {
    float BETA1, ONE_MINUS_BETA1, BETA2, ONE_MINUS_BETA2, EPSILON, DECAY, DECOUPLED, CLIP;
} AdamRule;

/* A step of Lion: shares of the mean whose sign counts, and of the running mean; the decay of the
 * weights themselves, and the limit of a gradient's element. */
typedef struct LionRule {
    float BETA1, ONE_MINUS_BETA1, BETA2, ONE_MINUS_BETA2, DECOUPLED, CLIP;
} LionRule;
#endif
