#!/bin/sh
# Tiles of bfloat16 (AMX) on a processor that has them: a training is not disturbed by signals whose
# handler uses tiles itself; --backend=cc uses them, too; C that netc prints uses them where its host
# asks; and where the system refuses them, netc runs without.
. "$(dirname "$0")/tap.inc"
grep -qw amx_bf16 /proc/cpuinfo 2>/dev/null || { echo "1..0 # SKIP no AMX"; exit 0; }
export NETC_CACHE=$TMP/cache
cat >gain.json <<'END_JSON'
{"threads": 2, "fma_gflops": 110, "fma_all_gflops": 220, "l2_gbs": 90, "l3_gbs": 70, "dram_gbs": 25,
 "dram_all_gbs": 35, "l2_kib": 1024, "l3_kib": 32768, "gather_ns": 100, "scatter_ns": 66,
 "kernel_ns": 64, "call_us": 1, "bf16_gain": 50}
END_JSON
write_tiny tiny.net 16
run shapes data --train 128 --test 32 --seed 3
train() {   # train NAME OPTIONS...
    name=$1
    shift
    run train tiny.net -o "$name.safetensors" --precision=bf16 --seed 5 --machine gain.json "$@"
}
same() { cmp -s "$1.safetensors" "$2.safetensors"; }

run explain tiny.net --train --precision=bf16 --machine gain.json
prints conv_frames_bf16 "the plan multiplies on frames"
train amx
expect 0 "a training by tiles"
NETC_ISA=avx512bf16 train pairs
expect 0 "a training by AVX512-BF16"
check "whose last bits are others" sh -c '! cmp -s amx.safetensors pairs.safetensors'
train reference --backend=reference
check "the reference has the bits of the first" same amx reference
NETC_ISA=avx512bf16 train native --backend=cc
expect 0 "a training by the system's compiler without tiles"
train compiled --backend=cc
expect 0 "and with tiles"
check "whose last bits are others" sh -c '! cmp -s native.safetensors compiled.safetensors'

# syscall() of a process that may not have tiles, or whose timer's handler uses some.
cat >other.c <<'END_C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

static volatile int64_t rung;

static void handler(int sig)
{
    uint8_t shapes[64] = {1};
    float rows[256];
    (void)sig;
    for (int t = 0; t < 8; t++)
        shapes[16 + 2 * t] = 64, shapes[48 + t] = 16;
    memset(rows, 0x40, sizeof rows);
    __asm__ volatile("ldtilecfg (%0)" : : "r"(shapes) : "memory");
    __asm__ volatile("tileloadd (%0,%1,1), %%tmm0" : : "r"(rows), "r"((ptrdiff_t)64) : "memory");
    __asm__ volatile("tileloadd (%0,%1,1), %%tmm4" : : "r"(rows), "r"((ptrdiff_t)64) : "memory");
    __asm__ volatile("tilerelease" : : : "memory");
    rung++;
}

long syscall(long number, ...)
{
    long (*real)(long, long, long, long, long, long, long);
    void *found = dlsym(RTLD_NEXT, "syscall");
    va_list list;
    long a[6], r;
    memcpy(&real, &found, sizeof real);
    va_start(list, number);
    for (int i = 0; i < 6; i++)
        a[i] = va_arg(list, long);
    va_end(list);
    if (number == SYS_arch_prctl && a[0] == 0x1023 && getenv("REFUSE")) {
        errno = EINVAL;
        return -1;
    }
    r = real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
    if (number == SYS_arch_prctl && a[0] == 0x1023 && r == 0 && getenv("ALARM")) {
        struct sigaction act = {.sa_handler = handler, .sa_flags = SA_RESTART};
        struct itimerval often = {{0, 500}, {0, 500}};
        sigaction(SIGALRM, &act, NULL);
        setitimer(ITIMER_REAL, &often, NULL);
    }
    return r;
}

__attribute__((destructor)) static void told(void)
{
    static const char words[] = "the handler has run\n";
    if (rung > 10 && getenv("ALARM"))
        (void)!write(2, words, sizeof words - 1);
}
END_C
sanitized() { case $(ldd "$NETC" 2>/dev/null) in *libasan*) return 0 ;; esac; return 1; }
if sanitized; then
    skip "signals and refusals" "AddressSanitizer lets no library be before its own"
elif cc -O2 -shared -fPIC other.c -o other.so -ldl 2>cc.err; then
    LD_PRELOAD=./other.so ALARM=1 train alarm --threads 2
    expect 0 "a training that a timer interrupts, whose handler uses tiles"
    says 'the handler has run' "which it did"
    check "has the same bits" same amx alarm
    LD_PRELOAD=./other.so REFUSE=1 train refused
    expect 0 "a training where the system refuses tiles"
    check "is that by AVX512-BF16" same pairs refused
else
    skip "signals and refusals" "no shared object could be made"
fi
finish
