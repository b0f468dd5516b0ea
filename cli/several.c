/* Several inputs, each from a file that the command line names as NAME=FILE, and several outputs,
 * each told by itself. See several.h. */
#include "base/utf8.h"
#include "cli/several.h"
#include "compiler/ir/layer.h"
#include "data/image.h"
#include "formats/npy.h"
#include "formats/zip_members.h"
#include "training/head_scores.h"
#include "training/metrics.h"
#include <stdlib.h>
#include <string.h>

/* ---- outputs ---- */

Table *heads_table(Arena *a, const char *what)
{
    const char *heads[] = {what, "output", "says", "value"};
    return table_new(a, "lllr", heads);
}

static void class_rows(Table *t, Arena *a, const char *name, const Head *h, const float *y, int top)
{
    int *best = ARENA_ARRAY(a, int, top + 1), n = class_ranking(y, (int)h->count, top, best);
    for (int i = 0; i < n; i++)
        table_row(t, (const char *const[]){
                         i ? NULL : name, i ? NULL : h->name, arena_printf(a, "class %d", best[i]),
                         arena_printf(a, "%.6f", class_output(y, (int)h->count, best[i]))});
}

static void number_rows(Table *t, Arena *a, const char *name, const Head *h, const float *y)
{
    for (int64_t k = 0; k < h->count; k++)
        table_row(t, (const char *const[]){k ? NULL : name, k ? NULL : h->name,
                                           h->count > 1 ? arena_printf(a, "number %d", (int)k) : "",
                                           arena_printf(a, "%.6g", (double)y[k])});
}

void heads_rows(Table *t, const Args *args, const Graph *g, const char *name, const float *y,
                int top)
{
    Arena *a = args->arena;
    for (int i = 0; i < g->n_heads; i++) {
        const Head *h = &g->heads[i];
        const Shape s = h->node->out;
        const char *shown = i ? NULL : name;
        if (s.rank == 3)
            table_row(t, (const char *const[]){shown, h->name,
                                               arena_printf(a, "a map of %s", shape_text(a, s)),
                                               "--json has it"});
        else if (head_task(h) == HEAD_CLASSES)
            class_rows(t, a, shown, h, y + h->at, top);
        else
            number_rows(t, a, shown, h, y + h->at);
    }
}

json_t *heads_json(const Graph *g, const char *name, const float *y)
{
    json_t *outputs = json_object();
    for (int i = 0; i < g->n_heads; i++) {
        const Head *h = &g->heads[i];
        json_t *list = json_array(),
               *o = json_pack("{s:s, s:o}", "task", head_task_text(head_task(h)), "values", list);
        for (int64_t k = 0; k < h->count; k++)
            json_array_append_new(list, cli_json_number((double)y[h->at + k]));
        if (head_task(h) == HEAD_CLASSES && h->node->out.rank == 1)
            json_object_set_new(o, "class", json_integer(class_of(y + h->at, (int)h->count)));
        json_object_set_new(outputs, h->name, o);
    }
    return json_pack("{s:o, s:o}", "file", json_text(name), "outputs", outputs);
}

/* ---- inputs ---- */

/* Are all inputs given by one archive of arrays? */
static bool is_archive(const Args *args)
{
    return args->n_files == 2 && text_ends(args->file[1], ".npz") && !strchr(args->file[1], '=');
}

/* "ARCHIVE(NAME_test.npy)", or of an archive without it "ARCHIVE(NAME.npy)"; NULL after an error.
 */
static const char *member_of(const Args *args, const InputPart *p, Err *err)
{
    const char *archive = args->file[1], *found = NULL,
               *test = arena_printf(args->arena, "%s_test.npy", p->name),
               *plain = arena_printf(args->arena, "%s.npy", p->name);
    int n;
    char **names = zip_names(archive, ".npy", &n, err);
    if (!names)
        return NULL;
    for (int i = 0; i < n; i++)
        if (!strcmp(names[i], test) || (!found && !strcmp(names[i], plain)))
            found = !strcmp(names[i], test) ? test : plain;
    free(names);
    if (!found)
        err_set(err, "%s: there is no array %s, nor %s_test, for the input `%s`", archive, p->name,
                p->name, p->name);
    return found ? arena_printf(args->arena, "%s(%s)", archive, found) : NULL;
}

/* The file of the input among NAME=FILE; NULL after an error. */
static const char *file_of(const Args *args, const InputPart *p, Err *err)
{
    if (is_archive(args))
        return member_of(args, p, err);
    const size_t len = strlen(p->name);
    const char *found = NULL;
    for (int i = 1; i < args->n_files; i++)
        if (!strncmp(args->file[i], p->name, len) && args->file[i][len] == '=') {
            if (found) {
                err_set(err, "the input `%s` is given twice", p->name);
                return NULL;
            }
            found = args->file[i] + len + 1;
        }
    if (!found)
        err_set(err, "the input `%s` is missing: give %s=FILE, a %s.npy file", p->name, p->name,
                p->shape.rank == 3 && (p->shape.c == 3 || p->shape.c == 1) ? "picture or a " : "");
    return found;
}

