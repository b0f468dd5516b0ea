/* Pool: persistent threads that run the ranges of one instruction at a time. The calling
 * thread works too. Which thread runs which range is open; results must not depend on it. In a
 * child of fork() the calling thread is the only one, and does all. */
#ifndef NETC_THREADS_H
#define NETC_THREADS_H

typedef struct Pool Pool;

/* threads >= 1, the caller's included; fewer where the system starts fewer. NULL: no memory. */
Pool *pool_new(int threads);
void pool_free(Pool *p);         /* ends the threads; NULL is fine */
int pool_threads(const Pool *p); /* that work, the caller's included */
/* Range `range` of a job, on thread `worker` of the pool, which counts them from 0, the caller. */
typedef void PoolTask(void *arg, int range, int worker);
/* Calls task(arg, range, worker) for ranges 0 ... count - 1 and returns when all are done. One
 * caller at a time; a task must not call it. */
void pool_run(Pool *p, PoolTask *task, void *arg, int count);
int pool_machine_threads(void); /* processors this process may use */
/* Cores that these processors belong to: two hardware threads of a core, which share its
 * arithmetic, count once. */
int pool_machine_cores(void);
enum { POOL_MOST_CPUS = 1024 };
/* The same of n processors by their numbers, at most POOL_MOST_CPUS, as the folder `root` tells,
 * which is laid out as /sys/devices/system/cpu is. One of which it tells nothing is a core. */
int pool_cores_of(const char *root, const int *cpu, int n);
#endif
