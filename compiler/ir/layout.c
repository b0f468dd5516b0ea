/* The table of layouts, and what follows from a line of it. */
#include "compiler/ir/layout.h"
#include <string.h>

#define LAYOUT(ID, ...) const ValueLayout layout_##ID = {__VA_ARGS__};
#include "compiler/ir/layouts.def"

const ValueLayout *const layout_table[LAYOUTS] = {
#define LAYOUT(ID, ...) &layout_##ID,
#include "compiler/ir/layouts.def"
};

static int block_of(const ValueLayout *l, int c) { return l->block ? l->block : c; }

int layout_blocks(const ValueLayout *l, int c) { return (c + block_of(l, c) - 1) / block_of(l, c); }

int64_t layout_lanes(const ValueLayout *l, int c)
{
    return (int64_t)layout_blocks(l, c) * block_of(l, c);
}

int64_t layout_count(const ValueLayout *l, Shape s) { return layout_lanes(l, s.c) * s.h * s.w; }

int64_t layout_place(const ValueLayout *l, Shape s, int h, int w, int c)
{
    int block = block_of(l, s.c);
    return (((int64_t)(c / block) * s.h + h) * s.w + w) * block + c % block;
}

bool layout_same(const ValueLayout *l, Shape s, Shape t)
{
    bool pixels = (int64_t)s.h * s.w == (int64_t)t.h * t.w;
    return shape_count(s) == shape_count(t) && (!l->block || (pixels && s.c == t.c));
}

bool layout_read_by(const ValueLayout *l, const Kernel *k)
{
    size_t n = strlen(l->kernels);
    return !strncmp(k->file, l->kernels, n) && !strchr(k->file + n, '/');
}
