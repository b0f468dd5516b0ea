# What is no mistake but hardly meant is remarked: layers that nothing reads, trainings in which
# nothing trains. Frozen dropout drops.
. "$(dirname "$0")/tap.inc"
cat >unused.net <<'END'
net u {
    input 4x4x3
    a: conv 5 3x3
    dead: conv 6 3x3
    relu
    flatten from a
    dense 2 softmax
}
END
run check unused.net
expect 0 "an unused layer is no error"
says ':4:5: warning: dead is not used: no layer on the way to the output reads it, nor one other' \
    "but a warning at its line"
cat >used.net <<'END'
net u {
    input 4
    dense 2 softmax
    a: identity
}
train { loss crossentropy }
END
run check used.net
check "nothing is said of identities behind the output" sh -c '! grep -q warning err'
cat >frozen.net <<'END'
net f {
    input 4
    dense 3 frozen
    dropout 0.5 frozen
    dense 2 softmax frozen
}
train { loss crossentropy }
END
run check frozen.net
says 'warning: nothing trains: every layer with parameters is frozen' "nothing trains: frozen"
cat >none.net <<'END'
net n {
    input 4
    softmax
}
train { loss crossentropy }
END
run check none.net
says 'warning: nothing trains: no layer has parameters' "nothing trains: no parameters"
run frozen.net --train --dump lower
prints '^  dropout_mask' "frozen dropout drops in training, as in Keras"
run frozen.net --dump lower
check "and not in inference" sh -c '! grep -q dropout_mask out'
# A normalisation that leaves nothing of its input.
cat >one.net <<'END'
net o {
    input 4x4x3
    conv 1 3x3
    norm: layernorm
    flatten
    layernorm
    dense 1
    layernorm
}
END
run check one.net
expect 0 "layernorm over one channel is no error"
says ':4:5: warning: norm normalises over one channel: its output is its beta, whatever comes in' \
    "but a warning"
says ':8:5: warning: layernorm_2 normalises' "also of a vector of one"
check "of 16 it is none" test "$(grep -c warning err)" -eq 2
finish
