/* What the emitted C of a plan for small machines takes there, by the compiler for them. */
#ifndef NETC_TARGET_SIZE_H
#define NETC_TARGET_SIZE_H
#include "base/err.h"
#include "compiler/ir/ir.h"

/* The compiler that is asked when the user names none, with its options. */
extern const char *const target_compiler;

typedef struct TargetSize {
    int64_t code;  /* bytes of instructions and constants, without the weights */
    int64_t whole; /* the same with what is used of the C library; 0: it does not link */
    int64_t stack; /* the deepest chain of calls, without the C library's; -1: not told */
} TargetSize;

/* Compiles the plan's C in a folder of its own by `command` (words with blanks between; -Os is
 * added). *found false, and nothing else done, when there is no such program. False: no memory, no
 * folder, the command does not compile it, or it makes no ELF file. */
bool target_size(const Ir *ir, const char *command, bool *found, TargetSize *size, Err *err);
#endif
