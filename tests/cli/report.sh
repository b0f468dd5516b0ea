# report: the HTML file (well-formed, self-contained, the numbers of eval), charts, several logs,
# bad input; in a browser where there is one.
. "$(dirname "$0")/tap.inc"
root=${NETC_ROOT:-$OLDPWD}
write_tiny tiny.net
sed 's/scale=1\/255/scale=1\/255\n    labels circle square triangle cross ring star stripes_h stripes_v checker arrow/' \
    tiny.net >named.net
run shapes data --train 640 --test 120 --seed 3
run train named.net -o w.safetensors --epochs 3 --seed 7 --log run.jsonl
run train named.net -o w2.safetensors --epochs 5 --seed 8 --rate 0.01 --log other.jsonl
write_tiny wide.net 12
run train wide.net -o wide.safetensors --epochs 1 --log wide.jsonl
run eval named.net --weights w.safetensors --json
cp out eval.json

well_formed() { xmllint --nonet --noout "$1"; }
section() { sed -n "/<section id=\"$2\"/,/<\/section>/p" "$1"; }
values() { grep -o '<data value="[^"]*"' | sed 's/.*value="//; s/"//'; }
count() { [ "$(grep -o -- "$2" "$1" | wc -l)" -eq "$3" ]; }
same_numbers() {        # same_numbers A B: as many, at least one, and the same to nine digits
    paste "$1" "$2" |
        awk '{ n++; d = $1 - $2; m = $1 < 0 ? -$1 : $1; if (NF != 2 || d > 1e-8 * m || -d > 1e-8 * m) { print; bad++ } } END { exit bad > 0 || n == 0 }'
}
json_numbers() { grep -o "\"\($1\)\": [^,]*" "$2" | sed 's/.*: //'; }

run report named.net --weights w.safetensors --log run.jsonl -o r.html --plots plots
expect 0 "report succeeds"
prints '^r.html: accuracy 0.[0-9]* on 120 images, 1 log; charts in plots$' "and says what it wrote"
check "nothing is noted" test ! -s err
check "the file is well-formed" well_formed r.html
sed 's/data:image[^"]*/data:/g; s|xmlns[:a-z]*="http://www.w3.org/[0-9A-Za-z/]*"||g' r.html >bare
check "it refers to nothing outside" \
    sh -c "! grep -inE 'https?:|//[a-z]|@import|<script|<link|<iframe|<object| src=\"[^d]| href=\"[^#]|href=.[^#\"]|url\\([^#]' bare"
check "every id is there once" \
    sh -c "grep -oE ' id=[\"'\\''][^\"'\\'']*' r.html | cut -c6- | sort | uniq -d | (! grep .)"
check "and every reference has its id" \
    sh -c "grep -oE '(href=.|url\()#[^\"'\\'')]*' r.html | sed 's/.*#//' | sort -u | while read -r i; do grep -q \"id=[\\\"']\$i[\\\"']\" r.html || echo \$i; done | (! grep .)"
check "every chart is there for wide and for narrow windows, with title and description" \
    sh -c "test \$(grep -c '<svg ' r.html) -eq 8 && test \$(grep -c '<title id=' r.html) -eq 8 && test \$(grep -c '<desc id=' r.html) -eq 8 && test \$(grep -c 'role=\"img\"' r.html) -eq 8"
check "and gnuplot's own titles are gone" sh -c "! grep -q plot_1.*/title r.html"
check "every heading cell of a table has its scope" \
    sh -c "! grep -o '<th[^ea][^>]*>\|<th>' r.html | grep -v 'scope=\"\(row\|col\)\"'"

# The numbers are those of eval.
section r.html result | values | sed -n '1,2p;4p' >ours
{ json_numbers accuracy eval.json; json_numbers loss eval.json; json_numbers images eval.json; \
    } >theirs
