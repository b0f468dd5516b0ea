/* netc sweep: trains a net once for every combination of the values that -D lists, and for several
 * seeds; then a table of how each did. Every training is a `netc train` of its own, in a process of
 * its own, with its files in one folder: NAME.safetensors, NAME.jsonl (the log), NAME.txt (what it
 * printed), NAME.ckpt, and, once it has ended, NAME.done with the command that it ended. The same
 * sweep again goes on where it was stopped. */
#include "base/ascii.h"
#include "base/fileio.h"
#include "base/hash.h"
#include "base/number.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "cli/terminal.h"
#include "compiler/compile.h"
#include "training/checkpoint.h"
#include "training/feed.h"
#include "training/ranks.h"
#include "training/trainlog.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

extern char **environ;

enum { RUNS_MAX = 1000, NAME_MAX_LETTERS = 120 };

typedef struct Axis { /* -D name=value,value,... */
    const char *name, **value;
    int n, cap;
} Axis;

typedef struct Run {
    const char *name;     /* of its files, without folder and ending */
    const char **defines; /* "width=32", NULL-terminated */
    int combination;
    uint64_t seed;
    uint64_t net;   /* hash of what it trains */
    uint64_t files; /* hash of what it reads, see files_hash */
    LogEpoch best;
    bool failed;
    double seconds;
} Run;

typedef struct Sweep {
    const Args *args;
    Arena *arena;
    const char *folder, *monitor;
    Axis *axis;
    int n_axes, cap_axes;
    Run *run;
    int n, combinations, seeds;
} Sweep;

/* ---- what there is to train ---- */

/* Cuts at the commas outside of parentheses and strings. */
static void split_values(Arena *a, Axis *x, const char *text)
{
    const char *begin = text;
    int depth = 0;
    bool quoted = false;
    for (const char *c = text;; c++) {
        quoted ^= *c == '"';
        depth += quoted ? 0 : (*c == '(') - (*c == ')');
        if (*c && (*c != ',' || quoted || depth > 0))
            continue;
        ARENA_PUSH(a, x->value, x->n, x->cap, arena_strndup(a, begin, (size_t)(c - begin)));
        begin = c + 1;
        if (!*c)
            return;
    }
}

/* 0.1 and 1e-1 are one. */
static bool same_value(const char *a, const char *b)
{
    char *a_end, *b_end;
    double x = number_parse(a, &a_end), y = number_parse(b, &b_end);
    bool numbers = a_end != a && !*a_end && b_end != b && !*b_end;
    return !strcmp(a, b) || (numbers && x == y);
}

static int read_axes(Sweep *s)
{
    const OptValue *given = &s->args->v[OPT_DEFINE];
    for (int i = 0; i < given->n; i++) {
        const char *text = given->list[i], *equals = strchr(text, '=');
        Axis x = {.name = arena_strndup(s->arena, text, (size_t)(equals - text))};
        for (int k = 0; k < s->n_axes; k++)
            if (!strcmp(s->axis[k].name, x.name))
                return cli_misuse(s->args->command,
                                  "-D %s is given twice: list its values in one, %s=A,B", x.name,
                                  x.name);
        split_values(s->arena, &x, equals + 1);
        for (int k = 0; k < x.n; k++)
            for (int j = 0; j < k; j++)
                if (same_value(x.value[j], x.value[k]))
                    return cli_misuse(s->args->command,
                                      "-D %s: %s and %s are the same value: each is trained once",
                                      text, x.value[j], x.value[k]);
        ARENA_PUSH(s->arena, s->axis, s->n_axes, s->cap_axes, x);
    }
    s->combinations = 1;
    for (int k = 0; k < s->n_axes; k++) {
        if ((int64_t)s->combinations * s->axis[k].n * s->seeds > RUNS_MAX)
            return cli_misuse(s->args->command, "this sweep has more than %d trainings", RUNS_MAX);
        s->combinations *= s->axis[k].n;
    }
    return STATUS_OK;
}

/* The value of axis k in a combination: the last axis changes fastest. */
static const char *value_of(const Sweep *s, int combination, int k)
{
    for (int i = s->n_axes - 1; i > k; i--)
        combination /= s->axis[i].n;
    return s->axis[k].value[combination % s->axis[k].n];
}

static const char **defines_of(const Sweep *s, int combination)
{
    const char **list = ARENA_ARRAY(s->arena, const char *, s->n_axes + 1);
    for (int k = 0; k < s->n_axes; k++)
        list[k] = arena_printf(s->arena, "%s=%s", s->axis[k].name, value_of(s, combination, k));
    list[s->n_axes] = NULL;
    return list;
}

