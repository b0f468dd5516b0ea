# eval and predict: reports, JSON, pictures of any kind and size, and bad input.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
sed 's/scale=1\/255/scale=1\/255\n    labels circle square triangle cross ring star stripes_h stripes_v checker arrow/' \
    tiny.net >named.net
run shapes data --train 320 --test 80 --seed 3 --picture ring.png --class 4
check "shapes draws a picture" test -s ring.png
run train named.net -o w.safetensors --epochs 3 --seed 1
expect 0 "train for the tests below"

run eval named.net --weights w.safetensors
expect 0 "eval succeeds"
prints '^loss [0-9.]+  accuracy [0-9.]+  \([0-9]+ of 80 images\)' "eval prints loss and accuracy"
prints '^class +precision +recall +F1 +images' "eval has a table of classes"
prints '^stripes_h +[0-9.]+ +[0-9.]+ +[0-9.]+ +8$' "with the labels and their counts"
prints '^confusion matrix' "eval prints the confusion matrix"
# The table again, from the matrix.
check "precision, recall, F1 and accuracy follow from the matrix" awk '
    function off(a, b) { return a - b > 0.00006 || b - a > 0.00006 }
    /accuracy/ && !/^top-/ { for (i = 1; i < NF; i++) if ($i == "accuracy") accuracy = $(i + 1) }
    /^confusion/ { matrix = 1 }
    !matrix && NF == 5 && $2 ~ /^[0-9.]+$/ && $1 !~ /mean/ { n++; p[n] = $2; r[n] = $3; f[n] = $4; count[n] = $5 }
    matrix && NF == 11 && $2 ~ /^[0-9]+$/ { t++; for (k = 1; k <= 10; k++) { c = $(k + 1); row[t] += c; col[k] += c; all += c; if (k == t) { hit[t] = c; hits += c } } }
    END {
        bad = n != 10 || t != 10 || all != 80 || off(accuracy, hits / all)
        for (k = 1; k <= 10; k++) {
            bad += off(p[k], col[k] ? hit[k] / col[k] : 0) || off(r[k], hit[k] / row[k]) || off(f[k], 2 * hit[k] / (row[k] + col[k])) || count[k] != row[k]
        }
        exit bad > 0
    }' out
run eval named.net --weights w.safetensors --json
check "eval --json is JSON" json_ok out
prints '"images": 80' "eval --json counts images"
run eval named.net --weights w.safetensors --json --backend=reference
cp out reference.json
run eval named.net --weights w.safetensors --json --limit 20
prints '"images": 20' "--limit"
run eval named.net --weights w.safetensors --limit 20
prints 'the first 20 of them' "--limit is said"
acc() { sed -n 's/^  "accuracy": \([0-9.]*\).*/\1/p' "$1"; }
run eval named.net --weights w.safetensors --json
check "the backends agree on the accuracy" test "$(acc out)" = "$(acc reference.json)"

# Test-time flips: stated, reproducible, and another result than without.
run eval named.net --weights w.safetensors --flips
expect 0 "eval --flips succeeds"
prints '^test-time flips: ' "and says so"
run eval named.net --weights w.safetensors --json
prints '"flips": false' "eval --json says that there were none"
loss() { sed -n 's/^  "loss": \([0-9.]*\).*/\1/p' "$1"; }
plain=$(loss out)
run eval named.net --weights w.safetensors --flips --json
prints '"flips": true' "or that there were"
cp out flips.json
run eval named.net --weights w.safetensors --flips --json --threads 1
check "eval --flips repeats itself bit for bit" cmp out flips.json
check "and is not the plain result" test -n "$plain" -a "$(loss flips.json)" != "$plain"
run eval named.net --weights w.safetensors --views 2 --json
check "two views are the flips" cmp out flips.json
run eval named.net --weights w.safetensors --views 6 --json
prints '"views": 6' "six views"
check "are neither" test "$(loss out)" != "$plain" -a "$(loss out)" != "$(loss flips.json)"
run eval named.net --weights w.safetensors --views 6
prints '^test-time views: .* moved by a pixel' "they are stated"
run eval named.net --weights w.safetensors --views 3
fails 2 '^netc: --views: expected 1.2.6, found .3.' "three views"
# Two pixels of light at the left edge, and at the right edge.
light() { printf 'P6\n32 32\n255\n'; i=0; while [ $i -lt 32 ]; do printf "$1"; i=$((i + 1)); done; }
dark=$(i=0; while [ $i -lt 90 ]; do printf '\\000'; i=$((i + 1)); done)
light "\\377\\200\\377\\000\\377\\000$dark" >left.ppm
light "$dark\\000\\377\\000\\377\\200\\377" >right.ppm
run predict named.net --weights w.safetensors left.ppm --json
sed '/"file"/d' out >left.json
run predict named.net --weights w.safetensors right.ppm --json
sed '/"file"/d' out >right.json
check "a picture and its mirror image differ" sh -c '! cmp -s left.json right.json'
for side in left right; do
    run predict named.net --weights w.safetensors $side.ppm --json --flips
    sed '/"file"/d' out >$side.flips.json
done
check "but not with --flips" cmp left.flips.json right.flips.json
check "whose probabilities are the mean of the two" \
    sh -c "grep -h probability left.json >l && grep -h probability right.json >r &&
    grep -h probability left.flips.json >f && paste l r f | awk '{ d = (\$2 + \$4) / 2 - \$6; if (d > 1e-7 || d < -1e-7) bad++ } END { exit bad > 0 || NR != 10 }'"
run predict named.net --weights w.safetensors left.ppm --flips
prints '^test-time flips: ' "predict --flips says so"

