/* NetcModel: a net's plans, their code and their memory. The parameter buffer (Keras layout)
 * is what users see; `model` (inference) and `state` (training) are made from it, and
 * two flags say which of them is the newest. */
#include "runtime/netc.h"
#include "base/number.h"
#include "base/hash.h"
#include "compiler/compile.h"
#include "compiler/front/front.h"
#include "compiler/front/renamed.h"
#include "compiler/ir/layer.h"
#include "compiler/passes/frozen_prefix.h"
#include "runtime/blas.h"
#include "runtime/code.h"
#include "formats/safetensors.h"
#include "runtime/library_path.h"
#include "runtime/machine_file.h"
#include "runtime/measure.h"
#include "runtime/shares.h"
#include "runtime/threads.h"
#include "runtime/values.h"
#include "weights/origin.h"
#include "weights/pretrained.h"
#include "weights/quantized.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

typedef struct Plan {
    Ir *ir;
    Code code;
    unsigned char *area[AREA_COUNT];
    bool own_work;       /* its work area is its own: gradients stay there after a call */
    FrozenPrefix prefix; /* what needs to be computed once for an image; layers 0: nothing */
    double *seconds[PROG_COUNT]; /* of each instruction's last run; NULL: not timed */
} Plan;

struct NetcModel {
    Arena *arena;
    Graph *graph;
    const Quant *quant; /* NULL: a model of floats */
    Pool *pool;
    NetcParam *param;
    float *params;     /* every parameter, Keras layout */
    float *last_y;     /* outputs of the last training step, (batch, outputs) */
    Plan infer, train; /* train.ir NULL: inference only */
    unsigned char
        *work; /* what lives no longer than a call: both plans' work areas, and infer's model */
    int64_t work_bytes;
    unsigned char *scratch; /* of every thread but the first, */
    int64_t scratch_bytes;  /* so many each */
    bool params_return;     /* the training state holds every parameter: a stale parameter buffer's
                               memory can be given back */
    bool model_stale;       /* infer's model is older than params */
    bool params_stale;      /* params is older than the training state */
    bool state_stale;       /* the training state is older than params */
    uint64_t seed, step;    /* step: of the optimizer, so far */
    uint64_t pass;          /* forward and backward passes so far: numbers the draws of dropout */
    int batch, threads;
    int blas_threads;       /* that OpenBLAS has buffers for; 0: none yet */
    int first;              /* place in its batch of the first image of a share */
    struct Shares *sharing; /* see shares.h; NULL: batches are computed whole */
    int shares, step_batch; /* parts of a batch, each of at most `batch`; all together */
    bool averaged;          /* params, when it is not stale, holds averages */
    const char *overflowed; /* the parameter whose gradient the last training call refused */
    int waiting;            /* samples whose gradients wait for an update */
    bool parts_set;         /* by netc_set_part_rates */
    float part_rate[RUN_PARTS];
    Machine machine;
    RangeWatch *watch; /* see measure.h */
    void *watch_user;
};

/* A run that knows its model: parallel_for needs the pool. */
typedef struct ModelRun {
    NetcRun run;
    NetcModel *m;
    Pool *pool;
    double *const *seconds; /* of the plan */
    double last;            /* when the last instruction ended */
    RangeWatch *watch;      /* NULL: nobody looks at the ranges */
    void *user;             /* the watch's */
} ModelRun;

/* ---- memory ---- */

/* What stands behind the training state, so that another net's, another plan's or a damaged one is
 * told (netc_state_check). */
enum {
    TAIL_MARK,
    TAIL_LAYOUT,
    TAIL_BYTES,
    TAIL_STEP,
    TAIL_PASS,
    TAIL_SEED,
    TAIL_WAITING,
    TAIL_SUM,
    N_TAIL
};
#define STATE_MARK UINT64_C(0x3154532D6374656E) /* "netc-ST1" */

/* Large areas come zeroed and page-aligned from the system; huge pages where it offers them. */
static void *area_alloc(int64_t bytes)
{
    size_t n = (size_t)(bytes > 0 ? bytes : 1);
    n = (n + 4095) / 4096 * 4096;
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
#ifdef MADV_HUGEPAGE
    if (n >= (size_t)4 << 20)
        madvise(p, n, MADV_HUGEPAGE);
#endif
    return p;
}

static void area_free(void *p, int64_t bytes)
{
    if (p)
        munmap(p, ((size_t)(bytes > 0 ? bytes : 1) + 4095) / 4096 * 4096);
}

/* All zero again: the system gives fresh pages at the next use, so nothing is touched here. */
static void area_clear(void *p, int64_t bytes)
{
    size_t whole = (size_t)bytes / 4096 * 4096;
    if (madvise(p, whole, MADV_DONTNEED))
        memset(p, 0, whole);
    memset((char *)p + whole, 0, (size_t)bytes - whole);
}

/* Memory is handed out before it is there, so a plan that cannot fit would be killed in the middle
 * of a step. */
static bool plan_fits(const Ir *ir, Err *err)
{
    int64_t total = 0, have = (int64_t)sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE);
    for (int a = 0; a < AREA_COUNT; a++)
        total += ir->area_bytes[a];
    if (have <= 0 || total <= have)
        return true;
    return err_set(err,
                   "the plan needs %.1f GiB, this machine has %.1f GiB (`netc mem` shows what for; "
                   "a smaller batch needs less)",
                   (double)total / (1 << 30), (double)have / (1 << 30));
}

/* An area of its own for each plan; the others are the callers', or in NetcModel.work. */
static bool own_area(const Plan *p, int a)
{
    return a != AREA_PARAMS && a != AREA_GRADS && a != AREA_MODEL && a != AREA_SCRATCH &&
           (a != AREA_WORK || p->own_work);
}

static int64_t scratch_all(const NetcModel *m)
{
    return m->scratch_bytes * (pool_threads(m->pool) - 1);
}

static bool no_area(int64_t bytes, Err *err)
{
    return err_set(err,
                   "out of memory (%lld bytes of the plan: `netc mem` shows what it needs; a "
                   "smaller batch needs less)",
                   (long long)bytes);
}

/* The state has room for its tail: see netc_state. */
static int64_t area_size(const Plan *p, int a)
{
    return p->ir->area_bytes[a] + (a == AREA_STATE ? N_TAIL * (int64_t)sizeof(uint64_t) : 0);
}

static bool plan_alloc(Plan *p, Err *err)
{
    if (!plan_fits(p->ir, err))
        return false;
    for (int a = 0; a < AREA_COUNT; a++)
        if (own_area(p, a) && !(p->area[a] = area_alloc(area_size(p, a))))
            return no_area(p->ir->area_bytes[a], err);
    return true;
}

static void plan_free(Plan *p)
{
    if (!p->ir)
        return;
    code_free(&p->code);
    for (int a = 0; a < AREA_COUNT; a++)
        if (own_area(p, a))
            area_free(p->area[a], area_size(p, a));
}

