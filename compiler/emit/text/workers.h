/* How many calls of a task may run at the same time. Each has scratch of its own, which the sizes
 * below include: a host that defines NET_PARALLEL_FOR for model.c defines NET_WORKERS with it, the
 * same for every file that includes this one. A call that is given less memory than its own
 * NET_WORKERS asks for refuses it. */
#if defined(NET_PARALLEL_FOR) && !defined(NET_WORKERS)
#error "define NET_WORKERS, the most tasks that NET_PARALLEL_FOR runs at a time"
#endif
#ifndef NET_WORKERS
#if defined(_OPENMP)
#define NET_WORKERS 16
#else
#define NET_WORKERS 1
#endif
#endif
