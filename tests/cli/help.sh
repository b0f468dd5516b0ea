# What netc says of itself: help that fits 80 columns, examples that work, pages that are current,
# and completion.
root=$PWD
. "$(dirname "$0")/tap.inc"
run --help
cp out usage
commands=$(sed -n 's/^  netc \([a-z]*\)\( .*\)*$/\1/p' usage)
check "the list has commands" [ "$(echo "$commands" | wc -l)" -ge 18 ]
run help
check "netc help is the same list" cmp out usage

# ---- every command ----
for c in FILE.net $commands; do
    run $c --help
    cp out short
    check "$c: help of 80 columns" sh -c '! grep -E "^.{81}" out'
    run help $c
    check "$c: more of them" sh -c '! grep -E "^.{81}" out'
    check "$c: netc help has all that --help has" \
        sh -c 'grep -vxFf out short | grep -q . && exit 1; exit 0'
    prints '^exit status:' "$c: netc help has the exit statuses"
    prints '^examples:' "$c: there is an example"
done
run help nothing
fails 2 'unknown command, word of the language or page `nothing`' "help of no command and no word"
for w in ../x /etc/passwd a.c .net "param repeat"; do
    run help "$w"
    fails 2 "unknown command, word of the language or page .$w" "$w is no word"
done
run help small.net
prints '^usage: netc FILE.net' "a net is what compiling takes"
for w in labels repeat param block; do
    run help $w
    expect 0 "$w is a word of the language"
    prints "^$w, a word of the language: .netc help language. explains it$" "$w: which page explains it"
    check "$w: it does" grep -q "\`$w[ \`]" "$root/spec/language.md"
done
for w in csv masks wav npy; do
    run help $w
    expect 0 "$w is a kind of data"
    prints "^$w, a kind of data: .data $w \"PATH\".$" "$w: and how it is written"
    prints '^[A-Za-z].*(folder|table|archive|files)' "$w: what lies there"
done
run help verify
check "a command's own exit status stands beside the common one of its number" \
    sh -c 'grep "^  2 \|something deviates" out | head -1 | grep -q deviates'
run help r
fails 2 'or page `r`$' "no name is near one letter"
run help trian
fails 2 'did you mean train\?' "a near one is named"
run help language
prints '^.binary_crossentropy., +that are right' "a column of a table has room for its longest word"
words() {   # of a page's tables, up to 22 letters: each stands in the help as one
    sed -n 's/`//g; /^| /s/[| ][| ]*/\n/gp' "$1" | grep -E '^[a-z_=]{15,22}$' | sort -u >words
    while read -r word; do grep -qF "$word" out || { echo "$word"; return 1; }; done <words
}
for page in language:spec/language.md weight-files:spec/weights.md keras:docs/keras.md; do
    run help "${page%%:*}"
    check "the tables of ${page#*:} break no word" words "$root/${page#*:}"
done
run help conv
prints '^conv, a layer$' "help of a layer"
prints 'window \(size, required, 1 to 65536\)' "with the range of its arguments"
check "in 80 columns" sh -c '! grep -E "^.{81}" out'
for w in adamw crossentropy cosine augment stop; do
    run help $w
    prints "^$w, a" "help of $w"