check "accuracy, loss and images are those of eval --json" same_numbers ours theirs
section r.html classes | values >ours
json_numbers 'precision\|recall\|f1\|support' eval.json >theirs
check "precision, recall, F1 and support are" sh -c "test \$(wc -l <ours) -eq 48"
check "those of eval --json, for classes and means" same_numbers ours theirs
section r.html confusion | sed -n '/class="matrix"/,/<\/table>/p' | values >ours
sed -n '/"confusion"/,$p' eval.json | grep -oE '[0-9]+' >theirs
check "the matrix has 100 numbers" sh -c "test \$(wc -l <ours) -eq 100"
check "those of eval --json" same_numbers ours theirs
section r.html training | sed -n '/<details>/,/<\/details>/p' | values >ours
for k in 1 2 3; do
    for key in loss accuracy val_loss val_accuracy rate seconds images_per_second; \
        do sed -n "${k}p" run.jsonl | sed "s/.*\"$key\":\([^,]*\),.*/\1/"; done
done >theirs
check "the epochs are those of the log" same_numbers ours theirs
check "the epoch of the weights is found" grep -q 'epoch of the weights</th><td>3 of run, by' r.html
right=$(sed -n 's/.*"accuracy": //p' eval.json | head -n 1 |
    awk '{ n = int($1 * 120 + 0.5); print n < 12 ? n : 12 }')
check "there are up to 12 right pictures" count r.html '<li class="hit">' "$right"
check "and 12 wrong ones" count r.html '<li class="miss">' 12
check "each is a PNG of its own" count r.html 'src="data:image/png;base64,iVBORw0KGgo' $((right + \
    12))
check "and has three classes with probabilities" \
    sh -c "test \$(sed -n '/id=\"pictures\"/,/<\/section>/p' r.html | grep -o '<data ' | wc -l) -eq $(((right + 12) * 3))"
section r.html pictures | grep 'class="miss"' |
    sed 's/.*<strong>\([a-z_]*\) <data value="\([^"]*\)".*is \([a-z_]*\)<br.*/\1 \2 \3/' >wrong
check "a wrong picture is no right one, and the surest come first" \
    awk '$1 == $3 || (NR > 1 && $2 > last) { bad++ } { last = $2 } END { exit bad > 0 || NR != 12 }' \
    wrong
for date in tomorrow 12x 99999999999999999; do
    SOURCE_DATE_EPOCH=$date run report named.net --weights w.safetensors -o dated.html
    fails 1 "^netc: .*SOURCE_DATE_EPOCH: expected seconds since 1970, found .$date" "a date of $date"
done
SOURCE_DATE_EPOCH=86400 "$NETC" report named.net --weights w.safetensors --log run.jsonl \
    -o again.html >/dev/null && cp again.html first.html
SOURCE_DATE_EPOCH=86400 "$NETC" report named.net --weights w.safetensors --log run.jsonl \
    -o again.html >/dev/null
check "the head tells accuracy, best epoch, date and command" \
    sh -c "grep -q '<strong>[0-9.]* %</strong> <span>accuracy: [0-9]* of 120 right<' first.html && grep -qE 'Best epoch: [123] of 3, val_loss [0-9.]+\.<' first.html && grep -q 'Judged on 1970-01-02 00:00 UTC by' first.html && grep -q '<code>netc report named.net --weights w.safetensors --log run.jsonl -o again.html</code>' first.html"
check "the same input gives the same bytes" cmp first.html again.html
check "the seed, the batch and the options are told" \
    sh -c "grep -q '<td>7</td>' r.html && grep -q 'adam rate=0.005' r.html && grep -q '<data value=\"32\">' r.html"

# Files of charts.
for c in loss accuracy rate classes confusion pictures; do
    check "$c.svg is well-formed" well_formed plots/$c.svg
    check "$c.png is a PNG" \
        sh -c "head -c 8 plots/$c.png | od -An -tx1 | grep -q '89 50 4e 47' && test \$(wc -c <plots/$c.png) -gt 4000"
done
check "the axes have names and units" \
    sh -c "grep -q '>epoch<' plots/loss.svg && grep -q '>loss (mean)<' plots/loss.svg && grep -q '>accuracy (%)<' plots/accuracy.svg && grep -q '>learning rate<' plots/rate.svg"
check "the curves are named" \
    sh -c "grep -q '>training<' plots/loss.svg && grep -q '>validation<' plots/loss.svg"
