/* netverify: the nets that hold every kind run without a deviation; a fault put into any backend,
 * pass or kernel is found where it was put, and named. */
#include "runtime/measure.h"
#include "runtime/verify_net.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { N = 3 };

static const char text[] = "net v {\n input 8x7x8\n first: conv 8 3x3 algorithm=direct relu\n "
                           "batchnorm\n second: conv 8 3x3 algorithm=winograd leaky\n maxpool 2x2\n"
                           " dropout 0.25\n flatten\n last: dense 5\n softmax\n}\ntrain { loss "
                           "crossentropy\n optimizer adam rate=0.01 }\n";

typedef struct Run {
    NetcModel *m;
    Arena *a;
    const VerifyFault *fault;
    VerifyReport report;
    Err err;
    bool ok;
} Run;

static NetcModel *open_text(const char *net, bool train)
{
    char path[] = "/tmp/netc_verify_XXXXXX", *diagnostics = NULL;
    Err err = {""};
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, net, strlen(net)) == (ssize_t)strlen(net));
    close(fd);
    NetcModel *m = netc_open(
        path,
        &(NetcOptions){
            .train = train, .batch = N, .threads = 1, .measure = true, .backend = NETC_REFERENCE},
        &diagnostics, &err);
    unlink(path);
    if (!m)
        fail_msg("%s%s", err.text, diagnostics ? diagnostics : "");
    return m;
}

static float noise(uint64_t *s)
{
    return (float)((double)((*s = *s * 6364136223846793005u + 1442695040888963407u) >> 40) *
                       0x1p-23 -
                   1);
}

static bool go(void *arg)
{
    Run *r = arg;
    uint64_t s = 1;
    size_t in = netc_input_floats(r->m), out = netc_output_floats(r->m);
    size_t label = netc_label_floats(r->m), row = label > out ? label : out;
    float *x = ARENA_ARRAY(r->a, float, N *in), *labels = ARENA_ARRAY(r->a, float, N *row + N);
    for (size_t i = 0; i < N * in; i++)
        x[i] = noise(&s);
    for (size_t i = 0; i < N * out; i++)
        if (netc_int_labels(r->m))
            ((int32_t *)(void *)labels)[i] = (int32_t)(i % out);
        else
            labels[i] = noise(&s);
    VerifyRequest q = {netc_plan(r->m, false),
                       netc_plan(r->m, true),
                       netc_params(r->m),
                       x,
                       labels,
                       0.01f,
                       r->fault};
    return netverify(r->a, &q, &r->report, &r->err);
}

/* The model and the arena are closed by done. */
static Run verify_net(const char *net, bool train, const VerifyFault *fault)
{
    Run r = {.m = open_text(net, train), .a = arena_new(), .fault = fault};
    assert_true(r.a && netc_init(r.m, 3));
    r.ok = arena_try(r.a, go, &r, &r.err);
    return r;
}

static void done(Run *r)
{
    arena_free(r->a);
    netc_close(r->m);
}

/* The tests of the sanitizer build: what gcc makes of emitted C has none of them. */
static bool sanitized(void) { return getenv("NETC_TEST_SAME_TEXT") != NULL; }

/* A compile takes seconds, so in the short form of the tests one net is compiled. */
static bool compile_one(void)
{
    const char *more = getenv("NETC_TEST_LONG");
    return sanitized() || !(more && *more == '1');
}

static bool compiler(void)
{
    const char *command;
    return emitted_compiler(&command);
}

/* What CC was, for show_compiler; a compile takes seconds. */
static const char *hide_compiler(bool hide)
{
    static char old[1000];
    const char *cc = getenv("CC");
    snprintf(old, sizeof old, "%s", cc ? cc : "");
    if (hide)
        setenv("CC", "no-such-compiler", 1);
    return old;
}

static void show_compiler(const char *old) { *old ? setenv("CC", old, 1) : unsetenv("CC"); }