/* What the net has no input for. */
static bool all_known(const Args *args, const Graph *g, Err *err)
{
    for (int i = 1; i < args->n_files && !is_archive(args); i++) {
        const char *equals = strchr(args->file[i], '=');
        bool known = false;
        for (int k = 0; equals && k < g->n_inputs; k++)
            known = known ||
                    (strlen(g->inputs[k].name) == (size_t)(equals - args->file[i]) &&
                     !strncmp(g->inputs[k].name, args->file[i], (size_t)(equals - args->file[i])));
        if (!known)
            return err_set(err,
                           "%s: expected NAME=FILE, NAME being an input of %s (%s, ...), or one "
                           ".npz archive of them all",
                           args->file[i], g->name, g->inputs[0].name);
    }
    return true;
}

static bool is_npy(const char *path) { return text_ends(path, ".npy") || text_ends(path, ".npy)"); }

/* One picture as raw numbers, in the input's size: RGB, or grey as ITU-R 601 has it. */
static bool read_picture(const char *path, const InputPart *p, float **raw, int *n, Err *err)
{
    Image picture, fitted;
    const size_t pixels = (size_t)p->in.h * (size_t)p->in.w;
    if (p->shape.rank != 3 || (p->shape.c != 1 && p->shape.c != 3))
        return err_set(err, "%s: the input `%s` takes no pictures; give it a .npy file", path,
                       p->name);
    if (!image_read(path, &picture, err))
        return false;
    bool ok = image_resize(&picture, p->in.w, p->in.h, &fitted, err);
    image_free(&picture);
    if (!ok)
        return false;
    *n = 1;
    *raw = malloc(sizeof **raw * pixels * 3);
    for (size_t i = 0; *raw && i < pixels; i++) {
        const uint8_t *c = fitted.rgb + i * 3;
        if (p->shape.c == 1)
            (*raw)[i] = (float)((c[0] * 19595 + c[1] * 38470 + c[2] * 7471 + 0x8000) >> 16);
        for (int k = 0; k < 3 && p->shape.c == 3; k++)
            (*raw)[i * 3 + (size_t)k] = (float)c[k];
    }
    image_free(&fitted);
    return *raw || err_set(err, "out of memory (a picture)");
}

/* One sample without an axis for samples, or (n, ...). */
static bool read_numbers(const char *path, const InputPart *p, float **raw, int *n, Err *err)
{
    NpyArray a = {0};
    const int64_t count = shape_count(p->shape);
    if (!npy_read_float(path, &a, err))
        return false;
    const bool one = (int64_t)a.count == count &&
                     (a.rank == 0 || a.rank < (p->shape.rank == 1 ? 2 : 4)),
               several = a.rank >= 1 && a.dim[0] >= 1 && a.dim[0] <= 1 << 24 &&
                         (int64_t)a.count == a.dim[0] * count;
    if (!one && !several) {
        const size_t found = a.count;
        npy_free(&a);
        return err_set(err, "%s holds %zu numbers; the input `%s` takes %lld a sample", path, found,
                       p->name, (long long)count);
    }
    *n = one ? 1 : (int)a.dim[0];
    *raw = a.f;
    a.f = NULL;
    npy_free(&a);
    for (int64_t i = 0; i < *n * count; i++)
        if (!((*raw)[i] - (*raw)[i] == 0))
            return err_set(err, "%s: number %lld of sample %lld is not finite", path,
                           (long long)(i % count), (long long)(i / count));
    return true;
}

bool heads_read_inputs(const Args *args, const Graph *g, const Feed *feed, float **x, int *n,
                       Err *err)
{
    const size_t row = (size_t)shape_count(g->nodes[0]->out);
    float *all = NULL;
    bool ok = all_known(args, g, err);
    *x = NULL;
    for (int i = 0; ok && i < g->n_inputs; i++) {
        const InputPart *p = &g->inputs[i];
        const size_t count = (size_t)shape_count(p->shape);
        const char *path = file_of(args, p, err);
        float *raw = NULL;
        int own = 0;
        ok = path && (is_npy(path) ? read_numbers : read_picture)(path, p, &raw, &own, err);
        if (ok && i > 0 && own != *n)
            ok = err_set(err, "%s holds %d samples, the input `%s` %d", path, own,
                         g->inputs[0].name, *n);
        if (ok && i == 0) {
            *n = own;
            all = malloc(sizeof *all * row * (size_t)own);
            *x = malloc(sizeof **x * row * (size_t)own);
            ok = (all && *x) || err_set(err, "out of memory (%d samples)", own);
        }
        for (int k = 0; ok && k < own; k++)
            memcpy(all + (size_t)k * row + p->at, raw + (size_t)k * count, sizeof *raw * count);
        free(raw);
    }
    for (int k = 0; ok && k < *n; k++)
        feed_values(feed, all + (size_t)k * row, *x + (size_t)k * row);
    free(all);
    if (!ok) {
        free(*x);
        *x = NULL;
    }
    return ok;
}
