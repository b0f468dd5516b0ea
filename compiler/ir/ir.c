/* Sizes of buffers, of instructions and of a whole plan; the data of buffers that have some. */
#include "compiler/ir/ir.h"
#include <string.h>

/* A float of a plan is the compiler's: the gradient check computes in double. */
static int64_t elem_bytes(NumberType t)
{
    return t == NUMBER_F32 ? (int64_t)sizeof(float) : number_types[t].bytes;
}

int64_t buffer_piece_bytes(const Buffer *b) { return b->fixed * elem_bytes(b->elem); }

int64_t buffer_count(const Ir *ir, const Buffer *b)
{
    return b->pieces ? b->fixed * b->pieces : b->per_image * ir->target.batch + b->fixed;
}

int64_t buffer_bytes(const Ir *ir, const Buffer *b)
{
    return buffer_count(ir, b) * elem_bytes(b->elem);
}

const unsigned char *target_learning(Arena *a, const Graph *g, const Target *t)
{
    unsigned char *at = ARENA_ARRAY(a, unsigned char, g->n_nodes + 1);
    for (int i = 0; i < g->n_nodes && t->learns; i++) {
        const Node *n = g->nodes[i];
        for (int k = 0; k < n->n_params; k++)
            if (!n->frozen && n->params[k]->trainable)
                at[i] = LEARNING_BEHIND | LEARNING_ITSELF;
        for (int k = 0; k < n->n_in; k++)
            at[i] |= at[n->in[k]->id] & LEARNING_BEHIND;
    }
    return at;
}

void ir_put_data(const Ir *ir, unsigned char *model)
{
    for (int i = 0; i < ir->n_bufs; i++)
        if (ir->bufs[i]->data && ir->bufs[i]->offset >= 0)
            memcpy(model + ir->bufs[i]->offset, ir->bufs[i]->data,
                   (size_t)buffer_bytes(ir, ir->bufs[i]));
}

int64_t instr_extent(const Instr *i, int n)
{
    return i->k->range ? kernel_eval(i->k, i->k->range, i->consts, n) : 1;
}

int instr_ranges(const Instr *i, int n)
{
    return i->k->ranges || !i->length ? i->ranges
                                      : (int)((instr_extent(i, n) + i->length - 1) / i->length);
}

static int smaller(int64_t a, int64_t b) { return (int)(a < b ? a : b); }

void instr_range(const Instr *i, int n, int range, int *begin, int *end)
{
    const int64_t extent = instr_extent(i, n);
    *begin = smaller((int64_t)i->length * range, extent);
    *end = smaller((int64_t)i->length * (range + 1), extent);
}

void instr_images(const Instr *i, int n, int begin, int end, int *first, int *past)
{
    *first = begin / i->unit_items * i->unit_images;
    *past = smaller((int64_t)(end + i->unit_items - 1) / i->unit_items * i->unit_images, n);
}

Buffer *instr_scratch_at(const Instr *i, int at)
{
    for (int b = 0; b < i->k->n_bufs; b++)
        if (i->buf[b]->owner == OWNER_WORKER && at-- == 0)
            return i->buf[b];
    return at < i->n_narrow ? i->narrow[at].floats : NULL;
}

/* ---- stages ---- */

/* What the expression counts for each image, where it counts nothing beside them; else 0. */
static int64_t for_each_image(const Instr *i, const char *expr)
{
    static const int images[] = {0, 2, 3, 7, 64};
    const int64_t one = kernel_eval(i->k, expr, i->consts, 1);
    for (size_t k = 0; k < sizeof images / sizeof *images; k++)
        if (kernel_eval(i->k, expr, i->consts, images[k]) != images[k] * one)
            return 0;
    return one;
}

int64_t instr_image(const Instr *i)
{
    return i->k->range && !i->k->batched ? for_each_image(i, i->k->range) : 0;
}

static int add_accesses(const Ir *ir, const Instr *i, bool by_image, Access *to)
{
    const KernelArg *args = i->k->args + i->k->n_consts + i->k->n_scalars;
    int n = 0;
    for (int b = 0; b < i->k->n_bufs; b++) {
        const KernelArg *a = &args[b];
        if (a->owner == OWNER_WORKER ||
            kernel_eval(i->k, a->size, i->consts, ir->target.batch) == 0)
            continue;
        const int64_t image = by_image && !a->owner ? for_each_image(i, a->size) : 0,
                      bytes = a->elem == NUMBER_F32 ? elem_bytes(i->buf[b]->elem)
                                                    : elem_bytes(a->elem);
        to[n++] = (Access){i->buf[b], a->role == ARG_WRITE,
                           i->k->apart && !strcmp(a->name, i->k->apart), image * bytes};
    }
    return n;
}