check "the classes are named" \
    sh -c "grep -q 'stripes_h<' plots/classes.svg && grep -q 'stripes_h<' plots/confusion.svg"
check "the pictures stand in their SVG itself" \
    sh -c "grep -q 'data:image/png;base64' plots/pictures.svg && ! grep -q 'href=.[^#d]' plots/pictures.svg"

# Data that may not be passed on.
run report named.net --weights w.safetensors --log run.jsonl -o nopics.html --no-pictures \
    --plots nopics
expect 0 "report --no-pictures"
check "shows none" \
    sh -c '! grep -q "<img" nopics.html && grep -q "left out on request" nopics.html && ! test -e nopics/pictures.svg && test -s nopics/loss.svg'
check "and is otherwise the same" \
    sh -c "said() { sed 's/<img [^>]*>//g; /^<p>Judged on/d; /^<p><code>netc/d; /left out on request/d' \$1; }; said r.html >r.txt && said nopics.html | cmp - r.txt"

# Options and several logs.
run report named.net --weights w.safetensors --flips --limit 50 -o f.html
expect 0 "report without a log"
check "which is said" grep -q 'No log was given' f.html
check "as are flips and limit" \
    sh -c "grep -q 'test-time views</th><td>' f.html && ! grep -q 'one of each picture' f.html && grep -q 'the first 50 of them' f.html"
run eval named.net --weights w.safetensors --flips --limit 50 --json
json_numbers accuracy out >theirs
section f.html result | values | head -n 1 >ours
check "with the numbers of eval --flips --limit" same_numbers ours theirs
run report named.net --weights w.safetensors --log "first <&\"'\`{x_y}=run.jsonl" \
    --log other.jsonl --log wide.jsonl -o m.html --plots several
expect 0 "several logs"
check "whose best epoch is told" grep -qE 'Best epoch of first &lt;&amp;.*: [123] of 3, val_loss' m.html
check "are well-formed, whatever their labels" well_formed m.html
first_run() { sed -n '/<caption>Runs</,/<\/table>/p' m.html | grep '^<tr><th scope="row">' | head -n 1; }
check "the first run is not compared with itself" \
    [ "$(first_run | grep -c '</td><td>–</td><td><data [^>]*>[0-9]*</data></td></tr>$')" -eq 1 ]
check "charts too" well_formed several/loss.svg
check "labels are in the legend" \
    sh -c "grep -q 'validation, other<' several/loss.svg && grep -q \"training, first &lt;&amp;.*'.{x_y}\" several/loss.svg"
says 'note: wide.jsonl is the log of another net \(tiny, parameter layout' \
    "a further log of another net is noted"
check "in the report too" grep -q 'Note: wide.jsonl is the log of another net' m.html
run report named.net --weights w2.safetensors --log run.jsonl -o x.html
says 'note: no epoch of run.jsonl has the loss and accuracy measured here' \
    "weights of another training are noted"

sed 's/^    epochs .*/    epochs 1\n    accumulate 2\n    average 0.9\n    augment flip shift=2\n    schedule cosine/' \
    named.net >options.net
run report options.net --weights w.safetensors -o options.html
check "options are told" \
    sh -c "grep -q '<td>2 batches a step</td>' options.html && grep -q '>average of the weights</th><td>0.9<' options.html && grep -q '<td>flip=1 shift=2</td>' options.html && grep -q '<td>cosine' options.html"

# Logs of every kind.
run report named.net --weights w.safetensors --log "$root/examples/results/vgg_bn.jsonl" -o old.html
expect 0 "a log of an early version, which names no net"
check "its 6 epochs are there" count old.html '<th scope="row">[1-6]</th>' 6
i=0
while [ $i -lt 1000 ]; do
    i=$((i + 1))
    echo "{\"epoch\":$i,\"loss\":$((2000 - i)).5e-3,\"val_loss\":null,\"rate\":0.1}"
done >long.jsonl
run report named.net --weights w.safetensors --log long.jsonl -o long.html --plots long
expect 0 "1000 epochs"
check "have ticks for people" \
    sh -c "grep -o '<text> *[0-9]*00</text>' long/loss.svg | wc -l | awk '{ exit !(\$1 >= 4 && \$1 <= 12) }'"