done
run help cosine
prints '^cosine, a loss$' "a word of two meanings: one"
prints '^cosine, a schedule$' "and the other"
run help class_weight
prints '^class_weight, a statement of the train section: class_weight X\.\.\. or' "forms of a statement"
check "without the quotes of a page" sh -c '! grep "\`, " out'
run help loss
prints '^NAME: .*crossentropy, .*dice,$' "the names that may stand in a statement"
run help data
check "a text has no number as its default" sh -c '! grep "text, default" out'
run help train --format=bash
fails 2 'is of all commands, not of `train`' "completion is of all commands"
run help conv --format=man
fails 2 'is of all commands, not of `conv`' "a word of the language has no page of the manual"
# Pages of single commands, and of the language, as man shows them: formatted without a word.
if command -v groff >/dev/null; then
    shown() { groff -man -Tutf8 -ww "$1" 2>said | sed 's/\x1b\[[0-9;]*m//g; s/.\x08//g' >page && test ! -s said; }
    for c in $(echo "$commands" | grep -v FILE); do
        run help $c --format=man
        cp out $c.1
        check "man netc-$c" sh -c "$(command -v groff) -man -Tutf8 -ww $c.1 2>&1 >/dev/null | (! grep .)"
    done
    run help train --format=man
    cp out netc-train.1
    check "has options, examples and more" sh -c 'grep -q "^.SH OPTIONS" netc-train.1 && grep -q "^.SH EXAMPLES" netc-train.1 && grep -q "netc.net (5)" netc-train.1 && grep -q "resume FILE" netc-train.1'
    run help language --format=man
    cp out netc.net.5
    check "man netc.net" shown netc.net.5
    check "has every layer, optimizer and statement with arguments" sh -c '
        for w in conv batchnorm adam cosine crossentropy epochs; do grep -qE "^ *\[?$w\b" page || echo $w; done | (! grep .) &&
        grep -qE "^ +filters=|^ +\[filters=\]" page'
else
    skip "pages of the manual" "no groff"
fi

# ---- the pages in the repository ----
sed -n '/^DOCS := /,/[^\\]$/p' "$root/Makefile" | tr ' \\' '\n\n' | grep : | grep -v := >pages
check "there are pages" [ "$(wc -l <pages)" -eq 8 ]
while IFS=: read -r page format; do
    run help --format="$format"
    check "$page is current (make docs)" cmp out "$root/$page"
done <pages

# ---- the table of commands in README.md, which is written by hand ----
sed -n '/^## Commands/,/^## Results/p' "$root/README.md" >readme
rows() {        # rows PAGE: the commands of its rows
    sed -n 's/^| \(`netc [^|]*\) |.*/\1/p' "$1" | grep -v 'FILE.net -o' |
        tr -d '`,' | sed 's/^netc //' | tr ' ' '\n' | sort
}
has_each() { echo "$commands" | grep -vx help | sort >listed; rows "$1" | diff listed -; }
check "README.md has a row for every command, and for no other" has_each readme
unknown_options() { # unknown_options PAGE: those that no command has
    sed 's/pkg-config --cflags --libs//' "$1" | grep -oE -- '--[a-z][a-z-]*' |
        grep -vx -e --help | sort -u |
        while read -r o; do grep -qF -- "\`$o" "$root/spec/commands.md" || echo "$o"; done
}
no_unknown() { unknown_options "$1" >unknown; cat unknown; [ ! -s unknown ]; }
check "and names no option that is not there" no_unknown "$root/README.md"
sed 's/`netc tune`/`netc tunes`/' readme >other
no_row() { ! has_each other; }
check "control: the row of another command" no_row
echo '`--backends`' >other
no_option() { ! no_unknown other; }
check "control: an option that is not there" no_option

# ---- the tables of spec/language.md, which are written by hand ----
in_tables() {   # in_tables PAGE: each word of these tables begins a row of it
    sed -n 's/^\(DATASET\|SCHEDULE\|AUGMENT\)(\([a-z0-9_]*\).*/\2/p' "$root/data/datasets.def" \
        "$root/data/augments.def" "$root/compiler/front/schedules.def" >words
    [ "$(wc -l <words)" -gt 15 ] || return 1
    while read -r w; do grep -q "^| \`$w[\` =]" "$1" || echo "$w"; done <words >missing
    cat missing
    [ ! -s missing ]
}
check "spec/language.md has every kind of data, schedule and change of pictures" \
    in_tables "$root/spec/language.md"
grep -v '^| `mnist`' "$root/spec/language.md" >other
lacks_one() { ! in_tables other; }
check "control: a row that is missing" lacks_one

