# Targets that are numbers, several labels a sample, and the input itself: trained, evaluated and
# predicted from the command line. The targets are the outputs of another net; scores are compared
# with awk's, from the outputs of `netc run`.
. "$(dirname "$0")/tap.inc"

random() { # random N SEED: N numbers from -1 to 1, multiples of 1/128
    awk -v n="$1" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) { s = s * 16807 % 2147483647
        print (int(s / 256) % 256 - 128) / 128 } }'
}
npy_of() { # npy_of FILE SHAPE: the numbers of standard input, one a line, as float32
    awk '{ v = $1; sign = v < 0 ? 128 : 0; if (v < 0) v = -v
           e = 127; m = 0
           if (v == 0) e = 0
           else { while (v >= 2) { v /= 2; e++ } while (v < 1) { v *= 2; e-- }
                  m = int((v - 1) * 8388608 + 0.5) }
           printf "\\%03o\\%03o\\%03o\\%03o", m % 256, int(m / 256) % 256,
               (e % 2) * 128 + int(m / 65536), sign + int(e / 2) }' >pattern
    printf '\223NUMPY\001\000v\000%-117s\n' \
        "{'descr': '<f4', 'fortran_order': False, 'shape': $2, }" >"$1"
    printf "$(cat pattern)" >>"$1"
}
floats() { od -An -v -tf4 -w4 -j128 "$1"; } # of a float .npy, one a line
net() { # net FILE DATA LAYERS LOSS MORE
    printf 'net n {\n input 6\n%s\n}\ntrain {\n data npy "%s"\n loss %s\n%s\n optimizer adam rate=0.01\n batch 32\n epochs 6\n}\n' \
        "$3" "$2" "$4" "$5" | tr ';' '\n' >"$1"
}
# scores FILE KEY: the numbers of that key, in order; the first is that of all outputs
scores() { sed -n "s/.*\"$2\": \([-0-9.e]*\|null\),*$/\1/p" "$1"; }
near() { # near FILE FILE: number by number
    paste -d' ' "$1" "$2" | awk '{ d = $1 - $2; m = $1 < 0 ? -$1 : $1
        if (NF != 2 || d > 1e-5 * m + 1e-6 || -d > 1e-5 * m + 1e-6) bad = 1 }
        END { exit bad || NR == 0 }'
}

net teacher.net d 'dense 8 tanh; dense 3' mse
run init teacher.net -o t.safetensors --seed 9
mkdir reg one lab ae map
for set in 'train 320 5' 'test 80 6'; do
    set -- $set
    random $(($2 * 6)) $3 | npy_of reg/x_$1.npy "($2, 6)"
    for d in one lab ae; do cp reg/x_$1.npy $d/; done
    run run teacher.net --weights t.safetensors --input reg/x_$1.npy --output reg/y_$1.npy
    expect 0 "targets of the $1 samples"
    floats reg/y_$1.npy | awk 'NR % 3 == 1 { print 3 + 2 * $1 }' | npy_of one/y_$1.npy "($2,)"
    floats reg/y_$1.npy | awk '{ print ($1 > 0) }' | npy_of lab/y_$1.npy "($2, 3)"
done

# ---- numbers ----
net reg.net reg 'dense 16 tanh; dense 3' mse
run train reg.net -o reg.safetensors --log reg.jsonl
expect 0 "three targets"
prints '^data: 320 training samples of 1x1x6 numbers with 3 targets each from reg/x_train.npy' \
    "the data are told"
prints '^epoch 6/6  loss [0-9.]+  val_loss [0-9.]+  val_mae [0-9.]+  rate' \
    "no accuracy, but an error"
check "the loss falls" sh -c 'sed "s/.*\"val_loss\":\([0-9.]*\).*/\1/" reg.jsonl |
    awk "NR == 1 { a = \$1 } END { exit !(\$1 < a / 3) }"'
check "the log says null for what there is not" \
    grep -q '"accuracy":null,.*"val_accuracy":null,.*"val_mae":[0-9.]*,' reg.jsonl
