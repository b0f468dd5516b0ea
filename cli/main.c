/* netc: the table of commands. The first argument names one; a file in its place is compiled to C.
 */
#include "cli/cli.h"
#include "cli/files.h"
#include "compiler/front/renamed.h"
#include "runtime/blas.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const Command cmd_emit, cmd_check, cmd_summary, cmd_mem, cmd_graph, cmd_explain, cmd_train,
    cmd_eval, cmd_predict, cmd_report, cmd_run, cmd_grad, cmd_init, cmd_convert, cmd_shapes,
    cmd_preview, cmd_tune, cmd_verify;

static const Command *const commands[] = {
    &cmd_check,   &cmd_summary, &cmd_mem,     &cmd_graph, &cmd_explain, &cmd_train,
    &cmd_eval,    &cmd_predict, &cmd_report,  &cmd_run,   &cmd_grad,    &cmd_init,
    &cmd_convert, &cmd_shapes,  &cmd_preview, &cmd_tune,  &cmd_verify,
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void print_usage(FILE *f)
{
    fprintf(f, "netc %s: compiles neural networks to C, and trains them\n\nusage:\n", NETC_VERSION);
    fprintf(f, "  netc FILE.net -o model.c [options]      %s\n", cmd_emit.doc);
    for (int i = 0; i < N_COMMANDS; i++) {
        char left[64];
        snprintf(left, sizeof left, "netc %s %s", commands[i]->name, commands[i]->args);
        fprintf(f, "  %-38s  %s\n", left, commands[i]->doc);
    }
    fprintf(f,
            "\n`netc COMMAND --help` lists a command's options, `netc FILE.net --help` those of "
            "compiling to C.\n"
            "Exit status: 0; 1 for a mistake in a file or in data; 2 for a wrong command line.\n");
}

static const Command *find_command(const char *name)
{
    for (int i = 0; i < N_COMMANDS; i++)
        if (!strcmp(commands[i]->name, name))
            return commands[i];
    return NULL;
}

/* The command that the word names, now or before. */
static const Command *command_called(const char *word)
{
    const Command *c = find_command(word);
    const char *now = c ? NULL : renamed("command", word);
    if (now)
        cli_note("`netc %s` is called `netc %s` now", word, now);
    return now ? find_command(now) : c;
}

static int unknown_command(const char *word)
{
    const char *names[N_COMMANDS];
    for (int i = 0; i < N_COMMANDS; i++)
        names[i] = commands[i]->name;
    const char *near = nearest_word(word, names, N_COMMANDS);
    return cli_misuse(NULL, "unknown command `%s`%s%s%s", word, near ? " (did you mean " : "",
                      near ? near : "", near ? "?)" : "");
}

/* ---- standard output ---- */

static int output_failure; /* errno of the first write to standard output that failed */

/* 0 tells stdio that the write failed. */
static ssize_t output_write(void *nothing, const char *data, size_t bytes)
{
    (void)nothing;
    for (size_t done = 0; done < bytes && !output_failure;) {
        ssize_t n = write(STDOUT_FILENO, data + done, bytes - done);
        if (n >= 0)
            done += (size_t)n;
        else if (errno != EINTR)
            output_failure = errno;
    }
    return output_failure ? 0 : (ssize_t)bytes;
}

static void on_closed_pipe(int number) { (void)number; }

/* Descriptors 0 to 2 that the caller closed are taken, so that no file that is opened later gets
 * what is printed. */
static void open_standard(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

/* Standard output through output_write, which keeps the reason of a failure: by the end of a
 * command errno is something else's. */
static void guard_output(void)
{
    FILE *out = fopencookie(NULL, "w", (cookie_io_functions_t){.write = output_write});
    if (out)
        setvbuf(out, NULL, isatty(STDOUT_FILENO) ? _IOLBF : _IOFBF, 1 << 16);
    if (out)
        stdout = out;
    struct sigaction s = {
        .sa_handler = on_closed_pipe,
        .sa_flags = SA_RESTART}; /* not SIG_IGN, which programs that we start would inherit */
    struct sigaction before;
    if (!sigaction(SIGPIPE, NULL, &before) && before.sa_handler == SIG_DFL)
        sigaction(SIGPIPE, &s, NULL);
}

/* What a command printed must have arrived: a full disk or a closed pipe behind standard output is
 * a failure. */
static int finish_output(int status)
{
    if (!fflush(stdout) && !ferror(stdout))
        return status;
    return cli_fail("cannot write to standard output: %s",
                    strerror(output_failure ? output_failure : EIO));
}

typedef struct Job {
    Args args;
    int argc;
    char **argv;
    int status;
} Job;

static bool do_job(void *arg)
{
    Job *job = arg;
    job->status = options_parse(&job->args, job->argc, job->argv);
    if (job->status == STATUS_OK && job->args.v[OPT_HELP].set)
        options_help(job->args.command);
    else if (job->status == STATUS_OK)
        job->status = cli_files_check(&job->args, NULL) ? job->args.command->run(&job->args)
                                                        : STATUS_MISTAKE;
    return true;
}

/* The one place that a failed allocation of a command's arena comes to. */
static int run_command(const Command *c, int argc, char **argv)
{
    Job job = {.args = {.command = c, .arena = arena_new()}, .argc = argc, .argv = argv};
    Err err;
    if (!job.args.arena)
        return cli_fail("out of memory");
    cli_json_begin();
    if (!arena_try(job.args.arena, do_job, &job, &err))
        job.status = cli_fail("%s", err.text);
    arena_free(job.args.arena);
    cli_json_end();
    return finish_output(job.status);
}

/* At exit. OpenBLAS's Fortran library exits when it finds no memory, and would crash in its exit
 * handler. */
static void leave_at_once(void)
{
    static const char text[] = "netc: out of memory (opening OpenBLAS)\n";
    if (blas_is_being_opened() && write(STDERR_FILENO, text, sizeof text - 1))
        _exit(STATUS_MISTAKE);
}

int main(int argc, char **argv)
{
    atexit(leave_at_once);
    setenv("OPENBLAS_NUM_THREADS", "1", 1); /* before it is opened: its threads would do nothing */
    open_standard();
    guard_output();
    signal(SIGXFSZ, SIG_IGN); /* a file beyond `ulimit -f` is then a write that fails, with its
                                 message and its temporary file removed */
    if (argc < 2) {
        print_usage(stderr);
        return STATUS_MISUSE;
    }
    const char *word = argv[1];
    if (!strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help")) {
        print_usage(stdout);
        return finish_output(STATUS_OK);
    }
    if (!strcmp(word, "--version")) {
        printf("netc %s\n", NETC_VERSION);
        return finish_output(STATUS_OK);
    }
    const Command *c = command_called(word);
    if (c)
        return run_command(c, argc - 2, argv + 2);
    if (word[0] != '-' && !strpbrk(word, "./"))
        return unknown_command(word);
    return run_command(&cmd_emit, argc - 1, argv + 1);
}
