# Signals: WAV files of all sorts in class folders, predictions of single ones, arrays (n, T) and
# (n, T, C). The files are written here, byte by byte.
ROOT=$PWD
. "$(dirname "$0")/tap.inc"
. "$ROOT/tests/cli/bytes.inc"
net() { # net FILE INPUT LAYERS [DATA-ARGUMENTS]
    printf 'net n {\n input %s\n %s\n dense 2 softmax\n}\ntrain {\n data wav "w" %s\n loss crossentropy\n optimizer adam rate=0.02\n batch 4\n epochs 12\n}\n' \
        "$2" "$3" "$4" | tr ';' '\n' >"$1"
}
for i in 1 2 3 4 5 6; do
    tone 2 32 $i | wav w/train/high/$i.wav 1 1 8000 16
    tone 8 32 $i | wav w/train/low/$i.wav 1 1 8000 16
done
for i in 7 8; do
    tone 2 32 $i | wav w/test/high/$i.wav 1 1 8000 16
    tone 8 32 $i | wav w/test/low/$i.wav 1 1 8000 16
done
net map.net 1x32x1 'conv 4 1x5 relu;globalavgpool'
run train map.net -o m.safetensors
expect 0 "class folders of WAV files"
prints '^data: 12 training signals of 32 samples, 8000 a second, 1 channel, in 2 classes from w/train' \
    "which is said"
prints '^training n: .*, 12 signals, batch 4' "they are called signals"
prints '^epoch 1/12 .* [0-9]+ signals/s ' "in each line"
run eval map.net --weights m.safetensors
prints 'accuracy 1\.0000  .4 of 4 signals.' "two tones are told apart"
prints '^class +precision +recall +F1 +signals$' "class by class"
for c in check summary mem report; do
    case $c in report) run report map.net --weights m.safetensors -o r.html ;; *) run $c map.net ;; esac
    expect 0 "$c takes the net"
done
run predict map.net --weights m.safetensors --top 1 w/test/high/7.wav w/test/low
prints '^w/test/high/7.wav +high ' "predict takes a file"
prints '^w/test/low/8.wav +low ' "and a folder"
sed 's/data wav/data folder/' map.net >pictures.net
run train pictures.net -o none.safetensors
fails 1 'files that are no pictures: [0-9]+ .wav; `data wav` reads these' "WAV files are no pictures"
run train map.net -o o.safetensors --data-memory 0
prints 'too many for memory: read each time$' "read at each step"
check "the same bits" cmp o.safetensors m.safetensors
run train map.net -o t.safetensors --threads 1 --data-memory 0
check "with one thread, too" cmp t.safetensors m.safetensors
run train map.net -o h.safetensors --epochs 5
run train map.net --resume h.ckpt --epochs 12 --data-memory 0
check "resumed" cmp h.safetensors m.safetensors
net column.net 32x1 'conv 4 5x1 relu;globalavgpool'
run train column.net -o c.safetensors
expect 0 "a map of one column"
net vector.net 32 'reshape 1x32x1;conv 4 1x5 relu;globalavgpool'
run train vector.net -o v.safetensors
expect 0 "a vector"
check "learns the same as the map" sh -c '
    "$0" convert vector.net --weights v.safetensors -o 1.npz && "$0" convert map.net --weights m.safetensors -o 2.npz &&
    cmp 1.npz 2.npz' "$NETC"
run map.net --weights m.safetensors -o m.c
expect 0 "C of it"
check "says what the input is" grep -q 'signal of 8000 samples a second: 32 of them, of 1 channel' m.h

# ---- every sort of samples gives the same numbers: 0.25, -0.5, 0, ... ----
numbers() { # numbers TEXT: what predict makes of x.wav is what it made of the first
    run predict map.net --weights m.safetensors --json x.wav
    [ -s want ] || cp out want
    check "$1" cmp out want
}
{ le 2 8192; le 2 -16384; le 2 0; } | wav x.wav 1 1 8000 16; numbers "16 bits"
printf '\240\100\200' | wav x.wav 1 1 8000 8; numbers "8 bits without sign"
{ le 3 2097152; le 3 -4194304; le 3 0; } | wav x.wav 1 1 8000 24; numbers "24 bits"
{ le 4 536870912; le 4 -1073741824; le 4 0; } | wav x.wav 1 1 8000 32; numbers "32 bits"
printf '\000\000\200\076\000\000\000\277\000\000\000\000' | wav x.wav 3 1 8000 32; numbers "floats"
printf '\0\0\0\0\0\0\320\077\0\0\0\0\0\0\340\277\0\0\0\0\0\0\0\0' | wav x.wav 3 1 8000 64
numbers "doubles"
{ le 2 16384; le 2 0; le 2 -32768; le 2 0; le 2 -8; le 2 8; } | wav x.wav 1 2 8000 16
numbers "the mean of two channels"
{ printf RIFF; le 4 90; printf WAVELIST; le 4 3; printf 'abc\000fmt '; le 4 40; le 2 65534; le 2 1
  le 4 8000; le 4 16000; le 2 2; le 2 16; le 2 22; le 2 16; le 4 4
  printf '\001\000\000\000\000\000\020\000\200\000\000\252\000\070\233\161data'; le 4 -1
  le 2 8192; le 2 -16384; le 2 0; } >x.wav
