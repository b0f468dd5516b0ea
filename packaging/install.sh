#!/bin/sh
# usage: install.sh install|uninstall|list, run by make, which sets DESTDIR, PREFIX, LIBDIR, B,
# VERSION, SONAME, LIBS, PAGES, COMMANDS and PLUGINS. One list says what is installed, so that uninstall
# removes it all.
set -eu
shared=$PREFIX/share
# Of each file: its mode (or `link`), where it comes from, where it goes.
files() {
    echo "755 $B/netc $PREFIX/bin/netc"
    echo "644 $B/libnetc.a $LIBDIR/libnetc.a"
    echo "755 $B/libnetc.so $LIBDIR/libnetc.so.$VERSION"
    echo "link libnetc.so.$VERSION $LIBDIR/$SONAME"
    echo "link $SONAME $LIBDIR/libnetc.so"
    for f in $PLUGINS; do echo "755 $f $LIBDIR/netc/$(basename "$f")"; done
    echo "644 runtime/netc.h $PREFIX/include/netc/netc.h"
    for f in base/err.h base/number_types.def; do echo "644 $f $PREFIX/include/netc/$f"; done
    echo "644 $B/install/netc.pc $LIBDIR/pkgconfig/netc.pc"
    for f in netcConfig netcConfigVersion; do
        echo "644 $B/install/$f.cmake $LIBDIR/cmake/netc/$f.cmake"
    done
    for f in lib/*.net $PAGES; do echo "644 $f $shared/netc/$f"; done
    for f in README.md CHANGELOG.md LICENSE $(find examples -type f ! -path '*/results/*' | sort)
    do echo "644 $f $shared/doc/netc/$f"; done
    echo "644 cli/netc.1 $shared/man/man1/netc.1"
    for c in $COMMANDS; do echo "644 $B/man/netc-$c.1 $shared/man/man1/netc-$c.1"; done
    echo "644 $B/man/netc.net.5 $shared/man/man5/netc.net.5"
    echo "644 packaging/completion/netc.bash $shared/bash-completion/completions/netc"
    echo "644 packaging/completion/_netc $shared/zsh/site-functions/_netc"
    echo "644 packaging/completion/netc.fish $shared/fish/vendor_completions.d/netc.fish"
    for f in syntax ftdetect ftplugin; do
        echo "644 packaging/editors/vim/$f/netc.vim $shared/vim/vimfiles/$f/netc.vim"
    done
    (cd packaging/editors && find vscode -type f | sort) | while read -r f; do
        echo "644 packaging/editors/$f $shared/netc/editors/$f"
    done
}
# The files that name places: from where they lie to PREFIX it is so far up.
up() { echo "${LIBDIR#"$PREFIX"/}/$1" | sed 's:[^/][^/]*:..:g'; }
write_places() {
    mkdir -p "$B/install"
    list=$(echo "$LIBS" | sed 's/-pthread//; s/^ *//; s/ *$//; s/  */;/g')
    for f in netc.pc netcConfig.cmake netcConfigVersion.cmake; do
        case $f in *.pc) up=$(up pkgconfig) ;; *) up=$(up cmake/netc) ;; esac
        sed -e "s|@UP@|$up|; s|@VERSION@|$VERSION|g; s|@SONAME@|$SONAME|; s|@LIBS@|$LIBS|" \
            -e "s|@LIST@|$list|" "packaging/$f.in" >"$B/install/$f"
    done
}
# Folders that are everybody's stay; others go when nothing is left in them.
everybodys() {
    case $1 in
        "$PREFIX" | "$LIBDIR" | / | "$PREFIX"/bin | "$PREFIX"/lib | "$PREFIX"/include | "$shared" | \
            "$shared"/man | "$shared"/man/man1 | "$shared"/man/man5 | "$shared"/doc) return 0 ;;
    esac
    return 1
}
case $1 in
    list) files ;;
    install)
        write_places
        files | while read -r mode from to; do
            if [ "$mode" = link ]; then
                ln -sf "$from" "$DESTDIR$to"
            else
                install -D -m "$mode" "$from" "$DESTDIR$to"
            fi
        done ;;
    uninstall)
        files | while read -r mode from to; do
            rm -f "$DESTDIR$to"
            folder=$(dirname "$to")
            while ! everybodys "$folder" && rmdir "$DESTDIR$folder" 2>/dev/null; do
                folder=$(dirname "$folder")
            done
        done ;;
esac
