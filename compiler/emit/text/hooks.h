/* Options of the build, the same for every file that includes this one: define them by -D, or in a
 * file of yours: #define NET_CONFIG "my_config.h" (by -D, too). */
#ifdef NET_CONFIG
#include NET_CONFIG
#endif
/* Statements before and behind each layer, to time it or to feed a watchdog; none by default. Both
 * arguments are string constants: "infer" or another program of model.c, and the layer's name. */
/* @if native */
/* A layer may be computed in several steps, and a step in pieces on several threads: they stand
 * around each. "" is what belongs to no layer, or all of a program that goes through tables. */
/* @end */
#ifndef NET_BEFORE_LAYER
#define NET_BEFORE_LAYER(program, layer) ((void)0)
#endif
#ifndef NET_AFTER_LAYER
#define NET_AFTER_LAYER(program, layer) ((void)0)
#endif
/* @if array */
/* Before and behind the weights, where they shall lie elsewhere than the compiler puts constants:
 * #define NET_SECTION __attribute__((section(".qspi"))) */
#ifndef NET_CONST
#define NET_CONST const
#endif
#ifndef NET_SECTION
#define NET_SECTION
#endif
/* @end */
/* @if predict */
/* Behind the static memory of net_predict. */
#ifndef NET_RAM_SECTION
#define NET_RAM_SECTION
#endif
/* @end */
/* @if sums */
/* NET_SUMS4(sum, x, w, count, step), if defined: sum[j] += x[i] * w[i * step + j] over i < count,
 * at least one, for j of 0 to 3, all float: the dot products of convolutions and dense layers, as
 * your processor does them best. */
/* @end */
/* @if dot4 */
/* NET_DOT4(sum, x, w), if defined: sum + x[0] * w[0] + ... + x[3] * w[3], x and w of type const
 * int8_t *, the sum int32_t: the dot products, as your processor does them best. */
/* @end */
