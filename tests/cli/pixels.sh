# The class of each pixel: a net that ends in a map is trained on masks; scores are compared with
# awk's, from the outputs of `netc run`.
. "$(dirname "$0")/tap.inc"

# values N SEED of what the awk expression V says of r, whole random numbers 0 ... 255
values() {
    awk -v n="$1" -v s="$2" "BEGIN { for (i = 0; i < n; i++) { s = s * 16807 % 2147483647
        r = int(s / 256) % 256; print $3 } }"
}
bytes_of() { # bytes_of FILE TYPE SHAPE: the whole numbers of standard input as bytes
    printf '\223NUMPY\001\000v\000%-117s\n' \
        "{'descr': '|u1', 'fortran_order': False, 'shape': $2, }" >"$1"
    printf "$(awk '{ printf "\\%03o", $1 }')" >>"$1"
}
floats() { od -An -v -tf4 -w4 -j128 "$1"; } # of a float .npy, one a line
net() { # net FILE LAYERS LOSS MORE
    printf 'net n {\n input 6x5x3 scale=1/255\n labels back low high\n%s\n}\ntrain {\n data npy "set"\n loss %s\n%s\n optimizer adam rate=0.05\n batch 16\n epochs 8\n}\n' \
        "$2" "$3" "$4" | tr ';' '\n' >"$1"
}
# Pictures whose first channel tells the class of a pixel.
mkdir set
for part in 'train 64 3' 'test 16 4'; do
    set -- $part
    values $(($2 * 30)) $3 'r' | tee x | awk '{ print $1; print 255 - $1; print 7 }' |
        bytes_of set/x_$1.npy "($2, 6, 5, 3)"
    awk '{ print $1 < 80 ? 0 : $1 < 160 ? 1 : 2 }' x | bytes_of set/y_$1.npy "($2, 6, 5)"
done
net seg.net 'conv 6 1x1 tanh;conv 3 1x1 softmax' crossentropy
run train seg.net -o seg.safetensors
expect 0 "masks train a net that ends in a map"
prints '^data: 64 training pictures of 5x6 with masks of 5x6 in 3 classes from set/x_train.npy' "they are told"
prints '^epoch 8/8  loss [0-9.]+  accuracy 0\.[5-9]' "with the share of pixels that are right"
run eval seg.net --weights seg.safetensors --json
expect 0 "eval of pixels"
cp out eval.json
check "is JSON" json_ok eval.json
od -An -v -tu1 -w1 -j128 set/x_test.npy | awk '{ print $1 / 255 }' >x
awk '{ v = $1; e = 127; if (v == 0) { print "\\000\\000\\000\\000"; next }
    while (v < 1) { v *= 2; e-- } while (v >= 2) { v /= 2; e++ } m = int((v - 1) * 8388608 + 0.5)
    if (m == 8388608) { m = 0; e++ }
    printf "\\%03o\\%03o\\%03o\\%03o\n", m % 256, int(m / 256) % 256, (e % 2) * 128 + int(m / 65536), int(e / 2) }' x |
    tr -d '\n' >pattern
printf '\223NUMPY\001\000v\000%-117s\n' "{'descr': '<f4', 'fortran_order': False, 'shape': (16, 6, 5, 3), }" >f.npy
printf "$(cat pattern)" >>f.npy
run run seg.net --weights seg.safetensors --input f.npy --output y.npy
expect 0 "the maps"
floats y.npy | paste -d' ' - - - >y
od -An -v -tu1 -w1 -j128 set/y_test.npy | paste -d' ' - y | awk '
    { g = 0; if ($3 > $2) g = 1; if ($4 > (g ? $3 : $2)) g = 2; n[$1 + 0, g]++; right += g == $1; loss -= log($($1 + 2)) }
    END { printf "%.6f\n", right / NR >"accuracy"; printf "%.6f\n", loss / NR >"loss"
        for (k = 0; k < 3; k++) { t = p = 0; for (i = 0; i < 3; i++) { t += n[k, i]; p += n[i, k] }
            printf "%.6f\n", n[k, k] / (t + p - n[k, k]) >"iou"; printf "%.6f\n", 2 * n[k, k] / (t + p) >"dice"
            mean += n[k, k] / (t + p - n[k, k]) / 3 }
        printf "%.6f\n", mean >"mean_iou" }'
