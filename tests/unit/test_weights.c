/* Weights of other programs (weights/pretrained.h): files that Keras, h5py, NumPy and safetensors
 * wrote (tests/data_golden/weights, see make.py there) load to the right number at every place, by
 * name and by order; each way to be wrong has its own message and leaves the model as it was; what
 * netc writes it reads back, the same bits. Run from the root of the repository. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "runtime/load_save.h"
#include "base/fileio.h"
#include "formats/tensors.h"
#include "compiler/ir/layer.h"
#include "weights/weight_graph.h"
#include "weights/weight_names.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#define FOLDER "tests/data_golden/weights/"

static const char base_text[] =
    "block stage { conv1: conv 3 3x3 relu\n conv2: conv 4 3x3 relu\n maxpool 4x4 }\n"
    "net m { input 8x8x3\n base: body\n flatten\n dense 5 softmax }\nblock body { block1: stage "
    "}\n";

typedef struct Fixture {
    char net[64];
    NetcModel *tiny, *base;
} Fixture;

static NetcModel *open_net(const char *path)
{
    Err err = {""};
    char *diagnostics = NULL;
    NetcOptions o = {.backend = NETC_REFERENCE, .batch = 1, .threads = 1};
    NetcModel *m = netc_open(path, &o, &diagnostics, &err);
    if (!m)
        fail_msg("%s %s", err.text, diagnostics ? diagnostics : "");
    return m;
}

static int setup(void **state)
{
    Fixture *x = calloc(1, sizeof *x);
    strcpy(x->net, "/tmp/netc_weights_XXXXXX");
    int fd = mkstemp(x->net);
    if (fd < 0 || write(fd, base_text, strlen(base_text)) != (ssize_t)strlen(base_text))
        return -1;
    close(fd);
    x->tiny = open_net(FOLDER "tiny.net");
    x->base = open_net(x->net);
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    Fixture *x = *state;
    netc_close(x->tiny);
    netc_close(x->base);
    unlink(x->net);
    free(x);
    return 0;
}

/* Number i of the j-th parameter, as make.py has it. In half precision too: 256ths up to 4 are
 * exact there. */
static float value(int j, size_t i) { return (float)(j + 1) + (float)i / 256; }

static void check_params(NetcModel *m, int n, const char *file)
{
    for (int j = 0; j < n; j++) {
        const NetcParam *p = netc_param(m, j);
        for (size_t i = 0; i < p->count; i++)
            if (netc_params(m)[p->offset + i] != value(j, i))
                fail_msg("%s: %s[%zu] is %g, expected %g", file, p->name, i,
                         (double)netc_params(m)[p->offset + i], (double)value(j, i));
    }
}

/* *table (may be NULL) is malloc'd. */
static bool load_table(NetcModel *m, const char *path, const char *scope, bool partial,
                       char **table, Err *err)
{
    WeightsTold told = {0};
    bool ok = netc_load_weights(m, path, &(WeightsOptions){.scope = scope, .partial = partial},
                                &told, err);
    if (table) {
        *table = told.table;
        told.table = NULL;
    }
    weights_told_free(&told);
    return ok;
}

static void load(NetcModel *m, const char *file, const char *scope)
{
    char path[200], *table;
    Err err = {""};
    snprintf(path, sizeof path, "%s%s", FOLDER, file);
    assert_true(netc_init(m, 7));
    if (!load_table(m, path, scope, false, &table, &err))
        fail_msg("%s\n%s", err.text, table ? table : "");
    assert_non_null(table);
    free(table);
}

/* ---- layouts ---- */

static void whole_nets(void **state)
{
    Fixture *x = *state;
    static const char *const files[] = {"auto.weights.h5", "whole.h5",          "auto.keras",
                                        "named.keras",     "keras.safetensors", "torch.safetensors",
                                        "keras.npz",       "packed.npz"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        load(x->tiny, files[i], NULL);
        check_params(x->tiny, netc_param_count(x->tiny), files[i]);
    }
}

static void bases(void **state)
{
    Fixture *x = *state;
    static const char *const files[] = {
        "notop_contiguous.h5", "notop_chunked.h5",    "notop_gzip.h5", "notop_newer.h5",
        "notop_f8.h5",         "notop_big_endian.h5", "notop_f2.h5"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        load(x->base, files[i], "base");
        check_params(x->base, 4, files[i]);
        assert_true(netc_params(x->base)[netc_param(x->base, 4)->offset] <
                    1); /* the head keeps its starting weights */
        load(x->base, files[i], "base.block1");
    }
}

