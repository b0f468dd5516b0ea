/* netc import: a whole model of another program as a .net file, and its weights beside it. */
#include "base/fileio.h"
#include "base/number.h"
#include "base/text_stream.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "cli/model_file.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* model.safetensors for model.net */
static const char *weights_path(const Args *args)
{
    const char *out = opt_text(args, OPT_OUT);
    size_t n = strlen(out);
    bool net = n > 4 && !strcmp(out + n - 4, ".net");
    return arena_printf(args->arena, "%.*s.safetensors", (int)(net ? n - 4 : n), out);
}

static void files(const Args *args, const Graph *g, struct FileList *l)
{
    (void)g;
    files_read(l, "the model", args->file[0]);
    files_write(l, "the weights", weights_path(args));
}

/* Does the file hold something else than this text? */
static bool would_lose(const char *path, const char *text)
{
    unsigned char *old;
    size_t size;
    Err err;
    if (access(path, F_OK) || !file_read(path, 0, &old, &size, &err))
        return false;
    bool same = size == strlen(text) && !memcmp(old, text, size);
    free(old);
    return !same;
}

/* What netc makes of the file's own inputs, against the outputs that it has for them. */
static bool compare(const Args *args, const Model *m, const char *text, const float *params,
                    Err *err)
{
    const Values *v = &m->values;
    NetcOptions o = {.batch = v->n < 64 ? v->n : 64,
                     .backend = NETC_REFERENCE,
                     .exact = true,
                     .threads = 1,
                     .text = text,
                     .machine = "default"};
    NetcModel *net = netc_open(opt_text(args, OPT_OUT), &o, NULL, err);
    if (!net)
        return false;
    arena_own(args->arena, net, cli_close_model);
    size_t outputs = netc_output_floats(net);
    float *y = arena_own(args->arena, calloc((size_t)v->n * outputs + 1, sizeof *y), free);
    if (!y)
        return err_set(err, "out of memory");
    memcpy(netc_params(net), params, sizeof *params * netc_param_floats(net));
    netc_params_changed(net);
    if (!netc_infer(net, v->x, v->n, y, err))
        return false;
    double largest = 0, apart = 0;
    for (size_t i = 0; i < (size_t)v->n * outputs; i++) {
        largest = fmax(largest, fabs((double)v->y[i]));
        apart = fmax(apart, fabs((double)v->y[i] - (double)y[i]));
    }
    text_printf("compared with %s: %d sample%s, largest difference %.2g of %.4g\n", v->from, v->n,
                text_s(v->n), apart, largest);
    arena_release(args->arena, net);
    return apart <= 1e-4 * largest + 1e-6 ||
           err_set(err, "%s: its values differ from those in %s", m->path, v->from);
}

static void tell(const Args *args, const Model *m, const Graph *g)
{
    Arena *a = args->arena;
    cli_print("%s: %s%s%s: %s, %s\n", m->path, m->format, m->producer ? " of " : "",
              m->producer ? m->producer : "", text_counted(a, g->n_nodes - 1, "layer"),
              text_counted(a, g->param_floats, "parameter"));
    if (m->constants)
        cli_print("computed %s\n", text_counted(a, m->constants, "constant"));
    if (m->dropped)
        cli_print("left out %s without effect\n", text_counted(a, m->dropped, "node"));
    if (m->merged)
        cli_print("joined %s to others\n", text_counted(a, m->merged, "node"));
    for (int i = 0; i < m->n_notes; i++)
        cli_print("note: %s\n", m->note[i]);
}

/* Starting weights for a new head; the others are the model's again. */
static bool start_head(const Args *args, const Model *m, const Graph *g, const char *text,
                       float *params, Err *err)
{
    NetcOptions o = {.batch = 1,
                     .backend = NETC_REFERENCE,
                     .exact = true,
                     .threads = 1,
                     .text = text,
                     .machine = "default"};
    NetcModel *net = netc_open(opt_text(args, OPT_OUT), &o, NULL, err);
    if (!net)
        return false;
    arena_own(args->arena, net, cli_close_model);
    if (!netc_init(net, 1))
        return err_set(err, "cannot make starting weights");
    memcpy(params, netc_params(net), sizeof *params * netc_param_floats(net));
    arena_release(args->arena, net);
    return model_fill(m, g, params, err);
}

