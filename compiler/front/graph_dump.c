/* The shaped graph as text: one line a node with its inputs, the attributes that were
 * written, its shape and parameters, then the train section. For --dump=shapes and tests. */
#include "base/foreign.h"
#include "base/number.h"
#include "compiler/front/front.h"
#include "compiler/front/schedule.h"
#include <string.h>

/* A name out of a string, as a terminal may get it. */
static void put_name(FILE *f, const char *before, const char *s)
{
    char shown[1024];
    foreign_shown_to(shown, sizeof shown, s);
    fprintf(f, "%s%s", before, shown);
}

static void dump_attr(FILE *f, const AttrSpec *s, const AttrValue *v)
{
    switch (s->type) {
    case ATTR_FLAG: fprintf(f, v->num != 0 ? " %s" : " %s=0", s->name); return;
    case ATTR_INT:
    case ATTR_NUM: text_fprintf(f, " %s=%.6g", s->name, v->num); return;
    case ATTR_SIZE:
        fprintf(f, " %s=%d", s->name, v->size[0]);
        for (int i = 1; i < (v->rank > 1 ? v->rank : s->choices ? 1 : 2); i++)
            fprintf(f, "x%d", v->size[i]);
        return;
    case ATTR_NAME: fprintf(f, " %s=%s", s->name, v->str); return;
    case ATTR_STR: fprintf(f, " %s=", s->name), put_name(f, "\"", v->str), fputs("\"", f); return;
    case ATTR_TUPLE:
        text_fprintf(f, " %s=(%.6g", s->name, v->tuple[0]);
        for (int i = 1; i < v->rank; i++)
            text_fprintf(f, ",%.6g", v->tuple[i]);
        fprintf(f, ")");
    }
}

static void dump_attrs(FILE *f, const AttrSpec *specs, const AttrValue *values)
{
    for (int i = 0; specs[i].name; i++)
        if (values[i].set)
            dump_attr(f, &specs[i], &values[i]);
}

static void dump_shape(FILE *f, Shape s)
{
    if (s.rank == 1)
        fprintf(f, "%d", s.c);
    else
        fprintf(f, "%dx%dx%d", s.h, s.w, s.c);
}

/* What the train section says of a parameter. */
static void dump_training(FILE *f, const Train *t, const Param *p)
{
    if (!p->trains)
        return;
    if (p->optimizer)
        fprintf(f, " | %s by %s", p->name, ((const Optimizer *)p->optimizer->record)->name);
    if (p->rate != 1)
        text_fprintf(f, " | rate of %s %.6g", p->name, p->rate);
    if (p->part)
        fprintf(f, " | epochs of %s %d", p->name, t->epochs_of[p->part - 1]);
    if (!p->trainable && !p->node->frozen)
        fprintf(f, " | %s frozen", p->name);
}

static void dump_node(FILE *f, const Train *t, const Node *n)
{
    fprintf(f, "%s: %s", n->name, n->layer->kind);
    for (int i = 0; i < n->n_in; i++)
        fprintf(f, "%s%s", i ? ", " : " of ", n->in[i]->name);
    dump_attrs(f, n->layer->attrs, n->attr);
    fprintf(f, " -> ");
    dump_shape(f, n->out);
    for (int i = 0; i < n->n_params; i++) {
        const Param *p = n->params[i];
        fprintf(f, "%s%s ", i ? ", " : " | ", p->name);
        for (int k = 0; k < p->rank; k++)
            fprintf(f, k ? "x%d" : "%d", p->dim[k]);
    }
    for (int i = 0; i < n->n_params; i++)
        dump_training(f, t, n->params[i]);
    for (int i = 0; i < n->n_params; i++)
        if (n->params[i]->own_decay)
            text_fprintf(f, " | decay of %s %.6g", n->params[i]->name, n->params[i]->decay);
    fprintf(f, "%s\n", n->frozen ? " | frozen" : "");
}

