/* Logs of trainings (training/trainlog.h): what is read, what is missing, what comes again, and
 * every kind of broken line. */
#include "training/trainlog.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>
#include <stdlib.h>
#include <cmocka.h>

typedef struct Read {
    Arena *a;
    char path[40];
    TrainLog log;
    Err err;
    bool ok;
} Read;

static Read read_text(const char *text, size_t size)
{
    Read r = {.a = arena_new(), .path = "/tmp/netc_log_XXXXXX", .err = {""}};
    int fd = mkstemp(r.path);
    assert_true(fd >= 0 && write(fd, text, size) == (ssize_t)size);
    close(fd);
    r.ok = trainlog_read(r.a, r.path, &r.log, &r.err);
    unlink(r.path);
    return r;
}

static Read read_log(const char *text) { return read_text(text, strlen(text)); }

static void values_are_read(void **state)
{
    (void)state;
    Read r = read_log("{\"epoch\":1,\"step\":10,\"loss\":2.5,\"accuracy\":0.25,\"val_loss\":2,"
                      "\"val_accuracy\":0.5,\"seconds\":3,\"images_per_second\":40,"
                      "\"rate\":0.001,\"best\":true,\"net\":\"m\",\"layout\":\"0a\",\"seed\":7,"
                      "\"batch\":32,\"images\":320,\"epochs\":9}\n\n"
                      "{\"epoch\":2,\"loss\":null,\"val_loss\":3}\r\n{\"epoch\":5,\"loss\":1.5,"
                      "\"val_loss\":1.25}");
    assert_true(r.ok);
    assert_int_equal(r.log.n, 3);
    LogEpoch e = r.log.epoch[0];
    assert_true(e.epoch == 1 && e.step == 10 && e.loss == 2.5 && e.accuracy == 0.25 &&
                e.val_loss == 2 && e.val_accuracy == 0.5 && e.seconds == 3 &&
                e.images_per_second == 40 && e.rate == 0.001);
    e = r.log.epoch[1];
    assert_true(e.epoch == 2 && isnan(e.loss) && isnan(e.accuracy) && e.val_loss == 3);
    assert_int_equal(trainlog_best(&r.log), 2);
    assert_int_equal(r.log.n_notes, 0);
    arena_free(r.a);
    r = read_log("{\"epoch\":1,\"net\":\"m\",\"layout\":\"0a\",\"seed\":7,\"batch\":32,\"images\":"
                 "320,\"epochs\":9}\n");
    assert_true(r.ok && r.log.batch == 32 && r.log.images == 320 && r.log.epochs == 9);
    assert_string_equal(r.log.seed, "7");
    assert_string_equal(r.log.net, "m");
    assert_string_equal(r.log.layout, "0a");
    assert_int_equal(trainlog_best(&r.log), -1);
    arena_free(r.a);
}

static void the_best_is_what_was_monitored(void **state)
{
    (void)state;
    Read r = read_log("{\"epoch\":1,\"val_loss\":1,\"val_accuracy\":0.5,\"monitor\":"
                      "\"val_accuracy\"}\n{\"epoch\":2,\"val_loss\":2,\"val_accuracy\":0.75,"
                      "\"monitor\":\"val_accuracy\"}\n");
    assert_true(r.ok);
    assert_string_equal(trainlog_monitor(&r.log), "val_accuracy");
    assert_int_equal(trainlog_best(&r.log), 1);
    arena_free(r.a);
    /* an improvement that min_delta did not count */
    r = read_log("{\"epoch\":1,\"val_loss\":1,\"best\":true}\n"
                 "{\"epoch\":2,\"val_loss\":0.999,\"best\":false}\n");
    assert_true(r.ok && r.log.epoch[1].best == 0);
    assert_string_equal(trainlog_monitor(&r.log), "val_loss");
    assert_int_equal(trainlog_best(&r.log), 0);
    arena_free(r.a);
}

static void epochs_that_come_again_replace(void **state)
{
    (void)state;
    Read r = read_log("{\"epoch\":1,\"loss\":5}\n{\"epoch\":2,\"loss\":4}\n{\"epoch\":3,\"loss\":3}"
                      "\n{\"epoch\":2,\"loss\":1}\n{\"epoch\":3,\"loss\":2}\n");
    assert_true(r.ok);
    assert_int_equal(r.log.n, 3);
    assert_true(r.log.epoch[0].loss == 5 && r.log.epoch[1].loss == 1 && r.log.epoch[2].loss == 2);
    assert_int_equal(r.log.n_notes, 1);
    assert_non_null(strstr(r.log.note[0], ":4: epoch 2 comes again"));
    assert_non_null(strstr(r.log.note[0], "(2 lines)"));
    assert_int_equal(trainlog_best(&r.log), 1);
    arena_free(r.a);
}

static void only_the_last_line_may_be_cut(void **state)
{
    (void)state;
    Read r = read_log("{\"epoch\":1,\"loss\":5}\n{\"epoch\":2,\"lo");
    assert_true(r.ok && r.log.n == 1 && r.log.n_notes == 1);
    assert_non_null(strstr(r.log.note[0], ":2: the last line is cut off"));
    arena_free(r.a);
    r = read_log("{\"epoch\":1,\"loss\":5}\n{\"epoch\":2,\"lo\n{\"epoch\":3}\n");
    assert_false(r.ok);
    assert_non_null(strstr(r.err.text, ":2:"));
    assert_non_null(strstr(r.err.text, "not JSON"));
    arena_free(r.a);
}

static void broken_logs_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } bad[] = {
        {"", "no epoch in it"},
        {"\n\n", "no epoch in it"},
        {"{\"epoch\":1", "no epoch in it"},
        {"[1]\n", ":1: expected a JSON object"},
        {"{\"loss\":1}\n", ":1: expected an object with an `epoch`"},
        {"{\"epoch\":0}\n", "`epoch` from 1 up"},
        {"{\"epoch\":1.5}\n", "`epoch` from 1 up"},
        {"{\"epoch\":1e12}\n", "`epoch` from 1 up"},
        {"{\"epoch\":\"1\"}\n", ":1: `epoch` is no number"},
        {"{\"epoch\":1,\"loss\":\"x\"}\n", ":1: `loss` is no number"},
        {"{\"epoch\":1}\n{\"epoch\":2,\"loss\":NaN}\n", ":2:"},
        {"{\"epoch\":1}\n{\"epoch\":2,\"loss\":1e999}\n", ":2:"},
        {"\xff\xfe\n", "not JSON"},
        {"{\"epoch\":1,\"epoch\":2}\n", "not JSON: duplicate"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Read r = read_log(bad[i].text);
        if (r.ok || !strstr(r.err.text, bad[i].says))
            fail_msg("%s: %s", bad[i].text, r.ok ? "was read" : r.err.text);
        arena_free(r.a);
    }
    Read r = read_text("{\"epoch\":1}\n\0\0\n", 15);
    assert_false(r.ok);
    arena_free(r.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read), cmocka_unit_test(the_best_is_what_was_monitored),
        cmocka_unit_test(epochs_that_come_again_replace),
        cmocka_unit_test(only_the_last_line_may_be_cut), cmocka_unit_test(broken_logs_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
