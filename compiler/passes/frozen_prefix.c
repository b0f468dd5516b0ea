/* split_frozen_prefix: cuts INFER or FORWARD in two where the first part depends on frozen layers
 * and the image alone. The instructions are the plan's own, with its kernels and its memory, so
 * that the two parts run one after the other give the bits of the whole. The planner keeps apart
 * whatever lives at one time, and all values that cross the cut live there: they can be taken out
 * after the first part, and put back before the second without running the first. */
#include "compiler/passes/frozen_prefix.h"
#include "compiler/ir/layer.h"
#include "compiler/passes/passes.h"
#include <string.h>

static const KernelArg *pointers(const Instr *in)
{
    return in->k->args + in->k->n_consts + in->k->n_scalars;
}

/* Moving statistics and trained parameters belong to nodes that are not frozen. */
bool *frozen_prefix_nodes(const Ir *ir)
{
    const Graph *g = ir->graph;
    bool *in_prefix = ARENA_ARRAY(ir->arena, bool, g->n_nodes);
    for (int i = 0; i < g->n_nodes; i++) {
        const Node *n = g->nodes[i];
        in_prefix[i] = n->frozen || n->n_params == 0;
        for (int j = 0; j < n->n_in; j++)
            in_prefix[i] &= in_prefix[n->in[j]->id];
    }
    return in_prefix;
}

static bool is_random(const Kernel *k)
{
    for (int i = 0; i < k->n_scalars; i++)
        if (!strcmp(k->args[k->n_consts + i].name, "seed") ||
            !strcmp(k->args[k->n_consts + i].name, "step"))
            return true;
    return false;
}

/* Values of an image only: sums over a batch would depend on the other images of the batch. */
static bool writes_elsewhere(const Instr *in)
{
    bool reads_images = false, writes_sums = false;
    for (int b = 0; b < in->k->n_bufs; b++) {
        const Buffer *x = in->buf[b];
        if (pointers(in)[b].role == ARG_READ)
            reads_images |= x->per_image > 0;
        else if (x->area != AREA_WORK)
            return true;
        else
            writes_sums |= x->per_image == 0 && x->fixed > 0 && !pointers(in)[b].owner;
    }
    return reads_images && writes_sums;
}

static bool repeats(const Instr *in, const bool *in_prefix)
{
    if (!in->node || !in_prefix[in->node->id] ||
        (in->phase != PHASE_IMPORT && in->phase != PHASE_FORWARD))
        return false;
    if (is_random(in->k) || in->k->batched || writes_elsewhere(in))
        return false;
    for (int f = 0; f < in->n_fused; f++)
        if (!repeats(in->fused[f], in_prefix))
            return false;
    return true;
}

/* Marks in `mark` the buffers that an instruction writes (role ARG_WRITE) or reads. */
static void mark_buffers(const Instr *in, ArgRole role, bool *mark)
{
    for (int b = 0; b < in->k->n_bufs; b++)
        if (pointers(in)[b].role == role)
            mark[in->buf[b]->id] = true;
    for (int f = 0; f < in->n_fused; f++)
        mark_buffers(in->fused[f], role, mark);
}

/* What crosses a cut before instruction `at`; false: something that cannot be kept image by image.
 */
static bool cross(const Ir *ir, const Program *p, int at, FrozenPrefix *out)
{
    bool *written = ARENA_ARRAY(ir->arena, bool, ir->n_bufs),
         *read = ARENA_ARRAY(ir->arena, bool, ir->n_bufs);
    for (int i = 0; i < p->n; i++)
        if (!p->code[i]->gone)
            mark_buffers(p->code[i], i < at ? ARG_WRITE : ARG_READ, i < at ? written : read);
    for (int i = 0; i < ir->prog[PROG_BACKWARD].n; i++)
        if (!ir->prog[PROG_BACKWARD].code[i]->gone)
            mark_buffers(ir->prog[PROG_BACKWARD].code[i], ARG_READ, read);
    out->n = 0;
    out->values = out->bytes = 0;
    for (int i = 0; i < ir->n_bufs; i++) {
        Buffer *b = ir->bufs[i];
        if (read[i] && b->area == AREA_X)
            return false;
        if (!written[i] || !read[i])
            continue;
        if (out->n == FROZEN_PREFIX_MAX_VALUES || b->use != USE_ACTIVATION || b->fixed || b->owner)
            return false;
        out->value[out->n++] = b;
        out->values += b->per_image;
        out->bytes += buffer_bytes(ir, b) / ir->target.batch;
    }
    return out->n > 0;
}

/* What crosses a cut that moves from the end of a program to its start. */
typedef struct Moving {
    const Ir *ir;
    int *written, *read; /* of each buffer: how often before the cut, and after it */
    int n, bad;    /* buffers that cross; those of them that cannot be kept, and reads of the images
                      behind it */
    int64_t bytes; /* of those that cross, an image */
} Moving;

static bool can_be_kept(const Buffer *b)
{
    return b->use == USE_ACTIVATION && !b->fixed && !b->owner;
}

