/* The campaign's worker: one process that opens, runs and trains any number of nets for
 * tests/campaign/campaign.py, so that a net costs no program start. A request is a line of words on
 * stdin, arrays follow it as they lie in memory; the answer is a line, `ok ...` or `error ...`, and
 * its arrays.
 *
 * The memory of emitted C is as large as its header says: it ends at a page that must not be
 * touched (with AddressSanitizer: at the end of an allocation), and what stands before it and
 * between its end and that page is looked at after each call. */
#include "compiler/compile.h"
#include "compiler/emit/emit.h"
#include "compiler/ir/layer.h"
#include "compiler/front/schedule.h"
#include "runtime/measure.h"
#include "runtime/netc.h"
#include <dlfcn.h>
#include <errno.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { WORDS = 24, PAGE = 4096, GUARD = 64, FILL = 0xA5 };

/* ---- talking ---- */

static void *need(void *p)
{
    if (!p) {
        fprintf(stderr, "worker: no memory\n");
        exit(3);
    }
    return p;
}

static void answer(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
}

/* A text of several lines as one. */
static void answer_error(const char *text)
{
    printf("error ");
    for (; *text; text++)
        putchar(*text == '\n' ? '|' : *text);
    putchar('\n');
}

static void *take(size_t bytes)
{
    void *p = need(malloc(bytes + 1));
    if (fread(p, 1, bytes, stdin) != bytes)
        exit(0);
    return p;
}

static void give(const void *p, size_t bytes)
{
    if (bytes)
        fwrite(p, 1, bytes, stdout);
}

/* ---- tables ---- */

static void print_attrs(const char *group, const char *of, const AttrSpec *a)
{
    static const char *const forms[] = {"int", "num", "size", "flag", "name", "str", "tuple"};
    for (; a && a->name; a++)
        printf("attr %s %s %s %s %d %d %.17g %.17g %.17g %s\n", group, of, a->name, forms[a->type],
               a->position, a->required, a->def, a->min, a->max, a->choices ? a->choices : "");
}

/* Every kind, loss, optimizer and schedule with its attributes, a line each, then `end`. */
static void tables(void)
{
    answer("ok");
    for (const Layer *const *l = layer_table; *l; l++) {
        printf("kind %s %d %d\n", (*l)->kind, (*l)->activation, (*l)->takes_activation);
        print_attrs("kind", (*l)->kind, (*l)->attrs);
    }
    for (const Loss *const *l = loss_table; *l; l++) {
        printf("loss %s %s %d\n", (*l)->name, (*l)->fused_kind ? (*l)->fused_kind : "-",
               (*l)->int_labels);
        print_attrs("loss", (*l)->name, (*l)->attrs);
    }
    for (const Optimizer *const *o = optimizer_table; *o; o++) {
        printf("optimizer %s\n", (*o)->name);
        print_attrs("optimizer", (*o)->name, (*o)->attrs);
    }
    for (const Schedule *const *s = schedule_table; *s; s++) {
        printf("schedule %s\n", (*s)->name);
        print_attrs("schedule", (*s)->name, (*s)->attrs);
    }
    answer("end");
}

/* ---- the library ---- */

static NetcModel *model;

static size_t label_bytes(int n) { return (size_t)n * netc_label_floats(model) * sizeof(float); }

static void describe(void)
{
    const Graph *g = netc_graph(model);
    answer("ok %d %zu %zu %zu %d %d", netc_param_count(model), netc_param_floats(model),
           netc_input_floats(model), netc_output_floats(model), netc_int_labels(model), g->n_nodes);
    for (int i = 0; i < netc_param_count(model); i++) {
        const NetcParam *p = netc_param(model, i);
        printf("%s %d %d %d %d %d %zu %zu %d\n", p->name, p->rank, p->dim[0], p->dim[1], p->dim[2],
               p->dim[3], p->offset, p->count, p->trainable);
    }
    for (int i = 0; i < g->n_nodes; i++)
        printf("%s %s %d %d %d %d %s\n", g->nodes[i]->name, g->nodes[i]->layer->kind,
               g->nodes[i]->out.rank, g->nodes[i]->out.h, g->nodes[i]->out.w, g->nodes[i]->out.c,
               g->nodes[i]->algo ? g->nodes[i]->algo : "-");
}