for key in accuracy loss iou dice mean_iou; do
    sed -n "s/^ *\"$key\": \([0-9.]*\),*$/\1/p" eval.json | awk '{ printf "%.6f\n", $1 }' >have
    check "$key is that of the outputs" sh -c "paste -d' ' have $key |
        awk '{ d = \$1 - \$2; if (NF != 2 || d > 2e-6 || d < -2e-6) bad = 1 } END { exit bad || NR == 0 }'"
done
run eval seg.net --weights seg.safetensors
prints '^low +0\.[0-9]+ +0\.[0-9]+ +' "a row a class"
run eval seg.net --weights seg.safetensors --views 6
fails 1 '6 views move the picture, and with it the map that' "a map does not move with its picture"
run eval seg.net --weights seg.safetensors --flips
expect 0 "mirrored pictures give mirrored maps"
cp out flipped
check "of a net of single pixels the same" sh -c '"$0" eval seg.net --weights seg.safetensors | tail -n +2 |
    grep -v "^data" >plain; grep -v "^data\|^test-time" flipped | cmp - plain' "$NETC"
run train seg.net -o two.safetensors --epochs 3
run train seg.net --resume two.ckpt --epochs 8
check "resumed, with the same bits" cmp two.safetensors seg.safetensors
sed 's/set"/& validation=0.25/' seg.net >share.net
run train share.net -o share.safetensors
expect 0 "a share held out has its own masks"
if command -v gnuplot >/dev/null 2>&1; then
    of() { sed -n "/<section id=\"$2\"/,/<\/section>/p" $1 | grep -o '<data value="[^"]*"' | sed 's/.*value="//; s/"//'; }
    run report seg.net --weights seg.safetensors -o r.html
    expect 0 "a report of masks"
    prints '^r.html: mean IoU 0\.[0-9]+ on 16 images, 0 logs' "is told"
    for key in iou dice precision recall support; do sed -n "s/.*\"$key\": \([0-9.]*\).*/\1/p" eval.json >$key; done
    paste -d'\n' iou dice precision recall support >want
    of r.html classes >have
    check "with the figures of eval" sh -c 'test $(wc -l <have) -eq 15 && paste -d" " have want |
        awk "{ d = \$1 - \$2; if (d > 1e-8 * \$1 || -d > 1e-8 * \$1) bad = 1 } END { exit bad }"'
    of r.html pictures | head -n 12 >worst
    check "the worst come first" sh -c 'sort -g worst | cmp - worst'
    check "each as picture, truth and guess" sh -c 'test $(grep -o "<img " r.html | wc -l) -eq 72 &&
        grep -q "mask of test image" r.html'
else
    skip "a report of masks" "no gnuplot"
fi

net weighted.net 'conv 6 1x1 tanh;conv 3 1x1 softmax' crossentropy 'class_weight balanced'
run train weighted.net -o weighted.safetensors
expect 0 "classes of pixels are balanced by their pixels"
check "which is another training" sh -c '! cmp -s weighted.safetensors seg.safetensors'
net dice.net 'conv 6 1x1 tanh;conv 3 1x1 softmax' dice
run train dice.net -o dice.safetensors
expect 0 "by their overlap"
prints '^epoch 8/8  loss 0\.[0-9]+  accuracy 0\.[4-9]' "dice is from 0 to 1"

# Moved pictures take their masks along: the class of a pixel is still told by its value.
net moved.net 'conv 6 1x1 tanh;conv 3 1x1 softmax' crossentropy 'augment flip crop=2'
run train moved.net -o moved.safetensors
expect 0 "moved pictures"
check "are told apart as well as others" sh -c 'sed -n "s/^epoch 8.*accuracy \([0-9.]*\)  val_loss.*/\1/p" out |
    awk "{ exit !(\$1 > 0.8) }"'
# One channel: zeros and ones are classes.
mkdir one && cp set/x_*.npy one/
for part in 'train 64' 'test 16'; do
    set -- $part
    od -An -v -tu1 -w1 -j128 set/y_$1.npy | awk '{ print ($1 > 0) }' | bytes_of one/y_$1.npy "($2, 6, 5, 1)"
