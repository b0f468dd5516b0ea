/* Tables of parameters. Programs that treat one parameter after another (init, pack, apply ...) run
 * the same few kernels over and over. What hangs together through buffers is a row: all that these
 * programs do with a parameter, or with what is folded into it. Rows of the same kernels are a
 * table, whose columns are the constants and places in which they differ; a task takes the row that
 * run->row says, and the program is a loop over the rows. */
#include "base/number.h"
#include "base/ascii.h"
#include "compiler/emit/emit_impl.h"
#include <stdlib.h>
#include <string.h>

/* Of many rows the order takes long to find, as every two of them are compared: a net with more has
 * functions in their place. */
enum { MAX_STEPS = 48, LEAST_ROWS = 2, MOST_ROWS = 1500, MOST_STEPS = 8 * MOST_ROWS };

typedef struct Step { /* of a row: an instruction */
    int program, at;
    Instr *in;
    int row; /* while rows are found: the first instruction of its row */
} Step;

typedef struct Row {
    Step *step; /* in the order of programs and instructions */
    int n;
    int table, index; /* its table and its place there */
} Row;

typedef struct Column {
    const char *name;
    bool is_float;
    double *value;   /* by row: a constant, or a place in floats */
    Buffer **buffer; /* by row, of a place; NULL: constants */
} Column;

typedef struct Table {
    const char *name;
    Row **row;
    int n, n_columns;
    Column *column;
    EmitRows step[MAX_STEPS];
    const char *task[MAX_STEPS];
} Table;

typedef struct Stretch { /* rows [from, to) of a table, one after the other */
    int table, from, to;
} Stretch;

struct EmitTables {
    const Ir *ir;
    unsigned programs; /* 1 << p of those that it has */
    Step *step;
    int n_steps;
    Row *row;
    int n_rows;
    Table *table;
    int n_tables;
    Stretch *order;
    int n_order;
};

/* ---- rows ---- */

static int find_row(Step *s, int i)
{
    while (s[i].row != i)
        i = s[i].row = s[s[i].row].row;
    return i;
}

static void join(Step *s, int i, int j)
{
    i = find_row(s, i);
    j = find_row(s, j);
    s[i > j ? i : j].row = i < j ? i : j;
}

/* The caller's parameters are the same buffer for everyone who names their place. */
static bool same_buffer(const Buffer *a, const Buffer *b)
{
    return a == b || (a->area == AREA_PARAMS && b->area == AREA_PARAMS && a->offset == b->offset);
}

/* Instructions of one buffer are of one row. */
static void find_rows(EmitTables *t, Arena *a)
{
    const Buffer **of = ARENA_ARRAY(a, const Buffer *, (size_t)t->n_steps *IR_MAX_BUFS + 1);
    int *first = ARENA_ARRAY(a, int, (size_t)t->n_steps *IR_MAX_BUFS + 1), n = 0;
    int *by_id = ARENA_ARRAY(a, int, (size_t)t->ir->n_bufs + 1);
    for (int i = 0; i < t->n_steps; i++)
        for (int b = 0; b < t->step[i].in->k->n_bufs; b++) {
            const Buffer *buf = t->step[i].in->buf[b];
            if (by_id[buf->id]) {
                join(t->step, i, by_id[buf->id] - 1);
                continue;
            }
            by_id[buf->id] = i + 1;
            for (int k = 0; buf->area == AREA_PARAMS && k < n; k++)
                if (same_buffer(of[k], buf))
                    join(t->step, i, first[k]);
            if (buf->area == AREA_PARAMS)
                of[n] = buf, first[n++] = i;
        }
    t->row = ARENA_ARRAY(a, Row, (size_t)t->n_steps + 1);
    int *row = ARENA_ARRAY(a, int, (size_t)t->n_steps + 1);
    for (int i = 0; i < t->n_steps; i++) {
        const int r = find_row(t->step, i);
        if (r == i)
            t->row[row[i] = t->n_rows++].step = ARENA_ARRAY(a, Step, MAX_STEPS);
        Row *to = &t->row[row[r]];
        if (to->n < MAX_STEPS)
            to->step[to->n] = t->step[i];
        to->n++;
    }
}

