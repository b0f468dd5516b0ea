/* Darknet's models: NAME.cfg, sections of key=value, and NAME.weights, the numbers of all layers in
 * their order. Classifiers, and what other nets have in common with them. Source: darknet's
 * src/parser.c; batchnorm divides by the deviation plus 1e-6. */
#include "base/ascii.h"
#include "base/fileio.h"
#include "base/foreign.h"
#include "base/number.h"
#include "compiler/ir/layer.h"
#include "formats/bytes.h"
#include "models/import.h"
#include "models/make_layers.h"
#include <math.h>
#include <string.h>

enum { CFG_MOST = 4 << 20, SECTIONS_MOST = 10000, KEYS_MOST = 60 };
static const double EPSILON = 1e-6;

typedef struct Section {
    const char *name; /* "convolutional" */
    struct {
        const char *key, *value;
    } entry[KEYS_MOST];
    int n, line;
    View out;
} Section;

typedef struct Darknet {
    Arena *arena;
    Build b;
    Section *section;
    int n, cap;
    const unsigned char *numbers; /* of the weights' file */
    size_t at, size;
    bool turned;   /* connected layers have (in, out) */
    bool short_of; /* the file of weights ended */
} Darknet;

static const char *text_at(const Section *s, const char *key)
{
    for (int i = s->n - 1; i >= 0; i--)
        if (!strcmp(s->entry[i].key, key))
            return s->entry[i].value;
    return NULL;
}

static int int_at(const Section *s, const char *key, int otherwise)
{
    const char *v = text_at(s, key);
    double x = v ? number_parse(v, NULL) : otherwise;
    return x >= -1e6 && x <= 1e8 ? (int)x : -1;
}

static double number_at(const Section *s, const char *key, double otherwise)
{
    const char *v = text_at(s, key);
    return v ? number_parse(v, NULL) : otherwise;
}

/* ---- the .cfg file ---- */

/* Without blanks, as darknet reads lines. */
static char *stripped(char *s)
{
    char *o = s;
    for (const char *c = s; *c; c++)
        if (!ascii_space((unsigned char)*c))
            *o++ = *c;
    *o = 0;
    return s;
}

static bool read_line(Darknet *d, const char *path, int line, char *text, Err *err)
{
    char *equals = strchr(stripped(text), '=');
    size_t n = strlen(text);
    if (!*text || *text == '#' || *text == ';')
        return true;
    if (*text == '[') {
        if (text[n - 1] != ']' || d->n == SECTIONS_MOST)
            return err_set(err, "%s:%d: a section's name has no end, or there are too many", path,
                           line);
        text[n - 1] = 0;
        Section s = {.name = text + 1, .line = line, .out = view_unknown()};
        ARENA_PUSH(d->arena, d->section, d->n, d->cap, s);
        return true;
    }
    Section *s = d->n ? &d->section[d->n - 1] : NULL;
    if (!s || !equals || s->n == KEYS_MOST)
        return err_set(err, "%s:%d: expected [section] or key=value, found `%.60s`", path, line,
                       text);
    *equals = 0;
    s->entry[s->n].key = text;
    s->entry[s->n++].value = equals + 1;
    return true;
}

static bool read_cfg(Darknet *d, const char *path, Err *err)
{
    unsigned char *data;
    size_t size;
    if (!file_read(path, CFG_MOST, &data, &size, err))
        return false;
    arena_own(d->arena, data, free);
    char *text = arena_strndup(d->arena, (const char *)data, size);
    arena_release(d->arena, data);
    bool ok = true;
    for (int line = 1; ok && text; line++) {
        char *end = strchr(text, '\n');
        if (end)
            *end = 0;
        ok = read_line(d, path, line, text, err);
        text = end ? end + 1 : NULL;
    }
    bool net = d->n > 0 &&
               (!strcmp(d->section[0].name, "net") || !strcmp(d->section[0].name, "network"));
    return ok && (net || err_set(err, "%s: a file of darknet begins with [net]", path));
}

/* ---- the .weights file ---- */

static bool read_weights(Darknet *d, const char *path, Err *err)
{
    unsigned char *data;
    size_t size;
    if (!file_read(path, 0, &data, &size, err))
        return false;
    arena_own(d->arena, data, free);
    if (size < 20)
        return err_set(err, "%s: too short for weights of darknet", path);
    uint32_t major = le32(data), minor = le32(data + 4);
    bool wide = major * 10u + minor >= 2 && major < 1000 && minor < 1000;
    d->turned = major > 1000 || minor > 1000;
    d->numbers = data;
    d->at = wide ? 20 : 16;
    d->size = size;
    return true;
}