/* Inference comes between whole steps, which leave nothing in their work area, and a step makes
 * infer's model out of date: so all of it shares memory. Gradients that wait for their update, in a
 * model for more than whole steps, must not be touched. */
static bool work_alloc(NetcModel *m, Err *err)
{
    const Ir *infer = m->infer.ir;
    int64_t model = infer ? (infer->area_bytes[AREA_MODEL] + 63) / 64 * 64 : 0,
            training = m->train.ir && !m->train.own_work ? m->train.ir->area_bytes[AREA_WORK] : 0;
    m->work_bytes = model + (infer ? infer->area_bytes[AREA_WORK] : 0);
    m->work_bytes = m->work_bytes > training ? m->work_bytes : training;
    m->work = area_alloc(m->work_bytes);
    if (!m->work)
        return no_area(m->work_bytes, err);
    m->infer.area[AREA_MODEL] = m->work;
    if (!m->train.own_work)
        m->train.area[AREA_WORK] = m->work;
    m->infer.area[AREA_WORK] = m->work + model;
    return true;
}

/* Its pages come when a thread first writes to them, near to that thread. */
static bool scratch_alloc(NetcModel *m, Err *err)
{
    const Ir *irs[] = {m->infer.ir, m->train.ir};
    for (int i = 0; i < 2; i++) {
        if (!irs[i])
            continue; /* a model for steps alone has no plan of inference */
        const int64_t one = irs[i]->scratch_bytes, other = irs[i]->prepare_scratch_bytes;
        m->scratch_bytes = one > m->scratch_bytes ? one : m->scratch_bytes;
        m->scratch_bytes = other > m->scratch_bytes ? other : m->scratch_bytes;
    }
    m->scratch_bytes = (m->scratch_bytes + 4095) / 4096 * 4096;
    m->scratch = area_alloc(scratch_all(m));
    return m->scratch || no_area(scratch_all(m), err);
}

/* ---- running ---- */

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void parallel_for(const NetcRun *run, NetcTask *task, int count)
{
    const ModelRun *mr = (const ModelRun *)(const void *)((const char *)run -
                                                          offsetof(ModelRun, run));
    for (int i = 0; mr->watch && i < count; i++) {
        double start = now(CLOCK_THREAD_CPUTIME_ID);
        task((void *)(uintptr_t)run, i, 0);
        mr->watch(mr->user, i, count, now(CLOCK_THREAD_CPUTIME_ID) - start);
    }
    if (!mr->watch)
        pool_run(mr->pool, task, (void *)(uintptr_t)run, count);
}

static void share_heard(NetcModel *m, const NetcRun *run, int instr);

/* The mark of made code: a timed plan's, or one of shares. */
static void hear(const NetcRun *run, int program, int instr)
{
    ModelRun *mr = (ModelRun *)(void *)((char *)(uintptr_t)run - offsetof(ModelRun, run));
    double *seconds = mr->seconds[program];
    if (seconds) {
        const double end = now(CLOCK_MONOTONIC);
        if (instr >= 0)
            seconds[instr] = end - mr->last;
        mr->last = end;
    }
    if (mr->m->sharing && program == PROG_BACKWARD && instr >= 0)
        share_heard(mr->m, run, instr);
}

/* By what random draws and optimizers count. A pass forward and back counts the passes, for both
 * draw the same masks, the rest the steps. Where updates are at once the backward pass is the step:
 * both passes then count the step that this one will be if it is not refused. */
static uint64_t counter(const NetcModel *m, const Plan *plan, ProgramId p)
{
    bool forward = p == PROG_FORWARD || p == PROG_AFTER_PREFIX;
    if (plan->ir->target.at_once)
        return forward ? m->step + 1 : m->step;
    return forward || p == PROG_BACKWARD ? m->pass : m->step;
}

static void run_program(NetcModel *m, Plan *plan, ProgramId p, int n, float rate, float *grads)
{
    ModelRun mr = {.run = {.n = n,
                           .first = m->first,
                           .rate = rate,
                           .seed = m->seed,
                           .step = counter(m, plan, p),
                           .scratch_floats = m->scratch_bytes / (int64_t)sizeof(float),
                           .parallel_for = parallel_for},
                   .m = m,
                   .pool = m->pool,
                   .seconds = plan->seconds,
                   .watch = m->watch,
                   .user = m->watch_user};
    for (int i = 0; i < RUN_PARTS; i++)
        mr.run.part_rate[i] = m->parts_set ? m->part_rate[i] : rate;
    memcpy(mr.run.base, plan->area, sizeof mr.run.base);
    mr.run.base[AREA_PARAMS] = (unsigned char *)m->params;
    mr.run.base[AREA_GRADS] = (unsigned char *)grads;
    mr.run.base[AREA_SCRATCH] = m->scratch;
    code_run(&plan->code, p, &mr.run);
    if (m->sharing && p == PROG_BACKWARD)
        share_heard(m, &mr.run, INT_MAX); /* what no mark has told of */
}

static void sync_params(NetcModel *m)
{
    if (m->params_stale)
        run_program(m, &m->train, m->averaged ? PROG_AVERAGE : PROG_UNPACK, 1, 0, NULL);
    m->params_stale = false;
}

/* A step made the parameter buffer out of date. Its pages go back to the system until netc_params
 * is called.
 */
static void params_go(NetcModel *m)
{
    if (!m->params_stale && m->params_return)
        madvise(m->params, (size_t)m->graph->param_floats * sizeof(float) / 4096 * 4096,
                MADV_DONTNEED);
    m->params_stale = m->model_stale = true;
}

static bool state_holds_all(const NetcModel *m)
{
    int64_t floats = 0;
    for (int i = 0; m->train.ir && i < m->train.ir->prog[PROG_UNPACK].n; i++)
        floats += m->train.ir->prog[PROG_UNPACK].code[i]->buf[1]->fixed;
    return floats == m->graph->param_floats;
}

static void sync_state(NetcModel *m)
{
    if (m->state_stale)
        run_program(m, &m->train, PROG_PACK, 1, 0, NULL);
    m->state_stale = false;
}

static void sync_model(NetcModel *m)
{
    sync_params(m);
    if (m->model_stale) {
        run_program(m, &m->infer, PROG_PREPARE, 1, 0, NULL);
        ir_put_data(m->infer.ir, m->infer.area[AREA_MODEL]);
    }
    m->model_stale = false;
}

/* ---- opening ---- */

/* malloc'd. */
static char *diag_text(Arena *a, const Diag *d)
{
    size_t bytes;
    FILE *f;
    ArenaText *t = arena_text_open(a, &f);
    diag_print(d, f);
    const char *text = arena_text(t, &bytes);
    char *copy = malloc(bytes + 1);
    if (!copy)
        arena_fail(a, bytes + 1);
    return memcpy(copy, text, bytes + 1);
}