static void dump_augment(FILE *f, const AugmentSpec *a)
{
    static const AugmentSpec none;
    if (memcmp(a, &none, sizeof none) == 0)
        return;
    fprintf(f, "  augment");
#define AUGMENT(name, form, def, max, doc) \
    if (a->name != 0)                      \
        text_fprintf(f, " " #name "=%.6g", a->name);
#include "data/augments.def"
#undef AUGMENT
    fprintf(f, "\n");
}

static void dump_train(FILE *f, const Train *t)
{
    if (t->data_kind)
        fprintf(f, "  data %s", t->data_kind), put_name(f, " \"", t->data_path), fputs("\"\n", f);
    if (t->classes)
        fprintf(f, "  classes");
    for (int i = 0; i < t->n_classes; i++)
        put_name(f, " ", t->classes[i]);
    if (t->classes)
        fprintf(f, "\n");
    if (t->loss.record) {
        const Loss *loss = t->loss.record;
        fprintf(f, "  loss %s", loss->name);
        dump_attrs(f, loss->attrs, t->loss.attr);
        fprintf(f, "\n");
    }
    const Optimizer *opt = t->optimizer.record;
    fprintf(f, "  optimizer %s", opt->name);
    dump_attrs(f, opt->attrs, t->optimizer.attr);
    fprintf(f, "\n  batch %d%s, epochs %d, seed %llu", t->batch, t->drop_last ? " drop_last" : "",
            t->epochs, (unsigned long long)t->seed);
    if (t->quantize)
        fputs(", quantize int8", f);
    if (t->accumulate > 1)
        fprintf(f, ", accumulate %d", t->accumulate);
    if (t->lookahead > 0)
        text_fprintf(f, ", lookahead %d share=%.6g", t->lookahead, t->lookahead_share);
    if (t->average > 0)
        text_fprintf(f, ", average %.6g", t->average);
    if (t->validation > 0)
        text_fprintf(f, ", validation %.6g", t->validation);
    fprintf(f, "\n");
    if (t->schedule.record) {
        const Schedule *form = t->schedule.record;
        fprintf(f, "  schedule %s", form->name);
        dump_attrs(f, form->attrs, t->schedule.attr);
        fprintf(f, "\n");
    }
    dump_augment(f, &t->augment);
    if (t->stop_monitor)
        text_fprintf(f, "  stop %s patience=%d min_delta=%.6g\n", t->stop_monitor, t->stop_patience,
                     t->stop_min_delta);
    for (int i = 0; i < t->n_weights; i++)
        fprintf(f, "  weights %s", t->weights[i].scope ? t->weights[i].scope : "all"),
            put_name(f, " \"", t->weights[i].path), fputs("\"\n", f);
}

void graph_dump(FILE *f, const Graph *g)
{
    const Input *in = &g->input;
    long long trainable = 0;
    fprintf(f, "net %s\n", g->name);
    text_fprintf(f,
                 "preprocessing: %dx%d to %dx%dx%d, scale %.6g, mean (%.6g,%.6g,%.6g), std "
                 "(%.6g,%.6g,%.6g)%s\n",
                 in->raw_h, in->raw_w, in->h, in->w, in->c, in->scale, in->mean[0], in->mean[1],
                 in->mean[2], in->std[0], in->std[1], in->std[2], in->bgr ? ", bgr" : "");
    for (int i = 0; i < g->n_nodes; i++)
        dump_node(f, &g->train, g->nodes[i]);
    for (int i = 0; i < g->n_params; i++)
        trainable += g->params[i]->trainable ? (long long)g->params[i]->count : 0;
    fprintf(f, "output: %s\nparameters: %lld, trainable %lld\n", g->output->name,
            (long long)g->param_floats, trainable);
    if (g->n_labels) {
        fprintf(f, "labels:");
        for (int i = 0; i < g->n_labels; i++)
            put_name(f, " ", g->labels[i]);
        fprintf(f, "\n");
    }
    if (g->train.present) {
        fprintf(f, "train\n");
        dump_train(f, &g->train);
    }
}
