/* Tuning: measures the machine's constants with the kernels' own micro-kernels. */
#ifndef NETC_TUNE_H
#define NETC_TUNE_H
#include "base/err.h"
#include "compiler/ir/machine.h"

/* Takes a few seconds. threads: those of the values `all`; 0: as many as the machine has. Medians
 * of several repetitions. busy (may be NULL): so far apart that other programs must have been
 * running. */
bool tune_machine(Machine *m, int threads, bool *busy, Err *err);
#endif
