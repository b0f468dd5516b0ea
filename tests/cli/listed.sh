# Pictures listed in a table: which column names them and where they lie, a header or none, classes,
# numbers and several labels, and what is said of tables that do not fit.
. "$(dirname "$0")/tap.inc"
pic() {         # pic RED GREEN FILE: 4x4 pixels of one colour
    mkdir -p "$(dirname "$3")"
    { printf 'P6 4 4 255\n'; j=0
      while [ $j -lt 16 ]; do printf "\\$(printf %o "$1")\\$(printf %o "$2")\\000"; j=$((j + 1)); done
    } >"$3"
}
net() {         # net FILE DATA LAYERS LOSS [HEAD]
    printf 'net n {\n input 4x4x3 scale=1/255\n %s\n flatten\n%s\n}\ntrain {\n data pictures %s\n loss %s\n optimizer adam rate=0.05\n batch 4\n epochs 15\n}\n' \
        "$5" "$3" "$2" "$4" | tr ';' '\n' >"$1"
}
# 20 pictures, half of them red; the table has class, brightness, labels, their 0 and 1, a weight.
echo 'id,class,r,g,labels,is_red,is_green,w' >table
i=0
while [ $i -lt 20 ]; do
    r=$((i % 2 * 150 + i)) g=$((150 - i % 2 * 140 + i))
    pic $r $g d/images/p$i.ppm
    [ $((i % 2)) = 1 ] && class=red || class=green
    labels=$class
    [ $((i % 4)) = 0 ] && labels="$class|even"
    echo "p$i,$class,0.$((100 + r)),0.$((100 + g)),$labels,$((i % 2)),$((1 - i % 2)),$((1 + i % 3))" >>table
    i=$((i + 1))
done
cp table d/labels.csv
net class.net '"d" target="class"' 'dense 2 softmax' crossentropy
run train class.net -o c.safetensors
expect 0 "a table with a header, pictures in images/, names without their ending"
prints '^data: 16 training pictures of 4x4 in 2 classes \(class\) from d/labels.csv \(but for every fifth row' \
    "four of five rows train"
prints '^validation: 4 test pictures of 4x4 in 2 classes \(class\) from d/labels.csv \(every fifth row\)' \
    "every fifth tests"
run eval class.net --weights c.safetensors
prints '^loss .* accuracy 1\.0000' "red and green are learnt"
prints '^green +1\.0000 +1\.0000 +1\.0000 +2' "classes are sorted and named"
run predict class.net --weights c.safetensors --top 1 d/images/p3.ppm d/images/p4.ppm
check "predict has their names from the weights file" sh -c \
    'grep -q "p3.ppm  *red" out && grep -q "p4.ppm  *green" out'
for c in check summary mem; do
    run $c class.net
    expect 0 "$c takes the net"
done
run report class.net --weights c.safetensors -o c.html
expect 0 "so does report"
check "with the names" grep -q '>green<' c.html
run train class.net -o t1.safetensors --threads 1
check "the same bits with one thread" cmp t1.safetensors c.safetensors
run train class.net -o s.safetensors --data-memory 0
expect 0 "decoded at each step"
prints 'too many for memory: decoded each time$' "which is said"
check "the same bits" cmp s.safetensors c.safetensors
run train class.net -o r.safetensors --epochs 6 --data-memory 0
run train class.net --resume r.ckpt --epochs 15
check "resumed, too" cmp r.safetensors c.safetensors
net named.net '"d" target="class"' 'dense 2 softmax' crossentropy 'labels red green'
run train named.net -o n.safetensors
run eval named.net --weights n.safetensors
check "the net's labels number them" sh -c 'grep -n "^red\|^green" out | head -1 | grep -q red'
net named.net '"d" target="class"' 'dense 2 softmax' crossentropy 'labels red blue'
run train named.net -o n.safetensors --force
fails 1 'column class has "green", which is none of the net.s labels' "or say what they lack"

