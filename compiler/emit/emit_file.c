/* The weights as a file of their own (--weights-out): the parameter buffer, or with --target=mcu
 * what the calls read, behind a head by which PREFIX_map tells the file; and a text for the
 * assembler that makes a symbol of it. FILE-LAYOUT (compiler/emit/text/map.c). */
#include "base/foreign.h"
#include "base/hash.h"
#include "compiler/emit/emit_impl.h"
#include <inttypes.h>
#include <string.h>

enum { FILE_HEAD = 64 };

static bool is_mcu(const Ir *infer) { return target_layout(&infer->target) == &layout_hwc; }

int64_t emit_file_floats(const Ir *infer)
{
    return is_mcu(infer) ? infer->area_bytes[AREA_MODEL] / 4 : infer->graph->param_floats;
}

/* Where the program's instructions have buffers in that area, and what they do there. */
uint64_t emit_hash_area(uint64_t h, const Ir *ir, ProgramId p, int area)
{
    for (int i = 0; i < ir->prog[p].n; i++) {
        const Instr *in = ir->prog[p].code[i];
        if (in->gone)
            continue;
        h = hash_bytes(h, in->k->name, strlen(in->k->name));
        for (int b = 0; b < in->k->n_bufs; b++) {
            const int64_t at = in->buf[b]->area == area ? in->buf[b]->offset : -1;
            h = hash_bytes(h, &at, sizeof at);
        }
    }
    return h;
}

/* Of the parameters' layout and, where they are folded, of the plan's. */
static uint64_t file_tag(const Ir *infer)
{
    const uint64_t h = hash_bytes(HASH_START, &infer->graph->layout_hash,
                                  sizeof infer->graph->layout_hash);
    return is_mcu(infer) ? emit_hash_area(h, infer, PROG_PREPARE, AREA_MODEL) : h;
}

void emit_file_macros(FILE *f, const Ir *infer, const EmitNames *names)
{
    const int64_t n = emit_file_floats(infer);
    fprintf(f, "#define %s_FILE_HEAD %d    /* bytes before its floats */\n", names->upper,
            FILE_HEAD);
    fprintf(f, "#define %s_FILE_FLOATS %" PRId64 "\n", names->upper, n);
    fprintf(f, "#define %s_FILE_BYTES %" PRId64 "\n", names->upper, FILE_HEAD + 4 * n);
}

void emit_file_tag(FILE *f, const Ir *infer, const EmitNames *names)
{
    fprintf(f, "#define %s_FILE_TAG UINT64_C(0x%016" PRIx64 ")\n\n", names->upper, file_tag(infer));
}

static void put_word(FILE *f, uint32_t w)
{
    for (int i = 0; i < 4; i++)
        fputc((int)(w >> (8 * i) & 255), f);
}

static uint32_t float_word(float v)
{
    uint32_t w;
    memcpy(&w, &v, sizeof w);
    return w;
}

void emit_weights_file(FILE *f, const Ir *infer, const float *weights)
{
    static const char name[16] = "netc weights";
    const uint64_t tag = file_tag(infer);
    const int64_t n = emit_file_floats(infer);
    uint32_t sum = 0;
    for (int64_t i = 0; i < n; i++) {
        sum = (sum ^ float_word(weights[i])) * 0x9E3779B1u;
        sum ^= sum >> 15;
    }
    fwrite(name, 1, sizeof name, f);
    const uint32_t head[] = {0x01020304u, sum, (uint32_t)tag, (uint32_t)(tag >> 32), (uint32_t)n};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        put_word(f, head[i]);
    for (size_t i = sizeof name + sizeof head; i < FILE_HEAD; i++)
        fputc(0, f);
    for (int64_t i = 0; i < n; i++)
        put_word(f, float_word(weights[i]));
}

void emit_weights_asm(FILE *f, const Ir *infer, const EmitOptions *o)
{
    static const char *const words[] = {NULL};
    const EmitNames names = emit_names(infer->arena, o->prefix, true);
    const char *upper = names.upper;
    /* MADE BY NETC: cli/ knows its own files by these words */
    fprintf(f, "/* Weights of net `%s`, made by netc %s:\n *     ", infer->graph->name, o->version);
    foreign_c_comment(f, o->command, strlen(o->command));
    fprintf(
        f,
        "\n * Compiled and linked, this is the symbol %s_file of the header. The file is looked\n"
        " * for in the compiler's working folder and where -Wa,-I says; %s_FILE may name\n"
        " * another. */\n",
        names.prefix, upper);
    fprintf(f, "#ifndef %s_FILE\n#define %s_FILE \"%s\"\n#endif\n", upper, upper, o->weights_file);
    fprintf(f,
            "#if defined(__APPLE__) || (defined(_WIN32) && defined(__i386__))\n"
            "#define %s_SYMBOL _%s_file\n#else\n#define %s_SYMBOL %s_file\n#endif\n",
            upper, names.prefix, upper, names.prefix);
    emit_support(f, "map.S", words, &names);
}
