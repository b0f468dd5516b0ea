/* Ranks: exchanges of equal parts, and sums in a fixed order, over the messages of a plug-in. See
 * ranks.h. */
#include "training/ranks.h"
#include "training/wire.h"
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    BLOCK = 1 << 20,     /* floats that are summed at a time: the room for the others' parts */
    SPINS = 200,         /* looks at the messages before the thread sleeps between two */
    NAP = 50000,         /* nanoseconds */
    LOOKS_A_CHECK = 400, /* whether the others are there */
    HOST = 64
};
static const double PATIENCE = 0.6; /* seconds */

typedef struct Job {
    struct Job *next;
    float *data;
    size_t n;
} Job;

typedef struct Outcome {
    bool ok;
    char host[HOST];
    Err err;
} Outcome;

/* Where a rank is. */
typedef struct Peer {
    char host[HOST];
    uint64_t names; /* of its namespace of process numbers */
    int64_t pid;
} Peer;

struct Ranks {
    Wire *wire;
    void *plugin;
    Peer self, *peer;
    Outcome *outcome; /* of all ranks, for ranks_agree */
    float *room;      /* the others' parts of a block */
    float **part;
    pthread_t thread; /* that makes the sums */
    bool has_thread, leaving;
    pthread_mutex_t lock;
    pthread_cond_t more, idle;
    Job *first, **last;
    bool (*asked)(void *); /* to end: see ranks_watch */
    void *user;
    double longest;    /* seconds of a wait that ended well */
    bool broken;       /* a rank is out of reach */
    bool busy, failed; /* with a sum; one could not be made: `why` */
    Err why;
};

int ranks_rank(const Ranks *r) { return r ? r->wire->rank : 0; }
int ranks_count(const Ranks *r) { return r ? r->wire->ranks : 1; }

/* ---- messages ---- */

