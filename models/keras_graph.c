/* The layers of a Keras model in the order of their calls. Versions 1 to 3: a Sequential is a list
 * of layers, a Functional model says for each call of a layer whose results it takes; models within
 * models are opened. A layer that is called several times makes steps for each call. */
#include "models/keras_graph.h"
#include "base/foreign.h"
#include "models/import.h"
#include <string.h>

enum { NESTED_MOST = 20, CALLS_MOST = 20000, WORK_MOST = 200000000, NUMBERS_MOST = 8 };

typedef struct Place {
    const char *place;                 /* "layers/functional" */
    const char *path[NESTED_MOST + 2]; /* names, the outermost model first */
    int depth;
} Place;

static const char *name_of(const json_t *layer)
{
    const char *s = keras_text(layer, "name");
    if (!s)
        s = keras_text(json_object_get(layer, "config"), "name");
    return s ? s : "";
}

static bool is_model(const char *s)
{
    return !strcmp(s, "Functional") || !strcmp(s, "Sequential") || !strcmp(s, "Model");
}

static bool is_function(const json_t *layer)
{
    const char *class = keras_text(layer, "class_name");
    return class && (!strcmp(class, "TFOpLambda") || !strcmp(class, "SlicingOpLambda"));
}

/* Functions of TensorFlow, by the class that Keras 3 has for each. */
static const char *const functions[][2] = {{"abs", "Absolute"},
                                           {"add", "Add"},
                                           {"cast", "Identity"},
                                           {"clip_by_value", "Clip"},
                                           {"concat", "Concatenate"},
                                           {"depth_to_space", "DepthToSpace"},
                                           {"divide", "TrueDivide"},
                                           {"elu", "Elu"},
                                           {"exp", "Exp"},
                                           {"expand_dims", "ExpandDims"},
                                           {"gelu", "Gelu"},
                                           {"getitem", "GetItem"},
                                           {"identity", "Identity"},
                                           {"l2_normalize", "Normalize"},
                                           {"leaky_relu", "LeakyRelu"},
                                           {"log", "Log"},
                                           {"log_softmax", "LogSoftmax"},
                                           {"maximum", "Maximum"},
                                           {"minimum", "Minimum"},
                                           {"mul", "Multiply"},
                                           {"multiply", "Multiply"},
                                           {"neg", "Negative"},
                                           {"negative", "Negative"},
                                           {"pad", "Pad"},
                                           {"pow", "Power"},
                                           {"reciprocal", "Reciprocal"},
                                           {"reduce_max", "Max"},
                                           {"reduce_mean", "Mean"},
                                           {"reduce_min", "Min"},
                                           {"reduce_std", "Std"},
                                           {"reduce_sum", "Sum"},
                                           {"reduce_variance", "Var"},
                                           {"relu", "Relu"},
                                           {"relu6", "Relu6"},
                                           {"repeat", "Repeat"},
                                           {"reshape", "Reshape"},
                                           {"resize", "Resize"},
                                           {"reverse", "Flip"},
                                           {"roll", "Roll"},
                                           {"rsqrt", "Rsqrt"},
                                           {"selu", "Selu"},
                                           {"sigmoid", "Sigmoid"},
                                           {"silu", "Silu"},
                                           {"softmax", "Softmax"},
                                           {"softplus", "Softplus"},
                                           {"softsign", "Softsign"},
                                           {"space_to_depth", "SpaceToDepth"},
                                           {"split", "Split"},
                                           {"sqrt", "Sqrt"},
                                           {"square", "Square"},
                                           {"squeeze", "Squeeze"},
                                           {"stack", "Stack"},
                                           {"stop_gradient", "Identity"},
                                           {"sub", "Subtract"},
                                           {"subtract", "Subtract"},
                                           {"swish", "Silu"},
                                           {"tanh", "Tanh"},
                                           {"tile", "Tile"},
                                           {"transpose", "Transpose"},
                                           {"truediv", "TrueDivide"},
                                           {"unstack", "Unstack"}};

/* Keras 2 keeps `a + b` as a layer TFOpLambda of a function: "__operators__.add". Its arguments
 * stand in the call. */
static const char *class_of(const json_t *layer)
{
    const char *class = keras_text(layer, "class_name"),
               *function = keras_text(json_object_get(layer, "config"), "function");
    if (!class || !is_function(layer) || !function)
        return class;
    const char *dot = strrchr(function, '.'), *word = dot ? dot + 1 : function;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (!strcmp(functions[i][0], word))
            return functions[i][1];
    return function;
}

