# The study: its nets are well formed and compile, and its script trains, judges, reports, and
# leaves alone what is finished.
. "$(dirname "$0")/tap.inc"
root=${NETC_ROOT:-$OLDPWD}
study=$root/examples/study
for file in "$study"/*.net; do
    for net in $(sed -n 's/^net \([a-z0-9_]*\) .*/\1/p' "$file"); do
        run "$file" --net "$net" --train -o net.c
        expect 0 "$net of $(basename "$file") becomes C"
    done
done
run shapes data --train 256 --test 64 --seed 3
script() { NETC=$NETC DATA=data OUT=there THREADS=1 EXTRA="--limit 128 --epochs 2" \
    sh "$study/run.sh" base_cnn >out.txt 2>err.txt; }
check "run.sh trains and judges" script
check "it prints the accuracy" grep -q '^base_cnn: accuracy 0\.[0-9]* *(.* of 64 images)$' out.txt
for end in log jsonl txt html safetensors; \
    do check "it leaves the .$end" test -s "there/base_cnn.$end"; done
check "the log has both epochs" test "$(wc -l <there/base_cnn.jsonl)" -eq 2
cp there/base_cnn.safetensors before
check "it runs again" script
check "and leaves alone what is finished" grep -q '^base_cnn: finished before$' out.txt
check "the weights are as they were" cmp before there/base_cnn.safetensors
rm there/base_cnn.txt there/base_cnn.html
check "what was not judged is judged" script
check "without training again" cmp before there/base_cnn.safetensors
check "and reported" test -s there/base_cnn.html
finish