check "no accuracy, no such chart" test ! -e long/accuracy.svg
check "no validation, no such curve" sh -c "! grep -q '>validation<' long/loss.svg"
echo '{"epoch":1,"loss":2.5,"val_loss":2,"val_accuracy":0.1,"accuracy":0.2,"rate":1}' >one.jsonl
run report named.net --weights w.safetensors --log one.jsonl -o one.html
expect 0 "a single epoch"
printf \
    '{"epoch":1,"loss":2.5}\n{"epoch":2,"loss":null}\n{"epoch":3,"loss":1.5}\n{"epoch":4,"loss":null}\n' \
    >gaps.jsonl
run report named.net --weights w.safetensors --log gaps.jsonl -o gaps.html
expect 0 "losses that are no numbers"
check "are dashes in the table" grep -q '<th scope="row">2</th><td>–</td>' gaps.html
printf '{"epoch":1,"loss":null}\n{"epoch":2}\n' >none.jsonl
run report named.net --weights w.safetensors --log none.jsonl -o none.html
expect 0 "no number at all"
check "no chart then" count none.html '<svg ' 2

{ cat run.jsonl; printf '{"epoch":4,"loss":1.'; } >cut.jsonl
run report named.net --weights w.safetensors --log cut.jsonl -o cut.html
expect 0 "a last line that is cut off"
says 'note: cut.jsonl:4: the last line is cut off and left out' "is noted"
cat run.jsonl run.jsonl >twice.jsonl
run report named.net --weights w.safetensors --log twice.jsonl -o twice.html
says 'note: twice.jsonl:4: epoch 1 comes again' "a log of two trainings is noted"
{ head -n 1 run.jsonl; printf '{"epoch":2,"loss":1.\n'; tail -n 1 run.jsonl; } >broken.jsonl
rm -f no.html
refused() {     # refused PATTERN TEXT ARGS...
    pattern=$1 what=$2
    shift 2
    run report "$@" -o no.html
    fails 1 "$pattern" "$what"
    check "and nothing is written" test ! -e no.html
}
refused '^netc: broken.jsonl:2:[0-9]+: not JSON' "a broken line inside a log" named.net \
    --weights w.safetensors --log broken.jsonl
refused 'wide.jsonl is the log of another net' "the log of another net" named.net \
    --weights w.safetensors --log wide.jsonl
refused 'named.net:1:[0-9]+: not JSON' "a log that is none" named.net --weights w.safetensors \
    --log named.net
refused 'nowhere.jsonl' "a log that is not there" named.net --weights w.safetensors \
    --log nowhere.jsonl
: >empty.jsonl
refused 'empty.jsonl: no epoch in it' "an empty log" named.net --weights w.safetensors \
    --log empty.jsonl
refused 'missing.safetensors' "weights that are not there" named.net --weights missing.safetensors \
    --log run.jsonl
refused 'w.safetensors.*kernel' "weights of another net" wide.net --weights w.safetensors
refused 'nowhere' "data that are not there" named.net --weights w.safetensors --data cifar10:nowhere
refused 'plots' "a folder of charts that cannot be made" named.net --weights w.safetensors \
    --plots named.net/plots
run report named.net --weights w.safetensors -o nowhere/r.html
fails 1 'nowhere/r.html' "a report that cannot be written"
run report named.net -o r.html
fails 2 'missing option --weights' "no weights"
mkdir empty_path
(PATH=$PWD/empty_path "$NETC" report named.net --weights w.safetensors --log run.jsonl -o no.html) \
    >out 2>err
status=$?
fails 1 'gnuplot, which is not installed \(Debian package gnuplot-nox\)' "no gnuplot"
check "and nothing is written" test ! -e no.html

