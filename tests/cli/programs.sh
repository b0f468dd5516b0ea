# The programs of --main=infer and --main=train: what they are given is right or refused, and what
# they say arrives.
. "$(dirname "$0")/tap.inc"
command -v "${CC:-cc}" >/dev/null 2>&1 || { skip "emitted programs" "no compiler"; finish; }
cat >p.net <<'NET'
net p {
    input 32x32x3 scale=1/255
    conv 4 3x3 stride=4 relu
    flatten
    dense 10 softmax
}
train {
    loss crossentropy
    optimizer adam rate=0.001
    batch 16
}
NET
run shapes data --train 40 --test 10
run init p.net -o w.safetensors
run p.net -o train.c --main=train
run p.net -o infer.c --main=infer --weights w.safetensors
build() { ${CC:-cc} -std=c99 -pedantic -Wall -Wextra -Wshadow -Wconversion -Werror -O1 "$1.c" -lm \
    -o "$1"; }
check "the training program compiles" build train
check "so does the one that classifies" build infer
says() {        # says STATUS PATTERN WHAT COMMAND...
    status=$1 pattern=$2 what=$3
    shift 3
    "$@" >out 2>err </dev/null
    got=$?
    check "$what" test "$got" -eq "$status"
    check "$what: says why" grep -Eq "$pattern" err
}

# ---- what a program of --main=infer prints ----
prints_() {       # prints_ NAME PATTERN WHAT: the program of NAME.net, of a white picture
    run init "$1.net" -o "$1.w.safetensors"
    run "$1.net" -o "$1.c" --main=infer --weights "$1.w.safetensors"
    build "$1" && "./$1" white.ppm >"$1.out" && grep -Eq "$2" "$1.out"
}
{ printf 'P6 32 32 255\n'; head -c 3072 /dev/zero | tr '\000' '\377'; } >white.ppm
sed -e 's/dense 10 softmax/dense 1 sigmoid/' -e 's/crossentropy/binary_crossentropy/' \
    -e 's/ input/ labels off on\n&/' p.net >two.net
check "one output speaks for the second of two classes" prints_ two '^  off +0\.[0-9]+$'
check "whose shares are 1 together" awk '/^  o/ { s += $2 } END { exit !(s > 0.99999 && s < 1.00001) }' two.out
check "the larger is named" sh -c 'sort -k2 -g two.out | tail -1 | grep -q "$(sed -n "1s/.*: \([a-z]*\) .*/\1/p" two.out)"'
sed -e 's/dense 10 softmax/dense 2/' -e 's/crossentropy/mse/' p.net >num.net
check "numbers are no classes" prints_ num '^  1 +-?[0-9.e-]+$'
check "and have no head" grep -q '^white.ppm:$' num.out
sed -e 's/32x32x3/32x32x5/' p.net >five.net
run five.net -o five.c --main=infer
fails 1 'reads pictures of 1 or 3 channels' "an input of 5 channels is no picture"
sed -e 's/flatten//' -e 's/dense 10/conv 10 1x1/' p.net >map.net
run map.net -o map.c --main=infer
fails 1 'what speaks for each class, and the net ends in a map' "a map of classes has no line each"

# ---- what a program of --main=train writes over ----
mkfifo pipe
cat pipe >through.safetensors &
cat=$!
check "weights are written into a pipe" ./train data pipe 1
wait $cat
check "which is still there" test -p pipe
check "and what arrives is whole" "$NETC" eval p.net --data cifar10:data \
    --weights through.safetensors

cp -r data kept
ln -s data/data_batch_3.bin link.bin
for out in data/test_batch.bin data/../data/data_batch_1.bin link.bin; do
    says 1 '^data/.*batch.*bin: the weights would be written over this file of the data' \
        "weights as $out" ./train data $out 1
done
check "leave the data as they are" diff -r data kept
rm -r kept link.bin