/* The place of each layer's variables: its class, counted, in the order of the list. */
static const char **places_of(Keras *k, const json_t *layers, const char *place)
{
    size_t n = json_array_size(layers);
    const char **out = ARENA_ARRAY(k->arena, const char *, n + 1),
               **class = ARENA_ARRAY(k->arena, const char *, n + 1);
    int *last = ARENA_ARRAY(k->arena, int, n + 1);
    for (size_t i = 0; i < n; i++) {
        const char *name = keras_text(json_array_get(layers, i), "class_name");
        class[i] = keras_snake(k->arena, name ? name : "");
        for (size_t j = i; j-- > 0 && k->work < WORK_MOST;) {
            k->work++;
            if (!strcmp(class[j], class[i])) {
                last[i] = last[j] + 1;
                break;
            }
        }
        const char *number = last[i] ? arena_printf(k->arena, "_%d", last[i]) : "";
        out[i] = arena_printf(k->arena, "%s%slayers/%s%s", place, *place ? "/" : "", class[i],
                              number);
    }
    return out;
}

/* ---- calls ---- */

typedef struct KerasNode { /* a call of a layer */
    const json_t *call;
    KerasViews out;
    bool done;
} KerasNode;

typedef struct Called {
    const char *name;
    const json_t *layer;
    const char *place;
    KerasNode *node;
    int n;
    int first; /* the number of its first call: 1 of a model in Keras 2, whose own making counts */
} Called;

typedef struct Inputs {
    KerasViews views;
    double number[NUMBERS_MOST];
    int n_numbers;
    bool number_first, array; /* a number stands before the first view; an array of numbers */
    const json_t *list;       /* that array; NULL: there is none, or several */
    int lists;
    bool waits, bad;
    const json_t *call;
} Inputs;

static bool read_model(Keras *k, const json_t *model, const Place *at, const KerasViews *in,
                       KerasViews *out);

static void add_view(Keras *k, KerasViews *v, View x)
{
    ARENA_PUSH(k->arena, v->view, v->n, v->cap, x);
}

static const char *where_of(Keras *k, const json_t *layer, const char *class)
{
    return arena_printf(k->arena, "layer `%.200s` (%.60s)", foreign_shown(k->arena, name_of(layer)),
                        foreign_shown(k->arena, class));
}

/* The steps behind `first` are a layer's whose variables were read from number `read` on. */
static void note_tensors(Keras *k, int first, int read)
{
    const int n = k->file.n_taken - read;
    const char **names = ARENA_ARRAY(k->arena, const char *, n + 1);
    for (int i = 0; i < n; i++)
        names[i] = k->file.taken[read + i];
    int parts = 0, part = 0;
    for (int i = first; i < k->b.m->n; i++)
        parts += k->b.m->step[i].n_weights > 0;
    for (int i = first; i < k->b.m->n; i++) {
        Step *s = &k->b.m->step[i];
        s->tensor = names;
        s->n_tensors = n;
        s->part = part;
        s->parts = parts;
        part += s->n_weights > 0;
    }
}

/* What follows from a layer that was not read is a guess. */
static View read_layer(Keras *k, LayerCall *c)
{
    const int errors = diag_errors(k->b.diag), first = k->b.m->n, read = k->file.n_taken;
    k->b.guessed = false;
    for (int i = 0; i < c->n_in; i++)
        k->b.guessed |= c->in[i].guess;
    View y = keras_layer(c);
    note_tensors(k, first, read);
    y.guess = k->b.guessed || diag_errors(k->b.diag) > errors;
    k->b.guessed = false;
    return y;
}

/* The keyword arguments of a call of Keras 2: they stand behind its first reference. */
static const json_t *arguments(const json_t *call)
{
    while (json_is_array(json_array_get(call, 0)))
        call = json_array_get(call, 0);
    const json_t *last = json_array_get(call, 3);
    return json_is_object(last) ? last : NULL;
}

