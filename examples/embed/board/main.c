/* An image for a Cortex-M4, qemu's mps2-an386: start-up, one picture, the class by semihosting. A
 * board of yours has its own start-up and linker script; what stays is classify(). */
#include "model.h"
#include <stdint.h>

#include "picture.inc" /* static const unsigned char rgb[] = {...}; */

static const char *const label[] = {"circle", "square",    "triangle",  "cross",   "ring",
                                    "star",   "stripes_h", "stripes_v", "checker", "arrow"};

/* The class, or -1. */
static int classify(void)
{
    static float x[SHAPES_IN_H * SHAPES_IN_W * SHAPES_IN_C], y[SHAPES_OUTPUTS],
        work[SHAPES_WORK_BYTES / sizeof(float) + 1];
    int i, best = 0;
    if (shapes_preprocess(rgb, x) || shapes_infer(shapes_weights, x, y, work, sizeof work))
        return -1;
    for (i = 1; i < SHAPES_OUTPUTS; i++)
        best = y[i] > y[best] ? i : best;
    return best;
}

/* ---- the board ---- */

extern uint32_t data_from[], data_begin[], data_end[], bss_begin[], bss_end[], stack_end[];
void start(void);

__attribute__((section(".vectors"), used)) static const void *const vectors[16] = {stack_end,
                                                                                   start};

static void semihosting(int call, const void *arg)
{
    register int r0 __asm__("r0") = call;
    register const void *r1 __asm__("r1") = arg;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}

void start(void)
{
    uint32_t *to = data_begin;
    const uint32_t *from;
    int best;
    for (from = data_from; to < data_end;)
        *to++ = *from++;
    for (to = bss_begin; to < bss_end;)
        *to++ = 0;
    best = classify();
    semihosting(4, best < 0 ? "error" : label[best]); /* write a string */
    semihosting(4, "\n");
    semihosting(0x18, (const void *)0x20026); /* end the emulation */
    for (;;)
        ;
}