/* ---- tables ---- */

/* Memory of a range has a size of its own in each row: such a row stays alone. */
static bool has_private(const Instr *in)
{
    for (int b = 0; b < in->k->n_bufs; b++)
        if (in->buf[b]->owner || in->k->args[in->k->n_consts + in->k->n_scalars + b].owner)
            return true;
    return false;
}

static bool same_kernels(const Row *a, const Row *b)
{
    if (a->n != b->n)
        return false;
    for (int i = 0; i < a->n; i++) {
        const Step *s = &a->step[i], *o = &b->step[i];
        if (s->program != o->program || s->in->k != o->in->k || s->in->length != o->in->length ||
            s->in->part != o->in->part || has_private(s->in))
            return false;
        for (int k = 0; k < s->in->k->n_bufs; k++)
            if (s->in->buf[k]->area != o->in->buf[k]->area)
                return false;
    }
    return true;
}

static void find_tables(EmitTables *t, Arena *a)
{
    t->table = ARENA_ARRAY(a, Table, (size_t)t->n_rows + 1);
    for (int r = 0; r < t->n_rows; r++) {
        int k = 0;
        while (k < t->n_tables && !same_kernels(t->table[k].row[0], &t->row[r]))
            k++;
        Table *to = &t->table[k];
        if (k == t->n_tables) {
            t->n_tables++;
            to->row = ARENA_ARRAY(a, Row *, (size_t)t->n_rows);
        }
        t->row[r].table = k;
        t->row[r].index = to->n;
        to->row[to->n++] = &t->row[r];
    }
}

/* ---- the order of rows ---- */

static bool overlap(const Ir *ir, const Buffer *a, const Buffer *b)
{
    return a->area == b->area && a->offset < b->offset + buffer_bytes(ir, b) &&
           b->offset < a->offset + buffer_bytes(ir, a);
}

/* Whether the two instructions of different rows must keep their order. What is local to its row
 * and program is written before it is read, whatever was there. */
static bool depend(const EmitTables *t, const Instr *x, const Instr *y, const bool *local)
{
    for (int i = 0; i < x->k->n_bufs; i++)
        for (int j = 0; j < y->k->n_bufs; j++) {
            const Buffer *a = x->buf[i], *b = y->buf[j];
            const bool write = x->k->args[x->k->n_consts + x->k->n_scalars + i].role == ARG_WRITE ||
                               y->k->args[y->k->n_consts + y->k->n_scalars + j].role == ARG_WRITE;
            if (write && !(local[a->id] && local[b->id]) && overlap(t->ir, a, b))
                return true;
        }
    return false;
}

/* By buffer: whether one program of the table alone uses it, and nothing else. */
static bool *find_local(const EmitTables *t, Arena *a)
{
    bool *local = ARENA_ARRAY(a, bool, (size_t)t->ir->n_bufs + 1);
    int *user = ARENA_ARRAY(a, int, (size_t)t->ir->n_bufs + 1);
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < t->ir->prog[p].n; i++) {
            const Instr *in = t->ir->prog[p].code[i];
            for (int q = -1; q < in->n_fused; q++) {
                const Instr *of = q < 0 ? in : in->fused[q];
                for (int b = 0; b < of->k->n_bufs; b++) {
                    int *u = &user[of->buf[b]->id];
                    *u = (*u && *u != p + 1) || !(t->programs >> p & 1) ? -1 : p + 1;
                }
            }
        }
    for (int b = 0; b < t->ir->n_bufs; b++)
        local[b] = user[b] > 0 &&
                   (t->ir->bufs[b]->area == AREA_WORK || t->ir->bufs[b]->area == AREA_MODEL);
    return local;
}

/* Whether row x, or a step of it, must run before row y. */
static bool must_precede(const EmitTables *t, const Row *x, const Row *y, const bool *local)
{
    for (int i = 0; i < x->n; i++)
        for (int j = 0; j < y->n; j++) {
            const Step *s = &x->step[i], *o = &y->step[j];
            if (s->program == o->program && s->at < o->at && depend(t, s->in, o->in, local))
                return true;
        }
    return false;
}

