# Class folders: one numbering for all sets, which set validates and which is judged, sub-folders,
# links, other files, odd names.
ROOT=$PWD
. "$(dirname "$0")/tap.inc"
GOLDEN=$ROOT/tests/data_golden
pic() {         # pic VALUE FILE: 8x8 pixels of one colour
    mkdir -p "$(dirname "$2")"
    { printf 'P6 8 8 255\n'; head -c 192 /dev/zero | tr '\0' "\\$(printf %o "$1")"; } >"$2"
}
fill() {        # fill FOLDER VALUE N
    i=0
    while [ $i -lt "$3" ]; do pic $(($2 + i)) "$1/$i.ppm"; i=$((i + 1)); done
}
write_net() {   # write_net FILE CLASSES DATA [HEAD] [TRAIN]
    cat >"$1" <<END
net f {
    input 8x8x3 scale=1/255
    $4
    flatten
    dense $2 softmax
}
train {
    data      folder "$3"
    loss      crossentropy
    optimizer sgd rate=0.1
    batch     4
    epochs    2
    $5
}
END
}
support() {     # support CLASS N TEXT: so many pictures of it were judged
    awk -v c="$1" -v n="$2" '$1 == c && NF == 5 { ok = $5 == n } END { exit !ok }' out; r=$?
    result $r "$3"
    [ $r -eq 0 ] || explain
}

# The numbers of the classes.
fill d/train/cat 20 6; fill d/train/dog 120 6; fill d/train/horse 220 6
fill d/test/dog 120 5; fill d/test/horse 220 2
write_net f.net 3 d
run train f.net --force -o w.safetensors --threads 1
expect 0 "the test set lacks a class"
says \
    'note: d has no val folder: d/test validates, and .netc eval. will judge by the same pictures' \
    "what validates is said"
run eval f.net --weights w.safetensors
support dog 5 "the classes of the test set have the numbers of the training set"
support horse 2 "all of them"
says 'note: d: no test sample of 1 of 3 classes: cat; the means of the classes leave it out' \
    "the class that is missing is named"
prints '^cat +0\.[0-9]+ +- +- +0' "and has no recall"
prints '^mean of classes +0\.3571 +0\.5000 +0\.4167' "nor a part in the mean of the classes"
check "nothing is printed as a number that is none" sh -c '! grep -qi nan out err'
pic 1 d/test/ape/0.ppm
run eval f.net --weights w.safetensors
fails 1 'd/test holds a class that d/train lacks: ape \(known: cat dog horse\)' \
    "an unknown class in the test set"
run train f.net --force -o x.safetensors
fails 1 'd/test holds a class that d/train lacks: ape' "also when it validates"
run report f.net --weights w.safetensors -o r.html
fails 1 'd/test holds a class that d/train lacks: ape' "also for the report"
mv d/test/ape d/test/hors
run eval f.net --weights w.safetensors
fails 1 'lacks: hors \(did you mean horse\?\)' "with the nearest one that is known"
write_net c.net 2 d '' 'classes dog horse'
run train c.net -o c.safetensors
expect 0 "chosen classes"
run eval c.net --weights c.safetensors
says 'note: d/test holds classes that d/train lacks, not used: hors$' \
    "which does not matter where classes are chosen"
write_net c.net 2 d '' 'classes dog hors'
run train c.net --force -o x.safetensors
fails 1 'the data set has no class "hors"' "but for a chosen one"
rm -r d/test/hors
write_net l.net 3 d 'labels horse cat dog'
run eval l.net --weights w.safetensors
fails 1 'was trained on the same classes in another order: class 0 is cat there, and horse in the labels of f$' \
    "labels in another order than the weights were trained on"
run convert f.net --weights w.safetensors -o unnamed.npz # which has no names
run eval l.net --weights unnamed.npz
support dog 5 "labels number them"
write_net l.net 3 d 'labels horse cat dogg'
run train l.net --force -o x.safetensors
fails 1 \
    'd/train are not the net.s labels; folders without a label: dog; labels without a folder: dogg \(did you mean dogg\?\)\. ' \
    "a difference from the labels, and only that"
mv d/train away
run eval f.net --weights w.safetensors
support dog 5 "the weights say which is which"
run convert f.net --weights w.safetensors -o w.npz
run eval f.net --weights w.npz
fails 1 \
    'd/test has 2 class folders, but the net tells 3 classes apart, and neither .labels. nor a folder d/train says which is which' \
    "nothing that numbers them"
