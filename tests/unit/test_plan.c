/* Plans keep their promises: for every net in examples/, some nets with branches, and random ones,
 * in both modes and at several batch sizes, no two living buffers share memory but where a kernel
 * allows it, every buffer lies in its area, and no pointer declared restrict meets another. Neither
 * fusing nor sharing memory changes a bit of any result; memory that nothing wrote is never read.
 * The same file gives the same plan and the same text. */
#include "compiler/compile.h"
#include "compiler/emit/emit.h"
#include "runtime/code.h"
#include "runtime/library_path.h"
#include "tests/unit/brief.h"
#include <dirent.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "runtime/blas.h"
#include <cmocka.h>

enum { RUN_BATCH = 3, RANDOM_NETS = 24, FEW_NETS = 8, SMALL = 1000000 };

static const char *root(void)
{
    const char *r = getenv("NETC_ROOT");
    return r ? r : ".";
}

/* ---- nets ---- */

#define TRAIN     " train { loss crossentropy\n optimizer adam rate=0.01 }\n"
#define TRAIN_MSE " train { loss mse\n optimizer sgd rate=0.01 momentum=0.9 }\n"
#define TRAIN_SUMS(limit)                                          \
    " train { loss crossentropy\n optimizer adam rate=0.01 " limit \
    "=0.1\n accumulate 2\n average 0.5 }\n"
static const char *const branching[] = {
    /* many readers of one value, a value added to itself, a dead branch */
    "net a {\n input 7x6x3\n c: conv 18 3x3 relu\n r: conv 18 3x3\n add c\n relu\n s: add c r\n "
    "add s\n dead: conv 5 3x3 relu from c\n"
    " t: concat c r from s\n conv 18 1x1 from t\n add c\n concat c c\n globalavgpool\n dense 3 "
    "softmax\n}\n" TRAIN,
    /* aliases of aliases, also of what is added to itself */
    "net b {\n input 5x5x4\n x: identity\n y: identity from x\n add x\n z: identity\n add z\n u: "
    "relu\n identity\n add u\n flatten\n"
    " f: reshape 100\n identity\n add f\n dense 4 softmax\n}\n" TRAIN,
    /* frozen parts before, between and beside what trains */
    "net c {\n input 8x8x3\n conv 16 3x3 relu frozen\n batchnorm frozen\n a: conv 16 3x3 relu\n "
    "batchnorm\n b: conv 16 3x3 relu frozen\n batchnorm\n"
    " dropout 0.3\n side: conv 16 1x1 relu frozen from conv_1\n add a b from side\n maxpool 2x2\n "
    "globalmaxpool\n dense 6 relu frozen\n dense 3 softmax frozen\n}\n" TRAIN,
    /* sums, limits to the norm, averages */
    "net sums {\n input 6x6x3\n conv 18 3x3 relu\n batchnorm\n conv 5 1x1 frozen\n flatten\n dense "
    "3 softmax\n}\n" TRAIN_SUMS("clipnorm"),
    "net all {\n input 6x6x3\n conv 18 3x3 relu\n batchnorm\n conv 5 1x1 frozen\n flatten\n dense "
    "3 softmax\n}\n" TRAIN_SUMS("global_clipnorm"),
    /* nothing trains; nothing has parameters */
    "net d {\n input 9\n dense 7 relu frozen\n dense 2 softmax frozen\n}\n" TRAIN,
    "net e {\n input 4x4x3\n relu\n maxpool 2x2\n flatten\n softmax\n}\n" TRAIN,
    /* a loss on a map, and every activation after every producer that fuses */
    "net f {\n input 6x5x2\n conv 17 3x3 tanh\n conv 17 3x3 nobias gelu\n batchnorm\n silu\n x: "
    "conv 33 1x1 leaky\n elu\n add x\n hardswish\n sigmoid\n"
    " conv 3 3x3\n}\n" TRAIN_MSE,
    "net g {\n input 11\n a: dense 20 relu\n b: dense 20 sigmoid from a\n add a\n dropout 0.5\n c: "
    "dense 20 nobias\n relu\n relu\n add b\n add a b c\n dense 1 sigmoid\n}\n"
    " train { loss binary_crossentropy\n optimizer rmsprop rate=0.01 }\n",
};

typedef struct Text {
    char s[8192];
    size_t n;
} Text;

static void say(Text *t, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    t->n += (size_t)vsnprintf(t->s + t->n, sizeof t->s - t->n, fmt, ap);
    va_end(ap);
    assert_true(t->n < sizeof t->s);
}

static unsigned draw(uint64_t *state, unsigned n)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % n;
}

/* A random net on maps of 20 channels: every line reads a random earlier value, some are never
 * read. */
static void random_net(Text *t, unsigned seed)
{
    uint64_t r = seed * 7919u + 1;
    int lines = 6 + (int)draw(&r, 12);
    t->n = 0;
    say(t, "net r {\n input 5x6x3\n v0: conv 20 3x3\n");
    for (int i = 1; i <= lines; i++) {
        unsigned a = draw(&r, (unsigned)i), b = draw(&r, (unsigned)i);
        const char *frozen = draw(&r, 4) ? "" : " frozen";
        switch (draw(&r, 10)) {
        case 0: say(t, " v%d: conv 20 3x3 relu%s from v%u\n", i, frozen, a); break;
        case 1: say(t, " v%d: conv 20 1x1 nobias%s from v%u\n", i, frozen, a); break;
        case 2: say(t, " v%d: batchnorm%s from v%u\n", i, frozen, a); break;
        case 3: say(t, " v%d: relu from v%u\n", i, a); break;
        case 4:
        case 5: say(t, " v%d: add v%u from v%u\n", i, b, a); break;
        case 6: say(t, " concat v%u from v%u\n v%d: conv 20 1x1 tanh\n", b, a, i); break;
        case 7: say(t, " v%d: identity from v%u\n", i, a); break;
        case 8: say(t, " v%d: maxpool 3x3 stride=1 same from v%u\n", i, a); break;
        default: say(t, " v%d: silu from v%u\n dropout 0.25\n", i, a); break;
        }
    }
    say(t, " globalavgpool\n dense 3 softmax\n}\n" TRAIN);
}