/* before[i * n + j]: whether table i must run before table j. Rows of one table stay in their
 * order; false: they cannot. */
static bool find_precedence(const EmitTables *t, const bool *local, bool *before)
{
    for (int x = 0; x < t->n_rows; x++)
        for (int y = 0; y < t->n_rows; y++) {
            const Row *r = &t->row[x], *o = &t->row[y];
            bool *known = &before[r->table * t->n_tables + o->table];
            if (x == y || (r->table != o->table && *known) ||
                (r->table == o->table && r->index < o->index) || !must_precede(t, r, o, local))
                continue;
            if (r->table == o->table)
                return false;
            *known = true;
        }
    return true;
}

/* Table after table, each behind those that must run before it; false: there is no such order. */
static bool by_table(EmitTables *t, Arena *a, const bool *local)
{
    const int n = t->n_tables;
    bool *before = ARENA_ARRAY(a, bool, (size_t)n *(size_t)n + 1);
    bool *done = ARENA_ARRAY(a, bool, (size_t)n + 1);
    if (!find_precedence(t, local, before))
        return false;
    for (t->n_order = 0; t->n_order < n;) {
        int next = -1;
        for (int k = 0; k < n && next < 0; k++) {
            bool free = !done[k];
            for (int o = 0; o < n && free; o++)
                free = done[o] || !before[o * n + k];
            next = free ? k : -1;
        }
        if (next < 0)
            return false;
        done[next] = true;
        t->order[t->n_order++] = (Stretch){next, 0, t->table[next].n};
    }
    return true;
}

/* Row after row, as they are found: of a program, each step where its row begins. */
static bool by_row(EmitTables *t, const bool *local)
{
    t->n_order = 0;
    for (int r = 0; r < t->n_rows; r++) {
        const Row *row = &t->row[r];
        Stretch *last = t->n_order ? &t->order[t->n_order - 1] : NULL;
        for (int o = 0; o < r; o++)
            if (must_precede(t, row, &t->row[o], local))
                return false;
        if (last && last->table == row->table && last->to == row->index)
            last->to++;
        else
            t->order[t->n_order++] = (Stretch){row->table, row->index, row->index + 1};
    }
    return true;
}

static bool find_order(EmitTables *t, Arena *a)
{
    const bool *local = find_local(t, a);
    t->order = ARENA_ARRAY(a, Stretch, (size_t)t->n_rows + 1);
    return by_table(t, a, local) || by_row(t, local);
}

/* ---- columns ---- */

/* Places in the caller's buffers of parameters and of gradients, which are laid out alike. */
static bool is_caller(const Column *c)
{
    return c->buffer && (c->buffer[0]->area == AREA_PARAMS || c->buffer[0]->area == AREA_GRADS);
}

/* Whether both are the same by what they mean, and not by chance alone. */
static bool same_meaning(const Column *a, const Column *b)
{
    if (a->buffer && b->buffer)
        return a->buffer[0] == b->buffer[0] || (is_caller(a) && is_caller(b));
    return !a->buffer && !b->buffer && !strcmp(a->name, b->name);
}

/* The table's column of these values. Places are called as the last program calls them. */
static int add_column(Table *t, const Column *c)
{
    for (int k = 0; k < t->n_columns; k++) {
        Column *o = &t->column[k];
        if (!same_meaning(o, c) || memcmp(o->value, c->value, sizeof *c->value * (size_t)t->n))
            continue;
        o->name = c->name;
        return k;
    }
    t->column[t->n_columns] = *c;
    return t->n_columns++;
}

/* The values of argument i of step s in every row; the factor of the rate behind the last. */
static Column column_of(Arena *a, const Table *t, int s, int i)
{
    const Kernel *k = t->row[0]->step[s].in->k;
    const int b = i - k->n_consts - k->n_scalars;
    const bool place = b >= 0 && i < k->n_args;
    Column c = {.name = i < k->n_args ? k->args[i].name : "rate",
                .is_float = i == k->n_args || k->args[i].is_float,
                .value = ARENA_ARRAY(a, double, (size_t)t->n),
                .buffer = place ? ARENA_ARRAY(a, Buffer *, (size_t)t->n) : NULL};
    for (int r = 0; r < t->n; r++) {
        const Instr *in = t->row[r]->step[s].in;
        if (place)
            c.buffer[r] = in->buf[b];
        c.value[r] = place ? (double)(in->buf[b]->offset / (int64_t)sizeof(float))
                           : (i < k->n_args ? in->consts[i] : in->rate);
    }
    return c;
}

