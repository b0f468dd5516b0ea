/* The plug-in that carries messages by MPI (training/wire.h): the only file that includes mpi.h,
 * built to netc_mpi.so where mpicc is. netc opens it when mpirun has started it. */
#include "training/wire.h"
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 1 << 30 /* MPI counts bytes in an int */ };

typedef struct MpiWire {
    Wire wire;
    MPI_Request *request;
    int n, cap;
    char why[MPI_MAX_ERROR_STRING + 64];
} MpiWire;

static bool fail(MpiWire *w, const char *what, int code)
{
    char text[MPI_MAX_ERROR_STRING];
    int length = 0;
    if (MPI_Error_string(code, text, &length) != MPI_SUCCESS)
        snprintf(text, sizeof text, "error %d", code);
    snprintf(w->why, sizeof w->why, "%s: %s", what, text);
    return false;
}

static MPI_Request *new_request(MpiWire *w)
{
    if (w->n == w->cap) {
        int cap = w->cap * 2 + 16;
        MPI_Request *more = realloc(w->request, sizeof *more * (size_t)cap);
        if (!more)
            return NULL;
        w->request = more;
        w->cap = cap;
    }
    return &w->request[w->n++];
}

/* In pieces that MPI can count. */
static bool start(MpiWire *w, int other, unsigned char *data, size_t bytes, bool sends)
{
    for (size_t at = 0; at < bytes; at += PIECE) {
        int n = (int)(bytes - at < PIECE ? bytes - at : PIECE);
        MPI_Request *r = new_request(w);
        if (!r) {
            snprintf(w->why, sizeof w->why, "out of memory");
            return false;
        }
        int code = sends ? MPI_Isend(data + at, n, MPI_BYTE, other, 0, MPI_COMM_WORLD, r)
                         : MPI_Irecv(data + at, n, MPI_BYTE, other, 0, MPI_COMM_WORLD, r);
        if (code != MPI_SUCCESS) {
            w->n--;
            return fail(w, sends ? "cannot send" : "cannot receive", code);
        }
    }
    return true;
}

static bool mpi_send(Wire *w, int to, const void *data, size_t bytes)
{
    return start((MpiWire *)w, to, (unsigned char *)(size_t)data, bytes, true);
}

static bool mpi_receive(Wire *w, int from, void *data, size_t bytes)
{
    return start((MpiWire *)w, from, data, bytes, false);
}

static int mpi_done(Wire *wire)
{
    MpiWire *w = (MpiWire *)wire;
    int all = 0, code = MPI_Testall(w->n, w->request, &all, MPI_STATUSES_IGNORE);
    if (code != MPI_SUCCESS) {
        fail(w, "a message failed", code);
        return -1;
    }
    if (all)
        w->n = 0;
    return all;
}

static const char *mpi_why(const Wire *w) { return ((const MpiWire *)w)->why; }

static void mpi_end(Wire *wire, int status)
{
    MpiWire *w = (MpiWire *)wire;
    if (status)
        MPI_Abort(MPI_COMM_WORLD, status);
    MPI_Finalize();
    free(w->request);
    free(w);
}

__attribute__((visibility("default"))) WireOpen netc_wire_open;
Wire *netc_wire_open(int version, char *why, size_t size)
{
    int has = 0;
    MpiWire *w = calloc(1, sizeof *w);
    if (!w || version != WIRE_VERSION) {
        snprintf(why, size, w ? "the plug-in is of another version of netc" : "out of memory");
        free(w);
        return NULL;
    }
    w->wire = (Wire){0, 1, mpi_send, mpi_receive, mpi_done, mpi_why, mpi_end};
    int code = MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &has);
    if (code == MPI_SUCCESS)
        code = MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    if (code == MPI_SUCCESS)
        code = MPI_Comm_rank(MPI_COMM_WORLD, &w->wire.rank);
    if (code == MPI_SUCCESS)
        code = MPI_Comm_size(MPI_COMM_WORLD, &w->wire.ranks);
    if (code == MPI_SUCCESS && has >= MPI_THREAD_SERIALIZED)
        return &w->wire;
    fail(w, "MPI does not start", code);
    snprintf(why, size, "%s", code == MPI_SUCCESS ? "this MPI takes no threads" : w->why);
    free(w);
    return NULL;
}