# ---- no header; the path of a table; other places ----
sed 1d table | awk -F, '{ print "photos/" $1 ".ppm," $2 }' >plain.csv
cp -r d/images photos
net plain.net '"plain.csv"' 'dense 2 softmax' crossentropy
run train plain.net -o p.safetensors
expect 0 "a first line that names a picture is a row"
prints '16 training pictures of 4x4 in 2 classes \(2\) from plain.csv' "all rows count"
check "and gives the same weights" cmp p.best.safetensors c.best.safetensors
mkdir parts parts/train; cp d/images/* parts/train
sed -n 1,17p table >parts/train.csv
{ sed -n 1p table; sed -n 18,21p table; } >parts/test.csv
net parts.net '"parts" target="class" images="train"' 'dense 2 softmax' crossentropy
run train parts.net -o q.safetensors
expect 0 "a table for training and one for testing"
prints '^validation: 4 test pictures .* from parts/test.csv$' "which validates"
cp parts/test.csv parts/val.csv
run train parts.net -o q.safetensors --force
prints '^validation: 4 validation pictures .* from parts/val.csv$' "or one for that"
sed 's/,red,/,purple,/' parts/test.csv >t && mv t parts/test.csv
run eval parts.net --weights q.safetensors
fails 1 'parts/test.csv:3: column class: the training rows have no "purple"' "a class that training lacks"
awk -F, -v OFS=, '{ print $2, $3, $1 }' table >d/labels.csv
net last.net '"d" target="class" ignore="r"' 'dense 2 softmax' crossentropy
run train last.net -o l.safetensors
expect 0 "the names in another column"
check "the same training" cmp l.best.safetensors c.best.safetensors
net last.net '"d" target="class" file="r"' 'dense 2 softmax' crossentropy
run train last.net -o l.safetensors --force
fails 1 'd/labels.csv:2: column r names no picture that is there \(looked for d/0.100, d/images/0.100, d/labels/0.100,' \
    "a column that names none"
net last.net '"d" target="class" file="name"' 'dense 2 softmax' crossentropy
run train last.net -o l.safetensors --force
fails 1 'd/labels.csv has no column "name" \(file\)' "a column that is not there"
cp table d/labels.csv

# ---- numbers, labels ----
net num.net '"d" target="r, g"' 'dense 2' mse
run train num.net -o num.safetensors
expect 0 "two targets of numbers"
prints 'with 2 targets each \(r, g\)' "which is said"
run eval num.net --weights num.safetensors
prints '^r +0\.[0-9]+' "outputs are called by their columns"
run predict num.net --weights num.safetensors d/images/p4.ppm
prints 'p4.ppm +r +0\.[0-9]' "by predict, too"
net one.net '"d" target="r"' 'dense 1' mse
run train one.net -o one.safetensors
expect 0 "one number"
net one.net '"d" target="r, g"' 'dense 3' mse
run train one.net -o one.safetensors --force
fails 1 'd/labels.csv: 2 target columns, but the net has 3 outputs' "as many as outputs"
net lab.net '"d" target="labels"' 'dense 3 sigmoid' binary_crossentropy
run train lab.net -o lab.safetensors
expect 0 "several labels in a cell"
prints 'with 3 labels each \(labels\)' "which is said"
run eval lab.net --weights lab.safetensors
prints '^even +[01]\.[0-9]+' "eval names them"
net cross.net '"d" target="labels"' 'dense 3 softmax' crossentropy
awk -F, 'BEGIN { OFS = "," } NR < 4 && $5 == "red" { $5 = "red|even" } { print }' table >d/labels.csv
run train cross.net -o cross.safetensors
cp table d/labels.csv
fails 1 'column labels has [0-9]+ classes, but the net has 3 outputs; separated at' \
    "cells that are no classes"
says 'its cells have 3 labels; several labels a sample want .loss binary_crossentropy' "or a loss"
net bits.net '"d" target="is_red, is_green"' 'dense 2 sigmoid' binary_crossentropy
run train bits.net -o bits.safetensors
expect 0 "several columns of zeros and ones"
prints 'with 2 targets each' "as labels"
net hot.net '"d" target="is_green, is_red"' 'dense 2 softmax' crossentropy
run train hot.net -o hot.safetensors
expect 0 "of a loss of classes they are the class"
check "the same weights as by its name" sh -c '
    "$0" convert hot.net --weights hot.best.safetensors -o 1.npz &&
    "$0" convert class.net --weights c.best.safetensors -o 2.npz && cmp 1.npz 2.npz' "$NETC"
sed 's/,0,1,/,1,1,/' table >d/labels.csv
run train hot.net -o hot.safetensors --force
fails 1 'd/labels.csv:2: the loss takes one class a row: expected one 1 and 1 zeros' "one 1 a row"
says 'target columns; several labels a sample want .loss binary_crossentropy' "or another loss"
cp table d/labels.csv
net auto.net '"d" target="class" ' 'dense 48' 'mse;target input'
run train auto.net -o auto.safetensors
expect 0 "an autoencoder needs no labels"
net w.net '"d" target="class" weight="w"' 'dense 2 softmax' crossentropy
run train w.net -o w.safetensors
expect 0 "rows are weighed"
check "which matters" sh -c '! cmp -s w.safetensors c.safetensors'

# ---- tables and pictures that do not fit ----
net all.net '"d"' 'dense 2 softmax' crossentropy
run train all.net -o x.safetensors
fails 1 'd/labels.csv: which column is predicted\? .* data pictures "d" target="class"' "no target"
printf 'x' >d/images/p1.ppm
run train class.net -o x.safetensors
expect 0 "a picture that cannot be read"
says 'warning: 1 of 16 pictures cannot be read and are left out: d/images/p1.ppm' "is left out"
run train class.net -o x.safetensors --force --strict
fails 1 'd/images/p1.ppm' "or an error"
rm d/images/p1.ppm
run train class.net -o x.safetensors --force --strict
fails 1 'd/images/p1.ppm' "so is one that is not there"
: >d/labels.csv
run train class.net -o x.safetensors --force
fails 1 'd/labels.csv: empty' "an empty table"
echo 'id,class' >d/labels.csv
run train class.net -o x.safetensors --force
fails 1 'd/labels.csv: no rows' "no rows"
printf 'id,class\np2,red,3\n' >d/labels.csv
run train class.net -o x.safetensors --force
fails 1 'd/labels.csv:2: more than 2 cells' "a row that is too long"
rm d/labels.csv
run train class.net -o x.safetensors --force
fails 1 'd: no training table of pictures; expected d/train.csv and d/test.csv, or d/labels.csv' \
    "no table"
net no.net '"d" categories="class"' 'dense 2 softmax' crossentropy
run check no.net
fails 1 'no.net:8:.*categories is said of a table.s columns; `data pictures` has none' "no columns"
sed 's/pictures "d" categories/csv "d" file/' no.net >csv.net
run check csv.net
fails 1 'file is said of files that a table lists; `data csv` has none' "nor pictures of a table"
finish
