# Weights of a Keras model for a net whose names are the model's: what has no weights must be the
# same too, written in whichever way, and what differs is named.
E=$PWD/tests/data_golden/import_edges
. "$(dirname "$0")/tap.inc"

net_of() { # net_of FILE BODY: statements of the body are separated by `;`
    { echo "net t {"; echo "    input 8x8x4"; printf '%s\n' "$2" | tr ';' '\n'; echo "}"; } >"$1"
}
model_of() { # model_of BODY: its model as one.keras and one.h5
    net_of one.net "$1"
    run init one.net -o one.safetensors
    for end in keras h5; do
        rm -f one.$end
        run export one.net --weights one.safetensors -o one.$end
        expect 0 "a model as .$end"
    done
}
run_with() { run convert two.net --weights one.$end "$@" -o two.npz; }
other() { # other BODY TEXT: refused with it
    net_of two.net "$1"
    for end in keras h5; do
        run_with
        fails 1 "one.$end: the model in it is not this net: .*$2" "refused, .$end: $1"
        run_with --partial
        expect 0 "--partial takes it"
        says "note: one.$end: the model in it is not this net" "and tells"
    done
}
same() { # same BODY: taken without a word
    net_of two.net "$1"
    for end in keras h5; do
        run_with
        expect 0 "taken, .$end: $1"
        check "without a note" sh -c '! grep -q note err'
    done
}
told() { # told BODY TEXT
    net_of two.net "$1"
    run_with
    expect 0 "taken with a note: $1"
    says "note: one.$end: .*$2" "the note"
}

# A sum is missing, takes something else, or stands elsewhere.
model_of 'a: conv 4 3x3; b: conv 4 3x3; add a; relu; c: conv 4 3x3'
same 'a: conv 4 3x3; b: conv 4 3x3; s: add a; dropout 0.5; relu; c: conv 4 3x3'
same 'a: conv 4 3x3; b: conv 4 3x3; n: identity; add n from a; relu; c: conv 4 3x3'
other 'a: conv 4 3x3; b: conv 4 3x3; relu; c: conv 4 3x3' '.b. .conv. of the net is where the file has .add'
other 'a: conv 4 3x3; b: conv 4 3x3; add input; relu; c: conv 4 3x3' 'the input of the net is where the file has .a. .conv.'
other 'a: conv 4 3x3; b: conv 4 3x3; maximum a; relu; c: conv 4 3x3' 'maximum'
other 'a: conv 4 3x3; b: conv 4 3x3; add a; c: conv 4 3x3' 'relu'
other 'a: conv 4 3x3; b: conv 4 3x3; relu; add a; c: conv 4 3x3' 'relu'
other 'a: conv 4 3x3; b: conv 4 3x3; add a; leaky 0.1; c: conv 4 3x3' 'leaky'
other 'a: conv 4 3x3; b: conv 4 3x3; add a; relu; c: conv 4 3x3 relu' 'c.relu'
other 'a: conv 4 3x3; b: conv 4 3x3; add a; relu; c: conv 4 3x3; globalavgpool' 'globalavgpool'
told 'a: conv 4 3x3; b: conv 4 3x3; add a; relu; c: conv 4 3x3; softmax' 'softmax_1. .softmax. at the end of this net'

# Activations, pooling, joins, sizes.
body='a: conv 4 3x3 tanh; m: maxpool 2x2; b: conv 6 3x3; n: batchnorm; leaky 0.2;
    upsample 2x2 mode=bilinear; concat a; globalavgpool; d: dense 3 softmax'
