/* Sizes of buffers, of instructions and of a whole plan. */
#include "compiler/ir/ir.h"

/* A float of a plan is the compiler's: the gradient check computes in double. */
static int64_t elem_bytes(NumberType t)
{
    return t == NUMBER_F32 ? (int64_t)sizeof(float) : number_types[t].bytes;
}

int64_t buffer_part_bytes(const Buffer *b) { return b->fixed * elem_bytes(b->elem); }

int64_t buffer_count(const Ir *ir, const Buffer *b)
{
    return b->parts ? b->fixed * b->parts : b->per_image * ir->target.batch + b->fixed;
}

int64_t buffer_bytes(const Ir *ir, const Buffer *b)
{
    return buffer_count(ir, b) * elem_bytes(b->elem);
}

int64_t instr_extent(const Instr *i, int n)
{
    return i->k->range ? kernel_eval(i->k, i->k->range, i->consts, n) : 1;
}

int64_t plan_bytes(const Ir *ir)
{
    int64_t sum = 0;
    for (int a = 0; a < AREA_COUNT; a++)
        sum += a == AREA_GRADS ? 0 : ir->area_bytes[a];
    return sum;
}
