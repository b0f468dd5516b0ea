/* Whole models of other programs (tests/data_golden/models and foreign, made by the scripts there):
 * each becomes a net that computes what its own framework computed, or every place that netc has no
 * layer for is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "compiler/compile.h"
#include "formats/npy.h"
#include "models/import.h"
#include "runtime/netc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GOLDEN "tests/data_golden/"

typedef struct Imported {
    Arena *arena;
    Diag *diag;
    Model *model;
    const char *text;
    NetcModel *net;
    Err err;
} Imported;

static void import(Imported *i, const char *path, ModelOptions o)
{
    *i = (Imported){.arena = arena_new()};
    i->diag = diag_new(i->arena);
    i->model = model_import(i->arena, path, &o, i->diag, &i->err);
}

/* The model as one that runs. */
static void open_import(Imported *i, const char *path, ModelOptions o)
{
    char *diagnostics = NULL;
    import(i, path, o);
    if (!i->model || diag_errors(i->diag)) {
        diag_print(i->diag, stderr);
        fail_msg("%s: %s", path, i->err.text);
    }
    i->text = model_text(i->model);
    NetcOptions how = {.batch = 3, .threads = 1, .backend = NETC_REFERENCE, .text = i->text};
    i->net = netc_open("imported.net", &how, &diagnostics, &i->err);
    if (!i->net)
        fail_msg("%s: %s%s\n%s", path, i->err.text, diagnostics ? diagnostics : "", i->text);
    if (!model_fill(i->model, netc_graph(i->net), netc_params(i->net), &i->err))
        fail_msg("%s: %s", path, i->err.text);
    netc_params_changed(i->net);
}

static void close_import(Imported *i)
{
    netc_close(i->net);
    arena_free(i->arena);
}

static void compare(const Imported *i, const char *path, const float *x, const float *y, int n)
{
    size_t count = (size_t)n * netc_output_floats(i->net);
    float *out = calloc(count, sizeof *out), top = 0;
    assert_true(netc_infer(i->net, x, n, out, NULL));
    for (size_t k = 0; k < count; k++)
        top = fmaxf(top, fabsf(y[k]));
    assert_true(top > 0);
    for (size_t k = 0; k < count; k++)
        if (!(fabsf(out[k] - y[k]) <= 2e-6f * top))
            fail_msg("%s: value %zu is %g, expected %g", path, k, (double)out[k], (double)y[k]);
    free(out);
}

static void test_onnx(void **state)
{
    static const char *const names[] = {"residual", "residual_7", "mobile",  "shuffle",
                                        "tokens",   "parts",      "tensors", "channels_last",
                                        "heads",    "functions"};
    (void)state;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        char path[300];
        Imported i;
        snprintf(path, sizeof path, GOLDEN "models/%s/model.onnx", names[k]);
        open_import(&i, path, (ModelOptions){.batch = true});
        const Values *v = &i.model->values;
        assert_true(v->n > 0);
        compare(&i, path, v->x, v->y, v->n);
        close_import(&i);
    }
}

/* What a person would have written: names of the file, flags for activations, no trace of layouts.
 */
static void test_text(void **state)
{
    Imported i;
    (void)state;
    open_import(&i, GOLDEN "models/channels_last/model.onnx", (ModelOptions){.batch = true});
    assert_string_equal(i.text, "net model {\n"
                                "    input 8x10x3\n"
                                "    stem_conv2d: conv 5 3x3 stride=2 relu\n"
                                "    flatten\n"
                                "    fc: dense 4 nobias\n"
                                "}\n");
    assert_int_equal(i.model->merged, 2); /* the pad, and the bias */
    close_import(&i);
    open_import(&i, GOLDEN "models/tensors/model.onnx", (ModelOptions){.batch = true});
    /* reshape, instance norm, reshape, multiply, add; called as the module */
    assert_non_null(strstr(i.text, "\n    gnorm: groupnorm 4 eps=1e-05\n"));
    close_import(&i);
}

static void expect_messages(const char *path, const char *const *text, int n)
{
    Imported i;
    DiagMessage m;
    import(&i, path, (ModelOptions){.batch = true});
    assert_non_null(i.model);
    assert_int_equal(diag_errors(i.diag), n);
    for (int k = 0; k < n; k++) {
        assert_true(diag_message(i.diag, k, &m));
        if (!strstr(m.text, text[k]))
            fail_msg("%s: message %d is `%s`, expected `%s`", path, k, m.text, text[k]);
    }
    arena_free(i.arena);
}

/* One of two outputs: the other may need what netc lacks. */
static void test_outputs(void **state)
{
    static const char *const several[] = {"node `z` (Sinh)"};
    static const char path[] = GOLDEN "models/outputs/model.onnx";
    Imported i;
    (void)state;
    open_import(&i, path, (ModelOptions){.batch = true, .output = "y"});
    assert_string_equal(i.text, "net model {\n"
                                "    input 5x4x3\n"
                                "    block_conv: conv 4 1x1 nobias hardswish\n"
                                "    y: conv 2 3x3 valid nobias\n"
                                "}\n");
    compare(&i, path, i.model->values.x, i.model->values.y, i.model->values.n);
    close_import(&i);
    expect_messages(path, several, 1);
}

