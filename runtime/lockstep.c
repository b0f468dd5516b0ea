/* See lockstep.h. At the start of a program the reference takes over the backend's memory. After
 * each instruction of the backend the reference runs it twice: once with every number that it reads
 * moved by one place, up or down by chance, for the measure of what rounding does to it, and once
 * as it is; then what both wrote is compared, and the reference's values go to the backend. */
#include "runtime/lockstep.h"
#include "base/number.h"
#include "base/number_codecs.h"
#include "compiler/ir/ir.h"
#include "runtime/code.h"
#include <float.h>
#include <math.h>
#include <string.h>

const char *const verify_backend_name[VERIFY_BACKENDS] = {"jit", "cc", "emitted"},
                  *const verify_pass_name[VERIFY_PASSES] = {"forward", "backward", "step"};

/* The root of the longest sums (4608 products), and different orders of them. */
const double verify_growth = 64;

enum { TOUCHED_MAX = IR_MAX_BUFS * (IR_MAX_FUSED + 1) };

enum { FIRST = 2000 };

struct Lockstep {
    const Ir *infer, *train;
    VerifyReport *report;
    const VerifyFault *fault;
    VerifyBackend backend;
    unsigned char *area[2][AREA_COUNT]; /* the reference's: of infer, of train */
    bool *read[2];                      /* by buffer: an instruction reads it */
    unsigned char *was, *moved;         /* room for all that an instruction touches */
    char *first;                        /* FIRST bytes: the report's first deviation */
    uint64_t random;
};

/* initial-exec: so that the object may be linked into libnetc.so as well. */
static _Thread_local Lockstep *current __attribute__((tls_model("initial-exec")));

/* ---- what an instruction touches ---- */

typedef struct Touched {
    const Buffer *b;
    bool read, written, scratch, floats;
    unsigned char *p;
    size_t bytes;
} Touched;

/* Stored kernels are bytes, of floats where FORMAT is 0. */
static bool holds_floats(const Instr *in, const Buffer *b)
{
    for (int i = 0; i < in->k->n_consts && b->elem == NUMBER_U8; i++)
        if (!strcmp(in->k->args[i].name, "FORMAT"))
            return in->consts[i] == 0;
    return b->elem == NUMBER_F32 || b->elem == NUMBER_BF16;
}

static int touch(const Instr *in, Touched *t, int n)
{
    for (int b = 0; b < in->k->n_bufs; b++) {
        const KernelArg *a = &in->k->args[in->k->n_consts + in->k->n_scalars + b];
        int i = 0;
        while (i < n && t[i].b != in->buf[b])
            i++;
        if (i == n)
            t[n++] = (Touched){.b = in->buf[b]};
        t[i].read |= a->role == ARG_READ;
        t[i].written |= a->role == ARG_WRITE;
        t[i].scratch |= a->owner != OWNER_PLAN;
        t[i].floats |= holds_floats(in, in->buf[b]);
    }
    for (int f = 0; f < in->n_fused; f++)
        n = touch(in->fused[f], t, n);
    return n;
}

static size_t touched_bytes(const Ir *ir, const Instr *in)
{
    Touched t[TOUCHED_MAX];
    size_t sum = 0;
    for (int i = touch(in, t, 0); i-- > 0;)
        sum += (size_t)buffer_bytes(ir, t[i].b) + 64;
    return sum;
}

static void mark_reads(const Instr *in, bool *read)
{
    for (int b = 0; b < in->k->n_bufs; b++)
        read[in->buf[b]->id] |= in->k->args[in->k->n_consts + in->k->n_scalars + b].role ==
                                ARG_READ;
    for (int f = 0; f < in->n_fused; f++)
        mark_reads(in->fused[f], read);
}

static unsigned char *aligned(Arena *a, size_t bytes)
{
    unsigned char *p = arena_alloc(a, bytes + 128);
    return p + (64 - (uintptr_t)p % 64) % 64;
}

Lockstep *lockstep_new(Arena *a, const Ir *infer, const Ir *train, VerifyReport *report,
                       const VerifyFault *fault)
{
    Lockstep *l = ARENA_NEW(a, Lockstep);
    const Ir *irs[] = {infer, train};
    size_t most = 0;
    *l = (Lockstep){.infer = infer, .train = train, .report = report, .fault = fault, .random = 1};
    for (int k = 0; k < 2 && irs[k]; k++) {
        l->read[k] = ARENA_ARRAY(a, bool, irs[k]->n_bufs + 1);
        for (int i = 0; i < AREA_COUNT; i++)
            l->area[k][i] = aligned(a, (size_t)irs[k]->area_bytes[i]);
        ir_put_data(irs[k], l->area[k][AREA_MODEL]);
        for (int p = 0; p < PROG_COUNT; p++)
            for (int i = 0; i < irs[k]->prog[p].n; i++) {
                size_t bytes = touched_bytes(irs[k], irs[k]->prog[p].code[i]);
                most = bytes > most ? bytes : most;
                mark_reads(irs[k]->prog[p].code[i], l->read[k]);
            }
    }
    l->first = arena_alloc(a, FIRST);
    l->was = arena_alloc(a, most + 64);
    l->moved = arena_alloc(a, most + 64);
    return l;
}

