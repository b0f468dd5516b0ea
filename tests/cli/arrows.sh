#!/bin/sh
# Rooms (spec/rooms.txt): every include points down the table, no two source files have one name,
# and no room has more than a third of the lines. spec/rooms.svg and the tables of ARCHITECTURE.md
# are as the sources say; `make docs` makes them anew.
root=$PWD
. "$(dirname "$0")/tap.inc"
clean() { (cd "$root" && sh tools/rooms.sh check); }
check "every include points down, every file is in a room and has a name of its own" clean

# ---- what is made from the sources ----
block() {       # block MARK ROOT: what stands between the two marks
    awk -v mark="$1" '
        $0 == "<!-- end of " mark " -->" { on = 0 }
        on { print }
        $0 == "<!-- " mark " -->" { on = 1 }' "$2/ARCHITECTURE.md"
}
table() {       # table CONDITION WHAT: of spec/rooms.txt, with room, kind and two more columns
    awk -F' *[|] *' '/^#/ { next } { room = $1; kind = $2 } '"$1 { print $2 }" \
        "$root/spec/rooms.txt"
}
rooms_sh() { (cd "$1" && sh tools/rooms.sh "$2"); }
picture_is_current() { rooms_sh "$1" picture | diff - "$1/spec/rooms.svg"; }
passes_are_current() { block passes "$1" >page && rooms_sh "$1" passes | diff - page; }
rooms_are_current() { block rooms "$1" >page && rooms_sh "$1" table | diff - page; }
check "spec/rooms.svg has the arrows of the sources" picture_is_current "$root"
check "the table of rooms in ARCHITECTURE.md too" rooms_are_current "$root"
check "the table of passes has compile.c's order and the headers' words" passes_are_current "$root"
# What the build makes is in no copy of the sources: the table says what it includes.
made_files_are_stated() {
    gen=$(dirname "$NETC")/gen bad=0
    for f in $(table 'kind == "made"' room); do
        [ -f "$gen/$f" ] || { echo "$f: the build makes no such file"; bad=1; continue; }
        own=$(table "room == \"$f\"" '$3')
        stated=$(table "room == \"$f\"" '$4')
        real=$(sed -n 's/^#include "\(.*\)"/\1/p' "$gen/$f" |
            sed 's|^micro.h$|kernels/micro/micro.h|; s|/[^/]*$||' | sort -u | grep -vxF "$own")
        [ "$(echo $stated)" = "$(echo $real)" ] && continue
        echo "$f includes $real, the table says $stated"
        bad=1
    done
    return $bad
}
check "what the build makes includes what the table says" made_files_are_stated

# ---- calls ----
# A prototype in a lower room may hide a call of an upper one, so the objects are asked too. Two
# passes define what records of kinds call, as compiler/ir declares it; the table of records names
# them all (ARCHITECTURE.md).
calls_up() {    # calls_up FOLDER...: calls of a room above, of the objects in these folders
    for r in $(table 'kind !~ /alone|made/' room); do
        for d in "$@"; do
            objects=
            for o in "$d/$r"/*.o; do
                file=${o##*/}
                [ -f "$o" ] || continue
                # in the build, an object whose file is gone does not count
                [ -f "$root/$r/${file%.o}.c" ] || [ "$d" != "$build" ] || continue
                objects="$objects $o"
            done
            # shellcheck disable=SC2086
            [ -z "$objects" ] || nm -A $objects | awk -v room="$r" '
                { at = index($0, ".o:"); file = substr($0, 1, at - 1); sub(/.*\//, "", file)
                  print room, room "/" file, $(NF - 1), $NF }'
        done
    done | LC_ALL=C awk '
        $1 != last { last = $1; place++ }
        { at[$2] = place }
        $3 ~ /^[TDRBV]$/ { home[$4] = $2 }
        $3 == "U" && $2 != "compiler/ir/layer_table" { caller[++n] = $2; what[n] = $4 }
        END { for (i = 1; i <= n; i++) {
                  to = home[what[i]]
                  if (to != "" && at[to] > at[caller[i]]) print caller[i], to, what[i] } }' |
    while read -r from to name; do
        case $to in
        compiler/passes/lower_impl | compiler/front/infer_shapes)
            grep -qw "$name" "$root"/compiler/ir/*.h && continue ;;
        esac
        echo "$from.c calls $name of $to.c, which is above"
    done
}
if command -v nm >/dev/null 2>&1; then
    build=$(dirname "$NETC")
    nothing_calls_up() { calls_up "$build" >up; cat up; [ ! -s up ]; }
    check "every call between rooms points down" nothing_calls_up
    mkdir -p more/base more/compiler/ir
    echo 'void netc_close(void *m); void end(void); void end(void) { netc_close(0); }' >end.c
    echo 'void fuse(void *ir); void far(void); void far(void) { fuse(0); }' >far.c
    ${CC:-cc} -c end.c -o more/base/end.o && ${CC:-cc} -c far.c -o more/compiler/ir/far.o
    calls_up "$build" more >up
    check "control: a call from the lowest room" \
        grep -qx 'base/end.c calls netc_close of runtime/model.c, which is above' up
    check "control: a call of a pass from compiler/ir" \
        grep -qx 'compiler/ir/far.c calls fuse of compiler/passes/fuse.c, which is above' up
fi

# ---- controls, in a copy ----
rooms=$(room_folders)
fresh() {
    rm -rf copy && mkdir -p copy/spec
    cp "$root/spec/rooms.txt" "$root/spec/rooms.svg" copy/spec/
    cp "$root/ARCHITECTURE.md" copy/
    for r in $rooms; do cp -R "$root/$r" copy/; done
}
refuses() {     # refuses LINE TEXT: check fails and says LINE
    (cd copy && sh tools/rooms.sh check) >out 2>err
    status=$?
    [ $status -ne 0 ] && grep -qxF -- "$1" out; r=$?
    result $r "control: $2"
    [ $r -eq 0 ] || explain
    fresh
}
fresh
check "a copy is as good" sh -c 'cd copy && sh tools/rooms.sh check'
echo '#include "runtime/netc.h"' >>copy/base/err.h
refuses "base/err.h includes runtime/netc.h: base is below runtime" \
    "an include from the lowest room"
echo '  #  include "compiler/passes/passes.h" /* up */' >>copy/compiler/ir/ir.c
refuses "compiler/ir/ir.c includes compiler/passes/passes.h: compiler/ir is below compiler/passes" \
    "one inside compiler/"