/* Calls `fn` for every net of this test: its file and whether it is small enough to run. */
static void each_net(void (*fn)(const char *path))
{
    char path[4400];
    snprintf(path, sizeof path, "%s/examples", root());
    DIR *d = opendir(path);
    assert_non_null(d);
    int found = 0;
    for (struct dirent *e; (e = readdir(d));) {
        size_t n = strlen(e->d_name);
        if (n < 4 || strcmp(e->d_name + n - 4, ".net") ||
            (brief() && !strncmp(e->d_name, "vgg_", 4)))
            continue;
        snprintf(path, sizeof path, "%s/examples/%s", root(), e->d_name);
        fn(path);
        found++;
    }
    closedir(d);
    assert_true(found >= (brief() ? 3 : 5));
    static Text t;
    int n_branching = (int)(sizeof branching / sizeof *branching);
    int n_random = brief() ? FEW_NETS : RANDOM_NETS;
    for (int i = 0; i < n_branching + n_random; i++) {
        char tmp[] = "/tmp/netc_plan_XXXXXX";
        int fd = mkstemp(tmp);
        assert_true(fd >= 0);
        if (i >= n_branching)
            random_net(&t, (unsigned)(i - n_branching));
        const char *text = i < n_branching ? branching[i] : t.s;
        assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
        close(fd);
        fn(tmp);
        unlink(tmp);
    }
}

static Graph *graph_of(Arena *a, const char *path)
{
    char lib[4400];
    Err err = {""};
    Diag *d = diag_new(a);
    CompileOptions o = {.library = library_path(lib, sizeof lib)};
    Graph *g = compile_graph(a, path, &o, d, &err);
    if (!g || !compile_ready(g, MODE_TRAIN, d)) {
        diag_print(d, stderr);
        fail_msg("%s does not compile: %s", path, err.text);
    }
    return g;
}

static Target target_of(int batch, const Graph *g)
{
    Target t = default_target(g);
    t.batch = batch;
    return t;
}

/* ---- what a plan must hold ---- */

static const KernelArg *pointer(const Instr *in, int b)
{
    return &in->k->args[in->k->n_consts + in->k->n_scalars + b];
}

typedef struct Life {
    int first, last;
    const Instr *at_first;
} Life;

static void use(Life *life, const Instr *in, const Instr *whole, int t)
{
    for (int b = 0; b < in->k->n_bufs; b++) {
        Life *l = &life[in->buf[b]->id];
        if (l->first < 0) {
            l->first = t;
            l->at_first = whole;
        }
        l->last = t;
    }
    for (int f = 0; f < in->n_fused; f++)
        use(life, in->fused[f], whole, t);
}

/* When each buffer is in use, found here anew: programs in the order in which they may run. What
 * INFER reads of the model stays. */
static Life *lives(Arena *a, const Ir *ir)
{
    Life *life = ARENA_ARRAY(a, Life, ir->n_bufs);
    for (int i = 0; i < ir->n_bufs; i++)
        life[i] = (Life){-1, -1, NULL};
    int t = 0;
    for (int p = 0; p < PROG_COUNT; p++) {
        if (program_table[p].role == ROLE_CONVERT)
            continue;
        for (int i = 0; i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone)
                use(life, ir->prog[p].code[i], ir->prog[p].code[i], t++);
    }
    for (int i = 0; i < ir->prog[PROG_INFER].n; i++)
        for (int b = 0; b < ir->prog[PROG_INFER].code[i]->k->n_bufs; b++)
            if (ir->prog[PROG_INFER].code[i]->buf[b]->area == AREA_MODEL)
                life[ir->prog[PROG_INFER].code[i]->buf[b]->id].last = INT_MAX;
    return life;
}

static bool overlap(const Ir *ir, const Buffer *x, const Buffer *y)
{
    return x->area == y->area && x->offset < y->offset + buffer_bytes(ir, y) &&
           y->offset < x->offset + buffer_bytes(ir, x);
}

/* y takes over the memory of x at the instruction where x is used for the last time: legal when the
 * kernel says so, both begin at the same place, and x is not passed a second time. */
static bool in_place(const Instr *in, const Buffer *x, const Buffer *y)
{
    int times = 0, ok = 0;
    for (int b = 0; b < in->k->n_bufs; b++) {
        times += in->buf[b] == x;
        ok += in->buf[b] == x && in->k->inplace_in &&
              !strcmp(pointer(in, b)->name, in->k->inplace_in);
        ok += in->buf[b] == y && in->k->inplace_out &&
              !strcmp(pointer(in, b)->name, in->k->inplace_out);
    }
    for (int f = 0; f < in->n_fused; f++)
        for (int b = 0; b < in->fused[f]->k->n_bufs; b++)
            times += in->fused[f]->buf[b] == x;
    return ok == 2 && times == 1 && x->offset == y->offset;
}

