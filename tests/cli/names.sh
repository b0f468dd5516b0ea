#!/bin/sh
# Names of nets, layers and labels in emitted C: any name compiles, because no name of the text
# itself looks like one made of a net's.
root=$PWD
. "$(dirname "$0")/tap.inc"
# A net `a` gives names a_WORD and A_WORD. They can meet another name of the text only if that is
# P_WORD for some P.
cat >meet.awk <<'END'
{
    gsub(/"([^"\\]|\\.)*"/, "")
    while (match($0, /[A-Za-z_][A-Za-z0-9_]*/)) {
        word = substr($0, RSTART, RLENGTH)
        $0 = substr($0, RSTART + RLENGTH)
        if (word ~ /^(qqzz|QQZZ)_/) made[substr(word, 6)] = 1; else if (word !~ /^_/) own[word] = 1
    }
}
END {
    for (w in own)
        for (k = 2; k < length(w); k++)
            if (substr(w, k, 1) == "_" && substr(w, k + 1) in made) { print w; bad = 1 }
    exit bad
}
END
own_names() {   # own_names FILE...     comments are left out
    cat "$@" | sed -e 's:/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/: :g' |
        awk '/\/\*/ { inside = 1 } !inside { print } /\*\// { inside = 0 }' >text
    awk -f meet.awk text
}
sed 's/kinds/qqzz/' "$root/tests/paths/kinds.net" >kinds.net
run kinds.net --net qqzz -o kinds.c --train --batch 4 --selftest
expect 0 "a net of every kind"
check "no name of its text can meet one made of a net's" own_names kinds.c kinds.h
one() {         # one NAME
    printf \
        'net %s {\n input 32x32x3 scale=0.1\n a: conv 3 3x3 stride=4 relu\n conv 3 3x3\n add a\n flatten\n dense 3 softmax\n}\n' \
        "$1"
    printf 'train { loss crossentropy\n batch 2 \n accumulate 2\n average 0.9 }\n'
}
one qqzz >n.net
run init n.net -o n.safetensors
for main in infer train; do
    run n.net -o main.c --train --main=$main --weights n.safetensors
    expect 0 "emitted with --main=$main"
    check "nor in a program" own_names main.c main.h
done
printf 'int qqzz_bytes; int f(int model_bytes);\n' >bad.c
check "control: model_bytes would meet qqzz_bytes" sh -c '! awk -f meet.awk bad.c'

compiles() {    # compiles NAME
    one "$1" >n.net
    "$NETC" n.net -o m.c --train --main=train >said 2>&1 || { cat said; return 1; }
    ${CC:-cc} -std=c99 -Wall -Wextra -Wshadow -pedantic -Werror -fsyntax-only m.c || return 1
}
for name in model work main printf int exp NULL restrict class run x label _ __ _A std INT32 v8 mk \
    resize mem NETC; do
    check "a net called $name" compiles $name
done
if command -v g++ >/dev/null; then
    for name in class template this namespace operator model _B; do
        compiles $name >/dev/null
        check "and in C++ $name" g++ -x c++ -Wall -Wextra -pedantic -Werror -fsyntax-only m.c
    done
else skip "in C++" "no g++"; fi

