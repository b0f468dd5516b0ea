#!/bin/sh
# Every function that a header of the library declares stands under a comment, beside one, or in a
# row of declarations that begins under one: shapes, units, errors and ownership are said there.
root=$PWD
. "$(dirname "$0")/tap.inc"
rooms=$(awk -F' *[|] *' '/^#/ || $2 ~ /alone|made/ || $1 == "cli" { next } { print $1 }' \
    "$root/spec/rooms.txt")
headers() { for r in $rooms; do find "$root/$r" -maxdepth 1 -name '*.h'; done; }
# A blank line, the end of a struct and the preprocessor end the row.
silent() {      # silent FILE...: functions of which nothing is said
    awk '
        FNR == 1 { said = comment = deep = 0; text = "" }
        comment { if (/\*\//) { comment = 0; said = 1 }; next }
        /^[ ]*\/\*/ && !/\*\// { comment = 1; next }
        /^[ ]*\/\*.*\*\/[ ]*$/ { said = 1; next }
        /^[ ]*#/ { continued = /\\$/; next }
        continued { continued = /\\$/; next }
        deep || (/\{/ && !/extern "C"/) {
            deep += gsub(/\{/, "{") - gsub(/\}/, "}")
            if (!deep) said = 0
            next
        }
        /^[ ]*$/ { said = 0; next }
        { text = text " " $0 }
        /;/ {
            function_ = text ~ /\(/ && text !~ /^ *(typedef|extern|static inline)/
            if (function_ && !said && text !~ /\/\*/) {
                sub(/\(.*/, "", text)
                sub(/.*[ *]/, "", text)
                print FILENAME ": " text
            }
            if (/\/\*/ && !/\*\//) comment = 1
            text = ""
        }' "$@"
}
all_said() { silent $(headers) >out; cat out; [ ! -s out ]; }
check "every function of the library's headers is described" all_said
count() { cat $(headers) | grep -cE '^[A-Za-z].*\(.*\);|^[A-Za-z][^#]*\($' ; }
check "there are some hundreds of them" [ "$(count)" -gt 300 ]

finds() { printf '%s\n' "$1" >bad.h; silent bad.h | grep -qx 'bad.h: lonely'; }
misses() { printf '%s\n' "$1" >good.h; [ -z "$(silent good.h)" ]; }
check "control: a function behind a struct" finds 'typedef struct T {
    int n; /* a field */
} T;
T *lonely(int n);'
check "control: one over two lines, after a blank one" finds '/* of another */
int other(void);

bool lonely(const char *path,
            Err *err);'
check "no control: a row under one comment" misses '/* Both. */
int one(void);
int two(const char *,
        int);'
check "no control: a comment beside it" misses 'int one(void); /* 1 */'
finish
