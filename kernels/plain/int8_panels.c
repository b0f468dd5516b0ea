/* Convolutions, depthwise ones too, dense layers and sums on maps [H][W][C] of 8-bit integers for
 * processors with wide registers: the numbers of plain_int8.c, to the bit, on weight panels. */
#include "kernels.h"

/* As plain_int8_conv without groups. The input is copied with its padding, so that a window is KH
 * (with DW: KH * KW) runs of bytes without an edge.
 * w: [K/16][KH][KW * C/4][16][4] (DW > 1: [KH][KW][C/4]), each run filled up with zeros; rule:
 * [K/16][3][16].
 * @size x H * W * C
 * @size w (K + 15) / 16 * 16 * RUNS * QUADS * 4
 * @size rule (K + 15) / 16 * 48
 * @scratch room ((OH - 1) * SH + (KH - 1) * DH + 1) * ((OW - 1) * SW + (KW - 1) * DW + 1) * C + 64
 * @size y POH * POW * K */
void int8_conv_panels(ConvShape s, WindowShape p, int POH, int RUNS, int QUADS, int ZERO, int YZERO,
                      int LOW, int HIGH, const int8_t *NETC_RESTRICT x,
                      const int8_t *NETC_RESTRICT w, const int32_t *NETC_RESTRICT rule,
                      int8_t *NETC_RESTRICT room, int8_t *NETC_RESTRICT y)
{
    const int high = (s.OH - 1) * s.SH + (s.KH - 1) * s.DH + 1;
    const int wide = (s.OW - 1) * s.SW + (s.KW - 1) * s.DW + 1;
    const int row = wide * s.C, left = s.PL < wide ? s.PL : wide;
    const int there = s.W < wide - left ? s.W : wide - left;
    const int taps = s.DW > 1 ? s.KW : 1;
    const mk_int8_map m = {s.K,        s.OH,       s.OW,  s.SH * row, s.SW * s.C, s.KH,  taps,
                           s.DH * row, s.DW * s.C, QUADS, p.PH,       p.PW,       p.PSH, p.PSW,
                           p.PPT,      p.PPL,      p.POW, YZERO,      LOW,        HIGH};
    (void)RUNS;
    for (int r = 0; r < high; r++) {
        uint8_t *to = (uint8_t *)room + (ptrdiff_t)r * row;
        const int iy = r - s.PT;
        const int inside = iy >= 0 && iy < s.H ? there : 0;
        memset(to, ZERO + 128, (size_t)((inside ? left : wide) * s.C));
        if (!inside)
            continue;
        mk_int8_raise(to + left * s.C, x + (ptrdiff_t)iy * s.W * s.C, inside * s.C);
        memset(to + (left + inside) * s.C, ZERO + 128, (size_t)((wide - left - inside) * s.C));
    }
    memset(room + (ptrdiff_t)high * row, 0, 64);
    mk_int8_panels(y, (const uint8_t *)room, w, rule, &m, 0, POH);
}

/* As plain_int8_depthwise of one output channel for each of C. rule: [C/16][3][16].
 * @size x H * W * C
 * @size w KH * KW * C
 * @size rule (C + 15) / 16 * 48
 * @size y OH * OW * C */
void int8_depthwise_wide(ConvShape s, int ZERO, int YZERO, int LOW, int HIGH,
                         const int8_t *NETC_RESTRICT x, const int8_t *NETC_RESTRICT w,
                         const int32_t *NETC_RESTRICT rule, int8_t *NETC_RESTRICT y)
{
    const mk_int8_windows m = {s.C,  s.H,  s.W,  s.OW, s.KH, s.KW,  s.SH, s.SW,
                               s.DH, s.DW, s.PT, s.PL, ZERO, YZERO, LOW,  HIGH};
    (void)s.K;
    for (int oy = 0; oy < s.OH; oy++)
        mk_int8_depthwise(y, x, w, rule, &m, oy);
}

/* As plain_int8_add.
 * @size a LEN
 * @size b LEN
 * @size y LEN
 * @inplace y a */
void int8_add_wide(int LEN, SumShape s, const int8_t *a, const int8_t *b, int8_t *y)
{
    const mk_int8_sum sum = {s.AZERO, s.AMULT, s.ASHIFT, s.BZERO, s.BMULT, s.BSHIFT,
                             s.YZERO, s.YMULT, s.YSHIFT, s.LOW,   s.HIGH};
    mk_int8_add_wide(y, a, b, LEN, &sum);
}
