/* Random small nets on maps of any size, also lower and narrower than the windows and paddings in
 * them: what produces a gradient or a value, followed by what sums it (biases, batchnorm), in every
 * order. Some do not compile (a window leaves nothing); the caller takes the next seed. */
#ifndef NETC_TEST_ODD_NETS_H
#define NETC_TEST_ODD_NETS_H
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct OddNet {
    char s[2048];
    size_t n;
    uint64_t r;
} OddNet;

static inline int odd_draw(OddNet *t, int n)
{
    t->r = t->r * 6364136223846793005u + 1442695040888963407u;
    return (int)((t->r >> 33) % (uint64_t)n);
}

static inline void odd_say(OddNet *t, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    t->n += (size_t)vsnprintf(t->s + t->n, sizeof t->s - t->n, fmt, ap);
    va_end(ap);
}

/* A window, its stride and its padding; odd and even, and now and then larger than any map here. */
static inline void odd_window(OddNet *t, int with_pad)
{
    int kh = odd_draw(t, 8) ? 1 + odd_draw(t, 4) : 15,
        kw = odd_draw(t, 8) ? 1 + odd_draw(t, 4) : 11;
    odd_say(t, " %dx%d", kh, kw);
    if (odd_draw(t, 2))
        odd_say(t, " stride=%dx%d", 1 + odd_draw(t, 3), 1 + odd_draw(t, 3));
    int how = odd_draw(t, with_pad ? 4 : 3);
    if (how == 3)
        odd_say(t, " pad=%dx%d", odd_draw(t, 6), odd_draw(t, 6));
    else
        odd_say(t, how ? " same" : " valid");
}

static inline void odd_step(OddNet *t, int i)
{
    static const int filters[] = {1, 3, 8, 9, 17};
    static const char *const acts[] = {"", " relu", " leaky", " tanh", " silu"};
    const char *act = acts[odd_draw(t, 5)], *bias = odd_draw(t, 4) ? "" : " nobias";
    int k = filters[odd_draw(t, 5)];
    switch (odd_draw(t, 14)) {
    case 0: odd_say(t, " conv %d", k), odd_window(t, 1), odd_say(t, "%s%s\n", bias, act); break;
    case 1: odd_say(t, " conv %d 1x1%s%s\n", k, bias, act); break;
    case 2:
    case 3:
        odd_say(t, " conv 8 1x1\n%s conv %d 3x3 pad=%dx%d algorithm=%s%s%s\n",
                odd_draw(t, 2) ? " batchnorm\n relu\n" : "", k, odd_draw(t, 4), odd_draw(t, 4),
                odd_draw(t, 2) ? "winograd" : "winograd_panels", bias, act);
        break;
    case 4:
        odd_say(t, " conv 6 1x1\n conv 12 3x3 groups=%d dilation=%d%s%s\n", 1 + odd_draw(t, 3),
                1 + odd_draw(t, 2), bias, act);
        break;
    case 5: odd_say(t, " depthwise"), odd_window(t, 1), odd_say(t, "%s%s\n", bias, act); break;
    case 6:
    case 7: odd_say(t, " batchnorm\n"); break;
    case 8:
    case 9: odd_say(t, " maxpool"), odd_window(t, 0), odd_say(t, "\n"); break;
    case 10: odd_say(t, " avgpool"), odd_window(t, 0), odd_say(t, "\n"); break;
    case 11: odd_say(t, odd_draw(t, 2) ? " upsample 2x1\n" : " pad 1x2\n"); break;
    case 12: odd_say(t, " layernorm\n"); break;
    default:
        odd_say(t, " v%d: batchnorm\n u%d: conv 8 3x3%s from v%d\n conv 8 1x1 from v%d\n %s u%d\n",
                i, i, act, i, i, odd_draw(t, 2) ? "add" : "mul", i);
        break;
    }
}

/* `end`: what follows the last map. */
static inline void odd_net(OddNet *t, int h, int w, unsigned seed, const char *end)
{
    static const int channels[] = {1, 3, 8, 17};
    t->n = 0;
    t->r = seed * 7919u + (unsigned)(h * 64 + w) * 104729u + 1;
    odd_draw(t, 2);
    odd_say(t, "net odd {\n input %dx%dx%d\n conv %d 1x1\n", h, w, channels[odd_draw(t, 4)],
            1 + odd_draw(t, 9));
    for (int i = 0, steps = 2 + odd_draw(t, 4); i < steps; i++)
        odd_step(t, i);
    odd_say(t, "%s", end);
}
#endif