numbers "an extensible format, other chunks, an unknown length"

# ---- two channels ----
mkdir s
for p in train test; do for c in a b; do
    for i in 1 2; do
        t=0
        while [ $t -lt 4 ]; do
            [ $c = a ] && { le 2 8192; le 2 0; } || { le 2 0; le 2 8192; }
            t=$((t + 1))
        done | wav s/$p/$c/$i.wav 1 2 44100 16
    done
done; done
net two.net 1x4x2 'conv 2 1x1;globalavgpool'
run train two.net -o two.safetensors --data wav:s
expect 0 "two channels"
run predict two.net --weights two.safetensors --top 1 s/test/b/1.wav s/test/a/1.wav
check "are kept apart" sh -c 'grep -q "test/b/1.wav  *b" out && grep -q "test/a/1.wav  *a" out'
run predict two.net --weights two.safetensors w/test/low/7.wav
expect 0 "a file of another rate is resampled"

# ---- lengths and rates ----
tone 2 20 1 | wav w/train/high/9.wav 1 1 8000 16
tone 2 40 1 | wav w/train/high/10.wav 1 2 8000 16
tone 2 90 1 | wav w/train/high/11.wav 1 2 8000 16
run train map.net -o x.safetensors
says 'note: 2 of 15 files of w/train are shorter than 32 samples: zeros follow' "shorter ones"
says 'note: 1 of 15 files of w/train are longer than 32 samples: cut off there' "longer ones"
says 'note: the channels of 2 of 15 files of w/train are averaged' "two channels for one"
tone 2 32 1 | wav w/train/low/9.wav 1 1 16000 16
run train map.net -o x.safetensors --force
fails 1 'w/train/low/9.wav has 16000 samples a second; those before it 8000: .rate=8000. of .data' \
    "another rate"
net rate.net 1x32x1 'conv 4 1x5 relu;globalavgpool' rate=16000
run train rate.net -o x.safetensors --force
says 'note: 15 of 16 files of w/train are resampled to 16000 samples a second' "rate= says which"
prints '^data: 16 training signals of 32 samples, 16000 a second' "all have"
prints '^validation: 4 test signals of 32 samples, 16000 a second' "also to validate"
run train rate.net -o y.safetensors --data-memory 0
check "the same bits, read at each step" cmp x.safetensors y.safetensors
tone 2 32 1 | wav w/train/low/9.wav 1 1 16000003 16
run train rate.net -o x.safetensors --force --strict
fails 1 'low/9.wav: 16000003 samples a second do not become 16000: their ratio, 16000 / 16000003' \
    "a ratio beyond all use"
rm w/train/low/9.wav w/train/high/9.wav w/train/high/1[01].wav
net square.net 4x8x1 'flatten'
run train square.net -o x.safetensors --force
fails 1 'w holds signals, but the net takes maps of 4x8: `input 16000`' "maps of several rows"

# ---- listed in a table ----
mkdir -p l/audio
echo 'name,kind,speed,both,part' >table
for i in 1 2 3 4 5 6; do
    cp w/train/high/$i.wav l/audio/h$i.wav
    cp w/train/low/$i.wav l/audio/l$i.wav
    echo "h$i,high,0.$i,high|odd,1" >>table
    echo "l$i.wav,low,-0.$i,low,2" >>table
done
cp table l/labels.csv
listed() { # listed FILE ARGUMENTS END LOSS
    net "$1" 1x32x1 'conv 4 1x5 relu;globalavgpool' "$2"
    sed -i.old "s/data wav \"w\"/data wav \"l\"/; s/dense 2 softmax/$3/; s/loss crossentropy/loss $4/" "$1"
}
listed kind.net 'target="kind"' 'dense 2 softmax' crossentropy
run train kind.net -o kind.safetensors
expect 0 "WAV files and their classes in a table"
prints '^data: 10 training signals of 32 samples, 8000 a second, 1 channel, in 2 classes .kind. from l/labels.csv' \
    "which is said"
