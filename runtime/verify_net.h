/* netverify: all the ways in which a net can run, compared on its own data and on this machine: the
 * reference, the JIT, the system's compiler, the emitted C as a user compiles it, and difference
 * quotients of the loss. What `netc verify` runs. */
#ifndef NETC_VERIFY_NET_H
#define NETC_VERIFY_NET_H
#include "base/err.h"
#include "runtime/lockstep.h"
#include "runtime/scratch.h"

typedef struct VerifyRequest {
    const Ir *infer, *train;  /* timed plans; train NULL: the forward pass alone. They need no place
                                 for more than n = batch images */
    const float *params;      /* the parameter buffer */
    const float *x;           /* batch images */
    const void *labels;       /* of them, as the loss reads them; NULL without train */
    float rate;               /* of the step */
    const VerifyFault *fault; /* NULL but in tests */
} VerifyRequest;

/* Everything in the arena. False, with the reason, when it could not be carried out (no memory, the
 * emitted C does not compile, a step gives no finite loss); deviations are no failure but
 * report->bad. A backend that needs a C compiler is left out where there is none, and says so. */
bool netverify(Arena *a, const VerifyRequest *q, VerifyReport *report, Err *err);

/* The largest deviation of a difference quotient from the gradient's length that is taken for
 * rounding and curvature. */
extern const double verify_slope_allowed;

/* model.c and model.h in a folder of their own, compiled by $CC (cc) to a shared object and loaded.
 */
typedef struct Emitted {
    void *handle;
    char folder[SCRATCH_PATH];
} Emitted;
/* train may be NULL. False: no memory, no folder, or what the compiler said; e needs no closing
 * then. */
bool emitted_open(Emitted *e, const Ir *infer, const Ir *train, Err *err);
void emitted_close(Emitted *e); /* removes the folder */
/* `infer` is NAME_infer of the net NAME; NULL: there is none. */
void *emitted_symbol(const Emitted *e, const char *name);
/* False: there is no such program; *command is what was looked for. */
bool emitted_compiler(const char **command);
extern const char *const emitted_flags; /* that the compiler gets */
#endif