static void check_memory(Arena *a, const Ir *ir)
{
    const Life *life = lives(a, ir);
    for (int i = 0; i < ir->n_bufs; i++) {
        const Buffer *x = ir->bufs[i];
        if (x->area == AREA_WORK || x->area == AREA_MODEL)
            for (int j = 0; j < ir->n_bufs; j++) {
                const Buffer *y = ir->bufs[j];
                const Life *lx = &life[i], *ly = &life[j];
                if (i == j || lx->first < 0 || ly->first < lx->first || ly->first > lx->last ||
                    !overlap(ir, x, y))
                    continue; /* only pairs where y begins within the life of x */
                if (ly->first != lx->last || !in_place(ly->at_first, x, y))
                    fail_msg(
                        "%s (%d-%d, +%lld) and %s (%d-%d, +%lld) live at once in the same memory",
                        x->name, lx->first, lx->last, (long long)x->offset, y->name, ly->first,
                        ly->last, (long long)y->offset);
            }
        else if (x->area == AREA_STATE)
            for (int j = 0; j < i; j++)
                if (overlap(ir, x, ir->bufs[j]))
                    fail_msg("%s and %s share state", x->name, ir->bufs[j]->name);
    }
}

static void check_buffer(const Ir *ir, const Instr *in, int b)
{
    const Buffer *x = in->buf[b];
    bool slice = x->area == AREA_PARAMS || x->area == AREA_GRADS;
    const char *who = in->k->name;
    if (x->offset < 0 || x->offset + buffer_bytes(ir, x) > ir->area_bytes[x->area])
        fail_msg("%s: %s is not inside its area", who, x->name);
    if (x->offset % (slice ? (int64_t)sizeof(float) : 64))
        fail_msg("%s: %s is not aligned", who, x->name);
    int64_t want = kernel_eval(in->k, pointer(in, b)->size, in->consts, ir->target.batch);
    const Owner owner = pointer(in, b)->owner;
    const int pieces = owner == OWNER_RANGE ? in->ranges : 1;
    if (owner && (x->owner != owner || x->pieces < pieces || x->fixed < want))
        fail_msg("%s: %s has %d pieces of %lld; %d of %lld are used", who, x->name, x->pieces,
                 (long long)x->fixed, pieces, (long long)want);
    if (!owner && buffer_count(ir, x) < want)
        fail_msg("%s: %s is too small", who, x->name);
    if (pointer(in, b)->role != ARG_WRITE)
        return;
    for (int c = 0; c < in->k->n_bufs;
         c++) { /* C's rule for restrict: nobody else may touch what is written */
        bool restricted = strstr(pointer(in, b)->ctype, "RESTRICT") ||
                          strstr(pointer(in, c)->ctype, "RESTRICT");
        if (c != b && restricted && overlap(ir, x, in->buf[c]))
            fail_msg("%s: %s and %s meet, and one of the pointers is restrict", who, x->name,
                     in->buf[c]->name);
    }
}

/* For every number of images the ranges are the whole, one after the other. */
static void check_ranges(const Ir *ir, const Instr *in)
{
    assert_true(in->ranges >= 1 && in->length >= 0);
    assert_int_equal(instr_ranges(in, ir->target.batch), in->ranges);
    for (int n = 1; n <= ir->target.batch; n += n < 4 ? 1 : 31) {
        int begin = 0, end = 0, ranges = instr_ranges(in, n);
        assert_true(ranges <= in->ranges);
        for (int r = 0, before = 0; r < ranges; r++, before = end) {
            instr_range(in, n, r, &begin, &end);
            assert_true(begin == before && end >= begin &&
                        (end > begin || in->k->ranges || !in->k->range));
        }
        assert_true(!in->k->range || end == instr_extent(in, n));
    }
}

/* Scratch lies in one piece, which the space of a further worker holds, too. */
static void check_scratch(const Ir *ir, const Instr *in)
{
    int64_t bytes, at = 0;
    const Buffer *first = instr_scratch(ir, in, &bytes);
    for (int b = 0; first && b < in->k->n_bufs; b++)
        if (in->buf[b]->owner == OWNER_WORKER) {
            assert_int_equal(in->buf[b]->offset - first->offset, at);
            at += (buffer_bytes(ir, in->buf[b]) + 63) / 64 * 64;
        }
    assert_int_equal(at, bytes);
    assert_true(bytes <= (first && first->area == AREA_MODEL ? ir->prepare_scratch_bytes
                                                             : ir->scratch_bytes));
}

static void check_instr(const Ir *ir, const Instr *in)
{
    for (int c = 0; c < in->k->n_consts; c++)
        if (!in->k->args[c].is_float)
            assert_true(in->consts[c] >= INT_MIN && in->consts[c] <= INT_MAX &&
                        in->consts[c] == (double)(int)in->consts[c]);
    assert_true(instr_extent(in, ir->target.batch) <= INT_MAX);
    check_ranges(ir, in);
    check_scratch(ir, in);
    for (int b = 0; b < in->k->n_bufs; b++)
        check_buffer(ir, in, b);
    for (int f = 0; f < in->n_fused; f++) { /* it works on the producer's output, in place */
        const Instr *pw = in->fused[f];
        const Buffer *row = in->buf[in->k->fuse_arg - in->k->n_consts - in->k->n_scalars];
        assert_true(pw->gone && pw->n_fused == 0);
        check_instr(ir, pw);
        for (int b = 0; b < pw->k->n_bufs; b++)
            if (pw->k->observed ? !strcmp(pointer(pw, b)->name, pw->k->observed)
                                : !strcmp(pointer(pw, b)->name, pw->k->inplace_in) ||
                                      !strcmp(pointer(pw, b)->name, pw->k->inplace_out))
                assert_ptr_equal(pw->buf[b], row);
    }
}

