# Former words are taken for those of today, with a note. The real table has few of them, so most
# are tried with a netc whose table is tests/cli/renamed.def (made by `make tests`).
old=${NETC:-build/netc}; old=${old%/*}/test/netc_renamed
case $old in /*) ;; *) old=$PWD/$old ;; esac
. "$(dirname "$0")/tap.inc"
cat >real.net <<'END'
block part(how) {
    conv 8 1x1 algorithm=$how
}
net real {
    input 6x6x8
    conv 8 3x3 algorithm=winograd_stored
    repeat i in 1..3 {
        conv 8 3x3 algorithm=winograd2_stored
    }
    globalavgpool
    reshape 1x1x8
    part how=point
    flatten
    dense 2 softmax
}
END
sed 's/winograd_stored/winograd_f4_prepacked/; s/winograd2_stored/winograd_f2_prepacked/
     s/=point/=pointwise_1x1_map/' real.net >now.net
run check real.net
expect 0 "former algorithms are no mistake"
says '^real.net:6:16: note: `algorithm=winograd_stored` is called winograd_f4_prepacked now' \
    "winograd_stored: a note at its place"
says '^real.net:8:20: note: `algorithm=winograd2_stored` is called winograd_f2_prepacked now' \
    "winograd2_stored: a note"
says '^real.net:2:16: note: `algorithm=point` is called pointwise_1x1_map now' \
    "point, a block's parameter: a note"
check "one note each" [ "$(grep -c note: err)" = 3 ]
run check real.net --json
prints '"severity": *"note"' "in JSON it is a note"
prints '"errors": *0' "and no error"
for c in summary mem explain verify; do
    run $c real.net
    check "$c says each note once" [ "$(grep -c ' note: `' err)" = 3 ]
done
run init real.net -o w.safetensors
check "init says each note once" [ "$(grep -c ' note: `' err)" = 3 ]
run init now.net -o now.safetensors
check "with the words of today it is the same net" cmp w.safetensors now.safetensors
run real.net -o real.c --weights w.safetensors
check "so does compiling to C" [ "$status-$(grep -c ' note: `' err)" = 0-3 ]
cp real.c a.c
cp now.net real.net
run real.net -o real.c --weights w.safetensors
expect 0 "the words of today are said nothing of"
check "and give the same C but where it quotes the source" \
    sh -c 'diff a.c real.c | grep "^[<>]" | grep -v "^[<>]  \*\|algorithm=" >other
        test ! -s other'
check "no note about words of today" sh -c '! grep -q note: err'
run check /dev/null
sed 's/=pointwise_1x1_map/=points/' now.net >bad.net
run check bad.net
fails 1 'algorithm of conv cannot be `points`' "a word that never was is a mistake"

# ---- every place that renamed.def can name ----
if [ ! -x "$old" ]; then
    result 1 "$old is there (make tests)"
    finish
fi
new=$NETC NETC=$old
cat >old.net <<'END'
net old {
    input 32x32x3 scale=1/255
    base: conv 8 3x3 steps=4 unbiased rectifier
    rectifier
    conv 4 1x1 rectifier
    flatten
    dense 10 softmax
}
train {
    data      cifar "data"
    loss      logloss
    optimizer momentum rate=0.01
    schedule  wave
    batch     32
    rounds    2
    fix       base
}
END
sed 's/steps=4/stride=4/; s/unbiased/nobias/; s/rectifier/relu/g; s/cifar /cifar10 /
     s/logloss/crossentropy/; s/momentum/sgd/
     s/wave/cosine/; s/rounds/epochs/; s/  fix /freeze/' old.net >today.net
run check old.net
expect 0 "former words in every place of a net"
for w in '3:22: note: `steps` is called stride' '3:30: note: `unbiased` is called nobias' \
    '3:39: note: `rectifier` is called relu' '4:5: note: `rectifier` is called relu' \
    '5:16: note: `rectifier` is called relu' '10:15: note: `cifar` is called cifar10' \
    '11:15: note: `logloss` is called crossentropy' \
    '12:15: note: `momentum` is called sgd' '13:15: note: `wave` is called cosine' \
    '15:5: note: `rounds` is called epochs' '16:5: note: `fix` is called freeze'; do
    says "^old.net:$w now" "$w"
done
check "nothing else is said" [ "$(grep -c note: err)" = 11 ]
run shapes data --train 128 --test 32
expect 0 "data to train on"
run fit old.net -o old.safetensors --threads 1 --backend interpreter --rounds 1
expect 0 "a former command, option and value"
says '^netc: note: `netc fit` is called `netc train` now' "a note of the command"
says '^netc: note: --rounds is called --epochs now' "a note of the option"
says '^netc: note: --backend interpreter is called reference now' "a note of the value"
says '^old.net:12:15: note: `momentum`' "training says the notes of the net"
run train today.net -o today.safetensors --threads 1 --backend reference --epochs 1
expect 0 "the same in words of today"
check "and no notes" sh -c '! grep -q " called " err'
run convert today.net --weights old.safetensors -o old.npz
run convert today.net --weights today.safetensors -o today.npz
check "the trainings end in the same weights" cmp old.npz today.npz

# A checkpoint that names a former optimizer: netc_renamed takes adam's for adamw's.
sed 's/sgd rate/adam rate/; /schedule/d' today.net >adam.net
sed -i 's/conv 4 1x1/& init=lecun_normal/' adam.net
sed 's/adam rate/adamw rate/; s/lecun_normal/he_normal/' adam.net >adamw.net
run train adam.net -o adam.safetensors --threads 1 --epochs 1
expect 0 "a training to go on with"
check "its optimizer is a word of today" sh -c '! grep -q " called " err'
cp adam.ckpt renamed.ckpt
run train adamw.net --resume renamed.ckpt -o x.safetensors --threads 1 --epochs 2
expect 0 "a checkpoint that names a former optimizer and value is gone on from"
sed 's/he_normal/glorot_uniform/' adamw.net >other.net
run train other.net --resume adam.ckpt -o z.safetensors --threads 1 --epochs 2
fails 1 'conv_1: init was he_normal, is glorot_uniform' "what differs is said in words of today"
NETC=$new run train adamw.net --resume adam.ckpt -o y.safetensors --threads 1 --epochs 2
fails 1 'a training with optimizer adam; old says adamw' "one of another optimizer is not"
finish
