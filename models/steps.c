/* Steps of a model: making them and asking about them; see steps.h. */
#include "models/steps.h"
#include "base/ascii.h"
#include "compiler/ir/layer.h"
#include <string.h>

enum { NAME_MOST = 60 };

/* A word of the language out of a file's name: "resnet18.onnx" is resnet18. */
static const char *net_name(Arena *a, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    char *name = arena_alloc(a, NAME_MOST + 8), *o = name;
    size_t n = strcspn(base, ".");
    if (!n)
        n = strlen(base);
    if (!ascii_word((unsigned char)base[0]) || (base[0] >= '0' && base[0] <= '9'))
        o += strlen(strcpy(o, "net_"));
    for (size_t i = 0; i < n && o < name + NAME_MOST; i++)
        *o++ = ascii_word((unsigned char)base[i]) ? base[i] : '_';
    return name;
}

Model *model_new(Arena *a, const char *path, const char *format)
{
    Model *m = ARENA_NEW(a, Model);
    *m = (Model){.arena = a, .path = path, .name = net_name(a, path), .format = format};
    return m;
}

int step_add(Model *m, const char *kind, const char *label, const int *in, int n_in, Shape out)
{
    Step s = {.kind = kind,
              .label = label,
              .in = ARENA_ARRAY(m->arena, int, n_in + 1),
              .n_in = n_in,
              .out = out,
              .stride = {1, 1},
              .dilation = {1, 1},
              .groups = 1};
    if (n_in)
        memcpy(s.in, in, sizeof *in * (size_t)n_in);
    ARENA_PUSH(m->arena, m->step, m->n, m->cap, s);
    return m->n - 1;
}

void step_weight(Model *m, int step, const char *param, const float *data, int64_t count)
{
    Step *s = &m->step[step];
    if (s->n_weights < STEP_WEIGHTS)
        s->weight[s->n_weights++] = (Weight){param, data, count};
}

void model_note(Model *m, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    const char *text = arena_vprintf(m->arena, fmt, ap);
    va_end(ap);
    ARENA_PUSH(m->arena, m->note, m->n_notes, m->cap_notes, text);
}

int step_real(const Model *m, int step)
{
    while (step >= 0 && m->step[step].gone)
        step = m->step[step].in[0];
    return step;
}

void steps_count_readers(Model *m)
{
    for (int i = 0; i < m->n; i++)
        m->step[i].readers = 0;
    for (int i = 0; i < m->n; i++)
        for (int k = 0; !m->step[i].gone && k < m->step[i].n_in; k++) {
            m->step[i].in[k] = step_real(m, m->step[i].in[k]);
            m->step[m->step[i].in[k]].readers++;
        }
    m->output = step_real(m, m->output);
    m->step[m->output].readers++;
}

bool shape_equal(Shape a, Shape b)
{
    return a.rank == b.rank && a.h == b.h && a.w == b.w && a.c == b.c;
}

static bool equals_same(Shape in, const Step *s)
{
    int at[2], side[2] = {in.h, in.w};
    for (int i = 0; i < 2; i++) {
        int reach = s->dilation[i] * (s->size[i] - 1) + 1,
            out = window_output(PAD_SAME, side[i], s->size[i], s->stride[i], s->dilation[i], 0,
                                &at[i]);
        int64_t total = ((int64_t)out - 1) * s->stride[i] + reach - side[i];
        if (s->pad[2 * i] != at[i] || s->pad[2 * i + 1] != (total > 0 ? total - at[i] : 0))
            return false;
    }
    return true;
}

/* Has a window as many places with the same padding at both ends? Then it reads the same: a stride
 * may leave out the last rows. */
static bool like_even(Shape in, const Step *s)
{
    const int side[2] = {in.h, in.w};
    for (int i = 0; i < 2; i++) {
        int reach = s->dilation[i] * (s->size[i] - 1) + 1, begin = s->pad[2 * i],
            end = s->pad[2 * i + 1];
        if (side[i] + 2 * begin < reach || (side[i] + begin + end - reach) / s->stride[i] !=
                                               (side[i] + 2 * begin - reach) / s->stride[i])
            return false;
    }
    return true;
}

const char *step_padding(const Model *m, const Step *s)
{
    Shape in = m->step[step_real(m, s->in[0])].out;
    bool none = !s->pad[0] && !s->pad[1] && !s->pad[2] && !s->pad[3],
         pools = step_is(s, "maxpool") || step_is(s, "avgpool"), same = equals_same(in, s);
    if (step_is(s, "conv_transpose")) /* the others depend on the stride */
        return s->same ? ""
                       : arena_printf(m->arena, " pad=%dx%d", s->pad[PAD_TOP], s->pad[PAD_LEFT]);
    if (pools && none)
        return "";
    if (same && pools && !s->countpad && !s->ceil)
        return " same";
    if (same && !pools)
        return "";
    if (none)
        return " valid";
    bool even = s->pad[PAD_TOP] == s->pad[PAD_BOTTOM] && s->pad[PAD_LEFT] == s->pad[PAD_RIGHT];
    even = even || (!pools && like_even(in, s));
    if (!even && pools)
        return arena_printf(m->arena, " top=%d bottom=%d left=%d right=%d", s->pad[0], s->pad[1],
                            s->pad[2], s->pad[3]);
    if (!even)
        return NULL;
    if (s->pad[PAD_TOP] == s->pad[PAD_LEFT])
        return arena_printf(m->arena, " pad=%d", s->pad[PAD_TOP]);
    return arena_printf(m->arena, " pad=%dx%d", s->pad[PAD_TOP], s->pad[PAD_LEFT]);
}
