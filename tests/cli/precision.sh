# --precision=bf16: values of a training between layers in bfloat16. Every backend gives the
# reference's numbers, any number of threads the same bits; a training learns what one in floats
# learns, in less memory; a checkpoint knows its precision; emitted C trains the same.
root=$PWD
. "$(dirname "$0")/tap.inc"
export NETC_CACHE=$TMP/cache
cat >many.net <<'END'
net many {
    input 12x12x5
    a: conv 20 3x3 relu
    b: conv 20 3x3 stride=2 nobias
    bn: batchnorm
    r: relu
    c: conv 40 1x1 leaky
    e: conv 24 3x3 groups=2 gelu
    p: maxpool 2x2 same
    g: conv 24 1x1
    s: add g p
    t: conv_transpose 8 2x2 stride=2 elu
    u: concat t r
    v: layernorm
    w: avgpool 2x2
    dropout 0.2
    f: flatten
    h: dense 33
    batchnorm
    last: dense 7 softmax
}
train {
    loss crossentropy
    optimizer adam rate=0.001
}
END
uncompiled run verify many.net --batch 5 --precision=bf16 --mem-limit=1k
fails 1 'with everything computed twice that saves some. The smallest possible is' \
    "the least memory is found, where values are computed twice"
least=$(sed -n 's/.*--mem-limit=\([0-9]*k\).*/\1/p' err)
run verify many.net --batch 5 --precision=bf16 --mem-limit="$least"
expect 0 "verify: JIT, compiler and emitted C give the reference's numbers, some computed twice"
prints '^No slope: ' "without difference quotients, which rounded values have none of"
run many.net --train --dump=plan
cp out floats.plan
run many.net --train --dump=plan --precision=bf16
check "a plan in bfloat16 is another" sh -c '! cmp -s out floats.plan'

# Where pairs of bfloat16 are multiplied faster than floats, the algorithm `pairs` does; the processor
# that runs this need not. Every geometry: pooled, of stride 2, dilated, of 1x1, few and many
# channels, small maps.
cat >gain.json <<'END'
{"threads": 2, "fma_gflops": 110, "fma_all_gflops": 220, "l2_gbs": 90, "l3_gbs": 70, "dram_gbs": 25,
 "dram_all_gbs": 35, "l2_kib": 1024, "l3_kib": 32768, "gather_ns": 100, "scatter_ns": 66,
 "kernel_ns": 64, "call_us": 1, "bf16_gain": 50}
END
cat >pairs.net <<'END'
net pairs {
    input 13x11x5
    conv 20 3x3 relu
    conv 24 3x3 relu
    maxpool 2x2 same
    conv 40 3x3 stride=2 leaky
    conv 72 1x1
    batchnorm
    relu
    conv 33 5x3 relu
    maxpool 2x2
    conv 24 3x3 dilation=2
    flatten
    dense 7 softmax
}
train {
    loss crossentropy
    optimizer adam rate=0.001
}
END
sed 's/"bf16_gain": 50/"bf16_gain": 3.9/' gain.json >pairs.json # too little for tiles
uncompiled run verify pairs.net --batch 5 --precision=bf16 --machine pairs.json
expect 0 "verify: every backend gives the same with products of pairs"
run explain pairs.net --train --batch 5 --precision=bf16 --machine pairs.json
for kernel in conv_gemm_bf16 conv_weights_bf16 'conv_gemm_bf16 .output pooled.'; do
    prints "$kernel" "the plan has $kernel"
done
uncompiled run verify pairs.net --batch 5 --precision=bf16 --machine gain.json
expect 0 "verify: and with products on frames"
run explain pairs.net --train --batch 5 --precision=bf16 --machine gain.json
for kernel in conv_frames_bf16 conv_frame_weights_bf16 'conv_frames_bf16 .output pooled.' \
    'conv_frames_bf16 .input normalised, relu'; do
    prints "$kernel" "the plan has $kernel"
