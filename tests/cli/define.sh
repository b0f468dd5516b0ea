# `param` and -D: values that a command line gives to a net, in every command that reads one.
. "$(dirname "$0")/tap.inc"
write_tiny tiny.net
sed 's/^net tiny/param width = 4\nparam act = relu\nparam step = 0.005\n&/; s/conv 8 3x3 relu/conv width 3x3 act/
    s/rate=0.005/rate=step/' tiny.net >p.net
grep -q 'conv width 3x3 act' p.net && grep -q 'rate=step' p.net || echo "Bail out! tiny.net has changed"
sed 's/conv width 3x3 act/conv 6 3x3 tanh/; s/^param.*//; s/rate=step/rate=0.01/' p.net >plain.net

run summary p.net
prints '^conv_1 .* 32x32x4 ' "without -D the file's value holds"
run summary p.net -D width=6 --define act=tanh
prints '^conv_1 .*conv . tanh .* 32x32x6 ' "-D replaces it, and a word; --define is the same"
run summary p.net -Dwidth=7 -D width=6
prints '^conv_1 .* 32x32x6 ' "of two the later holds, also written -Dwidth=6"
run check p.net -D width=2*3+1
expect 0 "a value may be an expression"
run check p.net -D widht=6
fails 1 'p.net has no `param widht`; did you mean `width`\?' "an unknown name"
says 'hint: it has width, act and step' "with the names that there are"
run check plain.net -D width=6
fails 1 'plain.net has no `param width`' "a file without parameters"
run check p.net -D width=relu
fails 1 'p.net:.*: error: `width` is a number here; -D gives a word, `relu`' "a value of another form"
run check p.net -D width
fails 2 '^netc: -D width: expected NAME=VALUE' "no value"
run check p.net -D 'width=6; net x { }'
fails 1 'expected NAME=VALUE, one parameter' "more than a value"
run check p.net -D width=0
fails 1 'filters of conv is 0; it must be from 1 to' "a value that the layer refuses"

for what in infer train; do
    flag=$([ $what = train ] && echo --train)
    mkdir -p given plain
    run p.net $flag -D width=6 -D act=tanh -D step=0.01 -o given/m.c
    expect 0 "C for $what with -D"
    run plain.net $flag -o plain/m.c
    # The same statements on other lines, and other places of the weights' names: none.
    check "is that of a file with these values" sh -c \
        'for f in given plain; do grep -vE "^/[*]|^ [*]" $f/m.c >$f.text; done
         test $(wc -l <given.text) -gt 100 && cmp given.text plain.text'
done
check "the head of the file says so" grep -q -- '--define width=6 --define act=tanh' given/m.c

run init p.net -D width=6 -o w.safetensors
expect 0 "init with -D"
run convert p.net --weights w.safetensors -o w.npz
fails 1 'conv_1' "weights of another width do not fit"
run convert p.net -D width=6 --weights w.safetensors -o w.npz
expect 0 "with the same -D they do"

run shapes data --train 64 --test 32 --seed 3
run train p.net -D width=6 -D step=0.01 -o t.safetensors --epochs 1
expect 0 "train with -D"
run train p.net -D step=0.01 --resume t.ckpt --epochs 2
fails 1 'checkpoint of another net: its conv_1.kernel is 3x3x3x6, that of tiny is 3x3x3x4' "a checkpoint of another value is refused"
run train p.net -D width=6 -D step=0.01 --resume t.ckpt --epochs 2
expect 0 "and goes on with the same"
finish
