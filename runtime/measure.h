/* Measuring: the time of each instruction of a plan, for netc explain --measure. For a model opened
 * with NetcOptions.measure; its programs are as otherwise but for a look at the clock after each
 * instruction. */
#ifndef NETC_MEASURE_H
#define NETC_MEASURE_H
#include "compiler/ir/ir.h"
#include "runtime/netc.h"

const Ir *netc_plan(const NetcModel *m, bool train); /* NULL: the model has no such plan */
/* Seconds of each instruction of the program when it last ran, in the order of its code; 0 for
 * those that are fused away. */
const double *netc_seconds(const NetcModel *m, bool train, ProgramId p);

/* Called after each range of each call that has ranges, in the order in which they run: all on the
 * calling thread, one after the other, whatever the model's threads. Seconds are the thread's, not
 * those of other programs that took its processor. */
typedef void RangeWatch(void *user, int range, int count, double seconds);
/* From now on; NULL: no more. */
void netc_watch_ranges(NetcModel *m, RangeWatch *watch, void *user);
#endif
