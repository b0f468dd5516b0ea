/* Weights that Keras 2 and 3, h5py and PyTorch wrote, and what their models compute of the same
 * input (tests/data_golden/foreign, make.py): each is loaded and the outputs agree, or it is
 * refused with a message. Every command loads through the same function. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "compiler/ir/graph.h"
#include "compiler/ir/layer.h"
#include "formats/npy.h"
#include "formats/safetensors.h"
#include "runtime/netc.h"
#include "runtime/load_save.h"
#include "weights/weight_layout.h"
#include "weights/weight_order.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "tests/data_golden/foreign/"

static NetcModel *open_net(const char *path)
{
    Err err = {""};
    char *diagnostics = NULL;
    NetcModel *m = netc_open(path,
                             &(NetcOptions){.batch = 2, .threads = 1, .backend = NETC_REFERENCE},
                             &diagnostics, &err);
    if (!m)
        fail_msg("%s: %s%s", path, err.text, diagnostics ? diagnostics : "");
    free(diagnostics);
    return m;
}

static void read_array(const char *name, NpyArray *a)
{
    char path[300];
    Err err = {""};
    snprintf(path, sizeof path, FOLDER "%s", name);
    if (!npy_read_float(path, a, &err))
        fail_msg("%s", err.text);
}

static void check_outputs(NetcModel *m, const char *weights, const char *expected)
{
    NpyArray x, y;
    read_array("x.npy", &x);
    read_array(expected, &y);
    size_t n = 2 * netc_output_floats(m);
    float *out = calloc(n, sizeof *out), top = 1;
    assert_int_equal(n, y.count);
    assert_true(netc_infer(m, x.f, 2, out, NULL));
    for (size_t i = 0; i < n; i++)
        top = fmaxf(top, fabsf(y.f[i]));
    for (size_t i = 0; i < n; i++)
        if (!(fabsf(out[i] - y.f[i]) <= 2e-5f * top))
            fail_msg("%s: output %zu is %g, expected %g", weights, i, (double)out[i],
                     (double)y.f[i]);
    free(out);
    npy_free(&x);
    npy_free(&y);
}

static void check_refused(NetcModel *m, const char *path, const char *says)
{
    Err err = {""};
    size_t bytes = netc_param_floats(m) * sizeof(float);
    float *before = malloc(bytes);
    memcpy(before, netc_params(m), bytes);
    if (netc_load(m, path, &err))
        fail_msg("%s was taken; expected \"%s\"", path, says);
    if (!strstr(err.text, says))
        fail_msg("expected \"%s\" in \"%s\"", says, err.text);
    assert_non_null(strstr(err.text, path));
    assert_memory_equal(before, netc_params(m), bytes);
    free(before);
}

/* "net weights expected.npy [map]", or "net weights - message" */
static void check_case(char *line)
{
    char net[200], weights[200], map[200] = "";
    char *name = strtok(line, " "), *file = strtok(NULL, " "), *expected = strtok(NULL, " "),
         *rest = strtok(NULL, "");
    assert_non_null(expected);
    snprintf(net, sizeof net, FOLDER "%s.net", name);
    snprintf(weights, sizeof weights, FOLDER "%s", file);
    NetcModel *m = open_net(net);
    assert_true(netc_init(m, 1));
    if (!strcmp(expected, "-")) {
        check_refused(m, weights, rest);
    } else {
        WeightsOptions o = {.map = rest ? map : NULL};
        WeightsTold told = {0};
        Err err = {""};
        if (rest)
            snprintf(map, sizeof map, FOLDER "%s", rest);
        if (!netc_load_weights(m, weights, &o, &told, &err))
            fail_msg("%s\n%s", err.text, told.table ? told.table : "");
        weights_told_free(&told);
        check_outputs(m, file, expected);
    }
    netc_close(m);
}

static void all_cases(void **state)
{
    (void)state;
    char line[400];
    int n = 0;
    FILE *f = fopen(FOLDER "cases.txt", "r");
    assert_non_null(f);
    for (; fgets(line, sizeof line, f); n++) {
        line[strcspn(line, "\n")] = 0;
        check_case(line);
    }
    fclose(f);
    assert_true(n > 25);
}

/* ---- what is said ---- */