write_net l.net 3 d 'labels cat dog horse'
run eval l.net --weights w.safetensors
support dog 5 "labels do"
run train l.net --force -o x.safetensors
fails 1 'missing folder d/train: d holds test only' "no training set"
mv away d/train

# The sets.
fill d/val/cat 20 3; fill d/val/dog 120 3
mkdir d/extra d/old
run train f.net --force -o w.safetensors --threads 1
prints '^validation: 6 validation pictures of 8x8 in 3 classes from d/val$' "val validates"
says 'note: d: the folders extra old are neither train, val nor test: not used' \
    "other folders are named"
check "once" test "$(grep -c 'extra old' err)" -eq 1
run eval f.net --weights w.safetensors
prints '^data: 7 test pictures of 8x8 in 3 classes from d/test$' "test is left for eval"
write_net t.net 3 d '' 'validation test'
run train t.net --force -o x.safetensors
prints '^validation: 7 test pictures' "unless the train section says so"
write_net h.net 3 d '' 'validation 0.2'
run train h.net --force -o x.safetensors
prints '^validation: 4 of these images, held out' "or holds a share out"
says 'note: the validation set of d is not used: a share of the training data validates' \
    "which leaves val unused, and says so"
run train f.net --force -o w.safetensors --log w.jsonl --threads 1
run report f.net --weights w.safetensors --log w.jsonl -o r.html
expect 0 "the report judges by test"
check "and does not look for its numbers among those of val" sh -c '! grep -q "no epoch of" err'
check "it names the file under each picture" \
    sh -c 'grep -o "class=.file.>[^<]*" r.html | sed "s/.*>//" | sort -u | while read -r f; do test -s "d/$f" || echo "$f"; done | (! grep .) && grep -q "class=.file.>test/dog/" r.html'
run report f.net --weights w.safetensors -o q.html --no-pictures
check "but not where the pictures are left out" sh -c '! grep -q "class=.file" q.html'
check "it holds the notes" grep -q 'no test sample of 1 of 3 classes: cat' r.html
for name in valid validation; do
    mv d/val d/$name
    run train f.net --force -o x.safetensors
    prints "^validation: 6 validation pictures of 8x8 in 3 classes from d/$name\$" \
        "$name is another name of val"
    mv d/$name d/val
done
mkdir d/valid
run train f.net --force -o x.safetensors
fails 1 'd holds both d/val and d/valid: which one validates' "two of them"
rmdir d/valid
mv d/test away
run eval f.net --weights w.safetensors
says 'note: d has no test folder: the pictures of d/val, which validate the training, are judged' \
    "without test, eval takes val, and says so"
mv d/val gone
run train f.net --force -o x.safetensors
fails 1 'missing folder d/val or d/test: nothing validates the training; .validation 0.1.' \
    "nothing validates"
run eval f.net --weights w.safetensors
fails 1 'missing folder d/test: d holds train only' "nothing to judge by"
mv gone d/val; mv away d/test
mkdir look; cp -r d/train look/Training; cp -r d/test look/Testing
run train f.net --force --data look -o x.safetensors
fails 1 \
    'look has neither a train nor a test folder, so each of its folders would be a class, also Testing Training' \
    "sets under other names are not classes"
fill flat/cat 20 5; fill flat/dog 120 5; fill flat/horse 220 5
run train f.net --force --data flat -o x.safetensors
says 'note: flat has no val folder: every fifth picture of a class validates' \
    "one set for all: what validates is said"
run eval f.net --data flat --weights w.safetensors
prints '^data: 3 test pictures .* from flat \(every fifth\)$' "and judges"
# Data of another place: what the train section names numbers the classes that they have.
fill other/dog 120 5; fill other/horse 220 5
run eval f.net --data other --weights unnamed.npz
says 'note: other has 2 of the 3 classes of d, the data of the train section, which number them' \
    "a folder of some of the classes"
support dog 1 "which have the numbers they were trained with"
support cat 0 "each of them"
run eval f.net --data other --weights w.safetensors
support dog 1 "or as the weights say"
mkdir sets; cp -r other sets/test
run eval f.net --data sets --weights w.safetensors
support dog 5 "also as a test folder"
cp -r other sets/train
run eval f.net --data sets --weights w.safetensors
support dog 5 "beside a training folder that lacks them, too"
fill strange/ape 1 5; fill strange/dog 120 5
run eval f.net --data strange --weights unnamed.npz
says \
    'note: the classes of strange, 2 of the 3 that the net tells apart, are numbered as its folders are sorted' \
    "one of unknown classes"