static bool varies(const Table *t, const Column *c)
{
    for (int r = 1; r < t->n; r++)
        if (c->value[r] != c->value[0])
            return true;
    return false;
}

static bool has_column(const Table *t, int before, const char *name)
{
    for (int c = 0; c < before; c++)
        if (!strcmp(t->column[c].name, name))
            return true;
    return false;
}

static void name_columns(Table *t, Arena *a)
{
    for (int c = 1; c < t->n_columns; c++) {
        const char *base = t->column[c].name;
        for (int number = 2; has_column(t, c, t->column[c].name); number++)
            t->column[c].name = arena_printf(a, "%s_%d", base, number);
    }
}

/* Whether a task names argument i: the body has it, or the range. */
static bool needs_value(const Kernel *k, int i)
{
    const char *name = k->args[i].name;
    const size_t n = strlen(name);
    for (const char *p = k->range; k->args[i].unused; p++) {
        p = p ? strstr(p, name) : NULL;
        if (!p)
            return false;
        if (!ascii_word((unsigned char)p[n]) &&
            (p == k->range || !ascii_word((unsigned char)p[-1])))
            return true;
    }
    return true;
}

static void find_columns(Table *t, Arena *a)
{
    int *use[MAX_STEPS], most = 0;
    for (int s = 0; s < t->row[0]->n; s++)
        most += t->row[0]->step[s].in->k->n_args + 1;
    t->column = ARENA_ARRAY(a, Column, (size_t)most);
    for (int s = 0; s < t->row[0]->n; s++) {
        const Kernel *k = t->row[0]->step[s].in->k;
        use[s] = ARENA_ARRAY(a, int, (size_t)k->n_args + 1);
        for (int i = 0; i <= k->n_args; i++) {
            use[s][i] = -1;
            if (i < k->n_args && (k->args[i].role == ARG_SCALAR || !needs_value(k, i)))
                continue;
            Column c = column_of(a, t, s, i);
            if (is_caller(&c))
                c.name = "params";
            if (c.buffer || varies(t, &c))
                use[s][i] = add_column(t, &c);
        }
    }
    name_columns(t, a);
    for (int s = 0; s < t->row[0]->n; s++) {
        const int n = t->row[0]->step[s].in->k->n_args + 1;
        t->step[s].column = ARENA_ARRAY(a, const char *, (size_t)n);
        for (int i = 0; i < n; i++)
            t->step[s].column[i] = use[s][i] < 0 ? NULL : t->column[use[s][i]].name;
        t->step[s].table = t->name;
    }
}

/* ---- which programs have a table ---- */

static bool takes(const Ir *ir, int p)
{
    for (int i = 0; i < ir->prog[p].n; i++) {
        const Instr *in = ir->prog[p].code[i];
        if (in->gone)
            continue;
        if (in->n_fused)
            return false;
    }
    return program_is_printed(ir, (ProgramId)p);
}

static EmitTables *try_programs(Arena *a, const Ir *ir, unsigned programs)
{
    EmitTables *t = ARENA_ARRAY(a, EmitTables, 1);
    t->ir = ir;
    int n = 0;
    for (int p = 0; p < PROG_COUNT; p++)
        if (programs >> p & 1 && takes(ir, p)) {
            t->programs |= 1u << p;
            n += ir->prog[p].n;
        }
    t->step = ARENA_ARRAY(a, Step, (size_t)n + 1);
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; t->programs >> p & 1 && i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone) {
                t->step[t->n_steps] = (Step){p, i, ir->prog[p].code[i], t->n_steps};
                t->n_steps++;
            }
    if (t->n_steps > MOST_STEPS)
        return NULL;
    find_rows(t, a);
    if (t->n_rows > MOST_ROWS)
        return NULL;
    for (int r = 0; r < t->n_rows; r++)
        if (t->row[r].n > MAX_STEPS)
            return NULL;
    find_tables(t, a);
    return t->n_steps && find_order(t, a) ? t : NULL;
}

