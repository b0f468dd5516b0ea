# docs/keras.md has a row for each argument of Keras (golden/keras_arguments.txt), and what it says
# to write in its place is what netc takes.
root=$PWD
. "$(dirname "$0")/tap.inc"
page=$root/docs/keras.md

# ---- every argument has a row ----
# A table whose head names a class or function has a row for each argument; one that is headed
# `callback` or `schedule` a row for each class, with its arguments.
rows() {        # rows NAME: the first cells of what belongs to it
    awk -F'|' -v name="$1" '
        BEGIN { is = "(^|[^A-Za-z])" name "([^A-Za-z]|$)" }
        !/^\|/ { here = 0; head = 1; next }
        head { here = $2 ~ is && $2 !~ /`/; head = 0; next }
        here || $2 ~ "`" name "[(`]" { print $2 }
    ' "$page"
}
without_row() { # without_row NAME ARGUMENT...: those that have none
    name=$1
    shift
    rows "$name" | tr -c 'A-Za-z0-9_' '\n' >words
    [ -s words ] || echo "$name has no row"
    for a; do grep -qx "$a" words || echo "$name: $a"; done
}
listed=$root/tests/golden/keras_arguments.txt
check "there is a list of Keras' arguments" [ "$(grep -vc '^#' "$listed")" -ge 25 ]
grep -v '^#' "$listed" >lines
while read -r name arguments; do
    # shellcheck disable=SC2086
    missing=$(without_row $name $arguments)
    check "$name: each argument has a row" [ -z "$missing" ]
    [ -z "$missing" ] || echo "$missing" | sed 's/^/# /'
done <lines
check "control: an argument that is not there" [ -n "$(without_row fit no_such_argument)" ]
check "control: a class that is not there" [ -n "$(without_row NoSuchLayer)" ]

# ---- what stands in its place is taken ----
# Of the second cells each text in quotes, but for those with an ellipsis or capitals in place of a
# name: behind a layer's own line, as a statement of the train section, or as an option.
written() {     # written HEAD: those of tables whose second head begins so
    awk -F'|' -v head="$1" '
        !/^\|/ { here = 0; first = 1; next }
        first { here = index($3, " " head " ") == 1; first = 0; next }
        here { print $3 }
    ' "$page" | grep -o '`[^`]*`' | tr -d '`' | grep -v '[.][.][.]\|[A-Z]\|^netc \|^--\|[.]jsonl'
}
taken() {       # taken LAYERS STATEMENTS
    printf 'net a {\n input 32x32x3\n%b flatten\n dense 4 softmax\n}\ntrain {\n%b}\n' "$1" "$2" >k.net
    run check k.net
    [ "$status" -eq 0 ] || { cat err; return 1; }
}
count=0
each_layer() {  # each_layer KIND LINE: LINE takes each word of the table of KIND
    written "$1" >texts
    while IFS= read -r text; do
        count=$((count + 1))
        case $text in
            decay* | seed | quantize* | 3x3 | *=) continue ;;
            "$1"* | *": $1"*) line=$text ;;
            *) line="$2 $text" ;;
        esac
        check "$1: $text" taken " conv 8 1x1\n $line\n" ' loss crossentropy\n'
    done <texts
}
each_layer conv "conv 4 3x3"
each_layer maxpool "maxpool 2x2"
each_layer batchnorm batchnorm
each_layer dropout "dropout 0.5"
statements=' (batch|epochs|loss|optimizer|accumulate|average|validation|class_weight|schedule|stop|augment|decay|quantize) '
for head in "train section" "train section or .netc train." "sgd, rmsprop, adam, adamw" loss stop \
    "schedule plateau" netc; do
    awk -F'|' -v head="^ $head \$" '!/^\|/ { here = 0; first = 1; next }
        first { here = $3 ~ head; first = 0; next } here { print $3 }' "$page" |
        grep -o '`[^`]*`' | tr -d '`' | grep -v '[.][.][.]\|[A-Z]' |
        sed 's/^/ /; s/$/ /' | grep -E "^$statements" | grep -v '^ [a-z_]* $'
done | sort -u >texts
check "there are statements" [ "$(wc -l <texts)" -ge 20 ]
while IFS= read -r text; do
    count=$((count + 1))
    more=' loss crossentropy\n'
    case $text in
        *'loss binary'* | *'loss m'* | *'loss huber'*) continue ;; # of other nets
        *' loss '*) more= ;;
        *' class_weight 1 2 5'*) text=' class_weight 1 2 5 1' ;;
    esac
    case $text in *' decay '*) more="$more optimizer adamw\n" ;; esac
    check "train:$text" taken " head: conv 4 3x3\n" "$more$text\n"
done <texts
check "all that was something" [ "$count" -ge 50 ]
finish