/* What stands in a program is what its name says. */
static void check_phases(const Ir *ir)
{
    static const unsigned forward = 1 << PHASE_IMPORT | 1 << PHASE_FORWARD | 1 << PHASE_LOSS,
                          backward = 1 << PHASE_BACKWARD, update = 1 << PHASE_UPDATE;
    unsigned allowed[PROG_COUNT] = {0};
    allowed[PROG_INFER] = allowed[PROG_FORWARD] = forward;
    allowed[PROG_BACKWARD] = backward | (ir->target.at_once ? update : 0);
    allowed[PROG_STATS] = allowed[PROG_ADD] = allowed[PROG_MEAN] = update;
    allowed[PROG_APPLY] = ir->target.at_once ? 0 : update;
    for (int p = 0; p < PROG_COUNT; p++) {
        assert_true(!ir->prog[p].n || program_table[p].plans & 1 << ir->mode);
        assert_true(!ir->prog[p].n || p == PROG_INIT || program_is_printed(ir, (ProgramId)p));
        for (int i = 0; i < ir->prog[p].n; i++) {
            const Instr *in = ir->prog[p].code[i];
            bool inside = program_table[p].role == ROLE_INFER || program_table[p].role == ROLE_STEP,
                 twice = p == PROG_BACKWARD && in->recomputed;
            if (inside && !twice && !(allowed[p] & 1 << in->phase))
                fail_msg("%s of phase %d stands in %s", in->k->name, in->phase,
                         program_table[p].name);
        }
    }
}

static void check_plan(Arena *a, const Ir *ir)
{
    if (ir->fault)
        fail_msg("%s: mode %d batch %d: %s", ir->graph->name, ir->mode, ir->target.batch,
                 ir->fault);
    check_phases(ir);
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone)
                check_instr(ir, ir->prog[p].code[i]);
    check_memory(a, ir);
}

static void check_plans(const char *path)
{
    static const int batches[] = {1, 3, 64, 1000};
    for (int m = MODE_INFER; m <= MODE_TRAIN; m++)
        for (size_t b = 0; b < sizeof batches / sizeof *batches; b++) {
            Arena *a = arena_new();
            Graph *g = graph_of(a, path);
            Target t = target_of(batches[b], g);
            check_plan(a, compile_plan(a, g, (Mode)m, &t, NULL, NULL));
            arena_free(a);
        }
}

static void plans_are_sound(void **state)
{
    (void)state;
    each_net(check_plans);
}

/* spec/ir.md has every program, in the table's order and words. */
static void programs_are_described(void **state)
{
    (void)state;
    static const char *const plans[] = {NULL, "inference", "training", "either"};
    size_t n;
    char *text = NULL, line[400];
    FILE *f = fopen("spec/ir.md", "r");
    assert_non_null(f);
    assert_true(getdelim(&text, &n, 0, f) > 0);
    fclose(f);
    const char *at = text;
    for (int p = 0; p < PROG_COUNT; p++) {
        const ProgramInfo *info = &program_table[p];
        snprintf(line, sizeof line, "\n| %s | %s | %s |\n", info->name, plans[info->plans],
                 info->meaning);
        at = strstr(at, line);
        if (!at)
            fail_msg("spec/ir.md has not, or not in its place, the line%s", line);
        at++;
    }
    free(text);
}

/* Pointers that may be the same memory must not be restrict; a row kernel runs in place at its
 * producer's mark. */
static void kernels_in_place_are_not_restrict(void **state)
{
    (void)state;
    int seen = 0;
    for (int i = 0; i < kernel_count; i++) {
        const Kernel *k = &kernel_table[i];
        assert_true(!k->row || !k->inplace_out == !!k->observed);
        for (int b = k->n_consts + k->n_scalars; k->inplace_out && b < k->n_args; b++)
            if (!strcmp(k->args[b].name, k->inplace_out) ||
                !strcmp(k->args[b].name, k->inplace_in)) {
                seen++;
                if (strstr(k->args[b].ctype, "RESTRICT"))
                    fail_msg("%s: %s is restrict and @inplace", k->name, k->args[b].name);
            }
    }
    assert_true(seen >= 20);
}

/* ---- results do not depend on fusing or sharing ---- */

typedef enum How { PLANNED, NOT_FUSED, NOT_SHARED } How;

static int cuts_seen;

/* The same stretches of observed values in the plan that is not fused: they follow the producers'
 * rows. */
static void cut_alike_in(Program *plain, const Program *fused)
{
    for (int i = 0; i < plain->n; i++)
        for (int j = 0; j < fused->n; j++) {
            Instr *to = plain->code[i];
            const Instr *from = fused->code[j];
            bool parts = to->k->observed || !strcmp(to->k->name, "batchnorm_stats") ||
                         !strcmp(to->k->name, "batchnorm_reduce") ||
                         !strcmp(to->k->name, "bias_backward");
            if (!parts || from->node->id != to->node->id || from->k != to->k)
                continue;
            if (to->k->observed && memcmp(to->consts, from->consts, sizeof to->consts)) {
                for (int b = 0; b < to->k->n_bufs; b++)
                    if (pointer(to, b)->role == ARG_WRITE)
                        to->buf[b]->per_image = from->buf[b]->per_image;
                cuts_seen++;
            }
            memcpy(to->consts, from->consts, sizeof to->consts);
        }
}

static void cut_alike(Ir *ir, const Ir *fused)
{
    for (int p = PROG_FORWARD; p <= PROG_BACKWARD; p++)
        cut_alike_in(&ir->prog[p], &fused->prog[p]);
}

