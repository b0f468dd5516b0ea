/* See verify_net.h. Each backend runs preparation and inference, then gradients and a step, in
 * lockstep with the reference; then the loss is followed along every parameter's gradient. */
#include "runtime/verify_net.h"
#include "compiler/emit/emit.h"
#include "compiler/ir/ir.h"
#include "runtime/blas.h"
#include "runtime/code.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const double verify_slope_allowed = 0.05;

typedef struct Job {
    Arena *a;
    const VerifyRequest *q;
    VerifyReport *report;
    Lockstep *lock;
    float *grads; /* the reference's, an image */
} Job;

static unsigned char *aligned(Arena *a, int64_t bytes)
{
    unsigned char *p = arena_alloc(a, (size_t)bytes + 128);
    return p + (64 - (uintptr_t)p % 64) % 64;
}

static void one_by_one(const NetcRun *run, NetcTask *task, int count)
{
    NetcRun copy = *run;
    for (int i = 0; i < count; i++)
        task(&copy, i, 0);
}

/* Memory of a plan with the parameters, images and labels in it. */
static NetcRun run_new(Arena *a, const Job *j, const Ir *ir)
{
    NetcRun run = {.n = ir->target.batch,
                   .rate = j->q->rate,
                   .seed = 1,
                   .step = 1,
                   .parallel_for = one_by_one};
    for (int i = 0; i < RUN_PARTS; i++)
        run.part_rate[i] = run.rate;
    for (int i = 0; i < AREA_COUNT; i++)
        run.base[i] = aligned(a, ir->area_bytes[i]);
    memcpy(run.base[AREA_PARAMS], j->q->params, (size_t)ir->graph->param_floats * sizeof(float));
    memcpy(run.base[AREA_X], j->q->x, (size_t)ir->area_bytes[AREA_X]);
    if (ir->mode == MODE_TRAIN)
        memcpy(run.base[AREA_LABEL], j->q->labels, (size_t)ir->area_bytes[AREA_LABEL]);
    ir_put_data(ir, run.base[AREA_MODEL]);
    return run;
}

static const ProgramId infer_order[] = {PROG_PREPARE, PROG_INFER};
static const ProgramId train_order[] = {PROG_PACK,      PROG_FORWARD,  PROG_BACKWARD, PROG_STATS,
                                        PROG_GRADS_OUT, PROG_GRADS_IN, PROG_APPLY,    PROG_UNPACK};

/* ---- JIT and cc ---- */

static bool code_backend(Job *j, const Ir *ir, VerifyBackend b, NetcBackend backend, Err *err)
{
    Code code;
    const ProgramId *order = ir->mode == MODE_TRAIN ? train_order : infer_order;
    int n = ir->mode == MODE_TRAIN ? (int)(sizeof train_order / sizeof *train_order) : 2;
    if (!code_make(ir, backend, lockstep_mark, &code, err))
        return false;
    Arena *own = arena_child(j->a);
    NetcRun run = run_new(own, j, ir);
    lockstep_enter(j->lock, b);
    for (int i = 0; i < n; i++)
        code_run(&code, order[i], &run);
    lockstep_enter(NULL, b);
    code_free(&code);
    if (ir->mode == MODE_TRAIN) {
        memcpy(j->grads, run.base[AREA_GRADS], (size_t)ir->graph->param_floats * sizeof(float));
        j->report->loss = (double)*(const float *)(const void *)run.base[AREA_LOSS];
    }
    arena_free(own);
    return isfinite(j->report->loss) ||
           err_set(err, "the loss of these samples is not finite: there is nothing to compare");
}

/* ---- emitted C ---- */

typedef struct Api {
    int (*fold)(const float *, float *); /* of --target=mcu, in the place of all others */
    int (*infer_mcu)(const float *, const float *, float *, void *, size_t);
    int (*infer_int8)(const float *, float *, void *, size_t); /* the same of integers */
    int (*prepare)(const float *, void *, size_t);
    int (*infer)(const void *, const float *, int, float *, void *, size_t);
    int (*train_init)(void **, void *, size_t, const float *, uint64_t);
    int (*train_grad)(void *, const float *, const void *, int, float *, float *);
    int (*train_apply)(void *, const float *, float);
    int (*train_params)(const void *, float *);
    const char *(*strerror)(int);
} Api;

static bool find(const Emitted *e, const Graph *g, const char *name, void *fn, Err *err)
{
    char whole[300];
    snprintf(whole, sizeof whole, "%s_%s", g->name, name);
    void *p = emitted_symbol(e, whole);
    memcpy(fn, &p, sizeof p);
    return p || err_set(err, "the emitted C has no %s", whole);
}

static bool is_mcu(const Job *j) { return target_layout(&j->q->infer->target) == &layout_hwc; }

