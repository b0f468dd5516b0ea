# Tables: columns of numbers are normalised by the training rows, those of categories become one
# number a category, and what was made of them travels in the weights file. Predictions of a net of
# one layer are compared with awk's, from its weights and the table.
. "$(dirname "$0")/tap.inc"

# table N SEED: id, a number, a category in quotes, another number, the target, its class
table() {
    awk -v n="$1" -v s="$2" 'function next_() { s = s * 16807 % 2147483647; return s / 2147483647 }
        BEGIN { split("Bern|\"Genf, GE\"|\"a \"\"quoted\"\" one\"", city, "|")
            print "id,age,city,income,price,level"
            for (i = 1; i <= n; i++) { a = int(20 + 60 * next_()); c = int(3 * next_()) + 1
                m = int(next_() * 1000) * 100; p = (a - 50) / 10 + c - m / 50000
                printf "%d,%d,%s,%d,%.3f,%s\n", i, a, city[c], m, p, (p > 1.5 ? "high" : "low") } }'
}
net() { # net FILE DATA-ARGUMENTS LAYERS LOSS
    printf 'net n {\n input 5\n%s\n}\ntrain {\n data csv %s\n loss %s\n optimizer adam rate=0.03\n batch 32\n epochs 12\n}\n' \
        "$3" "$2" "$4" | tr ';' '\n' >"$1"
}
table 250 5 >homes.csv
net reg.net '"homes.csv" target="price" ignore="id, level"' 'dense 1' mse

# ---- numbers ----
run train reg.net -o reg.safetensors
expect 0 "a target of numbers"
prints '^data: 200 training rows of 3 columns, 5 numbers, with 1 target each from homes.csv' \
    "four of five rows train"
prints '^validation: 50 test rows of 3 columns' "the fifth tests"
prints '^training n: .*, 200 rows, batch' "they are called rows"
run eval reg.net --weights reg.safetensors --json
expect 0 "eval reads the columns from the weights file"
check "and it has learnt" sh -c 'sed -n "s/.*\"r2\": \([-0-9.e]*\).*/\1/p" out | head -1 |
    awk "{ exit !(\$1 > 0.5) }"'
prints '"name": "price"' "outputs are called by their columns"
cp homes.csv all.csv
run predict reg.net --weights reg.safetensors --json all.csv
expect 0 "predict takes a table"
sed -n 's/^ *\([-0-9.e]*\)$/\1/p' out >have
head -c 8 reg.safetensors | od -An -tu4 | awk '{ print $1 + 8 }' >skip
# bias, then kernel; the order of the parameters is that of the header's offsets
od -An -v -tf4 -w4 -j"$(cat skip)" reg.safetensors >weights
sed 's/"Genf, GE"/2/; s/"a ""quoted"" one"/3/; s/Bern/1/; 1d' homes.csv |
    awk -F, 'FNR == NR { w[FNR] = $1; next } { a[FNR] = $2; c[FNR] = $3; m[FNR] = $4; n = FNR
            if (FNR % 5) { k++; A += $2; M += $4 } }
        END { for (i = 1; i <= n; i++) if (i % 5) { x += (a[i] - A / k) ^ 2; y += (m[i] - M / k) ^ 2 }
            place[1] = 0; place[2] = 1; place[3] = 2
            for (i = 1; i <= n; i++) { s = w[1] * (a[i] - A / k) / sqrt(x / k)
                printf "%.9g\n", w[6] + s + w[2 + place[c[i]]] + w[5] * (m[i] - M / k) / sqrt(y / k)
            } }' weights - >want