static bool read_call(Keras *k, const json_t *layer, const char *place, const Place *at,
                      const Inputs *in, KerasViews *out)
{
    const char *class = class_of(layer), *name = name_of(layer), *where = k->b.where,
               *label = k->b.label;
    Place inner = *at;
    if (!class || ++k->layers > CALLS_MOST || at->depth >= NESTED_MOST) {
        build_lacks(&k->b, NULL, "its layers are too many, nested too deeply, or have no class");
        return false;
    }
    k->b.where = where_of(k, layer, class);
    inner.path[inner.depth++] = name;
    inner.place = place;
    bool ok = true;
    if (is_model(class)) {
        ok = read_model(k, layer, &inner, &in->views, out);
    } else if (in->views.n < 1) {
        build_lacks(&k->b, NULL, "it has no input");
    } else {
        int n = 0; /* in the names of variables, the outermost model's own name is not there */
        LayerCall c = {.k = k,
                       .layer = layer,
                       .call = in->call,
                       .config = is_function(layer) && arguments(in->call)
                                     ? arguments(in->call)
                                     : json_object_get(layer, "config"),
                       .class_name = class,
                       .function = is_function(layer),
                       .at = {place, inner.path + n, inner.depth - n},
                       .in = in->views.view,
                       .n_in = in->views.n,
                       .numbers = in->number,
                       .n_numbers = in->n_numbers,
                       .number_first = in->number_first,
                       .array = in->array,
                       .list = in->lists == 1 ? in->list : NULL};
        k->b.label = *name ? name : NULL;
        View y = read_layer(k, &c);
        add_view(k, out, y);
        for (int i = 0; i < c.more.n; i++) {
            c.more.view[i].guess |= y.guess;
            add_view(k, out, c.more.view[i]);
        }
    }
    k->b.where = where;
    k->b.label = label;
    return ok;
}

static bool read_sequential(Keras *k, const json_t *layers, const Place *at, const KerasViews *in,
                            KerasViews *out)
{
    const char **places = places_of(k, layers, at->place);
    Inputs now = {.views = *in};
    for (size_t i = 0; i < json_array_size(layers); i++) {
        const json_t *layer = json_array_get(layers, i);
        const char *class = class_of(layer);
        KerasViews next = {0};
        if (class && !strcmp(class, "InputLayer"))
            continue;
        if (!read_call(k, layer, places[i], at, &now, &next))
            return false;
        now.views = next;
    }
    *out = now.views;
    return true;
}

static int find_called(Keras *k, const Called *c, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (++k->work > WORK_MOST)
            return -1;
        if (!strcmp(c[i].name, name))
            return (int)i;
    }
    return -1;
}

/* In place of a layer's name, where the first argument is a number: 1 - x. */
static bool is_constant(const json_t *v)
{
    const char *name = json_string_value(json_array_get(v, 0));
    return name && !strcmp(name, "_CONSTANT_VALUE");
}

static bool is_reference(const json_t *v)
{
    return json_is_array(v) && json_array_size(v) >= 3 && json_is_string(json_array_get(v, 0)) &&
           json_is_integer(json_array_get(v, 1)) && json_is_integer(json_array_get(v, 2));
}

static bool all_numbers(const json_t *v)
{
    for (size_t i = 0; i < json_array_size(v); i++)
        if (!json_is_number(json_array_get(v, i)))
            return false;
    return true;
}

/* v, of which `lists` are arrays of numbers themselves, is one, or such arrays one after the other.
 */
static void note_array(const json_t *v, int lists, Inputs *in)
{
    const size_t n = json_array_size(v);
    if (n == 0 || (!all_numbers(v) && (size_t)(in->lists - lists) != n))
        return;
    in->list = v;
    in->lists = lists + 1;
}

/* Every reference to another layer's result, ["name", node, tensor, ...], also in keras_history;
 * and numbers among the arguments of an operator. */
