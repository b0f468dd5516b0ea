/* See calibrate.h. The plan for small machines in floats stores the same values as that of integers
 * does, so its instructions are run one by one, and each value is looked at when it is complete:
 * first for its least and largest number, then for how often which numbers come (BINS of them). */
#include "training/calibrate.h"
#include "base/number.h"
#include "compiler/ir/ir.h"
#include "compiler/ir/layer.h"
#include "runtime/code.h"
#include "runtime/measure.h"
#include <math.h>
#include <string.h>

enum { BINS = 2048 };

typedef struct Seen {
    bool any;
    double low, high;
    int64_t *bin; /* BINS of equal width between low and high */
} Seen;

typedef struct Job {
    Arena *a;
    const Ir *ir;
    const Graph *g;
    NetcRun run;
    Seen *seen;   /* by node */
    int *owner;   /* by node: the one whose scale its value has */
    bool counted; /* the second pass */
    const float *params;
    Quant *q;
} Job;

/* ---- looking ---- */

static bool look(Job *j, const Node *n, const Buffer *b, Err *err)
{
    const float *x = (const float *)(void *)(j->run.base[b->area] + b->offset);
    const int64_t count = buffer_count(j->ir, b);
    Seen *s = &j->seen[n->id];
    if (find_nonfinite(x, count) >= 0)
        return err_set(err, "the value of layer %s is not finite: it has no scale", n->name);
    if (!j->counted) {
        for (int64_t i = 0; i < count; i++) {
            s->low = s->any ? fmin(s->low, (double)x[i]) : (double)x[i];
            s->high = s->any ? fmax(s->high, (double)x[i]) : (double)x[i];
            s->any = true;
        }
        return true;
    }
    const double width = (s->high - s->low) / BINS;
    for (int64_t i = 0; i < count && width > 0; i++) {
        int at = (int)(((double)x[i] - s->low) / width);
        s->bin[at < BINS ? at : BINS - 1]++;
    }
    return true;
}

static bool run_sample(Job *j, Err *err)
{
    const Program *p = &j->ir->prog[PROG_INFER];
    if (!look(j, j->g->nodes[0], j->ir->x, err))
        return false;
    for (int i = 0; i < p->n; i++) {
        const Instr *in = p->code[i];
        reference_instr(in, kernel_build_best(), &j->run);
        if ((i == p->n - 1 || p->code[i + 1]->node != in->node) &&
            !look(j, in->node, in->buf[in->k->n_bufs - 1], err))
            return false;
    }
    return true;
}

static bool run_samples(Job *j, const Feed *feed, const Dataset *d, int samples, Err *err)
{
    Fetch fetch;
    bool ok = fetch_new(&fetch, d, err);
    for (int i = 0; ok && i < samples; i++) {
        feed_sample(feed, d, (int)((int64_t)i * d->n / samples), &fetch,
                    (float *)(void *)j->run.base[AREA_X]);
        ok = fetch.failed ? err_set(err, "%s", fetch.why.text) : run_sample(j, err);
    }
    fetch_free(&fetch);
    return ok;
}

/* ---- ranges ---- */

static double middle(const Seen *s, int bin)
{
    return s->low + (bin + 0.5) * (s->high - s->low) / BINS;
}

static double squared_error(const Seen *s, QuantScale q)
{
    double sum = 0;
    for (int i = 0; i < BINS; i++) {
        const double x = middle(s, i), off = x - (double)q.scale * (quant_integer(q, x) - q.zero);
        sum += s->bin[i] ? (double)s->bin[i] * off * off : 0;
    }
    return sum;
}

/* The part of the range, the same share of both sides, whose integers are wrong by least. */
static void least_error(const Seen *s, double *low, double *high)
{
    double least = squared_error(s, quant_range(s->low, s->high));
    for (int i = 98; i >= 20; i -= 2) {
        const double share = i / 100.0,
                     error = squared_error(s, quant_range(share * s->low, share * s->high));
        if (error < least) {
            least = error;
            *low = share * s->low;
            *high = share * s->high;
        }
    }
}

/* Without the 0.01 % of the numbers that are least and largest. */
static void without_ends(const Seen *s, double *low, double *high)
{
    int64_t all = 0, below = 0, above = 0;
    int first = 0, last = BINS - 1;
    for (int i = 0; i < BINS; i++)
        all += s->bin[i];
    while (first < BINS - 1 && (below += s->bin[first]) * 10000 <= all)
        first++;
    while (last > first && (above += s->bin[last]) * 10000 <= all)
        last--;
    *low = middle(s, first) - (s->high - s->low) / BINS / 2;
    *high = middle(s, last) + (s->high - s->low) / BINS / 2;
}

