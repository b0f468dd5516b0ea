/* emit: the only printer of C. It prints kernels with their shapes filled in, one function
 * an instruction, and around them, for standalone C, the text of compiler/emit/text/. */
#ifndef NETC_EMIT_H
#define NETC_EMIT_H
#include "compiler/ir/ir.h"
#include <stdio.h>

typedef enum EmitFlavour {
    EMIT_JIT,       /* no micro-kernels, no includes: libtcc binds the runtime's */
    EMIT_HOST,      /* with micro-kernels, for the system compiler and dlopen */
    EMIT_STANDALONE /* with everything */
} EmitFlavour;

typedef enum EmitMain { EMIT_MAIN_NONE, EMIT_MAIN_TRAIN, EMIT_MAIN_INFER } EmitMain;

typedef struct EmitOptions {
    const char *prefix;  /* names begin with it: emit_prefix */
    const char *command; /* how netc was called, for the head of the file */
    const char *version;
    const char *header; /* file name of the header, for #include */
    const char *source; /* file name of the C text, for #line */
    EmitMain main;
    bool line_directives;
    const float *weights; /* parameter buffer to store as an array; NULL: none */
    const float
        *learned; /* of a plan that learns: what its state begins as, an array; NULL: none */
    const char
        *weights_file; /* the weights are in a file of this name: emit_weights_file; or NULL */
    /* Values for NAME_selftest: outputs of one image and, for training, loss and a directional
     * derivative, computed with the parameters of seed 1; NULL: the file has no stored values. */
    const struct EmitSelftest *selftest;
} EmitOptions;

typedef struct EmitSelftest {
    const float *y; /* outputs of the stored input */
    int n_y;
    bool train;
    double loss,
        slope; /* of one image, label 0; derivative of the loss along the stored direction */
} EmitSelftest;

/* What the names of a net's file begin with: the net's name, or net_NAME where that would make
 * names of C or of a library (taken.def). */
const char *emit_prefix(Arena *a, const char *net);
/* requires: a plan with addresses; leaves: its programs as one file of C for JIT or HOST. Write
 * errors stay with f, here and below. */
void emit_plan(FILE *f, const Ir *ir, EmitFlavour flavour);
/* requires: the same, of one graph, `train` NULL or a training plan; leaves: model.c and model.h */
void emit_standalone_c(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o);
void emit_standalone_h(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o);
/* requires: an inference plan with addresses of values [H][W][C] (mcu_target); leaves: model.c and
 * model.h of --target=mcu. o->weights: what PREPARE makes of the parameters (AREA_MODEL), to be
 * stored as an array; NULL: none, and the file has PREFIX_fold. A plan with Target.learns has
 * PREFIX_learn, too. Of o the rest but prefix, command,
 * version and header is not looked at. */
void emit_mcu_c(FILE *f, const Ir *infer, const EmitOptions *o);
void emit_mcu_h(FILE *f, const Ir *infer, const EmitOptions *o);
/* requires: the same, for either target; leaves: one file, model.h, with the interface, and behind
 * PREFIX_IMPLEMENTATION all that model.c has. */
void emit_single_header(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o);
/* requires: an inference plan of floats for either target; leaves: the file that PREFIX_map takes.
 * weights: emit_file_floats, as o->weights is. */
void emit_weights_file(FILE *f, const Ir *infer, const float *weights);
int64_t emit_file_floats(const Ir *infer);
/* The assembler's text that makes the symbol PREFIX_file of o->weights_file. */
void emit_weights_asm(FILE *f, const Ir *infer, const EmitOptions *o);
/* A file of a package, its path within it. */
typedef struct EmitFile {
    const char *path, *text;
} EmitFile;
enum { EMIT_PACKAGE_FILES = 16 }; /* more than any has */
/* requires: an inference plan for either target, o->weights set where it has weights of floats, and
 * o->header PREFIX_model.h; leaves: the files of the package `kind` (EMIT_PACKAGES) in files[0
 * ...], in the plan's arena. How many. */
#define EMIT_PACKAGES "cmake|arduino|zephyr|esp-idf|platformio|wasm"
int emit_package(const Ir *infer, const EmitOptions *o, const char *kind, EmitFile *files);
/* PREFIX_MODEL_BYTES, PREFIX_WORK_BYTES and PREFIX_TRAIN_BYTES of the header for one worker. */
int64_t emit_model_bytes(const Ir *infer);
int64_t emit_work_bytes(const Ir *infer);
int64_t emit_train_bytes(const Ir *train);

#endif
