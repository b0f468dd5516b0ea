# Archives of NumPy's arrays: laid out as Keras' data sets are, or x and y alone, or a table of named
# arrays. The archives are written here, byte by byte.
ROOT=$PWD
. "$(dirname "$0")/tap.inc"
. "$ROOT/tests/cli/bytes.inc"
net() { # net FILE INPUT LAYERS DATA LOSS [EPOCHS]
    printf 'net n {\n input %s\n %s\n}\ntrain {\n data %s\n loss %s\n optimizer adam rate=0.05\n batch 2\n epochs %s\n}\n' \
        "$2" "$3" "$4" "$5" "${6:-2}" | tr ';' '\n' >"$1"
}

# ---- samples ----
cp "$ROOT"/tests/data_golden/npy_bytes/*.npy .
archive set.npz 0 x_train.npy y_train.npy x_test.npy y_test.npy
archive packed.npz 8 x_train.npy y_train.npy x_test.npy y_test.npy
net folder.net '4x3x3 scale=1/255' 'conv 4 3x3;globalavgpool;dense 10 softmax' 'npy "."' crossentropy
net set.net '4x3x3 scale=1/255' 'conv 4 3x3;globalavgpool;dense 10 softmax' 'npz "set.npz"' crossentropy
run train folder.net -o f.safetensors
run train set.net -o s.safetensors
expect 0 "arrays as Keras lays data sets out"
prints '^data: 5 training pictures of 4x3? ?.* from set.npz\(x_train.npy\)|^data: 5 training pictures of 3x4 .* from set.npz\(x_train.npy\)' \
    "which is said"
check "are as the same arrays in files" cmp s.safetensors f.safetensors
run train set.net -o p.safetensors --data packed.npz
expect 0 "a packed archive, told by its name"
check "gives the same" cmp p.safetensors f.safetensors
run train set.net -o o.safetensors --data-memory 0
prints '^data: .*read each time$' "what is stored as it is stays in the archive"
check "with the same bits" cmp o.safetensors f.safetensors
run eval set.net --weights s.safetensors
expect 0 "eval takes its test part"
cp x_train.npy x.npy; cp y_train.npy y.npy
archive xy.npz 0 x.npy y.npy
run train set.net -o x.safetensors --data xy.npz
expect 0 "x and y alone"
prints '^data: 4 training pictures .*\(but for every fifth, kept for testing\)' "four of five train"
prints '^validation: 1 test picture .*\(every fifth\)' "the fifth tests"
mkdir flat; cp x.npy y.npy flat
run train set.net -o y.safetensors --data npy:flat
expect 0 "so do files"
check "with the same bits" cmp x.safetensors y.safetensors
run train set.net -o y.safetensors --data npy:flat --data-memory 0 --force
check "and outside memory" cmp x.safetensors y.safetensors
archive few.npz 0 x_train.npy y_train.npy
run train set.net -o z.safetensors --data few.npz
fails 1 'few.npz\(x_test.npy\): there is no such array; expected an archive with x_train' "no test part"
for at in 20 60 200 $(($(wc -c <set.npz) - 30)); do
    { head -c $at set.npz; printf 'x'; tail -c +$((at + 2)) set.npz; } >bad.npz
    run train set.net -o z.safetensors --data bad.npz --data-memory 0 --force
    check "damaged at byte $at: refused, or not noticed where nothing is" [ $status -le 1 ]
done
head -c 900 set.npz >bad.npz
run train set.net -o z.safetensors --data bad.npz --force
fails 1 'bad.npz: damaged or truncated zip archive' "an archive that is cut off"
# The first number of x_train, behind the local header (41 bytes) and its own (128).
{ head -c $((30 + 11 + 128)) set.npz; printf '\001'; tail -c +$((30 + 11 + 128 + 2)) set.npz; } >bad.npz
for m in 0 1000; do
    run train set.net -o z.safetensors --data bad.npz --data-memory $m --force
    fails 1 'bad.npz\(x_train.npy\): the member is damaged' "a number that is another, with --data-memory $m"
done

# ---- tables: 20 rows; the price is 2 area + 10 in Ulm ----
i=0
: >area; : >town; : >wide; : >price; : >two
while [ $i -lt 20 ]; do
    a=$((i * 7 % 20)) u=$((i % 3 == 0))
    le 1 $a >>area; le 1 $((2 * a + 10 * u)) >>price; le 1 $a >>two; le 1 $((i % 4)) >>two
    [ $u = 1 ] && printf 'Ulm\000' >>town || printf 'Bonn' >>town
    [ $u = 1 ] && printf '\334\000\000\000l\000\000\000' >>wide || printf 'B\000\000\000\000\000\000\000' >>wide
    i=$((i + 1))
done
array area.npy '|u1' '(20,)' <area
array price.npy '|u1' '(20,)' <price
array town.npy '|S4' '(20,)' <town
array wide.npy '<U2' '(20,)' <wide
array two.npy '|u1' '(20, 2)' <two
archive table.npz 0 area.npy town.npy price.npy
net table.net 3 'dense 1' 'npz "table.npz" target="price"' mse 60
run train table.net -o t.safetensors
expect 0 "named arrays as a table"
prints '^data: 16 training rows of 2 columns, 3 numbers, with 1 target each from table.npz' \
    "texts are categories"
echo area,town,price >table.csv
i=0
while [ $i -lt 20 ]; do
    a=$((i * 7 % 20)) u=$((i % 3 == 0)); [ $u = 1 ] && t=Ulm || t=Bonn
    echo "$a,$t,$((2 * a + 10 * u))" >>table.csv; i=$((i + 1))
done
run train table.net -o c.safetensors --data csv:table.csv
expect 0 "the same table as text"
check "gives the same weights and the same columns" cmp t.safetensors c.safetensors
run eval table.net --weights t.safetensors
expect 0 "eval finds them by name"
run predict table.net --weights t.safetensors table.npz
prints '^table.npz:19 +price +[0-9.]+$' "predict takes its rows"
grep -o '[-0-9.]*$' out >one
run predict table.net --weights t.safetensors table.csv
grep -o '[-0-9.]*$' out >two.txt
check "and tells the same as of the text" cmp one two.txt
run predict table.net --weights t.safetensors rows.npy
fails 1 'rows.npy is an array: `netc run .* --input' "an array by itself is for another command"
archive wide.npz 8 two.npy wide.npy price.npy
net wide.net 4 'dense 1' 'npz "wide.npz" target="price"' mse
run train wide.net -o w.safetensors
expect 0 "texts of Unicode, an array of two columns"
check "whose names and categories are kept" grep -aq 'two\.0.*two\.1.*wide.*B.*Ül' w.safetensors
net cat.net 3 'dense 2 softmax' 'npz "table.npz" target="town"' crossentropy
sed -i 's/input 3/input 2/' cat.net
run train cat.net -o k.safetensors
prints 'in 2 classes \(town\)' "a target of texts is the class"
for p in train test; do for n in area town price; do cp $n.npy ${n}_$p.npy; done; done
archive parts.npz 0 area_train.npy town_train.npy price_train.npy area_test.npy town_test.npy price_test.npy
run train table.net -o q.safetensors --data parts.npz
prints '^data: 20 training rows of 2 columns' "a part of its own for testing"
prints '^validation: 20 test rows' "with all its rows"
head -c 148 two.npy | sed 's/(20, 2)/(10, 2)/' >ten.npy
archive ten.npz 0 area.npy ten.npy price.npy
run train table.net -o z.safetensors --data ten.npz --force
fails 1 'ten.npz\(ten.npy\) has 10 rows, the arrays before it have 20' "arrays of other lengths"
printf 'Ul\001\000' | array bad.npy '|S4' '(1,)'
archive bad.npz 0 bad.npy
run train table.net -o z.safetensors --data bad.npz --force
fails 1 'bad.npz\(bad.npy\): text 0 holds what cannot be printed' "texts that are none"
printf 'xxxxxxxx' | array bad.npy '|O' '(1,)'
archive bad.npz 0 bad.npy
run train table.net -o z.safetensors --data bad.npz --force
fails 1 "bad.npz\(bad.npy\): numbers of type '\|O'" "arrays of objects"
sed 's/price"/cost"/' table.net >cost.net
run train cost.net -o z.safetensors --force
fails 1 'table.npz has no column "cost" \(target\); its columns are area, town, price' "a target that is not there"
finish
