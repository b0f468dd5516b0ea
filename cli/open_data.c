/* Data sets on the command line; see open_data.h. */
#include "cli/open_data.h"
#include "base/number.h"
#include "base/foreign.h"

void cli_data_limits(const Args *args, DataPlace *place)
{
    uint64_t mib = args->v[OPT_DATA_MEMORY].whole;
    place->strict = opt_set(args, OPT_STRICT);
    if (opt_set(args, OPT_DATA_MEMORY))
        place->limit = mib ? (size_t)mib << 20 : 1; /* 0 is the default's */
}

void cli_data_warn(const Dataset *d)
{
    char shown[4096];
    for (int i = 0; d->notes && d->notes[i]; i++)
        cli_note("%s", d->notes[i]);
    if (!d->warning)
        return;
    foreign_shown_to(shown, sizeof shown, d->warning);
    fprintf(stderr, "warning: %s\n", shown);
}

const char *cli_data_memory(Arena *a, const Dataset *d)
{
    return dataset_is_outside(d)
               ? ""
               : arena_printf(a, ", %s in memory", text_bytes(a, (int64_t)dataset_bytes(d)));
}

void cli_data_drop(void *dataset) { dataset_free(dataset); }

void cli_tell_whitening(void *user, const char *layer, const Whitening *w)
{
    (void)user;
    text_printf("%s: whitens %d direction%s of %lld patch%s of %d training image%s; mean squares "
                "along them %.4g to %.4g\n",
                layer, w->directions, text_s(w->directions), (long long)w->patches,
                w->patches == 1 ? "" : "es", w->images, text_s(w->images), w->largest, w->smallest);
}
