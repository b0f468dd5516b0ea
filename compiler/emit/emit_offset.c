/* Where buffers lie, by name: run->work + NET_WORK_CONV_2_OUT. A name is
 * the net's, the area's and the buffer's; inference and training have work areas of their own, and
 * names of the latter begin with NET_TRAIN_. */
#include "base/ascii.h"
#include "base/hash.h"
#include "compiler/emit/emit_impl.h"
#include <inttypes.h>
#include <limits.h>
#include <string.h>

typedef struct Offset {
    const char *name;
    int area;
    const Buffer *buffer;
    const EmitPlan *plan;
} Offset;

typedef struct Offsets {
    Arena *a;
    const EmitNames *names;
    Offset *at; /* in the order in which they are printed */
    int n;
    int *slot; /* open addressing: index in `at` + 1; 0: free */
    size_t mask;
} Offsets;

static const char *const areas[] = {"X",    "LABEL", "Y",    "PARAMS", "MODEL", "STATE",
                                    "WORK", "GRADS", "LOSS", "SCRATCH"}; /* ORDER AREAS */

/* What a caller gives begins where its area begins. */
static bool is_whole_area(const Buffer *b)
{
    const bool one = b->area == AREA_X || b->area == AREA_LABEL || b->area == AREA_Y ||
                     b->area == AREA_LOSS;
    return one && b->offset == 0;
}

static char *offset_name(const Offsets *o, const EmitPlan *plan, const Buffer *b)
{
    const bool train = plan->ir->mode == MODE_TRAIN && b->area == AREA_WORK;
    const char *area = train ? "TRAIN" : areas[b->area];
    const int taken = (int)(strlen(o->names->upper) + strlen(area)) + 2;
    char *name = arena_printf(o->a, "%s_%s_%s", o->names->upper, area,
                              emit_short(o->a, b->name, taken));
    for (char *c = name + strlen(o->names->upper); *c; c++)
        *c = ascii_word((unsigned char)*c) ? (char)ascii_upper((unsigned char)*c) : '_';
    return name;
}

/* The slot of a name: taken by it, or free. */
static int *find_slot(const Offsets *o, const char *name)
{
    size_t i = (size_t)hash_text(HASH_START, name) & o->mask;
    while (o->slot[i] && strcmp(o->at[o->slot[i] - 1].name, name))
        i = (i + 1) & o->mask;
    return &o->slot[i];
}

/* The buffer's name. Two buffers of one name have one name here where they lie at the same place;
 * else the second gets a number. */
static const char *name_buffer(Offsets *o, const EmitPlan *plan, const Buffer *b)
{
    const char *base = offset_name(o, plan, b), *name = base;
    for (int number = 2;; number++) {
        int *slot = find_slot(o, name);
        if (!*slot) {
            o->at[o->n++] = (Offset){name, b->area, b, plan};
            *slot = o->n;
            return name;
        }
        if (o->at[*slot - 1].buffer->offset == b->offset)
            return name;
        name = arena_printf(o->a, "%s_%d", base, number);
    }
}

static void name_one(Offsets *o, EmitPlan *plan, const Buffer *b)
{
    if (!plan->offset[b->id])
        plan->offset[b->id] = is_whole_area(b)
                                  ? ""
                                  : arena_printf(o->a, " + %s", name_buffer(o, plan, b));
}

/* Names the buffers of an instruction that its task names; fused: those that its row call reads. */
static void name_buffers(Offsets *o, EmitPlan *plan, const Instr *in, bool fused)
{
    const int first = in->k->n_consts + in->k->n_scalars;
    for (int i = 0; i < in->k->n_bufs; i++) {
        if (fused ? in->k->args[first + i].in_row : !emit_is_empty(plan->ir, in, first + i))
            name_one(o, plan, in->buf[i]);
    }
    for (int i = 0; i < in->n_narrow; i++) {
        int64_t bytes;
        name_one(o, plan, in->narrow[i].stored);
        if (instr_scratch(plan->ir, in, &bytes) == in->narrow[i].floats)
            name_one(o, plan, in->narrow[i].floats);
    }
    for (int q = 0; q < in->n_fused; q++)
        name_buffers(o, plan, in->fused[q], true);
}