static void order_is_said(void **state)
{
    (void)state;
    NetcModel *m = open_net(FOLDER "chain.net");
    WeightsTold told = {0};
    Err err = {""};
    assert_true(netc_load_weights(m, FOLDER "chain.weights.h5", NULL, &told, &err));
    assert_true(told.by_order && !told.own);
    assert_non_null(strstr(told.table, "matched by the order of layers"));
    assert_non_null(strstr(told.table, "layers/conv2d_10/vars/0"));
    weights_told_free(&told);
    netc_close(m);
    m = open_net(FOLDER "t_vectors.net");
    assert_true(netc_load_weights(m, FOLDER "t_vectors.safetensors", NULL, &told, &err));
    assert_false(told.by_order);
    weights_told_free(&told);
    netc_close(m);
}

static int count_lines(const char *s)
{
    int n = 0;
    for (; *s; s++)
        n += *s == '\n';
    return n;
}

static void long_tables_are_cut(void **state)
{
    (void)state;
    char path[] = "/tmp/netc_foreign_XXXXXX", net[100], weights[100];
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    snprintf(net, sizeof net, "%s.net", path);
    snprintf(weights, sizeof weights, "%s.safetensors", path);
    FILE *f = fopen(net, "w");
    fputs("net n {\n input 4\n repeat i in 1..40 { dense 4 }\n}\n", f);
    fclose(f);
    NetcModel *m = open_net(net);
    Err err = {""};
    assert_true(netc_init(m, 1) && netc_save(m, weights, &err));
    for (int whole = 0; whole < 2; whole++) {
        WeightsTold told = {0};
        if (!netc_load_weights(m, weights, &(WeightsOptions){.whole_table = whole}, &told, &err))
            fail_msg("%s", err.text);
        assert_true(told.own);
        assert_int_equal(count_lines(told.table), whole ? 82 : 43);
        assert_int_equal(strstr(told.table, "and 40 more rows (--verbose shows them)") != NULL,
                         !whole);
        weights_told_free(&told);
    }
    netc_close(m);
    unlink(net);
    unlink(weights);
    unlink(path);
}

/* ---- files with netc's names ---- */

static const float numbers[8] = {1, 2, 3, 4, 5, 6, 7, 8};

static void netc_names(void **state)
{
    (void)state;
    const char *net = "/tmp/netc_names.net", *weights = "/tmp/netc_names.safetensors";
    FILE *f = fopen(net, "w");
    fputs("net n {\n input 2\n dense 2\n batchnorm\n}\n", f);
    fclose(f);
    NetcModel *m = open_net(net);
    Err err = {""};
    static const int two[] = {2, 2};
    StEntry e[8] = {{"dense_1.kernel", NUMBER_F32, 2, two, numbers},
                    {"dense_1.bias", NUMBER_F32, 1, two, numbers},
                    {"batchnorm_1.gamma", NUMBER_F32, 1, two, numbers},
                    {"batchnorm_1.beta", NUMBER_F32, 1, two, numbers + 2},
                    {"batchnorm_1.moving_mean", NUMBER_F32, 1, two, numbers},
                    {"batchnorm_1.moving_variance", NUMBER_F32, 1, two, numbers},
                    {"optimizer.dense.kernel", NUMBER_F32, 2, two, numbers},
                    {"steps", NUMBER_I64, 0, two, numbers}};
    assert_true(st_write(weights, e, 8, NULL, 0, &err));
    if (!netc_load(m, weights, &err))
        fail_msg("%s", err.text); /* what is no weight does not count */
    assert_float_equal(netc_params(m)[netc_param(m, 3)->offset], 3, 0);
    e[6].name = "other.kernel";
    assert_true(st_write(weights, e, 8, NULL, 0, &err));
    check_refused(m, weights, "tensor `other.kernel` belongs to no layer");
    WeightsOptions partial = {.partial = true};
    assert_true(netc_load_weights(m, weights, &partial, NULL, &err));
    /* beta may not become gamma: without gamma, gamma keeps its value or is 1, never 3 */
    e[2] = e[3];
    e[3] = (StEntry){"steps2", NUMBER_I64, 0, two, numbers};
    netc_params(m)[netc_param(m, 2)->offset] = 9;
    assert_true(st_write(weights, e, 6, NULL, 0, &err));
    assert_true(netc_load_weights(m, weights, &partial, NULL, &err));
    assert_float_equal(netc_params(m)[netc_param(m, 2)->offset], 1, 0);
    assert_float_equal(netc_params(m)[netc_param(m, 3)->offset], 3, 0);
    netc_close(m);
    unlink(net);
    unlink(weights);
}

