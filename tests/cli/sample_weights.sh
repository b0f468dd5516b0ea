# Per-sample weights: a column of a table, a file beside npy data. A weight that is the class's is
# class_weight, to the bit; a weight of 0 is a sample that is not there, but for the mean.
. "$(dirname "$0")/tap.inc"
i=0
{
    echo a,b,kind,w
    while [ $i -lt 60 ]; do
        k=$((i * 7 % 3))
        case $k in 0) c=ash w=1 ;; 1) c=fir w=2.5 ;; *) c=oak w=0 ;; esac
        echo "$((i * 5 % 11 + k)),$((i * 3 % 7 - k)),$c,$w"
        i=$((i + 1))
    done
} >trees.csv
net() {         # net FILE DATA STATEMENT
    cat >"$1" <<END
net trees {
    input 2
    dense 8 tanh
    dense 3 softmax
}
train {
    data $2
    loss crossentropy
    optimizer adam rate=0.02
    batch 7
    epochs 4
    $3
}
END
}
net weight.net 'csv "trees.csv" target="kind" weight="w"'
net class.net 'csv "trees.csv" target="kind" ignore="w"' 'class_weight 1 2.5 0'
net plain.net 'csv "trees.csv" target="kind" ignore="w"'
for n in weight class plain; do
    run train $n.net -o $n.safetensors
    expect 0 "$n trains"
done
check "weights that are the class's give the bits of class_weight" \
    cmp weight.safetensors class.safetensors
check "and others than none" sh -c '! cmp -s weight.safetensors plain.safetensors'
run train weight.net -o three.safetensors --threads 3
check "on any number of threads" cmp weight.safetensors three.safetensors
run train weight.net -o held.safetensors --epochs 2
sed 's/w"/w" validation=0.2/' weight.net >held.net
run train held.net -o held.safetensors --force
expect 0 "a share held out takes its weights with it"
run eval weight.net --weights weight.safetensors
expect 0 "eval needs none"
cut -d, -f1-3 trees.csv >bare.csv
sed 's/trees.csv/bare.csv/' weight.net >bare.net
run train bare.net -o bare.safetensors
fails 1 'bare.csv has no column "w" \(weight\)' "a column that is not there"
sed 's/,ash,1$/,ash,-1/' trees.csv >minus.csv
sed 's/trees.csv/minus.csv/' weight.net >minus.net
run train minus.net -o minus.safetensors
fails 1 'minus.csv:2: column w: a weight is a number from 0 to 1000000, not "-1"' "a weight below 0"
sed 's/crossentropy/mse/; s/dense 3 softmax/dense 3/' weight.net >mse.net
run check mse.net
expect 0 "numbers are weighed, too"
sed 's/csv "trees.csv" target="kind"/folder "x"/' weight.net >folder.net
run check folder.net
fails 1 "weight is said of a table's column or of npy files" "nor are folders"

mkdir d
npy d/x_train.npy '<f4' '(4, 2)' 32 '\000\000\200\077\000\000\000\000'
npy d/y_train.npy '|u1' '(4,)' 4 '\000\001\002\001'
npy d/x_test.npy '<f4' '(4, 2)' 32 '\000\000\200\077\000\000\000\000'
npy d/y_test.npy '|u1' '(4,)' 4 '\000\001\002\001'
npy d/w_train.npy '|u1' '(4,)' 4 '\001\002\000\002'
npy d/s_train.npy '|u1' '(3,)' 3 '\001\002\000'
npy d/z_train.npy '|u1' '(4,)' 4 '\000'
net npy.net 'npy "d" weight="w"'
net npyc.net 'npy "d"' 'class_weight 1 2 0'
run train npy.net -o npy.safetensors
expect 0 "weights beside npy files"
run train npyc.net -o npyc.safetensors
check "do the same" cmp npy.safetensors npyc.safetensors
sed 's/weight="w"/weight="s"/' npy.net >short.net
run train short.net -o short.safetensors
fails 1 's_train.npy: expected 4 weights, one for each sample of' "too few of them"
sed 's/weight="w"/weight="z"/' npy.net >zero.net
run train zero.net -o zero.safetensors
fails 1 'every sample weighs 0: nothing would train' "none of which weighs anything"
finish