static void choose_range(Job *j, int node, CalibrateBy by)
{
    Seen *s = &j->seen[node];
    double low = s->low, high = s->high;
    if (node && by == CALIBRATE_MSE && high > low)
        least_error(s, &low, &high);
    else if (node && by == CALIBRATE_PERCENTILE && high > low)
        without_ends(s, &low, &high);
    s->low = low;
    s->high = high;
}

/* ---- whose scale a value has ---- */

static int owner_of(const Job *j, const Node *n)
{
    while (n->absorbed.by || (n->id && n->layer->int8_scale == INT8_INPUT))
        n = n->in[0];
    int at = n->id;
    while (j->owner[at] != at)
        at = j->owner[at];
    return at;
}

static void share(Job *j, int one, int other)
{
    Seen *a = &j->seen[one], *b = &j->seen[other];
    if (one == other)
        return;
    a->low = fmin(a->low, b->low);
    a->high = fmax(a->high, b->high);
    j->owner[other] = one;
}

/* Ranges that training has found (`quantize int8`), in the place of those of the samples. */
static void take_trained(Job *j)
{
    for (int i = 0; i < j->g->n_nodes; i++) {
        const Node *n = j->g->nodes[i];
        if (!(n->layer->traits & TRAIT_RANGE))
            continue;
        const float *range = j->params + n->params[0]->offset;
        Seen *s = &j->seen[owner_of(j, n)];
        if (!s->any || !(range[1] > range[0]))
            continue;
        s->low = (double)range[0];
        s->high = (double)range[1];
        j->q->trained++;
    }
}

static void find_scales(Job *j, CalibrateBy by)
{
    for (int i = 0; i < j->g->n_nodes; i++) {
        j->owner[i] = i;
        if (j->seen[i].any)
            choose_range(j, i, by);
    }
    take_trained(j);
    for (int i = 0; i < j->g->n_nodes; i++) {
        const Node *n = j->g->nodes[i];
        for (int k = 0; j->seen[i].any && n->layer->int8_scale == INT8_SHARED && k < n->n_in; k++)
            share(j, owner_of(j, n), owner_of(j, n->in[k]));
    }
    for (int i = 0; i < j->g->n_nodes; i++) {
        const Node *n = j->g->nodes[i];
        const Seen *s = &j->seen[owner_of(j, n)];
        bool own = !i || n->layer->int8_scale == INT8_OWN || n->layer->int8_scale == INT8_SHARED;
        if (own && j->seen[i].any)
            j->q->node[i].value = quant_range(s->low, s->high);
    }
}

/* ---- weights ---- */

/* What PREPARE makes of the node's parameter. NULL: it has none. */
static const float *prepared(const Job *j, const Node *n, const char *param, int64_t *count)
{
    const char *name = arena_printf(j->a, "%s.%s", n->name, param);
    for (int i = 0; i < j->ir->n_bufs; i++) {
        const Buffer *b = j->ir->bufs[i];
        if (b->area == AREA_MODEL && b->node == n && b->first >= 0 && !strcmp(b->name, name)) {
            *count = buffer_count(j->ir, b);
            return (const float *)(void *)(j->run.base[AREA_MODEL] + b->offset);
        }
    }
    return NULL;
}

static float largest_of(const float *w, int64_t rows, int64_t step)
{
    float most = 0;
    for (int64_t r = 0; r < rows; r++)
        most = fmaxf(most, fabsf(w[r * step]));
    return most;
}

/* A scale so small that the bias would not fit its integer is made larger. */
static void quantize_channel(QuantNode *q, const float *w, const float *bias, int64_t rows,
                             int64_t step, int64_t k, double x_scale)
{
    int8_t *to = (int8_t *)(uintptr_t)q->kernel;
    float *scale = (float *)(uintptr_t)q->scale;
    const double b = bias ? (double)bias[k] : 0;
    double s = fmax((double)largest_of(w + k, rows, step) / 127, fabs(b) / (x_scale * 0x1p30));
    scale[k] = s > 0x1p-100 ? (float)s : 1.0f;
    for (int64_t r = 0; r < rows; r++)
        to[r * step + k] = (int8_t)fmin(
            fmax(round((double)w[r * step + k] / (double)scale[k]), -127), 127);
    ((int32_t *)(uintptr_t)q->bias)[k] = (int32_t)llround(b / (x_scale * (double)scale[k]));
}