/* Whether the name is another run's: then this one gets a number. */
static bool name_taken(const Sweep *s, int before, const char *name)
{
    for (int i = 0; i < before; i++)
        if (!strcmp(s->run[i].name, name))
            return true;
    return false;
}

/* "width=32,rate=0.001,seed=1", with nothing that a file's name should not have. */
static const char *run_name(const Sweep *s, int at)
{
    const Run *r = &s->run[at];
    const char *text = "";
    for (int k = 0; k < s->n_axes; k++)
        text = arena_printf(s->arena, "%s%s,", text, r->defines[k]);
    char *name = arena_printf(s->arena, "%.*sseed=%" PRIu64, NAME_MAX_LETTERS, text, r->seed);
    for (char *c = name; *c; c++)
        if (!ascii_word(*c) && !strchr("=,.-+", *c))
            *c = '_';
    for (int i = 2; name_taken(s, at, name); i++)
        name = arena_printf(s->arena, "%s.%d", name, i);
    return name;
}

/* The files of a data set, in folders to such a depth, or one file: their names, sizes and times,
 * whose order in a folder is any. What the sweep writes is none of them, nor are the files that
 * others are writing. */
static uint64_t files_hash(const Sweep *s, const char *path, int depth)
{
    enum { DEPTH = 16 };
    struct stat st, own;
    uint64_t sum = 0;
    if (stat(path, &st) ||
        (!stat(s->folder, &own) && own.st_ino == st.st_ino && own.st_dev == st.st_dev))
        return 0;
    const int64_t it[] = {st.st_size, st.st_mtim.tv_sec, st.st_mtim.tv_nsec};
    if (!S_ISDIR(st.st_mode))
        return hash_bytes(HASH_START, it, sizeof it);
    DIR *d = depth < DEPTH ? opendir(path) : NULL;
    for (struct dirent *e; d && (e = readdir(d));)
        if (e->d_name[0] != '.')
            sum += hash_text(
                files_hash(s, arena_printf(s->arena, "%s/%s", path, e->d_name), depth + 1),
                e->d_name);
    if (d)
        closedir(d);
    return sum;
}

/* The data and the starting weights of a run. */
static bool hash_files(const Sweep *s, const Graph *g, uint64_t *hash)
{
    DataPlace place;
    Err err;
    const char *weights = opt_text(s->args, OPT_WEIGHTS);
    if (!feed_place(g, opt_text(s->args, OPT_DATA), &place, &err)) {
        cli_fail("%s", err.text);
        return false;
    }
    *hash = hash_bytes(files_hash(s, place.path, 0), "", 0);
    if (weights)
        *hash += files_hash(s, weights, 0);
    return true;
}

/* Compiles each combination, so that a mistake is said before hours of training. */
static Graph *check_combination(const Sweep *s, const char **defines)
{
    Args one = *s->args;
    one.v[OPT_DEFINE].list = defines;
    one.v[OPT_DEFINE].n = s->n_axes;
    Graph *g = cli_graph(&one);
    Diag *d = diag_new(s->arena);
    if (g && !compile_ready(g, MODE_TRAIN, d)) {
        cli_diag(d, stderr);
        return NULL;
    }
    return g;
}

static bool plan_runs(Sweep *s)
{
    s->run = ARENA_ARRAY(s->arena, Run, s->combinations * s->seeds);
    for (int c = 0; c < s->combinations; c++) {
        const char **defines = defines_of(s, c);
        Graph *g = check_combination(s, defines);
        if (!g)
            return false;
        uint64_t files;
        if (!hash_files(s, g, &files))
            return false;
        uint64_t first = opt_set(s->args, OPT_SEED) ? s->args->v[OPT_SEED].whole : g->train.seed;
        s->monitor = g->train.stop_monitor ? g->train.stop_monitor : "val_loss";
        for (int i = 0; i < s->seeds; i++) {
            Run *r = &s->run[s->n];
            *r = (Run){.defines = defines,
                       .combination = c,
                       .seed = first + (uint64_t)i,
                       .net = g->source_hash,
                       .files = files};
            r->name = run_name(s, s->n++);
        }
    }
    return true;
}

/* ---- one training ---- */

static const char *file_of(const Sweep *s, const Run *r, const char *end)
{
    return arena_printf(s->arena, "%s/%s%s", s->folder, r->name, end);
}

