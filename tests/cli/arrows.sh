#!/bin/sh
# Rooms (spec/rooms.txt): every include points down the table, no two source files have one name, and
# no room has more than a third of the lines.
root=$PWD
. "$(dirname "$0")/tap.inc"
clean() { (cd "$root" && sh tools/rooms.sh check); }
check "every include points down, every file is in a room and has a name of its own" clean

# ---- controls, in a copy ----
rooms=$(awk -F' *[|] *' '$1 ~ /^[a-z]/ && $2 != "made" { sub(/[/].*/, "", $1); print $1 }' "$root/spec/rooms.txt" | sort -u)
fresh() {
    rm -rf copy && mkdir -p copy/spec
    cp "$root/spec/rooms.txt" copy/spec/
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
refuses "base/err.h includes runtime/netc.h: base is below runtime" "an include from the lowest room"
echo '  #  include "compiler/passes/passes.h" /* up */' >>copy/compiler/ir/ir_dump.c
refuses "compiler/ir/ir_dump.c includes compiler/passes/passes.h: compiler/ir is below compiler/passes" "one inside compiler/"
echo '#include "runtime/netc.h"' >>copy/weights/pretrained.h
refuses "weights/pretrained.h includes runtime/netc.h: weights is below runtime" "one of two that make a circle"
echo '#include "k_calls.h"' >>copy/kernels/micro/micro.h
echo >copy/kernels/k_calls.h
refuses "kernels/micro/micro.h includes k_calls.h: there is no such file" "a file that is in another folder"
echo '#include "base/arena.h"' >>copy/tools/embed.c
refuses "tools/embed.c includes base/arena.h: tools stands alone" "a build tool that includes a room"
echo >copy/runtime/threads_too.h
echo >copy/training/threads_too.h
refuses "training/threads_too.h has the name of runtime/threads_too.h" "two files of one name"
mkdir copy/models
echo >copy/models/onnx.c
refuses "models/onnx.c is in no room" "a folder that the table does not name"
yes '' | head -40000 >copy/runtime/large.c
refuses "runtime/ has more than a third of all lines" "a room with too much"
finish
