/* The value of kernels' size expressions, and the build for this processor. */
#include "base/ascii.h"
#include "compiler/ir/kernel.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- expressions: + - * / ( ) over constants and n, as in spec/kernels.md ---- */

typedef struct Eval {
    const Kernel *k;
    const double *consts;
    int n;
    const char *p;
} Eval;

static int64_t eval_sum(Eval *e);

static void eval_blank(Eval *e)
{
    while (ascii_space((unsigned char)*e->p))
        e->p++;
}

static int64_t eval_name(Eval *e)
{
    const char *b = e->p;
    while (ascii_word((unsigned char)*e->p))
        e->p++;
    size_t len = (size_t)(e->p - b);
    if (len == 1 && *b == 'n')
        return e->n;
    for (int i = 0; i < e->k->n_consts; i++)
        if (strlen(e->k->args[i].name) == len && !memcmp(e->k->args[i].name, b, len))
            return (int64_t)e->consts[i];
    assert(!"unknown name in a kernel's size expression");
    return 0;
}

static int64_t eval_primary(Eval *e)
{
    eval_blank(e);
    int64_t v = 0;
    if (*e->p == '(') {
        e->p++;
        v = eval_sum(e);
        eval_blank(e);
        assert(*e->p == ')');
        e->p++;
    } else if (ascii_digit((unsigned char)*e->p)) {
        v = strtoll(e->p, (char **)&e->p, 10);
    } else {
        v = eval_name(e);
    }
    eval_blank(e);
    return v;
}

static int64_t eval_product(Eval *e)
{
    int64_t v = eval_primary(e);
    while (*e->p == '*' || *e->p == '/') {
        char op = *e->p++;
        int64_t w = eval_primary(e);
        v = op == '*' ? v * w : v / w;
    }
    return v;
}

static int64_t eval_sum(Eval *e)
{
    int64_t v = eval_product(e);
    while (*e->p == '+' || *e->p == '-') {
        char op = *e->p++;
        int64_t w = eval_product(e);
        v = op == '+' ? v + w : v - w;
    }
    return v;
}

int64_t kernel_eval(const Kernel *k, const char *expr, const double *consts, int n)
{
    Eval e = {k, consts, n, expr};
    int64_t v = eval_sum(&e);
    assert(*e.p == 0);
    return v;
}

/* ---- builds ---- */

static bool always(void) { return true; }

#if defined(__x86_64__) && !defined(NETC_BASELINE_ONLY)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>
#define NETC_X86_BUILDS 1
extern const KernelBuild kernel_build_avx2, kernel_build_avx512, kernel_build_avx512bf16,
    kernel_build_amx, kernel_build_avx2_vnni, kernel_build_avx512_vnni;

/* __builtin_cpu_supports of older compilers does not know these names. */
static bool has_f16c(void)
{
    unsigned a, b, c = 0, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_F16C);
}

static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && has_f16c();
}

/* Products of four 8-bit integers (vpdpbusd), in registers of AVX2 and of AVX512. */
static bool has_avx2_vnni(void)
{
    unsigned a, b, c, d;
    return has_avx2() && __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & 1u << 4);
}

#ifndef NETC_NO_AVX512 /* left out of a build for one machine that has none */
static bool has_avx512(void)
{
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}

static bool has_avx512_vnni(void)
{
    unsigned a, b, c, d;
    return has_avx512() && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (c & 1u << 11);
}

/* Products of pairs of bfloat16 (vdpbf16ps); what has them has VNNI. */
static bool has_avx512bf16(void)
{
    unsigned a, b, c, d;
    return has_avx512_vnni() && __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & 1u << 5);
}

/* Products of tiles of them (tdpbf16ps), if the system saves their state and allows this process to
 * use them. */
static bool has_amx(void)
{
#if defined(__linux__)
    enum { REQUEST = 0x1023, TILE_DATA = 18 }; /* ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA */
    const unsigned states = 3u << 17, features = 1u << 22 | 1u << 24; /* AMX-BF16, AMX-TILE */
    unsigned a, b, c, d, low, high;
    if (!has_avx512bf16() || !__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE) ||
        !__get_cpuid_count(7, 0, &a, &b, &c, &d) || (d & features) != features)
        return false;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (low & states) == states && syscall(SYS_arch_prctl, REQUEST, TILE_DATA) == 0;
#else
    return false;
#endif
}
#endif
#endif

/* The best first. bf16_gain: Machine.bf16_gain where nobody has measured it. On a Zen 5 register
 * tiles of floats make 237 GFLOP/s (16 rows by 16 lanes, as most products have), those of pairs
 * 530. A Xeon's floats had 161, its tiles 2,500 from the second-level cache. */
static const struct {
    const KernelBuild *build;
    bool (*runs)(void);
    double bf16_gain;
} builds[] = {
#ifdef NETC_X86_BUILDS
#ifndef NETC_NO_AVX512
    {&kernel_build_amx, has_amx, 14},
    {&kernel_build_avx512bf16, has_avx512bf16, 2.2},
    {&kernel_build_avx512_vnni, has_avx512_vnni, 1},
    {&kernel_build_avx512, has_avx512, 1},
#endif
    {&kernel_build_avx2_vnni, has_avx2_vnni, 1},
    {&kernel_build_avx2, has_avx2, 1},
#endif
    {&kernel_build_baseline, always, 1}};
enum { N_BUILDS = sizeof builds / sizeof *builds };

/* Those of every netc, whichever were built into this one; the best first. */
static const char *const names[] = {"amx",       "avx512bf16", "avx512_vnni", "avx512",
                                    "avx2_vnni", "avx2",       "baseline"};
enum { N_NAMES = sizeof names / sizeof *names };

/* NETC_ISA's place among the names: 0 where it is not set, N_NAMES: it is no name. */
static int wanted(void)
{
    const char *want = getenv("NETC_ISA");
    int i = 0;
    while (want && *want && i < N_NAMES && strcmp(want, names[i]))
        i++;
    return i;
}

bool kernel_build_wanted(const char **lacks, Err *err)
{
    const char *want = getenv("NETC_ISA");
    char list[200] = "";
    *lacks = NULL;
    if (wanted() == N_NAMES) {
        for (int i = N_NAMES - 1; i >= 0; i--)
            snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", names[i],
                     i > 1    ? ", "
                     : i == 1 ? " or "
                              : "");
        return err_set(err, "NETC_ISA names no build of the kernels: expected %s, found `%s`", list,
                       want);
    }
    if (want && *want && strcmp(kernel_build_best()->isa, want))
        *lacks = want;
    return true;
}

/* The first of the builds that runs here, from the one that is wanted on; a name that is none,
 * which kernel_build_wanted refuses, is the last one. */
static int best(void)
{
    const int from = wanted();
    for (int i = 0; i < N_BUILDS; i++) {
        int name = 0;
        while (name < N_NAMES && strcmp(names[name], builds[i].build->isa))
            name++;
        if (name >= from && builds[i].runs())
            return i;
    }
    return N_BUILDS - 1;
}

const KernelBuild *kernel_build_best(void) { return builds[best()].build; }

double kernel_build_bf16_gain(void) { return builds[best()].bf16_gain; }
