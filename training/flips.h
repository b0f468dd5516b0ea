/* Test-time flips: the outputs of a picture averaged with those of its mirror image, left to right.
 */
#ifndef NETC_FLIPS_H
#define NETC_FLIPS_H
#include "runtime/netc.h"

/* y (n, outputs) = (outputs of x + outputs of the mirrored x) / 2. x (n, H, W, C) holds the mirror
 * images afterwards; scratch is as large as y. Mirrored pictures give the same bits;
 * where the outputs are a map, mirrored maps, so those of the mirrored x are mirrored back first.
 */
bool infer_flips(NetcModel *m, float *x, int n, float *y, float *scratch, Err *err);
#endif