run eval reg.net --weights reg.safetensors --json
expect 0 "eval of numbers"
cp out eval.json
check "is JSON" json_ok eval.json
run run reg.net --weights reg.safetensors --input reg/x_test.npy --output y.npy
floats y.npy >y
floats reg/y_test.npy >t
paste -d' ' y t | awk '{ k = (NR - 1) % 3; n = NR / 3; t[NR] = $2; mean[k] += $2
        d = $1 - $2; a[k] += d < 0 ? -d : d; s[k] += d * d }
    END { for (i = 1; i <= NR; i++) { k = (i - 1) % 3; v[k] += (t[i] - mean[k] / n) ^ 2 }
        for (k = 0; k < 3; k++) { A += a[k] / n / 3; S += s[k] / n / 3; R += (1 - s[k] / v[k]) / 3 }
        print A >"mae"; print sqrt(S) >"rmse"; print R >"r2"
        for (k = 0; k < 3; k++) { print a[k] / n >"mae"; print sqrt(s[k] / n) >"rmse"
            print 1 - s[k] / v[k] >"r2" } }'
for key in mae rmse r2; do
    scores eval.json $key >have
    check "$key of all outputs and of each is that of the outputs" near have $key
done
run eval reg.net --weights reg.safetensors
prints '^output +MAE +RMSE +R2$' "a table of outputs"
prints '^output 2 +[0-9.]+ +[0-9.]+ +[-0-9.]+$' "a row each"
# A target that is the same everywhere has no R2, and the mean of the outputs leaves it out.
mkdir still
cp reg/x_test.npy still/
floats reg/y_test.npy | awk '{ print NR % 3 == 2 ? 3 : $1 }' | npy_of still/y_test.npy "(80, 3)"
run eval reg.net --weights reg.safetensors --data npy:still --json
cp out still.json
check "equal targets have no R2" sh -c 'sed -n "s/.*\"r2\": \([^,]*\),*$/\1/p" still.json | sed -n 3p | grep -qx null'
scores eval.json r2 | sed -n '2p; 4p' >ends
awk '{ s += $1 / 2 } END { print s }' ends >want
scores still.json r2 | sed -n 1p >have
check "which the mean leaves out" near have want
sed 's/ input 6/&\n labels low middle high/' reg.net >named.net
run eval named.net --weights reg.safetensors
prints '^middle +[0-9.]+ ' "the net's labels name them"
if command -v gnuplot >/dev/null 2>&1; then
    # What a report says of numbers is what eval says: in the section, each output's three figures.
    of() { sed -n "/<section id=\"$2\"/,/<\/section>/p" $1 | grep -o '<data value="[^"]*"' | sed 's/.*value="//; s/"//'; }
    run report named.net --log reg.jsonl --weights reg.safetensors -o r.html --plots plots
    expect 0 "a report of numbers"
    prints '^r.html: mean absolute error 0\.[0-9]+ on 80 samples, 1 log; charts in plots$' "is told"
    check "each output has its page" sh -c 'grep -q "<h3 id=\"of-1\">middle</h3>" r.html && test -s plots/output-2.svg && ! test -e plots/accuracy.svg'
    check "and the error its curve" sh -c 'grep -q "id=\"error-title\"" r.html && grep -q "validation MAE" r.html'
    of r.html outputs >have
    for key in mae rmse r2; do scores eval.json $key | sed 1d >$key; done
    paste -d'\n' mae rmse r2 >want
    check "with the figures of eval" near have want
    of r.html samples | awk 'NR % 3 == 0 { print $1 < 0 ? -$1 : $1 }' | awk 'NR % 3 == 1' >first
    check "the samples furthest off are shown, furthest output first" sh -c 'test $(wc -l <first) -eq 12 &&
        grep -q "differs by" r.html'
else
    skip "a report of numbers" "no gnuplot"
fi
sed 's/ epochs 6/ epochs 6\n stop val_accuracy patience=2/' reg.net >stop.net
run train stop.net -o s.safetensors
fails 1 'val_accuracy cannot be watched: the targets are numbers, .*Watch val_loss' \
    "there is no accuracy to stop on"
