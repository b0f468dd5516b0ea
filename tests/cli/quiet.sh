#!/bin/sh
# The library (everything but cli/ and tools/) prints nothing by itself, and ends no program: its
# sources name neither the standard streams nor what ends a process. Streams that a caller gave and
# assertions are fine; so is _exit in a child that the library forked, and text that is emitted.
root=$PWD
. "$(dirname "$0")/tap.inc"
rooms=$(awk -F' *[|] *' '/^#/ || $2 ~ /alone|made/ || $1 == "cli" { next } { print $1 }' \
    "$root/spec/rooms.txt")
sources() { for r in $rooms; do find "$root/$r" -maxdepth 1 -name '*.[chly]'; done; }
# Comments and strings go; what is left keeps its lines.
code() {
    awk '{ line = ""
           for (i = 1; i <= length($0); i++) {
               two = substr($0, i, 2); c = substr($0, i, 1)
               if (comment) { if (two == "*/") { comment = 0; i++ }; continue }
               if (string) { if (c == "\\") i++; else if (c == "\"") string = 0; continue }
               if (two == "/*") { comment = 1; i++; continue }
               if (two == "//") break
               if (c == "\"" && substr($0, i - 1, 1) != "\047") { string = 1; continue }
               line = line c }
           string = 0
           print FILENAME ":" FNR ":" line }' "$@"
}
streams='(^|[^A-Za-z0-9_])(stdout|stderr|STDOUT_FILENO|STDERR_FILENO)([^A-Za-z0-9_]|$)'
printers='v?printf|puts|putchar|perror|psignal|v?warnx?|v?errx?|syslog'
enders='exit|_exit|_Exit|quick_exit|abort|raise|atexit|__builtin_trap'
# What may stand: _exit in the child that reads or writes a foreign file, and where the output of a
# compiler that is run goes: into its log, or nowhere.
forbidden() {
    code $(sources) | grep -E "$streams|(^|[^A-Za-z0-9_.>])($printers|$enders) *\(" |
        grep -vE '/(formats/guarded|formats/hdf5)\.c:[0-9]*:.*_exit\(' |
        grep -vE '/runtime/cc\.c:.*adddup2\(&act, log, STD(OUT|ERR)_FILENO\)' |
        grep -vE '/runtime/target_size\.c:.*addopen\(&to, STDERR_FILENO, '
}
silent() { ! forbidden; }
check "the library names no stream of the program and ends none" silent
seen() { [ "$(sources | wc -l)" -gt 200 ]; }
check "and all of it was read" seen
catches() { sources() { echo "$PWD/bad.c"; }; printf '%s\n' "$1" >bad.c; ! silent; }
passes() { sources() { echo "$PWD/good.c"; }; printf '%s\n' "$1" >good.c; silent; }
check "control: printf" catches '    printf("%d\n", n);'
check "control: fprintf to the error stream" catches '        fprintf(stderr, "internal error\n");'
check "control: a stream that is only handed on" catches '    text_stream_to(stdout);'
check "control: perror behind a comment" catches '    /* why */ perror(path);'
check "control: exit" catches '    if (!p) exit(1);'
check "control: abort" catches '        abort(); /* cannot be */'
check "control: _exit outside a child" catches '    _exit(2);'
check "no control: fprintf to a stream of the caller" passes '    fprintf(f, "%d", n);'
check "no control: words in comments and strings" \
    passes '    err_set(err, "exit(1) to stderr"); /* never abort() */'

# ---- the same of the objects, which hold what flex and bison wrote too ----
# Beside the children: where ECHO of flex would print, which no rule does; and libtcc, whose exit
# and fprintf are runtime/tcc_host.c's (Makefile).
linked() {      # linked LIBRARY: what its objects take from the C library
    nm -A "$1" 2>/dev/null | grep -E " U _*(v?printf(_chk)?|$printers|$enders|stdout|stderr)\$" |
        grep -vE '(guarded|hdf5)\.o: *U _exit$|netc\.lex\.o: *U stdout$|tcc\.o: '
}
quiet_objects() { ! linked "$1"; }
if command -v nm >/dev/null 2>&1; then
    library=$(dirname "$NETC")/libnetc.a
    check "nor do the objects of libnetc.a" quiet_objects "$library"
    objects_seen() { [ "$(nm -A "$library" 2>/dev/null | grep -c ' T ')" -gt 500 ]; }
    check "and all of them were read" objects_seen
    printf '#include <stdlib.h>\nvoid f(int n);\nvoid f(int n) { exit(n); }\n' >bad.c
    ${CC:-cc} -c bad.c -o bad.o && ar rc bad.a bad.o
    loud_object() { linked bad.a; }
    check "control: an object that calls exit" loud_object
fi
finish
