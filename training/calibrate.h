/* Calibration: a net's weights as 8-bit integers, and scales of its values, from what the values
 * are on some samples (compiler/ir/quant.h). */
#ifndef NETC_CALIBRATE_H
#define NETC_CALIBRATE_H
#include "compiler/ir/quant.h"
#include "training/feed.h"

/* ORDER: the words of --calibrate. How the range of a value's integers follows from the numbers
 * that were seen; the net's input has all of them in any case. */
typedef enum CalibrateBy { CALIBRATE_MSE, CALIBRATE_MINMAX, CALIBRATE_PERCENTILE } CalibrateBy;

/* Runs m, opened for NETC_MCU with the weights of the file `from` loaded, on so many samples of d,
 * evenly spread over it. Weights get a scale for each output channel, with a batchnorm behind a
 * layer folded in. NULL: no memory, no sample, a picture that could not be read, or a value that is
 * not finite; the model's graph owns the result. */
const Quant *calibrate(NetcModel *m, const Feed *feed, const Dataset *d, int samples,
                       CalibrateBy by, const char *from, Err *err);
#endif
