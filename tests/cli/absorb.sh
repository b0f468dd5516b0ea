#!/bin/sh
# Fusion between layers (compiler/passes/absorb.c): what it decides, read off `--dump=absorb`, also
# where a condition fails; and that no part of the compiler names another kind, and no pass reads
# the text of a kernel, so that fusion is decided nowhere else.
root=$PWD
. "$(dirname "$0")/tap.inc"

# dump BODY: what is decided for a net of that body, training and inference; b, c, ... name layers
net() { printf 'net a {\n input %s\n%s\n flatten\n dense 3 softmax\n}\ntrain { loss crossentropy }\n' "$1" "$2" | tr ';' '\n' >a.net; }
decides() { # MODE TEXT SHAPE BODY EXPECTED
    net "$3" "$4"
    if [ "$1" = train ]; then run a.net --dump=absorb --train; else run a.net --dump=absorb; fi
    printf '%s' "$5" | tr ';' '\n' | sed 's/^ *//' >want
    check "$1: $2" diff want out
}
conv='c: conv 8 3x3 algorithm=winograd'
decides train "a maximum is pooled by the convolution, its slope taken behind" 8x8x8 "$conv; r: relu; p: maxpool 2x2" \
    'c: stored as the maxima of p; r: stored as the maxima of p; p: computed by c; p: takes the derivative of r;'
decides infer "no slope is taken" 8x8x8 "$conv; r: relu; p: maxpool 2x2" \
    'c: stored as the maxima of p; r: stored as the maxima of p; p: computed by c;'
decides infer "batchnorm may stand between, before and behind an activation" 8x8x8 \
    "$conv; b: batchnorm; r: relu; p: maxpool 2x2; d: conv 8 3x3 algorithm=direct; s: tanh; n: batchnorm; q: maxpool 2x2" \
    'c: stored as the maxima of p; c: minima where the scale of b is negative; b: stored as the maxima of p; r: stored as the maxima of p; p: computed by c; d: stored as the maxima of q; d: minima where the scale of n is negative; s: stored as the maxima of q; n: stored as the maxima of q; q: computed by d;'
decides train "not in training" 8x8x8 "$conv; b: batchnorm; r: relu; p: maxpool 2x2" 'p: takes the derivative of r;'
decides infer "nor two activations" 8x8x8 "$conv; r: relu; s: tanh; p: maxpool 2x2" ''
decides infer "nor one that is not nondecreasing" 8x8x8 "$conv; s: silu; p: maxpool 2x2" ''
decides infer "nor other windows" 8x8x8 "$conv; p: maxpool 3x3 stride=2" ''
decides infer "same that pads at the end alone is such a window; stride 1 is another" 7x7x8 "$conv; p: maxpool 2x2 same; q: conv 8 3x3 algorithm=winograd; maxpool 2x2 stride=1" \
    'c: stored as the maxima of p; p: computed by c;'
decides infer "nor by what cannot" 1x1x8 "c: conv 8 3x3 algorithm=pointwise_1x1_map; p: upsample 2x2; maxpool 2x2" ''
decides infer "nor a value that another layer reads" 8x8x8 "$conv; r: relu; p: maxpool 2x2; u: upsample 2x2; add r" ''
decides train "a slope is not taken of such a value either" 8x8x8 "d: depthwise 3x3; r: relu; p: maxpool 3x3 stride=1 same; add r" ''
decides train "but behind any kind" 8x8x8 "d: depthwise 3x3; r: elu; p: maxpool 3x3; s: sigmoid; g: globalmaxpool" \
    'p: takes the derivative of r; g: takes the derivative of s;'
decides train "a convolution normalises its input on the way in" 8x8x8 "b: batchnorm; $conv" \
    'b: computed by c; c: input stored as before b;'
decides train "and clamps it" 8x8x8 "b: batchnorm; r: relu max=2; $conv" \
    'b: computed by c; r: computed by c; r: input stored as before b; c: input stored as before b and r;'