# ---- lines of tables, grammar and texts ----
long_lines() {
    (cd "$root" && awk 'length > 100 { print FILENAME ":" FNR; bad = 1 } END { exit bad }' \
        */*.def */*/*.def grammar/*.[ly] cli/*.[ch1] </dev/null)
}
check "no line of a table, of the grammar or of cli/ is longer than 100 columns" long_lines

# ---- every example of the manual, in a folder where its files are ----
write_tiny small.net 4
sed 's/epochs    2/&\n    augment flip/' small.net >with && mv with small.net
run shapes data --train 64 --test 32 --seed 3 --picture picture.png
mkdir pictures
cp picture.png pictures/one.png
npy x.npy '<f4' '(2, 32, 32, 3)' 24576 "$FLOATS"
npy y.npy '<i4' '(2,)' 8 '\001\000\000\000\002\000\000\000'
cp "$root/tests/data_golden/models/mobile/model.onnx" mobile.onnx
cp "$root/tests/data_golden/foreign/k3_branches.keras" cnn.keras
dot=
command -v dot >/dev/null || dot=none
gnuplot=
command -v gnuplot >/dev/null || gnuplot=none
run help --format=markdown
sed -n 's/^- `\(netc [^`]*\)`:.*/\1/p' out >lines
"$NETC" train small.net -o w.safetensors --log run.jsonl >/dev/null 2>&1
cp w.ckpt first.ckpt
check "there are examples" [ "$(wc -l <lines)" -ge 30 ]
netc() { "$NETC" "$@"; }
while IFS= read -r line; do
    case $line in
        *"| dot"*) [ -z "$dot" ] || line=${line%|*} ;;
        "netc report"*) [ -z "$gnuplot" ] || { skip "example: $line" "no gnuplot"; continue; } ;;
        *"'arm-none-eabi-gcc "*)
            command -v arm-none-eabi-gcc >/dev/null ||
                { skip "example: $line" "no arm-none-eabi-gcc"; continue; } ;;
        "netc train small.net -o w.safetensors"*) rm -f w.* ;;
    esac
    if (eval "$line") >said 2>&1 </dev/null; then r=0; else r=1; fi
    result $r "example: $line"
    [ $r -eq 0 ] || sed 's/^/# /' said | head -5
done <lines

# ---- highlighting ----
editors=$root/packaging/editors
for file in "$editors"/vscode/*.json "$editors"/vscode/*/*.json; do
    check "$(basename "$file") is JSON" json_ok "$file"
done
every_layer() {
    sed -n '/^## Kinds/,/^## Arg/s/^| `\([a-z0-9_]*\)` .*/\1/p' "$root/spec/layers.md" >kinds
    [ "$(wc -l <kinds)" -gt 40 ] || return 1
    while read -r k; do grep -qE "[ |(]$k([ |)]|\$)" "$1" || echo "$k"; done <kinds >missing
    cat missing
    [ ! -s missing ]
}
check "vim knows every layer" every_layer "$editors/vim/syntax/netc.vim"
check "Visual Studio Code, too" every_layer "$editors/vscode/syntaxes/netc.tmLanguage.json"
if command -v vim >/dev/null; then
    group_at() { # group_at LINE COLUMN: what vim takes the text there for
        vim -Nu NONE -es -c "set rtp^=$editors/vim" -c 'filetype plugin on' -c 'syntax on' \
            -c 'edit small.net' -c "call cursor($1, $2)" \
            -c "call writefile([&ft . ' ' . synIDattr(synID($1, $2, 1), 'name')], 'group')" \
            -c 'qa!' </dev/null >/dev/null 2>&1
        cat group
    }
    check "vim: a keyword" [ "$(group_at 1 1)" = "netc netcKeyword" ]
    check "vim: a layer" [ "$(group_at 3 5)" = "netc netcLayer" ]
    check "vim: a size" [ "$(group_at 3 12)" = "netc netcNumber" ]
else skip "vim" "no vim"; fi