/* open PATH TRAIN BATCH BACKEND WEIGHTS EXACT NO_DROPOUT STEPS_ONLY MEM_LIMIT THREADS PORTABLE
 * PRECISION */
static void open_net(char **w)
{
    NetcOptions o = {.train = atoi(w[2]),
                     .batch = atoi(w[3]),
                     .backend = (NetcBackend)atoi(w[4]),
                     .weights = (NetcWeights)atoi(w[5]),
                     .exact = atoi(w[6]),
                     .no_dropout = atoi(w[7]),
                     .steps_only = atoi(w[8]),
                     .mem_limit = atoll(w[9]),
                     .threads = atoi(w[10]),
                     .portable = atoi(w[11]),
                     .precision = (NetcWeights)atoi(w[12])};
    char *diagnostics = NULL;
    Err err = {""};
    netc_close(model);
    model = netc_open(w[1], &o, &diagnostics, &err);
    if (model)
        describe();
    else
        answer_error(diagnostics ? diagnostics : err.text);
    free(diagnostics);
}

static void set_params(void)
{
    float *p = take(netc_param_floats(model) * sizeof *p);
    memcpy(netc_params(model), p, netc_param_floats(model) * sizeof *p);
    netc_params_changed(model);
    free(p);
    answer("ok");
}

static void get_params(bool average)
{
    netc_show_average(model, average);
    answer("ok");
    give(netc_params(model), netc_param_floats(model) * sizeof(float));
    netc_show_average(model, false);
}

static void infer(int n)
{
    Err err = {""};
    float *x = take((size_t)n * netc_input_floats(model) * sizeof *x),
          *y = need(calloc((size_t)n * netc_output_floats(model) + 1, sizeof *y));
    if (netc_infer(model, x, n, y, &err)) {
        answer("ok");
        give(y, (size_t)n * netc_output_floats(model) * sizeof *y);
    } else
        answer_error(err.text);
    free(x);
    free(y);
}

/* What a training call gives: its loss, then `bytes` of data. */
static void answer_loss(bool ok, float loss, const void *data, size_t bytes, const Err *err)
{
    if (!ok) {
        answer_error(err->text);
        return;
    }
    answer("ok %.9g", (double)loss);
    give(data, bytes);
}

static void train_call(const char *what, int n, float rate)
{
    Err err = {""};
    float *x = take((size_t)n * netc_input_floats(model) * sizeof *x), loss = 0;
    void *label = take(label_bytes(n));
    if (!strcmp(what, "grad")) {
        float *g = need(calloc(netc_param_floats(model) + 1, sizeof *g));
        bool ok = netc_train_grad(model, x, label, n, g, &loss, &err);
        answer_loss(ok, loss, g, netc_param_floats(model) * sizeof *g, &err);
        free(g);
    } else if (!strcmp(what, "step")) {
        float *y = need(calloc((size_t)n * netc_output_floats(model) + 1, sizeof *y));
        bool ok = netc_train_step(model, x, label, n, rate, &loss, y, &err);
        answer_loss(ok, loss, y, (size_t)n * netc_output_floats(model) * sizeof *y, &err);
        free(y);
    } else {
        bool ok = netc_train_add(model, x, label, n, &loss, NULL, &err);
        answer_loss(ok, loss, NULL, 0, &err);
    }
    free(x);
    free(label);
}

/* apply RATE: a step with a gradient buffer */
static void apply(float rate)
{
    Err err = {""};
    float *g = take(netc_param_floats(model) * sizeof *g);
    if (netc_train_apply(model, g, rate, &err))
        answer("ok");
    else
        answer_error(err.text);
    free(g);
}

static void update(float rate)
{
    Err err = {""};
    if (netc_train_update(model, rate, &err))
        answer("ok");
    else
        answer_error(err.text);
}

/* rate BASE AT END EPOCHS FALLS: of the net's schedule */
static void rate_of(char **w)
{
    ScheduleAt at = {.base = atof(w[1]),
                     .at = atof(w[2]),
                     .end = atof(w[3]),
                     .epochs = atof(w[4]),
                     .falls = atoi(w[5])};
    answer("ok %.17g", schedule_rate(&netc_graph(model)->train.schedule, at));
}

