/* The cost model's machine: default constants, and the time that Work takes. Transforms and
 * products follow one another; in each, arithmetic and the bytes that stream through overlap, but
 * not wholly. */
#include "compiler/ir/machine.h"
#include <stddef.h>

const Machine machine_default = {
#define MACHINE(name, since, value, what) .name = value,
#include "compiler/ir/machine.def"
#undef MACHINE
};

const MachineField machine_fields[] = {
#define MACHINE(name, since, value, what) {#name, what, since, (int)offsetof(Machine, name)},
#include "compiler/ir/machine.def"
#undef MACHINE
    {NULL, NULL, 0, 0}};

static double many(double one, double all, int threads, double measured)
{
    return threads <= 1 ? one : threads >= measured || one * threads > all ? all : one * threads;
}

/* Two that go on side by side. */
static double overlapped(double a, double b) { return a > b ? a + 0.3 * b : b + 0.3 * a; }

double machine_gflops(const Machine *m, int threads)
{
    return many(m->fma_gflops, m->fma_all_gflops, threads, m->threads);
}

/* Half of the last cache counts: what is not of this layer, and other processes, have the rest. */
double machine_bandwidth(const Machine *m, double span, int threads)
{
    double cores = threads < m->threads ? threads : m->threads;
    if (span <= m->l2_kib * 1024 * cores)
        return m->l2_gbs * cores;
    return span <= m->l3_kib * 512 ? m->l3_gbs * cores
                                   : many(m->dram_gbs, m->dram_all_gbs, threads, m->threads);
}

double work_seconds(const Machine *m, const Work *w, int threads)
{
    double cores = threads < m->threads ? threads : m->threads;
    double gbs = machine_bandwidth(m, w->span, threads), moved = w->moved / gbs,
           stream = w->bytes / gbs + w->weights / machine_bandwidth(m, w->weights_span, threads);
    double near = (w->gathers * m->gather_ns + w->scatters * m->scatter_ns +
                   w->kernels * m->kernel_ns) /
                  cores;
    double sums = 2 * (w->macs - w->pairs + w->pairs / m->bf16_gain + w->lost) /
                  machine_gflops(m, threads);
    return (overlapped(near, moved) + overlapped(sums, stream)) * 1e-9 +
           (threads > 1 ? w->calls * m->call_us * 1e-6 : 0);
}
