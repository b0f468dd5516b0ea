#!/bin/sh
# Installs the Debian packages that building (and, with --test, testing; with --onnx, `make
# onnx-cases`; with --analyze, `make analyze`; with --mcu, the tests of --target=mcu on a
# microcontroller: 0.9 GB) netc needs, and nothing when they are there. Asks for root or sudo only
# when something is missing.
set -eu
build="gcc make pkg-config flex bison libc6-dev libtcc-dev libopenblas-dev libjansson-dev"
build="$build libjpeg62-turbo-dev libpng-dev libwebp-dev libgif-dev zlib1g-dev"
build="$build libhdf5-dev libzip-dev libprotobuf-c-dev protobuf-c-compiler libonnx-dev"
build="$build gnuplot-nox"
test="libcmocka-dev clang tcc g++ libclang-rt-14-dev libxml2-utils cmake"
test="$test gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user"
test="$test lld wasi-libc libclang-rt-14-dev-wasm32" # C for WebAssembly: 2 MB to fetch
test="$test libopenmpi-dev openmpi-bin" # 23 MB to fetch, 94 MB installed
test="$test zsh fish vim groff lintian" # completion, highlighting, the manual, make deb
want=$build
[ "${1:-}" = "--test" ] && want="$build $test"
[ "${1:-}" = "--analyze" ] && want="$build $test clang-tidy cppcheck valgrind"
[ "${1:-}" = "--onnx" ] && want="$build libonnx-testdata"
[ "${1:-}" = "--mcu" ] &&
    want="$build gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm"
if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "deps.sh: not a Debian-like system; install the equivalents of: $want" >&2
    exit 0
fi
missing=
for p in $want; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null || true)" = installed ] ||
        missing="$missing $p"
done
[ -n "$missing" ] || exit 0
echo "installing:$missing"
if [ "$(id -u)" = 0 ]; then
    as=
elif command -v sudo >/dev/null 2>&1; then
    as=sudo
else
    echo "deps.sh: these packages are missing and need root to install: apt-get install$missing" >&2
    exit 1
fi
# shellcheck disable=SC2086
$as apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 || {
    $as apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends $missing \
        >/dev/null
}