decides train "not with another activation between" 8x8x8 "b: batchnorm; r: leaky; $conv" ''
decides train "nor by an algorithm that cannot" 8x8x8 "b: batchnorm; c: conv 8 3x3 algorithm=direct" ''
decides train "nor what is frozen" 8x8x8 "b: batchnorm frozen; $conv" ''
decides infer "nor in inference" 8x8x8 "b: batchnorm; $conv" ''
decides train "nor what two layers read" 8x8x8 "b: batchnorm; r: relu; $conv; add r" ''
decides infer "zeros around a map are those that a convolution counts outside" 6x6x8 "p: pad 1; c: conv 8 3x3 valid; r: relu; q: pad top=1 left=2; d: depthwise 3x3 valid" \
    'p: computed by c; c: input stored without the zeros of p; q: computed by d; d: input stored without the zeros of q;'
decides infer "but not another value, nor the map continued" 6x6x8 "p: pad 1 value=0.5; c: conv 8 3x3 valid; q: pad 1 mode=edge; d: conv 8 3x3 valid" ''
decides infer "a convolution of few channels reads the input as it is given, also with zeros around it" 6x6x3 "p: pad 1; c: conv 8 3x3 valid" \
    'input: computed by c; p: computed by c; c: input stored without the zeros of p; c: input as it is given;'
decides infer "not where it takes maxima" 6x6x3 "c: conv 8 3x3 algorithm=direct; m: maxpool 2x2" \
    'c: stored as the maxima of m; m: computed by c;'
decides infer "nor an input that another layer reads" 6x6x3 "a: identity; c: conv 3 3x3 from input; add a" ''
decides train "nor in training" 6x6x3 "c: conv 8 3x3" ''
decides infer "not where they are read otherwise" 6x6x8 "p: pad 1; c: conv 8 3x3; add p" ''
decides infer "nor by a maximum" 6x6x8 "p: pad 1; m: maxpool 3x3" ''
decides train "nor in training" 6x6x8 "p: pad 1; c: conv 8 3x3 valid" ''
decides train "both ways in one convolution" 8x8x8 "b: batchnorm; $conv; r: relu; p: maxpool 2x2" \
    'b: computed by c; c: stored as the maxima of p; c: input stored as before b; r: stored as the maxima of p; p: computed by c; p: takes the derivative of r;'

# ---- nobody else names a kind ----
# Words of attributes (attr_int(n, "pad"), setting_num(set, attrs, "clip")) and lines of attribute
# tables are no kinds; a loss names the last layer that it computes, in its record.
names_kinds() { (
    cd "$1/compiler" || exit 1
    grep -nE 'layer->kind|layer_find\(' passes/*.[ch] layers/*.[ch] algorithms/*.[ch] | grep -v 'loss->fused_kind'
    grep -nE -- '->body|mk_[a-z]' passes/*.[ch]
    for kind in $(sed -n 's/^LAYER(\(.*\))/\1/p' ir/layers.def); do
        grep -nE "\"$kind\"|\blayer_$kind\b" passes/*.[ch] layers/*.[ch] algorithms/*.[ch] |
            grep -vE "^layers/$kind\.c:|(attr|setting)_[a-z]+\([^)]*\"$kind\"|[{]\"$kind\", ATTR_"
        grep -nE "\"$kind\"|\blayer_$kind\b" compile.c front/*.[ch] emit/*.[ch] optimizers/*.[ch] |
            grep -vE "/\* \"|(attr|setting)_[a-z]+\([^)]*\"$kind\"|[{]\"$kind\", ATTR_|\]\.name, \"$kind\"|\.str, \"$kind\""
    done
); }
none() { names_kinds "$1" >named; [ ! -s named ] || { cat named; return 1; }; }
check "no part of the compiler names another kind, no pass reads a kernel's text" none "$root"
# mutant TEXT FILE LINE: with this line in the file, it is found
mutant() {
    rm -rf copy && mkdir copy && cp -r "$root/compiler" copy/
    echo "$3" >>"copy/compiler/$2"
    none copy >/dev/null 2>&1; [ $? -ne 0 ]
    result $? "$1 is found"
}
mutant "a comparison of kinds" layers/conv.c 'bool x(Node *n) { return !strcmp(n->in[0]->layer->kind, kinds[2]); }'
mutant "another's name" passes/fuse.c 'const char *x = "relu";'
mutant "another's record" layers/batchnorm.c 'extern const Layer layer_relu;'
mutant "a name in the front end" front/expand.c 'const char *x = "batchnorm";'
mutant "and in the printer of C" emit/emit_program.c 'extern const Layer layer_conv;'
mutant "a search of a kernel's text" passes/plan.c 'bool x(const Kernel *k) { return strstr(k->body, "sgemm"); }'
finish
