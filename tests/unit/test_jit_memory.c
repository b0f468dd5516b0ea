/* The JIT's memory: while a compiled net runs, no mapping of the process may be written and
 * executed at once. */
#include "runtime/netc.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

/* Mappings with all of the rights given; of any file, or of none. */
static int mappings(const char *rights)
{
    char line[4096];
    int n = 0;
    FILE *f = fopen("/proc/self/maps", "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        const char *have = strchr(line, ' ') + 1;
        n += have[0] == rights[0] && have[1] == rights[1] && have[2] == rights[2];
    }
    fclose(f);
    return n;
}

static void nothing_is_written_and_run(void **state)
{
    (void)state;
    char path[] = "/tmp/netc_jit_XXXXXX";
    int fd = mkstemp(path);
    const char text[] = "net n {\n input 8\n dense 4 relu\n dense 3 softmax\n}\ntrain { loss "
                        "crossentropy\n optimizer sgd rate=0.1 }\n";
    assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
    close(fd);
    Err err = {""};
    NetcModel *m = netc_open(path, &(NetcOptions){.train = true, .batch = 2}, NULL, &err);
    unlink(path);
    if (!m)
        fail_msg("%s", err.text);
    assert_int_equal(mappings("rwx"), 0);
    float x[8] = {1, 2, 3, 4, 5, 6, 7, 8}, y[3], loss;
    int32_t label = 1;
    assert_true(netc_init(m, 1));
    assert_true(netc_infer(m, x, 1, y, &err));
    assert_true(netc_train_step(m, x, &label, 1, 0.1f, &loss, NULL, &err));
    assert_int_equal(mappings("rwx"), 0);
    int with = mappings("r-x");
    netc_close(m);
    assert_true(mappings("r-x") < with); /* its code was among them, and is gone */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_written_and_run)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
