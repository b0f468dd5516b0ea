#!/bin/sh
# A Debian package of what make has built (with PREFIX=/usr), in $OUT. usage: deb.sh, from make,
# which sets what packaging/install.sh takes.
set -eu
arch=$(dpkg --print-architecture)
triplet=$(cc -print-multiarch)
name=netc_$VERSION
stage=$OUT/$name
rm -rf "$stage" "$OUT/debian"
mkdir -p "$stage/DEBIAN" "$OUT/debian"
stage=$(cd "$stage" && pwd)
DESTDIR=$stage PREFIX=/usr LIBDIR=/usr/lib/$triplet sh packaging/install.sh install
lib=$stage/usr/lib/$triplet
doc=$stage/usr/share/doc/netc

# As Debian has them: manuals and changelogs compressed, zsh's folder, no licence beside copyright.
gzip -9n "$stage"/usr/share/man/man*/*
maintainer=$(git log -1 --format='%an <%ae>' 2>/dev/null || echo "netc <netc@localhost>")
{
    echo "netc ($VERSION) unstable; urgency=low"
    echo
    sed -n "/^## $VERSION$/,/^## [0-9.]*[^$VERSION]/p" CHANGELOG.md | sed -n 's/^- /  * /p; s/^  [^ ]/  &/p' |
        fold -s -w 76 | sed 's/^[^ ]/    &/; s/ *$//'
    echo
    echo " -- $maintainer  $(date -R -r CHANGELOG.md)"
} | gzip -9n >"$doc/changelog.gz"
rm "$doc/CHANGELOG.md"
mkdir -p "$stage/usr/share/zsh"
mv "$stage/usr/share/zsh/site-functions" "$stage/usr/share/zsh/vendor-completions"
{
    echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
    echo "Upstream-Name: netc"
    echo
    echo "Files: *"
    sed -n 's/^Copyright (c) /Copyright: /p' LICENSE
    echo "License: Expat"
    sed '1,4d; s/^$/./; s/^/ /' LICENSE
} >"$doc/copyright"
rm "$doc/LICENSE"
strip --remove-section=.comment --remove-section=.note "$stage/usr/bin/netc"
for f in "$lib/libnetc.so.$VERSION" $(find "$lib/netc" -name '*.so' 2>/dev/null); do
    strip --strip-unneeded --remove-section=.comment "$f"
    chmod 644 "$f"
done
strip --strip-debug "$lib/libnetc.a"
find "$stage" -type d -exec chmod 755 {} +

# What it needs: of the libraries that are linked, their packages.
echo "Source: netc" >"$OUT/debian/control"
depends=$(cd "$OUT" && dpkg-shlibdeps -O "$name/usr/bin/netc" \
    "$name/usr/lib/$triplet/libnetc.so.$VERSION" 2>/dev/null |
    sed -n 's/^shlibs:Depends=//p')
rm -r "$OUT/debian"
cat >"$stage/DEBIAN/control" <<END
Package: netc
Version: $VERSION
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -sk "$stage/usr" | cut -f1)
Depends: $depends
Recommends: libopenblas0-pthread, gnuplot-nox | gnuplot
Suggests: gcc | c-compiler
Section: science
Priority: optional
Description: compiler of neural networks to C
 netc compiles a neural network, written as a small text file, to C that needs a
 C99 compiler and libm, or compiles it in memory and trains it on this machine's
 processor.
 .
 This package holds the program, its documentation, and the library libnetc,
 static and shared, with its headers.
END
soname=$(objdump -p "$lib/libnetc.so.$VERSION" | awk '$1 == "SONAME" { print $2 }')
echo "libnetc ${soname##*.} netc (>= $VERSION)" >"$stage/DEBIAN/shlibs"
echo "activate-noawait ldconfig" >"$stage/DEBIAN/triggers"
(cd "$stage" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k2) >"$stage/DEBIAN/md5sums"
deb=$OUT/netc_${VERSION}_$arch.deb
dpkg-deb --root-owner-group -Z"${DEB_COMPRESSION:-xz}" -b "$stage" "$deb" >/dev/null
rm -r "$stage"
echo "$deb"