static bool plan_make(Plan *p, Ir *ir, const NetcOptions *o, Err *err)
{
    p->ir = ir;
    p->own_work = ir->mode == MODE_TRAIN && (!o->steps_only || o->shares > 1);
    if (!compile_within(ir, err))
        return false;
    if (o->train)
        p->prefix = split_frozen_prefix(ir);
    for (int i = 0; o->measure && i < PROG_COUNT; i++)
        p->seconds[i] = ARENA_ARRAY(ir->arena, double, ir->prog[i].n + 1);
    if (!code_make(ir, o->backend, hear, &p->code, err) || !plan_alloc(p, err))
        return false;
    if (o->portable)
        p->code.build = &kernel_build_baseline;
    return true;
}

static bool too_large(const Ir *ir)
{
    return ir && !ir->fault && ir->recompute && ir->target.mem_limit > 0 &&
           plan_bytes(ir) > ir->target.mem_limit;
}

static Target target_of(const NetcModel *m, const NetcOptions *o)
{
    Target t = o->target == NETC_MCU || m->quant ? mcu_target() : default_target(m->graph);
    t.quant = m->quant;
    t.wide = m->quant && o->target != NETC_MCU && !o->mem_limit;
    return t;
}

/* ---- shares of a batch (shares.h) ---- */

enum {
    PART_FLOATS = 1 << 16, /* of a part, or more: what is small travels slowly */
    HOLE_FLOATS = 4096     /* between gradients that may go with them */
};

/* A gradient, and after which instruction of BACKWARD it is done. */
typedef struct Done {
    const Instr *out; /* of GRADS_OUT: to its place in the sums */
    size_t begin, end;
    int after;
} Done;

typedef struct Shares {
    Done *done; /* in the order in which they are done */
    SharePart *part;
    int *until; /* part i has those before done[until[i]]; the last has the moving statistics */
    int n_done, n_parts;
    /* of the pass that runs; sums NULL: none does */
    float *sums;
    int at_done, at_part, images;
    ShareReady *ready;
    void *user;
} Shares;

static int compare_done(const void *pa, const void *pb)
{
    const Done *a = pa, *b = pb;
    if (a->after != b->after)
        return a->after - b->after;
    return a->begin < b->begin ? -1 : a->begin > b->begin;
}

/* Gradients that are neighbours, and done one after the other, make a part until it is large
 * enough. */
static void find_parts(NetcModel *m)
{
    const Ir *ir = m->train.ir;
    const Program *out = &ir->prog[PROG_GRADS_OUT];
    Shares *s = m->sharing = ARENA_NEW(m->arena, Shares);
    s->done = ARENA_ARRAY(m->arena, Done, out->n + 1);
    s->part = ARENA_ARRAY(m->arena, SharePart, out->n + 2);
    s->until = ARENA_ARRAY(m->arena, int, out->n + 2);
    for (int i = 0; i < out->n; i++) {
        const Buffer *flat = out->code[i]->buf[1];
        size_t begin = (size_t)flat->offset / sizeof(float);
        s->done[s->n_done++] = (Done){out->code[i], begin, begin + (size_t)flat->fixed,
                                      last_writer(ir, PROG_BACKWARD, out->code[i]->buf[0])};
    }
    qsort(s->done, (size_t)s->n_done, sizeof *s->done, compare_done);
    for (int i = 0; i < s->n_done; i++) {
        const Done *d = &s->done[i];
        SharePart *p = s->n_parts ? &s->part[s->n_parts - 1] : NULL;
        size_t end = p ? p->offset + p->count : 0;
        if (p && p->count < PART_FLOATS && d->begin < end + HOLE_FLOATS &&
            d->end + HOLE_FLOATS > p->offset) {
            p->offset = d->begin < p->offset ? d->begin : p->offset;
            p->count = (d->end > end ? d->end : end) - p->offset;
        } else {
            s->part[s->n_parts++] = (SharePart){d->begin, d->end - d->begin};
        }
        s->until[s->n_parts - 1] = i + 1;
    }
    s->until[s->n_parts] = s->n_done;
    s->part[s->n_parts++] = (SharePart){netc_param_floats(m),
                                        netc_share_floats(m) - netc_param_floats(m)};
}

static const Loss *loss_of(const NetcModel *m) { return m->graph->train.loss.record; }

/* What a plan computes at a time. */
static int share_batch(int batch, const NetcOptions *o)
{
    return o->shares > 1 ? (batch + o->shares - 1) / o->shares : batch;
}

static bool make_plans(NetcModel *m, const NetcOptions *o, Err *err)
{
    Target t = target_of(m, o);
    if (o->batch > 0)
        t.batch = o->batch;
    t.exact = o->exact;
    t.weights = (int)o->weights; /* ORDER: NETC_F32 ..., NUMBER_F32 ... */
    t.precision = (NumberType)o->precision;
    t.dropout = !o->no_dropout;
    m->graph->train.stated_accumulate = m->graph->train.accumulate;
    if (o->accumulate > 0)
        m->graph->train.accumulate = o->accumulate;
    t.timed = o->measure;
    t.machine = &m->machine;
    t.at_once = o->steps_only && o->shares < 2;
    t.mem_limit = o->mem_limit;
    m->shares = o->shares > 1 ? o->shares : 1;
    if (m->shares > 1 && loss_of(m) && loss_of(m)->compares)
        return err_set(err,
                       "loss %s compares the samples of a batch with one another, so that a batch "
                       "is not computed in shares",
                       loss_of(m)->name);
    t.shares = m->shares > 1;
    m->step_batch = t.batch;
    m->batch = t.batch = share_batch(t.batch, o);
    bool only = o->train && o->train_only;
    Ir *infer = only ? NULL : compile_plan(m->arena, m->graph, MODE_INFER, &t, NULL, NULL);
    Ir *train = o->train ? compile_plan(m->arena, m->graph, MODE_TRAIN, &t, NULL, NULL)
                         : NULL; /* last: the nodes keep its algorithms */
    if (too_large(infer) || too_large(train)) {
        int64_t least = compile_least(m->arena, m->graph, &t, !only, train);
        Ir *first = too_large(train) ? train : infer;
        first->recompute->least = least;
        return compile_within(first, err);
    }
    if (train && !plan_make(&m->train, train, o, err))
        return false;
    if (train && m->shares > 1)
        find_parts(m);
    if ((infer && !plan_make(&m->infer, infer, o, err)) || !work_alloc(m, err) ||
        !scratch_alloc(m, err))
        return false;
    m->params_return = state_holds_all(m);
    return true;
}

static void list_params(NetcModel *m)
{
    m->param = ARENA_ARRAY(m->arena, NetcParam, m->graph->n_params + 1);
    for (int i = 0; i < m->graph->n_params; i++) {
        const Param *p = m->graph->params[i];
        NetcParam *q = &m->param[i];
        *q = (NetcParam){.name = p->full_name,
                         .rank = p->rank,
                         .offset = (size_t)p->offset,
                         .count = (size_t)p->count,
                         .trainable = p->trainable && !p->node->frozen};
        memcpy(q->dim, p->dim, sizeof q->dim);
    }
}

typedef struct Opening {
    NetcModel *m;
    const char *path;
    const NetcOptions *o;
    char **diagnostics;
    Err *err;
} Opening;

