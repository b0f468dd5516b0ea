/* The values that NAME_selftest of standalone C compares itself with. */
#ifndef NETC_SELFTEST_H
#define NETC_SELFTEST_H
#include "compiler/emit/emit.h"
#include "runtime/netc.h"

/* Fills t; its y is malloc'd, for the caller to free. The model is left with the weights of seed 1.
 */
bool selftest_values(NetcModel *m, bool train, EmitSelftest *t, Err *err);
#endif
