/* store_values: under Target.precision the values between layers and their gradients lie in memory
 * as bfloat16. Kernels go on computing in floats: a range of an instruction widens what its images
 * have of such a value into scratch of its worker, runs, and rounds what it wrote. So its ranges
 * are whole images here. Where the ranges of an instruction go across images (products of a whole
 * batch, sums over it) a copy in floats stands for the value around that instruction; a value that
 * only such instructions use, and what the loss reads and writes, stays in floats. */
#include "compiler/passes/frozen_prefix.h"
#include "compiler/passes/lower_impl.h"
#include "kernel_calls.h"
#include <string.h>

/* Floats of a range's images that may lie in scratch, unless an image or a grain has more: they
 * are to stay in the second-level cache. */
enum { RANGE_FLOATS = 1 << 16 };

typedef struct Units {
    int images, items;
} Units; /* so many images have so many of what @range counts; 0: there are no such units */

/* The largest n below `batch` for which the extent is that of one image, by bisection: extents do
 * not fall. */
static int unit_of(const Instr *in, int batch)
{
    const int64_t one = instr_extent(in, 1);
    int low = 1, high = batch;
    while (low < high) {
        const int middle = low + (high - low + 1) / 2;
        if (instr_extent(in, middle) == one)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static Units units_of(const Ir *ir, const Instr *in)
{
    const int batch = ir->target.batch;
    const int64_t one = instr_extent(in, 1);
    if (!in->k->range || batch < 1 || instr_extent(in, 0) != 0 || one < 1)
        return (Units){0, 0};
    const int unit = unit_of(in, batch);
    if (unit == batch && batch > 1) /* it does not depend on the images, or has all in one */
        return (Units){0, 0};
    for (int n = unit; n < batch && n < 5 * unit; n += unit)
        if (instr_extent(in, n) != n / unit * one ||
            instr_extent(in, n + 1) != (n / unit + 1) * one)
            return (Units){0, 0};
    return (Units){unit, (int)one};
}

/* ---- what becomes bfloat16 ---- */

enum { STORED_MAX = IR_MAX_BUFS * (IR_MAX_FUSED + 1) };

typedef struct Search {
    Ir *ir;
    bool *floats;   /* by buffer: must stay in floats */
    bool *by_image; /* an instruction uses it image by image */
    int *writers;
} Search;

static const KernelArg *pointer(const Instr *in, int b)
{
    return &in->k->args[in->k->n_consts + in->k->n_scalars + b];
}

/* Whether its ranges, and those of its epilogue, are of images. */
static bool goes_by_images(const Ir *ir, const Instr *in)
{
    for (int f = 0; f < in->n_fused; f++)
        if (units_of(ir, in->fused[f]).images != 1)
            return false;
    return units_of(ir, in).items > 0;
}

static void look_at(Search *s, const Instr *in, bool by_image)
{
    for (int b = 0; b < in->k->n_bufs; b++) {
        const int id = in->buf[b]->id;
        s->floats[id] |= in->phase == PHASE_LOSS || pointer(in, b)->elem != NUMBER_F32;
        s->by_image[id] |= by_image;
    }
    for (int f = 0; f < in->n_fused; f++)
        look_at(s, in->fused[f], by_image);
}

typedef void ForInstr(Search *s, Instr *in, Program *to);

/* Those that are not gone when it begins: of an epilogue that is taken apart each part is in the
 * program, too, at its old place. */
static void each_instr(Search *s, ForInstr *f, bool anew)
{
    for (int p = 0; p < PROG_COUNT; p++) {
        Program was = s->ir->prog[p], now = {NULL, 0, 0};
        Instr **own = ARENA_ARRAY(s->ir->arena, Instr *, was.n + 1);
        int n = 0;
        for (int i = 0; program_is_planned((ProgramId)p) && i < was.n; i++)
            if (!was.code[i]->gone)
                own[n++] = was.code[i];
        for (int i = 0; i < n; i++)
            f(s, own[i], &now);
        if (anew && program_is_planned((ProgramId)p) && was.n)
            s->ir->prog[p] = now;
    }
}

/* Counts the instruction once for each buffer that it, or its epilogue, writes. */
static void count_writers(Search *s, const Instr *in)
{
    const Buffer *seen[STORED_MAX];
    int n = 0;
    for (int f = -1; f < in->n_fused; f++) {
        const Instr *of = f < 0 ? in : in->fused[f];
        for (int b = 0; b < of->k->n_bufs; b++) {
            int i = 0;
            while (i < n && seen[i] != of->buf[b])
                i++;
            if (i == n && pointer(of, b)->role == ARG_WRITE)
                s->writers[(seen[n++] = of->buf[b])->id]++;
        }
    }
}

static void look(Search *s, Instr *in, Program *to)
{
    (void)to;
    look_at(s, in, goes_by_images(s->ir, in));
    count_writers(s, in);
}

static void choose(Search *s)
{
    for (int i = 0; i < s->ir->n_bufs; i++) {
        Buffer *b = s->ir->bufs[i];
        if (b->area == AREA_WORK && b->layout && b->elem == NUMBER_F32 && b->per_image > 0 &&
            !b->fixed && !b->owner && !b->keep && b->per_image % 16 == 0 && s->by_image[i] &&
            !s->floats[i])
            b->elem = s->ir->target.precision;
    }
}

/* ---- how an instruction takes it ---- */

static Buffer *add_buffer(Ir *ir, const Instr *in, Buffer like)
{
    Buffer *b = ARENA_NEW(ir->arena, Buffer);
    like.id = ir->n_bufs;
    like.area = AREA_WORK;
    like.elem = NUMBER_F32;
    like.node = in->node;
    like.use = USE_SCRATCH;
    like.first = like.last = like.offset = -1;
    *b = like;
    ARENA_PUSH(ir->arena, ir->bufs, ir->n_bufs, ir->cap_bufs, b);
    return b;
}

/* The stored values that it touches, each once. What the kernel writes its epilogue does not read
 * before. */
static int list_stored(const Search *s, const Instr *in, Narrow *list, int n)
{
    const int before = n;
    for (int b = 0; b < in->k->n_bufs; b++) {
        if (in->buf[b]->elem != NUMBER_BF16 || pointer(in, b)->elem != NUMBER_F32)
            continue;
        const bool write = pointer(in, b)->role == ARG_WRITE;
        int i = 0;
        while (i < n && list[i].stored != in->buf[b])
            i++;
        if (i == n)
            list[n++] = (Narrow){.stored = in->buf[b]};
        if (write ? s->writers[in->buf[b]->id] > 1 : i >= before || !list[i].written)
            list[i].read = true; /* one of several that write it may write a part */
    }
    for (int b = 0; b < in->k->n_bufs; b++)
        for (int i = 0; i < n; i++)
            list[i].written |= list[i].stored == in->buf[b] && pointer(in, b)->role == ARG_WRITE;
    for (int f = 0; f < in->n_fused; f++)
        n = list_stored(s, in->fused[f], list, n);
    return n;
}

/* Whole units, of which there may be as many in a range as have RANGE_FLOATS of what is widened. */
static void cut_by_units(const Ir *ir, Instr *in, Units u, const Narrow *list, int n)
{
    int64_t floats = 1, length = (in->length + u.items - 1) / u.items;
    for (int i = 0; i < n; i++)
        floats += list[i].stored->per_image * u.images;
    if (!in->k->ranges) {
        const int64_t grain = in->k->grain
                                  ? kernel_eval(in->k, in->k->grain, in->consts, ir->target.batch)
                                  : 1;
        int64_t most = RANGE_FLOATS / floats, least = (grain + u.items - 1) / u.items;
        most = most > least ? most : least;
        length = length < most ? length : most;
    }
    in->length = (int)(length > 1 ? length : 1) * u.items;
    in->unit_images = u.images;
    in->unit_items = u.items;
    if (!in->k->ranges)
        in->ranges = instr_ranges(in, ir->target.batch);
}

static void widen_by_ranges(const Search *s, Instr *in, const Narrow *list, int n)
{
    Ir *ir = s->ir;
    const Units u = units_of(ir, in);
    cut_by_units(ir, in, u, list, n);
    int64_t images = (int64_t)(in->length / u.items) * u.images;
    images = images < ir->target.batch ? images : ir->target.batch;
    Narrow *own = ARENA_ARRAY(ir->arena, Narrow, n);
    memcpy(own, list, sizeof *own * (size_t)n);
    for (int i = 0; i < n; i++)
        own[i].floats = add_buffer(
            ir, in,
            (Buffer){.name = arena_printf(ir->arena, "%s.floats", list[i].stored->name),
                     .fixed = images * list[i].stored->per_image,
                     .owner = OWNER_WORKER,
                     .pieces = 1});
    in->narrow = own;
    in->n_narrow = n;
}

static void put_in_place(Instr *in, const Buffer *of, Buffer *by)
{
    for (int b = 0; b < in->k->n_bufs; b++)
        if (in->buf[b] == of)
            in->buf[b] = by;
    for (int f = 0; f < in->n_fused; f++)
        put_in_place(in->fused[f], of, by);
}

static void push(const Ir *ir, Program *to, Instr *in)
{
    ARENA_PUSH(ir->arena, to->code, to->n, to->cap, in);
}

/* One that copies between a value and its floats. */
static void push_copy(const Ir *ir, Program *to, const Instr *beside, KernelCall call)
{
    Instr *in = ARENA_NEW(ir->arena, Instr);
    *in = (Instr){
        .k = call.k, .node = beside->node, .phase = beside->phase, .ranges = 1, .rate = 1};
    memcpy(in->consts, call.consts, sizeof in->consts);
    memcpy(in->buf, call.buf, sizeof in->buf);
    cut_ranges(ir, in);
    push(ir, to, in);
}

/* Whether the epilogue reads a stored value that the kernel does not write. */
static bool reads_another(const Instr *host, const Instr *in)
{
    for (int b = 0; b < in->k->n_bufs; b++) {
        bool own = in->buf[b]->elem != NUMBER_BF16;
        for (int h = 0; h < host->k->n_bufs && !own; h++)
            own = host->buf[h] == in->buf[b] && pointer(host, h)->role == ARG_WRITE;
        if (!own)
            return true;
    }
    return false;
}

/* Of the epilogue, from the first that reads another stored value on, and what only observes at its
 * end, go behind the instruction as instructions of their own, by images: they need no copies in
 * floats of whole values. Returns how many they are, the last first. */
static int part_epilogue(Instr *in, Instr **apart)
{
    int n = 0, keep = 0;
    while (keep < in->n_fused && !reads_another(in, in->fused[keep]))
        keep++;
    while (in->n_fused > keep || (in->n_fused > 0 && in->fused[in->n_fused - 1]->k->observed))
        apart[n++] = in->fused[--in->n_fused];
    return n;
}

static void widen_whole(const Search *s, Instr *in, Narrow *list, int n, Program *to)
{
    Ir *ir = s->ir;
    for (int i = 0; i < n; i++) {
        const int64_t len = list[i].stored->per_image;
        list[i].floats = add_buffer(
            ir, in,
            (Buffer){.name = arena_printf(ir->arena, "%s.floats", list[i].stored->name),
                     .per_image = len,
                     .layout = list[i].stored->layout});
        put_in_place(in, list[i].stored, list[i].floats);
        if (list[i].read)
            push_copy(
                ir, to, in,
                call_bf16_widen((Bf16Widen){.LEN = len, .x = list[i].stored, .y = list[i].floats}));
    }
    push(ir, to, in);
    for (int i = 0; i < n; i++)
        if (list[i].written)
            push_copy(ir, to, in,
                      call_bf16_narrow((Bf16Narrow){.LEN = list[i].stored->per_image,
                                                    .x = list[i].floats,
                                                    .y = list[i].stored}));
}

static void convert(Search *s, Instr *in, Program *to)
{
    Narrow list[STORED_MAX];
    Instr *apart[IR_MAX_FUSED];
    int n = list_stored(s, in, list, 0);
    if (!n || goes_by_images(s->ir, in)) {
        if (n)
            widen_by_ranges(s, in, list, n);
        push(s->ir, to, in);
        return;
    }
    int behind = part_epilogue(in, apart);
    n = list_stored(s, in, list, 0);
    widen_whole(s, in, list, n, to);
    while (behind > 0) {
        Instr *own = apart[--behind];
        own->gone = false;
        convert(s, own, to);
    }
}

/* ---- values that an instruction takes rounded ---- */

/* A rounded copy of a value that is stored rounded is that value. */
static void leave_out_copies(Search *s)
{
    const Kernel *narrow = call_bf16_narrow((Bf16Narrow){.LEN = 0}).k;
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < s->ir->prog[p].n; i++) {
            Instr *const copy = s->ir->prog[p].code[i];
            if (copy->k != narrow || copy->gone || copy->buf[0]->elem != NUMBER_BF16)
                continue;
            for (int j = i + 1; j < s->ir->prog[p].n; j++)
                put_in_place(s->ir->prog[p].code[j], copy->buf[1], copy->buf[0]);
            copy->gone = true;
        }
}

/* ---- what is made of the input, or of a value that is there longer, by one instruction: its
 * backward readers have it made again ---- */

static bool reads(const Instr *in, const Buffer *b)
{
    for (int i = 0; i < in->k->n_bufs; i++)
        if (in->buf[i] == b)
            return true;
    for (int f = 0; f < in->n_fused; f++)
        if (reads(in->fused[f], b))
            return true;
    return false;
}

/* The first and the last instruction of BACKWARD that has to do with b; -1: none has. */
static int backward_use(const Search *s, const Buffer *b, bool last)
{
    const Program *p = &s->ir->prog[PROG_BACKWARD];
    int at = -1;
    for (int i = 0; i < p->n && (last || at < 0); i++)
        if (!p->code[i]->gone && reads(p->code[i], b))
            at = i;
    return at;
}

/* Whether b is in memory, as the forward pass leaves it, when the backward pass comes to `at`. */
static bool is_kept(const Search *s, const Buffer *b, int at)
{
    return b->area == AREA_X ||
           (b->elem == NUMBER_BF16 && s->writers[b->id] == 1 && backward_use(s, b, true) >= at);
}

/* The stored value that the instruction makes of such alone; NULL: none. */
static Buffer *can_be_repeated(const Search *s, const Instr *in)
{
    Buffer *made = NULL;
    for (int b = 0; b < in->k->n_bufs; b++) {
        if (pointer(in, b)->role == ARG_WRITE && made)
            return NULL;
        made = pointer(in, b)->role == ARG_WRITE ? in->buf[b] : made;
    }
    if (!made || in->n_fused || in->gone || made->elem != NUMBER_BF16 || s->writers[made->id] != 1)
        return NULL;
    const int at = backward_use(s, made, false);
    for (int b = 0; b < in->k->n_bufs; b++)
        if (pointer(in, b)->role == ARG_READ && (at < 0 || !is_kept(s, in->buf[b], at)))
            return NULL;
    return at < 0 ? NULL : made;
}

static void repeat_in_backward(const Search *s, const Instr *in, Buffer *made)
{
    Ir *ir = s->ir;
    const Program was = ir->prog[PROG_BACKWARD];
    Program now = {NULL, 0, 0};
    Buffer *again = NULL;
    for (int i = 0; i < was.n; i++) {
        if (!was.code[i]->gone && reads(was.code[i], made)) {
            if (!again) {
                Instr *c = ARENA_NEW(ir->arena, Instr);
                again = add_buffer(ir, in, *made);
                again->elem = made->elem;
                again->use = made->use;
                s->writers[again->id] = 1;
                *c = *in;
                c->phase = PHASE_BACKWARD;
                c->recomputed = true;
                put_in_place(c, made, again);
                push(ir, &now, c);
            }
            put_in_place(was.code[i], made, again);
        }
        push(ir, &now, was.code[i]);
    }
    ir->prog[PROG_BACKWARD] = now;
}

/* A frozen prefix may run alone, without what is before it behind it. */
static void repeat_cheap(Search *s)
{
    Ir copy = *s->ir;
    const Program *p = &s->ir->prog[PROG_FORWARD];
    if (split_frozen_prefix(&copy).layers)
        return;
    for (int i = 0; i < p->n; i++) {
        Buffer *made = can_be_repeated(s, p->code[i]);
        if (made)
            repeat_in_backward(s, p->code[i], made);
    }
}

void store_values(Ir *ir)
{
    if (ir->mode != MODE_TRAIN || ir->target.precision == NUMBER_F32)
        return;
    const int n = ir->n_bufs + ir->prog[PROG_FORWARD].n + 1; /* with those of repeat_cheap */
    Search s = {.ir = ir,
                .floats = ARENA_ARRAY(ir->arena, bool, n),
                .by_image = ARENA_ARRAY(ir->arena, bool, n),
                .writers = ARENA_ARRAY(ir->arena, int, n)};
    each_instr(&s, look, false);
    choose(&s);
    leave_out_copies(&s);
    repeat_cheap(&s);
    each_instr(&s, convert, true);
}
