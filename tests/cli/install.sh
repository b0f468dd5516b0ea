# What make install writes works where it is put, and from any program: pkg-config, CMake, the shared
# library, the files that netc brings along. uninstall leaves nothing. The Debian packages.
root=$PWD
. "$(dirname "$0")/tap.inc"
if [ -n "${NETC_TEST_SAME_TEXT:-}" ]; then
    skip "make install" "done by the plain build"
    finish
fi
unset NETC_LIB MAKEFLAGS MAKELEVEL MFLAGS
build=$(dirname "$NETC")
in_root() { make -s --no-print-directory -C "$root" B="$build" "$@"; }
check "make install" in_root install DESTDIR="$TMP/stage"
mv stage/usr/local moved
cat >v.net <<'END'
import "vgg16.net"
net v {
    input 8x8x3
    vgg_stage(4, 1)
    flatten
    dense 3 softmax
}
END
cat >probe.c <<'END'
#include <netc/netc.h>
#include <stdio.h>
int main(int argc, char **argv)
{
    Err err = {""};
    char *mistakes = NULL;
    NetcModel *m = netc_open(argv[argc - 1], NULL, &mistakes, &err);
    if (!m)
        return fprintf(stderr, "%s%s\n", mistakes ? mistakes : "", err.text), 1;
    printf("%d outputs\n", (int)netc_output_floats(m));
    netc_close(m);
    return 0;
}
END
from_moved() { (cd "$TMP" && PATH="$TMP/moved/bin:$PATH" "$@"); }
check "the moved program finds its blocks" from_moved netc check v.net
check "and its pages" from_moved netc help tutorial
check "the examples are there" test -f moved/share/doc/netc/examples/vgg_cifar.net
check "and the manual, the changes, the licence" test -f moved/share/man/man1/netc.1 -a \
    -f moved/share/doc/netc/CHANGELOG.md -a -f moved/share/doc/netc/LICENSE
check "a page of the manual for each command, and for the language" sh -c \
    "test -s moved/share/man/man1/netc-train.1 -a -s moved/share/man/man5/netc.net.5 &&
     for c in \$(sed -n 's/^COMMAND(\(.*\))/\1/p' $root/cli/commands.def | grep -vx emit); do test -s moved/share/man/man1/netc-\$c.1 || exit 1; done"
check "vim's files, too" test -f moved/share/vim/vimfiles/syntax/netc.vim

# ---- the libraries ----
so=moved/lib/libnetc.so
check "the shared library has a version" [ "$(readlink $so)" = libnetc.so.0 ]
version=$(sed -n 's/^VERSION := //p' "$root/Makefile")
check "the whole one behind it" [ "$(readlink $so.0)" = "libnetc.so.$version" ]
exports() { nm -D --defined-only $so | awk '{ print $3 }' | grep -v '^netc_'; }
check "it exports netc_* alone" [ -z "$(exports)" ]
sed -n 's/^[A-Za-z].*\b\(netc_[a-z0-9_]*\)(.*/\1/p' moved/include/netc/netc.h | sort -u >declared
nm -D --defined-only $so | awk '{ print $3 }' | sort >exported
check "all that the header declares" [ -z "$(comm -23 declared exported)" ]
check "which is something" [ "$(wc -l <declared)" -ge 25 ]
if command -v pkg-config >/dev/null; then
    PKG_CONFIG_PATH=$TMP/moved/lib/pkgconfig
    export PKG_CONFIG_PATH
    check "pkg-config knows the version" [ "$(pkg-config --modversion netc)" = "$version" ]
    # shellcheck disable=SC2046
    links() { ${CC:-cc} probe.c $(pkg-config --cflags --libs netc) -o "$TMP/probe"; }
    check "a program links the shared library" links
    runs() { [ "$(LD_LIBRARY_PATH=$TMP/moved/lib "$@")" = "3 outputs" ]; }
    check "and finds the blocks of the moved tree" runs ./probe v.net
    # shellcheck disable=SC2046
    links_static() {
        ${CC:-cc} probe.c $(pkg-config --cflags netc) moved/lib/libnetc.a \
            $(pkg-config --static --libs netc | sed 's/-lnetc//') -o moved/bin/probe
    }
    check "and the static one" links_static
    check "which finds them near itself" runs moved/bin/probe v.net
else skip "pkg-config" "none"; fi

# A program elsewhere, with the static library: it goes by the PREFIX of the build.
mkdir -p elsewhere/far/away
cat >where.c <<'END'
#include "runtime/library_path.h"
#include <stdio.h>
int main(void)
{
    char path[4096];
    puts(library_path(path, sizeof path));
    return 0;
}
END
by_prefix() {
    in_root B="$TMP/b" PREFIX="$TMP/moved" "$TMP/b/gen/datadir.h" >/dev/null &&
        ${CC:-cc} -D_GNU_SOURCE -I"$root" -Ib/gen where.c "$root/runtime/library_path.c" -ldl \
            -o elsewhere/far/away/where && [ "$(elsewhere/far/away/where)" = "$TMP/moved/share/netc/lib" ]
}
check "a program elsewhere finds them by PREFIX" by_prefix
again_prefix() {
    in_root B="$TMP/b" PREFIX="$TMP/other" "$TMP/b/gen/datadir.h" &&
        grep -q "$TMP/other/share" b/gen/datadir.h
}
check "which another PREFIX changes" again_prefix