/* ---- which instructions are rows ---- */

/* Names of tables and tasks: of the first kernel of a row, and of the kernel of a step. */
static void name_tables(EmitTables *t, Arena *a, const EmitPlan *plan)
{
    for (int k = 0; k < t->n_tables; k++) {
        Table *of = &t->table[k];
        if (of->n < LEAST_ROWS)
            continue;
        const Step *s = of->row[0]->step;
        of->name = emit_unique(plan->taken, a,
                               arena_printf(a, "%s_%s_%s_row", plan->names->prefix,
                                            program_table[s->program].name, s->in->k->name));
        for (int i = 0; i < of->row[0]->n; i++)
            of->task[i] = emit_unique(plan->taken, a,
                                      arena_printf(a, "%s_%s_rows_%s", plan->names->prefix,
                                                   program_table[s[i].program].name,
                                                   s[i].in->k->name));
        find_columns(of, a);
    }
}

static void mark_steps(const EmitTables *t, EmitPlan *plan)
{
    for (int r = 0; r < t->n_rows; r++) {
        const Row *row = &t->row[r];
        for (int i = 0; t->table[row->table].n >= LEAST_ROWS && i < row->n; i++)
            plan->in_table[row->step[i].program][row->step[i].at] = true;
    }
}

void emit_find_tables(Arena *a, EmitPlan *plan)
{
    static const unsigned families[][3] = {
        {1u << PROG_INIT},
        {1u << PROG_PREPARE},
        {1u << PROG_PACK | 1u << PROG_UNPACK | 1u << PROG_STATS | 1u << PROG_GRADS_OUT |
             1u << PROG_GRADS_IN | 1u << PROG_ADD | 1u << PROG_MEAN | 1u << PROG_APPLY |
             1u << PROG_AVERAGE,
         1u << PROG_PACK | 1u << PROG_UNPACK | 1u << PROG_STATS | 1u << PROG_GRADS_OUT |
             1u << PROG_GRADS_IN | 1u << PROG_ADD | 1u << PROG_MEAN | 1u << PROG_AVERAGE}};
    for (int p = 0; p < PROG_COUNT; p++)
        plan->in_table[p] = ARENA_ARRAY(a, bool, (size_t)plan->ir->prog[p].n + 1);
    for (int k = 0; k < EMIT_FAMILIES && !plan->ir->target.timed; k++) {
        EmitTables *t = NULL;
        for (int i = 0; !t && i < 3 && families[k][i]; i++)
            t = try_programs(a, plan->ir, families[k][i]);
        plan->tables[k] = t;
        if (!t)
            continue;
        name_tables(t, a, plan);
        mark_steps(t, plan);
    }
}

/* ---- text ---- */

static void put_cell(FILE *f, const Column *c, int r)
{
    if (c->is_float && !c->buffer)
        emit_float(f, c->value[r]);
    else
        text_fprintf(f, "%.0f", c->value[r]);
}

/* What the row is about: its first parameter. */
static void put_row_comment(FILE *f, const Row *row)
{
    for (int i = 0; i < row->n; i++)
        for (int b = 0; b < row->step[i].in->k->n_bufs; b++)
            if (row->step[i].in->buf[b]->area == AREA_PARAMS) {
                fprintf(f, " /* %s */", row->step[i].in->buf[b]->name);
                return;
            }
}

static const char *column_type(const Table *t, const Column *c)
{
    for (int r = 0; r < t->n; r++)
        if (c->value[r] > 2147483647.0)
            return "int64_t";
    return c->is_float ? "float" : "int";
}

/* Rows of one step, as those of init, are so short that several stand in a line; others have one of
 * their own. column: behind what stands in the line. */