sed 's/ epochs 6/ epochs 6\n schedule plateau monitor=val_accuracy/' reg.net >stop.net
run train stop.net -o s.safetensors
fails 1 'val_accuracy cannot be watched' "nor for a plateau"

net one.net one 'dense 8 tanh; dense 1' mse
run train one.net -o one.safetensors --epochs 30
expect 0 "one target a sample, of any size"
prints 'with 1 target each' "is no class number"
run eval one.net --weights one.safetensors --json
check "and is learnt" sh -c 'sed -n "s/.*\"r2\": \([-0-9.e]*\).*/\1/p" out | head -1 |
    awk "{ exit !(\$1 > 0.5) }"'

run sweep one.net --seeds 2 -o sweep --epochs 2
expect 0 "a sweep of numbers"
prints '^1/2  seed=1: val_loss [0-9.]+, val_mae [0-9.]+, best epoch [12], ' "tells the error"
prints '^runs +loss +mae +best epoch' "which has a column"
check "with the mean of the logs" sh -c '
    for s in 1 2; do sed "s/.*\"val_loss\":\([0-9.]*\).*\"val_mae\":\([0-9.]*\).*/\1 \2/" sweep/seed=$s.jsonl |
        sort -g | head -1; done | awk "{ s += \$2 / 2 } END { printf \"%.5g\\n\", s }" >want
    sed -n "s/^ *2 .*  \([0-9.e-]*\) +- [0-9.e-]*  *[0-9.]* +- .*  *[0-9.]* +- .*/\1/p" out | cmp - want'