static Ir *plan_as(Arena *a, Graph *g, Mode mode, const Target *t, How how)
{
    Ir *planned = compile_plan(a, g, mode, t, NULL, NULL);
    if (how == PLANNED)
        return planned;
    Ir *ir = compile_programs(a, g, mode, t);
    cut_alike(ir, planned);
    plan_memory(ir);
    if (how == NOT_SHARED) { /* every buffer by itself */
        int64_t at[AREA_COUNT] = {0};
        for (int i = 0; i < ir->n_bufs; i++) {
            Buffer *b = ir->bufs[i];
            if (b->area != AREA_WORK && b->area != AREA_MODEL)
                continue;
            b->offset = at[b->area];
            at[b->area] += (buffer_bytes(ir, b) + 63) / 64 * 64;
        }
        ir->area_bytes[AREA_WORK] = at[AREA_WORK];
        ir->area_bytes[AREA_MODEL] = at[AREA_MODEL];
    }
    return ir;
}

static unsigned char *area(int64_t bytes, int fill)
{
    size_t n = ((size_t)bytes + 64) / 64 * 64;
    unsigned char *p = aligned_alloc(64, n);
    assert_non_null(p);
    return memset(p, fill, n);
}

/* Everything a plan gives, one after another. */
typedef struct Bytes {
    unsigned char *p;
    size_t n;
} Bytes;

static void keep(Bytes *to, const void *p, size_t n)
{
    to->p = realloc(to->p, to->n + n + 1);
    assert_non_null(to->p);
    memcpy(to->p + to->n, p, n);
    to->n += n;
}

static void fill_inputs(const Ir *ir, NetcRun *run)
{
    uint64_t r = 12345;
    float *x = (float *)(void *)run->base[AREA_X];
    for (int64_t i = 0; i < buffer_count(ir, ir->x); i++)
        x[i] = (float)draw(&r, 2000) / 1000 - 1;
    for (int64_t i = 0; ir->labels && i < buffer_count(ir, ir->labels); i++) {
        if (ir->labels->elem == NUMBER_I32)
            ((int32_t *)(void *)run->base[AREA_LABEL])[i] = (int32_t)draw(
                &r, (unsigned)ir->graph->output->out.c);
        else
            ((float *)(void *)run->base[AREA_LABEL])[i] = (float)draw(&r, 1000) / 1000;
    }
}

/* In a stage any order is taken: of all ranges of its lanes one after another goes on by an
 * instruction, drawn from those that have some left. */
static uint64_t order_drawn;
static bool scrambled;
static int chains_seen, side_by_side_seen;

typedef struct Going {
    int lane, n, range, at; /* of a lane's n instructions, range `range`; -1: all of it at once */
} Going;

static void go_on(const Program *p, Going *g, NetcRun *run)
{
    const Instr *in = p->code[g->lane + g->at++];
    if (g->range < 0)
        reference_instr(in, kernel_build_best(), run);
    else
        reference_images(in, kernel_build_best(), run, g->range);
}

static void run_scrambled(const Program *p, int first, NetcRun *run)
{
    enum { MOST = 4096 };
    static Going going[MOST];
    int n = 0, lanes = 0;
    for (int i = first; i < first + stage_length(p, first); i += lane_length(p, i), lanes++) {
        const int length = lane_length(p, i), ranges = lane_ranges(p, i, run->n);
        const bool chain = length > 1 && ranges > 1;
        assert_true(n + ranges < MOST);
        chains_seen += chain;
        for (int r = 0; r < (chain ? ranges : 1); r++)
            going[n++] = (Going){i, length, chain ? r : -1, 0};
    }
    side_by_side_seen += lanes > 1;
    while (n > 0) {
        const unsigned k = draw(&order_drawn, (unsigned)n);
        go_on(p, &going[k], run);
        if (going[k].at == going[k].n)
            going[k] = going[--n];
    }
}

static void run_one(const Ir *ir, ProgramId id, NetcRun *run)
{
    const Program *p = &ir->prog[id];
    if (!scrambled)
        reference_run(ir, kernel_build_best(), NULL, id, run);
    for (int i = 0; scrambled && i < p->n; i += stage_length(p, i))
        if (stage_length(p, i) > 1)
            run_scrambled(p, i, run);
        else if (!p->code[i]->gone)
            reference_instr(p->code[i], kernel_build_best(), run);
}

/* A plan of whole steps has no gradients to show. */
static void run_training(const Ir *ir, NetcRun *run, bool with_gradients, Bytes *out)
{
    run_one(ir, PROG_PACK, run);
    for (int s = 1; s <= 2; s++) {
        run->step = (uint64_t)s;
        memset(run->base[AREA_WORK], 0xFF, (size_t)ir->area_bytes[AREA_WORK]);
        run_one(ir, PROG_FORWARD, run);
        run_one(ir, PROG_STATS, run);
        keep(out, run->base[AREA_LOSS], sizeof(float));
        keep(out, run->base[AREA_Y],
             (size_t)(buffer_count(ir, ir->y) / ir->target.batch * run->n) * sizeof(float));
        run_one(ir, PROG_BACKWARD, run);
        memset(run->base[AREA_GRADS], 0, (size_t)ir->area_bytes[AREA_GRADS]);
        run_one(ir, PROG_GRADS_OUT, run);
        if (with_gradients)
            keep(out, run->base[AREA_GRADS], (size_t)ir->area_bytes[AREA_GRADS]);
        if (ir->prog[PROG_ADD].n) {
            run_one(ir, PROG_ADD, run);
            run_one(ir, PROG_MEAN, run);
        }
        run_one(ir, PROG_APPLY, run);
    }
    if (ir->prog[PROG_AVERAGE].n) {
        run_one(ir, PROG_AVERAGE, run);
        keep(out, run->base[AREA_PARAMS], (size_t)ir->area_bytes[AREA_PARAMS]);
    }
    run_one(ir, PROG_UNPACK, run);
    keep(out, run->base[AREA_PARAMS], (size_t)ir->area_bytes[AREA_PARAMS]);
}

