/* What commands share about data sets: how the options limit reading, and what is said of it.
 */
#ifndef NETC_CLI_OPEN_DATA_H
#define NETC_CLI_OPEN_DATA_H
#include "cli/cli.h"
#include "training/feed.h"
#include "training/whiten.h"

void cli_data_limits(const Args *args, DataPlace *place); /* --strict, --data-memory */
void cli_data_warn(const Dataset *d); /* its notes and what was left out, on standard error */
const char *cli_data_memory(Arena *a, const Dataset *d); /* ", 146 MiB in memory" */
/* Says what a whitened start was made of: a WhitenTold; `user` is not used. */
void cli_tell_whitening(void *user, const char *layer, const Whitening *w);
void cli_data_drop(void *dataset); /* dataset_free for arena_own */
#endif
