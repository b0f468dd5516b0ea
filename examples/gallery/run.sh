#!/bin/sh
# Draws the data of the gallery, trains its twelve nets, and prints what each reached, from the
# project's folder: sh examples/gallery/run.sh [NET...]. EXTRA has further options of `netc train`.
set -eu
netc=${NETC:-build/netc}
[ -n "${NETC:-}" ] || [ -x "$netc" ] || netc=netc # an installed one
nets=${*:-mlp lenet small_cnn vgg resnet mobilenet_v2 densenet unet autoencoder keyword tabular
    time_series}
out=build/gallery
here=$(dirname "$0")
mkdir -p "$out"
if [ ! -e "$out/draw" ]; then
    ${CC:-cc} -O1 "$here/draw.c" -o "$out/draw" -lm
    "$out/draw" "$out"
    "$netc" shapes "$out/shapes" --train 2000 --test 500 >/dev/null
fi
for net in $nets; do
    # shellcheck disable=SC2086
    "$netc" train "$here/$net.net" -o "$out/$net.safetensors" --force ${EXTRA:-} >"$out/$net.txt"
    "$netc" eval "$here/$net.net" --weights "$out/$net.safetensors" >"$out/$net.eval"
    last=$(grep '^epoch' "$out/$net.txt" | tail -1 | grep -oE 'val_(accuracy|mae) [0-9.e+-]+')
    echo "$net: $last, $(sed -n 's/^loss /loss /p' "$out/$net.eval")"
done