/* Options that each training gets as they are. */
static void pass_options(const Sweep *s, const char ***argv, int *n, int *cap)
{
    static const OptId passed[] = {OPT_DATA,    OPT_STRICT,      OPT_DATA_MEMORY, OPT_EPOCHS,
                                   OPT_BATCH,   OPT_ACCUMULATE,  OPT_WEIGHTS,     OPT_SCOPE,
                                   OPT_PARTIAL, OPT_MAP,         OPT_DENSE_ORDER, OPT_NO_CACHE,
                                   OPT_CACHE,   OPT_CACHE_LIMIT, OPT_LIMIT,       OPT_THREADS,
                                   OPT_BACKEND, OPT_EXACT,       OPT_PRECISION,   OPT_NET,
                                   OPT_MACHINE, OPT_MEM_LIMIT,   OPT_INCLUDE};
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) {
        const OptSpec *o = option_spec(passed[i]);
        const OptValue *v = &s->args->v[passed[i]];
        for (int k = 0; o->type == OPT_LIST && k < v->n; k++)
            ARENA_PUSH(s->arena, *argv, *n, *cap,
                       arena_printf(s->arena, "--%s=%s", o->name, v->list[k]));
        if (v->set && o->type == OPT_FLAG)
            ARENA_PUSH(s->arena, *argv, *n, *cap, arena_printf(s->arena, "--%s", o->name));
        else if (v->set && o->type != OPT_LIST)
            ARENA_PUSH(s->arena, *argv, *n, *cap,
                       arena_printf(s->arena, "--%s=%s", o->name, v->text));
    }
}

/* The command of a run. A resumed one brings its weights and seed. */
static const char **command_of(const Sweep *s, const Run *r, bool resume)
{
    const char **argv = NULL;
    int n = 0, cap = 0;
    Arena *a = s->arena;
    ARENA_PUSH(a, argv, n, cap, "netc");
    ARENA_PUSH(a, argv, n, cap, "train");
    ARENA_PUSH(a, argv, n, cap, s->args->file[0]);
    for (int k = 0; k < s->n_axes; k++)
        ARENA_PUSH(a, argv, n, cap, arena_printf(a, "-D%s", r->defines[k]));
    pass_options(s, &argv, &n, &cap);
    if (resume) {
        int kept = 0;
        for (int i = 0; i < n; i++)
            if (strncmp(argv[i], "--weights=", 10) && strncmp(argv[i], "--scope=", 8) &&
                strncmp(argv[i], "--map=", 6))
                argv[kept++] = argv[i];
        n = kept;
        ARENA_PUSH(a, argv, n, cap, arena_printf(a, "--resume=%s", file_of(s, r, ".ckpt")));
    } else {
        ARENA_PUSH(a, argv, n, cap, arena_printf(a, "--seed=%" PRIu64, r->seed));
        ARENA_PUSH(a, argv, n, cap, "--force"); /* leftovers of a run without a checkpoint */
    }
    ARENA_PUSH(a, argv, n, cap, arena_printf(a, "--out=%s", file_of(s, r, ".safetensors")));
    ARENA_PUSH(a, argv, n, cap, arena_printf(a, "--log=%s", file_of(s, r, ".jsonl")));
    ARENA_PUSH(a, argv, n, cap, NULL);
    return argv;
}

/* What a run writes is nothing that the sweep reads: its starting weights, say, or the net. */
static bool outputs_are_safe(const Sweep *s)
{
    static const char *const ends[] = {
        ".safetensors", ".best.safetensors", ".ckpt", ".jsonl", ".txt", ".done"};
    enum { ENDS = sizeof ends / sizeof *ends };
    const char **path = ARENA_ARRAY(s->arena, const char *, s->n *ENDS);
    Err err;
    for (int i = 0; i < s->n * ENDS; i++)
        path[i] = file_of(s, &s->run[i / ENDS], ends[i % ENDS]);
    if (cli_outputs_check(s->args, NULL, path, s->n * ENDS, &err))
        return true;
    cli_fail("%s", err.text);
    return false;
}

/* What NAME.done holds: what was trained, and how. */
static const char *done_text(const Sweep *s, const Run *r)
{
    const char *text = arena_printf(s->arena, "files %016" PRIx64 "\nsource %016" PRIx64 "\n",
                                    r->files, r->net);
    for (const char **w = command_of(s, r, false); *w; w++)
        text = arena_printf(s->arena, "%s%s\n", text, *w);
    return text;
}