/* The next numbers of the file; NULL where it has ended, and short_of. */
static float *take(Darknet *d, int64_t count)
{
    if (d->short_of || (uint64_t)count > (d->size - d->at) / 4) {
        d->short_of = true;
        return NULL;
    }
    float *to = ARENA_ARRAY(d->arena, float, count + 1);
    for (int64_t i = 0; i < count; i++) {
        uint32_t bits = le32(d->numbers + d->at + 4 * (size_t)i);
        memcpy(&to[i], &bits, sizeof bits);
    }
    d->at += 4 * (size_t)count;
    return to;
}

/* ---- layers ---- */

static View activated(Darknet *d, const Section *s, View x, const char *otherwise)
{
    static const struct {
        const char *word, *kind, *args;
    } words[] = {{"relu", "relu", NULL}, {"leaky", "leaky", "0.1"}, {"logistic", "sigmoid", NULL},
                 {"tanh", "tanh", NULL}, {"elu", "elu", NULL},      {"swish", "silu", NULL},
                 {"mish", "mish", NULL}, {"relu6", "relu", "max=6"}};
    const char *word = text_at(s, "activation");
    word = word ? word : otherwise;
    if (!strcmp(word, "linear"))
        return x;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(word, words[i].word) && layer_find(words[i].kind))
            return build_unary(&d->b, &x, words[i].kind, words[i].args);
    build_lacks(&d->b, NULL, "activation=%.40s: netc has no layer for it",
                foreign_shown(d->arena, word));
    return x;
}

typedef struct Scales {
    const float *bias, *scale, *mean, *variance;
} Scales;

/* Scale, mean and variance, so that sqrt(variance + EPSILON) is what darknet divides by. */
static Scales take_norm(Darknet *d, int64_t n, const float *bias)
{
    Scales s = {.bias = bias};
    s.scale = take(d, n);
    s.mean = take(d, n);
    float *v = take(d, n);
    for (int64_t i = 0; v && i < n; i++) {
        double deviation = sqrt(v[i] > 0 ? (double)v[i] : 0) + EPSILON;
        v[i] = (float)fmax(deviation * deviation - EPSILON, 0);
    }
    s.variance = v;
    return s;
}

static View normed(Darknet *d, View x, int axis, const Scales *s)
{
    const Norm n = {s->scale, s->bias, s->mean, s->variance, EPSILON, 0.99};
    const char *label = d->b.label;
    d->b.label = arena_printf(d->arena, "%s_norm", label);
    View y = build_batchnorm(&d->b, &x, axis, &n);
    d->b.label = label;
    return y;
}

static const MapAxes map = {2, 3, 1};

static View convolutional(Darknet *d, const Section *s, const View *x)
{
    int filters = int_at(s, "filters", 1), size = int_at(s, "size", 1),
        groups = int_at(s, "groups", 1), stride = int_at(s, "stride", 1),
        pad = int_at(s, "pad", 0) ? size / 2 : int_at(s, "padding", 0);
    bool norm = int_at(s, "batch_normalize", 0) != 0;
    int64_t c = x->rank == 4 ? x->dim[1] : 0;
    Window w = {.size = {size, size},
                .stride = {int_at(s, "stride_y", stride), int_at(s, "stride_x", stride)},
                .dilation = {1, 1},
                .pad = {pad, pad, pad, pad}};
    if (c < 1 || filters < 1 || filters > 65536 || size < 1 || size > 1000 || groups < 1 ||
        c % groups || filters % groups) {
        build_lacks(&d->b, NULL, "filters, size or groups do not fit its input");
        return *x;
    }
    const float *bias = take(d, filters);
    Scales scales = norm ? take_norm(d, filters, bias) : (Scales){.bias = bias};
    const float *kernel = take(d, filters * (c / groups) * size * size);
    View y;
    if (!kernel)
        return *x;
    if (groups == c && groups > 1) {
        int64_t taps = (int64_t)size * size;
        float *turned = ARENA_ARRAY(d->arena, float, filters *taps);
        for (int64_t o = 0; o < filters; o++)
            for (int64_t t = 0; t < taps; t++)
                turned[t * filters + o] = kernel[o * taps + t];
        y = build_depthwise(&d->b, x, map, &w, turned, norm ? NULL : scales.bias,
                            (int)(filters / c));
    } else {
        ConvWeights k = {kernel, norm ? NULL : scales.bias, filters, (int)(c / groups), groups,
                         true};
        y = build_conv(&d->b, x, map, &w, &k);
    }
    return activated(d, s,
                     norm && y.rank == 4 && y.dim[1] == filters ? normed(d, y, 1, &scales) : y,
                     "logistic");
}