run predict kind.net --weights kind.safetensors --top 1 w/test/high/7.wav
prints '^w/test/high/7.wav +high ' "predict names the class"
listed speed.net 'target="speed"' 'dense 1' mse
run train speed.net -o speed.safetensors
expect 0 "targets that are numbers"
prints '^data: 10 training signals .*, 1 channel, with 1 target each .speed. from l/labels.csv' \
    "which is said"
run train speed.net -o again.safetensors --data-memory 0
check "the same bits, read at each step" cmp speed.safetensors again.safetensors
run eval speed.net --weights speed.safetensors
prints '^output 0 +[0-9.]+' "eval has their error"
listed both.net 'target="both"' 'dense 3 sigmoid' binary_crossentropy
run train both.net -o both.safetensors
prints 'with 3 labels each .both.' "several labels"
mv l/audio/h2.wav l/audio/other
run train kind.net -o x.safetensors --force
says 'warning: 1 of 10 files cannot be read and are left out: ' "a file that is not there"
mv l/audio/other l/audio/h2.wav
run train kind.net -o x.safetensors --force --data wav:l/labels.csv
expect 0 "the table itself"
awk -F, 'BEGIN { OFS = "," } NR > 1 { $1 = "x" } { print }' table >l/labels.csv
run train kind.net -o x.safetensors --force
fails 1 'l/labels.csv:2: column name names no WAV file that is there .looked for l/x, l/audio/x, l/wavs/x' \
    "no file is there"
rm -r l

# ---- files that are none ----
bad() { # bad PATTERN TEXT
    cp x.wav w/train/low/bad.wav
    run train map.net -o x.safetensors --force --strict
    fails 1 "w/train/low/bad.wav: $1" "$2"
}
tone 2 4 0 | wav x.wav 7 1 8000 8; bad 'coded as mu-law \(format 7 at byte 20\)' "mu-law"
tone 2 4 0 | wav x.wav 17 1 8000 4; bad 'coded as IMA ADPCM' "ADPCM"
tone 2 4 0 | wav x.wav 1 1 8000 12; bad 'samples of 12 bits' "12 bits"
tone 2 4 0 | wav x.wav 1 0 8000 16; bad '0 channels' "no channel"
tone 2 4 0 | wav x.wav 1 1 0 16; bad '1 channels, 0 samples a second' "no rate"
: | wav x.wav 1 1 8000 16; bad 'no samples' "no samples"
tone 2 16 0 | wav y.wav 1 1 8000 16
head -c 60 y.wav >x.wav; bad 'truncated at byte 60: expected 32 bytes of samples from byte 44 on' "cut off"
head -c 30 y.wav >x.wav; bad 'the chunk `fmt ` at byte 12 has 16 bytes|truncated at byte 30' "cut off in a chunk"
head -c 36 y.wav >x.wav; bad 'truncated at byte 36: expected a chunk `data`' "no data"
echo hello >x.wav; bad 'no WAV file: expected RIFF and WAVE at byte 0' "something else"
printf '\000\000\300\177' | wav x.wav 3 1 8000 32; bad 'the sample at byte 44 is not finite' "NaN"
run train map.net -o x.safetensors --force
expect 0 "without --strict it is left out"
says 'warning: 1 of 13 files cannot be read and are left out: w/train/low/bad.wav' "with a warning"
rm w/train/low/bad.wav; echo x >w/train/low/notes.txt
run train map.net -o x.safetensors --force
says 'note: left out of w/train, files that are no WAV files: 1 .txt' "other files are counted"

# ---- arrays: 0.5 and its like, of two classes ----
npy x.npy '<f4' '(4, 5)' 80 "$FLOATS"; npy z.npy '<f4' '(4, 5, 1)' 80 "$FLOATS"
npy y.npy '|u1' '(4,)' 4 '\000\001'
for d in flat deep; do
    mkdir $d
    for p in train test; do cp y.npy $d/y_$p.npy; done
done
for p in train test; do cp x.npy flat/x_$p.npy; cp z.npy deep/x_$p.npy; done
net five.net 1x5x1 'conv 2 1x3;globalavgpool'
run train five.net -o f.safetensors --data npy:flat
expect 0 "an array (n, T)"
run train five.net -o d.safetensors --data npy:deep --data-memory 0
expect 0 "an array (n, T, C)"
check "are the same signals" cmp f.safetensors d.safetensors
net wide.net 1x6x1 'conv 2 1x3;globalavgpool'
run train wide.net -o x.safetensors --data npy:flat --force
fails 1 'flat holds samples of 1x1x5 numbers, but n takes 1x6x1' "another length"
finish
