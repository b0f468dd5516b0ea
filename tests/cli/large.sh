#!/bin/sh
# Nets of up to 20,000 layers: every command that plans takes seconds. The limit is generous, for
# slow machines; what is quadratic takes minutes. The short form has that many in one net, and half
# in the others. Sanitizers take ten times as long, so there the nets have a tenth of the layers.
. "$(dirname "$0")/tap.inc"
[ -n "${NETC_TEST_SAME_TEXT:-}" ] && tenth=1 || tenth=
part=${tenth:+10}
some() { echo $(($1 / ${part:-1})); }

net()       # name, text: with 20,000 layers
{
    printf \
        'net n {\n input %s\n dense 3 softmax\n}\ntrain { loss crossentropy\n optimizer adam rate=0.001 }\n' \
        "$2" > $1.net
}
net chain '4
 repeat i in 1..'$(some 10000)' { dense 4 relu }'
net half '4
 repeat i in 1..'$(some 5000)' { dense 4 relu }'
thorough || part=${part:-2}
net maps '4x4x2
 repeat i in 1..'$(some 4000)' {
  s$i: conv 3x3 2 relu
  c$i: conv 3x3 2
  add s$i c$i
  relu
 }
 flatten'
net plain '4
 repeat i in 1..'$(some 20000)' { relu }'
awk -v n=$(some 2000) 'BEGIN { print "net n {\n input 4x4x2\n x: relu"; for (i = 0; i < n; i++) print " b" i ": conv 1x1 1 relu from x";
    printf " concat"; for (i = 0; i < n; i++) printf " b%d", i; print "\n flatten\n dense 3 softmax\n}\ntrain { loss crossentropy\n optimizer adam rate=0.001 }" }' \
        > wide.net
# Values of many lives beside one another: long ones that begin and end at different times, and
# 2,000 statistics.
awk -v n=$(some 6000) 'BEGIN { print "net n {\n input 4x4x2\n l0: conv 2 1x1"; for (i = 1; i < n; i++) print " l" i ": conv 2 1x1\n add l" (i > 50 ? i - 50 : 0);
    print " flatten\n dense 3 softmax\n}\ntrain { loss crossentropy\n optimizer adam rate=0.001 }" }' \
        > skips.net
awk -v n=$(some 2000) 'BEGIN { print "net n {\n input 4x4x2\n x: relu"; for (i = 0; i < n; i++) print " b" i ": batchnorm from x";
    printf " concat"; for (i = 0; i < n; i++) printf " b%d", i; print "\n flatten\n dense 3 softmax\n}\ntrain { loss crossentropy\n optimizer adam rate=0.001 }" }' \
        > norms.net
net pairs '8
 repeat i in 1..'$(some 10000)' { dense 8
  batchnorm }'
for f in skips norms pairs; do check "$f: mem" timeout 60 "$NETC" mem $f.net; done
for f in chain maps plain wide; do
    check "$f: mem" timeout 60 "$NETC" mem $f.net
    [ -z "$tenth" ] || continue # other tests emit C under sanitizers
    thorough || continue
    check "$f: training plan in C" timeout 60 "$NETC" $f.net -o $f.c --train
done
[ -n "$tenth" ] || thorough ||
    check "half a chain: training plan in C" timeout 60 "$NETC" half.net -o half.c --train
for c in check summary explain graph; do check "maps: $c" timeout 60 "$NETC" $c maps.net; done
# A limit of memory: the smallest that is named works, and one in between does.
# Each try plans the net anew, so it has fewer layers.
net short '4
 repeat i in 1..'$(some $(thorough && echo 4000 || echo 1000))' { dense 4 relu }'
for f in short; do
    timeout 60 "$NETC" mem $f.net --mem-limit 1k >out 2>err
    status=$?
    fails 1 'with everything computed twice that saves some. The smallest possible is --mem-limit=[0-9]+k$' \
        "$f: a limit that is too small"
    least=$(sed -n 's/.*The smallest possible is --mem-limit=\([0-9]*\)k$/\1/p' err)
    check "$f: the smallest that it names" timeout 60 "$NETC" mem $f.net --mem-limit ${least}k
    check "$f: one above it" timeout 60 "$NETC" mem $f.net --mem-limit $((least * 5 / 4))k
done
# With the same bits: 60 layers (240 in the long form) in branches, their values made again piece by piece.
printf 'net n {\n input 4x4x2\n repeat i in 1..'"$(thorough && echo 60 || echo 15)"' {\n s$i: conv 2 3x3 relu\n c$i: conv 2 3x3\n add s$i c$i\n relu\n }
 flatten\n dense 3 softmax\n}\ntrain { loss crossentropy\n batch 4 }\n' >bits.net
run init bits.net -o w.safetensors
npy x.npy '<f4' '(4, 4, 4, 2)' 512 "$FLOATS"
npy y.npy '<i4' '(4,)' 16 '\001\000\000\000\002\000\000\000'
run grad bits.net --weights w.safetensors --input x.npy --label y.npy --output whole.safetensors
expect 0 "gradients with all values kept"
run grad bits.net --weights w.safetensors --input x.npy --label y.npy --output x.safetensors --mem-limit 1k
least=$(sed -n 's/.*The smallest possible is --mem-limit=\([0-9]*\)k$/\1/p' err)
[ -n "$tenth" ] && more= || more=$((least * 11 / 10))
for limit in $least $more; do
    run grad bits.net --weights w.safetensors --input x.npy --label y.npy --output less.safetensors --mem-limit ${limit}k
    expect 0 "gradients within ${limit}k"
    check "the same bits" cmp whole.safetensors less.safetensors
    run explain bits.net --train --mem-limit ${limit}k
    prints '[1-9][0-9]+ values are not kept, and computed again' "of which some are made again"
done
finish