static void collect(Keras *k, const json_t *v, const Called *c, size_t n, bool numbers, Inputs *in)
{
    size_t i;
    const char *key;
    json_t *x;
    if (is_constant(v)) {
        for (i = 2; i < json_array_size(v); i++)
            collect(k, json_array_get(v, i), c, n, true, in);
    } else if (is_reference(v)) {
        int at = find_called(k, c, n, json_string_value(json_array_get(v, 0)));
        json_int_t node = json_integer_value(json_array_get(v, 1)),
                   tensor = json_integer_value(json_array_get(v, 2));
        node -= at < 0 ? 0 : c[at].first;
        if (at < 0 || node < 0 || node >= c[at].n) {
            in->bad = true;
        } else if (!c[at].node[node].done) {
            in->waits = true;
        } else if (tensor < 0 || tensor >= c[at].node[node].out.n) {
            in->bad = true;
        } else {
            add_view(k, &in->views, c[at].node[node].out.view[tensor]);
        }
        for (i = 3; i < json_array_size(v); i++)
            collect(k, json_array_get(v, i), c, n, true, in);
    } else if (json_is_array(v)) {
        const int lists = in->lists;
        in->array |= numbers && json_is_number(json_array_get(v, 0)) && all_numbers(v);
        json_array_foreach((json_t *)v, i, x) collect(k, x, c, n, numbers, in);
        if (numbers)
            note_array(v, lists, in);
    } else if (json_is_object(v)) {
        bool tensor = json_object_get(v, "keras_history") != NULL;
        json_object_foreach((json_t *)v, key, x)
        {
            if (!tensor || !strcmp(key, "keras_history"))
                collect(k, x, c, n, numbers && strcmp(key, "axis") && strcmp(key, "training"), in);
        }
    } else if (numbers && json_is_number(v) && in->n_numbers < NUMBERS_MOST) {
        in->number_first |= in->views.n == 0;
        in->number[in->n_numbers++] = json_number_value(v);
    }
}

/* The least and the largest number of a call of each layer that anything refers to. */
static void find_numbers(Keras *k, const json_t *v, const Called *c, size_t n, json_int_t *least,
                         json_int_t *most)
{
    size_t i;
    const char *key;
    json_t *x;
    if (is_reference(v)) {
        int at = find_called(k, c, n, json_string_value(json_array_get(v, 0)));
        json_int_t node = json_integer_value(json_array_get(v, 1));
        if (at >= 0 && node < least[at])
            least[at] = node;
        if (at >= 0 && node > most[at])
            most[at] = node;
    }
    if (json_is_array(v))
        json_array_foreach((json_t *)v, i, x) find_numbers(k, x, c, n, least, most);
    else if (json_is_object(v))
        json_object_foreach((json_t *)v, key, x) find_numbers(k, x, c, n, least, most);
}

/* Sets Called.first. */
static void number_calls(Keras *k, const json_t *config, Called *c, size_t n)
{
    json_int_t *least = ARENA_ARRAY(k->arena, json_int_t, n + 1),
               *most = ARENA_ARRAY(k->arena, json_int_t, n + 1);
    for (size_t i = 0; i < n; i++)
        least[i] = CALLS_MOST, most[i] = -1;
    for (size_t i = 0; i < n; i++)
        find_numbers(k, json_object_get(c[i].layer, "inbound_nodes"), c, n, least, most);
    find_numbers(k, json_object_get(config, "output_layers"), c, n, least, most);
    for (size_t i = 0; i < n; i++) {
        const char *class = class_of(c[i].layer);
        c[i].first = class && is_model(class) && least[i] >= 1 && most[i] == c[i].n;
    }
}

/* The calls of a layer: one an item of inbound_nodes. */
static void list_calls(Keras *k, const json_t *layers, const Place *at, Called *c)
{
    const char **places = places_of(k, layers, at->place);
    for (size_t i = 0; i < json_array_size(layers); i++) {
        const json_t *layer = json_array_get(layers, i),
                     *nodes = json_object_get(layer, "inbound_nodes");
        size_t n = json_array_size(nodes);
        c[i] = (Called){.name = name_of(layer), .layer = layer, .place = places[i]};
        c[i].n = n > CALLS_MOST ? CALLS_MOST : n ? (int)n : 1;
        c[i].node = ARENA_ARRAY(k->arena, KerasNode, c[i].n);
        for (size_t j = 0; j < n && j < CALLS_MOST; j++)
            c[i].node[j].call = json_array_get(nodes, j);
    }
}

/* The views that "input_layers" names; false: it does not fit. */
static bool bind_inputs(Keras *k, const json_t *list, Called *c, size_t n, const KerasViews *in)
{
    bool one = json_is_string(json_array_get(list, 0));
    size_t count = one ? 1 : json_array_size(list);
    if (count != (size_t)in->n)
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *name = json_string_value(
            json_array_get(one ? list : json_array_get(list, i), 0));
        int at = name ? find_called(k, c, n, name) : -1;
        if (at < 0 || c[at].n < 1)
            return false;
        c[at].node[0].out.n = 0;
        add_view(k, &c[at].node[0].out, in->view[i]);
        c[at].node[0].done = true;
    }
    return true;
}