done
net one.net 'conv 6 1x1 tanh;conv 1 1x1 sigmoid' binary_crossentropy
sed 's/"set"/"one"/; /labels/d' one.net >t && mv t one.net
run train one.net -o one.safetensors
expect 0 "one channel"
run eval one.net --weights one.safetensors
prints '^1 +0\.[0-9]+ +0\.[0-9]+' "tells two classes apart"

# ---- pictures and masks in folders ----
# What predict writes for a picture is what eval reads: then every pixel is right.
mkdir -p pics/train/images pics/test/images
tail -c +129 set/x_train.npy >bytes
for i in $(seq 0 39); do
    to=pics/train/images/p$i.ppm
    [ $i -lt 30 ] || to=pics/test/images/p$i.ppm
    { printf 'P6 5 6 255\n'; dd if=bytes bs=90 skip=$i count=1 2>/dev/null; } >$to
done
run predict seg.net --weights seg.safetensors -o pics/train/masks pics/train/images
expect 0 "predict writes masks"
prints '^pics/train/images/p0.ppm +pics/train/masks/p0.png$' "and says which"
run predict seg.net --weights seg.safetensors -o pics/test/masks pics/test/images --json
check "also as JSON" json_ok out
run predict seg.net --weights seg.safetensors -o pics/test/masks pics/test/images
fails 1 'pics/test/masks/p3[0-9].png is there already. --force' "not over those that are there"
run predict seg.net --weights seg.safetensors pics/test/images
fails 2 'n tells the class of each pixel: -o DIR writes a mask' "and not without a folder"
# A mask is never one of the inputs, and never two pictures', also with --force.
mkdir own twin twin/b links
cp pics/test/images/p30.ppm own/x.png
cp own/x.png pic.ppm
cp own/x.png twin/x.ppm
cp own/x.png twin/x.png
cp own/x.png twin/b/x.ppm
ln -s ../own/x.png links/x.png
ln -s own same
predict() { run predict seg.net --weights seg.safetensors -o "$@"; }
predict own --force own
fails 1 'the mask of own/x.png own/x.png is also an input .*: nothing was written' "not over its picture"
predict own own/x.png
fails 1 'own/x.png is also an input' "which --force would not change"
predict same --force pic.ppm own/x.png
fails 1 'the mask of own/x.png same/x.png is also an input \(a picture own/x.png\)' "through a link to the folder"
predict links --force own/x.png
fails 1 'the mask of own/x.png links/x.png is also an input \(a picture own/x.png\)' "and to the file"
cp seg.safetensors own/w.png
run predict seg.net --weights own/w.png -o own --force links/../own/x.png pics/test/images/p31.ppm
fails 1 'own/x.png is also an input' "nor by another spelling"
cp pic.ppm w.ppm
run predict seg.net --weights own/w.png -o own --force w.ppm
fails 1 'the mask of w.ppm own/w.png is also an input \(--weights\)' "not over the weights"
check "and all are as they were" sh -c 'cmp own/x.png pic.ppm && cmp own/w.png seg.safetensors &&
    [ "$(ls own)" = "$(printf "w.png\nx.png")" ]'
predict both --force twin/x.ppm twin/x.png
fails 1 'the mask of twin/x.ppm and the mask of twin/x.png would be one file, both/x.png: nothing was written' "two names"
predict both twin
fails 1 'the mask of twin/.*x.p.m and the mask of twin/x.p.* would be one file, both/x.png' "in a folder"
predict both twin/x.ppm twin/b
fails 1 'the mask of twin/x.ppm and the mask of twin/b/x.ppm would be one file' "in two folders"
check "nothing was written" [ ! -e both ]
predict both twin/x.ppm
expect 0 "one of them is"
predict both --force twin/x.png
expect 0 "and written over later"
sed 's/npy "set"/masks "pics"/' seg.net >pics.net
run eval pics.net --weights seg.safetensors
expect 0 "eval reads them"
prints '^data: 10 test pictures of 5x6 with masks in 3 classes from pics/test$' "from images and masks"
prints 'accuracy 1.0000  mean IoU 1.0000' "every pixel is as predicted"
run train pics.net -o pics.safetensors
expect 0 "they train a net"
prints '^data: 30 training pictures' "those of train"
run train pics.net -o outside.safetensors --data-memory 0
prints '^data: 30 training pictures of 5x6 with masks in 3 classes from pics/train, too many for memory: dec' \
    "pictures stay in their files"