/* All values as one axis, channel by channel. */
static View flat(Darknet *d, const View *x)
{
    const int64_t dim[2] = {1, view_count(x)};
    return build_reshape(&d->b, x, 2, dim);
}

static View connected(Darknet *d, const Section *s, const View *x)
{
    View v = flat(d, x);
    int64_t in = view_count(&v);
    int out = int_at(s, "output", 1);
    bool norm = int_at(s, "batch_normalize", 0) != 0;
    if (out < 1 || out > 1 << 24 || in * out > INT32_MAX) {
        build_lacks(&d->b, NULL, "output=%d does not fit %lld inputs", out, (long long)in);
        return v;
    }
    const float *bias = take(d, out), *given = take(d, in * out);
    if (!given)
        return v;
    float *kernel = ARENA_ARRAY(d->arena, float, in *out);
    for (int64_t o = 0; o < out; o++)
        for (int64_t i = 0; i < in; i++)
            kernel[i * out + o] = d->turned ? given[i * out + o] : given[o * in + i];
    View y = build_dense(&d->b, &v, kernel, norm ? NULL : bias, out);
    if (norm) { /* its scales come behind the weights */
        Scales scales = take_norm(d, out, bias);
        if (d->short_of)
            return y;
        y = normed(d, y, 1, &scales);
    }
    return activated(d, s, y, "logistic");
}

static View maxpool(Darknet *d, const Section *s, const View *x)
{
    int stride = int_at(s, "stride", 1), size = int_at(s, "size", stride),
        padding = int_at(s, "padding", size - 1);
    int before = padding / 2, after = padding - before;
    const Window w = {.size = {size, size},
                      .stride = {stride, stride},
                      .dilation = {1, 1},
                      .pad = {before, after, before, after}};
    if (x->rank != 4) {
        build_lacks(&d->b, NULL, "its input is no map");
        return *x;
    }
    return build_pool(&d->b, x, map, "maxpool", &w);
}

/* Another section by its number, from here where it is below 0; NULL: told. */
static const View *other(Darknet *d, int here, const char **text)
{
    char *end;
    double k = number_parse(*text, &end);
    int at = k < 0 ? here + (int)fmax(k, -1e6) : (int)fmin(k + 1, 1e6); /* section 0 is [net] */
    bool good = end != *text && at >= 1 && at < here;
    *text = *end == ',' ? end + 1 : "";
    if (!good)
        build_lacks(&d->b, NULL, "it names a layer that is not before it");
    return good ? &d->section[at].out : NULL;
}

/* Of each input the part `group_id` of `groups`; false: told. */
static bool take_group(Darknet *d, const Section *s, const View **in, int n)
{
    int groups = int_at(s, "groups", 1), id = int_at(s, "group_id", 0);
    View *part = ARENA_ARRAY(d->b.arena, View, n + 1);
    for (int i = 0; groups != 1 && i < n; i++) {
        if (in[i]->step < 0)
            continue;
        int64_t c = in[i]->rank == 4 && groups > 0 ? in[i]->dim[1] / groups : 0;
        if (c < 1 || c * groups != in[i]->dim[1] || id < 0 || id >= groups) {
            build_lacks(&d->b, NULL, "groups does not cut its channels into parts alike");
            return false;
        }
        part[i] = build_slice(&d->b, in[i], 1, id * c, c, 1);
        in[i] = &part[i];
    }
    return true;
}

static View route(Darknet *d, const Section *s, int here, const View *x)
{
    const View *in[64];
    int n = 0;
    const char *text = text_at(s, "layers");
    while (text && *text && n < 64)
        if (!(in[n++] = other(d, here, &text)))
            return *x;
    if (!take_group(d, s, in, n))
        return *x;
    return n ? build_concat(&d->b, in, n, 1) : *x;
}

static View shortcut(Darknet *d, const Section *s, int here, const View *x)
{
    const char *text = text_at(s, "from");
    const View *in[2] = {x, text ? other(d, here, &text) : NULL};
    if (!in[1])
        return *x;
    for (int i = 0; i < x->rank && i < in[1]->rank; i++)
        if (x->dim[i] != in[1]->dim[i]) {
            build_lacks(&d->b, NULL, "it adds values of different shapes");
            return *x;
        }
    return activated(d, s, build_join(&d->b, in, 2, "add"), "linear");
}