/* Work and model memory begin as NaNs: reading what nobody wrote shows. */
static Bytes run_plan(const Ir *ir, int n, bool with_gradients)
{
    NetcRun run = {.n = n, .rate = 0.01f, .seed = 7, .step = 1};
    Bytes out = {NULL, 0};
    for (int i = 0; i < AREA_COUNT; i++)
        run.base[i] = area(ir->area_bytes[i], i == AREA_WORK || i == AREA_MODEL ? 0xFF : 0);
    fill_inputs(ir, &run);
    run_one(ir, PROG_INIT, &run);
    if (ir->mode == MODE_TRAIN) {
        run_training(ir, &run, with_gradients, &out);
    } else {
        run_one(ir, PROG_PREPARE, &run);
        memset(run.base[AREA_WORK], 0xFF, (size_t)ir->area_bytes[AREA_WORK]);
        run_one(ir, PROG_INFER, &run);
        keep(&out, run.base[AREA_Y],
             (size_t)(buffer_count(ir, ir->y) / ir->target.batch * n) * sizeof(float));
    }
    for (int i = 0; i < AREA_COUNT; i++)
        free(run.base[i]);
    return out;
}

static bool finite_floats(Bytes b)
{
    for (size_t i = 0; i + 4 <= b.n; i += 4) {
        float v;
        memcpy(&v, b.p + i, 4);
        if (!(v - v == 0))
            return false;
    }
    return true;
}

static int fused_seen, shared_seen;

static void count_savings(const Ir *ir)
{
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            fused_seen += ir->prog[p].code[i]->n_fused;
    int64_t sum = 0;
    for (int i = 0; i < ir->n_bufs; i++)
        sum += ir->bufs[i]->area == AREA_WORK ? buffer_bytes(ir, ir->bufs[i]) : 0;
    shared_seen += sum > ir->area_bytes[AREA_WORK];
}

static void compare_runs(const char *path)
{
    Arena *a = arena_new();
    Graph *g = graph_of(a, path);
    Target t = target_of(RUN_BATCH, g);
    for (int m = MODE_INFER; m <= MODE_TRAIN && g->param_floats < SMALL; m++)
        for (int n = 1; n <= RUN_BATCH; n += RUN_BATCH - 1) {
            Bytes out[3];
            for (int how = PLANNED; how <= NOT_SHARED; how++) {
                Ir *ir = plan_as(a, g, (Mode)m, &t, (How)how);
                out[how] = run_plan(ir, n, true);
                if (how == PLANNED)
                    count_savings(ir);
                assert_true(finite_floats(out[how]));
                assert_int_equal(out[how].n, out[0].n);
                if (memcmp(out[how].p, out[0].p, out[0].n))
                    fail_msg("%s, mode %d, n = %d: %s changes the result", path, m, n,
                             how == NOT_FUSED ? "fusing" : "sharing memory or fusing");
            }
            for (int how = PLANNED; how <= NOT_SHARED; how++)
                free(out[how].p);
        }
    arena_free(a);
}

static void results_do_not_depend_on_the_plan(void **state)
{
    (void)state;
    assert_true(blas_open(1, NULL));
    each_net(compare_runs);
    assert_true(fused_seen > 100 && shared_seen > 50 &&
                cuts_seen > 10); /* else nothing was tested */
}

/* ---- nor on the order within a stage ---- */

static Graph *net_of(Arena *a, const char *path, const char *net)
{
    Err err = {""};
    Diag *d = diag_new(a);
    Graph *g = compile_graph(a, path, &(CompileOptions){.net = net}, d, &err);
    if (!g)
        fail_msg("%s, %s does not compile: %s", path, net, err.text);
    return g;
}

static void compare_orders(const char *path, const char *net)
{
    enum { IMAGES = 256 };
    Arena *a = arena_new();
    Graph *g = net_of(a, path, net);
    for (int m = MODE_INFER; m <= MODE_TRAIN; m++)
        for (int k = 0; k < (m == MODE_TRAIN ? 3 : 2); k++) {
            Target t = target_of(IMAGES, g);
            const int n = k ? IMAGES / 3 : IMAGES;
            t.at_once = k == 0;
            t.precision = k < 2 ? NUMBER_F32 : NUMBER_BF16;
            Ir *ir = compile_plan(a, g, (Mode)m, &t, NULL, NULL);
            scrambled = false;
            Bytes in_order = run_plan(ir, n, !ir->target.at_once);
            scrambled = true;
            Bytes drawn = run_plan(ir, n, !ir->target.at_once);
            scrambled = false;
            assert_int_equal(in_order.n, drawn.n);
            if (memcmp(in_order.p, drawn.p, drawn.n))
                fail_msg("%s, %s, mode %d, n = %d: another order in a stage changes the result",
                         path, net, m, n);
            free(in_order.p), free(drawn.p);
        }
    arena_free(a);
}

/* Nets of every kind, with so many images that they have chains: a kernel that looks beyond the
 * images of its range would find what is not there yet, or no longer. */