/* ---- maps ---- */

static void refuse_map(NetcModel *m, const char *text, const char *says)
{
    const char *path = "/tmp/netc_test.map";
    Err err = {""};
    FILE *f = fopen(path, "w");
    fputs(text, f);
    fclose(f);
    assert_false(netc_load_weights(m, FOLDER "t_plain.safetensors", &(WeightsOptions){.map = path},
                                   NULL, &err));
    if (!strstr(err.text, says))
        fail_msg("expected \"%s\" in \"%s\"", says, err.text);
    unlink(path);
}

static void bad_maps(void **state)
{
    (void)state;
    NetcModel *m = open_net(FOLDER "t_plain.net");
    refuse_map(m, "conv_1.kernel conv1.weight\n", "netc_test.map:1: expected `parameter = tensor`");
    refuse_map(m, "\n# x\nconv_1.kernl = conv1.weight\n",
               "netc_test.map:3: no parameter `conv_1.kernl`; did you mean `conv_1.kernel`?");
    refuse_map(m, "conv_1.kernel = conv1.weigth\n",
               "has no tensor `conv1.weigth`; did you mean `conv1.weight`?");
    refuse_map(m, "conv_1.kernel = conv1.weight\nconv_2.kernel = conv1.weight\n",
               ":2: tensor `conv1.weight` stands in an earlier line too, for `conv_1.kernel`");
    refuse_map(m, "conv_1.kernel = conv1.weight\nconv_1.kernel = conv2.weight\n",
               ":2: parameter `conv_1.kernel` stands in an earlier line too");
    refuse_map(m, "conv_1.kernel = conv1.bias\nconv_1.bias = conv1.weight\n",
               "tensor `conv1.bias` is 4, but this net's parameter `conv_1.kernel` is 3x3x4x4");
    Err err = {""};
    assert_false(netc_load_weights(m, FOLDER "t_plain.safetensors",
                                   &(WeightsOptions){.map = "/nonexistent.map"}, NULL, &err));
    assert_non_null(strstr(err.text, "/nonexistent.map"));
    netc_close(m);
}

/* ---- orders of vectors ---- */

static void dense_orders(void **state)
{
    (void)state;
    NetcModel *m = open_net(FOLDER "t_prefix.net");
    Err err = {""};
    WeightsOptions o = {.dense_order = DENSE_HWC};
    const NetcParam *p = NULL;
    for (int i = 0; i < netc_param_count(m); i++)
        if (!strcmp(netc_param(m, i)->name, "fc.kernel"))
            p = netc_param(m, i);
    assert_non_null(p);
    float *auto_order = calloc(p->count, sizeof *auto_order);
    assert_true(netc_load_weights(m, FOLDER "t_prefix.safetensors", NULL, NULL, &err));
    memcpy(auto_order, netc_params(m) + p->offset, p->count * sizeof *auto_order);
    assert_true(netc_load_weights(m, FOLDER "t_prefix.safetensors", &o, NULL, &err));
    for (int h = 0; h < 3; h++)
        for (int w = 0; w < 3; w++)
            for (int c = 0; c < 6; c++) /* row (h,w,c) is the file's column (c,h,w) */
                assert_float_equal(auto_order[((h * 3 + w) * 6 + c) * 5],
                                   netc_params(m)[p->offset + (size_t)((c * 3 + h) * 3 + w) * 5],
                                   0);
    free(auto_order);
    netc_close(m);
}

/* ---- orders of vectors that are cut, joined, mixed and shared ---- */

#define TURNED "/tmp/netc_turned"

static void torch_entry(const NetcParam *p, StEntry *e, const float *counted)
{
    static const char *const ends[][2] = {
        {".kernel", ".weight"}, {".gamma", ".weight"}, {".beta", ".bias"}};
    const int *d = p->dim;
    int *dim = calloc(4, sizeof *dim);
    char *name = calloc(1, 64);
    const char *dot = strchr(p->name, '.'), *end = dot;
    for (int i = 0; i < 3 && p->rank != 3; i++)
        end = !strcmp(dot, ends[i][0]) ? ends[i][1] : end;
    snprintf(name, 64, "%.*s%s", (int)(dot - p->name), p->name, end);
    const int turned[5][4] = {
        {0}, {d[0]}, {d[1], d[0]}, {d[2], d[0], d[1]}, {d[3], d[2], d[0], d[1]}};
    memcpy(dim, turned[p->rank], sizeof turned[0]);
    *e = (StEntry){name, NUMBER_F32, p->rank, dim, counted};
}