# The same bits whether stopped or not, and held-out shares and limits keep targets with samples.
run train reg.net -o two.safetensors --epochs 3
run train reg.net --resume two.ckpt --epochs 6
expect 0 "a training of numbers goes on"
check "with the same weights" cmp two.safetensors reg.safetensors
sed 's/data npy "reg"/data npy "reg" validation=0.25/' reg.net >share.net
run train share.net -o share.safetensors --limit 200
expect 0 "a share held out of some"
prints '^epoch 6/6 .*val_mae 0\.[0-4]' "has its own targets"
floats reg/y_train.npy | awk '{ print NR == 5 ? $1 + 1 : $1 }' | npy_of reg/y_other.npy '(320, 3)'
mkdir other && cp reg/* other/ && mv other/y_other.npy other/y_train.npy
sed 's/data npy "reg"/data npy "other"/' reg.net >other.net
run train other.net --resume two.ckpt --epochs 8
fails 1 'other labels' "another target is other data"

mkdir frac
cp reg/* frac/
for set in 'train 320' 'test 80'; do
    set -- $set
    floats reg/y_$1.npy | awk 'NR % 3 == 1 { print $1 / 2 }' | npy_of frac/y_$1.npy "($2,)"
done
net frac.net frac 'dense 4 softmax' crossentropy
run train frac.net -o frac.safetensors
fails 1 'frac/y_train.npy: .*; a loss that compares numbers .`loss mse`. takes such targets' \
    "numbers that are no classes lead to mse"
sed 's/ input 6/ input 6 scale=1e30 std=1e-20/' reg.net >huge.net
run train huge.net -o huge.safetensors
fails 1 "the net's input is not finite at step 1 .*Sample [0-9]+ of the training set becomes infinite by scale, mean and std of .input." \
    "inputs that are infinite are told, not the rate"
check "and no smaller rate" sh -c '! grep -q "smaller learning rate" err'
sed 's/ input 6/ input 6 scale=1e15/; s/tanh/relu/' reg.net >large.net
run train large.net -o large.safetensors
fails 1 'overflowed at step 1 .*No step was made yet: the weights that it starts from, or the samples,' \
    "nor is it where no step was made"
check "no smaller one helps there" sh -c '! grep -q "smaller learning rate" err'

# ---- several labels ----
net lab.net lab 'dense 16 tanh; dense 3 sigmoid' binary_crossentropy
run train lab.net -o lab.safetensors
expect 0 "several labels a sample"
prints '^epoch 6/6  loss [0-9.]+  accuracy 0\.[5-9][0-9]*  val_loss [0-9.]+  val_accuracy 0\.[5-9]' \
    "the share of labels that are right"
run eval lab.net --weights lab.safetensors --json
expect 0 "eval of labels"
cp out eval.json
check "is JSON" json_ok eval.json
run run lab.net --weights lab.safetensors --input lab/x_test.npy --output y.npy
floats y.npy >y
floats lab/y_test.npy >t
# Precision, recall, F1; AUC as the share of pairs in the right order, by counting all pairs.
paste -d' ' y t | awk '{ k = (NR - 1) % 3; y[k, ++n[k]] = $1; h[k, n[k]] = $2 > 0.5 }
    END { for (k = 0; k < 3; k++) { tp = fp = fn = right = p = q = 0
        for (i = 1; i <= n[k]; i++) { g = y[k, i] >= 0.5; tp += g && h[k, i]; fp += g && !h[k, i]
            fn += !g && h[k, i]; right += g == h[k, i]
            for (j = 1; h[k, i] && j <= n[k]; j++) if (!h[k, j]) { p += y[k, i] > y[k, j]
                p += (y[k, i] == y[k, j]) / 2; q++ } }
        printf "%.9g\n", right / n[k] >"accuracy"; printf "%.9g\n", tp / (tp + fp) >"precision"
        printf "%.9g\n", tp / (tp + fn) >"recall"; printf "%.9g\n", 2 * tp / (2 * tp + fp + fn) >"f1"
        printf "%.9g\n", p / q >"auc" } }'
for key in accuracy precision recall f1 auc; do
    scores eval.json $key | tail -n 3 >have
    check "$key of each label is that of the outputs" near have $key
done
run eval lab.net --weights lab.safetensors
prints '^label +accuracy +precision +recall +F1 +AUC +samples$' "a table of labels"
floats lab/y_test.npy | awk '{ print NR == 3 ? 1.5 : $1 }' | npy_of bad.npy '(80, 3)'
mkdir bad && cp lab/* bad/ && mv bad.npy bad/ && cp bad/bad.npy bad/y_test.npy
run eval lab.net --weights lab.safetensors --data npy:bad
fails 1 'bad: target 2 of sample 0 is 1.5, but binary_crossentropy takes numbers from 0 to 1' \
    "a target that is no share"

# ---- autoencoders ----
net ae.net ae 'dense 4 tanh; dense 6' mse 'target input'
run train ae.net -o ae.safetensors --epochs 20
expect 0 "an autoencoder needs no labels"
prints '^data: 320 training samples of 1x1x6 numbers from ae/x_train.npy' "and is told none"
run eval ae.net --weights ae.safetensors --json
scores out mae | head -1 >have
run run ae.net --weights ae.safetensors --input ae/x_test.npy --output y.npy
floats y.npy >y
floats ae/x_test.npy >t
paste -d' ' y t | awk '{ d = $1 - $2; a += d < 0 ? -d : d } END { print a / NR }' >want
check "its error is that between output and input" near have want
sed 's/dense 4 tanh/dense 4 tanh frozen/' ae.net >frozen.net
run train frozen.net -o a.safetensors
run train frozen.net -o b.safetensors --no-cache
check "values of frozen layers that are kept change nothing" cmp a.safetensors b.safetensors
sed '/target input/d' ae.net >plain.net
run train plain.net -o plain.safetensors
fails 1 'cannot open ae/y_train.npy' "without it the data need labels"
random 1920 9 | npy_of ae/y_train.npy '(320, 6)'
random 480 9 | npy_of ae/y_test.npy '(80, 6)'
run train plain.net --resume ae.ckpt --epochs 22
fails 1 'other labels|loss: target was input, is data' "a checkpoint of the one is none of the other"
sed 's/dense 6/dense 5/' ae.net >five.net
run check five.net
fails 1 'the outputs are compared with the input, but they are 5 numbers and it has 6' \
    "as many outputs as inputs"
sed 's/dense 6/dense 6 softmax/; s/loss mse/loss crossentropy/' ae.net >classes.net
run check classes.net
fails 1 'crossentropy compares classes, and the input is none' "and a loss of numbers"
# Pictures: their classes do not matter.
run shapes data --train 64 --test 32 --seed 3
printf 'net p {\n input 32x32x3 scale=1/255\n conv 4 3x3 relu\n conv 3 3x3 sigmoid\n}\ntrain {\n data cifar10 "data"\n loss binary_crossentropy\n target input\n augment flip\n batch 16\n epochs 2\n}\n' >p.net
run train p.net -o p.safetensors
expect 0 "an autoencoder of pictures, whose augmented picture is the target"
prints 'val_mae 0\.[0-9]+' "has an error"

# ---- maps, and mistakes ----
random 240 7 | npy_of map/x_train.npy '(20, 2, 3, 2)'
random 120 8 | npy_of map/y_train.npy '(20, 2, 3, 1)'
cp map/x_train.npy map/x_test.npy
cp map/y_train.npy map/y_test.npy
printf 'net m {\n input 2x3x2\n conv 4 3x3 tanh\n conv 1 1x1\n}\ntrain {\n data npy "map"\n loss mse\n epochs 2\n}\n' >m.net
run train m.net -o m.safetensors
expect 0 "targets that are maps"
prints 'with 6 targets each' "of as many numbers as the output"
random 60 8 | npy_of map/y_test.npy '(20, 3, 1, 1)'
run train m.net -o m2.safetensors
fails 1 'map/y_test.npy has 3 numbers a sample, but the net has 6 outputs' "of another size"
random 18 8 | npy_of map/y_test.npy '(3, 2, 3, 1)'
run train m.net -o m2.safetensors
fails 1 'map/x_test.npy holds 20 samples, but map/y_test.npy 3 targets' "of other samples"
random 120 8 | awk '{ print 0.5 }' | npy_of map/y_train.npy '(20, 2, 3, 1)'
run train m.net -o m2.safetensors
fails 1 'the targets of all 20 training samples are the same: there is nothing to learn' "all the same"
sed 's/ epochs 6/ epochs 6\n classes a b/' reg.net >classes.net
run train classes.net -o c.safetensors
fails 1 '.classes. chooses among classes; these samples have targets' "classes of numbers"

# ---- classes: the five likeliest, and the area under the ROC curve ----
mkdir classes
cp reg/x_*.npy classes/
for set in 'train 320' 'test 80'; do
    set -- $set
    floats reg/y_$1.npy | awk 'NR % 3 == 1 { k = int(($1 + 1) * 3.5); print (k < 0 ? 0 : k > 6 ? 6 : k) }' |
        npy_of classes/y_$1.npy "($2,)"
done
net classes.net classes 'dense 7 softmax' crossentropy
run train classes.net -o c.safetensors
expect 0 "classes by numbers"
run eval classes.net --weights c.safetensors --json
expect 0 "seven classes"
cp out eval.json
check "is JSON" json_ok eval.json
run run classes.net --weights c.safetensors --input classes/x_test.npy --output y.npy
floats y.npy | paste -d' ' - - - - - - - >y
floats classes/y_test.npy | paste -d' ' - y | awk '
    { h[NR] = $1; for (k = 0; k < 7; k++) y[NR, k] = $(k + 2)
      before = 0; for (k = 0; k < 7; k++) before += y[NR, k] > y[NR, h[NR]]; top += before < 5 }
    END { printf "%.9g\n", top / NR >"top"
        for (k = 0; k < 7; k++) { p = q = 0
            for (i = 1; i <= NR; i++) for (j = 1; h[i] == k && j <= NR; j++) if (h[j] != k) {
                p += (y[i, k] > y[j, k]) + (y[i, k] == y[j, k]) / 2; q++ }
            if (q) { printf "%.9g\n", p / q >"auc"; sum += p / q; n++ } else print "null" >"auc" }
        printf "%.9g\n", sum / n >"mean" }'
scores eval.json top5_accuracy >have
check "top-5 accuracy is that of the outputs" near have top
scores eval.json auc | head -1 >have
check "so is the mean of the classes' AUC" near have mean
scores eval.json auc | tail -n +2 | grep -v null >have
grep -v null auc >want
check "and that of each" near have want
run eval classes.net --weights c.safetensors
prints '^top-5 accuracy [01]\.[0-9]+  AUC [01]\.[0-9]+  .mean of each class against the rest.$' \
    "eval prints both"

# ---- weights of classes ----
# Twice the weight is twice the rate, bit for bit; balanced are the numbers that awk counts.
weighted() { # weighted NAME CLASS_WEIGHT RATE
    net $1.net classes 'dense 7 softmax' crossentropy "class_weight $2"
    sed "s/adam rate=0.01/sgd rate=$3/" $1.net >t && mv t $1.net
    run train $1.net -o $1.safetensors
    expect 0 "classes that weigh $2"
}
weighted twice '2 2 2 2 2 2 2' 0.25
weighted one_each '1 1 1 1 1 1 1' 0.5
check "twice the weight is twice the rate" cmp twice.safetensors one_each.safetensors
weighted balanced balanced 0.5
floats classes/y_train.npy | awk '{ n[$1]++ }
    END { for (k = 0; k < 7; k++) printf " %.17g", n[k] ? NR / (7 * n[k]) : 0 }' >counted
weighted counted "$(cat counted)" 0.5
check "balanced are samples by classes and samples of the class" cmp balanced.safetensors counted.safetensors
check "which is no training without" sh -c '! cmp -s balanced.safetensors one_each.safetensors'
weighted one_smooth '1 1 1 1 1 1 1' 0.5
sed '/class_weight/d' one_smooth.net >plain.net
run train plain.net -o plain.safetensors --force
run eval one_smooth.net --weights plain.safetensors --json
sed -n 's/.*"loss": \([0-9.]*\),.*/\1/p' out >have
run eval plain.net --weights plain.safetensors --json
sed -n 's/.*"loss": \([0-9.]*\),.*/\1/p' out >want
check "what validates is not weighed" near have want
sed 's/class_weight .*/class_weight 1 2/' one_each.net >few.net
run check few.net
fails 1 'class_weight has 2 numbers, but the net tells 7 classes apart' "a number for each class"
sed 's/class_weight .*/class_weight 0 0 0 0 0 0 0/' one_each.net >zeros.net
run train zeros.net -o zeros.safetensors
fails 1 'class_weight is 0 for every class: nothing would train' "weights that train nothing"
sed 's/ epochs 6/ epochs 6\n class_weight balanced/' reg.net >numbers.net
run check numbers.net
fails 1 'class_weight goes with a loss of classes; mse is none' "numbers have no classes"