/* ---- emitted C ---- */

static bool write_part(const char *folder, const char *name,
                       void (*emit)(FILE *, const Ir *, const Ir *, const EmitOptions *),
                       const Ir *infer, const Ir *train)
{
    static const EmitOptions o = {
        .prefix = "m", .command = "netc m.net -o m.c", .version = "0", .header = "m.h"};
    char path[4300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    if (!f)
        return false;
    emit(f, infer, train, &o);
    return !fclose(f);
}

/* emit FOLDER TRAIN WEIGHTS: m.c and m.h of the open model, from plans as `netc FILE.net -o m.c`
 * makes them */
static void emit_text(char **w)
{
    Arena *a = need(arena_new());
    Graph *g = (Graph *)(uintptr_t)netc_graph(model);
    Target t = netc_plan(model, false)->target, own = default_target(g);
    own.batch = t.batch;
    own.exact = t.exact;
    own.dropout = t.dropout;
    own.weights = atoi(w[3]);
    own.precision = (NumberType)netc_precision(model);
    const Ir *train = atoi(w[2]) ? compile_plan(a, g, MODE_TRAIN, &own, NULL, NULL) : NULL,
             *infer = compile_plan(a, g, MODE_INFER, &own, NULL, NULL);
    if (write_part(w[1], "m.c", emit_standalone_c, infer, train) &&
        write_part(w[1], "m.h", emit_standalone_h, infer, train))
        answer("ok");
    else
        answer_error(strerror(errno));
    arena_free(a);
}

/* spawn LOG COMMAND...: runs a program, its messages in LOG */
static void spawn(char **w)
{
    pid_t pid;
    int status = 1;
    posix_spawn_file_actions_t act;
    posix_spawn_file_actions_init(&act);
    posix_spawn_file_actions_addopen(&act, 0, "/dev/null", 0, 0);
    posix_spawn_file_actions_addopen(&act, 1, w[1], 0x241 /* O_WRONLY | O_CREAT | O_TRUNC */, 0644);
    posix_spawn_file_actions_adddup2(&act, 1, 2);
    int rc = posix_spawnp(&pid, w[2], &act, NULL, w + 2, environ);
    posix_spawn_file_actions_destroy(&act);
    if (rc) {
        answer_error(strerror(rc));
        return;
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    if (status)
        answer("error status %d, see %s", status, w[1]);
    else
        answer("ok");
}

/* Memory of exactly so many bytes. */
typedef struct Area {
    unsigned char *base, *data;
    size_t bytes, mapped, after;
} Area;

static Area area_new(size_t bytes)
{
    Area a = {.bytes = bytes};
#ifdef __SANITIZE_ADDRESS__
    void *p = NULL;
    if (posix_memalign(&p, 64, bytes ? bytes : 1))
        need(NULL); /* exactly so many bytes: what lies behind them is poisoned */
    a.base = a.data = p;
#else
    size_t whole = (bytes + 63) / 64 * 64;
    a.after = whole - bytes;
    a.mapped = (whole + GUARD + PAGE - 1) / PAGE * PAGE + PAGE;
    a.base = mmap(NULL, a.mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (a.base == MAP_FAILED || mprotect(a.base + a.mapped - PAGE, PAGE, PROT_NONE))
        need(NULL);
    a.data = a.base + a.mapped - PAGE - whole;
    memset(a.data - GUARD, FILL, GUARD + whole);
#endif
    return a;
}

static bool area_whole(const Area *a)
{
#ifndef __SANITIZE_ADDRESS__
    for (size_t i = 0; i < GUARD; i++)
        if (a->data[-1 - (ptrdiff_t)i] != FILL)
            return false;
    for (size_t i = 0; i < a->after; i++)
        if (a->data[a->bytes + i] != FILL)
            return false;
#else
    (void)a;
#endif
    return true;
}

static void area_free(Area *a)
{
#ifdef __SANITIZE_ADDRESS__
    free(a->base);
#else
    munmap(a->base, a->mapped);
#endif
}

/* What wrap.c exports of the emitted file: see campaign.py. */
typedef struct Emitted {
    void *handle;
    const size_t *sizes; /* params, inputs, outputs, model, work and training bytes, int labels */
    int (*prepare)(const float *, void *, size_t);
    int (*infer)(const void *, const float *, int, float *, void *, size_t);
    int (*train_init)(void **, void *, size_t, const float *, uint64_t);
    int (*train_step)(void *, const float *, const void *, int, float, float *);
    int (*train_grad)(void *, const float *, const void *, int, float *, float *);
    int (*train_params)(const void *, float *);
    int (*train_add)(void *, const float *, const void *, int, float *);
    int (*train_update)(void *, float);
    int (*train_average)(const void *, float *);
    int (*train_apply)(void *, const float *, float);
    int (*preprocess)(const unsigned char *, int, float *);
    Area model, work, train;
    void *t;
} Emitted;

static Emitted em;

static void function(const char *name, void *to)
{
    char full[64];
    snprintf(full, sizeof full, "m_%s", name);
    void *fn = dlsym(em.handle, full);
    memcpy(to, &fn, sizeof fn);
}

static void close_emitted(void)
{
    if (!em.handle)
        return;
    area_free(&em.model);
    area_free(&em.work);
    if (em.sizes[5])
        area_free(&em.train);
    dlclose(em.handle);
    em = (Emitted){.handle = NULL};
}

/* load SO */
static void load(char **w)
{
    close_emitted();
    em.handle = dlopen(w[1], RTLD_NOW | RTLD_LOCAL);
    if (!em.handle) {
        answer_error(dlerror());
        return;
    }
    em.sizes = dlsym(em.handle, "wrap_sizes");
    function("prepare", &em.prepare);
    function("infer", &em.infer);
    function("train_init", &em.train_init);
    function("train_step", &em.train_step);
    function("train_grad", &em.train_grad);
    function("train_params", &em.train_params);
    function("train_add", &em.train_add);
    function("train_update", &em.train_update);
    function("train_average", &em.train_average);
    function("train_apply", &em.train_apply);
    function("preprocess", &em.preprocess);
    em.model = area_new(em.sizes[3]);
    em.work = area_new(em.sizes[4]);
    if (em.sizes[5])
        em.train = area_new(em.sizes[5]);
    answer("ok %zu %zu %zu", em.sizes[3], em.sizes[4], em.sizes[5]);
}

/* An answer of the emitted code, when its status is good and its areas are whole. */
static bool good(int status)
{
    if (status)
        answer("error status %d", status);
    else if (!area_whole(&em.model))
        answer("error written outside of the model");
    else if (!area_whole(&em.work))
        answer("error written outside of the work area");
    else if (em.sizes[5] && !area_whole(&em.train))
        answer("error written outside of the training area");
    else
        return true;
    return false;
}

static void emitted_params(uint64_t seed)
{
    float *p = take(em.sizes[0] * sizeof *p);
    int status = em.prepare(p, em.model.data, em.model.bytes);
    if (!status && em.sizes[5])
        status = em.train_init(&em.t, em.train.data, em.train.bytes, p, seed);
    if (good(status))
        answer("ok");
    free(p);
}

static void emitted_infer(int n)
{
    float *x = take((size_t)n * em.sizes[1] * sizeof *x),
          *y = need(malloc((size_t)n * em.sizes[2] * sizeof *y));
    int status = em.infer(em.model.data, x, n, y, em.work.data, em.work.bytes);
    if (good(status)) {
        answer("ok");
        give(y, (size_t)n * em.sizes[2] * sizeof *y);
    }
    free(x);
    free(y);
}

static void emitted_train(const char *what, int n, float rate)
{
    float *x = take((size_t)n * em.sizes[1] * sizeof *x), loss = 0,
          *g = need(calloc(em.sizes[0] + 1, sizeof *g));
    void *label = take((size_t)n * (em.sizes[6] ? 4 : em.sizes[7] * sizeof(float)));
    bool grad = !strcmp(what, "egrad"), add = !strcmp(what, "eadd");
    int status = grad  ? em.train_grad(em.t, x, label, n, g, &loss)
                 : add ? em.train_add(em.t, x, label, n, &loss)
                       : em.train_step(em.t, x, label, n, rate, &loss);
    if (good(status)) {
        answer("ok %.9g", (double)loss);
        give(g, grad ? em.sizes[0] * sizeof *g : 0);
    }
    free(x);
    free(label);
    free(g);
}

static void emitted_apply(float rate)
{
    float *g = take(em.sizes[0] * sizeof *g);
    if (good(em.train_apply(em.t, g, rate)))
        answer("ok");
    free(g);
}

/* epre N: x of n pictures of bytes */
static void emitted_preprocess(int n)
{
    unsigned char *rgb = take((size_t)n * em.sizes[1]);
    float *x = need(malloc((size_t)n * em.sizes[1] * sizeof *x));
    if (good(em.preprocess(rgb, n, x))) {
        answer("ok");
        give(x, (size_t)n * em.sizes[1] * sizeof *x);
    }
    free(rgb);
    free(x);
}

static void emitted_get(bool average)
{
    float *p = need(malloc((em.sizes[0] + 1) * sizeof *p));
    if (good(average ? em.train_average(em.t, p) : em.train_params(em.t, p))) {
        answer("ok");
        give(p, em.sizes[0] * sizeof *p);
    }
    free(p);
}

/* ---- requests ---- */

static bool request(char **w, int n)
{
    const char *c = w[0];
    int k = n > 1 ? atoi(w[1]) : 0;
    float rate = n > 2 ? strtof(w[2], NULL) : 0;
    if (!strcmp(c, "tables"))
        tables();
    else if (!strcmp(c, "open") && n == 13)
        open_net(w);
    else if (!strcmp(c, "spawn") && n > 2)
        spawn(w);
    else if (!strcmp(c, "load") && n == 2)
        load(w);
    else if (!strcmp(c, "eparams"))
        emitted_params(strtoull(w[1], NULL, 10));
    else if (!strcmp(c, "einfer"))
        emitted_infer(k);
    else if (!strcmp(c, "egrad") || !strcmp(c, "estep") || !strcmp(c, "eadd"))
        emitted_train(c, k, rate);
    else if (!strcmp(c, "eupdate") && n == 2) {
        if (good(em.train_update(em.t, strtof(w[1], NULL))))
            answer("ok");
    } else if (!strcmp(c, "eapply") && n == 2)
        emitted_apply(strtof(w[1], NULL));
    else if (!strcmp(c, "epre"))
        emitted_preprocess(k);
    else if (!strcmp(c, "eget"))
        emitted_get(k);
    else if (!model)
        return false;
    else if (!strcmp(c, "init") && n == 2)
        answer(netc_init(model, strtoull(w[1], NULL, 10)) ? "ok" : "error");
    else if (!strcmp(c, "params"))
        set_params();
    else if (!strcmp(c, "get"))
        get_params(k);
    else if (!strcmp(c, "infer"))
        infer(k);
    else if (!strcmp(c, "grad") || !strcmp(c, "step") || !strcmp(c, "add"))
        train_call(c, k, rate);
    else if (!strcmp(c, "apply") && n == 2)
        apply(strtof(w[1], NULL));
    else if (!strcmp(c, "update") && n == 2)
        update(strtof(w[1], NULL));
    else if (!strcmp(c, "rate") && n == 6)
        rate_of(w);
    else if (!strcmp(c, "emit") && n == 4)
        emit_text(w);
    else
        return false;
    return true;
}

int main(void)
{
    char *line = NULL, *word[WORDS + 1];
    size_t cap = 0;
    while (getline(&line, &cap, stdin) > 0) {
        int n = 0;
        for (char *save, *t = strtok_r(line, " \n", &save); t && n < WORDS;
             t = strtok_r(NULL, " \n", &save))
            word[n++] = t;
        word[n] = NULL;
        if (!n)
            continue;
        if (!request(word, n))
            answer("error a request that is not known: %s", word[0]);
        fflush(stdout);
    }
    free(line);
    netc_close(model);
    close_emitted();
    return 0;
}
