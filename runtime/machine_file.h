/* The machine's file: the constants of the cost model as JSON, as `netc tune` writes them. */
#ifndef NETC_MACHINE_FILE_H
#define NETC_MACHINE_FILE_H
#include "base/err.h"
#include "compiler/ir/machine.h"
#include "runtime/netc.h"
#include <stddef.h>

/* Whether a constant may have this value. */
static inline bool machine_takes(double x) { return x > 0 && x < 1e9; }
/* The constants that the model's algorithms were chosen by. */
const Machine *netc_machine(const NetcModel *m);
/* XDG_CONFIG_HOME/netc/machine.json or HOME/.config/netc/machine.json; "" when neither is set. */
void machine_path(char *path, size_t size);
bool machine_read(const char *path, Machine *m, Err *err);
bool machine_write(const char *path, const Machine *m, Err *err); /* makes the folder; atomic */
/* What a plan that runs here uses: the file `path`; when NULL, the one NETC_MACHINE names; else
 * machine_path's, when it is there; else the defaults. The word "default" in a name's place means
 * the defaults. */
bool machine_find(const char *path, Machine *m, Err *err);
#endif
