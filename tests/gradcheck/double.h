/* Double mode, for the gradient check only: put before every file of the library (-include), it
 * turns float into double, so that central differences of the very same kernels are exact to
 * about nine digits. System headers come first and keep their float. -DNETC_DOUBLE selects the few
 * lines that depend on a float's bits, -DNETC_PLAIN_C the plain twin of the vector type. */
#ifndef NETC_TESTS_DOUBLE_H
#define NETC_TESTS_DOUBLE_H
#include <assert.h>
#include <cblas.h>
#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <float.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <jansson.h>
#include <jpeglib.h>
#include <libtcc.h>
#include <png.h>

#define float double
#define cblas_sgemm cblas_dgemm
#define ceilf       ceil
#define cosf        cos
#define erff        erf
#define expf        exp
#define expm1f      expm1
#define fabsf       fabs
#define floorf      floor
#define fmaxf       fmax
#define fminf       fmin
#define fmodf       fmod
#define log1pf      log1p
#define logf        log
#define powf        pow
#define roundf      round
#define sinf        sin
#define sqrtf       sqrt
#define tanhf       tanh
#undef FLT_MIN
#define FLT_MIN DBL_MIN
#undef FLT_MAX
#define FLT_MAX DBL_MAX
#undef FLT_EPSILON
#define FLT_EPSILON DBL_EPSILON
#endif