static bool broken(Ranks *r, Err *err)
{
    r->broken = true;
    return err_set(err, "rank %d (%s) cannot reach the others: %s", r->wire->rank, r->self.host,
                   r->wire->why(r->wire));
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A rank of this machine that is no more; -1: none. */
static int dead_neighbour(const Ranks *r)
{
    for (int k = 0; r->peer && k < r->wire->ranks; k++)
        if (!strcmp(r->peer[k].host, r->self.host) && r->peer[k].names == r->self.names &&
            kill((pid_t)r->peer[k].pid, 0) && errno == ESRCH)
            return k;
    return -1;
}

/* A rank that dies sends nothing more, and must not be waited for. On this machine that is seen; of
 * another machine's, by the launcher, which then asks the others to end. But where all ranks are
 * asked for another reason, they first end their step. */
static bool in_vain(Ranks *r, double *since, Err *err)
{
    bool asked = r->asked && r->asked(r->user);
    int dead = dead_neighbour(r);
    if (*since == 0 && asked)
        *since = now();
    if (dead < 0 && (!asked || now() - *since < PATIENCE + 3 * r->longest))
        return false;
    r->broken = true;
    if (dead >= 0)
        err_set(err, "rank %d (%s) has ended before its time", dead, r->self.host);
    else
        err_set(err, "another rank does not answer any more: it has ended (mpirun says which)");
    return true;
}

/* Until all messages that were started are there. Other programs, and the other ranks of this
 * machine, get the processor meanwhile. */
static bool wait_for_messages(Ranks *r, Err *err)
{
    const double began = now();
    double since = 0;
    for (int looks = 0;; looks++) {
        int done = r->wire->done(r->wire);
        if (done > 0 && now() - began > r->longest && since == 0)
            r->longest = now() - began;
        if (done)
            return done > 0 || broken(r, err);
        if (looks < SPINS)
            sched_yield();
        else if (looks % LOOKS_A_CHECK == 0 && in_vain(r, &since, err))
            return false;
        else
            nanosleep(&(struct timespec){0, NAP}, NULL);
    }
}

void ranks_watch(Ranks *r, bool (*asked)(void *user), void *user)
{
    if (!r)
        return;
    r->asked = asked;
    r->longest = 0;
    r->user = user;
}

bool ranks_broken(const Ranks *r) { return r && r->broken; }

static bool send_to(Ranks *r, int to, const void *data, size_t bytes, Err *err)
{
    return bytes == 0 || r->wire->send(r->wire, to, data, bytes) || broken(r, err);
}

static bool receive_from(Ranks *r, int from, void *data, size_t bytes, Err *err)
{
    return bytes == 0 || r->wire->receive(r->wire, from, data, bytes) || broken(r, err);
}

bool ranks_gather(Ranks *r, const void *mine, size_t bytes, void *all, Err *err)
{
    int rank = ranks_rank(r);
    memcpy((char *)all + (size_t)rank * bytes, mine, bytes);
    for (int k = 0; k < ranks_count(r); k++)
        if (k != rank && (!receive_from(r, k, (char *)all + (size_t)k * bytes, bytes, err) ||
                          !send_to(r, k, mine, bytes, err)))
            return false;
    return !r || wait_for_messages(r, err);
}

bool ranks_broadcast(Ranks *r, void *data, size_t bytes, Err *err)
{
    if (!r)
        return true;
    if (r->wire->rank)
        return receive_from(r, 0, data, bytes, err) && wait_for_messages(r, err);
    for (int k = 1; k < r->wire->ranks; k++)
        if (!send_to(r, k, data, bytes, err))
            return false;
    return wait_for_messages(r, err);
}

bool ranks_agree(Ranks *r, bool ok, Err *err)
{
    if (!r)
        return ok;
    int n = r->wire->ranks;
    Outcome mine = {.ok = ok}, *all = r->outcome;
    memcpy(mine.host, r->self.host, sizeof mine.host);
    if (!ok)
        memcpy(mine.err.text, err->text, sizeof mine.err.text);
    bool reached = ranks_gather(r, &mine, sizeof mine, all, err);
    for (int k = 0; reached && k < n; k++) {
        if (all[k].ok)
            continue;
        reached = false;
        if (k == 0)
            *err = all[0].err;
        else
            err_set(err, "rank %d (%s): %s", k, all[k].host, all[k].err.text);
    }
    return reached;
}

bool ranks_alike(Ranks *r, uint64_t value, const char *what, Err *err)
{
    uint64_t first = value;
    if (!ranks_broadcast(r, &first, sizeof first, err))
        return false;
    return ranks_agree(r, first == value || err_set(err, "%s", what), err);
}

/* ---- sums ---- */

int sum_split(int n)
{
    int half = 1;
    while (half * 2 < n)
        half *= 2;
    return half;
}

void sum_into(float *to, const float *from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += from[i];
}

/* The sum of parts lo ... hi - 1, in part[lo]. */
static void sum_parts(float **part, int lo, int hi, size_t n)
{
    if (hi - lo < 2)
        return;
    int mid = lo + sum_split(hi - lo);
    sum_parts(part, lo, mid, n);
    sum_parts(part, mid, hi, n);
    sum_into(part[lo], part[mid], n);
}

static size_t cut(size_t n, int k, int of) { return n * (size_t)k / (size_t)of; }

/* Of at most BLOCK numbers. */
static bool sum_block(Ranks *r, float *data, size_t n, Err *err)
{
    int me = r->wire->rank, ranks = r->wire->ranks;
    size_t begin = cut(n, me, ranks), own = cut(n, me + 1, ranks) - begin;
    float *room = r->room;
    for (int k = 0; k < ranks; k++) {
        r->part[k] = data + begin;
        if (k == me)
            continue;
        r->part[k] = room;
        room += own;
        size_t at = cut(n, k, ranks), count = cut(n, k + 1, ranks) - at;
        if (!receive_from(r, k, r->part[k], own * sizeof *data, err) ||
            !send_to(r, k, data + at, count * sizeof *data, err))
            return false;
    }
    if (!wait_for_messages(r, err))
        return false;
    sum_parts(r->part, 0, ranks, own);
    if (me && own)
        memcpy(data + begin, r->part[0], own * sizeof *data);
    for (int k = 0; k < ranks; k++) {
        size_t at = cut(n, k, ranks), count = cut(n, k + 1, ranks) - at;
        if (k != me && (!receive_from(r, k, data + at, count * sizeof *data, err) ||
                        !send_to(r, k, data + begin, own * sizeof *data, err)))
            return false;
    }
    return wait_for_messages(r, err);
}

static bool sum_all(Ranks *r, float *data, size_t n, Err *err)
{
    for (size_t at = 0; at < n; at += BLOCK)
        if (!sum_block(r, data + at, n - at < BLOCK ? n - at : BLOCK, err))
            return false;
    return true;
}

/* The thread of the sums. After a failure it takes jobs and leaves them. */
static void *make_sums(void *ranks)
{
    Ranks *r = ranks;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        while (!r->first && !r->leaving)
            pthread_cond_wait(&r->more, &r->lock);
        if (!r->first)
            break;
        Job *j = r->first;
        bool skip = r->failed;
        r->first = j->next;
        if (!r->first)
            r->last = &r->first;
        r->busy = true;
        pthread_mutex_unlock(&r->lock);
        Err why = {""};
        bool ok = skip || sum_all(r, j->data, j->n, &why);
        free(j);
        pthread_mutex_lock(&r->lock);
        r->busy = false;
        if (!ok) {
            r->failed = true;
            r->why = why;
        }
        pthread_cond_signal(&r->idle);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

void ranks_sum_start(Ranks *r, float *data, size_t n)
{
    if (!r || n == 0)
        return;
    Job *j = malloc(sizeof *j);
    pthread_mutex_lock(&r->lock);
    if (j) {
        *j = (Job){NULL, data, n};
        *r->last = j;
        r->last = &j->next;
        pthread_cond_signal(&r->more);
    } else {
        r->failed = true;
        err_set(&r->why, "out of memory (a sum over ranks)");
    }
    pthread_mutex_unlock(&r->lock);
}

bool ranks_sum_end(Ranks *r, Err *err)
{
    if (!r)
        return true;
    pthread_mutex_lock(&r->lock);
    while (r->first || r->busy)
        pthread_cond_wait(&r->idle, &r->lock);
    bool ok = !r->failed;
    pthread_mutex_unlock(&r->lock);
    return ok || err_set(err, "%s", r->why.text);
}

/* ---- joining and leaving ---- */

/* How many processes the launcher of this one has started; 1: there is none, or it does not say.
 * *from: the variable that tells. Open MPI, MPICH and others, and PMIx, which tells of ranks but
 * not how many (0). */
static int launched(const char **from)
{
    static const char *const sizes[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "MV2_COMM_WORLD_SIZE"};
    for (int i = 0; i < 3; i++) {
        const char *text = getenv(sizes[i]);
        if (text && atoi(text) > 0) {
            *from = sizes[i];
            return atoi(text);
        }
    }
    *from = "PMIX_RANK";
    return getenv(*from) ? 0 : 1;
}

bool ranks_launched(void)
{
    const char *from;
    return launched(&from) != 1;
}

/* NETC_MPI of the environment, else beside the program, or in lib/netc near its folder, where
 * `make install` puts it. */
static const char *plugin_path(char *buf, size_t size)
{
    static const char *const near[] = {"../lib/netc", "."};
    const char *own = getenv("NETC_MPI");
    char exe[4096];
    if (own && *own)
        return own;
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    exe[n > 0 ? n : 0] = 0;
    char *slash = strrchr(exe, '/');
    for (int i = 0; i < 2; i++) {
        snprintf(buf, size, "%.*s/%s/netc_mpi.so", (int)(slash ? slash - exe : 0), exe, near[i]);
        if (!access(buf, R_OK))
            break;
    }
    return buf;
}

static bool open_wire(Ranks *r, int expected, const char *from, Err *err)
{
    char buf[4400], why[512] = "";
    const char *path = plugin_path(buf, sizeof buf);
    void *symbol;
    WireOpen *open_it;
    if (access(path, R_OK))
        return err_set(err,
                       "started by mpirun (%s is set) without the plug-in that joins the ranks: "
                       "there is no %s. Install libopenmpi-dev and openmpi-bin, and build netc "
                       "anew; or unset the variable to train alone",
                       from, path);
    /* GLOBAL: Open MPI opens plug-ins of its own, which look for it */
    r->plugin = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
    symbol = r->plugin ? dlsym(r->plugin, WIRE_SYMBOL) : NULL;
    if (!symbol)
        return err_set(err, "started by mpirun, but the plug-in cannot be opened: %s",
                       err_dl_reason());
    memcpy(&open_it, &symbol, sizeof open_it);
    r->wire = open_it(WIRE_VERSION, why, sizeof why);
    if (!r->wire)
        return err_set(err, "%s: %s", path, why);
    if (expected && r->wire->ranks != expected) {
        err_set(err,
                "the launcher has started %d processes, but MPI knows of %d: it is the mpirun of "
                "another MPI than the one that netc's plug-in was built with",
                expected, r->wire->ranks);
        r->wire->end(r->wire, 0);
        r->wire = NULL;
    }
    return r->wire != NULL;
}

static bool start_thread(Ranks *r, Err *err)
{
    size_t ranks = (size_t)r->wire->ranks;
    r->room = malloc(sizeof *r->room * BLOCK);
    r->part = malloc(sizeof *r->part * ranks);
    r->outcome = malloc(sizeof *r->outcome * ranks);
    r->last = &r->first;
    if (!r->room || !r->part || !r->outcome)
        return err_set(err, "out of memory (%d ranks)", r->wire->ranks);
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->more, NULL);
    pthread_cond_init(&r->idle, NULL);
    const int why = pthread_create(&r->thread, NULL, make_sums, r);
    r->has_thread = !why;
    return !why || err_set(err, "cannot start a thread for the sums over ranks: %s",
                           why == EAGAIN ? "out of memory, or of threads" : err_reason(why));
}

static bool meet_peers(Ranks *r, Err *err)
{
    struct stat st;
    r->self.pid = getpid();
    r->self.names = stat("/proc/self/ns/pid", &st) ? 0 : (uint64_t)st.st_ino;
    Peer *all = malloc(sizeof *all * (size_t)r->wire->ranks);
    bool ok = all ? ranks_gather(r, &r->self, sizeof r->self, all, err)
                  : err_set(err, "out of memory (%d ranks)", r->wire->ranks);
    r->peer = all;
    return ok;
}

bool ranks_open(Ranks **out, Err *err)
{
    const char *from;
    int expected = launched(&from);
    *out = NULL;
    if (expected == 1)
        return true;
    Ranks *r = calloc(1, sizeof *r);
    if (!r)
        return err_set(err, "out of memory");
    if (gethostname(r->self.host, sizeof r->self.host - 1))
        strcpy(r->self.host, "unknown host");
    if (!open_wire(r, expected, from, err)) {
        free(r);
        return false;
    }
    *out = r;
    return start_thread(r, err) && meet_peers(r, err);
}

void ranks_close(Ranks *r, int status)
{
    if (!r)
        return;
    if (r->broken && !status)
        status = EXIT_FAILURE;
    if (r->has_thread && !status) {
        pthread_mutex_lock(&r->lock);
        r->leaving = true;
        pthread_cond_signal(&r->more);
        pthread_mutex_unlock(&r->lock);
        pthread_join(r->thread, NULL);
    }
    r->wire->end(r->wire, status);
    free(r->room);
    free(r->part);
    free(r->outcome);
    free(r->peer);
    free(r); /* the plug-in stays open: MPI's own threads may still end */
}
