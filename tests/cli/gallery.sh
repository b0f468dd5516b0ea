# The gallery: its data is drawn, each of its twelve nets is well formed, trains, is judged and
# becomes C; docs/gallery.md lists them with their parameters.
root=$PWD
. "$(dirname "$0")/tap.inc"
gallery=$root/examples/gallery
mkdir -p build/gallery
draws() { ${CC:-cc} -O1 "$gallery/draw.c" -o draw -lm && ./draw build/gallery; }
check "the data is drawn" draws
run shapes build/gallery/shapes --train 64 --test 32
cp -r build/gallery once
./draw build/gallery
check "the same again" diff -r once build/gallery
nets=$(cd "$gallery" && ls -- *.net)
check "there are twelve" [ "$(echo "$nets" | wc -l)" -eq 12 ]
for file in $nets; do
    net=${file%.net}
    run train "$gallery/$file" -o $net.safetensors --limit 32 --epochs 1
    expect 0 "$net trains"
    run eval "$gallery/$file" --weights $net.safetensors --limit 16
    expect 0 "$net is judged"
    prints '^loss [0-9.]+' "$net has a loss"
    run "$gallery/$file" -o $net.c --train
    expect 0 "$net becomes C"
    run check "$gallery/$file"
    count=$(grep -oE '[0-9,]+ parameters' out | cut -d' ' -f1)
    check "docs/gallery.md has its $count parameters" \
        grep -q "^| .$file. |.*| $count |" "$root/docs/gallery.md"
    run graph "$gallery/$file"
    sed -n 's/.*label="\([^"]*\)".*/\1/p' out | sed 's/\\n/\n/g' | sort >boxes
    sed -n 's/.*<text [^>]*>\(.*\)<\/text>/\1/p' "$root/docs/pictures/$net.svg" | sort >drawn
    check "its picture has these layers (else: make pictures)" diff boxes drawn
    check "and stands on the page" grep -q "(pictures/$net.svg)" "$root/docs/gallery.md"
done
run fmt --check "$gallery"/*.net
expect 0 "all of one form"
cat >rows.csv <<'END'
place,garden,area,rooms,year
hill,no,80,3,1990
END
run predict "$gallery/tabular.net" --weights tabular.safetensors rows.csv
expect 0 "a further table"
mkdir -p project/build project/examples
cp -r "$gallery" project/examples
trains() { (cd project && NETC=$NETC EXTRA="--limit 32 --epochs 1" \
    sh examples/gallery/run.sh tabular time_series) >reached; }
check "run.sh trains those it is told" trains
check "and says what they reach" grep -Eq '^time_series: val_mae .*, loss ' reached
finish
