# A worked example: a model of another program, its head replaced, trained on a folder of pictures,
# and emitted as C.
MODEL=$PWD/tests/data_golden/models/mobile/model.onnx
. "$(dirname "$0")/tap.inc"

# Pictures of three classes: mostly red, green or blue, 12x10 pixels.
draw() { # draw FILE RED GREEN BLUE
    mkdir -p "$(dirname "$1")"
    pixels=$(awk -v r="$2" -v g="$3" -v b="$4" 'BEGIN { for (i = 0; i < 120; i++)
        printf "\\%03o\\%03o\\%03o", r + i % 7, g + i % 11, b + i % 5 }')
    printf "P6 10 12 255\n$pixels" >"$1"
}
for i in 0 1 2 3 4 5 6 7; do
    for set in train test; do
        v=$((i * 12)) w=$((200 + i * 5))
        draw "d/$set/red/$i.ppm" $w $v $((90 - v))
        draw "d/$set/green/$i.ppm" $((90 - v)) $w $v
        draw "d/$set/blue/$i.ppm" $v $((90 - v)) $w
    done
done

# 1. Import it with a new head: what was there before becomes a frozen block.
run import "$MODEL" -o colours.net --head "batchnorm momentum=0.5; dense 3 softmax"
expect 0 "a model with a new head"
check "its layers are a block that does not train" grep -q '^    base: model_base frozen$' colours.net
check "and the head stands behind it" grep -q '^    dense 3 softmax$' colours.net
# 2. Say what the pictures look like, and how to train.
sed -i 's/input 12x10x3/& scale=1\/255\n    labels blue green red/' colours.net
cat >>colours.net <<END
train {
    data      folder "d"
    weights   "colours.safetensors"
    loss      crossentropy
    optimizer adam rate=0.1
    batch     8
    epochs    15
}
END
# 3. Train, judge, classify.
run train colours.net -o trained.safetensors --seed 1
expect 0 "it trains on a folder"
run eval colours.net --weights trained.safetensors
expect 0 "it is judged"
prints 'accuracy +(1\.0|0\.9)' "and right in nine of ten"
run predict colours.net --weights trained.safetensors d/test/green/3.ppm
prints 'green' "a picture's class"
# 4. Emit C.
run colours.net --weights trained.safetensors -o colours.c --main=infer
expect 0 "it becomes C"
check "which compiles" cc -std=c99 -Wall -Werror -O1 colours.c -o colours -lm

run import "$MODEL" -o none.net --head "dens 3"
fails 1 'no layer kind or block is called .dens.; did you mean .dense.' "a head that is none"
check "nothing is written" sh -c '! ls none.net none.safetensors 2>/dev/null'
finish
