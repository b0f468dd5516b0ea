/* The matrix product of dense layers by OpenBLAS: the runtime's build binds mk_sgemm (whose own
 * text, kernels/micro/mk_sgemm.c, standalone C carries) to these functions. They run on the calling
 * thread only; threads share a product by its columns instead. netc_open opens OpenBLAS, except for
 * portable models. Linked in, it would start its threads before main, and end the program by a
 * signal where one cannot be started. */
#include "runtime/blas.h"
#include "runtime/eigen.h"
#include "base/ascii.h"
#include "base/number.h"
#include "runtime/threads.h"
#include <cblas.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#define TEXT_OF(x) #x
#define NAME_OF(x) \
    TEXT_OF(x) /* of what a macro makes of it: the gradient check's build takes cblas_dgemm */

typedef void Dsyev(const char *job, const char *half, const int *n, double *a, const int *lda,
                   double *w, double *work, const int *n_work, int *info, size_t job_length,
                   size_t half_length);

typedef void *BufferNew(int where);
typedef void BufferFree(void *buffer);

static struct OpenBlas {
    __typeof__(cblas_sgemm) *sgemm;
    __typeof__(cblas_dsyrk) *dsyrk;
    __typeof__(openblas_get_corename) *corename;
    __typeof__(openblas_set_num_threads) *set_num_threads;
    Dsyev *dsyev;
    BufferNew *buffer_new; /* NULL, as is the next: this OpenBLAS does not give them */
    BufferFree *buffer_free;
} blas;
static pthread_mutex_t blas_lock = PTHREAD_MUTEX_INITIALIZER;
static bool blas_there;
static int n_buffers;  /* that OpenBLAS has for certain */
static int n_reserved; /* threads of all open models, which may call at once */
static atomic_bool being_opened;

enum {
    BUFFERS_MOST = 64, /* OpenBLAS has places for as many, however it was built */
    PIECES_MOST = 4 * BUFFERS_MOST
};

static bool find(void *library, const char *name, void *to)
{
    void *at = dlsym(library, name);
    memcpy(to, &at, sizeof at);
    return at != NULL;
}

/* An OpenBLAS that was built without LAPACK has no dsyev. */
static bool find_all(void *library)
{
    (void)find(library, "dsyev_", &blas.dsyev);
    (void)find(library, "blas_memory_alloc", &blas.buffer_new);
    (void)find(library, "blas_memory_free", &blas.buffer_free);
    return find(library, NAME_OF(cblas_sgemm), &blas.sgemm) &&
           find(library, "cblas_dsyrk", &blas.dsyrk) &&
           find(library, "openblas_get_corename", &blas.corename) &&
           find(library, "openblas_set_num_threads", &blas.set_num_threads);
}

/* The Fortran library that comes with OpenBLAS calls itself without end when no allocation works:
 * then it is not opened. */
static bool there_is_memory(void)
{
    void *room = malloc(1 << 20);
    free(room);
    return room != NULL;
}

static bool open_blas(Err *err)
{
    if (!there_is_memory())
        return err_set(err, "out of memory (OpenBLAS)");
    being_opened = true;
    void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!library)
        library = dlopen("libopenblas.so", RTLD_NOW | RTLD_LOCAL);
    being_opened = false;
    if (library && find_all(library)) {
        blas.set_num_threads(1);
        return true;
    }
    return err_set(err, "OpenBLAS cannot be opened: %s", err_dl_reason());
}

bool blas_is_being_opened(void) { return being_opened; }

/* Whether there is address space for n buffers, each in one piece. */
static bool there_is_space(int n, size_t bytes)
{
    void *piece[PIECES_MOST];
    int got = 0;
    for (; got < n; got++) {
        piece[got] = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (piece[got] == MAP_FAILED)
            break;
    }
    for (int i = 0; i < got; i++)
        munmap(piece[i], bytes);
    return got == n;
}

enum { MEBIBYTES = 128 }; /* BUFFER_SIZE of x86 in OpenBLAS; elsewhere it is no larger */

/* Address space for n buffers and what belongs to each. */
static bool space_for(int n, const char *how, Err *err)
{
    return there_is_space(n, ((size_t)MEBIBYTES << 20) + (1 << 16)) ||
           err_set(
               err,
               "out of memory: OpenBLAS needs %d MiB of address space for each of %d thread%s%s",
               MEBIBYTES, n, n == 1 ? "" : "s", how);
}

/* Threads that OpenBLAS starts when it is opened, beside the caller. */
static int servers(void)
{
    const char *said = getenv("OPENBLAS_NUM_THREADS");
    const int processors = pool_machine_threads();
    if (said && !strcmp(said, "1"))
        return 0;
    return (processors < BUFFERS_MOST ? processors : BUFFERS_MOST) - 1;
}

/* Each of these threads has a stack and an arena of malloc's (64 MiB of addresses), and takes a
 * buffer by itself, at some time after it was started; for want of a stack OpenBLAS raises SIGINT,
 * for want of a buffer it asks without end. So there must be space for all before it is opened, for
 * the buffers of n callers, too, and for the library. */