near() { paste -d' ' have want | awk '{ d = $1 - $2; if (NF != 2 || d > 2e-5 || d < -2e-5) bad = 1 }
    END { exit bad || NR != 250 }'; }
check "with the outputs of the normalised columns" near
# Columns in another order, more of them, no target; semicolons, CR LF and a byte order mark.
printf '\357\273\277income;more;city;age\r\n52300;x;"Genf, GE";33\r\n\r\n 100 ; ;Bern;70' >other.csv
run predict reg.net --weights reg.safetensors other.csv
expect 0 "columns are found by their names"
prints '^other.csv:2 +price +[-0-9.]+$' "a row is called by its line"
prints '^other.csv:4 +price +[-0-9.]+$' "empty lines do not count"
run predict reg.net --weights reg.safetensors --flips other.csv
fails 1 'flips mirrors pictures' "rows have no mirror image"

# Stopped and resumed, and a share held out: the training rows alone normalise.
run train reg.net -o two.safetensors --epochs 5
run train reg.net --resume two.ckpt --epochs 12
check "resumed, with the same bits" cmp two.safetensors reg.safetensors
cp homes.csv kept.csv
table 250 6 >homes.csv
run train reg.net --resume two.ckpt --epochs 13
fails 1 'on other data: .*Or an earlier version of netc has written it.* --weights .* in place of --resume' \
    "a checkpoint of another table says what to do"
cp kept.csv homes.csv
sed 's/level"/& validation=0.2/' reg.net >share.net
run train share.net -o share.safetensors
prints 'validation: 40 of these' "a share of the training rows is held out"
check "and does not normalise" sh -c 'a=$(grep -ao "mean[^,]*" reg.safetensors | head -1)
    b=$(grep -ao "mean[^,]*" share.safetensors | head -1); [ -n "$b" ] && [ "$a" != "$b" ]'

# Several targets: the outputs are in the order of target=, not in that of the file.
awk 'BEGIN { print "a,p,q"; for (i = 0; i < 40; i++) print i "," 1000 + i % 2 "," 7 + i % 2 }' >pq.csv
net pq.net '"pq.csv" target="q, p"' 'dense 2' mse
sed -i 's/input 5/input 1\n labels q p/' pq.net
run train pq.net -o pq.safetensors
expect 0 "two targets"
run eval pq.net --weights pq.safetensors
check "stand in the order of target=" sh -c 'awk "\$1 == \"q\" && \$2 > 1 && \$2 < 20 { q = 1 }
    \$1 == \"p\" && \$2 > 900 { p = q } END { exit !p }" out'
sed "/labels/d" pq.net >no_labels.net
run predict no_labels.net --weights pq.safetensors pq.csv
check "also in predict" sh -c '[ "$(awk "NR > 2 && NR < 6 { print \$(NF - 1) }" out | tr "\n" " ")" = "q p q " ]'
sed 's/"q, p"/"q, q"/' pq.net >twice.net
run train twice.net -o t.safetensors
fails 1 'target="q, q" names column q twice' "a target twice"

# Numbers with more digits than a float has, or near the end of its range, are normalised in doubles.
awk 'BEGIN { print "t,day,far,same,y"; for (i = 0; i < 10; i++)
    print 1700000000 + 6 * i "," 20240101 + i "," i "e37,0.1," i }' OFMT=%d CONVFMT=%d >times.csv
for column in t day far; do
    all=$(echo t,day,far,same, | sed "s/$column,//; s/,\$//")
    net $column.net "\"times.csv\" target=\"y\" ignore=\"$all\"" 'dense 1' mse
    sed 's/input 5/input 1/; s/rate=0.03/rate=0.3/; s/epochs 12/epochs 100/' $column.net >n && mv n $column.net
    run train $column.net -o $column.safetensors
    expect 0 "trains on $column"
    run eval $column.net --weights $column.safetensors --json
    check "and learns it" sh -c 'sed -n "s/.*\"rmse\": \([-0-9.e]*\).*/\1/p" out | head -1 |
        awk "{ ok = \$1 < 0.5 } END { exit !ok }"'
done
run predict t.net --weights t.safetensors times.csv
check "predict tells the rows apart" sh -c '[ "$(sed -n "s/.* y *//p" out | sort -u | wc -l)" = 10 ]'
check "the mean has all its digits" grep -aq 'mean[^0-9]*1700000024\.0,' t.safetensors
sed 's/"far,same"\|"day,far,same"/"day,far"/; s/input 1/input 2/' t.net >same.net
run train same.net -o same.safetensors
says 'column same is the same in all 8 training rows' "a constant column gets a note"
check "and has no deviation" grep -aq 'mean[^0-9]*0\.10000000000000001,[^0-9]*std[^0-9]*1\.0' same.safetensors
large() { # large LINE COLUMN NUMBER TEXT
    awk -F, -v OFS=, -v l="$1" -v c="$2" -v x="$3" 'NR == l { $c = x } 1' times.csv >large.csv
    sed 's/times.csv/large.csv/' t.net >large.net
    run train large.net -o large.safetensors
}
large 3 5 1e39
fails 1 'large.csv:3: column y: 1e39 is too large; a number is at most 3.4e38' "a target too large for a float"
large 3 1 1e309
fails 1 'large.csv:3: column t: 1e309 is too large; a number is at most 3.4e38' "a number too large for a double"
large 3 1 1e39
fails 1 'large.csv:3: column t: 1e39 is too large; a number is at most 3.4e38' "an input too large for a float"
large 6 1 -1e60
fails 1 'large.csv:6: column t: -1e60 is too large' "a row that validates, too large for a float"
run predict t.net --weights t.safetensors large.csv
fails 1 'large.csv:6: column t: -1e60 is too large' "nor is it predicted from"
awk -F, -v OFS=, 'NR > 1 { $1 = NR == 6 ? 3e38 : NR % 2 / 10 } 1' times.csv >spread.csv
sed 's/times.csv/spread.csv/' t.net >spread.net
run train spread.net -o spread.safetensors
fails 1 'the rows that validate: column t: 3e\+38 is too large: normalised .mean 0.*it fits no float' \
    "a float that is none when it is normalised"

