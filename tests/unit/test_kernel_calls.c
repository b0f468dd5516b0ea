/* A call that lacks something is refused when it is made, in every build: a buffer that the kernel
 * reads or writes, a constant that does not fit. A buffer of no elements may be left out. */
#include "compiler/compile.h"
#include "kernel_calls.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static Graph *one_layer(Arena *a, const char *layer)
{
    char path[] = "/tmp/netc_calls_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    assert_non_null(f);
    fprintf(f, "net calls {\n input 4x3x5\n %s\n}\n", layer);
    fclose(f);
    Err err = {{0}};
    Diag *d = diag_new(a);
    Graph *g = compile_graph(a, path, &(CompileOptions){0}, d, &err);
    remove(path);
    assert_non_null(g);
    return g;
}

/* The error of a plan of one layer that lowers by `forward`, or as it does (NULL); "": there is
 * none. */
static void plan_of(const char *body, void (*forward)(Lower *, Node *), Err *err)
{
    Arena *a = arena_new();
    Graph *g = one_layer(a, body);
    Target t = default_target(g);
    t.batch = 1;
    Layer layer = *g->output->layer;
    if (forward)
        layer.forward = forward;
    g->output->layer = &layer;
    *err = (Err){{0}};
    bool good = compile_within(compile_plan(a, g, MODE_INFER, &t, NULL, NULL), err);
    assert_true(good == !err->text[0]);
    arena_free(a);
}

static void whole(Lower *lo, Node *n)
{
    k_relu_forward(lo, (ReluForward){.LEN = lower_count(lo, n->out),
                                     .MAX = 6,
                                     .x = lower_in(lo, n, 0),
                                     .y = lower_out(lo, n)});
}

static void without_output(Lower *lo, Node *n)
{
    lower_out(lo, n);
    k_relu_forward(
        lo, (ReluForward){.LEN = lower_count(lo, n->out), .MAX = 6, .x = lower_in(lo, n, 0)});
}

static void without_input(Lower *lo, Node *n)
{
    k_relu_forward(lo,
                   (ReluForward){.LEN = lower_count(lo, n->out), .MAX = 6, .y = lower_out(lo, n)});
}

static void too_long(Lower *lo, Node *n)
{
    k_relu_forward(
        lo, (ReluForward){
                .LEN = (int64_t)1 << 40, .MAX = 6, .x = lower_in(lo, n, 0), .y = lower_out(lo, n)});
}

static void test_buffers(void **state)
{
    (void)state;
    Err err;
    plan_of("relu", whole, &err);
    assert_string_equal(err.text, "");
    plan_of("relu", without_output, &err);
    assert_non_null(strstr(err.text, "relu_forward"));
    assert_non_null(strstr(err.text, "the call does not give buffer y"));
    plan_of("relu", without_input, &err);
    assert_non_null(strstr(err.text, "the call does not give buffer x"));
    /* no scale, and no places of maxima */
    plan_of("conv 3 1x1 algorithm=direct", NULL, &err);
    assert_string_equal(err.text, "");
}

static void test_constants(void **state)
{
    (void)state;
    Err err;
    plan_of("relu", too_long, &err);
    assert_non_null(strstr(err.text, "relu_forward"));
    assert_non_null(strstr(err.text, "LEN"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_buffers),
                                       cmocka_unit_test(test_constants)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
