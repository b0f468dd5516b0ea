/* libFuzzer's driver: FUZZ_TARGET in the environment names the target of targets.h. Run by
 * tests/fuzz/fuzz.sh (`make fuzz`). */
#include "tests/fuzz/targets.h"
#include <stdint.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Fuzz scratch;
static const FuzzTarget *target;
static char file[4200];

void share_counters(void); /* shared_counters.c */

static void clean_up(void)
{
    char path[4200];
    snprintf(path, sizeof path, "%s", file);
    unlink(path);
    fuzz_close(&scratch);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *name = getenv("FUZZ_TARGET");
    Err err = {""};
    (void)argc;
    (void)argv;
    target = fuzz_find(name ? name : "");
    if (!target || !fuzz_open(&scratch, &err)) {
        fprintf(stderr, "fuzz_bytes: %s\n", target ? err.text : "FUZZ_TARGET names no target");
        exit(2);
    }
    snprintf(file, sizeof file, "%s", fuzz_path(&scratch, target->file));
    atexit(clean_up);
    share_counters();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Err err = {""};
    fuzz_check(fuzz_write(file, data, size), "a scratch file cannot be written");
    bool ok = target->run(&scratch, file, &err);
    fuzz_check(ok || err.text[0], "a file is refused without a message");
    return 0;
}
