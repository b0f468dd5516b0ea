/* netc mem tells the truth: `netc train` runs in a process of its own, whose largest resident size
 * is compared with the sum that `netc mem --json` names before anything runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <jansson.h>
#include <cmocka.h>

enum { N_TRAIN = 320, N_TEST = 64 };

static const char *netc(void)
{
    const char *n = getenv("NETC");
    return n ? n : "build/netc";
}

/* Runs netc with the words of `args`; its largest resident size in bytes, standard output in *text
 * where that is asked for. */
static int64_t run(const char *const *args, char *text, size_t size)
{
    int fd[2];
    assert_int_equal(pipe(fd), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(fd[1], 1);
        close(fd[0]);
        close(fd[1]);
        execv(netc(), (char *const *)(uintptr_t)args);
        _exit(127);
    }
    close(fd[1]);
    size_t n = 0;
    char drop[4096];
    for (ssize_t k = 1; k > 0;) {
        k = read(fd[0], n + 1 < size ? text + n : drop, n + 1 < size ? size - n - 1 : sizeof drop);
        n += k > 0 && n + 1 < size ? (size_t)k : 0;
    }
    if (size)
        text[n] = 0;
    close(fd[0]);
    struct rusage use;
    int status;
    assert_int_equal(wait4(pid, &status, 0, &use), pid);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail_msg("%s %s ended with status %d", netc(), args[1], status);
    return (int64_t)use.ru_maxrss * 1024;
}

static int64_t number(const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    assert_non_null(v);
    return json_integer_value(v);
}

static void compare(const char *dir, const char *net, const char *limit)
{
    static char text[1 << 18];
    char data[256], out[256];
    snprintf(data, sizeof data, "cifar10:%s/data", dir);
    snprintf(out, sizeof out, "%s/w.safetensors", dir);
    run((const char *const[]){"netc", "mem", net, "--json", limit, NULL}, text, sizeof text);
    json_t *root = json_loads(text, 0, NULL);
    const json_t *train = json_object_get(root, "netc_train");
    assert_non_null(train);
    int64_t told = number(train, "total") + number(train, "picture") * (N_TRAIN + N_TEST);
    json_decref(root);
    int64_t used = run((const char *const[]){"netc", "train", net, "--data", data, "--epochs", "2",
                                             "-o", out, "--force", limit, NULL},
                       NULL, 0);
    print_message("# %s %s: netc mem says %.1f MiB, netc train used %.1f MiB\n", net,
                  limit ? limit : "", (double)told / (1 << 20), (double)used / (1 << 20));
    if (used > told + told / 20 + (4 << 20) || used < told - told / 8 - (4 << 20))
        fail_msg("%s: netc mem says %lld bytes, netc train used %lld", net, (long long)told,
                 (long long)used);
}

static void mem_tells_what_train_uses(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); /* its shadow memory counts too */
#endif
    char dir[] = "/tmp/netc_memory_XXXXXX", data[64], command[128];
    assert_non_null(mkdtemp(dir));
    snprintf(data, sizeof data, "%s/data", dir);
    run((const char *const[]){"netc", "shapes", data, "--train", "320", "--test", "64", NULL}, NULL,
        0);
    compare(dir, "examples/small_cnn.net", NULL);
    compare(dir, "examples/resnet_cifar.net", NULL);
    compare(dir, "examples/resnet_cifar.net", "--mem-limit=60M");
    snprintf(command, sizeof command, "rm -rf %s", dir);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(mem_tells_what_train_uses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