static void right_nets_pass(void **state)
{
    (void)state;
    static const char *const nets[] = {
        text,
        "net a {\n input 5x6x3\n conv 6 3x3 stride=2 frozen\n batchnorm frozen\n a: depthwise 3x3 "
        "silu\n conv 6 1x1 nobias\n gelu approximate\n add a\n layernorm\n upsample 2x1\n "
        "globalavgpool\n"
        " dense 4\n}\ntrain { loss mse\n optimizer sgd rate=0.01 momentum=0.9 "
        "global_clipnorm=0.1\n accumulate 2\n average 0.5 }\n",
        "net c {\n input 3x2x8\n conv 9 7x1 algorithm=direct relu\n conv 17 1x5 algorithm=direct\n"
        " conv 8 3x2 valid algorithm=direct\n flatten\n dense 3 softmax\n}\n"
        "train { loss crossentropy\n optimizer sgd rate=0.01 }\n",
        "net b {\n input 9\n dense 7 tanh\n dense 3 sigmoid\n}\ntrain { loss binary_crossentropy\n "
        "optimizer rmsprop rate=0.01 decay=0.001 }\n"};
    for (int i = 0; i < 4; i++) {
        const char *cc = hide_compiler(i > 0 && compile_one());
        Run r = verify_net(nets[i], true, NULL);
        if (!r.ok || r.report.bad)
            fail_msg("%s\n%s", nets[i], r.ok ? r.report.first : r.err.text);
        int slopes = 0, steps = 0;
        for (int k = 0; k < r.report.n; k++) {
            slopes += r.report.layer[k].slope.seen;
            for (int b = 0; b < (compiler() ? VERIFY_BACKENDS : 1); b++)
                steps += r.report.layer[k].cell[b][VERIFY_STEP].seen;
        }
        assert_true(r.report.ran[VERIFY_JIT] && r.report.ran[VERIFY_EMITTED] == compiler());
        assert_true(slopes >= 2 && steps >= 2 && r.report.values > 1000);
        done(&r);
        show_compiler(cc);
    }
    Run r = verify_net("net i {\n input 4x4x3\n conv 5 3x3 relu\n globalmaxpool\n}\n", false, NULL);
    assert_true(r.ok && !r.report.bad && !r.report.trained);
    done(&r);
}

/* By the name of the layer that it was put into. */
static void faults_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *kernel, *layer, *pass;
    } faults[] = {{"conv_gemm", "first", "forward"},
                  {"wino_forward_pooled", "second", "forward"},
                  {"wino_backward", "second", "backward"},
                  {"batchnorm_backward", "batchnorm_1", "backward"},
                  {"maxpool_backward", "maxpool_1", "backward"},
                  {"dense_backward_weights", "last", "backward"},
                  {"adam_update", "first", "step"},
                  {"dropout_mask", "dropout_1", "forward"}};
    bool all = compiler() && !sanitized();
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (int b = 0; b < (all && (i == 0 || (i == 2 && !compile_one())) ? VERIFY_BACKENDS : 1);
             b++) {
            const char *cc = hide_compiler(b == VERIFY_JIT);
            Run r = verify_net(text, true, &(VerifyFault){(VerifyBackend)b, faults[i].kernel});
            if (!r.ok)
                fail_msg("%s", r.err.text);
            if (!r.report.bad)
                fail_msg("a fault in %s of %s was not seen", faults[i].kernel,
                         verify_backend_name[b]);
            assert_non_null(strstr(r.report.first, verify_backend_name[b]));
            assert_non_null(strstr(r.report.first, faults[i].pass));
            if (!r.report.first_node || strcmp(r.report.first_node->name, faults[i].layer))
                fail_msg("%s is not in %s: %s", faults[i].kernel, faults[i].layer, r.report.first);
            done(&r);
            show_compiler(cc);
        }
}

static void a_wrong_gradient_is_named(void **state)
{
    (void)state;
    const char *cc = hide_compiler(true);
    Run r = verify_net(text, true, &(VerifyFault){VERIFY_JIT, "slope"});
    show_compiler(cc);
    assert_true(r.ok && r.report.bad > 3);
    assert_string_equal(r.report.first_node->name, "first");
    assert_non_null(strstr(r.report.first, "along the gradient of first.kernel"));
    done(&r);
}

static void without_a_compiler(void **state)
{
    (void)state;
    const char *cc = hide_compiler(true);
    Run r = verify_net(text, true, NULL);
    assert_true(r.ok && !r.report.bad && !r.report.ran[VERIFY_CC] && !r.report.ran[VERIFY_EMITTED]);
    assert_non_null(strstr(r.report.why_not[VERIFY_EMITTED], "no-such-compiler"));
    done(&r);
    setenv("CC", "false", 1); /* there, but it fails */
    r = verify_net(text, true, NULL);
    assert_false(r.ok);
    done(&r);
    show_compiler(cc);
}

int main(void)
{
    char cache[] = "/tmp/netc_verify_cache_XXXXXX", command[100];
    assert_non_null(mkdtemp(cache));
    setenv("NETC_CACHE", cache, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_nets_pass), cmocka_unit_test(faults_are_named),
        cmocka_unit_test(a_wrong_gradient_is_named), cmocka_unit_test(without_a_compiler)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    snprintf(command, sizeof command, "rm -rf %s", cache);
    return system(command) ? 1 : failed;
}
