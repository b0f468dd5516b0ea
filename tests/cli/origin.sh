# Class names and preprocessing travel in the weights file: predict, eval and emitted C of a net
# without labels tell names where no data are at hand; another input is noticed.
. "$(dirname "$0")/tap.inc"
ppm() {         # ppm FILE RED GREEN BLUE: a picture of 6x6 in one colour
    mkdir -p "$(dirname "$1")"
    { printf 'P6 6 6 255\n'; i=0; while [ $i -lt 36 ]; do printf "\\$2\\$3\\$4"; i=$((i + 1)); done; } >"$1"
}
for set in train test; do
    for n in 1 2 3 4 5 6; do
        ppm data/$set/pear/$n.ppm 0$((30 + n)) 220 000
        ppm data/$set/apple/$n.ppm 220 0$((30 + n)) 000
        ppm data/$set/plum/$n.ppm 000 0$((30 + n)) 220
    done
done
cat >net.net <<'EOF'
net fruit {
    input 6x6x3 scale=1/255
    conv 6 1x1 relu
    globalavgpool
    dense 3 softmax
}
train {
    data folder "data"
    loss crossentropy
    optimizer adam rate=0.1
    batch 6
    epochs 20
}
EOF
run train net.net -o w.safetensors
expect 0 "a net without labels trains on folders"
mkdir seen kept && mv data/test seen && mv data kept/ && mv kept/data/* kept && rmdir kept/data
run predict net.net --weights w.safetensors seen/test/plum/1.ppm seen/test/apple/2.ppm
prints 'plum/1\.ppm +plum' "predict tells the class by its name, without the data"
prints 'apple/2\.ppm +apple' "each of them"
rm -r seen/test/apple
run eval net.net --weights w.safetensors --data folder:seen
prints '^pear .* 6$' "eval numbers the classes of a folder as the training did, where one is missing"
prints 'accuracy 1\.0000' "and judges by them"
run net.net --weights w.safetensors -o model.c
check "emitted C has the names" grep -q 'labels\[\] = {"apple", "pear", "plum"' model.c
sed 's/    input.*/&\n    labels a b c/' net.net >labels.net
other='w.safetensors was trained on other classes than those of the labels of fruit: on apple pear plum, and not on a b c$'
run predict labels.net --weights w.safetensors seen/test/plum/1.ppm
fails 1 "$other" "labels that the weights do not have"
run labels.net --weights w.safetensors -o x.c
fails 1 "$other" "nor does emitted C get them"
npy x.npy '<f4' '(1, 6, 6, 3)' 432 "$FLOATS"
for c in "run labels.net --input x.npy --output y.npy" "export labels.net -o x.onnx" \
    "quantize labels.net -o x.int8" "verify labels.net" "eval labels.net --data folder:seen"; do
    run $c --weights w.safetensors
    fails 1 "$other" "$c"
done
run quantize net.net --weights w.safetensors --data folder:kept -o w.int8
run predict labels.net --weights w.int8 seen/test/plum/1.ppm
fails 1 'w.int8 was trained on other classes than those of the labels of fruit' "a file of integers"
sed 's/    input.*/&\n    labels plum pear apple/' net.net >order.net
run predict order.net --weights w.safetensors seen/test/plum/1.ppm
fails 1 'same classes in another order: class 0 is apple there, and plum in the labels of fruit$' \
    "labels in another order"
run convert labels.net --weights w.safetensors -o renamed.safetensors
run predict labels.net --weights renamed.safetensors seen/test/plum/1.ppm
prints 'plum/1\.ppm +c ' "convert writes the weights under the labels of a net"
sed 's,1/255,1/128 mean=0.5,' net.net >other.net
run predict other.net --weights w.safetensors seen/test/plum/1.ppm
says 'trained with another .input. than fruit has: scale was 0.00392157, is 0.0078125, mean was 0, is 0.5' \
    "another input is said"
run convert net.net --weights w.safetensors -o w.npz
run predict net.net --weights w.npz seen/test/plum/1.ppm
prints 'plum/1\.ppm +class 2' "files of other formats have no names"
finish