# The classes that the weights were trained on number those of any data.
other_classes='w.safetensors was trained on other classes than those of renamed: on cat, and not on xat$'
run eval f.net --data strange --weights w.safetensors
fails 1 'trained on other classes than those of strange: on cat horse, and not on ape$' \
    "which the weights do not know"
for set in train test; do
    fill renamed/$set/dog 120 4; fill renamed/$set/horse 220 4; fill renamed/$set/xat 20 4
done
run eval f.net --data renamed --weights w.safetensors
fails 1 "$other_classes" "a class folder that was renamed"
run report f.net --data renamed --weights w.safetensors -o x.html
fails 1 "$other_classes" "report says so"
run train f.net --data renamed --weights w.safetensors -o tuned.safetensors --epochs 1
expect 0 "a training goes on to other classes"
says "note: $other_classes" "and says so"
run eval f.net --data renamed --weights tuned.safetensors
expect 0 "its weights are of those"
write_net back.net 3 back 'labels horse dog cat'
for class in cat dog horse; do cp -r d/train/$class back.$class; done
mkdir -p back/train back/test
for class in cat dog horse; do cp -r back.$class back/train/$class; mv back.$class back/test/$class; done
run train back.net -o back.safetensors
run eval f.net --data back --weights back.safetensors
prints '^truth . guess +horse +dog +cat$' "classes in the order of the weights' labels"
write_net few.net 4 d
run train few.net -o few.safetensors
run eval few.net --data strange --weights few.safetensors
fails 1 'on other classes than those of strange: on cat horse class 3, and not on ape$' \
    "weights of fewer classes than outputs name them, too"
run eval few.net --weights few.safetensors
prints "^class 3 .* 0$" "and judge their own"

# What is a picture.
mkdir -p s/train/cat/a/b s/train/dog s/test/cat s/test/dog
pic 1 s/train/cat/top.ppm; pic 2 s/train/cat/a/b/deep.ppm; pic 3 s/train/dog/x.ppm
pic 3 s/test/dog/x.ppm; pic 4 s/test/cat/x.ppm
cp "$GOLDEN/lossless.webp" s/train/dog/y.jpg; cp "$GOLDEN/rle8.bmp" s/train/dog/z; \
    cp "$GOLDEN/plain.gif" s/train/cat/g.GIF
cp "$GOLDEN/jpeggrey.jpg" s/train/cat/h.png
printf 'II*\0\10\0\0\0' >s/train/cat/t.tif
printf '\0\0\0\30ftypheic\0\0\0\0' >s/train/cat/p.heic
printf '\0\0\0\30ftypheic\0\0\0\0' >s/train/cat/p.jpg
echo words >s/train/cat/notes.txt; echo words >s/train/cat/README
echo x >s/train/cat/Thumbs.db; echo x >s/train/cat/.DS_Store; \
    mkdir s/train/.git s/train/cat/.hidden; echo x >s/train/cat/desktop.ini
ln -s ../.. s/train/cat/a/up; ln -s . s/train/cat/a/self; ln -s nowhere s/train/cat/gone; \
    mkfifo s/train/cat/pipe
pic 5 s/train/loose.ppm
write_net s.net 2 s
run train s.net --force -o x.safetensors
expect 0 "pictures in folders of a class, links in circles, a pipe"
prints '^data: 7 training pictures of 8x8 in 2 classes from s/train' \
    "by their bytes, whatever they are called"
says 'left out of s/train, kinds of pictures that netc does not read: 2 HEIC, 1 TIFF$' \
    "pictures of other kinds are counted by kind"
says \
    'left out of s/train, files that are no pictures: 1 .txt, 1 links to nothing, 1 pipes, sockets or devices, 1 without an ending$' \
    "and so is what is none"
check "what systems leave behind is not" sh -c '! grep -E "Thumbs|DS_Store|desktop|hidden|git" err'
says 'note: 1 picture in s/train lies in no class folder: left out' \
    "a picture beside the class folders"