/* What a file of integers, NULL for none, says of the columns of a table, and of classes. */
static bool take_columns(NetcModel *m, const char *quantized, Err *err)
{
    char *table = NULL, *origin = NULL;
    bool ok = !quantized || (weights_says(quantized, weights_table_key, &table, err) &&
                             weights_says(quantized, weights_origin_key, &origin, err) &&
                             (!table || graph_use_columns(m->graph, table, quantized, err)));
    free(table);
    if (ok && origin) {
        arena_own(m->arena, origin, free);
        origin_take(m->graph, origin);
    } else
        free(origin);
    return ok;
}

/* Runs inside arena_try: what it makes is the model's or the arena's. */
static bool compile_model(void *arg)
{
    const Opening *job = arg;
    NetcModel *m = job->m;
    const NetcOptions *o = job->o;
    const char *path = job->path;
    char **diagnostics = job->diagnostics;
    Err *err = job->err;
    char lib[4200];
    Diag *d = diag_new(m->arena);
    CompileOptions co = {.net = o->net,
                         .include = o->include,
                         .library = library_path(lib, sizeof lib),
                         .defines = o->defines,
                         .text = o->text};
    m->graph = compile_graph(m->arena, path, &co, d, err);
    if (m->graph && o->quantized &&
        !(m->quant = quantized_read(m->arena, m->graph, o->quantized, err)))
        return false;
    if (m->graph && m->graph->train.quantize && o->train && o->precision != NETC_F32)
        return err_set(err, "%s: `quantize int8` trains with values in floats, not in 16 bits",
                       path);
    bool ok = m->graph && compile_ready(m->graph, o->train ? MODE_TRAIN : MODE_INFER, d);
    if (ok) {
        Target t = target_of(m, o);
        t.batch = share_batch(o->batch > 0 ? o->batch : t.batch, o);
        ok = compile_fits(m->graph, &t, d);
    }
    if (!ok) {
        if (diag_count(d) && diagnostics)
            *diagnostics = diag_text(m->arena, d);
        if (diag_count(d))
            err_set(err, "%s has errors", path);
        return false;
    }
    if (o->remarks && diag_count(d))
        *o->remarks = diag_text(m->arena, d);
    list_params(m);
    m->threads = o->threads > 0 ? o->threads : pool_machine_cores();
    m->pool = pool_new(m->threads);
    m->params = area_alloc(m->graph->param_floats * (int64_t)sizeof(float));
    if (!m->pool || !m->params)
        return err_set(err, "out of memory (%lld parameters)", (long long)m->graph->param_floats);
    if (!o->portable && !blas_reserve(m->threads, err))
        return false;
    m->blas_threads = o->portable ? 0 : m->threads;
    if (o->constants)
        m->machine = *o->constants;
    return (o->constants || machine_find(o->portable ? "default" : o->machine, &m->machine, err)) &&
           make_plans(m, o, err) && take_columns(m, o->quantized, err);
}

static bool options_fit(const NetcOptions *o, Err *err)
{
    if ((unsigned)o->target > NETC_MCU)
        return err_set(err, "unknown target");
    if ((o->target == NETC_MCU || o->quantized) &&
        (o->train || o->batch > 1 || o->weights != NETC_F32))
        return err_set(err, "plans for small machines, and those of 8-bit integers, are for "
                            "inference, of one sample at a time, with no other type of weights");
    if (o->batch < 0 || o->batch > NETC_MAX_BATCH)
        return err_set(err, "batch %d is not between 1 and %d", o->batch, NETC_MAX_BATCH);
    if (o->precision != NETC_F32 && o->precision != NETC_BF16)
        return err_set(err, "precision is not one of NETC_F32 and NETC_BF16");
    if (o->accumulate < 0 || o->accumulate > NETC_MAX_BATCH)
        return err_set(err, "accumulate %d is not between 1 and %d", o->accumulate, NETC_MAX_BATCH);
    if (o->shares < 0 || o->shares > NETC_MAX_SHARES)
        return err_set(err, "shares %d is not between 1 and %d", o->shares, NETC_MAX_SHARES);
    if (o->threads < 0 || o->threads > NETC_MAX_THREADS)
        return err_set(err, "threads %d is not between 1 and %d", o->threads, NETC_MAX_THREADS);
    if (o->mem_limit < 0)
        return err_set(err, "a memory limit of %lld bytes is below 0", (long long)o->mem_limit);
    if ((unsigned)o->weights >= NUMBER_STORED)
        return err_set(err, "unknown type of weights");
    return (unsigned)o->backend <= NETC_REFERENCE || err_set(err, "unknown backend");
}

NetcModel *netc_open(const char *path, const NetcOptions *options, char **diagnostics, Err *err)
{
    static const NetcOptions none = {0};
    const NetcOptions *o = options ? options : &none;
    if (diagnostics)
        *diagnostics = NULL;
    if (o->remarks)
        *o->remarks = NULL;
    if (!path) {
        err_set(err, "no file: a null pointer was given");
        return NULL;
    }
    const char *lacks;
    if (!options_fit(o, err) || !kernel_build_wanted(&lacks, err))
        return NULL;
    NetcModel *m = calloc(1, sizeof *m);
    if (m)
        m->arena = arena_new();
    if (!m || !m->arena) {
        free(m);
        err_set(err, "out of memory (%zu bytes)", sizeof *m);
        return NULL;
    }
    m->model_stale = m->state_stale = true;
    m->seed = 1;
    Opening job = {m, path, o, diagnostics, err};
    if (arena_try(m->arena, compile_model, &job, err))
        return m;
    netc_close(m);
    return NULL;
}

void netc_close(NetcModel *m)
{
    if (!m)
        return;
    plan_free(&m->infer);
    plan_free(&m->train);
    area_free(m->work, m->work_bytes);
    if (m->scratch)
        area_free(m->scratch, scratch_all(m));
    pool_free(m->pool);
    if (m->blas_threads)
        blas_release(m->blas_threads);
    if (m->graph)
        area_free(m->params, m->graph->param_floats * (int64_t)sizeof(float));
    arena_free(m->arena);
    free(m);
}

typedef struct ColumnsJob {
    NetcModel *m;
    const char *json, *from;
    Err *err;
} ColumnsJob;

static bool use_columns(void *arg)
{
    ColumnsJob *j = arg;
    return graph_use_columns(j->m->graph, j->json, j->from, j->err);
}

bool netc_use_columns(NetcModel *m, const char *json, const char *from, Err *err)
{
    return arena_try(m->arena, use_columns, &(ColumnsJob){m, json, from, err}, err);
}

typedef struct ClassesJob {
    NetcModel *m;
    const char *const *names;
    int n;
    const char *json; /* in place of names: an origin (weights/origin.h) */
    int rate;
} ClassesJob;

static bool use_classes(void *arg)
{
    const ClassesJob *j = arg;
    Graph *g = j->m->graph;
    if (j->json) {
        origin_take(g, j->json);
        return true;
    }
    g->rate = j->rate;
    g->classes = j->n ? ARENA_ARRAY(g->arena, const char *, j->n + 1) : NULL;
    g->n_classes = 0;
    for (; g->n_classes < j->n; g->n_classes++)
        g->classes[g->n_classes] = arena_strdup(g->arena, j->names[g->n_classes]);
    return true;
}

