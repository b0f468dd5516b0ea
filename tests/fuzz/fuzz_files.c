/* Tries one file, or several, on one target of targets.h, or on all: prints what each said. A crash
 * or a sanitizer's report is a finding.
 *   fuzz_files TARGET FILE...       or all in place of TARGET
 *   fuzz_files --seeds FOLDER       writes weights, checkpoints, states and records to start from
 *   fuzz_files --table              a line for each target: name, folder of seeds, their ends */
#include "targets.h"

static int usage(void)
{
    fprintf(stderr, "usage: fuzz_files TARGET FILE...\n       fuzz_files --seeds FOLDER\n       "
                    "fuzz_files --table\ntargets: all");
    for (int i = 0; i < N_FUZZ_TARGETS; i++)
        fprintf(stderr, " %s", fuzz_targets[i].name);
    fputc('\n', stderr);
    return 2;
}

static int try_files(Fuzz *z, const char *target, char **file, int n)
{
    int tried = 0;
    for (int t = 0; t < N_FUZZ_TARGETS; t++) {
        if (strcmp(target, "all") && strcmp(target, fuzz_targets[t].name))
            continue;
        for (int i = 0; i < n; i++, tried++) {
            Err err = {""};
            bool ok = fuzz_targets[t].run(z, file[i], &err);
            printf("%s %s: %s\n", fuzz_targets[t].name, file[i], ok ? "read" : err.text);
        }
    }
    return tried ? 0 : usage();
}

static int print_table(void)
{
    for (int i = 0; i < N_FUZZ_TARGETS; i++) {
        const FuzzTarget *t = &fuzz_targets[i];
        printf("%s %s", t->name, *t->folder ? t->folder : "-");
        for (int k = 0; t->ends[k]; k++)
            printf(" %s", t->ends[k]);
        putchar('\n');
    }
    return 0;
}

int main(int argc, char **argv)
{
    Fuzz z = {.model = NULL};
    Err err = {""};
    if (argc == 2 && !strcmp(argv[1], "--table"))
        return print_table();
    if (argc < 3)
        return usage();
    bool ok = fuzz_open(&z, &err);
    int status = 0;
    if (ok && !strcmp(argv[1], "--seeds"))
        ok = fuzz_write_seeds(&z, argv[2], &err);
    else if (ok)
        status = try_files(&z, argv[1], argv + 2, argc - 2);
    if (!ok)
        fprintf(stderr, "fuzz_files: %s\n", err.text);
    fuzz_close(&z);
    return ok ? status : 1;
}