# ---- predict ----
"$NETC" shapes data --train 64 --test 32 --seed 3 --picture one.png >/dev/null
printf 'net v {\n input 32x32x3 scale=1/255\n conv 4 3x3 stride=4 relu\n flatten\n dense 2\n}\ntrain {\n loss mse\n}\n' >v.net
run init v.net -o v.safetensors
run predict v.net --weights v.safetensors one.png
expect 0 "predict of numbers"
prints '^picture +output +value$' "prints outputs"
prints '^one.png +0 +[-0-9.e]+$' "as they are"
run predict v.net --weights v.safetensors --json one.png
check "also as JSON" sh -c 'grep -q "\"outputs\": \[" out'
sed '/^train/,$d; s/dense 2/labels a b\n dense 2/' v.net >scores.net
sed 's/dense 2/dense 2 softmax/' scores.net >shares.net
run predict scores.net --weights v.safetensors one.png
expect 0 "predict of classes without softmax"
prints '^picture +class +value$' "calls their numbers values"
run predict scores.net --weights v.safetensors --json one.png
check "in JSON, too" sh -c 'grep -q "\"value\":" out && ! grep -q probability out'
run predict shares.net --weights v.safetensors one.png
prints '^picture +class +probability$' "behind softmax they are probabilities"
finish