static bool space_to_open(int n, Err *err)
{
    const int more = servers();
    struct rlimit r;
    size_t stack = (size_t)8 << 20;
    if (!getrlimit(RLIMIT_STACK, &r) && r.rlim_cur != RLIM_INFINITY)
        stack = (size_t)r.rlim_cur;
    const size_t stacks = stack / MEBIBYTES * (size_t)more >> 20;
    const size_t all = (size_t)n + (more ? (size_t)more * 3 / 2 + stacks + 2 : 0);
    return space_for(all < PIECES_MOST ? (int)all : PIECES_MOST,
                     more
                         ? "; with OPENBLAS_NUM_THREADS=1 in the environment it starts none of its "
                           "own"
                         : "",
                     err);
}

/* A product takes a buffer, which OpenBLAS keeps for later ones, and where it gets none it asks the
 * system again without end. So it gets all of them here, where there is space for certain: those of
 * other models may be in use, and then it makes others. */
static bool get_buffers(int n, Err *err)
{
    void *buffer[BUFFERS_MOST];
    if (n > BUFFERS_MOST)
        n = BUFFERS_MOST;
    if (n <= n_buffers)
        return true;
    const int more = n - n_buffers + n_reserved;
    if (!space_for(more < n ? more : n, "", err))
        return false;
    for (int i = 0; i < n && blas.buffer_new && blas.buffer_free; i++)
        buffer[i] = blas.buffer_new(0);
    for (int i = 0; i < n && blas.buffer_new && blas.buffer_free; i++)
        if (buffer[i])
            blas.buffer_free(buffer[i]);
    n_buffers = n;
    return true;
}

static bool open_for(int threads, bool reserves, Err *err)
{
    pthread_mutex_lock(&blas_lock);
    const int all = n_reserved + threads;
    if (!blas_there)
        blas_there = space_to_open(all < BUFFERS_MOST ? all : BUFFERS_MOST, err) && open_blas(err);
    bool there = blas_there && get_buffers(all, err);
    if (there && reserves)
        n_reserved += threads;
    pthread_mutex_unlock(&blas_lock);
    return there;
}

bool blas_open(int threads, Err *err) { return open_for(threads, false, err); }
bool blas_reserve(int threads, Err *err) { return open_for(threads, true, err); }

void blas_release(int threads)
{
    pthread_mutex_lock(&blas_lock);
    n_reserved -= threads;
    pthread_mutex_unlock(&blas_lock);
}

void blas_dsyrk(int n, int rows, const double *a, double *c)
{
    blas.dsyrk(CblasColMajor, CblasUpper, CblasNoTrans, n, rows, 1.0, a, n, 1.0, c, n);
}

int blas_dsyev(int n, double *a, double *w, double *work, int n_work)
{
    int info = 0;
    if (!blas.dsyev)
        return eigen_symmetric(n, a, w) ? 0 : 1;
    blas.dsyev("V", "U", &n, a, &n, w, work, &n_work, &info, 1, 1);
    return info;
}

void netc_blas_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b,
                     int ldb, int accumulate, float *c, int ldc, float *room)
{
    (void)room; /* OpenBLAS has its own */
    if (m <= 0 || n <= 0)
        return;
    blas.sgemm(CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans, m, n,
               k, 1.0f, a, lda, b, ldb, accumulate ? 1.0f : 0.0f, c, ldc);
}

bool blas_core_is_wide(const char *core)
{
    static const char *const narrow[] = {
        "Katmai",       "Coppermine", "Northwood",   "Prescott",  "Banias",  "Core2",  "Penryn",
        "Dunnington",   "Nehalem",    "Sandybridge", "Atom",      "Nano",    "Athlon", "Opteron",
        "Opteron_SSE3", "Barcelona",  "Bobcat",      "Bulldozer", "Unknown", "Generic"};
    for (unsigned i = 0; i < sizeof narrow / sizeof narrow[0]; i++)
        if (ascii_same(core, narrow[i]))
            return false;
    return true;
}

#if defined(__x86_64__) && !defined(NETC_BASELINE_ONLY)
Sgemm mk_sgemm_avx2;

void netc_blas_sgemm_avx2(int ta, int tb, int m, int n, int k, const float *a, int lda,
                          const float *b, int ldb, int accumulate, float *c, int ldc, float *room)
{
    (blas_core_is_wide(blas.corename()) ? netc_blas_sgemm : mk_sgemm_avx2)(
        ta, tb, m, n, k, a, lda, b, ldb, accumulate, c, ldc, room);
}

#ifndef NETC_NO_AVX512
Sgemm mk_sgemm_avx512;

void netc_blas_sgemm_avx512(int ta, int tb, int m, int n, int k, const float *a, int lda,
                            const float *b, int ldb, int accumulate, float *c, int ldc, float *room)
{
    (blas_core_is_wide(blas.corename()) ? netc_blas_sgemm : mk_sgemm_avx512)(
        ta, tb, m, n, k, a, lda, b, ldb, accumulate, c, ldc, room);
}
#endif
#endif