# ---- completion ----
complete_with() {   # complete_with WORD...: what bash offers for the last word
    bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _netc
        printf "%s\n" "${COMPREPLY[@]}"' bash \
        "$root/packaging/completion/netc.bash" "$@" >out 2>err
}
offers() { grep -qxF -- "$1" out; }
if command -v bash >/dev/null; then
    complete_with netc ''
    all_offered() { for c in $commands; do grep -qx "$c" out || return 1; done; }
    check "bash: every command is offered" all_offered
    check "bash: and files of nets" offers small.net
    check "bash: no other files" sh -c '! grep -qx w.ckpt out'
    complete_with netc tr
    check "bash: train of tr" [ "$(cat out)" = train ]
    complete_with netc train small.net --back
    check "bash: an option" [ "$(cat out)" = --backend ]
    complete_with netc train small.net --backend ''
    check "bash: the words of an option" [ "$(tr '\n' ' ' <out)" = "jit cc reference " ]
    complete_with netc train small.net --backend = r
    check "bash: behind =" [ "$(cat out)" = reference ]
    complete_with netc small.net --main ''
    check "bash: of compiling to C" [ "$(tr '\n' ' ' <out)" = "train infer " ]
    complete_with netc train small.net --resume w.c
    check "bash: a file for an option" offers w.ckpt
    complete_with netc eval small.net --limit ''
    check "bash: nothing for a number" [ -z "$(tr -d '\n' <out)" ]
    complete_with netc predict small.net --weights w.safetensors pic
    check "bash: pictures" offers picture.png
    complete_with netc help pre
    check "bash: commands after help" offers preview
    complete_with netc help tut
    check "bash: and pages" offers tutorial
    check "bash: nothing is said" [ ! -s err ]
else skip "bash" "no bash"; fi
for shell in zsh fish; do
    file=$root/packaging/completion/_netc
    [ $shell = zsh ] || file=$root/packaging/completion/netc.fish
    if command -v $shell >/dev/null; then
        check "$shell: completion is well formed" $shell -n "$file"
    else skip "$shell: completion is well formed" "no $shell"; fi
done
if command -v zsh >/dev/null; then
    zsh_makes() {   # what an interactive zsh makes of a line and a tab
        timeout 60 zsh -fc '
            zmodload zsh/zpty
            zpty z "TERM=dumb zsh -fi"
            zpty -w z "PS1=; bindkey -e; fpath=($1 \$fpath); autoload -Uz compinit; compinit -uD"
            zpty -nw z "$2"$'"'\\t\\C-a'"'"print -r -- \$((6 * 7)) "$'"'\\C-e\\n'"'
            zpty -r z text "*42 netc *
*"
            print -r -- ${${text##*42 }%%[[:space:]]#}
            zpty -d z' zsh "$root/packaging/completion" "$1" | tr -d '\r' | sed 's/ *$//' | grep .
    }
    check "zsh: train of tr" [ "$(zsh_makes 'netc tr')" = "netc train" ]
    check "zsh: an option" \
        [ "$(zsh_makes 'netc train small.net --back')" = "netc train small.net --backend" ]
    check "zsh: a word of an option" \
        [ "$(zsh_makes 'netc small.net --main i')" = "netc small.net --main infer" ]
    check "zsh: a file for an option" \
        [ "$(zsh_makes 'netc eval small.net --weights w.s')" = \
            "netc eval small.net --weights w.safetensors" ]
    check "zsh: a page" [ "$(zsh_makes 'netc help tut')" = "netc help tutorial" ]
else skip "zsh" "no zsh"; fi
if command -v fish >/dev/null; then
    fish_offers() {
        HOME=$TMP fish -c "source $root/packaging/completion/netc.fish; complete -C '$1'" |
            cut -f1 | tr '\n' ' '
    }
    check "fish: train of tr" [ "$(fish_offers 'netc tr')" = "train " ]
    check "fish: files of nets" [ "$(fish_offers 'netc sma')" = "small.net " ]
    check "fish: an option" [ "$(fish_offers 'netc train small.net --back')" = "--backend " ]
    check "fish: the words of an option" \
        [ "$(fish_offers 'netc small.net --main ')" = "infer train " ]
    check "fish: a file for an option" \
        [ "$(fish_offers 'netc train small.net --weights w.s')" = "w.safetensors " ]
else skip "fish" "no fish"; fi
if command -v groff >/dev/null; then
    groff -man -Tascii -ww -z "$root/cli/netc.1" >said 2>&1
    check "groff has nothing to say of the manual" [ ! -s said ]
else skip "the manual" "no groff"; fi
finish