# ---- arguments of training: all of each is a number in its range ----
for epochs in -1 x 1e9 '' 2x 99999999999999999999; do
    says 2 'expected the epochs' "epochs '$epochs'" ./train data new.safetensors "$epochs"
done
for rate in 0.001x 0,001 nan inf -1 1e400 ''; do
    says 2 'expected the rate' "rate '$rate'" ./train data new.safetensors 1 "$rate"
done
for seed in abc -5 1.5 18446744073709551616; do
    says 2 'expected the seed' "seed '$seed'" ./train data new.safetensors 1 0.001 "$seed"
done
says 2 '^usage' "an argument too many" ./train data new.safetensors 1 0.001 1 w.safetensors more
check "none of them writes weights" test ! -e new.safetensors
says 1 '^nowhere/new.safetensors: No such file' "a folder that is not there" ./train data \
    nowhere/new.safetensors 1
check "is found before the training" test ! -s out
check "the largest seed is one" ./train data new.safetensors 1 0.001 18446744073709551615
run eval p.net --data cifar10:data --weights new.safetensors
expect 0 "and its weights are read"
says 1 '^epoch 1: not a finite number' "a rate that breaks the net" ./train data \
    broken.safetensors 3 1e30
check "leaves no weights of it" test ! -e broken.safetensors
mkdir taken
says 1 '^taken.tmp: the weights are here' "a folder under the weights' name" ./train data taken 1
check "leaves the weights beside it" \
    sh -c '"$1" eval p.net --data cifar10:data --weights taken.tmp >/dev/null' - "$NETC"

# ---- classes with weights, and losses on shares: the losses that netc train has ----
# All pictures in one batch, so that their order does not count; of the first class more than of
# others.
for i in 1 2 3 4 5 6 7 8; do head -c 3073 data/data_batch_2.bin; done >data/data_batch_1.bin
same_losses() {         # same_losses NAME: the losses of each epoch, by both
    build "$1" && "./$1" data "$1.safetensors" >"$1.c.out" || return 1
    run train "$1.net" -o "$1.safetensors" --seed 1 --force
    sed -n 's/^epoch \([0-9]\)[^l]*loss \([0-9.]*\).*/\1 \2/p' out >"$1.netc"
    sed -n 's/^epoch \([0-9]\)[^l]*loss \([0-9.]*\).*/\1 \2/p' "$1.c.out" | cmp - "$1.netc"
}
weigh() {       # weigh NAME LOSS LAST-LAYER TRAIN-STATEMENT
    sed -e "s/softmax/$3/" -e "s/crossentropy/$2/" -e "s/batch 16/data cifar10 \"data\"\n batch 40\n epochs 3\n $4/" \
        p.net >"$1.net"
    run "$1.net" -o "$1.c" --main=train
    expect 0 "$1: a program that trains"
    check "$1: with the losses of netc train" same_losses "$1"
}
weigh even crossentropy softmax ""
weigh given crossentropy softmax "class_weight 1 2 3 0.5 1 1 4 1 1 0"
weigh balanced crossentropy softmax "class_weight balanced"
weigh focal focal sigmoid ""
check "the weights change them" sh -c '! cmp -s even.netc given.netc && ! cmp -s even.netc balanced.netc'
refused() {     # refused PATTERN: by --main=train, not by --train
    run q.net -o q.c --main=train
    fails 1 "q.net: --main=train makes a program that reads CIFAR-10's records: $1.*p_train_step" "$1"
    run q.net -o q.c --train
    expect 0 "--train takes it"
}
sed -e 's/flatten//' -e 's/dense 10/conv 10 1x1/' p.net >q.net
refused 'one class a picture, and the net tells one of each pixel'
sed -e 's/softmax//' -e 's/crossentropy/mse/' p.net >q.net
refused 'class numbers, and mse compares numbers'
sed -e 's/dense 10 softmax/dense 1 sigmoid/' -e 's/crossentropy/binary_crossentropy/' p.net >q.net
refused 'a class for each output, and the net has one output'
sed -e 's/32x32x3/32x32x1/' p.net >q.net
refused 'pictures of 3 channels'
sed -e 's/scale/resize=64x64 scale/' p.net >q.net
refused "pictures of the net's own size"