static bool find_api(const Emitted *e, const Job *j, Api *api, Err *err)
{
    const Graph *g = j->q->infer->graph;
    bool train = j->q->train != NULL;
    if (j->q->infer->target.quant)
        return find(e, g, "infer", &api->infer_int8, err);
    if (is_mcu(j))
        return find(e, g, "fold", &api->fold, err) && find(e, g, "infer", &api->infer_mcu, err);
    return find(e, g, "prepare", &api->prepare, err) && find(e, g, "infer", &api->infer, err) &&
           find(e, g, "strerror", &api->strerror, err) &&
           (!train || (find(e, g, "train_init", &api->train_init, err) &&
                       find(e, g, "train_grad", &api->train_grad, err) &&
                       find(e, g, "train_apply", &api->train_apply, err) &&
                       find(e, g, "train_params", &api->train_params, err)));
}

static int call_mcu(Arena *a, const Job *j, const Api *api)
{
    const Ir *ir = j->q->infer;
    NetcRun run = run_new(a, j, ir);
    float *weights = (float *)(void *)run.base[AREA_MODEL];
    int bad = api->fold((const float *)(void *)run.base[AREA_PARAMS], weights);
    return bad ? bad
               : api->infer_mcu(weights, (const float *)(void *)run.base[AREA_X],
                                (float *)(void *)run.base[AREA_Y], run.base[AREA_WORK],
                                (size_t)ir->area_bytes[AREA_WORK]);
}

static int call_int8(Arena *a, const Job *j, const Api *api)
{
    const Ir *ir = j->q->infer;
    NetcRun run = run_new(a, j, ir);
    return api->infer_int8((const float *)(void *)run.base[AREA_X],
                           (float *)(void *)run.base[AREA_Y], run.base[AREA_WORK],
                           (size_t)ir->area_bytes[AREA_WORK]);
}

static int call_infer(Arena *a, const Job *j, const Api *api)
{
    const Ir *ir = j->q->infer;
    if (api->infer_int8)
        return call_int8(a, j, api);
    if (api->fold)
        return call_mcu(a, j, api);
    size_t model_bytes = (size_t)emit_model_bytes(ir), work_bytes = (size_t)emit_work_bytes(ir);
    unsigned char *model = aligned(a, (int64_t)model_bytes),
                  *work = aligned(a, (int64_t)work_bytes), *y = aligned(a, ir->area_bytes[AREA_Y]);
    NetcRun run = run_new(a, j, ir);
    int bad = api->prepare((const float *)(void *)run.base[AREA_PARAMS], model, model_bytes);
    return bad ? bad
               : api->infer(model, (const float *)(void *)run.base[AREA_X], run.n,
                            (float *)(void *)y, work, work_bytes);
}

static int call_train(Arena *a, const Job *j, const Api *api)
{
    const Ir *ir = j->q->train;
    size_t bytes = (size_t)emit_train_bytes(ir);
    NetcRun run = run_new(a, j, ir);
    void *t;
    float loss, *params = (float *)(void *)run.base[AREA_PARAMS],
                *grads = (float *)(void *)run.base[AREA_GRADS];
    int bad = api->train_init(&t, aligned(a, (int64_t)bytes), bytes, params, 1);
    bad = bad ? bad
              : api->train_grad(t, (const float *)(void *)run.base[AREA_X], run.base[AREA_LABEL],
                                run.n, grads, &loss);
    bad = bad ? bad : api->train_apply(t, grads, j->q->rate);
    return bad ? bad : api->train_params(t, params);
}

static bool emitted_backend(Job *j, Err *err)
{
    Emitted e;
    Api api = {0};
    if (!emitted_open(&e, j->q->infer, j->q->train, err))
        return false;
    bool ok = find_api(&e, j, &api, err);
    if (ok) {
        Arena *own = arena_child(j->a);
        lockstep_enter(j->lock, VERIFY_EMITTED);
        int bad = call_infer(own, j, &api);
        bad = bad || !j->q->train ? bad : call_train(own, j, &api);
        lockstep_enter(NULL, VERIFY_EMITTED);
        arena_free(own);
        ok = !bad || err_set(err, "a function of the emitted C failed: %s",
                             api.strerror ? api.strerror(bad) : "an argument was refused");
    }
    emitted_close(&e);
    return ok;
}

/* ---- difference quotients ---- */

typedef struct Slopes {
    Job *j;
    const Code *code;
    NetcRun run;
    double largest;
} Slopes;

static double loss_at(Slopes *s, const Param *p, double length, double h)
{
    float *w = (float *)(void *)s->run.base[AREA_PARAMS];
    const float *at = s->j->q->params + p->offset, *g = s->j->grads + p->offset;
    for (int64_t i = 0; i < p->count; i++)
        w[p->offset + i] = (float)((double)at[i] + h * (double)g[i] / length);
    code_run(s->code, PROG_PACK, &s->run);
    code_run(s->code, PROG_FORWARD, &s->run);
    memcpy(w + p->offset, at, (size_t)p->count * sizeof *w);
    return (double)*(const float *)(const void *)s->run.base[AREA_LOSS];
}

static double norm_of(const float *v, int64_t n)
{
    double sum = 0;
    for (int64_t i = 0; i < n; i++)
        sum += (double)v[i] * (double)v[i];
    return sqrt(sum);
}

