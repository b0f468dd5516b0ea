/* Files appear whole or not at all: a process killed in the middle of a write leaves the old file
 * and nothing beside it, and neither does a write that is given up; what has been left goes at the
 * next write. Only regular files are opened to be read. */
#include "base/fileio.h"
#include "formats/bytes.h"
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
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

/* What a killed writer left is removed by the next one of the same target; what may still be
 * written, or has another name, stays. */
static void leftovers_of_dead_writers_go(void **state)
{
    (void)state;
    enum { PID_MOST = 4194304 }; /* the kernel's largest process number, which no process has */
    char own[64], dead[64], dead_second[64], other[64], held[64];
    snprintf(own, sizeof own, "a.tmp.%ld", (long)getppid());
    snprintf(dead, sizeof dead, "a.tmp.%d", PID_MOST);
    snprintf(dead_second, sizeof dead_second, "a.tmp.%d.7", PID_MOST);
    snprintf(other, sizeof other, "ab.tmp.%d", PID_MOST);
    snprintf(held, sizeof held, "a.tmp.%d", PID_MOST - 1);
    const char *const stay[] = {own, other, held, "a.tmp.x", "a.tmp.", "a.tmp.12x"},
                      *const go[] = {dead, dead_second};
    Err err;
    for (int i = 0; i < 6; i++)
        assert_true(file_write(stay[i], "x", 1, &err));
    for (int i = 0; i < 2; i++)
        assert_true(file_write(go[i], "x", 1, &err));
    int fd = open(held, O_RDONLY);
    assert_int_equal(flock(fd, LOCK_EX),
                     0); /* as a writer in another container, whose process number is not ours */
    assert_true(file_write("a", "new", 3, &err));
    for (int i = 0; i < 6; i++)
        assert_int_equal(access(stay[i], F_OK), 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(access(go[i], F_OK), -1);
    close(fd);
    struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
    assert_int_equal(utimensat(AT_FDCWD, own, old, 0),
                     0); /* its number is another process's by now */
    assert_true(file_write("a", "new", 3, &err));
    assert_int_equal(access(own, F_OK), -1);
    assert_int_equal(access(held, F_OK), -1);
    for (int i = 0; i < 6; i++)
        unlink(stay[i]);
    assert_int_equal(files_here(), 2);
}

static void is_refused(const char *path, const char *why)
{
    unsigned char *p;
    size_t n;
    uint64_t bytes;
    Err a = {""}, b = {""}, c = {""}, d = {""};
    assert_int_equal(file_open(path, &bytes, &a), -1);
    assert_null(file_open_stream(path, &bytes, &b));
    assert_null(file_open_text(path, &c));
    assert_false(file_read(path, 0, &p, &n, &d));
    const Err *all[] = {&a, &b, &c, &d};
    for (int i = 0; i < 4; i++)
        if (!strstr(all[i]->text, why) || !strstr(all[i]->text, path))
            fail_msg("expected \"%s\" and the path in \"%s\"", why, all[i]->text);
}

static void only_regular_files_are_opened(void **state)
{
    (void)state;
    char name[300];
    alarm(20); /* a FIFO that is waited for */
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(symlink("fifo", "to_fifo"), 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    is_refused("fifo", "it is not a regular file (it is a pipe)");
    is_refused("to_fifo", "it is not a regular file (it is a pipe)");
    is_refused("/dev/null", "it is not a regular file (it is a device)");
    is_refused("/dev/zero", "it is not a regular file (it is a device)");
    is_refused(".", "Is a directory");
    is_refused("loop", "Too many levels of symbolic links");
    is_refused("nowhere", "No such file or directory");
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = 0;
    is_refused(name, "File name too long");
    unlink("fifo");
    unlink("to_fifo");
    unlink("loop");
    alarm(0);
}

static void an_open_pipe_is_read(void **state)
{
    (void)state;
    int pipe_of[2];
    unsigned char *p;
    size_t n;
    uint64_t bytes;
    char path[32];
    Err err;
    assert_int_equal(pipe(pipe_of), 0);
    assert_int_equal(write(pipe_of[1], "text", 4), 4);
    close(pipe_of[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", pipe_of[0]);
    assert_int_equal(file_open(path, &bytes, &err), -1);
    assert_true(file_read(path, 0, &p, &n, &err));
    assert_int_equal(n, 4);
    assert_memory_equal(p, "text", 4);
    free(p);
    close(pipe_of[0]);
}

/* A file of many bytes and no blocks, as a hole can make: refused by its size, not read until the
 * memory ends. */
static void more_than_memory_is_refused(void **state)
{
    (void)state;
    unsigned char *p;
    size_t n;
    Err err;
    assert_true(file_write("hole", "", 0, &err));
    if (truncate("hole", (off_t)1 << 42))
        skip(); /* a file system of smaller files */
    assert_false(file_read("hole", 0, &p, &n, &err));
    assert_non_null(strstr(err.text, "more than this machine's memory"));
    unlink("hole");
}

static void larger_than_memory(void **state)
{
    (void)state;
    Err err;
    char want[120];
    assert_true(memory_fits(memory_bytes() - 1, "a table", &err));
    assert_false(memory_fits((uint64_t)1 << 62, "a table", &err));
    snprintf(want, sizeof want,
             "a table: takes 4398046511104 MiB, more than this machine's memory, %llu MiB",
             (unsigned long long)(memory_bytes() >> 20));
    assert_string_equal(err.text, want);
    assert_null(data_alloc((size_t)1 << 30, (size_t)1 << 30, "rows", &err));
    assert_non_null(strstr(err.text, "rows: takes 1099511627776 MiB, more than"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_keep_mode_and_link),
        cmocka_unit_test(a_killed_write_leaves_nothing),
        cmocka_unit_test(a_given_up_write_leaves_nothing),
        cmocka_unit_test(leftovers_of_dead_writers_go),
        cmocka_unit_test(only_regular_files_are_opened),
        cmocka_unit_test(an_open_pipe_is_read),
        cmocka_unit_test(more_than_memory_is_refused),
        cmocka_unit_test(larger_than_memory),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
