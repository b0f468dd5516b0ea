/* The other half of netc explain: with --measure the plan runs. */
#ifndef NETC_CLI_EXPLAIN_MEASURE_H
#define NETC_CLI_EXPLAIN_MEASURE_H
#include "cli/cli.h"

int explain_measure(const Args *args); /* opens, runs and prints; the command's status */
#endif
