/* What emit.c and emit_standalone.c share. */
#ifndef NETC_EMIT_IMPL_H
#define NETC_EMIT_IMPL_H
#include "compiler/emit.h"
#include "compiler/layer.h"
#include "compiler/passes.h"

typedef struct Rename { const char *from, *to; } Rename;

typedef struct EmitNames {
    const char   *prefix, *upper;   /* NULL: words stay as they are */
    const Rename *map;              /* further words, ends with from NULL; NULL: none */
} EmitNames;

EmitNames emit_names(Arena *a, const char *prefix);
/* Prints `text`, its words renamed. */
void emit_text(FILE *f, const char *text, size_t len, const EmitNames *names);
/* Every micro-kernel that the plans call, and what those call, callees first. */
void emit_micro(FILE *f, Arena *a, const Ir *const *irs, int n_irs, const EmitNames *names);
#endif
