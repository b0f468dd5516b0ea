/* The value of kernels' size expressions, and the build for this processor. */
#include "base/ascii.h"
#include "compiler/ir/kernel.h"
#include <assert.h>
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

#if defined(__x86_64__) && !defined(NETC_BASELINE_ONLY)
#include <cpuid.h>
#define NETC_X86_BUILDS 1
extern const KernelBuild kernel_build_avx2, kernel_build_avx512;

/* Half precision conversions; __builtin_cpu_supports of older clangs does not know their name. */
static bool has_f16c(void)
{
    unsigned a, b, c = 0, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_F16C);
}
#endif

const KernelBuild *kernel_build_best(void)
{
    const char *want = getenv("NETC_ISA");
#ifdef NETC_X86_BUILDS
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && has_f16c();
    bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                  __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
    if (avx512 && (!want || !strcmp(want, "avx512")))
        return &kernel_build_avx512;
    if (avx2 && (!want || strcmp(want, "baseline")))
        return &kernel_build_avx2;
#endif
    (void)want;
    return &kernel_build_baseline;
}
