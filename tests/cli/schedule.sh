# schedule and augment in the train section: the rate of each epoch, threads, resuming bit for bit,
# the preview, bad attributes.
. "$(dirname "$0")/tap.inc"
run shapes data --train 320 --test 80 --seed 3
expect 0 "the data set"
write_tiny tiny.net
with() {        # with FILE STATEMENT...: tiny.net with more in its train section
    file=$1
    shift
    { sed '$d' tiny.net; printf '    %s\n' "$@"; echo '}'; } >"$file"
}
rates() { sed -n 's/^epoch .* rate \([^ ]*\) .*/\1/p' out | tr '\n' ' '; }

with step.net 'schedule step every=2 factor=0.5'
run train step.net -o step.safetensors --epochs 5
expect 0 "a step schedule"
check "its rates" test "$(rates)" = "0.005 0.005 0.0025 0.0025 0.00125 "
prints 'rate 0.005 \(step\)' "the first line names it"
run train step.net -o rate.safetensors --epochs 3 --rate 0.02 --log log.jsonl
check "--rate is what it starts from" test "$(rates)" = "0.02 0.02 0.01 "
check "the log has the rates" test "$(sed 's/.*"rate":\([0-9.]*\).*/\1/' log.jsonl | tr '\n' ' ')" \
    = "0.02 0.02 0.01 "
with warm.net 'schedule constant warmup=2'
run train warm.net -o warm.safetensors --epochs 3
check "the rates of a warm-up" test "$(rates)" = "0.0025 0.005 0.005 "
# ten steps an epoch: the last one begins at 0.95 of the training
with line.net 'schedule polynomial min=0.001'
run train line.net -o line.safetensors
check "a schedule over all epochs moves with each step" test "$(rates)" = "0.0032 0.0012 "
with constant.net 'schedule constant'
run train tiny.net -o plain.safetensors
run train constant.net -o constant.safetensors
check "constant is as no schedule" cmp plain.safetensors constant.safetensors

# A plateau that comes at once: with so small a rate nothing improves after the first epoch.
with flat.net 'schedule plateau val_loss factor=0.5 patience=2'
run train flat.net -o flat.safetensors --epochs 6 --rate 1e-30
check "the rates of a plateau" test "$(rates)" = "1e-30 1e-30 1e-30 5e-31 5e-31 2.5e-31 "
run train flat.net -o part.safetensors --epochs 2 --rate 1e-30
run train flat.net -o part.safetensors --resume part.ckpt --epochs 6
check "a resume goes on counting" test "$(rates)" = "1e-30 5e-31 5e-31 2.5e-31 "

# Everything at once, interrupted somewhere in the middle of an epoch.
with both.net 'schedule cosine warmup=3' 'average 0.9' 'accumulate 2' \
    'augment flip rotate=15 shift=4 crop=4 cutout=8 brightness=0.2 contrast=0.2'
run train both.net -o whole.safetensors --epochs 60
expect 0 "schedule and augmentation"
run train both.net -o thread.safetensors --epochs 60 --threads 1
check "the number of threads changes nothing" cmp whole.safetensors thread.safetensors
"$NETC" train both.net -o cut.safetensors --epochs 60 >cut.out 2>&1 &
pid=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 \
    34 35 36 37 38 39 40; do
    grep -q '^epoch 2/' cut.out && break
    sleep 0.05
done
kill -INT $pid
wait $pid
status=$?
cp cut.out out; : >err
expect 130 "interrupted before its end"
run train both.net -o cut.safetensors --resume cut.ckpt
check "and resumed, it ends as if it had not been" cmp whole.safetensors cut.safetensors

with flip.net 'augment flip'
run train flip.net -o flip.safetensors
check "augmentation changes the training" sh -c '! cmp -s plain.safetensors flip.safetensors'
# A rate of 0 leaves the weights as they are, so the validation of both is that of the same net on
# the same, unchanged pictures.
losses() { sed -n 's/.* val_loss \([^ ]*\) .*/\1/p' out | tr '\n' ' '; }
run train tiny.net -o zero.safetensors --rate 0; plain=$(losses)
run train flip.net -o zero.safetensors --rate 0 --force
check "but not what validates" test "$(losses)" = "$plain"

run preview both.net -o sheet.png
expect 0 "preview"
prints '^sheet.png: 8 pictures, each as it is and as 8 epochs of a training with seed 1 see it' \
    "says what it drew"
check "9 by 8 pictures of 32 pixels, 2 between them" \
    test "$(od -An -tu1 -j16 -N8 sheet.png | tr -s ' ')" = " 0 0 1 52 0 0 1 18"
run preview both.net -o sheet1.png --seed 1
check "the seed is the file's" cmp sheet.png sheet1.png
run preview both.net -o sheet2.png --seed 2
check "another seed, another sheet" sh -c '! cmp -s sheet.png sheet2.png'
sed 's/epochs    2/validation 0.9/' both.net >few.net
run preview few.net -o few.png --epochs 2
expect 0 "preview of a training set with a share held out"
run preview tiny.net -o none.png
fails 1 'nothing to preview: tiny has no `augment` statement' "preview without augment"
run preview both.net -o none.png --data cifar10:nowhere
fails 1 'nowhere' "preview without data"
run preview both.net -o none.png --epochs 1000000
fails 1 'sheet of 1000001 by 8 pictures of 32x32 is too large' "a sheet too large"
check "none of these writes a file" test ! -e none.png
run preview both.net
expect 2 "preview needs -o"

with bad.net 'schedule cosine every=3' 'augment flip zoom=2 rotate=-1'
run train bad.net
fails 1 'bad.net:[0-9]+:[0-9]+: error: cosine has no attribute `every`' \
    "an argument of another schedule"
says 'augment has no attribute `zoom`' "an unknown change"
says 'rotate of augment is -1; it must be from 0 to 180' "an amount below 0"
with bad.net 'schedule linear' 'augment'
run train bad.net
fails 1 'no schedule is called `linear`' "an unknown schedule"
says 'augment needs to be told which changes to make' "augment without a change"
finish