/* Every call whose inputs are there; how many. -1: a mistake. */
static int sweep(Keras *k, Called *c, size_t n, const Place *at)
{
    int did = 0;
    for (size_t i = 0; i < n; i++)
        for (int j = 0; j < c[i].n; j++) {
            KerasNode *node = &c[i].node[j];
            Inputs in = {0};
            const char *class = class_of(c[i].layer);
            bool takes_numbers = json_is_array(json_object_get(node->call, "args"));
            if (node->done || !node->call)
                continue;
            collect(k, node->call, c, n, takes_numbers, &in);
            if (in.bad || k->work > WORK_MOST) {
                k->b.where = where_of(k, c[i].layer, class ? class : "");
                build_lacks(&k->b, NULL, "it takes the result of a layer that is not there");
                return -1;
            }
            if (in.waits)
                continue;
            node->done = true;
            in.call = node->call;
            did++;
            if (!read_call(k, c[i].layer, c[i].place, at, &in, &node->out))
                return -1;
        }
    return did;
}

static bool read_functional(Keras *k, const json_t *config, const Place *at, const KerasViews *in,
                            KerasViews *out)
{
    const json_t *layers = json_object_get(config, "layers");
    size_t n = json_array_size(layers);
    Called *c = ARENA_ARRAY(k->arena, Called, n + 1);
    Inputs ends = {0};
    list_calls(k, layers, at, c);
    number_calls(k, config, c, n);
    if (!bind_inputs(k, json_object_get(config, "input_layers"), c, n, in)) {
        build_lacks(&k->b, NULL, "input_layers does not fit the %d inputs", in->n);
        return false;
    }
    int did;
    while ((did = sweep(k, c, n, at)) > 0)
        continue;
    if (did < 0)
        return false;
    collect(k, json_object_get(config, "output_layers"), c, n, false, &ends);
    if (ends.waits || ends.bad || ends.views.n < 1) {
        build_lacks(&k->b, NULL,
                    "its outputs are not made: the layers call each other in a circle");
        return false;
    }
    *out = ends.views;
    return true;
}

static bool read_model(Keras *k, const json_t *model, const Place *at, const KerasViews *in,
                       KerasViews *out)
{
    const char *class = keras_text(model, "class_name");
    const json_t *config = json_object_get(model, "config"),
                 *layers = json_is_array(config) ? config : json_object_get(config, "layers");
    if (!class || !json_is_array(layers) || !is_model(class)) {
        build_lacks(&k->b, NULL,
                    "a model of class `%.60s`: only Sequential and Functional models say what "
                    "their layers do",
                    foreign_shown(k->arena, class ? class : ""));
        return false;
    }
    if (!strcmp(class, "Sequential"))
        return read_sequential(k, layers, at, in, out);
    return read_functional(k, config, at, in, out);
}

/* ---- the outermost model ---- */

/* batch_shape of the first layer that has one, in the models within too. */
static const json_t *input_shape(const json_t *model, int depth)
{
    const json_t *config = json_object_get(model, "config"),
                 *layers = json_is_array(config) ? config : json_object_get(config, "layers");
    static const char *const keys[] = {"batch_shape", "batch_input_shape"};
    for (int i = 0; i < 2; i++)
        if (json_is_array(json_object_get(config, keys[i])))
            return json_object_get(config, keys[i]);
    for (size_t i = 0; depth < NESTED_MOST && i < json_array_size(layers); i++) {
        const json_t *s = input_shape(json_array_get(layers, i), depth + 1);
        if (s)
            return s;
    }
    if (depth == 0) /* Sequential.build */
        return json_object_get(json_object_get(model, "build_config"), "input_shape");
    return NULL;
}

/* What an input's batch_shape says; false: told. */
static bool input_spec(Keras *k, const json_t *s, const ModelOptions *o, int *open, InputSpec *to)
{
    to->rank = (int)json_array_size(s);
    if (to->rank < 2 || to->rank > 4) {
        build_misfit(&k->b, NULL,
                     "its input has %d axes with that of the samples: netc reads 2 to 4", to->rank);
        return false;
    }
    to->dim[0] = 1;
    for (int i = 1; i < to->rank; i++) {
        const json_t *x = json_array_get(s, (size_t)i);
        to->dim[i] = json_is_integer(x) ? json_integer_value(x) : 0;
        if (to->dim[i] == 0 && *open < o->n_input)
            to->dim[i] = o->input[(*open)++];
        if (to->dim[i] < 1 || to->dim[i] > 1 << 24) {
            build_lacks(&k->b, "--input-size=HxW states the sizes that the file leaves open",
                        "axis %d of the input has no fixed length", i);
            return false;
        }
    }
    return true;
}

