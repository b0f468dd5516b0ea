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
        bool read; /* something asked for it */
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

/* Of a key that stands there twice darknet takes the first. */
static const char *text_at(Section *s, const char *key)
{
    for (int i = 0; i < s->n; i++)
        if (!strcmp(s->entry[i].key, key)) {
            s->entry[i].read = true;
            return s->entry[i].value;
        }
    return NULL;
}

/* NAN: it is none, which is told. */
static double number_at(Darknet *d, Section *s, const char *key, double otherwise)
{
    const char *v = text_at(s, key);
    char *end;
    double x = v ? number_parse(v, &end) : otherwise;
    if (!v || (end != v && !*end && fabs(x) < INFINITY))
        return x;
    build_lacks(&d->b, NULL, "%s=%.40s: expected a number", key, foreign_shown(d->arena, v));
    return NAN;
}

/* -1: it is no whole number, or far too large, which is told. */
static int int_at(Darknet *d, Section *s, const char *key, int otherwise)
{
    double x = number_at(d, s, key, otherwise);
    if (x == floor(x) && fabs(x) <= 1e8)
        return (int)x;
    if (x == x)
        build_lacks(&d->b, NULL, "%s=%.40s: expected a whole number", key,
                    foreign_shown(d->arena, text_at(s, key)));
    return -1;
}

/* Keys that change what a layer computes, or what the file of weights holds, and the value with
 * which they do not; NULL: there is none. */
static const struct {
    const char *key, *without;
} changing[] = {{"xnor", "0"},         {"binary", "0"},          {"bin_output", "0"},
                {"antialiasing", "0"}, {"share_index", NULL},    {"assisted_excitation", "0"},
                {"sway", "0"},         {"rotate", "0"},          {"stretch", "0"},
                {"stretch_sway", "0"}, {"weights_type", "none"}, {"maxpool_depth", "0"},
                {"tree", NULL},        {"spatial", "0"},         {"reverse", "0"},
                {"dontload", "0"},     {"dontloadscales", "0"},  {"numload", "0"},
                {"coordconv", "0"}};

/* Keys of training, and such that come with those above. */
static const char passed_over[] =
    " clip truth onlyforward stopbackward dontsave learning_rate smooth noloss dot angle cbn "
    "train_only_bn dont_update burnin_update weights_normalizion dropblock dropblock_size_rel "
    "dropblock_size_abs out_channels wait_stream ";

static bool passes_over(const char *key)
{
    size_t n = strlen(key);
    for (const char *at = strstr(passed_over, key); n && at; at = strstr(at + 1, key))
        if (at[-1] == ' ' && at[n] == ' ')
            return true;
    return false;
}

