/* What runtime/netc.h promises of the stack: calls from a thread that has STACK bytes. It lies
 * between pages that cannot be touched, so that a call which needs more ends the test. */
#include "runtime/netc.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
enum { STACK = 1 << 20 }; /* its frames are larger */
#else
enum { STACK = 128 << 10 }; /* as runtime/netc.h says */
#endif
enum { DEEP = 60, WIDE = 90, BATCH = 4, PAGE = 4096 };

typedef struct Calls {
    char net[64], weights[80];
    NetcBackend backend;
    bool ok;
    Err err;
} Calls;

/* Blocks within blocks and parentheses within parentheses, near the limits of the language. */
static void write_net(const char *path)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("block b0() {\n conv 4 3x3 relu\n batchnorm\n}\n", f);
    for (int i = 1; i < DEEP; i++)
        fprintf(f, "block b%d() { b%d() }\n", i, i - 1);
    fprintf(f, "net n {\n input 8x8x3\n b%d()\n conv ", DEEP - 1);
    for (int i = 0; i < WIDE; i++)
        fputc('(', f);
    fputc('4', f);
    for (int i = 0; i < WIDE; i++)
        fputs("+0)", f);
    fputs(" 1x1\n flatten\n dense 10 softmax\n}\ntrain { loss crossentropy\n optimizer adam\n}\n",
          f);
    fclose(f);
}

static bool use(NetcModel *m, const char *weights, Err *err)
{
    static const int32_t labels[BATCH] = {0, 1, 2, 3};
    float *x = calloc(BATCH * netc_input_floats(m), sizeof *x),
          *y = calloc(BATCH * netc_output_floats(m), sizeof *y), loss;
    bool ok = x && y && netc_init(m, 1) &&
              netc_train_step(m, x, labels, BATCH, 0.01f, &loss, NULL, err) &&
              netc_infer(m, x, BATCH, y, err) && netc_save(m, weights, err) &&
              netc_load(m, weights, err);
    free(x);
    free(y);
    return ok;
}

static void *call(void *arg)
{
    Calls *c = arg;
    const NetcOptions o = {
        .train = true, .batch = BATCH, .threads = 2, .backend = c->backend, .machine = "default"};
    char *diagnostics = NULL;
    NetcModel *m = netc_open(c->net, &o, &diagnostics, &c->err);
    c->ok = m && use(m, c->weights, &c->err);
    netc_close(m);
    if (diagnostics && !c->ok)
        print_message("%s\n", diagnostics);
    free(diagnostics);
    return NULL;
}

static void on_small_stack(NetcBackend backend)
{
    Calls c = {.net = "/tmp/netc_stack_XXXXXX", .backend = backend};
    int fd = mkstemp(c.net);
    assert_true(fd >= 0);
    close(fd);
    snprintf(c.weights, sizeof c.weights, "%s.safetensors", c.net);
    write_net(c.net);
    const size_t bytes = STACK + 2 * PAGE;
    char *at = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(at, MAP_FAILED);
    assert_int_equal(mprotect(at + PAGE, STACK, PROT_READ | PROT_WRITE), 0);
    pthread_attr_t attr;
    pthread_t thread;
    assert_int_equal(pthread_attr_init(&attr), 0);
    assert_int_equal(pthread_attr_setstack(&attr, at + PAGE, STACK), 0);
    assert_int_equal(pthread_create(&thread, &attr, call, &c), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attr);
    munmap(at, bytes);
    unlink(c.weights);
    unlink(c.net);
    if (!c.ok)
        print_message("%s\n", c.err.text);
    assert_true(c.ok);
}

static void calls_by_the_jit(void **state)
{
    (void)state;
    on_small_stack(NETC_JIT);
}

static void calls_by_the_reference(void **state)
{
    (void)state;
    on_small_stack(NETC_REFERENCE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(calls_by_the_jit),
                                       cmocka_unit_test(calls_by_the_reference)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