echo '#include "runtime/netc.h"' >>copy/weights/pretrained.h
refuses "weights/pretrained.h includes runtime/netc.h: weights is below runtime" \
    "one of two that make a circle"
echo '#include "base/arena.h"' >>copy/base/err.h
refuses "base/arena.h includes base/err.h, which includes base/arena.h: a circle" \
    "a circle inside a room"
echo '#include "compiler/passes/frozen_prefix.h"' >>copy/compiler/passes/passes.h
echo '#include "compiler/passes/lower_impl.h"' >>copy/compiler/passes/frozen_prefix.h
refuses "compiler/passes/passes.h includes compiler/passes/frozen_prefix.h, which includes\
 compiler/passes/lower_impl.h, which includes compiler/passes/passes.h: a circle" \
    "one over three files"
echo '#include <runtime/netc.h>' >>copy/base/err.h
refuses "base/err.h includes runtime/netc.h: base is below runtime" "an include in angle brackets"
echo '#include "k_calls.h"' >>copy/kernels/micro/micro.h
echo >copy/kernels/k_calls.h
refuses "kernels/micro/micro.h includes k_calls.h: there is no such file" \
    "a file that is in another folder"
echo '#include "base/arena.h"' >>copy/tools/embed.c
refuses "tools/embed.c includes base/arena.h: tools stands alone" \
    "a build tool that includes a room"
echo >copy/runtime/threads_too.h
echo >copy/training/threads_too.h
refuses "training/threads_too.h has the name of runtime/threads_too.h" "two files of one name"
mkdir copy/attic
echo >copy/attic/old.c
refuses "attic/old.c is in no room" "a folder that the table does not name"
sed 's/^compiler.emit *| 4/compiler\/emit | 1/' "$root/spec/rooms.txt" >copy/spec/rooms.txt
refuses "compiler/emit and compiler/optimizers lie on each other in the picture: move one of them" \
    "two rooms in one place of the picture"
yes '' | head -80000 >copy/runtime/large.c
refuses "runtime/ has more than a third of all lines" "a room with too much"
stale() {       # stale FUNCTION TEXT
    ! "$1" copy >out 2>err; r=$?
    result $r "control: $2"
    fresh
}
echo '#include "grammar/ast.h"' >>copy/formats/json.h
stale picture_is_current "an arrow that the picture does not have"
echo '#include "compiler/emit/emit.h"' >>copy/report/report.h
stale rooms_are_current "an arrow that the table does not have"
yes '' | head -2000 >>copy/report/report.h
check "a room that grew changes no page" rooms_are_current copy
fresh
sed 's/fuse(ir);//' "$root/compiler/compile.c" >copy/compiler/compile.c
stale passes_are_current "a pass that compile.c calls no more"
finish