int instr_accesses(const Ir *ir, const Instr *i, Access *to)
{
    const bool by_image = instr_image(i) > 0;
    int n = add_accesses(ir, i, by_image, to);
    for (int f = 0; f < i->n_fused; f++)
        n += add_accesses(ir, i->fused[f], by_image, to + n);
    return n;
}

int stage_length(const Program *p, int i)
{
    int n = 1;
    while (p->code[i]->stage && i + n < p->n && p->code[i + n]->stage == p->code[i]->stage)
        n++;
    return n;
}

int lane_length(const Program *p, int i)
{
    const int all = stage_length(p, i);
    int n = 1;
    while (n < all && p->code[i + n]->lane == p->code[i]->lane)
        n++;
    return n;
}

int lane_ranges(const Program *p, int i, int n)
{
    int most = 0;
    for (int k = lane_length(p, i); k > 0; k--) {
        const int ranges = instr_ranges(p->code[i + k - 1], n);
        most = ranges > most ? ranges : most;
    }
    return most;
}

int program_barriers(const Program *p, int n)
{
    int barriers = 0;
    for (int i = 0; i < p->n; i++) {
        const int end = i + stage_length(p, i);
        int ranges = 0;
        for (int at = i; at < end && !p->code[i]->gone; at += lane_length(p, at))
            ranges += lane_ranges(p, at, n);
        barriers += ranges > 1;
        i = end - 1;
    }
    return barriers;
}

Buffer *instr_scratch(const Ir *ir, const Instr *i, int64_t *bytes)
{
    const int64_t align = target_layout(&ir->target)->align;
    Buffer *first = NULL, *b;
    *bytes = 0;
    for (int at = 0; (b = instr_scratch_at(i, at)); at++) {
        if (!buffer_bytes(ir, b))
            continue;
        first = first ? first : b;
        *bytes += (buffer_bytes(ir, b) + align - 1) / align * align;
    }
    return first;
}

int64_t plan_bytes(const Ir *ir)
{
    const bool reads_flash = !target_layout(&ir->target)->block;
    int64_t sum = 0;
    for (int a = 0; a < AREA_COUNT; a++)
        if (a != AREA_GRADS && !(reads_flash && (a == AREA_PARAMS || a == AREA_MODEL)))
            sum += ir->area_bytes[a];
    return sum;
}

/* ---- where most of the work area is in use ---- */

static bool uses(const Instr *in, const Buffer *b)
{
    for (int i = 0; i < in->k->n_bufs; i++)
        if (in->buf[i] == b)
            return true;
    return false;
}

/* Bytes of the work area that are in use while an instruction runs: it is at `time` of the plan.
 * What shares its memory is counted once. */
static int64_t bytes_at(const Ir *ir, const Instr *in, int time)
{
    int64_t sum = 0;
    for (int i = 0; i < ir->n_bufs; i++) {
        const Buffer *b = ir->bufs[i];
        bool counted = b->area != AREA_WORK || b->first < 0 ||
                       !(uses(in, b) || (b->first <= time && time <= b->last));
        for (int j = 0; j < i && !counted; j++) {
            const Buffer *o = ir->bufs[j];
            counted = o->area == AREA_WORK && o->first >= 0 && o->offset == b->offset &&
                      o->first <= time && time <= o->last &&
                      buffer_bytes(ir, o) >= buffer_bytes(ir, b);
        }
        sum += counted ? 0 : buffer_bytes(ir, b);
    }
    return sum;
}

/* Calls `see` with each instruction of inference and what it uses. */
static void each_use(const Ir *ir, void (*see)(void *to, const Instr *, int64_t), void *to)
{
    int time = 0;
    for (int p = 0; p <= PROG_INFER; p++)
        for (int i = 0; program_is_planned((ProgramId)p) && i < ir->prog[p].n; i++) {
            const Instr *in = ir->prog[p].code[i];
            if (!in->gone && p == PROG_INFER)
                see(to, in, bytes_at(ir, in, time));
            time += !in->gone;
        }
}

typedef struct Peak {
    const Instr *at;
    int64_t bytes;
    const Node *last;
    int nodes;
} Peak;

static void see_use(void *to, const Instr *in, int64_t bytes)
{
    Peak *p = to;
    if (bytes > p->bytes)
        *p = (Peak){in, bytes, in->node, 1};
    else if (bytes == p->bytes && in->node != p->last) {
        p->last = in->node;
        p->nodes++;
    }
}

const Instr *plan_peak(const Ir *ir, int64_t *bytes, int *nodes)
{
    Peak p = {NULL, 0, NULL, 0};
    each_use(ir, see_use, &p);
    *bytes = p.bytes;
    if (nodes)
        *nodes = p.nodes;
    return p.at;
}

int ranges_of_floats(int64_t count)
{
    enum { FLOATS_A_RANGE = 1 << 17, MOST = 64 };
    const int64_t ranges = count / FLOATS_A_RANGE;
    return (int)(ranges < 1 ? 1 : ranges < MOST ? ranges : MOST);
}