# ---- pictures ----
pixels() { head -c 3072 /dev/zero | tr '\000' 'a'; }
{ printf 'P6\n32 32\n255\n'; pixels; } >good.ppm
{ printf 'P6 32 32 255\n'; pixels | head -c 3000; } >cut.ppm
{ printf 'P6 65536 65536 255\n'; pixels; } >large.ppm
{ printf 'P5 32 32 255\n'; pixels | head -c 1024; } >grey.ppm
{ printf 'P6 32 32 255\n'; pixels; } >white.ppm
check "a picture is classified" sh -c './infer good.ppm | grep -q "^good.ppm: class [0-9]"'
check "a grey one as one of three equal channels" \
    sh -c '[ "$(./infer grey.ppm | sed "s/^[a-z]*//")" = "$(./infer white.ppm | sed "s/^[a-z]*//")" ]'
says 1 'cut.ppm: the picture ends early' "a picture that ends early" ./infer good.ppm cut.ppm \
    good.ppm
check "hinders no other" test "$(grep -c ^good out)" -eq 2
says 1 'large.ppm: not a binary PPM' "a picture of 2^32 pixels" ./infer large.ppm
ESC=$(printf '\033')
"./infer" "no$ESC[31m.ppm" 2>err >out
check "a message obeys no terminal code of a name" sh -c "grep -q '^no?.31m.ppm: No such file' err"
many=$(for i in 1 2 3 4 5 6 7 8; do echo big.ppm; done)
{ printf 'P6 2000 2000 255\n'; head -c 12000000 /dev/zero; } >big.ppm
# shellcheck disable=SC2086
check "memory of a picture is given back" sh -c "ulimit -v 60000; ./infer $(echo $many) >/dev/null"
if [ -w /dev/full ]; then
    says 1 'cannot write to standard output: No space' "a full disk under the output" \
        sh -c './infer good.ppm >/dev/full'
    says 1 'cannot write to standard output' "the same in training" \
        sh -c './train data full.safetensors 1 >/dev/full'
    check "which keeps the weights" test -s full.safetensors
fi
# ---- they give back what they took, whatever way they end ----
no_weights() { sed 's/scale=1\/255//' p.net >q.net; run q.net -o outside.c --main=infer; }
no_weights
printf 'P6 32 32 255 ' >white.ppm
head -c 3072 /dev/zero | tr '\000' '\377' >>white.ppm
leaks() {       # leaks STATUS PROGRAM ARGUMENTS...: ends so, and nothing is left
    want=$1
    shift
    ASAN_OPTIONS=detect_leaks=1:exitcode=99 "./$@" >out 2>err </dev/null
    got=$?
    cat err
    [ $got -eq $want ] && ! grep -q Sanitizer err
}
if ${CC:-cc} -fsanitize=address -O0 infer.c -lm -o leaky 2>/dev/null &&
    ASAN_OPTIONS=detect_leaks=1 ./leaky white.ppm >out 2>err || grep -q 'leaked in' err; then
    ${CC:-cc} -fsanitize=address -O0 outside.c -lm -o leaky_outside
    ${CC:-cc} -fsanitize=address -O0 train.c -lm -o leaky_train
    check "a program that classified leaves nothing" leaks 0 leaky white.ppm
    check "nor one that found no picture" leaks 1 leaky none.ppm
    check "nor one without arguments" leaks 2 leaky
    check "nor one that reads its weights" leaks 0 leaky_outside w.safetensors white.ppm
    check "nor one that does not find them" leaks 1 leaky_outside none.safetensors white.ppm
    check "nor one that trained" leaks 0 leaky_train data leaky.safetensors 1
    check "nor one that found no data" leaks 1 leaky_train none leaky.safetensors 1
else
    skip "leaks of programs" "no leak sanitizer here"
fi
finish