# ---- classes ----
net cls.net '"homes.csv" target="level" ignore="id, price"' 'dense 8 tanh; dense 2 softmax' crossentropy
run train cls.net -o cls.safetensors
expect 0 "a target of classes"
prints 'in 2 classes \(level\)' "as the column names them"
run eval cls.net --weights cls.safetensors
prints '^high +0\.[0-9]+' "eval names them"
run predict cls.net --weights cls.safetensors --top 1 other.csv
prints '^other.csv:2 +(high|low) +[01]\.[0-9]+$' "so does predict"
sed 's/ input 5/&\n labels low high/' cls.net >named.net
run train named.net -o named.safetensors
expect 0 "the net's labels number them"
run eval named.net --weights named.safetensors
check "in their order" sh -c 'grep -n "^low\|^high" out | head -2 | cut -d: -f2 | cut -c1-3 | tr "\n" " " | grep -q "low hig"'
sed 's/ input 5/&\n labels low upper/' cls.net >wrong.net
run train wrong.net -o w.safetensors
fails 1 'column level has "high", which is none of the net.s labels' "which are the column's"
mkdir parts
head -201 homes.csv >parts/train.csv
{ head -1 homes.csv; tail -50 homes.csv; } >parts/test.csv
sed 's/"homes.csv"/"parts"/' cls.net >parts.net
run train parts.net -o parts.safetensors
expect 0 "a folder with a table each"
prints '^validation: 50 test rows.* from parts/test.csv' "for testing"
sed 's/,high$/,middle/' parts/test.csv >t && mv t parts/test.csv
run eval parts.net --weights parts.safetensors
fails 1 'parts/test.csv:[0-9]+: column level: the training rows have no "middle"' "an unknown class"

# ---- integers ----
run quantize reg.net --weights reg.safetensors -o reg.int8
expect 0 "a net of a table becomes one of integers"
run eval reg.net --weights reg.int8
expect 0 "whose file says what the columns are"
run predict reg.net --weights reg.int8 other.csv
prints '^other.csv:2 +price +[-0-9.]+$' "also for predict"
run predict reg.net --weights reg.safetensors other.csv
sed -n 's/.* price *//p' out >floats
run predict reg.net --weights reg.int8 other.csv
check "which tells nearly the same" sh -c 'sed -n "s/.* price *//p" out | paste -d" " - floats |
    awk "{ d = \$1 - \$2; if (d > 0.1 || d < -0.1) bad = 1 } END { exit bad || NR != 2 }"'

# ---- missing values ----
sed '3s/,[0-9]*,/,,/' homes.csv >gap.csv
sed 's/homes.csv/gap.csv/' reg.net >gap.net
run train gap.net -o gap.safetensors
fails 1 'gap.csv:3: column age has no value; `data ... missing=fill`' "a missing value is refused"
sed 's/level"/& missing=fill/' gap.net >fill.net
run train fill.net -o fill.safetensors
expect 0 "or filled, where the file says so"
grep -ao 'mean[^,]*' fill.safetensors | head -1 | sed 's/.*://' >have
awk -F, 'NR > 1 && (NR - 1) % 5 && !/^2,/ { s += $2; n++ } END { printf "%.9g\n", s / n }' homes.csv >want
check "with the mean of the others" sh -c 'paste -d" " have want | awk "{ exit !(\$1 - \$2 < 1e-6 && \$2 - \$1 < 1e-6) }"'
printf 'age,city,income\n%s,Bern,5000\n,Bern,5000\n30,Basel,\n' "$(cat have)" >mean.csv
run predict fill.net --weights fill.safetensors mean.csv
expect 0 "predict fills too"
check "as if the mean stood there" sh -c '[ "$(sed -n "s/^mean.csv:[23] *price *//p" out | uniq | wc -l)" = 1 ]'
run predict reg.net --weights reg.safetensors mean.csv
fails 1 'mean.csv:3: column age has no value' "by the rule of the training"