# Names that a system's library or headers make, as a net's are made, of a short name: sem_init.
cat >host.c <<'END'
#define _GNU_SOURCE
#include HOST_FIRST
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <threads.h>
#include <unistd.h>
#include HOST_LAST
int main(void)
{
    sem_t s;
    return sem_init(&s, 0, 1) || sem_wait(&s) || W_OK != 2 || X_OK != 1 || HOST_NAME(_OK) != 0;
}
END
# fits_host PREFIX: m.c beside the system's headers, included before and after its own
fits_host() {
    upper=$(echo "$1" | tr a-z A-Z)
    ${CC:-cc} -std=gnu11 -Wall -Werror '-DHOST_FIRST=<stdint.h>' '-DHOST_LAST="m.h"' \
        "-DHOST_NAME(x)=$upper##x" -fsyntax-only host.c &&
        ${CC:-cc} -std=gnu11 -Wall -Werror '-DHOST_FIRST="m.h"' '-DHOST_LAST=<stdint.h>' \
            "-DHOST_NAME(x)=$upper##x" -O0 -c host.c || return 1
    # names of a header are seen by now; of a library, where they are linked
    case $1 in net_sem | net_mtx | net_pthread_mutex) ;; *) thorough || return 0 ;; esac
    ${CC:-cc} -std=gnu11 -O0 host.o m.c -lm -o host && ./host
}
for name in sem mtx cnd atomic msg sched cmsg gai inotify pthread_mutex; do
    compiles $name >/dev/null
    "$NETC" n.net -o m.c --train >/dev/null 2>&1
    check "a net called $name beside the system's names" fits_host "net_$name"
done
for name in r x; do
    compiles $name >/dev/null
    check "a net called $name keeps its name" grep -q "^int ${name}_infer(" m.h
done
# The table of those names: each entry meets a word of the text, and no header of C or POSIX here
# has another (but NAME_OK of f, r, w and x, which keep their names).
cat kinds.c kinds.h | grep -oE '\b(qqzz|QQZZ)_[A-Za-z0-9_]+' | sed 's/^...._//' | sort -u >words
sed -n 's/^TAKEN(\([a-z0-9]*\), \([a-z0-9]*\),.*/\1 \2/p' "$root/compiler/emit/taken.def" >taken
check "the table has names" [ "$(wc -l <taken)" -ge 15 ]
useless() { while read -r net end; do grep -qix "$end" words || echo "$net $end"; done <taken; }
check "each meets a word of the text" [ -z "$(useless)" ]
for h in aio arpa/inet assert ctype dirent errno fcntl fenv float inttypes limits locale math \
    mqueue netdb poll pthread sched semaphore setjmp signal spawn stdatomic stdint stdio stdlib string \
    sys/inotify sys/mman sys/select sys/socket sys/stat sys/time sys/types sys/wait termios \
    threads time unistd wchar wctype; do
    echo "#include <$h.h>"
done >all.c
# Functions and macros.
{ ${CC:-cc} -D_GNU_SOURCE -E -P all.c | grep -oE '\b[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+ *\('
  ${CC:-cc} -D_GNU_SOURCE -E -dM all.c | awk '{ print $2 }'
} 2>/dev/null | grep -oE '^[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+' | sort -u >library
awk 'FILENAME == "words" { word[$1] = 1; next }
     { k = index($1, "_") }
     substr($1, k + 1) in word { print tolower(substr($1, 1, k - 1)), $1 }' \
    words library >met
check "control: sem_init is met" grep -q '^sem sem_init$' met
missing() {
    while read -r net name; do
        case $net in f | r | w | x) continue ;; esac
        grep -q "^$net " taken || echo "$name"
    done <met
}
check "no name of the headers is missing in it" [ -z "$(missing)" ]
[ -z "$(missing)" ] || missing | sed 's/^/# /'
one semantic >n.net
"$NETC" n.net -o m.c --train >/dev/null 2>&1
check "other names stay" fits_host semantic

cat >layers.net <<'END'
net layers {
    input 8x8x3
    labels a a_1 "a.1"
    int: conv 4 3x3 relu
    main_1: conv 4 3x3 relu
    printf: conv 4 3x3 relu
    repeat i in 1..2 { v$i: conv 4 3x3 relu }
    flatten
    x: dense 3
    softmax
}
train { loss crossentropy }
END
run layers.net -o layers.c --train
expect 0 "layers called like functions and keywords"
check "compile" ${CC:-cc} -std=c99 -Wall -Wextra -Wshadow -pedantic -Werror -fsyntax-only layers.c
finish
