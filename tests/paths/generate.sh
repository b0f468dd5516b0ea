#!/bin/sh
# usage: generate.sh NETC OUTDIR    writes the emitted C of every example, training included, to
# OUTDIR
set -eu
netc=$1 out=$2
mkdir -p "$out"
for f in examples/*.net; do
    name=$(basename "$f" .net)
    "$netc" "$f" -o "$out/$name.c" --train
done