void lockstep_enter(Lockstep *l, VerifyBackend b)
{
    current = l;
    if (l)
        l->backend = b;
}

/* ---- comparing ---- */

/* A unit in the last place of the number, of a type of so many digits. */
static double place_of(double largest, int digits)
{
    int e;
    frexp(largest, &e);
    return largest > 0 ? ldexp(1, e - digits) : (double)FLT_TRUE_MIN;
}

/* Number i of those at p. */
static float number_at(const Touched *t, const unsigned char *p, size_t i)
{
    float f;
    if (t->b->elem == NUMBER_BF16)
        return number_load_bf16(p + 2 * i);
    memcpy(&f, p + sizeof f * i, sizeof f);
    return f;
}

static size_t number_bytes(const Touched *t)
{
    return t->b->elem == NUMBER_BF16 ? 2 : sizeof(float);
}

typedef struct Distance {
    double worst, effect, largest;
} Distance;

static void distance_floats(const Touched *t, const unsigned char *got, const unsigned char *moved,
                            Distance *d)
{
    for (size_t i = 0; i < t->bytes / number_bytes(t); i++) {
        const float g = number_at(t, got, i), w = number_at(t, t->p, i), m = number_at(t, moved, i);
        double by = fabs((double)g - (double)w), effect = fabs((double)m - (double)w);
        if (memcmp(&g, &w, sizeof g) && !(isnan(g) && isnan(w)))
            d->worst = isfinite(by) ? fmax(d->worst, fmax(by, DBL_MIN)) : INFINITY;
        if (isfinite(effect))
            d->effect = fmax(d->effect, effect);
        if (isfinite(w))
            d->largest = fmax(d->largest, fabs((double)w));
    }
}

/* Places of maxima, which a rounding may turn where two numbers are as good as equal: a few in ten
 * thousand may. */
static void compare_bytes(const unsigned char *got, const unsigned char *want,
                          const unsigned char *moved, size_t n, bool exact, double *units,
                          double *allowed)
{
    double other = 0, turned = 0;
    for (size_t i = 0; i < n; i++) {
        other += got[i] != want[i];
        turned += moved[i] != want[i];
    }
    *units = other;
    *allowed = exact ? 0 : verify_growth * turned + 2 + (double)n * 1e-4;
}

static VerifyPass pass_of(const Instr *in)
{
    return in->phase == PHASE_UPDATE     ? VERIFY_STEP
           : in->phase == PHASE_BACKWARD ? VERIFY_BACKWARD
           : in->phase == PHASE_PACK     ? VERIFY_STEP
                                         : VERIFY_FORWARD;
}

static void put_cell(VerifyCell *c, double units, double allowed, const char *kernel)
{
    bool bad = units > allowed;
    double now = units / (allowed + 1), before = c->units / (c->allowed + 1);
    if (!c->seen || now > before || (now == before && allowed > c->allowed))
        c->units = units, c->allowed = allowed, c->kernel = kernel;
    c->seen = true;
    c->bad |= bad;
}

static void record(Lockstep *l, const Ir *ir, VerifyPass pass, const Instr *in, const Buffer *b,
                   double units, double allowed)
{
    VerifyReport *r = l->report;
    int last = r->n - 1;
    put_cell(&r->layer[in->node ? in->node->id : last].cell[l->backend][pass], units, allowed,
             in->k->name);
    for (int f = 0; f < in->n_fused; f++)
        if (in->fused[f]->node && in->fused[f]->node != in->node)
            put_cell(&r->layer[in->fused[f]->node->id].cell[l->backend][pass], units, allowed,
                     in->k->name);
    if (!(units > allowed))
        return;
    if (!r->bad++) {
        r->first_node = in->node;
        /* within the plan's code: no place to allocate */
        text_snprintf(l->first, FIRST,
                      "%s deviates: %s, %s, what %s writes to %s differs by %.4g units "
                      "in the last place where %.4g are allowed",
                      in->node ? in->node->name : ir->graph->name, verify_backend_name[l->backend],
                      verify_pass_name[pass], in->k->name, b->name, units, allowed);
        r->first = l->first;
    }
}