/* The kernel, *count numbers, and the bias (NULL: none) of the plan of floats. NULL: it has none.
 * Of Layer.int8_channels: the factors and summands. */
static const float *float_weights(const Job *j, const Node *n, const float **bias, int64_t *count)
{
    int64_t unused;
    const float *w = prepared(j, n, "kernel", count);
    *bias = prepared(j, n, "bias", &unused);
    if (!n->layer->int8_channels || w)
        return w;
    const float *scale = prepared(j, n, "scale", count), *gamma = prepared(j, n, "gamma", count);
    const float *shift = prepared(j, n, "shift", &unused), *beta = prepared(j, n, "beta", &unused);
    *bias = shift ? shift : beta;
    if (scale || gamma)
        return scale ? scale : gamma;
    float *ones = ARENA_ARRAY(j->a, float, n->out.c);
    for (int c = 0; c < n->out.c; c++)
        ones[c] = 1;
    *count = n->out.c;
    return *bias ? ones : NULL;
}

static void quantize_weights(const Job *j, const Node *n)
{
    int64_t count, k = n->out.c;
    const float *bias, *w = float_weights(j, n, &bias, &count);
    QuantNode *q = &j->q->node[n->id];
    if (!w || !j->seen[n->id].any)
        return;
    const int from = owner_of(j, n->in[0]);
    const Layer *l = j->g->nodes[from]->layer;
    const QuantScale x = l->int8_scale == INT8_SHARES   ? quant_shares
                         : l->int8_scale == INT8_SIGNED ? quant_signed
                                                        : j->q->node[from].value;
    q->kernel = arena_alloc(j->a, (size_t)count + 1);
    q->scale = ARENA_ARRAY(j->a, float, k);
    q->bias = ARENA_ARRAY(j->a, int32_t, k);
    q->n_scales = (int)k;
    for (int64_t c = 0; c < k; c++)
        quantize_channel(q, w, bias, count / k, k, c, (double)x.scale);
}

/* ---- all of it ---- */

static Job job_new(NetcModel *m, const char *from)
{
    const Ir *ir = netc_plan(m, false);
    Job j = {.a = ir->arena, .ir = ir, .g = ir->graph, .run = {.n = 1}, .params = netc_params(m)};
    j.seen = ARENA_ARRAY(j.a, Seen, j.g->n_nodes + 1);
    j.owner = ARENA_ARRAY(j.a, int, j.g->n_nodes + 1);
    j.q = ARENA_NEW(j.a, Quant);
    j.q->path = from;
    j.q->node = ARENA_ARRAY(j.a, QuantNode, j.g->n_nodes + 1);
    for (int i = 0; i < AREA_COUNT; i++)
        j.run.base[i] = arena_alloc(j.a, (size_t)ir->area_bytes[i] + 64);
    for (int i = 0; i < j.g->n_nodes; i++)
        j.seen[i].bin = ARENA_ARRAY(j.a, int64_t, BINS);
    memcpy(j.run.base[AREA_PARAMS], netc_params(m), netc_param_floats(m) * sizeof(float));
    reference_run(ir, kernel_build_best(), NULL, PROG_PREPARE, &j.run);
    return j;
}

typedef struct Request {
    NetcModel *m;
    const Feed *feed;
    const Dataset *d;
    int samples;
    CalibrateBy by;
    const char *from;
    const Quant *made;
    Err *err;
} Request;

static bool make(void *arg)
{
    Request *r = arg;
    Job j = job_new(r->m, r->from);
    if (r->samples < 1)
        return err_set(r->err, "there is no sample to calibrate on");
    if (!run_samples(&j, r->feed, r->d, r->samples, r->err))
        return false;
    j.counted = true;
    if (r->by != CALIBRATE_MINMAX && !run_samples(&j, r->feed, r->d, r->samples, r->err))
        return false;
    find_scales(&j, r->by);
    for (int i = 0; i < j.g->n_nodes; i++)
        quantize_weights(&j, j.g->nodes[i]);
    r->made = j.q;
    return true;
}

const Quant *calibrate(NetcModel *m, const Feed *feed, const Dataset *d, int samples,
                       CalibrateBy by, const char *from, Err *err)
{
    Request r = {m, feed, d, samples < d->n ? samples : d->n, by, from, NULL, err};
    return arena_try(netc_graph(m)->arena, make, &r, err) ? r.made : NULL;
}
