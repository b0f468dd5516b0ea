#!/bin/sh
# The page of --package=wasm in headless Chromium: a picture dropped on it gets the class and the
# probabilities that `netc predict` says of it. `make browser`; with KEEP=FOLDER the page stays there.
. "$(dirname "$0")/../cli/tap.inc"
lacking() {
    echo "1..0 # SKIP no $1"
    exit 0
}
command -v chromium >/dev/null 2>&1 || lacking "chromium (Debian: chromium)"
echo 'int main(void) { return 0; }' >t.c
command -v emcc >/dev/null 2>&1 || clang --target=wasm32-wasi t.c -o t.wasm >/dev/null 2>&1 ||
    lacking "compiler for WebAssembly (Debian: clang lld wasi-libc libclang-rt-14-dev-wasm32)"

cat >shapes.net <<'END'
net shapes {
    input 32x32x3 scale=1/255
    labels(circle, square, triangle, cross, ring, star, stripes_h, stripes_v, checker, arrow)
    conv 8 3x3 relu
    maxpool 4x4
    conv 16 3x3 relu
    maxpool 2x2
    flatten
    dense 10 softmax
}
train {
    data cifar10 "data"
    loss crossentropy
    optimizer adam rate=0.005
    batch 32
    epochs 2
}
END
run shapes data --train 640 --test 64 --picture star.ppm --class 5
run train shapes.net -o w.safetensors --seed 1
expect 0 "trained"
run predict shapes.net --weights w.safetensors --json star.ppm
expect 0 "netc predict"
cp out predicted
run shapes.net --weights w.safetensors --package=wasm -o page
expect 0 "packed"
check "builds" sh page/build.sh

# The picture as a file that is dropped: BMP keeps every byte, and browsers read it.
{ od -An -v -tu1 -w1 star.ppm | awk '
    NR > 13 { v[n++] = $1 + 0 } # behind "P6 32 32 255"
    END {
        print "const pixels = ["; for (i = n - 3072; i < n; i++) printf "%d,", v[i]; print "];"
    }'
  cat <<'END'
const head = [66,77,54,12,0,0,0,0,0,0,54,0,0,0, 40,0,0,0,32,0,0,0,224,255,255,255,1,0,24,0];
while (head.length < 54) head.push(0);
const bytes = new Uint8Array(54 + 3072);
bytes.set(head);
for (let i = 0; i < 3072; i += 3)
  for (let c = 0; c < 3; c++) bytes[54 + i + c] = pixels[i + 2 - c];
const given = new DataTransfer();
given.items.add(new File([bytes], "star.bmp", { type: "image/bmp" }));
document.getElementById("zone").dispatchEvent(
  new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true }));
END
} >page/drop.js
sed 's|</html>|<script src="drop.js"></script></html>|' page/index.html >page/dropped.html
browse() { # browse PAGE: its list of outputs when the net has run
    timeout 120 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$TMP/browser" \
        --allow-file-access-from-files --virtual-time-budget=20000 \
        --dump-dom "file://$TMP/page/$1" 2>/dev/null >dom
    sed -n 's/.*<ol id="said">\(.*\)<\/ol>.*/\1/p' dom | sed 's/<\/li>/\n/g; s/<li>//g' | grep . >said
    sed 's/^/# /' said
    test -s said
}
# Each line is a name and a number that netc predict says, too, within five digits.
same() {
    tr ',{}[]' '\n' <predicted | tr -d '" ' >parts
    awk -F': ' 'FILENAME == "parts" { at = index($0, ":"); name = substr($0, 1, at - 1)
            value = substr($0, at + 1)
            if (name == "class" || name == "label") last = value
            if (name == "probability") p[last] = value
            p[name] = value; next }
        { d = p[$1] - $2; n++; if (!($1 in p) || d > 2e-5 || d < -2e-5) { bad = 1; print "# " $0 " but " p[$1] } }
        END { exit bad || !n }' parts said
}
check "a picture is dropped on the page" browse dropped.html
check "the page says what netc predict says" same
sed -i 's/new Uint8Array(54 + 3072)/new Uint8Array(9)/; s/^bytes.set(head);/bytes.fill(7); if (0)/; s/^for .let i = 0; i < 3072/for (let i = 0; i < 0/' page/drop.js
timeout 120 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$TMP/browser" \
    --allow-file-access-from-files --virtual-time-budget=20000 \
    --dump-dom "file://$TMP/page/dropped.html" 2>/dev/null >dom
check "of what is no picture the page says so" grep -q 'This is no picture' dom
[ -n "${KEEP:-}" ] && mkdir -p "$KEEP" && cp page/* "$KEEP"
finish
