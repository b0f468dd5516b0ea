/* For static analysis only: err_set always gives false, which the tools do not see in another file.
 */
#ifndef NETC_ANALYZE_ERR_SET_H
#define NETC_ANALYZE_ERR_SET_H
#include "base/err.h"
#define err_set(...) (err_set(__VA_ARGS__), false)
#endif