/* 1: the run has ended; 0: not; -1: another one of that name has, with a message. */
static int is_done(const Sweep *s, const Run *r)
{
    unsigned char *text;
    size_t size;
    Err err;
    const char *path = file_of(s, r, ".done");
    if (access(path, F_OK) || opt_set(s->args, OPT_FORCE))
        return 0;
    if (!file_read(path, 1 << 20, &text, &size, &err)) {
        cli_fail("%s", err.text);
        return -1;
    }
    const char *now = done_text(s, r), *was = (char *)text;
    bool same = !strcmp(was, now);
    const bool others = !same && !strcmp(was + strcspn(was, "\n"), now + strcspn(now, "\n"));
    free(text);
    if (same)
        return 1;
    if (others) {
        cli_fail("%s is of a training on other files: those of the data or the weights have "
                 "changed since, by their names, sizes or times. --force trains all anew, -o names "
                 "another folder",
                 path);
        return -1;
    }
    cli_fail("%s is of a training with another net or other options. Name another folder by -o; or "
             "give --force, which trains all anew",
             path);
    return -1;
}

static volatile sig_atomic_t child_running; /* its process number; 0: none */
static volatile sig_atomic_t stop_seen;

static void on_stop(int number)
{
    stop_seen = 1;
    if (child_running)
        kill((pid_t)child_running, number);
}

/* A terminal sends SIGINT to the child too; two are one step that ends in order and then an end at
 * once, so the child is put into a group of its own and gets what comes here. */
static void catch_stops(void)
{
    struct sigaction s;
    memset(&s, 0, sizeof s);
    s.sa_handler = on_stop;
    sigaction(SIGINT, &s, NULL);
    sigaction(SIGTERM, &s, NULL);
    sigaction(SIGHUP, &s, NULL);
}

/* In the new process: the program again, by itself in its group, with its output in `said`. It ends
 * in order when the sweep is killed. Returns when it cannot be started, with errno. */
static void become_train(const char *const *argv, int said, pid_t sweep)
{
    setpgid(0, 0);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != sweep) /* which was killed meanwhile */
        _exit(STATUS_INTERRUPTED);
#endif
    (void)sweep;
    if (dup2(said, STDOUT_FILENO) >= 0 && dup2(said, STDERR_FILENO) >= 0)
        execve("/proc/self/exe", (char *const *)(uintptr_t)argv, environ);
}

/* Starts a training, whose output goes to the file `out`; 0, or why it cannot be. A pipe that the
 * start closes tells it. */
static int start_train(const char *const *argv, int out, pid_t *pid)
{
    int why = 0, told[2];
    const pid_t sweep = getpid();
    if (pipe2(told, O_CLOEXEC))
        return errno;
    *pid = fork();
    if (!*pid) {
        become_train(argv, out, sweep);
        why = errno;
        (void)!write(told[1], &why, sizeof why);
        _exit(127);
    }
    why = *pid < 0 ? errno : 0;
    close(told[1]);
    ssize_t n = 0;
    while (!why && (n = read(told[0], &why, sizeof why)) < 0 && errno == EINTR)
        ;
    close(told[0]);
    if (why && *pid > 0)
        (void)waitpid(*pid, NULL, 0);
    return why;
}

static bool spawn_train(const char *const *argv, int out, int *status, Err *err)
{
    pid_t pid = 0;
    int rc = start_train(argv, out, &pid);
    child_running = rc ? 0 : (sig_atomic_t)pid;
    if (!rc && stop_seen)
        kill(pid, SIGTERM); /* it came before the child was known */
    while (!rc && waitpid(pid, status, 0) < 0)
        rc = errno == EINTR ? 0 : errno;
    child_running = 0;
    return !rc || err_set(err, "cannot start netc train: %s", err_reason(rc));
}

/* The last line of what the training said, for a message. */
static const char *last_line(const Sweep *s, const char *path)
{
    unsigned char *text;
    size_t size;
    Err err;
    if (!file_read(path, 0, &text, &size, &err))
        return "";
    while (size && text[size - 1] == '\n')
        size--;
    size_t at = size;
    while (at && text[at - 1] != '\n')
        at--;
    const char *line = arena_strndup(s->arena, (char *)text + at, size - at);
    free(text);
    return line;
}

/* The epoch that the weights are of: the best by what the net watches. */
static const LogEpoch *best_epoch(const TrainLog *l)
{
    int i = trainlog_best(l);
    return &l->epoch[i < 0 ? l->n - 1 : i];
}

