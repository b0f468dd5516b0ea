/* The pages of a net whose outputs are an embedding: how often the nearest other sample is of the
 * same class. See page.h. */
#include "report/page.h"
#include <math.h>

void embeddings_figures(const Page *p)
{
    page_figure(p, 100 * p->r->embeddings.recall, "%.2f %%",
                "have a nearest other sample of their class");
    page_figure(p, p->r->loss, "%.4g", "loss");
}

void embeddings_results(const Page *p)
{
    page_measure(p, "recall at 1", p->r->embeddings.recall, "%.4f");
    page_measure(p, "loss", p->r->loss, "%.6g");
    page_row(p, "samples that were compared");
    page_count(p, p->r->embeddings.compared);
    page_row_end(p);
}

static bool groups(const Page *p)
{
    page_table(p, "Each class", "numbers", "class|recall at 1|samples");
    for (int k = 0; k < p->r->n_groups; k++) {
        const EmbeddingClass *c = &p->r->group[k];
        page_row(p, p->r->classes[k]);
        page_number(p, c->samples ? (double)c->right / c->samples : (double)NAN, "%.4f");
        page_count(p, c->samples);
        page_row_end(p);
    }
    page_table_end(p);
    return true;
}

const Section embeddings_sections[] = {{"classes", "Classes", groups}, {NULL, NULL, NULL}};