check "the same bits" cmp pics.safetensors outside.safetensors
mkdir all && cp -r pics/train/* all/
run eval pics.net --weights seg.safetensors --data masks:all
prints '^data: 6 test pictures .* from all \(every fifth\)$' "without sets every fifth is for testing"
# A mask of a palette: 0 1 2 0 / 2 1 0 2. Written by Pillow.
mkdir -p pal/test/images pal/test/masks
printf 'P6 4 2 255\n123456789012345678901234' >pal/test/images/a.ppm
printf '\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\000\004\000\000\000\002\002\003\000\000\000\002\306\225\360\000\000\000\014\120\114\124\105\000\000\000\310\000\000\000\310\000\011\011\011\110\134\015\276\000\000\000\014\111\104\101\124\170\234\143\220\140\230\004\000\000\336\000\253\032\374\067\167\000\000\000\000\111\105\116\104\256\102\140\202' >pal/test/masks/a.png
sed 's/input 6x5x3/input 2x4x3/; s/masks "pics"/masks "pal"/' pics.net >pal.net
run eval pal.net --weights seg.safetensors
expect 0 "a mask of a palette"
check "has the numbers of its colours" sh -c \
    'awk "/^(back|low|high) / { printf \"%s \", \$6 }" out | grep -q "^3 2 3 "'
cp pics/test/masks/p30.png pal/test/masks/a.png
run eval pal.net --weights seg.safetensors
fails 1 'pal/test/masks/a.png is 5x6, but the picture pal/test/images/a.ppm is 4x2' "a mask of another size"
cp pal/test/images/a.ppm pal/test/masks/a.png
run eval pal.net --weights seg.safetensors
fails 1 'pal/test/masks/a.png is no PNG file; a mask is one' "no PNG"
for n in 0 1 3 4 8 33 80; do
    head -c $n pics/test/masks/p30.png >pal/test/masks/a.png
    run eval pal.net --weights seg.safetensors
    fails 1 'pal/test/masks/a.png: damaged or truncated PNG: the file ends too early' "$n bytes of a PNG"
done
rm pal/test/masks/a.png
run eval pal.net --weights seg.safetensors
fails 1 'the picture pal/test/images/a.ppm has no mask: expected pal/test/masks/a.png, a PNG file' \
    "no mask"
run predict pics.net --weights seg.safetensors pics/x_test.npy
fails 1 'x_test.npy is an array: `netc run pics.net --weights W --input X.npy --output Y.npy`' \
    "an array is for netc run"
sed 's/conv 3 1x1 softmax/conv 3 1x1;globalavgpool;softmax/' pics.net | tr ';' '\n' >vector.net
run train vector.net -o vector.safetensors
fails 1 'pics has masks, but the net does not tell the class of each pixel' "a net that ends in a vector"
run train pics.net -o other.safetensors --data masks:set
fails 1 'set/train has no folder images; expected set/train/images' "no pictures"

# ---- mistakes ----
printf 'net n {\n input 6x5x3\n conv 3 3x3 softmax\n}\ntrain {\n data npy "bad"\n loss crossentropy\n}\n' >bad.net
mkdir bad && cp set/* bad/
values 64 5 'r % 3' | bytes_of bad/y_train.npy '(64,)'
run train bad.net -o bad.safetensors
fails 1 'bad/y_train.npy: the net tells the class of each pixel of 6x5: expected class numbers \(n, 6, 5\), or `flatten`' "one class a sample"
values 1920 5 'r % 4' | bytes_of bad/y_train.npy '(64, 6, 5)'
run train bad.net -o bad.safetensors
fails 1 'bad/y_train.npy: class 3 of pixel [0-9]+ of sample 0 is out of range; expected 0 ... 2' "a class that is none"
values 1890 5 'r % 3' | bytes_of bad/y_train.npy '(63, 6, 5)'
run train bad.net -o bad.safetensors
fails 1 'bad/x_train.npy holds 64 samples, but bad/y_train.npy 63 masks' "too few masks"
run shapes drawn --train 40 --test 20
sed 's/npy "bad"/cifar10 "drawn"/' bad.net >drawn.net
run train drawn.net -o bad.safetensors
fails 1 'drawn: the net tells the class of each pixel, but the samples have one each: put `flatten`' "data without masks"
finish
