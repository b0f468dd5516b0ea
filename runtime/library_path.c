/* Where lib/vgg16.net and its neighbours are: NETC_LIB, beside the build folder of an uninstalled
 * program, or in the folder that `make install` filled. That is found from where the program lies,
 * and from where libnetc.so lies, so that an installed tree may be moved; a program elsewhere that
 * links libnetc.a goes by the folder of the installation. */
#include "runtime/library_path.h"
#include "datadir.h"
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const beside[] = {"..", "../..", "../share/netc", "../../share/netc"};

/* buf: FOLDER/name, FOLDER one of these near the file `of`. */
static bool near_file(const char *of, const char *name, char *buf, size_t size)
{
    const char *slash = strrchr(of, '/');
    for (size_t i = 0; slash && i < sizeof beside / sizeof *beside; i++) {
        int n = snprintf(buf, size, "%.*s/%s/%s", (int)(slash - of), of, beside[i], name);
        if (n > 0 && (size_t)n < size && access(buf, R_OK) == 0)
            return true;
    }
    return false;
}

/* The file that this code was loaded from: the program, or libnetc.so. */
static bool own_file(char *path, size_t size)
{
    static const char here = 0;
    Dl_info info;
    char *real = dladdr(&here, &info) && info.dli_fname ? realpath(info.dli_fname, NULL) : NULL;
    bool ok = real && (size_t)snprintf(path, size, "%s", real) < size;
    free(real);
    return ok;
}

const char *data_path(const char *name, char *buf, size_t size)
{
    char file[4096];
    ssize_t n = readlink("/proc/self/exe", file, sizeof file - 1);
    if (n > 0) {
        file[n] = 0;
        if (near_file(file, name, buf, size))
            return buf;
    }
    if (own_file(file, sizeof file) && near_file(file, name, buf, size))
        return buf;
    n = snprintf(buf, size, "%s/%s", NETC_DATADIR, name);
    return n > 0 && (size_t)n < size && access(buf, R_OK) == 0 ? buf : NULL;
}

const char *library_path(char *buf, size_t size)
{
    static const char block[] = "/vgg16.net";
    const char *own = getenv("NETC_LIB");
    if (own && *own)
        return own;
    if (!data_path("lib/vgg16.net", buf, size))
        return NETC_DATADIR "/lib";
    buf[strlen(buf) - strlen(block)] = 0;
    return buf;
}
