/* Programs that are run to their end: a C compiler, gnuplot. */
#ifndef NETC_BASE_CHILD_H
#define NETC_BASE_CHILD_H
#include <spawn.h>

/* Runs argv[0], which is looked for in PATH, with these words (NULL ends them) and waits; `to` may
 * be NULL. *status is waitpid's. Returns 0 or an errno: ECHILD where the host program takes the
 * ends of all its children. From any thread. */
int child_run(const char *const *argv, const posix_spawn_file_actions_t *to, int *status);

/* From now on each of these programs runs in a process group of its own, which children_end can end
 * with all that it started; for a program whose handlers call that. Before there are threads. */
void children_guard(void);
/* Ends those that run (SIGTERM). For handlers of SIGHUP, SIGINT, SIGQUIT and SIGTERM, after which
 * the process ends. */
void children_end(void);
#endif
