# What a terminal gets: tables in blocks that fit its columns, lines broken at blanks, colours unless
# NO_COLOR says otherwise, columns of wide characters, a bar of progress. A pipe gets none of it.
. "$(dirname "$0")/tap.inc"
script -qec true typescript >/dev/null 2>&1 </dev/null && [ -f typescript ] ||
    { skip "what a terminal gets" "no script(1), or it has no terminal to give"; finish; }
on() {          # on COLUMNS COMMAND...: lines, as a terminal of so many columns gets them
    columns=$1
    shift
    script -qec "stty cols $columns; $*" typescript >/dev/null 2>&1 </dev/null
    tr '\r' '\n' <typescript | grep -av '^Script \|^$' >lines
    sed "s/$(printf '\033')\[[0-9;]*m//g" lines >plain
}
# but for a single word that is longer
fit() { awk -v most="$1" 'length($0) > most && NF > 1 { print; bad = 1 } END { exit bad }' plain; }
coloured() { grep -q "$(printf '\033')\[" "$1"; }
write_tiny tiny.net
sed 's/scale=1\/255/scale=1\/255\n    labels circle square triangle cross ring star stripes_h stripes_v checker arrow/' \
    tiny.net >named.net
run shapes data --train 64 --test 20 --seed 3
run train named.net -o w.safetensors --epochs 1

run convert named.net --weights w.safetensors -o w.h5
mkdir pictures
printf 'P5 1 1 255\nx' >pictures/a_picture_with_a_name_of_forty_letters.pgm
for columns in 80 60 40; do
    for command in "summary named.net" "mem named.net" "explain named.net" "help train" "help conv" \
        "help layers" "help" "verify named.net --batch 2" "eval named.net --weights w.safetensors" \
        "convert named.net --weights w.safetensors -o again.npz --verbose" \
        "sweep named.net --seeds 2 --epochs 1 --limit 16 -o swept$columns" "size named.net" \
        "shapes drawn --train 5 --test 5"; do
        # Once with the compiler's columns; they are as wide without.
        case $columns:$command in
            80:* | *:[!v]*) on $columns "$NETC $command" ;;
            *) uncompiled on $columns "$NETC $command" ;;
        esac
        check "$command fits $columns columns" fit $columns
    done
done
for command in help "help predict" "predict --help"; do
    on 40 "$NETC $command"
    check "$command: no word is wider than 40 columns" \
        awk 'length($0) > 40 { print; bad = 1 } END { exit bad || NR < 9 }' plain
done
on 80 "$NETC sweep named.net --seeds 2 --epochs 1 --limit 16 -o swept80"
check "sweep says what to do next" \
    grep -q '^next: netc eval named.net --weights swept80/seed=[0-9]*.safetensors' plain
widest() { awk 'length > most && !/^    / { most = length } END { print most }' plain; }
for columns in 120 200; do
    for word in "" language; do
        on $columns "$NETC help $word"
        check "netc help $word takes $columns columns, up to 120" fit 120
        check "and more than 80 of them" [ "$(widest)" -gt 100 ]
    done
done
on 0 "COLUMNS=60 $NETC explain named.net"
check "a terminal that does not tell its columns: those of COLUMNS" fit 60
on 0 "$NETC help"
check "or 80" [ "$(widest)" -gt 60 -a "$(widest)" -le 80 ]
on 0 "COLUMNS=-7x $NETC help"
check "also where COLUMNS says nothing" [ "$(widest)" -gt 60 -a "$(widest)" -le 80 ]
on 100 "COLUMNS=60 $NETC help"
check "one that tells them is believed" [ "$(widest)" -gt 80 ]
on 80 "$NETC convert named.net --weights w.h5 -o again.npz --verbose"
check "names of another program's tensors stand in 80 columns" fit 80
on 60 "$NETC predict named.net --weights w.safetensors pictures"
check "a first column without room for another: row by row" \
    sh -c 'grep -q "^pictures/a_picture_with_a_name_of_forty_letters.pgm$" plain && grep -q "^  class  *[a-z_]*$" plain'
run predict named.net --weights w.safetensors pictures
check "a pipe gets the table" grep -q '^pictures/a_picture[a-z_.]*  *[a-z]' out
on 60 "$NETC eval named.net --weights w.safetensors"
check "a wide table stands in blocks, its first column at the head of each" \
    sh -c 'test $(grep -c "^truth .* guess" plain) -ge 2 && test $(grep -c "^arrow  *[0-9]" plain) -ge 3'
run eval named.net --weights w.safetensors
cells() { awk '/^truth . guess/ { on = 1; sub(/^truth . guess/, "truth") } on && !/^-/ { for (i = 2; i <= NF; i++) print $i }' "$1" | sort; }
check "with all that a pipe gets in one" sh -c '
    test "$(grep -c "^truth" out)" = 1 && grep -q "^truth.*arrow$" out'
cells out >whole
cells plain >blocks
check "and no cell lost" sh -c 'grep -v "^[a-z]" whole | sort >a; grep -v "^[a-z]" blocks | sort >b; test -s a && cmp a b'

on 80 "$NETC summary named.net"
check "heads are bold on a terminal" coloured lines
on 80 "NO_COLOR=1 $NETC summary named.net"
check "not with NO_COLOR" sh -c "! grep -q '$(printf '\033')' lines"
on 80 "TERM=dumb $NETC summary named.net"
check "nor on a dumb one" sh -c "! grep -q '$(printf '\033')' lines"
run summary named.net
check "nor in a pipe" sh -c "! grep -q '$(printf '\033')' out"
sed 's/conv 16/conv 16 oops/' named.net >bad.net
on 80 "$NETC check bad.net"
check "an error is red" grep -aq "$(printf '\033')\[1;31merror:" lines
run check bad.net
check "but not in a pipe" sh -c "! grep -q '$(printf '\033')' err"

# Two columns each, none for a combining accent: the numbers behind them stand below each other.
printf 'net n {\n input 8x8x3\n labels "猫猫" "cafe\314\201" "dog"\n flatten\n dense 3 softmax\n}\ntrain { loss crossentropy\n data folder "d"\n}\n' >wide.net
for c in '猫猫' "$(printf 'cafe\314\201')" dog; do
    mkdir -p "d/train/$c" "d/test/$c"
    for k in 1 2; do printf 'P5 1 1 255\nx' | tee "d/train/$c/$k.pgm" >"d/test/$c/$k.pgm"; done
done
sed -i 's/8x8x3/1x1x3 resize=8x8/' wide.net
run init wide.net -o n.safetensors --seed 1
run eval wide.net --weights n.safetensors
check "wide characters take two columns, accents none" sh -c '
    grep -A4 "^class " out | grep -q "^猫猫             *[0-9-]" &&
    grep "^猫猫 " out | head -1 | sed "s/猫猫/cats/" >a; grep "^dog " out | head -1 | sed "s/dog /dog /" >b
    grep "^cafe" out | head -1 | sed "s/.\xcc\x81/e/" >c
    for f in a b c; do wc -m <$f; done | sort -u | wc -l | grep -qx 1'

on 80 "$NETC train named.net -o t.safetensors --epochs 1"
check "progress has a bar, a rate and the time left" \
    grep -aEq '^epoch 1/1 .*[0-9]+(/s| images/s) .*ETA [0-9:]+.* \[=*>? *\]' plain
check "in 80 columns" fit 80
check "and the next step is told" grep -aq '^next: netc eval named.net --weights t.safetensors' plain
run train named.net -o t2.safetensors --epochs 1
check "a pipe is told neither" sh -c '! grep -q "\[=\|^next:" out'
finish
