/* Reads and writes the machine's file through jansson. Every constant must be there, a number above
 * 0 and below 1e9, and nothing else: a file of another version would plan by wrong numbers without
 * a word. */
#include "runtime/machine_file.h"
#include "base/fileio.h"
#include "compiler/ir/kernel.h"
#include "formats/json.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Constants that came later than the others may be missing: the default serves. */
enum { MAX_BYTES = 1 << 16, FIRST = 7 };

void machine_path(char *path, size_t size)
{
    const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (xdg && *xdg)
        snprintf(path, size, "%s/netc/machine.json", xdg);
    else if (home && *home)
        snprintf(path, size, "%s/.config/netc/machine.json", home);
    else
        *path = 0;
}

static bool known(const char *name)
{
    for (const MachineField *f = machine_fields; f->name; f++)
        if (!strcmp(f->name, name))
            return true;
    return false;
}

static bool take_fields(const char *path, json_t *o, Machine *m, Err *err)
{
    static const char again[] = "`netc tune` writes a new one";
    const char *key;
    json_t *v;
    if (!json_is_object(o))
        return err_set(err, "%s: expected an object of the machine's constants; %s", path, again);
    json_object_foreach(o, key, v) if (!known(key)) return err_set(
        err, "%s: no constant is called \"%.40s\"; %s", path, key, again);
    for (const MachineField *f = machine_fields; f->name; f++) {
        v = json_object_get(o, f->name);
        if (!v && f->since > FIRST)
            continue;
        if (!v)
            return err_set(err, "%s: \"%s\" is missing (%s); %s", path, f->name, f->what, again);
        double x = json_is_number(v) ? json_number_value(v) : -1;
        if (!machine_takes(x))
            return err_set(err, "%s: \"%s\" must be a number above 0 and below 1e9; %s", path,
                           f->name, again);
        *machine_field(m, f) = x;
    }
    return true;
}

bool machine_read(const char *path, Machine *m, Err *err)
{
    unsigned char *text;
    size_t size;
    if (!file_read(path, MAX_BYTES, &text, &size, err))
        return false;
    json_error_t at;
    bool lacking;
    *m = machine_default;
    json_t *o = json_read((const char *)text, size, &at, &lacking);
    free(text);
    if (lacking)
        return err_set(err, "%s: out of memory", path);
    if (!o)
        return err_set(err, "%s:%d:%d: %s", path, at.line, at.column, at.text);
    bool ok = take_fields(path, o, m, err);
    json_decref(o);
    return ok;
}

static bool make_folder(const char *path, Err *err)
{
    char folder[4200];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (!slash || slash == folder)
        return true;
    *slash = 0;
    return folder_make(folder, err);
}

bool machine_write(const char *path, const Machine *m, Err *err)
{
    if (!make_folder(path, err))
        return false;
    FileWriter *w = file_writer_open(path, err);
    if (!w)
        return false;
    file_writer_printf(w, "{");
    Machine copy = *m;
    for (const MachineField *f = machine_fields; f->name; f++)
        file_writer_printf(w, "%s\n  \"%s\": %.6g", f == machine_fields ? "" : ",", f->name,
                           *machine_field(&copy, f));
    file_writer_printf(w, "\n}\n");
    return file_writer_commit(w, err);
}

bool machine_find(const char *path, Machine *m, Err *err)
{
    char own[4200];
    *m = machine_default;
    const char *named = path ? NULL : getenv("NETC_MACHINE");
    Err why;
    if (named && *named)
        return !strcmp(named, "default") || machine_read(named, m, &why) ||
               err_set(err, "%s (NETC_MACHINE names this file)", why.text);
    if (path && *path)
        return !strcmp(path, "default") || machine_read(path, m, err);
    m->bf16_gain = kernel_build_bf16_gain();
    machine_path(own, sizeof own);
    return !*own || access(own, F_OK) || machine_read(own, m, err);
}