static void count_buffer(Moving *m, const Buffer *b, int written, int read)
{
    bool before = m->written[b->id] > 0 && m->read[b->id] > 0;
    m->written[b->id] += written;
    m->read[b->id] += read;
    int change = (m->written[b->id] > 0 && m->read[b->id] > 0) - before;
    m->n += change;
    m->bytes += change * (buffer_bytes(m->ir, b) / m->ir->target.batch);
    m->bad += change * !can_be_kept(b) + (read && b->area == AREA_X);
}

static void count_instr(Moving *m, const Instr *in, int written, int read)
{
    for (int b = 0; b < in->k->n_bufs; b++) {
        bool reads = pointers(in)[b].role == ARG_READ, writes = pointers(in)[b].role == ARG_WRITE;
        count_buffer(m, in->buf[b], writes ? written : 0, reads ? read : 0);
    }
    for (int f = 0; f < in->n_fused; f++)
        count_instr(m, in->fused[f], written, read);
}

static Moving moving_from_end(const Ir *ir, const Program *p, int end)
{
    Moving m = {.ir = ir,
                .written = ARENA_ARRAY(ir->arena, int, ir->n_bufs),
                .read = ARENA_ARRAY(ir->arena, int, ir->n_bufs)};
    const Program *backward = &ir->prog[PROG_BACKWARD];
    for (int i = 0; i < p->n; i++)
        if (!p->code[i]->gone)
            count_instr(&m, p->code[i], i < end, i >= end);
    for (int i = 0; i < backward->n; i++)
        if (!backward->code[i]->gone)
            count_instr(&m, backward->code[i], 0, 1);
    return m;
}

/* The cut with the least to keep, no layer with parameters given away: recomputing a final
 * upsampling is cheaper than storing it. Returns its place; 0: none. */
static int best_cut(const Ir *ir, const Program *p, int end, FrozenPrefix *out)
{
    int best = 0;
    int64_t least = 0;
    Moving m = moving_from_end(ir, p, end);
    for (int at = end; at > 0; at--) {
        if (m.n > 0 && m.n <= FROZEN_PREFIX_MAX_VALUES && !m.bad && (!best || m.bytes < least)) {
            best = at;
            least = m.bytes;
        }
        if (best && p->code[at - 1]->node->n_params > 0)
            break;
        if (!p->code[at - 1]->gone)
            count_instr(&m, p->code[at - 1], -1, 1);
    }
    return best && cross(ir, p, best, out) ? best : 0;
}

static void mark_nodes(const Instr *in, bool *mark)
{
    mark[in->node->id] = true;
    for (int f = 0; f < in->n_fused; f++)
        mark[in->fused[f]->node->id] = true;
}

/* Layers that do something up to the cut, by statement; 0 when none of them has parameters: nothing
 * worth keeping. */
static int count_layers(const Ir *ir, const Program *p, int cut, const Node **last)
{
    bool *mark = ARENA_ARRAY(ir->arena, bool, ir->graph->n_nodes);
    bool *alone = ARENA_ARRAY(ir->arena, bool, ir->graph->n_nodes);
    int layers = 0, with_params = 0;
    for (int i = 0; i < p->n; i++)
        if (!p->code[i]->gone)
            mark_nodes(p->code[i], i < cut ? mark : alone);
    for (int i = 1; i < ir->graph->n_nodes; i++) {
        const Node *n = ir->graph->nodes[i];
        if (ir->absorbed[i] && !alone[i]) /* done by what computes it */
            mark[i] |= mark[n->in[0]->id];
        if (!mark[i])
            continue;
        with_params += n->n_params > 0;
        layers += !n->implicit;
        *last = n->implicit ? *last : n;
    }
    return with_params ? layers : 0;
}

int frozen_prefix_end(const Ir *ir, const Program *p)
{
    const bool *in_prefix = frozen_prefix_nodes(ir);
    int end = 0;
    bool with_params = false;
    for (int i = 0; i < p->n; i++) {
        if (p->code[i]->gone)
            continue;
        if (!repeats(p->code[i], in_prefix))
            break;
        with_params |= p->code[i]->node->n_params > 0;
        end++;
    }
    return with_params ? end : 0;
}

FrozenPrefix split_frozen_prefix(Ir *ir)
{
    const Program *p = &ir->prog[ir->mode == MODE_TRAIN ? PROG_FORWARD : PROG_INFER];
    const bool *in_prefix = frozen_prefix_nodes(ir);
    FrozenPrefix out = {0};
    int end = 0;
    while (end < p->n && (p->code[end]->gone || repeats(p->code[end], in_prefix)))
        end++;
    int cut = best_cut(ir, p, end, &out);
    out.layers = cut ? count_layers(ir, p, cut, &out.last) : 0;
    if (!out.layers)
        return (FrozenPrefix){0};
    for (int i = 0; i < p->n; i++) {
        Program *to = &ir->prog[i < cut ? PROG_FROZEN_PREFIX : PROG_AFTER_PREFIX];
        if (!p->code[i]->gone)
            ARENA_PUSH(ir->arena, to->code, to->n, to->cap, p->code[i]);
    }
    return out;
}
