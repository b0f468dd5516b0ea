/* Programs that are run to their end. The compiler driver that a signal ends leaves its passes
 * running, so they are ended as a group. See child.h. */
#include "base/child.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

enum { MOST = 64 }; /* at a time; more are not ended */
static atomic_bool guards;
static atomic_int starting;      /* which have no slot yet */
static atomic_int running[MOST]; /* process groups; 0: a free slot */

void children_guard(void) { atomic_store(&guards, true); }

static void ending_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGHUP);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGQUIT);
    sigaddset(set, SIGTERM);
}

static void take_slot(pid_t pid)
{
    for (int i = 0; i < MOST; i++) {
        int none = 0;
        if (atomic_compare_exchange_strong(&running[i], &none, (int)pid))
            return;
    }
}

static void leave_slot(pid_t pid)
{
    for (int i = 0; i < MOST; i++) {
        int own = (int)pid;
        if (atomic_compare_exchange_strong(&running[i], &own, 0))
            return;
    }
}

/* In a group of its own, which is not the terminal's: so that it may write there nevertheless,
 * SIGTTOU is blocked. */
static int start_guarded(const char *const *argv, const posix_spawn_file_actions_t *to, pid_t *pid)
{
    posix_spawnattr_t attr;
    sigset_t ending, before, mask;
    int rc = posix_spawnattr_init(&attr);
    if (rc)
        return rc;
    ending_signals(&ending);
    pthread_sigmask(SIG_BLOCK, &ending, &before); /* children_end waits for this thread */
    atomic_fetch_add(&starting, 1);
    mask = before;
    sigaddset(&mask, SIGTTOU);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attr, 0);
    posix_spawnattr_setsigmask(&attr, &mask);
    rc = posix_spawnp(pid, argv[0], to, &attr, (char *const *)(uintptr_t)argv, environ);
    if (!rc)
        take_slot(*pid);
    atomic_fetch_sub(&starting, 1);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    posix_spawnattr_destroy(&attr);
    return rc;
}

int child_run(const char *const *argv, const posix_spawn_file_actions_t *to, int *status)
{
    const bool guarded = atomic_load(&guards);
    siginfo_t info;
    pid_t pid;
    int rc = guarded
                 ? start_guarded(argv, to, &pid)
                 : posix_spawnp(&pid, argv[0], to, NULL, (char *const *)(uintptr_t)argv, environ);
    /* Its number is another process's only once waitpid has it. */
    while (!rc && guarded && waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) < 0 &&
           errno == EINTR)
        continue;
    if (!rc && guarded)
        leave_slot(pid);
    while (!rc && waitpid(pid, status, 0) < 0)
        rc = errno == EINTR ? 0 : errno;
    return rc;
}

void children_end(void)
{
    enum { PATIENCE = 1000 };
    const struct timespec moment = {0, 1000000};
    const int why = errno;
    for (int i = 0; i < PATIENCE && atomic_load(&starting); i++)
        nanosleep(&moment, NULL);
    for (int i = 0; i < MOST; i++) {
        const int pid = atomic_load(&running[i]);
        if (pid > 0)
            kill(-pid, SIGTERM);
    }
    errno = why;
}