/* Steps that change the loss by 1, 1/4, ... 1/256 per cent, if the gradient is right, but no longer
 * than a tenth of the parameter. The nearest counts: longer ones are bent, shorter ones lost in
 * rounding. Where the loss bends much even within the shortest, as at kinks behind a batchnorm of
 * values that hardly differ, two steps tell where the quotient goes: its error is taken to fall at
 * least as the step does. What the shortest step leaves open is not held against the gradient:
 * where the loss bends one way from -h to h, its slope at 0 is between the quotients of the two
 * sides, so that of both together is off by half their difference at most. A gradient too short to
 * be seen in the loss is left out. */
static void check_slope(Slopes *s, const Param *p)
{
    double length = norm_of(s->j->grads + p->offset, p->count),
           size = norm_of(s->j->q->params + p->offset, p->count) + 0.01 * sqrt((double)p->count);
    double loss = fmax(fabs(s->j->report->loss), 1e-3), best = INFINITY;
    bool seen = false;
    if (!(length > 0) || length < 1e-5 * s->largest)
        return;
    double last = NAN, open = 0, here = loss_at(s, p, length, 0);
    double claimed = s->j->q->fault && !strcmp(s->j->q->fault->kernel, "slope") ? length * 1.1
                                                                                : length;
    for (int k = 0; k < 5; k++) {
        double h = fmin(loss * 0.01 / (1 << (2 * k)) / length, 0.1 * size),
               noise = 4 * FLT_EPSILON * loss / (2 * h * length);
        if (noise > verify_slope_allowed / 4)
            continue;
        double above = loss_at(s, p, length, h), below = loss_at(s, p, length, -h),
               slope = (above - below) / (2 * h);
        open = fabs(above - 2 * here + below) / (2 * h);
        best = fmin(best, fabs(slope - claimed) / claimed);
        best = fmin(best, fabs(slope + (slope - last) / 3 - claimed) /
                              claimed); /* NAN, at the first, is no least */
        last = slope;
        seen = true;
    }
    best = fmin(best, fmax(fabs(last - claimed) - open, 0) / claimed);
    VerifyReport *r = s->j->report;
    VerifySlope *to = &r->layer[p->node->id].slope;
    if (!seen)
        return;
    bool bad = !(best <= verify_slope_allowed);
    if (!to->seen || !(best <= to->deviation))
        *to = (VerifySlope){true, to->bad || bad, best, p->name};
    to->seen = true;
    to->bad |= bad;
    if (bad && !r->bad++) {
        r->first_node = p->node;
        r->first = arena_printf(s->j->a,
                                "%s deviates: along the gradient of %s the loss rises by another "
                                "slope than its length (off by %.3g %%, %.3g %% is allowed)",
                                p->node->name, p->full_name, 100 * best,
                                100 * verify_slope_allowed);
    }
}

static bool check_slopes(Job *j, Err *err)
{
    Code code;
    const Graph *g = j->q->train->graph;
    if (!code_make(j->q->train, NETC_JIT, lockstep_mark, &code, err))
        return false;
    Arena *own = arena_child(j->a);
    Slopes s = {j, &code, run_new(own, j, j->q->train), 0};
    for (int i = 0; i < g->n_params; i++)
        s.largest = fmax(s.largest, norm_of(j->grads + g->params[i]->offset, g->params[i]->count));
    for (int i = 0; i < g->n_params; i++)
        if (g->params[i]->trainable && !g->params[i]->node->frozen)
            check_slope(&s, g->params[i]);
    code_free(&code);
    arena_free(own);
    return true;
}

/* ---- all of it ---- */

static bool both_plans(Job *j, VerifyBackend b, NetcBackend backend, Err *err)
{
    j->report->ran[b] = true;
    return code_backend(j, j->q->infer, b, backend, err) &&
           (!j->q->train || code_backend(j, j->q->train, b, backend, err));
}

bool netverify(Arena *a, const VerifyRequest *q, VerifyReport *report, Err *err)
{
    const Graph *g = q->infer->graph;
    const char *command;
    bool compiler = emitted_compiler(&command);
    *report = (VerifyReport){.n = g->n_nodes + 1, .trained = q->train != NULL};
    report->layer = ARENA_ARRAY(a, VerifyLayer, report->n);
    Job j = {.a = a, .q = q, .report = report, .grads = ARENA_ARRAY(a, float, g->param_floats + 1)};
    j.lock = lockstep_new(a, q->infer, q->train, report, q->fault);
    if (!blas_open(1, err))
        return false;
    for (int b = VERIFY_CC; b <= VERIFY_EMITTED && !compiler; b++)
        report->why_not[b] = arena_printf(a, "there is no C compiler `%s` here (CC names another)",
                                          command);
    if (!both_plans(&j, VERIFY_JIT, NETC_JIT, err) ||
        (compiler && !both_plans(&j, VERIFY_CC, NETC_CC, err)))
        return false;
    if (compiler && !emitted_backend(&j, err))
        return false;
    report->ran[VERIFY_EMITTED] = compiler;
    /* the loss of rounded values moves in steps */
    return !q->train || q->train->target.precision || g->train.quantize || check_slopes(&j, err);
}