static void results_do_not_depend_on_the_order_in_a_stage(void **state)
{
    (void)state;
    static const char *const nets[][2] = {
        {"tests/paths/kinds.net", "kinds"},
        {"tests/paths/kinds.net", "targets"},
        {"tests/paths/kinds.net", "mobile"},
        {"tests/paths/more_kinds.net", "more_kinds"},
    };
    assert_true(blas_open(1, NULL));
    for (size_t i = 0; i < sizeof nets / sizeof *nets; i++)
        compare_orders(nets[i][0], nets[i][1]);
    assert_true(chains_seen > 50 && side_by_side_seen > 50);
}

/* What depends on a stage, put beside it, is found. */
static void a_wrong_stage_is_refused(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Graph *g = graph_of(a, "examples/small_cnn.net");
    Target t = target_of(64, g);
    Ir *ir = compile_plan(a, g, MODE_TRAIN, &t, NULL, NULL);
    Err err = {""};
    int found = 0, stages = 0;
    assert_true(verify_stages(ir, &err));
    for (int p = PROG_FORWARD; p <= PROG_BACKWARD; p++)
        for (int i = 1; i < ir->prog[p].n && !ir->prog[p].code[i]->gone; i++) {
            Instr *in = ir->prog[p].code[i], was = *in;
            const Instr *before = ir->prog[p].code[i - 1];
            if (!before->stage || before->stage == in->stage)
                continue;
            in->stage = before->stage;
            in->lane = 1000;
            found += !verify_stages(ir, &err);
            stages++;
            *in = was;
        }
    assert_true(stages > 5 && found > stages / 2);
    assert_non_null(strstr(err.text, "in a stage with an instruction that may reach the same"));
    for (int i = 1; i < ir->prog[PROG_FORWARD].n;
         i++) { /* a chain whose ranges have other images */
        Instr *in = ir->prog[PROG_FORWARD].code[i];
        const Instr *before = ir->prog[PROG_FORWARD].code[i - 1];
        if (!in->stage || before->stage != in->stage || before->lane != in->lane || in->ranges == 1)
            continue;
        in->length *= 2;
        assert_false(verify_stages(ir, &err));
        assert_non_null(strstr(err.text, "in a chain that is cut in another way"));
        in->length /= 2;
    }
    assert_true(verify_stages(ir, &err));
    arena_free(a);
}

/* ---- nor on updates at once and values computed twice ---- */

static int limits_seen, recomputed_seen[2]; /* recomputed_seen: repeated instructions that draw a
                                               mask or apply statistics; all */

static void count_recomputed(const Ir *ir)
{
    for (int p = PROG_FORWARD; p <= PROG_BACKWARD; p++)
        for (int i = 0; i < ir->prog[p].n; i++) {
            const Instr *in = ir->prog[p].code[i];
            if (!in->recomputed)
                continue;
            assert_string_not_equal(in->k->name,
                                    "batchnorm_stats"); /* the moving statistics would move twice */
            for (int f = 0; f < in->n_fused; f++)
                assert_null(in->fused[f]->k->observed);
            recomputed_seen[0] += !strcmp(in->k->name, "dropout_mask") ||
                                  !strcmp(in->k->name, "batchnorm_apply");
            recomputed_seen[1]++;
        }
}

static void limit_and_compare(const char *path, Arena *a, Graph *g, const Target *t, Bytes want)
{
    Ir *ir = compile_plan(a, g, MODE_TRAIN, t, NULL, NULL);
    check_plan(a, ir);
    assert_true(plan_bytes(ir) <= t->mem_limit);
    assert_true(compile_within(ir, NULL));
    count_recomputed(ir);
    Bytes got = run_plan(ir, RUN_BATCH, !t->at_once);
    assert_int_equal(got.n, want.n);
    if (memcmp(got.p, want.p, want.n))
        fail_msg("%s: a limit of %lld bytes%s changes the result", path, (long long)t->mem_limit,
                 t->at_once ? " and updates at once" : "");
    free(got.p);
}

/* As small as it goes, half way, and just below what it takes. */
static void compare_limits(const char *path)
{
    Arena *a = arena_new();
    Graph *g = graph_of(a, path);
    for (int once = 0; once <= 1 && g->param_floats < SMALL; once++) {
        Target t = target_of(RUN_BATCH, g);
        Bytes want = run_plan(compile_plan(a, g, MODE_TRAIN, &t, NULL, NULL), RUN_BATCH, !once);
        t.at_once = once;
        t.mem_limit = INT64_MAX;
        limit_and_compare(path, a, g, &t, want);
        t.mem_limit = 1;
        Err err = {""};
        const Ir *least = compile_plan(a, g, MODE_TRAIN, &t, NULL, NULL);
        assert_false(compile_within(least, &err));
        char named[64];
        snprintf(named, sizeof named, "--mem-limit=%lldk",
                 (long long)(least->recompute->least + 1023) / 1024);
        assert_non_null(strstr(err.text, named));
        int64_t from = least->recompute->least, to = least->recompute->before;
        assert_true(from <= to);
        for (int i = 0; i < 3 && from < to; i++, limits_seen++) {
            t.mem_limit = i == 0 ? from : i == 1 ? (from + to) / 2 : to - 1;
            limit_and_compare(path, a, g, &t, want);
        }
        free(want.p);
    }
    arena_free(a);
}

static void results_do_not_depend_on_the_limit(void **state)
{
    (void)state;
    assert_true(blas_open(1, NULL));
    each_net(compare_limits);
    const int share = brief() ? 3 : 1;
    assert_true(limits_seen > 60 / share && recomputed_seen[0] > 10 / share &&
                recomputed_seen[1] > 200 / share);
}