/* A net of that body, and a file with a tensor of PyTorch's name and shape for each of its
 * parameters: number k of a tensor is k. */
static NetcModel *open_turned(const char *body)
{
    enum { MOST = 16, LONGEST = 1 << 16 };
    static float counted[LONGEST];
    StEntry e[MOST];
    Err err = {""};
    FILE *f = fopen(TURNED ".net", "w");
    fprintf(f, "net n {\n %s\n}\n", body);
    fclose(f);
    NetcModel *m = open_net(TURNED ".net");
    int n = netc_param_count(m);
    assert_true(n <= MOST);
    for (int i = 0; i < LONGEST; i++)
        counted[i] = (float)i;
    for (int i = 0; i < n; i++) {
        assert_true(netc_param(m, i)->count <= LONGEST);
        torch_entry(netc_param(m, i), &e[i], counted);
    }
    assert_true(st_write(TURNED ".safetensors", e, n, NULL, 0, &err));
    for (int i = 0; i < n; i++) {
        free((void *)e[i].name);
        free((void *)e[i].dim);
    }
    unlink(TURNED ".net");
    return m;
}

static void orders_not_known(void **state)
{
    (void)state;
    static const char *const nets[][2] = {
        {"input 64x64x4; flatten; slice channels=(0,8); d: dense 1",
         "numbers of `d.kernel` cannot be derived: `slice_1` takes other numbers"},
        {"input 6x6x4; flatten; slice channels=(10,82); d: dense 4",
         "numbers of `d.kernel` cannot be derived: `slice_1` takes other numbers"},
        {"input 6x6x4; flatten; n: groupnorm 4 eps=1e-5; d: dense 4",
         "numbers of `n.gamma` cannot be derived: `n` (groupnorm) mixes numbers"},
        {"input 8; d: dense 144; n: groupnorm 4 eps=1e-5; reshape 6x6x4; c: conv 4 3x3",
         "numbers of `d.kernel` cannot be derived: `n` (groupnorm) mixes numbers"},
        {"input 8; d: dense 288; slice channels=(0,144); reshape 6x6x4; c: conv 4 3x3; "
         "slice channels=(144,288) from d; reshape 6x6x4; add c",
         "numbers of `d.kernel` cannot be derived: the vectors that meet at `slice_1`"},
        {"input 8; d: dense 72; e: dense 72 from input; concat e from d; reshape 6x6x4; conv 4 3x3",
         "numbers of `d.kernel` cannot be derived: the vectors that meet at `concat_1`"},
        {"input 6x6x4; flatten; reshape 1x1x144; c: conv 4 1x1; flatten",
         "numbers of `c.kernel` cannot be derived: the vectors that meet at `flatten_1`"},
        {"input 6x6x4; flatten; d: dense 6; slice channels=(0,2) from input; pad bottom=6; "
         "flatten; k: dense 6 share=d; add d",
         "numbers of `d.kernel` cannot be derived: the vectors that meet at `flatten_2`"},
        {"input 6x6x4; c: conv 4 3x3; reshape 3x3x16",
         "numbers that `reshape_1`, an output, gives cannot be derived: `reshape_1` makes another"},
        {"input 6x6x4; c: conv 4 3x3; reshape 3x3x16; globalmaxpool",
         "numbers that `globalmaxpool_1`, an output, gives cannot be derived: `reshape_1` makes"},
        {"input 6x6x4; c: conv 4 3x3; flatten; reshape 3x3x16; globalmaxpool",
         "numbers that `globalmaxpool_1`, an output, gives cannot be derived: the vectors that"},
        {"input 6x6x4; c: conv 4 3x3; flatten; slice channels=(0,72)",
         "numbers that `slice_1`, an output, gives cannot be derived: `slice_1` takes other"},
    };
    for (size_t i = 0; i < sizeof nets / sizeof *nets; i++) {
        NetcModel *m = open_turned(nets[i][0]);
        check_refused(m, TURNED ".safetensors", nets[i][1]);
        netc_close(m);
    }
    unlink(TURNED ".safetensors");
}

