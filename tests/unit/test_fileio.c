/* Files appear whole or not at all: a process killed in the middle of a write leaves the old file and nothing beside it, and
 * neither does a write that is given up. */
#include "base/fileio.h"
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

static char folder[] = "/tmp/netc_fileio_XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return !mkdtemp(folder) || chdir(folder);
}

static int files_here(void)
{
    int n = 0;
    DIR *d = opendir(".");
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));)
        n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink("a");
    unlink("link");
    return chdir("/") || rmdir(folder);
}

static void holds(const char *path, const char *text)
{
    unsigned char *p;
    size_t n;
    Err err;
    assert_true(file_read(path, 0, &p, &n, &err));
    assert_string_equal((const char *)p, text);
    free(p);
}

static void writes_keep_mode_and_link(void **state)
{
    (void)state;
    struct stat st;
    Err err;
    umask(027);
    assert_true(file_write("a", "hello", 5, &err));
    assert_int_equal(stat("a", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(chmod("a", 0604), 0);
    assert_true(file_write("a", "other", 5, &err));
    assert_int_equal(stat("a", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0604);
    assert_int_equal(symlink("a", "link"), 0);
    assert_true(file_write("link", "through", 7, &err));
    assert_int_equal(lstat("link", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    holds("a", "through");
}

static void a_killed_write_leaves_nothing(void **state)
{
    (void)state;
    int before = files_here(), status;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        FileWriter *w = file_writer_open("a", NULL);
        static const char zeros[200000];
        file_writer_put(w, zeros, sizeof zeros);
        fflush(file_writer_stream(w));
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    holds("a", "through");
    assert_int_equal(files_here(), before);
}

static void a_given_up_write_leaves_nothing(void **state)
{
    (void)state;
    int before = files_here();
    Err err;
    for (int finished = 0; finished <= 1; finished++) {
        FileWriter *w = file_writer_open("new", &err);
        assert_non_null(w);
        file_writer_put(w, "x", 1);
        assert_true(!finished || file_writer_finish(w, &err));
        file_writer_abort(w);
        assert_int_equal(files_here(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_keep_mode_and_link),
        cmocka_unit_test(a_killed_write_leaves_nothing),
        cmocka_unit_test(a_given_up_write_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