static bool read_result(const Sweep *s, Run *r, Err *err)
{
    TrainLog log = {0};
    if (!trainlog_read(s->arena, file_of(s, r, ".jsonl"), &log, err))
        return false;
    r->best = *best_epoch(&log);
    for (int i = 0; i < log.n; i++)
        r->seconds += isnan(log.epoch[i].seconds) ? 0 : log.epoch[i].seconds;
    return true;
}

/* What a run that was left has written goes; what is no regular file is not replaced. */
static bool clear_file(const char *path, Err *err)
{
    struct stat st;
    if (!lstat(path, &st) && !S_ISREG(st.st_mode))
        return err_set(err, "%s is there, and is not a regular file", path);
    (void)remove(path);
    return true;
}

/* Opens what the training prints to, empty, and locks it: the lock is the training's as well, which
 * prints there, until both have ended. Two sweeps would remove and write over each other's files.
 * -1: *err. */
static int take_run(const Sweep *s, const Run *r, const char *said, Err *err)
{
    struct stat st;
    if (!lstat(said, &st) && !S_ISREG(st.st_mode)) {
        err_set(err, "%s is there, and is not a regular file", said);
        return -1;
    }
    int fd = open(said, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666), why = fd < 0 ? errno : 0;
    if (!why && flock(fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK) {
        err_set(err,
                "another sweep is training %s in %s. Wait until it has ended, or name another "
                "folder with -o",
                r->name, s->folder);
        close(fd);
        return -1;
    }
    if (!why && ftruncate(fd, 0)) {
        why = errno;
        close(fd);
    }
    if (why)
        err_set(err, "cannot write %s: %s", said, err_reason(why));
    return why ? -1 : fd;
}

/* Has it a checkpoint, and its log each epoch up to there? A full disk or a kill may have taken the
 * last line. */
static bool can_go_on(const Sweep *s, const Run *r)
{
    TrainState at = {0};
    TrainLog log = {0};
    Err err;
    const char *ckpt = file_of(s, r, ".ckpt");
    if (opt_set(s->args, OPT_FORCE) || access(ckpt, F_OK))
        return false;
    if (!checkpoint_peek(ckpt, &at, &err))
        return true; /* netc train looks at the one before it */
    return !at.epoch || (trainlog_read(s->arena, file_of(s, r, ".jsonl"), &log, &err) && log.n &&
                         log.epoch[log.n - 1].epoch >= at.epoch);
}

/* A run that is not done. False: the sweep ends, with *status. */
static bool train_one(const Sweep *s, Run *r, int *status)
{
    Err err;
    const char *said = file_of(s, r, ".txt");
    int out = take_run(s, r, said, &err);
    bool resume = can_go_on(s, r);
    bool ran = out >= 0 &&
               (resume || clear_file(file_of(s, r, ".jsonl"), &err)) && /* it left none */
               spawn_train(command_of(s, r, resume), out, status, &err);
    if (out >= 0)
        close(out);
    if (!ran) {
        *status = cli_fail("%s", err.text);
        return false;
    }
    if (stop_seen) {
        putchar('\n');
        cli_print("stopped; the same command goes on from here\n");
        *status = STATUS_INTERRUPTED;
        return false;
    }
    r->failed = !WIFEXITED(*status) || WEXITSTATUS(*status) != 0;
    if (r->failed) {
        cli_print("failed: %s (%s)\n", last_line(s, said), said);
        return true;
    }
    const char *done = done_text(s, r);
    if (!file_write(file_of(s, r, ".done"), done, strlen(done), &err)) {
        *status = cli_fail("%s", err.text);
        return false;
    }
    return true;
}

/* Behind a line of which `at` columns are written. */
static void say_result(const Run *r, int at)
{
    const LogEpoch *e = &r->best;
    bool validated = !isnan(e->val_loss);
    double accuracy = validated ? e->val_accuracy : e->accuracy;
    char score[60] = "", text[160];
    if (!isnan(accuracy)) /* targets that are numbers have none */
        text_snprintf(score, sizeof score, "%s %.2f %%, ", validated ? "val_accuracy" : "accuracy",
                      100 * accuracy);
    else if (!isnan(e->val_mae))
        text_snprintf(score, sizeof score, "val_mae %.6g, ", e->val_mae);
    text_snprintf(text, sizeof text, "%s %.4f, %sbest epoch %d, %.0f s",
                  validated ? "val_loss" : "loss", validated ? e->val_loss : e->loss, score,
                  e->epoch, r->seconds);
    terminal_line(stdout, text, at);
}

static bool train_all(Sweep *s, int *status)
{
    for (int i = 0; i < s->n; i++) {
        Run *r = &s->run[i];
        Err err;
        const char *head = "";
        int done = is_done(s, r);
        *status = STATUS_MISTAKE;
        if (done < 0)
            return false;
        if (!opt_set(s->args, OPT_JSON)) {
            head = arena_printf(s->args->arena, "%d/%d  %s: ", i + 1, s->n, r->name);
            cli_print("%s", head);
            fflush(stdout);
        }
        if (!done && !train_one(s, r, status))
            return false;
        if (!r->failed && !read_result(s, r, &err)) {
            *status = cli_fail("%s", err.text);
            return false;
        }
        if (!r->failed && !opt_set(s->args, OPT_JSON))
            say_result(r, terminal_columns(head, strlen(head)));
    }
    return true;
}

/* ---- the table ---- */

typedef struct Mean {
    double mean, spread; /* spread: standard deviation of the sample; NaN of fewer than two */
    int n;
} Mean;

typedef double (*RunFigure)(const Run *);
static double figure_loss(const Run *r)
{
    return isnan(r->best.val_loss) ? r->best.loss : r->best.val_loss;
}
static double figure_accuracy(const Run *r)
{
    return isnan(r->best.val_accuracy) ? r->best.accuracy : r->best.val_accuracy;
}
static double figure_mae(const Run *r) { return r->best.val_mae; }
static double figure_epoch(const Run *r) { return r->best.epoch; }
static double figure_seconds(const Run *r) { return r->seconds; }

static Mean mean_of(const Sweep *s, int combination, RunFigure figure)
{
    Mean m = {.spread = NAN};
    double sum = 0, squares = 0;
    for (int i = 0; i < s->n; i++)
        if (s->run[i].combination == combination && !s->run[i].failed) {
            sum += figure(&s->run[i]);
            m.n++;
        }
    m.mean = m.n ? sum / m.n : NAN;
    for (int i = 0; i < s->n; i++)
        if (s->run[i].combination == combination && !s->run[i].failed)
            squares += pow(figure(&s->run[i]) - m.mean, 2);
    if (m.n > 1)
        m.spread = sqrt(squares / (m.n - 1));
    return m;
}

/* Are the targets numbers, of which the error is measured and no accuracy? */
static bool has_errors(const Sweep *s)
{
    for (int i = 0; i < s->n; i++)
        if (!s->run[i].failed && !isnan(s->run[i].best.val_mae))
            return true;
    return false;
}

static const char *mean_text(Arena *a, Mean m, double scale, int digits)
{
    if (!m.n || isnan(m.mean))
        return "-";
    if (digits < 0) /* so many in all */
        return isnan(m.spread) ? arena_printf(a, "%.*g", -digits, scale * m.mean)
                               : arena_printf(a, "%.*g +- %.*g", -digits, scale * m.mean, -digits,
                                              scale * m.spread);
    if (isnan(m.spread))
        return arena_printf(a, "%.*f", digits, scale * m.mean);
    return arena_printf(a, "%.*f +- %.*f", digits, scale * m.mean, digits, scale * m.spread);
}

/* Combinations from the best by what the net watches; those that failed come last. */
static int *ranking(const Sweep *s)
{
    bool by_accuracy = strstr(s->monitor, "accuracy") != NULL;
    int *order = ARENA_ARRAY(s->arena, int, s->combinations);
    for (int c = 0; c < s->combinations; c++) {
        Mean m = mean_of(s, c, by_accuracy ? figure_accuracy : figure_loss);
        int at = c;
        for (; at > 0; at--) {
            Mean o = mean_of(s, order[at - 1], by_accuracy ? figure_accuracy : figure_loss);
            bool better = isnan(o.mean) ? !isnan(m.mean)
                          : by_accuracy ? m.mean > o.mean
                                        : m.mean < o.mean;
            if (!better)
                break;
            order[at] = order[at - 1];
        }
        order[at] = c;
    }
    return order;
}

static void print_table(const Sweep *s, const int *order)
{
    Arena *a = s->arena;
    int cols = s->n_axes + 5;
    const char **cell = ARENA_ARRAY(a, const char *, cols);
    char *align = arena_alloc(a, (size_t)cols + 1);
    memset(align, 'r', (size_t)cols);
    align[cols] = 0;
    const bool errors = has_errors(s);
    const char *const heads[] = {"runs", "loss", errors ? "mae" : "accuracy %", "best epoch",
                                 "seconds"};
    for (int k = 0; k < cols; k++)
        cell[k] = k < s->n_axes ? s->axis[k].name : heads[k - s->n_axes];
    Table *t = table_new(a, align, cell);
    for (int i = 0; i < s->combinations; i++) {
        int c = order[i], k = 0;
        Mean loss = mean_of(s, c, figure_loss);
        for (; k < s->n_axes; k++)
            cell[k] = value_of(s, c, k);
        cell[k++] = loss.n == s->seeds ? arena_printf(a, "%d", loss.n)
                                       : arena_printf(a, "%d of %d", loss.n, s->seeds);
        cell[k++] = mean_text(a, loss, 1, 4);
        cell[k++] = errors ? mean_text(a, mean_of(s, c, figure_mae), 1, -5)
                           : mean_text(a, mean_of(s, c, figure_accuracy), 100, 2);
        cell[k++] = mean_text(a, mean_of(s, c, figure_epoch), 1, 1);
        cell[k++] = mean_text(a, mean_of(s, c, figure_seconds), 1, 1);
        table_row(t, cell);
    }
    putchar('\n');
    table_print(t, stdout);
    putchar('\n');
    cli_print("mean +- standard deviation over seeds, the best first, at the best epoch by "
              "%s; loss and accuracy are of validation data where there are some\n",
              s->monitor);
}

/* For people, who may not know the next step: with the best of the trainings. */
static void say_next(const Sweep *s, const int *order)
{
    const bool by_accuracy = strstr(s->monitor, "accuracy") != NULL;
    const Run *best = NULL;
    const char *defines = "";
    for (int i = 0; i < s->n; i++) {
        const Run *r = &s->run[i];
        if (r->failed || r->combination != order[0])
            continue;
        if (!best || (by_accuracy ? figure_accuracy(r) > figure_accuracy(best)
                                  : figure_loss(r) < figure_loss(best)))
            best = r;
    }
    if (!best || !terminal_width(stdout))
        return;
    for (int k = 0; best->defines[k]; k++)
        defines = arena_printf(s->arena, "%s -D %s", defines, best->defines[k]);
    cli_print("next: netc eval %s%s --weights %s, or netc report %s ...\n", s->args->file[0],
              defines, file_of(s, best, ".safetensors"), s->args->file[0]);
}

static json_t *mean_json(Mean m)
{
    return json_pack("{s:o, s:o}", "mean", cli_json_number(m.mean), "spread",
                     cli_json_number(m.spread));
}

static int print_json(const Sweep *s, const int *order)
{
    json_t *rows = json_array();
    for (int i = 0; i < s->combinations; i++) {
        int c = order[i];
        json_t *values = json_object(), *runs = json_array();
        for (int k = 0; k < s->n_axes; k++)
            json_object_set_new(values, s->axis[k].name, json_text(value_of(s, c, k)));
        for (int r = 0; r < s->n; r++)
            if (s->run[r].combination == c)
                json_array_append_new(
                    runs,
                    json_pack(
                        "{s:o, s:I, s:b, s:o, s:o, s:o}", "name", json_text(s->run[r].name), "seed",
                        (json_int_t)s->run[r].seed, "failed", (int)s->run[r].failed, "loss",
                        cli_json_number(s->run[r].failed ? NAN : figure_loss(&s->run[r])),
                        "accuracy",
                        cli_json_number(s->run[r].failed ? NAN : figure_accuracy(&s->run[r])),
                        "mae", cli_json_number(s->run[r].failed ? NAN : figure_mae(&s->run[r]))));
        json_array_append_new(rows,
                              json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "values", values, "loss",
                                        mean_json(mean_of(s, c, figure_loss)), "accuracy",
                                        mean_json(mean_of(s, c, figure_accuracy)), "mae",
                                        mean_json(mean_of(s, c, figure_mae)), "seconds",
                                        mean_json(mean_of(s, c, figure_seconds)), "runs", runs));
    }
    return cli_json(json_pack("{s:s, s:o}", "monitor", s->monitor, "combinations", rows));
}

