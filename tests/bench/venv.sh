#!/bin/sh
# The virtual environment of `make bench`: venv.sh FOLDER makes it when it is missing and installs
# each peer by itself from PyPI, so that one that cannot be had here does not keep the others away;
# bench.py names it and goes on. NETC_BENCH_PEERS="torch jax" restricts the set. Versions are
# pinned: tables of different days compare. A folder that is complete is left alone.
set -u
venv=$1
peers=${NETC_BENCH_PEERS:-torch tensorflow jax onnxruntime ncnn}
stamp=$venv/peers.txt

requirement() {
    case $1 in
    torch) echo torch==2.13.0 ;;
    tensorflow) echo tensorflow-cpu==2.21.0 ;;
    jax) echo jax ;;
    onnxruntime) echo onnxruntime==1.32.0 onnx ;;
    ncnn) echo ncnn ;;
    *) echo "venv.sh: no peer \`$1\`" >&2; exit 2 ;;
    esac
}

test -x "$venv/bin/python" || python3 -m venv "$venv" || exit 1
test -f "$stamp" || "$venv/bin/pip" install -q numpy || exit 1
for p in $peers; do
    grep -q "^$p " "$stamp" 2>/dev/null && continue
    # shellcheck disable=SC2046
    if "$venv/bin/pip" install -q $(requirement "$p") >"$venv/$p.log" 2>&1; then
        echo "$p installed" >>"$stamp"
    else
        echo "$p cannot be installed (see $venv/$p.log): $(grep -i error "$venv/$p.log" | head -1)"
    fi
done