/* Both files, or none: what was there stays when one of them cannot be written. */
static bool save(const Args *args, const Graph *g, const float *params, const char *text, Err *err)
{
    const char *out = opt_text(args, OPT_OUT), *weights = weights_path(args);
    if (!opt_set(args, OPT_FORCE) && !access(weights, F_OK))
        return model_save_weights(args->arena, g, params, weights, false, err) &&
               file_write(out, text, strlen(text), err);
    FileWriter *net = file_writer_open(out, err),
               *w = net ? weights_compose(g, params, weights, NUMBER_F32, err) : NULL;
    if (!w) {
        file_writer_abort(net);
        return false;
    }
    file_writer_put(net, text, strlen(text));
    return file_writer_commit_both(net, w, err);
}

static bool finish(const Args *args, Model *m, Err *err)
{
    const char *out = opt_text(args, OPT_OUT), *text, *head = opt_text(args, OPT_HEAD);
    if (head && !model_new_head(m, head, err))
        return false;
    text = model_text(m);
    Graph *g = model_graph(args->arena, m, out, text, err);
    if (!g)
        return false;
    if (would_lose(out, text) && !opt_set(args, OPT_FORCE))
        return err_set(err, "%s is there and holds something else: --force writes over it", out);
    float *params = model_params(args->arena, m, g, err);
    if (!params || (head && !start_head(args, m, g, text, params, err)))
        return false;
    tell(args, m, g);
    if (m->values.n && !head && !compare(args, m, text, params, err))
        return false;
    if (!save(args, g, params, text, err))
        return false;
    cli_print("wrote %s and %s\n", out, weights_path(args));
    return true;
}

static bool read_sizes(const Args *args, ModelOptions *o)
{
    const char *s = opt_text(args, OPT_INPUT_SIZE);
    while (s && *s && o->n_input < 3) {
        char *end;
        long n = strtol(s, &end, 10);
        if (end == s || n < 1 || n > 1 << 24)
            return false;
        o->input[o->n_input++] = n;
        s = *end == 'x' ? end + 1 : end;
        if ((*end && *end != 'x') || (*end && !*s))
            return false;
    }
    return !s || !*s;
}

static int run(const Args *args)
{
    Err err = {""};
    Diag *d = diag_new(args->arena);
    ModelOptions o = {.batch = !opt_set(args, OPT_ONE_SAMPLE),
                      .output = opt_text(args, OPT_OUTPUT_NAME),
                      .weights = opt_text(args, OPT_WEIGHTS)};
    if (!read_sizes(args, &o))
        return cli_misuse(args->command, "--input-size is two numbers, 224x224, or one, or three");
    Model *m = model_import(args->arena, args->file[0], &o, d, &err);
    if (!m)
        return cli_fail("%s", err.text);
    cli_diag(d, stderr);
    if (diag_errors(d))
        return cli_fail("%s: %s that netc has no layer for, or damaged", args->file[0],
                        text_counted(args->arena, diag_errors(d), "place"));
    return finish(args, m, &err) ? STATUS_OK : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {OPT_OUT, true, "MODEL.net",
     "the net to write; its weights go beside it, to MODEL.safetensors"},
    {OPT_WEIGHTS, false, "W", "the weights of a Keras model's .json file, or of darknet's .cfg"},
    {.id = OPT_INPUT_SIZE},
    {.id = OPT_OUTPUT_NAME},
    {.id = OPT_ONE_SAMPLE},
    {.id = OPT_HEAD},
    {.id = OPT_FORCE, .doc = "write over a MODEL.net that holds something else"},
    {.id = OPT_END},
};
const Command cmd_import = {
    .name = "import",
    .args = "MODEL",
    .min_args = 1,
    .max_args = 1,
    .doc = "a model of another program as a .net file and weights",
    .reads = "MODEL, and test_data_set_0 beside an ONNX model",
    .more = "Reads ONNX models (.onnx) and Keras models (.keras, .h5 of the whole model, .json "
            "with --weights), darknet (.cfg and .weights). Says what became of the model, and "
            "compares with the values "
            "that the file has. Where netc has no layer for something, all such places are named, "
            "and nothing is written.",
    .manual = "spec/models.md says which operators are read, and how.",
    .examples = (const Example[]){{"netc import mobile.onnx -o mobile.net", "an ONNX model"},
                                  {"netc import cnn.keras -o cnn.net", "a Keras model"},
                                  {"netc import cnn.keras -o five.net --head \"dense 5 softmax\"",
                                   "to train it for five classes"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
    .files = files,
};
