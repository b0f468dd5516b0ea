/* by_rows: chains of layers that run by turns. Each turn makes a few rows of the last value, and
 * before them the rows of the values between that these need and that are not there yet. Of a value
 * between only the rows are kept that a later turn reads again (RowShape of kernels/shapes.h), so
 * that a chain takes little memory, and nothing is computed twice. Which layers form a chain says
 * Target.chains. */
#include "compiler/passes/passes.h"
#include <string.h>

typedef struct Chain {
    Instr *const *code;
    int n, turns;
    int *done, *upto; /* by instruction: rows that are there before and after a turn */
    int *kept;        /* rows of its value that are kept */
} Chain;

static Buffer *output(const Instr *in) { return in->buf[in->k->n_bufs - 1]; }

static int least(int a, int b) { return a < b ? a : b; }
static int most(int a, int b) { return a > b ? a : b; }

static int uses(const Program *p, const Buffer *b)
{
    int n = 0;
    for (int i = 0; i < p->n; i++)
        for (int k = 0; k < p->code[i]->k->n_bufs; k++)
            n += p->code[i]->buf[k] == b;
    return n;
}

bool rows_follow(const Ir *ir, const Instr *a, const Instr *b)
{
    const Buffer *between = output(a);
    return a->rows.step > 0 && b->rows.step > 0 && b->buf[0] == between &&
           a->rows.out_rows == b->rows.in_rows && between->area == AREA_WORK &&
           uses(&ir->prog[PROG_INFER], between) == 2;
}

/* The rows that each instruction has made after a turn. */
static void plan_turn(Chain *c, int turn)
{
    const int last = c->n - 1;
    c->upto[last] = (int)((int64_t)c->code[last]->rows.out_rows * (turn + 1) / c->turns);
    for (int j = last - 1; j >= 0; j--) {
        const InstrRows *next = &c->code[j + 1]->rows;
        const bool idle = c->upto[j + 1] == c->done[j + 1];
        const int need = idle ? 0 : (c->upto[j + 1] - 1) * next->step + next->high + 1;
        c->upto[j] = most(c->done[j], least(need, c->code[j]->rows.out_rows));
        if (!idle)
            c->kept[j] = most(c->kept[j],
                              c->upto[j] - most(0, c->done[j + 1] * next->step + next->low));
    }
}

static void end_turn(Chain *c) { memcpy(c->done, c->upto, (size_t)c->n * sizeof *c->done); }

static void set_const(Instr *in, const char *name, int value)
{
    for (int i = 0; i < in->k->n_consts; i++)
        if (!strcmp(in->k->args[i].name, name))
            in->consts[i] = value;
}

/* One instruction of a chain for the rows of this turn. */
static Instr *part(Arena *a, const Chain *c, int j)
{
    Instr *in = ARENA_NEW(a, Instr);
    *in = *c->code[j];
    set_const(in, "FROM", c->done[j]);
    set_const(in, "TO", c->upto[j]);
    if (j > 0)
        set_const(in, "XR", c->kept[j - 1]);
    if (j < c->n - 1)
        set_const(in, "YR", c->kept[j]);
    return in;
}

/* Appends the chain's turns to `to`. */
static void run_by_turns(Ir *ir, Chain *c, Program *to)
{
    Arena *a = ir->arena;
    c->done = ARENA_ARRAY(a, int, c->n);
    c->upto = ARENA_ARRAY(a, int, c->n);
    c->kept = ARENA_ARRAY(a, int, c->n);
    for (int t = 0; t < c->turns; t++, end_turn(c))
        plan_turn(c, t);
    for (int j = 0; j < c->n - 1; j++) {
        Buffer *between = output(c->code[j]);
        between->per_image = between->per_image / c->code[j]->rows.out_rows * c->kept[j];
    }
    memset(c->done, 0, (size_t)c->n * sizeof *c->done);
    for (int t = 0; t < c->turns; t++, end_turn(c)) {
        plan_turn(c, t);
        for (int j = 0; j < c->n; j++)
            if (c->upto[j] > c->done[j]) {
                Instr *in = part(a, c, j);
                ARENA_PUSH(a, to->code, to->n, to->cap, in);
            }
    }
}

void by_rows(Ir *ir)
{
    const Target *t = &ir->target;
    Program *p = &ir->prog[PROG_INFER], turns = {NULL, 0, 0};
    if (!t->n_chains)
        return;
    for (int i = 0; i < p->n;) {
        const RowChain *chain = target_chain(t, p->code[i]->node);
        Chain c = {.code = p->code + i, .n = 1, .turns = chain ? chain->turns : 1};
        while (chain && i + c.n < p->n && target_chain(t, p->code[i + c.n]->node) == chain &&
               rows_follow(ir, p->code[i + c.n - 1], p->code[i + c.n]))
            c.n++;
        if (c.n > 1)
            run_by_turns(ir, &c, &turns);
        else
            ARENA_PUSH(ir->arena, turns.code, turns.n, turns.cap, p->code[i]);
        i += c.n;
    }
    *p = turns;
}