says 'note: 4 of 7 training pictures of s are resized to 8x8' "resized pictures are counted"
says 'note: 1 of 7 training pictures of s is grey: the three channels are equal' "grey ones, too"
sed 's/8x8x3/8x8x1/' s.net >g.net
run train g.net --force -o x.safetensors
says 'note: 6 of 7 training pictures of s are made grey' "and those made grey"
ln -s ../../test/dog s/train/dog/more
run train s.net --force -o x.safetensors
prints '^data: 8 training pictures' "a link to a folder is followed"
rm s/train/dog/more
mkdir -p o/train/'a b' "o/train/é" "o/train/x
y" o/test/'a b'
pic 1 "o/train/a b/1 2.ppm"; pic 2 "o/train/é/ü.ppm"; pic 3 "o/train/x
y/n
l.ppm"; pic 4 "o/test/a b/q.ppm"
write_net o.net 3 o
run train o.net --force -o o.safetensors
expect 0 "names with blanks, line feeds and letters of other alphabets"
LC_ALL=C run eval o.net --weights o.safetensors --json
cp out c.json
LC_ALL=en_US.UTF-8 run eval o.net --weights o.safetensors --json
check "are sorted alike whatever the locale" cmp out c.json
mkdir -p e/train/cat e/train/dog e/test/cat
pic 1 e/train/cat/a.ppm; pic 2 e/test/cat/a.ppm
write_net e.net 2 e
run train e.net --force -o x.safetensors
fails 1 'the class folder e/train/dog holds no pictures .*: a class that training never sees' \
    "an empty class folder"
: >e/train/dog/empty.png; printf 'P6 8 8 255\nabc' >e/train/dog/cut.ppm
run train e.net --force -o x.safetensors
fails 1 'e/train/dog holds no readable pictures' "one with an empty and a cut file"
mkdir -p c/train/cat c/train/dog c/Test; pic 1 c/train/cat/a.ppm; \
    printf 'II*\0\10\0\0\0' >c/train/dog/a.tif
run train e.net --force --data c -o x.safetensors
fails 1 \
    'class folder c/train/dog holds no pictures .*; left out of c/train, kinds of pictures that netc does not read: 1 TIFF' \
    "of TIFF files only"
run eval f.net --data c --weights w.safetensors
fails 1 'missing folder c/test: c holds train only; did you mean c/Test\?' "a set in capitals"
pic 3 e/train/dog/b.ppm
run train e.net --force -o x.safetensors
says \
    '^warning: 2 of 4 pictures cannot be read and are left out: e/train/dog/cut.ppm: truncated PPM: .*; e/train/dog/empty.png: the file is empty' \
    "which are named"
# Labels that are numbers are names, as they are written.
fill n/train/00 20 3; fill n/train/01 120 3; fill n/train/1e2 220 3; cp -r n/train n/test
write_net n.net 3 n 'labels 00 01 1e2'
run train n.net -o n.safetensors
expect 0 "labels with leading zeros and exponents"
write_net n.net 3 n 'labels 0 1 100'
run train n.net -o n.safetensors
fails 1 'folders without a label: 00 01 1e2; labels without a folder: 0 1 100' \
    "are not those of their value"
write_net n.net 3 n 'labels "00" 0+1 1e2'
run train n.net -o n.safetensors
fails 1 'labels without a folder: 1( \(|\.|$)' "a sum is its value"
# One name in two spellings that look alike.
apart=$(printf 'cafe\314\201') whole=$(printf 'caf\303\251')
fill u/train/"$apart" 20 3; fill u/train/b 120 3; cp -r u/train u/test
write_net u.net 2 u "labels \"$whole\" b"
run train u.net -o u.safetensors
fails 1 \
    'labels without a folder: .*; names are compared byte by byte, and one has letter and accent' \
    "accents as characters of their own"
# A link to what the data set lies in brings nothing in.
mkdir -p above/pile && pic 9 above/pile/0.ppm
fill above/set/train/a 20 3; fill above/set/train/b 120 3; cp -r above/set/train above/set/test
ln -s ../../../.. above/set/train/a/up && ln -s ../../../../.. above/set/train/b/up2
write_net up.net 2 above/set
run train up.net -o up.safetensors
prints '^data: 6 training pictures' "links to folders above the data set"
# What a data set is not used for is said by every command that reads it, also of a share of it.
fill some/train/a 20 6; fill some/train/b 120 6; cp -r some/train some/test; cp -r some/train some/old
pic 9 some/train/0.ppm
printf 'P6 4 4 255\n' | cat - some/train/a/0.ppm | head -c 59 >some/train/a/small.ppm
said() {        # said COMMAND...: all three notes
    run "$@"
    for note in 'some: the folders? old ' 'pictures .*resized|resized to 8x8' \
        '1 picture in some/train lies in no class folder: left out'; do
        says "$note" "\`$1 $2\`${share:+ with $share} says \"$note\""
    done
}
for share in '' 'validation 0.25'; do
    write_net some.net 2 some 'first: conv 4 1x1' "augment flip
    $share"
    said train some.net -o some.safetensors --force --epochs 1
    said preview some.net -o s.png
    said init some.net --whiten first -o i.safetensors
    [ -n "$share" ] || said verify some.net
done
finish