run predict named.net --weights w.safetensors ring.png
expect 0 "predict succeeds"
prints '^ring.png' "predict names the picture"
check "predict prints three classes" test "$(grep -c ' [01]\.[0-9]*$' out)" -eq 3
run predict named.net --weights w.safetensors --top 10 ring.png
check "--top" test "$(grep -c ' [01]\.[0-9]*$' out)" -eq 10
check "the likeliest class first" \
    sh -c "awk '\$NF ~ /^[01][.]/ { print \$NF }' out >p && sort -rn p | cmp - p"
run predict named.net --weights w.safetensors ring.png ring.png --json
check "predict --json is JSON" json_ok out
check "with one entry a picture" test "$(grep -c '"file"' out)" -eq 2
check "and every class" test "$(grep -c '"probability"' out)" -eq 20
run predict tiny.net --weights w.safetensors ring.png
prints 'ring.png +[a-z_]+ +[01]\.' "without labels, classes have the names of the training data"

# A PPM of another size: 70 x 45, every pixel the same.
printf 'P6\n70 45\n255\n' >flat.ppm
head -c 9450 /dev/zero | tr '\000' '\200' >>flat.ppm
run predict named.net --weights w.safetensors flat.ppm
expect 0 "a picture of any size"

printf 'not a picture' >text.png
head -c 300 ring.png >cut.png
run predict named.net --weights w.safetensors text.png
fails 1 'text.png' "a file that is no picture"
run predict named.net --weights w.safetensors cut.png
fails 1 'cut.png' "a truncated picture"
run predict named.net --weights w.safetensors missing.png ring.png
fails 1 'missing.png' "a picture that is not there"
prints '^ring.png' "and the others are still classified"

write_tiny wide.net 12
run eval wide.net --weights w.safetensors
fails 1 'w.safetensors.*kernel' "weights of another net"
head -c 2000 w.safetensors >cut.safetensors
run eval named.net --weights cut.safetensors
fails 1 'cut.safetensors' "truncated weights"
printf '{}' >junk.safetensors
run predict named.net --weights junk.safetensors ring.png
fails 1 'junk.safetensors' "weights that are none"
run eval named.net --weights missing.safetensors
fails 1 'missing.safetensors' "weights that are not there"
run eval named.net --weights w.safetensors --data nowhere
fails 1 'nowhere' "data that is not there"
mkdir -p empty
run eval named.net --weights w.safetensors --data folder:empty
fails 1 'empty' "an empty folder of data"

# A folder of class folders.
mkdir -p pics/ring pics/star
cp ring.png pics/ring/1.png; cp ring.png pics/ring/2.png; cp ring.png pics/ring/3.png; \
    cp ring.png pics/ring/4.png; cp ring.png pics/ring/5.png
cp ring.png pics/star/1.png; cp ring.png pics/star/2.png; cp ring.png pics/star/3.png; \
    cp ring.png pics/star/4.png; cp ring.png pics/star/5.png
mkdir -p mixed/b/deep mixed/.hidden mixed/none
cp ring.png mixed/b/deep/x.weird; cp flat.ppm mixed/a.ppm; cp ring.png mixed/z.png; \
    cp ring.png mixed/.hidden/h.png; cp ring.png mixed/.h.png
printf 'notes' >mixed/notes.txt; : >mixed/b/empty.png; ln -s .. mixed/b/loop
run predict named.net --weights w.safetensors mixed --top 1
expect 0 "a folder of pictures"
check "with those in the folders in it, in order" \
    test "$(sed 1,2d out | cut -d' ' -f1 | tr '\n' ' ')" = \
    "mixed/a.ppm mixed/b/deep/x.weird mixed/z.png "
says 'note: mixed: 2 files are no pictures, left out: b/empty.png notes.txt$' \
    "what is no picture is named"
run predict named.net --weights w.safetensors mixed/ ring.png --json
check "folders and files together, as JSON" test "$(grep -c '"file"' out)" -eq 4
head -c 300 ring.png >mixed/cut.png
run predict named.net --weights w.safetensors mixed
fails 1 'mixed/cut.png' "a truncated picture in a folder"
prints '^mixed/z.png' "and the others are still classified"
run predict named.net --weights w.safetensors mixed/none ring.png
fails 1 'mixed/none holds no JPEG, PNG, WebP, BMP, GIF or binary' "a folder without pictures"
prints '^ring.png' "and the others are still classified"
run eval tiny.net --weights w.safetensors --data pics --json
expect 0 "eval on a folder of pictures"
prints '"images": 2,' "every fifth picture of a class is for testing"
# Of one, words have no s.
run shapes single --train 1 --test 1
prints '^drew 1 training and 1 test picture of' "one picture is drawn"
cat >single.net <<'END'
net single {
    input 8x8x3
    flatten
    dense 10 softmax
}
train {
    data cifar10 "single"
    loss crossentropy
    batch 4
    epochs 1
}
END
several() { grep -vE '[0-9]+x[0-9]+' | grep -E '(^|[ (])1 ([a-z]+ )?(pictures|images|samples|classes|parameters|steps|epochs|layers|logs|bytes|pixels|rows|columns|numbers|instructions)([ ,;)]|$)'; }
single() {      # single ARGS...: says "1 pictures" nowhere
    run "$@"
    expect 0 "$1 with one sample"
    cat out err | several && result 1 "$1: these lines" || result 0 "$1: one is one"
}
single train single.net -o single.safetensors
prints '^data: 1 training picture of 8x8' "train counts one picture"
says 'the batch, 4, is more than the one training sample: each step computes it' "and one sample"
says 'the one training picture of single is resized to 8x8' "which is resized"
single eval single.net --weights single.safetensors
prints 'of 1 image\)' "eval has one image"
single quantize single.net --weights single.safetensors -o single_q.safetensors
single verify single.net --batch 1
single summary single.net
finish
