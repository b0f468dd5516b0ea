/* Pool: persistent threads that run the ranges of one instruction at a time. The calling
 * thread works too. Which thread runs which part is open; results must not depend on it. */
#ifndef NETC_POOL_H
#define NETC_POOL_H

typedef struct Pool Pool;

Pool *pool_new(
    int threads); /* threads >= 1, the caller's included; NULL when none can be started */
void pool_free(Pool *p);
int pool_threads(const Pool *p);
/* Calls task(arg, 0) ... task(arg, count - 1) and returns when all are done. */
void pool_run(Pool *p, void (*task)(void *arg, int part), void *arg, int count);
int pool_machine_threads(void); /* processors this process may use */
#endif
