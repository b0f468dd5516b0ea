# The mistakes of users of other frameworks (mistakes.txt): one error each, with the message and the
# hint that lead on.
root=$PWD
. "$(dirname "$0")/tap.inc"
# Fields are separated by " | "; in the first such a field stands alone.
sed '/^#/d' "$root/tests/cli/mistakes.txt" >table
check "there are more than 250" [ "$(wc -l <table)" -gt 250 ]
good() { printf 'net a {\n input 8x8x3\n flatten\n dense 2 softmax\n}\n'; }
good >good.net
write() {       # write PLACE WRITTEN: m.net
    case $1 in
        net) printf 'net a {\n    input 32x32x3\n    %s\n    globalavgpool\n    dense 4 softmax\n}\n' \
            "$2" ;;
        end) printf 'net a {\n    input 32x32x3\n    flatten\n    %s\n    dense 4 softmax\n}\n' "$2" ;;
        train) good; printf 'train {\n    loss crossentropy\n    %s\n}\n' "$2" ;;
        loss) good; printf 'train {\n    %s\n}\n' "$2" ;;
        file | warn) printf '%b\n' "$2" ;;
    esac >m.net
}
told() {        # told FILE ERROR HINT ERRORS: both stand there, and so many errors
    cat "$1"
    [ "$2" = - ] || grep -F -- "$2" "$1" >/dev/null || { echo "no error: $2"; return 1; }
    [ "$3" = - ] || sed -n '/hint:/p' "$1" | grep -F -- "$3" >/dev/null ||
        { echo "no hint: $3"; return 1; }
    [ -z "$4" ] || [ "$(grep -c ' error: ' "$1")" -eq "$4" ] || { echo "not $4 errors"; return 1; }
}
while IFS= read -r line; do
    place=${line%% | *} rest=${line#* | }
    written=${rest%% | *} rest=${rest#* | }
    error=${rest%% | *} hint=${rest#* | }
    if [ "$place" = run ]; then
        # shellcheck disable=SC2086
        run $written
    else
        write "$place" "$written"
        [ "$place" = loss ] && run train m.net || run check m.net
    fi
    count=1 wanted=1
    case $place in run) count= ;; warn) count=0 wanted=0 ;; esac
    written=$(printf '%s' "$written" | sed 's/\\n */; /g')
    check "$place: $written" told err "$error" "$hint" $count
    [ "$((status > 0))" -eq $wanted ] || check "$place: $written: its status" false
done <table
cp err good.err
misses() { ! told good.err "$1" "$2" ''; }
check "control: an error that is not there" misses 'no such error' -
check "control: a hint that is not there" misses - 'no such hint'
finish