static bool several(const json_t *list)
{
    return json_is_array(list) && !json_is_string(json_array_get(list, 0)) &&
           json_array_size(list) > 1;
}

/* The layer of that name; NULL: there is none. */
static const json_t *layer_named(const json_t *config, const char *name)
{
    const json_t *layers = json_object_get(config, "layers");
    for (size_t i = 0; name && i < json_array_size(layers); i++)
        if (!strcmp(name_of(json_array_get(layers, i)), name))
            return json_array_get(layers, i);
    return NULL;
}

/* Several inputs of the outermost model. */
static bool read_several(Keras *k, const json_t *config, const ModelOptions *o, KerasViews *in)
{
    const json_t *list = json_object_get(config, "input_layers");
    int n = (int)json_array_size(list), open = 0;
    InputSpec *spec = ARENA_ARRAY(k->arena, InputSpec, n + 1);
    View *view = ARENA_ARRAY(k->arena, View, n + 1);
    bool good = true;
    for (int i = 0; i < n; i++) {
        const char *name = json_string_value(json_array_get(json_array_get(list, (size_t)i), 0));
        const json_t *layer = layer_named(config, name);
        if (!layer) {
            build_lacks(&k->b, NULL, "input_layers names a layer that is not there");
            return false;
        }
        spec[i].name = name;
        k->b.where = where_of(k, layer, "InputLayer");
        good = input_spec(k, input_shape(layer, 0), o, &open, &spec[i]) && good;
    }
    k->b.where = "the model";
    if (!good)
        return false;
    build_inputs(&k->b, spec, n, view);
    for (int i = 0; i < n; i++) {
        add_view(k, in, view[i]);
        good = good && view_known(&view[i]);
    }
    return good;
}

static bool read_input(Keras *k, const ModelOptions *o, KerasViews *in)
{
    const json_t *config = json_object_get(k->file.model, "config");
    InputSpec spec = {.batch = 0};
    int open = 0;
    if (several(json_object_get(config, "input_layers")))
        return read_several(k, config, o, in);
    if (!input_spec(k, input_shape(k->file.model, 0), o, &open, &spec))
        return false;
    View v = build_input(&k->b, spec.rank, spec.dim, 0, NULL);
    add_view(k, in, v);
    return view_known(&v);
}

/* What the outputs are called: as the layers that make them. */
static const char **output_names(Keras *k, int n)
{
    const json_t *list = json_object_get(json_object_get(k->file.model, "config"), "output_layers");
    const char **name = ARENA_ARRAY(k->arena, const char *, n + 1);
    for (int i = 0; i < n; i++) {
        const char *own = json_string_value(json_array_get(json_array_get(list, (size_t)i), 0));
        name[i] = own ? foreign_shown(k->arena, own) : arena_printf(k->arena, "%d", i);
    }
    return name;
}

Model *keras_model(Arena *a, const char *path, const ModelOptions *o, Diag *d, Err *err)
{
    Keras *k = ARENA_NEW(a, Keras);
    KerasViews in = {0}, out = {0};
    *k = (Keras){.arena = a, .b = {.arena = a, .diag = d, .where = "the model"}};
    if (!keras_open(&k->file, a, path, o->weights, o->keras, err))
        return NULL;
    k->b.file_order = true;
    k->b.keeps_shuffle = true;
    k->b.m = model_new(a, path, "Keras");
    k->b.m->producer = k->file.producer ? foreign_shown(a, k->file.producer) : NULL;
    const FileNote *producer = tensors_find_note(k->file.f, "", "producer");
    if (producer && producer->n == 1)
        k->b.m->producer = producer->value[0];
    Place at = {.place = ""};
    if (diag_errors(d) || !read_input(k, o, &in) || !read_model(k, k->file.model, &at, &in, &out))
        return k->b.m;
    k->b.where = "the model";
    build_outputs(&k->b, out.view, out.n, output_names(k, out.n));
    return k->b.m;
}
