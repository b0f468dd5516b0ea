/* Prototypes of all micro-kernels, by family. The file is included by micro.h only. */
#ifndef NETC_MICRO_PROTOS_H
#define NETC_MICRO_PROTOS_H
#if defined(__has_include)
#if __has_include("micro_misc.h")
#include "micro_misc.h"
#endif
#if __has_include("micro_conv.h")
#include "micro_conv.h"
#endif
#if __has_include("micro_prepacked.h")
#include "micro_prepacked.h"
#endif
#else
#include "micro_misc.h"
#include "micro_conv.h"
#include "micro_prepacked.h"
#endif
#endif