static void put_row(FILE *f, Arena *a, const Table *t, int r, int *column)
{
    FILE *m;
    ArenaText *text = arena_text_open(a, &m);
    for (int c = 0; c < t->n_columns; c++) {
        fputs(c ? ", " : "", m);
        put_cell(m, &t->column[c], r);
    }
    const char *cells = arena_text(text, NULL);
    const int n = (int)strlen(cells) + 3;
    const bool several = t->row[0]->n == 1, room = *column > 0 && *column + 1 + n <= 100;
    fprintf(f, "%s{%s},", !several || !*column ? "    " : room ? " " : "\n    ", cells);
    *column = several && room ? *column + 1 + n : 4 + n;
    if (!several)
        put_row_comment(f, t->row[r]);
    fputs(!several || r + 1 == t->n ? "\n" : "", f);
}

static void put_table(FILE *f, Arena *a, const Table *t)
{
    fprintf(f, "static const struct %s {\n", t->name);
    const char *type = "";
    for (int c = 0; c < t->n_columns; c++) {
        const char *own = column_type(t, &t->column[c]);
        if (strcmp(own, type))
            fprintf(f, "%s    %s ", c ? ";\n" : "", own);
        fprintf(f, "%s%s", strcmp(own, type) ? "" : ", ", t->column[c].name);
        type = own;
    }
    fprintf(f, "%s} %ss[] = {\n", t->n_columns ? ";\n" : "    int none;\n", t->name);
    for (int r = 0, column = 0; r < t->n; r++)
        put_row(f, a, t, r, &column);
    fputs("};\n\n", f);
}

void emit_tables(FILE *f, Arena *a, const EmitPlan *plan)
{
    for (int k = 0; k < EMIT_FAMILIES; k++) {
        const EmitTables *t = plan->tables[k];
        for (int i = 0; t && i < t->n_tables; i++) {
            const Table *of = &t->table[i];
            if (of->n < LEAST_ROWS)
                continue;
            put_table(f, a, of);
            for (int s = 0; s < of->row[0]->n; s++) {
                const Instr *in = of->row[0]->step[s].in;
                emit_task(f, a, plan, in, emit_body_name(a, in, plan->names), of->task[s],
                          &of->step[s]);
                fputc('\n', f);
            }
        }
    }
}

const EmitTables *emit_tables_of(const EmitPlan *plan, ProgramId p)
{
    for (int k = 0; k < EMIT_FAMILIES; k++)
        if (plan->tables[k] && plan->tables[k]->programs >> p & 1)
            return plan->tables[k];
    return NULL;
}

static void put_stretch(FILE *f, const EmitPlan *plan, const Table *t, const Stretch *s,
                        ProgramId p)
{
    int n = 0;
    bool ranged = false;
    for (int i = 0; i < t->row[0]->n; i++)
        if (t->row[0]->step[i].program == (int)p) {
            n++;
            ranged |= emit_ranges_by_row(t->row[0]->step[i].in, &t->step[i]);
        }
    if (!n)
        return;
    fprintf(f, "    for (run->row = %d; run->row < %d; run->row++)%s\n", s->from, s->to,
            n > 1 || ranged ? " {" : "");
    if (ranged)
        fprintf(f, "        const struct %s *const row = &%ss[run->row];\n", t->name, t->name);
    for (int i = 0; i < t->row[0]->n; i++)
        if (t->row[0]->step[i].program == (int)p) {
            fputs("    ", f);
            emit_task_call(f, plan, t->row[0]->step[i].in, t->task[i], &t->step[i]);
        }
    fputs(n > 1 || ranged ? "    }\n" : "", f);
}

void emit_table_loops(FILE *f, const EmitPlan *plan, const EmitTables *t, ProgramId p,
                      const char *const *task)
{
    for (int k = 0; k < t->n_order; k++) {
        const Stretch *s = &t->order[k];
        const Table *of = &t->table[s->table];
        if (of->n >= LEAST_ROWS) {
            put_stretch(f, plan, of, s, p);
            continue;
        }
        for (int i = 0; i < of->row[0]->n; i++)
            if (of->row[0]->step[i].program == (int)p)
                emit_task_call(f, plan, of->row[0]->step[i].in, task[of->row[0]->step[i].at], NULL);
    }
}