/* Place i of a flattened 6x6x4 map in PyTorch's; of two that are joined. */
static int place(int i) { return i / 144 * 144 + i % 4 * 36 + i % 144 / 4; }

/* Is the kernel the file's with rows, or columns too, in the order of a flattened map? */
static void check_kernel(NetcModel *m, const char *name, bool rows, bool columns)
{
    const NetcParam *p = NULL;
    for (int i = 0; i < netc_param_count(m); i++)
        if (!strcmp(netc_param(m, i)->name, name))
            p = netc_param(m, i);
    assert_non_null(p);
    const float *have = netc_params(m) + p->offset;
    for (int i = 0; i < p->dim[0]; i++)
        for (int o = 0; o < p->dim[1]; o++)
            assert_float_equal(have[i * p->dim[1] + o],
                               (columns ? place(o) : o) * p->dim[0] + (rows ? place(i) : i), 0);
}

static void orders_derived(void **state)
{
    (void)state;
    static const struct {
        const char *body, *kernel;
        bool rows, columns;
    } nets[] = {
        {"input 6x6x4; flatten; d: dense 144; relu; k: dense 144 share=d; e: dense 4", "d.kernel",
         true, true},
        {"input 6x6x4; flatten; d: dense 144; relu; k: dense 144 share=d; e: dense 4", "e.kernel",
         true, false},
        {"input 6x6x4; flatten; d: dense 6; globalavgpool from input; g: dense 144; "
         "k: dense 6 share=d; add d",
         "g.kernel", false, true},
        {"input 6x6x4; f: flatten; relu; concat f; slice channels=(144,288); d: dense 3",
         "d.kernel", true, false},
        {"input 6x6x4; f: flatten; shuffle 9; d: dense 3", "d.kernel", true, false},
        {"input 6x6x4; f: flatten; groupnorm 1 eps=1e-5; d: dense 3", "d.kernel", true, false},
        {"input 6x6x4; f: flatten; g: dense 1; mul f; d: dense 3", "d.kernel", true, false},
        {"input 12; d: dense 8; n: groupnorm 4 eps=1e-5; slice channels=(2,6); e: dense 5",
         "e.kernel", false, false},
    };
    for (size_t i = 0; i < sizeof nets / sizeof *nets; i++) {
        NetcModel *m = open_turned(nets[i].body);
        Err err = {""};
        if (!netc_load(m, TURNED ".safetensors", &err))
            fail_msg("%s: %s", nets[i].body, err.text);
        check_kernel(m, nets[i].kernel, nets[i].rows, nets[i].columns);
        netc_close(m);
    }
    unlink(TURNED ".safetensors");
}

/* Number (h,w,c) of a map's numbers is the file's (c,h,w), unless they are in the net's order. */
static void check_values(NetcModel *m, DenseOrder order, bool turned)
{
    Err err = {""};
    WeightsOptions o = {.dense_order = order};
    if (!netc_load_weights(m, TURNED ".safetensors", &o, NULL, &err))
        fail_msg("%s", err.text);
    const NetcParam *p = netc_param(m, 0);
    int h = p->dim[0], w = p->dim[1], c = p->dim[2];
    assert_int_equal(p->rank, 3);
    for (int i = 0; i < h * w * c; i++)
        assert_float_equal(netc_params(m)[p->offset + (size_t)i],
                           turned ? i % c * h * w + i / c : i, 0);
}

/* What PyTorch's file leaves open of a net that it loads into; NULL: nothing. */
static void notes_of_torch(void **state)
{
    (void)state;
    static const char *const nets[][2] = {
        {"input 6x6x4; c: conv 4 3x3; flatten",
         "`flatten_1` gives a flattened map pixel by pixel; the program"},
        {"input 6x6x4; c: conv 4 3x3; f: flatten; globalavgpool from input; d: dense 144; add f",
         "`add_1` gives a flattened map pixel by pixel"},
        {"input 6x6x4; c: conv 4 3x3; reshape 6x6x4; globalavgpool", NULL},
        {"input 6x6x4; c: conv 4 3x3; flatten; d: dense 144; reshape 6x6x4", NULL},
        {"input 4x4x4; n: layernorm eps=1e-5",
         "does not say whether `n` normalises the channels or the columns of its map, 4 of each"},
        {"input 4x5x4; n: layernorm eps=1e-5", NULL},
    };
    for (size_t i = 0; i < sizeof nets / sizeof *nets; i++) {
        NetcModel *m = open_turned(nets[i][0]);
        WeightsTold told = {0};
        Err err = {""};
        if (!netc_load_weights(m, TURNED ".safetensors", NULL, &told, &err))
            fail_msg("%s: %s", nets[i][0], err.text);
        if (nets[i][1] && !(told.note && strstr(told.note, nets[i][1])))
            fail_msg("%s: expected \"%s\" in \"%s\"", nets[i][0], nets[i][1],
                     told.note ? told.note : "");
        if (!nets[i][1] && told.note)
            fail_msg("%s: %s", nets[i][0], told.note);
        weights_told_free(&told);
        netc_close(m);
    }
    unlink(TURNED ".safetensors");
}