bool netc_use_classes(NetcModel *m, const char *const *names, int n, int rate, Err *err)
{
    return arena_try(m->arena, use_classes, &(ClassesJob){m, names, n, NULL, rate}, err);
}

bool netc_use_origin(NetcModel *m, const char *json, Err *err)
{
    return arena_try(m->arena, use_classes, &(ClassesJob){m, NULL, 0, json, 0}, err);
}

/* ---- what it is ---- */

const Graph *netc_graph(const NetcModel *m) { return m->graph; }
int netc_batch(const NetcModel *m) { return m->batch; }
int netc_threads(const NetcModel *m) { return m->threads; }
const Ir *netc_plan(const NetcModel *m, bool train) { return train ? m->train.ir : m->infer.ir; }
const Machine *netc_machine(const NetcModel *m) { return &m->machine; }

const double *netc_seconds(const NetcModel *m, bool train, ProgramId p)
{
    return train ? m->train.seconds[p] : m->infer.seconds[p];
}

void netc_watch_ranges(NetcModel *m, RangeWatch *watch, void *user)
{
    m->watch = watch;
    m->watch_user = user;
}

size_t netc_input_floats(const NetcModel *m)
{
    return (size_t)shape_count(m->graph->nodes[0]->out);
}
size_t netc_output_floats(const NetcModel *m) { return (size_t)shape_count(m->graph->output->out); }
int netc_param_count(const NetcModel *m) { return m->graph->n_params; }
const NetcParam *netc_param(const NetcModel *m, int i)
{
    return i >= 0 && i < netc_param_count(m) ? &m->param[i] : NULL;
}
size_t netc_param_floats(const NetcModel *m) { return (size_t)m->graph->param_floats; }

size_t netc_label_floats(const NetcModel *m) { return (size_t)graph_label_floats(m->graph); }

bool netc_int_labels(const NetcModel *m) { return !loss_of(m) || loss_of(m)->int_labels; }

/* ---- parameters ---- */

float *netc_params(NetcModel *m)
{
    sync_params(m);
    return m->params;
}

void netc_params_changed(NetcModel *m)
{
    m->model_stale = m->state_stale = true;
    m->params_stale = false;
}

bool netc_init(NetcModel *m, uint64_t seed)
{
    if (!m->infer.ir)
        return false;
    m->seed = seed;
    m->step = m->pass = 0;
    m->waiting = 0;
    run_program(m, &m->infer, PROG_INIT, 1, 0, NULL);
#ifdef MADV_POPULATE_WRITE
    if (m->train.ir) /* fresh pages now, in few calls, and beside whatever other threads do before
                        the first step */
        (void)madvise(m->work, (size_t)m->work_bytes / 4096 * 4096, MADV_POPULATE_WRITE);
#endif
    if (m->train.ir)
        area_clear(m->train.area[AREA_STATE], m->train.ir->area_bytes[AREA_STATE]);
    netc_params_changed(m);
    return true;
}

/* ---- inference ---- */

/* A call that forgot something. */
static bool given(const void *p, const char *what, Err *err)
{
    return p || err_set(err, "no %s: a null pointer was given", what);
}

/* Integers have no NaN. */
static bool integers_have(const NetcModel *m, const float *x, int n, Err *err)
{
    const size_t in = netc_input_floats(m), count = (size_t)n * in;
    for (size_t i = 0; m->quant && i < count; i++)
        if (isnan(x[i]))
            return err_set(err,
                           "number %zu of input %zu is NaN, which 8-bit integers do not have: "
                           "weights in floats pass it on",
                           i % in, i / in);
    return true;
}

bool netc_infer(NetcModel *m, const float *x, int n, float *y, Err *err)
{
    if (!given(m, "model", err) ||
        (n > 0 && (!given(x, "input", err) || !given(y, "room for outputs", err))))
        return false;
    if (!m->infer.ir)
        return err_set(err, "the model was opened without inference (`train_only`)");
    if (n < 0)
        return err_set(err, "%d images", n);
    if (!integers_have(m, x, n, err))
        return false;
    sync_model(m);
    size_t in = netc_input_floats(m), out = netc_output_floats(m);
    for (int at = 0, part; at < n; at += part) {
        part = n - at < m->batch ? n - at : m->batch;
        memcpy(m->infer.area[AREA_X], x + (size_t)at * in, (size_t)part * in * sizeof *x);
        run_program(m, &m->infer, PROG_INFER, part, 0, NULL);
        memcpy(y + (size_t)at * out, m->infer.area[AREA_Y], (size_t)part * out * sizeof *y);
    }
    return true;
}

/* ---- training ---- */

static bool last_loss_finite(const NetcModel *m)
{
    float mean;
    memcpy(&mean, m->train.area[AREA_LOSS], sizeof mean);
    return isfinite(mean);
}

/* Copies the values of n images between memory, image by image, and the places in the work area
 * where AFTER_PREFIX reads them. */
static void move_values(const Plan *p, void *values, int n, bool out)
{
    for (int v = 0; v < p->prefix.n; v++) {
        const Buffer *b = p->prefix.value[v];
        size_t bytes = (size_t)(buffer_bytes(p->ir, b) / p->ir->target.batch);
        unsigned char *work = p->area[AREA_WORK] + b->offset, *kept = values;
        for (int i = 0; i < n; i++, work += bytes, kept += p->prefix.bytes)
            memcpy(out ? kept : work, out ? work : kept, bytes);
        values = (unsigned char *)values + bytes;
    }
}

static bool labels_fit(const NetcModel *m, const void *labels, int n, Err *err)
{
    const int32_t *label = labels;
    const bool any = loss_of(m) && loss_of(m)->compares;
    for (int i = 0; netc_int_labels(m) && i < n; i++)
        if (any && label[i] < 0)
            return err_set(err, "label %d of sample %d is less than 0", (int)label[i], i);
        else if (!any && (label[i] < 0 || (size_t)label[i] >= netc_output_floats(m)))
            return err_set(err, "label %d of sample %d is not one of the %zu classes",
                           (int)label[i], i, netc_output_floats(m));
    return true;
}

static bool rate_fits(float rate, Err *err)
{
    return (isfinite(rate) && rate >= 0) ||
           err_set(err, "a learning rate of %g: it must be finite and at least 0", (double)rate);
}

/* An input that is no number makes a loss that is none, also where no output depends on it. */
static void refuse_input(NetcModel *m, const float *x, int n)
{
    const float none = NAN;
    if (x && find_nonfinite(x, (int64_t)n * (int64_t)netc_input_floats(m)) >= 0)
        memcpy(m->train.area[AREA_LOSS], &none, sizeof none);
}

/* Which gradient of the last backward pass no step may take. Behind a loss that is not finite, none
 * counts: that is told by the loss. */
