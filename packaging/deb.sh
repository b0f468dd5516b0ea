#!/bin/sh
# Debian packages of what make has built (with PREFIX=/usr), in $OUT: netc (the program, its pages
# and blocks), libnetc0 (the shared library) and libnetc-dev (headers, static library, pkg-config,
# CMake).
# usage: deb.sh, from make, which sets what packaging/install.sh takes.
set -eu
arch=$(dpkg --print-architecture)
triplet=$(cc -print-multiarch)
all=$OUT/stage
rm -rf "$all" "$OUT/debian"
mkdir -p "$all" "$OUT/debian"
all=$(cd "$all" && pwd)
DESTDIR=$all PREFIX=/usr LIBDIR=/usr/lib/$triplet sh packaging/install.sh install
soname=${SONAME##*.}
netc=$OUT/netc_$VERSION
library=$OUT/libnetc${soname}_$VERSION
dev=$OUT/libnetc-dev_$VERSION

# As Debian has them: manuals compressed, zsh's folder, nothing in programs that only debuggers
# read.
gzip -9n "$all"/usr/share/man/man*/*
mkdir -p "$all/usr/share/zsh"
mv "$all/usr/share/zsh/site-functions" "$all/usr/share/zsh/vendor-completions"
strip --remove-section=.comment --remove-section=.note "$all/usr/bin/netc"
for f in "$all/usr/lib/$triplet/libnetc.so.$VERSION" \
    $(find "$all/usr/lib/$triplet/netc" -name '*.so' 2>/dev/null); do
    strip --strip-unneeded --remove-section=.comment "$f"
    chmod 644 "$f"
done
strip --strip-debug "$all/usr/lib/$triplet/libnetc.a"
rm "$all/usr/share/doc/netc/CHANGELOG.md" "$all/usr/share/doc/netc/LICENSE"

# take PACKAGE PATH...: what of usr is the package's
take() {
    rm -rf "$1"
    to=$1/usr
    shift
    for path; do
        mkdir -p "$to/$(dirname "$path")"
        mv "$all/usr/$path" "$to/$path"
    done
}
lib=lib/$triplet
take "$dev" include $lib/libnetc.a $lib/libnetc.so $lib/pkgconfig $lib/cmake
take "$library" "$lib/$SONAME" "$lib/libnetc.so.$VERSION"
rmdir "$all/usr/$lib" 2>/dev/null || true # where no plug-in is
take "$netc" $(cd "$all/usr" && ls)
rm -r "$all"

maintainer=$(git log -1 --format='%an <%ae>' 2>/dev/null || echo "netc <netc@localhost>")
changes() {
    echo "netc ($VERSION) unstable; urgency=low"
    echo
    sed -n "/^## $VERSION$/,/^## [0-9.]*[^$VERSION]/p" CHANGELOG.md |
        sed -n 's/^- /  * /p; s/^  [^ ]/  &/p' | fold -s -w 76 | sed 's/^[^ ]/    &/; s/ *$//'
    echo
    echo " -- $maintainer  $(date -R -r CHANGELOG.md)"
}
rights() {
    echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
    echo "Upstream-Name: netc"
    echo
    echo "Files: *"
    sed -n 's/^Copyright (c) /Copyright: /p' LICENSE
    echo "License: Expat"
    sed '1,4d; s/^$/./; s/^/ /' LICENSE
}

# What a file needs: of the libraries that are linked, their packages.
echo "Source: netc" >"$OUT/debian/control"
needs() { # needs FILE, below $OUT
    (cd "$OUT" && dpkg-shlibdeps -O "$1" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
}
below() { echo "${1#"$OUT"/}"; }

# pack FOLDER: the package of that tree; its control fields on standard input
pack() {
    name=$(basename "$1")
    name=${name%_*}
    doc=$1/usr/share/doc/$name
    mkdir -p "$1/DEBIAN" "$doc"
    changes | gzip -9n >"$doc/changelog.gz"
    rights >"$doc/copyright"
    find "$1" -type d -exec chmod 755 {} +
    {
        echo "Package: $name"
        [ "$name" = netc ] || echo "Source: netc"
        echo "Version: $VERSION"
        echo "Architecture: $arch"
        echo "Maintainer: $maintainer"
        echo "Installed-Size: $(du -sk "$1/usr" | cut -f1)"
        echo "Priority: optional"
        cat
    } >"$1/DEBIAN/control"
    (cd "$1" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k2) >"$1/DEBIAN/md5sums"
    deb=$OUT/${name}_${VERSION}_$arch.deb
    dpkg-deb --root-owner-group -Z"${DEB_COMPRESSION:-xz}" -b "$1" "$deb" >/dev/null
    rm -r "$1"
    echo "$deb"
}
about() { # the first sentences of each description
    cat <<END
 netc compiles a neural network, written as a small text file, to C that needs a
 C99 compiler and libm, or compiles it in memory and trains it on this machine's
 processor.
 .
END
}

# Plug-ins are loaded where their libraries are.
[ -z "$PLUGINS" ] || mpi=", openmpi-bin"
{
    cat <<END
Depends: $(needs "$(below "$netc")/usr/bin/netc")
Recommends: libopenblas0-pthread, gnuplot-nox | gnuplot
Suggests: gcc | c-compiler, libnetc-dev${mpi:-}
Section: science
Description: compiler of neural networks to C
END
    about
    echo " This package holds the program, its documentation, and blocks of known nets."
} | pack "$netc"

mkdir -p "$library/DEBIAN"
echo "libnetc $soname libnetc$soname (>= $VERSION)" >"$library/DEBIAN/shlibs"
echo "activate-noawait ldconfig" >"$library/DEBIAN/triggers"
{
    cat <<END
Depends: $(needs "$(below "$library")/usr/$lib/libnetc.so.$VERSION")
Recommends: netc, libopenblas0-pthread
Section: libs
Multi-Arch: same
Description: compiler of neural networks to C - shared library
END
    about
    cat <<END
 This package holds the shared library. The blocks of known nets, which files of
 nets may import, are in the package netc.
END
} | pack "$library"

{
    cat <<END
Depends: libnetc$soname (= $VERSION)
Recommends: netc
Section: libdevel
Description: compiler of neural networks to C - development files
END
    about
    cat <<END
 This package holds the headers of the library libnetc, the static library, and
 its packages for pkg-config and CMake.
END
} | pack "$dev"
rm -r "$OUT/debian"