static void through_netc_load(void **state)
{
    Fixture *x = *state;
    Err err;
    assert_true(netc_init(x->tiny, 3));
    assert_true(netc_load(x->tiny, FOLDER "auto.keras", &err));
    check_params(x->tiny, netc_param_count(x->tiny), "auto.keras");
}

static void tables(void **state)
{
    Fixture *x = *state;
    char *table;
    assert_true(load_table(x->tiny, FOLDER "torch.safetensors", NULL, false, &table, NULL));
    assert_non_null(strstr(table, "loaded, transposed, by order"));
    assert_non_null(strstr(table, "skipped: not floating point"));
    free(table);
    assert_true(load_table(x->tiny, FOLDER "whole.h5", NULL, false, &table, NULL));
    assert_non_null(strstr(table, "skipped: an optimizer's state"));
    free(table);
}

/* ---- mistakes ---- */

static void refused(NetcModel *m, const char *path, const char *scope, bool partial,
                    const char *says)
{
    Err err = {""};
    size_t bytes = netc_param_floats(m) * sizeof(float);
    float *before = malloc(bytes);
    memcpy(before, netc_params(m), bytes);
    if (load_table(m, path, scope, partial, NULL, &err))
        fail_msg("%s was taken", path);
    if (!strstr(err.text, says))
        fail_msg("expected \"%s\" in \"%s\"", says, err.text);
    assert_non_null(strstr(err.text, path));
    assert_memory_equal(before, netc_params(m), bytes);
    free(before);
}

static void mistakes(void **state)
{
    Fixture *x = *state;
    assert_true(netc_init(x->base, 1));
    refused(x->base, FOLDER "bad_truncated.h5", "base", false, "the HDF5 file is truncated");
    refused(x->base, FOLDER "bad_shape.h5", "base", false,
            "tensor `block1_conv2/block1_conv2_b_1:0` is 3, but this net's parameter "
            "`base.block1.conv2.bias` is 4");
    refused(
        x->base, FOLDER "bad_dtype.h5", "base", false,
        "tensor `block1_conv2/block1_conv2_b_1:0` holds whole numbers; expected floating-point");
    refused(x->base, FOLDER "bad_nan.h5", "base", false, "not finite, at element 2");
    refused(x->base, FOLDER "bad_nan.h5", "base", true, "not finite, at element 2");
    refused(x->base, FOLDER "bad_missing.h5", "base", false,
            "no tensor `base.block1.conv2.bias`, nor under its name within base");
    refused(x->base, FOLDER "other_net.h5", "base", false, "another net's weights");
    refused(x->base, FOLDER "other_net.h5", "base", true, "another net's weights");
    refused(x->base, FOLDER "keras.npz", "base", false,
            "tensor `batchnorm/gamma:0` belongs to no layer of part `base`");
    refused(x->base, "/nonexistent/w.h5", NULL, false, "cannot open");
}

static void partial(void **state)
{
    Fixture *x = *state;
    Err err = {""};
    char *table;
    assert_true(netc_init(x->base, 1));
    float bias = netc_params(x->base)[netc_param(x->base, 3)->offset];
    if (!load_table(x->base, FOLDER "bad_missing.h5", "base", true, &table, &err))
        fail_msg("%s", err.text);
    check_params(x->base, 3, "bad_missing.h5");
    assert_float_equal(netc_params(x->base)[netc_param(x->base, 3)->offset], bias, 0);
    assert_non_null(strstr(table, "MISSING"));
    free(table);
}

/* Any cut and any changed byte: refused with a message, or taken with finite numbers; never a
 * crash. */
static void damaged(void **state)
{
    Fixture *x = *state;
    static const char *const files[] = {"notop_newer.h5", "notop_gzip.h5", "packed.npz",
                                        "auto.keras"};
    char path[] = "/tmp/netc_damaged_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
        unsigned char *data;
        size_t size;
        char from[200];
        snprintf(from, sizeof from, "%s%s", FOLDER, files[k]);
        assert_true(file_read(from, 0, &data, &size, NULL));
        for (size_t i = 0; i < 60; i++) {
            Err err = {""};
            size_t at = size * i / 60, n = i % 2 ? size : at;
            data[at] ^= 0x55;
            FILE *f = fopen(path, "wb");
            assert_true(f && fwrite(data, 1, n, f) == n && !fclose(f));
            data[at] ^= 0x55;
            if (!load_table(x->base, path, "base", true, NULL, &err))
                assert_true(err.text[0]);
            for (size_t v = 0; v < netc_param_floats(x->base); v++)
                assert_true(isfinite(netc_params(x->base)[v]));
        }
        free(data);
    }
    unlink(path);
}