static void test_keras(void **state)
{
    static const struct {
        const char *file, *expected;
    } cases[] = {
        {"k3_nested.keras", "k3_nested"},
        {"k3_nested.h5", "k3_nested"},
        {"k3_branches.keras", "k3_branches"},
        {"k3_branches.h5", "k3_branches"},
        {"k3_separable.keras", "k3_separable"},
        {"k3_separable.h5", "k3_separable"},
        {"k2_nested.keras", "k2_nested"},
        {"k2_nested.h5", "k2_nested"},
        {"k2_branches.keras", "k2_branches"},
        {"k2_branches.h5", "k2_branches"},
        {"k2_separable.keras", "k2_separable"},
        {"k2_separable.h5", "k2_separable"},
        {"three.keras", "three"},
        {"counted.keras", "counted"},
        {"limits.keras", "limits"},
        {"pads.h5", "pads"},
        {"axis_last.keras", "axis"},
        {"pixels.keras", "pixels"},
        {"pixels.h5", "pixels"},
        {"alike.keras", "alike"},
        {"slashes.h5", "slashes"},
        {"steps.keras", "steps"},
    };
    NpyArray x, y;
    Err err;
    (void)state;
    assert_true(npy_read_float(GOLDEN "foreign/x.npy", &x, &err));
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char path[300], expected[300];
        Imported i;
        snprintf(path, sizeof path, GOLDEN "foreign/%s", cases[k].file);
        snprintf(expected, sizeof expected, GOLDEN "foreign/%s.npy", cases[k].expected);
        assert_true(npy_read_float(expected, &y, &err));
        open_import(&i, path, (ModelOptions){.batch = true});
        assert_int_equal(y.count, 2 * netc_output_floats(i.net));
        compare(&i, path, x.f, y.f, 2);
        close_import(&i);
        npy_free(&y);
    }
    npy_free(&x);
}

static void test_lacking(void **state)
{
    static const char *const onnx[] = {
        "node `bad\\x1Bname` (Sinh): netc has no layer for this operator",
        "node `third` (MaxPool): pooling with a dilation",
        "node `fourth` (Foreign): netc has no layer for this operator"};
    (void)state;
    expect_messages(GOLDEN "models/lacking/model.onnx", onnx, 3);
}

static void test_no_model(void **state)
{
    Imported i;
    (void)state;
    import(&i, GOLDEN "foreign/chain.weights.h5", (ModelOptions){.batch = true});
    assert_null(i.model);
    assert_non_null(strstr(i.err.text, "weights alone, without a model's configuration"));
    arena_free(i.arena);
    import(&i, "tests/unit/test_models.c", (ModelOptions){.batch = true});
    assert_null(i.model);
    assert_non_null(strstr(i.err.text, "not a model that netc imports"));
    arena_free(i.arena);
}

static void test_darknet(void **state)
{
    NpyArray x, y;
    Imported i;
    (void)state;
    assert_true(npy_read_float(GOLDEN "models/darknet.x.npy", &x, &i.err));
    assert_true(npy_read_float(GOLDEN "models/darknet.y.npy", &y, &i.err));
    open_import(&i, GOLDEN "models/darknet.cfg", (ModelOptions){.batch = true});
    assert_int_equal(y.count, 2 * netc_output_floats(i.net));
    compare(&i, "darknet.cfg", x.f, y.f, 2);
    close_import(&i);
    npy_free(&x);
    npy_free(&y);
    import(&i, GOLDEN "models/darknet.cfg",
           (ModelOptions){.batch = true, .weights = GOLDEN "models/torch.x.npy"});
    DiagMessage m;
    assert_true(i.model && diag_message(i.diag, 0, &m));
    assert_non_null(strstr(m.text, "torch.x.npy ends before its numbers"));
    arena_free(i.arena);
}

/* State dicts of torch.save as weights of a net; a pickled module is told how to become a model. */
static void test_torch(void **state)
{
    static const char *const files[] = {"torch_archive.pt",       "torch_older.pth",
                                        "torch_checkpoint.pt",    "torch_older_checkpoint.pth",
                                        "torch_views.pt",         "torch_negated.pt",
                                        "torch_older_negated.pth"};
    NetcOptions o = {.batch = 2, .threads = 1, .backend = NETC_REFERENCE};
    Err err = {""};
    NpyArray x, y;
    (void)state;
    Imported i = {.net = netc_open(GOLDEN "models/torch.net", &o, NULL, &err)};
    assert_non_null(i.net);
    assert_true(npy_read_float(GOLDEN "models/torch.x.npy", &x, &err));
    assert_true(npy_read_float(GOLDEN "models/torch.y.npy", &y, &err));
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
        char path[300];
        snprintf(path, sizeof path, GOLDEN "models/%s", files[k]);
        assert_true(netc_init(i.net, 1));
        if (!netc_load(i.net, path, &err))
            fail_msg("%s", err.text);
        compare(&i, path, x.f, y.f, 2);
    }
    assert_false(netc_load(i.net, GOLDEN "models/torch_marked.pth", &err));
    assert_non_null(
        strstr(err.text, "`conv.weight` has a mark of PyTorch that is not read, `new`"));
    assert_false(netc_load(i.net, GOLDEN "models/torch_module.pt", &err));
    assert_non_null(strstr(err.text, "a whole pickled model (__main__ Small)"));
    assert_non_null(strstr(err.text, "torch.onnx.export"));
    netc_close(i.net);
    npy_free(&x);
    npy_free(&y);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_onnx),     cmocka_unit_test(test_text),
        cmocka_unit_test(test_keras),    cmocka_unit_test(test_lacking),
        cmocka_unit_test(test_no_model), cmocka_unit_test(test_torch),
        cmocka_unit_test(test_outputs),  cmocka_unit_test(test_darknet)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
