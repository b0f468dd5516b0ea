/* Fuse marks: every kernel that has one, run over maps from 1x1 to 9x9 with odd windows, strides,
 * dilations, paddings (larger than the map too), groups and pooling. Each float of the marked
 * output is in one row that is handed out, rows stay in their channel block, and where fuse_rows
 * states how they lie, that is where they are. The kernel's text runs with its micro-kernels
 * replaced by nothing: rows do not depend on values. Then verify_ir: plans whose sums do not fit
 * the rows are refused with the instruction's name, and those of the compiler are not. */
#include "compiler/compile.h"
#include "runtime/library_path.h"
#include <libtcc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

typedef void Thunk(const double *c, int n, int begin, int end, int part, void *const *b);

/* ---- a kernel's text, its marks made calls of take_row ---- */

typedef struct Row {
    ptrdiff_t at;
    int ch, count;
} Row;
static struct {
    const float *base;
    Row *row;
    int n, cap;
} taken;

static void take_row(const float *row, int ch, int count)
{
    if (taken.n == taken.cap) {
        taken.cap = taken.cap ? taken.cap * 2 : 1024;
        taken.row = realloc(taken.row, sizeof *taken.row * (size_t)taken.cap);
        assert_non_null(taken.row);
    }
    taken.row[taken.n++] = (Row){row - taken.base, ch, count};
}

/* The structs that micro-kernels take: what the prelude defines outside of every #if and without
 * vectors. */
static void put_types(FILE *f)
{
    for (int i = 0; i < text_item_count; i++) {
        const TextItem *item = &text_items[i];
        if (item->kind == TEXT_IF)
            i = item->end;
        else if (item->kind == TEXT_NAMED && item->name >= micro_count &&
                 !strstr(item->cut.text, "v8"))
            fprintf(f, "%s\n", item->cut.text);
    }
}

static void put_micro(FILE *f)
{
    put_types(f);
    for (int i = 0; i < micro_count; i++) {
        const char *p = micro_table[i].proto;
        if (strstr(p, "v8"))
            continue;
        bool nothing = !strncmp(p, "void", 4);
        fprintf(f, "static %.*s { %s }\n", (int)strcspn(p, ";"), p, nothing ? "" : "return 0;");
    }
}

static void put_kernel(FILE *f, const Kernel *k)
{
    fprintf(f, "static void %s(", k->name);
    for (int i = 0; i < k->n_args; i++)
        fprintf(f, "%s%s %s", i ? ", " : "", k->args[i].ctype, k->args[i].name);
    fputs(")\n", f);
    const char *p = k->body, *mark;
    while ((mark = strstr(p, "/* @fuse "))) {
        char word[4][64];
        assert_int_equal(
            sscanf(mark + 9, "%63s %63s %63s %63s", word[0], word[1], word[2], word[3]), 4);
        fprintf(f, "%.*stake_row(%s, %s, %s);", (int)(mark - p), p, word[1], word[2], word[3]);
        p = strstr(mark, "*/") + 2;
    }
    fprintf(f,
            "%s\nvoid go(const double *c, int n, int begin, int end, int part, void *const "
            "*b)\n{\n    (void)n, (void)begin, (void)end, (void)part;\n    %s(",
            p, k->name);
    for (int i = 0, c = 0, b = 0; i < k->n_args; i++) {
        const KernelArg *a = &k->args[i];
        fputs(i ? ", " : "", f);
        if (a->role == ARG_CONST)
            fprintf(f, "(%s)c[%d]", a->is_float ? "float" : "int", c++);
        else if (a->role == ARG_SCALAR)
            fprintf(f, "%s",
                    !strcmp(a->name, "seed") || !strcmp(a->name, "step") || !strcmp(a->name, "rate")
                        ? "1"
                        : a->name);
        else
            fprintf(f, "b[%d]", b++);
    }
    fputs(");\n}\n", f);
}

static void say_tcc(void *opaque, const char *message)
{
    (void)opaque;
    fprintf(stderr, "%s\n", message);
}

