/* netc tune: measures what the cost model needs to know of this machine, and keeps it. */
#include "base/number.h"
#include "cli/cli.h"
#include "runtime/machine_file.h"
#include "runtime/tune.h"

static int print_json(const char *path, Machine *m)
{
    json_t *o = json_object();
    for (const MachineField *f = machine_fields; f->name; f++)
        json_object_set_new(o, f->name, json_real(*machine_field(m, f)));
    return cli_json(json_pack("{s:o, s:o}", "file", json_text(path), "machine", o));
}

static int run(const Args *args)
{
    char own[4200];
    const char *path = opt_text(args, OPT_OUT);
    Machine m;
    bool busy;
    Err err;
    machine_path(own, sizeof own);
    if (!path && !*own)
        return cli_misuse(args->command,
                          "neither HOME nor XDG_CONFIG_HOME is set: say where to write with -o");
    if (!path)
        path = own;
    if (!tune_machine(&m, opt_int(args, OPT_THREADS, 0), &busy, &err) ||
        !machine_write(path, &m, &err))
        return cli_fail("%s", err.text);
    if (busy)
        fputs("netc: note: times differ by more than a quarter: other programs were running; tune "
              "again when they are not\n",
              stderr);
    if (opt_set(args, OPT_JSON))
        return print_json(path, &m);
    for (const MachineField *f = machine_fields; f->name; f++)
        text_printf("%-15s %8.4g   %s\n", f->name, *machine_field(&m, f), f->what);
    cli_print("wrote %s\n", path);
    return STATUS_OK;
}

static const OptUse uses[] = {
    {.id = OPT_OUT,
     .value = "FILE.json",
     .doc = "file to write (default: ~/.config/netc/machine.json)"},
    {.id = OPT_THREADS},
    {.id = OPT_JSON},
    {.id = OPT_END},
};
const Command cmd_tune = {
    .name = "tune",
    .args = "",
    .min_args = 0,
    .max_args = 0,
    .doc = "measure this machine for the cost model",
    .more = "Takes a few seconds, on a machine that does nothing else. Commands that run a "
            "plan then choose algorithms by the file (--machine FILE or NETC_MACHINE names "
            "another, the word `default` stands for built-in constants). Emitted C does not "
            "depend on it, unless --machine is given.",
    .writes = "~/.config/netc/machine.json, or what -o names",
    .examples = (const Example[]){{"netc tune -o machine.json --threads 1",
                                   "constants of one core, in a file of one's own"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
};