but() { printf '%s' "$body" | sed "s/$1/$2/"; }
model_of "$body"
same "$(but 'b: conv 6 3x3' 'pad 1; b: conv 6 3x3 valid')"
same "$(but 'conv 6 3x3' 'conv 6 3x3 pad=1')"
same "$(but 'globalavgpool' 'avgpool 8x8; flatten')"
same "$(but 'globalavgpool' 'flatten; reshape 8x8x10; globalavgpool keepdims; flatten')"
same "$(but 'maxpool 2x2' 'maxpool 2x2 stride=2 pad=0')"
told "$(but ' softmax' '')" 'd.softmax. .softmax. at the end of the file.s model is not in this net'
other "$(but tanh relu)" 'a.relu. .relu. of the net is where the file has .a.tanh'
other "$(but 'maxpool 2x2' 'avgpool 2x2')" 'avgpool'
other "$(but 'maxpool 2x2' 'maxpool 3x3 stride=2 pad=1')" 'm. of the net and .maxpool_1. of the file have other windows'
other "$(but 'leaky 0.2' 'leaky 0.3')" 'slope=0.3, .* slope=0.2'
other "$(but 'mode=bilinear' 'mode=nearest')" 'mode=nearest'
other "$(but 'concat a' 't: identity; concat t from a')" 'a.tanh. .tanh. of the net is where the file has .upsample'
other "$(but globalavgpool globalmaxpool)" 'globalmaxpool'
other "$(but 'n: batchnorm; leaky 0.2' 'leaky 0.2; n: batchnorm')" 'leaky'

# Separable layers, products, flattened maps.
body='w: depthwise 3x3 nobias; p: conv 6 1x1 relu; v: depthwise 3x3 relu; mul p; maxpool 2x2;
    flatten; d: dense 3'
model_of "$body"
same "$body"
same "$(but 'flatten' 'reshape 2x4x12; flatten')"
same "$(but 'flatten' 'space_to_depth 4; flatten')"
other "$(but '3x3 nobias' '3x3 nobias relu')" 'w.relu'
other "$(but 'mul p' 'add p')" 'add'
other "$(but '1x1 relu' '1x1')" '.p. .conv. of the net'
other "$(but 'maxpool 2x2' 'maxpool 3x3 stride=2 same')" 'maxpool_1'

# A part of a longer net: another head, and frozen; and a file with a head that the net has not.
model_of 'a: conv 4 3x3 relu; b: conv 4 3x3 relu; globalavgpool; d: dense 3 softmax'
block() { # block FILE BODY
    printf 'block trunk {\n a: conv 4 3x3%s\n b: conv 4 3x3 relu\n}\nnet t {\n input 8x8x4\n base: trunk frozen\n conv 2 1x1\n globalmaxpool\n dense 7 softmax\n}\n' \
        "$2" >"$1"
}
for act in ' relu' ''; do
    block two.net "$act"
    run convert two.net --weights one.keras --scope base --partial -o two.npz
    expect 0 "the base of a model, its head left out"
    if [ "$act" ]; then
        check "without a note" sh -c '! grep -q note err'
    else
        says 'note: one.keras: the model in it is not this net: .base.a. .conv.' "another base is told"
    fi
done
net_of one.net 'a: conv 4 3x3 relu; b: conv 4 3x3 relu'
run init one.net -o one.safetensors
rm one.keras
run export one.net --weights one.safetensors -o one.keras
run convert two.net --weights one.keras --scope base -o two.npz
fails 1 'one.keras: the model in it is not this net: .base.a. .conv.' "strictly it is refused"
block two.net ' relu'
run convert two.net --weights one.keras --scope base -o two.npz
expect 0 "a model without its head for a part"
check "without a note" sh -c '! grep -q note err'

# What cannot be imported cannot be compared: a note.
model_of 'a: conv 4 3x3; elu; b: conv 4 3x3'
LC_ALL=C sed 's/"ELU"/"EXU"/' one.h5 >odd.h5
net_of two.net 'a: conv 4 3x3; elu; b: conv 4 3x3'
run convert two.net --weights odd.h5 -o two.npz
expect 0 "a model with a layer that netc does not know"
says 'note: odd.h5: that the model in it is this net is not known: netc import does not' \
    "is told"
finish