/* ---- writing ---- */

static void round_trips(void **state)
{
    Fixture *x = *state;
    static const char *const endings[] = {".h5", ".npz", ".safetensors"};
    Err err = {""};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char out[120];
        NetcModel *m = x->base;
        size_t bytes = netc_param_floats(m) * sizeof(float);
        snprintf(out, sizeof out, "%s%s", x->net, endings[i]);
        assert_true(netc_init(m, 11 + i));
        float *was = malloc(bytes);
        memcpy(was, netc_params(m), bytes);
        if (!netc_write_weights(m, out, NETC_F32, &err))
            fail_msg("%s", err.text);
        assert_true(netc_init(m, 1));
        if (!netc_load(m, out, &err))
            fail_msg("%s", err.text);
        assert_memory_equal(was, netc_params(m), bytes);
        assert_true(netc_init(m, 1));
        if (!load_table(m, out, "base", false, NULL, &err))
            fail_msg("%s", err.text); /* the head is outside the scope */
        assert_memory_equal(was, netc_params(m), netc_param(m, 4)->offset * sizeof(float));
        free(was);
        unlink(out);
    }
    assert_false(netc_write_weights(x->base, "/tmp/netc.weights", NETC_F32, &err));
    assert_non_null(strstr(err.text, "must end in .h5"));
    assert_false(netc_write_weights(x->base, "/nonexistent/w.h5", NETC_F32, &err));
    assert_non_null(strstr(err.text, "/nonexistent/w.h5"));
}

static void names(void **state)
{
    (void)state;
    Arena *a = arena_new();
    WeightName w = weight_name(a, "block1_conv1/block1_conv1_W_1:0");
    assert_string_equal(w.layer, "block1_conv1");
    assert_true(weight_var_is(w.var, "kernel") && !w.by_order);
    w = weight_name(a, "layers/conv2d_12/vars/1");
    assert_string_equal(w.layer, "conv2d_12");
    assert_true(w.at == 1 && w.by_order);
    w = weight_name(a, "features.10.weight");
    assert_true(w.by_order && weight_var_is(w.var, "kernel") && weight_var_is(w.var, "gamma") &&
                !weight_var_is(w.var, "bias"));
    assert_true(weight_name(a, "optimizer/vars/0").optimizer);
    assert_true(weight_same("base.block1.conv1", "base_block1_conv1") &&
                !weight_same("a.b", "a.b.c"));
    assert_true(weight_order("conv2d", "conv2d_2") < 0 &&
                weight_order("conv2d_10", "conv2d_9") > 0);
    arena_free(a);
}

/* ---- what a file says of itself ---- */

static void notes(void **state)
{
    (void)state;
    Err err = {""};
    TensorFile *f = tensors_open(FOLDER "whole.h5", &err);
    if (!f)
        fail_msg("%s", err.text);
    const FileNote *layers = tensors_find_note(f, "model_weights", "layer_names"),
                   *config = tensors_find_note(f, "", "model_config");
    assert_true(layers && layers->n > 3 && config && config->n == 1 &&
                strstr(config->value[0], "class_name"));
    assert_non_null(tensors_find_note(f, "model_weights/block1_conv1", "weight_names"));
    tensors_close(f);
    f = tensors_open(FOLDER "auto.keras", &err);
    if (!f)
        fail_msg("%s", err.text);
    assert_non_null(tensors_find_note(f, "", "model_config"));
    tensors_close(f);
}

static void put(const char *path, size_t zeros, const void *data, size_t size)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    for (size_t i = 0; i < zeros; i++)
        fputc(0, f);
    assert_true(fwrite(data, 1, size, f) == size && !fclose(f));
}

static void user_blocks(void **state)
{
    Fixture *x = *state;
    unsigned char *data;
    size_t size;
    char *path = "/tmp/netc_user_block.h5";
    assert_true(file_read(FOLDER "notop_newer.h5", 0, &data, &size, NULL));
    for (size_t block = 512; block <= 4096; block *= 2) {
        Err err = {""};
        put(path, block, data, size);
        if (!load_table(x->base, path, "base", false, NULL, &err))
            fail_msg("%s", err.text);
        check_params(x->base, 4, path);
    }
    free(data);
    unlink(path);
}

