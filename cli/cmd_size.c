/* netc size: what a net takes on a small machine, in flash and in RAM; with a compiler for it, code
 * and stack too. */
#include "cli/cli.h"
#include "compiler/emit/emit.h"
#include "runtime/target_size.h"

typedef struct Size {
    const Args *args;
    const Ir *ir;
    const char *compiler;
    bool found; /* the compiler */
    TargetSize by;
} Size;

static void print_text(const Size *s)
{
    const int64_t *bytes = s->ir->area_bytes;
    int64_t ram = bytes[AREA_WORK] + bytes[AREA_X] + bytes[AREA_Y], most;
    const Instr *at = plan_peak(s->ir, &most, NULL);
    printf("flash  %9lld  weights\n", (long long)bytes[AREA_MODEL]);
    if (s->found) {
        cli_print("       %9lld  code (%s -Os)\n", (long long)s->by.code, s->compiler);
        if (s->by.whole > 0)
            cli_print("       %9lld  code with what it uses of the C library\n",
                      (long long)s->by.whole);
    }
    if (at && at->node)
        cli_print("RAM    %9lld  work area; most of it is in use at %s: %lld\n",
                  (long long)bytes[AREA_WORK], at->node->name, (long long)most);
    else
        printf("RAM    %9lld  work area\n", (long long)bytes[AREA_WORK]);
    printf("       %9lld  input\n       %9lld  output\n", (long long)bytes[AREA_X],
           (long long)bytes[AREA_Y]);
    if (s->found && s->by.stack >= 0) {
        cli_print("       %9lld  stack, without the C library's\n", (long long)s->by.stack);
        ram += s->by.stack;
    }
    printf("       %9lld  together\n", (long long)ram);
    if (!s->found)
        cli_note("code and stack are not known: there is no `%s` here (--compiler names another)",
                 s->compiler);
}

static int print_json(const Size *s)
{
    const int64_t *bytes = s->ir->area_bytes;
    json_t *o = json_pack("{s:s, s:I, s:I, s:I, s:I}", "net", s->ir->graph->name, "weights",
                          (json_int_t)bytes[AREA_MODEL], "work", (json_int_t)bytes[AREA_WORK],
                          "input", (json_int_t)bytes[AREA_X], "output", (json_int_t)bytes[AREA_Y]);
    if (s->found) {
        json_object_set_new(o, "compiler", json_string(s->compiler));
        json_object_set_new(o, "code", json_integer(s->by.code));
        if (s->by.whole > 0)
            json_object_set_new(o, "code_with_library", json_integer(s->by.whole));
        if (s->by.stack >= 0)
            json_object_set_new(o, "stack", json_integer(s->by.stack));
    }
    return cli_json(o);
}

static int run(const Args *args)
{
    const char *compiler = opt_text(args, OPT_COMPILER);
    Size s = {.args = args, .compiler = compiler ? compiler : target_compiler};
    Err err;
    if (!opt_mcu(args))
        return cli_misuse(args->command, "sizes are those of --target=mcu; `netc mem` has those of "
                                         "plans that run here");
    if (opt_set(args, OPT_WEIGHTS) && !args->quantized)
        return cli_fail("%s: no file of `netc quantize`; sizes of floats do not depend on weights",
                        opt_text(args, OPT_WEIGHTS));
    if (opt_set(args, OPT_ENDS) && !args->quantized)
        return cli_misuse(args->command, "--ends goes with weights of `netc quantize`");
    Graph *g = cli_graph(args);
    s.ir = g ? cli_plan(args, g, MODE_INFER) : NULL;
    if (!s.ir)
        return STATUS_MISTAKE;
    if (!target_size(s.ir, s.compiler, &s.found, &s.by, &err))
        return cli_fail("%s: %s", args->file[0], err.text);
    if (!s.found && compiler)
        return cli_fail("there is no program `%s`", compiler);
    if (opt_set(args, OPT_JSON))
        return print_json(&s);
    print_text(&s);
    return STATUS_OK;
}

static const OptUse uses[] = {
    {OPT_TARGET, true, NULL, "the machine; sizes are those of mcu"},
    {OPT_WEIGHTS, false, "Q.safetensors",
     "weights of `netc quantize`: sizes of a plan of integers"},
    {.id = OPT_ENDS},
    {.id = OPT_COMPILER},
    {.id = OPT_MEM_LIMIT, .doc = "bytes of RAM that input, output and work area may take"},
    {.id = OPT_NET},
    {.id = OPT_INCLUDE},
    {.id = OPT_JSON},
    {.id = OPT_END},
};
const Command cmd_size = {
    .name = "size",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "what a net takes on a small machine: flash, RAM and, with its compiler, code and stack",
    .more = "Weights, work area, input and output follow from the plan. Code and stack are what "
            "the compiler makes of the emitted C at -Os: by default arm-none-eabi-gcc for a "
            "Cortex-M4 without a floating-point unit.",
    .examples = (const Example[]){{"netc size small.net --target=mcu", "flash and RAM, in bytes"},
                                  {"netc size small.net --target=mcu "
                                   "--compiler 'arm-none-eabi-gcc -mcpu=cortex-m0 -mthumb'",
                                   "the same for another processor"},
                                  {NULL, NULL}},
    .integers = true,
    .uses = uses,
    .run = run,
};