static View upsample(Darknet *d, const Section *s, const View *x)
{
    int by[2] = {int_at(s, "stride", 2), int_at(s, "stride", 2)};
    if (by[0] < 1 || by[0] > 64 || number_at(s, "scale", 1) != 1 || x->rank != 4) {
        build_lacks(&d->b, NULL, "stride=%d, or a scale", by[0]);
        return *x;
    }
    return build_upsample(&d->b, x, map, by, false);
}

static View global_pool(Darknet *d, const View *x)
{
    const int axis[2] = {2, 3};
    if (x->rank == 4)
        return build_reduce(&d->b, x, "mean", axis, 2, true);
    build_lacks(&d->b, NULL, "its input is no map");
    return *x;
}

static View read_section(Darknet *d, int i, const View *x)
{
    const Section *s = &d->section[i];
    const char *name = s->name;
    if (!strcmp(name, "convolutional") || !strcmp(name, "conv"))
        return convolutional(d, s, x);
    if (!strcmp(name, "connected") || !strcmp(name, "conn"))
        return connected(d, s, x);
    if (!strcmp(name, "maxpool") || !strcmp(name, "max"))
        return maxpool(d, s, x);
    if (!strcmp(name, "avgpool") || !strcmp(name, "avg"))
        return global_pool(d, x);
    if (!strcmp(name, "route"))
        return route(d, s, i, x);
    if (!strcmp(name, "shortcut"))
        return shortcut(d, s, i, x);
    if (!strcmp(name, "upsample"))
        return upsample(d, s, x);
    if (!strcmp(name, "dropout"))
        return build_dropout(&d->b, x, number_at(s, "probability", 0.5));
    if (!strcmp(name, "activation"))
        return activated(d, s, *x, "linear");
    if (!strcmp(name, "softmax") || !strcmp(name, "soft")) {
        View v = flat(d, x);
        if (int_at(s, "groups", 1) != 1)
            build_lacks(&d->b, NULL, "softmax in groups");
        return build_softmax(&d->b, &v, "softmax", &(int){1}, 1);
    }
    if (strcmp(name, "cost"))
        build_lacks(&d->b, NULL, "netc has no layer for this section");
    return *x;
}

static View read_input(Darknet *d)
{
    const Section *s = &d->section[0];
    const int64_t dim[4] = {1, int_at(s, "channels", 0), int_at(s, "height", 0),
                            int_at(s, "width", 0)};
    for (int i = 1; i < 4; i++)
        if (dim[i] < 1 || dim[i] > 1 << 24) {
            build_lacks(&d->b, NULL, "height, width and channels must be stated");
            return view_unknown();
        }
    return build_input(&d->b, 4, dim, 0, &map);
}

/* NAME.weights for NAME.cfg. */
static const char *weights_beside(Arena *a, const char *path)
{
    size_t n = strlen(path);
    return arena_printf(a, "%.*s.weights", (int)(n > 4 ? n - 4 : n), path);
}

Model *darknet_model(Arena *a, const char *path, const ModelOptions *o, Diag *diag, Err *err)
{
    Darknet *d = ARENA_NEW(a, Darknet);
    *d = (Darknet){.arena = a, .b = {.arena = a, .diag = diag, .where = "[net]"}};
    const char *weights = o->weights ? o->weights : weights_beside(a, path);
    if (!read_cfg(d, path, err) || !read_weights(d, weights, err))
        return NULL;
    d->b.m = model_new(a, path, "darknet");
    View x = d->section[0].out = read_input(d);
    for (int i = 1; i < d->n && view_known(&x); i++) {
        d->b.where = arena_printf(a, "line %d: [%.60s]", d->section[i].line,
                                  foreign_shown(a, d->section[i].name));
        d->b.label = arena_printf(a, "layer%d", i - 1);
        x = d->section[i].out = read_section(d, i, &x);
        if (d->short_of && !diag_errors(diag))
            build_lacks(&d->b, NULL, "%s ends before its numbers", weights);
    }
    d->b.where = weights;
    if (!diag_errors(diag) && d->at != d->size)
        build_lacks(&d->b, NULL, "%zu bytes are left: the weights are of another model",
                    d->size - d->at);
    if (!diag_errors(diag))
        build_output(&d->b, &x);
    return d->b.m;
}