/* A pickle that would call a function when Python opened it: a record of the call, and refused. */
static void torch_files(void **state)
{
    Fixture *x = *state;
    static const char calls[] = "\x80\x02"
                                "cposix\nsystem\nX"
                                "\x1a\0\0\0"
                                "touch /tmp/netc_pickle_ran\x85R.";
    static const unsigned char cut[] = {0x80, 2,   0x8a, 10,   'l', 0xfc, 0x9c, 'F',
                                        0xf9, ' ', 'j',  0xa8, 'P', 0x19, '.'};
    static const char path[] = "/tmp/netc_torch.pth";
    Err err = {""};
    put(path, 0, (const unsigned char *)calls, sizeof calls - 1);
    assert_false(load_table(x->base, path, NULL, false, NULL, &err));
    assert_non_null(strstr(err.text, "a whole pickled model (posix system)"));
    assert_int_not_equal(access("/tmp/netc_pickle_ran", F_OK), 0);
    put(path, 0, cut, sizeof cut);
    assert_false(load_table(x->base, path, NULL, false, NULL, &err));
    assert_non_null(strstr(err.text, "netc_torch.pth: a damaged pickle, at byte 15"));
    unlink(path);
}

/* The graph that a net is compared by: each layer once, with its own inputs and none beside them
 * (behind the last one here is no node), and the outputs of the scope. */
static void graphs_of_nets(void **state)
{
    static const char text[] = "block body { a: conv 3 3x3 relu\n b: conv 3 1x1 from input\n"
                               " sum: add a\n c: conv 4 3x3 }\n"
                               "net m { input 8x8x3\n base: body\n dropout 0.5\n flatten\n"
                               " dense 5 softmax }\n";
    static const struct {
        const char *scope,
            *ops; /* each op's kind and the numbers of its inputs; * at the outputs */
    } expected[] = {
        {NULL, "- conv 0; relu 1; conv 0; add 3 2; conv 4; flatten 5; dense 6; softmax 7*; "},
        {"base", "- conv 0; relu 1; conv 0; add 3 2; conv 4*; "},
    };
    (void)state;
    char path[] = "/tmp/netc_graph_XXXXXX.net";
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0 && write(fd, text, sizeof text - 1) == (ssize_t)sizeof text - 1);
    close(fd);
    NetcModel *m = open_net(path);
    const Graph *g = netc_graph(m);
    Node **guarded = calloc((size_t)g->n_nodes * 4, sizeof *guarded);
    assert_non_null(guarded);
    for (int i = 0; i < g->n_nodes; i++) {
        assert_true(g->nodes[i]->n_in < 4);
        for (int k = 0; k < g->nodes[i]->n_in; k++)
            guarded[4 * i + k] = g->nodes[i]->in[k];
        g->nodes[i]->in = guarded + (size_t)4 * (size_t)i;
    }
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        char found[1000] = "";
        OpGraph ops = {.arena = arena_new()};
        graph_of_net(&ops, g, expected[i].scope);
        for (int k = 0; k < ops.n; k++) {
            const Op *op = &ops.op[k];
            size_t at = strlen(found);
            at += (size_t)snprintf(found + at, sizeof found - at, "%s", op->kind ? op->kind : "-");
            for (int j = 0; j < op->n_in; j++)
                at += (size_t)snprintf(found + at, sizeof found - at, " %d", op->in[j]);
            snprintf(found + at, sizeof found - at, "%s%s", op->output ? "*" : "",
                     op->n_in ? "; " : " ");
        }
        assert_string_equal(found, expected[i].ops);
        arena_free(ops.arena);
    }
    netc_close(m);
    free(guarded);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(graphs_of_nets), cmocka_unit_test(names),
        cmocka_unit_test(notes),          cmocka_unit_test(user_blocks),
        cmocka_unit_test(torch_files),    cmocka_unit_test(whole_nets),
        cmocka_unit_test(bases),          cmocka_unit_test(through_netc_load),
        cmocka_unit_test(tables),         cmocka_unit_test(mistakes),
        cmocka_unit_test(partial),        cmocka_unit_test(damaged),
        cmocka_unit_test(round_trips),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