# Many classes, with names that are hard to write: folders of one-pixel pictures.
classes() {     # classes N: manyN.net on the folder manyN, with starting weights
    i=0
    while [ $i -lt "$1" ]; do
        d="many$1/k$i <'&\"{_^@} \`x"
        mkdir -p "$d"
        for k in 1 2 3 4 5; do printf 'P5 1 1 255\n%03d' $i | head -c 12 >"$d/$k.pgm"; done
        i=$((i + 1))
    done
    printf \
        'net many {\n input 1x1x3 resize=4x4 scale=1/255\n flatten\n dense %d softmax\n}\ntrain { loss crossentropy\n data folder "many%d" }\n' \
        "$1" "$1" >many$1.net
    run init many$1.net -o many$1.safetensors --seed 1
    run report many$1.net --weights many$1.safetensors -o many$1.html --plots many$1.plots
}
classes 41
expect 0 "41 classes"
check "with any names are well-formed" well_formed many41.html
check "charts too" sh -c "xmllint --noout many41.plots/*.svg"
check "the matrix is a chart" count many41.html '<svg ' 4
check "with all its names" sh -c "grep -c '<text>k' many41.plots/confusion.svg | grep -qx 82"
classes 201
expect 0 "201 classes"
check "are tables only" \
    sh -c "test ! -e many201.plots/confusion.svg && ! grep -q '<svg' many201.html && grep -q 'too many classes' many201.html"
section many201.html classes | values >ours
check "of all of them" sh -c "test \$(wc -l <ours) -eq 812"

# In a browser, where there is one: a copy of the report that says how it was laid out.
if ! command -v chromium >/dev/null 2>&1; then
    tests=$((tests + 1))
    echo "ok $tests - # SKIP chromium is not installed"
    finish
fi
{
    sed '/<\/body>/d; /<\/html>/d' m.html
    cat <<'END'
<script>
var e = document.documentElement, bad = [];
document.querySelectorAll('img').forEach(function (i) { if (!i.complete || !i.naturalWidth) bad.push('picture'); });
document.querySelectorAll('svg.chart').forEach(function (s) {
    var r = s.getBoundingClientRect(), slim = s.classList.contains('slim');
    if (slim != (e.clientWidth < 700)) return r.width ? bad.push('hidden chart') : 0;
    if (r.width < 200 || r.right > e.clientWidth + 1) bad.push('chart');
});
document.title = 'width ' + e.scrollWidth + ' of ' + e.clientWidth + ' bad ' + bad.length + ' ground ' + getComputedStyle(e).backgroundColor +
    ' curve ' + getComputedStyle(document.querySelector("svg.chart path[stroke*='114']")).stroke +
    ' axis ' + getComputedStyle(document.querySelector("svg.chart path[stroke='black']")).stroke;
parent.postMessage(document.title, '*');
</script>
</body></html>
END
} >asked.html
# A window of chromium is never narrower than 500 pixels; a frame in it can be.
cat >narrow.html <<'END'
<!DOCTYPE html><html><head><title></title></head><body><iframe src="asked.html" width="340" height="800"></iframe>
<script>onmessage = function (m) { document.title = m.data; };</script></body></html>
END
browse() {      # browse PAGE ARGS...: the title of the page when chromium has laid it out
    page=$1
    shift
    timeout 120 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$TMP/browser" \
        --window-size=1100,900 --virtual-time-budget=3000 "$@" \
        --dump-dom "file://$TMP/$page.html" 2>/dev/null |
            sed -n 's/.*<title>\(width [^<]*\)<.*/\1/p' >title
    sed 's/^/# /' title
}
fits() { awk '$1 == "width" && $2 <= $4 && $6 == 0 { ok = 1 } END { exit !ok }' title; }
browse asked
check "chromium lays it out: nothing too wide, every picture there" fits
check "dark text on a white page" \
    grep -q 'ground rgb(255, 255, 255) curve rgb(0, 114, 178) axis rgb(26, 28, 30)' title
browse narrow
check "also as narrow as a telephone" grep -qE 'of 3[0-9][0-9] bad' title
check "where nothing is too wide either" fits
browse asked --blink-settings=preferredColorScheme=0
check "a dark page has lighter curves" \
    grep -q 'ground rgb(21, 24, 28) curve rgb(86, 180, 233) axis rgb(230, 232, 234)' title
finish