/* What no one asked for: told where it changes the layer, and noted where no one knows it. */
static void leftover_keys(Darknet *d, const Section *s)
{
    for (int i = 0; i < s->n; i++) {
        const char *key = s->entry[i].key, *value = s->entry[i].value;
        bool known = s->entry[i].read || passes_over(key);
        for (size_t k = 0; k < sizeof changing / sizeof *changing && !known; k++) {
            if (strcmp(key, changing[k].key))
                continue;
            known = true;
            if (!changing[k].without || strcmp(value, changing[k].without))
                build_lacks(&d->b, NULL, "%s=%.40s: netc has nothing for it", key,
                            foreign_shown(d->arena, value));
        }
        if (!known)
            model_note(d->b.m, "%s: key `%.40s` is not known, or stands there twice: passed over",
                       d->b.where, foreign_shown(d->arena, key));
    }
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

static View activated(Darknet *d, Section *s, View x, const char *otherwise)
{
    static const struct {
        const char *word, *kind, *args;
    } words[] = {{"relu", "relu", NULL},        {"leaky", "leaky", "0.1"},
                 {"logistic", "sigmoid", NULL}, {"tanh", "tanh", NULL},
                 {"elu", "elu", NULL},          {"swish", "silu", NULL},
                 {"mish", "mish", NULL},        {"relu6", "relu", "max=6"},
                 {"relie", "leaky", "0.01"},    {"hardtan", "clip", "min=-1 max=1"}};
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

/* Zeros around a dilated window: darknet states as many as `same` needs, and no others fit the
 * length that it gives the output. */
static bool dilated(Darknet *d, Window *w, int dilation)
{
    int pad = w->pad[0];
    if (dilation == 1 || w->size[0] == 1)
        return true;
    if (dilation < 1 || dilation > 1000 || 2 * pad != w->size[0] - 1) {
        build_lacks(&d->b, NULL, "dilation=%d of %d taps with %d zeros around", dilation,
                    w->size[0], pad);
        return false;
    }
    w->dilation[0] = w->dilation[1] = dilation;
    for (int i = 0; i < 4; i++)
        w->pad[i] = pad * dilation;
    return true;
}

/* (rows, columns) to (columns, rows) */
static const float *turned(Darknet *d, const float *from, int64_t rows, int64_t columns)
{
    float *to = ARENA_ARRAY(d->arena, float, rows *columns);
    for (int64_t r = 0; r < rows; r++)
        for (int64_t c = 0; c < columns; c++)
            to[c * rows + r] = from[r * columns + c];
    return to;
}

static View convolutional(Darknet *d, Section *s, const View *x)
{
    const int errors = diag_errors(d->b.diag);
    int filters = int_at(d, s, "filters", 1), size = int_at(d, s, "size", 1),
        groups = int_at(d, s, "groups", 1), stride = int_at(d, s, "stride", 1),
        padding = int_at(d, s, "padding", 0), pad = int_at(d, s, "pad", 0) ? size / 2 : padding;
    bool norm = int_at(d, s, "batch_normalize", 0) != 0, flipped = int_at(d, s, "flipped", 0) != 0;
    int64_t c = x->rank == 4 ? x->dim[1] : 0;
    Window w = {.size = {size, size},
                .stride = {int_at(d, s, "stride_y", stride), int_at(d, s, "stride_x", stride)},
                .dilation = {1, 1},
                .pad = {pad, pad, pad, pad}};
    if (c < 1 || filters < 1 || filters > 65536 || size < 1 || size > 1000 || groups < 1 ||
        c % groups || filters % groups) {
        if (diag_errors(d->b.diag) == errors) /* else the number is no number */
            build_lacks(&d->b, NULL, "filters, size or groups do not fit its input");
        return *x;
    }
    if (!dilated(d, &w, int_at(d, s, "dilation", 1)))
        return *x;
    const float *bias = take(d, filters);
    Scales scales = norm ? take_norm(d, filters, bias) : (Scales){.bias = bias};
    const int64_t each = c / groups * size * size;
    const float *kernel = take(d, filters * each);
    View y;
    if (!kernel)
        return *x;
    if (flipped)
        kernel = turned(d, kernel, each, filters);
    if (groups == c && groups > 1) {
        y = build_depthwise(&d->b, x, map, &w, turned(d, kernel, filters, each),
                            norm ? NULL : scales.bias, (int)(filters / c));
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

static View connected(Darknet *d, Section *s, const View *x)
{
    View v = flat(d, x);
    int64_t in = view_count(&v);
    int out = int_at(d, s, "output", 1);
    bool norm = int_at(d, s, "batch_normalize", 0) != 0;
    if (out < 1 || out > 1 << 24 || in * out > INT32_MAX) {
        build_lacks(&d->b, NULL, "output=%d does not fit %lld inputs", out, (long long)in);
        return v;
    }
    const float *bias = take(d, out), *given = take(d, in * out);
    if (!given)
        return v;
    const float *kernel = d->turned ? given : turned(d, given, out, in);
    View y = build_dense(&d->b, &v, kernel, norm ? NULL : bias, out);
    if (norm) { /* its scales come behind the weights */
        Scales scales = take_norm(d, out, bias);
        if (d->short_of)
            return y;
        y = normed(d, y, 1, &scales);
    }
    return activated(d, s, y, "logistic");
}

static View maxpool(Darknet *d, Section *s, const View *x)
{
    int stride = int_at(d, s, "stride", 1), size = int_at(d, s, "size", stride),
        padding = int_at(d, s, "padding", size - 1);
    int before = padding / 2, after = padding - before;
    const Window w = {
        .size = {size, size},
        .stride = {int_at(d, s, "stride_y", stride), int_at(d, s, "stride_x", stride)},
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
static bool take_group(Darknet *d, Section *s, const View **in, int n)
{
    int groups = int_at(d, s, "groups", 1), id = int_at(d, s, "group_id", 0);
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

enum { SECTIONS_JOINED = 64 };

/* Other sections by their numbers, separated by commas; how many, 0: told. */
static int others(Darknet *d, Section *s, int here, const char *key, const View **in)
{
    const char *text = text_at(s, key);
    int n = 0;
    if (!text || !*text) {
        build_lacks(&d->b, NULL, "%s= is missing: which layers it takes", key);
        return 0;
    }
    for (; *text && n < SECTIONS_JOINED; n++)
        if (!(in[n] = other(d, here, &text)))
            return 0;
    if (!*text)
        return n;
    build_lacks(&d->b, NULL, "%s names more than %d layers", key, SECTIONS_JOINED);
    return 0;
}

static View route(Darknet *d, Section *s, int here, const View *x)
{
    const View *in[SECTIONS_JOINED];
    int n = others(d, s, here, "layers", in);
    return n && take_group(d, s, in, n) ? build_concat(&d->b, in, n, 1) : *x;
}

/* alpha * x + beta * the others */
static View shortcut(Darknet *d, Section *s, int here, const View *x)
{
    const View *in[1 + SECTIONS_JOINED] = {x};
    View scaled[1 + SECTIONS_JOINED];
    const int n = others(d, s, here, "from", in + 1);
    const double alpha = number_at(d, s, "alpha", 1), beta = number_at(d, s, "beta", 1);
    for (int k = 1; k <= n; k++)
        for (int i = 0; i < x->rank && i < in[k]->rank; i++)
            if (x->dim[i] != in[k]->dim[i]) {
                build_lacks(&d->b, NULL, "it adds values of different shapes");
                return *x;
            }
    if (!n)
        return *x;
    for (int k = 0; k <= n; k++) {
        scaled[k] = build_affine_number(&d->b, in[k], k ? beta : alpha, 0);
        in[k] = &scaled[k];
    }
    return activated(d, s, build_join(&d->b, in, n + 1, "add"), "linear");
}

static View upsample(Darknet *d, Section *s, const View *x)
{
    const int stride = int_at(d, s, "stride", 2), by[2] = {stride, stride};
    const double scale = number_at(d, s, "scale", 1);
    if (stride < 1 || stride > 64 || x->rank != 4) {
        build_lacks(&d->b, NULL, "stride=%d: expected 1 to 64, of a map", stride);
        return *x;
    }
    View y = build_upsample(&d->b, x, map, by, false);
    return build_affine_number(&d->b, &y, scale, 0);
}

/* Of all values in their order, cut into so many groups. */
static View softmax(Darknet *d, Section *s, const View *x)
{
    const int groups = int_at(d, s, "groups", 1);
    const double temperature = number_at(d, s, "temperature", 1);
    const int64_t count = view_count(x);
    if (groups < 1 || count % groups || !(temperature > 0)) {
        build_lacks(&d->b, NULL, "groups or temperature do not fit its %lld values",
                    (long long)count);
        return *x;
    }
    View v = flat(d, x);
    if (temperature != 1)
        v = build_with_number(&d->b, &v, "div", temperature);
    if (groups == 1)
        return build_softmax(&d->b, &v, "softmax", &(int){1}, 1);
    const int64_t cut[3] = {1, groups, count / groups}, whole[2] = {1, count};
    v = build_reshape(&d->b, &v, 3, cut);
    v = build_softmax(&d->b, &v, "softmax", &(int){2}, 1);
    return build_reshape(&d->b, &v, 2, whole);
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
    Section *s = &d->section[i];
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
        return build_dropout(&d->b, x, number_at(d, s, "probability", 0.5));
    if (!strcmp(name, "activation"))
        return activated(d, s, *x, "linear");
    if (!strcmp(name, "softmax") || !strcmp(name, "soft"))
        return softmax(d, s, x);
    if (strcmp(name, "cost"))
        build_lacks(&d->b, NULL, "netc has no layer for this section");
    for (int k = 0; k < s->n; k++)
        s->entry[k].read = true;
    return *x;
}

/* A map, or a vector of `inputs` numbers. */
static View read_input(Darknet *d)
{
    Section *s = &d->section[0];
    const int64_t dim[4] = {1, int_at(d, s, "channels", 0), int_at(d, s, "height", 0),
                            int_at(d, s, "width", 0)},
                  vector[2] = {1, int_at(d, s, "inputs", 0)};
    const bool map_given = dim[1] || dim[2] || dim[3];
    if (!map_given && vector[1] >= 1 && vector[1] <= 1 << 24)
        return build_input(&d->b, 2, vector, 0, NULL);
    for (int i = 1; i < 4; i++)
        if (dim[i] < 1 || dim[i] > 1 << 24) {
            build_lacks(&d->b, NULL, "height, width and channels, or inputs, must be stated");
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
        leftover_keys(d, &d->section[i]);
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