# ---- mistakes ----
mistake() { # mistake TABLE-TEXT PATTERN TEXT
    printf "$1" >bad.csv
    run predict reg.net --weights reg.safetensors bad.csv
    fails 1 "$2" "$3"
}
mistake 'age,city\n1,Bern\n' 'bad.csv has no column "income", which the net was trained with' "a column that is not there"
mistake 'age,city,income\n' '^netc: bad.csv: no rows$' "no rows"
check "nothing is printed of it" [ ! -s out ]
mistake 'age,city,income\n1,Bern\n' 'bad.csv:2: 2 cells, but the first line names 3 columns' "too few cells"
mistake 'age,city,income\n1,Bern,2,3\n' 'bad.csv:2: more than 3 cells' "too many"
mistake 'age,city,income\n1,"Bern,2\n' 'bad.csv:2: a cell in quotes does not end' "a quote without end"
mistake 'age,city,income\n1,Be"rn,2\n' 'bad.csv:2: a quote within a cell' "a quote within"
mistake 'age,city,income\n1,"Be"rn,2\n' 'bad.csv:2: text behind the quote' "text behind a quote"
mistake 'age,city,age\n1,Bern,2\n' 'bad.csv:1: two columns are called "age"' "a name twice"
mistake 'age,,income\n1,Bern,2\n' 'bad.csv:1: column 2 has no name' "no name"
mistake '1,2,3\n4,5,6\n' 'bad.csv:1: the first line has to name the columns; it holds numbers' "no head"
mistake '' 'bad.csv: empty; expected a first line that names the columns' "nothing"
mistake 'age,city,income\n1,Bern,\377\n' 'bad.csv:2: byte 23 of the file is no text' "no text"
mistake 'age,city,income\n1,Bern,1e99\n' 'bad.csv:2: column income: 1e99 is too large; a number is at most' "a number too large for a float"
mistake 'age,city,income\n1,Bern,-1e309\n' 'bad.csv:2: column income: -1e309 is too large' "or for a double"
mistake 'age,city,income\n1,Basel,7\n' 'bad.csv:2: column city: the training rows have no "Basel"' "an unknown category"
check "no outputs are printed" [ ! -s out ]
train_mistake() { # train_mistake SED-OF-THE-NET SED-OF-THE-TABLE PATTERN TEXT
    sed "$2" homes.csv >bad.csv
    sed "s/homes.csv/bad.csv/; $1" reg.net >bad.net
    run train bad.net -o bad.safetensors
    fails 1 "$3" "$4"
}
train_mistake 's/target="price" //' p 'which column is predicted\? .* target="level"' "no target"
train_mistake 's/"price"/"cost"/' '' 'bad.csv has no column "cost" \(target\); its columns are id, age, city, income, price, level' "an unknown target"
train_mistake 's/input 5/input 7/' '' 'the columns give 5 numbers a row, but n takes 7: write `input 5` \(age, city \(3 categories\), income\)' "another width"
train_mistake 's/input 5/input 5 scale=0.1/' '' 'without scale, mean and std' "normalised twice"
train_mistake '' '7s/,[0-9]*,/,seven,/' 'bad.csv:7: column age: "seven" is no number, but line 2 has one, .*categories="age"' "numbers and words"
train_mistake '' 's/^\([0-9]*\),\([0-9]*\),/\1,"\2,5",/' 'bad.csv:2: column age: "[0-9]+,5" has a decimal comma' "decimal commas"
train_mistake 's/dense 1/dense 2/' '' '1 target column, but the net has 2 outputs' "other outputs"
train_mistake 's/mse/crossentropy/; s/dense 1/dense 2 softmax/; s/target="price"/target="price,age"/' '' 'the loss takes one class a row, but target="price,age"' "several classes"
train_mistake 's/mse/crossentropy/; s/dense 1/dense 2 softmax/' '' 'bad.csv:2: column price: [-0-9.]+ is no class; a loss that compares numbers .`loss mse`' "classes that are none"
sed 's/csv "homes.csv"/npy "homes"/' reg.net >npy.net
run check npy.net
fails 1 'target is said of a table.s columns; `data npy` has none' "columns of no table"
run init reg.net -o init.safetensors
run predict reg.net --weights init.safetensors other.csv
fails 1 'init.safetensors does not say what the columns of a table are' "weights that no table has trained"
run eval reg.net --weights init.safetensors
fails 1 'init.safetensors does not say what the columns of a table are' "are not judged by one either"
# ---- numbers of a net whose outputs have names ----
net titled.net '"homes.csv" target="price" ignore="id, level"' 'labels cost;dense 1' mse
run train titled.net -o titled.safetensors
expect 0 "a label names an output"
run predict titled.net --weights titled.safetensors all.csv
prints '^row +output +value$' "which stays a number"
prints '^all.csv:2 +cost +[-0-9.]+$' "of that name"