static void find_overflow(NetcModel *m)
{
    const Ir *ir = m->train.ir;
    float loss[2];
    memcpy(loss, m->train.area[AREA_LOSS], sizeof loss);
    m->overflowed = NULL;
    if (isfinite(loss[0]) && loss[1] > 0)
        m->overflowed = ir->checked[(int)loss[1]]->full_name;
}

static bool gradients_fit(const NetcModel *m, Err *err)
{
    return !m->overflowed ||
           err_set(err, "the gradient of %s overflowed (a number in it is NaN or beyond 2^60): %s",
                   m->overflowed,
                   m->train.ir->target.at_once
                       ? "the step was made in part, and the parameters must be set anew"
                       : "nothing was changed");
}

const char *netc_overflowed(const NetcModel *m) { return m->overflowed; }

static void keep_statistics(NetcModel *m, int n)
{
    run_program(m, &m->train, PROG_STATS, n, 0, NULL);
    params_go(m);
}

/* n samples that a training call is given: the images, or, where x is NULL, their values behind the
 * frozen prefix. */
typedef struct Samples {
    const float *x;
    const void *values, *labels;
    int n;
} Samples;

/* The loss, and the gradients but where updates are at once. m->pass numbers its draws. */
static bool pass_forward_back(NetcModel *m, Samples s, float *loss, Err *err)
{
    const int n = s.n;
    if (!m->train.ir)
        return err_set(err, "the model was opened without `train`");
    if (n < 1 || n > m->batch)
        return err_set(err, "a step takes 1 to %d samples, not %d", m->batch, n);
    if (!given(s.labels, "labels", err) || !labels_fit(m, s.labels, n, err))
        return false;
    sync_state(m);
    size_t label_bytes = netc_label_floats(m) * sizeof(float); /* class numbers are as long */
    if (s.x)
        memcpy(m->train.area[AREA_X], s.x, (size_t)n * netc_input_floats(m) * sizeof *s.x);
    else
        move_values(&m->train, (void *)(uintptr_t)s.values, n, false);
    memcpy(m->train.area[AREA_LABEL], s.labels, (size_t)n * label_bytes);
    run_program(m, &m->train, s.x ? PROG_FORWARD : PROG_AFTER_PREFIX, n, 0, NULL);
    refuse_input(m, s.x, n);
    m->model_stale = true; /* its memory may be the training's work area */
    if (loss)
        memcpy(loss, m->train.area[AREA_LOSS], sizeof *loss);
    if (!m->train.ir->target.at_once) {
        run_program(m, &m->train, PROG_BACKWARD, n, 0, NULL);
        find_overflow(m);
    }
    return true;
}

/* The same of a whole batch, and, when loss and gradients are fit, the moving statistics. */
static bool run_pass(NetcModel *m, Samples s, float *loss, Err *err)
{
    m->pass++;
    if (!pass_forward_back(m, s, loss, err)) {
        m->pass--;
        return false;
    }
    if (last_loss_finite(m) && !m->overflowed)
        keep_statistics(m, s.n);
    else
        m->pass--; /* refused: the next pass draws what this one drew */
    return true;
}

/* The optimizer on the gradients of the plan, or with the backward pass that makes them. It counts
 * the step: a step may be made of several gradients. */
static void run_update(NetcModel *m, int n, float rate)
{
    bool at_once = m->train.ir->target.at_once;
    m->step++;
    run_program(m, &m->train, at_once ? PROG_BACKWARD : PROG_APPLY, n, rate, NULL);
    params_go(m);
    if (at_once)
        find_overflow(m);
}

static bool run_step(NetcModel *m, Samples s, float rate, float *loss, float *y, Err *err)
{
    m->overflowed = NULL;
    if (!rate_fits(rate, err) || !run_pass(m, s, loss, err))
        return false;
    if (y)
        memcpy(y, m->train.area[AREA_Y], (size_t)s.n * netc_output_floats(m) * sizeof *y);
    if (last_loss_finite(m) && !m->overflowed)
        run_update(m, s.n, rate);
    return gradients_fit(m, err);
}

bool netc_set_part_rates(NetcModel *m, const float *rate, Err *err)
{
    if (!given(m, "model", err))
        return false;
    const int n = m->graph->train.n_epochs_of;
    for (int i = 0; rate && i < n; i++)
        if (!rate_fits(rate[i], err))
            return false;
    m->parts_set = rate != NULL;
    if (rate)
        memcpy(m->part_rate, rate, sizeof *rate * (size_t)n);
    return true;
}

bool netc_train_step(NetcModel *m, const float *x, const void *labels, int n, float rate,
                     float *loss, float *y, Err *err)
{
    return given(m, "model", err) && given(x, "input", err) &&
           run_step(m, (Samples){x, NULL, labels, n}, rate, loss, y, err);
}

bool netc_train_grad(NetcModel *m, const float *x, const void *labels, int n, float *grad,
                     float *loss, Err *err)
{
    if (!given(m, "model", err) || !given(x, "input", err) ||
        !given(grad, "room for gradients", err))
        return false;
    if (m->train.ir && !m->train.own_work)
        return err_set(err, "the model was opened for whole steps only (`steps_only`)");
    m->overflowed = NULL;
    if (!run_pass(m, (Samples){x, NULL, labels, n}, loss, err))
        return false;
    memset(grad, 0, netc_param_floats(m) * sizeof *grad);
    run_program(m, &m->train, PROG_GRADS_OUT, n, 0, grad);
    return gradients_fit(m, err);
}

/* The bound of mk_gradient_fits. A gradient that is no number would make every later weight of the
 * parameter none, and the square of a larger one the moments infinite: the step is refused. */
static bool given_fits(NetcModel *m, const float *grad, Err *err)
{
    const float most = 1152921504606846976.0f;
    for (int i = 0; i < m->graph->n_params; i++) {
        const NetcParam *p = &m->param[i];
        const float *g = grad + p->offset;
        for (size_t k = 0; p->trainable && k < p->count; k++)
            if (!(fabsf(g[k]) <= most)) {
                m->overflowed = p->name;
                return err_set(err, "the gradient of %s is %s at element %zu: nothing was changed",
                               p->name,
                               isnan(g[k])   ? "NaN"
                               : isinf(g[k]) ? "infinite"
                                             : "beyond 2^60",
                               k);
            }
    }
    return true;
}

bool netc_train_apply(NetcModel *m, const float *grad, float rate, Err *err)
{
    if (!given(m, "model", err) || !given(grad, "gradient", err))
        return false;
    if (!m->train.ir)
        return err_set(err, "the model was opened without `train`");
    if (!m->train.own_work)
        return err_set(err, "the model was opened for whole steps only (`steps_only`)");
    m->overflowed = NULL;
    if (!rate_fits(rate, err) || !given_fits(m, grad, err))
        return false;
    sync_state(m);
    run_program(m, &m->train, PROG_GRADS_IN, 1, 0, (float *)(uintptr_t)grad);
    run_update(m, 1, rate);
    return true;
}

