# augment mixup, cutmix and the changes drawn by chance, as a training sees them: the same bits on any
# number of threads, for pictures, numbers and several labels; and what cannot be mixed.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
sed 's/^train {/train {\n    augment flip randaugment=9 saturation=0.3 hue=0.1 erase=0.5 mixup=0.4 cutmix=1/' \
    tiny.net >mixed.net
sed 's/ mixup=0.4 cutmix=1//' mixed.net >changed.net
run shapes data --train 320 --test 80 --seed 3
for t in 1 3; do
    run train mixed.net -o "$t.safetensors" --seed 5 --threads $t
    expect 0 "mixed pictures train on $t threads"
done
check "to the same bits" cmp 1.safetensors 3.safetensors
check "with a training accuracy" grep -q 'accuracy' out
run train changed.net -o changed.safetensors --seed 5
check "other bits than without mixing" sh -c '! cmp -s 1.safetensors changed.safetensors'
run train mixed.net -o batch.safetensors --seed 5 --batch 16 --epochs 1
expect 0 "in other batches"
run preview changed.net -o sheet.png
expect 0 "preview draws the changes"
sed 's/augment .*/augment mixup=0.4/' changed.net >only.net
run preview only.net -o only.png
fails 1 'only mixes samples with others' "and says where there is nothing to draw"

mkdir numbers
i=0
{
    echo a,b,y
    while [ $i -lt 60 ]; do
        echo "$((i * 7 % 13)),$((i * 5 % 11)),$((i * 7 % 13 * 2 - i * 5 % 11))"
        i=$((i + 1))
    done
} >numbers.csv
cat >numbers.net <<'EOF'
net numbers {
    input 2
    dense 8 tanh
    dense 1
}
train {
    data csv "numbers.csv" target="y"
    loss mse
    optimizer adam rate=0.02
    augment mixup=0.2
    batch 10
    epochs 3
}
EOF
run train numbers.net -o numbers.safetensors
expect 0 "rows of a table are mixed with their targets"
sed 's/mixup=0.2/mixup=0.2 flip/' numbers.net >flip.net
run train flip.net -o flip.safetensors
fails 1 'changes pictures of bytes' "numbers are not mirrored"
sed 's/augment .*/augment draws=3/' numbers.net >draws.net
run check draws.net
fails 1 'draws= is how many changes' "draws= needs randaugment="
finish