# ---- emitted C: rows as they are written ----
run reg.net -o bare.c
says 'note: n takes the rows of a table, .*with --weights the C has n_normalize' "C without weights"
run reg.net --weights reg.safetensors -o reg.c --main=infer
fails 1 'reads pictures, and the net takes rows of a table' "the program of --main=infer"
run reg.net --weights reg.safetensors -o folder --package=arduino
fails 1 'folders for nets of pictures, and n takes the rows of a table' "a package"
check "is not begun" test ! -e folder
run reg.net --weights reg.safetensors -o reg.c
expect 0 "C with the weights"
check "its head tells the columns" grep -q '^ \*     1 to 3: city, 1 at its own, else 0: Bern; Genf, GE; a "quoted" one$' reg.h
check "with their means" grep -Eq '^ \*     0: age, less [0-9.]+, by [0-9.]+$' reg.h
check "it takes no pictures" sh -c '! grep -q "n_preprocess" reg.c reg.h'
run reg.net --weights reg.safetensors --target=mcu -o mcu.c
expect 0 "C for small machines"
run quantize reg.net --weights reg.safetensors -o int8.safetensors
run reg.net --weights int8.safetensors --ends=float -o int8.c
expect 0 "and of integers"
cat >rows.c <<'C'
#include "HEADER"
#include <math.h>
#include <stdio.h>
static union { unsigned char b[100000]; double d; } mem;
int main(void)
{
    INPUT row[5];
    float x[5], y[1];
    unsigned char *work = mem.b + (64 - (size_t)mem.b % 64) % 64;
    (void)work;
    while (scanf("SCAN SCAN SCAN SCAN SCAN", row, row + 1, row + 2, row + 3, row + 4) == 5) {
        if (n_normalize(row, ONE x) || RUN)
            return 1;
        printf("%.6g\n", (double)y[0]);
    }
    row[0] = (INPUT)NAN; /* a number that is missing */
    return n_normalize(row, ONE x) || x[0] != 0 || !n_normalize(NULL, ONE x);
}
C
# rows NAME TYPE SCAN ONE RUN FLAGS: what the C of that name says of each row
rows() {
    sed -e "s/HEADER/$1.h/" -e "s/INPUT/$2/" -e "s/SCAN/$3/g" -e "s/ONE/$4/g" -e "s/RUN/$5/" rows.c \
        >$1.main.c
    # shellcheck disable=SC2086
    ${CC:-cc} -std=c99 -Wall -Wextra -Wconversion -Werror $6 $1.main.c $1.c -o $1.rows -lm || return 1
    sed 's/"Genf, GE"/0,1,0/; s/"a ""quoted"" one"/0,0,1/; s/Bern/1,0,0/; 1d' homes.csv |
        cut -d, -f2-6 | tr , ' ' | "./$1.rows" >$1.said || return 1
    paste "$1.said" told | awk -v near="$7" '{ d = $1 - $2; if (NF != 2 || d > near || d < -near) bad = 1 }
        END { exit bad || NR != 250 }'
}
run predict reg.net --weights reg.safetensors --json all.csv
sed -n 's/^ *\([-0-9.e]*\)$/\1/p' out >told
if command -v "${CC:-cc}" >/dev/null; then
    check "the C normalises rows as netc predict does" rows reg double %lf 1, 'n_predict(row, y)' -O1 2e-5
    check "the C for small machines, too" rows mcu float %f '' 'n_infer(n_weights, x, y, work, 50000)' -O1 1e-4
    check "and that of integers, coarsely" rows int8 float %f '' 'n_infer(x, y, work, 50000)' -O1 0.6
fi
finish