# ---- CMake ----
if command -v cmake >/dev/null; then
    mkdir project
    cp probe.c v.net project
    cat >project/main.c <<'END'
#include "v.h"
#include <stdio.h>
int main(void)
{
    printf("%d outputs\n", V_OUTPUTS);
    return 0;
}
END
    cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.13)
project(example C)
find_package(netc 0.1 REQUIRED)
add_executable(shared probe.c)
target_link_libraries(shared netc::netc)
add_executable(static probe.c)
target_link_libraries(static netc::static)
add_executable(emitted main.c)
netc_emit(emitted v.net --batch 2)
END
    configure() { cmake -S project -B made -DCMAKE_PREFIX_PATH="$TMP/moved"; }
    check "find_package(netc)" configure
    check "builds" cmake --build made
    says_three() { [ "$("$@")" = "3 outputs" ]; }
    check "with the shared library" says_three made/shared v.net
    check "with emitted C" says_three made/emitted
    NETC_LIB=moved/share/netc/lib
    export NETC_LIB
    check "with the static one" says_three made/static v.net
    unset NETC_LIB
    sed -i 's/netc 0.1/netc 9.0/' project/CMakeLists.txt
    refused() { ! cmake -S project -B other -DCMAKE_PREFIX_PATH="$TMP/moved"; }
    check "another version is refused" refused
else skip "CMake" "no cmake"; fi

# ---- away with it ----
rm -rf stage
mkdir -p stage/usr/local/share/zsh/site-functions
: >stage/usr/local/share/zsh/site-functions/_other
check "again" in_root install DESTDIR="$TMP/stage"
check "make uninstall" in_root uninstall DESTDIR="$TMP/stage"
check "leaves what others put there" rm stage/usr/local/share/zsh/site-functions/_other
check "and nothing else" [ -z "$(find stage -type f -o -type l)" ]
check "nor a folder called after it" [ -z "$(find stage -name '*netc*')" ]

# ---- versions ----
check "netc --version says it" [ "$("$NETC" --version)" = "netc $version" ]
check "the changes begin with it" \
    [ "$(sed -n 's/^## //p' "$root/CHANGELOG.md" | head -1)" = "$version" ]
check "it is semantic" sh -c "echo $version | grep -qE '^[0-9]+\.[0-9]+\.[0-9]+$'"

# ---- the Debian packages (`make deb` itself fails where lintian warns) ----
if command -v dpkg-shlibdeps >/dev/null; then
    export DEB_COMPRESSION=none
    check "make deb, not compressed" in_root pack-deb OUT="$TMP/deb"
    check "three packages" [ "$(ls deb | tr '\n' ' ' | sed 's/_[^ ]*//g')" = \
        "libnetc-dev libnetc0 netc " ]
    for name in netc libnetc0 libnetc-dev; do
        dpkg-deb -x deb/${name}_*.deb root
        dpkg-deb -x deb/${name}_*.deb root.$name
    done
    depends() { dpkg-deb -f deb/"$1"_*.deb Depends | grep -q "$2"; }
    check "the program depends on the libraries" depends netc libjansson4
    check "so does the shared library" depends libnetc0 libjansson4
    check "development on it, of its version" depends libnetc-dev "libnetc0 (= $version)"
    alone() { [ "$(cd root.libnetc0 && find . -type f -o -type l | grep -v /share/doc/ | sort | xargs)" = "$1" ]; }
    triplet=$(cc -print-multiarch)
    check "the library's package has it alone" \
        alone "./usr/lib/$triplet/libnetc.so.0 ./usr/lib/$triplet/libnetc.so.$version"
    lib=root/usr/lib/$triplet
    check "the program runs from there" [ "$(root/usr/bin/netc --version)" = "netc $version" ]
    check "and finds its pages" root/usr/bin/netc help tutorial
    if command -v pkg-config >/dev/null; then
        PKG_CONFIG_PATH=$TMP/$lib/pkgconfig
        check "a program links what pkg-config says" links
        finds() { [ "$(LD_LIBRARY_PATH=$TMP/$lib ./probe v.net)" = "3 outputs" ]; }
        check "and finds the blocks of the package netc" finds
    fi
    if command -v cmake >/dev/null; then
        sed -i 's/netc 9.0/netc 0.1/; s/add_executable(static.*//; s/.*netc::static.*//' \
            project/CMakeLists.txt
        configure() { cmake -S project -B packaged -DCMAKE_PREFIX_PATH="$TMP/root/usr"; }
        check "find_package(netc) of the packages" configure
        check "builds with them" cmake --build packaged
        check "and runs" says_three packaged/shared v.net
    fi
else skip "the Debian packages" "no dpkg-shlibdeps"; fi
finish
