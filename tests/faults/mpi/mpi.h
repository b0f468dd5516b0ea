/* An MPI of one rank, for plugins/mpi.c under failing calls: Open MPI itself ends the process where
 * one of its own calls fails, which would hide what netc does. */
#ifndef FAULTS_MPI_H
#define FAULTS_MPI_H
#include <stdio.h>
#include <stdlib.h>

typedef int MPI_Request, MPI_Comm;
enum { MPI_SUCCESS, MPI_NO_PEER, MPI_BYTE = 1, MPI_COMM_WORLD = 0, MPI_ERRORS_RETURN = 0 };
enum { MPI_THREAD_SERIALIZED = 2, MPI_MAX_ERROR_STRING = 64 };
#define MPI_STATUSES_IGNORE NULL

static inline int MPI_Init_thread(int *argc, char ***argv, int asked, int *has)
{
    (void)argc, (void)argv;
    *has = asked;
    return MPI_SUCCESS;
}
static inline int MPI_Comm_set_errhandler(MPI_Comm c, int handler) { return c + handler; }
static inline int MPI_Comm_rank(MPI_Comm c, int *rank) { return *rank = c; }
static inline int MPI_Comm_size(MPI_Comm c, int *size) { return *size = 1, c; }
static inline int MPI_Error_string(int code, char *text, int *length)
{
    *length = snprintf(text, MPI_MAX_ERROR_STRING, "code %d of one rank", code);
    return MPI_SUCCESS;
}
static inline int MPI_Isend(void *p, int n, int type, int to, int tag, MPI_Comm c, MPI_Request *r)
{
    (void)p, (void)n, (void)type, (void)to, (void)tag, (void)c, (void)r;
    return MPI_NO_PEER;
}
#define MPI_Irecv MPI_Isend
static inline int MPI_Testall(int n, MPI_Request *r, int *all, void *statuses)
{
    (void)n, (void)r, (void)statuses;
    *all = 1;
    return MPI_SUCCESS;
}
static inline int MPI_Abort(MPI_Comm c, int status) { exit(status + c); }
static inline int MPI_Finalize(void) { return MPI_SUCCESS; }
#endif
