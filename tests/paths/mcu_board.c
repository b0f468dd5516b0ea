/* The emitted C of net `nn` on qemu's mps2-an386 (Cortex-M4): start-up, the input of input.h, one
 * call, and by semihosting its status, the stack that it took, the time of the system timer, and
 * the bits of the outputs. With `-icount shift=0` a tick of that timer is 40 instructions. With
 * mcu_board_m55.ld the same on mps3-an547 (Cortex-M55), where it is 31.25. */
#include MODEL
#include "input.h"
#include <stdint.h>

extern uint32_t data_from[], data_begin[], data_end[], bss_begin[], bss_end[], stack_begin[],
    stack_end[];
void start(void);

static volatile uint32_t wraps;
static void tick(void) { wraps++; } /* the timer has 24 bits */

__attribute__((section(".vectors"), used)) static const void *const vectors[16] = {
    stack_end, start, [15] = tick};

static float y[NN_OUTPUTS], work[NN_WORK_BYTES / 4 + 1];

static void semihosting(int call, const void *arg)
{
    register int r0 __asm__("r0") = call;
    register const void *r1 __asm__("r1") = arg;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}

static void print_hex(uint32_t v)
{
    char text[10];
    for (int i = 0; i < 8; i++)
        text[i] = "0123456789abcdef"[v >> (28 - 4 * i) & 15];
    text[8] = '\n';
    text[9] = 0;
    semihosting(4, text);
}

#define TIMER ((volatile uint32_t *)0xE000E010) /* SysTick: control, reload, current */

__attribute__((noinline)) static uint32_t measured(int *status)
{
    TIMER[1] = 0xFFFFFF;
    TIMER[2] = 0;
    TIMER[0] = 7; /* counts the processor's clock, and interrupts when it wraps */
    uint32_t before = TIMER[2];
#ifdef NN_WEIGHT_FLOATS
    *status = nn_infer(nn_weights, input, y, work, NN_WORK_BYTES);
#else /* 8-bit integers, with floats at its ends */
    *status = nn_infer(input, y, work, NN_WORK_BYTES);
#endif
    uint32_t after = TIMER[2];
    TIMER[0] = 0;
    return (wraps << 24) + ((before - after) & 0xFFFFFF);
}

void start(void)
{
    static const uint32_t done[2] = {0x20026, 0};
    uint32_t *to = data_begin, mark = 0xDEADBEEF;
    int status;
    for (const uint32_t *from = data_from; to < data_end;)
        *to++ = *from++;
    for (to = bss_begin; to < bss_end;)
        *to++ = 0;
#ifdef __ARM_FP
    *(volatile uint32_t *)0xE000ED88 |= 0xF << 20;
    __asm__ volatile("dsb\n isb");
#endif
    uint32_t *top = (uint32_t *)__builtin_frame_address(0) - 16;
    for (to = stack_begin; to < top;)
        *to++ = mark;
    uint32_t ticks = measured(&status);
    for (to = stack_begin; *to == mark && to < top;)
        to++;
    print_hex((uint32_t)status);
    print_hex((uint32_t)((char *)top - (char *)to));
    print_hex(ticks);
    for (int i = 0; i < NN_OUTPUTS; i++) {
        uint32_t bits;
        __builtin_memcpy(&bits, &y[i], 4);
        print_hex(bits);
    }
    semihosting(0x18, (const void *)done[0]);
    for (;;)
        ;
}