static void compare(Lockstep *l, const Ir *ir, VerifyPass pass, const Instr *in, const Touched *t,
                    const unsigned char *got, const unsigned char *moved)
{
    bool exact = l->backend == VERIFY_JIT || t->b->elem == NUMBER_I8; /* integers: to the bit */
    double units = 0, allowed = 0;
    if (t->floats) {
        Distance d = {0, 0, 0};
        distance_floats(t, got, moved, &d);
        double place = place_of(
            d.largest, number_types[t->b->elem == NUMBER_BF16 ? NUMBER_BF16 : NUMBER_F32].digits);
        units = d.worst / place;
        allowed = exact ? 0 : verify_growth * (d.effect / place + 1);
    } else {
        compare_bytes(got, t->p, moved, t->bytes, exact, &units, &allowed);
    }
    l->report->values += (int64_t)(t->floats ? t->bytes / number_bytes(t) : t->bytes);
    record(l, ir, pass, in, t->b, units, allowed);
}

/* ---- one instruction ---- */

/* The next number of the type to x, up or down. */
static float next_to(const Touched *t, float x, bool up)
{
    if (t->b->elem != NUMBER_BF16)
        return nextafterf(x, up ? INFINITY : -INFINITY);
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    u += up == (x > 0) ? 0x10000u : -0x10000u; /* the size grows upwards from a positive number */
    memcpy(&x, &u, sizeof x);
    return x;
}

static void put_number(const Touched *t, unsigned char *p, size_t i, float x)
{
    if (t->b->elem == NUMBER_BF16)
        number_store_bf16(p + 2 * i, x);
    else
        memcpy(p + sizeof x * i, &x, sizeof x);
}

static void move_by_one_place(Lockstep *l, const Touched *t)
{
    for (size_t i = 0; i < t->bytes / number_bytes(t); i++) {
        const float x = number_at(t, t->p, i);
        l->random = l->random * 6364136223846793005u + 1442695040888963407u;
        if (x != 0 && isfinite(x))
            put_number(t, t->p, i, next_to(t, x, l->random >> 63));
    }
}

static void damage(const Lockstep *l, const Instr *in, const Touched *t, unsigned char *got)
{
    if (l->fault && l->fault->backend == l->backend && !strcmp(l->fault->kernel, in->k->name) &&
        t->floats)
        for (size_t i = 0; i < t->bytes / number_bytes(t); i++)
            put_number(t, got, i,
                       number_at(t, got, i) * (t->b->elem == NUMBER_BF16 ? 1.02f : 1.001f) + 1e-6f);
}

static void step(Lockstep *l, const Ir *ir, int which, const NetcRun *theirs, const Instr *in)
{
    const KernelBuild *build = kernel_build_best();
    Touched t[TOUCHED_MAX];
    NetcRun run = {
        .n = theirs->n, .rate = theirs->rate, .seed = theirs->seed, .step = theirs->step};
    int n = touch(in, t, 0);
    size_t at = 0;
    memcpy(run.base, l->area[which], sizeof run.base);
    for (int i = 0; i < RUN_PARTS; i++) /* standalone C has no others */
        run.part_rate[i] = theirs->rate;
    for (int i = 0; i < n; i++) {
        t[i].p = run.base[t[i].b->area] + t[i].b->offset;
        t[i].bytes = (size_t)buffer_bytes(ir, t[i].b);
        memcpy(l->was + at, t[i].p, t[i].bytes);
        at += t[i].bytes;
    }
    for (int i = 0; i < n; i++)
        if (t[i].read && t[i].floats)
            move_by_one_place(l, &t[i]);
    reference_instr(in, build, &run);
    at = 0;
    for (int i = 0; i < n; at += t[i++].bytes)
        memcpy(l->moved + at, t[i].p, t[i].bytes);
    at = 0;
    for (int i = 0; i < n; at += t[i++].bytes)
        memcpy(t[i].p, l->was + at, t[i].bytes);
    reference_instr(in, build, &run);
    at = 0;
    for (int i = 0; i < n; at += t[i++].bytes) {
        if (!t[i].written)
            continue;
        unsigned char *got = theirs->base[t[i].b->area] + t[i].b->offset;
        if (!t[i].scratch || l->read[which][t[i].b->id]) {
            damage(l, in, &t[i], got);
            compare(l, ir, pass_of(in), in, &t[i], got, l->moved + at);
        }
        memcpy(got, t[i].p, t[i].bytes);
    }
    l->report->instructions++;
}

void lockstep_mark(const NetcRun *run, int program, int instr)
{
    Lockstep *l = current;
    if (!l)
        return;
    int which = program_table[program].plans & 1 << MODE_INFER ? 0 : 1;
    const Ir *ir = which ? l->train : l->infer;
    if (instr >= 0) {
        step(l, ir, which, run, ir->prog[program].code[instr]);
        return;
    }
    for (int i = 0; i < AREA_COUNT; i++)
        if (run->base[i] && ir->area_bytes[i] > 0)
            memcpy(l->area[which][i], run->base[i], (size_t)ir->area_bytes[i]);
}