done
uncompiled run verify pairs.net --batch 40 --precision=bf16 --machine gain.json
expect 0 "verify: and where sums are of ranges of images"
run explain pairs.net --train --batch 40 --precision=bf16 --machine gain.json
prints conv_frame_weights_images_bf16 "which the plan has"
run explain pairs.net --train --batch 5 --precision=bf16 --machine default
check "and not where floats are as fast" sh -c '! grep -q conv_gemm_bf16 out'
run explain pairs.net --train --batch 5 --machine gain.json
check "nor in a training in floats" sh -c '! grep -q conv_gemm_bf16 out'

work() { # MiB of the work area of training, by the constants that are the same everywhere
    "$NETC" mem "$1" --train --precision="$2" --machine default |
        sed -n 's/.*work area (values, gradients)  *\([0-9.]*\) MiB$/\1/p' | head -1
}
for net in study/base_cnn vgg_bn vgg_cifar; do
    check "the work area of $net.net is at most 0.6 of that in floats" awk \
        -v f="$(work "$root/examples/$net.net" f32)" -v b="$(work "$root/examples/$net.net" bf16)" \
        'BEGIN { print "# " b / f; exit !(b > 0 && b <= 0.6 * f) }'
done

write_tiny tiny.net
run shapes data --train 192 --test 32 --seed 3
for p in f32 bf16; do
    run train tiny.net -o $p.safetensors --precision=$p --seed 5 --log $p.json --threads 1
    expect 0 "a training with --precision=$p"
done
loss() { sed -n '$s/.*"loss":\([0-9.]*\).*/\1/p' "$1"; }
echo "# training losses: f32 $(loss f32.json), bf16 $(loss bf16.json)"
check "ends near where one in floats ends, and not at the same" awk -v a="$(loss f32.json)" \
    -v b="$(loss bf16.json)" 'BEGIN { exit !(a > 0 && b > 0 && a != b && b < 1.1 * a + 0.05 && a < 1.1 * b + 0.05) }'
run train tiny.net -o two.safetensors --precision=bf16 --seed 5 --threads 2
check "the same bits on two threads" cmp bf16.safetensors two.safetensors
run train tiny.net -o ref.safetensors --precision=bf16 --seed 5 --backend=reference
check "and by the reference" cmp bf16.safetensors ref.safetensors

for t in 1 2; do
    run train tiny.net -o p$t.safetensors --precision=bf16 --seed 5 --machine gain.json --threads $t \
        --log p$t.json
    expect 0 "a training with products of pairs, --threads $t"
done
check "the same bits on two threads" cmp p1.safetensors p2.safetensors
check "others than with floats" sh -c '! cmp -s p1.safetensors bf16.safetensors'
check "ends near where one in floats ends" awk -v a="$(loss f32.json)" -v b="$(loss p1.json)" \
    'BEGIN { print "# pairs " b; exit !(a > 0 && b > 0 && b < 1.1 * a + 0.05 && a < 1.1 * b + 0.05) }'
run train tiny.net -o p3.safetensors --precision=bf16 --seed 5 --machine gain.json --backend=reference
check "and the same bits by the reference" cmp p1.safetensors p3.safetensors
run train tiny.net -o p4.safetensors --precision=bf16 --seed 5 --machine gain.json --epochs 1
run train tiny.net --resume p4.ckpt --epochs 2
check "a checkpoint is resumed with its constants" cmp p1.safetensors p4.safetensors

run train tiny.net -o one.safetensors --precision=bf16 --seed 5 --epochs 1
cp one.ckpt f.ckpt
run train tiny.net --resume one.ckpt --epochs 2
expect 0 "a checkpoint is resumed with its precision"
check "and ends with the same bits" cmp bf16.safetensors one.safetensors
run train tiny.net --resume f.ckpt --epochs 2 --precision=f32
fails 1 'f.ckpt is a checkpoint of a training with --precision=bf16; here it is f32' \
    "another precision is refused"

run tiny.net --train --precision=bf16 -o t.c --main=train
expect 0 "C that trains in bfloat16"
check "compiles without a warning" cc -std=c99 -O2 -Wall -Wextra -pedantic -Werror t.c -o t -lm
check "and as C++" g++ -x c++ -fsyntax-only -Wall -Wextra t.c
run train tiny.net --precision=f16
fails 2 'precision' "no other type"
finish
