/* Every call of netc.h that can fail, once: library NET FOLDER [BACKEND]. Exit status 1 and the call's message when one does. */
#include "runtime/netc.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Err err;

static void must(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s: %s\n", what, err.text[0] ? err.text : "(no reason given)");
    exit(1);
}

static void steps(NetcModel *m, const char *path)
{
    size_t in = netc_input_floats(m), out = netc_output_floats(m), params = netc_param_floats(m), state = netc_state_bytes(m);
    static float x[4096], y[4096], grad[65536];
    static unsigned char image[1 << 20];
    int32_t label[2] = {0, 1};
    float loss;
    if (in * 2 > 4096 || out * 2 > 4096 || params > 65536 || state > sizeof image)
        exit(2);
    for (size_t i = 0; i < in * 2; i++)
        x[i] = (float)(i % 7) / 7;
    must(netc_init(m, 1), "netc_init");
    must(netc_infer(m, x, 2, y, &err), "netc_infer");
    must(netc_train_step(m, x, label, 2, 0.1f, &loss, y, &err), "netc_train_step");
    must(netc_train_grad(m, x, label, 2, grad, &loss, &err), "netc_train_grad");
    must(netc_train_apply(m, grad, 0.1f, &err), "netc_train_apply");
    must(netc_train_add(m, x, label, 2, &loss, y, &err), "netc_train_add");
    must(netc_train_update(m, 0.1f, &err), "netc_train_update");
    must(netc_state_save(m, image), "netc_state_save");
    must(netc_state_load(m, image), "netc_state_load");
    must(netc_save(m, path, &err), "netc_save");
    must(netc_load(m, path, &err), "netc_load");
    must(netc_save_as(m, path, NETC_BF16, &err), "netc_save_as");
    must(netc_load(m, path, &err), "netc_load of 16 bits");
}

int main(int argc, char **argv)
{
    NetcBackend b = argc > 3 && !strcmp(argv[3], "reference") ? NETC_REFERENCE : NETC_JIT;
    char path[1024], *diagnostics = NULL;
    if (argc < 3)
        return 2;
    snprintf(path, sizeof path, "%s/w.safetensors", argv[2]);
    NetcModel *m = netc_open(argv[1], &(NetcOptions){.train = true, .batch = 2, .backend = b, .threads = 2}, &diagnostics, &err);
    free(diagnostics);
    must(m != NULL, "netc_open");
    steps(m, path);
    netc_close(m);
    return 0;
}
