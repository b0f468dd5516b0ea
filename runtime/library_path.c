/* Where lib/vgg16.net and its neighbours are: NETC_LIB, lib/ beside the build folder of an
 * uninstalled program, or the folder that `make install` filled. */
#include "runtime/library_path.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef NETC_DATADIR
#define NETC_DATADIR "/usr/local/share/netc"
#endif

const char *library_path(char *buf, size_t size)
{
    const char *own = getenv("NETC_LIB");
    if (own && *own)
        return own;
    static const char *const beside[] = {"../lib", "../../lib", "../share/netc/lib"};
    char exe[4096];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n > 0) {
        exe[n] = 0;
        char *slash = strrchr(exe, '/');
        if (slash)
            *slash = 0;
        for (int i = 0; i < 3; i++) {
            char probe[4400];
            snprintf(probe, sizeof probe, "%s/%s/vgg16.net", exe, beside[i]);
            if (access(probe, R_OK) == 0 &&
                snprintf(buf, size, "%s/%s", exe, beside[i]) < (int)size)
                return buf;
        }
    }
    return NETC_DATADIR "/lib";
}