/* PyTorch's conv_1 is not the first convolution because netc would call that so. */
static void counted_names(void **state)
{
    (void)state;
    NetcModel *m = open_turned("input 6x6x4; conv 4 3x3; conv 4 3x3");
    check_refused(m, TURNED ".safetensors", "`conv_1` and `conv_2` have one shape");
    netc_close(m);
    m = open_turned("input 6x6x4; conv 4 3x3; conv 5 3x3; d: conv 5 3x3");
    Err err = {""};
    if (!netc_load(m, TURNED ".safetensors", &err))
        fail_msg("%s", err.text);
    netc_close(m);
    unlink(TURNED ".safetensors");
}

static void values_of_maps(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "input 4x4x4; a: affine over=values; c: conv 4 1x1",
        "input 4x4x4; a: prelu over=values; c: conv 4 1x1",
        "input 4x4x4; a: affine over=values; flatten; d: dense 2",
        "input 6x5x4; a: affine over=values; flatten; d: dense 2",
    };
    for (int i = 0; i < 4; i++) {
        NetcModel *m = open_turned(bodies[i]);
        check_values(m, DENSE_AUTO, true);
        if (i < 3)
            check_values(m, DENSE_HWC, false);
        netc_close(m);
    }
    unlink(TURNED ".safetensors");
}

/* ---- the search ---- */

typedef struct Toy {
    int n;
    const int *shape, *net_shape;
    bool file_order, net_order;
} Toy;

static bool toy_fits(const void *user, int f, int k)
{
    return ((const Toy *)user)->shape[f] == ((const Toy *)user)->net_shape[k];
}
static bool toy_before(const void *user, int a, int b)
{
    return ((const Toy *)user)->file_order && a < b;
}
static bool toy_above(const void *user, int a, int b)
{
    return ((const Toy *)user)->net_order && a < b;
}

static void puzzles(void **state)
{
    (void)state;
    Arena *a = arena_new();
    static const int one[] = {1, 1, 2, 1}, same[] = {1, 2, 1, 1}, other[] = {1, 2, 3, 1};
    int pair[4], vague[2];
    Toy t = {4, one, one, true, true};
    Puzzle p = {a, 4, toy_fits, toy_before, toy_above, &t};
    assert_int_equal(puzzle_solve(&p, pair, vague), SOLVED);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pair[i], i);
    t.net_shape = same; /* an order that the net has not */
    assert_int_equal(puzzle_solve(&p, pair, vague), UNSOLVED_NONE);
    t.file_order = false;
    assert_int_equal(puzzle_solve(&p, pair, vague), UNSOLVED_TWO);
    assert_true(vague[0] != vague[1] && one[vague[0]] == 1 && one[vague[1]] == 1);
    t.net_shape = other; /* three for two places */
    assert_int_equal(puzzle_solve(&p, pair, vague), UNSOLVED_NONE);
    static const int all[] = {1, 2, 3, 4}, turned[] = {3, 1, 4, 2};
    t = (Toy){4, all, turned, false, true};
    assert_int_equal(puzzle_solve(&p, pair, vague), SOLVED_SHAPE);
    assert_int_equal(pair[0], 1);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_cases),
        cmocka_unit_test(order_is_said),
        cmocka_unit_test(long_tables_are_cut),
        cmocka_unit_test(netc_names),
        cmocka_unit_test(bad_maps),
        cmocka_unit_test(dense_orders),
        cmocka_unit_test(orders_not_known),
        cmocka_unit_test(orders_derived),
        cmocka_unit_test(notes_of_torch),
        cmocka_unit_test(counted_names),
        cmocka_unit_test(values_of_maps),
        cmocka_unit_test(puzzles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