static Thunk *compile(const Kernel *k, void **code, int *bytes)
{
    char *text;
    size_t len;
    FILE *f = open_memstream(&text, &len);
    fputs("typedef signed char int8_t; typedef unsigned char uint8_t; typedef unsigned short "
          "uint16_t; typedef int int32_t; typedef unsigned uint32_t;\n"
          "typedef long long int64_t; typedef unsigned long long uint64_t; typedef long ptrdiff_t; "
          "typedef unsigned long size_t;\n"
          "#define NULL ((void *)0)\n#define NETC_RESTRICT\nvoid *memset(void *, int, size_t); "
          "void *memcpy(void *, const void *, size_t);\n"
          "double sqrt(double); void take_row(const float *, int, int);\n",
          f);
    put_micro(f);
    put_kernel(f, k);
    fclose(f);
    TCCState *s = tcc_new();
    assert_non_null(s);
    tcc_set_error_func(s, NULL, say_tcc);
    tcc_set_options(s, "-nostdlib -nostdinc");
    tcc_set_output_type(s, TCC_OUTPUT_MEMORY);
    tcc_add_symbol(s, "take_row", (void *)(uintptr_t)take_row);
    tcc_add_symbol(s, "memset", (void *)(uintptr_t)memset);
    tcc_add_symbol(s, "memcpy", (void *)(uintptr_t)memcpy);
    if (tcc_compile_string(s, text) || (*bytes = tcc_relocate(s, NULL)) <= 0)
        fail_msg("%s does not compile:\n%s", k->name, text);
    *code = mmap(NULL, (size_t)*bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(*code != MAP_FAILED && !tcc_relocate(s, *code));
    assert_int_equal(mprotect(*code, (size_t)*bytes, PROT_READ | PROT_EXEC), 0);
    free(text);
    Thunk *fn;
    void *go = tcc_get_symbol(s, "go");
    memcpy(&fn, &go, sizeof fn);
    tcc_delete(s);
    return fn;
}

/* ---- shapes ---- */

typedef struct Named {
    const char *name;
    int v;
} Named;
typedef struct Shape4 {
    Named at[100];
    int n;
} Shape4;

static void set(Shape4 *s, const char *name, int v) { s->at[s->n++] = (Named){name, v}; }

static int get(const Shape4 *s, const char *name, const char *kernel)
{
    for (int i = s->n; i-- > 0;)
        if (!strcmp(s->at[i].name, name))
            return s->at[i].v;
    fail_msg("%s: this test has no value for %s", kernel, name);
    return 0;
}

static int draw(uint64_t *r, int n)
{
    *r = *r * 6364136223846793005u + 1442695040888963407u;
    return (int)((*r >> 33) % (uint64_t)n);
}

static bool has(const Kernel *k, const char *name)
{
    for (int i = 0; i < k->n_consts; i++)
        if (!strcmp(k->args[i].name, name))
            return true;
    return false;
}

static void window(uint64_t *r, int in, int k, int s, int d, int mode, int *out, int *pad)
{
    int reach = d * (k - 1) + 1, total;
    *pad = 0;
    if (mode == 0) {
        *out = (in + s - 1) / s;
        total = (*out - 1) * s + reach - in;
        *pad = total > 0 ? total / 2 : 0;
    } else {
        *pad = mode == 1 ? 0 : draw(r, 12);
        *out = in + 2 * *pad < reach ? 0 : (in + 2 * *pad - reach) / s + 1;
    }
}

/* A geometry that the kernel may be called with; false: this draw leaves nothing. */
static bool shape(const Kernel *k, int h, int w, uint64_t *r, Shape4 *s)
{
    bool tiled = has(k, "M"), dilated = has(k, "DH");
    int kh = tiled ? 3 : 1 + draw(r, draw(r, 4) ? 4 : 19),
        kw = tiled ? 3 : 1 + draw(r, draw(r, 4) ? 4 : 19), sh = tiled ? 1 : 1 + draw(r, 5),
        sw = tiled ? 1 : 1 + draw(r, 5);
    int dh = dilated ? 1 + draw(r, 3) : 1, dw = dilated ? 1 + draw(r, 3) : 1, mode = draw(r, 3), oh,
        ow, pt, pl;
    if (has(k, "FH"))
        kh = kw = sh = sw = 1;
    window(r, h, kh, sh, dh, mode, &oh, &pt);
    window(r, w, kw, sw, dw, mode, &ow, &pl);
    bool toeplitz = tiled && h == 2 && w == 2 && pt == 1 && pl == 1 && draw(r, 2);
    static const int channels[] = {1, 3, 8, 16, 17, 32, 40};
    int groups = draw(r, 3) ? 1 : 1 + draw(r, 4), c = channels[draw(r, 7)],
        kk = channels[draw(r, 7)];
    if (c % groups || kk % groups)
        groups = 1;
    bool pools = has(k, "PH"), pooled = pools && (!has(k, "POOL") || draw(r, 2)),
         up = pooled && draw(r, 2);
    int pool = pooled ? 1 + (k->args[k->n_consts].name[0] && draw(r, 2)) : 0;
    if (oh < 1 || ow < 1 || (pooled && (oh + up < 2 || ow + up < 2)))
        return false;
    s->n = 0;
    const int many = 1 + draw(r, 2); /* maps in a block of pixels */
    const Named all[] = {{"H", h},
                         {"W", w},
                         {"HW", h * w},
                         {"OH", oh},
                         {"OW", ow},
                         {"KH", kh},
                         {"KW", kw},
                         {"SH", sh},
                         {"SW", sw},
                         {"DH", dh},
                         {"DW", dw},
                         {"PT", pt},
                         {"PL", pl},
                         {"C", c},
                         {"K", kk},
                         {"CB", (c + 15) / 16},
                         {"GROUPS", groups},
                         {"M", toeplitz ? 2 : 4},
                         {"P", toeplitz ? 3 : 6},
                         {"RB", 1 + draw(r, 5)},
                         {"KG", 1 + draw(r, 3)},
                         {"CC", 16},
                         {"G", 1 + draw(r, 3)},
                         {"NORM", 0},
                         {"ROUND", 0},
                         {"MAX", 0},
                         {"PARTS", 1},
                         {"POOL", pool},
                         {"KEEP", has(k, "KEEP") ? draw(r, 2) : 0},
                         {"PH", pooled ? (oh + up) / 2 : oh},
                         {"PW", pooled ? (ow + up) / 2 : ow},
                         {"FORMAT", 0},
                         {"BYTES", 4},
                         {"LINES", pooled       ? draw(r, 2) ? oh : 2
                                   : draw(r, 2) ? oh
                                                : 1},
                         {"TAP", 0},
                         {"FH", 1 + draw(r, 3)},
                         {"FW", 1 + draw(r, 3)},
                         {"LEAST", draw(r, 2)},
                         {"MULH", 1},
                         {"ADDH", draw(r, 3) - 1},
                         {"DIVH", 1 + draw(r, 2)},
                         {"MULW", 1 + draw(r, 2)},
                         {"ADDW", draw(r, 3) - 1},
                         {"DIVW", 1},
                         {"EDGE", draw(r, 4)},
                         {"LINEAR", draw(r, 2)},
                         {"EPS", 0},
                         {"IMAGES", many},
                         {"PIXELS", many > 1 ? oh * ow : 1 + draw(r, oh * ow)},
                         {"TAPS", 1 + draw(r, 3)},
                         {"CHANNELS", draw(r, 2) ? c : 16},
                         {"OUTS", 2 + 2 * draw(r, 2)},
                         {"FLAT", 0},
                         {"FRAME", draw(r, 2)},
                         {"FIRST", 0},
                         {"FLIP", 0}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        set(s, all[i].name, all[i].v);
    if (pooled) /* pairs of rows, or the map */
        set(s, "PIXELS", many > 1 || 2 * ow > oh * ow || draw(r, 2) ? oh * ow : 2 * ow);
    const int of_map = get(s, "PIXELS", k->name);
    set(s, "BANDS", (oh * ow + of_map - 1) / of_map);
    set(s, "ROW", pooled ? (of_map / ow + 1) / 2 * get(s, "PW", k->name) : of_map);
    if (has(k, "PITCH")) { /* frames: bands of rows, pairs of them where it pools */
        int rows = many > 1 || draw(r, 2) ? oh : 1 + draw(r, oh);
        rows = pooled && (rows + 1) / 2 * 2 < oh ? (rows + 1) / 2 * 2 : pooled ? oh : rows;
        const int pitch = w + kw * dw, map = pitch * (h + kh * dh);
        const Named of_rows[] = {
            {"ROWS", rows},
            {"BANDS", (oh + rows - 1) / rows},
            {"ROW", pooled ? (rows + 1) / 2 * get(s, "PW", k->name) : rows * ow},
            {"PITCH", pitch},
            {"MAP", map},
            {"LEN", many * map}};
        for (size_t i = 0; i < sizeof of_rows / sizeof *of_rows; i++)
            set(s, of_rows[i].name, of_rows[i].v);
    }
    set(s, "ACROSS", draw(r, 2));
    set(s, "SUMS", pooled || draw(r, 2));
    return true;
}

/* ---- what is looked at ---- */

static int stated_seen, refused_seen, silent_seen;

static void broken(const Kernel *k, const double *c, const char *what)
{
    char text[600];
    int n = snprintf(text, sizeof text, "%s:", k->name);
    for (int i = 0; i < k->n_consts; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, " %s=%g", k->args[i].name, c[i]);
    fail_msg("%s\n%s", text, what);
}

/* Pixels of a map of the marked output. */
static int map_of(const Kernel *k, const Shape4 *s)
{
    if (!strcmp(k->args[k->fuse_arg].name, "dx"))
        return has(k, "H")    ? get(s, "H", k->name) * get(s, "W", k->name)
               : has(k, "HW") ? get(s, "HW", k->name)
                              : 1;
    if (has(k, "FH"))
        return get(s, "H", k->name) * get(s, "FH", k->name) * get(s, "W", k->name) *
               get(s, "FW", k->name);
    if (has(k, "PH"))
        return get(s, "PH", k->name) * get(s, "PW", k->name);
    return has(k, "OH")   ? get(s, "OH", k->name) * get(s, "OW", k->name)
           : has(k, "HW") ? get(s, "HW", k->name)
                          : 1;
}

/* The rows of each map are those that fuse_rows states. */
static void check_stated(const Kernel *k, const double *c, int pixels, int64_t floats)
{
    Instr in = {.k = k};
    memcpy(in.consts, c, sizeof(double) * (size_t)k->n_consts);
    FuseRows rows = fuse_rows(&in, pixels);
    stated_seen += rows.times > 0;
    refused_seen += k->fuse_every && rows.times == 0;
    int64_t maps = floats / (pixels * 16), *seen = calloc((size_t)maps, sizeof *seen);
    assert_non_null(seen);
    for (int i = 0; rows.times > 0 && i < taken.n; i++) {
        int64_t map = taken.row[i].at / (pixels * 16), from = taken.row[i].at % (pixels * 16) / 16,
                to = from + taken.row[i].count / 16;
        if (!k->fuse_times) {
            if (taken.row[i].count && (from % rows.step || (to % rows.step && to != pixels)))
                broken(k, c, "a row that does not begin and end at steps");
            continue;
        }
        int64_t t = seen[map]++;
        if (taken.row[i].count == 0 || map >= maps ||
            from != (t ? t * rows.step - rows.after : 0) ||
            to != (t == rows.times - 1 ? pixels : (t + 1) * rows.step - rows.after))
            broken(k, c, "a row elsewhere than stated");
    }
    for (int64_t m = 0; m < maps && k->fuse_times && rows.times > 0; m++)
        if (seen[m] != rows.times)
            broken(k, c, "another number of rows than stated");
    free(seen);
}

static void check_taken(const Kernel *k, const double *c, const Shape4 *s, int64_t floats)
{
    int pixels = map_of(k, s),
        blocks = (get(s, !strcmp(k->args[k->fuse_arg].name, "y") && has(k, "K") ? "K" : "C",
                      k->name) +
                  15) /
                 16;
    uint8_t *times = calloc((size_t)floats / 16, 1);
    assert_non_null(times);
    for (int i = 0; i < taken.n; i++) {
        Row q = taken.row[i];
        if (q.at < 0 || q.at % 16 || q.count < 0 || q.count % 16 || q.at + q.count > floats)
            broken(k, c, "a row outside the output");
        if (q.count && (q.at / (pixels * 16) != (q.at + q.count - 1) / (pixels * 16) ||
                        q.ch != q.at / (pixels * 16) % blocks * 16))
            broken(k, c, "a row of another channel block");
        for (int64_t at = q.at; at < q.at + q.count; at += 16)
            times[at / 16]++;
    }
    for (int64_t i = 0; i < floats / 16; i++)
        if (times[i] != 1)
            broken(k, c, times[i] ? "a pixel in two rows" : "a pixel in no row");
    free(times);
    check_stated(k, c, pixels, floats);
}

/* Three images, the range whole and in three parts. */
static void run_kernel(const Kernel *k, Thunk *go, const Shape4 *s, int parts)
{
    enum { N = 3 };
    double c[IR_MAX_CONSTS];
    void *b[IR_MAX_BUFS];
    int64_t floats = 0;
    for (int i = 0; i < k->n_consts; i++)
        c[i] = get(s, k->args[i].name, k->name);
    taken.n = 0;
    for (int i = 0; i < k->n_bufs; i++) {
        int64_t size = kernel_eval(k, k->args[k->n_consts + k->n_scalars + i].size, c, N);
        b[i] = calloc((size_t)size + 64, sizeof(float));
        assert_non_null(b[i]);
        if (k->n_consts + k->n_scalars + i == k->fuse_arg)
            taken.base = b[i], floats = size;
    }
    int64_t extent = k->range ? kernel_eval(k, k->range, c, N) : 1;
    for (int p = 0; p < parts; p++)
        go(c, N, (int)(extent * p / parts), (int)(extent * (p + 1) / parts), p, b);
    check_taken(k, c, s, floats);
    for (int i = 0; i < k->n_bufs; i++)
        free(b[i]);
}

static void rows_are_as_stated(void **state)
{
    (void)state;
    int kernels = 0;
    uint64_t r = 1;
    for (int i = 0; i < kernel_count; i++) {
        const Kernel *k = &kernel_table[i];
        if (k->fuse_arg < 0)
            continue;
        void *code;
        int bytes = 0;
        Thunk *go = compile(k, &code, &bytes);
        Shape4 s;
        int before = stated_seen;
        kernels++;
        silent_seen += !k->fuse_every;
        for (int m = 0; m < 81; m++)
            for (int t = 0; t < 12; t++)
                if (shape(k, m / 9 + 1, m % 9 + 1, &r, &s))
                    run_kernel(k, go, &s, has(k, "PARTS") || t % 2 ? 1 : 3);
        munmap(code, (size_t)bytes);
        if (k->fuse_every && stated_seen - before < 200)
            fail_msg("%s: its rows are stated for %d shapes only", k->name, stated_seen - before);
    }
    free(taken.row);
    assert_true(kernels >= 25 && silent_seen > 5);
    assert_true(stated_seen > 5000 && refused_seen > 200); /* else nothing was tested */
}

/* ---- verify_ir ---- */

static Ir *plan_of(Arena *a, const char *text)
{
    char path[] = "/tmp/netc_marks_XXXXXX", lib[4400];
    Err err = {""};
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
    Diag *d = diag_new(a);
    Graph *g = compile_graph(a, path, &(CompileOptions){.library = library_path(lib, sizeof lib)},
                             d, &err);
    unlink(path);
    assert_non_null(g);
    Target t = default_target(g);
    t.batch = 2;
    return compile_plan(a, g, MODE_TRAIN, &t, NULL, NULL);
}

#define BODY                                                                                 \
    "net v {\n input 9x8x8\n conv 8 3x3 algorithm=direct\n batchnorm\n relu\n conv 8 3x3 "   \
    "algorithm=winograd\n relu\n maxpool 3x3 stride=2 same\n flatten\n dense 3 softmax\n}\n" \
    "train { loss crossentropy\n optimizer sgd }\n"

static Instr *fused_observer(const Ir *ir, const char *kernel)
{
    for (int p = PROG_FORWARD; p <= PROG_BACKWARD; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            for (int f = 0; f < ir->prog[p].code[i]->n_fused; f++)
                if (!strcmp(ir->prog[p].code[i]->fused[f]->k->name, kernel))
                    return ir->prog[p].code[i]->fused[f];
    fail_msg("nothing runs %s at a mark", kernel);
    return NULL;
}

/* One wrong number in the constants of an observer is enough. */
static void wrong_sums_are_refused(void **state)
{
    (void)state;
    static const char *const kernels[] = {"bias_sums", "batchnorm_sums", "batchnorm_moments"},
                             *const names[] = {"HW", "STEP", "AFTER", "TIMES"};
    int tried = 0;
    for (int k = 0; k < 3; k++)
        for (int c = 0; c < 4; c++)
            for (int by = -1; by <= 1; by += 2) {
                Arena *a = arena_new();
                Ir *ir = plan_of(a, BODY);
                Err err = {""};
                assert_null(ir->fault);
                assert_true(verify_ir(ir, &err));
                Instr *in = fused_observer(ir, kernels[k]);
                for (int i = 0; i < in->k->n_consts; i++)
                    if (!strcmp(in->k->args[i].name, names[c])) {
                        in->consts[i] += by;
                        if (verify_ir(ir, &err))
                            fail_msg("%s of %s changed by %d, and nobody saw", names[c], kernels[k],
                                     by);
                        assert_non_null(strstr(err.text, "internal error: "));
                        tried++;
                    }
                arena_free(a);
            }
    assert_true(tried >= 18);
}

/* A reader that counts otherwise, a buffer that is too small, and what a faulty plan says of
 * itself. */
static void wrong_readers_are_refused(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Ir *ir = plan_of(a, BODY);
    Err err = {""};
    Instr *ob = fused_observer(ir, "bias_sums");
    Buffer *part = ob->buf[1];
    part->per_image--;
    assert_false(verify_ir(ir, &err));
    /* Too small for who writes it and for who reads it: either may be told first. */
    assert_true(
        (strstr(err.text, "bias_sums (kernels/k_channel.c:") && strstr(err.text, " of part")) ||
        (strstr(err.text, "bias_backward (kernels/k_channel.c:") && strstr(err.text, " of dy")));
    part->per_image++;
    assert_true(verify_ir(ir, &err));
    for (int i = 0; i < ir->prog[PROG_BACKWARD].n; i++)
        if (!strcmp(ir->prog[PROG_BACKWARD].code[i]->k->name, "bias_backward") &&
            ir->prog[PROG_BACKWARD].code[i]->buf[0] == part)
            ir->prog[PROG_BACKWARD].code[i]->consts[1]--;
    assert_false(verify_ir(ir, &err));
    assert_non_null(strstr(err.text, "bias_backward"));
    ir->fault = err.text;
    Err why;
    assert_false(compile_within(ir, &why));
    assert_string_equal(why.text, err.text);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_are_as_stated),
                                       cmocka_unit_test(wrong_sums_are_refused),
                                       cmocka_unit_test(wrong_readers_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