static bool run_add(NetcModel *m, Samples s, float *loss, float *y, Err *err)
{
    bool sums = m->train.ir && netc_accumulate(m) > 1;
    if (m->train.ir && !m->train.own_work && !sums)
        return err_set(err, "the model was opened for whole steps only (`steps_only`)");
    if (!sums && m->waiting)
        return err_set(err,
                       "a second batch in a step of a model that was opened without `accumulate`");
    if (m->waiting > INT_MAX - NETC_MAX_BATCH)
        return err_set(err, "too many samples in a step");
    m->overflowed = NULL;
    if (!run_pass(m, s, loss, err))
        return false;
    if (y)
        memcpy(y, m->train.area[AREA_Y], (size_t)s.n * netc_output_floats(m) * sizeof *y);
    if (!last_loss_finite(m))
        return true;
    if (!gradients_fit(m, err))
        return false;
    if (sums)
        run_program(m, &m->train, PROG_ADD, s.n, 0, NULL);
    m->waiting += s.n;
    return true;
}

bool netc_train_add(NetcModel *m, const float *x, const void *labels, int n, float *loss, float *y,
                    Err *err)
{
    return given(m, "model", err) && given(x, "input", err) &&
           run_add(m, (Samples){x, NULL, labels, n}, loss, y, err);
}

bool netc_train_update(NetcModel *m, float rate, Err *err)
{
    if (!given(m, "model", err) || !rate_fits(rate, err))
        return false;
    if (!m->waiting)
        return err_set(err, "no gradient waits for an update");
    if (netc_accumulate(m) > 1)
        run_program(m, &m->train, PROG_MEAN, m->waiting, 0, NULL);
    run_update(m, m->waiting, rate);
    m->waiting = 0;
    return true;
}

/* ---- training in shares ---- */

int netc_shares(const NetcModel *m) { return m->shares; }
int netc_step_batch(const NetcModel *m) { return m->step_batch; }

/* The next moving statistics, as a forward pass leaves them: to `sums` or back from there. NULL:
 * only counts them. */
static size_t move_statistics(NetcModel *m, float *sums, bool out)
{
    const Program *p = &m->train.ir->prog[PROG_STATS];
    size_t at = 0;
    for (int i = 0; i < p->n; i++) {
        const Instr *in = p->code[i]; /* vector_pack of C numbers: next, kept */
        size_t count = (size_t)in->consts[0];
        float *next = (float *)(void *)(m->train.area[in->buf[0]->area] + in->buf[0]->offset);
        if (sums)
            memcpy(out ? sums + at : next, out ? next : sums + at, count * sizeof *sums);
        at += count;
    }
    return at;
}

size_t netc_share_floats(const NetcModel *m)
{
    return netc_param_floats(m) + move_statistics((NetcModel *)(uintptr_t)m, NULL, true);
}

int netc_share_parts(const NetcModel *m) { return m->sharing->n_parts; }
SharePart netc_share_part(const NetcModel *m, int i) { return m->sharing->part[i]; }

/* What is done after BACKWARD's instruction `instr` goes to the sums, and whole parts to whoever
 * waits for them. */
static void share_heard(NetcModel *m, const NetcRun *run, int instr)
{
    Shares *s = m->sharing;
    NetcRun out = *run;
    if (!s->sums)
        return;
    out.base[AREA_GRADS] = (unsigned char *)s->sums;
    while (s->at_done < s->n_done && s->done[s->at_done].after <= instr)
        reference_instr(s->done[s->at_done++].out, m->train.code.build, &out);
    for (; s->at_part < s->n_parts - 1 && s->until[s->at_part] <= s->at_done; s->at_part++) {
        const SharePart *p = &s->part[s->at_part];
        for (size_t i = p->offset; i < p->offset + p->count; i++)
            s->sums[i] *= (float)s->images;
        if (s->ready)
            s->ready(s->user, s->at_part);
    }
}

bool netc_share_pass(NetcModel *m, const Share *share, float *sums, float *loss, float *y,
                     ShareReady *ready, void *user, Err *err)
{
    Shares *s = m->sharing;
    m->overflowed = NULL;
    s->sums = sums;
    s->images = share->n;
    s->at_done = s->at_part = 0;
    s->ready = ready;
    s->user = user;
    m->first = share->first;
    m->pass++; /* counted by the step: what is refused before it draws the same again */
    bool ok = pass_forward_back(m, (Samples){share->x, share->values, share->labels, share->n},
                                loss, err);
    m->pass--;
    m->first = 0;
    s->sums = NULL;
    if (!ok)
        return false;
    m->overflowed = NULL; /* the sum of all shares tells */
    if (y)
        memcpy(y, m->train.area[AREA_Y], (size_t)share->n * netc_output_floats(m) * sizeof *y);
    SharePart moving = s->part[s->n_parts - 1];
    move_statistics(m, sums + moving.offset, true);
    for (size_t i = moving.offset; i < moving.offset + moving.count; i++)
        sums[i] *= (float)share->n;
    if (ready)
        ready(user, s->n_parts - 1);
    return true;
}

bool netc_share_step(NetcModel *m, float *sums, int n, bool last, float rate, Err *err)
{
    const Shares *s = m->sharing;
    for (int k = 0; k < s->n_parts; k++)
        for (size_t i = s->part[k].offset; i < s->part[k].offset + s->part[k].count; i++)
            sums[i] /= (float)n;
    m->overflowed = NULL;
    if (!rate_fits(rate, err) || !given_fits(m, sums, err))
        return false;
    m->pass++;
    sync_state(m);
    run_program(m, &m->train, PROG_GRADS_IN, 1, 0, sums);
    move_statistics(m, sums + netc_param_floats(m), false);
    keep_statistics(m, n);
    m->waiting += n;
    if (netc_accumulate(m) > 1)
        run_program(m, &m->train, PROG_ADD, n, 0, NULL);
    return !last || netc_train_update(m, rate, err);
}

NetcWeights netc_precision(const NetcModel *m)
{
    return m->train.ir ? (NetcWeights)m->train.ir->target.precision : NETC_F32;
}

bool netc_exact(const NetcModel *m)
{
    const Ir *ir = m->train.ir ? m->train.ir : m->infer.ir;
    return ir && ir->target.exact;
}

NetcBackend netc_backend(const NetcModel *m)
{
    return m->train.ir ? m->train.code.backend : m->infer.code.backend;
}

int netc_accumulate(const NetcModel *m)
{
    return m->graph->train.accumulate > 1 ? m->graph->train.accumulate : 1;
}

void netc_show_average(NetcModel *m, bool on)
{
    if (!m->train.ir || m->train.ir->prog[PROG_AVERAGE].n == 0 || on == m->averaged)
        return;
    sync_state(m);
    m->averaged = on;
    m->params_stale = m->model_stale = true;
}

/* ---- values kept of a frozen prefix (values.h) ---- */

static const Plan *values_plan(const NetcModel *m, ValuesFor what)
{
    return what == VALUES_TRAIN ? &m->train : &m->infer;
}