static int run(const Args *args)
{
    Sweep s = {.args = args,
               .arena = args->arena,
               .folder = opt_text(args, OPT_OUT),
               .seeds = opt_int(args, OPT_SEEDS, 1)};
    Err err;
    int status;
    if (!opt_set(args, OPT_DEFINE) && s.seeds == 1)
        return cli_misuse(args->command, "nothing to vary: list values by -D NAME=A,B, or seeds by "
                                         "--seeds N");
    if (ranks_launched())
        return cli_fail("a sweep runs its trainings by itself, one after another: without mpirun");
    status = read_axes(&s);
    if (status != STATUS_OK)
        return status;
    if (!plan_runs(&s) || !outputs_are_safe(&s))
        return STATUS_MISTAKE;
    if (!folder_make(s.folder, &err))
        return cli_fail("%s", err.text);
    catch_stops();
    if (!train_all(&s, &status))
        return status;
    const int *order = ranking(&s);
    int ended = 0;
    for (int i = 0; i < s.n; i++)
        ended += !s.run[i].failed;
    status = STATUS_OK;
    if (opt_set(args, OPT_JSON))
        status = print_json(&s, order);
    else {
        print_table(&s, order);
        say_next(&s, order);
    }
    return ended      ? status
           : s.n == 1 ? cli_fail("the training failed")
                      : cli_fail("all %d trainings failed", s.n);
}

