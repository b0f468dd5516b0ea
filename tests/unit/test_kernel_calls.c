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

static Graph *one_relu(Arena *a)
{
    char path[] = "/tmp/netc_calls_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    assert_non_null(f);
    fputs("net calls {\n input 4x3x5\n relu max=6\n}\n", f);
    fclose(f);
    Err err = {{0}};
    Diag *d = diag_new(a);
    Graph *g = compile_graph(a, path, &(CompileOptions){0}, d, &err);
    remove(path);
    assert_non_null(g);
    return g;
}

/* The error of a plan whose relu lowers by `forward`; "": there is none. */
static void plan_with(void (*forward)(Lower *, Node *), Err *err)
{
    Arena *a = arena_new();
    Graph *g = one_relu(a);
    Target t = default_target(g);
    t.batch = 1;
    Layer layer = *g->output->layer;
    layer.forward = forward;
    g->output->layer = &layer;
    *err = (Err){{0}};
    bool good = compile_within(compile_plan(a, g, MODE_INFER, &t, NULL, NULL), err);
    assert_true(good == !err->text[0]);
    arena_free(a);
}

static void whole(Lower *lo, Node *n)
{
    k_relu_forward(lo, (ReluForward){.LEN = packed_count(n->out),
                                     .MAX = 6,
                                     .x = lower_in(lo, n, 0),
                                     .y = lower_out(lo, n)});
}

static void without_output(Lower *lo, Node *n)
{
    lower_out(lo, n);
    k_relu_forward(lo,
                   (ReluForward){.LEN = packed_count(n->out), .MAX = 6, .x = lower_in(lo, n, 0)});
}

static void without_input(Lower *lo, Node *n)
{
    k_relu_forward(lo, (ReluForward){.LEN = packed_count(n->out), .MAX = 6, .y = lower_out(lo, n)});
}

static void too_long(Lower *lo, Node *n)
{
    k_relu_forward(
        lo, (ReluForward){
                .LEN = (int64_t)1 << 40, .MAX = 6, .x = lower_in(lo, n, 0), .y = lower_out(lo, n)});
}

/* A 1x1 convolution by itself: no scale and no places of maxima. */
static void empty_buffers(Lower *lo, Node *n)
{
    Shape s = n->out;
    ConvShape shape = {.C = s.c,
                       .H = s.h,
                       .W = s.w,
                       .K = s.c,
                       .OH = s.h,
                       .OW = s.w,
                       .KH = 1,
                       .KW = 1,
                       .SH = 1,
                       .SW = 1,
                       .DH = 1,
                       .DW = 1,
                       .PT = 0,
                       .PL = 0};
    Buffer *w = lower_derive(lo, n, "w", (int64_t)blocks(s.c) * s.c * 16);
    k_fill_zero(lo, (FillZero){.LEN = (int64_t)blocks(s.c) * s.c * 16, .y = w});
    lower_derived(lo);
    k_conv_forward(lo, (ConvForward){.s = shape,
                                     .GROUPS = 1,
                                     .out = {.PH = s.h, .PW = s.w, .POOL = 0},
                                     .KEEP = 0,
                                     .x = lower_in(lo, n, 0),
                                     .w = w,
                                     .scale = NULL,
                                     .y = lower_out(lo, n),
                                     .arg = NULL});
}

static void test_buffers(void **state)
{
    (void)state;
    Err err;
    plan_with(whole, &err);
    assert_string_equal(err.text, "");
    plan_with(without_output, &err);
    assert_non_null(strstr(err.text, "relu_forward"));
    assert_non_null(strstr(err.text, "the call does not give buffer y"));
    plan_with(without_input, &err);
    assert_non_null(strstr(err.text, "the call does not give buffer x"));
    plan_with(empty_buffers, &err);
    assert_string_equal(err.text, "");
}

static void test_constants(void **state)
{
    (void)state;
    Err err;
    plan_with(too_long, &err);
    assert_non_null(strstr(err.text, "relu_forward"));
    assert_non_null(strstr(err.text, "LEN"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_buffers),
                                       cmocka_unit_test(test_constants)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
