/* model.c and model.h as one header (--single-header), for either target. */
#include "compiler/emit/emit_impl.h"

/* Before the implementation, and after it: a file that includes the header twice has it once, and
 * what model.c turns off of -ffast-math for itself is turned on again for what follows. */
static const char before[] =
    "\n/* The implementation: in the one C or C++ file that defines @_IMPLEMENTATION before it\n"
    " * includes this one. Options of the build (@_NO_STATIC, @_PARALLEL_FOR and others) are "
    "defined\n"
    " * before it, too. */\n"
    "#if defined(@_IMPLEMENTATION) && !defined(@_IMPLEMENTED)\n#define @_IMPLEMENTED\n"
    "#if defined(__clang__)\n#pragma float_control(push)\n"
    "#elif defined(__GNUC__) && !defined(__TINYC__)\n#pragma GCC push_options\n#endif\n";
static const char after[] =
    "#if defined(__clang__)\n#pragma float_control(pop)\n" /* what micro.h defines for clang */
    "#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)\n"
    "#undef sqrtf\n#undef expf\n#undef logf\n#undef expm1f\n#undef log1pf\n"
    "#undef tanhf\n#undef erff\n#undef rintf\n#undef roundf\n#undef fabsf\n"
    "#undef sqrt\n#undef exp\n#undef log\n#undef expm1\n#undef log1p\n#undef tanh\n"
    "#undef erf\n#undef fabs\n#undef powf\n#undef pow\n"
    "#endif\n"
    "#elif defined(__GNUC__) && !defined(__TINYC__)\n#pragma GCC pop_options\n#endif\n#endif\n";

static void put(FILE *f, const char *text, const char *upper)
{
    for (; *text; text++)
        *text == '@' ? (void)fputs(upper, f) : (void)fputc(*text, f);
}

void emit_single_header(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o)
{
    const bool mcu = target_layout(&infer->target) == &layout_hwc;
    const char *upper = emit_names(infer->arena, o->prefix, true).upper;
    EmitOptions inside = *o;
    inside.header = NULL;
    mcu ? emit_mcu_h(f, infer, o) : emit_standalone_h(f, infer, train, o);
    put(f, before, upper);
    mcu ? emit_mcu_c(f, infer, &inside) : emit_standalone_c(f, infer, train, &inside);
    put(f, after, upper);
}