/* ---- the same file, the same plan and text ---- */

static char *plan_text(const char *path)
{
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    assert_non_null(f);
    Arena *a = arena_new();
    Graph *g = graph_of(a, path);
    Target t = target_of(RUN_BATCH, g);
    Ir *ir[2];
    EmitOptions o = {.prefix = g->name,
                     .command = "test",
                     .version = "0",
                     .header = "model.h",
                     .source = "model.c",
                     .main = EMIT_MAIN_INFER,
                     .line_directives = true};
    for (int m = 0; m < 2; m++) {
        ir[m] = compile_plan(a, g, (Mode)m, &t, NULL, NULL);
        ir_dump(f, ir[m]);
        emit_plan(f, ir[m], EMIT_JIT);
    }
    emit_standalone_c(f, ir[MODE_INFER], ir[MODE_TRAIN], &o);
    emit_standalone_h(f, ir[MODE_INFER], ir[MODE_TRAIN], &o);
    arena_free(a);
    fclose(f);
    return text;
}

static void compare_texts(const char *path)
{
    char *one = plan_text(path);
    void *shift = malloc(100000); /* other addresses the second time */
    char *two = plan_text(path);
    free(shift);
    assert_true(strlen(one) > 5000);
    if (strcmp(one, two))
        fail_msg("%s: compiled twice, two texts", path);
    free(one);
    free(two);
}

static void compiling_twice_gives_the_same_text(void **state)
{
    (void)state;
    each_net(compare_texts);
}

/* ---- backward: a chain's activations ---- */

/* Each gradient that an activation takes in has one reader, and is made by a convolution of another
 * algorithm, a pool, a batchnorm or a dense layer: no derivative of an activation is left as a pass
 * of its own. */
static void activations_of_a_chain_differentiate_in_place(void **state)
{
    (void)state;
    static const char text[] =
        "net chain {\n input 16x16x8\n conv 16 3x3 relu "
        "algorithm=winograd\n conv 16 3x3 leaky algorithm=winograd\n"
        " maxpool 2x2\n conv 16 3x3 algorithm=winograd_panels\n batchnorm\n "
        "elu\n conv 16 3x3 silu algorithm=winograd_panels\n batchnorm\n"
        " conv 16 3x3 stride=2 tanh\n conv 16 3x3 gelu algorithm=winograd "
        "frozen\n conv 16 3x3 hardswish stride=2 algorithm=direct\n"
        " maxpool 2x2\n conv 32 3x3 sigmoid algorithm=pointwise_1x1_map\n conv 32 3x3 "
        "relu\n flatten\n dense 20 relu\n dense 4 softmax\n}\n" TRAIN;
    static const char *const own[] = {"relu_backward",      "leaky_backward",  "elu_backward",
                                      "silu_backward",      "tanh_backward",   "gelu_backward",
                                      "hardswish_backward", "sigmoid_backward"};
    char tmp[] = "/tmp/netc_plan_XXXXXX";
    int fd = mkstemp(tmp), fused = 0;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, sizeof text - 1), (ssize_t)sizeof text - 1);
    close(fd);
    Arena *a = arena_new();
    Graph *g = graph_of(a, tmp);
    Target t = target_of(RUN_BATCH, g);
    Ir *ir = compile_plan(a, g, MODE_TRAIN, &t, NULL, NULL);
    for (int p = PROG_FORWARD; p <= PROG_BACKWARD; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            for (size_t k = 0; k < sizeof own / sizeof *own; k++) {
                const Instr *in = ir->prog[p].code[i];
                if (strcmp(in->k->name, own[k]))
                    continue;
                if (!in->gone)
                    fail_msg("%s of %s is a pass of its own", own[k], in->node->name);
                fused++;
            }
    assert_int_equal(fused, 10);
    compare_runs(tmp);
    arena_free(a);
    unlink(tmp);
}

/* ---- absurd sizes ---- */

static void too_large_for_the_batch_is_an_error(void **state)
{
    (void)state;
    char tmp[] = "/tmp/netc_plan_XXXXXX";
    int fd = mkstemp(tmp);
    assert_true(fd >= 0);
    static const char text[] =
        "net big {\n input 1024x1024x3\n conv 16 3x3\n globalavgpool\n dense 2 softmax\n}\n" TRAIN;
    assert_int_equal(write(fd, text, sizeof text - 1), (ssize_t)sizeof text - 1);
    close(fd);
    Arena *a = arena_new();
    Graph *g = graph_of(a, tmp);
    Diag *d = diag_new(a);
    Target t = target_of(128, g);
    assert_false(compile_fits(g, &t, d)); /* 2^20 pixels, 16 lanes, 2^7 images */
    assert_int_equal(diag_errors(d), 2);  /* the input and the convolution */
    t = target_of(127, g);
    assert_true(compile_fits(g, &t, diag_new(a)));
    check_plan(a, compile_plan(a, g, MODE_TRAIN, &t, NULL, NULL));
    arena_free(a);
    unlink(tmp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_are_sound),
        cmocka_unit_test(programs_are_described),
        cmocka_unit_test(kernels_in_place_are_not_restrict),
        cmocka_unit_test(results_do_not_depend_on_the_plan),
        cmocka_unit_test(results_do_not_depend_on_the_order_in_a_stage),
        cmocka_unit_test(a_wrong_stage_is_refused),
        cmocka_unit_test(results_do_not_depend_on_the_limit),
        cmocka_unit_test(compiling_twice_gives_the_same_text),
        cmocka_unit_test(activations_of_a_chain_differentiate_in_place),
        cmocka_unit_test(too_large_for_the_batch_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
