/* Pool: persistent threads that run the ranges of one instruction at a time. The calling
 * thread works too. Which thread runs which range is open; results must not depend on it. */
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
#endif