ValuesInfo netc_values(const NetcModel *m, ValuesFor what)
{
    const FrozenPrefix *p = &values_plan(m, what)->prefix;
    return p->layers ? (ValuesInfo){p->layers, p->last->name, p->values, (size_t)p->bytes}
                     : (ValuesInfo){.layers = 0};
}

bool netc_values_run(NetcModel *m, ValuesFor what, const float *x, int n, void *values, Err *err)
{
    Plan *p = what == VALUES_TRAIN ? &m->train : &m->infer;
    if (!p->prefix.layers || n < 0 || n > m->batch)
        return err_set(err,
                       p->prefix.layers ? "%d images in a batch of %d"
                                        : "no layers are frozen at the start of the net",
                       n, m->batch);
    if (what == VALUES_TRAIN)
        sync_state(m);
    else
        sync_model(m);
    memcpy(p->area[AREA_X], x, (size_t)n * netc_input_floats(m) * sizeof *x);
    run_program(m, p, PROG_FROZEN_PREFIX, n, 0, NULL);
    m->model_stale |= what == VALUES_TRAIN;
    move_values(p, values, n, true);
    return true;
}

bool netc_train_step_values(NetcModel *m, const void *values, const void *labels, int n, float rate,
                            float *loss, float *y, Err *err)
{
    return run_step(m, (Samples){NULL, values, labels, n}, rate, loss, y, err);
}

bool netc_train_add_values(NetcModel *m, const void *values, const void *labels, int n, float *loss,
                           float *y, Err *err)
{
    return run_add(m, (Samples){NULL, values, labels, n}, loss, y, err);
}

bool netc_infer_values(NetcModel *m, const void *values, int n, float *y, Err *err)
{
    if (!m->infer.ir)
        return err_set(err, "the model was opened without inference (`train_only`)");
    if (n < 0 || n > m->batch)
        return err_set(err, "%d images in a batch of %d", n, m->batch);
    sync_model(m);
    move_values(&m->infer, (void *)(uintptr_t)values, n, false);
    run_program(m, &m->infer, PROG_AFTER_PREFIX, n, 0, NULL);
    memcpy(y, m->infer.area[AREA_Y], (size_t)n * netc_output_floats(m) * sizeof *y);
    return true;
}

double netc_loss(const NetcModel *m, const float *y, const void *labels, int n)
{
    if (!y || !labels || n < 1 || !labels_fit(m, labels, n, NULL))
        return NAN;
    return loss_of(m) ? graph_loss(m->graph, y, labels, n) : NAN;
}

/* ---- training state: packed parameters and moments, then the tail ---- */

/* What lies where in the state: parameters and how they are packed, moments, sums, averages, and
 * whose they are. */
static uint64_t state_layout(const NetcModel *m, const char *optimizer)
{
    const Ir *ir = m->train.ir;
    uint64_t h = hash_text(
        hash_bytes(HASH_START, &m->graph->layout_hash, sizeof m->graph->layout_hash), optimizer);
    for (int i = 0; i < ir->n_bufs; i++) {
        const Buffer *b = ir->bufs[i];
        if (b->area != AREA_STATE)
            continue;
        const int64_t place[] = {b->offset, b->fixed, (int64_t)b->elem};
        h = hash_bytes(hash_text(h, b->name), place, sizeof place);
    }
    for (int i = 0; i < ir->prog[PROG_PACK].n; i++) {
        const Instr *in = ir->prog[PROG_PACK].code[i];
        h = hash_bytes(hash_text(h, in->k->name), in->consts,
                       sizeof *in->consts * (size_t)in->k->n_consts);
    }
    return h;
}

static const char *optimizer_name(const NetcModel *m)
{
    const Optimizer *o = m->graph->train.optimizer.record;
    return o ? o->name : "";
}

/* A state that an older netc wrote may have a former name of the optimizer. */
static bool layout_fits(const NetcModel *m, uint64_t layout)
{
    const char *name = optimizer_name(m);
    for (int i = 0; name; name = renamed_before("optimizer", optimizer_name(m), i++))
        if (state_layout(m, name) == layout)
            return true;
    return false;
}

static uint64_t state_sum(const void *state, size_t bytes, const uint64_t tail[N_TAIL])
{
    return hash_bytes(hash_bytes(HASH_START, state, bytes), tail, sizeof *tail * TAIL_SUM);
}

size_t netc_state_bytes(const NetcModel *m)
{
    return m->train.ir ? (size_t)m->train.ir->area_bytes[AREA_STATE] + N_TAIL * sizeof(uint64_t)
                       : 0;
}

const void *netc_state(NetcModel *m)
{
    if (!m || !m->train.ir)
        return NULL;
    sync_state(m);
    unsigned char *state = m->train.area[AREA_STATE];
    size_t n = (size_t)m->train.ir->area_bytes[AREA_STATE];
    uint64_t tail[N_TAIL] = {STATE_MARK,
                             state_layout(m, optimizer_name(m)),
                             n,
                             m->step,
                             m->pass,
                             m->seed,
                             (uint64_t)m->waiting,
                             0};
    tail[TAIL_SUM] = state_sum(state, n, tail);
    memcpy(state + n, tail, sizeof tail);
    return state;
}

bool netc_state_save(NetcModel *m, void *state)
{
    const void *now = state ? netc_state(m) : NULL;
    if (now)
        memcpy(state, now, netc_state_bytes(m));
    return now != NULL;
}

bool netc_state_check(const NetcModel *m, const void *state, Err *err)
{
    if (!m || !state)
        return err_set(err, "no %s", m ? "training state" : "model");
    if (!m->train.ir)
        return err_set(err, "the model was opened without `train`");
    size_t n = (size_t)m->train.ir->area_bytes[AREA_STATE];
    uint64_t tail[N_TAIL];
    memcpy(tail, (const char *)state + n, sizeof tail);
    if (tail[TAIL_MARK] != STATE_MARK)
        return err_set(
            err, "no training state of this version of netc and of this net, or a damaged one");
    if (tail[TAIL_BYTES] != n || !layout_fits(m, tail[TAIL_LAYOUT]))
        return err_set(err, "a training state of another net, of another optimizer or of another "
                            "plan for this one");
    if (tail[TAIL_SUM] != state_sum(state, n, tail) || tail[TAIL_WAITING] > INT_MAX)
        return err_set(err, "a damaged training state: its checksum does not fit");
    return true;
}

bool netc_state_load(NetcModel *m, const void *state)
{
    if (!netc_state_check(m, state, NULL))
        return false;
    size_t n = (size_t)m->train.ir->area_bytes[AREA_STATE];
    uint64_t tail[N_TAIL];
    memcpy(m->train.area[AREA_STATE], state, n);
    memcpy(tail, (const char *)state + n, sizeof tail);
    m->step = tail[TAIL_STEP];
    m->pass = tail[TAIL_PASS];
    m->seed = tail[TAIL_SEED];
    m->waiting = (int)tail[TAIL_WAITING];
    m->state_stale = false;
    m->params_stale = m->model_stale = true;
    return true;
}
