# A record that is in no table is compiled and never found: every record stands in its table, but for
# those of fake_quant, input_part and outputs, no kinds of the language: passes put them into nets.
root=$PWD
. "$(dirname "$0")/tap.inc"

records() {     # records FOLDER PATTERN: the words of its records
    cat "$root/$1"/*.c more.c | sed -n "s/^$2\([a-z0-9_]*\).*/\1/p" | grep -vxE 'fake_quant|input_part|outputs' | sort
}
lines() {       # lines TABLE
    sed -n 's/^[A-Z]*(\([a-z0-9_]*\)).*/\1/p' "$root/$1" | sort
}
same() {        # same FOLDER PATTERN TABLE
    records "$1" "$2" >records
    lines "$3" >lines
    [ -s records ] && diff records lines >different && return 0
    sed -n "s|^< \(.*\)|\1 is not in $3|p; s|^> \(.*\)|\1 of $3 has no record|p" different
    return 1
}
tables() {
    same compiler/layers 'const Layer layer_' compiler/ir/layers.def &&
        same compiler/algorithms 'CONV_ALGORITHM(' compiler/algorithms/conv_algorithms.def &&
        same data 'DATASET_KIND(' data/datasets.def &&
        same cli 'const Command cmd_' cli/commands.def
}
: >more.c
check "every layer, algorithm, kind of data and command is in its table" tables
for record in 'const Layer layer_left_out' 'CONV_ALGORITHM(left_out' 'DATASET_KIND(left_out' \
    'const Command cmd_left_out'; do
    echo "$record = {" >more.c
    found() { ! tables >said && grep -q '^left_out is not in ' said; }
    check "control: $record" found
done
finish