static const OptUse uses[] = {
    {OPT_OUT, true, "DIR", "folder for the files of the trainings"},
    {.id = OPT_DEFINE,
     .value = "NAME=A,B,...",
     .doc = "values of a `param` of the file, each of which is tried"},
    {.id = OPT_SEEDS},
    {.id = OPT_SEED, .doc = "the first seed (default: what the file says)"},
    {.id = OPT_FORCE, .doc = "train all anew, over what the folder has"},
    {.id = OPT_JSON},
    {.id = OPT_DATA},
    {.id = OPT_STRICT},
    {.id = OPT_DATA_MEMORY},
    {.id = OPT_EPOCHS},
    {.id = OPT_BATCH},
    {.id = OPT_ACCUMULATE},
    {.id = OPT_WEIGHTS},
    {.id = OPT_SCOPE},
    {.id = OPT_PARTIAL},
    {.id = OPT_MAP},
    {.id = OPT_DENSE_ORDER},
    {.id = OPT_NO_CACHE},
    {.id = OPT_CACHE},
    {.id = OPT_CACHE_LIMIT},
    {.id = OPT_LIMIT, .doc = "use only the first N training images"},
    {.id = OPT_THREADS},
    {.id = OPT_BACKEND},
    {.id = OPT_EXACT},
    {.id = OPT_PRECISION},
    {.id = OPT_NET},
    {.id = OPT_MACHINE},
    {.id = OPT_MEM_LIMIT},
    {.id = OPT_INCLUDE},
    {.id = OPT_END},
};
const Command cmd_sweep = {
    .name = "sweep",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "train it with each of several values, and compare",
    .more = "Every combination of the values is trained, with each seed, one after another, by "
            "`netc train` with the same options. Stopped by Ctrl-C or otherwise, the same command "
            "goes on where it was: trainings that ended are not repeated, one that was under way "
            "goes on from its checkpoint.",
    .elsewhere = "a sweep tries values of a `param` of the file: `param rate = 0.001`, then "
                 "`-D rate=1e-3,1e-4`",
    .reads = "the data set that the train section or --data names",
    .writes = "in DIR, for each training: NAME.safetensors, NAME.best.safetensors, NAME.ckpt, "
              "NAME.jsonl (the log), NAME.txt (what it printed), NAME.done",
    .manual = "With `param width = 16` and `param step = 0.01` in the file, `-D width=8,16 -D "
              "step=0.01,0.001 --seeds 3` makes twelve trainings and a table of four lines. NAME "
              "is made of the values and the seed: `width=32,rate=0.001,seed=1`. A value is "
              "an expression of the language; commas inside parentheses and quotes do not "
              "separate. The table has the mean and the standard deviation over the seeds, the "
              "best first by what the net's `stop` watches, else by val_loss. A training that "
              "fails is told, and the others go on; the next time it is tried again. Where files "
              "of the data or the starting weights have changed since (names, sizes, times), what "
              "has ended in DIR is not taken for a result of these. `netc report "
              "--log` draws the logs of several in one chart.",
    .exits = "130: interrupted; the same command goes on",
    .examples = (const Example[]){{"netc sweep small.net --seeds 2 -o sweep",
                                   "two trainings, and the mean and spread of how they end"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
};
