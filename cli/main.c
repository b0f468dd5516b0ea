/* netc: the first argument names a command; a file in its place is compiled to C. */
#include "base/child.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "cli/help.h"
#include "cli/model_file.h"
#include "compiler/ir/kernel.h"
#include "runtime/blas.h"
#include "weights/quantized.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
                    err_reason(output_failure ? output_failure : EIO));
}

typedef struct Job {
    Args args;
    int argc;
    char **argv;
    int status;
} Job;

/* Options that weights of integers leave nothing to do for, and why. False, after a message. */
static bool integers_fit(const Args *args)
{
    static const struct {
        OptId id;
        const char *why;
    } none[] = {{OPT_BATCH, "their plan computes one sample at a time"},
                {OPT_STORE, "it is of weights in floats"},
                {OPT_TRAIN, "training takes weights in floats"},
                {OPT_MAIN, "they make C for small machines, functions alone"},
                {OPT_LINES, "they make C for small machines"},
                {OPT_SELFTEST, "they make C for small machines"},
                {OPT_SCOPE, "all of them are read, by the names of the net"},
                {OPT_PARTIAL, "all of them are read, by the names of the net"},
                {OPT_MAP, "all of them are read, by the names of the net"},
                {OPT_DENSE_ORDER, "they lie as the net has them"}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        bool one = none[i].id == OPT_BATCH && opt_int(args, OPT_BATCH, 1) == 1;
        if (!opt_set(args, none[i].id) || one)
            continue;
        cli_fail("%s holds 8-bit integers: --%s does not go with them: %s", args->quantized,
                 option_spec(none[i].id)->name, none[i].why);
        return false;
    }
    return true;
}

/* Weights of integers make a plan for small machines; no other command reads them. Of a file that
 * is not there the command tells itself. */
static bool take_quantized(Args *args)
{
    const char *path = args->v[OPT_WEIGHTS].text;
    bool is = false;
    Err err;
    if (path && !access(path, F_OK) && !quantized_is(path, &is, &err)) {
        cli_fail("%s", err.text);
        return false;
    }
    if (!is)
        return true;
    args->quantized = args->command->integers ? path : NULL;
    if (!args->quantized)
        cli_fail("%s holds 8-bit integers, which this command does not take", path);
    return args->quantized && integers_fit(args);
}

/* What --target=mcu leaves no choice of. STATUS_OK: nothing of it is given otherwise. */
static int target_misuse(const Args *args)
{
    if (!opt_mcu(args))
        return STATUS_OK;
    if (opt_int(args, OPT_BATCH, 1) != 1)
        return cli_misuse(args->command,
                          "--target=mcu computes one sample at a time: --batch 1, or none");
    return args->v[OPT_STORE].choice
               ? cli_misuse(args->command, "--target=mcu has weights in float only")
               : STATUS_OK;
}

/* NETC_ISA, which all that computes goes by. */
static bool take_kernels(void)
{
    const char *lacks;
    Err err;
    if (!kernel_build_wanted(&lacks, &err)) {
        cli_fail("%s", err.text);
        return false;
    }
    if (lacks)
        cli_note("NETC_ISA=%s: this processor has no such kernels; those of %s are used", lacks,
                 kernel_build_best()->isa);
    return true;
}

/* The command, with options that parsed. */
static int run_whole(Args *args)
{
    int status = target_misuse(args);
    if (status != STATUS_OK)
        return status;
    if (!take_kernels() || !cli_files_check(args, NULL))
        return STATUS_MISTAKE;
    status = options_formats(args);
    if (status != STATUS_OK)
        return status;
    return take_quantized(args) && (!model_given(args) || model_take(args))
               ? args->command->run(args)
               : STATUS_MISTAKE;
}

static bool do_job(void *arg)
{
    Job *job = arg;
    job->status = options_parse(&job->args, job->argc, job->argv);
    if (job->status == STATUS_OK && job->args.v[OPT_HELP].set)
        help_command(job->args.arena, stdout, job->args.command, false);
    else if (job->status == STATUS_OK)
        job->status = run_whole(&job->args);
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

/* What ends the process also ends the compilers and the like that it runs. */
void cli_end_by_signal(int number)
{
    children_end();
    signal(number, SIG_DFL);
    raise(number); /* when this handler returns */
}

static void guard_children(void)
{
    static const int ending[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    struct sigaction s = {.sa_handler = cli_end_by_signal, .sa_flags = SA_RESTART}, before;
    children_guard();
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (!sigaction(ending[i], NULL, &before) && before.sa_handler == SIG_DFL)
            sigaction(ending[i], &s, NULL); /* nohup ignores SIGHUP */
}

int main(int argc, char **argv)
{
    atexit(leave_at_once);
    setenv("OPENBLAS_NUM_THREADS", "1", 1); /* before it is opened: its threads would do nothing */
    open_standard();
    guard_output();
    guard_children();
    signal(SIGXFSZ, SIG_IGN); /* a file beyond `ulimit -f` is then a write that fails, with its
                                 message and its temporary file removed */
    signal(SIGCHLD, SIG_DFL); /* who started us may ignore it: the ends of compilers, gnuplot and
                                 trainings would then not be told */
    if (argc < 2) {
        help_usage(stderr);
        return STATUS_MISUSE;
    }
    const char *word = argv[1];
    if (!strcmp(word, "--help") || !strcmp(word, "-h")) {
        help_usage(stdout);
        return finish_output(STATUS_OK);
    }
    if (!strcmp(word, "--version")) {
        printf("netc %s\n", NETC_VERSION);
        return finish_output(STATUS_OK);
    }
    const Command *c = word[0] == '-' ? command_table[0] : command_find(word);
    if (!c)
        return command_unknown("command", word);
    bool named = *c->name;
    return run_command(c, argc - 1 - named, argv + 1 + named);
}
