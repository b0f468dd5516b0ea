/* HDF5 is read in a child process: what it counts of the code it runs must reach libFuzzer in the
 * parent. The pages that hold nothing but counters become shared ones. Compiled without
 * instrumentation: in an instrumented file these two symbols are the compiler's own. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void share_counters(void);
extern char __start___sancov_cntrs[], __stop___sancov_cntrs[];

void share_counters(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uintptr_t from = ((uintptr_t)__start___sancov_cntrs + page - 1) / page * page;
    uintptr_t to = (uintptr_t)__stop___sancov_cntrs / page * page;
    if (to <= from)
        return;
    void *at = mmap((void *)from, to - from, PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (at == (void *)from)
        return;
    fprintf(stderr, "fuzz_bytes: counters cannot be shared\n");
    exit(2);
}
