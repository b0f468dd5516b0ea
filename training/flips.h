/* Views at test time: the outputs of a picture averaged with those of its mirror image, left to
 * right, and of both moved by a pixel. */
#ifndef NETC_FLIPS_H
#define NETC_FLIPS_H
#include "runtime/netc.h"

/* y (n, outputs) = (outputs of x + outputs of the mirrored x) / 2. x (n, H, W, C) holds the mirror
 * images afterwards; scratch is as large as y. Mirrored pictures give the same bits;
 * where the outputs are a map, mirrored maps, so those of the mirrored x are mirrored back first.
 */
bool infer_flips(NetcModel *m, float *x, int n, float *y, float *scratch, Err *err);

/* What --views takes: 1 (the picture), 2 (infer_flips), or 6: half the weight on the picture and
 * its mirror image, half on the picture moved by one pixel down and right, and up and left, and the
 * mirror images of these. What comes in at an edge is mirrored, the outermost pixels not repeated.
 * Source: the test-time augmentation of K. Jordan's airbench (2024). */
enum { VIEWS_ONE = 1, VIEWS_FLIPS = 2, VIEWS_SHIFTS = 6 };
/* False, with a message: `views` is none of these, or 6 for a net whose outputs are a map. */
bool views_fit(const NetcModel *m, int views, Err *err);
/* Floats of `scratch` for n pictures. */
size_t views_scratch(const NetcModel *m, int views, int n);
/* As infer_flips; x may hold something else afterwards. */
bool infer_views(NetcModel *m, int views, float *x, int n, float *y, float *scratch, Err *err);
#endif