static void name_plan(Offsets *o, EmitPlan *plan)
{
    const Ir *ir = plan->ir;
    plan->offset = ARENA_ARRAY(o->a, const char *, (size_t)ir->n_bufs + 1);
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; program_is_printed(ir, (ProgramId)p) && i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone && !plan->in_table[p][i])
                name_buffers(o, plan, ir->prog[p].code[i], false);
}

static const char *element(const Buffer *b)
{
    return b->elem == NUMBER_F32    ? "floats"
           : b->elem == NUMBER_U8   ? "bytes"
           : b->elem == NUMBER_BF16 ? "bfloat16s"
                                    : "int32_t";
}

static void put_size(FILE *f, const Buffer *b)
{
    fputs(" /* ", f);
    if (b->per_image)
        fprintf(f, "%" PRId64 " %s an image", b->per_image, element(b));
    if (b->per_image && b->fixed)
        fputs(" and ", f);
    if (b->fixed || !b->per_image)
        fprintf(f, "%" PRId64 " %s", b->fixed, element(b));
    if (b->owner == OWNER_RANGE)
        fprintf(f, " for each of %d ranges", b->pieces);
    fputs(" */\n", f);
}

/* In floats. */
static int64_t place(const Buffer *b) { return b->offset / (int64_t)sizeof(float); }

/* Enumerators are ints in C99, so what lies beyond is a macro. */
static void put_offsets(FILE *f, const Offsets *o, int area, bool train)
{
    int n = 0;
    for (int i = 0; i < o->n; i++) {
        const Buffer *b = o->at[i].buffer;
        if (b->area != area || (o->at[i].plan->ir->mode == MODE_TRAIN) != train ||
            place(b) > INT_MAX)
            continue;
        fprintf(f, "%s    %s = %" PRId64 ",", n++ ? "" : "enum {\n", o->at[i].name, place(b));
        put_size(f, b);
    }
    fputs(n ? "};\n" : "", f);
    for (int i = 0; i < o->n; i++) {
        const Buffer *b = o->at[i].buffer;
        if (b->area != area || (o->at[i].plan->ir->mode == MODE_TRAIN) != train ||
            place(b) <= INT_MAX)
            continue;
        fprintf(f, "#define %s %" PRId64, o->at[i].name, place(b));
        put_size(f, b);
    }
}

void emit_offsets(FILE *f, Arena *a, EmitPlan *plans, int n, const EmitNames *names)
{
    size_t all = 0, size = 16;
    for (int i = 0; i < n; i++)
        all += (size_t)plans[i].ir->n_bufs;
    while (size < 2 * all)
        size *= 2;
    Offsets o = {a, names, ARENA_ARRAY(a, Offset, all + 1), 0, ARENA_ARRAY(a, int, size), size - 1};
    for (int i = 0; i < n; i++)
        name_plan(&o, &plans[i]);
    fputs("/* Where buffers lie: floats from the beginning of their area. Those that are never "
          "needed "
          "at\n * the same time share memory. */\n",
          f);
    for (int area = 0; area < AREA_COUNT; area++)
        for (int train = 0; train < 2; train++)
            put_offsets(f, &o, area, train);
    fputc('\n', f);
}

const char *emit_area(const Buffer *b)
{
    static const char *const bases[] = {"run->x",     "run->label",  "run->y",    "run->params",
                                        "run->model", "run->state",  "run->work", "run->grads",
                                        "run->loss",  "run->scratch"}; /* ORDER AREAS */
    return bases[b->area];
}

const char *emit_address(Arena *a, const EmitPlan *plan, const Buffer *b)
{
    return arena_printf(a, "%s%s", emit_area(b), plan->offset[b->id]);
}
