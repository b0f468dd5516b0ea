/* Machine: what the cost model knows of the processor. `netc tune` measures it (runtime/tune.c)
 * and keeps it in a file (runtime/machine_file.c); without one the defaults of machine.def
 * serve. Work: what a pass of a layer does; its time on a machine is one function. */
#ifndef NETC_MACHINE_H
#define NETC_MACHINE_H
#include <stdint.h>

typedef struct Machine {
#define MACHINE(name, since, value, what) double name;
#include "compiler/ir/machine.def"
#undef MACHINE
} Machine;

extern const Machine machine_default;

typedef struct MachineField {
    const char *name, *what;
    int since, offset; /* since: see machine.def */
} MachineField;
extern const MachineField machine_fields[]; /* in the file's order; ends with name NULL */
static inline double *machine_field(Machine *m, const MachineField *f)
{
    return (double *)(void *)((char *)m + f->offset);
}

/* Transforms count by tiles of 16 channels, bytes by the level they come from. */
typedef struct Work {
    double macs;              /* multiply-adds of the products, in register tiles */
    double pairs;             /* of those, in pairs of bfloat16 */
    double lost;              /* multiply-adds' time that short tiles and the ends of rows lose */
    double gathers, scatters; /* Winograd transforms of 16 channels of a tile */
    double kernels;           /* transforms of 16 lanes of 3x3 kernels */
    double bytes; /* that stream through the products, from the cache or memory that holds `span`
                     bytes */
    double moved; /* that the transforms read and write there */
    double span;
    double weights, weights_span; /* bytes that stream through once beside them, from where
                                     `weights_span` bytes lie */
    double calls;                 /* cut into ranges */
} Work;

/* Bytes a nanosecond where `span` bytes lie, with that many threads. */
double machine_bandwidth(const Machine *, double span, int threads);
double machine_gflops(const Machine *, int threads);
double work_seconds(const Machine *, const Work *, int threads);
#endif
