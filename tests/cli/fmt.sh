# netc fmt: a file keeps its tokens, comments and plan, is the same when formatted again, and comes
# out in one form.
root=$PWD
. "$(dirname "$0")/tap.inc"
formatted() {   # formatted NAME: what comes out of IN is as OUT
    run fmt "$1.net"
    diff out "$1.wanted"
}
cat >form.net <<'END'


# head
import   "vgg16.net"   # blocks
param width=16 ; param   size = 3x3
block b(f,s = 3x3){
  repeat i in 1 .. 2{conv$i :conv   f  s   relu }
if f>8 {


     dropout  0.5
  }
  else_is_no_word: identity

  }
net a {
 input 32x32x3 scale = 1/255   # bytes
 labels (cat,dog ,
     "a  b",  # the third
  last)
 x:conv width size
 longer : conv(8, 3x3,
relu)
 if 1 == 1 { b( 8 ) } else if 2>1 {
 dense 4 } else { }
 flatten # to a vector

 # the end
 dense 4 softmax
}
train{
data folder "d"  # pictures
   # how
   loss crossentropy
 optimizer adam (
 rate=0.1,
 beta1 = 0.9)

 epochs 3;batch 4 }
END
cat >form.wanted <<'END'
# head
import "vgg16.net"  # blocks
param width = 16
param size  = 3x3
block b(f, s=3x3) {
    repeat i in 1 .. 2 {
        conv$i: conv f s relu
    }
    if f>8 {
        dropout 0.5
    }
    else_is_no_word: identity
}
net a {
    input  32x32x3 scale=1/255  # bytes
    labels (cat, dog,
            "a  b",  # the third
            last)
    x:      conv width size
    longer: conv(8, 3x3,
                 relu)
    if 1 == 1 {
        b(8)
    } else if 2>1 {
        dense 4
    } else {
    }
    flatten  # to a vector

    # the end
    dense 4 softmax
}
train {
    data      folder "d"  # pictures
    # how
    loss      crossentropy
    optimizer adam (
        rate=0.1,
        beta1=0.9)

    epochs    3
    batch     4
}
END
check "one form" formatted form
cp form.wanted again.net
cp form.wanted again.wanted
check "which stays" formatted again
run fmt --check again.net
expect 0 "--check finds nothing in it"
run fmt --check again.net form.net
expect 1 "but in the other"
check "which it names" [ "$(cat out)" = form.net ]
cp form.net place.net
run fmt -w place.net
expect 0 "in place"
check "the file" cmp place.net form.wanted
sed 's/$/\r/' form.net | sed '1s/^/\xef\xbb\xbf/' >place.net
run fmt -w place.net
check "line ends of other systems and the mark of UTF-8 go" cmp place.net form.wanted
printf 'net a {\n  conv 3, 3\n' >bad.net
cp bad.net kept
run fmt -w bad.net
fails 1 'bad.net:2:' "a mistake of grammar"
check "leaves the file alone" cmp bad.net kept
run fmt -w missing.net
fails 1 'missing.net' "a file that is not there"
run fmt --check -w form.net
fails 2 'do not go together' "both ways at once"
: >empty.net
run fmt empty.net
expect 0 "an empty file"
check "stays empty" [ ! -s out ]
printf '# only\n\n\n# comments' >empty.net
run fmt empty.net
check "one of comments" [ "$(cat out)" = "$(printf '# only\n\n# comments')" ]

# ---- every valid file: the same plan, and the same again ----
# plans FILE: of each net, what is made of it, without the lines where things stand
plans() {
    for net in $(sed -nE 's/^[^A-Za-z_#"]*net +([A-Za-z0-9_]+).*/\1/p' "$1"); do
        "$NETC" "$1" --net "$net" --dump=plan 2>/dev/null || echo "no plan of $net"
        "$NETC" "$1" --net "$net" --train --dump=plan 2>/dev/null || echo "no training of $net"
    done
}
same() {        # same FILE
    folder=$(dirname "$1")
    before=$folder/before_fmt.net after=$folder/after_fmt.net
    cp "$1" "$before"
    "$NETC" fmt "$1" >"$after" || return 1
    "$NETC" fmt "$after" | cmp - "$after" || return 1
    plans "$before" >plan_before
    plans "$after" >plan_after
    cmp plan_before plan_after
}
cp -r "$root/examples" "$root/lib" .
cp -r "$root/tests/lang" lang
files=$(ls examples/*.net examples/*/*.net lib/*.net lang/ok_*.net)
[ -z "${NETC_TEST_SAME_TEXT:-}" ] || files=$(ls lang/ok_*.net)
for file in $files; do
    check "$file keeps its plan" same "$file"
done
plans lang/ok_vector_input.net >plan_before
check "control: there are plans" grep -q init_param plan_before
run fmt --check "$root"/examples/*.net "$root"/examples/*/*.net "$root"/lib/*.net
expect 0 "the examples are in that form"
printf 'net a { input 3; dense 4 softmax }\n' >one.net
plans one.net >plan_before
printf 'net a { input 3; dense 5 softmax }\n' >one.net
plans one.net >plan_after
differ() { ! cmp -s plan_before plan_after; }
check "control: another net has another plan" differ
# Files with mistakes are formatted or refused, never damaged.
for file in lang/[a-np-z]*.net; do
    [ -z "${NETC_TEST_SAME_TEXT:-}" ] || break
    "$NETC" fmt "$file" >once 2>/dev/null || continue
    mv once once.net
    check "$file the same again" sh -c '"$0" fmt once.net | cmp - once.net' "$NETC"
done
finish
