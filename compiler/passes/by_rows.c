/* by_rows: chains of layers that run by turns. Each turn makes a few rows of the last value, and
 * before them the rows of the values between that these need and that are not there yet. Of a value
 * between only the rows are kept that a later turn reads again (RowShape of kernels/shapes.h), so
 * that a chain takes little memory, and nothing is computed twice. Which layers form a chain says
 * Target.chains. */
#include "compiler/passes/passes.h"
#include <string.h>

typedef struct Chain {
    Arena *arena;
    Instr *const *code;
    int n, turns;
    int *done;   /* by instruction: rows of its value that have been made */
    int *kept;   /* and how many are kept */
    Program *to; /* gets the turns; NULL while only `kept` is found out */
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

static void set_const(Instr *in, const char *name, int value)
{
    for (int i = 0; i < in->k->n_consts; i++)
        if (!strcmp(in->k->args[i].name, name))
            in->consts[i] = value;
}

/* Instruction j of a chain for rows from ... to - 1. */
static Instr *part(const Chain *c, int j, int from, int to)
{
    Instr *in = ARENA_NEW(c->arena, Instr);
    *in = *c->code[j];
    set_const(in, "FROM", from);
    set_const(in, "TO", to);
    if (j > 0)
        set_const(in, "XR", c->kept[j - 1]);
    if (j < c->n - 1)
        set_const(in, "YR", c->kept[j]);
    return in;
}

/* Makes the rows of instruction j's value below `upto` that are not there yet, a turn's rows at a
 * time, and before each turn those of the value before that it reads. */
static void advance(Chain *c, int j, int upto)
{
    const InstrRows *r = &c->code[j]->rows;
    const int turn = (r->out_rows + c->turns - 1) / c->turns;
    while (c->done[j] < upto) {
        const int from = c->done[j], to = least(upto, from + turn);
        if (j > 0) {
            advance(c, j - 1, least((to - 1) * r->step + r->high + 1, r->in_rows));
            c->kept[j - 1] = most(c->kept[j - 1],
                                  c->done[j - 1] - most(0, from * r->step + r->low));
        }
        if (c->to)
            ARENA_PUSH(c->arena, c->to->code, c->to->n, c->to->cap, part(c, j, from, to));
        c->done[j] = to;
    }
}

/* Appends the chain's turns to `to`: found out first, to know what is kept. */
static void run_by_turns(Ir *ir, Chain *c, Program *to)
{
    const int last = c->n - 1, rows = c->code[last]->rows.out_rows;
    c->arena = ir->arena;
    c->kept = ARENA_ARRAY(ir->arena, int, c->n);
    c->done = ARENA_ARRAY(ir->arena, int, c->n);
    advance(c, last, rows);
    for (int j = 0; j < last; j++) {
        Buffer *between = output(c->code[j]);
        between->per_image = between->per_image / c->code[j]->rows.out_rows * c->kept[j];
    }
    memset(c->done, 0, (size_t)c->n * sizeof *c->done);
    c->to = to;
    advance(c, last, rows);
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
